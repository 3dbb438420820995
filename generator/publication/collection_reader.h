/* Reading `collections:` and the entries. Private to publication/. */
#ifndef EVERYREAD_PUBLICATION_COLLECTION_READER_H
#define EVERYREAD_PUBLICATION_COLLECTION_READER_H

#include "publication/fields.h"
#include "publication/source_file.h"

/* A collection. */
extern const struct yaml_table collection_keys;

/* publication.collections from publication.yaml, with their schemas. False:
 * `error`. */
bool collections_read(const struct fields *fields, const struct yaml_node *node,
		      struct publication *publication, struct error *error);

/* Their entries in all languages, checked, with references found. */
void collections_find(struct source_reader *reader,
		      struct publication *publication);

#endif
