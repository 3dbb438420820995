/* translate/: words against a glossary. */
#include "unit/translate_fixture.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "translate/glossary.h"

static void test_words(void **state)
{
	static const struct {
		const char *text, *words;
		bool is_there;
	} cases[] = {
		{ "The third  sector works.", "third sector", true },
		{ "The Third\nSector.", "THIRD SECTOR", true },
		{ "A third, sector", "third sector", true },
		{ "The thirds sector", "third sector", false },
		{ "third", "third sector", false },
		{ "", "a", false },
		/* endings, beginnings */
		{ "trzeciego sektora", "trzeci* sektor*", true },
		{ "trzeci sektor", "trzeci* sektor*", true },
		{ "trzy sektory", "trzeci* sektor*", false },
		{ "sektorowy trzeci", "trzeci* sektor*", false },
		{ "unpaid carers", "*paid carer*", true },
		{ "un paid carers", "*npaid carer*", false },
		/* Ł in another case; a vowel mark in Arabic */
		{ "\xC5\x81\xC4\x85ka", "\xC5\x82\xC4\x85ka", true },
		{ "\xD8\xAA\xD9\x8F\xD8\xB7\xD9\x84",
		  "\xD8\xAA\xD8\xB7\xD9\x84", true },
		/* 演示 inside of other letters; 示 演 is another order */
		{ "\xE8\xBF\x99\xE6\xBC\x94\xE7\xA4\xBA\xE7\x89\x88",
		  "\xE6\xBC\x94\xE7\xA4\xBA", true },
		{ "\xE7\xA4\xBA\xE6\xBC\x94", "\xE6\xBC\x94\xE7\xA4\xBA",
		  false },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (glossary_has(cases[i].text, cases[i].words) !=
		    cases[i].is_there)
			fail_msg("'%s' in '%s'", cases[i].words, cases[i].text);
}

/* Reads a file of these bytes; `mistakes` is how many it has. */
static void read_file(struct arena *arena, const char *yaml,
		      struct glossary *glossary, size_t mistakes)
{
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	struct error error;
	const char *folder = arena_format(arena, "/tmp/everyread-glossary-%ld",
					  (long)getpid());
	const char *path = path_join(arena, folder, "glossary.yaml");
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_true(file_write_atomically(path, yaml, strlen(yaml), &error));
	assert_true(glossary_read(arena, folder, glossary, &list, &error));
	assert_int_equal(list.count, mistakes);
	unlink(path);
	rmdir(folder);
	assert_true(glossary_read(arena, folder, &(struct glossary){ 0 }, &list,
				  &error));
	diagnostics_release(&list);
}

static void expect(const struct glossary *glossary, const char *source,
		   const char *text, size_t warnings, size_t notes)
{
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	size_t told = 0;
	glossary_check(glossary, source, text, (struct place){ 0 }, &list);
	for (size_t i = 0; i < list.count; i++)
		told += list.items[i].severity == DIAGNOSTIC_WARNING;
	if (told != warnings || list.count - told != notes)
		fail_msg("'%s' for '%s': %zu, %zu", text, source ? source : "",
			 told, list.count - told);
	diagnostics_release(&list);
}

static void test_check(void **state)
{
	struct arena arena = ARENA_INITIALISER;
	struct glossary glossary;
	(void)state;
	read_file(&arena,
		  "terms:\n"
		  "  - {source: [council, councils], term: [rada*, rady], not: "
		  "zarz\xC4\x85"
		  "d*, note: x}\n"
		  "  - {not: nigdy}\n"
		  "  - {source: poor, not: biedn*}\n",
		  &glossary, 0);
	assert_int_equal(glossary.count, 3);
	expect(&glossary, "The council met.",
	       "Rada si\xC4\x99 zebra\xC5\x82"
	       "a.",
	       0, 0);
	expect(&glossary, "Councils met.", "Rady.", 0, 0);
	expect(&glossary, "The council met.", "Oni.", 0, 1);
	expect(&glossary, "The council met.",
	       "Zarz\xC4\x85"
	       "dy.",
	       1, 0);
	/* where the source has something else, the word may be right */
	expect(&glossary, "The board met.",
	       "Zarz\xC4\x85"
	       "d.",
	       0, 0);
	expect(&glossary, "A board", "Nigdy.", 1, 0);
	expect(&glossary, NULL,
	       "Nigdy, biedni, zarz\xC4\x85"
	       "d",
	       1, 0);
	expect(&glossary, "poor", "Biedny.", 1, 0);
	expect(&glossary, "poor", "Ubogi.", 0, 0);
	arena_release(&arena);
}

static void test_mistakes(void **state)
{
	struct arena arena = ARENA_INITIALISER;
	struct glossary glossary;
	(void)state;
	read_file(&arena, "terms:\n", &glossary, 0);
	read_file(&arena, "terms: [{source: a}, b, {term: '*'}]", &glossary, 4);
	assert_int_equal(glossary.count, 0);
	read_file(&arena, "terms: [{term: a*b, not: c}]", &glossary, 1);
	assert_int_equal(glossary.count, 1);
	read_file(&arena, "terms: [{trem: a, not: c}]", &glossary, 1);
	read_file(&arena, "words: []", &glossary, 1);
	read_file(&arena, "[", &glossary, 1);
	arena_release(&arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_words),
	cmocka_unit_test(test_check),
	cmocka_unit_test(test_mistakes),
};
UNIT_FILE(tests, NULL, NULL)
