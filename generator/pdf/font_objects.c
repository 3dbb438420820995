/* Writing fonts: a Type0 dictionary with its CIDFont, descriptor, font
 * program, widths and ToUnicode CMap (ISO 32000-1, 9.6 to 9.10). */
#include <stdlib.h>

#include "base/map.h"
#include "text/font.h"
#include "pdf/fonts.h"
#include "pdf/syntax.h"

enum {
	DEFAULT_WIDTH = 1000,
	MAPPINGS_A_BLOCK = 100 /* the CMap format's limit */
};

enum {
	FLAG_FIXED_PITCH = 1,
	FLAG_SERIF = 2,
	FLAG_SYMBOLIC = 4,
	FLAG_ITALIC = 64
};

/* Six letters from the font program, so that the same subset has the same
 * name and another has another. */
static void append_name(struct buffer *out, const struct pdf_subset *subset)
{
	uint64_t hash =
		map_hash_bytes(subset->program.bytes, subset->program.length);
	buffer_append_byte(out, '/');
	for (unsigned i = 0; i < 6; i++, hash /= 26)
		buffer_append_byte(out, (char)('A' + hash % 26));
	buffer_append_byte(out, '+');
	buffer_append_string(out, subset->face->postscript_name);
}

static void append_metric(struct buffer *out, const char *key,
			  const struct font_face *face, int32_t units)
{
	buffer_append_string(out, key);
	buffer_append_integer(out, lu_scale(units, 1000, face->units_per_em));
}

/* Nothing in a font file tells the width of its stems; viewers use it only
 * to choose another font, which no one does for an embedded one. */
static int32_t stem_width(const struct font_face *face)
{
	return 50 + face->weight * face->weight / 4225;
}

static void write_descriptor(struct pdf_objects *objects, pdf_id id,
			     const struct pdf_subset *subset, pdf_id program)
{
	const struct font_face *face = subset->face;
	int32_t flags = FLAG_SYMBOLIC |
			(face->is_monospace ? FLAG_FIXED_PITCH : 0) |
			(face->is_serif ? FLAG_SERIF : 0) |
			(face->is_italic ? FLAG_ITALIC : 0);
	struct buffer *out = pdf_objects_begin(objects, id);
	buffer_append_string(out, "<</Type/FontDescriptor/FontName");
	append_name(out, subset);
	buffer_append_string(out, "/Flags ");
	buffer_append_integer(out, flags);
	append_metric(out, "/FontBBox[", face, face->x_minimum);
	append_metric(out, " ", face, face->y_minimum);
	append_metric(out, " ", face, face->x_maximum);
	append_metric(out, " ", face, face->y_maximum);
	buffer_append_string(out, "]/ItalicAngle ");
	pdf_append_decimal(out, face->italic_angle, 3);
	append_metric(out, "/Ascent ", face, face->ascender);
	append_metric(out, "/Descent ", face, face->descender);
	append_metric(out, "/CapHeight ", face, face->cap_height);
	append_metric(out, "/XHeight ", face, face->x_height);
	buffer_append_string(out, "/StemV ");
	buffer_append_integer(out, stem_width(face));
	buffer_append_string(out, face->is_cff ? "/FontFile3 " : "/FontFile2 ");
	pdf_append_reference(out, program);
	buffer_append_string(out, ">>");
	pdf_objects_end(objects);
}

static pdf_id write_program(struct pdf_objects *objects,
			    const struct pdf_subset *subset)
{
	pdf_id id = pdf_objects_reserve(objects);
	struct buffer entries = BUFFER_INITIALISER;
	if (subset->face->is_cff)
		buffer_append_string(&entries, "/Subtype/CIDFontType0C");
	else
		buffer_append_format(&entries, "/Length1 %zu",
				     subset->program.length);
	pdf_objects_set_stream(objects, id, buffer_str(&entries),
			       subset->program, true);
	buffer_release(&entries);
	return id;
}

/* ---- Parts of one dictionary ------------------------------------------- */

static int compare_entries(const void *a, const void *b)
{
	const struct pdf_code_entry *x = a, *y = b;
	return x->code < y->code ? -1 : x->code > y->code;
}

/* The CID of a code. CFF's are its codes; of TrueType we give them, in the
 * codes' order and without the gap between one and two bytes. */
static uint16_t code_cid(const struct pdf_font *font, uint16_t code)
{
	return font->subset->face->is_cff || code < PDF_WIDE_FIRST ?
		       code :
		       (uint16_t)(code - PDF_WIDE_FIRST + 256);
}

