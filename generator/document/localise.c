/* Line ends, directions and numbers of a language. */
#include "document/localise.h"

#include <string.h>
#include <unicode/uchar.h>

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

/* Easy Read: a sentence that starts a line in the source starts one for readers,
 * in a paragraph of its own; in rows of every edition, and everywhere in those of
 * Easy Read, such as the list of words.
 * A line end within a sentence is a space as elsewhere. */
static bool is_in_easy_read(const struct document *document,
			    const struct node *node)
{
	for (; node; node = node->parent) {
		if (node->kind == NODE_EASY_READ_ROW)
			return true;
		if (node->kind == NODE_COVER) /* whose notice is looked for */
			return false;
	}
	return document->profile == PROFILE_EASY_READ;
}

static bool ends_sentence(struct str text)
{
	for (text = str_trim(text); text.length;) {
		uint32_t last = last_code_point(text);
		if (u_hasBinaryProperty((UChar32)last, UCHAR_S_TERM))
			return true;
		/* Quotation marks and brackets close after the stop. */
		int8_t type = u_charType((UChar32)last);
		if (type != U_END_PUNCTUATION && type != U_FINAL_PUNCTUATION &&
		    last != '"' && last != '\'')
			return false;
		text.length--;
		while (text.length &&
		       ((unsigned char)text.bytes[text.length] & 0xC0) == 0x80)
			text.length--;
	}
	return false;
}

/* A sentence is a paragraph of its own: what follows the line end moves into a
 * new one. False where the line end is within something else. */
static bool split_paragraph(const struct document *document,
			    struct node *soft_break)
{
	struct node *paragraph = soft_break->parent, *next;
	if (paragraph->kind != NODE_PARAGRAPH ||
	    paragraph->parent->kind == NODE_LIST_ITEM)
		return false; /* a tight list stays tight */
	struct node *rest = node_new(document->arena, NODE_PARAGRAPH,
				     soft_break->next->place);
	for (struct node *node = soft_break->next; node; node = next) {
		next = node->next;
		node_unlink(node);
		node_append(rest, node);
	}
	node_unlink(soft_break);
	rest->language = paragraph->language;
	rest->direction = paragraph->direction;
	if (paragraph->next)
		node_insert_before(paragraph->next, rest);
	else
		node_append(paragraph->parent, rest);
	return true;
}

/* A word between spaces, of those that no line ends with. */
static bool is_leading_word(const char *words, struct str text, size_t start,
			    size_t end)
{
	enum { LONGEST = 12 };
	char word[LONGEST + 3] = " ";
	if (end == start || end - start > LONGEST)
		return false;
	for (size_t i = start; i < end; i++)
		word[1 + i - start] =
			text.bytes[i] >= 'A' && text.bytes[i] <= 'Z' ?
				(char)(text.bytes[i] - 'A' + 'a') :
				text.bytes[i];
	word[1 + end - start] = ' ';
	return strstr(words, word) != NULL;
}

/* Lines of Easy Read break by phrase: not after the words that lead into one. */
static void bind_phrases(const struct document *document, struct node *node)
{
	const char *words =
		typography_of(node_language(document, node))->leading_words;
	struct str text = node->text.text;
	struct buffer bound = BUFFER_INITIALISER;
	size_t start = 0;
	for (size_t i = 0; words && i < text.length; i++) {
		if (text.bytes[i] != ' ') {
			buffer_append_byte(&bound, text.bytes[i]);
			continue;
		}
		bool is_bound = is_leading_word(words, text, start, i);
		buffer_append_string(&bound, is_bound ? "\u00a0" : " ");
		start = i + 1;
	}
	if (words)
		node->text.text =
			(struct str){ arena_copy(document->arena, bound.bytes,
						 bound.length),
				      bound.length };
	buffer_release(&bound);
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
	if (ends_sentence(joining->before->text.text) &&
	    is_in_easy_read(joining->document, soft_break)) {
		if (!split_paragraph(joining->document, soft_break))
			soft_break->kind = NODE_LINE_BREAK;
	} else if (soft_break->kind == NODE_SOFT_BREAK &&
		   is_joined(last_code_point(joining->before->text.text),
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
			/* a hard word is looked up as it is written */
			if (node->kind == NODE_TEXT &&
			    is_in_easy_read(joining->document, node) &&
			    !node_has_class(node->parent, "term"))
				bind_phrases(joining->document, node);
		} else if (node->kind == NODE_SOFT_BREAK ||
			   (node->kind == NODE_LINE_BREAK &&
			    is_in_easy_read(joining->document, node))) {
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
