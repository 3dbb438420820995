/* Looks: styles, numbering, fonts, colours (ECMA-376-1, 17.7, 17.9, 17.8 and
 * 20.1.6), from the theme. */
#include "html/html.h"
#include "office/docx.h"

/* ---- Colours and fonts ------------------------------------------------- */

static void append_colour(const struct writer *writer, enum theme_colour colour,
			  struct buffer *out)
{
	struct colour value = theme_colour(writer->options->theme, colour);
	buffer_append_format(out, "%02X%02X%02X", value.red, value.green,
			     value.blue);
}

/* Colours that have a place in the file's theme follow it when that changes. */
static const char *theme_name(enum theme_colour colour)
{
	switch ((int)colour) {
	case COLOUR_INK:
		return "text1";
	case COLOUR_PAGE:
		return "background1";
	case COLOUR_HEADING:
		return "text2";
	case COLOUR_LINK:
		return "hyperlink";
	case COLOUR_ACCENT:
		return "accent1";
	}
	return NULL;
}

static void append_text_colour(const struct writer *writer,
			       enum theme_colour colour, struct buffer *out)
{
	buffer_append_string(out, "<w:color w:val=\"");
	append_colour(writer, colour, out);
	if (theme_name(colour))
		buffer_append_format(out, "\" w:themeColor=\"%s",
				     theme_name(colour));
	buffer_append_string(out, "\"/>");
}

static const char *latin_font(const struct writer *writer)
{
	return writer->options->theme->scripts[0].fonts[0];
}

static const char *script_font(const struct writer *writer)
{
	return office_script_of(writer)->fonts[0];
}

static void append_font(struct buffer *out, const char *const *families,
			size_t count, const char *pitch)
{
	buffer_append_string(out, "<w:font w:name=\"");
	html_escape_attribute(out, str_from(families[0]));
	buffer_append_string(out, "\">");
	bool has_other = false;
	for (size_t i = 1; i < count; i++) {
		if (office_is_generic(families[i]))
			continue;
		buffer_append_string(out,
				     has_other ? "," : "<w:altName w:val=\"");
		html_escape_attribute(out, str_from(families[i]));
		has_other = true;
	}
	if (has_other)
		buffer_append_string(out, "\"/>");
	buffer_append_format(out,
			     "<w:family w:val=\"%s\"/><w:pitch "
			     "w:val=\"%s\"/></w:font>\n",
			     strcmp(pitch, "fixed") == 0 ? "modern" : "swiss",
			     pitch);
}

/* Where a reader's machine has not the first, one of the others is taken. */
void docx_append_fonts(struct writer *writer, struct buffer *out)
{
	const struct theme *theme = writer->options->theme;
	const struct theme_script *latin = &theme->scripts[0];
	const struct theme_script *script = office_script_of(writer);
	buffer_append_string(out, DOCX_XML "<w:fonts " DOCX_W ">\n");
	append_font(out, latin->fonts, latin->font_count, "variable");
	if (script != latin)
		append_font(out, script->fonts, script->font_count, "variable");
	append_font(out, theme->code_fonts, theme->code_font_count, "fixed");
	buffer_append_string(out, "</w:fonts>\n");
}

/* ---- The theme: ECMA-376-1, 20.1.6.9 ----------------------------------- */

static void append_slot(const struct writer *writer, const char *slot,
			enum theme_colour colour, struct buffer *out)
{
	buffer_append_format(out, "<a:%s><a:srgbClr val=\"", slot);
	append_colour(writer, colour, out);
	buffer_append_format(out, "\"/></a:%s>", slot);
}

static void append_family(const struct writer *writer, const char *kind,
			  struct buffer *out)
{
	bool is_complex = office_is_right_to_left(writer);
	const char *own = office_is_latin(writer) ? "" : script_font(writer);
	buffer_append_format(out, "<a:%s><a:latin typeface=\"", kind);
	html_escape_attribute(out, str_from(latin_font(writer)));
	buffer_append_string(out, "\"/><a:ea typeface=\"");
	html_escape_attribute(out, str_from(is_complex ? "" : own));
	buffer_append_string(out, "\"/><a:cs typeface=\"");
	html_escape_attribute(out, str_from(is_complex ? own : ""));
	buffer_append_format(out, "\"/></a:%s>", kind);
}

