/* What the files that show text share. */
#ifndef EVERYREAD_PDF_TEXT_PRIVATE_H
#define EVERYREAD_PDF_TEXT_PRIVATE_H

#include "pdf/text.h"

enum {
	MOST_CHARACTERS = 8, /* a code: ToUnicode's readers hold no more,
	                      * counted in UTF-16 */
	MOST_GLYPHS = 64     /* a cluster; more are not shown */
};

struct placed_glyph {
	uint32_t id;
	lu x, y, advance;
};

/* Glyphs and characters that belong together, glyphs in logical order. */
struct cluster {
	const struct glyph_run *run;
	struct placed_glyph glyphs[MOST_GLYPHS];
	size_t glyph_count;
	struct str text;
	size_t character_count;
	/* marks for pdftotext around the text, 0: none */
	uint32_t mark_before, mark_after;
};

/* [lu] Of hidden text that has no room of its own: it may fill no gap between
 * words. */
lu text_hidden_width(const struct glyph_run *run);

/* Text that no glyph of its own shows, `width` wide. */
void text_show_hidden(struct pdf_text *text, const struct cluster *cluster,
		      struct str part, lu x, lu y, lu width);

/* On a page with both directions: adds the marks that keep the cluster apart
 * from what is shown before and after it. `is_last`: a left-to-right run's
 * last cluster that is not a space, where no such run follows; a right-to-left
 * run's last cluster, where a left-to-right run follows. */
void text_mark_cluster(struct pdf_text *text, struct cluster *cluster,
		       bool is_last);

/* Before a stretch that begins with `item` and whose left end is `left`, where
 * it stands at the left of what was shown last: a hidden code that tells it
 * apart. */
void text_show_bridge(struct pdf_text *text, const struct frame_item *item,
		      lu left);

/* Before a right-to-left stretch: finds out how its line counts. */
void text_find_line(struct pdf_text *text, const struct frame_item *item);

/* After a left-to-right run was shown. */
void text_go_right(struct pdf_text *text, const struct frame_item *item);

#endif
