/* QR codes (ISO/IEC 18004) as pictures: what stands behind "qr:" in the place of
 * a file's name. Which squares are dark, libqrencode says. */
#define _XOPEN_SOURCE 700
#include <pthread.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#include "base/library.h"
#include "image/image_private.h"
#include "svg/svg.h"

/* [CSS px] of a square: at the least size that telephones read from paper held
 * in a hand, 0.33 mm (ISO/IEC 18004, annex on sizes), it is read; here 0.8 mm.
 * [squares] The quiet zone is at least 4 wide on all sides (6.3.8). */
enum { MODULE = 3, QUIET = 4 };

struct library {
	bool is_there;
	__typeof__(QRcode_encodeString8bit) *encode;
	__typeof__(QRcode_free) *release;
};

/* Written once, by whoever wants it first, and read from then on. */
static struct library library;
static pthread_once_t is_loaded = PTHREAD_ONCE_INIT;

static void load(void)
{
	const struct library_function functions[] = {
		{ "QRcode_encodeString8bit", &library.encode },
		{ "QRcode_free", &library.release },
	};
	library.is_there = library_load(LIBQRENCODE_NAME, functions,
					sizeof functions / sizeof *functions);
}

const char *image_qr_text(const char *path)
{
	enum { LENGTH = sizeof "qr:" - 1 };
	return strncmp(path, "qr:", LENGTH) == 0 && path[LENGTH] ?
		       path + LENGTH :
		       NULL;
}

static bool is_dark(const QRcode *code, int column, int row)
{
	/* the lowest bit of a byte says so */
	return code->data[row * code->width + column] & 1;
}

/* Squares that follow each other in a row are one rectangle: no hair lines of
 * ground between them. */
static struct drawing_path dark_squares(struct arena *arena, const QRcode *code)
{
	const int32_t unit = MODULE * DRAWING_UNIT;
	struct drawing_pen pen = { .verbs = { .items = NULL } };
	for (int row = 0; row < code->width; row++)
		for (int column = 0, end; column < code->width;
		     column = end + 1) {
			for (end = column;
			     end < code->width && is_dark(code, end, row);)
				end++;
			if (end > column)
				drawing_rectangle(&pen, (column + QUIET) * unit,
						  (row + QUIET) * unit,
						  (end - column) * unit, unit);
		}
	return drawing_pen_finish(&pen, arena);
}

/* Black on white in every colour scheme: others are not read. */
static struct drawing *draw(struct arena *arena, const QRcode *code)
{
	const struct drawing_colour white = { 0xFF, 0xFF, 0xFF };
	int32_t size = (code->width + 2 * QUIET) * MODULE * DRAWING_UNIT;
	struct drawing_builder builder;
	struct drawing *drawing = drawing_new(arena, size, size, &builder);
	struct drawing_pen pen = { .verbs = { .items = NULL } };
	drawing_rectangle(&pen, 0, 0, size, size);
	struct drawing_shape *ground =
		drawing_add_shape(&builder, drawing_pen_finish(&pen, arena));
	ground->fill.kind = PAINT_COLOUR;
	ground->fill.colour = white;
	drawing_add_shape(&builder, dark_squares(arena, code))->fill.kind =
		PAINT_COLOUR;
	drawing_finish(drawing);
	return drawing;
}

bool image_qr_load(struct image *image, struct arena *arena, struct place place,
		   struct diagnostics *diagnostics)
{
	const char *text = image_qr_text(image->path);
	pthread_once(&is_loaded, load);
	if (!library.is_there) {
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_NOT_DRAWN, place,
				"a QR code needs libqrencode 4, which is not "
				"there");
		return false;
	}
	/* a quarter of the squares may be worn off */
	QRcode *code = library.encode(text, 0, QR_ECLEVEL_Q);
	if (!code) {
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_TOO_LARGE, place,
				"%zu bytes are more than a QR code holds; give "
				"it a shorter address",
				strlen(text));
		return false;
	}
	const struct drawing *drawing = draw(arena, code);
	struct buffer out = BUFFER_INITIALISER;
	library.release(code);
	svg_write(drawing, "p", &out);
	image->file = arena_copy_str(arena, buffer_str(&out));
	buffer_release(&out);
	image->kind = IMAGE_DRAWING;
	image->is_svg = true;
	image->media_type = "image/svg+xml";
	image->drawing = drawing;
	image->width = image->stored_width =
		drawing->natural_width / DRAWING_UNIT;
	image->height = image->stored_height =
		drawing->natural_height / DRAWING_UNIT;
	return true;
}
