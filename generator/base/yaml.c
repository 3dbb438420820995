/* libyaml's events, composed into our nodes with their places. Its own composer
 * looks through all anchors for each one, and its scanner through all open
 * brackets for each token: 150 KB of either took many seconds. */
#include "base/encoding.h"
#include "base/yaml.h"

#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/vector.h"

enum { DEEPEST_NESTING = 100 };

struct anchor {
	const struct yaml_node *node;
	bool is_open; /* on the way down: an alias to it holds itself */
};

struct composer {
	struct arena *arena;
	yaml_parser_t parser;
	yaml_event_t event; /* the current one */
	struct str text;
	const char *file;
	unsigned first_line;
	struct diagnostics *diagnostics;
	struct map anchors; /* name → struct anchor */
	bool has_failed;    /* and told why: the rest cannot be read */
};

static struct place place_of(const struct composer *composer, yaml_mark_t mark)
{
	return (struct place){ composer->file,
			       (uint32_t)mark.line + composer->first_line,
			       (uint32_t)mark.column + 1 };
}

/* ---- Events ------------------------------------------------------------ */

static void report_syntax(struct composer *composer)
{
	const yaml_parser_t *parser = &composer->parser;
	struct place place = place_of(composer, parser->problem_mark);
	if (parser->error == YAML_MEMORY_ERROR)
		memory_exhausted();
	if (parser->error == YAML_READER_ERROR) {
		place = diagnostic_place_of_offset(
			composer->file, composer->text, parser->problem_offset);
		place.line += composer->first_line - 1;
	}
	struct encoding encoding =
		parser->error == YAML_READER_ERROR ?
			encoding_find(composer->arena, composer->text) :
			(struct encoding){ .name = NULL };
	if (encoding.name) {
		diagnostics_add(composer->diagnostics, DIAGNOSTIC_YAML_SYNTAX,
				place,
				"this is not UTF-8, but most likely %s: save "
				"it as UTF-8",
				encoding.name);
		return;
	}
	const char *problem = parser->problem ? parser->problem : "cannot read";
	diagnostics_add(composer->diagnostics, DIAGNOSTIC_YAML_SYNTAX, place,
			"%s%s%s", problem, parser->context ? " " : "",
			parser->context ? parser->context : "");
}

/* False, told once, where there is no next event to be had. */
static bool next_event(struct composer *composer)
{
	if (composer->has_failed)
		return false;
	yaml_event_delete(&composer->event);
	if (!yaml_parser_parse(&composer->parser, &composer->event)) {
		report_syntax(composer);
		composer->has_failed = true;
	}
	return !composer->has_failed;
}

/* ---- Anchors ----------------------------------------------------------- */

static struct anchor *add_anchor(struct composer *composer, const char *name,
				 const struct yaml_node *node)
{
	if (!name)
		return NULL;
	struct anchor *anchor = ARENA_NEW(composer->arena, struct anchor);
	struct str key = arena_copy_str(composer->arena, str_from(name));
	*anchor = (struct anchor){ .node = node };
	if (map_set(&composer->anchors, key, anchor))
		diagnostics_add(composer->diagnostics, DIAGNOSTIC_YAML_SYNTAX,
				node->place,
				"the anchor '&%s' stands here a second time",
				name);
	return anchor;
}

static const struct yaml_node *find_anchor(struct composer *composer)
{
	const char *name = (const char *)composer->event.data.alias.anchor;
	const struct anchor *anchor =
		map_lookup(&composer->anchors, str_from(name));
	struct place place = place_of(composer, composer->event.start_mark);
	if (!anchor)
		diagnostics_add(composer->diagnostics, DIAGNOSTIC_YAML_SYNTAX,
				place, "there is no anchor '&%s' before this",
				name);
	else if (anchor->is_open)
		diagnostics_add(composer->diagnostics, DIAGNOSTIC_YAML_SYNTAX,
				place, "this value contains itself");
	return anchor && !anchor->is_open ? anchor->node : NULL;
}

/* ---- Nodes ------------------------------------------------------------- */

static const struct yaml_node *compose(struct composer *composer, int depth);

static struct yaml_node *new_node(struct composer *composer,
				  enum yaml_kind kind)
{
	struct yaml_node *node = ARENA_NEW(composer->arena, struct yaml_node);
	node->kind = kind;
	node->place = place_of(composer, composer->event.start_mark);
	return node;
}

