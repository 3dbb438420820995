/* From the theme's tokens to styles. */
#include "layout/style.h"

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
		      const struct document *document, enum print_size print)
{
	const struct theme_style *from =
		&theme->styles[document->profile][print];
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
		.has_large_text = print == PRINT_LARGE ||
				  profile_traits[document->profile].is_large,
		.emphasis_is_bold = !script->has_italics,
	};
	set_text_styles(style, theme, from, script);
}
