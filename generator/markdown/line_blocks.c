/* Captions and line blocks. */
#include "markdown/line_blocks.h"

#include <string.h>

/* ---- Captions ------------------------------------------------------------ */

/* Bytes of ": " or "Table: " at its start; 0: none. */
static size_t caption_sign(const struct node *paragraph)
{
	static const struct str signs[] = { { ": ", 2 }, { "Table: ", 7 } };
	const struct node *first = paragraph->first_child;
	if (!first || first->kind != NODE_TEXT)
		return 0;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_starts_with(first->text.text, signs[i]))
			return signs[i].length;
	return 0;
}

static bool has_caption(const struct node *table)
{
	return table->first_child && table->first_child->kind == NODE_CAPTION;
}

static void make_caption(struct node *table, struct node *paragraph,
			 size_t sign)
{
	struct str *text = &paragraph->first_child->text.text;
	text->bytes += sign;
	text->length -= sign;
	paragraph->kind = NODE_CAPTION;
	node_unlink(paragraph);
	if (table->first_child)
		node_insert_before(table->first_child, paragraph);
	else
		node_append(table, paragraph);
}

void line_blocks_take_caption(struct reading *reading, struct node *table)
{
	struct node *before = table->previous;
	(void)reading;
	if (!before || before->kind != NODE_PARAGRAPH || has_caption(table))
		return;
	size_t sign = caption_sign(before);
	if (sign)
		make_caption(table, before, sign);
}

/* ---- Line blocks --------------------------------------------------------- */

/* A line that begins with a bar and a space, or is a bar alone; no row of a
 * table, which ends with one. */
static bool begins_line(const struct node *text)
{
	if (!text || text->kind != NODE_TEXT || !text->text.text.length ||
	    text->text.text.bytes[0] != '|')
		return false;
	struct str line = text->text.text;
	bool ends_line = !text->next || text->next->kind == NODE_SOFT_BREAK;
	return line.length == 1 ?
		       ends_line :
		       line.bytes[1] == ' ' &&
			       !(ends_line && str_ends_with(line, STR("|")));
}

static bool is_line_block(const struct node *paragraph)
{
	const struct node *child = paragraph->first_child;
	size_t count = 1;
	if (!begins_line(child))
		return false;
	for (; child; child = child->next) {
		if (child->kind == NODE_LINE_BREAK)
			return false;
		if (child->kind != NODE_SOFT_BREAK)
			continue;
		if (!begins_line(child->next))
			return false;
		count++;
	}
	return count > 1;
}

/* "|   set in": the bar and a space go, further spaces stay. */
static void take_bar(struct reading *reading, struct node *text)
{
	static const char space[] = "\xc2\xa0"; /* U+00A0 */
	struct str line = text->text.text;
	size_t spaces = 0;
	while (1 + spaces < line.length && line.bytes[1 + spaces] == ' ')
		spaces++;
	struct str words = { line.bytes + 1 + spaces,
			     line.length - 1 - spaces };
	size_t kept = spaces > 1 ? spaces - 1 : 0;
	if (!kept) {
		text->text.text = words;
		return;
	}
	size_t width = sizeof space - 1;
	char *copy =
		arena_allocate(reading->arena, kept * width + words.length + 1);
	for (size_t i = 0; i < kept; i++)
		memcpy(copy + i * width, space, width);
	memcpy(copy + kept * width, words.bytes, words.length);
	copy[kept * width + words.length] = '\0';
	text->text.text = (struct str){ copy, kept * width + words.length };
}

static void shape_lines(struct reading *reading, struct node *paragraph)
{
	struct node *next;
	take_bar(reading, paragraph->first_child);
	for (struct node *child = paragraph->first_child; child; child = next) {
		next = child->next;
		if (child->kind != NODE_SOFT_BREAK)
			continue;
		child->kind = NODE_LINE_BREAK;
		take_bar(reading, next);
	}
}

void line_blocks_shape(struct reading *reading, struct node *paragraph)
{
	struct node *before = paragraph->previous;
	size_t sign = caption_sign(paragraph);
	if (sign && before && before->kind == NODE_TABLE &&
	    !has_caption(before))
		make_caption(before, paragraph, sign);
	else if (is_line_block(paragraph))
		shape_lines(reading, paragraph);
}
