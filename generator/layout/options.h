/* What layout is asked for. */
#ifndef EVERYREAD_LAYOUT_OPTIONS_H
#define EVERYREAD_LAYOUT_OPTIONS_H

#include <stdbool.h>

#include "base/profile.h"

struct theme;

struct layout_options {
	const struct theme *theme;
	enum print_size print;
	bool is_strict; /* a character that no font has is an error, not a
	                 * warning: build is strict, render is not */
};

#endif
