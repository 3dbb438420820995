/* layout/: whole documents, built by hand, against what must hold of every
 * frame: on the page, in the tree, whole and in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/outline.h"
#include "text/font.h"
#include "pages/pages.h"
#include "words_fixture.h"
#include "theme/theme.h"
#include "unit/unit.h"

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct font_set *fonts;
	const struct theme *theme;
	struct document document;
};

static int set_up(void **state)
{
	struct fixture *fixture = memory_allocate(sizeof *fixture);
	struct error error;
	fixture->fonts = font_set_load(&fixture->arena, OVERLAY_OF("fonts"),
				       &fixture->diagnostics, &error);
	fixture->theme = theme_load(&fixture->arena, "templates/theme.yaml",
				    &fixture->diagnostics, &error);
	if (!fixture->fonts || !fixture->theme)
		return 1;
	struct document *document = &fixture->document;
	document->arena = &fixture->arena;
	document->root = node_new(&fixture->arena, NODE_DOCUMENT,
				  (struct place){ "x.md", 1, 1 });
	document->title = "Title";
	document->language = "en-GB";
	document->direction = DIRECTION_LTR;
	document->words = fixture_words;
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	font_set_release(fixture->fonts);
	diagnostics_release(&fixture->diagnostics);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

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

static void add_heading(struct fixture *fixture, const char *text,
			uint8_t level)
{
	struct node *node = add(fixture, fixture->document.root, NODE_HEADING);
	node->heading.level = level;
	add_text(fixture, node, text);
}

static struct frames *lay_out_as(struct fixture *fixture, bool is_large)
{
	struct outline_options outline = { .adds_contents = true,
					   .numbers_figures = true };
	document_finish(&fixture->document, &outline, &fixture->diagnostics);
	struct layout_options options = { .theme = fixture->theme,
					  .is_strict = true,
					  .print = is_large ? PRINT_LARGE :
							      PRINT_REGULAR };
	return pages_set_document(&fixture->arena, &fixture->document,
				  fixture->fonts, &options,
				  &fixture->diagnostics);
}

static struct frames *lay_out(struct fixture *fixture)
{
	return lay_out_as(fixture, false);
}

static bool is_in_tree(const struct structure_element *element,
		       const struct structure_element *root)
{
	while (element && element != root)
		element = element->parent;
	return element == root;
}

static void check_run(const struct page *page, const struct glyph_run *run)
{
	lu width = 0;
	for (uint32_t i = 0; i < run->count; i++) {
		assert_int_not_equal(run->glyphs[i].id, 0);
		assert_true(run->glyphs[i].cluster < run->text.length);
		width += run->glyphs[i].advance;
	}
	assert_int_equal(width, run->width);
	assert_in_range(run->y, 1, page->height - 1);
	assert_true(run->x > -run->size && run->x < page->width);
}

/* What is painted can be seen. */
static void check_extent(const struct frame_item *item)
{
	struct rectangle box = { 0 };
	if (item->kind == ITEM_RECTANGLE)
		box = item->rectangle.box;
	else if (item->kind == ITEM_IMAGE)
		box = item->image.box;
	else if (item->kind == ITEM_LINE)
		box = (struct rectangle){
			item->line.x1, item->line.y1,
			item->line.x2 - item->line.x1 +
				(item->line.x1 == item->line.x2) *
					item->line.width,
			item->line.y2 - item->line.y1 +
				(item->line.y1 == item->line.y2) *
					item->line.width
		};
	assert_true(box.width != 0 && box.height != 0);
}

static void check_frames(const struct frames *frames)
{
	for (size_t i = 0; i < frames->page_count; i++) {
		const struct page *page = &frames->pages[i];
		for (size_t j = 0; j < page->item_count; j++) {
			const struct frame_item *item = &page->items[j];
			assert_true((item->content == NULL) ==
				    (item->artifact != ARTIFACT_NONE));
			if (item->content)
				assert_true(is_in_tree(item->content,
						       frames->root));
			if (item->content)
				assert_int_equal(item->content->role,
						 ROLE_CONTENT);
			if (item->kind == ITEM_GLYPHS)
				check_run(page, &item->run);
			else
				check_extent(item);
		}
	}
}

