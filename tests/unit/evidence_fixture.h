/* A small publication's findings, read for a test, and texts that ask them. */
#ifndef TESTS_UNIT_EVIDENCE_FIXTURE_H
#define TESTS_UNIT_EVIDENCE_FIXTURE_H

#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/path.h"
#include "document/check.h"
#include "document/dump.h"
#include "document/outline.h"
#include "evidence/evidence_private.h"
#include "markdown/markdown.h"
#include "template/template.h"

struct fixture {
	char folder[64];
	struct arena arena;
	struct diagnostics list;
	struct error error;
	struct evidence *evidence;
	struct evidence_use use;
	struct locale *locale;
	enum profile profile; /* of texts that are expanded */
	struct document document;
	struct buffer output; /* of a template, or a document's dump */
};

#define UNIT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static inline void put(struct fixture *fixture, const char *name,
		       const char *text)
{
	const char *path = path_join(&fixture->arena, fixture->folder, name);
	assert_true(file_write_atomically(path, text, strlen(text),
					  &fixture->error));
}

/* Forty people in two towns and a hamlet. All have seen rain; 20 sun, of whom
 * 10 in each town; 3 snow, all in Upper Town; one, in the hamlet, hail. */
static inline void put_people(struct fixture *fixture)
{
	struct buffer csv = BUFFER_INITIALISER;
	buffer_append_string(&csv, "case,code,text,id,Town,Car,Consent,Role\n");
	for (int i = 0; i < 40; i++) {
		const char *town = i < 20 ? "Upper Town" :
				   i < 39 ? "Citizens’ Lower-Town" :
					    "Hamlet";
		const char *consent = i % 2 ? "no" : "yes";
		struct buffer rest = BUFFER_INITIALISER;
		buffer_append_format(&rest, "%s,%s,%s,%s\n", town,
				     i % 4 ? "Yes" : "No", consent,
				     i < 30 ? "Farmer" : "Fisher");
		buffer_append_format(&csv, "p%d,Sky > Rain,Rain %d.,rain-%d,%s",
				     i, i, i, rest.bytes);
		if (i % 20 < 10)
			buffer_append_format(&csv,
					     "p%d,Sky > Sun,Sun %d.,sun-%d,%s",
					     i, i, i, rest.bytes);
		if (i < 3)
			buffer_append_format(&csv, "p%d,Snow,,,%s", i,
					     rest.bytes);
		if (i == 39)
			buffer_append_format(&csv, "p%d,Hail,,,%s", i,
					     rest.bytes);
		buffer_release(&rest);
	}
	put(fixture, "findings/data.csv", csv.bytes);
	buffer_release(&csv);
}

static inline void put_settings(struct fixture *fixture)
{
	put(fixture, "findings/findings.yaml",
	    "project: data.csv\n"
	    "area: Town\n"
	    "role: Role\n"
	    "consent: {variable: Consent, yes: ['yes']}\n"
	    "groups:\n"
	    "  - {id: car, variable: Car, label: {en: Cars, pl: Auta}}\n"
	    "cross-tabulations: [[area, car]]\n"
	    "values:\n"
	    "  area:\n"
	    "    Upper Town: {en: Upper Town, pl: Miasto Górne}\n"
	    "disclosure: {protect-complements: false}\n"
	    "themes:\n"
	    "  - {id: sky, code: Sky, label: {en: Sky, pl: Niebo}}\n"
	    "  - {id: rain, code: Sky > Rain, label: {en: Rain, pl: Deszcz},"
	    " easy-label: {en: Wet}}\n"
	    "  - {id: sun, code: Sky > Sun, by: [area],"
	    " label: {en: Sun, pl: Słońce}}\n"
	    "  - {id: snow, code: Snow}\n");
}

static inline void load(struct fixture *fixture)
{
	fixture->error.message[0] = '\0';
	fixture->evidence =
		evidence_load(&fixture->arena, fixture->folder, "en-GB",
			      &fixture->list, &fixture->error);
	assert_string_equal(fixture->error.message, "");
	assert_non_null(fixture->evidence);
}

