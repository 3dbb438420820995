/* What makes a set of files a release. */
#define _POSIX_C_SOURCE 200809L
#include "commands/release.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <jansson.h>

#include "container/zip_library.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/path.h"
#include "base/visible.h"
#include "commands/outputs.h"
#include "commands/release_parts.h"

const char release_sums_name[] = "SHA256SUMS";
static const char parts_name[] = "sbom.cdx.json";

bool release_time(const struct publication *publication, int64_t *seconds,
		  struct error *error)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	char head[11]; /* a time of day may follow */
	struct date day;
	if (epoch && epoch[0]) {
		errno = 0;
		long long value = strtoll(epoch, &end, 10);
		if (epoch[0] >= '0' && epoch[0] <= '9' && *end == '\0' &&
		    errno == 0 && value <= INT32_MAX) {
			*seconds = value;
			return true;
		}
		return error_set(error,
				 "SOURCE_DATE_EPOCH is '%s': it must be a "
				 "number of seconds since 1970",
				 epoch);
	}
	snprintf(head, sizeof head, "%s", publication->issued);
	*seconds = date_parse(head, &day) && day.precision == DATE_DAY ?
			   date_days_since_1970(&day) * 86400 :
			   0;
	return true;
}

static void print_readings(const struct readings *readings, struct buffer *json)
{
	json_t *list = report_json(readings);
	char *text = json_dumps(list, JSON_INDENT(2) | JSON_REAL_PRECISION(4));
	buffer_append_format(json, ",\n  \"readability\": %s", text);
	free(text);
	json_decref(list);
}

bool release_describe(struct arena *arena, struct target *target,
		      const struct readings *readings, struct error *error)
{
	struct buffer json = BUFFER_INITIALISER;
	print_readings(readings, &json);
	const struct library *libraries;
	size_t count = release_libraries(arena, &libraries);
	buffer_append_string(&json, ",\n  \"release\": {\n"
				    "    \"program\": \"everyread\",\n"
				    "    \"version\": \"" EVERYREAD_VERSION
				    "\",\n    \"libraries\": {");
	for (size_t i = 0; i < count; i++)
		buffer_append_format(&json, "%s\n      \"%s\": \"%s\"",
				     i ? "," : "", libraries[i].name,
				     libraries[i].version);
	buffer_append_string(&json, "\n    },\n    \"inputs\": {");
	bool done =
		release_print_inputs(arena, &target->installation,
				     target->publication->folder, &json, error);
	buffer_append_string(&json, "\n    }\n  }");
	target->manifest.release =
		arena_copy(arena, json.bytes ? json.bytes : "", json.length);
	buffer_release(&json);
	return done;
}

/* ---- Sums and archive -------------------------------------------------- */

static bool add_to_zip(struct arena *arena, const struct staged_set *set,
		       zip_t *archive, const char *name, const char *folder,
		       const struct tm *time, struct error *error)
{
	struct str text;
	if (!staged_read(set, arena, name, &text, error))
		return false;
	zip_source_t *source =
		zip_source_buffer(archive, text.bytes, text.length, 0);
	zip_int64_t index =
		source ? zip_file_add(archive, path_join(arena, folder, name),
				      source, ZIP_FL_ENC_UTF_8) :
			 -1;
	if (index < 0) {
		zip_source_free(source);
		return error_set(error, "cannot add '%s' to the archive: %s",
				 name, zip_strerror(archive));
	}
	/* As MS-DOS counts, from 1980 and by two seconds, without a zone. */
	int year = time->tm_year < 80 ? 0 : time->tm_year - 80;
	zip_uint16_t date = (zip_uint16_t)(year << 9 | (time->tm_mon + 1) << 5 |
					   time->tm_mday);
	zip_uint16_t clock =
		(zip_uint16_t)(time->tm_hour << 11 | time->tm_min << 5 |
			       time->tm_sec / 2);
	zip_file_set_dostime(archive, (zip_uint64_t)index, clock, date, 0);
	zip_file_set_external_attributes(archive, (zip_uint64_t)index, 0,
					 ZIP_OPSYS_UNIX,
					 (zip_uint32_t)0100644 << 16);
	zip_set_file_compression(archive, (zip_uint64_t)index, ZIP_CM_DEFLATE,
				 9);
	return true;
}

static bool take_bytes(zip_source_t *memory, struct buffer *bytes)
{
	zip_stat_t status;
	if (zip_source_stat(memory, &status) != 0 ||
	    zip_source_open(memory) != 0)
		return false;
	char *room = buffer_reserve(bytes, status.size);
	zip_int64_t got = zip_source_read(memory, room, status.size);
	zip_source_close(memory);
	if (got < 0 || (zip_uint64_t)got != status.size)
		return false;
	bytes->length += status.size;
	return true;
}

