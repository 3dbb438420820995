/* Painting pages. Two passes: the first finds where every strip stands, so
 * that page numbers are known; the second copies items to their pages. */
#include "layout/pages.h"

#include <string.h>

#include "layout/furniture.h"
#include "layout/inline.h"
#include "layout/painter.h"

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
		add_destination(painter,
				painter->flow->anchors
					.items[strip->first_anchor + i],
				page, y);
}

static void locate_page(struct painter *painter, uint32_t index)
{
	const struct flow *flow = painter->flow;
	const struct page_plan *page = &painter->plan->pages.items[index];
	lu top = page_kind_top(flow->style, page->kind);
	lu y = top;
	uint32_t stretches = 0;
	const uint32_t *order = painter->plan->order.items;
	if (page->repeated_table != FLOW_NONE)
		y += flow->tables.items[page->repeated_table].height;
	for (uint32_t i = page->first; i < page->end; i++)
		stretches += flow->strips.items[order[i]].is_stretch;
	lu rest = page_kind_height(flow->style, page->kind) - page->height -
		  page->notes_height;
	for (uint32_t i = page->first; i < page->end; i++) {
		const struct strip *strip = &flow->strips.items[order[i]];
		if (i > page->first)
			y += strip->space_before;
		painter->tops[order[i]] = y;
		locate_anchors(painter, strip, index, y);
		y += strip->height;
		if (strip->is_stretch && rest > 0)
			y += rest / (lu)stretches;
	}
	y = top + page_kind_height(flow->style, page->kind) -
	    page->notes_height + notes_separation(flow->style);
	for (uint32_t i = 0; i < page->note_count; i++) {
		uint32_t note = painter->plan->notes.items[page->first_note + i];
		const struct strip *strip = &flow->note_strips.items[note];
		if (i > 0)
			y += strip->space_before;
		painter->note_tops[note] = y;
		locate_anchors(painter, strip, index, y);
		y += strip->height;
	}
}

