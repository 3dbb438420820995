/* Dispatch over block nodes; headings, paragraphs, divisions, notes. */
#include "layout/blocks.h"

#include <assert.h>
#include <string.h>

#include "document/localise.h"
#include "layout/trial.h"

struct block_context layout_context_inside(const struct block_context *context,
					   const struct node *node,
					   struct structure_element *element)
{
	struct block_context inside = *context;
	inside.element = element;
	if (node->language)
		inside.language = node->language;
	if (node->direction != DIRECTION_INHERIT)
		inside.direction = node->direction;
	if (node->classes && node_has_class(node, "align-centre"))
		inside.alignment = ALIGNMENT_CENTRE;
	if (node->classes && node_has_class(node, "align-end"))
		inside.alignment = ALIGNMENT_END;
	return inside;
}

static lu room_to_indent(const struct block_context *context, lu amount,
			 const struct style *style)
{
	lu room = block_width(context) - style->least_width;
	return amount < room ? amount : room > 0 ? room : 0;
}

lu layout_context_indent_start(struct block_context *context, lu amount,
			       const struct style *style)
{
	amount = room_to_indent(context, amount, style);
	if (context->direction == DIRECTION_RTL)
		context->right -= amount;
	else
		context->left += amount;
	return amount;
}

lu layout_context_indent_end(struct block_context *context, lu amount,
			     const struct style *style)
{
	amount = room_to_indent(context, amount, style);
	if (context->direction == DIRECTION_RTL)
		context->left += amount;
	else
		context->right -= amount;
	return amount;
}

/* ---- Notes ------------------------------------------------------------- */

/* What the main flow still owes, put aside while a note is set. */
struct suspended {
	lu space;
	bool drops_space;
	enum strip_break next_break;
	enum page_kind next_page_kind;
	uint32_t box, table, row, whole;
};

static struct suspended suspend(struct flow *flow)
{
	struct suspended state = { flow->space,      flow->drops_space,
				   flow->next_break, flow->next_page_kind,
				   flow->box,        flow->table,
				   flow->row,        flow->whole };
	flow->space = 0;
	flow->drops_space = false;
	flow->next_break = BREAK_ALLOWED;
	flow->box = flow->table = flow->row = flow->whole = FLOW_NONE;
	return state;
}

static void resume(struct flow *flow, const struct suspended *state)
{
	flow->space = state->space;
	flow->drops_space = state->drops_space;
	flow->next_break = state->next_break;
	flow->next_page_kind = state->next_page_kind;
	flow->box = state->box;
	flow->table = state->table;
	flow->row = state->row;
	flow->whole = state->whole;
}

/* The note's number, which leads back to the text. */
static void note_label_set(struct flow *flow, const struct node *footnote,
			   struct structure_element *note,
			   struct block_context *context)
{
	struct structure *structure = flow->structure;
	const char *number =
		document_number(flow->document, footnote->footnote.number);
	struct structure_element *label =
		structure_add(structure, note, ROLE_LABEL, NULL);
	const struct text_style *style = &flow->style->block[TEXT_NOTE].text;
	struct inline_mark *mark = NULL;
	struct structure_element *owner = label;
	if (footnote->footnote.reference_count) {
		mark = ARENA_NEW(flow->arena, struct inline_mark);
		mark->link = structure_add(structure, label, ROLE_LINK, NULL);
		mark->link->alternative = footnote->footnote.references[0]
						  ->footnote_reference.back;
		mark->target = footnote->footnote.references[0];
		owner = mark->link;
	}
	lu indent = layout_context_indent_start(context, style->size * 2,
						flow->style);
	struct paragraph_lines lines = inline_set_text(
		flow, arena_format(flow->arena, "%s ", number), style,
		structure_add_content(structure, owner), mark, context,
		indent > 0 ? indent : style->size);
	bool is_rtl = context->direction == DIRECTION_RTL;
	flow_add_label(flow, &lines.lines[0],
		       is_rtl ? context->right : context->left - indent);
}

