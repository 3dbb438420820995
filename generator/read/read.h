/* Reads a file of coded data into a project: REFI-QDA (.qdpx, .qde, .qdc) or
 * a table (.csv, .tsv, .xlsx), told apart by the ending. */
#ifndef EVERYREAD_READ_READ_H
#define EVERYREAD_READ_READ_H

#include "base/diagnostic.h"
#include "base/error.h"
#include "read/project.h"
#include "read/read_options.h"

/* The project, to be freed with project_free(). `options` say how the file is
 * to be read; NULL: as it says itself. Every mistake is a diagnostic
 * at its file (the path, then "!/" and the name inside an archive) and line,
 * and what is right is read all the same, so a project may come with errors.
 * NULL where nothing can be read: with diagnostics where the file is to blame,
 * with error->message where the system is (set it to "" before). */
struct project *findings_read(const char *path,
			      const struct read_options *options,
			      struct diagnostics *diagnostics,
			      struct error *error);

/* Whether findings_read() knows the file's ending. */
bool findings_is_readable(const char *path);

#endif
