/* Any bytes as a template → Markdown, with values, lists, partials and blocks;
 * and the map from its lines to the template's. */
#include "fuzz/fuzz.h"
#include "template/template.h"

struct job {
	struct arena arena;
	struct diagnostics diagnostics;
	struct str text;
};

static const struct template *load(void *data, struct str name,
				   struct place tag)
{
	(void)tag;
	struct job *job = data;
	struct str text = STR("{{$a}}A{{/a}}\n{{title}}\n");
	if (str_equals_string(name, "self"))
		text = job->text;
	else if (!str_equals_string(name, "page"))
		return NULL;
	return template_parse(&job->arena, "partial", text, 1,
			      &job->diagnostics);
}

static const char *const *names(void *data, size_t *count)
{
	static const char *const list[] = { "page", "self" };
	(void)data;
	*count = 2;
	return list;
}

static struct value *make_context(struct arena *arena)
{
	struct value *context = value_new_map(arena);
	struct value *list = value_new_list(arena);
	for (int i = 0; i < 3; i++) {
		struct value *item = value_new_map(arena);
		value_map_set(arena, item, "n", value_new_number(arena, i));
		value_list_add(arena, list, item);
	}
	value_map_set(arena, context, "list", list);
	value_map_set(arena, context, "map", value_new_map(arena));
	value_map_set(arena, context, "yes", value_new_boolean(arena, true));
	value_map_set(arena, context, "title",
		      value_new_text(arena, STR("A *title* & <more>")));
	return context;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct job job = { .text = fuzz_text(data, size) };
	struct source_map map = { 0 };
	struct buffer out = BUFFER_INITIALISER;
	struct template_options options = {
		.context = make_context(&job.arena),
		.loader = { load, names, &job },
		.map = &map,
		.diagnostics = &job.diagnostics,
	};
	const struct template *template = template_parse(
		&job.arena, "fuzz.md", job.text, 1, &job.diagnostics);
	fuzz_require(template_render(template, &options, &out) ||
			     job.diagnostics.error_count,
		     "failed without a word");
	source_map_release(&map);
	buffer_release(&out);
	diagnostics_release(&job.diagnostics);
	arena_release(&job.arena);
	return 0;
}
