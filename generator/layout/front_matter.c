/* Back page and table of contents. */
#include "layout/blocks.h"

#include <string.h>

#include "base/buffer.h"
#include "layout/columns.h"

/* ---- Back page ----------------------------------------------------------- */

enum { BACK_COLUMNS = 2, LEAST_EMS = 14 };

/* Text alone, which may stand in columns. */
static bool is_text(const struct node *parent)
{
	for (const struct node *child = parent->first_child; child;
	     child = child->next) {
		bool is_group = child->kind == NODE_DIVISION ||
				child->kind == NODE_LIST ||
				child->kind == NODE_LIST_ITEM;
		bool is_leaf = child->kind == NODE_HEADING ||
			       child->kind == NODE_PARAGRAPH;
		if (!is_leaf && !(is_group && is_text(child)))
			return false;
	}
	return true;
}

/* In columns below the title, where letters are not too large for it. */
static void back_columns_set(struct flow *flow, const struct node *node,
			     const struct block_context *context)
{
	const struct style *style = flow->style;
	lu size = style->block[TEXT_BODY].text.size, gap = size * 2;
	lu width = (block_width(context) - gap * (BACK_COLUMNS - 1)) /
		   BACK_COLUMNS;
	const struct node *child = node->first_child;
	struct block_context inside = *context;
	bool is_rtl = context->direction == DIRECTION_RTL;
	if (width < size * LEAST_EMS || !is_text(node)) {
		blocks_set(flow, node, context);
		return;
	}
	if (child && child->kind == NODE_HEADING) {
		layout_block_set(flow, child, context);
		child = child->next;
	}
	struct columns columns = {
		.first = flow_position(flow),
		.count = BACK_COLUMNS,
		.step = is_rtl ? -(width + gap) : width + gap,
		.tallest = style->page_height - style->margin_top -
			   style->margin_bottom,
	};
	if (is_rtl)
		inside.left = inside.right - width;
	else
		inside.right = inside.left + width;
	for (; child; child = child->next)
		layout_block_set(flow, child, &inside);
	columns_fold(flow, &columns);
}

void layout_back_page_set(struct flow *flow, const struct node *node,
			  const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_SECTION, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	flow_begin_page(flow, PAGE_BACK);
	back_columns_set(flow, node, &inside);
	flow_begin_page(flow, PAGE_BODY);
}

/* ---- Contents ----------------------------------------------------------- */

enum { DEEPEST_ENTRY = 2 }; /* [levels] */

/* What a line of the contents leads to. */
struct entry {
	const struct node *target;
	const char *text;
	unsigned level; /* 0: outermost */
};

static char *kept(struct flow *flow, struct buffer *buffer)
{
	char *text = arena_copy(flow->arena, buffer->bytes ? buffer->bytes : "",
				buffer->length);
	buffer_release(buffer);
	return text;
}

static char *heading_text(struct flow *flow, const struct node *heading)
{
	struct buffer buffer = BUFFER_INITIALISER;
	if (heading->heading.number)
		buffer_append_format(&buffer, "%s ", heading->heading.number);
	node_append_plain_text(heading, &buffer);
	return kept(flow, &buffer);
}

/* The number's own mark, so that a click on it goes to the target, too. */
static void number_set(struct flow *flow, const struct entry *entry,
		       enum text_role role, struct structure_element *link,
		       const struct paragraph_line *line,
		       const struct block_context *context, lu edge)
{
	bool is_rtl = context->direction == DIRECTION_RTL;
	lu gap = flow->style->block[role].text.size / 2;
	lu x = context->left + line->x;
	*VECTOR_ADD(&flow->numbers) = (struct late_number){
		.target = entry->target,
		.content = structure_add_content(flow->structure, link),
		.role = role,
		.edge = edge,
		.leader_edge = is_rtl ? x - gap : x + line->width + gap,
		.baseline = line->ascent,
		.line = (uint32_t)flow->lines.count - 1,
		.is_right_to_left = is_rtl,
	};
	flow_newest(flow)->number_count++;
}

/* [lu] For a page number, and some white before it. */
static lu number_room(const struct flow *flow, enum text_role role)
{
	return flow->style->block[role].text.size * 5 / 2;
}

