/* Round numbers for axes and classes. */
#include "chart/chart.h"

/* Steps by which people count, in tenths, ascending up to ten times the
 * first. Classes have finer ones than axes: there is no room for many. */
static const uint8_t axis_steps[] = { 10, 20, 50, 0 };
static const uint8_t class_steps[] = { 10, 15, 20, 25, 30, 40, 50, 0 };

/* The least step, of at least `least`, that covers `from` to `to` with `most`
 * steps, of which the first begins at a multiple. */
static int64_t find_step(int64_t from, int64_t to, int64_t most, int64_t least,
			 const uint8_t *factors)
{
	for (int64_t power = 1;; power *= 10)
		for (unsigned i = 0; factors[i]; i++) {
			int64_t step = power * factors[i] / 10;
			/* no 1.5 */
			if (step >= least && step * 10 == power * factors[i] &&
			    to / step - from / step + (to % step != 0) <= most)
				return step;
		}
}

static int64_t bounded(int64_t value)
{
	return value < 0                ? 0 :
	       value > CHART_MOST_VALUE ? CHART_MOST_VALUE :
					  value;
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
	int64_t step = find_step(0, end, 5, 1, axis_steps);
	do
		ticks[count] = (int64_t)count * step * unit;
	while (ticks[count++] < end * unit || count < 2);
	return count;
}

size_t chart_classes(int64_t smallest, int64_t largest, int64_t unit,
		     uint32_t least_width, int64_t least[CHART_MOST_CLASSES],
		     int64_t *end)
{
	size_t count = 0;
	unit = unit < 1 ? 1 : bounded(unit);
	int64_t to = bounded(largest) / unit + 1;
	int64_t from = bounded(smallest < largest ? smallest : largest) / unit;
	int64_t step = find_step(from, to, CHART_MOST_CLASSES, least_width,
				 class_steps);
	*end = from / step * step * unit;
	do {
		least[count++] = *end;
		*end += step * unit;
	} while (*end < to * unit);
	return count;
}
