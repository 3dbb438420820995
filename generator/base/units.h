/* Layout units. All layout is done in integers, so that frames are the same
 * on every machine. */
#ifndef EVERYREAD_BASE_UNITS_H
#define EVERYREAD_BASE_UNITS_H

#include <stdint.h>

/* [lu] one thousandth of a PostScript point (1/72 inch). 32 bits reach
 * 757 m, so sums on one page cannot overflow. */
typedef int32_t lu;

enum { LU_PER_POINT = 1000 };

#define LU_FROM_POINTS(points) ((lu)((points)*1000.0 + 0.5))
#define LU_FROM_MILLIMETRES(mm) ((lu)((mm)*72000.0 / 25.4 + 0.5))

/* value * numerator / denominator, rounded to nearest, halves away from 0,
 * without overflow of the product. Requires denominator > 0. */
static inline lu lu_scale(lu value, int32_t numerator, int32_t denominator)
{
	int64_t product = (int64_t)value * numerator;
	int64_t half = denominator / 2;
	return (lu)((product + (product < 0 ? -half : half)) / denominator);
}

#endif
