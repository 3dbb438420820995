/* CommonMark lets a comment or a fence without an end run to the end of what it
 * stands in, without a word. */
#include "markdown/unclosed.h"

#include <string.h>
#include <strings.h>

/* ---- Raw HTML ------------------------------------------------------------ */

struct kind {
	const char *start, *end;
	const char *what;
};

/* CommonMark's HTML blocks that have an end of their own (4.6, conditions 1 to
 * 5), the longer starts first. */
static const struct kind kinds[] = {
	{ "<!--", "-->", "comment" },
	{ "<![CDATA[", "]]>", "CDATA section" },
	{ "<!", ">", "declaration" },
	{ "<?", "?>", "instruction" },
	{ "<script", "</script>", "script" },
	{ "<style", "</style>", "style sheet" },
	{ "<pre", "</pre>", "preformatted text" },
};

static bool starts_with(struct str text, const char *start)
{
	size_t length = strlen(start);
	return text.length >= length &&
	       strncasecmp(text.bytes, start, length) == 0;
}

static struct str without_indent(struct str line)
{
	while (line.length && line.bytes[0] == ' ') {
		line.bytes++;
		line.length--;
	}
	return line;
}

static const struct kind *kind_of(struct str html)
{
	html = without_indent(html);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (starts_with(html, kinds[i].start))
			return &kinds[i];
	return NULL;
}

static bool holds(struct str text, const char *wanted)
{
	size_t length = strlen(wanted);
	for (size_t i = 0; i + length <= text.length; i++)
		if (strncasecmp(text.bytes + i, wanted, length) == 0)
			return true;
	return false;
}

/* As cmark has it, any of these ends all of them. */
static bool is_closed(const struct kind *kind, struct str html)
{
	if (kind->end[1] != '/')
		return holds(html, kind->end);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].end[1] == '/' && holds(html, kinds[i].end))
			return true;
	return false;
}

static bool is_comment(const struct kind *kind)
{
	return kind == &kinds[0];
}

/* Line after the first that begins another comment; 0: none does. */
static uint32_t inner_start(struct str html)
{
	struct str line;
	for (uint32_t number = 0; str_next_line(&html, &line); number++)
		if (number && starts_with(without_indent(line), "<!--"))
			return number;
	return 0;
}

/* Line, from 0 on, that ends in what is not quite "-->" as it leaves a hand or
 * an editor; none where it is not in the comment's first paragraph. */
static bool find_misspelt_end(struct str html, uint32_t *number,
			      const char **written)
{
	static const char *const ends[] = {
		"\xE2\x80\x94>", /* — > */
		"\xE2\x80\x93>", /* – > */
		"-- >",          "->", "--",
	};
	struct str line;
	for (*number = 0; str_next_line(&html, &line); ++*number) {
		line = str_trim(line);
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
			if (!str_ends_with(line, str_from(ends[i])) ||
			    (!*number && line.length <= strlen("<!--")))
				continue;
			*written = ends[i];
			return true;
		}
		if (!line.length)
			break;
	}
	return false;
}

/* A copy of the text that may be changed, of the same length. */
static char *own_text(struct reading *reading)
{
	if (!reading->text_is_own)
		reading->text = arena_copy_str(reading->arena, reading->text);
	reading->text_is_own = true;
	return (char *)reading->text.bytes;
}

/* Blanks from `column` (from 1, in bytes) of `line`, on through `last`. */
static void blank(struct reading *reading, uint32_t line, size_t column,
		  uint32_t last)
{
	char *text = own_text(reading);
	for (uint32_t number = line; number <= last; number++) {
		struct str whole = reading_line(reading, number);
		size_t from = number == line ? column - 1 : 0;
		size_t start = (size_t)(whole.bytes - reading->text.bytes);
		if (from < whole.length)
			memset(text + start + from, ' ', whole.length - from);
	}
}

/* Where on its line the block begins (from 1, in bytes); 0 where it is not to
 * be seen there. */
static size_t find_start(const struct reading *reading, uint32_t line,
			 const struct kind *kind)
{
	struct str whole = reading_line(reading, line);
	for (size_t i = 0; i < whole.length; i++)
		if (starts_with(
			    (struct str){ whole.bytes + i, whole.length - i },
			    kind->start))
			return i + 1;
	return 0;
}

static void report(struct reading *reading, const struct kind *kind,
		   uint32_t line, size_t column, const char *more)
{
	reading_mistake(reading, DIAGNOSTIC_MARKUP_UNCLOSED,
			reading_place(reading, (int)line, (int)column),
			"the %s that begins here is never closed: '%s' is "
			"missing%s",
			kind->what, kind->end, more);
}

/* A comment without words, so that a list's item that began with the open one
 * is none without content, which an empty line ends. */
