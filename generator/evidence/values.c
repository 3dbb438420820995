/* {{theme.…}}, {{group.…}}, {{findings.…}}: maps whose values are made when
 * they are asked for. What may not be told is reported at the tag, and is
 * empty. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "evidence/evidence_private.h"

/* What all maps of a context share. */
struct speaker {
	const struct evidence *evidence;
	struct locale *locale;
	struct evidence_use *use;
};

/* A place between the dots. */
struct point {
	const struct speaker *speaker;
	struct cell cell;
	uint32_t dimension; /* whose value comes next */
	bool is_value;      /* named by its last value, not by its theme */
};

static const struct value *look_up_cell(void *data, struct str key,
					struct value_scope *scope);

static const struct value *
new_map(struct arena *arena, const struct point *point,
	const struct value *(*lookup)(void *, struct str, struct value_scope *),
	const char *const *(*names)(void *, size_t *))
{
	struct point *kept = ARENA_NEW(arena, struct point);
	*kept = *point;
	struct value_dynamic map = { lookup, names, kept };
	return value_new_dynamic(arena, &map);
}

static const char *const *cell_names(void *data, size_t *count)
{
	const struct evidence *evidence =
		((struct point *)data)->speaker->evidence;
	*count = evidence->cell_name_count;
	return evidence->cell_names;
}

static const struct value *new_cell(struct arena *arena,
				    const struct point *point)
{
	return new_map(arena, point, look_up_cell, cell_names);
}

static const struct value *new_text(struct arena *arena, const char *text)
{
	return value_new_text(arena, str_from(text ? text : ""));
}

/* ---- Numbers ----------------------------------------------------------- */

enum leaf {
	LEAF_LABEL,
	LEAF_PEOPLE,
	LEAF_BASE,
	LEAF_PERCENT,
	LEAF_OF_TEN,
	LEAF_OTHERS,
	LEAF_OTHERS_PERCENT,
	LEAF_HIDDEN
};

enum { LEAF_COUNT = LEAF_HIDDEN + 1 };

static const char *const leaf_names[LEAF_COUNT] = {
	"label",  "people", "base",           "percent",
	"of-ten", "others", "others-percent", "hidden"
};

static bool find_leaf(struct str key, enum leaf *leaf)
{
	for (int i = 0; i < LEAF_COUNT; i++) {
		if (!str_equals_string(key, leaf_names[i]))
			continue;
		*leaf = (enum leaf)i;
		return true;
	}
	return false;
}

static const char *label_of(const struct point *point)
{
	const struct evidence *evidence = point->speaker->evidence;
	struct locale *locale = point->speaker->locale;
	const struct cell *cell = &point->cell;
	if (point->is_value)
		return evidence_value_label(evidence, locale,
					    cell->dimensions[cell->depth - 1],
					    cell->values[cell->depth - 1]);
	return evidence_theme_label(evidence, cell->theme, locale_tag(locale));
}

static void check_label(const struct point *point, struct place place,
			struct diagnostics *diagnostics)
{
	const struct evidence *evidence = point->speaker->evidence;
	const char *language = locale_tag(point->speaker->locale);
	const struct cell *cell = &point->cell;
	uint32_t last = cell->depth - 1;
	if (!point->is_value)
		evidence_check_theme(evidence, language, cell->theme,
				     diagnostics);
	else if (cell->values[last] != CELL_MISSING)
		evidence_check_value(evidence, language, cell->dimensions[last],
				     cell->values[last], place, diagnostics);
}

static bool is_told(enum leaf leaf, const struct analysis_count *count,
		    bool has_others)
{
	switch (leaf) {
	case LEAF_PEOPLE:
		return count->is_shown;
	case LEAF_BASE:
		return count->is_base_shown;
	case LEAF_OTHERS:
		return has_others;
	case LEAF_OTHERS_PERCENT:
		return has_others && count->has_share;
	case LEAF_LABEL:
	case LEAF_PERCENT:
	case LEAF_OF_TEN:
	case LEAF_HIDDEN:
		break;
	}
	return count->has_share;
}

static bool is_share(enum leaf leaf)
{
	return leaf == LEAF_PERCENT || leaf == LEAF_OF_TEN ||
	       leaf == LEAF_OTHERS_PERCENT;
}

