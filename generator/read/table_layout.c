/* Which program wrote a table, by its first row, and what each column means. */
/* strncasecmp */
#define _POSIX_C_SOURCE 200809L

#include <strings.h>

#include "base/buffer.h"
#include "read/csv_private.h"

struct known_column {
	const char *name; /* in small letters */
	enum csv_role role;
};

/* CSV_ROLES: known, and of no use here. */

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

/* Variables of documents follow, where they were asked for. */
static const struct known_column maxqda[] = {
	{ "document name", CSV_SOURCE },
	{ "dokumentname", CSV_SOURCE },
	{ "code", CSV_CODE },
	{ "segment", CSV_EXCERPT },
	{ "comment", CSV_MEMO },
	{ "kommentar", CSV_MEMO },
	{ "created by", CSV_CODER },
	{ "erstellt von", CSV_CODER },
	{ "author", CSV_CODER },
	{ "autor", CSV_CODER },
	{ "color", CSV_ROLES },
	{ "colour", CSV_ROLES },
	{ "farbe", CSV_ROLES },
	{ "beginning", CSV_ROLES },
	{ "begin", CSV_ROLES },
	{ "anfang", CSV_ROLES },
	{ "end", CSV_ROLES },
	{ "ende", CSV_ROLES },
	{ "weight score", CSV_ROLES },
	{ "weight", CSV_ROLES },
	{ "gewicht", CSV_ROLES },
	{ "created", CSV_ROLES },
	{ "erstellt am", CSV_ROLES },
	{ "modified", CSV_ROLES },
	{ "modified by", CSV_ROLES },
	{ "geändert am", CSV_ROLES },
	{ "geändert von", CSV_ROLES },
	{ "bearbeitet am", CSV_ROLES },
	{ "bearbeitet von", CSV_ROLES },
	{ "coverage %", CSV_ROLES },
	{ "abdeckungsgrad %", CSV_ROLES },
	{ NULL, CSV_ROLES },
};

static const struct known_column atlas[] = {
	{ "id", CSV_ID },
	{ "number", CSV_ID },
	{ "nummer", CSV_ID },
	{ "document", CSV_SOURCE },
	{ "dokument", CSV_SOURCE },
	{ "codes", CSV_CODE },
	{ "kodes", CSV_CODE },
	{ "quotation content", CSV_EXCERPT },
	{ "text content", CSV_EXCERPT },
	{ "zitatinhalt", CSV_EXCERPT },
	{ "inhalt des zitats", CSV_EXCERPT },
	{ "comment", CSV_MEMO },
	{ "kommentar", CSV_MEMO },
	{ "created by", CSV_CODER },
	{ "erstellt von", CSV_CODER },
	{ "document groups", CSV_SOURCE_VARIABLE },
	{ "dokumentgruppen", CSV_SOURCE_VARIABLE },
	{ "name", CSV_ROLES },
	{ "quotation name", CSV_ROLES },
	{ "zitatname", CSV_ROLES },
	{ "reference", CSV_ROLES },
	{ "referenz", CSV_ROLES },
	{ "created", CSV_ROLES },
	{ "erstellt", CSV_ROLES },
	{ "modified", CSV_ROLES },
	{ "geändert", CSV_ROLES },
	{ "modified by", CSV_ROLES },
	{ "geändert von", CSV_ROLES },
	{ "density", CSV_ROLES },
	{ "code groups", CSV_ROLES },
	{ "kodegruppen", CSV_ROLES },
	{ "memos", CSV_ROLES },
	{ "hyperlinks", CSV_ROLES },
	{ NULL, CSV_ROLES },
};

/* And a column for each code; descriptors are variables. */
static const struct known_column dedoose[] = {
	{ "media title", CSV_SOURCE },
	{ "resource title", CSV_SOURCE },
	{ "excerpt copy", CSV_EXCERPT },
	{ "excerpt", CSV_EXCERPT },
	{ "excerpt creator", CSV_CODER },
	{ "excerpt date", CSV_ROLES },
	{ "excerpt range", CSV_ROLES },
	{ "resource creator", CSV_ROLES },
	{ "resource date", CSV_ROLES },
	{ "codes applied combined", CSV_ROLES },
	{ NULL, CSV_ROLES },
};

