/* Completion, hover, definitions, diagnostics. */
#include "lsp/answer.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/path.h"
#include "lsp/directives.h"
#include "lsp/spot.h"

enum { MOST_ITEMS = 500, MOST_WORDS = 64 };

/* CompletionItemKind of the protocol. */
enum {
	ITEM_FIELD = 5,
	ITEM_CLASS = 7,
	ITEM_PROPERTY = 10,
	ITEM_VALUE = 12,
	ITEM_FILE = 17,
	ITEM_REFERENCE = 18
};

/* ---- Common ------------------------------------------------------------ */

static struct str bytes_of(const struct lsp_question *question)
{
	return (struct str){ question->text->bytes, question->text->length };
}

static struct lsp_spot spot_of(const struct lsp_question *question)
{
	struct str text = bytes_of(question);
	return lsp_spot_at(
		text, lsp_offset(text, question->units, question->position));
}

static json_t *position_json(struct str text, enum lsp_units units,
			     size_t offset)
{
	struct lsp_position at = lsp_position_of(text, units, offset);
	return json_pack("{s:I, s:I}", "line", (json_int_t)at.line, "character",
			 (json_int_t)at.column);
}

static json_t *range_json(struct str text, enum lsp_units units, size_t start,
			  size_t end)
{
	return json_pack("{s:o, s:o}", "start",
			 position_json(text, units, start), "end",
			 position_json(text, units, end));
}

static const char *string_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

/* The language of the text; "" where it is in none. */
static const char *language_of(const struct lsp_question *question)
{
	return string_of(json_object_get(question->model, "texts"),
			 question->text->path);
}

/* Of a text in no language those of any: a template's. */
static json_t *of_language(const struct lsp_question *question,
			   const char *member)
{
	json_t *all = json_object_get(question->model, member);
	json_t *one = json_object_get(all, language_of(question));
	return one ? one : json_object_iter_value(json_object_iter(all));
}

static bool is_empty(const char *text)
{
	return !text[0];
}

/* ---- Completion -------------------------------------------------------- */

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
		range_json(bytes_of(completion->question),
			   completion->question->units, completion->spot.start,
			   completion->spot.end),
		"newText", name);
	if (!is_empty(detail))
		json_object_set_new(item, "detail", json_string(detail));
	if (!is_empty(help))
		json_object_set_new(item, "documentation", json_string(help));
	json_array_append_new(completion->items, item);
}

static void add_values(struct completion *completion)
{
	const char *path;
	json_t *value;
	json_t *values = of_language(completion->question, "values");
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

static const char *copy_of(struct arena *arena, struct str text)
{
	return arena_copy(arena, text.bytes, text.length);
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
	const char *directive = copy_of(arena, completion->spot.directive);
	const char *attribute = copy_of(arena, completion->spot.attribute);
	json_t *theme;
	size_t count =
		lsp_attribute_values(directive, attribute, values, MOST_WORDS);
	for (size_t i = 0; i < count; i++)
		add_item(completion, values[i], ITEM_VALUE, "", "");
	if (names_themes(attribute))
		json_object_foreach(
			json_object_get(completion->question->model, "themes"),
			id, theme) add_item(completion, id, ITEM_VALUE,
					    string_of(theme, "label"), "");
	if (strcmp(attribute, "lang") == 0)
		json_object_foreach(
			json_object_get(completion->question->model, "words"),
			id, theme) add_item(completion, id, ITEM_VALUE, "", "");
}

static bool is_here(const struct lsp_question *question, const json_t *place)
{
	const char *language = language_of(question);
	return is_empty(language) ||
	       strcmp(string_of(place, "language"), language) == 0;
}

static void add_ids(struct completion *completion, const char *before)
{
	size_t index;
	json_t *place;
	struct buffer name = BUFFER_INITIALISER;
	json_array_foreach(json_object_get(completion->question->model, "ids"),
			   index, place)
	{
		if (!is_here(completion->question, place))
			continue;
		buffer_clear(&name);
		buffer_append_format(&name, "%s%s", before,
				     string_of(place, "id"));
		add_item(completion, buffer_str(&name).bytes, ITEM_REFERENCE,
			 string_of(place, "title"), "");
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
	json_array_foreach(of_language(question, "chapters"), index, file)
	{
		const char *path = json_string_value(file);
		if (strcmp(path_folder(arena, path), folder) == 0)
			add_item(completion, path_name(path), ITEM_FILE, "",
				 "");
	}
}

/* Calls with each "[^name]:" of the text, and where it begins. */
static void each_note(struct str text,
		      void (*call)(void *data, struct str name, size_t at),
		      void *data)
{
	for (size_t at = 0; at + 3 < text.length; at++) {
		bool is_start = at == 0 || text.bytes[at - 1] == '\n';
		if (!is_start || text.bytes[at] != '[' ||
		    text.bytes[at + 1] != '^')
			continue;
		size_t end = at + 2;
		while (end < text.length && !strchr("]\n", text.bytes[end]))
			end++;
		if (end + 1 < text.length && text.bytes[end] == ']' &&
		    text.bytes[end + 1] == ':')
			call(data,
			     (struct str){ text.bytes + at + 2, end - at - 2 },
			     at);
	}
}

static void add_note(void *data, struct str name, size_t at)
{
	struct completion *completion = data;
	struct arena arena = ARENA_INITIALISER;
	(void)at;
	add_item(completion, copy_of(&arena, name), ITEM_REFERENCE, "", "");
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
			copy_of(arena, completion->spot.directive), attributes,
			MOST_WORDS);
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
		each_note(bytes_of(completion->question), add_note, completion);
		break;
	}
}

