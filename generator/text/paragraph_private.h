/* Inside the paragraph files alone.
 *
 * paragraph.c        spans → one text, stretches of one look
 * paragraph_units.c  text → shaped units and break points
 * paragraph_size.c   letters of two scripts, equally large
 * paragraph_space.c  what stands between units: Han beside Latin, marks
 * paragraph_hyphen.c  soft hyphens at a line's end
 * paragraph_joins.c  which break points are avoided, and how much
 * paragraph_terms.c  CLDR's units, months and times of day, for that
 * paragraph_break.c  break points → line ends, for a width
 * paragraph_line.c   line ends → positioned glyph runs
 *
 * A unit is what is shaped at once: a word with the spaces behind it, or a
 * stretch of Han. A break point lies between units or at a place within one
 * where HarfBuzz allows a cut. */
#ifndef EVERYREAD_TEXT_PARAGRAPH_PRIVATE_H
#define EVERYREAD_TEXT_PARAGRAPH_PRIVATE_H

#include "base/vector.h"
#include "text/itemise.h"
#include "text/line_break.h"
#include "text/paragraph.h"
#include "text/shape.h"

/* A span of the input, as far as it is needed once the text is copied. */
struct text_span {
	uint32_t start, end; /* bytes of the paragraph's text */
	uint32_t index;      /* in the input */
	bool is_object, is_glued;
	const struct text_style *style; /* NULL for objects */
	const struct structure_element *content;
	const void *link;
	struct place place;
	const void *object;
	lu width, ascent, descent; /* [lu] of an object's box; of text: what
	                            * it asks of its line */
};

/* What is known of a byte of the text. */
enum byte_flag {
	FLAG_BREAK = 1,  /* a line may end before it */
	FLAG_FORCED = 2, /* a line ends before it */
	FLAG_TAB = 4     /* it is a tab */
};

/* What units of one look have in common. */
struct unit_run {
	uint32_t span; /* into spans */
	uint8_t level;
	const struct font_face *face;
	struct shape_context *context; /* NULL: an object */
	lu size;                       /* [lu] em: the style's, or scaled */
};

struct unit {
	uint32_t start, end; /* bytes */
	uint32_t run;
	const struct shaped *shaped; /* NULL: an object */
	lu width;                    /* [lu] with `gap` */
	lu trailing;                 /* [lu] spaces and gap at its end */
	lu gap;                      /* [lu] added behind it, but not at a
	                            * line's end: a tab, Han beside Latin;
	                            * negative between marks */
	int64_t position;            /* [lu] sum of the widths before it */
};

enum break_kind { BREAK_ORDINARY, BREAK_FORCED, BREAK_EMERGENCY };

struct break_point {
	uint32_t offset;  /* the line ends before this byte */
	uint32_t unit;    /* that holds or starts at the byte */
	int64_t position; /* [lu] sum of the advances before it */
	lu hang;          /* [lu] just before it what is not seen at
	                            * a line's end: spaces, or `trim` */
	lu trim;          /* [lu] that the mark before it loses at a
	                            * line's end */
	lu lead;          /* [lu] that the mark behind it loses at a
	                            * line's start */
	enum break_kind kind;
	int32_t penalty;      /* cost of a line that ends here … */
	int32_t wide_penalty; /* … and more of it where lines are long */
};

struct paragraph {
	struct typesetter *typesetter;
	struct arena *arena;
	struct str text;
	enum direction direction;
	enum alignment alignment;
	const char *language;
	const struct text_style *style;
	lu ascent, descent;           /* [lu] least of every line */
	const struct font_face *face; /* of its own script */
	bool is_arabic;               /* its own script is */
	lu first_line_indent;
	bool is_preformatted, is_title;
	struct text_span *spans;
	uint32_t span_count;
	struct unit_run *runs;
	uint32_t run_count;
	struct unit *units;
	uint32_t unit_count;
	/* The first stands at the text's start, the last at its end. */
	struct break_point *breaks;
	uint32_t break_count;
	struct paragraph_widths widths;
};

/* Asking ICU about a language is slow, and few languages occur. */
struct language_facts {
	const char *language;
	script_tag script;
	struct terms *terms; /* NULL: not asked for yet */
};

/* The cheapest way to a break point. */
struct choice {
	int64_t cost;
	uint32_t previous; /* index of the break point before it */
};

/* A part of a line: a unit or a slice of it. */
struct piece {
	uint32_t start, end; /* bytes */
	uint32_t base;       /* byte that clusters count from */
	uint32_t run;
	const struct glyph *glyphs; /* NULL: an object */
	uint32_t glyph_count;
	lu width; /* [lu] as it stands on the line */
	lu gap;
	lu lead, trim; /* [lu] lost by its first and last mark */
	lu x;
	uint8_t level;
	bool is_hanging; /* spaces at the line's end */
};

