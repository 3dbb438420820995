/* Reading what stands beside a publication. */
#include "commands/neighbours.h"

#include <string.h>

#include "commands/context.h"
#include "commands/landing.h"
#include "commands/links.h"
#include "commands/statement.h"
#include "publication/beside.h"

struct neighbour {
	const char *name;
	const struct publication *publication; /* NULL: there is none */
};

/* ---- What others see of a publication ------------------------------------ */

static void add_string(struct fingerprint *to, const char *string)
{
	fingerprint_add(to, str_from(string ? string : ""));
}

static void add_number(struct fingerprint *to, uint64_t number)
{
	fingerprint_add(to,
			(struct str){ (const char *)&number, sizeof number });
}

static void add_languages(struct fingerprint *to,
			  const struct publication *publication)
{
	for (size_t i = 0; i < publication->language_count; i++) {
		add_string(to, publication->languages[i].folder);
		add_string(to, publication->languages[i].locale);
		add_string(to,
			   publication_localised_text(&publication->title, i));
		add_string(to,
			   publication_localised_text(&publication->kind, i));
		add_number(to, landing_exists(publication, i));
		add_number(to, statement_exists(publication, i));
	}
}

static void add_editions(struct fingerprint *to,
			 const struct publication *publication)
{
	for (size_t i = 0; i < publication->edition_count; i++) {
		const struct edition *edition = &publication->editions[i];
		add_string(to, edition->identifier);
		add_number(to, edition->formats);
		add_number(to, edition->text_count);
		for (size_t j = 0; j < edition->text_count; j++)
			add_number(to, edition->texts[j].language);
	}
}

static void add_entries(struct fingerprint *to,
			const struct publication *publication)
{
	for (size_t i = 0; i < publication->collection_count; i++) {
		const struct collection *collection =
			&publication->collections[i];
		if (!collection->page)
			continue;
		add_string(to, collection->name);
		for (size_t j = 0; j < publication->language_count; j++) {
			const struct collection_text *text =
				&collection->texts[j];
			add_number(to, text->count);
			for (size_t k = 0; k < text->count; k++)
				add_string(to, text->entries[k].identifier);
		}
	}
}

struct fingerprint neighbours_appearance(const struct publication *publication,
					 const char *name)
{
	struct fingerprint value = { 0 };
	const struct publication *other =
		beside_find(publication->beside, publication, name);
	if (!other)
		return value;
	add_string(&value, other->identifier);
	add_string(&value, other->issued);
	add_languages(&value, other);
	add_editions(&value, other);
	add_entries(&value, other);
	return value;
}

static const struct publication *
find_beside(struct arena *arena, const struct publication *publication,
	    const char *name)
{
	inputs_note_fact(arena_format(arena, NEIGHBOURS_FACT "%s", name),
			 neighbours_appearance(publication, name));
	return beside_find(publication->beside, publication, name);
}

/* ---- Finding them -------------------------------------------------------- */

const struct publication *neighbours_find(struct neighbours *neighbours,
					  struct arena *arena,
					  const struct publication *publication,
					  const char *name)
{
	if (publication->beside)
		return find_beside(arena, publication, name);
	for (size_t i = 0; i < neighbours->count; i++)
		if (strcmp(neighbours->items[i].name, name) == 0)
			return neighbours->items[i].publication;
	neighbours->items =
		arena_grow(arena, neighbours->items, neighbours->count,
			   &neighbours->capacity, sizeof *neighbours->items);
	struct neighbour *item = &neighbours->items[neighbours->count++];
	*item = (struct neighbour){ name,
				    beside_read(arena, publication, name) };
	return item->publication;
}

/* Where readers of the language begin with it; NULL: nowhere. */
static const char *find_start(struct arena *arena,
			      const struct publication *publication,
			      size_t language)
{
	if (landing_exists(publication, language))
		return links_output_path(arena, publication, NULL, language,
					 OUTPUT_HTML);
	for (size_t i = 0; i < publication->edition_count; i++)
		for (int j = 0; j < OUTPUT_COUNT; j++) {
			const struct edition *edition =
				&publication->editions[i];
			if (publication_text(edition, language) &&
			    edition->formats & output_bit((enum output)j))
				return links_output_path(arena, publication,
							 edition, language,
							 (enum output)j);
		}
	return NULL;
}

/* In the language of the page where there is such, else in its own first. */
static const struct value *new_neighbour(struct arena *arena,
					 const struct publication *other,
					 const char *tag)
{
	size_t language = publication_find_language(other, tag);
	const char *start = language < other->language_count ?
				    find_start(arena, other, language) :
				    NULL;
	bool is_same = start != NULL;
	if (!start)
		start = find_start(arena, other, language = 0);
	if (!start)
		return NULL;
	struct value *map = value_new_map(arena);
	const struct {
		const char *key, *text;
	} texts[] = {
		{ "title",
		  publication_localised_text(&other->title, language) },
		{ "kind", publication_localised_text(&other->kind, language) },
		{ "date", other->issued },
		{ "lang", is_same ? NULL : other->languages[0].locale },
		{ "href", arena_format(arena, "../../%s/%s", other->identifier,
				       start) },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		value_map_set(arena, map, texts[i].key,
			      context_text(arena, texts[i].text));
	return map;
}

static const struct value *
find_value(struct neighbours *neighbours, struct arena *arena,
	   const struct publication *publication, const char *tag,
	   const struct publication_relation *relation)
{
	const struct publication *other =
		relation->name ? neighbours_find(neighbours, arena, publication,
						 relation->name) :
				 NULL;
	return other ? new_neighbour(arena, other, tag) : NULL;
}

void neighbours_add_values(struct arena *arena,
			   const struct publication *publication,
			   size_t language, struct value *context)
{
	struct neighbours neighbours = { 0 };
	const char *tag = publication->languages[language].folder;
	const struct {
		const char *key;
		const struct publication_relation *relation;
	} issues[] = { { "earlier", &publication->earlier },
		       { "later", &publication->later } };
	for (size_t i = 0; i < sizeof issues / sizeof *issues; i++) {
		const struct value *value =
			find_value(&neighbours, arena, publication, tag,
				   issues[i].relation);
		value_map_set(arena, context, issues[i].key,
			      value ? value : value_new_null(arena));
	}
	struct value *list = value_new_list(arena);
	for (size_t i = 0; i < publication->related_count; i++) {
		const struct value *value =
			find_value(&neighbours, arena, publication, tag,
				   &publication->related[i]);
		if (value)
			value_list_add(arena, list, value);
	}
	value_map_set(arena, context, "related", list);
	value_map_set(arena, context, "has-related",
		      value_new_boolean(arena, list->list.count > 0));
}
