/* Texts of pictures: <text> and what stands in it, as lines at a place. How
 * wide a line is, fonts alone know; so a line goes on with what follows it in
 * another style, and a new one begins where the file gives a new place. */
#include <math.h>

#include "base/buffer.h"
#include "svg/svg_private.h"

/* A part of the line in one style. */
struct part {
	struct svg_style style;
	double rise, opacity;
	size_t start; /* in the line's text */
};

struct line {
	struct svg_reader *reader;
	const xmlNode *node;      /* the <text> */
	struct svg_state state;   /* its own */
	struct svg_matrix matrix; /* to units of the drawing */
	double scale;             /* of lengths */
	double x, y;              /* where the line begins, in user space */
	double rise;              /* by dy, since then */
	double length;            /* textLength; 0: none */
	struct svg_style style;   /* where the line begins */
	struct str language;
	struct buffer text;
	VECTOR(struct part) parts;
	bool ends_in_space;
	/* a place for each character, of which words take theirs */
	struct str xs, ys;
	bool has_places;
	bool is_first_taken; /* the next character's place is where the line
			      * begins */
};

/* ---- Lines ------------------------------------------------------------- */

/* Where the baseline is, in ems below what stands at y: of most fonts. */
static double baseline_offset(const struct svg_style *style)
{
	static const double offsets[] = { 0, 0.35, 0.26, 0.8, -0.2 };
	enum svg_baseline baseline = style->alignment == SVG_ALPHABETIC ?
					     style->baseline :
					     style->alignment;
	return offsets[baseline] * style->font_size;
}

static uint8_t faded(uint8_t component, double opacity)
{
	return (uint8_t)lround(255 - (255 - component) * opacity);
}

/* The colour that it has on white; false where nothing is to be seen. Texts
 * lie over everything and are opaque there. */
static bool colour_of(struct line *line, const struct part *part,
		      struct drawing_colour *colour)
{
	struct svg_reader *reader = line->reader;
	const struct svg_style *style = &part->style;
	bool is_filled = style->fill.kind != SVG_NONE;
	struct svg_matrix same = svg_scaling(1, 1);
	struct svg_box none = { 0, 0, 1, 1 };
	struct drawing_paint paint = svg_resolve_paint(
		reader, line->node, is_filled ? &style->fill : &style->stroke,
		part->opacity * (is_filled ? style->fill_opacity :
					     style->stroke_opacity),
		&line->state, &none, &same);
	if (style->is_hidden || paint.kind == PAINT_NONE ||
	    paint.opacity < DRAWING_OPAQUE / 50)
		return false;
	if (paint.kind == PAINT_GRADIENT)
		paint.colour = paint.gradient->stops[0].colour;
	double opacity = (double)paint.opacity / DRAWING_OPAQUE;
	*colour = (struct drawing_colour){ faded(paint.colour.red, opacity),
					   faded(paint.colour.green, opacity),
					   faded(paint.colour.blue, opacity) };
	return true;
}

static void tell_font(struct line *line, const struct svg_style *style)
{
	struct svg_reader *reader = line->reader;
	struct str name = svg_font_wanted(style);
	if (!name.length || reader->has_told_font)
		return;
	reader->has_told_font = true;
	svg_tell(reader, line->node, DIAGNOSTIC_SVG_FONT,
		 "texts ask for the font '%.*s' and are set in the fonts of "
		 "the publication",
		 (int)(name.length < 60 ? name.length : 60), name.bytes);
}

static int32_t to_size(const struct line *line, double length)
{
	double units = length * line->scale * DRAWING_UNIT;
	return fabs(units) > DRAWING_MOST / 4 ? 0 : (int32_t)lround(units);
}

/* The parts that are seen, with copies of their words. */
static size_t make_spans(struct line *line, struct drawing_span *spans)
{
	size_t count = 0;
	for (size_t i = 0; i < line->parts.count; i++) {
		const struct part *part = &line->parts.items[i];
		size_t end = i + 1 < line->parts.count ?
				     line->parts.items[i + 1].start :
				     line->text.length;
		struct drawing_span span = {
			.size = to_size(line, part->style.font_size),
			.rise = to_size(line, part->rise),
			.is_bold = part->style.is_bold,
			.is_italic = part->style.is_italic,
			.is_code = svg_font_is_code(&part->style),
			.text = arena_copy(line->reader->arena,
					   line->text.bytes + part->start,
					   end - part->start),
		};
		if (end == part->start || span.size < 1 ||
		    !colour_of(line, part, &span.colour))
			continue;
		tell_font(line, &part->style);
		spans[count++] = span;
	}
	return count;
}

