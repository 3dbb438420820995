/* The operators of one page's content stream: text objects, colours, shapes,
 * marked content. Text is shown code by code; what stands on one baseline in
 * one font and size ends in one TJ, whatever the distances between.
 *
 * Positions are the page's [lu], y down; the stream's points are made here,
 * from integers. */
#ifndef EVERYREAD_PDF_STREAM_H
#define EVERYREAD_PDF_STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "frame/frame.h"
#include "pdf/fonts.h"

struct pdf_stream {
	struct buffer out;
	struct buffer ink; /* shapes to paint when the text object ends */
	lu page_height;
	struct colour fill, stroke;
	lu stroke_width;
	bool is_in_text, is_in_array, is_in_string;
	bool keeps_text; /* text objects go on over marked content */
	const char *tag; /* of the marked content that is wanted, or NULL */
	const char *artifact; /* "/Artifact…BDC", where that is wanted */
	bool is_mark_open;    /* false: begun with the next operator */
	bool is_span_open;
	unsigned inner_marks;                /* begun within the text object */
	uint32_t (*add_mark)(void *context); /* gives the next MCID */
	void *context;
	/* text state; font and size outlive text objects */
	uint16_t resource;
	lu size;
	int64_t line_x, line_y; /* [1/100 pt] where the last Td went */
	lu shown_y;             /* of what was shown last in the text object */
	int64_t pen;            /* [1/1000 lu] from the page's left edge */
};

/* Begins a page in an emptied stream. */
void pdf_stream_begin(struct pdf_stream *stream, lu page_height);
void pdf_stream_release(struct pdf_stream *stream);

/* Ends an open text object and paints the ink gathered in it. */
void pdf_stream_end_text(struct pdf_stream *stream);

/* "/P<</MCID 3>>BDC" and the like, with numbers from add_mark(). Where text
 * objects go on over it (keeps_text), it stands within them; ink or a shape
 * then ends both, and what follows gets a number of its own. */
void pdf_stream_begin_mark(struct pdf_stream *stream, const char *tag);
void pdf_stream_begin_artifact(struct pdf_stream *stream,
			       enum artifact_kind kind);
void pdf_stream_end_mark(struct pdf_stream *stream);

void pdf_stream_set_fill(struct pdf_stream *stream, struct colour colour);

/* Shows one code with its origin at x, y. */
void pdf_stream_show(struct pdf_stream *stream, struct pdf_code code, lu size,
		     lu x, lu y);

/* The same, not to be seen (text rendering mode 3), `width` wide. */
void pdf_stream_show_hidden(struct pdf_stream *stream, struct pdf_code code,
			    lu size, lu x, lu y, lu width);

/* A Span whose ActualText replaces what is shown until it ends. It is marked
 * content of its own, beside what was open and not within: poppler's tagged
 * text ends with the first inner one. They do not nest. */
void pdf_stream_begin_span(struct pdf_stream *stream,
			   const uint32_t *code_points, size_t count);
void pdf_stream_end_span(struct pdf_stream *stream);

/* Paints a glyph's outline as a shape, when the text object ends. */
void pdf_stream_add_ink(struct pdf_stream *stream, const struct font_face *face,
			uint32_t glyph, lu size, lu x, lu y,
			struct colour colour);

/* Between these, what is shown is turned about x, y. */
struct pdf_stream_state {
	struct colour fill, stroke;
	lu stroke_width;
	lu page_height;
	uint16_t resource;
	lu size;
};
struct pdf_stream_state pdf_stream_begin_turned(struct pdf_stream *stream,
						const struct glyph_turn *turn,
						lu x, lu y);
void pdf_stream_end_turned(struct pdf_stream *stream,
			   const struct pdf_stream_state *outside);
/* The same for a page on a sheet of that height, whose coordinates hold within. */
struct pdf_stream_state pdf_stream_begin_part(struct pdf_stream *stream,
					      const struct page_part *part,
					      lu sheet_height);

void pdf_stream_rectangle(struct pdf_stream *stream,
			  const struct rectangle *box, lu radius,
			  struct colour colour);
void pdf_stream_line(struct pdf_stream *stream, lu x1, lu y1, lu x2, lu y2,
		     lu width, struct colour colour);

/* Paints the image resource I<number> into the box, turned as EXIF's
 * orientation says. */
void pdf_stream_image(struct pdf_stream *stream, uint32_t number,
		      uint8_t orientation, const struct rectangle *box);

#endif
