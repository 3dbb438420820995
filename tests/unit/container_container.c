/* container/: what is put in comes out, in order, dated alike everywhere. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <zip.h>

#include "container/container.h"
#include "unit/unit.h"

static const int64_t noon = 1795262400; /* 2026-11-21 12:00 UTC */

static void write_sample(int64_t time, struct buffer *out)
{
	struct arena arena = ARENA_INITIALISER;
	struct container container = CONTAINER_INITIALISER(&arena);
	struct error error;
	container_add(&container, "mimetype", STR("application/x-sample"),
		      CONTAINER_STORED);
	container_add(&container, "texts/zażółć.txt", STR("aaaaaaaaaaaaaaaa"),
		      CONTAINER_DEFLATED);
	container_add(&container, "empty", STR(""), CONTAINER_DEFLATED);
	assert_true(container_write(&container, time, out, &error));
	container_release(&container);
	arena_release(&arena);
}

enum { STARTS = 200, WRITERS = 4 };

static void *write_at_once(void *argument)
{
	pthread_barrier_t *barrier = argument;
	struct arena arena = ARENA_INITIALISER;
	struct container container = CONTAINER_INITIALISER(&arena);
	struct buffer out = BUFFER_INITIALISER;
	struct error error;
	container_add(&container, "a", STR("a"), CONTAINER_STORED);
	pthread_barrier_wait(barrier);
	bool is_written = container_write(&container, noon, &out, &error);
	buffer_release(&out);
	container_release(&container);
	arena_release(&arena);
	return is_written ? barrier : NULL;
}

/* A process whose first files are written by several threads at once. */
static bool write_in_threads(void)
{
	pthread_barrier_t barrier;
	pthread_t threads[WRITERS];
	bool are_written = true;
	pthread_barrier_init(&barrier, NULL, WRITERS);
	for (size_t i = 0; i < WRITERS; i++)
		pthread_create(&threads[i], NULL, write_at_once, &barrier);
	for (size_t i = 0; i < WRITERS; i++) {
		void *is_written = NULL;
		pthread_join(threads[i], &is_written);
		are_written = are_written && is_written;
	}
	pthread_barrier_destroy(&barrier);
	return are_written;
}

/* The first of all tests: in each child the library is still to be loaded. */
static void test_first_files_at_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < STARTS; i++) {
		int status = -1;
		pid_t child = fork();
		if (child == 0)
			_exit(write_in_threads() ? 0 : 1);
		assert_true(child > 0);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(status, 0);
	}
}

/* Reads a part and its date, in UTC whatever the machine's zone is. */
static void expect_part(zip_t *archive, zip_uint64_t index, const char *name,
			const char *bytes, zip_uint16_t method)
{
	zip_stat_t stat;
	char read[64] = "";
	assert_int_equal(zip_stat_index(archive, index, 0, &stat), 0);
	assert_string_equal(stat.name, name);
	assert_int_equal(stat.size, strlen(bytes));
	assert_int_equal(stat.comp_method, method);
	zip_file_t *file = zip_fopen_index(archive, index, 0);
	assert_non_null(file);
	assert_int_equal(zip_fread(file, read, sizeof read), strlen(bytes));
	assert_string_equal(read, bytes);
	zip_fclose(file);
}

static void test_parts(void **state)
{
	struct buffer out = BUFFER_INITIALISER;
	zip_error_t error;
	(void)state;
	write_sample(noon, &out);
	/* OCF 3.3, 4.3.3: the media type is found at byte 30 and 38 */
	assert_memory_equal(out.bytes + 30, "mimetypeapplication/x-sample", 28);
	zip_error_init(&error);
	zip_source_t *source =
		zip_source_buffer_create(out.bytes, out.length, 0, &error);
	zip_t *archive = zip_open_from_source(source, ZIP_CHECKCONS, &error);
	assert_non_null(archive);
	assert_int_equal(zip_get_num_entries(archive, 0), 3);
	expect_part(archive, 0, "mimetype", "application/x-sample",
		    ZIP_CM_STORE);
	expect_part(archive, 1, "texts/zażółć.txt", "aaaaaaaaaaaaaaaa",
		    ZIP_CM_DEFLATE);
	expect_part(archive, 2, "empty", "", ZIP_CM_DEFLATE);
	zip_close(archive);
	zip_error_fini(&error);
	buffer_release(&out);
}

static void test_same_bytes_in_every_zone(void **state)
{
	static const char *const zones[] = { "UTC", "Asia/Kolkata",
					     "America/St_Johns" };
	struct buffer first = BUFFER_INITIALISER;
	(void)state;
	write_sample(noon, &first);
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		struct buffer out = BUFFER_INITIALISER;
		setenv("TZ", zones[i], 1);
		tzset();
		write_sample(noon, &out);
		assert_int_equal(out.length, first.length);
		assert_memory_equal(out.bytes, first.bytes, out.length);
		buffer_release(&out);
	}
	unsetenv("TZ");
	tzset();
	buffer_release(&first);
}

/* MS-DOS time of the first part, at byte 10 (APPNOTE.TXT, 4.3.7). */
static unsigned dos_field(int64_t time, size_t at)
{
	struct buffer out = BUFFER_INITIALISER;
	write_sample(time, &out);
	unsigned value = (unsigned char)out.bytes[at] |
			 (unsigned)(unsigned char)out.bytes[at + 1] << 8;
	buffer_release(&out);
	return value;
}

static void test_dates(void **state)
{
	(void)state;
	assert_int_equal(dos_field(noon, 12), 46 << 9 | 11 << 5 | 21);
	assert_int_equal(dos_field(noon + 3 * 60 + 5, 10),
			 12 << 11 | 3 << 5 | 2);
	assert_int_equal(dos_field(-1, 12), 1 << 5 | 1);
	assert_int_equal(dos_field(0, 12), 1 << 5 | 1);
	assert_int_equal(dos_field(315532800, 12), 1 << 5 | 1);
	assert_int_equal(dos_field(315532799, 10), 0);
}

static void test_endings(void **state)
{
	(void)state;
	assert_string_equal(container_ending("image/jpeg"), "jpg");
	assert_string_equal(container_ending("image/svg+xml"), "svg");
	assert_string_equal(container_ending("image/x"), "bin");
	assert_string_equal(container_ending(NULL), "bin");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_first_files_at_once),
	cmocka_unit_test(test_parts),
	cmocka_unit_test(test_same_bytes_in_every_zone),
	cmocka_unit_test(test_dates),
	cmocka_unit_test(test_endings),
};

UNIT_FILE(tests, NULL, NULL)