/* A nobody or everybody that is only rounded would be untrue. */
static const struct value *of_ten(const struct analysis_count *count,
				  struct value_scope *scope)
{
	double tenths = floor(10 * count->share + 0.5);
	if ((tenths > 0 || count->count == 0) &&
	    (tenths < 10 || count->count == count->base))
		return value_new_number(value_scope_arena(scope), tenths);
	diagnostics_add(value_scope_diagnostics(scope),
			DIAGNOSTIC_EVIDENCE_OF_TEN, value_scope_place(scope),
			"to the nearest of ten this would be %s, which is "
			"not so",
			tenths > 0 ? "everybody" : "nobody");
	return new_text(value_scope_arena(scope), "");
}

static const struct value *new_number(const struct point *point, enum leaf leaf,
				      struct value_scope *scope)
{
	const struct evidence *evidence = point->speaker->evidence;
	struct arena *arena = value_scope_arena(scope);
	struct analysis_count count = cell_count(evidence, &point->cell);
	uint32_t others = 0;
	bool has_others = analysis_others(evidence->analysis, &count, &others);
	if (leaf == LEAF_HIDDEN)
		return value_new_boolean(arena, !count.is_shown);
	if (evidence_is_few(&count) && is_share(leaf)) {
		diagnostics_add(value_scope_diagnostics(scope),
				DIAGNOSTIC_EVIDENCE_HIDDEN,
				value_scope_place(scope),
				"a percentage of %u people would be one of too "
				"few: findings.yaml's least-base-for-"
				"percentages is %u",
				(unsigned)count.base,
				(unsigned)evidence->settings->rules.least_base);
		return new_text(arena, "");
	}
	if (!cell_check_shown(
		    evidence, &point->cell, is_told(leaf, &count, has_others),
		    value_scope_place(scope), value_scope_diagnostics(scope)))
		return new_text(arena, "");
	switch (leaf) {
	case LEAF_PEOPLE:
		return value_new_number(arena, count.count);
	case LEAF_BASE:
		return value_new_number(arena, count.base);
	case LEAF_OF_TEN:
		return of_ten(&count, scope);
	case LEAF_OTHERS:
		return value_new_number(arena, others);
	case LEAF_OTHERS_PERCENT:
		return new_text(arena, evidence_share_text(
					       point->speaker->locale, arena,
					       (double)others / count.base));
	case LEAF_LABEL:
	case LEAF_PERCENT:
	case LEAF_HIDDEN:
		break;
	}
	return new_text(arena, evidence_share_text(point->speaker->locale,
						   arena, count.share));
}

static const struct value *look_up_leaf(const struct point *point,
					enum leaf leaf,
					struct value_scope *scope)
{
	struct arena *arena = value_scope_arena(scope);
	if (leaf == LEAF_LABEL) {
		check_label(point, value_scope_place(scope),
			    value_scope_diagnostics(scope));
		return new_text(arena, label_of(point));
	}
	if (!cell_check_published(point->speaker->evidence, &point->cell,
				  value_scope_place(scope),
				  value_scope_diagnostics(scope)))
		return new_text(arena, "");
	return new_number(point, leaf, scope);
}

/* ---- Parts ------------------------------------------------------------- */

struct part {
	uint32_t theme, place; /* among those below the same theme */
	struct analysis_count count;
};

/* The highest first; equal ones, and then the hidden ones, which no order may
 * tell apart, as themes stand. */
