/* office/: what stands in an OpenDocument text's parts. Goldens have the XML of
 * whole texts (tests/golden/office), tests/tools/check-office other readers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/office_fixture.h"
#include "unit/unit.h"

static const char *body_of(struct fixture *fixture, const char *language,
			   const char *source)
{
	parse(fixture, language, source);
	write_as(fixture, office_write_odt);
	return part_of(fixture, "content.xml");
}

static void test_the_media_type_is_first(void **state)
{
	struct fixture *fixture = *state;
	body_of(fixture, "en", "# T\n");
	assert_memory_equal(fixture->file.bytes + 30,
			    "mimetypeapplication/vnd.oasis.opendocument.text",
			    47);
	const char *manifest = part_of(fixture, "META-INF/manifest.xml");
	assert_has(manifest, "manifest:full-path=\"content.xml\"");
	assert_has(manifest, "manifest:full-path=\"/\"");
	assert_lacks(manifest, "mimetype");
}

static void test_spaces_stay(void **state)
{
	const char *body =
		body_of(*state, "en", "# T\n\n    a\n      b  c\td\n");
	assert_has(body, "<text:s/><text:s/>b <text:s/>c<text:tab/>d<");
	assert_has(body, "a</text:span><text:line-break/>");
}

static void test_nothing_breaks_the_xml(void **state)
{
	const char *body = body_of(
		*state, "en", "# ]]>\n\n\\<![CDATA[ &#xFFFE; \x01 \"a\"\n");
	assert_has(body, "]]&gt;");
	for (const char *at = body; *at; at++)
		assert_true((unsigned char)*at >= ' ' || *at == '\n');
}

/* Lists hold no tables: they end, and go on with their numbers. */
static void test_a_table_in_a_list(void **state)
{
	const char *body = body_of(
		*state, "en",
		"# T\n\n1. a\n\n   |x|\n   |-|\n   |y|\n\n   b\n\n2. c\n");
	const char *table = strstr(body, "<table:table ");
	const char *list = strstr(body, "</text:list>");
	assert_non_null(table);
	assert_true(list && list < table);
	assert_has(body, "<text:list-header>");
	assert_has(body, "text:continue-list=\"list1\"");
	assert_int_equal(count_of(body, "<text:list "),
			 count_of(body, "</text:list>"));
	assert_int_equal(count_of(body, "<text:list-item>"), 2);
	assert_int_equal(count_of(body, "<text:list-item>"),
			 count_of(body, "</text:list-item>"));
}

static void test_lists_count_from_their_start(void **state)
{
	const char *body = body_of(*state, "en", "# T\n\n5. a\n6. b\n");
	assert_has(body, "text:start-value=\"5\"");
}

static void test_notes(void **state)
{
	const char *body =
		body_of(*state, "en",
			"# T\n\na[^n] b[^n]\n\n- c\n\n[^n]: Words[^m].\n"
			"[^m]: Inner.\n");
	assert_int_equal(count_of(body, "<text:note "), 1);
	assert_int_equal(count_of(body, "<text:note-ref "), 1);
	assert_int_equal(count_of(body, "Words"), 1);
	assert_int_equal(count_of(body, "Inner."), 1);
}

/* What is written after a note stands where it would have without. */
static void test_a_note_in_a_list(void **state)
{
	const char *body = body_of(
		*state, "en", "# T\n\n- a[^n] b\n- c\n\n[^n]: - d\n    - e\n");
	assert_int_equal(count_of(body, "<text:list "),
			 count_of(body, "</text:list>"));
	assert_int_equal(count_of(body, "<text:list-item>"), 4);
}

static void test_spans(void **state)
{
	const char *body = body_of(
		*state, "en",
		"# T\n\n<table><tr><th colspan=2>A</th></tr><tr><td "
		"rowspan=2>b</td><td>c</td></tr><tr><td>d</td></tr></table>\n");
	assert_int_equal(count_of(body, "<table:covered-table-cell/>"), 2);
	assert_has(body, "table:number-columns-spanned=\"2\"");
	assert_has(body, "table:number-rows-spanned=\"2\"");
	assert_int_equal(count_of(body, "<table:table-header-rows>"), 1);
}