static void note_set(struct flow *flow, uint32_t index,
		     struct structure_element *parent,
		     const struct block_context *outer)
{
	const struct node *footnote = flow->notes.items[index].node;
	struct structure_element *note =
		structure_add(flow->structure, parent, ROLE_NOTE, footnote);
	const struct style *style = flow->style;
	struct block_context context = *outer;
	const struct document *document = flow->document;
	/* Where it is referred to may be in another language. */
	context.language = node_language(document, footnote);
	context.direction = node_direction(document, footnote);
	if (strcmp(context.language, outer->language) != 0)
		note->language = context.language;
	note->is_right_to_left = context.direction == DIRECTION_RTL;
	context.element = note;
	context.left = style->margin_start;
	context.right = style->page_width - style->margin_end;
	context.role = TEXT_NOTE;
	context.style = NULL;
	context.alignment = ALIGNMENT_START;
	context.prefix = context.suffix = NULL;
	context.prefix_language = NULL;
	flow->note = index;
	uint32_t first = (uint32_t)flow->note_strips.count;
	flow_anchor(flow, footnote);
	note_label_set(flow, footnote, note, &context);
	blocks_set(flow, footnote, &context);
	flow_flush_labels(flow);
	struct flow_note *set = &flow->notes.items[index];
	set->first_strip = first;
	set->strip_count = (uint32_t)flow->note_strips.count - first;
}

void layout_notes_set(struct flow *flow, struct structure_element *parent,
		      const struct block_context *context)
{
	if (flow->note != FLOW_NONE || flow->notes_set == flow->notes.count)
		return;
	struct suspended state = suspend(flow);
	flow->target = &flow->note_strips;
	while (flow->notes_set < flow->notes.count)
		note_set(flow, flow->notes_set++, parent, context);
	flow->note = FLOW_NONE;
	flow->target = &flow->strips;
	resume(flow, &state);
}

/* ---- Text blocks ------------------------------------------------------- */

static void place(struct flow *flow, const struct paragraph_lines *lines,
		  const struct block_style *style,
		  const struct block_context *context)
{
	if (lines->count == 0)
		return;
	flow_space_before(flow, style->space_before);
	flow_place_paragraph(flow, lines, context->left);
	flow_space_after(flow, context->is_tight ? style->space_after / 3 :
						   style->space_after);
}

/* The paragraph's only inline, passing through a link; NULL if it has more. */
static const struct node *only_image(const struct node *paragraph)
{
	const struct node *child = paragraph->first_child;
	if (child && !child->next && child->kind == NODE_IMAGE)
		return child;
	return NULL;
}

void layout_line_set(struct flow *flow, const struct node *node,
		     const struct block_context *context)
{
	struct paragraph_lines lines =
		inline_set(flow, node, context->element, context);
	place(flow, &lines, &flow->style->block[context->role], context);
}

bool layout_is_note_of_table(const struct node *node)
{
	return node && node->kind == NODE_PARAGRAPH && node->classes &&
	       node_has_class(node, "note") && node->previous &&
	       node->previous->kind == NODE_TABLE;
}

void layout_paragraph_set(struct flow *flow, const struct node *node,
			  const struct block_context *context)
{
	const struct node *image = only_image(node);
	if (node == flow->set_ahead)
		return;
	if (node->identifier)
		flow_anchor(flow, node);
	if (image && image->image.path) {
		struct block_context around =
			layout_context_inside(context, node, context->element);
		layout_image_block_set(flow, image, &around);
		return;
	}
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_PARAGRAPH, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	bool is_note = node->classes && node_has_class(node, "note");
	if (is_note)
		inside.role = TEXT_DESCRIPTION;
	if (layout_is_note_of_table(node))
		flow_keep_with_next(flow); /* the table, with this */
	struct paragraph_lines lines = inline_set(flow, node, element, &inside);
	place(flow, &lines, &flow->style->block[inside.role], &inside);
	layout_notes_set(flow, context->element, context);
}

