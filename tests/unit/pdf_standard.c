/* pdf/: what PDF/UA-2 has otherwise than PDF/UA-1. Whole files are asked by
 * check-pdf. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "pdf/standard.h"
#include "pdf_fixture.h"
#include "unit/unit.h"

static int set_up_2(void **state)
{
	int status = set_up(state);
	((struct fixture *)*state)->standard = PDF_STANDARD_UA_2;
	return status;
}

static struct structure_element *add_plain(struct fixture *fixture,
					   struct structure_element *parent,
					   enum structure_role role)
{
	struct structure_element *element =
		add_text_element(fixture, parent, role);
	add_latin(fixture, "x", 72000, 72000);
	return element;
}

/* An element's object begins so, with its role's namespace. */
static void expect_role(struct fixture *fixture, const char *name, size_t count)
{
	char words[64];
	snprintf(words, sizeof words, "<</S/%s/NS ", name);
	assert_int_equal(count_of(&fixture->reader.objects, words), count);
}

static void test_names(void **state)
{
	enum pdf_standard standard = PDF_STANDARD_UA_1;
	(void)state;
	assert_true(pdf_standard_parse("ua-2", &standard));
	assert_int_equal(standard, PDF_STANDARD_UA_2);
	assert_true(pdf_standard_parse("ua-1", &standard));
	assert_int_equal(standard, PDF_STANDARD_UA_1);
	assert_false(pdf_standard_parse("ua-3", &standard));
	assert_false(pdf_standard_parse("", &standard));
}

