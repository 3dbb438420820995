/* Zips through libzip, and files beside a bare project. */
/* O_CLOEXEC, O_NOFOLLOW, strcasecmp */
#define _POSIX_C_SOURCE 200809L

#include "read/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include "container/zip_library.h"

#include "base/file.h"
#include "base/inputs.h"
#include "base/map.h"
#include "base/path.h"

struct archive {
	struct arena *arena;
	const char *path; /* of the zip or the bare file */
	const char *project_file;
	struct builder *builder;
	zip_t *zip;               /* NULL: bare */
	zip_file_t *project_zip;  /* the project, while it is read */
	int project;              /* the same of a bare file; -1: none */
	uint64_t read, announced; /* [bytes] of the project */
	uint64_t sources_size;    /* [bytes] read of all sources so far */
	/* Lower-case names, and last parts of names, to index + 1. */
	struct map names, last_parts;
	const char *folder; /* of the project inside the zip: "" or "a/b/" */
};

static void report(struct archive *archive, enum diagnostic_code code,
		   const char *text)
{
	read_builder_report(archive->builder, code,
			    (struct place){ .file = archive->path }, "%s",
			    text);
}

static struct str lower(struct arena *arena, const char *name, size_t length)
{
	char *copy = arena_copy(arena, name, length);
	for (size_t i = 0; i < length; i++)
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] += 'a' - 'A';
		else if (copy[i] == '\\')
			copy[i] = '/';
	return (struct str){ copy, length };
}

/* What macOS adds has the same endings and is no project. */
static bool is_project(struct str name)
{
	size_t last = 0;
	for (size_t i = 0; i < name.length; i++)
		if (name.bytes[i] == '/')
			last = i + 1;
	return str_ends_with(name, STR(".qde")) && name.bytes[last] != '.' &&
	       str_find(name, STR("__macosx/")) < 0;
}

/* A name for messages: no control characters, not endlessly long. */
static char *printable(struct arena *arena, const char *name)
{
	char *copy = arena_copy(arena, name, strnlen(name, 200));
	for (char *at = copy; *at; at++)
		if ((unsigned char)*at < 32 || *at == 127)
			*at = '?';
	return copy;
}

/* Two projects in one archive: which of them counts is for people to say. */
static void report_second(struct archive *archive, zip_int64_t one,
			  zip_int64_t other)
{
	read_builder_report(
		archive->builder, DIAGNOSTIC_FINDINGS_TWO_PROJECTS,
		(struct place){ .file = archive->path },
		"the archive holds two projects, '%s' and '%s'",
		printable(archive->arena,
			  zip_get_name(archive->zip, (zip_uint64_t)one, 0)),
		printable(archive->arena,
			  zip_get_name(archive->zip, (zip_uint64_t)other, 0)));
}

enum { NO_PROJECT = -1, TWO_PROJECTS = -2 };

/* Remembers all names; the index of the project, or one of the above, of which
 * the second is reported. */
static zip_int64_t read_names(struct archive *archive, zip_int64_t count)
{
	zip_int64_t project = NO_PROJECT, second = NO_PROJECT;
	for (zip_int64_t i = 0; i < count; i++) {
		const char *name =
			zip_get_name(archive->zip, (zip_uint64_t)i, 0);
		if (!name)
			continue;
		struct str key = lower(archive->arena, name, strlen(name));
		const char *last = strrchr(key.bytes, '/');
		bool is_candidate = is_project(key);
		void *value = (void *)(uintptr_t)(i + 1);
		if (!map_lookup(&archive->names, key))
			map_set(&archive->names, key, value);
		key = str_from(last ? last + 1 : key.bytes);
		if (key.length && !map_lookup(&archive->last_parts, key))
			map_set(&archive->last_parts, key, value);
		if (is_candidate && project >= 0 && second < 0)
			second = i;
		else if (is_candidate && project < 0)
			project = i;
	}
	if (second < 0)
		return project;
	report_second(archive, project, second);
	return TWO_PROJECTS;
}

