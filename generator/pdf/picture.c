/* Pictures as image XObjects (ISO 32000-1, 8.9.5) or, drawings, as forms; each
 * written once however often it is shown. */
#include "image/image.h"
#include "pdf/drawing.h"
#include "pdf/syntax.h"
#include "pdf/writer.h"

static void append_size(struct buffer *out, uint32_t width, uint32_t height,
			unsigned bits)
{
	buffer_append_format(out,
			     "/Type/XObject/Subtype/Image/Width %u"
			     "/Height %u/BitsPerComponent %u",
			     width, height, bits);
}

static void append_predictor(struct buffer *out, uint32_t width, unsigned bits,
			     unsigned colours)
{
	buffer_append_format(out,
			     "/Filter/FlateDecode/DecodeParms"
			     "<</Predictor 15/Columns %u/BitsPerComponent %u"
			     "/Colors %u>>",
			     width, bits, colours);
}

static void append_palette(struct buffer *out, struct str palette)
{
	buffer_append_format(out, "/ColorSpace[/Indexed/DeviceRGB %zu ",
			     palette.length / 3 - 1);
	pdf_append_string(out, palette);
	buffer_append_byte(out, ']');
}

static pdf_id write_alpha(struct pdf_writer *writer,
			  const struct image_stream *stream)
{
	pdf_id id = pdf_objects_reserve(&writer->objects);
	struct buffer entries = BUFFER_INITIALISER;
	append_size(&entries, stream->width, stream->height, 8);
	buffer_append_string(&entries, "/ColorSpace/DeviceGray");
	append_predictor(&entries, stream->width, 8, 1);
	pdf_objects_set_stream(&writer->objects, id, buffer_str(&entries),
			       stream->alpha, false);
	buffer_release(&entries);
	return id;
}

static void append_colours(struct buffer *out,
			   const struct image_stream *stream)
{
	if (stream->colour == IMAGE_INDEXED)
		append_palette(out, stream->palette);
	else
		buffer_append_string(out, stream->colour == IMAGE_RGB ?
						  "/ColorSpace/DeviceRGB" :
						  "/ColorSpace/DeviceGray");
}

static pdf_id write_picture(struct pdf_writer *writer,
			    const struct image_stream *stream)
{
	pdf_id id = pdf_objects_reserve(&writer->objects);
	struct buffer entries = BUFFER_INITIALISER;
	append_size(&entries, stream->width, stream->height, stream->bits);
	append_colours(&entries, stream);
	if (!stream->is_jpeg)
		append_predictor(&entries, stream->width, stream->bits,
				 stream->colour == IMAGE_RGB ? 3 : 1);
	else if (stream->is_untransformed)
		buffer_append_string(&entries, "/Filter/DCTDecode/DecodeParms"
					       "<</ColorTransform 0>>");
	else
		buffer_append_string(&entries, "/Filter/DCTDecode");
	if (stream->alpha.length) {
		buffer_append_string(&entries, "/SMask ");
		pdf_append_reference(&entries, write_alpha(writer, stream));
	}
	pdf_objects_set_stream(&writer->objects, id, buffer_str(&entries),
			       stream->bytes, false);
	buffer_release(&entries);
	return id;
}

/* Charts have no file: each is a picture of its own. */
static bool is_same(const struct image *a, const struct image *b)
{
	return a == b || (a->file.length && str_equals(a->file, b->file));
}

struct nested {
	struct pdf_writer *writer;
	struct error *error;
	bool has_failed;
};

static pdf_id write_nested(void *context, const struct image *image)
{
	struct nested *nested = context;
	uint32_t number;
	if (!pdf_picture_number(nested->writer, image, &number,
				nested->error)) {
		nested->has_failed = true;
		return 0;
	}
	return nested->writer->pictures.items[number].id;
}

static bool write_drawing(struct pdf_writer *writer,
			  const struct drawing *drawing, pdf_id *id,
			  struct error *error)
{
	struct nested nested = { writer, error, false };
	struct pdf_pictures pictures = { write_nested, &nested };
	*id = pdf_drawing_write(&writer->objects, drawing, &pictures);
	return !nested.has_failed;
}

static bool write_pixels(struct pdf_writer *writer, const struct image *image,
			 pdf_id *id, struct error *error)
{
	struct image_stream stream;
	if (!image_encode(image, &writer->arena, &stream, error))
		return false;
	*id = write_picture(writer, &stream);
	return true;
}

bool pdf_picture_number(struct pdf_writer *writer, const struct image *image,
			uint32_t *number, struct error *error)
{
	for (size_t i = 0; i < writer->pictures.count; i++)
		if (is_same(writer->pictures.items[i].image, image)) {
			*number = (uint32_t)i;
			return true;
		}
	pdf_id id;
	bool ok = image->drawing ?
			  write_drawing(writer, image->drawing, &id, error) :
			  write_pixels(writer, image, &id, error);
	/* a drawing may have brought pictures of its own */
	*number = (uint32_t)writer->pictures.count;
	if (ok)
		*VECTOR_ADD(&writer->pictures) =
			(struct pdf_picture){ image, id };
	return ok;
}
