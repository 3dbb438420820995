/* The parser's state and the steps that its files share. */
#ifndef EVERYREAD_TEMPLATE_PARSER_H
#define EVERYREAD_TEMPLATE_PARSER_H

#include "base/arena.h"
#include "base/vector.h"
#include "template/node.h"
#include "template/scan.h"
#include "template/template.h"

/* A section whose closing tag has not come yet. */
struct open_section {
	uint32_t node;
	struct tag *tag;
	size_t line;
	bool begins_line;    /* only white space before the opening tag */
	uint32_t space_node; /* parent: the text node of that, or UINT32_MAX */
	struct str space;
	size_t outer_dedent;
	bool has_warned; /* parent: of text that is never shown */
};

struct parser {
	struct arena *arena;
	struct diagnostics *diagnostics;
	struct template *template;
	struct scanner scanner;
	size_t text_start; /* the first byte that no node holds yet */
	size_t line_cursor;
	/* An argument block's indentation is not part of what it passes:
	 * this many bytes of white space are cut off each of its lines. */
	size_t dedent;
	VECTOR(struct node) nodes;
	VECTOR(struct open_section) sections;
};

/* White space around a tag. */
struct surroundings {
	size_t line_start; /* where white space before the tag begins */
	size_t next_line;  /* past white space and line break after it */
	bool is_blank_before, is_blank_after;
};

/* The innermost open section, or NULL. */
struct open_section *parser_innermost(struct parser *parser);

/* Whether that is a parent, in which only blocks count. */
bool parser_is_in_parent(struct parser *parser);

/* Opens a section with a node of its own, and ends the innermost one with the
 * nodes made so far. */
struct open_section *parser_push(struct parser *parser, enum node_kind kind,
				 struct tag *tag, const struct token *token);
void parser_pop(struct parser *parser);

/* A diagnostic at a byte of the source. */
void parser_report(struct parser *parser, enum diagnostic_code code,
		   size_t offset, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Says once for a parent that what stands between its tags is not shown. */
void parser_warn_of_ignored(struct parser *parser, size_t offset);

/* parse_text.c */

struct node *parser_add_node(struct parser *parser, enum node_kind kind,
			     size_t offset);

/* Makes nodes of the text up to `end`. */
void parser_add_text(struct parser *parser, size_t end);

/* Ends the text before a tag: where the tag stands alone in its line, the
 * line goes with it. True in that case. */
bool parser_end_text(struct parser *parser, const struct token *token,
		     const struct surroundings *around);

struct surroundings parser_look_around(struct parser *parser,
				       const struct token *token);

/* The white space before a tag that nothing else precedes in its line. */
struct str parser_space_before(struct parser *parser, const struct token *token,
			       const struct surroundings *around);

/* `space` without what dedenting takes off the line. */
struct str parser_dedented(const struct parser *parser, struct str space);

/* The first byte at or after `at` that is no space or tab. */
size_t parser_skip_blank(struct str source, size_t at);

/* template_line_of() for offsets that never go back. */
size_t parser_line_at(struct parser *parser, size_t offset);

/* parse_blocks.c */

void parser_open_parent(struct parser *parser, struct tag *tag,
			const struct token *token,
			const struct surroundings *around);
void parser_open_argument(struct parser *parser, struct tag *tag,
			  const struct token *token,
			  const struct surroundings *around);
void parser_open_parameter(struct parser *parser, struct tag *tag,
			   const struct token *token,
			   const struct surroundings *around);
void parser_close_parent(struct parser *parser, const struct token *token,
			 const struct surroundings *around);
void parser_close_block(struct parser *parser, const struct token *token,
			const struct surroundings *around);
void parser_gather_arguments(struct parser *parser,
			     const struct open_section *parent);

#endif
