/* All counts that a publication publishes, one after the other. */
#include "commands/findings_cells.h"

static size_t add_cells(struct findings_cell *cells, uint32_t index,
			const struct analysis_table *table, uint32_t theme)
{
	uint32_t rows = table->rows == PROJECT_NONE ? 1 : table->row_count;
	uint32_t columns =
		table->columns == PROJECT_NONE ? 1 : table->column_count;
	size_t count = 0;
	for (uint32_t row = 0; row < rows; row++)
		for (uint32_t column = 0; column < columns; column++)
			cells[count++] = (struct findings_cell){
				.table = index,
				.theme = theme,
				.row = table->rows == PROJECT_NONE ?
					       ANALYSIS_TOTAL :
					       row,
				.column = table->columns == PROJECT_NONE ?
						  ANALYSIS_TOTAL :
						  column,
			};
	return count;
}

struct findings_cell *findings_cells(struct findings_work *work, size_t *count)
{
	const struct analysis *analysis = work->analysis;
	size_t most = 0;
	for (uint32_t t = 0; t < analysis->table_count; t++)
		most += (size_t)(analysis->tables[t].row_count + 1) *
			(analysis->tables[t].column_count + 1);
	most *= (size_t)analysis->theme_count + 1;
	struct findings_cell *cells =
		ARENA_NEW_ARRAY(&work->arena, most, struct findings_cell);
	*count = 0;
	for (uint32_t group = 0; group <= analysis->theme_count; group++) {
		uint32_t theme = group ? group - 1 : ANALYSIS_BASE;
		for (uint32_t t = 0; t < analysis->table_count; t++)
			if (analysis_is_published(analysis, t, theme))
				*count +=
					add_cells(cells + *count, t,
						  &analysis->tables[t], theme);
	}
	return cells;
}

bool findings_value(const struct findings_work *work, uint32_t dimension,
		    uint32_t value, struct str *name)
{
	const struct project_variable *variable =
		&work->project->variables[work->settings->dimensions[dimension]
						  .variable];
	if (value >= variable->value_count)
		return false;
	*name = variable->values[value];
	return true;
}

struct analysis_count findings_count(const struct findings_work *work,
				     const struct findings_cell *cell)
{
	return analysis_count(work->analysis, cell->table, cell->theme,
			      cell->row, cell->column);
}
