/* base/date: which dates there are, and how far apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/date.h"
#include "unit.h"

static void expect(const char *text, enum date_precision precision,
		   int64_t days)
{
	struct date date;
	assert_true(date_parse(text, &date));
	assert_int_equal(date.precision, precision);
	assert_int_equal(date_days_since_1970(&date), days);
}

static void test_known_days(void **state)
{
	(void)state;
	expect("1970-01-01", DATE_DAY, 0);
	expect("1969-12-31", DATE_DAY, -1);
	expect("2000-02-29", DATE_DAY, 11016);
	expect("2000-03-01", DATE_DAY, 11017);
	expect("2020-12", DATE_MONTH, 18597);
	expect("2020", DATE_YEAR, 18262);
	expect("0001-01-01", DATE_DAY, -719162);
	expect("9999-12-31", DATE_DAY, 2932896);
}

/* Every day follows the one before, and no other text is a day. */
static void test_every_day(void **state)
{
	int64_t expected = -25567; /* 1900-01-01 */
	char text[40];
	(void)state;
	for (int year = 1900; year <= 2100; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; day <= 31; day++) {
				struct date date;
				snprintf(text, sizeof text, "%04d-%02d-%02d",
					 year, month, day);
				if (date_parse(text, &date))
					assert_int_equal(
						date_days_since_1970(&date),
						expected++);
				if (date_parse(text, &date) && year >= 1970)
					assert_memory_equal(
						&(struct date[]){
							date_from_days(
								expected - 1) },
						&date, sizeof date);
			}
	assert_int_equal(expected, 47847); /* 2101-01-01 */
}

static void test_no_dates(void **state)
{
	static const char *const texts[] = {
		"",           "202",        "0000-01-01",  "2021-02-29",
		"1900-02-29", "2020-13-01", "2020-00-01",  "2020-01-00",
		"2020-01-32", "2020-1-1",   "2020-01-01x", "2020-01-01 ",
		"2020-",      "2020-01-",   "-020-01-01",  "2020/01/01",
	};
	struct date date;
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (date_parse(texts[i], &date))
			fail_msg("'%s' is taken for a date", texts[i]);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_known_days),
	cmocka_unit_test(test_every_day),
	cmocka_unit_test(test_no_dates),
};

UNIT_FILE(tests, NULL, NULL)
