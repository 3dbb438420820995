/* One line: its pieces in visual order, gathered into glyph runs. */
#include "text/paragraph_private.h"

#include <string.h>

#include "base/memory.h"

struct line_maker {
	struct paragraph *paragraph;
	struct typesetter *typesetter;
	struct arena *arena;
	const struct line_extent *extent;
	uint32_t hang_start; /* byte at which the line's last spaces begin */
};

/* ---- Pieces ------------------------------------------------------------ */

static uint8_t base_level(const struct paragraph *paragraph)
{
	return paragraph->direction == DIRECTION_RTL;
}

static bool take_slice(struct piece *piece, const struct unit *unit,
		       bool is_right_to_left, uint32_t start, uint32_t end)
{
	if (!shaped_slice(unit->shaped, is_right_to_left, start - unit->start,
			  end - unit->start, unit->end - unit->start,
			  &piece->glyphs, &piece->glyph_count))
		return false;
	for (uint32_t i = 0; i < piece->glyph_count; i++)
		piece->width += piece->glyphs[i].advance;
	return true;
}

static void add_glyphs(struct line_maker *maker, const struct unit *unit,
		       uint32_t start, uint32_t end)
{
	struct paragraph *paragraph = maker->paragraph;
	const struct unit_run *run = &paragraph->runs[unit->run];
	struct piece *piece = VECTOR_ADD(&maker->typesetter->pieces);
	piece->start = start;
	piece->end = end;
	piece->run = unit->run;
	piece->level = run->level;
	piece->base = unit->start;
	if (start == unit->start && end == unit->end) {
		piece->glyphs = unit->shaped->glyphs;
		piece->glyph_count = unit->shaped->count;
		piece->width = unit->shaped->width;
	} else if (!take_slice(piece, unit, run->level % 2, start, end)) {
		/* Copied glyphs need not outlive the paragraph. */
		const struct shaped *part =
			shape(maker->typesetter->shaper, run->context,
			      paragraph->arena, paragraph->text, start, end);
		piece->glyphs = part->glyphs;
		piece->glyph_count = part->count;
		piece->width = part->width;
		piece->base = start;
	}
	if (end == unit->end && end < maker->extent->end->offset)
		piece->gap = unit->gap;
	if (piece->glyph_count && start == maker->extent->start->offset)
		piece->lead = maker->extent->start->lead;
	if (piece->glyph_count && end == maker->extent->end->offset)
		piece->trim = maker->extent->end->trim;
	piece->width += piece->gap - piece->lead - piece->trim;
}

/* Glyphs of the other direction, painted left to right all the same. */
static void reverse_glyphs(struct line_maker *maker, struct piece *piece)
{
	uint32_t count = piece->glyph_count;
	struct glyph *glyphs =
		ARENA_NEW_ARRAY(maker->paragraph->arena, count, struct glyph);
	for (uint32_t i = 0; i < count; i++)
		glyphs[i] = piece->glyphs[count - 1 - i];
	piece->glyphs = glyphs;
}

/* Spaces at the line's end stand at the paragraph's own level, UAX #9, L1. */
static void add_text(struct line_maker *maker, const struct unit *unit,
		     uint32_t start, uint32_t end)
{
	uint32_t hang = maker->hang_start;
	if (start < hang)
		add_glyphs(maker, unit, start, end < hang ? end : hang);
	if (end > hang) {
		add_glyphs(maker, unit, start > hang ? start : hang, end);
		struct piece *piece = VECTOR_LAST(&maker->typesetter->pieces);
		uint8_t level = base_level(maker->paragraph);
		if (piece->level % 2 != level && piece->glyph_count > 1)
			reverse_glyphs(maker, piece);
		piece->is_hanging = true;
		piece->level = level;
	}
}

static void add_object(struct line_maker *maker, const struct unit *unit)
{
	const struct unit_run *run = &maker->paragraph->runs[unit->run];
	struct piece *piece = VECTOR_ADD(&maker->typesetter->pieces);
	piece->start = unit->start;
	piece->end = unit->end;
	piece->run = unit->run;
	piece->level = run->level;
	piece->width = unit->width;
}

/* The soft hyphen before the line's end, after the piece that holds it. */
static void add_hyphen(struct line_maker *maker, uint32_t end)
{
	const struct piece *last = VECTOR_LAST(&maker->typesetter->pieces);
	struct piece hyphen = {
		.start = end - SOFT_HYPHEN_LENGTH,
		.end = end,
		.base = end - SOFT_HYPHEN_LENGTH,
		.run = last->run,
		.level = last->level,
	};
	if (!last->glyphs)
		return;
	const struct shaped *shaped = paragraph_hyphen(
		maker->paragraph, &maker->paragraph->runs[last->run]);
	hyphen.glyphs = shaped->glyphs;
	hyphen.glyph_count = shaped->count;
	hyphen.width = shaped->width;
	*VECTOR_ADD(&maker->typesetter->pieces) = hyphen;
}

