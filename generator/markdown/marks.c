/* The table of marks.def, run over each paragraph, heading and cell. */
#include "markdown/marks.h"

#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/vector.h"
#include "markdown/entity.h"

enum where { LINE, LOOSE, BLOCK, TEXT, HTML };

static const struct mark {
	enum where where;
	const char *first;
	enum diagnostic_code code;
	const char *pattern;
	const char *instead;
} marks[] = {
#define MARK(where, first, code, pattern, instead) \
	{ where, first, DIAGNOSTIC_##code, pattern, instead },
#include "markdown/marks.def"
};

enum {
	MARK_COUNT = sizeof marks / sizeof *marks,
	GROUP_COUNT = 4,   /* of a pattern, and the whole */
	TOLD_LIMIT = 5,    /* of one row in one block */
	SHOWN_LENGTH = 40, /* [bytes] of what is quoted */
	MOST_STEPS =
		1000000 /* some thousand times what a sane paragraph takes */
};

/* A stretch of the block's text that is one node's. */
struct stretch {
	size_t start; /* in the block's text */
	const struct node *node;
};

struct range {
	size_t from, to;
};

/* How far a text and its source were walked along side by side. */
struct walk {
	const struct source_text *text;
	size_t read, at; /* bytes of the text, of the source's line */
};

struct pass {
	struct reading *reading;
	pcre2_code *expressions[MARK_COUNT]; /* compiled on demand */
	pcre2_compile_context *memory;
	pcre2_match_data *match;
	pcre2_match_context *limits;
	struct buffer text; /* of the current block */
	bool is_paragraph, begins_item;
	bool has_byte[256]; /* in the text */
	VECTOR(struct stretch) stretches;
	VECTOR(struct range) told;
	struct walk walk;
};

/* ---- Where a text stands -------------------------------------------------- */

void marks_note_text(struct reading *reading, struct str text, int line,
		     int column)
{
	*VECTOR_ADD(&reading->texts) = (struct source_text){
		.text = text,
		.line = line,
		.column = column,
	};
}

static int compare_texts(const void *a, const void *b)
{
	const char *x = ((const struct source_text *)a)->text.bytes;
	const char *y = ((const struct source_text *)b)->text.bytes;
	return (x > y) - (x < y);
}

/* The source of the byte, or NULL: raw HTML's, or made by the program. */
static const struct source_text *find_source(const struct reading *reading,
					     const char *byte)
{
	size_t low = 0, high = reading->texts.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct source_text *one = &reading->texts.items[middle];
		if (byte < one->text.bytes)
			high = middle;
		else if (byte >= one->text.bytes + one->text.length)
			low = middle + 1;
		else
			return one;
	}
	return NULL;
}

static bool is_punctuation(char byte)
{
	return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') ||
	       (byte >= '[' && byte <= '`') || (byte >= '{' && byte <= '~');
}

/* Length of the reference that gives the text at `at`, whose bytes are put into
 * *given; 0 where none does. */
static size_t reference_at(struct reading *reading, struct str source,
			   struct str text, size_t *given)
{
	enum { LONGEST = 34 };
	if (source.bytes[0] != '&')
		return 0;
	if (source.length > LONGEST + 1)
		source.length = LONGEST + 1;
	ptrdiff_t end = str_find_byte(source, ';');
	if (end < 0)
		return 0;
	struct str reference = { source.bytes, (size_t)end + 1 };
	struct str value = entity_unescape(reading->arena, reference);
	*given = value.length;
	return value.length && !str_equals(value, reference) &&
			       str_starts_with(text, value) ?
		       reference.length :
		       0;
}

/* Walks text and source side by side up to the byte `offset` of the text, from
 * where the last walk came to. Its column, from 1 in bytes, or 0 where they do
 * not go together; *is_escaped where a backslash or a reference gives it. */
