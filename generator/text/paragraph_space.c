/* What stands between units without a space: a quarter of an em between Han
 * and Latin, and less than nothing between full-width marks (W3C, Requirements
 * for Chinese Text Layout, 3.1.6 and 3.2.3). */
#include "text/paragraph_private.h"

#include <unicode/uchar.h>

/* Letters and digits that stand off from Han by a quarter of an em. */
static bool is_western(uint32_t code_point)
{
	return code_point < 0x530 &&
	       (u_isalnum((UChar32)code_point) || code_point == '%');
}

static const struct text_style *style_of(const struct paragraph *paragraph,
					 const struct unit_run *run)
{
	return paragraph->spans[run->span].style;
}

/* The number of a note stands close to what it belongs to. */
static bool is_raised(const struct paragraph *paragraph,
		      const struct unit_run *before,
		      const struct unit_run *after)
{
	return style_of(paragraph, before)->baseline_shift !=
	       style_of(paragraph, after)->baseline_shift;
}

static lu space_han_from_latin(const struct paragraph *paragraph, uint32_t last,
			       const struct unit_run *before, uint32_t first,
			       const struct unit_run *after)
{
	bool is_han_first = script_is_han_or_kana(last) && is_western(first);
	if (!is_han_first &&
	    !(is_western(last) && script_is_han_or_kana(first)))
		return 0;
	if (is_raised(paragraph, before, after))
		return 0;
	return style_of(paragraph, is_han_first ? before : after)->size / 4;
}

/* Cheap, and never wrongly false: what may be a full-width mark begins so. */
static bool may_be_mark(struct str text, uint32_t offset)
{
	uint8_t byte = (uint8_t)text.bytes[offset];
	return byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF;
}

/* The room of the mark at `offset`. Marks in a run that goes the other way
 * than the line have no edge of the line beside them. */
static struct mark_room room_at(const struct paragraph *paragraph,
				const struct unit_run *run, uint32_t offset)
{
	if (!run || !run->context || run->level != 0 ||
	    !may_be_mark(paragraph->text, offset))
		return (struct mark_room){ 0, 0 };
	return shape_mark_room(paragraph->typesetter->shaper, run->context,
			       itemise_code_point_at(paragraph->text, offset));
}

/* The byte at which the character before `offset` begins. */
static uint32_t offset_before(struct str text, uint32_t offset)
{
	do {
		offset--;
	} while (offset > 0 && ((uint8_t)text.bytes[offset] & 0xC0) == 0x80);
	return offset;
}

lu paragraph_space_between(const struct paragraph *paragraph, uint32_t offset,
			   const struct unit_run *before,
			   const struct unit_run *after)
{
	struct str text = paragraph->text;
	if (!before->context || !after->context || before->level % 2 ||
	    after->level % 2)
		return 0;
	/* Han is in neither: nothing to do, nearly always. */
	if ((uint8_t)text.bytes[offset - 1] < 0x80 &&
	    (uint8_t)text.bytes[offset] < 0xC2)
		return 0;
	uint32_t last = offset_before(text, offset);
	struct mark_room room = room_at(paragraph, before, last);
	lu closed = shape_mark_room_between(room,
					    room_at(paragraph, after, offset));
	if (room.start == 0 && is_raised(paragraph, before, after))
		closed = room.end;
	if (closed || before == after)
		return -closed;
	return space_han_from_latin(paragraph,
				    itemise_code_point_at(text, last), before,
				    itemise_code_point_at(text, offset), after);
}

void paragraph_break_trim_marks(const struct paragraph *paragraph,
				struct break_point *point,
				const struct unit_run *before,
				const struct unit_run *after, lu gap)
{
	struct str text = paragraph->text;
	uint32_t offset = point->offset;
	struct mark_room last = { 0, 0 }, first = { 0, 0 };
	if (offset > 0 && before)
		last = room_at(paragraph, before, offset_before(text, offset));
	if (offset < text.length && after)
		first = room_at(paragraph, after, offset);
	if (last.start == 0 && last.end > 0)
		point->trim = last.end;
	if (first.end == 0 && first.start > 0)
		point->lead = first.start;
	if (gap < 0) { /* closed up between units: the line shows it again */
		point->hang += point->trim + gap;
		return;
	}
	/* Closed up within a unit: the glyphs have it already. */
	if (before == after && shape_mark_room_between(last, first) > 0) {
		if (point->trim)
			point->trim = 0;
		else
			point->lead = 0;
	}
	point->hang += point->trim;
}
