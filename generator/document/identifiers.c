/* Identifiers: what authors gave, what headings get, what links lead to. */
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

/* As GitHub makes them: lower case, punctuation goes, a space becomes "-". */
static const char *slug(struct arena *arena, struct str words)
{
	struct buffer out = BUFFER_INITIALISER;
	for (size_t offset = 0; offset < words.length;) {
		UChar32 character = (UChar32)str_decode(words, &offset);
		if (u_isUWhiteSpace(character))
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

void document_finish_identifiers(struct finish *finish)
{
	struct document *document = finish->document;
	struct node *node = NULL;
	while ((node = finish_next(document, node))) {
		if (!node->identifier)
			continue;
		if (lookup(finish, node->identifier)) {
			diagnostics_add_as(
				finish->diagnostics, finish->severity,
				DIAGNOSTIC_IDENTIFIER_DOUBLE, node->place,
				"identifier '%s' is given twice, first on line "
				"%u",
				node->identifier,
				lookup(finish, node->identifier)
					->node->place.line);
			take_free(finish, node, node->identifier);
		} else {
			take(finish, node);
		}
	}
	for (uint32_t i = 0; i < document->heading_count; i++) {
		struct node *heading = document->headings[i];
		const char *name =
			slug(document->arena, finish_words(document, heading));
		/* Links may also use the name that it would have had. */
		if (!heading->identifier)
			take_free(finish, heading, name);
		else if (!lookup(finish, name))
			take_as(finish, heading, name);
	}
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

/* ---- Links -------------------------------------------------------------- */

static int hexadecimal(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	byte |= 0x20;
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static const char *percent_decoded(struct arena *arena, const char *text)
{
	char *copy = arena_copy_string(arena, text);
	char *out = copy;
	for (const char *in = copy; *in; in++) {
		int high = *in == '%' ? hexadecimal(in[1]) : -1;
		int low = high >= 0 ? hexadecimal(in[2]) : -1;
		if (low > 0 || (low == 0 && high > 0)) {
			*out++ = (char)(high * 16 + low);
			in += 2;
		} else {
			*out++ = *in;
		}
	}
	*out = '\0';
	return copy;
}

static struct identified *find_target(struct finish *finish, const char *name)
{
	struct identified *found = lookup(finish, name);
	if (found)
		return found;
	const char *decoded = percent_decoded(finish->document->arena, name);
	found = lookup(finish, decoded);
	if (found)
		return found;
	return lookup(finish, slug(finish->document->arena, str_from(decoded)));
}

static void resolve(struct finish *finish, struct node *link)
{
	const char *name = link->link.destination + 1;
	/* HTML's own names for the start of a page. */
	if (!*name || strcmp(name, "top") == 0)
		return;
	struct identified *found = find_target(finish, name);
	if (!found) {
		diagnostics_add_as(finish->diagnostics, finish->severity,
				   DIAGNOSTIC_LINK_TARGET, link->place,
				   "link to '#%s', which nothing is called",
				   name);
		return;
	}
	link->link.target = found->node;
	link->link.destination = arena_format(finish->document->arena, "#%s",
					      found->node->identifier);
}

void document_finish_links(struct finish *finish)
{
	struct node *node = NULL;
	while ((node = finish_next(finish->document, node)))
		if (node->kind == NODE_LINK && node->link.destination[0] == '#')
			resolve(finish, node);
}
