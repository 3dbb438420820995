/* The words of pictures as shapes: a program that shows a picture file has other
 * fonts, or none for its script. */
#include <hb.h>

#include "office/writer.h"
#include "text/paragraph.h"

struct outliner {
	struct writer *writer;
	const struct node *node; /* the picture */
	struct drawing_builder *builder;
	/* Of the glyph that is being drawn: */
	struct drawing_pen pen;
	const struct glyph_run *run;
	const struct drawing_text *text;
	int64_t across, down; /* [1/1000 unit] from the text's place */
	int64_t along_press;  /* [1/DRAWING_ONE] */
	struct drawing_point last;
};

/* ---- Glyphs ------------------------------------------------------------ */

static struct drawing_point place(const struct outliner *outliner, float x,
				  float y)
{
	static const struct drawing_turn straight = { DRAWING_ONE, 0, 0,
						      DRAWING_ONE };
	const struct glyph_run *run = outliner->run;
	const struct drawing_turn *turn =
		outliner->text->turn ? outliner->text->turn : &straight;
	double scale = (double)run->size / run->face->units_per_em;
	double along = ((double)outliner->across + x * scale) *
		       (double)outliner->along_press / DRAWING_ONE;
	double down = (double)outliner->down - y * scale;
	double one = DRAWING_ONE;
	return (struct drawing_point){
		(int32_t)(outliner->text->x +
			  (turn->a * along + turn->c * down) / one),
		(int32_t)(outliner->text->y +
			  (turn->b * along + turn->d * down) / one),
	};
}

static void move_to(hb_draw_funcs_t *functions, void *data,
		    hb_draw_state_t *state, float x, float y, void *user)
{
	struct outliner *outliner = data;
	(void)functions, (void)state, (void)user;
	outliner->last = place(outliner, x, y);
	drawing_move(&outliner->pen, outliner->last.x, outliner->last.y);
}

static void line_to(hb_draw_funcs_t *functions, void *data,
		    hb_draw_state_t *state, float x, float y, void *user)
{
	struct outliner *outliner = data;
	(void)functions, (void)state, (void)user;
	outliner->last = place(outliner, x, y);
	drawing_line(&outliner->pen, outliner->last.x, outliner->last.y);
}

static void curve_to(hb_draw_funcs_t *functions, void *data,
		     hb_draw_state_t *state, float x1, float y1, float x2,
		     float y2, float x, float y, void *user)
{
	struct outliner *outliner = data;
	(void)functions, (void)state, (void)user;
	outliner->last = place(outliner, x, y);
	drawing_curve(&outliner->pen, place(outliner, x1, y1),
		      place(outliner, x2, y2), outliner->last);
}

static void close_path(hb_draw_funcs_t *functions, void *data,
		       hb_draw_state_t *state, void *user)
{
	struct outliner *outliner = data;
	(void)functions, (void)state, (void)user;
	drawing_close(&outliner->pen);
}

