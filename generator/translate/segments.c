/* Cutting a text into segments. */
#include "translate/segments.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/vector.h"
#include "document/document.h"
#include "markdown/attributes.h"
#include "markdown/markdown.h"
#include "translate/codes.h"

/* Where a block stands, by the place of its node. */
struct noted {
	uint32_t line, column;
	struct markdown_extent extent;
};

struct cutting {
	struct arena *arena;
	struct str text; /* the file; empty for a text that stands alone */
	const char *language;
	uint32_t chapter;
	struct segments *segments;
	VECTOR(struct noted) noted;
	VECTOR(size_t) lines; /* offsets of their first bytes */
};

/* ---- Words ------------------------------------------------------------- */

/* Whether there is a letter outside the codes: what has none is nothing to
 * translate. */
static bool has_words(struct arena *arena, const char *text)
{
	struct str bare = str_from(codes_words(arena, text));
	for (size_t at = 0; at < bare.length;)
		if (u_isalpha((UChar32)str_decode(bare, &at)))
			return true;
	return false;
}

/* How many words with a letter in it the text has. */
static size_t count_words(UBreakIterator *words, const char *text)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t count = 0;
	int32_t length = 0;
	UChar *wide = memory_resize(NULL, strlen(text) + 1, sizeof *wide);
	u_strFromUTF8WithSub(wide, (int32_t)strlen(text) + 1, &length, text, -1,
			     0xFFFD, NULL, &status);
	ubrk_setText(words, wide, length, &status);
	while (U_SUCCESS(status) && ubrk_next(words) != UBRK_DONE)
		count += ubrk_getRuleStatus(words) >= UBRK_WORD_LETTER;
	free(wide);
	return count;
}

size_t segments_count_words(const struct segment *const *segments, size_t count,
			    const char *language)
{
	struct arena arena = ARENA_INITIALISER;
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *words =
		count ? ubrk_open(UBRK_WORD, language, NULL, 0, &status) : NULL;
	size_t sum = 0;
	for (size_t i = 0; words && i < count; i++)
		sum += count_words(words,
				   codes_words(&arena, segments[i]->text));
	if (words)
		ubrk_close(words);
	arena_release(&arena);
	return sum;
}

/* ---- Text -------------------------------------------------------------- */

/* Behind what quotations and lists put before a line that goes on. */
static struct str without_prefix(struct str line)
{
	size_t at = 0;
	while (at < line.length && strchr(" \t", line.bytes[at]))
		at++;
	while (at < line.length && line.bytes[at] == '>')
		for (at++; at < line.length && strchr(" \t", line.bytes[at]);)
			at++;
	return (struct str){ line.bytes + at, line.length - at };
}

static bool is_hard_break(struct str line)
{
	size_t marks = 0;
	while (marks < line.length &&
	       line.bytes[line.length - 1 - marks] == '\\')
		marks++;
	return marks % 2 ||
	       (line.length > 1 &&
		memcmp(line.bytes + line.length - 2, "  ", 2) == 0);
}

static void append_collapsed(struct str line, struct buffer *text)
{
	for (size_t i = 0; i < line.length; i++) {
		bool is_space = strchr(" \t", line.bytes[i]) != NULL;
		char last = text->length ? text->bytes[text->length - 1] : ' ';
		if (!is_space)
			buffer_append_byte(text, line.bytes[i]);
		else if (last != ' ' && last != '\n')
			buffer_append_byte(text, ' ');
	}
}

/* Lines become one; `is_paragraph`: a hard break stays. */
static const char *collapsed(struct arena *arena, struct str text,
			     bool is_paragraph)
{
	struct buffer out = BUFFER_INITIALISER;
	struct str rest = text, line;
	bool is_first = true;
	while (str_next_line(&rest, &line)) {
		bool breaks =
			is_paragraph && rest.length && is_hard_break(line);
		if (breaks && line.bytes[line.length - 1] == '\\')
			line.length--;
		append_collapsed(
			is_first || !is_paragraph ? line : without_prefix(line),
			&out);
		while (out.length && out.bytes[out.length - 1] == ' ')
			out.length--;
		if (rest.length)
			buffer_append_string(&out, breaks ? "\\\n" : " ");
		is_first = false;
	}
	struct str words = str_trim(buffer_str(&out));
	const char *copy = arena_copy(arena, words.bytes, words.length);
	buffer_release(&out);
	return copy;
}

