/* Inlines as runs. */
#include <string.h>

#include "base/buffer.h"
#include "document/localise.h"
#include "told/teller.h"

struct inlines {
	struct teller *teller;
	unsigned style;
	bool is_outline;
};

static void add_run(struct teller *teller, const struct node *node,
		    struct str text, unsigned style)
{
	if (!text.length)
		return;
	told_add_run(teller,
		     &(struct told_run){
			     .text = text,
			     .language = node_language(teller->document, node),
			     .style = style,
			     .place = node->place,
		     });
}

void told_add_text(struct teller *teller, const struct node *node,
		   const char *text)
{
	add_run(teller, node, str_from(text), 0);
}

static unsigned style_of(const struct node *node)
{
	switch (node->kind) {
	case NODE_EMPHASIS:
		return TOLD_EMPHASIS;
	case NODE_STRONG:
		return TOLD_STRONG;
	case NODE_STRIKETHROUGH:
		return TOLD_TAKEN_BACK;
	case NODE_SUPERSCRIPT:
		return TOLD_RAISED;
	case NODE_SUBSCRIPT:
		return TOLD_LOWERED;
	case NODE_SPAN:
		return node_has_class(node, "term") ? TOLD_STRONG : 0;
	case NODE_LINK:
	case NODE_TEXT:
	case NODE_CODE:
	case NODE_SOFT_BREAK:
	case NODE_LINE_BREAK:
	case NODE_IMAGE:
	case NODE_FOOTNOTE_REFERENCE:
#define BLOCK(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		return 0;
	}
	return 0;
}

static void add_reference(struct inlines *inlines, const struct node *node)
{
	struct teller *teller = inlines->teller;
	const struct node *note = node->footnote_reference.footnote;
	if (!note || inlines->is_outline)
		return;
	uint32_t number = note->footnote.number;
	const char *text = document_number(teller->document, number);
	add_run(teller, node, str_from(text), inlines->style | TOLD_NOTE);
	VECTOR_LAST(&teller->told->runs)->note = note;
	if (!teller->is_noted[number - 1])
		*VECTOR_ADD(&teller->notes) = note;
	teller->is_noted[number - 1] = true;
}

/* Places within the document are reached by reading on; what says its address
 * itself needs no second one. */
static void add_address(struct inlines *inlines, const struct node *link)
{
	const char *address = link->link.destination;
	struct buffer words = BUFFER_INITIALISER;
	if (!address || !*address || *address == '#' || inlines->is_outline)
		return;
	node_append_plain_text(link, &words);
	struct str said = str_trim(buffer_str(&words));
	struct str shown = str_from(address);
	if (str_starts_with(shown, STR("mailto:")))
		shown = str_from(address + strlen("mailto:"));
	else if (str_starts_with(shown, STR("tel:")))
		shown = str_from(address + strlen("tel:"));
	if (!str_equals(said, shown) && !str_equals_string(said, address))
		add_run(inlines->teller, link, shown, TOLD_ADDRESS);
	buffer_release(&words);
}

static enum visit enter(void *context, const struct node *node)
{
	struct inlines *inlines = context;
	struct teller *teller = inlines->teller;
	switch (node->kind) {
	case NODE_TEXT:
		add_run(teller, node, node->text.text, inlines->style);
		break;
	case NODE_CODE:
		add_run(teller, node, node->text.text,
			inlines->style | TOLD_LITERAL);
		break;
	case NODE_SOFT_BREAK:
		add_run(teller, node, STR(" "), inlines->style);
		break;
	case NODE_LINE_BREAK:
		add_run(teller, node,
			inlines->is_outline ? STR(" ") : STR("\n"),
			inlines->style);
		break;
	case NODE_IMAGE:
		add_run(teller, node, str_from(node->image.alternative),
			inlines->style | TOLD_PICTURE);
		break;
	case NODE_FOOTNOTE_REFERENCE:
		add_reference(inlines, node);
		break;
	case NODE_LINK:
	case NODE_SUPERSCRIPT:
	case NODE_SUBSCRIPT:
	case NODE_STRIKETHROUGH:
	case NODE_EMPHASIS:
	case NODE_STRONG:
	case NODE_SPAN:
#define BLOCK(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		inlines->style |= style_of(node);
		break;
	}
	return VISIT_CHILDREN;
}

/* What styles hold above the node. */
static unsigned styles_around(const struct node *node)
{
	unsigned style = 0;
	for (const struct node *at = node->parent; at && node_is_inline(at);
	     at = at->parent)
		style |= style_of(at);
	return style;
}

static void leave(void *context, const struct node *node)
{
	struct inlines *inlines = context;
	if (node->kind == NODE_LINK)
		add_address(inlines, node);
	if (node->kind == NODE_SPAN && node->span.told && !inlines->is_outline)
		add_run(inlines->teller, node, str_from(node->span.told),
			inlines->style);
	if (style_of(node))
		inlines->style = styles_around(node);
}

void told_add_inlines(struct teller *teller, const struct node *block,
		      bool is_outline)
{
	struct inlines inlines = { .teller = teller, .is_outline = is_outline };
	for (const struct node *child = block->first_child; child;
	     child = child->next)
		document_walk(child, enter, leave, &inlines);
}
