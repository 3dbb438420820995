/* Paragraphs, spans, lists, links, notes and contents: OpenDocument 1.3, part
 * 3, 5 to 8. */
#include <string.h>

#include "base/address.h"
#include "document/localise.h"
#include "html/html.h"
#include "html/url.h"
#include "office/odt.h"

static struct odt *odt_of(struct writer *writer)
{
	return writer->state;
}

void odt_emit(struct writer *writer, const char *markup)
{
	buffer_append_string(&odt_of(writer)->text, markup);
}

void odt_emit_integer(struct writer *writer, int64_t value)
{
	buffer_append_integer(&odt_of(writer)->text, value);
}

static void append_attribute(struct buffer *out, const char *name,
			     const char *value)
{
	buffer_append_format(out, " %s=\"", name);
	html_escape_attribute(out, str_from(value));
	buffer_append_byte(out, '"');
}

void odt_emit_attribute(struct writer *writer, const char *name,
			const char *value)
{
	append_attribute(&odt_of(writer)->text, name, value);
}

void odt_append_length(struct buffer *out, const char *name, lu length)
{
	buffer_append_format(out, " %s=\"%s%d.%03dpt\"", name,
			     length < 0 ? "-" : "",
			     (length < 0 ? -length : length) / LU_PER_POINT,
			     (length < 0 ? -length : length) % LU_PER_POINT);
}

void odt_append_name(struct buffer *out, const char *name)
{
	for (; *name; name++)
		if (*name == ' ')
			buffer_append_string(out, "_20_");
		else
			buffer_append_byte(out, *name);
}

/* ---- Automatic styles -------------------------------------------------- */

/* The name of a style with these properties, which is made where it is new. */
static const char *automatic(struct writer *writer, const char *family,
			     char letter, uint32_t *count,
			     const struct buffer *definition)
{
	struct odt *odt = odt_of(writer);
	struct str key = arena_copy_str(&writer->arena, buffer_str(definition));
	const char *known = map_lookup(&odt->known, key);
	if (known)
		return known;
	const char *name =
		arena_format(&writer->arena, "%c%u", letter, ++*count);
	buffer_append_format(&odt->automatic,
			     "<style:style style:name=\"%s\" "
			     "style:family=\"%s\"%s</style:style>\n",
			     name, family, key.bytes);
	map_set(&odt->known, key, (void *)name);
	return name;
}

/* ---- Lists: 5.3 -------------------------------------------------------- */

static void open_list(struct writer *writer, struct odt_level *level)
{
	bool is_outermost = level->list->depth == 0 ||
			    level == odt_of(writer)->levels.items;
	odt_emit(writer, "<text:list");
	if (!level->has_begun) {
		level->identifier = arena_format(&writer->arena, "list%u",
						 ++odt_of(writer)->list_count);
		odt_emit_attribute(writer, "xml:id", level->identifier);
	}
	/* Within another of its kind, too, it has a style of its own. */
	odt_emit_attribute(
		writer, "text:style-name",
		arena_format(&writer->arena, "L%u", level->list->number));
	if (level->has_begun && is_outermost)
		odt_emit_attribute(writer, "text:continue-list",
				   level->identifier);
	else if (level->has_begun)
		odt_emit(writer, " text:continue-numbering=\"true\"");
	odt_emit(writer, ">");
	level->is_open = level->has_begun = true;
}

/* What an item goes on with after a table has no number. */
static void open_item(struct writer *writer, struct odt_level *level)
{
	odt_emit(writer, level->item_has_begun ? "<text:list-header>" :
						 "<text:list-item>");
}

static void open_lists(struct writer *writer)
{
	struct odt *odt = odt_of(writer);
	for (size_t i = 0; i < odt->levels.count; i++) {
		struct odt_level *level = &odt->levels.items[i];
		if (level->is_open || !level->is_item)
			continue;
		open_list(writer, level);
		open_item(writer, level);
	}
}

static void close_level(struct writer *writer, struct odt_level *level)
{
	if (!level->is_open)
		return;
	odt_emit(writer, level->item_has_begun ? "</text:list-header>" :
						 "</text:list-item>");
	odt_emit(writer, "</text:list>\n");
	level->is_open = false;
}

