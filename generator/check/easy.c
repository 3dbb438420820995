/* Hard words that Easy Read marks, and has to explain. */
#include "check/check_private.h"

#include <unicode/uchar.h>

/* Whether the text begins with the word, in letters of any case. */
static bool begins_with(struct str text, struct str word)
{
	size_t at = 0, in = 0;
	while (in < word.length && at < text.length)
		if (u_foldCase((UChar32)str_decode(text, &at),
			       U_FOLD_CASE_DEFAULT) !=
		    u_foldCase((UChar32)str_decode(word, &in),
			       U_FOLD_CASE_DEFAULT))
			return false;
	return in == word.length;
}

/* "Lonely means sad" explains [lonely]{.term}. */
static size_t count_in(struct str all, struct str word)
{
	size_t count = 0;
	for (size_t at = 0; word.length && at < all.length;) {
		struct str rest = { all.bytes + at, all.length - at };
		count += begins_with(rest, word);
		str_decode(all, &at);
	}
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
		if (count_in(buffer_str(&checking->all), buffer_str(&word)) < 2)
			check_tell_style(checking, DIAGNOSTIC_CHECK_TERM,
					 node->place,
					 "\"%s\" is marked as a hard word, and "
					 "explained nowhere",
					 text);
		buffer_release(&word);
	}
}
