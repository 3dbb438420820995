/* Reading the tables of an earlier release, JSON through jansson and CSV through
 * libcsv. */
#include "commands/findings_tables.h"

#include <csv.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"

static const char csv_header[] = "code,cases,of,percent,hidden,theme";

enum { CSV_CELLS = 6 };

struct reader {
	struct findings_tables *tables;
	struct arena *arena;
	struct diagnostics *diagnostics;
	struct place place;
	size_t capacity;
	bool has_failed;

	/* Of CSV: the row that is being read. */
	struct str cells[CSV_CELLS];
	size_t cell_count;
};

#define FAIL(reader, ...) \
	((reader)->has_failed = true, \
	 diagnostics_add((reader)->diagnostics, DIAGNOSTIC_COMPARE_TABLES, \
			 (reader)->place, __VA_ARGS__))

struct str findings_tables_key(struct arena *arena, struct str theme,
			       const struct findings_place *place,
			       bool with_values)
{
	struct buffer key = BUFFER_INITIALISER;
	bool is_swapped =
		place->count == 2 &&
		str_compare(place->dimensions[0], place->dimensions[1]) > 0;
	buffer_append(&key, theme.bytes, theme.length);
	for (size_t i = 0; i < place->count; i++) {
		size_t k = is_swapped ? 1 - i : i;
		buffer_append(&key, "\n", 1);
		buffer_append(&key, place->dimensions[k].bytes,
			      place->dimensions[k].length);
		if (!with_values)
			continue;
		buffer_append(&key, place->is_missing[k] ? "\t-" : "\t=", 2);
		buffer_append(&key, place->values[k].bytes,
			      place->values[k].length);
	}
	struct str copy = arena_copy_str(arena, buffer_str(&key));
	buffer_release(&key);
	return copy;
}

/* `items` has room: its number was counted first. */
static void add_count(struct reader *reader, struct str theme,
		      const struct findings_place *place,
		      struct releases_value value)
{
	struct findings_tables *tables = reader->tables;
	struct str key = findings_tables_key(reader->arena, theme, place, true);
	if (map_lookup(&tables->counts, key)) {
		FAIL(reader, "the count of '%.*s' stands there twice",
		     (int)theme.length, theme.bytes);
		return;
	}
	struct findings_table_count *item = &tables->items[tables->count++];
	*item = (struct findings_table_count){ *place, value, false };
	tables->has_groups |= place->count > 0;
	map_set(&tables->counts, key, item);
	map_set(&tables->tables,
		findings_tables_key(reader->arena, theme, place, false), item);
}

/* ---- JSON --------------------------------------------------------------- */

static struct str str_of(struct reader *reader, const json_t *text)
{
	return arena_copy_str(reader->arena,
			      (struct str){ json_string_value(text),
					    json_string_length(text) });
}

static bool take_value(const json_t *number, struct releases_value *value)
{
	*value = (struct releases_value){ .is_published = true };
	if (json_is_null(number))
		return true;
	if (!json_is_integer(number) || json_integer_value(number) < 0 ||
	    json_integer_value(number) > INT32_MAX)
		return false;
	value->is_shown = true;
	value->count = (uint32_t)json_integer_value(number);
	return true;
}

static bool take_place(struct reader *reader, json_t *by,
		       struct findings_place *place)
{
	const char *name;
	json_t *value;
	*place = (struct findings_place){ .count = 0 };
	if (!json_is_object(by) || json_object_size(by) > 2)
		return false;
	json_object_foreach(by, name, value)
	{
		size_t i = place->count++;
		place->dimensions[i] =
			str_from(arena_copy_string(reader->arena, name));
		place->is_missing[i] = json_is_null(value);
		if (json_is_string(value))
			place->values[i] = str_of(reader, value);
		else if (!json_is_null(value))
			return false;
	}
	return true;
}

