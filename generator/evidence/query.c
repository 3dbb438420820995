/* What a chart or table asks for, as rows and columns of counts. */
#include <stdlib.h>

#include "base/vector.h"
#include "evidence/evidence_private.h"

/* One row or column before it is counted: what it adds to a cell. */
struct entry {
	uint32_t theme;	    /* PROJECT_NONE: the other axis has it */
	uint32_t dimension; /* PROJECT_NONE: none */
	uint32_t value;
	const char *label;
	const char *part; /* the theme's part of that name; NULL: itself */
	bool is_total;
};

struct axis {
	struct entry *items;
	size_t count, capacity;
	const char *heading;
};

enum { AXIS_NONE, AXIS_THEMES, AXIS_PARTS, AXIS_DIMENSION };

struct query {
	struct request *request;
	const struct evidence *evidence;
	struct arena *arena;
	enum query_use use;
	struct {
		uint32_t *items;
		size_t count, capacity;
	} themes;
	bool is_compared; /* `themes` are compared, part by part */
	int row_kind, column_kind;
	uint32_t row_dimension, column_dimension;
	struct cell frame; /* where= and of= */
	bool is_sorted, wants_total;
	uint32_t most;
	bool shows_people, shows_percent;
	struct axis rows, columns;
};

static void mistake(struct query *query, const char *key, const char *text)
{
	request_mistake(query->request, DIAGNOSTIC_EVIDENCE_QUERY, key, "%s",
			text);
}

static const char *value_of(const struct query *query, const char *key)
{
	return request_value(query->request, key);
}

/* ---- Reading the attributes -------------------------------------------- */

static void read_theme_list(struct query *query, const char *key)
{
	const char *value = value_of(query, key);
	struct str rest = str_from(value), word;
	while (value && request_next_word(&rest, &word)) {
		uint32_t theme = request_theme(query->request, key, word);
		if (theme != PROJECT_NONE)
			*VECTOR_ADD(&query->themes) = theme;
	}
	if (value && query->themes.count == 0 && !query->request->is_wrong)
		mistake(query, key, "name at least one theme here");
}

static void read_under(struct query *query)
{
	const char *value = value_of(query, "under");
	if (!value)
		return;
	uint32_t theme =
		request_theme(query->request, "under", str_from(value));
	uint32_t count = query->evidence->settings->theme_count;
	uint32_t *children = ARENA_NEW_ARRAY(query->arena, count, uint32_t);
	if (theme == PROJECT_NONE)
		return;
	count = theme_children(query->evidence, theme, children);
	for (uint32_t i = 0; i < count; i++)
		*VECTOR_ADD(&query->themes) = children[i];
	if (count == 0)
		request_mistake(query->request, DIAGNOSTIC_EVIDENCE_QUERY,
				"under", "no theme is below '%s'", value);
}

static void read_themes(struct query *query)
{
	static const char *const keys[] = {"themes", "theme", "under",
					   "compare"};
	const char *given = NULL;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!value_of(query, keys[i]))
			continue;
		if (given)
			request_mistake(query->request,
					DIAGNOSTIC_EVIDENCE_QUERY, keys[i],
					"%s and %s cannot stand together",
					given, keys[i]);
		given = keys[i];
	}
	read_theme_list(query, "themes");
	read_theme_list(query, "theme");
	read_theme_list(query, "compare");
	read_under(query);
	query->is_compared = value_of(query, "compare") != NULL;
	if (query->is_compared && query->themes.count < 2 &&
	    !query->request->is_wrong)
		mistake(query, "compare", "name two themes to compare");
}

static int read_axis(struct query *query, const char *key, int fallback,
		     uint32_t *dimension)
{
	const char *value = value_of(query, key);
	*dimension = PROJECT_NONE;
	if (!value)
		return fallback;
	if (strcmp(value, "themes") == 0)
		return AXIS_THEMES;
	if (strcmp(value, "parts") == 0 && strcmp(key, "columns") == 0)
		return AXIS_PARTS;
	*dimension = request_dimension(query->request, key, str_from(value));
	return AXIS_DIMENSION;
}

