/* Texts of charts: measured by the caller's means, broken by ICU's. */
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/vector.h"
#include "chart/chart_private.h"

/* No line is longer, however little its characters show. [bytes] */
enum { MOST_LINE = 1000 };

/* ---- Fonts ------------------------------------------------------------- */

struct chart_font chart_font_label(const struct chart_canvas *canvas)
{
	const struct chart_style *style = canvas->style;
	return (struct chart_font){ style->text_size, style->line_height, false,
				    style->ink };
}

struct chart_font chart_font_value(const struct chart_canvas *canvas)
{
	struct chart_font font = chart_font_label(canvas);
	font.is_bold = true;
	return font;
}

struct chart_font chart_font_small(const struct chart_canvas *canvas)
{
	const struct chart_style *style = canvas->style;
	int64_t height = (int64_t)style->line_height * style->small_size /
			 (style->text_size > 0 ? style->text_size : 1);
	return (struct chart_font){ style->small_size, (int32_t)height, false,
				    style->ink };
}

struct chart_font chart_font_quiet(const struct chart_canvas *canvas)
{
	struct chart_font font = chart_font_small(canvas);
	font.colour = canvas->style->quiet;
	return font;
}

static int64_t advance(const struct chart_canvas *canvas, struct str text,
		       const struct chart_font *font)
{
	const struct chart *chart = canvas->chart;
	return canvas->measure->advance(
		canvas->measure->context, text, font->size, font->is_bold,
		chart->language, chart->is_right_to_left);
}

int64_t chart_text_width(const struct chart_canvas *canvas, const char *text,
			 const struct chart_font *font)
{
	return text ? advance(canvas, str_from(text), font) : 0;
}

/* ---- Breaking ---------------------------------------------------------- */

struct breaking {
	struct chart_canvas *canvas;
	const struct chart_font *font;
	int64_t width;
	struct str text;
	VECTOR(struct str) lines;
	int64_t widest;
	bool is_torn;
};

static struct str slice(const struct breaking *breaking, size_t from, size_t to)
{
	return str_trim((struct str){ breaking->text.bytes + from, to - from });
}

static bool fits(const struct breaking *breaking, size_t from, size_t to)
{
	return to - from <= MOST_LINE &&
	       advance(breaking->canvas, slice(breaking, from, to),
		       breaking->font) <= breaking->width;
}

static void add_line(struct breaking *breaking, size_t from, size_t to)
{
	struct str line = slice(breaking, from, to);
	if (!line.length)
		return;
	int64_t width = advance(breaking->canvas, line, breaking->font);
	*VECTOR_ADD(&breaking->lines) = line;
	if (width > breaking->widest)
		breaking->widest = width;
}

/* Where no break is found after `from`, the whole rest is one piece. */
static size_t next_break(UBreakIterator *iterator, size_t from, size_t length)
{
	int32_t next =
		iterator ? ubrk_following(iterator, (int32_t)from) : UBRK_DONE;
	return next == UBRK_DONE ? length : (size_t)next;
}

/* The end of as much of a piece as fits, at least a cluster. */
static size_t tear(struct breaking *breaking, size_t from, size_t to)
{
	UBreakIterator *clusters = breaking->canvas->clusters;
	size_t end = next_break(clusters, from, to);
	breaking->is_torn = true;
	while (end < to) {
		size_t next = next_break(clusters, end, to);
		if (next > to || !fits(breaking, from, next))
			break;
		end = next;
	}
	return end < to ? end : to;
}

static void break_lines(struct breaking *breaking)
{
	size_t start = 0, end = 0, length = breaking->text.length;
	while (end < length) {
		size_t next = next_break(breaking->canvas->lines, end, length);
		if (fits(breaking, start, next)) {
			end = next;
			continue;
		}
		if (end == start)
			end = tear(breaking, start, next);
		add_line(breaking, start, end);
		start = end;
	}
	add_line(breaking, start, length);
}

