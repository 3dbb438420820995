/* Which reader reads which file. */
/* strcasecmp */
#define _POSIX_C_SOURCE 200809L

#include "read/read.h"

#include <strings.h>

#include "base/path.h"
#include "read/archive.h"
#include "read/csv.h"
#include "read/read_builder.h"
#include "read/refi.h"

static bool ends_in(const char *path, const char *extension)
{
	return strcasecmp(path_extension(path), extension) == 0;
}

bool findings_is_readable(const char *path)
{
	return ends_in(path, "qdpx") || ends_in(path, "qde") ||
	       ends_in(path, "qdc") || ends_in(path, "csv");
}

static bool read_refi(struct builder *builder, const char *path,
		      struct error *error)
{
	struct archive *archive =
		ends_in(path, "qdpx") ? archive_open_zip(builder, path, error) :
					archive_open_file(builder, path, error);
	if (!archive)
		return false;
	bool is_right = refi_read(builder, archive);
	archive_close(archive);
	return is_right;
}

struct project *findings_read(const char *path, struct diagnostics *diagnostics,
			      struct error *error)
{
	struct builder builder;
	if (!findings_is_readable(path)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_FINDINGS_KIND,
				(struct place){ .file = path },
				"not a .qdpx, .qde, .qdc or .csv file");
		return NULL;
	}
	read_builder_initialise(&builder, diagnostics);
	bool is_right = ends_in(path, "csv") ?
				csv_read_file(&builder, path, error) :
				read_refi(&builder, path, error);
	struct project *project = read_builder_finish(&builder, path);
	/* What a limit cut off is no project to count in. */
	if (is_right && !builder.is_full)
		return project;
	project_free(project);
	return NULL;
}