/* "carer=yes age=65-or-over": all of them. */
static void read_where(struct query *query)
{
	const char *value = value_of(query, "where");
	struct str rest = str_from(value), word;
	while (value && request_next_word(&rest, &word)) {
		ptrdiff_t equals = str_find_byte(word, '=');
		if (equals <= 0) {
			mistake(query, "where",
				"where takes a group and its value: "
				"where=\"carer=yes\"");
			return;
		}
		struct str name = {word.bytes, (size_t)equals};
		struct str slug = {word.bytes + equals + 1,
				   word.length - (size_t)equals - 1};
		uint32_t dimension =
			request_dimension(query->request, "where", name);
		if (dimension == PROJECT_NONE)
			return;
		uint32_t one =
			request_slug(query->request, "where", dimension, slug);
		if (one != PROJECT_NONE &&
		    !cell_narrow(&query->frame, dimension, one))
			mistake(query, "where",
				"only two groups can be crossed, each once");
	}
}

static void read_value(struct query *query)
{
	static const char *const words[] = {"percent", "people", "both", NULL};
	bool is_table = query->use == QUERY_TABLE;
	bool is_single = query->column_kind == AXIS_NONE && !query->is_compared;
	int value = request_choice(query->request, "value", words,
				   is_table && is_single ? 2 : 0);
	if (value == 2 && !is_table)
		mistake(query, "value", "a chart shows percent or people");
	if (value == 1 && query->use == QUERY_STACKED)
		mistake(query, "value", "a stacked chart shows percent");
	query->shows_percent = value != 1;
	query->shows_people = value != 0;
}

static void read_of(struct query *query)
{
	const char *value = value_of(query, "of");
	if (value)
		query->frame.of =
			request_theme(query->request, "of", str_from(value));
}

static void read_order(struct query *query)
{
	static const char *const orders[] = {"given", "share", NULL};
	static const char *const flags[] = {"false", "true", NULL};
	bool is_ranked = query->row_kind == AXIS_THEMES &&
			 !query->is_compared && query->use == QUERY_CHART;
	query->most = request_number(query->request, "most", 1, 1000, 0);
	query->is_sorted =
		request_choice(query->request, "sort", orders,
			       is_ranked || query->most ? 1 : 0) == 1;
	query->wants_total =
		request_choice(query->request, "total", flags, 0) == 1;
}

static void read_axes(struct query *query)
{
	if (query->use == QUERY_MAP) {
		query->row_kind = AXIS_DIMENSION;
		query->row_dimension = settings_find_dimension(
			query->evidence->settings, STR("area"));
		return;
	}
	query->row_kind =
		read_axis(query, "rows", AXIS_THEMES, &query->row_dimension);
	query->column_kind = read_axis(query, "columns", AXIS_NONE,
				       &query->column_dimension);
}

static void check_compared(struct query *query)
{
	if (value_of(query, "rows") || value_of(query, "columns"))
		mistake(query, "compare",
			"what is compared has the parts for its rows and the "
			"themes for its columns; take rows and columns out");
}

static void check_axes(struct query *query)
{
	bool has_themes = query->row_kind == AXIS_THEMES ||
			  query->column_kind == AXIS_THEMES;
	if (query->is_compared) {
		check_compared(query);
		return;
	}
	if (query->row_kind == AXIS_THEMES && query->column_kind == AXIS_THEMES)
		mistake(query, "columns", "the themes are the rows already");
	else if (query->row_kind == AXIS_DIMENSION &&
		 query->column_kind == AXIS_PARTS)
		mistake(query, "columns",
			"parts are of themes in the rows; use columns=themes "
			"with under=");
	else if (has_themes && query->themes.count == 0)
		mistake(query, NULL,
			"say which themes: themes=, under= or compare=");
	else if (!has_themes && query->themes.count > 1)
		mistake(query, "themes",
			"rows and columns are taken; name one theme, or use "
			"columns=themes");
}

static void check_all(struct query *query)
{
	if (value_of(query, "all") &&
	    (query->column_kind != AXIS_PARTS || query->use == QUERY_STACKED))
		mistake(query, "all",
			"all names the themes themselves beside their parts, "
			"which are not here: use it with columns=parts, not "
			"stacked");
}