void odt_close_lists(struct writer *writer)
{
	struct odt *odt = odt_of(writer);
	for (size_t i = odt->levels.count; i--;) {
		struct odt_level *level = &odt->levels.items[i];
		bool was_open = level->is_open;
		close_level(writer, level);
		level->item_has_begun |= was_open;
	}
}

/* Each has a style, whose level says how it counts, and from where. */
static void begin_list(struct writer *writer, const struct office_list *list)
{
	static const char *const formats[] = {
		[NUMBERING_DIGITS] = "1",
		[NUMBERING_LOWER_LETTERS] = "a",
		[NUMBERING_UPPER_LETTERS] = "A",
		[NUMBERING_LOWER_ROMAN] = "i",
		[NUMBERING_UPPER_ROMAN] = "I",
	};
	static const char *const bullets[] = { "•", "◦", "▪" };
	struct odt *odt = odt_of(writer);
	struct buffer *out = &odt->automatic;
	lu indent = writer->style->space.list_indent;
	*VECTOR_ADD(&odt->levels) = (struct odt_level){ .list = list };
	buffer_append_format(out, "<text:list-style style:name=\"L%u\">",
			     list->number);
	for (unsigned i = 0; i < 10; i++) {
		buffer_append_format(out,
				     list->is_ordered ?
					     "<text:list-level-style-number "
					     "text:level=\"%u\"" :
					     "<text:list-level-style-bullet "
					     "text:level=\"%u\"",
				     i + 1);
		if (list->is_ordered)
			buffer_append_format(
				out,
				" style:num-suffix=\".\" style:num-format="
				"\"%s\" text:start-value=\"%d\">",
				list->is_written ? "" :
						   formats[list->numbering],
				list->start > 0 ? (int)list->start : 1);
		else
			buffer_append_format(out, " text:bullet-char=\"%s\">",
					     bullets[i % 3]);
		buffer_append_string(
			out, "<style:list-level-properties "
			     "text:list-level-position-and-space-mode=\"label-"
			     "alignment\"><style:list-level-label-alignment "
			     "text:label-followed-by=\"listtab\"");
		odt_append_length(out, "fo:text-indent", -indent);
		odt_append_length(out, "fo:margin-left", (lu)(i + 1) * indent);
		buffer_append_string(out, "/></style:list-level-properties>");
		buffer_append_string(out, list->is_ordered ?
						  "</text:list-level-style-"
						  "number>" :
						  "</text:list-level-style-"
						  "bullet>");
	}
	buffer_append_string(out, "</text:list-style>\n");
}

static void end_list(struct writer *writer)
{
	struct odt *odt = odt_of(writer);
	if (VECTOR_LAST(&odt->levels)->is_open)
		odt_emit(writer, "</text:list>\n");
	odt->levels.count--;
}

static void begin_item(struct writer *writer, const struct node *item)
{
	struct odt_level *level = VECTOR_LAST(&odt_of(writer)->levels);
	level->is_item = true;
	level->item_has_begun = false;
	level->item = item;
	if (level->is_open)
		open_item(writer, level);
}

/* A list that a table has closed is opened again by the item that follows. */
static void end_item(struct writer *writer)
{
	struct odt_level *level = VECTOR_LAST(&odt_of(writer)->levels);
	if (level->is_open)
		odt_emit(writer, level->item_has_begun ? "</text:list-header>" :
							 "</text:list-item>");
	level->is_item = level->item_has_begun = false;
}

/* ---- Paragraphs: 5.1 --------------------------------------------------- */

/* LibreOffice 7.4 takes "start" for the left of any text: sides are told. */
const char *odt_alignment(enum alignment alignment, bool is_rtl)
{
	switch (alignment) {
	case ALIGNMENT_CENTRE:
		return "center";
	case ALIGNMENT_END:
		return is_rtl ? "left" : "right";
	case ALIGNMENT_START:
		break;
	}
	return is_rtl ? "right" : "left";
}

