/* What inlines say: a paragraph's words in one text, cut into pieces, whose
 * directions are found before they are written. */
#include <assert.h>

#include <unicode/uchar.h>

#include "base/typography.h"
#include "document/localise.h"
#include "office/writer.h"

/* ---- Filling ----------------------------------------------------------- */

struct office_run office_run_at(const struct writer *writer,
				const struct node *node)
{
	return (struct office_run){ .language = node_language(writer->document,
							      node) };
}

static struct piece *add_piece(struct line *line, enum piece_kind kind,
			       const struct office_run *run)
{
	struct piece *piece = VECTOR_ADD(&line->pieces);
	*piece = (struct piece){ .kind = kind,
				 .start = line->text.length,
				 .end = line->text.length };
	if (run)
		piece->run = *run;
	return piece;
}

static bool are_alike(const struct office_run *a, const struct office_run *b)
{
	return a->is_strong == b->is_strong &&
	       a->is_emphasis == b->is_emphasis && a->is_code == b->is_code &&
	       a->is_struck == b->is_struck &&
	       a->is_underlined == b->is_underlined &&
	       a->is_marked == b->is_marked && a->is_small == b->is_small &&
	       a->is_link == b->is_link && a->script == b->script &&
	       strcmp(a->language, b->language) == 0;
}

/* Who edits the file, or compares two, should not meet words in splinters. */
static struct piece *text_piece(struct line *line, const struct office_run *run)
{
	struct piece *last =
		line->pieces.count ? VECTOR_LAST(&line->pieces) : NULL;
	return last && last->kind == PIECE_TEXT && are_alike(&last->run, run) ?
		       last :
		       add_piece(line, PIECE_TEXT, run);
}

static void add_text(struct line *line, const struct office_run *run,
		     struct str text)
{
	struct piece *piece = text_piece(line, run);
	buffer_append_str(&line->text, text);
	piece->end = line->text.length;
}

void line_add_words(struct line *line, const struct office_run *run,
		    const char *words)
{
	add_text(line, run, str_from(words));
}

void line_add_mark(struct line *line, enum piece_kind kind,
		   const struct node *node, const char *name)
{
	struct piece *piece = add_piece(line, kind, NULL);
	piece->node = node;
	piece->name = name;
}

void line_release(struct line *line)
{
	buffer_release(&line->text);
	VECTOR_RELEASE(&line->pieces);
	VECTOR_RELEASE(&line->isolates);
}

/* ---- Inlines ----------------------------------------------------------- */

struct inlines {
	struct writer *writer;
	struct line *line;
	bool is_outline; /* for a list of contents: no notes, links, breaks */
	unsigned link_depth;
	/* References within a link, which stand after it. */
	VECTOR(const struct node *) delayed;
};

/* What holds at an inline, from those around it up to its block. */
static struct office_run run_of(const struct inlines *inlines,
				const struct node *node)
{
	struct office_run run = office_run_at(inlines->writer, node);
	run.is_link = inlines->link_depth > 0;
	for (const struct node *at = node; at && !node_is_block(at);
	     at = at->parent) {
		run.is_strong |=
			at->kind == NODE_STRONG || node_has_class(at, "term");
		run.is_emphasis |= at->kind == NODE_EMPHASIS;
		run.is_struck |= at->kind == NODE_STRIKETHROUGH;
		run.is_code |= at->kind == NODE_CODE;
		run.is_underlined |= node_has_class(at, "underline");
		run.is_marked |= node_has_class(at, "mark");
		run.is_small |= node_has_class(at, "small");
		if (run.script == SCRIPT_BASE && at->kind == NODE_SUPERSCRIPT)
			run.script = SCRIPT_RAISED;
		if (run.script == SCRIPT_BASE && at->kind == NODE_SUBSCRIPT)
			run.script = SCRIPT_LOWERED;
	}
	return run;
}

static void isolate(struct inlines *inlines, bool is_open,
		    enum direction direction)
{
	*VECTOR_ADD(&inlines->line->isolates) = (struct isolate_mark){
		.offset = (uint32_t)inlines->line->text.length,
		.is_open = is_open,
		.direction = direction,
	};
}