json_t *lsp_complete(const struct lsp_question *question)
{
	struct arena arena = ARENA_INITIALISER;
	struct completion completion = { .question = question,
					 .spot = spot_of(question),
					 .items = json_array() };
	add_all(&completion, &arena);
	arena_release(&arena);
	return json_pack("{s:b, s:o}", "isIncomplete", completion.is_cut,
			 "items", completion.items);
}

/* ---- Hover ------------------------------------------------------------- */

static void append_value(const struct lsp_question *question, const char *path,
			 struct buffer *out)
{
	const char *language;
	json_t *values;
	json_object_foreach(json_object_get(question->model, "values"),
			    language, values)
	{
		const char *text =
			json_string_value(json_object_get(values, path));
		if (text)
			buffer_append_format(out, "%s%s: %s",
					     out->length ? "\n" : "", language,
					     text);
	}
}

static const char *help_of(const struct lsp_word *words, size_t count,
			   const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i].name, name) == 0)
			return words[i].help;
	return "";
}

static const json_t *find_id(const struct lsp_question *question,
			     const char *id, const char *file)
{
	size_t index;
	const json_t *place, *found = NULL;
	json_array_foreach(json_object_get(question->model, "ids"), index,
			   place)
	{
		if (strcmp(string_of(place, "id"), id) != 0 ||
		    !is_here(question, place))
			continue;
		/* That of the file itself, or the first. */
		if (!found || strcmp(string_of(place, "file"), file) == 0)
			found = place;
	}
	return found;
}

static void append_title(const json_t *place, struct buffer *out)
{
	if (place)
		buffer_append_format(out, "%s (%s:%lld)",
				     string_of(place, "title"),
				     path_name(string_of(place, "file")),
				     (long long)json_integer_value(
					     json_object_get(place, "line")));
}

static void append_hover(const struct lsp_question *question,
			 const struct lsp_spot *spot, struct arena *arena,
			 struct buffer *out)
{
	struct lsp_word attributes[MOST_WORDS];
	const struct lsp_word *words;
	size_t count;
	const char *word = copy_of(arena, spot->whole);
	const char *hash = strchr(word, '#');
	switch (spot->kind) {
	case SPOT_NOTHING:
	case SPOT_NOTE:
		break;
	case SPOT_VALUE:
		append_value(question, word, out);
		break;
	case SPOT_DIRECTIVE:
		words = lsp_directives(&count);
		buffer_append_string(out, help_of(words, count, word));
		break;
	case SPOT_CLASS:
		words = lsp_classes(&count);
		buffer_append_string(out, help_of(words, count, word));
		break;
	case SPOT_ATTRIBUTE:
		count = lsp_attributes(copy_of(arena, spot->directive),
				       attributes, MOST_WORDS);
		buffer_append_string(out, help_of(attributes, count, word));
		break;
	case SPOT_SETTING:
		buffer_append_string(
			out, string_of(json_object_get(
					       json_object_get(question->model,
							       "themes"),
					       word),
				       "label"));
		break;
	case SPOT_LINK:
		if (hash)
			append_title(find_id(question, hash + 1,
					     question->text->path),
				     out);
		break;
	case SPOT_REFERENCE:
		append_title(find_id(question, word, question->text->path),
			     out);
		break;
	}
}

