/* libyaml's document tree, copied into our nodes with their places. */
#include "base/yaml.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"

enum { DEEPEST_NESTING = 100 };

struct loader {
	struct arena *arena;
	yaml_document_t *document;
	const char *file;
	unsigned first_line;
	struct diagnostics *diagnostics;
	struct yaml_node **copies; /* by libyaml's node id; shares aliases */
	bool *is_open;             /* on the way down: an alias to itself */
};

static struct place place_of(const struct loader *loader, yaml_mark_t mark)
{
	return (struct place){ loader->file,
			       (uint32_t)mark.line + loader->first_line,
			       (uint32_t)mark.column + 1 };
}

static struct yaml_node *copy_node(struct loader *loader, int id, int depth);

static void copy_sequence(struct loader *loader, const yaml_node_t *from,
			  struct yaml_node *to, int depth)
{
	size_t count = (size_t)(from->data.sequence.items.top -
				from->data.sequence.items.start);
	to->items =
		arena_allocate_array(loader->arena, count, sizeof *to->items);
	for (size_t i = 0; i < count; i++) {
		int id = from->data.sequence.items.start[i];
		struct yaml_node *item = copy_node(loader, id, depth + 1);
		if (item)
			to->items[to->count++] = item;
	}
}

static void copy_pair(struct loader *loader, const yaml_node_pair_t *pair,
		      struct yaml_node *to, struct map *seen, int depth)
{
	const yaml_node_t *key =
		yaml_document_get_node(loader->document, pair->key);
	struct place place = place_of(loader, key->start_mark);
	if (key->type != YAML_SCALAR_NODE) {
		diagnostics_add(loader->diagnostics, DIAGNOSTIC_YAML_TYPE,
				place, "a key must be text");
		return;
	}
	struct str name = { (const char *)key->data.scalar.value,
			    key->data.scalar.length };
	name = arena_copy_str(loader->arena, name);
	if (map_set(seen, name, to)) {
		diagnostics_add(loader->diagnostics,
				DIAGNOSTIC_YAML_DUPLICATE_KEY, place,
				"the key '%s' stands here a second time",
				name.bytes);
		return;
	}
	struct yaml_node *value = copy_node(loader, pair->value, depth + 1);
	if (value)
		to->pairs[to->count++] =
			(struct yaml_pair){ name, place, value };
}

static void copy_mapping(struct loader *loader, const yaml_node_t *from,
			 struct yaml_node *to, int depth)
{
	size_t count = (size_t)(from->data.mapping.pairs.top -
				from->data.mapping.pairs.start);
	to->pairs =
		arena_allocate_array(loader->arena, count, sizeof *to->pairs);
	struct map seen = MAP_INITIALISER;
	for (size_t i = 0; i < count; i++)
		copy_pair(loader, &from->data.mapping.pairs.start[i], to, &seen,
			  depth);
	map_release(&seen);
}

static void copy_contents(struct loader *loader, const yaml_node_t *from,
			  struct yaml_node *to, int depth)
{
	switch (from->type) {
	case YAML_SEQUENCE_NODE:
		to->kind = YAML_SEQUENCE;
		copy_sequence(loader, from, to, depth);
		break;
	case YAML_MAPPING_NODE:
		to->kind = YAML_MAPPING;
		copy_mapping(loader, from, to, depth);
		break;
	case YAML_NO_NODE:
	case YAML_SCALAR_NODE:
		to->kind = YAML_SCALAR;
		to->text = arena_copy_str(
			loader->arena,
			(struct str){ (const char *)from->data.scalar.value,
				      from->data.scalar.length });
		to->is_quoted =
			from->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	}
}

/* NULL, after a report, where the node nests too deep or in itself. */
static struct yaml_node *copy_node(struct loader *loader, int id, int depth)
{
	if (loader->copies[id] && !loader->is_open[id])
		return loader->copies[id];
	const yaml_node_t *from = yaml_document_get_node(loader->document, id);
	struct place place = place_of(loader, from->start_mark);
	if (loader->is_open[id] || depth > DEEPEST_NESTING) {
		diagnostics_add(loader->diagnostics, DIAGNOSTIC_YAML_SYNTAX,
				place,
				loader->is_open[id] ?
					"this value contains itself" :
					"values nest more than %d levels deep",
				DEEPEST_NESTING);
		return NULL;
	}
	struct yaml_node *to = ARENA_NEW(loader->arena, struct yaml_node);
	to->place = place;
	loader->copies[id] = to;
	loader->is_open[id] = true;
	copy_contents(loader, from, to, depth);
	loader->is_open[id] = false;
	return to;
}

