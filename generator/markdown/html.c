/* Tags → builder. Tags come as they were written, so every one of them is
 * asked what it ends, as browsers do; what Markdown opened no tag ends. */
#include "markdown/html.h"

#include <stdlib.h>
#include <strings.h>
#include <unicode/ulocdata.h>

#include "base/buffer.h"
#include "markdown/attributes.h"
#include "markdown/entity.h"
#include "markdown/html_scan.h"
#include "markdown/html_tags.h"
#include "markdown/images.h"

struct html {
	struct builder *builder;
	struct reading *reading;
	int line, column;
	struct str *rest; /* of the block; NULL for a tag inside a paragraph */
};

static struct place place_here(const struct html *html)
{
	return reading_place(html->reading, html->line, html->column);
}

/* ---- What is open -------------------------------------------------------- */

static bool is_tag(const struct frame *frame, uint8_t tag)
{
	return frame->origin == FRAME_HTML && frame->tag == tag;
}

/* Number of frames below the innermost of a tag; 0 where none is open, or one
 * that stands within Markdown's own nesting or within `scope` (0: none). */
static size_t find_open(struct builder *builder, uint8_t tag, uint8_t scope)
{
	for (size_t i = builder->frames.count; i-- > 1;) {
		const struct frame *frame = &builder->frames.items[i];
		if (is_tag(frame, tag))
			return i;
		if (frame->origin == FRAME_MARKDOWN ||
		    frame->origin == FRAME_SPAN ||
		    (scope && is_tag(frame, scope)))
			break;
	}
	return 0;
}

static void close_open(struct builder *builder, uint8_t tag, uint8_t scope)
{
	size_t below = find_open(builder, tag, scope);
	if (below)
		builder_close_to(builder, below);
}

/* ---- Attributes ---------------------------------------------------------- */

static const char *value_of(const struct html *html,
			    const struct html_token *token, const char *name)
{
	struct str raw;
	if (!html_attribute(token, name, &raw))
		return NULL;
	struct buffer out = BUFFER_INITIALISER;
	decode_entities(&out, raw);
	struct str value = str_trim(buffer_str(&out));
	const char *copy =
		arena_copy(html->reading->arena, value.bytes, value.length);
	buffer_release(&out);
	return copy;
}

static const char *alignment_class(const struct html *html,
				   const struct html_token *token)
{
	const char *align = value_of(html, token, "align");
	const char *style = align ? NULL : value_of(html, token, "style");
	if (style && (align = strstr(style, "text-align:"))) {
		align += strlen("text-align:");
		align += strspn(align, " ");
	}
	if (!align)
		return NULL;
	if (strncasecmp(align, "center", 6) == 0)
		return "align-centre";
	return strncasecmp(align, "right", 5) == 0 ? "align-end" : NULL;
}

static const char *identifier_of(const struct html *html,
				 const struct html_token *token)
{
	const char *identifier = value_of(html, token, "id");
	return identifier && *identifier ? identifier : NULL;
}

static void give_attributes(const struct html *html,
			    const struct html_token *token, struct node *node)
{
	const char *identifier = identifier_of(html, token);
	if (identifier)
		node->identifier = identifier;
	const char *language = value_of(html, token, "lang");
	if (!language)
		language = value_of(html, token, "xml:lang");
	attributes_set_language(html->reading, node,
				language && *language ? language : NULL,
				value_of(html, token, "dir"));
}

static bool has_attributes(const struct html_token *token)
{
	struct str value;
	return html_attribute(token, "id", &value) ||
	       html_attribute(token, "lang", &value) ||
	       html_attribute(token, "xml:lang", &value) ||
	       html_attribute(token, "dir", &value);
}

/* ---- Opening ------------------------------------------------------------- */

static struct node *open_tag(struct html *html,
			     const struct html_tag_info *info,
			     const struct html_token *token,
			     enum node_kind kind)
{
	struct node *node = builder_open(html->builder, kind, FRAME_HTML,
					 place_here(html));
	builder_top(html->builder)->tag = html_tag_of(info);
	if (node)
		give_attributes(html, token, node);
	return node;
}

