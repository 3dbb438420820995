/* The order of finishing, and its smaller steps: mending, footnotes, tables,
 * figures. */
#include "document/finish.h"

#include <assert.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "document/check.h"

/* The footnote from `index` on that is there; NULL past the last. */
static struct node *footnote_from(const struct document *document,
				  uint32_t index)
{
	return index < document->footnote_count ? document->footnotes[index] :
						  NULL;
}

struct node *finish_next(const struct document *document,
			 const struct node *node)
{
	if (!node)
		return document->root;
	if (node->first_child)
		return node->first_child;
	const struct node *at = node;
	while (at->parent && !at->next)
		at = at->parent;
	if (at->parent)
		return at->next;
	/* Footnotes carry their position while they are finished. */
	return footnote_from(
		document, at->kind == NODE_FOOTNOTE ? at->footnote.number : 0);
}

struct str finish_words(struct document *document, const struct node *node)
{
	struct buffer words = BUFFER_INITIALISER;
	node_append_plain_text(node, &words);
	struct str trimmed = str_trim(buffer_str(&words));
	trimmed.bytes =
		arena_copy(document->arena, trimmed.bytes, trimmed.length);
	buffer_release(&words);
	return trimmed;
}

const struct node *finish_part_of(const struct node *node)
{
	while (node && node->kind != NODE_CHAPTER &&
	       node->kind != NODE_CONTENTS && node->kind != NODE_BACK_PAGE)
		node = node->parent;
	return node;
}

bool finish_has_words(const struct node *root)
{
	for (const struct node *node = root; node;
	     node = node_next(root, node)) {
		if (node->kind == NODE_IMAGE && *node->image.alternative)
			return true;
		if ((node->kind == NODE_TEXT || node->kind == NODE_CODE) &&
		    str_trim(node->text.text).length)
			return true;
	}
	return false;
}

static struct node *first_image(const struct node *root)
{
	const struct node *node = root;
	while ((node = node_next(root, node)))
		if (node->kind == NODE_IMAGE)
			return (struct node *)node;
	return NULL;
}

/* ---- Footnotes ---------------------------------------------------------- */

struct notes {
	VECTOR(struct node *) footnotes;  /* in order of first use */
	VECTOR(struct node *) references; /* in the order of the text */
};

static void collect_references(struct notes *notes, struct node *root)
{
	const struct node *node = root;
	while ((node = node_next(root, node))) {
		if (node->kind != NODE_FOOTNOTE_REFERENCE)
			continue;
		struct node *footnote = node->footnote_reference.footnote;
		if (!footnote->footnote.number) {
			*VECTOR_ADD(&notes->footnotes) = footnote;
			footnote->footnote.number =
				(uint32_t)notes->footnotes.count;
		}
		footnote->footnote.reference_count++;
		*VECTOR_ADD(&notes->references) = (struct node *)node;
	}
}

static void list_references(struct arena *arena, struct notes *notes)
{
	for (size_t i = 0; i < notes->footnotes.count; i++) {
		struct node *footnote = notes->footnotes.items[i];
		footnote->footnote.references = ARENA_NEW_ARRAY(
			arena, footnote->footnote.reference_count,
			struct node *);
		footnote->footnote.reference_count = 0;
	}
	for (size_t i = 0; i < notes->references.count; i++) {
		struct node *reference = notes->references.items[i];
		struct node *footnote = reference->footnote_reference.footnote;
		uint32_t index = footnote->footnote.reference_count++;
		footnote->footnote.references[index] = reference;
		reference->footnote_reference.index = index;
	}
}

static void number_footnotes(struct document *document)
{
	struct notes notes = { 0 };
	for (uint32_t i = 0; i < document->footnote_count; i++)
		document->footnotes[i]->footnote.number = 0;
	collect_references(&notes, document->root);
	for (size_t i = 0; i < notes.footnotes.count; i++)
		collect_references(&notes, notes.footnotes.items[i]);
	list_references(document->arena, &notes);
	/* Every used footnote was in the list before: it has room. */
	document->footnote_count = (uint32_t)notes.footnotes.count;
	for (size_t i = 0; i < notes.footnotes.count; i++)
		document->footnotes[i] = notes.footnotes.items[i];
	VECTOR_RELEASE(&notes.footnotes);
	VECTOR_RELEASE(&notes.references);
}

/* ---- Mending ------------------------------------------------------------ */

/* A link without words shows where it leads; one that leads nowhere is none. */
static void mend_link(struct document *document, struct node *link)
{
	struct str destination = str_trim(str_from(link->link.destination));
	if (!destination.length) {
		link->kind = NODE_SPAN;
		return;
	}
	if (finish_has_words(link))
		return;
	struct node *image = first_image(link);
	if (image) {
		/* Nothing new is to be seen, but something to be heard. */
		image->image.alternative = link->link.destination;
		image->image.is_decorative = false;
	} else {
		struct node *text =
			node_new(document->arena, NODE_TEXT, link->place);
		text->text.text = destination;
		node_append(link, text);
	}
}

/* A heading without words leads nowhere: it goes, or is a paragraph where it
 * holds a picture. Links without words get some. */
