/* Finding a language's file by CLDR's parents. */
#include "locale/files.h"

#include <string.h>

#include <unicode/uloc.h>
#include <unicode/ures.h>

#include "base/file.h"
#include "base/path.h"
#include "base/pseudo.h"

enum { MOST_PARENTS = 8 };

static bool is_plain_tag(const char *tag)
{
	for (; *tag; tag++) {
		char byte = *tag;
		if (!((byte >= 'a' && byte <= 'z') || byte == '-' ||
		      (byte >= 'A' && byte <= 'Z') ||
		      (byte >= '0' && byte <= '9')))
			return false;
	}
	return true;
}

bool locale_is_english(const char *tag)
{
	return strcmp(tag, "en") == 0 || strncmp(tag, "en-", 3) == 0;
}

static const char *file_of(struct arena *arena, const char *folder,
			   const char *tag)
{
	return path_join(arena, folder, arena_format(arena, "%s.yaml", tag));
}

const char *locale_reference_file(struct arena *arena, const char *folder)
{
	return file_of(arena, folder, LOCALE_REFERENCE);
}

/* ---- CLDR's parents ---------------------------------------------------- */

static bool is_among(UResourceBundle *children, const char *id)
{
	for (int32_t i = 0; i < ures_getSize(children); i++) {
		UErrorCode status = U_ZERO_ERROR;
		char child[ULOC_FULLNAME_CAPACITY];
		int32_t length = sizeof child;
		const char *text = ures_getUTF8StringByIndex(
			children, i, child, &length, false, &status);
		if (U_SUCCESS(status) && strcmp(text, id) == 0)
			return true;
	}
	return false;
}

/* The explicit parent of UTS 35, part 1, section 4.1.3, in `parent`; false
 * where the parent is found by cutting. */
static bool explicit_parent(const char *id, char *parent, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	bool is_found = false;
	UResourceBundle *data =
		ures_openDirect(NULL, "supplementalData", &status);
	UResourceBundle *parents =
		ures_getByKey(data, "parentLocales", NULL, &status);
	while (U_SUCCESS(status) && !is_found && ures_hasNext(parents)) {
		UResourceBundle *children =
			ures_getNextResource(parents, NULL, &status);
		is_found = U_SUCCESS(status) && is_among(children, id);
		if (is_found) {
			strncpy(parent, ures_getKey(children), size - 1);
			parent[size - 1] = '\0';
		}
		ures_close(children);
	}
	ures_close(parents);
	ures_close(data);
	return is_found;
}

/* "zh_Hant", unlike "zh_Hans": cut, it would be another script. */
static bool has_unlikely_script(const char *id)
{
	char script[ULOC_SCRIPT_CAPACITY], likely[ULOC_FULLNAME_CAPACITY];
	char usual[ULOC_SCRIPT_CAPACITY], language[ULOC_LANG_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	if (uloc_getScript(id, script, sizeof script, &status) == 0)
		return false;
	uloc_getLanguage(id, language, sizeof language, &status);
	uloc_addLikelySubtags(language, likely, sizeof likely, &status);
	uloc_getScript(likely, usual, sizeof usual, &status);
	return U_SUCCESS(status) && strcmp(script, usual) != 0;
}

/* CLDR lets Haitian inherit formats from French: words it must not. Norwegian
 * is one language under two tags. */
static bool is_same_language(const char *id, const char *parent)
{
	char a[ULOC_LANG_CAPACITY], b[ULOC_LANG_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	uloc_getLanguage(id, a, sizeof a, &status);
	uloc_getLanguage(parent, b, sizeof b, &status);
	return U_SUCCESS(status) && (strcmp(a, b) == 0 || strcmp(b, "no") == 0);
}

/* False where the next parent is the root, or another language: nobody's
 * words. */
static bool to_parent(char *id, size_t size)
{
	char parent[ULOC_FULLNAME_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	if (explicit_parent(id, parent, sizeof parent))
		status = U_ZERO_ERROR;
	else if (has_unlikely_script(id) && strlen(strchr(id, '_')) == 5)
		return false;
	else
		uloc_getParent(id, parent, sizeof parent, &status);
	if (U_FAILURE(status) || !parent[0] || strcmp(parent, "root") == 0 ||
	    strlen(parent) >= size || !is_same_language(id, parent))
		return false;
	strcpy(id, parent);
	return true;
}

/* ---- Files ------------------------------------------------------------- */

static const char *find_upwards(struct arena *arena, const char *folder,
				const char *first)
{
	char id[ULOC_FULLNAME_CAPACITY], tag[ULOC_FULLNAME_CAPACITY];
	if (strlen(first) >= sizeof id)
		return NULL;
	strcpy(id, first);
	for (int i = 0; i < MOST_PARENTS; i++) {
		UErrorCode status = U_ZERO_ERROR;
		uloc_toLanguageTag(id, tag, sizeof tag, false, &status);
		const char *path = file_of(arena, folder, tag);
		if (U_SUCCESS(status) && file_exists(path))
			return path;
		if (!to_parent(id, sizeof id))
			return NULL;
	}
	return NULL;
}

/* "zh_CN" → "zh_Hans": a file may be named after the script that the region
 * writes. */
static void to_likely_script(const char *id, char *result, size_t size)
{
	char likely[ULOC_FULLNAME_CAPACITY], script[ULOC_SCRIPT_CAPACITY];
	char language[ULOC_LANG_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	uloc_addLikelySubtags(id, likely, sizeof likely, &status);
	uloc_getLanguage(likely, language, sizeof language, &status);
	uloc_getScript(likely, script, sizeof script, &status);
	result[0] = '\0';
	if (U_SUCCESS(status) && strlen(language) + 6 < size)
		strcat(strcat(strcpy(result, language), "_"), script);
}

const char *locale_find_file(struct arena *arena, const char *folder,
			     const char *tag)
{
	char id[ULOC_FULLNAME_CAPACITY], scripted[ULOC_FULLNAME_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	if (!is_plain_tag(tag))
		return NULL;
	if (pseudo_of(tag))
		tag = LOCALE_REFERENCE;
	const char *path = file_of(arena, folder, tag);
	if (file_exists(path))
		return path;
	uloc_forLanguageTag(tag, id, sizeof id, NULL, &status);
	if (U_FAILURE(status))
		return NULL;
	/* A region that writes another script than the bare language does
	 * ("zh-TW") must not be cut down to it: by its script first. */
	to_likely_script(id, scripted, sizeof scripted);
	path = has_unlikely_script(scripted) ? NULL :
					       find_upwards(arena, folder, id);
	if (!path)
		path = find_upwards(arena, folder, scripted);
	if (path || !locale_is_english(tag))
		return path;
	path = locale_reference_file(arena, folder);
	return file_exists(path) ? path : NULL;
}
