/* What inlines say. */
#include <string.h>

#include <unicode/uchar.h>

#include "document/localise.h"
#include "plain/writer.h"

enum script { SCRIPT_NONE, SCRIPT_SUPERSCRIPT, SCRIPT_SUBSCRIPT };

struct inlines {
	struct writer *writer;
	struct passage *passage;
	bool is_outline;    /* for a list of contents: no notes, no
				  * addresses, no line breaks */
	enum script script; /* letters and digits of that kind */
	size_t link_start;  /* of the link that is open */
};

static struct buffer *text_of(struct inlines *inlines)
{
	return &inlines->passage->text;
}

static void keep_whole(struct inlines *inlines, size_t start)
{
	*VECTOR_ADD(&inlines->passage->whole) =
		(struct stretch){ start, text_of(inlines)->length };
}

/* ---- Direction --------------------------------------------------------- */

static bool is_isolated(const struct inlines *inlines, const struct node *node)
{
	const struct document *document = inlines->writer->document;
	return node->parent && node_direction(document, node) !=
				       node_direction(document, node->parent);
}

static void open_isolate(struct inlines *inlines, enum direction direction)
{
	buffer_append_string(text_of(inlines),
			     direction == DIRECTION_RTL ? "\u2067" : "\u2066");
}

static void close_isolate(struct inlines *inlines)
{
	buffer_append_string(text_of(inlines), "\u2069");
}

/* ---- Text -------------------------------------------------------------- */

static bool is_line_end(uint32_t c)
{
	return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 ||
	       c == 0x2029;
}

/* Unicode's raised or lowered form, or 0. */
static uint32_t raised(uint32_t c)
{
	static const uint32_t digits[] = { 0x2070, 0xB9,   0xB2,   0xB3,
					   0x2074, 0x2075, 0x2076, 0x2077,
					   0x2078, 0x2079 };
	return c >= '0' && c <= '9'    ? digits[c - '0'] :
	       c == '+'                ? 0x207A :
	       c == '-' || c == 0x2212 ? 0x207B :
	       c == 'n'                ? 0x207F :
					 0;
}

static uint32_t lowered(uint32_t c)
{
	return c >= '0' && c <= '9'    ? 0x2080 + c - '0' :
	       c == '+'                ? 0x208A :
	       c == '-' || c == 0x2212 ? 0x208B :
					 0;
}

static uint32_t in_script(enum script script, uint32_t c)
{
	return script == SCRIPT_SUPERSCRIPT ? raised(c) :
	       script == SCRIPT_SUBSCRIPT   ? lowered(c) :
					      c;
}

static void append_text(struct inlines *inlines, struct str text)
{
	struct buffer *out = text_of(inlines);
	size_t offset = 0;
	while (offset < text.length) {
		uint32_t c = str_decode(text, &offset);
		buffer_append_code_point(
			out,
			is_line_end(c) ? ' ' : in_script(inlines->script, c));
	}
}

/* ---- Raised and lowered ------------------------------------------------ */

/* "10³" is not "103": where Unicode has the characters they are taken, else
 * digits are set off, and words are as clear without ("1st", "Mme"). */
static enum script script_of(const struct node *node)
{
	return node->kind == NODE_SUPERSCRIPT ? SCRIPT_SUPERSCRIPT :
						SCRIPT_SUBSCRIPT;
}

struct form {
	bool has_characters; /* Unicode has all of them raised or lowered */
	bool has_digits;
};

static struct form form_of(const struct node *node)
{
	struct form form = { .has_characters = true };
	for (const struct node *at = node; at; at = node_next(node, at)) {
		struct str text =
			at->kind == NODE_TEXT ? at->text.text : STR("");
		size_t offset = 0;
		/* Only words by themselves are put into other characters. */
		form.has_characters &= at == node || at->kind == NODE_TEXT;
		while (offset < text.length) {
			uint32_t c = str_decode(text, &offset);
			form.has_digits |= u_isdigit((UChar32)c);
			form.has_characters &=
				in_script(script_of(node), c) != 0;
		}
	}
	return form;
}

static void start_script(struct inlines *inlines, const struct node *node)
{
	struct form form = form_of(node);
	if (inlines->script != SCRIPT_NONE)
		return;
	if (form.has_characters)
		inlines->script = script_of(node);
	else if (form.has_digits)
		buffer_append_string(text_of(inlines),
				     node->kind == NODE_SUPERSCRIPT ? "^(" :
								      "_(");
}

static void end_script(struct inlines *inlines, const struct node *node)
{
	struct form form = form_of(node);
	if (form.has_characters)
		inlines->script = SCRIPT_NONE;
	else if (form.has_digits)
		buffer_append_string(text_of(inlines), ")");
}

/* ---- Links ------------------------------------------------------------- */

/* What a link's address looks like to people. */
static struct str address_of(const struct node *link)
{
	static const char *const schemes[] = { "mailto:", "tel:" };
	struct str address = str_from(node_link_address(link));
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		struct str scheme = str_from(schemes[i]);
		if (!str_starts_with(address, scheme))
			continue;
		address.bytes += scheme.length;
		address.length -= scheme.length;
	}
	return address;
}

static bool says_address(const struct node *link)
{
	struct buffer words = BUFFER_INITIALISER;
	node_append_plain_text(link, &words);
	struct str text = str_trim(buffer_str(&words));
	bool says = str_equals(text, address_of(link)) ||
		    str_equals_string(text, node_link_address(link));
	buffer_release(&words);
	return says;
}

