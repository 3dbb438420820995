/* Diagnostics as text, JSON, SARIF and workflow commands. */
#include "commands/told.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "base/buffer.h"
#include "base/str.h"
#include "base/visible.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_SARIF, FORMAT_GITHUB };

static const char *const names[] = { "text", "json", "sarif", "github" };

enum { FORMAT_COUNT = sizeof names / sizeof *names };

static enum format format_of(const struct arguments *arguments)
{
	const char *given = arguments_value(arguments, "diagnostics");
	for (int i = 0; given && i < FORMAT_COUNT; i++)
		if (strcmp(given, names[i]) == 0)
			return (enum format)i;
	return FORMAT_TEXT;
}

bool told_check(const struct arguments *arguments)
{
	const char *given = arguments_value(arguments, "diagnostics");
	const char *output = arguments_value(arguments, "output");
	if (!given)
		return true;
	if (strcmp(names[format_of(arguments)], given) != 0) {
		const char *nearest =
			str_nearest(str_from(given), names, FORMAT_COUNT);
		arguments_wrong(arguments->command,
				"unknown format of diagnostics '%s'%s%s%s "
				"(allowed: text, json, sarif, github)",
				given, nearest ? ", did you mean '" : "",
				nearest ? nearest : "", nearest ? "'?" : "");
		return false;
	}
	if (format_of(arguments) == FORMAT_TEXT || !output ||
	    strcmp(output, "-") != 0)
		return true;
	arguments_wrong(arguments->command,
			"--diagnostics=%s and the output '-' both go to "
			"standard output",
			given);
	return false;
}

/* What is not of any file is the program's. */
static const char *file_of(const struct diagnostic *one)
{
	return one->place.file ? one->place.file : "everyread";
}

/* ---- JSON -------------------------------------------------------------- */

/* Control characters and broken UTF-8 become visible, as in texts. */
static json_t *json_of(const char *text)
{
	struct buffer visible = BUFFER_INITIALISER;
	visible_append(&visible, str_from(text));
	json_t *value =
		json_stringn(buffer_str(&visible).bytes, visible.length);
	buffer_release(&visible);
	return value;
}

static json_t *number_of(size_t number)
{
	return json_integer((json_int_t)number);
}

void told_print_json(json_t *document, size_t flags)
{
	struct buffer visible = BUFFER_INITIALISER;
	char *text = json_dumps(document, flags);
	visible_append_json(&visible, str_from(text ? text : ""));
	if (text)
		puts(buffer_str(&visible).bytes);
	free(text);
	buffer_release(&visible);
	json_decref(document);
}

static json_t *json_diagnostic(const struct diagnostic *one)
{
	json_t *object = json_object();
	json_object_set_new(object, "code",
			    json_of(diagnostic_code_label(one->code)));
	json_object_set_new(object, "severity",
			    json_of(diagnostic_severity_name(one->severity)));
	json_object_set_new(object, "file", json_of(file_of(one)));
	/* 0: the file, or the line, as a whole */
	json_object_set_new(object, "line", number_of(one->place.line));
	json_object_set_new(object, "column", number_of(one->place.column));
	json_object_set_new(object, "text", json_of(one->text));
	json_object_set_new(object, "help",
			    json_of(diagnostic_code_help(one->code)));
	return object;
}

static void tell_json(const struct diagnostics *list, enum exit_status status,
		      const struct error *failure, const char *key,
		      json_t *value)
{
	json_t *document = json_object();
	json_t *all = json_array();
	for (size_t i = 0; i < list->count; i++)
		json_array_append_new(all, json_diagnostic(&list->items[i]));
	json_object_set_new(document, "version", json_integer(1));
	json_object_set_new(document, "program",
			    json_string("everyread " EVERYREAD_VERSION));
	json_object_set_new(document, "exit-status", json_integer(status));
	json_object_set_new(document, "errors", number_of(list->error_count));
	json_object_set_new(document, "warnings",
			    number_of(list->warning_count));
	json_object_set_new(document, "failure",
			    failure ? json_of(failure->message) : json_null());
	json_object_set_new(document, "diagnostics", all);
	if (key)
		json_object_set(document, key, value);
	told_print_json(document, JSON_INDENT(2));
}

