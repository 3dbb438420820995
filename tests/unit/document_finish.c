/* document/: finishing by hand-made trees, and the checks. Most of finishing
 * is covered by tests/golden/document/, from Markdown on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "document/check.h"
#include "document/dump.h"
#include "document/outline.h"
#include "unit/unit.h"

struct tree {
	struct arena arena;
	struct diagnostics list;
	struct document document;
};

static struct node *add(struct tree *tree, struct node *parent,
			enum node_kind kind)
{
	static const char file[] = "a.md";
	struct node *node =
		node_new(&tree->arena, kind, (struct place){ file, 1, 1 });
	if (parent)
		node_append(parent, node);
	return node;
}

static struct node *add_text(struct tree *tree, struct node *parent,
			     const char *text)
{
	struct node *node = add(tree, parent, NODE_TEXT);
	node->text.text = str_from(text);
	return node;
}

static struct node *add_heading(struct tree *tree, struct node *parent,
				uint8_t level, const char *text)
{
	struct node *heading = add(tree, parent, NODE_HEADING);
	heading->heading.level = level;
	add_text(tree, heading, text);
	return heading;
}

static struct node *add_link(struct tree *tree, struct node *parent,
			     const char *destination)
{
	struct node *link = add(tree, parent, NODE_LINK);
	link->link.destination = destination;
	return link;
}

static void start(struct tree *tree)
{
	*tree = (struct tree){ 0 };
	tree->document = (struct document){ .arena = &tree->arena,
					    .language = "en",
					    .direction = DIRECTION_LTR };
	tree->document.root = add(tree, NULL, NODE_DOCUMENT);
}

static void finish(struct tree *tree, struct outline_options options)
{
	char message[256] = "";
	document_finish(&tree->document, &options, &tree->list);
	if (!document_check_invariants(&tree->document, message,
				       sizeof message))
		fail_msg("%s", message);
}

static void release(struct tree *tree)
{
	diagnostics_release(&tree->list);
	arena_release(&tree->arena);
}

static void expect_number(const struct node *heading, const char *number)
{
	if (number)
		assert_string_equal(heading->heading.number, number);
	else
		assert_null(heading->heading.number);
}

static void test_heading_numbers(void **state)
{
	(void)state;
	struct tree tree;
	start(&tree);
	struct node *cover = add(&tree, tree.document.root, NODE_COVER);
	struct node *title = add_heading(&tree, cover, 1, "Title");
	struct node *one = add(&tree, tree.document.root, NODE_CHAPTER);
	struct node *a = add_heading(&tree, one, 1, "A");
	struct node *b = add_heading(&tree, one, 2, "B");
	struct node *c = add_heading(&tree, one, 3, "C");
	struct node *d = add_heading(&tree, one, 2, "D");
	struct node *two = add(&tree, tree.document.root, NODE_CHAPTER);
	struct node *e = add_heading(&tree, two, 1, "E");
	struct node *f = add_heading(&tree, two, 2, "F");
	e->classes = "unnumbered";
	struct node *three = add(&tree, tree.document.root, NODE_CHAPTER);
	struct node *g = add_heading(&tree, three, 1, "G");
	struct node *box = add(&tree, three, NODE_CALLOUT);
	struct node *h = add_heading(&tree, box, 2, "H");
	struct node *i = add_heading(&tree, three, 2, "I");
	finish(&tree, (struct outline_options){ .numbers_headings = true });
	expect_number(title, NULL);
	expect_number(a, "1");
	expect_number(b, "1.1");
	expect_number(c, "1.1.1");
	expect_number(d, "1.2");
	expect_number(e, NULL);
	expect_number(f, NULL);
	expect_number(g, "2");
	expect_number(h, NULL);
	expect_number(i, "2.1");
	assert_int_equal(title->heading.level, 1);
	assert_int_equal(a->heading.level, 2);
	assert_int_equal(c->heading.level, 4);
	assert_false(title->heading.in_contents);
	assert_true(e->heading.in_contents);
	assert_false(h->heading.in_contents);
	assert_int_equal(tree.document.heading_count, 10);
	assert_string_equal(tree.document.title, "Title");
	release(&tree);
}

static void test_deepest_level(void **state)
{
	(void)state;
	struct tree tree;
	start(&tree);
	struct node *headings[7];
	for (uint8_t level = 1; level <= 6; level++)
		headings[level] =
			add_heading(&tree, tree.document.root, level, "x");
	tree.document.title = "Another";
	finish(&tree, (struct outline_options){ 0 });
	assert_int_equal(headings[1]->heading.level, 2);
	assert_int_equal(headings[5]->heading.level, 6);
	assert_int_equal(headings[6]->heading.level, 6);
	release(&tree);
}

static void test_identifiers(void **state)
{
	(void)state;
	struct tree tree;
	start(&tree);
	struct node *root = tree.document.root;
	struct node *first = add_heading(&tree, root, 1, "Żółć, Ärger!");
	struct node *second = add_heading(&tree, root, 2, "same");
	struct node *third = add_heading(&tree, root, 2, "Same");
	struct node *fourth = add_heading(&tree, root, 2, "!?");
	struct node *paragraph = add(&tree, root, NODE_PARAGRAPH);
	paragraph->identifier = "same";
	struct node *other = add(&tree, root, NODE_PARAGRAPH);
	other->identifier = "same";
	finish(&tree, (struct outline_options){ .is_strict = true });
	assert_string_equal(first->identifier, "żółć-ärger");
	/* Authors' own names come before those made from headings. */
	assert_string_equal(paragraph->identifier, "same");
	assert_string_equal(other->identifier, "same-1");
	assert_string_equal(second->identifier, "same-2");
	assert_string_equal(third->identifier, "same-3");
	assert_string_equal(fourth->identifier, "section");
	assert_int_equal(tree.list.error_count, 1);
	assert_int_equal(tree.list.items[0].code, DIAGNOSTIC_IDENTIFIER_DOUBLE);
	release(&tree);
}

