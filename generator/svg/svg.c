/* Opening a picture: XML, limits, sizes, and what the walk reports. */
#include "svg/svg.h"

#include <libxml/parser.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "svg/svg_private.h"

enum { MOST_WARNINGS = 20 };

static const char svg_namespace[] = "http://www.w3.org/2000/svg";

/* ---- Elements ---------------------------------------------------------- */

struct str svg_attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *attribute = node->properties; attribute;
	     attribute = attribute->next)
		if (!attribute->ns &&
		    strcmp((const char *)attribute->name, name) == 0) {
			const xmlNode *text = attribute->children;
			if (!text)
				return STR("");
			if (text->next || text->type != XML_TEXT_NODE)
				break;
			return str_from((const char *)text->content);
		}
	return (struct str){ NULL, 0 };
}

struct str svg_attribute_of_xml(const xmlNode *node, const char *name)
{
	for (const xmlAttr *attribute = node->properties; attribute;
	     attribute = attribute->next)
		if (attribute->ns && attribute->ns->prefix &&
		    strcmp((const char *)attribute->ns->prefix, "xml") == 0 &&
		    strcmp((const char *)attribute->name, name) == 0 &&
		    attribute->children &&
		    attribute->children->type == XML_TEXT_NODE)
			return str_from(
				(const char *)attribute->children->content);
	return (struct str){ NULL, 0 };
}

bool svg_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)node->name, name) == 0 &&
	       (!node->ns ||
		strcmp((const char *)node->ns->href, svg_namespace) == 0);
}

struct str svg_reference(const xmlNode *node)
{
	struct str plain = svg_attribute(node, "href");
	if (plain.bytes)
		return plain;
	for (const xmlAttr *attribute = node->properties; attribute;
	     attribute = attribute->next)
		if (strcmp((const char *)attribute->name, "href") == 0 &&
		    attribute->children &&
		    attribute->children->type == XML_TEXT_NODE)
			return str_from(
				(const char *)attribute->children->content);
	return plain;
}

const xmlNode *svg_referenced(struct svg_reader *reader, const xmlNode *node,
			      bool *is_given)
{
	struct str text = str_trim(svg_reference(node));
	*is_given = text.length > 0;
	if (!*is_given)
		return NULL;
	if (*text.bytes != '#') {
		svg_unsupported(reader, node, "what is in another file");
		return NULL;
	}
	struct str identifier = { text.bytes + 1, text.length - 1 };
	const xmlNode *target = map_lookup(&reader->identifiers, identifier);
	if (!target)
		svg_warn_reference(reader, node, identifier);
	return target;
}

double svg_length(struct svg_reader *reader, const xmlNode *node,
		  const char *name, double whole, double otherwise)
{
	struct str text = svg_attribute(node, name);
	double length;
	if (!text.bytes || str_equals(str_trim(text), STR("auto")))
		return otherwise;
	if (svg_parse_length(text, whole, &length))
		return length;
	svg_warn_value(reader, node, name, text);
	return otherwise;
}

/* ---- Reports ----------------------------------------------------------- */

struct place svg_place(const struct svg_reader *reader, const xmlNode *node)
{
	long line = node ? xmlGetLineNo(node) : 0;
	return (struct place){ reader->path, line > 0 ? (uint32_t)line : 0, 0 };
}

void svg_warn_value(struct svg_reader *reader, const xmlNode *node,
		    const char *name, struct str value)
{
	size_t length = value.length < 40 ? value.length : 40;
	while (length && length < value.length &&
	       (value.bytes[length] & 0xC0) == 0x80)
		length--;
	if (reader->warning_count++ < MOST_WARNINGS)
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_SVG_VALUE,
				svg_place(reader, node),
				"'%s' of <%s> cannot be read from '%.*s%s'",
				name, (const char *)node->name, (int)length,
				value.bytes ? value.bytes : "",
				length < value.length ? "…" : "");
}

void svg_warn_reference(struct svg_reader *reader, const xmlNode *node,
			struct str identifier)
{
	if (reader->warning_count++ < MOST_WARNINGS)
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_SVG_REFERENCE,
				svg_place(reader, node),
				"<%s> refers to '%.*s', which is not there or "
				"of no use to it",
				(const char *)node->name,
				(int)(identifier.length < 100 ?
					      identifier.length :
					      100),
				identifier.bytes);
}

