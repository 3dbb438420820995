/* publication/: sets of files that change at once, whatever happens meanwhile.
 * System calls that some file systems do not have are refused here on wish. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "publication/staging.h"
#include "unit/unit.h"

/* ---- File systems that know less --------------------------------------- */

/* What the calls answer: 0: what the system does. */
static int exchange_refusal, rename_refusal, link_refusal;
static const char *renamed_from; /* rename_refusal is for this one alone */

int renameat2(int from, const char *old, int to, const char *new,
	      unsigned flags);
int renameat2(int from, const char *old, int to, const char *new,
	      unsigned flags)
{
	if (exchange_refusal) {
		errno = exchange_refusal;
		return -1;
	}
	return (int)syscall(SYS_renameat2, from, old, to, new, flags);
}

int rename(const char *old, const char *new)
{
	if (rename_refusal && strcmp(old, renamed_from) == 0) {
		errno = rename_refusal;
		return -1;
	}
	return (int)syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0);
}

int linkat(int from, const char *old, int to, const char *new, int flags)
{
	if (link_refusal) {
		errno = link_refusal;
		return -1;
	}
	return (int)syscall(SYS_linkat, from, old, to, new, flags);
}

/* ---- Fixture ----------------------------------------------------------- */

struct fixture {
	char folder[64]; /* holds dist/ */
	const char *dist;
	struct arena arena;
	struct error error;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	/* Where syncing costs nothing, there is more time for accidents. */
	snprintf(fixture->folder, sizeof fixture->folder,
		 "%s/everyread-sets.XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	*state = fixture;
	exchange_refusal = rename_refusal = link_refusal = 0;
	if (!mkdtemp(fixture->folder))
		return -1;
	fixture->dist =
		arena_format(&fixture->arena, "%s/dist", fixture->folder);
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	char command[96];
	snprintf(command, sizeof command, "rm -r %s", fixture->folder);
	exchange_refusal = rename_refusal = link_refusal = 0;
	int status = system(command);
	arena_release(&fixture->arena);
	free(fixture);
	return status;
}

static const char *path_of(struct fixture *fixture, const char *name)
{
	return arena_format(&fixture->arena, "%s/%s", fixture->dist, name);
}

static struct staging *open_dist(struct fixture *fixture)
{
	struct staging *staging;
	assert_true(
		staging_open(fixture->dist, NULL, &staging, &fixture->error));
	return staging;
}

static void put(struct fixture *fixture, struct staged_set *set,
		const char *path, const char *text)
{
	assert_true(staged_put(set, path, text, strlen(text), &fixture->error));
}

/* The set "rain" with two files of these texts. */
static void build(struct fixture *fixture, const char *first,
		  const char *second)
{
	struct staging *staging = open_dist(fixture);
	struct staged_set *set =
		staging_begin(staging, "rain", &fixture->error);
	assert_non_null(set);
	put(fixture, set, "en/a.html", first);
	put(fixture, set, "pl/b.html", second);
	assert_true(staged_commit(set, &fixture->error));
	staging_close(staging);
}

static void expect(struct fixture *fixture, const char *name, const char *text)
{
	struct str bytes;
	if (!text) {
		assert_false(file_exists(path_of(fixture, name)));
		return;
	}
	assert_true(file_read(&fixture->arena, path_of(fixture, name), &bytes,
			      &fixture->error));
	assert_string_equal(bytes.bytes, text);
}

/* Both files, and nothing hidden left. */
static void expect_set(struct fixture *fixture, const char *first,
		       const char *second)
{
	expect(fixture, "rain/en/a.html", first);
	expect(fixture, "rain/pl/b.html", second);
	expect(fixture, ".everyread", NULL);
}

static struct stat status_of(struct fixture *fixture, const char *name)
{
	struct stat status;
	assert_int_equal(lstat(path_of(fixture, name), &status), 0);
	return status;
}

static void expect_same_file(struct stat before, struct stat after)
{
	assert_int_equal(before.st_mtim.tv_sec, after.st_mtim.tv_sec);
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(after.st_nlink, 1);
}

static void add(struct fixture *fixture, const char *name, const char *text)
{
	assert_true(file_write_atomically(path_of(fixture, name), text,
					  strlen(text), &fixture->error));
}

/* ---- What changes and what stays --------------------------------------- */

static void test_changes_what_differs_and_keeps_the_rest(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "one", "two");
	add(fixture, "rain/CNAME", "example.org");
	add(fixture, "rain/.well-known/key", "k");
	assert_int_equal(symlink("CNAME", path_of(fixture, "rain/link")), 0);
	struct stat a = status_of(fixture, "rain/en/a.html");
	struct stat name = status_of(fixture, "rain/CNAME");
	build(fixture, "one", "three");
	expect_set(fixture, "one", "three");
	expect_same_file(a, status_of(fixture, "rain/en/a.html"));
	expect_same_file(name, status_of(fixture, "rain/CNAME"));
	expect(fixture, "rain/.well-known/key", "k");
	assert_true(S_ISLNK(status_of(fixture, "rain/link").st_mode));
}

