/* Blocks, in the order of the tree, as paragraphs. */
#include "document/localise.h"
#include "document/walk.h"
#include "office/writer.h"

enum {
	DEEPEST_LIST = 8,    /* from 0: word processors know nine levels */
	MOST_NUMBER = 32767, /* that they count to */
	MOST_LETTER = 27     /* Word goes on "aa", "bb" */
};

/* ---- Bookmarks --------------------------------------------------------- */

/* Names are short and of ASCII letters, as Word wants them; those that begin
 * with "_" it does not list. */
const char *office_bookmark(struct writer *writer, const struct node *node)
{
	const struct node **key =
		arena_copy_array(&writer->arena, &node, 1, sizeof node);
	struct str bytes = { (const char *)key, sizeof *key };
	const char *name = map_lookup(&writer->bookmarks, bytes);
	if (name)
		return name;
	name = arena_format(&writer->arena, "_%s%zu",
			    node->kind == NODE_HEADING  ? "Toc" :
			    node->kind == NODE_FOOTNOTE ? "Note" :
							  "Ref",
			    writer->bookmarks.count + 1);
	map_set(&writer->bookmarks, bytes, (void *)name);
	return name;
}

/* ---- Paragraphs -------------------------------------------------------- */

static void write_number(struct writer *writer, const struct node *item)
{
	struct office_run run = office_run_at(writer, item);
	const char *number = document_number(writer->document,
					     (uint32_t)item->list_item.number);
	writer->format->text(
		writer, &run,
		str_from(arena_format(&writer->arena, "%s. ", number)));
}

static void begin(struct writer *writer, const struct node *node,
		  enum office_style style, const struct office_list *list,
		  const struct label *label)
{
	const struct document *document = writer->document;
	struct office_paragraph paragraph = {
		.style = style,
		.direction = node_direction(document, node),
		.language = node_language(document, node),
		.indent = writer->context.indent,
		.list = list,
		.has_label = label && !list->is_written,
		.begins_page = writer->page_is_due,
		.follows_table = writer->follows_table,
	};
	if (style == STYLE_CODE)
		paragraph.direction = DIRECTION_LTR;
	if (node->kind == NODE_TABLE_CELL)
		paragraph.alignment = node->table_cell.alignment;
	if (node->kind == NODE_TITLE)
		paragraph.level = node->title.level;
	if (style != STYLE_GAP)
		paragraph.box = office_styles[style].box ?
					office_styles[style].box :
					writer->context.box;
	paragraph.stays_with_next =
		style == STYLE_EASY_PICTURE ||
		(style == STYLE_CAPTION && node->parent->kind == NODE_TABLE) ||
		(style == STYLE_PICTURE && node->parent->kind == NODE_FIGURE &&
		 node->next);
	writer->page_is_due = writer->follows_table = false;
	if (paragraph.box == BOX_NONE)
		writer->follows_box = false;
	writer->format->begin_paragraph(writer, &paragraph);
	if (label && list->is_written)
		write_number(writer, label->item);
}

/* Items whose own words have not come: "1. - words" is two paragraphs. */
static void show_labels(struct writer *writer, const struct node *node,
			size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct label *label = &writer->labels.items[i];
		begin(writer, node,
		      label->list->is_ordered ? STYLE_NUMBER : STYLE_BULLET,
		      label->list, label);
		writer->format->end_paragraph(writer);
	}
	memmove(writer->labels.items, writer->labels.items + count,
		(writer->labels.count - count) * sizeof *writer->labels.items);
	writer->labels.count -= count;
}

/* In a list, body text has the list's style. */
static enum office_style style_in_list(const struct office_list *list,
				       enum office_style style, bool has_label)
{
	return style != STYLE_BODY || !list ? style :
	       !has_label                   ? STYLE_CONTINUE :
	       list->is_ordered             ? STYLE_NUMBER :
					      STYLE_BULLET;
}

void office_begin_paragraph(struct writer *writer, const struct node *node,
			    enum office_style style)
{
	size_t count = writer->labels.count;
	if (count > 1)
		show_labels(writer, node, count - 1);
	const struct label *label = count ? &writer->labels.items[0] : NULL;
	const struct office_list *list =
		label ? label->list : writer->context.list;
	if (node->kind == NODE_TABLE_CELL)
		list = NULL;
	begin(writer, node, style_in_list(list, style, label), list, label);
	writer->labels.count = 0;
	for (size_t i = 0; i < writer->anchors.count; i++)
		writer->format->bookmark(
			writer,
			office_bookmark(writer, writer->anchors.items[i]));
	writer->anchors.count = 0;
}

