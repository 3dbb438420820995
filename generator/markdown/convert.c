/* A walk along cmark's links: what a node opens, what its end closes. Without
 * recursion, since nesting is the author's. */
#include "markdown/convert.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "markdown/convert_table.h"
#include "markdown/definitions.h"
#include "markdown/directives.h"
#include "markdown/entity.h"
#include "markdown/html.h"
#include "markdown/lettered.h"
#include "markdown/images.h"
#include "markdown/marks.h"
#include "markdown/unclosed.h"

struct conversion {
	struct reading *reading;
	struct builder builder;
	/* Frames below each of cmark's nodes that is open. */
	VECTOR(size_t) marks;
	VECTOR(struct node *) footnotes; /* by cmark's number - 1 */
	size_t defined;                  /* footnotes with a text */
	int last_line;                   /* cmark's, of last_place */
	struct place last_place;
};

/* cmark gives mail addresses no place: they stand where what came before
 * stands. A link over several lines gets its last one: its words know better.
 */
static struct place place_of(struct conversion *conversion, cmark_node *node)
{
	int line = cmark_node_get_start_line(node);
	int column = cmark_node_get_start_column(node);
	cmark_node_type type = cmark_node_get_type(node);
	cmark_node *first = cmark_node_first_child(node);
	int first_line = first ? cmark_node_get_start_line(first) : 0;
	if (line == 0)
		return conversion->last_place;
	if (first_line && first_line < line &&
	    (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)) {
		line = first_line;
		column = cmark_node_get_start_column(first) -
			 (type == CMARK_NODE_IMAGE ? 2 : 1);
	}
	conversion->last_line = line;
	conversion->last_place =
		reading_place(conversion->reading, line, column);
	return conversion->last_place;
}

/* cmark makes one byte, which is no character, of &#xFFFE; and of &#xFFFF;. */
static bool is_no_character(char byte)
{
	return byte == '\xFE' || byte == '\xFF';
}

static struct str mend(struct arena *arena, struct str text)
{
	struct buffer out = BUFFER_INITIALISER;
	for (size_t i = 0; i < text.length; i++)
		if (is_no_character(text.bytes[i]))
			buffer_append_string(&out, "\uFFFD");
		else
			buffer_append_byte(&out, text.bytes[i]);
	struct str mended = arena_copy_str(arena, buffer_str(&out));
	buffer_release(&out);
	return mended;
}

static struct str keep(struct conversion *conversion, const char *text)
{
	struct arena *arena = conversion->reading->arena;
	for (const char *at = text ? text : ""; *at; at++)
		if (is_no_character(*at))
			return mend(arena, str_from(text));
	return arena_copy_str(arena, str_from(text));
}

static const char *keep_or_null(struct conversion *conversion, const char *text)
{
	return text && *text ? keep(conversion, text).bytes : NULL;
}

/* ---- Blocks -------------------------------------------------------------- */

static void open_list(struct conversion *conversion, cmark_node *node)
{
	struct node *list =
		builder_open(&conversion->builder, NODE_LIST, FRAME_MARKDOWN,
			     place_of(conversion, node));
	if (!list)
		return;
	list->list.is_ordered =
		cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	list->list.is_tight = cmark_node_get_list_tight(node);
	list->list.start = cmark_node_get_list_start(node);
	uint32_t line = (uint32_t)cmark_node_get_start_line(node);
	list->list.is_definitions =
		definitions_begin(conversion->reading, line);
	const struct lettered_line *lettered =
		lettered_begin(conversion->reading, line);
	if (lettered) {
		list->list.numbering = lettered->numbering;
		list->list.start = lettered->start;
	}
}

/* cmark looks for "[x]" anywhere in the item's line: only the box counts. */
static enum task_state task_of(struct conversion *conversion, cmark_node *node)
{
	if (strcmp(cmark_node_get_type_string(node), "tasklist") != 0)
		return TASK_NONE;
	struct str line = reading_line(
		conversion->reading, (uint32_t)cmark_node_get_start_line(node));
	size_t start = (size_t)cmark_node_get_start_column(node);
	if (start == 0 || start > line.length)
		return TASK_OPEN;
	struct str item = { line.bytes + start - 1, line.length - start + 1 };
	ptrdiff_t box = str_find_byte(item, '[');
	bool is_done = box >= 0 && (size_t)box + 1 < item.length &&
		       (item.bytes[box + 1] | 0x20) == 'x';
	return is_done ? TASK_DONE : TASK_OPEN;
}

