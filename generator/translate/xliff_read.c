/* Reading XLIFF, whichever tool wrote it. */
#include "translate/exchange.h"

#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

struct reading {
	struct arena *arena;
	const char *file;
	struct exchange *exchange;
	struct diagnostics *diagnostics;
	bool is_version_2;
};

/* What a file may hold at most. */
enum { LARGEST = 64 << 20 };

static bool is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)node->name, name) == 0;
}

static const char *value_of(const struct reading *reading, const xmlNode *node,
			    const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
	const char *copy =
		value ? arena_copy_string(reading->arena, (const char *)value) :
			NULL;
	xmlFree(value);
	return copy;
}

static struct place place_of(const struct reading *reading, const xmlNode *node)
{
	long line = xmlGetLineNo(node);
	return (struct place){ reading->file, line > 0 ? (uint32_t)line : 1,
			       0 };
}

static const xmlNode *child_named(const xmlNode *parent, const char *name)
{
	for (const xmlNode *node = parent->children; node; node = node->next)
		if (is_named(node, name))
			return node;
	return NULL;
}

/* ---- Words and inline elements ----------------------------------------- */

static void mistake(struct reading *reading, const xmlNode *node,
		    const char *what, const char *which)
{
	diagnostics_add(reading->diagnostics, DIAGNOSTIC_EXCHANGE_BROKEN,
			place_of(reading, node), "%s '%s'", what, which);
}

/* What an inline element of 2.x stands for: the <data> that it names. */
static void append_data(struct reading *reading, const xmlNode *unit,
			const xmlNode *node, const char *key,
			struct buffer *out)
{
	const xmlNode *all = child_named(unit, "originalData");
	const char *wanted = value_of(reading, node, key);
	for (const xmlNode *data = all ? all->children : NULL; data && wanted;
	     data = data->next) {
		const char *id = is_named(data, "data") ?
					 value_of(reading, data, "id") :
					 NULL;
		if (!id || strcmp(id, wanted) != 0)
			continue;
		xmlChar *words = xmlNodeGetContent(data);
		buffer_append_string(out, (const char *)words);
		xmlFree(words);
		return;
	}
	mistake(reading, node, "no original data for the placeholder",
		wanted ? wanted : (const char *)node->name);
}

