/* everyread findings --quotations: the passages that may be quoted, so that
 * authors find their ids. What is printed is what quotations allow, nothing
 * else of the data. */
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "base/buffer.h"
#include "base/visible.h"
#include "commands/findings.h"
#include "commands/findings_csv.h"
#include "commands/told.h"
#include "quote/quotation.h"

bool findings_has_theme(const struct findings_work *work, const char *theme)
{
	return !theme || settings_find_theme(work->settings, str_from(theme)) !=
				 PROJECT_NONE;
}

/* In the first language of findings.yaml: "Carer, Highland"; "" for nobody. */
static const char *attribution(struct findings_work *work,
			       const struct quotations *quotations,
			       const struct quotation *one)
{
	const char *role = quotation_role(quotations, one, NULL);
	const char *area = quotation_area(quotations, one, NULL);
	if (one->pseudonym)
		return one->pseudonym;
	return arena_format(&work->arena, "%s%s%s", role ? role : "",
			    role && area ? ", " : "", area ? area : "");
}

static const char *theme_id(const struct findings_work *work,
			    const struct quotation *one, uint32_t number)
{
	return work->settings->themes[one->themes[number]].id;
}

/* Words are the data's: nothing that a terminal would obey. */
static void print_line(const char *words)
{
	fputs("\n    ", stdout);
	visible_print(stdout, str_from(words));
}

static void print_text(struct findings_work *work,
		       const struct quotations *quotations,
		       const struct quotation *all, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct quotation *one = &all[i];
		visible_print(stdout,
			      str_from(one->id[0] ? one->id : "(no id)"));
		for (uint32_t k = 0; k < one->theme_count; k++)
			printf("%s %s", k ? "," : " ", theme_id(work, one, k));
		const char *who = attribution(work, quotations, one);
		if (who[0])
			print_line(who);
		print_line(one->text);
		putchar('\n');
	}
	printf("%s%zu %s may be quoted.\n", count ? "\n" : "", count,
	       count == 1 ? "passage" : "passages");
}

static void print_csv(struct findings_work *work,
		      const struct quotations *quotations,
		      const struct quotation *all, size_t count)
{
	printf("id,themes,attribution,words\n");
	for (size_t i = 0; i < count; i++) {
		const struct quotation *one = &all[i];
		findings_csv_print_cell(str_from(one->id));
		putchar(',');
		for (uint32_t k = 0; k < one->theme_count; k++)
			printf("%s%s", k ? " " : "", theme_id(work, one, k));
		putchar(',');
		findings_csv_print_cell(
			str_from(attribution(work, quotations, one)));
		putchar(',');
		findings_csv_print_cell(str_from(one->text));
		putchar('\n');
	}
}

static json_t *json_of_text(const char *text)
{
	return text ? json_string(text) : json_null();
}

static void print_json(struct findings_work *work,
		       const struct quotations *quotations,
		       const struct quotation *all, size_t count)
{
	json_t *root = json_object(), *list = json_array();
	for (size_t i = 0; i < count; i++) {
		const struct quotation *one = &all[i];
		json_t *item = json_object(), *themes = json_array();
		for (uint32_t k = 0; k < one->theme_count; k++)
			json_array_append_new(
				themes, json_string(theme_id(work, one, k)));
		json_object_set_new(item, "id",
				    one->id[0] ? json_string(one->id) :
						 json_null());
		json_object_set_new(item, "themes", themes);
		json_object_set_new(item, "pseudonym",
				    json_of_text(one->pseudonym));
		json_object_set_new(
			item, "role",
			json_of_text(quotation_role(quotations, one, NULL)));
		json_object_set_new(
			item, "area",
			json_of_text(quotation_area(quotations, one, NULL)));
		json_object_set_new(item, "words", json_string(one->text));
		json_array_append_new(list, item);
	}
	json_object_set_new(root, "quotations", list);
	told_print_json(root, JSON_INDENT(2));
}

/* What no text can ask for. */
static void report_nameless(struct findings_work *work,
			    const struct quotation *all, size_t count)
{
	const struct quotation *first = NULL;
	size_t nameless = 0;
	for (size_t i = 0; i < count; i++) {
		if (all[i].id[0])
			continue;
		first = first ? first : &all[i];
		nameless++;
	}
	if (first)
		diagnostics_add(
			&work->diagnostics, DIAGNOSTIC_QUOTATION_NAMELESS,
			first->data,
			"%zu of %zu passages that may be quoted have no id of "
			"their own, so that none can be asked for; this is the "
			"first",
			nameless, count);
}

void findings_print_quotations(struct findings_work *work, const char *theme,
			       const char *format)
{
	struct quotations *quotations =
		quotations_new(&work->arena, work->analysis);
	struct quotation *all;
	size_t count = quotation_list(
		quotations,
		theme ? settings_find_theme(work->settings, str_from(theme)) :
			PROJECT_NONE,
		&all);
	report_nameless(work, all, count);
	for (size_t i = 0; i < count; i++)
		quotation_report_names(quotations, &all[i], &work->diagnostics);
	if (strcmp(format, "json") == 0)
		print_json(work, quotations, all, count);
	else if (strcmp(format, "csv") == 0)
		print_csv(work, quotations, all, count);
	else
		print_text(work, quotations, all, count);
	quotations_release(quotations);
}