static void test_leaves_a_set_without_news(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "one", "two");
	struct stat before = status_of(fixture, "rain");
	build(fixture, "one", "two");
	struct stat after = status_of(fixture, "rain");
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_ctim.tv_nsec, after.st_ctim.tv_nsec);
}

static void test_removes_files_and_emptied_folders(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "one", "two");
	struct staging *staging = open_dist(fixture);
	struct staged_set *set =
		staging_begin(staging, "rain", &fixture->error);
	staged_remove(set, "pl/b.html");
	staged_remove(set, "pl/never-there.html");
	assert_int_equal(staged_count(set), 1);
	/* The last word counts. */
	staged_remove(set, "en/a.html");
	put(fixture, set, "en/a.html", "one");
	put(fixture, set, "en/new.html", "x");
	staged_remove(set, "en/new.html");
	assert_int_equal(staged_count(set), 1);
	assert_true(staged_commit(set, &fixture->error));
	staging_close(staging);
	expect_set(fixture, "one", NULL);
	expect(fixture, "rain/pl", NULL);
	expect(fixture, "rain/en/new.html", NULL);
}

static void test_keeps_permissions(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "one", "two");
	assert_int_equal(chmod(path_of(fixture, "rain/en"), 02750), 0);
	assert_int_equal(chmod(path_of(fixture, "rain"), 0711), 0);
	build(fixture, "one", "three");
	assert_int_equal(status_of(fixture, "rain").st_mode & 07777, 0711);
	assert_int_equal(status_of(fixture, "rain/en").st_mode & 07777, 02750);
}

static void test_switches_what_a_link_leads_to(void **state)
{
	struct fixture *fixture = *state;
	add(fixture, "elsewhere/site/CNAME", "example.org");
	assert_int_equal(symlink("elsewhere/site", path_of(fixture, "rain")),
			 0);
	build(fixture, "one", "two");
	expect_set(fixture, "one", "two");
	expect(fixture, "elsewhere/site/en/a.html", "one");
	expect(fixture, "elsewhere/site/CNAME", "example.org");
	expect(fixture, "elsewhere/.everyread", NULL);
	assert_true(S_ISLNK(status_of(fixture, "rain").st_mode));
}

static void test_writes_one_file_beside_the_sets(void **state)
{
	struct fixture *fixture = *state;
	struct staging *staging = open_dist(fixture);
	assert_true(staging_write(staging, "index.html", "one", 3,
				  &fixture->error));
	struct stat before = status_of(fixture, "index.html");
	assert_true(staging_write(staging, "index.html", "one", 3,
				  &fixture->error));
	expect_same_file(before, status_of(fixture, "index.html"));
	assert_true(staging_write(staging, "index.html", "two", 3,
				  &fixture->error));
	expect(fixture, "index.html", "two");
	expect(fixture, ".everyread", NULL);
	staging_close(staging);
}

static void test_leaves_no_folder_that_it_made_for_nothing(void **state)
{
	struct fixture *fixture = *state;
	staging_close(open_dist(fixture));
	assert_false(file_exists(fixture->dist));
	assert_int_equal(mkdir(fixture->dist, 0777), 0);
	staging_close(open_dist(fixture));
	assert_true(file_exists(fixture->dist));
}