/* All text of content, page by page, in the order of painting. */
static char *painted_text(struct fixture *fixture, const struct frames *frames)
{
	struct buffer buffer = BUFFER_INITIALISER;
	for (size_t i = 0; i < frames->page_count; i++)
		for (size_t j = 0; j < frames->pages[i].item_count; j++) {
			const struct frame_item *item =
				&frames->pages[i].items[j];
			if (item->kind == ITEM_GLYPHS && item->content)
				buffer_append_str(&buffer, item->run.text);
		}
	char *text = arena_copy(&fixture->arena, buffer.bytes, buffer.length);
	buffer_release(&buffer);
	return text;
}

static void test_text_is_whole(void **state)
{
	struct fixture *fixture = *state;
	struct node *root = fixture->document.root;
	add_heading(fixture, "A heading", 1);
	struct buffer long_text = BUFFER_INITIALISER;
	for (int i = 0; i < 3000; i++)
		buffer_append_format(&long_text, "word%d ", i);
	add_paragraph(fixture, root, long_text.bytes);
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	assert_true(frames->page_count > 3);
	long_text.bytes[long_text.length - 1] = '\0'; /* trailing space */
	assert_non_null(strstr(painted_text(fixture, frames), long_text.bytes));
	assert_int_equal(fixture->diagnostics.count, 0);
	buffer_release(&long_text);
}

static const struct structure_element *
find_role(const struct structure_element *element, enum structure_role role)
{
	if (element->role == role)
		return element;
	for (const struct structure_element *child = element->first_child;
	     child; child = child->next) {
		const struct structure_element *found = find_role(child, role);
		if (found)
			return found;
	}
	return NULL;
}

static unsigned count_role(const struct structure_element *element,
			   enum structure_role role)
{
	unsigned count = element->role == role;
	for (const struct structure_element *child = element->first_child;
	     child; child = child->next)
		count += count_role(child, role);
	return count;
}

static struct node *add_table(struct fixture *fixture, unsigned rows,
			      unsigned columns)
{
	struct node *table = add(fixture, fixture->document.root, NODE_TABLE);
	table->table.column_count = columns;
	table->table.row_count = rows;
	table->table.header_row_count = 1;
	table->table.alignments = arena_allocate_array(&fixture->arena, columns,
						       sizeof(enum alignment));
	for (unsigned i = 0; i < rows; i++) {
		struct node *row = add(fixture, table, NODE_TABLE_ROW);
		row->table_row.is_header = i == 0;
		for (unsigned j = 0; j < columns; j++) {
			struct node *cell = add(fixture, row, NODE_TABLE_CELL);
			cell->table_cell.heads =
				i == 0 ? HEADS_COLUMN : HEADS_NOTHING;
			cell->table_cell.row = i;
			cell->table_cell.column = j;
			cell->table_cell.row_span = 1;
			cell->table_cell.column_span = 1;
			add_text(fixture, cell,
				 arena_format(&fixture->arena,
					      "row %u column %u", i, j));
		}
	}
	return table;
}

/* The rules of a table begin before its words and end after them. */
static void check_rules(const struct page *page)
{
	lu first = page->width, last = 0, left = page->width, right = 0;
	for (size_t i = 0; i < page->item_count; i++) {
		const struct frame_item *item = &page->items[i];
		if (item->kind == ITEM_LINE && item->line.y1 == item->line.y2) {
			left = item->line.x1 < left ? item->line.x1 : left;
			right = item->line.x2 > right ? item->line.x2 : right;
		}
		if (item->kind == ITEM_GLYPHS && item->content) {
			lu end = item->run.x + item->run.width;
			first = item->run.x < first ? item->run.x : first;
			last = end > last ? end : last;
		}
	}
	assert_true(left <= first && last <= right);
}

