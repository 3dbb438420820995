/* The package: ECMA-376-2 (OPC), and the parts around the text. */
#include "office/docx.h"

#include "html/html.h"

#define TYPES "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define PACKAGE_TYPES "application/vnd.openxmlformats-package."

/* Parts that every file has, and their types. */
static const char *const part_types[][2] = {
	{ "/word/document.xml", TYPES "document.main+xml" },
	{ "/word/styles.xml", TYPES "styles+xml" },
	{ "/word/numbering.xml", TYPES "numbering+xml" },
	{ "/word/footnotes.xml", TYPES "footnotes+xml" },
	{ "/word/settings.xml", TYPES "settings+xml" },
	{ "/word/fontTable.xml", TYPES "fontTable+xml" },
	{ "/word/header1.xml", TYPES "header+xml" },
	{ "/word/footer1.xml", TYPES "footer+xml" },
	{ "/word/theme/theme1.xml",
	  "application/vnd.openxmlformats-officedocument.theme+xml" },
	{ "/docProps/core.xml", PACKAGE_TYPES "core-properties+xml" },
	{ "/docProps/app.xml", "application/vnd.openxmlformats-officedocument."
			       "extended-properties+xml" },
};

static void add_part(struct writer *writer, const char *name,
		     struct buffer *text)
{
	container_add(&writer->container, name, buffer_str(text),
		      CONTAINER_DEFLATED);
	buffer_release(text);
}

static void add_types(struct writer *writer)
{
	struct buffer out = BUFFER_INITIALISER;
	buffer_append_string(
		&out, DOCX_XML
		"<Types xmlns=\"http://schemas.openxmlformats.org/"
		"package/2006/content-types\">\n"
		"<Default Extension=\"rels\" ContentType=\"" PACKAGE_TYPES
		"relationships+xml\"/>\n"
		"<Default Extension=\"png\" "
		"ContentType=\"image/png\"/>\n"
		"<Default Extension=\"jpg\" "
		"ContentType=\"image/jpeg\"/>\n"
		"<Default Extension=\"svg\" "
		"ContentType=\"image/svg+xml\"/>\n");
	for (size_t i = 0; i < sizeof part_types / sizeof *part_types; i++)
		buffer_append_format(&out,
				     "<Override PartName=\"%s\" "
				     "ContentType=\"%s\"/>\n",
				     part_types[i][0], part_types[i][1]);
	buffer_append_string(&out, "</Types>\n");
	add_part(writer, "[Content_Types].xml", &out);
}

static void add_root_relationships(struct writer *writer)
{
	struct buffer out = BUFFER_INITIALISER;
	buffer_append_string(
		&out, DOCX_XML
		"<Relationships xmlns=\"http://schemas.openxmlformats.org/"
		"package/2006/relationships\">\n"
		"<Relationship Id=\"rId1\" Type=\"http://schemas."
		"openxmlformats.org/officeDocument/2006/relationships/"
		"officeDocument\" Target=\"word/document.xml\"/>\n"
		"<Relationship Id=\"rId2\" Type=\"http://schemas."
		"openxmlformats.org/package/2006/relationships/metadata/"
		"core-properties\" Target=\"docProps/core.xml\"/>\n"
		"<Relationship Id=\"rId3\" Type=\"http://schemas."
		"openxmlformats.org/officeDocument/2006/relationships/"
		"extended-properties\" Target=\"docProps/app.xml\"/>\n"
		"</Relationships>\n");
	add_part(writer, "_rels/.rels", &out);
}

/* ---- Properties: ECMA-376-2, 11 ---------------------------------------- */

