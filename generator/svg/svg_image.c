/* Pictures of pixels within an SVG file. */
#include <math.h>
#include <strings.h>

#include "base/buffer.h"
#include "svg/svg.h"
#include "svg/svg_private.h"

enum { MOST_PICTURES = 200, MOST_PIXELS = 100 * 1000 * 1000 };

/* ---- Reading ----------------------------------------------------------- */

/* The value of a digit of base 64 (RFC 4648, 4), or -1. */
static int digit(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? byte - 'A' :
	       byte >= 'a' && byte <= 'z' ? byte - 'a' + 26 :
	       byte >= '0' && byte <= '9' ? byte - '0' + 52 :
	       byte == '+'                ? 62 :
	       byte == '/'                ? 63 :
					    -1;
}

/* Spaces and what else is no digit are passed over, as browsers do. */
static struct str decode(struct svg_reader *reader, struct str text)
{
	struct buffer out = BUFFER_INITIALISER;
	uint32_t bits = 0;
	unsigned count = 0;
	for (size_t i = 0; i < text.length && text.bytes[i] != '='; i++) {
		int value = digit(text.bytes[i]);
		if (value < 0)
			continue;
		bits = bits << 6 | (uint32_t)value;
		count += 6;
		if (count < 8)
			continue;
		count -= 8;
		buffer_append_byte(&out, (char)(bits >> count & 0xFF));
	}
	struct str file = arena_copy_str(reader->arena, buffer_str(&out));
	buffer_release(&out);
	return file;
}

static void tell_elsewhere(struct svg_reader *reader, const xmlNode *node,
			   struct str reference)
{
	size_t length = reference.length < 60 ? reference.length : 60;
	while (length && length < reference.length &&
	       (reference.bytes[length] & 0xC0) == 0x80)
		length--;
	svg_tell(reader, node, DIAGNOSTIC_SVG_ELSEWHERE,
		 "the picture '%.*s' is not shown: it is in another file",
		 (int)length, reference.bytes);
}

/* "data:image/png;base64,…" of a kind that can be read. */
static bool is_data(struct str reference, struct str *data)
{
	static const char *const kinds[] = { "data:image/png;",
					     "data:image/jpeg;",
					     "data:image/jpg;" };
	ptrdiff_t comma = str_find_byte(reference, ',');
	if (comma < 0)
		return false;
	struct str head = { reference.bytes, (size_t)comma };
	*data = (struct str){ reference.bytes + comma + 1,
			      reference.length - (size_t)comma - 1 };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strncasecmp(head.bytes, kinds[i], strlen(kinds[i])) == 0)
			return str_ends_with(head, STR("base64"));
	return false;
}

static const struct drawing_pixels *
read(struct svg_reader *reader, const xmlNode *node, struct str reference)
{
	struct str data;
	if (strncasecmp(reference.bytes, "data:", 5) != 0) {
		tell_elsewhere(reader, node, reference);
		return NULL;
	}
	svg_spend(reader, node, reference.length);
	if (!is_data(reference, &data) || !reader->pictures ||
	    reader->embedded.count == MOST_PICTURES) {
		svg_unsupported(
			reader, node,
			"a picture that is neither PNG nor JPEG (<image>)");
		return NULL;
	}
	const struct drawing_pixels *pixels = reader->pictures->read(
		reader->pictures->context, decode(reader, data),
		svg_place(reader, node));
	if (!pixels)
		return NULL;
	reader->pixel_count += (uint64_t)pixels->width * pixels->height;
	if (reader->pixel_count > MOST_PIXELS)
		svg_unsupported(reader, node, "more than 100 million pixels");
	return pixels;
}

static const struct drawing_pixels *pixels_of(struct svg_reader *reader,
					      const xmlNode *node)
{
	struct str reference = str_trim(svg_reference(node));
	if (!reference.length)
		return NULL;
	for (size_t i = 0; i < reader->embedded.count; i++)
		if (reader->embedded.items[i].node == node)
			return reader->embedded.items[i].pixels;
	const struct drawing_pixels *pixels = read(reader, node, reference);
	*VECTOR_ADD(&reader->embedded) = (struct svg_embedded){ node, pixels };
	return pixels;
}

/* ---- Showing ----------------------------------------------------------- */

/* What is cut off beyond the viewport is clipped, and so is what a clip path
 * hides; all fades together. */
static void enter_group(struct svg_reader *reader, const xmlNode *node,
			struct svg_state *state, const struct svg_box *bounds,
			bool is_cut, struct drawing_builder *inner)
{
	const struct svg_style *style = &state->style;
	if (style->opacity < 1 || style->clip.length || style->mask.length) {
		struct drawing_group *group = drawing_add_group(inner, inner);
		group->opacity =
			(uint16_t)lround(style->opacity * DRAWING_OPAQUE);
		svg_clip(reader, node, state, bounds, inner);
	}
	if (!is_cut)
		return;
	struct svg_state moved = *state;
	struct drawing_group *group = drawing_add_group(inner, inner);
	moved.matrix = svg_multiply(moved.matrix,
				    svg_translation(bounds->left, bounds->top));
	svg_clip_viewport(reader, node, &moved, bounds->right - bounds->left,
			  bounds->bottom - bounds->top, group);
}

void svg_image_walk(struct svg_reader *reader, const xmlNode *node,
		    struct svg_state *state, struct drawing_builder *builder)
{
	struct drawing_builder inner = *builder;
	if (state->style.is_hidden)
		return;
	const struct drawing_pixels *pixels = pixels_of(reader, node);
	if (!pixels)
		return;
	double box[4] = { 0, 0, pixels->width, pixels->height };
	double x = svg_length(reader, node, "x", state->width, 0);
	double y = svg_length(reader, node, "y", state->height, 0);
	double width = svg_length(reader, node, "width", state->width, -1);
	double height = svg_length(reader, node, "height", state->height, -1);
	/* One that is not told follows from the other, or is the file's. */
	if (width < 0)
		width = height < 0 ? box[2] : height * box[2] / box[3];
	if (height < 0)
		height = width * box[3] / box[2];
	if (!(width > 0 && height > 0))
		return;
	struct str aspect =
		str_trim(svg_attribute(node, "preserveAspectRatio"));
	struct svg_box bounds = { x, y, x + width, y + height };
	/* drawing_add_group() moves on in the builder that it is given */
	if (state->style.opacity < 1 || state->style.clip.length ||
	    state->style.mask.length || str_ends_with(aspect, STR("slice"))) {
		(void)drawing_add_group(builder, &inner);
		enter_group(reader, node, state, &bounds,
			    str_ends_with(aspect, STR("slice")), &inner);
		builder = &inner;
	}
	struct svg_matrix matrix = svg_multiply(
		svg_scaling(reader->scale, reader->scale), state->matrix);
	matrix = svg_multiply(matrix, svg_translation(x, y));
	matrix = svg_multiply(matrix, svg_aspect(aspect, box, width, height));
	matrix = svg_multiply(matrix, svg_scaling(box[2], box[3]));
	drawing_add_picture(builder, pixels,
			    svg_to_matrix(reader, node, &matrix));
}