static void read_all(struct query *query)
{
	read_themes(query);
	read_axes(query);
	read_where(query);
	read_of(query);
	read_value(query);
	read_order(query);
	if (!query->request->is_wrong)
		check_axes(query);
	check_all(query);
	if (query->use == QUERY_STACKED && query->column_kind == AXIS_NONE &&
	    !query->is_compared && !query->request->is_wrong)
		mistake(query, "kind",
			"a stacked chart needs columns: parts, themes or a "
			"group to count by");
}

/* ---- Axes -------------------------------------------------------------- */

static const char *word(const struct query *query, const char *key)
{
	return locale_word(query->request->expansion->locale, key);
}

static const char *label_of_theme(const struct query *query, uint32_t theme)
{
	return theme_label(query->evidence, theme,
			   query->request->expansion->language);
}

/* Parts are matched by what they are called in findings.yaml's first
 * language, so that all editions match the same. */
static const char *part_name(const struct query *query, uint32_t theme)
{
	const struct settings_label *label =
		&query->evidence->settings->themes[theme].label;
	return label->same ? label->same : label->texts[0];
}

static void add_themes(struct query *query, struct axis *axis)
{
	axis->heading = word(query, "findings-theme");
	for (size_t i = 0; i < query->themes.count; i++)
		*VECTOR_ADD(axis) = (struct entry){
			.theme = query->themes.items[i],
			.dimension = PROJECT_NONE,
			.label = label_of_theme(query, query->themes.items[i]),
		};
}

static bool has_part(const struct axis *axis, const char *name)
{
	for (size_t i = 0; i < axis->count; i++)
		if (axis->items[i].part &&
		    strcmp(axis->items[i].part, name) == 0)
			return true;
	return false;
}

/* What the themes' parts are called, in the order of their first. */
static void add_parts(struct query *query, struct axis *axis)
{
	uint32_t most = query->evidence->settings->theme_count;
	uint32_t *children = ARENA_NEW_ARRAY(query->arena, most, uint32_t);
	axis->heading = word(query, "findings-theme");
	for (size_t i = 0; i < query->themes.count; i++) {
		uint32_t count = theme_children(
			query->evidence, query->themes.items[i], children);
		for (uint32_t j = 0; j < count; j++) {
			const char *name = part_name(query, children[j]);
			if (has_part(axis, name))
				continue;
			*VECTOR_ADD(axis) = (struct entry){
				.theme = PROJECT_NONE,
				.dimension = PROJECT_NONE,
				.label = label_of_theme(query, children[j]),
				.part = name,
			};
		}
	}
	if (axis->count == 0)
		mistake(query, query->is_compared ? "compare" : "columns",
			"these themes have no parts below them");
}

/* Whether the dimension's values are as short as "Yes" and "No", and
 * findings.yaml has no better names for them. */
static bool has_bare_values(const struct query *query, uint32_t dimension)
{
	enum { MOST_LETTERS = 5 };
	const struct settings_dimension *one =
		&query->evidence->settings->dimensions[dimension];
	const struct project_variable *variable =
		&query->evidence->project->variables[one->variable];
	for (uint32_t i = 0; i < variable->value_count; i++) {
		const struct settings_label *label = &one->values[i];
		const char *name = label->same	  ? label->same
				   : label->count ? label->texts[0]
						  : "";
		if (str_count_code_points(variable->values[i]) > MOST_LETTERS ||
		    str_count_code_points(str_from(name)) > MOST_LETTERS)
			return false;
	}
	return true;
}

/* "Yes" and "No" say nothing by themselves: "Unpaid carers: Yes". */
static bool needs_heading(const struct query *query, uint32_t dimension)
{
	const struct settings *settings = query->evidence->settings;
	uint32_t variable = settings->dimensions[dimension].variable;
	return variable != settings->area && variable != settings->activity &&
	       variable != settings->age && variable != settings->language &&
	       has_bare_values(query, dimension);
}

static const char *label_of_value(const struct query *query, uint32_t dimension,
				  uint32_t value)
{
	struct locale *locale = query->request->expansion->locale;
	const char *label =
		value_label(query->evidence, locale, dimension, value);
	if (!needs_heading(query, dimension))
		return label;
	return arena_format(query->arena, "%s%s%s",
			    dimension_label(query->evidence, locale, dimension),
			    locale_word(locale, "colon"), label);
}

