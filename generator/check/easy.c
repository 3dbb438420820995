/* What Easy Read has besides short sentences: hard words, which it marks, explains
 * and lists, and pictures, each for one meaning. */
#include "check/check_private.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/path.h"

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

/* ---- Hard words --------------------------------------------------------- */

/* [bytes] that both begin with, in letters of any case. */
static size_t common_beginning(struct str a, struct str b)
{
	size_t at = 0, in = 0, same = 0;
	while (at < a.length && in < b.length) {
		uint32_t one = str_decode(a, &at), other = str_decode(b, &in);
		if (u_foldCase((UChar32)one, U_FOLD_CASE_DEFAULT) !=
		    u_foldCase((UChar32)other, U_FOLD_CASE_DEFAULT))
			break;
		same = at;
	}
	return same;
}

/* "Organisation" lists [organisations]{.term}, and "Opiekun" [opiekuna]{.term}:
 * words are the same where three fifths of the longer one are. */
static bool is_same_word(struct str a, struct str b)
{
	size_t longer = a.length > b.length ? a.length : b.length;
	return count_in(a, b) || count_in(b, a) ||
	       5 * common_beginning(a, b) >= 3 * longer;
}

struct words {
	struct str *items;
	size_t count, capacity;
};

static struct str words_of(struct checking *checking, const struct node *node)
{
	struct buffer text = BUFFER_INITIALISER;
	node_append_plain_text(node, &text);
	struct str trimmed = str_trim(buffer_str(&text));
	char *bytes =
		arena_copy(&checking->arena, trimmed.bytes, trimmed.length);
	size_t length = 0;
	/* spaces that hold phrases together, in UTF-8 C2 A0, are spaces */
	for (size_t i = 0; i < trimmed.length; i++) {
		if ((unsigned char)bytes[i] == 0xC2 &&
		    (unsigned char)bytes[i + 1] == 0xA0)
			bytes[++i] = ' ';
		bytes[length++] = bytes[i];
	}
	bytes[length] = 0;
	buffer_release(&text);
	return (struct str){ bytes, length };
}

static bool is_listed(const struct words *headings, struct str word)
{
	for (size_t i = 0; i < headings->count; i++)
		if (is_same_word(headings->items[i], word))
			return true;
	return false;
}

static bool is_term(const struct node *node)
{
	return node->kind == NODE_SPAN && node_has_class(node, "term");
}

/* Whether the headings are those of a list of words: two hard words are among
 * them. One alone may well head a section. */
static bool has_list(struct checking *checking, const struct words *headings)
{
	const struct node *root = checking->document->root;
	struct str first = { 0 };
	for (const struct node *node = root; node;
	     node = node_next(root, node)) {
		if (!is_term(node))
			continue;
		struct str word = words_of(checking, node);
		if (!is_listed(headings, word))
			continue;
		if (first.length && !is_same_word(first, word))
			return true;
		first = word;
	}
	return false;
}

/* A term that stands in no other place of the text is explained in none: what
 * it means comes in the next sentence or in the list of words, and names it. */
void check_terms(struct checking *checking)
{
	const struct node *root = checking->document->root;
	struct words headings = { 0 };
	for (const struct node *node = root; node; node = node_next(root, node))
		if (node->kind == NODE_HEADING)
			*VECTOR_ADD(&headings) = words_of(checking, node);
	bool is_needed = has_list(checking, &headings);
	for (const struct node *node = root; node;
	     node = node_next(root, node)) {
		if (!is_term(node))
			continue;
		struct str word = words_of(checking, node);
		if (count_in(buffer_str(&checking->all), word) < 2 &&
		    !is_listed(&headings, word))
			check_tell_style(checking, DIAGNOSTIC_CHECK_TERM,
					 node->place,
					 "\"%s\" is marked as a hard word, and "
					 "explained nowhere",
					 word.bytes);
		else if (is_needed && !is_listed(&headings, word))
			check_tell_style(checking, DIAGNOSTIC_CHECK_TERM,
					 node->place,
					 "\"%s\" is marked as a hard word, and "
					 "the list of words lacks it",
					 word.bytes);
	}
	VECTOR_RELEASE(&headings);
}

/* ---- Pictures ------------------------------------------------------------ */

static const char *folded(struct checking *checking, const char *text)
{
	struct str all = str_trim(str_from(text));
	struct buffer out = BUFFER_INITIALISER;
	for (size_t at = 0; at < all.length;) {
		uint32_t one = str_decode(all, &at);
		if (at == all.length &&
		    u_hasBinaryProperty((UChar32)one, UCHAR_S_TERM))
			break; /* a full stop at the end is no other meaning */
		buffer_append_code_point(
			&out, (uint32_t)u_foldCase((UChar32)one,
						   U_FOLD_CASE_DEFAULT));
	}
	const char *kept = arena_copy(&checking->arena, out.bytes, out.length);
	buffer_release(&out);
	return kept;
}

/* Remembers that the one goes with the other, and gives what it went with
 * before if that was something else; or NULL. */
static const struct node *
find_other(struct map *map, const char *key, const struct node *image,
	   const char *(*of)(struct checking *, const struct node *),
	   struct checking *checking)
{
	const struct node *before = map_lookup(map, str_from(key));
	if (!before)
		map_set(map, str_from(key), (void *)image);
	return before && strcmp(of(checking, before), of(checking, image)) !=
				       0 ?
		       before :
		       NULL;
}

static const char *meaning_of(struct checking *checking,
			      const struct node *image)
{
	return folded(checking, image->image.alternative);
}

static const char *file_of(struct checking *checking, const struct node *image)
{
	return path_tidy(&checking->arena, image->image.path ?
						   image->image.path :
						   image->image.source);
}

/* A reader who goes by the pictures takes the same one for the same thing. */
void check_pictures(struct checking *checking)
{
	const struct node *root = checking->document->root;
	struct map files = MAP_INITIALISER, meanings = MAP_INITIALISER;
	for (const struct node *node = root; node;
	     node = node_next(root, node)) {
		if (node->kind != NODE_IMAGE || node->image.is_decorative ||
		    !node->image.alternative || !*node->image.alternative ||
		    !node->image.source)
			continue;
		const struct node *other =
			find_other(&files, file_of(checking, node), node,
				   meaning_of, checking);
		if (other)
			check_tell_style(
				checking, DIAGNOSTIC_CHECK_PICTURE, node->place,
				"one picture has two meanings: \"%s\" here, "
				"and \"%s\" before",
				node->image.alternative,
				other->image.alternative);
		other = find_other(&meanings, meaning_of(checking, node), node,
				   file_of, checking);
		if (other)
			check_tell_style(
				checking, DIAGNOSTIC_CHECK_PICTURE, node->place,
				"one meaning has two pictures: \"%s\" is '%s' "
				"here, and '%s' before",
				node->image.alternative, node->image.source,
				other->image.source);
	}
	map_release(&files);
	map_release(&meanings);
}