static void find_pieces(struct line_maker *maker)
{
	const struct paragraph *paragraph = maker->paragraph;
	uint32_t start = maker->extent->start->offset;
	uint32_t end = maker->extent->end->offset;
	struct str text = { paragraph->text.bytes + start, end - start };
	bool has_hyphen = paragraph_has_soft_hyphen_before(paragraph, end);
	maker->hang_start = end - shape_trailing_space_length(text);
	maker->typesetter->pieces.count = 0;
	for (uint32_t i = maker->extent->start->unit;
	     i < paragraph->unit_count && paragraph->units[i].start < end;
	     i++) {
		const struct unit *unit = &paragraph->units[i];
		if (!unit->shaped)
			add_object(maker, unit);
		else
			add_text(maker, unit,
				 unit->start > start ? unit->start : start,
				 unit->end < end ? unit->end : end);
	}
	if (has_hyphen)
		add_hyphen(maker, end);
}

/* ---- Positions --------------------------------------------------------- */

static void reserve_pieces(struct typesetter *typesetter)
{
	size_t count = typesetter->pieces.count;
	if (count <= typesetter->piece_capacity)
		return;
	typesetter->piece_capacity = count * 2;
	typesetter->levels_of_pieces =
		memory_resize(typesetter->levels_of_pieces, count * 2,
			      sizeof *typesetter->levels_of_pieces);
	typesetter->order_of_pieces =
		memory_resize(typesetter->order_of_pieces, count * 2,
			      sizeof *typesetter->order_of_pieces);
}

/* The pieces from left to right, in typesetter->order_of_pieces. */
static void order_pieces(struct typesetter *typesetter)
{
	reserve_pieces(typesetter);
	const struct piece *pieces = typesetter->pieces.items;
	int32_t count = (int32_t)typesetter->pieces.count;
	bool is_mixed = false;
	for (int32_t i = 0; i < count; i++) {
		typesetter->levels_of_pieces[i] = pieces[i].level;
		typesetter->order_of_pieces[i] = i;
		is_mixed |= pieces[i].level != 0;
	}
	if (is_mixed)
		itemise_bidi_order_visually(typesetter->levels_of_pieces, count,
					    typesetter->order_of_pieces);
}

/* Left end of what is seen. */
static lu align(const struct paragraph *paragraph,
		const struct line_extent *extent, lu seen)
{
	lu room = extent->width - extent->indent - seen;
	bool is_rtl = paragraph->direction == DIRECTION_RTL;
	lu left = is_rtl ? 0 : extent->indent;
	switch (paragraph->alignment) {
	case ALIGNMENT_START:
		return is_rtl ? left + room : left;
	case ALIGNMENT_END:
		return is_rtl ? left : left + room;
	case ALIGNMENT_CENTRE:
		return left + room / 2;
	}
	return left;
}

static void place_pieces(struct line_maker *maker, struct paragraph_line *line)
{
	struct typesetter *typesetter = maker->typesetter;
	struct piece *pieces = typesetter->pieces.items;
	uint32_t count = (uint32_t)typesetter->pieces.count;
	lu hang = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (pieces[i].is_hanging)
			hang += pieces[i].width;
		else
			line->width += pieces[i].width;
	}
	line->x = align(maker->paragraph, maker->extent, line->width);
	line->is_overfull =
		line->width > maker->extent->width - maker->extent->indent;
	order_pieces(typesetter);
	lu x = line->x - (base_level(maker->paragraph) ? hang : 0);
	for (uint32_t i = 0; i < count; i++) {
		struct piece *piece = &pieces[typesetter->order_of_pieces[i]];
		piece->x = x;
		x += piece->width;
	}
}

/* ---- Runs -------------------------------------------------------------- */

static const struct text_span *span_of(const struct paragraph *paragraph,
				       const struct piece *piece)
{
	return &paragraph->spans[paragraph->runs[piece->run].span];
}

/* True where `next`, which follows in the text, can be part of the same glyph
 * run: it looks alike and touches. */
static bool continues_run(const struct paragraph *paragraph,
			  const struct piece *piece, const struct piece *next)
{
	if (!piece->glyphs || !next->glyphs || piece->level != next->level)
		return false;
	if (next->level % 2 ? next->x + next->width != piece->x :
			      piece->x + piece->width != next->x)
		return false;
	if (piece->run == next->run)
		return true;
	const struct text_span *a = span_of(paragraph, piece);
	const struct text_span *b = span_of(paragraph, next);
	return paragraph->runs[piece->run].face ==
		       paragraph->runs[next->run].face &&
	       paragraph->runs[piece->run].size ==
		       paragraph->runs[next->run].size &&
	       a->style == b->style && a->content == b->content &&
	       a->link == b->link;
}