void office_end_paragraph(struct writer *writer)
{
	writer->format->end_paragraph(writer);
}

void office_write_gap(struct writer *writer, const struct node *node)
{
	begin(writer, node, STYLE_GAP, NULL, NULL);
	writer->format->end_paragraph(writer);
}

static void write_line(struct writer *writer, struct line *line,
		       const struct node *node, enum office_style style)
{
	office_begin_paragraph(writer, node, style);
	line_write(writer, line, node_direction(writer->document, node));
	office_end_paragraph(writer);
	line_release(line);
}

static void write_words(struct writer *writer, const struct node *node,
			enum office_style style, const char *first,
			const char *second)
{
	struct line line = { .text = BUFFER_INITIALISER };
	struct office_run run = office_run_at(writer, node);
	const char *language = node_words_language(writer->document, node);
	if (language)
		run.language = language;
	line_add_words(&line, &run, first);
	if (second)
		line_add_words(&line, &run, second);
	write_line(writer, &line, node, style);
}

static void write_inlines(struct writer *writer, const struct node *node,
			  enum office_style style)
{
	struct line line = { .text = BUFFER_INITIALISER };
	line_add_inlines(writer, &line, node, false);
	write_line(writer, &line, node, style);
}

/* ---- Headings ---------------------------------------------------------- */

static void add_number(struct writer *writer, struct line *line,
		       const struct node *heading)
{
	struct office_run run = office_run_at(writer, heading);
	if (!heading->heading.number)
		return;
	line_add_words(line, &run, heading->heading.number);
	line_add_words(line, &run, " ");
}

static void write_heading(struct writer *writer, const struct node *node)
{
	struct line line = { .text = BUFFER_INITIALISER };
	unsigned level = node->heading.level;
	enum office_style first =
		node->heading.in_contents ? STYLE_HEADING_1 : STYLE_UNLISTED_1;
	enum office_style style = (enum office_style)(first + level - 1);
	if (node == writer->document->title_heading)
		style = STYLE_TITLE;
	*VECTOR_ADD(&writer->anchors) = node;
	add_number(writer, &line, node);
	line_add_inlines(writer, &line, node, false);
	write_line(writer, &line, node, style);
}

/* ---- Paragraphs of their kinds ----------------------------------------- */

static bool is_lone_picture(const struct node *node)
{
	const struct node *child = node->first_child;
	return child && !child->next && child->kind == NODE_IMAGE;
}

static const struct node *picture_of_row(const struct node *node)
{
	return node->parent && node->parent->kind == NODE_EASY_READ_ROW &&
			       !node->previous && is_lone_picture(node) ?
		       node->first_child :
		       NULL;
}

static bool is_shown(struct writer *writer, const struct node *image)
{
	return image->image.path && office_picture(writer, image);
}

static enum office_style style_of_paragraph(struct writer *writer,
					    const struct node *node)
{
	const struct node *parent = node->parent;
	if (node->kind == NODE_PARAGRAPH && node->paragraph.is_notice)
		return STYLE_NOTICE;
	if (picture_of_row(node) && is_shown(writer, node->first_child))
		return STYLE_EASY_PICTURE;
	if (is_lone_picture(node) && is_shown(writer, node->first_child) &&
	    writer->context.box == BOX_NONE)
		return STYLE_PICTURE;
	if (parent && parent->kind == NODE_DETAILS && !node->previous)
		return STYLE_LABEL;
	if (parent && parent->kind == NODE_FIGURE && node->previous)
		return STYLE_DESCRIPTION; /* leads to a chart's data */
	return writer->context.text;
}

/* "Done: " before the words of a task. */
static void add_task(struct writer *writer, struct line *line,
		     const struct node *node)
{
	const struct node *item = node->parent;
	if (!item || item->kind != NODE_LIST_ITEM || node->previous ||
	    !item->list_item.task_name)
		return;
	struct office_run run = office_run_at(writer, node);
	const char *language = node_words_language(writer->document, node);
	if (language)
		run.language = language;
	run.is_strong = true;
	line_add_words(line, &run, item->list_item.task_name);
	line_add_words(line, &run, writer->document->words.colon);
}

/* Without a picture that cannot be had nothing may be left. */
static bool says_nothing(const struct line *line)
{
	return line->pieces.count == 0;
}

