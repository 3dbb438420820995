/* From text to shaped units, with the places where a line may end. */
#include "text/paragraph_private.h"

#include <string.h>

#include <unicode/uchar.h>

/* ---- Where lines may end ----------------------------------------------- */

/* UAX #14 sees each stretch between forced line ends as a text of its own. */
static void find_flags(struct paragraph *paragraph)
{
	struct typesetter *typesetter = paragraph->typesetter;
	struct str text = paragraph->text;
	uint8_t *flags = typesetter_flags(typesetter, text.length + 1);
	uint32_t start = 0;
	for (size_t i = 0; i <= typesetter->forced.count; i++) {
		uint32_t end = i < typesetter->forced.count ?
				       typesetter->forced.items[i] :
				       (uint32_t)text.length;
		struct str stretch = { text.bytes + start, end - start };
		line_break_find(typesetter->line_breaker, stretch,
				paragraph->language, flags + start);
		if (start > 0 && start < text.length)
			flags[start] = FLAG_FORCED;
		start = end;
	}
	for (uint32_t i = 0; i < paragraph->span_count; i++) {
		const struct text_span *span = &paragraph->spans[i];
		if (span->is_glued)
			flags[span->start] &= (uint8_t)~FLAG_BREAK;
	}
	for (size_t i = 0; i < typesetter->tabs.count; i++)
		flags[typesetter->tabs.items[i]] |= FLAG_TAB;
}

/* ---- Units ------------------------------------------------------------- */

struct unit_finder {
	struct paragraph *paragraph;
	struct typesetter *typesetter;
	const uint8_t *flags;
	int64_t position;   /* [lu] end of the last unit */
	int64_t line_start; /* [lu] after the last forced break: of tabs */
};

/* False where nothing but ASCII stands on both sides. */
static bool may_be_beside_mark(struct str text, uint32_t offset)
{
	return ((uint8_t)text.bytes[offset - 1] | (uint8_t)text.bytes[offset]) &
	       0x80;
}

/* `before` and `after` are the runs of what stands on either side, `gap` what
 * was added there. */
static void add_break(struct unit_finder *finder, const struct break_point *at,
		      const struct unit_run *before,
		      const struct unit_run *after, lu gap)
{
	struct break_point *point = VECTOR_ADD(&finder->typesetter->breaks);
	*point = *at;
	point->kind = finder->flags[at->offset] & FLAG_FORCED ? BREAK_FORCED :
								BREAK_ORDINARY;
	if (may_be_beside_mark(finder->paragraph->text, at->offset))
		paragraph_break_trim_marks(finder->paragraph, point, before,
					   after, gap);
	if (before && before->context &&
	    paragraph_has_soft_hyphen_before(finder->paragraph, at->offset))
		point->hang -=
			paragraph_hyphen(finder->paragraph, before)->width;
	if (point->kind == BREAK_ORDINARY)
		paragraph_break_find_penalty(finder->paragraph, point);
}

/* Whether a line may end somewhere in [from, to): eight bytes at once, as most
 * words have no such place. */
static bool has_break(const uint8_t *flags, uint32_t from, uint32_t to)
{
	uint64_t eight;
	for (; from + sizeof eight <= to; from += sizeof eight) {
		memcpy(&eight, flags + from, sizeof eight);
		if (eight & FLAG_BREAK * UINT64_C(0x0101010101010101))
			return true;
	}
	for (; from < to; from++)
		if (flags[from] & FLAG_BREAK)
			return true;
	return false;
}

/* The opportunities within a unit. */
static void add_inner_breaks(struct unit_finder *finder,
			     const struct unit *unit)
{
	const struct unit_run *run = &finder->typesetter->runs.items[unit->run];
	bool is_right_to_left = run->level % 2;
	uint32_t index = (uint32_t)finder->typesetter->units.count - 1;
	struct shaped_cursor cursor = { 0 };
	for (uint32_t at = unit->start + 1; at < unit->end; at++) {
		if (!(finder->flags[at] & FLAG_BREAK))
			continue;
		shaped_cursor_move(&cursor, unit->shaped, is_right_to_left,
				   at - unit->start);
		struct break_point point = {
			.offset = at,
			.unit = index,
			.position = unit->position + cursor.width,
		};
		add_break(finder, &point, run, run, 0);
	}
}

