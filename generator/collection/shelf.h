/* What the files of this room share: the collections of one rendering. Private
 * to collection/. */
#ifndef EVERYREAD_COLLECTION_SHELF_H
#define EVERYREAD_COLLECTION_SHELF_H

#include "collection/collection.h"

/* A collection in a language. */
struct shelf {
	const struct shelves *all;
	const struct collection *collection;
	const struct collection_text *text;
	struct value **entries;          /* by entry; NULL: not made yet */
	const struct value **lists;      /* by list; NULL: not made yet */
	const struct value *whole;       /* all of them; NULL: not made yet */
	size_t *counts;                  /* of entries, by list */
	const struct value *labels;      /* or NULL */
	const struct value *list_counts; /* a dynamic map */
};

struct shelves {
	struct arena *arena;
	const struct publication *publication;
	size_t language;
	struct locale *locale;
	struct collection_findings findings; /* `find` NULL: there are none */
	struct shelf *items;                 /* by collection */
};

/* ---- entry.c ------------------------------------------------------------- */

/* The entry's value; made at the first call. */
const struct value *shelf_entry(struct shelf *shelf, const struct entry *entry);

/* One value of a field. */
const struct value *shelf_datum(const struct shelves *shelves,
				const struct schema_field *field,
				const struct datum *datum);

/* What readers call it: a choice's label, a date in words, a title. */
const char *shelf_label(const struct shelves *shelves,
			const struct schema_field *field,
			const struct datum *datum);

/* A text as a value; null for NULL. */
struct value *shelf_text(const struct shelves *shelves, const char *text);

/* ---- order.c ------------------------------------------------------------- */

/* The entries of a list in their order, and how many; without cutting. */
const struct entry **shelf_select(const struct shelf *shelf,
				  const struct collection_list *list,
				  size_t *count);

/* ---- group.c ------------------------------------------------------------- */

/* The list as a value. */
const struct value *shelf_list(struct shelf *shelf,
			       const struct collection_list *list,
			       size_t *count);

#endif
