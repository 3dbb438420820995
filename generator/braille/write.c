/* Pages as BRF and as PEF. */
#include <string.h>

#include "braille/cells.h"
#include "document/document.h"

/* Calls `write` for each line of the page, then for empty ones, then for that
 * of its number. */
struct pages_walk {
	const struct braille_pages *pages;
	const struct braille_settings *settings;
	size_t next;    /* line */
	size_t numbers; /* the first line of numbers */
};

static struct pages_walk walk_pages(const struct braille_pages *pages,
				    const struct braille_settings *settings)
{
	return (struct pages_walk){
		.pages = pages,
		.settings = settings,
		.numbers = pages->lines.count - pages->page_count,
	};
}

/* The page's line `index` of settings.lines. */
static struct str next_line(struct pages_walk *walk, uint32_t page,
			    unsigned index)
{
	const struct braille_line *lines = walk->pages->lines.items;
	if (index + 1 == walk->settings->lines)
		return braille_line_of(walk->pages,
				       &lines[walk->numbers + page]);
	if (walk->next < walk->numbers && lines[walk->next].page == page)
		return braille_line_of(walk->pages, &lines[walk->next++]);
	return STR("");
}

/* ---- BRF -------------------------------------------------------------------------- */

/* Braille ASCII, in the order of Unicode's patterns. */
static const char braille_ascii[] =
	" A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)=";

bool braille_write_brf(const struct document *document,
		       const struct braille_settings *settings,
		       struct diagnostics *diagnostics, struct buffer *out,
		       struct error *error)
{
	struct braille_pages pages;
	bool done = braille_set(document, settings, diagnostics, &pages, error);
	struct pages_walk walk = walk_pages(&pages, settings);
	for (uint32_t page = 0; done && page < pages.page_count; page++) {
		for (unsigned i = 0; i < settings->lines; i++) {
			struct str line = next_line(&walk, page, i);
			for (size_t j = 0; j < line.length; j++)
				buffer_append_byte(
					out,
					braille_ascii[line.bytes[j] & 0x3F]);
			buffer_append_string(out, "\r\n");
		}
		buffer_append_byte(out, '\f');
	}
	braille_pages_release(&pages);
	return done;
}

/* ---- PEF -------------------------------------------------------------------------- */

/* What XML 1.0 has no character for is left out (2.2). */
static void append_xml(struct buffer *out, const char *text)
{
	struct str rest = str_from(text);
	size_t offset = 0;
	while (offset < rest.length) {
		uint32_t c = str_decode(rest, &offset);
		if (c == '<' || c == '&' || c == '>')
			buffer_append_format(out, "&#%u;", (unsigned)c);
		else if ((c >= ' ' && c != 0xFFFE && c != 0xFFFF) ||
			 c == '\t' || c == '\n')
			buffer_append_code_point(out, c);
	}
}

static void append_meta(struct buffer *out, const char *name, const char *text)
{
	if (!text || !*text)
		return;
	buffer_append_format(out, "<dc:%s>", name);
	append_xml(out, text);
	buffer_append_format(out, "</dc:%s>\n", name);
}

static void write_head(const struct document *document,
		       const struct braille_settings *settings,
		       struct buffer *out)
{
	struct buffer identifier = BUFFER_INITIALISER;
	buffer_append_format(&identifier, "%s:%s",
			     document->identifier ? document->identifier :
						    document->title,
			     document->language);
	buffer_append_string(
		out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		     "<pef version=\"2008-1\" "
		     "xmlns=\"http://www.daisy.org/ns/2008/pef\">\n<head>\n"
		     "<meta xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
	append_meta(out, "format", "application/x-pef+xml");
	append_meta(out, "identifier", identifier.bytes);
	append_meta(out, "title", document->title);
	append_meta(out, "creator", document->author);
	append_meta(out, "language", document->language);
	append_meta(out, "date", document->date);
	append_meta(out, "description", document->notice);
	append_meta(out, "rights", document->rights);
	buffer_append_format(out,
			     "</meta>\n</head>\n<body>\n<volume cols=\"%u\" "
			     "rows=\"%u\" rowgap=\"0\" duplex=\"true\">\n"
			     "<section>\n",
			     settings->columns, settings->lines);
	buffer_release(&identifier);
}

bool braille_write_pef(const struct document *document,
		       const struct braille_settings *settings,
		       struct diagnostics *diagnostics, struct buffer *out,
		       struct error *error)
{
	enum { FIRST_PATTERN = 0x2800 };
	struct braille_pages pages;
	bool done = braille_set(document, settings, diagnostics, &pages, error);
	struct pages_walk walk = walk_pages(&pages, settings);
	write_head(document, settings, out);
	for (uint32_t page = 0; done && page < pages.page_count; page++) {
		buffer_append_string(out, "<page>\n");
		for (unsigned i = 0; i < settings->lines; i++) {
			struct str line = next_line(&walk, page, i);
			buffer_append_string(out, "<row>");
			for (size_t j = 0; j < line.length; j++)
				buffer_append_code_point(
					out, FIRST_PATTERN +
						     (line.bytes[j] & 0x3Fu));
			buffer_append_string(out, "</row>\n");
		}
		buffer_append_string(out, "</page>\n");
	}
	buffer_append_string(out, "</section>\n</volume>\n</body>\n</pef>\n");
	braille_pages_release(&pages);
	return done;
}
