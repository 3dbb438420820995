/* Text that can be read back: see text.h for why it is done this way. */
#include "pdf/text.h"

#include <stdlib.h>

#include "base/memory.h"
#include "text/font.h"
#include "pdf/syntax.h"
#include "pdf/text_private.h"

/* ---- Clusters ---------------------------------------------------------- */

/* What measures contrast in a picture of the page passes over what is narrower
 * than a pixel there: hidden text has no ink to be measured. */
#define WIDEST_HIDDEN LU_FROM_POINTS(0.7)

lu text_hidden_width(const struct glyph_run *run)
{
	lu width = run->size / 50;
	if (width > WIDEST_HIDDEN)
		return WIDEST_HIDDEN;
	return width > 0 ? width : 1;
}

void text_show_hidden(struct pdf_text *text, const struct cluster *cluster,
		      struct str part, lu x, lu y, lu width)
{
	const struct glyph_run *run = cluster->run;
	if (run->is_right_to_left)
		visual_add(&text->stretch,
			   pdf_fonts_hidden_code(text->fonts,
						 text->leader->face, part),
			   x, y, width);
	else
		pdf_stream_show_hidden(
			text->stream,
			pdf_fonts_hidden_code(text->fonts, run->face, part),
			run->size, x, y, width);
}

static void show_code(struct pdf_text *text, const struct cluster *cluster,
		      struct pdf_code code, lu x, lu y)
{
	if (cluster->run->is_right_to_left)
		visual_add(&text->stretch, code, x, y, 0);
	else
		pdf_stream_show(text->stream, code, cluster->run->size, x, y);
}

static void add_ink(struct pdf_text *text, const struct cluster *cluster,
		    const struct placed_glyph *glyph)
{
	pdf_stream_add_ink(text->stream, cluster->run->face, glyph->id,
			   cluster->run->size, glyph->x, glyph->y,
			   cluster->run->colour);
}

/* The slice of `count` characters at *offset, which moves behind it. */
static struct str take_characters(struct str text, size_t *offset, size_t count)
{
	size_t start = *offset;
	while (count-- && *offset < text.length)
		str_decode(text, offset);
	return (struct str){ text.bytes + start, *offset - start };
}

/* The glyph that carries the text best: the widest, the first of equals. */
static size_t widest_glyph(const struct cluster *cluster)
{
	size_t best = 0;
	for (size_t i = 1; i < cluster->glyph_count; i++)
		if (cluster->glyphs[i].advance > cluster->glyphs[best].advance)
			best = i;
	return best;
}

/* How many of the next `count` characters one code may hold: at least one. */
static size_t fitting(struct str text, size_t offset, size_t count)
{
	size_t units = 0, taken = 0;
	while (taken < count && offset < text.length) {
		units += str_decode(text, &offset) > 0xFFFF ? 2 : 1;
		if (units > MOST_CHARACTERS)
			break;
		taken++;
	}
	return taken ? taken : 1;
}

/* Shows the next `count` characters with a glyph; more than a code may hold
 * are hidden behind it. */
static void show_part(struct pdf_text *text, const struct cluster *cluster,
		      const struct placed_glyph *glyph, size_t *offset,
		      size_t count)
{
	const struct glyph_run *run = cluster->run;
	size_t first = fitting(cluster->text, *offset, count);
	struct str part = take_characters(cluster->text, offset, first);
	show_code(text, cluster,
		  pdf_fonts_code(text->fonts, run->face, glyph->id, part),
		  glyph->x, glyph->y);
	for (count -= first; count; count -= first) {
		first = fitting(cluster->text, *offset, count);
		part = take_characters(cluster->text, offset, first);
		text_show_hidden(text, cluster, part, glyph->x + glyph->advance,
				 glyph->y, text_hidden_width(run));
	}
}

/* One character for all glyphs from `first` on: hidden text over their whole
 * width, since a gap would be read as a space. */
static void show_remainder(struct pdf_text *text, const struct cluster *cluster,
			   size_t first, size_t offset)
{
	struct str part = take_characters(cluster->text, &offset, 1);
	const struct placed_glyph *glyph = &cluster->glyphs[first];
	lu width = 0;
	for (size_t i = first; i < cluster->glyph_count; i++) {
		width += cluster->glyphs[i].advance;
		add_ink(text, cluster, &cluster->glyphs[i]);
	}
	text_show_hidden(text, cluster, part, glyph->x, glyph->y, width);
}

