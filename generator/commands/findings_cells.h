/* All counts that a publication publishes, as everyread findings tells them and
 * compares them with those of another release. */
#ifndef EVERYREAD_COMMANDS_FINDINGS_CELLS_H
#define EVERYREAD_COMMANDS_FINDINGS_CELLS_H

#include "commands/findings.h"

struct findings_cell {
	uint32_t table, theme; /* ANALYSIS_BASE: the size of the group */
	uint32_t row, column;  /* ANALYSIS_TOTAL where the table has none */
};

/* Every cell of the published tables once: of the base, then of each theme; of
 * all, then by dimensions, then by two. In the work's arena. */
struct findings_cell *findings_cells(struct findings_work *work, size_t *count);

/* The name of the value in the data; false for those who gave none. */
bool findings_value(const struct findings_work *work, uint32_t dimension,
		    uint32_t value, struct str *name);

struct analysis_count findings_count(const struct findings_work *work,
				     const struct findings_cell *cell);

#endif
