/* Cells to lines, lines to pages. */
#include <string.h>

#include "braille/cells.h"

enum {
	ENTRY_NUMBER = 7,   /* cells for a page's number, and space before it */
	HEADING_MARGIN = 3, /* of centred headings, on both sides */
	DEEPEST = 12        /* [cells] boxes and lists go no further in */
};

/* A line of contents whose number is not known yet. */
struct awaited {
	size_t line;
	const struct node *target;
};

struct setting {
	struct translator translator;
	const struct braille_settings *settings;
	struct braille_pages *pages;
	struct map places; /* node → its page, and 1 */
	VECTOR(struct awaited) awaited;
	unsigned line;  /* on the page */
	unsigned depth; /* of the item before */
	enum told_role role;
	bool is_begun;
};

/* How the lines of an item stand. */
struct shape {
	unsigned first, rest; /* [cells] indents */
	unsigned right;       /* [cells] free at the end */
	bool is_centred;
};

/* The last line is the number's. */
static unsigned lines_on_page(const struct setting *setting)
{
	return setting->settings->lines - 1;
}

static void begin_page(struct setting *setting)
{
	if (!setting->line)
		return;
	setting->pages->page_count++;
	setting->line = 0;
}

static struct braille_line *begin_line(struct setting *setting)
{
	if (setting->line == lines_on_page(setting))
		begin_page(setting);
	setting->line++;
	struct braille_pages *pages = setting->pages;
	struct braille_line *line = VECTOR_ADD(&pages->lines);
	line->start = pages->cells.length;
	line->page = pages->page_count - 1;
	return line;
}

static void append_cells(struct buffer *cells, char cell, unsigned count)
{
	while (count--)
		buffer_append_byte(cells, cell);
}

static void write_line(struct setting *setting, struct str cells,
		       unsigned indent)
{
	struct braille_line *line = begin_line(setting);
	struct buffer *out = &setting->pages->cells;
	append_cells(out, CELL_SPACE, indent);
	buffer_append_str(out, cells);
	line->length = (uint32_t)(out->length - line->start);
}

/* An empty line, but not at the head of a page. */
static void space(struct setting *setting)
{
	if (setting->line && setting->line < lines_on_page(setting))
		write_line(setting, STR(""), 0);
}

/* ---- Breaking ---------------------------------------------------------------- */

static struct str trim(struct str cells)
{
	while (cells.length && cells.bytes[cells.length - 1] == CELL_SPACE)
		cells.length--;
	return cells;
}

/* Dots 4, 5 and 6 alone: it says how to read the cell after it. */
static bool is_prefix(unsigned char cell)
{
	return cell && !(cell & 0x07);
}

/* Within a number: the digits are the letters a to j. */
static bool is_digit_or_separator(unsigned char cell)
{
	return (cell && !(cell & ~0x1B)) || cell == 0x02 || cell == 0x32;
}

/* Where a word that is longer than a line is cut: a digit that loses its
 * number sign, or a letter its prefix, would be another. */
static size_t cut_word(struct str cells, size_t width)
{
	const unsigned char *bytes = (const unsigned char *)cells.bytes;
	size_t end = width;
	while (end && is_digit_or_separator(bytes[end - 1]))
		end--;
	if (end && bytes[end - 1] == CELL_NUMBER)
		end--;
	else
		end = width;
	while (end && is_prefix(bytes[end - 1]))
		end--;
	return end ? end : width;
}

/* How many of the cells a line of that width takes; what is left begins
 * after the spaces. */
static size_t fitting(struct str cells, unsigned width, size_t *next)
{
	size_t end = 0;
	if (cells.length <= width) {
		*next = cells.length;
		return cells.length;
	}
	for (size_t i = 0; i <= width; i++)
		if (cells.bytes[i] == CELL_SPACE)
			end = i;
	if (!end)
		end = cut_word(cells, width);
	*next = end;
	while (*next < cells.length && cells.bytes[*next] == CELL_SPACE)
		++*next;
	return end;
}

static void set_lines(struct setting *setting, struct str cells,
		      const struct shape *shape, bool *is_first)
{
	unsigned columns = setting->settings->columns;
	do {
		unsigned indent = *is_first ? shape->first : shape->rest;
		size_t next;
		size_t end =
			fitting(cells, columns - indent - shape->right, &next);
		struct str line = trim((struct str){ cells.bytes, end });
		if (shape->is_centred)
			indent += (columns - indent - shape->right -
				   (unsigned)line.length) /
				  2;
		write_line(setting, line, indent);
		*is_first = false;
		cells.bytes += next;
		cells.length -= next;
	} while (cells.length);
}

