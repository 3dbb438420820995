/* check/: numbers of a translation against its source's. */
#include "unit/unit.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "check/numbers.h"
#include "locale/locale.h"

enum { ENGLISH, POLISH, EGYPTIAN, CHINESE, HINDI, LOCALE_COUNT };

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct locale *locales[LOCALE_COUNT];
};

static int set_up(void **state)
{
	static const char *const tags[] = { "en-GB", "pl", "ar-EG", "zh-Hans",
					    "hi" };
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct error error;
	for (int i = 0; i < LOCALE_COUNT; i++)
		if (!locale_open(&fixture->arena,
				 OVERLAY_OF("templates/locales"), tags[i],
				 &fixture->diagnostics, &fixture->locales[i],
				 &error))
			return -1;
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	for (int i = 0; i < LOCALE_COUNT; i++)
		locale_release(fixture->locales[i]);
	diagnostics_release(&fixture->diagnostics);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

/* ---- Finding ----------------------------------------------------------- */

static void expect_found(struct fixture *fixture, int locale, const char *text,
			 const char *wanted)
{
	struct buffer told = BUFFER_INITIALISER;
	struct locale_found_number found;
	size_t offset = 0;
	while (locale_next_number(fixture->locales[locale], str_from(text),
				  &offset, &found))
		buffer_append_format(&told, "%s%.9g", told.length ? " " : "",
				     found.value);
	assert_string_equal(buffer_str(&told).bytes, wanted);
	buffer_release(&told);
}

static void test_found(void **state)
{
	struct fixture *fixture = *state;
	expect_found(fixture, ENGLISH, "1,234.5, 12,34 and 1,23,456.",
		     "1234.5 12 34 123456");
	expect_found(fixture, ENGLISH, "A4, COVID-19, 2020-21, 1.2.3",
		     "19 2020 21 1.2 3");
	expect_found(fixture, POLISH,
		     "1 234,5 i 12 34, 1\xC2\xA0"
		     "000",
		     "1234.5 12 34 1000");
	expect_found(fixture, EGYPTIAN,
		     "\xD9\xA1\xD9\xAC\xD9\xA2\xD9\xA3\xD9\xA4\xD9\xAB\xD9\xA5",
		     "1234.5");
	/* 2020年12月, 1.5万 */
	expect_found(fixture, CHINESE,
		     "2020\xE5\xB9\xB4"
		     "12\xE6\x9C\x88, 1.5\xE4\xB8\x87",
		     "2020 15000");
	expect_found(fixture, HINDI, "12,34,567", "1234567");
	expect_found(fixture, ENGLISH, "", "");
}

static void test_spelt(void **state)
{
	(void)state;
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "百分之六十二", "100 62" },
		{ "三分之二，二十五分之十二", "3 2 25 12" },
		{ "三百二十、一千零五、一千五、十二、二十",
		  "320 1005 1500 12 20" },
		{ "二〇二五年，二零一九", "2025 2019" },
		{ "一百五十万，三万二千，两亿三千万",
		  "1500000 32000 230000000" },
		{ "百分之六点二五，六成，六成二，6成，九成五",
		  "100 6.25 60 62 60 95" },
		{ "壹仟貳佰叁拾肆，五萬", "1234 50000" },
		{ "15万，2千", "" },
		{ "sixty", "" },
		{ "", "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer told = BUFFER_INITIALISER;
		struct locale_found_number found;
		size_t offset = 0;
		while (locale_next_spelt_number(str_from(cases[i].text),
						&offset, &found))
			buffer_append_format(&told, "%s%.9g",
					     told.length ? " " : "",
					     found.value);
		assert_string_equal(buffer_str(&told).bytes, cases[i].wanted);
		buffer_release(&told);
	}
}