static void write_paragraph(struct writer *writer, const struct node *node)
{
	struct line line = { .text = BUFFER_INITIALISER };
	enum office_style style = style_of_paragraph(writer, node);
	add_task(writer, &line, node);
	line_add_inlines(writer, &line, node, false);
	if (says_nothing(&line))
		line_release(&line);
	else
		write_line(writer, &line, node, style);
}

void office_walk_caption(struct writer *writer, const struct node *node)
{
	struct line line = { .text = BUFFER_INITIALISER };
	struct office_run run = office_run_at(writer, node);
	const char *language = node_words_language(writer->document, node);
	if (language)
		run.language = language;
	run.is_strong = true;
	if (*node_label(node->parent))
		line_add_words(&line, &run, node_label(node->parent));
	line_add_inlines(writer, &line, node, false);
	write_line(writer, &line, node, STYLE_CAPTION);
}

static void write_code(struct writer *writer, const struct node *node)
{
	struct line line = { .text = BUFFER_INITIALISER };
	struct office_run run = office_run_at(writer, node);
	struct str rest = node->code_block.text, text;
	run.is_code = true;
	for (bool is_first = true; str_next_line(&rest, &text);
	     is_first = false) {
		if (!is_first)
			line_add_mark(&line, PIECE_BREAK, NULL, NULL);
		line_add_words(
			&line, &run,
			arena_copy(&writer->arena, text.bytes, text.length));
	}
	office_begin_paragraph(writer, node, STYLE_CODE);
	line_write(writer, &line, DIRECTION_LTR);
	office_end_paragraph(writer);
	line_release(&line);
}

static void write_chart(struct writer *writer, const struct node *node)
{
	struct line line = { .text = BUFFER_INITIALISER };
	struct office_run run = office_run_at(writer, node);
	bool has_picture = office_picture(writer, node);
	if (has_picture)
		line_add_mark(&line, PIECE_PICTURE, node, NULL);
	else
		line_add_words(&line, &run, node->chart.name);
	write_line(writer, &line, node,
		   has_picture ? STYLE_PICTURE : STYLE_DESCRIPTION);
}

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

/* ---- Contents ---------------------------------------------------------- */

static void write_entry(struct writer *writer, const struct node *heading)
{
	struct line line = { .text = BUFFER_INITIALISER };
	unsigned depth = heading->heading.depth;
	unsigned last = STYLE_CONTENTS_5 - STYLE_CONTENTS_1;
	line_add_mark(&line, PIECE_LINK_START, NULL,
		      office_bookmark(writer, heading));
	add_number(writer, &line, heading);
	line_add_inlines(writer, &line, heading, true);
	line_add_mark(&line, PIECE_LINK_END, NULL, NULL);
	write_line(writer, &line, heading,
		   (enum office_style)(STYLE_CONTENTS_1 +
				       (depth < last ? depth : last)));
}

/* The least and the greatest level of headings in the contents; false where
 * there is none. */
static bool find_levels(const struct document *document, unsigned *first,
			unsigned *last)
{
	*first = 6;
	*last = 0;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		unsigned level = heading->heading.level;
		if (!node_is_listed(document, heading))
			continue;
		*first = level < *first ? level : *first;
		*last = level > *last ? level : *last;
	}
	return *last > 0;
}

static bool has_entries(const struct document *document)
{
	unsigned first, last;
	return find_levels(document, &first, &last);
}

/* A title over a list of contents is the document's, and no part of the
 * field. */
static bool holds_title(const struct document *document,
			const struct node *contents)
{
	return contents->first_child &&
	       contents->first_child == document->title_heading;
}

static void begin_contents(struct writer *writer, const struct node *contents)
{
	unsigned first, last;
	if (contents->contents.of == CONTENTS_OF_HEADINGS &&
	    find_levels(writer->document, &first, &last))
		writer->format->begin_contents(writer, first, last);
}

static void write_headings(struct writer *writer, const struct node *contents)
{
	const struct document *document = writer->document;
	if (holds_title(document, contents))
		begin_contents(writer, contents);
	for (uint32_t i = 0; i < document->heading_count; i++)
		if (node_is_listed(document, document->headings[i]))
			write_entry(writer, document->headings[i]);
	writer->format->end_contents(writer);
}

static void write_captions(struct writer *writer, struct node *const *nodes,
			   uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		const struct node *node = nodes[i];
		struct line line = { .text = BUFFER_INITIALISER };
		struct office_run run = office_run_at(writer, node);
		line_add_mark(&line, PIECE_LINK_START, NULL,
			      office_bookmark(writer, node));
		line_add_words(&line, &run, node_label(node));
		line_add_words(&line, &run,
			       node_short_caption(writer->document, node));
		line_add_mark(&line, PIECE_LINK_END, NULL, NULL);
		write_line(writer, &line, node, STYLE_FIGURE_ENTRY);
	}
}