static void test_links(void **state)
{
	(void)state;
	struct tree tree;
	start(&tree);
	struct node *root = tree.document.root;
	struct node *heading = add_heading(&tree, root, 1, "Ünder one");
	struct node *paragraph = add(&tree, root, NODE_PARAGRAPH);
	struct node *encoded = add_link(&tree, paragraph, "#%C3%BCnder-one");
	struct node *nowhere = add_link(&tree, paragraph, "#nowhere");
	struct node *empty = add_link(&tree, paragraph, "");
	struct node *web = add_link(&tree, paragraph, "https://example.org");
	add_text(&tree, encoded, "x");
	finish(&tree, (struct outline_options){ .is_strict = true });
	assert_ptr_equal(encoded->link.target, heading);
	assert_string_equal(encoded->link.destination, "#ünder-one");
	assert_null(nowhere->link.target);
	assert_int_equal(empty->kind, NODE_SPAN);
	assert_true(str_equals_string(web->first_child->text.text,
				      "https://example.org"));
	assert_int_equal(tree.list.error_count, 1);
	release(&tree);
}

/* As github.com makes them: no-break and other wide spaces are punctuation, and
 * so are most signs. */
static void test_identifiers_of_odd_headings(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "A\u00A0b c", "ab-c" },
		{ "A\u202Fb", "ab" },
		{ "A\u3000b", "ab" },
		{ "A\u2009b", "ab" },
		{ "1.\u00A0Zasady", "1zasady" },
		{ "a  b", "a--b" },
		{ "a\u00ADb", "ab" },
		{ "مقدّمة عامة", "مقدّمة-عامة" },
		{ "第1章：概要", "第1章概要" },
		{ "a_b-c", "a_b-c" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct tree tree;
		start(&tree);
		struct node *heading =
			add_heading(&tree, tree.document.root, 1, cases[i][0]);
		finish(&tree, (struct outline_options){ 0 });
		assert_string_equal(heading->identifier, cases[i][1]);
		release(&tree);
	}
}

static const char *refuse(void *context, struct arena *arena, const char *from,
			  const char *path)
{
	(void)context, (void)arena, (void)from;
	return strcmp(path, "there.pdf") == 0 ? NULL : "refused";
}

