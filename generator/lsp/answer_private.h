/* Inside the answers alone: what they share.
 *
 * answer.c           hover, diagnostics
 * answer_complete.c  completion
 * answer_define.c    definitions */
#ifndef EVERYREAD_LSP_ANSWER_PRIVATE_H
#define EVERYREAD_LSP_ANSWER_PRIVATE_H

#include "base/arena.h"
#include "lsp/answer.h"
#include "lsp/spot.h"

enum { MOST_WORDS = 64 }; /* of a list of names */

static inline bool answer_is_empty(const char *text)
{
	return !text[0];
}

/* The text that is asked about, and what stands where. */
struct str answer_bytes(const struct lsp_question *question);
struct lsp_spot answer_spot(const struct lsp_question *question);

/* A Range of the protocol, from bytes [start, end) of a text. */
json_t *answer_range(struct str text, enum lsp_units units, size_t start,
		     size_t end);

/* A member that is a string; "" where there is none. */
const char *answer_string(const json_t *object, const char *key);

/* What the model has of a kind in the language of the text; of a text in no
 * language that of any: a template's. */
json_t *answer_of_language(const struct lsp_question *question,
			   const char *member);

const char *answer_copy(struct arena *arena, struct str text);

/* Whether a place of the model is in the language of the text. */
bool answer_is_here(const struct lsp_question *question, const json_t *place);

/* The place of an identifier, best in the file, or NULL. */
const json_t *answer_find_id(const struct lsp_question *question,
			     const char *id, const char *file);

/* Calls with each "[^name]:" of the text, and where it begins. */
void answer_each_note(struct str text,
		      void (*call)(void *data, struct str name, size_t at),
		      void *data);

#endif
