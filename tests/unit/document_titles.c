/* document/: the title of last resort, from the file's name. */
#include "document/outline.h"
#include "unit/unit.h"

static void test_titles_of_file_names(void **state)
{
	static const char *const cases[][2] = {
		{ "my-notes.md", "My notes" },
		{ "notes/01-my_notes.md", "My notes" },
		{ "01.md", "01" },
		{ "1-a.md", "A" },
		{ "12 monkeys.md", "Monkeys" },
		{ "2024-.md", "2024" },
		{ "2024report.md", "2024report" },
		{ "łąka.txt", "Łąka" },
		{ "中文.md", "中文" },
		{ "a.b.md", "A" },
		{ ".md", ".md" },
		{ "UPPER_case", "UPPER case" },
		{ "", "Untitled" },
		{ NULL, "Untitled" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena arena = ARENA_INITIALISER;
		struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
		struct document document = { .arena = &arena,
					     .language = "en",
					     .direction = DIRECTION_LTR };
		struct place place = { "x.md", 1, 1 };
		document.root = node_new(&arena, NODE_DOCUMENT, place);
		struct node *paragraph =
			node_new(&arena, NODE_PARAGRAPH, place);
		struct node *text = node_new(&arena, NODE_TEXT, place);
		text->text.text = STR("Words");
		node_append(paragraph, text);
		node_append(document.root, paragraph);
		struct outline_options options = { .file_name = cases[i][0] };
		document_finish(&document, &options, &diagnostics);
		assert_string_equal(document.title, cases[i][1]);
		diagnostics_release(&diagnostics);
		arena_release(&arena);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_titles_of_file_names),
};
UNIT_FILE(tests, NULL, NULL)