static void set_cells(struct setting *setting, struct str cells,
		      const struct shape *shape)
{
	bool is_first = true;
	while (cells.length) {
		ptrdiff_t end = str_find_byte(cells, (char)CELL_LINE_END);
		size_t length = end < 0 ? cells.length : (size_t)end;
		struct str part = trim((struct str){ cells.bytes, length });
		if (part.length)
			set_lines(setting, part, shape, &is_first);
		length += end >= 0;
		cells.bytes += length;
		cells.length -= length;
	}
}

/* ---- Items --------------------------------------------------------------------- */

static unsigned inset(unsigned depth)
{
	return depth * 2 < DEEPEST ? depth * 2 : DEEPEST;
}

static struct shape shape_of(const struct told_item *item)
{
	unsigned at = inset(item->depth);
	unsigned outer = item->depth ? inset(item->depth - 1u) : 0;
	unsigned level = inset(item->level);
	switch (item->role) {
	case TOLD_HEADING:
		if (item->level <= 2)
			return (struct shape){ HEADING_MARGIN, HEADING_MARGIN,
					       HEADING_MARGIN, true };
		return item->level == 3 ? (struct shape){ 4, 4, 0, false } :
					  (struct shape){ 6, 6, 0, false };
	case TOLD_WORDS:
		return item->label ?
			       (struct shape){ outer, outer + 2, 0, false } :
			       (struct shape){ at + 2, at, 0, false };
	case TOLD_CODE:
		return (struct shape){ at, at + 4, 0, false };
	case TOLD_RULE:
		return (struct shape){ 0, 0, 0, true };
	case TOLD_ENTRY:
		return (struct shape){ level, level + 4, ENTRY_NUMBER, false };
	case TOLD_CELL:
		return (struct shape){ at + level, at + 4, 0, false };
	}
	return (struct shape){ 0, 0, 0, false };
}

static bool wants_space(const struct setting *setting,
			const struct told_item *item)
{
	if (item->role == TOLD_HEADING || item->role == TOLD_RULE ||
	    setting->role == TOLD_HEADING || setting->role == TOLD_RULE)
		return true;
	return item->has_space &&
	       (item->depth != setting->depth || item->role != TOLD_WORDS ||
		setting->role != TOLD_WORDS);
}

static struct str key_of(struct node *const *node)
{
	return (struct str){ (const char *)node, sizeof *node };
}

/* Where the item's node begins, and what it stands in. */
static void note_place(struct setting *setting, const struct told_item *item,
		       uintptr_t page)
{
	if (item->role == TOLD_ENTRY) /* stands for what it leads to */
		return;
	for (const struct node *const *at = &item->node; *at;
	     at = (const struct node *const *)&(*at)->parent) {
		struct str key = key_of((struct node *const *)at);
		if (map_lookup(&setting->places, key))
			break;
		map_set(&setting->places, key, (void *)page);
	}
}

/* Room for the heading, an empty line and two lines more. */
static void keep_with_next(struct setting *setting)
{
	enum { LEAST = 5 };
	if (setting->line + LEAST > lines_on_page(setting))
		begin_page(setting);
}

static void await_number(struct setting *setting, const struct told_item *item)
{
	if (item->role == TOLD_ENTRY)
		*VECTOR_ADD(&setting->awaited) =
			(struct awaited){ setting->pages->lines.count - 1,
					  item->target };
}

static void set_item(struct setting *setting, const struct told *told,
		     const struct told_item *item)
{
	static const char rule[] = { 0x12, 0x12, 0x12, 0x12, 0x12, 0x12,
				     0x12, 0x12, 0x12, 0x12, 0x12, 0x12 };
	struct buffer cells = BUFFER_INITIALISER;
	struct shape shape = shape_of(item);
	translate_item(&setting->translator, told, item, &cells);
	if (item->role == TOLD_RULE)
		buffer_append(&cells, rule, sizeof rule);
	if (item->begins_part && setting->is_begun)
		begin_page(setting);
	if (wants_space(setting, item))
		space(setting);
	if (item->role == TOLD_HEADING)
		keep_with_next(setting);
	size_t before = setting->pages->lines.count;
	set_cells(setting, buffer_str(&cells), &shape);
	if (setting->pages->lines.count > before) {
		note_place(setting, item,
			   setting->pages->lines.items[before].page + 1u);
		await_number(setting, item);
	}
	setting->depth = item->depth;
	setting->role = item->role;
	setting->is_begun = true;
	buffer_release(&cells);
}

