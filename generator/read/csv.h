/* Tables of coded data, as CSV: what Taguette and QualCoder export, and a
 * plain table of our own.
 *
 *   Taguette   id, document, tag, content; one row for each tag
 *              or its codebook: tag, description, number of highlights …
 *   QualCoder  File, or Case and Filename, then Coder, Coded, Id, Codename,
 *              Coded_Memo, Category…, FileVar_…, CaseVar_…
 *   plain      code, and case or source (or both); text and id if there are
 *              any; every other column is a variable of the case, or of the
 *              source where there is no case. A code may be a path, with
 *              " > ", ">" or "/" between its parts. A row without a code
 *              tells of a case (or source) alone.
 *
 * Columns may stand in any order and in small or capital letters, cells may be
 * parted by commas, semicolons or tabs, of which the first line, "sep=;", may
 * tell as it does for Excel. */
#ifndef EVERYREAD_READ_CSV_H
#define EVERYREAD_READ_CSV_H

#include "base/error.h"
#include "read/read_builder.h"
#include "read/read_options.h"

/* Reads the table into the builder. False where it is none (reported), or
 * cannot be read (error->message is set). */
bool csv_read_file(struct builder *builder, const char *path,
		   const struct read_options *options, struct error *error);

#endif
