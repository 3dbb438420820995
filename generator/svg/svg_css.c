/* Style sheets within pictures: rules whose selectors are elements' names,
 * classes and identifiers, within each other, as drawing programs and
 * libraries for charts write them. A rule with "!important" outweighs the
 * others as a whole. */
#include <stdlib.h>

#include "base/buffer.h"
#include "svg/svg_private.h"

enum { MOST_RULES = 500 };

/* More than any selector weighs. */
enum { IMPORTANT = 1000000 };

static void skip(struct str *rest, size_t count)
{
	rest->bytes += count;
	rest->length -= count;
}

struct str svg_cut(struct str *rest, char end)
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
		struct str value = svg_cut(rest, ';');
		struct str name = svg_cut(&value, ':');
		found->name = str_trim(name);
		ptrdiff_t mark = str_find(value, STR("!important"));
		if (mark >= 0)
			value.length = (size_t)mark;
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

/* "[name]", "[name*='part']": cut off the front. */
static bool cut_condition(struct str *rest, struct svg_compound *compound)
{
	struct svg_condition *condition =
		&compound->conditions[compound->condition_count];
	ptrdiff_t end = str_find_byte(*rest, ']');
	if (end < 0 || compound->condition_count == 2)
		return false;
	struct str inside = { rest->bytes + 1, (size_t)end - 1 };
	skip(rest, (size_t)end + 1);
	svg_skip_space(&inside);
	condition->name = cut_name(&inside);
	svg_skip_space(&inside);
	compound->condition_count++;
	if (!inside.length)
		return condition->name.length > 0;
	condition->how = *inside.bytes;
	if (condition->how != '=' && strchr("~|^$*", condition->how))
		skip(&inside, 1);
	if (!inside.length || *inside.bytes != '=')
		return false;
	skip(&inside, 1);
	condition->value = str_trim(inside);
	if (condition->value.length >= 2 &&
	    strchr("\"'", *condition->value.bytes)) {
		condition->value.bytes++;
		condition->value.length -= 2;
	}
	return condition->name.length > 0;
}

/* "path", ".a.b", "#mark", "*", "[d]": cut off the front. Sets how much it weighs. */
static bool cut_compound(struct str *rest, struct svg_compound *compound,
			 unsigned *weight)
{
	bool is_any = rest->length && *rest->bytes == '*';
	if (is_any)
		skip(rest, 1);
	else
		compound->element = cut_name(rest);
	bool is_empty = !is_any && !compound->element.length;
	*weight = compound->element.length ? 1 : 0;
	while (rest->length && strchr(".#[", *rest->bytes)) {
		char kind = *rest->bytes;
		if (kind == '[') {
			if (!cut_condition(rest, compound))
				return false;
			*weight += 10;
			is_empty = false;
			continue;
		}
		skip(rest, 1);
		struct str name = cut_name(rest);
		if (!name.length)
			return false;
		if (kind == '#' && !compound->identifier.length) {
			compound->identifier = name;
			*weight += 1000;
		} else if (kind == '.' && compound->class_count < 4) {
			compound->classes[compound->class_count++] = name;
			*weight += 10;
		} else {
			return false;
		}
		is_empty = false;
	}
	return !is_empty;
}

/* Compounds within each other: "#chart .bars > rect" */
static bool parse_selector(struct str text, struct svg_rule *rule)
{
	struct str rest = str_trim(text);
	bool is_child = false;
	while (rest.length) {
		struct svg_compound compound = { .is_child = is_child };
		unsigned weight = 0;
		if (rule->count >= SVG_MOST_COMPOUNDS ||
		    !cut_compound(&rest, &compound, &weight))
			return false;
		rule->compounds[rule->count++] = compound;
		rule->specificity += weight;
		if (rest.length && !strchr(" \t\r\n\f>", *rest.bytes))
			return false;
		svg_skip_space(&rest);
		is_child = rest.length && *rest.bytes == '>';
		if (is_child) {
			skip(&rest, 1);
			svg_skip_space(&rest);
		}
	}
	return rule->count > 0 && !is_child;
}

/* What fits nothing on paper: states of the pointer, generated content, and
 * the root as the place of variables. */
