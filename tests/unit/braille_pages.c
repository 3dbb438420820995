/* Braille: cells, lines and pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "braille/braille.h"
#include "document/outline.h"
#include "markdown/markdown.h"
#include "unit/unit.h"
#include "unit/words_fixture.h"

static const struct braille_settings usual = BRAILLE_SETTINGS_USUAL;

struct written {
	struct arena arena;
	struct diagnostics diagnostics;
	struct buffer brf, pef;
};

static void read(struct written *written, const char *language,
		 const char *markdown, struct document *document)
{
	struct markdown_options options = { .file = "test.md",
					    .mode = MARKDOWN_RENDER,
					    .language = language };
	struct outline_options outline = { .numbers_figures = true };
	*written = (struct written){ 0 };
	*document = (struct document){ 0 };
	markdown_parse(&written->arena, str_from(markdown), &options,
		       &written->diagnostics, document);
	document->words = fixture_words;
	document_finish(document, &outline, &written->diagnostics);
	written->diagnostics.count = 0;
}

static void write(struct written *written, const char *language,
		  const char *markdown, const struct braille_settings *settings)
{
	struct document document;
	struct error error = { 0 };
	read(written, language, markdown, &document);
	assert_true(braille_write_brf(&document, settings,
				      &written->diagnostics, &written->brf,
				      &error));
	assert_true(braille_write_pef(&document, settings,
				      &written->diagnostics, &written->pef,
				      &error));
}

static void release(struct written *written)
{
	buffer_release(&written->brf);
	buffer_release(&written->pef);
	diagnostics_release(&written->diagnostics);
	arena_release(&written->arena);
}

/* "table|words|table|words|" of the text. */
static void dump(const char *language, const char *markdown, struct buffer *out)
{
	struct written written;
	struct document document;
	struct error error = { 0 };
	struct buffer lines = BUFFER_INITIALISER;
	read(&written, language, markdown, &document);
	assert_true(braille_dump(&document, &usual, &written.diagnostics,
				 &lines, &error));
	struct str rest = buffer_str(&lines), line;
	str_next_line(&rest, &line); /* the title */
	while (str_next_line(&rest, &line)) {
		ptrdiff_t first = str_find_byte(line, '\t');
		if (first < 0)
			continue;
		buffer_append_str(out, (struct str){ line.bytes, first });
		buffer_append_byte(out, '|');
		struct str words = { line.bytes + first + 1,
				     line.length - (size_t)first - 1 };
		ptrdiff_t second = str_find_byte(words, '\t');
		buffer_append_str(
			out, (struct str){ words.bytes + second + 1,
					   words.length - (size_t)second - 1 });
		buffer_append_byte(out, '|');
	}
	buffer_release(&lines);
	release(&written);
}

static void test_what_has_no_sign_is_told(void **state)
{
	(void)state;
	struct written written;
	write(&written, "en", "# T\n\na \u2603 b\n", &usual);
	assert_int_equal(written.diagnostics.count, 1);
	assert_int_equal(written.diagnostics.items[0].place.line, 3);
	assert_int_equal(written.diagnostics.items[0].code,
			 DIAGNOSTIC_BRAILLE_SIGN);
	assert_non_null(strstr(written.brf.bytes, "A = B"));
	release(&written);
}

static void test_language_without_a_table_is_told(void **state)
{
	(void)state;
	struct written written;
	write(&written, "mi", "# T\n", &usual);
	assert_int_equal(written.diagnostics.count, 1);
	assert_int_equal(written.diagnostics.items[0].code,
			 DIAGNOSTIC_BRAILLE_TABLE);
	release(&written);
	assert_null(braille_table("mi", 1));
	assert_null(braille_table("enm", 1));
	assert_non_null(braille_table("en-GB", 2));
}

/* Letters of another script are written with a table of theirs; marks that stand
 * around a picture stand once. */
