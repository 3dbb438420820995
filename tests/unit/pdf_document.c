/* pdf/: structure, links, bookmarks, metadata. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "pdf_fixture.h"
#include "unit/unit.h"

/* ---- The file ---------------------------------------------------------- */

static void test_same_input_same_bytes(void **state)
{
	struct fixture *fixture = *state;
	struct pdf_options options = { 1700000000, profile, "everyread",
				       PDF_STANDARD_UA_1 };
	struct error error;
	struct buffer second = BUFFER_INITIALISER;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "The same words", 72000, 72000);
	write_pdf(fixture);
	assert_true(pdf_write(&fixture->frames, &options, &second, &error));
	assert_int_equal(second.length, fixture->out.length);
	assert_memory_equal(second.bytes, fixture->out.bytes, second.length);
	buffer_release(&second);
}

static void test_metadata(void **state)
{
	struct fixture *fixture = *state;
	fixture->document.author = "Ałła & Co.";
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "Words", 72000, 72000);
	write_pdf(fixture);
	const char *file = fixture->out.bytes;
	const char *end = file + fixture->out.length;
	/* XMP is not compressed, and escaped */
	assert_non_null(find_bytes(file, end, "A &lt;title&gt; &amp; more"));
	assert_non_null(find_bytes(file, end, "Ałła &amp; Co."));
	assert_non_null(find_bytes(file, end, "<pdfaid:part>2</pdfaid:part>"));
	assert_null(find_bytes(file, end, "wtpdf#"));
	assert_non_null(
		find_bytes(file, end, "<pdfuaid:part>1</pdfuaid:part>"));
	assert_non_null(find_bytes(file, end, "2023-11-14T22:13:20Z"));
	expect_object(fixture, "<</Marked true>>");
	expect_object(fixture, "/DisplayDocTitle true");
	expect_object(fixture, "/S/GTS_PDFA1");
	expect_object(fixture, "/Lang <656E2D4742>"); /* en-GB */
	expect_object(fixture, "<443A32303233313131343232313332305A>");
}

static void test_no_date_without_time(void **state)
{
	struct fixture *fixture = *state;
	struct pdf_options options = { -1, profile, NULL, PDF_STANDARD_UA_1 };
	struct error error;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "Words", 72000, 72000);
	assert_true(
		pdf_write(&fixture->frames, &options, &fixture->out, &error));
	assert_null(find_bytes(fixture->out.bytes,
			       fixture->out.bytes + fixture->out.length,
			       "xmp:CreateDate"));
}

static void test_a_profile_that_is_none_fails(void **state)
{
	struct fixture *fixture = *state;
	struct pdf_options options = { -1, "fonts/fonts.yaml", NULL,
				       PDF_STANDARD_UA_1 };
	struct error error;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "Words", 72000, 72000);
	assert_false(
		pdf_write(&fixture->frames, &options, &fixture->out, &error));
	assert_non_null(strstr(error.message, "ICC"));
	options.profile_path = "/nowhere";
	assert_false(
		pdf_write(&fixture->frames, &options, &fixture->out, &error));
}

/* ---- Structure --------------------------------------------------------- */

static void test_one_element_over_two_pages(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "on one page", 72000, 800000);
	add_page(fixture);
	add_latin(fixture, "and the next", 72000, 72000);
	write_pdf(fixture);
	assert_int_equal(count_of(&fixture->reader.objects, "<</S/P/"), 1);
	assert_int_equal(count_of(&fixture->reader.objects, "/K[ 0<</Type/MCR"
							    "/Pg "),
			 1);
	assert_int_equal(
		count_of(&fixture->reader.contents, "/P<</MCID 0>>BDC"), 2);
	assert_int_equal(count_of(&fixture->reader.contents, "EMC"), 2);
}

static void test_content_around_children_keeps_its_order(void **state)
{
	struct fixture *fixture = *state;
	struct structure_element *paragraph =
		add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	lu x = add_latin(fixture, "before ", 72000, 72000);
	struct structure_element *before = fixture->leaf;
	struct structure_element *span =
		add_text_element(fixture, paragraph, ROLE_SPAN);
	span->language = "pl";
	x = add_latin(fixture, "w środku ", x, 72000);
	fixture->leaf = add_element(fixture, paragraph, ROLE_CONTENT);
	add_latin(fixture, "after", x, 72000);
	assert_ptr_not_equal(before, fixture->leaf);
	write_pdf(fixture);
	expect_object(fixture, "/Lang(pl)/K[ 1]");
	/* 0, the span's reference, 2 */
	const char *end =
		fixture->reader.objects.bytes + fixture->reader.objects.length;
	const char *kids =
		find_bytes(fixture->reader.objects.bytes, end, "/K[ 0 ");
	assert_non_null(kids);
	int number, consumed = 0;
	assert_int_equal(sscanf(kids, "/K[ 0 %d 0 R 2]%n", &number, &consumed),
			 1);
	assert_true(consumed > 0);
}

