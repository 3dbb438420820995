/* Identifiers: what authors gave, what headings get, and by which names links
 * know both. An identifier is one in the whole document; a name is one in its
 * text, where authors count doubles as if there were no other. */
#include "document/finish.h"

#include <unicode/uchar.h>

#include "base/buffer.h"

static struct identified *lookup(struct finish *finish, const char *identifier)
{
	return map_lookup(&finish->identifiers, str_from(identifier));
}

static void take_as(struct finish *finish, struct node *node, const char *name)
{
	struct identified *taken =
		ARENA_NEW(finish->document->arena, struct identified);
	taken->node = node;
	map_set(&finish->identifiers, str_from(name), taken);
}

static void take(struct finish *finish, struct node *node)
{
	take_as(finish, node, node->identifier);
}

/* Gives `node` the identifier, or the first of "wanted-1", "wanted-2"… that
 * is free. */
static void take_free(struct finish *finish, struct node *node,
		      const char *wanted)
{
	struct identified *holder = lookup(finish, wanted);
	node->identifier = wanted;
	while (lookup(finish, node->identifier))
		node->identifier =
			arena_format(finish->document->arena, "%s-%u", wanted,
				     ++holder->doubles);
	take(finish, node);
}

/* ---- Slugs -------------------------------------------------------------- */

static bool is_kept(UChar32 character)
{
	return u_isalnum(character) || character == '_' || character == '-' ||
	       (U_GET_GC_MASK(character) &
		(U_GC_M_MASK | U_GC_N_MASK | U_GC_PC_MASK));
}

/* GitHub takes every space but this one for punctuation. */
const char *finish_slug(struct arena *arena, struct str words)
{
	struct buffer out = BUFFER_INITIALISER;
	for (size_t offset = 0; offset < words.length;) {
		UChar32 character = (UChar32)str_decode(words, &offset);
		if (character == ' ')
			buffer_append_byte(&out, '-');
		else if (is_kept(character))
			buffer_append_code_point(
				&out, (uint32_t)u_tolower(character));
	}
	const char *copy = out.length ?
				   arena_copy(arena, out.bytes, out.length) :
				   "section";
	buffer_release(&out);
	return copy;
}

/* ---- Names --------------------------------------------------------------- */

bool finish_is_in(const struct node *node, const char *file)
{
	const char *own = node->place.file;
	return own == file || (own && file && strcmp(own, file) == 0);
}

/* Who is called so in the text of `node`, or NULL. */
static struct identified *named(struct finish *finish, const struct node *node,
				const char *name)
{
	struct identified *at = map_lookup(&finish->names, str_from(name));
	while (at && !finish_is_in(at->node, node->place.file))
		at = at->next;
	return at;
}

static void add_name(struct finish *finish, struct node *node, const char *name)
{
	struct identified *added =
		ARENA_NEW(finish->document->arena, struct identified);
	struct identified *last = map_lookup(&finish->names, str_from(name));
	added->node = node;
	while (last && last->next)
		last = last->next;
	if (last)
		last->next = added;
	else
		map_set(&finish->names, str_from(name), added);
}

/* "waiting", or the first of "waiting-1", "waiting-2" that is free in the
 * text. */
static void add_free_name(struct finish *finish, struct node *node,
			  const char *wanted)
{
	struct identified *holder = named(finish, node, wanted);
	const char *name = wanted;
	while (named(finish, node, name))
		name = arena_format(finish->document->arena, "%s-%u", wanted,
				    ++holder->doubles);
	add_name(finish, node, name);
}

static void report_double(struct finish *finish, const struct node *node,
			  const struct node *first)
{
	diagnostics_add_as(finish->diagnostics, finish->severity,
			   DIAGNOSTIC_IDENTIFIER_DOUBLE, node->place,
			   "identifier '%s' is given twice, first on line %u",
			   node->identifier, first->place.line);
}

/* Another text may have it, too: it does not know of this one. */
static void take_given(struct finish *finish, struct node *node)
{
	const struct identified *first = named(finish, node, node->identifier);
	if (first)
		report_double(finish, node, first->node);
	else
		add_name(finish, node, node->identifier);
	if (lookup(finish, node->identifier))
		take_free(finish, node, node->identifier);
	else
		take(finish, node);
}

static void take_heading(struct finish *finish, struct node *heading)
{
	struct document *document = finish->document;
	const char *name =
		finish_slug(document->arena, finish_words(document, heading));
	/* Links may also use the name that it would have had. */
	if (heading->identifier) {
		if (!named(finish, heading, name))
			add_name(finish, heading, name);
		if (!lookup(finish, name))
			take_as(finish, heading, name);
		return;
	}
	add_free_name(finish, heading, name);
	take_free(finish, heading, name);
}

void finish_identify(struct finish *finish, struct node *node,
		     const char *wanted)
{
	take_free(finish, node, wanted);
}

void document_finish_identifiers(struct finish *finish)
{
	struct document *document = finish->document;
	struct node *node = NULL;
	while ((node = finish_next(document, node)))
		if (node->identifier)
			take_given(finish, node);
	for (uint32_t i = 0; i < document->heading_count; i++)
		take_heading(finish, document->headings[i]);
}

void document_finish_list_identifiers(struct finish *finish,
				      struct node **nodes, uint32_t count,
				      const char *prefix)
{
	for (uint32_t i = 0; i < count; i++)
		if (!nodes[i]->identifier)
			take_free(finish, nodes[i],
				  arena_format(finish->document->arena, "%s-%u",
					       prefix, i + 1));
}