/* Word asks for three fills, lines and effects. */
static const char formats[] =
	"<a:fmtScheme name=\"Everyread\"><a:fillStyleLst>"
	"<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
	"<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
	"<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
	"</a:fillStyleLst><a:lnStyleLst>"
	"<a:ln w=\"6350\"><a:solidFill><a:schemeClr val=\"phClr\"/>"
	"</a:solidFill></a:ln>"
	"<a:ln w=\"12700\"><a:solidFill><a:schemeClr val=\"phClr\"/>"
	"</a:solidFill></a:ln>"
	"<a:ln w=\"19050\"><a:solidFill><a:schemeClr val=\"phClr\"/>"
	"</a:solidFill></a:ln>"
	"</a:lnStyleLst><a:effectStyleLst>"
	"<a:effectStyle><a:effectLst/></a:effectStyle>"
	"<a:effectStyle><a:effectLst/></a:effectStyle>"
	"<a:effectStyle><a:effectLst/></a:effectStyle>"
	"</a:effectStyleLst><a:bgFillStyleLst>"
	"<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
	"<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
	"<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
	"</a:bgFillStyleLst></a:fmtScheme>";

void docx_append_theme(struct writer *writer, struct buffer *out)
{
	buffer_append_string(out,
			     DOCX_XML "<a:theme xmlns:a=\"http://schemas."
				      "openxmlformats.org/drawingml/2006/main\""
				      " name=\"Everyread\"><a:themeElements>"
				      "<a:clrScheme name=\"Everyread\">");
	append_slot(writer, "dk1", COLOUR_INK, out);
	append_slot(writer, "lt1", COLOUR_PAGE, out);
	append_slot(writer, "dk2", COLOUR_HEADING, out);
	append_slot(writer, "lt2", COLOUR_SURFACE, out);
	append_slot(writer, "accent1", COLOUR_ACCENT, out);
	append_slot(writer, "accent2", COLOUR_CHART_SERIES_1, out);
	append_slot(writer, "accent3", COLOUR_CHART_SERIES_3, out);
	append_slot(writer, "accent4", COLOUR_CHART_SERIES_4, out);
	append_slot(writer, "accent5", COLOUR_CHART_SERIES_5, out);
	append_slot(writer, "accent6", COLOUR_CHART_SERIES_6, out);
	append_slot(writer, "hlink", COLOUR_LINK, out);
	append_slot(writer, "folHlink", COLOUR_VISITED, out);
	buffer_append_string(out, "</a:clrScheme>"
				  "<a:fontScheme name=\"Everyread\">");
	append_family(writer, "majorFont", out);
	append_family(writer, "minorFont", out);
	buffer_append_string(out, "</a:fontScheme>");
	buffer_append_string(out, formats);
	buffer_append_string(out, "</a:themeElements></a:theme>\n");
}

/* ---- Paragraphs -------------------------------------------------------- */

/* Large print asks for the reader's own size again where it is bigger. */
static void append_size(const struct writer *writer, lu size,
			struct buffer *out)
{
	int64_t half_points = ((int64_t)size * 2 + 500) / LU_PER_POINT;
	int64_t complex = half_points;
	if (office_is_right_to_left(writer))
		complex = half_points * office_script_of(writer)->size / 1000;
	buffer_append_format(out,
			     "<w:sz w:val=\"%lld\"/><w:szCs w:val=\"%lld\"/>",
			     (long long)half_points, (long long)complex);
}