/* Moves what follows the last unit away from it, or closer; tells how far. */
static lu space_last_unit(struct unit_finder *finder, uint32_t start,
			  const struct unit_run *run)
{
	struct typesetter *typesetter = finder->typesetter;
	if (!typesetter->units.count)
		return 0;
	struct unit *last = VECTOR_LAST(&typesetter->units);
	if (!last->shaped || last->trailing ||
	    finder->flags[start] & FLAG_FORCED)
		return 0;
	lu gap = paragraph_space_between(finder->paragraph, start,
					 &typesetter->runs.items[last->run],
					 run);
	last->gap += gap;
	last->width += gap;
	if (gap > 0)
		last->trailing += gap;
	finder->position += gap;
	return gap;
}

/* A tab reaches to the next multiple of eight spaces. */
static lu tab_gap(const struct unit_finder *finder, lu space)
{
	if (space <= 0)
		return 0;
	int64_t column = finder->position - finder->line_start;
	int64_t stop = (column / (8 * space) + 1) * (8 * space);
	int64_t gap = stop - column - space;
	return gap > 0 ? (lu)gap : 0;
}

/* The break point before the unit that begins at `start`, if there is one. */
static void add_break_before(struct unit_finder *finder, uint32_t start,
			     const struct unit_run *run, lu gap)
{
	struct typesetter *typesetter = finder->typesetter;
	const struct unit *last = typesetter->units.count ?
					  VECTOR_LAST(&typesetter->units) :
					  NULL;
	if (start == 0 || !(finder->flags[start] & (FLAG_BREAK | FLAG_FORCED)))
		return;
	struct break_point point = {
		.offset = start,
		.unit = (uint32_t)typesetter->units.count,
		.position = finder->position,
		.hang = last ? last->trailing : 0,
	};
	add_break(finder, &point,
		  last ? &typesetter->runs.items[last->run] : NULL, run, gap);
}

static struct unit *add_unit(struct unit_finder *finder, uint32_t start,
			     uint32_t end, uint32_t run_index,
			     const struct shaped *shaped, lu width)
{
	struct typesetter *typesetter = finder->typesetter;
	const struct unit_run *run = &typesetter->runs.items[run_index];
	uint8_t flags = finder->flags[start];
	lu gap = space_last_unit(finder, start, run);
	lu hang = typesetter->units.count ?
			  VECTOR_LAST(&typesetter->units)->trailing :
			  0;
	add_break_before(finder, start, run, gap);
	if (flags & FLAG_FORCED) {
		finder->line_start = finder->position;
		hang = 0;
	}
	struct unit *unit = VECTOR_ADD(&typesetter->units);
	unit->start = start;
	unit->end = end;
	unit->run = run_index;
	unit->shaped = shaped;
	unit->position = finder->position;
	if (flags & FLAG_TAB)
		unit->gap = tab_gap(finder, width);
	unit->width = width + unit->gap;
	if (shaped) {
		unit->trailing = shaped->trailing + unit->gap;
		if (shaped->trailing == shaped->width)
			unit->trailing += hang; /* nothing but spaces */
	}
	finder->position += unit->width;
	return unit;
}

/* A part of a word that is shaped by itself. */
static void add_part(struct unit_finder *finder, uint32_t start, uint32_t end,
		     uint32_t run, const struct shaped *shaped)
{
	add_inner_breaks(finder, add_unit(finder, start, end, run, shaped,
					  shaped->width));
}

/* Adds a word as one unit, or as several where a line may end at a place that
 * HarfBuzz does not allow to be cut. */
static void add_word(struct unit_finder *finder, const struct shape_word *word,
		     uint32_t run_index)
{
	struct paragraph *paragraph = finder->paragraph;
	struct shaper *shaper = finder->typesetter->shaper;
	const struct unit_run *run = &finder->typesetter->runs.items[run_index];
	struct shape_context *context = run->context;
	bool is_right_to_left = run->level % 2;
	const struct shaped *whole = word->shaped;
	struct shaped_cursor cursor = { 0 };
	uint32_t from = word->start;
	if (!has_break(finder->flags, word->start + 1, word->end)) {
		add_unit(finder, word->start, word->end, run_index, whole,
			 whole->width);
		return;
	}
	for (uint32_t at = word->start + 1; at < word->end; at++) {
		if (!(finder->flags[at] & FLAG_BREAK) ||
		    shaped_cursor_move(&cursor, whole, is_right_to_left,
				       at - word->start))
			continue;
		add_part(finder, from, at, run_index,
			 shape(shaper, context, paragraph->arena,
			       paragraph->text, from, at));
		from = at;
	}
	if (from > word->start)
		whole = shape(shaper, context, paragraph->arena,
			      paragraph->text, from, word->end);
	add_part(finder, from, word->end, run_index, whole);
}

