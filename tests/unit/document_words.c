/* document/: what a language decides, in the tree: titles, labels, line ends,
 * directions, digits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "document/localise.h"
#include "unit/html_tree.h"
#include "unit/unit.h"

static int set_up(void **state)
{
	struct tree *tree = malloc(sizeof *tree);
	tree_start(tree, "Title");
	*state = tree;
	return 0;
}

static int tear_down(void **state)
{
	struct tree *tree = *state;
	arena_release(&tree->arena);
	free(tree);
	return 0;
}

static struct node *add_to_root(struct tree *tree, enum node_kind kind)
{
	return add(tree, tree->document.root, kind);
}

static void add_words(struct tree *tree)
{
	document_add_words(&tree->document);
}

static void assert_says(const struct node *node, const char *expected)
{
	struct buffer words = BUFFER_INITIALISER;
	assert_non_null(node);
	node_append_plain_text(node, &words);
	assert_string_equal(buffer_str(&words).bytes, expected);
	buffer_release(&words);
}

/* ---- Callouts ---------------------------------------------------------- */

static void test_callouts_say_what_they_are(void **state)
{
	static const struct {
		enum callout_kind kind;
		enum alert_kind alert;
		const char *own, *title;
	} cases[] = {
		{ CALLOUT_NOTE, ALERT_NOTE, NULL, "Note" },
		{ CALLOUT_NOTE, ALERT_TIP, "", "Tip" },
		{ CALLOUT_KEY_FINDING, ALERT_IMPORTANT, NULL, "Important" },
		{ CALLOUT_WARNING, ALERT_WARNING, NULL, "Warning" },
		{ CALLOUT_WARNING, ALERT_CAUTION, "Ice", "Caution: Ice" },
		{ CALLOUT_KEY_FINDING, ALERT_NONE, "Few came",
		  "Key finding: Few came" },
		{ CALLOUT_WARNING, ALERT_NONE, NULL, "Warning" },
		{ CALLOUT_WARNING, ALERT_NONE, "WARNING of ice",
		  "WARNING of ice" },
		{ CALLOUT_NOTE, ALERT_NONE, "In short", "In short" },
		{ CALLOUT_NOTE, ALERT_NONE, NULL, NULL },
		{ CALLOUT_NOTE, ALERT_NONE, "", NULL },
	};
	enum { COUNT = sizeof cases / sizeof *cases };
	struct tree *tree = *state;
	const struct node *callouts[COUNT];
	for (size_t i = 0; i < COUNT; i++) {
		struct node *callout = add_to_root(tree, NODE_CALLOUT);
		callout->callout.kind = cases[i].kind;
		callout->callout.alert = cases[i].alert;
		callout->callout.title = cases[i].own;
		add_paragraph(tree, callout, "x");
		callouts[i] = callout;
	}
	add_words(tree);
	for (size_t i = 0; i < COUNT; i++) {
		assert_null(callouts[i]->callout.title);
		if (!cases[i].title) {
			assert_null(node_title(callouts[i]));
			continue;
		}
		assert_ptr_equal(node_title(callouts[i]),
				 callouts[i]->first_child);
		assert_says(node_title(callouts[i]), cases[i].title);
		assert_int_equal(node_title(callouts[i])->title.level, 0);
	}
}

/* Our word is in the document's language, whatever the box is in. */
static void test_words_in_a_box_of_another_language(void **state)
{
	struct tree *tree = *state;
	struct node *alone = add_to_root(tree, NODE_CALLOUT);
	alone->callout.kind = CALLOUT_WARNING;
	alone->language = "ar";
	alone->direction = DIRECTION_RTL;
	struct node *mixed = add_to_root(tree, NODE_CALLOUT);
	mixed->callout.kind = CALLOUT_WARNING;
	mixed->callout.title = "Lód";
	mixed->language = "pl";
	struct node *own = add_to_root(tree, NODE_CALLOUT);
	own->callout.title = "Lód";
	own->language = "pl";
	add_words(tree);
	const struct node *title = node_title(alone);
	assert_string_equal(title->language, "en-GB");
	assert_int_equal(title->direction, DIRECTION_LTR);
	title = node_title(mixed);
	assert_null(title->language);
	assert_int_equal(title->first_child->kind, NODE_SPAN);
	assert_string_equal(title->first_child->language, "en-GB");
	assert_int_equal(title->first_child->direction, DIRECTION_INHERIT);
	assert_says(title->first_child, "Warning: ");
	assert_int_equal(title->last_child->kind, NODE_TEXT);
	assert_says(title, "Warning: Lód");
	assert_null(node_title(own)->language);
	assert_int_equal(node_title(own)->first_child->kind, NODE_TEXT);
}

