/* Where a reader stumbles over what broke on the text's way here: it was copied
 * from a page or out of a form, and came twice, in part or not at all. Told in
 * every edition and language, by build as by check. */
#include "check/check_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <unicode/utf8.h>

#include "check/broken.h"

enum {
	LINES_MOST = 256,    /* of a paragraph that are looked at as labels */
	TWICE_SHORTEST = 48, /* [bytes] of a paragraph that is there twice */
	ITEM_SHORTEST = 12,
	CLIPPED = 48, /* [bytes] of words that a message repeats */
};

/* ---- Words ----------------------------------------------------------------- */

/* A part of a block's words, and where the author wrote it. */
struct piece {
	size_t start;
	struct place place;
	bool begins_line, is_code;
};

struct words {
	struct buffer text; /* a space for each break */
	VECTOR(struct piece) pieces;
};

static void gather(const struct node *block, struct words *words)
{
	bool begins_line = true;
	for (const struct node *node = block; node;
	     node = node_next(block, node)) {
		struct str text = node_text(node);
		if (text.bytes) {
			*VECTOR_ADD(&words->pieces) =
				(struct piece){ words->text.length, node->place,
						begins_line,
						node->kind == NODE_CODE };
			buffer_append_str(&words->text, text);
			begins_line = false;
		} else if (node->kind == NODE_SOFT_BREAK ||
			   node->kind == NODE_LINE_BREAK) {
			buffer_append_byte(&words->text, ' ');
			begins_line = true;
		}
	}
}

static void release(struct words *words)
{
	buffer_release(&words->text);
	VECTOR_RELEASE(&words->pieces);
}

static struct place place_at(const struct words *words,
			     const struct node *block, size_t offset)
{
	struct place place = block->place;
	for (size_t i = 0; i < words->pieces.count; i++)
		if (words->pieces.items[i].start <= offset)
			place = words->pieces.items[i].place;
	return place;
}

/* ---- What follows ---------------------------------------------------------- */

