/* Putting a publication together. */
#include "epub/epub.h"

#include <string.h>

#include "epub/writer.h"

void epub_add(struct writer *writer, const struct item *item, struct str bytes,
	      enum container_method method)
{
	const char *name = arena_format(&writer->arena, "EPUB/%s", item->file);
	container_add(&writer->container, name, bytes, method);
	*VECTOR_ADD(&writer->items) = *item;
}

/* ---- Pictures ---------------------------------------------------------- */

static const struct picture *find_picture(const struct writer *writer,
					  const char *path)
{
	for (size_t i = 0; i < writer->pictures.count; i++)
		if (strcmp(writer->pictures.items[i].path, path) == 0)
			return &writer->pictures.items[i];
	return NULL;
}

static const struct picture *add_picture(struct writer *writer,
					 const char *path,
					 const struct html_image *image)
{
	unsigned number = (unsigned)writer->pictures.count + 1;
	struct item item = {
		.identifier =
			arena_format(&writer->arena, "picture-%u", number),
		.file = arena_format(&writer->arena, "pictures/%u.%s", number,
				     container_ending(image->media_type)),
		.media_type = image->media_type,
	};
	bool is_text = strcmp(image->media_type, "image/svg+xml") == 0;
	epub_add(writer, &item, image->bytes,
		 is_text ? CONTAINER_DEFLATED : CONTAINER_STORED);
	struct picture *picture = VECTOR_ADD(&writer->pictures);
	*picture = (struct picture){ path, item.file };
	return picture;
}

/* html_options.load_image */
static bool load_image(void *data, const struct node *node,
		       struct html_image *result)
{
	struct writer *writer = data;
	const struct html_options *html = &writer->options->html;
	if (!html->load_image || !html->load_image(html->data, node, result))
		return false;
	if (result->words)
		return true;
	const struct picture *picture = find_picture(writer, node->image.path);
	if (!picture)
		picture = add_picture(writer, node->image.path, result);
	result->file = picture->file;
	return true;
}

/* ---- Text -------------------------------------------------------------- */

/* The words of a heading; else the document's title. */
static const char *title_of(struct writer *writer,
			    const struct html_piece *piece)
{
	struct buffer words = BUFFER_INITIALISER;
	if (!piece->heading)
		return writer->document->title;
	node_append_plain_text(piece->heading, &words);
	struct str text =
		arena_copy_str(&writer->arena, str_trim(buffer_str(&words)));
	buffer_release(&words);
	return text.length ?
		       arena_copy(&writer->arena, text.bytes, text.length) :
		       writer->document->title;
}

static void append_notice(const struct writer *writer, struct buffer *out)
{
	const char *notice = writer->document->notice;
	if (!notice)
		return;
	buffer_append_string(out, "<p class=\"notice\">");
	html_escape_text(out, str_from(notice));
	buffer_append_string(out, "</p>\n");
}

static bool holds_svg(const struct html_piece *piece)
{
	return str_find(buffer_str(&piece->body), STR("<svg ")) >= 0;
}

static void add_piece(struct writer *writer, size_t number)
{
	struct html_piece *piece = &writer->split.pieces[number];
	struct buffer text = BUFFER_INITIALISER;
	struct item item = {
		.identifier = arena_format(&writer->arena, "text-%zu", number),
		.file = piece->file,
		.media_type = "application/xhtml+xml",
		.properties = holds_svg(piece) ? "svg" : NULL,
		.is_in_spine = true,
		.overlay = epub_overlay_of(writer, number),
	};
	epub_append_head(writer, title_of(writer, piece), &text);
	if (number == 0)
		append_notice(writer, &text);
	buffer_append_str(&text, buffer_str(&piece->body));
	epub_append_foot(&text);
	epub_add(writer, &item, buffer_str(&text), CONTAINER_DEFLATED);
	buffer_release(&text);
}

bool epub_wants_contents(const struct document *document)
{
	const struct node *child = document->root->first_child;
	for (; child; child = child->next)
		if (child->kind == NODE_CONTENTS &&
		    child->contents.of == CONTENTS_OF_HEADINGS)
			return true;
	return false;
}