/* ---- Failures ---------------------------------------------------------- */

static void test_keeps_the_old_set_where_something_is_in_the_way(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "one", "two");
	add(fixture, "rain/ar", "a file");
	struct staging *staging = open_dist(fixture);
	struct staged_set *set =
		staging_begin(staging, "rain", &fixture->error);
	put(fixture, set, "en/a.html", "new");
	put(fixture, set, "ar/c.html", "in a folder");
	assert_false(staged_commit(set, &fixture->error));
	assert_non_null(strstr(fixture->error.message, "rain/ar"));
	staging_close(staging);
	expect_set(fixture, "one", "two");
	expect(fixture, "rain/ar", "a file");
}

static void test_keeps_the_old_set_where_a_file_is_too_large(void **state)
{
	struct fixture *fixture = *state;
	static char bytes[8192];
	struct rlimit limit, before;
	build(fixture, "one", "two");
	struct staging *staging = open_dist(fixture);
	struct staged_set *set =
		staging_begin(staging, "rain", &fixture->error);
	put(fixture, set, "en/a.html", "new");
	getrlimit(RLIMIT_FSIZE, &before);
	limit = (struct rlimit){ 4096, before.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	bool is_put = staged_put(set, "pl/b.html", bytes, sizeof bytes,
				 &fixture->error);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_false(is_put);
	assert_non_null(strstr(fixture->error.message, "pl/b.html"));
	assert_false(staged_commit(set, &fixture->error));
	staging_close(staging);
	expect_set(fixture, "one", "two");
}

static void test_refuses_what_is_no_folder(void **state)
{
	struct fixture *fixture = *state;
	add(fixture, "rain", "a file");
	struct staging *staging = open_dist(fixture);
	assert_null(staging_begin(staging, "rain", &fixture->error));
	assert_non_null(strstr(fixture->error.message, "not a folder"));
	staging_close(staging);
	expect(fixture, "rain", "a file");
}

static void test_abandons(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "one", "two");
	struct staging *staging = open_dist(fixture);
	struct staged_set *set =
		staging_begin(staging, "rain", &fixture->error);
	put(fixture, set, "en/a.html", "new");
	staged_abandon(set);
	expect_set(fixture, "one", "two");
	/* What is neither committed nor abandoned is when it is closed. */
	put(fixture, staging_begin(staging, "rain", &fixture->error),
	    "en/a.html", "new");
	staging_close(staging);
	expect_set(fixture, "one", "two");
}

/* ---- File systems that know less --------------------------------------- */

static void test_without_exchange(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "one", "two");
	exchange_refusal = EINVAL;
	build(fixture, "three", "four");
	expect_set(fixture, "three", "four");
	/* The second rename fails: back to the old set. */
	rename_refusal = EIO;
	renamed_from = path_of(fixture, ".everyread/rain");
	struct staging *staging = open_dist(fixture);
	struct staged_set *set =
		staging_begin(staging, "rain", &fixture->error);
	put(fixture, set, "en/a.html", "new");
	assert_false(staged_commit(set, &fixture->error));
	staging_close(staging);
	expect_set(fixture, "three", "four");
}

/* As an overlay does with a folder of a lower layer. */
static void test_without_rename_of_folders(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "one", "two");
	exchange_refusal = rename_refusal = EXDEV;
	renamed_from = path_of(fixture, "rain");
	add(fixture, "rain/CNAME", "example.org");
	build(fixture, "three", "two");
	expect_set(fixture, "three", "two");
	expect(fixture, "rain/CNAME", "example.org");
}

/* Half of the old set is gone, and the new one cannot take its place: it is
 * kept, and the next run goes on. */
