/* What a PDF says about itself: catalog, information dictionary, XMP, output
 * intent. */
#define _POSIX_C_SOURCE 200809L

#include <string.h>
#include <time.h>

#include "base/file.h"
#include "pdf/syntax.h"
#include "pdf/writer.h"

/* ---- XMP (ISO 16684-1) ------------------------------------------------- */

static void append_escaped(struct buffer *out, const char *text)
{
	struct str rest = str_from(text);
	for (size_t offset = 0; offset < rest.length;) {
		size_t start = offset;
		uint32_t c = str_decode(rest, &offset);
		if (c == '&')
			buffer_append_string(out, "&amp;");
		else if (c == '<')
			buffer_append_string(out, "&lt;");
		else if (c == '>')
			buffer_append_string(out, "&gt;");
		else if (c < ' ' || c == 0xFFFD || c == 0xFFFE || c == 0xFFFF)
			buffer_append_byte(out, ' '); /* not XML's */
		else
			buffer_append(out, text + start, offset - start);
	}
}

/* <key>text</key> */
static void append_simple(struct buffer *out, const char *key, const char *text)
{
	if (!text || !*text)
		return;
	buffer_append_format(out, "<%s>", key);
	append_escaped(out, text);
	buffer_append_format(out, "</%s>\n", key);
}

/* A property whose value is an array (Alt, Seq or Bag) of one item. */
static void append_array(struct buffer *out, const char *key, const char *array,
			 const char *text)
{
	if (!text || !*text)
		return;
	buffer_append_format(
		out, "<%s><rdf:%s><rdf:li%s>", key, array,
		strcmp(array, "Alt") == 0 ? " xml:lang=\"x-default\"" : "");
	append_escaped(out, text);
	buffer_append_format(out, "</rdf:li></rdf:%s></%s>\n", array, key);
}

static const char packet_start[] =
	"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	"<rdf:Description rdf:about=\"\"\n"
	" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
	" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
	" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
	" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
	" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
	" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
	" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n";

static const char packet_end[] = "</rdf:Description>\n</rdf:RDF>\n"
				 "</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";

/* False where the document has no date. */
static bool creation_date(const struct pdf_writer *writer, struct tm *date)
{
	time_t time = (time_t)writer->options->creation_time;
	return writer->options->creation_time >= 0 && gmtime_r(&time, date);
}

static void write_packet(struct pdf_writer *writer)
{
	const struct document *document = writer->frames->document;
	pdf_id id = pdf_objects_reserve(&writer->objects);
	struct buffer packet = BUFFER_INITIALISER;
	char date[64];
	struct tm parts;
	const char *created =
		creation_date(writer, &parts) &&
				strftime(date, sizeof date,
					 "%Y-%m-%dT%H:%M:%SZ", &parts) ?
			date :
			NULL;
	buffer_append_string(&packet, packet_start);
	buffer_append_string(&packet, writer->rules->identification);
	append_array(&packet, "dc:title", "Alt", document->title);
	append_array(&packet, "dc:creator", "Seq", document->author);
	append_array(&packet, "dc:description", "Alt", document->subject);
	append_array(&packet, "dc:subject", "Bag", document->keywords);
	append_array(&packet, "dc:language", "Bag", document->language);
	append_array(&packet, "dc:rights", "Alt", document->rights);
	append_array(&packet, "dc:date", "Seq", document->date);
	append_simple(&packet, "dc:identifier", document->identifier);
	append_simple(&packet, "dc:format", "application/pdf");
	append_simple(&packet, "pdf:Keywords", document->keywords);
	append_simple(&packet, "pdf:Producer", writer->options->producer);
	append_simple(&packet, "xmp:CreateDate", created);
	append_simple(&packet, "xmp:ModifyDate", created);
	buffer_append_string(&packet, writer->rules->extensions);
	buffer_append_string(&packet, packet_end);
	/* not compressed: programs look for it in the raw file */
	struct str bytes = arena_copy_str(&writer->arena, buffer_str(&packet));
	pdf_objects_set_stream(&writer->objects, id,
			       STR("/Type/Metadata/Subtype/XML"), bytes, false);
	pdf_objects_set_reference(&writer->objects, PDF_CATALOG, "Metadata",
				  id);
	buffer_release(&packet);
}

