/* ::: {.chart} and ::: {.map}: plain data for figure/, in the edition's words,
 * with a description and the data as a table. */
#include "evidence/evidence_private.h"
#include "chart/chart.h"

/* One per cent, in what a chart of shares counts. */
enum { PERCENT = 1000 };

struct drafting {
	struct expansion *expansion;
	const struct grid *grid;
	struct chart *chart;
	int64_t smallest, largest; /* shown; a stacked bar's is its length */
	uint32_t next_code;        /* of a map's tiles, in the rows' order */
};

static int64_t value_of(const struct drafting *drafting,
			const struct analysis_count *count)
{
	if (!drafting->grid->shows_percent)
		return count->count;
	/* A tile's class has to be that of the number that is written on it. */
	if (drafting->chart->kind == CHART_MAP)
		return (int64_t)evidence_share_percent(count->share) * PERCENT;
	return (int64_t)(count->share * 100 * PERCENT + 0.5);
}

/* "4 out of 10"; of less than half of one person, the share. */
const char *evidence_of_ten(struct expansion *expansion,
			    const struct analysis_count *count)
{
	struct locale *locale = expansion->locale;
	struct arena *arena = expansion->arena;
	double tenths = (double)(int64_t)(count->share * 10 + 0.5);
	if (tenths < 1 && count->count)
		return evidence_count_text(expansion, count, true, "");
	return locale_message(
		locale, arena, "out-of-ten",
		LOCALE_TEXT("count", locale_number(locale, arena, tenths)),
		LOCALE_TEXT("all", locale_number(locale, arena, 10)));
}

/* ---- What lines hide --------------------------------------------------- */

/* "Not shown (March and April)" */
static const char *hidden_at(struct drafting *drafting, const char **labels,
			     size_t count)
{
	struct locale *locale = drafting->expansion->locale;
	struct arena *arena = drafting->expansion->arena;
	return locale_message(
		locale, arena, "labelled-series",
		LOCALE_TEXT("label", drafting->chart->hidden),
		LOCALE_TEXT("series",
			    locale_list(locale, arena, labels, count)));
}

/* Of a series, whose line has a gap there. */
static const char *series_note(struct drafting *drafting, uint32_t series)
{
	const struct chart *chart = drafting->chart;
	const char **labels = ARENA_NEW_ARRAY(drafting->expansion->arena,
					      chart->row_count, const char *);
	size_t count = 0;
	for (size_t i = 0; i < chart->row_count; i++)
		if (!chart->rows[i].cells[series].is_shown)
			labels[count++] = chart->rows[i].label;
	return count ? hidden_at(drafting, labels, count) : NULL;
}

/* "Good, Not shown (before)": of a row. */
static const char *row_note(struct drafting *drafting,
			    const struct chart_row *row)
{
	const struct grid *grid = drafting->grid;
	const char **labels = ARENA_NEW_ARRAY(drafting->expansion->arena,
					      grid->column_count, const char *);
	size_t count = 0;
	for (uint32_t i = 0; i < grid->column_count; i++)
		if (!row->cells[i].is_shown)
			labels[count++] = grid->columns[i];
	if (!count)
		return NULL;
	return locale_message(
		drafting->expansion->locale, drafting->expansion->arena,
		"labelled-value", LOCALE_TEXT("label", row->label),
		LOCALE_TEXT("value", hidden_at(drafting, labels, count)));
}

/* ---- Rows -------------------------------------------------------------- */

static struct chart_cell make_cell(struct drafting *drafting,
				   const struct analysis_count *count)
{
	bool is_told = evidence_grid_is_told(drafting->grid, count);
	bool is_empty =
		count->is_shown && count->is_base_shown && count->base == 0;
	struct chart_cell cell = { .is_shown = is_told || is_empty };
	if (!cell.is_shown)
		return cell;
	cell.value = is_told ? value_of(drafting, count) : 0;
	if (drafting->chart->kind == CHART_PEOPLE && is_told)
		cell.text = evidence_of_ten(drafting->expansion, count);
	else
		cell.text = evidence_count_text(drafting->expansion, count,
						drafting->grid->shows_percent,
						NULL);
	return cell;
}