static struct frame *open_nothing(struct html *html,
				  const struct html_tag_info *info)
{
	struct frame *frame =
		builder_open_transparent(html->builder, FRAME_HTML);
	frame->tag = html_tag_of(info);
	return frame;
}

static void open_inline_nothing(struct html *html,
				const struct html_tag_info *info)
{
	open_nothing(html, info)->is_inline = true;
}

static void open_division(struct html *html, const struct html_tag_info *info,
			  const struct html_token *token)
{
	const char *class = info->class ? info->class
					: alignment_class(html, token);
	/* Where it says nothing it is taken out again once it is closed. */
	struct node *node = open_tag(html, info, token, NODE_DIVISION);
	if (node)
		node->classes = class;
}

static void open_aligned(struct html *html, const struct html_tag_info *info,
			 const struct html_token *token, enum node_kind kind)
{
	struct node *node = open_tag(html, info, token, kind);
	if (!node)
		return;
	node->classes = alignment_class(html, token);
	if (kind == NODE_HEADING)
		node->heading.level = info->level;
}

static int number_of(const char *value, int least, int most, int fallback)
{
	char *end;
	long number = value ? strtol(value, &end, 10) : 0;
	if (!value || end == value)
		return fallback;
	return number < least ? least : number > most ? most : (int)number;
}

static void open_list(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	struct node *node = open_tag(html, info, token, NODE_LIST);
	if (!node)
		return;
	node->list.is_ordered = info->tag == TAG_OL;
	node->list.is_tight = true;
	node->list.start = number_of(value_of(html, token, "start"), 0,
				     1000000, 1);
}

static bool is_in_list(struct builder *builder)
{
	return builder_top(builder)->node->kind == NODE_LIST;
}

static void open_item(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	size_t item = find_open(html->builder, TAG_LI, TAG_UL);
	size_t ordered = find_open(html->builder, TAG_OL, 0);
	if (item > ordered)
		builder_close_to(html->builder, item);
	if (is_in_list(html->builder))
		open_tag(html, info, token, NODE_LIST_ITEM);
	else
		open_division(html, info, token);
}

/* dt opens an item, which goes on until the next one. */
static void open_term(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	size_t list = find_open(html->builder, TAG_DL, 0);
	if (list)
		builder_close_to(html->builder, list + 1);
	if (!list || !is_in_list(html->builder)) {
		open_division(html, info, token);
		return;
	}
	open_tag(html, info, token, NODE_LIST_ITEM);
	builder_open(html->builder, NODE_PARAGRAPH, FRAME_HTML,
		     place_here(html));
	builder_open(html->builder, NODE_STRONG, FRAME_HTML, place_here(html));
}

static void open_definition(struct html *html,
			    const struct html_tag_info *info,
			    const struct html_token *token)
{
	size_t list = find_open(html->builder, TAG_DL, 0);
	size_t term = find_open(html->builder, TAG_DT, TAG_DL);
	if (list && !term) {
		builder_close_to(html->builder, list + 1);
		builder_open(html->builder, NODE_LIST_ITEM, FRAME_HTML,
			     place_here(html));
		builder_top(html->builder)->tag = TAG_DT;
	} else if (list) {
		builder_close_to(html->builder, term + 1);
	}
	open_division(html, info, token);
}

static uint32_t span_of(const struct html *html, const struct html_token *token,
			const char *name)
{
	return (uint32_t)number_of(value_of(html, token, name), 1, 100, 1);
}

static void close_row(struct builder *builder)
{
	close_open(builder, TAG_TR, TAG_TABLE);
}