/* Properties of sources are variables. */
static const struct known_column quirkos[] = {
	{ "quirk", CSV_CODE },          { "quirk name", CSV_CODE },
	{ "parent", CSV_CATEGORY },     { "parent quirk", CSV_CATEGORY },
	{ "source", CSV_SOURCE },       { "source name", CSV_SOURCE },
	{ "source title", CSV_SOURCE }, { "text", CSV_EXCERPT },
	{ "highlight", CSV_EXCERPT },   { "quote", CSV_EXCERPT },
	{ "author", CSV_CODER },        { "coded by", CSV_CODER },
	{ "date", CSV_ROLES },          { NULL, CSV_ROLES },
};

static const struct known_column plain[] = {
	{ "id", CSV_ID },     { "case", CSV_CASE },    { "source", CSV_SOURCE },
	{ "code", CSV_CODE }, { "text", CSV_EXCERPT }, { NULL, CSV_ROLES },
};

static const struct known_column codebook[] = {
	{ "tag", CSV_CODE },
	{ "description", CSV_ROLES },
	{ "number of highlights", CSV_ROLES },
	{ "number of documents", CSV_ROLES },
	{ NULL, CSV_ROLES },
};

static const struct known_column *const layouts[] = {
	taguette, qualcoder, maxqda, atlas, dedoose, quirkos, plain, codebook
};

static bool is_named(struct str cell, const char *name)
{
	cell = str_trim(cell);
	return cell.length == strlen(name) &&
	       strncasecmp(cell.bytes, name, cell.length) == 0;
}

static bool has_column(const struct csv_table *table, const char *name)
{
	for (size_t i = 0; i < table->cells.count; i++)
		if (is_named(table->cells.items[i], name))
			return true;
	return false;
}

/* "Code: Health\Access Applied" → "Health\Access"; some exports leave out the
 * colon. What else the export has of each code ends in Range or Weight. */
static bool is_of_code(struct str cell, const char *end, struct str *name)
{
	size_t length = strlen(end);
	*name = str_trim(cell);
	if (name->length < 5 + length ||
	    strncasecmp(name->bytes, "code", 4) != 0 ||
	    strncasecmp(name->bytes + name->length - length, end, length) != 0)
		return false;
	name->bytes += 4;
	name->length -= 4 + length;
	if (name->length && name->bytes[0] == ':')
		name->bytes++, name->length--;
	*name = str_trim(*name);
	return name->length > 0;
}

static bool has_applied(const struct csv_table *table)
{
	struct str name;
	for (size_t i = 0; i < table->cells.count; i++)
		if (is_of_code(table->cells.items[i], " applied", &name))
			return true;
	return false;
}

/* Whether some column has the role in that layout. */
static bool has_role(const struct csv_table *table, enum csv_kind kind,
		     enum csv_role role)
{
	for (const struct known_column *one = layouts[kind]; one->name; one++)
		if (one->role == role && has_column(table, one->name))
			return true;
	return false;
}

static bool is_of_program(const struct csv_table *table, enum csv_kind kind)
{
	return has_role(table, kind, CSV_SOURCE) &&
	       has_role(table, kind, CSV_EXCERPT) &&
	       has_role(table, kind, CSV_CODE);
}

/* Which kind of table has these columns. */
static bool find_kind(struct csv_table *table)
{
	bool has_owner =
		has_column(table, "case") || has_column(table, "source");
	if (is_of_program(table, CSV_TAGUETTE))
		table->kind = CSV_TAGUETTE;
	else if (has_column(table, "codename") && has_column(table, "coded"))
		table->kind = CSV_QUALCODER;
	else if (has_column(table, "code") && has_owner)
		table->kind = CSV_PLAIN;
	else if (is_of_program(table, CSV_MAXQDA))
		table->kind = CSV_MAXQDA;
	else if (is_of_program(table, CSV_ATLAS))
		table->kind = CSV_ATLAS;
	else if (has_role(table, CSV_DEDOOSE, CSV_SOURCE) &&
		 has_role(table, CSV_DEDOOSE, CSV_EXCERPT) &&
		 has_applied(table))
		table->kind = CSV_DEDOOSE;
	else if (is_of_program(table, CSV_QUIRKOS))
		table->kind = CSV_QUIRKOS;
	else if (has_column(table, "tag") &&
		 has_column(table, "number of highlights"))
		table->kind = CSV_CODEBOOK;
	else if (has_owner && table->options->answer_count)
		table->kind = CSV_PLAIN;
	else
		return false;
	return true;
}