static void report_syntax(const yaml_parser_t *parser, const char *file,
			  unsigned first_line, struct str text,
			  struct diagnostics *diagnostics)
{
	struct place place = { file,
			       (uint32_t)parser->problem_mark.line + first_line,
			       (uint32_t)parser->problem_mark.column + 1 };
	if (parser->error == YAML_READER_ERROR) {
		place = diagnostic_place_of_offset(file, text,
						   parser->problem_offset);
		place.line += first_line - 1;
	}
	const char *problem = parser->problem ? parser->problem : "cannot read";
	if (parser->context)
		diagnostics_add(diagnostics, DIAGNOSTIC_YAML_SYNTAX, place,
				"%s %s", problem, parser->context);
	else
		diagnostics_add(diagnostics, DIAGNOSTIC_YAML_SYNTAX, place,
				"%s", problem);
}

static struct yaml_node *copy_document(struct loader *loader)
{
	yaml_node_t *root = yaml_document_get_root_node(loader->document);
	if (!root)
		return NULL;
	size_t count = (size_t)(loader->document->nodes.top -
				loader->document->nodes.start) +
		       1;
	loader->copies = memory_allocate(count * sizeof *loader->copies);
	loader->is_open = memory_allocate(count * sizeof *loader->is_open);
	struct yaml_node *copy = copy_node(loader, 1, 0);
	free(loader->copies);
	free(loader->is_open);
	return copy;
}

const struct yaml_node *yaml_parse(struct arena *arena, struct str text,
				   const char *file, unsigned first_line,
				   struct diagnostics *diagnostics)
{
	yaml_parser_t parser;
	yaml_document_t document;
	if (!yaml_parser_initialize(&parser))
		memory_exhausted();
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.bytes,
				     text.length);
	struct yaml_node *root = NULL;
	if (!yaml_parser_load(&parser, &document)) {
		report_syntax(&parser, file, first_line, text, diagnostics);
	} else {
		struct loader loader = { .arena = arena,
					 .document = &document,
					 .file = file,
					 .first_line = first_line,
					 .diagnostics = diagnostics };
		root = copy_document(&loader);
		yaml_document_delete(&document);
	}
	yaml_parser_delete(&parser);
	return root;
}

const struct yaml_node *yaml_lookup(const struct yaml_node *mapping,
				    const char *key)
{
	if (!mapping || mapping->kind != YAML_MAPPING)
		return NULL;
	for (size_t i = 0; i < mapping->count; i++)
		if (str_equals_string(mapping->pairs[i].key, key))
			return mapping->pairs[i].value;
	return NULL;
}

bool yaml_is_null(const struct yaml_node *node)
{
	if (!node)
		return true;
	if (node->kind != YAML_SCALAR || node->is_quoted)
		return false;
	return node->text.length == 0 || str_equals(node->text, STR("~")) ||
	       str_equals(node->text, STR("null"));
}

static const char *kind_name(enum yaml_kind kind)
{
	static const char *const names[] = { "text", "a list", "a mapping" };
	return names[kind];
}

bool yaml_expect(const struct yaml_node *node, enum yaml_kind kind,
		 const char *what, struct diagnostics *diagnostics)
{
	if (node->kind == kind)
		return true;
	diagnostics_add(diagnostics, DIAGNOSTIC_YAML_TYPE, node->place,
			"'%s' must be %s, not %s", what, kind_name(kind),
			kind_name(node->kind));
	return false;
}

static bool is_among(struct str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equals_string(word, words[i]))
			return true;
	return false;
}

void yaml_check_keys(const struct yaml_node *mapping,
		     const char *const *allowed, size_t count,
		     struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < mapping->count; i++) {
		const struct yaml_pair *pair = &mapping->pairs[i];
		if (is_among(pair->key, allowed, count))
			continue;
		const char *nearest = str_nearest(pair->key, allowed, count);
		struct buffer all = BUFFER_INITIALISER;
		for (size_t j = 0; j < count; j++)
			buffer_append_format(&all, "%s%s", j ? ", " : "",
					     allowed[j]);
		diagnostics_add(
			diagnostics, DIAGNOSTIC_YAML_UNKNOWN_KEY,
			pair->key_place, "unknown key '%s'%s%s%s (allowed: %s)",
			pair->key.bytes, nearest ? ", did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "",
			all.bytes ? all.bytes : "none");
		buffer_release(&all);
	}
}

bool yaml_boolean(const struct yaml_node *node, bool fallback,
		  struct diagnostics *diagnostics)
{
	if (!node)
		return fallback;
	if (node->kind == YAML_SCALAR && str_equals(node->text, STR("true")))
		return true;
	if (node->kind == YAML_SCALAR && str_equals(node->text, STR("false")))
		return false;
	diagnostics_add(diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"expected true or false");
	return fallback;
}

double yaml_number(const struct yaml_node *node, double fallback, double least,
		   double most, struct diagnostics *diagnostics)
{
	if (!node)
		return fallback;
	if (node->kind == YAML_SCALAR && node->text.length) {
		char *end;
		double value = strtod(node->text.bytes, &end);
		if (*end == '\0' && value >= least && value <= most)
			return value;
	}
	diagnostics_add(diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"expected a number from %g to %g", least, most);
	return fallback;
}