static void add_properties(struct writer *writer)
{
	const struct document *document = writer->document;
	struct buffer out = BUFFER_INITIALISER;
	buffer_append_string(
		&out, DOCX_XML
		"<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats."
		"org/package/2006/metadata/core-properties\" xmlns:dc=\"http://"
		"purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/"
		"dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/"
		"XMLSchema-instance\">\n");
	office_append_element(&out, "dc:title", document->title);
	office_append_element(&out, "dc:subject", document->subject);
	office_append_element(&out, "dc:creator", document->author);
	office_append_element(&out, "cp:keywords", document->keywords);
	office_append_element(&out, "dc:description", document->notice);
	office_append_element(&out, "dc:identifier", document->identifier);
	office_append_element(&out, "dc:language", document->language);
	office_append_time(&out, "dcterms:created",
			   " xsi:type=\"dcterms:W3CDTF\"",
			   writer->options->time);
	office_append_time(&out, "dcterms:modified",
			   " xsi:type=\"dcterms:W3CDTF\"",
			   writer->options->time);
	buffer_append_string(&out, "</cp:coreProperties>\n");
	add_part(writer, "docProps/core.xml", &out);
	buffer_append_string(&out, DOCX_XML
			     "<Properties xmlns=\"http://schemas.openxmlformats"
			     ".org/officeDocument/2006/extended-properties\">"
			     "<Application>Everyread</Application>"
			     "</Properties>\n");
	add_part(writer, "docProps/app.xml", &out);
}

/* ---- Settings, head and foot of pages ---------------------------------- */

static void add_settings(struct writer *writer)
{
	struct buffer out = BUFFER_INITIALISER;
	buffer_append_string(
		&out, DOCX_XML
		"<w:settings " DOCX_W ">"
		"<w:zoom w:percent=\"100\"/><w:defaultTabStop "
		"w:val=\"720\"/><w:footnotePr><w:footnote w:id=\"-1\"/>"
		"<w:footnote w:id=\"0\"/></w:footnotePr><w:compat>"
		"<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://"
		"schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
		"<w:themeFontLang w:val=\"");
	html_escape_attribute(
		&out,
		str_from(office_language(writer, writer->document->language)));
	buffer_append_string(
		&out, "\"/><w:clrSchemeMapping w:bg1=\"light1\" w:t1=\"dark1\" "
		      "w:bg2=\"light2\" w:t2=\"dark2\" w:accent1=\"accent1\" "
		      "w:accent2=\"accent2\" w:accent3=\"accent3\" "
		      "w:accent4=\"accent4\" w:accent5=\"accent5\" "
		      "w:accent6=\"accent6\" w:hyperlink=\"hyperlink\" "
		      "w:followedHyperlink=\"followedHyperlink\"/>"
		      "</w:settings>\n");
	add_part(writer, "word/settings.xml", &out);
}

static void add_head_and_foot(struct writer *writer)
{
	const struct document *document = writer->document;
	struct buffer out = BUFFER_INITIALISER;
	buffer_append_string(&out, DOCX_XML
			     "<w:hdr " DOCX_W "><w:p><w:pPr>"
			     "<w:pStyle w:val=\"Header\"/></w:pPr><w:r>");
	if (document->direction == DIRECTION_RTL)
		buffer_append_string(&out, "<w:rPr><w:rtl/></w:rPr>");
	buffer_append_string(&out, "<w:t xml:space=\"preserve\">");
	html_escape_text(&out, str_from(document->running_head ?
						document->running_head :
						document->title));
	buffer_append_string(&out, "</w:t></w:r></w:p></w:hdr>\n");
	add_part(writer, "word/header1.xml", &out);
	buffer_append_string(
		&out, DOCX_XML
		"<w:ftr " DOCX_W "><w:p><w:pPr><w:pStyle "
		"w:val=\"Footer\"/></w:pPr><w:r><w:fldChar "
		"w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
		"xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r>"
		"<w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1"
		"</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
		"</w:p></w:ftr>\n");
	add_part(writer, "word/footer1.xml", &out);
}

/* ---- The text ---------------------------------------------------------- */

/* The size and margins of pages; the first has neither head nor foot. */
static void append_section(struct writer *writer, struct buffer *out)
{
	struct docx *docx = writer->state;
	const struct theme_page *page = &writer->style->page;
	bool is_rtl = writer->document->direction == DIRECTION_RTL;
	size_t header = docx_relate(writer, &docx->body, "header",
				    "header1.xml", false);
	size_t footer = docx_relate(writer, &docx->body, "footer",
				    "footer1.xml", false);
	buffer_append_format(
		out,
		"<w:sectPr><w:headerReference w:type=\"default\" "
		"r:id=\"rId%zu\"/><w:footerReference w:type=\"default\" "
		"r:id=\"rId%zu\"/><w:pgSz w:w=\"%lld\" w:h=\"%lld\"/>"
		"<w:pgMar w:top=\"%lld\" w:right=\"%lld\" w:bottom=\"%lld\" "
		"w:left=\"%lld\" w:header=\"%lld\" w:footer=\"%lld\" "
		"w:gutter=\"0\"/><w:titlePg/>%s</w:sectPr>",
		header, footer, (long long)docx_twips(page->width),
		(long long)docx_twips(page->height),
		(long long)docx_twips(page->margin_top),
		(long long)docx_twips(is_rtl ? page->margin_start :
					       page->margin_end),
		(long long)docx_twips(page->margin_bottom),
		(long long)docx_twips(is_rtl ? page->margin_end :
					       page->margin_start),
		(long long)docx_twips(page->header),
		(long long)docx_twips(page->footer), is_rtl ? "<w:bidi/>" : "");
}

