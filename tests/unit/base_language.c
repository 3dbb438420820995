/* base/language: what tags mean. */
#include "base/language.h"
#include "unit/unit.h"

static void test_is_same(void **state)
{
	static const struct {
		const char *a, *b;
		bool is_same;
	} cases[] = {
		{ "en", "en-GB", true },      { "pt-BR", "pt", true },
		{ "en-US", "en-GB", true },   { "EN", "en", true },
		{ "zh", "zh-Hans", true },    { "zh-CN", "zh-Hans", true },
		{ "zh-TW", "zh-Hant", true }, { "zh-Hant", "zh-Hans", false },
		{ "zh-TW", "zh", false },     { "zh-HK", "zh-Hans", false },
		{ "sr-Latn", "sr", false },   { "sr-Cyrl", "sr", true },
		{ "pa", "pa-Arab", false },   { "pa-PK", "pa-Arab", true },
		{ "yue", "zh-Hant", false },  { "pl", "plt", false },
		{ "en", "pl", false },        { "", "en", false },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (language_is_same(cases[i].a, cases[i].b) !=
			    cases[i].is_same ||
		    language_is_same(cases[i].b, cases[i].a) !=
			    cases[i].is_same)
			fail_msg("'%s' and '%s'", cases[i].a, cases[i].b);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_is_same),
};
UNIT_FILE(tests, NULL, NULL)