/* ---- Information dictionary -------------------------------------------- */

static void set_information(struct pdf_writer *writer, const char *key,
			    const char *text)
{
	if (text && *text)
		pdf_objects_set_text(&writer->objects, PDF_INFORMATION, key,
				     text);
}

static void write_information(struct pdf_writer *writer)
{
	const struct document *document = writer->frames->document;
	char date[64];
	struct tm parts;
	const char *created =
		creation_date(writer, &parts) &&
				strftime(date, sizeof date, "D:%Y%m%d%H%M%SZ",
					 &parts) ?
			date :
			NULL;
	set_information(writer, "Title", document->title);
	set_information(writer, "Author", document->author);
	set_information(writer, "Subject", document->subject);
	set_information(writer, "Keywords", document->keywords);
	set_information(writer, "Producer", writer->options->producer);
	set_information(writer, "CreationDate", created);
	set_information(writer, "ModDate", created);
}

/* ---- Output intent ----------------------------------------------------- */

/* A profile that PDF/A-2 takes: version 2 or 4, for a monitor, in RGB. */
static bool is_usable(struct str profile)
{
	return profile.length > 128 &&
	       (profile.bytes[8] == 2 || profile.bytes[8] == 4) &&
	       memcmp(profile.bytes + 12, "mntrRGB ", 8) == 0 &&
	       memcmp(profile.bytes + 36, "acsp", 4) == 0;
}

static bool write_intent(struct pdf_writer *writer, struct error *error)
{
	const char *path = writer->options->profile_path;
	struct str profile;
	if (!file_read(&writer->arena, path, &profile, error))
		return false;
	if (!is_usable(profile))
		return error_set(error,
				 "'%s' is not an ICC profile of an RGB "
				 "monitor, version 2 or 4",
				 path);
	pdf_id stream = pdf_objects_reserve(&writer->objects);
	pdf_objects_set_stream(&writer->objects, stream, STR("/N 3"), profile,
			       true);
	pdf_id intents = pdf_objects_reserve(&writer->objects);
	struct buffer *out = pdf_objects_begin(&writer->objects, intents);
	buffer_append_string(out, "[<</Type/OutputIntent/S/GTS_PDFA1"
				  "/OutputConditionIdentifier(sRGB)"
				  "/Info(sRGB IEC61966-2.1)"
				  "/DestOutputProfile ");
	pdf_append_reference(out, stream);
	buffer_append_string(out, ">>]");
	pdf_objects_end(&writer->objects);
	pdf_objects_set_reference(&writer->objects, PDF_CATALOG,
				  "OutputIntents", intents);
	return true;
}

/* ---- Catalog ----------------------------------------------------------- */

static void write_dictionary(struct pdf_writer *writer, const char *key,
			     const char *text)
{
	pdf_id id = pdf_objects_reserve(&writer->objects);
	struct buffer *out = pdf_objects_begin(&writer->objects, id);
	buffer_append_string(out, text);
	pdf_objects_end(&writer->objects);
	pdf_objects_set_reference(&writer->objects, PDF_CATALOG, key, id);
}

bool pdf_write_metadata(struct pdf_writer *writer, struct error *error)
{
	const struct document *document = writer->frames->document;
	pdf_objects_set_text(&writer->objects, PDF_CATALOG, "Lang",
			     document->language);
	write_dictionary(writer, "MarkInfo", "<</Marked true>>");
	/* Direction would only place pages side by side, but makes pdfium
	 * turn the words of left-to-right lines around. */
	write_dictionary(writer, "ViewerPreferences",
			 "<</DisplayDocTitle true>>");
	write_packet(writer);
	if (writer->rules->has_information)
		write_information(writer);
	return write_intent(writer, error);
}
