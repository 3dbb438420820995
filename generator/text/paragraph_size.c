/* Letters of two scripts that are to look equally large. */
#include "text/paragraph_private.h"

#define LATIN SCRIPT_TAG('L', 'a', 't', 'n')
#define ARABIC SCRIPT_TAG('A', 'r', 'a', 'b')
enum { FIRST_ARABIC = 0x600 };

/* [lu] The em that makes Latin letters in Arabic, or Arabic in Latin, look as
 * large as what is around them. A face that has both was drawn so. Code keeps
 * its size. */
static lu scaled_size(const struct paragraph *paragraph, lu size,
		      const struct font_face *face, bool is_arabic)
{
	const struct font_face *own = paragraph->face;
	if (is_arabic == paragraph->is_arabic || paragraph->is_preformatted ||
	    (face == own && font_face_has_latin(face, 'x')))
		return size;
	int32_t to =
		paragraph->is_arabic ? own->arabic_height : own->latin_height;
	int32_t from = is_arabic ? face->arabic_height : face->latin_height;
	if (to <= 0 || from <= 0)
		return size;
	lu scaled = lu_scale(size, to * face->units_per_em,
			     from * own->units_per_em);
	lu least = size * 3 / 4, most = size / 3 * 4;
	return scaled < least ? least : scaled > most ? most : scaled;
}

/* European numbers in Arabic go with the Latin letters, though the Arabic
 * face has them. */
lu paragraph_run_size(const struct paragraph *paragraph,
		      const struct text_style *style, script_tag script,
		      const struct font_face *face, uint8_t level,
		      uint32_t start)
{
	if (script != LATIN && script != ARABIC)
		return style->size;
	bool is_arabic =
		script == ARABIC &&
		(level % 2 ||
		 itemise_code_point_at(paragraph->text, start) >= FIRST_ARABIC);
	return scaled_size(paragraph, style->size, face, is_arabic);
}
