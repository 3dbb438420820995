/* HarfBuzz, and the memory of shaped words. */
#include "text/shape.h"

#include <stdlib.h>
#include <string.h>

#include <hb.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/typography.h"
#include "base/vector.h"
#include "text/itemise.h"

/* Longer pieces seldom come again. */
enum { LONGEST_REMEMBERED = 64 };

/* A mark that was asked for before. */
struct known_mark {
	uint32_t code_point;
	struct mark_room room;
};

struct shape_context {
	struct shape_request request; /* `language` is a copy, or NULL */
	bool joins;                   /* letters change with their neighbours */
	bool is_wide;        /* punctuation is as wide as the letters */
	bool has_narrow_dot; /* U+00B7 takes half an em, GB/T 15834, 5.1 */
	VECTOR(struct known_mark) marks;
	hb_language_t hb_language;
	hb_codepoint_t replacement; /* shown for what the face lacks */
	struct map words;           /* text → struct shaped */
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
	for (size_t i = 0; i < shaper->contexts.count; i++) {
		map_release(&shaper->contexts.items[i]->words);
		VECTOR_RELEASE(&shaper->contexts.items[i]->marks);
	}
	VECTOR_RELEASE(&shaper->contexts);
	hb_buffer_destroy(shaper->buffer);
}

/* ---- Contexts ---------------------------------------------------------- */