static void test_table_over_pages(void **state)
{
	struct fixture *fixture = *state;
	add_heading(fixture, "A heading", 1);
	add_table(fixture, 200, 3);
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	assert_true(frames->page_count >= 4);
	assert_int_equal(count_role(frames->root, ROLE_TABLE), 1);
	assert_int_equal(count_role(frames->root, ROLE_TABLE_HEAD), 1);
	assert_int_equal(count_role(frames->root, ROLE_TABLE_ROW), 200);
	assert_int_equal(count_role(frames->root, ROLE_TABLE_HEADER_CELL), 3);
	assert_int_equal(find_role(frames->root, ROLE_TABLE_HEADER_CELL)->scope,
			 SCOPE_COLUMN);
	check_rules(&frames->pages[1]);
	/* The head stands again on each page, as an artifact. */
	for (size_t i = 1; i < frames->page_count; i++) {
		const struct page *page = &frames->pages[i];
		bool is_repeated = false;
		for (size_t j = 0; j < page->item_count; j++) {
			const struct frame_item *item = &page->items[j];
			if (item->kind == ITEM_GLYPHS && !item->content &&
			    str_starts_with(item->run.text, STR("row")))
				is_repeated = true;
		}
		assert_true(is_repeated);
	}
}

static void test_wide_and_high_cells(void **state)
{
	struct fixture *fixture = *state;
	add_heading(fixture, "A heading", 1);
	struct node *table = add_table(fixture, 3, 30);
	struct buffer buffer = BUFFER_INITIALISER;
	for (int i = 0; i < 4000; i++)
		buffer_append_format(&buffer, "w%d ", i);
	struct node *cell = table->last_child->first_child;
	cell->first_child->text.text = buffer_str(&buffer);
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	assert_true(frames->page_count > 3);
	buffer_release(&buffer);
}

/* Words that would be torn upright turn the page; what follows stands upright
 * again. */
static void test_wide_table_turns_page(void **state)
{
	struct fixture *fixture = *state;
	add_heading(fixture, "A title", 1);
	add_heading(fixture, "A heading", 2);
	struct node *table = add_table(fixture, 5, 12);
	for (struct node *cell = table->first_child->first_child; cell;
	     cell = cell->next)
		cell->first_child->text.text = STR("Appointments");
	add_paragraph(fixture, fixture->document.root, "After the table.");
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	assert_int_equal(frames->page_count, 3);
	assert_true(frames->pages[0].width < frames->pages[0].height);
	assert_true(frames->pages[1].width > frames->pages[1].height);
	assert_true(frames->pages[2].width < frames->pages[2].height);
	/* The heading goes with its table. */
	assert_int_equal(
		frames->bookmarks[frames->bookmark_count - 1].destination.page,
		1);
}

static struct node *add_chapter(struct fixture *fixture, const char *title)
{
	struct node *chapter =
		add(fixture, fixture->document.root, NODE_CHAPTER);
	struct node *heading = add(fixture, chapter, NODE_HEADING);
	heading->heading.level = 1;
	add_text(fixture, heading, title);
	return chapter;
}

static void refer(struct fixture *fixture, struct node *paragraph,
		  const char *words, const char *destination)
{
	struct node *span = add(fixture, paragraph, NODE_SPAN);
	span->classes = "page";
	struct node *link = add(fixture, span, NODE_LINK);
	link->link.destination = destination;
	add_text(fixture, link, words);
}

/* "see the end (page 14)", with the label of the page, after front matter in
 * Roman numbers; what follows the number stands right behind it. */
