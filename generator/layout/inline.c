/* Inline nodes → spans. One walk per paragraph; the depth of the document
 * tree is bounded by markdown/, so recursion is. */
#include "layout/inline.h"

#include <assert.h>
#include <string.h>

#include "base/address.h"
#include "base/buffer.h"
#include "document/localise.h"
#include "image/image.h"
#include "layout/drawing_text.h"

/* What holds at a point of the walk. */
struct state {
	struct structure_element *element;
	const struct text_style *style;
	const struct inline_mark *mark;
};

struct builder {
	struct flow *flow;
	const struct block_context *context;
	const struct node *block;
	VECTOR(struct inline_span) spans;
	VECTOR(const struct node *) delayed; /* notes within a link */
};

/* The leaf that text of `element` goes to: neighbours share one. */
static struct structure_element *content_of(struct flow *flow,
					    struct structure_element *element)
{
	struct structure_element *last = element->last_child;
	if (last && last->role == ROLE_CONTENT)
		return last;
	return structure_add_content(flow->structure, element);
}

static struct text_style *derive(struct builder *builder,
				 const struct text_style *from)
{
	struct text_style *style =
		ARENA_NEW(builder->flow->arena, struct text_style);
	*style = *from;
	return style;
}

static struct inline_mark *derive_mark(struct builder *builder,
				       const struct inline_mark *from)
{
	struct inline_mark *mark =
		ARENA_NEW(builder->flow->arena, struct inline_mark);
	if (from)
		*mark = *from;
	mark->footnote = NULL;
	mark->anchor = NULL;
	mark->numbered = NULL;
	return mark;
}

static struct inline_span *add_span(struct builder *builder,
				    enum inline_kind kind,
				    const struct state *state,
				    struct place place)
{
	struct inline_span *span = VECTOR_ADD(&builder->spans);
	span->kind = kind;
	span->style = state->style;
	span->link = state->mark;
	span->place = place;
	return span;
}

static void add_text(struct builder *builder, struct str text,
		     const struct state *state, struct place place)
{
	if (text.length == 0)
		return;
	struct inline_span *span = add_span(builder, INLINE_TEXT, state, place);
	span->text = text;
	span->content = content_of(builder->flow, state->element);
}

static void open_isolate(struct builder *builder, const struct state *state,
			 enum direction direction, struct place place)
{
	add_span(builder, INLINE_ISOLATE_OPEN, state, place)->direction =
		direction;
}

static void close_isolate(struct builder *builder, const struct state *state,
			  struct place place)
{
	add_span(builder, INLINE_ISOLATE_CLOSE, state, place);
}

/* The space keeps words apart where text is read without its geometry. */
static void add_line_break(struct builder *builder, const struct node *node,
			   const struct state *state)
{
	add_text(builder, STR(" "), state, node->place);
	add_span(builder, INLINE_BREAK, state, node->place);
}

static void walk_children(struct builder *builder, const struct node *node,
			  const struct state *state);
static void add_reference(struct builder *builder, const struct node *node,
			  struct state state);

static void walk_emphasis(struct builder *builder, const struct node *node,
			  struct state state)
{
	struct text_style *style = derive(builder, state.style);
	if (node->kind == NODE_STRONG || builder->flow->style->emphasis_is_bold)
		style->is_bold = true;
	else
		style->is_italic = true;
	state.style = style;
	state.element = structure_add(
		builder->flow->structure, state.element,
		node->kind == NODE_STRONG ? ROLE_STRONG : ROLE_EMPHASIS, node);
	walk_children(builder, node, &state);
}

static void walk_strikethrough(struct builder *builder, const struct node *node,
			       struct state state)
{
	struct inline_mark *mark = derive_mark(builder, state.mark);
	mark->is_struck = true;
	state.mark = mark;
	state.element = structure_add(builder->flow->structure, state.element,
				      ROLE_SPAN, node);
	walk_children(builder, node, &state);
}

