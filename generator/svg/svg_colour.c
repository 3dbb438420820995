/* Colours of CSS (Color Module Level 4): names, hexadecimal, rgb(). */
#include <math.h>
#include <stdlib.h>

#include "svg/svg_private.h"

struct name {
	char name[21];
	uint32_t rgb;
};

/* clang-format off */
static const struct name names[] = {
	{ "aliceblue", 0xf0f8ff }, { "antiquewhite", 0xfaebd7 },
	{ "aqua", 0x00ffff }, { "aquamarine", 0x7fffd4 },
	{ "azure", 0xf0ffff }, { "beige", 0xf5f5dc }, { "bisque", 0xffe4c4 },
	{ "black", 0x000000 }, { "blanchedalmond", 0xffebcd },
	{ "blue", 0x0000ff }, { "blueviolet", 0x8a2be2 },
	{ "brown", 0xa52a2a }, { "burlywood", 0xdeb887 },
	{ "cadetblue", 0x5f9ea0 }, { "chartreuse", 0x7fff00 },
	{ "chocolate", 0xd2691e }, { "coral", 0xff7f50 },
	{ "cornflowerblue", 0x6495ed }, { "cornsilk", 0xfff8dc },
	{ "crimson", 0xdc143c }, { "cyan", 0x00ffff },
	{ "darkblue", 0x00008b }, { "darkcyan", 0x008b8b },
	{ "darkgoldenrod", 0xb8860b }, { "darkgray", 0xa9a9a9 },
	{ "darkgreen", 0x006400 }, { "darkgrey", 0xa9a9a9 },
	{ "darkkhaki", 0xbdb76b }, { "darkmagenta", 0x8b008b },
	{ "darkolivegreen", 0x556b2f }, { "darkorange", 0xff8c00 },
	{ "darkorchid", 0x9932cc }, { "darkred", 0x8b0000 },
	{ "darksalmon", 0xe9967a }, { "darkseagreen", 0x8fbc8f },
	{ "darkslateblue", 0x483d8b }, { "darkslategray", 0x2f4f4f },
	{ "darkslategrey", 0x2f4f4f }, { "darkturquoise", 0x00ced1 },
	{ "darkviolet", 0x9400d3 }, { "deeppink", 0xff1493 },
	{ "deepskyblue", 0x00bfff }, { "dimgray", 0x696969 },
	{ "dimgrey", 0x696969 }, { "dodgerblue", 0x1e90ff },
	{ "firebrick", 0xb22222 }, { "floralwhite", 0xfffaf0 },
	{ "forestgreen", 0x228b22 }, { "fuchsia", 0xff00ff },
	{ "gainsboro", 0xdcdcdc }, { "ghostwhite", 0xf8f8ff },
	{ "gold", 0xffd700 }, { "goldenrod", 0xdaa520 }, { "gray", 0x808080 },
	{ "green", 0x008000 }, { "greenyellow", 0xadff2f },
	{ "grey", 0x808080 }, { "honeydew", 0xf0fff0 },
	{ "hotpink", 0xff69b4 }, { "indianred", 0xcd5c5c },
	{ "indigo", 0x4b0082 }, { "ivory", 0xfffff0 }, { "khaki", 0xf0e68c },
	{ "lavender", 0xe6e6fa }, { "lavenderblush", 0xfff0f5 },
	{ "lawngreen", 0x7cfc00 }, { "lemonchiffon", 0xfffacd },
	{ "lightblue", 0xadd8e6 }, { "lightcoral", 0xf08080 },
	{ "lightcyan", 0xe0ffff }, { "lightgoldenrodyellow", 0xfafad2 },
	{ "lightgray", 0xd3d3d3 }, { "lightgreen", 0x90ee90 },
	{ "lightgrey", 0xd3d3d3 }, { "lightpink", 0xffb6c1 },
	{ "lightsalmon", 0xffa07a }, { "lightseagreen", 0x20b2aa },
	{ "lightskyblue", 0x87cefa }, { "lightslategray", 0x778899 },
	{ "lightslategrey", 0x778899 }, { "lightsteelblue", 0xb0c4de },
	{ "lightyellow", 0xffffe0 }, { "lime", 0x00ff00 },
	{ "limegreen", 0x32cd32 }, { "linen", 0xfaf0e6 },
	{ "magenta", 0xff00ff }, { "maroon", 0x800000 },
	{ "mediumaquamarine", 0x66cdaa }, { "mediumblue", 0x0000cd },
	{ "mediumorchid", 0xba55d3 }, { "mediumpurple", 0x9370db },
	{ "mediumseagreen", 0x3cb371 }, { "mediumslateblue", 0x7b68ee },
	{ "mediumspringgreen", 0x00fa9a }, { "mediumturquoise", 0x48d1cc },
	{ "mediumvioletred", 0xc71585 }, { "midnightblue", 0x191970 },
	{ "mintcream", 0xf5fffa }, { "mistyrose", 0xffe4e1 },
	{ "moccasin", 0xffe4b5 }, { "navajowhite", 0xffdead },
	{ "navy", 0x000080 }, { "oldlace", 0xfdf5e6 }, { "olive", 0x808000 },
	{ "olivedrab", 0x6b8e23 }, { "orange", 0xffa500 },
	{ "orangered", 0xff4500 }, { "orchid", 0xda70d6 },
	{ "palegoldenrod", 0xeee8aa }, { "palegreen", 0x98fb98 },
	{ "paleturquoise", 0xafeeee }, { "palevioletred", 0xdb7093 },
	{ "papayawhip", 0xffefd5 }, { "peachpuff", 0xffdab9 },
	{ "peru", 0xcd853f }, { "pink", 0xffc0cb }, { "plum", 0xdda0dd },
	{ "powderblue", 0xb0e0e6 }, { "purple", 0x800080 },
	{ "rebeccapurple", 0x663399 }, { "red", 0xff0000 },
	{ "rosybrown", 0xbc8f8f }, { "royalblue", 0x4169e1 },
	{ "saddlebrown", 0x8b4513 }, { "salmon", 0xfa8072 },
	{ "sandybrown", 0xf4a460 }, { "seagreen", 0x2e8b57 },
	{ "seashell", 0xfff5ee }, { "sienna", 0xa0522d },
	{ "silver", 0xc0c0c0 }, { "skyblue", 0x87ceeb },
	{ "slateblue", 0x6a5acd }, { "slategray", 0x708090 },
	{ "slategrey", 0x708090 }, { "snow", 0xfffafa },
	{ "springgreen", 0x00ff7f }, { "steelblue", 0x4682b4 },
	{ "tan", 0xd2b48c }, { "teal", 0x008080 }, { "thistle", 0xd8bfd8 },
	{ "tomato", 0xff6347 }, { "turquoise", 0x40e0d0 },
	{ "violet", 0xee82ee }, { "wheat", 0xf5deb3 }, { "white", 0xffffff },
	{ "whitesmoke", 0xf5f5f5 }, { "yellow", 0xffff00 },
	{ "yellowgreen", 0x9acd32 },
};
/* clang-format on */

