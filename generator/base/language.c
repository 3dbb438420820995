/* Language tags, with the names that ICU knows. */
#include "base/language.h"

#include <string.h>
#include <strings.h>

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

static bool is_well_formed(const char *tag)
{
	char locale[ULOC_FULLNAME_CAPACITY];
	int32_t parsed = 0;
	UErrorCode status = U_ZERO_ERROR;
	uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &status);
	return U_SUCCESS(status) && *tag && (size_t)parsed == strlen(tag);
}

enum { LONGEST_NAME = 64 };

static bool is_called(const char *code, const char *in, const UChar *wanted)
{
	UChar name[LONGEST_NAME];
	UErrorCode status = U_ZERO_ERROR;
	uloc_getDisplayLanguage(code, in, name, LONGEST_NAME, &status);
	return U_SUCCESS(status) &&
	       u_strcasecmp(name, wanted, U_FOLD_CASE_DEFAULT) == 0;
}

static const char *find_by_name(const char *text)
{
	UChar wanted[LONGEST_NAME];
	UErrorCode status = U_ZERO_ERROR;
	u_strFromUTF8(wanted, LONGEST_NAME, NULL, text, -1, &status);
	const char *const *codes = uloc_getISOLanguages();
	for (; U_SUCCESS(status) && *codes; codes++)
		if (is_called(*codes, "en", wanted) ||
		    is_called(*codes, *codes, wanted))
			return *codes;
	return NULL;
}

const char *language_read_tag(struct arena *arena, const char *text,
			      const char **instead)
{
	char *tag = arena_copy(arena, text, strcspn(text, ".@"));
	for (char *at = tag; *at; at++)
		if (*at == '_')
			*at = '-';
	/* Four letters are kept for later, and of five to eight there is none
	 * (RFC 5646, 2.2.1). */
	size_t primary = strcspn(tag, "-");
	bool is_private =
		strncmp(tag, "x-", 2) == 0 || strncmp(tag, "i-", 2) == 0;
	*instead = NULL;
	if ((primary == 2 || primary == 3 || is_private) && is_well_formed(tag))
		return tag;
	*instead = find_by_name(text);
	return NULL;
}

/* ---- One language ------------------------------------------------------ */

static bool read_parts(const char *tag, char *language, char *script)
{
	char locale[ULOC_FULLNAME_CAPACITY], full[ULOC_FULLNAME_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
	uloc_addLikelySubtags(locale, full, sizeof full, &status);
	uloc_getLanguage(full, language, ULOC_LANG_CAPACITY, &status);
	uloc_getScript(full, script, ULOC_SCRIPT_CAPACITY, &status);
	/* for ICU nothing at all is likely English */
	return *tag && U_SUCCESS(status);
}

bool language_is_same(const char *a, const char *b)
{
	char languages[2][ULOC_LANG_CAPACITY];
	char scripts[2][ULOC_SCRIPT_CAPACITY];
	if (strcasecmp(a, b) == 0)
		return true;
	return read_parts(a, languages[0], scripts[0]) &&
	       read_parts(b, languages[1], scripts[1]) &&
	       strcmp(languages[0], languages[1]) == 0 &&
	       strcmp(scripts[0], scripts[1]) == 0;
}
