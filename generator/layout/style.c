/* From the theme's tokens to styles. */
#include "layout/style.h"

#include "chart/chart.h"

#include <string.h>

static enum theme_profile profile_of(const struct document *document,
				     bool is_large)
{
	if (strcmp(document->edition, "easy-read") == 0)
		return is_large ? PROFILE_EASY_READ_LARGE : PROFILE_EASY_READ;
	return is_large ? PROFILE_LARGE : PROFILE_STANDARD;
}

/* Numbers under one another line up. */
static bool is_tabular(int role)
{
	return role == TEXT_TABLE || role == TEXT_TABLE_SMALL ||
	       role == TEXT_TABLE_SMALLEST || role == TEXT_CONTENTS_1 ||
	       role == TEXT_CONTENTS_2;
}

static void set_text_styles(struct style *style, const struct theme *theme,
			    const struct theme_style *from,
			    const struct theme_script *script)
{
	for (int role = 0; role < TEXT_ROLE_COUNT; role++) {
		const struct theme_text *text = &from->text[role];
		lu size = lu_scale(text->size, script->size, 1000);
		int32_t line =
			lu_scale(text->line_height, script->line_height, 1000);
		style->block[role] = (struct block_style){
			.text =
				{
					.role = role == TEXT_CODE
							? FONT_MONOSPACE
							: FONT_BODY,
					.size = size,
					.leading = lu_scale(size, line, 1000),
					.is_bold = text->is_bold,
					.has_tabular_figures =
						is_tabular(role),
					.colour = theme_colour(theme,
							       text->colour),
				},
			.space_before = text->before,
			.space_after = text->after,
		};
	}
}

static struct palette palette_of(const struct theme *theme)
{
	const struct colour *colours = theme->colours[SCHEME_LIGHT];
	return (struct palette){
		.ink = colours[COLOUR_INK],
		.quiet = colours[COLOUR_QUIET],
		.heading = colours[COLOUR_HEADING],
		.link = colours[COLOUR_LINK],
		.accent = colours[COLOUR_ACCENT],
		.rule = colours[COLOUR_RULE],
		.page = colours[COLOUR_PAGE],
		.callout = colours[COLOUR_CALLOUT],
		.case_study = colours[COLOUR_CASE_STUDY],
		.code = colours[COLOUR_CODE],
		.table_head = colours[COLOUR_TABLE_HEAD],
		.band = colours[COLOUR_BAND],
	};
}

void style_initialise(struct style *style, const struct theme *theme,
		      const struct document *document, bool is_large)
{
	enum theme_profile profile = profile_of(document, is_large);
	const struct theme_style *from = &theme->styles[profile];
	const struct theme_script *script =
		theme_script_of(theme, document->language);
	const struct theme_page *page = &from->page;
	const struct theme_space *space = &from->space;
	*style = (struct style){
		.theme = theme,
		.palette = palette_of(theme),
		.page_width = page->width,
		.page_height = page->height,
		.margin_top = page->margin_top,
		.margin_bottom = page->margin_bottom,
		.margin_start = page->margin_start,
		.margin_end = page->margin_end,
		.header_baseline = page->header,
		.footer_baseline = page->height - page->footer,
		.cover_art = page->cover_art,
		.opener = page->opener,
		.list_indent = space->list_indent,
		.quotation_indent = space->quotation_indent,
		.box_padding = space->box_padding,
		.box_radius = space->box_radius,
		.bar = space->bar,
		.cell_padding_x = space->cell_padding_x,
		.cell_padding_y = space->cell_padding_y,
		.picture_width = space->picture_width,
		.picture_gap = space->picture_gap,
		.least_width = space->least_width,
		.has_large_text = profile != PROFILE_STANDARD,
		.emphasis_is_bold = !script->has_italics,
	};
	set_text_styles(style, theme, from, script);
}

static struct drawing_colour drawing_colour_of(struct colour colour)
{
	return (struct drawing_colour){ colour.red, colour.green, colour.blue };
}

void style_set_chart_colours(struct chart_style *chart,
			     const struct theme *theme,
			     enum theme_scheme scheme)
{
	const struct colour *colours = theme->colours[scheme];
	chart->ink = drawing_colour_of(colours[COLOUR_CHART_INK]);
	chart->quiet = drawing_colour_of(colours[COLOUR_CHART_QUIET]);
	chart->grid = drawing_colour_of(colours[COLOUR_CHART_GRID]);
	chart->page = drawing_colour_of(colours[COLOUR_PAGE]);
	chart->colour_count = CHART_SERIES_COUNT;
	for (int i = 0; i < CHART_SERIES_COUNT; i++)
		chart->series[i] =
			drawing_colour_of(colours[COLOUR_CHART_SERIES_1 + i]);
	for (int i = 0; i < CHART_SHADE_COUNT; i++)
		chart->shades[i] =
			drawing_colour_of(colours[COLOUR_CHART_SHADE_1 + i]);
}

/* The theme has just the colours that a chart may have. */
_Static_assert((int)CHART_SERIES_COUNT == (int)CHART_MOST_COLOURS, "series");
_Static_assert((int)CHART_SHADE_COUNT == (int)CHART_MOST_CLASSES, "shades");