static void append_text(const struct writer *writer,
			const struct theme_text *text, bool is_bold,
			bool is_code, struct buffer *out)
{
	buffer_append_string(out, "<w:rPr>");
	if (is_code) {
		const char *font = writer->options->theme->code_fonts[0];
		buffer_append_string(out, "<w:rFonts w:ascii=\"");
		html_escape_attribute(out, str_from(font));
		buffer_append_string(out, "\" w:hAnsi=\"");
		html_escape_attribute(out, str_from(font));
		buffer_append_string(out, "\" w:cs=\"");
		html_escape_attribute(out, str_from(font));
		buffer_append_string(out, "\"/>");
	}
	buffer_append_string(out, is_bold ? "<w:b/><w:bCs/>" :
					    "<w:b w:val=\"0\"/><w:bCs "
					    "w:val=\"0\"/>");
	append_text_colour(writer, text->colour, out);
	append_size(writer, text->size, out);
	buffer_append_string(out, "</w:rPr>");
}

static void append_border(const struct writer *writer, const char *side,
			  lu width, lu space, enum theme_colour colour,
			  struct buffer *out)
{
	/* [eighths of a point], at most 12 points; [points], at most 31 */
	int64_t eighths = (int64_t)width * 8 / LU_PER_POINT;
	int64_t points = space / LU_PER_POINT;
	buffer_append_format(
		out,
		"<w:%s w:val=\"single\" w:sz=\"%lld\" w:space=\"%lld\" "
		"w:color=\"",
		side,
		(long long)(eighths < 2  ? 2 :
			    eighths > 96 ? 96 :
					   eighths),
		(long long)(points > 31 ? 31 : points));
	append_colour(writer, colour, out);
	buffer_append_string(out, "\"/>");
}

void docx_append_box(const struct writer *writer, enum office_box box,
		     bool is_rtl, struct buffer *out)
{
	const struct office_box_look *look = &office_boxes[box];
	const struct theme_space *space = &writer->style->space;
	if (look->has_bar) {
		buffer_append_string(out, is_rtl ? "<w:pBdr><w:left "
						   "w:val=\"nil\"/>" :
						   "<w:pBdr>");
		append_border(writer, is_rtl ? "right" : "left", space->bar,
			      space->box_padding / 2, look->bar, out);
		if (!is_rtl)
			buffer_append_string(out, "<w:right w:val=\"nil\"/>");
		buffer_append_string(out, "</w:pBdr>");
	}
	if (!look->has_ground)
		return;
	buffer_append_string(out, "<w:shd w:val=\"clear\" w:color=\"auto\" "
				  "w:fill=\"");
	append_colour(writer, look->ground, out);
	buffer_append_string(out, "\"/>");
}

/* A frame (17.3.1.11): words run beside it, and it moves with them. */
void docx_append_frame(const struct writer *writer, bool is_rtl,
		       struct buffer *out)
{
	buffer_append_format(
		out,
		"<w:framePr w:w=\"%lld\" w:hSpace=\"%lld\" "
		"w:wrap=\"around\" w:vAnchor=\"text\" w:hAnchor=\"margin\" "
		"w:xAlign=\"%s\" w:y=\"1\"/>",
		(long long)docx_twips(office_picture_column(writer)),
		(long long)docx_twips(writer->style->space.picture_gap / 2),
		is_rtl ? "right" : "left");
}

static void append_spacing(const struct theme_text *text, struct buffer *out)
{
	/* Lines are as many times as high as the font is high itself, which is
	 * about five quarters of its size. */
	int64_t line = (int64_t)text->line_height * 240 / 1250;
	buffer_append_format(out,
			     "<w:spacing w:before=\"%lld\" w:after=\"%lld\" "
			     "w:line=\"%lld\" w:lineRule=\"auto\"/>",
			     (long long)docx_twips(text->before),
			     (long long)docx_twips(text->after),
			     (long long)(line < 240 ? 240 : line));
}

