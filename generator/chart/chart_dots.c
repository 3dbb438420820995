/* Dots: a row's series on one line, joined from the least to the most. Dots
 * that would cover each other stand in lanes under one another. */
#include "chart/chart_private.h"

/* The dots of a row, in the order of the series. */
struct dots {
	int64_t x[CHART_MOST_SERIES];
	unsigned lane[CHART_MOST_SERIES];
	unsigned lane_count;
	size_t first, last; /* the least and the most */
	bool has_any;
	bool has_number_after, has_number_before;         /* last's, first's */
	struct chart_callout callouts[CHART_MOST_SERIES]; /* all others' */
	size_t callout_count;
};

static int64_t text_width(const struct chart_canvas *canvas,
			  const struct chart_cell *cell)
{
	struct chart_font font = chart_font_value(canvas);
	font.size = canvas->style->small_size;
	return chart_text_width(canvas, cell->text, &font);
}

static int64_t text_distance(const struct chart_canvas *canvas)
{
	return canvas->style->dot / 2 + canvas->style->gap / 2;
}

/* The text of the most stands after its dot. */
static int64_t length(const struct chart_canvas *canvas,
		      const struct chart_plot *plot,
		      const struct chart_row *row)
{
	int64_t shortest = plot->length, largest = chart_row_most(canvas, row);
	for (size_t i = 0; i < canvas->series_count && largest; i++) {
		const struct chart_cell *cell = &row->cells[i];
		if (!cell->is_shown || chart_value(cell) < largest)
			continue;
		int64_t room = plot->start + plot->width - plot->zero -
			       text_distance(canvas) - text_width(canvas, cell);
		int64_t fitting = room * plot->most / largest;
		shortest = fitting < shortest ? fitting : shortest;
	}
	return shortest;
}

/* ---- Lanes ------------------------------------------------------------- */

static bool is_free(const struct chart_canvas *canvas,
		    const struct chart_row *row, const struct dots *dots,
		    size_t series, unsigned lane)
{
	for (size_t i = 0; i < series; i++) {
		int64_t distance = dots->x[i] - dots->x[series];
		distance = distance < 0 ? -distance : distance;
		if (row->cells[i].is_shown && dots->lane[i] == lane &&
		    distance < (int64_t)canvas->style->dot * 6 / 5)
			return false;
	}
	return true;
}

/* From the left on, as chart_add_callouts() wants them. */
static void add_callout(const struct chart_row *row, struct dots *dots,
			size_t series)
{
	size_t at = dots->callout_count++;
	for (; at && dots->callouts[at - 1].x > dots->x[series]; at--)
		dots->callouts[at] = dots->callouts[at - 1];
	dots->callouts[at] = (struct chart_callout){ row->cells[series].text,
						     series, dots->x[series] };
}

/* The most has its number after it, the least before it. */
static void place_numbers(const struct chart_canvas *canvas,
			  const struct chart_plot *plot,
			  const struct chart_row *row, struct dots *dots)
{
	int64_t distance = text_distance(canvas);
	int64_t after = dots->x[dots->last] + distance +
			text_width(canvas, &row->cells[dots->last]);
	int64_t before = dots->x[dots->first] - distance -
			 text_width(canvas, &row->cells[dots->first]);
	dots->has_number_after = after <= plot->start + plot->width;
	dots->has_number_before =
		dots->first != dots->last && before >= plot->start;
	for (size_t i = 0; i < canvas->series_count; i++) {
		bool is_beside = i == dots->last  ? dots->has_number_after :
				 i == dots->first ? dots->has_number_before :
						    false;
		if (row->cells[i].is_shown && !is_beside)
			add_callout(row, dots, i);
	}
}

static struct dots find_dots(const struct chart_canvas *canvas,
			     const struct chart_plot *plot,
			     const struct chart_row *row)
{
	struct dots dots = { .has_any = false };
	for (size_t i = 0; i < canvas->series_count; i++) {
		if (!row->cells[i].is_shown)
			continue;
		dots.x[i] = chart_place(plot, chart_value(&row->cells[i]));
		while (!is_free(canvas, row, &dots, i, dots.lane[i]))
			dots.lane[i]++;
		if (dots.lane[i] >= dots.lane_count)
			dots.lane_count = dots.lane[i] + 1;
		if (!dots.has_any || dots.x[i] < dots.x[dots.first])
			dots.first = i;
		if (!dots.has_any || dots.x[i] >= dots.x[dots.last])
			dots.last = i;
		dots.has_any = true;
	}
	if (dots.has_any)
		place_numbers(canvas, plot, row, &dots);
	return dots;
}

