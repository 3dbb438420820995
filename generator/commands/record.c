/* Records in memory and in files. A file is lines of words; what may hold
 * anything stands last in its line, escaped. The last line has the fingerprint
 * of all before it, so that what was cut off or written twice is seen. */
#include "commands/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/vector.h"
#include "commands/home.h"

static const char heading[] = "everyread records 2 " EVERYREAD_VERSION;

struct record *record_new(const char *name)
{
	struct record *record = memory_allocate(sizeof *record);
	record->name = memory_copy_text(name, strlen(name));
	return record;
}

void artifact_add_place(struct artifact *artifact, const char *identifier,
			uint32_t page)
{
	*VECTOR_ADD(&artifact->places) = (struct product_place){
		arena_copy_string(&artifact->inputs.arena, identifier), page
	};
}

void artifact_release(struct artifact *artifact)
{
	VECTOR_RELEASE(&artifact->places);
	inputs_release(&artifact->inputs);
	diagnostics_release(&artifact->diagnostics);
	*artifact = (struct artifact){ 0 };
}

void record_free(struct record *record)
{
	if (!record)
		return;
	for (int i = 0; i < OUTPUT_COUNT; i++)
		artifact_release(&record->artifacts[i]);
	inputs_release(&record->inputs);
	diagnostics_release(&record->diagnostics);
	evidence_use_release(&record->use);
	build_home_end_work(record->work, record->home);
	free(record->name);
	free(record);
}

struct record *records_take(struct records *records, const char *name)
{
	for (size_t i = 0; i < records->count; i++) {
		struct record *record = records->items[i];
		if (strcmp(record->name, name) != 0)
			continue;
		records->items[i] = *VECTOR_LAST(records);
		records->count--;
		return record;
	}
	return NULL;
}

void records_add(struct records *records, struct record *record)
{
	*VECTOR_ADD(records) = record;
}

void records_release(struct records *records)
{
	for (size_t i = 0; i < records->count; i++)
		record_free(records->items[i]);
	VECTOR_RELEASE(records);
}

/* ---- Writing ----------------------------------------------------------- */

/* A space at the beginning would be lost among those between words. */
static void print_text(struct buffer *out, const char *text)
{
	const char *start = text;
	for (; text && *text; text++) {
		unsigned char byte = (unsigned char)*text;
		if (byte < 0x20 || (byte == ' ' && text == start) ||
		    byte == '\\' || byte == 0x7F)
			buffer_append_format(out, "\\%02x", byte);
		else
			buffer_append_byte(out, *text);
	}
}

static void print_inputs(struct buffer *out, const struct inputs *inputs)
{
	for (size_t i = 0; i < inputs->count; i++) {
		const struct input *input = &inputs->items[i];
		buffer_append_format(out, "input %d %" PRIx64 " %" PRIx64 " ",
				     (int)input->kind, input->value.high,
				     input->value.low);
		print_text(out, input->name);
		buffer_append_byte(out, '\n');
	}
}

static void print_diagnostics(struct buffer *out,
			      const struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < diagnostics->count; i++) {
		const struct diagnostic *one = &diagnostics->items[i];
		buffer_append_format(out, "diagnostic %d %d %u %u ",
				     (int)one->code, (int)one->severity,
				     (unsigned)one->place.line,
				     (unsigned)one->place.column);
		print_text(out, one->place.file);
		buffer_append_byte(out, '\t');
		print_text(out, one->text);
		buffer_append_byte(out, '\n');
	}
}

static void print_record(struct buffer *out, const struct record *record)
{
	buffer_append_string(out, "record ");
	print_text(out, record->name);
	buffer_append_byte(out, '\n');
	print_inputs(out, &record->inputs);
	print_diagnostics(out, &record->diagnostics);
	if (record->use.is_used)
		buffer_append_string(out, "used\n");
	for (size_t i = 0; i < record->use.passages.count; i++)
		buffer_append_format(out, "passage %" PRIx64 "\n",
				     record->use.passages.items[i]);
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		const struct artifact *artifact = &record->artifacts[i];
		if (!artifact->is_there)
			continue;
		buffer_append_format(out,
				     "artifact %" PRIx64 " %" PRIx64 " %" PRIu64
				     " %" PRIu64 " %" PRIu64 " %s\n",
				     artifact->bytes.high, artifact->bytes.low,
				     artifact->length, artifact->page_count,
				     artifact->seconds, output_names[i]);
		if (artifact->digest.hex[0])
			buffer_append_format(out, "digest %s\n",
					     artifact->digest.hex);
		print_inputs(out, &artifact->inputs);
		print_diagnostics(out, &artifact->diagnostics);
		for (size_t j = 0; j < artifact->places.count; j++) {
			buffer_append_format(
				out, "place %u ",
				(unsigned)artifact->places.items[j].page);
			print_text(out, artifact->places.items[j].identifier);
			buffer_append_byte(out, '\n');
		}
	}
}

bool records_write(const char *path, const struct records *records,
		   struct error *error)
{
	struct buffer out = BUFFER_INITIALISER;
	buffer_append_format(&out, "%s\n", heading);
	for (size_t i = 0; i < records->count; i++)
		print_record(&out, records->items[i]);
	struct fingerprint all = fingerprint_of(buffer_str(&out));
	buffer_append_format(&out, "end %" PRIx64 " %" PRIx64 "\n", all.high,
			     all.low);
	bool done = file_write_atomically(path, out.bytes, out.length, error);
	buffer_release(&out);
	return done;
}

/* ---- Reading ----------------------------------------------------------- */

struct reading {
	struct arena arena;
	struct records *records;
	struct record *record;     /* the one that lines belong to, or NULL */
	struct artifact *artifact; /* and its part, or NULL */
};

