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
	while (value_find(text, &start, &end)) {
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
}

static void test_others_are_left(void **state)
{
	(void)state;
	expect("من 10 - 20 عامًا، ومن 2020–2021 ومن 10-15.");
	expect("5, 10, 15 و 24/7 و 3.5 و 12:30 و 27/11/2026 و 50%");
	expect("NHS 24 و COVID-19 و H2O (water) و (5) و EH1 2AB");
	expect("team@example.org، www.example.org و GB29 NWBK 6016 1331");
	expect("2019 2020");
	expect("بلا أرقام. (مثال)، - + / () % ״");
	expect("(12 ناس");
	expect("");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_values_are_found),
	cmocka_unit_test(test_others_are_left),
};
UNIT_FILE(tests, NULL, NULL)
