/* The state of a translation as text, JSON and a page. */
#include <string.h>

#include "base/path.h"
#include "base/visible.h"
#include "commands/translation.h"

const char *translation_part_name(const struct translation *translation,
				  const struct translation_part *part)
{
	if (part->edition)
		return part->edition->identifier;
	if (part->collection)
		return part->collection->name;
	return part->is_landing ? translation->publication->landing :
				  path_name(part->yaml);
}

static const char *folder_of(const struct translation *translation)
{
	return translation->publication->languages[translation->language]
		.folder;
}

/* ---- Text -------------------------------------------------------------- */

/* Words are data: nothing that a terminal would obey. */
static void append_shown(const char *text, struct buffer *out)
{
	visible_append(out, str_from(text));
}

static void append_place(const struct pair *pair, struct buffer *out)
{
	const struct segment *segment =
		pair->target ? pair->target : pair->source;
	buffer_append_string(out, "    ");
	append_shown(segment->place.file, out);
	buffer_append_format(out, ":%u: %s: ", (unsigned)segment->place.line,
			     pair_state_names[pair->state]);
}

static void append_pair(const struct pair *pair, struct buffer *out)
{
	if (pair->state == PAIR_TRANSLATED || pair->state == PAIR_UNRECORDED)
		return;
	append_place(pair, out);
	const struct segment *segment =
		pair->target ? pair->target : pair->source;
	append_shown(segment->text, out);
	if (pair->state == PAIR_STALE) {
		buffer_append_string(out, "\n      was: ");
		append_shown(pair->stale->was, out);
		buffer_append_string(out, "\n      is:  ");
		append_shown(pair->source->text, out);
		buffer_append_string(out, " (");
		append_shown(pair->source->place.file, out);
		buffer_append_format(out, ":%u)",
				     (unsigned)pair->source->place.line);
	}
	buffer_append_byte(out, '\n');
}

void translation_write_text(const struct translation *translation,
			    struct buffer *out)
{
	append_shown(translation->publication->identifier, out);
	buffer_append_string(out, " in ");
	append_shown(folder_of(translation), out);
	buffer_append_format(
		out, "%s\n",
		translation->record.is_there ?
			"" :
			": no record yet of what its segments were "
			"made from ('everyread translate accept')");
	for (size_t i = 0; i < translation->part_count; i++) {
		const struct translation_part *part = &translation->parts[i];
		buffer_append_string(out, "  ");
		append_shown(translation_part_name(translation, part), out);
		buffer_append_byte(out, ':');
		for (int state = 0; state < PAIR_STATE_COUNT; state++)
			if (part->counts[state])
				buffer_append_format(out, " %zu %s,",
						     part->counts[state],
						     pair_state_names[state]);
		buffer_append_format(out, " %zu %s left\n", part->words_left,
				     part->words_left == 1 ? "word" : "words");
		for (size_t j = 0; j < part->pairs.count; j++)
			append_pair(&part->pairs.items[j], out);
	}
}

/* ---- JSON -------------------------------------------------------------- */

static void append_json_text(const char *text, struct buffer *out)
{
	buffer_append_byte(out, '"');
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;
		if (byte == '"' || byte == '\\')
			buffer_append_byte(out, '\\');
		if (byte < 0x20)
			buffer_append_format(out, "\\u%04x", byte);
		else
			buffer_append_byte(out, *text);
	}
	buffer_append_byte(out, '"');
}

static void append_json_segment(const char *key, const struct segment *segment,
				struct buffer *out)
{
	if (!segment)
		return;
	buffer_append_format(out, ", \"%s\": {\"file\": ", key);
	append_json_text(segment->place.file, out);
	buffer_append_format(out, ", \"line\": %u, \"text\": ",
			     (unsigned)segment->place.line);
	append_json_text(segment->text, out);
	buffer_append_byte(out, '}');
}

static void append_json_part(const struct translation *translation,
			     const struct translation_part *part,
			     struct buffer *out)
{
	buffer_append_string(out, "\n     {\"edition\": ");
	append_json_text(translation_part_name(translation, part), out);
	for (int state = 0; state < PAIR_STATE_COUNT; state++)
		buffer_append_format(out, ", \"%s\": %zu",
				     pair_state_names[state],
				     part->counts[state]);
	buffer_append_format(out, ", \"words-left\": %zu, \"segments\": [",
			     part->words_left);
	const char *between = "";
	for (size_t i = 0; i < part->pairs.count; i++) {
		const struct pair *pair = &part->pairs.items[i];
		if (pair->state == PAIR_TRANSLATED)
			continue;
		buffer_append_format(out, "%s\n       {\"state\": \"%s\"",
				     between, pair_state_names[pair->state]);
		append_json_segment("source", pair->source, out);
		append_json_segment("target", pair->target, out);
		if (pair->state == PAIR_STALE) {
			buffer_append_string(out, ", \"was\": ");
			append_json_text(pair->stale->was, out);
		}
		buffer_append_byte(out, '}');
		between = ",";
	}
	buffer_append_string(out, "]}");
}

