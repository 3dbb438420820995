/* What stands at the head of each entry of a collection: a schema, written in
 * YAML, and the data that were read by it.
 *
 *     fields:
 *       title: {type: text, required: true}
 *       state: {type: choice, values: {open: {en: Open}, done: {en: Done}}}
 *       begun: {type: date, from: 2020-01-01}
 *       related: {type: reference, of: entries, list: true}
 *       theme: {type: finding, of: theme}
 *       steps: {type: record, list: true, fields: {…}}
 *
 * A mistake is a diagnostic at its line and column, all of them in one run. What
 * is wrong counts as not given. */
#ifndef EVERYREAD_PUBLICATION_SCHEMA_H
#define EVERYREAD_PUBLICATION_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diagnostic.h"
#include "base/yaml.h"
#include "publication/localised.h"

enum schema_type {
	SCHEMA_TEXT,
	SCHEMA_MARKDOWN, /* words with emphasis and links, within a line */
	SCHEMA_NUMBER,
	SCHEMA_FLAG,
	SCHEMA_DATE,
	SCHEMA_CHOICE,
	SCHEMA_ADDRESS,
	SCHEMA_REFERENCE, /* to an entry, of this collection or another */
	SCHEMA_FINDING,   /* a theme or a group's value in the findings */
	SCHEMA_RECORD,    /* has fields of its own */
	SCHEMA_TYPE_COUNT
};

struct schema_choice {
	const char *identifier;
	struct localised label;
};

struct schema;

struct schema_field {
	const char *name;
	struct place place;
	enum schema_type type;
	bool is_required, is_list;
	bool is_broken; /* nobody knows what it holds: nothing is read */
	struct localised label;
	struct schema_choice *choices; /* of SCHEMA_CHOICE */
	size_t choice_count;
	/* Of a reference: the collection's name. Of a finding: "theme", or a
	 * dimension such as "area". */
	const char *of;
	struct place of_place;
	/* Dates and numbers may lie from `least` to `most`. */
	bool has_least, has_most;
	double least_number, most_number;
	const char *least_date, *most_date; /* ISO 8601 */
	size_t longest;                     /* [code points]; 0: any */
	const struct schema *record;        /* of SCHEMA_RECORD */
};

struct schema {
	const char *file;
	struct schema_field *fields;
	const char **names; /* of the fields, in their order */
	size_t field_count;
	size_t title; /* the field that an entry is called by; field_count: none */
};

struct entry;
struct field_data;

/* One value of a field. */
struct datum {
	struct place place;
	const char *text; /* as it is written; of a record NULL */
	union {
		double number;
		bool flag;
		struct date date;
		size_t choice;             /* index in the field's choices */
		const struct entry *entry; /* NULL until it is found */
		struct field_data *record; /* by the record's fields */
	};
};

/* A field of an entry: no value, one, or several of a list. */
struct field_data {
	struct place place;
	struct datum *items;
	size_t count;
};

struct fields;

/* What the file says; after mistakes, which are reported, what is right. NULL
 * where that is nothing. */
const struct schema *schema_read(const struct fields *fields,
				 const struct yaml_node *root,
				 const char *file);

/* Index of the field of that name; field_count where there is none. */
size_t schema_find(const struct schema *schema, struct str name);

/* Reads the data of a mapping (NULL: nothing is given). What is required and not
 * given is reported at `place`. The array has a place for each field. */
struct field_data *schema_read_data(const struct schema *schema,
				    struct arena *arena,
				    const struct yaml_node *mapping,
				    struct place place,
				    struct diagnostics *diagnostics);

/* Whether a translation has to give the field itself: it holds words. */
bool schema_is_words(const struct schema_field *field);

#endif