/* Three chapters, of which two have each name. */
struct chapters {
	struct tree tree;
	struct node *same[3], *link[3];
};

static void start_chapters(struct chapters *chapters, const char *destination)
{
	static const char *const texts[] = { "./en/1.md", "./en/2.md",
					     "./en/3.md" };
	static const struct document_links links = { .texts = texts,
						     .text_count = 3,
						     .refuse = refuse };
	start(&chapters->tree);
	for (int i = 0; i < 3; i++) {
		struct node *root = chapters->tree.document.root;
		struct node *paragraph =
			add(&chapters->tree, root, NODE_PARAGRAPH);
		chapters->link[i] =
			add_link(&chapters->tree, paragraph, destination);
		add_text(&chapters->tree, chapters->link[i], "x");
		chapters->same[i] = add_heading(&chapters->tree, root, 2,
						i == 1 ? "other" : "same");
		paragraph->place.file = chapters->same[i]->place.file =
			chapters->link[i]->place.file = texts[i];
	}
	finish(&chapters->tree,
	       (struct outline_options){ .is_strict = true, .links = &links });
}

static void test_links_between_texts(void **state)
{
	(void)state;
	struct chapters chapters;
	start_chapters(&chapters, "#same");
	assert_ptr_equal(chapters.link[0]->link.target, chapters.same[0]);
	assert_ptr_equal(chapters.link[1]->link.target, chapters.same[0]);
	assert_ptr_equal(chapters.link[2]->link.target, chapters.same[2]);
	assert_string_equal(chapters.link[2]->link.destination, "#same-1");
	assert_int_equal(chapters.tree.list.count, 1);
	assert_int_equal(chapters.tree.list.items[0].code,
			 DIAGNOSTIC_LINK_AMBIGUOUS);
	release(&chapters.tree);
	start_chapters(&chapters, "3.md#same");
	for (int i = 0; i < 3; i++)
		assert_ptr_equal(chapters.link[i]->link.target,
				 chapters.same[2]);
	assert_int_equal(chapters.tree.list.count, 0);
	release(&chapters.tree);
	start_chapters(&chapters, "../en/./2.md");
	for (int i = 0; i < 3; i++)
		assert_string_equal(chapters.link[i]->link.destination, "#2");
	release(&chapters.tree);
	start_chapters(&chapters, "there.pdf#same");
	assert_null(chapters.link[0]->link.target);
	assert_int_equal(chapters.tree.list.count, 0);
	release(&chapters.tree);
	start_chapters(&chapters, "gone.pdf");
	assert_int_equal(chapters.tree.list.error_count, 3);
	assert_int_equal(chapters.tree.list.items[2].code,
			 DIAGNOSTIC_LINK_FILE);
	release(&chapters.tree);
}

static struct node *add_footnote(struct tree *tree)
{
	struct node *footnote = add(tree, NULL, NODE_FOOTNOTE);
	add(tree, footnote, NODE_PARAGRAPH);
	return footnote;
}

static void refer(struct tree *tree, struct node *parent, struct node *footnote)
{
	struct node *reference = add(tree, parent, NODE_FOOTNOTE_REFERENCE);
	reference->footnote_reference.footnote = footnote;
}

static void test_footnotes(void **state)
{
	(void)state;
	struct tree tree;
	start(&tree);
	struct node *unused = add_footnote(&tree), *late = add_footnote(&tree),
		    *early = add_footnote(&tree), *inner = add_footnote(&tree);
	struct node *list[] = { unused, late, early, inner };
	tree.document.footnotes = list;
	tree.document.footnote_count = 4;
	struct node *paragraph = add(&tree, tree.document.root, NODE_PARAGRAPH);
	refer(&tree, paragraph, early);
	refer(&tree, paragraph, late);
	refer(&tree, paragraph, early);
	refer(&tree, early->first_child, inner);
	/* Nobody who is read refers to this one. */
	refer(&tree, unused->first_child, unused);
	finish(&tree, (struct outline_options){ .file_name = "a.md" });
	assert_int_equal(tree.document.footnote_count, 3);
	assert_ptr_equal(tree.document.footnotes[0], early);
	assert_ptr_equal(tree.document.footnotes[1], late);
	assert_ptr_equal(tree.document.footnotes[2], inner);
	assert_int_equal(early->footnote.reference_count, 2);
	assert_int_equal(
		early->footnote.references[1]->footnote_reference.index, 1);
	release(&tree);
}

