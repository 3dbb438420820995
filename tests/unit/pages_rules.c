/* layout/ and pages/: what readers see of page breaks, on texts of every length
 * above a table, a list, a callout: rows stay in company, what announces a list
 * stays with it, distances are what they are everywhere, pages are full. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "document/outline.h"
#include "pages/pages.h"
#include "text/font.h"
#include "theme/theme.h"
#include "unit/unit.h"
#include "words_fixture.h"

struct fixture {
	struct arena arena; /* of a document */
	struct arena lasting;
	struct diagnostics diagnostics;
	struct font_set *fonts;
	const struct theme *theme;
	struct document document;
	bool is_arabic;
	enum print_size print;
};

static int set_up(void **state)
{
	struct fixture *fixture = memory_allocate(sizeof *fixture);
	struct error error;
	fixture->fonts = font_set_load(&fixture->lasting, OVERLAY_OF("fonts"),
				       &fixture->diagnostics, &error);
	fixture->theme = theme_load(&fixture->lasting, "templates/theme.yaml",
				    &fixture->diagnostics, &error);
	*state = fixture;
	return !fixture->fonts || !fixture->theme;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	font_set_release(fixture->fonts);
	diagnostics_release(&fixture->diagnostics);
	arena_release(&fixture->arena);
	arena_release(&fixture->lasting);
	free(fixture);
	return 0;
}

/* ---- Documents --------------------------------------------------------- */

static struct node *add(struct fixture *fixture, struct node *parent,
			enum node_kind kind)
{
	struct node *node =
		node_new(&fixture->arena, kind, (struct place){ "x.md", 1, 1 });
	node_append(parent, node);
	return node;
}

static void add_text(struct fixture *fixture, struct node *parent,
		     const char *text)
{
	add(fixture, parent, NODE_TEXT)->text.text = str_from(text);
}

static void add_paragraph(struct fixture *fixture, struct node *parent,
			  const char *text)
{
	add_text(fixture, add(fixture, parent, NODE_PARAGRAPH), text);
}

/* "row7." or its like in Arabic, whose digits are letters here: words are
 * looked for as they are shaped, in one script. */
static const char *named(struct fixture *fixture, const char *kind,
			 unsigned number)
{
	static const char *const digits[] = { "ا", "ب", "ت", "ث", "ج",
					      "ح", "خ", "د", "ذ", "ر" };
	static const char *const stems[][2] = {
		{ "above", "قبل" },   { "row", "صف" },      { "item", "بند" },
		{ "chapter", "فصل" }, { "section", "قسم" },
	};
	if (!fixture->is_arabic)
		return arena_format(&fixture->arena, "%s%u.", kind, number);
	const char *word = kind;
	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
		if (strcmp(kind, stems[i][0]) == 0)
			word = stems[i][1];
	for (unsigned scale = 100; scale > 0; scale /= 10)
		word = arena_format(&fixture->arena, "%s%s", word,
				    digits[number / scale % 10]);
	return word;
}

/* A new document, of so many paragraphs of one line ("above 0", …). */
static struct node *begin(struct fixture *fixture, unsigned lines)
{
	struct document *document = &fixture->document;
	arena_release(&fixture->arena);
	*document = (struct document){
		.arena = &fixture->arena,
		.title = "Title",
		.language = fixture->is_arabic ? "ar" : "en-GB",
		.direction = fixture->is_arabic ? DIRECTION_RTL : DIRECTION_LTR,
		.words = fixture_words
	};
	document->root = node_new(&fixture->arena, NODE_DOCUMENT,
				  (struct place){ "x.md", 1, 1 });
	for (unsigned i = 0; i < lines; i++)
		add_paragraph(fixture, document->root,
			      named(fixture, "above", i));
	return document->root;
}

