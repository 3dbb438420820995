/* Drawings → SVG. Numbers are the drawing's integers, so nothing is lost, and
 * written short: paths in relative coordinates without spare zeros. */
#include "svg/svg.h"

struct writer {
	struct buffer *out;
	struct buffer definitions;
	const char *prefix;
	unsigned count;                /* of identifiers */
	const struct svg_names *names; /* or NULL: a document */
};

static void put(struct buffer *out, const char *text)
{
	buffer_append_string(out, text);
}

/* value / 10^places: "-.5", "12" */
static void put_decimal(struct buffer *out, int64_t value, unsigned places)
{
	int64_t one = 1;
	char digits[16];
	for (unsigned i = 0; i < places; i++)
		one *= 10;
	if (value < 0)
		buffer_append_byte(out, '-');
	value = value < 0 ? -value : value;
	int64_t whole = value / one, rest = value % one;
	if (whole || !rest)
		buffer_append_integer(out, whole);
	if (!rest)
		return;
	unsigned used = places;
	for (unsigned i = places; i-- > 0; rest /= 10)
		digits[i] = (char)('0' + rest % 10);
	while (digits[used - 1] == '0')
		used--;
	buffer_append_byte(out, '.');
	buffer_append(out, digits, used);
}

static void put_unit(struct buffer *out, int64_t value)
{
	put_decimal(out, value, 3);
}

/* ---- Paths ------------------------------------------------------------- */

/* A space stands only where the number has no sign to keep it apart. */
static void put_delta(struct buffer *out, int64_t value, bool is_first)
{
	if (!is_first && value >= 0)
		buffer_append_byte(out, ' ');
	put_unit(out, value);
}

static void put_path(struct buffer *out, const struct drawing_path *path)
{
	static const char letters[] = "mlcz";
	const struct drawing_point *point = path->points;
	struct drawing_point pen = { 0, 0 }, start = { 0, 0 };
	for (size_t i = 0; i < path->verb_count; i++) {
		uint8_t verb = path->verbs[i];
		unsigned count = verb == DRAWING_CLOSE ? 0 :
				 verb == DRAWING_CURVE ? 3 :
							 1;
		buffer_append_byte(out, letters[verb]);
		for (unsigned j = 0; j < count; j++) {
			put_delta(out, (int64_t)point[j].x - pen.x, j == 0);
			put_delta(out, (int64_t)point[j].y - pen.y, false);
		}
		if (count)
			pen = point[count - 1];
		if (verb == DRAWING_MOVE)
			start = pen;
		if (verb == DRAWING_CLOSE)
			pen = start;
		point += count;
	}
}

/* ---- Paints ------------------------------------------------------------ */

static void put_colour(struct buffer *out, struct drawing_colour colour)
{
	buffer_append_format(out, "#%02x%02x%02x", colour.red, colour.green,
			     colour.blue);
}

static void put_matrix(struct buffer *out, const char *name,
		       const struct drawing_matrix *m)
{
	int64_t factors[4] = { m->a, m->b, m->c, m->d };
	buffer_append_format(out, " %s=\"matrix(", name);
	for (unsigned i = 0; i < 4; i++) {
		put_decimal(out, factors[i], 6);
		buffer_append_byte(out, ' ');
	}
	put_unit(out, m->e);
	buffer_append_byte(out, ' ');
	put_unit(out, m->f);
	put(out, ")\"");
}

/* The gradient's identifier. */
static unsigned define_gradient(struct writer *writer,
				const struct drawing_gradient *gradient)
{
	struct buffer *out = &writer->definitions;
	const char *name =
		gradient->is_radial ? "radialGradient" : "linearGradient";
	unsigned id = ++writer->count;
	buffer_append_format(out,
			     "<%s id=\"%s%u\" "
			     "gradientUnits=\"userSpaceOnUse\"",
			     name, writer->prefix, id);
	if (gradient->is_radial) {
		put(out, " cx=\"0\" cy=\"0\" r=\"1\" fx=\"");
		put_decimal(out, gradient->focus_x, 6);
		put(out, "\" fy=\"");
		put_decimal(out, gradient->focus_y, 6);
		put(out, "\"");
	} else {
		put(out, " x1=\"0\" y1=\"0\" x2=\"1\" y2=\"0\"");
	}
	put_matrix(out, "gradientTransform", &gradient->matrix);
	put(out, ">");
	for (size_t i = 0; i < gradient->stop_count; i++) {
		put(out, "<stop offset=\"");
		put_decimal(out, gradient->stops[i].offset, 3);
		put(out, "\" stop-color=\"");
		put_colour(out, gradient->stops[i].colour);
		put(out, "\"/>");
	}
	buffer_append_format(out, "</%s>", name);
	return id;
}

