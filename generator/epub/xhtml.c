/* The documents around the text: head and foot of each file, navigation. */
#include "epub/writer.h"

static void append_attribute(struct buffer *out, const char *name,
			     const char *value)
{
	buffer_append_format(out, " %s=\"", name);
	html_escape_attribute(out, str_from(value));
	buffer_append_byte(out, '"');
}

void epub_append_head(const struct writer *writer, const char *title,
		      struct buffer *out)
{
	const struct document *document = writer->document;
	buffer_append_string(out,
			     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			     "<!DOCTYPE html>\n"
			     "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
			     "xmlns:epub=\"http://www.idpf.org/2007/ops\"");
	append_attribute(out, "lang", document->language);
	append_attribute(out, "xml:lang", document->language);
	append_attribute(out, "dir",
			 document->direction == DIRECTION_RTL ? "rtl" : "ltr");
	buffer_append_string(out, ">\n<head>\n<title>");
	html_escape_text(out, str_from(title));
	buffer_append_string(out, "</title>\n<link rel=\"stylesheet\" "
				  "type=\"text/css\" href=\"style.css\"/>\n"
				  "</head>\n<body");
	append_attribute(out, "class", profile_name(document->profile));
	buffer_append_string(out, ">\n");
}

void epub_append_foot(struct buffer *out)
{
	buffer_append_string(out, "</body>\n</html>\n");
}

/* ---- Navigation: EPUB 3.3, 7 ------------------------------------------- */

static void append_link(struct buffer *out, const char *file, const char *type,
			const char *words)
{
	buffer_append_string(out, "<li><a");
	if (type)
		append_attribute(out, "epub:type", type);
	append_attribute(out, "href", file);
	buffer_append_byte(out, '>');
	html_escape_text(out, str_from(words));
	buffer_append_string(out, "</a></li>\n");
}

static void append_contents(struct writer *writer, struct buffer *out)
{
	const struct document *document = writer->document;
	struct html_options html = writer->html;
	struct buffer entries = BUFFER_INITIALISER;
	html.page_break_count = 0;
	buffer_append_string(out, "<nav epub:type=\"toc\" role=\"doc-toc\" "
				  "id=\"toc\" aria-labelledby=\"_contents\">\n"
				  "<h1 id=\"_contents\">");
	html_escape_text(out, str_from(document->words.contents));
	buffer_append_string(out, "</h1>\n");
	html_append_entries(document, &html, &entries);
	if (!entries.length) { /* a list may not be empty */
		buffer_append_string(&entries, "<ol>\n");
		append_link(&entries, writer->split.pieces[0].file, NULL,
			    document->title);
		buffer_append_string(&entries, "</ol>\n");
	}
	buffer_append_str(out, buffer_str(&entries));
	buffer_append_string(out, "</nav>\n");
	buffer_release(&entries);
}

static void append_landmarks(struct writer *writer, struct buffer *out)
{
	const struct html_split *split = &writer->split;
	const struct document *document = writer->document;
	buffer_append_string(
		out, "<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
	append_link(out, split->pieces[0].file, "titlepage", document->title);
	if (epub_wants_contents(document))
		append_link(out, "#toc", "toc", document->words.contents);
	if (split->count > 1)
		append_link(out, split->pieces[1].file, "bodymatter",
			    document->words.skip_to_content);
	buffer_append_string(out, "</ol>\n</nav>\n");
}

static void append_pages(struct writer *writer, struct buffer *out)
{
	if (!writer->pages.count)
		return;
	buffer_append_string(out, "<nav epub:type=\"page-list\" "
				  "role=\"doc-pagelist\" hidden=\"hidden\">\n"
				  "<ol>\n");
	for (size_t i = 0; i < writer->pages.count; i++) {
		const struct html_page_break *page = &writer->pages.items[i];
		const char *file = arena_format(
			&writer->arena, "%s#_page-%zu",
			html_file_of(&writer->split, page->node), i + 1);
		append_link(out, file, NULL, page->label);
	}
	buffer_append_string(out, "</ol>\n</nav>\n");
}

void epub_append_navigation(struct writer *writer, struct buffer *out)
{
	epub_append_head(writer, writer->document->words.contents, out);
	append_contents(writer, out);
	append_landmarks(writer, out);
	append_pages(writer, out);
	epub_append_foot(out);
}
