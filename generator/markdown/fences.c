/* How cmark is told about divs.
 *
 * For each line cmark asks the open blocks, from the outermost in, whether the
 * line goes on in them; then whether it opens something new. A closing line
 * ends the innermost div, which the outer ones cannot know when they are asked.
 * So a closing line is taken as something new: a thematic break that the
 * innermost open div refuses to hold, whereupon cmark closes that div. */
#include "markdown/fences.h"

#include "markdown/memory.h"

#include <string.h>

#include "base/vector.h"

static cmark_node_type div_type; /* set once, by fences_register() */

const struct fence *fences_fence_of(cmark_node *node)
{
	return cmark_node_get_type(node) == div_type ?
		       cmark_node_get_user_data(node) :
		       NULL;
}

bool fences_is_end(cmark_node *node)
{
	return cmark_node_get_type(node) == CMARK_NODE_THEMATIC_BREAK &&
	       cmark_node_get_user_data(node);
}

/* ---- Reading a line ------------------------------------------------------ */

enum line_kind { LINE_OTHER, LINE_END, LINE_START, LINE_UNCLEAR };

static bool is_word_byte(char byte)
{
	return !strchr(" \t\r\n{}:[]", byte);
}

static struct str skip(struct str text, size_t count)
{
	return str_trim(
		(struct str){ text.bytes + count, text.length - count });
}

static struct str skip_colons(struct str text)
{
	size_t colons = 0;
	while (colons < text.length && text.bytes[colons] == ':')
		colons++;
	return skip(text, colons);
}

/* "name", "name {…}", "name ::::", and other tools' "name A title" and
 * "name[A title]". */
static enum line_kind read_name(struct str rest, struct fence *fence,
				struct reading *reading)
{
	size_t length = 0;
	while (length < rest.length && is_word_byte(rest.bytes[length]))
		length++;
	if (!length)
		return LINE_UNCLEAR;
	fence->name = (struct str){ rest.bytes, length };
	fence->is_bare = true;
	struct str after = skip(rest, length);
	size_t taken =
		attributes_parse(reading->arena, after, &fence->attributes);
	after = skip_colons(skip(after, taken));
	if (!after.length)
		return LINE_START;
	if (after.length > 2 && after.bytes[0] == '[' &&
	    after.bytes[after.length - 1] == ']')
		after = str_trim(
			(struct str){ after.bytes + 1, after.length - 2 });
	fence->title = after;
	return reading_is_build(reading) ? LINE_UNCLEAR : LINE_START;
}

static enum line_kind read_line(struct str line, struct fence *fence,
				struct reading *reading)
{
	line = str_trim(line);
	if (!str_starts_with(line, STR(":::")))
		return LINE_OTHER;
	struct str rest = skip_colons(line);
	if (!rest.length)
		return LINE_END;
	if (rest.bytes[0] != '{')
		return read_name(rest, fence, reading);
	size_t taken =
		attributes_parse(reading->arena, rest, &fence->attributes);
	if (!taken || skip_colons(skip(rest, taken)).length)
		return LINE_UNCLEAR;
	if (fence->attributes.class_count)
		fence->name = fence->attributes.classes[0];
	return LINE_START;
}

/* ---- cmark asks ---------------------------------------------------------- */

/* A block of raw HTML swallows lines up to a blank one; a div around it ends
 * all the same. Not so comments, scripts and the like, which have their own
 * ends. */
static bool ends_after_html(cmark_node *div)
{
	static const char *const others[] = { "<!", "<?", "<pre", "<script",
					      "<style" };
	cmark_node *last = cmark_node_last_child(div);
	if (cmark_node_get_type(last) != CMARK_NODE_HTML_BLOCK)
		return false;
	const char *html = cmark_node_get_string_content(last);
	for (size_t i = 0; html && i < sizeof others / sizeof *others; i++)
		if (strncmp(html, others[i], strlen(others[i])) == 0)
			return false;
	return true;
}

static struct fences *fences_of(cmark_syntax_extension *extension)
{
	return cmark_syntax_extension_get_private(extension);
}

/* As the author wrote it: what cmark has may be prepared (emphasis.h). */
static struct str line_from(const struct fences *fences, cmark_parser *parser)
{
	struct str line =
		reading_line(fences->reading,
			     (uint32_t)cmark_parser_get_line_number(parser));
	size_t start = (size_t)cmark_parser_get_first_nonspace(parser);
	if (start > line.length)
		start = line.length;
	return (struct str){ line.bytes + start, line.length - start };
}

