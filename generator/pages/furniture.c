/* Page furniture, box backgrounds, and the drawing of covers and chapters. */
#define _POSIX_C_SOURCE 200809L
#include "pages/furniture.h"

#include <string.h>

struct block_context furniture_context(const struct flow *flow)
{
	const struct style *style = flow->style;
	bool is_rtl = flow->document->direction == DIRECTION_RTL;
	return (struct block_context){
		.element = flow->structure->root,
		.left = is_rtl ? style->margin_end : style->margin_start,
		.right = style->page_width -
			 (is_rtl ? style->margin_start : style->margin_end),
		.direction = flow->document->direction,
		.language = flow->document->language,
		.role = TEXT_BODY,
	};
}

static void paint_rectangle(struct painter *painter, struct rectangle box,
			    struct colour colour, lu radius,
			    enum artifact_kind artifact)
{
	struct frame_item *item = painter_add_item(painter, ITEM_RECTANGLE);
	item->artifact = artifact;
	item->rectangle.box = box;
	item->rectangle.colour = colour;
	item->rectangle.radius = radius;
}

/* ---- Boxes ------------------------------------------------------------- */

static void paint_box(struct painter *painter, const struct box *box, lu top,
		      lu bottom)
{
	struct rectangle area = { box->x + painter->shift, top, box->width,
				  bottom - top };
	lu radius = box->bar_width ? 0 : painter->flow->style->box_radius;
	if (box->has_fill)
		paint_rectangle(painter, area, box->fill, radius,
				ARTIFACT_LAYOUT);
	if (box->bar_width == 0)
		return;
	if (box->is_right_to_left)
		area.x += area.width - box->bar_width;
	area.width = box->bar_width;
	paint_rectangle(painter, area, box->bar, 0, ARTIFACT_LAYOUT);
}

static bool is_in_box(const struct flow *flow, const struct strip_list *list,
		      size_t at, uint32_t box)
{
	uint32_t here = at < list->count ? list->items[at].box : FLOW_NONE;
	while (here != FLOW_NONE && here != box)
		here = flow->boxes.items[here].parent;
	return here == box;
}

/* Where a box goes on over pages its background reaches into the margin: its
 * text does not lean against the edge. */
static void give_way(struct painter *painter, const struct strip_list *list,
		     uint32_t first, uint32_t last, uint32_t box, lu *top,
		     lu *bottom)
{
	const struct flow *flow = painter->flow;
	lu padding = flow->style->box_padding / 2;
	if (!flow->boxes.items[box].has_fill)
		return;
	if (first > 0 && is_in_box(flow, list, first - 1, box))
		*top -= padding;
	if (is_in_box(flow, list, (size_t)last + 1, box))
		*bottom += padding;
}

/* Each box that a strip of [first, end) stands in, from where the first such
 * strip begins to where the last one ends. Boxes open in order, so an outer
 * one comes before those in it. */
static void paint_boxes_of(struct painter *painter,
			   const struct strip_list *list,
			   const uint32_t *strips, uint32_t count,
			   const lu *tops)
{
	const struct flow *flow = painter->flow;
	uint32_t lowest = FLOW_NONE, highest = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t box = list->items[strips[i]].box;
		for (; box != FLOW_NONE; box = flow->boxes.items[box].parent) {
			lowest = box < lowest ? box : lowest;
			highest = box > highest ? box : highest;
		}
	}
	if (lowest == FLOW_NONE)
		return;
	size_t span = highest - lowest + 1;
	struct extent {
		lu top, bottom;
		uint32_t first, last; /* strips */
		bool is_here;
	} *extents = memory_allocate(span * sizeof *extents);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = strips[i];
		const struct strip *strip = &list->items[at];
		for (uint32_t box = strip->box; box != FLOW_NONE;
		     box = flow->boxes.items[box].parent) {
			struct extent *extent = &extents[box - lowest];
			if (!extent->is_here) {
				extent->top = tops[at];
				extent->first = at;
			}
			extent->is_here = true;
			extent->last = at;
			extent->bottom = tops[at] + strip->height;
		}
	}
	for (size_t i = 0; i < span; i++) {
		struct extent *extent = &extents[i];
		uint32_t box = lowest + (uint32_t)i;
		if (!extent->is_here)
			continue;
		give_way(painter, list, extent->first, extent->last, box,
			 &extent->top, &extent->bottom);
		paint_box(painter, &flow->boxes.items[box], extent->top,
			  extent->bottom);
	}
	free(extents);
}

void furniture_paint_boxes(struct painter *painter,
			   const struct page_plan *page)
{
	const struct flow *flow = painter->flow;
	paint_boxes_of(painter, &flow->strips,
		       painter->plan->order.items + page->first,
		       page->end - page->first, painter->tops);
	if (page->note_count)
		paint_boxes_of(painter, &flow->note_strips,
			       &painter->plan->notes.items[page->first_note],
			       page->note_count, painter->note_tops);
}

/* ---- Cover and chapters ------------------------------------------------ */

/* What reaches the page's edge goes beyond it, so that no white hair shows. */
static const lu bleed = LU_FROM_MILLIMETRES(3);

