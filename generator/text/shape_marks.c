/* Full-width punctuation: what it can lose of its em, and does where two marks
 * touch. */
#include "text/shape_private.h"

#include "text/itemise.h"

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

void shape_close_up_marks(struct shaper *shaper, struct shape_context *context,
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