static void mend(struct document *document)
{
	VECTOR(struct node *) empty = { 0 };
	struct node *node = NULL;
	while ((node = finish_next(document, node))) {
		if (node->kind == NODE_LINK)
			mend_link(document, node);
		if (node->kind == NODE_HEADING && !finish_has_words(node))
			*VECTOR_ADD(&empty) = node;
	}
	for (size_t i = 0; i < empty.count; i++) {
		if (first_image(empty.items[i]))
			empty.items[i]->kind = NODE_PARAGRAPH;
		else
			node_unlink(empty.items[i]);
	}
	VECTOR_RELEASE(&empty);
}

/* ---- Tables and figures -------------------------------------------------- */

static void drop_empty_header(struct node *table)
{
	struct node *row = table->first_child;
	if (row && row->kind == NODE_CAPTION)
		row = row->next;
	if (row && row->next && row->table_row.is_header &&
	    !finish_has_words(row) && !first_image(row))
		node_unlink(row);
}

static void describe_row(struct node *table, struct node *row, uint32_t number)
{
	uint32_t column = 0;
	for (struct node *cell = row->first_child; cell; cell = cell->next) {
		bool is_row_header = !row->table_row.is_header && column == 0 &&
				     (table->table.has_header_column ||
				      cell->table_cell.is_row_header);
		cell->table_cell.row = number;
		cell->table_cell.column = column++;
		/* An empty cell is no header of anything. */
		bool has = finish_has_words(cell);
		cell->table_cell.is_row_header = is_row_header && has;
		cell->table_cell.is_header =
			(row->table_row.is_header || is_row_header) && has;
	}
}

static void describe_table(struct node *table)
{
	drop_empty_header(table);
	table->table.row_count = table->table.header_row_count = 0;
	for (struct node *row = table->first_child; row; row = row->next) {
		if (row->kind != NODE_TABLE_ROW)
			continue;
		describe_row(table, row, table->table.row_count++);
		table->table.header_row_count += row->table_row.is_header;
	}
}

struct numbered {
	VECTOR(struct node *) nodes;
};

static const char *add_number(struct document *document,
			      struct numbered *numbered, struct node *node)
{
	*VECTOR_ADD(&numbered->nodes) = node;
	return arena_format(document->arena, "%zu", numbered->nodes.count);
}

static struct node **keep(struct arena *arena, struct numbered *numbered,
			  uint32_t *count)
{
	*count = (uint32_t)numbered->nodes.count;
	struct node **nodes = ARENA_NEW_ARRAY(arena, *count, struct node *);
	if (*count)
		memcpy(nodes, numbered->nodes.items, *count * sizeof *nodes);
	VECTOR_RELEASE(&numbered->nodes);
	return nodes;
}

static void describe_tables_and_figures(struct finish *finish)
{
	struct document *document = finish->document;
	struct numbered tables = { 0 }, figures = { 0 };
	struct node *node = NULL;
	while ((node = finish_next(document, node))) {
		/* The data of a chart have the chart's number. */
		bool is_numbered = finish->options->numbers_figures &&
				   (node->kind == NODE_TABLE ||
				    node->kind == NODE_FIGURE) &&
				   node_caption(node) &&
				   node->parent->kind != NODE_FIGURE;
		if (node->kind == NODE_TABLE) {
			describe_table(node);
			if (is_numbered)
				node->table.number =
					add_number(document, &tables, node);
		} else if (is_numbered) {
			node->figure.number =
				add_number(document, &figures, node);
		}
	}
	document->tables =
		keep(document->arena, &tables, &document->table_count);
	document->figures =
		keep(document->arena, &figures, &document->figure_count);
}

/* Headings of lists that went are headings no more. */
static void drop_lost_headings(struct document *document)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *at = document->headings[i];
		while (at->parent)
			at = at->parent;
		if (at == document->root)
			document->headings[count++] = document->headings[i];
	}
	document->heading_count = count;
}

/* A list of figures or tables leads to each of them; one of none goes. */
static void fill_lists(struct finish *finish)
{
	struct document *document = finish->document;
	struct node *next, *node = NULL;
	for (node = document->root; node; node = next) {
		next = node_next(document->root, node);
		if (node->kind != NODE_CONTENTS ||
		    node->contents.of == CONTENTS_OF_HEADINGS)
			continue;
		bool is_figures = node->contents.of == CONTENTS_OF_FIGURES;
		if (is_figures ? document->figure_count :
				 document->table_count) {
			document_finish_list_identifiers(
				finish,
				is_figures ? document->figures :
					     document->tables,
				is_figures ? document->figure_count :
					     document->table_count,
				is_figures ? "figure" : "table");
			continue;
		}
		next = node_next_after(document->root, node);
		node_unlink(node);
		drop_lost_headings(document);
	}
}

void document_finish(struct document *document,
		     const struct outline_options *options,
		     struct diagnostics *diagnostics)
{
	struct finish finish = {
		.document = document,
		.options = options,
		.diagnostics = diagnostics,
		.severity = options->is_strict ? DIAGNOSTIC_ERROR :
						 DIAGNOSTIC_WARNING,
	};
	document_finish_texts(document);
	/* Footnotes first: the walks below follow their numbers. */
	number_footnotes(document);
	document_check_authoring(document, diagnostics);
	mend(document);
	document_finish_outline(&finish);
	document_finish_identifiers(&finish);
	document_finish_links(&finish);
	describe_tables_and_figures(&finish);
	fill_lists(&finish);
	map_release(&finish.identifiers);
#ifndef NDEBUG
	char message[256];
	if (!document_check_invariants(document, message, sizeof message)) {
		fprintf(stderr, "%s\n", message);
		assert(!"the document keeps its invariants");
	}
#endif
}