static void add_table(struct fixture *fixture, unsigned rows)
{
	struct node *table = add(fixture, fixture->document.root, NODE_TABLE);
	table->table.column_count = 1;
	table->table.alignments = arena_allocate_array(&fixture->arena, 1,
						       sizeof(enum alignment));
	for (unsigned i = 0; i <= rows; i++) {
		struct node *row = add(fixture, table, NODE_TABLE_ROW);
		struct node *cell = add(fixture, row, NODE_TABLE_CELL);
		row->table_row.is_header = i == 0;
		add_text(fixture, cell,
			 i ? named(fixture, "row", i - 1) : "head");
	}
}

static void add_list(struct fixture *fixture, unsigned items)
{
	struct node *list = add(fixture, fixture->document.root, NODE_LIST);
	for (unsigned i = 0; i < items; i++)
		add_paragraph(fixture, add(fixture, list, NODE_LIST_ITEM),
			      named(fixture, "item", i));
}

static struct frames *lay_out(struct fixture *fixture)
{
	struct outline_options outline = { .numbers_figures = true };
	document_finish(&fixture->document, &outline, &fixture->diagnostics);
	struct layout_options options = { .theme = fixture->theme,
					  .print = fixture->print,
					  .is_strict = true };
	return pages_set_document(&fixture->arena, &fixture->document,
				  fixture->fonts, &options,
				  &fixture->diagnostics);
}

/* ---- What came out ----------------------------------------------------- */

struct spot {
	size_t page;
	lu x, width, y; /* y of the baseline */
};

static struct spot find(const struct frames *frames, const char *words)
{
	for (size_t i = 0; i < frames->page_count; i++)
		for (size_t j = 0; j < frames->pages[i].item_count; j++) {
			const struct frame_item *item =
				&frames->pages[i].items[j];
			if (item->kind == ITEM_GLYPHS &&
			    item->artifact == ARTIFACT_NONE &&
			    str_find(item->run.text, str_from(words)) >= 0)
				return (struct spot){ i, item->run.x,
						      item->run.width,
						      item->run.y };
		}
	fail_msg("'%s' stands nowhere", words);
	return (struct spot){ 0, 0, 0, 0 };
}

static struct spot find_numbered(struct fixture *fixture,
				 const struct frames *frames, const char *kind,
				 unsigned number)
{
	return find(frames, named(fixture, kind, number));
}

/* Of eight rows and more at least four stand on each page. */
static void check_rows_in_company(struct fixture *fixture)
{
	unsigned torn = 0;
	for (unsigned lines = 0; lines < 34; lines++) {
		unsigned rows = 8 + lines % 5 * 9;
		unsigned on_page[8] = { 0 };
		begin(fixture, lines);
		add_table(fixture, rows);
		add_paragraph(fixture, fixture->document.root, "below");
		struct frames *frames = lay_out(fixture);
		assert_in_range(frames->page_count, 1, 8);
		for (unsigned i = 0; i < rows; i++)
			on_page[find_numbered(fixture, frames, "row", i)
					.page]++;
		for (size_t i = 0; i < frames->page_count; i++) {
			assert_true(on_page[i] == 0 || on_page[i] >= 4);
			torn += on_page[i] > 0 && on_page[i] < rows;
		}
	}
	assert_true(torn > 0); /* or the rule was never needed */
}

static void test_rows_in_company(void **state)
{
	struct fixture *fixture = *state;
	check_rows_in_company(fixture);
	fixture->is_arabic = true;
	check_rows_in_company(fixture);
}

/* "Things matter:" stands with two of them. */
static void check_lead_in(struct fixture *fixture)
{
	const char *things = fixture->is_arabic ? "أمور:" : "Things:";
	unsigned broken = 0;
	for (unsigned lines = 10; lines < 34; lines++) {
		begin(fixture, lines);
		add_paragraph(fixture, fixture->document.root, things);
		add_list(fixture, 9);
		struct frames *frames = lay_out(fixture);
		size_t page = find(frames, things).page;
		for (unsigned i = 0; i < 2; i++)
			assert_int_equal(
				page,
				find_numbered(fixture, frames, "item", i).page);
		broken +=
			find_numbered(fixture, frames, "item", 8).page != page;
	}
	assert_true(broken > 2);
}

