/* Headings: which one is the title, which level each has, which number, and
 * whether the contents list shows it. */
#include "document/finish.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/path.h"
#include "base/vector.h"

enum { DEEPEST_LEVEL = 6 };

static struct node *first_heading_in(const struct node *root)
{
	const struct node *node = root;
	while ((node = node_next(root, node)))
		if (node->kind == NODE_HEADING)
			return (struct node *)node;
	return NULL;
}

/* The cover, or else the title block if no heading stands before it. */
static struct node *find_title_block(const struct document *document)
{
	const struct node *first = first_heading_in(document->root);
	const struct node *node = document->root;
	while ((node = node_next(document->root, node)))
		if (node->kind == NODE_COVER)
			return (struct node *)node;
	for (node = first; node; node = node->parent)
		if (node->kind == NODE_DIVISION &&
		    node_has_class(node, "title-block"))
			return (struct node *)node;
	return NULL;
}

/* ---- Making a title ------------------------------------------------------ */

static struct node *new_text_block(struct document *document,
				   enum node_kind kind, const char *text)
{
	struct place place = { document->root->place.file, 0, 0 };
	struct node *block = node_new(document->arena, kind, place);
	struct node *words = node_new(document->arena, NODE_TEXT, place);
	words->text.text = str_from(text);
	node_append(block, words);
	return block;
}

static void put_first(struct node *parent, struct node *child)
{
	if (parent->first_child)
		node_insert_before(parent->first_child, child);
	else
		node_append(parent, child);
}

/* "notes/01-my_notes.md" → "My notes" */
static const char *title_of_file_name(struct arena *arena, const char *file)
{
	struct str name = str_from(file ? path_name(file) : "");
	ptrdiff_t dot = str_find_byte(name, '.');
	if (dot > 0)
		name.length = (size_t)dot;
	size_t digits = strspn(name.bytes, "0123456789");
	if (digits && digits + 1 < name.length &&
	    strchr("-_ ", name.bytes[digits])) {
		name.bytes += digits + 1;
		name.length -= digits + 1;
	}
	if (!name.length)
		return "Untitled";
	size_t offset = 0;
	uint32_t first = str_decode(name, &offset);
	struct buffer title = BUFFER_INITIALISER;
	buffer_append_code_point(&title, (uint32_t)u_toupper((UChar32)first));
	for (; offset < name.length; offset++) {
		char byte = name.bytes[offset];
		buffer_append_byte(&title, strchr("-_", byte) ? ' ' : byte);
	}
	const char *copy = arena_copy(arena, title.bytes, title.length);
	buffer_release(&title);
	return copy;
}

static void append_byline(struct document *document, struct node *before,
			  struct node *parent)
{
	const struct {
		const char *text, *class;
	} lines[] = { { document->subtitle, "subtitle" },
		      { document->author, "author" },
		      { document->date_words ? document->date_words :
					       document->date,
			"date" } };
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		if (!lines[i].text)
			continue;
		struct node *line =
			new_text_block(document, NODE_PARAGRAPH, lines[i].text);
		line->classes = lines[i].class;
		if (before)
			node_insert_before(before, line);
		else
			node_append(parent, line);
	}
}

static struct node *put_title_first(struct finish *finish, const char *title)
{
	struct document *document = finish->document;
	struct node *heading = new_text_block(document, NODE_HEADING, title);
	struct node *block =
		node_new(document->arena, NODE_DIVISION, heading->place);
	block->classes = "title-block";
	node_append(block, heading);
	if (!finish->options->is_strict)
		append_byline(document, NULL, block);
	put_first(document->root, block);
	return heading;
}

/* ---- Choosing the title ------------------------------------------------- */

/* True where no words and no picture stand before. */
static bool begins_document(const struct node *root, const struct node *heading)
{
	const struct node *node = root;
	while ((node = node_next(root, node)) && node != heading)
		if (node_is_inline(node) || node->kind == NODE_CODE_BLOCK)
			return false;
	return true;
}

/* The first heading, if it can stand for the whole document. */
static struct node *heading_as_title(const struct node *root)
{
	struct node *first = first_heading_in(root);
	if (!first)
		return NULL;
	bool is_alone = true;
	const struct node *node = first;
	while ((node = node_next(root, node))) {
		if (node->kind != NODE_HEADING)
			continue;
		if (node->heading.level < first->heading.level)
			return NULL;
		if (node->heading.level == first->heading.level)
			is_alone = false;
	}
	return is_alone || begins_document(root, first) ? first : NULL;
}

static const char *own_title(struct finish *finish)
{
	struct document *document = finish->document;
	if (document->title && *document->title)
		return document->title;
	return title_of_file_name(document->arena, finish->options->file_name);
}

static struct node *title_of_block(struct finish *finish, struct node *block)
{
	struct node *heading = first_heading_in(block);
	bool is_deep = block->kind == NODE_COVER &&
		       block->parent != finish->document->root;
	/* The first heading of all has level 1: a cover comes first. */
	if (first_heading_in(finish->document->root) != heading || !heading ||
	    is_deep) {
		node_unlink(block);
		put_first(finish->document->root, block);
	}
	if (!heading) {
		heading = new_text_block(finish->document, NODE_HEADING,
					 own_title(finish));
		put_first(block, heading);
	}
	return heading;
}

static struct node *choose_title(struct finish *finish)
{
	struct document *document = finish->document;
	struct node *block = find_title_block(document);
	if (block)
		return title_of_block(finish, block);
	const char *title = document->title;
	if (!title || !*title) {
		struct node *heading = heading_as_title(document->root);
		return heading ? heading :
				 put_title_first(finish, own_title(finish));
	}
	struct node *first = first_heading_in(document->root);
	if (!first || first->parent != document->root ||
	    !str_equals_string(finish_words(document, first), title))
		return put_title_first(finish, title);
	if (!finish->options->is_strict)
		append_byline(document, first->next, document->root);
	return first;
}

