/* Blocks but for tables: the beginning and end of each. */
#include <string.h>

#include "html/writer.h"

/* ---- Headings ---------------------------------------------------------- */

/* 1 for the h1 alone; below it no level is left out. */
static unsigned heading_level(const struct writer *writer,
			      const struct node *node)
{
	if (node == writer->title)
		return 1;
	unsigned level = node->heading.level + writer->shift;
	if (level > writer->last_level + 1)
		level = writer->last_level + 1;
	if (level > 6)
		level = 6;
	return level < 2 ? 2 : level;
}

static const char *heading_tag(unsigned level)
{
	static const char *const tags[] = {
		"h1", "h2", "h3", "h4", "h5", "h6"
	};
	return tags[level - 1];
}

static enum visit start_heading(struct writer *writer, const struct node *node)
{
	if (is_empty(node))
		return VISIT_NEXT;
	writer->last_level = heading_level(writer, node);
	emit_start_tag(writer, heading_tag(writer->last_level), node);
	emit(writer, ">");
	if (node->heading.number) {
		emit(writer, "<span class=\"number\">");
		emit_text(writer, node->heading.number);
		emit(writer, "</span> ");
	}
	return VISIT_CHILDREN;
}

/* ---- Paragraphs -------------------------------------------------------- */

/* Paragraphs that stand without tags of their own. */
static bool is_bare(const struct writer *writer, const struct node *node)
{
	const struct node *parent = node->parent;
	if (!parent || has_attributes(writer, node))
		return false;
	if (parent->kind == NODE_FIGURE)
		return true;
	/* Two in one item (raw HTML's <dl>) would run together. */
	const struct node *previous = node->previous, *next = node->next;
	return parent->kind == NODE_LIST_ITEM && parent->parent &&
	       parent->parent->list.is_tight &&
	       !(previous && previous->kind == NODE_PARAGRAPH) &&
	       !(next && next->kind == NODE_PARAGRAPH);
}

static bool is_picture_of_row(const struct node *node)
{
	return node->parent && node->parent->kind == NODE_EASY_READ_ROW &&
	       !node->previous;
}

static bool is_summary(const struct node *node)
{
	return node->parent && node->parent->kind == NODE_DETAILS &&
	       !node->previous && !is_empty(node);
}

static const char *paragraph_tag(const struct writer *writer,
				 const struct node *node)
{
	if (is_picture_of_row(node))
		return "div";
	if (is_summary(node))
		return "summary";
	return is_bare(writer, node) ? NULL : "p";
}

static bool is_in_quotation(const struct node *node)
{
	return node->parent && node->parent->kind == NODE_QUOTATION;
}

static void start_paragraph(struct writer *writer, const struct node *node)
{
	const char *tag = paragraph_tag(writer, node);
	if (tag) {
		emit_start_tag(writer, tag, node);
		if (is_picture_of_row(node))
			emit(writer, " class=\"picture\"");
		else if (node->classes && node_has_class(node, "note"))
			emit(writer, " class=\"table-note\"");
		emit(writer, ">");
	}
	if (is_in_quotation(node) && !node->previous)
		emit_text(writer, writer->document->words.quote_open);
}

static void emit_backlinks(struct writer *writer, const struct node *footnote)
{
	char room[NUMBER_ROOM], name[2 * NUMBER_ROOM];
	const char *number =
		number_text(writer, footnote->footnote.number, room);
	uint32_t count = footnote->footnote.reference_count;
	for (uint32_t i = 0; i < count; i++) {
		strcpy(name, number);
		if (count > 1) {
			char which[NUMBER_ROOM];
			strcat(name, ".");
			strcat(name, number_text(writer, i + 1, which));
		}
		emit(writer, " <a class=\"backlink\" role=\"doc-backlink\"");
		emit_words_attributes(writer);
		emit(writer, " href=\"#_ref-");
		buffer_append_integer(writer->out, footnote->footnote.number);
		emit(writer, "-");
		buffer_append_integer(writer->out, i + 1);
		emit(writer, "\" aria-label=\"");
		emit_word_with(writer, writer->document->words.back_to_text,
			       name);
		emit(writer, "\">↑</a>");
	}
}

