/* What will be there for readers to be led to. */
#include "commands/links.h"

#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/path.h"
#include "collection/collection.h"
#include "commands/landing.h"
#include "commands/outputs.h"
#include "commands/statement.h"

const char *links_output_path(struct arena *arena,
			      const struct publication *publication,
			      const struct edition *edition, size_t language,
			      enum output output)
{
	const struct output_traits *traits = &output_traits[output];
	const char *folder = publication->languages[language].folder;
	if (!edition)
		return arena_format(arena, "%s/index.html", folder);
	return arena_format(arena, "%s/%s-%s-%s%s.%s", folder,
			    publication->identifier, edition->identifier,
			    folder, traits->suffix, traits->ending);
}

static bool is_text(const char *path)
{
	const char *ending = path_extension(path);
	return strcasecmp(ending, "md") == 0 ||
	       strcasecmp(ending, "markdown") == 0;
}

/* ---- A publication's pages ----------------------------------------------- */

static bool is_output_of(struct arena *arena,
			 const struct publication *publication,
			 const struct edition *edition, const char *path)
{
	for (size_t i = 0; i < edition->text_count; i++)
		for (int output = 0; output < OUTPUT_COUNT; output++)
			if (edition->formats &
				    output_bit((enum output)output) &&
			    strcmp(path, links_output_path(
						 arena, publication, edition,
						 edition->texts[i].language,
						 (enum output)output)) == 0)
				return true;
	return false;
}

/* "en/stories-ann.html" */
static bool is_entry_page(struct arena *arena,
			  const struct publication *publication,
			  const char *path)
{
	const char *name = path_name(path);
	size_t language = publication_find_language(publication,
						    path_folder(arena, path));
	if (language == publication->language_count ||
	    strcmp(path_extension(name), "html") != 0)
		return false;
	for (size_t i = 0; i < publication->collection_count; i++) {
		const struct collection *collection =
			&publication->collections[i];
		size_t length = strlen(collection->name);
		if (!collection->page ||
		    strncmp(name, collection->name, length) != 0 ||
		    name[length] != '-')
			continue;
		size_t rest = strlen(name) - length - strlen("-.html");
		if (collection_find_entry(
			    collection, language,
			    arena_copy(arena, name + length + 1, rest)))
			return true;
	}
	return false;
}

/* `path` is within the publication's folder of dist/. */
static bool is_made(struct arena *arena, const struct publication *publication,
		    const char *path)
{
	for (size_t i = 0; i < publication->edition_count; i++)
		if (is_output_of(arena, publication, &publication->editions[i],
				 path))
			return true;
	for (size_t i = 0; i < publication->language_count; i++) {
		const char *folder = publication->languages[i].folder;
		if (!landing_exists(publication, i))
			continue;
		if (strcmp(path, folder) == 0 ||
		    strcmp(path,
			   arena_format(arena, "%s/index.html", folder)) == 0)
			return true;
	}
	for (size_t i = 0; i < publication->language_count; i++)
		if (statement_exists(publication, i) &&
		    strcmp(path, statement_path(arena, publication, i)) == 0)
			return true;
	return is_entry_page(arena, publication, path) ||
	       strcmp(path, "manifest.json") == 0;
}

/* Another publication's page, "../other/en/index.html". */
enum neighbour_page { NO_NEIGHBOUR, NEIGHBOUR_LACKS_IT, NEIGHBOUR_HAS_IT };

static enum neighbour_page find_of_neighbour(struct arena *arena,
					     struct links_page *page,
					     const char *path)
{
	if (strncmp(path, "../", 3) != 0)
		return NO_NEIGHBOUR;
	size_t length = strcspn(path + 3, "/");
	const struct publication *other =
		neighbours_find(&page->neighbours, arena, page->publication,
				arena_copy(arena, path + 3, length));
	const char *rest = path + 3 + length;
	if (!other)
		return NO_NEIGHBOUR;
	if (!*rest || strcmp(rest, "/index.html") == 0)
		return NEIGHBOUR_HAS_IT;
	return is_made(arena, other, rest + 1) ? NEIGHBOUR_HAS_IT :
						 NEIGHBOUR_LACKS_IT;
}

/* The language of the edition's text that the file is; language_count where it
 * is none. */
static size_t language_of(struct arena *arena,
			  const struct publication *publication,
			  const struct edition *edition, const char *file)
{
	file = path_tidy(arena, file);
	for (size_t i = 0; i < edition->text_count; i++) {
		const struct edition_text *text = &edition->texts[i];
		for (size_t j = 0; j < text->file_count; j++)
			if (strcmp(path_tidy(arena, text->files[j].path),
				   file) == 0)
				return text->language;
	}
	return publication->language_count;
}

