/* The parts of a page: title block, contents, text, notes. */
#include "html/html.h"

#include <string.h>

#include "html/writer.h"

/* ---- The title --------------------------------------------------------- */

static const struct node *find_cover(const struct document *document)
{
	const struct node *child = document->root->first_child;
	for (; child; child = child->next)
		if (child->kind == NODE_COVER)
			return child;
	return NULL;
}

void html_emit_title_block(struct writer *writer)
{
	if (writer->cover)
		html_write_children(writer, writer->cover);
	else
		html_write_tree(writer, writer->document->title_heading);
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
		html_emit(writer, " href=\"");
		html_emit_file_of(writer, heading);
		html_emit(writer, "#");
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
	unsigned open = 0; /* lists */
	const struct document *document = writer->document;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		if (!node_is_listed(document, heading))
			continue;
		for (; open > heading->heading.depth + 1u; open--)
			html_emit(writer, "</li>\n</ol>");
		if (open > heading->heading.depth) {
			html_emit(writer, "</li>\n");
		} else {
			html_emit(writer, open ? "\n<ol>\n" : "<ol>\n");
			open++;
		}
		emit_entry(writer, heading);
	}
	for (; open; open--)
		html_emit(writer, "</li>\n</ol>\n");
}

void html_append_entries(const struct document *document,
			 const struct html_options *options, struct buffer *out)
{
	struct writer writer = { .out = out };
	html_begin(&writer, document, options);
	writer.is_outline = true;
	emit_entries(&writer);
}

/* The title of the list stands twice, and the style sheet shows one: as a
 * heading beside the text of a wide page, where the list is always open, and on
 * what folds it on a phone, so that the text comes first there. Neither says
 * "collapsed" of a list that can be seen (WCAG 2.2, 4.1.2). */
static void emit_contents_title(struct writer *writer,
				const struct node *contents)
{
	const struct node *heading = contents->first_child;
	html_emit(writer, "<h2 id=\"_contents\"");
	html_emit_language(writer, heading);
	html_emit(writer, ">");
	html_write_children(writer, heading);
	html_emit(writer, "</h2>\n<details>\n<summary");
	html_emit_language(writer, heading);
	html_emit(writer, ">");
	html_write_children(writer, heading);
	html_emit(writer, "</summary>\n");
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
		emit_contents_title(writer, contents);
		buffer_append_str(out, buffer_str(&entries));
		html_emit(writer, "</details>\n</nav>\n");
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
	html_emit_language(writer, document->notes_title);
	html_emit(writer, ">");
	html_write_children(writer, document->notes_title);
	html_emit(writer, "</h2>\n<ol>\n");
	for (uint32_t i = 0; i < document->footnote_count; i++)
		html_write_tree(writer, document->footnotes[i]);
	html_emit(writer, "</ol>\n</section>\n");
}

/* ------------------------------------------------------------------------ */

void html_begin(struct writer *writer, const struct document *document,
		const struct html_options *options)
{
	static const struct html_options none = { .load_image = NULL };
	writer->document = document;
	writer->options = options ? options : &none;
	writer->cover = find_cover(document);
}

void html_render(const struct document *document,
		 const struct html_options *options, struct html_parts *parts)
{
	struct writer writer = { .out = &parts->title };
	html_parts_release(parts);
	html_begin(&writer, document, options);
	html_emit_title_block(&writer);
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
