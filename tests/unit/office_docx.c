/* office/: what stands in a Word document's parts. Goldens (tests/golden/office)
 * have the XML of whole texts, tests/tools/check-office has other readers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include "unit/office_fixture.h"
#include "unit/unit.h"

static void write_file(struct fixture *fixture)
{
	write_as(fixture, office_write_docx);
}

/* The document's XML for this Markdown. */
static const char *body_of(struct fixture *fixture, const char *language,
			   const char *source)
{
	parse(fixture, language, source);
	write_file(fixture);
	return part_of(fixture, "word/document.xml");
}

/* ---- Text -------------------------------------------------------------- */

static void test_words_in_one_look_are_one_run(void **state)
{
	const char *body =
		body_of(*state, "en", "# T\n\nOne\ntwo &amp; three\n");
	assert_has(body, "<w:r><w:t xml:space=\"preserve\">One two &amp; "
			 "three</w:t></w:r>");
}

static void test_nothing_breaks_the_xml(void **state)
{
	const char *body =
		body_of(*state, "en",
			"# ]]>\n\n\\<![CDATA[ &#1; &#xFFFE; &#xFFFF; \x01 "
			"&#xD800; \"a\"\n");
	assert_has(body, "]]&gt;");
	assert_has(body, "&lt;![CDATA[");
	for (const char *at = body; *at; at++)
		assert_true((unsigned char)*at >= ' ' || *at == '\n');
	size_t offset;
	assert_true(str_is_utf8(str_from(body), &offset));
	assert_lacks(body, "\xEF\xBF\xBE");
}

static void test_languages(void **state)
{
	const char *body = body_of(
		*state, "en-GB",
		"# T\n\na [b]{lang=zh-Hans} [ج]{lang=ar} [d]{lang=sr-Latn}\n");
	assert_has(body, "<w:lang w:val=\"zh-CN\" w:eastAsia=\"zh-CN\"/>");
	assert_has(body, "<w:rtl/><w:lang w:val=\"ar-EG\" w:bidi=\"ar-EG\"/>");
	assert_has(body, "<w:lang w:val=\"sr-Latn-RS\"/>");
	assert_has(part_of(*state, "word/styles.xml"),
		   "<w:lang w:val=\"en-GB\"/>");
}

static void test_directions(void **state)
{
	const char *body =
		body_of(*state, "ar", "# ع\n\nفي 2020 كلمة ABC 5 كلمة\n");
	assert_lacks(body, "<w:bidi/></w:pPr>"); /* as the style says */
	assert_has(body, "<w:rtl/></w:rPr><w:t xml:space=\"preserve\">في 2020 "
			 "كلمة </w:t>");
	assert_has(body, "<w:r><w:t xml:space=\"preserve\">ABC 5</w:t></w:r>");
	assert_has(part_of(*state, "word/styles.xml"), "<w:bidi/>");
	assert_has(body, "<w:bidi/></w:sectPr>");
}

static void test_one_letter_words_are_bound(void **state)
{
	assert_has(body_of(*state, "pl", "# T\n\nIdzie w las i z lasu\n"),
		   "Idzie w\u00a0las i\u00a0z\u00a0lasu");
}

/* ---- Links ------------------------------------------------------------- */

static void test_links_lead_to_bookmarks(void **state)
{
	const char *body = body_of(
		*state, "en", "# T\n\n[there](#there)\n\n## There {#there}\n");
	assert_has(body, "<w:hyperlink w:anchor=\"_Toc");
	const char *name = strstr(body, "w:anchor=\"") + strlen("w:anchor=\"");
	char mark[64];
	snprintf(mark, sizeof mark, "w:name=\"%.*s\"", (int)strcspn(name, "\""),
		 name);
	assert_int_equal(count_of(body, mark), 1);
}

/* A reader's word processor refuses the file where an address is none. */
static void test_addresses_are_escaped(void **state)
{
	body_of(*state, "en",
		"# T\n\n[a](<https://example.org/\"\\<\\>{}|&[b]>) "
		"[b](https://example.org/x) "
		"[c](https://example.org/x)\n");
	const char *links = part_of(*state, "word/_rels/document.xml.rels");
	assert_has(links, "Target=\"https://example.org/%22%3C%3E%7B%7D%7C&amp;"
			  "%5Bb%5D\" TargetMode=\"External\"");
	assert_int_equal(count_of(links, "https://example.org/x"), 1);
}