void svg_unsupported(struct svg_reader *reader, const xmlNode *node,
		     const char *format, ...)
{
	char what[256];
	va_list arguments;
	if (reader->outcome != SVG_DRAWN)
		return;
	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	reader->outcome = SVG_UNSUPPORTED;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_SVG_UNSUPPORTED,
			svg_place(reader, node),
			"%s cannot be drawn as lines "
			"and areas, so the picture is shown as an image",
			what);
}

void svg_tell(struct svg_reader *reader, const xmlNode *node,
	      enum diagnostic_code code, const char *format, ...)
{
	char what[512];
	va_list arguments;
	if (reader->warning_count++ >= MOST_WARNINGS)
		return;
	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	diagnostics_add(reader->diagnostics, code, svg_place(reader, node),
			"%s", what);
}

void svg_broken(struct svg_reader *reader, const xmlNode *node,
		const char *format, ...)
{
	char what[512];
	va_list arguments;
	if (reader->outcome == SVG_BROKEN)
		return;
	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	reader->outcome = SVG_BROKEN;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_SVG_BROKEN,
			svg_place(reader, node), "the picture %s", what);
}

void svg_spend(struct svg_reader *reader, const xmlNode *node, size_t work)
{
	reader->work += work;
	if (reader->work > SVG_MOST_WORK)
		svg_broken(reader, node,
			   "repeats too much by <use>, styles, "
			   "gradients or clip paths");
}

/* ---- XML --------------------------------------------------------------- */

static void report_xml(struct svg_reader *reader, xmlParserCtxtPtr context)
{
	const xmlError *error = xmlCtxtGetLastError(context);
	struct place place = { reader->path, 0, 0 };
	struct str message = STR("is cut off");
	if (error && error->message)
		message = str_trim(str_from(error->message));
	if (error && error->line > 0)
		place.line = (uint32_t)error->line;
	reader->outcome = SVG_BROKEN;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_SVG_BROKEN, place,
			"the picture is no sound XML: %.*s",
			(int)message.length, message.bytes);
}

static void ignore(void *data, xmlErrorPtr error)
{
	(void)data;
	(void)error;
}

/* Nothing is loaded; the only entities are short texts; libxml2's own limits on depth and
 * lengths hold. */
static xmlDocPtr open_xml(struct svg_reader *reader, struct str file)
{
	bool has_entities = str_find(file, STR("<!ENTITY")) >= 0;
	xmlParserCtxtPtr context = xmlNewParserCtxt();
	if (!context)
		memory_exhausted();
	/* This thread's: libxml2 prints errors of encodings by itself. */
	xmlStructuredErrorFunc handler = xmlStructuredError;
	void *data = xmlStructuredErrorContext;
	xmlSetStructuredErrorFunc(NULL, ignore);
	xmlDocPtr document = xmlCtxtReadMemory(
		context, file.bytes, (int)file.length, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
			XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA |
			(has_entities ? XML_PARSE_NOENT : 0));
	xmlSetStructuredErrorFunc(data, handler);
	if (!document)
		report_xml(reader, context);
	xmlFreeParserCtxt(context);
	return document;
}

enum {
	MOST_ENTITIES = 100,
	LONGEST_ENTITY = 200 /* [bytes] */
};

static void skip_space(struct str *rest)
{
	while (rest->length && strchr(" \t\r\n", rest->bytes[0])) {
		rest->bytes++;
		rest->length--;
	}
}

/* One declaration, from after "<!ENTITY" on: a name and a short text in quotes,
 * without other entities in it. */
static bool is_plain_entity(struct str rest)
{
	skip_space(&rest);
	while (rest.length && !strchr(" \t\r\n%\"'<>&", rest.bytes[0])) {
		rest.bytes++;
		rest.length--;
	}
	skip_space(&rest);
	if (!rest.length || !strchr("\"'", rest.bytes[0]))
		return false;
	struct str value = { rest.bytes + 1, rest.length - 1 };
	ptrdiff_t length = str_find_byte(value, rest.bytes[0]);
	if (length < 0 || length > LONGEST_ENTITY)
		return false;
	value.length = (size_t)length;
	return str_find_byte(value, '&') < 0 && str_find_byte(value, '%') < 0 &&
	       str_find_byte(value, '<') < 0;
}

