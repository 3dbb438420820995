/* The default style: sizes in points of the standard profile, scaled for Easy
 * Read, with the leading that each script needs. */
#include "layout/style.h"

#include <string.h>

static const struct colour ink = { 0x1D, 0x2A, 0x33 };
static const struct colour quiet = { 0x4A, 0x58, 0x63 };
static const struct colour teal = { 0x0B, 0x55, 0x63 };
static const struct colour accent = { 0xC2, 0x41, 0x0C };

/* Sizes and spaces in tenths of a point, leading in hundredths of the size
 * for Latin script. */
static const struct {
	uint16_t size, leading, before, after;
	bool is_bold;
	const struct colour *colour;
} standard[TEXT_ROLE_COUNT] = {
	[TEXT_BODY] = { 120, 145, 0, 80, false, &ink },
	[TEXT_COVER_TITLE] = { 340, 118, 0, 120, true, &teal },
	[TEXT_COVER_SUBTITLE] = { 170, 135, 0, 120, false, &ink },
	[TEXT_COVER_EDITION] = { 140, 140, 0, 60, true, &accent },
	[TEXT_COVER_DETAIL] = { 125, 145, 0, 60, false, &quiet },
	[TEXT_HEADING_1] = { 280, 120, 0, 140, true, &teal },
	[TEXT_HEADING_2] = { 205, 124, 260, 90, true, &teal },
	[TEXT_HEADING_3] = { 165, 128, 200, 70, true, &teal },
	[TEXT_HEADING_4] = { 138, 132, 160, 50, true, &ink },
	[TEXT_HEADING_5] = { 124, 138, 140, 40, true, &quiet },
	[TEXT_HEADING_6] = { 120, 140, 120, 40, true, &quiet },
	[TEXT_TABLE] = { 108, 138, 0, 0, false, &ink },
	[TEXT_TABLE_SMALL] = { 93, 136, 0, 0, false, &ink },
	[TEXT_TABLE_SMALLEST] = { 78, 134, 0, 0, false, &ink },
	[TEXT_CAPTION] = { 108, 138, 0, 60, false, &ink },
	[TEXT_DESCRIPTION] = { 104, 142, 0, 60, false, &quiet },
	[TEXT_NOTE] = { 100, 138, 0, 25, false, &ink },
	[TEXT_QUOTATION] = { 130, 148, 0, 60, false, &ink },
	[TEXT_QUOTATION_SOURCE] = { 108, 140, 0, 0, false, &quiet },
	[TEXT_BOX_KIND] = { 98, 130, 0, 10, true, &quiet },
	[TEXT_BOX_TITLE] = { 132, 132, 0, 50, true, &teal },
	[TEXT_CODE] = { 96, 140, 0, 0, false, &ink },
	[TEXT_CONTENTS_1] = { 120, 140, 60, 20, true, &ink },
	[TEXT_CONTENTS_2] = { 115, 140, 0, 10, false, &ink },
	[TEXT_FURNITURE] = { 94, 130, 0, 0, false, &quiet },
};

/* Hundredths: what a script's letters need more of line height. */
static int leading_of_language(const char *language)
{
	if (strncmp(language, "zh", 2) == 0 || strncmp(language, "ja", 2) == 0)
		return 117;
	if (strncmp(language, "ar", 2) == 0 || strncmp(language, "fa", 2) == 0)
		return 118;
	if (strncmp(language, "ur", 2) == 0)
		return 135;
	return 100;
}

static bool has_no_italics(const char *language)
{
	static const char *const without[] = { "ar", "fa", "ur", "he", "zh",
					       "ja", "ko", "th" };
	for (size_t i = 0; i < sizeof without / sizeof *without; i++)
		if (strncmp(language, without[i], 2) == 0)
			return true;
	return false;
}

/* Hundredths of the standard sizes. Easy Read sets its text at 16 points and
 * leaves what is already large near its size. */
static int scale_of_role(bool is_easy_read, enum text_role role)
{
	if (!is_easy_read)
		return 100;
	switch (role) {
	case TEXT_COVER_TITLE:
	case TEXT_HEADING_1:
	case TEXT_HEADING_2:
		return 110;
	case TEXT_COVER_SUBTITLE:
		return 115;
	case TEXT_TABLE:
	case TEXT_CAPTION:
	case TEXT_DESCRIPTION:
	case TEXT_NOTE:
	case TEXT_FURNITURE:
		return 140;
	default:
		return 134;
	}
}

static void set_text_styles(struct style *style, const char *language)
{
	int taller = leading_of_language(language);
	for (int role = 0; role < TEXT_ROLE_COUNT; role++) {
		int scale = scale_of_role(style->is_easy_read,
					  (enum text_role)role);
		lu size = standard[role].size * scale; /* 1/10 pt → lu: × 100 */
		int leading = standard[role].leading;
		if (style->is_easy_read && role == TEXT_BODY)
			leading = 150;
		style->block[role] = (struct block_style){
			.text = {
				.role = role == TEXT_CODE ? FONT_MONOSPACE :
							    FONT_BODY,
				.size = size,
				.leading = lu_scale(size, leading * taller,
						    10000),
				.is_bold = standard[role].is_bold,
				.colour = *standard[role].colour,
			},
			.space_before = standard[role].before * scale,
			.space_after = standard[role].after * scale,
		};
	}
}

static const struct palette palette = {
	.ink = { 0x1D, 0x2A, 0x33 },
	.quiet = { 0x4A, 0x58, 0x63 },
	.heading = { 0x0B, 0x55, 0x63 },
	.link = { 0x0B, 0x4F, 0x8A },
	.accent = { 0xC2, 0x41, 0x0C },
	.rule = { 0xB9, 0xC4, 0xC9 },
	.page = { 0xFF, 0xFF, 0xFF },
	.callout = { 0xF4, 0xEF, 0xE6 },
	.case_study = { 0xE6, 0xF1, 0xF2 },
	.code = { 0xF3, 0xF5, 0xF6 },
	.band = { 0x0B, 0x55, 0x63 },
	.tile_light = { 0xD5, 0xE8, 0xEA },
	.tile_middle = { 0x6F, 0xA9, 0xB2 },
};

void style_initialise(struct style *style, const struct document *document)
{
	*style = (struct style){
		.palette = palette,
		.page_width = LU_FROM_MILLIMETRES(210),
		.page_height = LU_FROM_MILLIMETRES(297),
		.margin_top = LU_FROM_MILLIMETRES(26),
		.margin_bottom = LU_FROM_MILLIMETRES(26),
		.margin_start = LU_FROM_MILLIMETRES(27),
		.margin_end = LU_FROM_MILLIMETRES(27),
		.header_baseline = LU_FROM_MILLIMETRES(15),
		.footer_baseline = LU_FROM_MILLIMETRES(284),
		.list_indent = LU_FROM_POINTS(18),
		.box_padding = LU_FROM_POINTS(13),
		.cell_padding_x = LU_FROM_POINTS(5),
		.cell_padding_y = LU_FROM_POINTS(4),
		.picture_width = LU_FROM_MILLIMETRES(58),
		.picture_gap = LU_FROM_MILLIMETRES(8),
		.least_width = LU_FROM_POINTS(110),
		.is_easy_read = strcmp(document->edition, "easy-read") == 0,
		.emphasis_is_bold = has_no_italics(document->language),
	};
	if (style->is_easy_read)
		style->list_indent = LU_FROM_POINTS(24);
	set_text_styles(style, document->language);
}