/* Whether what the layout does not name is a variable. */
static bool takes_variables(enum csv_kind kind)
{
	return kind == CSV_PLAIN || kind == CSV_MAXQDA || kind == CSV_DEDOOSE ||
	       kind == CSV_QUIRKOS;
}

static struct csv_column variable_of(struct csv_table *table,
				     enum csv_role role, struct str name)
{
	name = arena_copy_str(table->builder->arena, name);
	return (struct csv_column){
		.role = role,
		.variable = read_builder_add_variable(table->builder, name,
						      name, PROJECT_TEXT,
						      csv_place(table)),
	};
}

static bool is_answer(const struct csv_table *table, struct str name)
{
	for (size_t i = 0; i < table->options->answer_count; i++)
		if (str_equals(table->options->answers[i].text, name))
			return true;
	return false;
}

static struct csv_column applied_column(struct csv_table *table,
					struct str name)
{
	struct buffer key = BUFFER_INITIALISER;
	struct csv_column column = {
		.role = CSV_APPLIED,
		.code = csv_code_of_path(table, name, &key),
	};
	buffer_release(&key);
	return column;
}

/* How many characters were coded, beside how much of the text that is: no
 * district. */
static bool is_coded_area(const struct csv_table *table, size_t at)
{
	const struct str *cells = table->cells.items;
	return table->kind == CSV_MAXQDA && at + 1 < table->cells.count &&
	       (is_named(cells[at], "area") || is_named(cells[at], "fläche")) &&
	       (is_named(cells[at + 1], "coverage %") ||
		is_named(cells[at + 1], "abdeckungsgrad %"));
}

static struct csv_column column_of(struct csv_table *table, size_t at)
{
	const struct known_column *known = layouts[table->kind];
	struct str name = table->cells.items[at];
	const struct csv_column ignored = { .role = CSV_ROLES };
	struct str code;
	enum csv_role role = has_column(table, "case") ? CSV_CASE_VARIABLE :
							 CSV_SOURCE_VARIABLE;
	name = str_trim(name);
	for (; known->name; known++)
		if (is_named(name, known->name))
			return known->role == CSV_SOURCE_VARIABLE ?
				       variable_of(table, known->role, name) :
				       (struct csv_column){
					       .role = known->role
				       };
	if (name.length == 0 || is_coded_area(table, at))
		return ignored;
	if (table->kind == CSV_DEDOOSE) {
		if (is_of_code(name, " applied", &code))
			return applied_column(table, code);
		if (is_of_code(name, " range", &code) ||
		    is_of_code(name, " weight", &code))
			return ignored;
	}
	if (table->kind == CSV_QUALCODER &&
	    (str_starts_with(name, STR("FileVar_")) ||
	     str_starts_with(name, STR("CaseVar_"))))
		return variable_of(
			table,
			name.bytes[0] == 'F' ? CSV_SOURCE_VARIABLE :
					       CSV_CASE_VARIABLE,
			(struct str){ name.bytes + 8, name.length - 8 });
	if (!takes_variables(table->kind)) {
		table->unknown_count++;
		return ignored;
	}
	struct csv_column column = variable_of(table, role, name);
	column.is_answer = is_answer(table, name);
	return column;
}

/* ---- Mistakes ---------------------------------------------------------- */

/* Two columns of one name: whose value would count? Of those that a program
 * always writes, some have two that are the same. */
static void check_doubles(struct csv_table *table)
{
	struct map seen = MAP_INITIALISER;
	for (size_t i = 0; i < table->column_count; i++) {
		struct str name = str_trim(table->cells.items[i]);
		enum csv_role role = table->columns[i].role;
		bool is_variable = role == CSV_CASE_VARIABLE ||
				   role == CSV_SOURCE_VARIABLE;
		if (role == CSV_CATEGORY || !name.length ||
		    (table->kind == CSV_MAXQDA && !is_variable) ||
		    !map_set(&seen, name, table))
			continue;
		read_builder_report(
			table->builder, DIAGNOSTIC_FINDINGS_DOUBLE_ID,
			csv_place(table), "two columns are named '%.*s'",
			(int)(name.length < 60 ? name.length : 60), name.bytes);
	}
	map_release(&seen);
}

/* The columns that are not read, by name: they may hold what somebody wants to
 * count by. */
