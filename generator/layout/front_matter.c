/* Cover, back page and table of contents. */
#include "layout/blocks.h"

#include "base/buffer.h"

/* ---- Cover and back page ------------------------------------------------ */

/* Space that takes what its page has left. */
static void add_stretch(struct flow *flow)
{
	flow_add_strip(flow, 0)->is_stretch = true;
	flow_keep_with_next(flow);
}

/* A cover's divisions say what they are by class; "end" goes to the foot of
 * the page. */
static void cover_block_set(struct flow *flow, const struct node *node,
			    const struct block_context *context)
{
	struct block_context inside = *context;
	bool is_division = node->kind == NODE_DIVISION;
	inside.role = TEXT_COVER_DETAIL;
	if (is_division && node_has_class(node, "subtitle"))
		inside.role = TEXT_COVER_SUBTITLE;
	if (is_division && node_has_class(node, "edition"))
		inside.role = TEXT_COVER_EDITION;
	if (is_division && node_has_class(node, "foot"))
		add_stretch(flow);
	block_set(flow, node, &inside);
}

void cover_set(struct flow *flow, const struct node *node,
	       const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_SECTION, node);
	struct block_context inside = context_inside(context, node, element);
	flow_begin_page(flow, PAGE_COVER);
	/* Room for the drawing above the title (pages.c). */
	flow_add_strip(flow, flow->style->page_height * 9 / 25);
	flow_keep_with_next(flow);
	for (const struct node *child = node->first_child; child;
	     child = child->next)
		cover_block_set(flow, child, &inside);
	flow_begin_page(flow, PAGE_BODY);
}

void back_page_set(struct flow *flow, const struct node *node,
		   const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_SECTION, node);
	struct block_context inside = context_inside(context, node, element);
	flow_begin_page(flow, PAGE_BACK);
	blocks_set(flow, node, &inside);
	flow_begin_page(flow, PAGE_BODY);
}

/* ---- Contents ----------------------------------------------------------- */

enum { DEEPEST_ENTRY = 3 };

static char *heading_text(struct flow *flow, const struct node *heading)
{
	struct buffer buffer = BUFFER_INITIALISER;
	if (heading->heading.number)
		buffer_append_format(&buffer, "%s ", heading->heading.number);
	node_append_plain_text(heading, &buffer);
	char *text = arena_copy(flow->arena, buffer.bytes ? buffer.bytes : "",
				buffer.length);
	buffer_release(&buffer);
	return text;
}

/* The number's own mark, so that a click on it goes to the heading, too. */
static void number_set(struct flow *flow, const struct node *heading,
		       enum text_role role, struct structure_element *link,
		       const struct paragraph_line *line,
		       const struct block_context *context, lu edge)
{
	bool is_rtl = context->direction == DIRECTION_RTL;
	lu gap = flow->style->block[role].text.size / 2;
	lu x = context->left + line->x;
	*VECTOR_ADD(&flow->numbers) = (struct late_number){
		.target = heading,
		.content = structure_add_content(flow->structure, link),
		.role = role,
		.edge = edge,
		.leader_edge = is_rtl ? x - gap : x + line->width + gap,
		.baseline = line->ascent,
		.is_right_to_left = is_rtl,
	};
	flow_newest(flow)->number_count++;
}

static void entry_set(struct flow *flow, const struct node *heading,
		      unsigned level, struct structure_element *contents,
		      const struct block_context *context)
{
	enum text_role role =
		level == 0 ? TEXT_CONTENTS_1 : TEXT_CONTENTS_2;
	const struct block_style *style = &flow->style->block[role];
	struct structure_element *item = structure_add(
		flow->structure, contents, ROLE_CONTENTS_ITEM, NULL);
	item->language = heading->language;
	struct structure_element *reference =
		structure_add(flow->structure, item, ROLE_REFERENCE, NULL);
	struct structure_element *link =
		structure_add(flow->structure, reference, ROLE_LINK, NULL);
	const char *text = heading_text(flow, heading);
	link->alternative = text;
	struct inline_mark *mark = ARENA_NEW(flow->arena, struct inline_mark);
	mark->link = link;
	mark->target = heading;
	struct block_context inside = *context;
	bool is_rtl = inside.direction == DIRECTION_RTL;
	lu edge = is_rtl ? inside.left : inside.right;
	context_indent_start(&inside, (lu)level * LU_FROM_POINTS(16),
			     flow->style);
	context_indent_end(&inside, LU_FROM_POINTS(44), flow->style);
	/* The space keeps text and page number apart when copied. */
	struct paragraph_lines lines = inline_set_text(
		flow, arena_format(flow->arena, "%s ", text), &style->text,
		structure_add_content(flow->structure, link), mark, &inside,
		block_width(&inside));
	flow_space(flow, style->space_before);
	flow_place_paragraph(flow, &lines, inside.left);
	number_set(flow, heading, role, link, &lines.lines[lines.count - 1],
		   &inside, edge);
	flow_space(flow, style->space_after);
}

/* Entries nest as headings do: a TOC for each level within the one above
 * (ISO 32000-1, 14.8.4.3.2). */
static void entries_set(struct flow *flow, const struct block_context *context)
{
	const struct document *document = flow->document;
	struct structure_element *levels[DEEPEST_ENTRY] = { NULL };
	unsigned base = 6;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		if (heading->heading.in_contents &&
		    heading->heading.level < base)
			base = heading->heading.level;
	}
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		if (!heading->heading.in_contents ||
		    heading->heading.level >= base + 2)
			continue;
		unsigned level = heading->heading.level - base;
		for (unsigned j = 0; j <= level; j++)
			if (!levels[j])
				levels[j] = structure_add(
					flow->structure,
					j ? levels[j - 1] : context->element,
					ROLE_CONTENTS, NULL);
		for (unsigned j = level + 1; j < DEEPEST_ENTRY; j++)
			levels[j] = NULL;
		entry_set(flow, heading, level, levels[level], context);
	}
}

void contents_set(struct flow *flow, const struct node *node,
		  const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_SECTION, node);
	struct block_context inside = context_inside(context, node, element);
	if (!node->first_child) { /* nobody wrote a heading for it */
		text_paragraph_set(flow, flow->document->words.contents,
				   TEXT_BOX_TITLE, &inside);
		flow_keep_with_next(flow);
	}
	blocks_set(flow, node, &inside);
	entries_set(flow, &inside);
	flow_space(flow, flow->style->block[TEXT_BODY].text.leading);
}
