/* CSV, its metadata, and JSON. */
#include "data/data.h"

#include <jansson.h>
#include <string.h>

#include "base/vector.h"
#include "container/container.h"
#include "data/grid.h"

struct grids {
	struct arena arena;
	const struct document *document;
	VECTOR(struct data_grid) all;
};

static const struct data_cell *cell_at(const struct data_grid *grid,
				       uint32_t row, uint32_t column)
{
	return &grid->cells[(size_t)row * grid->column_count + column];
}

/* ---- CSV (RFC 4180) ------------------------------------------------------ */

/* `is_alone`: in its row, which without quotes would be a line of nothing. */
static void append_field(struct buffer *out, const char *text, bool is_alone)
{
	bool is_quoted = strpbrk(text, ",\"\r\n") || *text == ' ' ||
			 (is_alone && !*text);
	if (!is_quoted) {
		buffer_append_string(out, text);
		return;
	}
	buffer_append_byte(out, '"');
	for (const char *at = text; *at; at++) {
		if (*at == '"')
			buffer_append_byte(out, '"');
		buffer_append_byte(out, *at);
	}
	buffer_append_byte(out, '"');
}

static const char *field_of(const struct data_grid *grid, uint32_t row,
			    uint32_t column)
{
	const struct data_cell *cell = cell_at(grid, row, column);
	bool is_number = grid->columns[column].kind != DATA_TEXT;
	return is_number && cell->number ? cell->number : cell->text;
}

/* A column without a header is known by its name. */
static const char *title_of(struct arena *arena, const struct data_grid *grid,
			    uint32_t column)
{
	const char *title = grid->columns[column].title;
	return *title ? title : arena_format(arena, "c%u", column + 1);
}

static void write_csv(struct arena *arena, const struct data_grid *grid,
		      struct buffer *out)
{
	buffer_append_string(out, "\uFEFF");
	for (uint32_t i = 0; grid->has_header && i < grid->column_count; i++) {
		buffer_append_string(out, i ? "," : "");
		append_field(out, title_of(arena, grid, i),
			     grid->column_count == 1);
	}
	buffer_append_string(out, grid->has_header ? "\r\n" : "");
	for (uint32_t row = 0; row < grid->row_count; row++) {
		for (uint32_t i = 0; i < grid->column_count; i++) {
			buffer_append_string(out, i ? "," : "");
			append_field(out, field_of(grid, row, i),
				     grid->column_count == 1);
		}
		buffer_append_string(out, "\r\n");
	}
}

/* ---- Both JSON files ------------------------------------------------------ */

static void set_text(json_t *object, const char *key, const char *text)
{
	if (text && *text)
		json_object_set_new(object, key, json_string(text));
}

static const char *language_of(const struct grids *grids,
			       const struct data_grid *grid)
{
	return node_language(grids->document, grid->table);
}

static const char *direction_name(const struct grids *grids,
				  const struct data_grid *grid)
{
	return node_direction(grids->document, grid->table) == DIRECTION_RTL ?
		       "rtl" :
		       "ltr";
}

static const char merged_note[] =
	"Cells that span rows or columns are repeated in each; headers in "
	"several rows are joined.";

static void print(json_t *root, struct buffer *out)
{
	char *text = json_dumps(root, JSON_INDENT(1));
	buffer_append_string(out, text);
	buffer_append_byte(out, '\n');
	free(text);
	json_decref(root);
}

/* ---- CSV on the Web ------------------------------------------------------- */

/* A text with its language, as JSON-LD has it. */
static void set_value(json_t *object, const char *key, const char *text,
		      const char *language)
{
	if (text && *text)
		json_object_set_new(object, key,
				    json_pack("{s:s, s:s}", "@value", text,
					      "@language", language));
}

static json_t *nulls_of(const struct grids *grids, const struct data_grid *grid,
			uint32_t column)
{
	const char *mark = grids->document->words.hidden_mark;
	json_t *nulls = json_pack("[s, s]", "", "–");
	for (uint32_t row = 0; row < grid->row_count; row++)
		if (cell_at(grid, row, column)->is_hidden) {
			json_array_append_new(nulls, json_string(mark));
			break;
		}
	return nulls;
}

static json_t *describe_column(struct grids *grids,
			       const struct data_grid *grid, uint32_t column)
{
	static const char *const types[] = { [DATA_TEXT] = "string",
					     [DATA_NUMBER] = "decimal",
					     [DATA_PERCENT] = "decimal" };
	json_t *one = json_object();
	const char *name = arena_format(&grids->arena, "c%u", column + 1);
	json_object_set_new(one, "name", json_string(name));
	json_object_set_new(one, "titles",
			    json_pack("{s:s}", language_of(grids, grid),
				      title_of(&grids->arena, grid, column)));
	json_object_set_new(one, "datatype",
			    json_string(types[grid->columns[column].kind]));
	if (grid->columns[column].kind != DATA_TEXT)
		json_object_set_new(one, "null", nulls_of(grids, grid, column));
	return one;
}