static struct node *add_table(struct tree *tree, unsigned columns,
			      unsigned rows)
{
	struct node *table = add(tree, tree->document.root, NODE_TABLE);
	table->table.column_count = columns;
	table->table.alignments =
		ARENA_NEW_ARRAY(&tree->arena, columns, enum alignment);
	for (unsigned i = 0; i < rows; i++) {
		struct node *row = add(tree, table, NODE_TABLE_ROW);
		row->table_row.is_header = i == 0;
		for (unsigned j = 0; j < columns; j++)
			add_text(tree, add(tree, row, NODE_TABLE_CELL), "x");
	}
	return table;
}

static void test_tables(void **state)
{
	(void)state;
	struct tree tree;
	start(&tree);
	struct node *plain = add_table(&tree, 2, 3);
	struct node *sided = add_table(&tree, 2, 2);
	sided->table.has_header_column = true;
	struct node *caption = add(&tree, NULL, NODE_CAPTION);
	node_insert_before(sided->first_child, caption);
	add_text(&tree, caption, "Caption");
	struct node *bare = add_table(&tree, 1, 2);
	bare->first_child->first_child->first_child->text.text = STR(" ");
	finish(&tree, (struct outline_options){ .file_name = "a.md",
						.numbers_figures = true });
	assert_int_equal(plain->table.row_count, 3);
	assert_int_equal(plain->table.header_row_count, 1);
	assert_null(plain->table.number);
	assert_string_equal(sided->table.number, "1");
	struct node *cell = sided->last_child->first_child;
	assert_int_equal(cell->table_cell.heads, HEADS_ROW);
	assert_int_equal(cell->table_cell.row, 1);
	assert_int_equal(cell->next->table_cell.heads, HEADS_NOTHING);
	assert_int_equal(cell->next->table_cell.column, 1);
	/* A header row without words is none. */
	assert_int_equal(bare->table.header_row_count, 0);
	assert_int_equal(bare->table.row_count, 1);
	assert_int_equal(tree.list.warning_count, 1);
	assert_int_equal(tree.list.items[0].code, DIAGNOSTIC_TABLE_HEADER);
	release(&tree);
}

static void test_contents(void **state)
{
	(void)state;
	struct tree tree;
	start(&tree);
	add_heading(&tree, tree.document.root, 1, "Title");
	add_heading(&tree, tree.document.root, 2, "Section");
	tree.document.subtitle = "Subtitle";
	tree.document.title = "Title";
	finish(&tree, (struct outline_options){ .adds_contents = true });
	struct node *subtitle = tree.document.root->first_child->next;
	assert_string_equal(subtitle->classes, "subtitle");
	assert_int_equal(subtitle->next->kind, NODE_CONTENTS);
	release(&tree);
}

/* ---- Invariants ---------------------------------------------------------- */

static void expect_broken(struct tree *tree, const char *message)
{
	char found[256] = "";
	assert_false(document_check_invariants(&tree->document, found,
					       sizeof found));
	assert_non_null(strstr(found, message));
}

