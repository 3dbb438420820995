/* Inlines: text, emphasis, links, notes, breaks. */
#include <string.h>

#include <unicode/uchar.h>

#include "gfm/writer.h"

struct inlines {
	struct writer *writer;
	struct buffer *out;
	const struct node *block;
	enum place_of_words where;
	size_t line_start;
	unsigned link_depth;
	VECTOR(size_t) starts; /* in `out`, of what is open */
};

static void append_tag(struct buffer *out, const char *name, const char *slash)
{
	buffer_append_format(out, "<%s%s>", slash, name);
}

static void insert(struct buffer *out, size_t offset, struct str text)
{
	buffer_reserve(out, text.length + 1);
	memmove(out->bytes + offset + text.length, out->bytes + offset,
		out->length - offset + 1);
	memcpy(out->bytes + offset, text.bytes, text.length);
	out->length += text.length;
}

/* ---- Emphasis ------------------------------------------------------------ */

enum class { CLASS_SPACE, CLASS_PUNCTUATION, CLASS_LETTER, CLASS_DELIMITER };

/* As CommonMark 6.2 has it; symbols are punctuation to some versions and none
 * to others, so that they are no help: delimiters. */
static enum class class_of(uint32_t c) {
	uint32_t mask = c ? U_GET_GC_MASK((UChar32)c) : 0;
	if (!c || c == ' ' || c == '\n' ||
	    (mask & U_GC_ZS_MASK)) return CLASS_SPACE;
	if (c == '*' || c == '_' || c == '~' ||
	    (c >= 0x80 && (mask & U_GC_S_MASK))) return CLASS_DELIMITER;
	if (c < 0x80 ? u_ispunct((UChar32)c) || (mask & U_GC_S_MASK) :
		       (mask & U_GC_P_MASK) != 0) return CLASS_PUNCTUATION;
	return CLASS_LETTER;
}

static enum class class_before(const struct buffer *out, size_t offset) {
	size_t start = offset; if (!offset) return CLASS_SPACE;
	while (start > 0 &&
	       ((unsigned char)out->bytes[--start] & 0xC0) == 0x80);
	return class_of(str_decode(buffer_str(out), &start));
}

static enum class class_at(const struct buffer *out, size_t offset) {
	if (offset >= out->length) return CLASS_SPACE;
	return class_of(str_decode(buffer_str(out), &offset));
}

static const char *tag_of(const struct node *node)
{
	switch (node->kind) {
	case NODE_EMPHASIS:
		return "em";
	case NODE_STRONG:
		return "strong";
	case NODE_STRIKETHROUGH:
		return "s";
	case NODE_SUBSCRIPT:
		return "sub";
	case NODE_SUPERSCRIPT:
		return "sup";
	case NODE_SPAN:
		return node_has_class(node, "term")      ? "strong" :
		       node_has_class(node, "underline") ? "u" :
		       node_has_class(node, "mark")      ? "mark" :
		       node_has_class(node, "small")     ? "small" :
							   NULL;
	case NODE_LINK:
	case NODE_TEXT:
	case NODE_CODE:
	case NODE_SOFT_BREAK:
	case NODE_LINE_BREAK:
	case NODE_IMAGE:
	case NODE_FOOTNOTE_REFERENCE:
#define BLOCK(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		return NULL;
	}
	return NULL;
}

/* What stands on both sides of it, or NULL: a tag alone will do. */
static const char *delimiter_of(const struct node *node)
{
	if (node->kind == NODE_EMPHASIS)
		return "*";
	if (node->kind == NODE_STRONG ||
	    (node->kind == NODE_SPAN && node_has_class(node, "term")))
		return "**";
	return node->kind == NODE_STRIKETHROUGH ? "~~" : NULL;
}

/* What the first character will be that the node writes; CLASS_SPACE: that
 * cannot be told, or it writes none; *is_known then says which. */
static enum class class_of_start(const struct node *node, bool *is_known) {
	size_t offset = 0; *is_known = true; switch (node->kind){
		case NODE_TEXT : *is_known = node->text.text.length > 0;
		return *is_known ?
			       class_of(str_decode(node->text.text, &offset)) :
			       CLASS_SPACE;
		case NODE_CODE : case NODE_LINK : case NODE_FOOTNOTE_REFERENCE :
			case NODE_LINE_BREAK : /* a backslash, or a tag */
				case NODE_SUBSCRIPT : case
		NODE_SUPERSCRIPT : return CLASS_PUNCTUATION;
		case NODE_SOFT_BREAK : return CLASS_SPACE;
		case NODE_IMAGE : *is_known = node->image.alternative &&
					      *node->image.alternative;
		return CLASS_PUNCTUATION;
		case NODE_EMPHASIS : case NODE_STRONG : case
		NODE_STRIKETHROUGH : case NODE_SPAN : return CLASS_DELIMITER;
#define BLOCK(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		break;
	}
return CLASS_SPACE;
}