static void test_other_scripts_have_their_tables(void **state)
{
	(void)state;
	static const struct {
		const char *language, *markdown, *pieces;
	} cases[] = {
		{ "en", "Say سلام, then 你好!\n",
		  "en-ueb-g1.ctb|Say |ar-ar-g1.utb|سلام|en-ueb-g1.ctb|, then |"
		  "zhcn-cbs.ctb|你好|en-ueb-g1.ctb|!|" },
		{ "ur", "سلام [Σ abc]{lang=en} ж.\n",
		  "ur-pk-g1.utb|سلام |el.ctb|Σ|en-ueb-g1.ctb| abc|"
		  "ur-pk-g1.utb| |ru-litbrl.ctb|ж|ur-pk-g1.utb|۔|" },
		{ "ur", "[Say سلام]{lang=en}\n",
		  "en-ueb-g1.ctb|Say |ur-pk-g1.utb|سلام|" },
		{ "en", "![a שלום b](x.png)\n",
		  "en-ueb-g1.ctb|[a |he-IL.utb|שלום|en-ueb-g1.ctb| b]|" },
		{ "en", "*שלום עולם* `κώδικας x`\n",
		  "he-IL.utb|שלום עולם|en-ueb-g1.ctb| |el.ctb|κώδικας|"
		  "en-ueb-g1.ctb| x|" },
		{ "uk", "Ім’я Ivan-а̂\n",
		  "uk.utb|Ім’я |en-ueb-g1.ctb|Ivan|uk.utb|-а̂|" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buffer pieces = BUFFER_INITIALISER;
		dump(cases[i].language, cases[i].markdown, &pieces);
		assert_string_equal(pieces.bytes, cases[i].pieces);
		buffer_release(&pieces);
	}
}

/* However long its words are, and however narrow the page. */
static void test_no_line_is_too_long(void **state)
{
	(void)state;
	struct braille_settings settings = { .columns = BRAILLE_FEWEST_COLUMNS,
					     .lines = BRAILLE_FEWEST_LINES,
					     .grade = 2 };
	struct buffer text = BUFFER_INITIALISER;
	buffer_append_string(&text, "# T\n\n::: {.contents}\n:::\n\n");
	for (int i = 0; i < 30; i++)
		buffer_append_string(&text, "## Heading of some length\n\n"
					    "- a\n  - b\n    - c\n      - "
					    "https://example.org/abcdefghijkl"
					    "mnopqrstuvwxyz\n\n");
	struct written written;
	write(&written, "en", text.bytes, &settings);
	unsigned column = 0, line = 0, pages = 0;
	for (const char *at = written.brf.bytes; *at; at++) {
		if (*at == '\n') {
			line++;
			column = 0;
		} else if (*at == '\f') {
			assert_int_equal(line, settings.lines);
			line = 0;
			pages++;
		} else if (*at != '\r') {
			assert_true(++column <= settings.columns);
		}
	}
	assert_true(pages > 10);
	release(&written);
	buffer_release(&text);
}

/* Whatever stands before them, digits keep their sign on their line, and cells
 * what says how to read them. */
static void test_long_word_is_cut_between_signs(void **state)
{
	(void)state;
	struct braille_settings settings = { .columns = BRAILLE_FEWEST_COLUMNS,
					     .lines = BRAILLE_FEWEST_LINES,
					     .grade = 1 };
	for (unsigned before = 0; before < 2 * BRAILLE_FEWEST_COLUMNS;
	     before++) {
		char text[200];
		struct written written;
		snprintf(
			text, sizeof text,
			"# T\n\n%.*s=12345=/=Q=67,8xxxxxxxxxxxxxxxxx\n",
			(int)before,
			"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"
			"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz");
		write(&written, "en", text, &settings);
		assert_non_null(strstr(written.brf.bytes, "#ABCDE"));
		assert_non_null(strstr(written.brf.bytes, "#FG1H"));
		assert_non_null(strstr(written.brf.bytes, "_/")); /* a slash */
		assert_non_null(strstr(written.brf.bytes, ",Q"));
		assert_null(strstr(written.brf.bytes, "\"\r"));
		release(&written);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_has_no_sign_is_told),
	cmocka_unit_test(test_language_without_a_table_is_told),
	cmocka_unit_test(test_other_scripts_have_their_tables),
	cmocka_unit_test(test_no_line_is_too_long),
	cmocka_unit_test(test_long_word_is_cut_between_signs),
};
UNIT_FILE(tests, NULL, NULL)
