/* Paragraphs, runs, links, notes and fields: ECMA-376-1, 17.3 and 17.16. The
 * order of properties is the schema's. */
#include <string.h>

#include "office/docx.h"

#include "document/localise.h"
#include "html/html.h"
#include "html/url.h"

static struct docx *docx_of(struct writer *writer)
{
	return writer->state;
}

static struct buffer *out_of(struct writer *writer)
{
	return &docx_of(writer)->part->text;
}

void docx_emit(struct writer *writer, const char *markup)
{
	buffer_append_string(out_of(writer), markup);
}

void docx_emit_integer(struct writer *writer, int64_t value)
{
	buffer_append_integer(out_of(writer), value);
}

void docx_emit_attribute(struct writer *writer, const char *name,
			 const char *value)
{
	docx_emit(writer, " ");
	docx_emit(writer, name);
	docx_emit(writer, "=\"");
	html_escape_attribute(out_of(writer), str_from(value));
	docx_emit(writer, "\"");
}

/* <w:name w:val="value"/> */
static void emit_property(struct writer *writer, const char *name,
			  const char *value)
{
	docx_emit(writer, "<w:");
	docx_emit(writer, name);
	docx_emit_attribute(writer, "w:val", value);
	docx_emit(writer, "/>");
}

static void emit_number(struct writer *writer, const char *name, int64_t value)
{
	docx_emit(writer, "<w:");
	docx_emit(writer, name);
	docx_emit(writer, " w:val=\"");
	docx_emit_integer(writer, value);
	docx_emit(writer, "\"/>");
}

/* ---- Relationships: ECMA-376-2, 9.3 ------------------------------------ */

size_t docx_relate(struct writer *writer, struct docx_part *part,
		   const char *type, const char *target, bool is_external)
{
	struct str key = arena_copy_str(&writer->arena, str_from(target));
	void *known = map_lookup(&part->known, key);
	if (known)
		return (size_t)(uintptr_t)known;
	*VECTOR_ADD(&part->relationships) =
		(struct relationship){ type, key.bytes, is_external };
	size_t number = part->relationships.count;
	map_set(&part->known, key, (void *)(uintptr_t)number);
	return number;
}

void docx_append_relationships(const struct docx_part *part, struct buffer *out)
{
	buffer_append_string(out,
			     DOCX_XML "<Relationships xmlns=\"http://schemas."
				      "openxmlformats.org/package/2006/"
				      "relationships\">\n");
	for (size_t i = 0; i < part->relationships.count; i++) {
		const struct relationship *one = &part->relationships.items[i];
		buffer_append_format(
			out,
			"<Relationship Id=\"rId%zu\" Type=\"http://"
			"schemas.openxmlformats.org/"
			"officeDocument/2006/relationships/%s\" "
			"Target=\"",
			i + 1, one->type);
		if (one->is_external)
			url_write(out, str_from(one->target));
		else
			html_escape_attribute(out, str_from(one->target));
		buffer_append_string(out, one->is_external ?
						  "\" TargetMode=\"External\"/>"
						  "\n" :
						  "\"/>\n");
	}
	buffer_append_string(out, "</Relationships>\n");
}

/* ---- Runs -------------------------------------------------------------- */

static const char *character_style(const struct office_run *run)
{
	return run->is_link     ? "Hyperlink" :
	       run->is_code     ? "SourceCodeCharacter" :
	       run->is_strong   ? "Strong" :
	       run->is_emphasis ? "Emphasis" :
				  NULL;
}

