/* Bidi levels through ICU, which works on UTF-16: the text is copied there,
 * with the isolates' controls, and the levels are carried back to bytes. */
#include "text/itemise.h"

#include <stdlib.h>

#include <unicode/ubidi.h>
#include <unicode/utf16.h>

#include "base/memory.h"

enum {
	LRI = 0x2066,
	RLI = 0x2067,
	FSI = 0x2068,
	PDI = 0x2069,
	LINE_SEPARATOR = 0x2028
};

struct bidi {
	UBiDi *ubidi;
	VECTOR(UChar) units;
	VECTOR(uint32_t) offsets; /* byte that a unit begins or belongs to */
};

struct bidi *itemise_bidi_new(void)
{
	struct bidi *bidi = memory_allocate(sizeof *bidi);
	bidi->ubidi = ubidi_open();
	if (!bidi->ubidi)
		memory_exhausted();
	return bidi;
}

void itemise_bidi_release(struct bidi *bidi)
{
	ubidi_close(bidi->ubidi);
	VECTOR_RELEASE(&bidi->units);
	VECTOR_RELEASE(&bidi->offsets);
	free(bidi);
}

static bool may_be_right_to_left(uint32_t code_point)
{
	return (code_point >= 0x590 && code_point <= 0x8FF) ||
	       code_point == 0x200F ||
	       (code_point >= 0x202A && code_point <= 0x202E) ||
	       (code_point >= 0x2066 && code_point <= 0x2069) ||
	       (code_point >= 0xFB1D && code_point <= 0xFDFF) ||
	       (code_point >= 0xFE70 && code_point <= 0xFEFE) ||
	       (code_point >= 0x10800 && code_point <= 0x10FFF) ||
	       (code_point >= 0x1E800 && code_point <= 0x1EFFF);
}

bool itemise_bidi_is_needed(struct str text)
{
	size_t offset = 0;
	while ((offset = str_skip_ascii(text, offset)) < text.length) {
		uint8_t byte = (uint8_t)text.bytes[offset];
		if (byte < 0xD6 || (byte >= 0xE3 && byte <= 0xEE)) {
			/* nothing from U+3000 to U+EFFF, or below U+0580 */
			offset++;
			continue;
		}
		if (may_be_right_to_left(str_decode(text, &offset)))
			return true;
	}
	return false;
}

static void add_code_point(struct bidi *bidi, uint32_t code_point,
			   uint32_t offset)
{
	if (code_point > 0xFFFF) {
		*VECTOR_ADD(&bidi->units) = U16_LEAD(code_point);
		*VECTOR_ADD(&bidi->offsets) = offset;
		code_point = U16_TRAIL(code_point);
	}
	*VECTOR_ADD(&bidi->units) = (UChar)code_point;
	*VECTOR_ADD(&bidi->offsets) = offset;
}

static uint32_t control_of(const struct isolate_mark *mark)
{
	if (!mark->is_open)
		return PDI;
	if (mark->direction == DIRECTION_LTR)
		return LRI;
	return mark->direction == DIRECTION_RTL ? RLI : FSI;
}

static void fill(struct bidi *bidi, struct str text,
		 const struct isolate_mark *marks, size_t mark_count)
{
	bidi->units.count = bidi->offsets.count = 0;
	size_t offset = 0, mark = 0;
	while (offset < text.length) {
		uint32_t start = (uint32_t)offset;
		for (; mark < mark_count && marks[mark].offset <= start; mark++)
			add_code_point(bidi, control_of(&marks[mark]), start);
		uint32_t code_point = str_decode(text, &offset);
		/* a paragraph separator would end the isolates */
		if (code_point == 0x2029)
			code_point = LINE_SEPARATOR;
		add_code_point(bidi, code_point, start);
	}
}

void itemise_bidi_find_levels(struct bidi *bidi, struct str text,
			      enum direction direction,
			      const struct isolate_mark *marks,
			      size_t mark_count, struct level_runs *runs)
{
	runs->count = 0;
	fill(bidi, text, marks, mark_count);
	UBiDiLevel base = direction == DIRECTION_RTL;
	UErrorCode status = U_ZERO_ERROR;
	ubidi_setPara(bidi->ubidi, bidi->units.items,
		      (int32_t)bidi->units.count, base, NULL, &status);
	const UBiDiLevel *levels = ubidi_getLevels(bidi->ubidi, &status);
	if (status == U_MEMORY_ALLOCATION_ERROR)
		memory_exhausted();
	if (U_FAILURE(status) || !levels) {
		*VECTOR_ADD(runs) =
			(struct level_run){ (uint32_t)text.length, base };
		return;
	}
	for (size_t i = 0; i < bidi->units.count; i++) {
		uint32_t start = bidi->offsets.items[i];
		if (!runs->count || VECTOR_LAST(runs)->level != levels[i]) {
			if (runs->count)
				VECTOR_LAST(runs)->end = start;
			VECTOR_ADD(runs)->level = levels[i];
		}
	}
	if (runs->count)
		VECTOR_LAST(runs)->end = (uint32_t)text.length;
}

void itemise_bidi_order_visually(const uint8_t *levels, int32_t count,
				 int32_t *order)
{
	ubidi_reorderVisual(levels, count, order);
}