/* `file` is there: a text of another edition or language, or anything else. */
static const char *refuse_file(struct arena *arena,
			       const struct links_page *page, const char *file)
{
	const struct publication *publication = page->publication;
	for (size_t i = 0; i < publication->edition_count; i++) {
		const struct edition *edition = &publication->editions[i];
		size_t language =
			language_of(arena, publication, edition, file);
		if (language == publication->language_count)
			continue;
		const char *folder = publication->languages[language].folder;
		const char *output = links_output_path(
			arena, publication, edition, language, OUTPUT_HTML);
		bool is_here = language == page->language;
		return arena_format(arena,
				    "that text is in the edition '%s' in '%s', "
				    "not in this one; link to a file of that "
				    "edition, such as '%s%s'",
				    edition->identifier, folder,
				    is_here ? "" : "../",
				    is_here ? path_name(output) : output);
	}
	if (is_text(file))
		return "no edition holds that text";
	return "that file is not published; put it where readers can have it, "
	       "and write its whole address (https://…)";
}

static const char *refuse_on_page(void *context, struct arena *arena,
				  const char *from, const char *path)
{
	struct links_page *page = context;
	const struct publication *publication = page->publication;
	const char *folder = publication->languages[page->language].folder;
	const char *there = path_tidy(arena, path_join(arena, folder, path));
	if (path[0] == '/')
		return "a path that begins with '/' leads readers of a PDF "
		       "nowhere; write the whole address (https://…)";
	enum neighbour_page other = find_of_neighbour(arena, page, there);
	if (is_made(arena, publication, there) || other == NEIGHBOUR_HAS_IT)
		return NULL;
	if (other == NEIGHBOUR_LACKS_IT)
		return "that publication has no such page";
	const char *file =
		path_join(arena, from ? path_folder(arena, from) : ".", path);
	return file_exists(file) ? refuse_file(arena, page, file) :
				   "there will be no such file beside the page";
}

/* The entry that the file is the text of, and its collection; or NULL. */
static const struct entry *entry_of(struct arena *arena,
				    const struct links_page *page,
				    const char *file,
				    const struct collection **collection)
{
	const struct publication *publication = page->publication;
	const char *tidy = path_tidy(arena, file);
	if (!is_text(tidy))
		return NULL;
	for (size_t i = 0; i < publication->collection_count; i++) {
		*collection = &publication->collections[i];
		const char *name = path_name(tidy);
		const struct entry *entry = collection_find_entry(
			*collection, page->language,
			arena_copy(arena, name, strlen(name) - strlen(".md")));
		if (entry &&
		    strcmp(path_tidy(arena, entry->file->path), tidy) == 0)
			return entry;
	}
	return NULL;
}

static const char *lead_to_entry(void *context, struct arena *arena,
				 const char *from, const char *path)
{
	const struct collection *collection;
	const struct entry *entry = entry_of(
		arena, context,
		path_join(arena, from ? path_folder(arena, from) : ".", path),
		&collection);
	return entry && collection->page ?
		       collection_page_name(arena, collection, entry) :
		       NULL;
}

struct document_links links_of_page(struct arena *arena,
				    struct links_page *page,
				    const struct source_file *files,
				    size_t file_count,
				    const struct context_entries *entries)
{
	size_t count = file_count + entries->count;
	const char **texts = ARENA_NEW_ARRAY(arena, count, const char *);
	for (size_t i = 0; i < file_count; i++)
		texts[i] = files[i].path;
	for (size_t i = 0; i < entries->count; i++)
		texts[file_count + i] = entries->items[i]->path;
	return (struct document_links){
		.texts = texts,
		.text_count = count,
		.refuse = refuse_on_page,
		.lead = lead_to_entry,
		.site = page->publication->address,
		.folder = arena_format(
			arena, "%s/%s", page->publication->identifier,
			page->publication->languages[page->language].folder),
		.context = page
	};
}

/* ---- A file alone -------------------------------------------------------- */

static const char *refuse_beside(void *context, struct arena *arena,
				 const char *from, const char *path)
{
	(void)context;
	const char *folder = from ? path_folder(arena, from) : ".";
	if (is_text(path))
		return "this text is rendered alone; link to where readers "
		       "will find the other";
	/* What begins with '/' is the root of a site that nobody sees here. */
	if (path[0] == '/' || file_exists(path_join(arena, folder, path)))
		return NULL;
	return "there is no such file beside this text";
}

struct document_links links_of_file(const char *const *file)
{
	return (struct document_links){ .texts = file,
					.text_count = 1,
					.refuse = refuse_beside };
}
