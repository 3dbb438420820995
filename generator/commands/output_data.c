/* The tables of a document as data. */
#include "commands/outputs.h"
#include "data/data.h"

void data_output_write(struct work *work, struct buffer *out)
{
	if (!data_write(&work->document, output_time(work), &work->diagnostics,
			out, &work->error))
		work->has_failed = true;
}
