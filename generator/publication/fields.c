/* Values of publication.yaml: texts, dates, choices, addresses, paths. */
#include "publication/fields.h"

#include <stdlib.h>
#include <string.h>

#include "base/address.h"
#include "base/buffer.h"
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
		    const char *what, const struct field *table, size_t count,
		    void *to)
{
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, what, fields->diagnostics))
		return false;
	const char **keys = ARENA_NEW_ARRAY(fields->arena, count, const char *);
	for (size_t i = 0; i < count; i++)
		keys[i] = table[i].key;
	yaml_check_keys(node, keys, count, fields->diagnostics);
	for (size_t i = 0; i < count; i++) {
		const struct field *field = &table[i];
		const struct yaml_node *value = fields_find(
			fields, node, field->key, field->is_required);
		if (value)
			field->read(fields, value,
				    field->what ? field->what : field->key,
				    (char *)to + field->offset);
	}
	return true;
}

const char *fields_text(const struct fields *fields,
			const struct yaml_node *node, const char *what)
{
	if (!node || !yaml_expect(node, YAML_SCALAR, what, fields->diagnostics))
		return NULL;
	struct str text = yaml_is_null(node) ? STR("") : str_trim(node->text);
	if (text.length > LONGEST_TEXT)
		diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place,
				"'%s' has %zu bytes; at most %d fit into the "
				"properties of a PDF",
				what, text.length, LONGEST_TEXT);
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
}

void fields_localised_freely(const struct fields *fields,
			     const struct yaml_node *node, const char *what,
			     struct localised *text)
{
	fields_localised(fields, node, what, text);
	for (size_t i = 1;
	     node && node->kind == YAML_MAPPING && i < fields->language_count;
	     i++)
		yaml_tell_blank(yaml_lookup(node, fields->languages[i]),
				fields->languages[i], fields->diagnostics);
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
	if (!yaml_expect(node, YAML_SCALAR, what, fields->diagnostics))
		return -1;
	for (size_t i = 0; i < count; i++)
		if (str_equals_string(node->text, words[i]))
			return (int)i;
	const char *nearest = str_nearest(node->text, words, count);
	struct buffer all = BUFFER_INITIALISER;
	for (size_t i = 0; i < count; i++)
		buffer_append_format(&all, "%s%s", i ? ", " : "", words[i]);
	diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"unknown %s '%s'%s%s%s (allowed: %s)", what,
			node->text.bytes, nearest ? ", did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "",
			buffer_str(&all).bytes);
	buffer_release(&all);
	return -1;
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

void field_text(const struct fields *fields, const struct yaml_node *node,
		const char *what, void *to)
{
	*(const char **)to = fields_text(fields, node, what);
}

void field_localised(const struct fields *fields, const struct yaml_node *node,
		     const char *what, void *to)
{
	fields_localised(fields, node, what, to);
}

void field_date(const struct fields *fields, const struct yaml_node *node,
		const char *what, void *to)
{
	*(const char **)to = fields_date(fields, node, what);
}

void field_url(const struct fields *fields, const struct yaml_node *node,
	       const char *what, void *to)
{
	*(const char **)to = fields_url(fields, node, what);
}

void field_identifier(const struct fields *fields, const struct yaml_node *node,
		      const char *what, void *to)
{
	*(const char **)to = fields_identifier(fields, node, what);
}

void field_boolean(const struct fields *fields, const struct yaml_node *node,
		   const char *what, void *to)
{
	(void)what;
	*(bool *)to = yaml_boolean(node, *(bool *)to, fields->diagnostics);
}