/* ---- SARIF 2.1.0 ------------------------------------------------------- */

/* RFC 3986: a relative reference, or file: for an absolute path. */
static json_t *uri_of(const char *path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/";
	struct buffer uri = BUFFER_INITIALISER;
	if (path[0] == '/')
		buffer_append_string(&uri, "file://");
	for (const char *at = path; *at; at++)
		buffer_append_format(&uri, strchr(plain, *at) ? "%c" : "%%%02X",
				     (unsigned char)*at);
	json_t *value = json_stringn(buffer_str(&uri).bytes, uri.length);
	buffer_release(&uri);
	return value;
}

static json_t *message_of(const char *text)
{
	json_t *message = json_object();
	json_object_set_new(message, "text", json_of(text));
	return message;
}

static json_t *location_of(const struct diagnostic *one)
{
	json_t *location = json_object(), *physical = json_object();
	json_t *artifact = json_object(), *region = json_object();
	json_object_set_new(artifact, "uri", uri_of(file_of(one)));
	json_object_set_new(physical, "artifactLocation", artifact);
	/* A mistake of a whole file is shown at its beginning. */
	json_object_set_new(region, "startLine",
			    number_of(one->place.line ? one->place.line : 1));
	if (one->place.line && one->place.column)
		json_object_set_new(region, "startColumn",
				    number_of(one->place.column));
	json_object_set_new(physical, "region", region);
	json_object_set_new(location, "physicalLocation", physical);
	return location;
}

static json_t *result_of(const struct diagnostic *one, size_t rule)
{
	json_t *result = json_object(), *locations = json_array();
	json_object_set_new(result, "ruleId",
			    json_of(diagnostic_code_label(one->code)));
	json_object_set_new(result, "ruleIndex", number_of(rule));
	/* the levels of 3.27.10 have the names of ours */
	json_object_set_new(result, "level",
			    json_of(diagnostic_severity_name(one->severity)));
	json_object_set_new(result, "message", message_of(one->text));
	json_array_append_new(locations, location_of(one));
	json_object_set_new(result, "locations", locations);
	return result;
}

static json_t *rule_of(enum diagnostic_code code)
{
	json_t *rule = json_object();
	json_object_set_new(rule, "id", json_of(diagnostic_code_label(code)));
	json_object_set_new(rule, "shortDescription",
			    message_of(diagnostic_code_help(code)));
	json_object_set_new(rule, "help",
			    message_of(diagnostic_code_help(code)));
	return rule;
}

/* Rules are those that something was told by, in the order of their codes. */
static json_t *rules_of(const struct diagnostics *list,
			size_t index[DIAGNOSTIC_CODE_COUNT])
{
	bool is_told[DIAGNOSTIC_CODE_COUNT] = { false };
	json_t *rules = json_array();
	for (size_t i = 0; i < list->count; i++)
		is_told[list->items[i].code] = true;
	for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
		if (!is_told[i])
			continue;
		index[i] = json_array_size(rules);
		json_array_append_new(rules, rule_of((enum diagnostic_code)i));
	}
	return rules;
}

static json_t *invocation_of(enum exit_status status,
			     const struct error *failure)
{
	json_t *invocation = json_object();
	json_object_set_new(invocation, "executionSuccessful",
			    json_boolean(!failure));
	json_object_set_new(invocation, "exitCode", json_integer(status));
	if (!failure)
		return invocation;
	json_t *notification = json_object(), *all = json_array();
	json_object_set_new(notification, "level", json_string("error"));
	json_object_set_new(notification, "message",
			    message_of(failure->message));
	json_array_append_new(all, notification);
	json_object_set_new(invocation, "toolExecutionNotifications", all);
	return invocation;
}

