/* The styles and boxes, and what the document's writer has of them. */
#include <string.h>

#include "office/writer.h"

const struct office_style_traits office_styles[STYLE_COUNT] = {
#define STYLE(ID, KEY, NAME, ODF, BASE, ROLE, BOX) \
	[STYLE_##ID] = { KEY, NAME, ODF, STYLE_##BASE, TEXT_##ROLE, BOX_##BOX },
#include "office/styles.def"
};

const struct office_box_look office_boxes[BOX_COUNT] = {
	[BOX_QUOTATION] = { false, true, COLOUR_RULE, COLOUR_ACCENT },
	[BOX_CALLOUT] = { true, true, COLOUR_CALLOUT, COLOUR_HEADING },
	[BOX_FINDING] = { true, true, COLOUR_CALLOUT, COLOUR_ACCENT },
	[BOX_WARNING] = { true, true, COLOUR_CALLOUT, COLOUR_ACCENT },
	[BOX_STORY] = { true, true, COLOUR_CASE_STUDY, COLOUR_HEADING },
	[BOX_CODE] = { true, false, COLOUR_CODE, COLOUR_RULE },
};

unsigned office_style_level(enum office_style style)
{
	if (style == STYLE_TITLE)
		return 1;
	if (style >= STYLE_HEADING_1 && style <= STYLE_HEADING_6)
		return style - STYLE_HEADING_1 + 1;
	if (style >= STYLE_UNLISTED_1 && style <= STYLE_UNLISTED_6)
		return style - STYLE_UNLISTED_1 + 1;
	return 0;
}

bool office_keeps_with_next(enum office_style style)
{
	return office_style_level(style) || style == STYLE_CALLOUT_TITLE ||
	       style == STYLE_FINDING_TITLE || style == STYLE_WARNING_TITLE ||
	       style == STYLE_STORY_KIND || style == STYLE_STORY_TITLE ||
	       style == STYLE_LABEL || style == STYLE_DATE ||
	       style == STYLE_TERM;
}

bool office_is_bold(enum office_style style, const struct theme_text *text)
{
	return text->is_bold || style == STYLE_LABEL || style == STYLE_DATE ||
	       style == STYLE_TERM || style == STYLE_HEAD_CELL ||
	       style == STYLE_NOTICE;
}

bool office_is_in_list(enum office_style style)
{
	return style == STYLE_BULLET || style == STYLE_NUMBER ||
	       style == STYLE_CONTINUE;
}

lu office_indent(const struct writer *writer, enum office_style style)
{
	const struct theme_space *space = &writer->style->space;
	if (style >= STYLE_CONTENTS_1 && style <= STYLE_CONTENTS_5)
		return (lu)(style - STYLE_CONTENTS_1) * space->list_indent;
	if (office_is_in_list(style) || style == STYLE_EVENT)
		return space->list_indent;
	if (style == STYLE_EASY_TEXT)
		return office_picture_column(writer) + space->picture_gap;
	if (office_styles[style].box == BOX_QUOTATION)
		return space->quotation_indent;
	return office_styles[style].box ? space->box_padding : 0;
}

enum office_style office_next_style(enum office_style style)
{
	if (style == STYLE_EASY_PICTURE)
		return STYLE_EASY_TEXT;
	return office_style_level(style) || style == STYLE_CAPTION ||
			       style == STYLE_PICTURE || style == STYLE_RULE ?
		       STYLE_BODY :
		       style;
}

/* Paragraphs without words take the room of what else is in them alone. */
struct theme_text office_text_of(const struct writer *writer,
				 enum office_style style)
{
	struct theme_text text = writer->style->text[office_styles[style].role];
	if (style != STYLE_EASY_PICTURE && style != STYLE_EASY_END)
		return text;
	if (style == STYLE_EASY_END)
		text.after = text.size;
	else
		text.after = 0;
	text.before = 0;
	text.size = LU_PER_POINT;
	text.line_height = 1000;
	return text;
}

/* Families that only style sheets know: "sans-serif", "system-ui". */
bool office_is_generic(const char *family)
{
	static const char *const names[] = { "sans-serif",    "serif",
					     "monospace",     "system-ui",
					     "-apple-system", "ui-monospace" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(family, names[i]) == 0)
			return true;
	return false;
}

const struct theme_script *office_script_of(const struct writer *writer)
{
	return theme_script_of(writer->options->theme,
			       writer->document->language);
}

bool office_is_latin(const struct writer *writer)
{
	return office_script_of(writer) == &writer->options->theme->scripts[0];
}

bool office_is_right_to_left(const struct writer *writer)
{
	return document_direction_of_language(writer->document->language) ==
	       DIRECTION_RTL;
}

/* ---- Where a paragraph stands ------------------------------------------ */

bool office_has_own_indent(const struct office_paragraph *paragraph)
{
	const struct office_list *list = paragraph->list;
	bool is_box = office_styles[paragraph->style].box != BOX_NONE;
	if (paragraph->indent)
		return true;
	return list &&
	       (is_box || (!paragraph->has_label && list->depth > 0) ||
		(!paragraph->has_label && paragraph->style != STYLE_CONTINUE));
}

lu office_own_indent(const struct writer *writer,
		     const struct office_paragraph *paragraph)
{
	const struct theme_space *space = &writer->style->space;
	const struct office_list *list = paragraph->list;
	enum office_box box = office_styles[paragraph->style].box;
	lu indent = paragraph->indent;
	if (list)
		indent += (lu)(list->depth + 1) * space->list_indent;
	if (box == BOX_QUOTATION)
		indent += space->quotation_indent;
	else if (box != BOX_NONE)
		indent += space->box_padding;
	return indent;
}
