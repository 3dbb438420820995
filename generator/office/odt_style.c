/* Looks: OpenDocument 1.3, part 3, 16, from the theme. */
#include <string.h>

#include "html/html.h"
#include "office/odt.h"

static void append_colour(const struct writer *writer, const char *name,
			  enum theme_colour colour, struct buffer *out)
{
	struct colour value = theme_colour(writer->options->theme, colour);
	buffer_append_format(out, " %s=\"#%02x%02x%02x\"", name, value.red,
			     value.green, value.blue);
}

/* ---- Fonts: 16.23 ------------------------------------------------------ */

/* Where a reader's machine has not the first, the next is taken. */
static void append_font(struct buffer *out, const char *const *families,
			size_t count, bool is_fixed)
{
	buffer_append_string(out, "<style:font-face style:name=\"");
	html_escape_attribute(out, str_from(families[0]));
	buffer_append_string(out, "\" svg:font-family=\"");
	bool has_one = false;
	for (size_t i = 0; i < count; i++) {
		if (office_is_generic(families[i]))
			continue;
		buffer_append_string(out, has_one ? ", '" : "'");
		html_escape_attribute(out, str_from(families[i]));
		buffer_append_string(out, "'");
		has_one = true;
	}
	buffer_append_format(out,
			     "\" style:font-family-generic=\"%s\" "
			     "style:font-pitch=\"%s\"/>\n",
			     is_fixed ? "modern" : "swiss",
			     is_fixed ? "fixed" : "variable");
}

void odt_append_fonts(const struct writer *writer, struct buffer *out)
{
	const struct theme *theme = writer->options->theme;
	const struct theme_script *latin = &theme->scripts[0];
	const struct theme_script *script = office_script_of(writer);
	buffer_append_string(out, "<office:font-face-decls>\n");
	append_font(out, latin->fonts, latin->font_count, false);
	if (script != latin && strcmp(script->fonts[0], latin->fonts[0]) != 0)
		append_font(out, script->fonts, script->font_count, false);
	append_font(out, theme->code_fonts, theme->code_font_count, true);
	buffer_append_string(out, "</office:font-face-decls>\n");
}

/* ---- Languages --------------------------------------------------------- */

static void append_tag(struct writer *writer, const char *suffix,
		       const char *tag, struct buffer *out)
{
	char *copy = arena_copy_string(&writer->arena, tag);
	char *region = strrchr(copy, '-');
	char *script = strchr(copy, '-');
	if (region)
		*region = '\0';
	bool has_script = script && script != region;
	if (has_script)
		*script = '\0';
	const char *space = *suffix ? "style" : "fo";
	buffer_append_format(out, " %s:language%s=\"%s\"", space, suffix, copy);
	if (has_script)
		buffer_append_format(out, " %s:script%s=\"%s\"", space, suffix,
				     script + 1);
	buffer_append_format(out, " %s:country%s=\"%s\"", space, suffix,
			     region ? region + 1 : "none");
}

/* Each is that of characters of some scripts; all say what the document says. */
void odt_append_language(struct writer *writer, const char *tag,
			 struct buffer *out)
{
	const char *language = office_language(writer, tag);
	append_tag(writer, "", language, out);
	append_tag(writer, "-asian", language, out);
	append_tag(writer, "-complex", language, out);
}

/* ---- Boxes ------------------------------------------------------------- */

void odt_append_box(const struct writer *writer, enum office_box box,
		    bool is_rtl, struct buffer *out)
{
	const struct office_box_look *look = &office_boxes[box];
	const struct theme_space *space = &writer->style->space;
	struct colour bar = theme_colour(writer->options->theme, look->bar);
	if (box == BOX_NONE)
		return;
	if (look->has_bar) {
		lu width = space->bar;
		buffer_append_format(
			out,
			" fo:border-%s=\"%d.%03dpt solid #%02x%02x%02x\" "
			"fo:border-%s=\"none\"",
			is_rtl ? "right" : "left", width / LU_PER_POINT,
			width % LU_PER_POINT, bar.red, bar.green, bar.blue,
			is_rtl ? "left" : "right");
		odt_append_length(
			out, is_rtl ? "fo:padding-right" : "fo:padding-left",
			space->box_padding / 2);
	}
	if (look->has_ground)
		append_colour(writer, "fo:background-color", look->ground, out);
	buffer_append_string(out, " style:join-border=\"true\"");
}

/* ---- Paragraphs -------------------------------------------------------- */

