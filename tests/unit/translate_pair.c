/* translate/: which segment is which, after sources were changed and texts were
 * moved; and the record of it. */
#include "unit/translate_fixture.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"

struct two {
	struct arena arena;
	struct segments source, target;
	struct origins record;
	struct pairs pairs;
};

static void begin(struct two *two)
{
	*two = (struct two){ 0 };
}

static void end(struct two *two)
{
	pairs_release(&two->pairs);
	origins_release(&two->record);
	segments_release(&two->source);
	segments_release(&two->target);
	arena_release(&two->arena);
}

static void pair_texts(struct two *two, const char *source, const char *target)
{
	pairs_release(&two->pairs);
	segments_release(&two->source);
	segments_release(&two->target);
	fixture_read(&two->arena, source, &two->source);
	fixture_read(&two->arena, target, &two->target);
	two->pairs = (struct pairs){ 0 };
	pair_segments(&two->arena, &two->source, &two->target, &two->record,
		      &two->pairs);
}

static void accept_all(struct two *two)
{
	for (size_t i = 0; i < two->pairs.count; i++) {
		const struct pair *pair = &two->pairs.items[i];
		if (pair->source && pair->target)
			origins_set(&two->record, NULL,
				    (struct origin){ pair->target->hash,
						     pair->source->hash,
						     pair->source->text });
	}
}

/* "state source|target" a line; "-" is nothing. */
static void expect(const struct two *two, const char *wanted)
{
	struct buffer told = BUFFER_INITIALISER;
	for (size_t i = 0; i < two->pairs.count; i++) {
		const struct pair *pair = &two->pairs.items[i];
		buffer_append_format(&told, "%s %s|%s\n",
				     pair_state_names[pair->state],
				     pair->source ? pair->source->text : "-",
				     pair->target ? pair->target->text : "-");
	}
	assert_string_equal(buffer_str(&told).bytes, wanted);
	buffer_release(&told);
}

static const char english[] = "# Rain\n\nIt rains a lot here.\n\nWe were cold "
			      "and wet.\n\nNobody came.\n";
static const char polish[] = "# Deszcz\n\nTu du\xC5\xBCo pada.\n\nBy\xC5\x82o "
			     "nam zimno.\n\nNikt nie przyszed\xC5\x82.\n";

static void test_order(void **state)
{
	struct two two;
	(void)state;
	begin(&two);
	pair_texts(&two, english, polish);
	expect(&two, "unrecorded Rain|Deszcz\n"
		     "unrecorded It rains a lot here.|Tu du\xC5\xBCo pada.\n"
		     "unrecorded We were cold and wet.|By\xC5\x82o nam zimno.\n"
		     "unrecorded Nobody came.|Nikt nie przyszed\xC5\x82.\n");
	/* Kinds stay with their kind: the heading is one that is missing. */
	pair_texts(&two, "# A\n\n## B\n\nC\n", "# X\n\nZ\n");
	expect(&two, "unrecorded A|X\nunrecorded C|Z\nmissing B|-\n");
	end(&two);
}

static void test_moved_and_changed(void **state)
{
	struct two two;
	(void)state;
	begin(&two);
	pair_texts(&two, english, polish);
	accept_all(&two);
	/* Both move, one changes: it is the same one. */
	pair_texts(&two,
		   "# Rain\n\nNobody came.\n\nIt rains little here.\n\nWe were "
		   "cold and wet.\n",
		   polish);
	expect(&two, "translated Rain|Deszcz\n"
		     "stale It rains little here.|Tu du\xC5\xBCo pada.\n"
		     "translated We were cold and wet.|By\xC5\x82o nam zimno.\n"
		     "translated Nobody came.|Nikt nie przyszed\xC5\x82.\n");
	assert_string_equal(two.pairs.items[1].stale->was,
			    "It rains a lot here.");
	/* Two change and change places: each knows what it was. */
	pair_texts(&two,
		   "# Rain\n\nWe were so cold and wet.\n\nIt rains much "
		   "here.\n\nNobody came.\n",
		   polish);
	expect(&two, "translated Rain|Deszcz\n"
		     "stale It rains much here.|Tu du\xC5\xBCo pada.\n"
		     "stale We were so cold and wet.|By\xC5\x82o nam zimno.\n"
		     "translated Nobody came.|Nikt nie przyszed\xC5\x82.\n");
	end(&two);
}

/* What was written anew goes by its place. */
static void test_replaced(void **state)
{
	struct two two;
	(void)state;
	begin(&two);
	pair_texts(&two, english, polish);
	accept_all(&two);
	pair_texts(&two,
		   "# Rain\n\nXyzzy plugh.\n\nWe were cold and wet.\n\nNobody "
		   "came.\n",
		   polish);
	expect(&two, "translated Rain|Deszcz\n"
		     "stale Xyzzy plugh.|Tu du\xC5\xBCo pada.\n"
		     "translated We were cold and wet.|By\xC5\x82o nam zimno.\n"
		     "translated Nobody came.|Nikt nie przyszed\xC5\x82.\n");
	end(&two);
}

