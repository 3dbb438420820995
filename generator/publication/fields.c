/* Values of publication.yaml: texts, dates, choices, addresses, paths. */
#include "publication/fields.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/address.h"
#include "base/date.h"
#include "base/limits.h"
#include "base/path.h"

const struct yaml_node *fields_find(const struct fields *fields,
				    const struct yaml_node *mapping,
				    const char *key, bool is_required)
{
	return yaml_find(mapping, key, is_required, fields->diagnostics);
}

bool fields_mapping(const struct fields *fields, const struct yaml_node *node,
		    const struct yaml_table *table, void *to)
{
	return yaml_table_mapping(table, fields, node, to, fields->diagnostics);
}

void *fields_items(const struct fields *fields, const struct yaml_node *node,
		   const struct yaml_field *field, size_t size)
{
	if (!yaml_expect(node, YAML_SEQUENCE, yaml_field_what(field),
			 fields->diagnostics))
		return NULL;
	return arena_allocate_array(fields->arena, node->count, size);
}

const char *fields_text(const struct fields *fields,
			const struct yaml_node *node, const char *what)
{
	if (!node || !yaml_expect(node, YAML_SCALAR, what, fields->diagnostics))
		return NULL;
	struct str text = yaml_is_null(node) ? STR("") : str_trim(node->text);
	if (text.length > LONGEST_TEXT) {
		diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place,
				"'%s' has %zu bytes; at most %d fit into the "
				"properties of a PDF",
				what, text.length, LONGEST_TEXT);
		return NULL;
	}
	if (text.length)
		return arena_copy(fields->arena, text.bytes, text.length);
	diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"'%s' is empty", what);
	return NULL;
}

static void read_languages(const struct fields *fields,
			   const struct yaml_node *node, const char *what,
			   struct localised *text)
{
	if (!fields->language_count) /* which is told */
		return;
	size_t errors = fields->diagnostics->error_count;
	bool is_any = false;
	yaml_check_keys(node, fields->languages, fields->language_count,
			fields->diagnostics);
	text->texts = arena_allocate_array(
		fields->arena, fields->language_count, sizeof *text->texts);
	for (size_t i = 0; i < fields->language_count; i++) {
		const char *language = fields->languages[i];
		const struct yaml_node *value = yaml_lookup(node, language);
		is_any |= value != NULL;
		if (!yaml_is_null(value))
			text->texts[i] = fields_text(fields, value, what);
	}
	for (size_t i = fields->language_count - fields->pseudo_count;
	     i < fields->language_count; i++)
		if (!text->texts[i] && text->texts[0])
			text->texts[i] = pseudo_text(
				fields->arena, pseudo_of(fields->languages[i]),
				text->texts[0]);
	/* One that is there and wrong was told, and a mapping of other things. */
	bool is_told = fields->diagnostics->error_count > errors &&
		       (!is_any ||
			!yaml_is_null(yaml_lookup(node, fields->languages[0])));
	if (!text->texts[0] && !is_told)
		diagnostics_add(fields->diagnostics,
				DIAGNOSTIC_PUBLICATION_NO_TEXT, node->place,
				"'%s' has no text in the source language '%s'",
				what, fields->languages[0]);
	/* Nothing is missing where something wrong stands. */
	for (size_t i = 1; i < fields->language_count; i++)
		if (!text->texts[i] &&
		    (fields->diagnostics->error_count > errors ||
		     !yaml_is_null(yaml_lookup(node, fields->languages[i]))))
			text->texts[i] = what;
}

void fields_localised(const struct fields *fields, const struct yaml_node *node,
		      const char *what, struct localised *text)
{
	if (!node)
		return;
	text->place = node->place;
	text->is_given = true;
	if (node->kind == YAML_MAPPING)
		read_languages(fields, node, what, text);
	else
		text->same = fields_text(fields, node, what);
	if (!text->texts && !text->same) /* nothing is missing: it is wrong */
		text->same = what;
}

void fields_localised_freely(const struct fields *fields,
			     const struct yaml_node *node, const char *what,
			     struct localised *text)
{
	fields_localised(fields, node, what, text);
	for (size_t i = 1;
	     node && node->kind == YAML_MAPPING && i < fields->language_count;
	     i++) {
		const struct yaml_node *value =
			yaml_lookup(node, fields->languages[i]);
		if (value && value->kind == YAML_SCALAR) /* others are told */
			yaml_tell_blank(value, fields->languages[i],
					fields->diagnostics);
	}
}

void fields_stand_in(struct localised *text, const char *words)
{
	if (text->texts && !text->texts[0])
		text->texts[0] = words;
	else if (!text->texts && !text->same)
		text->same = words;
}

int fields_choice(const struct fields *fields, const struct yaml_node *node,
		  const char *what, const char *const *words, size_t count)
{
	return yaml_choice(node, what, words, count, fields->diagnostics);
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

const char *fields_date(const struct fields *fields,
			const struct yaml_node *node, const char *what)
{
	const char *text = fields_text(fields, node, what);
	struct date date;
	if (!text || (date_parse(text, &date) && date.precision == DATE_DAY))
		return text;
	diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"'%s' is not a date; write year-month-day, such as "
			"2026-11-30",
			text);
	return NULL;
}

const char *fields_identifier(const struct fields *fields,
			      const struct yaml_node *node, const char *what)
{
	const char *text = fields_text(fields, node, what);
	if (!text)
		return NULL;
	size_t length = strlen(text);
	bool is_right = text[0] != '-' && text[length - 1] != '-';
	for (size_t i = 0; i < length; i++)
		is_right = is_right && (is_digit(text[i]) || text[i] == '-' ||
					(text[i] >= 'a' && text[i] <= 'z'));
	if (is_right)
		return text;
	diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"the %s '%s' goes into file names: use only the "
			"letters a to z, digits and hyphens between them",
			what, text);
	return NULL;
}

