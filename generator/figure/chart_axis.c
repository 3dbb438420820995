/* Round numbers for axes and classes. */
#include "figure/chart.h"

/* The next of 1, 2, 5, 10, 20, 50 … */
static int64_t next_step(int64_t step)
{
	int64_t power = 1;
	while (step / power >= 10)
		power *= 10;
	return step / power == 2 ? 5 * power : 2 * step;
}

/* The least step that covers `from` to `to` with `most` steps, of which the
 * first begins at a multiple. */
static int64_t find_step(int64_t from, int64_t to, int64_t most)
{
	int64_t step = 1;
	while (to / step - from / step + (to % step != 0) > most)
		step = next_step(step);
	return step;
}

static int64_t bounded(int64_t value)
{
	return value < 0		  ? 0
	       : value > CHART_MOST_VALUE ? CHART_MOST_VALUE
					  : value;
}

static int64_t divided_up(int64_t value, int64_t unit)
{
	return (value + unit - 1) / unit;
}

size_t chart_axis(int64_t largest, int64_t unit,
		  int64_t ticks[CHART_MOST_TICKS])
{
	size_t count = 0;
	unit = unit < 1 ? 1 : bounded(unit);
	int64_t end = divided_up(bounded(largest), unit);
	int64_t step = find_step(0, end, 5);
	do
		ticks[count] = (int64_t)count * step * unit;
	while (ticks[count++] < end * unit || count < 2);
	return count;
}

size_t chart_classes(int64_t smallest, int64_t largest, int64_t unit,
		     int64_t least[CHART_MOST_CLASSES], int64_t *end)
{
	size_t count = 0;
	unit = unit < 1 ? 1 : bounded(unit);
	int64_t to = bounded(largest) / unit + 1;
	int64_t from = bounded(smallest < largest ? smallest : largest) / unit;
	int64_t step = find_step(from, to, CHART_MOST_CLASSES);
	*end = from / step * step * unit;
	do {
		least[count++] = *end;
		*end += step * unit;
	} while (*end < to * unit);
	return count;
}
