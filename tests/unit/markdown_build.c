/* markdown/ in a build: what is unknown is an error, at its place. */
#include "unit/markdown_fixture.h"

#include "template/template.h"
#include "unit/unit.h"

static void expect_mistakes(const char *text, const char *mistakes)
{
	struct parsed_text parsed;
	fixture_parse_string(&parsed, text, MARKDOWN_BUILD);
	assert_string_equal(fixture_mistakes(&parsed), mistakes);
	fixture_release(&parsed);
}

static void test_clean_text(void **state)
{
	(void)state;
	expect_mistakes("# T\n\n"
			"::: {.callout title=\"x\" kind=key lang=pl dir=ltr}\n"
			"[a]{.term lang=ar} ![b](c.png){decorative=true}\n"
			":::\n\n"
			"::: {.title-block}\nx\n:::\n\n"
			"---\nnot: front matter\n---\n",
			"");
}

static void test_unknown_names(void **state)
{
	(void)state;
	expect_mistakes("::: {.qoute source=\"x\"}\ntext\n:::\n",
			"1:1 error M002 unknown block 'qoute'; did you mean "
			"'quote'?\n");
	expect_mistakes("::: {.zebra}\ntext\n:::\n",
			"1:1 error M002 unknown block 'zebra'\n");
	expect_mistakes("A [b]{.trem} c [d]{.xyz}\n",
			"1:3 error M009 unknown class 'trem'; did you mean "
			"'term'?\n"
			"1:16 error M009 unknown class 'xyz'\n");
	expect_mistakes("> - ::: {.callout titel=\"x\"}\n>   text\n>   :::\n",
			"1:5 error M007 unknown attribute 'titel' of callout; "
			"it takes title, kind, lang and dir\n");
	expect_mistakes("::: tip A title\ntext\n:::\n",
			"1:1 error M005 cannot read '::: tip A title'; a block "
			"opens with ::: {.name key=\"value\"}\n");
}

static void test_values(void **state)
{
	(void)state;
	expect_mistakes("::: {.quote source=a invented=maybe}\nx\n:::\n",
			"1:1 error M008 invented must be true or false, not "
			"'maybe'\n");
	expect_mistakes("[x]{lang=no_such_tag dir=up}\n",
			"1:1 error M010 'no_such_tag' is not a language tag\n"
			"1:1 error M008 dir must be ltr or rtl, not 'up'\n");
}

static void test_blocks(void **state)
{
	(void)state;
	expect_mistakes("# T\n\n:::\n", "3:1 error M004 ':::' closes nothing "
					"here\n");
	expect_mistakes("# T\n\n::: {.callout}\nx\n",
			"3:1 error M003 block 'callout' is never closed\n");
	/* Ends of inner blocks are not taken for those of outer ones. */
	expect_mistakes("::: {.callout}\n- a\n\n  ::: {.callout}\n  b\n:::\n",
			"4:3 error M003 block 'callout' is never closed\n");
	expect_mistakes("::: {.easy-read}\nwords\n:::\n",
			"1:1 error M006 easy-read row without a picture\n");
	expect_mistakes("::: {.quote}\nx\n:::\n",
			"1:1 warning D009 quotation without its source\n");
}

static void test_ragged_rows(void **state)
{
	(void)state;
	expect_mistakes("# T\n\n| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n"
			"| 1 \\| 2 | 3 |\n| 4 | 5\n|  | 6 |\n\n"
			"> | a | b |\n> |---|---|\n> | 1 |\n\n"
			"- | a |\n  |---|\n  | 1 | 2 |\n",
			"5:1 error M011 table row has 1 of 2 cells\n"
			"6:1 error M011 table row has 3 cells in 2 columns; "
			"what is too much is left out\n"
			"13:3 error M011 table row has 1 of 2 cells\n"
			"17:3 error M011 table row has 2 cells in 1 columns; "
			"what is too much is left out\n");
}

static void test_references(void **state)
{
	(void)state;
	expect_mistakes(
		"# T\n\nA[^x] [b](#c) ![d](missing.png)\n\n[^y]: z\n",
		"3:2 error M012 footnote [^x] has no text anywhere\n"
		"3:15 error I001 picture 'missing.png': no such file\n"
		"5:1 warning M013 footnote [^y] is never referred to\n"
		"3:7 error D001 link to '#c', which nothing is called\n");
}

static void test_render_is_lenient(void **state)
{
	(void)state;
	struct parsed_text parsed;
	fixture_parse_string(&parsed,
			     "# T\n\n::: {.zebra a=b}\n[x]{.unknown}\n:::\n\n"
			     "| a | b |\n|---|---|\n| 1 |\n\n[y](#z)\n",
			     MARKDOWN_RENDER);
	assert_string_equal(fixture_mistakes(&parsed),
			    "11:1 warning D001 link to '#z', which nothing is "
			    "called\n");
	expect_in_dump(&parsed, "division 3:1 class=\"zebra\"");
	fixture_release(&parsed);
}

static const struct template *load(void *arena, struct str name,
				   struct place tag)
{
	(void)tag;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	assert_true(str_equals_string(name, "chapter"));
	const struct template *template = template_parse(
		arena, "01-chapter.md",
		STR("# Chapter\n\nsłowo [x](#nowhere)\n"), 1, &list);
	diagnostics_release(&list);
	return template;
}

static void test_places_through_a_template(void **state)
{
	(void)state;
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	struct source_map map = SOURCE_MAP_INITIALISER;
	struct buffer text = BUFFER_INITIALISER;
	const struct template *edition = template_parse(
		&arena, "edition.md",
		STR("::: {.chapter}\n{{>chapter}}\n:::\n\n[y](#none)\n"), 1,
		&list);
	struct template_options rendering = {
		.context = value_new_map(&arena),
		.loader = { .load = load, .data = &arena },
		.map = &map,
		.diagnostics = &list,
	};
	assert_true(template_render(edition, &rendering, &text));
	struct markdown_options options = { .file = "edition.md",
					    .mode = MARKDOWN_BUILD,
					    .source_map = &map };
	struct parsed_text parsed;
	fixture_parse(&parsed, buffer_str(&text), &options);
	assert_int_equal(parsed.list.count, 2);
	assert_string_equal(parsed.list.items[0].place.file, "01-chapter.md");
	assert_string_equal(parsed.list.items[1].place.file, "edition.md");
	assert_string_equal(
		fixture_mistakes(&parsed),
		"3:7 error D001 link to '#nowhere', which nothing is called\n"
		"5:1 error D001 link to '#none', which nothing is called\n");
	fixture_release(&parsed);
	buffer_release(&text);
	source_map_release(&map);
	diagnostics_release(&list);
	arena_release(&arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_clean_text),
	cmocka_unit_test(test_unknown_names),
	cmocka_unit_test(test_values),
	cmocka_unit_test(test_blocks),
	cmocka_unit_test(test_ragged_rows),
	cmocka_unit_test(test_references),
	cmocka_unit_test(test_render_is_lenient),
	cmocka_unit_test(test_places_through_a_template),
};
UNIT_FILE(tests, NULL, NULL)
