/* Writing what check tells. */
#include "commands/report.h"

#include <string.h>

#include <jansson.h>

/* Words a minute: silent reading (Brysbaert 2019, of English) and a calm
 * voice. */
enum { READING_SPEED = 238, LISTENING_SPEED = 150 };

bool report_find_format(const char *name, enum report_format *format)
{
	static const char *const names[] = { "text", "json", "sarif" };
	*format = REPORT_TEXT;
	for (int i = 0; name && i < 3; i++)
		if (strcmp(name, names[i]) == 0) {
			*format = (enum report_format)i;
			return true;
		}
	return !name;
}

void report_release(struct report *report)
{
	diagnostics_release(&report->diagnostics);
	VECTOR_RELEASE(&report->readings);
}

static double share(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : 0;
}

static size_t minutes(size_t words, size_t speed)
{
	return (words + speed - 1) / speed;
}

/* ---- Text -------------------------------------------------------------- */

static void write_text(const struct report *report, FILE *stream)
{
	diagnostics_print(&report->diagnostics, stderr);
	if (report->readings.count)
		fprintf(stream, "%-32s %-8s %9s %9s %8s %8s %8s %8s\n",
			"edition", "language", "words", "sentence", "longest",
			"passive", "reading", "hearing");
	for (size_t i = 0; i < report->readings.count; i++) {
		const struct reading *reading = &report->readings.items[i];
		const struct check_measures *measures = &reading->measures;
		fprintf(stream,
			"%-32s %-8s %9zu %9.1f %8zu %7.0f%% %4zu min %4zu "
			"min\n",
			reading->edition, reading->language, measures->words,
			share(measures->words, measures->sentences),
			measures->longest,
			100 * share(measures->passives, measures->sentences),
			minutes(measures->words, READING_SPEED),
			minutes(measures->words, LISTENING_SPEED));
	}
}

/* ---- JSON -------------------------------------------------------------- */

static json_t *json_of(const struct diagnostic *one)
{
	json_t *object = json_pack("{s:s, s:s, s:s}", "code",
				   diagnostic_code_label(one->code), "severity",
				   diagnostic_severity_name(one->severity),
				   "text", one->text);
	if (one->place.file)
		json_object_set_new(object, "file",
				    json_string(one->place.file));
	if (one->place.line)
		json_object_set_new(object, "line",
				    json_integer(one->place.line));
	if (one->place.column)
		json_object_set_new(object, "column",
				    json_integer(one->place.column));
	return object;
}

static json_t *json_of_reading(const struct reading *reading)
{
	const struct check_measures *measures = &reading->measures;
	return json_pack(
		"{s:s, s:s, s:s, s:I, s:I, s:I, s:f, s:f, s:f, s:I, s:I}",
		"publication", reading->publication, "edition",
		reading->edition, "language", reading->language, "words",
		(json_int_t)measures->words, "sentences",
		(json_int_t)measures->sentences, "longest-sentence",
		(json_int_t)measures->longest, "words-per-sentence",
		share(measures->words, measures->sentences), "letters-per-word",
		share(measures->letters, measures->words), "passive-share",
		share(measures->passives, measures->sentences),
		"reading-minutes",
		(json_int_t)minutes(measures->words, READING_SPEED),
		"listening-minutes",
		(json_int_t)minutes(measures->words, LISTENING_SPEED));
}

static json_t *json_report(const struct report *report)
{
	json_t *list = json_array(), *readings = json_array();
	for (size_t i = 0; i < report->diagnostics.count; i++)
		json_array_append_new(list,
				      json_of(&report->diagnostics.items[i]));
	for (size_t i = 0; i < report->readings.count; i++)
		json_array_append_new(
			readings, json_of_reading(&report->readings.items[i]));
	return json_pack("{s:o, s:o}", "diagnostics", list, "readability",
			 readings);
}

/* ---- SARIF ------------------------------------------------------------- */

static json_t *sarif_result(const struct diagnostic *one)
{
	json_t *result = json_pack("{s:s, s:s, s:{s:s}}", "ruleId",
				   diagnostic_code_label(one->code), "level",
				   diagnostic_severity_name(one->severity),
				   "message", "text", one->text);
	if (!one->place.file)
		return result;
	json_t *physical = json_pack("{s:{s:s}}", "artifactLocation", "uri",
				     one->place.file);
	if (one->place.line)
		json_object_set_new(
			physical, "region",
			json_pack("{s:i}", "startLine", (int)one->place.line));
	if (one->place.line && one->place.column)
		json_object_set_new(json_object_get(physical, "region"),
				    "startColumn",
				    json_integer(one->place.column));
	json_object_set_new(result, "locations",
			    json_pack("[{s:o}]", "physicalLocation", physical));
	return result;
}

static json_t *sarif_rules(const struct diagnostics *diagnostics)
{
	json_t *rules = json_array();
	bool is_listed[DIAGNOSTIC_CODE_COUNT] = { false };
	for (size_t i = 0; i < diagnostics->count; i++) {
		enum diagnostic_code code = diagnostics->items[i].code;
		if (is_listed[code])
			continue;
		is_listed[code] = true;
		json_array_append_new(
			rules, json_pack("{s:s, s:{s:s}}", "id",
					 diagnostic_code_label(code), "help",
					 "text", diagnostic_code_help(code)));
	}
	return rules;
}

static json_t *sarif_report(const struct report *report)
{
	json_t *results = json_array();
	for (size_t i = 0; i < report->diagnostics.count; i++)
		json_array_append_new(
			results, sarif_result(&report->diagnostics.items[i]));
	return json_pack("{s:s, s:s, s:[{s:{s:{s:s, s:s, s:o}}, s:s, s:o}]}",
			 "$schema",
			 "https://json.schemastore.org/sarif-2.1.0.json",
			 "version", "2.1.0", "runs", "tool", "driver", "name",
			 "everyread", "version", EVERYREAD_VERSION, "rules",
			 sarif_rules(&report->diagnostics), "columnKind",
			 "unicodeCodePoints", "results", results);
}

void report_write(const struct report *report, enum report_format format,
		  FILE *stream)
{
	if (format == REPORT_TEXT) {
		write_text(report, stream);
		return;
	}
	json_t *root = format == REPORT_JSON ? json_report(report) :
					       sarif_report(report);
	json_dumpf(root, stream, JSON_INDENT(1));
	fputc('\n', stream);
	json_decref(root);
}