static void append_font_names(const struct writer *writer, struct buffer *out)
{
	const char *latin = writer->options->theme->scripts[0].fonts[0];
	const char *own = office_script_of(writer)->fonts[0];
	bool is_complex = office_is_right_to_left(writer);
	const char *const names[][2] = {
		{ "style:font-name", latin },
		{ "style:font-name-asian", is_complex ? latin : own },
		{ "style:font-name-complex", is_complex ? own : latin },
	};
	for (size_t i = 0; i < 3; i++) {
		buffer_append_format(out, " %s=\"", names[i][0]);
		html_escape_attribute(out, str_from(names[i][1]));
		buffer_append_string(out, "\"");
	}
}

static void append_size(const struct writer *writer, lu size,
			struct buffer *out)
{
	lu complex =
		office_is_right_to_left(writer) ?
			lu_scale(size, office_script_of(writer)->size, 1000) :
			size;
	odt_append_length(out, "fo:font-size", size);
	odt_append_length(out, "style:font-size-asian", size);
	odt_append_length(out, "style:font-size-complex", complex);
}

static void append_weight(struct buffer *out, bool is_bold)
{
	const char *weight = is_bold ? "bold" : "normal";
	buffer_append_format(out,
			     " fo:font-weight=\"%s\" "
			     "style:font-weight-asian=\"%s\" "
			     "style:font-weight-complex=\"%s\"",
			     weight, weight, weight);
}

static void append_code_font(const struct writer *writer, struct buffer *out)
{
	static const char *const names[] = { "style:font-name",
					     "style:font-name-asian",
					     "style:font-name-complex" };
	for (size_t i = 0; i < 3; i++) {
		buffer_append_format(out, " %s=\"", names[i]);
		html_escape_attribute(
			out, str_from(writer->options->theme->code_fonts[0]));
		buffer_append_string(out, "\"");
	}
}

static void append_paragraph_properties(const struct writer *writer,
					enum office_style style,
					struct buffer *out)
{
	const struct office_style_traits *traits = &office_styles[style];
	const struct theme_text text = office_text_of(writer, style);
	bool is_rtl = writer->document->direction == DIRECTION_RTL;
	int line = text.line_height / 12; /* [%] of the font's own height,
					    * which is about 1.25 of its size */
	buffer_append_string(out, "<style:paragraph-properties");
	odt_append_length(out, "fo:margin-top", text.before);
	odt_append_length(out, "fo:margin-bottom", text.after);
	buffer_append_format(out, " fo:line-height=\"%d%%\"",
			     line < 100 ? 100 : line);
	if (!office_is_in_list(style) || style == STYLE_CONTINUE) {
		odt_append_length(out, "fo:margin-left",
				  office_indent(writer, style));
		odt_append_length(out, "fo:text-indent", 0);
	}
	if (office_is_in_list(style))
		buffer_append_string(out, " style:contextual-spacing=\"true\"");
	if (office_keeps_with_next(style))
		buffer_append_string(out, " fo:keep-with-next=\"always\"");
	if (style == STYLE_FOOTER)
		buffer_append_string(out, " fo:text-align=\"center\"");
	else if (style == STYLE_BODY)
		buffer_append_format(
			out, " fo:text-align=\"%s\" style:writing-mode=\"%s\"",
			is_rtl ? "right" : "left", is_rtl ? "rl-tb" : "lr-tb");
	if (style == STYLE_RULE) {
		struct colour rule =
			theme_colour(writer->options->theme, COLOUR_RULE);
		buffer_append_format(out,
				     " fo:border-bottom=\"1pt solid "
				     "#%02x%02x%02x\"",
				     rule.red, rule.green, rule.blue);
	}
	odt_append_box(writer, traits->box, is_rtl, out);
	buffer_append_string(out, "/>");
}

static void append_style(struct writer *writer, enum office_style style,
			 struct buffer *out)
{
	const struct office_style_traits *traits = &office_styles[style];
	const struct theme_text text = office_text_of(writer, style);
	enum office_style next = office_next_style(style);
	unsigned level = office_style_level(style);
	buffer_append_string(out, "<style:style style:name=\"");
	odt_append_name(out, traits->odf);
	buffer_append_format(out,
			     "\" style:display-name=\"%s\" "
			     "style:family=\"paragraph\"",
			     traits->odf);
	if (style != STYLE_BODY) {
		buffer_append_string(out, " style:parent-style-name=\"");
		odt_append_name(out, office_styles[traits->base].odf);
		buffer_append_string(out, "\"");
	}
	if (next != style) {
		buffer_append_string(out, " style:next-style-name=\"");
		odt_append_name(out, office_styles[next].odf);
		buffer_append_string(out, "\"");
	}
	if (level)
		buffer_append_format(out, " style:default-outline-level=\"%u\"",
				     level);
	buffer_append_string(out, ">");
	append_paragraph_properties(writer, style, out);
	buffer_append_string(out, "<style:text-properties");
	append_size(writer, text.size, out);
	append_weight(out, office_is_bold(style, &text));
	append_colour(writer, "fo:color", text.colour, out);
	if (style == STYLE_CODE)
		append_code_font(writer, out);
	buffer_append_string(out, "/></style:style>\n");
}

