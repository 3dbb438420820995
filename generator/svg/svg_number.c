/* Numbers, lengths and transforms of SVG. */
#include <math.h>

#include "svg/svg_private.h"

/* ---- Matrices ---------------------------------------------------------- */

struct svg_matrix svg_multiply(struct svg_matrix outer, struct svg_matrix inner)
{
	return (struct svg_matrix){
		outer.a * inner.a + outer.c * inner.b,
		outer.b * inner.a + outer.d * inner.b,
		outer.a * inner.c + outer.c * inner.d,
		outer.b * inner.c + outer.d * inner.d,
		outer.a * inner.e + outer.c * inner.f + outer.e,
		outer.b * inner.e + outer.d * inner.f + outer.f,
	};
}

struct svg_point svg_apply(const struct svg_matrix *matrix,
			   struct svg_point point)
{
	return (struct svg_point){
		matrix->a * point.x + matrix->c * point.y + matrix->e,
		matrix->b * point.x + matrix->d * point.y + matrix->f,
	};
}

struct svg_matrix svg_translation(double x, double y)
{
	return (struct svg_matrix){ 1, 0, 0, 1, x, y };
}

struct svg_matrix svg_scaling(double x, double y)
{
	return (struct svg_matrix){ x, 0, 0, y, 0, 0 };
}

/* ---- Scanning ---------------------------------------------------------- */

static void skip(struct str *rest, size_t count)
{
	rest->bytes += count;
	rest->length -= count;
}

static bool is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

void svg_skip_space(struct str *rest)
{
	while (rest->length && is_space(*rest->bytes))
		skip(rest, 1);
}

void svg_skip_comma(struct str *rest)
{
	svg_skip_space(rest);
	if (rest->length && *rest->bytes == ',')
		skip(rest, 1);
	svg_skip_space(rest);
}

/* "e-5", unless the e begins a unit such as em. */
static int scan_exponent(struct str *rest)
{
	size_t at = 1;
	bool is_negative = false;
	int exponent = 0;
	if (rest->length < 2 || (*rest->bytes | 32) != 'e')
		return 0;
	if (rest->bytes[at] == '+' || rest->bytes[at] == '-')
		is_negative = rest->bytes[at++] == '-';
	if (at >= rest->length || !is_digit(rest->bytes[at]))
		return 0;
	for (; at < rest->length && is_digit(rest->bytes[at]); at++)
		if (exponent < 1000)
			exponent = exponent * 10 + rest->bytes[at] - '0';
	skip(rest, at);
	return is_negative ? -exponent : exponent;
}

/* By hand, since strtod() minds the locale and reads "inf" and "0x". */
bool svg_scan_number(struct str *rest, double *value)
{
	struct str text = *rest;
	double number = 0;
	int exponent = 0, sign = 1;
	size_t digits = 0;
	bool is_fraction = false;
	if (text.length && (*text.bytes == '+' || *text.bytes == '-')) {
		sign = *text.bytes == '-' ? -1 : 1;
		skip(&text, 1);
	}
	for (; text.length; skip(&text, 1)) {
		if (*text.bytes == '.' && !is_fraction &&
		    (digits || (text.length > 1 && is_digit(text.bytes[1])))) {
			is_fraction = true;
			continue;
		}
		if (!is_digit(*text.bytes))
			break;
		digits++;
		if (number < 1e17)
			number = number * 10 + (*text.bytes - '0');
		else
			exponent++;
		exponent -= is_fraction;
	}
	if (!digits)
		return false;
	exponent += scan_exponent(&text);
	number = exponent < 0 ? number / pow(10, -exponent) :
				number * pow(10, exponent);
	if (!isfinite(number) || number > 1e30)
		return false;
	*value = sign * number;
	*rest = text;
	return true;
}

bool svg_scan_length(struct str *rest, double whole, double *value)
{
	static const struct {
		char name[3];
		double pixels;
	} units[] = { { "px", 1 },         { "pt", 96 / 72.0 }, { "pc", 16 },
		      { "mm", 96 / 25.4 }, { "cm", 96 / 2.54 }, { "in", 96 } };
	if (!svg_scan_number(rest, value))
		return false;
	if (rest->length && *rest->bytes == '%') {
		*value *= whole / 100;
		skip(rest, 1);
		return true;
	}
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (str_starts_with(*rest, str_from(units[i].name))) {
			*value *= units[i].pixels;
			skip(rest, 2);
			return true;
		}
	return true;
}