static void tell_sarif(const struct diagnostics *list, enum exit_status status,
		       const struct error *failure)
{
	size_t index[DIAGNOSTIC_CODE_COUNT];
	json_t *document = json_object(), *runs = json_array();
	json_t *run = json_object(), *tool = json_object();
	json_t *driver = json_object(), *results = json_array();
	json_t *invocations = json_array();
	json_object_set_new(driver, "name", json_string("everyread"));
	json_object_set_new(driver, "semanticVersion",
			    json_string(EVERYREAD_VERSION));
	json_object_set_new(driver, "rules", rules_of(list, index));
	for (size_t i = 0; i < list->count; i++)
		json_array_append_new(
			results,
			result_of(&list->items[i], index[list->items[i].code]));
	json_array_append_new(invocations, invocation_of(status, failure));
	json_object_set_new(tool, "driver", driver);
	json_object_set_new(run, "tool", tool);
	json_object_set_new(run, "columnKind",
			    json_string("unicodeCodePoints"));
	json_object_set_new(run, "invocations", invocations);
	json_object_set_new(run, "results", results);
	json_array_append_new(runs, run);
	json_object_set_new(
		document, "$schema",
		json_string("https://json.schemastore.org/sarif-2.1.0.json"));
	json_object_set_new(document, "version", json_string("2.1.0"));
	json_object_set_new(document, "runs", runs);
	told_print_json(document, JSON_INDENT(2));
}

/* ---- Workflow commands ------------------------------------------------- */

static void print_escaped(const char *text, bool is_property)
{
	struct buffer visible = BUFFER_INITIALISER;
	visible_append(&visible, str_from(text));
	for (size_t i = 0; i < visible.length; i++) {
		char byte = visible.bytes[i];
		if (byte == '%' || byte == '\n' || byte == '\r' ||
		    (is_property && (byte == ':' || byte == ',')))
			printf("%%%02X", (unsigned char)byte);
		else
			putchar(byte);
	}
	buffer_release(&visible);
}

static void tell_github(const struct diagnostics *list,
			const struct error *failure)
{
	static const char *const commands[DIAGNOSTIC_SEVERITY_COUNT] = {
		[DIAGNOSTIC_NOTE] = "notice",
		[DIAGNOSTIC_WARNING] = "warning",
		[DIAGNOSTIC_ERROR] = "error",
	};
	for (size_t i = 0; i < list->count; i++) {
		const struct diagnostic *one = &list->items[i];
		printf("::%s file=", commands[one->severity]);
		print_escaped(file_of(one), true);
		printf(",line=%u",
		       (unsigned)(one->place.line ? one->place.line : 1));
		if (one->place.line && one->place.column)
			printf(",col=%u", (unsigned)one->place.column);
		printf(",title=%s::", diagnostic_code_label(one->code));
		print_escaped(one->text, false);
		putchar('\n');
	}
	if (!failure)
		return;
	printf("::error title=everyread::");
	print_escaped(failure->message, false);
	putchar('\n');
}

bool told_fills_output(const struct arguments *arguments)
{
	return format_of(arguments) != FORMAT_TEXT;
}

void told_print(const struct arguments *arguments,
		const struct diagnostics *diagnostics, enum exit_status status,
		const struct error *failure)
{
	told_print_with(arguments, diagnostics, status, failure, NULL, NULL);
}

void told_print_with(const struct arguments *arguments,
		     const struct diagnostics *diagnostics,
		     enum exit_status status, const struct error *failure,
		     const char *key, json_t *value)
{
	switch (format_of(arguments)) {
	case FORMAT_TEXT:
		diagnostics_print(diagnostics, stderr);
		break;
	case FORMAT_JSON:
		tell_json(diagnostics, status, failure, key, value);
		break;
	case FORMAT_SARIF:
		tell_sarif(diagnostics, status, failure);
		break;
	case FORMAT_GITHUB:
		tell_github(diagnostics, failure);
		break;
	}
	json_decref(value);
	fflush(stdout);
}