static void append_default(struct writer *writer, struct buffer *out)
{
	buffer_append_string(out, "<style:default-style "
				  "style:family=\"paragraph\">"
				  "<style:text-properties");
	append_font_names(writer, out);
	append_size(writer, writer->style->text[TEXT_BODY].size, out);
	odt_append_language(writer, writer->document->language, out);
	buffer_append_string(out, "/></style:default-style>\n");
}

/* ---- Characters, cells, pictures --------------------------------------- */

static void append_named(struct buffer *out, const char *name,
			 const char *properties)
{
	buffer_append_string(out, "<style:style style:name=\"");
	odt_append_name(out, name);
	buffer_append_format(out,
			     "\" style:display-name=\"%s\" "
			     "style:family=\"text\"><style:text-properties%s/>"
			     "</style:style>\n",
			     name, properties);
}

static void append_link(const struct writer *writer, const char *name,
			enum theme_colour colour, struct buffer *out)
{
	struct buffer looks = BUFFER_INITIALISER;
	append_colour(writer, "fo:color", colour, &looks);
	buffer_append_string(&looks,
			     " style:text-underline-style=\"solid\" "
			     "style:text-underline-width=\"auto\" "
			     "style:text-underline-color=\"font-color\"");
	append_named(out, name, buffer_str(&looks).bytes);
	buffer_release(&looks);
}

/* Scripts without italics say emphasis in bold. */
static void append_characters(struct writer *writer, struct buffer *out)
{
	struct buffer looks = BUFFER_INITIALISER;
	append_weight(&looks, true);
	append_named(out, "Strong Emphasis", buffer_str(&looks).bytes);
	append_named(out, "Emphasis",
		     office_script_of(writer)->has_italics ?
			     " fo:font-style=\"italic\"" :
			     buffer_str(&looks).bytes);
	buffer_clear(&looks);
	append_code_font(writer, &looks);
	append_named(out, "Source Text", buffer_str(&looks).bytes);
	buffer_clear(&looks);
	append_size(writer, writer->style->text[TEXT_NOTE].size, &looks);
	append_named(out, "Small", buffer_str(&looks).bytes);
	buffer_release(&looks);
	append_named(out, "Taken back",
		     " style:text-line-through-style=\"solid\"");
	append_named(out, "Underlined",
		     " style:text-underline-style=\"solid\" "
		     "style:text-underline-width=\"auto\" "
		     "style:text-underline-color=\"font-color\"");
	append_named(out, "Marked", " fo:background-color=\"#ffff00\"");
	append_named(out, "Raised", " style:text-position=\"super 65%\"");
	append_named(out, "Lowered", " style:text-position=\"sub 65%\"");
	append_named(out, "Footnote Symbol", "");
	append_named(out, "Footnote anchor",
		     " style:text-position=\"super 65%\"");
	append_link(writer, "Internet link", COLOUR_LINK, out);
	append_link(writer, "Visited Internet Link", COLOUR_VISITED, out);
}

static void append_cell(const struct writer *writer, const char *name,
			bool is_head, struct buffer *out)
{
	const struct theme_space *space = &writer->style->space;
	struct colour rule = theme_colour(writer->options->theme, COLOUR_RULE);
	buffer_append_format(out,
			     "<style:style style:name=\"%s\" "
			     "style:family=\"table-cell\">"
			     "<style:table-cell-properties "
			     "fo:border-bottom=\"0.5pt solid #%02x%02x%02x\"",
			     name, rule.red, rule.green, rule.blue);
	odt_append_length(out, "fo:padding-left", space->cell_padding_x);
	odt_append_length(out, "fo:padding-right", space->cell_padding_x);
	odt_append_length(out, "fo:padding-top", space->cell_padding_y);
	odt_append_length(out, "fo:padding-bottom", space->cell_padding_y);
	if (is_head)
		append_colour(writer, "fo:background-color", COLOUR_TABLE_HEAD,
			      out);
	buffer_append_string(out, "/></style:style>\n");
}

/* Words run beside it. */
static void append_beside(const struct writer *writer, bool is_rtl,
			  struct buffer *out)
{
	const char *side = is_rtl ? "right" : "left";
	buffer_append_format(
		out,
		"<style:style style:name=\"Beside_%s\" "
		"style:display-name=\"Beside %s\" style:family=\"graphic\">"
		"<style:graphic-properties text:anchor-type=\"paragraph\" "
		"style:vertical-pos=\"top\" style:vertical-rel=\"paragraph\" "
		"style:horizontal-pos=\"%s\" "
		"style:horizontal-rel=\"paragraph\" "
		"style:wrap=\"parallel\" "
		"style:number-wrapped-paragraphs=\"no-limit\"",
		side, side, side);
	odt_append_length(out, is_rtl ? "fo:margin-left" : "fo:margin-right",
			  writer->style->space.picture_gap / 2);
	buffer_append_string(out, "/></style:style>\n");
}

