/* html/: the markup of each kind of node, and the h1. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "document/localise.h"
#include "html/html.h"
#include "unit/html_tree.h"
#include "unit/unit.h"

struct fixture {
	struct tree tree;
	struct html_parts parts;
	struct html_options options;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	tree_start(&fixture->tree, "Title");
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	html_parts_release(&fixture->parts);
	arena_release(&fixture->tree.arena);
	free(fixture);
	return 0;
}

static void render(struct fixture *fixture)
{
	document_join_lines(&fixture->tree.document);
	document_set_directions(&fixture->tree.document);
	document_add_words(&fixture->tree.document);
	html_render(&fixture->tree.document, &fixture->options,
		    &fixture->parts);
}

static void expect(struct buffer *part, const char *expected)
{
	assert_string_equal(buffer_str(part).bytes, expected);
}

static void expect_body(struct fixture *fixture, const char *expected)
{
	render(fixture);
	expect(&fixture->parts.body, expected);
}

static struct node *root_of(struct fixture *fixture)
{
	return fixture->tree.document.root;
}

/* ---- The h1 ------------------------------------------------------------ */

static void test_title_is_the_only_top_heading(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	add_heading(tree, root_of(fixture), 1, "Title", "title");
	add_heading(tree, root_of(fixture), 2, "Part", "part");
	expect_body(fixture, "<h2 id=\"part\">Part</h2>\n");
	expect(&fixture->parts.title, "<h1 id=\"title\">Title</h1>\n");
}

static void test_cover(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *cover = add(tree, root_of(fixture), NODE_COVER);
	add_heading(tree, cover, 1, "Title", NULL)->heading.in_contents = false;
	add_paragraph(tree, cover, "By us");
	struct node *chapter = add(tree, root_of(fixture), NODE_CHAPTER);
	add_heading(tree, chapter, 2, "One", "one")->heading.number = "1";
	add(tree, root_of(fixture), NODE_PAGE_BREAK);
	add_paragraph(tree, add(tree, root_of(fixture), NODE_CHAPTER), "x");
	expect_body(fixture,
		    "<section class=\"chapter\">\n<h2 id=\"one\">"
		    "<span class=\"number\">1</span> One</h2>\n</section>\n"
		    "<div class=\"chapter\">\n<p>x</p>\n</div>\n");
	expect(&fixture->parts.title, "<h1>Title</h1>\n<p>By us</p>\n");
}

static void test_cover_without_its_notice(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	tree->document.notice = "A demonstration.";
	struct node *cover = add(tree, root_of(fixture), NODE_COVER);
	add_heading(tree, cover, 1, "Title", NULL);
	struct node *edition = add(tree, cover, NODE_DIVISION);
	edition->classes = "own edition";
	add_paragraph(tree, edition, "Full report");
	add_text(tree, add(tree, add(tree, cover, NODE_PARAGRAPH), NODE_STRONG),
		 "A demonstration.");
	add_paragraph(tree, root_of(fixture), "A demonstration.");
	expect_body(fixture, "<p>A demonstration.</p>\n");
	expect(&fixture->parts.title,
	       "<h1>Title</h1>\n<div class=\"edition\">\n"
	       "<p>Full report</p>\n</div>\n");
}

static void test_contents(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	add_heading(tree, root_of(fixture), 1, "Title", "t");
	add(tree, root_of(fixture), NODE_CONTENTS);
	struct node *heading = add_heading(tree, root_of(fixture), 2, "", "a");
	add_link(tree, heading, "x.html", "Linked");
	add_reference(tree, heading, add_footnote(tree));
	add_heading(tree, root_of(fixture), 3, "B & b", "b b");
	add_heading(tree, root_of(fixture), 4, "C", "c");
	add_heading(tree, root_of(fixture), 2, "D", "d")->heading.number = "2";
	add_heading(tree, root_of(fixture), 3, "no", "e")->heading.in_contents =
		false;
	render(fixture);
	expect(&fixture->parts.contents,
	       "<nav class=\"contents\" aria-labelledby=\"_contents\">\n"
	       "<h2 id=\"_contents\">Contents</h2>\n"
	       "<details>\n<summary>Contents</summary>\n<ol>\n"
	       "<li><a href=\"#a\">Linked</a>\n<ol>\n"
	       "<li><a href=\"#b_b\">B &amp; b</a>\n<ol>\n"
	       "<li><a href=\"#c\">C</a></li>\n</ol></li>\n</ol></li>\n"
	       "<li><a href=\"#d\"><span class=\"number\">2</span> D</a>"
	       "</li>\n</ol>\n</details>\n</nav>\n");
	assert_non_null(strstr(fixture->parts.body.bytes, "id=\"b_b\""));
}

