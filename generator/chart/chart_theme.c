/* The theme's colours of charts. */
#include "chart/chart.h"

static struct drawing_colour drawing_colour_of(struct colour colour)
{
	return (struct drawing_colour){ colour.red, colour.green, colour.blue };
}

void chart_style_set_colours(struct chart_style *style,
			     const struct theme *theme,
			     enum theme_scheme scheme)
{
	const struct colour *colours = theme->colours[scheme];
	style->ink = drawing_colour_of(colours[COLOUR_CHART_INK]);
	style->quiet = drawing_colour_of(colours[COLOUR_CHART_QUIET]);
	style->grid = drawing_colour_of(colours[COLOUR_CHART_GRID]);
	style->page = drawing_colour_of(colours[COLOUR_PAGE]);
	style->colour_count = CHART_SERIES_COUNT;
	for (int i = 0; i < CHART_SERIES_COUNT; i++)
		style->series[i] =
			drawing_colour_of(colours[COLOUR_CHART_SERIES_1 + i]);
	for (int i = 0; i < CHART_SHADE_COUNT; i++)
		style->shades[i] =
			drawing_colour_of(colours[COLOUR_CHART_SHADE_1 + i]);
}

/* The theme has just the colours that a chart may have. */
_Static_assert((int)CHART_SERIES_COUNT == (int)CHART_MOST_COLOURS, "series");
_Static_assert((int)CHART_SHADE_COUNT == (int)CHART_MOST_CLASSES, "shades");
