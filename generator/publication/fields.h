/* The kinds of values that publication.yaml is made of, each read from a YAML
 * node with a diagnostic at its place where it is not what it should be.
 * Private to publication/. */
#ifndef EVERYREAD_PUBLICATION_FIELDS_H
#define EVERYREAD_PUBLICATION_FIELDS_H

#include "base/yaml_table.h"
#include "publication/publication.h"

/* Reads one mapping after the other. */
struct fields {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const char *const *languages; /* folders, the keys of localised texts */
	size_t language_count;
	size_t pseudo_count; /* so many of them, the last, are pseudo-languages,
			      * and have what the source language has */
};

/* yaml_find() in publication.yaml and its like. */
const struct yaml_node *fields_find(const struct fields *fields,
				    const struct yaml_node *mapping,
				    const char *key, bool is_required);

/* The plain kinds of values: fields_text() and so on, into a field of their
 * type. */
extern const struct yaml_type field_text, field_localised, field_date,
	field_identifier, field_url, field_path, field_boolean, field_picture,
	field_braille, field_contact, field_languages, field_partial;

/* The reader of one of some words into an enum that begins with 0; and into a
 * bool of one of two, whether it is the second. */
yaml_field_reader fields_read_choice, fields_read_second;

/* The reader of a number within the type's bounds into an unsigned. */
yaml_field_reader fields_read_number;

/* The reader of what has a table of its own. */
yaml_field_reader fields_read_inside;

/* Reads a mapping by its table. False where `node` is NULL or no mapping, which
 * is told. */
bool fields_mapping(const struct fields *fields, const struct yaml_node *node,
		    const struct yaml_table *table, void *to);

/* As many elements of `size` bytes, all zero, as the list has items; NULL where the
 * value is no list, which is told. */
void *fields_items(const struct fields *fields, const struct yaml_node *node,
		   const struct yaml_field *field, size_t size);

/* Non-empty text, or NULL. `what` names the value in messages. */
const char *fields_text(const struct fields *fields,
			const struct yaml_node *node, const char *what);

/* A text, or a mapping from language folders to texts. */
void fields_localised(const struct fields *fields, const struct yaml_node *node,
		      const char *what, struct localised *text);

/* The same of a text that a translation may lack, which is not told: a line
 * without text is told here. */
void fields_localised_freely(const struct fields *fields,
			     const struct yaml_node *node, const char *what,
			     struct localised *text);

/* Where a text that is needed is missing, which is told: these words, so that what
 * is made of it can be checked, too. */
void fields_stand_in(struct localised *text, const char *words);

/* Index of the text among `words`; -1, reported with the nearest and all of
 * them, where it is none of them. */
int fields_choice(const struct fields *fields, const struct yaml_node *node,
		  const char *what, const char *const *words, size_t count);

/* An ISO 8601 calendar date that exists, or NULL. */
const char *fields_date(const struct fields *fields,
			const struct yaml_node *node, const char *what);

/* Lower-case ASCII letters, digits and inner hyphens, or NULL. */
const char *fields_identifier(const struct fields *fields,
			      const struct yaml_node *node, const char *what);

/* https:, http: or mailto: address, or NULL. */
const char *fields_url(const struct fields *fields,
		       const struct yaml_node *node, const char *what);

/* The language tag, or, where it is none, which is told, one that stands for
 * it. */
const char *fields_tag(const struct fields *fields, struct str tag,
		       struct place place);

/* Path that stays inside the folder that it starts from, or NULL. */
const char *fields_path(const struct fields *fields,
			const struct yaml_node *node, const char *what);

/* A set of languages from a list of folders; all of them, or none, where there
 * is no list. By language index. */
bool *fields_language_set(const struct fields *fields,
			  const struct yaml_node *node, const char *what,
			  bool otherwise);

/* The commands that read texts aloud, into struct publication_audio. */
extern const struct yaml_type field_audio;

/* "partial: true", or the languages for which it is. */
bool *fields_partial(const struct fields *fields, const struct yaml_node *node);

/* The publication's logo, into struct publication, whose publisher is known. */
extern const struct yaml_type field_logo;

/* Grade and page of Braille; one of the editions, whose languages and Braille are
 * known. */
extern const struct yaml_table braille_keys, edition_keys;

/* `editions:`. */
void editions_read(const struct fields *fields, const struct yaml_node *node,
		   struct publication *publication);

#endif
