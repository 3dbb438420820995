/* HTML's inlines, preformatted text, and what is left out. */
#include "markdown/html_parts.h"

#include <string.h>
#include <unicode/ulocdata.h>

#include "base/buffer.h"
#include "markdown/entity.h"
#include "markdown/images.h"

static void open_inline_nothing(struct html *html,
				const struct html_tag_info *info)
{
	html_open_nothing(html, info)->is_inline = true;
}

/* ---- Inlines ------------------------------------------------------------- */

static void open_span(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	bool is_abbreviation = strcmp(info->name, "abbr") == 0 &&
			       html_value(html, token, "title");
	if (!info->class && !is_abbreviation && !html_has_attributes(token)) {
		open_inline_nothing(html, info);
		return;
	}
	struct node *node = html_open_tag(html, info, token, NODE_SPAN);
	if (!node)
		return;
	node->classes = info->class;
	if (is_abbreviation)
		node->span.expansion = html_value(html, token, "title");
}

static void open_link(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	const char *target = html_value(html, token, "href");
	const char *name = html_value(html, token, "name");
	if (target && !*target)
		target = NULL;
	if (target &&
	    !images_link_is_allowed(html->reading, target, html_place(html)))
		target = NULL;
	if (!target && !name && !html_has_attributes(token)) {
		open_inline_nothing(html, info);
		return;
	}
	struct node *node = html_open_tag(html, info, token,
					  target ? NODE_LINK : NODE_SPAN);
	if (!node)
		return;
	if (!node->identifier && name && *name)
		node->identifier = name;
	if (target) {
		node->link.destination = target;
		node->link.title = html_value(html, token, "title");
	}
}

/* The quotation marks of the language that holds here. */
void html_add_quotation_mark(struct html *html, bool is_end)
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
			is_end ? ULOCDATA_QUOTATION_END :
				 ULOCDATA_QUOTATION_START,
			mark, sizeof mark / sizeof *mark, &status);
	ulocdata_close(data);
	struct buffer out = BUFFER_INITIALISER;
	if (U_SUCCESS(status) && length == 1)
		buffer_append_code_point(&out, mark[0]);
	else
		buffer_append_byte(&out, '"');
	html_add_words(html,
		       arena_copy_str(html->reading->arena, buffer_str(&out)));
	buffer_release(&out);
}

static void add_image(struct html *html, const struct html_token *token)
{
	struct node *node =
		builder_add(html->builder, NODE_IMAGE, html_place(html));
	if (!node)
		return;
	const char *source = html_value(html, token, "src");
	const char *alternative = html_value(html, token, "alt");
	node->image.source = source ? source : "";
	node->image.alternative = alternative ? alternative : "";
	node->image.is_decorative = alternative && !*alternative;
	node->image.title = html_value(html, token, "title");
	images_set_width(html->reading, node, html_value(html, token, "width"));
	images_find(html->reading, node);
}

/* ---- Preformatted text --------------------------------------------------- */

static void add_preformatted(struct html *html,
			     const struct html_tag_info *info,
			     const struct html_token *start)
{
	struct buffer text = BUFFER_INITIALISER;
	struct place place = html_place(html);
	struct html_token token = { 0 };
	while (html_next(html->rest, &token)) {
		if (token.kind == HTML_END &&
		    str_equals_string(token.name, info->name))
			break;
		if (token.kind == HTML_TEXT)
			entity_decode(&text, token.text);
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
		html_give_attributes(html, start, node);
	}
	buffer_release(&text);
}

/* ---- Tags ---------------------------------------------------------------- */

/* Leaves an element out. In a block its text is not HTML and is skipped at
 * once; within a paragraph Markdown has read it, and a frame swallows it. */
static void skip(struct html *html, const struct html_tag_info *info,
		 const struct html_token *token)
{
	static const char *const raw[] = { "script", "style", "iframe",
					   "textarea", "title" };
	if (info->role == ROLE_SKIPPED)
		html_report_left_out(html, token, "");
	if (html_tag_is_void(info))
		return;
	for (size_t i = 0; html->rest && i < sizeof raw / sizeof *raw; i++)
		if (strcmp(info->name, raw[i]) == 0)
			html_raw_text(html->rest, token->name);
	struct frame *frame = html_open_nothing(html, info);
	frame->is_skipped = true;
	frame->is_inline = true;
	html->builder->skip_depth++;
}

static void open_code(struct html *html, const struct html_tag_info *info)
{
	struct frame *frame = html_open_nothing(html, info);
	frame->is_inline = true;
	frame->is_code = true;
	html->builder->code_depth++;
}

void html_start_inline(struct html *html, const struct html_tag_info *info,
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
		html_open_tag(html, info, token, info->kind);
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
		html_add_quotation_mark(html, false);
		open_inline_nothing(html, info);
		break;
	case ROLE_IMAGE:
		add_image(html, token);
		break;
	case ROLE_BREAK:
		if (!builder_is_in_block(html->builder))
			builder_add(html->builder, NODE_LINE_BREAK,
				    html_place(html));
		break;
	case ROLE_BREAK_OPPORTUNITY:
		html_add_words(html, STR("\xE2\x80\x8B")); /* U+200B */
		break;
	case ROLE_RUBY:
		html_add_words(html, STR("("));
		open_inline_nothing(html, info);
		break;
	case ROLE_FOREIGN:
		html_report_left_out(html, token, "; its contents stay");
		html_open_nothing(html, info);
		break;
	case ROLE_SKIPPED:
	case ROLE_HIDDEN:
		skip(html, info, token);
		break;
	case ROLE_PLAIN:
		html_open_nothing(html, info);
		break;
	case ROLE_BLOCK:
	case ROLE_DIVISION:
	case ROLE_HEADING:
	case ROLE_PARAGRAPH:
	case ROLE_LIST:
	case ROLE_ITEM:
	case ROLE_TERM:
	case ROLE_DEFINITION:
	case ROLE_TABLE:
	case ROLE_TABLE_PART:
	case ROLE_ROW:
	case ROLE_CELL:
	case ROLE_CAPTION:
	case ROLE_SUMMARY:
	case ROLE_RULE:
	case ROLE_NOTHING:
		break;
	}
}