static json_t *describe_table(struct grids *grids, const struct data_grid *grid)
{
	struct arena *arena = &grids->arena;
	const char *language = language_of(grids, grid);
	json_t *table = json_object(), *columns = json_array();
	json_object_set_new(
		table, "url",
		json_string(arena_format(arena, "%s.csv", grid->name)));
	set_value(table, "dc:title", data_caption(arena, grid->table),
		  language);
	set_value(table, "dc:description", data_note(arena, grid->table),
		  language);
	if (grid->is_merged)
		set_value(table, "rdfs:comment", merged_note, "en");
	json_object_set_new(table, "tableDirection",
			    json_string(direction_name(grids, grid)));
	if (!grid->has_header)
		json_object_set_new(table, "dialect",
				    json_pack("{s:b, s:i}", "header", 0,
					      "headerRowCount", 0));
	for (uint32_t i = 0; i < grid->column_count; i++)
		json_array_append_new(columns, describe_column(grids, grid, i));
	json_object_set_new(
		table, "tableSchema",
		json_pack("{s:s, s:o}", "lang", language, "columns", columns));
	return table;
}

static void write_metadata(struct grids *grids, struct buffer *out)
{
	const struct document *document = grids->document;
	const char *language = document->language;
	json_t *tables = json_array();
	json_t *root =
		json_pack("{s:[s, {s:s}]}", "@context",
			  "http://www.w3.org/ns/csvw", "@language", language);
	set_value(root, "dc:title", document->title, language);
	set_value(root, "dc:description", document->notice, language);
	set_value(root, "dc:rights", document->rights, language);
	set_value(root, "dc:publisher", document->author, language);
	set_text(root, "dc:date", document->date);
	for (size_t i = 0; i < grids->all.count; i++)
		json_array_append_new(
			tables, describe_table(grids, &grids->all.items[i]));
	json_object_set_new(root, "tables", tables);
	print(root, out);
}

/* ---- JSON ----------------------------------------------------------------- */

static json_t *cell_object(const struct data_grid *grid, uint32_t row,
			   uint32_t column)
{
	const struct data_cell *cell = cell_at(grid, row, column);
	json_t *object = json_pack("{s:s}", "text", cell->text);
	if (grid->columns[column].kind != DATA_TEXT && cell->number) {
		/* As it is written, without a double's rounding. */
		double value = strtod(cell->number, NULL);
		long long whole = (long long)value;
		json_object_set_new(object, "number",
				    (double)whole == value ?
					    json_integer(whole) :
					    json_real(value));
	}
	if (cell->is_hidden)
		json_object_set_new(object, "hidden", json_true());
	if (cell->is_repeated)
		json_object_set_new(object, "repeated", json_true());
	return object;
}

static json_t *table_object(struct grids *grids, const struct data_grid *grid)
{
	static const char *const kinds[] = { [DATA_TEXT] = "text",
					     [DATA_NUMBER] = "number",
					     [DATA_PERCENT] = "percent" };
	json_t *table = json_object(), *columns = json_array();
	json_t *rows = json_array();
	set_text(table, "name", grid->name);
	set_text(table, "caption", data_caption(&grids->arena, grid->table));
	set_text(table, "note", data_note(&grids->arena, grid->table));
	set_text(table, "language", language_of(grids, grid));
	set_text(table, "direction", direction_name(grids, grid));
	if (grid->is_merged)
		set_text(table, "comment", merged_note);
	for (uint32_t i = 0; i < grid->column_count; i++)
		json_array_append_new(columns,
				      json_pack("{s:s, s:s}", "title",
						grid->columns[i].title, "kind",
						kinds[grid->columns[i].kind]));
	for (uint32_t row = 0; row < grid->row_count; row++) {
		json_t *cells = json_array();
		for (uint32_t i = 0; i < grid->column_count; i++)
			json_array_append_new(cells, cell_object(grid, row, i));
		json_array_append_new(rows, cells);
	}
	json_object_set_new(table, "columns", columns);
	json_object_set_new(table, "rows", rows);
	return table;
}