/* A locale without words of its own has those of another language. */
static void test_words_of_another_language(void **state)
{
	struct tree *tree = *state;
	tree->document.language = "fa";
	tree->document.direction = DIRECTION_RTL;
	tree->document.words.language = "en-GB";
	struct node *here = add_to_root(tree, NODE_CASE_STUDY);
	struct node *there = add_to_root(tree, NODE_CASE_STUDY);
	there->language = "en-GB";
	there->direction = DIRECTION_LTR;
	add_footnote(tree);
	add_words(tree);
	assert_string_equal(here->first_child->language, "en-GB");
	assert_int_equal(here->first_child->direction, DIRECTION_LTR);
	assert_null(there->first_child->language);
	assert_int_equal(there->first_child->direction, DIRECTION_INHERIT);
	assert_string_equal(tree->document.notes_title->language, "en-GB");
	assert_string_equal(node_words_language(&tree->document, NULL),
			    "en-GB");
	assert_null(node_words_language(&tree->document, there));
}

/* ---- Case studies, contents, notes ------------------------------------- */

static struct node *add_story(struct tree *tree, const char *title)
{
	struct node *story = add_to_root(tree, NODE_CASE_STUDY);
	story->case_study.title = title;
	add_paragraph(tree, story, "x");
	return story;
}

static void test_case_studies(void **state)
{
	struct tree *tree = *state;
	struct node *first = add_story(tree, "Before");
	add_heading(tree, tree->document.root, 1, "Title", "a");
	struct node *second = add_story(tree, "Ann");
	second->case_study.is_invented = true;
	add_heading(tree, second, 2, "Within", "b");
	struct node *third = add_story(tree, "Ben");
	add_heading(tree, tree->document.root, 6, "Deep", "c");
	struct node *deepest = add_story(tree, "Cy");
	struct node *untitled = add_story(tree, "");
	add_words(tree);
	assert_int_equal(node_title(first)->title.level, 0);
	assert_int_equal(node_title(second)->title.level, 2);
	assert_int_equal(node_title(third)->title.level, 3);
	assert_int_equal(node_title(deepest)->title.level, 6);
	assert_null(node_title(untitled));
	assert_int_equal(second->first_child->kind, NODE_KICKER);
	assert_says(second->first_child, "Case study");
	assert_ptr_equal(second->first_child->next, node_title(second));
	assert_says(node_title(second), "Ann");
	assert_int_equal(second->last_child->kind, NODE_REMARK);
	assert_says(second->last_child, "Invented");
	assert_int_equal(third->last_child->kind, NODE_PARAGRAPH);
	assert_int_equal(untitled->first_child->kind, NODE_KICKER);
}

static void test_contents_have_a_title(void **state)
{
	struct tree *tree = *state;
	struct node *early = add_to_root(tree, NODE_CONTENTS);
	add_heading(tree, tree->document.root, 1, "Title", "a");
	struct node *bare = add_to_root(tree, NODE_CONTENTS);
	struct node *own = add_to_root(tree, NODE_CONTENTS);
	add_heading(tree, own, 2, "What is in it", "b");
	struct node *figures = add_to_root(tree, NODE_CONTENTS);
	figures->contents.of = CONTENTS_OF_FIGURES;
	add_words(tree);
	/* The first heading of all is the document's. */
	assert_int_equal(node_title(early)->title.level, 0);
	assert_int_equal(node_title(bare)->title.level, 2);
	assert_says(node_title(bare), "Contents");
	assert_null(node_title(own));
	assert_null(figures->first_child);
	assert_null(tree->document.notes_title);
}