static void entry_set(struct flow *flow, const struct entry *entry,
		      struct structure_element *contents,
		      const struct block_context *context)
{
	bool is_chapter =
		entry->level == 0 && entry->target->kind == NODE_HEADING;
	enum text_role role = is_chapter ? TEXT_CONTENTS_1 : TEXT_CONTENTS_2;
	const struct block_style *style = &flow->style->block[role];
	struct structure_element *item = structure_add(
		flow->structure, contents, ROLE_CONTENTS_ITEM, NULL);
	const struct document *document = flow->document;
	const char *language = node_language(document, entry->target);
	if (strcmp(language, document->language) != 0)
		item->language = language;
	struct structure_element *reference =
		structure_add(flow->structure, item, ROLE_REFERENCE, NULL);
	struct structure_element *link =
		structure_add(flow->structure, reference, ROLE_LINK, NULL);
	link->alternative = entry->text;
	struct inline_mark *mark = ARENA_NEW(flow->arena, struct inline_mark);
	mark->link = link;
	mark->target = entry->target;
	struct block_context inside = *context;
	bool is_rtl = inside.direction == DIRECTION_RTL;
	lu edge = is_rtl ? inside.left : inside.right;
	layout_context_indent_start(
		&inside, (lu)entry->level * LU_FROM_POINTS(12), flow->style);
	layout_context_indent_end(&inside, number_room(flow, role),
				  flow->style);
	/* The space keeps text and page number apart when copied. */
	struct paragraph_lines lines = inline_set_text(
		flow, arena_format(flow->arena, "%s ", entry->text),
		&style->text, structure_add_content(flow->structure, link),
		mark, &inside, block_width(&inside));
	flow_space_before(flow, style->space_before);
	flow_place_paragraph(flow, &lines, inside.left);
	number_set(flow, entry, role, link, &lines.lines[lines.count - 1],
		   &inside, edge);
	flow_space_after(flow, style->space_after);
}

/* Entries nest as headings do: a TOC for each level within the one above
 * (ISO 32000-1, 14.8.4.3.2). */
static void headings_set(struct flow *flow, const struct block_context *context)
{
	const struct document *document = flow->document;
	struct structure_element *levels[DEEPEST_ENTRY] = { NULL };
	uint32_t since_chapter = 0;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		unsigned level = heading->heading.depth;
		if (!node_is_listed(document, heading) ||
		    level >= DEEPEST_ENTRY)
			continue;
		for (unsigned j = 0; j <= level; j++)
			if (!levels[j])
				levels[j] = structure_add(flow->structure,
							  j ? levels[j - 1] :
							      context->element,
							  ROLE_CONTENTS, NULL);
		for (unsigned j = level + 1; j < DEEPEST_ENTRY; j++)
			levels[j] = NULL;
		struct entry entry = { heading, heading_text(flow, heading),
				       level };
		uint32_t first = flow_position(flow);
		entry_set(flow, &entry, levels[level], context);
		since_chapter = level ? since_chapter + 1 : 0;
		/* A chapter does not stand alone, nor with one section. */
		if (since_chapter == 1 || since_chapter == 2)
			flow->target->items[first].torn = TORN_LEAD_IN;
	}
}

/* "Figure 3: caption". */
static char *caption_text(struct flow *flow, const struct node *node)
{
	struct buffer buffer = BUFFER_INITIALISER;
	buffer_append_string(&buffer, node_label(node));
	buffer_append_string(&buffer, node_short_caption(flow->document, node));
	return kept(flow, &buffer);
}

static void captions_set(struct flow *flow, enum contents_of of,
			 const struct block_context *context)
{
	const struct document *document = flow->document;
	bool is_figures = of == CONTENTS_OF_FIGURES;
	uint32_t count =
		is_figures ? document->figure_count : document->table_count;
	struct structure_element *list = structure_add(
		flow->structure, context->element, ROLE_CONTENTS, NULL);
	for (uint32_t i = 0; i < count; i++) {
		const struct node *node =
			is_figures ? document->figures[i] : document->tables[i];
		struct entry entry = { node, caption_text(flow, node), 0 };
		entry_set(flow, &entry, list, context);
	}
}

