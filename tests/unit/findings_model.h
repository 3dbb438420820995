/* Projects made by hand, for tests of what reads them. Texts given are
 * literals, or live as long as the project. */
#ifndef EVERYREAD_TESTS_FINDINGS_MODEL_H
#define EVERYREAD_TESTS_FINDINGS_MODEL_H

#include <string.h>

#include "base/arena.h"
#include "read/project.h"

enum { MODEL_MOST = 4096 };

struct model {
	struct project project;
	struct arena arena;
};

static inline void model_init(struct model *model)
{
	memset(model, 0, sizeof *model);
	struct project *project = &model->project;
	project->has_cases = project->has_texts = true;
	project->cases =
		ARENA_NEW_ARRAY(&model->arena, MODEL_MOST, struct project_case);
	project->sources = ARENA_NEW_ARRAY(&model->arena, MODEL_MOST,
					   struct project_source);
	project->codes =
		ARENA_NEW_ARRAY(&model->arena, 64, struct project_code);
	project->variables =
		ARENA_NEW_ARRAY(&model->arena, 16, struct project_variable);
	project->segments = ARENA_NEW_ARRAY(&model->arena, MODEL_MOST,
					    struct project_segment);
}

static inline void model_release(struct model *model)
{
	arena_release(&model->arena);
}

/* `values`: in byte order, with '|' between them. */
static inline uint32_t model_variable(struct model *model, const char *name,
				      const char *values)
{
	struct project *project = &model->project;
	struct project_variable *one =
		&project->variables[project->variable_count];
	struct str *all = ARENA_NEW_ARRAY(&model->arena, 128, struct str);
	one->name = str_from(name);
	one->id = str_from(arena_format(&model->arena, "guid-%s", name));
	one->values = all;
	while (*values) {
		size_t length = strcspn(values, "|");
		all[one->value_count++] = (struct str){ values, length };
		values += length + (values[length] == '|');
	}
	return project->variable_count++;
}

/* Codes are added in the order of the hierarchy. */
static inline uint32_t model_code(struct model *model, const char *name,
				  uint32_t parent)
{
	struct project *project = &model->project;
	uint32_t number = project->code_count++;
	struct project_code *one = &project->codes[number];
	one->name = one->path = str_from(name);
	one->id = str_from(arena_format(&model->arena, "guid-%s", name));
	one->parent = parent;
	one->end = number + 1;
	if (parent != PROJECT_NONE)
		one->path = str_from(
			arena_format(&model->arena, "%s > %s",
				     project->codes[parent].path.bytes, name));
	for (; parent != PROJECT_NONE; parent = project->codes[parent].parent)
		project->codes[parent].end = number + 1;
	return number;
}

/* A case with a source of its own; values by variable, NONE for none. */
static inline uint32_t model_case(struct model *model, const uint32_t *values)
{
	struct project *project = &model->project;
	uint32_t number = project->case_count++;
	project->source_count++;
	struct project_case *one = &project->cases[number];
	struct project_value *all =
		ARENA_NEW_ARRAY(&model->arena, 16, struct project_value);
	one->name = str_from(arena_format(&model->arena, "Case %u", number));
	one->values = all;
	for (uint32_t i = 0; i < project->variable_count; i++)
		if (values[i] != PROJECT_NONE)
			all[one->value_count++] =
				(struct project_value){ i, values[i] };
	uint32_t *list = ARENA_NEW_ARRAY(&model->arena, 64, uint32_t);
	one->codes.items = list;
	return number;
}

static inline void model_give_code(struct model *model, uint32_t number,
				   uint32_t code)
{
	struct project_list *codes = &model->project.cases[number].codes;
	uint32_t *items = (uint32_t *)codes->items;
	uint32_t at = codes->count;
	if (project_list_has(*codes, code))
		return;
	while (at > 0 && items[at - 1] > code) {
		items[at] = items[at - 1];
		at--;
	}
	items[at] = code;
	codes->count++;
}

/* A segment of the case and its source, with the code. */
static inline struct project_segment *
model_segment(struct model *model, const char *id, uint32_t number,
	      uint32_t code, const char *text)
{
	struct project *project = &model->project;
	struct project_segment *one =
		&project->segments[project->segment_count++];
	uint32_t *list = ARENA_NEW_ARRAY(&model->arena, 4, uint32_t);
	list[0] = number;
	one->id = str_from(id);
	one->source = number;
	one->code = code;
	one->coder = PROJECT_NONE;
	one->cases = one->voices = (struct project_list){ list, 1 };
	one->text = str_from(text);
	model_give_code(model, number, code);
	return one;
}

#endif