static void test_notes_have_a_title(void **state)
{
	struct tree *tree = *state;
	add_footnote(tree);
	add_words(tree);
	assert_says(tree->document.notes_title, "Notes");
	assert_int_equal(tree->document.notes_title->title.level, 2);
	assert_null(tree->document.notes_title->language);
	assert_null(tree->document.notes_title->parent);
}

static void test_details_have_a_summary(void **state)
{
	struct tree *tree = *state;
	struct node *own = add_to_root(tree, NODE_DETAILS);
	add_paragraph(tree, own, "More");
	struct node *empty = add_to_root(tree, NODE_DETAILS);
	add_paragraph(tree, empty, " ");
	struct node *bare = add_to_root(tree, NODE_DETAILS);
	add(tree, bare, NODE_THEMATIC_BREAK);
	add_words(tree);
	assert_says(own->first_child, "More");
	assert_says(empty->first_child, " Description");
	assert_says(bare->first_child, "Description");
	assert_int_equal(bare->first_child->next->kind, NODE_THEMATIC_BREAK);
}

/* ---- Figures and tasks ------------------------------------------------- */

static void assert_label(const struct part_label *label, const char *words,
			 const char *which, const char *lead)
{
	assert_string_equal(label->words, words);
	assert_string_equal(label->lead, lead);
	if (which)
		assert_string_equal(label->which, which);
	else
		assert_null(label->which);
}

static void test_parts_of_figures(void **state)
{
	struct tree *tree = *state;
	tree->document.words.colon = "：";
	struct node *numbered = add_to_root(tree, NODE_FIGURE);
	numbered->figure.number = "3";
	add(tree, numbered, NODE_CAPTION);
	struct node *description = add(tree, numbered, NODE_DESCRIPTION);
	struct node *plain = add_to_root(tree, NODE_FIGURE);
	struct node *other = add(tree, plain, NODE_DESCRIPTION);
	add_words(tree);
	assert_string_equal(numbered->figure.name, "Figure 3");
	assert_string_equal(node_label(numbered), "Figure 3：");
	assert_label(&description->description.label, "Description",
		     "：Figure 3", "Description：");
	assert_label(&numbered->figure.data, "Numbers", "：Figure 3",
		     "Numbers：");
	assert_label(&other->description.label, "Description", NULL,
		     "Description：");
	assert_label(&plain->figure.data, "Numbers", NULL, "Numbers：");
	assert_string_equal(node_label(plain), "");
}

static void test_tasks_have_names(void **state)
{
	struct tree *tree = *state;
	struct node *list = add_to_root(tree, NODE_LIST);
	struct node *item = add(tree, list, NODE_LIST_ITEM);
	struct node *open = add(tree, list, NODE_LIST_ITEM);
	struct node *done = add(tree, list, NODE_LIST_ITEM);
	open->list_item.task = TASK_OPEN;
	done->list_item.task = TASK_DONE;
	add_words(tree);
	assert_null(item->list_item.task_name);
	assert_string_equal(open->list_item.task_name, "To do");
	assert_string_equal(done->list_item.task_name, "Done");
}

static void test_notice_on_the_cover(void **state)
{
	struct tree *tree = *state;
	tree->document.notice = "All of it is invented.";
	struct node *cover = add_to_root(tree, NODE_COVER);
	struct node *foot = add(tree, cover, NODE_DIVISION);
	struct node *notice =
		add_paragraph(tree, foot, " All of it is invented.");
	struct node *other = add_paragraph(tree, foot, "All of it is true.");
	struct node *text = add_paragraph(tree, tree->document.root,
					  "All of it is invented.");
	add_words(tree);
	assert_true(notice->paragraph.is_notice);
	assert_false(other->paragraph.is_notice);
	assert_false(text->paragraph.is_notice);
}

/* ---- Quotations -------------------------------------------------------- */

