/* What the files about raw HTML share. */
#ifndef EVERYREAD_MARKDOWN_HTML_PARTS_H
#define EVERYREAD_MARKDOWN_HTML_PARTS_H

#include "markdown/builder.h"
#include "markdown/html_scan.h"
#include "markdown/html_tags.h"

/* One block of HTML, or one tag in a paragraph, while it is taken. */
struct html {
	struct builder *builder;
	struct reading *reading;
	int line, column;
	struct str *rest; /* of the block; NULL for a tag in a paragraph */
};

struct place html_place(const struct html *html);

/* Number of frames below the innermost of a tag; 0 where none is open, or one
 * that stands outside of Markdown's own nesting or of `scope` (0: any). */
size_t html_find_open(struct builder *builder, uint8_t tag, uint8_t scope);
void html_close_open(struct builder *builder, uint8_t tag, uint8_t scope);

/* An attribute's value, or NULL. */
const char *html_value(const struct html *html, const struct html_token *token,
		       const char *name);
/* "align-centre" and "align-end", or NULL. */
const char *html_alignment_class(const struct html *html,
				 const struct html_token *token);
/* True where a tag says who it is, or in which language. */
bool html_has_attributes(const struct html_token *token);
void html_give_attributes(const struct html *html,
			  const struct html_token *token, struct node *node);

/* Opens a node with the tag's attributes; NULL where it got none. */
struct node *html_open_tag(struct html *html, const struct html_tag_info *info,
			   const struct html_token *token, enum node_kind kind);
/* Opens nothing but what the end tag will close. */
struct frame *html_open_nothing(struct html *html,
				const struct html_tag_info *info);

void html_add_words(struct html *html, struct str words);
/* The quotation marks of the language that holds here. */
void html_add_quotation_mark(struct html *html, bool is_end);

/* Warns, once for each tag: "<video> is left out", and `what`. */
void html_report_left_out(struct html *html, const struct html_token *token,
			  const char *what);

/* html_blocks.c, html_inlines.c: begin what a tag stands for. */
void html_start_block(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token);
void html_start_inline(struct html *html, const struct html_tag_info *info,
		       const struct html_token *token);

#endif