static void end_paragraph(struct writer *writer, const struct node *node)
{
	if (is_in_quotation(node) && !node->next)
		emit_text(writer, writer->document->words.quote_close);
	if (node->parent && node->parent->kind == NODE_FOOTNOTE && !node->next)
		emit_backlinks(writer, node->parent);
	const char *tag = paragraph_tag(writer, node);
	if (tag)
		emit_end_tag(writer, tag);
	if (is_picture_of_row(node))
		emit(writer, "\n<div class=\"words\">");
	if (tag)
		emit(writer, "\n");
}

/* ---- Lists ------------------------------------------------------------- */

static void start_list(struct writer *writer, const struct node *node)
{
	emit_start_tag(writer, node->list.is_ordered ? "ol" : "ul", node);
	if (node->list.is_ordered && node->list.start != 1) {
		emit(writer, " start=\"");
		buffer_append_integer(writer->out, node->list.start);
		emit(writer, "\"");
	}
	emit(writer, node->list.is_task_list ? " class=\"tasks\">\n" : ">\n");
}

static void start_list_item(struct writer *writer, const struct node *node)
{
	const struct document_words *words = &writer->document->words;
	emit_start_tag(writer, "li", node);
	enum task_state task = node->list_item.task;
	if (task == TASK_NONE) {
		emit(writer, ">");
		return;
	}
	bool is_done = task == TASK_DONE;
	emit(writer, " class=\"task\"><span class=\"mark");
	emit(writer, is_done ? " done\" role=\"img\"" : "\" role=\"img\"");
	emit_words_language(writer);
	emit_attribute(writer, "aria-label",
		       is_done ? words->task_done : words->task_open);
	emit(writer, "></span> ");
}

/* ---- Blocks with a frame around them ----------------------------------- */

static void start_quotation(struct writer *writer, const struct node *node)
{
	emit_start_tag(writer, "figure", node);
	emit(writer, " class=\"quotation\">\n<blockquote>\n");
}

static void emit_invented(struct writer *writer, const char *tag)
{
	emit(writer, "<");
	emit(writer, tag);
	emit(writer, " class=\"invented\"");
	emit_words_attributes(writer);
	emit(writer, ">");
	emit_text(writer, writer->document->words.invented);
	emit_end_tag(writer, tag);
}

static void end_quotation(struct writer *writer, const struct node *node)
{
	emit(writer, "</blockquote>\n");
	if (node->quotation.source || node->quotation.is_invented) {
		emit(writer, "<figcaption>");
		if (node->quotation.source) {
			emit(writer, "<span class=\"source\">");
			emit_text(writer, node->quotation.source);
			emit(writer, "</span> ");
		}
		if (node->quotation.is_invented)
			emit_invented(writer, "span");
		emit(writer, "</figcaption>\n");
	}
	emit(writer, "</figure>\n");
}

static void start_callout(struct writer *writer, const struct node *node)
{
	static const char *const classes[] = {
		[CALLOUT_NOTE] = " class=\"callout\"",
		[CALLOUT_KEY_FINDING] = " class=\"callout key-finding\"",
		[CALLOUT_WARNING] = " class=\"callout warning\"",
	};
	emit_start_tag(writer, "div", node);
	emit(writer, classes[node->callout.kind]);
	emit(writer, " role=\"note\"");
	if (!node->callout.title) {
		emit(writer, ">\n");
		return;
	}
	uint32_t number = ++writer->callout_count;
	emit_own_identifier(writer, "aria-labelledby", "callout", number);
	emit(writer, ">\n<p class=\"callout-title\"");
	emit_own_identifier(writer, "id", "callout", number);
	emit(writer, ">");
	emit_text(writer, node->callout.title);
	emit(writer, "</p>\n");
}