static struct node *add_quotation(struct tree *tree, const char *source,
				  bool is_invented)
{
	struct node *quotation = add_to_root(tree, NODE_QUOTATION);
	add_paragraph(tree, quotation, "We wait.");
	quotation->quotation.source = source;
	quotation->quotation.is_invented = is_invented;
	return quotation;
}

static void test_quotations_are_closed(void **state)
{
	struct tree *tree = *state;
	struct node *bare = add_quotation(tree, NULL, false);
	struct node *sourced = add_quotation(tree, "Carer", false);
	struct node *invented = add_quotation(tree, NULL, true);
	struct node *both = add_quotation(tree, "Carer", true);
	struct node *foreign = add_quotation(tree, "Opiekun", true);
	foreign->language = "pl";
	add_words(tree);
	assert_says(bare, "“We wait.”");
	assert_int_equal(bare->last_child->kind, NODE_PARAGRAPH);
	assert_says(sourced->last_child, "— Carer");
	assert_string_equal(sourced->quotation.credit, "— Carer");
	assert_says(invented->last_child, "(Invented)");
	assert_null(invented->quotation.credit);
	assert_says(both->last_child, "— Carer (Invented)");
	assert_int_equal(both->last_child->kind, NODE_CREDIT);
	assert_true(node_has_class(both->last_child->first_child, "source"));
	assert_int_equal(both->last_child->last_child->kind, NODE_TEXT);
	const struct node *credit = foreign->last_child;
	assert_says(credit, "— Opiekun (Invented)");
	assert_null(credit->language);
	assert_true(node_has_class(credit->first_child, "source"));
	assert_int_equal(credit->last_child->kind, NODE_SPAN);
	assert_string_equal(credit->last_child->language, "en-GB");
}

/* ---- Line ends --------------------------------------------------------- */

/* What becomes of a line end between two texts. */
static const char *joined(struct tree *tree, enum node_kind block,
			  const char *before, const char *after)
{
	struct node *outer = add_to_root(tree, block);
	struct node *paragraph = add_paragraph(tree, outer, before);
	struct node *end = add(tree, paragraph, NODE_SOFT_BREAK);
	add_text(tree, paragraph, after);
	document_join_lines(&tree->document);
	return paragraph->next              ? "paragraph" :
	       !end->parent                 ? "nothing" :
	       end->kind == NODE_SOFT_BREAK ? "space" :
	       end->kind == NODE_LINE_BREAK ? "line" :
					      "?";
}

static void test_lines_of_easy_read(void **state)
{
	static const struct {
		const char *before, *after, *in_easy_read, *elsewhere;
	} cases[] = {
		{ "It rains.", "Take an umbrella.", "paragraph", "space" },
		{ "Take an", "umbrella.", "space", "space" },
		{ "Does it rain?", "Yes.", "paragraph", "space" },
		{ "“It rains!”", "she said.", "paragraph", "space" },
		{ "It rains (a lot.) ", "Yes.", "paragraph", "space" },
		{ "“It rains”", "she said.", "space", "space" },
		{ ")", "x", "space", "space" },
		{ "下雨了。", "带伞。", "paragraph", "nothing" },
		{ "他说：“下雨了。”", "带伞。", "paragraph", "nothing" },
		{ "下", "雨了。", "nothing", "nothing" },
		{ "هل تمطر؟", "نعم.", "paragraph", "space" },
		{ "Pada.", "Weź parasol.", "paragraph", "space" },
		{ "वर्षा हो रही है।", "छाता लो।", "paragraph", "space" },
	};
	struct tree *tree = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *before = cases[i].before, *after = cases[i].after;
		assert_string_equal(
			joined(tree, NODE_EASY_READ_ROW, before, after),
			cases[i].in_easy_read);
		assert_string_equal(joined(tree, NODE_DIVISION, before, after),
				    cases[i].elsewhere);
	}
}

