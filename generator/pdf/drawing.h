/* Drawings as form XObjects (ISO 32000-1, 8.10), whose matrix brings them to
 * the unit square that images fill, so that both are shown alike. Texts are
 * left out: layout/ sets them in runs of glyphs.
 *
 * Colours are DeviceRGB, which the output intent says is sRGB. What is
 * translucent as a whole is a transparency group with that blending colour
 * space, as PDF/A-2 wants it (ISO 19005-2, 6.2.10). */
#ifndef EVERYREAD_PDF_DRAWING_H
#define EVERYREAD_PDF_DRAWING_H

#include "drawing/drawing.h"
#include "pdf/objects.h"

/* Writes pictures that stand in a drawing: the image's number, or 0 where that
 * fails. */
struct pdf_pictures {
	pdf_id (*write)(void *context, const struct image *image);
	void *context;
};

/* The form's number. `pictures` may be NULL where the drawing has none. */
pdf_id pdf_drawing_write(struct pdf_objects *objects,
			 const struct drawing *drawing,
			 const struct pdf_pictures *pictures);

#endif
