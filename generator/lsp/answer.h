/* What the server answers about a place in a text, from what is known of the
 * publication (commands/lsp_model.h). Where nothing is known yet, the model may
 * be NULL: answers are those that the text alone gives. */
#ifndef EVERYREAD_LSP_ANSWER_H
#define EVERYREAD_LSP_ANSWER_H

#include <jansson.h>

#include "lsp/texts.h"

struct lsp_question {
	const json_t *model;
	const struct lsp_texts *open; /* as other texts stand in the editor */
	const struct lsp_text *text;
	enum lsp_units units;
	struct lsp_position position;
};

/* A CompletionList. */
json_t *lsp_complete(const struct lsp_question *question);

/* A Hover, or null. */
json_t *lsp_hover(const struct lsp_question *question);

/* A list of Locations. */
json_t *lsp_define(const struct lsp_question *question);

/* The list of Diagnostics of a file, with positions in its bytes. */
json_t *lsp_diagnose(const json_t *model, const char *file, struct str bytes,
		     enum lsp_units units);

#endif