/* No line of Easy Read ends with a word that leads into a phrase. */
static void test_phrases_of_easy_read(void **state)
{
	static const struct {
		const char *language, *words, *bound;
	} cases[] = {
		{ "en", "The care of a friend is theirs",
		  "The\u00a0care of\u00a0a\u00a0friend is\u00a0theirs" },
		{ "pl", "Lekarz jest dla ciebie i dla mnie",
		  "Lekarz jest dla\u00a0ciebie i\u00a0dla\u00a0mnie" },
		{ "ar", "قال لي", "قال لي" },
	};
	struct tree *tree = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct node *row = add_to_root(tree, NODE_EASY_READ_ROW);
		struct node *plain = add_to_root(tree, NODE_DIVISION);
		row->language = plain->language = cases[i].language;
		struct node *in = add_paragraph(tree, row, cases[i].words);
		struct node *out = add_paragraph(tree, plain, cases[i].words);
		document_join_lines(&tree->document);
		assert_true(str_equals_string(in->first_child->text.text,
					      cases[i].bound));
		assert_true(str_equals_string(out->first_child->text.text,
					      cases[i].words));
	}
}

/* In an Easy Read edition sentences start lines wherever they stand; in a tight
 * list they stay in their item. */
static void test_sentences_of_easy_read_editions(void **state)
{
	struct tree *tree = *state;
	tree->document.profile = PROFILE_EASY_READ;
	assert_string_equal(
		joined(tree, NODE_DIVISION, "It rains.", "Take an umbrella."),
		"paragraph");
	assert_string_equal(
		joined(tree, NODE_DIVISION, "It rains", "in the north."),
		"space");
	assert_string_equal(
		joined(tree, NODE_LIST_ITEM, "It rains.", "Take an umbrella."),
		"line");
	tree->document.profile = PROFILE_STANDARD;
}

/* ---- Directions and digits --------------------------------------------- */

static void test_directions(void **state)
{
	struct tree *tree = *state;
	struct node *arabic = add_to_root(tree, NODE_DIVISION);
	arabic->language = "ar";
	struct node *again = add(tree, arabic, NODE_DIVISION);
	again->language = "fa";
	struct node *back = add(tree, arabic, NODE_DIVISION);
	back->language = "pl";
	struct node *given = add_to_root(tree, NODE_DIVISION);
	given->language = "he";
	given->direction = DIRECTION_LTR;
	struct node *note = add_footnote(tree);
	struct node *quoted = add(tree, note, NODE_DIVISION);
	quoted->language = "ur";
	document_set_directions(&tree->document);
	assert_int_equal(arabic->direction, DIRECTION_RTL);
	assert_int_equal(again->direction, DIRECTION_INHERIT);
	assert_int_equal(back->direction, DIRECTION_LTR);
	assert_int_equal(given->direction, DIRECTION_LTR);
	assert_int_equal(quoted->direction, DIRECTION_RTL);
}

static void test_digits(void **state)
{
	struct tree *tree = *state;
	assert_string_equal(document_number(&tree->document, 0), "0");
	assert_string_equal(document_number(&tree->document, 1009), "1009");
	assert_string_equal(document_number(&tree->document, UINT32_MAX),
			    "4294967295");
	tree->document.words.zero_digit = "٠";
	assert_string_equal(document_number(&tree->document, 120), "١٢٠");
	tree->document.words.zero_digit = "";
	assert_string_equal(document_number(&tree->document, 10), "10");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_callouts_say_what_they_are),
	TEST(test_words_in_a_box_of_another_language),
	TEST(test_words_of_another_language),
	TEST(test_case_studies),
	TEST(test_contents_have_a_title),
	TEST(test_notes_have_a_title),
	TEST(test_details_have_a_summary),
	TEST(test_parts_of_figures),
	TEST(test_tasks_have_names),
	TEST(test_notice_on_the_cover),
	TEST(test_quotations_are_closed),
	TEST(test_lines_of_easy_read),
	TEST(test_phrases_of_easy_read),
	TEST(test_sentences_of_easy_read_editions),
	TEST(test_directions),
	TEST(test_digits),
};
UNIT_FILE(tests, NULL, NULL)
