/* Raw HTML cut into tags and text, as forgiving as browsers are. */
#ifndef EVERYREAD_MARKDOWN_HTML_SCAN_H
#define EVERYREAD_MARKDOWN_HTML_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum html_token_kind {
	HTML_TEXT,
	HTML_START,
	HTML_END,
	HTML_COMMENT /* also declarations and processing instructions */
};

enum { HTML_ATTRIBUTE_LIMIT = 32, HTML_NAME_LIMIT = 32 };

struct html_attribute {
	struct str name, value; /* the value with its references in it */
};

struct html_token {
	enum html_token_kind kind;
	struct str text;                  /* all of it */
	char name_bytes[HTML_NAME_LIMIT]; /* in lower case, cut if longer */
	struct str name; /* in name_bytes: do not copy the token */
	struct html_attribute attributes[HTML_ATTRIBUTE_LIMIT];
	size_t attribute_count;
	bool is_self_closing;
};

/* Cuts the first token off `rest`; false at the end. */
bool html_next(struct str *rest, struct html_token *token);

/* The raw value of an attribute; false where the tag has none of the name. */
bool html_attribute(const struct html_token *token, const char *name,
		    struct str *value);

/* Cuts everything before "</name" off `rest`, or all of it. */
struct str html_raw_text(struct str *rest, struct str name);

#endif
