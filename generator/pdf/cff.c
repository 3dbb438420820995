/* As much of CFF (Adobe Technical Note 5176) as tells the CIDs of a subset's
 * glyphs: content streams must write CIDs, and in a CID-keyed font these are
 * not the glyph ids. */
#include <string.h>

#include "pdf/fonts.h"

enum { OPERATOR_CHARSET = 15, OPERATOR_ROS = 0x0C1E };

struct reader {
	const uint8_t *at, *end;
	bool ok;
};

static unsigned read_byte(struct reader *reader)
{
	if (reader->at >= reader->end) {
		reader->ok = false;
		return 0;
	}
	return *reader->at++;
}

static uint32_t read_number(struct reader *reader, unsigned size)
{
	uint32_t value = 0;
	while (size--)
		value = value << 8 | read_byte(reader);
	return value;
}

/* Leaves the reader behind an INDEX; `first` is its first object. */
static void read_index(struct reader *reader, struct reader *first)
{
	uint32_t count = read_number(reader, 2);
	*first = (struct reader){ reader->at, reader->at, reader->ok };
	if (!count)
		return;
	unsigned size = read_byte(reader);
	size_t start = read_number(reader, size), second = 0, last = start;
	for (uint32_t i = 0; i < count && reader->ok; i++) {
		last = read_number(reader, size);
		if (i == 0)
			second = last;
	}
	size_t left = (size_t)(reader->end - reader->at);
	if (!reader->ok || start != 1 || second < 1 || last < second ||
	    last - 1 > left) {
		reader->ok = false;
		return;
	}
	*first = (struct reader){ reader->at, reader->at + second - 1, true };
	reader->at += last - 1;
}

/* An operand of a DICT as an integer; reals are passed over as 0. */
static int32_t read_operand(struct reader *dict, unsigned byte)
{
	if (byte == 28)
		return (int16_t)read_number(dict, 2);
	if (byte == 29)
		return (int32_t)read_number(dict, 4);
	if (byte == 30) {
		unsigned pair;
		do
			pair = read_byte(dict);
		while (dict->ok && (pair & 15) != 15 && pair >> 4 != 15);
		return 0;
	}
	if (byte <= 246)
		return (int32_t)byte - 139;
	if (byte <= 250)
		return ((int32_t)byte - 247) * 256 + (int32_t)read_byte(dict) +
		       108;
	return -((int32_t)byte - 251) * 256 - (int32_t)read_byte(dict) - 108;
}

static void read_top_dict(struct reader *dict, bool *is_cid_keyed,
			  int32_t *charset)
{
	int32_t operand = 0;
	while (dict->ok && dict->at < dict->end) {
		unsigned byte = read_byte(dict);
		if (byte > 21) {
			operand = read_operand(dict, byte);
			continue;
		}
		unsigned operation =
			byte == 12 ? byte << 8 | read_byte(dict) : byte;
		if (operation == OPERATOR_ROS)
			*is_cid_keyed = true;
		else if (operation == OPERATOR_CHARSET)
			*charset = operand;
	}
}

static void read_charset(struct reader *charset, uint32_t glyph_count,
			 uint16_t *cids)
{
	unsigned format = read_byte(charset);
	uint32_t glyph = 1;
	while (charset->ok && glyph < glyph_count) {
		uint32_t cid = read_number(charset, 2);
		uint32_t more = format == 0 ? 0 :
				format == 1 ? read_byte(charset) :
					      read_number(charset, 2);
		for (uint32_t i = 0; i <= more && glyph < glyph_count; i++)
			cids[glyph++] = (uint16_t)(cid + i);
	}
	if (format > 2)
		charset->ok = false;
}

bool cff_read_cids(struct str table, uint32_t glyph_count, uint16_t *cids,
		   bool *ok)
{
	const uint8_t *start = (const uint8_t *)table.bytes;
	struct reader reader = { start, start + table.length, true };
	struct reader first;
	bool is_cid_keyed = false;
	int32_t charset = 0;
	read_number(&reader, 2); /* version */
	unsigned head = read_byte(&reader);
	if (head > table.length)
		head = (unsigned)table.length;
	reader.at = start + head;
	read_index(&reader, &first); /* names */
	read_index(&reader, &first);
	read_top_dict(&first, &is_cid_keyed, &charset);
	*ok = reader.ok && first.ok;
	if (!*ok || !is_cid_keyed)
		return false;
	/* 0 is a predefined charset, which CID-keyed fonts may not have but
	 * for the identity */
	if (charset <= 2) {
		for (uint32_t i = 0; i < glyph_count; i++)
			cids[i] = (uint16_t)i;
		return true;
	}
	if ((size_t)charset >= table.length) {
		*ok = false;
		return true;
	}
	struct reader places = { start + charset, start + table.length, true };
	read_charset(&places, glyph_count, cids);
	*ok = places.ok;
	return true;
}