static struct place current_place(struct fences *fences, cmark_parser *parser)
{
	return reading_place(fences->reading,
			     cmark_parser_get_line_number(parser),
			     cmark_parser_get_first_nonspace(parser) + 1);
}

static bool is_from(const struct fence *fence, const char *file)
{
	return fence->file == file ||
	       (fence->file && file && strcmp(fence->file, file) == 0);
}

/* True where the innermost open block is code or raw HTML that stands in another
 * file than the div, no div of whose file is within it: a text never ends after
 * the template's line that closes what is around it. */
static bool ends_with_text(const struct fences *fences, cmark_node *div)
{
	const struct fence *fence = fences_fence_of(div);
	cmark_node *node = div;
	for (cmark_node *last; (last = cmark_node_last_child(node));
	     node = last) {
		const struct fence *inner = fences_fence_of(last);
		if (inner && !inner->is_closed && is_from(inner, fence->file))
			return false;
	}
	cmark_node_type type = cmark_node_get_type(node);
	if (type != CMARK_NODE_CODE_BLOCK && type != CMARK_NODE_HTML_BLOCK)
		return false;
	struct place place = reading_place(fences->reading,
					   cmark_node_get_start_line(node), 0);
	return !is_from(fence, place.file);
}

static int goes_on(cmark_syntax_extension *extension, cmark_parser *parser,
		   unsigned char *input, int len, cmark_node *node)
{
	(void)input;
	(void)len;
	struct fences *fences = fences_of(extension);
	struct fence *fence = cmark_node_get_user_data(node);
	struct str line = line_from(fences, parser);
	if (line.length < 3 || line.bytes[0] != ':' ||
	    cmark_parser_get_indent(parser) >= 4 ||
	    !(ends_after_html(node) || ends_with_text(fences, node)))
		return 1;
	struct fence unused = { 0 };
	if (read_line(line, &unused, fences->reading) != LINE_END ||
	    !is_from(fence, current_place(fences, parser).file))
		return 1;
	fence->is_closed = true;
	fences->ended = fence;
	return 0;
}

