/* The table of profiles. */
#include "base/profile.h"

#include <stddef.h>

const struct profile_traits profile_traits[PROFILE_COUNT] = {
#define PROFILE(id, name, key, large_key, least_body, label, needs_standard, \
		numbers_figures, is_large) \
	[PROFILE_##id] = { \
		name,    { key, large_key }, LU_FROM_POINTS(least_body), \
		label,   needs_standard,     numbers_figures, \
		is_large \
	},
#include "base/profiles.def"
};
