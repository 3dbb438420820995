/* Which tags of HTML are known, and what each becomes. */
#ifndef EVERYREAD_MARKDOWN_HTML_TAGS_H
#define EVERYREAD_MARKDOWN_HTML_TAGS_H

#include "base/str.h"
#include "document/document.h"

/* What is done with a tag. */
enum html_role {
	ROLE_BLOCK,    /* a block of `kind` */
	ROLE_DIVISION, /* a division, where its attributes say anything */
	ROLE_PARAGRAPH,
	ROLE_HEADING,
	ROLE_LIST,
	ROLE_ITEM,
	ROLE_TERM,       /* dt: an item that begins with bold words */
	ROLE_DEFINITION, /* dd: goes on in the item */
	ROLE_TABLE,
	ROLE_TABLE_PART, /* thead, tbody, tfoot */
	ROLE_ROW,
	ROLE_CELL,
	ROLE_CAPTION,
	ROLE_SUMMARY,
	ROLE_PREFORMATTED,
	ROLE_RULE,
	ROLE_INLINE, /* an inline of `kind`, with the tag's class */
	ROLE_SPAN,
	ROLE_CODE,
	ROLE_LINK,
	ROLE_QUOTE,
	ROLE_IMAGE,
	ROLE_BREAK,
	ROLE_BREAK_OPPORTUNITY,
	ROLE_RUBY,    /* rt: in brackets */
	ROLE_PLAIN,   /* nothing of its own; its contents stay */
	ROLE_NOTHING, /* has no contents and shows nothing */
	ROLE_FOREIGN, /* cannot be published, its contents can: a warning */
	ROLE_SKIPPED, /* left out with its contents: a warning */
	ROLE_HIDDEN   /* left out with its contents, as browsers do */
};

enum html_tag {
	TAG_UNKNOWN,
	TAG_SUMMARY,
	TAG_P,
	TAG_LI,
	TAG_DT,
	TAG_DD,
	TAG_TABLE,
	TAG_THEAD,
	TAG_TBODY,
	TAG_TFOOT,
	TAG_TR,
	TAG_TD,
	TAG_TH,
	TAG_PRE,
	TAG_CODE,
	TAG_UL,
	TAG_OL,
	TAG_DL,
	TAG_FIRST_FREE /* other tags are numbered from here */
};

struct html_tag_info {
	const char *name;
	enum html_tag tag; /* where others ask for it by name */
	enum html_role role;
	enum node_kind kind; /* ROLE_BLOCK, ROLE_INLINE */
	const char *class;   /* or NULL */
	uint8_t level;       /* ROLE_HEADING */
};

/* NULL for an unknown name. `name` is in lower case. */
const struct html_tag_info *html_tag_lookup(struct str name);

/* The tag's number, which no other has. */
uint8_t html_tag_of(const struct html_tag_info *info);

/* True for elements that never have contents. */
bool html_tag_is_void(const struct html_tag_info *info);

/* True for those whose end tag may be left out (HTML, 13.1.2.4), and for void
 * elements. */
bool html_tag_may_stay_open(const struct html_tag_info *info);

#endif
