/* Left-to-right values in right-to-left text. */
#include "unit.h"

#include "base/buffer.h"
#include "document/values.h"

/* The text with [ ] around what value_find() finds. */
static void expect(const char *marked)
{
	struct buffer plain = BUFFER_INITIALISER, found = BUFFER_INITIALISER;
	for (const char *at = marked; *at; at++)
		if (*at != '[' && *at != ']')
			buffer_append_byte(&plain, *at);
	struct str text = buffer_str(&plain);
	size_t start = 0, done = 0, end;
	while (value_find(text, false, &start, &end)) {
		buffer_append(&found, text.bytes + done, start - done);
		buffer_append_byte(&found, '[');
		buffer_append(&found, text.bytes + start, end - start);
		buffer_append_byte(&found, ']');
		done = start = end;
	}
	buffer_append(&found, text.bytes + done, text.length - done);
	buffer_append_byte(&found, '\0');
	assert_string_equal(found.bytes, marked);
	buffer_release(&plain);
	buffer_release(&found);
}

static void test_values_are_found(void **state)
{
	(void)state;
	expect("على [0800 123 456] مجانًا.");
	expect("על [0131-555-0123], או [+44 (0)131 555 0123].");
	expect("تلفن ([0131 555 0123])، [(0131) 555 0123]؛ [+98 21 1234]");
	expect("[۰۲۱ ۱۲۳۴] و [٠١٣١ ٥٥٥ ٠١٢٣]");
	expect("پتہ: [12 High Street, Edinburgh EH1 2AB]۔");
	expect("شارع [2026-01-A]، [2-report.pdf] ثم [2026-11-27].");
	expect("أو [20-11-2026] أو [https://example.org/a/].");
	expect("מתוך [12 500] איש, [-5] מעלות");
	expect("\"[3 Low Road]\" و«[3 Low Road]»");
	expect("[555-0123]");
	/* Something makes it one: a zero in front, thousands, an account. */
	expect("[22 555 01 23] و [1 234 567] و [12 500,5]");
	expect("[1234 5678 9012 3456] و [01 23 45 67 89]");
	expect("[+48 22 555 01 23]، [2026-1-15]");
	/* A word before it does, in each language and joined to others. */
	expect("والهاتف: [22 555 11 23] أو [20 30 67]");
	expect("טל' [20 30 67], ולנייד [52 555 11 23]");
	expect("شماره تلفن [88 77 66 55]، فون نمبر [42 111 22 33]");
	expect("Tel. [20 30 67]، Phone: [20 30 67]");
	/* A hyphen after a letter joins. */
	expect("ב-[12 High Street], ב-[0131 555 0123]");
	expect("[-5] [-7] 3");
}

/* Digits behind Arabic letters let go of the signs at their side. */
static void test_signs_go_with_values(void **state)
{
	(void)state;
	expect("النسبة [50%] و([50%]) ثم [7.5%]، [3‰]، [20°]، [50%] [30%] "
	       "[20%]");
	expect("من [10%]–[20%] أو [10%]-[20%]، ومن [£5]–[£10]");
	expect("السعر [£10] و[$5.50] و[10€] ([£5])، [£12 500]، [±2]");
	expect("رقم [#12] و[@everyread] و[#tag] و#وسم");
	expect("[65+] عامًا، [C++] و [C#] و [/etc/x] و [~/x] و [*.md] و "
	       "[.htaccess]");
	expect("חייגו [*5555] או [@user]");
	expect("و[-5] و[-5%] و[−5]؛ ב-5 ו-[5%]");
	expect("٥٠٪ و ٥٠% و 50٪ و * Note و كلمة/word و انتهى.The");
}

static void test_others_are_left(void **state)
{
	(void)state;
	expect("من 10 - 20 عامًا، ومن 2020–2021 ومن 10-15.");
	expect("5, 10, 15 و 24/7 و 3.5 و 12:30 و 27/11/2026");
	expect("NHS 24 و COVID-19 و H2O (water) و (5) و EH1 2AB");
	expect("team@example.org، www.example.org و GB29 NWBK 6016 1331");
	expect("2019 2020");
	expect("بلا أرقام. (مثال)، - + / () % ״");
	expect("(12 ناس");
	/* Lists, columns of a table, results, years, pages and shares. */
	expect("20 30 67 و 5 0 3 و 1.05 2.5 3.75 و 3:05 4:10");
	expect("2019 2020 2021 و 1 2 3 و 3-2-1 و 10-15 و 09-17");
	expect("الجدول أ-1 والشكل ب-2، ג-3");
	expect("120 30 و 12 5000 و 10-15%");
	expect("Hotel 20 30 67");
	expect("\u200E-3% و\u200E0131 555 0123");
	expect("");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_values_are_found),
	cmocka_unit_test(test_signs_go_with_values),
	cmocka_unit_test(test_others_are_left),
};
UNIT_FILE(tests, NULL, NULL)
