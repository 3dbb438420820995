/* Subsets and codes. */
#include "pdf/fonts.h"

#include <hb-subset.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/vector.h"
#include "text/font.h"
#include "frame/frame.h"

/* ---- What is in use ---------------------------------------------------- */

static void open_subset(struct pdf_fonts *fonts, const struct font_face *face)
{
	if (face->index >= fonts->subset_count) {
		size_t count = face->index + 1;
		fonts->subsets = memory_resize(fonts->subsets, count,
					       sizeof *fonts->subsets);
		while (fonts->subset_count < count)
			fonts->subsets[fonts->subset_count++] = NULL;
	}
	if (fonts->subsets[face->index])
		return;
	struct pdf_subset *subset = ARENA_NEW(&fonts->arena, struct pdf_subset);
	subset->face = face;
	subset->face_glyph_count = face->glyph_count;
	subset->new_glyphs =
		ARENA_NEW_ARRAY(&fonts->arena, face->glyph_count, uint16_t);
	subset->simple = ARENA_NEW_ARRAY(&fonts->arena, face->glyph_count,
					 struct pdf_simple_code);
	fonts->subsets[face->index] = subset;
}

/* Until the subset is made, new_glyphs marks with 1 what is in use. */
static void find_glyphs(struct pdf_fonts *fonts, const struct frames *frames)
{
	const struct font_face *face = NULL;
	struct pdf_subset *subset = NULL;
	for (size_t p = 0; p < frames->page_count; p++) {
		const struct page *page = &frames->pages[p];
		for (size_t i = 0; i < page->item_count; i++) {
			const struct frame_item *item = &page->items[i];
			if (item->kind != ITEM_GLYPHS)
				continue;
			if (item->run.face != face) {
				face = item->run.face;
				open_subset(fonts, face);
				subset = fonts->subsets[face->index];
			}
			for (uint32_t g = 0; g < item->run.count; g++) {
				uint32_t id = item->run.glyphs[g].id;
				if (id < face->glyph_count)
					subset->new_glyphs[id] = 1;
			}
		}
	}
}

/* The glyphs of text that is not to be seen. MuPDF and PDFium pass over hidden
 * text without ink, and poppler ends a line where glyphs lie over each other by
 * half an em: for text that all are to read, of those in use the narrowest with
 * ink; for what only the others are to read, one without. */
static void find_hidden_glyphs(struct pdf_subset *subset)
{
	const struct font_face *face = subset->face;
	hb_position_t narrowest = face->units_per_em + 1;
	uint32_t first = 0;
	for (uint32_t i = 1; i < face->glyph_count; i++) {
		hb_glyph_extents_t extents;
		if (!subset->new_glyphs[i])
			continue;
		if (!first)
			first = i;
		hb_position_t advance =
			hb_font_get_glyph_h_advance(face->hb_font, i);
		if (advance <= 0 ||
		    !hb_font_get_glyph_extents(face->hb_font, i, &extents))
			continue;
		if (extents.width == 0 || extents.height == 0) {
			subset->blank_glyph = i;
		} else if (advance < narrowest) {
			narrowest = advance;
			subset->hidden_glyph = i;
		}
	}
	if (!subset->hidden_glyph)
		subset->hidden_glyph = first;
}

/* ---- Subsetting -------------------------------------------------------- */

/* PDF places glyphs by code: what shapes, names or hints them is not read. */
static void drop_tables(hb_subset_input_t *input)
{
	static const hb_tag_t tags[] = {
		HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
		HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
		HB_TAG('k', 'e', 'r', 'n'), HB_TAG('n', 'a', 'm', 'e'),
		HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'),
		HB_TAG('c', 'm', 'a', 'p'), HB_TAG('S', 'T', 'A', 'T'),
		HB_TAG('V', 'O', 'R', 'G'), HB_TAG('v', 'h', 'e', 'a'),
		HB_TAG('v', 'm', 't', 'x'), HB_TAG('D', 'S', 'I', 'G'),
		HB_TAG('g', 'a', 's', 'p'), HB_TAG('M', 'A', 'T', 'H')
	};
	hb_set_t *drop =
		hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		hb_set_add(drop, tags[i]);
	hb_set_clear(
		hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
	hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
}

static void read_new_glyphs(struct pdf_subset *subset,
			    const hb_subset_plan_t *plan)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
	for (uint32_t i = 0; i < subset->face->glyph_count; i++) {
		hb_codepoint_t glyph = hb_map_get(map, i);
		subset->new_glyphs[i] =
			glyph < UINT16_MAX ? (uint16_t)glyph : UINT16_MAX;
	}
}

/* The font program that goes into the file: the whole sfnt, or the CFF table
 * alone. */
