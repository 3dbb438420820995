/* What a reader would trip over, at the line where it stands. Each rule has a code of
 * base/diagnostic_codes.def; the manual says its threshold and source.
 *
 * Structure is checked in every language. What is said of passive voice and of
 * hard words is for English alone: lists in words_en.def. A tool can tell what
 * makes a text hard. That it is easy, only its readers can: people with learning
 * disabilities certify Easy Read. */
#ifndef EVERYREAD_CHECK_CHECK_H
#define EVERYREAD_CHECK_CHECK_H

#include "base/diagnostic.h"
#include "document/document.h"

/* Words of the most that a sentence may have. */
enum { SENTENCE_MOST = 25, SENTENCE_MOST_EASY = 15 };
/* [per cent] of a chapter's sentences in the passive voice, outside Easy Read,
 * and of how many at least. */
enum { PASSIVE_MOST = 20, PASSIVE_SENTENCES = 10 };
/* [pages] of an Easy Read edition (GOV.UK, accessible formats). */
enum { EASY_READ_PAGES_MOST = 24 };
/* [characters] of an alternative text. */
enum { ALTERNATIVE_MOST = 300 };

struct check_options {
	/* Also tell what a standard edition has: faults of structure, and, as
	 * notes, what makes it less plain. What an Easy Read edition must not
	 * have is always told, as warnings; and so is what readers of any
	 * edition stumble over: a text that is there twice, a heading with
	 * nothing under it, a label without its value, words that are cut off. */
	bool tells_style;
	/* Whether an author's comment silences a rule at a place; or NULL. */
	bool (*is_silenced)(void *context, struct place place,
			    enum diagnostic_code code);
	/* Whether an author wrote the words at a place, and no template put them
	 * there, which may well say a thing twice; or NULL. */
	bool (*is_written)(void *context, struct place place);
	void *context;
};

/* How readable a text is. */
struct check_measures {
	size_t sentences, words, letters, passives;
	size_t longest; /* [words] */
};

/* A file of a text. */
struct check_chapter {
	const char *file; /* lives as long as the document */
	struct check_measures measures;
	struct place passive; /* of its first sentence in the passive voice */
};

/* In the order of the text. */
struct check_chapters {
	struct check_chapter *items;
	size_t count, capacity;
};

/* All chapters together. */
struct check_measures check_sum(const struct check_chapters *chapters);

/* Checks a finished document, and adds its chapters to `chapters`. */
void check_document(const struct document *document,
		    const struct check_options *options,
		    struct check_chapters *chapters,
		    struct diagnostics *diagnostics);

/* Checks words that stand alone, as an entry's data do, in the same ways. */
void check_value(struct str text, const char *language, struct place place,
		 struct diagnostics *diagnostics);

#endif
