/* Filters: which of them only put a shadow, a glow or a ground behind what they are
 * given. Those can be left out, and the picture says the same. */
#include <string.h>

#include "svg/svg_private.h"

static const xmlNode *last_element(const xmlNode *node)
{
	const xmlNode *last = node->last;
	while (last && last->type != XML_ELEMENT_NODE)
		last = last->prev;
	return last;
}

static bool takes_source(const xmlNode *node)
{
	return node && str_equals(str_trim(svg_attribute(node, "in")),
				  STR("SourceGraphic"));
}

/* What a filter does last decides what is on top. */
static bool ends_with_source(const xmlNode *filter)
{
	const xmlNode *last = last_element(filter);
	if (!last)
		return true;
	if (svg_is(last, "feDropShadow"))
		return !svg_attribute(last, "in").bytes || takes_source(last);
	if (svg_is(last, "feMerge"))
		return takes_source(last_element(last));
	struct str how = svg_attribute(
		last, svg_is(last, "feBlend") ? "mode" : "operator");
	bool is_over = !how.bytes || str_equals(how, STR("over")) ||
		       str_equals(how, STR("normal"));
	return (svg_is(last, "feBlend") || svg_is(last, "feComposite")) &&
	       is_over && takes_source(last);
}

/* "drop-shadow(…) drop-shadow(…)" */
static bool is_drop_shadow(struct str value)
{
	struct str rest = str_trim(value);
	while (rest.length) {
		if (!str_starts_with(rest, STR("drop-shadow(")))
			return false;
		(void)svg_cut(&rest, '(');
		(void)svg_cut(&rest, ')');
		rest = str_trim(rest);
	}
	return true;
}

bool svg_is_shadow(struct svg_reader *reader, struct str value)
{
	if (!str_starts_with(value, STR("url(")))
		return is_drop_shadow(value);
	ptrdiff_t start = str_find_byte(value, '#');
	ptrdiff_t end = str_find_byte(value, ')');
	if (start < 0 || end < start)
		return false;
	struct str name = { value.bytes + start + 1,
			    (size_t)(end - start) - 1 };
	while (name.length && strchr("\"' ", name.bytes[name.length - 1]))
		name.length--;
	const xmlNode *filter = map_lookup(&reader->identifiers, name);
	return filter && svg_is(filter, "filter") && ends_with_source(filter);
}