/* Places within the document are reached by reading on. */
static bool leads_outside(const struct node *link)
{
	const char *destination = node_link_address(link);
	return destination && destination[0] && destination[0] != '#';
}

static void end_link(struct inlines *inlines, const struct node *link)
{
	struct buffer *out = text_of(inlines);
	bool is_outside = leads_outside(link);
	if (is_outside && says_address(link))
		keep_whole(inlines, inlines->link_start);
	else if (is_outside && !inlines->is_outline) {
		struct str address = address_of(link);
		if (out->length > inlines->link_start)
			buffer_append_byte(out, ' ');
		size_t start = out->length;
		buffer_append_byte(out, '<');
		buffer_append_str(out, address);
		buffer_append_byte(out, '>');
		keep_whole(inlines, start);
	}
}

/* ---- Notes ------------------------------------------------------------- */

void plain_append_number(const struct writer *writer, uint32_t number,
			 struct buffer *out)
{
	buffer_append_string(out, document_number(writer->document, number));
}

void plain_append_note_mark(const struct writer *writer, uint32_t number,
			    struct buffer *out)
{
	buffer_append_byte(out, '[');
	plain_append_number(writer, number, out);
	buffer_append_byte(out, ']');
}

static void append_reference(struct inlines *inlines, const struct node *node)
{
	struct writer *writer = inlines->writer;
	const struct node *note = node->footnote_reference.footnote;
	struct buffer *out = text_of(inlines);
	if (inlines->is_outline || !note)
		return;
	size_t start = out->length;
	plain_append_note_mark(writer, note->footnote.number, out);
	if (start) /* not at the beginning of a line either */
		keep_whole(inlines, start - 1);
	bool *is_noted = &writer->is_noted[note->footnote.number - 1];
	if (!*is_noted)
		*VECTOR_ADD(&writer->notes) = note;
	*is_noted = true;
}

/* ---- The rest ---------------------------------------------------------- */

static void append_image(struct inlines *inlines, const struct node *node)
{
	const char *alternative = node->image.alternative;
	struct buffer *out = text_of(inlines);
	if (!alternative || !*alternative)
		return;
	buffer_append_byte(out, '[');
	append_text(inlines, str_from(alternative));
	buffer_append_byte(out, ']');
}

/* "--option" is not broken at its hyphens. */
static void keep_words_whole(struct inlines *inlines, size_t start)
{
	struct str text = buffer_str(text_of(inlines));
	for (size_t i = start; i <= text.length; i++) {
		if (i < text.length && text.bytes[i] != ' ')
			continue;
		*VECTOR_ADD(&inlines->passage->whole) =
			(struct stretch){ start, i };
		start = i + 1;
	}
}

/* Code is written from left to right. */
static void append_code(struct inlines *inlines, const struct node *node)
{
	bool is_isolated = node_direction(inlines->writer->document, node) ==
			   DIRECTION_RTL;
	if (is_isolated)
		open_isolate(inlines, DIRECTION_LTR);
	size_t start = text_of(inlines)->length;
	append_text(inlines, node->text.text);
	keep_words_whole(inlines, start);
	if (is_isolated)
		close_isolate(inlines);
}

static void append_break(struct inlines *inlines, const struct node *node)
{
	bool is_line = node->kind == NODE_LINE_BREAK && !inlines->is_outline;
	buffer_append_byte(text_of(inlines), is_line ? '\n' : ' ');
}

static enum visit enter(void *context, const struct node *node)
{
	struct inlines *inlines = context;
	if (is_isolated(inlines, node))
		open_isolate(inlines,
			     node_direction(inlines->writer->document, node));
	switch (node->kind) {
	case NODE_TEXT:
		append_text(inlines, node->text.text);
		break;
	case NODE_CODE:
		append_code(inlines, node);
		break;
	case NODE_SOFT_BREAK:
	case NODE_LINE_BREAK:
		append_break(inlines, node);
		break;
	case NODE_IMAGE:
		append_image(inlines, node);
		break;
	case NODE_FOOTNOTE_REFERENCE:
		append_reference(inlines, node);
		break;
	case NODE_LINK:
		inlines->link_start = text_of(inlines)->length;
		break;
	case NODE_SUPERSCRIPT:
	case NODE_SUBSCRIPT:
		start_script(inlines, node);
		break;
	case NODE_STRIKETHROUGH: /* said, but taken back */
		buffer_append_string(text_of(inlines), "~~");
		break;
	case NODE_EMPHASIS:
	case NODE_STRONG:
	case NODE_SPAN:
		break;
#define BLOCK(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		break; /* do not stand among inlines */
	}
	return VISIT_CHILDREN;
}

static void leave(void *context, const struct node *node)
{
	struct inlines *inlines = context;
	if (node->kind == NODE_LINK)
		end_link(inlines, node);
	else if (node->kind == NODE_SUPERSCRIPT || node->kind == NODE_SUBSCRIPT)
		end_script(inlines, node);
	else if (node->kind == NODE_STRIKETHROUGH)
		buffer_append_string(text_of(inlines), "~~");
	else if (node->kind == NODE_SPAN && node->span.told &&
		 !inlines->is_outline)
		buffer_append_string(text_of(inlines), node->span.told);
	if (is_isolated(inlines, node))
		close_isolate(inlines);
}

void plain_append_inlines(struct writer *writer, const struct node *block,
			  struct passage *passage, bool is_outline)
{
	struct inlines inlines = { .writer = writer,
				   .passage = passage,
				   .is_outline = is_outline };
	for (const struct node *child = block->first_child; child;
	     child = child->next)
		document_walk(child, enter, leave, &inlines);
}
