/* Block nodes → strips of the flow, each with its structure element. */
#ifndef EVERYREAD_LAYOUT_BLOCKS_H
#define EVERYREAD_LAYOUT_BLOCKS_H

#include "layout/flow.h"
#include "layout/inline.h"

/* Sets the block children of `parent`. */
void blocks_set(struct flow *flow, const struct node *parent,
		const struct block_context *context);

/* Sets one block. */
void layout_block_set(struct flow *flow, const struct node *node,
		      const struct block_context *context);

/* Sets the notes that were referred to since the last call; their elements
 * become children of `parent`, after what is there. */
void layout_notes_set(struct flow *flow, struct structure_element *parent,
		      const struct block_context *context);

/* A paragraph element with the inlines of `node`. */
void layout_paragraph_set(struct flow *flow, const struct node *node,
			  const struct block_context *context);

/* What a table's marks mean, where its data are shown: a paragraph behind it,
 * which stays with it. */
bool layout_is_note_of_table(const struct node *node);

/* A paragraph of plain text in the given role; `language` where it is another
 * than the context's, else NULL. */
void layout_text_paragraph_set(struct flow *flow, const char *text,
			       const char *language, enum text_role role,
			       const struct block_context *context);
/* The inlines of `node` in the context's own element, role and language. */
void layout_line_set(struct flow *flow, const struct node *node,
		     const struct block_context *context);

/* The context of a node's children: its element, its language, its
 * direction. */
struct block_context layout_context_inside(const struct block_context *context,
					   const struct node *node,
					   struct structure_element *element);

/* Moves the measure's start edge (or its end edge) inwards, but never makes
 * it narrower than the style's least width. Returns what it moved [lu]. */
lu layout_context_indent_start(struct block_context *context, lu amount,
			       const struct style *style);
lu layout_context_indent_end(struct block_context *context, lu amount,
			     const struct style *style);

/* table.c */
void layout_table_set(struct flow *flow, const struct node *node,
		      const struct block_context *context);
/* figure_block.c */
void layout_figure_set(struct flow *flow, const struct node *node,
		       const struct block_context *context);
void layout_image_block_set(struct flow *flow, const struct node *image,
			    const struct block_context *context);
void layout_easy_read_row_set(struct flow *flow, const struct node *node,
			      const struct block_context *context);
/* chart_block.c */
void layout_chart_set(struct flow *flow, const struct node *chart,
		      const struct block_context *context);
/* list.c */
void layout_list_set(struct flow *flow, const struct node *node,
		     const struct block_context *context);
/* boxes.c */
void layout_block_quote_set(struct flow *flow, const struct node *node,
			    const struct block_context *context);
void layout_quotation_set(struct flow *flow, const struct node *node,
			  const struct block_context *context);
void layout_callout_set(struct flow *flow, const struct node *node,
			const struct block_context *context);
void layout_case_study_set(struct flow *flow, const struct node *node,
			   const struct block_context *context);
void layout_kicker_set(struct flow *flow, const struct node *node,
		       const struct block_context *context);
void layout_title_set(struct flow *flow, const struct node *node,
		      const struct block_context *context);
void layout_credit_set(struct flow *flow, const struct node *node,
		       const struct block_context *context);
void layout_remark_set(struct flow *flow, const struct node *node,
		       const struct block_context *context);
void layout_code_block_set(struct flow *flow, const struct node *node,
			   const struct block_context *context);
/* key_numbers.c */
void layout_key_numbers_set(struct flow *flow, const struct node *node,
			    const struct block_context *context);
/* cover.c: as much smaller as one page asks for. */
void layout_cover_set(struct flow *flow, const struct node *node,
		      const struct block_context *context);
/* front_matter.c */
void layout_back_page_set(struct flow *flow, const struct node *node,
			  const struct block_context *context);
void layout_contents_set(struct flow *flow, const struct node *node,
			 const struct block_context *context);

#endif