static void list_set(struct flow *flow, const struct node *node,
		     const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_SECTION, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	bool is_contents = node->contents.of == CONTENTS_OF_HEADINGS;
	blocks_set(flow, node, &inside);
	if (is_contents)
		headings_set(flow, &inside);
	else
		captions_set(flow, node->contents.of, &inside);
	flow_space_after(flow, flow->style->block[TEXT_BODY].text.leading);
}

/* ---- Contents in columns -------------------------------------------------- */

enum { LIST_COLUMNS = 2 };

static uint32_t entry_count(const struct document *document,
			    const struct node *list)
{
	uint32_t count = 0;
	if (list->contents.of == CONTENTS_OF_FIGURES)
		return document->figure_count;
	if (list->contents.of == CONTENTS_OF_TABLES)
		return document->table_count;
	for (uint32_t i = 0; i < document->heading_count; i++)
		count += document->headings[i]->heading.in_contents &&
			 document->headings[i]->heading.depth < DEEPEST_ENTRY;
	return count;
}

/* Of lists that stand one after the other, the first. */
static const struct node *first_list(const struct node *list)
{
	while (list->previous && list->previous->kind == NODE_CONTENTS)
		list = list->previous;
	return list;
}

/* Nothing but its title stands over it. */
static bool is_plain(const struct node *list)
{
	for (const struct node *child = list->first_child; child;
	     child = child->next)
		if (child->kind != NODE_HEADING && child->kind != NODE_TITLE)
			return false;
	return true;
}

/* [lu] */
static lu column_width(const struct block_context *context, lu gap)
{
	return (block_width(context) - gap * (LIST_COLUMNS - 1)) / LIST_COLUMNS;
}

/* [lu] Between columns: that of a line's two widest letters. */
static lu column_gap(const struct flow *flow)
{
	return flow->style->block[TEXT_CONTENTS_2].text.size * 2;
}

/* Whether lists run in columns: those between a cover and the first chapter,
 * which have pages of their own, where these would be more than one, and the
 * letters are not too large for it. */
static bool run_in_columns(const struct flow *flow, const struct node *first,
			   const struct block_context *context)
{
	enum { LEAST_ENTRY_EMS = 16 };
	const struct style *style = flow->style;
	const struct block_style *entry = &style->block[TEXT_CONTENTS_2];
	lu page = style->page_height - style->margin_top - style->margin_bottom;
	int64_t height = 0;
	const struct node *list = first;
	if (!first->previous || first->previous->kind != NODE_COVER)
		return false;
	for (; list && list->kind == NODE_CONTENTS; list = list->next) {
		if (!is_plain(list))
			return false;
		height += (int64_t)entry_count(flow->document, list) *
			  (entry->text.leading + entry->space_after);
	}
	return height > page && (!list || list->kind == NODE_CHAPTER) &&
	       column_width(context, column_gap(flow)) >=
		       entry->text.size * LEAST_ENTRY_EMS;
}

static void lists_set(struct flow *flow, const struct node *list,
		      const struct block_context *context)
{
	const struct style *style = flow->style;
	struct block_context inside = *context;
	lu gap = column_gap(flow), width = column_width(context, gap);
	bool is_rtl = context->direction == DIRECTION_RTL;
	uint32_t first = flow_position(flow);
	if (is_rtl)
		inside.left = inside.right - width;
	else
		inside.right = inside.left + width;
	for (; list && list->kind == NODE_CONTENTS; list = list->next)
		list_set(flow, list, &inside);
	struct columns columns = {
		.first = first,
		.count = LIST_COLUMNS,
		.step = is_rtl ? -(width + gap) : width + gap,
		.tallest = style->page_height - style->margin_top -
			   style->margin_bottom,
	};
	columns_fold(flow, &columns);
}

void layout_contents_set(struct flow *flow, const struct node *node,
			 const struct block_context *context)
{
	const struct node *first = first_list(node);
	if (!run_in_columns(flow, first, context))
		list_set(flow, node, context);
	else if (node == first)
		lists_set(flow, node, context);
}
