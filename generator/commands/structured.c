/* YAML that a template gave → JSON. */
#include "commands/structured.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/yaml.h"
#include "commands/template_file.h"
#include "template/escape.h"
#include "template/template.h"

/* ---- JSON ---------------------------------------------------------------- */

static bool is_nothing(const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR)
		return node->text.length == 0 || yaml_is_null(node);
	for (size_t i = 0; i < node->count; i++)
		if (!is_nothing(node->kind == YAML_MAPPING ?
					node->pairs[i].value :
					node->items[i]))
			return false;
	return true;
}

/* '<' could end the script that it stands in. */
static void write_string(struct buffer *json, struct str text)
{
	struct buffer escaped = BUFFER_INITIALISER;
	escape_data(&escaped, text);
	buffer_append_byte(json, '"');
	for (size_t i = 0; i < escaped.length; i++)
		if (escaped.bytes[i] == '<')
			buffer_append_string(json, "\\u003c");
		else
			buffer_append_byte(json, escaped.bytes[i]);
	buffer_append_byte(json, '"');
	buffer_release(&escaped);
}

/* As RFC 8259 writes them: no zero before others, no sign +. */
static bool is_number(struct str text)
{
	char *end;
	const char *digits = text.bytes + (text.bytes[0] == '-');
	if (digits[0] < '0' || digits[0] > '9' ||
	    (digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9') ||
	    strspn(digits, "0123456789.eE+-") != strlen(digits))
		return false;
	(void)strtod(text.bytes, &end);
	return !*end && end[-1] != '.';
}

static void write_scalar(struct buffer *json, const struct yaml_node *node)
{
	bool is_plain =
		!node->is_quoted && (str_equals_string(node->text, "true") ||
				     str_equals_string(node->text, "false") ||
				     is_number(node->text));
	if (is_plain)
		buffer_append_str(json, node->text);
	else
		write_string(json, node->text);
}

static void write_node(struct buffer *json, const struct yaml_node *node)
{
	bool is_mapping = node->kind == YAML_MAPPING, is_first = true;
	if (node->kind == YAML_SCALAR) {
		write_scalar(json, node);
		return;
	}
	buffer_append_byte(json, is_mapping ? '{' : '[');
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_node *value =
			is_mapping ? node->pairs[i].value : node->items[i];
		if (is_nothing(value))
			continue;
		if (!is_first)
			buffer_append_string(json, ", ");
		is_first = false;
		if (is_mapping) {
			write_string(json, node->pairs[i].key);
			buffer_append_string(json, ": ");
		}
		write_node(json, value);
	}
	buffer_append_byte(json, is_mapping ? '}' : ']');
}

/* ---- The template -------------------------------------------------------- */

struct data_loader {
	struct work *work;
	struct overlay folders;
};

static const struct template *load(void *data, struct str name,
				   struct place tag)
{
	(void)tag;
	struct data_loader *loader = data;
	struct arena *arena = &loader->work->arena;
	struct error error;
	struct str text;
	if (!path_stays_inside(name))
		return NULL;
	const char *file =
		arena_format(arena, "%.*s.yaml", (int)name.length, name.bytes);
	struct diagnostics *diagnostics = &loader->work->diagnostics;
	const char *path;
	if (!template_file_read(arena, &loader->folders, file, &path, &text,
				diagnostics, &error))
		return NULL;
	return template_parse(arena, path, text, 1, diagnostics);
}

bool structured_write(struct work *work, const char *name,
		      const struct value *context, struct buffer *json)
{
	struct data_loader loader = {
		work, overlay_inside(&work->arena,
				     &work->installation->templates, "data")
	};
	const struct template *template =
		load(&loader, str_from(name), (struct place){ name, 0, 0 });
	struct buffer yaml = BUFFER_INITIALISER;
	if (!template)
		return false;
	struct template_options options = {
		.mode = TEMPLATE_DATA,
		.context = context,
		.loader = { load, NULL, &loader },
		.diagnostics = &work->diagnostics,
	};
	bool is_right = template_render(template, &options, &yaml);
	const struct yaml_node *root = NULL;
	if (is_right)
		root = yaml_parse(
			&work->arena,
			arena_copy_str(&work->arena, buffer_str(&yaml)),
			template_file(template), 1, &work->diagnostics);
	if (root)
		write_node(json, root);
	buffer_release(&yaml);
	return root != NULL;
}
