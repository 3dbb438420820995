/* Profiles of editions, from the table in profiles.def: publication.yaml names
 * one, the theme dresses it, templates are found by it. Each is printed in two
 * sizes. */
#ifndef EVERYREAD_BASE_PROFILE_H
#define EVERYREAD_BASE_PROFILE_H

#include <stdbool.h>

#include "base/units.h"

enum profile {
#define PROFILE(id, ...) PROFILE_##id,
#include "base/profiles.def"
	PROFILE_COUNT
};

enum print_size { PRINT_REGULAR, PRINT_LARGE, PRINT_SIZE_COUNT };

struct profile_traits {
	const char *name; /* "easy-read" */
	/* In the theme; NULL for the standard's regular print. */
	const char *theme_keys[PRINT_SIZE_COUNT];
	lu least_body;     /* [lu] body text in regular print */
	const char *label; /* in messages: "Easy Read" */
	bool needs_standard, numbers_figures, is_large;
};

extern const struct profile_traits profile_traits[PROFILE_COUNT];

static inline const char *profile_name(enum profile profile)
{
	return profile_traits[profile].name;
}

#endif
