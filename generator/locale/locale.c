/* Opening and closing a locale, and what it is called. */
#include "locale/locale.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/unumsys.h>
#include <unicode/ures.h>

#include "locale/locale_struct.h"

/* "pl_PL" as ICU has it → "pl-PL", canonical. */
static const char *canonical_tag(struct arena *arena, const char *tag)
{
	char id[ULOC_FULLNAME_CAPACITY], canonical[ULOC_FULLNAME_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	int32_t used = 0;
	uloc_forLanguageTag(tag, id, sizeof id, &used, &status);
	if (U_SUCCESS(status) && status != U_STRING_NOT_TERMINATED_WARNING &&
	    used > 0)
		uloc_toLanguageTag(id, canonical, sizeof canonical, false,
				   &status);
	if (U_FAILURE(status) || used == 0 ||
	    status == U_STRING_NOT_TERMINATED_WARNING)
		return "und";
	return arena_copy_string(arena, canonical);
}

/* ICU takes the formats of the environment's locale for a language that it
 * does not know, and the output must not depend on the environment. */
static bool icu_knows(const char *id)
{
	UErrorCode status = U_ZERO_ERROR;
	UResourceBundle *bundle = ures_open(NULL, id, &status);
	ures_close(bundle);
	return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

static const char *icu_id(struct arena *arena, const char *tag, bool is_latin)
{
	char id[ULOC_FULLNAME_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	uloc_forLanguageTag(tag, id, sizeof id, NULL, &status);
	if (U_FAILURE(status) || pseudo_of(tag) || !icu_knows(id))
		strcpy(id, "en_GB");
	if (is_latin)
		uloc_setKeywordValue("numbers", "latn", id, sizeof id, &status);
	return arena_copy_string(arena, id);
}

const char *locale_language_name(struct locale *locale, struct arena *arena,
				 const char *tag)
{
	UErrorCode status = U_ZERO_ERROR;
	ULocaleDisplayNames *names =
		uldn_open(locale->icu_id, ULDN_DIALECT_NAMES, &status);
	locale_expect_success(status);
	char id[ULOC_FULLNAME_CAPACITY];
	UChar name[200];
	uloc_forLanguageTag(tag, id, sizeof id, NULL, &status);
	int32_t length = 0;
	if (U_SUCCESS(status))
		length = uldn_localeDisplayName(names, id, name, 200, &status);
	uldn_close(names);
	if (U_FAILURE(status) || length == 0 || length > 200)
		return arena_copy_string(arena, tag);
	return pseudo_text(arena, locale->pseudo,
			   locale_utf8(arena, name, length));
}

bool locale_open(struct arena *arena, const struct overlay *folders,
		 const char *tag, struct diagnostics *diagnostics,
		 struct locale **result, struct error *error)
{
	struct locale *locale = ARENA_NEW(arena, struct locale);
	locale->arena = arena;
	locale->tag = canonical_tag(arena, tag);
	locale->pseudo = pseudo_of(locale->tag);
	locale->icu_id = icu_id(arena, locale->tag, false);
	if (!locale_load(locale, folders, diagnostics, error)) {
		locale_release(locale);
		return false;
	}
	if (locale->zero_digit)
		locale->icu_id = icu_id(arena, locale->tag, true);
	if (!locale->own_name)
		locale->own_name =
			locale_language_name(locale, arena, locale->tag);
	*result = locale;
	return true;
}

void locale_release(struct locale *locale)
{
	for (int i = 0; i < STYLE_COUNT; i++)
		unumf_close(locale->numbers[i]);
	unumf_closeResult(locale->number);
	for (int i = 0; i < 2; i++)
		uplrules_close(locale->plurals[i]);
	for (int i = 0; i < DATE_PRECISION_COUNT; i++)
		udat_close(locale->dates[i]);
	ulistfmt_close(locale->list);
	if (locale->collator)
		ucol_close(locale->collator);
	map_release(&locale->messages);
}

const char *locale_tag(const struct locale *locale)
{
	return locale->tag;
}

const char *locale_words_language(const struct locale *locale)
{
	return locale->words_language;
}

const char *locale_draft(const struct locale *locale)
{
	return locale->draft;
}

bool locale_is_right_to_left(const struct locale *locale)
{
	return uloc_isRightToLeft(locale->tag);
}

bool locale_tag_is_right_to_left(const char *tag)
{
	return uloc_isRightToLeft(tag);
}

const char *locale_own_name(const struct locale *locale)
{
	return locale->own_name;
}

const char *locale_zero_digit(struct locale *locale)
{
	if (locale->zero_digit)
		return locale->zero_digit;
	locale->zero_digit = "0";
	UErrorCode status = U_ZERO_ERROR;
	UNumberingSystem *system = unumsys_open(locale->icu_id, &status);
	UChar digits[40];
	int32_t length = 0, zero = 0;
	if (U_SUCCESS(status) && !unumsys_isAlgorithmic(system))
		length = unumsys_getDescription(system, digits, 40, &status);
	if (U_SUCCESS(status) && length >= 10 && length <= 40) {
		U16_FWD_1(digits, zero, length);
		locale->zero_digit = locale_utf8(locale->arena, digits, zero);
	}
	unumsys_close(system);
	return locale->zero_digit;
}

const char *const *locale_keys(const struct locale *locale, size_t *count)
{
	*count = locale->key_count;
	return locale->keys;
}
