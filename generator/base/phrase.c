/* Phrases: texts with gaps. */
#include "base/phrase.h"

#include "base/buffer.h"

const char *phrase_fill(struct arena *arena, const struct phrase *phrase,
			const char *text)
{
	struct buffer out = BUFFER_INITIALISER;
	for (size_t i = 0; i < phrase->piece_count; i++) {
		if (i > 0)
			buffer_append_string(&out, text);
		buffer_append_str(&out, phrase->pieces[i]);
	}
	const char *filled =
		arena_copy(arena, buffer_str(&out).bytes, out.length);
	buffer_release(&out);
	return filled;
}

struct str phrase_start(const struct phrase *phrase)
{
	return phrase->piece_count ? phrase->pieces[0] : STR("");
}