static void place_tile(struct drafting *drafting, struct chart_row *row,
		       uint32_t value)
{
	const struct settings_tile *tile =
		&drafting->expansion->evidence->settings->tiles[value];
	row->column = (int32_t)tile->column;
	row->line = (int32_t)tile->row;
	row->short_label = settings_label_text(
		evidence_tile_label(drafting->expansion->evidence, value),
		drafting->expansion->language);
	row->code = locale_number(drafting->expansion->locale,
				  drafting->expansion->arena,
				  (double)drafting->next_code++);
}

static void add_row(struct drafting *drafting, struct chart_row *out,
		    const struct grid_row *row)
{
	uint32_t count = drafting->grid->column_count;
	struct chart_cell *cells = ARENA_NEW_ARRAY(drafting->expansion->arena,
						   count, struct chart_cell);
	int64_t length = 0;
	for (uint32_t i = 0; i < count; i++) {
		cells[i] = make_cell(drafting, &row->counts[i]);
		if (!cells[i].is_shown)
			continue;
		length += cells[i].value;
		if (cells[i].value > drafting->largest)
			drafting->largest = cells[i].value;
		if (cells[i].value < drafting->smallest)
			drafting->smallest = cells[i].value;
	}
	/* Shares may come to a little more than all, as they are told to a
	 * thousandth. Where counts are rounded it may be much more, and the
	 * axis goes on for it. */
	bool is_rounded =
		drafting->expansion->evidence->settings->rules.rounding > 1;
	if (drafting->grid->shows_percent && length > 100 * PERCENT &&
	    !is_rounded)
		length = 100 * PERCENT;
	if (drafting->chart->kind == CHART_STACKED &&
	    length > drafting->largest)
		drafting->largest = length;
	*out = (struct chart_row){ .label = row->label, .cells = cells };
	if (drafting->chart->kind == CHART_MAP)
		place_tile(drafting, out, row->value);
	if (drafting->chart->kind == CHART_SLOPE)
		out->note = row_note(drafting, out);
}

/* Those who did not say where they belong are in the table alone. */
static void add_rows(struct drafting *drafting)
{
	const struct grid *grid = drafting->grid;
	struct chart_row *rows = ARENA_NEW_ARRAY(
		drafting->expansion->arena, grid->row_count, struct chart_row);
	size_t count = 0;
	drafting->smallest = INT64_MAX;
	for (uint32_t i = 0; i < grid->row_count; i++)
		if (evidence_is_plain_row(&grid->rows[i]))
			add_row(drafting, &rows[count++], &grid->rows[i]);
	drafting->chart->rows = rows;
	drafting->chart->row_count = count;
}

static void add_series(struct drafting *drafting)
{
	const struct grid *grid = drafting->grid;
	struct chart_series *series =
		ARENA_NEW_ARRAY(drafting->expansion->arena, grid->column_count,
				struct chart_series);
	for (uint32_t i = 0; i < grid->column_count; i++)
		series[i] = (struct chart_series){
			.label = grid->columns[i],
			.note = drafting->chart->kind == CHART_LINE ?
					series_note(drafting, i) :
					NULL,
		};
	drafting->chart->series = series;
	drafting->chart->series_count = grid->column_count;
}

/* ---- Scales ------------------------------------------------------------ */

static const char *scale_text(struct drafting *drafting, int64_t value)
{
	struct locale *locale = drafting->expansion->locale;
	struct arena *arena = drafting->expansion->arena;
	return drafting->grid->shows_percent ?
		       locale_percent(locale, arena,
				      (double)value / (100 * PERCENT)) :
		       locale_number(locale, arena, (double)value);
}