static void test_the_file(void **state)
{
	struct fixture *fixture = *state;
	add_plain(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	write_pdf(fixture);
	const char *bytes = fixture->out.bytes;
	const char *end = bytes + fixture->out.length;
	assert_memory_equal(bytes, "%PDF-2.0\n", 9);
	assert_non_null(find_bytes(bytes, end, "<pdfuaid:part>2<"));
	assert_non_null(find_bytes(bytes, end, "<pdfuaid:rev>2024<"));
	assert_non_null(find_bytes(bytes, end, "<pdfaid:part>4<"));
	assert_non_null(find_bytes(bytes, end, "<pdfaid:rev>2020<"));
	assert_null(find_bytes(bytes, end, "<pdfaid:conformance>"));
	assert_non_null(find_bytes(bytes, end, "wtpdf#accessibility1.0<"));
	assert_non_null(find_bytes(bytes, end, "wtpdf#reuse1.0<"));
	assert_null(find_bytes(bytes, end, "<pdfaExtension:schemas>"));
	assert_null(find_bytes(bytes, end, "/Info "));
	assert_int_equal(count_of(&fixture->reader.objects, "/Producer"), 0);
	expect_object(fixture, "/Type/Namespace/NS(http://iso.org/pdf2/ssn)");
	expect_object(fixture, "/Type/Namespace/NS(http://iso.org/pdf/ssn)");
	expect_object(fixture, "/Namespaces[ ");
	expect_role(fixture, "Document", 1);
}

static void test_ua_1_has_none_of_it(void **state)
{
	struct fixture *fixture = *state;
	add_plain(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	write_pdf(fixture);
	assert_memory_equal(fixture->out.bytes, "%PDF-1.7\n", 9);
	assert_int_equal(count_of(&fixture->reader.objects, "/NS "), 0);
	assert_int_equal(count_of(&fixture->reader.objects, "/Namespace"), 0);
	assert_int_equal(count_of(&fixture->reader.objects, "/Producer"), 1);
}

/* A footnote's reference and the note name each other. */
static void test_a_note(void **state)
{
	struct fixture *fixture = *state;
	struct place place = { "a.md", 1, 1 };
	struct node *footnote = node_new(&fixture->arena, NODE_FOOTNOTE, place);
	struct structure_element *paragraph =
		add_plain(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	struct structure_element *reference =
		add_element(fixture, paragraph, ROLE_REFERENCE);
	struct structure_element *link =
		add_plain(fixture, reference, ROLE_LINK);
	struct structure_element *note =
		add_element(fixture, fixture->frames.root, ROLE_NOTE);
	add_plain(fixture, note, ROLE_PARAGRAPH);
	note->node = footnote;
	add_area(fixture, link, 72000, 60000)->target = footnote;
	fixture->frames.destinations = calloc(1, sizeof(struct destination));
	fixture->frames.destinations[0].node = footnote;
	fixture->frames.destination_count = 1;
	write_pdf(fixture);
	expect_role(fixture, "FENote", 1);
	expect_role(fixture, "Note", 0);
	expect_role(fixture, "Reference", 0);
	expect_object(fixture, "/NoteType/Footnote");
	assert_int_equal(count_of(&fixture->reader.objects, "/Ref[ "), 2);
	expect_object(fixture, "/A<</S/GoTo/D[");
	expect_object(fixture, "/SD[");
	assert_int_equal(count_of(&fixture->reader.objects, "/Dest["), 0);
}

static void test_an_entry_of_the_contents(void **state)
{
	struct fixture *fixture = *state;
	struct place place = { "a.md", 1, 1 };
	struct node *heading = node_new(&fixture->arena, NODE_HEADING, place);
	struct structure_element *contents =
		add_element(fixture, fixture->frames.root, ROLE_CONTENTS);
	struct structure_element *item =
		add_element(fixture, contents, ROLE_CONTENTS_ITEM);
	struct structure_element *reference =
		add_element(fixture, item, ROLE_REFERENCE);
	struct structure_element *link =
		add_plain(fixture, reference, ROLE_LINK);
	add_area(fixture, link, 72000, 60000)->target = heading;
	struct structure_element *target =
		add_plain(fixture, fixture->frames.root, ROLE_HEADING);
	target->node = heading;
	target->level = 1;
	fixture->frames.destinations = calloc(1, sizeof(struct destination));
	fixture->frames.destinations[0].node = heading;
	fixture->frames.destination_count = 1;
	write_pdf(fixture);
	expect_role(fixture, "TOCI", 1);
	expect_role(fixture, "P", 1); /* in place of the reference */
	/* the entry and its link */
	assert_int_equal(count_of(&fixture->reader.objects, "/Ref[ "), 2);
}

static void test_what_may_not_nest(void **state)
{
	struct fixture *fixture = *state;
	struct structure_element *root = fixture->frames.root;
	struct structure_element *aside =
		add_element(fixture, root, ROLE_ASIDE);
	add_plain(fixture, add_element(fixture, aside, ROLE_DIVISION),
		  ROLE_ASIDE);
	struct structure_element *quote =
		add_element(fixture, root, ROLE_BLOCK_QUOTE);
	add_plain(fixture, quote, ROLE_ASIDE);
	struct structure_element *note = add_element(fixture, root, ROLE_NOTE);
	add_plain(fixture, note, ROLE_HEADING)->level = 2;
	write_pdf(fixture);
	expect_role(fixture, "Aside", 1);
	expect_role(fixture, "Div", 3);
	expect_role(fixture, "P", 1);
	expect_role(fixture, "H2", 0);
}

static void test_a_caption_is_a_part_of_its_figure(void **state)
{
	struct fixture *fixture = *state;
	struct structure_element *group =
		add_element(fixture, fixture->frames.root, ROLE_DIVISION);
	add_plain(fixture, group, ROLE_FIGURE)->alternative = "A chart";
	add_plain(fixture, group, ROLE_CAPTION);
	add_plain(fixture, group, ROLE_PARAGRAPH);
	/* one whose picture is not there */
	group = add_element(fixture, fixture->frames.root, ROLE_DIVISION);
	add_element(fixture, group, ROLE_FIGURE);
	add_plain(fixture, group, ROLE_CAPTION);
	write_pdf(fixture);
	expect_role(fixture, "Caption", 1);
	expect_role(fixture, "P", 2);
	/* the figure's own content, then the caption */
	struct pdf_reader *reader = &fixture->reader;
	const char *end = reader->objects.bytes + reader->objects.length;
	const char *figure =
		find_bytes(reader->objects.bytes, end, "<</S/Figure/NS ");
	unsigned mark, caption;
	assert_non_null(figure);
	assert_int_equal(sscanf(find_bytes(figure, end, "/K["),
				"/K[ %u %u 0 R]", &mark, &caption),
			 2);
}

/* Each figure has one, whether captions stand above or below. */
static void test_captions_in_a_row(void **state)
{
	struct fixture *fixture = *state;
	struct structure_element *root = fixture->frames.root;
	for (int i = 0; i < 2; i++) {
		add_plain(fixture, root, ROLE_CAPTION);
		add_plain(fixture, root, ROLE_FIGURE)->alternative = "Above";
	}
	write_pdf(fixture);
	expect_role(fixture, "Caption", 2);
	expect_object(fixture, " 0 R 1]>>\n"); /* caption, then content */
	expect_object(fixture, " 0 R 3]>>\n");
}

static void test_plain_lists_are_named(void **state)
{
	struct fixture *fixture = *state;
	struct structure_element *list =
		add_element(fixture, fixture->frames.root, ROLE_LIST);
	struct structure_element *item =
		add_element(fixture, list, ROLE_LIST_ITEM);
	add_plain(fixture, item, ROLE_LABEL);
	add_plain(fixture, item, ROLE_LIST_BODY);
	write_pdf(fixture);
	expect_object(fixture, "/ListNumbering/Unordered");
}

static void test_private_characters_are_replaced(void **state)
{
	struct fixture *fixture = *state;
	add_plain(fixture, fixture->frames.root, ROLE_SPAN)->expansion =
		"a\xEE\x80\x80";
	write_pdf(fixture);
	expect_object(fixture, "/E<FEFF0061FFFD>");
}

static void test_deep_groups(void **state)
{
	struct fixture *fixture = *state;
	struct structure_element *element = fixture->frames.root;
	for (int i = 0; i < 100000; i++)
		element = add_element(fixture, element, ROLE_DIVISION);
	add_plain(fixture, element, ROLE_PARAGRAPH);
	write_pdf(fixture);
	expect_role(fixture, "Div", 100000);
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up_2, tear_down)

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_names),
	TEST(test_the_file),
	cmocka_unit_test_setup_teardown(test_ua_1_has_none_of_it, set_up,
					tear_down),
	TEST(test_a_note),
	TEST(test_an_entry_of_the_contents),
	TEST(test_what_may_not_nest),
	TEST(test_a_caption_is_a_part_of_its_figure),
	TEST(test_captions_in_a_row),
	TEST(test_plain_lists_are_named),
	TEST(test_private_characters_are_replaced),
	TEST(test_deep_groups),
};
UNIT_FILE(tests, NULL, NULL)
