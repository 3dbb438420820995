/* Cutting a text into segments. */
#include "translate/segments.h"

#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/vector.h"
#include "document/document.h"
#include "markdown/markdown.h"

struct cutting {
	struct arena *arena;
	const char *language;
	struct segments *segments;
};

/* ---- Words ------------------------------------------------------------- */

/* Without template tags, whose names nobody translates. */
static const char *without_tags(struct arena *arena, const char *text)
{
	char *copy = arena_copy_string(arena, text), *out = copy;
	while (*text) {
		const char *end =
			strncmp(text, "{{", 2) == 0 ? strstr(text, "}}") : NULL;
		if (end)
			text = end + 2;
		else
			*out++ = *text++;
	}
	*out = '\0';
	return copy;
}

/* How many words with a letter in it the text has. */
static uint32_t count_words(struct arena *arena, const char *language,
			    const char *text)
{
	UErrorCode status = U_ZERO_ERROR;
	uint32_t count = 0;
	int32_t length = 0;
	const char *bare = without_tags(arena, text);
	u_strFromUTF8WithSub(NULL, 0, &length, bare, -1, 0xFFFD, NULL, &status);
	status = U_ZERO_ERROR;
	UChar *wide = memory_resize(NULL, (size_t)length + 1, sizeof *wide);
	u_strFromUTF8WithSub(wide, length + 1, NULL, bare, -1, 0xFFFD, NULL,
			     &status);
	UBreakIterator *words =
		ubrk_open(UBRK_WORD, language, wide, length, &status);
	while (U_SUCCESS(status) && ubrk_next(words) != UBRK_DONE)
		count += ubrk_getRuleStatus(words) >= UBRK_WORD_LETTER;
	ubrk_close(words);
	free(wide);
	return count;
}

/* ---- Text -------------------------------------------------------------- */

static const char *mark_before(const struct node *node)
{
	if (node->kind == NODE_EMPHASIS)
		return "*";
	if (node->kind == NODE_STRONG)
		return "**";
	if (node->kind == NODE_STRIKETHROUGH)
		return "~~";
	if (node->kind == NODE_LINK || node->kind == NODE_SPAN)
		return "[";
	return "";
}

static void append_after(const struct node *node, struct buffer *text)
{
	if (node->kind == NODE_LINK)
		buffer_append_format(text, "](%s)", node->link.destination);
	else if (node->kind == NODE_SPAN)
		buffer_append_string(text, "]");
	else
		buffer_append_string(text, mark_before(node));
}

static void append_leaf(const struct node *node, struct buffer *text)
{
	if (node->kind == NODE_CODE) {
		buffer_append_byte(text, '`');
		buffer_append_str(text, node_text(node));
		buffer_append_byte(text, '`');
	} else if (node->kind == NODE_SOFT_BREAK ||
		   node->kind == NODE_LINE_BREAK) {
		buffer_append_byte(text, ' ');
	} else if (node->kind == NODE_FOOTNOTE_REFERENCE) {
		buffer_append_string(text, "[^]");
	} else if (node_text(node).bytes) {
		buffer_append_str(text, node_text(node));
	}
}

/* The inlines of `block`, as they are written; pictures are segments of their
 * own. Depth is bounded by the parser. */
static void append_inlines(const struct node *parent, struct buffer *text)
{
	for (const struct node *node = parent->first_child; node;
	     node = node->next) {
		buffer_append_string(text, mark_before(node));
		append_leaf(node, text);
		append_inlines(node, text);
		append_after(node, text);
	}
}

static const char *collapsed(struct arena *arena, struct str text)
{
	char *copy = arena_allocate(arena, text.length + 1), *out = copy;
	for (size_t i = 0; i < text.length; i++) {
		bool is_space = strchr(" \t\n", text.bytes[i]) != NULL;
		if (!is_space)
			*out++ = text.bytes[i];
		else if (out > copy && out[-1] != ' ')
			*out++ = ' ';
	}
	while (out > copy && out[-1] == ' ')
		out--;
	*out = '\0';
	return copy;
}

/* ---- Segments ---------------------------------------------------------- */

static void add(struct cutting *cutting, const struct node *node,
		struct place place, struct str text)
{
	const char *words = collapsed(cutting->arena, text);
	uint32_t count = count_words(cutting->arena, cutting->language, words);
	if (!count)
		return;
	*VECTOR_ADD(cutting->segments) = (struct segment){
		.place = place,
		.kind = node ? node->kind : NODE_TITLE,
		.level = node && node->kind == NODE_HEADING ?
				 node->heading.level :
				 0,
		.text = words,
		.hash = map_hash_bytes(words, strlen(words)),
		.words = count,
	};
}

static void add_string(struct cutting *cutting, const struct node *node,
		       const char *text)
{
	if (text)
		add(cutting, node, node->place, str_from(text));
}

/* What a block says in its attributes. */
static void add_attributes(struct cutting *cutting, const struct node *node)
{
	if (node->kind == NODE_CALLOUT)
		add_string(cutting, node, node->callout.title);
	else if (node->kind == NODE_CASE_STUDY)
		add_string(cutting, node, node->case_study.title);
	else if (node->kind == NODE_QUOTATION)
		add_string(cutting, node, node->quotation.source);
	else if (node->kind == NODE_IMAGE && !node->image.is_decorative)
		add_string(cutting, node, node->image.alternative);
}

static void add_node(struct cutting *cutting, const struct node *node)
{
	struct buffer text = BUFFER_INITIALISER;
	add_attributes(cutting, node);
	if (node_is_block(node) && node->first_child &&
	    node_is_inline(node->first_child)) {
		append_inlines(node, &text);
		add(cutting, node, node->place, buffer_str(&text));
	}
	buffer_release(&text);
}

static void add_tree(struct cutting *cutting, const struct node *root)
{
	for (const struct node *node = root; node; node = node_next(root, node))
		add_node(cutting, node);
}

void segments_read(struct arena *arena, struct str text, const char *file,
		   const char *language, struct segments *segments)
{
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct markdown_options options = { .file = file,
					    .mode = MARKDOWN_BUILD,
					    .language = language };
	struct document document;
	markdown_parse(arena, text, &options, &ignored, &document);
	struct cutting cutting = { arena, language, segments };
	add_tree(&cutting, document.root);
	for (uint32_t i = 0; i < document.footnote_count; i++)
		add_tree(&cutting, document.footnotes[i]);
	diagnostics_release(&ignored);
}

void segments_add_text(struct arena *arena, const char *text,
		       struct place place, const char *language,
		       struct segments *segments)
{
	struct cutting cutting = { arena, language, segments };
	add(&cutting, NULL, place, str_from(text));
}

void segments_release(struct segments *segments)
{
	VECTOR_RELEASE(segments);
}
