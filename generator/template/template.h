/* Mustache templates: parsed once, rendered many times, also at the same time
 * in several threads (each with its own output, map and diagnostics).
 *
 * All of the public Mustache specification except lambdas: interpolation,
 * sections, inverted sections, comments, partials, delimiters, inheritance
 * ({{<parent}}{{$block}}…), dynamic names ({{>*name}}). Stricter than it:
 *
 * - A name that has no value is an error at its file, line and column. A
 *   section over such a name is not: it is how a template says "if there is
 *   one".
 * - `{{x}}` escapes for Markdown or HTML, whichever is rendered; `{{{x}}}` and
 *   `{{&x}}` do not.
 * - A missing partial or parent, an override of a block that its parent does
 *   not have, and a list, map or yes/no value printed as text are mistakes.
 *
 * A content file is a template as well: Markdown in which `{{` is syntax
 * everywhere, also in code spans and code blocks. `{{=<% %>=}}` changes the
 * delimiters for the rest of a file that needs braces as text.
 *
 * As the specification has it, a partial in a line of its own is replaced by
 * the partial's bytes alone: a content file should end in a line break, or
 * its last line runs into what follows. */
#ifndef EVERYREAD_TEMPLATE_TEMPLATE_H
#define EVERYREAD_TEMPLATE_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/str.h"
#include "template/source_map.h"
#include "template/value.h"

enum {
	/* Templates and blocks within one another; a template that includes
	 * itself without end stops here. */
	TEMPLATE_DEPTH_LIMIT = 64,
	/* Sections over maps within one another. */
	TEMPLATE_CONTEXT_LIMIT = 1000,
	/* [bytes] of one template, and of one output. */
	TEMPLATE_SIZE_LIMIT = 256 * 1024 * 1024,
	/* Tags and texts that one rendering may visit, and maps that it may
	 * ask for a name: about a second. */
	TEMPLATE_STEP_LIMIT = 20 * 1000 * 1000
};

struct template;

/* Parses `source`, whose first line is line `first_line` of `file`. All
 * memory is the arena's, and source and file name must live as long. Mistakes
 * are reported, all of them; the template that comes back holds what could be
 * made sense of, so that rendering it finds the other mistakes too. */
const struct template *template_parse(struct arena *arena, const char *file,
				      struct str source, uint32_t first_line,
				      struct diagnostics *diagnostics);

/* The file name that was given to template_parse(). */
const char *template_file(const struct template *template);

/* Finds partials and parents by name. */
struct template_loader {
	/* The template of this name, or NULL where there is none, which the
	 * engine reports. Asked once for each name in a rendering, first by
	 * the tag at `tag`. A template with mistakes is reported by
	 * template_parse() and given back. */
	const struct template *(*load)(void *data, struct str name,
				       struct place tag);
	/* All names, for "did you mean"; may be NULL. */
	const char *const *(*names)(void *data, size_t *count);
	void *data;
};

/* TEMPLATE_DATA: in the double quotes of YAML or JSON, where numbers are plain
 * decimals. */
enum template_mode { TEMPLATE_MARKDOWN, TEMPLATE_HTML, TEMPLATE_DATA };

struct template_options {
	enum template_mode mode;
	const struct value *context;   /* a map, as a rule */
	struct template_loader loader; /* `load` NULL: there are no partials */
	struct value_printer printer;  /* `print` NULL: plain numbers */
	struct source_map *map;        /* filled; NULL: not wanted */
	struct diagnostics *diagnostics;
	bool *is_cut; /* set where a limit ended it, so that the rest of the
		       * output is missing; NULL: not wanted */
};

/* Appends the rendered text to `output` (and, with a map, to an output that
 * is empty). False where it met a mistake or a limit, reported, or where a
 * template that took part was parsed with mistakes: the output is then not to
 * be published. */
bool template_render(const struct template *template,
		     const struct template_options *options,
		     struct buffer *output);

#endif