static void test_page_numbers(void **state)
{
	struct fixture *fixture = *state;
	add(fixture, fixture->document.root, NODE_CONTENTS);
	struct node *paragraph =
		add(fixture, add_chapter(fixture, "Beginning"), NODE_PARAGRAPH);
	add_text(fixture, paragraph, "Go to ");
	refer(fixture, paragraph, "the end", "#end");
	add_text(fixture, paragraph, ", please.");
	for (int i = 0; i < 12; i++)
		add_chapter(fixture, "Middle");
	add_chapter(fixture, "End");
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	assert_int_equal(frames->page_count, 15);
	assert_string_equal(frames->pages[0].label, "i");
	assert_string_equal(frames->pages[1].label, "1");
	assert_string_equal(frames->pages[14].label, "14");
	const char *text = painted_text(fixture, frames);
	assert_non_null(strstr(text, "Go to the end (page 14), please."));
	const struct page *page = &frames->pages[1];
	lu end = 0;
	for (size_t i = 0; i < page->item_count; i++) {
		const struct glyph_run *run = &page->items[i].run;
		if (page->items[i].kind != ITEM_GLYPHS ||
		    !page->items[i].content)
			continue;
		if (str_equals_string(run->text, "14"))
			end = run->x + run->width;
		else if (end) {
			assert_int_equal(run->x, end);
			break;
		}
	}
	assert_true(end > 0);
}

static void test_list_of_tables(void **state)
{
	struct fixture *fixture = *state;
	struct node *list = add(fixture, fixture->document.root, NODE_CONTENTS);
	list->contents.of = CONTENTS_OF_TABLES;
	struct node *figures =
		add(fixture, fixture->document.root, NODE_CONTENTS);
	figures->contents.of = CONTENTS_OF_FIGURES;
	add_heading(fixture, "A heading", 1);
	struct node *table = add_table(fixture, 3, 3);
	struct node *caption =
		node_new(&fixture->arena, NODE_CAPTION, table->place);
	add_text(fixture, caption, "Who came");
	node_insert_before(table->first_child, caption);
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	assert_non_null(
		strstr(painted_text(fixture, frames), "Table 1: Who came 1"));
	/* A list of nothing is not there. */
	assert_null(figures->parent);
}

static lu smallest_run(const struct frames *frames)
{
	lu smallest = INT32_MAX;
	for (size_t i = 0; i < frames->page_count; i++) {
		const struct page *page = &frames->pages[i];
		for (size_t j = 0; j < page->item_count; j++)
			if (page->items[j].kind == ITEM_GLYPHS &&
			    page->items[j].run.size < smallest)
				smallest = page->items[j].run.size;
	}
	return smallest;
}

/* Tables, running heads, page numbers and what is raised: nothing is under 16
 * points. */
static void test_large_print(void **state)
{
	struct fixture *fixture = *state;
	struct node *chapter = add_chapter(fixture, "A chapter");
	struct node *paragraph = add(fixture, chapter, NODE_PARAGRAPH);
	add_text(fixture, paragraph, "Ten square metres, m");
	add_text(fixture, add(fixture, paragraph, NODE_SUPERSCRIPT), "2");
	add_table(fixture, 30, 7);
	struct frames *frames = lay_out_as(fixture, true);
	check_frames(frames);
	assert_true(smallest_run(frames) >= LU_FROM_POINTS(16));
	frames = lay_out(fixture);
	assert_true(smallest_run(frames) < LU_FROM_POINTS(12));
}

static bool has_item_beyond(const struct page *page)
{
	for (size_t i = 0; i < page->item_count; i++)
		if (page->items[i].kind == ITEM_RECTANGLE &&
		    page->items[i].rectangle.radius &&
		    page->items[i].rectangle.box.x < 0)
			return true;
	return false;
}

/* A chapter begins with a drawing in the corner at the end of lines; it is an
 * artifact, as all that check_frames() finds without content. */
static void test_chapter_opener(void **state)
{
	struct fixture *fixture = *state;
	add_chapter(fixture, "One");
	add_chapter(fixture, "Two");
	fixture->document.direction = DIRECTION_RTL;
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	assert_true(frames->page_count >= 2);
	for (size_t i = frames->page_count - 2; i < frames->page_count; i++)
		assert_true(has_item_beyond(&frames->pages[i]));
}

