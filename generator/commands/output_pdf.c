/* Pages as a tagged PDF. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/path.h"
#include "commands/outputs.h"
#include "pdf/pdf.h"

/* Days from 1970-01-01 to a date of the Gregorian calendar (after H. Hinnant,
 * "chrono-compatible low-level date algorithms"). */
static int64_t days_since_1970(int64_t year, int month, int day)
{
	year -= month <= 2;
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year =
		(153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 -
	       year_of_era / 100 + day_of_year - 719468;
}

static int64_t creation_time(const char *date)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	int year, month, day;
	if (epoch && epoch[0]) {
		long long seconds = strtoll(epoch, &end, 10);
		if (*end == '\0' && seconds >= 0)
			return seconds;
	}
	if (!date || sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3)
		return -1;
	return days_since_1970(year, month, day) * 86400;
}

/* `make fonts` links the profile beside the fonts. */
static const char *find_profile(struct work *work)
{
	static const char system_profile[] = "/usr/share/color/icc/sRGB.icc";
	const char *path =
		path_join(&work->arena, work->installation->fonts, "sRGB.icc");
	return file_exists(path) ? path : system_profile;
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
