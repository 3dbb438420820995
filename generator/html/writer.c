/* The walk over a document, and the pieces of markup that all nodes share. */
#include "html/writer.h"

#include <string.h>

/* ---- The walk ---------------------------------------------------------- */

static enum visit write_start(struct writer *writer, const struct node *node)
{
	if (node_is_inline(node))
		return html_emit_inline_start(writer, node);
	if (writer->options->page_break_count)
		html_emit_page_breaks(writer, node);
	return html_emit_block_start(writer, node);
}

static void write_end(struct writer *writer, const struct node *node)
{
	if (node_is_inline(node))
		html_emit_inline_end(writer, node);
	else
		html_emit_block_end(writer, node);
}

/* Writes from `node` on to the last node below `root`. */
static void walk(struct writer *writer, const struct node *root,
		 const struct node *node)
{
	for (;;) {
		if (write_start(writer, node) == VISIT_CHILDREN) {
			if (node->first_child) {
				node = node->first_child;
				continue;
			}
			write_end(writer, node);
		}
		while (!node->next) {
			node = node->parent;
			if (!node || node == root)
				return;
			write_end(writer, node);
		}
		node = node->next;
	}
}

void html_write_children(struct writer *writer, const struct node *parent)
{
	if (parent->first_child)
		walk(writer, parent, parent->first_child);
}

void html_write_tree(struct writer *writer, const struct node *root)
{
	if (write_start(writer, root) == VISIT_NEXT)
		return;
	html_write_children(writer, root);
	write_end(writer, root);
}

/* ---- Tags and attributes ----------------------------------------------- */

void html_emit(struct writer *writer, const char *markup)
{
	buffer_append_string(writer->out, markup);
}

void html_emit_text(struct writer *writer, const char *text)
{
	html_escape_text(writer->out, str_from(text));
}

void html_emit_attribute(struct writer *writer, const char *name,
			 const char *text)
{
	buffer_append_byte(writer->out, ' ');
	html_emit(writer, name);
	html_emit(writer, "=\"");
	html_escape_attribute(writer->out, str_from(text));
	buffer_append_byte(writer->out, '"');
}

void html_emit_own_identifier(struct writer *writer, const char *attribute,
			      const char *prefix, uint32_t number)
{
	buffer_append_byte(writer->out, ' ');
	html_emit(writer, attribute);
	html_emit(writer, "=\"_");
	html_emit(writer, prefix);
	buffer_append_byte(writer->out, '-');
	buffer_append_integer(writer->out, number);
	buffer_append_byte(writer->out, '"');
}

/* HTML lets an identifier hold anything but white space. */
void html_emit_identifier(struct writer *writer, struct str identifier)
{
	size_t start = 0;
	for (size_t i = 0; i <= identifier.length; i++) {
		bool is_end = i == identifier.length;
		if (!is_end && (unsigned char)identifier.bytes[i] > ' ')
			continue;
		html_escape_attribute(
			writer->out,
			(struct str){ identifier.bytes + start, i - start });
		if (!is_end)
			buffer_append_byte(writer->out, '_');
		start = i + 1;
	}
}

static const char *inherited_language(const struct writer *writer,
				      const struct node *node)
{
	return node->parent ? node_language(writer->document, node->parent) :
			      writer->document->language;
}

static enum direction inherited_direction(const struct writer *writer,
					  const struct node *node)
{
	return node->parent ? node_direction(writer->document, node->parent) :
			      writer->document->direction;
}

static bool changes_language(const struct writer *writer,
			     const struct node *node)
{
	return node->language &&
	       strcmp(node->language, inherited_language(writer, node)) != 0;
}

/* The direction that the node turns to, or DIRECTION_INHERIT. */
static enum direction new_direction(const struct writer *writer,
				    const struct node *node)
{
	return node->direction == inherited_direction(writer, node) ?
		       DIRECTION_INHERIT :
		       node->direction;
}

bool html_writer_has_attributes(const struct writer *writer,
				const struct node *node)
{
	return (node->identifier && !writer->is_outline) ||
	       changes_language(writer, node) ||
	       new_direction(writer, node) != DIRECTION_INHERIT;
}

void html_emit_direction(struct writer *writer, const struct node *node)
{
	enum direction direction = new_direction(writer, node);
	if (direction != DIRECTION_INHERIT)
		html_emit(writer, direction == DIRECTION_RTL ? " dir=\"rtl\"" :
							       " dir=\"ltr\"");
}

/* Boxes and tables are labelled with these, by an identifier that is written after
 * this. */
static bool has_label_identifier(const struct node *node)
{
	return node->kind == NODE_TITLE || node->kind == NODE_CAPTION;
}