/* [lu] Where a page's band ends; 0: it has none. */
static lu band_end(const struct page *page)
{
	const struct frame_item *item = &page->items[0];
	return item->kind == ITEM_RECTANGLE && !item->rectangle.radius &&
			       item->rectangle.box.width > page->width ?
		       item->rectangle.box.y + item->rectangle.box.height :
		       0;
}

/* [lu] The baseline of the first run that begins so. */
static lu baseline_of(const struct page *page, const char *words)
{
	for (size_t i = 0; i < page->item_count; i++)
		if (page->items[i].kind == ITEM_GLYPHS &&
		    str_starts_with(page->items[i].run.text, str_from(words)))
			return page->items[i].run.y;
	fail_msg("'%s' is not on the page", words);
	return 0;
}

/* A band reaches from edge to edge and to the foot of the lead; a lead that
 * would fill the page has none, and no letters in its colours. */
static void test_lead_on_band(void **state)
{
	struct fixture *fixture = *state;
	struct node *one = add_chapter(fixture, "One");
	add_paragraph(fixture, one, "Leads into it.");
	add_paragraph(fixture, one, "Stands below.");
	struct node *two = add_chapter(fixture, "Two");
	struct buffer words = BUFFER_INITIALISER;
	for (int i = 0; i < 400; i++)
		buffer_append_string(&words, "long ");
	add_paragraph(fixture, two, words.bytes);
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	const struct page *page = &frames->pages[frames->page_count - 2];
	lu end = band_end(page);
	assert_true(end > baseline_of(page, "Leads"));
	assert_true(end < baseline_of(page, "Stands"));
	assert_int_equal(band_end(page + 1), 0);
	const struct colour band = theme_colour(fixture->theme, COLOUR_ON_BAND);
	for (size_t i = 0; i < page[1].item_count; i++)
		if (page[1].items[i].kind == ITEM_GLYPHS)
			assert_memory_not_equal(&page[1].items[i].run.colour,
						&band, sizeof band);
	buffer_release(&words);
}

static unsigned count_painted(const struct page *page, const char *words,
			      bool is_content)
{
	unsigned count = 0;
	for (size_t i = 0; i < page->item_count; i++)
		count += page->items[i].kind == ITEM_GLYPHS &&
			 (page->items[i].content != NULL) == is_content &&
			 str_starts_with(page->items[i].run.text,
					 str_from(words));
	return count;
}

/* A long narrow table stands in columns: each row once, in order, its head
 * over every column, for readers once. */
static void test_narrow_table(void **state)
{
	struct fixture *fixture = *state;
	add_heading(fixture, "A heading", 1);
	add_table(fixture, 31, 2);
	for (int is_rtl = 0; is_rtl < 2; is_rtl++) {
		fixture->document.direction =
			is_rtl ? DIRECTION_RTL : DIRECTION_LTR;
		struct frames *frames = lay_out(fixture);
		check_frames(frames);
		assert_int_equal(frames->page_count, 1);
		const struct page *page = &frames->pages[0];
		assert_int_equal(count_painted(page, "row 0", true), 2);
		assert_int_equal(count_painted(page, "row 0", false), 2);
		const char *text = painted_text(fixture, frames);
		for (unsigned i = 0; i < 31; i++) {
			const char *row = arena_format(
				&fixture->arena,
				"row %u column 0 row %u column 1", i, i);
			assert_non_null(text = strstr(text, row));
		}
		assert_int_equal(baseline_of(page, "row 1 "),
				 baseline_of(page, "row 16 "));
	}
	/* Eleven rows are too few. */
	struct frames *frames = NULL;
	node_unlink(fixture->document.root->last_child);
	add_table(fixture, 12, 2);
	frames = lay_out(fixture);
	assert_int_equal(count_painted(&frames->pages[0], "row 0", false), 0);
}