static void append_layout(const struct writer *writer, enum office_style style,
			  struct buffer *out)
{
	const struct office_style_traits *traits = &office_styles[style];
	const struct theme_text text = office_text_of(writer, style);
	bool is_rtl = writer->document->direction == DIRECTION_RTL;
	unsigned level = office_style_level(style);
	lu indent = office_indent(writer, style);
	buffer_append_string(out, "<w:pPr>");
	if (office_keeps_with_next(style))
		buffer_append_string(out, "<w:keepNext/><w:keepLines/>");
	if (style == STYLE_EASY_PICTURE)
		docx_append_frame(writer, is_rtl, out);
	if (style == STYLE_RULE) {
		buffer_append_string(out, "<w:pBdr>");
		append_border(writer, "bottom", LU_PER_POINT, LU_PER_POINT,
			      COLOUR_RULE, out);
		buffer_append_string(out, "</w:pBdr>");
	}
	docx_append_box(writer, traits->box, is_rtl, out);
	if (is_rtl && style == STYLE_BODY)
		buffer_append_string(out, "<w:bidi/>");
	append_spacing(&text, out);
	if (indent)
		buffer_append_format(
			out, "<w:ind w:left=\"%lld\"%s/>",
			(long long)docx_twips(indent),
			traits->box > BOX_QUOTATION ? " w:right=\"120\"" : "");
	if (office_is_in_list(style))
		buffer_append_string(out, "<w:contextualSpacing/>");
	if (style == STYLE_FOOTER || style == STYLE_EASY_PICTURE)
		buffer_append_string(out, "<w:jc w:val=\"center\"/>");
	if (level)
		buffer_append_format(out, "<w:outlineLvl w:val=\"%u\"/>",
				     level - 1);
	buffer_append_string(out, "</w:pPr>");
}

static void append_style(const struct writer *writer, enum office_style style,
			 struct buffer *out)
{
	const struct office_style_traits *traits = &office_styles[style];
	const struct theme_text text = office_text_of(writer, style);
	enum office_style next = office_next_style(style);
	/* Those that Word knows itself are no custom ones. */
	bool is_own = style != STYLE_BODY && traits->name[0] >= 'A' &&
		      traits->name[0] <= 'Z' && style != STYLE_TITLE &&
		      style != STYLE_SUBTITLE && style != STYLE_QUOTATION &&
		      !office_is_in_list(style);
	buffer_append_format(out,
			     "<w:style w:type=\"paragraph\"%s%s w:styleId="
			     "\"%s\"><w:name w:val=\"%s\"/>",
			     style == STYLE_BODY ? " w:default=\"1\"" : "",
			     is_own ? " w:customStyle=\"1\"" : "", traits->key,
			     traits->name);
	if (style != STYLE_BODY)
		buffer_append_format(out, "<w:basedOn w:val=\"%s\"/>",
				     office_styles[traits->base].key);
	if (next != style)
		buffer_append_format(out, "<w:next w:val=\"%s\"/>",
				     office_styles[next].key);
	buffer_append_string(out, "<w:qFormat/>");
	append_layout(writer, style, out);
	append_text(writer, &text, office_is_bold(style, &text),
		    style == STYLE_CODE, out);
	buffer_append_string(out, "</w:style>\n");
}

/* ---- Defaults ---------------------------------------------------------- */

static void append_defaults(struct writer *writer, struct buffer *out)
{
	const char *tag = writer->document->language;
	const char *language = office_language(writer, tag);
	bool is_rtl = office_is_right_to_left(writer);
	buffer_append_string(out,
			     "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts");
	/* “ and … are as wide as Han there. */
	if (!is_rtl && !office_is_latin(writer))
		buffer_append_string(out, " w:hint=\"eastAsia\"");
	buffer_append_string(
		out, " w:asciiTheme=\"minorHAnsi\" w:hAnsiTheme=\"minorHAnsi\" "
		     "w:eastAsiaTheme=\"minorEastAsia\" "
		     "w:cstheme=\"minorBidi\"/>");
	append_size(writer, writer->style->text[TEXT_BODY].size, out);
	buffer_append_format(out, "<w:lang w:val=\"%s\"", language);
	if (!is_rtl && !office_is_latin(writer))
		buffer_append_format(out, " w:eastAsia=\"%s\"", language);
	if (is_rtl)
		buffer_append_format(out, " w:bidi=\"%s\"", language);
	buffer_append_string(out, "/></w:rPr></w:rPrDefault><w:pPrDefault/>"
				  "</w:docDefaults>\n");
}

/* ---- Characters -------------------------------------------------------- */

