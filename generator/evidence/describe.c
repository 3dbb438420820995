/* What a chart shows, in words: what it counts, where most and fewest are (in the
 * first series and in the last, where there are more), where two are farthest
 * apart, how much is hidden; of a change, what rose and what fell. */
#include "base/vector.h"
#include "evidence/evidence_private.h"

struct description {
	struct expansion *expansion;
	const struct grid *grid;
	struct node *paragraph;
};

static const char *text_of(const struct description *description,
			   const struct analysis_count *count)
{
	return evidence_count_text(description->expansion, count,
				   description->grid->shows_percent, "");
}

/* What counts as equal is what reads the same. */
static uint32_t rank_of(const struct description *description,
			const struct analysis_count *count)
{
	return description->grid->shows_percent ?
		       evidence_share_percent(count->share) :
		       count->count;
}

static void say(struct description *description, const char *sentence)
{
	struct expansion *expansion = description->expansion;
	struct place place = description->paragraph->place;
	struct node *text = node_new(expansion->arena, NODE_TEXT, place);
	if (description->paragraph->first_child)
		node_append(description->paragraph,
			    node_new(expansion->arena, NODE_SOFT_BREAK, place));
	text->text.text = str_from(sentence);
	node_append(description->paragraph, text);
}

static const char *labelled(const struct description *description,
			    const char *label, const char *value)
{
	return locale_message(description->expansion->locale,
			      description->expansion->arena, "labelled-value",
			      LOCALE_TEXT("label", label),
			      LOCALE_TEXT("value", value));
}

/* ---- What is shown ----------------------------------------------------- */

static uint32_t count_rows(const struct grid *grid)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < grid->row_count; i++)
		count += evidence_is_plain_row(&grid->rows[i]);
	return count;
}

static void say_what(struct description *description, bool is_map)
{
	struct locale *locale = description->expansion->locale;
	struct arena *arena = description->expansion->arena;
	const struct grid *grid = description->grid;
	const char *measure =
		evidence_grid_measure(description->expansion, grid);
	uint32_t rows = count_rows(grid);
	if (grid->column_count > 1)
		say(description,
		    locale_message(
			    locale, arena, "describe-series",
			    LOCALE_TEXT("measure", measure),
			    LOCALE_NUMBER("rows", rows),
			    LOCALE_TEXT("series",
					locale_list(locale, arena,
						    grid->columns,
						    grid->column_count))));
	else
		say(description,
		    locale_message(locale, arena,
				   is_map ? "describe-map" : "describe-bars",
				   LOCALE_TEXT("measure", measure),
				   LOCALE_NUMBER("rows", rows)));
}

/* ---- Most and fewest --------------------------------------------------- */

struct extreme {
	const struct analysis_count *count; /* one of those that reach it */
	const char **labels;
	size_t label_count;
};

static const char *label_of(const struct description *description,
			    const struct grid_row *row, uint32_t column)
{
	const char *series = description->grid->columns[column];
	if (!series)
		return row->label;
	return locale_message(description->expansion->locale,
			      description->expansion->arena, "labelled-series",
			      LOCALE_TEXT("label", row->label),
			      LOCALE_TEXT("series", series));
}

/* Whether there are several numbers, and each is told: of those that are not,
 * nothing may be said, such as that "all" are the same. */
static bool tells_all(const struct description *description)
{
	const struct grid *grid = description->grid;
	size_t count = 0;
	for (uint32_t i = 0; i < grid->row_count; i++)
		for (uint32_t j = 0; j < grid->column_count; j++) {
			if (!evidence_is_plain_row(&grid->rows[i]))
				continue;
			if (!evidence_grid_is_told(grid,
						   &grid->rows[i].counts[j]))
				return false;
			count++;
		}
	return count > 1;
}

/* Of one column, or of all: then labels name theirs. */
enum { ALL_COLUMNS = UINT32_MAX };

