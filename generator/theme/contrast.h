/* Contrast as WCAG 2.2 defines it. */
#ifndef EVERYREAD_THEME_CONTRAST_H
#define EVERYREAD_THEME_CONTRAST_H

#include <stdbool.h>

#include "base/colour.h"

/* Relative luminance, 0 to 1. */
double contrast_luminance(struct colour colour);

/* (L1 + 0.05) / (L2 + 0.05), the lighter one above: 1 to 21. */
double contrast_ratio(struct colour a, struct colour b);

/* The lightness of CIE 1976 (L*), 0 to 100. */
double contrast_lightness(struct colour colour);

/* The colour nearest to `foreground`, darker or lighter, that has `ratio`
 * before `background`; false where not even black or white has. */
bool contrast_repair(struct colour foreground, struct colour background,
		     double ratio, struct colour *repaired);

/* `a` and `b` in proportion: 0 is a, `whole` is b. */
struct colour theme_colour_mix(struct colour a, struct colour b, int part,
			       int whole);

#endif