/* Left to right: the glyphs that take room share the characters out, one
 * each and the rest to the last; marks are ink. */
static void show_left_to_right(struct pdf_text *text,
			       const struct cluster *cluster)
{
	size_t wide = 0, offset = 0, left = cluster->character_count;
	for (size_t i = 0; i < cluster->glyph_count; i++)
		wide += cluster->glyphs[i].advance > 0;
	size_t only = wide ? SIZE_MAX : widest_glyph(cluster);
	for (size_t i = 0; i < cluster->glyph_count; i++) {
		const struct placed_glyph *glyph = &cluster->glyphs[i];
		if (!left || (glyph->advance <= 0 && i != only)) {
			add_ink(text, cluster, glyph);
			continue;
		}
		if (left == 1 && wide > 1) {
			show_remainder(text, cluster, i, offset);
			return;
		}
		size_t count = wide > 1 ? 1 : left;
		show_part(text, cluster, glyph, &offset, count);
		left -= count;
		wide--;
	}
}

/* A right-to-left mark that pdftotext needs beside a character is a part of its
 * text where pdf.js then still takes it for what it is: a space that begins
 * with one is no space there, and a letter that ends in one is left out. */
static struct str marked_text(struct pdf_text *text,
			      const struct cluster *cluster, struct str part)
{
	struct buffer *out = &text->marked;
	buffer_clear(out);
	if (cluster->mark_before)
		buffer_append_code_point(out, cluster->mark_before);
	buffer_append_str(out, part);
	if (cluster->mark_after)
		buffer_append_code_point(out, cluster->mark_after);
	return buffer_str(out);
}

/* Whether marked_text() will do, and no ActualText is needed. */
static bool can_take_marks(const struct cluster *cluster)
{
	size_t offset = 0;
	bool is_spacing = text_is_space(str_decode(cluster->text, &offset));
	return cluster->run->is_right_to_left &&
	       cluster->character_count == 1 &&
	       (is_spacing ? !cluster->mark_before : !cluster->mark_after);
}

/* Right to left, from the right: one character a code, each to the left of the
 * one before: what has no room of its own a little, on the baseline. In the
 * leader's face, where the run's is another: its glyphs are ink then. */
static void show_right_to_left(struct pdf_text *text,
			       const struct cluster *cluster)
{
	const struct glyph_run *run = cluster->run;
	size_t base = widest_glyph(cluster);
	const struct placed_glyph *glyph = &cluster->glyphs[base];
	lu step = run->size / 100 > 0 ? run->size / 100 : 1;
	bool is_ours = run->face == text->leader->face &&
		       run->size == text->leader->size;
	bool is_shown = false;
	for (size_t offset = 0; offset < cluster->text.length;) {
		struct str part = take_characters(cluster->text, &offset, 1);
		size_t start = 0;
		if (text_is_forbidden(str_decode(part, &start)))
			continue;
		if (can_take_marks(cluster))
			part = marked_text(text, cluster, part);
		if (!is_shown && glyph->advance > 0) {
			if (is_ours)
				show_code(text, cluster,
					  pdf_fonts_code(text->fonts, run->face,
							 glyph->id, part),
					  glyph->x, glyph->y);
			else
				text_show_hidden(text, cluster, part, glyph->x,
						 glyph->y, glyph->advance);
			text->last_x = glyph->x;
			is_shown = true;
			continue;
		}
		text->last_x -= step;
		text_show_hidden(text, cluster, part, text->last_x, run->y,
				 text_hidden_width(run));
	}
	for (size_t i = 0; i < cluster->glyph_count; i++)
		if (i != base || !is_shown || !is_ours)
			add_ink(text, cluster, &cluster->glyphs[i]);
}

