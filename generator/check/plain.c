/* Plain language: what a sentence is made of. */
#include "check/check_private.h"

#include <string.h>

#define HARD(word, plain) { word, plain },
#define PARTICIPLE(...)
#define STATE(...)
#define SHORT(...)
#define NUMBER(...)
static const struct {
	const char *word, *plain;
} hard_words[] = {
#include "check/words_en.def"
};

#define HARD(...)
#define PARTICIPLE(word) word,
#define STATE(...)
#define SHORT(...)
#define NUMBER(...)
static const char *const participles[] = {
#include "check/words_en.def"
};

#define HARD(...)
#define PARTICIPLE(...)
#define STATE(word) word,
#define SHORT(...)
#define NUMBER(...)
static const char *const states[] = {
#include "check/words_en.def"
};

#define HARD(...)
#define PARTICIPLE(...)
#define STATE(...)
#define SHORT(word) word,
#define NUMBER(...)
static const char *const short_words[] = {
#include "check/words_en.def"
};

#define HARD(...)
#define PARTICIPLE(...)
#define STATE(...)
#define SHORT(...)
#define NUMBER(word) word,
static const char *const number_words[] = {
#include "check/words_en.def"
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (word[0] == words[i][0] && strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/* ---- Length ------------------------------------------------------------ */

static void check_length(struct checking *checking,
			 const struct check_sentence *sentence)
{
	size_t most = checking->is_easy ? SENTENCE_MOST_EASY : SENTENCE_MOST;
	if (sentence->word_count > most)
		check_tell_style(checking, DIAGNOSTIC_CHECK_SENTENCE,
				 sentence->block->place,
				 "a sentence of %zu words, where %zu are the "
				 "most: it begins \"%s\"",
				 sentence->word_count, most,
				 sentence->words[0].text);
}

/* ---- Passive voice ----------------------------------------------------- */

static bool is_participle(const char *word)
{
	size_t length = strlen(word);
	if (is_one_of(word, states, COUNT(states)))
		return false;
	return (length > 4 && strcmp(word + length - 2, "ed") == 0) ||
	       is_one_of(word, participles, COUNT(participles));
}

static bool is_adverb(const char *word)
{
	size_t length = strlen(word);
	return strcmp(word, "not") == 0 || strcmp(word, "often") == 0 ||
	       strcmp(word, "being") == 0 || strcmp(word, "also") == 0 ||
	       (length > 4 && strcmp(word + length - 2, "ly") == 0);
}

/* The next word behind `index`; NULL at the end of a clause. */
static const struct check_word *
word_after(const struct check_sentence *sentence, size_t *index)
{
	while (++*index < sentence->count) {
		const struct check_word *word = &sentence->words[*index];
		if (word->is_word)
			return word;
		if (strcmp(word->text, " ") != 0)
			return NULL;
	}
	return NULL;
}

static void check_passive(struct checking *checking,
			  const struct check_sentence *sentence)
{
	static const char *const forms[] = { "am",   "is", "are",  "was",
					     "were", "be", "been", "being" };
	for (size_t i = 0; i < sentence->count; i++) {
		if (!is_one_of(sentence->words[i].lower, forms, COUNT(forms)))
			continue;
		size_t at = i;
		const struct check_word *word = word_after(sentence, &at);
		while (word && is_adverb(word->lower))
			word = word_after(sentence, &at);
		if (!word || !is_participle(word->lower))
			continue;
		if (!checking->chapter->measures.passives++)
			checking->chapter->passive = sentence->block->place;
		if (checking->is_easy)
			check_tell_style(checking, DIAGNOSTIC_CHECK_PASSIVE,
					 sentence->block->place,
					 "passive voice: \"%s … %s\"; say who "
					 "does it",
					 sentence->words[i].text, word->text);
		return;
	}
}

/* ---- Words ------------------------------------------------------------- */

static void check_hard(struct checking *checking,
		       const struct check_sentence *sentence,
		       const struct check_word *word)
{
	for (size_t i = 0; i < COUNT(hard_words); i++)
		if (word->lower[0] == hard_words[i].word[0] &&
		    strcmp(word->lower, hard_words[i].word) == 0)
			check_tell_style(
				checking, DIAGNOSTIC_CHECK_WORD,
				sentence->block->place,
				"\"%s\" is a hard word%s%s%s", word->text,
				hard_words[i].plain[0] ? ": write \"" : "",
				hard_words[i].plain,
				hard_words[i].plain[0] ? "\"" : "");
}

static void check_number(struct checking *checking,
			 const struct check_sentence *sentence,
			 const struct check_word *word)
{
	if (is_one_of(word->lower, number_words, COUNT(number_words)))
		check_tell_style(checking, DIAGNOSTIC_CHECK_EASY_NUMBER,
				 sentence->block->place,
				 "the number \"%s\" is read more easily in "
				 "digits",
				 word->text);
}

/* ---- Acronyms ---------------------------------------------------------- */

static bool is_acronym(const char *word)
{
	size_t capitals = 0, digits = 0;
	for (const char *at = word; *at; at++) {
		if (*at >= 'A' && *at <= 'Z')
			capitals++;
		else if (*at >= '0' && *at <= '9')
			digits++;
		else
			return false;
	}
	/* More digits are a reference number's. */
	return capitals >= 2 && capitals <= 6 && digits <= 2;
}

static bool is_met(struct checking *checking, const char *word)
{
	for (size_t i = 0; i < checking->acronyms.count; i++)
		if (strcmp(checking->acronyms.items[i], word) == 0)
			return true;
	*VECTOR_ADD(&checking->acronyms) = word;
	return false;
}

/* "Royal Mail (RM)" or "RM (Royal Mail)". */
static bool is_explained(const struct check_sentence *sentence, size_t index)
{
	const struct check_word *words = sentence->words;
	size_t last =
		index + 2 < sentence->count ? index + 2 : sentence->count - 1;
	if (index && strchr(words[index - 1].text, '('))
		return true;
	for (size_t i = index + 1; i <= last; i++)
		if (strchr(words[i].text, '('))
			return true;
	return false;
}

/* A text in capitals is another rule's. */
static bool is_shouted(const struct check_sentence *sentence)
{
	for (size_t i = 0; i < sentence->count; i++)
		for (const char *at = sentence->words[i].text; *at; at++)
			if (*at >= 'a' && *at <= 'z')
				return false;
	return true;
}

static bool is_capitals(const char *word)
{
	return word[strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0';
}

/* How many words in capitals alone stand beside one, one way, with nothing but
 * spaces between them. */
static size_t capitals_beside(const struct check_sentence *sentence,
			      size_t index, int step)
{
	size_t count = 0;
	for (size_t i = index + (size_t)step; i < sentence->count;
	     i += (size_t)step) {
		const struct check_word *word = &sentence->words[i];
		if (word->is_word && is_capitals(word->text))
			count++;
		else if (word->is_word ||
			 word->text[strspn(word->text, " \t\n")])
			break;
	}
	return count;
}

/* "WEAR YOUR SEAT BELT" within a sentence: three words and more. */
static bool is_shouted_at(const struct check_sentence *sentence, size_t index)
{
	return capitals_beside(sentence, index, -1) +
		       capitals_beside(sentence, index, 1) >=
	       2;
}

/* "World War II", "Part XIV". */
static bool is_roman(const char *word)
{
	return word[strspn(word, "IVX")] == '\0';
}

static void check_acronym(struct checking *checking,
			  const struct check_sentence *sentence, size_t index)
{
	const char *word = sentence->words[index].text;
	if (!is_acronym(word) ||
	    is_one_of(word, short_words, COUNT(short_words)) ||
	    is_roman(word) || is_shouted(sentence) ||
	    is_shouted_at(sentence, index) || is_met(checking, word) ||
	    is_explained(sentence, index))
		return;
	check_tell_style(
		checking, DIAGNOSTIC_CHECK_ACRONYM, sentence->block->place,
		"\"%s\" is not explained where it is first used", word);
}

void check_sentence(struct checking *checking,
		    const struct check_sentence *sentence)
{
	bool is_english = check_is_english(sentence->language);
	check_length(checking, sentence);
	if (is_english)
		check_passive(checking, sentence);
	for (size_t i = 0; i < sentence->count; i++) {
		const struct check_word *word = &sentence->words[i];
		if (checking->is_easy && strcmp(word->text, "%") == 0)
			check_tell_style(checking, DIAGNOSTIC_CHECK_EASY_NUMBER,
					 sentence->block->place,
					 "a percentage: say \"half\" or \"7 of "
					 "10 people\"");
		if (!word->is_word)
			continue;
		check_acronym(checking, sentence, i);
		if (is_english)
			check_hard(checking, sentence, word);
		if (is_english && checking->is_easy)
			check_number(checking, sentence, word);
	}
}