static void index_destinations(struct painter *painter)
{
	for (size_t i = 0; i < painter->destinations.count; i++) {
		struct destination *one = &painter->destinations.items[i];
		struct str key = { (const char *)&one->node,
				   sizeof one->node };
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

/* ---- Lines and items --------------------------------------------------- */

struct frame_item *painter_add_item(struct painter *painter,
				    enum frame_item_kind kind)
{
	struct frame_item *item = VECTOR_ADD(&painter->items);
	item->kind = kind;
	return item;
}

void painter_add_link(struct painter *painter, const struct inline_mark *mark,
		      struct rectangle box)
{
	*VECTOR_ADD(&painter->links) = (struct link_area){
		.box = box,
		.element = mark->link,
		.uri = mark->uri,
		.target = mark->target,
	};
}

static void paint_stroke(struct painter *painter, const struct line_item *from,
			 lu x, lu baseline, int32_t position, lu width)
{
	struct frame_item *item = painter_add_item(painter, ITEM_LINE);
	const struct glyph_run *run = &from->run;
	item->artifact = ARTIFACT_LAYOUT;
	item->line.x1 = x + from->visible_x;
	item->line.x2 = item->line.x1 + from->visible_width;
	item->line.y1 = item->line.y2 =
		baseline + run->y -
		font_face_scale(run->face, position, run->size);
	item->line.width = width;
	item->line.colour = run->colour;
}

/* Underlines and strikes are drawn, not set: artifacts. */
static void paint_strokes(struct painter *painter,
			  const struct line_item *from, lu x, lu baseline)
{
	const struct inline_mark *mark = from->link;
	const struct glyph_run *run = &from->run;
	if (!mark || from->visible_width <= 0)
		return;
	lu width = run->size / 18;
	if (mark->is_underlined)
		paint_stroke(painter, from, x, baseline,
			     -run->face->units_per_em / 8, width);
	if (mark->is_struck)
		paint_stroke(painter, from, x, baseline,
			     run->face->strikeout_position, width);
}

static void paint_glyphs(struct painter *painter, const struct line_item *from,
			 lu x, lu baseline, enum artifact_kind artifact)
{
	struct frame_item *item = painter_add_item(painter, ITEM_GLYPHS);
	item->artifact = artifact;
	item->content = artifact == ARTIFACT_NONE ? from->content : NULL;
	if (!item->content && artifact == ARTIFACT_NONE)
		item->artifact = ARTIFACT_LAYOUT;
	item->run = from->run;
	item->run.x += x;
	item->run.y += baseline;
}

static void paint_object(struct painter *painter, const struct line_item *from,
			 lu x, lu baseline, enum artifact_kind artifact)
{
	const struct inline_image *object = from->object;
	struct frame_item *item = painter_add_item(painter, ITEM_IMAGE);
	item->image.image = object->image;
	item->image.box = from->box;
	item->image.box.x += x;
	item->image.box.y += baseline;
	bool is_content = artifact == ARTIFACT_NONE && object->figure;
	item->content = is_content ? object->content : NULL;
	item->artifact = is_content			? ARTIFACT_NONE :
			 artifact == ARTIFACT_NONE ? ARTIFACT_LAYOUT :
						     artifact;
	if (!is_content)
		return;
	object->figure->bounds = item->image.box;
	object->figure->bounds_page = painter->page_index;
}

/* One area for neighbouring parts of one link. */
static void paint_links(struct painter *painter,
			const struct paragraph_line *line, lu x, lu top)
{
	const struct inline_mark *open = NULL;
	struct rectangle box = { 0, 0, 0, 0 };
	for (uint32_t i = 0; i <= line->item_count; i++) {
		const struct line_item *part =
			i < line->item_count ? &line->items[i] : NULL;
		const struct inline_mark *mark = part ? part->link : NULL;
		if (mark && !mark->link)
			mark = NULL;
		bool continues = mark && open && mark->link == open->link;
		if (open && !continues) {
			painter_add_link(painter, open, box);
			open = NULL;
		}
		if (!mark)
			continue;
		bool is_object = part->kind == LINE_OBJECT;
		lu left = x + (is_object ? part->box.x : part->visible_x);
		lu width = is_object ? part->box.width : part->visible_width;
		if (!open) {
			open = mark;
			box = (struct rectangle){ left, top, width,
						  line->height };
			continue;
		}
		lu right = box.x + box.width;
		if (left + width > right)
			right = left + width;
		if (left < box.x)
			box.x = left;
		box.width = right - box.x;
	}
}

/* ---- Page numbers within lines ----------------------------------------- */

static const struct node *numbered(const struct line_item *part)
{
	const struct inline_mark *mark =
		part->kind == LINE_GLYPHS ? part->link : NULL;
	return mark ? mark->numbered : NULL;
}

/* Puts the number of the page in its place. What stands beside it at the side
 * where lines are ragged moves up. */
static void set_number(struct painter *painter, struct paragraph_line *line,
		       uint32_t index)
{
	struct flow *flow = painter->flow;
	struct line_item *part = &line->items[index];
	const struct inline_mark *mark = part->link;
	const struct destination *found =
		painter_find(painter, mark->numbered);
	struct text_style style = { .role = FONT_BODY,
				    .size = part->run.size,
				    .leading = part->run.size,
				    .is_bold = part->run.face->is_bold,
				    .colour = part->run.colour };
	struct block_context context = furniture_context(flow);
	struct paragraph_lines lines = inline_set_text(
		flow, found ? painter->labels[found->page] : "–", &style,
		part->content, mark, &context, style.size * 20);
	struct glyph_run run = lines.lines[0].items[0].run;
	lu missing = part->run.width - run.width, left = part->run.x;
	for (uint32_t i = 0; i < line->item_count; i++) {
		struct line_item *other = &line->items[i];
		lu *x = other->kind == LINE_OBJECT ? &other->box.x :
						     &other->run.x;
		if (mark->is_right_to_left ? *x >= left : *x <= left)
			continue;
		lu by = mark->is_right_to_left ? missing : -missing;
		*x += by;
		other->visible_x += by;
	}
	run.x = mark->is_right_to_left ? left + missing : left;
	run.y = part->run.y;
	part->run = run;
	part->visible_x = run.x;
	part->visible_width = run.width;
}

/* The line, or a copy with its page numbers set. */
static const struct paragraph_line *
with_numbers(struct painter *painter, const struct paragraph_line *line)
{
	struct paragraph_line *copy = NULL;
	for (uint32_t i = 0; i < line->item_count; i++) {
		if (!numbered(&line->items[i]))
			continue;
		if (!copy) {
			struct arena *arena = painter->flow->arena;
			size_t size = line->item_count * sizeof *line->items;
			copy = ARENA_NEW(arena, struct paragraph_line);
			*copy = *line;
			copy->items = ARENA_NEW_ARRAY(
				arena, line->item_count, struct line_item);
			memcpy(copy->items, line->items, size);
		}
		set_number(painter, copy, i);
	}
	return copy ? copy : line;
}

void painter_paint_line(struct painter *painter,
			const struct paragraph_line *line, lu x, lu top,
			enum artifact_kind artifact)
{
	line = with_numbers(painter, line);
	lu baseline = top + line->ascent;
	for (uint32_t i = 0; i < line->item_count; i++) {
		const struct line_item *part = &line->items[i];
		if (part->kind == LINE_OBJECT) {
			paint_object(painter, part, x, baseline, artifact);
			continue;
		}
		paint_glyphs(painter, part, x, baseline, artifact);
		paint_strokes(painter, part, x, baseline);
	}
	if (artifact == ARTIFACT_NONE)
		paint_links(painter, line, x, top);
}

static void move_item(struct frame_item *item, lu x, lu y)
{
	switch (item->kind) {
	case ITEM_GLYPHS:
		item->run.x += x;
		item->run.y += y;
		break;
	case ITEM_RECTANGLE:
		item->rectangle.box.x += x;
		item->rectangle.box.y += y;
		break;
	case ITEM_LINE:
		item->line.x1 += x;
		item->line.x2 += x;
		item->line.y1 += y;
		item->line.y2 += y;
		break;
	case ITEM_IMAGE:
		item->image.box.x += x;
		item->image.box.y += y;
		break;
	}
}

static void paint_items(struct painter *painter, const struct strip *strip,
			lu top, enum artifact_kind artifact)
{
	for (uint32_t i = 0; i < strip->item_count; i++) {
		struct frame_item *item =
			painter_add_item(painter, ITEM_GLYPHS);
		*item = painter->flow->items.items[strip->first_item + i];
		move_item(item, painter->shift, top);
		if (artifact != ARTIFACT_NONE) {
			item->content = NULL;
			item->artifact = artifact;
		}
		if (item->kind != ITEM_IMAGE || !item->content)
			continue;
		struct structure_element *figure = item->content->parent;
		figure->bounds = item->image.box;
		figure->bounds_page = painter->page_index;
	}
}

/* ---- Page numbers in the contents -------------------------------------- */

static void paint_leader(struct painter *painter,
			 const struct late_number *number, lu baseline,
			 lu number_edge)
{
	const struct style *style = painter->flow->style;
	lu step = LU_FROM_POINTS(5), size = LU_FROM_POINTS(1);
	lu leader_edge = number->leader_edge + painter->shift;
	lu from = number->is_right_to_left ? number_edge : leader_edge;
	lu to = number->is_right_to_left ? leader_edge : number_edge;
	/* Dots stand on one grid, so that they line up over entries. */
	for (lu x = (from / step + 1) * step; x + step < to; x += step) {
		struct frame_item *item =
			painter_add_item(painter, ITEM_RECTANGLE);
		item->artifact = ARTIFACT_LAYOUT;
		item->rectangle.box =
			(struct rectangle){ x, baseline - size, size, size };
		item->rectangle.colour = style->palette.quiet;
	}
}

static void paint_number(struct painter *painter,
			 const struct late_number *number, lu top)
{
	struct flow *flow = painter->flow;
	const struct destination *destination =
		painter_find(painter, number->target);
	if (!destination)
		return;
	struct inline_mark *mark = ARENA_NEW(flow->arena, struct inline_mark);
	mark->link = number->content->parent;
	mark->target = number->target;
	struct block_context context = furniture_context(flow);
	const struct text_style *style =
		&flow->style->block[number->role].text;
	const char *text = painter->labels[destination->page];
	struct paragraph_lines lines =
		inline_set_text(flow, text, style, number->content, mark,
				&context, style->size * 20);
	const struct paragraph_line *line = &lines.lines[0];
	lu edge = number->edge + painter->shift;
	lu left = number->is_right_to_left ? edge : edge - line->width;
	lu gap = style->size / 2;
	lu baseline = top + number->baseline;
	paint_leader(painter, number, baseline,
		     number->is_right_to_left ? left + line->width + gap :
						left - gap);
	painter_paint_line(painter, line, left - line->x,
			   baseline - line->ascent, ARTIFACT_NONE);
}

/* ---- Strips ------------------------------------------------------------ */

static void paint_strip_rest(struct painter *painter,
			     const struct strip *strip, lu top)
{
	for (uint32_t i = 0; i < strip->number_count; i++)
		paint_number(painter,
			     &painter->flow->numbers
				      .items[strip->first_number + i],
			     top);
}

static void paint_strip(struct painter *painter, const struct strip *strip,
			lu top, enum artifact_kind artifact)
{
	const struct flow *flow = painter->flow;
	paint_items(painter, strip, top, artifact);
	for (uint32_t i = 0; i < strip->line_count; i++) {
		const struct placed_line *placed =
			&flow->lines.items[strip->first_line + i];
		painter_paint_line(painter, placed->line,
				   placed->x + painter->shift, top + placed->y,
				   artifact);
	}
	paint_strip_rest(painter, strip, top);
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
		paint_items(painter, &list->items[order[i]], tops[order[i]],
			    artifact);
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
	lu y = page_kind_top(flow->style, page->kind);
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
	rule->line.x1 = is_rtl ? painter->page->width - style->margin_start -
					 length :
				 style->margin_start;
	rule->line.x2 = rule->line.x1 + length;
	rule->line.y1 = rule->line.y2 =
		painter->note_tops[first] - notes_separation(style) / 2;
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
	page->items = ARENA_NEW_ARRAY(arena, page->item_count,
				      struct frame_item);
	if (page->item_count)
		memcpy(page->items, painter->items.items,
		       page->item_count * sizeof *page->items);
	page->link_count = page->link_capacity = painter->links.count;
	page->links =
		ARENA_NEW_ARRAY(arena, page->link_count, struct link_area);
	if (page->link_count)
		memcpy(page->links, painter->links.items,
		       page->link_count * sizeof *page->links);
	painter->items.count = painter->links.count = 0;
}

static void paint_page(struct painter *painter, uint32_t index)
{
	struct flow *flow = painter->flow;
	const struct page_plan *plan = &painter->plan->pages.items[index];
	struct page *page = &painter->frames->pages[index];
	bool is_turned = plan->kind == PAGE_LANDSCAPE;
	page->width = is_turned ? flow->style->page_height :
				  flow->style->page_width;
	page->height = is_turned ? flow->style->page_width :
				   flow->style->page_height;
	page->label = painter->labels[index];
	painter->page = page;
	painter->shift = flow->document->direction == DIRECTION_RTL ?
				 page->width - flow->style->page_width :
				 0;
	painter->page_index = index;
	painter->list = &flow->strips;
	furniture_paint_background(painter, plan);
	boxes_paint(painter, plan);
	furniture_paint_header(painter, plan);
	paint_repeated_head(painter, plan);
	paint_strips(painter, painter->plan->order.items + plan->first,
		     plan->end - plan->first, painter->tops, ARTIFACT_NONE);
	paint_notes(painter, plan);
	furniture_paint_footer(painter, plan);
	keep_page(painter);
}

/* ---- Page labels ------------------------------------------------------- */

static const char *roman(struct arena *arena, unsigned number)
{
	static const struct {
		unsigned value;
		const char *digits;
	} parts[] = { { 100, "c" }, { 90, "xc" }, { 50, "l" }, { 40, "xl" },
		      { 10, "x" },  { 9, "ix" },  { 5, "v" },  { 4, "iv" },
		      { 1, "i" } };
	struct buffer out = BUFFER_INITIALISER;
	for (size_t i = 0; i < sizeof parts / sizeof *parts;) {
		if (number < parts[i].value) {
			i++;
			continue;
		}
		buffer_append_string(&out, parts[i].digits);
		number -= parts[i].value;
	}
	const char *text = arena_copy(arena, out.bytes, out.length);
	buffer_release(&out);
	return text;
}

/* Pages before the first chapter, if there are contents among them. */
static uint32_t count_front_pages(const struct painter *painter)
{
	const struct node *child =
		painter->flow->document->root->first_child;
	bool has_contents = false;
	while (child && child->kind != NODE_CHAPTER) {
		has_contents |= child->kind == NODE_CONTENTS;
		child = child->next;
	}
	const struct destination *found =
		child && has_contents ? painter_find(painter, child) : NULL;
	return found && found->page < 300 ? found->page : 0;
}

static void label_pages(struct painter *painter)
{
	struct flow *flow = painter->flow;
	uint32_t front = count_front_pages(painter);
	uint32_t count = (uint32_t)painter->plan->pages.count;
	painter->labels =
		ARENA_NEW_ARRAY(flow->arena, count, const char *);
	painter->first_odd = front % 2;
	for (uint32_t i = 0; i < count; i++)
		painter->labels[i] =
			i < front ? roman(flow->arena, i + 1) :
				    inline_number(flow, i - front + 1);
}

static const char *title_of(struct flow *flow, const struct node *heading)
{
	struct buffer buffer = BUFFER_INITIALISER;
	if (heading->heading.number)
		buffer_append_format(&buffer, "%s  ", heading->heading.number);
	node_append_plain_text(heading, &buffer);
	const char *title = arena_copy(flow->arena, buffer.bytes,
				       buffer.length);
	buffer_release(&buffer);
	return title;
}

/* From where each chapter begins to where the next one does. */
static void find_chapters(struct painter *painter)
{
	struct flow *flow = painter->flow;
	uint32_t count = (uint32_t)painter->plan->pages.count, next = 0;
	const char *title = NULL;
	for (const struct node *child = flow->document->root->first_child;
	     child; child = child->next) {
		const struct node *heading = child->first_child;
		const struct destination *found =
			child->kind == NODE_CHAPTER && heading &&
					heading->kind == NODE_HEADING ?
				painter_find(painter, heading) :
				NULL;
		if (!found)
			continue;
		if (!painter->chapters)
			painter->chapters = ARENA_NEW_ARRAY(
				flow->arena, count, const char *);
		while (next < found->page)
			painter->chapters[next++] = title;
		title = title_of(flow, heading);
	}
	while (painter->chapters && next < count)
		painter->chapters[next++] = title;
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

void pages_paint(struct flow *flow, const struct plan *plan,
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
	label_pages(&painter);
	find_chapters(&painter);
	frames->pages = ARENA_NEW_ARRAY(flow->arena, plan->pages.count,
					struct page);
	frames->page_count = frames->page_capacity = plan->pages.count;
	for (uint32_t i = 0; i < plan->pages.count; i++)
		paint_page(&painter, i);
	add_bookmarks(&painter);
	frames->destination_count = painter.destinations.count;
	frames->destinations =
		ARENA_NEW_ARRAY(flow->arena, painter.destinations.count,
				struct destination);
	if (painter.destinations.count)
		memcpy(frames->destinations, painter.destinations.items,
		       painter.destinations.count *
			       sizeof *frames->destinations);
	map_release(&painter.by_node);
	VECTOR_RELEASE(&painter.destinations);
	VECTOR_RELEASE(&painter.items);
	VECTOR_RELEASE(&painter.links);
	free(painter.tops);
	free(painter.note_tops);
}