static void test_empty_elements(void **state)
{
	struct fixture *fixture = *state;
	struct structure_element *root = fixture->frames.root;
	add_text_element(fixture, root, ROLE_BLOCK_QUOTE);
	struct structure_element *table =
		add_element(fixture, root, ROLE_TABLE);
	struct structure_element *row =
		add_element(fixture, table, ROLE_TABLE_ROW);
	add_text_element(fixture, row, ROLE_TABLE_DATA_CELL);
	add_text_element(fixture, row, ROLE_TABLE_DATA_CELL);
	add_latin(fixture, "only the second cell", 72000, 72000);
	write_pdf(fixture);
	assert_int_equal(count_of(&fixture->reader.objects, "BlockQuote"), 0);
	assert_int_equal(count_of(&fixture->reader.objects, "<</S/TD/"), 2);
}

static void test_attributes(void **state)
{
	struct fixture *fixture = *state;
	struct structure_element *root = fixture->frames.root, *element;
	element = add_text_element(fixture, root, ROLE_LIST);
	element->list_numbering = LIST_NUMBERING_DECIMAL;
	add_latin(fixture, "list", 72000, 72000);
	element = add_text_element(fixture, root, ROLE_TABLE_HEADER_CELL);
	element->scope = SCOPE_ROW;
	element->column_span = 2;
	add_latin(fixture, "cell", 72000, 90000);
	struct structure_element *headers[] = { element };
	element = add_text_element(fixture, root, ROLE_TABLE_DATA_CELL);
	element->headers = headers;
	element->header_count = 1;
	element->is_right_to_left = true;
	add_latin(fixture, "cell", 72000, 90000);
	element = add_text_element(fixture, root, ROLE_FIGURE);
	element->alternative = "A map (old)";
	element->is_block = true;
	element->bounds = (struct rectangle){ 72000, 100000, 200000, 50000 };
	add_latin(fixture, "picture", 72000, 110000);
	element = add_text_element(fixture, root, ROLE_NOTE);
	add_latin(fixture, "note", 72000, 120000);
	write_pdf(fixture);
	expect_object(fixture, "<</O/List/ListNumbering/Decimal>>");
	expect_object(fixture, "<</O/Table/Scope/Row/ColSpan 2>>");
	expect_object(fixture, "<</O/Table/Headers[(n0000000003)]>>");
	expect_object(fixture, "<</O/Layout/WritingMode/RlTb>>");
	expect_object(fixture, "/Alt(A map \\(old\\))");
	expect_object(fixture, "/BBox[72 692 272 742]/Placement/Block");
	expect_object(fixture, "/ID(n0000000009)");
	expect_object(fixture, "/IDTree ");
}

static void test_artifacts(void **state)
{
	struct fixture *fixture = *state;
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "text", 72000, 72000);
	fixture->leaf = NULL;
	add_latin(fixture, "running head", 72000, 30000);
	struct frame_item *box = add_item(fixture, ITEM_RECTANGLE);
	box->artifact = ARTIFACT_LAYOUT;
	box->rectangle.box = (struct rectangle){ 72000, 100000, 9000, 4500 };
	box->rectangle.colour = (struct colour){ 255, 0, 51 };
	write_pdf(fixture);
	const struct buffer *contents = &fixture->reader.contents;
	assert_int_equal(count_of(contents, "/Subtype/Header"), 1);
	assert_int_equal(count_of(contents, "1 0 .2 rg\n72 737.5 9 4.5 re f"),
			 1);
	assert_int_equal(count_of(contents, "BDC"), 3);
	assert_int_equal(count_of(contents, "EMC"), 3);
	assert_int_equal(count_of(contents, "MCID"), 1);
}

static void test_deep_nesting(void **state)
{
	struct fixture *fixture = *state;
	struct structure_element *element = fixture->frames.root;
	for (int i = 0; i < 100000; i++)
		element = add_element(fixture, element, ROLE_DIVISION);
	add_text_element(fixture, element, ROLE_PARAGRAPH);
	add_latin(fixture, "deep", 72000, 72000);
	write_pdf(fixture);
	assert_int_equal(count_of(&fixture->reader.objects, "<</S/Div/"),
			 100000);
}

