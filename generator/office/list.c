/* Lists, their items and terms. */
#include "office/writer.h"

enum {
	DEEPEST_LIST = 8,    /* from 0: word processors know nine levels */
	MOST_NUMBER = 32767, /* that they count to */
	MOST_LETTER = 27     /* Word goes on "aa", "bb" */
};

static bool counts_too_far(const struct node *list)
{
	const struct node *last = list->last_child;
	bool has_letters = list->list.numbering == NUMBERING_LOWER_LETTERS ||
			   list->list.numbering == NUMBERING_UPPER_LETTERS;
	return list->list.start < 0 ||
	       (last && last->list_item.number >
				(has_letters ? MOST_LETTER : MOST_NUMBER));
}

void office_start_list(struct writer *writer, const struct node *node)
{
	if (node->list.is_definitions)
		return;
	const struct office_list *around = writer->context.list;
	struct office_list *list =
		ARENA_NEW(&writer->arena, struct office_list);
	unsigned depth = around ? around->depth + 1 : 0;
	*list = (struct office_list){
		.number = ++writer->list_count,
		.depth = depth < DEEPEST_LIST ? depth : DEEPEST_LIST,
		.is_ordered = node->list.is_ordered,
		.is_loose = !node->list.is_tight,
		.is_written = node->list.is_ordered && counts_too_far(node),
		.start = node->list.start,
		.numbering = node->list.numbering,
	};
	writer->context.list = list;
	writer->format->begin_list(writer, list);
}

void office_start_item(struct writer *writer, const struct node *item)
{
	if (item->parent->list.is_definitions)
		return;
	writer->format->begin_item(writer, item);
	*VECTOR_ADD(&writer->labels) =
		(struct label){ writer->context.list, item };
}

void office_end_item(struct writer *writer, const struct node *item)
{
	if (item->parent->list.is_definitions)
		return;
	office_show_labels(writer, item, writer->labels.count);
	writer->format->end_item(writer);
}

/* What explains it is set in. */
void office_write_term(struct writer *writer, const struct node *term)
{
	office_write_inlines(writer, term, STYLE_TERM);
	if (!term->next || term->next->kind != NODE_TERM)
		writer->context.indent += writer->style->space.list_indent;
}
