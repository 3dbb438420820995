/* Lines within containers. */
#include "gfm/lines.h"

void gfm_lines_release(struct gfm_lines *lines)
{
	buffer_release(&lines->prefix);
	buffer_release(&lines->first);
}

static struct str without_spaces(struct str text)
{
	while (text.length && text.bytes[text.length - 1] == ' ')
		text.length--;
	return text;
}

void gfm_lines_space(struct gfm_lines *lines)
{
	if (!lines->is_begun)
		return;
	buffer_append_str(lines->out,
			  without_spaces(buffer_str(&lines->prefix)));
	buffer_append_byte(lines->out, '\n');
}

static void write_line(struct gfm_lines *lines, struct str line)
{
	struct str start = buffer_str(lines->first.length ? &lines->first :
							    &lines->prefix);
	buffer_append_str(lines->out,
			  line.length ? start : without_spaces(start));
	buffer_append_str(lines->out, line);
	buffer_append_byte(lines->out, '\n');
	buffer_clear(&lines->first);
	lines->is_begun = true;
}

void gfm_lines_write(struct gfm_lines *lines, struct str text)
{
	struct str line;
	while (str_next_line(&text, &line))
		write_line(lines, line);
}

void gfm_lines_open(struct gfm_lines *lines, struct str mark, struct str prefix)
{
	if (!lines->first.length)
		buffer_append_str(&lines->first, buffer_str(&lines->prefix));
	buffer_append_str(&lines->first, mark);
	buffer_append_str(&lines->prefix, prefix);
	lines->is_begun = false;
}

void gfm_lines_close(struct gfm_lines *lines, size_t length)
{
	if (lines->first.length)
		write_line(lines, STR(""));
	lines->prefix.length -= length;
	lines->prefix.bytes[lines->prefix.length] = '\0';
	lines->is_begun = true;
}