/* One level below the heading that it stands under, so none is left out; it
 * does not count for the headings that follow. */
static const char *case_study_heading(const struct writer *writer)
{
	unsigned level = writer->last_level + 1;
	return heading_tag(level > 6 ? 6 : level < 2 ? 2 : level);
}

static void start_case_study(struct writer *writer, const struct node *node)
{
	const char *title = node->case_study.title;
	bool has_title = title && *title;
	emit_start_tag(writer, has_title ? "article" : "div", node);
	emit(writer, " class=\"case-study\"");
	uint32_t number = ++writer->case_study_count;
	if (has_title)
		emit_own_identifier(writer, "aria-labelledby", "case", number);
	emit(writer, ">\n<p class=\"kicker\"");
	emit_words_attributes(writer);
	emit(writer, ">");
	emit_text(writer, writer->document->words.case_study);
	emit(writer, "</p>\n");
	if (!has_title)
		return;
	const char *tag = case_study_heading(writer);
	emit(writer, "<");
	emit(writer, tag);
	emit_own_identifier(writer, "id", "case", number);
	emit(writer, ">");
	emit_text(writer, title);
	emit_end_tag(writer, tag);
	emit(writer, "\n");
}

static void end_case_study(struct writer *writer, const struct node *node)
{
	bool has_title = node->case_study.title && *node->case_study.title;
	if (node->case_study.is_invented) {
		emit_invented(writer, "p");
		emit(writer, "\n");
	}
	emit(writer, has_title ? "</article>\n" : "</div>\n");
}

/* ---- Figures ----------------------------------------------------------- */

/* A figure's caption must stand first or last in it, so that the description
 * and the table of a chart's data follow the <figure> inside a <div> around
 * all. */
static void start_figure(struct writer *writer, const struct node *node)
{
	emit_start_tag(writer, "div", node);
	emit(writer, " class=\"figure\">\n<figure>\n");
}

static bool follows_figure(const struct node *node)
{
	return node &&
	       (node->kind == NODE_DESCRIPTION || node->kind == NODE_TABLE);
}

/* Before the first of what follows. */
void close_figure(struct writer *writer, const struct node *node)
{
	if (node->parent && node->parent->kind == NODE_FIGURE &&
	    !follows_figure(node->previous))
		emit(writer, "</figure>\n");
}

static void end_figure(struct writer *writer, const struct node *node)
{
	if (!follows_figure(node->last_child))
		emit(writer, "</figure>\n");
	emit(writer, "</div>\n");
}

/* Summaries of several figures should not all read alike. */
void emit_figure_number(struct writer *writer, const struct node *figure)
{
	if (!figure || !figure->figure.number)
		return;
	emit(writer, "<span class=\"visually-hidden\"");
	emit_words_attributes(writer);
	emit(writer, ">: ");
	emit_word_with(writer, writer->document->words.figure,
		       figure->figure.number);
	emit(writer, "</span>");
}

static void start_description(struct writer *writer, const struct node *node)
{
	const struct document_words *words = &writer->document->words;
	const struct node *figure = node->parent;
	if (figure && figure->kind != NODE_FIGURE)
		figure = NULL;
	close_figure(writer, node);
	emit_start_tag(writer, "details", node);
	emit(writer, " class=\"description\">\n<summary>");
	emit_word(writer, words->description);
	emit_figure_number(writer, figure);
	emit(writer, "</summary>\n");
}

static void start_caption(struct writer *writer, const struct node *node)
{
	const struct document_words *words = &writer->document->words;
	const struct node *parent = node->parent;
	if (parent && parent->kind == NODE_TABLE) {
		emit_start_tag(writer, "caption", node);
		/* The region around the table is named after the caption. */
		if (!node->identifier)
			emit_own_identifier(writer, "id", "table",
					    writer->table_count);
		emit(writer, ">");
		if (parent->table.number)
			emit_label(writer, words->table, parent->table.number);
		return;
	}
	emit_start_tag(writer, "figcaption", node);
	emit(writer, ">");
	if (parent && parent->kind == NODE_FIGURE && parent->figure.number)
		emit_label(writer, words->figure, parent->figure.number);
}

