/* What the tests of markdown/ share: one text, its document, its mistakes. */
#ifndef EVERYREAD_TESTS_MARKDOWN_FIXTURE_H
#define EVERYREAD_TESTS_MARKDOWN_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "document/check.h"
#include "document/dump.h"
#include "document/outline.h"
#include "markdown/markdown.h"

struct parsed_text {
	struct arena arena;
	struct diagnostics list;
	struct document document;
	struct buffer dump;
	struct buffer mistakes; /* a line each: "3:1 error M002 text" */
};

static inline const char *fixture_find_image(void *context, const char *source,
					     struct place place,
					     const char **reason)
{
	(void)context;
	(void)place;
	*reason = "no such file";
	return strstr(source, "missing") ? NULL : source;
}

static inline void fixture_list_mistakes(struct parsed_text *parsed)
{
	for (size_t i = 0; i < parsed->list.count; i++) {
		const struct diagnostic *one = &parsed->list.items[i];
		buffer_append_format(
			&parsed->mistakes, "%u:%u %s %s %s\n", one->place.line,
			one->place.column,
			one->severity == DIAGNOSTIC_ERROR ? "error" : "warning",
			diagnostic_code_label(one->code), one->text);
	}
}

/* Parses and finishes; the tree must be sound whatever the text. */
static inline void fixture_parse(struct parsed_text *parsed, struct str text,
				 const struct markdown_options *options)
{
	struct outline_options outline = {
		.is_strict = options->mode == MARKDOWN_BUILD,
		.file_name = options->file,
	};
	char message[256] = "";
	*parsed = (struct parsed_text){ 0 };
	markdown_parse(&parsed->arena, text, options, &parsed->list,
		       &parsed->document);
	document_finish(&parsed->document, &outline, &parsed->list);
	if (!document_check_invariants(&parsed->document, message,
				       sizeof message))
		fail_msg("%s", message);
	document_dump(&parsed->document, &parsed->dump);
	fixture_list_mistakes(parsed);
}

static inline void fixture_parse_string(struct parsed_text *parsed,
					const char *text,
					enum markdown_mode mode)
{
	struct markdown_options options = { .file = "a.md",
					    .mode = mode,
					    .find_image = fixture_find_image };
	fixture_parse(parsed, str_from(text), &options);
}

static inline void fixture_release(struct parsed_text *parsed)
{
	buffer_release(&parsed->dump);
	buffer_release(&parsed->mistakes);
	diagnostics_release(&parsed->list);
	arena_release(&parsed->arena);
}

static inline const char *fixture_mistakes(const struct parsed_text *parsed)
{
	return buffer_str(&parsed->mistakes).bytes;
}

static inline void expect_in_dump(const struct parsed_text *parsed,
				  const char *wanted)
{
	if (!strstr(parsed->dump.bytes, wanted))
		fail_msg("'%s' is not in\n%s", wanted, parsed->dump.bytes);
}

#endif