static void open_item(struct conversion *conversion, cmark_node *node)
{
	struct node *item =
		builder_open(&conversion->builder, NODE_LIST_ITEM,
			     FRAME_MARKDOWN, place_of(conversion, node));
	if (item)
		item->list_item.task = task_of(conversion, node);
}

static void open_heading(struct conversion *conversion, cmark_node *node)
{
	struct node *heading =
		builder_open(&conversion->builder, NODE_HEADING, FRAME_MARKDOWN,
			     place_of(conversion, node));
	const struct attributes *attributes = brackets_attributes_of(node);
	if (!heading)
		return;
	reading_note_extent(conversion->reading, node, heading);
	heading->heading.level = (uint8_t)cmark_node_get_heading_level(node);
	if (attributes)
		directive_apply_span(conversion->reading, heading, attributes);
}

static void note_code(struct conversion *conversion, cmark_node *node)
{
	*VECTOR_ADD(&conversion->reading->code_lines) =
		(struct line_range){ (uint32_t)cmark_node_get_start_line(node),
				     (uint32_t)cmark_node_get_end_line(node) };
}

/* "python", "{.python .numbered}" → "python" */
static const char *syntax_of(struct conversion *conversion, const char *info)
{
	struct str word = str_trim(str_from(info));
	while (word.length && strchr("{.", word.bytes[0])) {
		word.bytes++;
		word.length--;
	}
	size_t length = 0;
	while (length < word.length && !strchr(" \t,{}", word.bytes[length]))
		length++;
	return length ? arena_copy(conversion->reading->arena, word.bytes,
				   length) :
			NULL;
}

/* What GitHub and the like draw, and readers here would see the source of. */
static void check_drawn(struct conversion *conversion, const struct node *block)
{
	static const char *const drawn[] = { "mermaid", "plantuml", "math",
					     "geojson", "topojson", "stl" };
	const char *syntax = block->code_block.syntax;
	for (size_t i = 0; syntax && i < sizeof drawn / sizeof *drawn; i++)
		if (strcasecmp(syntax, drawn[i]) == 0)
			diagnostics_add(
				conversion->reading->diagnostics,
				DIAGNOSTIC_COMMAND_SIGN, block->place,
				"readers will see the source of what '%s' "
				"draws; save it as a picture, and say what it "
				"shows: ![what it shows](file.svg)",
				drawn[i]);
}

static void add_code_block(struct conversion *conversion, cmark_node *node)
{
	note_code(conversion, node);
	unclosed_check_code(conversion->reading, node);
	struct node *block = builder_add(&conversion->builder, NODE_CODE_BLOCK,
					 place_of(conversion, node));
	struct str text = keep(conversion, cmark_node_get_literal(node));
	if (!block) {
		builder_add_text(&conversion->builder, str_trim(text),
				 place_of(conversion, node));
		return;
	}
	block->code_block.text = text;
	block->code_block.syntax =
		syntax_of(conversion, cmark_node_get_fence_info(node));
	check_drawn(conversion, block);
}

/* ---- Footnotes ----------------------------------------------------------- */

static struct node *footnote_numbered(struct conversion *conversion,
				      size_t number)
{
	while (conversion->footnotes.count < number)
		*VECTOR_ADD(&conversion->footnotes) =
			node_new(conversion->reading->arena, NODE_FOOTNOTE,
				 (struct place){ 0 });
	return conversion->footnotes.items[number - 1];
}

static void add_footnote_reference(struct conversion *conversion,
				   cmark_node *node)
{
	long number = strtol(cmark_node_get_literal(node), NULL, 10);
	if (number < 1)
		return;
	struct node *footnote = footnote_numbered(conversion, (size_t)number);
	struct node *reference =
		builder_add(&conversion->builder, NODE_FOOTNOTE_REFERENCE,
			    place_of(conversion, node));
	if (reference)
		reference->footnote_reference.footnote = footnote;
}

