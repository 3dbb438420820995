/* Watching folders. */
#define _XOPEN_SOURCE 700
#include "preview/watch.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/path.h"
#include "unit/unit.h"

enum { SOON = 2000, NEVER = 120 }; /* [ms] */

struct fixture {
	struct arena arena;
	char folder[64];
	struct watcher *watcher;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct error error;
	strcpy(fixture->folder, "/tmp/everyread-watch-XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	fixture->watcher = watcher_new(&error);
	assert_non_null(fixture->watcher);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	char command[128];
	watcher_free(fixture->watcher);
	snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
	assert_int_equal(system(command), 0);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static const char *at(struct fixture *fixture, const char *name)
{
	return path_join(&fixture->arena, fixture->folder, name);
}

static void save(struct fixture *fixture, const char *name)
{
	FILE *file = fopen(at(fixture, name), "w");
	assert_non_null(file);
	fputs("words\n", file);
	fclose(file);
}

static void make_folder(struct fixture *fixture, const char *name)
{
	assert_int_equal(mkdir(at(fixture, name), 0777), 0);
}

static void move(struct fixture *fixture, const char *from, const char *to)
{
	assert_int_equal(rename(at(fixture, from), at(fixture, to)), 0);
}

static void add(struct fixture *fixture, const char *name)
{
	struct error error;
	assert_true(watcher_add(fixture->watcher, at(fixture, name), &error));
}

static enum watcher_news news(struct fixture *fixture, int milliseconds)
{
	struct error error;
	return watcher_wait(fixture->watcher, -1, milliseconds, &error);
}

static void assert_seen(struct fixture *fixture)
{
	assert_int_equal(news(fixture, SOON), WATCHER_CHANGED);
	while (news(fixture, 20) == WATCHER_CHANGED)
		;
}

static void assert_not_seen(struct fixture *fixture)
{
	assert_int_equal(news(fixture, NEVER), WATCHER_QUIET);
}

static void test_saves(void **state)
{
	struct fixture *fixture = *state;
	make_folder(fixture, "a");
	make_folder(fixture, "a/b");
	save(fixture, "a/b/text.md");
	add(fixture, "a");
	add(fixture, "a");
	assert_not_seen(fixture);
	save(fixture, "a/b/text.md");
	assert_seen(fixture);
	assert_string_equal(watcher_path(fixture->watcher),
			    at(fixture, "a/b/text.md"));
	move(fixture, "a/b/text.md", "a/b/other.md");
	assert_seen(fixture);
	assert_int_equal(unlink(at(fixture, "a/b/other.md")), 0);
	assert_seen(fixture);
	assert_int_equal(chmod(at(fixture, "a/b"), 0700), 0);
	assert_seen(fixture);
	FILE *open_still = fopen(at(fixture, "a/log.md"), "w");
	assert_seen(fixture);
	fputs("more\n", open_still);
	fflush(open_still);
	assert_seen(fixture);
	fclose(open_still);
}

static void test_editors_own(void **state)
{
	struct fixture *fixture = *state;
	static const char *const own[] = { ".text.md.swp", "text.md~",
					   "4913",         ".#text.md",
					   "#text.md#",    ".goutputstream-X",
					   ".text.md.swx" };
	static const char *const others[] = { "text.md", "a.swp", "49130",
					      ".hidden", "~.md",  "swp" };
	make_folder(fixture, "a");
	add(fixture, "a");
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		char name[64];
		snprintf(name, sizeof name, "a/%s", own[i]);
		assert_true(watcher_is_editors_own(own[i]));
		save(fixture, name);
	}
	assert_not_seen(fixture);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(watcher_is_editors_own(others[i]));
	move(fixture, "a/text.md~", "a/text.md");
	assert_seen(fixture);
}

/* Folders that come, go, are moved and are replaced. */
static void test_folders(void **state)
{
	struct fixture *fixture = *state;
	make_folder(fixture, "a");
	add(fixture, "a");
	make_folder(fixture, "a/new");
	assert_seen(fixture);
	save(fixture, "a/new/text.md");
	assert_seen(fixture);
	make_folder(fixture, "elsewhere");
	make_folder(fixture, "elsewhere/deep");
	assert_not_seen(fixture);
	move(fixture, "elsewhere", "a/come");
	assert_seen(fixture);
	save(fixture, "a/come/deep/text.md");
	assert_seen(fixture);
	move(fixture, "a/come", "gone");
	assert_seen(fixture);
	save(fixture, "gone/deep/text.md");
	assert_not_seen(fixture);
	/* the root itself */
	move(fixture, "a", "b");
	assert_seen(fixture);
	save(fixture, "b/text.md");
	assert_not_seen(fixture);
	make_folder(fixture, "a");
	assert_seen(fixture);
	save(fixture, "a/text.md");
	assert_seen(fixture);
}

static void test_root_to_come(void **state)
{
	struct fixture *fixture = *state;
	add(fixture, "not/yet");
	save(fixture, "other.md");
	assert_not_seen(fixture);
	make_folder(fixture, "not");
	assert_seen(fixture);
	make_folder(fixture, "not/yet");
	assert_seen(fixture);
	save(fixture, "not/yet/text.md");
	assert_seen(fixture);
	save(fixture, "not/other.md");
	assert_not_seen(fixture);
}

/* A file behind a link is written where it stands; and links in circles. */
static void test_links(void **state)
{
	struct fixture *fixture = *state;
	make_folder(fixture, "a");
	make_folder(fixture, "far");
	save(fixture, "far/font.otf");
	make_folder(fixture, "folder");
	assert_int_equal(symlink("../far/font.otf", at(fixture, "a/font.otf")),
			 0);
	assert_int_equal(symlink("../folder", at(fixture, "a/folder")), 0);
	assert_int_equal(symlink("..", at(fixture, "a/round")), 0);
	assert_int_equal(symlink("nowhere", at(fixture, "a/broken")), 0);
	add(fixture, "a");
	while (news(fixture, 20) == WATCHER_CHANGED)
		;
	save(fixture, "far/font.otf");
	assert_seen(fixture);
	save(fixture, "folder/text.md");
	assert_seen(fixture);
	make_folder(fixture, "late");
	while (news(fixture, 20) == WATCHER_CHANGED)
		;
	assert_int_equal(symlink("../late", at(fixture, "a/late")), 0);
	assert_seen(fixture);
	save(fixture, "late/text.md");
	assert_seen(fixture);
}

static void test_left_out(void **state)
{
	struct fixture *fixture = *state;
	make_folder(fixture, "a");
	make_folder(fixture, "a/dist");
	watcher_leave_out(fixture->watcher, at(fixture, "a/dist"));
	add(fixture, "a");
	save(fixture, "a/dist/page.html");
	assert_not_seen(fixture);
}

/* More than the kernel keeps (fs.inotify.max_queued_events is 16384): all is
 * looked through, and what came in the flood is watched. */
static void test_flood(void **state)
{
	struct fixture *fixture = *state;
	make_folder(fixture, "a");
	add(fixture, "a");
	int file = open(at(fixture, "a/one"), O_CREAT | O_WRONLY, 0666);
	int other = open(at(fixture, "a/two"), O_CREAT | O_WRONLY, 0666);
	for (int i = 0; i < 20000; i++)
		assert_int_equal(write(i % 2 ? file : other, "x", 1), 1);
	close(file);
	close(other);
	make_folder(fixture, "a/lost");
	assert_seen(fixture);
	save(fixture, "a/lost/text.md");
	assert_seen(fixture);
}

static void test_stop(void **state)
{
	struct fixture *fixture = *state;
	struct error error;
	int ends[2];
	add(fixture, ".");
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(watcher_wait(fixture->watcher, ends[0], 20, &error),
			 WATCHER_QUIET);
	assert_int_equal(write(ends[1], "x", 1), 1);
	assert_int_equal(watcher_wait(fixture->watcher, ends[0], -1, &error),
			 WATCHER_STOPPED);
	close(ends[0]);
	close(ends[1]);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_saves, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_editors_own, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_folders, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_root_to_come, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_links, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_left_out, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_flood, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_stop, set_up, tear_down),
};
UNIT_FILE(tests, NULL, NULL)
