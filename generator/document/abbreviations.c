/* Abbreviations in texts. */
#include "document/abbreviations.h"

#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/script.h"
#include "document/finish_walk.h"

struct marking {
	struct document *document;
	bool begins[256]; /* the first byte of an abbreviation */
};

/* ---- Where they stand ---------------------------------------------------- */

static bool is_part_of_word(uint32_t c)
{
	return u_isalnum((UChar32)c) && !script_is_han_or_kana(c);
}

static bool ends_word(struct str text, size_t start, size_t end)
{
	size_t before = start, after = end;
	while (before > 0 &&
	       ((unsigned char)text.bytes[--before] & 0xC0) == 0x80)
		;
	bool is_cut =
		(start > 0 && is_part_of_word(str_decode(text, &before))) ||
		(end < text.length &&
		 is_part_of_word(str_decode(text, &after)));
	return !is_cut;
}

/* The longest that stands at `at`, or NULL: "NHS" and "NHS 24". */
static const struct abbreviation *find_at(const struct marking *marking,
					  struct str text, size_t at)
{
	const struct document *document = marking->document;
	const struct abbreviation *found = NULL;
	struct str rest = { text.bytes + at, text.length - at };
	if (!marking->begins[(unsigned char)text.bytes[at]])
		return NULL;
	for (uint32_t i = 0; i < document->abbreviation_count; i++) {
		const struct abbreviation *one = &document->abbreviations[i];
		if (str_starts_with(rest, one->name) &&
		    ends_word(text, at, at + one->name.length) &&
		    (!found || one->name.length > found->name.length))
			found = one;
	}
	return found;
}

static struct node *new_text(struct document *document, const struct node *node,
			     struct str text)
{
	struct node *part = node_new(document->arena, NODE_TEXT, node->place);
	part->text.text = text;
	return part;
}

static void mark_in(const struct marking *marking, struct node *node)
{
	struct document *document = marking->document;
	struct str text = node->text.text;
	size_t done = 0;
	for (size_t at = 0; at < text.length; at++) {
		const struct abbreviation *one = find_at(marking, text, at);
		if (!one)
			continue;
		if (at > done)
			node_insert_before(
				node, new_text(document, node,
					       (struct str){ text.bytes + done,
							     at - done }));
		struct node *span =
			node_new(document->arena, NODE_SPAN, node->place);
		span->span.expansion = one->expansion;
		node_insert_before(node, span);
		node_append(span, new_text(document, node,
					   (struct str){ text.bytes + at,
							 one->name.length }));
		done = at + one->name.length;
		at = done - 1;
	}
	if (!done)
		return;
	node->text.text = (struct str){ text.bytes + done, text.length - done };
	if (done == text.length)
		node_unlink(node);
}

static bool is_within_one(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->kind == NODE_SPAN && node->span.expansion)
			return true;
	return false;
}

static void mark_below(const struct marking *marking, struct node *root)
{
	struct node *next;
	for (struct node *node = root; node; node = next) {
		next = node_next_after(root, node);
		if (node->kind != NODE_TEXT) {
			next = node_next(root, node);
			continue;
		}
		if (!is_within_one(node))
			mark_in(marking, node);
	}
}

/* ---- The first of each --------------------------------------------------- */

static const struct node *block_of(const struct node *node)
{
	while (node->parent && node_is_inline(node))
		node = node->parent;
	return node;
}

static bool says(const struct node *block, const char *words)
{
	struct buffer text = BUFFER_INITIALISER;
	node_append_plain_text(block, &text);
	bool is_said = str_find(buffer_str(&text), str_from(words)) >= 0;
	buffer_release(&text);
	return is_said;
}

/* Chinese has wide ones, and no space. */
static const char *in_brackets(struct document *document,
			       const struct node *node)
{
	struct buffer text = BUFFER_INITIALISER;
	size_t at = 0;
	bool is_wide = script_is_han_or_kana(
		str_decode(str_from(node->span.expansion), &at));
	buffer_append_format(&text, is_wide ? "（%s）" : " (%s)",
			     node->span.expansion);
	const char *told =
		arena_copy_str(document->arena, buffer_str(&text)).bytes;
	buffer_release(&text);
	return told;
}

static void tell_first(struct document *document)
{
	struct map told = MAP_INITIALISER;
	struct node *node = NULL;
	while ((node = finish_next(document, node))) {
		if (node->kind != NODE_SPAN || !node->span.expansion)
			continue;
		struct str words = str_from(node->span.expansion);
		if (map_lookup(&told, words) ||
		    block_of(node)->kind == NODE_HEADING)
			continue;
		map_set(&told, words, node);
		if (!says(block_of(node), node->span.expansion))
			node->span.told = in_brackets(document, node);
	}
	map_release(&told);
}

void document_mark_abbreviations(struct document *document)
{
	struct marking marking = { .document = document };
	for (uint32_t i = 0; i < document->abbreviation_count; i++)
		marking.begins[(unsigned char)document->abbreviations[i]
				       .name.bytes[0]] = true;
	if (document->abbreviation_count) {
		mark_below(&marking, document->root);
		for (uint32_t i = 0; i < document->footnote_count; i++)
			mark_below(&marking, document->footnotes[i]);
	}
	tell_first(document);
}