/* A curve of the second degree HarfBuzz raises to the third itself. */
static hb_draw_funcs_t *draw_functions(void)
{
	hb_draw_funcs_t *functions = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(functions, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(functions, line_to, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(functions, curve_to, NULL, NULL);
	hb_draw_funcs_set_close_path_func(functions, close_path, NULL, NULL);
	hb_draw_funcs_make_immutable(functions);
	return functions;
}

static void draw_glyph(struct outliner *outliner, hb_draw_funcs_t *functions,
		       uint32_t glyph)
{
	hb_font_t *font = outliner->run->face->hb_font;
#if HB_VERSION_ATLEAST(7, 0, 0)
	hb_font_draw_glyph(font, glyph, functions, outliner);
#else
	hb_font_get_glyph_shape(font, glyph, functions, outliner);
#endif
}

/* `left` is where the run begins, from the text's place. */
static void draw_run(struct outliner *outliner, hb_draw_funcs_t *functions,
		     const struct glyph_run *run, int64_t left)
{
	int64_t x = left;
	outliner->run = run;
	for (uint32_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		outliner->across = x + glyph->x_offset;
		outliner->down = (int64_t)run->y - glyph->y_offset;
		draw_glyph(outliner, functions, glyph->id);
		x += glyph->advance;
	}
	if (!outliner->pen.verbs.count)
		return;
	struct drawing_shape *shape = drawing_add_shape(
		outliner->builder,
		drawing_pen_finish(&outliner->pen, &outliner->writer->arena));
	shape->fill = (struct drawing_paint){
		.kind = PAINT_COLOUR,
		.colour = { run->colour.red, run->colour.green,
			    run->colour.blue },
		.opacity = DRAWING_OPAQUE,
	};
}

/* ---- Lines ------------------------------------------------------------- */

static void set_style(struct text_style *style, const struct drawing_span *span)
{
	*style = (struct text_style){
		.role = span->is_code ? FONT_MONOSPACE : FONT_BODY,
		.size = span->size > 0 ? span->size : 1,
		.leading = span->size > 0 ? span->size : 1,
		.is_bold = span->is_bold,
		.is_italic = span->is_italic,
		.baseline_shift = span->rise,
		.colour = { span->colour.red, span->colour.green,
			    span->colour.blue },
	};
}

static struct paragraph_lines set_line(struct outliner *outliner,
				       const struct drawing_text *text)
{
	struct writer *writer = outliner->writer;
	size_t count = text->more_count + 1;
	struct text_style *styles =
		ARENA_NEW_ARRAY(&writer->arena, count, struct text_style);
	struct inline_span *spans =
		ARENA_NEW_ARRAY(&writer->arena, count, struct inline_span);
	struct drawing_span first = {
		text->text,      text->size,    0,           text->is_bold,
		text->is_italic, text->is_code, text->colour
	};
	for (size_t i = 0; i < count; i++) {
		const struct drawing_span *span =
			i ? &text->more[i - 1] : &first;
		set_style(&styles[i], span);
		spans[i] = (struct inline_span){
			.kind = INLINE_TEXT,
			.text = str_from(span->text),
			.style = &styles[i],
			.place = outliner->node->place,
		};
	}
	struct paragraph_input input = {
		.spans = spans,
		.span_count = count,
		.direction =
			text->is_right_to_left ? DIRECTION_RTL : DIRECTION_LTR,
		.language = *text->language ? text->language :
					      node_language(writer->document,
							    outliner->node),
		.style = &styles[0],
	};
	struct paragraph *paragraph =
		paragraph_new(writer->typesetter, &writer->arena, &input);
	return paragraph_break(paragraph, &writer->arena, INT32_MAX / 4);
}

/* No more than a third, as on paper: beyond that other letters are meant. */
static int64_t press_of(const struct drawing_text *text, lu width)
{
	const int64_t one = DRAWING_ONE;
	if (text->length <= 0 || width <= 0)
		return one;
	int64_t press = one * text->length / width;
	return press < one * 2 / 3 ? one * 2 / 3 :
	       press > one * 4 / 3 ? one * 4 / 3 :
				     press;
}

static void outline_text(struct outliner *outliner, hb_draw_funcs_t *functions,
			 const struct drawing_text *text)
{
	struct paragraph_lines lines = set_line(outliner, text);
	const struct paragraph_line *line = &lines.lines[0];
	int64_t start = -(int64_t)line->x;
	if (text->anchor == ANCHOR_MIDDLE)
		start -= line->width / 2;
	else if (text->anchor == ANCHOR_RIGHT)
		start -= line->width;
	outliner->text = text;
	outliner->along_press = press_of(text, line->width);
	for (uint32_t i = 0; i < line->item_count; i++)
		if (line->items[i].kind == LINE_GLYPHS)
			draw_run(outliner, functions, &line->items[i].run,
				 start + line->items[i].run.x);
}

/* ---- The drawing ------------------------------------------------------- */

static void add_shapes(struct drawing_builder *builder,
		       const struct drawing *drawing)
{
	const struct drawing_node *node = drawing->root.first;
	for (; node; node = node->next) {
		struct drawing_builder inner;
		switch (node->kind) {
		case DRAWING_SHAPE:
			*drawing_add_shape(builder, node->shape.path) =
				node->shape;
			break;
		case DRAWING_GROUP:
			*drawing_add_group(builder, &inner) = node->group;
			break;
		case DRAWING_PICTURE:
			drawing_add_picture(builder, node->picture.pixels,
					    node->picture.matrix);
			break;
		case DRAWING_TEXT: /* becomes outlines */
			break;
		}
	}
}

const struct drawing *office_outline(struct writer *writer,
				     const struct drawing *drawing,
				     const struct node *node)
{
	if (!drawing_next_text(drawing, NULL))
		return drawing;
	if (!writer->typesetter)
		writer->typesetter =
			typesetter_new(&writer->arena, writer->options->fonts,
				       writer->options->diagnostics, true);
	struct drawing_builder builder;
	struct drawing *result = drawing_new(&writer->arena, drawing->width,
					     drawing->height, &builder);
	struct outliner outliner = { .writer = writer,
				     .node = node,
				     .builder = &builder };
	result->natural_width = drawing->natural_width;
	result->natural_height = drawing->natural_height;
	add_shapes(&builder, drawing);
	hb_draw_funcs_t *functions = draw_functions();
	for (const struct drawing_text *text = drawing_next_text(drawing, NULL);
	     text; text = drawing_next_text(drawing, text))
		outline_text(&outliner, functions, text);
	hb_draw_funcs_destroy(functions);
	drawing_finish(result);
	return result;
}