/* "first [w w w]" for each stretch of CIDs without a gap. */
static void append_widths(struct buffer *out, const struct pdf_font *font)
{
	bool is_open = false;
	uint32_t next = 0;
	for (size_t i = 0; i < font->entry_count; i++) {
		const struct pdf_code_entry *entry = &font->entries[i];
		uint16_t cid = code_cid(font, entry->code);
		if (entry->width == DEFAULT_WIDTH)
			continue;
		if (is_open && cid == next) {
			buffer_append_byte(out, ' ');
		} else {
			if (is_open)
				buffer_append_byte(out, ']');
			buffer_append_integer(out, cid);
			buffer_append_byte(out, '[');
		}
		buffer_append_integer(out, entry->width);
		is_open = true;
		next = cid + 1u;
	}
	if (is_open)
		buffer_append_byte(out, ']');
}

static void append_code(struct buffer *out, const struct pdf_font *font,
			uint16_t code)
{
	bool is_wide = font->subset->face->is_cff || code >= PDF_WIDE_FIRST;
	buffer_append_format(out, is_wide ? "<%04X>" : "<%02X>", code);
}

static void append_code_space(struct buffer *out, const struct pdf_font *font)
{
	buffer_append_string(
		out, font->subset->face->is_cff ?
			     "1 begincodespacerange\n<0000><FFFF>\n" :
		     font->wide_count ?
			     "2 begincodespacerange\n<00><BF>\n<C000><FFFF>\n" :
			     "1 begincodespacerange\n<00><FF>\n");
	buffer_append_string(out, "endcodespacerange\n");
}

static void append_mappings(struct buffer *out, const struct pdf_font *font)
{
	for (size_t i = 0; i < font->entry_count; i++) {
		const struct pdf_code_entry *entry = &font->entries[i];
		if (i % MAPPINGS_A_BLOCK == 0) {
			size_t left = font->entry_count - i;
			if (i)
				buffer_append_string(out, "endbfchar\n");
			buffer_append_integer(out, left < MAPPINGS_A_BLOCK ?
							   (int64_t)left :
							   MAPPINGS_A_BLOCK);
			buffer_append_string(out, " beginbfchar\n");
		}
		append_code(out, font, entry->code);
		buffer_append_byte(out, '<');
		for (size_t offset = 0; offset < entry->text.length;)
			pdf_append_utf16(out, str_decode(entry->text, &offset));
		buffer_append_string(out, ">\n");
	}
	if (font->entry_count)
		buffer_append_string(out, "endbfchar\n");
}

static const char map_end[] =
	"endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n";

static pdf_id write_unicode_map(struct pdf_objects *objects,
				const struct pdf_font *font)
{
	pdf_id id = pdf_objects_reserve(objects);
	struct buffer map = BUFFER_INITIALISER;
	buffer_append_string(
		&map, "/CIDInit/ProcSet findresource begin\n12 dict begin\n"
		      "begincmap\n/CIDSystemInfo<</Registry(Adobe)"
		      "/Ordering(UCS)/Supplement 0>>def\n"
		      "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n");
	append_code_space(&map, font);
	append_mappings(&map, font);
	buffer_append_string(&map, map_end);
	pdf_objects_set_stream(objects, id, STR(""), buffer_str(&map), true);
	buffer_release(&map);
	return id;
}

/* Ranges of CIDs; within one only the last byte of the codes may differ. */
static void append_ranges(struct buffer *out, const struct pdf_font *font)
{
	unsigned count = (font->wide_count + 255u) / 256u;
	if (!count) {
		buffer_append_string(out, "1 begincidrange\n<00><FF>0\n");
	} else {
		buffer_append_format(out, "%u begincidrange\n<00><BF>0\n",
				     count + 1);
		for (unsigned i = 0; i < count; i++)
			buffer_append_format(out, "<%02X00><%02XFF>%u\n",
					     (PDF_WIDE_FIRST >> 8) + i,
					     (PDF_WIDE_FIRST >> 8) + i,
					     256 * (i + 1));
	}
	buffer_append_string(out, "endcidrange\n");
}

/* TrueType: how a string is parted into codes, and the CIDs of these (ISO
 * 32000-1, 9.7.5.3). Fonts without two-byte codes share one. */
static pdf_id write_encoding(struct pdf_objects *objects,
			     const struct pdf_font *font, pdf_id *shared)
{
	if (!font->wide_count && *shared)
		return *shared;
	pdf_id id = pdf_objects_reserve(objects);
	struct buffer map = BUFFER_INITIALISER;
	const char *name =
		font->wide_count ? "Everyread-Mixed" : "Everyread-Byte";
	buffer_append_format(
		&map,
		"/CIDInit/ProcSet findresource begin\n12 dict begin\n"
		"begincmap\n/CIDSystemInfo 3 dict dup begin\n"
		"/Registry(Adobe)def\n/Ordering(Identity)def\n"
		"/Supplement 0 def\nend def\n/CMapName/%s def\n"
		"/CMapType 1 def\n/WMode 0 def\n",
		name);
	append_code_space(&map, font);
	append_ranges(&map, font);
	buffer_append_string(&map, map_end);
	struct buffer entries = BUFFER_INITIALISER;
	buffer_append_format(&entries,
			     "/Type/CMap/CMapName/%s/WMode 0"
			     "/CIDSystemInfo<</Registry(Adobe)/Ordering"
			     "(Identity)/Supplement 0>>",
			     name);
	pdf_objects_set_stream(objects, id, buffer_str(&entries),
			       buffer_str(&map), true);
	buffer_release(&entries);
	buffer_release(&map);
	if (!font->wide_count)
		*shared = id;
	return id;
}

