/* Copying what is set to the page: lines with their links and strokes, and
 * all that is not text. */
#include "pages/painter.h"

#include "layout/inline.h"
#include "pages/page_numbers.h"

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
static void paint_strokes(struct painter *painter, const struct line_item *from,
			  lu x, lu baseline)
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

/* A figure's drawing, or a part of it, stands here. One that stands on several
 * pages has no bounds (ISO 32000-1, 14.8.5.4.3). */
static void bound(const struct painter *painter,
		  struct structure_element *figure, struct rectangle box)
{
	const struct rectangle *old = &figure->bounds;
	if (figure->bounds_page == FRAME_MANY_PAGES)
		return;
	if (!old->width) {
		figure->bounds = box;
		figure->bounds_page = painter->page_index;
		return;
	}
	if (figure->bounds_page != painter->page_index) {
		figure->bounds_page = FRAME_MANY_PAGES;
		return;
	}
	lu left = box.x < old->x ? box.x : old->x;
	lu top = box.y < old->y ? box.y : old->y;
	lu right = box.x + box.width, old_right = old->x + old->width;
	lu bottom = box.y + box.height, old_bottom = old->y + old->height;
	figure->bounds = (struct rectangle){
		left, top, (right > old_right ? right : old_right) - left,
		(bottom > old_bottom ? bottom : old_bottom) - top
	};
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
	item->artifact = is_content                ? ARTIFACT_NONE :
			 artifact == ARTIFACT_NONE ? ARTIFACT_LAYOUT :
						     artifact;
	if (!is_content)
		return;
	bound(painter, object->figure, item->image.box);
}

/* The words in a picture that stands in a line. */
static void paint_words(struct painter *painter, const struct line_item *from,
			lu x, lu baseline, enum artifact_kind artifact)
{
	const struct drawing_words *words =
		&((const struct inline_image *)from->object)->words;
	for (size_t i = 0; i < words->count; i++) {
		struct frame_item *item =
			painter_add_item(painter, ITEM_GLYPHS);
		*item = words->items[i];
		item->run.x += x + from->box.x;
		item->run.y += baseline + from->box.y;
		if (artifact == ARTIFACT_NONE)
			continue;
		item->content = NULL;
		item->artifact = artifact;
	}
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
void painter_paint_line(struct painter *painter,
			const struct paragraph_line *line, lu x, lu top,
			enum artifact_kind artifact)
{
	line = page_numbers_in_line(painter, line);
	lu baseline = top + line->ascent;
	for (uint32_t i = 0; i < line->item_count; i++) {
		const struct line_item *part = &line->items[i];
		if (part->kind == LINE_OBJECT) {
			paint_object(painter, part, x, baseline, artifact);
			paint_words(painter, part, x, baseline, artifact);
			continue;
		}
		paint_glyphs(painter, part, x, baseline, artifact);
		paint_strokes(painter, part, x, baseline);
	}
	if (artifact == ARTIFACT_NONE)
		paint_links(painter, line, x, top);
}

void painter_paint_items(struct painter *painter, const struct strip *strip,
			 lu top, enum artifact_kind artifact)
{
	for (uint32_t i = 0; i < strip->item_count; i++) {
		struct frame_item *item =
			painter_add_item(painter, ITEM_GLYPHS);
		*item = painter->flow->items.items[strip->first_item + i];
		frame_item_move(item, painter->shift, top);
		if (artifact != ARTIFACT_NONE) {
			item->content = NULL;
			item->artifact = artifact;
		}
		if (item->kind != ITEM_IMAGE || !item->content)
			continue;
		bound(painter, item->content->parent, item->image.box);
	}
}
