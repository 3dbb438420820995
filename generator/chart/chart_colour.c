/* How well colours can be told apart (WCAG 2.2, "contrast ratio"). */
#include <math.h>

#include "chart/chart_private.h"

static double linear(uint8_t component)
{
	double part = component / 255.0;
	return part <= 0.04045 ? part / 12.92 :
				 pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(struct drawing_colour colour)
{
	return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
	       0.0722 * linear(colour.blue);
}

int chart_contrast(struct drawing_colour a, struct drawing_colour b)
{
	double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
	return (int)(100 * (one > other ? one / other : other / one));
}

struct drawing_colour chart_colour_on(const struct chart_style *style,
				      struct drawing_colour ground)
{
	return chart_contrast(style->page, ground) >=
			       chart_contrast(style->ink, ground) ?
		       style->page :
		       style->ink;
}

enum { TEXT_CONTRAST = 450 };

struct drawing_colour chart_ground(const struct chart_style *style,
				   struct drawing_colour colour)
{
	struct drawing_colour text = chart_colour_on(style, colour);
	return chart_contrast(text, colour) >= TEXT_CONTRAST ? colour :
							       style->page;
}
