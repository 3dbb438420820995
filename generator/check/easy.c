/* Hard words that Easy Read marks, and has to explain. */
#include "check/check_private.h"

#include <string.h>
#include <strings.h>

/* "Lonely means sad" explains [lonely]{.term}. */
static size_t count_in(const char *all, const char *word)
{
	size_t count = 0, length = strlen(word);
	for (const char *at = all; length && *at; at++)
		count += strncasecmp(at, word, length) == 0;
	return count;
}

/* A term that stands in no other place of the text is explained in none: what
 * it means comes in the next sentence or in the list of words, and names it. */
void check_terms(struct checking *checking)
{
	const struct node *root = checking->document->root;
	for (const struct node *node = root; node;
	     node = node_next(root, node)) {
		if (node->kind != NODE_SPAN || !node_has_class(node, "term"))
			continue;
		struct buffer word = BUFFER_INITIALISER;
		node_append_plain_text(node, &word);
		const char *text = buffer_str(&word).bytes;
		if (count_in(buffer_str(&checking->all).bytes, text) < 2)
			check_tell_style(checking, DIAGNOSTIC_CHECK_TERM,
					 node->place,
					 "\"%s\" is marked as a hard word, and "
					 "explained nowhere",
					 text);
		buffer_release(&word);
	}
}
