/* Which of liblouis's tables a language has: literary ones of six dots. */
#include <string.h>

#include "braille/braille.h"

const struct braille_settings braille_default_settings = {
	.columns = BRAILLE_COLUMNS,
	.lines = BRAILLE_LINES,
	.grade = 1,
};

struct table {
	const char *language; /* a tag, or its beginning */
	const char *grade[2]; /* where there is no contracted one: twice the
			       * same */
};

/* The longer tags first. Gaelic has no table of its own in six dots; as it is
 * taught, it is written with the letters and accents of English Braille. */
static const struct table tables[] = {
	{ "zh-Hant", { "zh-tw.ctb", "zh-tw.ctb" } },
	{ "zh", { "zhcn-cbs.ctb", "zhcn-g2.ctb" } },
	{ "yue", { "zh-hk.ctb", "zh-hk.ctb" } },
	{ "ar", { "ar-ar-g1.utb", "ar-ar-g2.ctb" } },
	{ "bn", { "be-in-g1.utb", "be-in-g1.utb" } },
	{ "cy", { "cy-cy-g1.utb", "cy-cy-g2.ctb" } },
	{ "en", { "en-ueb-g1.ctb", "en-ueb-g2.ctb" } },
	{ "fa", { "fa-ir-g1.utb", "fa-ir-g1.utb" } },
	{ "gd", { "en-ueb-g1.ctb", "en-ueb-g1.ctb" } },
	{ "he", { "he-IL.utb", "he-IL.utb" } },
	{ "hi", { "hi-in-g1.utb", "hi-in-g1.utb" } },
	{ "pa", { "pu-in-g1.utb", "pu-in-g1.utb" } },
	{ "pl", { "Pl-Pl-g1.utb", "Pl-Pl-g1.utb" } },
	{ "uk", { "uk.utb", "uk.utb" } },
	{ "ur", { "ur-pk-g1.utb", "ur-pk-g2.ctb" } },
};

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
