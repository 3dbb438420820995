/* The cover: one page, however much stands on it. */
#include "layout/trial.h"

/* ---- Setting ----------------------------------------------------------- */

/* Space that takes what its page has left. */
static void add_stretch(struct flow *flow)
{
	flow_add_strip(flow, 0)->is_stretch = true;
	flow_keep_with_next(flow);
}

static bool is_part(const struct node *node, const char *name)
{
	return node->kind == NODE_DIVISION && node_has_class(node, name);
}

/* A cover's divisions say what they are by class; "foot" goes to the foot of
 * the page. */
static void cover_block_set(struct flow *flow, const struct node *node,
			    const struct block_context *context)
{
	struct block_context inside = *context;
	inside.role = TEXT_COVER_DETAIL;
	if (is_part(node, "subtitle"))
		inside.role = TEXT_COVER_SUBTITLE;
	if (is_part(node, "edition"))
		inside.role = TEXT_COVER_EDITION;
	if (is_part(node, "foot"))
		add_stretch(flow);
	layout_block_set(flow, node, &inside);
}

/* The picture takes the place of the drawing. */
static const struct node *find_picture(const struct node *cover)
{
	const struct node *child = cover->first_child;
	while (child && !is_part(child, "cover-picture"))
		child = child->next;
	return child;
}

/* It says something, so it never vanishes as the drawing may. */
static const lu least_picture = LU_FROM_MILLIMETRES(14);

static void art_set(struct flow *flow, const struct node *picture,
		    const struct block_context *context)
{
	if (picture) {
		struct block_context inside = *context;
		inside.picture_height = flow->style->cover_art + least_picture;
		layout_block_set(flow, picture, &inside);
		flow_space_after(flow,
				 flow->style->block[TEXT_BODY].text.leading);
	} else {
		flow_add_strip(flow, flow->style->cover_art);
	}
	flow_keep_with_next(flow);
}

static void blocks_of_cover_set(struct flow *flow, const struct node *node,
				const struct block_context *context)
{
	const struct node *picture = find_picture(node);
	bool is_on_band = true;
	flow_begin_page(flow, PAGE_COVER);
	/* The title and what belongs to it stand on the band, below the
	 * drawing; their box says how far it reaches (furniture.c). */
	flow_open_box(
		flow,
		(struct box){ .width = block_width(context), .is_band = true },
		0);
	art_set(flow, picture, context);
	for (const struct node *child = node->first_child; child;
	     child = child->next) {
		if (child == picture)
			continue;
		if (is_on_band && is_part(child, "foot")) {
			flow_close_box(flow, flow->style->margin_start / 2);
			is_on_band = false;
		}
		cover_block_set(flow, child, context);
	}
	if (is_on_band)
		flow_close_box(flow, flow->style->margin_start / 2);
}

/* ---- Fitting ----------------------------------------------------------- */

/* [1/1000] of the theme's sizes, and of its room for the drawing the least that
 * they want above them: the drawing gives way first, then the letters step
 * down. */
static const struct fit {
	int32_t size, least_art;
} fits[] = {
	{ 1000, 600 }, { 900, 450 }, { 800, 300 }, { 700, 150 },
	{ 620, 0 },    { 550, 0 },   { 480, 0 },   { 420, 0 },
};

enum { FIT_COUNT = sizeof fits / sizeof *fits };

static const enum text_role cover_roles[] = { TEXT_COVER_TITLE,
					      TEXT_COVER_SUBTITLE,
					      TEXT_COVER_EDITION,
					      TEXT_COVER_DETAIL };

/* A title stays larger than the text, and nothing gets smaller than that. */
static lu least_size(const struct style *style, enum text_role role)
{
	lu body = style->block[TEXT_BODY].text.size;
	lu own = style->block[role].text.size;
	lu least = role == TEXT_COVER_TITLE ? body / 10 * 13 : body;
	return own < least ? own : least;
}