/* What one character style does not tell, beside it. */
static void emit_looks(struct writer *writer, const struct office_run *run)
{
	const char *style = character_style(run);
	if (style)
		emit_property(writer, "rStyle", style);
	if (run->is_strong && (run->is_link || run->is_code))
		docx_emit(writer, "<w:b/><w:bCs/>");
	if (run->is_emphasis &&
	    (run->is_link || run->is_code || run->is_strong))
		docx_emit(writer, "<w:i/><w:iCs/>");
	if (run->is_struck)
		docx_emit(writer, "<w:strike/>");
	if (run->is_small) {
		lu size = writer->style->text[TEXT_NOTE].size;
		emit_number(writer, "sz", size * 2 / LU_PER_POINT);
		emit_number(writer, "szCs", size * 2 / LU_PER_POINT);
	}
	if (run->is_marked)
		docx_emit(writer, "<w:highlight w:val=\"yellow\"/>");
	if (run->is_underlined)
		docx_emit(writer, "<w:u w:val=\"single\"/>");
	if (run->script == SCRIPT_RAISED)
		docx_emit(writer, "<w:vertAlign w:val=\"superscript\"/>");
	else if (run->script == SCRIPT_LOWERED)
		docx_emit(writer, "<w:vertAlign w:val=\"subscript\"/>");
	if (run->is_right_to_left)
		docx_emit(writer, "<w:rtl/>");
}

static bool is_east_asian(const char *language)
{
	return strncmp(language, "zh", 2) == 0 ||
	       strncmp(language, "ja", 2) == 0 ||
	       strncmp(language, "ko", 2) == 0 ||
	       strncmp(language, "yue", 3) == 0;
}

/* Each of the three is that of characters of some scripts; all say what the
 * document says. */
static void emit_language(struct writer *writer, const char *tag)
{
	const char *language = office_language(writer, tag);
	docx_emit(writer, "<w:lang");
	docx_emit_attribute(writer, "w:val", language);
	if (is_east_asian(tag))
		docx_emit_attribute(writer, "w:eastAsia", language);
	if (document_direction_of_language(tag) == DIRECTION_RTL)
		docx_emit_attribute(writer, "w:bidi", language);
	docx_emit(writer, "/>");
}

static void emit_words(struct writer *writer, const char *words)
{
	docx_emit(writer, "<w:t xml:space=\"preserve\">");
	html_escape_text(out_of(writer), str_from(words));
	docx_emit(writer, "</w:t>");
}

static void begin_run(struct writer *writer, const struct office_run *run)
{
	size_t start;
	docx_emit(writer, "<w:r>");
	start = out_of(writer)->length;
	docx_emit(writer, "<w:rPr>");
	emit_looks(writer, run);
	if (strcmp(run->language, writer->document->language) != 0)
		emit_language(writer, run->language);
	if (out_of(writer)->length == start + strlen("<w:rPr>"))
		out_of(writer)->length = start;
	else
		docx_emit(writer, "</w:rPr>");
}

/* A note's first words have its mark before them. */
static void begin_note(struct writer *writer)
{
	struct docx *docx = docx_of(writer);
	if (!docx->due_mark)
		return;
	docx_emit(writer, "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/>"
			  "</w:rPr>");
	if (docx->due_mark->is_own)
		emit_words(
			writer,
			document_number(writer->document,
					docx->due_mark->note->footnote.number));
	else
		docx_emit(writer, "<w:footnoteRef/>");
	docx_emit(writer, "</w:r><w:r><w:t xml:space=\"preserve\"> </w:t>"
			  "</w:r>");
	docx->due_mark = NULL;
}

/* A tab is an element. */
static void text(struct writer *writer, const struct office_run *run,
		 struct str words)
{
	if (!words.length)
		return;
	begin_run(writer, run);
	while (words.length) {
		ptrdiff_t tab = str_find_byte(words, '\t');
		struct str part = words;
		if (tab >= 0)
			part.length = (size_t)tab;
		docx_emit(writer, "<w:t xml:space=\"preserve\">");
		html_escape_text(out_of(writer), part);
		docx_emit(writer, tab >= 0 ? "</w:t><w:tab/>" : "</w:t>");
		size_t used = part.length + (tab >= 0);
		words.bytes += used;
		words.length -= used;
	}
	docx_emit(writer, "</w:r>");
}

static void line_break(struct writer *writer)
{
	docx_emit(writer, "<w:r><w:br/></w:r>");
}

/* ---- Paragraphs -------------------------------------------------------- */

