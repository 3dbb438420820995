/* Content stream operators (ISO 32000-1, 8 and 9). */
#include "pdf/stream.h"

#include "pdf/outline_ink.h"
#include "pdf/syntax.h"
#include "text/font.h"

/* [1/1000 em] Smaller differences between where a glyph should stand and
 * where its forerunners' widths put it are left to add up: half a hundredth
 * of a point is not seen. */
enum { SLACK = 3 };

void pdf_stream_begin(struct pdf_stream *stream, lu page_height)
{
	*stream = (struct pdf_stream){ .out = stream->out,
				       .ink = stream->ink,
				       .add_mark = stream->add_mark,
				       .context = stream->context,
				       .page_height = page_height,
				       .resource = UINT16_MAX };
	buffer_clear(&stream->out);
	buffer_clear(&stream->ink);
}

void pdf_stream_release(struct pdf_stream *stream)
{
	buffer_release(&stream->out);
	buffer_release(&stream->ink);
}

static void append_point(struct pdf_stream *stream, lu x, lu y)
{
	pdf_append_lu(&stream->out, x);
	buffer_append_byte(&stream->out, ' ');
	pdf_append_lu(&stream->out, stream->page_height - y);
	buffer_append_byte(&stream->out, ' ');
}

/* ---- Colour ------------------------------------------------------------ */

