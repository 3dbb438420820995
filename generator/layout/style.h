/* What a document looks like on paper: type sizes, leading, colours, space
 * and page geometry, by edition profile and by script. */
#ifndef EVERYREAD_LAYOUT_STYLE_H
#define EVERYREAD_LAYOUT_STYLE_H

#include <stdbool.h>

#include "base/units.h"
#include "document/document.h"
#include "layout/frame.h"
#include "layout/paragraph.h"

/* The roles that text plays on the page. */
enum text_role {
	TEXT_BODY,
	TEXT_COVER_TITLE, TEXT_COVER_SUBTITLE, TEXT_COVER_EDITION,
	TEXT_COVER_DETAIL,
	TEXT_HEADING_1, TEXT_HEADING_2, TEXT_HEADING_3,
	TEXT_HEADING_4, TEXT_HEADING_5, TEXT_HEADING_6,
	TEXT_TABLE, TEXT_TABLE_SMALL, TEXT_TABLE_SMALLEST,
	TEXT_CAPTION, TEXT_DESCRIPTION, TEXT_NOTE,
	TEXT_QUOTATION, TEXT_QUOTATION_SOURCE,
	TEXT_BOX_KIND, TEXT_BOX_TITLE, /* of a callout or a case study */
	TEXT_CODE,
	TEXT_CONTENTS_1, TEXT_CONTENTS_2,
	TEXT_FURNITURE,  /* running heads and page numbers */
	TEXT_ROLE_COUNT
};

struct block_style {
	struct text_style text;
	lu space_before, space_after; /* [lu] neighbours collapse */
};

/* The colours of the page. Each text colour has at least 4.5:1 on the
 * backgrounds that it stands on, each mark 3:1. */
struct palette {
	struct colour ink, quiet, heading, link, accent, rule;
	struct colour page, callout, case_study, code, band;
	struct colour tile_light, tile_middle;
};

struct style {
	struct block_style block[TEXT_ROLE_COUNT];
	struct palette palette;
	lu page_width, page_height;
	lu margin_top, margin_bottom, margin_start, margin_end;
	lu header_baseline, footer_baseline; /* [lu] from the page's top */
	lu list_indent;          /* least room for a list's labels */
	lu box_padding;          /* inside callouts, case studies */
	lu cell_padding_x, cell_padding_y;
	lu picture_width;        /* of an Easy Read row */
	lu picture_gap;          /* between picture and words */
	lu least_width;          /* nesting never makes text narrower */
	bool is_easy_read;
	bool emphasis_is_bold;   /* scripts without italics */
};

/* The style of a document by its edition's profile and its language. */
void style_initialise(struct style *style, const struct document *document);

/* The room that text has between the page's margins. */
static inline lu style_measure(const struct style *style)
{
	return style->page_width - style->margin_start - style->margin_end;
}

#endif
