/* The interpreter: one loop over the nodes, with frames of its own instead of
 * calls, so that no nesting is too deep for it. */
#include "template/render.h"

#include <stdarg.h>
#include <stdio.h>

/* Each mistake costs the length of its line to place; after so many, one more
 * helps nobody. */
enum { REPORTED_TAGS = 1000 };

/* In the map of templates: a name that has none. */
static const struct template missing_template = { .file = "" };

struct str render_address_key(struct render *render, const void *const *address)
{
	return (struct str){ arena_copy(&render->arena, (const char *)address,
					sizeof *address),
			     sizeof *address };
}

bool render_is_first_report(struct render *render, const struct node *node)
{
	if (render->reported.count >= REPORTED_TAGS)
		return false;
	if (map_lookup(&render->reported,
		       (struct str){ (const char *)&node, sizeof node }))
		return false;
	map_set(&render->reported,
		render_address_key(render, (const void *const *)&node), render);
	return true;
}

void render_stop(struct render *render, enum diagnostic_code code,
		 const char *format, ...)
{
	char text[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	diagnostics_add(render->options->diagnostics, code,
			value_scope_place(&render->scope), "%s", text);
	render->is_stopped = true;
}

const struct template *render_load(struct render *render, struct str name)
{
	const struct template *template = map_lookup(&render->templates, name);
	if (!template) {
		const struct template_loader *loader = &render->options->loader;
		struct str key = arena_copy_str(&render->arena, name);
		if (loader->load)
			template =
				loader->load(loader->data, key,
					     value_scope_place(&render->scope));
		if (!template)
			template = &missing_template;
		render->is_broken = render->is_broken || template->is_broken;
		map_set(&render->templates, key, (void *)template);
	}
	return template == &missing_template ? NULL : template;
}

static void report_missing(struct render *render, const struct node *node,
			   struct str name)
{
	const struct template_loader *loader = &render->options->loader;
	const char *nearest = NULL;
	if (!render_is_first_report(render, node))
		return;
	if (loader->names) {
		size_t count;
		const char *const *names = loader->names(loader->data, &count);
		nearest = context_suggest(&render->scope, name, names, count);
	}
	diagnostics_add(render->options->diagnostics,
			DIAGNOSTIC_TEMPLATE_MISSING,
			value_scope_place(&render->scope),
			"there is no template '%.*s'%s%s%s", (int)name.length,
			name.bytes, nearest ? "; did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
}

/* The value of the node's name, or NULL (reported). */
static const struct value *find_value(struct render *render,
				      const struct node *node)
{
	const struct value *value =
		context_find(&render->scope, &node->tag->name);
	if (!value && render_is_first_report(render, node))
		context_report_unknown(&render->scope, &node->tag->name);
	return value;
}

/* The name of the template that a partial or parent tag asks for. */
static bool find_template_name(struct render *render, const struct node *node,
			       struct str *name)
{
	*name = node->tag->name.text;
	if (!node->tag->name.is_dynamic)
		return true;
	const struct value *value = find_value(render, node);
	if (!value)
		return false;
	buffer_clear(&render->scratch);
	if (!value_print(value, NULL, &render->scratch)) {
		if (render_is_first_report(render, node))
			diagnostics_add(
				render->options->diagnostics,
				DIAGNOSTIC_TEMPLATE_NOT_TEXT,
				value_scope_place(&render->scope),
				"'%.*s' is %s and cannot name a template",
				(int)name->length, name->bytes,
				value_kind_name(value->kind));
		return false;
	}
	*name = buffer_str(&render->scratch);
	return true;
}

/* Goes on with the nodes [at, end) of `template`, and then comes back. */
static void enter(struct render *render, const struct node *node,
		  const struct template *template, uint32_t at, uint32_t end)
{
	if (++render->depth > TEMPLATE_DEPTH_LIMIT) {
		render_stop(render, DIAGNOSTIC_TEMPLATE_DEPTH,
			    "templates include one another more than %d deep "
			    "here: does '%s' include itself?",
			    TEMPLATE_DEPTH_LIMIT, template_file(template));
		return;
	}
	*VECTOR_ADD(&render->frames) =
		(struct frame){ .ends_line = node->ends_line,
				.at = render->at,
				.end = render->end,
				.template = render->template,
				.indent = render->indent,
				.indents_length = render->indents.length,
				.arguments = render->arguments,
				.arguments_count =
					render->argument_stack.count };
	render->template = template;
	render->at = at;
	render->end = end;
}

/* What replaces the tag gets the indentation around it and the tag's own.
 * The bytes of both are put at the end of the stack of indentations. */
static void indent_by(struct render *render, struct str space)
{
	if (space.length == 0)
		return;
	struct buffer *indents = &render->indents;
	size_t start = indents->length;
	char *end =
		buffer_reserve(indents, render->indent.length + space.length);
	if (render->indent.length)
		memcpy(end, indents->bytes + render->indent.offset,
		       render->indent.length);
	memcpy(end + render->indent.length, space.bytes, space.length);
	indents->length += render->indent.length + space.length;
	render->indent = (struct indent){ start, indents->length - start };
}

/* A partial in a line of its own is indented as the tag is; one within a line
 * goes on with that line, and its other lines are its own. */
static void include(struct render *render, const struct node *node)
{
	struct str name;
	if (!find_template_name(render, node, &name))
		return;
	const struct template *template = render_load(render, name);
	if (!template) {
		report_missing(render, node, name);
		return;
	}
	if (node->kind == NODE_PARENT)
		blocks_check(render, node, template);
	if (!node->begins_line)
		output_indent(render, node);
	const struct template *caller = render->template;
	enter(render, node, template, 0, template->node_count);
	if (render->is_stopped)
		return;
	if (node->begins_line) {
		indent_by(render, node->tag->indent);
		render->is_line_start = true;
	} else {
		render->indent.length = 0;
	}
	if (node->kind != NODE_PARENT)
		return;
	*VECTOR_ADD(&render->argument_stack) =
		(struct arguments){ caller, node->tag, render->arguments };
	render->arguments = (uint32_t)render->argument_stack.count - 1;
}

static const struct argument *find_argument(const struct tag *tag,
					    struct str name)
{
	size_t low = 0, high = tag->argument_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(tag->arguments[middle].name, name);
		if (order == 0)
			return &tag->arguments[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* A block's content is the outermost argument of its name, or its default.
 * Within the argument, blocks are those of the template that passes it: they
 * are overridden by what is passed to that one. */
static void render_block(struct render *render, const struct node *node)
{
	const struct argument *argument = NULL;
	struct arguments from = { 0 };
	for (uint32_t i = render->arguments; i != NO_ARGUMENTS;
	     i = render->argument_stack.items[i].outer) {
		struct arguments one = render->argument_stack.items[i];
		const struct argument *found =
			find_argument(one.tag, node->tag->name.text);
		if (found) {
			argument = found;
			from = one;
		}
	}
	if (!argument)
		return;
	render->at = node->end;
	if (!node->begins_line)
		output_indent(render, node);
	const struct node *content = &from.template->nodes[argument->node];
	enter(render, node, from.template, argument->node + 1, content->end);
	if (render->is_stopped)
		return;
	indent_by(render, node->tag->indent);
	if (node->begins_line)
		render->is_line_start = true;
	render->arguments = from.outer;
}

static void push_context(struct render *render, const struct value *value)
{
	context_push(&render->scope, value);
	if (render->scope.map_depth > TEMPLATE_CONTEXT_LIMIT)
		render_stop(render, DIAGNOSTIC_TEMPLATE_DEPTH,
			    "sections over maps are more than %d deep here",
			    TEMPLATE_CONTEXT_LIMIT);
}

static void enter_section(struct render *render, const struct node *node,
			  const struct value *value)
{
	bool const is_list = value->kind == VALUE_LIST;
	*VECTOR_ADD(&render->frames) =
		(struct frame){ .is_section = true,
				.at = render->at,
				.end = node->end,
				.outer_end = render->end,
				.list = is_list ? value : NULL };
	render->end = node->end;
	push_context(render, is_list ? value->list.items[0] : value);
}

static void render_section(struct render *render, const struct node *node)
{
	const struct value *value =
		context_find(&render->scope, &node->tag->name);
	bool const is_true = value && value_is_true(value);
	if (node->kind == NODE_INVERTED) {
		if (is_true)
			render->at = node->end;
	} else if (is_true) {
		enter_section(render, node, value);
	} else {
		render->at = node->end;
	}
}

static void render_node(struct render *render, const struct node *node)
{
	const struct value *value;
	if (node->kind == NODE_TEXT) {
		output_text(render, node);
		return;
	}
	render->scope.template = render->template;
	render->scope.offset = node->offset;
	switch ((enum node_kind)node->kind) {
	case NODE_VALUE:
	case NODE_RAW:
		value = find_value(render, node);
		if (value)
			output_value(render, node, value);
		break;
	case NODE_SECTION:
	case NODE_INVERTED:
		render_section(render, node);
		break;
	case NODE_PARENT:
		render->at = node->end;
		include(render, node);
		break;
	case NODE_PARTIAL:
		include(render, node);
		break;
	case NODE_BLOCK:
		render_block(render, node);
		break;
	case NODE_TEXT:
		break;
	}
}

/* The next item of a section's list; false where there is none. */
static bool next_item(struct render *render, struct frame *frame)
{
	context_pop(&render->scope);
	if (!frame->list || ++frame->item >= frame->list->list.count)
		return false;
	push_context(render, frame->list->list.items[frame->item]);
	render->at = frame->at;
	return true;
}

/* The nodes at hand are through. */
static void leave(struct render *render)
{
	struct frame *frame = VECTOR_LAST(&render->frames);
	if (frame->is_section) {
		if (next_item(render, frame))
			return;
		render->end = frame->outer_end;
	} else {
		render->template = frame->template;
		render->at = frame->at;
		render->end = frame->end;
		render->indent = frame->indent;
		render->indents.length = frame->indents_length;
		render->arguments = frame->arguments;
		render->argument_stack.count = frame->arguments_count;
		render->is_line_start = frame->ends_line;
		render->depth--;
	}
	render->frames.count--;
}

static void run(struct render *render)
{
	while (!render->is_stopped) {
		if (render->at == render->end) {
			if (render->frames.count == 0)
				break;
			leave(render);
		} else {
			render_node(render,
				    &render->template->nodes[render->at++]);
		}
		if (++render->scope.steps > TEMPLATE_STEP_LIMIT)
			render_stop(render, DIAGNOSTIC_TEMPLATE_SIZE,
				    "the template does more than %d steps, "
				    "and has not come to an end here",
				    TEMPLATE_STEP_LIMIT);
	}
}

static void release(struct render *render)
{
	blocks_release(render);
	map_release(&render->checked);
	map_release(&render->templates);
	map_release(&render->reported);
	VECTOR_RELEASE(&render->frames);
	VECTOR_RELEASE(&render->argument_stack);
	VECTOR_RELEASE(&render->scope);
	buffer_release(&render->indents);
	buffer_release(&render->scratch);
	arena_release(&render->arena);
}

bool template_render(const struct template *template,
		     const struct template_options *options,
		     struct buffer *output)
{
	struct render render = { .options = options,
				 .output = output,
				 .scope = { .diagnostics = options->diagnostics,
					    .template = template },
				 .template = template,
				 .end = template->node_count,
				 .arguments = NO_ARGUMENTS,
				 .is_line_start = true,
				 .line = 1,
				 .error_count =
					 options->diagnostics->error_count,
				 .is_broken = template->is_broken };
	render.scope.arena = &render.arena;
	if (options->context)
		context_push(&render.scope, options->context);
	run(&render);
	bool is_clean = !render.is_stopped && !render.is_broken &&
			options->diagnostics->error_count == render.error_count;
	if (options->is_cut)
		*options->is_cut = render.is_stopped;
	release(&render);
	return is_clean;
}
