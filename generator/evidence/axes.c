/* The rows and columns of a chart or table, before they are counted. */
#include "base/vector.h"
#include "evidence/query_private.h"

static const char *word(const struct query *query, const char *key)
{
	return locale_word(query->request->expansion->locale, key);
}

const char *query_theme_label(const struct query *query, uint32_t theme)
{
	const struct expansion *expansion = query->request->expansion;
	const struct settings_label *easy =
		&query->evidence->settings->themes[theme].easy_label;
	/* never another language's plain words for this one's own */
	if (expansion->document->profile == PROFILE_EASY_READ &&
	    (easy->same || easy->count) &&
	    settings_label_is_in(easy, expansion->language,
				 query->evidence->language))
		return settings_label_text(easy, expansion->language);
	evidence_check_theme(query->evidence, expansion->language, theme,
			     expansion->diagnostics);
	return evidence_theme_label(query->evidence, theme,
				    expansion->language);
}

const char *query_part_name(const struct query *query, uint32_t theme)
{
	const struct settings_label *label =
		&query->evidence->settings->themes[theme].label;
	return label->same ? label->same : label->texts[0];
}

/* Themes below one theme are of its kind: "Ways of reaching care". Those that
 * stand highest are the themes. */
static const char *heading_of_themes(const struct query *query)
{
	const uint32_t *parents = query->evidence->parents;
	const uint32_t *themes = query->themes.items;
	size_t same = 0;
	while (same < query->themes.count &&
	       parents[themes[same]] == parents[themes[0]])
		same++;
	if (same && same == query->themes.count &&
	    parents[themes[0]] != PROJECT_NONE)
		return query_theme_label(query, parents[themes[0]]);
	for (size_t i = 0; i < query->themes.count; i++)
		if (parents[themes[i]] != PROJECT_NONE)
			return word(query, "findings-part");
	return word(query, "findings-theme");
}

static void add_themes(struct query *query, struct axis *axis)
{
	axis->heading = heading_of_themes(query);
	for (size_t i = 0; i < query->themes.count; i++)
		*VECTOR_ADD(axis) = (struct entry){
			.theme = query->themes.items[i],
			.dimension = PROJECT_NONE,
			.label = query_theme_label(query,
						   query->themes.items[i]),
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

/* Where findings.yaml lists no themes, parts of several of them stand in the
 * order of what they are called, not of the first that has them. */
static void sort_parts(const struct query *query, struct axis *axis,
		       size_t first)
{
	size_t count = axis->count - first;
	struct entry *parts = axis->items + first;
	struct evidence_ordered *order =
		ARENA_NEW_ARRAY(query->arena, count, struct evidence_ordered);
	struct entry *copy = ARENA_NEW_ARRAY(query->arena, count, struct entry);
	for (size_t i = 0; i < count; i++) {
		copy[i] = parts[i];
		order[i] = (struct evidence_ordered){
			.item = (uint32_t)i,
			.label = parts[i].label,
			.locale = query->request->expansion->locale,
		};
	}
	evidence_sort(order, count);
	for (size_t i = 0; i < count; i++)
		parts[i] = copy[order[i].item];
}

/* What the themes' parts are called, in the order of their first. */
static void add_parts(struct query *query, struct axis *axis)
{
	const uint32_t *children;
	size_t first = axis->count;
	axis->heading = word(query, "findings-part");
	for (size_t i = 0; i < query->themes.count; i++) {
		uint32_t count = evidence_theme_children(
			query->evidence, query->arena,
			query->request->expansion->locale,
			query->themes.items[i], &children);
		for (uint32_t j = 0; j < count; j++) {
			const char *name = query_part_name(query, children[j]);
			if (has_part(axis, name))
				continue;
			*VECTOR_ADD(axis) = (struct entry){
				.theme = PROJECT_NONE,
				.dimension = PROJECT_NONE,
				.label = query_theme_label(query, children[j]),
				.part = name,
			};
		}
	}
	if (!query->evidence->settings->has_theme_list)
		sort_parts(query, axis, first);
	if (axis->count == 0)
		query_mistake(query, query->is_compared ? "compare" : "columns",
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
		const char *name = label->same  ? label->same :
				   label->count ? label->texts[0] :
						  "";
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
		evidence_value_label(query->evidence, locale, dimension, value);
	if (!needs_heading(query, dimension))
		return label;
	return arena_format(
		query->arena, "%s%s%s",
		evidence_dimension_label(query->evidence, locale, dimension),
		locale_word(locale, "colon"), label);
}

static void add_dimension(struct query *query, struct axis *axis,
			  uint32_t dimension)
{
	const struct evidence *evidence = query->evidence;
	const uint32_t *values;
	uint32_t count = evidence_dimension_values(
		evidence, query->arena, query->request->expansion->locale,
		dimension, &values);
	bool has_missing = evidence_dimension_has_missing(evidence, dimension);
	evidence_check_heading(evidence, query->request->expansion->language,
			       dimension,
			       query->request->expansion->diagnostics);
	evidence_check_values(evidence, query->request->expansion->language,
			      dimension, values, count,
			      query->request->expansion->diagnostics);
	axis->heading =
		needs_heading(query, dimension) ?
			word(query, "findings-group") :
			evidence_dimension_label(
				evidence, query->request->expansion->locale,
				dimension);
	for (uint32_t i = 0; i < count + has_missing; i++) {
		uint32_t value = i == count ? CELL_MISSING : values[i];
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
		.label = is_of_themes ? word(query, query->shows_people ?
							    "all-people" :
							    "measure-people") :
					word(query, "total"),
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

void query_plan_axes(struct query *query)
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
		const char *all = query_value(query, "all");
		if (query->use != QUERY_STACKED)
			*VECTOR_ADD(&query->columns) = (struct entry){
				.theme = PROJECT_NONE,
				.dimension = PROJECT_NONE,
				.label = all && *all ?
						 all :
						 word(query, "theme-itself"),
			};
		size_t before = query->columns.count;
		add_parts(query, &query->columns);
		if (query->columns.count == before)
			query_mistake(query, "columns",
				      "these themes have no parts below them");
	} else if (query->column_kind != AXIS_NONE) {
		add_axis(query, &query->columns, query->column_kind,
			 query->column_dimension);
	} else {
		*VECTOR_ADD(&query->columns) =
			(struct entry){ .theme = PROJECT_NONE,
					.dimension = PROJECT_NONE };
	}
}