static struct extreme find_extreme(const struct description *description,
				   uint32_t column, bool is_highest)
{
	const struct grid *grid = description->grid;
	struct extreme extreme = { .labels = ARENA_NEW_ARRAY(
					   description->expansion->arena,
					   (size_t)grid->row_count *
						   grid->column_count,
					   const char *) };
	uint32_t best = 0;
	for (uint32_t i = 0; i < grid->row_count; i++)
		for (uint32_t j = 0; j < grid->column_count; j++) {
			const struct grid_row *row = &grid->rows[i];
			const struct analysis_count *count = &row->counts[j];
			if (!evidence_is_plain_row(row) ||
			    (column != ALL_COLUMNS && column != j) ||
			    !evidence_grid_is_told(grid, count))
				continue;
			uint32_t rank = rank_of(description, count);
			bool is_better =
				!extreme.count ||
				(is_highest ? rank > best : rank < best);
			if (is_better)
				extreme.label_count = 0;
			if (is_better || rank == best) {
				best = rank;
				extreme.count = count;
				extreme.labels[extreme.label_count++] =
					column == ALL_COLUMNS ?
						label_of(description, row, j) :
						row->label;
			}
		}
	return extreme;
}

/* So many that reach one number are named; nobody follows a longer list by ear,
 * and the table beside has them all. */
enum { MOST_NAMED = 6 };

static const char *names_of(const struct description *description,
			    const struct extreme *extreme)
{
	return extreme->label_count > MOST_NAMED ?
		       NULL :
		       locale_list(description->expansion->locale,
				   description->expansion->arena,
				   extreme->labels, extreme->label_count);
}

static const char *extreme_text(const struct description *description,
				const struct extreme *extreme)
{
	const char *labels = names_of(description, extreme);
	const char *value = text_of(description, extreme->count);
	return labels ? labelled(description, labels, value) : value;
}

static void say_equal(struct description *description,
		      const struct extreme *all)
{
	struct locale *locale = description->expansion->locale;
	struct arena *arena = description->expansion->arena;
	const char *value = text_of(description, all->count);
	const char *labels = names_of(description, all);
	if (tells_all(description))
		say(description, locale_message(locale, arena, "describe-equal",
						LOCALE_TEXT("value", value)));
	else if (labels)
		say(description,
		    locale_message(locale, arena, "describe-people",
				   LOCALE_TEXT("label", labels),
				   LOCALE_TEXT("value", value)));
}

static void say_range(struct description *description)
{
	struct locale *locale = description->expansion->locale;
	struct arena *arena = description->expansion->arena;
	struct extreme highest = find_extreme(description, ALL_COLUMNS, true);
	struct extreme lowest = find_extreme(description, ALL_COLUMNS, false);
	if (!highest.count)
		return;
	if (rank_of(description, highest.count) ==
	    rank_of(description, lowest.count)) {
		say_equal(description, &highest);
		return;
	}
	say(description,
	    locale_message(
		    locale, arena, "describe-range",
		    LOCALE_TEXT("highest", extreme_text(description, &highest)),
		    LOCALE_TEXT("lowest", extreme_text(description, &lowest))));
}

/* "181 (NHS 24 on 111)" */
static const char *place_text(const struct description *description,
			      const struct extreme *extreme)
{
	struct locale *locale = description->expansion->locale;
	struct arena *arena = description->expansion->arena;
	const char *value = text_of(description, extreme->count);
	const char *labels = names_of(description, extreme);
	return labels ? locale_message(locale, arena, "labelled-series",
				       LOCALE_TEXT("label", value),
				       LOCALE_TEXT("series", labels)) :
			value;
}

/* False where its numbers are all the same, or none is told. */
static bool say_series(struct description *description, uint32_t column)
{
	struct extreme lowest = find_extreme(description, column, false);
	struct extreme highest = find_extreme(description, column, true);
	if (!highest.count || rank_of(description, highest.count) ==
				      rank_of(description, lowest.count))
		return false;
	say(description,
	    locale_message(
		    description->expansion->locale,
		    description->expansion->arena, "describe-series-range",
		    LOCALE_TEXT("series", description->grid->columns[column]),
		    LOCALE_TEXT("lowest", place_text(description, &lowest)),
		    LOCALE_TEXT("highest", place_text(description, &highest))));
	return true;
}

