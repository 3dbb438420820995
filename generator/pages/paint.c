/* Painting pages. Two passes: the first finds where every strip stands, so
 * that page numbers are known; the second copies items to their pages. */
#include "pages/paint.h"

#include <string.h>

#include "pages/furniture.h"
#include "pages/page_numbers.h"

/* ---- Where things stand ------------------------------------------------ */

static void add_destination(struct painter *painter, const struct node *node,
			    uint32_t page, lu y)
{
	const struct style *style = painter->flow->style;
	*VECTOR_ADD(&painter->destinations) = (struct destination){
		.node = node,
		.page = page,
		.x = style->margin_start,
		.y = y,
	};
}

static void locate_anchors(struct painter *painter, const struct strip *strip,
			   uint32_t page, lu y)
{
	for (uint32_t i = 0; i < strip->anchor_count; i++)
		add_destination(
			painter,
			painter->flow->anchors.items[strip->first_anchor + i],
			page, y);
}

static void locate_page(struct painter *painter, uint32_t index)
{
	const struct flow *flow = painter->flow;
	const struct page_plan *page = &painter->plan->pages.items[index];
	lu top = paginate_page_kind_top(flow->style, page->kind);
	lu y = top;
	uint32_t stretches = 0;
	const uint32_t *order = painter->plan->order.items;
	if (page->repeated_table != FLOW_NONE)
		y += flow->tables.items[page->repeated_table].height;
	for (uint32_t i = page->first; i < page->end; i++)
		stretches += flow->strips.items[order[i]].is_stretch;
	lu rest = paginate_page_kind_height(flow->style, page->kind) -
		  page->height - page->notes_height;
	for (uint32_t i = page->first; i < page->end; i++) {
		const struct strip *strip = &flow->strips.items[order[i]];
		y += painter->plan->distances.items[i];
		painter->tops[order[i]] = y;
		locate_anchors(painter, strip, index, y);
		y += strip->height;
		if (strip->is_stretch && rest > 0)
			y += rest / (lu)stretches;
	}
	y = top + paginate_page_kind_height(flow->style, page->kind) -
	    page->notes_height + paginate_notes_separation(flow->style);
	const struct strip *above = NULL;
	for (uint32_t i = 0; i < page->note_count; i++) {
		uint32_t note =
			painter->plan->notes.items[page->first_note + i];
		const struct strip *strip = &flow->note_strips.items[note];
		if (i > 0)
			y += strip_distance(above, strip);
		above = strip;
		painter->note_tops[note] = y;
		locate_anchors(painter, strip, index, y);
		y += strip->height;
	}
}

static void index_destinations(struct painter *painter)
{
	for (size_t i = 0; i < painter->destinations.count; i++) {
		struct destination *one = &painter->destinations.items[i];
		struct str key = { (const char *)&one->node, sizeof one->node };
		if (!map_lookup(&painter->by_node, key))
			map_set(&painter->by_node, key, one);
	}
}

const struct destination *painter_find(const struct painter *painter,
				       const struct node *node)
{
	struct str key = { (const char *)&node, sizeof node };
	return map_lookup(&painter->by_node, key);
}

/* ---- Strips ------------------------------------------------------------ */

static void paint_strip(struct painter *painter, const struct strip *strip,
			lu top, enum artifact_kind artifact)
{
	const struct flow *flow = painter->flow;
	uint32_t number = strip->first_number;
	uint32_t end = number + strip->number_count;
	painter_paint_items(painter, strip, top, artifact);
	for (uint32_t i = 0; i < strip->line_count; i++) {
		uint32_t at = strip->first_line + i;
		const struct placed_line *placed = &flow->lines.items[at];
		painter_paint_line(painter, placed->line,
				   placed->x + painter->shift, top + placed->y,
				   placed->is_repeated ? ARTIFACT_LAYOUT :
							 artifact);
		for (; number < end && flow->numbers.items[number].line == at;
		     number++)
			page_number_paint(painter, &flow->numbers.items[number],
					  top);
	}
}

