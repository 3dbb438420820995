/* Charts for tests: some like those of publications, and any at random. */
#ifndef EVERYREAD_TESTS_FIGURE_CHART_H
#define EVERYREAD_TESTS_FIGURE_CHART_H

#include "base/buffer.h"
#include "chart/chart.h"
#include "svg/svg.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A chart whose parts can be changed before it is drawn. */
struct made {
	struct arena arena;
	struct chart chart;
	struct chart_style style;
	struct chart_row *rows;
	struct chart_cell **cells; /* of each row */
	struct chart_series *series;
	struct chart_tick *ticks;
	struct chart_class *classes;
	struct drawing *drawing;
};

static inline const char *number(struct made *made, int64_t value)
{
	return arena_format(&made->arena, "%lld", (long long)value);
}

static inline void set_axis(struct made *made, int64_t largest)
{
	int64_t ticks[CHART_MOST_TICKS];
	size_t count = chart_axis(largest, 1, ticks);
	made->ticks = ARENA_NEW_ARRAY(&made->arena, count, struct chart_tick);
	for (size_t i = 0; i < count; i++)
		made->ticks[i] =
			(struct chart_tick){ ticks[i], number(made, ticks[i]) };
	made->chart.ticks = made->ticks;
	made->chart.tick_count = count;
	made->chart.most = ticks[count - 1];
}

static inline void set_classes(struct made *made, int64_t smallest,
			       int64_t largest)
{
	int64_t least[CHART_MOST_CLASSES], end;
	size_t count = chart_classes(smallest, largest, 1, 0, least, &end);
	made->classes =
		ARENA_NEW_ARRAY(&made->arena, count, struct chart_class);
	for (size_t i = 0; i < count; i++)
		made->classes[i] =
			(struct chart_class){ least[i],
					      number(made, least[i]) };
	made->chart.classes = made->classes;
	made->chart.class_count = count;
}

static const char *const labels[] = {
	"Access to care and support",
	"Loneliness",
	"Jak zareagowała społeczność i co sąsiedzi zrobili dla siebie nawzajem",
	"心理健康与幸福感",
	"الصحة النفسية والرفاه",
	"Donaudampfschifffahrtsgesellschaftskapitänspatentverlängerung",
	"x",
};

/* All cells are shown, with the values 10, 20, 30 … and their texts. */
static inline void make(struct made *made, enum chart_kind kind, size_t rows,
			size_t series, int32_t width)
{
	*made = (struct made){ .arena = ARENA_INITIALISER };
	struct arena *arena = &made->arena;
	made->style = chart_style_default(width, 10000);
	made->rows = ARENA_NEW_ARRAY(arena, rows, struct chart_row);
	made->cells = ARENA_NEW_ARRAY(arena, rows, struct chart_cell *);
	made->series = ARENA_NEW_ARRAY(arena, series, struct chart_series);
	for (size_t i = 0; i < series; i++)
		made->series[i].label = labels[(i + 1) % COUNT(labels)];
	for (size_t i = 0; i < rows; i++) {
		made->cells[i] =
			ARENA_NEW_ARRAY(arena, series, struct chart_cell);
		for (size_t j = 0; j < series; j++) {
			int64_t value = 10 * (int64_t)(i * series + j + 1);
			made->cells[i][j] =
				(struct chart_cell){ true, value,
						     number(made, value) };
		}
		made->rows[i] = (struct chart_row){
			.label = labels[i % COUNT(labels)],
			.cells = made->cells[i],
			.short_label = "Abc",
			.column = (int32_t)(i % 8),
			.line = (int32_t)(i / 8),
		};
	}
	made->chart = (struct chart){
		.kind = kind,
		.language = "en",
		.rows = made->rows,
		.row_count = rows,
		.series = made->series,
		.series_count = series,
		.value_title = "People who spoke of it",
		.hidden = "Not shown",
		.hidden_mark = "–",
	};
	set_axis(made, 10 * (int64_t)(rows * series));
	set_classes(made, 10, 10 * (int64_t)(rows * series));
}

static inline struct drawing *draw(struct made *made)
{
	made->drawing = chart_draw(&made->arena, &made->chart, &made->style,
				   &chart_measure_estimate);
	return made->drawing;
}

static inline void unmake(struct made *made)
{
	arena_release(&made->arena);
}

/* ---- At random --------------------------------------------------------- */

/* 0 … bound - 1 (Knuth's MMIX generator). */
static inline unsigned pick(uint64_t *seed, unsigned bound)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % bound;
}

static inline const char *pick_label(struct made *made, uint64_t *seed)
{
	const char *one = labels[pick(seed, COUNT(labels))];
	const char *other = labels[pick(seed, COUNT(labels))];
	switch (pick(seed, 8)) {
	case 0:
		return NULL;
	case 1:
		return "";
	case 2:
		return arena_format(&made->arena, "%s %s %s", one, other, one);
	default:
		return one;
	}
}

static inline int64_t pick_value(uint64_t *seed)
{
	static const unsigned bounds[] = { 1, 2, 100, 1000, 1000000000 };
	int64_t value = pick(seed, bounds[pick(seed, COUNT(bounds))]);
	return pick(seed, 50) ? value : -value;
}

static inline void make_random(struct made *made, uint64_t *seed)
{
	enum chart_kind kind = (enum chart_kind)pick(seed, CHART_MAP + 1);
	size_t rows = pick(seed, pick(seed, 3) ? 9 : 70);
	size_t series = pick(seed, kind == CHART_MAP ? 2 : 6);
	make(made, kind, rows, series, 40000 + (int32_t)pick(seed, 500000));
	made->style = chart_style_default(made->style.width,
					  6000 + (int32_t)pick(seed, 12000));
	made->chart.is_right_to_left = pick(seed, 2);
	for (size_t i = 0; i < rows; i++) {
		made->rows[i].label = pick_label(made, seed);
		if (!pick(seed, 5))
			made->rows[i].short_label = NULL;
		for (size_t j = 0; j < series; j++) {
			int64_t value = pick_value(seed);
			made->cells[i][j] = (struct chart_cell){
				pick(seed, 4) > 0, value,
				pick(seed, 9) ? number(made, value) : NULL
			};
		}
	}
	if (!pick(seed, 4))
		made->chart.tick_count = 0;
	if (!pick(seed, 4))
		made->chart.class_count = 0;
	if (!pick(seed, 5))
		made->chart.hidden = made->chart.value_title = NULL;
	if (!pick(seed, 5))
		made->chart.hidden = pick_label(made, seed);
}

#endif
