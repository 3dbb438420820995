/* The parts of a page: title block, contents, text, notes. */
#include "html/html.h"

#include <string.h>

#include "html/writer.h"

/* ---- Which heading is the h1 ------------------------------------------- */

static const struct node *find_cover(const struct document *document)
{
	const struct node *child = document->root->first_child;
	for (; child; child = child->next)
		if (child->kind == NODE_COVER)
			return child;
	return NULL;
}

static bool is_below(const struct node *node, const struct node *ancestor)
{
	for (; node; node = node->parent)
		if (node == ancestor)
			return true;
	return false;
}

static const struct node *cover_heading(const struct writer *writer)
{
	const struct node *node = writer->cover;
	while ((node = node_next(writer->cover, node)))
		if (node->kind == NODE_HEADING && !html_is_empty(node))
			return node;
	return NULL;
}

/* The contents' own heading is no heading of the text. */
static bool is_of_contents(const struct node *heading)
{
	return heading->parent && heading->parent->kind == NODE_CONTENTS;
}

static void choose_title(struct writer *writer)
{
	const struct document *document = writer->document;
	const struct node *top = NULL;
	uint32_t top_count = 0;
	if (writer->cover)
		writer->title = cover_heading(writer);
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		if (heading->heading.level != 1 || heading == writer->title ||
		    is_of_contents(heading) || html_is_empty(heading) ||
		    (writer->cover && is_below(heading, writer->cover)))
			continue;
		top = heading;
		top_count++;
	}
	if (!writer->cover && top_count == 1 &&
	    html_says(top, document->title)) {
		writer->title = top;
		top_count = 0;
	}
	writer->shift = top_count > 0;
}

static void emit_plain_title(struct writer *writer)
{
	html_emit(writer, "<h1>");
	html_emit_text(writer, writer->document->title);
	html_emit(writer, "</h1>\n");
	if (writer->document->subtitle) {
		html_emit(writer, "<p class=\"subtitle\">");
		html_emit_text(writer, writer->document->subtitle);
		html_emit(writer, "</p>\n");
	}
}

static void emit_title_block(struct writer *writer)
{
	if (!writer->title)
		emit_plain_title(writer);
	writer->last_level = 1;
	writer->is_title_block = true;
	if (writer->cover)
		html_write_children(writer, writer->cover);
	else if (writer->title)
		html_write_tree(writer, writer->title);
	writer->is_title_block = false;
	writer->last_level = 1;
}

/* ---- Contents ---------------------------------------------------------- */

static const struct node *find_contents(const struct document *document)
{
	const struct node *node = document->root;
	while (node && (node->kind != NODE_CONTENTS ||
			node->contents.of != CONTENTS_OF_HEADINGS))
		node = node_kind_holds_blocks(node->kind) ?
			       node_next(document->root, node) :
			       node_next_after(document->root, node);
	return node;
}

static void emit_entry(struct writer *writer, const struct node *heading)
{
	const struct document *document = writer->document;
	const char *language = node_language(document, heading);
	bool is_foreign =
		!str_equals_string(str_from(language), document->language);
	const char *tag = heading->identifier ? "a" : "span";
	html_emit(writer, "<li><");
	html_emit(writer, tag);
	if (heading->identifier) {
		html_emit(writer, " href=\"#");
		html_emit_identifier(writer, str_from(heading->identifier));
		html_emit(writer, "\"");
	}
	if (is_foreign)
		html_emit_attribute(writer, "lang", language);
	if (node_direction(document, heading) != document->direction)
		html_emit(writer, document->direction == DIRECTION_RTL ?
					  " dir=\"ltr\"" :
					  " dir=\"rtl\"");
	html_emit(writer, ">");
	if (heading->heading.number) {
		html_emit(writer, "<span class=\"number\">");
		html_emit_text(writer, heading->heading.number);
		html_emit(writer, "</span> ");
	}
	html_write_children(writer, heading);
	html_emit_end_tag(writer, tag);
}