static void take_counts(struct reader *reader, const json_t *list,
			const char *name_of_theme, const char *name_of_list)
{
	for (size_t i = 0; i < json_array_size(list) && !reader->has_failed;
	     i++) {
		const json_t *item = json_array_get(list, i);
		const json_t *theme = json_object_get(item, name_of_theme);
		json_t *by = json_object_get(item, "by");
		struct findings_place place = { .count = 0 };
		struct releases_value value;
		if (!json_is_object(item) ||
		    (!json_is_string(theme) && !json_is_null(theme)) ||
		    !take_value(json_object_get(item, "cases"), &value) ||
		    (by && !take_place(reader, by, &place))) {
			FAIL(reader,
			     "number %zu of its '%s' is no count as everyread "
			     "findings writes them",
			     i + 1, name_of_list);
			return;
		}
		add_count(reader,
			  json_is_string(theme) ? str_of(reader, theme) :
						  STR(""),
			  &place, value);
	}
}

static void take_rules(struct reader *reader, const json_t *root)
{
	const json_t *rules = json_object_get(root, "suppressed");
	const json_t *least = json_object_get(rules, "least_count_shown");
	const json_t *rounding = json_object_get(rules, "rounded_to");
	const char *counted =
		json_string_value(json_object_get(root, "counted"));
	if (!json_is_integer(least) || !json_is_integer(rounding) || !counted ||
	    json_integer_value(least) < 0 ||
	    json_integer_value(least) > INT32_MAX ||
	    json_integer_value(rounding) < 0 ||
	    json_integer_value(rounding) > INT32_MAX) {
		FAIL(reader,
		     "it does not say by which rules counts were hidden");
		return;
	}
	reader->tables->has_rules = true;
	reader->tables->is_of_sources = strcmp(counted, "sources") == 0;
	reader->tables->rules.least_shown = (uint32_t)json_integer_value(least);
	reader->tables->rules.rounding = (uint32_t)json_integer_value(rounding);
}

/* Tables of before there were counts of groups: the themes' in all. */
static void take_totals(struct reader *reader, const json_t *root)
{
	const struct findings_place everywhere = { .count = 0 };
	struct releases_value base;
	if (!take_value(json_object_get(root, "base"), &base)) {
		FAIL(reader, "its 'base' is no count");
		return;
	}
	add_count(reader, STR(""), &everywhere, base);
	take_counts(reader, json_object_get(root, "themes"), "id", "themes");
}

static void take_json(struct reader *reader, const json_t *root)
{
	const json_t *format = json_object_get(root, "format");
	const json_t *counts = json_object_get(root, "counts");
	const json_t *themes = json_object_get(root, "themes");
	bool is_early = !format && json_is_array(themes);
	if (json_is_array(json_object_get(root, "files")) && !themes) {
		FAIL(reader, "a manifest tells which findings a file draws on, "
			     "but has no counts; give the JSON or CSV that "
			     "'everyread findings' printed for that release");
		return;
	}
	if (json_integer_value(format) > FINDINGS_FORMAT) {
		FAIL(reader,
		     "tables of a later version of Everyread (format %lld); "
		     "use that version to compare them",
		     (long long)json_integer_value(format));
		return;
	}
	if (!is_early && (json_integer_value(format) != FINDINGS_FORMAT ||
			  !json_is_array(counts))) {
		FAIL(reader, "JSON, but not what 'everyread findings "
			     "--format=json' prints");
		return;
	}
	const json_t *list = is_early ? themes : counts;
	reader->tables->items =
		ARENA_NEW_ARRAY(reader->arena, json_array_size(list) + 1,
				struct findings_table_count);
	take_rules(reader, root);
	if (is_early)
		take_totals(reader, root);
	else
		take_counts(reader, counts, "theme", "counts");
}

static void read_json(struct reader *reader, struct str text)
{
	json_error_t wrong;
	json_t *root = json_loadb(text.bytes, text.length,
				  JSON_REJECT_DUPLICATES, &wrong);
	if (root) {
		take_json(reader, root);
		json_decref(root);
		return;
	}
	reader->place.line = wrong.line > 0 ? (uint32_t)wrong.line : 0;
	reader->place.column = wrong.column > 0 ? (uint32_t)wrong.column : 0;
	if (json_error_code(&wrong) == json_error_premature_end_of_input)
		FAIL(reader, "the JSON ends too early: the file is cut short");
	else
		FAIL(reader, "not JSON as it should be: %s", wrong.text);
}

/* ---- CSV ---------------------------------------------------------------- */

static void on_cell(void *bytes, size_t length, void *user)
{
	struct reader *reader = user;
	if (reader->cell_count < CSV_CELLS)
		reader->cells[reader->cell_count] = arena_copy_str(
			reader->arena,
			(struct str){ bytes ? bytes : "", length });
	reader->cell_count++;
}

