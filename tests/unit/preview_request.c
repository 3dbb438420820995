/* Request targets and hosts. */
#include "preview/request.h"

#include "unit/unit.h"

static void test_hosts(void **state)
{
	(void)state;
	assert_true(request_host_is_ours("127.0.0.1:8080", 8080));
	assert_true(request_host_is_ours("LocalHost:8080", 8080));
	assert_true(request_host_is_ours("localhost", 80));
	assert_false(request_host_is_ours(NULL, 80));
	assert_false(request_host_is_ours("", 8080));
	assert_false(request_host_is_ours("localhost", 8080));
	assert_false(request_host_is_ours("127.0.0.1:808", 8080));
	assert_false(request_host_is_ours("127.0.0.1:80800", 8080));
	assert_false(request_host_is_ours("127.0.0.1:8080.example", 8080));
	assert_false(request_host_is_ours("a@127.0.0.1:8080", 8080));
	assert_false(request_host_is_ours("localhost.example:8080", 8080));
}

static void test_paths(void **state)
{
	(void)state;
	struct arena arena = ARENA_INITIALISER;
	assert_string_equal(request_path(&arena, "/"), "/");
	assert_string_equal(request_path(&arena, "/a/%C5%82.html"),
			    "/a/\xC5\x82.html");
	assert_string_equal(request_path(&arena, "/a..b/...c/.d"),
			    "/a..b/...c/.d");
	/* decoded once, not twice */
	assert_string_equal(request_path(&arena, "/%252e%252e"), "/%2e%2e");
	static const char *const wrong[] = {
		"",
		"a",
		"*",
		"/..",
		"/../a",
		"/a/..",
		"/a/../b",
		"/.",
		"/a/./b",
		"/%2e%2e/a",
		"/.%2E",
		"/%2e",
		"/a%2f..",
		"/%",
		"/%4",
		"/%4g",
		"/%00",
		"/a%0d",
		"/a\\b",
		"/%5c..",
		"/%7f",
		"/%ff",
		"/%c0%ae%c0%ae",
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_null(request_path(&arena, wrong[i]));
	arena_release(&arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_hosts),
	cmocka_unit_test(test_paths),
};
UNIT_FILE(tests, NULL, NULL)
