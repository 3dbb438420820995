/* Paragraphs: styled text in, lines of positioned glyphs out.
 *
 * A paragraph is analysed once (bidi levels, scripts, faces, shaping, break
 * opportunities: the dear part) and then broken at any width (cheap), so that
 * a table can measure a cell before it knows its columns.
 *
 *     struct typesetter *typesetter = typesetter_new(&arena, fonts, …);
 *     struct paragraph *paragraph =
 *             paragraph_new(typesetter, scratch, &input);
 *     struct paragraph_widths widths = paragraph_measure(paragraph);
 *     struct paragraph_lines lines =
 *             paragraph_break(paragraph, arena, width);
 *
 * Lines are ragged, never justified or hyphenated. Their ends are chosen for
 * the whole paragraph at once: the sum of the squares of what each line but
 * the last leaves free is least, and what typographers avoid costs more: a
 * short word alone at the end, a number without its unit, an initial without
 * its name, a dash at a line's start (paragraph_joins.c). The text stays what
 * the author wrote.
 *
 * Chinese and Japanese: full-width marks that touch are closed up, and so are
 * an opening one at a line's start and a closing one at its end; Han and
 * Latin stand a quarter of an em apart. Letters of a script whose shapes look
 * smaller or larger than those of the paragraph's language at the same size
 * (Latin in Arabic) are scaled to match. Unicode's UAX #9 (bidi), #14 (line
 * breaking), #24 (scripts) and #29 (grapheme clusters) hold throughout. */
#ifndef EVERYREAD_TEXT_PARAGRAPH_H
#define EVERYREAD_TEXT_PARAGRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/str.h"
#include "base/units.h"
#include "text/font.h"
#include "frame/frame.h"

/* ---- The typesetter ---------------------------------------------------- */

/* Holds what all paragraphs of a job share: shaped words, break iterators,
 * scratch memory. Not shared between threads. */
struct typesetter;

/* `arena` holds the shaped words and must outlive all paragraphs. A character
 * that no font has is reported at its span's place: as an error, or, where
 * `is_lenient`, as a warning; it is shown as U+FFFD. Release with
 * typesetter_release(). */
struct typesetter *typesetter_new(struct arena *arena, struct font_set *fonts,
				  struct diagnostics *diagnostics,
				  bool is_lenient);
void typesetter_release(struct typesetter *typesetter);

/* What the document writes before a number, "Figure " or "Page ": no line ends
 * between its first word and a number. `label` must outlive the typesetter. */
void typesetter_add_label(struct typesetter *typesetter, struct str label);

struct font_set *typesetter_fonts(const struct typesetter *typesetter);

/* ---- Input ------------------------------------------------------------- */

/* How a span looks. Shared by any number of spans; must outlive the
 * paragraph. */
struct text_style {
	enum font_role role;
	lu size;    /* [lu] em; > 0 */
	lu leading; /* [lu] height of a line set in it; half of what
	                       * the face does not fill goes above and below */
	bool is_bold, is_italic;
	bool has_tabular_figures; /* digits are equally wide, so that numbers
	                       * in a column line up */
	lu baseline_shift; /* [lu] up. A shifted span (superscript) does not
	                       * change the line's height */
	struct colour colour;
	const char *language; /* BCP 47; NULL: the paragraph's */
};

enum inline_kind {
	INLINE_TEXT,
	INLINE_OBJECT, /* an image that stands in the line like a word */
	INLINE_BREAK,  /* the line ends here */
	/* Text whose direction may not disturb what is around it: a span with
	 * `dir` or with a language of the other direction, code, a link's
	 * address. Isolates nest; one left open ends with the paragraph. */
	INLINE_ISOLATE_OPEN,
	INLINE_ISOLATE_CLOSE
};

