/* Relative luminance, contrast ratios, and colours that would do. */
#include "theme/contrast.h"

#include <math.h>
#include <stddef.h>

static double linear(uint8_t channel)
{
	double value = channel / 255.0;
	return value <= 0.04045 ? value / 12.92 :
				  pow((value + 0.055) / 1.055, 2.4);
}

double contrast_luminance(struct colour colour)
{
	return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
	       0.0722 * linear(colour.blue);
}

double contrast_ratio(struct colour a, struct colour b)
{
	double first = contrast_luminance(a) + 0.05;
	double second = contrast_luminance(b) + 0.05;
	return first > second ? first / second : second / first;
}

double contrast_lightness(struct colour colour)
{
	double luminance = contrast_luminance(colour);
	if (luminance <= 216.0 / 24389.0)
		return luminance * 24389.0 / 27.0;
	return 116.0 * cbrt(luminance) - 16.0;
}

static uint8_t mix(uint8_t a, uint8_t b, int part, int whole)
{
	return (uint8_t)((a * (whole - part) + b * part + whole / 2) / whole);
}

struct colour theme_colour_mix(struct colour a, struct colour b, int part,
			       int whole)
{
	return (struct colour){ mix(a.red, b.red, part, whole),
				mix(a.green, b.green, part, whole),
				mix(a.blue, b.blue, part, whole) };
}

/* Steps towards `end` until the ratio is there; the count of steps, or 256. */
static int steps_towards(struct colour foreground, struct colour end,
			 struct colour background, double ratio,
			 struct colour *repaired)
{
	for (int step = 1; step <= 255; step++) {
		*repaired = theme_colour_mix(foreground, end, step, 255);
		if (contrast_ratio(*repaired, background) >= ratio)
			return step;
	}
	return 256;
}

bool contrast_repair(struct colour foreground, struct colour background,
		     double ratio, struct colour *repaired)
{
	static const struct colour black = { 0, 0, 0 },
				   white = { 255, 255, 255 };
	struct colour darker, lighter;
	int down = steps_towards(foreground, black, background, ratio, &darker);
	int up = steps_towards(foreground, white, background, ratio, &lighter);
	*repaired = down <= up ? darker : lighter;
	return down < 256 || up < 256;
}
