/* What is told, as SSML. */
#include "speech/speech.h"

#include <string.h>

#include "told/told.h"

struct writer {
	const struct document *document;
	const struct told *told;
	struct buffer *out;
	unsigned part_count;
	bool is_in_row;
};

static void emit(struct writer *writer, const char *markup)
{
	buffer_append_string(writer->out, markup);
}

/* What XML 1.0 has no character for is left out (2.2), and so are marks that
 * only steer how a text is set. */
static void emit_text(struct writer *writer, struct str text)
{
	size_t offset = 0;
	while (offset < text.length) {
		uint32_t c = str_decode(text, &offset);
		if (c == '<' || c == '&' || c == '>' || c == '"')
			buffer_append_format(writer->out, "&#%u;", (unsigned)c);
		else if (c == 0xAD || (c >= 0x200E && c <= 0x200F) ||
			 (c >= 0x202A && c <= 0x202E) ||
			 (c >= 0x2066 && c <= 0x2069))
			continue;
		else if ((c >= ' ' && c != 0xFFFE && c != 0xFFFF) || c == '\n')
			buffer_append_code_point(writer->out, c);
		else
			buffer_append_byte(writer->out, ' ');
	}
}

static void emit_meta(struct writer *writer, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	buffer_append_format(writer->out, "<meta name=\"%s\" content=\"", name);
	emit_text(writer, str_from(text));
	emit(writer, "\"/>\n");
}

/* ---- Runs ----------------------------------------------------------------- */

static bool is_other(const char *one, const char *language)
{
	return strcmp(one, language) != 0;
}

/* An alternative text is heard as one: "Picture: " stands before it, in the
 * document's language. */
static bool has_lead(const struct document *document,
		     const struct told_run *run)
{
	return (run->style & TOLD_PICTURE) && !run->continues &&
	       str_trim(run->text).length && document->words.picture;
}

static void emit_lead(struct writer *writer, const struct told_run *run,
		      const char *language)
{
	const struct document *document = writer->document;
	bool has_language = is_other(document->language, language);
	if (!has_lead(document, run))
		return;
	if (!str_ends_with(buffer_str(writer->out), STR(" ")) &&
	    !str_ends_with(buffer_str(writer->out), STR(">")))
		emit(writer, " "); /* a word of its own within another, too */
	if (has_language) {
		emit(writer, "<lang xml:lang=\"");
		emit_text(writer, str_from(document->language));
		emit(writer, "\">");
	}
	emit_text(writer, str_from(document->words.picture));
	emit_text(writer, str_from(document->words.colon));
	if (has_language)
		emit(writer, "</lang>");
}

static void emit_run(struct writer *writer, const struct told_run *run,
		     const char *language)
{
	bool has_language = is_other(run->language, language);
	bool is_strong = run->style & TOLD_STRONG;
	bool is_stressed = is_strong || (run->style & TOLD_EMPHASIS);
	if (run->style & TOLD_ADDRESS)
		return;
	if (run->note) { /* "Note 3", beside the words */
		emit(writer, "<break strength=\"weak\"/>");
		emit_text(writer, str_from(run->note->footnote.name));
		emit(writer, "<break strength=\"weak\"/>");
		return;
	}
	emit_lead(writer, run, language);
	if (has_language) {
		emit(writer, "<lang xml:lang=\"");
		emit_text(writer, str_from(run->language));
		emit(writer, "\">");
	}
	if (is_stressed)
		emit(writer,
		     is_strong ? "<emphasis level=\"strong\">" : "<emphasis>");
	emit_text(writer, run->text);
	if (is_stressed)
		emit(writer, "</emphasis>");
	if (has_language)
		emit(writer, "</lang>");
}

static void emit_runs(struct writer *writer, const struct told_item *item,
		      const char *language)
{
	const struct told *told = writer->told;
	for (size_t i = 0; i < item->run_count; i++)
		emit_run(writer, &told->runs.items[item->first_run + i],
			 language);
}

/* ---- Items ---------------------------------------------------------------- */

static void emit_open(struct writer *writer, const char *name,
		      const char *language)
{
	buffer_append_format(writer->out, "<%s", name);
	if (is_other(language, writer->document->language)) {
		emit(writer, " xml:lang=\"");
		emit_text(writer, str_from(language));
		emit(writer, "\"");
	}
	emit(writer, ">");
}