static enum class class_after(const struct inlines *inlines,
			      const struct node *node) {
	for (; node != inlines->block;
	     node = node->parent){ for (const struct node *next = node->next;
					next; next = next->next){
		bool is_known;
		enum class class = class_of_start(next, &is_known);
		if (is_known) return class; }
/* Its own end follows. */
if (node->parent != inlines->block) return node->parent->kind == NODE_LINK ?
	CLASS_PUNCTUATION :
	CLASS_DELIMITER;
}
return CLASS_SPACE;
}

/* Delimiters are read as what they are meant for where they stand beside no
 * other ones, with words on their inner side; beside punctuation within, there
 * has to be space or punctuation without. */
static bool may_be_delimited(const struct inlines *inlines,
			     const struct node *node, size_t start)
{
	const struct buffer *out = inlines->out;
	enum class outer[] = { start == inlines->line_start ?
				       CLASS_SPACE :
				       class_before(out, start),
			       class_after(inlines, node) };
	enum class inner[] = { class_at(out, start),
			       class_before(out, out->length) };
	for (int i = 0; i < 2; i++)
		if (outer[i] == CLASS_DELIMITER ||
		    inner[i] == CLASS_DELIMITER || inner[i] == CLASS_SPACE ||
		    (inner[i] == CLASS_PUNCTUATION && outer[i] == CLASS_LETTER))
			return false;
	for (const struct node *at = node->parent; at != inlines->block;
	     at = at->parent)
		if (delimiter_of(at) &&
		    strcmp(delimiter_of(at), delimiter_of(node)) == 0)
			return false;
	return true;
}

static void end_emphasis(struct inlines *inlines, const struct node *node,
			 size_t start)
{
	struct buffer *out = inlines->out;
	struct buffer before = BUFFER_INITIALISER;
	const char *tag = tag_of(node);
	const char *delimiter = delimiter_of(node);
	bool has_language = gfm_append_language(inlines->writer, node, &before);
	if (out->length == start || (!tag && !has_language)) {
		buffer_release(&before);
		return;
	}
	if (delimiter && !has_language &&
	    may_be_delimited(inlines, node, start)) {
		insert(out, start, str_from(delimiter));
		buffer_append_string(out, delimiter);
	} else {
		tag = tag ? tag : "span";
		insert(&before, 0, str_from(tag));
		insert(&before, 0, STR("<"));
		buffer_append_byte(&before, '>');
		insert(out, start, buffer_str(&before));
		append_tag(out, tag, "/");
	}
	buffer_release(&before);
}

/* ---- Links --------------------------------------------------------------- */

static bool is_link(const struct inlines *inlines, const struct node *link)
{
	const char *destination = node_link_address(link);
	/* Markdown has no links within links. */
	return destination && inlines->where != IN_OUTLINE &&
	       inlines->link_depth == 1 &&
	       (destination[0] != '#' || link->link.target);
}

static struct str address_of(const struct node *link, struct buffer *local)
{
	const struct node *target = link->link.target;
	if (!target || !target->identifier)
		return str_from(node_link_address(link));
	buffer_append_format(local, "#%s", target->identifier);
	return buffer_str(local);
}

static void end_link(struct inlines *inlines, const struct node *link,
		     size_t start)
{
	struct buffer *out = inlines->out;
	struct buffer local = BUFFER_INITIALISER;
	bool is_shown = is_link(inlines, link);
	inlines->link_depth--;
	if (!is_shown)
		return;
	struct str address = address_of(link, &local);
	if (out->length == start)
		gfm_append_text(out, address, SIZE_MAX);
	insert(out, start, STR("["));
	buffer_append_string(out, "](");
	gfm_append_address(out, address);
	buffer_append_byte(out, ')');
	buffer_release(&local);
}

/* ---- The rest ------------------------------------------------------------ */