static void test_goes_on_where_a_switch_stopped(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "one", "two");
	exchange_refusal = rename_refusal = EXDEV;
	renamed_from = path_of(fixture, "rain");
	struct staging *staging = open_dist(fixture);
	struct staged_set *set =
		staging_begin(staging, "rain", &fixture->error);
	put(fixture, set, "en/a.html", "new");
	/* A mark that cannot be written keeps the switch from beginning. */
	assert_int_equal(mkdir(path_of(fixture, ".everyread/rain.whole"), 0777),
			 0);
	assert_false(staged_commit(set, &fixture->error));
	staging_close(staging);
	expect_set(fixture, "one", "two");
	/* Killed when the old set was half gone. */
	add(fixture, ".everyread/rain/en/a.html", "new");
	add(fixture, ".everyread/rain/pl/b.html", "two");
	add(fixture, ".everyread/rain.whole", "");
	assert_int_equal(remove(path_of(fixture, "rain/en/a.html")), 0);
	staging_close(open_dist(fixture));
	expect_set(fixture, "new", "two");
	/* Killed between two renames. */
	exchange_refusal = rename_refusal = 0;
	add(fixture, ".everyread/rain/en/a.html", "newer");
	add(fixture, ".everyread/rain/pl/b.html", "two");
	add(fixture, ".everyread/rain.whole", "");
	assert_int_equal(rename(path_of(fixture, "rain"),
				path_of(fixture, ".everyread/rain.old")),
			 0);
	staging_close(open_dist(fixture));
	expect_set(fixture, "newer", "two");
	/* Not whole when it was killed: it goes. */
	add(fixture, ".everyread/rain/en/a.html", "half");
	staging_close(open_dist(fixture));
	expect_set(fixture, "newer", "two");
}

static void test_without_hard_links(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "one", "two");
	assert_int_equal(symlink("en", path_of(fixture, "rain/link")), 0);
	assert_int_equal(chmod(path_of(fixture, "rain/en/a.html"), 0640), 0);
	struct stat before = status_of(fixture, "rain/en/a.html");
	link_refusal = EPERM;
	build(fixture, "one", "three");
	expect_set(fixture, "one", "three");
	struct stat after = status_of(fixture, "rain/en/a.html");
	assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	assert_int_equal(after.st_mode & 07777, 0640);
	assert_true(S_ISLNK(status_of(fixture, "rain/link").st_mode));
}

/* What hangs out of the hidden folder is not ours. */
static void test_clears_no_more_than_its_own(void **state)
{
	struct fixture *fixture = *state;
	add(fixture, "precious/file", "x");
	assert_int_equal(mkdir(path_of(fixture, ".everyread"), 0777), 0);
	assert_int_equal(
		symlink("../precious", path_of(fixture, ".everyread/rain")), 0);
	build(fixture, "one", "two");
	expect_set(fixture, "one", "two");
	assert_int_equal(symlink("precious", path_of(fixture, ".everyread")),
			 0);
	build(fixture, "three", "two");
	expect_set(fixture, "three", "two");
	expect(fixture, "precious/file", "x");
}

/* What a run that was ended had staged is in no later set. */
static void test_takes_nothing_of_a_run_that_was_ended(void **state)
{
	struct fixture *fixture = *state;
	build(fixture, "one", "two");
	add(fixture, ".everyread/rain/en/stale.html", "stale");
	add(fixture, ".everyread/rain/en/a.html", "stale");
	build(fixture, "one", "three");
	expect(fixture, "rain/en/stale.html", NULL);
	expect_set(fixture, "one", "three");
	/* Where a link leads elsewhere, that is where it staged. */
	assert_int_equal(
		rename(path_of(fixture, "rain"), path_of(fixture, "../rain")),
		0);
	assert_int_equal(symlink("../rain", path_of(fixture, "rain")), 0);
	add(fixture, "../.everyread/rain/en/stale.html", "stale");
	add(fixture, "../.everyread/rain.old/en/stale.html", "stale");
	build(fixture, "four", "three");
	expect(fixture, "rain/en/stale.html", NULL);
	expect(fixture, "../.everyread", NULL);
	expect_set(fixture, "four", "three");
}