static int column_of(struct reading *reading, struct walk *walk,
		     const struct source_text *text, size_t offset,
		     bool *is_escaped)
{
	struct str line = reading_line(reading, (uint32_t)text->line);
	if (walk->text != text || offset < walk->read)
		*walk = (struct walk){
			text, 0,
			(size_t)(text->column > 0 ? text->column - 1 : 0)
		};
	size_t at = walk->at;
	for (size_t i = walk->read; at < line.length;) {
		walk->read = i;
		walk->at = at;
		struct str source = { line.bytes + at, line.length - at };
		struct str rest = { text->text.bytes + i,
				    text->text.length - i };
		size_t given = 1;
		size_t taken = reference_at(reading, source, rest, &given);
		bool has_backslash = source.length > 1 &&
				     source.bytes[0] == '\\' &&
				     is_punctuation(source.bytes[1]) &&
				     source.bytes[1] == rest.bytes[0];
		*is_escaped = taken || has_backslash;
		if (offset < i + (taken ? given : 1))
			return (int)at + 1;
		if (!*is_escaped && source.bytes[0] != rest.bytes[0])
			break;
		at += taken ? taken : has_backslash ? 2 : 1;
		i += taken ? given : 1;
	}
	*is_escaped = false;
	return 0;
}

bool marks_is_meant(struct reading *reading, const char *byte)
{
	const struct source_text *source = find_source(reading, byte);
	struct walk walk = { 0 };
	bool is_escaped = false;
	if (source)
		(void)column_of(reading, &walk, source,
				(size_t)(byte - source->text.bytes),
				&is_escaped);
	return is_escaped;
}

/* ---- A block's text ------------------------------------------------------- */

/* What stands for all that has no words of its own. */
static const char placeholder[] = "\xEF\xBF\xBC"; /* U+FFFC */

/* An address that is its own words. */
static bool is_bare_link(const struct node *node)
{
	const struct node *words = node->first_child;
	return node->kind == NODE_LINK && words && !words->next &&
	       words->kind == NODE_TEXT &&
	       str_find(str_from(node->link.destination), words->text.text) >=
		       0;
}

static void add_inline(struct pass *pass, const struct node *node)
{
	*VECTOR_ADD(&pass->stretches) =
		(struct stretch){ pass->text.length, node };
	if (node->kind == NODE_TEXT)
		buffer_append_str(&pass->text, node->text.text);
	else if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK)
		buffer_append_byte(&pass->text, '\n');
	else if (!node->first_child || is_bare_link(node))
		buffer_append_string(&pass->text, placeholder);
}

static void gather(struct pass *pass, const struct node *block)
{
	buffer_clear(&pass->text);
	pass->stretches.count = 0;
	pass->told.count = 0;
	pass->is_paragraph = block->kind == NODE_PARAGRAPH;
	pass->begins_item = block->parent && !block->previous &&
			    block->parent->kind == NODE_LIST_ITEM;
	const struct node *node = node_next(block, block);
	while (node) {
		add_inline(pass, node);
		node = is_bare_link(node) ? node_next_after(block, node) :
					    node_next(block, node);
	}
	buffer_append_byte(&pass->text, '\0');
	pass->text.length--;
	memset(pass->has_byte, 0, sizeof pass->has_byte);
	for (size_t i = 0; i < pass->text.length; i++)
		pass->has_byte[(unsigned char)pass->text.bytes[i]] = true;
}

static const struct stretch *stretch_at(const struct pass *pass, size_t offset)
{
	size_t low = 0, high = pass->stretches.count;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (pass->stretches.items[middle].start <= offset)
			low = middle;
		else
			high = middle;
	}
	return &pass->stretches.items[low];
}

/* ---- Telling -------------------------------------------------------------- */

static bool is_told(const struct pass *pass, struct range range)
{
	for (size_t i = 0; i < pass->told.count; i++)
		if (range.from < pass->told.items[i].to &&
		    pass->told.items[i].from < range.to)
			return true;
	return false;
}

/* The place of the byte in the author's file. False where the author means the
 * sign as it is. */
static bool find_place(struct pass *pass, size_t offset, struct place *place)
{
	const struct stretch *stretch = stretch_at(pass, offset);
	const struct node *node = stretch->node;
	size_t within = offset - stretch->start;
	*place = node->place;
	if (node->kind != NODE_TEXT || within >= node->text.text.length)
		return true;
	const char *byte = node->text.text.bytes + within;
	const struct source_text *source = find_source(pass->reading, byte);
	if (!source)
		return true;
	bool is_escaped;
	int column =
		column_of(pass->reading, &pass->walk, source,
			  (size_t)(byte - source->text.bytes), &is_escaped);
	if (column)
		*place = reading_place(pass->reading, source->line, column);
	return !is_escaped;
}