static void begin_marks(struct pdf_text *text, const struct cluster *cluster)
{
	uint32_t characters[MOST_CHARACTERS + 2];
	size_t count = 0, offset = 0;
	if (cluster->mark_before)
		characters[count++] = cluster->mark_before;
	while (offset < cluster->text.length && count <= MOST_CHARACTERS)
		characters[count++] = str_decode(cluster->text, &offset);
	if (cluster->mark_after)
		characters[count++] = cluster->mark_after;
	if (cluster->run->is_right_to_left)
		visual_begin_span(&text->stretch, characters, count);
	else
		pdf_stream_begin_span(text->stream, characters, count);
}

static void end_marks(struct pdf_text *text, const struct cluster *cluster)
{
	if (cluster->run->is_right_to_left)
		visual_end_span(&text->stretch);
	else
		pdf_stream_end_span(text->stream);
}

/* Characters for private use mean nothing by themselves: PDF/A-2 asks for
 * ActualText about them (ISO 19005-2, 6.2.11.7.3). */
static bool is_private(struct str text)
{
	for (size_t offset = 0; offset < text.length;) {
		uint32_t code_point = str_decode(text, &offset);
		if (pdf_readable(code_point) != code_point)
			return true;
	}
	return false;
}

static void show_cluster(struct pdf_text *text, const struct cluster *cluster)
{
	bool is_marked = cluster->mark_before || cluster->mark_after;
	is_marked = (is_marked && !can_take_marks(cluster)) ||
		    is_private(cluster->text);
	is_marked = is_marked && cluster->character_count <= MOST_CHARACTERS;
	if (is_marked)
		begin_marks(text, cluster);
	if (cluster->run->is_right_to_left)
		show_right_to_left(text, cluster);
	else
		show_left_to_right(text, cluster);
	if (is_marked)
		end_marks(text, cluster);
}

static bool has_room_for_mark(const struct pdf_text *text,
			      const struct cluster *cluster)
{
	size_t offset = 0;
	return cluster->run->is_right_to_left && cluster->mark_after &&
	       cluster->character_count == 1 &&
	       text_is_space(str_decode(cluster->text, &offset)) &&
	       text->is_line_right &&
	       !visual_is_neutral(text->leader) && /* else from its left */
	       pdf_fonts_has_blank(text->fonts, text->leader->face);
}

/* A space's mark as a code of its own without ink, which PDFium and MuPDF pass
 * over: in the space's code no search expects it. (Where a line has more words
 * from left to right, PDFium has need of the mark.) It stands at the right, where
 * pdftotext, which deals a code's room out from the left, takes what comes
 * after the space to be. A stretch is shown from its right. */
static void show_marked_space(struct pdf_text *text, struct cluster *cluster)
{
	const struct placed_glyph *glyph = &cluster->glyphs[0];
	lu width = text_hidden_width(cluster->run);
	buffer_clear(&text->marked);
	buffer_append_code_point(&text->marked, cluster->mark_after);
	visual_add(&text->stretch,
		   pdf_fonts_blank_code(text->fonts, text->leader->face,
					buffer_str(&text->marked)),
		   glyph->x + glyph->advance - width, glyph->y, width);
	cluster->mark_after = 0;
	show_cluster(text, cluster);
}

/* ---- Line ends --------------------------------------------------------- */

/* pdftotext and pdfium take a hyphen away that ends a line, and join what it
 * stood between, though nothing is hyphenated here. With a space behind it
 * the hyphen stays. */
static bool ends_in_hyphen(const struct glyph_run *run,
			   const struct glyph_run *next)
{
	struct str text = run->text;
	return text.length > 1 && text.bytes[text.length - 1] == '-' &&
	       (!next || next->y != run->y) &&
	       run->glyphs[run->count - 1].cluster == text.length - 1 &&
	       !run->is_right_to_left;
}

static void show_hyphen(struct pdf_text *text, const struct glyph_run *run)
{
	static const uint32_t characters[] = { '-', ' ' };
	const struct glyph *glyph = &run->glyphs[run->count - 1];
	struct str part = STR("-");
	pdf_stream_begin_span(text->stream, characters, 2);
	pdf_stream_show(text->stream,
			pdf_fonts_code(text->fonts, run->face, glyph->id, part),
			run->size,
			run->x + run->width - glyph->advance + glyph->x_offset,
			run->y - glyph->y_offset);
	pdf_stream_end_span(text->stream);
}