bool release_zip(struct arena *arena, const struct staged_set *set,
		 const char *const *names, size_t count, int64_t seconds,
		 struct buffer *bytes, struct error *error)
{
	struct tm parts;
	time_t moment = (time_t)seconds;
	zip_error_t failure;
	if (!zip_library()->is_there)
		return error_set(
			error, "cannot write a ZIP file: libzip is not there");
	gmtime_r(&moment, &parts);
	zip_error_init(&failure);
	zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, &failure);
	zip_t *archive =
		memory ? zip_open_from_source(memory, ZIP_TRUNCATE, &failure) :
			 NULL;
	if (!archive) {
		zip_source_free(memory);
		return error_set(error, "cannot make an archive: %s",
				 zip_error_strerror(&failure));
	}
	zip_source_keep(memory);
	bool done = true;
	for (size_t i = 0; done && i < count; i++)
		done = add_to_zip(arena, set, archive, names[i],
				  staged_name(set), &parts, error);
	if (!done) {
		zip_discard(archive);
	} else if (zip_close(archive) != 0) {
		done = error_set(error, "cannot make an archive: %s",
				 zip_strerror(archive));
		zip_discard(archive);
	}
	if (done && !take_bytes(memory, bytes))
		done = error_set(error, "cannot make an archive");
	zip_source_free(memory);
	zip_error_fini(&failure);
	return done;
}

static bool put(struct staged_set *set, const char *name, struct buffer *bytes,
		struct error *error)
{
	bool done = staged_put(set, name, bytes->bytes, bytes->length, error);
	buffer_release(bytes);
	return done;
}

static bool put_sums(struct arena *arena, struct staged_set *set,
		     struct error *error)
{
	struct buffer sums = BUFFER_INITIALISER;
	const char **names;
	size_t count = staged_paths(set, arena, &names);
	for (size_t i = 0; i < count; i++) {
		struct str text;
		if (!staged_read(set, arena, names[i], &text, error)) {
			buffer_release(&sums);
			return false;
		}
		buffer_append_format(&sums, "%s  %s\n",
				     digest_of(text.bytes, text.length).hex,
				     names[i]);
	}
	return put(set, release_sums_name, &sums, error);
}

static const char *zip_name(struct arena *arena, const struct target *target)
{
	return arena_format(arena, "%s.zip", target->publication->identifier);
}

static const char *zip_sum_name(struct arena *arena,
				const struct target *target)
{
	return arena_format(arena, "%s.zip.sha256",
			    target->publication->identifier);
}

static bool put_zip(struct arena *arena, struct target *target,
		    struct staged_set *set, struct error *error)
{
	struct buffer bytes = BUFFER_INITIALISER, sum = BUFFER_INITIALISER;
	const char **names;
	int64_t seconds;
	size_t count = staged_paths(set, arena, &names);
	if (!release_time(target->publication, &seconds, error) ||
	    !release_zip(arena, set, names, count, seconds, &bytes, error)) {
		buffer_release(&bytes);
		return false;
	}
	buffer_append_format(&sum, "%s  %s\n",
			     digest_of(bytes.bytes, bytes.length).hex,
			     zip_name(arena, target));
	bool done = put(set, zip_name(arena, target), &bytes, error);
	return put(set, zip_sum_name(arena, target), &sum, error) && done;
}

bool release_put(struct arena *arena, struct target *target,
		 struct staged_set *set, struct error *error)
{
	struct buffer parts = BUFFER_INITIALISER;
	if (!release_print_parts(
		    arena, &target->installation,
		    target->publication->identifier,
		    pdf_output_profile(arena, &target->installation), &parts,
		    error)) {
		buffer_release(&parts);
		return false;
	}
	return put(set, parts_name, &parts, error) &&
	       put_sums(arena, set, error) &&
	       put_zip(arena, target, set, error);
}

bool release_remove(struct arena *arena, const struct target *target,
		    struct staged_set *set)
{
	if (!staged_has(set, release_sums_name) || !staged_has(set, parts_name))
		return false;
	staged_remove(set, parts_name);
	staged_remove(set, release_sums_name);
	staged_remove(set, zip_name(arena, target));
	staged_remove(set, zip_sum_name(arena, target));
	return true;
}

/* ---- What is other than before ----------------------------------------- */

static void print_change(const struct manifest_file *before,
			 const struct manifest_file *now)
{
	const struct manifest_file *file = now ? now : before;
	printf("  %s ", !before ? "new    " : !now ? "gone   " : "changed");
	visible_print(stdout, str_from(file->path));
	if (before && now && before->words != now->words)
		printf(", words %" PRIu64 " → %" PRIu64, before->words,
		       now->words);
	if (before && now && before->pages != now->pages)
		printf(", pages %" PRIu64 " → %" PRIu64, before->pages,
		       now->pages);
	if (!before || !now)
		printf(", %" PRIu64 " words", file->words);
	if ((!before || !now) && file->pages)
		printf(", %" PRIu64 " pages", file->pages);
	putchar('\n');
}

void release_print_changes(const struct target *target,
			   const struct manifest *earlier)
{
	size_t same = 0;
	visible_print(stdout, str_from(target->publication->identifier));
	puts(":");
	for (size_t i = 0; i < target->manifest.count; i++) {
		const struct manifest_file *now = &target->manifest.items[i];
		const struct manifest_file *before = manifest_find(
			earlier, now->edition, now->language, now->output);
		if (before && strcmp(before->digest.hex, now->digest.hex) == 0)
			same++;
		else
			print_change(before, now);
	}
	for (size_t i = 0; i < earlier->count; i++) {
		const struct manifest_file *before = &earlier->items[i];
		if (!manifest_find(&target->manifest, before->edition,
				   before->language, before->output))
			print_change(before, NULL);
	}
	printf("  %zu as before\n", same);
}