/* The lines of column `column` in one strip of a row. */
static bool paint_cell_line(struct painter *painter, const struct strip *strip,
			    uint32_t column, lu top,
			    enum artifact_kind artifact)
{
	bool has_later = false;
	for (uint32_t i = 0; i < strip->line_count; i++) {
		const struct placed_line *placed =
			&painter->flow->lines.items[strip->first_line + i];
		if (placed->column == column)
			painter_paint_line(painter, placed->line,
					   placed->x + painter->shift,
					   top + placed->y, artifact);
		has_later = has_later || placed->column > column;
	}
	return has_later;
}

/* The strips of one row: cell by cell, as they are read. */
static void paint_row(struct painter *painter, const uint32_t *order,
		      uint32_t count, const lu *tops,
		      enum artifact_kind artifact)
{
	const struct strip_list *list = painter->list;
	for (uint32_t i = 0; i < count; i++)
		painter_paint_items(painter, &list->items[order[i]],
				    tops[order[i]], artifact);
	bool has_later = true;
	for (uint32_t column = 0; has_later; column++) {
		has_later = false;
		for (uint32_t i = 0; i < count; i++)
			has_later |= paint_cell_line(
				painter, &list->items[order[i]], column,
				tops[order[i]], artifact);
	}
}

static void paint_strips(struct painter *painter, const uint32_t *order,
			 uint32_t count, const lu *tops,
			 enum artifact_kind artifact)
{
	const struct strip_list *list = painter->list;
	for (uint32_t i = 0, next; i < count; i = next) {
		uint32_t row = list->items[order[i]].row;
		next = i + 1;
		if (row == FLOW_NONE) {
			paint_strip(painter, &list->items[order[i]],
				    tops[order[i]], artifact);
			continue;
		}
		while (next < count && list->items[order[next]].row == row)
			next++;
		paint_row(painter, order + i, next - i, tops, artifact);
	}
}

static void paint_repeated_head(struct painter *painter,
				const struct page_plan *page)
{
	const struct flow *flow = painter->flow;
	if (page->repeated_table == FLOW_NONE)
		return;
	const struct table_head *head =
		&flow->tables.items[page->repeated_table];
	lu y = paginate_page_kind_top(flow->style, page->kind);
	/* The head's own places are put aside: it stands a second time. */
	VECTOR(lu) saved = { 0 };
	VECTOR(uint32_t) strips = { 0 };
	for (uint32_t i = 0; i < head->strip_count; i++) {
		uint32_t strip = head->first_strip + i;
		*VECTOR_ADD(&strips) = strip;
		*VECTOR_ADD(&saved) = painter->tops[strip];
		painter->tops[strip] = y;
		y += flow->strips.items[strip].height;
	}
	paint_strips(painter, strips.items, head->strip_count, painter->tops,
		     ARTIFACT_LAYOUT);
	for (uint32_t i = 0; i < head->strip_count; i++)
		painter->tops[head->first_strip + i] = saved.items[i];
	VECTOR_RELEASE(&saved);
	VECTOR_RELEASE(&strips);
}

static void paint_notes(struct painter *painter, const struct page_plan *page)
{
	struct flow *flow = painter->flow;
	if (page->note_count == 0)
		return;
	const struct style *style = flow->style;
	uint32_t first = painter->plan->notes.items[page->first_note];
	struct frame_item *rule = painter_add_item(painter, ITEM_LINE);
	lu length = style_measure(style) / 4;
	bool is_rtl = flow->document->direction == DIRECTION_RTL;
	rule->artifact = ARTIFACT_LAYOUT;
	rule->line.x1 =
		is_rtl ? painter->page->width - style->margin_start - length :
			 style->margin_start;
	rule->line.x2 = rule->line.x1 + length;
	rule->line.y1 = rule->line.y2 = painter->note_tops[first] -
					paginate_notes_separation(style) / 2;
	rule->line.width = LU_FROM_POINTS(0.6);
	rule->line.colour = style->palette.quiet;
	painter->list = &flow->note_strips;
	paint_strips(painter, &painter->plan->notes.items[page->first_note],
		     page->note_count, painter->note_tops, ARTIFACT_NONE);
	painter->list = &flow->strips;
}

