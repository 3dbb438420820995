/* The preview's files and news. */
#define _POSIX_C_SOURCE 200809L
#include "preview/site.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/vector.h"

enum { NEWS_KEPT = 64 };

struct site_files {
	pthread_mutex_t lock;
	struct map by_path;
	VECTOR(struct site_file *) files;
	unsigned round;
	char *news[NEWS_KEPT]; /* event n at n % NEWS_KEPT, as it is sent */
	uint64_t news_count, beats;
	void (*wake)(void *data);
	void *wake_data;
};

struct site_files *site_new(void)
{
	struct site_files *site = memory_allocate(sizeof *site);
	pthread_mutex_init(&site->lock, NULL);
	return site;
}

/* ---- Files ------------------------------------------------------------- */

static void let_go(struct site_file *file)
{
	if (--file->holders)
		return;
	free(file->path);
	free(file->bytes);
	free(file->passages);
	free(file);
}

void site_free(struct site_files *site)
{
	for (size_t i = 0; i < site->files.count; i++)
		let_go(site->files.items[i]);
	for (size_t i = 0; i < NEWS_KEPT; i++)
		free(site->news[i]);
	VECTOR_RELEASE(&site->files);
	map_release(&site->by_path);
	pthread_mutex_destroy(&site->lock);
	free(site);
}

/* Where the script goes: before the last </body>, else at the end. */
static size_t place_of_script(struct str page)
{
	static const char tag[] = "</body>";
	size_t length = sizeof tag - 1;
	for (size_t at = page.length; at-- > 0;)
		if (page.length - at >= length &&
		    memcmp(page.bytes + at, tag, length) == 0)
			return at;
	return page.length;
}

/* The page's own policy, which lets no script run; at `*at`, its bytes. */
static size_t find_policy(struct str page, size_t *at)
{
	ptrdiff_t start = str_find(
		page, STR("<meta http-equiv=\"Content-Security-Policy\""));
	*at = start < 0 ? 0 : (size_t)start;
	const char *end =
		start < 0 ? NULL :
			    memchr(page.bytes + *at, '>', page.length - *at);
	return end ? (size_t)(end - page.bytes) + 1 - *at : 0;
}

/* Only here does a page have a script: dist/ has none, and a policy that says
 * so. */
static struct str with_script(struct str page)
{
	static const char script[] =
		"<script src=\"/-/preview.js\" defer></script>\n";
	size_t policy, own = sizeof script - 1, place = place_of_script(page);
	size_t cut = find_policy(page, &policy);
	struct buffer out = BUFFER_INITIALISER;
	if (policy + cut > place)
		cut = policy = 0; /* after the page's end: not ours */
	buffer_append(&out, page.bytes, policy);
	buffer_append(&out, page.bytes + policy + cut, place - policy - cut);
	buffer_append(&out, script, own);
	buffer_append(&out, page.bytes + place, page.length - place);
	buffer_append_byte(&out, '\0');
	return (struct str){ out.bytes, out.length - 1 };
}

static struct site_file *new_file(const char *path, const char *media_type,
				  struct str bytes)
{
	struct site_file *file = memory_allocate(sizeof *file);
	struct str served =
		strcmp(media_type, "text/html") == 0 ?
			with_script(bytes) :
			(struct str){ memory_copy_text(bytes.bytes,
						       bytes.length),
				      bytes.length };
	*file = (struct site_file){
		.path = memory_copy_text(path, strlen(path)),
		.media_type = media_type,
		.bytes = (char *)served.bytes,
		.length = served.length,
		.holders = 1,
	};
	return file;
}

static bool are_same(const struct site_file *a, const struct site_file *b)
{
	return a->length == b->length &&
	       memcmp(a->bytes, b->bytes, a->length) == 0;
}

/* The map's key is borrowed from the file that goes; the new one's takes its
 * place. */
static void set_file(struct site_files *site, struct site_file *file)
{
	struct site_file *old =
		map_set(&site->by_path, str_from(file->path), file);
	if (!old) {
		file->index = site->files.count;
		*VECTOR_ADD(&site->files) = file;
		return;
	}
	file->index = old->index;
	site->files.items[file->index] = file;
	let_go(old);
}

