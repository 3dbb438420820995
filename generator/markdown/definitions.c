/* Definition lists. */
#include "markdown/definitions.h"

#include <string.h>

#include "base/vector.h"

enum { MOST_INDENT = 3 }; /* a fourth space makes it code */

static size_t indent_of(struct str line)
{
	size_t indent = 0;
	while (indent < line.length && line.bytes[indent] == ' ')
		indent++;
	return indent;
}

static bool is_blank(struct str line)
{
	return str_trim(line).length == 0;
}

static bool is_fence(struct str line)
{
	struct str text = str_trim(line);
	return indent_of(line) <= MOST_INDENT &&
	       (str_starts_with(text, STR("```")) ||
		str_starts_with(text, STR("~~~")));
}

/* Where its colon stands; -1: the line is no definition. */
static ptrdiff_t colon_of(struct str line)
{
	size_t indent = indent_of(line);
	if (indent > MOST_INDENT || indent + 2 >= line.length ||
	    line.bytes[indent] != ':' || !strchr(" \t", line.bytes[indent + 1]))
		return -1;
	line.bytes += indent + 1;
	line.length -= indent + 1;
	return is_blank(line) ? -1 : (ptrdiff_t)indent;
}

/* A line that can be a term: not a table's, for which ": " is a caption, nor
 * the start of something else than words. */
static bool may_be_term(struct str line)
{
	struct str text = str_trim(line);
	return text.length && indent_of(line) <= MOST_INDENT &&
	       !strchr("|#>:", text.bytes[0]) &&
	       text.bytes[text.length - 1] != '|' && !is_fence(line);
}

/* What was read of the lines so far. */
struct lines {
	struct str last, before_last; /* of those that are not blank, the last;
				       * and the line before it */
	struct str previous;
	bool is_in_code, is_in_list;
};

static bool begins(const struct lines *lines, struct str line)
{
	if (lines->is_in_code || colon_of(line) < 0)
		return false;
	return lines->is_in_list ||
	       (may_be_term(lines->last) && is_blank(lines->before_last));
}

static void pass(struct lines *lines, struct str line, bool is_definition)
{
	if (is_fence(line))
		lines->is_in_code = !lines->is_in_code;
	if (is_definition)
		lines->is_in_list = true;
	else if (!is_blank(line) && indent_of(line) == 0 &&
		 is_blank(lines->previous))
		lines->is_in_list = false;
	if (!is_blank(line)) {
		lines->last = line;
		lines->before_last = lines->previous;
	}
	lines->previous = line;
}

struct str definitions_prepare(struct reading *reading, struct str text)
{
	struct str rest = text, line;
	struct lines lines = { 0 };
	char *changed = NULL;
	reading->definition_lines.count = 0;
	for (uint32_t number = 1; str_next_line(&rest, &line); number++) {
		bool is_definition = begins(&lines, line);
		if (is_definition) {
			if (!changed)
				changed = arena_copy(reading->arena, text.bytes,
						     text.length);
			changed[line.bytes - text.bytes + colon_of(line)] = '+';
			*VECTOR_ADD(&reading->definition_lines) = number;
		}
		pass(&lines, line, is_definition);
	}
	return changed ? (struct str){ changed, text.length } : text;
}

bool definitions_begin(const struct reading *reading, uint32_t line)
{
	size_t first = 0, end = reading->definition_lines.count;
	while (first < end) {
		size_t middle = first + (end - first) / 2;
		uint32_t found = reading->definition_lines.items[middle];
		if (found == line)
			return true;
		if (found < line)
			first = middle + 1;
		else
			end = middle;
	}
	return false;
}

/* ---- The list ------------------------------------------------------------ */

static void move_children(struct node *from, struct node *to)
{
	while (from->first_child) {
		struct node *child = from->first_child;
		node_unlink(child);
		node_append(to, child);
	}
}

static struct node *list_before(struct reading *reading, struct node *term)
{
	struct node *list = term->previous;
	if (list && list->kind == NODE_LIST && list->list.is_definitions)
		return list;
	list = node_new(reading->arena, NODE_LIST, term->place);
	list->list.is_definitions = true;
	list->list.is_tight = true;
	node_insert_before(term, list);
	return list;
}

void definitions_shape(struct reading *reading, struct node *list)
{
	struct node *term = list->previous;
	if (!term || term->kind != NODE_PARAGRAPH)
		return;
	struct node *whole = list_before(reading, term);
	struct node *item =
		node_new(reading->arena, NODE_LIST_ITEM, term->place);
	node_unlink(term);
	term->kind = NODE_TERM;
	node_append(item, term);
	node_append(whole, item);
	while (list->first_child) {
		move_children(list->first_child, item);
		node_unlink(list->first_child);
	}
	whole->list.is_tight = whole->list.is_tight && list->list.is_tight;
	node_unlink(list);
}

/* A term without what explains it goes with the next one. False where there is
 * none, or where nothing is explained. */
static bool complete(struct node *item)
{
	struct node *after = item->first_child;
	if (!after || after->kind != NODE_TERM)
		return false;
	while (after && after->kind == NODE_TERM)
		after = after->next;
	if (after)
		return true;
	struct node *next = item->next;
	if (!next || !next->first_child || next->first_child->kind != NODE_TERM)
		return false;
	while (item->last_child) {
		struct node *term = item->last_child;
		node_unlink(term);
		node_insert_before(next->first_child, term);
	}
	node_unlink(item);
	return true;
}

/* Raw HTML's that is none becomes a list of bold words. */
static void make_plain_list(struct reading *reading, struct node *list)
{
	list->list.is_definitions = false;
	for (struct node *item = list->first_child; item; item = item->next)
		for (struct node *term = item->first_child; term;
		     term = term->next) {
			if (term->kind != NODE_TERM)
				continue;
			struct node *words = node_new(reading->arena,
						      NODE_STRONG, term->place);
			move_children(term, words);
			term->kind = NODE_PARAGRAPH;
			node_append(term, words);
		}
}

void definitions_complete(struct reading *reading, struct node *list)
{
	struct node *next;
	for (struct node *item = list->first_child; item; item = next) {
		next = item->next;
		if (!complete(item)) {
			make_plain_list(reading, list);
			return;
		}
	}
}
