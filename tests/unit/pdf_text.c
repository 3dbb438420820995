/* pdf/: text as it can be read back, numbers and strings, CFF's CIDs. The
 * readers themselves are asked by tests/check-text-roundtrip. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pdf/fonts.h"
#include "pdf/syntax.h"
#include "pdf_fixture.h"
#include "unit/unit.h"

#define ARABIC SCRIPT_TAG('A', 'r', 'a', 'b')
#define HAN SCRIPT_TAG('H', 'a', 'n', 'i')

static void begin_arabic(struct fixture *fixture)
{
	fixture->document.direction = DIRECTION_RTL;
	fixture->document.language = "ar";
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
}

static size_t shown(struct fixture *fixture, const char *words)
{
	return count_of(&fixture->reader.contents, words);
}

static size_t mapped(struct fixture *fixture, const char *words)
{
	return count_of(&fixture->reader.maps, words);
}

/* ---- Left to right ----------------------------------------------------- */

static void test_one_line_is_one_operator(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	lu x = add_latin(fixture, "one run ", 72000, 72000);
	add_latin(fixture, "and another", x, 72000);
	add_latin(fixture, "a second line", 72000, 90000);
	write_pdf(fixture);
	assert_int_equal(shown(fixture, "TJ"), 2);
	assert_int_equal(shown(fixture, "BT\n"), 1);
	assert_int_equal(shown(fixture, "Tf"), 1);
	assert_int_equal(shown(fixture, "72 770 Td"), 1);
	assert_int_equal(shown(fixture, "0 -18 Td"), 1);
}

static void test_a_ligature_brings_back_its_letters(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "office", 72000, 72000);
	write_pdf(fixture);
	assert_true(mapped(fixture, "<006600660069>") == 1 ||
		    mapped(fixture, "<0066>") == 1);
	assert_int_equal(mapped(fixture, "<006F>"), 1);
	assert_int_equal(shown(fixture, "ActualText"), 0);
}

static void test_a_text_object_goes_on_over_marks(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	lu x = add_latin(fixture, "one ", 72000, 72000);
	add_text_element(fixture, fixture->leaf->parent, ROLE_EMPHASIS);
	add_latin(fixture, "word", x, 72000);
	write_pdf(fixture);
	assert_int_equal(shown(fixture, "BT\n"), 1);
	assert_int_equal(shown(fixture, " Td\n"), 1);
	assert_int_equal(shown(fixture, "BT\n/P<</MCID 0>>BDC\n"), 1);
	assert_int_equal(shown(fixture, "(one )]TJ\nEMC\n/Em<</MCID 1>>BDC\n"
					"[("),
			 1);
}

/* A shape cannot stand in a text object, nor a mark begin in one and end
 * after it: what follows the text is a mark of its own. */
static void test_a_shape_ends_text_and_mark(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "one", 72000, 72000);
	add_item(fixture, ITEM_RECTANGLE)->rectangle.box =
		(struct rectangle){ 72000, 80000, 1000, 1000 };
	add_latin(fixture, "two", 72000, 90000);
	write_pdf(fixture);
	assert_int_equal(shown(fixture, "[(one)]TJ\nEMC\nET\n"
					"/P<</MCID 1>>BDC\n"),
			 1);
	/* within that mark the text object begins and ends */
	assert_int_equal(shown(fixture, " re f\nBT\n"), 1);
	assert_int_equal(shown(fixture, "[(two)]TJ\nET\nEMC\n"), 1);
	expect_object(fixture, "/K[ 0 1]");
}

static void test_latin_letters_are_their_own_codes(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "me (us)", 72000, 72000);
	write_pdf(fixture);
	/* what a string would have to escape gets another code */
	assert_int_equal(shown(fixture, "[(me \x7Fus\x80)]TJ"), 1);
	assert_int_equal(mapped(fixture, "<6D><006D>"), 1);
	assert_int_equal(mapped(fixture, "<7F><0028>"), 1);
	assert_int_equal(mapped(fixture, "<00><FF>\n"), 2);
	assert_int_equal(mapped(fixture, "<00><FF>0\n"), 1);
	expect_object(fixture, "/Type/CMap/CMapName/Everyread-Byte");
}