/* Scales the cover's letters; [1/1000]. */
static void set_size(struct style *style, const struct style *from,
		     int32_t scale)
{
	for (size_t i = 0; i < sizeof cover_roles / sizeof *cover_roles; i++) {
		enum text_role role = cover_roles[i];
		struct block_style *block = &style->block[role];
		lu full = from->block[role].text.size;
		lu least = least_size(from, role);
		lu size = lu_scale(full, scale, 1000);
		if (size < least)
			size = least;
		*block = from->block[role];
		block->text.size = size;
		block->text.leading = lu_scale(block->text.leading, size, full);
		block->space_before = lu_scale(block->space_before, size, full);
		block->space_after = lu_scale(block->space_after, size, full);
	}
}

/* Whether a word of a title is wider than the measure, so that it would be torn
 * where no language tears it. */
static bool tears_a_word(struct flow *flow, const struct node *cover,
			 const struct block_context *context)
{
	bool is_torn = false;
	for (const struct node *child = cover->first_child; child;
	     child = child->next) {
		if (child->kind != NODE_HEADING)
			continue;
		struct arena scratch = ARENA_INITIALISER;
		struct block_context inside = *context;
		inside.style = &flow->style->block[TEXT_COVER_TITLE].text;
		inside.is_title = true;
		const struct paragraph *title = inline_prepare(
			flow, child, context->element, &inside, &scratch);
		is_torn |=
			paragraph_measure(title).minimum > block_width(&inside);
		arena_release(&scratch);
	}
	return is_torn;
}

/* [lu] The height of all that stands on the cover, set in a flow that nobody
 * sees. */
static int64_t measure(struct flow *flow, const struct node *node,
		       const struct block_context *context, bool *is_torn)
{
	struct trial trial;
	trial_begin(&trial, flow, context);
	*is_torn = tears_a_word(&trial.flow, node, &trial.context);
	blocks_of_cover_set(&trial.flow, node, &trial.context);
	int64_t height = trial_height(&trial);
	trial_end(&trial);
	return height;
}

/* [lu] What is left for the drawing, in tenths of its room, so that some white
 * stays; negative where not even the words fit. */
static lu art_that_fits(int64_t room, int64_t height, lu full)
{
	if (height > room)
		return -1;
	int64_t left = room - height;
	return left >= full ? full : lu_scale((lu)(left * 10 / full), full, 10);
}

/* Sets `style` as the first of `fits` with which the cover fills one page at
 * most and keeps its words whole; or, where some word is wider than the page in
 * any size, fills one page. False where it takes more in any size. */
static bool fit(struct flow *flow, const struct node *node,
		const struct block_context *context, struct style *style)
{
	const struct style *from = flow->style;
	struct style torn = *from;
	bool has_torn = false;
	/* Some white between the band and the foot. */
	int64_t room = from->page_height - from->margin_top -
		       from->margin_bottom -
		       from->block[TEXT_BODY].text.size / 2;
	flow->style = style;
	bool is_fitting = false, is_torn;
	for (int i = 0; i < FIT_COUNT && !is_fitting; i++) {
		set_size(style, from, fits[i].size);
		style->cover_art = 0;
		int64_t height = measure(flow, node, context, &is_torn);
		lu art = art_that_fits(room, height, from->cover_art);
		bool is_room = art >= lu_scale(from->cover_art,
					       fits[i].least_art, 1000);
		style->cover_art = art < 0 ? 0 : art;
		is_fitting = is_room && !is_torn;
		if (is_room && !has_torn)
			torn = *style;
		has_torn |= is_room;
	}
	if (!is_fitting && has_torn)
		*style = torn;
	flow->style = from;
	return is_fitting || has_torn;
}

void layout_cover_set(struct flow *flow, const struct node *node,
		      const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_SECTION, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	const struct style *style = flow->style;
	struct style *fitting = ARENA_NEW(flow->arena, struct style);
	*fitting = *style;
	if (!fit(flow, node, &inside, fitting))
		diagnostics_add(flow->diagnostics, DIAGNOSTIC_COVER_FULL,
				node->place,
				"the cover takes more than its page, even in "
				"its smallest letters: shorten the title, the "
				"subtitle or the notice");
	flow->style = fitting;
	blocks_of_cover_set(flow, node, &inside);
	flow->style = style;
	flow_begin_page(flow, PAGE_BODY);
}