/* SVG's start and end are the text's sides, the drawing's are the canvas's. */
static enum drawing_anchor anchor_of(const struct svg_style *style)
{
	if (style->anchor == 1)
		return ANCHOR_MIDDLE;
	return (style->anchor == 2) == style->is_right_to_left ? ANCHOR_LEFT :
								 ANCHOR_RIGHT;
}

static const struct drawing_turn *turn_of(const struct line *line)
{
	const struct svg_matrix *m = &line->matrix;
	double scale = line->scale;
	struct drawing_turn turn = {
		(int32_t)lround(m->a / scale * DRAWING_ONE),
		(int32_t)lround(m->b / scale * DRAWING_ONE),
		(int32_t)lround(m->c / scale * DRAWING_ONE),
		(int32_t)lround(m->d / scale * DRAWING_ONE)
	};
	if (abs(turn.a - DRAWING_ONE) <= 1 && abs(turn.b) <= 1 &&
	    abs(turn.c) <= 1 && abs(turn.d - DRAWING_ONE) <= 1)
		return NULL;
	struct drawing_turn *copy =
		ARENA_NEW(line->reader->arena, struct drawing_turn);
	*copy = turn;
	return copy;
}

static bool is_in_sight(const struct svg_box *clip, struct svg_point place,
			double margin)
{
	return place.x >= clip->left - margin &&
	       place.x <= clip->right + margin &&
	       place.y >= clip->top - margin &&
	       place.y <= clip->bottom + margin;
}

/* Charts write a text twice at one place: an outline in the ground's colour,
 * so that it stands out, and itself. One is read. */
static bool is_same(const struct drawing_text *a, const struct drawing_text *b)
{
	return a->x == b->x && a->y == b->y && a->anchor == b->anchor &&
	       strcmp(a->text, b->text) == 0;
}

static void add(struct svg_reader *reader, const struct drawing_text *text)
{
	size_t count = reader->texts.count;
	for (size_t i = count; i-- > 0 && i + 8 >= count;)
		if (is_same(&reader->texts.items[i], text)) {
			reader->texts.items[i] = *text;
			return;
		}
	*VECTOR_ADD(&reader->texts) = *text;
}

static void set_line(struct line *line)
{
	struct svg_reader *reader = line->reader;
	struct svg_point from = { line->x,
				  line->y + baseline_offset(&line->style) };
	struct svg_point place = svg_apply(&line->matrix, from);
	struct drawing_span *spans = ARENA_NEW_ARRAY(
		reader->arena, line->parts.count, struct drawing_span);
	size_t count = make_spans(line, spans);
	place.x *= DRAWING_UNIT;
	place.y *= DRAWING_UNIT;
	if (!count ||
	    !is_in_sight(&line->state.clip, place, spans[0].size * 1.5))
		return;
	if (fabs(place.x) > DRAWING_MOST || fabs(place.y) > DRAWING_MOST) {
		svg_unsupported(reader, line->node,
				"a number that is too large");
		return;
	}
	add(reader,
	    &(struct drawing_text){
		    .x = (int32_t)lround(place.x),
		    .y = (int32_t)lround(place.y) - spans[0].rise,
		    .anchor = anchor_of(&line->style),
		    .size = spans[0].size,
		    .is_bold = spans[0].is_bold,
		    .is_italic = spans[0].is_italic,
		    .is_code = spans[0].is_code,
		    .colour = spans[0].colour,
		    .text = spans[0].text,
		    .language = arena_copy(reader->arena, line->language.bytes,
					   line->language.length),
		    .is_right_to_left = line->style.is_right_to_left,
		    .length = to_size(line, line->length),
		    .turn = turn_of(line),
		    .more = spans + 1,
		    .more_count = count - 1,
	    });
}

static void end_line(struct line *line)
{
	if (line->ends_in_space && line->text.length)
		line->text.length--;
	for (size_t i = 0; i < line->parts.count; i++)
		if (line->parts.items[i].start > line->text.length)
			line->parts.items[i].start = line->text.length;
	if (line->text.length && line->scale > 1e-9)
		set_line(line);
	buffer_clear(&line->text);
	line->parts.count = 0;
	line->ends_in_space = false;
}

/* ---- Characters -------------------------------------------------------- */

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Cuts the next place off a list; false at its end. */
static bool next_place(struct str *list, double *value)
{
	svg_skip_comma(list);
	return svg_scan_length(list, 0, value);
}

