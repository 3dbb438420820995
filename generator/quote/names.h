/* Names of people in words: what is looked for, and where it stands. Private
 * to quote/.
 *
 * A name is a row of words, or of characters where a script has no spaces. It
 * stands in a text where all of them follow each other as whole words, in any
 * capitals. A single word is a name only with a capital, where its script has
 * them: a rose is no Rose. Arabic words may have و ف ب ل ك ال before them,
 * Cyrillic ones the endings of their cases, and Polish ones too, in a text
 * that has a letter of Polish alone: what ends so in other languages may be
 * another name. */
#ifndef EVERYREAD_QUOTE_NAMES_H
#define EVERYREAD_QUOTE_NAMES_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/str.h"

struct settings;
struct project;

enum name_kind {
	NAME_OF_CASE,     /* all of it */
	NAME_PART,        /* a word of it */
	NAME_PSEUDONYM,   /* the pseudonym */
	NAME_OF_VARIABLE, /* another variable that holds names */
	NAME_REPLACED     /* what findings.yaml has replaced */
};

/* Whose it is; several may have one name. */
struct name_owner {
	const struct name_owner *next;
	uint32_t number; /* index of the case, or of the replacement */
	enum name_kind kind;
};

struct name {
	const struct name *next;         /* that begins with the same word */
	const struct name_owner *owners; /* at least one */
	const struct str *words;         /* folded */
	uint32_t count;
	bool needs_capital, needs_care;
};

struct names {
	struct arena *arena;
	struct map first_words; /* → struct name */
	struct map wholes;      /* all its words → struct name */
};

/* A word of a text, or a character of a script without spaces. */
struct name_word {
	size_t start, end;              /* [bytes] of the text */
	size_t folded, length;          /* [bytes] of the folded words */
	bool is_character, has_capital; /* "Rose" */
	bool has_letters, is_cased, has_digits, is_capitals;
	bool is_cut; /* replaced already: it is in no name */
};

struct name_text {
	struct str text;
	struct name_word *items;
	size_t count, capacity;
	struct buffer folded;
	bool is_polish;
};

struct name_match {
	const struct name *name;
	size_t start, end;   /* [bytes] */
	size_t first, words; /* of the text's words */
};

/* Zero-initialise; the text must outlive it. */
void name_text_read(struct name_text *text, struct str words);
void name_text_release(struct name_text *text);

/* Adds a name; nothing where it is too short or too common to be one. What
 * findings.yaml replaces may be as short as it likes. */
void names_add(struct names *names, struct str text, enum name_kind kind,
	       uint32_t number);
void names_release(struct names *names);

/* The next name from the word `from` on, the longest of those that begin with
 * one word. */
bool names_find(const struct names *names, const struct name_text *text,
		size_t from, struct name_match *match);

/* Adds the names of all cases (names_people.c). */
void names_add_people(struct names *names, const struct project *project,
		      const struct settings *settings);

#endif