static bool has_words(const char *const *names, const char *name)
{
	for (; *names; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

static void append_inline(struct reading *reading, const xmlNode *unit,
			  const xmlNode *node, struct buffer *out, int depth);

static void append_children(struct reading *reading, const xmlNode *unit,
			    const xmlNode *parent, struct buffer *out,
			    int depth)
{
	if (depth > 50) {
		mistake(reading, parent,
			"nested too deeply:", (const char *)parent->name);
		return;
	}
	for (const xmlNode *node = parent->children; node; node = node->next)
		if (node->type == XML_TEXT_NODE ||
		    node->type == XML_CDATA_SECTION_NODE)
			buffer_append_string(out, (const char *)node->content);
		else if (node->type == XML_ELEMENT_NODE)
			append_inline(reading, unit, node, out, depth);
		else if (node->type == XML_ENTITY_REF_NODE)
			mistake(reading, node, "an entity is refused:",
				(const char *)node->name);
}

static void append_inline(struct reading *reading, const xmlNode *unit,
			  const xmlNode *node, struct buffer *out, int depth)
{
	static const char *const marks[] = { "mrk", "sm", "em", NULL };
	static const char *const natives[] = { "bpt", "ept", "ph", "it", NULL };
	const char *name = (const char *)node->name;
	if (has_words(marks, name)) {
		append_children(reading, unit, node, out, depth + 1);
	} else if (!reading->is_version_2 && has_words(natives, name)) {
		append_children(reading, unit, node, out, depth + 1);
	} else if (reading->is_version_2 && strcmp(name, "pc") == 0) {
		append_data(reading, unit, node, "dataRefStart", out);
		append_children(reading, unit, node, out, depth + 1);
		append_data(reading, unit, node, "dataRefEnd", out);
	} else if (reading->is_version_2 &&
		   (strcmp(name, "ph") == 0 || strcmp(name, "sc") == 0 ||
		    strcmp(name, "ec") == 0)) {
		append_data(reading, unit, node, "dataRef", out);
	} else {
		mistake(reading, node,
			"an inline element that was not in the "
			"file as it was exported:",
			name);
	}
}

/* A tool may cut a unit into segments, with what is ignorable between. */
static const char *join_words(struct reading *reading, const xmlNode *unit,
			      const char *name, bool *is_there)
{
	struct buffer out = BUFFER_INITIALISER;
	*is_there = false;
	if (!reading->is_version_2) {
		const xmlNode *node = child_named(unit, name);
		*is_there = node != NULL;
		if (node)
			append_children(reading, unit, node, &out, 0);
	}
	for (const xmlNode *part = unit->children;
	     part && reading->is_version_2; part = part->next) {
		const xmlNode *node = NULL;
		bool is_segment = is_named(part, "segment");
		if (is_segment || is_named(part, "ignorable"))
			node = child_named(part, name);
		if (!node && is_named(part, "ignorable"))
			node = child_named(part, "source");
		if (node && is_segment)
			*is_there = true;
		if (node)
			append_children(reading, unit, node, &out, 0);
	}
	const char *words = exchange_words(reading->arena, buffer_str(&out));
	exchange_check_lines(buffer_str(&out), place_of(reading, unit),
			     reading->diagnostics);
	buffer_release(&out);
	return words;
}

/* ---- Units ------------------------------------------------------------- */

/* 2.1, 4.7.2.8; the least of the segments' states counts. */
static enum exchange_state state_2(struct reading *reading, const xmlNode *unit)
{
	enum exchange_state state = EXCHANGE_HELD;
	for (const xmlNode *part = unit->children; part; part = part->next) {
		if (!is_named(part, "segment"))
			continue;
		const char *name = value_of(reading, part, "state");
		enum exchange_state one = EXCHANGE_STALE; /* "initial" */
		if (name && strcmp(name, "translated") == 0)
			one = EXCHANGE_TRANSLATED;
		else if (name && (strcmp(name, "reviewed") == 0 ||
				  strcmp(name, "final") == 0))
			one = EXCHANGE_HELD;
		if (one < state)
			state = one;
	}
	return state;
}

/* 1.2, 2.3: what needs something is not done; a tool that writes no states says
 * with approved="yes" that it is. */
static enum exchange_state state_1(struct reading *reading, const xmlNode *unit)
{
	const xmlNode *target = child_named(unit, "target");
	const char *name = target ? value_of(reading, target, "state") : NULL;
	const char *approved = value_of(reading, unit, "approved");
	if (name &&
	    (strncmp(name, "needs-", 6) == 0 || strcmp(name, "new") == 0))
		return EXCHANGE_STALE;
	if ((approved && strcmp(approved, "yes") == 0) ||
	    (name &&
	     (strcmp(name, "final") == 0 || strcmp(name, "signed-off") == 0)))
		return EXCHANGE_HELD;
	return EXCHANGE_TRANSLATED;
}

static const char *held_of(struct reading *reading, const xmlNode *unit)
{
	const xmlNode *notes =
		reading->is_version_2 ? child_named(unit, "notes") : unit;
	const char *key = reading->is_version_2 ? "category" : "from";
	for (const xmlNode *note = notes ? notes->children : NULL; note;
	     note = note->next) {
		const char *category = is_named(note, "note") ?
					       value_of(reading, note, key) :
					       NULL;
		if (!category || strcmp(category, "held") != 0)
			continue;
		xmlChar *words = xmlNodeGetContent(note);
		const char *held =
			arena_copy_string(reading->arena, (const char *)words);
		xmlFree(words);
		return held;
	}
	return NULL;
}

static void read_unit(struct reading *reading, const xmlNode *node)
{
	bool has_source, has_target;
	struct exchange_unit unit = {
		.identifier = value_of(reading, node, "id"),
		.line = place_of(reading, node).line,
	};
	unit.source = join_words(reading, node, "source", &has_source);
	unit.target = join_words(reading, node, "target", &has_target);
	unit.held = held_of(reading, node);
	unit.state = reading->is_version_2 ? state_2(reading, node) :
					     state_1(reading, node);
	if (!has_target || !unit.target[0])
		unit.target = NULL;
	if (!unit.target)
		unit.state = EXCHANGE_MISSING;
	if (unit.identifier)
		*exchange_add_unit(reading->exchange) = unit;
	else
		mistake(reading, node,
			"a unit without an identifier:", unit.source);
}

static void read_units(struct reading *reading, const xmlNode *parent,
		       int depth)
{
	const char *name = reading->is_version_2 ? "unit" : "trans-unit";
	for (const xmlNode *node = parent->children; node && depth < 50;
	     node = node->next) {
		if (is_named(node, name))
			read_unit(reading, node);
		else if (is_named(node, "group") || is_named(node, "body"))
			read_units(reading, node, depth + 1);
	}
}

/* "people-at-the-centre/executive-summary" */
static void read_file(struct reading *reading, const xmlNode *node)
{
	struct exchange *exchange = reading->exchange;
	const char *original = value_of(reading, node, "original");
	const char *slash = original ? strchr(original, '/') : NULL;
	const char *publication =
		slash ? arena_copy(reading->arena, original,
				   (size_t)(slash - original)) :
			original;
	if (!publication || (exchange->publication &&
			     strcmp(exchange->publication, publication) != 0)) {
		mistake(reading, node, "a file of another publication:",
			publication ? publication : "");
		return;
	}
	exchange->publication = publication;
	if (!reading->is_version_2) {
		exchange->source = value_of(reading, node, "source-language");
		exchange->target = value_of(reading, node, "target-language");
	}
	exchange_add_part(exchange, slash ? slash + 1 : "");
	read_units(reading, node, 0);
}

static bool read_root(struct reading *reading, const xmlNode *root)
{
	const char *version = root && is_named(root, "xliff") ?
				      value_of(reading, root, "version") :
				      NULL;
	bool is_version_1 = version && (strcmp(version, "1.2") == 0 ||
					strcmp(version, "1.1") == 0);
	reading->is_version_2 = version && strncmp(version, "2.", 2) == 0;
	if (!is_version_1 && !reading->is_version_2) {
		diagnostics_add(reading->diagnostics,
				DIAGNOSTIC_EXCHANGE_BROKEN,
				(struct place){ reading->file, 1, 0 },
				"this is not XLIFF 1.2 or 2.x, but %s%s%s",
				root ? (const char *)root->name : "nothing",
				version ? " " : "", version ? version : "");
		return false;
	}
	if (reading->is_version_2) {
		reading->exchange->source = value_of(reading, root, "srcLang");
		reading->exchange->target = value_of(reading, root, "trgLang");
	}
	for (const xmlNode *node = root->children; node; node = node->next)
		if (is_named(node, "file"))
			read_file(reading, node);
	return true;
}

static void tell_broken(struct reading *reading, xmlParserCtxtPtr parser)
{
	const xmlError *error = xmlCtxtGetLastError(parser);
	struct str words = str_trim(str_from(
		error && error->message ? error->message : "broken XML"));
	diagnostics_add(
		reading->diagnostics, DIAGNOSTIC_EXCHANGE_BROKEN,
		(struct place){
			reading->file,
			error && error->line > 0 ? (uint32_t)error->line : 1,
			0 },
		"this XML is broken: %.*s", (int)words.length, words.bytes);
}

bool exchange_read_xliff(struct arena *arena, struct str text, const char *file,
			 struct exchange *exchange,
			 struct diagnostics *diagnostics)
{
	struct reading reading = { .arena = arena,
				   .file = file,
				   .exchange = exchange,
				   .diagnostics = diagnostics };
	size_t errors = diagnostics->error_count;
	if (text.length > LARGEST) {
		diagnostics_add(diagnostics, DIAGNOSTIC_EXCHANGE_BROKEN,
				(struct place){ file, 0, 0 },
				"a file of more than %d MiB", LARGEST >> 20);
		return false;
	}
	xmlParserCtxtPtr parser = xmlNewParserCtxt();
	xmlDocPtr document = xmlCtxtReadMemory(
		parser, text.bytes, (int)text.length, file, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
			XML_PARSE_BIG_LINES);
	if (!document)
		tell_broken(&reading, parser);
	else if (document->intSubset)
		diagnostics_add(diagnostics, DIAGNOSTIC_EXCHANGE_BROKEN,
				(struct place){ file, 1, 0 },
				"a document type with entities of its own is "
				"refused; export it without");
	else
		read_root(&reading, xmlDocGetRootElement(document));
	xmlFreeDoc(document);
	xmlFreeParserCtxt(parser);
	return diagnostics->error_count == errors;
}
