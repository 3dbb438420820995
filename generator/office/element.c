/* Elements of both formats' metadata. */
#include "base/date.h"
#include "html/html.h"
#include "office/writer.h"

void office_append_element(struct buffer *out, const char *name,
			   const char *text)
{
	if (!text || !*text)
		return;
	buffer_append_format(out, "<%s>", name);
	html_escape_text(out, str_from(text));
	buffer_append_format(out, "</%s>\n", name);
}

void office_append_time(struct buffer *out, const char *name,
			const char *attributes, int64_t time)
{
	struct date day = date_from_days(time / 86400);
	if (time < 0)
		return;
	buffer_append_format(out, "<%s%s>%04d-%02d-%02dT%02d:%02d:%02dZ</%s>\n",
			     name, attributes, day.year, day.month, day.day,
			     (int)(time / 3600 % 24), (int)(time / 60 % 60),
			     (int)(time % 60), name);
}
