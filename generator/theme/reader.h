/* Reading tokens: what theme/load.c and its neighbours share. */
#ifndef EVERYREAD_THEME_READER_H
#define EVERYREAD_THEME_READER_H

#include "base/yaml_table.h"
#include "theme/theme.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A colour, and where it stands, for what is found out later. */
struct theme_colour_token {
	struct colour value;
	struct place place;
	bool is_known;
};

struct theme_colour_tokens {
	struct theme_colour_token of[SCHEME_COUNT][COLOUR_COUNT];
};

struct theme_reader {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const char *top; /* the file that lies over the others */
	struct theme_colour_tokens *colours;
};

/* Readers for tables of a theme's keys. Each sets *to, or reports and leaves it as
 * it was. Numbers keep to the type's bounds. */
yaml_field_reader theme_read_colour, /* struct theme_colour_token */
	theme_read_length,           /* lu: "12pt", "27mm"; bounds in [pt] */
	theme_read_ratio,            /* int32_t [1/1000]: "1.5" */
	theme_read_pixels,           /* int32_t [1/1000]: "17px" */
	theme_read_ems,              /* int32_t [1/1000]: "38em" */
	theme_read_inside;           /* what has a table of its own */

/* A list of texts. False where it is none, which is told. */
bool theme_texts(const struct theme_reader *reader,
		 const struct yaml_node *node, const char *what,
		 const char ***texts, size_t *count);

/* What stands under text:, into an array of struct theme_text by role: of the
 * standard, which must have all, and of a profile, where what is not named
 * stays as it is. */
extern const struct yaml_type theme_text_type, theme_text_part;

/* Contrast of all pairs, and what else colours must keep to. */
void theme_check_colours(const struct theme_reader *reader,
			 const struct theme *theme);

/* The keys of tokens.def, for messages and style sheets. */
extern const char *const theme_colour_keys[COLOUR_COUNT];
extern const char *const theme_role_keys[TEXT_ROLE_COUNT];

#endif