static void put_paint(struct writer *writer, const char *name,
		      const struct drawing_paint *paint)
{
	buffer_append_format(writer->out, " %s=\"", name);
	if (paint->kind == PAINT_GRADIENT)
		buffer_append_format(writer->out, "url(#%s%u)", writer->prefix,
				     define_gradient(writer, paint->gradient));
	else if (paint->kind == PAINT_COLOUR)
		put_colour(writer->out, paint->colour);
	else
		put(writer->out, "none");
	put(writer->out, "\"");
	if (paint->kind == PAINT_NONE || paint->opacity == DRAWING_OPAQUE)
		return;
	buffer_append_format(writer->out, " %s-opacity=\"", name);
	put_decimal(writer->out, paint->opacity, 3);
	put(writer->out, "\"");
}

static void put_attribute(struct buffer *out, const char *name, int64_t value)
{
	buffer_append_format(out, " %s=\"", name);
	put_unit(out, value);
	put(out, "\"");
}

static void put_stroke(struct writer *writer,
		       const struct drawing_stroke *stroke)
{
	static const char *const caps[] = { "butt", "round", "square" };
	static const char *const joins[] = { "miter", "round", "bevel" };
	struct buffer *out = writer->out;
	put_paint(writer, "stroke", &stroke->paint);
	if (stroke->width != DRAWING_UNIT)
		put_attribute(out, "stroke-width", stroke->width);
	if (stroke->cap != CAP_BUTT)
		buffer_append_format(out, " stroke-linecap=\"%s\"",
				     caps[stroke->cap]);
	if (stroke->join != JOIN_MITER)
		buffer_append_format(out, " stroke-linejoin=\"%s\"",
				     joins[stroke->join]);
	else if (stroke->miter_limit != 4000)
		put_attribute(out, "stroke-miterlimit", stroke->miter_limit);
	if (!stroke->dash_count)
		return;
	put(out, " stroke-dasharray=\"");
	for (size_t i = 0; i < stroke->dash_count; i++) {
		if (i)
			buffer_append_byte(out, ' ');
		put_unit(out, stroke->dashes[i]);
	}
	put(out, "\"");
	if (stroke->dash_offset)
		put_attribute(out, "stroke-dashoffset", stroke->dash_offset);
}

/* ---- Texts ------------------------------------------------------------- */

/* XML has no control characters (XML 1.0, 2.2). */
static void put_escaped(struct buffer *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '&')
			put(out, "&amp;");
		else if (*text == '<')
			put(out, "&lt;");
		else if (*text == '>')
			put(out, "&gt;");
		else if (*text == '"')
			put(out, "&quot;");
		else if ((unsigned char)*text < ' ' || *text == 0x7F)
			buffer_append_byte(out, ' ');
		else
			buffer_append_byte(out, *text);
	}
}

/* HTML knows lang alone, other XML xml:lang. */
static void put_language(struct writer *writer, struct buffer *out,
			 const char *language)
{
	put(out, writer->names ? " lang=\"" : " xml:lang=\"");
	put_escaped(out, language);
	put(out, "\"");
}

/* Start and end are sides of the text, not of the canvas (SVG 2, 11.10.2). */
static const char *anchor_name(const struct drawing_text *text)
{
	if (text->anchor == ANCHOR_MIDDLE)
		return "middle";
	return (text->anchor == ANCHOR_RIGHT) == text->is_right_to_left ?
		       "start" :
		       "end";
}

static void put_font(struct buffer *out, const struct drawing_span *span)
{
	put_attribute(out, "font-size", span->size);
	put(out, span->is_bold ? " font-weight=\"700\"" : "");
	put(out, span->is_italic ? " font-style=\"italic\"" : "");
	put(out, span->is_code ? " font-family=\"monospace\"" : "");
	put(out, " fill=\"");
	put_colour(out, span->colour);
	put(out, "\"");
}

/* Turned about its own place, so that this is what x and y tell. */
static void put_turn(struct buffer *out, const struct drawing_text *text)
{
	const struct drawing_turn *turn = text->turn;
	const int64_t one = DRAWING_ONE;
	struct drawing_matrix matrix = {
		turn->a,
		turn->b,
		turn->c,
		turn->d,
		text->x - (turn->a * (int64_t)text->x +
			   turn->c * (int64_t)text->y) /
				  one,
		text->y - (turn->b * (int64_t)text->x +
			   turn->d * (int64_t)text->y) /
				  one,
	};
	put_matrix(out, "transform", &matrix);
}

