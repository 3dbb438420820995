/* everyread findings: the report on what was read, as text, CSV or JSON. */
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "base/visible.h"
#include "commands/findings.h"
#include "commands/findings_cells.h"
#include "commands/findings_csv.h"
#include "commands/told.h"
#include "commands/findings_tables.h"

static struct analysis_count count_of(const struct findings_work *work,
				      uint32_t theme)
{
	return analysis_count(work->analysis, 0, theme, ANALYSIS_TOTAL,
			      ANALYSIS_TOTAL);
}

static const struct project_code *code_of(const struct findings_work *work,
					  uint32_t theme)
{
	return &work->project->codes[work->settings->themes[theme].code];
}

/* A number of the file as it may be told; rounded like the counts beside it. */
struct total {
	bool is_shown;
	uint32_t count;
};

static struct total total_of(const struct findings_work *work, bool is_shown,
			     uint32_t count)
{
	return (struct total){
		is_shown,
		is_shown ? disclosure_round(work->settings->rules, count) : 0
	};
}

/* Cases that the file has; not the sources that stand for cases. */
static struct total total_of_cases(const struct findings_work *work)
{
	const struct project *project = work->project;
	return total_of(work, count_of(work, ANALYSIS_BASE).is_shown,
			project->has_cases ? project->case_count : 0);
}

/* Where each case has one source, their number is that of the cases. */
static struct total total_of_sources(const struct findings_work *work)
{
	const struct project *project = work->project;
	return total_of(work,
			project->source_count != project->case_count ||
				count_of(work, ANALYSIS_BASE).is_shown,
			project->source_count);
}

static struct total total_of_segments(const struct findings_work *work)
{
	return total_of(work, analysis_is_coding_count_shown(work->analysis),
			work->project->segment_count);
}

/* Names are the data's: nothing that a terminal would obey. `theme`: the id to
 * ask for it by, or NULL. */
static void print_name(struct str path, const char *theme)
{
	fputs("  ", stdout);
	visible_print(stdout, path);
	if (theme)
		printf("  [%s]", theme);
	putchar('\n');
}

static void print_codes(const struct findings_work *work)
{
	const struct project *project = work->project;
	struct analysis_count all = count_of(work, ANALYSIS_BASE);
	if (project->case_count == 0) {
		printf("\nCodes:\n");
		for (uint32_t i = 0; i < project->code_count; i++)
			print_name(project->codes[i].path, NULL);
		return;
	}
	if (all.is_shown)
		printf("\nCodes by prevalence, of %u %s, each with its name "
		       "in texts:\n",
		       all.count,
		       project->has_cases ? "cases" :
					    "sources, each counted as a case");
	else
		printf("\nCodes by prevalence, each with its name in "
		       "texts:\n");
	for (uint32_t i = 0; i < work->settings->theme_count; i++) {
		struct analysis_count count = count_of(work, work->order[i]);
		struct str path = code_of(work, work->order[i])->path;
		if (count.is_shown)
			printf("%9u", count.count);
		else
			printf("   hidden");
		if (count.has_share)
			printf("  %5.1f %%", 100 * count.share);
		else
			printf("         ");
		print_name(path, work->settings->themes[work->order[i]].id);
	}
}

/* What there is to count by: the names of the questions, and no answer. */
enum { MOST_VARIABLES = 50 }; /* that are listed */

static void print_variables(const struct project *project)
{
	uint32_t count = project->variable_count;
	uint32_t shown = count < MOST_VARIABLES ? count : MOST_VARIABLES;
	if (count)
		printf("\nVariables:\n");
	for (uint32_t i = 0; i < shown; i++)
		print_name(project->variables[i].name, NULL);
	if (shown < count)
		printf("  and %u more\n", count - shown);
}

static const char *name_of(const struct findings_work *work, uint32_t dimension)
{
	return work->settings->dimensions[dimension].id;
}