/* Texts become C strings, which a NUL ("\0" in quotes) would end unnoticed. */
static const struct yaml_node *compose_scalar(struct composer *composer)
{
	struct yaml_node *node = new_node(composer, YAML_SCALAR);
	struct str text = {
		(const char *)composer->event.data.scalar.value,
		composer->event.data.scalar.length,
	};
	ptrdiff_t nul = str_find_byte(text, '\0');
	if (nul >= 0) {
		diagnostics_add(composer->diagnostics, DIAGNOSTIC_YAML_SYNTAX,
				node->place,
				"a text cannot hold the character NUL");
		composer->has_failed = true;
		return NULL;
	}
	node->text = arena_copy_str(composer->arena, text);
	node->is_quoted =
		composer->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	node->end = place_of(composer, composer->event.end_mark);
	add_anchor(composer, (char *)composer->event.data.scalar.anchor, node);
	return node;
}

static const struct yaml_node *compose_sequence(struct composer *composer,
						int depth)
{
	struct yaml_node *node = new_node(composer, YAML_SEQUENCE);
	struct anchor *anchor = add_anchor(
		composer, (char *)composer->event.data.sequence_start.anchor,
		node);
	VECTOR(const struct yaml_node *) items = { 0 };
	if (anchor)
		anchor->is_open = true;
	while (next_event(composer) &&
	       composer->event.type != YAML_SEQUENCE_END_EVENT) {
		const struct yaml_node *item = compose(composer, depth + 1);
		if (item)
			*VECTOR_ADD(&items) = item;
	}
	if (anchor)
		anchor->is_open = false;
	node->count = items.count;
	node->items = arena_copy_array(composer->arena, items.items,
				       items.count, sizeof *items.items);
	VECTOR_RELEASE(&items);
	return node;
}

/* NULL, told, where the key is none. */
static const struct yaml_node *compose_key(struct composer *composer,
					   struct map *seen, int depth)
{
	struct place place = place_of(composer, composer->event.start_mark);
	const struct yaml_node *key = compose(composer, depth);
	if (!key || composer->has_failed)
		return NULL;
	if (key->kind != YAML_SCALAR) {
		diagnostics_add(composer->diagnostics, DIAGNOSTIC_YAML_TYPE,
				place, "a key must be text");
		return NULL;
	}
	if (map_set(seen, key->text, (void *)key)) {
		diagnostics_add(composer->diagnostics,
				DIAGNOSTIC_YAML_DUPLICATE_KEY, place,
				"the key '%s' stands here a second time",
				key->text.bytes);
		return NULL;
	}
	return key;
}

static const struct yaml_node *compose_mapping(struct composer *composer,
					       int depth)
{
	struct yaml_node *node = new_node(composer, YAML_MAPPING);
	struct anchor *anchor = add_anchor(
		composer, (char *)composer->event.data.mapping_start.anchor,
		node);
	VECTOR(struct yaml_pair) pairs = { 0 };
	struct map seen = MAP_INITIALISER;
	if (anchor)
		anchor->is_open = true;
	while (next_event(composer) &&
	       composer->event.type != YAML_MAPPING_END_EVENT) {
		struct place place =
			place_of(composer, composer->event.start_mark);
		const struct yaml_node *key =
			compose_key(composer, &seen, depth + 1);
		const struct yaml_node *value =
			next_event(composer) ? compose(composer, depth + 1) :
					       NULL;
		if (key && value)
			*VECTOR_ADD(&pairs) =
				(struct yaml_pair){ key->text, place, value };
	}
	if (anchor)
		anchor->is_open = false;
	node->count = pairs.count;
	node->pairs = arena_copy_array(composer->arena, pairs.items,
				       pairs.count, sizeof *pairs.items);
	VECTOR_RELEASE(&pairs);
	map_release(&seen);
	return node;
}

/* The value that the current event begins, up to its last event; NULL, told,
 * where there is none to be had. Too deep a nesting ends all reading: the
 * scanner's time is its square. */
static const struct yaml_node *compose(struct composer *composer, int depth)
{
	if (depth > DEEPEST_NESTING) {
		diagnostics_add(composer->diagnostics, DIAGNOSTIC_YAML_SYNTAX,
				place_of(composer, composer->event.start_mark),
				"values nest more than %d levels deep",
				DEEPEST_NESTING);
		composer->has_failed = true;
		return NULL;
	}
	switch (composer->event.type) {
	case YAML_ALIAS_EVENT:
		return find_anchor(composer);
	case YAML_SEQUENCE_START_EVENT:
		return compose_sequence(composer, depth);
	case YAML_MAPPING_START_EVENT:
		return compose_mapping(composer, depth);
	case YAML_SCALAR_EVENT:
		return compose_scalar(composer);
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		break; /* none stands where a value is due */
	}
	return NULL;
}

static const struct yaml_node *compose_document(struct composer *composer)
{
	const struct yaml_node *root = NULL;
	bool has_document = next_event(composer) && next_event(composer) &&
			    composer->event.type == YAML_DOCUMENT_START_EVENT;
	if (has_document && next_event(composer))
		root = compose(composer, 0);
	/* the document's end, and what comes behind it */
	if (has_document && next_event(composer) && next_event(composer) &&
	    composer->event.type == YAML_DOCUMENT_START_EVENT)
		diagnostics_add(composer->diagnostics, DIAGNOSTIC_YAML_SYNTAX,
				place_of(composer, composer->event.start_mark),
				"a second document begins here; only the first "
				"is read");
	return composer->has_failed ? NULL : root;
}

