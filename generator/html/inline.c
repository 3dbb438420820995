/* Inlines: text, emphasis, links, notes, breaks. */
#include <assert.h>
#include <string.h>

#include "base/typography.h"
#include "document/localise.h"
#include "html/url.h"
#include "html/writer.h"

/* ---- Links ------------------------------------------------------------- */

static bool is_link_shown(const struct writer *writer, const struct node *node)
{
	const char *destination = node->link.destination;
	bool is_lost =
		destination && destination[0] == '#' && !node->link.target;
	bool leads_out = writer->options->is_xml && node_link_leads_out(node);
	return !writer->is_outline && destination && !is_lost && !leads_out;
}

static enum visit start_link(struct writer *writer, const struct node *node)
{
	/* HTML has no links within links. */
	if (writer->link_depth++ || !is_link_shown(writer, node)) {
		if (html_writer_has_attributes(writer, node)) {
			html_emit_start_tag(writer, "span", node);
			html_emit(writer, ">");
		}
		return VISIT_CHILDREN;
	}
	const char *destination = writer->options->is_xml ?
					  node_link_address(node) :
					  node->link.destination;
	html_emit_start_tag(writer, "a", node);
	html_emit(writer, " href=\"");
	if (node->link.target && node->link.target->identifier) {
		html_emit_file_of(writer, node->link.target);
		html_emit(writer, "#");
		html_emit_identifier(writer,
				     str_from(node->link.target->identifier));
	} else {
		url_write(writer->out, str_from(destination));
	}
	html_emit(writer, "\"");
	bool has_name = !html_is_empty(node);
	if (!has_name && node->first_child)
		html_emit_attribute(writer, "aria-label", destination);
	html_emit(writer, ">");
	if (!has_name && !node->first_child)
		html_emit_text(writer, destination);
	return VISIT_CHILDREN;
}

/* ---- Notes ------------------------------------------------------------- */

static void emit_reference(struct writer *writer, const struct node *node)
{
	const struct node *footnote = node->footnote_reference.footnote;
	uint32_t note = footnote->footnote.number;
	html_emit(writer, "<sup class=\"noteref\"><a role=\"doc-noteref\"");
	if (writer->options->is_xml)
		html_emit(writer, " epub:type=\"noteref\"");
	html_emit_words_attributes(writer, node);
	html_emit(writer, " id=\"_ref-");
	buffer_append_integer(writer->out, note);
	html_emit(writer, "-");
	buffer_append_integer(writer->out, node->footnote_reference.index + 1);
	html_emit(writer, "\" href=\"");
	html_emit_file_of(writer, footnote);
	html_emit(writer, "#_note-");
	buffer_append_integer(writer->out, note);
	html_emit(writer, "\" aria-label=\"");
	html_escape_attribute(writer->out, str_from(footnote->footnote.name));
	html_emit(writer, "\">");
	html_emit_text(writer, document_number(writer->document, note));
	html_emit(writer, "</a></sup>");
}

static void start_reference(struct writer *writer, const struct node *node)
{
	if (writer->is_outline || !node->footnote_reference.footnote)
		return;
	if (writer->link_depth)
		*VECTOR_ADD(&writer->delayed) = node;
	else
		emit_reference(writer, node);
}

static void end_link(struct writer *writer, const struct node *node)
{
	if (--writer->link_depth || !is_link_shown(writer, node)) {
		if (html_writer_has_attributes(writer, node))
			html_emit(writer, "</span>");
	} else {
		html_emit(writer, "</a>");
	}
	if (writer->link_depth)
		return;
	for (size_t i = 0; i < writer->delayed.count; i++)
		emit_reference(writer, writer->delayed.items[i]);
	writer->delayed.count = 0;
}

/* ---- The rest ---------------------------------------------------------- */

/* A word of one of the letters, with a space before it and after it; the
 * text that it belongs to may go on in the next node. */
static bool is_short_word(const struct node *node, size_t at,
			  const char *letters)
{
	struct str text = node->text.text;
	if (at + 1 >= text.length || text.bytes[at + 1] != ' ' ||
	    (at + 2 == text.length && !node->next))
		return false;
	return text.bytes[at] && strchr(letters, text.bytes[at]) &&
	       (at == 0 || text.bytes[at - 1] == ' ');
}

