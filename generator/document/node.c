/* The tree's own operations: making, linking, walking, asking. All walks go
 * along the links, never by recursion, so depth cannot overflow a stack. */
#include "document/document.h"

#include <assert.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uloc.h>

#include "base/address.h"
#include "base/buffer.h"

struct node *node_new(struct arena *arena, enum node_kind kind,
		      struct place place)
{
	struct node *node = ARENA_NEW(arena, struct node);
	node->kind = kind;
	node->place = place;
	return node;
}

void node_append(struct node *parent, struct node *child)
{
	assert(!child->parent);
	child->parent = parent;
	child->previous = parent->last_child;
	child->next = NULL;
	if (parent->last_child)
		parent->last_child->next = child;
	else
		parent->first_child = child;
	parent->last_child = child;
}

void node_insert_before(struct node *sibling, struct node *node)
{
	assert(!node->parent && sibling->parent);
	node->parent = sibling->parent;
	node->previous = sibling->previous;
	node->next = sibling;
	if (sibling->previous)
		sibling->previous->next = node;
	else
		sibling->parent->first_child = node;
	sibling->previous = node;
}

void node_unlink(struct node *node)
{
	if (node->previous)
		node->previous->next = node->next;
	else if (node->parent)
		node->parent->first_child = node->next;
	if (node->next)
		node->next->previous = node->previous;
	else if (node->parent)
		node->parent->last_child = node->previous;
	node->parent = node->previous = node->next = NULL;
}

void node_make_paragraph(struct node *node)
{
	node->kind = NODE_PARAGRAPH;
	/* what it was said something else in the same place */
	node->paragraph.is_notice = false;
}

void node_replace_with_children(struct node *node)
{
	struct node *child;
	while ((child = node->first_child)) {
		node_unlink(child);
		node_insert_before(node, child);
	}
	node_unlink(node);
}

bool node_is_inline(const struct node *node)
{
	return node_kind_is_inline(node->kind);
}

bool node_is_block(const struct node *node)
{
	return !node_is_inline(node);
}

bool node_has_class(const struct node *node, const char *name)
{
	size_t length = strlen(name);
	for (const char *at = node->classes; at && *at;) {
		size_t word = strcspn(at, " ");
		if (word == length && memcmp(at, name, length) == 0)
			return true;
		at += word;
		at += strspn(at, " ");
	}
	return false;
}

const char *node_language(const struct document *document,
			  const struct node *node)
{
	for (; node; node = node->parent)
		if (node->language)
			return node->language;
	return document->language;
}

enum direction node_direction(const struct document *document,
			      const struct node *node)
{
	for (; node; node = node->parent)
		if (node->direction != DIRECTION_INHERIT)
			return node->direction;
	return document->direction;
}

const char *node_words_language(const struct document *document,
				const struct node *node)
{
	const char *words = document->words.language ?
				    document->words.language :
				    document->language;
	return strcmp(words, node_language(document, node)) == 0 ? NULL : words;
}

const struct node *node_caption(const struct node *node)
{
	const struct node *child = node->first_child;
	while (child && child->kind != NODE_CAPTION)
		child = child->next;
	return child;
}

const char *node_label(const struct node *node)
{
	const struct node *caption = node_caption(node);
	return caption && caption->caption.label ? caption->caption.label : "";
}

const struct node *node_chapter_lead(const struct node *chapter)
{
	const struct node *heading = chapter->first_child;
	const struct node *lead =
		heading && heading->kind == NODE_HEADING ? heading->next : NULL;
	if (!lead || lead->kind != NODE_PARAGRAPH || lead->classes)
		return NULL;
	/* A picture that stands alone is none of the words. */
	const struct node *child = lead->first_child;
	bool is_picture = child && child->kind == NODE_IMAGE && !child->next;
	return is_picture ? NULL : lead;
}

const struct node *node_title(const struct node *node)
{
	const struct node *child = node->first_child;
	while (child && child->kind != NODE_TITLE)
		child = child->next;
	return child;
}

/* [bytes] to the end of the first sentence, its stop left out. */
static size_t first_sentence(struct str text, const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	UText utf8 = UTEXT_INITIALIZER;
	UBreakIterator *sentences =
		ubrk_open(UBRK_SENTENCE, language, NULL, 0, &status);
	utext_openUTF8(&utf8, text.bytes, (int64_t)text.length, &status);
	if (sentences)
		ubrk_setUText(sentences, &utf8, &status);
	int32_t end = U_SUCCESS(status) ? ubrk_next(sentences) : UBRK_DONE;
	utext_close(&utf8);
	if (sentences)
		ubrk_close(sentences);
	return end == UBRK_DONE ? text.length : (size_t)end;
}

static struct str without_stop(struct str text)
{
	static const char *const stops[] = { ".", "。", "۔" };
	text = str_trim(text);
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
		struct str stop = str_from(stops[i]);
		if (text.length > stop.length && str_ends_with(text, stop)) {
			text.length -= stop.length;
			break;
		}
	}
	return text;
}

const struct node *node_caption_message(const struct node *caption)
{
	const struct node *first = caption->first_child;
	return first && first->kind == NODE_SPAN &&
			       node_has_class(first, "message") ?
		       first :
		       NULL;
}

const char *node_short_caption(const struct document *document,
			       const struct node *node)
{
	const struct node *caption = node_caption(node);
	struct buffer words = BUFFER_INITIALISER;
	const struct node *message =
		caption ? node_caption_message(caption) : NULL;
	if (caption)
		node_append_plain_text(message ? message : caption, &words);
	struct str text = str_trim(buffer_str(&words));
	if (!message)
		text.length =
			first_sentence(text, node_language(document, node));
	text = without_stop(text);
	const char *copy = arena_copy(document->arena, text.bytes, text.length);
	buffer_release(&words);
	return copy;
}

struct node *node_next_after(const struct node *root, const struct node *node)
{
	while (node != root && !node->next)
		node = node->parent;
	return node == root ? NULL : node->next;
}

struct node *node_next(const struct node *root, const struct node *node)
{
	if (node->first_child)
		return node->first_child;
	return node_next_after(root, node);
}

struct str node_text(const struct node *node)
{
	const struct node_field *field = node_kind_field(node->kind, "");
	if (!field || field->type != FIELD_TEXT)
		return (struct str){ NULL, 0 };
	return *(const struct str *)((const char *)node + field->offset);
}

static void append_words(const struct node *node, struct buffer *buffer)
{
	if (node->kind == NODE_IMAGE)
		buffer_append_string(buffer, node->image.alternative);
	else if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK)
		buffer_append_byte(buffer, ' ');
	/* Two blocks side by side must not run together. */
	else if (node_is_block(node) && node->previous && buffer->length)
		buffer_append_byte(buffer, ' ');
	buffer_append_str(buffer, node_text(node));
}

void node_append_plain_text(const struct node *node, struct buffer *buffer)
{
	for (const struct node *at = node; at; at = node_next(node, at))
		append_words(at, buffer);
}

enum direction document_direction_of_language(const char *language)
{
	/* ICU wants "az_Arab" as much as "az-Arab"; it takes both. */
	return language && uloc_isRightToLeft(language) ? DIRECTION_RTL :
							  DIRECTION_LTR;
}

bool node_is_listed(const struct document *document, const struct node *heading)
{
	return heading->heading.in_contents &&
	       (!document->contents_depth ||
		heading->heading.depth < document->contents_depth);
}

bool node_link_leads_out(const struct node *link)
{
	const char *address = node_link_address(link);
	return address && *address && *address != '#' && !link->link.target &&
	       !address_has_scheme(str_from(address));
}
