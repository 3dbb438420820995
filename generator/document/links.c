/* Links: to what is called so in the same text, in another text of the
 * document, to a file. */
#include "document/finish.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/address.h"
#include "base/path.h"

/* ---- Texts --------------------------------------------------------------- */

enum { NO_TEXT = -1 };

static long find_text(struct finish *finish, const char *path)
{
	const struct document_links *links = finish->options->links;
	struct arena *arena = finish->document->arena;
	if (!links || !path)
		return NO_TEXT;
	path = path_tidy(arena, path);
	for (size_t i = 0; i < links->text_count; i++)
		if (strcmp(finish->tidy_texts[i], path) == 0)
			return (long)i;
	return NO_TEXT;
}

static long text_of(struct finish *finish, const struct node *node)
{
	return find_text(finish, node->place.file);
}

static struct node *start_of_text(struct finish *finish, const char *file)
{
	struct node *node = NULL;
	while ((node = finish_next(finish->document, node)))
		if (node != finish->document->root && node_is_block(node) &&
		    finish_is_in(node, file))
			return node;
	return NULL;
}

static void lead_to(struct finish *finish, struct node *link,
		    struct node *target)
{
	link->link.target = target;
	link->link.destination = arena_format(finish->document->arena, "#%s",
					      target->identifier);
}

/* ---- Names --------------------------------------------------------------- */

static struct identified *in_text(struct identified *chain, const char *file)
{
	while (chain && !finish_is_in(chain->node, file))
		chain = chain->next;
	return chain;
}

/* How far the holder's text is from that of number `from`; what stands in no
 * text, as a template's headings, is farther than any. */
static long distance(struct finish *finish, const struct identified *holder,
		     long from)
{
	long text = text_of(finish, holder->node);
	if (text == NO_TEXT)
		return 1000000;
	return from == NO_TEXT ? 0 : labs(text - from);
}

static void report_ambiguous(struct finish *finish, const struct node *link,
			     const char *name, const struct identified *taken,
			     const struct identified *other)
{
	diagnostics_add(finish->diagnostics, DIAGNOSTIC_LINK_AMBIGUOUS,
			link->place,
			"'#%s' stands in several texts; the link leads to %s, "
			"line %u, not to %s, line %u: write '%s#%s'",
			name, taken->node->place.file, taken->node->place.line,
			other->node->place.file, other->node->place.line,
			path_name(taken->node->place.file), name);
}

/* The holder in the nearest text; where it is one before and one after, the
 * one before. */
static struct identified *nearest(struct finish *finish,
				  const struct node *link, const char *name,
				  struct identified *chain)
{
	struct identified *best = chain, *other = NULL;
	long from = text_of(finish, link);
	long least = distance(finish, chain, from);
	for (struct identified *at = chain->next; at; at = at->next) {
		long far = distance(finish, at, from);
		bool is_nearer = far < least;
		struct identified *lost = is_nearer ? best : at;
		if (is_nearer) {
			best = at;
			least = far;
		}
		if (text_of(finish, lost->node) != NO_TEXT)
			other = lost;
	}
	if (other)
		report_ambiguous(finish, link, name, best, other);
	return best;
}

enum { SPELLING_COUNT = 3 };

/* As written, with percent signs resolved, and as a heading's own name. */
static void spell(struct finish *finish, const char *name,
		  const char *spellings[SPELLING_COUNT])
{
	struct arena *arena = finish->document->arena;
	spellings[0] = name;
	spellings[1] = address_decode(arena, name);
	spellings[2] = finish_slug(arena, str_from(spellings[1]));
}

static struct node *find_in_text(struct finish *finish, const char *name,
				 const char *file)
{
	const char *spellings[SPELLING_COUNT];
	spell(finish, name, spellings);
	for (int i = 0; i < SPELLING_COUNT; i++) {
		struct identified *found = in_text(
			map_lookup(&finish->names, str_from(spellings[i])),
			file);
		if (found)
			return found->node;
	}
	return NULL;
}

static struct node *find_anywhere(struct finish *finish,
				  const struct node *link, const char *name)
{
	const char *spellings[SPELLING_COUNT];
	spell(finish, name, spellings);
	for (int i = 0; i < SPELLING_COUNT; i++) {
		struct str spelling = str_from(spellings[i]);
		struct identified *chain = map_lookup(&finish->names, spelling);
		if (chain)
			return nearest(finish, link, spellings[i], chain)->node;
		/* As the outputs call it. */
		chain = map_lookup(&finish->identifiers, spelling);
		if (chain)
			return chain->node;
	}
	return NULL;
}

/* Whether the name is in a text that is not there yet, nobody can tell. */
static void report_name(struct finish *finish, const struct node *link,
			const char *name)
{
	const struct document_links *links = finish->options->links;
	const char *absent =
		links && links->absent_count ? links->absent[0] : NULL;
	for (size_t i = 1; absent && i < links->absent_count; i++)
		absent = arena_format(finish->document->arena, "%s, %s", absent,
				      links->absent[i]);
	diagnostics_add_as(finish->diagnostics, finish->severity,
			   DIAGNOSTIC_LINK_TARGET, link->place,
			   "link to '#%s', which nothing is called%s%s", name,
			   absent ? "; it may be in a chapter that is not "
				    "translated yet: " :
				    "",
			   absent ? absent : "");
}

static void resolve_name(struct finish *finish, struct node *link)
{
	const char *name = link->link.destination + 1;
	/* HTML's own names for the start of a page. */
	if (!*name || strcmp(name, "top") == 0)
		return;
	struct node *found = find_in_text(finish, name, link->place.file);
	if (!found)
		found = find_anywhere(finish, link, name);
	if (found)
		lead_to(finish, link, found);
	else
		report_name(finish, link, name);
}

