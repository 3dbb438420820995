/* JPEG (ISO/IEC 10918-1) as a file: its segments, and which of them show
 * something. Grey, YCbCr and RGB files of 8 bits go into a PDF as they are. */
#include <string.h>

#include "base/buffer.h"
#include "image/image_private.h"

enum {
	MARKER_SOF0 = 0xC0,
	MARKER_DHT = 0xC4,
	MARKER_JPG = 0xC8,
	MARKER_DAC = 0xCC,
	MARKER_SOF15 = 0xCF,
	MARKER_RST0 = 0xD0,
	MARKER_RST7 = 0xD7,
	MARKER_EOI = 0xD9,
	MARKER_SOS = 0xDA,
	MARKER_DQT = 0xDB,
	MARKER_DNL = 0xDC,
	MARKER_DRI = 0xDD,
	MARKER_APP0 = 0xE0,
	MARKER_APP1 = 0xE1,
	MARKER_APP2 = 0xE2,
	MARKER_APP14 = 0xEE
};

struct jpeg {
	unsigned components, precision, process; /* process: the SOF marker */
	int adobe_transform;                     /* −1: no Adobe marker */
	bool has_letters_rgb; /* components are named R, G, B */
	bool has_scan;
	size_t profile_length; /* of all its parts */
};

static const char exif_name[] = "Exif\0"; /* and one more NUL */

/* ---- Headers ----------------------------------------------------------- */

/* "ICC_PROFILE\0", the part's number from 1 on, how many there are. */
enum { PROFILE_HEAD = 14 };

static bool is_profile(struct str body)
{
	return body.length > PROFILE_HEAD &&
	       memcmp(body.bytes, "ICC_PROFILE", 12) == 0;
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
	else if (marker == MARKER_APP1 && image->orientation == 1 &&
		 body.length > 6 && memcmp(body.bytes, exif_name, 6) == 0)
		image->orientation = image_exif_orientation(
			(struct str){ body.bytes + 6, body.length - 6 });
	else if (marker == MARKER_APP2 && is_profile(body))
		jpeg->profile_length += body.length - PROFILE_HEAD;
	else if (marker == MARKER_APP14 && body.length >= 12 &&
		 memcmp(body.bytes, "Adobe", 5) == 0)
		jpeg->adobe_transform = (uint8_t)body.bytes[11];
	else if (marker == MARKER_SOS)
		jpeg->has_scan = true;
}

/* A marker and what belongs to it. */
struct segment {
	unsigned marker;
	struct str body;
};

/* Reads the segment at *offset (ISO/IEC 10918-1, B.1.1.4) and goes behind
 * it. */
static bool next_segment(struct str file, size_t *offset,
			 struct segment *segment, struct error *error)
{
	while (*offset < file.length && (uint8_t)file.bytes[*offset] == 0xFF)
		++*offset;
	if (*offset + 3 > file.length)
		return error_set(error, "is cut off");
	segment->marker = (uint8_t)file.bytes[(*offset)++];
	size_t length = image_read_16(file.bytes + *offset);
	if (length < 2 || segment->marker < MARKER_SOF0 ||
	    (segment->marker >= MARKER_RST0 && segment->marker <= MARKER_EOI))
		return error_set(error, "is damaged: its header makes "
					"no sense");
	if (length > file.length - *offset)
		return error_set(error, "is cut off");
	segment->body = (struct str){ file.bytes + *offset + 2, length - 2 };
	*offset += length;
	return true;
}

/* Reads the segments up to the first scan. */
static bool read_segments(struct image *image, struct jpeg *jpeg,
			  struct error *error)
{
	size_t offset = 2;
	*jpeg = (struct jpeg){ .adobe_transform = -1 };
	while (!jpeg->has_scan) {
		struct segment segment;
		if (!next_segment(image->file, &offset, &segment, error))
			return false;
		read_segment(image, jpeg, segment.marker, segment.body);
	}
	return true;
}

