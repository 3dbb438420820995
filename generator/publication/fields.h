/* The kinds of values that publication.yaml is made of, each read from a YAML
 * node with a diagnostic at its place where it is not what it should be.
 * Private to publication/. */
#ifndef EVERYREAD_PUBLICATION_FIELDS_H
#define EVERYREAD_PUBLICATION_FIELDS_H

#include "base/yaml.h"
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

/* What reads the value of a key, which is there, into *to. */
typedef void field_reader(const struct fields *fields,
			  const struct yaml_node *node, const char *what,
			  void *to);

/* The plain ones: fields_text() and so on, into a field of their type. */
field_reader field_text, field_localised, field_date, field_identifier,
	field_url, field_boolean;

/* One key of a mapping: the whole of what is known of it. */
struct field {
	const char *key;
	bool is_required;
	field_reader *read;
	size_t offset;    /* of *to in what the mapping is read into */
	const char *what; /* names the value in messages; NULL: the key does */
};

/* Reads a mapping by its table: tells keys that the table has not, and those
 * that are missing, and reads the others in the table's order. What no key
 * gives stays as it is. False where `node` is NULL or no mapping, which is
 * told. */
bool fields_mapping(const struct fields *fields, const struct yaml_node *node,
		    const char *what, const struct field *table, size_t count,
		    void *to);

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

/* Path that stays inside the folder that it starts from, or NULL. */
const char *fields_path(const struct fields *fields,
			const struct yaml_node *node, const char *what);

/* A set of languages from a list of folders; all of them, or none, where there
 * is no list. By language index. */
bool *fields_language_set(const struct fields *fields,
			  const struct yaml_node *node, const char *what,
			  bool otherwise);

/* Grade and page of Braille; what is not there, or wrong, stays as it is. */
void fields_braille(const struct fields *fields, const struct yaml_node *node,
		    struct braille_settings *settings);

/* The commands that read texts aloud. */
void fields_audio(const struct fields *fields, const struct yaml_node *node,
		  struct publication_audio *audio);

/* "partial: true", or the languages for which it is. */
bool *fields_partial(const struct fields *fields, const struct yaml_node *node);

/* A file with what it says; a file alone says `alternative`, where that is not
 * NULL. */
void fields_picture(const struct fields *fields, const struct yaml_node *node,
		    const char *what, const struct localised *alternative,
		    struct publication_picture *picture);

/* The editions; languages are known. */
void editions_read(const struct fields *fields, const struct yaml_node *node,
		   struct publication *publication);

#endif