/* It is read like a page where the text has contents. */
static void add_navigation(struct writer *writer)
{
	struct buffer text = BUFFER_INITIALISER;
	struct item item = {
		.identifier = "nav",
		.file = "nav.xhtml",
		.media_type = "application/xhtml+xml",
		.properties = "nav",
		.is_in_spine = epub_wants_contents(writer->document),
	};
	epub_append_navigation(writer, &text);
	epub_add(writer, &item, buffer_str(&text), CONTAINER_DEFLATED);
	buffer_release(&text);
}

static void add_texts(struct writer *writer)
{
	add_piece(writer, 0);
	add_navigation(writer);
	for (size_t i = 1; i < writer->split.count; i++)
		add_piece(writer, i);
}

static void add_style(struct writer *writer)
{
	static const struct item item = { .identifier = "style",
					  .file = "style.css",
					  .media_type = "text/css" };
	buffer_append_str(&writer->style, writer->options->style);
	if (writer->recordings)
		buffer_append_string(&writer->style,
				     "\n.-epub-media-overlay-active { "
				     "background: #ffe9a8; color: #000; }\n");
	epub_add(writer, &item, buffer_str(&writer->style), CONTAINER_DEFLATED);
}

/* ---- The whole --------------------------------------------------------- */

/* OCF 3.3, 4.2.3 and 4.3.3: what a reading system looks for first. */
static void begin(struct writer *writer)
{
	container_add(&writer->container, "mimetype",
		      STR("application/epub+zip"), CONTAINER_STORED);
	container_add(&writer->container, "META-INF/container.xml",
		      STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			  "<container version=\"1.0\" xmlns=\"urn:oasis:names:"
			  "tc:opendocument:xmlns:container\">\n<rootfiles>"
			  "<rootfile full-path=\"EPUB/package.opf\" "
			  "media-type=\"application/oebps-package+xml\"/>"
			  "</rootfiles>\n</container>\n"),
		      CONTAINER_DEFLATED);
	writer->html = writer->options->html;
	writer->html.is_xml = true;
	writer->html.load_image = load_image;
	writer->html.data = writer;
	writer->html.chart_dark = NULL;
	html_split(&writer->arena, writer->document, "xhtml", &writer->split);
	writer->html.split = &writer->split;
	epub_find_pages(writer);
	writer->html.page_breaks = writer->pages.items;
	writer->html.page_break_count = writer->pages.count;
	if (writer->options->narration) {
		writer->marks.arena = &writer->arena;
		writer->html.marks = &writer->marks;
	}
}

static void add_package(struct writer *writer)
{
	struct buffer text = BUFFER_INITIALISER;
	epub_append_package(writer, &text);
	container_add(&writer->container, "EPUB/package.opf", buffer_str(&text),
		      CONTAINER_DEFLATED);
	buffer_release(&text);
}

static void release(struct writer *writer)
{
	html_split_release(&writer->split);
	container_release(&writer->container);
	VECTOR_RELEASE(&writer->items);
	VECTOR_RELEASE(&writer->pictures);
	VECTOR_RELEASE(&writer->pages);
	VECTOR_RELEASE(&writer->marks);
	epub_release_recordings(writer);
	buffer_release(&writer->style);
	arena_release(&writer->arena);
}

bool epub_write(const struct document *document,
		const struct epub_options *options, struct buffer *out,
		struct error *error)
{
	struct writer writer = { .document = document, .options = options };
	writer.container.arena = &writer.arena;
	begin(&writer);
	html_render_split(document, &writer.html, &writer.split);
	if (options->narration && !epub_speak(&writer)) {
		release(&writer);
		return true;
	}
	add_texts(&writer);
	epub_add_overlays(&writer);
	bool is_written = epub_add_fonts(&writer, error);
	if (is_written) {
		add_style(&writer);
		add_package(&writer);
		is_written = container_write(&writer.container, options->time,
					     out, error);
	}
	release(&writer);
	return is_written;
}