/* More letters than there are codes of one byte: all are told apart. */
static void test_many_letters_take_two_bytes(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text = BUFFER_INITIALISER;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	for (uint32_t c = 0xC0; c < 0x180; c++)
		buffer_append_code_point(&text, c);
	add_latin(fixture, text.bytes, 72000, 72000);
	write_pdf(fixture);
	assert_int_equal(mapped(fixture, "<00><BF>\n<C000><FFFF>\n"), 2);
	assert_int_equal(mapped(fixture, "<C000><C0FF>256\n"), 1);
	assert_int_equal(mapped(fixture, "<7F><00C0>"), 1);
	assert_int_equal(mapped(fixture, "<C000><017A>"), 1);
	assert_int_equal(mapped(fixture, "<C005><017F>"), 1);
	buffer_release(&text);
}

static void test_a_mark_that_stands_alone_is_ink(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "q\xCC\x83", 72000, 72000); /* q with a tilde */
	write_pdf(fixture);
	assert_int_equal(mapped(fixture, "<00710303>"), 1);
	assert_int_equal(shown(fixture, "f Q"), 1);
}

static void test_a_hyphen_at_the_line_end_stays(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "well-", 72000, 72000);
	add_latin(fixture, "being well-off", 72000, 90000);
	write_pdf(fixture);
	assert_int_equal(shown(fixture, "/ActualText<FEFF002D0020>"), 1);
	/* beside, not within: three stretches of one element */
	expect_object(fixture, "/K[ 0 1 2]");
}

/* ---- Right to left ----------------------------------------------------- */

/* Four operators: a mark at the line's begin, meem, the hidden alef, and what is
 * at the right of it. */
static void test_a_stretch_is_in_visual_order(void **state)
{
	struct fixture *fixture = *state;
	begin_arabic(fixture);
	add_text(fixture, "سسلام", 300000, 72000, ARABIC, true);
	write_pdf(fixture);
	assert_int_equal(shown(fixture, "TJ"), 4);
	assert_int_equal(mapped(fixture, "<0633>"), 2); /* of two forms */
	assert_int_equal(mapped(fixture, "<0644>"), 1);
	assert_int_equal(mapped(fixture, "<0627>"), 1); /* of the lam-alef */
	assert_int_equal(mapped(fixture, "<06440627>"), 0);
	assert_int_equal(mapped(fixture, "<200F>"), 1);
	assert_int_equal(shown(fixture, "3 Tr"), 2);
	assert_int_equal(shown(fixture, "/ActualText<FEFF0020>"), 1);
}

/* Codes are given in order of first use: after the mark's sheen, kaf, reh,
 * fathatan, alef. */
static void test_marks_are_letters_in_logical_order(void **state)
{
	struct fixture *fixture = *state;
	begin_arabic(fixture);
	add_text(fixture, "شكرًا", 300000, 72000, ARABIC, true);
	write_pdf(fixture);
	const struct buffer *maps = &fixture->reader.maps;
	const char *at = maps->bytes, *end = at + maps->length;
	static const char *const codes[] = { "<80><0634>", "<81><0643>",
					     "<82><0631>", "<83><064B>",
					     "<84><0627>" };
	for (size_t i = 0; i < 5; i++) {
		at = find_bytes(at, end, codes[i]);
		if (!at)
			fail_msg("no %s in its place", codes[i]);
	}
	assert_int_equal(shown(fixture, "f Q"), 1);
	/* and shown from the left, the mark before its letter */
	assert_int_equal(shown(fixture, "\x82\x81\x80)]TJ"), 1);
}

/* pdftotext needs a mark at a space after a number: a code of its own, as pdf.js
 * begins anew wherever a Span does, without ink, as PDFium would give it back. The other two are before
 * the line and the number, and before what comes after it. */
