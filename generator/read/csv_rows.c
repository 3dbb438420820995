/* Rows of a table into a project: which column means what, and what a row
 * says. */
#include "read/csv_private.h"

#include "base/buffer.h"

static struct place here(const struct csv_table *table)
{
	return (struct place){ .file = table->file, .line = table->row_line };
}

static bool is_named(struct str cell, const char *name)
{
	size_t length = strlen(name);
	cell = str_trim(cell);
	if (cell.length != length)
		return false;
	for (size_t i = 0; i < length; i++) {
		char byte = cell.bytes[i];
		if (byte >= 'A' && byte <= 'Z')
			byte += 'a' - 'A';
		if (byte != name[i])
			return false;
	}
	return true;
}

static size_t find_column(const struct csv_table *table, const char *name)
{
	for (size_t i = 0; i < table->cells.count; i++)
		if (is_named(table->cells.items[i], name))
			return i;
	return SIZE_MAX;
}

static bool has_column(const struct csv_table *table, const char *name)
{
	return find_column(table, name) != SIZE_MAX;
}

struct known_column {
	const char *name;
	enum csv_role role;
};

static const struct known_column taguette[] = {
	{ "id", CSV_ID },    { "document", CSV_SOURCE },
	{ "tag", CSV_CODE }, { "content", CSV_EXCERPT },
	{ NULL, CSV_ROLES },
};

static const struct known_column qualcoder[] = {
	{ "file", CSV_SOURCE },       { "filename", CSV_SOURCE },
	{ "case", CSV_CASE },         { "coder", CSV_CODER },
	{ "coded", CSV_EXCERPT },     { "id", CSV_ID },
	{ "codename", CSV_CODE },     { "coded_memo", CSV_MEMO },
	{ "category", CSV_CATEGORY }, { NULL, CSV_ROLES },
};

static const struct known_column plain[] = {
	{ "id", CSV_ID },     { "case", CSV_CASE },    { "source", CSV_SOURCE },
	{ "code", CSV_CODE }, { "text", CSV_EXCERPT }, { NULL, CSV_ROLES },
};

static const struct known_column codebook[] = {
	{ "tag", CSV_CODE },
	{ NULL, CSV_ROLES },
};

/* Which kind of table has these columns. */
static bool find_kind(struct csv_table *table)
{
	if (has_column(table, "document") && has_column(table, "tag") &&
	    has_column(table, "content"))
		table->kind = CSV_TAGUETTE;
	else if (has_column(table, "codename") && has_column(table, "coded"))
		table->kind = CSV_QUALCODER;
	else if (has_column(table, "code") &&
		 (has_column(table, "case") || has_column(table, "source")))
		table->kind = CSV_PLAIN;
	else if (has_column(table, "tag") &&
		 has_column(table, "number of highlights"))
		table->kind = CSV_CODEBOOK;
	else
		return false;
	return true;
}

static struct csv_column column_of(struct csv_table *table, struct str name)
{
	static const struct known_column *const lists[] = { taguette, qualcoder,
							    plain, codebook };
	const struct known_column *known = lists[table->kind];
	name = str_trim(name);
	for (; known->name; known++)
		if (is_named(name, known->name))
			return (struct csv_column){ .role = known->role };
	enum csv_role role = has_column(table, "case") ? CSV_CASE_VARIABLE :
							 CSV_SOURCE_VARIABLE;
	if (table->kind == CSV_TAGUETTE || table->kind == CSV_CODEBOOK ||
	    name.length == 0)
		return (struct csv_column){ .role = CSV_ROLES };
	if (table->kind == CSV_QUALCODER) {
		if (str_starts_with(name, STR("FileVar_")))
			role = CSV_SOURCE_VARIABLE;
		else if (str_starts_with(name, STR("CaseVar_")))
			role = CSV_CASE_VARIABLE;
		else
			return (struct csv_column){ .role = CSV_ROLES };
		name.bytes += 8;
		name.length -= 8;
	}
	return (struct csv_column){
		.role = role,
		.variable = read_builder_add_variable(
			table->builder, name, name, PROJECT_TEXT, here(table)),
	};
}

