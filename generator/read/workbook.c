/* A workbook's zip, its parts, and its list of sheets. */
#include "read/workbook.h"

#include <errno.h>
#include <stdio.h>

#include "base/inputs.h"
#include "base/path.h"
#include "read/archive.h"
#include "read/workbook_private.h"

/* ---- Parts ------------------------------------------------------------- */

struct part_stream {
	struct workbook *workbook;
	const char *file;
	zip_file_t *zip;
	uint64_t left; /* [bytes] */
};

static int read_stream(void *user, char *bytes, int size)
{
	struct part_stream *stream = user;
	if (stream->left == 0)
		return 0;
	if ((uint64_t)size > stream->left)
		size = (int)stream->left;
	zip_int64_t count = zip_fread(stream->zip, bytes, (zip_uint64_t)size);
	if (count <= 0) {
		read_builder_report(stream->workbook->builder,
				    DIAGNOSTIC_FINDINGS_ARCHIVE,
				    (struct place){ .file = stream->file },
				    "cannot be unpacked to its end: the "
				    "workbook is damaged");
		return -1;
	}
	stream->left -= (uint64_t)count;
	return (int)count;
}

static void report_part(struct workbook *workbook, const char *part,
			const char *what)
{
	read_builder_report(workbook->builder, DIAGNOSTIC_FINDINGS_ARCHIVE,
			    (struct place){ .file = workbook->path },
			    "the part '%s' of the workbook %s", part, what);
}

bool workbook_read_part(struct workbook *workbook, const char *part,
			struct xml_reader *reader)
{
	zip_stat_t entry;
	zip_t *zip = workbook->private->zip;
	struct place place = { .file = reader->file };
	if (zip_stat(zip, part, 0, &entry) != 0) {
		report_part(workbook, part, "is missing");
		return false;
	}
	if (!archive_is_small(workbook->builder, place, entry.size,
			      entry.comp_size, WORKBOOK_MOST_PART))
		return false;
	struct part_stream stream = { workbook, reader->file,
				      zip_fopen_index(zip, entry.index, 0),
				      entry.size };
	if (!stream.zip) {
		report_part(workbook, part, "cannot be unpacked");
		return false;
	}
	reader->builder = workbook->builder;
	reader->read = read_stream;
	reader->read_user = &stream;
	bool is_right = xml_read(reader);
	zip_fclose(stream.zip);
	return is_right;
}

/* ---- Relationships: which part is where -------------------------------- */

struct relation {
	struct str id, type, target;
};

struct relations {
	struct workbook *workbook;
	VECTOR(struct relation) items;
};

static void start_relation(void *user, const char *name, const char *uri,
			   struct attributes attributes)
{
	struct relations *relations = user;
	struct arena *arena = relations->workbook->builder->arena;
	struct relation one;
	(void)uri;
	if (strcmp(name, "Relationship") != 0 ||
	    relations->items.count >= 2 * WORKBOOK_MOST_SHEETS)
		return;
	xml_find_attribute(attributes, "Id", &one.id);
	xml_find_attribute(attributes, "Type", &one.type);
	xml_find_attribute(attributes, "Target", &one.target);
	one.id = arena_copy_str(arena, one.id);
	one.type = arena_copy_str(arena, one.type);
	one.target = arena_copy_str(arena, one.target);
	*VECTOR_ADD(&relations->items) = one;
}

static bool read_relations(struct workbook *workbook, const char *part,
			   struct relations *relations)
{
	struct xml_reader reader = { .file = workbook->path,
				     .start = start_relation,
				     .user = relations };
	*relations = (struct relations){ .workbook = workbook };
	return workbook_read_part(workbook, part, &reader);
}

/* A target is relative to the folder of the part that refers to it, or to the
 * top. Only ever looked up in the zip. */
static const char *target_of(struct arena *arena, const char *folder,
			     struct str target)
{
	if (target.length && target.bytes[0] == '/')
		return arena_copy(arena, target.bytes + 1, target.length - 1);
	const char *name = arena_copy(arena, target.bytes, target.length);
	return *folder ? arena_format(arena, "%s/%s", folder, name) : name;
}

/* The end of a relation's type; the namespaces before it differ between the
 * standard's editions. */
static bool is_type(const struct relation *relation, const char *end)
{
	return str_ends_with(relation->type, str_from(end));
}

/* ---- The list of sheets ------------------------------------------------ */

struct listing {
	struct workbook *workbook;
	struct relations relations;
	const char *folder;
	VECTOR(struct workbook_sheet) sheets;
};

static const struct relation *find_relation(const struct relations *relations,
					    struct str id)
{
	for (size_t i = 0; i < relations->items.count; i++)
		if (str_equals(relations->items.items[i].id, id))
			return &relations->items.items[i];
	return NULL;
}

/* Names are one line, for whoever prints them. */
static struct str name_of_sheet(struct arena *arena, struct str name)
{
	struct str copy = arena_copy_str(arena, name);
	for (size_t i = 0; i < copy.length; i++)
		if ((unsigned char)copy.bytes[i] < 32)
			((char *)copy.bytes)[i] = ' ';
	return copy;
}