/* In another encoding declarations could hide from whoever reads bytes. */
static bool is_in_utf8(struct str file)
{
	ptrdiff_t end = str_find(file, STR("?>"));
	struct str head = { file.bytes, end < 0 ? 0 : (size_t)end };
	ptrdiff_t at = str_find(head, STR("encoding"));
	if (at < 0)
		return true;
	struct str name = { head.bytes + at, head.length - (size_t)at };
	while (name.length && !strchr("\"'", name.bytes[0])) {
		name.bytes++;
		name.length--;
	}
	return name.length > 6 && strncasecmp(name.bytes + 1, "utf-8", 5) == 0;
}

/* Illustrator names its namespaces so. What grows or loads is refused. */
static bool has_odd_entities(struct str file)
{
	const struct str mark = STR("<!ENTITY");
	ptrdiff_t at;
	if (str_find(file, mark) >= 0 && !is_in_utf8(file))
		return true;
	for (int count = 0; (at = str_find(file, mark)) >= 0; count++) {
		file.bytes += (size_t)at + mark.length;
		file.length -= (size_t)at + mark.length;
		if (count == MOST_ENTITIES || !is_plain_entity(file))
			return true;
	}
	return false;
}

/* The node after this one in the order of the document. */
static const xmlNode *next_node(const xmlNode *node, const xmlNode *root)
{
	if (node->type == XML_ELEMENT_NODE && node->children)
		return node->children;
	while (node && node != root && !node->next)
		node = node->parent;
	return node && node != root ? node->next : NULL;
}

/* Identifiers and style sheets hold wherever they stand. */
static void survey(struct svg_reader *reader, const xmlNode *root)
{
	size_t count = 0;
	for (const xmlNode *node = root; node && reader->outcome != SVG_BROKEN;
	     node = next_node(node, root)) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		if (++count > SVG_MOST_ELEMENTS) {
			svg_broken(reader, node, "has more than %d elements",
				   SVG_MOST_ELEMENTS);
			return;
		}
		struct str identifier = svg_attribute(node, "id");
		if (identifier.length &&
		    !map_lookup(&reader->identifiers, identifier))
			map_set(&reader->identifiers, identifier, (void *)node);
		if (svg_is(node, "style"))
			svg_css_read(reader, node);
	}
}

/* ---- Sizes ------------------------------------------------------------- */

/* A side's length as given, or 0; per cent are of a page that is not known. */
static double given_size(struct svg_reader *reader, const xmlNode *root,
			 const char *name)
{
	struct str text = svg_attribute(root, name);
	if (str_find_byte(text, '%') >= 0)
		return 0;
	return svg_length(reader, root, name, 0, 0);
}

static bool find_size(struct svg_reader *reader, const xmlNode *root,
		      struct svg_picture *picture)
{
	double box[4];
	double width = given_size(reader, root, "width");
	double height = given_size(reader, root, "height");
	if (svg_has_view_box(reader, root, box) && box[2] > 0 && box[3] > 0) {
		if (width <= 0 && height <= 0)
			width = box[2];
		if (width <= 0)
			width = height * box[2] / box[3];
		if (height <= 0)
			height = width * box[3] / box[2];
	}
	picture->width = width;
	picture->height = height;
	if (!(width > 0 && height > 0))
		svg_broken(reader, root,
			   "has no size: give it a width and a "
			   "height, or a viewBox, of more than 0");
	else if (width > SVG_MOST_SIZE || height > SVG_MOST_SIZE)
		svg_broken(reader, root, "is more than %d pixels wide or high",
			   SVG_MOST_SIZE);
	else if (width < 0.01 || height < 0.01)
		svg_broken(reader, root,
			   "is less than 0.01 pixels wide or "
			   "high");
	return reader->outcome != SVG_BROKEN;
}

/* Units of the drawing are those of the viewBox, so that numbers stay as the
 * author wrote them, times a power of ten that makes thousandths fine enough
 * and the rest small enough. */
