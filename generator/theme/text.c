/* What stands under text: sizes, line heights, weights, colours of roles. */
#include "theme/reader.h"

static const char *const text_keys[] = { "size",  "line-height", "before",
					 "after", "weight",      "colour" };

enum { TEXT_KEY_COUNT = sizeof text_keys / sizeof *text_keys };

static const struct yaml_node *find(struct theme_reader *reader,
				    const struct yaml_node *node,
				    const char *key, bool is_needed)
{
	return is_needed ? token_need(reader, node, key) :
			   token_find(reader, node, key);
}

static void report_choice(struct theme_reader *reader,
			  const struct yaml_node *node, const char *what,
			  const char *const *words, size_t count)
{
	const char *nearest = str_nearest(node->text, words, count);
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"there is no %s '%s'%s%s%s", what, node->text.bytes,
			nearest ? ", did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
}

static void read_weight(struct theme_reader *reader,
			const struct yaml_node *node, struct theme_text *text)
{
	static const char *const weights[] = { "regular", "bold" };
	if (!node ||
	    !yaml_expect(node, YAML_SCALAR, "weight", reader->diagnostics))
		return;
	text->is_bold = str_equals(node->text, STR("bold"));
	if (!text->is_bold && !str_equals(node->text, STR("regular")))
		report_choice(reader, node, "weight", weights, 2);
}

static void read_colour(struct theme_reader *reader,
			const struct yaml_node *node, struct theme_text *text)
{
	if (!node ||
	    !yaml_expect(node, YAML_SCALAR, "colour", reader->diagnostics))
		return;
	for (int i = 0; i < COLOUR_COUNT; i++) {
		if (!str_equals_string(node->text, theme_colour_keys[i]))
			continue;
		text->colour = (enum theme_colour)i;
		return;
	}
	report_choice(reader, node, "colour", theme_colour_keys, COLOUR_COUNT);
}

static void read_role(struct theme_reader *reader, const struct yaml_node *node,
		      struct theme_text *text, bool needs_all)
{
	yaml_check_keys(node, text_keys, TEXT_KEY_COUNT, reader->diagnostics);
	token_length(reader, find(reader, node, "size", needs_all), "size", 6,
		     144, &text->size);
	token_ratio(reader, find(reader, node, "line-height", needs_all),
		    "line-height", 1, 3, &text->line_height);
	token_length(reader, token_find(reader, node, "before"), "before", 0,
		     200, &text->before);
	token_length(reader, token_find(reader, node, "after"), "after", 0, 200,
		     &text->after);
	read_weight(reader, token_find(reader, node, "weight"), text);
	read_colour(reader, find(reader, node, "colour", needs_all), text);
}

void theme_read_text(struct theme_reader *reader, const struct yaml_node *node,
		     struct theme_style *style, bool needs_all)
{
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, "text", reader->diagnostics))
		return;
	yaml_check_keys(node, theme_role_keys, TEXT_ROLE_COUNT,
			reader->diagnostics);
	for (int role = 0; role < TEXT_ROLE_COUNT; role++) {
		const struct yaml_node *value =
			find(reader, node, theme_role_keys[role], needs_all);
		if (value &&
		    yaml_expect(value, YAML_MAPPING, theme_role_keys[role],
				reader->diagnostics))
			read_role(reader, value, &style->text[role], needs_all);
	}
}