static void put_empty_comment(struct reading *reading, uint32_t line,
			      size_t column)
{
	static const char comment[] = "<!---->";
	enum { LENGTH = sizeof comment - 1 };
	struct str whole = reading_line(reading, line);
	size_t start = (size_t)(whole.bytes - reading->text.bytes) + column - 1;
	if (whole.length - column + 1 >= LENGTH)
		memcpy(own_text(reading) + start, comment, LENGTH);
}

/* Of `<pre>` the text behind it stays. */
static void take_out(struct reading *reading, const struct kind *kind,
		     uint32_t line, size_t column, uint32_t last)
{
	char *text = own_text(reading);
	struct str whole = reading_line(reading, line);
	struct str rest = { whole.bytes + column - 1,
			    whole.length - column + 1 };
	ptrdiff_t end = str_find_byte(rest, '>');
	if (strcmp(kind->start, "<pre") == 0 && end >= 0)
		memset(text + (rest.bytes - reading->text.bytes), ' ',
		       (size_t)end + 1);
	else
		blank(reading, line, column, last);
	if (is_comment(kind))
		put_empty_comment(reading, line, column);
}

/* Line, from 0 on, on which the block's start tag ends: it may go on over
 * several. */
static uint32_t end_of_start_tag(const struct kind *kind, struct str html)
{
	ptrdiff_t end = str_find_byte(html, '>');
	uint32_t number = 0;
	if (kind->end[1] != '/' || end < 0)
		return 0;
	for (ptrdiff_t i = 0; i < end; i++)
		number += html.bytes[i] == '\n';
	return number;
}

static bool mend_block(struct reading *reading, struct str html, uint32_t line)
{
	const struct kind *kind = kind_of(html);
	if (!kind)
		return false;
	uint32_t inner = is_comment(kind) ? inner_start(html) : 0;
	bool is_open = !is_closed(kind, html);
	size_t column = find_start(reading, line, kind);
	if ((!is_open && !inner) || !column)
		return false;
	const char *written, *more = "";
	uint32_t last = line + end_of_start_tag(kind, html), number;
	/* Within a comment that another ends, only what is before that. */
	if (is_comment(kind) && find_misspelt_end(html, &number, &written) &&
	    (!inner || number < inner)) {
		last = line + number;
		more = arena_format(
			reading->arena, "; '%s' on line %u may be meant for it",
			written, reading_place(reading, (int)last, 0).line);
	} else if (inner) {
		more = arena_format(
			reading->arena, " before the next one, on line %u",
			reading_place(reading, (int)(line + inner), 0).line);
	}
	report(reading, kind, line, column, more);
	take_out(reading, kind, line, column, last);
	return true;
}

bool unclosed_mend(struct reading *reading, cmark_node *root)
{
	bool has_mended = false;
	cmark_iter *iterator = cmark_iter_new(root);
	cmark_event_type event;
	while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iterator);
		if (event != CMARK_EVENT_ENTER ||
		    cmark_node_get_type(node) != CMARK_NODE_HTML_BLOCK)
			continue;
		const char *html = cmark_node_get_literal(node);
		if (mend_block(reading, str_from(html),
			       (uint32_t)cmark_node_get_start_line(node)))
			has_mended = true;
	}
	cmark_iter_free(iterator);
	return has_mended;
}

/* ---- Code ---------------------------------------------------------------- */

/* A line of nothing but the fence, behind the marks of what it stands in. */
static bool is_fence(struct str line, char sign, int length)
{
	int found = 0;
	line = str_trim(line);
	while (line.length && line.bytes[line.length - 1] == sign) {
		line.length--;
		found++;
	}
	for (size_t i = 0; i < line.length; i++)
		if (!strchr("> \t", line.bytes[i]))
			return false;
	return found >= length;
}

void unclosed_check_code(struct reading *reading, cmark_node *node)
{
	int length, offset;
	char sign;
	int line = cmark_node_get_start_line(node);
	int last = cmark_node_get_end_line(node);
	cmark_node *next = cmark_node_next(node);
	if (!cmark_node_get_fenced(node, &length, &offset, &sign))
		return;
	/* A fence behind the end of a list or quotation begins the next block.
	 */
	while (!next && (node = cmark_node_parent(node)))
		next = cmark_node_next(node);
	if (last > line &&
	    is_fence(reading_line(reading, (uint32_t)last), sign, length) &&
	    !(next && cmark_node_get_start_line(next) == last))
		return;
	struct str whole = reading_line(reading, (uint32_t)line);
	ptrdiff_t at = str_find_byte(whole, sign);
	reading_mistake(reading, DIAGNOSTIC_MARKUP_UNCLOSED,
			reading_place(reading, line, (int)at + 1),
			"the code that begins here is never closed: a line "
			"with %.*s is missing",
			length < 20 ? length : 20,
			sign == '`' ? "````````````````````" :
				      "~~~~~~~~~~~~~~~~~~~~");
}
