/* Sentences and words by UAX 29, as ICU has them for each language. */
#include "check/check_private.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "base/memory.h"

struct wide {
	UChar *text;
	int32_t length;
};

static struct wide to_wide(struct str text)
{
	struct wide wide = { .text = memory_resize(NULL, text.length + 1,
						   sizeof *wide.text) };
	UErrorCode status = U_ZERO_ERROR;
	u_strFromUTF8WithSub(wide.text, (int32_t)text.length + 1, &wide.length,
			     text.bytes, (int32_t)text.length, 0xFFFD, NULL,
			     &status);
	return wide;
}

static const char *to_utf8(struct arena *arena, const UChar *text,
			   int32_t length)
{
	UErrorCode status = U_ZERO_ERROR;
	char *bytes = arena_allocate(arena, (size_t)length * 3 + 1);
	u_strToUTF8WithSub(bytes, length * 3 + 1, NULL, text, length, 0xFFFD,
			   NULL, &status);
	return bytes;
}

static const char *to_lower(struct arena *arena, const UChar *text,
			    int32_t length, const char *language)
{
	UChar lower[256];
	UErrorCode status = U_ZERO_ERROR;
	int32_t count =
		u_strToLower(lower, 256, text, length, language, &status);
	return U_SUCCESS(status) && count <= 256 ?
		       to_utf8(arena, lower, count) :
		       to_utf8(arena, text, length);
}

static void add_word(struct checking *checking, struct check_sentence *sentence,
		     const UChar *text, int32_t length, bool is_word)
{
	struct check_word *word = &sentence->words[sentence->count++];
	word->text = to_utf8(&checking->arena, text, length);
	word->lower =
		to_lower(&checking->arena, text, length, sentence->language);
	word->is_word = is_word;
	if (!is_word)
		return;
	sentence->word_count++;
	sentence->letter_count += (size_t)u_countChar32(text, length);
}

/* Opens what cuts the language's texts, unless it is open. */
static bool open_cutters(struct checking *checking, const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	if (checking->words && strcmp(checking->cut_language, language) == 0)
		return true;
	check_sentences_end(checking);
	checking->cut_language = language;
	checking->sentences =
		ubrk_open(UBRK_SENTENCE, language, NULL, 0, &status);
	checking->words = ubrk_open(UBRK_WORD, language, NULL, 0, &status);
	return U_SUCCESS(status);
}

void check_sentences_end(struct checking *checking)
{
	if (checking->sentences)
		ubrk_close(checking->sentences);
	if (checking->words)
		ubrk_close(checking->words);
	checking->sentences = checking->words = NULL;
}

static void cut_words(struct checking *checking,
		      struct check_sentence *sentence, const UChar *text,
		      int32_t length)
{
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *words = checking->words;
	int32_t first = 0, end;
	ubrk_setText(words, text, length, &status);
	sentence->words = ARENA_NEW_ARRAY(&checking->arena, (size_t)length + 1,
					  struct check_word);
	while (U_SUCCESS(status) && (end = ubrk_next(words)) != UBRK_DONE) {
		add_word(checking, sentence, text + first, end - first,
			 ubrk_getRuleStatus(words) >= UBRK_WORD_NUMBER);
		first = end;
	}
}

static void measure(struct checking *checking,
		    const struct check_sentence *sentence)
{
	struct check_measures *measures = &checking->chapter->measures;
	measures->sentences++;
	measures->words += sentence->word_count;
	measures->letters += sentence->letter_count;
	if (sentence->word_count > measures->longest)
		measures->longest = sentence->word_count;
}

/* Spaces that hold words together are spaces. */
static void append_text(struct str text, struct buffer *out)
{
	for (size_t i = 0; i < text.length; i++) {
		bool is_bound = i + 1 < text.length &&
				memcmp(text.bytes + i, "\u00a0", 2) == 0;
		buffer_append_byte(out, is_bound ? ' ' : text.bytes[i]);
		i += is_bound;
	}
}

/* What is said, without what pictures show and what notes are called. */
static void append_words(const struct node *block, struct buffer *text)
{
	const struct node *node = block;
	for (; node; node = node_next(block, node)) {
		if (node_text(node).bytes)
			append_text(node_text(node), text);
		else if (node->kind == NODE_SOFT_BREAK ||
			 node->kind == NODE_LINE_BREAK)
			buffer_append_byte(text, ' ');
	}
}

void check_sentences(struct checking *checking, const struct node *block)
{
	struct buffer text = BUFFER_INITIALISER;
	UErrorCode status = U_ZERO_ERROR;
	const char *language = node_language(checking->document, block);
	append_words(block, &text);
	buffer_append_str(&checking->all, buffer_str(&text));
	buffer_append_byte(&checking->all, '\n');
	struct wide wide = to_wide(buffer_str(&text));
	int32_t first = 0, end;
	bool is_open = open_cutters(checking, language);
	if (is_open)
		ubrk_setText(checking->sentences, wide.text, wide.length,
			     &status);
	while (is_open && U_SUCCESS(status) &&
	       (end = ubrk_next(checking->sentences)) != UBRK_DONE) {
		struct check_sentence sentence = { .block = block,
						   .language = language };
		cut_words(checking, &sentence, wide.text + first, end - first);
		if (sentence.word_count) {
			measure(checking, &sentence);
			check_sentence(checking, &sentence);
		}
		first = end;
	}
	free(wide.text);
	buffer_release(&text);
}
