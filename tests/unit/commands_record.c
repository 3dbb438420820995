/* Records, written and read again; and files of records that are none. */
#define _XOPEN_SOURCE 700
#include "commands/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/vector.h"
#include "unit/unit.h"

static char path[] = "/tmp/everyread-records-XXXXXX";

static int set_up(void **state)
{
	(void)state;
	int file = mkstemp(path);
	assert_true(file >= 0);
	close(file);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	return unlink(path);
}

static struct record *make(const char *name)
{
	struct record *record = record_new(name);
	struct artifact *artifact = &record->artifacts[OUTPUT_PDF];
	struct place place = { "a b\\x\n.md", 3, 7 };
	inputs_add(&record->inputs, INPUT_FILE, " a\tb\n\\n.md",
		   fingerprint_of(STR("x")));
	inputs_add(&record->inputs, INPUT_FACT, "options",
		   (struct fingerprint){ 0, 1 });
	diagnostics_add_as(&record->diagnostics, DIAGNOSTIC_WARNING,
			   DIAGNOSTIC_HEADING_JUMP, place, "%s",
			   "tab\there, \\ and 50%");
	record->use.is_used = true;
	*VECTOR_ADD(&record->use.passages) = UINT64_MAX;
	artifact->is_there = true;
	artifact->bytes = fingerprint_of(STR("pdf"));
	artifact->length = 3;
	artifact->page_count = 12;
	inputs_add(&artifact->inputs, INPUT_KIND, "fonts/\xC5\x82.ttf",
		   (struct fingerprint){ 0 });
	artifact_add_place(artifact, "to do", 5);
	return record;
}

static void write_two(void)
{
	struct records records = { 0 };
	struct error error;
	records_add(&records, make("report pl"));
	records_add(&records, make(" pl"));
	assert_true(records_write(path, &records, &error));
	records_release(&records);
}

static void test_round_trip(void **state)
{
	(void)state;
	struct records records = { 0 };
	write_two();
	records_read(path, &records);
	assert_int_equal(records.count, 2);
	assert_null(records_take(&records, "report"));
	struct record *record = records_take(&records, "report pl");
	assert_non_null(record);
	assert_int_equal(record->inputs.count, 2);
	assert_string_equal(record->inputs.items[0].name, " a\tb\n\\n.md");
	assert_true(fingerprint_equals(record->inputs.items[0].value,
				       fingerprint_of(STR("x"))));
	assert_int_equal(record->inputs.items[1].kind, INPUT_FACT);
	assert_int_equal(record->diagnostics.warning_count, 1);
	const struct diagnostic *one = record->diagnostics.items;
	assert_int_equal(one->code, DIAGNOSTIC_HEADING_JUMP);
	assert_string_equal(one->place.file, "a b\\x\n.md");
	assert_int_equal(one->place.line, 3);
	assert_int_equal(one->place.column, 7);
	assert_string_equal(one->text, "tab\there, \\ and 50%");
	assert_true(record->use.is_used);
	assert_int_equal(record->use.passages.count, 1);
	assert_true(record->use.passages.items[0] == UINT64_MAX);
	const struct artifact *artifact = &record->artifacts[OUTPUT_PDF];
	assert_true(artifact->is_there);
	assert_false(record->artifacts[OUTPUT_HTML].is_there);
	assert_int_equal(artifact->length, 3);
	assert_int_equal(artifact->page_count, 12);
	assert_string_equal(artifact->inputs.items[0].name,
			    "fonts/\xC5\x82.ttf");
	assert_string_equal(artifact->places.items[0].identifier, "to do");
	assert_int_equal(artifact->places.items[0].page, 5);
	record_free(record);
	records_release(&records);
}

static void assert_none(struct str bytes)
{
	struct records records = { 0 };
	FILE *file = fopen(path, "w");
	fwrite(bytes.bytes, 1, bytes.length, file);
	fclose(file);
	records_read(path, &records);
	assert_int_equal(records.count, 0);
	records_release(&records);
}

/* Cut off at every byte, and with every byte another: no records, or none. */
static void test_damage(void **state)
{
	(void)state;
	struct arena arena = ARENA_INITIALISER;
	struct error error;
	struct str bytes;
	write_two();
	assert_true(file_read(&arena, path, &bytes, &error));
	char *copy = arena_copy(&arena, bytes.bytes, bytes.length);
	for (size_t i = 0; i < bytes.length; i++) {
		assert_none((struct str){ copy, i });
		copy[i] ^= 4;
		if (i + 1 < bytes.length)
			assert_none((struct str){ copy, bytes.length });
		copy[i] ^= 4;
	}
	assert_none(STR(""));
	assert_none(STR("everyread records 1\n"));
	arena_release(&arena);
}

static void test_absent(void **state)
{
	(void)state;
	struct records records = { 0 };
	records_read("/nonexistent/records", &records);
	records_read("/tmp", &records);
	assert_int_equal(records.count, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_round_trip),
	cmocka_unit_test(test_damage),
	cmocka_unit_test(test_absent),
};
UNIT_FILE(tests, set_up, tear_down)
