/* The outline of a glyph as operators of a path (ISO 32000-1, 8.5.2). */
#include "pdf/outline_ink.h"

#include <hb.h>

#include "pdf/syntax.h"

struct pen {
	struct buffer *out;
	float x, y; /* current point [fu] */
};

static void append_units(struct buffer *out, float x, float y)
{
	/* outlines are drawn at font units: whole numbers but for halves and
	 * thirds that come of curves turned cubic */
	pdf_append_decimal(out, (int64_t)(x * 10 + (x < 0 ? -0.5f : 0.5f)), 1);
	buffer_append_byte(out, ' ');
	pdf_append_decimal(out, (int64_t)(y * 10 + (y < 0 ? -0.5f : 0.5f)), 1);
	buffer_append_byte(out, ' ');
}

static void pen_move(hb_draw_funcs_t *functions, void *data,
		     hb_draw_state_t *state, float x, float y, void *user)
{
	struct pen *pen = data;
	(void)functions, (void)state, (void)user;
	append_units(pen->out, x, y);
	buffer_append_string(pen->out, "m ");
	pen->x = x;
	pen->y = y;
}

static void pen_line(hb_draw_funcs_t *functions, void *data,
		     hb_draw_state_t *state, float x, float y, void *user)
{
	struct pen *pen = data;
	(void)functions, (void)state, (void)user;
	append_units(pen->out, x, y);
	buffer_append_string(pen->out, "l ");
	pen->x = x;
	pen->y = y;
}

static void pen_cubic(hb_draw_funcs_t *functions, void *data,
		      hb_draw_state_t *state, float x1, float y1, float x2,
		      float y2, float x, float y, void *user)
{
	struct pen *pen = data;
	(void)functions, (void)state, (void)user;
	append_units(pen->out, x1, y1);
	append_units(pen->out, x2, y2);
	append_units(pen->out, x, y);
	buffer_append_string(pen->out, "c ");
	pen->x = x;
	pen->y = y;
}

static void pen_quadratic(hb_draw_funcs_t *functions, void *data,
			  hb_draw_state_t *state, float cx, float cy, float x,
			  float y, void *user)
{
	struct pen *pen = data;
	pen_cubic(functions, data, state, pen->x + (cx - pen->x) * 2 / 3,
		  pen->y + (cy - pen->y) * 2 / 3, x + (cx - x) * 2 / 3,
		  y + (cy - y) * 2 / 3, x, y, user);
}

static void pen_close(hb_draw_funcs_t *functions, void *data,
		      hb_draw_state_t *state, void *user)
{
	struct pen *pen = data;
	(void)functions, (void)state, (void)user;
	buffer_append_string(pen->out, "h ");
}

void pdf_append_outline(struct buffer *out, const struct font_face *face,
			uint32_t glyph)
{
	struct pen pen = { .out = out };
	hb_draw_funcs_t *functions = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(functions, pen_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(functions, pen_line, NULL, NULL);
	hb_draw_funcs_set_quadratic_to_func(functions, pen_quadratic, NULL,
					    NULL);
	hb_draw_funcs_set_cubic_to_func(functions, pen_cubic, NULL, NULL);
	hb_draw_funcs_set_close_path_func(functions, pen_close, NULL, NULL);
#if HB_VERSION_ATLEAST(7, 0, 0)
	hb_font_draw_glyph(face->hb_font, glyph, functions, &pen);
#else
	hb_font_get_glyph_shape(face->hb_font, glyph, functions, &pen);
#endif
	hb_draw_funcs_destroy(functions);
}