static struct drawing_colour from_rgb(uint32_t rgb)
{
	return (struct drawing_colour){ (uint8_t)(rgb >> 16),
					(uint8_t)(rgb >> 8), (uint8_t)rgb };
}

static int compare(const void *key, const void *name)
{
	return strcmp(key, ((const struct name *)name)->name);
}

static bool parse_name(struct str text, struct svg_colour *colour)
{
	char lower[sizeof names->name];
	if (text.length >= sizeof lower)
		return false;
	for (size_t i = 0; i < text.length; i++)
		lower[i] = text.bytes[i] >= 'A' && text.bytes[i] <= 'Z' ?
				   (char)(text.bytes[i] | 32) :
				   text.bytes[i];
	lower[text.length] = '\0';
	if (strcmp(lower, "transparent") == 0) {
		*colour = (struct svg_colour){ { 0, 0, 0 }, 0 };
		return true;
	}
	const struct name *found =
		bsearch(lower, names, sizeof names / sizeof *names,
			sizeof *names, compare);
	if (!found)
		return false;
	*colour = (struct svg_colour){ from_rgb(found->rgb), 1 };
	return true;
}

static int hex_digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	byte |= 32;
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* "#rgb", "#rgba", "#rrggbb", "#rrggbbaa" */
static bool parse_hex(struct str text, struct svg_colour *colour)
{
	uint8_t parts[4] = { 0, 0, 0, 255 };
	size_t length = text.length - 1;
	if (length != 3 && length != 4 && length != 6 && length != 8)
		return false;
	size_t step = length < 6 ? 1 : 2;
	for (size_t i = 0; i < length / step; i++) {
		const char *digits = text.bytes + 1 + i * step;
		int high = hex_digit(digits[0]);
		int low = hex_digit(digits[step - 1]);
		if (high < 0 || low < 0)
			return false;
		parts[i] = (uint8_t)(high * 16 + low);
	}
	colour->rgb = (struct drawing_colour){ parts[0], parts[1], parts[2] };
	colour->opacity = parts[3] / 255.0;
	return true;
}

