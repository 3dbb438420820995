/* The style of an element: what it inherits, its attributes, the rules that
 * fit it, its style="", the later over the earlier. */
#include "svg/svg_private.h"

const struct svg_style svg_initial_style = {
	.fill = { .kind = SVG_COLOUR, .colour = { { 0, 0, 0 }, 1 } },
	.fill_opacity = 1,
	.stroke_opacity = 1,
	.stroke_width = 1,
	.miter_limit = 4,
	.colour = { { 0, 0, 0 }, 1 },
	.font_size = 16,
	.opacity = 1,
	.stop_colour = { .kind = SVG_COLOUR, .colour = { { 0, 0, 0 }, 1 } },
	.stop_opacity = 1,
};

/* "url(#name)", with or without quotes; cut off the front. */
static bool scan_reference(struct str *rest, struct str *identifier)
{
	if (!str_starts_with(*rest, STR("url(")))
		return false;
	ptrdiff_t end = str_find_byte(*rest, ')');
	if (end < 0)
		return false;
	struct str inside =
		str_trim((struct str){ rest->bytes + 4, (size_t)end - 4 });
	if (inside.length >= 2 &&
	    (*inside.bytes == '"' || *inside.bytes == '\'')) {
		inside.bytes++;
		inside.length -= 2;
	}
	if (inside.length < 2 || *inside.bytes != '#')
		return false;
	*identifier = (struct str){ inside.bytes + 1, inside.length - 1 };
	rest->bytes += end + 1;
	rest->length -= (size_t)end + 1;
	return true;
}

static bool set_paint(struct svg_paint *paint, struct str value)
{
	struct svg_paint new = { .kind = SVG_NONE };
	bool is_reference = scan_reference(&value, &new.reference);
	value = str_trim(value);
	if (is_reference && !value.length)
		new.otherwise = SVG_NONE;
	else if (str_equals(value, STR("none")))
		new.otherwise = SVG_NONE;
	else if (str_equals(value, STR("currentColor")) ||
		 str_equals(value, STR("currentcolor")))
		new.otherwise = SVG_CURRENT;
	else if (str_equals(value, STR("context-fill")))
		new.otherwise = SVG_CONTEXT_FILL;
	else if (str_equals(value, STR("context-stroke")))
		new.otherwise = SVG_CONTEXT_STROKE;
	else if (svg_parse_colour(value, &new.colour))
		new.otherwise = SVG_COLOUR;
	else
		return false;
	new.kind = is_reference ? SVG_REFERENCE : new.otherwise;
	*paint = new;
	return true;
}

static bool set_keyword(struct str value, const char *const *words,
			unsigned *index)
{
	for (unsigned i = 0; words[i]; i++)
		if (str_equals_string(value, words[i])) {
			*index = i;
			return true;
		}
	return false;
}

static bool set_cap(struct svg_style *style, struct str value)
{
	static const char *const words[] = { "butt", "round", "square", NULL };
	unsigned index;
	if (!set_keyword(value, words, &index))
		return false;
	style->cap = (enum drawing_cap)index;
	return true;
}

static bool set_join(struct svg_style *style, struct str value)
{
	static const char *const words[] = { "miter",      "round", "bevel",
					     "miter-clip", "arcs",  NULL };
	unsigned index;
	if (!set_keyword(value, words, &index))
		return false;
	style->join = index < 3 ? (enum drawing_join)index : JOIN_MITER;
	return true;
}

static bool set_rule(bool *is_even_odd, struct str value)
{
	static const char *const words[] = { "nonzero", "evenodd", NULL };
	unsigned index;
	if (!set_keyword(value, words, &index))
		return false;
	*is_even_odd = index == 1;
	return true;
}

static bool set_length(double *length, struct str value, double least,
		       double whole)
{
	double new;
	if (!svg_parse_length(value, whole, &new) || new < least)
		return false;
	*length = new;
	return true;
}