void translation_write_json(const struct translation *translation,
			    bool is_first, struct buffer *out)
{
	buffer_append_format(out,
			     "%s\n  {\"publication\": ", is_first ? "" : ",");
	append_json_text(translation->publication->identifier, out);
	buffer_append_string(out, ", \"language\": ");
	append_json_text(folder_of(translation), out);
	buffer_append_format(out, ", \"is-recorded\": %s, \"editions\": [",
			     translation->record.is_there ? "true" : "false");
	for (size_t i = 0; i < translation->part_count; i++) {
		buffer_append_string(out, i ? "," : "");
		append_json_part(translation, &translation->parts[i], out);
	}
	buffer_append_string(out, "]}");
}

/* ---- A page ------------------------------------------------------------ */

static void append_html_text(const char *text, struct buffer *out)
{
	for (; *text; text++) {
		if (*text == '&')
			buffer_append_string(out, "&amp;");
		else if (*text == '<')
			buffer_append_string(out, "&lt;");
		else if (*text == '"')
			buffer_append_string(out, "&quot;");
		else
			buffer_append_byte(out, *text);
	}
}

static void append_cell(const char *text, const char *language,
			struct buffer *out)
{
	buffer_append_string(out, "<td");
	if (text) {
		buffer_append_string(out, " dir=\"auto\" lang=\"");
		append_html_text(language, out);
		buffer_append_byte(out, '"');
	}
	buffer_append_byte(out, '>');
	append_html_text(text ? text : "", out);
	buffer_append_string(out, "</td>");
}

static void append_row(const struct translation *translation,
		       const struct pair *pair, struct buffer *out)
{
	const struct publication_language *tags =
		translation->publication->languages;
	const char *target = tags[translation->language].locale;
	const struct segment *at = pair->target ? pair->target : pair->source;
	if (pair->state == PAIR_TRANSLATED)
		return;
	buffer_append_string(out, "<tr><th scope=\"row\">");
	append_html_text(at->place.file, out);
	buffer_append_format(out, ":%u</th><td>%s</td>",
			     (unsigned)at->place.line,
			     pair_state_names[pair->state]);
	append_cell(pair->state == PAIR_STALE ? pair->stale->was : NULL,
		    tags[0].locale, out);
	append_cell(pair->source ? pair->source->text : NULL, tags[0].locale,
		    out);
	append_cell(pair->target ? pair->target->text : NULL, target, out);
	buffer_append_string(out, "</tr>\n");
}

void translation_begin_html(struct buffer *out)
{
	buffer_append_string(
		out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		     "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		     "content=\"width=device-width\">\n<title>Translations"
		     "</title>\n<style>body { font: 1rem/1.5 sans-serif; "
		     "margin: 1rem } table { border-collapse: collapse; "
		     "margin: 1rem 0 } th, td { border: 1px solid #595959; "
		     "padding: .25rem .5rem; text-align: start; "
		     "vertical-align: top } caption { text-align: start; "
		     "font-weight: bold }</style>\n</head>\n<body>\n<main>\n"
		     "<h1>Translations</h1>\n");
}

void translation_end_html(struct buffer *out)
{
	buffer_append_string(out, "</main>\n</body>\n</html>\n");
}

void translation_write_html(const struct translation *translation,
			    struct buffer *out)
{
	buffer_append_string(out, "<section>\n<h2>");
	append_html_text(translation->publication->identifier, out);
	buffer_append_string(out, " in ");
	append_html_text(folder_of(translation), out);
	buffer_append_string(out, "</h2>\n");
	for (size_t i = 0; i < translation->part_count; i++) {
		const struct translation_part *part = &translation->parts[i];
		buffer_append_string(out, "<table>\n<caption>");
		append_html_text(translation_part_name(translation, part), out);
		for (int state = 0; state < PAIR_STATE_COUNT; state++)
			buffer_append_format(
				out, "%s %zu %s", state ? "," : ":",
				part->counts[state], pair_state_names[state]);
		buffer_append_format(
			out,
			"; %zu words left</caption>\n<tr><th scope=\"col\">"
			"Place</th><th scope=\"col\">State</th>"
			"<th scope=\"col\">Source, as it was</th>"
			"<th scope=\"col\">Source, as it is</th>"
			"<th scope=\"col\">Translation</th></tr>\n",
			part->words_left);
		for (size_t j = 0; j < part->pairs.count; j++)
			append_row(translation, &part->pairs.items[j], out);
		buffer_append_string(out, "</table>\n");
	}
	buffer_append_string(out, "</section>\n");
}
