/* One face: opening the file, its measures, and which characters it has. */
#include "text/font_private.h"

#include <stdlib.h>
#include <string.h>

#include <hb.h>
#include <hb-ot.h>
#include <unicode/uchar.h>

#include "base/inputs.h"

/* Big-endian fields of a table; 0 where the table is too short. */
static int32_t read_16(hb_face_t *face, hb_tag_t tag, size_t offset)
{
	hb_blob_t *table = hb_face_reference_table(face, tag);
	unsigned length;
	const char *bytes = hb_blob_get_data(table, &length);
	int32_t value = 0;
	if (offset + 2 <= length)
		value = (int16_t)((uint8_t)bytes[offset] << 8 |
				  (uint8_t)bytes[offset + 1]);
	hb_blob_destroy(table);
	return value;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *table = hb_face_reference_table(face, tag);
	bool has = hb_blob_get_length(table) > 0;
	hb_blob_destroy(table);
	return has;
}

/* A PDF name may hold any byte but these, and 127 of them. */
static const char *read_postscript_name(struct arena *arena, hb_face_t *face)
{
	char name[100];
	unsigned size = sizeof name;
	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME,
			    HB_LANGUAGE_INVALID, &size, name);
	char clean[100];
	size_t length = 0;
	for (const char *c = name; *c; c++)
		if (*c > ' ' && *c < 0x7F && !strchr("()<>[]{}/%#", *c))
			clean[length++] = *c;
	if (length == 0)
		return "Unnamed";
	return arena_copy(arena, clean, length);
}

static int32_t read_metric(hb_font_t *font, hb_ot_metrics_tag_t tag,
			   int32_t fallback)
{
	hb_position_t value;
	return hb_ot_metrics_get_position(font, tag, &value) && value > 0 ?
		       value :
		       fallback;
}

/* The height of a letter stands in for a measure that the face lacks. */
static int32_t height_of(hb_font_t *font, hb_codepoint_t letter,
			 int32_t fallback)
{
	hb_codepoint_t glyph;
	hb_glyph_extents_t extents;
	if (hb_font_get_nominal_glyph(font, letter, &glyph) &&
	    hb_font_get_glyph_extents(font, glyph, &extents))
		return extents.y_bearing;
	return fallback;
}

enum { ALEF = 0x627, HEH = 0x647 };

/* How large letters look at one size, to match those of two scripts. */
static void read_apparent_heights(struct font_face *face)
{
	hb_font_t *font = face->hb_font;
	int32_t digit = height_of(font, '0', 0);
	int32_t alef = height_of(font, ALEF, 0), heh = height_of(font, HEH, 0);
	hb_codepoint_t glyph;
	face->latin_height = (face->x_height + face->cap_height) / 2;
	/* digits of an Arabic face, which are as high as capitals */
	if (!hb_font_get_nominal_glyph(font, 'x', &glyph) && digit > 0)
		face->latin_height = digit * 7 / 8;
	if (alef > 0 && heh > 0)
		face->arabic_height = (alef + heh) / 2;
}

static void read_metrics(struct font_face *face)
{
	hb_font_t *font = face->hb_font;
	hb_font_extents_t extents;
	hb_font_get_h_extents(font, &extents);
	face->ascender = extents.ascender;
	face->descender = extents.descender;
	face->line_gap = extents.line_gap;
	face->cap_height =
		read_metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT,
			    height_of(font, 'H', extents.ascender * 2 / 3));
	face->x_height =
		read_metric(font, HB_OT_METRICS_TAG_X_HEIGHT,
			    height_of(font, 'x', extents.ascender / 2));
	read_apparent_heights(face);
	int32_t em = face->units_per_em;
	/* post gives the top of the stroke, readers draw from its middle */
	face->underline_thickness =
		read_metric(font, HB_OT_METRICS_TAG_UNDERLINE_SIZE, em / 20);
	hb_position_t top = -em / 10;
	hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_UNDERLINE_OFFSET,
				   &top);
	face->underline_position = top - face->underline_thickness / 2;
	face->strikeout_position = read_metric(
		font, HB_OT_METRICS_TAG_STRIKEOUT_OFFSET, em * 3 / 10);
}

static void read_style(struct font_face *face)
{
	hb_tag_t const os2 = HB_TAG('O', 'S', '/', '2');
	hb_tag_t const post = HB_TAG('p', 'o', 's', 't');
	hb_face_t *hb = face->hb_face;
	face->weight = (uint16_t)read_16(hb, os2, 4);
	if (face->weight < 100 || face->weight > 1000)
		face->weight = 400;
	face->is_bold = face->weight >= 600;
	/* post's angle is 16.16; the hundredth of a degree suffices */
	face->italic_angle = read_16(hb, post, 4) * 1000 +
			     (uint16_t)read_16(hb, post, 6) * 1000 / 65536;
	face->is_italic = face->italic_angle != 0;
	face->is_monospace = read_16(hb, post, 12) || read_16(hb, post, 14);
	int family_class = read_16(hb, os2, 30) >> 8;
	int serif_style = read_16(hb, os2, 32) & 0xFF; /* of PANOSE */
	face->is_serif = (family_class >= 1 && family_class <= 7) ||
			 (serif_style >= 2 && serif_style <= 10);
	face->is_cff = has_table(hb, HB_TAG('C', 'F', 'F', ' ')) ||
		       has_table(hb, HB_TAG('C', 'F', 'F', '2'));
}