bool archive_is_small(struct builder *builder, struct place place,
		      uint64_t size, uint64_t packed, uint64_t most)
{
	bool is_bomb =
		size > ARCHIVE_FREE_SIZE && size / ARCHIVE_MOST_RATIO > packed;
	if (size <= most && !is_bomb)
		return true;
	read_builder_report(builder, DIAGNOSTIC_FINDINGS_TOO_LARGE, place,
			    is_bomb ? "unpacks to %llu bytes from %llu, as no "
				      "honest file does" :
				      "unpacks to %llu bytes, more than the "
				      "%llu that are read",
			    (unsigned long long)size,
			    (unsigned long long)(is_bomb ? packed : most));
	return false;
}

static bool open_project(struct archive *archive, zip_int64_t index)
{
	zip_stat_t entry;
	const char *name = zip_get_name(archive->zip, (zip_uint64_t)index, 0);
	const char *last = strrchr(name, '/');
	archive->folder = lower(archive->arena, name,
				last ? (size_t)(last - name) + 1 : 0)
				  .bytes;
	archive->project_file =
		arena_format(archive->arena, "%s!/%s", archive->path,
			     printable(archive->arena, name));
	if (zip_stat_index(archive->zip, (zip_uint64_t)index, 0, &entry) != 0) {
		report(archive, DIAGNOSTIC_FINDINGS_ARCHIVE,
		       "the zip archive is damaged");
		return false;
	}
	if (!archive_is_small(archive->builder,
			      (struct place){ .file = archive->project_file },
			      entry.size, entry.comp_size,
			      ARCHIVE_MOST_PROJECT))
		return false;
	archive->announced = entry.size;
	archive->project_zip =
		zip_fopen_index(archive->zip, (zip_uint64_t)index, 0);
	if (!archive->project_zip)
		report(archive, DIAGNOSTIC_FINDINGS_ARCHIVE,
		       entry.encryption_method ?
			       "the project is locked with a password; "
			       "export it without" :
			       "the project cannot be unpacked: the zip "
			       "archive is damaged");
	return archive->project_zip != NULL;
}

static void report_no_project(struct archive *archive, zip_int64_t count)
{
	for (zip_int64_t i = 0; i < count; i++) {
		const char *name =
			zip_get_name(archive->zip, (zip_uint64_t)i, 0);
		if (!name || strcasecmp(path_extension(name), "qdpx") != 0)
			continue;
		read_builder_report(
			archive->builder, DIAGNOSTIC_FINDINGS_ARCHIVE,
			(struct place){ .file = archive->path },
			"no .qde file is in the zip archive, but the project "
			"'%s' is: unpack it, and name that",
			printable(archive->arena, name));
		return;
	}
	report(archive, DIAGNOSTIC_FINDINGS_ARCHIVE,
	       "no .qde file is in the zip archive");
}

static bool find_project(struct archive *archive)
{
	zip_int64_t count = zip_get_num_entries(archive->zip, 0);
	if (count > ARCHIVE_MOST_ENTRIES) {
		report(archive, DIAGNOSTIC_FINDINGS_TOO_LARGE,
		       "the zip archive has more than 32768 files");
		return false;
	}
	zip_int64_t project = read_names(archive, count);
	if (project == NO_PROJECT)
		report_no_project(archive, count);
	return project >= 0 && open_project(archive, project);
}

static struct archive *new_archive(struct builder *builder, const char *path)
{
	struct archive *archive = ARENA_NEW(builder->arena, struct archive);
	archive->builder = builder;
	archive->arena = builder->arena;
	archive->path = archive->project_file = path;
	archive->project = -1;
	return archive;
}

struct archive *archive_open_zip(struct builder *builder, const char *path,
				 struct error *error)
{
	int failure = 0;
	struct archive *archive = new_archive(builder, path);
	inputs_note(INPUT_FILE, path);
	if (!zip_library()->is_there) {
		error_set(error, "cannot read '%s': libzip is not there", path);
		return NULL;
	}
	errno = 0;
	archive->zip = zip_open(path, ZIP_RDONLY, &failure);
	if (!archive->zip) {
		if (failure == ZIP_ER_NOENT || failure == ZIP_ER_OPEN ||
		    failure == ZIP_ER_READ)
			error_set(error, "cannot read '%s': %s", path,
				  strerror(errno ? errno : EIO));
		else
			report(archive, DIAGNOSTIC_FINDINGS_ARCHIVE,
			       "not a zip archive, or cut off");
		return NULL;
	}
	if (!find_project(archive)) {
		archive_close(archive);
		return NULL;
	}
	return archive;
}

