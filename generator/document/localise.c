/* Line ends, directions and words of a language. */
#include "document/localise.h"

#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/script.h"
#include "base/typography.h"
#include "document/finish_walk.h"

/* ---- Line ends --------------------------------------------------------- */

static bool is_written_without_spaces(uint32_t code_point)
{
	return script_is_han_or_kana(code_point) ||
	       script_is_wide_mark(code_point);
}

/* Between two of these, one of which at least is written without spaces. */
static bool is_joined(uint32_t a, uint32_t b, const char *language)
{
	bool a_is_wide = is_written_without_spaces(a);
	bool b_is_wide = is_written_without_spaces(b);
	bool a_is_shared = script_is_mark_of_either_width(a);
	bool b_is_shared = script_is_mark_of_either_width(b);
	if (a_is_shared && b_is_shared)
		return typography_of(language)->joins_shared_marks;
	return (a_is_wide && (b_is_wide || b_is_shared)) ||
	       (b_is_wide && a_is_shared);
}

static uint32_t last_code_point(struct str text)
{
	size_t at = text.length;
	while (at > 0 && ((unsigned char)text.bytes[--at] & 0xC0) == 0x80)
		;
	return str_decode(text, &at);
}

/* A note's reference hangs over the line end and does not part the words. */
static bool is_looked_through(const struct node *node)
{
	bool is_text = node->kind == NODE_TEXT || node->kind == NODE_CODE;
	return node->kind == NODE_FOOTNOTE_REFERENCE ||
	       (is_text && node->text.text.length == 0) ||
	       (node_is_inline(node) && node->first_child);
}

static bool is_shown_text(const struct node *node)
{
	return (node->kind == NODE_TEXT || node->kind == NODE_CODE) &&
	       node->text.text.length;
}

/* The texts on both sides of a line end in one block decide. */
struct joining {
	const struct document *document;
	const struct node *before; /* the last text, or NULL */
	struct node *soft_break;   /* the newest since then, or NULL */
};

static void join_at(struct joining *joining, const struct node *after)
{
	struct node *soft_break = joining->soft_break;
	size_t start = 0;
	joining->soft_break = NULL;
	if (!soft_break || !joining->before)
		return;
	if (is_joined(last_code_point(joining->before->text.text),
		      str_decode(after->text.text, &start),
		      node_language(joining->document, soft_break)))
		node_unlink(soft_break);
}

static void join_in(struct joining *joining, struct node *root)
{
	struct node *next;
	for (struct node *node = root; node; node = next) {
		next = node_next(root, node);
		if (is_shown_text(node)) {
			join_at(joining, node);
			joining->before = node;
		} else if (node->kind == NODE_SOFT_BREAK) {
			joining->soft_break = node;
		} else if (!is_looked_through(node)) {
			joining->before = NULL;
			joining->soft_break = NULL;
		}
	}
}

void document_join_lines(struct document *document)
{
	struct joining joining = { .document = document };
	join_in(&joining, document->root);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		join_in(&joining, document->footnotes[i]);
}

/* ---- Directions -------------------------------------------------------- */

static void set_direction(struct document *document, struct node *node)
{
	if (!node->language || node->direction != DIRECTION_INHERIT)
		return;
	const char *around = node_language(document, node->parent);
	enum direction own = document_direction_of_language(node->language);
	if (strcmp(node->language, around) != 0 &&
	    own != node_direction(document, node->parent))
		node->direction = own;
}

void document_set_directions(struct document *document)
{
	struct node *node;
	for (node = document->root; node;
	     node = node_next(document->root, node))
		set_direction(document, node);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		for (node = document->footnotes[i]; node;
		     node = node_next(document->footnotes[i], node))
			set_direction(document, node);
}

/* ---- Numbers ----------------------------------------------------------- */

const char *document_number(const struct document *document, uint32_t number)
{
	struct str zero = str_from(document->words.zero_digit);
	size_t offset = 0;
	uint32_t first = zero.length ? str_decode(zero, &offset) : '0';
	uint32_t divisor = 1;
	struct buffer digits = BUFFER_INITIALISER;
	while (number / divisor >= 10)
		divisor *= 10;
	for (; divisor; divisor /= 10)
		buffer_append_code_point(&digits,
					 first + number / divisor % 10);
	const char *text =
		arena_copy(document->arena, digits.bytes, digits.length);
	buffer_release(&digits);
	return text;
}