static bool is_joining_script(script_tag script)
{
	static const char scripts[][5] = {
		"Arab", "Syrc", "Nkoo", "Mong", "Mand", "Mani",
		"Phag", "Adlm", "Rohg", "Sogd", "Chrs", "Ougr",
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

static bool is_wide_script(script_tag script)
{
	return script == SCRIPT_TAG('H', 'a', 'n', 'i') ||
	       script == SCRIPT_TAG('H', 'i', 'r', 'a') ||
	       script == SCRIPT_TAG('K', 'a', 'n', 'a') ||
	       script == SCRIPT_TAG('B', 'o', 'p', 'o');
}

static bool is_same_request(const struct shape_request *a,
			    const struct shape_request *b)
{
	return a->face == b->face && a->size == b->size &&
	       a->script == b->script &&
	       a->is_right_to_left == b->is_right_to_left &&
	       a->replaces == b->replaces &&
	       a->has_tabular_figures == b->has_tabular_figures &&
	       is_same_text(a->language, b->language);
}

static struct shape_context *new_context(struct shaper *shaper,
					 const struct shape_request *request)
{
	struct shape_context *context =
		ARENA_NEW(shaper->arena, struct shape_context);
	const char *language = request->language;
	context->request = *request;
	context->joins = is_joining_script(request->script);
	context->is_wide = is_wide_script(request->script);
	context->has_narrow_dot = context->is_wide && language &&
				  typography_of(language)->has_narrow_dot;
	context->replacement = find_replacement(request->face);
	if (language) {
		context->request.language =
			arena_copy_string(shaper->arena, language);
		context->hb_language = hb_language_from_string(language, -1);
	}
	*VECTOR_ADD(&shaper->contexts) = context;
	return context;
}

struct shape_context *shaper_context(struct shaper *shaper,
				     const struct shape_request *request)
{
	struct shape_context *context = shaper->latest;
	for (size_t i = 0; i <= shaper->contexts.count; i++) {
		if (context && is_same_request(&context->request, request))
			return shaper->latest = context;
		if (i < shaper->contexts.count)
			context = shaper->contexts.items[i];
	}
	return shaper->latest = new_context(shaper, request);
}

/* ---- Shaping ----------------------------------------------------------- */

uint32_t shape_trailing_space_length(struct str text)
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
	hb_buffer_set_script(buffer, (hb_script_t)context->request.script);
	hb_buffer_set_direction(buffer, context->request.is_right_to_left ?
						HB_DIRECTION_RTL :
						HB_DIRECTION_LTR);
	hb_buffer_set_language(buffer, context->hb_language);
	/* Only what joins needs to see its neighbours, and without them the
	 * result is the same wherever the word stands. */
	if (context->joins)
		hb_buffer_add_utf8(buffer, text.bytes, (int)text.length, start,
				   (int)(end - start));
	else
		hb_buffer_add_utf8(buffer, text.bytes + start,
				   (int)(end - start), 0, (int)(end - start));
	if (!context->request.replaces)
		return;
	unsigned count;
	hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
	for (unsigned i = 0; i < count; i++)
		if (!font_face_covers(context->request.face,
				      infos[i].codepoint))
			infos[i].codepoint = context->replacement;
}

/* A glyph 0 that came out all the same; PDF/UA-1, 7.21.8 forbids it. */
static void avoid_notdef(const struct shape_context *context,
			 hb_glyph_info_t *info, hb_glyph_position_t *position)
{
	hb_font_t *font = context->request.face->hb_font;
	hb_codepoint_t glyph = 0;
	if (!hb_font_get_nominal_glyph(font, context->replacement, &glyph) ||
	    glyph == 0)
		glyph = 1 % context->request.face->glyph_count;
	info->codepoint = glyph;
	position->x_advance = hb_font_get_glyph_h_advance(font, glyph);
}

static struct glyph *copy_glyphs(const struct shape_context *context,
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
	const struct font_face *face = context->request.face;
	for (unsigned i = 0; i < count; i++) {
		if (infos[i].codepoint == 0)
			avoid_notdef(context, &infos[i], &positions[i]);
		hb_glyph_position_t *at = &positions[i];
		struct glyph *glyph = &glyphs[i];
		glyph->id = infos[i].codepoint;
		glyph->cluster = infos[i].cluster - first_byte;
		glyph->advance = font_face_scale(face, at->x_advance,
						 context->request.size);
		glyph->x_offset = font_face_scale(face, at->x_offset,
						  context->request.size);
		glyph->y_offset = font_face_scale(face, at->y_offset,
						  context->request.size);
		is_unsafe[i] = (hb_glyph_info_get_glyph_flags(&infos[i]) &
				HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
		shaped->width += glyph->advance;
		if (glyph->cluster >= visible_length)
			shaped->trailing += glyph->advance;
	}
	shaped->glyphs = glyphs;
	shaped->is_unsafe = is_unsafe;
	shaped->count = count;
	return glyphs;
}

/* ---- Full-width punctuation -------------------------------------------- */

/* Hundredths that are taken away. poppler takes two codes that overlap by half
 * an em for words of their own, which the eye does not miss here. */
enum { SHARE_OF_ROOM = 98 };

/* Advance and offset of one character, with the half-width alternates of the
 * face or without. */
static hb_glyph_position_t measure_mark(struct shaper *shaper,
					const struct shape_context *context,
					uint32_t code_point, bool is_half,
					hb_codepoint_t *glyph)
{
	hb_feature_t half = { HB_TAG('h', 'a', 'l', 't'), 1,
			      HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
	hb_buffer_t *buffer = shaper->buffer;
	hb_buffer_clear_contents(buffer);
	hb_buffer_add_utf32(buffer, &code_point, 1, 0, 1);
	hb_buffer_set_script(buffer, (hb_script_t)context->request.script);
	hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
	hb_buffer_set_language(buffer, context->hb_language);
	hb_shape(context->request.face->hb_font, buffer, &half, is_half);
	unsigned count;
	hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
	hb_glyph_position_t *positions =
		hb_buffer_get_glyph_positions(buffer, NULL);
	*glyph = count == 1 ? infos[0].codepoint : 0;
	return count == 1 ? positions[0] : (hb_glyph_position_t){ 0 };
}

/* By the ink, for a face without half-width alternates: a mark whose ink
 * keeps to one half of the em can lose the other. */
static struct mark_room room_by_ink(const struct font_face *face,
				    hb_codepoint_t glyph)
{
	struct mark_room room = { 0, 0 };
	hb_glyph_extents_t ink;
	lu half = face->units_per_em / 2;
	if (!hb_font_get_glyph_extents(face->hb_font, glyph, &ink) ||
	    ink.width <= 0)
		return room;
	if (ink.x_bearing >= half)
		room.start = half;
	else if (ink.x_bearing + ink.width <= half)
		room.end = half;
	return room;
}

static struct mark_room find_mark_room(struct shaper *shaper,
				       const struct shape_context *context,
				       uint32_t code_point)
{
	const struct font_face *face = context->request.face;
	hb_codepoint_t glyph;
	hb_glyph_position_t full =
		measure_mark(shaper, context, code_point, false, &glyph);
	hb_glyph_position_t half =
		measure_mark(shaper, context, code_point, true, &glyph);
	struct mark_room room = { 0, 0 };
	if (!glyph || full.x_advance < face->units_per_em * 9 / 10)
		return room;
	if (half.x_advance < full.x_advance) {
		room.start = full.x_offset - half.x_offset;
		room.end = full.x_advance - half.x_advance - room.start;
	} else if (full.x_advance == face->units_per_em) {
		room = room_by_ink(face, glyph);
	}
	if (room.start < 0 || room.end < 0)
		return (struct mark_room){ 0, 0 };
	room.start = lu_scale(
		font_face_scale(face, room.start, context->request.size),
		SHARE_OF_ROOM, 100);
	room.end =
		lu_scale(font_face_scale(face, room.end, context->request.size),
			 SHARE_OF_ROOM, 100);
	return room;
}

static struct mark_room known_mark_room(struct shaper *shaper,
					struct shape_context *context,
					uint32_t code_point)
{
	if (!context->is_wide || context->request.is_right_to_left ||
	    !(script_is_wide_mark(code_point) ||
	      script_is_mark_of_either_width(code_point)))
		return (struct mark_room){ 0, 0 };
	for (size_t i = 0; i < context->marks.count; i++)
		if (context->marks.items[i].code_point == code_point)
			return context->marks.items[i].room;
	struct known_mark *mark = VECTOR_ADD(&context->marks);
	mark->code_point = code_point;
	mark->room = find_mark_room(shaper, context, code_point);
	return mark->room;
}

/* U+00B7 has lost its room already. */
static bool is_narrow_dot(const struct shape_context *context,
			  uint32_t code_point)
{
	return code_point == 0xB7 && context->has_narrow_dot;
}

struct mark_room shape_mark_room(struct shaper *shaper,
				 struct shape_context *context,
				 uint32_t code_point)
{
	if (is_narrow_dot(context, code_point))
		return (struct mark_room){ 0, 0 };
	return known_mark_room(shaper, context, code_point);
}

lu shape_mark_room_between(struct mark_room before, struct mark_room after)
{
	bool closes = before.end > 0 && before.start == 0;
	bool opens = after.start > 0 && after.end == 0;
	if (closes && (after.start > 0 || after.end > 0))
		return before.end;
	return opens && before.start > 0 ? after.start : 0;
}

/* Narrows the marks of one piece, one glyph each, left to right. What a
 * closing mark loses is behind it, what an opening one loses before it, so
 * that a piece can still be cut between them. */
static void close_up_marks(struct shaper *shaper, struct shape_context *context,
			   struct str piece, struct glyph *glyphs,
			   struct shaped *shaped)
{
	struct mark_room before = { 0, 0 };
	for (uint32_t i = 0; i < shaped->count; i++) {
		uint32_t code_point =
			itemise_code_point_at(piece, glyphs[i].cluster);
		struct mark_room room =
			known_mark_room(shaper, context, code_point);
		if (is_narrow_dot(context, code_point)) {
			glyphs[i].x_offset -= room.start;
			glyphs[i].advance -= room.start + room.end;
			shaped->width -= room.start + room.end;
			room = (struct mark_room){ 0, 0 };
		}
		lu loss = i ? shape_mark_room_between(before, room) : 0;
		if (loss && before.start == 0) {
			glyphs[i - 1].advance -= loss;
		} else if (loss) {
			glyphs[i].x_offset -= loss;
			glyphs[i].advance -= loss;
		}
		shaped->width -= loss;
		before = room;
	}
}

static void shape_buffer(const struct shape_context *context,
			 hb_buffer_t *buffer)
{
	static const hb_feature_t tabular = { HB_TAG('t', 'n', 'u', 'm'), 1,
					      HB_FEATURE_GLOBAL_START,
					      HB_FEATURE_GLOBAL_END };
	hb_shape(context->request.face->hb_font, buffer, &tabular,
		 context->request.has_tabular_figures);
}

static struct shaped *shape_anew(struct shaper *shaper,
				 struct shape_context *context,
				 struct arena *arena, struct str text,
				 uint32_t start, uint32_t end)
{
	struct shaped *shaped = ARENA_NEW(arena, struct shaped);
	struct str piece = { text.bytes + start, end - start };
	fill_buffer(shaper, context, text, start, end);
	shape_buffer(context, shaper->buffer);
	struct glyph *glyphs = copy_glyphs(
		context, shaper->buffer, arena, context->joins ? start : 0,
		(uint32_t)piece.length - shape_trailing_space_length(piece),
		shaped);
	if (context->is_wide && !context->request.is_right_to_left)
		close_up_marks(shaper, context, piece, glyphs, shaped);
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

const struct shaped *shape(struct shaper *shaper, struct shape_context *context,
			   struct arena *arena, struct str text, uint32_t start,
			   uint32_t end)
{
	struct str piece = { text.bytes + start, end - start };
	if (piece.length > LONGEST_REMEMBERED ||
	    !stands_alone(context, text, start, end))
		return shape_anew(shaper, context, arena, text, start, end);
	struct shaped *shaped = map_lookup(&context->words, piece);
	if (!shaped) {
		shaped = shape_anew(shaper, context, shaper->arena, text, start,
				    end);
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
		uint32_t at =
			is_right_to_left ? shaped->count - 1 - middle : middle;
		if (shaped->glyphs[at].cluster < byte)
			low = middle + 1;
		else
			high = middle;
	}
	*index = low;
	if (low == shaped->count)
		return byte == 0;
	uint32_t at = is_right_to_left ? shaped->count - 1 - low : low;
	return byte == 0 ||
	       (shaped->glyphs[at].cluster == byte && !shaped->is_unsafe[at]);
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
		uint32_t at = is_right_to_left ?
				      shaped->count - 1 - cursor->index :
				      cursor->index;
		const struct glyph *glyph = &shaped->glyphs[at];
		if (glyph->cluster >= byte)
			return glyph->cluster == byte && !shaped->is_unsafe[at];
		cursor->width += glyph->advance;
	}
	return true;
}