/* ---- Farthest apart ---------------------------------------------------- */

struct gap {
	const struct grid_row *row;
	uint32_t high, low; /* columns */
	uint32_t width;
};

static struct gap find_gap(const struct description *description,
			   const struct grid_row *row)
{
	struct gap gap = { .row = row };
	bool is_first = true;
	for (uint32_t i = 0; i < description->grid->column_count; i++) {
		if (!evidence_grid_is_told(description->grid, &row->counts[i]))
			continue;
		uint32_t rank = rank_of(description, &row->counts[i]);
		if (is_first ||
		    rank > rank_of(description, &row->counts[gap.high]))
			gap.high = i;
		if (is_first ||
		    rank < rank_of(description, &row->counts[gap.low]))
			gap.low = i;
		is_first = false;
	}
	if (!is_first)
		gap.width = rank_of(description, &row->counts[gap.high]) -
			    rank_of(description, &row->counts[gap.low]);
	return gap;
}

/* False where no row has two numbers that differ. */
static bool say_gap(struct description *description)
{
	const struct grid *grid = description->grid;
	struct gap widest = { 0 };
	for (uint32_t i = 0; i < grid->row_count; i++) {
		struct gap gap = find_gap(description, &grid->rows[i]);
		if (evidence_is_plain_row(gap.row) && gap.width > widest.width)
			widest = gap;
	}
	if (!widest.width)
		return false;
	const struct analysis_count *counts = widest.row->counts;
	say(description,
	    locale_message(
		    description->expansion->locale,
		    description->expansion->arena, "describe-gap",
		    LOCALE_TEXT("label", widest.row->label),
		    LOCALE_TEXT("highest",
				labelled(description,
					 grid->columns[widest.high],
					 text_of(description,
						 &counts[widest.high]))),
		    LOCALE_TEXT("lowest",
				labelled(description, grid->columns[widest.low],
					 text_of(description,
						 &counts[widest.low])))));
	return true;
}

/* What holds for all kinds. */
static void say_notes(struct description *description)
{
	struct expansion *expansion = description->expansion;
	const struct grid *grid = description->grid;
	if (grid->hidden_count)
		say(description,
		    locale_message(expansion->locale, expansion->arena,
				   "describe-hidden",
				   LOCALE_NUMBER("count", grid->hidden_count)));
	if (grid->few_count)
		say(description,
		    locale_message(expansion->locale, expansion->arena,
				   "describe-few",
				   LOCALE_NUMBER("count", grid->few_count)));
	const char *rounded = evidence_rounded_note(
		expansion->locale, expansion->arena, expansion->evidence);
	if (rounded)
		say(description, rounded);
}

struct node *describe_chart(struct expansion *expansion,
			    const struct grid *grid, bool is_map,
			    bool is_stacked, struct place place)
{
	struct node *node = node_new(expansion->arena, NODE_DESCRIPTION, place);
	struct description description = { expansion, grid,
					   node_new(expansion->arena,
						    NODE_PARAGRAPH, place) };
	node_append(node, description.paragraph);
	say_what(&description, is_map);
	bool has_series = grid->column_count > 1;
	bool is_told = has_series && say_series(&description, 0);
	is_told |=
		has_series && say_series(&description, grid->column_count - 1);
	/* parts of a whole are apart without meaning anything */
	is_told |= has_series && !is_stacked && say_gap(&description);
	if (!is_told)
		say_range(&description);
	say_notes(&description);
	return node;
}

