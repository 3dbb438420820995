/* Where stretches of different directions meet. */
#include <stdlib.h>

#include "pdf/text_private.h"

/* ---- Where directions meet --------------------------------------------- */

static bool is_on_line(const struct pdf_text *text, const struct glyph_run *run)
{
	return text->has_last &&
	       labs((long)text->last_y - run->y) <= run->size / 2;
}

/* MuPDF takes a jump to a left-to-right letter, or from one to punctuation,
 * for a new line. A right-to-left mark at the place tells it otherwise. Where
 * there is a space, a new line does no harm. */
static void show_joint(struct pdf_text *text, const struct cluster *cluster,
		       lu x)
{
	struct str mark = STR("\xE2\x80\x8F");
	text_show_hidden(text, cluster, mark, x, cluster->run->y,
			 text_hidden_width(cluster->run));
	text->last_class = TEXT_RIGHT;
}

static void mark_right_to_left(struct pdf_text *text, struct cluster *cluster,
			       enum text_class class, bool is_spacing,
			       bool is_last)
{
	const struct placed_glyph *glyph = &cluster->glyphs[0];
	if (!text->is_mostly_right || class == TEXT_RIGHT)
		return;
	/* "£" of "£50": not one stretch with the number */
	if (is_last && class == TEXT_NUMBER)
		cluster->mark_before = TEXT_RIGHT_TO_LEFT_MARK;
	if (!text->has_last) { /* at the line's right end, like show_hyphen() */
		if (cluster->text.bytes[0] == '-')
			cluster->mark_after = TEXT_RIGHT_TO_LEFT_MARK;
		return;
	}
	if (text->last_class != TEXT_LEFT && text->last_class != TEXT_NUMBER)
		return;
	if (!text->last_was_right && text->last_was_letter && !is_spacing)
		show_joint(text, cluster,
			   glyph->x + glyph->advance - cluster->run->size / 50);
	else
		cluster->mark_after = TEXT_RIGHT_TO_LEFT_MARK;
}

static void mark_left_to_right(struct pdf_text *text, struct cluster *cluster,
			       enum text_class class, bool is_spacing,
			       bool is_last)
{
	bool is_after_right = text->has_last && text->last_was_right;
	if (text->is_mostly_right) {
		if (is_after_right && class == TEXT_LEFT &&
		    text->last_class != TEXT_NEUTRAL)
			show_joint(text, cluster,
				   cluster->glyphs[0].x -
					   cluster->run->size / 50);
		if (is_last && class == TEXT_NEUTRAL && !is_spacing)
			cluster->mark_after = TEXT_LEFT_TO_RIGHT_MARK;
	} else if (is_after_right && class == TEXT_NEUTRAL) {
		cluster->mark_before = TEXT_LEFT_TO_RIGHT_MARK;
	}
}

void text_mark_cluster(struct pdf_text *text, struct cluster *cluster,
		       bool is_last)
{
	size_t offset = 0;
	uint32_t first = str_decode(cluster->text, &offset);
	enum text_class class = text_class_of(first);
	bool is_right = cluster->run->is_right_to_left;
	cluster->mark_before = cluster->mark_after = 0;
	text->has_last = is_on_line(text, cluster->run);
	if (is_right)
		mark_right_to_left(text, cluster, class, text_is_space(first),
				   is_last);
	else
		mark_left_to_right(text, cluster, class, text_is_space(first),
				   is_last);
	if (cluster->mark_after)
		class = cluster->mark_after == TEXT_LEFT_TO_RIGHT_MARK ?
				TEXT_LEFT :
				class;
	if (!is_right && class == TEXT_LEFT)
		text->last_was_letter = true;
	else if (is_right || class == TEXT_NUMBER)
		text->last_was_letter = false;
	text->has_last = true;
	text->last_y = cluster->run->y;
	text->last_class = class;
	text->last_was_right = is_right;
}

/* ---- From stretch to stretch ------------------------------------------- */

static bool ends_in_space(const struct glyph_run *run)
{
	return run->text.length && run->text.bytes[run->text.length - 1] == ' ';
}

static bool is_blank(const struct glyph_run *run)
{
	for (size_t i = 0; i < run->text.length; i++)
		if (run->text.bytes[i] != ' ')
			return false;
	return true;
}

static bool is_space_between(const struct glyph_run *before,
			     const struct glyph_run *run)
{
	return ends_in_space(before) ||
	       (run->text.length && run->text.bytes[0] == ' ');
}

/* What is shown next, from `left` on, stands at the left of what was shown
 * last, or begins a line from the right. A hidden code goes before it:
 *
 * - pdf.js sees no space where the text jumps back, and drops one that a
 *   stretch ends in; PDFBox takes all up to a gap for one stretch, and turns
 *   it around as one. The code stands as far from what comes that both see a
 *   gap, and is no space to either. (A mark alone pdf.js passes over.)
 * - MuPDF does not turn the first character around that follows a jump: let it
 *   be this one. It adds a space from 0.15 em on.
 *
 * Those that know ActualText are told of a space, where there is one:
 * pdftotext keeps any other character as a word of its own. */
void text_show_bridge(struct pdf_text *text, const struct frame_item *item,
		      lu left)
{
	static const uint32_t space = ' ';
	const struct glyph_run *run = &item->run;
	const struct glyph_run *before =
		text->previous ? &text->previous->run : NULL;
	const struct font_face *face =
		run->is_right_to_left ? text->leader->face : run->face;
	lu larger =
		before && before->size > run->size ? before->size : run->size;
	/* a note's number stands higher */
	bool is_on_line =
		before && labs((long)before->y - run->y) <= larger / 2;
	bool is_next = before && text->previous->content == item->content;
	lu gap = is_on_line ? text->previous_left - run->x - run->width : 0;
	/* another cell; the quarter of an em beside Han is nothing like it */
	bool is_far = is_on_line && !is_next && gap >= run->size / 2;
	/* where there is no line before, a space does no harm */
	bool is_told = !before || (!is_on_line && !is_next) ||
		       (!is_far && is_space_between(before, run));
	struct str mark = STR("\xE2\x80\x8F\xC2\xA0"); /* and a space */
	if (is_on_line ? left >= before->x || !(is_told || is_far) :
			 !run->is_right_to_left)
		return;
	if (is_on_line &&
	    is_blank(run)) /* is a gap, and what follows has one */
		return;
	if (!is_on_line)
		mark.length = 3;
	lu distance = lu_scale(run->size, 14, 100) + text_hidden_width(run);
	pdf_stream_begin_span(text->stream, &space, is_told ? 1 : 0);
	pdf_stream_show_hidden(
		text->stream, pdf_fonts_hidden_code(text->fonts, face, mark),
		run->size, left - distance, run->y, text_hidden_width(run));
	pdf_stream_end_span(text->stream);
}

void text_go_right(struct pdf_text *text, const struct frame_item *item)
{
	const struct frame_item *before = text->previous;
	bool goes_on = before && !before->run.is_right_to_left &&
		       before->run.y == item->run.y &&
		       item->run.x >= text->previous_left;
	if (!goes_on)
		text->previous_left = item->run.x;
	text->previous = item;
}