static void test_many_pages(void **state)
{
	struct fixture *fixture = *state;
	for (int i = 1; i < 300; i++)
		add_page(fixture);
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "on the last page", 72000, 72000);
	write_pdf(fixture);
	/* the parent tree and the page tree have nodes */
	expect_object(fixture, "/Limits[256 299]");
	expect_object(fixture, "/Limits[0 63]");
	assert_int_equal(count_of(&fixture->reader.objects, "/Tabs /S"), 300);
}

/* ---- Links and bookmarks ----------------------------------------------- */

static void test_a_link_over_two_lines_is_one(void **state)
{
	struct fixture *fixture = *state;
	struct structure_element *link =
		add_text_element(fixture, fixture->frames.root, ROLE_LINK);
	struct structure_element *other =
		add_text_element(fixture, fixture->frames.root, ROLE_LINK);
	add_latin(fixture, "linked", 72000, 72000);
	link->alternative = "Where it leads";
	static const char uri[] = "https://example.org/ż?q=(a b)%20";
	add_area(fixture, link, 400000, 60000)->uri = uri;
	add_area(fixture, other, 200000, 60000)->uri = "mailto:a@b.org";
	add_area(fixture, link, 72000, 74000)->uri = uri;
	write_pdf(fixture);
	const struct buffer *objects = &fixture->reader.objects;
	assert_int_equal(count_of(objects, "/Subtype/Link"), 2);
	assert_int_equal(count_of(objects, "/Type/OBJR"), 2);
	expect_object(fixture, "/Rect[ 72 754 450 782]/QuadPoints[ 400 782 450 "
			       "782 400 768 450 768 72 768 122 768 72 754 122 "
			       "754]/Contents(Where it leads)");
	expect_object(fixture, "/URI(https://example.org/%C5%BC?q=\\(a%20b\\)"
			       "%20)");
	expect_object(fixture, "/Contents(mailto:a@b.org)");
	expect_object(fixture, "/F 4");
}

static void test_destinations_and_bookmarks(void **state)
{
	struct fixture *fixture = *state;
	struct node *heading = node_new(&fixture->arena, NODE_HEADING,
					(struct place){ "a.md", 1, 1 });
	struct structure_element *link =
		add_text_element(fixture, fixture->frames.root, ROLE_LINK);
	add_latin(fixture, "linked", 72000, 72000);
	add_area(fixture, link, 72000, 60000)->target = heading;
	struct destination place = { .node = heading, .x = 72000, .y = 142000 };
	fixture->frames.destinations = calloc(1, sizeof place);
	fixture->frames.destinations[0] = place;
	fixture->frames.destination_count = 1;
	static const struct bookmark bookmarks[] = {
		{ .text = "One", .level = 2 },
		{ .text = "Żółć", .level = 3 },
		{ .text = "Two", .level = 2 },
	};
	fixture->frames.bookmarks = calloc(3, sizeof *bookmarks);
	memcpy(fixture->frames.bookmarks, bookmarks, sizeof bookmarks);
	fixture->frames.bookmark_count = 3;
	write_pdf(fixture);
	expect_object(fixture, "/XYZ 72 700 null]");
	expect_object(fixture, "/Title(One)");
	expect_object(fixture, "/Count -1/Dest");
	expect_object(fixture, "/Title<FEFF017B00F301420107>");
}

static void test_page_labels(void **state)
{
	struct fixture *fixture = *state;
	static const char *const labels[] = { NULL, "3", "4", "A-1", "٥" };
	add_text_element(fixture, fixture->frames.root, ROLE_PARAGRAPH);
	add_latin(fixture, "text", 72000, 72000);
	for (int i = 1; i < 5; i++)
		add_page(fixture)->label = labels[i];
	write_pdf(fixture);
	expect_object(fixture, "<</Nums[0<<>>1<</S/D/St 3>>3<</P(A-)/S/D/St 1>>"
			       "4<</P<FEFF0665>>>]>>");
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_same_input_same_bytes),
	TEST(test_metadata),
	TEST(test_no_date_without_time),
	TEST(test_a_profile_that_is_none_fails),
	TEST(test_one_element_over_two_pages),
	TEST(test_content_around_children_keeps_its_order),
	TEST(test_empty_elements),
	TEST(test_attributes),
	TEST(test_artifacts),
	TEST(test_deep_nesting),
	TEST(test_many_pages),
	TEST(test_a_link_over_two_lines_is_one),
	TEST(test_destinations_and_bookmarks),
	TEST(test_page_labels),
};
UNIT_FILE(tests, NULL, NULL)
