/* Collections as templates see them: the entries of a publication, sorted,
 * filtered, grouped and counted as publication.yaml says, in the order, the words
 * and the dates of an edition's language. Of a collection `stories` with a list
 * `by-theme`:
 *
 *     {{stories.count}}              how many entries there are
 *     {{#stories.all}}…              all of them, in the collection's order
 *     {{#stories.by-theme}}…         the groups of a list that has `group:`, each
 *                                    with label, id, anchor, count, value and
 *                                    entries (or groups, where it is grouped
 *                                    again); else its entries
 *     {{stories.counts.by-theme}}    how many entries the list has
 *     {{stories.labels.state}}       what the schema calls the field
 *
 * An entry has its fields by name, null where not given, and
 *
 *     id          the name of its file
 *     href        its page, seen from a page of the language; null without one
 *     {{>*text}}  what stands below its data
 *
 * A choice is a map with id, label and is-ID. A date prints itself; NAME-iso is
 * as it was written and NAME-year its year. A reference is the other entry, a
 * finding what {{theme.…}} or {{group.…}} say of it, with NAME-id, and a record a
 * map of its fields. Of a list NAME-list is one text, "a, b and c", and
 * NAME-count how many there are.
 *
 * Values are made when they are asked for, in time that grows with the number of
 * entries (and its logarithm, where they are sorted). */
#ifndef EVERYREAD_COLLECTION_COLLECTION_H
#define EVERYREAD_COLLECTION_COLLECTION_H

#include "base/arena.h"
#include "locale/locale.h"
#include "publication/publication.h"
#include "template/value.h"

/* What the findings say of "theme" or a dimension such as "area". */
struct collection_findings {
	/* The value of `id`, or NULL where there is none. */
	const struct value *(*find)(void *data, struct arena *arena,
				    const char *of, const char *id);
	/* Its name in the edition's language, or NULL. */
	const char *(*label)(void *data, struct arena *arena, const char *of,
			     const char *id);
	void *data;
};

/* Adds each collection of the publication to the context. What is pointed to
 * must outlive it. */
void collection_add_values(struct arena *arena,
			   const struct publication *publication,
			   size_t language, struct locale *locale,
			   const struct collection_findings *findings,
			   struct value *context);

/* Reports values of finding fields that the findings do not have, in all
 * languages. `exists` is asked for each; `names` for what it may have meant. */
struct collection_known {
	bool (*exists)(void *data, const char *of, const char *id);
	const char *const *(*names)(void *data, const char *of, size_t *count);
	void *data;
};

void collection_check_findings(const struct publication *publication,
			       const struct collection_known *known,
			       struct diagnostics *diagnostics);

/* The entry's value, as templates have it in lists. */
const struct value *collection_entry(const struct value *context,
				     const struct collection *collection,
				     const struct entry *entry);

/* "stories-ann.html": an entry's page within the folder of its language. */
const char *collection_page_name(struct arena *arena,
				 const struct collection *collection,
				 const struct entry *entry);

/* The text of the entry that a partial's name stands for ("entry/stories/ann"),
 * or NULL. */
const struct source_file *
collection_text_of(const struct publication *publication, size_t language,
		   struct str partial);

#endif