static void test_a_number_is_kept_apart(void **state)
{
	struct fixture *fixture = *state;
	begin_arabic(fixture);
	add_text(fixture, "في عام ", 300000, 72000, ARABIC, true);
	add_text(fixture, "2021", 270000, 72000, ARABIC, false);
	add_text(fixture, " كان الناس", 200000, 72000, ARABIC, true);
	write_pdf(fixture);
	assert_int_equal(mapped(fixture, "<0020200F>"), 0);
	/* where the line begins, and without ink beside the space */
	assert_int_equal(mapped(fixture, "<200F>"), 2);
	assert_int_equal(mapped(fixture, "<200F00A0>"), 1);
	assert_int_equal(shown(fixture, "/ActualText<FEFF0020>"), 3);
	assert_int_equal(shown(fixture, "/ActualText"), 3);
}

/* PDFium counts words to find a line's direction: where most run to the right,
 * the space keeps its mark. */
static void test_a_mark_turns_a_line_of_latin(void **state)
{
	struct fixture *fixture = *state;
	begin_arabic(fixture);
	add_text(fixture, "في عام ", 300000, 72000, ARABIC, true);
	add_text(fixture, "one two three four", 210000, 72000, ARABIC, false);
	add_text(fixture, " كان", 180000, 72000, ARABIC, true);
	write_pdf(fixture);
	assert_int_equal(mapped(fixture, "<0020200F>"), 1);
	assert_int_equal(mapped(fixture, "<200F>"), 1);
}

/* Punctuation alone tells no reader that it runs to the left. */
static void test_neutral_stretches_are_in_logical_order(void **state)
{
	struct fixture *fixture = *state;
	begin_arabic(fixture);
	add_text(fixture, "2021", 300000, 72000, ARABIC, false);
	add_text(fixture, "؟.", 280000, 72000, ARABIC, true);
	write_pdf(fixture);
	const char *all = fixture->reader.contents.bytes;
	const char *end = all + fixture->reader.contents.length;
	assert_non_null(find_bytes(all, end, "TJ"));
	assert_int_equal(mapped(fixture, "<061F>"), 1);
	assert_int_equal(mapped(fixture, "<002E>"), 1);
}

static void test_a_page_of_code_reads_from_the_right(void **state)
{
	struct fixture *fixture = *state;
	begin_arabic(fixture);
	add_text(fixture, "مثال", 300000, 72000, ARABIC, true);
	add_latin(fixture, "function example(first, second)", 72000, 90000);
	write_pdf(fixture);
	assert_int_equal(shown(fixture, "/Artifact<</Type/Layout>>BDC\n"
					"/Span<</ActualText<FEFF200F200F"),
			 1);
	/* and the line's last parenthesis stays at its end */
	assert_int_equal(shown(fixture, "/ActualText<FEFF0029200E>"), 1);
}

static void test_latin_pages_have_no_marks(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	lu x = add_latin(fixture, "the word ", 72000, 72000);
	x = add_text(fixture, "سلام", x, 72000, ARABIC, true);
	add_latin(fixture, " and more", x, 72000);
	write_pdf(fixture);
	assert_int_equal(shown(fixture, "Artifact"), 0);
	assert_int_equal(shown(fixture, "/ActualText<FEFF200E0020>"), 1);
}

static void test_decoration_is_no_text(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "....", 72000, 72000);
	fixture->frames.pages[0].items[0].run.is_synthetic_text = true;
	write_pdf(fixture);
	assert_int_equal(shown(fixture, "f Q"), 4);
	assert_int_equal(shown(fixture, "TJ"), 0);
	assert_int_equal(shown(fixture, "/P<</MCID 0>>BDC\nq "), 1);
}

/* ---- Fonts ------------------------------------------------------------- */

static void test_chinese_is_cid_keyed(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_text(fixture, "以人为本", 72000, 72000, HAN, false);
	write_pdf(fixture);
	expect_object(fixture, "/Subtype/CIDFontType0/");
	expect_object(fixture, "/Subtype/CIDFontType0C");
	assert_int_equal(mapped(fixture, "<4E3A>"), 1);
}

static void test_a_glyph_with_two_texts(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_text(fixture, "中", 72000, 72000, HAN, false);
	add_text(fixture, "中", 90000, 72000, HAN, false);
	fixture->frames.pages[0].items[1].run.text = STR("文");
	write_pdf(fixture);
	assert_int_equal(mapped(fixture, "<4E2D>"), 1);
	assert_int_equal(mapped(fixture, "<6587>"), 1);
	/* two dictionaries over one program */
	assert_int_equal(count_of(&fixture->reader.objects, "/Subtype/Type0"),
			 2);
	assert_int_equal(
		count_of(&fixture->reader.objects, "/Subtype/CIDFontType0C"),
		1);
}