static void append_paragraph(const struct writer *writer,
			     const struct office_paragraph *paragraph,
			     struct buffer *out)
{
	bool is_rtl = paragraph->direction == DIRECTION_RTL;
	bool is_turned = paragraph->direction != writer->document->direction;
	lu hanging = writer->style->space.list_indent;
	if (paragraph->stays_with_next)
		buffer_append_string(out, " fo:keep-with-next=\"always\"");
	if (paragraph->begins_page)
		buffer_append_string(out, " fo:break-before=\"page\"");
	if (is_turned)
		buffer_append_format(out, " style:writing-mode=\"%s\"",
				     is_rtl ? "rl-tb" : "lr-tb");
	if (paragraph->alignment != ALIGNMENT_START || is_turned)
		buffer_append_format(
			out, " fo:text-align=\"%s\"",
			odt_alignment(paragraph->alignment, is_rtl));
	if (paragraph->follows_table)
		odt_append_length(out, "fo:margin-top",
				  writer->style->text[TEXT_BODY].size);
	if (paragraph->list && paragraph->list->is_loose)
		buffer_append_string(out,
				     " style:contextual-spacing=\"false\"");
	if (office_has_own_indent(paragraph)) {
		odt_append_length(out, "fo:margin-left",
				  office_own_indent(writer, paragraph));
		odt_append_length(out, "fo:text-indent",
				  paragraph->has_label ? -hanging : 0);
	}
	if (paragraph->box != office_styles[paragraph->style].box || is_turned)
		odt_append_box(writer, paragraph->box, is_rtl, out);
}

/* The style itself, or an automatic one for what it does not say. */
static void emit_style(struct writer *writer,
		       const struct office_paragraph *paragraph)
{
	struct odt *odt = odt_of(writer);
	struct buffer properties = BUFFER_INITIALISER;
	struct buffer definition = BUFFER_INITIALISER;
	const char *odf = office_styles[paragraph->style].odf;
	append_paragraph(writer, paragraph, &properties);
	odt_emit(writer, " text:style-name=\"");
	if (!properties.length && odt->is_begun) {
		odt_append_name(&odt->text, odf);
	} else {
		buffer_append_string(&definition,
				     " style:parent-style-name=\"");
		odt_append_name(&definition, odf);
		buffer_append_format(
			&definition, "\"%s><style:paragraph-properties%s/>",
			odt->is_begun ? "" :
					" style:master-page-name=\"First\"",
			buffer_str(&properties).bytes);
		odt_emit(writer,
			 automatic(writer, "paragraph", 'P',
				   &odt->paragraph_styles, &definition));
	}
	odt_emit(writer, "\"");
	odt->is_begun = true;
	buffer_release(&definition);
	buffer_release(&properties);
}

static void begin_paragraph(struct writer *writer,
			    const struct office_paragraph *paragraph)
{
	struct odt *odt = odt_of(writer);
	unsigned level = paragraph->level ?
				 paragraph->level :
				 office_style_level(paragraph->style);
	if (paragraph->list)
		open_lists(writer);
	odt->is_heading = level > 0;
	odt_emit(writer, level ? "<text:h" : "<text:p");
	emit_style(writer, paragraph);
	if (level) {
		odt_emit(writer, " text:outline-level=\"");
		odt_emit_integer(writer, level);
		odt_emit(writer, "\"");
	}
	odt_emit(writer, ">");
	odt->follows_space = true;
	if (paragraph->style == STYLE_EASY_END)
		odt_emit(writer, "<text:line-break loext:clear=\"all\"/>");
}

static void end_paragraph(struct writer *writer)
{
	odt_emit(writer,
		 odt_of(writer)->is_heading ? "</text:h>\n" : "</text:p>\n");
}

/* ---- Spans: 6.1 -------------------------------------------------------- */

/* One style each: "Strong" around "Emphasis". */
static unsigned open_spans(struct writer *writer, const struct office_run *run)
{
	const struct {
		bool is_on;
		const char *name;
	} looks[] = {
		{ run->is_strong, "Strong_20_Emphasis" },
		{ run->is_emphasis, "Emphasis" },
		{ run->is_code, "Source_20_Text" },
		{ run->is_struck, "Taken_20_back" },
		{ run->is_underlined, "Underlined" },
		{ run->is_marked, "Marked" },
		{ run->is_small, "Small" },
		{ run->script == SCRIPT_RAISED, "Raised" },
		{ run->script == SCRIPT_LOWERED, "Lowered" },
	};
	struct odt *odt = odt_of(writer);
	unsigned count = 0;
	if (strcmp(run->language, writer->document->language) != 0) {
		struct buffer definition = BUFFER_INITIALISER;
		buffer_append_string(&definition, "><style:text-properties");
		odt_append_language(writer, run->language, &definition);
		buffer_append_string(&definition, "/>");
		odt_emit(writer, "<text:span");
		odt_emit_attribute(writer, "text:style-name",
				   automatic(writer, "text", 'T',
					     &odt->language_styles,
					     &definition));
		odt_emit(writer, ">");
		buffer_release(&definition);
		count++;
	}
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		if (!looks[i].is_on)
			continue;
		odt_emit(writer, "<text:span");
		odt_emit_attribute(writer, "text:style-name", looks[i].name);
		odt_emit(writer, ">");
		count++;
	}
	return count;
}