static void test_removes_a_file_beside_the_sets(void **state)
{
	struct fixture *fixture = *state;
	add(fixture, "index.html", "x");
	add(fixture, "folder/file", "x");
	struct staging *staging = open_dist(fixture);
	assert_true(staging_remove(staging, "index.html", &fixture->error));
	assert_true(staging_remove(staging, "index.html", &fixture->error));
	assert_false(staging_remove(staging, "folder", &fixture->error));
	assert_non_null(strstr(fixture->error.message, "folder"));
	staging_close(staging);
	expect(fixture, "index.html", NULL);
	expect(fixture, "folder/file", "x");
}

/* ---- Readers, other runs, signals, kills -------------------------------- */

struct reader {
	const char *folder;
	volatile bool is_over;
	size_t reads, mixtures;
};

static char read_one(int folder, const char *name)
{
	char byte = '?';
	int file = openat(folder, name, O_RDONLY);
	if (file < 0 || read(file, &byte, 1) != 1)
		byte = '!';
	if (file >= 0)
		close(file);
	return byte;
}

/* Both files from one folder; a folder that was switched away meanwhile may
 * have lost them, which is no mixture. */
static void *read_all(void *argument)
{
	struct reader *reader = argument;
	while (!reader->is_over) {
		int folder = open(reader->folder, O_RDONLY | O_DIRECTORY);
		char a = read_one(folder, "en/a.html");
		char b = read_one(folder, "pl/b.html");
		reader->mixtures +=
			folder < 0 || (a != b && a != '!' && b != '!');
		reader->reads++;
		if (folder >= 0)
			close(folder);
	}
	return NULL;
}

static void test_a_reader_sees_no_mixture(void **state)
{
	struct fixture *fixture = *state;
	struct reader reader = { .folder = path_of(fixture, "rain") };
	pthread_t thread;
	build(fixture, "0", "0");
	assert_int_equal(pthread_create(&thread, NULL, read_all, &reader), 0);
	for (int i = 1; i < 200; i++) {
		const char *text = arena_format(&fixture->arena, "%d", i % 10);
		build(fixture, text, text);
	}
	reader.is_over = true;
	pthread_join(thread, NULL);
	assert_true(reader.reads > 0);
	assert_int_equal(reader.mixtures, 0);
}

static void sleep_for(long microseconds)
{
	nanosleep(&(struct timespec){ 0, microseconds * 1000 }, NULL);
}

static void write_for_ever(struct fixture *fixture)
{
	for (int i = 0;; i++) {
		const char *text = arena_format(&fixture->arena, "%d", i % 10);
		build(fixture, text, text);
	}
}

static void check_kills(struct fixture *fixture, int refusal, unsigned seed)
{
	build(fixture, "0", "0");
	exchange_refusal = refusal;
	for (int i = 0; i < 40; i++) {
		pid_t child = fork();
		if (child == 0)
			write_for_ever(fixture);
		sleep_for(200 + rand_r(&seed) % 4000);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		/* With an exchange it holds at once, else after the next. */
		if (refusal)
			staging_close(open_dist(fixture));
		struct str a, b;
		assert_true(file_read(&fixture->arena,
				      path_of(fixture, "rain/en/a.html"), &a,
				      &fixture->error));
		assert_true(file_read(&fixture->arena,
				      path_of(fixture, "rain/pl/b.html"), &b,
				      &fixture->error));
		assert_int_equal(a.length, 1);
		assert_string_equal(a.bytes, b.bytes);
		staging_close(open_dist(fixture));
		expect(fixture, ".everyread", NULL);
	}
}

static void test_kills_leave_a_whole_set(void **state)
{
	check_kills(*state, 0, 1);
	check_kills(*state, EINVAL, 2);
}

static int wait_count;

static void count_wait(const char *folder)
{
	(void)folder;
	wait_count++;
}

static void test_waits_for_another_run(void **state)
{
	struct fixture *fixture = *state;
	struct staging *staging = open_dist(fixture);
	int ends[2];
	char byte;
	wait_count = 0;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		struct staging *other;
		close(ends[0]);
		bool done = staging_open(fixture->dist, count_wait, &other,
					 &fixture->error) &&
			    wait_count == 1 && write(ends[1], "x", 1) == 1;
		_exit(done ? 0 : 1);
	}
	close(ends[1]);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	sleep_for(50000);
	assert_int_equal(read(ends[0], &byte, 1), -1); /* it waits */
	/* The folder goes away with the lock: the other makes it anew. */
	staging_close(staging);
	int status;
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	close(ends[0]);
}

