/* A document as Braille, as its publication asks for it. */
#include "braille/braille.h"
#include "commands/outputs.h"

void brf_output_write(struct work *work, struct buffer *out)
{
	if (!braille_write_brf(&work->document, &work->braille,
			       &work->diagnostics, out, &work->error))
		work->has_failed = true;
}

void pef_output_write(struct work *work, struct buffer *out)
{
	if (!braille_write_pef(&work->document, &work->braille,
			       &work->diagnostics, out, &work->error))
		work->has_failed = true;
}
