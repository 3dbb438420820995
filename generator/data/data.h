/* The tables of a document as data: a ZIP file with a CSV file for each (RFC
 * 4180, UTF-8 with a byte order mark, for spreadsheets), what they mean as CSV
 * on the Web has it (csv-metadata.json; W3C, "Metadata Vocabulary for Tabular
 * Data"), and all of them in tables.json.
 *
 * They are what readers are shown and nothing else: tables of the tree, in its
 * order, those behind charts among them. A cell that stands in several places
 * is repeated in each, headers in several rows are joined, and both are told.
 *
 * A column whose cells are all numbers as the language writes them is one of
 * numbers: in CSV "1234" and "12%" whatever the language, in JSON beside the
 * text that was published. What is hidden keeps its mark there, and the
 * metadata say that it stands for nothing.
 *
 * A text is written as it was published, even where a spreadsheet would take it
 * for a formula: that is told, and for the author to mend. */
#ifndef EVERYREAD_DATA_DATA_H
#define EVERYREAD_DATA_DATA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "document/document.h"

/* Appends the ZIP file, whose parts are dated `time` [s since 1970], to `out`,
 * and tells where there is no table, and which cells spreadsheets would run.
 * False where the system fails. */
bool data_write(const struct document *document, int64_t time,
		struct diagnostics *diagnostics, struct buffer *out,
		struct error *error);

#endif