/* TrueType: which glyph of the subset a CID shows. */
static pdf_id write_glyph_map(struct pdf_objects *objects,
			      const struct pdf_font *font)
{
	pdf_id id = pdf_objects_reserve(objects);
	struct buffer map = BUFFER_INITIALISER;
	for (size_t i = 0; i < font->entry_count; i++) {
		size_t cid = code_cid(font, font->entries[i].code);
		while (map.length < 2 * cid)
			buffer_append(&map, "\0\0", 2); /* .notdef */
		buffer_append_byte(&map, (char)(font->entries[i].glyph >> 8));
		buffer_append_byte(&map, (char)font->entries[i].glyph);
	}
	pdf_objects_set_stream(objects, id, STR(""), buffer_str(&map), true);
	buffer_release(&map);
	return id;
}

static void write_descendant(struct pdf_objects *objects, pdf_id id,
			     const struct pdf_font *font, pdf_id descriptor)
{
	const struct pdf_subset *subset = font->subset;
	pdf_id glyph_map =
		subset->face->is_cff ? 0 : write_glyph_map(objects, font);
	struct buffer *out = pdf_objects_begin(objects, id);
	buffer_append_string(out, "<</Type/Font/Subtype");
	buffer_append_string(out, subset->face->is_cff ? "/CIDFontType0" :
							 "/CIDFontType2");
	buffer_append_string(out, "/BaseFont");
	append_name(out, subset);
	buffer_append_string(out, "/CIDSystemInfo<</Registry(Adobe)/Ordering"
				  "(Identity)/Supplement 0>>/FontDescriptor ");
	pdf_append_reference(out, descriptor);
	if (glyph_map) {
		buffer_append_string(out, "/CIDToGIDMap ");
		pdf_append_reference(out, glyph_map);
	}
	buffer_append_string(out, "/W[");
	append_widths(out, font);
	buffer_append_string(out, "]>>");
	pdf_objects_end(objects);
}

static pdf_id write_font(struct pdf_objects *objects, struct pdf_font *font,
			 pdf_id descriptor, pdf_id *shared_encoding)
{
	pdf_id id = pdf_objects_reserve(objects);
	pdf_id descendant = pdf_objects_reserve(objects);
	qsort(font->entries, font->entry_count, sizeof *font->entries,
	      compare_entries);
	pdf_id unicode_map = write_unicode_map(objects, font);
	pdf_id encoding =
		font->subset->face->is_cff ?
			0 :
			write_encoding(objects, font, shared_encoding);
	write_descendant(objects, descendant, font, descriptor);
	struct buffer *out = pdf_objects_begin(objects, id);
	buffer_append_string(out, "<</Type/Font/Subtype/Type0/BaseFont");
	append_name(out, font->subset);
	/* a CFF program's name carries the CMap's (9.7.6.2) */
	buffer_append_string(out, encoding ? "/Encoding " :
					     "-Identity-H/Encoding/Identity-H");
	if (encoding)
		pdf_append_reference(out, encoding);
	buffer_append_string(out, "/DescendantFonts[");
	pdf_append_reference(out, descendant);
	buffer_append_string(out, "]/ToUnicode ");
	pdf_append_reference(out, unicode_map);
	buffer_append_string(out, ">>");
	pdf_objects_end(objects);
	return id;
}

void pdf_fonts_write(struct pdf_fonts *fonts, struct pdf_objects *objects,
		     struct buffer *resources)
{
	pdf_id shared_encoding = 0;
	for (size_t i = 0; i < fonts->subset_count; i++) {
		struct pdf_subset *subset = fonts->subsets[i];
		if (!subset || !subset->font_count)
			continue;
		pdf_id program = write_program(objects, subset);
		pdf_id descriptor = pdf_objects_reserve(objects);
		write_descriptor(objects, descriptor, subset, program);
		for (uint16_t k = 0; k < subset->font_count; k++) {
			uint16_t number = subset->fonts[k];
			pdf_id id = write_font(objects, &fonts->fonts[number],
					       descriptor, &shared_encoding);
			buffer_append_format(resources, "/F%u ", number);
			pdf_append_reference(resources, id);
		}
	}
}