static void open_row(struct html *html, const struct html_tag_info *info,
		     const struct html_token *token)
{
	close_row(html->builder);
	if (!find_open(html->builder, TAG_TABLE, 0)) {
		open_division(html, info, token);
		return;
	}
	struct node *row = open_tag(html, info, token, NODE_TABLE_ROW);
	if (row)
		row->table_row.is_header =
			find_open(html->builder, TAG_THEAD, TAG_TABLE) > 0;
}

/* Until the grid is made, a cell keeps its spans in row and column. */
static void open_cell(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	struct builder *builder = html->builder;
	close_open(builder, TAG_TD, TAG_TR);
	close_open(builder, TAG_TH, TAG_TR);
	struct node *cell = open_tag(html, info, token, NODE_TABLE_CELL);
	if (!cell)
		return;
	const char *class = alignment_class(html, token);
	const char *scope = value_of(html, token, "scope");
	cell->table_cell.row = span_of(html, token, "rowspan");
	cell->table_cell.column = span_of(html, token, "colspan");
	cell->table_cell.is_header = info->tag == TAG_TH;
	cell->table_cell.is_row_header = scope && strcmp(scope, "row") == 0;
	if (class)
		cell->table_cell.alignment = strcmp(class, "align-end") == 0
						     ? ALIGNMENT_END
						     : ALIGNMENT_CENTRE;
}

static void open_table_part(struct html *html, const struct html_tag_info *info)
{
	static const uint8_t parts[] = { TAG_THEAD, TAG_TBODY, TAG_TFOOT };
	close_row(html->builder);
	for (size_t i = 0; i < sizeof parts; i++)
		close_open(html->builder, parts[i], TAG_TABLE);
	open_nothing(html, info);
}

static void open_summary(struct html *html, const struct html_tag_info *info,
			 const struct html_token *token)
{
	struct node *details = builder_top(html->builder)->node;
	if (details->kind != NODE_DETAILS) {
		open_aligned(html, info, token, NODE_PARAGRAPH);
		return;
	}
	struct node *summary = open_tag(html, info, token, NODE_PARAGRAPH);
	if (!summary)
		return;
	summary->classes = "summary";
	if (summary != details->first_child) {
		node_unlink(summary);
		node_insert_before(details->first_child, summary);
	}
}

/* ---- Inlines ------------------------------------------------------------- */

static void open_span(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	if (!info->class && !has_attributes(token)) {
		open_inline_nothing(html, info);
		return;
	}
	struct node *node = open_tag(html, info, token, NODE_SPAN);
	if (node)
		node->classes = info->class;
}

static void open_link(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	const char *target = value_of(html, token, "href");
	const char *name = value_of(html, token, "name");
	if (target && !*target)
		target = NULL;
	if (target && !link_is_allowed(html->reading, target,
				       place_here(html)))
		target = NULL;
	if (!target && !name && !has_attributes(token)) {
		open_inline_nothing(html, info);
		return;
	}
	struct node *node = open_tag(html, info, token,
				     target ? NODE_LINK : NODE_SPAN);
	if (!node)
		return;
	if (!node->identifier && name && *name)
		node->identifier = name;
	if (target) {
		node->link.destination = target;
		node->link.title = value_of(html, token, "title");
	}
}

static void add_words(struct html *html, struct str words)
{
	builder_add_text(html->builder, words, place_here(html));
}

/* The quotation marks of the language that holds here. */
static void add_quotation_mark(struct html *html, bool is_end)
{
	const char *language = node_language(html->reading->document,
					     builder_top(html->builder)->node);
	UErrorCode status = U_ZERO_ERROR;
	UChar mark[8];
	int32_t length = 0;
	ULocaleData *data = ulocdata_open(language, &status);
	if (U_SUCCESS(status))
		length = ulocdata_getDelimiter(
			data,
			is_end ? ULOCDATA_QUOTATION_END
			       : ULOCDATA_QUOTATION_START,
			mark, sizeof mark / sizeof *mark, &status);
	ulocdata_close(data);
	struct buffer out = BUFFER_INITIALISER;
	if (U_SUCCESS(status) && length == 1)
		buffer_append_code_point(&out, mark[0]);
	else
		buffer_append_byte(&out, '"');
	add_words(html, arena_copy_str(html->reading->arena, buffer_str(&out)));
	buffer_release(&out);
}