/* Copies the piece's glyphs to `to`; their clusters count from `start`. */
static void copy_glyphs(const struct piece *piece, uint32_t start,
			struct glyph *to)
{
	uint32_t shift = piece->base - start; /* may wrap: modulo is right */
	memcpy(to, piece->glyphs, piece->glyph_count * sizeof *to);
	for (uint32_t i = 0; i < piece->glyph_count; i++)
		to[i].cluster += shift;
	if (!piece->glyph_count)
		return;
	to[piece->level % 2 ? 0 : piece->glyph_count - 1].advance +=
		piece->gap - piece->trim;
	to[0].advance -= piece->lead; /* marks go left to right */
	to[0].x_offset -= piece->lead;
}

static void fill_run(struct line_maker *maker, uint32_t first, uint32_t last,
		     struct line_item *item)
{
	const struct paragraph *paragraph = maker->paragraph;
	const struct piece *pieces = maker->typesetter->pieces.items;
	const struct piece *head = &pieces[first], *tail = &pieces[last - 1];
	const struct text_style *style = span_of(paragraph, head)->style;
	struct glyph_run *run = &item->run;
	bool is_right_to_left = head->level % 2;
	uint32_t count = 0;
	lu hang = 0;
	for (uint32_t i = first; i < last; i++) {
		count += pieces[i].glyph_count;
		run->width += pieces[i].width;
		if (pieces[i].is_hanging)
			hang += pieces[i].width;
	}
	struct glyph *glyphs =
		ARENA_NEW_ARRAY(maker->arena, count, struct glyph);
	run->glyphs = glyphs;
	run->count = count;
	for (uint32_t i = 0; i < last - first; i++) {
		const struct piece *piece =
			is_right_to_left ? tail - i : head + i;
		copy_glyphs(piece, head->start, glyphs);
		glyphs += piece->glyph_count;
	}
	run->face = paragraph->runs[head->run].face;
	run->size = paragraph->runs[head->run].size;
	run->colour = style->colour;
	run->x = is_right_to_left ? tail->x : head->x;
	run->y = -style->baseline_shift;
	run->is_right_to_left = is_right_to_left;
	run->text = (struct str){ maker->extent->text.bytes + head->start,
				  tail->end - head->start };
	item->visible_width = run->width - hang;
	item->visible_x = run->x + (is_right_to_left ? hang : 0);
}

static void fill_object(struct line_maker *maker, const struct piece *piece,
			struct line_item *item)
{
	const struct text_span *span = span_of(maker->paragraph, piece);
	item->kind = LINE_OBJECT;
	item->object = span->object;
	item->box = (struct rectangle){
		.x = piece->x,
		.y = -span->ascent,
		.width = span->width,
		.height = span->ascent + span->descent,
	};
}

static uint32_t end_of_run(struct line_maker *maker, uint32_t first)
{
	const struct piece *pieces = maker->typesetter->pieces.items;
	uint32_t last = first + 1;
	while (last < maker->typesetter->pieces.count &&
	       continues_run(maker->paragraph, &pieces[last - 1],
			     &pieces[last]))
		last++;
	return last;
}

static uint32_t count_runs(struct line_maker *maker)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < maker->typesetter->pieces.count; count++)
		i = end_of_run(maker, i);
	return count;
}

static void make_items(struct line_maker *maker, struct paragraph_line *line)
{
	const struct piece *pieces = maker->typesetter->pieces.items;
	line->items = ARENA_NEW_ARRAY(&maker->typesetter->lines,
				      count_runs(maker), struct line_item);
	uint32_t last;
	for (uint32_t first = 0; first < maker->typesetter->pieces.count;
	     first = last) {
		last = end_of_run(maker, first);
		struct line_item *item = &line->items[line->item_count];
		const struct text_span *span =
			span_of(maker->paragraph, &pieces[first]);
		item->content = span->content;
		item->link = span->link;
		item->span = span->index;
		if (pieces[first].glyphs)
			fill_run(maker, first, last, item);
		else
			fill_object(maker, &pieces[first], item);
		/* nothing but characters that are never seen */
		if (item->kind == LINE_GLYPHS && item->run.count == 0)
			memset(item, 0, sizeof *item);
		else
			line->item_count++;
	}
}

/* ---- The line ---------------------------------------------------------- */

static void find_height(struct line_maker *maker, struct paragraph_line *line)
{
	const struct paragraph *paragraph = maker->paragraph;
	line->ascent = paragraph->ascent;
	line->descent = paragraph->descent;
	for (size_t i = 0; i < maker->typesetter->pieces.count; i++) {
		const struct text_span *span =
			span_of(paragraph, &maker->typesetter->pieces.items[i]);
		if (span->ascent > line->ascent)
			line->ascent = span->ascent;
		if (span->descent > line->descent)
			line->descent = span->descent;
	}
	line->height = line->ascent + line->descent;
}

void paragraph_make_line(struct paragraph *paragraph, struct arena *arena,
			 const struct line_extent *extent,
			 struct paragraph_line *line)
{
	struct line_maker maker = {
		.paragraph = paragraph,
		.typesetter = paragraph->typesetter,
		.arena = arena,
		.extent = extent,
	};
	find_pieces(&maker);
	place_pieces(&maker, line);
	make_items(&maker, line);
	find_height(&maker, line);
}