static void add_dimension(struct query *query, struct axis *axis,
			  uint32_t dimension)
{
	const struct evidence *evidence = query->evidence;
	uint32_t count = evidence->dimensions[dimension].count;
	bool has_missing = dimension_has_missing(evidence, dimension);
	axis->heading =
		needs_heading(query, dimension)
			? word(query, "findings-group")
			: dimension_label(evidence,
					  query->request->expansion->locale,
					  dimension);
	for (uint32_t i = 0; i < count - !has_missing; i++) {
		uint32_t value = i == count - 1 ? CELL_MISSING : i;
		*VECTOR_ADD(axis) = (struct entry){
			.theme = PROJECT_NONE,
			.dimension = dimension,
			.value = value,
			.label = label_of_value(query, dimension, value),
		};
	}
}

static void add_total(struct query *query, struct axis *axis, int kind)
{
	/* Who has one theme may have another: the themes' total is everybody
	 * whose share they are. */
	bool is_of_themes = kind == AXIS_THEMES;
	if (!query->wants_total ||
	    (kind != AXIS_DIMENSION && !(is_of_themes && axis == &query->rows)))
		return;
	*VECTOR_ADD(axis) = (struct entry){
		.theme = is_of_themes ? ANALYSIS_BASE : PROJECT_NONE,
		.dimension = PROJECT_NONE,
		.label = is_of_themes ? word(query, query->shows_people
							    ? "all-people"
							    : "measure-people")
				      : word(query, "total"),
		.is_total = true,
	};
}

static void add_axis(struct query *query, struct axis *axis, int kind,
		     uint32_t dimension)
{
	if (kind == AXIS_THEMES)
		add_themes(query, axis);
	else if (kind == AXIS_DIMENSION)
		add_dimension(query, axis, dimension);
	add_total(query, axis, kind);
}

static void plan_axes(struct query *query)
{
	if (query->is_compared) {
		query->row_kind = AXIS_PARTS;
		query->column_kind = AXIS_THEMES;
		add_parts(query, &query->rows);
		add_themes(query, &query->columns);
		return;
	}
	add_axis(query, &query->rows, query->row_kind, query->row_dimension);
	if (query->column_kind == AXIS_PARTS) {
		const char *all = value_of(query, "all");
		if (query->use != QUERY_STACKED)
			*VECTOR_ADD(&query->columns) = (struct entry){
				.theme = PROJECT_NONE,
				.dimension = PROJECT_NONE,
				.label = all && *all
						 ? all
						 : word(query, "theme-itself"),
			};
		size_t before = query->columns.count;
		add_parts(query, &query->columns);
		if (query->columns.count == before)
			mistake(query, "columns",
				"these themes have no parts below them");
	} else if (query->column_kind != AXIS_NONE) {
		add_axis(query, &query->columns, query->column_kind,
			 query->column_dimension);
	} else {
		*VECTOR_ADD(&query->columns) = (struct entry){
			.theme = PROJECT_NONE, .dimension = PROJECT_NONE};
	}
}

/* ---- Counting ---------------------------------------------------------- */

/* The theme's part of that name, or PROJECT_NONE. */
static uint32_t find_part(const struct query *query, uint32_t theme,
			  const char *name)
{
	const struct evidence *evidence = query->evidence;
	for (uint32_t i = 0; i < evidence->settings->theme_count; i++)
		if (evidence->parents[i] == theme &&
		    strcmp(part_name(query, i), name) == 0)
			return i;
	return PROJECT_NONE;
}

static uint32_t theme_of(const struct query *query, const struct entry *row,
			 const struct entry *column, bool *has_theme)
{
	const char *part = row->part ? row->part : column->part;
	uint32_t theme =
		row->theme != PROJECT_NONE ? row->theme : column->theme;
	bool is_base = (row->is_total && query->row_kind == AXIS_THEMES);
	*has_theme = true;
	if (is_base)
		return query->frame.of;
	if (theme == PROJECT_NONE && query->themes.count)
		theme = query->themes.items[0];
	if (!part)
		return theme;
	theme = find_part(query, theme, part);
	*has_theme = theme != PROJECT_NONE;
	return theme;
}