/* The size of what is raised or lowered in text of this size: in large print
 * no smaller than the smallest text. */
static lu raised_size(const struct flow *flow, lu size)
{
	const struct style *style = flow->style;
	lu raised = lu_scale(size, 70, 100);
	lu least = style->has_large_text ?
			   style->block[TEXT_TABLE_SMALLEST].text.size :
			   0;
	return raised >= least ? raised : least < size ? least : size;
}

static void walk_shifted(struct builder *builder, const struct node *node,
			 struct state state)
{
	struct text_style *style = derive(builder, state.style);
	lu shift = node->kind == NODE_SUPERSCRIPT ?
			   lu_scale(style->size, 34, 100) :
			   -lu_scale(style->size, 16, 100);
	style->baseline_shift += shift;
	style->size = raised_size(builder->flow, style->size);
	state.style = style;
	state.element = structure_add(builder->flow->structure, state.element,
				      ROLE_SPAN, node);
	state.element->baseline_shift = shift;
	walk_children(builder, node, &state);
}

/* Code runs from left to right in every language. */
static void add_code(struct builder *builder, const struct node *node,
		     struct state state)
{
	struct text_style *style = derive(builder, state.style);
	style->role = FONT_MONOSPACE;
	style->size = lu_scale(style->size, 92, 100);
	state.style = style;
	state.element = structure_add(builder->flow->structure, state.element,
				      ROLE_CODE, node);
	bool is_isolated = builder->context->direction == DIRECTION_RTL;
	if (is_isolated)
		open_isolate(builder, &state, DIRECTION_LTR, node->place);
	add_text(builder, node->text.text, &state, node->place);
	if (is_isolated)
		close_isolate(builder, &state, node->place);
}

/* What the annotation is called (PDF/UA-1, 7.18.5). A bare address with its
 * scheme describes no more than the action does (WCAG 2.2, 2.4.9). */
static const char *link_description(struct builder *builder,
				    const struct node *node)
{
	struct buffer buffer = BUFFER_INITIALISER;
	node_append_plain_text(node, &buffer);
	struct str text = address_without_scheme(str_trim(buffer_str(&buffer)));
	const char *description = text.length ?
					  arena_copy(builder->flow->arena,
						     text.bytes, text.length) :
					  node->link.destination;
	buffer_release(&buffer);
	return description;
}

/* ---- "(page 12)" ------------------------------------------------------- */

static bool wants_page(const struct node *link)
{
	for (const struct node *at = link->parent; at && at->kind == NODE_SPAN;
	     at = at->parent)
		if (node_has_class(at, "page"))
			return true;
	return false;
}

/* The number is not known yet: room for one of three digits is kept. */
static void add_page_number(struct builder *builder, const struct node *link,
			    const struct state *state)
{
	struct flow *flow = builder->flow;
	const struct phrase *words = &flow->document->words.on_page;
	if (words->piece_count < 2) /* without a gap: nothing to say */
		return;
	struct inline_mark *mark = derive_mark(builder, state->mark);
	mark->numbered = link->link.target;
	mark->is_right_to_left = builder->context->direction == DIRECTION_RTL;
	struct state number = *state;
	number.mark = mark;
	const char *digits = document_number(flow->document, 888);
	for (size_t i = 0; i < words->piece_count; i++) {
		if (i > 0)
			add_text(builder, str_from(digits), &number,
				 link->place);
		add_text(builder, words->pieces[i], state, link->place);
	}
}

