/* Texts in a pseudo-language. */
#include "translate/pseudo_text.h"

#include <stdlib.h>
#include <string.h>

#include "document/finish.h"
#include "translate/codes.h"
#include "translate/segments.h"

static int compare_segments(const void *a, const void *b)
{
	const struct segment *first = a, *second = b;
	return (first->first > second->first) - (first->first < second->first);
}

/* "Words {#id .class}": the words. */
static size_t without_attributes(struct str raw)
{
	size_t at = raw.length;
	if (!at || raw.bytes[at - 1] != '}')
		return raw.length;
	while (at && raw.bytes[at - 1] != '{')
		at--;
	bool is_list = at > 1 && raw.bytes[at - 2] == ' ' &&
		       strchr("#.", raw.bytes[at]);
	for (at -= is_list ? 1 : 0; is_list && at && raw.bytes[at - 1] == ' ';)
		at--;
	return is_list ? at : raw.length;
}

/* Words of another language, which a translator leaves alone. */
static bool is_theirs(const struct codes *codes, size_t at)
{
	const struct code *code = &codes->items[at];
	return code->kind == CODE_OPEN &&
	       str_find(codes->items[code->partner].text, STR("lang=")) >= 0;
}

static void append_words(enum pseudo pseudo, const struct codes *codes,
			 size_t from, struct buffer *out)
{
	size_t theirs = 0; /* up to here, words are another language's */
	for (size_t i = from; i < codes->count; i++) {
		struct str text = codes->items[i].text;
		if (is_theirs(codes, i) && codes->items[i].partner > theirs)
			theirs = codes->items[i].partner;
		if (codes->items[i].kind == CODE_WORDS && i >= theirs)
			pseudo_append(pseudo, text, out);
		else
			buffer_append(out, text.bytes, text.length);
	}
}

/* Strong emphasis stays the first thing in a text: it may be a date's or a
 * heading's mark. */
static size_t append_lead(const struct codes *codes, struct buffer *out)
{
	const struct code *first = codes->items;
	if (!codes->count || first->kind != CODE_OPEN ||
	    !str_starts_with(first->text, STR("**")))
		return 0;
	buffer_append(out, first->text.bytes, first->text.length);
	return 1;
}

/* A bracket of Markdown's own is none. */
static void append_mark(const char *mark, bool is_plain, struct buffer *out)
{
	if (mark[0] && !is_plain)
		buffer_append_byte(out, '\\');
	buffer_append_string(out, mark);
}

/* A heading that the text links to by its words keeps the name that they gave it. */
static void append_name(struct arena *arena, struct str text,
			const struct segment *segment, struct str words,
			struct buffer *out)
{
	size_t before = segment->first;
	while (before && text.bytes[before - 1] == ' ')
		before--;
	if (segment->kind != NODE_HEADING || !before ||
	    text.bytes[before - 1] != '#')
		return;
	const char *plain =
		codes_words(arena, arena_copy_str(arena, words).bytes);
	const char *slug = finish_slug(arena, str_trim(str_from(plain)));
	if (str_find(text, str_from(arena_format(arena, "](#%s)", slug))) >= 0)
		buffer_append_format(out, " {#%s}", slug);
}

static void append_segment(struct arena *arena, enum pseudo pseudo,
			   struct str text, const struct segment *segment,
			   struct buffer *out)
{
	char before = segment->first ? text.bytes[segment->first - 1] : '\n';
	bool is_attribute = strchr("\"'=", before) != NULL;
	struct str raw = { text.bytes + segment->first,
			   segment->end - segment->first };
	struct str words = { raw.bytes, without_attributes(raw) };
	if (before == '=')
		buffer_append_byte(out, '"');
	struct codes codes = codes_read(arena, words);
	size_t from = append_lead(&codes, out);
	append_mark(pseudo_begin(pseudo), is_attribute, out);
	append_words(pseudo, &codes, from, out);
	if (pseudo_ends_in_address(words) && pseudo_end(pseudo)[0])
		buffer_append_byte(out, ' '); /* or it would take the bracket */
	append_mark(pseudo_end(pseudo), is_attribute, out);
	if (before == '=')
		buffer_append_byte(out, '"');
	buffer_append(out, words.bytes + words.length,
		      raw.length - words.length);
	if (words.length == raw.length)
		append_name(arena, text, segment, words, out);
}

struct str pseudo_translate_text(struct arena *arena, enum pseudo pseudo,
				 struct str text, const char *file,
				 const char *language)
{
	struct segments segments = { 0 };
	struct buffer out = BUFFER_INITIALISER;
	size_t at = 0;
	segments_read(arena, text, file, language, 0, &segments);
	if (segments.count)
		qsort(segments.items, segments.count, sizeof *segments.items,
		      compare_segments);
	for (size_t i = 0; i < segments.count; i++) {
		const struct segment *segment = &segments.items[i];
		if (segment->end <= segment->first || segment->first < at)
			continue; /* of raw HTML, or within another */
		buffer_append(&out, text.bytes + at, segment->first - at);
		append_segment(arena, pseudo, text, segment, &out);
		at = segment->end;
	}
	buffer_append(&out, text.bytes + at, text.length - at);
	struct str copy = arena_copy_str(arena, buffer_str(&out));
	buffer_release(&out);
	segments_release(&segments);
	return copy;
}

const char *pseudo_translate_line(struct arena *arena, enum pseudo pseudo,
				  const char *markdown)
{
	struct buffer out = BUFFER_INITIALISER;
	struct codes codes = codes_read(arena, str_from(markdown));
	append_mark(pseudo_begin(pseudo), false, &out);
	append_words(pseudo, &codes, 0, &out);
	append_mark(pseudo_end(pseudo), false, &out);
	const char *copy = arena_copy(arena, out.bytes, out.length);
	buffer_release(&out);
	return copy;
}
