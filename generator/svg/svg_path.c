/* Path data (SVG 1.1, 8.3): all commands become moves, lines and cubics. */
#include <math.h>

#include "svg/svg_private.h"

struct parser {
	struct str rest;
	struct svg_outline *outline;
	struct svg_point pen, start; /* of the subpath */
	struct svg_point control;    /* of the last curve, for S and T */
	char last;                   /* command, upper case */
	bool needs_move;             /* after Z: the next draws from start */
};

static bool scan_numbers(struct parser *parser, double *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!svg_scan_number(&parser->rest, &values[i]))
			return false;
		svg_skip_comma(&parser->rest);
	}
	return true;
}

/* Arcs' flags are one digit, and need nothing after them. */
static bool scan_flag(struct parser *parser, bool *flag)
{
	if (!parser->rest.length ||
	    (*parser->rest.bytes != '0' && *parser->rest.bytes != '1'))
		return false;
	*flag = *parser->rest.bytes == '1';
	parser->rest.bytes++;
	parser->rest.length--;
	svg_skip_comma(&parser->rest);
	return true;
}

static void begin_drawing(struct parser *parser)
{
	if (parser->needs_move)
		svg_outline_move(parser->outline, parser->start.x,
				 parser->start.y);
	parser->needs_move = false;
}

static void line_to(struct parser *parser, double x, double y)
{
	begin_drawing(parser);
	svg_outline_line(parser->outline, x, y);
	parser->pen = (struct svg_point){ x, y };
}

static void curve_to(struct parser *parser, struct svg_point control1,
		     struct svg_point control2, struct svg_point end)
{
	begin_drawing(parser);
	svg_outline_curve(parser->outline, control1, control2, end);
	parser->control = control2;
	parser->pen = end;
}

static void quadratic_to(struct parser *parser, struct svg_point control,
			 struct svg_point end)
{
	struct svg_point from = parser->pen;
	curve_to(parser,
		 (struct svg_point){ from.x + (control.x - from.x) * 2 / 3,
				     from.y + (control.y - from.y) * 2 / 3 },
		 (struct svg_point){ end.x + (control.x - end.x) * 2 / 3,
				     end.y + (control.y - end.y) * 2 / 3 },
		 end);
	parser->control = control;
}

/* The last control point, mirrored at the pen, where the last command was one
 * of `kinds`. */
static struct svg_point reflected(const struct parser *parser,
				  const char *kinds)
{
	if (!parser->last || !strchr(kinds, parser->last))
		return parser->pen;
	return (struct svg_point){ 2 * parser->pen.x - parser->control.x,
				   2 * parser->pen.y - parser->control.y };
}

/* ---- Arcs (SVG 1.1, appendix F.6) -------------------------------------- */

struct ellipse {
	double cx, cy, rx, ry, cosine, sine;
};

static struct svg_point on_ellipse(const struct ellipse *e, double x, double y)
{
	x *= e->rx;
	y *= e->ry;
	return (struct svg_point){ e->cx + x * e->cosine - y * e->sine,
				   e->cy + x * e->sine + y * e->cosine };
}

static void draw_arc(struct parser *parser, const struct ellipse *e,
		     double from, double sweep, struct svg_point end)
{
	unsigned parts =
		(unsigned)ceil(fabs(sweep) / 1.5707963267948966 - 1e-9);
	parts = parts < 1 ? 1 : parts > 4 ? 4 : parts;
	double step = sweep / parts, k = 4.0 / 3 * tan(step / 4);
	for (unsigned i = 0; i < parts; i++) {
		double a = from + i * step, b = a + step;
		double ca = cos(a), sa = sin(a), cb = cos(b), sb = sin(b);
		curve_to(parser, on_ellipse(e, ca - k * sa, sa + k * ca),
			 on_ellipse(e, cb + k * sb, sb - k * cb),
			 i + 1 == parts ? end : on_ellipse(e, cb, sb));
	}
}

static void arc_to(struct parser *parser, const double v[3], bool is_large,
		   bool is_clockwise, struct svg_point end)
{
	struct svg_point from = parser->pen;
	double rx = fabs(v[0]), ry = fabs(v[1]);
	double angle = v[2] * 3.14159265358979323846 / 180;
	if (from.x == end.x && from.y == end.y)
		return;
	if (rx < 1e-9 || ry < 1e-9) {
		line_to(parser, end.x, end.y);
		return;
	}
	struct ellipse e = { .cosine = cos(angle), .sine = sin(angle) };
	double dx = (from.x - end.x) / 2, dy = (from.y - end.y) / 2;
	double x = e.cosine * dx + e.sine * dy;
	double y = -e.sine * dx + e.cosine * dy;
	double excess = x * x / (rx * rx) + y * y / (ry * ry);
	if (excess > 1) { /* too small to reach: just large enough */
		rx *= sqrt(excess);
		ry *= sqrt(excess);
	}
	double left = excess >= 1 ? 0 : sqrt(1 / excess - 1);
	if (is_large == is_clockwise)
		left = -left;
	double cx = left * rx * y / ry, cy = -left * ry * x / rx;
	e.rx = rx;
	e.ry = ry;
	e.cx = e.cosine * cx - e.sine * cy + (from.x + end.x) / 2;
	e.cy = e.sine * cx + e.cosine * cy + (from.y + end.y) / 2;
	double first = atan2((y - cy) / ry, (x - cx) / rx);
	double sweep = atan2((-y - cy) / ry, (-x - cx) / rx) - first;
	if (is_clockwise && sweep < 0)
		sweep += 2 * 3.14159265358979323846;
	if (!is_clockwise && sweep > 0)
		sweep -= 2 * 3.14159265358979323846;
	draw_arc(parser, &e, first, sweep, end);
}