/* Two columns of one name: whose value would count? */
static void check_doubles(struct csv_table *table)
{
	struct map seen = MAP_INITIALISER;
	for (size_t i = 0; i < table->column_count; i++) {
		struct str name = str_trim(table->cells.items[i]);
		if (table->columns[i].role == CSV_CATEGORY || !name.length ||
		    !map_set(&seen, name, table))
			continue;
		read_builder_report(
			table->builder, DIAGNOSTIC_FINDINGS_DOUBLE_ID,
			here(table), "two columns are named '%.*s'",
			(int)(name.length < 60 ? name.length : 60), name.bytes);
	}
	map_release(&seen);
}

bool csv_take_header(struct csv_table *table)
{
	if (!find_kind(table)) {
		read_builder_report(
			table->builder, DIAGNOSTIC_FINDINGS_TABLE, here(table),
			"no column 'code' with 'case' or 'source', and "
			"not the columns of Taguette (id, document, "
			"tag, content) or QualCoder (Codename, Coded)");
		return false;
	}
	table->column_count = table->cells.count;
	table->columns = ARENA_NEW_ARRAY(
		table->builder->arena, table->column_count, struct csv_column);
	for (size_t i = 0; i < table->column_count; i++) {
		struct csv_column column =
			column_of(table, table->cells.items[i]);
		table->columns[i] = column;
		if (column.role < CSV_ROLES)
			table->has_role[column.role] = true;
		table->category_count += column.role == CSV_CATEGORY;
	}
	check_doubles(table);
	return !table->builder->is_full;
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

static bool has_right_length(struct csv_table *table)
{
	size_t count = table->cells.count;
	if (count == table->column_count)
		return true;
	if (table->kind == CSV_QUALCODER && count < table->column_count &&
	    table->column_count - count <= table->category_count) {
		fill_categories(table);
		return true;
	}
	read_builder_report(table->builder, DIAGNOSTIC_FINDINGS_ROW,
			    here(table),
			    "the row has %zu cells, the table has %zu columns",
			    count, table->column_count);
	return false;
}

/* The first cell of that role, trimmed; empty where there is none. */
static struct str cell_of(const struct csv_table *table, enum csv_role role)
{
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].role == role)
			return str_trim(table->cells.items[i]);
	return STR("");
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
	for (size_t i = 0; i < name.length; i++)
		if ((unsigned char)name.bytes[i] < 32)
			((char *)name.bytes)[i] = ' ';
	buffer_append_str(path, name);
	buffer_append_byte(path, 0x1F);
	uint32_t code = index_of(&table->codes, buffer_str(path));
	if (code != PROJECT_NONE)
		return code;
	code = read_builder_add_code(table->builder, name, name, parent,
				     here(table));
	if (code != PROJECT_NONE) {
		table->builder->codes.items[code].is_codable = false;
		remember(
			&table->codes,
			arena_copy_str(table->builder->arena, buffer_str(path)),
			code);
	}
	return code;
}

/* "a > b", "a>b" or "a/b"; > comes first, since a name may have a slash. */
static uint32_t code_of_path(struct csv_table *table, struct str path,
			     struct buffer *key)
{
	char separator = str_find_byte(path, '>') >= 0 ? '>' : '/';
	uint32_t code = PROJECT_NONE;
	while (path.length) {
		ptrdiff_t at = str_find_byte(path, separator);
		struct str part = path;
		part.length = at < 0 ? path.length : (size_t)at;
		path.bytes += part.length + (at >= 0);
		path.length -= part.length + (at >= 0);
		part = str_trim(part);
		if (part.length == 0)
			continue;
		code = code_below(table, code, part, key);
		if (code == PROJECT_NONE)
			break;
	}
	return code;
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
	return code_below(table, code, name, key);
}

static uint32_t find_code(struct csv_table *table)
{
	struct buffer key = BUFFER_INITIALISER;
	struct str name = cell_of(table, CSV_CODE);
	uint32_t code = PROJECT_NONE;
	if (name.length && table->kind == CSV_QUALCODER)
		code = code_of_categories(table, name, &key);
	else if (name.length &&
		 (table->kind == CSV_TAGUETTE || table->kind == CSV_CODEBOOK))
		code = code_below(table, code, name, &key);
	else if (name.length)
		code = code_of_path(table, name, &key);
	if (code != PROJECT_NONE)
		table->builder->codes.items[code].is_codable = true;
	buffer_release(&key);
	return code;
}

static uint32_t find_case(struct csv_table *table)
{
	struct str name = cell_of(table, CSV_CASE);
	uint32_t found = index_of(&table->cases, name);
	if (found != PROJECT_NONE || name.length == 0)
		return found;
	found = read_builder_add_case(table->builder, name, name, here(table));
	remember(&table->cases, name, found);
	return found;
}

