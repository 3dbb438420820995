/* Which header cells a table's cells have, for outputs that tell a table cell by
 * cell. */
#ifndef EVERYREAD_DOCUMENT_TABLE_HEADERS_H
#define EVERYREAD_DOCUMENT_TABLE_HEADERS_H

#include "base/map.h"
#include "document/document.h"

bool table_headers_is_row(const struct node *row);

bool table_headers_is_of(const struct node *header, const struct node *cell);

/* Notes which cells are headers of some cell that is told; `told` is the caller's
 * to release. */
void table_headers_note(const struct node *table, struct map *told);

/* Whether the header is one of those; others stand over nothing. */
bool table_headers_is_told(const struct map *told, const struct node *header);

#endif