static void read_box(struct font_face *face)
{
	hb_tag_t const head = HB_TAG('h', 'e', 'a', 'd');
	face->x_minimum = read_16(face->hb_face, head, 36);
	face->y_minimum = read_16(face->hb_face, head, 38);
	face->x_maximum = read_16(face->hb_face, head, 40);
	face->y_maximum = read_16(face->hb_face, head, 42);
}

static bool has_glyph(const struct font_face *face, uint32_t code_point)
{
	hb_codepoint_t glyph;
	return hb_font_get_nominal_glyph(face->hb_font, code_point, &glyph) &&
	       glyph != 0;
}

static void read_latin_coverage(struct font_face *face)
{
	for (uint32_t code_point = ' '; code_point < 0x300; code_point++)
		if (has_glyph(face, code_point))
			face->latin_coverage[code_point / 32] |=
				UINT32_C(1) << code_point % 32;
}

/* Why no text can be set in the face, or NULL. HarfBuzz would make up advances
 * and empty glyphs, and readers would see other text or none. */
static const char *find_defect(hb_face_t *face)
{
	static const struct {
		hb_tag_t tag;
		const char *defect;
	} needed[] = {
		{ HB_TAG('c', 'm', 'a', 'p'), "it has no table 'cmap'" },
		{ HB_TAG('h', 'e', 'a', 'd'), "it has no table 'head'" },
		{ HB_TAG('h', 'h', 'e', 'a'), "it has no table 'hhea'" },
		{ HB_TAG('h', 'm', 't', 'x'), "it has no table 'hmtx'" },
	};
	if (hb_face_get_table_tags(face, 0, NULL, NULL) == 0)
		return "it is no font";
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!has_table(face, needed[i].tag))
			return needed[i].defect;
	bool has_outlines = (has_table(face, HB_TAG('g', 'l', 'y', 'f')) &&
			     has_table(face, HB_TAG('l', 'o', 'c', 'a'))) ||
			    has_table(face, HB_TAG('C', 'F', 'F', ' ')) ||
			    has_table(face, HB_TAG('C', 'F', 'F', '2'));
	if (!has_outlines)
		return "it has no outlines of glyphs";
	return hb_face_get_glyph_count(face) ? NULL : "it has no glyphs";
}

struct font_face *font_face_open(struct arena *arena, const char *path,
				 uint32_t collection_index, const char **reason)
{
	inputs_note(INPUT_FILE, path);
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
	*reason = "it cannot be read";
	if (!blob)
		return NULL;
	if (collection_index >= hb_face_count(blob)) {
		*reason = "it is no font, or has no face of that number";
		hb_blob_destroy(blob);
		return NULL;
	}
	struct font_face *face = ARENA_NEW(arena, struct font_face);
	face->hb_face = hb_face_create(blob, collection_index);
	hb_blob_destroy(blob);
	face->glyph_count = hb_face_get_glyph_count(face->hb_face);
	*reason = find_defect(face->hb_face);
	if (*reason) {
		hb_face_destroy(face->hb_face);
		return NULL;
	}
	face->path = arena_copy_string(arena, path);
	face->collection_index = collection_index;
	face->postscript_name = read_postscript_name(arena, face->hb_face);
	face->units_per_em = (int32_t)hb_face_get_upem(face->hb_face);
	face->hb_font = hb_font_create(face->hb_face);
	read_metrics(face);
	read_style(face);
	read_box(face);
	read_latin_coverage(face);
	return face;
}

void font_face_close(struct font_face *face)
{
	hb_font_destroy(face->hb_font);
	hb_face_destroy(face->hb_face);
}

enum { OVERLAY_CLASS = 1 }; /* Canonical_Combining_Class Overlay */

/* HarfBuzz takes a character apart that the face has in parts only. */
static bool has_parts(const struct font_face *face, uint32_t code_point)
{
	hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
	hb_codepoint_t first = code_point, second;
	for (int depth = 0; depth < 4; depth++) {
		if (!hb_unicode_decompose(unicode, first, &first, &second))
			return false;
		/* A stroke through a sign (U+0338 in U+2260) is drawn where
		 * it should be only by a face that has the whole. */
		if (second &&
		    (!has_glyph(face, second) ||
		     u_getCombiningClass((UChar32)second) == OVERLAY_CLASS))
			return false;
		if (has_glyph(face, first))
			return true;
	}
	return false;
}

bool font_face_covers(const struct font_face *face, uint32_t code_point)
{
	if (code_point < 0x300 ? font_face_has_latin(face, code_point) :
				 has_glyph(face, code_point))
		return true;
	if (code_point < 0xA0)
		return false;
	if (u_hasBinaryProperty((UChar32)code_point,
				UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return true;
	if (code_point == 0x2011)
		return has_glyph(face, 0x2010);
	if (u_charType((UChar32)code_point) == U_SPACE_SEPARATOR &&
	    code_point != 0x1680)
		return has_glyph(face, ' ');
	return has_parts(face, code_point);
}