/* ---- Notes ------------------------------------------------------------- */

static void test_a_note_used_twice_is_one(void **state)
{
	const char *body =
		body_of(*state, "en", "# T\n\na[^n] b[^n]\n\n[^n]: Words.\n");
	assert_int_equal(count_of(body, "<w:footnoteReference"), 1);
	assert_int_equal(count_of(body, " NOTEREF _Note"), 1);
	assert_int_equal(
		count_of(part_of(*state, "word/footnotes.xml"), "Words."), 1);
}

/* Word knows no notes of notes. */
static void test_a_note_of_a_note_stands_in_it(void **state)
{
	const char *body = body_of(*state, "en",
				   "# T\n\na[^n]\n\n[^n]: Words[^m].\n[^m]: "
				   "Inner.\n");
	const char *notes = part_of(*state, "word/footnotes.xml");
	assert_int_equal(count_of(body, "<w:footnoteReference"), 1);
	assert_lacks(notes, "<w:footnoteReference");
	assert_int_equal(count_of(notes, "Inner."), 1);
	assert_true(strstr(notes, "Words") < strstr(notes, "Inner."));
}

/* In other digits the mark is not what Word would count. */
static void test_marks_in_other_digits(void **state)
{
	struct fixture *fixture = *state;
	parse(fixture, "fa", "# T\n\na[^n]\n\n[^n]: Words.\n");
	fixture->document.words.zero_digit = "۰";
	write_file(fixture);
	assert_has(part_of(fixture, "word/document.xml"),
		   "w:customMarkFollows=\"1\" w:id=\"1\"/><w:t "
		   "xml:space=\"preserve\">۱</w:t>");
	assert_lacks(part_of(fixture, "word/footnotes.xml"),
		     "<w:footnoteRef/>");
}

/* ---- Blocks ------------------------------------------------------------ */

static void test_lists_count_from_their_start(void **state)
{
	body_of(*state, "en", "# T\n\n5. a\n6. b\n\nx\n\n1. c\n");
	const char *numbering = part_of(*state, "word/numbering.xml");
	assert_has(numbering, "<w:startOverride w:val=\"5\"/>");
	assert_has(numbering, "<w:num w:numId=\"2\">");
	assert_has(numbering, "<w:startOverride w:val=\"1\"/>");
}

/* Beyond nine levels word processors have none. */
static void test_deep_lists(void **state)
{
	struct buffer text = BUFFER_INITIALISER;
	buffer_append_string(&text, "# T\n\n");
	for (int i = 0; i < 14; i++)
		buffer_append_format(&text, "%*s- x%d\n", i * 2, "", i);
	const char *body = body_of(*state, "en", buffer_str(&text).bytes);
	assert_has(body, "<w:ilvl w:val=\"8\"/>");
	assert_lacks(body, "<w:ilvl w:val=\"9\"/>");
	assert_has(body, "x13");
	buffer_release(&text);
}

static void test_a_number_too_large_for_word_is_written(void **state)
{
	const char *body = body_of(*state, "en", "# T\n\n40000. a\n40001. b\n");
	assert_has(body, "40000.");
	assert_has(body, "40001.");
	assert_lacks(part_of(*state, "word/numbering.xml"), "40000");
}

static void test_boxes_that_touch_stay_two(void **state)
{
	const char *body = body_of(
		*state, "en", "# T\n\n> a\n\n<!-- -->\n\n> b\n\nc\n\n> d\n");
	assert_int_equal(count_of(body, "w:val=\"Gap\""), 1);
}

static void test_tables_that_touch_stay_two(void **state)
{
	const char *body =
		body_of(*state, "en",
			"# T\n\n|a|\n|-|\n|b|\n\n<!-- -->\n\n|c|\n|-|\n|d|\n");
	/* one between them, and one after the last: a text ends in words */
	assert_int_equal(count_of(body, "w:val=\"Gap\""), 2);
	assert_int_equal(count_of(body, "<w:tblHeader/>"), 2);
}

