/* The package: OpenDocument 1.3, part 2. */
#include "html/html.h"
#include "office/odt.h"

#define TYPE "application/vnd.oasis.opendocument.text"

static void append_meta(struct writer *writer, struct buffer *out)
{
	const struct document *document = writer->document;
	buffer_append_string(out, ODT_XML "<office:document-meta" ODT_NAMESPACES
					  ">\n<office:meta>\n"
					  "<meta:generator>Everyread"
					  "</meta:generator>\n");
	office_append_element(out, "dc:title", document->title);
	office_append_element(out, "dc:description", document->notice);
	office_append_element(out, "dc:subject", document->subject);
	office_append_element(out, "meta:keyword", document->keywords);
	office_append_element(out, "meta:initial-creator", document->author);
	office_append_element(out, "dc:creator", document->author);
	office_append_time(out, "meta:creation-date", "",
			   writer->options->time);
	office_append_time(out, "dc:date", "", writer->options->time);
	office_append_element(out, "dc:language",
			      office_language(writer, document->language));
	buffer_append_string(out, "</office:meta>\n</office:document-meta>\n");
}

static void append_content(struct writer *writer, struct buffer *out)
{
	struct odt *odt = writer->state;
	office_walk(writer);
	if (writer->follows_table)
		office_write_gap(writer, writer->document->root);
	buffer_append_string(out, ODT_XML
			     "<office:document-content" ODT_NAMESPACES ">\n");
	odt_append_fonts(writer, out);
	buffer_append_string(out, "<office:automatic-styles>\n");
	odt_append_cells(writer, out);
	buffer_append_str(out, buffer_str(&odt->automatic));
	buffer_append_string(out, "</office:automatic-styles>\n"
				  "<office:body><office:text>\n");
	buffer_append_str(out, buffer_str(&odt->text));
	buffer_append_string(out, "</office:text></office:body>\n"
				  "</office:document-content>\n");
}

static const char *type_of(const char *name)
{
	struct str text = str_from(name);
	return str_ends_with(text, STR(".xml")) ? "text/xml" :
	       str_ends_with(text, STR(".png")) ? "image/png" :
	       str_ends_with(text, STR(".jpg")) ? "image/jpeg" :
	       str_ends_with(text, STR(".svg")) ? "image/svg+xml" :
						  "application/octet-stream";
}

/* 3.2: of all parts but the media type's and its own. */
static void append_manifest(struct writer *writer, struct buffer *out)
{
	buffer_append_string(
		out, ODT_XML
		"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:"
		"opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\n"
		"<manifest:file-entry manifest:full-path=\"/\" "
		"manifest:version=\"1.3\" manifest:media-type=\"" TYPE
		"\"/>\n");
	for (size_t i = 1; i < writer->container.parts.count; i++) {
		const char *name = writer->container.parts.items[i].name;
		buffer_append_format(out,
				     "<manifest:file-entry "
				     "manifest:full-path=\"%s\" "
				     "manifest:media-type=\"%s\"/>\n",
				     name, type_of(name));
	}
	buffer_append_string(out, "</manifest:manifest>\n");
}

static void add_part(struct writer *writer, const char *name,
		     void (*append)(struct writer *, struct buffer *))
{
	struct buffer out = BUFFER_INITIALISER;
	append(writer, &out);
	container_add(&writer->container, name, buffer_str(&out),
		      CONTAINER_DEFLATED);
	buffer_release(&out);
}

bool office_write_odt(const struct document *document,
		      const struct office_options *options, struct buffer *out,
		      struct error *error)
{
	struct odt odt = { .is_begun = false };
	struct writer writer;
	office_begin(&writer, document, options, &odt_format, &odt);
	container_add(&writer.container, "mimetype", STR(TYPE),
		      CONTAINER_STORED);
	add_part(&writer, "content.xml", append_content);
	add_part(&writer, "styles.xml", odt_append_styles);
	add_part(&writer, "meta.xml", append_meta);
	add_part(&writer, "META-INF/manifest.xml", append_manifest);
	bool is_written =
		container_write(&writer.container, options->time, out, error);
	buffer_release(&odt.text);
	buffer_release(&odt.automatic);
	map_release(&odt.known);
	VECTOR_RELEASE(&odt.levels);
	office_end(&writer);
	return is_written;
}
