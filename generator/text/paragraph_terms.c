/* Words that belong to the number beside them, from the locale data of ICU:
 * CLDR's names of units, months and times of day, and the sign of money. */
#include "text/paragraph_private.h"

#include <string.h>

#include <unicode/ucurr.h>
#include <unicode/udata.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

#include "base/map.h"

/* ICU keeps the units in a bundle of their own. */
#define UNIT_BUNDLE U_ICUDATA_NAME U_TREE_SEPARATOR_STRING "unit"

enum { LONGEST_TERM = 48, LONGEST_SYMBOL = 4 };

struct terms {
	struct arena *arena;
	struct map words; /* to an item of term_kinds */
};

static const enum term_kind term_kinds[] = { TERM_NONE, TERM_UNIT,
					     TERM_UNIT_WORD, TERM_TIME,
					     TERM_MONTH };

/* ---- Words ------------------------------------------------------------- */

/* Full stops make no difference: "a.m." and "am", "godz." and "godz". */
static struct str without_stops(struct str word, char buffer[LONGEST_TERM])
{
	size_t length = 0;
	for (size_t i = 0; i < word.length && length < LONGEST_TERM; i++)
		if (word.bytes[i] != '.')
			buffer[length++] = word.bytes[i];
	return (struct str){ buffer, length };
}

static size_t count_characters(struct str word)
{
	size_t count = 0;
	for (size_t offset = 0; offset < word.length; count++)
		str_decode(word, &offset);
	return count;
}

/* An inch in English, a century in Polish: as prepositions far more often. */
static bool is_preposition(struct str word)
{
	return str_equals_string(word, "in") || str_equals_string(word, "w");
}

static void add_term(struct terms *terms, struct str word, enum term_kind kind)
{
	char buffer[LONGEST_TERM];
	struct str key = without_stops(word, buffer);
	if (key.length == 0 || word.length >= LONGEST_TERM ||
	    is_preposition(key) || map_lookup(&terms->words, key))
		return;
	if (kind == TERM_UNIT && count_characters(key) > LONGEST_SYMBOL)
		kind = TERM_UNIT_WORD;
	map_set(&terms->words, arena_copy_str(terms->arena, key),
		(void *)&term_kinds[kind]);
}

enum term_kind paragraph_terms_find(const struct terms *terms, struct str word)
{
	char buffer[LONGEST_TERM];
	if (word.length >= LONGEST_TERM)
		return TERM_NONE;
	const enum term_kind *kind =
		map_lookup(&terms->words, without_stops(word, buffer));
	return kind ? *kind : TERM_NONE;
}

/* ---- ICU's resources --------------------------------------------------- */

/* Of a pattern "{0} fl oz" the word after the number; of other texts, which
 * are names of units for headings, nothing. */
static struct str word_of_pattern(struct str pattern)
{
	static const char number[] = "{0}";
	size_t offset = sizeof number - 1;
	if (pattern.length <= offset ||
	    memcmp(pattern.bytes, number, offset) != 0)
		return STR("");
	struct str word = { pattern.bytes + offset, pattern.length - offset };
	if (word.bytes[0] == '/') /* "{0}/km": a price for each */
		return STR("");
	if (word.bytes[0] == ' ') {
		word.bytes++;
		word.length--;
	} else if (word.length > 2 && memcmp(word.bytes, "\xC2\xA0", 2) == 0) {
		word.bytes += 2;
		word.length -= 2;
	}
	const char *space = memchr(word.bytes, ' ', word.length);
	if (space)
		word.length = (size_t)(space - word.bytes);
	return word;
}

static void add_string(struct terms *terms, const UResourceBundle *resource,
		       enum term_kind kind)
{
	char bytes[LONGEST_TERM * 2];
	int32_t length, count = 0;
	UErrorCode status = U_ZERO_ERROR;
	const UChar *text = ures_getString(resource, &length, &status);
	u_strToUTF8(bytes, sizeof bytes, &count, text, length, &status);
	if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING)
		return;
	struct str word = { bytes, (size_t)count };
	add_term(terms, kind == TERM_UNIT ? word_of_pattern(word) : word, kind);
}

