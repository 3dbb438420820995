/* Chapters that were made before. A file of the cache is a head, the end of each
 * piece, and the chapter as it was packed; a sum at its beginning tells one that
 * is whole from one that is not. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "audio/private.h"
#include "base/file.h"
#include "base/inputs.h"
#include "base/path.h"

enum { LONGEST_UNUSED = 60 * 24 * 3600 /* [s] */ };

static const char version[] = "everyread audio 1";
static const char ending[] = ".audio";

struct head {
	struct fingerprint sum; /* of all behind it */
	uint64_t count;         /* of pieces */
};

static void add_string(struct fingerprint *key, const char *text)
{
	fingerprint_add(key, str_from(text));
}

static void add_number(struct fingerprint *key, uint64_t number)
{
	fingerprint_add(key,
			(struct str){ (const char *)&number, sizeof number });
}

static void add_command(struct fingerprint *key,
			const struct audio_command *command)
{
	add_number(key, command->count);
	for (size_t i = 0; i < command->count; i++)
		add_string(key, command->words[i]);
}

struct fingerprint audio_key(const struct audio_job *job,
			     const struct audio_piece *pieces, size_t count)
{
	struct fingerprint key = fingerprint_of(str_from(version));
	add_command(&key, &job->settings->speak);
	add_command(&key, &job->settings->encode);
	add_number(&key, job->settings->kind);
	add_string(&key, job->language);
	add_string(&key, job->voice);
	for (size_t i = 0; i < count; i++) {
		fingerprint_add(&key, pieces[i].text);
		add_number(&key, pieces[i].pause);
	}
	return key;
}

static const char *cache_path(struct arena *arena, const struct audio_job *job,
			      const struct audio_piece *pieces, size_t count)
{
	struct fingerprint key = audio_key(job, pieces, count);
	return arena_format(arena, "%s/%016" PRIx64 "%016" PRIx64 "%s",
			    job->cache, key.high, key.low, ending);
}

/* The file's parts, where it is whole. */
static bool take_apart(struct str file, size_t count, struct str *ends,
		       struct str *bytes)
{
	struct head head;
	if (file.length < sizeof head)
		return false;
	memcpy(&head, file.bytes, sizeof head);
	struct str rest = { file.bytes + sizeof head,
			    file.length - sizeof head };
	size_t length = count * 2 * sizeof(uint64_t);
	if (head.count != count || rest.length < length ||
	    !fingerprint_equals(head.sum, fingerprint_of(rest)))
		return false;
	*ends = (struct str){ rest.bytes, length };
	*bytes = (struct str){ rest.bytes + length, rest.length - length };
	return true;
}

bool audio_cache_read(const struct audio_job *job, struct audio_piece *pieces,
		      size_t count, struct buffer *out)
{
	struct arena arena = ARENA_INITIALISER;
	struct error ignored;
	struct str file, ends, bytes;
	if (!job->cache)
		return false;
	const char *path = cache_path(&arena, job, pieces, count);
	bool is_there = file_is_regular(path) &&
			file_read(&arena, path, &file, &ignored) &&
			take_apart(file, count, &ends, &bytes);
	for (size_t i = 0; is_there && i < count; i++) {
		memcpy(&pieces[i].begin, ends.bytes + 16 * i, 8);
		memcpy(&pieces[i].end, ends.bytes + 16 * i + 8, 8);
	}
	if (is_there) {
		buffer_append_str(out, bytes);
		utimensat(AT_FDCWD, path, NULL, 0); /* used today */
	}
	arena_release(&arena);
	return is_there;
}

/* Takes away what nothing has asked for in two months. */
static void sweep(struct arena *arena, const char *folder)
{
	const char **names;
	size_t count;
	struct error ignored;
	struct stat status;
	if (!file_list_folder(arena, folder, &names, &count, &ignored))
		return;
	for (size_t i = 0; i < count; i++) {
		const char *path = path_join(arena, folder, names[i]);
		if (str_ends_with(str_from(names[i]), str_from(ending)) &&
		    lstat(path, &status) == 0 &&
		    time(NULL) - status.st_mtime > LONGEST_UNUSED)
			unlink(path);
	}
}

void audio_cache_write(const struct audio_job *job,
		       const struct audio_piece *pieces, size_t count,
		       struct str bytes)
{
	struct arena arena = ARENA_INITIALISER;
	struct error ignored; /* a build loses nothing without it */
	struct buffer file = BUFFER_INITIALISER;
	struct head head = { .count = count };
	if (!job->cache)
		return;
	buffer_append(&file, &head, sizeof head);
	for (size_t i = 0; i < count; i++) {
		buffer_append(&file, &pieces[i].begin, 8);
		buffer_append(&file, &pieces[i].end, 8);
	}
	buffer_append_str(&file, bytes);
	head.sum = fingerprint_of((struct str){ file.bytes + sizeof head,
						file.length - sizeof head });
	memcpy(file.bytes, &head, sizeof head);
	if (file_write_atomically(cache_path(&arena, job, pieces, count),
				  file.bytes, file.length, &ignored))
		sweep(&arena, job->cache);
	buffer_release(&file);
	arena_release(&arena);
}
