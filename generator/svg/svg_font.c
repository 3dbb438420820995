/* The font that a text of a picture asks for. Texts are set in the fonts of
 * the publication: of what is asked, size, weight, slant and whether letters
 * are equally wide hold. */
#include <string.h>

#include "svg/svg_private.h"

bool svg_font_length(const struct svg_style *style, struct str text,
		     double whole, double *value)
{
	struct str rest = str_trim(text);
	double number;
	if (!svg_scan_number(&rest, &number))
		return false;
	if (str_equals(rest, STR("em")) || str_equals(rest, STR("ex"))) {
		*value = number * style->font_size *
			 (rest.bytes[1] == 'm' ? 1 : 0.5);
		return true;
	}
	if (str_equals(rest, STR("rem"))) {
		*value = number * svg_initial_style.font_size;
		return true;
	}
	return svg_parse_length(text, whole, value);
}

bool svg_set_font_size(struct svg_style *style, struct str value)
{
	static const struct {
		const char *name;
		double size, factor;
	} names[] = {
		{ "xx-small", 9, 0 },      { "x-small", 10, 0 },
		{ "small", 13, 0 },        { "medium", 16, 0 },
		{ "large", 18, 0 },        { "x-large", 24, 0 },
		{ "xx-large", 32, 0 },     { "larger", 0, 1.2 },
		{ "smaller", 0, 1 / 1.2 },
	};
	double size;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equals_string(value, names[i].name)) {
			style->font_size = names[i].size +
					   names[i].factor * style->font_size;
			return true;
		}
	if (!svg_font_length(style, value, style->font_size, &size) || size < 0)
		return false;
	style->font_size = size;
	return true;
}

bool svg_set_font_weight(struct svg_style *style, struct str value)
{
	double weight;
	struct str rest = value;
	if (str_equals(value, STR("bold")) || str_equals(value, STR("bolder")))
		style->is_bold = true;
	else if (str_equals(value, STR("normal")) ||
		 str_equals(value, STR("lighter")))
		style->is_bold = false;
	else if (svg_scan_number(&rest, &weight) && !rest.length)
		style->is_bold = weight >= 600;
	else
		return false;
	return true;
}

bool svg_set_font_slant(struct svg_style *style, struct str value)
{
	style->is_italic = str_starts_with(value, STR("italic")) ||
			   str_starts_with(value, STR("oblique"));
	return style->is_italic || str_equals(value, STR("normal"));
}

static struct str cut_word(struct str *rest)
{
	struct str word = { rest->bytes, 0 };
	while (word.length < rest->length &&
	       !strchr(" \t\r\n\f", word.bytes[word.length]))
		word.length++;
	rest->bytes += word.length;
	rest->length -= word.length;
	svg_skip_space(rest);
	return word;
}

/* "italic bold 12px/1.25 'DejaVu Sans', sans-serif" (CSS Fonts 4, 2.7) */
bool svg_set_font(struct svg_style *style, struct str value)
{
	struct svg_style new = *style;
	struct str rest = value;
	new.is_bold = new.is_italic = false;
	while (rest.length) {
		struct str word = cut_word(&rest);
		ptrdiff_t slash = str_find_byte(word, '/');
		struct str size = { word.bytes,
				    slash < 0 ? word.length : (size_t)slash };
		struct str weight = word;
		double number;
		bool is_number = svg_scan_number(&weight, &number);
		if (is_number ? weight.length > 0 :
				svg_set_font_size(&new, size)) {
			if (is_number && !svg_set_font_size(&new, size))
				return false;
			new.family = rest;
			*style = new;
			return rest.length > 0;
		}
		if (!svg_set_font_weight(&new, word))
			svg_set_font_slant(&new, word); /* or small capitals */
	}
	return false;
}

/* Cuts the next name off a list of families, without its quotation marks. */
static struct str cut_family(struct str *rest)
{
	ptrdiff_t comma = str_find_byte(*rest, ',');
	size_t length = comma < 0 ? rest->length : (size_t)comma;
	struct str name = str_trim((struct str){ rest->bytes, length });
	length += comma >= 0;
	rest->bytes += length;
	rest->length -= length;
	if (name.length >= 2 && (*name.bytes == '"' || *name.bytes == '\'')) {
		name.bytes++;
		name.length -= 2;
	}
	return name;
}

static bool is_generic(struct str name)
{
	static const char *const names[] = { "sans-serif",   "serif",
					     "monospace",    "system-ui",
					     "sans",         "inherit",
					     "initial",      "ui-sans-serif",
					     "-apple-system" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equals_string(name, names[i]))
			return true;
	return false;
}

struct str svg_font_wanted(const struct svg_style *style)
{
	struct str rest = style->family, first = { "", 0 };
	while (rest.length) {
		struct str name = cut_family(&rest);
		if (is_generic(name))
			return STR("");
		if (!first.length)
			first = name;
	}
	return first;
}

bool svg_font_is_code(const struct svg_style *style)
{
	return str_find(style->family, STR("mono")) >= 0 ||
	       str_find(style->family, STR("Mono")) >= 0 ||
	       str_find(style->family, STR("Courier")) >= 0 ||
	       str_find(style->family, STR("Consolas")) >= 0 ||
	       str_find(style->family, STR("Menlo")) >= 0;
}
