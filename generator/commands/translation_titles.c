/* Putting titles into publication.yaml, and labels into the other files, line by
 * line: comments and layout are their authors'. */
#include <string.h>

#include "base/yaml.h"
#include "commands/translation_entries.h"
#include "commands/translation_labels.h"
#include "commands/translation_put.h"

struct spot {
	const struct yaml_node *languages; /* the mapping */
	const struct yaml_node *target;    /* or NULL: not there yet */
	const struct yaml_pair *last;      /* of the languages */
};

static bool has_words(const struct yaml_node *node, const char *words)
{
	struct arena arena = ARENA_INITIALISER;
	struct segments one = { 0 };
	bool is_same = false;
	if (node->kind == YAML_SCALAR)
		segments_add_text(
			&arena,
			arena_copy(&arena, node->text.bytes, node->text.length),
			node->place, "en", &one);
	is_same = one.count && strcmp(one.items[0].text, words) == 0;
	segments_release(&one);
	arena_release(&arena);
	return is_same;
}

/* The mapping of languages whose source text it is, and that has the target's
 * text, or none. */
static bool find_spot(const struct translation *translation,
		      const struct yaml_node *node, const struct pair *pair,
		      struct spot *spot, int depth)
{
	bool is_source = false;
	*spot = (struct spot){ .languages = node };
	if (depth > 20 || node->kind == YAML_SCALAR)
		return false;
	for (size_t i = 0; node->kind == YAML_MAPPING && i < node->count; i++) {
		const struct yaml_pair *one = &node->pairs[i];
		is_source |= translation_is_language(translation->publication,
						     0, one->key) &&
			     has_words(one->value, pair->source->text);
		if (translation_is_language(translation->publication,
					    translation->language, one->key))
			spot->target = one->value;
		spot->last = one;
	}
	if (is_source &&
	    (pair->target ? spot->target && has_words(spot->target,
						      pair->target->text) :
			    !spot->target))
		return true;
	for (size_t i = 0; i < node->count; i++)
		if (find_spot(translation,
			      node->kind == YAML_MAPPING ?
				      node->pairs[i].value :
				      node->items[i],
			      pair, spot, depth + 1))
			return true;
	return false;
}

static size_t offset_of(const char *yaml, struct place place)
{
	return translation_offset(str_from(yaml), place);
}

/* One past a scalar that stands on one line. */
static size_t end_of(const char *yaml, size_t first, bool is_in_flow)
{
	char quote =
		yaml[first] == '"' || yaml[first] == '\'' ? yaml[first] : '\0';
	size_t at = first + (quote != '\0');
	for (; yaml[at] && yaml[at] != '\n'; at++) {
		if (quote == '"' && yaml[at] == '\\' && yaml[at + 1])
			at++;
		else if (quote && yaml[at] == quote && yaml[at + 1] == quote &&
			 quote == '\'')
			at++;
		else if (quote && yaml[at] == quote)
			return at + 1;
		else if (!quote && is_in_flow && strchr(",}", yaml[at]))
			break;
		else if (!quote && yaml[at] == '#' && yaml[at - 1] == ' ')
			break;
	}
	while (at > first && strchr(" \t\r", yaml[at - 1]))
		at--;
	return at;
}

/* Where the line of the pair's value ends, and how far its key is indented; false
 * in a flow mapping or over several lines. */
static bool is_block(const char *yaml, const struct yaml_pair *pair,
		     size_t *indent)
{
	size_t key = offset_of(yaml, pair->key_place), line = key;
	while (line && yaml[line - 1] != '\n')
		line--;
	*indent = key - line;
	return strspn(yaml + line, " ") >= *indent &&
	       pair->value->place.line == pair->key_place.line;
}

static bool is_proved(struct arena *arena,
		      const struct translation *translation, const char *yaml,
		      const struct translation_change *change)
{
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	const struct segment *source = change->pair->source;
	struct segment target = { .text = change->text };
	struct pair wanted = { .source = source, .target = &target };
	struct spot spot;
	const struct yaml_node *root = yaml_parse(
		arena, str_from(yaml), change->part->yaml, 1, &ignored);
	bool is_there = root && !ignored.error_count &&
			find_spot(translation, root, &wanted, &spot, 0);
	diagnostics_release(&ignored);
	return is_there;
}

static const char *replaced(struct arena *arena, const char *yaml,
			    const struct spot *spot,
			    const struct translation_change *change,
			    const char *tag)
{
	const char *text = translation_quoted(arena, change->text);
	size_t indent;
	bool in_block = is_block(yaml, spot->last, &indent);
	if (spot->target) {
		size_t first = offset_of(yaml, spot->target->place);
		size_t end = end_of(yaml, first, !in_block);
		return arena_format(arena, "%.*s%s%s", (int)first, yaml, text,
				    yaml + end);
	}
	size_t end = offset_of(yaml, spot->last->value->place);
	if (yaml[offset_of(yaml, spot->languages->place)] == '{') {
		end = end_of(yaml, end, true);
		return arena_format(arena, "%.*s, %s: %s%s", (int)end, yaml,
				    tag, text, yaml + end);
	}
	if (!in_block)
		return NULL;
	while (yaml[end] && yaml[end] != '\n')
		end++;
	return arena_format(arena, "%.*s\n%*s%s: %s%s", (int)end, yaml,
			    (int)indent, "", tag, text, yaml + end);
}

const char *translation_put_title(struct arena *arena,
				  const struct translation *translation,
				  const char *yaml,
				  const struct translation_change *change,
				  struct diagnostics *diagnostics)
{
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct spot spot;
	const char *tag =
		translation->publication->languages[translation->language]
			.folder;
	const char *file = change->part->yaml, *result = NULL;
	const struct yaml_node *root =
		yaml_parse(arena, str_from(yaml), file, 1, &ignored);
	if (root && find_spot(translation, root, change->pair, &spot, 0))
		result = replaced(arena, yaml, &spot, change, tag);
	diagnostics_release(&ignored);
	if (result && is_proved(arena, translation, result, change))
		return result;
	diagnostics_add(diagnostics, DIAGNOSTIC_EXCHANGE_PLACE, change->place,
			"write this into '%s' yourself, beside \"%s\": "
			"%s: %s",
			file, change->pair->source->text, tag,
			translation_quoted(arena, change->text));
	return NULL;
}