void odt_append_cells(const struct writer *writer, struct buffer *out)
{
	append_cell(writer, "Cell", false, out);
	append_cell(writer, "HeadCell", true, out);
}

/* ---- Pages ------------------------------------------------------------- */

static void append_page(const struct writer *writer, struct buffer *out)
{
	const struct theme_page *page = &writer->style->page;
	bool is_rtl = writer->document->direction == DIRECTION_RTL;
	buffer_append_string(out, "<style:page-layout style:name=\"Page\">"
				  "<style:page-layout-properties");
	odt_append_length(out, "fo:page-width", page->width);
	odt_append_length(out, "fo:page-height", page->height);
	odt_append_length(out, "fo:margin-top", page->header);
	odt_append_length(out, "fo:margin-bottom", page->footer);
	odt_append_length(out, is_rtl ? "fo:margin-right" : "fo:margin-left",
			  page->margin_start);
	odt_append_length(out, is_rtl ? "fo:margin-left" : "fo:margin-right",
			  page->margin_end);
	buffer_append_format(out,
			     " style:print-orientation=\"portrait\" "
			     "style:writing-mode=\"%s\"/>"
			     "<style:header-style>"
			     "<style:header-footer-properties",
			     is_rtl ? "rl-tb" : "lr-tb");
	odt_append_length(out, "fo:min-height",
			  page->margin_top - page->header);
	buffer_append_string(out, "/></style:header-style><style:footer-style>"
				  "<style:header-footer-properties");
	odt_append_length(out, "fo:min-height",
			  page->margin_bottom - page->footer);
	buffer_append_string(out,
			     "/></style:footer-style></style:page-layout>\n");
}

static void append_masters(const struct writer *writer, struct buffer *out)
{
	const struct document *document = writer->document;
	buffer_append_string(
		out, "<office:master-styles>\n<style:master-page "
		     "style:name=\"Standard\" style:page-layout-name=\"Page\">"
		     "<style:header><text:p text:style-name=\"Header\">");
	html_escape_text(out, str_from(document->running_head ?
					       document->running_head :
					       document->title));
	buffer_append_string(
		out,
		"</text:p></style:header><style:footer><text:p "
		"text:style-name=\"Footer\"><text:page-number "
		"text:select-page=\"current\">1</text:page-number></text:p>"
		"</style:footer></style:master-page>\n<style:master-page "
		"style:name=\"First\" style:display-name=\"First Page\" "
		"style:page-layout-name=\"Page\" "
		"style:next-style-name=\"Standard\"><style:header><text:p "
		"text:style-name=\"Header\"/></style:header><style:footer>"
		"<text:p text:style-name=\"Footer\"/></style:footer>"
		"</style:master-page>\n</office:master-styles>\n");
}

void odt_append_styles(struct writer *writer, struct buffer *out)
{
	buffer_append_string(out, ODT_XML
			     "<office:document-styles" ODT_NAMESPACES ">\n");
	odt_append_fonts(writer, out);
	buffer_append_string(out, "<office:styles>\n");
	append_default(writer, out);
	for (int i = 0; i < STYLE_COUNT; i++)
		append_style(writer, (enum office_style)i, out);
	append_characters(writer, out);
	append_beside(writer, false, out);
	append_beside(writer, true, out);
	buffer_append_string(
		out, "<style:style style:name=\"Graphics\" "
		     "style:family=\"graphic\"><style:graphic-properties "
		     "text:anchor-type=\"as-char\" style:vertical-pos=\"top\" "
		     "style:vertical-rel=\"baseline\"/></style:style>\n"
		     "<text:notes-configuration text:note-class=\"footnote\" "
		     "text:default-style-name=\"Footnote\" "
		     "text:citation-style-name=\"Footnote_20_Symbol\" "
		     "text:citation-body-style-name=\"Footnote_20_anchor\" "
		     "style:num-format=\"1\" style:num-suffix=\" \" "
		     "text:start-value=\"0\" "
		     "text:footnotes-position=\"page\" "
		     "text:start-numbering-at=\"document\"/>\n"
		     "</office:styles>\n<office:automatic-styles>\n");
	append_page(writer, out);
	buffer_append_string(out, "</office:automatic-styles>\n");
	append_masters(writer, out);
	buffer_append_string(out, "</office:document-styles>\n");
}