static void test_invariants(void **state)
{
	(void)state;
	struct tree tree;
	start(&tree);
	struct node *title = add_heading(&tree, tree.document.root, 1, "T");
	struct node *section = add_heading(&tree, tree.document.root, 2, "S");
	struct node *table = add_table(&tree, 2, 2);
	struct node *paragraph = add(&tree, tree.document.root, NODE_PARAGRAPH);
	add_text(&tree, paragraph, "words");
	finish(&tree, (struct outline_options){ 0 });

	section->heading.level = 3;
	expect_broken(&tree, "level 3 after level 1");
	section->heading.level = 1;
	expect_broken(&tree, "level 1 after level 1");
	section->heading.level = 2;

	section->identifier = title->identifier;
	expect_broken(&tree, "is not unique");
	section->identifier = "s";

	struct node *corner = table->first_child->first_child;
	corner->table_cell.row_span = 2;
	expect_broken(&tree, "is reached out of");
	corner->table_cell.row_span = 1;
	corner->table_cell.column_span = 2;
	expect_broken(&tree, "is too much in its row");
	corner->table_cell.column_span = 3;
	expect_broken(&tree, "is misplaced");
	corner->table_cell.column_span = 1;
	corner->table_cell.heads = HEADS_UNKNOWN;
	expect_broken(&tree, "is misplaced");
	corner->table_cell.heads = HEADS_COLUMN;

	table->last_child->table_row.is_header = true;
	expect_broken(&tree, "badly counted");
	table->last_child->table_row.is_header = false;

	struct node *cell = table->last_child->last_child;
	node_unlink(cell);
	expect_broken(&tree, "lacks a cell");
	node_append(table->last_child, cell);

	paragraph->kind = NODE_LIST;
	expect_broken(&tree, "text: stands in a list");
	paragraph->kind = NODE_FIGURE;
	expect_broken(&tree, "stands in a figure");
	paragraph->kind = NODE_PARAGRAPH;

	paragraph->first_child->previous = title;
	expect_broken(&tree, "badly linked");
	paragraph->first_child->previous = NULL;

	char message[256];
	assert_true(document_check_invariants(&tree.document, message,
					      sizeof message));
	release(&tree);
}

/* The largest place of a file decides for all of them. */
static void test_picture_rooms(void **state)
{
	(void)state;
	struct tree tree;
	start(&tree);
	static const char *const paths[] = { "a", "a", "b", NULL, "c" };
	struct node *images[5];
	struct node *row = add(&tree, tree.document.root, NODE_EASY_READ_ROW);
	for (size_t i = 0; i < 5; i++) {
		struct node *paragraph =
			add(&tree, i == 4 ? row : tree.document.root,
			    NODE_PARAGRAPH);
		images[i] = add(&tree, paragraph, NODE_IMAGE);
		images[i]->image.source = images[i]->image.alternative = "x";
		images[i]->image.path = paths[i];
	}
	images[0]->image.width_percent = 25;
	images[1]->image.width = LU_FROM_POINTS(200);
	images[2]->image.width = LU_FROM_POINTS(900);
	finish(&tree, (struct outline_options){
			      .pictures = { .measure = LU_FROM_POINTS(400),
					    .highest = LU_FROM_POINTS(700),
					    .beside_words = LU_FROM_POINTS(90),
					    .dpi = 300 } });
	const struct image_rooms *a = images[0]->image.rooms;
	assert_ptr_equal(a, images[1]->image.rooms);
	assert_int_equal(a->paper.width, LU_FROM_POINTS(200));
	assert_int_equal(a->paper.height, LU_FROM_POINTS(700));
	assert_int_equal(a->screen.height, 0);
	assert_true(a->paper.is_wide);
	/* never wider than the text */
	assert_int_equal(images[2]->image.rooms->paper.width,
			 LU_FROM_POINTS(400));
	assert_null(images[3]->image.rooms);
	assert_int_equal(images[4]->image.rooms->paper.width,
			 LU_FROM_POINTS(90));
	assert_int_equal(images[4]->image.rooms->screen.width,
			 LU_FROM_POINTS(400));
	release(&tree);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_heading_numbers),
	cmocka_unit_test(test_deepest_level),
	cmocka_unit_test(test_identifiers),
	cmocka_unit_test(test_links),
	cmocka_unit_test(test_links_between_texts),
	cmocka_unit_test(test_identifiers_of_odd_headings),
	cmocka_unit_test(test_footnotes),
	cmocka_unit_test(test_tables),
	cmocka_unit_test(test_contents),
	cmocka_unit_test(test_picture_rooms),
	cmocka_unit_test(test_invariants),
};
UNIT_FILE(tests, NULL, NULL)
