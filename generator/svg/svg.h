/* SVG files → drawings.
 *
 * Read: svg, g, a, switch, defs, symbol, use, path, rect, circle, ellipse,
 * line, polyline, polygon, text, tspan, textPath (straight), marker, clipPath,
 * pattern, masks of white shapes, linear and radial gradients; transforms, view
 * boxes, colours, strokes, opacity and fonts, given as attributes, in style="" or
 * by selectors and variables in <style>; PNG and JPEG within the file. Shadows
 * are left out. Texts lie over all shapes
 * and are opaque; their lines begin where the file says, and are as long as the
 * fonts make them that they are set in. What else a picture may hold (blurs,
 * masks of grey …) is reported, and svg_render() makes an image of
 * the whole, on which the texts stand.
 *
 * Files are not trusted: nothing is loaded from elsewhere, entities are
 * refused, and depth, size and count of everything are bounded. */
#ifndef EVERYREAD_SVG_SVG_H
#define EVERYREAD_SVG_SVG_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "base/str.h"
#include "drawing/drawing.h"

enum {
	SVG_MOST_BYTES = 16 << 20,
	SVG_MOST_ELEMENTS = 200000, /* also those that <use> repeats */
	SVG_MOST_WORK = 64 << 20,   /* bytes read, as often as <use> repeats
				     * them */
	SVG_MOST_SIZE = 100000,     /* [CSS px] of a side */
};

enum svg_outcome {
	SVG_DRAWN,
	SVG_UNSUPPORTED, /* a drawing cannot show it: see svg_render() */
	SVG_BROKEN,
};

struct svg_picture {
	double width, height; /* [CSS px] natural size; not if broken */
	const struct drawing *drawing; /* in the arena; where the picture is not
					* drawn, of its texts alone; NULL if it
					* is broken */
};

/* Reads a PNG or JPEG file that stands within an SVG: what outputs may show, which
 * lives as long as the drawing, or NULL, which is reported at `place`. */
struct svg_pictures {
	const struct drawing_pixels *(*read)(void *context, struct str file,
					     struct place place);
	void *context;
};

/* Reads a file's bytes. `pictures` may be NULL: what has some is not drawn then.
 * Mistakes are reported at lines of `path`, which lives
 * as long as the diagnostics. */
enum svg_outcome svg_read(struct arena *arena, struct str file,
			  const char *path, const struct svg_pictures *pictures,
			  struct diagnostics *diagnostics,
			  struct svg_picture *picture);

/* What drawing a picture that needs librsvg may take. */
enum { SVG_MOST_SECONDS = 10, SVG_MOST_MEMORY = 1 << 30 };

/* An SVG file as a PNG file of `width` × `height` pixels in the arena, drawn
 * by librsvg without its texts. Pictures are not trusted, and librsvg is much
 * code: a child process does it that has its limits of time and memory, reads
 * no file and knows no network. */
bool svg_render(struct arena *arena, struct str file, uint32_t width,
		uint32_t height, struct str *png, struct error *error);

/* What a program's main() calls first: where it is started as svg_render()'s
 * child, it does that work and ends here. */
void svg_spawned(int count, char **words);

/* A drawing as an SVG document in UTF-8, which holds nothing but shapes and
 * texts. Its identifiers start with `prefix`, so that several can stand in one
 * page. */
void svg_write(const struct drawing *drawing, const char *prefix,
	       struct buffer *out);

/* What a picture within a page is for those who cannot see it. */
struct svg_names {
	const char *title;       /* "Bar chart: What people spoke of"; NULL: it
				  * shows nothing that matters */
	const char *description; /* or NULL, where the page tells it */
	const char *language;    /* BCP 47, of both, and of texts that are in
				  * the same and so do not say it again */
	bool is_right_to_left;
	const char *class; /* of the element; or NULL */
	bool is_hidden;    /* until the style sheet says "display: block" */
	bool is_xml;       /* within XHTML: with its name space, and xml:lang */
	struct str ground; /* a PNG file that the drawing stands on, as
				     * large as it; or empty */
	const struct drawing *dark; /* the same picture for dark pages, or
				     * NULL. Both are then in the element, as
				     * groups of class on-light and on-dark;
				     * the second is hidden until the style
				     * sheet says "display: inline" */
};

/* The same as an element in HTML: one image with a name, which is its <title>
 * and <desc>. Fonts are the page's; the style sheet may shrink it, its
 * proportions stay. */
void svg_write_inline(const struct drawing *drawing,
		      const struct svg_names *names, const char *prefix,
		      struct buffer *out);

#endif
