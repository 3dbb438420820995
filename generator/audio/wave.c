/* WAV files: chunks of a name, a length and bytes, little-endian. */
#include <string.h>

#include "audio/private.h"

enum { PCM = 1, EXTENSIBLE = 0xFFFE, CHUNK_HEAD = 8, FORMAT_LENGTH = 16 };

static uint32_t number_at(struct str bytes, size_t offset, unsigned length)
{
	uint32_t number = 0;
	for (unsigned i = 0; i < length; i++)
		number |= (uint32_t)(unsigned char)bytes.bytes[offset + i]
			  << (8 * i);
	return number;
}

static bool is_called(struct str bytes, size_t offset, const char *name)
{
	return memcmp(bytes.bytes + offset, name, 4) == 0;
}

static bool read_format(struct str chunk, struct wave_format *format,
			struct error *error)
{
	if (chunk.length < FORMAT_LENGTH)
		return error_set(error, "its WAV file is cut off");
	uint32_t coding = number_at(chunk, 0, 2);
	format->channels = (uint16_t)number_at(chunk, 2, 2);
	format->rate = number_at(chunk, 4, 4);
	format->bits = (uint16_t)number_at(chunk, 14, 2);
	if ((coding != PCM && coding != EXTENSIBLE) || format->channels < 1 ||
	    format->channels > 8 || format->rate < 1000 ||
	    format->rate > 384000 ||
	    (format->bits != 8 && format->bits != 16 && format->bits != 24 &&
	     format->bits != 32))
		return error_set(error,
				 "its WAV file holds no plain samples (PCM)");
	return true;
}

uint32_t wave_byte_rate(const struct wave_format *format)
{
	return format->rate * format->channels * (format->bits / 8u);
}

/* A command that writes to a pipe does not know how long its samples will be
 * and says more than there is: they end where the file does. */
static struct str take_samples(struct str file, size_t offset, uint32_t length,
			       const struct wave_format *format)
{
	size_t left = file.length - offset;
	size_t block = (size_t)format->channels * (format->bits / 8u);
	size_t taken = length < left ? length : left;
	return (struct str){ file.bytes + offset, taken - taken % block };
}

bool wave_read(struct str file, struct wave_format *format, struct str *samples,
	       struct error *error)
{
	bool has_format = false;
	if (file.length < 12 || !is_called(file, 0, "RIFF") ||
	    !is_called(file, 8, "WAVE"))
		return error_set(error, "it wrote no WAV file");
	size_t offset = 12;
	while (file.length - offset >= CHUNK_HEAD) {
		uint32_t length = number_at(file, offset + 4, 4);
		size_t start = offset + CHUNK_HEAD;
		size_t left = file.length - start;
		if (is_called(file, offset, "fmt ")) {
			if (!read_format((struct str){ file.bytes + start,
						       length < left ? length :
								       left },
					 format, error))
				return false;
			has_format = true;
		} else if (is_called(file, offset, "data") && has_format) {
			*samples = take_samples(file, start, length, format);
			return true;
		}
		if (length > left)
			break;
		offset = start + length;
		if (length % 2 && offset < file.length)
			offset++;
	}
	return error_set(error, "its WAV file has no sound in it");
}

static void append_number(struct buffer *out, uint32_t number, unsigned length)
{
	for (unsigned i = 0; i < length; i++)
		buffer_append_byte(out, (char)(number >> (8 * i) & 0xFF));
}

void wave_append_head(struct buffer *out, const struct wave_format *format,
		      size_t length)
{
	unsigned block = format->channels * (format->bits / 8u);
	buffer_append_string(out, "RIFF");
	append_number(out, (uint32_t)length + 36, 4);
	buffer_append_string(out, "WAVEfmt ");
	append_number(out, FORMAT_LENGTH, 4);
	append_number(out, PCM, 2);
	append_number(out, format->channels, 2);
	append_number(out, format->rate, 4);
	append_number(out, wave_byte_rate(format), 4);
	append_number(out, block, 2);
	append_number(out, format->bits, 2);
	buffer_append_string(out, "data");
	append_number(out, (uint32_t)length, 4);
}
