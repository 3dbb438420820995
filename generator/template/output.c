/* Writing texts and values, with their indentation, and noting in the map
 * where each stretch of output came from. */
#include "template/render.h"

#include "template/escape.h"

/* Whether `length` more bytes may be written; past the limit the rendering
 * is over. */
static bool has_room(struct render *render, size_t length)
{
	if (render->is_stopped)
		return false;
	if (length <= TEMPLATE_SIZE_LIMIT &&
	    render->output->length <= TEMPLATE_SIZE_LIMIT - length)
		return true;
	render_stop(render, DIAGNOSTIC_TEMPLATE_SIZE,
		    "the output grows beyond %d MiB here",
		    TEMPLATE_SIZE_LIMIT / (1024 * 1024));
	return false;
}

/* A new run of the map at the end of the output. */
static void begin_run(struct render *render, struct source_run run)
{
	struct source_map *map = render->options->map;
	if (!map)
		return;
	run.line = render->line;
	run.column =
		(uint32_t)(render->output->length - render->line_start) + 1;
	if (!run.value)
		run.template = render->template;
	struct source_run *last = map->count ? VECTOR_LAST(map) : NULL;
	if (last && last->line == run.line && last->column == run.column)
		*last = run;
	else
		*VECTOR_ADD(map) = run;
}

/* Writes the indentation of a line that begins. */
static void write_indent(struct render *render)
{
	size_t length = render->is_line_start ? render->indent.length : 0;
	render->is_line_start = false;
	if (length && has_room(render, length))
		buffer_append(render->output,
			      render->indents.bytes + render->indent.offset,
			      length);
}

void output_indent(struct render *render, const struct node *node)
{
	if (render->is_line_start && render->indent.length)
		begin_run(render,
			  (struct source_run){ .offset = node->offset });
	write_indent(render);
}

static void output_plain_text(struct render *render, const struct node *node)
{
	if (node->length == 0 || !has_room(render, node->length))
		return;
	begin_run(render, (struct source_run){ .offset = node->offset,
					       .is_copied = 1 });
	struct str source = render->template->source;
	buffer_append(render->output, source.bytes + node->offset,
		      node->length);
	if (node->newlines == 0)
		return;
	const char *last = source.bytes + node->offset + node->length;
	size_t tail = 0;
	while (last[-1] != '\n') {
		last--;
		tail++;
	}
	render->line += node->newlines;
	render->line_start = render->output->length - tail;
}

/* A line without anything in it stays so. */
static bool is_empty_line(struct str line)
{
	return line.bytes[0] == '\n' ||
	       (line.length > 1 && line.bytes[0] == '\r' &&
		line.bytes[1] == '\n');
}

static void output_line(struct render *render, struct str line, size_t offset)
{
	if (!has_room(render, line.length + render->indent.length))
		return;
	struct source_run run = { .offset = (uint32_t)offset, .is_copied = 1 };
	if (render->is_line_start && !is_empty_line(line))
		run.indent = (uint32_t)render->indent.length & INT32_MAX;
	begin_run(render, run);
	if (run.indent)
		write_indent(render);
	buffer_append_str(render->output, line);
	render->is_line_start = line.bytes[line.length - 1] == '\n';
	if (render->is_line_start) {
		render->line++;
		render->line_start = render->output->length;
	}
}

void output_text(struct render *render, const struct node *node)
{
	if (render->indent.length == 0) {
		output_plain_text(render, node);
		return;
	}
	const char *source = render->template->source.bytes;
	size_t at = node->offset, end = at + node->length;
	while (at < end && !render->is_stopped) {
		const char *newline = memchr(source + at, '\n', end - at);
		size_t next = newline ? (size_t)(newline - source) + 1 : end;
		output_line(render, (struct str){ source + at, next - at }, at);
		at = next;
	}
}

/* Counts the lines of what was written from `start` on. */
static void count_lines(struct render *render, size_t start)
{
	const char *bytes = render->output->bytes;
	size_t end = render->output->length;
	while (start < end) {
		const char *newline = memchr(bytes + start, '\n', end - start);
		if (!newline)
			break;
		start = (size_t)(newline - bytes) + 1;
		render->line++;
		render->line_start = start;
	}
}

/* Whether the value's text stands in its place as it is. */
static bool is_formatted(const struct render *render, const struct node *node,
			 const struct value *value)
{
	static const enum value_format own[] = {
		[TEMPLATE_MARKDOWN] = VALUE_MARKDOWN,
		[TEMPLATE_HTML] = VALUE_HTML,
		[TEMPLATE_DATA] = VALUE_PLAIN,
	};
	enum template_mode mode = render->options->mode;
	return node->kind == NODE_RAW ||
	       (mode != TEMPLATE_DATA && value->kind == VALUE_TEXT &&
		value->format == own[mode]);
}

static void escape(struct render *render, struct str text)
{
	switch (render->options->mode) {
	case TEMPLATE_MARKDOWN:
		escape_markdown(render->output, text);
		break;
	case TEMPLATE_HTML:
		escape_html(render->output, text);
		break;
	case TEMPLATE_DATA:
		escape_data(render->output, text);
		break;
	}
}

static void report_not_text(struct render *render, const struct node *node,
			    const struct value *value)
{
	struct str name = node->tag->name.text;
	if (!render_is_first_report(render, node))
		return;
	diagnostics_add(
		render->options->diagnostics, DIAGNOSTIC_TEMPLATE_NOT_TEXT,
		value_scope_place(&render->scope),
		"'%.*s' is %s and cannot be printed as text", (int)name.length,
		name.bytes, value_kind_name(value->kind));
}

static struct source_run value_run(struct render *render,
				   const struct node *node,
				   const struct value *value)
{
	struct source_run run = { .offset = node->offset };
	struct source_map *map = render->options->map;
	if (!map || !value->place.file)
		return run;
	/* The value may be gone with the rendering. */
	struct place *place = ARENA_NEW(&map->places, struct place);
	*place = value->place;
	run.value = place;
	return run;
}

void output_value(struct render *render, const struct node *node,
		  const struct value *value)
{
	struct str text = value->text;
	if (value->kind != VALUE_TEXT) {
		buffer_clear(&render->scratch);
		if (!value_print(value, &render->options->printer,
				 &render->scratch)) {
			report_not_text(render, node, value);
			return;
		}
		text = buffer_str(&render->scratch);
	}
	/* Escaping makes a byte at most six. */
	if (text.length == 0 || !has_room(render, text.length))
		return;
	begin_run(render, value_run(render, node, value));
	write_indent(render);
	size_t start = render->output->length;
	if (is_formatted(render, node, value))
		buffer_append_str(render->output, text);
	else
		escape(render, text);
	count_lines(render, start);
}