/* ---- Places ------------------------------------------------------------ */

static void note(void *context, const struct node *node,
		 const struct markdown_extent *extent)
{
	struct cutting *cutting = context;
	*VECTOR_ADD(&cutting->noted) =
		(struct noted){ node->place.line, node->place.column, *extent };
}

static int compare_noted(const void *a, const void *b)
{
	const struct noted *first = a, *second = b;
	if (first->line != second->line)
		return first->line < second->line ? -1 : 1;
	return (first->column > second->column) -
	       (first->column < second->column);
}

static const struct noted *noted_at(const struct cutting *cutting,
				    struct place place)
{
	struct noted wanted = { .line = place.line, .column = place.column };
	return cutting->noted.count ? bsearch(&wanted, cutting->noted.items,
					      cutting->noted.count,
					      sizeof wanted, compare_noted) :
				      NULL;
}

static void find_lines(struct cutting *cutting)
{
	*VECTOR_ADD(&cutting->lines) = 0;
	for (size_t i = 0; i < cutting->text.length; i++)
		if (cutting->text.bytes[i] == '\n')
			*VECTOR_ADD(&cutting->lines) = i + 1;
}

/* The file's bytes from a line's column on (both from 1), up to its end. */
static struct str line_from(const struct cutting *cutting, uint32_t line,
			    uint32_t column)
{
	struct str rest = { "", 0 }, found = { "", 0 };
	if (!line || line > cutting->lines.count)
		return found;
	size_t at = cutting->lines.items[line - 1];
	rest = (struct str){ cutting->text.bytes + at,
			     cutting->text.length - at };
	str_next_line(&rest, &found);
	size_t skipped = column ? column - 1 : 0;
	if (skipped > found.length)
		skipped = found.length;
	return (struct str){ found.bytes + skipped, found.length - skipped };
}

static struct str bytes_of(const struct cutting *cutting,
			   const struct markdown_extent *extent)
{
	const char *first =
		line_from(cutting, extent->first_line, extent->first_column)
			.bytes;
	struct str last = line_from(cutting, extent->last_line, 1);
	size_t length = extent->last_column < last.length ?
				extent->last_column :
				last.length;
	const char *end = last.bytes + length;
	return end > first && extent->last_line <= cutting->lines.count ?
		       (struct str){ first, (size_t)(end - first) } :
		       (struct str){ "", 0 };
}

/* The words of "## Words {#id} ##", or of a line with a line of = or - below. */
static struct str heading_words(struct str text)
{
	size_t marks = 0;
	struct str rest = text, line;
	str_next_line(&rest, &line);
	while (marks < line.length && line.bytes[marks] == '#')
		marks++;
	if (!marks) { /* setext: all but the last line */
		while (text.length && text.bytes[text.length - 1] != '\n')
			text.length--;
		return str_trim(text);
	}
	line = str_trim(
		(struct str){ line.bytes + marks, line.length - marks });
	size_t length = line.length;
	while (length && line.bytes[length - 1] == '#')
		length--;
	if (length < line.length &&
	    (!length || strchr(" \t", line.bytes[length - 1])))
		line.length = length;
	return str_trim(line);
}

/* ---- Segments ---------------------------------------------------------- */

static enum node_kind kind_of(const struct node *node)
{
	const struct node *parent = node ? node->parent : NULL;
	if (!node)
		return NODE_TITLE;
	if (node->kind == NODE_PARAGRAPH && parent &&
	    parent->first_child == node &&
	    (parent->kind == NODE_LIST_ITEM || parent->kind == NODE_FOOTNOTE))
		return parent->kind;
	return node->kind;
}

static uint32_t spot_of(const struct node *node)
{
	return node && node->kind == NODE_TABLE_CELL ?
		       (node->table_cell.row << 8) + node->table_cell.column +
			       1 :
		       0;
}

