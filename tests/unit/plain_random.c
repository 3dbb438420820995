/* Trees at random, of all kinds: no word of them is lost, and words come in the
 * order of the tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/vector.h"
#include "document/kinds.h"
#include "plain/plain.h"
#include "unit/unit.h"
#include "document/localise.h"
#include "unit/words_fixture.h"

enum { DOCUMENTS = 400, DEEPEST = 7, MOST_NOTES = 9 };

/* Words that must stand in the text; of those that `is_in_order` each after
 * the one before. */
struct wanted {
	const char *words;
	bool is_in_order;
};

struct maker {
	struct arena arena;
	struct document document;
	uint32_t random;
	unsigned token_count, depth;
	unsigned out_of_order; /* within notes and headers: told elsewhere */
	uint32_t heading_room;
	bool was_made[NODE_KIND_COUNT];
	VECTOR(struct wanted) wanted;
};

static uint32_t roll(struct maker *maker, uint32_t sides)
{
	maker->random = maker->random * 1664525u + 1013904223u;
	return (maker->random >> 8) % sides;
}

/* Words that stand nowhere else. */
static const char *new_words(struct maker *maker, bool is_in_order)
{
	static const char *const tails[] = { "",
					     " and more words",
					     "雨一直没停，山都湿了",
					     " مرحبا بكم",
					     " ฝนตกในหุบเขา",
					     " co-operate – again; 1,000.5 %",
					     " e\u0301e\u0301" };
	enum { COUNT = sizeof tails / sizeof *tails };
	const char *words =
		arena_format(&maker->arena, "w%05uw%s", maker->token_count++,
			     tails[roll(maker, COUNT)]);
	*VECTOR_ADD(&maker->wanted) =
		(struct wanted){ words,
				 is_in_order && maker->out_of_order == 0 };
	return words;
}

static struct node *add(struct maker *maker, struct node *parent,
			enum node_kind kind);

/* What readers do not see anywhere: titles of links and pictures. What an
 * abbreviation stands for is told where the finished tree says so (span.told). */
static bool is_told(const struct node_field *field)
{
	if (field->kind == NODE_SPAN && strcmp(field->key, "stands-for") == 0)
		return false;
	return !((field->kind == NODE_LINK || field->kind == NODE_IMAGE) &&
		 strcmp(field->key, "title") == 0);
}

static void fill_fields(struct maker *maker, struct node *node)
{
	size_t count;
	const struct node_field *fields = node_kind_fields(node->kind, &count);
	for (size_t i = 0; i < count; i++) {
		void *member = (char *)node + fields[i].offset;
		if (fields[i].type == FIELD_WORDS && is_told(&fields[i]))
			*(const char **)member = new_words(maker, false);
		else if (fields[i].type == FIELD_TEXT)
			*(struct str *)member =
				str_from(new_words(maker, true));
	}
}

static void add_some(struct maker *maker, struct node *parent)
{
	enum node_kind part;
	bool has_parts = node_kind_has_parts(parent->kind, &part);
	for (uint32_t count = 1 + roll(maker, 3); count; count--) {
		enum node_kind kind =
			(enum node_kind)roll(maker, NODE_KIND_COUNT);
		if (has_parts)
			kind = part;
		else if (!node_kind_may_hold(parent->kind, kind) ||
			 maker->depth > DEEPEST)
			kind = node_kind_holds_inlines(parent->kind) ?
				       NODE_TEXT :
				       NODE_PARAGRAPH;
		add(maker, parent, kind);
	}
}

/* Some cells are under the first row's, some under nothing. */
static void head_cell(struct maker *maker, const struct node *table,
		      struct node *cell)
{
	const struct node *row = table->first_child;
	if (row->kind == NODE_CAPTION)
		row = row->next;
	if (row == cell->parent || !row->table_row.is_header || !roll(maker, 2))
		return;
	const struct node *header = row->first_child;
	for (uint32_t i = 0; i < cell->table_cell.column; i++)
		header = header->next;
	cell->table_cell.headers =
		ARENA_NEW_ARRAY(&maker->arena, 1, const struct node *);
	cell->table_cell.headers[cell->table_cell.header_count++] = header;
}

static void fill_table(struct maker *maker, struct node *table)
{
	table->table.column_count = 1 + roll(maker, 3);
	table->table.header_row_count = roll(maker, 3);
	table->table.row_count = roll(maker, 4);
	if (roll(maker, 2))
		add(maker, table, NODE_CAPTION);
	for (uint32_t i = 0; i < table->table.row_count; i++) {
		struct node *row = add(maker, table, NODE_TABLE_ROW);
		bool is_header = i < table->table.header_row_count;
		row->table_row.is_header = is_header;
		maker->out_of_order += is_header;
		for (uint32_t j = 0; j < table->table.column_count; j++) {
			struct node *cell = add(maker, row, NODE_TABLE_CELL);
			cell->table_cell.heads =
				is_header ? HEADS_COLUMN : HEADS_NOTHING;
			cell->table_cell.row = i;
			cell->table_cell.column = j;
			cell->table_cell.row_span = 1;
			cell->table_cell.column_span = 1;
			head_cell(maker, table, cell);
		}
		maker->out_of_order -= is_header;
	}
}