static bool is_isolated(const struct inlines *inlines, const struct node *node)
{
	const struct document *document = inlines->writer->document;
	return node->parent && node_direction(document, node) !=
				       node_direction(document, node->parent);
}

static bool leads_somewhere(const struct node *link)
{
	const char *destination = link->link.destination;
	return destination && *destination &&
	       (destination[0] != '#' ||
		(link->link.target && link->link.target->identifier));
}

/* A link without words shows where it leads. */
static bool is_wordless(const struct node *link)
{
	struct buffer words = BUFFER_INITIALISER;
	node_append_plain_text(link, &words);
	bool is_empty = str_trim(buffer_str(&words)).length == 0;
	buffer_release(&words);
	for (const struct node *at = link; at && is_empty;
	     at = node_next(link, at))
		is_empty = at->kind != NODE_IMAGE || !at->image.path;
	return is_empty;
}

static void start_link(struct inlines *inlines, const struct node *node)
{
	bool is_outermost = inlines->link_depth++ == 0;
	if (inlines->is_outline || !is_outermost || !leads_somewhere(node))
		return;
	line_add_mark(inlines->line, PIECE_LINK_START, node, NULL);
	if (is_wordless(node)) {
		struct office_run run = run_of(inlines, node);
		line_add_words(inlines->line, &run, node->link.destination);
	}
}

static void add_image(struct inlines *inlines, const struct node *node)
{
	const char *alternative = node->image.alternative;
	struct office_run run = run_of(inlines, node);
	if (!inlines->is_outline && node->image.path &&
	    office_picture(inlines->writer, node))
		line_add_mark(inlines->line, PIECE_PICTURE, node, NULL);
	else if (alternative && *alternative)
		line_add_words(inlines->line, &run, alternative);
}

static void add_reference(struct inlines *inlines, const struct node *node)
{
	struct office_run run = run_of(inlines, node);
	if (inlines->is_outline || !node->footnote_reference.footnote)
		return;
	if (inlines->link_depth)
		*VECTOR_ADD(&inlines->delayed) = node;
	else
		add_piece(inlines->line, PIECE_NOTE, &run)->node = node;
}

static void end_link(struct inlines *inlines, const struct node *node)
{
	if (--inlines->link_depth)
		return;
	if (!inlines->is_outline && leads_somewhere(node))
		line_add_mark(inlines->line, PIECE_LINK_END, node, NULL);
	for (size_t i = 0; i < inlines->delayed.count; i++)
		add_reference(inlines, inlines->delayed.items[i]);
	inlines->delayed.count = 0;
}

/* A word of one of the letters, with a space before it and after it: Polish,
 * say, leaves none at a line's end. The text may go on in the next node. */
static bool is_bound_word(const struct node *node, size_t at,
			  const char *letters)
{
	struct str text = node->text.text;
	return at + 1 < text.length && text.bytes[at + 1] == ' ' &&
	       (at + 2 < text.length || node->next) && text.bytes[at] &&
	       strchr(letters, text.bytes[at]) &&
	       (at == 0 || text.bytes[at - 1] == ' ');
}

static void add_characters(struct inlines *inlines, const struct node *node)
{
	struct office_run run = run_of(inlines, node);
	struct line *line = inlines->line;
	struct str text = node->text.text;
	const char *letters = typography_of(run.language)->bound_letters;
	struct piece *piece = text_piece(line, &run);
	size_t start = 0;
	for (size_t i = 0; *letters && i < text.length; i++) {
		if (!is_bound_word(node, i, letters))
			continue;
		buffer_append(&line->text, text.bytes + start, i + 1 - start);
		buffer_append_string(&line->text, "\u00a0");
		start = i + 2;
	}
	buffer_append(&line->text, text.bytes + start, text.length - start);
	piece->end = line->text.length;
}

