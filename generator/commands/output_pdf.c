/* Pages as a tagged PDF. */
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/file.h"
#include "base/path.h"
#include "commands/outputs.h"
#include "pdf/pdf.h"

static int64_t creation_time(const char *date)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	struct date day;
	if (epoch && epoch[0]) {
		long long seconds = strtoll(epoch, &end, 10);
		if (*end == '\0' && seconds >= 0)
			return seconds;
	}
	char head[11]; /* a time of day may follow */
	snprintf(head, sizeof head, "%s", date ? date : "");
	if (!date_parse(head, &day) || day.precision != DATE_DAY)
		return -1;
	return date_days_since_1970(&day) * 86400;
}

/* `make fonts` links the profile beside the fonts. */
static const char *find_profile(struct work *work)
{
	static const char system_profile[] = "/usr/share/color/icc/sRGB.icc";
	const char *path = overlay_find(
		&work->arena, &work->installation->fonts, "sRGB.icc", NULL);
	return path ? path : system_profile;
}

void pdf_output_write(struct work *work, const struct frames *frames,
		      struct buffer *out)
{
	struct pdf_options options = {
		.creation_time = creation_time(work->document.date),
		.profile_path = find_profile(work),
		.producer = "everyread " EVERYREAD_VERSION,
		.standard = work->pdf_standard,
	};
	if (!pdf_write(frames, &options, out, &work->error))
		work->has_failed = true;
}