static bool read_program(struct pdf_fonts *fonts, struct pdf_subset *subset,
			 hb_face_t *face, struct error *error)
{
	hb_blob_t *blob = subset->face->is_cff ?
				  hb_face_reference_table(
					  face, HB_TAG('C', 'F', 'F', ' ')) :
				  hb_face_reference_blob(face);
	unsigned length;
	subset->blob = blob;
	subset->program.bytes = hb_blob_get_data(blob, &length);
	subset->program.length = length;
	subset->glyph_count = hb_face_get_glyph_count(face);
	if (!length)
		return error_set(error,
				 "font '%s' has no outlines that a PDF "
				 "can hold",
				 subset->face->path);
	if (!subset->face->is_cff)
		return true;
	bool ok = true;
	subset->cids =
		ARENA_NEW_ARRAY(&fonts->arena, subset->glyph_count, uint16_t);
	if (!cff_read_cids(subset->program, subset->glyph_count, subset->cids,
			   &ok))
		for (uint32_t i = 0; i < subset->glyph_count; i++)
			subset->cids[i] = (uint16_t)i;
	return ok || error_set(error,
			       "font '%s' has a CFF table that cannot "
			       "be read",
			       subset->face->path);
}

static bool make_subset(struct pdf_fonts *fonts, struct pdf_subset *subset,
			struct error *error)
{
	const struct font_face *face = subset->face;
	memory_watch_begin();
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (!input)
		memory_exhausted();
	hb_set_t *glyphs = hb_subset_input_glyph_set(input);
	find_hidden_glyphs(subset);
	for (uint32_t i = 0; i < face->glyph_count; i++)
		if (subset->new_glyphs[i])
			hb_set_add(glyphs, i);
	drop_tables(input);
	hb_subset_plan_t *plan =
		hb_subset_plan_create_or_fail(face->hb_face, input);
	hb_face_t *result = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
	bool ok = result != NULL;
	if (ok) {
		read_new_glyphs(subset, plan);
		ok = read_program(fonts, subset, result, error);
	} else {
		error_set(error, "font '%s' cannot be subset", face->path);
	}
	hb_face_destroy(result);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(input);
	memory_watch_end();
	return ok;
}

bool pdf_fonts_open(struct pdf_fonts *fonts, const struct frames *frames,
		    struct error *error)
{
	*fonts = (struct pdf_fonts){ 0 };
	find_glyphs(fonts, frames);
	for (size_t i = 0; i < fonts->subset_count; i++)
		if (fonts->subsets[i] &&
		    !make_subset(fonts, fonts->subsets[i], error))
			return false;
	return true;
}

void pdf_fonts_close(struct pdf_fonts *fonts)
{
	for (size_t i = 0; i < fonts->subset_count; i++) {
		if (!fonts->subsets[i])
			continue;
		hb_blob_destroy(fonts->subsets[i]->blob);
		map_release(&fonts->subsets[i]->codes);
	}
	for (size_t i = 0; i < fonts->font_count; i++) {
		free(fonts->fonts[i].entries);
		free(fonts->fonts[i].taken);
	}
	free(fonts->fonts);
	free(fonts->subsets);
	arena_release(&fonts->arena);
	*fonts = (struct pdf_fonts){ 0 };
}

/* ---- Codes ------------------------------------------------------------- */

static uint16_t add_font(struct pdf_fonts *fonts, struct pdf_subset *subset)
{
	uint16_t number = (uint16_t)fonts->font_count;
	if (fonts->font_count == fonts->font_capacity) {
		fonts->font_capacity =
			fonts->font_capacity ? fonts->font_capacity * 2 : 8;
		fonts->fonts = memory_resize(fonts->fonts, fonts->font_capacity,
					     sizeof *fonts->fonts);
	}
	struct pdf_font *font = &fonts->fonts[fonts->font_count++];
	*font = (struct pdf_font){ .subset = subset };
	font->taken = memory_allocate((subset->cids ? 65536 : 256) *
				      sizeof *font->taken);
	uint16_t *numbers = ARENA_NEW_ARRAY(&fonts->arena,
					    subset->font_count + 1u, uint16_t);
	if (subset->font_count)
		memcpy(numbers, subset->fonts,
		       subset->font_count * sizeof *numbers);
	numbers[subset->font_count++] = number;
	subset->fonts = numbers;
	return number;
}

/* The dictionary of the subset in which a new code can be had. */
static uint16_t find_font(struct pdf_fonts *fonts, struct pdf_subset *subset,
			  uint32_t glyph)
{
	for (uint16_t i = 0; i < subset->font_count; i++) {
		const struct pdf_font *font = &fonts->fonts[subset->fonts[i]];
		if (subset->cids ?
			    !font->taken[subset->cids[glyph]] :
			    font->wide_count <= UINT16_MAX - PDF_WIDE_FIRST)
			return subset->fonts[i];
	}
	return add_font(fonts, subset);
}

static uint16_t glyph_width(const struct font_face *face, uint32_t glyph)
{
	int64_t advance = hb_font_get_glyph_h_advance(face->hb_font, glyph);
	int64_t width =
		(advance * 1000 + face->units_per_em / 2) / face->units_per_em;
	return width < 0          ? 0 :
	       width > UINT16_MAX ? UINT16_MAX :
				    (uint16_t)width;
}