static void test_contents(void **state)
{
	const char *body = body_of(*state, "en",
				   "# T\n\n::: {.contents}\n:::\n\n## A\n\n### "
				   "B\n\n## C {.unlisted}\n");
	assert_int_equal(count_of(body, "<text:index-source-style "), 2);
	assert_has(body, "text:style-name=\"Heading_20_2\"/>");
	assert_has(body, "\"Heading_20_2_20_not_20_in_20_contents\"");
	assert_int_equal(count_of(body, "xlink:href=\"#_Toc"), 2);
}

static void test_languages_and_directions(void **state)
{
	const char *body = body_of(
		*state, "en-GB",
		"# T\n\n::: {lang=ar}\nكلمة\n:::\n\n[中]{lang=zh-Hans}\n");
	assert_has(body, "style:writing-mode=\"rl-tb\"");
	assert_has(body, "style:language-complex=\"ar\" "
			 "style:country-complex=\"EG\"");
	assert_has(body, "style:language-asian=\"zh\" "
			 "style:country-asian=\"CN\"");
}

static void test_pictures(void **state)
{
	struct fixture *fixture = *state;
	const char *body = body_of(fixture, "en",
				   "# T\n\n![A \"circle\"](picture.svg)\n\n![]("
				   "picture.svg){decorative=true}\n");
	assert_int_equal(count_of(body, "<draw:frame "), 2);
	assert_int_equal(count_of(body, "<svg:desc>"), 1);
	assert_int_equal(count_of(body, "loext:decorative=\"true\""), 1);
	assert_non_null(part_of(fixture, "Pictures/image1.png"));
	assert_null(part_of(fixture, "Pictures/image2.png"));
}

/* LibreOffice takes cells' looks from there alone. */
static void test_cells_have_their_looks_in_the_text(void **state)
{
	struct fixture *fixture = *state;
	parse(fixture, "en", "| A |\n|---|\n| 1 |\n");
	write_as(fixture, office_write_odt);
	assert_has(part_of(fixture, "content.xml"),
		   "<style:style style:name=\"HeadCell\" ");
}

static void test_lines_begin_at_the_right(void **state)
{
	struct fixture *fixture = *state;
	parse(fixture, "ar",
	      "# ج\n\nب\n\n::: {lang=en}\nA\n:::\n\n| ج |\n|--:|\n| ب |\n");
	write_as(fixture, office_write_odt);
	assert_has(part_of(fixture, "styles.xml"),
		   "fo:text-align=\"right\" style:writing-mode=\"rl-tb\"");
	const char *body = part_of(fixture, "content.xml");
	assert_has(body, "style:writing-mode=\"lr-tb\" fo:text-align=\"left\"");
	assert_int_equal(count_of(body, " fo:text-align=\"left\""), 3);
	assert_lacks(body, "\"start\"");
	assert_lacks(body, "\"end\"");
}

static void test_words_beside_a_picture(void **state)
{
	struct fixture *fixture = *state;
	parse(fixture, "en",
	      "# T\n\n::: {.easy-read}\n![A](picture.svg)\n\nOne.\n:::\n\n"
	      "::: {.easy-read lang=ar}\n![ب](picture.svg)\n\nج.\n:::\n");
	write_as(fixture, office_write_odt);
	const char *body = part_of(fixture, "content.xml");
	assert_has(body, "draw:style-name=\"Beside_left\"");
	assert_has(body, "draw:style-name=\"Beside_right\"");
	assert_int_equal(count_of(body, "text:anchor-type=\"paragraph\""), 2);
	assert_int_equal(count_of(body, "loext:clear=\"all\""), 2);
}

static void test_the_same_bytes(void **state)
{
	struct fixture *fixture = *state;
	body_of(fixture, "en",
		"# T\n\n![A](picture.svg)\n\na[^n]\n\n[^n]: b\n");
	struct str first =
		arena_copy_str(&fixture->arena, buffer_str(&fixture->file));
	write_as(fixture, office_write_odt);
	assert_true(str_equals(first, buffer_str(&fixture->file)));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_the_media_type_is_first, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_spaces_stay, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_nothing_breaks_the_xml, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_a_table_in_a_list, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_lists_count_from_their_start,
					set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_notes, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_a_note_in_a_list, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_spans, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_contents, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_languages_and_directions, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_pictures, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_cells_have_their_looks_in_the_text,
					set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_lines_begin_at_the_right, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_words_beside_a_picture, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_the_same_bytes, set_up, tear_down),
};
UNIT_FILE(tests, NULL, NULL)
