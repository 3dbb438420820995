/* A text in several files. */
#include <stdlib.h>

#include "html/writer.h"

/* In which piece a child of the root stands. */
struct html_place {
	const struct node *node;
	size_t piece;
};

/* ---- Where it is cut --------------------------------------------------- */

static bool is_own_piece(const struct node *block)
{
	return block->kind == NODE_CHAPTER || block->kind == NODE_BACK_PAGE;
}

static bool has_chapters(const struct document *document)
{
	const struct node *child = document->root->first_child;
	while (child && child->kind != NODE_CHAPTER)
		child = child->next;
	return child;
}

/* The level at which a text without chapters is cut: the highest that more
 * than one heading has; 0 for none. */
static unsigned cutting_level(const struct document *document)
{
	unsigned counts[7] = { 0 };
	const struct node *child = document->root->first_child;
	for (; child; child = child->next)
		if (child->kind == NODE_HEADING && child->heading.in_contents &&
		    child->heading.level <= 6)
			counts[child->heading.level]++;
	for (unsigned level = 1; level <= 6; level++)
		if (counts[level] > 1)
			return level;
	return 0;
}

/* What nothing of is written in the text. */
static bool is_apart(const struct node *block, const struct node *title)
{
	return block == title || block->kind == NODE_COVER ||
	       block->kind == NODE_PAGE_BREAK ||
	       (block->kind == NODE_CONTENTS &&
		block->contents.of == CONTENTS_OF_HEADINGS);
}

static bool begins_piece(const struct node *block, unsigned level,
			 bool is_after_own)
{
	bool cuts = block->kind == NODE_HEADING && level &&
		    block->heading.in_contents && block->heading.level <= level;
	return is_after_own || is_own_piece(block) || cuts;
}

static struct html_piece *add_piece(struct html_split *split,
				    const struct node *first)
{
	struct html_piece *piece = &split->pieces[split->count++];
	*piece = (struct html_piece){ .first = first };
	return piece;
}

static void cut(struct arena *arena, const struct document *document,
		const struct node *title, struct html_split *split)
{
	size_t most = 1, count = 0;
	const struct node *child = document->root->first_child;
	for (; child; child = child->next)
		most++;
	unsigned level = has_chapters(document) ? 0 : cutting_level(document);
	struct html_place *places =
		ARENA_NEW_ARRAY(arena, most, struct html_place);
	split->pieces = ARENA_NEW_ARRAY(arena, most, struct html_piece);
	split->count = 0;
	add_piece(split, NULL);
	bool is_after_own = true;
	for (child = document->root->first_child; child; child = child->next) {
		if (child->kind == NODE_COVER || child == title) {
			places[count++] = (struct html_place){ child, 0 };
			continue;
		}
		if (!is_apart(child, title)) {
			if (begins_piece(child, level, is_after_own)) {
				split->pieces[split->count - 1].end = child;
				add_piece(split, child);
			}
			is_after_own = is_own_piece(child);
		}
		places[count++] =
			(struct html_place){ child, split->count - 1 };
	}
	split->places = places;
	split->place_count = count;
}

static int compare_places(const void *a, const void *b)
{
	const struct html_place *x = a, *y = b;
	return x->node < y->node ? -1 : x->node > y->node;
}

static const struct node *below_root(const struct node *node)
{
	while (node->parent && node->parent->kind != NODE_DOCUMENT)
		node = node->parent;
	return node;
}

static size_t piece_of(const struct html_split *split, const struct node *node)
{
	const struct html_place wanted = { below_root(node), 0 };
	if (wanted.node->kind == NODE_FOOTNOTE)
		return split->note_pieces[wanted.node->footnote.number - 1];
	const struct html_place *place =
		bsearch(&wanted, split->places, split->place_count,
			sizeof *split->places, compare_places);
	return place ? place->piece : 0;
}

const char *html_file_of(const struct html_split *split,
			 const struct node *node)
{
	return split->pieces[piece_of(split, node)].file;
}

/* A note goes with what refers to it first; notes of notes come after them. */
static void place_notes(struct arena *arena, const struct document *document,
			struct html_split *split)
{
	uint32_t count = document->footnote_count;
	size_t *pieces = ARENA_NEW_ARRAY(arena, count + 1, size_t);
	split->note_pieces = pieces;
	for (uint32_t i = 0; i < count; i++) {
		const struct node *note = document->footnotes[i];
		if (note->footnote.reference_count)
			pieces[i] =
				piece_of(split, note->footnote.references[0]);
	}
}