static void emit_entries(struct writer *writer)
{
	unsigned levels[8], depth = 0;
	const struct document *document = writer->document;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		if (!heading->heading.in_contents || html_is_empty(heading) ||
		    heading == writer->title || is_of_contents(heading))
			continue;
		unsigned level = heading->heading.level;
		for (; depth > 1 && level < levels[depth - 1] &&
		       level <= levels[depth - 2];
		     depth--)
			html_emit(writer, "</li>\n</ol>");
		if (depth == 0 || level > levels[depth - 1]) {
			html_emit(writer, depth ? "\n<ol>\n" : "<ol>\n");
			levels[depth++] = level;
		} else {
			html_emit(writer, "</li>\n");
		}
		emit_entry(writer, heading);
	}
	for (; depth; depth--)
		html_emit(writer, "</li>\n</ol>\n");
}

static void emit_contents_heading(struct writer *writer,
				  const struct node *contents)
{
	const struct node *heading = contents->first_child;
	html_emit(writer, "<h2 id=\"_contents\"");
	if (heading && heading->kind == NODE_HEADING &&
	    !html_is_empty(heading)) {
		html_emit(writer, ">");
		html_write_children(writer, heading);
	} else {
		html_emit_words_attributes(writer);
		html_emit(writer, ">");
		html_emit_text(writer, writer->document->words.contents);
	}
	html_emit(writer, "</h2>\n");
}

static void emit_contents(struct writer *writer)
{
	const struct node *contents = find_contents(writer->document);
	struct buffer *out = writer->out, entries = BUFFER_INITIALISER;
	if (!contents)
		return;
	writer->is_outline = true;
	writer->out = &entries;
	emit_entries(writer);
	writer->out = out;
	if (entries.length) {
		html_emit(writer, "<nav class=\"contents\" "
				  "aria-labelledby=\"_contents\">\n");
		emit_contents_heading(writer, contents);
		buffer_append_str(out, buffer_str(&entries));
		html_emit(writer, "</nav>\n");
	}
	writer->is_outline = false;
	buffer_release(&entries);
}

/* ---- Notes ------------------------------------------------------------- */

static void emit_notes(struct writer *writer)
{
	const struct document *document = writer->document;
	if (!document->footnote_count)
		return;
	html_emit(writer, "<section class=\"notes\" role=\"doc-endnotes\" "
			  "aria-labelledby=\"_notes\">\n<h2 id=\"_notes\"");
	html_emit_words_attributes(writer);
	html_emit(writer, ">");
	html_emit_text(writer, document->words.notes);
	html_emit(writer, "</h2>\n<ol>\n");
	writer->last_level = 2;
	for (uint32_t i = 0; i < document->footnote_count; i++)
		html_write_tree(writer, document->footnotes[i]);
	html_emit(writer, "</ol>\n</section>\n");
}

/* ------------------------------------------------------------------------ */

void html_render(const struct document *document,
		 const struct html_options *options, struct html_parts *parts)
{
	static const struct html_options none = { .load_image = NULL };
	struct writer writer = { .document = document,
				 .options = options ? options : &none,
				 .out = &parts->title,
				 .cover = find_cover(document) };
	html_parts_release(parts);
	choose_title(&writer);
	emit_title_block(&writer);
	writer.out = &parts->contents;
	emit_contents(&writer);
	writer.out = &parts->body;
	writer.out_is_body = true;
	html_write_tree(&writer, document->root);
	writer.out_is_body = false;
	writer.out = &parts->notes;
	emit_notes(&writer);
	VECTOR_RELEASE(&writer.delayed);
}

void html_parts_release(struct html_parts *parts)
{
	buffer_release(&parts->title);
	buffer_release(&parts->contents);
	buffer_release(&parts->body);
	buffer_release(&parts->notes);
}
