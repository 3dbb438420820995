/* JPEG (ISO/IEC 10918-1). Grey, YCbCr and RGB files of 8 bits go into a PDF
 * as they are; CMYK is decoded by libjpeg and becomes RGB. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "base/memory.h"
#include "image/image_private.h"

enum {
	MARKER_SOF0 = 0xC0,
	MARKER_DHT = 0xC4,
	MARKER_JPG = 0xC8,
	MARKER_DAC = 0xCC,
	MARKER_SOF15 = 0xCF,
	MARKER_RST0 = 0xD0,
	MARKER_EOI = 0xD9,
	MARKER_SOS = 0xDA,
	MARKER_APP0 = 0xE0,
	MARKER_APP1 = 0xE1,
	MARKER_APP14 = 0xEE
};

struct jpeg {
	unsigned components, precision, process; /* process: the SOF marker */
	int adobe_transform;                     /* −1: no Adobe marker */
	bool has_letters_rgb; /* components are named R, G, B */
	bool has_scan;
};

/* ---- Headers ----------------------------------------------------------- */

/* EXIF's orientation: a TIFF structure within APP1. */
static uint8_t exif_orientation(struct str body)
{
	if (body.length < 20 || memcmp(body.bytes, "Exif\0\0", 6) != 0)
		return 1;
	const uint8_t *tiff = (const uint8_t *)body.bytes + 6;
	size_t length = body.length - 6;
	bool is_little = tiff[0] == 'I';
#define SHORT_AT(i) \
	((unsigned)(is_little ? tiff[i] | tiff[(i) + 1] << 8 : \
				tiff[i] << 8 | tiff[(i) + 1]))
	size_t offset = is_little ? SHORT_AT(4) | (size_t)SHORT_AT(6) << 16 :
				    SHORT_AT(6) | (size_t)SHORT_AT(4) << 16;
	if (offset > length - 2)
		return 1;
	unsigned count = SHORT_AT(offset);
	for (offset += 2; count-- && offset + 12 <= length; offset += 12) {
		unsigned value = SHORT_AT(offset + 8);
		if (SHORT_AT(offset) == 0x0112)
			return value >= 1 && value <= 8 ? (uint8_t)value : 1;
	}
#undef SHORT_AT
	return 1;
}

static void read_density(struct image *image, struct str body)
{
	if (body.length < 12 || memcmp(body.bytes, "JFIF\0", 5) != 0)
		return;
	uint32_t x = image_read_16(body.bytes + 8);
	uint32_t y = image_read_16(body.bytes + 10);
	if (body.bytes[7] == 1) { /* dots per inch */
		image->density_x = (uint32_t)(x / 0.0254 + 0.5);
		image->density_y = (uint32_t)(y / 0.0254 + 0.5);
	} else if (body.bytes[7] == 2) { /* dots per centimetre */
		image->density_x = x * 100;
		image->density_y = y * 100;
	}
}

static bool is_frame(unsigned marker)
{
	return marker >= MARKER_SOF0 && marker <= MARKER_SOF15 &&
	       marker != MARKER_DHT && marker != MARKER_JPG &&
	       marker != MARKER_DAC;
}

static void read_frame(struct image *image, struct jpeg *jpeg, unsigned marker,
		       struct str body)
{
	jpeg->process = marker;
	jpeg->precision = (uint8_t)body.bytes[0];
	image->stored_height = image_read_16(body.bytes + 1);
	image->stored_width = image_read_16(body.bytes + 3);
	jpeg->components = (uint8_t)body.bytes[5];
	jpeg->has_letters_rgb = jpeg->components == 3 && body.length >= 15 &&
				body.bytes[6] == 'R' && body.bytes[9] == 'G' &&
				body.bytes[12] == 'B';
}

static void read_segment(struct image *image, struct jpeg *jpeg,
			 unsigned marker, struct str body)
{
	if (is_frame(marker) && body.length >= 6)
		read_frame(image, jpeg, marker, body);
	else if (marker == MARKER_APP0)
		read_density(image, body);
	else if (marker == MARKER_APP1 && image->orientation == 1)
		image->orientation = exif_orientation(body);
	else if (marker == MARKER_APP14 && body.length >= 12 &&
		 memcmp(body.bytes, "Adobe", 5) == 0)
		jpeg->adobe_transform = (uint8_t)body.bytes[11];
	else if (marker == MARKER_SOS)
		jpeg->has_scan = true;
}

/* Reads the segments up to the first scan. */
static bool read_segments(struct image *image, struct jpeg *jpeg,
			  struct error *error)
{
	struct str file = image->file;
	size_t offset = 2;
	*jpeg = (struct jpeg){ .adobe_transform = -1 };
	while (!jpeg->has_scan) {
		while (offset < file.length &&
		       (uint8_t)file.bytes[offset] == 0xFF)
			offset++;
		if (offset + 3 > file.length)
			return error_set(error, "is cut off");
		unsigned marker = (uint8_t)file.bytes[offset++];
		size_t length = image_read_16(file.bytes + offset);
		if (length < 2 || marker < MARKER_SOF0 ||
		    (marker >= MARKER_RST0 && marker <= MARKER_EOI))
			return error_set(error, "is damaged: its header makes "
						"no sense");
		if (length > file.length - offset)
			return error_set(error, "is cut off");
		struct str body = { file.bytes + offset + 2, length - 2 };
		read_segment(image, jpeg, marker, body);
		offset += length;
	}
	return true;
}

