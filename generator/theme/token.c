/* Single tokens: colours, lengths, numbers. */
#include "theme/reader.h"

#include <stdlib.h>
#include <string.h>

const char *const theme_colour_keys[COLOUR_COUNT] = {
#define COLOUR(name, key) key,
#include "theme/tokens.def"
};

const char *const theme_role_keys[TEXT_ROLE_COUNT] = {
#define ROLE(name, key, grounds) key,
#include "theme/tokens.def"
};

const struct yaml_node *token_need(struct theme_reader *reader,
				   const struct yaml_node *mapping,
				   const char *key)
{
	return yaml_find(mapping, key, true, reader->diagnostics);
}

const struct yaml_node *token_find(struct theme_reader *reader,
				   const struct yaml_node *mapping,
				   const char *key)
{
	return yaml_find(mapping, key, false, reader->diagnostics);
}

/* ---- Colours ----------------------------------------------------------- */

static int hexadecimal(char letter)
{
	if (letter >= '0' && letter <= '9')
		return letter - '0';
	letter |= 0x20;
	return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* "#0b5563"; "#fff" is "#ffffff". */
static bool parse_colour(struct str text, struct colour *colour)
{
	uint8_t values[3];
	size_t digits = text.length == 7 ? 2 : 1;
	if ((text.length != 7 && text.length != 4) || text.bytes[0] != '#')
		return false;
	for (size_t i = 0; i < 3; i++) {
		const char *at = text.bytes + 1 + i * digits;
		int high = hexadecimal(at[0]);
		int low = hexadecimal(at[digits - 1]);
		if (high < 0 || low < 0)
			return false;
		values[i] = (uint8_t)(high * 16 + low);
	}
	*colour = (struct colour){ values[0], values[1], values[2] };
	return true;
}

/* What somebody may have meant who left out the number sign. */
static bool would_parse(struct str text)
{
	struct colour ignored;
	char with_sign[8] = "#";
	if (text.length != 3 && text.length != 6)
		return false;
	memcpy(with_sign + 1, text.bytes, text.length);
	return parse_colour(str_from(with_sign), &ignored);
}

bool token_colour(struct theme_reader *reader, const struct yaml_node *node,
		  struct colour *value)
{
	if (!node ||
	    !yaml_expect(node, YAML_SCALAR, "a colour", reader->diagnostics))
		return false;
	struct str text = str_trim(node->text);
	if (parse_colour(text, value))
		return true;
	if (text.length == 0)
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_THEME_COLOUR,
				node->place,
				"the colour is empty; write it in quotes, or "
				"what follows # is a comment: '#0b5563'");
	else if (would_parse(text))
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_THEME_COLOUR,
				node->place,
				"'%.*s' is no colour, did you mean '#%.*s'?",
				(int)text.length, text.bytes, (int)text.length,
				text.bytes);
	else
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_THEME_COLOUR,
				node->place,
				"'%.*s' is no colour; write red, green and "
				"blue as '#0b5563'",
				(int)text.length, text.bytes);
	return false;
}

/* ---- Numbers ----------------------------------------------------------- */

/* A decimal number and what stands behind it. */
static bool parse_number(struct str text, double *number, struct str *unit)
{
	char digits[24];
	size_t length = 0;
	while (length < text.length && length + 1 < sizeof digits &&
	       text.bytes[length] && strchr("0123456789.-", text.bytes[length]))
		length++;
	memcpy(digits, text.bytes, length);
	digits[length] = '\0';
	char *end;
	*number = strtod(digits, &end);
	*unit = str_trim(
		(struct str){ text.bytes + length, text.length - length });
	return length > 0 && *end == '\0';
}

struct measure {
	const char *unit; /* "" for none */
	double factor;
};

/* Reads a number in one of the units. */
static bool read_number(struct theme_reader *reader,
			const struct yaml_node *node, const char *what,
			const struct measure *measures, size_t count,
			double *value)
{
	double number;
	struct str unit;
	const char *first = measures[0].unit;
	const char *second = count > 1 ? measures[1].unit : NULL;
	if (!node || !yaml_expect(node, YAML_SCALAR, what, reader->diagnostics))
		return false;
	struct str text = str_trim(node->text);
	bool is_number = parse_number(text, &number, &unit);
	for (size_t i = 0; i < count && is_number; i++) {
		if (!str_equals_string(unit, measures[i].unit))
			continue;
		*value = number * measures[i].factor;
		return true;
	}
	const char *shown =
		is_number && text.length - unit.length < 12 ?
			arena_copy(reader->arena, text.bytes,
				   (size_t)(unit.bytes - text.bytes)) :
			"12";
	if (!*first)
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_THEME_UNIT,
				node->place,
				"'%s' is a number without a unit, not '%.*s'",
				what, (int)text.length, text.bytes);
	else
		diagnostics_add(
			reader->diagnostics, DIAGNOSTIC_THEME_UNIT, node->place,
			"'%s' cannot be '%.*s'; write '%s%s'%s%s%s%s", what,
			(int)text.length, text.bytes, shown, first,
			second ? " or '" : "", second ? shown : "",
			second ? second : "", second ? "'" : "");
	return false;
}

static bool is_within(struct theme_reader *reader, const struct yaml_node *node,
		      const char *what, double value, double least, double most,
		      const char *unit)
{
	if (value >= least && value <= most)
		return true;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"'%s' must be from %g%s to %g%s", what, least, unit,
			most, unit);
	return false;
}

static int32_t thousandths(double value)
{
	return (int32_t)(value * 1000 + (value < 0 ? -0.5 : 0.5));
}

bool token_length(struct theme_reader *reader, const struct yaml_node *node,
		  const char *what, double least, double most, lu *value)
{
	static const struct measure measures[] = { { "pt", 1 },
						   { "mm", 72 / 25.4 } };
	double points;
	if (!read_number(reader, node, what, measures, 2, &points) ||
	    !is_within(reader, node, what, points, least, most, "pt"))
		return false;
	*value = thousandths(points);
	return true;
}

bool token_number(struct theme_reader *reader, const struct yaml_node *node,
		  const char *what, const char *unit, double least, double most,
		  int32_t *value)
{
	struct measure measure = { unit, 1 };
	double number;
	if (!read_number(reader, node, what, &measure, 1, &number) ||
	    !is_within(reader, node, what, number, least, most, unit))
		return false;
	*value = thousandths(number);
	return true;
}

bool token_ratio(struct theme_reader *reader, const struct yaml_node *node,
		 const char *what, double least, double most, int32_t *value)
{
	return token_number(reader, node, what, "", least, most, value);
}

bool token_texts(struct theme_reader *reader, const struct yaml_node *node,
		 const char *what, const char ***texts, size_t *count)
{
	if (!node ||
	    !yaml_expect(node, YAML_SEQUENCE, what, reader->diagnostics))
		return false;
	*count = 0;
	*texts = ARENA_NEW_ARRAY(reader->arena, node->count, const char *);
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_node *item = node->items[i];
		if (yaml_is_null(item))
			yaml_tell_blank(item, what, reader->diagnostics);
		else if (yaml_expect(item, YAML_SCALAR, what,
				     reader->diagnostics))
			(*texts)[(*count)++] = item->text.bytes;
	}
	return true;
}
