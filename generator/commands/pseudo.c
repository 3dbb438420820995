/* Pseudo-languages. */
#include "commands/pseudo.h"

#include "translate/pseudo_text.h"

/* The longest tag, and how much of a text a message shows [bytes]. */
enum { LONGEST_TAG = 64, MOST_SHOWN = 60 };

struct publication_pseudo pseudo_asked(const struct arguments *arguments)
{
	struct publication_pseudo asked = {
		.translate_text = pseudo_translate_text,
		.translate_line = pseudo_translate_line,
	};
	bool is_asked[PSEUDO_COUNT] = { false };
	char tag[LONGEST_TAG];
	size_t position = 0;
	while (arguments_next(arguments, "lang", &position, tag, sizeof tag))
		is_asked[pseudo_of(tag)] = true;
	for (int i = PSEUDO_NONE + 1; i < PSEUDO_COUNT; i++)
		if (is_asked[i])
			asked.kinds[asked.count++] = (enum pseudo)i;
	return asked;
}

/* What is no text of a language: code, and words of another one. */
static bool is_nobodys(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->kind == NODE_CODE || node->kind == NODE_CODE_BLOCK ||
		    node->language)
			return true;
	return false;
}

static size_t shown_length(struct str text)
{
	size_t at = 0, next = 0;
	while (next < text.length && next <= MOST_SHOWN) {
		at = next;
		str_decode(text, &next);
	}
	return next <= MOST_SHOWN ? text.length : at;
}

void pseudo_report_untouched(const struct work *work, const char *tag,
			     struct diagnostics *diagnostics)
{
	enum pseudo pseudo = pseudo_of(tag);
	const struct node *root = work->document.root;
	for (const struct node *node = root; node && pseudo;
	     node = node_next(root, node)) {
		if (node->kind != NODE_TEXT || is_nobodys(node) ||
		    !pseudo_is_untouched(pseudo, node_text(node)))
			continue;
		struct str text = node_text(node);
		size_t length = shown_length(text);
		diagnostics_add(diagnostics, DIAGNOSTIC_PSEUDO_UNTOUCHED,
				node->place,
				"no translator is given this text: \"%.*s%s\"",
				(int)length, text.bytes,
				length < text.length ? "…" : "");
	}
}