static void mark_note_line(struct reading *reading, uint32_t line)
{
	size_t low = 0, high = reading->note_lines.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		struct note_line *note = &reading->note_lines.items[middle];
		if (note->line == line)
			note->is_used = true;
		if (note->line < line)
			low = middle + 1;
		else
			high = middle;
	}
}

/* cmark puts footnotes at the end, in the order of their numbers. */
static void open_footnote(struct conversion *conversion, cmark_node *node)
{
	struct node *footnote =
		footnote_numbered(conversion, ++conversion->defined);
	footnote->place = reading_place(conversion->reading,
					cmark_node_get_start_line(node), 0);
	mark_note_line(conversion->reading,
		       (uint32_t)cmark_node_get_start_line(node));
	builder_push_root(&conversion->builder, footnote);
}

/* ---- Inlines ------------------------------------------------------------- */

static void open_inline(struct conversion *conversion, cmark_node *node,
			enum node_kind kind)
{
	builder_open(&conversion->builder, kind, FRAME_MARKDOWN,
		     place_of(conversion, node));
}

static void open_link(struct conversion *conversion, cmark_node *node)
{
	struct place place = place_of(conversion, node);
	const char *target = cmark_node_get_url(node);
	const struct attributes *attributes = brackets_attributes_of(node);
	if (!images_link_is_allowed(conversion->reading, target, place)) {
		builder_open_transparent(&conversion->builder, FRAME_MARKDOWN);
		return;
	}
	struct node *link = builder_open(&conversion->builder, NODE_LINK,
					 FRAME_MARKDOWN, place);
	if (!link)
		return;
	link->link.destination = keep(conversion, target).bytes;
	link->link.title = keep_or_null(conversion, cmark_node_get_title(node));
	if (attributes)
		attributes_apply(conversion->reading, attributes, 0, link);
}

/* The alternative text is what the brackets hold, without its markup. */
static const char *alternative_of(struct conversion *conversion,
				  cmark_node *image)
{
	struct buffer text = BUFFER_INITIALISER;
	cmark_iter *iterator = cmark_iter_new(image);
	cmark_event_type event;
	while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iterator);
		cmark_node_type type = cmark_node_get_type(node);
		if (event != CMARK_EVENT_ENTER)
			continue;
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			buffer_append_string(&text,
					     cmark_node_get_literal(node));
		else if (type == CMARK_NODE_SOFTBREAK ||
			 type == CMARK_NODE_LINEBREAK)
			buffer_append_byte(&text, ' ');
	}
	cmark_iter_free(iterator);
	struct str kept = keep(conversion, text.bytes ? text.bytes : "");
	buffer_release(&text);
	struct str words = str_trim(kept);
	return arena_copy(conversion->reading->arena, words.bytes,
			  words.length);
}

static void add_image(struct conversion *conversion, cmark_node *node)
{
	struct reading *reading = conversion->reading;
	struct node *image = builder_add(&conversion->builder, NODE_IMAGE,
					 place_of(conversion, node));
	static const char *const known[] = { "width", "decorative" };
	const struct attributes *attributes = brackets_attributes_of(node);
	if (!image)
		return;
	image->image.source = keep(conversion, cmark_node_get_url(node)).bytes;
	image->image.alternative = alternative_of(conversion, node);
	image->image.title =
		keep_or_null(conversion, cmark_node_get_title(node));
	if (attributes) {
		attributes_apply(reading, attributes, 0, image);
		const char *decorative =
			attributes_value(reading, attributes, "decorative");
		image->image.is_decorative =
			decorative && strcmp(decorative, "true") == 0;
		images_set_width(
			reading, image,
			attributes_value(reading, attributes, "width"));
		attributes_check(reading, attributes, "picture", known,
				 sizeof known / sizeof *known, image->place);
	}
	images_find(reading, image);
}

