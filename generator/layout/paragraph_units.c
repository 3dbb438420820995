/* From text to shaped units, with the places where a line may end. */
#include "layout/paragraph_private.h"

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
		uint32_t end = i < typesetter->forced.count
				       ? typesetter->forced.items[i]
				       : (uint32_t)text.length;
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

/* A Polish preposition or conjunction of one letter belongs to what follows
 * it. `offset` is after the space. */
static bool follows_lone_letter(struct str text, uint32_t offset)
{
	if (offset < 2 || text.bytes[offset - 1] != ' ' ||
	    !strchr("aiouwzAIOUWZ", text.bytes[offset - 2]))
		return false;
	return offset == 2 || strchr(" (\"", text.bytes[offset - 3]) ||
	       code_point_before(text, offset - 2) == 0x201E; /* „ */
}

static int32_t penalty_at(const struct paragraph *paragraph, uint32_t offset)
{
	bool is_polish = strncmp(paragraph->language, "pl", 2) == 0;
	return is_polish && follows_lone_letter(paragraph->text, offset);
}

/* ---- Units ------------------------------------------------------------- */

struct unit_finder {
	struct paragraph *paragraph;
	struct typesetter *typesetter;
	const uint8_t *flags;
	int64_t position;   /* [lu] end of the last unit */
	int64_t line_start; /* [lu] after the last forced break: of tabs */
};

static void add_break(struct unit_finder *finder, uint32_t offset,
		      uint32_t unit, int64_t position, lu hang)
{
	struct break_point *point = VECTOR_ADD(&finder->typesetter->breaks);
	point->offset = offset;
	point->unit = unit;
	point->position = position;
	point->hang = hang;
	point->kind = finder->flags[offset] & FLAG_FORCED ? BREAK_FORCED
							  : BREAK_ORDINARY;
	point->penalty = penalty_at(finder->paragraph, offset);
}

/* The opportunities within a unit. */
static void add_inner_breaks(struct unit_finder *finder,
			     const struct unit *unit, bool is_right_to_left)
{
	uint32_t index = (uint32_t)finder->typesetter->units.count - 1;
	struct shaped_cursor cursor = { 0 };
	for (uint32_t at = unit->start + 1; at < unit->end; at++) {
		if (!(finder->flags[at] & FLAG_BREAK))
			continue;
		shaped_cursor_move(&cursor, unit->shaped, is_right_to_left,
				   at - unit->start);
		add_break(finder, at, index, unit->position + cursor.width,
			  0);
	}
}

/* Letters and digits that stand off from Han by a quarter of an em. */
static bool is_western(uint32_t code_point)
{
	return code_point < 0x530 &&
	       (u_isalnum((UChar32)code_point) || code_point == '%');
}

static void space_han_from_latin(struct unit_finder *finder, uint32_t start,
				 uint32_t run)
{
	struct paragraph *paragraph = finder->paragraph;
	struct typesetter *typesetter = finder->typesetter;
	if (!typesetter->units.count)
		return;
	struct unit *before = VECTOR_LAST(&typesetter->units);
	const struct unit_run *runs = typesetter->runs.items;
	if (before->run == run || !before->shaped || before->trailing ||
	    !runs[run].context || runs[run].level % 2 ||
	    runs[before->run].level % 2)
		return;
	uint32_t last = code_point_before(paragraph->text, start);
	uint32_t first = code_point_at(paragraph->text, start);
	bool is_han_first = is_han_or_kana(last) && is_western(first);
	if (!is_han_first && !(is_western(last) && is_han_or_kana(first)))
		return;
	uint32_t span = runs[is_han_first ? before->run : run].span;
	lu gap = paragraph->spans[span].style->size / 4;
	before->gap = gap;
	before->width += gap;
	before->trailing += gap;
	finder->position += gap;
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

static void add_unit(struct unit_finder *finder, uint32_t start, uint32_t end,
		     uint32_t run_index, const struct shaped *shaped, lu width)
{
	struct typesetter *typesetter = finder->typesetter;
	uint8_t flags = finder->flags[start];
	space_han_from_latin(finder, start, run_index);
	lu hang = typesetter->units.count
			  ? VECTOR_LAST(&typesetter->units)->trailing
			  : 0;
	if (start > 0 && flags & (FLAG_BREAK | FLAG_FORCED))
		add_break(finder, start, (uint32_t)typesetter->units.count,
			  finder->position, hang);
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
		add_inner_breaks(finder, unit,
				 typesetter->runs.items[run_index].level % 2);
	}
	finder->position += unit->width;
}

/* Shapes [start, end) and adds it as one unit, or as several where a line may
 * end at a place that HarfBuzz does not allow to be cut. */
