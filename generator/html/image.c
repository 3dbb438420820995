/* Pictures, within the page as data URIs. */
#include "html/writer.h"
#include "svg/svg.h"

static void emit_size(struct writer *writer, const char *name, uint32_t size)
{
	html_emit(writer, name);
	buffer_append_integer(writer->out, size);
	html_emit(writer, "\"");
}

/* As wide as the author wants it. */
static void emit_width(struct writer *writer, const struct node *node)
{
	if (node->image.width_percent) {
		html_emit(writer, " style=\"width:");
		buffer_append_integer(writer->out, node->image.width_percent);
		html_emit(writer, "%\"");
	} else if (node->image.width) {
		html_emit(writer, " style=\"width:");
		buffer_append_integer(writer->out, (int64_t)node->image.width *
							   4 /
							   (3 * LU_PER_POINT));
		html_emit(writer, "px\"");
	}
}

/* A picture with texts: they are to be read, copied and found, in the page's
 * fonts, so it stands in the page itself. */
static void emit_drawing(struct writer *writer, const struct node *node,
			 const struct html_image *image)
{
	struct arena arena = ARENA_INITIALISER;
	const char *alternative = node->image.alternative;
	struct svg_names names = {
		.title = alternative && *alternative ? alternative : NULL,
		.language = writer->document->language,
		.is_xml = writer->options->is_xml,
		.ground = image->words_stand_on,
	};
	html_emit_start_tag(writer, "span", node);
	html_emit(writer, " class=\"drawing\"");
	emit_width(writer, node);
	html_emit(writer, ">");
	svg_write_inline(
		image->words, &names,
		arena_format(&arena, "_picture-%u", ++writer->picture_count),
		writer->out);
	html_emit(writer, "</span>");
	arena_release(&arena);
}

static void emit_picture(struct writer *writer, const struct node *node,
			 const struct html_image *image)
{
	const char *alternative = node->image.alternative;
	html_emit_start_tag(writer, "img", node);
	html_emit_attribute(writer, "alt", alternative ? alternative : "");
	if (image->width && image->height) {
		emit_size(writer, " width=\"", image->width);
		emit_size(writer, " height=\"", image->height);
	}
	emit_width(writer, node);
	if (image->file) {
		html_emit_attribute(writer, "src", image->file);
	} else {
		html_emit(writer, " src=\"data:");
		html_emit(writer, image->media_type);
		html_emit(writer, ";base64,");
		buffer_append_base64(writer->out, image->bytes);
		html_emit(writer, "\"");
	}
	html_emit_void_end(writer);
}

void html_emit_image(struct writer *writer, const struct node *node)
{
	const struct html_options *options = writer->options;
	const char *alternative = node->image.alternative;
	struct html_image image = { .media_type = NULL };
	if (!writer->is_outline && node->image.path && options->load_image &&
	    options->load_image(options->data, node, &image)) {
		if (image.words)
			emit_drawing(writer, node, &image);
		else
			emit_picture(writer, node, &image);
		return;
	}
	if (!alternative || !*alternative)
		return;
	if (!writer->is_outline) {
		html_emit_start_tag(writer, "span", node);
		html_emit(writer, " class=\"missing-image\">");
	}
	html_emit_text(writer, alternative);
	if (!writer->is_outline)
		html_emit(writer, "</span>");
}
