/* Pages as a tagged PDF. */
#include "base/file.h"
#include "base/path.h"
#include "commands/outputs.h"
#include "frame/fold.h"
#include "pdf/pdf.h"

/* `make fonts` links the profile beside the fonts. */
const char *pdf_output_profile(struct arena *arena,
			       const struct installation *installation)
{
	static const char system_profile[] = "/usr/share/color/icc/sRGB.icc";
	const char *path =
		overlay_find(arena, &installation->fonts, "sRGB.icc", NULL);
	return path ? path : system_profile;
}

void pdf_output_write(struct work *work, const struct frames *frames,
		      struct buffer *out)
{
	struct pdf_options options = {
		.creation_time = output_time(work),
		.profile_path =
			pdf_output_profile(&work->arena, work->installation),
		.producer = "everyread " EVERYREAD_VERSION,
		.standard = work->pdf_standard,
	};
	if (!pdf_write(frames, &options, out, &work->error))
		work->has_failed = true;
}

void booklet_output_write(struct work *work, const struct frames *frames,
			  struct buffer *out)
{
	const struct document *document = frames->document;
	const struct theme_style *style =
		&work->installation->theme
			 ->styles[document->profile][PRINT_LARGE];
	struct fold_options options = {
		.gutter = style->page.fold,
		.is_right_to_left = document->direction == DIRECTION_RTL,
	};
	struct frames sheets = *frames;
	frames_fold(&work->arena, &sheets, &options);
	pdf_output_write(work, &sheets, out);
}
