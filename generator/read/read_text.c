/* Finding offsets in texts. */
#include "read/read_text.h"

#include "base/vector.h"

enum { STEP = 128 /* code points between two remembered bytes */ };

void read_text_index(struct arena *arena, struct str utf8,
		     struct read_text *text)
{
	VECTOR(uint32_t) wide = { 0 };
	VECTOR(uint32_t) bytes = { 0 };
	uint32_t at = 0;
	*text = (struct read_text){ .utf8 = utf8 };
	for (size_t i = 0; i < utf8.length; i++) {
		unsigned char byte = (unsigned char)utf8.bytes[i];
		if ((byte & 0xC0) == 0x80)
			continue;
		if (at % STEP == 0)
			*VECTOR_ADD(&bytes) = (uint32_t)i;
		if (byte >= 0xF0)
			*VECTOR_ADD(&wide) = at;
		at++;
	}
	text->code_points = at;
	text->wide = arena_copy_array(arena, wide.items, wide.count,
				      sizeof *wide.items);
	text->wide_count = (uint32_t)wide.count;
	if (at != utf8.length)
		text->bytes = arena_copy_array(arena, bytes.items, bytes.count,
					       sizeof *bytes.items);
	VECTOR_RELEASE(&wide);
	VECTOR_RELEASE(&bytes);
}

/* Takes the second halves out of an offset that counts `twice` doubly. */
static uint32_t without(const uint32_t *twice, uint32_t count, uint32_t offset)
{
	uint32_t low = 0, high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if ((uint64_t)twice[middle] + middle + 1 <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return offset - low;
}

/* How many of the ascending items are less. */
static uint32_t count_below(const uint32_t *items, uint32_t count,
			    uint32_t value)
{
	uint32_t from = 0, to = count;
	while (from < to) {
		uint32_t half = from + (to - from) / 2;
		if (items[half] < value)
			from = half + 1;
		else
			to = half;
	}
	return from;
}

/* With both counted twice, the two lists work on each other's positions: walk
 * to the one code point that both corrections agree on. */
static uint32_t without_both(const struct read_text *text, uint32_t offset)
{
	uint32_t low = 0, high = text->code_points + 1;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		uint64_t counted =
			(uint64_t)middle +
			count_below(text->crlf, text->crlf_count, middle) +
			count_below(text->wide, text->wide_count, middle);
		if (counted <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low - 1;
}

uint32_t read_text_find(const struct read_text *text, uint32_t offset,
			int counting)
{
	if ((counting & READ_COUNTS_BOM) && text->has_bom && offset > 0)
		offset--;
	uint64_t most = text->code_points;
	bool has_crlf = (counting & READ_COUNTS_CRLF_TWICE) && text->crlf_count;
	bool has_wide = (counting & READ_COUNTS_UTF16) && text->wide_count;
	if (has_crlf)
		most += text->crlf_count;
	if (has_wide)
		most += text->wide_count;
	if (offset > most)
		return UINT32_MAX;
	if (has_crlf && has_wide)
		return without_both(text, offset);
	if (has_crlf)
		return without(text->crlf, text->crlf_count, offset);
	if (has_wide)
		return without(text->wide, text->wide_count, offset);
	return offset;
}

static size_t byte_of(const struct read_text *text, uint32_t code_point)
{
	if (!text->bytes)
		return code_point;
	if (code_point == text->code_points)
		return text->utf8.length;
	size_t at = text->bytes[code_point / STEP];
	for (uint32_t left = code_point % STEP; left > 0; left--)
		do
			at++;
		while (((unsigned char)text->utf8.bytes[at] & 0xC0) == 0x80);
	return at;
}

struct str read_text_slice(const struct read_text *text, uint32_t start,
			   uint32_t end)
{
	size_t from = byte_of(text, start);
	return (struct str){ text->utf8.bytes + from,
			     byte_of(text, end) - from };
}

/* Letters and digits; beyond ASCII all but the common punctuation. */
static bool is_in_word(uint32_t code_point)
{
	if (code_point < 0x80)
		return (code_point >= '0' && code_point <= '9') ||
		       ((code_point | 32) >= 'a' && (code_point | 32) <= 'z');
	return code_point >= 0xC0 &&
	       (code_point < 0x2000 || code_point > 0x206F) &&
	       (code_point < 0x3000 || code_point > 0x303F) &&
	       (code_point < 0xFF00 || code_point > 0xFF20);
}

bool read_text_has_word(const struct read_text *text, uint32_t start,
			uint32_t end)
{
	size_t at = byte_of(text, start);
	for (; start < end; start++)
		if (is_in_word(str_decode(text->utf8, &at)))
			return true;
	return false;
}

/* The code point that ends before byte `at`. */
static uint32_t before(const struct read_text *text, size_t at)
{
	if (at == 0)
		return '\n';
	do
		at--;
	while (at > 0 && ((unsigned char)text->utf8.bytes[at] & 0xC0) == 0x80);
	return str_decode(text->utf8, &at);
}

static uint32_t after(const struct read_text *text, size_t at)
{
	return at < text->utf8.length ? str_decode(text->utf8, &at) : '\n';
}

/* Whether the text at `at` begins as the selection's name does: many programs
 * name a selection by its first words, some with an ellipsis. */
static bool begins_as(const struct read_text *text, size_t at, struct str name)
{
	enum { ENOUGH = 8, MOST = 24 };
	name = str_trim(name);
	if (name.length > MOST)
		name.length = MOST;
	else if (name.length > ENOUGH + 3)
		name.length -= 3;
	return name.length >= ENOUGH && text->utf8.length - at >= name.length &&
	       memcmp(text->utf8.bytes + at, name.bytes, name.length) == 0;
}

int read_text_score(const struct read_text *text, uint32_t start, uint32_t end,
		    struct str name, int counting)
{
	enum { OUTSIDE = -6 };
	start = read_text_find(text, start, counting);
	end = read_text_find(text, end, counting);
	if (start == UINT32_MAX || end == UINT32_MAX || start >= end)
		return OUTSIDE;
	size_t from = byte_of(text, start), to = byte_of(text, end);
	uint32_t first = after(text, from), last = before(text, to);
	uint32_t left = before(text, from), right = after(text, to);
	int score = 0;
	if (is_in_word(first))
		score += left == '\n' ? 3 : is_in_word(left) ? -2 : 2;
	else if (left == '\n')
		score++;
	if (is_in_word(last))
		score += is_in_word(right) ? -2 : 2;
	else if (right == '\n' || last == '\n')
		score += 2;
	else if (right == ' ')
		score++;
	return score + (begins_as(text, from, name) ? 20 : 0);
}
