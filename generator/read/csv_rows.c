/* Rows of a table into a project. */
/* strncasecmp */
#define _POSIX_C_SOURCE 200809L

#include <strings.h>

#include "base/buffer.h"
#include "read/csv_private.h"

struct place csv_place(const struct csv_table *table)
{
	return (struct place){ .file = table->file, .line = table->row_line };
}

/* QualCoder leaves out the categories that a code does not have, so that what
 * follows moves to the left: put empty cells where they are missing. */
static void fill_categories(struct csv_table *table)
{
	size_t missing = table->column_count - table->cells.count;
	size_t at = 0, seen = 0;
	while (at < table->column_count &&
	       (table->columns[at].role != CSV_CATEGORY ||
		++seen <= table->category_count - missing))
		at++;
	for (size_t i = 0; i < missing; i++)
		*VECTOR_ADD(&table->cells) = STR("");
	struct str *cells = table->cells.items;
	for (size_t i = table->column_count; i-- > at + missing;)
		cells[i] = cells[i - missing];
	for (size_t i = at; i < at + missing; i++)
		cells[i] = STR("");
}

/* The rows of a sheet end with the last cell that is there, and may have
 * remarks beside the table: blank ones are no matter. */
static void fit_to_table(struct csv_table *table)
{
	while (table->cells.count < table->column_count)
		*VECTOR_ADD(&table->cells) = STR("");
	while (table->cells.count > table->column_count &&
	       str_trim(*VECTOR_LAST(&table->cells)).length == 0)
		table->cells.count--;
}

static bool has_right_length(struct csv_table *table)
{
	if (table->is_sheet)
		fit_to_table(table);
	size_t count = table->cells.count;
	if (count == table->column_count)
		return true;
	if (table->kind == CSV_QUALCODER && count < table->column_count &&
	    table->column_count - count <= table->category_count) {
		fill_categories(table);
		return true;
	}
	read_builder_report(table->builder, DIAGNOSTIC_FINDINGS_ROW,
			    csv_place(table),
			    "the row has %zu cells, the table has %zu columns",
			    count, table->column_count);
	return false;
}

static bool has_role(const struct csv_table *table, enum csv_role role)
{
	return table->at[role] != SIZE_MAX;
}

/* The first cell of that role, trimmed; empty where there is none. */
static struct str cell_of(const struct csv_table *table, enum csv_role role)
{
	return has_role(table, role) ?
		       str_trim(table->cells.items[table->at[role]]) :
		       STR("");
}

/* Out of the row, into the project. */
static struct str keep(const struct csv_table *table, struct str text)
{
	return text.length ? arena_copy_str(table->builder->arena, text) :
			     STR("");
}

/* The same for what many rows have. */
static struct str keep_once(struct csv_table *table, struct str text)
{
	struct str *kept = map_lookup(&table->texts, text);
	if (!kept) {
		kept = ARENA_NEW(table->builder->arena, struct str);
		*kept = keep(table, text);
		map_set(&table->texts, *kept, kept);
	}
	return *kept;
}

static uint32_t index_of(const struct map *map, struct str key)
{
	void *found = map_lookup(map, key);
	return found ? (uint32_t)((uintptr_t)found - 1) : PROJECT_NONE;
}

static void remember(struct map *map, struct str key, uint32_t index)
{
	if (index != PROJECT_NONE)
		map_set(map, key, (void *)((uintptr_t)index + 1));
}

/* The code of that path below `parent`, added where it is new. A path ends in
 * U+001F, which no name has, so that a part is no beginning of another. */
static uint32_t code_below(struct csv_table *table, uint32_t parent,
			   struct str name, struct buffer *path)
{
	/* Names are one line, for whoever prints them. */
	size_t start = path->length;
	buffer_append_str(path, name);
	for (size_t i = start; i < path->length; i++)
		if ((unsigned char)path->bytes[i] < 32)
			path->bytes[i] = ' ';
	name = (struct str){ path->bytes + start, path->length - start };
	buffer_append_byte(path, 0x1F);
	uint32_t code = index_of(&table->codes, buffer_str(path));
	if (code != PROJECT_NONE)
		return code;
	name = keep(table, (struct str){ path->bytes + start,
					 path->length - start - 1 });
	code = read_builder_add_code(table->builder, STR(""), name, parent,
				     csv_place(table));
	if (code != PROJECT_NONE) {
		table->builder->codes.items[code].is_codable = false;
		remember(
			&table->codes,
			arena_copy_str(table->builder->arena, buffer_str(path)),
			code);
	}
	return code;
}