static bool is_same_colour(struct colour a, struct colour b)
{
	return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static void append_component(struct buffer *out, uint8_t value)
{
	pdf_append_decimal(out, (value * 1000 + 127) / 255, 3);
	buffer_append_byte(out, ' ');
}

static void append_colour(struct buffer *out, struct colour colour,
			  const char *grey, const char *rgb)
{
	append_component(out, colour.red);
	if (colour.red == colour.green && colour.green == colour.blue) {
		buffer_append_string(out, grey);
		return;
	}
	append_component(out, colour.green);
	append_component(out, colour.blue);
	buffer_append_string(out, rgb);
}

/* ---- Opening marked content -------------------------------------------- */

static void append_mcid(struct pdf_stream *stream)
{
	buffer_append_string(&stream->out, "<</MCID ");
	buffer_append_integer(&stream->out, stream->add_mark(stream->context));
}

/* Before anything is painted. */
static void open_mark(struct pdf_stream *stream)
{
	if (stream->is_mark_open || (!stream->tag && !stream->artifact))
		return;
	if (stream->tag) {
		buffer_append_byte(&stream->out, '/');
		buffer_append_string(&stream->out, stream->tag);
		append_mcid(stream);
		buffer_append_string(&stream->out, ">>BDC\n");
	} else {
		buffer_append_string(&stream->out, stream->artifact);
	}
	stream->is_mark_open = true;
	stream->inner_marks += stream->is_in_text;
}

/* Marks and text objects nest properly (ISO 32000-1, 14.6.1): those that began
 * within the text object end before it. */
static void close_inner_marks(struct pdf_stream *stream)
{
	if (!stream->inner_marks)
		return;
	for (; stream->inner_marks; stream->inner_marks--)
		buffer_append_string(&stream->out, "EMC\n");
	stream->is_mark_open = stream->is_span_open = false;
}

/* ---- Text objects ------------------------------------------------------ */

static void end_string(struct pdf_stream *stream)
{
	if (stream->is_in_string)
		buffer_append_byte(&stream->out, ')');
	stream->is_in_string = false;
}

static void end_array(struct pdf_stream *stream)
{
	end_string(stream);
	if (stream->is_in_array)
		buffer_append_string(&stream->out, "]TJ\n");
	stream->is_in_array = false;
}

void pdf_stream_end_text(struct pdf_stream *stream)
{
	end_array(stream);
	close_inner_marks(stream);
	if (stream->is_in_text)
		buffer_append_string(&stream->out, "ET\n");
	stream->is_in_text = false;
	if (stream->ink.length) {
		open_mark(stream);
		buffer_append_str(&stream->out, buffer_str(&stream->ink));
	}
	buffer_clear(&stream->ink);
}

/* ---- Marked content ---------------------------------------------------- */

/* Ends the text object with the mark, or only the operator where the text
 * object may go on. */
static void end_text_or_array(struct pdf_stream *stream)
{
	if (stream->inner_marks && !stream->ink.length)
		end_array(stream);
	else
		pdf_stream_end_text(stream);
}

static void append_mark_end(struct pdf_stream *stream)
{
	buffer_append_string(&stream->out, "EMC\n");
	if (stream->inner_marks)
		stream->inner_marks--;
}

static void close_mark(struct pdf_stream *stream)
{
	end_text_or_array(stream);
	if (stream->is_mark_open)
		append_mark_end(stream);
	stream->is_mark_open = false;
}

void pdf_stream_begin_mark(struct pdf_stream *stream, const char *tag)
{
	stream->tag = tag;
	stream->artifact = NULL;
	stream->is_mark_open = false;
}

void pdf_stream_begin_artifact(struct pdf_stream *stream,
			       enum artifact_kind kind)
{
	stream->artifact =
		kind == ARTIFACT_HEADER ? "/Artifact<</Type/Pagination/Subtype"
					  "/Header/Attached[/Top]>>BDC\n" :
		kind == ARTIFACT_FOOTER ? "/Artifact<</Type/Pagination/Subtype"
					  "/Footer/Attached[/Bottom]>>BDC\n" :
					  "/Artifact<</Type/Layout>>BDC\n";
	stream->tag = NULL;
	stream->is_mark_open = false;
}

void pdf_stream_end_mark(struct pdf_stream *stream)
{
	close_mark(stream);
	stream->tag = stream->artifact = NULL;
}

void pdf_stream_begin_span(struct pdf_stream *stream,
			   const uint32_t *code_points, size_t count)
{
	if (stream->tag) {
		close_mark(stream);
	} else { /* within an artifact */
		open_mark(stream);
		end_text_or_array(stream);
	}
	buffer_append_string(&stream->out, "/Span");
	if (stream->tag)
		append_mcid(stream);
	else
		buffer_append_string(&stream->out, "<<");
	buffer_append_string(&stream->out, "/ActualText<FEFF");
	for (size_t i = 0; i < count; i++)
		pdf_append_utf16(&stream->out, pdf_readable(code_points[i]));
	buffer_append_string(&stream->out, ">>>BDC\n");
	stream->is_mark_open = stream->is_span_open = true;
	stream->inner_marks += stream->is_in_text;
}

void pdf_stream_end_span(struct pdf_stream *stream)
{
	if (stream->inner_marks)
		end_array(stream); /* ink waits: it is no text */
	else
		pdf_stream_end_text(stream);
	if (!stream->is_span_open)
		return; /* ended with the text object */
	append_mark_end(stream);
	stream->is_span_open = false;
	stream->is_mark_open = !stream->tag;
}

/* ---- Showing text ------------------------------------------------------- */

void pdf_stream_set_fill(struct pdf_stream *stream, struct colour colour)
{
	if (is_same_colour(stream->fill, colour))
		return;
	/* A colour is no content: it needs no mark, and where the next text
	 * opens a span of its own, a mark for it alone would show nothing. */
	if (stream->is_mark_open)
		end_array(stream);
	append_colour(&stream->out, colour, "g\n", "rg\n");
	stream->fill = colour;
}

/* Brings the text line to a place, by a move from the last. */
static void move_line(struct pdf_stream *stream, int64_t x, int64_t y)
{
	end_array(stream);
	pdf_append_hundredths(&stream->out, x - stream->line_x);
	buffer_append_byte(&stream->out, ' ');
	pdf_append_hundredths(&stream->out, y - stream->line_y);
	buffer_append_string(&stream->out, " Td\n");
	stream->line_x = x;
	stream->line_y = y;
	stream->pen = x * 10000;
}

/* In a text object, on the right line. */
static void prepare_line(struct pdf_stream *stream, lu x, lu y)
{
	int64_t line_y = pdf_hundredths(stream->page_height - y);
	bool is_new = !stream->is_in_text;
	if (is_new) {
		if (!stream->keeps_text)
			open_mark(stream);
		buffer_append_string(&stream->out, "BT\n");
		stream->is_in_text = true;
		stream->line_x = stream->line_y = 0;
	}
	open_mark(stream);
	if (is_new || line_y != stream->line_y)
		move_line(stream, pdf_hundredths(x), line_y);
	stream->shown_y = y;
}

static void prepare_font(struct pdf_stream *stream, uint16_t resource, lu size)
{
	if (stream->resource == resource && stream->size == size)
		return;
	end_array(stream);
	buffer_append_string(&stream->out, "/F");
	buffer_append_integer(&stream->out, resource);
	buffer_append_byte(&stream->out, ' ');
	pdf_append_decimal(&stream->out, size, 3);
	buffer_append_string(&stream->out, " Tf\n");
	stream->resource = resource;
	stream->size = size;
}

/* Writes a byte of a string; returns the place behind it. */
static inline char *put_byte(char *place, uint8_t byte)
{
	if (byte == '(' || byte == ')' || byte == '\\')
		*place++ = '\\';
	if (byte == '\r') { /* would be read as a line feed */
		*place++ = '\\';
		byte = 'r';
	}
	*place++ = (char)byte;
	return place;
}

/* Ends the string where the pen is not at x [1/1000 lu], and moves it. */
static void move_pen(struct pdf_stream *stream, int64_t x)
{
	int64_t back = stream->pen - x;
	int64_t amount =
		(back + (back < 0 ? -stream->size : stream->size) / 2) /
		stream->size;
	end_string(stream);
	if (!stream->is_in_array)
		buffer_append_byte(&stream->out, '[');
	stream->is_in_array = true;
	buffer_append_integer(&stream->out, amount);
	stream->pen -= amount * stream->size;
}

static void append_code(struct pdf_stream *stream, struct pdf_code code)
{
	enum {
		LONGEST_CODE = 6
	}; /* two, escaped, with a bracket each before */
	char *start = buffer_reserve(&stream->out, LONGEST_CODE), *end = start;
	if (!stream->is_in_string) {
		if (!stream->is_in_array)
			*end++ = '[';
		*end++ = '(';
		stream->is_in_array = stream->is_in_string = true;
	}
	if (code.is_wide)
		end = put_byte(end, (uint8_t)(code.code >> 8));
	end = put_byte(end, (uint8_t)code.code);
	stream->out.length += (size_t)(end - start);
}

/* Whether a code stands in the string that is open: nearly always. */
static inline bool goes_on(const struct pdf_stream *stream, uint16_t resource,
			   lu size, lu y)
{
	return stream->is_in_string && stream->is_mark_open &&
	       stream->resource == resource && stream->size == size &&
	       stream->shown_y == y;
}

/* Whether the pen is so near to x [1/1000 lu] that it need not be moved. */
static inline bool is_near(const struct pdf_stream *stream, int64_t x)
{
	int64_t least = (int64_t)SLACK * stream->size - stream->size / 2;
	int64_t back = stream->pen - x;
	return back > -least && back < least;
}

/* What begins something: a string, a line, a font. */
static void show_first(struct pdf_stream *stream, struct pdf_code code, lu size,
		       lu x, lu y)
{
	prepare_line(stream, x, y);
	prepare_font(stream, code.resource, size);
	if (!is_near(stream, (int64_t)x * 1000))
		move_pen(stream, (int64_t)x * 1000);
	append_code(stream, code);
	stream->pen += (int64_t)code.width * size;
}

void pdf_stream_show(struct pdf_stream *stream, struct pdf_code code, lu size,
		     lu x, lu y)
{
	if (size < 1)
		return;
	if (code.is_wide || !goes_on(stream, code.resource, size, y) ||
	    !is_near(stream, (int64_t)x * 1000)) {
		show_first(stream, code, size, x, y);
		return;
	}
	/* a code of one byte needs no backslash (fonts.c) */
	*buffer_reserve(&stream->out, 1) = (char)code.code;
	stream->out.length++;
	stream->pen += (int64_t)code.width * size;
}

void pdf_stream_show_hidden(struct pdf_stream *stream, struct pdf_code code,
			    lu size, lu x, lu y, lu width)
{
	int64_t natural = (int64_t)code.width * size; /* [1/1000 lu] */
	if (size < 1 || natural < 1)
		return;
	int64_t scale = (int64_t)width * 1000 * 10000 / natural; /* 1/100 % */
	prepare_line(stream, x, y);
	prepare_font(stream, code.resource, size);
	if (!is_near(stream, (int64_t)x * 1000))
		move_pen(stream, (int64_t)x * 1000);
	end_array(stream);
	buffer_append_string(&stream->out, "3 Tr ");
	pdf_append_hundredths(&stream->out, scale);
	buffer_append_string(&stream->out, " Tz");
	append_code(stream, code);
	end_array(stream);
	buffer_append_string(&stream->out, "0 Tr 100 Tz\n");
	stream->pen += natural * scale / 10000;
}

/* ---- Outlines as ink --------------------------------------------------- */

void pdf_stream_add_ink(struct pdf_stream *stream, const struct font_face *face,
			uint32_t glyph, lu size, lu x, lu y,
			struct colour colour)
{
	struct buffer *ink = &stream->ink;
	size_t start = ink->length;
	/* size / units per em, in millionths of a point a unit */
	int64_t scale = ((int64_t)size * 1000 + face->units_per_em / 2) /
			face->units_per_em;
	buffer_append_string(ink, "q ");
	append_colour(ink, colour, "g ", "rg ");
	pdf_append_decimal(ink, scale, 6);
	buffer_append_string(ink, " 0 0 ");
	pdf_append_decimal(ink, scale, 6);
	buffer_append_byte(ink, ' ');
	pdf_append_lu(ink, x);
	buffer_append_byte(ink, ' ');
	pdf_append_lu(ink, stream->page_height - y);
	buffer_append_string(ink, " cm ");
	size_t head = ink->length;
	pdf_append_outline(ink, face, glyph);
	if (ink->length == head) { /* nothing to be seen */
		ink->length = start;
		return;
	}
	buffer_append_string(ink, "f Q\n");
}

/* ---- Shapes ------------------------------------------------------------ */

static void append_curve(struct pdf_stream *stream, lu x1, lu y1, lu x2, lu y2,
			 lu x, lu y)
{
	append_point(stream, x1, y1);
	append_point(stream, x2, y2);
	append_point(stream, x, y);
	buffer_append_string(&stream->out, "c\n");
}

static void append_side(struct pdf_stream *stream, lu x, lu y)
{
	append_point(stream, x, y);
	buffer_append_string(&stream->out, "l\n");
}

static void append_round_box(struct pdf_stream *stream,
			     const struct rectangle *box, lu radius)
{
	lu left = box->x, right = box->x + box->width;
	lu top = box->y, bottom = box->y + box->height;
	lu r = radius;
	lu k = lu_scale(r, 4477, 10000); /* of the corner: 1 - 0.5523 */
	append_point(stream, left + r, top);
	buffer_append_string(&stream->out, "m\n");
	append_side(stream, right - r, top);
	append_curve(stream, right - k, top, right, top + k, right, top + r);
	append_side(stream, right, bottom - r);
	append_curve(stream, right, bottom - k, right - k, bottom, right - r,
		     bottom);
	append_side(stream, left + r, bottom);
	append_curve(stream, left + k, bottom, left, bottom - k, left,
		     bottom - r);
	append_side(stream, left, top + r);
	append_curve(stream, left, top + k, left + k, top, left + r, top);
	buffer_append_string(&stream->out, "h f\n");
}

void pdf_stream_rectangle(struct pdf_stream *stream,
			  const struct rectangle *box, lu radius,
			  struct colour colour)
{
	lu shorter = box->width < box->height ? box->width : box->height;
	pdf_stream_end_text(stream);
	open_mark(stream);
	pdf_stream_set_fill(stream, colour);
	if (radius > shorter / 2)
		radius = shorter / 2;
	if (radius > 0) {
		append_round_box(stream, box, radius);
		return;
	}
	append_point(stream, box->x, box->y + box->height);
	pdf_append_lu(&stream->out, box->width);
	buffer_append_byte(&stream->out, ' ');
	pdf_append_lu(&stream->out, box->height);
	buffer_append_string(&stream->out, " re f\n");
}

void pdf_stream_line(struct pdf_stream *stream, lu x1, lu y1, lu x2, lu y2,
		     lu width, struct colour colour)
{
	pdf_stream_end_text(stream);
	open_mark(stream);
	if (!is_same_colour(stream->stroke, colour)) {
		append_colour(&stream->out, colour, "G\n", "RG\n");
		stream->stroke = colour;
	}
	if (stream->stroke_width != width) {
		pdf_append_decimal(&stream->out, width, 3);
		buffer_append_string(&stream->out, " w\n");
		stream->stroke_width = width;
	}
	append_point(stream, x1, y1);
	buffer_append_string(&stream->out, "m ");
	append_point(stream, x2, y2);
	buffer_append_string(&stream->out, "l S\n");
}

void pdf_stream_image(struct pdf_stream *stream, uint32_t number,
		      uint8_t orientation, const struct rectangle *box)
{
	/* Which way the stored picture's right and up point on the page, by
	 * EXIF's orientation 1…8, and the corner (of the box, in its width
	 * and height) where the picture's lower left corner goes. */
	static const int8_t turns[8][6] = {
		{ 1, 0, 0, 1, 0, 0 },   { -1, 0, 0, 1, 1, 0 },
		{ -1, 0, 0, -1, 1, 1 }, { 1, 0, 0, -1, 0, 1 },
		{ 0, -1, -1, 0, 1, 1 }, { 0, -1, 1, 0, 0, 1 },
		{ 0, 1, 1, 0, 0, 0 },   { 0, 1, -1, 0, 1, 0 },
	};
	const int8_t *turn =
		turns[orientation >= 1 && orientation <= 8 ? orientation - 1 :
							     0];
	pdf_stream_end_text(stream);
	open_mark(stream);
	buffer_append_string(&stream->out, "q ");
	for (unsigned i = 0; i < 4; i++) {
		lu side = i % 2 ? box->height : box->width;
		pdf_append_lu(&stream->out, side * turn[i]);
		buffer_append_byte(&stream->out, ' ');
	}
	append_point(stream, box->x + box->width * turn[4],
		     box->y + box->height * (1 - turn[5]));
	buffer_append_string(&stream->out, "cm/I");
	buffer_append_integer(&stream->out, number);
	buffer_append_string(&stream->out, " Do Q\n");
}

/* ---- Turned text ------------------------------------------------------- */

/* The page's y goes down, PDF's up: the matrix is that of a turn the other way
 * about the same place. */
static struct pdf_stream_state state_of(const struct pdf_stream *stream)
{
	return (struct pdf_stream_state){
		stream->fill,        stream->stroke,   stream->stroke_width,
		stream->page_height, stream->resource, stream->size
	};
}

/* "a b c d e f cm": factors in [millionths], e and f in [lu]. */
static void append_matrix(struct pdf_stream *stream, const int64_t *factors,
			  int64_t e, int64_t f)
{
	for (size_t i = 0; i < 4; i++) {
		pdf_append_decimal(&stream->out, factors[i], 6);
		buffer_append_byte(&stream->out, ' ');
	}
	pdf_append_decimal(&stream->out, e, 3);
	buffer_append_byte(&stream->out, ' ');
	pdf_append_decimal(&stream->out, f, 3);
	buffer_append_string(&stream->out, " cm\n");
}

struct pdf_stream_state pdf_stream_begin_turned(struct pdf_stream *stream,
						const struct glyph_turn *turn,
						lu x, lu y)
{
	struct pdf_stream_state outside = state_of(stream);
	const int64_t one = 1000000,
		      factors[] = { turn->a, -turn->b, -turn->c, turn->d };
	int64_t up = stream->page_height - y;
	int64_t e = x - (turn->a * (int64_t)x - turn->c * up) / one;
	int64_t f = up - (turn->d * up - turn->b * (int64_t)x) / one;
	pdf_stream_end_text(stream);
	buffer_append_string(&stream->out, "q\n");
	append_matrix(stream, factors, e, f);
	return outside;
}

static void append_clip(struct pdf_stream *stream, const struct rectangle *box)
{
	const lu numbers[] = { box->x,
			       stream->page_height - box->y - box->height,
			       box->width, box->height };
	for (size_t i = 0; i < 4; i++) {
		pdf_append_decimal(&stream->out, numbers[i], 3);
		buffer_append_byte(&stream->out, ' ');
	}
	buffer_append_string(&stream->out, "re W n\n");
}

struct pdf_stream_state pdf_stream_begin_part(struct pdf_stream *stream,
					      const struct page_part *part,
					      lu sheet_height)
{
	static const int64_t upright[] = { 1000000, 0, 0, 1000000 },
			     turned[] = { 0, 1000000, -1000000, 0 };
	struct pdf_stream_state outside = state_of(stream);
	pdf_stream_end_text(stream);
	buffer_append_string(&stream->out, "q\n");
	append_clip(stream, &part->clip);
	if (part->is_turned)
		append_matrix(stream, turned, part->x + part->height,
			      sheet_height - part->y - part->width);
	else
		append_matrix(stream, upright, part->x,
			      sheet_height - part->y - part->height);
	stream->page_height = part->height;
	return outside;
}

void pdf_stream_end_turned(struct pdf_stream *stream,
			   const struct pdf_stream_state *outside)
{
	pdf_stream_end_text(stream);
	buffer_append_string(&stream->out, "Q\n");
	stream->fill = outside->fill;
	stream->stroke = outside->stroke;
	stream->stroke_width = outside->stroke_width;
	stream->page_height = outside->page_height;
	stream->resource = outside->resource;
	stream->size = outside->size;
}