bool site_put(struct site_files *site, const char *path, const char *media_type,
	      struct str bytes)
{
	struct site_file *file = new_file(path, media_type, bytes);
	pthread_mutex_lock(&site->lock);
	struct site_file *old = map_lookup(&site->by_path, str_from(path));
	bool is_new = !old || !are_same(old, file);
	file->round = site->round;
	if (is_new) {
		set_file(site, file);
	} else {
		old->round = site->round;
		let_go(file);
	}
	pthread_mutex_unlock(&site->lock);
	return is_new;
}

void site_set_passages(struct site_files *site, const char *path,
		       const uint64_t *passages, size_t count)
{
	uint64_t *copy = NULL;
	if (count) {
		copy = memory_allocate(count * sizeof *copy);
		memcpy(copy, passages, count * sizeof *copy);
	}
	pthread_mutex_lock(&site->lock);
	struct site_file *file = map_lookup(&site->by_path, str_from(path));
	if (file) {
		free(file->passages);
		file->passages = copy;
		file->passage_count = count;
		copy = NULL;
	}
	pthread_mutex_unlock(&site->lock);
	free(copy);
}

void site_begin_round(struct site_files *site)
{
	pthread_mutex_lock(&site->lock);
	site->round++;
	pthread_mutex_unlock(&site->lock);
}

void site_keep(struct site_files *site, const char *path)
{
	pthread_mutex_lock(&site->lock);
	struct site_file *file = map_lookup(&site->by_path, str_from(path));
	if (file)
		file->round = site->round;
	pthread_mutex_unlock(&site->lock);
}

static bool is_own(const char *path)
{
	return strcmp(path, "/") == 0 || strncmp(path, "/-/", 3) == 0;
}

void site_end_round(struct site_files *site)
{
	size_t kept = 0;
	pthread_mutex_lock(&site->lock);
	map_release(&site->by_path);
	for (size_t i = 0; i < site->files.count; i++) {
		struct site_file *file = site->files.items[i];
		if (file->round != site->round && !is_own(file->path)) {
			let_go(file);
			continue;
		}
		file->index = kept;
		site->files.items[kept++] = file;
		map_set(&site->by_path, str_from(file->path), file);
	}
	site->files.count = kept;
	pthread_mutex_unlock(&site->lock);
}

struct site_file *site_get(struct site_files *site, const char *path)
{
	pthread_mutex_lock(&site->lock);
	struct site_file *file = map_lookup(&site->by_path, str_from(path));
	if (file)
		file->holders++;
	pthread_mutex_unlock(&site->lock);
	return file;
}

void site_let_go(struct site_files *site, struct site_file *file)
{
	pthread_mutex_lock(&site->lock);
	let_go(file);
	pthread_mutex_unlock(&site->lock);
}

/* ---- News -------------------------------------------------------------- */

static void wake(struct site_files *site)
{
	if (site->wake)
		site->wake(site->wake_data);
}

void site_on_news(struct site_files *site, void (*wake_all)(void *data),
		  void *data)
{
	site->wake = wake_all;
	site->wake_data = data;
}

void site_tell(struct site_files *site, const char *event, const char *data)
{
	struct buffer text = BUFFER_INITIALISER;
	buffer_append_format(&text, "event: %s\ndata: %s\n\n", event, data);
	pthread_mutex_lock(&site->lock);
	char **slot = &site->news[site->news_count++ % NEWS_KEPT];
	free(*slot);
	*slot = text.bytes; /* ours now */
	pthread_mutex_unlock(&site->lock);
	wake(site);
}

void site_beat(struct site_files *site)
{
	pthread_mutex_lock(&site->lock);
	site->beats++;
	pthread_mutex_unlock(&site->lock);
	wake(site);
}

struct site_place site_now(struct site_files *site)
{
	pthread_mutex_lock(&site->lock);
	struct site_place place = { site->news_count, site->beats };
	pthread_mutex_unlock(&site->lock);
	return place;
}

bool site_hear(struct site_files *site, struct site_place *place,
	       struct buffer *out)
{
	size_t before = out->length;
	pthread_mutex_lock(&site->lock);
	if (place->beat != site->beats)
		buffer_append_string(out, ": still here\n\n");
	if (site->news_count - place->event > NEWS_KEPT) {
		buffer_append_string(out, "event: missed\ndata: {}\n\n");
		place->event = site->news_count;
	}
	while (place->event < site->news_count)
		buffer_append_string(out,
				     site->news[place->event++ % NEWS_KEPT]);
	place->beat = site->beats;
	pthread_mutex_unlock(&site->lock);
	return out->length > before;
}