enum property {
	ALIGNMENT_BASELINE,
	BASELINE_SHIFT,
	CLIP_PATH,
	CLIP_RULE,
	COLOUR,
	DIRECTION,
	DISPLAY,
	DOMINANT_BASELINE,
	FILL,
	FILL_OPACITY,
	FILL_RULE,
	FILTER,
	FONT,
	FONT_FAMILY,
	FONT_SIZE,
	FONT_STYLE,
	FONT_WEIGHT,
	MARKER,
	MARKER_END,
	MARKER_MID,
	MARKER_START,
	MASK,
	MIX,
	OPACITY,
	OVERFLOW,
	ORDER,
	STOP_COLOUR,
	STOP_OPACITY,
	STROKE,
	STROKE_DASHES,
	STROKE_DASH_OFFSET,
	STROKE_CAP,
	STROKE_JOIN,
	STROKE_MITER,
	STROKE_OPACITY,
	STROKE_WIDTH,
	TEXT_ANCHOR,
	TRANSFORM,
	TRANSFORM_ORIGIN,
	VECTOR_EFFECT,
	VISIBILITY,
	WHITE_SPACE
};

enum { PROPERTY_COUNT = WHITE_SPACE + 1 };

static const char *const property_names[] = {
	"alignment-baseline",
	"baseline-shift",
	"clip-path",
	"clip-rule",
	"color",
	"direction",
	"display",
	"dominant-baseline",
	"fill",
	"fill-opacity",
	"fill-rule",
	"filter",
	"font",
	"font-family",
	"font-size",
	"font-style",
	"font-weight",
	"marker",
	"marker-end",
	"marker-mid",
	"marker-start",
	"mask",
	"mix-blend-mode",
	"opacity",
	"overflow",
	"paint-order",
	"stop-color",
	"stop-opacity",
	"stroke",
	"stroke-dasharray",
	"stroke-dashoffset",
	"stroke-linecap",
	"stroke-linejoin",
	"stroke-miterlimit",
	"stroke-opacity",
	"stroke-width",
	"text-anchor",
	"transform",
	"transform-origin",
	"vector-effect",
	"visibility",
	"white-space",
};

static bool set_reference(struct str *identifier, struct str value)
{
	*identifier = (struct str){ NULL, 0 };
	return str_equals(value, STR("none")) ||
	       (scan_reference(&value, identifier) && !str_trim(value).length);
}

static bool set_marker(struct svg_style *style, enum property property,
		       struct str value)
{
	if (property == MARKER_START)
		return set_reference(&style->marker_start, value);
	if (property == MARKER_MID)
		return set_reference(&style->marker_mid, value);
	if (property == MARKER_END)
		return set_reference(&style->marker_end, value);
	return set_reference(&style->marker_start, value) &&
	       set_reference(&style->marker_mid, value) &&
	       set_reference(&style->marker_end, value);
}

/* What a drawing has no word for, unless it says that nothing is done. */
static bool set_foreign(struct svg_reader *reader, const xmlNode *node,
			const char *name, struct str value)
{
	if (!str_equals(value, STR("none")) &&
	    !str_equals(value, STR("normal")))
		svg_unsupported(reader, node, "'%s'", name);
	return true;
}

/* A shadow is left out; what else a filter does would be missed. */
static bool set_filter(struct svg_reader *reader, const xmlNode *node,
		       struct str value)
{
	if (!svg_is_shadow(reader, value))
		return set_foreign(reader, node, "filter", value);
	if (!reader->has_told_shadow)
		svg_tell(reader, node, DIAGNOSTIC_SVG_SHADOW,
			 "shadows are left out");
	reader->has_told_shadow = true;
	return true;
}

static bool set_order(struct svg_style *style, struct str value)
{
	ptrdiff_t stroke = str_find(value, STR("stroke"));
	ptrdiff_t fill = str_find(value, STR("fill"));
	style->is_stroke_first = stroke >= 0 && (fill < 0 || stroke < fill);
	return true;
}

static bool set_effect(struct svg_reader *reader, const xmlNode *node,
		       struct svg_style *style, struct str value)
{
	style->keeps_stroke_width =
		str_equals(value, STR("non-scaling-stroke"));
	return style->keeps_stroke_width ||
	       set_foreign(reader, node, "vector-effect", value);
}

static bool set_stroke(struct svg_style *style, enum property property,
		       struct str value)
{
	if (property == STROKE)
		return set_paint(&style->stroke, value);
	if (property == STROKE_DASHES) {
		style->dashes = str_equals(value, STR("none")) ?
					(struct str){ NULL, 0 } :
					value;
		return true;
	}
	if (property == STROKE_DASH_OFFSET)
		return set_length(&style->dash_offset, value, -1e30, 0);
	if (property == STROKE_CAP)
		return set_cap(style, value);
	if (property == STROKE_JOIN)
		return set_join(style, value);
	if (property == STROKE_MITER)
		return set_length(&style->miter_limit, value, 1, 1);
	if (property == STROKE_OPACITY)
		return svg_parse_fraction(value, &style->stroke_opacity);
	return false;
}

