/* Definitions. */
#include "lsp/answer_private.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/path.h"

/* A file as it stands in the editor, or on the disk. */
static struct str read_text(const struct lsp_question *question,
			    struct arena *arena, const char *path)
{
	const struct lsp_text *open = lsp_texts_find_path(question->open, path);
	struct str text = STR("");
	struct error ignored;
	if (open)
		return (struct str){ open->bytes, open->length };
	return file_read(arena, path, &text, &ignored) ? text : STR("");
}

static void add_location(const struct lsp_question *question,
			 struct arena *arena, json_t *locations,
			 const char *path, uint32_t line, uint32_t column)
{
	const struct lsp_text *open = lsp_texts_find_path(question->open, path);
	struct str text = read_text(question, arena, path);
	size_t at = lsp_offset_of_place(text, line, column);
	if (answer_is_empty(path))
		return;
	json_array_append_new(
		locations,
		json_pack("{s:s, s:o}", "uri",
			  open ? open->uri : lsp_uri_of_path(arena, path),
			  "range",
			  answer_range(text, question->units, at, at)));
}

static void add_place(const struct lsp_question *question, struct arena *arena,
		      json_t *locations, const json_t *place)
{
	if (place)
		add_location(question, arena, locations,
			     answer_string(place, "file"),
			     (uint32_t)json_integer_value(
				     json_object_get(place, "line")),
			     (uint32_t)json_integer_value(
				     json_object_get(place, "column")));
}

/* {{t.contents}} → its locale; {{theme.access.people}} → findings.yaml. */
static void define_value(const struct lsp_question *question,
			 struct arena *arena, json_t *locations,
			 const char *path)
{
	const char *rest = strchr(path, '.');
	if (!rest)
		return;
	size_t length = strcspn(rest + 1, ".");
	const char *name = arena_copy(arena, rest + 1, length);
	if (strncmp(path, "t.", 2) == 0)
		add_place(question, arena, locations,
			  json_object_get(answer_of_language(question, "words"),
					  name));
	if (strncmp(path, "theme.", 6) == 0)
		add_place(question, arena, locations,
			  json_object_get(
				  json_object_get(question->model, "themes"),
				  name));
}

/* "#details", "02-next.md", "02-next.md#details" */
static void define_link(const struct lsp_question *question,
			struct arena *arena, json_t *locations,
			const char *link)
{
	const char *hash = strchr(link, '#');
	const char *own = question->text->path;
	const char *name =
		hash ? arena_copy(arena, link, (size_t)(hash - link)) : link;
	const char *file =
		answer_is_empty(name) ?
			own :
			path_tidy(arena,
				  path_join(arena, path_folder(arena, own),
					    name));
	if (hash)
		add_place(question, arena, locations,
			  answer_find_id(question, hash + 1, file));
	else if (strchr(link, ':') == NULL && file_is_regular(file))
		add_location(question, arena, locations, file, 1, 1);
}

struct note_search {
	struct str name;
	size_t at;
	bool is_found;
};

static void match_note(void *data, struct str name, size_t at)
{
	struct note_search *search = data;
	if (search->is_found || !str_equals(name, search->name))
		return;
	search->is_found = true;
	search->at = at;
}

static void define_note(const struct lsp_question *question,
			struct arena *arena, json_t *locations, struct str name)
{
	struct note_search search = { .name = name };
	struct str text = answer_bytes(question);
	(void)arena;
	answer_each_note(text, match_note, &search);
	if (search.is_found)
		json_array_append_new(
			locations,
			json_pack("{s:s, s:o}", "uri", question->text->uri,
				  "range",
				  answer_range(text, question->units, search.at,
					       search.at)));
}

json_t *lsp_define(const struct lsp_question *question)
{
	struct arena temporary = ARENA_INITIALISER, *arena = &temporary;
	struct lsp_spot spot = answer_spot(question);
	json_t *locations = json_array();
	const char *word = answer_copy(arena, spot.whole);
	switch (spot.kind) {
	case SPOT_NOTHING:
	case SPOT_DIRECTIVE:
	case SPOT_CLASS:
	case SPOT_ATTRIBUTE:
		break;
	case SPOT_VALUE:
		define_value(question, arena, locations, word);
		break;
	case SPOT_SETTING:
		add_place(question, arena, locations,
			  json_object_get(
				  json_object_get(question->model, "themes"),
				  word));
		break;
	case SPOT_LINK:
		define_link(question, arena, locations, word);
		break;
	case SPOT_REFERENCE:
		add_place(question, arena, locations,
			  answer_find_id(question, word, question->text->path));
		break;
	case SPOT_NOTE:
		define_note(question, arena, locations, spot.whole);
		break;
	}
	arena_release(arena);
	return locations;
}