static void add_sheet(struct listing *listing, struct attributes attributes)
{
	struct workbook *workbook = listing->workbook;
	struct arena *arena = workbook->builder->arena;
	struct str name, id, state;
	xml_find_attribute(attributes, "name", &name);
	xml_find_attribute(attributes, "state", &state);
	xml_find_qualified(attributes, "id", &id);
	const struct relation *relation =
		find_relation(&listing->relations, id);
	if (!relation || !is_type(relation, "/worksheet") ||
	    listing->sheets.count >= WORKBOOK_MOST_SHEETS)
		return;
	struct workbook_sheet sheet = {
		.name = name_of_sheet(arena, name),
		.part = target_of(arena, listing->folder, relation->target),
		.is_hidden = state.length && !str_equals(state, STR("visible")),
	};
	sheet.file =
		arena_format(arena, "%s!/%s", workbook->path, sheet.name.bytes);
	*VECTOR_ADD(&listing->sheets) = sheet;
}

static void start_listing(void *user, const char *name, const char *uri,
			  struct attributes attributes)
{
	struct listing *listing = user;
	struct str value;
	(void)uri;
	if (strcmp(name, "sheet") == 0)
		add_sheet(listing, attributes);
	if (strcmp(name, "workbookPr") == 0 &&
	    xml_find_attribute(attributes, "date1904", &value))
		listing->workbook->private->counts_from_1904 =
			str_equals(value, STR("1")) ||
			str_equals(value, STR("true"));
}

static bool list_sheets(struct workbook *workbook, const char *part)
{
	struct arena *arena = workbook->builder->arena;
	struct listing listing = { .workbook = workbook };
	struct xml_reader reader = { .file = workbook->path,
				     .start = start_listing,
				     .user = &listing };
	const char *last = strrchr(part, '/');
	listing.folder =
		arena_copy(arena, part, last ? (size_t)(last - part) : 0);
	const char *relations =
		arena_format(arena, "%s%s_rels/%s.rels", listing.folder,
			     last ? "/" : "", last ? last + 1 : part);
	bool is_right =
		read_relations(workbook, relations, &listing.relations) &&
		workbook_read_part(workbook, part, &reader);
	for (size_t i = 0; i < listing.relations.items.count; i++) {
		const struct relation *one = &listing.relations.items.items[i];
		const char **wanted = is_type(one, "/sharedStrings") ?
					      &workbook->private->strings_part :
				      is_type(one, "/styles") ?
					      &workbook->private->styles_part :
					      NULL;
		if (wanted)
			*wanted = target_of(arena, listing.folder, one->target);
	}
	workbook->sheet_count = listing.sheets.count;
	workbook->sheets = arena_copy_array(arena, listing.sheets.items,
					    listing.sheets.count,
					    sizeof *listing.sheets.items);
	VECTOR_RELEASE(&listing.sheets);
	VECTOR_RELEASE(&listing.relations.items);
	return is_right;
}

/* ---- Opening ----------------------------------------------------------- */

/* Older and locked workbooks are no zips, but all begin in one way. */
static bool is_compound_file(const char *path)
{
	static const unsigned char magic[] = { 0xD0, 0xCF, 0x11, 0xE0 };
	unsigned char first[sizeof magic] = { 0 };
	inputs_note(INPUT_FILE, path);
	FILE *file = fopen(path, "rb");
	size_t count = file ? fread(first, 1, sizeof first, file) : 0;
	if (file)
		fclose(file);
	return count == sizeof first && memcmp(first, magic, count) == 0;
}

static bool open_zip(struct workbook *workbook, struct error *error)
{
	int failure = 0;
	errno = 0;
	inputs_note(INPUT_FILE, workbook->path);
	workbook->private->zip = zip_open(workbook->path, ZIP_RDONLY, &failure);
	if (workbook->private->zip)
		return true;
	if (failure == ZIP_ER_NOENT || failure == ZIP_ER_OPEN ||
	    failure == ZIP_ER_READ)
		error_set(error, "cannot read '%s': %s", workbook->path,
			  strerror(errno ? errno : EIO));
	else
		read_builder_report(
			workbook->builder, DIAGNOSTIC_FINDINGS_ARCHIVE,
			(struct place){ .file = workbook->path },
			is_compound_file(workbook->path) ?
				"the workbook is locked with a password, or an "
				"old .xls; save it as .xlsx without" :
				"not a workbook (.xlsx), or cut off");
	return false;
}

/* The workbook's main part, wherever the package says that it is. */
static bool open_main(struct workbook *workbook)
{
	struct relations relations;
	const char *part = NULL;
	bool is_right = read_relations(workbook, "_rels/.rels", &relations);
	for (size_t i = 0; i < relations.items.count && !part; i++)
		if (is_type(&relations.items.items[i], "/officeDocument"))
			part = target_of(workbook->builder->arena, "",
					 relations.items.items[i].target);
	VECTOR_RELEASE(&relations.items);
	if (is_right && !part)
		report_part(workbook, "workbook.xml", "is missing");
	return is_right && part && list_sheets(workbook, part);
}

struct workbook *workbook_open(struct builder *builder, const char *path,
			       struct error *error)
{
	struct workbook *workbook = ARENA_NEW(builder->arena, struct workbook);
	workbook->builder = builder;
	workbook->path = path;
	workbook->private = ARENA_NEW(builder->arena, struct workbook_private);
	if (!open_zip(workbook, error))
		return NULL;
	if (zip_get_num_entries(workbook->private->zip, 0) >
	    ARCHIVE_MOST_ENTRIES)
		read_builder_report(builder, DIAGNOSTIC_FINDINGS_TOO_LARGE,
				    (struct place){ .file = path },
				    "the workbook has more than 32768 parts");
	else if (open_main(workbook))
		return workbook;
	workbook_close(workbook);
	return NULL;
}

void workbook_close(struct workbook *workbook)
{
	zip_discard(workbook->private->zip);
	VECTOR_RELEASE(&workbook->private->strings);
	VECTOR_RELEASE(&workbook->private->formats);
}