/* What parts a path: as findings.yaml has it, else as the program that wrote
 * the table. > comes first, since a name may have one of the others. */
static struct str separator_of(const struct csv_table *table, struct str path)
{
	const char *given = table->options->code_separator;
	bool has_arrow = str_find_byte(path, '>') >= 0;
	if (given)
		return str_from(given);
	switch (table->kind) {
	case CSV_PLAIN:
		return STR(">");
	case CSV_MAXQDA:
		return has_arrow ? STR(">") : STR("\\");
	case CSV_DEDOOSE:
		return STR("\\");
	case CSV_TAGUETTE:
	case CSV_QUALCODER:
	case CSV_ATLAS:
	case CSV_QUIRKOS:
	case CSV_CODEBOOK:
		break;
	}
	return STR("");
}

/* The code below `parent` whose path from there on this is. */
static uint32_t code_of_path(struct csv_table *table, uint32_t parent,
			     struct str path, struct buffer *key)
{
	struct str separator = separator_of(table, path);
	uint32_t code = parent;
	while (path.length) {
		ptrdiff_t at =
			separator.length ? str_find(path, separator) : -1;
		struct str part = path;
		size_t taken = path.length;
		if (at >= 0) {
			part.length = (size_t)at;
			taken = part.length + separator.length;
		}
		path.bytes += taken;
		path.length -= taken;
		part = str_trim(part);
		if (part.length == 0)
			continue;
		code = code_below(table, code, part, key);
		if (code == PROJECT_NONE)
			break;
	}
	return code;
}

uint32_t csv_code_of_path(struct csv_table *table, struct str path,
			  struct buffer *key)
{
	return code_of_path(table, PROJECT_NONE, path, key);
}

/* QualCoder's categories come with the nearest first. */
static uint32_t code_of_categories(struct csv_table *table, struct str name,
				   struct buffer *key)
{
	uint32_t code = PROJECT_NONE;
	for (size_t i = table->column_count; i-- > 0;) {
		struct str cell = str_trim(table->cells.items[i]);
		if (table->columns[i].role != CSV_CATEGORY || !cell.length)
			continue;
		code = code_below(table, code, cell, key);
		if (code == PROJECT_NONE)
			return code;
	}
	return code_of_path(table, code, name, key);
}

/* Coders are told by their names alone. */
static uint32_t add_coder(struct builder *builder, struct str id,
			  struct str name, struct place place)
{
	(void)id;
	(void)place;
	return read_builder_add_coder(builder, name);
}

/* What the row's cell of that role names, added where it is new; PROJECT_NONE
 * where it names nothing. */
static uint32_t find_named(struct csv_table *table, enum csv_role role,
			   struct map *known,
			   uint32_t (*add)(struct builder *, struct str id,
					   struct str name, struct place))
{
	struct str name = cell_of(table, role);
	uint32_t found = index_of(known, name);
	if (found != PROJECT_NONE || name.length == 0)
		return found;
	name = keep(table, name);
	found = add(table->builder, name, name, csv_place(table));
	remember(known, name, found);
	return found;
}

static uint32_t find_case(struct csv_table *table)
{
	return find_named(table, CSV_CASE, &table->cases,
			  read_builder_add_case);
}

/* Without a column for sources, what a case said is one source. */
static uint32_t find_source(struct csv_table *table)
{
	return find_named(table,
			  has_role(table, CSV_SOURCE) ? CSV_SOURCE : CSV_CASE,
			  &table->sources, read_builder_add_source);
}

static uint32_t find_coder(struct csv_table *table)
{
	return find_named(table, CSV_CODER, &table->coders, add_coder);
}

/* "3,5" → "3.5", where that is a number, as a workbook has it. */
static struct str with_point(const struct csv_table *table, struct str text)
{
	ptrdiff_t comma = str_find_byte(text, ',');
	if (!table->options->has_decimal_comma || comma <= 0)
		return text;
	for (size_t i = 0; i < text.length; i++)
		if ((ptrdiff_t)i != comma &&
		    !(i == 0 && text.bytes[i] == '-') &&
		    (text.bytes[i] < '0' || text.bytes[i] > '9'))
			return text;
	text = keep(table, text);
	((char *)text.bytes)[comma] = '.';
	return text;
}

