/* The package document: EPUB 3.3, 5, and EPUB Accessibility 1.1, 4. */
#include <string.h>

#include "base/date.h"
#include "epub/writer.h"

static void append_element(struct buffer *out, const char *name,
			   const char *attributes, const char *text)
{
	if (!text || !*text)
		return;
	buffer_append_format(out, "<%s%s>", name, attributes);
	html_escape_text(out, str_from(text));
	buffer_append_format(out, "</%s>\n", name);
}

static void append_meta(struct buffer *out, const char *property,
			const char *value)
{
	buffer_append_format(out, "<meta property=\"%s\">", property);
	html_escape_text(out, str_from(value));
	buffer_append_string(out, "</meta>\n");
}

/* ---- What it is -------------------------------------------------------- */

/* FNV-1a of 64 bits, from a start of one's own. */
static uint64_t hash(uint64_t state, const char *text)
{
	for (const char *at = text ? text : ""; *at; at++)
		state = (state ^ (unsigned char)*at) * 0x100000001B3u;
	return (state ^ 0x1F) * 0x100000001B3u; /* between texts */
}

/* A UUID of one's own making (RFC 9562, 5.8): the same publication, edition
 * and language has the same, whatever its text is. */
static void append_identifier(const struct document *document,
			      struct buffer *out)
{
	uint64_t halves[2] = { 0xCBF29CE484222325u, 0x84222325CBF29CE4u };
	for (int i = 0; i < 2; i++) {
		halves[i] = hash(halves[i], document->identifier);
		halves[i] = hash(halves[i], document->title);
		halves[i] = hash(halves[i], document->author);
		halves[i] = hash(halves[i], document->language);
	}
	buffer_append_format(out, "urn:uuid:%08x-%04x-8%03x-%04x-%012llx",
			     (unsigned)(halves[0] >> 32),
			     (unsigned)(halves[0] >> 16 & 0xFFFF),
			     (unsigned)(halves[0] & 0xFFF),
			     (unsigned)(0x8000 | (halves[1] >> 48 & 0x3FFF)),
			     (unsigned long long)(halves[1] & 0xFFFFFFFFFFFFu));
}

static void append_time(int64_t time, struct buffer *out)
{
	if (time < 0)
		time = 0;
	struct date day = date_from_days(time / 86400);
	buffer_append_format(out,
			     "<meta property=\"dcterms:modified\">"
			     "%04d-%02d-%02dT%02d:%02d:%02dZ</meta>\n",
			     day.year, day.month, day.day,
			     (int)(time / 3600 % 24), (int)(time / 60 % 60),
			     (int)(time % 60));
}

/* Where the page numbers are from: with ones of print, the same text's PDF. */
static void append_page_source(const struct writer *writer, struct buffer *out)
{
	if (!writer->pages.count)
		return;
	append_element(out, "dc:source", " id=\"print\"",
		       writer->document->title);
	buffer_append_string(out, "<meta refines=\"#print\" property=\""
				  "source-of\">pagination</meta>\n");
}

static void append_bibliography(const struct writer *writer, struct buffer *out)
{
	const struct document *document = writer->document;
	buffer_append_string(out, "<dc:identifier id=\"identifier\">");
	append_identifier(document, out);
	buffer_append_string(out, "</dc:identifier>\n");
	append_element(out, "dc:title", "", document->title);
	append_element(out, "dc:language", "", document->language);
	append_element(out, "dc:creator", "", document->author);
	append_element(out, "dc:description", "", document->subject);
	append_element(out, "dc:subject", "", document->keywords);
	append_element(out, "dc:rights", "", document->rights);
	append_element(out, "dc:date", "", document->date);
	append_page_source(writer, out);
	append_time(writer->options->time, out);
}

/* ---- How it is read ---------------------------------------------------- */

struct contents {
	bool has_pictures, has_descriptions, has_tables;
};

static struct contents find_contents(const struct document *document)
{
	struct contents contents = { false, false, false };
	const struct node *node = document->root;
	for (; node; node = node_next(document->root, node)) {
		contents.has_pictures |=
			node->kind == NODE_IMAGE || node->kind == NODE_CHART;
		contents.has_descriptions |= node->kind == NODE_DESCRIPTION;
		contents.has_tables |= node->kind == NODE_TABLE;
	}
	return contents;
}