/* All strings below a resource. */
static void add_strings(struct terms *terms, UResourceBundle *resource,
			enum term_kind kind, int depth)
{
	if (ures_getType(resource) == URES_STRING) {
		add_string(terms, resource, kind);
		return;
	}
	UResourceBundle *child = NULL;
	ures_resetIterator(resource);
	while (depth > 0 && ures_hasNext(resource)) {
		UErrorCode status = U_ZERO_ERROR;
		child = ures_getNextResource(resource, child, &status);
		if (U_SUCCESS(status))
			add_strings(terms, child, kind, depth - 1);
	}
	ures_close(child);
}

/* The resource at a path of keys, ended by NULL. */
static void add_at(struct terms *terms, const char *bundle, const char *locale,
		   const char *const *path, enum term_kind kind)
{
	UErrorCode status = U_ZERO_ERROR;
	/* The locale's own: what it inherits is read on its own. */
	UResourceBundle *at = ures_openDirect(bundle, locale, &status);
	for (; *path && U_SUCCESS(status); path++)
		at = ures_getByKey(at, *path, at, &status);
	if (U_SUCCESS(status))
		add_strings(terms, at, kind, 3);
	ures_close(at);
}

static void add_locale(struct terms *terms, const char *locale)
{
	static const char *const units[] = { "unitsShort", NULL };
	static const char *const long_units[] = { "units", NULL };
	static const char *const months[] = { "calendar",   "gregorian",
					      "monthNames", "format",
					      "wide",       NULL };
	static const char *const short_months[] = { "calendar",    "gregorian",
						    "monthNames",  "format",
						    "abbreviated", NULL };
	static const char *const times[] = { "calendar", "gregorian",
					     "AmPmMarkers", NULL };
	add_at(terms, NULL, locale, months, TERM_MONTH);
	add_at(terms, NULL, locale, short_months, TERM_MONTH);
	add_at(terms, NULL, locale, times, TERM_TIME);
	add_at(terms, UNIT_BUNDLE, locale, units, TERM_UNIT);
	add_at(terms, UNIT_BUNDLE, locale, long_units, TERM_UNIT_WORD);
}

/* What a locale inherits from: mostly its tag without the last part, but
 * British English from international English. */
static void find_parent(const char *locale, char parent[ULOC_FULLNAME_CAPACITY])
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t length, count = 0;
	UResourceBundle *own = ures_openDirect(NULL, locale, &status);
	const UChar *name =
		ures_getStringByKey(own, "%%Parent", &length, &status);
	u_strToUTF8(parent, ULOC_FULLNAME_CAPACITY, &count, name, length,
		    &status);
	ures_close(own);
	if (U_SUCCESS(status))
		return;
	status = U_ZERO_ERROR;
	uloc_getParent(locale, parent, ULOC_FULLNAME_CAPACITY, &status);
}

/* The sign of the money that most readers of the language pay with: "zł". */
static void add_money(struct terms *terms, const char *locale)
{
	char likely[ULOC_FULLNAME_CAPACITY];
	char bytes[LONGEST_TERM];
	UChar code[4];
	UBool is_code = false;
	UErrorCode status = U_ZERO_ERROR;
	int32_t length, count = 0;
	uloc_addLikelySubtags(locale, likely, sizeof likely, &status);
	ucurr_forLocale(likely, code, 4, &status);
	if (U_FAILURE(status))
		return;
	const UChar *name = ucurr_getName(code, likely, UCURR_SYMBOL_NAME,
					  &is_code, &length, &status);
	u_strToUTF8(bytes, sizeof bytes, &count, name, length, &status);
	if (U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING)
		add_term(terms, (struct str){ bytes, (size_t)count },
			 TERM_UNIT);
}

struct terms *paragraph_terms_read(struct arena *arena, const char *language)
{
	struct terms *terms = ARENA_NEW(arena, struct terms);
	char locale[ULOC_FULLNAME_CAPACITY] = "";
	UErrorCode status = U_ZERO_ERROR;
	terms->arena = arena;
	uloc_forLanguageTag(language, locale, sizeof locale, NULL, &status);
	if (U_FAILURE(status))
		locale[0] = '\0';
	add_money(terms, locale);
	while (locale[0] && strcmp(locale, "root") != 0) {
		char parent[ULOC_FULLNAME_CAPACITY] = "";
		add_locale(terms, locale);
		find_parent(locale, parent);
		memcpy(locale, parent, sizeof locale);
	}
	add_locale(terms, "root");
	add_term(terms, STR("am"), TERM_TIME);
	add_term(terms, STR("pm"), TERM_TIME);
	return terms;
}

void paragraph_terms_release(struct terms *terms)
{
	if (terms)
		map_release(&terms->words);
}
