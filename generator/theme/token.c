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

static bool read_colour(const struct theme_reader *reader,
			const struct yaml_node *node, struct colour *value)
{
	if (!yaml_expect(node, YAML_SCALAR, "a colour", reader->diagnostics))
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

void theme_read_colour(const void *with, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	struct theme_colour_token *token = to;
	(void)field;
	token->place = node->place;
	token->is_known = read_colour(with, node, &token->value);
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
static bool read_number(const struct theme_reader *reader,
			const struct yaml_node *node, const char *what,
			const struct measure *measures, size_t count,
			double *value)
{
	double number;
	struct str unit;
	const char *first = measures[0].unit;
	const char *second = count > 1 ? measures[1].unit : NULL;
	if (!yaml_expect(node, YAML_SCALAR, what, reader->diagnostics))
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

static bool is_within(const struct theme_reader *reader,
		      const struct yaml_node *node,
		      const struct yaml_field *field, double value,
		      const char *unit)
{
	double least = field->type->least, most = field->type->most;
	if (value >= least && value <= most)
		return true;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"'%s' must be from %g%s to %g%s",
			yaml_field_what(field), least, unit, most, unit);
	return false;
}

static int32_t thousandths(double value)
{
	return (int32_t)(value * 1000 + (value < 0 ? -0.5 : 0.5));
}

void theme_read_length(const void *with, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	static const struct measure measures[] = { { "pt", 1 },
						   { "mm", 72 / 25.4 } };
	double points;
	if (read_number(with, node, yaml_field_what(field), measures,
			COUNT(measures), &points) &&
	    is_within(with, node, field, points, "pt"))
		*(lu *)to = thousandths(points);
}

static void read_in(const struct theme_reader *reader,
		    const struct yaml_node *node,
		    const struct yaml_field *field, const char *unit,
		    int32_t *to)
{
	struct measure measure = { unit, 1 };
	double number;
	if (read_number(reader, node, yaml_field_what(field), &measure, 1,
			&number) &&
	    is_within(reader, node, field, number, unit))
		*to = thousandths(number);
}

void theme_read_ratio(const void *with, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	read_in(with, node, field, "", to);
}

void theme_read_pixels(const void *with, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	read_in(with, node, field, "px", to);
}

void theme_read_ems(const void *with, const struct yaml_node *node,
		    const struct yaml_field *field, void *to)
{
	read_in(with, node, field, "em", to);
}

/* ---- What holds others ------------------------------------------------- */

void theme_read_inside(const void *with, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	const struct theme_reader *reader = with;
	(void)yaml_table_mapping(field->type->inside, reader, node, to,
				 reader->diagnostics);
}

bool theme_texts(const struct theme_reader *reader,
		 const struct yaml_node *node, const char *what,
		 const char ***texts, size_t *count)
{
	if (!yaml_expect(node, YAML_SEQUENCE, what, reader->diagnostics))
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