/* ---- Runs -------------------------------------------------------------- */

static size_t count_characters(struct str text)
{
	size_t count = 0;
	for (size_t offset = 0; offset < text.length; count++)
		str_decode(text, &offset);
	return count;
}

/* A soft hyphen that is not seen is not told: whoever copies or seeks the word
 * gets it whole. One at a line's end has a glyph of its own. */
static struct str without_soft_hyphens(struct str text)
{
	static const char hyphen[] = "\xc2\xad";
	enum { LENGTH = sizeof hyphen - 1 };
	while (text.length > LENGTH &&
	       memcmp(text.bytes, hyphen, LENGTH) == 0) {
		text.bytes += LENGTH;
		text.length -= LENGTH;
	}
	while (text.length > LENGTH &&
	       memcmp(text.bytes + text.length - LENGTH, hyphen, LENGTH) == 0)
		text.length -= LENGTH;
	return text;
}

/* Nearly all text: one glyph, one character, nothing else to think of. */
static inline bool show_simple(struct pdf_text *text,
			       const struct pdf_subset *subset,
			       const struct glyph_run *run,
			       const struct glyph *glyph, struct str part, lu x)
{
	if (!part.length || glyph->advance <= 0)
		return false;
	uint32_t character = (uint8_t)part.bytes[0];
	if (part.length > 1 || character >= 0x80) {
		size_t offset = 0;
		part = without_soft_hyphens(part);
		character = str_decode(part, &offset);
		if (offset != part.length || text_is_forbidden(character) ||
		    (character >= 0xE000 && is_private(part)))
			return false;
	} else if (!character) {
		return false;
	}
	pdf_stream_show(text->stream,
			pdf_fonts_simple_code(text->fonts, subset, glyph->id,
					      character, part),
			run->size, x + glyph->x_offset,
			run->y - glyph->y_offset);
	return true;
}

/* Offset of the run's last character (that is not a space), or its length. */
static size_t last_character(struct str text, bool is_to_be_visible)
{
	size_t last = text.length;
	for (size_t offset = 0; offset < text.length;) {
		size_t start = offset;
		if (!text_is_space(str_decode(text, &offset)) ||
		    !is_to_be_visible)
			last = start;
	}
	return last;
}

/* The offset of the character after which the direction changes, or
 * SIZE_MAX. */
static size_t find_turn(const struct glyph_run *run,
			const struct glyph_run *next)
{
	bool is_next_left =
		next && !next->is_right_to_left && next->y == run->y;
	if (run->is_right_to_left == is_next_left)
		return last_character(run->text, !run->is_right_to_left);
	return SIZE_MAX;
}

/* Reads one cluster from the glyph at `index` (in logical order) on; *x is
 * the pen, at the run's left or right end. Returns its number of glyphs. */
static uint32_t read_cluster(struct cluster *cluster, uint32_t index, lu *x)
{
	const struct glyph_run *run = cluster->run;
	bool is_right = run->is_right_to_left;
	uint32_t count = 0;
	size_t start =
		run->glyphs[is_right ? run->count - 1 - index : index].cluster;
	size_t end = run->text.length;
	cluster->glyph_count = 0;
	for (; index + count < run->count; count++) {
		uint32_t place = index + count;
		const struct glyph *glyph =
			&run->glyphs[is_right ? run->count - 1 - place : place];
		if (glyph->cluster != start) {
			end = glyph->cluster;
			break;
		}
		if (is_right)
			*x -= glyph->advance;
		if (cluster->glyph_count < MOST_GLYPHS)
			cluster->glyphs[cluster->glyph_count++] =
				(struct placed_glyph){ glyph->id,
						       *x + glyph->x_offset,
						       run->y - glyph->y_offset,
						       glyph->advance };
		if (!is_right)
			*x += glyph->advance;
	}
	if (start > run->text.length || end < start)
		start = end = 0;
	cluster->text = without_soft_hyphens(
		(struct str){ run->text.bytes + start, end - start });
	return count;
}