/* In place; what follows an escape that is none is left as it is. */
static char *unescape(char *text)
{
	char *to = text;
	for (const char *at = text; *at; at++) {
		unsigned byte;
		if (*at == '\\' && sscanf(at + 1, "%2x", &byte) == 1) {
			*to++ = (char)byte;
			at += 2;
		} else {
			*to++ = *at;
		}
	}
	*to = '\0';
	return text;
}

static bool read_input(struct reading *reading, char *line)
{
	int kind, at = 0;
	struct fingerprint value;
	if (sscanf(line, "input %d %" SCNx64 " %" SCNx64 " %n", &kind,
		   &value.high, &value.low, &at) != 3 ||
	    !at || kind < 0 || kind >= INPUT_KIND_COUNT)
		return false;
	inputs_add(reading->artifact ? &reading->artifact->inputs :
				       &reading->record->inputs,
		   (enum input_kind)kind, unescape(line + at), value);
	return true;
}

static bool read_diagnostic(struct reading *reading, char *line)
{
	int code, severity, at = 0;
	struct place place = { 0 };
	char *tab = strchr(line, '\t');
	if (!tab ||
	    sscanf(line, "diagnostic %d %d %" SCNu32 " %" SCNu32 " %n", &code,
		   &severity, &place.line, &place.column, &at) != 4 ||
	    !at || code < 0 || code >= DIAGNOSTIC_CODE_COUNT)
		return false;
	*tab = '\0';
	place.file = line + at < tab ? unescape(line + at) : NULL;
	diagnostics_add_as(reading->artifact ? &reading->artifact->diagnostics :
					       &reading->record->diagnostics,
			   severity == DIAGNOSTIC_ERROR ? DIAGNOSTIC_ERROR :
							  DIAGNOSTIC_WARNING,
			   (enum diagnostic_code)code, place, "%s",
			   unescape(tab + 1));
	return true;
}

static bool read_passage(struct reading *reading, const char *line)
{
	uint64_t passage;
	if (sscanf(line, "passage %" SCNx64, &passage) != 1)
		return false;
	*VECTOR_ADD(&reading->record->use.passages) = passage;
	return true;
}

static bool read_digest(struct reading *reading, const char *line)
{
	if (!reading->artifact || strlen(line) != 7 + DIGEST_LENGTH)
		return false;
	memcpy(reading->artifact->digest.hex, line + 7, DIGEST_LENGTH + 1);
	return true;
}

static bool read_place(struct reading *reading, char *line)
{
	uint32_t page;
	int at = 0;
	if (!reading->artifact ||
	    sscanf(line, "place %" SCNu32 " %n", &page, &at) != 1 || !at)
		return false;
	artifact_add_place(reading->artifact, unescape(line + at), page);
	return true;
}

static bool read_artifact(struct reading *reading, const char *line)
{
	struct artifact artifact = { .is_there = true };
	int at = 0;
	if (sscanf(line,
		   "artifact %" SCNx64 " %" SCNx64 " %" SCNu64 " %" SCNu64
		   " %" SCNu64 " %n",
		   &artifact.bytes.high, &artifact.bytes.low, &artifact.length,
		   &artifact.page_count, &artifact.seconds, &at) != 5 ||
	    !at)
		return false;
	enum output output = output_find(str_from(line + at));
	if (output == OUTPUT_COUNT ||
	    reading->record->artifacts[output].is_there)
		return false;
	reading->artifact = &reading->record->artifacts[output];
	*reading->artifact = artifact;
	return true;
}

static bool read_line(struct reading *reading, char *line)
{
	struct str text = str_from(line);
	if (str_starts_with(text, STR("record "))) {
		reading->record = record_new(unescape(line + 7));
		reading->artifact = NULL;
		records_add(reading->records, reading->record);
		return true;
	}
	if (!reading->record)
		return false;
	if (str_starts_with(text, STR("input ")))
		return read_input(reading, line);
	if (str_starts_with(text, STR("diagnostic ")))
		return read_diagnostic(reading, line);
	if (str_starts_with(text, STR("passage ")))
		return read_passage(reading, line);
	if (str_starts_with(text, STR("digest ")))
		return read_digest(reading, line);
	if (str_starts_with(text, STR("place ")))
		return read_place(reading, line);
	if (str_starts_with(text, STR("artifact ")))
		return read_artifact(reading, line);
	reading->record->use.is_used |= str_equals_string(text, "used");
	return str_equals_string(text, "used");
}

/* The lines between the first and the last; false where these do not fit. */
static bool take_frame(struct str *text)
{
	static const size_t first = sizeof heading; /* with the line break */
	struct fingerprint said;
	size_t end = text->length;
	if (end <= first || memcmp(text->bytes, heading, first - 1) != 0 ||
	    text->bytes[first - 1] != '\n' || text->bytes[end - 1] != '\n')
		return false;
	for (end--; end && text->bytes[end - 1] != '\n';)
		end--;
	if (sscanf(text->bytes + end, "end %" SCNx64 " %" SCNx64, &said.high,
		   &said.low) != 2 ||
	    !fingerprint_equals(
		    said, fingerprint_of((struct str){ text->bytes, end })))
		return false;
	*text = (struct str){ text->bytes + first,
			      end > first ? end - first : 0 };
	return true;
}

void records_read(const char *path, struct records *records)
{
	struct reading reading = { .records = records };
	struct error ignored;
	struct str text, line;
	bool is_right = file_is_regular(path) &&
			file_read(&reading.arena, path, &text, &ignored) &&
			take_frame(&text);
	while (is_right && str_next_line(&text, &line))
		is_right = read_line(
			&reading,
			arena_copy(&reading.arena, line.bytes, line.length));
	if (!is_right)
		records_release(records);
	arena_release(&reading.arena);
}