/* ---- Files --------------------------------------------------------------- */

/* The two parts of "02-next.md?x#details". */
static void part(struct arena *arena, const char *destination,
		 const char **path, const char **name)
{
	const char *sign = strchr(destination, '#');
	*name = sign ? sign + 1 : "";
	*path = arena_copy(arena, destination, strcspn(destination, "?#"));
}

/* "en/02-next.md" → "02-next" */
static const char *name_of(struct finish *finish, const char *file)
{
	const char *name = path_name(file);
	const char *ending = path_extension(name);
	struct str stem = str_from(name);
	if (*ending)
		stem.length -= strlen(ending) + 1;
	return finish_slug(finish->document->arena, stem);
}

static void resolve_in_text(struct finish *finish, struct node *link,
			    const char *file, const char *name)
{
	struct node *found = *name ? find_in_text(finish, name, file) :
				     start_of_text(finish, file);
	if (found) {
		if (!found->identifier)
			finish_identify(finish, found, name_of(finish, file));
		lead_to(finish, link, found);
	} else if (*name) {
		diagnostics_add_as(finish->diagnostics, finish->severity,
				   DIAGNOSTIC_LINK_TARGET, link->place,
				   "link to '%s', but nothing in '%s' is "
				   "called '%s'",
				   link->link.destination, file, name);
	}
}

/* "02-Next", "chapters\02-next.html" → a text that is called so but for case,
 * folder and ending, or nearly so; or NULL. */
static const char *similar_text(struct finish *finish, const char *path)
{
	const struct document_links *links = finish->options->links;
	char *copy = arena_copy_string(finish->document->arena, path);
	for (char *at = copy; *at; at++)
		if (*at == '\\')
			*at = '/';
	const char *name = path_name(copy);
	size_t length = strcspn(name, ".");
	const char **names = ARENA_NEW_ARRAY(finish->document->arena,
					     links->text_count, const char *);
	for (size_t i = 0; i < links->text_count; i++) {
		const char *text = path_name(links->texts[i]);
		names[i] = text;
		if (strcspn(text, ".") == length &&
		    strncasecmp(text, name, length) == 0)
			return text;
	}
	return str_nearest(str_from(name), names, links->text_count);
}

static bool is_absent(struct finish *finish, const char *path)
{
	const struct document_links *links = finish->options->links;
	for (size_t i = 0; i < links->absent_count; i++)
		if (strcmp(links->absent[i], path_name(path)) == 0)
			return true;
	return false;
}

static void report_file(struct finish *finish, const struct node *link,
			const char *path, const char *reason)
{
	struct arena *arena = finish->document->arena;
	const char *scheme =
		address_missing_scheme(str_from(link->link.destination));
	const char *similar = similar_text(finish, path);
	if (is_absent(finish, path))
		reason =
			"that chapter is not translated yet; name it in words, "
			"or say in which language it can be read";
	else if (scheme)
		reason = arena_format(
			arena, "this looks like an address; write '%s%s'",
			scheme, link->link.destination);
	else if (similar)
		reason = arena_format(arena, "did you mean '%s'?", similar);
	diagnostics_add_as(finish->diagnostics, finish->severity,
			   DIAGNOSTIC_LINK_FILE, link->place,
			   "link to '%s': %s", link->link.destination, reason);
}

static void resolve_file(struct finish *finish, struct node *link)
{
	const struct document_links *links = finish->options->links;
	struct arena *arena = finish->document->arena;
	const char *path, *name, *from = link->place.file;
	if (!links || address_has_scheme(str_from(link->link.destination)))
		return;
	part(arena, link->link.destination, &path, &name);
	if (!*path)
		return;
	path = address_decode(arena, path);
	const char *folder = from ? path_folder(arena, from) : ".";
	long text = find_text(finish, path_join(arena, folder, path));
	if (text != NO_TEXT) {
		resolve_in_text(finish, link, links->texts[text], name);
		return;
	}
	const char *other =
		links->lead ? links->lead(links->context, arena, from, path) :
			      NULL;
	if (other) {
		link->link.destination = arena_format(arena, "%s%s%s", other,
						      *name ? "#" : "", name);
		return;
	}
	const char *reason = links->refuse(links->context, arena, from, path);
	if (reason)
		report_file(finish, link, path, reason);
}

static void set_address(struct finish *finish, struct node *link)
{
	const struct document_links *links = finish->options->links;
	struct arena *arena = finish->document->arena;
	const char *to = link->link.destination;
	if (!links || !links->site || !to[0] || to[0] == '#' || to[0] == '/' ||
	    address_has_scheme(str_from(to)))
		return;
	size_t length = strcspn(to, "?#");
	const char *path =
		path_tidy(arena, path_join(arena, links->folder,
					   arena_copy(arena, to, length)));
	link->link.address =
		arena_format(arena, "%s%s%s", links->site, path, to + length);
}

static void tidy_texts(struct finish *finish)
{
	const struct document_links *links = finish->options->links;
	struct arena *arena = finish->document->arena;
	if (!links)
		return;
	finish->tidy_texts =
		ARENA_NEW_ARRAY(arena, links->text_count, const char *);
	for (size_t i = 0; i < links->text_count; i++)
		finish->tidy_texts[i] = path_tidy(arena, links->texts[i]);
}

void document_finish_links(struct finish *finish)
{
	struct node *node = NULL;
	tidy_texts(finish);
	while ((node = finish_next(finish->document, node))) {
		if (node->kind != NODE_LINK)
			continue;
		if (node->link.destination[0] == '#')
			resolve_name(finish, node);
		else
			resolve_file(finish, node);
		set_address(finish, node);
	}
}