static bool fits_nothing(struct str selector)
{
	static const char *const names[] = { ":hover",   ":active", ":focus",
					     ":visited", ":root",   "::" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_find(selector, str_from(names[i])) >= 0)
			return true;
	return false;
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

static bool holds(const struct svg_condition *condition, const xmlNode *node)
{
	struct str is = { NULL, 0 }, wanted = condition->value;
	for (const xmlAttr *at = node->properties; at; at = at->next)
		if (!at->ns &&
		    str_equals_string(condition->name, (const char *)at->name))
			is = svg_attribute(node, (const char *)at->name);
	if (!is.bytes)
		return false;
	switch (condition->how) {
	case '\0':
		return true;
	case '=':
		return str_equals(is, wanted);
	case '~':
		return has_class(is, wanted);
	case '|':
		return str_equals(is, wanted) ||
		       (str_starts_with(is, wanted) &&
			is.bytes[wanted.length] == '-');
	case '^':
		return wanted.length && str_starts_with(is, wanted);
	case '$':
		return wanted.length && str_ends_with(is, wanted);
	case '*':
		return wanted.length && str_find(is, wanted) >= 0;
	}
	return false;
}

static bool matches(const struct svg_compound *compound, const xmlNode *node)
{
	for (size_t i = 0; i < compound->condition_count; i++)
		if (!holds(&compound->conditions[i], node))
			return false;
	if (compound->element.length &&
	    !str_equals_string(compound->element, (const char *)node->name))
		return false;
	if (compound->identifier.length &&
	    !str_equals(compound->identifier, svg_attribute(node, "id")))
		return false;
	if (!compound->class_count)
		return true;
	struct str classes = svg_attribute(node, "class");
	for (size_t i = 0; i < compound->class_count; i++)
		if (!has_class(classes, compound->classes[i]))
			return false;
	return true;
}

/* The nearest element that fits is taken for each compound, without trying
 * others: only chains with ">" in the middle could tell the difference. */
bool svg_css_matches(const struct svg_rule *rule, const xmlNode *node)
{
	size_t left = rule->count - 1;
	bool is_child = rule->compounds[left].is_child;
	if (!matches(&rule->compounds[left], node))
		return false;
	for (node = node->parent;
	     left && node && node->type == XML_ELEMENT_NODE;
	     node = node->parent) {
		if (matches(&rule->compounds[left - 1], node))
			is_child = rule->compounds[--left].is_child;
		else if (is_child)
			return false;
	}
	return left == 0;
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
		if (str_find(declarations, STR("!important")) >= 0)
			rule.specificity = IMPORTANT;
		struct str selector = str_trim(svg_cut(&selectors, ','));
		if (fits_nothing(selector))
			continue;
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

/* Variables count wherever they are set: what writes pictures sets each once. */
static void take_variables(struct svg_reader *reader, struct str declarations)
{
	struct svg_declaration one;
	while (svg_next_declaration(&declarations, &one))
		if (str_starts_with(one.name, STR("--")) &&
		    reader->variables.count < MOST_RULES)
			*VECTOR_ADD(&reader->variables) = one;
}

/* "name(…)", the whole of it. */
static bool is_call(struct str value, struct str name, struct str *inside)
{
	if (!str_starts_with(value, name) || !str_ends_with(value, STR(")")))
		return false;
	*inside = (struct str){ value.bytes + name.length,
				value.length - name.length - 1 };
	return true;
}

struct str svg_value_of(struct svg_reader *reader, struct str value)
{
	enum { MOST_STEPS = 20 };
	for (int i = 0; i < MOST_STEPS; i++) {
		struct str inside;
		value = str_trim(value);
		if (is_call(value, STR("light-dark("), &inside)) {
			value = svg_cut(&inside, ',');
			continue;
		}
		if (!is_call(value, STR("var("), &inside))
			return value;
		struct str name = str_trim(svg_cut(&inside, ','));
		value = inside;
		for (size_t at = reader->variables.count; at-- > 0;)
			if (str_equals(reader->variables.items[at].name,
				       name)) {
				value = reader->variables.items[at].value;
				break;
			}
	}
	return value;
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

/* Fonts, animations, other media: nothing that holds here. */
static void skip_at_rule(struct str *rest)
{
	unsigned depth = 0;
	while (rest->length) {
		char byte = *rest->bytes;
		skip(rest, 1);
		depth += byte == '{';
		if ((byte == ';' && !depth) || (byte == '}' && depth <= 1))
			return;
		depth -= byte == '}';
	}
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
	while (str_trim(rest).length && reader->outcome != SVG_BROKEN) {
		rest = str_trim(rest);
		if (*rest.bytes == '@') {
			skip_at_rule(&rest);
			continue;
		}
		struct str selectors = str_trim(svg_cut(&rest, '{'));
		struct str declarations = svg_cut(&rest, '}');
		take_variables(reader, declarations);
		read_rule(reader, style, selectors, declarations);
	}
}