static void write_json(struct grids *grids, struct buffer *out)
{
	const struct document *document = grids->document;
	json_t *tables = json_array(), *root = json_object();
	set_text(root, "title", document->title);
	set_text(root, "language", document->language);
	set_text(root, "notice", document->notice);
	set_text(root, "publisher", document->author);
	set_text(root, "date", document->date);
	set_text(root, "rights", document->rights);
	for (size_t i = 0; i < grids->all.count; i++)
		json_array_append_new(
			tables, table_object(grids, &grids->all.items[i]));
	json_object_set_new(root, "tables", tables);
	print(root, out);
}

/* ---- What spreadsheets would run ------------------------------------------ */

/* Excel takes a text of these beginnings for a formula, LibreOffice one with
 * "=". Signs before what is no formula ("-5 to 5", "+44 20") are left alone. */
static bool is_formula(const char *text)
{
	while (*text == ' ' || *text == '\t')
		text++;
	if (*text == '=' || *text == '@')
		return text[1] != '\0' && text[1] != ' ';
	if (*text != '+' && *text != '-')
		return false;
	return strpbrk(text, "|!=*^&@") != NULL;
}

static void tell_formula(const struct data_grid *grid, const char *text,
			 struct place place, struct diagnostics *diagnostics)
{
	if (is_formula(text))
		diagnostics_add(diagnostics, DIAGNOSTIC_DATA_FORMULA, place,
				"'%.60s' in %s.csv: a spreadsheet takes this "
				"for a formula, and runs it",
				text, grid->name);
}

/* A text that is repeated is told where it began. */
static void tell_formulas(const struct data_grid *grid,
			  struct diagnostics *diagnostics)
{
	for (uint32_t i = 0; grid->has_header && i < grid->column_count; i++)
		tell_formula(grid, grid->columns[i].title, grid->table->place,
			     diagnostics);
	for (uint32_t row = 0; row < grid->row_count; row++)
		for (uint32_t i = 0; i < grid->column_count; i++) {
			const struct data_cell *cell = cell_at(grid, row, i);
			if (!cell->is_repeated)
				tell_formula(grid, field_of(grid, row, i),
					     cell->place, diagnostics);
		}
}

/* ---- The whole ------------------------------------------------------------ */

static void find_tables(struct grids *grids)
{
	const struct document *document = grids->document;
	struct data_numbers *numbers = NULL;
	const char *language = NULL;
	for (const struct node *node = document->root; node;
	     node = node_next(document->root, node)) {
		if (node->kind != NODE_TABLE)
			continue;
		const char *own = node_language(document, node);
		if (!language || strcmp(language, own) != 0) {
			if (numbers)
				data_numbers_close(numbers);
			numbers = data_numbers_open(own);
			language = own;
		}
		struct data_grid grid =
			data_grid_of(&grids->arena, document, node, numbers);
		grid.name = arena_format(&grids->arena, "table-%zu",
					 grids->all.count + 1);
		*VECTOR_ADD(&grids->all) = grid;
	}
	if (numbers)
		data_numbers_close(numbers);
}

static void add_part(struct container *container, const char *name,
		     struct buffer *bytes)
{
	container_add(container, name, buffer_str(bytes), CONTAINER_DEFLATED);
	buffer_release(bytes);
}

static void tell(const struct grids *grids, struct diagnostics *diagnostics)
{
	if (!grids->all.count)
		diagnostics_add(
			diagnostics, DIAGNOSTIC_DATA_WITHOUT_TABLE,
			(struct place){ grids->document->root->place.file, 0,
					0 },
			"there is no table, so the data hold none; take "
			"'data' out of formats:");
	for (size_t i = 0; i < grids->all.count; i++)
		tell_formulas(&grids->all.items[i], diagnostics);
}

bool data_write(const struct document *document, int64_t time,
		struct diagnostics *diagnostics, struct buffer *out,
		struct error *error)
{
	struct grids grids = { .document = document };
	struct container container = CONTAINER_INITIALISER(&grids.arena);
	struct buffer bytes = BUFFER_INITIALISER;
	find_tables(&grids);
	tell(&grids, diagnostics);
	if (grids.all.count) { /* CSV on the Web wants at least one */
		write_metadata(&grids, &bytes);
		add_part(&container, "csv-metadata.json", &bytes);
	}
	write_json(&grids, &bytes);
	add_part(&container, "tables.json", &bytes);
	for (size_t i = 0; i < grids.all.count; i++) {
		const struct data_grid *grid = &grids.all.items[i];
		write_csv(&grids.arena, grid, &bytes);
		add_part(&container,
			 arena_format(&grids.arena, "%s.csv", grid->name),
			 &bytes);
	}
	bool done = container_write(&container, time, out, error);
	container_release(&container);
	VECTOR_RELEASE(&grids.all);
	arena_release(&grids.arena);
	return done;
}
