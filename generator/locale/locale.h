/* A language as the outputs need it: interface words and message patterns
 * from templates/locales/<tag>.yaml; numbers, dates, lists, plurals, order
 * and direction from ICU and CLDR. No other room spells a digit, a plural or
 * a month.
 *
 * A locale is opened once a job and not shared between threads: it opens
 * what it needs of ICU at the first use. */
#ifndef EVERYREAD_LOCALE_LOCALE_H
#define EVERYREAD_LOCALE_LOCALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "base/overlay.h"
#include "base/phrase.h"
#include "base/str.h"
#include "base/yaml_table.h"

struct locale;

/* The keys of a file of words, templates/locales/<tag>.yaml. */
extern const struct yaml_table locale_file_table;

/* ---- Opening ----------------------------------------------------------- */

/* Opens the locale of a BCP 47 tag. `folders` hold <tag>.yaml files; of each
 * the file of the tag itself is taken, or of its nearest parent as CLDR has
 * them ("pl-PL" → pl, "es-MX" → es-419 → es, "zh-CN" → zh-Hans, all English →
 * en-GB, never "zh-Hant" → zh, which is another script), and laid over those
 * below it, message by message. Where there is none, the words are those of en-GB with a warning
 * (K007); numbers, dates and quotation marks are the tag's own.
 *
 * An upper en-GB.yaml may have messages that the lowest has not, for templates
 * of a project's own; all languages then need them.
 *
 * Reported at their line: a key that en-GB has and this file lacks, one that
 * en-GB does not know, an argument that the English message does not have,
 * a broken pattern, a plural without one of the language's categories, an
 * argument used as something that it is not, a leftover such as "%s". The
 * locale can be used after all of these: a message that is missing or broken
 * is English.
 *
 * False where no folder has a readable en-GB.yaml: nothing was opened.
 * The locale lives in the arena; locale_release() closes what ICU holds. */
bool locale_open(struct arena *arena, const struct overlay *folders,
		 const char *tag, struct diagnostics *diagnostics,
		 struct locale **locale, struct error *error);
void locale_release(struct locale *locale);

/* The tag in its canonical form: "zh-hans" → "zh-Hans". */
const char *locale_tag(const struct locale *locale);

/* Language of the words, where it is not the locale's: "en-GB" for a
 * language without a file. NULL where words and locale agree. HTML marks
 * such words with lang. */
const char *locale_words_language(const struct locale *locale);

/* The file of the words while they are a draft, which nobody whose language it
 * is has passed yet (status: draft without reviewed-by:); else NULL. */
const char *locale_draft(const struct locale *locale);

bool locale_is_right_to_left(const struct locale *locale);

/* The same of a tag alone. */
bool locale_tag_is_right_to_left(const char *tag);

/* The language's name in itself: "العربية", "polski", "简体中文". */
const char *locale_own_name(const struct locale *locale);

struct locale_found_number {
	double value;
	size_t offset, length; /* [bytes] */
};

/* The next number of a text from *offset on, which moves behind it: in any
 * script's digits, grouped and with decimals as the language has them ("1 234,5"
 * in Polish, "12,34,567" in Hindi), times 万 or 億. Digits that belong to a name
 * ("A4") and the numbers of months (12月) are passed over, since other languages
 * have none there. False where there is none left. */
bool locale_next_number(struct locale *locale, struct str text, size_t *offset,
			struct locale_found_number *found);

/* The next number in Han numerals, as locale_next_number() finds those in digits:
 * 三百二十, 一千五, 六点五, 二〇二五, and 六成, which is 60 %. Words such as 千万 are
 * found, too, though they may say no number. */
bool locale_next_spelt_number(struct str text, size_t *offset,
			      struct locale_found_number *found);

/* Whether a text says a whole number in words, as ICU spells them in the language
 * ("sixty-two", "sześćdziesiąt dwa"), and not as a part of another ("one hundred
 * and sixty-two"). Of the forms of a word, those that ICU's rules have. */
bool locale_spells_number(const struct locale *locale, struct str text,
			  double value);

/* "0", or another script's zero, as numbers are written with it. */
const char *locale_zero_digit(struct locale *locale);

