/* Soft hyphens: seen at a line's end alone, and told there as what they are
 * (ISO 32000-1, 14.8.2.2.3), so that whoever copies the line gets the word. */
#include "text/paragraph_private.h"

#include <string.h>

bool paragraph_has_soft_hyphen_before(const struct paragraph *paragraph,
				      uint32_t offset)
{
	return offset >= SOFT_HYPHEN_LENGTH &&
	       offset < paragraph->text.length &&
	       memcmp(paragraph->text.bytes + offset - SOFT_HYPHEN_LENGTH,
		      "\xc2\xad", SOFT_HYPHEN_LENGTH) == 0;
}

const struct shaped *paragraph_hyphen(const struct paragraph *paragraph,
				      const struct unit_run *run)
{
	return shape(paragraph->typesetter->shaper, run->context,
		     paragraph->arena, STR("-"), 0, 1);
}