/* ---- Numbers of pages ------------------------------------------------------------ */

/* The line's cells, then guide dots, then the number at the right end. */
static void end_line(struct setting *setting, struct braille_line *line,
		     uint32_t number, bool has_guide)
{
	struct buffer digits = BUFFER_INITIALISER;
	struct buffer *out = &setting->pages->cells;
	unsigned columns = setting->settings->columns;
	translate_number(&setting->translator, number, &digits);
	size_t start = out->length;
	for (uint32_t i = 0; i < line->length; i++)
		buffer_append_byte(out, out->bytes[line->start + i]);
	unsigned used = line->length + (unsigned)digits.length;
	unsigned gap = columns > used ? columns - used : 0;
	if (has_guide && gap >= 4) {
		buffer_append_byte(out, CELL_SPACE);
		append_cells(out, CELL_GUIDE_DOT, gap - 2);
		buffer_append_byte(out, CELL_SPACE);
	} else {
		append_cells(out, CELL_SPACE, gap);
	}
	buffer_append_str(out, buffer_str(&digits));
	line->start = start;
	line->length = (uint32_t)(out->length - start);
	buffer_release(&digits);
}

static void tell_awaited(struct setting *setting)
{
	for (size_t i = 0; i < setting->awaited.count; i++) {
		const struct awaited *awaited = &setting->awaited.items[i];
		uintptr_t page = (uintptr_t)map_lookup(
			&setting->places,
			key_of((struct node *const *)&awaited->target));
		if (page)
			end_line(setting,
				 &setting->pages->lines.items[awaited->line],
				 (uint32_t)page, true);
	}
}

/* The lines of numbers stand after all others, in the order of the pages. */
static void number_pages(struct setting *setting)
{
	struct braille_pages *pages = setting->pages;
	for (uint32_t page = 0; page < pages->page_count; page++) {
		struct braille_line *line = VECTOR_ADD(&pages->lines);
		line->start = pages->cells.length;
		line->page = page;
		end_line(setting, line, page + 1, false);
	}
}

struct str braille_line_of(const struct braille_pages *pages,
			   const struct braille_line *line)
{
	return (struct str){ pages->cells.bytes + line->start, line->length };
}

bool braille_set(const struct document *document,
		 const struct braille_settings *settings,
		 struct diagnostics *diagnostics, struct braille_pages *pages,
		 struct error *error)
{
	struct told told;
	struct setting setting = {
		.translator = { .document = document,
				.settings = settings,
				.diagnostics = diagnostics,
				.error = error },
		.settings = settings,
		.pages = pages,
		.role = TOLD_WORDS,
	};
	*pages = (struct braille_pages){ .page_count = 1 };
	translator_begin(&setting.translator);
	told_begin(&told, document);
	for (size_t i = 0;
	     i < told.items.count && !setting.translator.has_failed; i++)
		set_item(&setting, &told, &told.items.items[i]);
	tell_awaited(&setting);
	number_pages(&setting);
	bool done = !setting.translator.has_failed;
	told_release(&told);
	translator_end(&setting.translator);
	map_release(&setting.places);
	VECTOR_RELEASE(&setting.awaited);
	return done;
}

void braille_pages_release(struct braille_pages *pages)
{
	buffer_release(&pages->cells);
	VECTOR_RELEASE(&pages->lines);
}

bool braille_dump(const struct document *document,
		  const struct braille_settings *settings,
		  struct diagnostics *diagnostics, struct buffer *out,
		  struct error *error)
{
	struct told told;
	struct buffer cells = BUFFER_INITIALISER;
	struct translator translator = { .document = document,
					 .settings = settings,
					 .diagnostics = diagnostics,
					 .error = error,
					 .trace = out };
	translator_begin(&translator);
	told_begin(&told, document);
	for (size_t i = 0; i < told.items.count; i++) {
		translate_item(&translator, &told, &told.items.items[i],
			       &cells);
		buffer_append_byte(out, '\n');
	}
	bool done = !translator.has_failed;
	told_release(&told);
	translator_end(&translator);
	buffer_release(&cells);
	return done;
}
