/* What pages are called, and where their numbers are printed: known only once
 * the flow is cut into pages. */
#include "pages/page_numbers.h"

#include <string.h>

#include "document/localise.h"

#include "pages/furniture.h"
#include "layout/inline.h"

/* ---- Page labels ------------------------------------------------------- */

static const char *roman(struct arena *arena, unsigned number)
{
	static const struct {
		unsigned value;
		const char *digits;
	} parts[] = { { 100, "c" }, { 90, "xc" }, { 50, "l" },
		      { 40, "xl" }, { 10, "x" },  { 9, "ix" },
		      { 5, "v" },   { 4, "iv" },  { 1, "i" } };
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
	const struct node *child = painter->flow->document->root->first_child;
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
	painter->labels = ARENA_NEW_ARRAY(flow->arena, count, const char *);
	painter->first_odd = front % 2;
	for (uint32_t i = 0; i < count; i++)
		painter->labels[i] = i < front ? roman(flow->arena, i + 1) :
						 document_number(flow->document,
								 i - front + 1);
}

static const char *title_of(struct flow *flow, const struct node *heading)
{
	struct buffer buffer = BUFFER_INITIALISER;
	if (heading->heading.number)
		buffer_append_format(&buffer, "%s  ", heading->heading.number);
	node_append_plain_text(heading, &buffer);
	const char *title =
		arena_copy(flow->arena, buffer.bytes, buffer.length);
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
			painter->chapters = ARENA_NEW_ARRAY(flow->arena, count,
							    const char *);
		while (next < found->page)
			painter->chapters[next++] = title;
		title = title_of(flow, heading);
	}
	while (painter->chapters && next < count)
		painter->chapters[next++] = title;
}

void page_numbers_find(struct painter *painter)
{
	label_pages(painter);
	find_chapters(painter);
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
	const struct destination *found = painter_find(painter, mark->numbered);
	struct text_style style = { .role = FONT_BODY,
				    .size = part->run.size,
				    .leading = part->run.size,
				    .is_bold = part->run.face->is_bold,
				    .is_italic = part->run.face->is_italic,
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

const struct paragraph_line *
page_numbers_in_line(struct painter *painter, const struct paragraph_line *line)
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
			copy->items = ARENA_NEW_ARRAY(arena, line->item_count,
						      struct line_item);
			memcpy(copy->items, line->items, size);
		}
		set_number(painter, copy, i);
	}
	return copy ? copy : line;
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

void page_number_paint(struct painter *painter,
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
	const struct text_style *style = &flow->style->block[number->role].text;
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