struct typesetter {
	struct arena *arena;
	struct arena lines; /* their items, which pages copy */
	struct font_set *fonts;
	struct diagnostics *diagnostics;
	bool is_lenient;
	struct shaper *shaper;
	struct line_breaker *line_breaker;
	struct bidi *bidi;
	struct {
		struct language_facts *items;
		size_t count, capacity;
	} languages;
	struct {
		struct str *items; /* "Figure" */
		size_t count, capacity;
	} labels;
	/* scratch memory of one paragraph's analysis */
	struct buffer *text;
	uint32_t space_count; /* at the text's end, of code */
	struct script_runs scripts;
	struct level_runs levels;
	struct face_runs faces;
	struct {
		struct text_span *items;
		size_t count, capacity;
	} spans;
	struct {
		struct isolate_mark *items;
		size_t count, capacity;
	} marks;
	struct {
		uint32_t *items; /* offsets after which a line ends */
		size_t count, capacity;
	} forced;
	struct {
		uint32_t *items; /* offsets of tabs */
		size_t count, capacity;
	} tabs;
	struct {
		struct unit_run *items;
		size_t count, capacity;
	} runs;
	struct {
		struct unit *items;
		size_t count, capacity;
	} units;
	struct {
		struct shape_word *items; /* of one run */
		size_t count, capacity;
	} words;
	struct {
		struct break_point *items;
		size_t count, capacity;
	} breaks;
	uint8_t *flags; /* by byte: enum byte_flag */
	size_t flag_capacity;
	/* scratch memory of the breaking and of one line */
	struct {
		struct break_point *items;
		size_t count, capacity;
	} points;
	struct {
		struct choice *items; /* by break point */
		size_t count, capacity;
	} choices;
	struct {
		uint32_t *items;
		size_t count, capacity;
	} ends;
	struct {
		struct piece *items;
		size_t count, capacity;
	} pieces;
	uint8_t *levels_of_pieces;
	int32_t *order_of_pieces;
	size_t piece_capacity; /* of these two */
};

/* font_script_of_language(), remembered. */
script_tag typesetter_script(struct typesetter *typesetter,
			     const char *language);

/* Words that belong to the number beside them. */
struct terms *typesetter_terms(struct typesetter *typesetter,
			       const char *language);

/* At least `count` bytes of flags, not cleared. */
uint8_t *typesetter_flags(struct typesetter *typesetter, size_t count);

/* Shapes the text and finds units, break points and widths. The text, spans
 * and the typesetter's marks, forced breaks and tabs are ready. */
void paragraph_find_units(struct paragraph *paragraph);

/* ---- How large letters are (paragraph_size.c) -------------------------- */

/* [lu] The em of a run that starts at `start`: the style's, or that which makes
 * its letters look as large as those of the paragraph's own script. */
lu paragraph_run_size(const struct paragraph *paragraph,
		      const struct text_style *style, script_tag script,
		      const struct font_face *face, uint8_t level,
		      uint32_t start);

/* ---- What stands between units (paragraph_space.c) --------------------- */

/* [lu] To add between the last unit, of run `before`, which ends at `offset`,
 * and one of run `after`; negative where marks touch. */
lu paragraph_space_between(const struct paragraph *paragraph, uint32_t offset,
			   const struct unit_run *before,
			   const struct unit_run *after);

/* Sets `trim` and `lead` of a break point, and the part of `hang` that comes
 * from them. `before` or `after` is NULL at the text's start or end; `gap` is
 * what paragraph_space_between() has added there. */
void paragraph_break_trim_marks(const struct paragraph *paragraph,
				struct break_point *point,
				const struct unit_run *before,
				const struct unit_run *after, lu gap);

/* ---- Soft hyphens (paragraph_hyphen.c) --------------------------------- */

enum { SOFT_HYPHEN_LENGTH = 2 }; /* [bytes] of U+00AD */

/* True where a line that ends before `offset` ends in a soft hyphen and the
 * text goes on. */
bool paragraph_has_soft_hyphen_before(const struct paragraph *paragraph,
				      uint32_t offset);

/* What is seen of it, in the look of a run. */
const struct shaped *paragraph_hyphen(const struct paragraph *paragraph,
				      const struct unit_run *run);

/* ---- What is kept together (paragraph_joins.c) ------------------------- */

/* Sets `penalty` and `wide_penalty` of an ordinary break point. */
void paragraph_break_find_penalty(const struct paragraph *paragraph,
				  struct break_point *point);

/* ---- Terms (paragraph_terms.c) ----------------------------------------- */

enum term_kind {
	TERM_NONE,
	TERM_UNIT,      /* "km", "°C", "godz": after a number */
	TERM_UNIT_WORD, /* "weeks": a longer name of one */
	TERM_TIME,      /* "pm" */
	TERM_MONTH      /* "March", "września": after a day */
};

/* CLDR's for a language and those that it inherits from, in `arena`. */
struct terms *paragraph_terms_read(struct arena *arena, const char *language);
void paragraph_terms_release(struct terms *terms);
enum term_kind paragraph_terms_find(const struct terms *terms, struct str word);

/* ---- Line ends --------------------------------------------------------- */

/* Where lines of this width end. `points` are the break points among which
 * `ends` chooses by index, one a line, the text's end last. Both are scratch
 * memory of the typesetter or the paragraph's own. */
struct line_ends {
	const struct break_point *points;
	const uint32_t *ends;
	uint32_t count;
	int64_t cost; /* what the lines leave free, and what is avoided */
};

struct line_ends paragraph_choose_ends(struct paragraph *paragraph, lu width);

/* A line shows the text between two break points. */
struct line_extent {
	const struct break_point *start, *end;
	lu width;        /* [lu] of the measure */
	lu indent;       /* [lu] at the start edge */
	struct str text; /* the paragraph's, copied to where the lines are */
};

void paragraph_make_line(struct paragraph *paragraph, struct arena *arena,
			 const struct line_extent *extent,
			 struct paragraph_line *line);

#endif