static bool set_baseline(enum svg_baseline *baseline, struct str value)
{
	static const struct {
		const char *name;
		enum svg_baseline baseline;
	} names[] = {
		{ "auto", SVG_ALPHABETIC },
		{ "baseline", SVG_ALPHABETIC },
		{ "alphabetic", SVG_ALPHABETIC },
		{ "use-script", SVG_ALPHABETIC },
		{ "no-change", SVG_ALPHABETIC },
		{ "reset-size", SVG_ALPHABETIC },
		{ "mathematical", SVG_CENTRAL },
		{ "central", SVG_CENTRAL },
		{ "center", SVG_CENTRAL },
		{ "middle", SVG_MIDDLE },
		{ "hanging", SVG_TOP },
		{ "top", SVG_TOP },
		{ "text-top", SVG_TOP },
		{ "text-before-edge", SVG_TOP },
		{ "before-edge", SVG_TOP },
		{ "bottom", SVG_BOTTOM },
		{ "text-bottom", SVG_BOTTOM },
		{ "ideographic", SVG_BOTTOM },
		{ "text-after-edge", SVG_BOTTOM },
		{ "after-edge", SVG_BOTTOM },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equals_string(value, names[i].name)) {
			*baseline = names[i].baseline;
			return true;
		}
	return false;
}

static bool set_shift(struct svg_style *style, struct str value)
{
	if (str_equals(value, STR("baseline")))
		style->baseline_shift = 0;
	else if (str_equals(value, STR("super")))
		style->baseline_shift = style->font_size * 0.33;
	else if (str_equals(value, STR("sub")))
		style->baseline_shift = style->font_size * -0.2;
	else
		return svg_font_length(style, value, style->font_size,
				       &style->baseline_shift);
	return true;
}

static bool set_anchor(struct svg_style *style, struct str value)
{
	static const char *const words[] = { "start", "middle", "end", NULL };
	return set_keyword(value, words, &style->anchor);
}

static bool set_direction(struct svg_style *style, struct str value)
{
	static const char *const words[] = { "ltr", "rtl", NULL };
	unsigned index;
	if (!set_keyword(value, words, &index))
		return false;
	style->is_right_to_left = index == 1;
	return true;
}

static bool set_text(struct svg_style *style, enum property property,
		     struct str value)
{
	if (property == ALIGNMENT_BASELINE)
		return set_baseline(&style->alignment, value);
	if (property == BASELINE_SHIFT)
		return set_shift(style, value);
	if (property == DIRECTION)
		return set_direction(style, value);
	if (property == DOMINANT_BASELINE)
		return set_baseline(&style->baseline, value);
	if (property == FONT)
		return svg_set_font(style, value);
	if (property == FONT_FAMILY) {
		style->family = value;
		return true;
	}
	if (property == FONT_SIZE)
		return svg_set_font_size(style, value);
	if (property == FONT_STYLE)
		return svg_set_font_slant(style, value);
	if (property == FONT_WEIGHT)
		return svg_set_font_weight(style, value);
	if (property == TEXT_ANCHOR)
		return set_anchor(style, value);
	if (property == WHITE_SPACE) {
		style->keeps_space = str_starts_with(value, STR("pre"));
		return true;
	}
	return false;
}

