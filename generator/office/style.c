/* The styles and boxes, and what the document's writer has of them. */
#include "office/writer.h"

const struct office_style_traits office_styles[STYLE_COUNT] = {
#define STYLE(ID, KEY, NAME, BASE, ROLE, BOX) \
	[STYLE_##ID] = { KEY, NAME, STYLE_##BASE, TEXT_##ROLE, BOX_##BOX },
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