/* What the line goes on with, each moved from where the one before stood. */
static void put_spans(struct buffer *out, const struct drawing_text *text)
{
	int32_t rise = 0;
	for (size_t i = 0; i < text->more_count; i++) {
		const struct drawing_span *span = &text->more[i];
		struct drawing_span weighed = *span;
		put(out, "<tspan");
		if (span->rise != rise)
			put_attribute(out, "dy", (int64_t)rise - span->rise);
		rise = span->rise;
		put_font(out, &weighed);
		if (text->is_bold && !span->is_bold)
			put(out, " font-weight=\"400\"");
		if (text->is_italic && !span->is_italic)
			put(out, " font-style=\"normal\"");
		put(out, ">");
		put_escaped(out, span->text);
		put(out, "</tspan>");
	}
}

static void put_text(struct writer *writer, const struct drawing_text *text)
{
	struct buffer *out = writer->out;
	const struct svg_names *names = writer->names;
	const char *anchor = anchor_name(text);
	struct drawing_span first = { .size = text->size,
				      .is_bold = text->is_bold,
				      .is_italic = text->is_italic,
				      .is_code = text->is_code,
				      .colour = text->colour };
	put(out, "<text");
	put_attribute(out, "x", text->x);
	put_attribute(out, "y", text->y);
	if (text->turn)
		put_turn(out, text);
	if (strcmp(anchor, "start"))
		buffer_append_format(out, " text-anchor=\"%s\"", anchor);
	if (text->length) {
		put_attribute(out, "textLength", text->length);
		put(out, " lengthAdjust=\"spacingAndGlyphs\"");
	}
	put_font(out, &first);
	if (text->is_right_to_left != (names && names->is_right_to_left))
		buffer_append_format(out, " direction=\"%s\"",
				     text->is_right_to_left ? "rtl" : "ltr");
	if (*text->language &&
	    (!names || strcmp(names->language, text->language)))
		put_language(writer, out, text->language);
	put(out, ">");
	put_escaped(out, text->text);
	put_spans(out, text);
	put(out, "</text>");
}

/* ---- Nodes ------------------------------------------------------------- */

static void put_shape(struct writer *writer, const struct drawing_shape *shape)
{
	put(writer->out, "<path d=\"");
	put_path(writer->out, &shape->path);
	put(writer->out, "\"");
	put_paint(writer, "fill", &shape->fill);
	if (shape->is_even_odd && shape->fill.kind != PAINT_NONE)
		put(writer->out, " fill-rule=\"evenodd\"");
	if (shape->stroke.paint.kind != PAINT_NONE)
		put_stroke(writer, &shape->stroke);
	put(writer->out, "/>");
}

static unsigned define_clip(struct writer *writer,
			    const struct drawing_group *group)
{
	unsigned id = ++writer->count;
	buffer_append_format(&writer->definitions,
			     "<clipPath id=\"%s%u\"><path d=\"", writer->prefix,
			     id);
	put_path(&writer->definitions, group->clip);
	put(&writer->definitions,
	    group->is_clip_even_odd ? "\" clip-rule=\"evenodd\"/>" : "\"/>");
	put(&writer->definitions, "</clipPath>");
	return id;
}

static void put_opacity(struct buffer *out, uint16_t opacity)
{
	if (opacity == DRAWING_OPAQUE)
		return;
	put(out, " opacity=\"");
	put_decimal(out, opacity, 3);
	put(out, "\"");
}

static void put_pixels(struct buffer *out,
		       const struct drawing_picture *picture)
{
	put(out, "<image width=\"1\" height=\"1\" "
		 "preserveAspectRatio=\"none\"");
	put_matrix(out, "transform", &picture->matrix);
	buffer_append_format(out, " href=\"data:%s;base64,",
			     picture->pixels->media_type);
	buffer_append_base64(out, picture->pixels->file);
	put(out, "\"/>");
}

/* Depth is bounded: DRAWING_MOST_DEPTH. */
static void put_nodes(struct writer *writer, const struct drawing_node *node)
{
	for (; node; node = node->next) {
		if (node->kind == DRAWING_SHAPE)
			put_shape(writer, &node->shape);
		if (node->kind == DRAWING_PICTURE)
			put_pixels(writer->out, &node->picture);
		if (node->kind == DRAWING_TEXT)
			put_text(writer, &node->text);
		if (node->kind != DRAWING_GROUP)
			continue;
		const struct drawing_group *group = &node->group;
		put(writer->out, group->is_hatching ? "<g class=\"hatching\" "
						      "display=\"none\"" :
						      "<g");
		put_opacity(writer->out, group->opacity);
		if (group->clip)
			buffer_append_format(
				writer->out, " clip-path=\"url(#%s%u)\"",
				writer->prefix, define_clip(writer, group));
		if (group->matrix && group->clip)
			put(writer->out, "><g");
		if (group->matrix)
			put_matrix(writer->out, "transform", group->matrix);
		put(writer->out, ">");
		put_nodes(writer, group->first);
		put(writer->out,
		    group->matrix && group->clip ? "</g></g>" : "</g>");
	}
}

