/* Glyphs that are painted as shapes. */
#ifndef EVERYREAD_PDF_OUTLINE_INK_H
#define EVERYREAD_PDF_OUTLINE_INK_H

#include <stdint.h>

#include "base/buffer.h"
#include "text/font.h"

/* Appends the glyph's outline in font units; nothing where it has none. */
void pdf_append_outline(struct buffer *out, const struct font_face *face,
			uint32_t glyph);

#endif
