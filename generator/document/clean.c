/* Texts without the characters that nobody can see or say: controls, byte
 * order marks and noncharacters. HTML forbids them (13.2.3.5), PDF/UA and
 * PDF/A refuse them in text (7.21.7), and authors don't know that they are
 * there. Taking them out of the tree takes them out of every output. */
#include "document/finish.h"

#include <unicode/uchar.h>

#include "base/buffer.h"

/* Length of the unprintable character at `bytes` (NUL-terminated), or 0. */
static size_t unprintable_length(const unsigned char *bytes, size_t rest)
{
	unsigned char first = bytes[0];
	if (first < 0x20)
		return first != '\t' && first != '\n' ? 1 : 0;
	if (first < 0x7F)
		return 0;
	if (first == 0x7F)
		return 1;
	if (first == 0xC2) /* U+0080 to U+009F */
		return rest > 1 && bytes[1] < 0xA0 ? 2 : 0;
	if (first == 0xEF && rest > 2) {
		bool is_mark = bytes[1] == 0xBB && bytes[2] == 0xBF;
		bool is_last = bytes[1] == 0xBF && bytes[2] >= 0xBE;
		bool is_process = bytes[1] == 0xB7 && bytes[2] >= 0x90 &&
				  bytes[2] <= 0xAF; /* U+FDD0 to U+FDEF */
		return is_mark || is_last || is_process ? 3 : 0;
	}
	if (first >= 0xF0 && rest > 3) /* U+1FFFE, U+1FFFF, U+2FFFE … */
		return (bytes[1] & 0x0F) == 0x0F && bytes[2] == 0xBF &&
				       bytes[3] >= 0xBE ?
			       4 :
			       0;
	return 0;
}

struct cleaning {
	struct arena *arena;
	struct diagnostics *diagnostics;
	struct place place; /* of the node that is cleaned */
	uint32_t first;     /* that was left out of it … */
	size_t count;       /* … and how many were */
};

static void leave_out(struct cleaning *cleaning, struct str text, size_t at)
{
	if (cleaning->count++ == 0)
		cleaning->first = str_decode(text, &at);
}

static struct str cleaned(struct cleaning *cleaning, struct str text)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	struct buffer out = BUFFER_INITIALISER;
	size_t kept = 0;
	for (size_t at = 0; at < text.length; at++) {
		if (bytes[at] >= 0x20 && bytes[at] < 0x7F)
			continue; /* most of all */
		size_t length =
			unprintable_length(bytes + at, text.length - at);
		if (!length)
			continue;
		leave_out(cleaning, text, at);
		buffer_append(&out, text.bytes + kept, at - kept);
		kept = at + length;
		at = kept - 1;
	}
	if (kept == 0)
		return text;
	buffer_append(&out, text.bytes + kept, text.length - kept);
	struct str copy = arena_copy_str(cleaning->arena, buffer_str(&out));
	buffer_release(&out);
	return copy;
}

/* What was left out since the last time. */
static void tell_left_out(struct cleaning *cleaning)
{
	size_t count = cleaning->count;
	cleaning->count = 0;
	if (count == 1)
		diagnostics_add(cleaning->diagnostics,
				DIAGNOSTIC_UNPRINTABLE_CHARACTER,
				cleaning->place,
				"the character U+%04X, which nobody can see, "
				"is left out",
				(unsigned)cleaning->first);
	else if (count > 1)
		diagnostics_add(cleaning->diagnostics,
				DIAGNOSTIC_UNPRINTABLE_CHARACTER,
				cleaning->place,
				"%zu characters that nobody can see are left "
				"out, the first is U+%04X",
				count, (unsigned)cleaning->first);
}

static void clean_string(struct cleaning *cleaning, const char **string)
{
	if (*string)
		*string = cleaned(cleaning, str_from(*string)).bytes;
}

static void clean_node(struct cleaning *cleaning, struct node *node)
{
	size_t count;
	const struct node_field *field = node_kind_fields(node->kind, &count);
	for (; count; count--, field++) {
		void *value = (char *)node + field->offset;
		if (field->type == FIELD_WORDS)
			clean_string(cleaning, value);
		else if (field->type == FIELD_TEXT)
			*(struct str *)value =
				cleaned(cleaning, *(struct str *)value);
	}
}

/* White space in any width, joiners and the like: nothing to be heard. */
static bool is_blank(const char *words)
{
	struct str text = str_from(words);
	for (size_t at = 0; at < text.length;) {
		UChar32 character = (UChar32)str_decode(text, &at);
		if (!u_isUWhiteSpace(character) &&
		    !u_hasBinaryProperty(character,
					 UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
			return false;
	}
	return true;
}

static void clean_tree(struct cleaning *cleaning, struct node *root)
{
	for (struct node *node = root; node; node = node_next(root, node)) {
		cleaning->place = node->place;
		clean_node(cleaning, node);
		tell_left_out(cleaning);
		if (node->kind == NODE_IMAGE && node->image.alternative &&
		    is_blank(node->image.alternative))
			node->image.alternative = "";
	}
}

void document_finish_texts(const struct finish *finish)
{
	struct document *document = finish->document;
	struct cleaning cleaning = { .arena = document->arena,
				     .diagnostics = finish->diagnostics };
	clean_tree(&cleaning, document->root);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		clean_tree(&cleaning, document->footnotes[i]);
	const char **strings[] = { &document->title,    &document->subtitle,
				   &document->author,   &document->subject,
				   &document->keywords, &document->rights };
	cleaning.place = document->root->place;
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		clean_string(&cleaning, strings[i]);
	tell_left_out(&cleaning);
}
