/* Who may be quoted: what means yes, and what data say of it that contradicts
 * itself or says neither yes nor no. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "read/settings_reader.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { MOST_TOLD = 20 }; /* contradictions, one by one */

enum answer { ANSWER_UNKNOWN, ANSWER_NO, ANSWER_YES };

/* Marks the values at a key: one, or a list of them. */
static void read_answers(const struct settings_reader *reader,
			 const struct yaml_node *node, const char *key,
			 enum answer answer, enum answer *answers)
{
	bool is_list = node->kind == YAML_SEQUENCE;
	size_t count = is_list ? node->count : 1;
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *one = is_list ? node->items[i] : node;
		struct str text;
		if (!settings_read_text(reader, one, key, &text))
			continue;
		uint32_t value =
			settings_read_value(reader, text, one->place,
					    reader->settings->consent, false);
		if (value == PROJECT_NONE)
			continue;
		if (answers[value] != ANSWER_UNKNOWN &&
		    answers[value] != answer)
			diagnostics_add(reader->diagnostics,
					DIAGNOSTIC_SETTINGS_DOUBLE, one->place,
					"'%s' is a yes, too: it counts as no",
					settings_keep(reader, text));
		answers[value] = answer;
	}
}

/* What means no where findings.yaml does not say. */
static bool is_usual_no(struct str text)
{
	static const char *const words[] = { "no",     "n",           "false",
					     "0",      "nie",         "\u5426",
					     "\u4E0D", "\u0644\u0627" };
	for (size_t i = 0; i < COUNT(words); i++)
		if (text.length == strlen(words[i]) &&
		    strncasecmp(text.bytes, words[i], text.length) == 0)
			return true;
	return false;
}

static void assume_no(const struct settings_reader *reader,
		      enum answer *answers)
{
	const struct project_variable *variable =
		&reader->project->variables[reader->settings->consent];
	for (uint32_t i = 0; i < variable->value_count; i++)
		if (answers[i] == ANSWER_UNKNOWN &&
		    is_usual_no(variable->values[i]))
			answers[i] = ANSWER_NO;
}

/* ---- What is told ------------------------------------------------------ */

/* Answers that are neither: they count as no. What they are is not told. */
static void report_unknown(const struct settings_reader *reader,
			   const enum answer *answers)
{
	const struct project *project = reader->project;
	uint32_t consent = reader->settings->consent, count = 0;
	struct place first = { 0 };
	for (uint32_t i = 0; i < project->case_count; i++) {
		const struct project_case *one = &project->cases[i];
		uint32_t value = project_lookup_value(
			one->values, one->value_count, consent);
		if (value == PROJECT_NONE || answers[value] != ANSWER_UNKNOWN)
			continue;
		if (count++ == 0)
			first = one->place;
	}
	for (uint32_t i = 0; i < project->source_count; i++) {
		const struct project_source *one = &project->sources[i];
		uint32_t value = project_lookup_value(
			one->values, one->value_count, consent);
		/* Of its cases that was told. */
		if (value == PROJECT_NONE || one->cases.count ||
		    answers[value] != ANSWER_UNKNOWN)
			continue;
		if (count++ == 0)
			first = one->place;
	}
	if (count)
		diagnostics_add(
			reader->diagnostics, DIAGNOSTIC_SETTINGS_ANSWER, first,
			"%u %s to '%s' %s neither yes nor no, which counts as "
			"no; "
			"this is the first",
			(unsigned)count, count == 1 ? "answer" : "answers",
			settings_keep(reader, project->variables[consent].name),
			count == 1 ? "is" : "are");
}

static void report_contradiction(const struct settings_reader *reader,
				 const struct project_contradiction *one)
{
	static const char *const whose[] = {
		[PROJECT_OF_CASE] = "of the same case",
		[PROJECT_OF_SOURCE] = "of the same source",
		[PROJECT_OF_BOTH] = "of the case or its source",
	};
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_CONTRADICTION,
			one->places[1],
			"consent is another here than on line %u, %s: no is "
			"what counts",
			(unsigned)one->places[0].line, whose[one->kind]);
}

/* No wins. Between a case and its source it does so already: both are asked. */
static void refuse(const struct settings_reader *reader,
		   const struct project_contradiction *one)
{
	struct settings *settings = reader->settings;
	const struct project *project = reader->project;
	if (!settings->refusing_cases) {
		settings->refusing_cases = ARENA_NEW_ARRAY(
			reader->arena, project->case_count, bool);
		settings->refusing_sources = ARENA_NEW_ARRAY(
			reader->arena, project->source_count, bool);
	}
	switch (one->kind) {
	case PROJECT_OF_CASE:
		settings->refusing_cases[one->owner] = true;
		break;
	case PROJECT_OF_SOURCE:
		settings->refusing_sources[one->owner] = true;
		break;
	case PROJECT_OF_BOTH:
		break;
	}
}