/* A word whose first character has a place of its own begins a line there. */
static void take_place(struct line *line, bool is_word_start)
{
	double x = line->x, y = line->y;
	if (line->is_first_taken) {
		line->is_first_taken = false;
		return;
	}
	bool has_x = next_place(&line->xs, &x);
	bool has_y = next_place(&line->ys, &y);
	line->has_places = line->xs.length || line->ys.length;
	if (!is_word_start || (!has_x && !has_y))
		return;
	struct part last = line->parts.count ? *VECTOR_LAST(&line->parts) :
					       (struct part){ .start = 0 };
	bool had_part = line->parts.count > 0;
	end_line(line);
	line->x = x;
	line->y = y;
	last.start = 0;
	if (had_part)
		*VECTOR_ADD(&line->parts) = last;
}

static void append(struct line *line, const char *text,
		   const struct svg_style *style)
{
	bool was_space = true;
	for (; *text; text++) {
		bool is_gap = is_space(*text);
		if (is_gap && !style->keeps_space &&
		    (line->ends_in_space || !line->text.length))
			continue;
		bool is_start = ((unsigned char)*text & 0xC0) != 0x80;
		if (line->has_places && is_start)
			take_place(line, !is_gap && was_space);
		buffer_append_byte(&line->text, is_gap ? ' ' : *text);
		line->ends_in_space = was_space = is_gap;
	}
}

static bool looks_alike(const struct part *a, const struct part *b)
{
	return a->style.font_size == b->style.font_size &&
	       a->style.is_bold == b->style.is_bold &&
	       a->style.is_italic == b->style.is_italic && a->rise == b->rise &&
	       a->opacity == b->opacity &&
	       memcmp(&a->style.fill, &b->style.fill, sizeof a->style.fill) ==
		       0 &&
	       a->style.is_hidden == b->style.is_hidden &&
	       str_equals(a->style.family, b->style.family);
}

static void add_words(struct line *line, const char *text,
		      const struct svg_style *style, double rise,
		      double opacity)
{
	struct part part = { *style, rise, opacity, line->text.length };
	if (!line->parts.count)
		line->style = *style;
	if (!line->parts.count ||
	    !looks_alike(VECTOR_LAST(&line->parts), &part))
		*VECTOR_ADD(&line->parts) = part;
	append(line, text, style);
}

/* ---- Elements ---------------------------------------------------------- */

/* The first of a list of lengths; the rest stays in *list. */
static bool first_length(struct line *line, const xmlNode *node,
			 const char *name, const struct svg_style *style,
			 double whole, struct str *list, double *value)
{
	struct str text = svg_attribute(node, name);
	*list = str_trim(text);
	if (!list->length)
		return false;
	size_t end = 0;
	while (end < list->length && !strchr(" ,\t\r\n", list->bytes[end]))
		end++;
	if (!svg_font_length(style, (struct str){ list->bytes, end }, whole,
			     value)) {
		svg_warn_value(line->reader, node, name, text);
		return false;
	}
	list->bytes += end;
	list->length -= end;
	return true;
}

/* Where the element says that text begins or goes on. */
static void move(struct line *line, const xmlNode *node,
		 const struct svg_style *style)
{
	const struct svg_state *state = &line->state;
	struct str xs, ys, rest;
	double x, y, dx, dy;
	bool has_x =
		first_length(line, node, "x", style, state->width, &xs, &x);
	bool has_y =
		first_length(line, node, "y", style, state->height, &ys, &y);
	if (has_x || has_y) {
		end_line(line);
		line->y = has_y ? y : line->y - line->rise;
		line->x = has_x ? x : line->x;
		line->rise = 0;
		line->xs = has_x ? xs : (struct str){ "", 0 };
		line->ys = has_y ? ys : (struct str){ "", 0 };
		line->has_places = line->xs.length || line->ys.length;
		line->is_first_taken = true;
	}
	if (first_length(line, node, "dx", style, state->width, &rest, &dx) &&
	    !line->text.length)
		line->x += dx;
	if (!first_length(line, node, "dy", style, state->height, &rest, &dy))
		return;
	if (line->text.length)
		line->rise -= dy;
	else
		line->y += dy;
}

static void set_length(struct line *line, const xmlNode *node)
{
	double length;
	struct str text = svg_attribute(node, "textLength");
	line->length = text.bytes &&
				       svg_parse_length(text, line->state.width,
							&length) &&
				       length > 0 ?
			       length :
			       0;
}

/* [user units] About as long as the words are. */
static double estimate_length(const xmlNode *node,
			      const struct svg_style *style)
{
	xmlChar *words = xmlNodeGetContent(node);
	int count = words ? xmlUTF8Strlen(words) : 0;
	xmlFree(words);
	return fmax(count, 1) * style->font_size / 2;
}

