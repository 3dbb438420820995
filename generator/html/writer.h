/* What the files of html/ share: the state of one rendering. */
#ifndef EVERYREAD_HTML_WRITER_H
#define EVERYREAD_HTML_WRITER_H

#include "base/vector.h"
#include "html/html.h"

struct writer {
	const struct document *document;
	const struct html_options *options;
	struct buffer *out;
	const struct node *cover; /* or NULL */
	uint32_t table_count, case_study_count, callout_count, chart_count;
	unsigned picture_count; /* of those that stand in the page itself */
	unsigned link_depth;    /* open <a> elements: 0 or 1 */
	const char *file;       /* that is being written, of a split text */
	size_t next_page_break;
	bool out_is_body; /* the h1 is written already */
	bool is_outline;  /* writing a heading for the contents:
				   * no links, notes or identifiers */
	/* References within a link, written after it. */
	VECTOR(const struct node *) delayed;
};

/* html.c: what rendering begins with. */
void html_begin(struct writer *writer, const struct document *document,
		const struct html_options *options);
void html_emit_title_block(struct writer *writer);

/* split.c: marks the pages of print that begin before the node. */
void html_emit_page_breaks(struct writer *writer, const struct node *node);

/* What walking does after a node's beginning was written. */
enum visit {
	VISIT_CHILDREN, /* then write its end */
	VISIT_NEXT      /* neither children nor end */
};

/* Writes a node with all below it, without recursion. */
void html_write_tree(struct writer *writer, const struct node *root);
/* The same without the node's own tags. */
void html_write_children(struct writer *writer, const struct node *parent);

/* block.c, table.c, inline.c: one node's beginning and end. */
enum visit html_emit_block_start(struct writer *writer,
				 const struct node *node);
void html_emit_block_end(struct writer *writer, const struct node *node);
enum visit html_emit_table_start(struct writer *writer,
				 const struct node *node);
void html_emit_table_end(struct writer *writer, const struct node *node);
enum visit html_emit_inline_start(struct writer *writer,
				  const struct node *node);
void html_emit_inline_end(struct writer *writer, const struct node *node);

/* figure.c */
enum visit html_emit_figure_start(struct writer *writer,
				  const struct node *node);
void html_emit_figure_end(struct writer *writer, const struct node *node);
enum visit html_emit_description_start(struct writer *writer,
				       const struct node *node);
void html_emit_description_end(struct writer *writer, const struct node *node);
enum visit html_emit_caption_start(struct writer *writer,
				   const struct node *node);
void html_emit_caption_end(struct writer *writer, const struct node *node);
/* Ends the <figure> before `node`, the first of what follows it. */
void html_close_figure(struct writer *writer, const struct node *node);
/* "Description of the picture", and its figure's name for who hears it alone;
 * where `context` stands. */
void html_emit_part_label(struct writer *writer, const struct part_label *label,
			  const struct node *context);

/* image.c */
void html_emit_image(struct writer *writer, const struct node *node);

/* list_of.c: what stands around the heading of a list of figures or tables. */
void html_emit_list_start(struct writer *writer, const struct node *list);
void html_emit_list_end(struct writer *writer, const struct node *list);

/* chart.c */
void html_emit_chart(struct writer *writer, const struct node *node);

/* ---- Small change ------------------------------------------------------ */

void html_emit(struct writer *writer, const char *markup);
void html_emit_text(struct writer *writer, const char *text);
/* ` name="text"` */
void html_emit_attribute(struct writer *writer, const char *name,
			 const char *text);
/* ` id="_prefix-1"`, ` aria-labelledby="_prefix-1"`. */
void html_emit_own_identifier(struct writer *writer, const char *attribute,
			      const char *prefix, uint32_t number);
/* The node's dir, where it changes. */
void html_emit_direction(struct writer *writer, const struct node *node);
/* "<name" with the node's id, and its lang and dir where they change. */
void html_emit_start_tag(struct writer *writer, const char *name,
			 const struct node *node);
void html_emit_end_tag(struct writer *writer, const char *name);
/* Ends the tag of an element that has no content: ">", or "/>" in XHTML. */
void html_emit_void_end(struct writer *writer);
/* The name of the node's file before "#", where it is another one. */
void html_emit_file_of(struct writer *writer, const struct node *node);
/* True where html_emit_start_tag() would write an attribute. */
bool html_writer_has_attributes(const struct writer *writer,
				const struct node *node);
/* An identifier, or the fragment of a link to it. */
void html_emit_identifier(struct writer *writer, struct str identifier);

/* lang and dir of a node, where they change. */
void html_emit_language(struct writer *writer, const struct node *node);
/* lang and dir of an element that holds the document's words where `context`
 * is, or NULL: where the document is. */
void html_emit_words_attributes(struct writer *writer,
				const struct node *context);
/* lang alone, of an element that holds them in an attribute: its direction
 * would turn the element's place as well. */
void html_emit_words_language(struct writer *writer,
			      const struct node *context);
/* <span> around a word where the words have a language of their own. */
void html_emit_word(struct writer *writer, const char *word,
		    const struct node *context);
/* A phrase with `text` in its gaps, as text or within an attribute. */
void html_emit_phrase(struct writer *writer, const struct phrase *phrase,
		      const char *text);
/* <span class="number">Figure 3:</span> and a space: the label of the caption
 * of a figure or table, where it has one, in `context`. */
void html_emit_label(struct writer *writer, const struct node *owner,
		     const struct node *context);
/* True where a reader would find nothing in it: no text, no picture with an
 * alternative. */
bool html_is_empty(const struct node *node);

#endif
