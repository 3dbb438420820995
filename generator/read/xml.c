/* Handing libxml2's events on, and what is not accepted. */
#include "read/xml.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

struct place xml_place(const struct xml_reader *reader)
{
	int line = reader->parser ? xmlSAX2GetLineNumber(reader->parser) : 0;
	return (struct place){ .file = reader->file,
			       .line = line > 0 ? (uint32_t)line : 0 };
}

void xml_stop(struct xml_reader *reader)
{
	reader->is_stopped = true;
	xmlStopParser(reader->parser);
}

void xml_fail(struct xml_reader *reader)
{
	reader->has_failed = true;
	xmlStopParser(reader->parser);
}

static bool find(struct attributes attributes, const char *name,
		 bool is_qualified, struct str *value)
{
	for (int i = 0; i < attributes.count; i++) {
		const unsigned char **one = attributes.items + 5 * i;
		if ((one[1] != NULL) == is_qualified &&
		    strcmp((const char *)one[0], name) == 0) {
			*value = (struct str){ (const char *)one[3],
					       (size_t)(one[4] - one[3]) };
			return true;
		}
	}
	*value = STR("");
	return false;
}

bool xml_find_attribute(struct attributes attributes, const char *name,
			struct str *value)
{
	return find(attributes, name, false, value);
}

bool xml_find_qualified(struct attributes attributes, const char *name,
			struct str *value)
{
	return find(attributes, name, true, value);
}

static bool is_over(const struct xml_reader *reader)
{
	return reader->has_failed || reader->is_stopped;
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix,
		     const xmlChar *uri, int namespace_count,
		     const xmlChar **namespaces, int attribute_count,
		     int defaulted_count, const xmlChar **items)
{
	struct xml_reader *reader = user;
	(void)prefix, (void)namespace_count, (void)namespaces,
		(void)defaulted_count;
	if (is_over(reader))
		return;
	reader->has_root = true;
	if (reader->start)
		reader->start(reader->user, (const char *)name,
			      (const char *)uri,
			      (struct attributes){ items, attribute_count });
	if (reader->builder->is_full && !is_over(reader))
		xml_stop(reader);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix,
		   const xmlChar *uri)
{
	struct xml_reader *reader = user;
	(void)prefix, (void)uri;
	if (!is_over(reader) && reader->end)
		reader->end(reader->user, (const char *)name);
}

static void on_characters(void *user, const xmlChar *text, int length)
{
	struct xml_reader *reader = user;
	if (!is_over(reader) && reader->text)
		reader->text(reader->user, (const char *)text, (size_t)length);
}

/* A document type is where entities come from; neither REFI-QDA nor a workbook
 * has one. */
static void on_document_type(void *user, const xmlChar *name,
			     const xmlChar *external, const xmlChar *system)
{
	struct xml_reader *reader = user;
	(void)name, (void)external, (void)system;
	if (!is_over(reader))
		read_builder_report(reader->builder, DIAGNOSTIC_FINDINGS_XML,
				    xml_place(reader),
				    "a document type (<!DOCTYPE …>) is not "
				    "accepted: it could bring in other files");
	xml_fail(reader);
}

static void on_error(void *user, xmlErrorPtr error)
{
	struct xml_reader *reader = user;
	if (error->level != XML_ERR_FATAL || is_over(reader) ||
	    reader->builder->is_full)
		return;
	struct str message = str_trim(str_from(error->message));
	if (message.length > 200)
		message.length = 200;
	reader->has_failed = true;
	read_builder_report(
		reader->builder,
		error->code == XML_ERR_INVALID_CHAR ||
				error->code == XML_ERR_INVALID_ENCODING ?
			DIAGNOSTIC_FINDINGS_ENCODING :
			DIAGNOSTIC_FINDINGS_XML,
		(struct place){
			.file = reader->file,
			.line = error->line > 0 ? (uint32_t)error->line : 0 },
		"no well-formed XML: %.*s", (int)message.length, message.bytes);
}

static int on_read(void *context, char *bytes, int size)
{
	struct xml_reader *reader = context;
	int count = reader->read(reader->read_user, bytes, size);
	if (count < 0)
		reader->has_failed = true;
	return count;
}

bool xml_read(struct xml_reader *reader)
{
	xmlSAXHandler handler = { 0 };
	handler.initialized = XML_SAX2_MAGIC;
	handler.startElementNs = on_start;
	handler.endElementNs = on_end;
	handler.characters = handler.ignorableWhitespace = on_characters;
	handler.cdataBlock = on_characters;
	handler.internalSubset = on_document_type;
	handler.serror = (xmlStructuredErrorFunc)on_error;
	xmlParserCtxtPtr parser =
		xmlCreateIOParserCtxt(&handler, reader, on_read, NULL, reader,
				      XML_CHAR_ENCODING_NONE);
	if (!parser)
		memory_exhausted();
	reader->parser = parser;
	/* NOENT: &amp; comes as it is meant. There are no other entities,
	 * since there is no document type. */
	xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOENT);
	xmlParseDocument(parser);
	bool is_right =
		reader->is_stopped || (parser->wellFormed && reader->has_root);
	if (!is_right && !reader->has_failed && !reader->builder->is_full)
		read_builder_report(reader->builder, DIAGNOSTIC_FINDINGS_XML,
				    (struct place){ .file = reader->file },
				    "no XML, or cut off");
	reader->parser = NULL;
	xmlFreeParserCtxt(parser);
	return is_right && !reader->has_failed;
}