void layout_text_paragraph_set(struct flow *flow, const char *text,
			       const char *language, enum text_role role,
			       const struct block_context *context)
{
	const struct block_style *style = &flow->style->block[role];
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_PARAGRAPH, NULL);
	element->language = language;
	struct paragraph_lines lines =
		inline_set_text(flow, text, &style->text,
				structure_add_content(flow->structure, element),
				NULL, context, block_width(context));
	place(flow, &lines, style, context);
}

/* The title of a chapter, under whose number it stands. */
static bool opens_chapter(const struct node *heading)
{
	const struct node *parent = heading->parent;
	return parent && parent->kind == NODE_CHAPTER &&
	       parent->first_child == heading;
}

static enum text_role role_of_heading(const struct node *node, bool is_on_band)
{
	const struct node *parent = node->parent;
	if (parent && parent->kind == NODE_COVER)
		return TEXT_COVER_TITLE;
	if (opens_chapter(node))
		return is_on_band ? TEXT_CHAPTER_TITLE : TEXT_HEADING_1;
	if (parent && parent->kind == NODE_CONTENTS)
		return parent->contents.of == CONTENTS_OF_HEADINGS ?
			       TEXT_HEADING_1 :
			       TEXT_HEADING_2;
	int level = node->heading.level < 1 ? 1 : node->heading.level;
	return (enum text_role)(TEXT_HEADING_1 + (level > 6 ? 6 : level) - 1);
}

/* What moves stays in its section, in which those below it are. */
static void begin_section(struct flow *flow, uint32_t first, int level)
{
	flow->section = (uint8_t)(level < 1 ? 1 : level);
	flow->strips.items[first].barrier = flow->section;
}

static void layout_heading_set(struct flow *flow, const struct node *node,
			       const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_HEADING, node);
	element->level = node->heading.level;
	struct block_context inside =
		layout_context_inside(context, node, element);
	enum text_role role = role_of_heading(node, context->is_on_band);
	inside.style = &flow->style->block[role].text;
	inside.is_title = true;
	if (node->heading.number)
		inside.prefix = arena_format(
			flow->arena, opens_chapter(node) ? "%s \n" : "%s ",
			node->heading.number);
	if (role == TEXT_CHAPTER_TITLE)
		inside.prefix_style =
			&flow->style->block[TEXT_CHAPTER_NUMBER].text;
	flow_anchor(flow, node);
	struct paragraph_lines lines = inline_set(flow, node, element, &inside);
	uint32_t first = flow_position(flow);
	place(flow, &lines, &flow->style->block[role], &inside);
	flow_keep_together(flow, first, flow->style->page_height / 2);
	if (flow->note == FLOW_NONE && first < flow_position(flow))
		begin_section(flow, first, node->heading.level);
	flow_keep_with_next(flow);
	layout_notes_set(flow, context->element, context);
}

/* ---- Containers -------------------------------------------------------- */

