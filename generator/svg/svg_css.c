/* Style sheets within pictures: rules whose selectors are an element's name,
 * classes and an identifier, as drawing programs write them. */
#include <stdlib.h>

#include "base/buffer.h"
#include "svg/svg_private.h"

enum { MOST_RULES = 500 };

static void skip(struct str *rest, size_t count)
{
	rest->bytes += count;
	rest->length -= count;
}

/* The part before the first of `ends` outside quotes and brackets; cut off
 * with the end itself. */
static struct str cut(struct str *rest, char end)
{
	size_t at = 0;
	unsigned depth = 0;
	char quote = '\0';
	for (; at < rest->length; at++) {
		char byte = rest->bytes[at];
		if (quote) {
			quote = byte == quote ? '\0' : quote;
			continue;
		}
		if (byte == end && !depth)
			break;
		if (byte == '"' || byte == '\'')
			quote = byte;
		depth += byte == '(';
		depth -= byte == ')' && depth;
	}
	struct str part = { rest->bytes, at };
	skip(rest, at + (at < rest->length));
	return part;
}

bool svg_next_declaration(struct str *rest, struct svg_declaration *found)
{
	while (str_trim(*rest).length) {
		struct str value = cut(rest, ';');
		struct str name = cut(&value, ':');
		found->name = str_trim(name);
		found->value = str_trim(value);
		if (found->name.length)
			return true;
	}
	return false;
}

/* ---- Rules ------------------------------------------------------------- */

static bool is_name_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' ||
	       (unsigned char)byte >= 0x80;
}

static struct str cut_name(struct str *rest)
{
	struct str name = { rest->bytes, 0 };
	while (name.length < rest->length &&
	       is_name_byte(rest->bytes[name.length]))
		name.length++;
	skip(rest, name.length);
	return name;
}

/* "path", ".a.b", "#mark", "*" */
static bool parse_selector(struct str text, struct svg_rule *rule)
{
	struct str rest = str_trim(text);
	if (!rest.length)
		return false;
	if (*rest.bytes == '*')
		skip(&rest, 1);
	else
		rule->element = cut_name(&rest);
	rule->specificity = rule->element.length ? 1 : 0;
	while (rest.length) {
		char kind = *rest.bytes;
		skip(&rest, 1);
		struct str name = cut_name(&rest);
		if (!name.length)
			return false;
		if (kind == '#' && !rule->identifier.length) {
			rule->identifier = name;
			rule->specificity += 1000;
		} else if (kind == '.' && rule->class_count < 4) {
			rule->classes[rule->class_count++] = name;
			rule->specificity += 10;
		} else {
			return false;
		}
	}
	return true;
}

static bool has_class(struct str list, struct str wanted)
{
	struct str rest = list;
	for (;;) {
		svg_skip_space(&rest);
		struct str one = { rest.bytes, 0 };
		while (one.length < rest.length &&
		       !strchr(" \t\r\n\f", rest.bytes[one.length]))
			one.length++;
		if (!one.length)
			return false;
		if (str_equals(one, wanted))
			return true;
		skip(&rest, one.length);
	}
}

bool svg_css_matches(const struct svg_rule *rule, const xmlNode *node)
{
	if (rule->element.length &&
	    !str_equals_string(rule->element, (const char *)node->name))
		return false;
	if (rule->identifier.length &&
	    !str_equals(rule->identifier, svg_attribute(node, "id")))
		return false;
	if (!rule->class_count)
		return true;
	struct str classes = svg_attribute(node, "class");
	for (size_t i = 0; i < rule->class_count; i++)
		if (!has_class(classes, rule->classes[i]))
			return false;
	return true;
}

/* Keeps the order: the weakest first, those of one weight as written. */
static void add_rule(struct svg_reader *reader, const struct svg_rule *rule)
{
	*VECTOR_ADD(&reader->rules) = *rule;
	size_t at = reader->rules.count - 1;
	struct svg_rule *rules = reader->rules.items;
	for (; at && rules[at - 1].specificity > rule->specificity; at--)
		rules[at] = rules[at - 1];
	rules[at] = *rule;
}

static void read_rule(struct svg_reader *reader, const xmlNode *style,
		      struct str selectors, struct str declarations)
{
	while (selectors.length) {
		struct svg_rule rule = { .declarations = declarations };
		struct str selector = str_trim(cut(&selectors, ','));
		if (!parse_selector(selector, &rule)) {
			svg_unsupported(reader, style, "the selector '%.*s'",
					(int)(selector.length < 100 ?
						      selector.length :
						      100),
					selector.bytes);
			return;
		}
		if (reader->rules.count >= MOST_RULES) {
			svg_unsupported(reader, style,
					"more than %d style rules", MOST_RULES);
			return;
		}
		add_rule(reader, &rule);
	}
}

static struct str without_comments(struct svg_reader *reader, struct str text)
{
	char *copy = arena_copy(reader->arena, text.bytes, text.length);
	struct str rest = { copy, text.length };
	ptrdiff_t start;
	while ((start = str_find(rest, STR("/*"))) >= 0) {
		struct str inside = { rest.bytes + start + 2,
				      rest.length - (size_t)start - 2 };
		ptrdiff_t end = str_find(inside, STR("*/"));
		size_t length = end < 0 ? inside.length : (size_t)end + 2;
		memset(copy + (inside.bytes - 2 - copy), ' ', length + 2);
		skip(&inside, length);
		rest = inside;
	}
	return (struct str){ copy, text.length };
}

void svg_css_read(struct svg_reader *reader, const xmlNode *style)
{
	struct buffer text = BUFFER_INITIALISER;
	for (const xmlNode *child = style->children; child; child = child->next)
		if (child->type == XML_TEXT_NODE ||
		    child->type == XML_CDATA_SECTION_NODE)
			buffer_append_string(&text,
					     (const char *)child->content);
	struct str rest = without_comments(reader, buffer_str(&text));
	buffer_release(&text);
	while (str_trim(rest).length && reader->outcome == SVG_DRAWN) {
		struct str selectors = str_trim(cut(&rest, '{'));
		struct str declarations = cut(&rest, '}');
		if (selectors.length && *selectors.bytes == '@')
			svg_unsupported(reader, style,
					"an @-rule in its styles");
		else if (str_find(declarations, STR("!important")) >= 0)
			svg_unsupported(reader, style,
					"'!important' in its styles");
		else
			read_rule(reader, style, selectors, declarations);
	}
}
