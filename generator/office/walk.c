/* Blocks, in the order of the tree, as paragraphs. */
#include "document/localise.h"
#include "document/walk.h"
#include "office/writer.h"

/* ---- Titles ------------------------------------------------------------ */

static enum office_style style_of_title(const struct node *title)
{
	const struct node *parent = title->parent;
	if (parent->kind == NODE_CONTENTS)
		return STYLE_UNLISTED_2;
	if (parent->kind == NODE_CASE_STUDY)
		return STYLE_STORY_TITLE;
	switch (parent->callout.kind) {
	case CALLOUT_KEY_FINDING:
		return STYLE_FINDING_TITLE;
	case CALLOUT_WARNING:
		return STYLE_WARNING_TITLE;
	case CALLOUT_NOTE:
		break;
	}
	return STYLE_CALLOUT_TITLE;
}

/* ---- Walking ----------------------------------------------------------- */

/* Boxes with the same ground that touch would be one. */
static void set_box(struct writer *writer, const struct node *node,
		    enum office_box box, enum office_style text)
{
	if (writer->follows_box)
		office_write_gap(writer, node);
	/* Within one it is set in from the other. */
	if (writer->context.box != BOX_NONE)
		writer->context.indent += writer->style->space.box_padding;
	writer->context.box = box;
	writer->context.text = text;
}

static void start_callout(struct writer *writer, const struct node *node)
{
	switch (node->callout.kind) {
	case CALLOUT_NOTE:
		set_box(writer, node, BOX_CALLOUT, STYLE_CALLOUT);
		break;
	case CALLOUT_KEY_FINDING:
		set_box(writer, node, BOX_FINDING, STYLE_FINDING);
		break;
	case CALLOUT_WARNING:
		set_box(writer, node, BOX_WARNING, STYLE_WARNING);
		break;
	}
}