static inline void speak(struct fixture *fixture, const char *tag)
{
	if (fixture->locale)
		locale_release(fixture->locale);
	assert_true(locale_open(
		&fixture->arena, OVERLAY_OF("templates/locales"), tag,
		&fixture->list, &fixture->locale, &fixture->error));
}

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	strcpy(fixture->folder, "/tmp/evidence.XXXXXX");
	if (!mkdtemp(fixture->folder))
		return -1;
	put_people(fixture);
	put_settings(fixture);
	load(fixture);
	speak(fixture, "en-GB");
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	char command[96];
	snprintf(command, sizeof command, "rm -r %s", fixture->folder);
	int status = system(command);
	evidence_use_release(&fixture->use);
	evidence_free(fixture->evidence);
	locale_release(fixture->locale);
	buffer_release(&fixture->output);
	diagnostics_release(&fixture->list);
	arena_release(&fixture->arena);
	free(fixture);
	return status;
}

static bool print_number(void *data, const struct value *value,
			 struct buffer *out)
{
	struct arena arena = ARENA_INITIALISER;
	if (value->kind == VALUE_NUMBER)
		buffer_append_string(
			out, locale_number(data, &arena, value->number));
	arena_release(&arena);
	return value->kind == VALUE_NUMBER;
}

/* What the template prints. Diagnostics are those of this template alone. */
static inline const char *print(struct fixture *fixture, const char *text)
{
	struct value *context = value_new_map(&fixture->arena);
	diagnostics_release(&fixture->list);
	buffer_release(&fixture->output);
	evidence_add_values(fixture->evidence, &fixture->arena, fixture->locale,
			    &fixture->use, context);
	struct template_options options = {
		.mode = TEMPLATE_HTML,
		.context = context,
		.printer = { print_number, fixture->locale },
		.diagnostics = &fixture->list,
	};
	template_render(template_parse(&fixture->arena, "text.md",
				       str_from(text), 1, &fixture->list),
			&options, &fixture->output);
	return buffer_str(&fixture->output).bytes;
}

/* The expanded and finished document, as its dump. */
static inline const char *expand(struct fixture *fixture, const char *text)
{
	struct markdown_options options = {
		.file = "text.md",
		.mode = MARKDOWN_BUILD,
		.language = locale_tag(fixture->locale),
		.title = "Weather",
		.profile = fixture->profile,
	};
	struct outline_options outline = { .is_strict = true };
	char message[256] = "";
	diagnostics_release(&fixture->list);
	buffer_release(&fixture->output);
	markdown_parse(&fixture->arena, str_from(text), &options,
		       &fixture->list, &fixture->document);
	evidence_expand(fixture->evidence, fixture->locale, &fixture->document,
			true, &fixture->use, &fixture->list);
	document_finish(&fixture->document, &outline, &fixture->list);
	if (!document_check_invariants(&fixture->document, message,
				       sizeof message))
		fail_msg("%s", message);
	document_dump(&fixture->document, &fixture->output);
	return buffer_str(&fixture->output).bytes;
}

/* Exactly one mistake, of this code and in this place. */
static inline void assert_mistake(const struct fixture *fixture,
				  enum diagnostic_code code, uint32_t line,
				  uint32_t column)
{
	assert_int_equal(fixture->list.count, 1);
	const struct diagnostic *one = &fixture->list.items[0];
	if (one->code != code)
		fail_msg("%s: %s", diagnostic_code_label(one->code), one->text);
	assert_int_equal(one->place.line, line);
	assert_int_equal(one->place.column, column);
}

static inline void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("no '%s' in:\n%s", part, text);
}

static inline void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("'%s' in:\n%s", part, text);
}

static inline size_t count_of(const char *text, const char *part)
{
	size_t count = 0;
	for (; (text = strstr(text, part)); text += strlen(part))
		count++;
	return count;
}

#endif
