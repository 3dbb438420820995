/* Pages of text: which way pdftotext reads them. */
#include <stdlib.h>

#include "base/memory.h"
#include "pdf/text_private.h"

enum {
	MOST_MARKS = 16000 /* a string, of 32,767 bytes */
};

static bool has_right_to_left(const struct page *page)
{
	for (size_t i = 0; i < page->item_count; i++)
		if (page->items[i].kind == ITEM_GLYPHS &&
		    page->items[i].run.is_right_to_left)
			return true;
	return false;
}

void pdf_text_begin(struct pdf_text *text, struct pdf_fonts *fonts,
		    struct pdf_stream *stream, const struct page *page,
		    bool is_right_to_left)
{
	struct text_letters letters = { 0 };
	text->stretch.codes.count = text->stretch.spans.count = 0;
	*text = (struct pdf_text){ .fonts = fonts,
				   .stream = stream,
				   .page = page,
				   .stretch = text->stretch,
				   .marked = text->marked };
	text->is_bidirectional = has_right_to_left(page);
	/* there nearly every paragraph has ink, which ends text objects */
	stream->keeps_text = !text->is_bidirectional;
	if (!text->is_bidirectional)
		return;
	for (size_t i = 0; i < page->item_count; i++)
		if (page->items[i].kind == ITEM_GLYPHS)
			text_count_letters(page->items[i].run.text, &letters);
	/* on the safe side: our counting is not quite pdftotext's */
	uint32_t needed =
		letters.left + letters.left / 4 + (letters.left ? 16 : 0);
	text->is_mostly_right = letters.right > letters.left;
	if (is_right_to_left && letters.right < needed) {
		text->is_mostly_right = true;
		text->mark_count = needed - letters.right;
		if (text->mark_count > MOST_MARKS)
			text->mark_count = MOST_MARKS;
	}
}

static bool is_on_line(const struct frame_item *item,
		       const struct glyph_run *run)
{
	return item->kind != ITEM_GLYPHS ||
	       labs((long)item->run.y - run->y) <= run->size / 2;
}

static void count_item(const struct frame_item *item,
		       struct text_letters *words)
{
	if (item->kind == ITEM_GLYPHS && !item->run.is_synthetic_text)
		text_count_words(item->run.text, words);
}

/* PDFium takes a line to run to the right where it has more words that do. */
void text_find_line(struct pdf_text *text, const struct frame_item *item)
{
	const struct page *page = text->page;
	const struct glyph_run *run = &item->run;
	if (text->line && is_on_line(text->line, run))
		return;
	struct text_letters words = { 0 };
	const struct frame_item *end = page->items + page->item_count;
	for (const struct frame_item *i = item; i < end && is_on_line(i, run);
	     i++)
		count_item(i, &words);
	for (const struct frame_item *i = item;
	     i > page->items && is_on_line(i - 1, run); i--)
		count_item(i - 1, &words);
	text->line = item;
	text->is_line_right = words.right >= words.left;
}

static const struct glyph_run *first_run(const struct page *page)
{
	for (size_t i = 0; i < page->item_count; i++)
		if (page->items[i].kind == ITEM_GLYPHS)
			return &page->items[i].run;
	return NULL;
}

void pdf_text_end(struct pdf_text *text, const struct page *page)
{
	const struct glyph_run *run = first_run(page);
	if (!text->mark_count || !run)
		return;
	uint32_t *marks = memory_allocate(text->mark_count * sizeof *marks);
	for (uint32_t i = 0; i < text->mark_count; i++)
		marks[i] = TEXT_RIGHT_TO_LEFT_MARK;
	pdf_stream_begin_artifact(text->stream, ARTIFACT_LAYOUT);
	pdf_stream_begin_span(text->stream, marks, text->mark_count);
	/* in a corner, away from all lines */
	pdf_stream_show_hidden(
		text->stream,
		pdf_fonts_hidden_code(text->fonts, run->face, STR(" ")),
		LU_PER_POINT, page->width - 2 * LU_PER_POINT,
		page->height - 2 * LU_PER_POINT, LU_PER_POINT);
	pdf_stream_end_span(text->stream);
	pdf_stream_end_mark(text->stream);
	free(marks);
}

void pdf_text_release(struct pdf_text *text)
{
	visual_release(&text->stretch);
	buffer_release(&text->marked);
}
