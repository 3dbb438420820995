/* What stands in a map's tiles for longer names, explained: codes and names in
 * as many columns as there is room for. */
#include "chart/chart_private.h"

static struct chart_font code_font(const struct chart_canvas *canvas)
{
	struct chart_font font = chart_font_small(canvas);
	font.is_bold = true;
	return font;
}

/* Room for the widest code, so that names stand under each other. */
static int64_t code_width(const struct chart_canvas *canvas,
			  const struct chart_entry *entries, size_t count)
{
	struct chart_font font = code_font(canvas);
	int64_t most = 0;
	for (size_t i = 0; i < count; i++) {
		int64_t width =
			chart_text_width(canvas, entries[i].code, &font);
		most = width > most ? width : most;
	}
	return most ? most + canvas->style->gap / 2 : 0;
}

static int64_t value_width(const struct chart_canvas *canvas,
			   const struct chart_entry *entry)
{
	struct chart_font font = code_font(canvas);
	int64_t width = chart_text_width(canvas, entry->value, &font);
	return width ? width + canvas->style->gap / 2 : 0;
}

int64_t chart_entries_width(const struct chart_canvas *canvas,
			    const struct chart_entry *entries, size_t count)
{
	struct chart_font font = chart_font_small(canvas);
	int64_t most = 0, before = code_width(canvas, entries, count);
	for (size_t i = 0; i < count; i++) {
		int64_t width =
			chart_text_width(canvas, entries[i].name, &font) +
			value_width(canvas, &entries[i]);
		most = width > most ? width : most;
	}
	return before + most;
}

/* Its height. The number stands after the name, or under it. */
static int64_t add_entry(struct chart_canvas *canvas,
			 const struct chart_entry *entry, int64_t x,
			 int64_t before, int64_t width, int64_t top)
{
	struct chart_font font = chart_font_small(canvas);
	struct chart_font bold = code_font(canvas);
	int64_t room = width > before ? width - before : 1;
	int64_t value = value_width(canvas, entry), line = font.line_height;
	struct chart_lines name = chart_wrap(canvas, entry->name, &font, room);
	int64_t height = chart_lines_height(&name, &font);
	int64_t after = name.width + canvas->style->gap / 2;
	chart_add_text(canvas, entry->code, &bold, x, top + line / 2,
		       ANCHOR_LEFT);
	chart_add_lines(canvas, &name, &font, x + before, top, ANCHOR_LEFT);
	if (value && name.width + value > room) {
		after = 0;
		height += line;
	}
	if (value <= room)
		chart_add_text(canvas, entry->value, &bold, x + before + after,
			       top + (after ? 0 : height - line) + line / 2,
			       ANCHOR_LEFT);
	return height > line ? height : line;
}

void chart_add_entries(struct chart_canvas *canvas,
		       const struct chart_entry *entries, size_t count,
		       size_t first, size_t end, int64_t x, int64_t width)
{
	int64_t between = 2 * (int64_t)canvas->style->gap;
	int64_t before = code_width(canvas, entries, count);
	int64_t widest = chart_entries_width(canvas, entries, count);
	int64_t fitting = (width + between) / (widest + between);
	size_t columns = fitting < 1 ? 1 : (size_t)fitting;
	size_t lines = (end - first + columns - 1) / columns;
	int64_t top = canvas->y, bottom = top;
	int64_t column = columns > 1 ? widest : width;
	for (size_t i = 0; first + i < end; i++) {
		if (i % lines == 0)
			canvas->y = top;
		canvas->y +=
			add_entry(canvas, &entries[first + i],
				  x + (int64_t)(i / lines) * (widest + between),
				  before, column, canvas->y);
		bottom = canvas->y > bottom ? canvas->y : bottom;
	}
	canvas->y = bottom;
}