static int can_contain(cmark_syntax_extension *extension, cmark_node *node,
		       cmark_node_type child)
{
	const struct fence *fence = fences_fence_of(node);
	(void)extension;
	if (child == CMARK_NODE_THEMATIC_BREAK && fence && fence->is_ending)
		return 0;
	return (child & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK &&
	       child != CMARK_NODE_ITEM;
}

static cmark_node *take_line(cmark_parser *parser, unsigned char *input,
			     int len, cmark_node *node)
{
	int rest = len - 1 - cmark_parser_get_offset(parser);
	cmark_parser_advance_offset(parser, (const char *)input,
				    rest > 0 ? rest : 0, 0);
	return node;
}

static cmark_node *add_end(struct fences *fences, cmark_parser *parser,
			   cmark_node *container)
{
	cmark_node *end = cmark_parser_add_child(
		parser, container, CMARK_NODE_THEMATIC_BREAK,
		cmark_parser_get_first_nonspace(parser) + 1);
	cmark_node_set_user_data(end, fences);
	return end;
}

/* The innermost div around a block; none across the edge of a quotation or a
 * footnote, which the line would have to leave first. A line at a list item's
 * indentation may end a div around the list: nothing else can be meant. */
static cmark_node *innermost_div(cmark_node *node)
{
	for (; node; node = cmark_node_parent(node)) {
		cmark_node_type type = cmark_node_get_type(node);
		if (type == div_type)
			return node;
		if (type == CMARK_NODE_BLOCK_QUOTE ||
		    type == CMARK_NODE_FOOTNOTE_DEFINITION)
			return NULL;
	}
	return NULL;
}

/* The innermost div that a closing line of `file` may end: where a template
 * includes a text, neither ends what the other began. */
static cmark_node *div_to_end(cmark_node *container, const char *file)
{
	cmark_node *div = innermost_div(container);
	while (div && !is_from(fences_fence_of(div), file))
		div = innermost_div(cmark_node_parent(div));
	return div;
}

/* Everything from the innermost block up to the div ends with it; divs in
 * between were never closed. Returns where the end is to be asked for, so that
 * cmark backs up to the div: a list item would take the end for itself. */
static cmark_node *mark_ending(cmark_node *container, cmark_node *div)
{
	cmark_node *result = container;
	for (cmark_node *node = container;; node = cmark_node_parent(node)) {
		if (cmark_node_get_type(node) == CMARK_NODE_ITEM)
			result = div;
		if (cmark_node_get_type(node) != div_type)
			continue;
		struct fence *fence = cmark_node_get_user_data(node);
		fence->is_ending = true;
		fence->is_closed = node == div;
		if (node == div)
			break;
	}
	return result;
}

static cmark_node *end_div(struct fences *fences, cmark_parser *parser,
			   cmark_node *container)
{
	struct place place = current_place(fences, parser);
	cmark_node *div = div_to_end(container, place.file);
	if (fences->ended)
		fences->ended = NULL;
	else if (fences->ignored)
		fences->ignored--;
	else if (!div)
		reading_mistake(fences->reading, DIAGNOSTIC_BLOCK_STRAY_END,
				place, "':::' closes nothing here");
	else
		container = mark_ending(container, div);
	return add_end(fences, parser, container);
}

static unsigned depth_in(cmark_node *container)
{
	while (container && !fences_fence_of(container))
		container = cmark_node_parent(container);
	return container ? fences_fence_of(container)->depth + 1 : 0;
}

static cmark_node *start_div(struct fences *fences, cmark_parser *parser,
			     cmark_node *container, struct fence found)
{
	found.line = cmark_parser_get_line_number(parser);
	found.column = cmark_parser_get_first_nonspace(parser) + 1;
	found.depth = depth_in(container);
	if (found.depth >= NESTING_LIMIT) {
		fences->ignored++;
		reading_too_deep(fences->reading,
				 current_place(fences, parser));
		return add_end(fences, parser, container);
	}
	found.file = current_place(fences, parser).file;
	struct fence *fence = ARENA_NEW(fences->reading->arena, struct fence);
	*fence = found;
	*VECTOR_ADD(&fences->all) = fence;
	cmark_node *div = cmark_parser_add_child(parser, container, div_type,
						 found.column);
	cmark_node_set_syntax_extension(div, fences->extension);
	cmark_node_set_user_data(div, fence);
	return div;
}

/* The line that cmark shows lives shorter than the tree. */
static struct str keep(struct fences *fences, struct str line)
{
	return arena_copy_str(fences->reading->arena, line);
}

static cmark_node *open_block(cmark_syntax_extension *extension, int indented,
			      cmark_parser *parser, cmark_node *container,
			      unsigned char *input, int len)
{
	struct fences *fences = fences_of(extension);
	struct str line = line_from(fences, parser);
	if (indented || !str_starts_with(line, STR(":::")))
		return NULL;
	struct fence fence = { 0 };
	line = keep(fences, line);
	fence.start = line.bytes;
	switch (read_line(line, &fence, fences->reading)) {
	case LINE_END:
		return take_line(parser, input, len,
				 end_div(fences, parser, container));
	case LINE_UNCLEAR:
		/* A div all the same, so that its end has a beginning. */
		line = str_trim(line);
		reading_mistake(fences->reading, DIAGNOSTIC_BLOCK_SYNTAX,
				current_place(fences, parser),
				"cannot read '%.*s'; a block opens with "
				"::: {.name key=\"value\"}",
				(int)(line.length < 200 ? line.length : 200),
				line.bytes);
		fence = (struct fence){ 0 };
		/* fall through */
	case LINE_START:
		return take_line(parser, input, len,
				 start_div(fences, parser, container, fence));
	case LINE_OTHER:
		break;
	}
	return NULL;
}

/* ---- Life ---------------------------------------------------------------- */

void fences_register(void)
{
	div_type = cmark_syntax_extension_add_node(0);
}

void fences_initialise(struct fences *fences, struct reading *reading)
{
	*fences = (struct fences){ .reading = reading };
	fences->extension = cmark_syntax_extension_new("fences");
	cmark_syntax_extension_set_private(fences->extension, fences, NULL);
	cmark_syntax_extension_set_open_block_func(fences->extension,
						   open_block);
	cmark_syntax_extension_set_match_block_func(fences->extension, goes_on);
	cmark_syntax_extension_set_can_contain_func(fences->extension,
						    can_contain);
}

void fences_release(struct fences *fences)
{
	cmark_syntax_extension_free(markdown_memory(), fences->extension);
	VECTOR_RELEASE(&fences->all);
}

void fences_report_unclosed(struct fences *fences)
{
	for (size_t i = 0; i < fences->all.count; i++) {
		const struct fence *fence = fences->all.items[i];
		if (fence->is_closed)
			continue;
		reading_mistake(fences->reading, DIAGNOSTIC_BLOCK_UNCLOSED,
				reading_place(fences->reading, fence->line,
					      fence->column),
				fence->name.length ?
					"block '%.*s' is never closed" :
					"block is never closed%.*s",
				(int)fence->name.length, fence->name.bytes);
	}
}