/* An item that was changed and a copy that stands below another item. */
static void test_copies(void **state)
{
	struct two two;
	(void)state;
	begin(&two);
	pair_texts(&two, "- Yes\n- OK\n- Cold\n\nIt rains.\n",
		   "- Tak\n- Tak\n- Cold\n\nPada.\n");
	expect(&two, "unrecorded Yes|Tak\nunrecorded OK|Tak\ncopy Cold|Cold\n"
		     "unrecorded It rains.|Pada.\n");
	origins_set(&two.record, NULL,
		    (struct origin){ two.target.items[0].hash,
				     two.source.items[0].hash, "Yes" });
	origins_set(&two.record, NULL,
		    (struct origin){ two.target.items[0].hash,
				     two.source.items[1].hash, "OK" });
	pair_texts(&two, "- Yes\n- Fine\n- Cold\n\nIt rains.\n",
		   "Pada.\n\n- Tak\n- Tak\n- Cold\n");
	expect(&two, "unrecorded It rains.|Pada.\ntranslated Yes|Tak\n"
		     "stale Fine|Tak\ncopy Cold|Cold\n");
	end(&two);
}

/* A source that is new is missing, and takes nobody's translation. */
static void test_new_source(void **state)
{
	struct two two;
	(void)state;
	begin(&two);
	pair_texts(&two, english, polish);
	accept_all(&two);
	pair_texts(&two,
		   "# Rain\n\nQuite new.\n\nIt rains a lot here.\n\nWe were "
		   "cold and wet.\n",
		   polish);
	expect(&two, "translated Rain|Deszcz\n"
		     "translated It rains a lot here.|Tu du\xC5\xBCo pada.\n"
		     "translated We were cold and wet.|By\xC5\x82o nam zimno.\n"
		     "stale Quite new.|Nikt nie przyszed\xC5\x82.\n");
	pair_texts(&two, english,
		   "# Deszcz\n\nTu du\xC5\xBCo pada.\n\nWi\xC4\x99"
		   "cej.\n\nBy\xC5\x82o nam zimno.\n\nNikt nie "
		   "przyszed\xC5\x82.\n");
	assert_int_equal(two.pairs.items[2].state, PAIR_EXTRA);
	end(&two);
}

/* A cell of digits is a segment in one language alone. */
static void test_cells(void **state)
{
	struct two two;
	(void)state;
	begin(&two);
	pair_texts(&two, "| A | B |\n|--|--|\n| One | Two |\n",
		   "| X | 2 |\n|--|--|\n| Raz | Dwa |\n");
	expect(&two, "unrecorded A|X\nunrecorded One|Raz\n"
		     "unrecorded Two|Dwa\nmissing B|-\n");
	end(&two);
}

/* A chapter's text does not go to another chapter for its place alone, but does
 * for what it was. */
static void test_chapters(void **state)
{
	struct two two;
	(void)state;
	begin(&two);
	segments_read(&two.arena, STR("One.\n"), "1.md", "en", 0, &two.source);
	segments_read(&two.arena, STR("Two of them.\n"), "2.md", "en", 1,
		      &two.source);
	segments_read(&two.arena, STR("Dwa.\n"), "2.md", "pl", 1, &two.target);
	pair_segments(&two.arena, &two.source, &two.target, &two.record,
		      &two.pairs);
	expect(&two, "unrecorded Two of them.|Dwa.\nmissing One.|-\n");
	accept_all(&two);
	two.source.items[0].text = "Two of them now.";
	two.source.items[0].hash = 1;
	two.source.items[1].text = "Something.";
	two.source.items[1].hash = 2;
	pairs_release(&two.pairs);
	two.pairs = (struct pairs){ 0 };
	pair_segments(&two.arena, &two.source, &two.target, &two.record,
		      &two.pairs);
	expect(&two, "stale Two of them now.|Dwa.\nmissing Something.|-\n");
	end(&two);
}

/* ---- The record -------------------------------------------------------- */

static void test_record(void **state)
{
	char folder[64];
	struct arena arena = ARENA_INITIALISER;
	struct origins written = { 0 }, read;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	struct error error = { 0 };
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/everyread-origins-%ld",
		 (long)getpid());
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_false(origins_exist(&arena, folder));
	assert_true(origins_read(&arena, folder, &read, &list, &error));
	assert_false(read.is_there);
	written.path = read.path;
	origins_set(&written, NULL,
		    (struct origin){ 1, UINT64_MAX, "a \"b\" \\ \t\n c" });
	origins_set(&written, NULL, (struct origin){ 1, 2, "d" });
	origins_set(&written, NULL, (struct origin){ 1, 2, "double" });
	origins_set(&written, &written.items[1], (struct origin){ 1, 3, "e" });
	assert_int_equal(written.count, 2);
	assert_true(origins_write(&written, &error));
	assert_true(origins_read(&arena, folder, &read, &list, &error));
	assert_int_equal(list.count, 0);
	assert_true(read.is_there);
	assert_int_equal(read.count, 2);
	assert_string_equal(read.items[0].was, "a \"b\" \\ \t\n c");
	assert_true(read.items[0].source == UINT64_MAX);
	assert_true(origins_has(&read, 1, 3));
	assert_false(origins_has(&read, 1, 2));
	unlink(read.path);
	rmdir(folder);
	origins_release(&read);
	origins_release(&written);
	diagnostics_release(&list);
	arena_release(&arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_order),
	cmocka_unit_test(test_moved_and_changed),
	cmocka_unit_test(test_replaced),
	cmocka_unit_test(test_copies),
	cmocka_unit_test(test_new_source),
	cmocka_unit_test(test_cells),
	cmocka_unit_test(test_chapters),
	cmocka_unit_test(test_record),
};
UNIT_FILE(tests, NULL, NULL)