/* Each row, in the words that stand beside its figures. */
struct node *describe_people(struct expansion *expansion,
			     const struct grid *grid, struct place place)
{
	struct node *node = node_new(expansion->arena, NODE_DESCRIPTION, place);
	struct description description = { expansion, grid,
					   node_new(expansion->arena,
						    NODE_PARAGRAPH, place) };
	node_append(node, description.paragraph);
	for (uint32_t i = 0; i < grid->row_count; i++) {
		const struct grid_row *row = &grid->rows[i];
		if (!evidence_is_plain_row(row) ||
		    !evidence_grid_is_told(grid, &row->counts[0]))
			continue;
		say(&description,
		    locale_message(
			    expansion->locale, expansion->arena,
			    "describe-people", LOCALE_TEXT("label", row->label),
			    LOCALE_TEXT("value",
					evidence_of_ten(expansion,
							&row->counts[0]))));
	}
	say_notes(&description);
	return node;
}

/* ---- Change ------------------------------------------------------------ */

/* From the first number that is told to the last: of a series over the rows, or
 * of a row over the columns. */
struct change {
	const char *label;
	const struct analysis_count *first, *last; /* NULL: none is told */
	const char *first_label, *last_label;
};

static void add_point(const struct description *description,
		      struct change *change, const struct analysis_count *count,
		      const char *label)
{
	if (!evidence_grid_is_told(description->grid, count))
		return;
	if (!change->first) {
		change->first = count;
		change->first_label = label;
	}
	change->last = count;
	change->last_label = label;
}

static struct change series_change(const struct description *description,
				   uint32_t column)
{
	const struct grid *grid = description->grid;
	struct change change = { .label = grid->columns[column] };
	for (uint32_t i = 0; i < grid->row_count; i++)
		if (evidence_is_plain_row(&grid->rows[i]))
			add_point(description, &change,
				  &grid->rows[i].counts[column],
				  grid->rows[i].label);
	return change;
}

static struct change row_change(const struct description *description,
				const struct grid_row *row)
{
	const struct grid *grid = description->grid;
	struct change change = { .label = row->label };
	for (uint32_t i = 0; i < grid->column_count; i++)
		add_point(description, &change, &row->counts[i],
			  grid->columns[i]);
	return change;
}

/* Those between which there is a change, or none: one number has neither. */
static struct change *find_changes(const struct description *description,
				   bool is_slope, size_t *count)
{
	const struct grid *grid = description->grid;
	uint32_t all = is_slope ? grid->row_count : grid->column_count;
	struct change *changes = ARENA_NEW_ARRAY(description->expansion->arena,
						 all, struct change);
	*count = 0;
	for (uint32_t i = 0; i < all; i++) {
		if (is_slope && !evidence_is_plain_row(&grid->rows[i]))
			continue;
		changes[*count] =
			is_slope ? row_change(description, &grid->rows[i]) :
				   series_change(description, i);
		*count += changes[*count].first != changes[*count].last;
	}
	return changes;
}

static int64_t rise_of(const struct description *description,
		       const struct change *change)
{
	return (int64_t)rank_of(description, change->last) -
	       (int64_t)rank_of(description, change->first);
}

static void say_labels(struct description *description, const char *message,
		       const char **labels, size_t count)
{
	struct locale *locale = description->expansion->locale;
	struct arena *arena = description->expansion->arena;
	if (count)
		say(description,
		    locale_message(
			    locale, arena, message,
			    LOCALE_TEXT("labels", locale_list(locale, arena,
							      labels, count))));
}

/* Which of them rose, fell and stayed. */
static void say_directions(struct description *description,
			   const struct change *changes, size_t count)
{
	static const char *const messages[] = { "describe-rose",
						"describe-fell",
						"describe-same" };
	for (int direction = 0; direction < 3; direction++) {
		const char **labels = ARENA_NEW_ARRAY(
			description->expansion->arena, count, const char *);
		size_t found = 0;
		for (size_t i = 0; i < count; i++) {
			int64_t rise = rise_of(description, &changes[i]);
			int own = rise > 0 ? 0 : rise < 0 ? 1 : 2;
			if (own == direction)
				labels[found++] = changes[i].label;
		}
		say_labels(description, messages[direction], labels, found);
	}
}