/* ---- Pictures ---------------------------------------------------------- */

static void put_size(struct buffer *out, const struct drawing *drawing)
{
	put_attribute(out, "width", drawing->natural_width);
	put_attribute(out, "height", drawing->natural_height);
	put(out, " viewBox=\"0 0 ");
	put_unit(out, drawing->width);
	buffer_append_byte(out, ' ');
	put_unit(out, drawing->height);
	put(out, "\"");
}

static void put_root(struct buffer *out, const struct drawing *drawing)
{
	put(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
	put_size(out, drawing);
	/* rounding must not leave bars at the sides */
	put(out, " preserveAspectRatio=\"none\"");
	if (drawing_next_text(drawing, NULL))
		put(out, " font-family=\"sans-serif\"");
}

/* The name is in the picture itself, so that it is found wherever that is
 * moved to; what the texts say is in the data that stands beside it. */
static void put_inline_root(struct buffer *out, const struct drawing *drawing,
			    const char *prefix, const struct svg_names *names)
{
	put(out, names->is_xml ? "<svg xmlns=\"http://www.w3.org/2000/svg\"" :
				 "<svg");
	if (names->class)
		buffer_append_format(out, " class=\"%s\"", names->class);
	if (names->is_hidden)
		put(out, " display=\"none\"");
	put_size(out, drawing);
	if (!names->title)
		put(out, " aria-hidden=\"true");
	else
		buffer_append_format(
			out, " role=\"img\" aria-labelledby=\"%stitle", prefix);
	if (names->title && names->description)
		buffer_append_format(out, " %sdesc", prefix);
	put(out, names->is_xml ? "\" xml:lang=\"" : "\" lang=\"");
	put_escaped(out, names->language);
	buffer_append_format(out, "\" direction=\"%s\"",
			     names->is_right_to_left ? "rtl" : "ltr");
}

static void put_names(struct buffer *out, const char *prefix,
		      const struct svg_names *names)
{
	if (!names->title)
		return;
	buffer_append_format(out, "<title id=\"%stitle\">", prefix);
	put_escaped(out, names->title);
	put(out, "</title>");
	if (!names->description)
		return;
	buffer_append_format(out, "<desc id=\"%sdesc\">", prefix);
	put_escaped(out, names->description);
	put(out, "</desc>");
}

/* In its own element, since texts stand over it. */
static void put_ground(struct buffer *out, const struct drawing *drawing,
		       struct str ground)
{
	put(out, "<image");
	put_attribute(out, "width", drawing->width);
	put_attribute(out, "height", drawing->height);
	put(out, " preserveAspectRatio=\"none\" href=\"data:image/png;base64,");
	buffer_append_base64(out, ground);
	put(out, "\"/>");
}

/* One picture in two dresses. An attribute gives way to any style sheet, so
 * that without one there is a picture, not two on each other. */
static void put_dresses(struct writer *writer, const struct drawing *drawing,
			const struct drawing *dark)
{
	put(writer->out, "<g class=\"on-light\">");
	put_nodes(writer, drawing->root.first);
	put(writer->out, "</g><g class=\"on-dark\" display=\"none\">");
	put_nodes(writer, dark->root.first);
	put(writer->out, "</g>");
}

static void write_picture(const struct drawing *drawing,
			  const struct svg_names *names, const char *prefix,
			  struct buffer *out)
{
	struct buffer body = BUFFER_INITIALISER;
	struct writer writer = { .out = &body,
				 .prefix = prefix,
				 .names = names,
				 .definitions = BUFFER_INITIALISER };
	if (names)
		put_inline_root(out, drawing, prefix, names);
	else
		put_root(out, drawing);
	put_opacity(out, drawing->root.opacity);
	put(out, ">");
	if (names)
		put_names(out, prefix, names);
	if (names && names->ground.length)
		put_ground(&body, drawing, names->ground);
	if (names && names->dark)
		put_dresses(&writer, drawing, names->dark);
	else
		put_nodes(&writer, drawing->root.first);
	if (writer.definitions.length) {
		put(out, "<defs>");
		buffer_append_str(out, buffer_str(&writer.definitions));
		put(out, "</defs>");
	}
	buffer_append_str(out, buffer_str(&body));
	put(out, names ? "</svg>" : "</svg>\n");
	buffer_release(&writer.definitions);
	buffer_release(&body);
}

void svg_write(const struct drawing *drawing, const char *prefix,
	       struct buffer *out)
{
	write_picture(drawing, NULL, prefix, out);
}

void svg_write_inline(const struct drawing *drawing,
		      const struct svg_names *names, const char *prefix,
		      struct buffer *out)
{
	write_picture(drawing, names, prefix, out);
}