/* ---- What pieces are called -------------------------------------------- */

static const struct node *heading_of(const struct html_piece *piece)
{
	const struct node *block = piece->first;
	for (; block && block != piece->end; block = block->next) {
		const struct node *node = block;
		for (; node; node = node_next(block, node))
			if (node->kind == NODE_HEADING && !html_is_empty(node))
				return node;
	}
	return NULL;
}

static void name_pieces(struct arena *arena, const char *ending,
			struct html_split *split)
{
	int digits = 1;
	for (size_t most = split->count - 1; most >= 10; most /= 10)
		digits++;
	split->pieces[0].file = arena_format(arena, "title.%s", ending);
	for (size_t i = 1; i < split->count; i++) {
		struct html_piece *piece = &split->pieces[i];
		piece->heading = heading_of(piece);
		piece->file =
			arena_format(arena, "text-%0*zu.%s", digits, i, ending);
	}
}

void html_split(struct arena *arena, const struct document *document,
		const char *ending, struct html_split *split)
{
	cut(arena, document, document->title_heading, split);
	qsort((void *)split->places, split->place_count, sizeof *split->places,
	      compare_places);
	place_notes(arena, document, split);
	name_pieces(arena, ending, split);
}

void html_split_release(struct html_split *split)
{
	for (size_t i = 0; i < split->count; i++)
		buffer_release(&split->pieces[i].body);
	split->count = 0;
}

/* ---- Pages of print ---------------------------------------------------- */

bool html_may_break_before(const struct node *block)
{
	const struct node *parent = block->parent;
	if (!node_is_block(block) || !parent || block->kind == NODE_CONTENTS ||
	    block->kind == NODE_COVER || block->kind == NODE_TERM)
		return false;
	const struct node *top = parent;
	while (top->parent)
		top = top->parent;
	if (top->kind != NODE_DOCUMENT)
		return false;
	return parent->kind == NODE_DOCUMENT || parent->kind == NODE_COVER ||
	       parent->kind == NODE_CHAPTER || parent->kind == NODE_BACK_PAGE ||
	       parent->kind == NODE_DIVISION || parent->kind == NODE_CALLOUT ||
	       parent->kind == NODE_CASE_STUDY ||
	       parent->kind == NODE_BLOCK_QUOTE ||
	       parent->kind == NODE_LIST_ITEM;
}

void html_emit_page_breaks(struct writer *writer, const struct node *node)
{
	const struct html_options *options = writer->options;
	for (; writer->next_page_break < options->page_break_count;
	     writer->next_page_break++) {
		size_t at = writer->next_page_break;
		const struct html_page_break *page = &options->page_breaks[at];
		if (page->node != node)
			return;
		html_emit(writer, "<div role=\"doc-pagebreak\" "
				  "epub:type=\"pagebreak\"");
		html_emit_own_identifier(writer, "id", "page",
					 (uint32_t)at + 1);
		html_emit_attribute(writer, "aria-label", page->label);
		html_emit(writer, "></div>\n");
	}
}

/* ---- Writing ----------------------------------------------------------- */

static void emit_notes(struct writer *writer, const struct html_split *split,
		       size_t piece)
{
	const struct document *document = writer->document;
	for (uint32_t i = 0; i < document->footnote_count; i++)
		if (split->note_pieces[i] == piece)
			html_write_tree(writer, document->footnotes[i]);
}

void html_render_split(const struct document *document,
		       const struct html_options *options,
		       struct html_split *split)
{
	struct writer writer = { .out = &split->pieces[0].body };
	html_begin(&writer, document, options);
	writer.file = split->pieces[0].file;
	html_emit_title_block(&writer);
	emit_notes(&writer, split, 0);
	writer.out_is_body = true;
	for (size_t i = 1; i < split->count; i++) {
		struct html_piece *piece = &split->pieces[i];
		const struct node *block = piece->first;
		writer.out = &piece->body;
		writer.file = piece->file;
		for (; block && block != piece->end; block = block->next)
			html_write_tree(&writer, block);
		emit_notes(&writer, split, i);
	}
	VECTOR_RELEASE(&writer.delayed);
}