static void append_break(struct inlines *inlines, const struct node *node)
{
	struct buffer *out = inlines->out;
	if (node->kind == NODE_SOFT_BREAK || inlines->where == IN_OUTLINE) {
		if (out->length != inlines->line_start)
			buffer_append_byte(out, ' ');
		return;
	}
	if (inlines->where != IN_PARAGRAPH) {
		buffer_append_string(out, "<br>");
		return;
	}
	/* Space before it goes with it. */
	buffer_append_string(out, "\\\n");
	inlines->line_start = out->length;
}

static void append_image(struct inlines *inlines, const struct node *node)
{
	const char *alternative = node->image.alternative;
	if (!alternative || !*alternative)
		return;
	buffer_append_string(inlines->out, "![");
	gfm_append_text(inlines->out, str_from(alternative), SIZE_MAX);
	buffer_append_string(inlines->out, "]()");
}

static void append_reference(struct inlines *inlines, const struct node *node)
{
	const struct node *note = node->footnote_reference.footnote;
	if (note && inlines->where != IN_OUTLINE)
		buffer_append_format(inlines->out, "[^%u]",
				     (unsigned)note->footnote.number);
}

static enum visit enter(void *context, const struct node *node)
{
	struct inlines *inlines = context;
	if (node != inlines->block)
		gfm_append_anchor(inlines->writer, node, inlines->out);
	switch (node->kind) {
	case NODE_TEXT:
		gfm_append_text(inlines->out, node->text.text,
				inlines->line_start);
		return VISIT_NEXT;
	case NODE_CODE:
		gfm_append_code(inlines->out, node->text.text,
				inlines->where == IN_CELL);
		return VISIT_NEXT;
	case NODE_SOFT_BREAK:
	case NODE_LINE_BREAK:
		append_break(inlines, node);
		return VISIT_NEXT;
	case NODE_IMAGE:
		append_image(inlines, node);
		return VISIT_NEXT;
	case NODE_FOOTNOTE_REFERENCE:
		append_reference(inlines, node);
		return VISIT_NEXT;
	case NODE_LINK:
		inlines->link_depth++;
		break;
	case NODE_SUPERSCRIPT:
	case NODE_SUBSCRIPT:
	case NODE_STRIKETHROUGH:
	case NODE_EMPHASIS:
	case NODE_STRONG:
	case NODE_SPAN:
#define BLOCK(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		break;
	}
	*VECTOR_ADD(&inlines->starts) = inlines->out->length;
	return VISIT_CHILDREN;
}

static void leave(void *context, const struct node *node)
{
	struct inlines *inlines = context;
	if (!node_is_inline(node) || (!node_kind_holds_inlines(node->kind)))
		return;
	size_t start = *VECTOR_LAST(&inlines->starts);
	inlines->starts.count--;
	if (node->kind == NODE_LINK)
		end_link(inlines, node, start);
	else
		end_emphasis(inlines, node, start);
	if (node->kind == NODE_SPAN && node->span.told &&
	    inlines->where != IN_OUTLINE)
		gfm_append_text(inlines->out, str_from(node->span.told),
				SIZE_MAX);
}

static void trim_end(struct buffer *out, size_t start)
{
	for (;;) {
		if (out->length > start && out->bytes[out->length - 1] == ' ')
			out->length--;
		else if (out->length >= start + 2 &&
			 strcmp(out->bytes + out->length - 2, "\\\n") == 0)
			out->length -= 2;
		else
			break;
		out->bytes[out->length] = '\0';
	}
}

void gfm_append_inlines(struct writer *writer, const struct node *block,
			enum place_of_words where, struct buffer *out)
{
	struct inlines inlines = {
		.writer = writer,
		.out = out,
		.block = block,
		.where = where,
		.line_start = where == IN_PARAGRAPH ? out->length : SIZE_MAX,
	};
	size_t start = out->length;
	for (const struct node *child = block->first_child; child;
	     child = child->next)
		document_walk(child, enter, leave, &inlines);
	trim_end(out, start);
	VECTOR_RELEASE(&inlines.starts);
}

void gfm_append_anchor(const struct writer *writer, const struct node *node,
		       struct buffer *out)
{
	if (!node->identifier ||
	    !map_lookup(&writer->targets, gfm_key_of(&node)))
		return;
	buffer_append_string(out, "<a id=\"");
	gfm_append_attribute(out, str_from(node->identifier));
	buffer_append_string(out, "\"></a>");
}
