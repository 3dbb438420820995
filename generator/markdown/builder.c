/* The stack of what is open. */
#include "markdown/builder.h"

#include "base/vector.h"
#include "markdown/html_tags.h"
#include "markdown/shape.h"

/* ---- Frames -------------------------------------------------------------- */

static struct frame *push(struct builder *builder, struct frame frame)
{
	*VECTOR_ADD(&builder->frames) = frame;
	return builder_top(builder);
}

void builder_push_root(struct builder *builder, struct node *root)
{
	push(builder, (struct frame){ .node = root,
				      .is_own = true,
				      .origin = FRAME_MARKDOWN });
	builder->block_depth++;
}

void builder_initialise(struct builder *builder, struct reading *reading,
			struct node *root)
{
	*builder = (struct builder){ .reading = reading };
	builder_push_root(builder, root);
}

struct frame *builder_open_transparent(struct builder *builder,
				       enum frame_origin origin)
{
	struct node *node = builder_top(builder)->node;
	return push(builder, (struct frame){ .node = node, .origin = origin });
}

static void close_top(struct builder *builder)
{
	struct frame frame = *builder_top(builder);
	builder->frames.count--;
	if (builder->frames.count < builder->fewest)
		builder->fewest = builder->frames.count;
	builder->skip_depth -= frame.is_skipped;
	builder->code_depth -= frame.is_code;
	if (frame.unclosed)
		reading_mistake(builder->reading, DIAGNOSTIC_MARKUP_UNCLOSED,
				reading_place(builder->reading, frame.line,
					      frame.column),
				"<%s> is never closed: </%s> is missing",
				frame.unclosed, frame.unclosed);
	if (!frame.is_own)
		return;
	if (frame.is_inline)
		builder->inline_depth--;
	else
		builder->block_depth--;
	builder->link_depth -= frame.is_link;
	shape_closed(builder, &frame);
}

void builder_close_to(struct builder *builder, size_t count)
{
	while (builder->frames.count > count)
		close_top(builder);
}

void builder_release(struct builder *builder)
{
	builder_close_to(builder, 0);
	map_release(&builder->reported_tags);
	map_release(&builder->next_ends);
	VECTOR_RELEASE(&builder->frames);
}

/* ---- Making room --------------------------------------------------------- */

static struct node *open_own(struct builder *builder, enum node_kind kind,
			     enum frame_origin origin, struct place place)
{
	struct node *node = node_new(builder->reading->arena, kind, place);
	node_append(builder_top(builder)->node, node);
	bool is_inline = node_kind_is_inline(kind);
	push(builder, (struct frame){ .node = node,
				      .is_own = true,
				      .is_inline = is_inline,
				      .is_link = kind == NODE_LINK,
				      .origin = origin });
	if (is_inline)
		builder->inline_depth++;
	else
		builder->block_depth++;
	builder->link_depth += kind == NODE_LINK;
	return node;
}

/* True for what a new block closes: implied paragraphs, HTML's inlines and
 * paragraphs. Other things that hold inlines stay open around it. */
static bool yields_to_block(const struct frame *frame)
{
	if (frame->origin == FRAME_IMPLIED)
		return frame->is_own;
	if (frame->origin != FRAME_HTML)
		return false;
	return frame->is_inline ||
	       (frame->is_own && frame->node->kind == NODE_PARAGRAPH &&
		frame->tag != TAG_SUMMARY);
}

static void make_room_for_block(struct builder *builder)
{
	while (node_kind_holds_inlines(builder_top(builder)->node->kind) &&
	       yields_to_block(builder_top(builder))) {
		/* "<a><h2>…</h2></a>": its end tag comes too late. */
		builder_top(builder)->unclosed = NULL;
		close_top(builder);
	}
}

/* In lists and tables only items and rows may stand. */
static void open_implied_parents(struct builder *builder, enum node_kind kind,
				 struct place place)
{
	enum node_kind part;
	while (node_kind_has_parts(builder_top(builder)->node->kind, &part) &&
	       !node_kind_may_hold(builder_top(builder)->node->kind, kind))
		open_own(builder, part, FRAME_IMPLIED, place);
}