/* What would take more than a page runs in columns, each number after its
 * words. */
static void test_contents_in_columns(void **state)
{
	struct fixture *fixture = *state;
	struct node *cover = add(fixture, fixture->document.root, NODE_COVER);
	add_text(fixture, add(fixture, cover, NODE_HEADING), "Title");
	add(fixture, fixture->document.root, NODE_CONTENTS);
	for (int i = 0; i < 60; i++)
		add_chapter(fixture,
			    arena_format(&fixture->arena, "Chapter %c%c",
					 'A' + i / 26, 'A' + i % 26));
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	assert_int_equal(frames->page_count, 62);
	const struct page *page = &frames->pages[1];
	assert_true(baseline_of(page, "Chapter CA") <
		    baseline_of(page, "Chapter AZ"));
	assert_non_null(strstr(painted_text(fixture, frames),
			       "Chapter AB 2Chapter AC 3"));
}

static void test_nested_lists(void **state)
{
	struct fixture *fixture = *state;
	add_heading(fixture, "A heading", 1);
	struct node *at = fixture->document.root;
	for (int depth = 0; depth < 60; depth++) {
		struct node *list = add(fixture, at, NODE_LIST);
		list->list.is_ordered = depth % 2;
		at = add(fixture, list, NODE_LIST_ITEM);
		at->list_item.number = 1;
		add_paragraph(fixture, at, "An item with some words in it.");
	}
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	assert_int_equal(count_role(frames->root, ROLE_LIST), 60);
	assert_int_equal(count_role(frames->root, ROLE_LABEL), 60);
}

static void test_note_is_at_the_foot(void **state)
{
	struct fixture *fixture = *state;
	struct document *document = &fixture->document;
	add_heading(fixture, "A heading", 1);
	struct node *paragraph = add(fixture, document->root, NODE_PARAGRAPH);
	add_text(fixture, paragraph, "A claim");
	struct node *reference =
		add(fixture, paragraph, NODE_FOOTNOTE_REFERENCE);
	struct node *note = node_new(&fixture->arena, NODE_FOOTNOTE,
				     (struct place){ "x.md", 2, 1 });
	add_paragraph(fixture, note, "Its source.");
	reference->footnote_reference.footnote = note;
	document->footnotes =
		ARENA_NEW_ARRAY(&fixture->arena, 1, struct node *);
	document->footnotes[0] = note;
	document->footnote_count = 1;
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	assert_int_equal(count_role(frames->root, ROLE_NOTE), 1);
	assert_int_equal(count_role(frames->root, ROLE_REFERENCE), 2);
	const struct page *page = &frames->pages[0];
	lu note_y = 0, text_y = 0;
	for (size_t i = 0; i < page->item_count; i++) {
		const struct frame_item *item = &page->items[i];
		if (item->kind != ITEM_GLYPHS)
			continue;
		if (str_starts_with(item->run.text, STR("Its")))
			note_y = item->run.y;
		if (str_starts_with(item->run.text, STR("A claim")) ||
		    str_starts_with(item->run.text, STR("claim")))
			text_y = item->run.y;
	}
	assert_true(note_y > page->height * 3 / 4);
	assert_true(text_y < page->height / 2);
	/* There and back again. */
	assert_true(page->link_count >= 2);
}

static void test_right_to_left(void **state)
{
	struct fixture *fixture = *state;
	fixture->document.language = "ar";
	fixture->document.direction = DIRECTION_RTL;
	add_heading(fixture, "عنوان", 1);
	struct node *list = add(fixture, fixture->document.root, NODE_LIST);
	struct node *item = add(fixture, list, NODE_LIST_ITEM);
	add_paragraph(fixture, item, "شخصٌ من إدنبرة");
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	const struct page *page = &frames->pages[0];
	lu label = 0, body = 0;
	for (size_t i = 0; i < page->item_count; i++) {
		const struct frame_item *one = &page->items[i];
		if (one->kind != ITEM_GLYPHS)
			continue;
		if (str_starts_with(one->run.text, STR("•")))
			label = one->run.x;
		if (str_starts_with(one->run.text, STR("شخصٌ")))
			body = one->run.x + one->run.width;
	}
	assert_true(label > body); /* the label is at the right */
	assert_true(label > page->width / 2);
	assert_true(frames->root->is_right_to_left);
}

