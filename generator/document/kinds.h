/* What kinds.def says of kinds and their fields. */
#ifndef EVERYREAD_DOCUMENT_KINDS_H
#define EVERYREAD_DOCUMENT_KINDS_H

#include <stdbool.h>
#include <stddef.h>

/* kinds.def says of each what it is, what it holds and where it stands. */
enum node_kind {
#define BLOCK(KIND, ...) NODE_##KIND,
#define INLINE(KIND, ...) NODE_##KIND,
#include "document/kinds.def"
};

/* No kind: not an enumerator, which every switch would have to list. */
enum {
#define BLOCK(...) +1
#define INLINE(...) +1
	NODE_KIND_COUNT = 0
#include "document/kinds.def"
};

/* "heading", "list-item": the name that the dump prints. */
const char *node_kind_name(enum node_kind kind);

bool node_kind_is_inline(enum node_kind kind);
bool node_kind_holds_blocks(enum node_kind kind);
bool node_kind_holds_inlines(enum node_kind kind);
/* True where a `child` may stand in a `parent`. */
bool node_kind_may_hold(enum node_kind parent, enum node_kind child);
/* True for a block that stands in certain kinds alone; the first of them is
 * put into `place`. */
bool node_kind_is_bound(enum node_kind kind, enum node_kind *place);
/* True for a list or table, whose parts are all of one kind but for those that
 * name it as their place; what else is put into it is wrapped in a `part`. */
bool node_kind_has_parts(enum node_kind kind, enum node_kind *part);
/* True where a node of this kind that cannot stand somewhere becomes a
 * `substitute` there; false where it is left out and its contents stay. */
bool node_kind_has_substitute(enum node_kind kind, enum node_kind *substitute);

/* ---- Fields ------------------------------------------------------------ */

enum field_type {
	FIELD_WORDS,  /* const char *, read by people, or NULL */
	FIELD_NAME,   /* const char *, for programs, or NULL */
	FIELD_TEXT,   /* struct str: the node's own words */
	FIELD_FLAG,   /* bool */
	FIELD_NUMBER, /* uint32_t */
	FIELD_LEVEL,  /* uint8_t */
	FIELD_ONE_OF, /* an enum whose values have names: field_choice */
	FIELD_OWN     /* what the dump alone knows to print */
};

struct node_field {
	enum node_kind kind;
	enum field_type type;
	const char *key; /* as the dump prints it and as a directive's attribute
	                  * is called */
	const char *set; /* of a FIELD_ONE_OF: its choices' */
	size_t offset;   /* within struct node */
};

struct field_choice {
	const char *set, *name;
	unsigned value;
};

/* The fields of a kind, `count` of them. */
const struct node_field *node_kind_fields(enum node_kind kind, size_t *count);
/* Which row of kinds.def a field is, from 0. */
size_t node_field_row(const struct node_field *field);
/* The field of this key, or NULL. */
const struct node_field *node_kind_field(enum node_kind kind, const char *key);
/* The choices of a set, `count` of them, in the order in which they are told.
 */
const struct field_choice *field_choices(const char *set, size_t *count);

#endif