static void test_a_broken_cff_table(void **state)
{
	static const char table[] = "\1\0\4\1"     /* header */
				    "\0\1\1\1\2A"  /* names */
				    "\0\1\1\1\x0C" /* top dict: 11 bytes */
				    "\x8B\x8B\x8B\x0C\x1E" /* ROS */
				    "\x1D\0\0\0\x1A\x0F"   /* charset at 26 */
				    "\0\x12\x34\x12\x35";
	uint16_t cids[3] = { 0 };
	bool ok;
	(void)state;
	struct str whole = { table, sizeof table - 1 };
	assert_true(cff_read_cids(whole, 3, cids, &ok));
	assert_true(ok);
	assert_int_equal(cids[1], 0x1234);
	assert_int_equal(cids[2], 0x1235);
	for (size_t length = 0; length < whole.length; length++) {
		char *cut = malloc(length ? length : 1);
		memcpy(cut, table, length);
		cff_read_cids((struct str){ cut, length }, 3, cids, &ok);
		assert_false(ok);
		free(cut);
	}
}

/* ---- Syntax ------------------------------------------------------------ */

static void expect_decimal(int64_t value, unsigned places, const char *text)
{
	struct buffer out = BUFFER_INITIALISER;
	pdf_append_decimal(&out, value, places);
	assert_string_equal(out.bytes, text);
	buffer_release(&out);
}

static void test_decimals(void **state)
{
	(void)state;
	expect_decimal(0, 2, "0");
	expect_decimal(5, 2, ".05");
	expect_decimal(-50, 2, "-.5");
	expect_decimal(1200, 2, "12");
	expect_decimal(-123456, 3, "-123.456");
	expect_decimal(1000001, 6, "1.000001");
	assert_int_equal(pdf_hundredths(-15), -2);
	assert_int_equal(pdf_hundredths(14), 1);
}

static void test_text_strings(void **state)
{
	struct buffer out = BUFFER_INITIALISER;
	(void)state;
	pdf_append_text(&out, "a (b) \\");
	assert_string_equal(out.bytes, "(a \\(b\\) \\\\)");
	buffer_clear(&out);
	pdf_append_text(&out, "ż😀");
	assert_string_equal(out.bytes, "<FEFF017CD83DDE00>");
	buffer_clear(&out);
	pdf_append_text(&out, "tab\there");
	assert_memory_equal(out.bytes, "<FEFF0074", 9);
	buffer_clear(&out);
	/* ISO 19005-2 allows a string 32,767 bytes */
	char *longest = malloc(40001);
	memset(longest, 'a', 40000);
	longest[40000] = '\0';
	pdf_append_text(&out, longest);
	assert_in_range(out.length, 8000, 32767);
	free(longest);
	buffer_release(&out);
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_one_line_is_one_operator),
	TEST(test_a_ligature_brings_back_its_letters),
	TEST(test_a_text_object_goes_on_over_marks),
	TEST(test_a_shape_ends_text_and_mark),
	TEST(test_latin_letters_are_their_own_codes),
	TEST(test_many_letters_take_two_bytes),
	TEST(test_a_mark_that_stands_alone_is_ink),
	TEST(test_a_hyphen_at_the_line_end_stays),
	TEST(test_a_stretch_is_in_visual_order),
	TEST(test_marks_are_letters_in_logical_order),
	TEST(test_a_number_is_kept_apart),
	TEST(test_a_mark_turns_a_line_of_latin),
	TEST(test_neutral_stretches_are_in_logical_order),
	TEST(test_a_page_of_code_reads_from_the_right),
	TEST(test_latin_pages_have_no_marks),
	TEST(test_decoration_is_no_text),
	TEST(test_chinese_is_cid_keyed),
	TEST(test_a_glyph_with_two_texts),
	cmocka_unit_test(test_a_broken_cff_table),
	cmocka_unit_test(test_decimals),
	cmocka_unit_test(test_text_strings),
};
UNIT_FILE(tests, NULL, NULL)