static void walk_link(struct builder *builder, const struct node *node,
		      struct state state)
{
	const char *destination = node_link_address(node);
	bool is_internal = destination && destination[0] == '#';
	bool goes_nowhere = !destination || !*destination || state.mark ||
			    (is_internal && !node->link.target) ||
			    !node->first_child;
	/* A link in a link cannot be (an image's in raw HTML, say). */
	if (goes_nowhere && !(state.mark && !state.mark->link)) {
		walk_children(builder, node, &state);
		return;
	}
	struct state around = state;
	struct inline_mark *mark = derive_mark(builder, state.mark);
	state.element = structure_add(builder->flow->structure, state.element,
				      ROLE_LINK, node);
	state.element->alternative = link_description(builder, node);
	mark->link = state.element;
	mark->uri = is_internal ? NULL : destination;
	mark->target = is_internal ? node->link.target : NULL;
	mark->is_underlined = true;
	state.mark = mark;
	struct text_style *style = derive(builder, state.style);
	if (!builder->context->is_on_band)
		style->colour = builder->flow->style->palette.link;
	state.style = style;
	walk_children(builder, node, &state);
	if (is_internal && wants_page(node))
		add_page_number(builder, node, &state);
	for (size_t i = 0; i < builder->delayed.count; i++)
		add_reference(builder, builder->delayed.items[i], around);
	builder->delayed.count = 0;
}

/* A span changes something or is nothing. */
static void walk_span(struct builder *builder, const struct node *node,
		      struct state state)
{
	bool is_term =
		node_has_class(node, "term") || node_has_class(node, "message");
	if (!node->language && node->direction == DIRECTION_INHERIT &&
	    !is_term && !node->span.expansion) {
		walk_children(builder, node, &state);
		return;
	}
	struct text_style *style = derive(builder, state.style);
	if (node->language)
		style->language = node->language;
	style->is_bold = style->is_bold || is_term;
	state.style = style;
	state.element = structure_add(builder->flow->structure, state.element,
				      is_term ? ROLE_STRONG : ROLE_SPAN, node);
	state.element->expansion = node->span.expansion;
	enum direction direction = node->direction;
	bool is_isolated = direction != DIRECTION_INHERIT;
	if (is_isolated)
		open_isolate(builder, &state, direction, node->place);
	walk_children(builder, node, &state);
	if (is_isolated)
		close_isolate(builder, &state, node->place);
}

static void add_reference(struct builder *builder, const struct node *node,
			  struct state state)
{
	struct flow *flow = builder->flow;
	const struct node *footnote = node->footnote_reference.footnote;
	const char *number =
		document_number(flow->document, footnote->footnote.number);
	struct text_style *style = derive(builder, state.style);
	style->baseline_shift += lu_scale(style->size, 34, 100);
	style->size = raised_size(flow, style->size);
	style->is_italic = false;
	if (!builder->context->is_on_band)
		style->colour = flow->style->palette.link;
	state.style = style;
	struct inline_mark *mark = derive_mark(builder, state.mark);
	state.element = structure_add(flow->structure, state.element,
				      ROLE_REFERENCE, node);
	state.element =
		structure_add(flow->structure, state.element, ROLE_LINK, NULL);
	state.element->alternative = footnote->footnote.name;
	state.element->language = node_words_language(flow->document, node);
	mark->link = state.element;
	mark->target = footnote;
	mark->footnote = footnote;
	mark->anchor = node;
	state.mark = mark;
	add_text(builder, str_from(number), &state, node->place);
	VECTOR_LAST(&builder->spans)->is_glued = true;
}

/* ---- Images in lines --------------------------------------------------- */

const struct image *inline_image_load(struct flow *flow,
				      const struct node *node)
{
	if (!node->image.path)
		return NULL;
	struct str path = str_from(node->image.path);
	struct image *image = map_lookup(&flow->images, path);
	if (image)
		return image;
	const struct image_rooms *rooms = node->image.rooms;
	image = image_load(flow->arena, node->image.path,
			   rooms ? &rooms->paper : NULL, node->place,
			   flow->diagnostics);
	if (image)
		map_set(&flow->images, path, image);
	return image;
}

/* What stands for a picture that cannot be shown: its words. */
static void add_alternative(struct builder *builder, const struct node *node,
			    struct state state)
{
	struct text_style *style = derive(builder, state.style);
	style->colour = builder->flow->style->palette.quiet;
	state.style = style;
	const char *text = node->image.alternative;
	if (text && *text)
		add_text(builder, str_from(text), &state, node->place);
}

