/* Blocks but for tables: the beginning and end of each. */
#include <string.h>

#include "html/writer.h"

/* ---- Headings ---------------------------------------------------------- */

static const char *heading_tag(unsigned level)
{
	static const char *const tags[] = {
		"h1", "h2", "h3", "h4", "h5", "h6"
	};
	return tags[level - 1];
}

static enum visit start_heading(struct writer *writer, const struct node *node)
{
	bool is_title = node == writer->document->title_heading;
	if (is_title && writer->out_is_body) /* written already */
		return VISIT_NEXT;
	html_emit_start_tag(writer, heading_tag(node->heading.level), node);
	html_emit(writer, ">");
	if (node->heading.number) {
		html_emit(writer, "<span class=\"number\">");
		html_emit_text(writer, node->heading.number);
		html_emit(writer, "</span> ");
	}
	return VISIT_CHILDREN;
}

static void end_heading(struct writer *writer, const struct node *node)
{
	html_emit_end_tag(writer, heading_tag(node->heading.level));
	html_emit(writer, "\n");
}

/* ---- Paragraphs -------------------------------------------------------- */

/* Paragraphs that stand without tags of their own. */
static bool is_bare(const struct writer *writer, const struct node *node)
{
	const struct node *parent = node->parent;
	if (!parent || html_writer_has_attributes(writer, node))
		return false;
	if (parent->kind == NODE_FIGURE)
		return !node->previous; /* the picture */
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
	       !node->previous;
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

static enum visit start_paragraph(struct writer *writer,
				  const struct node *node)
{
	if (node->paragraph.is_notice) /* stands at the top already */
		return VISIT_NEXT;
	const char *tag = paragraph_tag(writer, node);
	if (node->previous)
		html_close_figure(writer, node);
	if (tag) {
		html_emit_start_tag(writer, tag, node);
		if (is_picture_of_row(node))
			html_emit(writer, " class=\"picture\"");
		else if (node->classes && node_has_class(node, "note"))
			html_emit(writer, " class=\"table-note\"");
		html_emit(writer, ">");
	}
	return VISIT_CHILDREN;
}

static void emit_backlinks(struct writer *writer, const struct node *footnote)
{
	uint32_t count = footnote->footnote.reference_count;
	for (uint32_t i = 0; i < count; i++) {
		const struct node *reference = footnote->footnote.references[i];
		html_emit(writer,
			  " <a class=\"backlink\" role=\"doc-backlink\"");
		html_emit_words_attributes(writer, footnote);
		html_emit(writer, " href=\"");
		html_emit_file_of(writer, reference);
		html_emit(writer, "#_ref-");
		buffer_append_integer(writer->out, footnote->footnote.number);
		html_emit(writer, "-");
		buffer_append_integer(writer->out, i + 1);
		html_emit(writer, "\"");
		html_emit_attribute(writer, "aria-label",
				    reference->footnote_reference.back);
		html_emit(writer, ">↑</a>");
	}
}

static void end_paragraph(struct writer *writer, const struct node *node)
{
	if (node->parent && node->parent->kind == NODE_FOOTNOTE && !node->next)
		emit_backlinks(writer, node->parent);
	const char *tag = paragraph_tag(writer, node);
	if (tag)
		html_emit_end_tag(writer, tag);
	if (is_picture_of_row(node))
		html_emit(writer, "\n<div class=\"words\">");
	if (tag)
		html_emit(writer, "\n");
}

/* ---- Lists ------------------------------------------------------------- */

static const char *list_tag(const struct node *list)
{
	return list->list.is_definitions ? "dl" :
	       list->list.is_ordered     ? "ol" :
					   "ul";
}

static enum visit start_list(struct writer *writer, const struct node *node)
{
	static const char *const types[] = {
		[NUMBERING_DIGITS] = "",
		[NUMBERING_LOWER_LETTERS] = " type=\"a\"",
		[NUMBERING_UPPER_LETTERS] = " type=\"A\"",
		[NUMBERING_LOWER_ROMAN] = " type=\"i\"",
		[NUMBERING_UPPER_ROMAN] = " type=\"I\"",
	};
	html_emit_start_tag(writer, list_tag(node), node);
	html_emit(writer, types[node->list.numbering]);
	if (node->list.is_ordered && node->list.start != 1) {
		html_emit(writer, " start=\"");
		buffer_append_integer(writer->out, node->list.start);
		html_emit(writer, "\"");
	}
	html_emit(writer,
		  node->list.is_task_list ? " class=\"tasks\">\n" : ">\n");
	return VISIT_CHILDREN;
}

static enum visit start_list_item(struct writer *writer,
				  const struct node *node)
{
	bool is_definition = node->parent->list.is_definitions;
	html_emit_start_tag(writer, is_definition ? "div" : "li", node);
	enum task_state task = node->list_item.task;
	if (task == TASK_NONE) {
		html_emit(writer, ">");
		return VISIT_CHILDREN;
	}
	bool is_done = task == TASK_DONE;
	html_emit(writer, " class=\"task\"><span class=\"mark");
	html_emit(writer, is_done ? " done\" role=\"img\"" : "\" role=\"img\"");
	html_emit_words_language(writer, node);
	html_emit_attribute(writer, "aria-label", node->list_item.task_name);
	html_emit(writer, "></span> ");
	return VISIT_CHILDREN;
}

static void end_list(struct writer *writer, const struct node *node)
{
	html_emit_end_tag(writer, list_tag(node));
	html_emit(writer, "\n");
}

static void end_list_item(struct writer *writer, const struct node *node)
{
	html_emit(writer, node->parent->list.is_definitions ?
				  "</dd>\n</div>\n" :
				  "</li>\n");
}

static enum visit start_term(struct writer *writer, const struct node *node)
{
	html_emit_start_tag(writer, "dt", node);
	html_emit(writer, ">");
	return VISIT_CHILDREN;
}

/* What explains it follows. */
static void end_term(struct writer *writer, const struct node *node)
{
	bool is_last = !node->next || node->next->kind != NODE_TERM;
	html_emit(writer, is_last ? "</dt>\n<dd>" : "</dt>\n");
}

/* ---- Blocks with a frame around them ----------------------------------- */

static enum visit start_quotation(struct writer *writer,
				  const struct node *node)
{
	html_emit_start_tag(writer, "figure", node);
	bool is_large = node->classes && node_has_class(node, "large");
	html_emit(writer, is_large ? " class=\"quotation large\">\n" :
				     " class=\"quotation\">\n");
	html_emit(writer, "<blockquote>\n");
	return VISIT_CHILDREN;
}

static enum visit start_credit(struct writer *writer, const struct node *node)
{
	const struct node *quotation = node->parent;
	html_emit(writer, "</blockquote>\n");
	html_emit_start_tag(writer, "figcaption", node);
	html_emit(writer, ">");
	if (quotation->quotation.credit) {
		html_emit(writer, "<span class=\"source\">");
		html_write_children(writer, node->first_child);
		html_emit(writer, "</span> ");
	}
	if (quotation->quotation.is_invented) {
		html_emit(writer, "<span class=\"invented\"");
		html_emit_words_attributes(writer, node);
		html_emit(writer, ">");
		html_emit_text(writer, writer->document->words.invented);
		html_emit(writer, "</span>");
	}
	html_emit(writer, "</figcaption>\n");
	return VISIT_NEXT;
}

static void end_quotation(struct writer *writer, const struct node *node)
{
	if (!node->last_child || node->last_child->kind != NODE_CREDIT)
		html_emit(writer, "</blockquote>\n");
	html_emit(writer, "</figure>\n");
}

/* The identifiers that boxes are labelled with. */
static void emit_box_identifier(struct writer *writer, const char *attribute,
				const struct node *box)
{
	if (box->kind == NODE_CALLOUT)
		html_emit_own_identifier(writer, attribute, "callout",
					 writer->callout_count);
	else
		html_emit_own_identifier(writer, attribute, "case",
					 writer->case_study_count);
}

static const char *title_tag(const struct node *title)
{
	return title->title.level ? heading_tag(title->title.level) : "p";
}

static enum visit start_title(struct writer *writer, const struct node *node)
{
	bool is_of_box = node->parent->kind != NODE_KEY_NUMBERS;
	html_emit_start_tag(writer, title_tag(node), node);
	if (is_of_box && !node->title.level)
		html_emit(writer, " class=\"callout-title\"");
	if (is_of_box)
		emit_box_identifier(writer, "id", node->parent);
	html_emit(writer, ">");
	return VISIT_CHILDREN;
}

static void end_title(struct writer *writer, const struct node *node)
{
	html_emit_end_tag(writer, title_tag(node));
	html_emit(writer, "\n");
}

static enum visit start_callout(struct writer *writer, const struct node *node)
{
	static const char *const classes[] = {
		[CALLOUT_NOTE] = " class=\"callout\"",
		[CALLOUT_KEY_FINDING] = " class=\"callout key-finding\"",
		[CALLOUT_WARNING] = " class=\"callout warning\"",
	};
	html_emit_start_tag(writer, "div", node);
	html_emit(writer, classes[node->callout.kind]);
	html_emit(writer, " role=\"note\"");
	writer->callout_count++;
	if (node_title(node))
		emit_box_identifier(writer, "aria-labelledby", node);
	html_emit(writer, ">\n");
	return VISIT_CHILDREN;
}

static void end_callout(struct writer *writer, const struct node *node)
{
	(void)node;
	html_emit(writer, "</div>\n");
}

static enum visit start_case_study(struct writer *writer,
				   const struct node *node)
{
	html_emit_start_tag(writer, node_title(node) ? "article" : "div", node);
	html_emit(writer, " class=\"case-study\"");
	writer->case_study_count++;
	if (node_title(node))
		emit_box_identifier(writer, "aria-labelledby", node);
	html_emit(writer, ">\n");
	return VISIT_CHILDREN;
}

static void end_case_study(struct writer *writer, const struct node *node)
{
	html_emit(writer, node_title(node) ? "</article>\n" : "</div>\n");
}

/* ---- The rest ---------------------------------------------------------- */

static enum visit start_details(struct writer *writer, const struct node *node)
{
	html_emit_start_tag(writer, "details", node);
	if (node->details.is_open)
		html_emit(writer,
			  writer->options->is_xml ? " open=\"open\"" : " open");
	html_emit(writer, ">\n");
	return VISIT_CHILDREN;
}

static void end_details(struct writer *writer, const struct node *node)
{
	(void)node;
	html_emit(writer, "</details>\n");
}

/* Long lines wrap: what scrolls would have to take the keyboard's focus. */
static enum visit start_code_block(struct writer *writer,
				   const struct node *node)
{
	html_emit_start_tag(writer, "pre", node);
	if (node_direction(writer->document, node) == DIRECTION_RTL)
		html_emit(writer, " dir=\"ltr\"");
	/* The parser takes a first line break away. */
	html_emit(writer, "><code>");
	struct str text = node->code_block.text;
	if (text.length && text.bytes[text.length - 1] == '\n')
		text.length--;
	html_escape_text(writer->out, text);
	html_emit(writer, "</code></pre>\n");
	return VISIT_NEXT;
}

static enum visit start_footnote(struct writer *writer, const struct node *node)
{
	bool is_aside = writer->options->split;
	html_emit(writer, is_aside ? "<aside epub:type=\"footnote\" "
				     "role=\"doc-footnote\" id=\"_note-" :
				     "<li id=\"_note-");
	buffer_append_integer(writer->out, node->footnote.number);
	if (is_aside) {
		html_emit(writer, "\"");
		html_emit_attribute(writer, "aria-label", node->footnote.name);
		html_emit(writer, ">\n");
	} else {
		html_emit(writer, "\">");
	}
	return VISIT_CHILDREN;
}

static void end_footnote(struct writer *writer, const struct node *node)
{
	const struct node *last = node->last_child;
	if (!last || last->kind != NODE_PARAGRAPH) {
		html_emit(writer, "<p>");
		emit_backlinks(writer, node);
		html_emit(writer, "</p>");
	}
	html_emit(writer, writer->options->split ? "</aside>\n" : "</li>\n");
}

/* A <section> without a heading is a mistake. */
static const char *chapter_tag(const struct writer *writer,
			       const struct node *node)
{
	const struct node *first = node->first_child;
	bool has_heading = first && first->kind == NODE_HEADING &&
			   first != writer->document->title_heading;
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
	return html_writer_has_attributes(writer, node) || known_class(node);
}

static enum visit start_chapter(struct writer *writer, const struct node *node)
{
	html_emit_start_tag(writer, chapter_tag(writer, node), node);
	html_emit(writer, " class=\"chapter\">\n");
	return VISIT_CHILDREN;
}

static void end_chapter(struct writer *writer, const struct node *node)
{
	html_emit_end_tag(writer, chapter_tag(writer, node));
	html_emit(writer, "\n");
}

static enum visit start_division(struct writer *writer, const struct node *node)
{
	if (!is_shown_division(writer, node))
		return VISIT_CHILDREN;
	html_emit_start_tag(writer, "div", node);
	if (known_class(node))
		html_emit_attribute(writer, "class", known_class(node));
	html_emit(writer, ">\n");
	return VISIT_CHILDREN;
}

static void end_division(struct writer *writer, const struct node *node)
{
	if (is_shown_division(writer, node))
		html_emit(writer, "</div>\n");
}

static enum visit start_easy_read_row(struct writer *writer,
				      const struct node *node)
{
	html_emit_start_tag(writer, "div", node);
	html_emit(writer, " class=\"easy-read-row\">\n");
	return VISIT_CHILDREN;
}

static void end_easy_read_row(struct writer *writer, const struct node *node)
{
	html_emit(writer, node->first_child ? "</div>\n</div>\n" : "</div>\n");
}

/* The contents themselves are the page's own navigation. */
static enum visit start_contents(struct writer *writer, const struct node *node)
{
	if (node->contents.of == CONTENTS_OF_HEADINGS)
		return VISIT_NEXT;
	html_emit_list_start(writer, node);
	return VISIT_CHILDREN;
}

static void end_contents(struct writer *writer, const struct node *node)
{
	html_emit_list_end(writer, node);
}

static enum visit start_thematic_break(struct writer *writer,
				       const struct node *node)
{
	(void)node;
	html_emit(writer, "<hr");
	html_emit_void_end(writer);
	html_emit(writer, "\n");
	return VISIT_NEXT;
}

static enum visit start_chart(struct writer *writer, const struct node *node)
{
	html_emit_chart(writer, node);
	return VISIT_NEXT;
}

/* What is not in HTML's text: page breaks; the cover, which is written as the
 * title block. */
static enum visit start_nothing(struct writer *writer, const struct node *node)
{
	(void)writer;
	(void)node;
	return VISIT_NEXT;
}

/* Children with nothing around them. */
static enum visit start_around(struct writer *writer, const struct node *node)
{
	(void)writer;
	(void)node;
	return VISIT_CHILDREN;
}

/* After nothing, and after what has no children. */
static void end_nothing(struct writer *writer, const struct node *node)
{
	(void)writer;
	(void)node;
}

/* ---- All of them ------------------------------------------------------- */

static enum visit start_element(struct writer *writer, const struct node *node);
static void end_element(struct writer *writer, const struct node *node);

#define start_table html_emit_table_start
#define end_table html_emit_table_end
#define start_figure html_emit_figure_start
#define end_figure html_emit_figure_end
#define start_description html_emit_description_start
#define end_description html_emit_description_end
#define start_caption html_emit_caption_start
#define end_caption html_emit_caption_end
#define end_around end_nothing
#define end_code_block end_nothing
#define end_thematic_break end_nothing
#define end_chart end_nothing
#define end_credit end_nothing

static const struct {
	const char *tag, *class; /* of start_element() */
	enum visit (*start)(struct writer *writer, const struct node *node);
	void (*end)(struct writer *writer, const struct node *node);
} writers[NODE_KIND_COUNT] = {
#define TAG(NAME, CLASS) \
	{ \
		NAME, CLASS, start_element, end_element \
	}
#define BY(FUNCTION) \
	{ \
		NULL, NULL, start_##FUNCTION, end_##FUNCTION \
	}
#define BLOCK(KIND, NAME, HOLDS, STANDS, CLOSED, HTML, ...) \
	[NODE_##KIND] = HTML,
#include "document/kinds.def"
};

static enum visit start_element(struct writer *writer, const struct node *node)
{
	html_emit_start_tag(writer, writers[node->kind].tag, node);
	if (writers[node->kind].class)
		html_emit_attribute(writer, "class", writers[node->kind].class);
	html_emit(writer, node_kind_holds_inlines(node->kind) ? ">" : ">\n");
	return VISIT_CHILDREN;
}

static void end_element(struct writer *writer, const struct node *node)
{
	html_emit_end_tag(writer, writers[node->kind].tag);
	html_emit(writer, "\n");
}

enum visit html_emit_block_start(struct writer *writer, const struct node *node)
{
	return writers[node->kind].start(writer, node);
}

void html_emit_block_end(struct writer *writer, const struct node *node)
{
	writers[node->kind].end(writer, node);
}
