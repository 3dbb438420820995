/* The kinds of values that findings.yaml is made of, each read from a YAML
 * node with a diagnostic at its place where it is not what it should be.
 * Private to read/settings*.c. */
#ifndef EVERYREAD_READ_SETTINGS_READER_H
#define EVERYREAD_READ_SETTINGS_READER_H

#include "base/yaml_table.h"
#include "read/read_options.h"
#include "read/settings.h"

struct settings_reader {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const struct project *project;
	struct settings *settings;
	const char **variable_names, **code_names; /* for suggestions */
	/* Some could not be read, which is told: others that name them are not. */
	bool lacks_dimensions, lacks_themes;
	/* One for each of the settings' themes; NULL: they are the codes. */
	const struct yaml_node **theme_nodes;
};

/* A copy in the arena. */
const char *settings_keep(const struct settings_reader *reader,
			  struct str text);

/* ", did you mean 'x'?", or "" */
const char *settings_suggest(const struct settings_reader *reader,
			     struct str word, const char *const *candidates,
			     size_t count);

void settings_report_missing(const struct settings_reader *reader,
			     const struct yaml_node *mapping, const char *key);

/* yaml_find() of a key that may be there. */
const struct yaml_node *settings_find(const struct settings_reader *reader,
				      const struct yaml_node *mapping,
				      const char *key);

/* Reads a mapping by its table. False where it is none, which is told. */
bool settings_mapping(const struct settings_reader *reader,
		      const struct yaml_node *node,
		      const struct yaml_table *table, void *to);

/* The kinds of values that tables of findings.yaml have. What each is read into: */
extern const struct yaml_type settings_label_type, /* struct settings_label */
	settings_identifier_type,                  /* const char * */
	settings_boolean_type,                     /* bool */
	settings_variable_type; /* const struct yaml_node *: for settings_read_variable(),
				 * which says whose it is */

/* The value as it stands, into a const struct yaml_node *: what it means depends on
 * other values. */
yaml_field_reader settings_read_node;

/* A whole number within the type's bounds, into a uint32_t. */
yaml_field_reader settings_read_whole;

/* What has a table of its own. */
yaml_field_reader settings_read_inside;

/* Trimmed text; false with a diagnostic where there is none, without where
 * the node is NULL. */
bool settings_read_text(const struct settings_reader *reader,
			const struct yaml_node *node, const char *what,
			struct str *text);

/* A text, or a mapping from language tags to texts. */
void settings_read_label(const struct settings_reader *reader,
			 const struct yaml_node *node, const char *what,
			 struct settings_label *label);

/* A variable by GUID or name, a code by GUID, path or name that is the only
 * one; PROJECT_NONE with a diagnostic. An absent variable is none without. */
uint32_t settings_read_variable(const struct settings_reader *reader,
				const struct yaml_node *node, const char *what);
uint32_t settings_read_code(const struct settings_reader *reader,
			    const struct yaml_node *node);

/* A value of the variable. Values of one that is counted by may be suggested,
 * those of others only where they differ in capitals alone: what people
 * answered is not for a log. */
uint32_t settings_read_value(const struct settings_reader *reader,
			     struct str text, struct place place,
			     uint32_t variable, bool is_counted_by);

/* The dimension of that id, at the node's place; PROJECT_NONE with a
 * diagnostic. */
uint32_t settings_read_dimension_id(const struct settings_reader *reader,
				    const struct yaml_node *node,
				    struct str id);

/* The items of a list at `key`; a count of 0 where there is none. */
size_t settings_read_list(const struct settings_reader *reader,
			  const struct yaml_node *root, const char *key,
			  const struct yaml_node **list);

/* How the data are read (settings_reading.c); nothing where the node is null.
 * It needs no project. */
void settings_read_reading(const struct settings_reader *reader,
			   const struct yaml_node *node,
			   struct read_options *options);
extern const struct yaml_table settings_reading_table;

/* The options that stand elsewhere than in `reading:` (settings_options.c). */
void settings_read_options(const struct settings_reader *reader,
			   const struct yaml_node *root,
			   struct read_options *options);
extern const struct yaml_table settings_base_table;

/* Who may be quoted (settings_consent.c); nobody where the node is null. */
void settings_read_consent(const struct settings_reader *reader,
			   const struct yaml_node *node);
extern const struct yaml_table settings_consent_table;

/* What is replaced in quotations (settings_replacements.c); nothing where the
 * node is null. */
void settings_read_replacements(const struct settings_reader *reader,
				const struct yaml_node *node);

/* What is counted by (settings_dimensions.c), and then what `values:` calls the
 * values of these, and of the role. */
void settings_read_dimensions(const struct settings_reader *reader,
			      const struct yaml_node *root);
void settings_read_value_labels(const struct settings_reader *reader,
				const struct yaml_node *root);
extern const struct yaml_table settings_known_table, settings_group_table;
/* What each of a variable's values is called until findings.yaml says more. */
struct settings_label *
settings_label_values(const struct settings_reader *reader, uint32_t variable);

/* The tile map (settings_map.c); nothing where the node is null. */
void settings_read_map(const struct settings_reader *reader,
		       const struct yaml_node *node);
extern const struct yaml_table settings_tile_table;

/* Which tables there are, and of which themes they are published, when
 * dimensions and themes are known (settings_tables.c). */
void settings_read_tables(const struct settings_reader *reader,
			  const struct yaml_node *root);
void settings_publish_all(struct arena *arena, struct settings *settings);

#endif