/* The general way: any direction, any clusters. */
static void show_clusters(struct pdf_text *text, const struct glyph_run *run,
			  const struct glyph_run *next)
{
	struct cluster cluster = { .run = run };
	lu x = run->is_right_to_left ? run->x + run->width : run->x;
	text->last_x = x;
	size_t last = text->is_bidirectional ? find_turn(run, next) : SIZE_MAX;
	for (uint32_t index = 0; index < run->count;) {
		index += read_cluster(&cluster, index, &x);
		cluster.character_count = count_characters(cluster.text);
		size_t start = (size_t)(cluster.text.bytes - run->text.bytes);
		if (text->is_bidirectional && cluster.text.length)
			text_mark_cluster(
				text, &cluster,
				last >= start &&
					last < start + cluster.text.length);
		if (has_room_for_mark(text, &cluster))
			show_marked_space(text, &cluster);
		else
			show_cluster(text, &cluster);
	}
}

/* A stretch of a run in which each glyph has a cluster of its own. */
static void show_left_run(struct pdf_text *text, const struct glyph_run *run)
{
	lu x = run->x;
	const struct pdf_subset *subset =
		pdf_fonts_subset(text->fonts, run->face->index);
	for (uint32_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		size_t start = glyph->cluster, end = run->text.length;
		if (i + 1 < run->count)
			end = glyph[1].cluster;
		struct str part = { run->text.bytes + start, end - start };
		if (end > start && end <= run->text.length &&
		    (i == 0 || glyph[-1].cluster != start) &&
		    show_simple(text, subset, run, glyph, part, x)) {
			x += glyph->advance;
			continue;
		}
		/* not simple: one cluster the general way */
		struct cluster cluster = { .run = run };
		uint32_t count = read_cluster(&cluster, i, &x);
		cluster.character_count = count_characters(cluster.text);
		show_cluster(text, &cluster);
		i += count - 1;
	}
}

/* Glyphs that are no text, such as a leader's dots: ink alone. */
static void show_decoration(struct pdf_text *text, const struct glyph_run *run)
{
	lu x = run->x;
	for (uint32_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		pdf_stream_add_ink(text->stream, run->face, glyph->id,
				   run->size, x + glyph->x_offset,
				   run->y - glyph->y_offset, run->colour);
		x += glyph->advance;
	}
}

static void show_run(struct pdf_text *text, const struct glyph_run *run,
		     const struct glyph_run *next)
{
	struct glyph_run rest = *run;
	bool has_hyphen = ends_in_hyphen(run, next);
	if (has_hyphen) {
		rest.count--;
		rest.text.length--;
	}
	pdf_stream_set_fill(text->stream, run->colour);
	if (run->is_right_to_left || text->is_bidirectional)
		show_clusters(text, &rest, next);
	else
		show_left_run(text, &rest);
	if (has_hyphen)
		show_hyphen(text, run);
}

static const struct glyph_run *next_run(const struct frame_item *item,
					const struct frame_item *end)
{
	while (++item < end)
		if (item->kind == ITEM_GLYPHS)
			return &item->run;
	return NULL;
}

/* Adjoining right-to-left runs, as one stretch. Their number. */
static size_t show_stretch(struct pdf_text *text, const struct frame_item *item,
			   const struct frame_item *end)
{
	size_t count = visual_measure(item, end, &text->leader);
	text_find_line(text, item);
	const struct frame_item *last = &item[count - 1];
	text_show_bridge(text, item, last->run.x);
	for (size_t i = 0; i < count; i++)
		show_run(text, &item[i].run, next_run(item + i, end));
	visual_show(&text->stretch, text->stream, text->leader);
	text->previous = last;
	text->previous_left = last->run.x;
	return count;
}

size_t pdf_text_show(struct pdf_text *text, const struct frame_item *item,
		     const struct frame_item *end)
{
	const struct glyph_run *run = &item->run;
	if (!run->count || run->size < 1)
		return 1;
	if (run->is_synthetic_text) {
		show_decoration(text, run);
		return 1;
	}
	if (run->is_right_to_left)
		return show_stretch(text, item, end);
	if (text->is_bidirectional)
		text_show_bridge(text, item, run->x);
	show_run(text, run, next_run(item, end));
	text_go_right(text, item);
	return 1;
}