/* [lu] Where the first run that begins so stands. */
static lu left_of(const struct page *page, const char *words)
{
	for (size_t i = 0; i < page->item_count; i++)
		if (page->items[i].kind == ITEM_GLYPHS &&
		    str_starts_with(page->items[i].run.text, str_from(words)))
			return page->items[i].run.x;
	fail_msg("'%s' is not on the page", words);
	return 0;
}

/* The back page runs in columns, the second at the left where the text goes
 * from right to left; large letters have one. */
static void test_back_page(void **state)
{
	struct fixture *fixture = *state;
	add_paragraph(fixture, fixture->document.root, "Text.");
	struct node *back =
		add(fixture, fixture->document.root, NODE_BACK_PAGE);
	struct node *title = add(fixture, back, NODE_HEADING);
	title->heading.level = 2;
	add_text(fixture, title, "About");
	for (int i = 0; i < 8; i++)
		add_paragraph(fixture, back,
			      arena_format(&fixture->arena, "Line%d", i));
	struct frames *frames = lay_out(fixture);
	check_frames(frames);
	const struct page *page = &frames->pages[frames->page_count - 1];
	assert_true(left_of(page, "Line7") > left_of(page, "Line0"));
	assert_int_equal(baseline_of(page, "Line4"),
			 baseline_of(page, "Line0"));
	frames = lay_out_as(fixture, true);
	page = &frames->pages[frames->page_count - 1];
	assert_int_equal(left_of(page, "Line7"), left_of(page, "Line0"));
	fixture->document.direction = DIRECTION_RTL;
	frames = lay_out(fixture);
	page = &frames->pages[frames->page_count - 1];
	assert_true(left_of(page, "Line7") < left_of(page, "Line0"));
}

/* A link that shows its own address is called by it without the scheme, others
 * by their words. */
static void test_names_of_links(void **state)
{
	static const struct {
		const char *words, *address, *name;
	} links[] = {
		{ "our page", "https://example.org/a", "our page" },
		{ "https://example.org/a", "https://example.org/a",
		  "example.org/a" },
		{ "mailto:me@example.org", "mailto:me@example.org",
		  "me@example.org" },
		{ "see https://example.org", "https://example.org",
		  "see https://example.org" },
	};
	enum { COUNT = sizeof links / sizeof *links };
	struct fixture *fixture = *state;
	for (size_t i = 0; i < COUNT; i++) {
		struct node *paragraph =
			add(fixture, fixture->document.root, NODE_PARAGRAPH);
		struct node *link = add(fixture, paragraph, NODE_LINK);
		link->link.destination = links[i].address;
		add_text(fixture, link, links[i].words);
	}
	struct frames *frames = lay_out(fixture);
	const struct page *page = &frames->pages[frames->page_count - 1];
	assert_int_equal(page->link_count, COUNT);
	for (size_t i = 0; i < COUNT; i++)
		assert_string_equal(page->links[i].element->alternative,
				    links[i].name);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_text_is_whole),       TEST(test_table_over_pages),
	TEST(test_wide_and_high_cells), TEST(test_wide_table_turns_page),
	TEST(test_page_numbers),        TEST(test_list_of_tables),
	TEST(test_large_print),         TEST(test_chapter_opener),
	TEST(test_nested_lists),        TEST(test_note_is_at_the_foot),
	TEST(test_right_to_left),       TEST(test_lead_on_band),
	TEST(test_back_page),           TEST(test_narrow_table),
	TEST(test_contents_in_columns), TEST(test_names_of_links),
};
UNIT_FILE(tests, NULL, NULL)