static void write_entries(struct writer *writer, const struct node *contents)
{
	const struct document *document = writer->document;
	switch (contents->contents.of) {
	case CONTENTS_OF_HEADINGS:
		write_headings(writer, contents);
		break;
	case CONTENTS_OF_FIGURES:
		write_captions(writer, document->figures,
			       document->figure_count);
		break;
	case CONTENTS_OF_TABLES:
		write_captions(writer, document->tables, document->table_count);
		break;
	}
}

/* ---- Lists ------------------------------------------------------------- */

static bool counts_too_far(const struct node *list)
{
	const struct node *last = list->last_child;
	bool has_letters = list->list.numbering == NUMBERING_LOWER_LETTERS ||
			   list->list.numbering == NUMBERING_UPPER_LETTERS;
	return list->list.start < 0 ||
	       (last && last->list_item.number >
				(has_letters ? MOST_LETTER : MOST_NUMBER));
}

static void start_list(struct writer *writer, const struct node *node)
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

static void start_item(struct writer *writer, const struct node *item)
{
	if (item->parent->list.is_definitions)
		return;
	writer->format->begin_item(writer, item);
	*VECTOR_ADD(&writer->labels) =
		(struct label){ writer->context.list, item };
}

static void end_item(struct writer *writer, const struct node *item)
{
	if (item->parent->list.is_definitions)
		return;
	show_labels(writer, item, writer->labels.count);
	writer->format->end_item(writer);
}

/* What explains it is set in. */
static void write_term(struct writer *writer, const struct node *term)
{
	write_inlines(writer, term, STYLE_TERM);
	if (!term->next || term->next->kind != NODE_TERM)
		writer->context.indent += writer->style->space.list_indent;
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
	write_words(writer, node, STYLE_LABEL, label->words, label->which);
}

static void write_table(struct writer *writer, const struct node *node)
{
	const struct node *parent = node->parent;
	if (parent && parent->kind == NODE_FIGURE)
		write_label(writer, parent, &parent->figure.data);
	if (writer->labels.count)
		show_labels(writer, node, writer->labels.count);
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
			 has_entries(writer->document);
	if (is_listed && !holds_title(writer->document, node))
		begin_contents(writer, node);
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
		start_list(writer, node);
	else if (node->kind == NODE_LIST_ITEM)
		start_item(writer, node);
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
		write_heading(writer, node);
		break;
	case NODE_PARAGRAPH:
		write_paragraph(writer, node);
		break;
	case NODE_TERM:
		write_term(writer, node);
		break;
	case NODE_CAPTION:
		office_walk_caption(writer, node);
		break;
	case NODE_EVENT_DATE:
		write_inlines(writer, node, STYLE_DATE);
		break;
	case NODE_KICKER:
		write_inlines(writer, node, STYLE_STORY_KIND);
		break;
	case NODE_TITLE:
		write_inlines(writer, node, style_of_title(node));
		break;
	case NODE_CREDIT:
		write_inlines(writer, node, STYLE_SOURCE);
		break;
	case NODE_REMARK:
		write_inlines(writer, node, STYLE_STORY_REMARK);
		break;
	case NODE_CODE_BLOCK:
		write_code(writer, node);
		break;
	case NODE_THEMATIC_BREAK:
		write_rule(writer, node);
		break;
	case NODE_PAGE_BREAK:
		writer->page_is_due = true;
		break;
	case NODE_CHART:
		write_chart(writer, node);
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
		write_entries(writer, node);
	else if (node->kind == NODE_COVER)
		writer->page_is_due = true;
	else if (node->kind == NODE_LIST_ITEM)
		end_item(writer, node);
	else if (node->kind == NODE_LIST && !node->list.is_definitions)
		writer->format->end_list(writer);
	else if (node->kind == NODE_DIVISION && node_has_class(node, "logo"))
		writer->is_in_logo = false;
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
	write_line(writer, &line, leads ? first : note, STYLE_NOTE);
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
		write_words(writer, root, STYLE_NOTICE, document->notice, NULL);
	if (document->title_heading && !document->title_heading->parent)
		write_heading(writer, document->title_heading);
	document_walk(root, enter, leave, writer);
	/* A place that links lead to, and nothing after it. */
	if (writer->anchors.count) {
		office_begin_paragraph(writer, root, STYLE_GAP);
		office_end_paragraph(writer);
	}
}
