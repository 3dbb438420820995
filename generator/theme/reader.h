/* Reading tokens: what theme/load.c and its neighbours share. */
#ifndef EVERYREAD_THEME_READER_H
#define EVERYREAD_THEME_READER_H

#include "base/yaml.h"
#include "theme/theme.h"

struct theme_reader {
	struct arena *arena;
	struct diagnostics *diagnostics;
	struct theme *theme;
	const char *top; /* the file that lies over the others */
	/* Where the colours stand, for what is found out later. */
	struct place places[SCHEME_COUNT][COLOUR_COUNT];
	bool is_known[SCHEME_COUNT][COLOUR_COUNT];
};

/* The value of a key that must be there; NULL, reported, where it is not. */
const struct yaml_node *token_need(struct theme_reader *reader,
				   const struct yaml_node *mapping,
				   const char *key);
/* The value of a key that may be there; one without a value is told. */
const struct yaml_node *token_find(struct theme_reader *reader,
				   const struct yaml_node *mapping,
				   const char *key);

/* Each sets *value and returns true, or reports and leaves it as it was.
 * `node` NULL: false, nothing is reported. */
bool token_colour(struct theme_reader *reader, const struct yaml_node *node,
		  struct colour *value);
/* "12pt", "27mm"; [lu]. */
bool token_length(struct theme_reader *reader, const struct yaml_node *node,
		  const char *what, double least, double most, lu *value);
/* "1.5"; [1/1000]. */
bool token_ratio(struct theme_reader *reader, const struct yaml_node *node,
		 const char *what, double least, double most, int32_t *value);
/* "17px", with `unit` "px"; [1/1000]. */
bool token_number(struct theme_reader *reader, const struct yaml_node *node,
		  const char *what, const char *unit, double least, double most,
		  int32_t *value);
/* A list of texts. */
bool token_texts(struct theme_reader *reader, const struct yaml_node *node,
		 const char *what, const char ***texts, size_t *count);

/* What stands under text:, for one profile: roles that are not named stay as
 * they are. `needs_all`: each must be there, whole. No size is below `least`.
 */
void theme_read_text(struct theme_reader *reader, const struct yaml_node *node,
		     struct theme_style *style, bool needs_all);

/* Contrast of all pairs, and what else colours must keep to. */
void theme_check_colours(struct theme_reader *reader);

/* The keys of tokens.def, for messages and style sheets. */
extern const char *const theme_colour_keys[COLOUR_COUNT];
extern const char *const theme_role_keys[TEXT_ROLE_COUNT];

#endif