static void emit_list(struct writer *writer,
		      const struct office_paragraph *paragraph)
{
	const struct office_list *list = paragraph->list;
	if (!list || !paragraph->has_label)
		return;
	docx_emit(writer, "<w:numPr>");
	emit_number(writer, "ilvl", list->depth);
	emit_number(writer, "numId", list->number);
	docx_emit(writer, "</w:numPr>");
}

static void emit_indent(struct writer *writer,
			const struct office_paragraph *paragraph)
{
	if (!office_has_own_indent(paragraph))
		return;
	docx_emit(writer, "<w:ind w:left=\"");
	docx_emit_integer(writer,
			  docx_twips(office_own_indent(writer, paragraph)));
	if (paragraph->list && paragraph->has_label) {
		docx_emit(writer, "\" w:hanging=\"");
		docx_emit_integer(writer,
				  docx_twips(writer->style->space.list_indent));
	}
	docx_emit(writer, "\"/>");
}

static const char *justification(const struct office_paragraph *paragraph)
{
	switch (paragraph->alignment) {
	case ALIGNMENT_CENTRE:
		return "center";
	case ALIGNMENT_END: /* from right to left, they change sides */
		return "right";
	case ALIGNMENT_START:
		break;
	}
	return NULL;
}

static void emit_properties(struct writer *writer,
			    const struct office_paragraph *paragraph)
{
	bool is_rtl = paragraph->direction == DIRECTION_RTL;
	bool is_turned = paragraph->direction != writer->document->direction;
	docx_emit(writer, "<w:pPr>");
	emit_property(writer, "pStyle", office_styles[paragraph->style].key);
	if (paragraph->stays_with_next)
		docx_emit(writer, "<w:keepNext/>");
	if (paragraph->begins_page)
		docx_emit(writer, "<w:pageBreakBefore/>");
	/* LibreOffice 7.4 takes no frame from a style. */
	if (paragraph->style == STYLE_EASY_PICTURE)
		docx_append_frame(writer, is_rtl, out_of(writer));
	emit_list(writer, paragraph);
	/* Styles have their bars where the document's lines begin. */
	if (paragraph->box != office_styles[paragraph->style].box || is_turned)
		docx_append_box(writer, paragraph->box, is_rtl, out_of(writer));
	if (is_turned)
		docx_emit(writer,
			  is_rtl ? "<w:bidi/>" : "<w:bidi w:val=\"0\"/>");
	if (paragraph->follows_table) {
		docx_emit(writer, "<w:spacing w:before=\"");
		docx_emit_integer(
			writer,
			docx_twips(writer->style->text[TEXT_BODY].size));
		docx_emit(writer, "\"/>");
	}
	emit_indent(writer, paragraph);
	if (paragraph->list && paragraph->list->is_loose)
		docx_emit(writer, "<w:contextualSpacing w:val=\"0\"/>");
	if (justification(paragraph))
		emit_property(writer, "jc", justification(paragraph));
	if (paragraph->level && !office_style_level(paragraph->style))
		emit_number(writer, "outlineLvl", paragraph->level - 1);
	docx_emit(writer, "</w:pPr>");
}

/* The field begins with the first entry, after the heading over it. */
static void begin_contents_field(struct writer *writer, enum office_style style)
{
	struct docx *docx = docx_of(writer);
	if (!docx->contents_are_due || style < STYLE_CONTENTS_1 ||
	    style > STYLE_CONTENTS_5)
		return;
	docx->contents_are_due = false;
	docx->contents_are_open = true;
	docx_emit(writer, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>"
			  "<w:instrText xml:space=\"preserve\"> TOC \\o \"");
	docx_emit_integer(writer, docx->first);
	docx_emit(writer, "-");
	docx_emit_integer(writer, docx->last);
	docx_emit(writer, "\" \\n \\h \\z </w:instrText></w:r><w:r><w:fldChar "
			  "w:fldCharType=\"separate\"/></w:r>");
}