static void add_image(struct html *html, const struct html_token *token)
{
	struct node *node = builder_add(html->builder, NODE_IMAGE,
					place_here(html));
	if (!node)
		return;
	const char *source = value_of(html, token, "src");
	const char *alternative = value_of(html, token, "alt");
	node->image.source = source ? source : "";
	node->image.alternative = alternative ? alternative : "";
	node->image.is_decorative = alternative && !*alternative;
	node->image.title = value_of(html, token, "title");
	image_find(html->reading, node);
}

/* ---- Preformatted text --------------------------------------------------- */

static void add_preformatted(struct html *html,
			     const struct html_tag_info *info,
			     const struct html_token *start)
{
	struct buffer text = BUFFER_INITIALISER;
	struct place place = place_here(html);
	struct html_token token = { 0 };
	while (html_next(html->rest, &token)) {
		if (token.kind == HTML_END &&
		    str_equals_string(token.name, info->name))
			break;
		if (token.kind == HTML_TEXT)
			decode_entities(&text, token.text);
		else if (str_equals_string(token.name, "br"))
			buffer_append_byte(&text, '\n');
	}
	if (!text.length || text.bytes[text.length - 1] != '\n')
		buffer_append_byte(&text, '\n');
	struct str code = buffer_str(&text);
	if (code.length > 1 && code.bytes[0] == '\n') {
		code.bytes++;
		code.length--;
	}
	struct node *node = builder_add(html->builder, NODE_CODE_BLOCK, place);
	if (node) {
		node->code_block.text =
			arena_copy_str(html->reading->arena, code);
		give_attributes(html, start, node);
	}
	buffer_release(&text);
}

/* ---- Tags ---------------------------------------------------------------- */

static void report_left_out(struct html *html, const struct html_token *token,
			    const char *what)
{
	struct builder *builder = html->builder;
	if (map_lookup(&builder->reported_tags, token->name))
		return;
	struct str name = arena_copy_str(html->reading->arena, token->name);
	map_set(&builder->reported_tags, name, builder);
	diagnostics_add(html->reading->diagnostics, DIAGNOSTIC_HTML_LEFT_OUT,
			place_here(html), "<%.*s> is left out%s",
			(int)name.length, name.bytes, what);
}

/* Leaves an element out. In a block its text is not HTML and is skipped at
 * once; within a paragraph Markdown has read it, and a frame swallows it. */
static void skip(struct html *html, const struct html_tag_info *info,
		 const struct html_token *token)
{
	static const char *const raw[] = { "script", "style", "iframe",
					   "textarea", "title" };
	if (info->role == ROLE_SKIPPED)
		report_left_out(html, token, "");
	if (html_tag_is_void(info))
		return;
	for (size_t i = 0; html->rest && i < sizeof raw / sizeof *raw; i++)
		if (strcmp(info->name, raw[i]) == 0)
			html_raw_text(html->rest, token->name);
	struct frame *frame = open_nothing(html, info);
	frame->is_skipped = true;
	frame->is_inline = true;
	html->builder->skip_depth++;
}

static void open_code(struct html *html, const struct html_tag_info *info)
{
	struct frame *frame = open_nothing(html, info);
	frame->is_inline = true;
	frame->is_code = true;
	html->builder->code_depth++;
}