static void report_unknown(struct csv_table *table)
{
	enum { SHOWN = 8, MOST = 40 };
	struct buffer names = BUFFER_INITIALISER;
	size_t shown = 0;
	for (size_t i = 0; i < table->column_count && shown < SHOWN; i++) {
		struct str name = str_trim(table->cells.items[i]);
		const struct known_column *known = layouts[table->kind];
		while (known->name && !is_named(name, known->name))
			known++;
		if (known->name || !name.length ||
		    table->columns[i].role != CSV_ROLES)
			continue;
		buffer_append_format(
			&names, "%s'%.*s'", shown++ ? ", " : "",
			(int)(name.length < MOST ? name.length : MOST),
			name.bytes);
	}
	read_builder_report(table->builder, DIAGNOSTIC_FINDINGS_COLUMNS,
			    csv_place(table), "%zu columns are not read: %s%s",
			    table->unknown_count, names.bytes,
			    table->unknown_count > shown ? ", …" : "");
	buffer_release(&names);
}

static void check_answers(struct csv_table *table)
{
	for (size_t i = 0; i < table->options->answer_count; i++) {
		const struct read_name *one = &table->options->answers[i];
		bool is_there = false;
		for (size_t j = 0; j < table->column_count; j++)
			is_there =
				is_there ||
				(table->columns[j].is_answer &&
				 str_equals(one->text,
					    str_trim(table->cells.items[j])));
		if (!is_there)
			read_builder_report(
				table->builder, DIAGNOSTIC_SETTINGS_VARIABLE,
				one->place,
				"the table has no column '%.*s' for answers",
				(int)(one->text.length < 60 ? one->text.length :
							      60),
				one->text.bytes);
	}
}

/* ---- The header -------------------------------------------------------- */

bool csv_is_header(struct csv_table *table)
{
	return find_kind(table);
}

/* Of a row whose kind was found. */
static bool take_header(struct csv_table *table)
{
	table->column_count = table->cells.count;
	table->columns = ARENA_NEW_ARRAY(
		table->builder->arena, table->column_count, struct csv_column);
	for (int role = 0; role < CSV_ROLES; role++)
		table->at[role] = SIZE_MAX;
	for (size_t i = 0; i < table->column_count; i++) {
		struct csv_column column = column_of(table, i);
		table->columns[i] = column;
		if (column.is_answer)
			table->columns[i].name =
				arena_copy_str(table->builder->arena,
					       str_trim(table->cells.items[i]));
		if (column.role < CSV_ROLES &&
		    table->at[column.role] == SIZE_MAX)
			table->at[column.role] = i;
		table->category_count += column.role == CSV_CATEGORY;
	}
	check_doubles(table);
	check_answers(table);
	table->builder->is_table = table->kind != CSV_CODEBOOK;
	/* Answers stand in a row for each person. */
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].is_answer)
			table->builder->has_uncoded = true;
	table->builder->has_sources = table->at[CSV_SOURCE] != SIZE_MAX;
	if (table->unknown_count)
		report_unknown(table);
	return !table->builder->is_full;
}

void csv_end_rows(struct csv_table *table)
{
	if (table->has_header || table->has_failed || !table->title_line)
		return;
	read_builder_report(table->builder, DIAGNOSTIC_FINDINGS_TABLE,
			    (struct place){ .file = table->file,
					    .line = table->title_line },
			    "no column 'code' with 'case' or 'source', and not "
			    "the columns of Taguette, QualCoder, MAXQDA, "
			    "ATLAS.ti, Dedoose or Quirkos");
	table->has_failed = true;
}

static void take_first(struct csv_table *table)
{
	if (!find_kind(table)) {
		if (!table->title_count++)
			table->title_line = table->row_line;
		if (table->title_count == CSV_MOST_TITLES)
			csv_end_rows(table);
		return;
	}
	if (table->title_count) {
		read_builder_report(
			table->builder, DIAGNOSTIC_FINDINGS_TABLE,
			csv_place(table),
			"the names of the columns stand here, below other "
			"rows; take out what is above them, from line %u on",
			(unsigned)table->title_line);
		table->has_failed = true;
		return;
	}
	table->has_failed = !take_header(table);
	table->has_header = true;
}

void csv_take_any(struct csv_table *table)
{
	if (table->has_header)
		csv_take_row(table);
	else
		take_first(table);
}