/* Who had the lock moved the folder away and made another: that is the one to
 * lock. */
static void test_locks_the_folder_that_is_there(void **state)
{
	struct fixture *fixture = *state;
	int opened[2], ended[2];
	char byte;
	add(fixture, "file", "x");
	struct staging *staging = open_dist(fixture);
	assert_int_equal(pipe(opened), 0);
	assert_int_equal(pipe(ended), 0);
	pid_t child = fork();
	if (child == 0) {
		struct staging *other;
		close(ended[1]);
		bool done = staging_open(fixture->dist, NULL, &other,
					 &fixture->error) &&
			    write(opened[1], "x", 1) == 1;
		_exit(done && read(ended[0], &byte, 1) == 0 ? 0 : 1);
	}
	sleep_for(50000); /* it has the old one open, and waits */
	assert_int_equal(rename(fixture->dist, path_of(fixture, "../old")), 0);
	assert_int_equal(mkdir(fixture->dist, 0777), 0);
	staging_close(staging);
	assert_int_equal(read(opened[0], &byte, 1), 1);
	int folder = open(fixture->dist, O_RDONLY | O_DIRECTORY);
	assert_int_equal(flock(folder, LOCK_EX | LOCK_NB), -1);
	close(folder);
	close(ended[1]);
	int status;
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	close(ended[0]);
	close(opened[0]);
	close(opened[1]);
}

/* What a child does when the signal arrives after it has put a file. */
static int end_by(struct fixture *fixture, int number, bool is_ignored)
{
	int ends[2];
	char byte;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		/* who started the tests may ignore some, as nohup does */
		signal(number, is_ignored ? SIG_IGN : SIG_DFL);
		struct staging *staging = open_dist(fixture);
		put(fixture, staging_begin(staging, "rain", &fixture->error),
		    "en/a.html", "new");
		if (write(ends[1], "x", 1) != 1)
			_exit(1);
		if (is_ignored)
			sleep_for(50000);
		else
			sleep(60);
		staging_close(staging);
		_exit(7);
	}
	assert_int_equal(read(ends[0], &byte, 1), 1);
	kill(child, number);
	close(ends[0]);
	close(ends[1]);
	int status;
	waitpid(child, &status, 0);
	return status;
}

static void test_signals_clean_up(void **state)
{
	struct fixture *fixture = *state;
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	build(fixture, "one", "two");
	for (size_t i = 0; i < 3; i++) {
		int status = end_by(fixture, numbers[i], false);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), numbers[i]);
		expect_set(fixture, "one", "two");
		status = end_by(fixture, numbers[i], true);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 7);
		expect_set(fixture, "one", "two");
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_changes_what_differs_and_keeps_the_rest),
	TEST(test_leaves_a_set_without_news),
	TEST(test_removes_files_and_emptied_folders),
	TEST(test_keeps_permissions),
	TEST(test_switches_what_a_link_leads_to),
	TEST(test_writes_one_file_beside_the_sets),
	TEST(test_leaves_no_folder_that_it_made_for_nothing),
	TEST(test_keeps_the_old_set_where_something_is_in_the_way),
	TEST(test_keeps_the_old_set_where_a_file_is_too_large),
	TEST(test_refuses_what_is_no_folder),
	TEST(test_abandons),
	TEST(test_without_exchange),
	TEST(test_without_rename_of_folders),
	TEST(test_goes_on_where_a_switch_stopped),
	TEST(test_without_hard_links),
	TEST(test_clears_no_more_than_its_own),
	TEST(test_takes_nothing_of_a_run_that_was_ended),
	TEST(test_removes_a_file_beside_the_sets),
	TEST(test_a_reader_sees_no_mixture),
	TEST(test_kills_leave_a_whole_set),
	TEST(test_waits_for_another_run),
	TEST(test_locks_the_folder_that_is_there),
	TEST(test_signals_clean_up),
};
UNIT_FILE(tests, NULL, NULL)