static void start_block(struct html *html, const struct html_tag_info *info,
			const struct html_token *token)
{
	switch (info->role) {
	case ROLE_BLOCK: {
		struct str is_open;
		struct node *node = open_tag(html, info, token, info->kind);
		if (node && node->kind == NODE_DETAILS)
			node->details.is_open =
				html_attribute(token, "open", &is_open);
		break;
	}
	case ROLE_DIVISION:
		open_division(html, info, token);
		break;
	case ROLE_PARAGRAPH:
		open_aligned(html, info, token, NODE_PARAGRAPH);
		break;
	case ROLE_HEADING:
		open_aligned(html, info, token, NODE_HEADING);
		break;
	case ROLE_LIST:
		open_list(html, info, token);
		break;
	case ROLE_ITEM:
		open_item(html, info, token);
		break;
	case ROLE_TERM:
		open_term(html, info, token);
		break;
	case ROLE_DEFINITION:
		open_definition(html, info, token);
		break;
	case ROLE_TABLE:
		open_tag(html, info, token, NODE_TABLE);
		break;
	case ROLE_TABLE_PART:
		open_table_part(html, info);
		break;
	case ROLE_ROW:
		open_row(html, info, token);
		break;
	case ROLE_CELL:
		open_cell(html, info, token);
		break;
	case ROLE_CAPTION:
		open_tag(html, info, token, NODE_CAPTION);
		break;
	case ROLE_SUMMARY:
		open_summary(html, info, token);
		break;
	case ROLE_RULE:
		builder_add(html->builder, NODE_THEMATIC_BREAK,
			    place_here(html));
		break;
	default:
		break;
	}
}

static void start_inline(struct html *html, const struct html_tag_info *info,
			 const struct html_token *token)
{
	switch (info->role) {
	case ROLE_PREFORMATTED:
		if (html->rest && builder_is_in_block(html->builder))
			add_preformatted(html, info, token);
		else
			open_code(html, info);
		break;
	case ROLE_INLINE:
		open_tag(html, info, token, info->kind);
		break;
	case ROLE_SPAN:
		open_span(html, info, token);
		break;
	case ROLE_CODE:
		open_code(html, info);
		break;
	case ROLE_LINK:
		open_link(html, info, token);
		break;
	case ROLE_QUOTE:
		add_quotation_mark(html, false);
		open_inline_nothing(html, info);
		break;
	case ROLE_IMAGE:
		add_image(html, token);
		break;
	case ROLE_BREAK:
		if (!builder_is_in_block(html->builder))
			builder_add(html->builder, NODE_LINE_BREAK,
				    place_here(html));
		break;
	case ROLE_BREAK_OPPORTUNITY:
		add_words(html, STR("\xE2\x80\x8B")); /* U+200B */
		break;
	case ROLE_RUBY:
		add_words(html, STR("("));
		open_inline_nothing(html, info);
		break;
	case ROLE_FOREIGN:
		report_left_out(html, token, "; its contents stay");
		open_nothing(html, info);
		break;
	case ROLE_SKIPPED:
	case ROLE_HIDDEN:
		skip(html, info, token);
		break;
	case ROLE_PLAIN:
		open_nothing(html, info);
		break;
	default:
		break;
	}
}

static void end_tag(struct html *html, const struct html_tag_info *info)
{
	struct builder *builder = html->builder;
	uint8_t tag = html_tag_of(info);
	size_t below = find_open(builder, tag, 0);
	if (info->role == ROLE_BREAK)
		start_inline(html, info, &(struct html_token){ 0 });
	if (!below)
		return;
	/* A term's item goes on with its definitions. */
	if (info->role == ROLE_TERM)
		below++;
	if (info->role == ROLE_QUOTE)
		add_quotation_mark(html, true);
	else if (info->role == ROLE_RUBY)
		add_words(html, STR(")"));
	if (below < builder->frames.count)
		builder_close_to(builder, below);
}

static void start_tag(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	size_t before = html->builder->frames.count;
	if (info->role < ROLE_PREFORMATTED || info->role == ROLE_RULE)
		start_block(html, info, token);
	else
		start_inline(html, info, token);
	/* "<a id=x/>": browsers would leave it open, nobody means that. */
	if (token->is_self_closing && html->builder->frames.count > before)
		end_tag(html, info);
}

