/* References that write themselves: [](#fig-access) and, as Pandoc's filters
 * have it, @fig-access. */
#include "document/references.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/script.h"
#include "document/finish_walk.h"

/* ---- @fig-access ---------------------------------------------------------- */

static bool is_name_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '-' || byte == '_' ||
	       (byte & 0x80);
}

/* Chinese and Arabic join what comes before: "见@fig-access", "و@fig-access". */
static bool joins_words(struct str text, size_t end)
{
	size_t start = end;
	while (start > 0 && ((unsigned char)text.bytes[--start] & 0xC0) == 0x80)
		;
	uint32_t c = str_decode(text, &start);
	UCharDirection direction = u_charDirection((UChar32)c);
	return script_is_han_or_kana(c) || !u_isalnum((UChar32)c) ||
	       direction == U_RIGHT_TO_LEFT ||
	       direction == U_RIGHT_TO_LEFT_ARABIC;
}

/* An address and a name, "team@fig-tree.org" and "@fig", are none. */
static size_t reference_length(struct str text, size_t at)
{
	static const char *const prefixes[] = { "@fig-", "@tbl-", "@sec-" };
	if (at > 0 &&
	    ((is_name_byte(text.bytes[at - 1]) && !joins_words(text, at)) ||
	     strchr(".+@/", text.bytes[at - 1])))
		return 0;
	struct str rest = { text.bytes + at, text.length - at };
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t start = strlen(prefixes[i]), end = start;
		if (!str_starts_with(rest, str_from(prefixes[i])))
			continue;
		while (end < rest.length && (is_name_byte(rest.bytes[end]) &&
					     !(rest.bytes[end] & 0x80)))
			end++;
		while (end > start && rest.bytes[end - 1] == '-')
			end--;
		/* "@fig-tree.org" goes on, "see @fig-tree." does not. */
		bool is_host = end + 1 < rest.length &&
			       rest.bytes[end] == '.' &&
			       is_name_byte(rest.bytes[end + 1]);
		return end > start && !is_host ? end : 0;
	}
	return 0;
}

static struct node *text_before(struct document *document, struct node *node,
				struct str text)
{
	struct node *new_text =
		node_new(document->arena, NODE_TEXT, node->place);
	new_text->text.text = text;
	node_insert_before(node, new_text);
	return new_text;
}

static void add_reference(struct document *document, struct node *node,
			  struct str name, size_t column)
{
	struct place place = node->place;
	place.column += (uint32_t)column;
	struct node *link = node_new(document->arena, NODE_LINK, place);
	link->link.destination =
		arena_format(document->arena, "#%.*s", (int)(name.length - 1),
			     name.bytes + 1);
	node_insert_before(node, link);
}

static void find_in(struct document *document, struct node *node)
{
	struct str text = node->text.text;
	size_t done = 0;
	for (size_t at = 0; at < text.length; at++) {
		size_t length =
			text.bytes[at] == '@' ? reference_length(text, at) : 0;
		if (!length)
			continue;
		/* As Pandoc has it: "[@fig-access]". */
		size_t end = at + length;
		bool is_bracketed = at > done && text.bytes[at - 1] == '[' &&
				    end < text.length && text.bytes[end] == ']';
		size_t before = at - is_bracketed;
		if (before > done)
			text_before(document, node,
				    (struct str){ text.bytes + done,
						  before - done });
		add_reference(document, node,
			      (struct str){ text.bytes + at, length }, at);
		done = end + is_bracketed;
		at = done - 1;
	}
	if (!done)
		return;
	node->text.text = (struct str){ text.bytes + done, text.length - done };
	if (done == text.length)
		node_unlink(node);
}

static bool is_in_link(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->kind == NODE_LINK)
			return true;
	return false;
}

