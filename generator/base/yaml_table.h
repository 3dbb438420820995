/* Mappings in YAML files as tables: which keys one has, what stands behind each,
 * and what reads it. What is told of unknown and missing keys, what an editor
 * offers, and what the manual must list all come from here.
 *
 * A room that reads such files has a reader of its own, with an arena, diagnostics
 * and whatever else its values need; tables hand it on as it is. */
#ifndef EVERYREAD_BASE_YAML_TABLE_H
#define EVERYREAD_BASE_YAML_TABLE_H

#include "base/error.h"
#include "base/yaml.h"

struct yaml_field;
struct yaml_table;

/* Reads the value of a key, which is there, into *to. */
typedef void yaml_field_reader(const void *reader, const struct yaml_node *node,
			       const struct yaml_field *field, void *to);

/* Where the keys of `inside` stand. */
enum yaml_shape {
	YAML_ONE,     /* in the value itself */
	YAML_LIST_OF, /* in each item of the list that the value is */
	YAML_NAMED /* in each value of a mapping, whose keys an author gives */
};

/* A kind of value. */
struct yaml_type {
	const char *name; /* for people: "date (year-month-day)" */
	/* NULL: what reads the mapping reads it, too, since it depends on others
	 * or others on it. */
	yaml_field_reader *read;
	const char *const *words; /* all that are allowed, or NULL */
	size_t word_count;
	const struct yaml_table *inside; /* of a mapping, or NULL */
	enum yaml_shape shape;
	double least, most; /* of a number */
	/* What reads it is asked even where nothing stands behind the key, since
	 * it knows what that means or what to say of it. */
	bool takes_blank;
};

/* One key of a mapping: the whole of what is known of it. */
struct yaml_field {
	const char *key;
	bool is_required;
	const struct yaml_type *type;
	size_t offset;    /* of *to in what the mapping is read into */
	const char *what; /* names the value in messages; NULL: the key does */
};

struct yaml_table {
	const char *what; /* names the mapping in messages */
	const struct yaml_field *fields;
	size_t count;
	bool is_layer; /* lies over values that are there: no key must be */
};

#define YAML_TABLE(what, fields) \
	{ \
		what, fields, sizeof(fields) / sizeof *(fields), false \
	}
#define YAML_LAYER(what, fields) \
	{ \
		what, fields, sizeof(fields) / sizeof *(fields), true \
	}

/* What the value is called in messages. */
const char *yaml_field_what(const struct yaml_field *field);

/* Tells keys that the table has not, as yaml_check_keys(). */
void yaml_table_check(const struct yaml_table *table,
		      const struct yaml_node *mapping,
		      struct diagnostics *diagnostics);

/* Reads the values into `to` in the table's order, and tells those that are
 * missing. What no key gives stays as it is. */
void yaml_table_read(const struct yaml_table *table, const void *reader,
		     const struct yaml_node *mapping, void *to,
		     struct diagnostics *diagnostics);

/* Both. False where `node` is NULL or no mapping, which is told. */
bool yaml_table_mapping(const struct yaml_table *table, const void *reader,
			const struct yaml_node *node, void *to,
			struct diagnostics *diagnostics);

/* Reads the file at `path`, which is a mapping, and checks its keys; what is
 * wrong is reported. *root is NULL where nothing can be read in it. False with
 * *error where the file cannot be read. */
bool yaml_table_file(struct arena *arena, const char *path,
		     const struct yaml_table *table,
		     const struct yaml_node **root,
		     struct diagnostics *diagnostics, struct error *error);

/* Index of the text among `words`; -1, reported with the nearest and all of
 * them, where it is none of them. */
int yaml_choice(const struct yaml_node *node, const char *what,
		const char *const *words, size_t count,
		struct diagnostics *diagnostics);

#endif
