/* Where the numbers behind charts stand: beside each chart, in an appendix of
 * their own, or nowhere. */
#include "base/buffer.h"
#include "document/finish.h"
#include "document/localise.h"

static struct node *new_node(struct document *document, struct node *parent,
			     enum node_kind kind)
{
	struct node *node = node_new(document->arena, kind, parent->place);
	node_append(parent, node);
	return node;
}

static void append_words(struct document *document, struct node *parent,
			 const char *words)
{
	new_node(document, parent, NODE_TEXT)->text.text = str_from(words);
}

/* ---- The appendix ------------------------------------------------------ */

/* Behind the last chapter, before the back page; at the end where there are
 * neither. */
static struct node *add_appendix(struct document *document)
{
	struct node *chapter =
		node_new(document->arena, NODE_CHAPTER, document->root->place);
	struct node *after = NULL, *before = NULL;
	for (struct node *child = document->root->first_child; child;
	     child = child->next) {
		if (child->kind == NODE_CHAPTER)
			after = child;
		if (child->kind == NODE_BACK_PAGE && !before)
			before = child;
	}
	if (after)
		before = after->next;
	if (before)
		node_insert_before(before, chapter);
	else
		node_append(document->root, chapter);
	struct node *heading = new_node(document, chapter, NODE_HEADING);
	heading->heading.level = 1;
	append_words(document, heading, document->words.data_chapter);
	finish_mark_words(document, heading);
	return chapter;
}

/* All but notes and names, which are where they are. */
static void copy_inlines(struct document *document, struct node *to,
			 const struct node *from)
{
	for (const struct node *child = from->first_child; child;
	     child = child->next) {
		if (child->kind == NODE_FOOTNOTE_REFERENCE)
			continue;
		struct node *copy =
			node_new(document->arena, child->kind, child->place);
		*copy = *child;
		copy->identifier = NULL;
		copy->parent = copy->next = copy->previous = NULL;
		copy->first_child = copy->last_child = NULL;
		node_append(to, copy);
		copy_inlines(document, copy, child);
	}
}

/* The words of the chart's caption: the table tells the same. */
static void copy_caption(struct document *document, struct node *table,
			 const struct node *figure)
{
	const struct node *from = node_caption(figure);
	if (!from)
		return;
	struct node *caption =
		node_new(document->arena, NODE_CAPTION, from->place);
	caption->language = from->language;
	caption->direction = from->direction;
	copy_inlines(document, caption, from);
	if (table->first_child)
		node_insert_before(table->first_child, caption);
	else
		node_append(table, caption);
}

static void move_table(struct document *document, struct node *appendix,
		       struct node *figure, struct node *table)
{
	const char *language = node_language(document, figure);
	enum direction direction = node_direction(document, figure);
	node_unlink(table);
	node_append(appendix, table);
	table->table.chart = figure;
	figure->figure.table = table;
	if (strcmp(language, node_language(document, table)) != 0)
		table->language = language;
	if (direction != node_direction(document, table))
		table->direction = direction;
	copy_caption(document, table, figure);
}

static enum data_place place_of(const struct finish *finish,
				const struct node *figure)
{
	enum data_place place = figure->figure.data_place;
	return place == DATA_AS_EDITION ? finish->options->data : place;
}

void document_finish_data(struct finish *finish)
{
	struct document *document = finish->document;
	struct node *appendix = NULL, *node = NULL;
	/* What is appended is met at the end, and is no figure. */
	while ((node = finish_next(document, node))) {
		struct node *table = node->last_child;
		if (node->kind != NODE_FIGURE || !table ||
		    table->kind != NODE_TABLE)
			continue;
		switch (place_of(finish, node)) {
		case DATA_AS_EDITION:
		case DATA_BESIDE:
			break;
		case DATA_NONE:
			node_unlink(table);
			break;
		case DATA_APPENDIX:
			if (!appendix)
				appendix = add_appendix(document);
			move_table(document, appendix, node, table);
			break;
		}
	}
}

/* ---- Links both ways --------------------------------------------------- */

/* A paragraph that is a link, with its page on paper. */
static struct node *link_to(struct finish *finish, struct node *from,
			    struct node *target, const char *words)
{
	struct document *document = finish->document;
	struct node *line =
		node_new(document->arena, NODE_PARAGRAPH, from->place);
	line->classes = "note";
	struct node *span = new_node(document, line, NODE_SPAN);
	span->classes = "page";
	struct node *link = new_node(document, span, NODE_LINK);
	link->link.target = target;
	link->link.destination =
		arena_format(document->arena, "#%s", target->identifier);
	append_words(document, link, words);
	return line;
}

static const char *name_of(const struct document *document,
			   const struct phrase *sentence,
			   const struct phrase *name, const char *number)
{
	return phrase_fill(document->arena, sentence,
			   phrase_fill(document->arena, name, number));
}

static void link_chart(struct finish *finish, struct node *figure)
{
	struct document *document = finish->document;
	const struct document_words *words = &document->words;
	struct node *table = figure->figure.table;
	const char *to_table = words->figure_data, *to_chart = NULL;
	finish_identify(finish, figure, "chart");
	finish_identify(finish, table, "data");
	if (table->table.number && figure->figure.number) {
		to_table = name_of(document, &words->data_link, &words->table,
				   table->table.number);
		to_chart = name_of(document, &words->chart_link, &words->figure,
				   figure->figure.number);
	}
	struct node *line = link_to(finish, figure, table, to_table);
	node_append(figure, line);
	finish_mark_words(document, line);
	if (!to_chart)
		return;
	line = link_to(finish, table, figure, to_chart);
	if (table->next)
		node_insert_before(table->next, line);
	else
		node_append(table->parent, line);
	finish_mark_words(document, line);
}

void document_finish_data_links(struct finish *finish)
{
	struct node *node = NULL;
	while ((node = finish_next(finish->document, node)))
		if (node->kind == NODE_FIGURE && node->figure.table)
			link_chart(finish, node);
}