static bool has_end(struct str file)
{
	/* some cameras add padding, some programs text after the end */
	size_t least = file.length > 65536 ? file.length - 65536 : 2;
	for (size_t i = file.length - 1; i > least; i--)
		if ((uint8_t)file.bytes[i] == MARKER_EOI &&
		    (uint8_t)file.bytes[i - 1] == 0xFF)
			return true;
	return false;
}

bool image_jpeg_inspect(struct image *image, struct error *error)
{
	struct jpeg jpeg;
	if (!read_segments(image, &jpeg, error))
		return false;
	if (!image->stored_width || !image->stored_height)
		return error_set(error, "is damaged: it tells no size");
	if (jpeg.precision != 8 || jpeg.process > 0xC2)
		return error_set(error, "is a kind of JPEG that few programs "
					"read: save it as baseline, 8 bits");
	if (jpeg.components != 1 && jpeg.components != 3 &&
	    jpeg.components != 4)
		return error_set(error,
				 "has %u colour components, not 1, 3 "
				 "or 4",
				 jpeg.components);
	if (!has_end(image->file))
		return error_set(error, "is cut off");
	bool is_turned = image->orientation >= 5;
	image->width = is_turned ? image->stored_height : image->stored_width;
	image->height = is_turned ? image->stored_width : image->stored_height;
	if (is_turned) {
		uint32_t density = image->density_x;
		image->density_x = image->density_y;
		image->density_y = density;
	}
	return true;
}

/* ---- Decoding CMYK ----------------------------------------------------- */

struct decoder {
	struct jpeg_decompress_struct jpeg;
	struct jpeg_error_mgr errors;
	jmp_buf escape;
	uint8_t *pixels; /* RGB */
	uint8_t *row;    /* CMYK */
	char message[JMSG_LENGTH_MAX];
};

static _Noreturn void decoder_fail(j_common_ptr common)
{
	struct decoder *decoder = common->client_data;
	common->err->format_message(common, decoder->message);
	longjmp(decoder->escape, 1);
}

static void decoder_warn(j_common_ptr common, int level)
{
	(void)common;
	(void)level;
}

static void convert_row(const uint8_t *cmyk, uint8_t *rgb, uint32_t width,
			bool is_inverted)
{
	for (uint32_t x = 0; x < width; x++, cmyk += 4, rgb += 3) {
		unsigned key = is_inverted ? cmyk[3] : 255u - cmyk[3];
		for (unsigned i = 0; i < 3; i++) {
			unsigned ink = is_inverted ? cmyk[i] : 255u - cmyk[i];
			rgb[i] = (uint8_t)((ink * key + 127) / 255);
		}
	}
}

static bool decode(struct decoder *decoder, const struct image *image,
		   bool is_inverted)
{
	struct jpeg_decompress_struct *jpeg = &decoder->jpeg;
	jpeg->err = jpeg_std_error(&decoder->errors);
	jpeg->client_data = decoder;
	decoder->errors.error_exit = decoder_fail;
	decoder->errors.emit_message = decoder_warn;
	if (setjmp(decoder->escape))
		return false;
	jpeg_create_decompress(jpeg);
	jpeg_mem_src(jpeg, (const unsigned char *)image->file.bytes,
		     image->file.length);
	jpeg_read_header(jpeg, TRUE);
	jpeg->out_color_space = JCS_CMYK;
	jpeg_start_decompress(jpeg);
	size_t length = (size_t)jpeg->output_width * 3;
	decoder->pixels = memory_resize(NULL, jpeg->output_height, length);
	decoder->row = memory_resize(NULL, jpeg->output_width, 4);
	while (jpeg->output_scanline < jpeg->output_height) {
		uint8_t *out = decoder->pixels + jpeg->output_scanline * length;
		jpeg_read_scanlines(jpeg, &decoder->row, 1);
		convert_row(decoder->row, out, jpeg->output_width, is_inverted);
	}
	return true;
}

static bool recode(const struct image *image, struct arena *arena,
		   bool is_inverted, struct image_stream *stream,
		   struct error *error)
{
	struct decoder *decoder = memory_allocate(sizeof *decoder);
	bool ok = decode(decoder, image, is_inverted);
	if (ok)
		stream->bytes =
			image_compress(arena, decoder->pixels, stream->width,
				       stream->height, 3);
	else
		error_set(error, "image '%s' is damaged: %s", image->path,
			  decoder->message);
	jpeg_destroy_decompress(&decoder->jpeg);
	free(decoder->pixels);
	free(decoder->row);
	free(decoder);
	return ok;
}

bool image_jpeg_encode(const struct image *image, struct arena *arena,
		       struct image_stream *stream, struct error *error)
{
	struct image copy = *image;
	struct jpeg jpeg;
	if (!read_segments(&copy, &jpeg, error))
		return false;
	stream->colour = jpeg.components == 1 ? IMAGE_GREY : IMAGE_RGB;
	/* Adobe's programs store CMYK inverted, and say that they made it */
	if (jpeg.components == 4)
		return recode(image, arena, jpeg.adobe_transform >= 0, stream,
			      error);
	/* DCTDecode takes three components for YCbCr, unless an Adobe marker
	 * says RGB: the component names alone say nothing to it. */
	stream->is_untransformed =
		jpeg.has_letters_rgb && jpeg.adobe_transform < 0;
	stream->is_jpeg = true;
	stream->bytes = image->file;
	return true;
}