static void append_character(struct buffer *out, const char *key,
			     const char *name, const char *properties)
{
	buffer_append_format(out,
			     "<w:style w:type=\"character\" w:styleId=\"%s\">"
			     "<w:name w:val=\"%s\"/><w:qFormat/><w:rPr>%s"
			     "</w:rPr></w:style>\n",
			     key, name, properties);
}

/* Scripts without italics say emphasis in bold. */
static void append_characters(struct writer *writer, struct buffer *out)
{
	struct buffer looks = BUFFER_INITIALISER;
	append_character(out, "Strong", "Strong", "<w:b/><w:bCs/>");
	append_character(out, "Emphasis", "Emphasis",
			 office_script_of(writer)->has_italics ?
				 "<w:i/><w:iCs/>" :
				 "<w:b/><w:bCs/>");
	append_character(out, "FootnoteReference", "footnote reference",
			 "<w:vertAlign w:val=\"superscript\"/>");
	append_text_colour(writer, COLOUR_LINK, &looks);
	buffer_append_string(&looks, "<w:u w:val=\"single\"/>");
	append_character(out, "Hyperlink", "Hyperlink",
			 buffer_str(&looks).bytes);
	buffer_clear(&looks);
	append_text_colour(writer, COLOUR_VISITED, &looks);
	buffer_append_string(&looks, "<w:u w:val=\"single\"/>");
	append_character(out, "FollowedHyperlink", "FollowedHyperlink",
			 buffer_str(&looks).bytes);
	buffer_clear(&looks);
	buffer_append_string(&looks, "<w:rFonts w:ascii=\"");
	html_escape_attribute(&looks,
			      str_from(writer->options->theme->code_fonts[0]));
	buffer_append_string(&looks, "\" w:hAnsi=\"");
	html_escape_attribute(&looks,
			      str_from(writer->options->theme->code_fonts[0]));
	buffer_append_string(&looks, "\"/>");
	append_character(out, "SourceCodeCharacter", "Source code character",
			 buffer_str(&looks).bytes);
	buffer_release(&looks);
}

/* ---- Tables ------------------------------------------------------------ */

static void append_edges(const struct writer *writer, struct buffer *out)
{
	static const char *const sides[] = { "top", "bottom", "insideH" };
	buffer_append_string(out, "<w:tblBorders>");
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		append_border(writer, sides[i], LU_PER_POINT / 2, 0,
			      COLOUR_RULE, out);
	buffer_append_string(out, "</w:tblBorders>");
}

static void append_part(const struct writer *writer, const char *part,
			struct buffer *out)
{
	buffer_append_format(out,
			     "<w:tblStylePr w:type=\"%s\"><w:rPr><w:b/>"
			     "<w:bCs/></w:rPr>",
			     part);
	if (strcmp(part, "firstRow") == 0) {
		buffer_append_string(out,
				     "<w:tblPr/><w:tcPr><w:shd w:val=\"clear\" "
				     "w:color=\"auto\" w:fill=\"");
		append_colour(writer, COLOUR_TABLE_HEAD, out);
		buffer_append_string(out, "\"/></w:tcPr>");
	}
	buffer_append_string(out, "</w:tblStylePr>");
}

static void append_table_style(const struct writer *writer, struct buffer *out)
{
	const struct theme_space *space = &writer->style->space;
	long long x = docx_twips(space->cell_padding_x);
	long long y = docx_twips(space->cell_padding_y);
	buffer_append_string(
		out, "<w:style w:type=\"table\" w:default=\"1\" "
		     "w:styleId=\"TableNormal\"><w:name "
		     "w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/>"
		     "<w:semiHidden/></w:style>\n"
		     "<w:style w:type=\"table\" w:customStyle=\"1\" "
		     "w:styleId=\"Table\"><w:name w:val=\"Everyread table\"/>"
		     "<w:basedOn w:val=\"TableNormal\"/><w:tblPr>");
	append_edges(writer, out);
	buffer_append_format(
		out,
		"<w:tblCellMar><w:top w:w=\"%lld\" w:type=\"dxa\"/><w:left "
		"w:w=\"%lld\" w:type=\"dxa\"/><w:bottom w:w=\"%lld\" "
		"w:type=\"dxa\"/><w:right w:w=\"%lld\" w:type=\"dxa\"/>"
		"</w:tblCellMar></w:tblPr>",
		y, x, y, x);
	append_part(writer, "firstRow", out);
	append_part(writer, "lastRow", out);
	append_part(writer, "firstCol", out);
	buffer_append_string(out, "</w:style>\n");
}

