/* Languages as word processors know them. */
#include <stdio.h>

#include <unicode/uloc.h>

#include "office/writer.h"

/* Voices, dictionaries and fonts are found by language and region. The script
 * tells nothing more where the region has one: "zh-CN" is written in Han. */
const char *office_language(struct writer *writer, const char *tag)
{
	char locale[64], full[64], language[16], script[8], region[8];
	UErrorCode status = U_ZERO_ERROR;
	uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
	uloc_addLikelySubtags(locale, full, sizeof full, &status);
	uloc_getLanguage(full, language, sizeof language, &status);
	uloc_getCountry(full, region, sizeof region, &status);
	uloc_getScript(locale, script, sizeof script, &status);
	if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
	    !*language || !*region)
		return tag;
	if (strcmp(language, "yue") == 0)
		return "zh-HK"; /* how it is written there */
	bool tells_script = *script && strcmp(language, "zh") != 0;
	return arena_format(&writer->arena, "%s%s%s-%s", language,
			    tells_script ? "-" : "", tells_script ? script : "",
			    region);
}
