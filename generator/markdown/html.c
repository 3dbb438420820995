/* Raw HTML cut into tags and texts: what each tag ends, what it begins, and
 * the white space between words. */
#include "markdown/html.h"

#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "markdown/entity.h"
#include "markdown/html_parts.h"

/* ---- Tags ---------------------------------------------------------------- */

static void end_tag(struct html *html, const struct html_tag_info *info)
{
	struct builder *builder = html->builder;
	uint8_t tag = html_tag_of(info);
	size_t below = html_find_open(builder, tag, 0);
	if (info->role == ROLE_BREAK)
		html_start_inline(html, info, &(struct html_token){ 0 });
	if (!below)
		return;
	/* A term's item goes on with its definitions. */
	if (info->role == ROLE_TERM)
		below++;
	if (info->role == ROLE_QUOTE)
		html_add_quotation_mark(html, true);
	else if (info->role == ROLE_RUBY)
		html_add_words(html, STR(")"));
	if (below < builder->frames.count)
		builder->frames.items[below].unclosed = NULL;
	if (below < builder->frames.count)
		builder_close_to(builder, below);
}

static void await_end(struct html *html, const struct html_tag_info *info)
{
	struct frame *frame = builder_top(html->builder);
	if (frame->origin != FRAME_HTML || frame->tag != html_tag_of(info) ||
	    html_tag_may_stay_open(info))
		return;
	frame->unclosed = info->name;
	frame->line = html->line;
	frame->column = html->column;
}

static void start_tag(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	size_t before = html->builder->frames.count;
	if (info->role < ROLE_PREFORMATTED || info->role == ROLE_RULE)
		html_start_block(html, info, token);
	else
		html_start_inline(html, info, token);
	if (html->builder->frames.count > before)
		await_end(html, info);
	/* "<a id=x/>": browsers would leave it open, nobody means that. */
	if (token->is_self_closing && html->builder->frames.count > before)
		end_tag(html, info);
}

/* Tags that nobody closes are looked through for every end tag. */
enum { OPEN_LIMIT = 2000 };

static bool is_too_deep(struct html *html, const struct html_tag_info *info)
{
	if (html->builder->frames.count < OPEN_LIMIT || html_tag_is_void(info))
		return false;
	reading_too_deep(html->reading, html_place(html));
	return true;
}

static void take_tag(struct html *html, const struct html_token *token)
{
	const struct html_tag_info *info = html_tag_lookup(token->name);
	if (!info && !html->builder->skip_depth)
		html_report_left_out(html, token, "; its contents stay");
	else if (!info)
		return;
	else if (token->kind == HTML_END)
		end_tag(html, info);
	else if (is_too_deep(html, info))
		return;
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
	if (!node_kind_holds_inlines(node->kind))
		return false;
	return node->last_child ? !ends_in_space(node->last_child) :
				  node_is_inline(node);
}

static void add_space(struct html *html, struct str space)
{
	if (!wants_space(html->builder))
		return;
	if (str_find_byte(space, '\n') >= 0)
		builder_add(html->builder, NODE_SOFT_BREAK, html_place(html));
	else
		html_add_words(html, STR(" "));
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
		entity_decode(&out,
			      (struct str){ text.bytes + start, at - start });
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
	html_add_words(html,
		       arena_copy_str(html->reading->arena, buffer_str(&out)));
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

/* ---- What nobody closes --------------------------------------------------- */

static bool is_end_tag(const char *at, struct str name)
{
	return at[0] == '<' && at[1] == '/' &&
	       strncasecmp(at + 2, name.bytes, name.length) == 0;
}

/* True where the text goes on to an end tag of the name. */
static bool comes_to_end(struct html *html, struct str name)
{
	struct reading *reading = html->reading;
	const char *text = reading->text.bytes;
	const char *end = text + reading->text.length;
	uint32_t line = (uint32_t)html->line;
	const char *from = line > reading->line_count ?
				   end :
				   text + reading->line_starts[line - 1];
	const char *found = map_lookup(&html->builder->next_ends, name);
	if (found && found >= from)
		return found < end;
	for (found = from; found < end; found++) {
		size_t left = (size_t)(end - found);
		found = memchr(found, '<', left);
		if (!found || (size_t)(end - found) < name.length + 2)
			found = end;
		if (found == end || is_end_tag(found, name))
			break;
	}
	/* The end of an empty text is no place. */
	if (reading->text.length)
		map_set(&html->builder->next_ends, name, (void *)found);
	return found < end;
}

/* A tag whose end tag never comes ends with its block, lest the rest of the
 * text become part of a heading, a table or a caption. */
static void close_endless(struct html *html)
{
	struct builder *builder = html->builder;
	size_t below = builder->frames.count;
	while (below > 0 &&
	       builder->frames.items[below - 1].origin != FRAME_MARKDOWN)
		below--;
	for (; below < builder->frames.count; below++) {
		const struct frame *frame = &builder->frames.items[below];
		if (frame->unclosed && !frame->is_inline &&
		    !comes_to_end(html, str_from(frame->unclosed)))
			break;
	}
	builder_close_to(builder, below);
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
		advance(&html,
			(struct str){ before, (size_t)(text.bytes - before) });
	}
	/* What is left out ends with its block at the latest. */
	while (builder->skip_depth > skipped)
		builder_close_to(builder, builder->frames.count - 1);
	close_endless(&html);
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
