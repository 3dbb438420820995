/* document/kinds.def: what the tables that are made of it promise. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "document/document.h"
#include "unit/unit.h"

static bool is_in_some_place(enum node_kind kind)
{
	for (int parent = 0; parent < NODE_KIND_COUNT; parent++)
		if (node_kind_may_hold((enum node_kind)parent, kind))
			return true;
	return false;
}

/* But for the root and for notes, which are apart from the tree. */
static void test_every_kind_has_a_place(void **state)
{
	(void)state;
	for (int i = 0; i < NODE_KIND_COUNT; i++) {
		enum node_kind kind = (enum node_kind)i;
		bool is_apart = kind == NODE_DOCUMENT || kind == NODE_FOOTNOTE;
		assert_int_equal(is_in_some_place(kind), !is_apart);
	}
}

static void test_what_holds_what(void **state)
{
	(void)state;
	static const struct {
		enum node_kind parent, child;
		bool may_hold;
	} cases[] = {
		{ NODE_DOCUMENT, NODE_PARAGRAPH, true },
		{ NODE_DOCUMENT, NODE_TEXT, false },
		{ NODE_PARAGRAPH, NODE_TEXT, true },
		{ NODE_PARAGRAPH, NODE_PARAGRAPH, false },
		{ NODE_LIST, NODE_LIST_ITEM, true },
		{ NODE_LIST, NODE_PARAGRAPH, false },
		{ NODE_LIST_ITEM, NODE_LIST, true },
		{ NODE_DIVISION, NODE_LIST_ITEM, false },
		{ NODE_TABLE, NODE_CAPTION, true },
		{ NODE_TABLE, NODE_TABLE_ROW, true },
		{ NODE_TABLE, NODE_TABLE_CELL, false },
		{ NODE_TABLE_ROW, NODE_TABLE_CELL, true },
		{ NODE_FIGURE, NODE_CAPTION, true },
		{ NODE_FIGURE, NODE_CHART, true },
		{ NODE_DIVISION, NODE_CHART, false },
		{ NODE_DIVISION, NODE_DESCRIPTION, false },
		{ NODE_CODE_BLOCK, NODE_TEXT, false },
		{ NODE_LINK, NODE_IMAGE, true },
		{ NODE_TEXT, NODE_TEXT, false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			node_kind_may_hold(cases[i].parent, cases[i].child),
			cases[i].may_hold);
}

/* Whatever is put into a list or table finds room in its part's part's …, and
 * what becomes something else can stand wherever blocks do. */
static void test_parts_and_substitutes(void **state)
{
	(void)state;
	enum node_kind part, substitute;
	for (int i = 0; i < NODE_KIND_COUNT; i++) {
		enum node_kind kind = (enum node_kind)i;
		if (node_kind_has_parts(kind, &part))
			assert_true(node_kind_may_hold(kind, part));
		if (node_kind_has_substitute(kind, &substitute))
			assert_true(
				node_kind_may_hold(NODE_DIVISION, substitute));
	}
	assert_true(node_kind_has_parts(NODE_TABLE, &part));
	assert_int_equal(part, NODE_TABLE_ROW);
	assert_true(node_kind_has_substitute(NODE_CAPTION, &substitute));
	assert_int_equal(substitute, NODE_PARAGRAPH);
	assert_true(node_kind_is_bound(NODE_DESCRIPTION, &part));
	assert_int_equal(part, NODE_FIGURE);
	assert_false(node_kind_is_bound(NODE_PARAGRAPH, &part));
	assert_false(node_kind_is_bound(NODE_FOOTNOTE, &part));
}

/* A row that stood apart from the others of its kind would never be found. */
static void test_fields_stand_together(void **state)
{
	(void)state;
	static const enum node_kind kinds[] = {
#define FIELD(KIND, ...) NODE_##KIND,
#include "document/kinds.def"
	};
	size_t found = 0, count;
	for (int kind = 0; kind < NODE_KIND_COUNT; kind++) {
		node_kind_fields((enum node_kind)kind, &count);
		found += count;
	}
	assert_int_equal(found, sizeof kinds / sizeof *kinds);
}

static void test_choices(void **state)
{
	(void)state;
	size_t count;
	const struct field_choice *choices = field_choices("callout", &count);
	assert_int_equal(count, 3);
	assert_string_equal(choices[0].name, "key");
	assert_int_equal(choices[0].value, CALLOUT_KEY_FINDING);
	/* What an attribute that is not there leaves is a choice, too. */
	for (int i = 0; i < NODE_KIND_COUNT; i++) {
		size_t fields;
		const struct node_field *field =
			node_kind_fields((enum node_kind)i, &fields);
		for (; fields; fields--, field++) {
			if (field->type != FIELD_ONE_OF)
				continue;
			choices = field_choices(field->set, &count);
			bool has_first = false;
			for (size_t j = 0; j < count; j++)
				has_first |= choices[j].value == 0;
			assert_true(has_first);
		}
	}
}

static void test_words_of_nodes(void **state)
{
	(void)state;
	struct node text = { .kind = NODE_TEXT };
	text.text.text = str_from("words");
	assert_true(str_equals_string(node_text(&text), "words"));
	struct node code = { .kind = NODE_CODE_BLOCK };
	code.code_block.text = str_from("code\n");
	assert_true(str_equals_string(node_text(&code), "code\n"));
	struct node heading = { .kind = NODE_HEADING };
	assert_null(node_text(&heading).bytes);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_kind_has_a_place),
	cmocka_unit_test(test_what_holds_what),
	cmocka_unit_test(test_parts_and_substitutes),
	cmocka_unit_test(test_fields_stand_together),
	cmocka_unit_test(test_choices),
	cmocka_unit_test(test_words_of_nodes),
};
UNIT_FILE(tests, NULL, NULL)