static void close_spans(struct writer *writer, unsigned count)
{
	while (count--)
		odt_emit(writer, "</text:span>");
}

/* 6.1.2: of spaces that follow each other one is read; others are elements. */
static void emit_characters(struct writer *writer, struct str words)
{
	struct odt *odt = odt_of(writer);
	size_t start = 0;
	for (size_t i = 0; i <= words.length; i++) {
		char byte = i < words.length ? words.bytes[i] : 0;
		bool is_space = byte == ' ' || byte == '\n' || byte == '\r';
		bool is_element =
			i < words.length &&
			(byte == '\t' || (is_space && odt->follows_space));
		if (i == words.length || is_element) {
			html_escape_text(
				&odt->text,
				(struct str){ words.bytes + start, i - start });
			start = i + 1;
		}
		if (i == words.length)
			break;
		if (is_element)
			odt_emit(writer,
				 byte == '\t' ? "<text:tab/>" : "<text:s/>");
		odt->follows_space = is_space;
	}
}

static void text(struct writer *writer, const struct office_run *run,
		 struct str words)
{
	unsigned count = open_spans(writer, run);
	emit_characters(writer, words);
	close_spans(writer, count);
}

static void line_break(struct writer *writer)
{
	odt_emit(writer, "<text:line-break/>");
	odt_of(writer)->follows_space = true;
}

/* ---- Links and bookmarks ----------------------------------------------- */

static void begin_link(struct writer *writer, const struct office_link *link)
{
	odt_emit(writer, "<text:a xlink:type=\"simple\" "
			 "text:style-name=\"Internet_20_link\" "
			 "text:visited-style-name=\"Visited_20_Internet_20_"
			 "Link\" xlink:href=\"");
	if (link->anchor) {
		odt_emit(writer, "#");
		odt_emit(writer, link->anchor);
	} else {
		/* Relative to the package, in which the text is (OpenDocument
		 * 1.3, part 2, 3.7). */
		bool is_beside = !address_has_scheme(str_from(link->address)) &&
				 *link->address != '/';
		odt_emit(writer, is_beside ? "../" : "");
		url_write(&odt_of(writer)->text, str_from(link->address));
	}
	odt_emit(writer, "\">");
}

static void end_link(struct writer *writer)
{
	odt_emit(writer, "</text:a>");
}

static void bookmark(struct writer *writer, const char *name)
{
	odt_emit(writer, "<text:bookmark");
	odt_emit_attribute(writer, "text:name", name);
	odt_emit(writer, "/>");
}

/* ---- Notes: 6.3 -------------------------------------------------------- */

/* Programs count notes by themselves; where they would count otherwise, or in
 * other digits, the mark is ours. */
static void emit_citation(struct writer *writer, const struct node *note,
			  const char *number)
{
	struct odt *odt = odt_of(writer);
	const char *zero = writer->document->words.zero_digit;
	bool is_own = note->footnote.number != odt->counted_notes + 1 ||
		      (zero && strcmp(zero, "0") != 0);
	odt_emit(writer, "<text:note-citation");
	if (is_own)
		odt_emit_attribute(writer, "text:label", number);
	else
		odt->counted_notes++;
	odt_emit(writer, ">");
	odt_emit(writer, number);
	odt_emit(writer, "</text:note-citation>");
}

/* The walk goes into the note and comes back to where it was. */
static void emit_body(struct writer *writer, const struct node *note)
{
	struct odt *odt = odt_of(writer);
	struct odt around = *odt;
	struct writer state = *writer;
	memset(&odt->levels, 0, sizeof odt->levels);
	writer->page_is_due = writer->follows_table = writer->follows_box =
		false;
	odt_emit(writer, "<text:note-body>");
	office_walk_note(writer, note);
	if (writer->follows_table)
		office_write_gap(writer, note);
	odt_emit(writer, "</text:note-body>");
	VECTOR_RELEASE(&odt->levels);
	memcpy(&odt->levels, &around.levels, sizeof odt->levels);
	odt->is_heading = around.is_heading;
	odt->table = around.table;
	odt->table_name = around.table_name;
	odt->is_in_head = around.is_in_head;
	odt->follows_space = false;
	writer->page_is_due = state.page_is_due;
	writer->follows_table = state.follows_table;
	writer->follows_box = state.follows_box;
}

