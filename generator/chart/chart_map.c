/* Tile maps: a square an area, roughly where it is on a map. All are equally
 * large, for all count the same. East stays right in any language. */
#include "chart/chart_private.h"

#include <string.h>

/* The grid from its first used column and line on. */
struct grid {
	int32_t column, line, columns, lines;
	int64_t tile; /* a side */
	int64_t top;
	int32_t label_size, value_size; /* of the texts in all tiles; 0: they
					 * have no room there */
	bool has_codes;                 /* for labels */
	bool *is_taken;                 /* columns × lines */
};

/* [thousandths of the labels' size] A tile's side, where there is room. */
enum { MOST_TILE = 3900 };

static struct chart_cell cell_of(const struct chart_canvas *canvas,
				 const struct chart_row *row)
{
	struct chart_cell none = { .is_shown = false };
	return canvas->series_count ? row->cells[0] : none;
}

static const char *label_of(const struct grid *grid,
			    const struct chart_row *row)
{
	if (grid->has_codes)
		return row->code;
	return row->short_label ? row->short_label : row->label;
}

static const char *value_of(const struct chart_canvas *canvas,
			    const struct chart_row *row)
{
	struct chart_cell cell = cell_of(canvas, row);
	return cell.is_shown ? cell.text : canvas->chart->hidden_mark;
}

static bool is_placed(const struct chart_row *row)
{
	return row->column >= 0 && row->column < CHART_MOST_TILES &&
	       row->line >= 0 && row->line < CHART_MOST_TILES;
}

/* ---- Shades ------------------------------------------------------------ */

static size_t class_count(const struct chart_canvas *canvas)
{
	size_t count = canvas->chart->class_count;
	return count < CHART_MOST_CLASSES ? count : CHART_MOST_CLASSES;
}

/* Few classes take shades that are far apart. */
static struct drawing_colour shade(const struct chart_canvas *canvas,
				   size_t class)
{
	size_t count = class_count(canvas);
	size_t last = CHART_MOST_CLASSES - 1;
	return canvas->style
		->shades[count > 1 ? class * last / (count - 1) : 1];
}

static size_t class_of(const struct chart_canvas *canvas, int64_t value)
{
	size_t class = 0;
	while (class + 1 < class_count(canvas) &&
	       canvas->chart->classes[class + 1].least <= value)
		class ++;
	return class;
}

/* The outline, within the box, tells tiles from the page. */
static void add_tile(struct chart_canvas *canvas, const struct chart_box *box,
		     const struct drawing_colour *fill)
{
	const struct chart_style *style = canvas->style;
	int64_t line = style->line;
	struct chart_box inner = { box->x + line / 2, box->y + line / 2,
				   box->width - line, box->height - line };
	struct drawing_shape *shape =
		chart_add_box(canvas, &inner, fill ? *fill : style->page);
	chart_stroke(shape, style->quiet, line);
	if (fill)
		return;
	int32_t *dashes = ARENA_NEW_ARRAY(canvas->arena, 2, int32_t);
	dashes[0] = style->line * 3;
	dashes[1] = style->line * 2;
	shape->stroke.dashes = dashes;
	shape->stroke.dash_count = 2;
}

/* ---- Legend ------------------------------------------------------------ */

/* After the classes: what is hidden. */
static void key(struct chart_canvas *canvas, size_t index,
		const struct chart_box *box)
{
	struct drawing_colour fill = canvas->style->page;
	bool is_class = index < class_count(canvas);
	if (is_class)
		fill = shade(canvas, index);
	add_tile(canvas, box, is_class ? &fill : NULL);
}

static size_t find_keys(const struct chart_canvas *canvas,
			struct chart_key keys[CHART_MOST_CLASSES + 1])
{
	size_t count = class_count(canvas);
	for (size_t i = 0; i < count; i++)
		keys[i] =
			(struct chart_key){ i, canvas->chart->classes[i].text };
	for (size_t i = 0; i < canvas->row_count; i++) {
		const struct chart_row *row = &canvas->chart->rows[i];
		if (!is_placed(row) || cell_of(canvas, row).is_shown)
			continue;
		keys[count] =
			(struct chart_key){ count, canvas->chart->hidden };
		return count + 1;
	}
	return count;
}

