/* The rows of document/kinds.def, as they are completed. */
#include "lsp/directives.h"

#include <stdbool.h>
#include <string.h>

#include "document/kinds.h"

enum { MOST_ATTRIBUTES = 16 };

struct directive {
	const char *name;
	enum node_kind kind;
	const char *help;
	struct lsp_word attributes[MOST_ATTRIBUTES];
};

#define ATTRIBUTE(KEY, HELP) { KEY, HELP },
#define WHEN(KEY, HELP) { KEY, HELP },
#define DIRECTIVE(NAME, KIND, HOW, HELP, ...) \
	{ NAME, NODE_##KIND, HELP, { __VA_ARGS__{ NULL, NULL } } },
static const struct directive directives[] = {
#include "document/kinds.def"
};

enum { DIRECTIVE_COUNT = sizeof directives / sizeof *directives };

#define DIRECTIVE(NAME, KIND, HOW, HELP, ...) { NAME, HELP },
static const struct lsp_word names[] = {
#include "document/kinds.def"
};

#define GENERAL(KEY, HELP) { KEY, HELP },
static const struct lsp_word general[] = {
#include "document/kinds.def"
};

#define CLASS(NAME, HELP) { NAME, HELP },
static const struct lsp_word classes[] = {
#include "document/kinds.def"
};

const struct lsp_word *lsp_directives(size_t *count)
{
	*count = sizeof names / sizeof *names;
	return names;
}

const struct lsp_word *lsp_classes(size_t *count)
{
	*count = sizeof classes / sizeof *classes;
	return classes;
}

static size_t add(struct lsp_word *words, size_t count, size_t most,
		  struct lsp_word word)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i].name, word.name) == 0)
			return count;
	if (count < most)
		words[count++] = word;
	return count;
}

size_t lsp_attributes(const char *directive, struct lsp_word *words,
		      size_t most)
{
	size_t count = 0;
	for (size_t i = 0; i < DIRECTIVE_COUNT; i++)
		for (size_t j = 0;
		     strcmp(directives[i].name, directive) == 0 &&
		     j < MOST_ATTRIBUTES && directives[i].attributes[j].name;
		     j++)
			count = add(words, count, most,
				    directives[i].attributes[j]);
	for (size_t i = 0; i < sizeof general / sizeof *general; i++)
		count = add(words, count, most, general[i]);
	return count;
}

/* What no field of a node holds: what is asked of the findings, and directions. */
static const struct {
	const char *directive, *attribute;
	const char *values[7];
} others[] = {
	{ "chart",
	  "kind",
	  { "bar", "stacked", "dots", "people", "line", "slope" } },
	{ "", "dir", { "ltr", "rtl" } },
	{ "table", "header-column", { "true", "false" } },
};

static size_t add_value(const char **values, size_t count, size_t most,
			const char *value)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(values[i], value) == 0)
			return count;
	if (count < most)
		values[count++] = value;
	return count;
}

static size_t add_of_field(const struct node_field *field, const char **values,
			   size_t count, size_t most)
{
	size_t choice_count;
	if (field->type == FIELD_FLAG) {
		count = add_value(values, count, most, "true");
		return add_value(values, count, most, "false");
	}
	if (field->type != FIELD_ONE_OF)
		return count;
	const struct field_choice *choices =
		field_choices(field->set, &choice_count);
	for (size_t i = 0; i < choice_count; i++)
		count = add_value(values, count, most, choices[i].name);
	return count;
}

size_t lsp_attribute_values(const char *directive, const char *attribute,
			    const char **values, size_t most)
{
	size_t count = 0;
	for (size_t i = 0; i < DIRECTIVE_COUNT; i++) {
		const struct node_field *field =
			strcmp(directives[i].name, directive) == 0 ?
				node_kind_field(directives[i].kind, attribute) :
				NULL;
		if (field)
			count = add_of_field(field, values, count, most);
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		bool is_of = (!others[i].directive[0] ||
			      strcmp(others[i].directive, directive) == 0) &&
			     strcmp(others[i].attribute, attribute) == 0;
		for (size_t j = 0; is_of && others[i].values[j]; j++)
			count = add_value(values, count, most,
					  others[i].values[j]);
	}
	return count;
}