struct archive *archive_open_file(struct builder *builder, const char *path,
				  struct error *error)
{
	struct stat status;
	struct archive *archive = new_archive(builder, path);
	inputs_note(INPUT_FILE, path);
	archive->project = open(path, O_RDONLY | O_CLOEXEC);
	if (archive->project < 0 || fstat(archive->project, &status) != 0 ||
	    !S_ISREG(status.st_mode)) {
		error_set(error, "cannot read '%s': %s", path,
			  archive->project < 0 ? strerror(errno) :
						 "not a file");
		archive_close(archive);
		return NULL;
	}
	archive->folder = path_folder(builder->arena, path);
	archive->announced = (uint64_t)status.st_size;
	return archive;
}

void archive_close(struct archive *archive)
{
	if (archive->project_zip)
		zip_fclose(archive->project_zip);
	if (archive->zip)
		zip_discard(archive->zip);
	if (archive->project >= 0)
		close(archive->project);
	map_release(&archive->names);
	map_release(&archive->last_parts);
}

const char *archive_project_file(const struct archive *archive)
{
	return archive->project_file;
}

int archive_read_project(struct archive *archive, char *bytes, int size)
{
	if (!archive->zip) {
		ssize_t count = read(archive->project, bytes, (size_t)size);
		archive->read += count > 0 ? (uint64_t)count : 0;
		return archive->read > ARCHIVE_MOST_PROJECT ? -1 : (int)count;
	}
	if (archive->read >= archive->announced)
		return 0;
	if ((uint64_t)size > archive->announced - archive->read)
		size = (int)(archive->announced - archive->read);
	zip_int64_t count =
		zip_fread(archive->project_zip, bytes, (zip_uint64_t)size);
	if (count <= 0) {
		read_builder_report(
			archive->builder, DIAGNOSTIC_FINDINGS_ARCHIVE,
			(struct place){ .file = archive->project_file },
			"cannot be unpacked to its end: the zip "
			"archive is damaged");
		return -1;
	}
	archive->read += (uint64_t)count;
	return (int)count;
}

