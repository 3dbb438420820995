/* YAML files as trees of nodes that know their place, through libyaml.
 *
 * A syntax error is one diagnostic; libyaml stops there. Mistakes of meaning
 * are the reader's to find, all in one run, with the helpers below. */
#ifndef EVERYREAD_BASE_YAML_H
#define EVERYREAD_BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/str.h"

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

struct yaml_node;

struct yaml_pair {
	struct str key;
	struct place key_place;
	const struct yaml_node *value;
};

struct yaml_node {
	enum yaml_kind kind;
	struct place place;
	struct str text;  /* scalar: its text; also NUL-terminated */
	bool is_quoted;   /* scalar: written in quotes or as a block */
	struct place end; /* scalar: behind it; of a block on a later line */
	const struct yaml_node **items; /* sequence */
	struct yaml_pair *pairs;        /* mapping, in the file's order */
	size_t count;                   /* of items or pairs */
};

/* Parses `text`, all memory from the arena. `first_line` is the file's line
 * at which `text` begins (1 for a whole file; front matter starts later).
 * NULL after a syntax error (reported) and for an empty document (not
 * reported). Nesting over 100 levels ends the reading like a syntax error.
 * NUL in a text ends it, too. Duplicate keys and anchors, keys that are not
 * scalars and a second document are reported. The time is linear in the length. */
const struct yaml_node *yaml_parse(struct arena *arena, struct str text,
				   const char *file, unsigned first_line,
				   struct diagnostics *diagnostics);

/* `upper` laid over `lower`: a key that both have takes the upper's value,
 * where both values are mappings these are laid over one another, and what one
 * alone has is kept, the lower's keys first. Lists and texts are never mixed.
 * Either may be NULL. Every node keeps the place that it was read from. */
const struct yaml_node *yaml_overlay(struct arena *arena,
				     const struct yaml_node *lower,
				     const struct yaml_node *upper);

/* The value of `key` in a mapping, or NULL. */
const struct yaml_node *yaml_lookup(const struct yaml_node *mapping,
				    const char *key);

/* The same, but NULL where nothing follows the key, or null, `~` or an empty list
 * or mapping. That is told: a key that says nothing as a warning, one that
 * `is_required` as missing, at the mapping where there is no such key. */
const struct yaml_node *yaml_find(const struct yaml_node *mapping,
				  const char *key, bool is_required,
				  struct diagnostics *diagnostics);

/* Tells of a key that stands there with nothing behind it. `value` may be NULL,
 * and have something. */
void yaml_tell_blank(const struct yaml_node *value, const char *key,
		     struct diagnostics *diagnostics);

/* A scalar that is absent, empty, `null` or `~`. */
bool yaml_is_null(const struct yaml_node *node);

/* Checks the kind, and that a list or mapping is not empty; reports "'key' must be
 * a list, not text" and returns false where it differs. `what` names the value in
 * the message. */
bool yaml_expect(const struct yaml_node *node, enum yaml_kind kind,
		 const char *what, struct diagnostics *diagnostics);

/* Reports each key of `mapping` that is not among `allowed`, naming the
 * nearest or all of them. One that is misspelt is read as what it is meant for,
 * so that nobody misses that. */
void yaml_check_keys(const struct yaml_node *mapping,
		     const char *const *allowed, size_t count,
		     struct diagnostics *diagnostics);

/* Reads true/false (YAML 1.2 words). Reports anything else and returns
 * `fallback`; an absent node (NULL) returns `fallback` silently. */
bool yaml_boolean(const struct yaml_node *node, bool fallback,
		  struct diagnostics *diagnostics);

/* Reads a decimal number within [least, most]; as above. */
double yaml_number(const struct yaml_node *node, double fallback, double least,
		   double most, struct diagnostics *diagnostics);

#endif
