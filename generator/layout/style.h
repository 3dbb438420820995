/* What a document looks like on paper: the theme's tokens for its profile and
 * its language, in layout's own terms. */
#ifndef EVERYREAD_LAYOUT_STYLE_H
#define EVERYREAD_LAYOUT_STYLE_H

#include <stdbool.h>

#include "base/units.h"
#include "document/document.h"
#include "frame/frame.h"
#include "text/paragraph.h"
#include "theme/theme.h"

struct block_style {
	struct text_style text;
	lu space_before, space_after; /* [lu] neighbours collapse */
};

struct palette {
	struct colour ink, quiet, heading, link, accent, rule;
	struct colour page, callout, case_study, code, table_head, band;
};

struct style {
	const struct theme *theme;
	struct block_style block[TEXT_ROLE_COUNT];
	struct palette palette;
	lu page_width, page_height;
	lu margin_top, margin_bottom, margin_start, margin_end;
	lu header_baseline, footer_baseline; /* [lu] from the page's top */
	lu cover_art;   /* room for the drawing above a title */
	lu opener;      /* room above a chapter's title */
	lu list_indent; /* least room for a list's labels */
	lu quotation_indent;
	lu box_padding;     /* inside callouts, case studies */
	lu box_radius, bar; /* [lu] corners; thickness of bars */
	lu cell_padding_x, cell_padding_y;
	lu picture_width;      /* of an Easy Read row */
	lu picture_gap;        /* between picture and words */
	lu least_width;        /* nesting never makes text narrower */
	bool has_large_text;   /* Easy Read, large print */
	bool emphasis_is_bold; /* scripts without italics */
};

/* The style of a document by its profile and its language, in that print. */
void style_initialise(struct style *style, const struct theme *theme,
		      const struct document *document, enum print_size print);

/* The room that text has between the page's margins. */
static inline lu style_measure(const struct style *style)
{
	return style->page_width - style->margin_start - style->margin_end;
}

#endif
