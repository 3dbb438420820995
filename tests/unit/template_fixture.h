/* What the tests of template/ share: templates by name, one rendering, and
 * what came of it. */
#ifndef EVERYREAD_TESTS_TEMPLATE_FIXTURE_H
#define EVERYREAD_TESTS_TEMPLATE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/memory.h"
#include "template/template.h"

struct fixture_partial {
	const char *name, *text;
};

struct fixture {
	struct arena arena;
	struct diagnostics list;
	struct buffer output;
	struct source_map map;
	struct value *context;
	const struct fixture_partial *partials; /* ends with a NULL name */
	const char *partial_names[8];
	enum template_mode mode;
	struct value_printer printer;
};

static const struct template *fixture_load(void *data, struct str name,
					   struct place place)
{
	struct fixture *fixture = data;
	(void)place;
	const struct fixture_partial *one = fixture->partials;
	for (; one && one->name; one++) {
		if (str_equals_string(name, one->name))
			return template_parse(&fixture->arena, one->name,
					      str_from(one->text), 1,
					      &fixture->list);
	}
	return NULL;
}

static const char *const *fixture_names(void *data, size_t *count)
{
	struct fixture *fixture = data;
	*count = 0;
	for (const struct fixture_partial *one = fixture->partials;
	     one && one->name; one++)
		fixture->partial_names[(*count)++] = one->name;
	return fixture->partial_names;
}

static inline void fixture_initialise(struct fixture *fixture)
{
	*fixture = (struct fixture){ 0 };
	fixture->context = value_new_map(&fixture->arena);
}

static inline void fixture_release(struct fixture *fixture)
{
	source_map_release(&fixture->map);
	buffer_release(&fixture->output);
	diagnostics_release(&fixture->list);
	arena_release(&fixture->arena);
}

static inline void fixture_set(struct fixture *fixture, const char *key,
			       const char *text)
{
	value_map_set(&fixture->arena, fixture->context, key,
		      value_new_text(&fixture->arena, str_from(text)));
}

/* Parses and renders; the template's file is "main". */
static inline bool fixture_render_str(struct fixture *fixture,
				      struct str source)
{
	const struct template *template = template_parse(
		&fixture->arena, "main", source, 1, &fixture->list);
	struct template_options options = {
		.mode = fixture->mode,
		.context = fixture->context,
		.loader = { fixture_load, fixture_names, fixture },
		.printer = fixture->printer,
		.map = &fixture->map,
		.diagnostics = &fixture->list
	};
	return template_render(template, &options, &fixture->output);
}

static inline bool fixture_render(struct fixture *fixture, const char *source)
{
	return fixture_render_str(fixture, str_from(source));
}

static inline const char *fixture_text(const struct fixture *fixture)
{
	return fixture->output.bytes ? fixture->output.bytes : "";
}

/* All diagnostics as they are printed. The caller frees. */
static inline char *fixture_diagnostics(const struct fixture *fixture)
{
	char *text = NULL;
	size_t length;
	FILE *stream = open_memstream(&text, &length);
	diagnostics_print(&fixture->list, stream);
	fclose(stream);
	return text;
}

/* Renders `source` with `context` set by the caller, and compares. */
static inline void fixture_expect(struct fixture *fixture, const char *source,
				  const char *output, const char *diagnostics)
{
	fixture_render(fixture, source);
	char *printed = fixture_diagnostics(fixture);
	assert_string_equal(fixture_text(fixture), output);
	assert_string_equal(printed, diagnostics);
	free(printed);
}

#endif