static int compare_parts(const void *left, const void *right)
{
	const struct part *a = left, *b = right;
	if (a->count.is_shown != b->count.is_shown)
		return a->count.is_shown ? -1 : 1;
	if (a->count.count != b->count.count)
		return a->count.count > b->count.count ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

static struct part *rank_parts(const struct point *point, struct arena *arena,
			       uint32_t *count)
{
	const struct evidence *evidence = point->speaker->evidence;
	const uint32_t *children;
	*count =
		evidence_theme_children(evidence, arena, point->speaker->locale,
					point->cell.theme, &children);
	struct part *parts = ARENA_NEW_ARRAY(arena, *count, struct part);
	for (uint32_t i = 0; i < *count; i++) {
		struct cell cell = point->cell;
		cell.theme = children[i];
		parts[i] = (struct part){ children[i], i,
					  cell_count(evidence, &cell) };
	}
	qsort(parts, *count, sizeof *parts, compare_parts);
	return parts;
}

static const struct value *new_part(struct arena *arena,
				    const struct point *point, uint32_t theme)
{
	struct point part = *point;
	part.cell.theme = theme;
	part.is_value = false;
	return new_cell(arena, &part);
}

/* Whether all parts are published; the first that is not is reported. */
static bool check_parts(const struct point *point, const struct part *parts,
			uint32_t count, struct value_scope *scope)
{
	for (uint32_t i = 0; i < count; i++) {
		struct cell cell = point->cell;
		cell.theme = parts[i].theme;
		if (!cell_check_published(point->speaker->evidence, &cell,
					  value_scope_place(scope),
					  value_scope_diagnostics(scope)))
			return false;
	}
	return true;
}

static const struct value *list_parts(const struct point *point,
				      struct value_scope *scope)
{
	struct arena *arena = value_scope_arena(scope);
	struct value *list = value_new_list(arena);
	uint32_t count;
	struct part *parts = rank_parts(point, arena, &count);
	if (!check_parts(point, parts, count, scope))
		return list;
	for (uint32_t i = 0; i < count; i++)
		value_list_add(arena, list,
			       new_part(arena, point, parts[i].theme));
	return list;
}

/* Which is first is known only where nothing is hidden. */
static const struct value *find_ranked(const struct point *point, int rank,
				       struct value_scope *scope)
{
	struct arena *arena = value_scope_arena(scope);
	uint32_t count;
	struct part *parts = rank_parts(point, arena, &count);
	uint32_t wanted = rank < 0 ? count - 1 : (uint32_t)rank;
	if (count == 0 || wanted >= count ||
	    !check_parts(point, parts, count, scope))
		return NULL;
	if (!parts[count - 1].count.is_shown) {
		struct cell cell = point->cell;
		cell.theme = parts[count - 1].theme;
		cell_check_shown(point->speaker->evidence, &cell, false,
				 value_scope_place(scope),
				 value_scope_diagnostics(scope));
	}
	return new_part(arena, point, parts[wanted].theme);
}

/* ---- Below a cell ------------------------------------------------------ */

static const char *const *slug_names(void *data, size_t *count)
{
	const struct point *point = data;
	const struct evidence_dimension *dimension =
		&point->speaker->evidence->dimensions[point->dimension];
	*count = dimension->shown_count;
	return dimension->shown;
}

static const struct value *look_up_slug(void *data, struct str key,
					struct value_scope *scope)
{
	struct point point = *(struct point *)data;
	const struct evidence_dimension *dimension =
		&point.speaker->evidence->dimensions[point.dimension];
	uint32_t value = 0;
	while (value < dimension->count &&
	       !str_equals_string(key, dimension->slugs[value]))
		value++;
	if (value == dimension->count)
		return NULL;
	cell_narrow(&point.cell, point.dimension,
		    value == dimension->count - 1 ? CELL_MISSING : value);
	point.is_value = true;
	return new_cell(value_scope_arena(scope), &point);
}

static const struct value *enter_dimension(const struct point *point,
					   uint32_t dimension,
					   struct value_scope *scope)
{
	struct point next = *point;
	struct cell trial = point->cell;
	next.dimension = dimension;
	if (!cell_narrow(&trial, dimension, 0))
		return NULL;
	return new_map(value_scope_arena(scope), &next, look_up_slug,
		       slug_names);
}

static const char *const *theme_names(void *data, size_t *count)
{
	const struct evidence *evidence =
		((struct point *)data)->speaker->evidence;
	*count = evidence->settings->theme_count;
	return evidence->theme_names;
}

static const struct value *look_up_of(void *data, struct str key,
				      struct value_scope *scope)
{
	struct point point = *(struct point *)data;
	point.cell.of =
		settings_find_theme(point.speaker->evidence->settings, key);
	return point.cell.of == PROJECT_NONE ?
		       NULL :
		       new_cell(value_scope_arena(scope), &point);
}

static const struct value *look_up_theme_part(const struct point *point,
					      struct str key,
					      struct value_scope *scope)
{
	static const char *const ranks[] = { "first", "second", "third" };
	for (int i = 0; i < 3; i++)
		if (str_equals_string(key, ranks[i]))
			return find_ranked(point, i, scope);
	if (str_equals_string(key, "last"))
		return find_ranked(point, -1, scope);
	if (str_equals_string(key, "parts"))
		return list_parts(point, scope);
	if (str_equals_string(key, "of") && point->cell.of == ANALYSIS_BASE)
		return new_map(value_scope_arena(scope), point, look_up_of,
			       theme_names);
	return NULL;
}

static const struct value *look_up_cell(void *data, struct str key,
					struct value_scope *scope)
{
	const struct point *point = data;
	const struct evidence *evidence = point->speaker->evidence;
	enum leaf leaf;
	bool has_theme = point->cell.theme != ANALYSIS_BASE;
	point->speaker->use->is_used = true;
	if (find_leaf(key, &leaf))
		return look_up_leaf(point, leaf, scope);
	uint32_t dimension = settings_find_dimension(evidence->settings, key);
	if (dimension != PROJECT_NONE)
		return enter_dimension(point, dimension, scope);
	return has_theme ? look_up_theme_part(point, key, scope) : NULL;
}

/* ---- The three names --------------------------------------------------- */

static const struct value *look_up_theme(void *data, struct str key,
					 struct value_scope *scope)
{
	struct point point = *(struct point *)data;
	point.speaker->use->is_used = true;
	point.cell.theme =
		settings_find_theme(point.speaker->evidence->settings, key);
	return point.cell.theme == PROJECT_NONE ?
		       NULL :
		       new_cell(value_scope_arena(scope), &point);
}

static const struct value *look_up_group(void *data, struct str key,
					 struct value_scope *scope)
{
	const struct point *point = data;
	point->speaker->use->is_used = true;
	uint32_t dimension = settings_find_dimension(
		point->speaker->evidence->settings, key);
	return dimension == PROJECT_NONE ?
		       NULL :
		       enter_dimension(point, dimension, scope);
}

static const char *const *group_names(void *data, size_t *count)
{
	const struct evidence *evidence =
		((struct point *)data)->speaker->evidence;
	*count = evidence->settings->dimension_count;
	return evidence->dimension_names;
}

static const struct value *look_up_findings(void *data, struct str key,
					    struct value_scope *scope)
{
	const struct point *point = data;
	point->speaker->use->is_used = true;
	struct arena *arena = value_scope_arena(scope);
	if (str_equals_string(key, "themes"))
		return value_new_number(
			arena, point->speaker->evidence->settings->theme_count);
	return str_equals_string(key, "people") ?
		       look_up_leaf(point, LEAF_PEOPLE, scope) :
		       NULL;
}

static const char *const *findings_names(void *data, size_t *count)
{
	static const char *const names[] = { "people", "themes" };
	(void)data;
	*count = sizeof names / sizeof *names;
	return names;
}

/* Where there are no findings to ask, for want of a readable file, one mistake
 * is enough: every number is empty, and everything else has every name but
 * those that a section over it takes from outside. */
static const struct value *look_up_nothing(void *data, struct str key,
					   struct value_scope *scope)
{
	static const char *const outside[] = { "t", "theme", "group",
					       "findings" };
	struct arena *arena = value_scope_arena(scope);
	struct value_dynamic map = { look_up_nothing, NULL, data };
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
		if (str_equals_string(key, outside[i]))
			return NULL;
	enum leaf leaf;
	if (find_leaf(key, &leaf) || str_equals_string(key, "themes"))
		return new_text(arena, "");
	if (str_equals_string(key, "parts"))
		return value_new_list(arena);
	return value_new_dynamic(arena, &map);
}

static void add_nothing(struct arena *arena, struct value *context)
{
	static const char *const names[] = { "findings", "theme", "group" };
	struct value_dynamic map = { look_up_nothing, NULL, NULL };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		value_map_set(arena, context, names[i],
			      value_new_dynamic(arena, &map));
}

/* {{#rounding}}: what counts are rounded to, for the note about it. */
static void add_rounding(const struct evidence *evidence, struct arena *arena,
			 struct value *context)
{
	bool is_known = evidence && !evidence->is_broken;
	uint32_t step = is_known ? evidence->settings->rules.rounding : 0;
	struct value *map = value_new_map(arena);
	value_map_set(arena, map, "number", value_new_number(arena, step));
	value_map_set(arena, context, "rounding",
		      step > 1 ? map : value_new_boolean(arena, false));
}

void evidence_add_values(const struct evidence *evidence, struct arena *arena,
			 struct locale *locale, struct evidence_use *use,
			 struct value *context)
{
	add_rounding(evidence, arena, context);
	if (!evidence)
		return;
	if (evidence->is_broken) {
		add_nothing(arena, context);
		return;
	}
	struct speaker *speaker = ARENA_NEW(arena, struct speaker);
	*speaker = (struct speaker){ evidence, locale, use };
	struct point point = { .speaker = speaker, .cell = CELL_ALL };
	value_map_set(arena, context, "findings",
		      new_map(arena, &point, look_up_findings, findings_names));
	value_map_set(arena, context, "theme",
		      new_map(arena, &point, look_up_theme, theme_names));
	value_map_set(arena, context, "group",
		      new_map(arena, &point, look_up_group, group_names));
}

/* ---- Named from outside -------------------------------------------------- */

/* The place that "theme" or a dimension has for `id`; false where there is
 * none. */
static bool enter_named(const struct evidence *evidence, const char *of,
			const char *id, struct cell *cell, bool *is_value)
{
	uint32_t index =
		settings_find_dimension(evidence->settings, str_from(of));
	*is_value = strcmp(of, "theme") != 0;
	*cell = (struct cell)CELL_ALL;
	if (!*is_value) {
		cell->theme =
			settings_find_theme(evidence->settings, str_from(id));
		return cell->theme != PROJECT_NONE;
	}
	if (index == PROJECT_NONE)
		return false;
	const struct evidence_dimension *dimension =
		&evidence->dimensions[index];
	uint32_t value = 0;
	while (value < dimension->count &&
	       strcmp(id, dimension->slugs[value]) != 0)
		value++;
	return value < dimension->count &&
	       cell_narrow(cell, index,
			   value == dimension->count - 1 ? CELL_MISSING :
							   value);
}

bool evidence_knows(const struct evidence *evidence, const char *of,
		    const char *id)
{
	struct cell cell;
	bool is_value;
	return evidence->is_broken ||
	       enter_named(evidence, of, id, &cell, &is_value);
}

const char *const *evidence_names_of(const struct evidence *evidence,
				     const char *of, size_t *count)
{
	uint32_t index =
		settings_find_dimension(evidence->settings, str_from(of));
	*count = 0;
	if (strcmp(of, "theme") == 0) {
		*count = evidence->settings->theme_count;
		return evidence->theme_names;
	}
	if (index == PROJECT_NONE)
		return NULL;
	*count = evidence->dimensions[index].shown_count;
	return evidence->dimensions[index].shown;
}

static bool find_point(const struct value *context, const char *of,
		       const char *id, struct point *point)
{
	const struct value *themes = value_map_lookup(context, STR("theme"));
	if (!themes || themes->dynamic.lookup != look_up_theme)
		return false;
	*point = *(const struct point *)themes->dynamic.data;
	return enter_named(point->speaker->evidence, of, id, &point->cell,
			   &point->is_value);
}

const struct value *evidence_value_of(const struct value *context,
				      struct arena *arena, const char *of,
				      const char *id)
{
	struct point point;
	return find_point(context, of, id, &point) ? new_cell(arena, &point) :
						     NULL;
}

const char *evidence_label_of(const struct value *context, const char *of,
			      const char *id, struct diagnostics *diagnostics)
{
	struct point point;
	if (!find_point(context, of, id, &point))
		return NULL;
	const struct cell *cell = &point.cell;
	const struct settings *settings = point.speaker->evidence->settings;
	check_label(
		&point,
		point.is_value ?
			settings->dimensions[cell->dimensions[cell->depth - 1]]
				.place :
			settings->themes[cell->theme].place,
		diagnostics);
	return label_of(&point);
}
