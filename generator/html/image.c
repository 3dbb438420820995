/* Pictures, within the page as data URIs. */
#include "html/writer.h"

static void emit_base64(struct buffer *out, struct str bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *from = (const unsigned char *)bytes.bytes;
	size_t length = (bytes.length + 2) / 3 * 4, i = 0;
	char *to = buffer_reserve(out, length);
	for (; i + 2 < bytes.length; i += 3, to += 4) {
		uint32_t group = (uint32_t)from[i] << 16 |
				 (uint32_t)from[i + 1] << 8 | from[i + 2];
		to[0] = digits[group >> 18];
		to[1] = digits[group >> 12 & 63];
		to[2] = digits[group >> 6 & 63];
		to[3] = digits[group & 63];
	}
	if (i < bytes.length) {
		bool has_two = i + 1 < bytes.length;
		uint32_t group = (uint32_t)from[i] << 16 |
				 (has_two ? (uint32_t)from[i + 1] << 8 : 0);
		to[0] = digits[group >> 18];
		to[1] = digits[group >> 12 & 63];
		to[2] = has_two ? digits[group >> 6 & 63] : '=';
		to[3] = '=';
		to += 4;
	}
	*to = '\0';
	out->length += length;
}

static void emit_size(struct writer *writer, const char *name, uint32_t size)
{
	html_emit(writer, name);
	buffer_append_integer(writer->out, size);
	html_emit(writer, "\"");
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
	html_emit(writer, " src=\"data:");
	html_emit(writer, image->media_type);
	html_emit(writer, ";base64,");
	emit_base64(writer->out, image->bytes);
	html_emit(writer, "\">");
}

void html_emit_image(struct writer *writer, const struct node *node)
{
	const struct html_options *options = writer->options;
	const char *alternative = node->image.alternative;
	struct html_image image = { .media_type = NULL };
	if (!writer->is_outline && node->image.path && options->load_image &&
	    options->load_image(options->data, node, &image)) {
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