/* A mark that is a word or a number is said; a bullet is a pause. */
static void emit_label(struct writer *writer, const struct told_item *item)
{
	if (!item->label)
		return;
	if (item->note)
		emit_text(writer, str_from(item->note->footnote.name));
	else if (strcmp(item->label, "•") != 0)
		emit_text(writer, str_from(item->label));
	emit(writer, "<break strength=\"medium\"/>");
}

static void close_row(struct writer *writer)
{
	if (writer->is_in_row)
		emit(writer, "</p>\n");
	writer->is_in_row = false;
}

static void write_cell(struct writer *writer, const struct told_item *item,
		       const char *language)
{
	if (!item->level)
		close_row(writer);
	if (!writer->is_in_row)
		emit(writer, "<p>");
	writer->is_in_row = true;
	emit_open(writer, "s", language);
	emit_label(writer, item);
	emit_runs(writer, item, language);
	emit(writer, "</s>");
}

static void write_words(struct writer *writer, const struct told_item *item,
			const char *language)
{
	bool is_heading = item->role == TOLD_HEADING;
	if (is_heading)
		emit(writer, "<break time=\"900ms\"/>\n");
	emit_open(writer, "p", language);
	emit_label(writer, item);
	emit_runs(writer, item, language);
	emit(writer, "</p>\n");
	if (is_heading)
		emit(writer, "<break time=\"600ms\"/>\n");
}

static void write_item(struct writer *writer, const struct told_item *item)
{
	const char *language = node_language(writer->document, item->node);
	if (item->role != TOLD_CELL || !item->level)
		close_row(writer);
	if (item->begins_part)
		buffer_append_format(writer->out,
				     "<break time=\"1500ms\"/>\n"
				     "<mark name=\"part-%u\"/>\n",
				     ++writer->part_count);
	switch (item->role) {
	case TOLD_CELL:
		write_cell(writer, item, language);
		break;
	case TOLD_RULE:
		emit(writer, "<break time=\"900ms\"/>\n");
		break;
	case TOLD_HEADING:
	case TOLD_WORDS:
	case TOLD_CODE:
	case TOLD_ENTRY:
		write_words(writer, item, language);
		break;
	}
}

static void emit_head(struct writer *writer)
{
	emit(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		     "<speak version=\"1.1\" "
		     "xmlns=\"http://www.w3.org/2001/10/synthesis\" "
		     "xml:lang=\"");
	emit_text(writer, str_from(writer->document->language));
	emit(writer, "\">\n");
}

void speech_write_item(const struct told *told, const struct told_item *item,
		       struct buffer *out)
{
	struct writer writer = { .document = told->document,
				 .told = told,
				 .out = out };
	const char *language = node_language(told->document, item->node);
	emit_head(&writer);
	emit_open(&writer, "p", language);
	emit_label(&writer, item);
	emit_runs(&writer, item, language);
	emit(&writer, "</p>\n</speak>\n");
}

void speech_write_words(const struct told *told, const struct told_item *item,
			struct buffer *out)
{
	if (item->label && item->note)
		buffer_append_format(out, "%s. ", item->note->footnote.name);
	else if (item->label && strcmp(item->label, "•") != 0)
		buffer_append_format(out, "%s ", item->label);
	for (size_t i = 0; i < item->run_count; i++) {
		const struct told_run *run =
			&told->runs.items[item->first_run + i];
		if (run->style & TOLD_ADDRESS)
			continue;
		if (has_lead(told->document, run))
			buffer_append_format(out, "%s%s",
					     told->document->words.picture,
					     told->document->words.colon);
		if (run->note)
			buffer_append_format(out, ", %s, ",
					     run->note->footnote.name);
		else
			buffer_append_str(out, run->text);
	}
}

void speech_write(const struct document *document, struct buffer *out)
{
	struct told told;
	struct writer writer = { .document = document,
				 .told = &told,
				 .out = out };
	told_begin(&told, document);
	emit_head(&writer);
	emit_meta(&writer, "dc.title", document->title);
	emit_meta(&writer, "dc.publisher", document->author);
	emit_meta(&writer, "dc.date", document->date);
	emit_meta(&writer, "dc.rights", document->rights);
	for (size_t i = 0; i < told.items.count; i++)
		write_item(&writer, &told.items.items[i]);
	close_row(&writer);
	emit(&writer, "</speak>\n");
	told_release(&told);
}