const struct yaml_node *yaml_parse(struct arena *arena, struct str text,
				   const char *file, unsigned first_line,
				   struct diagnostics *diagnostics)
{
	struct composer composer = { .arena = arena,
				     .text = text,
				     .file = file,
				     .first_line = first_line,
				     .diagnostics = diagnostics,
				     .anchors = MAP_INITIALISER };
	if (!yaml_parser_initialize(&composer.parser))
		memory_exhausted();
	yaml_parser_set_input_string(&composer.parser,
				     (const unsigned char *)text.bytes,
				     text.length);
	const struct yaml_node *root = compose_document(&composer);
	yaml_event_delete(&composer.event);
	yaml_parser_delete(&composer.parser);
	map_release(&composer.anchors);
	return root;
}

static const struct yaml_pair *find_pair(const struct yaml_node *mapping,
					 struct str key)
{
	for (size_t i = 0; i < mapping->count; i++)
		if (str_equals(mapping->pairs[i].key, key))
			return &mapping->pairs[i];
	return NULL;
}

/* As deep as yaml_parse() lets values nest. */
const struct yaml_node *yaml_overlay(struct arena *arena,
				     const struct yaml_node *lower,
				     const struct yaml_node *upper)
{
	if (!lower || !upper)
		return upper ? upper : lower;
	if (lower->kind != YAML_MAPPING || upper->kind != YAML_MAPPING)
		return upper;
	struct yaml_node *both = ARENA_NEW(arena, struct yaml_node);
	*both = *lower;
	both->count = 0;
	both->pairs = arena_allocate_array(arena, lower->count + upper->count,
					   sizeof *both->pairs);
	for (size_t i = 0; i < lower->count; i++) {
		struct yaml_pair pair = lower->pairs[i];
		const struct yaml_pair *over = find_pair(upper, pair.key);
		if (over) {
			pair.key_place = over->key_place;
			pair.value =
				yaml_overlay(arena, pair.value, over->value);
		}
		both->pairs[both->count++] = pair;
	}
	for (size_t i = 0; i < upper->count; i++)
		if (!find_pair(lower, upper->pairs[i].key))
			both->pairs[both->count++] = upper->pairs[i];
	return both;
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

void yaml_tell_blank(const struct yaml_node *value, const char *key,
		     struct diagnostics *diagnostics)
{
	if (!value || (!yaml_is_null(value) &&
		       (value->kind == YAML_SCALAR || value->count)))
		return;
	bool has_word = value->kind == YAML_SCALAR && value->text.length;
	bool has_brackets = value->kind != YAML_SCALAR;
	diagnostics_add(diagnostics, DIAGNOSTIC_CHECK_NO_VALUE, value->place,
			has_brackets ? "'%s' is empty" :
			has_word     ? "'%s' has no value" :
				       "nothing follows '%s:'",
			key);
}

const struct yaml_node *yaml_find(const struct yaml_node *mapping,
				  const char *key, bool is_required,
				  struct diagnostics *diagnostics)
{
	const struct yaml_node *value = yaml_lookup(mapping, key);
	bool is_empty = value && value->kind != YAML_SCALAR && !value->count;
	if (!yaml_is_null(value) && !is_empty)
		return value;
	if (is_required && mapping)
		diagnostics_add(diagnostics, DIAGNOSTIC_YAML_MISSING_KEY,
				value ? value->place : mapping->place,
				is_empty ? "'%s' is empty" : "'%s' is missing",
				key);
	else
		yaml_tell_blank(value, key, diagnostics);
	return NULL;
}

static const char *kind_name(enum yaml_kind kind)
{
	static const char *const names[] = { "text", "a list", "a mapping" };
	return names[kind];
}

bool yaml_expect(const struct yaml_node *node, enum yaml_kind kind,
		 const char *what, struct diagnostics *diagnostics)
{
	if (node->kind == kind && (kind == YAML_SCALAR || node->count))
		return true;
	if (node->kind == kind)
		diagnostics_add(diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
				"'%s' is empty", what);
	else
		diagnostics_add(diagnostics, DIAGNOSTIC_YAML_TYPE, node->place,
				"'%s' must be %s, not %s", what,
				kind_name(kind), kind_name(node->kind));
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
		struct yaml_pair *pair = &mapping->pairs[i];
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
		/* One mistake is told once: the key that is meant is there. */
		if (nearest && !yaml_lookup(mapping, nearest))
			pair->key = str_from(nearest);
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