static void add_code(struct conversion *conversion, cmark_node *node)
{
	struct node *code = builder_add(&conversion->builder, NODE_CODE,
					place_of(conversion, node));
	const struct attributes *attributes = brackets_attributes_of(node);
	if (!code)
		return;
	code->text.text = keep(conversion, cmark_node_get_literal(node));
	if (attributes)
		attributes_apply(conversion->reading, attributes, 0, code);
}

/* cmark's line and column of a text. It gives none where the text begins with
 * the mark of a note that does not exist: it is looked for on the line. */
static int line_of_text(const struct conversion *conversion, cmark_node *node,
			struct str text, int *column)
{
	int line = cmark_node_get_start_line(node);
	*column = cmark_node_get_start_column(node);
	if (line)
		return line;
	line = conversion->last_line;
	struct str whole = reading_line(conversion->reading, (uint32_t)line);
	*column = (int)str_find(whole, text) + 1;
	return line;
}

static void add_text(struct conversion *conversion, cmark_node *node)
{
	struct str text = keep(conversion, cmark_node_get_literal(node));
	builder_add_text(&conversion->builder, text,
			 place_of(conversion, node));
	int column, line = line_of_text(conversion, node, text, &column);
	marks_note_text(conversion->reading, text, line, column);
	reading_find_undefined_note(conversion->reading, text, (uint32_t)line);
}

static void start_span(struct conversion *conversion,
		       const struct bracket *bracket)
{
	struct node *span =
		builder_open(&conversion->builder, bracket->kind, FRAME_SPAN,
			     reading_place(conversion->reading, bracket->line,
					   bracket->column));
	builder_top(&conversion->builder)->data = bracket;
	if (span && bracket->kind == NODE_SPAN)
		directive_apply_span(conversion->reading, span,
				     &bracket->attributes);
}

/* A span that emphasis cut in two ended with the emphasis. */
static void end_span(struct conversion *conversion,
		     const struct bracket *bracket)
{
	struct builder *builder = &conversion->builder;
	for (size_t i = builder->frames.count; i-- > 0;) {
		const struct frame *frame = &builder->frames.items[i];
		if (frame->origin == FRAME_MARKDOWN)
			return;
		if (frame->origin != FRAME_SPAN || frame->data != bracket)
			continue;
		builder_close_to(builder, i);
		return;
	}
}

static void add_inline_html(struct conversion *conversion, cmark_node *node)
{
	struct bracket *bracket;
	switch (brackets_edge(node, &bracket)) {
	case EDGE_START:
		start_span(conversion, bracket);
		break;
	case EDGE_END:
		end_span(conversion, bracket);
		break;
	case EDGE_EMPTY:
		break;
	case EDGE_NONE:
		html_add_inline(&conversion->builder,
				str_from(cmark_node_get_literal(node)),
				cmark_node_get_start_line(node),
				cmark_node_get_start_column(node));
		break;
	}
}

/* ---- The walk ------------------------------------------------------------ */

static void enter_extension(struct conversion *conversion, cmark_node *node)
{
	const struct fence *fence = fences_fence_of(node);
	const char *type;
	if (fence) {
		directive_open(&conversion->builder, fence);
		return;
	}
	type = cmark_node_get_type_string(node);
	if (strcmp(type, "strikethrough") == 0)
		open_inline(conversion, node, NODE_STRIKETHROUGH);
	else
		convert_table_part(conversion->reading, &conversion->builder,
				   node, type);
}

static void enter_inline(struct conversion *conversion, cmark_node *node)
{
	struct builder *builder = &conversion->builder;
	/* cmark numbers the kinds of its extensions when it runs. */
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		add_text(conversion, node);
		break;
	case CMARK_NODE_SOFTBREAK:
		builder_add(builder, NODE_SOFT_BREAK,
			    place_of(conversion, node));
		break;
	case CMARK_NODE_LINEBREAK:
		builder_add(builder, NODE_LINE_BREAK,
			    place_of(conversion, node));
		break;
	case CMARK_NODE_CODE:
		add_code(conversion, node);
		break;
	case CMARK_NODE_HTML_INLINE:
		add_inline_html(conversion, node);
		break;
	case CMARK_NODE_EMPH:
		open_inline(conversion, node, NODE_EMPHASIS);
		break;
	case CMARK_NODE_STRONG:
		open_inline(conversion, node, NODE_STRONG);
		break;
	case CMARK_NODE_LINK:
		open_link(conversion, node);
		break;
	case CMARK_NODE_IMAGE:
		add_image(conversion, node);
		break;
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		add_footnote_reference(conversion, node);
		break;
	default:
		enter_extension(conversion, node);
		break;
	}
}

