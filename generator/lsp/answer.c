/* Hover, diagnostics, and what all answers need. */
#include "lsp/answer_private.h"

#include <string.h>

#include "base/buffer.h"
#include "base/path.h"
#include "lsp/directives.h"

/* ---- Common ------------------------------------------------------------ */

struct str answer_bytes(const struct lsp_question *question)
{
	return (struct str){ question->text->bytes, question->text->length };
}

struct lsp_spot answer_spot(const struct lsp_question *question)
{
	struct str text = answer_bytes(question);
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

json_t *answer_range(struct str text, enum lsp_units units, size_t start,
		     size_t end)
{
	return json_pack("{s:o, s:o}", "start",
			 position_json(text, units, start), "end",
			 position_json(text, units, end));
}

const char *answer_string(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text ? text : "";
}

/* The language of the text; "" where it is in none. */
static const char *language_of(const struct lsp_question *question)
{
	return answer_string(json_object_get(question->model, "texts"),
			     question->text->path);
}

/* Of a text in no language those of any: a template's. */
json_t *answer_of_language(const struct lsp_question *question,
			   const char *member)
{
	json_t *all = json_object_get(question->model, member);
	json_t *one = json_object_get(all, language_of(question));
	return one ? one : json_object_iter_value(json_object_iter(all));
}

const char *answer_copy(struct arena *arena, struct str text)
{
	return arena_copy(arena, text.bytes, text.length);
}

bool answer_is_here(const struct lsp_question *question, const json_t *place)
{
	const char *language = language_of(question);
	return answer_is_empty(language) ||
	       strcmp(answer_string(place, "language"), language) == 0;
}

/* Calls with each "[^name]:" of the text, and where it begins. */
void answer_each_note(struct str text,
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

const json_t *answer_find_id(const struct lsp_question *question,
			     const char *id, const char *file)
{
	size_t index;
	const json_t *place, *found = NULL;
	json_array_foreach(json_object_get(question->model, "ids"), index,
			   place)
	{
		if (strcmp(answer_string(place, "id"), id) != 0 ||
		    !answer_is_here(question, place))
			continue;
		/* That of the file itself, or the first. */
		if (!found || strcmp(answer_string(place, "file"), file) == 0)
			found = place;
	}
	return found;
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

static void append_title(const json_t *place, struct buffer *out)
{
	if (place)
		buffer_append_format(out, "%s (%s:%lld)",
				     answer_string(place, "title"),
				     path_name(answer_string(place, "file")),
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
	const char *word = answer_copy(arena, spot->whole);
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
		count = lsp_attributes(answer_copy(arena, spot->directive),
				       attributes, MOST_WORDS);
		buffer_append_string(out, help_of(attributes, count, word));
		break;
	case SPOT_SETTING:
		buffer_append_string(
			out,
			answer_string(
				json_object_get(json_object_get(question->model,
								"themes"),
						word),
				"label"));
		break;
	case SPOT_LINK:
		if (hash)
			append_title(answer_find_id(question, hash + 1,
						    question->text->path),
				     out);
		break;
	case SPOT_REFERENCE:
		append_title(
			answer_find_id(question, word, question->text->path),
			out);
		break;
	}
}

json_t *lsp_hover(const struct lsp_question *question)
{
	struct arena arena = ARENA_INITIALISER;
	struct buffer out = BUFFER_INITIALISER;
	struct lsp_spot spot = answer_spot(question);
	json_t *hover = NULL;
	append_hover(question, &spot, &arena, &out);
	if (out.length)
		hover = json_pack(
			"{s:{s:s, s:s}, s:o}", "contents", "kind", "plaintext",
			"value", buffer_str(&out).bytes, "range",
			answer_range(answer_bytes(question), question->units,
				     spot.start, spot.end));
	buffer_release(&out);
	arena_release(&arena);
	return hover ? hover : json_null();
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
	return answer_range(text, units, start, end);
}

json_t *lsp_diagnose(const json_t *model, const char *file, struct str bytes,
		     enum lsp_units units)
{
	json_t *list = json_array();
	size_t index;
	const json_t *one;
	json_array_foreach(json_object_get(model, "diagnostics"), index, one)
	{
		if (strcmp(answer_string(one, "file"), file) != 0)
			continue;
		struct buffer text = BUFFER_INITIALISER;
		buffer_append_format(&text, "%s\n%s",
				     answer_string(one, "text"),
				     answer_string(one, "help"));
		json_array_append_new(
			list,
			json_pack("{s:o, s:i, s:s, s:s, s:s}", "range",
				  range_of(one, bytes, units), "severity",
				  severity_of(answer_string(one, "severity")),
				  "code", answer_string(one, "code"), "source",
				  "everyread", "message",
				  buffer_str(&text).bytes));
		buffer_release(&text);
	}
	return list;
}