const char *fields_url(const struct fields *fields,
		       const struct yaml_node *node, const char *what)
{
	const char *text = fields_text(fields, node, what);
	if (!text)
		return NULL;
	struct str url = str_from(text);
	bool is_known = str_starts_with(url, STR("https://")) ||
			str_starts_with(url, STR("http://")) ||
			str_starts_with(url, STR("mailto:"));
	if (is_known && !address_refusal(url))
		return text;
	diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"'%s' must be an address that starts with https://, "
			"http:// or mailto:, not '%s'",
			what, text);
	return NULL;
}

const char *fields_path(const struct fields *fields,
			const struct yaml_node *node, const char *what)
{
	const char *text = fields_text(fields, node, what);
	if (!text || path_stays_inside(str_from(text)))
		return text;
	diagnostics_add(fields->diagnostics, DIAGNOSTIC_PUBLICATION_OUTSIDE,
			node->place, "'%s' is outside the publication's folder",
			text);
	return NULL;
}

bool *fields_language_set(const struct fields *fields,
			  const struct yaml_node *node, const char *what,
			  bool otherwise)
{
	bool *set =
		ARENA_NEW_ARRAY(fields->arena, fields->language_count, bool);
	/* Without languages nobody can say what is one, which is told. */
	if (!node || !fields->language_count ||
	    !yaml_expect(node, YAML_SEQUENCE, what, fields->diagnostics)) {
		for (size_t i = 0; i < fields->language_count; i++)
			set[i] = otherwise;
		return set;
	}
	for (size_t i = 0; i < node->count; i++) {
		int index = fields_choice(fields, node->items[i], "language",
					  fields->languages,
					  fields->language_count);
		if (index >= 0)
			set[index] = true;
	}
	for (size_t i = fields->language_count - fields->pseudo_count;
	     i < fields->language_count; i++)
		set[i] |= set[0];
	return set;
}

bool *fields_partial(const struct fields *fields, const struct yaml_node *node)
{
	bool is_word = node && node->kind == YAML_SCALAR;
	bool is_all = is_word && yaml_boolean(node, false, fields->diagnostics);
	return fields_language_set(fields, is_word ? NULL : node, "partial",
				   is_all);
}

const char *publication_localised_text(const struct localised *text,
				       size_t index)
{
	return text->same  ? text->same :
	       text->texts ? text->texts[index] :
			     NULL;
}

/* ---- For tables -------------------------------------------------------- */

static void read_text(const void *reader, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	*(const char **)to = fields_text(reader, node, yaml_field_what(field));
}

static void read_date(const void *reader, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	*(const char **)to = fields_date(reader, node, yaml_field_what(field));
}

static void read_url(const void *reader, const struct yaml_node *node,
		     const struct yaml_field *field, void *to)
{
	*(const char **)to = fields_url(reader, node, yaml_field_what(field));
}

static void read_identifier(const void *reader, const struct yaml_node *node,
			    const struct yaml_field *field, void *to)
{
	*(const char **)to =
		fields_identifier(reader, node, yaml_field_what(field));
}

static void read_path(const void *reader, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	*(const char **)to = fields_path(reader, node, yaml_field_what(field));
}

static void read_localised(const void *reader, const struct yaml_node *node,
			   const struct yaml_field *field, void *to)
{
	fields_localised(reader, node, yaml_field_what(field), to);
}

static void read_boolean(const void *reader, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	(void)field;
	*(bool *)to = yaml_boolean(node, *(bool *)to, fields->diagnostics);
}

static void read_wanted(const void *reader, const struct yaml_node *node,
			const struct yaml_field *field, void *to)
{
	*(bool **)to =
		fields_language_set(reader, node, yaml_field_what(field), true);
}

static void read_partial(const void *reader, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	(void)field;
	*(bool **)to = fields_partial(reader, node);
}

void fields_read_choice(const void *reader, const struct yaml_node *node,
			const struct yaml_field *field, void *to)
{
	const struct yaml_type *type = field->type;
	int index = fields_choice(reader, node, yaml_field_what(field),
				  type->words, type->word_count);
	if (index >= 0)
		*(unsigned *)to = (unsigned)index;
}

void fields_read_second(const void *reader, const struct yaml_node *node,
			const struct yaml_field *field, void *to)
{
	unsigned index = 0;
	assert(field->type->word_count == 2);
	fields_read_choice(reader, node, field, &index);
	*(bool *)to = index == 1;
}

void fields_read_number(const void *reader, const struct yaml_node *node,
			const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	unsigned *number = to;
	*number = (unsigned)yaml_number(node, *number, field->type->least,
					field->type->most, fields->diagnostics);
}

void fields_read_inside(const void *reader, const struct yaml_node *node,
			const struct yaml_field *field, void *to)
{
	(void)fields_mapping(reader, node, field->type->inside, to);
}

static const char *const booleans[] = { "true", "false" };

#define TYPE(type, says, reader) \
	const struct yaml_type field_##type = { .name = says, .read = reader }
TYPE(text, "text", read_text);
TYPE(localised, "text, or one for each language", read_localised);
TYPE(date, "date (year-month-day)", read_date);
TYPE(identifier, "name of a-z, 0-9 and hyphens", read_identifier);
TYPE(url, "address (https:, http: or mailto:)", read_url);
TYPE(path, "path within the publication's folder", read_path);
TYPE(languages, "list of languages", read_wanted);
TYPE(partial, "true, or a list of languages", read_partial);
#undef TYPE

const struct yaml_type field_boolean = { .name = "true or false",
					 .read = read_boolean,
					 .words = booleans,
					 .word_count = 2 };