void docx_append_styles(struct writer *writer, struct buffer *out)
{
	buffer_append_string(out, DOCX_XML "<w:styles " DOCX_W ">\n");
	append_defaults(writer, out);
	for (int i = 0; i < STYLE_COUNT; i++)
		append_style(writer, (enum office_style)i, out);
	append_characters(writer, out);
	append_table_style(writer, out);
	buffer_append_string(out, "</w:styles>\n");
}

/* ---- Lists ------------------------------------------------------------- */

static const char *format_of(const struct office_list *list)
{
	if (!list->is_ordered)
		return "bullet";
	switch (list->numbering) {
	case NUMBERING_LOWER_LETTERS:
		return "lowerLetter";
	case NUMBERING_UPPER_LETTERS:
		return "upperLetter";
	case NUMBERING_LOWER_ROMAN:
		return "lowerRoman";
	case NUMBERING_UPPER_ROMAN:
		return "upperRoman";
	case NUMBERING_DIGITS:
		break;
	}
	return "decimal";
}

static void append_level(const struct writer *writer, int level,
			 const char *format, struct buffer *out)
{
	static const char *const bullets[] = { "•", "◦", "▪" };
	long long indent = docx_twips(writer->style->space.list_indent);
	buffer_append_format(out,
			     "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/>"
			     "<w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"",
			     level, format);
	if (strcmp(format, "bullet") == 0)
		buffer_append_string(out, bullets[level % 3]);
	else
		buffer_append_format(out, "%%%d.", level + 1);
	buffer_append_format(out,
			     "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind "
			     "w:left=\"%lld\" w:hanging=\"%lld\"/></w:pPr>"
			     "</w:lvl>",
			     indent * (level + 1), indent);
}

/* Every list has one of these, and counts for itself. */
static const char *const definitions[] = { "bullet",      "decimal",
					   "lowerLetter", "upperLetter",
					   "lowerRoman",  "upperRoman" };

enum { DEFINITION_COUNT = sizeof definitions / sizeof *definitions };

static void append_definition(const struct writer *writer, int number,
			      struct buffer *out)
{
	buffer_append_format(out,
			     "<w:abstractNum w:abstractNumId=\"%d\">"
			     "<w:multiLevelType w:val=\"hybridMultilevel\"/>",
			     number);
	for (int level = 0; level < 9; level++)
		append_level(writer, level, definitions[number], out);
	buffer_append_string(out, "</w:abstractNum>\n");
}

static int definition_of(const struct office_list *list)
{
	int number = 0;
	while (strcmp(definitions[number], format_of(list)) != 0)
		number++;
	return number;
}

void docx_append_numbering(struct writer *writer, struct buffer *out)
{
	struct docx *docx = writer->state;
	buffer_append_string(out, DOCX_XML "<w:numbering " DOCX_W ">\n");
	for (int i = 0; i < DEFINITION_COUNT; i++)
		append_definition(writer, i, out);
	for (size_t i = 0; i < docx->lists.count; i++) {
		const struct office_list *list = docx->lists.items[i];
		buffer_append_format(out,
				     "<w:num w:numId=\"%zu\"><w:abstractNumId "
				     "w:val=\"%d\"/>",
				     i + 1, definition_of(list));
		if (list->is_ordered && !list->is_written)
			buffer_append_format(out,
					     "<w:lvlOverride w:ilvl=\"%u\">"
					     "<w:startOverride w:val=\"%d\"/>"
					     "</w:lvlOverride>",
					     list->depth, (int)list->start);
		buffer_append_string(out, "</w:num>\n");
	}
	buffer_append_string(out, "</w:numbering>\n");
}
