/* A document as files of word processors. */
#include "commands/outputs.h"
#include "office/office.h"
#include "text/font.h"

typedef bool office_writer(const struct document *document,
			   const struct office_options *options,
			   struct buffer *out, struct error *error);

static void write_in(struct work *work, enum print_size print,
		     office_writer *writer, struct buffer *out)
{
	struct office_options options = {
		.theme = work->installation->theme,
		.print = print,
		.fonts = output_open_fonts(work),
		.diagnostics = &work->diagnostics,
		.time = output_time(work),
	};
	if (!options.fonts)
		return;
	if (!writer(&work->document, &options, out, &work->error))
		work->has_failed = true;
	font_set_release(options.fonts);
}

void odt_output_write(struct work *work, struct buffer *out)
{
	write_in(work, PRINT_REGULAR, office_write_odt, out);
}

void docx_output_write(struct work *work, struct buffer *out)
{
	write_in(work, PRINT_REGULAR, office_write_docx, out);
}
