/* Reading the comments that silence rules. */
#define _GNU_SOURCE
#include "commands/silence.h"

#include <string.h>

static const char opening[] = "<!-- everyread allow ";

/* A comment's codes and reason; false where the line holds none. */
static bool read_comment(struct str line, struct str *codes, struct str *reason)
{
	struct str rest = str_trim(line);
	if (!str_starts_with(rest, str_from(opening)))
		return false;
	rest.bytes += sizeof opening - 1;
	rest.length -= sizeof opening - 1;
	ptrdiff_t colon = str_find_byte(rest, ':');
	size_t end = rest.length;
	for (size_t i = 0; i + 3 <= rest.length && end == rest.length; i++)
		if (memcmp(rest.bytes + i, "-->", 3) == 0)
			end = i;
	if (colon < 0 || (size_t)colon > end)
		colon = (ptrdiff_t)end;
	*codes = str_trim((struct str){ rest.bytes, (size_t)colon });
	*reason = (struct str){ rest.bytes + end, 0 };
	if ((size_t)colon < end)
		*reason = str_trim((struct str){ rest.bytes + colon + 1,
						 end - (size_t)colon - 1 });
	return true;
}

/* The next code of a list; false at its end. */
static bool next_code(struct str *codes, struct str *code)
{
	if (!codes->length)
		return false;
	ptrdiff_t comma = str_find_byte(*codes, ',');
	size_t length = comma < 0 ? codes->length : (size_t)comma;
	*code = str_trim((struct str){ codes->bytes, length });
	size_t taken = comma < 0 ? length : length + 1;
	codes->bytes += taken;
	codes->length -= taken;
	return true;
}

static bool names(struct str codes, enum diagnostic_code code)
{
	struct str one;
	while (next_code(&codes, &one))
		if (str_equals_string(one, diagnostic_code_label(code)))
			return true;
	return false;
}

/* A rule of writing: "W001". */
static bool is_known(struct str code)
{
	for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
		const char *label =
			diagnostic_code_label((enum diagnostic_code)i);
		if (label[0] == 'W' && str_equals_string(code, label))
			return true;
	}
	return false;
}

static bool is_file(const struct source_file *file, const char *path)
{
	return strcmp(file->path, path) == 0;
}

static const struct source_file *find_file(const struct silence_texts *texts,
					   const char *path)
{
	const struct publication *publication = texts->publication;
	for (size_t i = 0; path && texts->text && i < texts->text->file_count;
	     i++)
		if (is_file(&texts->text->files[i], path))
			return &texts->text->files[i];
	for (size_t i = 0;
	     path && publication && i < publication->collection_count; i++) {
		const struct collection_text *entries =
			&publication->collections[i].texts[texts->language];
		for (size_t j = 0; j < entries->count; j++)
			if (is_file(entries->entries[j].file, path))
				return entries->entries[j].file;
	}
	return NULL;
}

static uint32_t first_line(const struct source_file *file)
{
	return file->first_line ? file->first_line : 1;
}

bool silence_is_written(void *context, struct place place)
{
	const struct source_file *file = find_file(context, place.file);
	struct str rest, line = { 0 };
	if (!file || place.line < first_line(file))
		return false;
	rest = file->text;
	for (uint32_t number = first_line(file);
	     number <= place.line && str_next_line(&rest, &line); number++)
		continue;
	/* a directive, in whose place the findings say something */
	return !str_starts_with(str_trim(line), STR(":::")) &&
	       !memmem(line.bytes, line.length, "{{", 2);
}

bool silence_holds(void *context, struct place place, enum diagnostic_code code)
{
	const struct source_file *file = find_file(context, place.file);
	struct str rest, line, codes, reason;
	bool holds = false, has_begun = false;
	if (!file)
		return false;
	rest = file->text;
	for (uint32_t number = first_line(file);
	     number <= place.line && str_next_line(&rest, &line); number++) {
		bool is_comment = read_comment(line, &codes, &reason);
		bool is_blank = !str_trim(line).length;
		if (has_begun && is_blank)
			holds = has_begun = false; /* its block has ended */
		if (is_comment && reason.length && names(codes, code)) {
			holds = true;
			has_begun = false;
		} else if (holds && !is_blank && !is_comment) {
			has_begun = true;
		}
	}
	return holds;
}

static void check_line(struct str line, struct place place,
		       struct diagnostics *diagnostics)
{
	struct str codes, reason, code;
	if (!read_comment(line, &codes, &reason))
		return;
	if (!reason.length)
		diagnostics_add(
			diagnostics, DIAGNOSTIC_CHECK_SILENCE, place,
			"this comment silences nothing: say why, behind "
			"a colon");
	while (next_code(&codes, &code))
		if (!is_known(code))
			diagnostics_add(diagnostics, DIAGNOSTIC_CHECK_SILENCE,
					place, "there is no rule '%.*s'",
					(int)code.length, code.bytes);
}

void silence_check(const struct source_file *file,
		   struct diagnostics *diagnostics)
{
	struct str rest = file->text, line;
	for (uint32_t number = first_line(file); str_next_line(&rest, &line);
	     number++)
		check_line(line, (struct place){ file->path, number, 1 },
			   diagnostics);
}