/* Code is written from left to right. */
static void add_code(struct inlines *inlines, const struct node *node)
{
	struct office_run run = run_of(inlines, node);
	bool is_turned = node_direction(inlines->writer->document, node) ==
			 DIRECTION_RTL;
	if (is_turned)
		isolate(inlines, true, DIRECTION_LTR);
	add_text(inlines->line, &run, node->text.text);
	if (is_turned)
		isolate(inlines, false, DIRECTION_INHERIT);
}

static void add_break(struct inlines *inlines, const struct node *node)
{
	struct office_run run = run_of(inlines, node);
	if (node->kind == NODE_LINE_BREAK && !inlines->is_outline)
		add_piece(inlines->line, PIECE_BREAK, &run);
	else
		add_text(inlines->line, &run, STR(" "));
}

static void enter(struct inlines *inlines, const struct node *node)
{
	if (is_isolated(inlines, node))
		isolate(inlines, true,
			node_direction(inlines->writer->document, node));
	if (node->identifier && !inlines->is_outline)
		line_add_mark(inlines->line, PIECE_BOOKMARK, node, NULL);
	switch (node->kind) {
	case NODE_TEXT:
		add_characters(inlines, node);
		break;
	case NODE_CODE:
		add_code(inlines, node);
		break;
	case NODE_SOFT_BREAK:
	case NODE_LINE_BREAK:
		add_break(inlines, node);
		break;
	case NODE_IMAGE:
		add_image(inlines, node);
		break;
	case NODE_FOOTNOTE_REFERENCE:
		add_reference(inlines, node);
		break;
	case NODE_LINK:
		start_link(inlines, node);
		break;
	case NODE_EMPHASIS:
	case NODE_STRONG:
	case NODE_STRIKETHROUGH:
	case NODE_SUBSCRIPT:
	case NODE_SUPERSCRIPT:
	case NODE_SPAN:
		break; /* run_of() asks for them */
#define BLOCK(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		assert(!"no inline");
		break;
	}
}

static void leave(struct inlines *inlines, const struct node *node)
{
	if (node->kind == NODE_LINK)
		end_link(inlines, node);
	if (node->kind == NODE_SPAN && node->span.told &&
	    !inlines->is_outline) {
		struct office_run run = run_of(inlines, node);
		line_add_words(inlines->line, &run, node->span.told);
	}
	if (is_isolated(inlines, node))
		isolate(inlines, false, DIRECTION_INHERIT);
}

void line_add_inlines(struct writer *writer, struct line *line,
		      const struct node *block, bool is_outline)
{
	struct inlines inlines = { .writer = writer,
				   .line = line,
				   .is_outline = is_outline };
	const struct node *node = block->first_child;
	while (node) {
		enter(&inlines, node);
		if (node->first_child) {
			node = node->first_child;
			continue;
		}
		leave(&inlines, node);
		while (!node->next && node->parent != block) {
			node = node->parent;
			leave(&inlines, node);
		}
		node = node->next;
	}
	VECTOR_RELEASE(&inlines.delayed);
}

/* ---- Directions -------------------------------------------------------- */

static bool has_letters_to_the_right(struct str text)
{
	for (size_t at = 0; at < text.length;)
		if (u_charDirection((UChar32)str_decode(text, &at)) ==
		    U_LEFT_TO_RIGHT)
			return true;
	return false;
}

/* Numbers and what joins them to the words around run with these, and in their
 * font; word processors order their digits. */
static bool runs_leftwards(const struct level_runs *levels, size_t at,
			   struct str text, size_t start)
{
	const struct level_run *run = &levels->items[at];
	if (run->level % 2)
		return true;
	struct str part = { text.bytes + start, run->end - start };
	return run->level > 0 && !has_letters_to_the_right(part);
}

struct directions {
	struct level_runs levels;
	size_t at;      /* the run that was asked for last */
	bool is_needed; /* else all is left to right */
};

static void find_directions(struct writer *writer, const struct line *line,
			    enum direction direction,
			    struct directions *directions)
{
	struct str text = buffer_str(&line->text);
	directions->is_needed =
		direction == DIRECTION_RTL || itemise_bidi_is_needed(text);
	if (!directions->is_needed || !text.length)
		return;
	if (!writer->bidi)
		writer->bidi = itemise_bidi_new();
	itemise_bidi_find_levels(writer->bidi, text, direction,
				 line->isolates.items, line->isolates.count,
				 &directions->levels);
}