static void test_lead_in(void **state)
{
	struct fixture *fixture = *state;
	check_lead_in(fixture);
	fixture->is_arabic = true;
	check_lead_in(fixture);
}

/* ---- Contents ------------------------------------------------------------ */

static void add_chapter(struct fixture *fixture, unsigned number,
			unsigned sections)
{
	struct node *chapter =
		add(fixture, fixture->document.root, NODE_CHAPTER);
	struct node *heading = add(fixture, chapter, NODE_HEADING);
	heading->heading.level = 1;
	add_text(fixture, heading, named(fixture, "chapter", number));
	for (unsigned i = 0; i < sections; i++) {
		heading = add(fixture, chapter, NODE_HEADING);
		heading->heading.level = 2;
		add_text(fixture, heading,
			 named(fixture, "section", number * 8 + i));
		add_paragraph(fixture, chapter, "text");
	}
}

/* 0 or 1 on a page: where a line of its contents begins. */
static int column_of(struct fixture *fixture, struct spot spot)
{
	lu middle = fixture->theme->styles[PROFILE_STANDARD][PRINT_REGULAR]
			    .page.width /
		    2;
	return fixture->is_arabic ? spot.x + spot.width < middle :
				    spot.x > middle;
}

/* A chapter stands with two of its sections, over pages and columns. */
static void check_contents(struct fixture *fixture)
{
	unsigned pages = 0, columns = 0;
	for (unsigned sections = 2; sections < 6; sections++)
		for (unsigned chapters = 9; chapters < 15; chapters++) {
			size_t last_page = 1;
			int last_column = 0;
			struct node *root = begin(fixture, 0);
			struct node *cover = add(fixture, root, NODE_COVER);
			add_text(fixture, add(fixture, cover, NODE_HEADING),
				 "cover");
			add(fixture, root, NODE_CONTENTS);
			for (unsigned i = 0; i < chapters; i++)
				add_chapter(fixture, i, sections);
			struct frames *frames = lay_out(fixture);
			for (unsigned i = 0; i < chapters; i++) {
				struct spot spot = find_numbered(
					fixture, frames, "chapter", i);
				int column = column_of(fixture, spot);
				pages += spot.page != last_page;
				columns += column != last_column;
				last_page = spot.page;
				last_column = column;
				for (unsigned j = 0; j < 2; j++) {
					struct spot section = find_numbered(
						fixture, frames, "section",
						i * 8 + j);
					assert_int_equal(section.page,
							 spot.page);
					assert_int_equal(
						column_of(fixture, section),
						column);
				}
			}
		}
	assert_true(pages + columns > 4); /* or nothing was ever broken */
}

static void test_contents(void **state)
{
	struct fixture *fixture = *state;
	check_contents(fixture);
	fixture->is_arabic = true;
	check_contents(fixture);
}

/* ---- Tables of numbers --------------------------------------------------- */

/* A table of so many rows, of a label and a number each. */
static struct node *add_numbers(struct fixture *fixture, struct node *parent,
				unsigned rows)
{
	static const char *const numbers[] = { "9", "116", "20" };
	struct node *table = add(fixture, parent, NODE_TABLE);
	table->table.column_count = 2;
	table->table.alignments = arena_allocate_array(&fixture->arena, 2,
						       sizeof(enum alignment));
	table->table.alignments[1] = ALIGNMENT_END;
	for (unsigned i = 0; i <= rows; i++) {
		struct node *row = add(fixture, table, NODE_TABLE_ROW);
		row->table_row.is_header = i == 0;
		add_text(fixture, add(fixture, row, NODE_TABLE_CELL),
			 i ? named(fixture, "row", i - 1) : "head");
		struct node *cell = add(fixture, row, NODE_TABLE_CELL);
		cell->table_cell.alignment = ALIGNMENT_END;
		add_text(fixture, cell, i ? numbers[(i - 1) % 3] : "count");
	}
	return table;
}