/* "48% (before)" */
static const char *point_text(const struct description *description,
			      const struct analysis_count *count,
			      const char *label)
{
	return locale_message(description->expansion->locale,
			      description->expansion->arena, "labelled-series",
			      LOCALE_TEXT("label", text_of(description, count)),
			      LOCALE_TEXT("series", label));
}

/* Of one line alone, whose label is not told. */
static void say_one(struct description *description,
		    const struct change *change)
{
	const char *first =
		point_text(description, change->first, change->first_label);
	const char *last =
		point_text(description, change->last, change->last_label);
	say(description,
	    locale_message(description->expansion->locale,
			   description->expansion->arena, "describe-change",
			   LOCALE_TEXT("first", first),
			   LOCALE_TEXT("last", last)));
}

static void say_most_changed(struct description *description,
			     const struct change *changes, size_t count)
{
	const struct change *most = NULL;
	int64_t widest = 0;
	for (size_t i = 0; i < count; i++) {
		int64_t rise = rise_of(description, &changes[i]);
		rise = rise < 0 ? -rise : rise;
		if (rise > widest) {
			widest = rise;
			most = &changes[i];
		}
	}
	if (!most || count < 2)
		return;
	say(description,
	    locale_message(
		    description->expansion->locale,
		    description->expansion->arena, "describe-most-changed",
		    LOCALE_TEXT("label", most->label),
		    LOCALE_TEXT("first", point_text(description, most->first,
						    most->first_label)),
		    LOCALE_TEXT("last", point_text(description, most->last,
						   most->last_label))));
}

/* Of what, from when to when, and in which lines. */
static void say_span(struct description *description, bool is_slope)
{
	struct locale *locale = description->expansion->locale;
	struct arena *arena = description->expansion->arena;
	const struct grid *grid = description->grid;
	const char **rows =
		ARENA_NEW_ARRAY(arena, grid->row_count, const char *);
	size_t count = 0;
	for (uint32_t i = 0; i < grid->row_count; i++)
		if (evidence_is_plain_row(&grid->rows[i]))
			rows[count++] = grid->rows[i].label;
	const char *const *points = is_slope ? grid->columns : rows;
	const char *const *lines = is_slope ? rows : grid->columns;
	size_t point_count = is_slope ? grid->column_count : count;
	size_t line_count = is_slope ? count : grid->column_count;
	const char *measure =
		evidence_grid_measure(description->expansion, grid);
	if (line_count == 1 && !lines[0])
		say(description,
		    locale_message(
			    locale, arena, "describe-span",
			    LOCALE_TEXT("measure", measure),
			    LOCALE_TEXT("first", points[0]),
			    LOCALE_TEXT("last", points[point_count - 1])));
	else
		say(description,
		    locale_message(locale, arena, "describe-spans",
				   LOCALE_TEXT("measure", measure),
				   LOCALE_TEXT("first", points[0]),
				   LOCALE_TEXT("last", points[point_count - 1]),
				   LOCALE_TEXT("lines",
					       locale_list(locale, arena, lines,
							   line_count))));
}

/* Lines and slopes: what rose and what fell is more than where most are. */
struct node *describe_change(struct expansion *expansion,
			     const struct grid *grid, bool is_slope,
			     struct place place)
{
	struct node *node = node_new(expansion->arena, NODE_DESCRIPTION, place);
	struct description description = { expansion, grid,
					   node_new(expansion->arena,
						    NODE_PARAGRAPH, place) };
	size_t count;
	node_append(node, description.paragraph);
	say_span(&description, is_slope);
	const struct change *changes =
		find_changes(&description, is_slope, &count);
	if (count == 1 && !changes[0].label)
		say_one(&description, &changes[0]);
	else
		say_directions(&description, changes, count);
	say_most_changed(&description, changes, count);
	if (!is_slope && grid->column_count == 1)
		say_range(&description);
	say_notes(&description);
	return node;
}