static void section_set(struct flow *flow, const struct node *node,
			enum structure_role role,
			const struct block_context *context)
{
	struct structure_element *element =
		structure_add(flow->structure, context->element, role, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	if (node->identifier)
		flow_anchor(flow, node);
	blocks_set(flow, node, &inside);
}

/* What stands under a file's title says by its class what it is. */
static void layout_division_set(struct flow *flow, const struct node *node,
				const struct block_context *context)
{
	struct block_context inside = *context;
	bool is_on_cover = node->parent && node->parent->kind == NODE_COVER;
	if (!is_on_cover && node_has_class(node, "subtitle"))
		inside.role = TEXT_SUBTITLE;
	if (node_has_class(node, "logo"))
		inside.picture_height = LU_FROM_MILLIMETRES(16);
	if (node_has_class(node, "author") || node_has_class(node, "date"))
		inside.role = TEXT_COVER_DETAIL;
	section_set(flow, node, ROLE_DIVISION, &inside);
}

/* ---- Chapters ----------------------------------------------------------- */

/* The title and the lead, on the band. */
static void opener_set(struct flow *flow, const struct node *chapter,
		       const struct block_context *context)
{
	const struct node *lead = node_chapter_lead(chapter);
	struct block_context inside = *context;
	lu foot = flow->style->margin_start / 3;
	uint32_t first = flow_position(flow);
	inside.is_on_band = true;
	flow_open_box(
		flow,
		(struct box){ .width = block_width(context), .is_band = true },
		0);
	flow_add_strip(flow, flow->style->opener)->is_opener = true;
	flow_keep_with_next(flow);
	layout_heading_set(flow, chapter->first_child, &inside);
	if (lead) {
		inside.role = TEXT_CHAPTER_LEAD;
		layout_paragraph_set(flow, lead, &inside);
	}
	flow_close_box(flow, foot);
	flow_keep_together(flow, first, flow->style->page_height);
	flow_space_after(flow, flow->style->block[TEXT_BODY].text.leading);
	flow_keep_with_next(flow);
}

/* [lu] */
static int64_t opener_height(struct flow *flow, const struct node *chapter,
			     const struct block_context *context)
{
	struct trial trial;
	trial_begin(&trial, flow, context);
	opener_set(&trial.flow, chapter, &trial.context);
	int64_t height = trial_height(&trial);
	trial_end(&trial);
	return height;
}

/* A band takes half of its page at most: text that goes on over pages could not
 * be read in its colours. Returns what comes after the opener. */
static const struct node *chapter_begin(struct flow *flow,
					const struct node *chapter,
					const struct block_context *context)
{
	const struct style *style = flow->style;
	const struct node *lead = node_chapter_lead(chapter);
	if (opener_height(flow, chapter, context) >
	    style->page_height / 2 - style->margin_top) {
		flow_add_strip(flow, style->opener)->is_opener = true;
		flow_keep_with_next(flow);
		return chapter->first_child;
	}
	opener_set(flow, chapter, context);
	return lead ? lead->next : chapter->first_child->next;
}

static void layout_chapter_set(struct flow *flow, const struct node *node,
			       const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_SECTION, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	const struct node *child = node->first_child;
	flow_begin_page(flow, PAGE_BODY);
	flow_anchor(flow, node); /* where page numbers begin */
	if (child && child->kind == NODE_HEADING)
		child = chapter_begin(flow, node, &inside);
	for (; child; child = child->next)
		layout_block_set(flow, child, &inside);
}

/* The first child of <details> is its summary, shown bold; what it can hide
 * on a screen stands open on paper. */
static void layout_details_set(struct flow *flow, const struct node *node,
			       const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_DIVISION, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	struct text_style bold = flow->style->block[context->role].text;
	bold.is_bold = true;
	struct text_style *style = ARENA_NEW(flow->arena, struct text_style);
	*style = bold;
	if (node->identifier)
		flow_anchor(flow, node);
	for (const struct node *child = node->first_child; child;
	     child = child->next) {
		bool is_summary = child == node->first_child &&
				  child->kind == NODE_PARAGRAPH;
		inside.style = is_summary ? style : context->style;
		layout_block_set(flow, child, &inside);
		if (is_summary)
			flow_keep_with_next(flow);
	}
}

static void layout_thematic_break_set(struct flow *flow,
				      const struct node *node,
				      const struct block_context *context)
{
	(void)node;
	lu leading = flow->style->block[TEXT_BODY].text.leading;
	flow_flush_labels(flow);
	flow_space_before(flow, leading / 2);
	flow_add_strip(flow, leading / 2);
	struct frame_item *item = flow_place_item(flow, ITEM_LINE);
	item->artifact = ARTIFACT_LAYOUT;
	item->line.x1 = context->left;
	item->line.x2 = context->right;
	item->line.y1 = item->line.y2 = leading / 4;
	item->line.width = LU_FROM_POINTS(0.75);
	item->line.colour = flow->style->palette.rule;
	flow_space_after(flow, leading / 2);
}

/* ---- Timelines ---------------------------------------------------------- */

/* The date stands over its event, and is read before it. */
static void event_date_set(struct flow *flow, const struct node *date,
			   const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_PARAGRAPH, date);
	struct block_context inside =
		layout_context_inside(context, date, element);
	inside.style = &flow->style->block[TEXT_BOX_TITLE].text;
	inside.is_tight = true;
	struct paragraph_lines lines = inline_set(flow, date, element, &inside);
	place(flow, &lines, &flow->style->block[TEXT_BODY], &inside);
	if (date->next)
		flow_keep_with_next(flow);
	layout_notes_set(flow, context->element, context);
}

