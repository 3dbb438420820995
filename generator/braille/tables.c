/* Which of liblouis's tables a language has: literary ones of six dots. */
#include <string.h>

#include "braille/cells.h"

struct table {
	const char *language; /* a tag, or its beginning */
	const char *grade[2]; /* where there is no contracted one: twice the
			       * same */
};

/* The longer tags first. Gaelic has no table of its own in six dots; as it is
 * taught, it is written with the letters and accents of English Braille. */
static const struct table tables[] = {
	{ "zh-Hant", { "zh-tw.ctb", "zh-tw.ctb" } },
	{ "ar", { "ar-ar-g1.utb", "ar-ar-g2.ctb" } },
	{ "bg", { "bg.utb", "bg.utb" } },
	{ "bn", { "be-in-g1.utb", "be-in-g1.utb" } },
	{ "cs", { "cs-g1.ctb", "cs-g1.ctb" } },
	{ "cy", { "cy-cy-g1.utb", "cy-cy-g2.ctb" } },
	{ "de", { "de-g1.ctb", "de-g2.ctb" } },
	{ "el", { "el.ctb", "el.ctb" } },
	{ "en", { "en-ueb-g1.ctb", "en-ueb-g2.ctb" } },
	{ "es", { "es-g1.ctb", "es-g2.ctb" } },
	{ "fa", { "fa-ir-g1.utb", "fa-ir-g1.utb" } },
	{ "fr", { "fr-bfu-comp6.utb", "fr-bfu-g2.ctb" } },
	{ "gd", { "en-ueb-g1.ctb", "en-ueb-g1.ctb" } },
	{ "gu", { "gu-in-g1.utb", "gu-in-g1.utb" } },
	{ "he", { "he-IL.utb", "he-IL.utb" } },
	{ "hi", { "hi-in-g1.utb", "hi-in-g1.utb" } },
	{ "hu", { "hu-hu-g1.ctb", "hu-hu-g1.ctb" } },
	{ "it", { "it-it-comp6.utb", "it-it-comp6.utb" } },
	{ "ko", { "ko-g1.ctb", "ko-g1.ctb" } },
	{ "lt", { "lt-6dot.utb", "lt-6dot.utb" } },
	{ "pa", { "pu-in-g1.utb", "pu-in-g1.utb" } },
	{ "pl", { "Pl-Pl-g1.utb", "Pl-Pl-g1.utb" } },
	{ "pt", { "pt-pt-g1.utb", "pt-pt-g2.ctb" } },
	{ "ro", { "ro.ctb", "ro.ctb" } },
	{ "ru", { "ru-litbrl.ctb", "ru-litbrl.ctb" } },
	{ "sk", { "sk-g1.ctb", "sk-g1.ctb" } },
	{ "sv", { "sv-g0.utb", "sv-g0.utb" } },
	{ "ta", { "ta-ta-g1.ctb", "ta-ta-g1.ctb" } },
	{ "te", { "te-in-g1.utb", "te-in-g1.utb" } },
	{ "tr", { "tr-g1.ctb", "tr-g2.ctb" } },
	{ "uk", { "uk.utb", "uk.utb" } },
	{ "ur", { "ur-pk-g1.utb", "ur-pk-g2.ctb" } },
	{ "vi", { "vi-vn-g1.ctb", "vi-vn-g2.ctb" } },
	{ "yue", { "zh-hk.ctb", "zh-hk.ctb" } },
	{ "zh", { "zhcn-cbs.ctb", "zhcn-g2.ctb" } },
};

/* Those for which tests/unit/braille_words.c has words. */
bool braille_table_is_by_words(const char *name)
{
	static const char *const names[] = {
		"en-ueb-g1.ctb", "en-ueb-g2.ctb", "Pl-Pl-g1.utb",
		"ar-ar-g1.utb",  "ar-ar-g2.ctb",  "cy-cy-g1.utb",
		"cy-cy-g2.ctb",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

const char *braille_table(const char *language, unsigned grade)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		size_t length = strlen(tables[i].language);
		if (strncmp(language, tables[i].language, length) == 0 &&
		    (language[length] == '\0' || language[length] == '-'))
			return tables[i].grade[grade > 1];
	}
	return NULL;
}