static void add_title(struct chart_canvas *canvas, int64_t x, int64_t width)
{
	struct chart_font font = chart_font_quiet(canvas);
	struct chart_lines lines =
		chart_wrap(canvas, canvas->chart->value_title, &font, width);
	chart_add_lines(canvas, &lines, &font, x, canvas->y, ANCHOR_LEFT);
	canvas->y += chart_lines_height(&lines, &font);
	if (lines.count)
		canvas->y += canvas->style->gap / 3;
}

/* One key under the other, where the map leaves room for that; canvas->y is
 * then below them. */
static void add_column(struct chart_canvas *canvas,
		       const struct chart_key *keys, size_t count, int64_t x)
{
	int64_t width = canvas->style->width - x;
	add_title(canvas, x, width);
	for (size_t i = 0; i < count; i++) {
		chart_add_legend(canvas, &keys[i], 1, key, x, width);
		canvas->y += canvas->style->gap / 4;
	}
}

/* What a column of keys takes at least, or is worth: words wrap. */
static int64_t column_width(const struct chart_canvas *canvas,
			    const struct chart_key *keys, size_t count)
{
	struct chart_font font = chart_font_small(canvas);
	int64_t least = 8 * (int64_t)canvas->style->text_size;
	for (size_t i = 0; i < count; i++) {
		int64_t width = chart_text_width(canvas, keys[i].text, &font) +
				chart_key_size(canvas) + canvas->style->gap;
		least = width > least ? width : least;
	}
	return least;
}

/* ---- Tiles ------------------------------------------------------------- */

static struct grid find_grid(struct chart_canvas *canvas)
{
	struct grid grid = { .column = CHART_MOST_TILES,
			     .line = CHART_MOST_TILES };
	const struct chart_style *style = canvas->style;
	int32_t last_column = -1, last_line = -1;
	for (size_t i = 0; i < canvas->row_count; i++) {
		const struct chart_row *row = &canvas->chart->rows[i];
		if (!is_placed(row))
			continue;
		if (row->column < grid.column)
			grid.column = row->column;
		if (row->line < grid.line)
			grid.line = row->line;
		if (row->column > last_column)
			last_column = row->column;
		if (row->line > last_line)
			last_line = row->line;
	}
	if (last_column < 0)
		return grid;
	grid.columns = last_column - grid.column + 1;
	grid.lines = last_line - grid.line + 1;
	grid.is_taken = ARENA_NEW_ARRAY(
		canvas->arena, (size_t)grid.columns * (size_t)grid.lines, bool);
	int64_t most = (int64_t)style->text_size * MOST_TILE / 1000;
	int64_t width = style->map_width ? style->map_width : style->width;
	grid.tile = (width + style->segment_gap) / grid.columns -
		    style->segment_gap;
	if (grid.tile > most)
		grid.tile = most;
	return grid;
}

static int64_t grid_width(const struct chart_canvas *canvas,
			  const struct grid *grid)
{
	int64_t gap = canvas->style->segment_gap;
	return grid->columns * (grid->tile + gap) - gap;
}

static int64_t text_room(const struct chart_canvas *canvas,
			 const struct grid *grid)
{
	return grid->tile - 2 * (int64_t)canvas->style->line -
	       canvas->style->gap / 4;
}

static struct chart_font tile_font(const struct chart_canvas *canvas,
				   int32_t size, bool is_bold)
{
	struct chart_font font = chart_font_small(canvas);
	font.size = size;
	font.line_height = size * 6 / 5;
	font.is_bold = is_bold;
	return font;
}

/* Whether all rows' labels stand whole in their tiles over the numbers, in at
 * most two lines that break between words. */
static bool labels_fit(struct chart_canvas *canvas, const struct grid *grid,
		       int32_t size)
{
	enum { MOST_LINES = 2 };
	struct chart_font plain = tile_font(canvas, size, false);
	struct chart_font bold = tile_font(canvas, grid->value_size, true);
	int64_t room = text_room(canvas, grid);
	for (size_t i = 0; i < canvas->row_count; i++) {
		const struct chart_row *row = &canvas->chart->rows[i];
		if (!is_placed(row))
			continue;
		struct chart_lines lines =
			chart_wrap(canvas, label_of(grid, row), &plain, room);
		int64_t height =
			chart_lines_height(&lines, &plain) + bold.line_height;
		if (!lines.count || lines.is_torn || lines.width > room ||
		    lines.count > MOST_LINES || height > grid->tile)
			return false;
	}
	return true;
}

