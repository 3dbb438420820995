/* The context stack: which value a name has where a tag stands. */
#ifndef EVERYREAD_TEMPLATE_CONTEXT_H
#define EVERYREAD_TEMPLATE_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "template/node.h"
#include "template/value.h"

#define CONTEXT_NONE UINT32_MAX

/* One value on the stack. Names are found in maps alone, so each level knows
 * the nearest map at or below it. */
struct context_level {
	const struct value *value;
	uint32_t map;   /* level of the nearest map, this one or below */
	uint32_t below; /* of a map: the nearest map under it */
};

/* The stack, and where the tag stands that asks. */
struct value_scope {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const struct template *template;
	uint32_t offset;      /* of the tag [bytes] */
	size_t steps;         /* see TEMPLATE_STEP_LIMIT */
	unsigned suggestions; /* given so far */
	unsigned lookups;     /* of dynamic maps within one another */
	struct context_level *items;
	size_t count, capacity;
	size_t map_depth; /* maps on the stack */
};

void context_push(struct value_scope *scope, const struct value *value);
void context_pop(struct value_scope *scope);

/* The value of a parsed name, or NULL. */
const struct value *context_find(struct value_scope *scope,
				 const struct tag_name *name);

/* The candidate nearest to the name, or NULL; also NULL when so many were
 * given that the next costs more than it helps. */
const char *context_suggest(struct value_scope *scope, struct str name,
			    const char *const *candidates, size_t count);

/* Reports a name that has no value, with the nearest one that has. */
void context_report_unknown(struct value_scope *scope,
			    const struct tag_name *name);

#endif