static void add_text(struct unit_finder *finder, uint32_t start, uint32_t end,
		     uint32_t run_index)
{
	struct paragraph *paragraph = finder->paragraph;
	struct shaper *shaper = finder->typesetter->shaper;
	const struct unit_run *run =
		&finder->typesetter->runs.items[run_index];
	struct shape_context *context = run->context;
	bool is_right_to_left = run->level % 2;
	const struct shaped *whole = shape(shaper, context, paragraph->arena,
					   paragraph->text, start, end);
	struct shaped_cursor cursor = { 0 };
	uint32_t from = start;
	for (uint32_t at = start + 1; at < end; at++) {
		if (!(finder->flags[at] & FLAG_BREAK) ||
		    shaped_cursor_move(&cursor, whole, is_right_to_left,
				       at - start))
			continue;
		const struct shaped *part =
			shape(shaper, context, paragraph->arena,
			      paragraph->text, from, at);
		add_unit(finder, from, at, run_index, part, part->width);
		from = at;
	}
	if (from > start)
		whole = shape(shaper, context, paragraph->arena,
			      paragraph->text, from, end);
	add_unit(finder, from, end, run_index, whole, whole->width);
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
	uint32_t code_point = code_point_at(finder->paragraph->text, at);
	return at - start >= LONGEST_UNIT + 64 ||
	       !u_hasBinaryProperty((UChar32)code_point,
				    UCHAR_GRAPHEME_EXTEND);
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
				typesetter->is_lenient
					? DIAGNOSTIC_CHARACTER_NOT_SHOWN
					: DIAGNOSTIC_CHARACTER_WITHOUT_FONT,
				span->place,
				"no font has the character '%.*s' (U+%04X)",
				(int)(offset - from),
				paragraph->text.bytes + from,
				(unsigned)code_point);
	}
}

static uint32_t add_run(struct typesetter *typesetter, uint32_t span,
			uint8_t level, const struct font_face *face,
			struct shape_context *context)
{
	*VECTOR_ADD(&typesetter->runs) =
		(struct unit_run){ span, level, face, context };
	return (uint32_t)typesetter->runs.count - 1;
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
	const char *language = style->language ? style->language
					       : paragraph->language;
	struct font_request request = {
		.role = style->role,
		.is_bold = style->is_bold,
		.is_italic = style->is_italic,
		.script = script,
		.language = language,
	};
	itemise_faces(typesetter->fonts, &request, paragraph->text, start,
		      end, &typesetter->faces);
	for (size_t i = 0; i < typesetter->faces.count; i++) {
		const struct face_run *face = &typesetter->faces.items[i];
		struct shape_context *context = shaper_context(
			typesetter->shaper, face->face, style->size, script,
			language, level % 2, face->is_replaced);
		uint32_t run = add_run(typesetter, span_index, level,
				       face->face, context);
		if (face->is_replaced)
			report_missing(paragraph, face->face, span, start,
				       face->end);
		while (start < face->end) {
			uint32_t next = word_end(finder, start, face->end);
			add_text(finder, start, next, run);
			start = next;
		}
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
			 bidi_is_needed(paragraph->text);
	for (size_t i = 0; !is_needed && i < typesetter->marks.count; i++)
		is_needed = typesetter->marks.items[i].direction ==
			    DIRECTION_RTL;
	if (is_needed) {
		bidi_find_levels(typesetter->bidi, paragraph->text,
				 paragraph->direction,
				 typesetter->marks.items,
				 typesetter->marks.count,
				 &typesetter->levels);
	} else {
		typesetter->levels.count = 0;
		VECTOR_ADD(&typesetter->levels)->end =
			(uint32_t)paragraph->text.length;
	}
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
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
	if (trailing_space_length(stretch) == stretch.length)
		(*script)++;
	return least(end, (*script)->end);
}

/* Shapes spans [first, last), which look the same, or an object. */
static void add_spans(struct unit_finder *finder, uint32_t first,
		      uint32_t last, const struct script_run **script,
		      const struct level_run **level)
{
	struct paragraph *paragraph = finder->paragraph;
	const struct text_span *span = &paragraph->spans[first];
	uint32_t span_end = paragraph->spans[last - 1].end;
	uint32_t start = span->start;
	while (start < span_end) {
		uint32_t end = stretch_end(paragraph, start, span_end, script,
					   level);
		if (span->is_object) {
			uint32_t run = add_run(finder->typesetter, first,
					       (*level)->level, NULL, NULL);
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
	int64_t box_start = 0, line_start = 0;
	if (paragraph->first_line_indent > 0)
		box_start = line_start = -(int64_t)paragraph->first_line_indent;
	for (uint32_t i = 1; i < paragraph->break_count; i++) {
		int64_t end = breaks[i].position - breaks[i].hang;
		if (end - box_start > minimum)
			minimum = end - box_start;
		if (end - line_start > maximum)
			maximum = end - line_start;
		box_start = breaks[i].position;
		if (breaks[i].kind == BREAK_FORCED)
			line_start = breaks[i].position;
	}
	paragraph->widths.minimum = clamp(minimum);
	paragraph->widths.maximum = clamp(maximum);
}

/* Copies the scratch vector to the paragraph's arena. */
#define KEEP(paragraph, vector, field, number, type)                          \
	do {                                                                  \
		(paragraph)->number = (uint32_t)(vector)->count;              \
		(paragraph)->field = ARENA_NEW_ARRAY((paragraph)->arena,      \
						     (vector)->count, type);  \
		if ((vector)->count)                                          \
			memcpy((paragraph)->field, (vector)->items,           \
			       (vector)->count * sizeof(type));               \
	} while (0)

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
	last->hang = typesetter->units.count
			     ? VECTOR_LAST(&typesetter->units)->trailing
			     : 0;
	last->kind = BREAK_FORCED;
	KEEP(paragraph, &typesetter->runs, runs, run_count, struct unit_run);
	KEEP(paragraph, &typesetter->units, units, unit_count, struct unit);
	KEEP(paragraph, &typesetter->breaks, breaks, break_count,
	     struct break_point);
	find_widths(paragraph);
}