lu inline_image_width(const struct node *node, lu measure)
{
	if (node->image.width_percent)
		return lu_scale(measure, node->image.width_percent, 100);
	return node->image.width < measure ? node->image.width : measure;
}

/* Fits the picture's natural size into the line: as wide as the measure, at
 * most, and not higher than a third of a page. */
static struct rectangle fitted_size(struct builder *builder,
				    const struct node *node,
				    const struct image *image)
{
	const struct style *style = builder->flow->style;
	lu width = image_width_lu(image), height = image_height_lu(image);
	lu widest = block_width(builder->context);
	lu highest = style->page_height / 3;
	lu wanted = inline_image_width(node, widest);
	if (wanted) {
		height = lu_scale(height, wanted, width);
		width = wanted;
	}
	if (width > widest) {
		height = lu_scale(height, widest, width);
		width = widest;
	}
	if (height > highest) {
		width = lu_scale(width, highest, height);
		height = highest;
	}
	return (struct rectangle){ 0, 0, width > 0 ? width : 1,
				   height > 0 ? height : 1 };
}

static void add_image(struct builder *builder, const struct node *node,
		      const struct state *state)
{
	struct flow *flow = builder->flow;
	const struct image *image = inline_image_load(flow, node);
	if (!image) {
		add_alternative(builder, node, *state);
		return;
	}
	struct inline_image *object =
		ARENA_NEW(flow->arena, struct inline_image);
	object->image = image;
	if (node->image.alternative && *node->image.alternative) {
		object->figure = structure_add(flow->structure, state->element,
					       ROLE_FIGURE, node);
		object->figure->alternative = node->image.alternative;
		object->content =
			structure_add_content(flow->structure, object->figure);
	}
	struct rectangle box = fitted_size(builder, node, image);
	if (image->words)
		object->words = drawing_words_set(flow, image->words, box.width,
						  box.height, object->content,
						  builder->context->language,
						  node->place);
	struct inline_span *span =
		add_span(builder, INLINE_OBJECT, state, node->place);
	span->object = object;
	span->width = box.width;
	span->ascent = box.height;
	span->content = object->content;
}

/* ---- The walk ---------------------------------------------------------- */

static void walk(struct builder *builder, const struct node *node,
		 const struct state *state)
{
	/* A link to a place within a text goes to where its block begins. */
	if (node->identifier)
		flow_anchor(builder->flow, node);
	switch (node->kind) {
	case NODE_TEXT:
		add_text(builder, node->text.text, state, node->place);
		break;
	case NODE_CODE:
		add_code(builder, node, *state);
		break;
	case NODE_SOFT_BREAK:
		add_text(builder, STR(" "), state, node->place);
		break;
	case NODE_LINE_BREAK:
		add_line_break(builder, node, state);
		break;
	case NODE_EMPHASIS:
	case NODE_STRONG:
		walk_emphasis(builder, node, *state);
		break;
	case NODE_STRIKETHROUGH:
		walk_strikethrough(builder, node, *state);
		break;
	case NODE_SUBSCRIPT:
	case NODE_SUPERSCRIPT:
		walk_shifted(builder, node, *state);
		break;
	case NODE_LINK:
		walk_link(builder, node, *state);
		break;
	case NODE_SPAN:
		walk_span(builder, node, *state);
		break;
	case NODE_IMAGE:
		add_image(builder, node, state);
		break;
	case NODE_FOOTNOTE_REFERENCE:
		/* A link in a link cannot be: the note follows. */
		if (state->mark && state->mark->link)
			*VECTOR_ADD(&builder->delayed) = node;
		else
			add_reference(builder, node, *state);
		break;
#define BLOCK(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		assert(!"no inline");
		break;
	}
}

static void walk_children(struct builder *builder, const struct node *node,
			  const struct state *state)
{
	for (const struct node *child = node->first_child; child;
	     child = child->next)
		walk(builder, child, state);
}

