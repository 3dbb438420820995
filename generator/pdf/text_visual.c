/* Right-to-left text in visual order. */
#include "pdf/text_visual.h"

#include <stdlib.h>

#include "pdf/text_class.h"

void visual_release(struct visual_stretch *stretch)
{
	VECTOR_RELEASE(&stretch->codes);
	VECTOR_RELEASE(&stretch->spans);
}

void visual_add(struct visual_stretch *stretch, struct pdf_code code, lu x,
		lu y, lu width)
{
	uint32_t span =
		stretch->is_in_span ? (uint32_t)stretch->spans.count : 0;
	*VECTOR_ADD(&stretch->codes) =
		(struct visual_code){ code, x, y, width, span };
}

void visual_begin_span(struct visual_stretch *stretch,
		       const uint32_t *characters, size_t count)
{
	struct visual_span *span = VECTOR_ADD(&stretch->spans);
	for (; span->count < count; span->count++)
		span->characters[span->count] = characters[span->count];
	stretch->is_in_span = true;
}

void visual_end_span(struct visual_stretch *stretch)
{
	stretch->is_in_span = false;
}

bool visual_is_neutral(const struct glyph_run *run)
{
	for (size_t offset = 0; offset < run->text.length;) {
		enum text_class class =
			text_class_of(str_decode(run->text, &offset));
		if (class == TEXT_LEFT || class == TEXT_RIGHT)
			return false;
	}
	return true;
}

static void show_code(struct pdf_stream *stream, const struct visual_code *code,
		      lu size)
{
	if (code->width)
		pdf_stream_show_hidden(stream, code->code, size, code->x,
				       code->y, code->width);
	else
		pdf_stream_show(stream, code->code, size, code->x, code->y);
}

void visual_show(struct visual_stretch *stretch, struct pdf_stream *stream,
		 const struct glyph_run *leader)
{
	bool is_neutral = visual_is_neutral(leader);
	lu size = leader->size;
	const struct visual_code *codes = stretch->codes.items;
	for (size_t first = 0, end; first < stretch->codes.count; first = end) {
		uint32_t span = codes[first].span;
		for (end = first + 1;
		     end < stretch->codes.count && codes[end].span == span;)
			end++;
		if (span)
			pdf_stream_begin_span(
				stream,
				stretch->spans.items[span - 1].characters,
				stretch->spans.items[span - 1].count);
		for (size_t i = first; i < end; i++)
			show_code(stream,
				  &codes[is_neutral ? i : first + end - 1 - i],
				  size);
		if (span)
			pdf_stream_end_span(stream);
	}
	stretch->codes.count = stretch->spans.count = 0;
}

/* ---- What belongs to a stretch ----------------------------------------- */

bool visual_adjoins(const struct frame_item *item,
		    const struct frame_item *next)
{
	const struct glyph_run *a = &item->run, *b = &next->run;
	enum { NEARLY = 2 }; /* [lu] */
	return next->kind == ITEM_GLYPHS && next->content == item->content &&
	       next->artifact == item->artifact && !a->turn && !b->turn &&
	       a->is_right_to_left && b->is_right_to_left &&
	       a->colour.red == b->colour.red &&
	       a->colour.green == b->colour.green &&
	       a->colour.blue == b->colour.blue && !b->is_synthetic_text &&
	       a->y == b->y && b->count &&
	       labs((long)a->x - b->x - b->width) <= NEARLY;
}

size_t visual_measure(const struct frame_item *item,
		      const struct frame_item *end,
		      const struct glyph_run **leader)
{
	size_t count = 1;
	bool is_led = !visual_is_neutral(&item->run);
	*leader = &item->run;
	for (; item + count < end; count++) {
		const struct glyph_run *run = &item[count].run;
		if (!visual_adjoins(&item[count - 1], &item[count]))
			break;
		if (visual_is_neutral(run))
			continue;
		if (is_led && (run->face != (*leader)->face ||
			       run->size != (*leader)->size))
			break;
		*leader = run;
		is_led = true;
	}
	return count;
}