static void test_no_contents_unless_asked_for(void **state)
{
	struct fixture *fixture = *state;
	add_heading(&fixture->tree, root_of(fixture), 2, "A", "a");
	render(fixture);
	expect(&fixture->parts.contents, "");
}

/* ---- Text -------------------------------------------------------------- */

static void test_escaping(void **state)
{
	struct fixture *fixture = *state;
	add_paragraph(&fixture->tree, root_of(fixture),
		      "<b> & \"q\" \x01\x7F\xC2\x80\xEF\xBF\xBE.");
	add_paragraph(&fixture->tree, root_of(fixture), "e\u0301 é \uFDD0.");
	expect_body(fixture, "<p>&lt;b&gt; &amp; \"q\" .</p>\n"
			     "<p>é é .</p>\n");
}

/* Shadda and fatha typed in the usual order are not in the canonical one. */
static void test_normalisation(void **state)
{
	struct fixture *fixture = *state;
	add_paragraph(&fixture->tree, root_of(fixture), "ن\u0651\u064E");
	add_paragraph(&fixture->tree, root_of(fixture), "か\u3099 \u2126");
	expect_body(fixture, "<p>ن\u064E\u0651</p>\n<p>が Ω</p>\n");
}

static void test_soft_breaks(void **state)
{
	static const struct {
		const char *before, *after, *expected;
	} cases[] = {
		{ "one", "two", "<p>one\ntwo</p>\n" },
		{ "中", "文", "<p>中文</p>\n" },
		{ "中，", "文", "<p>中，文</p>\n" },
		{ "中", "“文", "<p>中“文</p>\n" },
		{ "中……", "文", "<p>中……文</p>\n" },
		{ "中", "Latin", "<p>中\nLatin</p>\n" },
		{ "it’s ”", "“so", "<p>it’s ”\n“so</p>\n" },
		{ "한국", "어", "<p>한국\n어</p>\n" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture *fixture;
		set_up((void **)&fixture);
		struct node *paragraph = add_paragraph(
			&fixture->tree, root_of(fixture), cases[i].before);
		add(&fixture->tree, paragraph, NODE_SOFT_BREAK);
		add_text(&fixture->tree, paragraph, cases[i].after);
		expect_body(fixture, cases[i].expected);
		tear_down((void **)&fixture);
	}
}

static void test_soft_break_across_spans(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *paragraph = add(tree, root_of(fixture), NODE_PARAGRAPH);
	add_text(tree, add(tree, paragraph, NODE_STRONG), "中");
	add(tree, paragraph, NODE_SOFT_BREAK);
	add_text(tree, add(tree, paragraph, NODE_EMPHASIS), "文");
	expect_body(fixture, "<p><strong>中</strong><em>文</em></p>\n");
}

static void test_languages(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *same = add(tree, root_of(fixture), NODE_DIVISION);
	same->language = "en-GB";
	struct node *arabic = add(tree, root_of(fixture), NODE_DIVISION);
	arabic->language = "ar";
	arabic->direction = DIRECTION_RTL;
	struct node *paragraph = add_paragraph(tree, arabic, "نص ");
	paragraph->language = "ar";
	struct node *span = add(tree, paragraph, NODE_SPAN);
	span->language = "pl";
	add_text(tree, span, "słowo");
	add_paragraph(tree, same, "x");
	expect_body(fixture,
		    "<p>x</p>\n<div lang=\"ar\" dir=\"rtl\">\n<p>نص "
		    "<span lang=\"pl\" dir=\"ltr\">słowo</span></p>\n</div>\n");
}

static void test_polish_short_words(void **state)
{
	struct fixture *fixture = *state;
	fixture->tree.document.language = "pl";
	add_paragraph(&fixture->tree, root_of(fixture),
		      "W domu i z nimi w <a> b c; xa y o");
	struct node *paragraph =
		add(&fixture->tree, root_of(fixture), NODE_PARAGRAPH);
	add(&fixture->tree, paragraph, NODE_CODE)->text.text = STR("i = a b");
	expect_body(fixture,
		    "<p>W\u00a0domu i\u00a0z\u00a0nimi w\u00a0&lt;a&gt; b c; "
		    "xa y o</p>\n<p><code>i = a b</code></p>\n");
}

/* ---- Links ------------------------------------------------------------- */

static void test_links(void **state)
{
	static const struct {
		const char *destination, *expected;
	} cases[] = {
		{ "https://a.b/c?d=1&e#f",
		  "<p><a href=\"https://a.b/c?d=1&amp;e#f\">x</a></p>\n" },
		{ "#nowhere", "<p>x</p>\n" }, /* D001 told so */
		{ "a b.html", "<p><a href=\"a%20b.html\">x</a></p>\n" },
		{ "50%.html", "<p><a href=\"50%25.html\">x</a></p>\n" },
		{ "a%20b\"<>", "<p><a href=\"a%20b%22%3C%3E\">x</a></p>\n" },
		{ "a[1]#b#c", "<p><a href=\"a%5B1%5D#b%23c\">x</a></p>\n" },
		{ "http://[::1]/", "<p><a href=\"http://[::1]/\">x</a></p>\n" },
		{ "słowo", "<p><a href=\"słowo\">x</a></p>\n" },
		{ "mailto:a@b.c", "<p><a href=\"mailto:a@b.c\">x</a></p>\n" },
		{ "javascript/x", "<p><a href=\"javascript/x\">x</a></p>\n" },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture *fixture;
		set_up((void **)&fixture);
		struct node *paragraph =
			add(&fixture->tree, root_of(fixture), NODE_PARAGRAPH);
		add_link(&fixture->tree, paragraph, cases[i].destination, "x");
		expect_body(fixture, cases[i].expected);
		tear_down((void **)&fixture);
	}
}

static void test_link_names(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *paragraph = add(tree, root_of(fixture), NODE_PARAGRAPH);
	add_link(tree, paragraph, "https://a.b/", "");
	struct node *link = add_link(tree, paragraph, "https://c.d/", "");
	add(tree, link, NODE_IMAGE)->image.alternative = "";
	struct node *outer = add_link(tree, paragraph, "e", "f");
	add_link(tree, outer, "g", "h");
	expect_body(fixture, "<p><a href=\"https://a.b/\">https://a.b/</a>"
			     "<a href=\"https://c.d/\" "
			     "aria-label=\"https://c.d/\"></a>"
			     "<a href=\"e\">fh</a></p>\n");
}

/* ---- Blocks ------------------------------------------------------------ */

static void test_lists(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *list = add(tree, root_of(fixture), NODE_LIST);
	list->list.is_tight = true;
	struct node *item = add(tree, list, NODE_LIST_ITEM);
	add_paragraph(tree, item, "a");
	struct node *inner = add(tree, item, NODE_LIST);
	inner->list.is_ordered = true;
	inner->list.start = 3;
	add_paragraph(tree, add(tree, inner, NODE_LIST_ITEM), "b");
	struct node *tasks = add(tree, root_of(fixture), NODE_LIST);
	tasks->list.is_tight = tasks->list.is_task_list = true;
	item = add(tree, tasks, NODE_LIST_ITEM);
	item->list_item.task = TASK_DONE;
	add_paragraph(tree, item, "c");
	expect_body(fixture,
		    "<ul>\n<li>a<ol start=\"3\">\n<li><p>b</p>\n</li>\n</ol>\n"
		    "</li>\n</ul>\n<ul class=\"tasks\">\n<li class=\"task\">"
		    "<span class=\"mark done\" role=\"img\" "
		    "aria-label=\"Done\"></span> c</li>\n</ul>\n");
}

static void test_quotations(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *quotation = add(tree, root_of(fixture), NODE_QUOTATION);
	quotation->quotation.source = "Carer, <Highland>";
	quotation->quotation.is_invented = true;
	add_paragraph(tree, quotation, "One.");
	add_paragraph(tree, quotation, "Two.");
	expect_body(fixture,
		    "<figure class=\"quotation\">\n<blockquote>\n"
		    "<p>“One.</p>\n<p>Two.”</p>\n</blockquote>\n<figcaption>"
		    "<span class=\"source\">— Carer, &lt;Highland&gt;</span> "
		    "<span class=\"invented\">Invented</span></figcaption>\n"
		    "</figure>\n");
}

static void test_frames(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	add_heading(tree, root_of(fixture), 1, "Title", NULL);
	struct node *callout = add(tree, root_of(fixture), NODE_CALLOUT);
	callout->callout.kind = CALLOUT_WARNING;
	callout->callout.title = "Mind";
	add_paragraph(tree, callout, "x");
	struct node *study = add(tree, root_of(fixture), NODE_CASE_STUDY);
	study->case_study.title = "Ann";
	study->case_study.is_invented = true;
	add_paragraph(tree, study, "y");
	expect_body(
		fixture,
		"<div class=\"callout warning\" role=\"note\" "
		"aria-labelledby=\"_callout-1\">\n<p class=\"callout-title\""
		" id=\"_callout-1\">Warning: Mind</p>\n<p>x</p>\n</div>\n"
		"<article class=\"case-study\" aria-labelledby=\"_case-1\">"
		"\n<p class=\"kicker\">Case study</p>\n"
		"<h2 id=\"_case-1\">Ann</h2>\n<p>y</p>\n"
		"<p class=\"invented\">Invented</p>\n</article>\n");
}

static bool give_picture(void *data, const struct node *image,
			 struct html_image *result)
{
	(void)image;
	*result = (struct html_image){ .bytes = str_from(data),
				       .media_type = "image/png",
				       .width = 4,
				       .height = 3 };
	return true;
}

static void test_figures(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	fixture->options.load_image = give_picture;
	fixture->options.data = "Many";
	struct node *figure = add(tree, root_of(fixture), NODE_FIGURE);
	figure->figure.number = "3";
	figure->identifier = "fig";
	add_image(tree, figure, "a.png", "A \"b\"");
	add_text(tree, add(tree, figure, NODE_CAPTION), "Caption");
	add_paragraph(tree, add(tree, figure, NODE_DESCRIPTION), "Long");
	expect_body(fixture,
		    "<div id=\"fig\" class=\"figure\">\n<figure>\n"
		    "<img alt=\"A &quot;b&quot;\" width=\"4\" height=\"3\" "
		    "src=\"data:image/png;base64,TWFueQ==\">"
		    "<figcaption><span class=\"number\">Figure 3:</span> "
		    "Caption</figcaption>\n</figure>\n"
		    "<details class=\"description\">\n<summary>Description"
		    "<span class=\"visually-hidden\">: Figure 3</span>"
		    "</summary>\n<p>Long</p>\n</details>\n</div>\n");
}

static void test_missing_picture(void **state)
{
	struct fixture *fixture = *state;
	add_image(&fixture->tree, root_of(fixture), NULL, "A <cat>");
	expect_body(fixture, "<p><span class=\"missing-image\">A &lt;cat&gt;"
			     "</span></p>\n");
}

static void test_easy_read(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *row = add(tree, root_of(fixture), NODE_EASY_READ_ROW);
	add_image(tree, row, NULL, "Cat");
	struct node *words = add_paragraph(tree, row, "One.");
	add(tree, words, NODE_LINE_BREAK);
	struct node *term = add(tree, words, NODE_SPAN);
	term->classes = "term";
	add_text(tree, term, "Two");
	expect_body(
		fixture,
		"<div class=\"easy-read-row\">\n<div class=\"picture\">"
		"<span class=\"missing-image\">Cat</span></div>\n"
		"<div class=\"words\">\n<p>One.</p>\n"
		"<p><strong class=\"term\">Two</strong></p>\n</div>\n</div>\n");
}

static void test_wide_tables(void **state)
{
	struct fixture *fixture = *state;
	const char *cells[] = { "A", "B", "C", "1", "2", "3" };
	add_table(&fixture->tree, root_of(fixture), 3, 2, false, cells);
	render(fixture);
	assert_null(strstr(fixture->parts.body.bytes, "wide"));
	cells[4] = "A sentence that is too long for a column of a narrow "
		   "screen, and then some.";
	add_table(&fixture->tree, root_of(fixture), 3, 2, false, cells);
	render(fixture);
	assert_non_null(
		strstr(fixture->parts.body.bytes, "<table class=\"wide\">"));
}

static void test_tables(void **state)
{
	struct fixture *fixture = *state;
	static const char *const cells[] = { "", "Number", "A", "1" };
	struct node *table =
		add_table(&fixture->tree, root_of(fixture), 2, 2, true, cells);
	struct node *number = table->last_child->last_child;
	number->table_cell.alignment = ALIGNMENT_END;
	uint32_t widths[] = { 3, 1 };
	table->table.widths = widths;
	expect_body(fixture,
		    "<div class=\"table\" role=\"region\" tabindex=\"0\" "
		    "aria-label=\"Table 1\">\n<table>\n<colgroup>"
		    "<col style=\"width:75%\"><col style=\"width:25%\">"
		    "</colgroup>\n<thead>\n"
		    "<tr><td></td><th scope=\"col\">Number</th></tr>\n"
		    "</thead>\n<tbody>\n<tr><th scope=\"row\">A</th>"
		    "<td class=\"end\">1</td></tr>\n</tbody>\n</table>\n"
		    "</div>\n");
}

static void test_table_caption(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *table = add(tree, root_of(fixture), NODE_TABLE);
	table->table.number = "2";
	table->identifier = "tab";
	add_text(tree, add(tree, table, NODE_CAPTION), "People");
	add(tree, add(tree, table, NODE_TABLE_ROW), NODE_TABLE_CELL);
	expect_body(fixture,
		    "<div class=\"table\" role=\"region\" "
		    "aria-labelledby=\"_table-1\">\n<table id=\"tab\">\n"
		    "<caption id=\"_table-1\"><span class=\"number\">Table 2"
		    ":</span> People</caption>\n<tbody>\n<tr><td></td></tr>\n"
		    "</tbody>\n</table>\n</div>\n");
}

static void test_code_and_details(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	add(tree, root_of(fixture), NODE_CODE_BLOCK)->code_block.text =
		STR("\n<a>\n");
	struct node *details = add(tree, root_of(fixture), NODE_DETAILS);
	add_paragraph(tree, details, "More");
	add_paragraph(tree, details, "text");
	add_paragraph(tree,
		      add(tree, add(tree, root_of(fixture), NODE_DETAILS),
			  NODE_BLOCK_QUOTE),
		      "x");
	expect_body(fixture,
		    "<pre><code>\n&lt;a&gt;</code></pre>\n"
		    "<details>\n<summary>More</summary>\n<p>text</p>\n"
		    "</details>\n<details>\n<summary>Description</summary>\n"
		    "<blockquote>\n<p>x</p>\n</blockquote>\n</details>\n");
}

/* ---- Notes ------------------------------------------------------------- */

static void test_notes(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	tree->document.words.zero_digit = "٠";
	struct node *note = add_footnote(tree), *other = add_footnote(tree);
	struct node *paragraph = add_paragraph(tree, root_of(fixture), "x");
	add_reference(tree, paragraph, note);
	add_reference(tree, add_link(tree, paragraph, "y", "z"), note);
	add_reference(tree, paragraph, other);
	add_paragraph(tree, note, "Note.");
	add(tree, other, NODE_THEMATIC_BREAK);
	expect_body(fixture,
		    "<p>x<sup class=\"noteref\"><a role=\"doc-noteref\" "
		    "id=\"_ref-1-1\" href=\"#_note-1\" aria-label=\"Note ١\">١"
		    "</a></sup><a href=\"y\">z</a><sup class=\"noteref\">"
		    "<a role=\"doc-noteref\" id=\"_ref-1-2\" href=\"#_note-1\" "
		    "aria-label=\"Note ١\">١</a></sup><sup class=\"noteref\">"
		    "<a role=\"doc-noteref\" id=\"_ref-2-1\" href=\"#_note-2\" "
		    "aria-label=\"Note ٢\">٢</a></sup></p>\n");
	expect(&fixture->parts.notes,
	       "<section class=\"notes\" role=\"doc-endnotes\" "
	       "aria-labelledby=\"_notes\">\n<h2 id=\"_notes\">Notes</h2>\n"
	       "<ol>\n<li id=\"_note-1\"><p>Note. <a class=\"backlink\" "
	       "role=\"doc-backlink\" href=\"#_ref-1-1\" "
	       "aria-label=\"Back to the text, note ١.١\">↑</a> "
	       "<a class=\"backlink\" role=\"doc-backlink\" "
	       "href=\"#_ref-1-2\" "
	       "aria-label=\"Back to the text, note ١.٢\">↑</a></p>\n</li>\n"
	       "<li id=\"_note-2\"><hr>\n<p> <a class=\"backlink\" "
	       "role=\"doc-backlink\" href=\"#_ref-2-1\" "
	       "aria-label=\"Back to the text, note ٢\">↑</a></p></li>\n"
	       "</ol>\n</section>\n");
}

static void test_foreign_words(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	tree->document.language = "fa";
	tree->document.direction = DIRECTION_RTL;
	fixture->tree.document.words.language = "en-GB";
	struct node *study = add(tree, root_of(fixture), NODE_CASE_STUDY);
	add_paragraph(tree, study, "متن");
	static const char *const cells[] = { "ا", "ب" };
	add_table(tree, root_of(fixture), 1, 2, false, cells);
	expect_body(fixture,
		    "<div class=\"case-study\">\n<p lang=\"en-GB\" "
		    "dir=\"ltr\" class=\"kicker\">Case study</p>\n<p>متن</p>\n"
		    "</div>\n<div class=\"table\" role=\"region\" "
		    "lang=\"en-GB\" aria-label=\"Table 1\">\n"
		    "<table lang=\"fa\">\n<thead>\n"
		    "<tr><th scope=\"col\">ا</th></tr>\n</thead>\n<tbody>\n"
		    "<tr><td>ب</td></tr>\n</tbody>\n</table>\n</div>\n");
}

/* ---- Depth ------------------------------------------------------------- */

static void test_deep_nesting(void **state)
{
	struct fixture *fixture = *state;
	enum { DEPTH = 200000 };
	struct node *node = root_of(fixture);
	for (int i = 0; i < DEPTH; i++)
		node = add(&fixture->tree, node, NODE_BLOCK_QUOTE);
	node = add(&fixture->tree, node, NODE_PARAGRAPH);
	for (int i = 0; i < DEPTH; i++)
		node = add(&fixture->tree, node, NODE_STRONG);
	add_text(&fixture->tree, node, "x");
	render(fixture);
	assert_int_equal(fixture->parts.body.length,
			 DEPTH * (13 + 14 + 8 + 9) + 3 + 1 + 5);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_title_is_the_only_top_heading),
	TEST(test_cover),
	TEST(test_cover_without_its_notice),
	TEST(test_contents),
	TEST(test_no_contents_unless_asked_for),
	TEST(test_escaping),
	TEST(test_normalisation),
	cmocka_unit_test(test_soft_breaks),
	TEST(test_soft_break_across_spans),
	TEST(test_languages),
	TEST(test_polish_short_words),
	cmocka_unit_test(test_links),
	TEST(test_link_names),
	TEST(test_lists),
	TEST(test_quotations),
	TEST(test_frames),
	TEST(test_figures),
	TEST(test_missing_picture),
	TEST(test_easy_read),
	TEST(test_tables),
	TEST(test_wide_tables),
	TEST(test_table_caption),
	TEST(test_code_and_details),
	TEST(test_notes),
	TEST(test_foreign_words),
	TEST(test_deep_nesting),
};
UNIT_FILE(tests, NULL, NULL)
