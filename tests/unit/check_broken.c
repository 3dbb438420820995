/* check/: texts that broke on their way, and near misses. */
#include "unit/unit.h"

#include <string.h>

#include "base/buffer.h"
#include "check/broken.h"

static void expect_twice(const char *text, long wanted)
{
	size_t second = 0;
	bool is_twice = broken_is_twice(str_from(text), &second);
	if ((is_twice ? (long)second : -1) != wanted)
		fail_msg("'%s': %ld, not %ld", text,
			 is_twice ? (long)second : -1, wanted);
}

static void test_twice(void **state)
{
	(void)state;
	expect_twice("Civic participationCivic participation", 19);
	expect_twice("Civic participation Civic participation", 20);
	expect_twice(" Civic participation  Civic participation ", 22);
	expect_twice(
		"They make it clear to people.They make it clear to people.",
		29);
	expect_twice("Yes. They make it clear to people. They make it clear to "
		     "people. No.",
		     35);
	expect_twice("Both. One is here for you. Two is there for us. One is "
		     "here for you. Two is there for us.",
		     48);
	expect_twice("“They make it clear to us.” “They make it clear to us.”",
		     32);
	expect_twice("他们让人们知道这件事。他们让人们知道这件事。", 33);
	expect_twice("هذا ما قاله الناس لنا.هذا ما قاله الناس لنا.", 39);
	/* Near misses. */
	expect_twice("", -1);
	expect_twice("Bye bye", -1);
	expect_twice("No. No. No.", -1);
	expect_twice("New York New York", -1);
	expect_twice("They make it clear to people. They make it clear to "
		     "peoples.",
		     -1);
	expect_twice("They make it clear to people. We see. They make it clear "
		     "to people.",
		     -1);
	expect_twice("One is here for you. Two is there for us.", -1);
	expect_twice("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b", -1);
}

/* Ten thousand sentences take no longer than ten thousand times one. */
static void test_twice_long(void **state)
{
	(void)state;
	enum { COUNT = 40000 };
	static const char one[] = "They make it clear to us all, ";
	struct buffer text = BUFFER_INITIALISER;
	size_t second;
	for (int i = 0; i < COUNT; i++)
		buffer_append_format(&text, "%s%d. ", one, i);
	assert_false(broken_is_twice(buffer_str(&text), &second));
	buffer_clear(&text);
	for (int i = 0; i < COUNT; i++)
		buffer_append_string(&text, one);
	(void)broken_is_twice(buffer_str(&text), &second);
	buffer_release(&text);
}

static void expect_cut(const char *tag, bool is_sentence, const char *text,
		       const char *wanted)
{
	struct str last = { 0 };
	bool is_cut = broken_is_cut(str_from(text), tag, is_sentence, &last);
	if (is_cut != (wanted != NULL) ||
	    (wanted && !str_equals_string(last, wanted)))
		fail_msg("'%s': '%.*s', not '%s'", text, (int)last.length,
			 last.bytes ? last.bytes : "", wanted ? wanted : "");
}