static void mark(struct writer *writer, const struct node *node, bool is_named)
{
	struct html_marks *marks = writer->options->marks;
	struct buffer identifier = BUFFER_INITIALISER;
	struct buffer *out = writer->out;
	if (!is_named && has_label_identifier(node))
		return;
	writer->out = &identifier;
	if (is_named)
		html_emit_identifier(writer, str_from(node->identifier));
	else
		buffer_append_format(&identifier, "_block-%zu",
				     marks->count + 1);
	writer->out = out;
	if (!is_named)
		html_emit_attribute(writer, "id", identifier.bytes);
	*VECTOR_ADD(marks) =
		(struct html_mark){ node, arena_copy_string(marks->arena,
							    identifier.bytes) };
	buffer_release(&identifier);
}

void html_emit_start_tag(struct writer *writer, const char *name,
			 const struct node *node)
{
	buffer_append_byte(writer->out, '<');
	html_emit(writer, name);
	bool is_named = node->identifier && *node->identifier;
	if (is_named && !writer->is_outline) {
		html_emit(writer, " id=\"");
		html_emit_identifier(writer, str_from(node->identifier));
		buffer_append_byte(writer->out, '"');
	}
	if (writer->options->marks && !writer->is_outline &&
	    node_is_block(node))
		mark(writer, node, is_named);
	html_emit_language(writer, node);
}

void html_emit_language(struct writer *writer, const struct node *node)
{
	if (!node->language && node->direction == DIRECTION_INHERIT)
		return;
	if (changes_language(writer, node))
		html_emit_attribute(writer, "lang", node->language);
	html_emit_direction(writer, node);
}

void html_emit_void_end(struct writer *writer)
{
	html_emit(writer, writer->options->is_xml ? "/>" : ">");
}

void html_emit_file_of(struct writer *writer, const struct node *node)
{
	const struct html_split *split = writer->options->split;
	const char *file = split ? html_file_of(split, node) : NULL;
	if (file && file != writer->file)
		html_emit(writer, file);
}

void html_emit_end_tag(struct writer *writer, const char *name)
{
	buffer_append(writer->out, "</", 2);
	html_emit(writer, name);
	buffer_append_byte(writer->out, '>');
}

/* ---- Words ------------------------------------------------------------- */

static void write_language(struct writer *writer, const char *language,
			   enum direction direction, enum direction around)
{
	html_emit_attribute(writer, "lang", language);
	if (direction != around)
		html_emit_attribute(writer, "dir",
				    direction == DIRECTION_RTL ? "rtl" : "ltr");
}

void html_emit_words_attributes(struct writer *writer,
				const struct node *context)
{
	const char *language = node_words_language(writer->document, context);
	if (language)
		write_language(writer, language,
			       document_direction_of_language(language),
			       node_direction(writer->document, context));
}

void html_emit_words_language(struct writer *writer, const struct node *context)
{
	const char *language = node_words_language(writer->document, context);
	if (language)
		html_emit_attribute(writer, "lang", language);
}

void html_emit_word(struct writer *writer, const char *word,
		    const struct node *context)
{
	bool is_foreign = node_words_language(writer->document, context);
	if (is_foreign) {
		html_emit(writer, "<span");
		html_emit_words_attributes(writer, context);
		html_emit(writer, ">");
	}
	html_emit_text(writer, word ? word : "");
	if (is_foreign)
		html_emit(writer, "</span>");
}

void html_emit_phrase(struct writer *writer, const struct phrase *phrase,
		      const char *text)
{
	for (size_t i = 0; i < phrase->piece_count; i++) {
		if (i > 0)
			html_escape_attribute(writer->out, str_from(text));
		html_escape_attribute(writer->out, phrase->pieces[i]);
	}
}

void html_emit_label(struct writer *writer, const struct node *owner,
		     const struct node *context)
{
	struct str label = str_from(node_label(owner));
	struct str trimmed = str_trim(label);
	if (!label.length)
		return;
	html_emit(writer, "<span class=\"number\"");
	html_emit_words_attributes(writer, context);
	html_emit(writer, ">");
	html_escape_text(writer->out, trimmed);
	html_emit(writer, "</span>");
	html_escape_text(writer->out,
			 (struct str){ trimmed.bytes + trimmed.length,
				       label.length - trimmed.length });
}

/* ---- Questions --------------------------------------------------------- */

static bool is_blank(struct str text)
{
	return str_trim(text).length == 0;
}

static bool shows_nothing(const struct node *node)
{
	if (node->kind == NODE_IMAGE)
		return !node->image.alternative || !*node->image.alternative;
	return is_blank(node_text(node));
}

bool html_is_empty(const struct node *node)
{
	const struct node *below = node;
	for (; below; below = node_next(node, below))
		if (!shows_nothing(below))
			return false;
	return true;
}