/* Copies what was painted into the page, in arrays of just its size: a long
 * document has many pages. */
static void keep_page(struct painter *painter)
{
	struct arena *arena = painter->flow->arena;
	struct page *page = painter->page;
	page->item_count = page->item_capacity = painter->items.count;
	page->items =
		arena_copy_array(arena, painter->items.items, page->item_count,
				 sizeof *painter->items.items);
	page->link_count = page->link_capacity = painter->links.count;
	page->links =
		arena_copy_array(arena, painter->links.items, page->link_count,
				 sizeof *painter->links.items);
	painter->items.count = painter->links.count = 0;
}

static void paint_page(struct painter *painter, uint32_t index)
{
	struct flow *flow = painter->flow;
	const struct page_plan *plan = &painter->plan->pages.items[index];
	struct page *page = &painter->frames->pages[index];
	bool is_turned = plan->kind == PAGE_LANDSCAPE;
	page->width =
		is_turned ? flow->style->page_height : flow->style->page_width;
	page->height =
		is_turned ? flow->style->page_width : flow->style->page_height;
	page->label = painter->labels[index];
	painter->page = page;
	painter->shift = flow->document->direction == DIRECTION_RTL ?
				 page->width - flow->style->page_width :
				 0;
	painter->page_index = index;
	painter->list = &flow->strips;
	furniture_paint_background(painter, plan);
	furniture_paint_boxes(painter, plan);
	furniture_paint_header(painter, plan);
	paint_repeated_head(painter, plan);
	paint_strips(painter, painter->plan->order.items + plan->first,
		     plan->end - plan->first, painter->tops, ARTIFACT_NONE);
	paint_notes(painter, plan);
	furniture_paint_footer(painter, plan);
	keep_page(painter);
}

/* ---- Bookmarks --------------------------------------------------------- */

static void add_bookmarks(struct painter *painter)
{
	struct flow *flow = painter->flow;
	struct frames *frames = painter->frames;
	const struct document *document = flow->document;
	frames->bookmarks = ARENA_NEW_ARRAY(
		flow->arena, document->heading_count, struct bookmark);
	unsigned last = 0;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		const struct destination *found =
			painter_find(painter, heading);
		struct buffer text = BUFFER_INITIALISER;
		if (heading->heading.number)
			buffer_append_format(&text, "%s ",
					     heading->heading.number);
		node_append_plain_text(heading, &text);
		struct str trimmed = str_trim(buffer_str(&text));
		if (found && trimmed.length) {
			unsigned level = heading->heading.level;
			last = level > last + 1 ? last + 1 : level;
			frames->bookmarks[frames->bookmark_count++] =
				(struct bookmark){
					.text = arena_copy(flow->arena,
							   trimmed.bytes,
							   trimmed.length),
					.level = (uint8_t)last,
					.destination = *found,
				};
		}
		buffer_release(&text);
	}
}

void paint_pages(struct flow *flow, const struct plan *plan,
		 struct frames *frames)
{
	struct painter painter = { .flow = flow,
				   .plan = plan,
				   .frames = frames };
	painter.tops = memory_allocate(flow->strips.count * sizeof(lu));
	painter.note_tops =
		memory_allocate(flow->note_strips.count * sizeof(lu));
	for (uint32_t i = 0; i < plan->pages.count; i++)
		locate_page(&painter, i);
	index_destinations(&painter);
	page_numbers_find(&painter);
	frames->pages =
		ARENA_NEW_ARRAY(flow->arena, plan->pages.count, struct page);
	frames->page_count = frames->page_capacity = plan->pages.count;
	for (uint32_t i = 0; i < plan->pages.count; i++)
		paint_page(&painter, i);
	add_bookmarks(&painter);
	frames->destination_count = painter.destinations.count;
	frames->destinations = arena_copy_array(
		flow->arena, painter.destinations.items,
		painter.destinations.count, sizeof *painter.destinations.items);
	map_release(&painter.by_node);
	VECTOR_RELEASE(&painter.destinations);
	VECTOR_RELEASE(&painter.items);
	VECTOR_RELEASE(&painter.links);
	free(painter.tops);
	free(painter.note_tops);
}