static bool narrow(struct query *query, struct cell *cell,
		   const struct entry *entry)
{
	if (entry->dimension == PROJECT_NONE ||
	    cell_narrow(cell, entry->dimension, entry->value))
		return true;
	mistake(query, value_of(query, "where") ? "where" : "columns",
		"only two groups can be crossed, each once");
	return false;
}

/* A theme without that part has nobody there, and nobody can be found in it.
 */
static struct analysis_count count_nobody(const struct evidence *evidence,
					  const struct cell *cell)
{
	struct cell base = *cell;
	base.theme = cell->of;
	base.of = ANALYSIS_BASE;
	struct analysis_count count = cell_count(evidence, &base);
	bool has_base = count.is_published && count.is_shown && count.count;
	return (struct analysis_count){.is_published = true,
				       .is_shown = true,
				       .is_base_shown = has_base,
				       .has_share = has_base,
				       .base = count.count};
}

/* Everybody is all of everybody. */
static void make_whole(struct analysis_count *count)
{
	count->is_base_shown = count->is_shown;
	count->base = count->count;
	count->has_share = count->is_shown && count->count > 0;
	count->share = count->has_share ? 1 : 0;
}

static bool count_one(struct query *query, const struct entry *row,
		      const struct entry *column, struct analysis_count *count)
{
	struct cell cell = query->frame;
	bool has_theme;
	cell.theme = theme_of(query, row, column, &has_theme);
	if (!narrow(query, &cell, row) || !narrow(query, &cell, column))
		return false;
	if (!has_theme) {
		*count = count_nobody(query->evidence, &cell);
		return true;
	}
	if (!cell_check_published(query->evidence, &cell,
				  request_place(query->request, NULL),
				  query->request->expansion->diagnostics)) {
		query->request->is_wrong = true;
		return false;
	}
	*count = cell_count(query->evidence, &cell);
	if (row->is_total && query->row_kind == AXIS_THEMES)
		make_whole(count);
	return true;
}

/* ---- Order ------------------------------------------------------------- */

struct ranked {
	struct grid_row row;
	uint32_t place;
	bool is_told;
	double value;
};

/* Hidden ones stand last, in the order given: their place tells nothing. */
static int compare_ranked(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	int end_a = a->row.is_total ? 2 : a->row.is_missing;
	int end_b = b->row.is_total ? 2 : b->row.is_missing;
	if (end_a != end_b)
		return end_a - end_b;
	if (a->is_told != b->is_told)
		return a->is_told ? -1 : 1;
	if (a->value < b->value || a->value > b->value)
		return a->value > b->value ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

static void sort_rows(const struct query *query, struct grid_row *rows,
		      uint32_t count)
{
	struct ranked *ranked =
		ARENA_NEW_ARRAY(query->arena, count, struct ranked);
	for (uint32_t i = 0; i < count; i++) {
		const struct analysis_count *one = &rows[i].counts[0];
		bool is_one_told =
			query->shows_percent ? one->has_share : one->is_shown;
		double value = query->shows_percent ? one->share : one->count;
		ranked[i] = (struct ranked){rows[i], i, is_one_told,
					    is_one_told ? value : 0};
	}
	qsort(ranked, count, sizeof *ranked, compare_ranked);
	for (uint32_t i = 0; i < count; i++)
		rows[i] = ranked[i].row;
}

/* Whether all who could be in the row have a value: only carers are asked how
 * many hours they care, so that of carers nobody is without an answer. */
static bool is_nobody_missing(const struct query *query,
			      const struct grid_row *row)
{
	if (!row->is_missing)
		return false;
	for (size_t i = 0; i < query->columns.count; i++) {
		const struct analysis_count *count = &row->counts[i];
		if (!count->is_base_shown || count->base > 0)
			return false;
	}
	return true;
}

static uint32_t cut_rows(const struct query *query, struct grid_row *rows,
			 uint32_t count)
{
	uint32_t kept = 0, plain = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (is_nobody_missing(query, &rows[i]))
			continue;
		bool is_plain = !rows[i].is_total && !rows[i].is_missing;
		plain += is_plain;
		if (!is_plain || !query->most || plain <= query->most)
			rows[kept++] = rows[i];
	}
	return kept;
}

