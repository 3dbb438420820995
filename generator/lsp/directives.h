/* What an author may write in the braces of a block, from document/kinds.def. */
#ifndef EVERYREAD_LSP_DIRECTIVES_H
#define EVERYREAD_LSP_DIRECTIVES_H

#include <stddef.h>

struct lsp_word {
	const char *name, *help;
};

/* The blocks, each name once with the help of its first row; in static memory. */
const struct lsp_word *lsp_directives(size_t *count);

/* The attributes of the block of that name, those of all blocks behind them; the
 * number of them, at most `most`. */
size_t lsp_attributes(const char *directive, struct lsp_word *words,
		      size_t most);

/* What spans and headings may be. */
const struct lsp_word *lsp_classes(size_t *count);

/* The values that an attribute takes, where they are a list; at most `most`. */
size_t lsp_attribute_values(const char *directive, const char *attribute,
			    const char **values, size_t most);

#endif