struct disc {
	lu x, y, radius; /* [lu] x from the page's start edge */
};

/* Paints the theme's dots within `disc`, those that begin after `start` and end
 * above `limit`. */
static void
paint_dots(struct painter *painter, struct disc disc, lu start, lu limit,
	   struct colour (*colour)(const struct theme *theme, unsigned tone))
{
	const struct style *style = painter->flow->style;
	lu width = painter->page->width;
	bool is_rtl = painter->flow->document->direction == DIRECTION_RTL;
	struct theme_dot dots[THEME_ART_DOTS];
	theme_art(dots);
	for (int i = 0; i < THEME_ART_DOTS; i++) {
		lu radius =
			lu_scale(disc.radius, dots[i].radius, THEME_ART_RADIUS);
		lu x = disc.x +
		       lu_scale(disc.radius, dots[i].x, THEME_ART_RADIUS);
		lu y = disc.y +
		       lu_scale(disc.radius, dots[i].y, THEME_ART_RADIUS);
		if (y + radius > limit || y < -radius || x < start - radius ||
		    x > width + radius)
			continue;
		if (is_rtl)
			x = width - x;
		paint_rectangle(painter,
				(struct rectangle){ x - radius, y - radius,
						    2 * radius, 2 * radius },
				colour(style->theme, dots[i].tone), radius,
				ARTIFACT_BACKGROUND);
	}
}

static struct colour cover_colour(const struct theme *theme, unsigned tone)
{
	return theme_art_colour(theme, SCHEME_LIGHT, tone);
}

/* [lu] The foot of what stands on the band; 0: the page begins with none. */
static lu band_bottom(const struct painter *painter,
		      const struct page_plan *page)
{
	const struct flow *flow = painter->flow;
	const uint32_t *order = painter->plan->order.items;
	uint32_t box = page->first < page->end ?
			       flow->strips.items[order[page->first]].box :
			       FLOW_NONE;
	lu bottom = 0;
	if (box == FLOW_NONE || !flow->boxes.items[box].is_band)
		return 0;
	for (uint32_t i = page->first; i < page->end; i++)
		if (is_in_box(flow, &flow->strips, order[i], box))
			bottom = painter->tops[order[i]] +
				 flow->strips.items[order[i]].height;
	return bottom;
}

static void paint_band(struct painter *painter, lu bottom)
{
	const struct style *style = painter->flow->style;
	struct rectangle band = { -bleed, -bleed, style->page_width + 2 * bleed,
				  bottom + bleed };
	paint_rectangle(painter, band, style->palette.band, 0,
			ARTIFACT_BACKGROUND);
}

static void paint_cover(struct painter *painter, const struct page_plan *page)
{
	const struct style *style = painter->flow->style;
	lu bottom = band_bottom(painter, page);
	if (bottom == 0)
		return;
	paint_band(painter, bottom);
	/* The first strip is the room for the drawing; a picture stands there
	 * in its place. */
	const struct strip *art =
		&painter->flow->strips
			 .items[painter->plan->order.items[page->first]];
	struct disc disc = {
		.x = style->page_width * 66 / 100,
		.y = style->margin_top + art->height * 36 / 100,
		.radius = style->page_width * 48 / 100,
	};
	if (!art->item_count)
		paint_dots(painter, disc, 0, style->margin_top + art->height,
			   cover_colour);
}

static bool is_opener(const struct painter *painter,
		      const struct page_plan *page)
{
	if (page->first == page->end)
		return false;
	uint32_t first = painter->plan->order.items[page->first];
	return painter->flow->strips.items[first].is_opener;
}

/* [lu] Of a numbered chapter its number's foot, which stands in the first line
 * of the strip after the opener; else the opener's. */
static lu number_bottom(const struct painter *painter,
			const struct page_plan *page)
{
	const struct style *style = painter->flow->style;
	lu opener = style->margin_top + style->opener;
	lu number = style->block[TEXT_CHAPTER_NUMBER].text.leading;
	if (page->first + 1 >= page->end)
		return opener;
	uint32_t title = painter->plan->order.items[page->first + 1];
	const struct strip *strip = &painter->flow->strips.items[title];
	return strip->height >= number ? opener + number : opener;
}

/* The centre of the dots wanders from chapter to chapter, beside the number;
 * they never stand behind words. */
static void paint_opener(struct painter *painter, const struct page_plan *page)
{
	static const struct {
		int32_t x, y; /* [1/100] of the page's width, of the limit */
	} centres[] = { { 84, 62 }, { 66, 20 }, { 93, 18 }, { 74, 88 },
			{ 98, 74 }, { 60, 56 }, { 80, 4 },  { 70, 46 } };
	enum { CENTRES = sizeof centres / sizeof *centres };
	const struct style *style = painter->flow->style;
	lu bottom = band_bottom(painter, page), width = style->page_width;
	lu limit = number_bottom(painter, page);
	uint32_t chapter = painter->openers++ % CENTRES;
	struct disc disc = {
		.x = lu_scale(width, centres[chapter].x, 100),
		.y = lu_scale(limit, centres[chapter].y, 100),
		.radius = width * 38 / 100,
	};
	if (bottom) {
		paint_band(painter, bottom);
		paint_dots(painter, disc, width * 38 / 100, limit,
			   cover_colour);
		return;
	}
	/* Without a band a part of the drawing grows in from the corner. */
	limit = style->margin_top + style->opener;
	disc = (struct disc){ .x = width, .radius = limit * 5 / 4 };
	paint_dots(painter, disc, 0, limit, theme_opener_colour);
}