/* "" for what is not told; its bytes end with a NUL. */
static bool take_number(struct str cell, struct releases_value *value)
{
	char *end;
	*value = (struct releases_value){ .is_published = true };
	if (cell.length == 0)
		return true;
	if (cell.bytes[0] < '0' || cell.bytes[0] > '9' || cell.length > 10)
		return false;
	unsigned long number = strtoul(cell.bytes, &end, 10);
	value->is_shown = true;
	value->count = (uint32_t)number;
	return *end == '\0' && number <= INT32_MAX;
}

static void on_row(int end, void *user)
{
	static const struct findings_place everywhere = { .count = 0 };
	struct reader *reader = user;
	struct releases_value value, base;
	size_t cells = reader->cell_count;
	bool is_first = reader->tables->count == 0;
	(void)end;
	reader->cell_count = 0;
	if (reader->has_failed || reader->place.line == 1)
		return;
	bool is_right = cells == CSV_CELLS &&
			take_number(reader->cells[1], &value) &&
			take_number(reader->cells[2], &base) &&
			reader->cells[5].length > 0 &&
			str_equals_string(reader->cells[4],
					  value.is_shown ? "no" : "yes");
	if (!is_right) {
		FAIL(reader,
		     "no row as 'everyread findings --format=csv' prints "
		     "them (%s)",
		     csv_header);
		return;
	}
	if (is_first)
		add_count(reader, STR(""), &everywhere, base);
	add_count(reader, reader->cells[5], &everywhere, value);
}

static size_t count_lines(struct str text)
{
	size_t lines = 1;
	for (size_t i = 0; i < text.length; i++)
		lines += text.bytes[i] == '\n';
	return lines;
}

static void read_csv(struct reader *reader, struct str text)
{
	struct csv_parser parser;
	struct str rest = text;
	reader->tables->items =
		ARENA_NEW_ARRAY(reader->arena, count_lines(text) + 1,
				struct findings_table_count);
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		memory_exhausted();
	while (rest.length && !reader->has_failed) {
		ptrdiff_t end = str_find_byte(rest, '\n');
		size_t length = end < 0 ? rest.length : (size_t)end + 1;
		reader->place.line++;
		if (end < 0)
			FAIL(reader, "the last line has no end: the file is "
				     "cut short");
		else if (csv_parse(&parser, rest.bytes, length, on_cell, on_row,
				   reader) != length)
			FAIL(reader, "not CSV as it should be: %s",
			     csv_strerror(csv_error(&parser)));
		rest.bytes += length;
		rest.length -= length;
	}
	if (!reader->has_failed && csv_fini(&parser, NULL, NULL, NULL) != 0)
		FAIL(reader, "a quotation mark is missing: the file is cut "
			     "short");
	csv_free(&parser);
	if (!reader->has_failed && reader->tables->count == 0)
		FAIL(reader, "it has no counts");
}

/* ---- Either ------------------------------------------------------------- */

bool findings_tables_read(struct findings_tables *tables, struct arena *arena,
			  const char *path, struct diagnostics *diagnostics,
			  struct error *error)
{
	struct str text;
	struct reader reader = { .tables = tables,
				 .arena = arena,
				 .diagnostics = diagnostics,
				 .place = { .file = path } };
	*tables = (struct findings_tables){ .path = path };
	if (!file_read(arena, path, &text, error))
		return false;
	if (str_starts_with(text, STR("\xef\xbb\xbf")))
		text = (struct str){ text.bytes + 3, text.length - 3 };
	struct str trimmed = str_trim(text);
	if (trimmed.length == 0)
		FAIL(&reader, "the file is empty");
	else if (trimmed.bytes[0] == '{' || trimmed.bytes[0] == '[')
		read_json(&reader, text);
	else if (str_starts_with(text, str_from(csv_header)))
		read_csv(&reader, text);
	else
		FAIL(&reader, "neither the JSON nor the CSV that 'everyread "
			      "findings' prints");
	return !reader.has_failed;
}

void findings_tables_release(struct findings_tables *tables)
{
	map_release(&tables->counts);
	map_release(&tables->tables);
}