static void note(struct writer *writer, const struct office_run *run,
		 const struct node *footnote, bool is_again, const char *name)
{
	const char *number =
		document_number(writer->document, footnote->footnote.number);
	bool is_in_text =
		writer->notes[footnote->footnote.number - 1].is_in_text;
	(void)run;
	(void)name;
	odt_of(writer)->follows_space = false;
	if (!is_again) {
		odt_emit(writer, "<text:note text:note-class=\"footnote\" "
				 "text:id=\"note");
		odt_emit_integer(writer, footnote->footnote.number);
		odt_emit(writer, "\">");
		emit_citation(writer, footnote, number);
		emit_body(writer, footnote);
		odt_emit(writer, "</text:note>");
		return;
	}
	odt_emit(writer, "<text:span text:style-name=\"Raised\">");
	if (is_in_text) {
		odt_emit(writer, "<text:note-ref text:note-class=\"footnote\" "
				 "text:reference-format=\"text\" "
				 "text:ref-name=\"note");
		odt_emit_integer(writer, footnote->footnote.number);
		odt_emit(writer, "\">");
	}
	odt_emit(writer, number);
	odt_emit(writer,
		 is_in_text ? "</text:note-ref></text:span>" : "</text:span>");
}

/* ---- Contents: 8.3 ----------------------------------------------------- */

static void emit_templates(struct writer *writer, unsigned count)
{
	for (unsigned i = 1; i <= count && i <= 10; i++) {
		unsigned style = i < 5 ? i : 5;
		buffer_append_format(
			&odt_of(writer)->text,
			"<text:table-of-content-entry-template "
			"text:outline-level=\"%u\" "
			"text:style-name=\"Contents_20_%u\">"
			"<text:index-entry-link-start/>"
			"<text:index-entry-text/><text:index-entry-link-end/>"
			"</text:table-of-content-entry-template>",
			i, style);
	}
}

static void begin_contents(struct writer *writer, unsigned first, unsigned last)
{
	struct odt *odt = odt_of(writer);
	odt_close_lists(writer);
	odt_emit(writer, "<text:table-of-content text:name=\"Contents\" "
			 "text:protected=\"false\">"
			 "<text:table-of-content-source "
			 "text:use-outline-level=\"false\" "
			 "text:use-index-marks=\"false\" "
			 "text:use-index-source-styles=\"true\" "
			 "text:outline-level=\"");
	odt_emit_integer(writer, last - first + 1);
	odt_emit(writer, "\"><text:index-title-template>");
	html_escape_text(&odt->text,
			 str_from(writer->document->words.contents));
	odt_emit(writer, "</text:index-title-template>");
	emit_templates(writer, last - first + 1);
	for (unsigned level = first; level <= last; level++)
		buffer_append_format(
			&odt->text,
			"<text:index-source-styles text:outline-level=\"%u\">"
			"<text:index-source-style "
			"text:style-name=\"Heading_20_%u\"/>"
			"</text:index-source-styles>",
			level - first + 1, level);
	odt_emit(writer, "</text:table-of-content-source><text:index-body>\n");
}

static void end_contents(struct writer *writer)
{
	odt_emit(writer, "</text:index-body></text:table-of-content>\n");
}

const struct office_format odt_format = {
	.picture_folder = "Pictures/",
	.begin_paragraph = begin_paragraph,
	.end_paragraph = end_paragraph,
	.text = text,
	.line_break = line_break,
	.begin_link = begin_link,
	.end_link = end_link,
	.bookmark = bookmark,
	.picture = odt_picture,
	.note = note,
	.begin_list = begin_list,
	.end_list = end_list,
	.begin_item = begin_item,
	.end_item = end_item,
	.begin_table = odt_begin_table,
	.end_table = odt_end_table,
	.begin_row = odt_begin_row,
	.end_row = odt_end_row,
	.begin_cell = odt_begin_cell,
	.end_cell = odt_end_cell,
	.covered = odt_covered,
	.begin_contents = begin_contents,
	.end_contents = end_contents,
};
