/* Making names out of names. */
#include "read/slug.h"

#include <unicode/uchar.h>

#include "base/buffer.h"

static bool is_apostrophe(uint32_t point)
{
	return point == '\'' || point == 0x2018 || point == 0x2019 ||
	       point == 0x02BC;
}

static bool is_kept(uint32_t point)
{
	int8_t type = u_charType((UChar32)point);
	return u_isalnum((UChar32)point) || type == U_NON_SPACING_MARK ||
	       type == U_COMBINING_SPACING_MARK;
}

const char *slug_of(struct arena *arena, struct str text)
{
	struct buffer out = BUFFER_INITIALISER;
	bool is_apart = false;
	for (size_t at = 0; at < text.length;) {
		uint32_t point = str_decode(text, &at);
		if (is_apostrophe(point))
			continue;
		if (!is_kept(point)) {
			is_apart = true;
			continue;
		}
		if (is_apart && out.length)
			buffer_append_byte(&out, '-');
		is_apart = false;
		buffer_append_code_point(&out,
					 (uint32_t)u_tolower((UChar32)point));
	}
	struct str slug = buffer_str(&out);
	const char *kept = arena_copy(arena, slug.bytes, slug.length);
	buffer_release(&out);
	return kept;
}