static void enter(struct conversion *conversion, cmark_node *node)
{
	struct builder *builder = &conversion->builder;
	/* cmark numbers the kinds of its extensions when it runs. */
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_DOCUMENT:
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		builder_open(builder, NODE_BLOCK_QUOTE, FRAME_MARKDOWN,
			     place_of(conversion, node));
		break;
	case CMARK_NODE_LIST:
		open_list(conversion, node);
		break;
	case CMARK_NODE_ITEM:
		open_item(conversion, node);
		break;
	case CMARK_NODE_CODE_BLOCK:
		add_code_block(conversion, node);
		break;
	case CMARK_NODE_HTML_BLOCK:
		note_code(conversion, node);
		html_add_block(builder, str_from(cmark_node_get_literal(node)),
			       cmark_node_get_start_line(node),
			       cmark_node_get_start_column(node));
		break;
	case CMARK_NODE_PARAGRAPH:
		reading_note_extent(conversion->reading, node,
				    builder_open(builder, NODE_PARAGRAPH,
						 FRAME_MARKDOWN,
						 place_of(conversion, node)));
		break;
	case CMARK_NODE_HEADING:
		open_heading(conversion, node);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		if (!fences_is_end(node))
			builder_add(builder, NODE_THEMATIC_BREAK,
				    place_of(conversion, node));
		break;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		open_footnote(conversion, node);
		break;
	default:
		enter_inline(conversion, node);
		break;
	}
}

/* A picture's contents are its alternative text. Raw HTML stays open beyond
 * its node: what it opened is closed with cmark's node around it. */
static bool is_leaf(cmark_node *node)
{
	return !cmark_node_first_child(node) ||
	       cmark_node_get_type(node) == CMARK_NODE_IMAGE;
}

static bool leaves_open(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	return type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE;
}

/* Closes what cmark's node opened, and what raw HTML opened in it. */
static void leave(struct conversion *conversion)
{
	size_t below = VECTOR_LAST(&conversion->marks)[0];
	conversion->marks.count--;
	builder_close_to(&conversion->builder, below);
}

static void walk(struct conversion *conversion, cmark_node *root)
{
	struct builder *builder = &conversion->builder;
	cmark_node *node = root;
	while (node) {
		/* Footnotes stand outside of whatever is still open. */
		if (cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION)
			builder_close_to(builder, 1);
		/* A block may first close what yields to it. */
		builder->fewest = builder->frames.count;
		enter(conversion, node);
		if (!is_leaf(node)) {
			*VECTOR_ADD(&conversion->marks) = builder->fewest;
			node = cmark_node_first_child(node);
			continue;
		}
		if (!leaves_open(node))
			builder_close_to(builder, builder->fewest);
		while (node != root && !cmark_node_next(node)) {
			node = cmark_node_parent(node);
			leave(conversion);
		}
		node = node == root ? NULL : cmark_node_next(node);
	}
}

static void list_footnotes(struct conversion *conversion)
{
	struct document *document = conversion->reading->document;
	size_t count = conversion->footnotes.count;
	document->footnotes =
		ARENA_NEW_ARRAY(document->arena, count, struct node *);
	document->footnote_count = (uint32_t)count;
	if (count)
		memcpy(document->footnotes, conversion->footnotes.items,
		       count * sizeof *conversion->footnotes.items);
}

void convert(struct reading *reading, const struct parsed *parsed)
{
	struct conversion conversion = { .reading = reading };
	builder_initialise(&conversion.builder, reading,
			   reading->document->root);
	walk(&conversion, parsed->root);
	builder_release(&conversion.builder);
	list_footnotes(&conversion);
	VECTOR_RELEASE(&conversion.marks);
	VECTOR_RELEASE(&conversion.footnotes);
}
