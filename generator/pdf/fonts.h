/* Fonts of a PDF: one subset a face, and the codes that content streams write
 * for glyphs.
 *
 * A code stands for a glyph AND the text that it brings back when it is read,
 * so one glyph that shows two texts gets two codes.
 *
 * Codes of TrueType fonts are one byte, and two only where one will not do
 * (Arabic with all its forms): a CMap of ours tells how to part them, and
 * Latin letters are their own codes. Those of CFF fonts, which serve scripts
 * of thousands of characters, are two bytes, Identity-H. As that ties codes to
 * glyphs, further texts of a glyph live in another font dictionary over the
 * same font program. */
#ifndef EVERYREAD_PDF_FONTS_H
#define EVERYREAD_PDF_FONTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "base/str.h"
#include "pdf/objects.h"

struct font_face;
struct frames;

/* What the content stream writes for a glyph. */
struct pdf_code {
	uint16_t code;
	uint16_t width;    /* [1/1000 em] as the font dictionary tells it */
	uint16_t resource; /* the font's name is F<resource> */
	bool is_wide;      /* two bytes, else one */
};

struct pdf_code_entry {
	uint16_t code, width;
	uint32_t glyph;  /* of the subset */
	struct str text; /* UTF-8 */
};

/* A font dictionary. */
struct pdf_font {
	struct pdf_subset *subset;
	struct pdf_code_entry *entries;
	size_t entry_count, entry_capacity;
	bool *taken;           /* CFF: by code; TrueType: by code of one byte */
	uint16_t narrow_tries; /* TrueType: of one byte that were looked at */
	uint16_t wide_count;   /* TrueType: two-byte codes, WIDE_FIRST on */
};

/* Two-byte codes begin with C0 to FF, so one-byte codes never do. */
enum { PDF_WIDE_FIRST = 0xC000 };

/* The first text that a glyph showed, where it was one code point: nearly all
 * look-ups end here. */
struct pdf_simple_code {
	uint32_t code_point; /* 0: none yet */
	struct pdf_code code;
};

struct pdf_subset {
	const struct font_face *face;
	uint32_t face_glyph_count;
	uint16_t *new_glyphs; /* by glyph of the face; UINT16_MAX: not
	                             * in the subset */
	uint16_t *cids;       /* CFF: by glyph of the subset, else NULL */
	uint32_t glyph_count; /* of the subset */
	struct str program;   /* FontFile2 or FontFile3 */
	void *blob;           /* hb_blob_t that holds it */
	struct pdf_simple_code *simple; /* by glyph of the face */
	struct map codes;               /* glyph and text → struct pdf_code */
	uint32_t hidden_glyph;          /* of text that is not to be seen */
	uint32_t blank_glyph;           /* without ink; 0: none is in use */
	uint16_t *fonts; /* resource numbers of its dictionaries */
	uint16_t font_count;
};

struct pdf_fonts {
	struct arena arena;
	struct pdf_subset **subsets; /* by face index; NULL: not used */
	size_t subset_count;
	struct pdf_font *fonts; /* by resource number */
	size_t font_count, font_capacity;
};

/* Finds every glyph in use and subsets the faces. */
bool pdf_fonts_open(struct pdf_fonts *fonts, const struct frames *frames,
		    struct error *error);
void pdf_fonts_close(struct pdf_fonts *fonts);

/* Of a face in use. */
static inline const struct pdf_subset *
pdf_fonts_subset(const struct pdf_fonts *fonts, size_t face_index)
{
	return fonts->subsets[face_index];
}

/* The code of a glyph (of the face) that stands for `text`, made where it is
 * new. */
struct pdf_code pdf_fonts_code(struct pdf_fonts *fonts,
			       const struct font_face *face, uint32_t glyph,
			       struct str text);

/* What pdf_fonts_simple_code() does where it is not the first text that the
 * glyph shows. */
struct pdf_code pdf_fonts_other_code(struct pdf_fonts *fonts,
				     const struct font_face *face,
				     uint32_t glyph, uint32_t code_point,
				     struct str text);

/* The same for one code point, of a face's pdf_fonts_subset(): quicker. */
static inline struct pdf_code
pdf_fonts_simple_code(struct pdf_fonts *fonts, const struct pdf_subset *subset,
		      uint32_t glyph, uint32_t code_point, struct str text)
{
	if (glyph < subset->face_glyph_count &&
	    subset->simple[glyph].code_point == code_point)
		return subset->simple[glyph].code;
	return pdf_fonts_other_code(fonts, subset->face, glyph, code_point,
				    text);
}

/* A code that stands for `text` and is to be shown invisibly. */
struct pdf_code pdf_fonts_hidden_code(struct pdf_fonts *fonts,
				      const struct font_face *face,
				      struct str text);

/* Writes all fonts' objects (font_objects.c) and appends their entries for
 * the dictionary of resources: "/F0 12 0 R…". */
void pdf_fonts_write(struct pdf_fonts *fonts, struct pdf_objects *objects,
		     struct buffer *resources);

/* The CIDs of a CFF table's glyphs (cff.c). False where the font is not
 * CID-keyed: its glyph ids are its CIDs. `*ok` is false where the table makes
 * no sense. */
bool cff_read_cids(struct str table, uint32_t glyph_count, uint16_t *cids,
		   bool *ok);

/* Whether a glyph without ink is in use, such as a space. */
bool pdf_fonts_has_blank(const struct pdf_fonts *fonts,
			 const struct font_face *face);

/* The same without ink: MuPDF and PDFium pass over it. Only for a face that has
 * such a glyph. */
struct pdf_code pdf_fonts_blank_code(struct pdf_fonts *fonts,
				     const struct font_face *face,
				     struct str text);

#endif
