/* HarfBuzz, and the memory of shaped words. */
#include "layout/shape.h"

#include <stdlib.h>
#include <string.h>

#include <hb.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/vector.h"

/* Longer pieces seldom come again. */
enum { LONGEST_REMEMBERED = 64 };

struct shape_context {
	const struct font_face *face;
	lu size;
	script_tag script;
	const char *language; /* a copy, or NULL */
	bool is_right_to_left, replaces;
	bool joins;           /* letters change with their neighbours */
	hb_language_t hb_language;
	hb_codepoint_t replacement; /* shown for what the face lacks */
	struct map words;     /* text → struct shaped */
};

struct shaper {
	struct arena *arena;
	hb_buffer_t *buffer;
	VECTOR(struct shape_context *) contexts;
	struct shape_context *latest;
};

struct shaper *shaper_new(struct arena *arena)
{
	struct shaper *shaper = ARENA_NEW(arena, struct shaper);
	shaper->arena = arena;
	shaper->buffer = hb_buffer_create();
	hb_buffer_set_flags(shaper->buffer,
			    HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	return shaper;
}

void shaper_release(struct shaper *shaper)
{
	for (size_t i = 0; i < shaper->contexts.count; i++)
		map_release(&shaper->contexts.items[i]->words);
	VECTOR_RELEASE(&shaper->contexts);
	hb_buffer_destroy(shaper->buffer);
}

/* ---- Contexts ---------------------------------------------------------- */

static bool is_joining_script(script_tag script)
{
	static const char scripts[][5] = {
		"Arab", "Syrc", "Nkoo", "Mong", "Mand", "Mani", "Phag",
		"Adlm", "Rohg", "Sogd", "Chrs", "Ougr",
	};
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (script == SCRIPT_TAG(scripts[i][0], scripts[i][1],
					 scripts[i][2], scripts[i][3]))
			return true;
	return false;
}

static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static hb_codepoint_t find_replacement(const struct font_face *face)
{
	if (font_face_covers(face, 0xFFFD))
		return 0xFFFD;
	return font_face_covers(face, '?') ? '?' : ' ';
}

struct shape_context *shaper_context(struct shaper *shaper,
				     const struct font_face *face, lu size,
				     script_tag script, const char *language,
				     bool is_right_to_left, bool replaces)
{
	struct shape_context *context = shaper->latest;
	for (size_t i = 0; i <= shaper->contexts.count; i++) {
		if (context && context->face == face &&
		    context->size == size && context->script == script &&
		    context->is_right_to_left == is_right_to_left &&
		    context->replaces == replaces &&
		    is_same_text(context->language, language))
			return shaper->latest = context;
		if (i < shaper->contexts.count)
			context = shaper->contexts.items[i];
	}
	context = ARENA_NEW(shaper->arena, struct shape_context);
	context->face = face;
	context->size = size;
	context->script = script;
	context->is_right_to_left = is_right_to_left;
	context->replaces = replaces;
	context->joins = is_joining_script(script);
	context->replacement = find_replacement(face);
	if (language) {
		context->language =
			arena_copy_string(shaper->arena, language);
		context->hb_language = hb_language_from_string(language, -1);
	}
	*VECTOR_ADD(&shaper->contexts) = context;
	return shaper->latest = context;
}

/* ---- Shaping ----------------------------------------------------------- */

uint32_t trailing_space_length(struct str text)
{
	size_t length = text.length;
	while (length > 0 && text.bytes[length - 1] == ' ')
		length--;
	return (uint32_t)(text.length - length);
}

static void fill_buffer(struct shaper *shaper,
			const struct shape_context *context, struct str text,
			uint32_t start, uint32_t end)
{
	hb_buffer_t *buffer = shaper->buffer;
	hb_buffer_clear_contents(buffer);
	hb_buffer_set_script(buffer, (hb_script_t)context->script);
	hb_buffer_set_direction(buffer, context->is_right_to_left
						? HB_DIRECTION_RTL
						: HB_DIRECTION_LTR);
	hb_buffer_set_language(buffer, context->hb_language);
	/* Only what joins needs to see its neighbours, and without them the
	 * result is the same wherever the word stands. */
	if (context->joins)
		hb_buffer_add_utf8(buffer, text.bytes, (int)text.length, start,
				   (int)(end - start));
	else
		hb_buffer_add_utf8(buffer, text.bytes + start,
				   (int)(end - start), 0, (int)(end - start));
	if (!context->replaces)
		return;
	unsigned count;
	hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
	for (unsigned i = 0; i < count; i++)
		if (!font_face_covers(context->face, infos[i].codepoint))
			infos[i].codepoint = context->replacement;
}

/* A glyph 0 that came out all the same; PDF/UA-1, 7.21.8 forbids it. */
static void avoid_notdef(const struct shape_context *context,
			 hb_glyph_info_t *info, hb_glyph_position_t *position)
{
	hb_font_t *font = context->face->hb_font;
	hb_codepoint_t glyph = 0;
	if (!hb_font_get_nominal_glyph(font, context->replacement, &glyph) ||
	    glyph == 0)
		glyph = 1 % context->face->glyph_count;
	info->codepoint = glyph;
	position->x_advance = hb_font_get_glyph_h_advance(font, glyph);
}

static void copy_glyphs(const struct shape_context *context,
			hb_buffer_t *buffer, struct arena *arena,
			uint32_t first_byte, uint32_t visible_length,
			struct shaped *shaped)
{
	unsigned count;
	hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
	hb_glyph_position_t *positions =
		hb_buffer_get_glyph_positions(buffer, NULL);
	struct glyph *glyphs = ARENA_NEW_ARRAY(arena, count, struct glyph);
	uint8_t *is_unsafe = ARENA_NEW_ARRAY(arena, count, uint8_t);
	const struct font_face *face = context->face;
	for (unsigned i = 0; i < count; i++) {
		if (infos[i].codepoint == 0)
			avoid_notdef(context, &infos[i], &positions[i]);
		hb_glyph_position_t *at = &positions[i];
		struct glyph *glyph = &glyphs[i];
		glyph->id = infos[i].codepoint;
		glyph->cluster = infos[i].cluster - first_byte;
		glyph->advance = font_face_scale(face, at->x_advance,
						 context->size);
		glyph->x_offset = font_face_scale(face, at->x_offset,
						  context->size);
		glyph->y_offset = font_face_scale(face, at->y_offset,
						  context->size);
		is_unsafe[i] = (hb_glyph_info_get_glyph_flags(&infos[i]) &
				HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
		shaped->width += glyph->advance;
		if (glyph->cluster >= visible_length)
			shaped->trailing += glyph->advance;
	}
	shaped->glyphs = glyphs;
	shaped->is_unsafe = is_unsafe;
	shaped->count = count;
}

static struct shaped *shape_anew(struct shaper *shaper,
				 const struct shape_context *context,
				 struct arena *arena, struct str text,
				 uint32_t start, uint32_t end)
{
	struct shaped *shaped = ARENA_NEW(arena, struct shaped);
	struct str piece = { text.bytes + start, end - start };
	fill_buffer(shaper, context, text, start, end);
	hb_shape(context->face->hb_font, shaper->buffer, NULL, 0);
	copy_glyphs(context, shaper->buffer, arena,
		    context->joins ? start : 0,
		    (uint32_t)piece.length - trailing_space_length(piece),
		    shaped);
	return shaped;
}

/* True where the neighbours of the piece cannot change it. */
static bool stands_alone(const struct shape_context *context, struct str text,
			 uint32_t start, uint32_t end)
{
	if (!context->joins)
		return true;
	return (start == 0 || text.bytes[start - 1] == ' ') &&
	       (end == text.length || text.bytes[end] == ' ' ||
		text.bytes[end - 1] == ' ');
}

const struct shaped *shape(struct shaper *shaper,
			   struct shape_context *context, struct arena *arena,
			   struct str text, uint32_t start, uint32_t end)
{
	struct str piece = { text.bytes + start, end - start };
	if (piece.length > LONGEST_REMEMBERED ||
	    !stands_alone(context, text, start, end))
		return shape_anew(shaper, context, arena, text, start, end);
	struct shaped *shaped = map_lookup(&context->words, piece);
	if (!shaped) {
		shaped = shape_anew(shaper, context, shaper->arena, text,
				    start, end);
		map_set(&context->words, arena_copy_str(shaper->arena, piece),
			shaped);
	}
	return shaped;
}

/* ---- Cutting ----------------------------------------------------------- */

/* The glyph, counted in logical order, that begins the cluster at `byte`;
 * `count` for the end; false where no cluster begins there or the glyphs do
 * not allow the cut. */
static bool find_cut(const struct shaped *shaped, bool is_right_to_left,
		     uint32_t byte, uint32_t length, uint32_t *index)
{
	uint32_t low = 0, high = shaped->count;
	*index = high;
	if (byte >= length)
		return true;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		uint32_t at = is_right_to_left ? shaped->count - 1 - middle
					       : middle;
		if (shaped->glyphs[at].cluster < byte)
			low = middle + 1;
		else
			high = middle;
	}
	*index = low;
	if (low == shaped->count)
		return byte == 0;
	uint32_t at = is_right_to_left ? shaped->count - 1 - low : low;
	return byte == 0 || (shaped->glyphs[at].cluster == byte &&
			     !shaped->is_unsafe[at]);
}

bool shaped_slice(const struct shaped *shaped, bool is_right_to_left,
		  uint32_t from, uint32_t to, uint32_t length,
		  const struct glyph **first, uint32_t *count)
{
	uint32_t low, high;
	if (!find_cut(shaped, is_right_to_left, from, length, &low) ||
	    !find_cut(shaped, is_right_to_left, to, length, &high))
		return false;
	*count = high - low;
	*first = shaped->glyphs +
		 (is_right_to_left ? shaped->count - high : low);
	return true;
}

bool shaped_cursor_move(struct shaped_cursor *cursor,
			const struct shaped *shaped, bool is_right_to_left,
			uint32_t byte)
{
	for (; cursor->index < shaped->count; cursor->index++) {
		uint32_t at = is_right_to_left
				      ? shaped->count - 1 - cursor->index
				      : cursor->index;
		const struct glyph *glyph = &shaped->glyphs[at];
		if (glyph->cluster >= byte)
			return glyph->cluster == byte &&
			       !shaped->is_unsafe[at];
		cursor->width += glyph->advance;
	}
	return true;
}
