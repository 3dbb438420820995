/* What all blocks are made with, and how they read what they are asked for. */
#ifndef EVERYREAD_EVIDENCE_REQUEST_H
#define EVERYREAD_EVIDENCE_REQUEST_H

#include "document/document.h"
#include "evidence/evidence.h"

/* One document being filled. */
struct expansion {
	const struct evidence *evidence;
	struct locale *locale;
	struct document *document;
	struct arena *arena; /* the document's */
	struct diagnostics *diagnostics;
	struct evidence_use *use;
	const char *language;          /* of the document's words, for labels */
	struct quotations *quotations; /* shared; NULL: not yet asked for */
	/* Passages that the document quotes. */
	struct {
		uint32_t *items;
		size_t count, capacity;
	} quoted;
};

/* What one block asks for, with the means to say what is wrong. */
struct request {
	struct expansion *expansion;
	struct node *node;
	bool is_wrong;
};

/* The attribute's value, or NULL; and where it stands (the block, where the
 * attribute is not given). */
const char *request_value(const struct request *request, const char *key);
struct place request_place(const struct request *request, const char *key);

/* Reports a mistake at the attribute and spoils the request. */
void request_mistake(struct request *request, enum diagnostic_code code,
		     const char *key, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Which of `words` the attribute's value is; `fallback` without the attribute
 * and after a mistake. The words end with NULL. */
int request_choice(struct request *request, const char *key,
		   const char *const *words, int fallback);

/* A whole number from `least` to `most`. */
uint32_t request_number(struct request *request, const char *key,
			uint32_t least, uint32_t most, uint32_t fallback);

/* The theme, dimension or value of a name; PROJECT_NONE after a mistake. */
uint32_t request_theme(struct request *request, const char *key,
		       struct str name);
uint32_t request_dimension(struct request *request, const char *key,
			   struct str name);
uint32_t request_slug(struct request *request, const char *key,
		      uint32_t dimension, struct str name);

/* Cuts the next word off a value: they are parted by spaces or commas. */
bool request_next_word(struct str *rest, struct str *word);

/* The caption, taken out of the request's node; NULL where there is none. */
struct node *request_caption(struct request *request);

/* A block with one text in it. */
struct node *evidence_node_with_text(struct expansion *expansion,
				     enum node_kind kind, const char *text,
				     struct place place);

#endif