/* Where the stretch that begins at `start` ends, at most at `end`. */
static size_t next_stretch(struct directions *directions, struct str text,
			   size_t start, size_t end, bool *is_right_to_left)
{
	const struct level_runs *levels = &directions->levels;
	*is_right_to_left = false;
	if (!directions->is_needed)
		return end;
	size_t at = directions->at;
	while (at < levels->count && levels->items[at].end <= start)
		at++;
	directions->at = at;
	if (at == levels->count)
		return end;
	size_t begin = at ? levels->items[at - 1].end : 0;
	*is_right_to_left = runs_leftwards(levels, at, text, begin);
	for (; at + 1 < levels->count && levels->items[at].end < end; at++)
		if (runs_leftwards(levels, at + 1, text,
				   levels->items[at].end) != *is_right_to_left)
			break;
	size_t stop = levels->items[at].end;
	return stop < end ? stop : end;
}

/* ---- Writing ----------------------------------------------------------- */

static void write_text(struct writer *writer, const struct line *line,
		       const struct piece *piece, struct directions *directions)
{
	struct str text = buffer_str(&line->text);
	for (size_t start = piece->start; start < piece->end;) {
		struct office_run run = piece->run;
		size_t end = next_stretch(directions, text, start, piece->end,
					  &run.is_right_to_left);
		writer->format->text(
			writer, &run,
			(struct str){ text.bytes + start, end - start });
		start = end;
	}
}

static void write_link_start(struct writer *writer, const struct piece *piece)
{
	struct office_link link = { .anchor = piece->name };
	const struct node *node = piece->node;
	if (node && node->link.target && node->link.target->identifier)
		link.anchor = office_bookmark(writer, node->link.target);
	else if (node)
		link.address = node_link_address(node);
	writer->format->begin_link(writer, &link);
}

/* What stands in a note has its text elsewhere: word processors know no notes
 * of notes. */
static void write_note(struct writer *writer, const struct piece *piece)
{
	const struct node *note = piece->node->footnote_reference.footnote;
	struct note_state *state = &writer->notes[note->footnote.number - 1];
	bool is_again = writer->is_in_note || state->is_told;
	if (writer->is_in_note && !state->is_in_text && !state->is_told) {
		*VECTOR_ADD(&writer->nested_notes) = note;
		state->is_told = true;
	}
	if (!writer->is_in_note)
		state->is_told = true;
	const char *name =
		state->is_repeated ? office_bookmark(writer, note) : NULL;
	writer->format->note(writer, &piece->run, note, is_again, name);
}

static void write_piece(struct writer *writer, const struct line *line,
			const struct piece *piece,
			struct directions *directions)
{
	struct office_shown shown;
	switch (piece->kind) {
	case PIECE_TEXT:
		write_text(writer, line, piece, directions);
		break;
	case PIECE_BREAK:
		writer->format->line_break(writer);
		break;
	case PIECE_LINK_START:
		write_link_start(writer, piece);
		break;
	case PIECE_LINK_END:
		writer->format->end_link(writer);
		break;
	case PIECE_BOOKMARK:
		writer->format->bookmark(
			writer, piece->node ?
					office_bookmark(writer, piece->node) :
					piece->name);
		break;
	case PIECE_PICTURE:
		shown = office_show(writer, piece->node,
				    office_picture(writer, piece->node));
		writer->format->picture(writer, &shown);
		break;
	case PIECE_NOTE:
		write_note(writer, piece);
		break;
	}
}

void line_write(struct writer *writer, struct line *line,
		enum direction direction)
{
	struct directions directions = { .at = 0 };
	find_directions(writer, line, direction, &directions);
	for (size_t i = 0; i < line->pieces.count; i++)
		write_piece(writer, line, &line->pieces.items[i], &directions);
	VECTOR_RELEASE(&directions.levels);
}
