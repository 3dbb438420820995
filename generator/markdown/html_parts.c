/* What the files about raw HTML share: what is open, what a tag says, opening
 * it. */
#include "markdown/html_parts.h"

#include <strings.h>

#include "base/buffer.h"
#include "markdown/attributes.h"
#include "markdown/entity.h"

struct place html_place(const struct html *html)
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
size_t html_find_open(struct builder *builder, uint8_t tag, uint8_t scope)
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

void html_close_open(struct builder *builder, uint8_t tag, uint8_t scope)
{
	size_t below = html_find_open(builder, tag, scope);
	if (below)
		builder_close_to(builder, below);
}

/* ---- Attributes ---------------------------------------------------------- */

const char *html_value(const struct html *html, const struct html_token *token,
		       const char *name)
{
	struct str raw;
	if (!html_attribute(token, name, &raw))
		return NULL;
	struct buffer out = BUFFER_INITIALISER;
	entity_decode(&out, raw);
	struct str value = str_trim(buffer_str(&out));
	const char *copy =
		arena_copy(html->reading->arena, value.bytes, value.length);
	buffer_release(&out);
	return copy;
}

const char *html_alignment_class(const struct html *html,
				 const struct html_token *token)
{
	const char *align = html_value(html, token, "align");
	const char *style = align ? NULL : html_value(html, token, "style");
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
	const char *identifier = html_value(html, token, "id");
	return identifier && *identifier ? identifier : NULL;
}

void html_give_attributes(const struct html *html,
			  const struct html_token *token, struct node *node)
{
	const char *identifier = identifier_of(html, token);
	if (identifier)
		node->identifier = identifier;
	const char *language = html_value(html, token, "lang");
	if (!language)
		language = html_value(html, token, "xml:lang");
	attributes_set_language(html->reading, node,
				language && *language ? language : NULL,
				html_value(html, token, "dir"));
}

bool html_has_attributes(const struct html_token *token)
{
	struct str value;
	return html_attribute(token, "id", &value) ||
	       html_attribute(token, "lang", &value) ||
	       html_attribute(token, "xml:lang", &value) ||
	       html_attribute(token, "dir", &value);
}

/* ---- Opening ------------------------------------------------------------- */

struct node *html_open_tag(struct html *html, const struct html_tag_info *info,
			   const struct html_token *token, enum node_kind kind)
{
	struct node *node =
		builder_open(html->builder, kind, FRAME_HTML, html_place(html));
	builder_top(html->builder)->tag = html_tag_of(info);
	if (node)
		html_give_attributes(html, token, node);
	return node;
}

struct frame *html_open_nothing(struct html *html,
				const struct html_tag_info *info)
{
	struct frame *frame =
		builder_open_transparent(html->builder, FRAME_HTML);
	frame->tag = html_tag_of(info);
	return frame;
}

/* ---- Reporting ----------------------------------------------------------- */

void html_report_left_out(struct html *html, const struct html_token *token,
			  const char *what)
{
	struct builder *builder = html->builder;
	if (map_lookup(&builder->reported_tags, token->name))
		return;
	struct str name = arena_copy_str(html->reading->arena, token->name);
	map_set(&builder->reported_tags, name, builder);
	diagnostics_add(html->reading->diagnostics, DIAGNOSTIC_HTML_LEFT_OUT,
			html_place(html), "<%.*s> is left out%s",
			(int)name.length, name.bytes, what);
}

void html_add_words(struct html *html, struct str words)
{
	builder_add_text(html->builder, words, html_place(html));
}