static int hexadecimal(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	byte |= 32;
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* "my%20text" → "my text", in place. */
static void decode_percent(char *text)
{
	char *out = text;
	for (; *text; text++) {
		int high = *text == '%' ? hexadecimal(text[1]) : -1;
		int low = high >= 0 ? hexadecimal(text[2]) : -1;
		bool is_encoded = low >= 0 && high * 16 + low != 0;
		*out++ = is_encoded ? (char)(high * 16 + low) : *text;
		text += is_encoded ? 2 : 0;
	}
	*out = '\0';
}

/* The entry beside the project in sources/ or Sources/; some programs use
 * other folders, so then the last part alone. */
static zip_int64_t find_source(struct archive *archive, struct arena *arena,
			       struct str name)
{
	struct str low = lower(arena, name.bytes, name.length);
	const char *last = strrchr(low.bytes, '/');
	const char *path =
		arena_format(arena, "%ssources/%s", archive->folder, low.bytes);
	void *found = map_lookup(&archive->names, str_from(path));
	if (!found)
		found = map_lookup(&archive->last_parts,
				   str_from(last ? last + 1 : low.bytes));
	return (zip_int64_t)(uintptr_t)found - 1;
}

static bool read_entry(struct archive *archive, struct arena *arena,
		       struct place place, zip_uint64_t index,
		       struct str *bytes)
{
	zip_stat_t entry;
	if (zip_stat_index(archive->zip, index, 0, &entry) != 0)
		return false;
	uint64_t left = ARCHIVE_MOST_SOURCES - archive->sources_size;
	if (!archive_is_small(
		    archive->builder, place, entry.size, entry.comp_size,
		    left < ARCHIVE_MOST_SOURCE ? left : ARCHIVE_MOST_SOURCE))
		return false;
	archive->sources_size += entry.size;
	zip_file_t *file = zip_fopen_index(archive->zip, index, 0);
	char *text = arena_allocate(arena, entry.size + 1);
	uint64_t length = 0;
	while (file && length < entry.size) {
		zip_int64_t count =
			zip_fread(file, text + length, entry.size - length);
		if (count <= 0)
			break;
		length += (uint64_t)count;
	}
	if (!file || length != entry.size)
		read_builder_report(archive->builder,
				    DIAGNOSTIC_FINDINGS_ARCHIVE, place,
				    "cannot be unpacked: the zip archive is "
				    "damaged");
	if (file)
		zip_fclose(file);
	*bytes = (struct str){ text, length };
	return file && length == entry.size;
}

/* A regular file that is no link, so that none leads out of the folder. */
static bool read_beside(struct archive *archive, struct arena *arena,
			const char *path, struct str *bytes)
{
	struct stat status;
	inputs_note(INPUT_FILE, path);
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	bool is_right = file >= 0 && file_is_inside(path, archive->folder) &&
			fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
			(uint64_t)status.st_size <= ARCHIVE_MOST_SOURCE &&
			archive->sources_size + (uint64_t)status.st_size <=
				ARCHIVE_MOST_SOURCES;
	if (is_right) {
		char *text = arena_allocate(arena, (size_t)status.st_size + 1);
		size_t length = 0;
		ssize_t count = 1;
		while (length < (size_t)status.st_size && count > 0) {
			count = read(file, text + length,
				     (size_t)status.st_size - length);
			length += count > 0 ? (size_t)count : 0;
		}
		archive->sources_size += length;
		*bytes = (struct str){ text, length };
	}
	if (file >= 0)
		close(file);
	return is_right;
}

static bool read_from_folder(struct archive *archive, struct arena *arena,
			     const char *name, struct str *bytes,
			     const char **file)
{
	static const char *const folders[] = { "sources", "Sources", "." };
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		*file = path_join(arena, archive->folder,
				  path_join(arena, folders[i], name));
		if (read_beside(archive, arena, *file, bytes))
			return true;
	}
	return false;
}

bool archive_read_source(struct archive *archive, struct str name,
			 struct place place, struct str *bytes,
			 const char **file)
{
	struct arena *arena = archive->arena;
	char *copy = arena_copy(arena, name.bytes, name.length);
	const char *shown = printable(arena, copy);
	*file = place.file;
	if (name.length == 0 || strlen(copy) != name.length ||
	    strchr(copy, '\\') || copy[0] == '/' || !path_stays_inside(name)) {
		read_builder_report(
			archive->builder, DIAGNOSTIC_FINDINGS_OUTSIDE, place,
			"the source's text is not among the project's "
			"own files");
		return false;
	}
	if (!archive->zip) {
		if (read_from_folder(archive, arena, copy, bytes, file))
			return true;
		read_builder_report(
			archive->builder, DIAGNOSTIC_FINDINGS_NO_TEXT, place,
			"no text '%s' in the folder 'sources' beside "
			"the project",
			shown);
		return false;
	}
	zip_int64_t index = find_source(archive, arena, name);
	if (index < 0 && strchr(copy, '%')) {
		decode_percent(copy);
		index = find_source(archive, arena, str_from(copy));
	}
	if (index < 0) {
		read_builder_report(archive->builder,
				    DIAGNOSTIC_FINDINGS_NO_TEXT, place,
				    "no text '%s' in the zip archive", shown);
		return false;
	}
	const char *inner = zip_get_name(archive->zip, (zip_uint64_t)index, 0);
	*file = arena_format(arena, "%s!/%s", archive->path,
			     printable(arena, inner));
	return read_entry(archive, arena, (struct place){ .file = *file },
			  (zip_uint64_t)index, bytes);
}