/* Without a column for sources, what a case said is one source. */
static uint32_t find_source(struct csv_table *table)
{
	struct str name = cell_of(
		table, table->has_role[CSV_SOURCE] ? CSV_SOURCE : CSV_CASE);
	uint32_t found = index_of(&table->sources, name);
	if (found != PROJECT_NONE || name.length == 0)
		return found;
	found = read_builder_add_source(table->builder, name, name,
					here(table));
	remember(&table->sources, name, found);
	return found;
}

static uint32_t find_coder(struct csv_table *table)
{
	struct str name = cell_of(table, CSV_CODER);
	uint32_t found = index_of(&table->coders, name);
	if (found != PROJECT_NONE || name.length == 0)
		return found;
	found = read_builder_add_coder(table->builder, name);
	remember(&table->coders, name, found);
	return found;
}

static void take_values(struct csv_table *table, uint32_t case_index,
			uint32_t source)
{
	struct builder *builder = table->builder;
	for (size_t i = 0; i < table->column_count; i++) {
		const struct csv_column *column = &table->columns[i];
		bool is_case = column->role == CSV_CASE_VARIABLE;
		uint32_t owner = is_case ? case_index : source;
		if ((is_case || column->role == CSV_SOURCE_VARIABLE) &&
		    column->variable != PROJECT_NONE && owner != PROJECT_NONE)
			read_builder_add_value(
				builder,
				is_case ? &builder->case_values :
					  &builder->source_values,
				owner, column->variable, table->cells.items[i],
				here(table));
	}
}

/* One code on one selection stands in several rows where it belongs to several
 * cases: the same id and code are the same segment. */
static uint32_t find_segment(struct csv_table *table, uint32_t code,
			     struct str id, bool *is_new)
{
	struct buffer key = BUFFER_INITIALISER;
	uint32_t found = PROJECT_NONE;
	*is_new = true;
	if (id.length) {
		buffer_append_integer(&key, code);
		buffer_append_byte(&key, ' ');
		buffer_append_str(&key, id);
		found = index_of(&table->segments, buffer_str(&key));
		*is_new = found == PROJECT_NONE;
	}
	if (*is_new && read_builder_add_segment(table->builder, here(table))) {
		found = (uint32_t)table->builder->segments.count - 1;
		if (id.length)
			remember(&table->segments,
				 arena_copy_str(table->builder->arena,
						buffer_str(&key)),
				 found);
	}
	buffer_release(&key);
	return found;
}

static void take_segment(struct csv_table *table, uint32_t code,
			 uint32_t case_index, uint32_t source)
{
	struct builder *builder = table->builder;
	struct str id = cell_of(table, CSV_ID);
	bool is_new;
	uint32_t found = find_segment(table, code, id, &is_new);
	if (found == PROJECT_NONE)
		return;
	if (case_index != PROJECT_NONE)
		read_builder_link(builder, &builder->segment_cases, found,
				  case_index, here(table));
	if (!is_new)
		return;
	struct project_segment *segment = &builder->segments.items[found];
	segment->id = id;
	segment->code = code;
	segment->source = source;
	segment->coder = find_coder(table);
	segment->memo = cell_of(table, CSV_MEMO);
	segment->text = cell_of(table, CSV_EXCERPT);
	/* QualCoder's word for what has no text. */
	if (table->kind == CSV_QUALCODER &&
	    (str_starts_with(id, STR("imid:")) ||
	     str_starts_with(id, STR("avid:"))))
		segment->text = STR("");
}

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
	if (table->kind == CSV_CODEBOOK) {
		find_code(table);
		return;
	}
	uint32_t case_index = find_case(table);
	uint32_t source = find_source(table);
	if (builder->is_full)
		return;
	if (source == PROJECT_NONE) {
		read_builder_report(builder, DIAGNOSTIC_FINDINGS_ROW,
				    here(table), "the row names no %s",
				    table->has_role[CSV_SOURCE] ? "source" :
								  "case");
		return;
	}
	if (case_index != PROJECT_NONE)
		read_builder_link(builder, &builder->case_sources, case_index,
				  source, here(table));
	take_values(table, case_index, source);
	uint32_t code = find_code(table);
	if (code != PROJECT_NONE)
		take_segment(table, code, case_index, source);
}
