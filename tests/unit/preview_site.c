/* What the preview shows, and its news. */
#include "preview/site.h"

#include <stdio.h>
#include <string.h>

#include "unit/unit.h"

static void assert_served(struct site_files *site, const char *path,
			  const char *bytes)
{
	struct site_file *file = site_get(site, path);
	assert_non_null(file);
	assert_int_equal(file->length, strlen(bytes));
	assert_memory_equal(file->bytes, bytes, file->length);
	site_let_go(site, file);
}

static void test_files(void **state)
{
	(void)state;
	struct site_files *site = site_new();
	assert_true(site_put(site, "/a.txt", "text/plain", STR("one")));
	assert_false(site_put(site, "/a.txt", "text/plain", STR("one")));
	struct site_file *held = site_get(site, "/a.txt");
	assert_true(site_put(site, "/a.txt", "text/plain", STR("two!")));
	assert_memory_equal(held->bytes, "one", 3); /* while it is sent */
	site_let_go(site, held);
	assert_served(site, "/a.txt", "two!");
	assert_null(site_get(site, "/A.txt"));
	/* What it quotes goes with the bytes. */
	site_set_passages(site, "/a.txt", (uint64_t[]){ 7, 9 }, 2);
	site_set_passages(site, "/A.txt", (uint64_t[]){ 7, 9 }, 2);
	site_put(site, "/a.txt", "text/plain", STR("two!"));
	held = site_get(site, "/a.txt");
	assert_int_equal(held->passage_count, 2);
	assert_int_equal(held->passages[1], 9);
	site_let_go(site, held);
	site_put(site, "/a.txt", "text/plain", STR("three"));
	held = site_get(site, "/a.txt");
	assert_int_equal(held->passage_count, 0);
	site_let_go(site, held);
	site_free(site);
}

/* The script stands in pages alone, and where a browser runs it. */
static void test_script(void **state)
{
	(void)state;
	struct site_files *site = site_new();
	static const char script[] =
		"<script src=\"/-/preview.js\" defer></script>\n";
	char expected[200];
	site_put(site, "/a", "text/html",
		 STR("<body><pre>&lt;/body></pre></body></html>"));
	snprintf(expected, sizeof expected, "%s%s%s",
		 "<body><pre>&lt;/body></pre>", script, "</body></html>");
	assert_served(site, "/a", expected);
	site_put(site, "/b", "text/html", STR("<p>bare"));
	snprintf(expected, sizeof expected, "<p>bare%s", script);
	assert_served(site, "/b", expected);
	site_put(site, "/c", "text/plain", STR("</body>"));
	assert_served(site, "/c", "</body>");
	site_put(site, "/d", "text/html", STR(""));
	assert_served(site, "/d", script);
	site_put(site, "/e", "text/html",
		 STR("<head><meta http-equiv=\"Content-Security-Policy\" "
		     "content=\"script-src 'none'\"><p>e</body>"));
	snprintf(expected, sizeof expected, "<head><p>e%s</body>", script);
	assert_served(site, "/e", expected);
	/* no tag's end, and a text about policies */
	static const char open[] =
		"<meta http-equiv=\"Content-Security-Policy\"";
	site_put(site, "/f", "text/html", str_from(open));
	snprintf(expected, sizeof expected, "%s%s", open, script);
	assert_served(site, "/f", expected);
	site_free(site);
}

static void test_rounds(void **state)
{
	(void)state;
	struct site_files *site = site_new();
	char path[32];
	site_put(site, "/", "text/html", STR("list"));
	site_put(site, "/-/x", "text/plain", STR("own"));
	for (int i = 0; i < 50; i++) {
		snprintf(path, sizeof path, "/%d", i);
		site_put(site, path, "text/plain", STR("old"));
	}
	site_begin_round(site);
	for (int i = 0; i < 50; i += 2) {
		snprintf(path, sizeof path, "/%d", i);
		if (i % 4)
			site_keep(site, path);
		else
			site_put(site, path, "text/plain",
				 i % 8 ? STR("old") : STR("new"));
	}
	site_keep(site, "/nowhere");
	site_end_round(site);
	for (int i = 0; i < 50; i++) {
		snprintf(path, sizeof path, "/%d", i);
		if (i % 2)
			assert_null(site_get(site, path));
		else
			assert_served(site, path, i % 8 ? "old" : "new");
	}
	assert_non_null(site_get(site, "/")); /* held to the end */
	assert_served(site, "/-/x", "own");
	struct site_file *list = site_get(site, "/");
	site_let_go(site, list);
	site_let_go(site, list);
	site_free(site);
}

static void count_up(void *data)
{
	++*(int *)data;
}

static void test_news(void **state)
{
	(void)state;
	struct site_files *site = site_new();
	struct buffer heard = BUFFER_INITIALISER;
	int woken = 0;
	site_on_news(site, count_up, &woken);
	site_tell(site, "early", "1");
	struct site_place place = site_now(site);
	assert_false(site_hear(site, &place, &heard));
	site_tell(site, "files", "{}");
	site_tell(site, "state", "[]");
	assert_int_equal(woken, 3);
	assert_true(site_hear(site, &place, &heard));
	assert_string_equal(buffer_str(&heard).bytes,
			    "event: files\ndata: {}\n\n"
			    "event: state\ndata: []\n\n");
	buffer_clear(&heard);
	assert_false(site_hear(site, &place, &heard));
	site_beat(site);
	assert_true(site_hear(site, &place, &heard));
	assert_string_equal(buffer_str(&heard).bytes, ": still here\n\n");
	buffer_clear(&heard);
	/* Whoever slept too long is told to look for himself. */
	for (int i = 0; i < 65; i++)
		site_tell(site, "files", "{}");
	assert_true(site_hear(site, &place, &heard));
	assert_string_equal(buffer_str(&heard).bytes,
			    "event: missed\ndata: {}\n\n");
	assert_false(site_hear(site, &place, &heard));
	buffer_release(&heard);
	site_free(site);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_files),
	cmocka_unit_test(test_script),
	cmocka_unit_test(test_rounds),
	cmocka_unit_test(test_news),
};
UNIT_FILE(tests, NULL, NULL)
