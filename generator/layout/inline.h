/* Inline nodes → the spans of a paragraph, with their structure elements. */
#ifndef EVERYREAD_LAYOUT_INLINE_H
#define EVERYREAD_LAYOUT_INLINE_H

#include "layout/flow.h"

/* What the paragraph hands through for a span: where it links to, what is
 * drawn about it. One mark for all spans of one node. */
struct inline_mark {
	struct structure_element *link; /* ROLE_LINK, or NULL: no link */
	const char *uri;                /* goes out, or: */
	const struct node *target;      /* goes to this node, or: */
	const struct node *footnote;    /* to this note, which it brings to
	                                   * the foot of its page */
	const struct node *anchor;      /* this place can be gone to */
	bool is_underlined, is_struck;
	/* The text stands for the number of this node's page, which is known
	 * only when pages are cut, and is put in its place then. */
	const struct node *numbered;
	bool is_right_to_left; /* the paragraph that it stands in */
};

/* Texts of a drawing, ready to be painted: layout/drawing_text.h. */
struct drawing_words {
	struct frame_item *items; /* ITEM_GLYPHS about the drawing's top left
				   * corner, in the flow's arena */
	size_t count;
};

/* An image that stands in a line; the object of its line item. */
struct inline_image {
	const struct image *image;
	struct structure_element *figure; /* NULL: decorative */
	struct structure_element *content;
	struct drawing_words words; /* over the image */
};

/* Where and how a block sets its text. */
struct block_context {
	struct structure_element *element; /* parent of what is made */
	lu left, right;                    /* [lu] edges of the measure */
	enum direction direction;          /* LTR or RTL */
	const char *language;
	enum text_role role;            /* of paragraphs: TEXT_BODY, … */
	const struct text_style *style; /* of paragraphs, or NULL: role's */
	unsigned list_depth;
	bool is_tight;               /* in a list without blank lines */
	const char *prefix, *suffix; /* around the inlines, or NULL */
	const struct text_style *prefix_style; /* or NULL: as the inlines */
	const char *prefix_language;           /* likewise */
	enum alignment alignment;
	bool is_title;
	bool is_on_band;   /* links have the colour of the text around them */
	lu picture_height; /* [lu] of pictures, at most; 0: as usual */
	lu chart_height;   /* likewise of charts, whose letters it leaves */
};

static inline lu block_width(const struct block_context *context)
{
	return context->right - context->left;
}

/* Analyses the inline children of `node` as one paragraph whose content
 * belongs to `element`, in `scratch`. Never NULL. */
struct paragraph *inline_prepare(struct flow *flow, const struct node *node,
				 struct structure_element *element,
				 const struct block_context *context,
				 struct arena *scratch);

/* The same, broken at the context's width; lines live in the flow's arena. */
struct paragraph_lines inline_set(struct flow *flow, const struct node *node,
				  struct structure_element *element,
				  const struct block_context *context);

/* Lines of a plain text. `content` NULL: an artifact. `mark` may be NULL. */
struct paragraph_lines inline_set_text(struct flow *flow, const char *text,
				       const struct text_style *style,
				       const struct structure_element *content,
				       const struct inline_mark *mark,
				       const struct block_context *context,
				       lu width);

/* [lu] How wide a NODE_IMAGE is to be shown in a measure; 0: as it is. */
lu inline_image_width(const struct node *node, lu measure);

/* The image of a NODE_IMAGE, loaded once per path, or NULL (reported). */
const struct image *inline_image_load(struct flow *flow,
				      const struct node *node);

#endif
