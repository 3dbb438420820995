/* Libraries that are loaded when they are first wanted. */
#include "base/library.h"
#include "unit/unit.h"

static void calls_what_it_found(void **state)
{
	double (*power)(double, double) = NULL;
	const struct library_function functions[] = { { "pow", &power } };
	(void)state;
	assert_true(library_load("libm.so.6", functions, 1));
	assert_non_null(power);
	assert_true(power(2, 10) == 1024);
}

static void refuses_what_is_not_there(void **state)
{
	double (*power)(double, double) = NULL;
	void (*nothing)(void) = NULL;
	const struct library_function functions[] = {
		{ "pow", &power }, { "no_such_function", &nothing }
	};
	(void)state;
	assert_false(library_load("libm.so.6", functions, 2));
	assert_false(library_load("libno-such-library.so.1", functions, 1));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(calls_what_it_found),
	cmocka_unit_test(refuses_what_is_not_there),
};
UNIT_FILE(tests, NULL, NULL)
