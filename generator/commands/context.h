/* What a template knows: the words of the language as `t`, and what
 * publication.yaml says in that language. Templates and content are parsed
 * when they are asked for. */
#ifndef EVERYREAD_COMMANDS_CONTEXT_H
#define EVERYREAD_COMMANDS_CONTEXT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/overlay.h"
#include "base/error.h"
#include "locale/locale.h"
#include "publication/publication.h"
#include "template/template.h"
#include "template/value.h"

/* Texts of entries, in the order in which they were asked for; in an arena. */
struct context_entries {
	const struct source_file **items;
	size_t count, capacity;
};

/* Where partials come from: templates/editions/<name>.md; the texts of the
 * publication, which the context names; and what texts include by its name,
 * which ends with ".md". One for each job. */
struct context_loader {
	struct arena *arena;
	struct overlay folders;          /* templates/editions of all layers */
	const struct source_file *files; /* "content/0", "content/1" … */
	size_t file_count;
	/* Of entries' texts, "entry/stories/ann"; or NULL. */
	const struct publication *publication;
	size_t language;
	/* The entries' texts that were asked for: filled. */
	struct context_entries *entries;
	struct diagnostics *diagnostics;
};

const struct template *context_load(void *loader, struct str name,
				    struct place tag);

/* Values that every template of the publication knows:
 *   t                 the messages: {{t.contents}}, {{t.published}}; what a
 *                     message takes is looked up where the tag stands
 *   title subtitle description publisher notice author date identifiers
 *   licence contact   as publication.yaml has them, null where it has not
 *   lang              the language tag
 *   kind identifier address date-iso
 *   statement         the file of the accessibility statement, null where there
 *                     is none
 *   earlier later related   other publications (neighbours.h) */
struct value *context_of_publication(struct arena *arena,
				     const struct publication *publication,
				     size_t language, struct locale *locale);

/* Sets `contact` to whom readers tell what they cannot use: of the statement, or
 * else the publication's. */
void context_add_contact(struct arena *arena, struct value *context,
			 const struct publication *publication,
			 size_t language);

/* Adds what an edition is:
 *   edition           its title
 *   has-contents      whether it has a list of contents
 *   has-lists         whether it has lists of figures and tables
 *   chapters          its texts, each with `text` for {{>*text}}
 *   languages         the other languages that it is in, as a text
 *   editions          the other editions in this language, as a text */
void context_add_edition(struct arena *arena, struct value *context,
			 const struct publication *publication,
			 const struct edition *edition,
			 const struct edition_text *text,
			 struct locale *locale);

/* Sets `t` alone, for a page without a publication. */
void context_add_words(struct arena *arena, struct value *context,
		       struct locale *locale);

/* How numbers and lists print in the language. */
struct value_printer context_printer(struct locale *locale);

/* A text, or null for NULL. */
struct value *context_text(struct arena *arena, const char *text);

#endif
