/* Looking for texts that no edition takes. */
#include "publication/untaken.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"

struct looking {
	struct arena *arena;
	const struct publication *publication;
	struct diagnostics *diagnostics;
	struct error *error;
	size_t language;
	const char *folder; /* "content/rain/pl" */
};

static bool is_text(const char *name)
{
	return strcmp(path_extension(name), "md") == 0;
}

/* Notes to one another, not to readers. */
static bool is_private(const char *name)
{
	return name[0] == '.' || name[0] == '_' ||
	       strcmp(name, "README.md") == 0;
}

/* True where `path`, within the language's folder, is `source` or leads to
 * it. */
static bool leads_to(const char *path, const char *source)
{
	size_t length = strlen(path);
	return source && strncmp(source, path, length) == 0 &&
	       (source[length] == '\0' || source[length] == '/');
}

static const struct edition *edition_of(const struct looking *looking,
					const char *path)
{
	const struct publication *publication = looking->publication;
	const struct edition *found = NULL;
	for (size_t i = 0; i < publication->edition_count; i++) {
		const struct edition *edition = &publication->editions[i];
		if (!leads_to(path, edition->source))
			continue;
		if (edition->wants_language[looking->language])
			return edition;
		found = edition;
	}
	return found;
}

static void report_unwanted(struct looking *looking, const char *path,
			    const struct edition *edition)
{
	const char *tag =
		looking->publication->languages[looking->language].folder;
	diagnostics_add(
		looking->diagnostics, DIAGNOSTIC_PUBLICATION_UNTAKEN,
		(struct place){ path, 0, 0 },
		"edition '%s', whose text this is, is not made in '%s': "
		"add '%s' to its languages",
		edition->identifier, tag, tag);
}

/* A folder of entries, which sees to its own. */
static bool is_collection(const struct looking *looking, const char *path)
{
	const struct publication *publication = looking->publication;
	for (size_t i = 0; i < publication->collection_count; i++)
		if (publication->collections[i]
			    .wants_language[looking->language] &&
		    strcmp(publication->collections[i].folder, path) == 0)
			return true;
	return false;
}

/* Folders in folders: links between them may go round in circles. */
enum { DEEPEST = 16 };

static bool look_in(struct looking *looking, const char *inner, int depth);

/* `inner`: the path within the language's folder. */
static bool look_at(struct looking *looking, const char *inner, int depth)
{
	const char *path = path_join(looking->arena, looking->folder, inner);
	const struct edition *edition = edition_of(looking, inner);
	bool is_folder = file_is_folder(path);
	bool is_landing = leads_to(inner, looking->publication->landing);
	if (is_collection(looking, inner))
		return true;
	if (edition && !edition->wants_language[looking->language])
		report_unwanted(looking, path, edition);
	else if (edition && strcmp(inner, edition->source) == 0 && !is_folder)
		return true;
	else if (is_folder && depth < DEEPEST)
		return look_in(looking, inner, depth + 1);
	else if (is_text(inner) && !is_landing && !is_folder)
		diagnostics_add(looking->diagnostics,
				DIAGNOSTIC_PUBLICATION_UNTAKEN,
				(struct place){ path, 0, 0 },
				"no edition takes this text: name it as an "
				"edition's source, or begin its name with '_'");
	return true;
}

/* The chapters of an edition's folder are taken; what is in folders below
 * it is not. */
static bool look_in(struct looking *looking, const char *inner, int depth)
{
	const char **names;
	size_t count;
	const char *path =
		inner[0] ? path_join(looking->arena, looking->folder, inner) :
			   looking->folder;
	const struct edition *edition = edition_of(looking, inner);
	bool holds_chapters = edition && strcmp(inner, edition->source) == 0;
	if (!file_list_folder(looking->arena, path, &names, &count,
			      looking->error))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *below =
			inner[0] ? path_join(looking->arena, inner, names[i]) :
				   names[i];
		bool is_chapter = holds_chapters && is_text(names[i]);
		if (!is_chapter && !is_private(names[i]) &&
		    !look_at(looking, below, depth))
			return false;
	}
	return true;
}

bool untaken_find(struct arena *arena, const struct publication *publication,
		  struct diagnostics *diagnostics, struct error *error)
{
	for (size_t i = 0; i < publication->language_count; i++) {
		struct looking looking = {
			.arena = arena,
			.publication = publication,
			.diagnostics = diagnostics,
			.error = error,
			.language = i,
			.folder = path_join(arena, publication->folder,
					    publication->languages[i].folder),
		};
		if (file_is_folder(looking.folder) && !look_in(&looking, "", 0))
			return false;
	}
	return true;
}