static void take_values(struct csv_table *table, uint32_t case_index,
			uint32_t source)
{
	struct builder *builder = table->builder;
	for (size_t i = 0; i < table->column_count; i++) {
		const struct csv_column *column = &table->columns[i];
		bool is_case = column->role == CSV_CASE_VARIABLE;
		uint32_t owner = is_case ? case_index : source;
		struct str text = str_trim(table->cells.items[i]);
		if ((!is_case && column->role != CSV_SOURCE_VARIABLE) ||
		    column->variable == PROJECT_NONE || owner == PROJECT_NONE ||
		    text.length == 0)
			continue;
		read_builder_add_value(
			builder,
			is_case ? &builder->case_values :
				  &builder->source_values,
			owner, column->variable,
			keep_once(table, with_point(table, text)),
			csv_place(table));
	}
}

/* Whose a code of the row is. */
struct owner {
	uint32_t case_index, source;
	bool is_answer; /* which is no excerpt */
};

/* What tells a segment: its code and id and, where `words` are not NULL, its
 * source and words as well. */
static struct str segment_key(struct csv_table *table, struct buffer *key,
			      uint32_t code, uint32_t source,
			      const struct str *words)
{
	buffer_clear(key);
	buffer_append_integer(key, code);
	buffer_append_byte(key, ' ');
	if (words) {
		buffer_append_integer(key, has_role(table, CSV_SOURCE) ?
						   source :
						   PROJECT_NONE);
		buffer_append_byte(key, ' ');
		buffer_append_str(key, *words);
		buffer_append_byte(key, 0x1F);
	}
	buffer_append_str(key, cell_of(table, CSV_ID));
	return buffer_str(key);
}

static bool is_of_segment(const struct csv_table *table, uint32_t found,
			  uint32_t source, struct str words)
{
	const struct project_segment *segment =
		&table->builder->segments.items[found];
	return (!words.length || str_equals(words, segment->text)) &&
	       (segment->source == source || !has_role(table, CSV_SOURCE));
}

/* One code on one selection stands in several rows where it belongs to several
 * cases: the same id and code are the same segment, unless the words or the
 * source are others. */
static uint32_t find_segment(struct csv_table *table, uint32_t code,
			     struct owner owner, bool *is_new)
{
	struct builder *builder = table->builder;
	struct buffer key = BUFFER_INITIALISER;
	struct str words = cell_of(table, CSV_EXCERPT);
	uint32_t found = PROJECT_NONE;
	*is_new = true;
	if (!owner.is_answer && cell_of(table, CSV_ID).length) {
		found = index_of(
			&table->segments,
			segment_key(table, &key, code, owner.source, NULL));
		if (found != PROJECT_NONE &&
		    !is_of_segment(table, found, owner.source, words))
			found = index_of(&table->segments,
					 segment_key(table, &key, code,
						     owner.source, &words));
		*is_new = found == PROJECT_NONE;
	}
	if (*is_new && read_builder_add_segment(builder, csv_place(table))) {
		found = (uint32_t)builder->segments.count - 1;
		if (key.length)
			remember(&table->segments,
				 arena_copy_str(builder->arena,
						buffer_str(&key)),
				 found);
	}
	buffer_release(&key);
	return found;
}

static void take_segment(struct csv_table *table, uint32_t code,
			 struct owner owner)
{
	struct builder *builder = table->builder;
	struct str id = owner.is_answer ? STR("") : cell_of(table, CSV_ID);
	bool is_new;
	uint32_t found = find_segment(table, code, owner, &is_new);
	if (found == PROJECT_NONE)
		return;
	if (owner.case_index != PROJECT_NONE)
		read_builder_link(builder, &builder->segment_cases, found,
				  owner.case_index, csv_place(table));
	if (!is_new)
		return;
	struct project_segment *segment = &builder->segments.items[found];
	segment->id = keep(table, id);
	segment->code = code;
	segment->source = owner.source;
	segment->is_nobodys = segment->has_unknown_voice =
		has_role(table, CSV_CASE) && owner.case_index == PROJECT_NONE;
	if (owner.is_answer)
		return;
	segment->coder = find_coder(table);
	segment->memo = keep(table, cell_of(table, CSV_MEMO));
	segment->text = keep(table, cell_of(table, CSV_EXCERPT));
	/* QualCoder's word for what has no text. */
	if (table->kind == CSV_QUALCODER &&
	    (str_starts_with(id, STR("imid:")) ||
	     str_starts_with(id, STR("avid:"))))
		segment->text = STR("");
}

/* ---- Codes of a row ---------------------------------------------------- */

static void take_code(struct csv_table *table, uint32_t code,
		      struct owner owner)
{
	if (code == PROJECT_NONE)
		return;
	table->builder->codes.items[code].is_codable = true;
	if (owner.source != PROJECT_NONE)
		take_segment(table, code, owner);
}

