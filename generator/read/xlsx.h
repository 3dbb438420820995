/* Tables of coded data in workbooks (.xlsx): the layouts of read/csv.h, in one
 * of the sheets. Which one is what findings.yaml says, or the only visible one
 * that begins as such a table does. */
#ifndef EVERYREAD_READ_XLSX_H
#define EVERYREAD_READ_XLSX_H

#include "base/error.h"
#include "read/read_builder.h"
#include "read/read_options.h"

/* Reads the table into the builder. False where it is none (reported), or
 * cannot be read (error->message is set). */
bool xlsx_read_file(struct builder *builder, const char *path,
		    const struct read_options *options, struct error *error);

#endif