/* The three or four numbers within brackets, each of 0 to `most`, of which per
 * cent are: "1, 2, 3)", "1 2 3 / 50%)". Degrees may say so. */
static bool scan_parts(struct str rest, const double most[4], double parts[4])
{
	size_t count = 0;
	parts[3] = 1;
	for (svg_skip_space(&rest); count < 4; count++) {
		if (!svg_scan_length(&rest, most[count], &parts[count]))
			break;
		if (str_starts_with(rest, STR("deg"))) {
			rest.bytes += 3;
			rest.length -= 3;
		}
		svg_skip_comma(&rest);
		if (count == 2 && rest.length && *rest.bytes == '/') {
			rest.bytes++;
			rest.length--;
			svg_skip_space(&rest);
		}
		if (most[count] < 360)
			parts[count] = fmin(fmax(parts[count], 0), most[count]);
	}
	return count >= 3 && str_equals(rest, STR(")"));
}

/* "rgb(1, 2, 3)", "rgb(1 2 3 / 50%)", "rgba(…)" */
static bool parse_rgb(struct str inside, struct svg_colour *colour)
{
	static const double most[4] = { 255, 255, 255, 1 };
	double parts[4];
	if (!scan_parts(inside, most, parts))
		return false;
	colour->rgb = (struct drawing_colour){ (uint8_t)(parts[0] + 0.5),
					       (uint8_t)(parts[1] + 0.5),
					       (uint8_t)(parts[2] + 0.5) };
	colour->opacity = parts[3];
	return true;
}

/* CSS Color 4, 7.1: one component, told by its offset on the circle. */
static uint8_t component_of_hsl(double offset, const double parts[4])
{
	double light = parts[2];
	double k = fmod(offset + parts[0] / 30, 12);
	k += k < 0 ? 12 : 0;
	double most = parts[1] * fmin(light, 1 - light);
	double value = light - most * fmax(-1, fmin(fmin(k - 3, 9 - k), 1));
	return (uint8_t)(fmin(fmax(value, 0), 1) * 255 + 0.5);
}

/* "hsl(120, 100%, 50%)", "hsl(120deg 100% 50% / 0.5)", "hsla(…)" */
static bool parse_hsl(struct str inside, struct svg_colour *colour)
{
	static const double most[4] = { 360, 1, 1, 1 };
	double parts[4];
	if (!scan_parts(inside, most, parts))
		return false;
	colour->rgb = (struct drawing_colour){ component_of_hsl(0, parts),
					       component_of_hsl(8, parts),
					       component_of_hsl(4, parts) };
	colour->opacity = parts[3];
	return true;
}

static bool parse_function(struct str text, struct svg_colour *colour)
{
	static const struct {
		const char *name;
		bool (*parse)(struct str inside, struct svg_colour *colour);
	} functions[] = { { "rgb(", parse_rgb },
			  { "rgba(", parse_rgb },
			  { "hsl(", parse_hsl },
			  { "hsla(", parse_hsl } };
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		struct str name = str_from(functions[i].name);
		if (str_starts_with(text, name))
			return functions[i].parse(
				(struct str){ text.bytes + name.length,
					      text.length - name.length },
				colour);
	}
	return parse_name(text, colour);
}

bool svg_parse_colour(struct str text, struct svg_colour *colour)
{
	text = str_trim(text);
	if (!text.length)
		return false;
	if (*text.bytes == '#')
		return parse_hex(text, colour);
	return parse_function(text, colour);
}
