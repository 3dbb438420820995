/* The tables that kinds.def is compiled to. */
#include "document/kinds.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "document/document.h"

/* ---- Kinds ------------------------------------------------------------- */

enum holds { HOLDS_NOTHING, HOLDS_INLINES, HOLDS_BLOCKS, HOLDS_PARTS };

struct kind {
	const char *name;
	bool is_inline;
	bool has_substitute;
	enum holds holds;
	enum node_kind part; /* HOLDS_PARTS */
	enum node_kind substitute;
	uint64_t places; /* a bit for each kind that it may stand in */
};

_Static_assert(NODE_KIND_COUNT <= 64, "kinds have bits in 64");

#define BIT(KIND) (UINT64_C(1) << NODE_##KIND)
/* The columns. Places are added up: "0 IN(TABLE) IN(FIGURE)". */
#define NOTHING .holds = HOLDS_NOTHING
#define INLINES .holds = HOLDS_INLINES
#define BLOCKS .holds = HOLDS_BLOCKS
#define PARTS(KIND) .holds = HOLDS_PARTS, .part = NODE_##KIND
#define APART
#define ANYWHERE | UINT64_MAX
#define IN(KIND) | BIT(KIND)
#define ELSE(KIND) , .has_substitute = true, .substitute = NODE_##KIND

/* clang-format off: it takes the columns for operators */
static const struct kind kinds[] = {
#define BLOCK(KIND, NAME, HOLDS, STANDS, ...) \
	[NODE_##KIND] = { .name = NAME, HOLDS, .places = 0 STANDS },
#define INLINE(KIND, NAME, HOLDS, ...) \
	[NODE_##KIND] = { .name = NAME, .is_inline = true, HOLDS },
#include "document/kinds.def"
};
/* clang-format on */

const char *node_kind_name(enum node_kind kind)
{
	return kinds[kind].name;
}

bool node_kind_is_inline(enum node_kind kind)
{
	return kinds[kind].is_inline;
}

bool node_kind_holds_blocks(enum node_kind kind)
{
	return kinds[kind].holds == HOLDS_BLOCKS ||
	       kinds[kind].holds == HOLDS_PARTS;
}

bool node_kind_holds_inlines(enum node_kind kind)
{
	return kinds[kind].holds == HOLDS_INLINES;
}

bool node_kind_may_hold(enum node_kind parent, enum node_kind child)
{
	if (kinds[child].is_inline)
		return kinds[parent].holds == HOLDS_INLINES;
	if (kinds[child].places == UINT64_MAX)
		return kinds[parent].holds == HOLDS_BLOCKS;
	return kinds[child].places >> parent & 1;
}

bool node_kind_is_bound(enum node_kind kind, enum node_kind *place)
{
	uint64_t places = kinds[kind].places;
	if (!places || places == UINT64_MAX)
		return false;
	unsigned first = 0;
	while (!(places >> first & 1))
		first++;
	*place = (enum node_kind)first;
	return true;
}

bool node_kind_has_parts(enum node_kind kind, enum node_kind *part)
{
	if (kinds[kind].holds != HOLDS_PARTS)
		return false;
	*part = kinds[kind].part;
	return true;
}

bool node_kind_has_substitute(enum node_kind kind, enum node_kind *substitute)
{
	if (!kinds[kind].has_substitute)
		return false;
	*substitute = kinds[kind].substitute;
	return true;
}

/* ---- Fields ------------------------------------------------------------ */

#define WORDS .type = FIELD_WORDS
#define NAME .type = FIELD_NAME
#define TEXT .type = FIELD_TEXT
#define FLAG .type = FIELD_FLAG
#define NUMBER .type = FIELD_NUMBER
#define LEVEL .type = FIELD_LEVEL
#define ONE_OF(SET) .type = FIELD_ONE_OF, .set = #SET
#define OWN(FUNCTION) .type = FIELD_OWN

/* Enumerations are read as unsigned by the name of their field. */
_Static_assert(sizeof(enum callout_kind) == sizeof(unsigned) &&
		       sizeof(enum contents_of) == sizeof(unsigned),
	       "enumerations are of int's size");

static const struct node_field fields[] = {
#define FIELD(KIND, KEY, TYPE, MEMBER) \
	{ NODE_##KIND, TYPE, .key = KEY, \
	  .offset = offsetof(struct node, MEMBER) },
#include "document/kinds.def"
};

static const struct field_choice choices[] = {
#define CHOICE(SET, NAME, VALUE) { #SET, NAME, VALUE },
#include "document/kinds.def"
};

enum {
	FIELD_COUNT = sizeof fields / sizeof *fields,
	CHOICE_COUNT = sizeof choices / sizeof *choices
};

const struct node_field *node_kind_fields(enum node_kind kind, size_t *count)
{
	size_t first = 0;
	while (first < FIELD_COUNT && fields[first].kind != kind)
		first++;
	size_t end = first;
	while (end < FIELD_COUNT && fields[end].kind == kind)
		end++;
	*count = end - first;
	return fields + first;
}

size_t node_field_row(const struct node_field *field)
{
	return (size_t)(field - fields);
}

const struct node_field *node_kind_field(enum node_kind kind, const char *key)
{
	size_t count;
	const struct node_field *field = node_kind_fields(kind, &count);
	for (; count; count--, field++)
		if (strcmp(field->key, key) == 0)
			return field;
	return NULL;
}

const struct field_choice *field_choices(const char *set, size_t *count)
{
	size_t first = 0;
	while (first < CHOICE_COUNT && strcmp(choices[first].set, set) != 0)
		first++;
	size_t end = first;
	while (end < CHOICE_COUNT && strcmp(choices[end].set, set) == 0)
		end++;
	*count = end - first;
	return choices + first;
}