static void test_spans(void **state)
{
	const char *body = body_of(
		*state, "en",
		"# T\n\n<table><tr><th colspan=2>A</th></tr><tr><td "
		"rowspan=2>b</td><td>c</td></tr><tr><td>d</td></tr></table>\n");
	assert_int_equal(count_of(body, "<w:gridSpan w:val=\"2\"/>"), 1);
	assert_int_equal(count_of(body, "<w:vMerge w:val=\"restart\"/>"), 1);
	assert_int_equal(count_of(body, "<w:vMerge/>"), 1);
	assert_int_equal(count_of(body, "<w:tc>"), 5);
}

/* The field takes headings by their style: what is not listed has another. */
static void test_contents(void **state)
{
	struct fixture *fixture = *state;
	const char *body = body_of(fixture, "en",
				   "# T\n\n::: {.contents}\n:::\n\n## A\n\n### "
				   "B\n\n## C {.unlisted}\n");
	assert_has(body, " TOC \\o \"2-3\" \\n \\h \\z ");
	assert_int_equal(count_of(body, "w:fldCharType=\"begin\""), 1);
	assert_int_equal(count_of(body, "w:fldCharType=\"end\""), 1);
	assert_int_equal(count_of(body, "<w:pStyle w:val=\"TOC1\"/>"), 1);
	assert_int_equal(count_of(body, "<w:pStyle w:val=\"TOC2\"/>"), 1);
	assert_has(body, "<w:pStyle w:val=\"Unlisted2\"/>");
	assert_has(part_of(fixture, "word/styles.xml"),
		   "w:styleId=\"Unlisted2\"><w:name w:val=\"Heading 2 not in "
		   "contents\"/><w:basedOn w:val=\"Heading2\"/>");
}

static void test_contents_of_nothing(void **state)
{
	const char *body = body_of(*state, "en",
				   "# T\n\n::: {.contents}\n:::\n\nWords.\n");
	assert_lacks(body, "<w:sdt>");
	assert_lacks(body, "Contents");
}

/* ---- Pictures ---------------------------------------------------------- */

static void test_a_picture_is_kept_once(void **state)
{
	struct fixture *fixture = *state;
	const char *body = body_of(fixture, "en",
				   "# T\n\n![A \"circle\"](picture.svg)\n\n![]("
				   "picture.svg){decorative=true}\n");
	assert_int_equal(count_of(body, "<w:drawing>"), 2);
	assert_has(body, "descr=\"A &quot;circle&quot;\"");
	assert_has(body, "<adec:decorative");
	assert_has(body, "<asvg:svgBlip");
	assert_non_null(part_of(fixture, "word/media/image1.png"));
	assert_non_null(part_of(fixture, "word/media/image1.svg"));
	assert_null(part_of(fixture, "word/media/image2.png"));
	/* names of pictures are numbers of their own */
	assert_has(body, "<wp:docPr id=\"1\"");
	assert_has(body, "<wp:docPr id=\"2\"");
}

static void test_a_picture_that_is_not_there(void **state)
{
	struct fixture *fixture = *state;
	const char *body =
		body_of(fixture, "en", "# T\n\n![What it shows](none.png)\n");
	assert_lacks(body, "<w:drawing>");
	assert_has(body, "What it shows");
	assert_true(fixture->diagnostics.error_count > 0);
}

/* ---- The file ---------------------------------------------------------- */

static void test_properties(void **state)
{
	struct fixture *fixture = *state;
	parse(fixture, "pl", "# T\n\nWords.\n");
	fixture->document.title = "A & B";
	fixture->document.author = "<Author>";
	write_file(fixture);
	const char *core = part_of(fixture, "docProps/core.xml");
	assert_has(core, "<dc:title>A &amp; B</dc:title>");
	assert_has(core, "<dc:creator>&lt;Author&gt;</dc:creator>");
	assert_has(core, "<dc:language>pl</dc:language>");
	assert_has(core, ">2026-11-21T12:00:00Z</dcterms:modified>");
	fixture->options.time = -1;
	write_file(fixture);
	assert_lacks(part_of(fixture, "docProps/core.xml"), "dcterms:modified");
}

static void test_the_same_bytes(void **state)
{
	struct fixture *fixture = *state;
	parse(fixture, "en", "# T\n\n![A](picture.svg)\n\na[^n]\n\n[^n]: b\n");
	write_file(fixture);
	struct str first =
		arena_copy_str(&fixture->arena, buffer_str(&fixture->file));
	write_file(fixture);
	assert_true(str_equals(first, buffer_str(&fixture->file)));
}