/* Units stand under units, whichever way the lines run. */
static void test_units_under_units(void **state)
{
	struct fixture *fixture = *state;
	for (int i = 0; i < 2; i++) {
		fixture->is_arabic = i == 1;
		add_numbers(fixture, begin(fixture, 1), 3);
		struct frames *frames = lay_out(fixture);
		struct spot nine = find(frames, "9");
		struct spot many = find(frames, "116");
		struct spot few = find(frames, "20");
		assert_true(many.width > few.width && few.width > nine.width);
		assert_in_range(nine.x + nine.width, many.x + many.width - 2,
				many.x + many.width + 2);
		assert_in_range(few.x + few.width, many.x + many.width - 2,
				many.x + many.width + 2);
	}
}

/* The data of a chart stand beside their caption where they are narrow, and
 * where the chart is shown is told below that; long ones below it. */
static void test_data_beside(void **state)
{
	struct fixture *fixture = *state;
	for (int i = 0; i < 4; i++) {
		fixture->is_arabic = i % 2 == 1;
		unsigned rows = i < 2 ? 5 : 50;
		struct node *root = begin(fixture, 1);
		struct node *figure =
			node_new(&fixture->arena, NODE_FIGURE, root->place);
		struct node *table = add_numbers(fixture, root, rows);
		struct node *caption =
			node_new(&fixture->arena, NODE_CAPTION, root->place);
		table->table.chart = figure;
		add_text(fixture, caption, "caption");
		node_insert_before(table->first_child, caption);
		struct node *link = add(fixture, root, NODE_PARAGRAPH);
		link->classes = "note";
		add_text(fixture, link, "shown");
		struct frames *frames = lay_out(fixture);
		struct spot said = find(frames, "caption");
		struct spot shown = find(frames, "shown");
		struct spot row = find_numbered(fixture, frames, "row", 0);
		struct spot last =
			find_numbered(fixture, frames, "row", rows - 1);
		if (rows == 5) {
			assert_true(said.y <= row.y && shown.y < last.y);
			assert_true(fixture->is_arabic ?
					    row.x + row.width < said.x :
					    said.x + said.width < row.x);
		} else {
			assert_true(said.page < last.page || said.y < row.y);
			assert_true(shown.page > last.page || shown.y > last.y);
		}
	}
}

/* Paragraphs keep their distance, give or take 15 %, where a table between
 * them has left, and the table keeps its own where it lands. */
static void test_distances(void **state)
{
	struct fixture *fixture = *state;
	unsigned moved = 0;
	begin(fixture, 2);
	struct frames *plain = lay_out(fixture);
	lu usual = find(plain, "above1.").y - find(plain, "above0.").y;
	for (unsigned lines = 10; lines < 34; lines++) {
		begin(fixture, lines);
		add_table(fixture, 7);
		for (unsigned i = 0; i < 20; i++)
			add_paragraph(
				fixture, fixture->document.root,
				arena_format(&fixture->arena, "text%u.", i));
		struct frames *frames = lay_out(fixture);
		const char *last = named(fixture, "above", lines - 1);
		struct spot above = find(frames, last);
		struct spot below = find(frames, "text0.");
		struct spot row = find(frames, "row6.");
		if (above.page != below.page || row.page == below.page)
			continue;
		moved++;
		assert_in_range(below.y - above.y, usual * 85 / 100,
				usual * 115 / 100);
		for (unsigned i = 1; i < 20; i++) {
			struct spot text =
				find_numbered(fixture, frames, "text", i);
			if (text.page != row.page)
				continue;
			assert_true(text.y - row.y > usual);
			break;
		}
	}
	assert_true(moved > 2);
}

/* What rows are called stands on one line where there is room: heads over
 * numbers wrap. */