/* True where a sign in the range is meant as it is. */
static bool is_meant(struct pass *pass, struct range range)
{
	struct place ignored;
	for (size_t at = range.from; at < range.to; at++)
		if (is_punctuation(pass->text.bytes[at]) &&
		    !find_place(pass, at, &ignored))
			return true;
	return false;
}

/* True where the mark may stand anywhere in a text. */
static bool is_within(const struct mark *mark)
{
	return mark->where == TEXT || mark->where == HTML;
}

/* What was found, or the line that begins so, as much as a message needs. */
static struct str shown(const struct pass *pass, const struct mark *mark,
			struct range range)
{
	size_t to = is_within(mark) ? range.to : pass->text.length;
	struct str text = { pass->text.bytes + range.from, to - range.from };
	ptrdiff_t end = str_find_byte(text, '\n');
	if (end >= 0)
		text.length = (size_t)end;
	if (text.length > SHOWN_LENGTH)
		for (text.length = SHOWN_LENGTH; text.length; text.length--)
			if (((unsigned char)text.bytes[text.length] & 0xC0) !=
			    0x80)
				break;
	return text;
}

static void quote(struct buffer *out, struct str text)
{
	struct str sign = str_from(placeholder);
	ptrdiff_t at;
	while ((at = str_find(text, sign)) >= 0) {
		buffer_append(out, text.bytes, (size_t)at);
		buffer_append_string(out, "…");
		text.bytes += (size_t)at + sign.length;
		text.length -= (size_t)at + sign.length;
	}
	buffer_append_str(out, text);
}

/* caption="…", which stands before its table. */
static bool is_attribute(const struct node *text)
{
	const struct node *caption = text->parent;
	return caption && caption->kind == NODE_CAPTION && caption->parent &&
	       caption->parent->kind == NODE_TABLE &&
	       caption->place.line < caption->parent->place.line;
}

static bool tell(struct pass *pass, const struct mark *mark, struct range range)
{
	struct place place;
	if (is_told(pass, range) || is_meant(pass, range) ||
	    !find_place(pass, range.from, &place))
		return false;
	const struct node *node = stretch_at(pass, range.from)->node;
	bool is_markdown = find_source(pass->reading, node->text.text.bytes);
	if (mark->where == HTML && is_markdown)
		return false;
	struct buffer quoted = BUFFER_INITIALISER;
	quote(&quoted, shown(pass, mark, range));
	struct str text = buffer_str(&quoted);
	*VECTOR_ADD(&pass->told) = range;
	if (is_attribute(node))
		diagnostics_add(pass->reading->diagnostics, mark->code, place,
				"readers will see '%.*s' as it stands here; "
				"write the caption as a paragraph right before "
				"the table, where Markdown is read",
				(int)text.length, text.bytes);
	else
		diagnostics_add(pass->reading->diagnostics, mark->code, place,
				"readers will see '%.*s' as it stands here; "
				"%s%s",
				(int)text.length, text.bytes, mark->instead,
				is_markdown ? "" :
					      " (within HTML, Markdown is read "
					      "behind an empty line alone)");
	buffer_release(&quoted);
	return true;
}

/* ---- Matching ------------------------------------------------------------- */

static void *take(size_t size, void *unused)
{
	(void)unused;
	return memory_allocate(size);
}

static void give_back(void *memory, void *unused)
{
	(void)unused;
	free(memory);
}

static const pcre2_code *expression_of(struct pass *pass, size_t index)
{
	int failure;
	PCRE2_SIZE offset;
	if (!pass->expressions[index])
		pass->expressions[index] = pcre2_compile(
			(PCRE2_SPTR)marks[index].pattern, PCRE2_ZERO_TERMINATED,
			PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE |
				PCRE2_ALT_BSUX,
			&failure, &offset, pass->memory);
	return pass->expressions[index];
}

/* Finds the row at `from` of the text (PCRE2_ANCHORED) or behind it. A line's
 * beginning may look at the line before it. */