/* `raw`: what the words were read from, in the file; or no bytes. */
static void add(struct cutting *cutting, const struct node *node,
		struct place place, const char *words, struct str raw)
{
	if (!has_words(cutting->arena, words))
		return;
	size_t first =
		raw.length ? (size_t)(raw.bytes - cutting->text.bytes) : 0;
	*VECTOR_ADD(cutting->segments) = (struct segment){
		.place = place,
		.kind = kind_of(node),
		.level = node && node->kind == NODE_HEADING ?
				 node->heading.level :
				 0,
		.chapter = cutting->chapter,
		.spot = spot_of(node),
		.text = words,
		.hash = map_hash_bytes(words, strlen(words)),
		.first = first,
		.end = first + raw.length,
	};
}

static void add_block(struct cutting *cutting, const struct node *node)
{
	const struct noted *noted = noted_at(cutting, node->place);
	struct buffer text = BUFFER_INITIALISER;
	struct str raw = { "", 0 };
	if (noted)
		raw = str_trim(bytes_of(cutting, &noted->extent));
	if (noted && node->kind == NODE_HEADING)
		raw = heading_words(raw);
	if (!raw.length)
		node_append_plain_text(node, &text);
	add(cutting, node, node->place,
	    collapsed(cutting->arena, raw.length ? raw : buffer_str(&text),
		      raw.length > 0),
	    raw);
	buffer_release(&text);
}

/* The offset of a column in code points. */
static uint32_t byte_column(const struct cutting *cutting, struct place place)
{
	struct str line = line_from(cutting, place.line, 1);
	size_t at = 0;
	for (uint32_t i = 1; i < place.column && at < line.length; i++)
		str_decode(line, &at);
	return (uint32_t)at + 1;
}

/* The words of "![words](…)" as they are written. */
static void add_alternative(struct cutting *cutting, const struct node *image)
{
	struct str line = line_from(cutting, image->place.line,
				    byte_column(cutting, image->place));
	struct str raw = { "", 0 };
	size_t depth = 0;
	for (size_t i = 1;
	     str_starts_with(line, STR("![")) && i < line.length && !raw.length;
	     i++) {
		char byte = line.bytes[i];
		depth += byte == '[';
		depth -= byte == ']';
		if (byte == '\\')
			i++;
		else if (byte == ']' && !depth)
			raw = (struct str){ line.bytes + 2, i - 2 };
	}
	const char *words =
		raw.length ?
			collapsed(cutting->arena, raw, false) :
			collapsed(cutting->arena,
				  str_from(image->image.alternative), false);
	add(cutting, image, image->place, words, raw);
}

/* The words of an attribute on the block's first line. */
static void add_attribute(struct cutting *cutting, const struct node *node,
			  const char *key)
{
	struct str line = line_from(cutting, node->place.line, 1);
	ptrdiff_t brace = str_find_byte(line, '{');
	struct attributes attributes;
	if (brace < 0 ||
	    !attributes_parse(cutting->arena,
			      (struct str){ line.bytes + brace,
					    line.length - (size_t)brace },
			      &attributes))
		return;
	for (size_t i = 0; i < attributes.count; i++) {
		struct str raw = attributes.pairs[i].value;
		if (!str_equals_string(attributes.pairs[i].key, key) ||
		    !raw.length)
			continue;
		size_t before = cutting->segments->count;
		add(cutting, node, node->place,
		    collapsed(cutting->arena, raw, false), raw);
		if (cutting->segments->count > before)
			VECTOR_LAST(cutting->segments)->is_quoted =
				raw.bytes[-1] != '=';
	}
}

static void add_attributes(struct cutting *cutting, const struct node *node)
{
	if (node->kind == NODE_CALLOUT || node->kind == NODE_CASE_STUDY)
		add_attribute(cutting, node, "title");
	else if (node->kind == NODE_QUOTATION)
		add_attribute(cutting, node, "source");
	else if (node->kind == NODE_CAPTION && !noted_at(cutting, node->place))
		add_attribute(cutting, node, "caption");
	else if (node->kind == NODE_EVIDENCE)
		add_attribute(cutting, node, "all");
}

