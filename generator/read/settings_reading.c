/* `reading:` of findings.yaml: how the data are read, which is asked before
 * there is a project to check the rest against. */
#include <stddef.h>
#include <string.h>

#include <unicode/ucnv.h>

#include "read/read_text.h"
#include "read/settings_reader.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* [bytes] of a separator in a code's path. */
#define MOST_SEPARATOR 8

static void report_value(const struct settings_reader *reader,
			 const struct yaml_node *node, const char *message)
{
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"%s", message);
}

static void read_encoding(const void *with, const struct yaml_node *node,
			  const struct yaml_field *field, void *to)
{
	const struct settings_reader *reader = with;
	struct read_options *options = to;
	struct str text;
	UErrorCode status = U_ZERO_ERROR;
	if (!settings_read_text(reader, node, field->key, &text))
		return;
	const char *name = settings_keep(reader, text);
	UConverter *converter = ucnv_open(name, &status);
	if (U_SUCCESS(status))
		options->encoding = name;
	else
		report_value(reader, node,
			     "no encoding is known by this name; usual ones "
			     "are utf-8, utf-16le, windows-1252, windows-1250 "
			     "and macintosh");
	if (converter)
		ucnv_close(converter);
}

/* Spaces count here: a tab is written as a word, or in quotes. */
static void read_separator(const void *with, const struct yaml_node *node,
			   const struct yaml_field *field, void *to)
{
	const struct settings_reader *reader = with;
	struct read_options *options = to;
	if (!yaml_expect(node, YAML_SCALAR, field->key, reader->diagnostics))
		return;
	struct str text = node->text;
	if (str_equals(text, STR("tab")))
		text = STR("\t");
	if (text.length == 1 && strchr(",;\t|", text.bytes[0]))
		options->separator = text.bytes[0];
	else
		report_value(reader, node,
			     "cells are parted by \",\", \";\", \"|\" or tab");
}

static void read_code_separator(const void *with, const struct yaml_node *node,
				const struct yaml_field *field, void *to)
{
	const struct settings_reader *reader = with;
	struct read_options *options = to;
	struct str text;
	if (!settings_read_text(reader, node, field->key, &text))
		return;
	if (str_equals(text, STR("none")))
		options->code_separator = "";
	else if (text.length <= MOST_SEPARATOR)
		options->code_separator = settings_keep(reader, text);
	else
		report_value(reader, node,
			     "what parts a code's path is a few characters, "
			     "such as \"::\", or none");
}

/* A text or a list of texts, each with its place. */
static const struct read_name *read_names(const struct settings_reader *reader,
					  const struct yaml_node *node,
					  const char *what, size_t *count)
{
	size_t items = 1;
	*count = 0;
	if (yaml_is_null(node))
		return NULL;
	if (node->kind == YAML_SEQUENCE)
		items = node->count;
	struct read_name *names =
		ARENA_NEW_ARRAY(reader->arena, items, struct read_name);
	for (size_t i = 0; i < items; i++) {
		const struct yaml_node *one =
			node->kind == YAML_SEQUENCE ? node->items[i] : node;
		struct str text;
		if (settings_read_text(reader, one, what, &text))
			names[(*count)++] = (struct read_name){
				str_from(settings_keep(reader, text)),
				one->place
			};
	}
	return names;
}

static void read_offsets(const void *with, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct settings_reader *reader = with;
	struct read_options *options = to;
	static const struct {
		const char *name;
		int counts;
	} words[] = {
		{ "characters", READ_COUNTS_CODE_POINTS },
		{ "crlf", READ_COUNTS_CRLF_TWICE },
		{ "utf-16", READ_COUNTS_UTF16 },
		{ "bom", READ_COUNTS_BOM },
	};
	size_t count, known;
	const struct read_name *names =
		read_names(reader, node, field->key, &count);
	options->has_offsets = count > 0;
	for (size_t i = 0; i < count; i++) {
		for (known = 0; known < COUNT(words); known++)
			if (str_equals_string(names[i].text, words[known].name))
				break;
		if (known < COUNT(words)) {
			options->offsets |= words[known].counts;
			continue;
		}
		options->has_offsets = false;
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
				names[i].place,
				"offsets count characters, or with them crlf, "
				"utf-16, bom");
	}
}

static void read_sets(const void *with, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	const struct settings_reader *reader = with;
	struct read_options *options = to;
	if (!yaml_expect(node, YAML_MAPPING, field->key, reader->diagnostics))
		return;
	struct read_set_variable *variables = ARENA_NEW_ARRAY(
		reader->arena, node->count, struct read_set_variable);
	for (size_t i = 0; i < node->count; i++) {
		struct read_set_variable *one = &variables[i];
		one->name = (struct read_name){
			str_from(settings_keep(reader, node->pairs[i].key)),
			node->pairs[i].key_place
		};
		one->sets = read_names(reader, node->pairs[i].value, field->key,
				       &one->set_count);
	}
	options->sets = variables;
	options->set_count = node->count;
}

static void read_sheet(const void *with, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	struct read_options *options = to;
	if (settings_read_text(with, node, field->key, &options->sheet.text))
		options->sheet.place = node->place;
}

static void read_answers(const void *with, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	struct read_options *options = to;
	options->answers =
		read_names(with, node, field->key, &options->answer_count);
}

static const struct yaml_type
	encoding_type = { .name = "encoding", .read = read_encoding },
	separator_type = { .name = "\",\", \";\", \"|\" or tab",
			   .read = read_separator },
	sheet_type = { .name = "name of a sheet", .read = read_sheet },
	code_separator_type = { .name = "what parts a code's path, or none",
				.read = read_code_separator },
	answers_type = { .name = "column, or a list of columns",
			 .read = read_answers },
	offsets_type = { .name = "characters, and with them crlf, utf-16, bom",
			 .read = read_offsets },
	sets_type = { .name = "sets of each variable", .read = read_sets };

static const struct yaml_field reading_fields[] = {
	{ "encoding", false, &encoding_type, 0, NULL },
	{ "separator", false, &separator_type, 0, NULL },
	{ "decimal-comma", false, &settings_boolean_type,
	  offsetof(struct read_options, has_decimal_comma), NULL },
	{ "sheet", false, &sheet_type, 0, NULL },
	{ "code-separator", false, &code_separator_type, 0, NULL },
	{ "answers", false, &answers_type, 0, NULL },
	{ "offsets", false, &offsets_type, 0, NULL },
	{ "sets", false, &sets_type, 0, NULL },
};

const struct yaml_table settings_reading_table =
	YAML_TABLE("reading", reading_fields);

void settings_read_reading(const struct settings_reader *reader,
			   const struct yaml_node *node,
			   struct read_options *options)
{
	if (!yaml_is_null(node))
		(void)settings_mapping(reader, node, &settings_reading_table,
				       options);
}