/* Where the hidden counts are: in which tables, not of which theme. */
static void print_tables(const struct findings_work *work)
{
	for (uint32_t t = 1; t < work->analysis->table_count; t++) {
		const struct analysis_table *table = &work->analysis->tables[t];
		struct analysis_extent extent =
			analysis_extent(work->analysis, t);
		bool is_cross = table->columns != PROJECT_NONE;
		printf("%9zu of %zu by %s%s%s\n", extent.hidden,
		       extent.published, name_of(work, table->rows),
		       is_cross ? " and " : "",
		       is_cross ? name_of(work, table->columns) : "");
	}
}

static void print_total(struct total total, const char *name)
{
	if (total.is_shown)
		printf("%9u %s\n", total.count, name);
	else
		printf("   hidden %s\n", name);
}

static void print_text(const struct findings_work *work)
{
	const struct project *project = work->project;
	const struct disclosure_report *hidden = &work->analysis->disclosure;
	const struct disclosure_rules *rules = &work->settings->rules;
	printf("Read ");
	visible_print(stdout, str_from(work->file));
	if (project->origin.length) {
		printf(", written by ");
		visible_print(stdout, project->origin);
	}
	printf("\n\n");
	print_total(total_of_cases(work), "cases");
	print_total(total_of_sources(work), "sources");
	printf("%9u codes\n", project->code_count);
	print_total(total_of_segments(work), "segments");
	printf("%9u variables\n", project->variable_count);
	print_variables(project);
	print_codes(work);
	if (rules->rounding > 1)
		printf("\nAll counts of cases are rounded to %u.\n",
		       rules->rounding);
	if (hidden->hidden == 0) {
		printf("\nNo count is hidden.\n");
		return;
	}
	printf("\nHidden: %zu of %zu counts, which are from 1 to %u or could "
	       "tell of one that is.\n",
	       hidden->hidden, hidden->cells, rules->least_shown - 1);
	print_tables(work);
}

static void print_csv(const struct findings_work *work)
{
	printf("code,cases,of,percent,hidden,theme\n");
	for (uint32_t i = 0; i < work->settings->theme_count; i++) {
		struct analysis_count count = count_of(work, work->order[i]);
		findings_csv_print_cell(code_of(work, work->order[i])->path);
		putchar(',');
		if (count.is_shown)
			printf("%u", count.count);
		putchar(',');
		if (count.is_base_shown)
			printf("%u", count.base);
		putchar(',');
		if (count.has_share)
			printf("%.1f", 100 * count.share);
		printf(",%s,%s\n", count.is_shown ? "no" : "yes",
		       work->settings->themes[work->order[i]].id);
	}
}

static json_t *json_of_str(struct str text)
{
	return json_stringn(text.bytes, text.length);
}

static json_t *json_of_count(bool is_shown, uint32_t count)
{
	return is_shown ? json_integer(count) : json_null();
}

static json_t *json_of_total(struct total total)
{
	return json_of_count(total.is_shown, total.count);
}

static json_t *json_of_theme(const struct findings_work *work, uint32_t theme)
{
	struct analysis_count count = count_of(work, theme);
	const struct project_code *code = code_of(work, theme);
	json_t *item = json_object();
	json_object_set_new(item, "id",
			    json_string(work->settings->themes[theme].id));
	json_object_set_new(item, "code", json_of_str(code->path));
	json_object_set_new(item, "cases",
			    json_of_count(count.is_shown, count.count));
	json_object_set_new(item, "share",
			    count.has_share ? json_real(count.share) :
					      json_null());
	json_object_set_new(item, "hidden", json_boolean(!count.is_shown));
	return item;
}

static json_t *json_of_tables(const struct findings_work *work)
{
	json_t *list = json_array();
	for (uint32_t t = 1; t < work->analysis->table_count; t++) {
		const struct analysis_table *table = &work->analysis->tables[t];
		struct analysis_extent extent =
			analysis_extent(work->analysis, t);
		json_t *item = json_object(), *by = json_array();
		json_array_append_new(by,
				      json_string(name_of(work, table->rows)));
		if (table->columns != PROJECT_NONE)
			json_array_append_new(
				by, json_string(name_of(work, table->columns)));
		json_object_set_new(item, "by", by);
		json_object_set_new(item, "counts",
				    json_integer((json_int_t)extent.published));
		json_object_set_new(item, "hidden",
				    json_integer((json_int_t)extent.hidden));
		json_array_append_new(list, item);
	}
	return list;
}