static const struct node *lone_image(const struct node *block)
{
	const struct node *image = NULL;
	for (const struct node *node = block->first_child; node;
	     node = node->next)
		if (node->kind == NODE_IMAGE && !image)
			image = node;
		else if (node->kind != NODE_SOFT_BREAK)
			return NULL;
	return image;
}

static void add_node(struct cutting *cutting, const struct node *node)
{
	bool has_text = node_is_block(node) && node->first_child &&
			node_is_inline(node->first_child);
	const struct node *image = has_text ? lone_image(node) : NULL;
	add_attributes(cutting, node);
	if (image && !image->image.is_decorative)
		add_alternative(cutting, image);
	else if (has_text && !image &&
		 (node->kind != NODE_CAPTION || noted_at(cutting, node->place)))
		add_block(cutting, node);
}

static void add_tree(struct cutting *cutting, const struct node *root)
{
	const struct node *node = root;
	while (node) {
		bool is_theirs = node->kind == NODE_EVIDENCE &&
				 node->evidence.kind == EVIDENCE_QUOTATION;
		if (!is_theirs)
			add_node(cutting, node);
		node = is_theirs ? node_next_after(root, node) :
				   node_next(root, node);
	}
}

static void release(struct cutting *cutting)
{
	VECTOR_RELEASE(&cutting->noted);
	VECTOR_RELEASE(&cutting->lines);
}

void segments_read(struct arena *arena, struct str text, const char *file,
		   const char *language, uint32_t chapter,
		   struct segments *segments)
{
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct cutting cutting = { .arena = arena,
				   .text = text,
				   .language = language,
				   .chapter = chapter,
				   .segments = segments };
	struct markdown_options options = { .file = file,
					    .mode = MARKDOWN_BUILD,
					    .language = language,
					    .note_extent = note,
					    .note_extent_context = &cutting };
	struct document document;
	markdown_parse(arena, text, &options, &ignored, &document);
	find_lines(&cutting);
	if (cutting.noted.count)
		qsort(cutting.noted.items, cutting.noted.count,
		      sizeof *cutting.noted.items, compare_noted);
	add_tree(&cutting, document.root);
	for (uint32_t i = 0; i < document.footnote_count; i++)
		add_tree(&cutting, document.footnotes[i]);
	release(&cutting);
	diagnostics_release(&ignored);
}

void segments_add_text(struct arena *arena, const char *text,
		       struct place place, const char *language,
		       struct segments *segments)
{
	struct cutting cutting = { .arena = arena,
				   .language = language,
				   .segments = segments };
	add(&cutting, NULL, place, collapsed(arena, str_from(text), false),
	    (struct str){ "", 0 });
	release(&cutting);
}

void segments_add_value(struct arena *arena, const struct segment *where,
			const char *text, const char *language,
			struct segments *segments)
{
	size_t before = segments->count;
	segments_add_text(arena, text, where->place, language, segments);
	if (segments->count == before)
		return;
	struct segment *segment = VECTOR_LAST(segments);
	segment->chapter = where->chapter;
	segment->spot = where->spot;
	segment->first = where->first;
	segment->end = where->end;
	segment->is_yaml = true;
}

void segments_release(struct segments *segments)
{
	VECTOR_RELEASE(segments);
}

const char *segment_kind_name(const struct segment *segment)
{
	switch ((int)segment->kind) {
	case NODE_HEADING:
		return "heading";
	case NODE_LIST_ITEM:
		return "item of a list";
	case NODE_FOOTNOTE:
		return "note";
	case NODE_TABLE_CELL:
		return "cell of a table";
	case NODE_CAPTION:
		return "caption";
	case NODE_IMAGE:
		return "alternative text of a picture";
	case NODE_TITLE:
		return "title";
	case NODE_CALLOUT:
	case NODE_CASE_STUDY:
		return "title of a box";
	case NODE_QUOTATION:
		return "source of a quotation";
	case NODE_EVIDENCE:
		return "label in a chart";
	default:
		return "paragraph";
	}
}