static void make_room_for_inline(struct builder *builder, struct place place)
{
	open_implied_parents(builder, NODE_TEXT, place);
	if (!node_kind_holds_inlines(builder_top(builder)->node->kind))
		open_own(builder, NODE_PARAGRAPH, FRAME_IMPLIED, place);
}

bool builder_is_in_block(struct builder *builder)
{
	return !node_kind_holds_inlines(builder_top(builder)->node->kind);
}

/* ---- Opening ------------------------------------------------------------- */

static bool is_too_deep(struct builder *builder, enum node_kind kind,
			struct place place)
{
	/* What belongs to a parent that is there is kept, and so are
	 * paragraphs, which nothing nests in. */
	if (kind == NODE_LIST_ITEM || kind == NODE_TABLE_ROW ||
	    (node_kind_holds_inlines(kind) && !node_kind_is_inline(kind)))
		return false;
	unsigned depth = node_kind_is_inline(kind) ? builder->inline_depth :
						     builder->block_depth;
	if (depth < NESTING_LIMIT)
		return false;
	reading_too_deep(builder->reading, place);
	return true;
}

/* A block where only inlines may stand: its contents begin a new line. */
static void begin_line(struct builder *builder, struct place place)
{
	struct node *node = builder_top(builder)->node;
	if (!node->last_child)
		return;
	if (node->last_child->kind == NODE_SOFT_BREAK)
		node->last_child->kind = NODE_LINE_BREAK;
	if (node->last_child->kind == NODE_LINE_BREAK)
		return;
	node_append(node,
		    node_new(builder->reading->arena, NODE_LINE_BREAK, place));
}

static struct node *open_block(struct builder *builder, enum node_kind kind,
			       enum frame_origin origin, struct place place)
{
	make_room_for_block(builder);
	if (node_kind_holds_inlines(builder_top(builder)->node->kind)) {
		begin_line(builder, place);
		builder_open_transparent(builder, origin);
		return NULL;
	}
	open_implied_parents(builder, kind, place);
	/* A cell that had to be implied takes lines, not blocks. */
	if (node_kind_holds_inlines(builder_top(builder)->node->kind)) {
		builder_open_transparent(builder, origin);
		return NULL;
	}
	bool fits =
		node_kind_may_hold(builder_top(builder)->node->kind, kind) ||
		node_kind_has_substitute(kind, &kind);
	if (!fits || is_too_deep(builder, kind, place)) {
		builder_open_transparent(builder, origin);
		return NULL;
	}
	struct node *node = open_own(builder, kind, origin, place);
	node->identifier = builder->pending_identifier;
	builder->pending_identifier = NULL;
	return node;
}

static struct node *open_inline(struct builder *builder, enum node_kind kind,
				enum frame_origin origin, struct place place)
{
	make_room_for_inline(builder, place);
	if (is_too_deep(builder, kind, place) ||
	    (kind == NODE_LINK && builder->link_depth)) {
		builder_open_transparent(builder, origin)->is_inline = true;
		return NULL;
	}
	return open_own(builder, kind, origin, place);
}

struct node *builder_open(struct builder *builder, enum node_kind kind,
			  enum frame_origin origin, struct place place)
{
	if (builder->skip_depth) {
		builder_open_transparent(builder, origin);
		return NULL;
	}
	return node_kind_is_inline(kind) ?
		       open_inline(builder, kind, origin, place) :
		       open_block(builder, kind, origin, place);
}

/* ---- Adding -------------------------------------------------------------- */

struct node *builder_add(struct builder *builder, enum node_kind kind,
			 struct place place)
{
	if (builder->skip_depth)
		return NULL;
	if (node_kind_is_inline(kind)) {
		make_room_for_inline(builder, place);
	} else {
		make_room_for_block(builder);
		open_implied_parents(builder, kind, place);
		if (node_kind_holds_inlines(builder_top(builder)->node->kind)) {
			begin_line(builder, place);
			return NULL;
		}
	}
	struct node *node = node_new(builder->reading->arena, kind, place);
	node_append(builder_top(builder)->node, node);
	return node;
}

void builder_add_text(struct builder *builder, struct str text,
		      struct place place)
{
	if (!text.length)
		return;
	enum node_kind kind = builder->code_depth ? NODE_CODE : NODE_TEXT;
	struct node *node = builder_add(builder, kind, place);
	if (node)
		node->text.text = text;
}