static void add_ticks(struct drafting *drafting, int64_t unit)
{
	int64_t values[CHART_MOST_TICKS];
	size_t count = chart_axis(drafting->largest, unit, values);
	struct chart_tick *ticks = ARENA_NEW_ARRAY(drafting->expansion->arena,
						   count, struct chart_tick);
	for (size_t i = 0; i < count; i++)
		ticks[i] =
			(struct chart_tick){ values[i],
					     scale_text(drafting, values[i]) };
	drafting->chart->ticks = ticks;
	drafting->chart->tick_count = count;
	drafting->chart->most = values[count - 1];
}

/* "10–19%": the sign stands once. */
static const char *range_text(struct drafting *drafting, int64_t least,
			      int64_t most, int64_t unit)
{
	struct locale *locale = drafting->expansion->locale;
	struct arena *arena = drafting->expansion->arena;
	if (least >= most)
		return scale_text(drafting, least);
	return locale_message(
		locale, arena, "range",
		LOCALE_TEXT("from", locale_number(locale, arena,
						  (double)(least / unit))),
		LOCALE_TEXT("to", scale_text(drafting, most)));
}

static void add_classes(struct drafting *drafting, int64_t unit)
{
	int64_t least[CHART_MOST_CLASSES], end;
	const struct disclosure_rules *rules =
		&drafting->expansion->evidence->settings->rules;
	size_t count = chart_classes(
		drafting->smallest, drafting->largest, unit,
		drafting->grid->shows_percent ? rules->least_class_width : 1,
		least, &end);
	struct chart_class *classes = ARENA_NEW_ARRAY(
		drafting->expansion->arena, count, struct chart_class);
	for (size_t i = 0; i < count; i++) {
		int64_t next = i + 1 < count ? least[i + 1] : end;
		/* No share is more than all. */
		int64_t most = next - unit;
		if (drafting->grid->shows_percent && most > 100 * PERCENT)
			most = 100 * PERCENT;
		classes[i] = (struct chart_class){
			least[i], range_text(drafting, least[i], most, unit)
		};
	}
	drafting->chart->classes = classes;
	drafting->chart->class_count = count;
}

static void fill_chart(struct drafting *drafting, enum chart_kind kind)
{
	struct expansion *expansion = drafting->expansion;
	int64_t unit = drafting->grid->shows_percent ? PERCENT : 1;
	*drafting->chart = (struct chart){
		.kind = kind,
		.language = locale_tag(expansion->locale),
		.is_right_to_left = locale_is_right_to_left(expansion->locale),
		.value_title = evidence_grid_measure(expansion, drafting->grid),
		.hidden = locale_word(expansion->locale, "hidden-value"),
		.hidden_mark = locale_word(expansion->locale, "hidden-mark"),
	};
	add_rows(drafting);
	add_series(drafting);
	if (kind == CHART_MAP)
		add_classes(drafting, unit);
	else if (kind == CHART_PEOPLE)
		drafting->chart->most = 100 * PERCENT;
	else
		add_ticks(drafting, unit);
}

/* ---- Checks ------------------------------------------------------------ */

/* Segments of one bar count nobody twice. */
static bool overlaps(const struct request *request, const struct grid_row *row,
		     uint32_t a, uint32_t b)
{
	uint32_t one = row->themes[a], other = row->themes[b];
	return one != other && one != PROJECT_NONE && other != PROJECT_NONE &&
	       analysis_overlap(request->expansion->evidence->analysis, one,
				other);
}

static void check_stack(struct request *request, const struct grid *grid)
{
	for (uint32_t i = 0; i < grid->row_count; i++)
		for (uint32_t a = 0; a < grid->column_count; a++)
			for (uint32_t b = a + 1; b < grid->column_count; b++) {
				if (!overlaps(request, &grid->rows[i], a, b))
					continue;
				request_mistake(
					request, DIAGNOSTIC_EVIDENCE_QUERY,
					"kind",
					"the parts of a row overlap, so they "
					"cannot be stacked; use kind=bar or "
					"kind=dots");
				return;
			}
}

