/* What a chart or table asks for. */
#include "base/vector.h"
#include "evidence/query_private.h"

void query_mistake(struct query *query, const char *key, const char *text)
{
	request_mistake(query->request, DIAGNOSTIC_EVIDENCE_QUERY, key, "%s",
			text);
}

const char *query_value(const struct query *query, const char *key)
{
	return request_value(query->request, key);
}

/* ---- Reading the attributes -------------------------------------------- */

static void read_theme_list(struct query *query, const char *key)
{
	const char *value = query_value(query, key);
	struct str rest = str_from(value), word;
	while (value && request_next_word(&rest, &word)) {
		uint32_t theme = request_theme(query->request, key, word);
		if (theme != PROJECT_NONE)
			*VECTOR_ADD(&query->themes) = theme;
	}
	if (value && query->themes.count == 0 && !query->request->is_wrong)
		query_mistake(query, key, "name at least one theme here");
}

static void read_under(struct query *query)
{
	const char *value = query_value(query, "under");
	if (!value)
		return;
	uint32_t theme =
		request_theme(query->request, "under", str_from(value));
	const uint32_t *children;
	if (theme == PROJECT_NONE)
		return;
	uint32_t count = evidence_theme_children(
		query->evidence, query->arena,
		query->request->expansion->locale, theme, &children);
	for (uint32_t i = 0; i < count; i++)
		*VECTOR_ADD(&query->themes) = children[i];
	if (count == 0)
		request_mistake(query->request, DIAGNOSTIC_EVIDENCE_QUERY,
				"under", "no theme is below '%s'", value);
}

static void read_themes(struct query *query)
{
	static const char *const keys[] = { "themes", "theme", "under",
					    "compare" };
	const char *given = NULL;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!query_value(query, keys[i]))
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
	query->is_compared = query_value(query, "compare") != NULL;
	if (query->is_compared && query->themes.count < 2 &&
	    !query->request->is_wrong)
		query_mistake(query, "compare", "name two themes to compare");
}

static int read_axis(struct query *query, const char *key, int fallback,
		     uint32_t *dimension)
{
	const char *value = query_value(query, key);
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
	const char *value = query_value(query, "where");
	struct str rest = str_from(value), word;
	while (value && request_next_word(&rest, &word)) {
		ptrdiff_t equals = str_find_byte(word, '=');
		if (equals <= 0) {
			query_mistake(query, "where",
				      "where takes a group and its value: "
				      "where=\"carer=yes\"");
			return;
		}
		struct str name = { word.bytes, (size_t)equals };
		struct str slug = { word.bytes + equals + 1,
				    word.length - (size_t)equals - 1 };
		uint32_t dimension =
			request_dimension(query->request, "where", name);
		if (dimension == PROJECT_NONE)
			return;
		uint32_t one =
			request_slug(query->request, "where", dimension, slug);
		if (one != PROJECT_NONE &&
		    !cell_narrow(&query->frame, dimension, one))
			query_mistake(
				query, "where",
				"only two groups can be crossed, each once");
	}
}

static void read_value(struct query *query)
{
	static const char *const words[] = { "percent", "people", "both",
					     NULL };
	bool is_table = query->use == QUERY_TABLE;
	bool is_single = query->column_kind == AXIS_NONE && !query->is_compared;
	int value = request_choice(query->request, "value", words,
				   is_table && is_single ? 2 : 0);
	if (value == 2 && !is_table)
		query_mistake(query, "value",
			      "a chart shows percent or people");
	if (value == 1 && query->use == QUERY_STACKED)
		query_mistake(query, "value", "a stacked chart shows percent");
	query->shows_percent = value != 1;
	query->shows_people = value != 0;
}

static void read_of(struct query *query)
{
	const char *value = query_value(query, "of");
	if (value)
		query->frame.of =
			request_theme(query->request, "of", str_from(value));
}

static void read_order(struct query *query)
{
	static const char *const orders[] = { "given", "share", NULL };
	static const char *const flags[] = { "false", "true", NULL };
	bool is_ranked = query->row_kind == AXIS_THEMES &&
			 !query->is_compared && query->use == QUERY_CHART;
	query->most = request_number(query->request, "most", 1, 1000, 0);
	query->is_sorted =
		request_choice(query->request, "sort", orders,
			       is_ranked || query->most ? 1 : 0) == 1;
	query->wants_total =
		request_choice(query->request, "total", flags, 0) == 1;
	if (query->use == QUERY_LINE && (query->is_sorted || query->most))
		query_mistake(query, query->most ? "most" : "sort",
			      "a line goes through all rows in the order of "
			      "time, which is the given one");
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
	if (query_value(query, "rows") || query_value(query, "columns"))
		query_mistake(
			query, "compare",
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
		query_mistake(query, "columns",
			      "the themes are the rows already");
	else if (query->row_kind == AXIS_DIMENSION &&
		 query->column_kind == AXIS_PARTS)
		query_mistake(
			query, "columns",
			"parts are of themes in the rows; use columns=themes "
			"with under=");
	else if (has_themes && query->themes.count == 0)
		query_mistake(query, NULL,
			      "say which themes: themes=, under= or compare=");
	else if (!has_themes && query->themes.count > 1)
		query_mistake(
			query, "themes",
			"rows and columns are taken; name one theme, or use "
			"columns=themes");
}

static void check_all(struct query *query)
{
	if (query_value(query, "all") &&
	    (query->column_kind != AXIS_PARTS || query->use == QUERY_STACKED))
		query_mistake(
			query, "all",
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
		query_mistake(
			query, "kind",
			"a stacked chart needs columns: parts, themes or a "
			"group to count by");
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
		query_plan_axes(&query);
	if (!request->is_wrong)
		grid = query_count(&query);
	VECTOR_RELEASE(&query.themes);
	VECTOR_RELEASE(&query.rows);
	VECTOR_RELEASE(&query.columns);
	return grid;
}