static bool find(struct pass *pass, size_t index, size_t from, uint32_t options,
		 struct range *range)
{
	const pcre2_code *expression = expression_of(pass, index);
	if (!expression ||
	    pcre2_match(expression, (PCRE2_SPTR)pass->text.bytes,
			pass->text.length, from, options | PCRE2_NO_UTF_CHECK,
			pass->match, pass->limits) <= 0)
		return false;
	const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(pass->match);
	*range = (struct range){ ends[0], ends[1] };
	return true;
}

static bool begins_with_one_of(char byte, const char *first)
{
	return byte && (!*first || strchr(first, byte));
}

/* Tries the row where lines begin; a run of such lines is told once. */
static void match_lines(struct pass *pass, size_t index)
{
	const struct mark *mark = &marks[index];
	const char *bytes = pass->text.bytes;
	bool was_told = false;
	for (size_t at = 0; at < pass->text.length;) {
		struct range range;
		bool is_passed =
			mark->where != LINE && at == 0 && pass->begins_item;
		if (!is_passed && !was_told &&
		    begins_with_one_of(bytes[at], mark->first) &&
		    find(pass, index, at, PCRE2_ANCHORED, &range))
			was_told = tell(pass, mark, range);
		const char *end =
			mark->where == BLOCK ? NULL : strchr(bytes + at, '\n');
		if (!end)
			break;
		at = (size_t)(end - bytes) + 1;
	}
}

static size_t next_character(const struct buffer *text, size_t at)
{
	do
		at++;
	while (at < text->length &&
	       ((unsigned char)text->bytes[at] & 0xC0) == 0x80);
	return at;
}

static void match_text(struct pass *pass, size_t index)
{
	const struct mark *mark = &marks[index];
	const char *start = strpbrk(pass->text.bytes, mark->first);
	size_t from =
		start ? (size_t)(start - pass->text.bytes) : pass->text.length;
	struct range range;
	for (int count = 0; count < TOLD_LIMIT && from < pass->text.length &&
			    find(pass, index, from, 0, &range);) {
		count += tell(pass, mark, range);
		from = range.to > from ? range.to :
					 next_character(&pass->text, from);
	}
}

/* Most rows need a sign that most texts have not. */
static bool may_match(const struct pass *pass, const struct mark *mark)
{
	const char *first = mark->first;
	while (*first && !pass->has_byte[(unsigned char)*first])
		first++;
	return *first || !*mark->first;
}

static void match_block(struct pass *pass)
{
	for (size_t i = 0; i < MARK_COUNT; i++) {
		if (!may_match(pass, &marks[i]))
			continue;
		if (is_within(&marks[i]))
			match_text(pass, i);
		else if (pass->is_paragraph)
			match_lines(pass, i);
	}
}

static void pass_over(struct pass *pass, const struct node *root)
{
	for (const struct node *node = root; node;
	     node = node_next(root, node)) {
		if (!node_is_block(node) ||
		    !node_kind_holds_inlines(node->kind) || !node->first_child)
			continue;
		gather(pass, node);
		match_block(pass);
	}
}

void marks_report(struct reading *reading)
{
	struct pass *pass = ARENA_NEW(reading->arena, struct pass);
	pass->reading = reading;
	pcre2_general_context *memory =
		pcre2_general_context_create(take, give_back, NULL);
	pass->memory = pcre2_compile_context_create(memory);
	pass->match = pcre2_match_data_create(GROUP_COUNT, memory);
	pass->limits = pcre2_match_context_create(memory);
	pcre2_general_context_free(memory);
	pcre2_set_match_limit(pass->limits, MOST_STEPS);
	if (reading->texts.count)
		qsort(reading->texts.items, reading->texts.count,
		      sizeof *reading->texts.items, compare_texts);
	pass_over(pass, reading->document->root);
	for (uint32_t i = 0; i < reading->document->footnote_count; i++)
		pass_over(pass, reading->document->footnotes[i]);
	for (size_t i = 0; i < MARK_COUNT; i++)
		if (pass->expressions[i])
			pcre2_code_free(pass->expressions[i]);
	pcre2_match_data_free(pass->match);
	pcre2_match_context_free(pass->limits);
	pcre2_compile_context_free(pass->memory);
	buffer_release(&pass->text);
	VECTOR_RELEASE(&pass->stretches);
	VECTOR_RELEASE(&pass->told);
}