bool svg_parse_length(struct str text, double whole, double *value)
{
	struct str rest = str_trim(text);
	double length;
	if (!svg_scan_length(&rest, whole, &length) || rest.length)
		return false;
	*value = length;
	return true;
}

bool svg_parse_fraction(struct str text, double *value)
{
	if (!svg_parse_length(text, 1, value))
		return false;
	*value = *value < 0 ? 0 : *value > 1 ? 1 : *value;
	return true;
}

/* ---- Transforms -------------------------------------------------------- */

static const double radians = 3.14159265358979323846 / 180;

static struct svg_matrix rotation(double degrees)
{
	/* Right angles are frequent, and are to be exact. */
	double turn = fmod(degrees, 360);
	turn += turn < 0 ? 360 : 0;
	double sine = turn == 90  ? 1 :
		      turn == 270 ? -1 :
		      turn == 180 ? 0 :
				    sin(turn * radians);
	double cosine = turn == 90 || turn == 270 ? 0 :
			turn == 180               ? -1 :
						    cos(turn * radians);
	return (struct svg_matrix){ cosine, sine, -sine, cosine, 0, 0 };
}

static bool make_transform(struct str name, const double *v, size_t count,
			   struct svg_matrix *matrix)
{
	if (str_equals(name, STR("matrix")) && count == 6) {
		*matrix = (struct svg_matrix){ v[0], v[1], v[2],
					       v[3], v[4], v[5] };
	} else if (str_equals(name, STR("translate")) && count >= 1 &&
		   count <= 2) {
		*matrix = svg_translation(v[0], count == 2 ? v[1] : 0);
	} else if (str_equals(name, STR("scale")) && count >= 1 && count <= 2) {
		*matrix = svg_scaling(v[0], count == 2 ? v[1] : v[0]);
	} else if (str_equals(name, STR("rotate")) && count == 1) {
		*matrix = rotation(v[0]);
	} else if (str_equals(name, STR("rotate")) && count == 3) {
		*matrix = svg_multiply(svg_translation(v[1], v[2]),
				       rotation(v[0]));
		*matrix = svg_multiply(*matrix, svg_translation(-v[1], -v[2]));
	} else if (str_equals(name, STR("translateX")) && count == 1) {
		*matrix = svg_translation(v[0], 0);
	} else if (str_equals(name, STR("translateY")) && count == 1) {
		*matrix = svg_translation(0, v[0]);
	} else if (str_equals(name, STR("skewX")) && count == 1) {
		*matrix = (struct svg_matrix){ 1, 0, tan(v[0] * radians),
					       1, 0, 0 };
	} else if (str_equals(name, STR("skewY")) && count == 1) {
		*matrix = (struct svg_matrix){ 1, tan(v[0] * radians), 0, 1, 0,
					       0 };
	} else {
		return false;
	}
	return true;
}

bool svg_parse_transform(struct str text, struct svg_matrix *matrix)
{
	struct str rest = str_trim(text);
	*matrix = svg_scaling(1, 1);
	if (str_equals(rest, STR("none")))
		return true;
	while (rest.length) {
		double values[6];
		size_t count = 0;
		struct svg_matrix one;
		ptrdiff_t bracket = str_find_byte(rest, '(');
		if (bracket < 0)
			return false;
		struct str name = { rest.bytes, (size_t)bracket };
		skip(&rest, (size_t)bracket + 1);
		svg_skip_space(&rest);
		while (count < 6 && svg_scan_number(&rest, &values[count])) {
			count++;
			/* CSS has units where attributes have none */
			if (str_starts_with(rest, STR("px")))
				skip(&rest, 2);
			else if (str_starts_with(rest, STR("deg")))
				skip(&rest, 3);
			svg_skip_comma(&rest);
		}
		if (!rest.length || *rest.bytes != ')' ||
		    !make_transform(str_trim(name), values, count, &one))
			return false;
		skip(&rest, 1);
		svg_skip_comma(&rest);
		*matrix = svg_multiply(*matrix, one);
	}
	return true;
}
