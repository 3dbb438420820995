/* Completion. */
#include "lsp/answer_private.h"

#include <string.h>

#include "base/buffer.h"
#include "base/path.h"
#include "lsp/directives.h"

enum { MOST_ITEMS = 500 };

/* CompletionItemKind of the protocol. */
enum {
	ITEM_FIELD = 5,
	ITEM_CLASS = 7,
	ITEM_PROPERTY = 10,
	ITEM_VALUE = 12,
	ITEM_FILE = 17,
	ITEM_REFERENCE = 18
};

struct completion {
	const struct lsp_question *question;
	struct lsp_spot spot;
	json_t *items;
	bool is_cut;
};

/* `detail` stands beside the name, `help` below it; either may be "". */
static void add_item(struct completion *completion, const char *name, int kind,
		     const char *detail, const char *help)
{
	struct str written = completion->spot.written;
	if (!str_starts_with(str_from(name), written))
		return;
	if (json_array_size(completion->items) >= MOST_ITEMS) {
		completion->is_cut = true;
		return;
	}
	json_t *item = json_pack(
		"{s:s, s:i, s:s, s:{s:o, s:s}}", "label", name, "kind", kind,
		"filterText", name, "textEdit", "range",
		answer_range(answer_bytes(completion->question),
			     completion->question->units,
			     completion->spot.start, completion->spot.end),
		"newText", name);
	if (!answer_is_empty(detail))
		json_object_set_new(item, "detail", json_string(detail));
	if (!answer_is_empty(help))
		json_object_set_new(item, "documentation", json_string(help));
	json_array_append_new(completion->items, item);
}

static void add_values(struct completion *completion)
{
	const char *path;
	json_t *value;
	json_t *values = answer_of_language(completion->question, "values");
	json_object_foreach(values, path, value) add_item(
		completion, path, ITEM_FIELD, json_string_value(value), "");
}

static void add_words(struct completion *completion,
		      const struct lsp_word *words, size_t count, int kind)
{
	/* A name that has two rows stands once. */
	for (size_t i = 0; i < count; i++)
		if (!i || strcmp(words[i].name, words[i - 1].name) != 0)
			add_item(completion, words[i].name, kind, "",
				 words[i].help);
}

static bool names_themes(const char *attribute)
{
	static const char *const names[] = { "theme", "themes", "under", "of",
					     "compare" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(attribute, names[i]) == 0)
			return true;
	return false;
}

static void add_settings(struct completion *completion, struct arena *arena)
{
	const char *values[MOST_WORDS], *id;
	const char *directive = answer_copy(arena, completion->spot.directive);
	const char *attribute = answer_copy(arena, completion->spot.attribute);
	json_t *theme;
	size_t count =
		lsp_attribute_values(directive, attribute, values, MOST_WORDS);
	for (size_t i = 0; i < count; i++)
		add_item(completion, values[i], ITEM_VALUE, "", "");
	if (names_themes(attribute))
		json_object_foreach(
			json_object_get(completion->question->model, "themes"),
			id, theme) add_item(completion, id, ITEM_VALUE,
					    answer_string(theme, "label"), "");
	if (strcmp(attribute, "lang") == 0)
		json_object_foreach(
			json_object_get(completion->question->model, "words"),
			id, theme) add_item(completion, id, ITEM_VALUE, "", "");
}

static void add_ids(struct completion *completion, const char *before)
{
	size_t index;
	json_t *place;
	struct buffer name = BUFFER_INITIALISER;
	json_array_foreach(json_object_get(completion->question->model, "ids"),
			   index, place)
	{
		if (!answer_is_here(completion->question, place))
			continue;
		buffer_clear(&name);
		buffer_append_format(&name, "%s%s", before,
				     answer_string(place, "id"));
		add_item(completion, buffer_str(&name).bytes, ITEM_REFERENCE,
			 answer_string(place, "title"), "");
	}
	buffer_release(&name);
}

/* Files beside the text by their names, others are not in its edition. */
static void add_chapters(struct completion *completion, struct arena *arena)
{
	const struct lsp_question *question = completion->question;
	const char *folder = path_folder(arena, question->text->path);
	size_t index;
	json_t *file;
	json_array_foreach(answer_of_language(question, "chapters"), index,
			   file)
	{
		const char *path = json_string_value(file);
		if (strcmp(path_folder(arena, path), folder) == 0)
			add_item(completion, path_name(path), ITEM_FILE, "",
				 "");
	}
}

static void add_note(void *data, struct str name, size_t at)
{
	struct completion *completion = data;
	struct arena arena = ARENA_INITIALISER;
	(void)at;
	add_item(completion, answer_copy(&arena, name), ITEM_REFERENCE, "", "");
	arena_release(&arena);
}

static void add_all(struct completion *completion, struct arena *arena)
{
	const struct lsp_word *words;
	struct lsp_word attributes[MOST_WORDS];
	size_t count;
	switch (completion->spot.kind) {
	case SPOT_NOTHING:
		break;
	case SPOT_VALUE:
		add_values(completion);
		break;
	case SPOT_DIRECTIVE:
		words = lsp_directives(&count);
		add_words(completion, words, count, ITEM_CLASS);
		break;
	case SPOT_CLASS:
		words = lsp_classes(&count);
		add_words(completion, words, count, ITEM_CLASS);
		break;
	case SPOT_ATTRIBUTE:
		count = lsp_attributes(
			answer_copy(arena, completion->spot.directive),
			attributes, MOST_WORDS);
		add_words(completion, attributes, count, ITEM_PROPERTY);
		break;
	case SPOT_SETTING:
		add_settings(completion, arena);
		break;
	case SPOT_LINK:
		add_ids(completion, "#");
		add_chapters(completion, arena);
		break;
	case SPOT_REFERENCE:
		add_ids(completion, "");
		break;
	case SPOT_NOTE:
		answer_each_note(answer_bytes(completion->question), add_note,
				 completion);
		break;
	}
}

json_t *lsp_complete(const struct lsp_question *question)
{
	struct arena arena = ARENA_INITIALISER;
	struct completion completion = { .question = question,
					 .spot = answer_spot(question),
					 .items = json_array() };
	add_all(&completion, &arena);
	arena_release(&arena);
	return json_pack("{s:b, s:o}", "isIncomplete", completion.is_cut,
			 "items", completion.items);
}
