/* Which reader reads which file. */
/* strcasecmp */
#define _POSIX_C_SOURCE 200809L

#include "read/read.h"

#include <strings.h>

#include "base/file.h"
#include "base/path.h"
#include "read/archive.h"
#include "read/csv.h"
#include "read/read_builder.h"
#include "read/refi.h"
#include "read/xlsx.h"

static bool ends_in(const char *path, const char *extension)
{
	return strcasecmp(path_extension(path), extension) == 0;
}

static bool is_table(const char *path)
{
	return ends_in(path, "csv") || ends_in(path, "tsv") ||
	       ends_in(path, "xlsx");
}

bool findings_is_readable(const char *path)
{
	return ends_in(path, "qdpx") || ends_in(path, "zip") ||
	       ends_in(path, "qde") || ends_in(path, "qdc") || is_table(path);
}

static bool read_table(struct builder *builder, const char *path,
		       const struct read_options *options, struct error *error)
{
	return ends_in(path, "xlsx") ?
		       xlsx_read_file(builder, path, options, error) :
		       csv_read_file(builder, path, options, error);
}

static bool read_refi(struct builder *builder, const char *path,
		      const struct read_options *options, struct error *error)
{
	bool is_zip = ends_in(path, "qdpx") || ends_in(path, "zip");
	struct archive *archive =
		is_zip ? archive_open_zip(builder, path, error) :
			 archive_open_file(builder, path, error);
	if (!archive)
		return false;
	bool is_right = refi_read(builder, archive, options);
	archive_close(archive);
	return is_right;
}

static void report_names(struct diagnostics *diagnostics,
			 const struct read_name *names, size_t count,
			 const char *message)
{
	for (size_t i = 0; i < count; i++)
		if (names[i].text.length)
			diagnostics_add(diagnostics,
					DIAGNOSTIC_SETTINGS_VARIABLE,
					names[i].place, "%s", message);
}

/* What findings.yaml asks for that no file of the kind has. */
static void report_other_kinds(const char *path,
			       const struct read_options *options,
			       struct diagnostics *diagnostics)
{
	if (is_table(path))
		for (size_t i = 0; i < options->set_count; i++)
			report_names(diagnostics, &options->sets[i].name, 1,
				     "a table has no sets: only REFI-QDA "
				     "projects have");
	else
		report_names(diagnostics, options->answers,
			     options->answer_count,
			     "a project has no columns of answers: only a "
			     "table has");
	if (!ends_in(path, "xlsx"))
		report_names(diagnostics, &options->sheet, 1,
			     "the data have no sheets: only a workbook has");
}

struct project *findings_read(const char *path,
			      const struct read_options *options,
			      struct diagnostics *diagnostics,
			      struct error *error)
{
	static const struct read_options none = { 0 };
	struct builder builder;
	if (!options)
		options = &none;
	if (!findings_is_readable(path)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_FINDINGS_KIND,
				(struct place){ .file = path },
				"not a .qdpx, .qde, .qdc, .zip, .csv, .tsv or "
				".xlsx file");
		return NULL;
	}
	/* a pipe would be waited for */
	if (file_exists(path) && !file_is_regular(path)) {
		error_set(error, "cannot read '%s': not a regular file", path);
		return NULL;
	}
	report_other_kinds(path, options, diagnostics);
	read_builder_initialise(&builder, options, diagnostics);
	bool is_right = is_table(path) ?
				read_table(&builder, path, options, error) :
				read_refi(&builder, path, options, error);
	struct project *project = read_builder_finish(&builder, path);
	/* What a limit cut off is no project to count in. */
	if (is_right && !builder.is_full)
		return project;
	project_free(project);
	return NULL;
}