static void append_accessibility(const struct writer *writer,
				 struct buffer *out)
{
	const struct document *document = writer->document;
	struct contents contents = find_contents(document);
	append_meta(out, "schema:accessMode", "textual");
	if (contents.has_pictures)
		append_meta(out, "schema:accessMode", "visual");
	if (writer->recordings)
		append_meta(out, "schema:accessMode", "auditory");
	append_meta(out, "schema:accessModeSufficient", "textual");
	if (writer->recordings) {
		append_meta(out, "schema:accessModeSufficient",
			    "textual,auditory");
		append_meta(out, "schema:accessibilityFeature",
			    "synchronizedAudioText");
	}
	append_meta(out, "schema:accessibilityFeature", "readingOrder");
	append_meta(out, "schema:accessibilityFeature", "structuralNavigation");
	append_meta(out, "schema:accessibilityFeature", "tableOfContents");
	append_meta(out, "schema:accessibilityFeature",
		    "displayTransformability");
	if (contents.has_pictures)
		append_meta(out, "schema:accessibilityFeature",
			    "alternativeText");
	if (contents.has_descriptions)
		append_meta(out, "schema:accessibilityFeature",
			    "longDescription");
	if (writer->pages.count) {
		append_meta(out, "schema:accessibilityFeature",
			    "pageBreakMarkers");
		append_meta(out, "schema:accessibilityFeature",
			    "pageNavigation");
	}
	append_meta(out, "schema:accessibilityHazard", "none");
	if (writer->options->accessibility_summary)
		append_meta(out, "schema:accessibilitySummary",
			    writer->options->accessibility_summary);
	append_meta(out, "dcterms:conformsTo",
		    "EPUB Accessibility 1.1 - WCAG 2.2 Level AA");
	append_meta(out, "a11y:certifiedBy",
		    document->author ? document->author : "Everyread");
}

/* ---- What is in it ----------------------------------------------------- */

static void append_manifest(const struct writer *writer, struct buffer *out)
{
	buffer_append_string(out, "<manifest>\n");
	for (size_t i = 0; i < writer->items.count; i++) {
		const struct item *item = &writer->items.items[i];
		buffer_append_format(
			out, "<item id=\"%s\" href=\"%s\" media-type=\"%s\"",
			item->identifier, item->file, item->media_type);
		if (item->properties)
			buffer_append_format(out, " properties=\"%s\"",
					     item->properties);
		if (item->overlay)
			buffer_append_format(out, " media-overlay=\"%s\"",
					     item->overlay);
		buffer_append_string(out, "/>\n");
	}
	buffer_append_string(out, "</manifest>\n");
}

static void append_spine(const struct writer *writer, struct buffer *out)
{
	bool is_rtl = writer->document->direction == DIRECTION_RTL;
	buffer_append_format(out, "<spine page-progression-direction=\"%s\">\n",
			     is_rtl ? "rtl" : "ltr");
	for (size_t i = 0; i < writer->items.count; i++)
		if (writer->items.items[i].is_in_spine)
			buffer_append_format(out, "<itemref idref=\"%s\"/>\n",
					     writer->items.items[i].identifier);
	buffer_append_string(out, "</spine>\n");
}

void epub_append_package(struct writer *writer, struct buffer *out)
{
	const struct document *document = writer->document;
	buffer_append_string(
		out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		     "<package xmlns=\"http://www.idpf.org/2007/opf\" "
		     "version=\"3.0\" unique-identifier=\"identifier\" "
		     "prefix=\"a11y: http://www.idpf.org/epub/vocab/package/"
		     "a11y/#\" xml:lang=\"");
	html_escape_attribute(out, str_from(document->language));
	buffer_append_format(out, "\" dir=\"%s\">\n",
			     document->direction == DIRECTION_RTL ? "rtl" :
								    "ltr");
	buffer_append_string(out, "<metadata xmlns:dc=\"http://purl.org/dc/"
				  "elements/1.1/\">\n");
	append_bibliography(writer, out);
	append_accessibility(writer, out);
	epub_append_sound(writer, out);
	buffer_append_string(out, "</metadata>\n");
	append_manifest(writer, out);
	append_spine(writer, out);
	buffer_append_string(out, "</package>\n");
}
