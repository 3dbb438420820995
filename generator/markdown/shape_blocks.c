/* Figures and Easy Read rows: a picture comes first, alone in its paragraph. */
#include "markdown/shape.h"

/* The picture that begins a paragraph, freed from a link or span around it. */
static struct node *leading_image(struct node *paragraph)
{
	struct node *first = paragraph->first_child;
	while (first &&
	       (first->kind == NODE_LINK || first->kind == NODE_SPAN) &&
	       first->first_child && first->first_child == first->last_child) {
		struct node *inner = first->first_child;
		if (inner->kind != NODE_IMAGE && inner->kind != NODE_LINK &&
		    inner->kind != NODE_SPAN)
			return NULL;
		node_replace_with_children(first);
		first = inner;
	}
	return first && first->kind == NODE_IMAGE ? first : NULL;
}

/* Gives the words after a picture in the same paragraph one of their own. */
static void split_after_image(struct reading *reading, struct node *paragraph,
			      struct node *image)
{
	struct node *after = image->next;
	if (!after)
		return;
	struct node *alone =
		node_new(reading->arena, NODE_PARAGRAPH, paragraph->place);
	if (after->kind == NODE_SOFT_BREAK || after->kind == NODE_LINE_BREAK)
		node_unlink(after);
	node_unlink(image);
	node_append(alone, image);
	node_insert_before(paragraph, alone);
}

/* Puts the first picture of a block first, alone in its paragraph. False where
 * there is none. */
static bool put_image_first(struct reading *reading, struct node *block)
{
	struct node *child = block->first_child;
	struct node *image = NULL;
	for (; child; child = child->next)
		if (child->kind == NODE_PARAGRAPH &&
		    (image = leading_image(child)))
			break;
	if (!image)
		return false;
	split_after_image(reading, child, image);
	struct node *paragraph = image->parent;
	if (paragraph != block->first_child) {
		node_unlink(paragraph);
		node_insert_before(block->first_child, paragraph);
	}
	return true;
}

/* ---- Figures ------------------------------------------------------------- */

static struct node *first_of(struct node *block, enum node_kind kind)
{
	struct node *child = block->first_child;
	while (child && child->kind != kind)
		child = child->next;
	return child;
}

static void make_division(struct node *figure)
{
	struct node *child;
	while ((child = first_of(figure, NODE_CAPTION)))
		node_make_paragraph(child);
	while ((child = first_of(figure, NODE_DESCRIPTION)))
		child->kind = NODE_DIVISION;
	figure->kind = NODE_DIVISION;
	if (!figure->first_child)
		node_unlink(figure);
	else if (!figure->identifier && !figure->language)
		node_replace_with_children(figure);
}

static void put_after(struct node *sibling, struct node *node)
{
	if (sibling->next)
		node_insert_before(sibling->next, node);
	else
		node_append(sibling->parent, node);
}

/* Moves what does not belong to a figure behind it, in order. */
static void move_out(struct reading *reading, struct node *figure,
		     struct node *child, bool is_strict)
{
	struct node *last = figure;
	if (is_strict)
		reading_mistake(reading, DIAGNOSTIC_BLOCK_CONTENT, child->place,
				"a figure holds a picture, a caption and a "
				"description; this stands after it now");
	while (child) {
		struct node *next = child->next;
		node_unlink(child);
		if (child->kind == NODE_CAPTION)
			node_make_paragraph(child);
		else if (child->kind == NODE_DESCRIPTION)
			child->kind = NODE_DIVISION;
		put_after(last, child);
		last = child;
		child = next;
	}
}

void shape_figure(struct reading *reading, struct node *figure, bool is_strict)
{
	if (!put_image_first(reading, figure)) {
		if (is_strict)
			reading_mistake(reading, DIAGNOSTIC_BLOCK_CONTENT,
					figure->place,
					"figure without a picture");
		make_division(figure);
		return;
	}
	struct node *last = figure->first_child;
	struct node *caption = first_of(figure, NODE_CAPTION);
	if (!caption && is_strict && last->next &&
	    last->next->kind == NODE_PARAGRAPH) {
		caption = last->next;
		caption->kind = NODE_CAPTION;
	}
	struct node *parts[] = { caption, first_of(figure, NODE_DESCRIPTION) };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (!parts[i])
			continue;
		node_unlink(parts[i]);
		put_after(last, parts[i]);
		last = parts[i];
	}
	if (last->next)
		move_out(reading, figure, last->next, is_strict);
}

/* ---- Easy Read ----------------------------------------------------------- */

/* Each sentence stands on a line of its own, as its author wrote it. */
static void keep_lines(struct node *row)
{
	const struct node *node = row;
	while ((node = node_next(row, node)))
		if (node->kind == NODE_SOFT_BREAK)
			((struct node *)node)->kind = NODE_LINE_BREAK;
}

void shape_easy_read(struct reading *reading, struct node *row)
{
	keep_lines(row);
	if (put_image_first(reading, row)) {
		if (row->first_child == row->last_child)
			reading_mistake(reading, DIAGNOSTIC_BLOCK_CONTENT,
					row->place,
					"easy-read row without words");
		return;
	}
	reading_mistake(reading, DIAGNOSTIC_BLOCK_CONTENT, row->place,
			"easy-read row without a picture");
	row->kind = NODE_DIVISION;
	if (!row->first_child)
		node_unlink(row);
}