/* ---- Callouts ---------------------------------------------------------- */

/* What is said about a callout of this kind, or NULL. */
static const char *word_of_callout(const struct document_words *words,
				   const struct node *callout)
{
	switch (callout->callout.alert) {
	case ALERT_NOTE:
		return words->alert_note;
	case ALERT_TIP:
		return words->alert_tip;
	case ALERT_IMPORTANT:
		return words->alert_important;
	case ALERT_WARNING:
		return words->alert_warning;
	case ALERT_CAUTION:
		return words->alert_caution;
	case ALERT_NONE:
		break;
	}
	switch (callout->callout.kind) {
	case CALLOUT_KEY_FINDING:
		return words->key_finding;
	case CALLOUT_WARNING:
		return words->alert_warning;
	case CALLOUT_NOTE:
		break;
	}
	return NULL;
}

static void add_title(struct document *document, struct node *callout)
{
	const char *word = word_of_callout(&document->words, callout);
	const char *own = callout->callout.title;
	if (!word || !*word)
		return;
	bool has_own = own && *own;
	/* "Warning: …", as its author wrote it. */
	if (has_own && strncasecmp(own, word, strlen(word)) == 0)
		return;
	callout->callout.title =
		has_own ? arena_format(document->arena, "%s%s%s", word,
				       document->words.colon, own) :
			  word;
}

/* ---- Figures, tables, notes -------------------------------------------- */

static void add_name(struct document *document, struct node *node,
		     const struct phrase *phrase, const char **number,
		     const char **name)
{
	struct node *caption = (struct node *)node_caption(node);
	if (!*number)
		return;
	*name = phrase_fill(document->arena, phrase, *number);
	if (caption)
		caption->caption.label = arena_format(
			document->arena, "%s%s", *name, document->words.colon);
}

static void name_note(struct document *document, struct node *note)
{
	const struct document_words *words = &document->words;
	const char *number = document_number(document, note->footnote.number);
	note->footnote.name =
		phrase_fill(document->arena, &words->note, number);
	uint32_t count = note->footnote.reference_count;
	for (uint32_t i = 0; i < count; i++) {
		const char *which = number;
		if (count > 1)
			which = arena_format(document->arena, "%s.%s", number,
					     document_number(document, i + 1));
		note->footnote.references[i]->footnote_reference.back =
			phrase_fill(document->arena, &words->back_to_text,
				    which);
	}
}

/* ---- Quotations -------------------------------------------------------- */

static bool is_words(const struct node *node)
{
	return node && node->kind == NODE_PARAGRAPH &&
	       !(node->first_child && !node->first_child->next &&
		 node->first_child->kind == NODE_IMAGE);
}

/* A mark before `next`, or at the end of the paragraph. */
static void add_mark(struct document *document, struct node *paragraph,
		     struct node *next, const char *mark)
{
	if (!mark || !*mark || !paragraph->first_child)
		return;
	struct node *text =
		node_new(document->arena, NODE_TEXT, paragraph->place);
	text->text.text = str_from(mark);
	if (next)
		node_insert_before(next, text);
	else
		node_append(paragraph, text);
}

static void add_marks(struct document *document, struct node *quotation)
{
	const struct document_words *words = &document->words;
	struct node *first = quotation->first_child;
	struct node *last = quotation->last_child;
	if (is_words(first))
		add_mark(document, first, first->first_child,
			 words->quote_open);
	if (is_words(last))
		add_mark(document, last, NULL, words->quote_close);
	if (quotation->quotation.source)
		quotation->quotation.credit =
			phrase_fill(document->arena, &words->source,
				    quotation->quotation.source);
}

static void add_words_to(struct document *document, struct node *node)
{
	if (node->kind == NODE_CALLOUT)
		add_title(document, node);
	else if (node->kind == NODE_FIGURE)
		add_name(document, node, &document->words.figure,
			 &node->figure.number, &node->figure.name);
	else if (node->kind == NODE_TABLE)
		add_name(document, node, &document->words.table,
			 &node->table.number, &node->table.name);
	else if (node->kind == NODE_FOOTNOTE)
		name_note(document, node);
	else if (node->kind == NODE_QUOTATION)
		add_marks(document, node);
}

void document_add_words(struct document *document)
{
	struct node *node = NULL;
	while ((node = finish_next(document, node)))
		add_words_to(document, node);
}