static void test_labels_first(void **state)
{
	static const char *const cells[2][4] = {
		{ "Theme", "People who are not disabled", "Disabled people",
		  "Total" },
		{ "Those who care for a living", "55", "16", "71" },
	};
	struct fixture *fixture = *state;
	struct node *table = add(fixture, begin(fixture, 1), NODE_TABLE);
	table->table.column_count = 4;
	table->table.has_header_column = true;
	table->table.alignments = arena_allocate_array(&fixture->arena, 4,
						       sizeof(enum alignment));
	for (int i = 0; i < 2; i++) {
		struct node *row = add(fixture, table, NODE_TABLE_ROW);
		row->table_row.is_header = i == 0;
		for (int j = 0; j < 4; j++)
			add_text(fixture, add(fixture, row, NODE_TABLE_CELL),
				 cells[i][j]);
	}
	struct frames *frames = lay_out(fixture);
	assert_int_equal(find(frames, "Those").y, find(frames, "living").y);
	assert_true(find(frames, "not").y < find(frames, "55").y);
}

/* The lowest text of each page but the last: nowhere is a hole of a fifth of
 * the page, whatever comes, for nothing here is too high to be placed so. */
static void test_no_holes(void **state)
{
	struct fixture *fixture = *state;
	lu lowest = 0, highest = INT32_MAX;
	for (unsigned lines = 20; lines < 50; lines++) {
		struct node *root = begin(fixture, lines);
		add_table(fixture, 5 + lines % 17);
		for (unsigned i = 0; i < 10; i++)
			add_paragraph(fixture, root, "between");
		struct node *callout = add(fixture, root, NODE_CALLOUT);
		for (unsigned i = 0; i < 3 + lines % 13; i++)
			add_paragraph(fixture, callout, "within");
		for (unsigned i = 0; i < 20; i++)
			add_paragraph(fixture, root, "after");
		struct frames *frames = lay_out(fixture);
		for (size_t i = 0; i + 1 < frames->page_count; i++) {
			lu low = 0;
			const struct page *page = &frames->pages[i];
			for (size_t j = 0; j < page->item_count; j++) {
				const struct frame_item *item = &page->items[j];
				if (item->kind == ITEM_GLYPHS &&
				    item->artifact == ARTIFACT_NONE &&
				    item->run.y > low)
					low = item->run.y;
			}
			lowest = low > lowest ? low : lowest;
			highest = low < highest ? low : highest;
		}
	}
	assert_true(lowest - highest < lowest / 5);
}

/* Key numbers stand beside one another, the first where lines begin, each above
 * its words; where letters are large, fewer do. */
static void test_key_numbers(void **state)
{
	struct fixture *fixture = *state;
	for (int i = 0; i < 4; i++) {
		fixture->is_arabic = i % 2 == 1;
		struct node *root = begin(fixture, 1);
		struct node *numbers = add(fixture, root, NODE_KEY_NUMBERS);
		for (unsigned j = 0; j < 3; j++) {
			struct node *title = add(fixture, numbers, NODE_TITLE);
			add_text(fixture, add(fixture, title, NODE_STRONG),
				 named(fixture, "item", j));
			add_text(fixture, title, " ");
			add_text(fixture, title, named(fixture, "row", j));
		}
		fixture->print = i < 2 ? PRINT_REGULAR : PRINT_LARGE;
		struct frames *frames = lay_out(fixture);
		fixture->print = PRINT_REGULAR;
		struct spot last = find_numbered(fixture, frames, "item", 0);
		unsigned beside = 0;
		for (unsigned j = 0; j < 3; j++) {
			struct spot number =
				find_numbered(fixture, frames, "item", j);
			struct spot words =
				find_numbered(fixture, frames, "row", j);
			assert_true(words.y > number.y);
			beside += number.y == last.y;
			if (j && number.y == last.y)
				assert_true(fixture->is_arabic ?
						    number.x < last.x :
						    number.x > last.x);
			if (number.y == last.y)
				last = number;
		}
		assert_int_equal(beside, i < 2 ? 3 : 2);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_key_numbers, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_rows_in_company, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_lead_in, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_contents, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_units_under_units, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_data_beside, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_distances, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_labels_first, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_no_holes, set_up, tear_down),
};
UNIT_FILE(tests, NULL, NULL)