static void test_spells(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		int locale;
		const char *text;
		double value;
		bool wanted;
	} cases[] = {
		{ ENGLISH, "Sixty-two of them.", 62, true },
		{ ENGLISH, "some (sixty two) people", 62, true },
		{ ENGLISH, "one hundred and sixty-two", 62, false },
		{ ENGLISH, "one hundred and sixty-two", 162, true },
		{ ENGLISH, "sixty-two thousand", 62, false },
		{ ENGLISH, "sixty-two", 60, false },
		{ ENGLISH, "162 and 62", 62, false },
		{ ENGLISH, "the twelfth", 12, true },
		{ ENGLISH, "half", 0.5, false },
		{ POLISH, "Sześćdziesiąt dwa procent", 62, true },
		{ POLISH, "sto sześćdziesiąt dwa", 62, false },
		{ EGYPTIAN, "اثنان وستون في المئة", 62, true },
		{ EGYPTIAN, "اثنان وستون", 60, false },
		{ CHINESE, "62", 62, false },
		{ HINDI, "बासठ लोग", 62, true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (locale_spells_number(fixture->locales[cases[i].locale],
					 str_from(cases[i].text),
					 cases[i].value) != cases[i].wanted)
			fail_msg("%s: %g", cases[i].text, cases[i].value);
}

/* ---- Comparing --------------------------------------------------------- */

/* Blocks in a row: "# " is a heading, "^" a footnote, "12. " a list. */
static void make(struct arena *arena, struct document *document,
		 const char *const *blocks)
{
	*document = (struct document){
		.arena = arena,
		.language = "en",
		.root = node_new(arena, NODE_DOCUMENT,
				 (struct place){ "p.yaml", 1, 1 }),
		.footnotes = ARENA_NEW_ARRAY(arena, 8, struct node *),
	};
	for (uint32_t line = 1; *blocks; blocks++, line++) {
		const char *text = *blocks;
		struct place place = { "a.md", line, 1 };
		struct node *parent = document->root;
		enum node_kind kind = NODE_PARAGRAPH;
		if (text[0] == '^') {
			parent = node_new(arena, NODE_FOOTNOTE, place);
			document->footnotes[document->footnote_count++] =
				parent;
		} else if (text[0] == '#') {
			kind = NODE_HEADING;
		} else if (text[0] == '.') {
			struct node *list = node_new(arena, NODE_LIST, place);
			list->list.is_ordered = true;
			list->list.start = atoi(text + 1);
			node_append(parent, list);
			continue;
		}
		struct node *block = node_new(arena, kind, place);
		if (kind == NODE_HEADING) {
			block->heading.level = 2;
			block->heading.in_contents = true;
		}
		node_append(parent, block);
		struct node *words = node_new(arena, NODE_TEXT, place);
		words->text.text = str_from(text);
		node_append(block, words);
	}
}

#define BLOCKS(...) \
	(const char *const[]) \
	{ \
		__VA_ARGS__, NULL \
	}

/* "line:text" of each, or "". */
static void expect(struct fixture *fixture, const char *const *source,
		   const char *const *target, const char *wanted)
{
	struct document ours, theirs;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	struct buffer told = BUFFER_INITIALISER;
	make(&fixture->arena, &ours, source);
	make(&fixture->arena, &theirs, target);
	numbers_compare(&ours, fixture->locales[ENGLISH], &theirs,
			fixture->locales[POLISH], &list);
	for (size_t i = 0; i < list.count; i++)
		buffer_append_format(
			&told, "%s:%u %s\n", list.items[i].place.file,
			(unsigned)list.items[i].place.line, list.items[i].text);
	assert_string_equal(buffer_str(&told).bytes, wanted);
	buffer_release(&told);
	diagnostics_release(&list);
}

static void test_same(void **state)
{
	struct fixture *fixture = *state;
	expect(fixture, BLOCKS("702 of 1,798; ten, 10 and 10.5 and 702"),
	       BLOCKS("10,5 i 1798, 702"), "");
	expect(fixture, BLOCKS("1.5 million"), BLOCKS("1 500 000"), "");
	expect(fixture, BLOCKS("A", "# 1", "12", "# 2", "13"),
	       BLOCKS("A", "# 1", "12", "# 2", "13"), "");
}

/* Words may say what the other has in digits, and what they say is never asked
 * for. */
static void test_in_words(void **state)
{
	struct fixture *fixture = *state;
	expect(fixture, BLOCKS("sixty-two people, 75"),
	       BLOCKS("62, siedemdziesiąt pięć"), "");
	expect(fixture, BLOCKS("62 %, 15,000"), BLOCKS("百分之六十二，一万五"),
	       "");
	expect(fixture, BLOCKS("A"), BLOCKS("千万"), "");
	expect(fixture, BLOCKS("62", "62"), BLOCKS("百分之六十三"),
	       "a.md:1 this section does not give 62, which the source does, "
	       "at a.md:1\n");
	expect(fixture, BLOCKS("六十三", "63"), BLOCKS("A"),
	       "a.md:1 this section does not give 63, which the source does, "
	       "at a.md:2\n");
}

static void test_differ(void **state)
{
	struct fixture *fixture = *state;
	expect(fixture, BLOCKS("702 of 798"), BLOCKS("796 z 798"),
	       "a.md:1 this section gives 796, where the source, at a.md:1, "
	       "gives 702\n");
	expect(fixture, BLOCKS("A", "702, 702"), BLOCKS("B", "C"),
	       "a.md:1 this section does not give 702, which the source does, "
	       "at a.md:2\n");
	expect(fixture, BLOCKS("A"), BLOCKS("B", "55 i 56"),
	       "a.md:2 this section gives 55, 56, which that of the source "
	       "does not\n");
	/* Each in its section. */
	expect(fixture, BLOCKS("12", "# A", "13"), BLOCKS("13", "# A", "12"),
	       "a.md:1 this section gives 13, where the source, at a.md:1, "
	       "gives 12\n"
	       "a.md:3 this section gives 12, where the source, at a.md:3, "
	       "gives 13\n");
}

/* Where headings are not the same, the whole counts. */
static void test_whole(void **state)
{
	struct fixture *fixture = *state;
	expect(fixture, BLOCKS("12", "# A", "13"), BLOCKS("13", "12"), "");
	expect(fixture, BLOCKS("12", "# A", "13"), BLOCKS("12"),
	       "a.md:1 this section does not give 13, which the source does, "
	       "at a.md:3\n");
}

static void test_notes(void **state)
{
	struct fixture *fixture = *state;
	expect(fixture, BLOCKS("12", "^In 2019.", "^In 2018."),
	       BLOCKS("12", "^2018", "^2019"), "");
	/* A note's number is not the text's. */
	expect(fixture, BLOCKS("12", "^In 2019."), BLOCKS("12 2019", "^A"),
	       "a.md:1 this section gives 2019, which that of the source does "
	       "not\na.md:2 this section does not give 2019, which the source "
	       "does, at a.md:2\n");
	/* "2019." at a line's start is a list's, and readers are told it. */
	expect(fixture, BLOCKS("In 2019."), BLOCKS(".2019"), "");
	expect(fixture, BLOCKS("A"), BLOCKS(".3"), "");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_spelt),    cmocka_unit_test(test_spells),
	cmocka_unit_test(test_in_words), cmocka_unit_test(test_found),
	cmocka_unit_test(test_same),     cmocka_unit_test(test_differ),
	cmocka_unit_test(test_whole),    cmocka_unit_test(test_notes),
};
UNIT_FILE(tests, set_up, tear_down)