static void test_large_print(void **state)
{
	struct fixture *fixture = *state;
	parse(fixture, "en", "# T\n\nWords.\n");
	fixture->options.print = PRINT_LARGE;
	write_file(fixture);
	assert_has(part_of(fixture, "word/styles.xml"),
		   "<w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>");
}

static void test_the_notice_is_said_once(void **state)
{
	struct fixture *fixture = *state;
	parse(fixture, "en", "# T\n\nWords.\n");
	fixture->document.notice = "All is invented.";
	write_file(fixture);
	const char *body = part_of(fixture, "word/document.xml");
	assert_int_equal(count_of(body, "All is invented."), 1);
	assert_true(strstr(body, "All is invented.") < strstr(body, "Words."));
}

static void test_words_beside_a_picture(void **state)
{
	struct fixture *fixture = *state;
	parse(fixture, "en",
	      "# T\n\n::: {.easy-read}\n![A](picture.svg)\n\nOne.\n:::\n\n"
	      "::: {.easy-read lang=ar}\n![ب](picture.svg)\n\nج.\n:::\n");
	write_file(fixture);
	const char *body = part_of(fixture, "word/document.xml");
	assert_int_equal(count_of(body, "w:xAlign=\"left\""), 1);
	assert_int_equal(count_of(body, "w:xAlign=\"right\""), 1);
	assert_int_equal(count_of(body, "<w:br w:type=\"textWrapping\" "
					"w:clear=\"all\"/>"),
			 2);
	assert_has(body, "<w:pStyle w:val=\"EasyReadText\"/><w:keepNext/>");
	const char *styles = part_of(fixture, "word/styles.xml");
	assert_has(styles, "<w:next w:val=\"EasyReadText\"/><w:qFormat/>"
			   "<w:pPr><w:framePr ");
}

/* In a list, in a box, in another row, or with a table. */
static void test_words_below_a_picture(void **state)
{
	const char *const rows[] = {
		"- ::: {.easy-read}\n  ![A](picture.svg)\n\n  One.\n  :::\n",
		"> ::: {.easy-read}\n> ![A](picture.svg)\n>\n> One.\n> :::\n",
		"::: {.easy-read}\n![A](picture.svg)\n\n| A |\n|---|\n| 1 "
		"|\n:::\n",
		"A[^1].\n\n[^1]: ::: {.easy-read}\n    ![A](picture.svg)\n\n"
		"    One.\n    :::\n",
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *body = body_of(*state, "en", rows[i]);
		assert_lacks(body, "framePr");
		assert_lacks(body, "EasyRead");
	}
}

/* What stands in a frame begins no page. */
static void test_a_row_on_a_new_page(void **state)
{
	const char *body = body_of(*state, "en",
				   "# T\n\n::: {.page-break}\n:::\n\n::: "
				   "{.easy-read}\n![A](picture.svg)\n\nOne.\n"
				   ":::\n");
	assert_has(body, "<w:pStyle w:val=\"Gap\"/><w:pageBreakBefore/>");
	assert_int_equal(count_of(body, "<w:pageBreakBefore/>"), 1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_words_in_one_look_are_one_run,
					set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_nothing_breaks_the_xml, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_languages, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_directions, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_one_letter_words_are_bound, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_links_lead_to_bookmarks, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_addresses_are_escaped, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_a_note_used_twice_is_one, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_a_note_of_a_note_stands_in_it,
					set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_marks_in_other_digits, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_lists_count_from_their_start,
					set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_deep_lists, set_up, tear_down),
	cmocka_unit_test_setup_teardown(
		test_a_number_too_large_for_word_is_written, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_boxes_that_touch_stay_two, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_tables_that_touch_stay_two, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_spans, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_contents, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_contents_of_nothing, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_a_picture_is_kept_once, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_a_picture_that_is_not_there,
					set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_properties, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_the_same_bytes, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_large_print, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_the_notice_is_said_once, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_words_beside_a_picture, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_words_below_a_picture, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_a_row_on_a_new_page, set_up,
					tear_down),
};
UNIT_FILE(tests, NULL, NULL)