static struct paragraph_input input_of(const struct builder *builder,
				       const struct text_style *style)
{
	const struct block_context *context = builder->context;
	return (struct paragraph_input){
		.spans = builder->spans.items,
		.span_count = builder->spans.count,
		.direction = context->direction,
		.language = context->language,
		.alignment = context->alignment,
		.style = style,
		.is_title = context->is_title,
	};
}

/* What stands before the inlines, in a language of its own if it has one. The space
 * behind it is the block's: at a line's end it belongs to the line's direction. */
static void add_prefix(struct builder *builder, struct state state)
{
	const struct block_context *context = builder->context;
	const char *language = context->prefix_language;
	struct place place = builder->block->place;
	struct str words = str_from(context->prefix);
	struct state around = state;
	if (context->prefix_style)
		state.style = around.style = context->prefix_style;
	if (!language) {
		add_text(builder, words, &state, place);
		return;
	}
	while (words.length && words.bytes[words.length - 1] == ' ')
		words.length--;
	struct text_style *style = derive(builder, state.style);
	enum direction direction = document_direction_of_language(language);
	bool is_isolated = direction != context->direction;
	style->language = language;
	state.style = style;
	state.element = structure_add(builder->flow->structure, state.element,
				      ROLE_SPAN, NULL);
	state.element->language = language;
	if (is_isolated)
		open_isolate(builder, &state, direction, place);
	add_text(builder, words, &state, place);
	if (is_isolated)
		close_isolate(builder, &state, place);
	add_text(builder, str_from(context->prefix + words.length), &around,
		 place);
}

struct paragraph *inline_prepare(struct flow *flow, const struct node *node,
				 struct structure_element *element,
				 const struct block_context *context,
				 struct arena *scratch)
{
	struct builder builder = { .flow = flow,
				   .context = context,
				   .block = node };
	struct state state = {
		.element = element,
		.style = context->style ?
				 context->style :
				 &flow->style->block[context->role].text,
	};
	if (context->prefix)
		add_prefix(&builder, state);
	walk_children(&builder, node, &state);
	if (context->suffix)
		add_text(&builder, str_from(context->suffix), &state,
			 node->place);
	struct paragraph_input input = input_of(&builder, state.style);
	struct paragraph *paragraph =
		paragraph_new(flow->typesetter, scratch, &input);
	VECTOR_RELEASE(&builder.spans);
	VECTOR_RELEASE(&builder.delayed);
	return paragraph;
}

struct paragraph_lines inline_set(struct flow *flow, const struct node *node,
				  struct structure_element *element,
				  const struct block_context *context)
{
	struct arena scratch = ARENA_INITIALISER;
	struct paragraph *paragraph =
		inline_prepare(flow, node, element, context, &scratch);
	struct paragraph_lines lines = { 0 };
	if (!paragraph_is_empty(paragraph))
		lines = paragraph_break(paragraph, flow->arena,
					block_width(context));
	arena_release(&scratch);
	return lines;
}

struct paragraph_lines inline_set_text(struct flow *flow, const char *text,
				       const struct text_style *style,
				       const struct structure_element *content,
				       const struct inline_mark *mark,
				       const struct block_context *context,
				       lu width)
{
	struct arena scratch = ARENA_INITIALISER;
	struct inline_span span = { .kind = INLINE_TEXT,
				    .text = str_from(text),
				    .style = style,
				    .content = content,
				    .link = mark };
	struct paragraph_input input = {
		.spans = &span,
		.span_count = 1,
		.direction = context->direction,
		.language = context->language,
		.alignment = context->alignment,
		.style = style,
	};
	struct paragraph *paragraph =
		paragraph_new(flow->typesetter, &scratch, &input);
	struct paragraph_lines lines =
		paragraph_break(paragraph, flow->arena, width);
	arena_release(&scratch);
	return lines;
}