/* The outline of the path that a text follows; false where there is none. */
static bool path_of(struct line *line, const xmlNode *node,
		    struct svg_state *state, struct svg_outline *outline)
{
	bool is_given;
	const xmlNode *path = svg_referenced(line->reader, node, &is_given);
	if (!path)
		return false;
	state->style = svg_style_of(line->reader, path, &svg_initial_style);
	svg_apply_transform(line->reader, path, state);
	return svg_shape_outline(line->reader, path, state, outline) &&
	       outline->points.count;
}

/* Fonts are not known here, so a line is not bent: it stands on the chord of the
 * part of the path that it would follow. */
static void stand_on_path(struct line *line, const xmlNode *node,
			  const struct svg_style *style)
{
	struct svg_reader *reader = line->reader;
	struct svg_state state = line->state;
	struct svg_outline outline = { .verbs = { .items = NULL } };
	struct svg_point from, to;
	state.matrix = line->matrix;
	if (path_of(line, node, &state, &outline)) {
		double whole = svg_outline_ride(&outline, 0, &from);
		double length = fmin(estimate_length(node, style), whole);
		double start =
			svg_length(reader, node, "startOffset", whole, 0);
		start -= style->anchor * length / 2;
		(void)svg_outline_ride(&outline, start, &from);
		(void)svg_outline_ride(&outline, start + length, &to);
		double turn = atan2(to.y - from.y, to.x - from.x);
		double share = style->anchor / 2.0;
		struct svg_matrix placed = { cos(turn),
					     sin(turn),
					     -sin(turn),
					     cos(turn),
					     from.x + (to.x - from.x) * share,
					     from.y + (to.y - from.y) * share };
		line->matrix = svg_multiply(state.matrix, placed);
	}
	svg_outline_release(&outline);
}

static void walk(struct line *line, const xmlNode *node,
		 const struct svg_style *style, double rise, double opacity,
		 unsigned depth)
{
	struct svg_reader *reader = line->reader;
	move(line, node, style);
	for (const xmlNode *child = node->children;
	     child && reader->outcome != SVG_BROKEN; child = child->next) {
		svg_spend(reader, node, 16);
		if (child->type == XML_TEXT_NODE ||
		    child->type == XML_CDATA_SECTION_NODE) {
			svg_spend(reader, node,
				  strlen((const char *)child->content));
			add_words(line, (const char *)child->content, style,
				  rise + line->rise, opacity);
			continue;
		}
		bool is_on_path = svg_is(child, "textPath");
		if (!is_on_path && !svg_is(child, "tspan") &&
		    !svg_is(child, "a"))
			continue;
		struct svg_style inner = svg_style_of(reader, child, style);
		if (inner.is_absent || depth > 50)
			continue;
		struct svg_matrix outside = line->matrix;
		if (is_on_path) {
			end_line(line);
			svg_tell(reader, child, DIAGNOSTIC_SVG_LOST,
				 "a text that follows a path is set straight");
			stand_on_path(line, child, &inner);
		}
		walk(line, child, &inner, rise + inner.baseline_shift,
		     opacity * inner.opacity, depth + 1);
		if (is_on_path)
			end_line(line);
		line->matrix = outside;
	}
}

void svg_text_walk(struct svg_reader *reader, const xmlNode *node,
		   const struct svg_state *state)
{
	struct svg_matrix matrix = svg_multiply(
		svg_scaling(reader->scale, reader->scale), state->matrix);
	struct line line = { .reader = reader,
			     .node = node,
			     .state = *state,
			     .matrix = matrix,
			     .scale = sqrt(fabs(matrix.a * matrix.d -
						matrix.b * matrix.c)),
			     .style = state->style,
			     .language = { "", 0 } };
	/* of the text itself or the nearest around it */
	for (const xmlNode *at = node;
	     at && at->type == XML_ELEMENT_NODE && !line.language.length;
	     at = at->parent) {
		line.language = svg_attribute_of_xml(at, "lang");
		if (!line.language.length)
			line.language = svg_attribute(at, "lang");
	}
	if (!line.language.bytes)
		line.language = STR("");
	set_length(&line, node);
	walk(&line, node, &state->style, state->style.baseline_shift,
	     state->opacity * state->style.opacity, 0);
	end_line(&line);
	buffer_release(&line.text);
	VECTOR_RELEASE(&line.parts);
}

void svg_text_finish(struct svg_reader *reader, struct drawing_builder *builder)
{
	for (size_t i = 0; i < reader->texts.count; i++)
		drawing_add_text(builder, &reader->texts.items[i]);
}
