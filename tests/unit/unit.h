/* How a file of unit tests joins its room's program. tests/unit/ROOM_WHAT.c
 * holds its tests and, at its end,
 *
 *	static const struct CMUnitTest tests[] = {
 *		cmocka_unit_test(test_something),
 *	};
 *	UNIT_FILE(tests, NULL, NULL)
 *
 * and nothing else need be told: make compiles it and links it with the other
 * files of its room, the room and what that may know. Programs run in the
 * project's folder. */
#ifndef EVERYREAD_TESTS_UNIT_H
#define EVERYREAD_TESTS_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct unit_file {
	const char *path;
	const struct CMUnitTest *tests;
	size_t count;
	/* Around all tests of the file; NULL for none. */
	CMFixtureFunction set_up, tear_down;
	struct unit_file *next;
};

/* Takes a file in; before main(). */
void unit_register(struct unit_file *file);

#define UNIT_FILE(array, before, after) \
	__attribute__((constructor)) static void unit_register_file(void) \
	{ \
		static struct unit_file file = { \
			.path = __FILE__, \
			.tests = (array), \
			.count = sizeof(array) / sizeof((array)[0]), \
			.set_up = (before), \
			.tear_down = (after), \
		}; \
		unit_register(&file); \
	}

#endif
