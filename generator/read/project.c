/* Looking things up in a project, and its end. */
#include "read/project.h"

#include <stdlib.h>

uint32_t project_lookup_value(const struct project_value *values,
			      uint32_t count, uint32_t variable)
{
	uint32_t low = 0, high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (values[middle].variable < variable)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && values[low].variable == variable ?
		       values[low].value :
		       PROJECT_NONE;
}

uint32_t project_lookup_variable(const struct project *project, struct str name)
{
	for (uint32_t i = 0; i < project->variable_count; i++)
		if (str_equals(project->variables[i].name, name))
			return i;
	return PROJECT_NONE;
}

/* A path or an id is exact, so it comes before a name that two may have. */
uint32_t project_lookup_code(const struct project *project, struct str name)
{
	for (uint32_t i = 0; i < project->code_count; i++)
		if (str_equals(project->codes[i].path, name) ||
		    str_equals(project->codes[i].id, name))
			return i;
	for (uint32_t i = 0; i < project->code_count; i++)
		if (str_equals(project->codes[i].name, name))
			return i;
	return PROJECT_NONE;
}

/* The first position in the list that is not below the index. */
static uint32_t list_position(struct project_list list, uint32_t index)
{
	uint32_t low = 0, high = list.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (list.items[middle] < index)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool project_list_has(struct project_list list, uint32_t index)
{
	uint32_t at = list_position(list, index);
	return at < list.count && list.items[at] == index;
}

bool project_case_has(const struct project *project, uint32_t case_index,
		      uint32_t code)
{
	struct project_list list = project->cases[case_index].codes;
	uint32_t at = list_position(list, code);
	return at < list.count && list.items[at] < project->codes[code].end;
}

void project_free(struct project *project)
{
	if (!project)
		return;
	struct arena arena = project->arena;
	arena_release(&arena);
}
