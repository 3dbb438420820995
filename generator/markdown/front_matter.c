/* Front matter: title, subtitle, author, date, description, keywords, language,
 * direction, contents. */
#include "markdown/front_matter.h"

#include "base/buffer.h"
#include "base/date.h"
#include "base/limits.h"
#include "base/yaml.h"

static bool is_line_of(struct str line, const char *mark)
{
	while (line.length && (line.bytes[line.length - 1] == ' ' ||
			       line.bytes[line.length - 1] == '\t'))
		line.length--;
	return str_equals_string(line, mark);
}

/* Finds the block: its YAML, and what follows it. */
static bool find_block(struct str text, struct str *yaml, struct str *rest,
		       uint32_t *lines)
{
	struct str line;
	*rest = text;
	if (!str_next_line(rest, &line) || !is_line_of(line, "---"))
		return false;
	const char *start = rest->bytes;
	for (*lines = 1; str_next_line(rest, &line);) {
		++*lines;
		if (*lines == 2 && !str_trim(line).length)
			return false; /* a thematic break */
		if (!is_line_of(line, "---") && !is_line_of(line, "..."))
			continue;
		*yaml = (struct str){ start, (size_t)(line.bytes - start) };
		return true;
	}
	return false;
}

static const char *text_of(const struct yaml_node *node)
{
	return node && node->kind == YAML_SCALAR && !yaml_is_null(node) ?
		       node->text.bytes :
		       NULL;
}

/* One text, or several in a list; a mapping counts with its name. */
static const char *texts_of(struct arena *arena, const struct yaml_node *node)
{
	if (!node || node->kind == YAML_SCALAR)
		return text_of(node);
	if (node->kind == YAML_MAPPING)
		return text_of(yaml_lookup(node, "name"));
	struct buffer out = BUFFER_INITIALISER;
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_node *item = node->items[i];
		const char *text = item->kind == YAML_MAPPING ?
					   text_of(yaml_lookup(item, "name")) :
					   text_of(item);
		if (!text)
			continue;
		if (out.length)
			buffer_append_string(&out, ", ");
		buffer_append_string(&out, text);
	}
	const char *texts =
		out.length ? arena_copy(arena, out.bytes, out.length) : NULL;
	buffer_release(&out);
	return texts;
}

static const struct yaml_node *either(const struct yaml_node *mapping,
				      const char *a, const char *b)
{
	const struct yaml_node *node = yaml_lookup(mapping, a);
	return node ? node : yaml_lookup(mapping, b);
}

static bool is_true(const struct yaml_node *node)
{
	const char *text = text_of(node);
	return text && strcmp(text, "false") != 0 && strcmp(text, "no") != 0;
}

enum { DEEPEST = 6 }; /* levels of headings */

static void take_values(struct reading *reading, const struct yaml_node *yaml)
{
	struct document *document = reading->document;
	struct arena *arena = reading->arena;
	document->title = text_of(yaml_lookup(yaml, "title"));
	document->subtitle = text_of(yaml_lookup(yaml, "subtitle"));
	document->author = texts_of(arena, either(yaml, "author", "authors"));
	document->date = text_of(yaml_lookup(yaml, "date"));
	document->subject = text_of(either(yaml, "description", "subject"));
	document->keywords = texts_of(arena, yaml_lookup(yaml, "keywords"));
	document->language = text_of(either(yaml, "lang", "language"));
	document->wants_contents = is_true(yaml_lookup(yaml, "toc"));
	reading->writes_punctuation |= is_true(yaml_lookup(yaml, "smart"));
	const struct yaml_node *depth = yaml_lookup(yaml, "toc-depth");
	document->contents_depth = (uint8_t)yaml_number(depth, 0, 1, DEEPEST,
							reading->diagnostics);
	const char *direction = text_of(yaml_lookup(yaml, "dir"));
	if (direction && strcmp(direction, "rtl") == 0)
		document->direction = DIRECTION_RTL;
	else if (direction && strcmp(direction, "ltr") == 0)
		document->direction = DIRECTION_LTR;
}

static void check_length(struct reading *reading, const struct yaml_node *node,
			 const char *text)
{
	if (text && strlen(text) > LONGEST_TEXT)
		diagnostics_add(reading->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place,
				"a value of %zu bytes; at most %d fit into the "
				"properties of a PDF",
				strlen(text), LONGEST_TEXT);
}

/* "2025-13-45" is printed as it stands; words, as "Spring 2025", may well be. */
static void check_date(struct reading *reading, const struct yaml_node *node)
{
	const char *text = text_of(node);
	struct date date;
	if (!text || strlen(text) < 8 || strspn(text, "0123456789") != 4 ||
	    text[4] != '-' || text[strspn(text, "0123456789-")] ||
	    date_parse(text, &date))
		return;
	diagnostics_add_as(
		reading->diagnostics, DIAGNOSTIC_WARNING, DIAGNOSTIC_YAML_VALUE,
		node->place,
		"there is no day '%s'; write year-month-day, such as "
		"2026-11-30",
		text);
}

static void check_lengths(struct reading *reading, const struct yaml_node *yaml)
{
	const struct document *document = reading->document;
	check_length(reading, yaml_lookup(yaml, "title"), document->title);
	check_length(reading, yaml_lookup(yaml, "subtitle"),
		     document->subtitle);
	check_length(reading, either(yaml, "author", "authors"),
		     document->author);
	check_length(reading, either(yaml, "description", "subject"),
		     document->subject);
	check_length(reading, yaml_lookup(yaml, "keywords"),
		     document->keywords);
}

/* A key that stands twice has its first value, and nothing else is wrong. */
static void report(struct reading *reading, struct diagnostics *found)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct diagnostic *one = &found->items[i];
		diagnostics_add_as(reading->diagnostics,
				   one->code == DIAGNOSTIC_YAML_DUPLICATE_KEY ?
					   DIAGNOSTIC_WARNING :
					   one->severity,
				   one->code, one->place, "%s", one->text);
	}
	diagnostics_release(found);
}

void front_matter_take(struct reading *reading, struct str *text)
{
	struct str yaml, rest;
	uint32_t lines;
	if (!find_block(*text, &yaml, &rest, &lines))
		return;
	size_t errors = reading->diagnostics->error_count;
	struct diagnostics found = DIAGNOSTICS_INITIALISER;
	const struct yaml_node *values = yaml_parse(
		reading->arena, yaml, reading->options->file, 2, &found);
	report(reading, &found);
	bool is_broken = reading->diagnostics->error_count > errors;
	/* Words between two lines are no front matter. */
	if (!is_broken && values && values->kind != YAML_MAPPING)
		return;
	if (values && values->kind == YAML_MAPPING) {
		take_values(reading, values);
		check_lengths(reading, values);
		check_date(reading, yaml_lookup(values, "date"));
	}
	*text = rest;
	reading->lines_before = lines;
}
