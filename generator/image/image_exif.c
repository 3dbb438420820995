/* EXIF 2.32 (JEITA CP-3451X), of which one thing matters to a reader. */
#include "image/image_private.h"

struct tiff {
	const uint8_t *bytes;
	size_t length;
	bool is_little; /* endian */
};

static uint32_t read_16(const struct tiff *tiff, size_t at)
{
	if (at + 2 > tiff->length)
		return 0;
	const uint8_t *b = tiff->bytes + at;
	return tiff->is_little ? (uint32_t)b[0] | (uint32_t)b[1] << 8 :
				 (uint32_t)b[0] << 8 | b[1];
}

static uint32_t read_32(const struct tiff *tiff, size_t at)
{
	uint32_t first = read_16(tiff, at), second = read_16(tiff, at + 2);
	return tiff->is_little ? first | second << 16 : first << 16 | second;
}

uint8_t image_exif_orientation(struct str body)
{
	struct tiff tiff = { (const uint8_t *)body.bytes, body.length, false };
	if (body.length < 8)
		return 1;
	tiff.is_little = body.bytes[0] == 'I';
	size_t offset = read_32(&tiff, 4);
	unsigned count = read_16(&tiff, offset);
	for (offset += 2; count-- && offset + 12 <= tiff.length; offset += 12) {
		uint32_t value = read_16(&tiff, offset + 8);
		if (read_16(&tiff, offset) == 0x0112)
			return value >= 1 && value <= 8 ? (uint8_t)value : 1;
	}
	return 1;
}