static void start_division(struct writer *writer, const struct node *node)
{
	static const struct {
		const char *name;
		enum office_style style;
	} known[] = {
		{ "subtitle", STYLE_SUBTITLE },
		{ "edition", STYLE_COVER_DETAIL },
		{ "author", STYLE_COVER_DETAIL },
		{ "date", STYLE_COVER_DETAIL },
		{ "foot", STYLE_COVER_DETAIL },
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (node_has_class(node, known[i].name))
			writer->context.text = known[i].style;
	writer->is_in_logo |= node_has_class(node, "logo");
}

/* "Description of the picture: Figure 3". */
static void write_label(struct writer *writer, const struct node *node,
			const struct part_label *label)
{
	office_write_words(writer, node, STYLE_LABEL, label->words,
			   label->which);
}

static void write_table(struct writer *writer, const struct node *node)
{
	const struct node *parent = node->parent;
	if (parent && parent->kind == NODE_FIGURE)
		write_label(writer, parent, &parent->figure.data);
	if (writer->labels.count)
		office_show_labels(writer, node, writer->labels.count);
	office_write_table(writer, node);
}

/* What is around the blocks inside, until leave(). */
static void push(struct writer *writer, const struct node *node)
{
	*VECTOR_ADD(&writer->contexts) = writer->context;
	if (node->identifier)
		*VECTOR_ADD(&writer->anchors) = node;
}

static void start_description(struct writer *writer, const struct node *node)
{
	write_label(writer, node, &node->description.label);
	writer->context.text = STYLE_DESCRIPTION;
}

/* Without entries there is no list, and no heading over it. */
static bool start_contents(struct writer *writer, const struct node *node)
{
	bool is_listed = node->contents.of != CONTENTS_OF_HEADINGS ||
			 office_has_entries(writer->document);
	if (is_listed && !office_holds_title(writer->document, node))
		office_begin_contents(writer, node);
	if (is_listed)
		push(writer, node);
	return is_listed;
}

static bool enter_container(struct writer *writer, const struct node *node)
{
	if (node->kind == NODE_CONTENTS)
		return start_contents(writer, node);
	push(writer, node);
	if (node->kind == NODE_CHAPTER || node->kind == NODE_BACK_PAGE)
		writer->page_is_due = true;
	else if (node->kind == NODE_LIST)
		office_start_list(writer, node);
	else if (node->kind == NODE_LIST_ITEM)
		office_start_item(writer, node);
	else if (node->kind == NODE_BLOCK_QUOTE || node->kind == NODE_QUOTATION)
		set_box(writer, node, BOX_QUOTATION, STYLE_QUOTATION);
	else if (node->kind == NODE_CALLOUT)
		start_callout(writer, node);
	else if (node->kind == NODE_CASE_STUDY)
		set_box(writer, node, BOX_STORY, STYLE_STORY);
	else if (node->kind == NODE_DIVISION)
		start_division(writer, node);
	else if (node->kind == NODE_DESCRIPTION)
		start_description(writer, node);
	else if (node->kind == NODE_EVENT)
		writer->context.text = STYLE_EVENT;
	else if (node->kind == NODE_EASY_READ_ROW)
		office_start_row(writer, node);
	return true;
}

static void write_rule(struct writer *writer, const struct node *node)
{
	office_begin_paragraph(writer, node, STYLE_RULE);
	office_end_paragraph(writer);
}

static enum visit enter(void *context, const struct node *node)
{
	struct writer *writer = context;
	if (node->identifier && node_kind_holds_inlines(node->kind) &&
	    node->kind != NODE_HEADING)
		*VECTOR_ADD(&writer->anchors) = node;
	switch (node->kind) {
	case NODE_DOCUMENT:
	case NODE_COVER:
	case NODE_CHAPTER:
	case NODE_BACK_PAGE:
	case NODE_CONTENTS:
	case NODE_DIVISION:
	case NODE_LIST:
	case NODE_LIST_ITEM:
	case NODE_BLOCK_QUOTE:
	case NODE_QUOTATION:
	case NODE_CALLOUT:
	case NODE_CASE_STUDY:
	case NODE_FIGURE:
	case NODE_DESCRIPTION:
	case NODE_EASY_READ_ROW:
	case NODE_KEY_NUMBERS:
	case NODE_TIMELINE:
	case NODE_EVENT:
	case NODE_FOOTNOTE:
	case NODE_EVIDENCE:
	case NODE_DETAILS:
		return enter_container(writer, node) ? VISIT_CHILDREN :
						       VISIT_NEXT;
	case NODE_TABLE:
		write_table(writer, node);
		break;
	case NODE_HEADING:
		office_write_heading(writer, node);
		break;
	case NODE_PARAGRAPH:
		office_write_paragraph(writer, node);
		break;
	case NODE_TERM:
		office_write_term(writer, node);
		break;
	case NODE_CAPTION:
		office_walk_caption(writer, node);
		break;
	case NODE_EVENT_DATE:
		office_write_inlines(writer, node, STYLE_DATE);
		break;
	case NODE_KICKER:
		office_write_inlines(writer, node, STYLE_STORY_KIND);
		break;
	case NODE_TITLE:
		office_write_inlines(writer, node, style_of_title(node));
		break;
	case NODE_CREDIT:
		office_write_inlines(writer, node, STYLE_SOURCE);
		break;
	case NODE_REMARK:
		office_write_inlines(writer, node, STYLE_STORY_REMARK);
		break;
	case NODE_CODE_BLOCK:
		office_write_code(writer, node);
		break;
	case NODE_THEMATIC_BREAK:
		write_rule(writer, node);
		break;
	case NODE_PAGE_BREAK:
		writer->page_is_due = true;
		break;
	case NODE_CHART:
		office_write_chart(writer, node);
		break;
	case NODE_TABLE_ROW: /* table.c writes them */
	case NODE_TABLE_CELL:
#define INLINE(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		break; /* do not stand among blocks */
	}
	return VISIT_NEXT;
}

static void leave(void *context, const struct node *node)
{
	struct writer *writer = context;
	if (node->kind == NODE_CONTENTS)
		office_write_entries(writer, node);
	else if (node->kind == NODE_COVER)
		writer->page_is_due = true;
	else if (node->kind == NODE_LIST_ITEM)
		office_end_item(writer, node);
	else if (node->kind == NODE_LIST && !node->list.is_definitions)
		writer->format->end_list(writer);
	else if (node->kind == NODE_DIVISION && node_has_class(node, "logo"))
		writer->is_in_logo = false;
	else if (node->kind == NODE_EASY_READ_ROW)
		office_end_row(writer, node);
	writer->follows_box |= writer->context.box != BOX_NONE &&
			       VECTOR_LAST(&writer->contexts)->box == BOX_NONE;
	writer->context = *VECTOR_LAST(&writer->contexts);
	writer->contexts.count--;
}

/* ---- Notes ------------------------------------------------------------- */

static bool is_within_note(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->kind == NODE_FOOTNOTE)
			return true;
	return false;
}