/* Longer units are cut, first where a line may end, then where a character
 * begins that is no mark, then anywhere: widths stay within 32 bits, and the
 * work on each unit is bounded. */
enum { LONG_UNIT = 256, LONGEST_UNIT = 1024 };

static bool must_cut(const struct unit_finder *finder, uint32_t start,
		     uint32_t at)
{
	if (at - start < LONG_UNIT)
		return false;
	if (finder->flags[at] & FLAG_BREAK)
		return true;
	if (at - start < LONGEST_UNIT ||
	    ((uint8_t)finder->paragraph->text.bytes[at] & 0xC0) == 0x80)
		return false;
	uint32_t code_point =
		itemise_code_point_at(finder->paragraph->text, at);
	return at - start >= LONGEST_UNIT + 64 ||
	       !u_hasBinaryProperty((UChar32)code_point, UCHAR_GRAPHEME_EXTEND);
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* The end of the word at `start`: after its spaces, before a tab or a forced
 * line end. */
static uint32_t word_end(const struct unit_finder *finder, uint32_t start,
			 uint32_t end)
{
	const char *bytes = finder->paragraph->text.bytes;
	const uint8_t *flags = finder->flags;
	uint32_t at = start;
	if (flags[start] & FLAG_TAB)
		return start + 1;
	const char *space =
		memchr(bytes + start, ' ', least(end - start, LONG_UNIT));
	if (space) /* nearly always */
		at = (uint32_t)(space - bytes);
	while (at < end && bytes[at] != ' ') {
		if (must_cut(finder, start, at))
			return at;
		at++;
	}
	while (at < end && bytes[at] == ' ') {
		if (at > start && (flags[at] & (FLAG_FORCED | FLAG_TAB) ||
				   must_cut(finder, start, at)))
			break;
		at++;
	}
	return at;
}

/* ---- Runs -------------------------------------------------------------- */

static void report_missing(struct paragraph *paragraph,
			   const struct font_face *face,
			   const struct text_span *span, uint32_t start,
			   uint32_t end)
{
	struct typesetter *typesetter = paragraph->typesetter;
	size_t offset = start;
	while (offset < end) {
		size_t from = offset;
		uint32_t code_point = str_decode(paragraph->text, &offset);
		if (font_face_covers(face, code_point))
			continue;
		diagnostics_add(typesetter->diagnostics,
				typesetter->is_lenient ?
					DIAGNOSTIC_CHARACTER_NOT_SHOWN :
					DIAGNOSTIC_CHARACTER_WITHOUT_FONT,
				span->place,
				"no font has the character '%.*s' (U+%04X)",
				(int)(offset - from),
				paragraph->text.bytes + from,
				(unsigned)code_point);
	}
}

static uint32_t add_run(struct typesetter *typesetter, uint32_t span,
			uint8_t level, const struct font_face *face,
			struct shape_context *context, lu size)
{
	*VECTOR_ADD(&typesetter->runs) =
		(struct unit_run){ span, level, face, context, size };
	return (uint32_t)typesetter->runs.count - 1;
}

static void add_words(struct unit_finder *finder, uint32_t start, uint32_t end,
		      uint32_t run)
{
	struct typesetter *typesetter = finder->typesetter;
	struct paragraph *paragraph = finder->paragraph;
	typesetter->words.count = 0;
	while (start < end) {
		uint32_t next = word_end(finder, start, end);
		*VECTOR_ADD(&typesetter->words) =
			(struct shape_word){ start, next, NULL };
		start = next;
	}
	shape_words(typesetter->shaper, typesetter->runs.items[run].context,
		    paragraph->arena, paragraph->text, typesetter->words.items,
		    typesetter->words.count);
	for (size_t i = 0; i < typesetter->words.count; i++)
		add_word(finder, &typesetter->words.items[i], run);
}

/* [start, end) is of one look, script and level. */
static void add_faces(struct unit_finder *finder, uint32_t span_index,
		      uint32_t start, uint32_t end, script_tag script,
		      uint8_t level)
{
	struct paragraph *paragraph = finder->paragraph;
	struct typesetter *typesetter = finder->typesetter;
	const struct text_span *span = &paragraph->spans[span_index];
	const struct text_style *style = span->style;
	const char *language =
		style->language ? style->language : paragraph->language;
	struct font_request request = {
		.role = style->role,
		.is_bold = style->is_bold,
		.is_italic = style->is_italic,
		.script = script,
		.language = language,
	};
	itemise_faces(typesetter->fonts, &request, paragraph->text, start, end,
		      &typesetter->faces);
	for (size_t i = 0; i < typesetter->faces.count; i++) {
		const struct face_run *face = &typesetter->faces.items[i];
		struct shape_request shaping = {
			.face = face->face,
			.size = paragraph_run_size(paragraph, style, script,
						   face->face, level, start),
			.script = script,
			.language = language,
			.is_right_to_left = level % 2,
			.replaces = face->is_replaced,
			.has_tabular_figures = style->has_tabular_figures,
		};
		uint32_t run =
			add_run(typesetter, span_index, level, face->face,
				shaper_context(typesetter->shaper, &shaping),
				shaping.size);
		if (face->is_replaced)
			report_missing(paragraph, face->face, span, start,
				       face->end);
		add_words(finder, start, face->end, run);
		start = face->end;
	}
}

/* True where the spans are set and linked alike, so that a word may reach
 * over their border. */
static bool is_same_look(const struct text_span *a, const struct text_span *b)
{
	return !a->is_object && !b->is_object && a->style == b->style &&
	       a->content == b->content && a->link == b->link;
}

static void find_levels(struct paragraph *paragraph)
{
	struct typesetter *typesetter = paragraph->typesetter;
	bool is_needed = paragraph->direction == DIRECTION_RTL ||
			 itemise_bidi_is_needed(paragraph->text);
	for (size_t i = 0; !is_needed && i < typesetter->marks.count; i++)
		is_needed =
			typesetter->marks.items[i].direction == DIRECTION_RTL;
	if (is_needed) {
		itemise_bidi_find_levels(
			typesetter->bidi, paragraph->text, paragraph->direction,
			typesetter->marks.items, typesetter->marks.count,
			&typesetter->levels);
	} else {
		typesetter->levels.count = 0;
		VECTOR_ADD(&typesetter->levels)->end =
			(uint32_t)paragraph->text.length;
	}
}

/* The stretch of one script and level that starts at `start`. Spaces go with
 * what follows them, so that they are set in its face. */
static uint32_t stretch_end(const struct paragraph *paragraph, uint32_t start,
			    uint32_t end, const struct script_run **script,
			    const struct level_run **level)
{
	while ((*script)->end <= start)
		(*script)++;
	while ((*level)->end <= start)
		(*level)++;
	end = least(end, (*level)->end);
	if ((*script)->end >= end)
		return end;
	struct str stretch = { paragraph->text.bytes + start,
			       (*script)->end - start };
	if (shape_trailing_space_length(stretch) == stretch.length)
		(*script)++;
	return least(end, (*script)->end);
}

/* Shapes spans [first, last), which look the same, or an object. */
static void add_spans(struct unit_finder *finder, uint32_t first, uint32_t last,
		      const struct script_run **script,
		      const struct level_run **level)
{
	struct paragraph *paragraph = finder->paragraph;
	const struct text_span *span = &paragraph->spans[first];
	uint32_t span_end = paragraph->spans[last - 1].end;
	uint32_t start = span->start;
	while (start < span_end) {
		uint32_t end =
			stretch_end(paragraph, start, span_end, script, level);
		if (span->is_object) {
			uint32_t run = add_run(finder->typesetter, first,
					       (*level)->level, NULL, NULL, 0);
			add_unit(finder, start, span_end, run, NULL,
				 span->width);
			return;
		}
		add_faces(finder, first, start, end, (*script)->script,
			  (*level)->level);
		start = end;
	}
}

/* Walks spans, scripts and levels side by side. */
static void find_runs(struct unit_finder *finder)
{
	const struct paragraph *paragraph = finder->paragraph;
	const struct script_run *script = finder->typesetter->scripts.items;
	const struct level_run *level = finder->typesetter->levels.items;
	uint32_t last;
	for (uint32_t i = 0; i < paragraph->span_count; i = last) {
		last = i + 1;
		while (last < paragraph->span_count &&
		       is_same_look(&paragraph->spans[i],
				    &paragraph->spans[last]))
			last++;
		add_spans(finder, i, last, &script, &level);
	}
}

/* ---- The paragraph ----------------------------------------------------- */

static lu clamp(int64_t value)
{
	return value < 0 ? 0 : value > INT32_MAX ? INT32_MAX : (lu)value;
}

static void find_widths(struct paragraph *paragraph)
{
	const struct break_point *breaks = paragraph->breaks;
	int64_t minimum = 0, maximum = 0;
	int64_t line_start = breaks[0].lead;
	if (paragraph->first_line_indent > 0)
		line_start -= paragraph->first_line_indent;
	int64_t box_start = line_start;
	for (uint32_t i = 1; i < paragraph->break_count; i++) {
		int64_t end = breaks[i].position - breaks[i].hang;
		if (end - box_start > minimum)
			minimum = end - box_start;
		if (end - line_start > maximum)
			maximum = end - line_start;
		box_start = breaks[i].position + breaks[i].lead;
		if (breaks[i].kind == BREAK_FORCED)
			line_start = box_start;
	}
	paragraph->widths.minimum = clamp(minimum);
	paragraph->widths.maximum = clamp(maximum);
}

/* Copies the scratch vector to the paragraph's arena. */
#define KEEP(paragraph, vector, field, number, type) \
	do { \
		(paragraph)->number = (uint32_t)(vector)->count; \
		(paragraph)->field = ARENA_NEW_ARRAY((paragraph)->arena, \
						     (vector)->count, type); \
		if ((vector)->count) \
			memcpy((paragraph)->field, (vector)->items, \
			       (vector)->count * sizeof(type)); \
	} while (0)

/* The marks at the text's two ends stand at a line's edge too. */
static void trim_text_edges(struct unit_finder *finder)
{
	struct typesetter *typesetter = finder->typesetter;
	if (!typesetter->units.count)
		return;
	const struct unit_run *runs = typesetter->runs.items;
	paragraph_break_trim_marks(finder->paragraph,
				   &typesetter->breaks.items[0], NULL,
				   &runs[typesetter->units.items[0].run], 0);
	paragraph_break_trim_marks(
		finder->paragraph, VECTOR_LAST(&typesetter->breaks),
		&runs[VECTOR_LAST(&typesetter->units)->run], NULL, 0);
}

void paragraph_find_units(struct paragraph *paragraph)
{
	struct typesetter *typesetter = paragraph->typesetter;
	typesetter->runs.count = typesetter->units.count = 0;
	typesetter->breaks.count = 0;
	find_flags(paragraph);
	itemise_scripts(paragraph->text,
			typesetter_script(typesetter, paragraph->language),
			&typesetter->scripts);
	find_levels(paragraph);
	VECTOR_ADD(&typesetter->breaks)->kind = BREAK_FORCED;
	struct unit_finder finder = {
		.paragraph = paragraph,
		.typesetter = typesetter,
		.flags = typesetter->flags,
	};
	find_runs(&finder);
	struct break_point *last = VECTOR_ADD(&typesetter->breaks);
	last->offset = (uint32_t)paragraph->text.length;
	last->unit = (uint32_t)typesetter->units.count;
	last->position = finder.position;
	last->hang = typesetter->units.count ?
			     VECTOR_LAST(&typesetter->units)->trailing :
			     0;
	last->kind = BREAK_FORCED;
	trim_text_edges(&finder);
	KEEP(paragraph, &typesetter->runs, runs, run_count, struct unit_run);
	KEEP(paragraph, &typesetter->units, units, unit_count, struct unit);
	KEEP(paragraph, &typesetter->breaks, breaks, break_count,
	     struct break_point);
	find_widths(paragraph);
}