struct inline_span {
	enum inline_kind kind;
	bool is_glued; /* no line ends just before this span (a footnote
	                       * reference after its word) */
	enum direction direction; /* ISOLATE_OPEN; DIRECTION_INHERIT: that of
	                       * its first strong character */
	struct str text; /* INLINE_TEXT: UTF-8, copied. LF and U+2028 end
	                       * the line; other control characters are left
	                       * out. A TAB is a space, and of several spaces
	                       * one is kept, none at a line's start, but see
	                       * is_preformatted */
	const struct text_style *style;          /* not NULL for TEXT */
	const struct structure_element *content; /* leaf; handed through */
	const void *link;   /* handed through; NULL: no link */
	struct place place; /* the author's, for diagnostics */
	/* INLINE_OBJECT */
	const void *object;        /* handed through */
	lu width, ascent, descent; /* [lu] its box about the baseline */
};

struct paragraph_input {
	const struct inline_span *spans; /* read by paragraph_new() alone */
	size_t span_count;
	enum direction direction;       /* LTR or RTL */
	const char *language;           /* BCP 47, not NULL */
	enum alignment alignment;       /* start is right in RTL */
	const struct text_style *style; /* gives an empty line its height and
	                                  * every line its least height; not
	                                  * NULL; must outlive the paragraph */
	lu first_line_indent;           /* [lu] at the start edge, may be
	                                  * negative */
	bool is_preformatted;           /* code: all spaces stay (1000 in a
	                                  * row at most), TAB goes to the next
	                                  * multiple of 8 of them, and lines
	                                  * are filled greedily */
	bool is_title;                  /* Polish one-letter words never end
	                                  * a line, however short it is */
};

/* ---- Output ------------------------------------------------------------ */

enum line_item_kind { LINE_GLYPHS, LINE_OBJECT };

/* A part of a line. Coordinates are relative to the left end of the measure
 * (also in RTL) and the line's baseline, y down: the flow adds its own x and
 * the baseline's y and copies the run into a frame_item. */
struct line_item {
	enum line_item_kind kind;
	const struct structure_element *content;
	const void *link;
	struct glyph_run run; /* LINE_GLYPHS. The spaces at a line's end are
	                        * in it (or in a run of their own) and hang
	                        * outside the measure; run.width counts them */
	lu visible_width;     /* LINE_GLYPHS: without those hanging spaces: of
	                        * underlines and link areas, from visible_x */
	lu visible_x;         /* left end of the visible part */
	const void *object;   /* LINE_OBJECT */
	struct rectangle box; /* LINE_OBJECT */
	uint32_t span;        /* index into input.spans of its first byte */
};

struct paragraph_line {
	lu ascent, descent; /* [lu] of the line's box about its baseline,
	                        * leading shared out: ascent + descent = height */
	lu height;
	lu x, width;             /* of what is seen, hanging spaces left out */
	struct line_item *items; /* in LOGICAL order: as read, not as painted
	                        * from left to right; the typesetter's */
	uint32_t item_count;
	bool is_forced;   /* ended by INLINE_BREAK or LF */
	bool is_overfull; /* wider than the measure: one cluster or object
	                        * that fits no line */
};

/* At least one line, also for a paragraph without text. */
struct paragraph_lines {
	struct paragraph_line *lines;
	uint32_t count;
	lu height; /* [lu] sum of the lines', at most INT32_MAX */
};

struct paragraph_widths {
	lu minimum; /* [lu] widest part that cannot be broken at an
	                        * ordinary opportunity */
	lu maximum; /* [lu] widest line when only forced breaks end
	                        * lines */
};

struct paragraph;

/* Analyses and shapes. All memory of the paragraph is in `arena`, which must
 * outlive it and may be released once its lines are made: lines keep nothing
 * of it. */
struct paragraph *paragraph_new(struct typesetter *typesetter,
				struct arena *arena,
				const struct paragraph_input *input);

struct paragraph_widths paragraph_measure(const struct paragraph *paragraph);

/* Breaks into lines of at most `width` [lu]; lines, glyphs and text are in
 * `arena`. May be called again with another width. A word wider than the
 * line is broken between grapheme clusters, preferably after / . ? & - _. */
struct paragraph_lines paragraph_break(struct paragraph *paragraph,
				       struct arena *arena, lu width);

/* True where there is nothing to see: no text but spaces, no object. */
bool paragraph_is_empty(const struct paragraph *paragraph);

#endif
