/* What the rules of check/ share. */
#ifndef EVERYREAD_CHECK_PRIVATE_H
#define EVERYREAD_CHECK_PRIVATE_H

#include <unicode/ubrk.h>
#include <unicode/uscript.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/vector.h"
#include "check/check.h"

/* A word of a sentence. */
struct check_word {
	const char *text;  /* as written */
	const char *lower; /* in small letters */
	bool is_word;      /* has a letter or a digit in it */
};

struct check_sentence {
	const struct node *block;
	const char *language;
	struct check_word *words; /* with what stands between them */
	size_t count, word_count, letter_count;
};

struct checking {
	struct arena arena;
	const struct document *document;
	const struct check_options *options;
	struct check_chapters *chapters;
	struct check_chapter *chapter; /* the current one */
	struct diagnostics *diagnostics;
	bool is_easy;
	VECTOR(const char *) acronyms; /* that were met, or explained */
	struct buffer all;             /* all words, to look up terms in */
	struct map paragraphs; /* words → the last node that has them */
	/* What cuts texts of one language, the last one that was cut: opening
	 * these takes longer than cutting a paragraph. NULL: not opened. */
	const char *cut_language;
	UBreakIterator *sentences, *words;
	/* The scripts that a language is written in, of the last one asked for. */
	const char *script_language;
	UScriptCode scripts[8];
	int32_t script_count;
};

/* Adds a diagnostic unless the author silenced it here. As `severity`. */
void check_tell(struct checking *checking, enum diagnostic_severity severity,
		enum diagnostic_code code, struct place place,
		const char *format, ...) __attribute__((format(printf, 5, 6)));

/* A warning in Easy Read; else a note, where notes are asked for. */
void check_tell_style(struct checking *checking, enum diagnostic_code code,
		      struct place place, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

bool check_is_english(const char *language);

/* Rules of a node: always (stumbles.c), and where style is told (structure.c); of a
 * sentence (plain.c) and of the whole (easy.c). */
void check_stumbles(struct checking *checking, const struct node *node);
void check_structure(struct checking *checking, const struct node *node);
void check_sentence(struct checking *checking,
		    const struct check_sentence *sentence);
void check_terms(struct checking *checking);
void check_pictures(struct checking *checking);

/* Cuts a block's words into sentences (sentences.c) and checks each. */
void check_sentences(struct checking *checking, const struct node *block);
void check_sentences_end(struct checking *checking);

#endif