/* What readers meet after a block; NULL at the end of the text. */
static const struct node *next_block(const struct node *node)
{
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

static const struct node *first_within(const struct node *node)
{
	while (node && node->kind != NODE_HEADING && node->first_child &&
	       node_is_block(node->first_child))
		node = node->first_child;
	return node;
}

/* The same, looking into what has no meaning of its own. */
static const struct node *following(const struct node *node)
{
	node = next_block(node);
	while (node &&
	       (node->kind == NODE_CHAPTER || node->kind == NODE_DIVISION) &&
	       node->first_child)
		node = node->first_child;
	return node;
}

static bool is_end(const struct node *next)
{
	return !next || next->kind == NODE_HEADING ||
	       next->kind == NODE_THEMATIC_BREAK ||
	       next->kind == NODE_PAGE_BREAK || next->kind == NODE_BACK_PAGE;
}

/* Whether it is a paragraph that begins with a label, as a form has them. */
static bool is_field(const struct node *node)
{
	if (!node || node->kind != NODE_PARAGRAPH)
		return false;
	struct buffer text = BUFFER_INITIALISER;
	node_append_plain_text(node, &text);
	bool is_label = broken_begins_with_label(buffer_str(&text));
	buffer_release(&text);
	return is_label;
}

/* ---- Headings -------------------------------------------------------------- */

static void check_section(struct checking *checking, const struct node *heading)
{
	const struct node *next = first_within(next_block(heading));
	if (heading->heading.level < 2 || !heading->heading.in_contents)
		return;
	if (!next || next->kind == NODE_BACK_PAGE ||
	    (next->kind == NODE_HEADING &&
	     next->heading.level <= heading->heading.level))
		check_tell(checking, DIAGNOSTIC_WARNING,
			   DIAGNOSTIC_CHECK_EMPTY_SECTION, heading->place, "%s",
			   "nothing stands under this heading");
}

/* ---- Telling --------------------------------------------------------------- */

static bool is_written(const struct checking *checking, struct place place)
{
	const struct check_options *options = checking->options;
	return !options->is_written ||
	       options->is_written(options->context, place);
}

/* What templates make is the templates' to answer for, and data are checked by
 * themselves. */
static void tell(struct checking *checking, enum diagnostic_severity severity,
		 enum diagnostic_code code, struct place place,
		 const char *format, ...) __attribute__((format(printf, 5, 6)));

static void tell(struct checking *checking, enum diagnostic_severity severity,
		 enum diagnostic_code code, struct place place,
		 const char *format, ...)
{
	char text[512];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	if (is_written(checking, place))
		check_tell(checking, severity, code, place, "%s", text);
}

/* ---- Twice ----------------------------------------------------------------- */

static bool is_same_place(struct place a, struct place b)
{
	return a.line == b.line && a.column == b.column && a.file && b.file &&
	       strcmp(a.file, b.file) == 0;
}

static void check_within(struct checking *checking, const struct node *block,
			 const struct words *words)
{
	size_t second;
	if (broken_is_twice(buffer_str(&words->text), &second))
		tell(checking, DIAGNOSTIC_WARNING, DIAGNOSTIC_CHECK_TWICE,
		     place_at(words, block, second), "%s",
		     "from here on, what stands before it is said again "
		     "in the same words");
}

/* What a template makes of data may well stand in two places. */
static void check_before(struct checking *checking, const struct node *block,
			 const struct words *words)
{
	struct str text = str_trim(buffer_str(&words->text));
	/* To say a thing again is good Easy Read. */
	if (text.length < TWICE_SHORTEST || checking->is_easy)
		return;
	const struct node *before = map_set(
		&checking->paragraphs, arena_copy_str(&checking->arena, text),
		(void *)(uintptr_t)block);
	if (before && !is_same_place(before->place, block->place) &&
	    is_written(checking, before->place))
		tell(checking, DIAGNOSTIC_WARNING, DIAGNOSTIC_CHECK_TWICE,
		     block->place, "these words stand in %s, line %u, already",
		     before->place.file, (unsigned)before->place.line);
}

/* An item that is the one before it. */
static void check_item(struct checking *checking, const struct node *item)
{
	struct buffer text = BUFFER_INITIALISER, before = BUFFER_INITIALISER;
	if (!item->previous || item->parent->list.is_definitions)
		return;
	node_append_plain_text(item, &text);
	node_append_plain_text(item->previous, &before);
	struct str ours = str_trim(buffer_str(&text));
	if (ours.length >= ITEM_SHORTEST &&
	    str_equals(ours, str_trim(buffer_str(&before))) &&
	    !is_same_place(item->place, item->previous->place))
		tell(checking, DIAGNOSTIC_WARNING, DIAGNOSTIC_CHECK_TWICE,
		     item->place, "%s",
		     "this item is the one before it, in the same words");
	buffer_release(&text);
	buffer_release(&before);
}

/* ---- Labels ---------------------------------------------------------------- */

/* `others` labels below it have no value, either. */
static void tell_no_value(struct checking *checking, struct place place,
			  struct str label, size_t others)
{
	char more[64] = "";
	label = str_trim(label);
	if (others)
		snprintf(more, sizeof more, ", nor %zu other label%s here",
			 others, others == 1 ? "" : "s");
	tell(checking, DIAGNOSTIC_WARNING, DIAGNOSTIC_CHECK_NO_VALUE, place,
	     "nothing follows \"%.*s\"%s",
	     (int)(label.length < 200 ? label.length : 200), label.bytes, more);
}

/* "Sector:" above "Value: openness", in the lines of one paragraph. */
static void check_lines(struct checking *checking, const struct words *words)
{
	struct str all = buffer_str(&words->text), line = { 0 };
	struct place place = { 0 };
	size_t lines = 0;
	for (size_t i = 0; i < words->pieces.count && lines < LINES_MOST; i++) {
		const struct piece *piece = &words->pieces.items[i];
		if (!piece->begins_line)
			continue;
		struct str rest = { all.bytes + piece->start,
				    all.length - piece->start };
		line.length = lines++ ? piece->start - (size_t)(line.bytes -
								all.bytes) :
					0;
		if (line.length && broken_is_label(line) &&
		    broken_begins_with_label(rest))
			tell_no_value(checking, place, line, 0);
		line.bytes = rest.bytes;
		place = piece->place;
	}
}

/* An item of a list of fields: its neighbours have a label, too. */
static bool lacks_value_as_item(const struct node *item)
{
	const struct node *before = first_within(item->previous),
			  *after = first_within(item->next);
	return is_field(before) || is_field(after);
}

/* The level of the heading that a block stands under; 0 before the first. */
static unsigned level_above(const struct node *block)
{
	for (const struct node *node = block; node; node = node->parent)
		for (const struct node *before = node->previous; before;
		     before = before->previous)
			if (before->kind == NODE_HEADING)
				return before->heading.level;
	return 0;
}

/* "There are two tiers, as follows:" above the headings of both. */
static bool leads_to_sections(const struct node *block, const struct node *next)
{
	return next && next->kind == NODE_HEADING &&
	       next->heading.level > level_above(block);
}

static bool lacks_value(struct checking *checking, const struct node *block,
			struct str text)
{
	const struct node *next = following(block);
	bool is_label = broken_is_label(text);
	if (!block->next && block->parent->kind == NODE_LIST_ITEM &&
	    block->parent->next)
		return is_label && lacks_value_as_item(block->parent);
	if (!is_label && leads_to_sections(block, next))
		return false;
	if (is_end(next) || (is_label && is_field(next)))
		return true;
	if (!is_label && next->kind == NODE_PARAGRAPH &&
	    checking->options->tells_style &&
	    block->parent->kind != NODE_EASY_READ_ROW)
		tell(checking, DIAGNOSTIC_NOTE, DIAGNOSTIC_CHECK_NO_VALUE,
		     block->place, "%s",
		     "this ends in a colon: does the paragraph after it "
		     "say what it promises, or is a list missing?");
	return false;
}

static void check_labels(struct checking *checking, const struct node *block,
			 const struct words *words)
{
	struct str text = buffer_str(&words->text);
	check_lines(checking, words);
	if (!broken_ends_in_colon(text) || block->parent->kind == NODE_FIGURE ||
	    !lacks_value(checking, block, text))
		return;
	size_t last = 0;
	for (size_t i = 0; i < words->pieces.count; i++)
		if (words->pieces.items[i].begins_line)
			last = words->pieces.items[i].start;
	tell_no_value(checking, place_at(words, block, last),
		      (struct str){ text.bytes + last, text.length - last }, 0);
}

static bool is_blank(const struct node *cell)
{
	struct buffer text = BUFFER_INITIALISER;
	bool is_picture = false;
	for (const struct node *node = cell; node; node = node_next(cell, node))
		is_picture |= node->kind == NODE_IMAGE;
	node_append_plain_text(cell, &text);
	bool is_so = !is_picture && !str_trim(buffer_str(&text)).length;
	buffer_release(&text);
	return is_so;
}

/* A row's label where its value is blank, or NULL; `has_value` where it is not. */
static const struct node *label_without_value(const struct node *row,
					      bool *has_value)
{
	const struct node *label = row->first_child;
	*has_value = false;
	if (row->kind != NODE_TABLE_ROW || row->table_row.is_header || !label ||
	    !label->next || is_blank(label))
		return NULL;
	*has_value = !is_blank(label->next);
	return *has_value ? NULL : label;
}

/* Two columns, a label and its value, of which some are there: a form that is
 * to be filled in has none. Told once in a table. */
static void check_table(struct checking *checking, const struct node *table)
{
	size_t values = 0, blanks = 0;
	const struct node *first = NULL;
	if (table->table.column_count != 2)
		return;
	for (const struct node *row = table->first_child; row;
	     row = row->next) {
		bool has_value;
		const struct node *label = label_without_value(row, &has_value);
		values += has_value;
		blanks += label != NULL;
		if (!first)
			first = label;
	}
	if (!values || !first)
		return;
	struct buffer text = BUFFER_INITIALISER;
	node_append_plain_text(first, &text);
	tell_no_value(checking, first->place, buffer_str(&text), blanks - 1);
	buffer_release(&text);
}

/* ---- Cut off --------------------------------------------------------------- */

static void tell_cut(struct checking *checking, struct place place,
		     struct str last)
{
	tell(checking, DIAGNOSTIC_WARNING, DIAGNOSTIC_CHECK_CUT, place,
	     "the text ends here with \"%.*s\": the rest is missing",
	     (int)last.length, last.bytes);
}

/* "Write to us at", and the address in a paragraph of its own. */
static bool is_link_alone(const struct node *node)
{
	return node->kind == NODE_PARAGRAPH && node->first_child &&
	       node->first_child->kind == NODE_LINK && !node->first_child->next;
}

/* Words that a list, a table or a picture goes on from are not cut off. */
static bool may_end(const struct node *block)
{
	const struct node *next = following(block);
	bool is_item = block->parent->kind == NODE_LIST_ITEM;
	return is_item || is_end(next) ||
	       (next->kind == NODE_PARAGRAPH && !is_link_alone(next));
}

/* An address in `code` is an example. */
static bool finds_broken_address(const struct words *words, struct str *address)
{
	struct buffer prose = BUFFER_INITIALISER;
	struct str all = buffer_str(&words->text);
	struct str found;
	buffer_append_str(&prose, all);
	for (size_t i = 0; i < words->pieces.count; i++) {
		const struct piece *piece = &words->pieces.items[i];
		size_t end = i + 1 < words->pieces.count ? piece[1].start :
							   all.length;
		if (piece->is_code)
			memset(prose.bytes + piece->start, 'x',
			       end - piece->start);
	}
	bool is_found = broken_address(buffer_str(&prose), &found);
	if (is_found)
		*address =
			(struct str){ all.bytes + (found.bytes - prose.bytes),
				      found.length };
	buffer_release(&prose);
	return is_found;
}

static void check_cut(struct checking *checking, const struct node *block,
		      const struct words *words)
{
	const char *language = node_language(checking->document, block);
	struct str text = buffer_str(&words->text), last;
	bool is_sentence = block->kind == NODE_PARAGRAPH &&
			   block->parent->kind != NODE_LIST_ITEM;
	if (block->kind != NODE_TABLE_CELL && may_end(block) &&
	    broken_is_cut(text, language, is_sentence, &last))
		tell_cut(checking, place_at(words, block, text.length), last);
	if (finds_broken_address(words, &last))
		tell(checking, DIAGNOSTIC_WARNING, DIAGNOSTIC_CHECK_CUT,
		     place_at(words, block, (size_t)(last.bytes - text.bytes)),
		     "the address \"%.*s\" is cut off", (int)last.length,
		     last.bytes);
}

/* ---- A value by itself ----------------------------------------------------- */

/* [bytes] A few words from `at` on. */
static int clip(struct str text, size_t at)
{
	int32_t end = (int32_t)text.length;
	if (text.length - at > CLIPPED) {
		end = (int32_t)at + CLIPPED;
		U8_SET_CP_START((const uint8_t *)text.bytes, 0, end);
	}
	return end - (int32_t)at;
}

void check_value(struct str text, const char *language, struct place place,
		 struct diagnostics *diagnostics)
{
	size_t second;
	struct str last;
	if (broken_is_twice(text, &second))
		diagnostics_add(diagnostics, DIAGNOSTIC_CHECK_TWICE, place,
				"this says the same again in the same words, "
				"from \"%.*s\" on",
				clip(text, second), text.bytes + second);
	if (broken_is_cut(text, language, false, &last) ||
	    broken_address(text, &last))
		diagnostics_add(diagnostics, DIAGNOSTIC_CHECK_CUT, place,
				"this ends with \"%.*s\": the rest is missing",
				(int)last.length, last.bytes);
	else if (broken_is_label(text))
		diagnostics_add(diagnostics, DIAGNOSTIC_CHECK_NO_VALUE, place,
				"nothing follows \"%.*s\"", (int)text.length,
				text.bytes);
}

void check_stumbles(struct checking *checking, const struct node *node)
{
	struct words words = { 0 };
	if (node->kind == NODE_HEADING)
		check_section(checking, node);
	else if (node->kind == NODE_TABLE)
		check_table(checking, node);
	else if (node->kind == NODE_LIST_ITEM)
		check_item(checking, node);
	if (node->kind != NODE_PARAGRAPH && node->kind != NODE_TABLE_CELL &&
	    node->kind != NODE_CAPTION)
		return;
	gather(node, &words);
	if (words.text.length) {
		check_within(checking, node, &words);
		check_cut(checking, node, &words);
	}
	if (words.text.length && node->kind == NODE_PARAGRAPH &&
	    !node->paragraph.is_notice) {
		check_before(checking, node, &words);
		check_labels(checking, node, &words);
	}
	release(&words);
}
