/* template/: every case of the public Mustache specification's JSON files,
 * which stand in tests/conform/mustache/. The cases that the stricter rules
 * change are in the table below, each with what is expected instead; a case of
 * the table that is no longer in the files fails the test, as does a mistake
 * reported where the table has none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/file.h"
#include "base/path.h"
#include "template/template.h"
#include "unit/unit.h"

static const char *const spec_files[] = {
	"comments.json",       "delimiters.json",  "interpolation.json",
	"inverted.json",       "partials.json",    "sections.json",
	"~dynamic-names.json", "~inheritance.json"
};

/* The output is the specification's in all of these; what changes is that
 * the silence is broken. */
static const struct changed {
	const char *file, *name;
	enum diagnostic_code code;
	const char *reason;
} changes[] = {
#define UNKNOWN DIAGNOSTIC_TEMPLATE_UNKNOWN_NAME
#define MISSING DIAGNOSTIC_TEMPLATE_MISSING
#define IGNORED DIAGNOSTIC_TEMPLATE_IGNORED
	{ "interpolation.json", "Basic Context Miss Interpolation", UNKNOWN,
	  "a name without a value is an error" },
	{ "interpolation.json", "Triple Mustache Context Miss Interpolation",
	  UNKNOWN, "a name without a value is an error" },
	{ "interpolation.json", "Ampersand Context Miss Interpolation", UNKNOWN,
	  "a name without a value is an error" },
	{ "interpolation.json", "Dotted Names - Broken Chains", UNKNOWN,
	  "a name without a value is an error" },
	{ "interpolation.json", "Dotted Names - Broken Chain Resolution",
	  UNKNOWN, "a name without a value is an error" },
	{ "interpolation.json", "Dotted Names - Context Precedence", UNKNOWN,
	  "a name without a value is an error" },
	{ "interpolation.json", "Dotted Names are never single keys", UNKNOWN,
	  "a name without a value is an error" },
	{ "partials.json", "Failed Lookup", MISSING,
	  "a missing partial is an error" },
	{ "~dynamic-names.json", "Context Misses - Partial", UNKNOWN,
	  "a name without a value is an error" },
	{ "~dynamic-names.json", "Failed Lookup - Partial", MISSING,
	  "a missing partial is an error" },
	{ "~dynamic-names.json", "Dotted Names - Operator Precedence", UNKNOWN,
	  "a name without a value is an error" },
	{ "~dynamic-names.json", "Dotted Names - Failed Lookup", UNKNOWN,
	  "a name without a value is an error" },
	{ "~dynamic-names.json",
	  "Dotted names - Context Stacking Failed Lookup", UNKNOWN,
	  "a name without a value is an error" },
	{ "~dynamic-names.json", "Dynamic Names - Double Dereferencing",
	  UNKNOWN, "a name without a value is an error" },
	{ "~dynamic-names.json", "Dynamic Names - Composed Dereferencing",
	  UNKNOWN, "a name without a value is an error" },
	{ "~inheritance.json", "Text inside parent", IGNORED,
	  "text that is never shown is warned of" },
};

enum { CHANGES = sizeof changes / sizeof *changes };

struct tally {
	size_t run, changed, failed;
	bool seen[CHANGES];
};

static const struct value *value_of(struct arena *arena, const json_t *json)
{
	const char *key;
	json_t *item;
	size_t i;
	struct value *value;
	switch (json_typeof(json)) {
	case JSON_OBJECT:
		value = value_new_map(arena);
		json_object_foreach((json_t *)json, key, item)
			value_map_set(arena, value, key, value_of(arena, item));
		return value;
	case JSON_ARRAY:
		value = value_new_list(arena);
		json_array_foreach(json, i, item)
			value_list_add(arena, value, value_of(arena, item));
		return value;
	case JSON_STRING:
		return value_new_text(arena, str_from(json_string_value(json)));
	case JSON_INTEGER:
	case JSON_REAL:
		return value_new_number(arena, json_number_value(json));
	case JSON_TRUE:
	case JSON_FALSE:
		return value_new_boolean(arena, json_is_true(json));
	case JSON_NULL:
		break;
	}
	return value_new_null(arena);
}

struct partials {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const json_t *texts;
};