/* ---- Levels, numbers, contents ------------------------------------------ */

static bool stands_in_contents(const struct node *heading)
{
	if (heading->heading.level == 1 || node_has_class(heading, "unlisted"))
		return false;
	const struct node *above = heading->parent;
	while (above->kind == NODE_CHAPTER || above->kind == NODE_DIVISION)
		above = above->parent;
	return above->kind == NODE_DOCUMENT;
}

/* How many of the levels so far are above this one, which joins them. */
static uint8_t open_level(uint8_t *open, uint8_t count, uint8_t level)
{
	while (count && open[count - 1] >= level)
		count--;
	open[count] = level;
	return count;
}

/* The authors' levels that are open above the current heading. */
struct levels {
	uint8_t open[DEEPEST_LEVEL];
	uint8_t count;
	const struct node *part;
};

static uint8_t next_level(struct levels *levels, const struct node *heading)
{
	const struct node *part = finish_part_of(heading);
	if (part != levels->part)
		levels->count = 0;
	levels->part = part;
	levels->count = open_level(levels->open, levels->count,
				   heading->heading.level) +
			1;
	return levels->count + 1 < DEEPEST_LEVEL ? levels->count + 1 :
						   DEEPEST_LEVEL;
}

/* counts[level] of numbered headings so far below the open one above. */
struct numbers {
	uint32_t counts[DEEPEST_LEVEL + 1];
	bool is_numbered[DEEPEST_LEVEL + 1];
};

static void number_heading(struct finish *finish, struct numbers *numbers,
			   struct node *heading)
{
	uint8_t level = heading->heading.level;
	for (int deeper = level + 1; deeper <= DEEPEST_LEVEL; deeper++) {
		numbers->counts[deeper] = 0;
		numbers->is_numbered[deeper] = false;
	}
	numbers->is_numbered[level] = false;
	if (!finish->options->numbers_headings ||
	    !heading->heading.in_contents ||
	    node_has_class(heading, "unnumbered") ||
	    (level > 2 && !numbers->is_numbered[level - 1]))
		return;
	numbers->is_numbered[level] = true;
	numbers->counts[level]++;
	struct buffer text = BUFFER_INITIALISER;
	for (int above = 2; above <= level; above++)
		buffer_append_format(&text, above == 2 ? "%u" : ".%u",
				     numbers->counts[above]);
	heading->heading.number =
		arena_copy(finish->document->arena, text.bytes, text.length);
	buffer_release(&text);
}

/* Levels in the contents: some headings between may not be shown there. */
static void set_depths(struct document *document)
{
	uint8_t open[DEEPEST_LEVEL], count = 0;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		struct node *heading = document->headings[i];
		if (!heading->heading.in_contents)
			continue;
		heading->heading.depth =
			open_level(open, count, heading->heading.level);
		count = heading->heading.depth + 1;
	}
}

static void level_headings(struct finish *finish, const struct node *title)
{
	struct document *document = finish->document;
	VECTOR(struct node *) headings = { 0 };
	struct levels levels = { 0 };
	struct numbers numbers = { 0 };
	struct node *node = NULL;
	while ((node = finish_next(document, node))) {
		if (node->kind != NODE_HEADING)
			continue;
		node->heading.level =
			node == title ? 1 : next_level(&levels, node);
		node->heading.in_contents = stands_in_contents(node);
		if (node != title)
			number_heading(finish, &numbers, node);
		*VECTOR_ADD(&headings) = node;
	}
	document->heading_count = (uint32_t)headings.count;
	document->headings =
		arena_copy_array(document->arena, headings.items,
				 headings.count, sizeof *headings.items);
	VECTOR_RELEASE(&headings);
}

static bool has_contents_list(const struct document *document)
{
	const struct node *node = document->root;
	while ((node = node_next(document->root, node)))
		if (node->kind == NODE_CONTENTS &&
		    node->contents.of == CONTENTS_OF_HEADINGS)
			return true;
	return false;
}

static void add_contents_list(struct finish *finish, struct node *title)
{
	struct document *document = finish->document;
	bool is_wanted =
		document->wants_contents || finish->options->adds_contents;
	bool has_entries = false;
	for (uint32_t i = 0; i < document->heading_count; i++)
		has_entries |= node_is_listed(document, document->headings[i]);
	if (!is_wanted || !has_entries || has_contents_list(document))
		return;
	struct node *block = title;
	while (block->parent != document->root)
		block = block->parent;
	/* Past the lines that belong to the title. */
	while (block->next && block->next->kind == NODE_PARAGRAPH &&
	       (node_has_class(block->next, "subtitle") ||
		node_has_class(block->next, "author") ||
		node_has_class(block->next, "date")))
		block = block->next;
	struct node *contents =
		node_new(document->arena, NODE_CONTENTS, title->place);
	if (block->next)
		node_insert_before(block->next, contents);
	else
		node_append(document->root, contents);
}

void document_finish_outline(struct finish *finish)
{
	struct document *document = finish->document;
	struct node *title = choose_title(finish);
	document->title_heading = title;
	if (finish->options->contents_depth)
		document->contents_depth = finish->options->contents_depth;
	level_headings(finish, title);
	set_depths(document);
	if (!document->title || !*document->title)
		document->title = finish_words(document, title).bytes;
	if (!*document->title)
		document->title = own_title(finish);
	add_contents_list(finish, title);
}