static void learn_notes(struct writer *writer)
{
	const struct document *document = writer->document;
	writer->notes =
		ARENA_NEW_ARRAY(&writer->arena, document->footnote_count + 1,
				struct note_state);
	for (uint32_t i = 0; i < document->footnote_count; i++) {
		const struct node *note = document->footnotes[i];
		uint32_t count = note->footnote.reference_count;
		writer->notes[i].is_repeated = count > 1;
		for (uint32_t j = 0; j < count; j++)
			writer->notes[i].is_in_text |=
				!is_within_note(note->footnote.references[j]);
	}
}

/* A note that only a note refers to stands at the end of that one, with its
 * number. */
static void write_nested_note(struct writer *writer, const struct node *note)
{
	struct line line = { .text = BUFFER_INITIALISER };
	struct office_run run = office_run_at(writer, note);
	run.script = SCRIPT_RAISED;
	line_add_words(
		&line, &run,
		document_number(writer->document, note->footnote.number));
	run.script = SCRIPT_BASE;
	line_add_words(&line, &run, " ");
	const struct node *first = note->first_child;
	bool leads = first && first->kind == NODE_PARAGRAPH;
	if (leads)
		line_add_inlines(writer, &line, first, false);
	office_write_line(writer, &line, leads ? first : note, STYLE_NOTE);
	for (const struct node *child = leads ? first->next : first; child;
	     child = child->next)
		document_walk(child, enter, leave, writer);
}

void office_walk_note(struct writer *writer, const struct node *note)
{
	struct context around = writer->context;
	writer->context = (struct context){ .text = STYLE_NOTE };
	writer->is_in_note = true;
	for (const struct node *child = note->first_child; child;
	     child = child->next)
		document_walk(child, enter, leave, writer);
	for (size_t i = 0; i < writer->nested_notes.count; i++)
		write_nested_note(writer, writer->nested_notes.items[i]);
	writer->nested_notes.count = 0;
	writer->is_in_note = false;
	writer->context = around;
}

/* ---- The whole --------------------------------------------------------- */

lu office_measure(const struct writer *writer)
{
	const struct theme_page *page = &writer->style->page;
	return page->width - page->margin_start - page->margin_end;
}

static bool has_notice(const struct document *document)
{
	const struct node *node = document->root;
	for (; node; node = node_next(document->root, node))
		if (node->kind == NODE_PARAGRAPH && node->paragraph.is_notice)
			return true;
	return false;
}

void office_walk(struct writer *writer)
{
	const struct document *document = writer->document;
	const struct node *root = document->root;
	writer->context.text = STYLE_BODY;
	learn_notes(writer);
	if (document->notice && !has_notice(document))
		office_write_words(writer, root, STYLE_NOTICE, document->notice,
				   NULL);
	if (document->title_heading && !document->title_heading->parent)
		office_write_heading(writer, document->title_heading);
	document_walk(root, enter, leave, writer);
	/* A place that links lead to, and nothing after it. */
	if (writer->anchors.count) {
		office_begin_paragraph(writer, root, STYLE_GAP);
		office_end_paragraph(writer);
	}
}