/* The parts of the profile, in the order of their numbers (ICC.1, B.4). */
static struct str join_profile(struct str file, size_t length,
			       struct arena *arena)
{
	char *bytes = arena_allocate(arena, length + 1);
	size_t used = 0;
	for (unsigned number = 1; number < 256 && used < length; number++) {
		struct segment segment = { .marker = 0 };
		struct error error;
		size_t offset = 2;
		while (segment.marker != MARKER_SOS &&
		       next_segment(file, &offset, &segment, &error)) {
			struct str body = segment.body;
			if (segment.marker != MARKER_APP2 ||
			    !is_profile(body) ||
			    (uint8_t)body.bytes[12] != number)
				continue;
			memcpy(bytes + used, body.bytes + PROFILE_HEAD,
			       body.length - PROFILE_HEAD);
			used += body.length - PROFILE_HEAD;
		}
	}
	return (struct str){ bytes, used };
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

/* An entropy-coded block takes a bit at least, and a component of full size
 * has one for each 8 × 8 pixels: what tells a size that its data cannot give
 * is not decoded to find out. */
static bool can_be_so_large(const struct image *image)
{
	/* told as such, not as damage */
	if (image_is_too_large(image))
		return true;
	uint64_t blocks = (uint64_t)((image->stored_width + 7) / 8) *
			  ((image->stored_height + 7) / 8);
	return blocks / 8 <= image->file.length;
}

bool image_jpeg_inspect(struct image *image, struct image_facts *facts,
			struct arena *arena, struct error *error)
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
	if (!has_end(image->file) || !can_be_so_large(image))
		return error_set(error, "is cut off");
	facts->components = jpeg.components;
	facts->is_inverted = jpeg.adobe_transform >= 0;
	if (jpeg.profile_length)
		facts->profile =
			join_profile(image->file, jpeg.profile_length, arena);
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

/* ---- Cleaning ---------------------------------------------------------- */

/* What decoding needs: frames, tables, scans. */
static bool is_shown(unsigned marker)
{
	return is_frame(marker) || marker == MARKER_DHT ||
	       marker == MARKER_DAC || marker == MARKER_DQT ||
	       marker == MARKER_DNL || marker == MARKER_DRI ||
	       marker == MARKER_SOS;
}

static void put_segment(struct buffer *out, unsigned marker, const void *bytes,
			size_t length)
{
	buffer_append_byte(out, (char)0xFF);
	buffer_append_byte(out, (char)marker);
	buffer_append_byte(out, (char)((length + 2) >> 8));
	buffer_append_byte(out, (char)(length + 2));
	buffer_append(out, bytes, length);
}

enum { ORIENTATION_LENGTH = 4 + 32 };

/* EXIF that tells the orientation alone. */
static void put_orientation(struct buffer *out, uint8_t orientation)
{
	char body[] = "Exif\0\0MM\0*\0\0\0\x08\0\1"
		      "\x01\x12\0\3\0\0\0\1\0?\0\0\0\0\0";
	body[25] = (char)orientation;
	put_segment(out, MARKER_APP1, body, sizeof body);
}

static void put_cleaned(struct buffer *out, const struct segment *segment)
{
	struct str body = segment->body;
	char copy[14];
	if (is_shown(segment->marker)) {
		put_segment(out, segment->marker, body.bytes, body.length);
	} else if (segment->marker == MARKER_APP0 && body.length >= 14 &&
		   memcmp(body.bytes, "JFIF", 5) == 0) {
		memcpy(copy, body.bytes, 14);
		copy[12] = copy[13] = 0; /* no thumbnail */
		put_segment(out, MARKER_APP0, copy, 14);
	} else if (segment->marker == MARKER_APP14 && body.length >= 12 &&
		   memcmp(body.bytes, "Adobe", 5) == 0) {
		put_segment(out, MARKER_APP14, body.bytes, 12);
	}
}

/* Where the next marker stands behind entropy-coded data, in which a 0xFF is
 * followed by 0, or a restart marker, or (damage that decoders read over) what
 * is no marker. */
static size_t scan_end(struct str file, size_t offset)
{
	while (offset + 1 < file.length) {
		const char *found = memchr(file.bytes + offset, 0xFF,
					   file.length - 1 - offset);
		if (!found)
			break;
		uint8_t next = (uint8_t)found[1];
		offset = (size_t)(found - file.bytes);
		if (next >= MARKER_SOF0 &&
		    (next < MARKER_RST0 || next > MARKER_RST7))
			return offset;
		offset += next == 0xFF ? 1 : 2;
	}
	return file.length;
}

bool image_jpeg_clean(struct image *image, struct arena *arena,
		      struct error *error)
{
	struct str file = image->file;
	struct buffer out = BUFFER_INITIALISER;
	size_t offset = 2;
	bool ok = true;
	buffer_append(&out, file.bytes, 2);
	if (image->orientation != 1)
		put_orientation(&out, image->orientation);
	for (;;) {
		struct segment segment;
		while (offset + 1 < file.length &&
		       (uint8_t)file.bytes[offset + 1] == 0xFF)
			offset++;
		if (offset + 1 < file.length &&
		    (uint8_t)file.bytes[offset + 1] == MARKER_EOI)
			break;
		ok = next_segment(file, &offset, &segment, error);
		if (!ok)
			break;
		put_cleaned(&out, &segment);
		if (segment.marker != MARKER_SOS)
			continue;
		size_t end = scan_end(file, offset);
		buffer_append(&out, file.bytes + offset, end - offset);
		offset = end;
	}
	buffer_append(&out, "\xFF\xD9", 2);
	if (ok && !str_equals(buffer_str(&out), file))
		image->file = arena_copy_str(arena, buffer_str(&out));
	buffer_release(&out);
	return ok;
}

/* ---- For PDF ----------------------------------------------------------- */

/* A PDF says itself how the picture is turned. */
static struct str without_orientation(const struct image *image,
				      struct arena *arena)
{
	struct str file = image->file;
	if (image->orientation == 1)
		return file;
	size_t length = file.length - ORIENTATION_LENGTH;
	char *bytes = arena_allocate(arena, length);
	memcpy(bytes, file.bytes, 2);
	memcpy(bytes + 2, file.bytes + 2 + ORIENTATION_LENGTH, length - 2);
	return (struct str){ bytes, length };
}

bool image_jpeg_encode(const struct image *image, struct arena *arena,
		       struct image_stream *stream, struct error *error)
{
	struct image copy = *image;
	struct jpeg jpeg;
	if (!read_segments(&copy, &jpeg, error))
		return false;
	stream->colour = jpeg.components == 1 ? IMAGE_GREY : IMAGE_RGB;
	/* DCTDecode takes three components for YCbCr, unless an Adobe marker
	 * says RGB: the component names alone say nothing to it. */
	stream->is_untransformed =
		jpeg.has_letters_rgb && jpeg.adobe_transform < 0;
	stream->is_jpeg = true;
	stream->bytes = without_orientation(image, arena);
	return true;
}
