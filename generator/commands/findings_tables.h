/* The tables of an earlier release: what everyread findings --format=json or
 * --format=csv printed then. Whoever wrote the file, it is read as a stranger's:
 * what is wrong with it is a diagnostic with its place. */
#ifndef EVERYREAD_COMMANDS_FINDINGS_TABLES_H
#define EVERYREAD_COMMANDS_FINDINGS_TABLES_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "base/map.h"
#include "count/releases.h"

/* What --format=json calls the form of its tables: 2 since counts of groups are
 * among them; those without the number have none. */
#define FINDINGS_FORMAT 2

/* One group of people: a value of a dimension, or two of two. */
struct findings_place {
	struct str dimensions[2], values[2];
	bool is_missing[2]; /* those who gave no value */
	size_t count;
};

struct findings_table_count {
	struct findings_place place;
	struct releases_value value;
	bool is_matched; /* for the caller */
};

struct findings_tables {
	const char *path;
	struct map counts; /* findings_tables_key() → findings_table_count */
	struct map tables; /* the same without values → any of its counts */
	struct findings_table_count *items;
	size_t count;
	bool has_groups, has_rules;
	struct disclosure_rules rules; /* where has_rules: two of them */
	bool is_of_sources;            /* where has_rules */
};

/* False with a diagnostic, or with error->message where the file cannot be read.
 * Memory is the arena's but for the maps: release in both cases. */
bool findings_tables_read(struct findings_tables *tables, struct arena *arena,
			  const char *path, struct diagnostics *diagnostics,
			  struct error *error);
void findings_tables_release(struct findings_tables *tables);

/* The name of a count, whichever of two dimensions comes first: of a theme's
 * id ("": all people) at a place; or, without values, of its table. */
struct str findings_tables_key(struct arena *arena, struct str theme,
			       const struct findings_place *place,
			       bool with_values);

#endif
