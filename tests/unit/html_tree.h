/* Documents by hand, for the tests of html/: each function appends a node
 * and returns it. */
#ifndef EVERYREAD_TESTS_HTML_TREE_H
#define EVERYREAD_TESTS_HTML_TREE_H

#include "document/document.h"
#include "words_fixture.h"

struct tree {
	struct arena arena;
	struct document document;
	struct node *headings[64], *footnotes[8];
};

static inline void tree_start(struct tree *tree, const char *title)
{
	*tree = (struct tree){ .arena = ARENA_INITIALISER };
	tree->document = (struct document){
		.arena = &tree->arena,
		.root = node_new(&tree->arena, NODE_DOCUMENT,
				 (struct place){ 0 }),
		.title = title,
		.language = "en-GB",
		.direction = DIRECTION_LTR,
		.headings = tree->headings,
		.footnotes = tree->footnotes,
		.words = fixture_words,
	};
	/* As finishing leaves it where no heading is the title. */
	struct node *heading =
		node_new(&tree->arena, NODE_HEADING, (struct place){ 0 });
	heading->heading.level = 1;
	node_append(heading,
		    node_new(&tree->arena, NODE_TEXT, (struct place){ 0 }));
	heading->first_child->text.text = str_from(title);
	tree->document.title_heading = heading;
}

static inline struct node *add(struct tree *tree, struct node *parent,
			       enum node_kind kind)
{
	struct node *node =
		node_new(&tree->arena, kind, (struct place){ "x.md", 1, 1 });
	node_append(parent, node);
	return node;
}

static inline struct node *add_text(struct tree *tree, struct node *parent,
				    const char *text)
{
	struct node *node = add(tree, parent, NODE_TEXT);
	node->text.text = str_from(text);
	return node;
}

static inline struct node *add_paragraph(struct tree *tree, struct node *parent,
					 const char *text)
{
	struct node *node = add(tree, parent, NODE_PARAGRAPH);
	add_text(tree, node, text);
	return node;
}

static inline struct node *add_heading(struct tree *tree, struct node *parent,
				       unsigned level, const char *text,
				       const char *identifier)
{
	struct node *node = add(tree, parent, NODE_HEADING);
	node->heading.level = (uint8_t)level;
	node->heading.in_contents = level > 1;
	node->heading.depth = (uint8_t)(level > 1 ? level - 2 : 0);
	if (level == 1)
		tree->document.title_heading = node;
	node->identifier = identifier;
	if (*text)
		add_text(tree, node, text);
	tree->headings[tree->document.heading_count++] = node;
	return node;
}

static inline struct node *add_link(struct tree *tree, struct node *parent,
				    const char *destination, const char *text)
{
	struct node *node = add(tree, parent, NODE_LINK);
	node->link.destination = destination;
	if (*text)
		add_text(tree, node, text);
	return node;
}

static inline struct node *add_image(struct tree *tree, struct node *parent,
				     const char *path, const char *alternative)
{
	struct node *paragraph = add(tree, parent, NODE_PARAGRAPH);
	struct node *node = add(tree, paragraph, NODE_IMAGE);
	node->image.source = path;
	node->image.path = path;
	node->image.alternative = alternative;
	return node;
}

/* A table whose cells are given row by row, the first row its head. */
static inline struct node *add_table(struct tree *tree, struct node *parent,
				     uint32_t columns, uint32_t rows,
				     bool has_header_column,
				     const char *const *cells)
{
	struct node *table = add(tree, parent, NODE_TABLE);
	table->table.column_count = columns;
	table->table.row_count = rows;
	table->table.header_row_count = 1;
	table->table.has_header_column = has_header_column;
	for (uint32_t r = 0; r < rows; r++) {
		struct node *row = add(tree, table, NODE_TABLE_ROW);
		row->table_row.is_header = r == 0;
		for (uint32_t c = 0; c < columns; c++) {
			struct node *cell = add(tree, row, NODE_TABLE_CELL);
			cell->table_cell.heads = r == 0 ? HEADS_COLUMN :
						 c == 0 && has_header_column ?
							  HEADS_ROW :
							  HEADS_NOTHING;
			cell->table_cell.row = r;
			cell->table_cell.column = c;
			cell->table_cell.row_span = 1;
			cell->table_cell.column_span = 1;
			if (*cells[r * columns + c])
				add_text(tree, cell, cells[r * columns + c]);
		}
	}
	return table;
}

static inline struct node *add_footnote(struct tree *tree)
{
	struct node *note = node_new(&tree->arena, NODE_FOOTNOTE,
				     (struct place){ "x.md", 1, 1 });
	tree->footnotes[tree->document.footnote_count++] = note;
	note->footnote.number = tree->document.footnote_count;
	note->footnote.references =
		ARENA_NEW_ARRAY(&tree->arena, 8, struct node *);
	return note;
}

static inline struct node *add_reference(struct tree *tree, struct node *parent,
					 struct node *note)
{
	struct node *node = add(tree, parent, NODE_FOOTNOTE_REFERENCE);
	node->footnote_reference.footnote = note;
	node->footnote_reference.index = note->footnote.reference_count;
	note->footnote.references[note->footnote.reference_count++] = node;
	return node;
}

#endif
