/* Inlines: text, emphasis, links, notes, breaks. */
#include <assert.h>
#include <string.h>

#include "html/url.h"
#include "html/writer.h"

/* ---- Breaks ------------------------------------------------------------ */

static bool is_han(uint32_t c)
{
	return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
	       (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFF65) ||
	       (c >= 0x20000 && c <= 0x3FFFF);
}

/* Quotation marks, dashes and dots that Chinese shares with other scripts. */
static bool is_shared_mark(uint32_t c)
{
	return c == 0x2014 || c == 0x2026 || (c >= 0x2018 && c <= 0x201D);
}

static uint32_t last_code_point(struct str text)
{
	size_t at = text.length;
	while (at > 0 && ((unsigned char)text.bytes[--at] & 0xC0) == 0x80)
		;
	return text.length ? str_decode(text, &at) : 0;
}

static uint32_t first_code_point(struct str text)
{
	size_t at = 0;
	return text.length ? str_decode(text, &at) : 0;
}

/* The text that is shown after a break in the same paragraph; empty where
 * something else follows. */
static struct str text_after(const struct node *soft_break)
{
	const struct node *block = soft_break->parent;
	while (block && node_is_inline(block))
		block = block->parent;
	const struct node *node = soft_break;
	while (block && (node = node_next(block, node))) {
		if (node->kind == NODE_TEXT && node->text.text.length)
			return node->text.text;
		if (!node->first_child)
			break;
	}
	return STR("");
}

/* Where a source line ends between Han characters there is no space. */
static bool joins_han(const struct writer *writer, const struct node *node)
{
	uint32_t before = last_code_point(writer->last_text);
	if (!is_han(before) && !is_shared_mark(before))
		return false;
	uint32_t after = first_code_point(text_after(node));
	if (!is_han(after) && !is_shared_mark(after))
		return false;
	return is_han(before) || is_han(after) ||
	       strncmp(writer->document->language, "zh", 2) == 0;
}

static void emit_soft_break(struct writer *writer, const struct node *node)
{
	/* Easy Read: a new sentence starts a new line. */
	if (writer->easy_read_depth && !writer->is_outline)
		html_emit(writer, "<br>\n");
	else if (!joins_han(writer, node))
		html_emit(writer, "\n");
}

/* ---- Links ------------------------------------------------------------- */

static bool is_link_shown(const struct writer *writer, const struct node *node)
{
	const char *destination = node->link.destination;
	bool is_lost =
		destination && destination[0] == '#' && !node->link.target;
	return !writer->is_outline && destination && !is_lost &&
	       url_is_allowed(str_from(node->link.destination));
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
	const char *destination = node->link.destination;
	html_emit_start_tag(writer, "a", node);
	html_emit(writer, " href=\"");
	if (node->link.target && node->link.target->identifier) {
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
	char room[NUMBER_ROOM];
	const struct node *footnote = node->footnote_reference.footnote;
	uint32_t note = footnote->footnote.number;
	const char *number = html_number_text(writer, note, room);
	html_emit(writer, "<sup class=\"noteref\"><a role=\"doc-noteref\"");
	html_emit_words_attributes(writer);
	html_emit(writer, " id=\"_ref-");
	buffer_append_integer(writer->out, note);
	html_emit(writer, "-");
	buffer_append_integer(writer->out, node->footnote_reference.index + 1);
	html_emit(writer, "\" href=\"#_note-");
	buffer_append_integer(writer->out, note);
	html_emit(writer, "\" aria-label=\"");
	html_emit_phrase(writer, &writer->document->words.note, number);
	html_emit(writer, "\">");
	html_emit_text(writer, number);
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

/* A word of one letter, with a space before it and after it. */
static bool is_short_word(struct str text, size_t at)
{
	return at + 2 < text.length && text.bytes[at + 1] == ' ' &&
	       strchr("aiouwzAIOUWZ", text.bytes[at]) &&
	       (at == 0 || text.bytes[at - 1] == ' ');
}

/* Polish leaves no one-letter word at a line's end. */
static void emit_bound_text(struct writer *writer, struct str text)
{
	size_t start = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (!is_short_word(text, i))
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
	if (writer->binds_short_words)
		emit_bound_text(writer, node->text.text);
	else
		html_escape_text(writer->out, node->text.text);
	if (node->text.text.length)
		writer->last_text = node->text.text;
}

static void emit_code(struct writer *writer, const struct node *node)
{
	html_emit(writer,
		  node_direction(writer->document, node) == DIRECTION_RTL ?
			  "<code dir=\"ltr\">" :
			  "<code>");
	html_escape_text(writer->out, node->text.text);
	writer->last_text = node->text.text;
	html_emit(writer, "</code>");
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
	if (node_has_class(node, "term"))
		return "strong";
	return html_writer_has_attributes(writer, node) ? "span" : NULL;
}

static void start_span(struct writer *writer, const struct node *node)
{
	const char *tag = tag_of(writer, node);
	if (!tag)
		return;
	html_emit_start_tag(writer, tag, node);
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
		emit_soft_break(writer, node);
		return VISIT_NEXT;
	case NODE_LINE_BREAK:
		html_emit(writer, writer->is_outline ? " " : "<br>\n");
		return VISIT_NEXT;
	case NODE_IMAGE:
		writer->last_text.length = 0;
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
