/* Attributes in braces. */
#include "markdown/attributes.h"

#include "base/buffer.h"
#include "base/language.h"
#include "base/vector.h"
#include "markdown/entity.h"

struct parsing {
	struct str text;
	size_t at;
	struct attributes *attributes;
	VECTOR(struct str) classes;
	VECTOR(struct attribute) pairs;
};

static char peek(const struct parsing *parsing)
{
	return parsing->at < parsing->text.length ?
		       parsing->text.bytes[parsing->at] :
		       '\0';
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* A name ends at white space, a sign of the grammar, or the line's end. */
static struct str take_name(struct parsing *parsing)
{
	size_t start = parsing->at;
	while (!strchr(" \t\r\n{}#.=\"'<>", peek(parsing)) ||
	       (peek(parsing) == '.' && parsing->at > start))
		parsing->at++;
	return (struct str){ parsing->text.bytes + start, parsing->at - start };
}

static bool take_quoted(struct parsing *parsing, struct str *value)
{
	char quote = peek(parsing);
	size_t start = ++parsing->at;
	while (peek(parsing) != quote) {
		if (peek(parsing) == '\\')
			parsing->at++;
		if (strchr("\r\n", peek(parsing)))
			return false;
		parsing->at++;
	}
	*value = (struct str){ parsing->text.bytes + start,
			       parsing->at - start };
	parsing->at++;
	return true;
}

static bool take_value(struct parsing *parsing, struct str *value)
{
	char first = peek(parsing);
	if (first == '"' || first == '\'')
		return take_quoted(parsing, value);
	size_t start = parsing->at;
	while (!strchr(" \t\r\n}\"'", peek(parsing)))
		parsing->at++;
	*value = (struct str){ parsing->text.bytes + start,
			       parsing->at - start };
	return value->length > 0;
}

static bool take_pair(struct parsing *parsing)
{
	struct attribute pair = { .key = take_name(parsing) };
	if (!pair.key.length || peek(parsing) != '=')
		return false;
	parsing->at++;
	if (!take_value(parsing, &pair.value))
		return false;
	*VECTOR_ADD(&parsing->pairs) = pair;
	return true;
}

static bool take_item(struct parsing *parsing)
{
	struct str name;
	switch (peek(parsing)) {
	case '.':
		parsing->at++;
		name = take_name(parsing);
		*VECTOR_ADD(&parsing->classes) = name;
		return name.length > 0;
	case '#':
		parsing->at++;
		name = take_name(parsing);
		parsing->attributes->identifier = name;
		return name.length > 0;
	case '-':
		/* Pandoc's {-}: a heading without a number. */
		parsing->at++;
		*VECTOR_ADD(&parsing->classes) = STR("unnumbered");
		return is_blank(peek(parsing)) || peek(parsing) == '}';
	default:
		return take_pair(parsing);
	}
}

static bool take_all(struct parsing *parsing)
{
	parsing->at = 1;
	for (;;) {
		size_t start = parsing->at;
		while (is_blank(peek(parsing)))
			parsing->at++;
		if (peek(parsing) == '}')
			break;
		/* White space stands between two of them. */
		if (start == parsing->at && start > 1)
			return false;
		if (!take_item(parsing))
			return false;
	}
	parsing->at++;
	return true;
}

size_t attributes_parse(struct arena *arena, struct str text,
			struct attributes *attributes)
{
	*attributes = (struct attributes){ 0 };
	if (!text.length || text.bytes[0] != '{')
		return 0;
	struct parsing parsing = { .text = text, .attributes = attributes };
	bool is_whole = take_all(&parsing);
	if (is_whole) {
		attributes->class_count = parsing.classes.count;
		attributes->count = parsing.pairs.count;
		attributes->classes = ARENA_NEW_ARRAY(
			arena, parsing.classes.count, struct str);
		attributes->pairs = ARENA_NEW_ARRAY(arena, parsing.pairs.count,
						    struct attribute);
		for (size_t i = 0; i < parsing.classes.count; i++)
			attributes->classes[i] = parsing.classes.items[i];
		for (size_t i = 0; i < parsing.pairs.count; i++)
			attributes->pairs[i] = parsing.pairs.items[i];
	}
	VECTOR_RELEASE(&parsing.classes);
	VECTOR_RELEASE(&parsing.pairs);
	return is_whole ? parsing.at : 0;
}

const char *attributes_value(struct reading *reading,
			     const struct attributes *attributes,
			     const char *key)
{
	for (size_t i = 0; i < attributes->count; i++)
		if (str_equals_string(attributes->pairs[i].key, key))
			return entity_unescape(reading->arena,
					       attributes->pairs[i].value)
				.bytes;
	return NULL;
}

/* ---- Language and direction ---------------------------------------------- */

void attributes_set_language(struct reading *reading, struct node *node,
			     const char *language, const char *direction)
{
	const char *instead = NULL;
	const char *tag = language ? language_read_tag(reading->arena, language,
						       &instead) :
				     NULL;
	if (tag) {
		node->language = tag;
		node->direction = document_direction_of_language(tag);
	} else if (language) {
		reading_mistake(reading, DIAGNOSTIC_LANGUAGE_TAG, node->place,
				"'%s' is not a language tag%s%s%s", language,
				instead ? "; write '" : "",
				instead ? instead : "", instead ? "'" : "");
	}
	if (!direction)
		return;
	if (strcmp(direction, "rtl") == 0)
		node->direction = DIRECTION_RTL;
	else if (strcmp(direction, "ltr") == 0)
		node->direction = DIRECTION_LTR;
	else if (strcmp(direction, "auto") != 0)
		reading_mistake(reading, DIAGNOSTIC_ATTRIBUTE_VALUE,
				node->place, "dir must be ltr or rtl, not '%s'",
				direction);
}

void attributes_apply(struct reading *reading,
		      const struct attributes *attributes, size_t skipped,
		      struct node *node)
{
	if (attributes->identifier.length)
		node->identifier =
			entity_unescape(reading->arena, attributes->identifier)
				.bytes;
	struct buffer classes = BUFFER_INITIALISER;
	for (size_t i = skipped; i < attributes->class_count; i++) {
		if (classes.length)
			buffer_append_byte(&classes, ' ');
		buffer_append_str(&classes, attributes->classes[i]);
	}
	if (classes.length)
		node->classes = arena_copy(reading->arena, classes.bytes,
					   classes.length);
	buffer_release(&classes);
	attributes_set_language(reading, node,
				attributes_value(reading, attributes, "lang"),
				attributes_value(reading, attributes, "dir"));
}

/* ---- Checking ------------------------------------------------------------ */

/* What every block and span takes. */
static const char *const general[] = {
#define GENERAL(KEY, HELP) KEY,
#include "document/kinds.def"
};

enum { GENERAL_COUNT = sizeof general / sizeof *general };

static bool is_among(struct str key, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equals_string(key, keys[i]))
			return true;
	return false;
}

static void append_keys(struct buffer *out, const char *const *keys,
			size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_append_format(out, "%s, ", keys[i]);
	for (size_t i = 0; i < GENERAL_COUNT; i++)
		buffer_append_format(out, "%s%s",
				     i == 0                 ? "" :
				     i + 1 == GENERAL_COUNT ? " and " :
							      ", ",
				     general[i]);
}

void attributes_check(struct reading *reading,
		      const struct attributes *attributes, const char *what,
		      const char *const *known, size_t count,
		      struct place place)
{
	if (!reading_is_build(reading))
		return;
	for (size_t i = 0; i < attributes->count; i++) {
		struct str key = attributes->pairs[i].key;
		if (is_among(key, known, count) ||
		    is_among(key, general, GENERAL_COUNT))
			continue;
		struct buffer names = BUFFER_INITIALISER;
		append_keys(&names, known, count);
		reading_mistake(reading, DIAGNOSTIC_ATTRIBUTE_UNKNOWN, place,
				"unknown attribute '%.*s' of %s; it takes %s",
				(int)key.length, key.bytes, what, names.bytes);
		buffer_release(&names);
	}
}