static void add_part_with_relationships(struct writer *writer, const char *name,
					const char *relations,
					struct docx_part *part)
{
	struct buffer out = BUFFER_INITIALISER;
	add_part(writer, name, &part->text);
	docx_append_relationships(part, &out);
	add_part(writer, relations, &out);
}

static void write_text(struct writer *writer)
{
	struct docx *docx = writer->state;
	docx->part = &docx->body;
	docx_emit(writer,
		  DOCX_XML "<w:document " DOCX_W " " DOCX_R "><w:body>\n");
	office_walk(writer);
	if (writer->follows_table) {
		office_write_gap(writer, writer->document->root);
	}
	append_section(writer, &docx->body.text);
	docx_emit(writer, "</w:body></w:document>\n");
	writer->follows_table = writer->page_is_due = false;
	docx->part = &docx->notes;
	docx_emit(writer, DOCX_XML
		  "<w:footnotes " DOCX_W " " DOCX_R ">\n"
		  "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r>"
		  "<w:separator/></w:r></w:p></w:footnote>\n"
		  "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\">"
		  "<w:p><w:r><w:continuationSeparator/></w:r></w:p>"
		  "</w:footnote>\n");
	docx_write_notes(writer);
	buffer_append_string(&docx->notes.text, "</w:footnotes>\n");
}

static void relate_parts(struct writer *writer)
{
	static const char *const parts[][2] = {
		{ "styles", "styles.xml" },
		{ "numbering", "numbering.xml" },
		{ "footnotes", "footnotes.xml" },
		{ "settings", "settings.xml" },
		{ "fontTable", "fontTable.xml" },
		{ "theme", "theme/theme1.xml" },
	};
	struct docx *docx = writer->state;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		docx_relate(writer, &docx->body, parts[i][0], parts[i][1],
			    false);
}

static void add_made_part(struct writer *writer, const char *name,
			  void (*append)(struct writer *, struct buffer *))
{
	struct buffer out = BUFFER_INITIALISER;
	append(writer, &out);
	add_part(writer, name, &out);
}

static void add_parts(struct writer *writer)
{
	struct docx *docx = writer->state;
	relate_parts(writer);
	add_types(writer);
	add_root_relationships(writer);
	write_text(writer);
	add_part_with_relationships(writer, "word/document.xml",
				    "word/_rels/document.xml.rels",
				    &docx->body);
	add_part_with_relationships(writer, "word/footnotes.xml",
				    "word/_rels/footnotes.xml.rels",
				    &docx->notes);
	add_made_part(writer, "word/styles.xml", docx_append_styles);
	add_made_part(writer, "word/numbering.xml", docx_append_numbering);
	add_made_part(writer, "word/fontTable.xml", docx_append_fonts);
	add_made_part(writer, "word/theme/theme1.xml", docx_append_theme);
	add_settings(writer);
	add_head_and_foot(writer);
	add_properties(writer);
}

static void release_part(struct docx_part *part)
{
	buffer_release(&part->text);
	VECTOR_RELEASE(&part->relationships);
	map_release(&part->known);
}

bool office_write_docx(const struct document *document,
		       const struct office_options *options, struct buffer *out,
		       struct error *error)
{
	struct docx docx = { .part = NULL };
	struct writer writer;
	office_begin(&writer, document, options, &docx_format, &docx);
	add_parts(&writer);
	bool is_written =
		container_write(&writer.container, options->time, out, error);
	release_part(&docx.body);
	release_part(&docx.notes);
	VECTOR_RELEASE(&docx.waiting);
	VECTOR_RELEASE(&docx.lists);
	office_end(&writer);
	return is_written;
}