static void settle_contradictions(const struct settings_reader *reader)
{
	const struct project *project = reader->project;
	const bool *yes = reader->settings->consent_values;
	uint32_t told = 0;
	for (uint32_t i = 0; i < project->contradiction_count; i++) {
		const struct project_contradiction *one =
			&project->contradictions[i];
		if (yes[one->values[0]] && yes[one->values[1]])
			continue;
		refuse(reader, one);
		if (yes[one->values[0]] != yes[one->values[1]] &&
		    told++ < MOST_TOLD)
			report_contradiction(reader, one);
	}
	if (told > MOST_TOLD)
		diagnostics_add(
			reader->diagnostics, DIAGNOSTIC_SETTINGS_CONTRADICTION,
			project->contradictions[0].places[0],
			"%u more of this kind", (unsigned)(told - MOST_TOLD));
}

/* ---- The whole --------------------------------------------------------- */

static bool is_listed(const struct yaml_node *node, struct str text)
{
	bool is_list = node->kind == YAML_SEQUENCE;
	size_t count = is_list ? node->count : 1;
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *one = is_list ? node->items[i] : node;
		if (one->kind == YAML_SCALAR &&
		    str_equals(str_trim(one->text), text))
			return true;
	}
	return false;
}

/* Whether every answer is a no, so that a yes that nobody gives is no mistake:
 * the last who had given it may have taken it back. */
static bool is_all_no(const struct settings_reader *reader,
		      const struct yaml_node *no)
{
	const struct project_variable *variable =
		&reader->project->variables[reader->settings->consent];
	for (uint32_t i = 0; i < variable->value_count; i++)
		if (yaml_is_null(no) ? !is_usual_no(variable->values[i]) :
				       !is_listed(no, variable->values[i]))
			return false;
	return variable->value_count > 0;
}

struct consent {
	const struct yaml_node *variable, *yes, *no;
};

static const struct yaml_type answers_type = { .name = "answer, or a list of "
						       "them",
					       .read = settings_read_node };

static const struct yaml_field consent_fields[] = {
	{ "variable", true, &settings_variable_type,
	  offsetof(struct consent, variable), NULL },
	{ "yes", true, &answers_type, offsetof(struct consent, yes), NULL },
	{ "no", false, &answers_type, offsetof(struct consent, no), NULL },
};

const struct yaml_table settings_consent_table =
	YAML_TABLE("consent", consent_fields);

/* Known only where the project was read knowing which variable it is: one that
 * was not, as for a test, has no contradictions. */
static void read_consent(const struct settings_reader *reader,
			 const struct yaml_node *node)
{
	size_t errors = reader->diagnostics->error_count;
	struct settings *settings = reader->settings;
	struct consent given = { 0 };
	if (yaml_is_null(node) ||
	    !settings_mapping(reader, node, &settings_consent_table, &given))
		return;
	const struct yaml_node *yes = given.yes, *no = given.no;
	settings->consent =
		settings_read_variable(reader, given.variable, "variable");
	if (settings->consent == PROJECT_NONE)
		return;
	uint32_t count =
		reader->project->variables[settings->consent].value_count;
	enum answer *answers =
		ARENA_NEW_ARRAY(reader->arena, count, enum answer);
	settings->consent_values = ARENA_NEW_ARRAY(reader->arena, count, bool);
	if (!yaml_is_null(yes) && is_all_no(reader, no))
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_UNUSED,
				yes->place,
				"everybody says no: nobody is quoted");
	else if (!yaml_is_null(yes))
		read_answers(reader, yes, "yes", ANSWER_YES, answers);
	if (!yaml_is_null(no))
		read_answers(reader, no, "no", ANSWER_NO, answers);
	else
		assume_no(reader, answers);
	for (uint32_t i = 0; i < count; i++)
		settings->consent_values[i] = answers[i] == ANSWER_YES;
	if (reader->diagnostics->error_count == errors)
		report_unknown(reader, answers);
	settle_contradictions(reader);
}

void settings_read_consent(const struct settings_reader *reader,
			   const struct yaml_node *node)
{
	size_t errors = reader->diagnostics->error_count;
	read_consent(reader, node);
	reader->settings->has_wrong_consent =
		reader->diagnostics->error_count > errors;
}
