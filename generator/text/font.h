/* The faces that documents are set in.
 *
 * fonts/fonts.yaml names the families in order of preference; a file is opened
 * (mapped, not read) when the first character needs it. A font set belongs to
 * one job and is not shared between threads: HarfBuzz's caches fill while
 * text is shaped.
 *
 * Which face shows a character is decided by, in this order: the role of the
 * text (body, monospace), its script and language, its weight and slant, and
 * whether the face has the character at all; then all families are tried in
 * the file's order. Nothing is slanted or emboldened synthetically: where a
 * family has no italic (Chinese, Arabic, monospace) emphasis is bold. */
#ifndef EVERYREAD_TEXT_FONT_H
#define EVERYREAD_TEXT_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "base/overlay.h"
#include "base/units.h"

/* HarfBuzz's own typedefs, repeated so that readers of this header need not
 * include <hb.h>. */
typedef struct hb_face_t hb_face_t;
typedef struct hb_font_t hb_font_t;

/* Four letters of an ISO 15924 script, big-endian, as in hb_script_t:
 * "Latn" is 0x4C61746E. */
typedef uint32_t script_tag;

#define SCRIPT_TAG(a, b, c, d) \
	((script_tag)(a) << 24 | (script_tag)(b) << 16 | \
	 (script_tag)(c) << 8 | (script_tag)(d))

enum font_role { FONT_BODY, FONT_MONOSPACE };

/* An open face. Fields are for reading; all lengths in [fu], font units, of
 * which units_per_em make an em. */
struct font_face {
	uint32_t index;              /* dense, from 0, in order of opening */
	const char *family;          /* as fonts.yaml names it */
	const char *postscript_name; /* name 6, never NULL or empty; ASCII
	                              * without PDF's delimiters */
	const char *path;            /* of the file that was opened */
	uint32_t collection_index;   /* face within a .ttc, else 0 */
	hb_face_t *hb_face;          /* owned by the set */
	hb_font_t *hb_font;          /* scaled to units_per_em; same owner */
	uint32_t glyph_count;
	int32_t units_per_em;
	int32_t ascender;  /* above the baseline, positive */
	int32_t descender; /* below it, negative */
	int32_t line_gap;
	int32_t cap_height, x_height;
	int32_t latin_height;  /* as the eye sees it: between that of
	                              * small letters and of capitals */
	int32_t arabic_height; /* the same, between heh and alef; 0: the
	                              * face has no Arabic */
	int32_t x_minimum, y_minimum, x_maximum, y_maximum; /* head's box */
	int32_t italic_angle;       /* 1/1000 degree, negative: leans right */
	int32_t underline_position; /* [fu] of its middle, negative: below */
	int32_t underline_thickness;
	int32_t strikeout_position; /* [fu] above the baseline */
	uint16_t weight;            /* OS/2: 400 regular, 700 bold */
	bool is_bold, is_italic, is_monospace, is_serif;
	bool is_cff; /* outlines in CFF (or CFF2), else glyf */
	uint32_t latin_coverage[0x300 / 32]; /* bits: font_face_has_latin() */
};

struct font_set;

/* Reads the fonts.yaml of all `folders`: families of an upper one come first,
 * and replace those of the same name below. Mistakes in them go to
 * `diagnostics`, which must outlive the set: a font file that is missing when
 * it is first needed is reported there too (once), with the Debian package that
 * has it. A file is looked for by its name in the folders first, then at the
 * path that fonts.yaml gives, from its own folder.
 * Returns NULL after an error: the file cannot be read, is wrong, or not even
 * its first face can be opened. Release with font_set_release(); the arena
 * holds the set's own memory. */
struct font_set *font_set_load(struct arena *arena,
			       const struct overlay *folders,
			       struct diagnostics *diagnostics,
			       struct error *error);

/* Of families that suit a text equally well, one that stands earlier in
 * `names` is taken; families that fonts.yaml does not have are passed over. May
 * be called once for each list of a theme, before the first face is chosen. */
void font_set_prefer(struct font_set *set, const char *const *names,
		     size_t count);

/* Closes all faces. Call when the PDF is written: it subsets from them. */
void font_set_release(struct font_set *set);

/* Faces opened so far, by index. */
uint32_t font_set_face_count(const struct font_set *set);
const struct font_face *font_set_face(const struct font_set *set,
				      uint32_t index);

/* What a text asks for. */
struct font_request {
	enum font_role role;
	bool is_bold, is_italic;
	script_tag script;    /* resolved: never Zyyy or Zinh */
	const char *language; /* BCP 47, or NULL */
};

/* The face for a script, whether it has a given character or not: that of
 * line metrics and of most text. Never NULL. */
const struct font_face *font_set_choose(struct font_set *set,
					const struct font_request *request);

/* The face that shows all of `code_points` (one grapheme cluster): the face
 * of font_set_choose() where it can, else the first of all families that can.
 * NULL where none can. Default-ignorable characters need no glyph. */
const struct font_face *font_set_choose_for(struct font_set *set,
					    const struct font_request *request,
					    const uint32_t *code_points,
					    size_t count);

/* True where the face can show the character without .notdef, counting what
 * HarfBuzz makes up: widths of spaces, U+2011 from U+2010. */
bool font_face_covers(const struct font_face *face, uint32_t code_point);

/* The same at once for characters below U+0300. */
static inline bool font_face_has_latin(const struct font_face *face,
				       uint32_t code_point)
{
	return face->latin_coverage[code_point / 32] >> code_point % 32 & 1;
}

/* [fu] to [lu] at an em of `size` [lu]. */
static inline lu font_face_scale(const struct font_face *face, int32_t units,
				 lu size)
{
	return lu_scale(units, size, face->units_per_em);
}

/* How many of the letters that CLDR says a language is written with no face
 * has; up to `most` of them are appended, each behind a space. Where CLDR does
 * not know the language, the letters of its script count. Opens what it
 * needs. */
size_t font_set_lacks(struct font_set *set, const char *language, size_t most,
		      struct buffer *lacking);

/* The script that texts of a language are written in ("pl" → Latn,
 * "zh-Hans" → Hani, "sr-Latn" → Latn); Latn where it is unknown. */
script_tag font_script_of_language(const char *language);

#endif