static const struct template *load(void *data, struct str name,
				   struct place tag)
{
	(void)tag;
	struct partials *partials = data;
	char *key = arena_copy(partials->arena, name.bytes, name.length);
	const char *text =
		json_string_value(json_object_get(partials->texts, key));
	return text ? template_parse(partials->arena, key, str_from(text), 1,
				     partials->diagnostics) :
		      NULL;
}

/* The table's entry for the case, or NULL. */
static const struct changed *find_change(const char *file, const char *name,
					 struct tally *tally)
{
	for (size_t i = 0; i < CHANGES; i++) {
		if (strcmp(changes[i].file, file) == 0 &&
		    strcmp(changes[i].name, name) == 0) {
			tally->seen[i] = true;
			return &changes[i];
		}
	}
	return NULL;
}

static bool reports_as_expected(const struct diagnostics *list,
				const struct changed *change)
{
	if (!change)
		return list->count == 0;
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].code != change->code)
			return false;
	}
	return list->count > 0;
}

static void run_case(const char *file, const json_t *json, struct tally *tally)
{
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	struct buffer output = BUFFER_INITIALISER;
	struct partials partials = { &arena, &list,
				     json_object_get(json, "partials") };
	const char *name = json_string_value(json_object_get(json, "name"));
	const char *text = json_string_value(json_object_get(json, "template"));
	const char *expected =
		json_string_value(json_object_get(json, "expected"));
	const struct changed *change = find_change(file, name, tally);
	struct template_options options = {
		.mode = TEMPLATE_HTML,
		.context = value_of(&arena, json_object_get(json, "data")),
		.loader = { .load = load, .data = &partials },
		.diagnostics = &list
	};
	bool is_clean = template_render(
		template_parse(&arena, name, str_from(text), 1, &list),
		&options, &output);
	tally->run++;
	tally->changed += change != NULL;
	if (!str_equals_string(buffer_str(&output), expected) ||
	    !reports_as_expected(&list, change) ||
	    is_clean != (list.error_count == 0)) {
		tally->failed++;
		print_error("%s: %s\n  template: %s\n  expected: %s\n"
			    "  got:      %.*s\n",
			    file, name, text, expected, (int)output.length,
			    output.bytes ? output.bytes : "");
		diagnostics_print(&list, stderr);
	}
	buffer_release(&output);
	diagnostics_release(&list);
	arena_release(&arena);
}

static void run_file(const char *folder, const char *file, struct tally *tally)
{
	struct arena arena = ARENA_INITIALISER;
	json_error_t error;
	json_t *root =
		json_load_file(path_join(&arena, folder, file), 0, &error);
	if (!root)
		fail_msg("%s: line %d: %s", file, error.line, error.text);
	json_t *tests = json_object_get(root, "tests"), *one;
	size_t i;
	assert_int_not_equal(json_array_size(tests), 0);
	json_array_foreach(tests, i, one) run_case(file, one, tally);
	json_decref(root);
	arena_release(&arena);
}

/* Runs all files of the folder, so that a new module does not go unseen. */
static void run_folder(const char *folder, struct tally *tally)
{
	struct arena arena = ARENA_INITIALISER;
	struct error error;
	const char **names;
	size_t count, known = 0;
	if (!file_list_folder(&arena, folder, &names, &count, &error))
		fail_msg("%s", error.message);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(path_extension(names[i]), "json") != 0)
			continue;
		for (size_t j = 0; j < sizeof spec_files / sizeof *spec_files;
		     j++)
			known += strcmp(spec_files[j], names[i]) == 0;
		run_file(folder, names[i], tally);
	}
	assert_int_equal(known, sizeof spec_files / sizeof *spec_files);
	arena_release(&arena);
}

static void test_specification(void **state)
{
	(void)state;
	const char *folder = "tests/conform/mustache";
	struct tally tally = { 0 };
	run_folder(folder, &tally);
	for (size_t i = 0; i < CHANGES; i++) {
		if (!tally.seen[i])
			fail_msg("no case '%s' in %s any more", changes[i].name,
				 changes[i].file);
	}
	print_message("Mustache specification: %zu cases run, %zu of them "
		      "with stricter rules, none skipped\n",
		      tally.run, tally.changed);
	assert_int_equal(tally.failed, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_specification),
};
UNIT_FILE(tests, NULL, NULL)
