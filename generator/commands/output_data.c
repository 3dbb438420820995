/* The tables of a document as data. */
#include "commands/outputs.h"
#include "data/data.h"

void data_output_write(struct work *work, struct buffer *out)
{
	uint32_t count;
	if (!data_write(&work->document, output_time(work), out, &count,
			&work->error))
		work->has_failed = true;
	else if (!count)
		diagnostics_add(
			&work->diagnostics, DIAGNOSTIC_DATA_WITHOUT_TABLE,
			(struct place){ work->document.root->place.file, 0, 0 },
			"there is no table, so the data hold none; take "
			"'data' out of formats:");
}
