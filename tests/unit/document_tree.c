/* document/: the tree's operations, walks and words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"
#include "unit/unit.h"

static struct arena arena;

static int tear_down(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct node *add(struct node *parent, enum node_kind kind)
{
	struct node *node = node_new(&arena, kind, (struct place){ 0 });
	if (parent)
		node_append(parent, node);
	return node;
}

static struct node *add_text(struct node *parent, const char *text)
{
	struct node *node = add(parent, NODE_TEXT);
	node->text.text = str_from(text);
	return node;
}

static void expect_children(const struct node *parent, size_t count, ...)
{
	va_list children;
	va_start(children, count);
	const struct node *before = NULL, *child = parent->first_child;
	for (size_t i = 0; i < count; i++) {
		assert_ptr_equal(child, va_arg(children, struct node *));
		assert_ptr_equal(child->previous, before);
		assert_ptr_equal(child->parent, parent);
		before = child;
		child = child->next;
	}
	va_end(children);
	assert_null(child);
	assert_ptr_equal(parent->last_child, before);
}

static void test_links(void **state)
{
	(void)state;
	struct node *root = add(NULL, NODE_DOCUMENT);
	struct node *a = add(root, NODE_PARAGRAPH);
	struct node *c = add(root, NODE_PARAGRAPH);
	struct node *b = add(NULL, NODE_DIVISION);
	node_insert_before(c, b);
	expect_children(root, 3, a, b, c);
	struct node *x = add(b, NODE_PARAGRAPH), *y = add(b, NODE_PARAGRAPH);
	node_replace_with_children(b);
	expect_children(root, 4, a, x, y, c);
	assert_null(b->parent);
	node_unlink(a);
	node_unlink(c);
	expect_children(root, 2, x, y);
	struct node *first = add(NULL, NODE_PARAGRAPH);
	node_insert_before(x, first);
	expect_children(root, 3, first, x, y);
	node_unlink(first);
	node_unlink(x);
	node_unlink(y);
	expect_children(root, 0);
}

static void test_walks(void **state)
{
	(void)state;
	struct node *root = add(NULL, NODE_DOCUMENT);
	struct node *list = add(root, NODE_LIST);
	struct node *item = add(list, NODE_LIST_ITEM);
	struct node *paragraph = add(item, NODE_PARAGRAPH);
	struct node *last = add(root, NODE_PARAGRAPH);
	const struct node *order[] = { root, list, item, paragraph, last };
	const struct node *node = root;
	for (size_t i = 0; i < 5; i++) {
		assert_ptr_equal(node, order[i]);
		node = node_next(root, node);
	}
	assert_null(node);
	assert_ptr_equal(node_next_after(root, list), last);
	assert_null(node_next_after(root, last));
	/* Within a subtree the walk ends at its edge. */
	assert_null(node_next(list, paragraph));
	assert_null(node_next_after(root, root));
}

static void test_language_and_direction(void **state)
{
	(void)state;
	struct document document = { .language = "ar",
				     .direction = DIRECTION_RTL };
	struct node *root = add(NULL, NODE_DOCUMENT);
	struct node *division = add(root, NODE_DIVISION);
	struct node *paragraph = add(division, NODE_PARAGRAPH);
	assert_string_equal(node_language(&document, paragraph), "ar");
	assert_int_equal(node_direction(&document, paragraph), DIRECTION_RTL);
	division->language = "en";
	division->direction = DIRECTION_LTR;
	assert_string_equal(node_language(&document, paragraph), "en");
	assert_int_equal(node_direction(&document, paragraph), DIRECTION_LTR);

	static const char *const rtl[] = { "ar", "ar-EG", "fa",
					   "he", "ur",    "az-Arab" };
	static const char *const ltr[] = { "en-GB", "pl", "zh-Hans",
					   "gd",    "az", "" };
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(document_direction_of_language(rtl[i]),
				 DIRECTION_RTL);
		assert_int_equal(document_direction_of_language(ltr[i]),
				 DIRECTION_LTR);
	}
}

static void test_classes(void **state)
{
	(void)state;
	struct node *node = add(NULL, NODE_DIVISION);
	assert_false(node_has_class(node, "a"));
	node->classes = "wide term unnumbered";
	assert_true(node_has_class(node, "wide"));
	assert_true(node_has_class(node, "term"));
	assert_true(node_has_class(node, "unnumbered"));
	assert_false(node_has_class(node, "number"));
	assert_false(node_has_class(node, "wid"));
}

static void test_plain_text(void **state)
{
	(void)state;
	struct node *root = add(NULL, NODE_DIVISION);
	struct node *heading = add(root, NODE_HEADING);
	add_text(heading, "one");
	add(heading, NODE_SOFT_BREAK);
	add_text(add(heading, NODE_EMPHASIS), "two");
	add(heading, NODE_FOOTNOTE_REFERENCE);
	struct node *image = add(heading, NODE_IMAGE);
	image->image.alternative = "!";
	add_text(add(root, NODE_PARAGRAPH), "three");
	struct buffer words = BUFFER_INITIALISER;
	node_append_plain_text(root, &words);
	assert_string_equal(words.bytes, "one two! three");
	buffer_release(&words);
}

static void test_names(void **state)
{
	(void)state;
	for (int kind = 0; kind < NODE_KIND_COUNT; kind++) {
		const char *name = node_kind_name((enum node_kind)kind);
		assert_non_null(name);
		for (int other = 0; other < kind; other++)
			assert_string_not_equal(
				name, node_kind_name((enum node_kind)other));
	}
	assert_string_equal(node_kind_name(NODE_LIST_ITEM), "list-item");
	assert_true(node_is_block(add(NULL, NODE_PAGE_BREAK)));
	assert_true(node_is_inline(add(NULL, NODE_EMPHASIS)));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_links),
	cmocka_unit_test(test_walks),
	cmocka_unit_test(test_language_and_direction),
	cmocka_unit_test(test_classes),
	cmocka_unit_test(test_plain_text),
	cmocka_unit_test(test_names),
};
UNIT_FILE(tests, NULL, tear_down)