static void check_map(struct request *request)
{
	const struct settings *settings =
		request->expansion->evidence->settings;
	bool has_area =
		settings_find_dimension(settings, STR("area")) != PROJECT_NONE;
	if (!settings->tiles || !has_area)
		request_mistake(request, DIAGNOSTIC_EVIDENCE_QUERY, NULL,
				"there is no map: findings.yaml gives no "
				"areas under area: and map:");
}

static void check_line(struct request *request, const struct grid *grid)
{
	uint32_t points = 0;
	for (uint32_t i = 0; i < grid->row_count; i++)
		points += evidence_is_plain_row(&grid->rows[i]);
	if (points < 2)
		request_mistake(request, DIAGNOSTIC_EVIDENCE_QUERY, "kind",
				"a line joins at least two rows, in the order "
				"of time");
}

static enum chart_kind read_kind(struct request *request)
{
	static const char *const kinds[] = { "bar",    "stacked", "dots",
					     "people", "line",    "slope",
					     NULL };
	static const enum chart_kind values[] = { CHART_BAR,  CHART_STACKED,
						  CHART_DOTS, CHART_PEOPLE,
						  CHART_LINE, CHART_SLOPE };
	if (request->node->evidence.kind == EVIDENCE_MAP) {
		check_map(request);
		return CHART_MAP;
	}
	return values[request_choice(request, "kind", kinds, 0)];
}

static const struct grid *read_grid(struct request *request,
				    enum chart_kind kind)
{
	static const enum query_use uses[] = {
		[CHART_BAR] = QUERY_CHART,  [CHART_STACKED] = QUERY_STACKED,
		[CHART_DOTS] = QUERY_CHART, [CHART_PEOPLE] = QUERY_CHART,
		[CHART_LINE] = QUERY_LINE,  [CHART_SLOPE] = QUERY_CHART,
		[CHART_MAP] = QUERY_MAP,
	};
	const struct grid *grid = query_grid(request, uses[kind]);
	if (grid && kind == CHART_STACKED)
		check_stack(request, grid);
	if (grid && kind == CHART_PEOPLE &&
	    (!grid->shows_percent || grid->column_count > 1))
		request_mistake(request, DIAGNOSTIC_EVIDENCE_QUERY, "kind",
				"parts of ten people are shares of one "
				"series: use value=percent, without columns");
	if (grid && kind == CHART_LINE)
		check_line(request, grid);
	if (grid && kind == CHART_SLOPE && grid->column_count != 2)
		request_mistake(request, DIAGNOSTIC_EVIDENCE_QUERY, "kind",
				"a slope chart goes from one column to another "
				"and has two: use compare= with two themes, or "
				"columns=");
	return request->is_wrong ? NULL : grid;
}

/* ---- The figure -------------------------------------------------------- */

/* What kind of picture it is. What it shows says the caption, and nobody should
 * hear that twice; which one it is, document_finish() adds. */
static const char *name_of(struct expansion *expansion, enum chart_kind kind)
{
	static const char *const words[] = {
		[CHART_BAR] = "chart-bar",   [CHART_STACKED] = "chart-stacked",
		[CHART_DOTS] = "chart-dots", [CHART_PEOPLE] = "chart-people",
		[CHART_LINE] = "chart-line", [CHART_SLOPE] = "chart-slope",
		[CHART_MAP] = "chart-map",
	};
	return locale_word(expansion->locale, words[kind]);
}

/* "Na h-Eileanan Siar (NES)": what stands in a tile is explained where the
 * table has the name. */
