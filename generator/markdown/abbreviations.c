/* Lines that say what abbreviations stand for. */
#include "markdown/abbreviations.h"

#include <string.h>

#include "base/vector.h"

enum { MOST_INDENT = 3 }; /* a fourth space makes it code */

static bool is_fence(struct str line)
{
	struct str text = str_trim(line);
	return str_starts_with(text, STR("```")) ||
	       str_starts_with(text, STR("~~~"));
}

/* "*[NHS]: National Health Service" */
static bool read_line(struct str line, struct str *name, struct str *expansion)
{
	struct str text = str_trim(line);
	size_t indent = (size_t)(text.bytes - line.bytes);
	if (indent > MOST_INDENT || !str_starts_with(text, STR("*[")))
		return false;
	ptrdiff_t end = str_find(text, STR("]:"));
	if (end < 0)
		return false;
	*name = str_trim((struct str){ text.bytes + 2, (size_t)end - 2 });
	*expansion = str_trim((struct str){ text.bytes + end + 2,
					    text.length - (size_t)end - 2 });
	return name->length && expansion->length;
}

typedef VECTOR(struct abbreviation) abbreviation_list;

static bool is_known(struct reading *reading, const abbreviation_list *list,
		     struct str name, struct str expansion, struct place place)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct abbreviation *one = &list->items[i];
		if (!str_equals(one->name, name))
			continue;
		if (!str_equals_string(expansion, one->expansion))
			diagnostics_add(reading->diagnostics,
					DIAGNOSTIC_ABBREVIATION_TWICE, place,
					"'%.*s' stands for '%s' already",
					(int)name.length, name.bytes,
					one->expansion);
		return true;
	}
	return false;
}

struct str abbreviations_prepare(struct reading *reading, struct str text)
{
	struct arena *arena = reading->arena;
	struct str rest = reading->text, line, name, expansion;
	abbreviation_list found = { 0 };
	char *changed = NULL;
	bool is_in_code = false;
	for (uint32_t number = 1; str_next_line(&rest, &line); number++) {
		if (is_fence(line))
			is_in_code = !is_in_code;
		if (is_in_code || !read_line(line, &name, &expansion))
			continue;
		if (!changed)
			changed = arena_copy(arena, text.bytes, text.length);
		memset(changed + (line.bytes - reading->text.bytes), ' ',
		       line.length);
		struct place place = reading_place(reading, (int)number, 1);
		if (!is_known(reading, &found, name, expansion, place))
			*VECTOR_ADD(&found) = (struct abbreviation){
				.name = arena_copy_str(arena, name),
				.expansion =
					arena_copy_str(arena, expansion).bytes,
				.place = place,
			};
	}
	reading->document->abbreviations = arena_copy_array(
		arena, found.items, found.count, sizeof *found.items);
	reading->document->abbreviation_count = (uint32_t)found.count;
	VECTOR_RELEASE(&found);
	return changed ? (struct str){ changed, text.length } : text;
}