static json_t *json_of_suppression(const struct findings_work *work)
{
	const struct disclosure_report *hidden = &work->analysis->disclosure;
	json_t *item = json_object();
	json_object_set_new(item, "least_count_shown",
			    json_integer(work->settings->rules.least_shown));
	json_object_set_new(item, "rounded_to",
			    json_integer(work->settings->rules.rounding));
	json_object_set_new(item, "counts",
			    json_integer((json_int_t)hidden->cells));
	json_object_set_new(item, "hidden",
			    json_integer((json_int_t)hidden->hidden));
	json_object_set_new(item, "tables", json_of_tables(work));
	return item;
}

static void set_place(const struct findings_work *work, json_t *by,
		      uint32_t dimension, uint32_t value)
{
	struct str name;
	if (dimension == PROJECT_NONE)
		return;
	json_object_set_new(by, name_of(work, dimension),
			    findings_value(work, dimension, value, &name) ?
				    json_of_str(name) :
				    json_null());
}

/* Every published count, for --compare with a later release. */
static json_t *json_of_counts(struct findings_work *work)
{
	json_t *list = json_array();
	size_t count;
	const struct findings_cell *cells = findings_cells(work, &count);
	for (size_t i = 0; i < count; i++) {
		const struct findings_cell *cell = &cells[i];
		const struct analysis_table *table =
			&work->analysis->tables[cell->table];
		struct analysis_count value = findings_count(work, cell);
		json_t *item = json_object(), *by = json_object();
		set_place(work, by, table->rows, cell->row);
		set_place(work, by, table->columns, cell->column);
		json_object_set_new(
			item, "theme",
			cell->theme == ANALYSIS_BASE ?
				json_null() :
				json_string(work->settings->themes[cell->theme]
						    .id));
		json_object_set_new(item, "by", by);
		json_object_set_new(item, "cases",
				    json_of_count(value.is_shown, value.count));
		json_array_append_new(list, item);
	}
	return list;
}

static void print_json(struct findings_work *work)
{
	const struct project *project = work->project;
	struct analysis_count all = count_of(work, ANALYSIS_BASE);
	json_t *themes = json_array(), *root = json_object();
	json_object_set_new(root, "format", json_integer(FINDINGS_FORMAT));
	json_object_set_new(root, "file", json_string(work->file));
	json_object_set_new(root, "origin", json_of_str(project->origin));
	json_object_set_new(root, "cases", json_of_total(total_of_cases(work)));
	json_object_set_new(root, "sources",
			    json_of_total(total_of_sources(work)));
	json_object_set_new(root, "codes", json_integer(project->code_count));
	json_object_set_new(root, "segments",
			    json_of_total(total_of_segments(work)));
	json_object_set_new(root, "variables",
			    json_integer(project->variable_count));
	json_object_set_new(
		root, "counted",
		json_string(project->has_cases ? "cases" : "sources"));
	json_object_set_new(root, "base",
			    json_of_count(all.is_shown, all.count));
	for (uint32_t i = 0; i < work->settings->theme_count; i++)
		json_array_append_new(themes,
				      json_of_theme(work, work->order[i]));
	json_object_set_new(root, "themes", themes);
	json_object_set_new(root, "suppressed", json_of_suppression(work));
	json_object_set_new(root, "counts", json_of_counts(work));
	told_print_json(root, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
}

void findings_print_report(struct findings_work *work, const char *format)
{
	if (strcmp(format, "json") == 0)
		print_json(work);
	else if (strcmp(format, "csv") == 0)
		print_csv(work);
	else
		print_text(work);
}
