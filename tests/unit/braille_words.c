/* Words that are remembered: the cells that liblouis gives for the whole text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "braille/cells.h"
#include "document/outline.h"
#include "markdown/markdown.h"
#include "unit/unit.h"
#include "unit/words_fixture.h"

/* What a word is not remembered beside. */
static const char *const strange[] = {
	"NHS",    "AND",     "A",      "I",     "c",         "2019",  "12%",
	"x-ray",  "\"no\"",  "it's",   "*new*", "**big**",   "(so)",  "McKay",
	"a.b.c",  "**THE**", "*once*", "3rd",   "https://e", "=",     "don’t",
	"“what”", "Ł",       "w",      "ا",     "٣",         "e.g.,", "…",
};

struct vocabulary {
	struct arena arena;
	VECTOR(struct str) words;
};

/* The words of the language's file of messages, as they stand there. */
static void read_words(struct vocabulary *vocabulary, const char *path)
{
	struct str rest;
	struct error error = { 0 };
	assert_true(file_read(&vocabulary->arena, path, &rest, &error));
	for (size_t at = 0; at < rest.length;) {
		size_t end = at;
		while (end < rest.length &&
		       !strchr(" \n\t:'\"{}[](),#<>*_`|\\&=-", rest.bytes[end]))
			end++;
		if (end > at)
			*VECTOR_ADD(&vocabulary->words) =
				(struct str){ rest.bytes + at, end - at };
		at = end + 1;
	}
	assert_true(vocabulary->words.count > 500);
}

static uint32_t draw(uint32_t *state, uint32_t below)
{
	*state = *state * 1664525u + 1013904223u;
	return (uint32_t)(((uint64_t)(*state >> 8) * below) >> 24);
}

/* A paragraph in which every fifth word, or none, is strange. */
static void write_text(const struct vocabulary *vocabulary, uint32_t *state,
		       struct buffer *out)
{
	bool is_strange = draw(state, 2);
	buffer_append_string(out, "x");
	for (int i = 0; i < 24; i++) {
		struct str word = vocabulary->words.items[draw(
			state, (uint32_t)vocabulary->words.count)];
		buffer_append_byte(out, ' ');
		if (is_strange && !draw(state, 5))
			buffer_append_string(
				out,
				strange[draw(state, sizeof strange /
							    sizeof *strange)]);
		else
			buffer_append_str(out, word);
		if (!draw(state, 8))
			buffer_append_byte(out, ",.;:?!"[draw(state, 6)]);
	}
	buffer_append_string(out, "\n\n");
}

static void translate(const struct document *document, unsigned grade,
		      bool takes_whole, struct buffer *cells)
{
	struct braille_settings settings = BRAILLE_SETTINGS_USUAL;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct error error = { 0 };
	struct told told;
	settings.grade = grade;
	struct translator translator = { .document = document,
					 .settings = &settings,
					 .diagnostics = &diagnostics,
					 .error = &error,
					 .takes_whole = takes_whole };
	translator_begin(&translator);
	told_begin(&told, document);
	for (size_t i = 0; i < told.items.count; i++) {
		translate_item(&translator, &told, &told.items.items[i], cells);
		buffer_append_byte(cells, (char)CELL_LINE_END);
	}
	assert_false(translator.has_failed);
	told_release(&told);
	translator_end(&translator);
	diagnostics_release(&diagnostics);
}

static void check_language(const char *language, const char *path)
{
	struct vocabulary vocabulary = { 0 };
	struct buffer text = BUFFER_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct markdown_options options = { .file = "test.md",
					    .mode = MARKDOWN_RENDER,
					    .language = language };
	struct outline_options outline = { .numbers_figures = true };
	struct document document = { 0 };
	uint32_t state = 1;
	read_words(&vocabulary, path);
	buffer_append_string(&text, "# T\n\n");
	for (int i = 0; i < 120; i++)
		write_text(&vocabulary, &state, &text);
	markdown_parse(&vocabulary.arena, buffer_str(&text), &options,
		       &diagnostics, &document);
	document.words = fixture_words;
	document_finish(&document, &outline, &diagnostics);
	for (unsigned grade = 1; grade <= 2; grade++) {
		struct buffer whole = BUFFER_INITIALISER;
		struct buffer by_words = BUFFER_INITIALISER;
		translate(&document, grade, true, &whole);
		translate(&document, grade, false, &by_words);
		assert_true(whole.length > 120 * 24 * 3);
		assert_int_equal(whole.length, by_words.length);
		assert_memory_equal(whole.bytes, by_words.bytes, whole.length);
		buffer_release(&whole);
		buffer_release(&by_words);
	}
	buffer_release(&text);
	diagnostics_release(&diagnostics);
	VECTOR_RELEASE(&vocabulary.words);
	arena_release(&vocabulary.arena);
}

static void test_remembered_words_are_those_of_the_whole(void **state)
{
	(void)state;
	static const char *const languages[][2] = {
		{ "en", "templates/locales/en-GB.yaml" },
		{ "pl", "templates/locales/pl.yaml" },
		{ "ar", "templates/locales/ar.yaml" },
		{ "cy", "templates/locales/cy.yaml" },
	};
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		for (unsigned grade = 1; grade <= 2; grade++)
			assert_true(braille_table_is_by_words(
				braille_table(languages[i][0], grade)));
		check_language(languages[i][0], languages[i][1]);
	}
	assert_false(braille_table_is_by_words(braille_table("zh-Hans", 1)));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_remembered_words_are_those_of_the_whole),
};
UNIT_FILE(tests, NULL, NULL)