/* Not to be had in a string without a backslash, or read as a line end. */
static bool is_clean(unsigned code)
{
	return code && code != '(' && code != ')' && code != '\\' &&
	       code != '\r' && code != '\n';
}

/* The code of one byte that is looked at as number `index`: those that are no
 * ASCII characters come first. */
static unsigned narrow_code(unsigned index)
{
	unsigned code = 0x7F + index;
	return code < PDF_WIDE_FIRST >> 8 ? code : code - (PDF_WIDE_FIRST >> 8);
}

/* A new code in a TrueType font: the character itself where it is ASCII, which
 * helps readers that know no ToUnicode and people who look into files. */
static uint16_t choose_code(struct pdf_font *font, struct str text)
{
	unsigned code = text.length == 1 ? (uint8_t)*text.bytes : 0;
	if (code < ' ' || !is_clean(code) || font->taken[code])
		code = 0;
	while (!code && font->narrow_tries < PDF_WIDE_FIRST >> 8) {
		code = narrow_code(font->narrow_tries++);
		if (!is_clean(code) || font->taken[code])
			code = 0;
	}
	if (!code)
		return (uint16_t)(PDF_WIDE_FIRST + font->wide_count++);
	font->taken[code] = true;
	return (uint16_t)code;
}

static struct pdf_code make_code(struct pdf_fonts *fonts,
				 struct pdf_subset *subset, uint32_t glyph,
				 struct str text)
{
	uint32_t new_glyph = subset->new_glyphs[glyph];
	if (new_glyph >= subset->glyph_count)
		new_glyph = 0;
	uint16_t resource = find_font(fonts, subset, new_glyph);
	struct pdf_font *font = &fonts->fonts[resource];
	if (font->entry_count == font->entry_capacity) {
		font->entry_capacity =
			font->entry_capacity ? font->entry_capacity * 2 : 64;
		font->entries =
			memory_resize(font->entries, font->entry_capacity,
				      sizeof *font->entries);
	}
	struct pdf_code_entry *entry = &font->entries[font->entry_count++];
	*entry = (struct pdf_code_entry){
		.code = subset->cids ? subset->cids[new_glyph] :
				       choose_code(font, text),
		.width = glyph_width(subset->face, glyph),
		.glyph = new_glyph,
		.text = arena_copy_str(&fonts->arena, text),
	};
	if (subset->cids)
		font->taken[entry->code] = true;
	return (struct pdf_code){ entry->code, entry->width, resource,
				  subset->cids || entry->code > 0xFF };
}

struct pdf_code pdf_fonts_code(struct pdf_fonts *fonts,
			       const struct font_face *face, uint32_t glyph,
			       struct str text)
{
	struct pdf_subset *subset = fonts->subsets[face->index];
	char key[256];
	if (glyph >= face->glyph_count)
		glyph = 0;
	if (text.length > sizeof key - sizeof glyph)
		text.length = sizeof key - sizeof glyph;
	memcpy(key, &glyph, sizeof glyph);
	memcpy(key + sizeof glyph, text.bytes, text.length);
	struct str name = { key, sizeof glyph + text.length };
	struct pdf_code *known = map_lookup(&subset->codes, name);
	if (known)
		return *known;
	known = ARENA_NEW(&fonts->arena, struct pdf_code);
	*known = make_code(fonts, subset, glyph, text);
	map_set(&subset->codes, arena_copy_str(&fonts->arena, name), known);
	return *known;
}

struct pdf_code pdf_fonts_other_code(struct pdf_fonts *fonts,
				     const struct font_face *face,
				     uint32_t glyph, uint32_t code_point,
				     struct str text)
{
	struct pdf_subset *subset = fonts->subsets[face->index];
	if (glyph >= face->glyph_count)
		glyph = 0;
	struct pdf_simple_code *simple = &subset->simple[glyph];
	struct pdf_code code = pdf_fonts_code(fonts, face, glyph, text);
	if (!simple->code_point)
		*simple = (struct pdf_simple_code){ code_point, code };
	return code;
}

struct pdf_code pdf_fonts_hidden_code(struct pdf_fonts *fonts,
				      const struct font_face *face,
				      struct str text)
{
	return pdf_fonts_code(fonts, face,
			      fonts->subsets[face->index]->hidden_glyph, text);
}

bool pdf_fonts_has_blank(const struct pdf_fonts *fonts,
			 const struct font_face *face)
{
	return fonts->subsets[face->index]->blank_glyph != 0;
}

struct pdf_code pdf_fonts_blank_code(struct pdf_fonts *fonts,
				     const struct font_face *face,
				     struct str text)
{
	return pdf_fonts_code(fonts, face,
			      fonts->subsets[face->index]->blank_glyph, text);
}