/* ---- Commands ---------------------------------------------------------- */

static struct svg_point place(const struct svg_point *origin, const double *v)
{
	return (struct svg_point){ origin->x + v[0], origin->y + v[1] };
}

static bool read_arc(struct parser *parser, const struct svg_point *origin)
{
	double radii[3], end[2];
	bool is_large, is_clockwise;
	if (!scan_numbers(parser, radii, 3) || !scan_flag(parser, &is_large) ||
	    !scan_flag(parser, &is_clockwise) || !scan_numbers(parser, end, 2))
		return false;
	arc_to(parser, radii, is_large, is_clockwise, place(origin, end));
	return true;
}

static bool read_curve(struct parser *parser, char command,
		       const struct svg_point *origin)
{
	double v[6];
	size_t count = command == 'C' ? 6 : command == 'T' ? 2 : 4;
	if (!scan_numbers(parser, v, count))
		return false;
	struct svg_point first = place(origin, v);
	struct svg_point end = place(origin, v + count - 2);
	if (command == 'C')
		curve_to(parser, first, place(origin, v + 2), end);
	else if (command == 'S')
		curve_to(parser, reflected(parser, "CS"), first, end);
	else if (command == 'Q')
		quadratic_to(parser, first, end);
	else
		quadratic_to(parser, reflected(parser, "QT"), end);
	return true;
}

static bool read_straight(struct parser *parser, char command,
			  const struct svg_point *origin)
{
	double v[2] = { 0, 0 };
	if (!scan_numbers(parser, v, command == 'H' || command == 'V' ? 1 : 2))
		return false;
	struct svg_point to = place(origin, v);
	if (command == 'H')
		to.y = parser->pen.y;
	if (command == 'V')
		to = (struct svg_point){ parser->pen.x, origin->y + v[0] };
	if (command != 'M') {
		line_to(parser, to.x, to.y);
		return true;
	}
	svg_outline_move(parser->outline, to.x, to.y);
	parser->pen = parser->start = to;
	parser->needs_move = false;
	return true;
}

static bool read_command(struct parser *parser, char command)
{
	static const struct svg_point zero = { 0, 0 };
	char upper = (char)(command & ~32);
	struct svg_point pen = parser->pen;
	const struct svg_point *origin = command == upper ? &zero : &pen;
	if (upper == 'A')
		return read_arc(parser, origin);
	return strchr("CSQT", upper) ? read_curve(parser, upper, origin) :
				       read_straight(parser, upper, origin);
}

static void close_subpath(struct parser *parser)
{
	if (!parser->needs_move)
		svg_outline_close(parser->outline);
	parser->needs_move = true;
	parser->pen = parser->start;
	parser->last = 'Z';
}

/* One command letter with all its sets of numbers. */
static bool read_commands(struct parser *parser, char command)
{
	if (!parser->last && (command & ~32) != 'M')
		return false;
	if ((command & ~32) == 'Z') {
		close_subpath(parser);
		return true;
	}
	do {
		if (!read_command(parser, command))
			return false;
		parser->last = (char)(command & ~32);
		if (command == 'M' || command == 'm')
			command = command == 'M' ? 'L' : 'l';
		svg_skip_comma(&parser->rest);
	} while (parser->rest.length &&
		 strchr("+-.0123456789", *parser->rest.bytes));
	return true;
}

bool svg_parse_path(struct str data, struct svg_outline *outline,
		    size_t *offset)
{
	struct parser parser = { .rest = data, .outline = outline };
	svg_skip_space(&parser.rest);
	while (parser.rest.length && !str_equals(str_trim(data), STR("none"))) {
		char command = *parser.rest.bytes;
		*offset = (size_t)(parser.rest.bytes - data.bytes);
		if (!command || !strchr("MmZzLlHhVvCcSsQqTtAa", command))
			return false;
		parser.rest.bytes++;
		parser.rest.length--;
		svg_skip_space(&parser.rest);
		if (!read_commands(&parser, command))
			return false;
		svg_skip_space(&parser.rest);
	}
	return true;
}
