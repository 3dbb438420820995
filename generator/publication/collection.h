/* Collections: a folder of entries in each language, one Markdown file each with
 * data at its head, as a schema says, and the lists that templates are given of
 * them. In publication.yaml:
 *
 *     collections:
 *       stories:                  # the folder, and the name in templates
 *         schema: stories.yaml    # beside publication.yaml
 *         sort: -date             # of all of them; otherwise by file name
 *         page: story             # templates/editions/story.md makes a page of
 *                                 # each
 *         lists:
 *           by-theme: {group: theme, sort: title}
 *           open: {where: {state: [new, open]}, first: 3}
 *
 * An entry's translation has the same file name in its language's folder. Data
 * that hold no words are those of the source language where it does not say
 * otherwise. */
#ifndef EVERYREAD_PUBLICATION_COLLECTION_H
#define EVERYREAD_PUBLICATION_COLLECTION_H

#include <stdint.h>

#include "publication/schema.h"

struct publication;
struct source_file;

struct entry {
	const char *identifier;         /* its file's name without ".md" */
	const struct source_file *file; /* its text, below the data */
	struct place place;             /* where its data begin */
	struct field_data *data;        /* by the schema's fields */
	const struct yaml_node *node;   /* the same as written; or NULL */
};

/* The entries of a language, in the order of their files' names. */
struct collection_text {
	struct entry *entries;
	size_t count;
};

/* A field, or where it is the schema's field_count the file's name. */
struct collection_key {
	size_t field;
	bool is_descending;
};

/* What an entry must have: one of the values, or one within the bounds; without
 * either, the field. */
struct collection_filter {
	size_t field;
	struct datum *values;
	size_t value_count;
	bool has_least, has_most;
	struct datum least, most;
};

struct collection_list {
	const char *name;
	struct place place;
	struct collection_key *sort;
	size_t sort_count;
	size_t *group; /* fields, the outer first */
	size_t group_count;
	struct collection_filter *filters;
	size_t filter_count;
	size_t first; /* so many at most, in each group; 0: all */
};

struct collection {
	const char *name, *folder;
	struct place place;
	const char *page; /* template of a page for each entry, or NULL */
	const char *data; /* template of the collection as JSON, or NULL */
	const char *schema_file;
	const struct schema *schema;
	struct collection_list all;
	struct collection_list *lists;
	size_t list_count;
	bool *wants_language, *may_be_partial; /* by language index */
	struct collection_text *texts;         /* by language index */
};

/* By name; NULL where there is none. */
const struct entry *collection_find_entry(const struct collection *collection,
					  size_t language, const char *name);

const struct collection *collection_find(const struct publication *publication,
					 const char *name);

/* An entry's file as its data, its text, and the line at which this begins;
 * false where it has none. */
bool collection_split_entry(struct str whole, struct str *yaml,
			    struct str *text, uint32_t *line);

#endif