static void refer_to_note(struct maker *maker, struct node *reference)
{
	struct document *document = &maker->document;
	if (document->footnote_count < MOST_NOTES && roll(maker, 2)) {
		struct node *note = node_new(&maker->arena, NODE_FOOTNOTE,
					     (struct place){ 0 });
		document->footnotes[document->footnote_count++] = note;
		note->footnote.number = document->footnote_count;
		maker->out_of_order++;
		add_some(maker, note);
		maker->out_of_order--;
	}
	if (document->footnote_count)
		reference->footnote_reference.footnote =
			document->footnotes[roll(maker,
						 document->footnote_count)];
}

static void fill_heading(struct maker *maker, struct node *heading)
{
	struct document *document = &maker->document;
	heading->heading.level = (uint8_t)(1 + roll(maker, 6));
	heading->heading.in_contents = false;
	document->headings[document->heading_count++] = heading;
	if (document->heading_count == maker->heading_room)
		document->heading_count--;
}

/* What a kind needs besides words. */
static void fill(struct maker *maker, struct node *node)
{
	static const char *const languages[] = { NULL,      NULL, "ar",
						 "zh-Hans", "th", "pl" };
	node->language = languages[roll(maker, 6)];
	node->direction = roll(maker, 5) ? DIRECTION_INHERIT :
					   (enum direction)(1 + roll(maker, 2));
	fill_fields(maker, node);
	if (node->kind == NODE_LIST) {
		node->list.is_ordered = roll(maker, 2);
		node->list.is_tight = roll(maker, 2);
	} else if (node->kind == NODE_LIST_ITEM) {
		node->list_item.task = (enum task_state)roll(maker, 3);
		node->list_item.number = (int32_t)roll(maker, 200);
	} else if (node->kind == NODE_LINK) {
		const char *address =
			arena_format(&maker->arena, "https://e.org/%u-a/b?c=d",
				     maker->token_count++);
		node->link.destination = address;
		*VECTOR_ADD(&maker->wanted) = (struct wanted){ address, false };
	} else if (node->kind == NODE_HEADING) {
		fill_heading(maker, node);
	} else if (node->kind == NODE_FOOTNOTE_REFERENCE) {
		refer_to_note(maker, node);
	}
}

static struct node *add(struct maker *maker, struct node *parent,
			enum node_kind kind)
{
	struct node *node = node_new(&maker->arena, kind, (struct place){ 0 });
	node_append(parent, node);
	maker->was_made[kind] = true;
	maker->depth++;
	fill(maker, node);
	if (kind == NODE_TABLE)
		fill_table(maker, node);
	else if (kind != NODE_TABLE_ROW && (node_kind_holds_blocks(kind) ||
					    node_kind_holds_inlines(kind)))
		add_some(maker, node);
	maker->depth--;
	return node;
}

/* Without white space and marks of direction: lines end anywhere. */
static struct buffer squeeze(struct str text)
{
	struct buffer out = BUFFER_INITIALISER;
	size_t offset = 0;
	while (offset < text.length) {
		uint32_t c = str_decode(text, &offset);
		if (c > ' ' && c != 0x200E && c != 0x200F &&
		    !(c >= 0x2066 && c <= 0x2069))
			buffer_append_code_point(&out, c);
	}
	return out;
}

static void check(const struct maker *maker, struct str text)
{
	struct buffer found = squeeze(text);
	size_t last = 0;
	for (size_t i = 0; i < maker->wanted.count; i++) {
		const struct wanted *wanted = &maker->wanted.items[i];
		struct buffer words = squeeze(str_from(wanted->words));
		ptrdiff_t at = str_find(buffer_str(&found), buffer_str(&words));
		if (at < 0)
			fail_msg("lost: '%s'\n%s", wanted->words, text.bytes);
		if (wanted->is_in_order && (size_t)at < last)
			fail_msg("out of order: '%s'\n%s", wanted->words,
				 text.bytes);
		if (wanted->is_in_order)
			last = (size_t)at;
		buffer_release(&words);
	}
	buffer_release(&found);
}

static void make(struct maker *maker, uint32_t seed)
{
	struct arena *arena = &maker->arena;
	maker->random = seed;
	maker->heading_room = 10000;
	maker->document = (struct document){
		.arena = arena,
		.language = "en",
		.direction = roll(maker, 4) ? DIRECTION_LTR : DIRECTION_RTL,
		.title = "T",
		.words = fixture_words,
		.headings = ARENA_NEW_ARRAY(arena, 10000, struct node *),
		.footnotes = ARENA_NEW_ARRAY(arena, MOST_NOTES, struct node *),
	};
	maker->document.root =
		node_new(arena, NODE_DOCUMENT, (struct place){ 0 });
	for (int i = 0; i < 8; i++)
		add_some(maker, maker->document.root);
}

static void test_no_word_is_lost(void **state)
{
	(void)state;
	bool was_made[NODE_KIND_COUNT] = { false };
	for (uint32_t seed = 1; seed <= DOCUMENTS; seed++) {
		struct maker maker = { .token_count = 0 };
		struct buffer text = BUFFER_INITIALISER;
		make(&maker, seed);
		document_add_words(&maker.document);
		plain_write(&maker.document, &text);
		check(&maker, buffer_str(&text));
		for (int i = 0; i < NODE_KIND_COUNT; i++)
			was_made[i] |= maker.was_made[i];
		buffer_release(&text);
		VECTOR_RELEASE(&maker.wanted);
		arena_release(&maker.arena);
	}
	for (int i = 0; i < NODE_KIND_COUNT; i++)
		if (i != NODE_DOCUMENT && i != NODE_FOOTNOTE && !was_made[i])
			fail_msg("no tree had a %s",
				 node_kind_name((enum node_kind)i));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_no_word_is_lost),
};
UNIT_FILE(tests, NULL, NULL)
