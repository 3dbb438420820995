/* What stands under text: sizes, line heights, weights, colours of roles. */
#include "theme/reader.h"

static void report_choice(const struct theme_reader *reader,
			  const struct yaml_node *node,
			  const struct yaml_field *field)
{
	const struct yaml_type *type = field->type;
	const char *nearest =
		str_nearest(node->text, type->words, type->word_count);
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"there is no %s '%s'%s%s%s", field->key,
			node->text.bytes, nearest ? ", did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
}

/* Into an unsigned: which of the type's words it is. There are too many colours
 * for yaml_choice(), which tells all. */
static void read_word(const void *with, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	const struct theme_reader *reader = with;
	const struct yaml_type *type = field->type;
	if (!yaml_expect(node, YAML_SCALAR, field->key, reader->diagnostics))
		return;
	for (size_t i = 0; i < type->word_count; i++) {
		if (!str_equals_string(node->text, type->words[i]))
			continue;
		*(unsigned *)to = (unsigned)i;
		return;
	}
	report_choice(reader, node, field);
}

static void read_weight(const void *with, const struct yaml_node *node,
			const struct yaml_field *field, void *to)
{
	unsigned index = 0;
	read_word(with, node, field, &index);
	*(bool *)to = index == 1;
}

static const char *const weights[] = { "regular", "bold" };

static const struct yaml_type
	size_type = { .name = "length, such as 12pt",
		      .read = theme_read_length,
		      .least = 6,
		      .most = 144 },
	line_height_type = { .name = "number without a unit",
			     .read = theme_read_ratio,
			     .least = 1,
			     .most = 3 },
	space_type = { .name = "length, such as 12pt",
		       .read = theme_read_length,
		       .least = 0,
		       .most = 200 },
	weight_type = { .name = "weight",
			.read = read_weight,
			.words = weights,
			.word_count = COUNT(weights) },
	colour_type = { .name = "name of a colour",
			.read = read_word,
			.words = theme_colour_keys,
			.word_count = COLOUR_COUNT };

#define AT(field) offsetof(struct theme_text, field)

static const struct yaml_field role_fields[] = {
	{ "size", true, &size_type, AT(size), NULL },
	{ "line-height", true, &line_height_type, AT(line_height), NULL },
	{ "before", false, &space_type, AT(before), NULL },
	{ "after", false, &space_type, AT(after), NULL },
	{ "weight", false, &weight_type, AT(is_bold), NULL },
	{ "colour", true, &colour_type, AT(colour), NULL },
};

/* A role's own name names it in messages. */
static void read_role(const void *with, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	const struct theme_reader *reader = with;
	struct yaml_table table = *field->type->inside;
	table.what = field->key;
	(void)yaml_table_mapping(&table, reader, node, to, reader->diagnostics);
}

static const struct yaml_table role_table = YAML_TABLE("text", role_fields),
			       role_layer = YAML_LAYER("text", role_fields);

static const struct yaml_type role_type = { .name = "how a role looks",
					    .read = read_role,
					    .inside = &role_table },
			      role_part = { .name = "how a role looks",
					    .read = read_role,
					    .inside = &role_layer };

static const struct yaml_field text_fields[] = {
#define ROLE(name, key, grounds) \
	{ key, true, &role_type, TEXT_##name * sizeof(struct theme_text), \
	  NULL },
#include "theme/tokens.def"
};

static const struct yaml_field text_part_fields[] = {
#define ROLE(name, key, grounds) \
	{ key, false, &role_part, TEXT_##name * sizeof(struct theme_text), \
	  NULL },
#include "theme/tokens.def"
};

static const struct yaml_table text_table = YAML_TABLE("text", text_fields),
			       text_layer =
				       YAML_TABLE("text", text_part_fields);

const struct yaml_type theme_text_type = { .name = "texts by their roles",
					   .read = theme_read_inside,
					   .inside = &text_table },
		       theme_text_part = { .name = "texts by their roles",
					   .read = theme_read_inside,
					   .inside = &text_layer };