/* ---- The grid ---------------------------------------------------------- */

/* False after a mistake. One that is not published is enough to tell. */
static bool count_row(struct query *query, const struct entry *entry,
		      struct grid_row *row)
{
	uint32_t count = (uint32_t)query->columns.count;
	struct analysis_count *counts =
		ARENA_NEW_ARRAY(query->arena, count, struct analysis_count);
	for (uint32_t i = 0; i < count; i++)
		if (!count_one(query, entry, &query->columns.items[i],
			       &counts[i]))
			return false;
	*row = (struct grid_row){
		.label = entry->label,
		.counts = counts,
		.value = entry->dimension == PROJECT_NONE ? PROJECT_NONE
							  : entry->value,
		.is_missing = entry->dimension != PROJECT_NONE &&
			      entry->value == CELL_MISSING,
		.is_total = entry->is_total,
	};
	return true;
}

static const char *const *column_labels(const struct query *query)
{
	const char **labels = ARENA_NEW_ARRAY(
		query->arena, query->columns.count, const char *);
	for (size_t i = 0; i < query->columns.count; i++)
		labels[i] = query->columns.items[i].label;
	return labels;
}

/* A count of nobody of nobody has no share, and hides nothing. */
static bool is_hidden(const struct query *query,
		      const struct analysis_count *count)
{
	bool is_empty = count->is_base_shown && count->base == 0;
	return !is_empty && (!count->is_shown ||
			     (query->shows_percent && !count->has_share));
}

static void count_hidden(const struct query *query, struct grid *grid)
{
	for (uint32_t i = 0; i < grid->row_count; i++)
		for (uint32_t j = 0; j < grid->column_count; j++) {
			const struct analysis_count *count =
				&grid->rows[i].counts[j];
			if (is_hidden(query, count))
				grid->hidden_count++;
			else if (!grid->rows[i].is_total)
				grid->shown_count++;
		}
}

static struct grid *make_grid(struct query *query)
{
	struct grid *grid = ARENA_NEW(query->arena, struct grid);
	uint32_t count = (uint32_t)query->rows.count;
	struct grid_row *rows =
		ARENA_NEW_ARRAY(query->arena, count, struct grid_row);
	for (uint32_t i = 0; i < count; i++)
		if (!count_row(query, &query->rows.items[i], &rows[i]))
			return NULL;
	if (query->is_sorted)
		sort_rows(query, rows, count);
	*grid = (struct grid){
		.heading = query->rows.heading,
		.rows = rows,
		.row_count = cut_rows(query, rows, count),
		.columns = column_labels(query),
		.column_count = (uint32_t)query->columns.count,
		.has_total_column =
			query->columns.items[query->columns.count - 1].is_total,
		.dimension = query->row_kind == AXIS_DIMENSION
				     ? query->row_dimension
				     : PROJECT_NONE,
		.has_bases = query->row_kind == AXIS_DIMENSION &&
			     query->themes.count > 0,
		.shows_people = query->shows_people,
		.shows_percent = query->shows_percent,
		.of = query->frame.of == ANALYSIS_BASE
			      ? NULL
			      : label_of_theme(query, query->frame.of),
	};
	count_hidden(query, grid);
	if (grid->shown_count == 0) {
		request_mistake(query->request, DIAGNOSTIC_EVIDENCE_EMPTY, NULL,
				"nothing of this may be shown");
		return NULL;
	}
	return grid;
}

const struct grid *query_grid(struct request *request, enum query_use use)
{
	struct query query = {
		.request = request,
		.evidence = request->expansion->evidence,
		.arena = request->expansion->arena,
		.use = use,
		.frame = CELL_ALL,
		.row_dimension = PROJECT_NONE,
		.column_dimension = PROJECT_NONE,
	};
	const struct grid *grid = NULL;
	read_all(&query);
	if (!request->is_wrong)
		plan_axes(&query);
	if (!request->is_wrong)
		grid = make_grid(&query);
	VECTOR_RELEASE(&query.themes);
	VECTOR_RELEASE(&query.rows);
	VECTOR_RELEASE(&query.columns);
	return grid;
}
