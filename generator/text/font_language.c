/* Which letters of a language the fonts lack. */
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/uscript.h>
#include <unicode/uset.h>

#include "text/font.h"

static size_t find_lacking(struct font_set *set,
			   const struct font_request *request,
			   const USet *letters, size_t most,
			   struct buffer *lacking)
{
	size_t count = 0;
	for (int32_t i = 0; i < uset_getItemCount(letters); i++) {
		UChar32 first, last;
		UErrorCode status = U_ZERO_ERROR;
		if (uset_getItem(letters, i, &first, &last, NULL, 0, &status))
			continue; /* a string: each of its letters is here */
		for (UChar32 letter = first; letter <= last; letter++) {
			uint32_t one = (uint32_t)letter;
			if (font_set_choose_for(set, request, &one, 1))
				continue;
			if (count++ < most) {
				buffer_append_byte(lacking, ' ');
				buffer_append_code_point(lacking, one);
			}
		}
	}
	return count;
}

/* The letters of a language, or, where CLDR does not know them, of its script.
 * To be closed. */
static USet *letters_of(const char *language)
{
	char id[ULOC_FULLNAME_CAPACITY];
	UErrorCode status = U_ZERO_ERROR;
	uloc_forLanguageTag(language, id, sizeof id, NULL, &status);
	ULocaleData *data = ulocdata_open(id, &status);
	/* Else they would be those of the environment's language. */
	bool is_known = U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
	USet *letters = ulocdata_getExemplarSet(data, NULL, 0,
						ULOCDATA_ES_STANDARD, &status);
	ulocdata_close(data);
	if (U_SUCCESS(status) && is_known)
		return letters;
	uset_close(letters);
	UScriptCode script = USCRIPT_LATIN;
	status = U_ZERO_ERROR;
	uscript_getCode(id, &script, 1, &status);
	letters = uset_openEmpty();
	uset_applyIntPropertyValue(letters, UCHAR_SCRIPT, script, &status);
	USet *all = uset_openEmpty();
	uset_applyIntPropertyValue(all, UCHAR_GENERAL_CATEGORY_MASK,
				   U_GC_L_MASK, &status);
	uset_retainAll(letters, all);
	uset_close(all);
	/* Of such scripts as Latin no language uses every letter. */
	if (U_FAILURE(status) || uset_size(letters) > 500)
		uset_clear(letters);
	return letters;
}

size_t font_set_lacks(struct font_set *set, const char *language, size_t most,
		      struct buffer *lacking)
{
	struct font_request request = {
		.role = FONT_BODY,
		.script = font_script_of_language(language),
		.language = language,
	};
	USet *letters = letters_of(language);
	size_t count = find_lacking(set, &request, letters, most, lacking);
	uset_close(letters);
	return count;
}
