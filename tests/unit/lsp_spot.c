/* What stands at a place: each text has a | where it is asked about. */
#include <string.h>

#include "lsp/directives.h"
#include "lsp/spot.h"
#include "unit/unit.h"

static const struct {
	const char *text;
	enum lsp_spot_kind kind;
	const char *written, *whole, *directive, *attribute;
} cases[] = {
	{ "words| here", SPOT_NOTHING, "", "", "", "" },
	{ "{{the|me.x}} y", SPOT_VALUE, "the", "theme.x", "", "" },
	{ "{{#the|me}}", SPOT_VALUE, "the", "theme", "", "" },
	{ "{{|", SPOT_VALUE, "", "", "", "" },
	{ "{{a}} b|", SPOT_NOTHING, "", "", "", "" },
	{ "::: {.cal|lout kind=key}", SPOT_DIRECTIVE, "cal", "callout",
	  "callout", "" },
	{ "> ::: {.callout ki|}", SPOT_ATTRIBUTE, "ki", "ki", "callout", "" },
	{ "::: {.callout |", SPOT_ATTRIBUTE, "", "", "callout", "" },
	{ "::: {.callout kind=k|}", SPOT_SETTING, "k", "k", "callout", "kind" },
	{ "::: {.callout kind=|", SPOT_SETTING, "", "", "callout", "kind" },
	{ "::: {.chart themes=\"care ac|c\"}", SPOT_SETTING, "ac", "acc",
	  "chart", "themes" },
	{ "::: {.chart themes=\"a\" |}", SPOT_ATTRIBUTE, "", "", "chart", "" },
	{ "::: {.chart themes=\"a=b |\"}", SPOT_SETTING, "", "", "chart",
	  "themes" },
	{ "::: {.callout} x|", SPOT_NOTHING, "", "", "", "" },
	{ "[a]{.te|rm}", SPOT_CLASS, "te", "term", "", "" },
	{ "# A {.un|}", SPOT_CLASS, "un", "un", "", "" },
	{ "[a](#b|c) d", SPOT_LINK, "#b", "#bc", "", "" },
	{ "[a](02-x.md#|", SPOT_LINK, "02-x.md#", "02-x.md#", "", "" },
	{ "[a](b) c|", SPOT_NOTHING, "", "", "", "" },
	{ "as @fig-a|b says", SPOT_REFERENCE, "fig-a", "fig-ab", "", "" },
	{ "me@exa|mple", SPOT_NOTHING, "", "", "", "" },
	{ "x[^no|te]: y", SPOT_NOTE, "no", "note", "", "" },
	{ "{{a\n|b}}", SPOT_NOTHING, "", "", "", "" },
};

static void assert_text(struct str text, const char *expected)
{
	assert_int_equal(text.length, strlen(expected));
	if (text.length)
		assert_memory_equal(text.bytes, expected, text.length);
}

static void test_spots(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[128];
		const char *bar = strchr(cases[i].text, '|');
		size_t at = (size_t)(bar - cases[i].text);
		memcpy(text, cases[i].text, at);
		strcpy(text + at, bar + 1);
		struct lsp_spot spot = lsp_spot_at(str_from(text), at);
		if (spot.kind != cases[i].kind)
			fail_msg("%s: kind %d", cases[i].text, spot.kind);
		assert_text(spot.written, cases[i].written);
		assert_text(spot.whole, cases[i].whole);
		assert_text(spot.directive, cases[i].directive);
		assert_text(spot.attribute, cases[i].attribute);
	}
}

static void test_values(void **state)
{
	const char *values[8];
	struct lsp_word words[32];
	size_t count;
	(void)state;
	count = lsp_attribute_values("contents", "of", values, 8);
	assert_int_equal(count, 3);
	assert_string_equal(values[1], "figures");
	assert_int_equal(
		lsp_attribute_values("case-study", "invented", values, 8), 2);
	assert_int_equal(lsp_attribute_values("map", "kind", values, 8), 0);
	/* A name with two rows has the attributes of both, once. */
	count = lsp_attributes("quote", words, 32);
	assert_int_equal(count, 10);
	assert_string_equal(words[count - 1].name, "dir");
	assert_int_equal(lsp_attributes("quote", words, 3), 3);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_spots),
	cmocka_unit_test(test_values),
};
UNIT_FILE(tests, NULL, NULL)
