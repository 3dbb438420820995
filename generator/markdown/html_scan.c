/* A scanner for tags after the WHATWG's tokenisation, without its errors. */
#include "markdown/html_scan.h"

#include <string.h>
#include <strings.h>

static bool is_letter(char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

static bool is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static struct str cut(struct str *rest, size_t length)
{
	struct str taken = { rest->bytes, length };
	rest->bytes += length;
	rest->length -= length;
	return taken;
}

/* What ends with `end`, or all that is left. */
static struct str cut_through(struct str *rest, struct str end)
{
	ptrdiff_t at = str_find(*rest, end);
	return cut(rest, at < 0 ? rest->length : (size_t)at + end.length);
}

static void read_name(struct html_token *token, struct str text, size_t *at)
{
	size_t length = 0;
	while (*at < text.length && !is_space(text.bytes[*at]) &&
	       !strchr("/>", text.bytes[*at])) {
		char byte = text.bytes[(*at)++];
		if (byte >= 'A' && byte <= 'Z')
			byte |= 0x20;
		if (length < HTML_NAME_LIMIT)
			token->name_bytes[length++] = byte;
	}
	token->name = (struct str){ token->name_bytes, length };
}

static struct str read_value(struct str text, size_t *at)
{
	while (*at < text.length && is_space(text.bytes[*at]))
		(*at)++;
	char quote = *at < text.length ? text.bytes[*at] : '\0';
	if (quote != '"' && quote != '\'') {
		size_t start = *at;
		while (*at < text.length && !is_space(text.bytes[*at]) &&
		       text.bytes[*at] != '>')
			(*at)++;
		return (struct str){ text.bytes + start, *at - start };
	}
	size_t start = ++*at;
	struct str rest = { text.bytes + start, text.length - start };
	ptrdiff_t length = str_find_byte(rest, quote);
	if (length < 0)
		length = (ptrdiff_t)rest.length;
	*at = start + (size_t)length + 1;
	return (struct str){ rest.bytes, (size_t)length };
}

static void read_attribute(struct html_token *token, struct str text,
			   size_t *at)
{
	size_t start = (*at)++; /* an "=" may begin a name */
	while (*at < text.length && !is_space(text.bytes[*at]) &&
	       !strchr("/>=", text.bytes[*at]))
		(*at)++;
	struct html_attribute attribute = { { text.bytes + start, *at - start },
					    STR("") };
	size_t after = *at;
	while (after < text.length && is_space(text.bytes[after]))
		after++;
	if (after < text.length && text.bytes[after] == '=') {
		*at = after + 1;
		attribute.value = read_value(text, at);
	}
	if (token->attribute_count < HTML_ATTRIBUTE_LIMIT)
		token->attributes[token->attribute_count++] = attribute;
}

/* Reads a tag at the start of `text`. Returns its length; 0 where it has no
 * end. */
static size_t read_tag(struct html_token *token, struct str text)
{
	bool is_end = text.bytes[1] == '/';
	size_t at = is_end ? 2 : 1;
	token->kind = is_end ? HTML_END : HTML_START;
	read_name(token, text, &at);
	while (at < text.length && text.bytes[at] != '>') {
		token->is_self_closing = text.bytes[at] == '/';
		if (is_space(text.bytes[at]) || text.bytes[at] == '/')
			at++;
		else
			read_attribute(token, text, &at);
	}
	return at < text.length ? at + 1 : 0;
}

/* Bytes of text before the next tag. */
static size_t text_length(struct str rest)
{
	size_t at = rest.bytes[0] == '<' ? 1 : 0;
	for (; at + 1 < rest.length; at++) {
		if (rest.bytes[at] != '<')
			continue;
		char next = rest.bytes[at + 1];
		if (is_letter(next) || strchr("/!?", next))
			return at;
	}
	return rest.length;
}

bool html_next(struct str *rest, struct html_token *token)
{
	if (!rest->length)
		return false;
	token->kind = HTML_TEXT;
	token->attribute_count = 0;
	token->is_self_closing = false;
	token->name = STR("");
	const char *bytes = rest->bytes;
	bool is_tag = rest->length > 2 && bytes[0] == '<';
	if (is_tag &&
	    (is_letter(bytes[1]) || (bytes[1] == '/' && is_letter(bytes[2])))) {
		size_t length = read_tag(token, *rest);
		/* A tag without an end, and all after it, is text. */
		if (!length)
			token->kind = HTML_TEXT;
		token->text = cut(rest, length ? length : rest->length);
	} else if (is_tag && strchr("/!?", bytes[1])) {
		token->kind = HTML_COMMENT;
		bool is_comment = str_starts_with(*rest, STR("<!--"));
		bool is_data = str_starts_with(*rest, STR("<![CDATA["));
		token->text = cut_through(rest, is_comment ? STR("-->") :
						is_data    ? STR("]]>") :
							     STR(">"));
	} else {
		token->text = cut(rest, text_length(*rest));
	}
	return true;
}

bool html_attribute(const struct html_token *token, const char *name,
		    struct str *value)
{
	size_t length = strlen(name);
	for (size_t i = 0; i < token->attribute_count; i++) {
		const struct html_attribute *one = &token->attributes[i];
		if (one->name.length != length ||
		    strncasecmp(one->name.bytes, name, length) != 0)
			continue;
		*value = one->value;
		return true;
	}
	return false;
}

struct str html_raw_text(struct str *rest, struct str name)
{
	for (size_t i = 0; i + name.length + 1 < rest->length; i++)
		if (rest->bytes[i] == '<' && rest->bytes[i + 1] == '/' &&
		    strncasecmp(rest->bytes + i + 2, name.bytes, name.length) ==
			    0)
			return cut(rest, i);
	return cut(rest, rest->length);
}