static void end_caption(struct writer *writer, const struct node *node)
{
	bool is_table = node->parent && node->parent->kind == NODE_TABLE;
	emit(writer, is_table ? "</caption>\n" : "</figcaption>\n");
}

/* ---- The rest ---------------------------------------------------------- */

static void start_details(struct writer *writer, const struct node *node)
{
	emit_start_tag(writer, "details", node);
	emit(writer, node->details.is_open ? " open>\n" : ">\n");
	const struct node *first = node->first_child;
	if (first && first->kind == NODE_PARAGRAPH && !is_empty(first))
		return;
	emit(writer, "<summary>");
	emit_word(writer, writer->document->words.description);
	emit(writer, "</summary>\n");
}

/* Long lines wrap: what scrolls would have to take the keyboard's focus. */
static void emit_code_block(struct writer *writer, const struct node *node)
{
	emit_start_tag(writer, "pre", node);
	if (node_direction(writer->document, node) == DIRECTION_RTL)
		emit(writer, " dir=\"ltr\"");
	/* The parser takes a first line break away. */
	emit(writer, "><code>");
	struct str text = node->code_block.text;
	if (text.length && text.bytes[text.length - 1] == '\n')
		text.length--;
	html_escape_text(writer->out, text);
	emit(writer, "</code></pre>\n");
}

static void start_footnote(struct writer *writer, const struct node *node)
{
	emit(writer, "<li id=\"_note-");
	buffer_append_integer(writer->out, node->footnote.number);
	emit(writer, "\">");
}

static void end_footnote(struct writer *writer, const struct node *node)
{
	const struct node *last = node->last_child;
	if (!last || last->kind != NODE_PARAGRAPH) {
		emit(writer, "<p>");
		emit_backlinks(writer, node);
		emit(writer, "</p>");
	}
	emit(writer, "</li>\n");
}

/* A <section> without a heading is a mistake. */
static const char *chapter_tag(const struct writer *writer,
			       const struct node *node)
{
	const struct node *first = node->first_child;
	bool has_heading = first && first->kind == NODE_HEADING &&
			   first != writer->title && !is_empty(first);
	return has_heading ? "section" : "div";
}

/* The class that the style sheet knows, or NULL: authors' own classes could
 * meet those of this room. */
static const char *known_class(const struct node *node)
{
	static const char *const known[] = { "subtitle", "edition", "foot" };
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (node_has_class(node, known[i]))
			return known[i];
	return NULL;
}

static bool is_shown_division(const struct writer *writer,
			      const struct node *node)
{
	return has_attributes(writer, node) || known_class(node);
}

static void start_element(struct writer *writer, const char *tag,
			  const char *class, const struct node *node)
{
	emit_start_tag(writer, tag, node);
	if (class)
		emit_attribute(writer, "class", class);
	emit(writer, ">\n");
}

static enum visit start_leaf(struct writer *writer, const struct node *node)
{
	if (node->kind == NODE_CODE_BLOCK)
		emit_code_block(writer, node);
	else if (node->kind == NODE_THEMATIC_BREAK)
		emit(writer, "<hr>\n");
	else if (node->kind == NODE_CHART)
		emit_chart(writer, node);
	return VISIT_NEXT; /* page breaks and contents: not in HTML's text */
}

/* A cover's notice stands at the top of the page already. */
static bool repeats_notice(const struct writer *writer, const struct node *node)
{
	const char *notice = writer->document->notice;
	return writer->is_title_block && notice && says(node, notice);
}