json_t *lsp_hover(const struct lsp_question *question)
{
	struct arena arena = ARENA_INITIALISER;
	struct buffer out = BUFFER_INITIALISER;
	struct lsp_spot spot = spot_of(question);
	json_t *hover = NULL;
	append_hover(question, &spot, &arena, &out);
	if (out.length)
		hover = json_pack(
			"{s:{s:s, s:s}, s:o}", "contents", "kind", "plaintext",
			"value", buffer_str(&out).bytes, "range",
			range_json(bytes_of(question), question->units,
				   spot.start, spot.end));
	buffer_release(&out);
	arena_release(&arena);
	return hover ? hover : json_null();
}

/* ---- Definition -------------------------------------------------------- */

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
	if (is_empty(path))
		return;
	json_array_append_new(
		locations,
		json_pack("{s:s, s:o}", "uri",
			  open ? open->uri : lsp_uri_of_path(arena, path),
			  "range", range_json(text, question->units, at, at)));
}

static void add_place(const struct lsp_question *question, struct arena *arena,
		      json_t *locations, const json_t *place)
{
	if (place)
		add_location(question, arena, locations,
			     string_of(place, "file"),
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
		add_place(
			question, arena, locations,
			json_object_get(of_language(question, "words"), name));
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
		is_empty(name) ?
			own :
			path_tidy(arena,
				  path_join(arena, path_folder(arena, own),
					    name));
	if (hash)
		add_place(question, arena, locations,
			  find_id(question, hash + 1, file));
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
	struct str text = bytes_of(question);
	(void)arena;
	each_note(text, match_note, &search);
	if (search.is_found)
		json_array_append_new(
			locations, json_pack("{s:s, s:o}", "uri",
					     question->text->uri, "range",
					     range_json(text, question->units,
							search.at, search.at)));
}

json_t *lsp_define(const struct lsp_question *question)
{
	struct arena temporary = ARENA_INITIALISER, *arena = &temporary;
	struct lsp_spot spot = spot_of(question);
	json_t *locations = json_array();
	const char *word = copy_of(arena, spot.whole);
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
			  find_id(question, word, question->text->path));
		break;
	case SPOT_NOTE:
		define_note(question, arena, locations, spot.whole);
		break;
	}
	arena_release(arena);
	return locations;
}

/* ---- Diagnostics ------------------------------------------------------- */

static int severity_of(const char *name)
{
	return strcmp(name, "error") == 0   ? 1 :
	       strcmp(name, "warning") == 0 ? 2 :
					      3;
}

/* From the place to the end of the word there; of a line as a whole, all of it.
 */
static json_t *range_of(const json_t *one, struct str text,
			enum lsp_units units)
{
	uint32_t line =
		(uint32_t)json_integer_value(json_object_get(one, "line"));
	uint32_t column =
		(uint32_t)json_integer_value(json_object_get(one, "column"));
	size_t start = lsp_offset_of_place(text, line, column), end = start;
	const char *stop = column ? " \t\r\n" : "\r\n";
	while (line && end < text.length && !strchr(stop, text.bytes[end]))
		end++;
	return range_json(text, units, start, end);
}

json_t *lsp_diagnose(const json_t *model, const char *file, struct str bytes,
		     enum lsp_units units)
{
	json_t *list = json_array();
	size_t index;
	const json_t *one;
	json_array_foreach(json_object_get(model, "diagnostics"), index, one)
	{
		if (strcmp(string_of(one, "file"), file) != 0)
			continue;
		struct buffer text = BUFFER_INITIALISER;
		buffer_append_format(&text, "%s\n%s", string_of(one, "text"),
				     string_of(one, "help"));
		json_array_append_new(
			list, json_pack("{s:o, s:i, s:s, s:s, s:s}", "range",
					range_of(one, bytes, units), "severity",
					severity_of(string_of(one, "severity")),
					"code", string_of(one, "code"),
					"source", "everyread", "message",
					buffer_str(&text).bytes));
		buffer_release(&text);
	}
	return list;
}