/* ---- Messages ---------------------------------------------------------- */

enum locale_argument_kind {
	LOCALE_ARGUMENT_END,
	LOCALE_ARGUMENT_TEXT,
	LOCALE_ARGUMENT_NUMBER
};

struct locale_argument {
	enum locale_argument_kind kind;
	const char *name;
	const char *text;
	double number;
};

#define LOCALE_TEXT(argument, value) \
	{ \
		LOCALE_ARGUMENT_TEXT, (argument), (value), 0 \
	}
#define LOCALE_NUMBER(argument, value) \
	{ \
		LOCALE_ARGUMENT_NUMBER, (argument), NULL, (double)(value) \
	}

/* A message with its arguments, in the arena:
 *
 *     locale_message(locale, arena, "pages", LOCALE_NUMBER("count", 12));
 *
 * A date argument is given as text in ISO 8601. An argument that is not given
 * shows as {name}. An unknown key gives "". */
#define locale_message(locale, arena, key, ...) \
	locale_message_checked( \
		locale, arena, key, \
		(const struct locale_argument[]){ \
			__VA_ARGS__, { LOCALE_ARGUMENT_END, NULL, NULL, 0 } })

/* Asserts that the arguments are of the kinds that arguments.def has. */
const char *locale_message_checked(struct locale *locale, struct arena *arena,
				   const char *key,
				   const struct locale_argument *arguments);

/* The same with what a template has under these names: a number where a text
 * is wanted, and the other way round, shows as {name}. */
const char *locale_message_of(struct locale *locale, struct arena *arena,
			      const char *key,
			      const struct locale_argument *arguments);

/* A message whose one argument is put in later (GAP in arguments.def), in the
 * locale's arena. An unknown key says nothing. */
struct phrase locale_phrase(struct locale *locale, const char *key);

/* Calls `visit` with the name of each argument that the message takes, once
 * for each time that it stands in it. */
void locale_message_arguments(const struct locale *locale, const char *key,
			      void (*visit)(void *context, struct str name),
			      void *context);

/* Whether a text can be the locale's message where English has another: its pattern,
 * its arguments, the plural's categories of the language. What is wrong is reported
 * at `place`, as locale_open() does. */
bool locale_check_message(struct locale *locale, const char *key,
			  const char *english, const char *text,
			  struct place place, struct diagnostics *diagnostics);

/* A message without arguments; "" for an unknown key. Lives as long as the
 * locale. */
const char *locale_word(struct locale *locale, const char *key);

/* Every key, in the order of en-GB.yaml; for a template's context. */
const char *const *locale_keys(const struct locale *locale, size_t *count);

/* ---- Values ------------------------------------------------------------ */

/* All in the arena, UTF-8. */
const char *locale_number(struct locale *locale, struct arena *arena,
			  double number);
/* 0.62 → "62%", with at most one decimal. */
const char *locale_percent(struct locale *locale, struct arena *arena,
			   double fraction);
/* Decimal SI units: 812 → "812 byte", 1234567 → "1.2 MB". */
const char *locale_file_size(struct locale *locale, struct arena *arena,
			     uint64_t bytes);
/* How long something takes: 42 → "42 sec", 750 → "13 min", 5000 → "1 hr 23 min". */
const char *locale_duration(struct locale *locale, struct arena *arena,
			    uint64_t seconds);
/* "2020-12-15" → "15 December 2020", "15 grudnia 2020", "2020年12月15日";
 * "2020-12" and "2020" too. NULL where it is no such date. */
const char *locale_date(struct locale *locale, struct arena *arena,
			const char *iso_date);
/* "a, b and c" */
const char *locale_list(struct locale *locale, struct arena *arena,
			const char *const *items, size_t count);
/* A language's name in this locale's language: "Polish". */
const char *locale_language_name(struct locale *locale, struct arena *arena,
				 const char *tag);
/* Order of two texts in a sorted list, as the language has it (UTS 10 with
 * CLDR's tailoring): < 0, 0, > 0. Digits count as the numbers that they write:
 * "Survey 9" comes before "Survey 10". */
int locale_compare(struct locale *locale, const char *a, const char *b);

#endif
