/* Resolving names, and saying which ones would have had a value. */
#include "template/context.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/vector.h"

enum {
	/* A dynamic map that looks up a name which only it could have would
	 * ask itself for ever. */
	LOOKUP_LIMIT = 8,
	/* Of "did you mean" in a rendering, and of names compared for one. */
	SUGGESTION_LIMIT = 100,
	CANDIDATE_LIMIT = 1000
};

static bool has_names(const struct value *value)
{
	return value->kind == VALUE_MAP || value->kind == VALUE_DYNAMIC;
}

void context_push(struct value_scope *scope, const struct value *value)
{
	uint32_t number = (uint32_t)scope->count;
	uint32_t map = number ? VECTOR_LAST(scope)->map : CONTEXT_NONE;
	struct context_level *level = VECTOR_ADD(scope);
	level->value = value;
	level->map = map;
	level->below = map;
	/* The same map again would only be asked twice. */
	if (has_names(value) &&
	    (map == CONTEXT_NONE || scope->items[map].value != value)) {
		level->map = number;
		scope->map_depth++;
	}
}

void context_pop(struct value_scope *scope)
{
	scope->count--;
	if (scope->items[scope->count].map == scope->count)
		scope->map_depth--;
}

static const struct value *ask_dynamic(struct value_scope *scope,
				       const struct value *map, struct str key)
{
	if (scope->lookups >= LOOKUP_LIMIT)
		return NULL;
	scope->lookups++;
	const struct value *value =
		map->dynamic.lookup(map->dynamic.data, key, scope);
	scope->lookups--;
	return value;
}

static const struct value *find_part(struct value_scope *scope,
				     const struct value *value,
				     const struct name_part *part)
{
	if (value->kind == VALUE_MAP)
		return value_map_lookup_hashed(value, part->text, part->hash);
	if (value->kind == VALUE_DYNAMIC)
		return ask_dynamic(scope, value, part->text);
	return NULL;
}

/* The first part of a name: the topmost map that has it decides. */
static const struct value *find_first(struct value_scope *scope,
				      const struct name_part *part)
{
	if (scope->count == 0)
		return NULL;
	uint32_t at = VECTOR_LAST(scope)->map;
	while (at != CONTEXT_NONE) {
		scope->steps++;
		const struct value *value =
			find_part(scope, scope->items[at].value, part);
		if (value)
			return value;
		at = scope->items[at].below;
	}
	return NULL;
}

const struct value *context_find(struct value_scope *scope,
				 const struct tag_name *name)
{
	if (name->part_count == 0)
		return scope->count ? VECTOR_LAST(scope)->value : NULL;
	const struct value *value = find_first(scope, &name->parts[0]);
	for (uint32_t i = 1; value && i < name->part_count; i++)
		value = find_part(scope, value, &name->parts[i]);
	return value;
}

const struct value *value_scope_lookup(struct value_scope *scope,
				       struct str name)
{
	const struct value *value = NULL;
	bool is_first = true;
	for (;;) {
		ptrdiff_t dot = str_find_byte(name, '.');
		struct str text = { name.bytes,
				    dot < 0 ? name.length : (size_t)dot };
		struct name_part part = { text, map_hash_bytes(text.bytes,
							       text.length) };
		value = is_first ? find_first(scope, &part) :
				   find_part(scope, value, &part);
		if (!value || dot < 0)
			return value;
		is_first = false;
		name.bytes += dot + 1;
		name.length -= (size_t)dot + 1;
	}
}

struct arena *value_scope_arena(struct value_scope *scope)
{
	return scope->arena;
}

struct place value_scope_place(const struct value_scope *scope)
{
	return template_place(scope->template, scope->offset);
}

struct diagnostics *value_scope_diagnostics(struct value_scope *scope)
{
	return scope->diagnostics;
}

const char *context_suggest(struct value_scope *scope, struct str name,
			    const char *const *candidates, size_t count)
{
	if (++scope->suggestions > SUGGESTION_LIMIT)
		return NULL;
	return str_nearest(name, candidates,
			   count < CANDIDATE_LIMIT ? count : CANDIDATE_LIMIT);
}

struct names {
	const char **items;
	size_t count, capacity;
};

static void add_names(struct names *names, const struct value *value)
{
	if (value->kind == VALUE_MAP) {
		for (size_t i = 0;
		     i < value->map.count && names->count < CANDIDATE_LIMIT;
		     i++)
			*VECTOR_ADD(names) = value->map.entries[i].key.bytes;
	} else if (value->kind == VALUE_DYNAMIC && value->dynamic.names) {
		size_t count;
		const char *const *keys =
			value->dynamic.names(value->dynamic.data, &count);
		for (size_t i = 0; i < count && names->count < CANDIDATE_LIMIT;
		     i++)
			*VECTOR_ADD(names) = keys[i];
	}
}

static void add_visible_names(struct names *names,
			      const struct value_scope *scope)
{
	uint32_t at = scope->count ? VECTOR_LAST(scope)->map : CONTEXT_NONE;
	for (; at != CONTEXT_NONE; at = scope->items[at].below)
		add_names(names, scope->items[at].value);
}

static void report_missing_part(struct value_scope *scope,
				const struct tag_name *name, uint32_t number,
				const struct value *holder)
{
	struct str part = name->parts[number].text;
	struct str before = { name->text.bytes,
			      (size_t)(part.bytes - name->text.bytes) - 1 };
	struct names names = { 0 };
	add_names(&names, holder);
	const char *nearest =
		context_suggest(scope, part, names.items, names.count);
	if (has_names(holder))
		diagnostics_add(
			scope->diagnostics, DIAGNOSTIC_TEMPLATE_UNKNOWN_NAME,
			value_scope_place(scope), "'%.*s' has no '%.*s'%s%s%s",
			(int)before.length, before.bytes, (int)part.length,
			part.bytes, nearest ? "; did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
	else
		diagnostics_add(
			scope->diagnostics, DIAGNOSTIC_TEMPLATE_UNKNOWN_NAME,
			value_scope_place(scope),
			"'%.*s' is %s, and has no '%.*s'", (int)before.length,
			before.bytes, value_kind_name(holder->kind),
			(int)part.length, part.bytes);
	VECTOR_RELEASE(&names);
}

void context_report_unknown(struct value_scope *scope,
			    const struct tag_name *name)
{
	const struct value *holder =
		name->part_count ? find_first(scope, &name->parts[0]) : NULL;
	for (uint32_t i = 1; holder && i < name->part_count; i++) {
		const struct value *next =
			find_part(scope, holder, &name->parts[i]);
		if (!next) {
			report_missing_part(scope, name, i, holder);
			return;
		}
		holder = next;
	}
	struct str first = name->part_count ? name->parts[0].text : name->text;
	struct names names = { 0 };
	add_visible_names(&names, scope);
	const char *nearest =
		context_suggest(scope, first, names.items, names.count);
	diagnostics_add(scope->diagnostics, DIAGNOSTIC_TEMPLATE_UNKNOWN_NAME,
			value_scope_place(scope),
			"'%.*s' has no value here%s%s%s", (int)first.length,
			first.bytes, nearest ? "; did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
	VECTOR_RELEASE(&names);
}