static double choose_scale(struct svg_reader *reader, const xmlNode *root,
			   const struct svg_picture *picture)
{
	double box[4], scale = 1;
	if (svg_has_view_box(reader, root, box) && box[2] > 0 && box[3] > 0) {
		double x = box[2] / picture->width;
		double y = box[3] / picture->height;
		scale = x > y ? x : y;
	}
	double longer = picture->width > picture->height ? picture->width :
							   picture->height;
	while (longer * scale < 64)
		scale *= 10;
	while (longer * scale > 200000)
		scale /= 10;
	return scale;
}

static int32_t at_least_one(double value)
{
	return value < 1 ? 1 : (int32_t)lround(value);
}

/* ---- Reading ----------------------------------------------------------- */

static struct drawing *new_drawing(const struct svg_reader *reader,
				   const struct svg_picture *picture,
				   struct drawing_builder *builder)
{
	struct drawing *drawing = drawing_new(
		reader->arena,
		at_least_one(picture->width * reader->scale * DRAWING_UNIT),
		at_least_one(picture->height * reader->scale * DRAWING_UNIT),
		builder);
	drawing->natural_width = (uint32_t)at_least_one(picture->width * 1000);
	drawing->natural_height =
		(uint32_t)at_least_one(picture->height * 1000);
	return drawing;
}

static void draw(struct svg_reader *reader, const xmlNode *root,
		 struct svg_picture *picture)
{
	struct drawing_builder builder;
	struct svg_state state = { .matrix = svg_scaling(1, 1), .opacity = 1 };
	reader->scale = choose_scale(reader, root, picture);
	struct drawing *drawing = new_drawing(reader, picture, &builder);
	state.clip = (struct svg_box){ 0, 0, drawing->width, drawing->height };
	state.style = svg_style_of(reader, root, &svg_initial_style);
	state.opacity = state.style.opacity;
	drawing->root.opacity =
		(uint16_t)lround(state.style.opacity * DRAWING_OPAQUE);
	if (state.style.clip.length || svg_attribute(root, "transform").bytes)
		svg_unsupported(reader, root,
				"a clip path or transform of the whole");
	if (svg_view_box(reader, root, picture->width, picture->height, &state))
		svg_walk_children(reader, root, &state, &builder);
	/* what cannot be drawn has its shapes from svg_render() */
	if (reader->outcome == SVG_UNSUPPORTED)
		drawing = new_drawing(reader, picture, &builder);
	svg_text_finish(reader, &builder);
	drawing_finish(drawing);
	picture->drawing = drawing;
}

static void read_document(struct svg_reader *reader, const xmlNode *root,
			  struct svg_picture *picture)
{
	if (!root || !svg_is(root, "svg")) {
		svg_broken(reader, root, "does not begin with <svg>");
		return;
	}
	if (!find_size(reader, root, picture))
		return;
	survey(reader, root);
	if (reader->outcome != SVG_BROKEN)
		draw(reader, root, picture);
}

enum svg_outcome svg_read(struct arena *arena, struct str file,
			  const char *path, const struct svg_pictures *pictures,
			  struct diagnostics *diagnostics,
			  struct svg_picture *picture)
{
	struct svg_reader reader = { .arena = arena,
				     .pictures = pictures,
				     .diagnostics = diagnostics,
				     .path = path,
				     .scale = 1 };
	*picture = (struct svg_picture){ .width = 0 };
	if (file.length > SVG_MOST_BYTES) {
		svg_broken(&reader, NULL, "has more than 16 MiB");
		return reader.outcome;
	}
	if (has_odd_entities(file)) {
		svg_broken(&reader, NULL,
			   "declares entities that are not short texts, which "
			   "are not read for safety");
		return reader.outcome;
	}
	xmlDocPtr document = open_xml(&reader, file);
	if (document)
		read_document(&reader, xmlDocGetRootElement(document), picture);
	if (reader.outcome == SVG_BROKEN)
		picture->drawing = NULL;
	map_release(&reader.identifiers);
	VECTOR_RELEASE(&reader.rules);
	VECTOR_RELEASE(&reader.variables);
	VECTOR_RELEASE(&reader.texts);
	VECTOR_RELEASE(&reader.embedded);
	xmlFreeDoc(document);
	return reader.outcome;
}
