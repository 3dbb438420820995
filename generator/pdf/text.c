/* Text that can be read back: see text.h for why it is done this way. */
#include "pdf/text.h"

#include <stdlib.h>

#include "base/memory.h"
#include "text/font.h"
#include "pdf/syntax.h"

enum {
	MOST_CHARACTERS = 8, /* a code: ToUnicode's readers hold no more,
	                      * counted in UTF-16 */
	MOST_GLYPHS = 64,    /* a cluster; more are not shown */
	MOST_MARKS = 16000   /* a string, of 32,767 bytes */
};

static bool has_right_to_left(const struct page *page)
{
	for (size_t i = 0; i < page->item_count; i++)
		if (page->items[i].kind == ITEM_GLYPHS &&
		    page->items[i].run.is_right_to_left)
			return true;
	return false;
}

void pdf_text_begin(struct pdf_text *text, struct pdf_fonts *fonts,
		    struct pdf_stream *stream, const struct page *page,
		    bool is_right_to_left)
{
	struct text_letters letters = { 0 };
	*text = (struct pdf_text){ .fonts = fonts, .stream = stream };
	text->is_bidirectional = has_right_to_left(page);
	/* there nearly every paragraph has ink, which ends text objects */
	stream->keeps_text = !text->is_bidirectional;
	if (!text->is_bidirectional)
		return;
	for (size_t i = 0; i < page->item_count; i++)
		if (page->items[i].kind == ITEM_GLYPHS)
			text_count_letters(page->items[i].run.text, &letters);
	/* on the safe side: our counting is not quite pdftotext's */
	uint32_t needed =
		letters.left + letters.left / 4 + (letters.left ? 16 : 0);
	text->is_mostly_right = letters.right > letters.left;
	if (is_right_to_left && letters.right < needed) {
		text->is_mostly_right = true;
		text->mark_count = needed - letters.right;
		if (text->mark_count > MOST_MARKS)
			text->mark_count = MOST_MARKS;
	}
}

static const struct glyph_run *first_run(const struct page *page)
{
	for (size_t i = 0; i < page->item_count; i++)
		if (page->items[i].kind == ITEM_GLYPHS)
			return &page->items[i].run;
	return NULL;
}

void pdf_text_end(struct pdf_text *text, const struct page *page)
{
	const struct glyph_run *run = first_run(page);
	if (!text->mark_count || !run)
		return;
	uint32_t *marks = memory_allocate(text->mark_count * sizeof *marks);
	for (uint32_t i = 0; i < text->mark_count; i++)
		marks[i] = TEXT_RIGHT_TO_LEFT_MARK;
	pdf_stream_begin_artifact(text->stream, ARTIFACT_LAYOUT);
	pdf_stream_begin_span(text->stream, marks, text->mark_count);
	/* in a corner, away from all lines */
	pdf_stream_show_hidden(
		text->stream,
		pdf_fonts_hidden_code(text->fonts, run->face, STR(" ")),
		LU_PER_POINT, page->width - 2 * LU_PER_POINT,
		page->height - 2 * LU_PER_POINT, LU_PER_POINT);
	pdf_stream_end_span(text->stream);
	pdf_stream_end_mark(text->stream);
	free(marks);
}

/* ---- Clusters ---------------------------------------------------------- */

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

static void show_code(struct pdf_text *text, const struct cluster *cluster,
		      struct pdf_code code, lu x, lu y)
{
	/* pdfium brings the operators of a line into visual order, but not
	 * the codes of one operator */
	if (cluster->run->is_right_to_left)
		pdf_stream_break(text->stream);
	pdf_stream_show(text->stream, code, cluster->run->size, x, y);
}

/* [lu] Of hidden text that has no room of its own: it may fill no gap between
 * words. */
static lu hidden_width(const struct glyph_run *run)
{
	return run->size / 50 > 0 ? run->size / 50 : 1;
}

