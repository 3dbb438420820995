/* Markdown → document: GitHub-flavoured Markdown with footnotes, fenced divs
 * (`::: {.quote source="…"}`), bracketed spans (`[słowo]{lang=pl}`), attributes
 * on headings, links and pictures, and harmless raw HTML.
 *
 * What comes out is the tree as its author wrote it; document_finish()
 * (document/outline.h) then gives it levels, numbers and identifiers. */
#ifndef EVERYREAD_MARKDOWN_MARKDOWN_H
#define EVERYREAD_MARKDOWN_MARKDOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/str.h"
#include "document/document.h"

struct source_map;

enum markdown_mode {
	/* A file that was written for other tools: front matter is read, what
	 * is unknown is passed over, mistakes are mostly warnings. */
	MARKDOWN_RENDER,
	/* A publication's text: what is unknown is an error. */
	MARKDOWN_BUILD
};

/* Finds the file of a picture: returns its path (in memory that outlives the
 * document), or NULL and why in *reason ("no such file"), which is reported: as
 * an error in a build, else as a warning. A *reason left NULL is not reported.
 * `source` is as written, with character references and percent signs
 * resolved. */
typedef const char *(*markdown_find_image)(void *context, const char *source,
					   struct place place,
					   const char **reason);

/* Where a block whose words are inlines stands in `file`, as it is written:
 * lines from 1, columns from 1 in bytes, the last one included. */
struct markdown_extent {
	uint32_t first_line, first_column, last_line, last_column;
};

/* Is told of each paragraph, heading and table cell that Markdown makes; `node`
 * need not stay in the tree, its place does. Not told of what raw HTML makes, and
 * to be relied on where the text has nothing in it that is replaced. */
typedef void (*markdown_note_extent)(void *context, const struct node *node,
				     const struct markdown_extent *extent);

/* Zeroed is a fine start. Texts must outlive the document. */
struct markdown_options {
	const char *file; /* for places; not read */
	enum markdown_mode mode;
	/* Where lines came from, or NULL: `text` is what stands in `file`. */
	const struct source_map *source_map;
	markdown_find_image find_image; /* NULL: every picture is shown by its
					 * alternative text, silently */
	void *find_image_context;
	markdown_note_extent note_extent; /* or NULL */
	void *note_extent_context;
	/* Straight quotation marks, two or three hyphens and three dots become
	 * what the language has; front matter may ask for it, too. */
	bool writes_punctuation;
	const char *language; /* BCP 47; NULL: front matter's, else "en" */
	const char *title;    /* NULL: front matter's, or none yet */
	enum profile profile; /* of the document */
};

/* Parses `text` into `document`, which is set up whole: root, footnotes and
 * what front matter says (title, subtitle, author, date, subject, keywords,
 * language, direction, wants_contents). Everything lives in `arena`. Mistakes
 * are reported and worked around: there is always a document. False where one
 * of them was an error. Safe to call from several threads at once. */
bool markdown_parse(struct arena *arena, struct str text,
		    const struct markdown_options *options,
		    struct diagnostics *diagnostics, struct document *document);

#endif