static void take_tag(struct html *html, const struct html_token *token)
{
	const struct html_tag_info *info = html_tag_lookup(token->name);
	if (!info && !html->builder->skip_depth)
		report_left_out(html, token, "; its contents stay");
	else if (!info)
		return;
	else if (token->kind == HTML_END)
		end_tag(html, info);
	else if (!html->builder->skip_depth || info->role == ROLE_SKIPPED ||
		 info->role == ROLE_HIDDEN)
		start_tag(html, info, token);
}

/* ---- Text ---------------------------------------------------------------- */

static bool is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static bool ends_in_space(const struct node *node)
{
	if (node->kind != NODE_TEXT)
		return node->kind == NODE_SOFT_BREAK ||
		       node->kind == NODE_LINE_BREAK;
	struct str text = node->text.text;
	return text.length && is_space(text.bytes[text.length - 1]);
}

/* White space means something between words only. */
static bool wants_space(struct builder *builder)
{
	const struct node *node = builder_top(builder)->node;
	if (!holds_inlines(node->kind))
		return false;
	return node->last_child ? !ends_in_space(node->last_child)
				: node_is_inline(node);
}

static void add_space(struct html *html, struct str space)
{
	if (!wants_space(html->builder))
		return;
	if (str_find_byte(space, '\n') >= 0)
		builder_add(html->builder, NODE_SOFT_BREAK, place_here(html));
	else
		add_words(html, STR(" "));
}

/* The words of `text` up to a line's end, runs of spaces as one. Returns the
 * bytes taken. */
static size_t take_words(struct html *html, struct str text)
{
	struct buffer out = BUFFER_INITIALISER;
	size_t at = 0;
	while (at < text.length) {
		size_t start = at;
		while (at < text.length && !is_space(text.bytes[at]))
			at++;
		decode_entities(&out, (struct str){ text.bytes + start,
						    at - start });
		start = at;
		while (at < text.length && is_space(text.bytes[at]))
			at++;
		struct str space = { text.bytes + start, at - start };
		if (str_find_byte(space, '\n') >= 0) {
			at = start;
			break;
		}
		if (space.length)
			buffer_append_byte(&out, ' ');
	}
	add_words(html, arena_copy_str(html->reading->arena, buffer_str(&out)));
	buffer_release(&out);
	return at;
}

static void advance(struct html *html, struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		html->column++;
		if (text.bytes[i] == '\n') {
			html->line++;
			html->column = 1;
		}
	}
}

static void take_text(struct html *html, struct str text)
{
	while (text.length) {
		size_t length = 0;
		while (length < text.length && is_space(text.bytes[length]))
			length++;
		struct str taken = { text.bytes, length };
		if (length) {
			add_space(html, taken);
		} else {
			taken.length = take_words(html, text);
		}
		advance(html, taken);
		text.bytes += taken.length;
		text.length -= taken.length;
	}
}

void html_add_block(struct builder *builder, struct str text, int line,
		    int column)
{
	struct html html = { builder, builder->reading, line, column, &text };
	unsigned skipped = builder->skip_depth;
	struct html_token token = { 0 };
	for (;;) {
		const char *before = text.bytes;
		if (!html_next(&text, &token))
			break;
		if (token.kind == HTML_TEXT) {
			take_text(&html, token.text);
			continue;
		}
		if (token.kind != HTML_COMMENT)
			take_tag(&html, &token);
		advance(&html, (struct str){ before, (size_t)(text.bytes -
							      before) });
	}
	/* What is left out ends with its block at the latest. */
	while (builder->skip_depth > skipped)
		builder_close_to(builder, builder->frames.count - 1);
}

void html_add_inline(struct builder *builder, struct str text, int line,
		     int column)
{
	struct html html = { builder, builder->reading, line, column, NULL };
	struct html_token token = { 0 };
	if (html_next(&text, &token) &&
	    (token.kind == HTML_START || token.kind == HTML_END))
		take_tag(&html, &token);
}