static void close_paragraph(struct writer *writer)
{
	struct docx *docx = docx_of(writer);
	if (docx->entry_is_open)
		docx_emit(writer, "</w:p>\n");
	docx->entry_is_open = false;
}

static void begin_paragraph(struct writer *writer,
			    const struct office_paragraph *paragraph)
{
	close_paragraph(writer);
	docx_emit(writer, "<w:p>");
	emit_properties(writer, paragraph);
	begin_note(writer);
	begin_contents_field(writer, paragraph->style);
	if (paragraph->style == STYLE_EASY_END)
		docx_emit(writer, "<w:r><w:br w:type=\"textWrapping\" "
				  "w:clear=\"all\"/></w:r>");
}

/* The last entry of a field waits for the field's end. */
static void end_paragraph(struct writer *writer)
{
	struct docx *docx = docx_of(writer);
	if (docx->contents_are_open)
		docx->entry_is_open = true;
	else
		docx_emit(writer, "</w:p>\n");
}

/* ---- Contents: ECMA-376-1, 17.16.5.68 ---------------------------------- */

static void begin_contents(struct writer *writer, unsigned first, unsigned last)
{
	struct docx *docx = docx_of(writer);
	docx->first = first;
	docx->last = last;
	docx->contents_are_due = true;
	docx_emit(writer, "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery "
			  "w:val=\"Table of Contents\"/><w:docPartUnique/>"
			  "</w:docPartObj></w:sdtPr><w:sdtContent>\n");
}