static bool values_fit(const struct chart_canvas *canvas,
		       const struct grid *grid, int32_t size)
{
	struct chart_font bold = tile_font(canvas, size, true);
	int64_t room = text_room(canvas, grid);
	if (bold.line_height > room)
		return false;
	for (size_t i = 0; i < canvas->row_count; i++) {
		const struct chart_row *row = &canvas->chart->rows[i];
		if (is_placed(row) &&
		    chart_text_width(canvas, value_of(canvas, row), &bold) >
			    room)
			return false;
	}
	return true;
}

/* One size for all tiles' labels, and one for all numbers: as large as fits,
 * but not smaller than can be read. */
static void find_text_sizes(struct chart_canvas *canvas, struct grid *grid)
{
	int32_t most = canvas->style->small_size;
	int32_t least = canvas->style->least_size;
	int32_t step = most / 20 + 1;
	least = least < most ? least : most;
	for (int32_t size = most; size >= least && !grid->value_size;
	     size -= step)
		if (values_fit(canvas, grid, size))
			grid->value_size = size;
	for (int codes = 0; codes < 2 && !grid->label_size; codes++) {
		grid->has_codes = codes;
		for (int32_t size = most; size >= least && !grid->label_size;
		     size -= step)
			if (labels_fit(canvas, grid, size))
				grid->label_size = size;
	}
}

/* The label over the number, both together in the middle. */
static void add_texts(struct chart_canvas *canvas, const struct grid *grid,
		      const struct chart_row *row, const struct chart_box *box,
		      struct drawing_colour colour)
{
	struct chart_font plain = tile_font(canvas, grid->label_size, false);
	struct chart_font bold = tile_font(canvas, grid->value_size, true);
	int64_t x = box->x + box->width / 2;
	struct chart_lines label = { .count = 0 };
	plain.colour = bold.colour = colour;
	if (grid->label_size)
		label = chart_wrap(canvas, label_of(grid, row), &plain,
				   text_room(canvas, grid));
	int64_t height = chart_lines_height(&label, &plain);
	int64_t top = box->y + (box->height - height - bold.line_height) / 2;
	chart_add_lines(canvas, &label, &plain, x, top, ANCHOR_MIDDLE);
	if (grid->value_size)
		chart_add_text(canvas, value_of(canvas, row), &bold, x,
			       top + height + bold.line_height / 2,
			       ANCHOR_MIDDLE);
}

static void add_area(struct chart_canvas *canvas, struct grid *grid,
		     const struct chart_row *row)
{
	int32_t column = row->column - grid->column;
	int32_t line = row->line - grid->line;
	int64_t step = grid->tile + canvas->style->segment_gap;
	struct chart_cell cell = cell_of(canvas, row);
	bool *is_taken = &grid->is_taken[line * grid->columns + column];
	if (*is_taken)
		return;
	*is_taken = true;
	if (canvas->is_mirrored)
		column = grid->columns - 1 - column;
	struct chart_box box = { column * step, grid->top + line * step,
				 grid->tile, grid->tile };
	if (!cell.is_shown) {
		add_tile(canvas, &box, NULL);
		add_texts(canvas, grid, row, &box, canvas->style->quiet);
		return;
	}
	struct drawing_colour fill =
		shade(canvas, class_of(canvas, chart_value(&cell)));
	struct drawing_colour ground = chart_ground(canvas->style, fill);
	int64_t rim = (grid->tile - text_room(canvas, grid)) / 2;
	struct chart_box inner = { box.x + rim, box.y + rim,
				   box.width - 2 * rim, box.height - 2 * rim };
	add_tile(canvas, &box, &fill);
	/* of a shade on which nothing can be read, a rim must do */
	if (chart_contrast(ground, fill) > 100)
		chart_add_box(canvas, &inner, ground);
	add_texts(canvas, grid, row, &box,
		  chart_colour_on(canvas->style, ground));
}