static bool set_property(struct svg_reader *reader, const xmlNode *node,
			 struct svg_style *style, enum property property,
			 struct str value)
{
	switch (property) {
	case CLIP_PATH:
		return set_reference(&style->clip, value);
	case CLIP_RULE:
		return set_rule(&style->is_clip_even_odd, value);
	case COLOUR:
		return svg_parse_colour(value, &style->colour);
	case DISPLAY:
		style->is_absent = str_equals(value, STR("none"));
		return true;
	case FILL:
		return set_paint(&style->fill, value);
	case FILL_OPACITY:
		return svg_parse_fraction(value, &style->fill_opacity);
	case FILL_RULE:
		return set_rule(&style->is_fill_even_odd, value);
	case OPACITY:
		return svg_parse_fraction(value, &style->opacity);
	case OVERFLOW:
		style->is_overflow_visible =
			str_equals(value, STR("visible")) ||
			str_equals(value, STR("auto"));
		return true;
	case STOP_COLOUR:
		return set_paint(&style->stop_colour, value);
	case STOP_OPACITY:
		return svg_parse_fraction(value, &style->stop_opacity);
	case STROKE_WIDTH:
		return set_length(&style->stroke_width, value, 0, 100);
	case VISIBILITY:
		style->is_hidden = !str_equals(value, STR("visible"));
		return true;
	case ALIGNMENT_BASELINE:
	case BASELINE_SHIFT:
	case DIRECTION:
	case DOMINANT_BASELINE:
	case FONT:
	case FONT_FAMILY:
	case FONT_SIZE:
	case FONT_STYLE:
	case FONT_WEIGHT:
	case TEXT_ANCHOR:
	case WHITE_SPACE:
		return set_text(style, property, value);
	case MARKER:
	case MARKER_END:
	case MARKER_MID:
	case MARKER_START:
		return set_marker(style, property, value);
	case FILTER:
		return set_filter(reader, node, value);
	case MASK:
		return set_reference(&style->mask, value);
	case MIX:
		return set_foreign(reader, node, property_names[property],
				   value);
	case ORDER:
		return set_order(style, value);
	case TRANSFORM:
		style->transform = value;
		return true;
	case TRANSFORM_ORIGIN:
		style->origin = value;
		return true;
	case VECTOR_EFFECT:
		return set_effect(reader, node, style, value);
	case STROKE:
	case STROKE_DASHES:
	case STROKE_DASH_OFFSET:
	case STROKE_CAP:
	case STROKE_JOIN:
	case STROKE_MITER:
	case STROKE_OPACITY:
		break;
	}
	return set_stroke(style, property, value);
}

static void set(struct svg_reader *reader, const xmlNode *node,
		struct svg_style *style, struct str name, struct str value,
		bool is_attribute)
{
	struct str written = str_trim(value);
	value = svg_value_of(reader, written);
	if (str_equals(value, STR("inherit")))
		return;
	for (int i = 0; i < PROPERTY_COUNT; i++) {
		if (!str_equals_string(name, property_names[i]))
			continue;
		if (i == TRANSFORM && is_attribute)
			return; /* the walk's matter */
		if (i >= STROKE_DASHES && i <= STROKE_WIDTH &&
		    i != STROKE_OPACITY && str_find_byte(value, '%') >= 0)
			svg_unsupported(reader, node, "'%s' in per cent",
					property_names[i]);
		if (!set_property(reader, node, style, i, value))
			svg_warn_value(reader, node, property_names[i],
				       written);
		return;
	}
}

static void set_declarations(struct svg_reader *reader, const xmlNode *node,
			     struct svg_style *style, struct str declarations)
{
	struct svg_declaration declaration;
	while (svg_next_declaration(&declarations, &declaration))
		set(reader, node, style, declaration.name, declaration.value,
		    false);
}

struct svg_style svg_style_of(struct svg_reader *reader, const xmlNode *node,
			      const struct svg_style *parent)
{
	struct svg_style style = *parent;
	style.opacity = 1;
	style.clip = style.mask = style.transform = style.origin =
		(struct str){ NULL, 0 };
	style.keeps_stroke_width = false;
	style.is_absent = style.is_overflow_visible = false;
	style.stop_colour = svg_initial_style.stop_colour;
	style.stop_opacity = 1;
	style.alignment = SVG_ALPHABETIC;
	style.baseline_shift = 0;
	struct str space = svg_attribute_of_xml(node, "space");
	if (space.bytes)
		style.keeps_space = str_equals(space, STR("preserve"));
	for (const xmlAttr *attribute = node->properties; attribute;
	     attribute = attribute->next) {
		const char *name = (const char *)attribute->name;
		struct str value = svg_attribute(node, name);
		svg_spend(reader, node, value.length + 32);
		if (!attribute->ns)
			set(reader, node, &style, str_from(name), value, true);
	}
	svg_spend(reader, node,
		  32 + reader->rules.count *
				  (svg_attribute(node, "class").length + 4));
	for (size_t i = 0; i < reader->rules.count; i++) {
		struct str declarations = reader->rules.items[i].declarations;
		if (!svg_css_matches(&reader->rules.items[i], node))
			continue;
		svg_spend(reader, node, declarations.length);
		set_declarations(reader, node, &style, declarations);
	}
	set_declarations(reader, node, &style, svg_attribute(node, "style"));
	return style;
}