static void event_set(struct flow *flow, const struct node *event,
		      const struct block_context *context)
{
	struct structure_element *item = structure_add(
		flow->structure, context->element, ROLE_LIST_ITEM, event);
	struct block_context inside = layout_context_inside(
		context, event,
		structure_add(flow->structure, item, ROLE_LIST_BODY, NULL));
	uint32_t first = flow_position(flow);
	if (event->identifier)
		flow_anchor(flow, event);
	for (const struct node *child = event->first_child; child;
	     child = child->next) {
		if (child->kind == NODE_EVENT_DATE)
			event_date_set(flow, child, &inside);
		else
			layout_block_set(flow, child, &inside);
	}
	flow_keep_together(flow, first, flow->style->page_height / 4);
}

/* A bar runs along the events. */
static void layout_timeline_set(struct flow *flow, const struct node *node,
				const struct block_context *context)
{
	struct structure_element *list = structure_add(
		flow->structure, context->element, ROLE_LIST, node);
	struct block_context inside =
		layout_context_inside(context, node, list);
	lu space = flow->style->block[TEXT_BODY].text.leading / 2;
	struct box box = {
		.x = inside.left,
		.width = block_width(&inside),
		.is_right_to_left = inside.direction == DIRECTION_RTL,
		.bar = flow->style->palette.accent,
		.bar_width = flow->style->bar * 3 / 4,
	};
	layout_context_indent_start(&inside, flow->style->quotation_indent,
				    flow->style);
	flow_flush_labels(flow);
	flow_space_before(flow, space);
	if (node->identifier)
		flow_anchor(flow, node);
	uint32_t first = flow_position(flow);
	flow_open_box(flow, box, 0);
	for (const struct node *event = node->first_child; event;
	     event = event->next)
		event_set(flow, event, &inside);
	flow_close_box(flow, 0);
	flow_tear(flow, first, TORN_LIST);
	flow_space_after(flow, space * 2);
}

/* ---- Breaks ------------------------------------------------------------- */

static void layout_page_break_set(struct flow *flow, const struct node *node,
				  const struct block_context *context)
{
	(void)node;
	(void)context;
	flow_begin_page(flow, PAGE_BODY);
}

/* What is set by the block that it stands in never comes here. */
static void layout_part_set(struct flow *flow, const struct node *node,
			    const struct block_context *context)
{
	(void)flow;
	(void)node;
	(void)context;
	assert(!"a part without its whole");
}

/* ---- All of them ------------------------------------------------------- */

static void layout_section_set(struct flow *flow, const struct node *node,
			       const struct block_context *context);

static const struct {
	enum structure_role role; /* of layout_section_set() */
	void (*set)(struct flow *flow, const struct node *node,
		    const struct block_context *context);
} setters[NODE_KIND_COUNT] = {
#define SECTION(ROLE) \
	{ \
		ROLE_##ROLE, layout_section_set \
	}
#define BY(FUNCTION) \
	{ \
		ROLE_CONTENT, layout_##FUNCTION##_set \
	}
#define BLOCK(KIND, NAME, HOLDS, STANDS, CLOSED, HTML, LAYOUT) \
	[NODE_##KIND] = LAYOUT,
#include "document/kinds.def"
};

static void layout_section_set(struct flow *flow, const struct node *node,
			       const struct block_context *context)
{
	section_set(flow, node, setters[node->kind].role, context);
}

void layout_block_set(struct flow *flow, const struct node *node,
		      const struct block_context *context)
{
	setters[node->kind].set(flow, node, context);
}

void blocks_set(struct flow *flow, const struct node *parent,
		const struct block_context *context)
{
	for (const struct node *child = parent->first_child; child;
	     child = child->next)
		layout_block_set(flow, child, context);
}