void furniture_paint_background(struct painter *painter,
				const struct page_plan *page)
{
	const struct style *style = painter->flow->style;
	if (page->kind == PAGE_COVER)
		paint_cover(painter, page);
	if (is_opener(painter, page))
		paint_opener(painter, page);
	if (page->kind != PAGE_BACK)
		return;
	lu height = LU_FROM_MILLIMETRES(9);
	struct rectangle band = { -bleed, style->page_height - height,
				  style->page_width + 2 * bleed,
				  height + bleed };
	paint_rectangle(painter, band, style->palette.band, 0,
			ARTIFACT_BACKGROUND);
}

/* ---- Running heads and page numbers ------------------------------------ */

/* The measure of the page, which may be a turned one. */
static struct block_context page_context(const struct painter *painter)
{
	struct block_context context = furniture_context(painter->flow);
	context.right +=
		painter->page->width - painter->flow->style->page_width;
	return context;
}

/* As much of a text as one line can hold, and more, whatever the letters: the
 * rest would be set anew on every page. */
static const char *first_line_of(struct arena *arena, const char *text)
{
	enum { MOST = 2000 }; /* bytes */
	size_t length = strnlen(text, MOST + 1);
	if (length <= MOST)
		return text;
	while (length && ((unsigned char)text[length] & 0xC0) == 0x80)
		length--;
	return arena_copy(arena, text, length);
}

/* The first line of a text that may be too long for one. */
static void paint_text(struct painter *painter, const char *text, lu baseline,
		       enum alignment alignment, enum artifact_kind artifact)
{
	struct flow *flow = painter->flow;
	struct block_context context = page_context(painter);
	lu width = block_width(&context);
	bool is_rtl = context.direction == DIRECTION_RTL;
	bool is_left = (alignment == ALIGNMENT_START) != is_rtl;
	context.alignment = alignment;
	struct paragraph_lines lines =
		inline_set_text(flow, first_line_of(flow->arena, text),
				&flow->style->block[TEXT_FURNITURE].text, NULL,
				NULL, &context, width);
	const struct paragraph_line *line = &lines.lines[0];
	lu x = is_left ? context.left : context.right - width;
	painter_paint_line(painter, line, x, baseline - line->ascent, artifact);
}

static const char *running_head(const struct document *document)
{
	return document->running_head && *document->running_head ?
		       document->running_head :
		       document->title;
}

/* A report may be printed and bound: even pages are on the left, with the
 * report's name, odd ones on the right, with the chapter's; numbers are at the
 * outer edge. Who reads large letters looks for the number in one place. */
static bool is_two_sided(const struct painter *painter)
{
	return painter->chapters && !painter->flow->style->has_large_text;
}

static bool is_odd(const struct painter *painter)
{
	return painter->page_index % 2 == painter->first_odd;
}

static const char *chapter_title(const struct painter *painter)
{
	const char *title = painter->chapters[painter->page_index];
	return title ? title : running_head(painter->flow->document);
}

void furniture_paint_header(struct painter *painter,
			    const struct page_plan *page)
{
	const struct flow *flow = painter->flow;
	const struct style *style = flow->style;
	bool has_header =
		page->kind == PAGE_BODY || page->kind == PAGE_LANDSCAPE;
	if (!has_header || is_opener(painter, page) || painter->page_index == 0)
		return;
	bool is_right = is_two_sided(painter) && is_odd(painter);
	paint_text(painter,
		   is_right ? chapter_title(painter) :
			      running_head(flow->document),
		   style->header_baseline,
		   is_right ? ALIGNMENT_END : ALIGNMENT_START, ARTIFACT_HEADER);
	struct block_context context = page_context(painter);
	struct frame_item *rule = painter_add_item(painter, ITEM_LINE);
	rule->artifact = ARTIFACT_HEADER;
	rule->line.x1 = context.left;
	rule->line.x2 = context.right;
	rule->line.y1 = rule->line.y2 =
		style->header_baseline + LU_FROM_MILLIMETRES(2.6);
	rule->line.width = LU_FROM_POINTS(0.5);
	rule->line.colour = style->palette.rule;
}

void furniture_paint_footer(struct painter *painter,
			    const struct page_plan *page)
{
	const struct style *style = painter->flow->style;
	if (page->kind != PAGE_BODY && page->kind != PAGE_LANDSCAPE)
		return;
	lu from_foot = style->page_height - style->footer_baseline;
	paint_text(painter, painter->page->label,
		   painter->page->height - from_foot,
		   is_two_sided(painter) && !is_odd(painter) ? ALIGNMENT_START :
							       ALIGNMENT_END,
		   ARTIFACT_FOOTER);
}