/* Without ICU's data all is one piece. */
static UBreakIterator *open_iterator(UBreakIteratorType type,
				     const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *iterator = ubrk_open(type, language, NULL, 0, &status);
	return U_SUCCESS(status) ? iterator : NULL;
}

static void open_iterators(struct chart_canvas *canvas)
{
	const char *language = canvas->chart->language;
	if (!canvas->lines)
		canvas->lines = open_iterator(UBRK_LINE, language);
	if (!canvas->clusters)
		canvas->clusters = open_iterator(UBRK_CHARACTER, language);
}

static void set_text(UBreakIterator *iterator, struct str text)
{
	UErrorCode status = U_ZERO_ERROR;
	UText *utext =
		utext_openUTF8(NULL, text.bytes, (int64_t)text.length, &status);
	if (iterator)
		ubrk_setUText(iterator, utext, &status); /* clones it */
	utext_close(utext);
}

struct chart_lines chart_wrap(struct chart_canvas *canvas, const char *text,
			      const struct chart_font *font, int64_t width)
{
	struct breaking breaking = { .canvas = canvas,
				     .font = font,
				     .width = width };
	struct chart_lines lines = { .count = 0 };
	breaking.text = str_trim(str_from(text));
	if (!breaking.text.length)
		return lines;
	if (fits(&breaking, 0, breaking.text.length)) {
		add_line(&breaking, 0, breaking.text.length);
	} else {
		open_iterators(canvas);
		set_text(canvas->lines, breaking.text);
		set_text(canvas->clusters, breaking.text);
		break_lines(&breaking);
	}
	lines.count = breaking.lines.count;
	struct str *items =
		arena_copy_array(canvas->arena, breaking.lines.items,
				 lines.count, sizeof *breaking.lines.items);
	lines.items = items;
	lines.width = breaking.widest;
	lines.is_torn = breaking.is_torn;
	VECTOR_RELEASE(&breaking.lines);
	return lines;
}

int64_t chart_lines_height(const struct chart_lines *lines,
			   const struct chart_font *font)
{
	return (int64_t)lines->count * font->line_height;
}

/* ---- Setting ----------------------------------------------------------- */

static void add(struct chart_canvas *canvas, struct str text,
		const struct chart_font *font, int64_t x, int64_t middle,
		enum drawing_anchor anchor)
{
	const struct chart *chart = canvas->chart;
	/* capitals and digits are some 71 hundredths of the em high */
	int64_t y = middle + (int64_t)font->size * 357 / 1000;
	if (!text.length || font->size <= 0 || y > DRAWING_MOST / 2)
		return;
	if (canvas->is_mirrored) {
		x = canvas->style->width - x;
		anchor = anchor == ANCHOR_LEFT  ? ANCHOR_RIGHT :
			 anchor == ANCHOR_RIGHT ? ANCHOR_LEFT :
						  anchor;
	}
	drawing_add_text(&canvas->texts,
			 &(struct drawing_text){
				 .x = (int32_t)x,
				 .y = (int32_t)y,
				 .anchor = anchor,
				 .size = font->size,
				 .is_bold = font->is_bold,
				 .colour = font->colour,
				 .text = arena_copy(canvas->arena, text.bytes,
						    text.length),
				 .language = chart->language,
				 .is_right_to_left = chart->is_right_to_left,
			 });
}

void chart_add_lines(struct chart_canvas *canvas,
		     const struct chart_lines *lines,
		     const struct chart_font *font, int64_t x, int64_t top,
		     enum drawing_anchor anchor)
{
	for (size_t i = 0; i < lines->count; i++)
		add(canvas, lines->items[i], font, x,
		    top + (int64_t)i * font->line_height +
			    font->line_height / 2,
		    anchor);
}

void chart_add_text(struct chart_canvas *canvas, const char *text,
		    const struct chart_font *font, int64_t x, int64_t middle,
		    enum drawing_anchor anchor)
{
	add(canvas, str_trim(str_from(text)), font, x, middle, anchor);
}