enum visit emit_block_start(struct writer *writer, const struct node *node)
{
	writer->last_text.length = 0;
	switch (node->kind) {
	case NODE_HEADING:
		return node == writer->title && writer->out_is_body ?
			       VISIT_NEXT :
			       start_heading(writer, node);
	case NODE_PARAGRAPH:
		if (repeats_notice(writer, node))
			return VISIT_NEXT;
		start_paragraph(writer, node);
		break;
	case NODE_LIST:
		start_list(writer, node);
		break;
	case NODE_LIST_ITEM:
		start_list_item(writer, node);
		break;
	case NODE_QUOTATION:
		start_quotation(writer, node);
		break;
	case NODE_CALLOUT:
		start_callout(writer, node);
		break;
	case NODE_CASE_STUDY:
		start_case_study(writer, node);
		break;
	case NODE_FIGURE:
		start_figure(writer, node);
		break;
	case NODE_DESCRIPTION:
		start_description(writer, node);
		break;
	case NODE_CAPTION:
		start_caption(writer, node);
		break;
	case NODE_DETAILS:
		start_details(writer, node);
		break;
	case NODE_FOOTNOTE:
		start_footnote(writer, node);
		break;
	case NODE_EASY_READ_ROW:
		writer->easy_read_depth++;
		start_element(writer, "div", "easy-read-row", node);
		break;
	case NODE_BLOCK_QUOTE:
		start_element(writer, "blockquote", NULL, node);
		break;
	case NODE_CHAPTER:
		start_element(writer, chapter_tag(writer, node), "chapter",
			      node);
		break;
	case NODE_BACK_PAGE:
		start_element(writer, "div", "back-page", node);
		break;
	case NODE_DIVISION:
		if (is_shown_division(writer, node))
			start_element(writer, "div", known_class(node), node);
		break;
	case NODE_DOCUMENT:
		break;
	case NODE_CONTENTS:
		if (node->contents.of == CONTENTS_OF_HEADINGS)
			return VISIT_NEXT; /* the page's own navigation */
		emit_list_start(writer, node);
		break;
	case NODE_COVER:
		return VISIT_NEXT; /* written as the title block */
	default:
		return start_leaf(writer, node);
	}
	return VISIT_CHILDREN;
}

void emit_block_end(struct writer *writer, const struct node *node)
{
	writer->last_text.length = 0;
	switch (node->kind) {
	case NODE_HEADING:
		emit_end_tag(writer, heading_tag(writer->last_level));
		emit(writer, "\n");
		break;
	case NODE_PARAGRAPH:
		end_paragraph(writer, node);
		break;
	case NODE_LIST:
		emit(writer, node->list.is_ordered ? "</ol>\n" : "</ul>\n");
		break;
	case NODE_LIST_ITEM:
		emit(writer, "</li>\n");
		break;
	case NODE_QUOTATION:
		end_quotation(writer, node);
		break;
	case NODE_CASE_STUDY:
		end_case_study(writer, node);
		break;
	case NODE_FIGURE:
		end_figure(writer, node);
		break;
	case NODE_CONTENTS:
		emit_list_end(writer, node);
		break;
	case NODE_DESCRIPTION:
	case NODE_DETAILS:
		emit(writer, "</details>\n");
		break;
	case NODE_CAPTION:
		end_caption(writer, node);
		break;
	case NODE_FOOTNOTE:
		end_footnote(writer, node);
		break;
	case NODE_EASY_READ_ROW:
		writer->easy_read_depth--;
		emit(writer,
		     node->first_child ? "</div>\n</div>\n" : "</div>\n");
		break;
	case NODE_BLOCK_QUOTE:
		emit(writer, "</blockquote>\n");
		break;
	case NODE_CHAPTER:
		emit_end_tag(writer, chapter_tag(writer, node));
		emit(writer, "\n");
		break;
	case NODE_CALLOUT:
	case NODE_BACK_PAGE:
		emit(writer, "</div>\n");
		break;
	case NODE_DIVISION:
		if (is_shown_division(writer, node))
			emit(writer, "</div>\n");
		break;
	default:
		break;
	}
}