static void name_codes(struct expansion *expansion, struct grid *grid)
{
	struct grid_row *rows = arena_copy_array(expansion->arena, grid->rows,
						 grid->row_count, sizeof *rows);
	evidence_check_tiles(expansion->evidence, expansion->language,
			     expansion->diagnostics);
	for (uint32_t i = 0; i < grid->row_count; i++) {
		if (rows[i].is_missing || rows[i].is_total)
			continue;
		const char *code = settings_label_text(
			evidence_tile_label(expansion->evidence, rows[i].value),
			expansion->language);
		if (code && strcmp(code, rows[i].label) != 0)
			rows[i].label = locale_message(
				expansion->locale, expansion->arena,
				"labelled-series",
				LOCALE_TEXT("label", rows[i].label),
				LOCALE_TEXT("series", code));
	}
	grid->rows = rows;
}

/* The table tells of a chart of shares how many people they are, too. */
static struct node *data_table(struct expansion *expansion,
			       const struct grid *grid, enum chart_kind kind,
			       struct place place)
{
	struct grid both = *grid;
	both.shows_people |= grid->column_count == 1;
	if (kind == CHART_MAP)
		name_codes(expansion, &both);
	struct node *table = table_of_grid(expansion, &both, NULL, place);
	table->classes = "data";
	return table;
}

static enum data_place read_data_place(struct request *request)
{
	static const char *const words[] = { DATA_PLACE_WORDS, NULL };
	return (enum data_place)(request_choice(request, "data", words, -1) +
				 1);
}

static struct node *describe(struct expansion *expansion,
			     const struct grid *grid, enum chart_kind kind,
			     struct place place)
{
	switch (kind) {
	case CHART_PEOPLE:
		return describe_people(expansion, grid, place);
	case CHART_LINE:
	case CHART_SLOPE:
		return describe_change(expansion, grid, kind == CHART_SLOPE,
				       place);
	case CHART_BAR:
	case CHART_STACKED:
	case CHART_DOTS:
	case CHART_MAP:
		break;
	}
	return describe_chart(expansion, grid, kind == CHART_MAP,
			      kind == CHART_STACKED, place);
}

/* Who reads Easy Read sees ten figures and the words beside them: a description
 * that repeats them is a second, harder text. Who hears it is told them. */
static bool says_all(const struct expansion *expansion, enum chart_kind kind)
{
	return kind == CHART_PEOPLE &&
	       expansion->document->profile == PROFILE_EASY_READ;
}

static const char *text_of(struct expansion *expansion, const struct node *node)
{
	struct buffer text = BUFFER_INITIALISER;
	node_append_plain_text(node, &text);
	const char *copy =
		arena_copy(expansion->arena, text.bytes, text.length);
	buffer_release(&text);
	return copy;
}

static void put_figure(struct request *request, const struct grid *grid,
		       enum chart_kind kind, struct node *caption)
{
	struct expansion *expansion = request->expansion;
	struct node *node = request->node;
	struct drafting drafting = {
		.expansion = expansion,
		.grid = grid,
		.chart = ARENA_NEW(expansion->arena, struct chart),
		.next_code = 1,
	};
	fill_chart(&drafting, kind);
	struct node *chart =
		node_new(expansion->arena, NODE_CHART, node->place);
	chart->chart.chart = drafting.chart;
	chart->chart.name = name_of(expansion, kind);
	struct node *figure =
		node_new(expansion->arena, NODE_FIGURE, node->place);
	figure->figure.data_place = read_data_place(request);
	node_append(figure, caption);
	node_append(figure, chart);
	struct node *description = describe(expansion, grid, kind, node->place);
	if (says_all(expansion, kind)) {
		chart->chart.name = text_of(expansion, description);
		chart->chart.name_says_all = true;
	} else {
		node_append(figure, description);
	}
	node_append(figure, data_table(expansion, grid, kind, node->place));
	node_insert_before(node, figure);
}

bool chart_make(struct request *request)
{
	struct node *caption = request_caption(request);
	enum chart_kind kind = read_kind(request);
	const struct grid *grid = read_grid(request, kind);
	if (grid && caption) {
		put_figure(request, grid, kind, caption);
		return true;
	}
	if (caption) /* what it says is checked, too */
		node_append(request->node, caption);
	return false;
}