/* How high the lanes are: dots in them touch. A line of text has room at the
 * first and at the last. */
static int64_t dots_height(const struct chart_canvas *canvas,
			   const struct dots *dots)
{
	if (!dots->lane_count)
		return 0;
	return canvas->style->line_height +
	       (int64_t)(dots->lane_count - 1) * canvas->style->dot;
}

static int64_t height(struct chart_canvas *canvas,
		      const struct chart_plot *plot,
		      const struct chart_row *row)
{
	struct dots dots = find_dots(canvas, plot, row);
	return dots_height(canvas, &dots) +
	       chart_callouts_height(canvas, plot, dots.callouts,
				     dots.callout_count) +
	       chart_note_height(canvas, plot, row);
}

/* ---- A row ------------------------------------------------------------- */

static int64_t lane_middle(const struct chart_canvas *canvas,
			   const struct dots *dots, size_t series)
{
	return canvas->style->line_height / 2 +
	       (int64_t)dots->lane[series] * canvas->style->dot;
}

static void add_numbers(struct chart_canvas *canvas,
			const struct chart_row *row, const struct dots *dots,
			int64_t top)
{
	struct chart_font font = chart_font_value(canvas);
	const struct chart_cell *first = &row->cells[dots->first];
	const struct chart_cell *last = &row->cells[dots->last];
	int64_t distance = text_distance(canvas);
	int64_t end = dots->x[dots->last] + distance;
	int64_t start = dots->x[dots->first] - distance;
	font.size = canvas->style->small_size;
	if (dots->has_number_after)
		chart_add_text(canvas, last->text, &font, end,
			       top + lane_middle(canvas, dots, dots->last),
			       ANCHOR_LEFT);
	if (dots->has_number_before)
		chart_add_text(canvas, first->text, &font, start,
			       top + lane_middle(canvas, dots, dots->first),
			       ANCHOR_RIGHT);
}

static void draw(struct chart_canvas *canvas, const struct chart_plot *plot,
		 const struct chart_row *row, int64_t top)
{
	const struct chart_style *style = canvas->style;
	struct dots dots = find_dots(canvas, plot, row);
	int64_t lanes = dots_height(canvas, &dots), middle = top + lanes / 2;
	/* one dot alone is joined to the axis, so that the eye finds its row */
	int64_t from =
		canvas->series_count == 1 ? plot->zero : dots.x[dots.first];
	if (dots.has_any && from < dots.x[dots.last]) {
		chart_move(canvas, from, middle);
		chart_line(canvas, dots.x[dots.last], middle);
		chart_stroke(
			drawing_add_shape(&canvas->marks, chart_path(canvas)),
			style->quiet, style->line * 3 / 2);
	}
	chart_add_callouts(canvas, plot, dots.callouts, dots.callout_count,
			   top + lanes, chart_key_dot);
	for (size_t i = 0; i < canvas->series_count; i++)
		if (row->cells[i].is_shown)
			chart_add_dot(canvas, dots.x[i],
				      top + lane_middle(canvas, &dots, i),
				      style->dot, i);
	if (dots.has_any)
		add_numbers(canvas, row, &dots, top);
	chart_add_note(canvas, plot, row,
		       top + lanes +
			       chart_callouts_height(canvas, plot,
						     dots.callouts,
						     dots.callout_count),
		       chart_key_dot);
}

void chart_draw_dots(struct chart_canvas *canvas)
{
	struct chart_rows kind = { .most = chart_row_most,
				   .length = length,
				   .height = height,
				   .draw = draw,
				   .key = chart_key_dot,
				   .needs_axis = true,
				   .inset = canvas->style->dot * 2 / 3 };
	chart_draw_rows(canvas, &kind);
}
