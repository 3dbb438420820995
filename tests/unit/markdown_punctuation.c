/* markdown/: quotation marks, dashes and ellipses of each language; what stays
 * as it was typed. */
#include "unit/markdown_fixture.h"

#include "unit/unit.h"

/* The words of the paragraph "text", with what the language has. */
static void expect(const char *language, const char *text, const char *expected)
{
	struct parsed_text parsed;
	struct markdown_options options = {
		.file = "t.md",
		.mode = MARKDOWN_BUILD,
		.writes_punctuation = true,
		.find_image = fixture_find_image,
		.language = language,
	};
	struct buffer words = BUFFER_INITIALISER;
	fixture_parse(&parsed, str_from(text), &options);
	node_append_plain_text(parsed.document.root->last_child, &words);
	assert_string_equal(words.bytes, expected);
	buffer_release(&words);
	fixture_release(&parsed);
}

static void test_languages(void **state)
{
	static const struct {
		const char *language, *text, *expected;
	} cases[] = {
		{ "en-GB", "\"a 'b' c\" -- d...", "“a ‘b’ c” – d…" },
		{ "pl", "\"a 'b' c\" -- d...", "„a «b» c” – d…" },
		{ "de", "\"a 'b' c\"", "„a ‚b‘ c“" },
		{ "fr", "\"a\"", "«\u202fa\u202f»" },
		{ "ar", "\"ا 'ب' ج\" -- د...", "«ا “ب” ج» – د…" },
		{ "zh-Hans", "他说\"你好\"，'走'。等等... 一--二",
		  "他说“你好”，‘走’。等等…… 一——二" },
		{ "zh-Hant", "他說\"你好\"。", "他說「你好」。" },
		{ "ja", "彼は\"はい\"と。", "彼は「はい」と。" },
		{ "no-such", "\"a\"", "“a”" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		expect(cases[i].language, cases[i].text, cases[i].expected);
}

static void test_apostrophes(void **state)
{
	(void)state;
	expect("en", "it's O'Brien's, the students' and the '90s' end",
	       "it’s O’Brien’s, the students’ and the ’90s’ end");
	expect("en", "summer of '26, 'so' and 'tis",
	       "summer of ’26, ‘so’ and ’tis");
	expect("en", "'18 people'", "‘18 people’");
	expect("he", "צה\"ל ג'ירפה", "צה\"ל ג'ירפה");
	expect("fr", "l'eau d'ici", "l’eau d’ici");
}

static void test_pairs(void **state)
{
	(void)state;
	/* An odd one leaves all as they are; markup may stand within. */
	expect("en", "an \"odd mark and \"a pair\"",
	       "an \"odd mark and \"a pair\"");
	expect("en", "\"**bold** and *it*\"", "“bold and it”");
	expect("en", "*\"a\"* (\"b\") \"'c' d\"", "“a” (“b”) “‘c’ d”");
	expect("en", "\"a\nb\"", "“a b”");
	expect("en", "a 5\" pipe of 6' length", "a 5\" pipe of 6' length");
}

static void test_not_meant(void **state)
{
	(void)state;
	expect("en", "`\"a\" -- b...` \\\"c\\\" d \\-- e",
	       "\"a\" -- b... \"c\" d -- e");
	expect("en", "&quot;a&quot;", "\"a\"");
	expect("en", "--option and <https://x.org/a--b> www.x.org/a--b",
	       "--option and https://x.org/a--b www.x.org/a--b");
	expect("en", "../x a....b ---- 10--20 a---b a -- b",
	       "../x a....b ---- 10–20 a—b a – b");
	expect("en", "-- a", "-- a");
}

/* A title that stands in an attribute is typed like the words below it. */
static void test_titles(void **state)
{
	static const struct {
		const char *language, *text, *title;
	} cases[] = {
		{ "en",
		  "::: {.case-study title=\"It's a 'first'...\"}\nx\n:::\n",
		  "It’s a ‘first’…" },
		{ "pl", "::: {.case-study title='To \"dom\" -- mój'}\nx\n:::\n",
		  "To „dom” – mój" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct parsed_text parsed;
		struct markdown_options options = {
			.file = "t.md",
			.mode = MARKDOWN_BUILD,
			.writes_punctuation = true,
			.find_image = fixture_find_image,
			.language = cases[i].language,
		};
		fixture_parse(&parsed, str_from(cases[i].text), &options);
		const struct node *story = parsed.document.root->last_child;
		assert_int_equal(story->kind, NODE_CASE_STUDY);
		struct buffer words = BUFFER_INITIALISER;
		node_append_plain_text(story, &words);
		if (!strstr(words.bytes, cases[i].title))
			fail_msg("%s", words.bytes);
		buffer_release(&words);
		fixture_release(&parsed);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_titles),      cmocka_unit_test(test_languages),
	cmocka_unit_test(test_apostrophes), cmocka_unit_test(test_pairs),
	cmocka_unit_test(test_not_meant),
};
UNIT_FILE(tests, NULL, NULL)
