/* html/: a text in several files that link to each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "html/html.h"
#include "unit/html_tree.h"
#include "unit/unit.h"

struct fixture {
	struct tree tree;
	struct html_split split;
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
	html_split_release(&fixture->split);
	arena_release(&fixture->tree.arena);
	free(fixture);
	return 0;
}

static void render(struct fixture *fixture)
{
	html_split(&fixture->tree.arena, &fixture->tree.document, "xhtml",
		   &fixture->split);
	fixture->options.is_xml = true;
	fixture->options.split = &fixture->split;
	html_render_split(&fixture->tree.document, &fixture->options,
			  &fixture->split);
}

static const char *body(struct fixture *fixture, size_t piece)
{
	assert_true(piece < fixture->split.count);
	return buffer_str(&fixture->split.pieces[piece].body).bytes;
}

static struct node *add_chapter(struct tree *tree, const char *words)
{
	struct node *chapter = add(tree, tree->document.root, NODE_CHAPTER);
	add_paragraph(tree, chapter, words);
	return chapter;
}

static struct node *add_link_to(struct tree *tree, struct node *parent,
				struct node *target)
{
	struct node *link = add(tree, parent, NODE_LINK);
	link->link.destination = "#there";
	link->link.target = target;
	add_text(tree, link, "there");
	return link;
}

static void test_chapters(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	add_paragraph(tree, tree->document.root, "Before");
	add_chapter(tree, "One");
	add_chapter(tree, "Two");
	add_paragraph(tree, tree->document.root, "After");
	render(fixture);
	assert_int_equal(fixture->split.count, 5);
	assert_string_equal(body(fixture, 0), "<h1>Title</h1>\n");
	assert_string_equal(body(fixture, 1), "<p>Before</p>\n");
	assert_string_equal(body(fixture, 2),
			    "<div class=\"chapter\">\n<p>One</p>\n</div>\n");
	assert_string_equal(body(fixture, 4), "<p>After</p>\n");
	assert_string_equal(fixture->split.pieces[0].file, "title.xhtml");
	assert_string_equal(fixture->split.pieces[4].file, "text-4.xhtml");
}

/* Within a file a link has no file; across files it has. */
static void test_links(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *one = add_chapter(tree, "One");
	struct node *two = add_chapter(tree, "Two");
	struct node *target = two->first_child;
	target->identifier = "there";
	add_link_to(tree, one->first_child, target);
	add_link_to(tree, add_paragraph(tree, two, ""), target);
	render(fixture);
	assert_non_null(strstr(body(fixture, 1),
			       "<a href=\"text-2.xhtml#there\">there</a>"));
	assert_non_null(
		strstr(body(fixture, 2), "<a href=\"#there\">there</a>"));
	assert_string_equal(html_file_of(&fixture->split, target),
			    "text-2.xhtml");
}

static struct node *add_note(struct tree *tree, struct node *one,
			     struct node *two)
{
	struct node *note =
		node_new(&tree->arena, NODE_FOOTNOTE, (struct place){ 0 });
	struct node *parents[] = { one, two };
	note->footnote.number = 1;
	note->footnote.name = "Note 1";
	note->footnote.references =
		ARENA_NEW_ARRAY(&tree->arena, 2, struct node *);
	add_paragraph(tree, note, "Noted");
	for (uint32_t i = 0; i < 2; i++) {
		struct node *reference =
			add(tree, parents[i], NODE_FOOTNOTE_REFERENCE);
		reference->footnote_reference.footnote = note;
		reference->footnote_reference.index = i;
		reference->footnote_reference.back = "Back";
		note->footnote.references[i] = reference;
	}
	note->footnote.reference_count = 2;
	tree->footnotes[tree->document.footnote_count++] = note;
	return note;
}

/* A note stands in the file that refers to it first, and leads back to all. */
static void test_notes(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *one = add_chapter(tree, "One");
	struct node *two = add_chapter(tree, "Two");
	add_note(tree, one->first_child, two->first_child);
	render(fixture);
	assert_non_null(strstr(body(fixture, 1),
			       "<aside epub:type=\"footnote\" "
			       "role=\"doc-footnote\" id=\"_note-1\" "
			       "aria-label=\"Note 1\">\n<p>Noted"));
	assert_non_null(strstr(body(fixture, 1), "href=\"#_ref-1-1\""));
	assert_non_null(
		strstr(body(fixture, 1), "href=\"text-2.xhtml#_ref-1-2\""));
	assert_null(strstr(body(fixture, 2), "<aside"));
	assert_non_null(
		strstr(body(fixture, 2), "href=\"text-1.xhtml#_note-1\""));
}

/* Pages are marked before their blocks, several before one too. */
static void test_page_breaks(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *one = add_chapter(tree, "One");
	struct node *two = add_paragraph(tree, one, "Two");
	const struct html_page_break breaks[] = { { one->first_child, "iv" },
						  { two, "5" },
						  { two, "6" } };
	fixture->options.page_breaks = breaks;
	fixture->options.page_break_count = 3;
	render(fixture);
	assert_string_equal(
		body(fixture, 1),
		"<div class=\"chapter\">\n"
		"<div role=\"doc-pagebreak\" epub:type=\"pagebreak\" "
		"id=\"_page-1\" aria-label=\"iv\"></div>\n<p>One</p>\n"
		"<div role=\"doc-pagebreak\" epub:type=\"pagebreak\" "
		"id=\"_page-2\" aria-label=\"5\"></div>\n"
		"<div role=\"doc-pagebreak\" epub:type=\"pagebreak\" "
		"id=\"_page-3\" aria-label=\"6\"></div>\n<p>Two</p>\n"
		"</div>\n");
}

/* A mark is a block: it stands between blocks, and in nothing that may not
 * hold one. */
static void test_places_of_marks(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *chapter = add_chapter(tree, "One");
	struct node *list = add(tree, chapter, NODE_LIST);
	struct node *item = add(tree, list, NODE_LIST_ITEM);
	struct node *inside = add_paragraph(tree, item, "Item");
	assert_true(html_may_break_before(chapter->first_child));
	assert_true(html_may_break_before(list));
	assert_false(html_may_break_before(item));
	assert_true(html_may_break_before(inside));
	assert_false(html_may_break_before(inside->first_child));
	struct node *note = add_note(tree, inside, inside);
	assert_false(html_may_break_before(note));
	assert_false(html_may_break_before(note->first_child));
}

/* XHTML closes what HTML leaves open. */
static void test_void_elements(void **state)
{
	struct fixture *fixture = *state;
	struct tree *tree = &fixture->tree;
	struct node *chapter = add_chapter(tree, "One");
	add(tree, chapter, NODE_THEMATIC_BREAK);
	add(tree, chapter->first_child, NODE_LINE_BREAK);
	render(fixture);
	assert_string_equal(body(fixture, 1),
			    "<div class=\"chapter\">\n<p>One<br/>\n</p>\n"
			    "<hr/>\n</div>\n");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_chapters, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_links, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_notes, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_page_breaks, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_places_of_marks, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_void_elements, set_up, tear_down),
};

UNIT_FILE(tests, NULL, NULL)