/* ---- What tiles have no room for --------------------------------------- */

static size_t find_entries(const struct chart_canvas *canvas,
			   const struct grid *grid, struct chart_entry *entries)
{
	size_t count = 0;
	for (size_t i = 0; i < canvas->row_count; i++) {
		const struct chart_row *row = &canvas->chart->rows[i];
		const char *code = grid->label_size ? label_of(grid, row) : "";
		if (!is_placed(row) || !row->label ||
		    (grid->value_size && code && !strcmp(code, row->label)))
			continue;
		entries[count++] = (struct chart_entry){
			code, row->label,
			grid->value_size ? NULL : value_of(canvas, row)
		};
	}
	return count;
}

/* Beside the map, where it is no higher there; else below. */
static void add_entries(struct chart_canvas *canvas, const struct grid *grid,
			bool is_beside, int64_t beside, int64_t bottom)
{
	struct chart_entry *entries = ARENA_NEW_ARRAY(
		canvas->arena, canvas->row_count, struct chart_entry);
	const struct chart_style *style = canvas->style;
	struct chart_font font = chart_font_small(canvas);
	int64_t room = style->width - beside;
	if (style->part == CHART_TILES)
		return;
	size_t count = find_entries(canvas, grid, entries);
	if (!count)
		return;
	canvas->y += style->gap;
	int64_t end = canvas->y + (int64_t)count * font.line_height;
	if (is_beside && end <= bottom &&
	    chart_entries_width(canvas, entries, count) <= room) {
		chart_add_entries(canvas, entries, count, 0, count, beside,
				  room);
		return;
	}
	if (canvas->y < bottom + style->gap)
		canvas->y = bottom + style->gap;
	chart_add_entries(canvas, entries, count, 0, count, 0, style->width);
}

/* Some of the entries, without the map. */
static void add_entries_alone(struct chart_canvas *canvas,
			      const struct grid *grid)
{
	struct chart_entry *entries = ARENA_NEW_ARRAY(
		canvas->arena, canvas->row_count, struct chart_entry);
	const struct chart_style *style = canvas->style;
	size_t count = find_entries(canvas, grid, entries);
	size_t first = style->first_entry;
	if (first >= count)
		return;
	size_t end = style->entry_count < count - first ?
			     first + style->entry_count :
			     count;
	chart_add_entries(canvas, entries, count, first, end, 0, style->width);
}

static bool is_shown(const struct grid *grid, const struct chart_style *style)
{
	/* tiles too small to show would be no map */
	return grid->columns && grid->tile > 2 * (int64_t)style->line;
}

void chart_draw_map(struct chart_canvas *canvas)
{
	struct chart_key keys[CHART_MOST_CLASSES + 1];
	struct grid grid = find_grid(canvas);
	const struct chart_style *style = canvas->style;
	if (is_shown(&grid, style))
		find_text_sizes(canvas, &grid);
	if (style->part == CHART_ENTRIES) {
		add_entries_alone(canvas, &grid);
		return;
	}
	size_t count = find_keys(canvas, keys);
	int64_t width = grid_width(canvas, &grid);
	int64_t beside = width + 2 * (int64_t)style->gap;
	bool is_beside =
		grid.columns &&
		style->width - beside >= column_width(canvas, keys, count);
	if (is_beside) {
		add_column(canvas, keys, count, beside);
	} else {
		add_title(canvas, 0, style->width);
		chart_add_legend(canvas, keys, count, key, 0, style->width);
		canvas->y += style->gap;
		grid.top = canvas->y;
	}
	if (!is_shown(&grid, style))
		return;
	for (size_t i = 0; i < canvas->row_count; i++)
		if (is_placed(&canvas->chart->rows[i]))
			add_area(canvas, &grid, &canvas->chart->rows[i]);
	int64_t bottom = grid.top +
			 grid.lines * (grid.tile + style->segment_gap) -
			 style->segment_gap;
	add_entries(canvas, &grid, is_beside, beside, bottom);
	canvas->y = bottom > canvas->y ? bottom : canvas->y;
}