/* Text that no glyph of its own shows. */
static void show_hidden(struct pdf_text *text, const struct cluster *cluster,
			struct str part, lu x, lu y, lu width)
{
	if (cluster->run->is_right_to_left)
		pdf_stream_break(text->stream);
	pdf_stream_show_hidden(
		text->stream,
		pdf_fonts_hidden_code(text->fonts, cluster->run->face, part),
		cluster->run->size, x, y, width);
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
		show_hidden(text, cluster, part, glyph->x + glyph->advance,
			    glyph->y, hidden_width(run));
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
	show_hidden(text, cluster, part, glyph->x, glyph->y, width);
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

/* Right to left: one character a code, each to the left of the one before:
 * what has no room of its own a little, on the baseline. */
static void show_right_to_left(struct pdf_text *text,
			       const struct cluster *cluster)
{
	const struct glyph_run *run = cluster->run;
	size_t base = widest_glyph(cluster);
	const struct placed_glyph *glyph = &cluster->glyphs[base];
	lu step = run->size / 100 > 0 ? run->size / 100 : 1;
	bool is_shown = false;
	for (size_t offset = 0; offset < cluster->text.length;) {
		struct str part = take_characters(cluster->text, &offset, 1);
		size_t start = 0;
		if (text_is_forbidden(str_decode(part, &start)))
			continue;
		if (!is_shown && glyph->advance > 0) {
			show_code(text, cluster,
				  pdf_fonts_code(text->fonts, run->face,
						 glyph->id, part),
				  glyph->x, glyph->y);
			text->last_x = glyph->x;
			is_shown = true;
			continue;
		}
		text->last_x -= step;
		show_hidden(text, cluster, part, text->last_x, run->y,
			    hidden_width(run));
	}
	for (size_t i = 0; i < cluster->glyph_count; i++)
		if (i != base || !is_shown)
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
	pdf_stream_begin_span(text->stream, characters, count);
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
	bool is_marked = cluster->mark_before || cluster->mark_after ||
			 is_private(cluster->text);
	is_marked = is_marked && cluster->character_count <= MOST_CHARACTERS;
	if (is_marked)
		begin_marks(text, cluster);
	if (cluster->run->is_right_to_left)
		show_right_to_left(text, cluster);
	else
		show_left_to_right(text, cluster);
	if (is_marked)
		pdf_stream_end_span(text->stream);
}

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
	show_hidden(text, cluster, mark, x, cluster->run->y,
		    hidden_width(cluster->run));
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

/* On a page with both directions: adds the marks that keep the cluster apart
 * from what is shown before and after it. `is_last`: a left-to-right run's
 * last cluster that is not a space, where no such run follows; a right-to-left
 * run's last cluster, where a left-to-right run follows. */
static void mark_cluster(struct pdf_text *text, struct cluster *cluster,
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

/* Nearly all text: one glyph, one character, nothing else to think of. */
static bool show_simple(struct pdf_text *text, const struct glyph_run *run,
			const struct glyph *glyph, struct str part, lu x)
{
	size_t offset = 0;
	if (!part.length || glyph->advance <= 0)
		return false;
	uint32_t character = str_decode(part, &offset);
	if (offset != part.length || text_is_forbidden(character) ||
	    (character >= 0xE000 && is_private(part)))
		return false;
	pdf_stream_show(text->stream,
			pdf_fonts_simple_code(text->fonts, run->face, glyph->id,
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
			mark_cluster(
				text, &cluster,
				last >= start &&
					last < start + cluster.text.length);
		show_cluster(text, &cluster);
	}
}

/* A stretch of a run in which each glyph has a cluster of its own. */
static void show_left_run(struct pdf_text *text, const struct glyph_run *run)
{
	lu x = run->x;
	for (uint32_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		size_t start = glyph->cluster, end = run->text.length;
		if (i + 1 < run->count)
			end = glyph[1].cluster;
		struct str part = { run->text.bytes + start, end - start };
		if (end > start && end <= run->text.length)
			part = without_soft_hyphens(part);
		if (end > start && end <= run->text.length &&
		    (i == 0 || glyph[-1].cluster != start) &&
		    show_simple(text, run, glyph, part, x)) {
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

void pdf_text_show(struct pdf_text *text, const struct glyph_run *run,
		   const struct glyph_run *next)
{
	if (!run->count || run->size < 1)
		return;
	struct glyph_run rest = *run;
	if (run->is_synthetic_text) {
		show_decoration(text, run);
		return;
	}
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