static void end_contents(struct writer *writer)
{
	struct docx *docx = docx_of(writer);
	docx_emit(writer, "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
	close_paragraph(writer);
	docx->contents_are_open = false;
	docx_emit(writer, "</w:sdtContent></w:sdt>\n");
}

/* ---- Links and bookmarks ----------------------------------------------- */

static void begin_link(struct writer *writer, const struct office_link *link)
{
	struct docx *docx = docx_of(writer);
	docx_emit(writer, "<w:hyperlink");
	if (link->anchor) {
		docx_emit_attribute(writer, "w:anchor", link->anchor);
	} else {
		docx_emit(writer, " r:id=\"rId");
		docx_emit_integer(writer,
				  (int64_t)docx_relate(writer, docx->part,
						       "hyperlink",
						       link->address, true));
		docx_emit(writer, "\"");
	}
	docx_emit(writer, " w:history=\"1\">");
}

static void end_link(struct writer *writer)
{
	docx_emit(writer, "</w:hyperlink>");
}

static void begin_bookmark(struct writer *writer, const char *name)
{
	docx_emit(writer, "<w:bookmarkStart w:id=\"");
	docx_emit_integer(writer, ++docx_of(writer)->bookmark_count);
	docx_emit(writer, "\"");
	docx_emit_attribute(writer, "w:name", name);
	docx_emit(writer, "/>");
}

static void end_bookmark(struct writer *writer)
{
	docx_emit(writer, "<w:bookmarkEnd w:id=\"");
	docx_emit_integer(writer, docx_of(writer)->bookmark_count);
	docx_emit(writer, "\"/>");
}

static void bookmark(struct writer *writer, const char *name)
{
	begin_bookmark(writer, name);
	end_bookmark(writer);
}

/* ---- Notes: ECMA-376-1, 17.11 ------------------------------------------ */

static void emit_field(struct writer *writer, const char *instruction,
		       const char *result)
{
	docx_emit(writer, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>"
			  "<w:instrText xml:space=\"preserve\"> ");
	docx_emit(writer, instruction);
	docx_emit(writer, " </w:instrText></w:r><w:r><w:fldChar "
			  "w:fldCharType=\"separate\"/></w:r><w:r><w:rPr>"
			  "<w:rStyle w:val=\"FootnoteReference\"/></w:rPr>");
	emit_words(writer, result);
	docx_emit(writer, "</w:r><w:r><w:fldChar w:fldCharType=\"end\"/>"
			  "</w:r>");
}

/* Word counts notes by itself, those that have no mark of their own. Where it
 * would count otherwise, or in other digits, the mark is ours. */
static bool has_own_mark(struct writer *writer, const struct node *note)
{
	struct docx *docx = docx_of(writer);
	const char *zero = writer->document->words.zero_digit;
	if (note->footnote.number != docx->counted_notes + 1 ||
	    (zero && strcmp(zero, "0") != 0))
		return true;
	docx->counted_notes++;
	return false;
}

static void emit_reference(struct writer *writer, const struct node *note,
			   const char *name, const char *number)
{
	struct docx *docx = docx_of(writer);
	bool is_own = has_own_mark(writer, note);
	if (name)
		begin_bookmark(writer, name);
	docx_emit(writer, "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/>"
			  "</w:rPr><w:footnoteReference");
	if (is_own)
		docx_emit(writer, " w:customMarkFollows=\"1\"");
	docx_emit(writer, " w:id=\"");
	docx_emit_integer(writer, note->footnote.number);
	docx_emit(writer, "\"/>");
	if (is_own)
		emit_words(writer, number);
	docx_emit(writer, "</w:r>");
	if (name)
		end_bookmark(writer);
	*VECTOR_ADD(&docx->waiting) = (struct docx_note){ note, is_own };
}

static void note(struct writer *writer, const struct office_run *run,
		 const struct node *footnote, bool is_again, const char *name)
{
	const char *number =
		document_number(writer->document, footnote->footnote.number);
	(void)run;
	if (!is_again)
		emit_reference(writer, footnote, name, number);
	else if (name &&
		 writer->notes[footnote->footnote.number - 1].is_in_text)
		emit_field(writer,
			   arena_format(&writer->arena, "NOTEREF %s \\f \\h",
					name),
			   number);
	else {
		docx_emit(writer, "<w:r><w:rPr><w:rStyle "
				  "w:val=\"FootnoteReference\"/></w:rPr>");
		emit_words(writer, number);
		docx_emit(writer, "</w:r>");
	}
}

void docx_write_notes(struct writer *writer)
{
	struct docx *docx = docx_of(writer);
	docx->part = &docx->notes;
	for (size_t i = 0; i < docx->waiting.count; i++) {
		const struct docx_note mark = docx->waiting.items[i];
		const struct node *one = mark.note;
		docx_emit(writer, "<w:footnote w:id=\"");
		docx_emit_integer(writer, one->footnote.number);
		docx_emit(writer, "\">\n");
		docx->due_mark = &mark;
		office_walk_note(writer, one);
		if (docx->due_mark || writer->follows_table) {
			office_begin_paragraph(writer, one, STYLE_NOTE);
			office_end_paragraph(writer);
		}
		docx_emit(writer, "</w:footnote>\n");
	}
	docx->part = &docx->body;
}

/* ---- Lists ------------------------------------------------------------- */

/* Each has its numbers, which count from its own start. */
static void begin_list(struct writer *writer, const struct office_list *list)
{
	*VECTOR_ADD(&docx_of(writer)->lists) = list;
}

/* Paragraphs tell to which list they belong. */
static void end_list(struct writer *writer)
{
	(void)writer;
}

static void begin_item(struct writer *writer, const struct node *item)
{
	(void)writer;
	(void)item;
}

const struct office_format docx_format = {
	.picture_folder = "word/media/",
	.has_tables_in_notes = true,
	.begin_paragraph = begin_paragraph,
	.end_paragraph = end_paragraph,
	.text = text,
	.line_break = line_break,
	.begin_link = begin_link,
	.end_link = end_link,
	.bookmark = bookmark,
	.picture = docx_picture,
	.note = note,
	.begin_list = begin_list,
	.end_list = end_list,
	.begin_item = begin_item,
	.end_item = end_list,
	.begin_table = docx_begin_table,
	.end_table = docx_end_table,
	.begin_row = docx_begin_row,
	.end_row = docx_end_row,
	.begin_cell = docx_begin_cell,
	.end_cell = docx_end_cell,
	.covered = docx_covered,
	.begin_contents = begin_contents,
	.end_contents = end_contents,
};