static void test_cut(void **state)
{
	(void)state;
	expect_cut("en-GB", true, "To hear more, please contact",
		   "please contact");
	expect_cut("en-GB", false, "To hear more, PLEASE CONTACT ",
		   "please contact");
	expect_cut("en-GB", true, "It was paid for by", "by");
	expect_cut("en-GB", true, "They looked at the", "the");
	expect_cut("en-GB", true,
		   "We asked people, carers and staff, who said,", ",");
	expect_cut("en-GB", true, "He wrote a letter (", "(");
	expect_cut("pl", true, "Po więcej informacji prosimy o kontakt",
		   "prosimy o kontakt");
	expect_cut("pl", true, "Pytania prosimy kierować na adres", "na adres");
	expect_cut("ar", true, "للمزيد من المعلومات يرجى التواصل مع",
		   "التواصل مع");
	expect_cut("zh-Hans", true, "如需了解更多，请联系", "请联系");
	expect_cut("zh-Hans", true,
		   "我们询问了很多人，他们都告诉我们同样的事情，", "，");
	/* Near misses. */
	expect_cut("en-GB", true, "To hear more, please contact us.", NULL);
	expect_cut("en-GB", true, "Who is this for?", NULL);
	expect_cut("en-GB", false, "the people we care for", NULL);
	expect_cut("en-GB", true, "A breathe", NULL);
	expect_cut("en-GB", true, "a", NULL);
	expect_cut("en-GB", true, "Dear Anna,", NULL);
	expect_cut("en-GB", false,
		   "We asked people, carers and staff, who said,", NULL);
	expect_cut("de", true, "Er sprach von the", NULL);
	expect_cut("pl", true, "To jest „cytat“", NULL);
	expect_cut("pl", true, "Grupa i", "i");
	expect_cut("zh-Hans", true, "请联系我们。", NULL);
	expect_cut("en-GB", true, "", NULL);
	expect_cut("en-GB", true, "\xFF", NULL);
	/* The tail begins within a sign. */
	expect_cut("ar", true,
		   "ششششششششششششششششششششششششششششششششششششششششششششششششش x من",
		   "من");
}

static void expect_address(const char *text, const char *wanted)
{
	struct str found = { 0 };
	bool is_broken = broken_address(str_from(text), &found);
	if (is_broken != (wanted != NULL) ||
	    (wanted && !str_equals_string(found, wanted)))
		fail_msg("'%s': '%.*s', not '%s'", text, (int)found.length,
			 found.bytes ? found.bytes : "", wanted ? wanted : "");
}

static void test_address(void **state)
{
	(void)state;
	expect_address("Write to info@ or call.", "info@");
	expect_address("Write to (info@example).", "info@example");
	expect_address("See https:// for more.", "https://");
	expect_address("See www. for more", "www.");
	expect_address("Website: http://", "http://");
	/* the text speaks of them */
	expect_address("Begin it with \"https://\".", NULL);
	expect_address("以「http://」开头", NULL);
	expect_address("يبدأ بـ «https://» دائمًا", NULL);
	expect_address("Adres zaczyna się od „http://”.", NULL);
	expect_address("It is http:// or https:// that counts.", NULL);
	expect_address("Begin with http://, then the name.", NULL);
	expect_address("Use https wherever you can.", NULL);
	expect_address("Write to info@example.org.", NULL);
	expect_address("We are @everyread there.", NULL);
	expect_address("3 pens @ 2 pounds, 3@2", NULL);
	expect_address("See https://example.org/.", NULL);
	expect_address("On the www there is more.", NULL);
	expect_address("", NULL);
}

static void test_labels(void **state)
{
	(void)state;
	assert_true(broken_is_label(STR("Primary sector: ")));
	assert_true(broken_is_label(STR("主要领域：")));
	assert_true(broken_is_label(STR("القطاع:")));
	assert_false(broken_is_label(STR("Primary sector: health")));
	assert_false(broken_is_label(STR(":")));
	assert_false(broken_is_label(STR("")));
	assert_false(broken_is_label(
		STR("These are the seven words that stand here:")));
	assert_false(broken_is_label(STR("It is. So:")));
	assert_true(broken_ends_in_colon(
		STR("These are the seven words that stand here:")));
	assert_true(broken_ends_in_colon(STR("关键信息如下：")));
	assert_false(broken_ends_in_colon(STR("Note")));
	assert_false(broken_ends_in_colon(STR("a")));
	assert_true(broken_begins_with_label(STR("Start: May 2026")));
	assert_true(broken_begins_with_label(STR("开始：2026年")));
	assert_false(broken_begins_with_label(STR("At 10:30 we met")));
	assert_false(broken_begins_with_label(STR("https://example.org")));
	assert_false(broken_begins_with_label(STR("{: .no_toc }")));
	assert_false(broken_begins_with_label(STR("{:.x}")));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_twice),  cmocka_unit_test(test_twice_long),
	cmocka_unit_test(test_cut),    cmocka_unit_test(test_address),
	cmocka_unit_test(test_labels),
};

UNIT_FILE(tests, NULL, NULL)
