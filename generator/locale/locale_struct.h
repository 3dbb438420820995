/* What a struct locale holds; for the files of locale/ alone. */
#ifndef EVERYREAD_LOCALE_LOCALE_STRUCT_H
#define EVERYREAD_LOCALE_LOCALE_STRUCT_H

#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/ulistformatter.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>

#include "base/date.h"
#include "base/map.h"
#include "base/pseudo.h"
#include "locale/locale.h"
#include "locale/pattern.h"

struct message {
	struct str key;
	struct place place;
	const struct pattern_part *parts;
	const char *word; /* the whole text where it has no arguments */
};

/* Sets `word` of a message whose parts are known. */
static inline void message_set_word(struct message *message)
{
	const struct pattern_part *part = message->parts;
	if (!part)
		message->word = "";
	else if (part->kind == PATTERN_TEXT && !part->next)
		message->word = part->text.bytes;
}

/* What the program gives for an argument (arguments.def). */
enum argument_kind {
	ARGUMENT_UNKNOWN,
	ARGUMENT_TEXT,
	ARGUMENT_NUMBER,
	ARGUMENT_DATE,
	ARGUMENT_GAP
};

enum number_style {
	STYLE_DECIMAL,
	STYLE_INTEGER,
	STYLE_PERCENT,
	STYLE_BYTE,
	STYLE_KILOBYTE,
	STYLE_MEGABYTE,
	STYLE_SECOND,
	STYLE_MINUTE,
	STYLE_HOUR,
	STYLE_COUNT
};

struct locale {
	struct arena *arena;
	const char *tag;
	enum pseudo pseudo;         /* made from English by rule */
	const char *icu_id;         /* as ICU takes it, or an empty string
				     * for its root */
	const char *words_language; /* or NULL */
	const char *own_name;
	const char
		*draft; /* file of the words that nobody has passed, or NULL */
	const char *zero_digit;               /* or NULL: ask ICU */
	uint32_t decimal_sign, grouping_sign; /* 0: ask ICU */
	struct map messages;                  /* key → struct message */
	const char **keys;
	size_t key_count;
	/* From ICU, each opened at its first use. */
	UNumberFormatter *numbers[STYLE_COUNT];
	UFormattedNumber *number;
	UPluralRules *plurals[2]; /* by UPluralType */
	UDateFormat *dates[DATE_PRECISION_COUNT];
	UListFormatter *list;
	UCollator *collator;
};

/* Reads the messages of the tag's files, or the nearest; see locale_open(). */
bool locale_load(struct locale *locale, const struct overlay *folders,
		 struct diagnostics *diagnostics, struct error *error);

/* Makes the words of a pseudo-language of the English ones that it holds. */
void locale_change_messages(struct locale *locale);

/* The kind of an argument that arguments.def knows; else ARGUMENT_UNKNOWN. */
enum argument_kind locale_known_argument(struct str key, struct str name);

/* False, after reports, where a message uses an argument as something that it
 * is not. `english` is the message of en-GB.yaml, there the message itself. */
bool locale_check_argument_kinds(const struct message *message,
				 const struct message *english,
				 struct diagnostics *diagnostics);

/* Reports a mark such as "%s", which stands for nothing here. */
void locale_check_format_marks(const struct message *message,
			       struct diagnostics *diagnostics);

UPluralRules *locale_plural_rules(struct locale *locale, UPluralType type);

const char *locale_format_number(struct locale *locale, struct arena *arena,
				 enum number_style style, double number);

/* UTF-16 to UTF-8, in the arena. */
const char *locale_utf8(struct arena *arena, const UChar *text, int32_t length);

/* ICU fails only where its data or memory is gone: ends the program. */
void locale_expect_success(UErrorCode status);

#endif