/* Markdown cuts texts at its marks: "(at) @", "fig-access". */
static void join_texts(struct document *document, struct node *node)
{
	struct buffer words = BUFFER_INITIALISER;
	buffer_append_str(&words, node->text.text);
	while (node->next && node->next->kind == NODE_TEXT) {
		buffer_append_str(&words, node->next->text.text);
		node_unlink(node->next);
	}
	if (words.length != node->text.text.length)
		node->text.text =
			arena_copy_str(document->arena, buffer_str(&words));
	buffer_release(&words);
}

/* "@fig-" in it, or at its end and the start of what follows. */
static bool may_refer(const struct node *node)
{
	struct str text = node->text.text;
	if (str_find_byte(text, '@') < 0)
		return false;
	return str_find(text, STR("@fig-")) >= 0 ||
	       str_find(text, STR("@tbl-")) >= 0 ||
	       str_find(text, STR("@sec-")) >= 0 ||
	       text.bytes[text.length - 1] == '@';
}

static void find_below(struct document *document, struct node *root)
{
	struct node *next;
	for (struct node *node = root; node; node = next) {
		next = node_next(root, node);
		if (node->kind != NODE_TEXT || !may_refer(node) ||
		    is_in_link(node))
			continue;
		join_texts(document, node);
		next = node_next_after(root, node);
		find_in(document, node);
	}
}

void document_find_references(struct document *document)
{
	find_below(document, document->root);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		find_below(document, document->footnotes[i]);
}

/* ---- What they say ------------------------------------------------------- */

bool document_is_reference(const struct node *link)
{
	const char *destination = link->link.destination;
	return !link->first_child && strchr(destination, '#') &&
	       !strstr(destination, "://");
}

static const char *name_of_heading(struct document *document,
				   const struct node *heading)
{
	struct str title = finish_words(document, heading);
	if (!heading->heading.number)
		return title.bytes;
	return arena_format(document->arena, "%s %.*s", heading->heading.number,
			    (int)title.length, title.bytes);
}

/* "Figure 3"; NULL where there is nothing to call it by. */
static const char *name_of(struct document *document, const struct node *target)
{
	if (target->kind == NODE_FIGURE)
		return target->figure.name;
	if (target->kind == NODE_TABLE)
		return target->table.name;
	return target->kind == NODE_HEADING ?
		       name_of_heading(document, target) :
		       NULL;
}

/* On paper the page is told, too. */
static void ask_for_page(struct document *document, struct node *link)
{
	const struct node *around = link->parent;
	if (around->kind == NODE_SPAN && node_has_class(around, "page"))
		return;
	struct node *span = node_new(document->arena, NODE_SPAN, link->place);
	span->classes = "page";
	node_insert_before(link, span);
	node_unlink(link);
	node_append(span, link);
}

static void fill(struct finish *finish, struct node *link)
{
	struct document *document = finish->document;
	const struct node *target = link->link.target;
	const char *name = target ? name_of(document, target) : NULL;
	struct node *text = node_new(document->arena, NODE_TEXT, link->place);
	text->text.text = str_from(name ? name : link->link.destination);
	const char *language = node_words_language(document, link);
	if (name && language && target->kind != NODE_HEADING) {
		link->language = language;
		link->direction = document_direction_of_language(language);
	}
	node_append(link, text);
	if (name)
		ask_for_page(document, link);
	else if (target)
		diagnostics_add_as(
			finish->diagnostics, finish->severity,
			DIAGNOSTIC_REFERENCE_NAMELESS, link->place,
			"'%s' leads to a %s without a %s: there is nothing "
			"that the reference could say",
			link->link.destination, node_kind_name(target->kind),
			target->kind == NODE_FIGURE ||
					target->kind == NODE_TABLE ?
				"caption" :
				"number or title");
}

void document_fill_references(struct finish *finish)
{
	struct node *node = NULL;
	while ((node = finish_next(finish->document, node)))
		if (node->kind == NODE_LINK && document_is_reference(node))
			fill(finish, node);
}