/* Polish, say, leaves no one-letter word at a line's end. */
static void emit_bound_text(struct writer *writer, const struct node *node,
			    const char *letters)
{
	struct str text = node->text.text;
	size_t start = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (!is_short_word(node, i, letters))
			continue;
		html_escape_text(writer->out, (struct str){ text.bytes + start,
							    i + 1 - start });
		html_emit(writer, "\u00a0");
		start = i + 2;
	}
	html_escape_text(writer->out, (struct str){ text.bytes + start,
						    text.length - start });
}

static void emit_characters(struct writer *writer, const struct node *node)
{
	const char *language = node_language(writer->document, node);
	const char *letters = typography_of(language)->bound_letters;
	if (*letters)
		emit_bound_text(writer, node, letters);
	else
		html_escape_text(writer->out, node->text.text);
}

static void emit_code(struct writer *writer, const struct node *node)
{
	html_emit(writer,
		  node_direction(writer->document, node) == DIRECTION_RTL ?
			  "<code dir=\"ltr\">" :
			  "<code>");
	html_escape_text(writer->out, node->text.text);
	html_emit(writer, "</code>");
}

/* Of an abbreviation; in an entry of the contents it is told with its
 * heading. */
static const char *expansion_of(const struct writer *writer,
				const struct node *node)
{
	return node->kind == NODE_SPAN && !writer->is_outline ?
		       node->span.expansion :
		       NULL;
}

/* NULL for a span that has nothing to say. */
static const char *tag_of(const struct writer *writer, const struct node *node)
{
	if (node->kind == NODE_EMPHASIS)
		return "em";
	if (node->kind == NODE_STRONG)
		return "strong";
	if (node->kind == NODE_STRIKETHROUGH)
		return "s";
	if (node->kind == NODE_SUBSCRIPT)
		return "sub";
	if (node->kind == NODE_SUPERSCRIPT)
		return "sup";
	if (node_has_class(node, "term") || node_has_class(node, "message"))
		return "strong";
	if (expansion_of(writer, node))
		return "abbr";
	return html_writer_has_attributes(writer, node) ? "span" : NULL;
}

static void start_span(struct writer *writer, const struct node *node)
{
	const char *tag = tag_of(writer, node);
	if (!tag)
		return;
	html_emit_start_tag(writer, tag, node);
	if (expansion_of(writer, node))
		html_emit_attribute(writer, "title", node->span.expansion);
	bool is_term = node->kind == NODE_SPAN && node_has_class(node, "term");
	html_emit(writer, is_term ? " class=\"term\">" : ">");
}

static void end_span(struct writer *writer, const struct node *node)
{
	const char *tag = tag_of(writer, node);
	if (tag)
		html_emit_end_tag(writer, tag);
}

enum visit html_emit_inline_start(struct writer *writer,
				  const struct node *node)
{
	switch (node->kind) {
	case NODE_TEXT:
		emit_characters(writer, node);
		return VISIT_NEXT;
	case NODE_CODE:
		emit_code(writer, node);
		return VISIT_NEXT;
	case NODE_SOFT_BREAK:
		html_emit(writer, "\n");
		return VISIT_NEXT;
	case NODE_LINE_BREAK:
		if (writer->is_outline) {
			html_emit(writer, " ");
		} else {
			html_emit(writer, "<br");
			html_emit_void_end(writer);
			html_emit(writer, "\n");
		}
		return VISIT_NEXT;
	case NODE_IMAGE:
		html_emit_image(writer, node);
		return VISIT_NEXT;
	case NODE_FOOTNOTE_REFERENCE:
		start_reference(writer, node);
		return VISIT_NEXT;
	case NODE_LINK:
		return start_link(writer, node);
	case NODE_EMPHASIS:
	case NODE_STRONG:
	case NODE_STRIKETHROUGH:
	case NODE_SUBSCRIPT:
	case NODE_SUPERSCRIPT:
	case NODE_SPAN:
		start_span(writer, node);
		return VISIT_CHILDREN;
#define BLOCK(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		break;
	}
	assert(!"no inline");
	return VISIT_NEXT;
}

void html_emit_inline_end(struct writer *writer, const struct node *node)
{
	if (node->kind == NODE_LINK)
		end_link(writer, node);
	else
		end_span(writer, node);
}