/* Cuts the next line off; where the cell has no lines, what `also` parts. */
static bool next_part(struct str *rest, char also, struct str *part)
{
	size_t end = 0;
	if (rest->length == 0)
		return false;
	while (end < rest->length && rest->bytes[end] != '\n' &&
	       rest->bytes[end] != '\r' && (!also || rest->bytes[end] != also))
		end++;
	*part = str_trim((struct str){ rest->bytes, end });
	end += end < rest->length;
	rest->bytes += end;
	rest->length -= end;
	return true;
}

/* The code or the codes of the row's cell for them. */
static void take_codes(struct csv_table *table, struct owner owner)
{
	struct buffer key = BUFFER_INITIALISER;
	struct str rest = cell_of(table, CSV_CODE), part;
	if (table->category_count && rest.length) {
		take_code(table, code_of_categories(table, rest, &key), owner);
	} else if (table->kind == CSV_ATLAS) {
		while (next_part(&rest, 0, &part)) {
			buffer_clear(&key);
			take_code(table, csv_code_of_path(table, part, &key),
				  owner);
		}
	} else {
		take_code(table, csv_code_of_path(table, rest, &key), owner);
	}
	buffer_release(&key);
}

/* What a cell says to whether its column's code was given. */
static bool is_applied(struct csv_table *table, struct str cell)
{
	static const char *const words[] = { "false", "no",  "0", "",
					     "true",  "yes", "1", "x" };
	cell = str_trim(cell);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (cell.length == strlen(words[i]) &&
		    strncasecmp(cell.bytes, words[i], cell.length) == 0)
			return i >= 4;
	read_builder_report(table->builder, DIAGNOSTIC_FINDINGS_ROW,
			    csv_place(table),
			    "a cell below 'Code: … Applied' is neither True "
			    "nor False");
	return false;
}

static void take_applied(struct csv_table *table, struct owner owner)
{
	if (!has_role(table, CSV_APPLIED))
		return;
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].role == CSV_APPLIED &&
		    is_applied(table, table->cells.items[i]))
			take_code(table, table->columns[i].code, owner);
}

/* Answers to a question are codes below it. */
static void take_answers(struct csv_table *table, struct owner owner)
{
	struct buffer key = BUFFER_INITIALISER;
	owner.is_answer = true;
	for (size_t i = 0; i < table->column_count; i++) {
		const struct csv_column *column = &table->columns[i];
		struct str rest = table->cells.items[i], part;
		while (column->is_answer && next_part(&rest, ';', &part)) {
			if (part.length == 0)
				continue;
			buffer_clear(&key);
			uint32_t code = code_below(table, PROJECT_NONE,
						   column->name, &key);
			if (code != PROJECT_NONE)
				code = code_below(table, code, part, &key);
			take_code(table, code, owner);
		}
	}
	buffer_release(&key);
}

/* ---- Rows -------------------------------------------------------------- */

/* What spreadsheets leave below a table. */
static bool is_blank(const struct csv_table *table)
{
	for (size_t i = 0; i < table->cells.count; i++)
		if (str_trim(table->cells.items[i]).length)
			return false;
	return true;
}

void csv_take_row(struct csv_table *table)
{
	struct builder *builder = table->builder;
	if (is_blank(table) || !has_right_length(table))
		return;
	struct owner owner = { PROJECT_NONE, PROJECT_NONE, false };
	if (table->kind == CSV_CODEBOOK) {
		take_codes(table, owner);
		return;
	}
	owner.case_index = find_case(table);
	owner.source = find_source(table);
	if (builder->is_full)
		return;
	if (owner.source == PROJECT_NONE) {
		read_builder_report(builder, DIAGNOSTIC_FINDINGS_ROW,
				    csv_place(table), "the row names no %s",
				    has_role(table, CSV_SOURCE) ? "source" :
								  "case");
		return;
	}
	if (owner.case_index != PROJECT_NONE)
		read_builder_link(builder, &builder->case_sources,
				  owner.case_index, owner.source,
				  csv_place(table));
	size_t before = builder->segments.count;
	take_values(table, owner.case_index, owner.source);
	take_codes(table, owner);
	take_applied(table, owner);
	take_answers(table, owner);
	builder->has_uncoded =
		builder->has_uncoded || (builder->segments.count == before &&
					 !cell_of(table, CSV_CODE).length);
}

void csv_release(struct csv_table *table)
{
	map_release(&table->cases);
	map_release(&table->sources);
	map_release(&table->codes);
	map_release(&table->coders);
	map_release(&table->segments);
	map_release(&table->texts);
	VECTOR_RELEASE(&table->cells);
	buffer_release(&table->text);
}
