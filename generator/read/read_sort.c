/* What building ends with: codes in the order of their hierarchy, values in
 * the lists of their variables. */
#include <stdlib.h>

#include "base/buffer.h"
#include "read/read_builder.h"

/* The first code below each, and the next with the same parent, in the order
 * of the file. */
struct siblings {
	uint32_t *first, *next;
	uint32_t top; /* the first at the top level */
};

static struct siblings find_siblings(const struct builder *builder)
{
	size_t count = builder->codes.count;
	struct siblings found = { .top = PROJECT_NONE };
	found.first = memory_resize(NULL, count, sizeof *found.first);
	found.next = memory_resize(NULL, count, sizeof *found.next);
	for (size_t i = 0; i < count; i++)
		found.first[i] = PROJECT_NONE;
	for (size_t i = count; i-- > 0;) {
		uint32_t parent = builder->codes.items[i].parent;
		uint32_t *head = parent == PROJECT_NONE ? &found.top :
							  &found.first[parent];
		found.next[i] = *head;
		*head = (uint32_t)i;
	}
	return found;
}

/* Walks down, then on, then up: each code gets its place in the new order,
 * and the end of what is below it when the walk leaves it. */
static void number_codes(struct builder *builder, struct siblings siblings,
			 uint32_t *numbers)
{
	struct project_code *codes = builder->codes.items;
	uint32_t at = siblings.top, number = 0;
	while (at != PROJECT_NONE) {
		numbers[at] = number++;
		if (siblings.first[at] != PROJECT_NONE) {
			at = siblings.first[at];
			continue;
		}
		codes[at].end = number;
		while (siblings.next[at] == PROJECT_NONE &&
		       codes[at].parent != PROJECT_NONE) {
			at = codes[at].parent;
			codes[at].end = number;
		}
		at = siblings.next[at];
	}
}

static void move_codes(struct builder *builder, const uint32_t *numbers)
{
	size_t count = builder->codes.count;
	struct project_code *sorted =
		memory_resize(NULL, count, sizeof *sorted);
	for (size_t i = 0; i < count; i++) {
		struct project_code code = builder->codes.items[i];
		if (code.parent != PROJECT_NONE)
			code.parent = numbers[code.parent];
		sorted[numbers[i]] = code;
	}
	free(builder->codes.items);
	builder->codes.items = sorted;
	builder->codes.capacity = count;
	for (size_t i = 0; i < builder->segments.count; i++)
		builder->segments.items[i].code =
			numbers[builder->segments.items[i].code];
	for (size_t i = 0; i < builder->case_codes.count; i++)
		builder->case_codes.items[i].to =
			numbers[builder->case_codes.items[i].to];
	for (size_t i = 0; i < builder->source_codes.count; i++)
		builder->source_codes.items[i].to =
			numbers[builder->source_codes.items[i].to];
}

/* A parent stands before what is below it, so its path is there already. */
static void write_paths(struct builder *builder)
{
	struct buffer path = BUFFER_INITIALISER;
	size_t total = 0;
	for (size_t i = 0; i < builder->codes.count; i++) {
		struct project_code *code = &builder->codes.items[i];
		code->path = code->name;
		if (code->parent == PROJECT_NONE)
			continue;
		struct str above = builder->codes.items[code->parent].path;
		total += above.length + code->name.length;
		if (total > READ_MOST_PATH_BYTES) {
			read_builder_report(
				builder, DIAGNOSTIC_FINDINGS_LIMIT, code->place,
				"the codes' names are too long; from "
				"here on paths are left out");
			break;
		}
		buffer_clear(&path);
		buffer_append_str(&path, above);
		buffer_append_string(&path, " > ");
		buffer_append_str(&path, code->name);
		code->path = arena_copy_str(builder->arena, buffer_str(&path));
	}
	for (size_t i = 0; i < builder->codes.count; i++) {
		struct project_code *code = &builder->codes.items[i];
		if (!code->path.bytes)
			code->path = code->name;
		if (!code->id.length)
			code->id = code->path;
	}
	buffer_release(&path);
}

void read_builder_sort_codes(struct builder *builder)
{
	if (builder->codes.count == 0)
		return;
	uint32_t *numbers =
		memory_resize(NULL, builder->codes.count, sizeof *numbers);
	struct siblings siblings = find_siblings(builder);
	number_codes(builder, siblings, numbers);
	move_codes(builder, numbers);
	write_paths(builder);
	free(siblings.first);
	free(siblings.next);
	free(numbers);
}

/* A value of one of the two lists, while the variable's values are sorted. */
struct entry {
	struct read_value *value;
	uint32_t index; /* becomes the value's index in its variable */
};

static int compare_texts(const void *a, const void *b)
{
	const struct read_value *x = ((const struct entry *)a)->value;
	const struct read_value *y = ((const struct entry *)b)->value;
	if (x->variable != y->variable)
		return x->variable < y->variable ? -1 : 1;
	return str_compare(x->text, y->text);
}

struct owned {
	uint32_t owner, variable, value;
	struct place place;
};

/* Of the two, the one that comes first in the file is first. */
static void contradict(struct builder *builder,
		       enum project_contradiction_kind kind, uint32_t owner,
		       const struct owned *a, const struct owned *b)
{
	const struct owned *first = b->place.line < a->place.line ? b : a;
	const struct owned *second = first == a ? b : a;
	if (a->value == b->value)
		return;
	*VECTOR_ADD(&builder->contradictions) = (struct project_contradiction){
		.kind = kind,
		.owner = owner,
		.values = { first->value, second->value },
		.places = { first->place, second->place },
	};
}

static bool is_consent(const struct builder *builder, uint32_t variable)
{
	const char *name = builder->options->consent;
	const struct project_variable *one =
		&builder->variables.items[variable];
	return name && (str_equals_string(one->name, name) ||
			str_equals_string(one->id, name));
}

static int compare_owned(const void *a, const void *b)
{
	const struct owned *x = a, *y = b;
	if (x->owner != y->owner)
		return x->owner < y->owner ? -1 : 1;
	if (x->variable != y->variable)
		return x->variable < y->variable ? -1 : 1;
	if (x->place.line != y->place.line)
		return x->place.line < y->place.line ? -1 : 1;
	return x->value < y->value ? -1 : x->value > y->value;
}

/* Numbers the distinct texts of every variable. */
static void number_values(struct builder *builder, struct entry *entries,
			  size_t count)
{
	struct str *texts = ARENA_NEW_ARRAY(builder->arena, count, struct str);
	size_t used = 0;
	if (count)
		qsort(entries, count, sizeof *entries, compare_texts);
	for (size_t i = 0; i < count; i++) {
		struct read_value *value = entries[i].value;
		struct project_variable *variable =
			&builder->variables.items[value->variable];
		if (i == 0 ||
		    compare_texts(&entries[i - 1], &entries[i]) != 0) {
			if (variable->value_count++ == 0)
				variable->values = texts + used;
			texts[used++] = value->text;
		}
		entries[i].index = variable->value_count - 1;
	}
}

/* One value for each owner and variable: the first in the file. */
static size_t keep_first(struct builder *builder, struct owned *owned,
			 size_t count, bool is_source)
{
	size_t kept = 0;
	if (count)
		qsort(owned, count, sizeof *owned, compare_owned);
	for (size_t i = 0; i < count; i++) {
		struct owned *last = kept ? &owned[kept - 1] : NULL;
		if (!last || last->owner != owned[i].owner ||
		    last->variable != owned[i].variable) {
			owned[kept++] = owned[i];
			continue;
		}
		if (last->value == owned[i].value)
			continue;
		if (is_consent(builder, owned[i].variable)) {
			contradict(builder,
				   is_source ? PROJECT_OF_SOURCE :
					       PROJECT_OF_CASE,
				   owned[i].owner, last, &owned[i]);
			continue;
		}
		struct str name =
			builder->variables.items[owned[i].variable].name;
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_TWO_VALUES, owned[i].place,
			"another value of '%.*s' than on line %u for "
			"the same case or source; the first one counts",
			(int)(name.length < 100 ? name.length : 100),
			name.bytes, last->place.line);
	}
	return kept;
}

/* The answers of owners to the variable of consent; NULL: none. */
static const struct owned **find_answers(const struct builder *builder,
					 const struct owned *owned,
					 size_t count, size_t owners)
{
	const struct owned **answers =
		memory_allocate((owners + 1) * sizeof *answers);
	for (size_t i = 0; i < count; i++)
		if (is_consent(builder, owned[i].variable))
			answers[owned[i].owner] = &owned[i];
	return answers;
}

/* A case whose source answers otherwise than it does or, where it does not
 * answer, than another of its sources. */
static void compare_answers(struct builder *builder,
			    const struct owned *of_cases, size_t case_count,
			    const struct owned *of_sources, size_t source_count)
{
	const struct owned **own = find_answers(builder, of_cases, case_count,
						builder->cases.count);
	const struct owned **sources = find_answers(
		builder, of_sources, source_count, builder->sources.count);
	const struct owned **first =
		memory_allocate((builder->cases.count + 1) * sizeof *first);
	for (size_t i = 0; i < builder->case_sources.count; i++) {
		struct read_link link = builder->case_sources.items[i];
		const struct owned *answer = sources[link.to];
		if (!answer)
			continue;
		if (own[link.from])
			contradict(builder, PROJECT_OF_BOTH, link.from,
				   own[link.from], answer);
		else if (first[link.from])
			contradict(builder, PROJECT_OF_CASE, link.from,
				   first[link.from], answer);
		else
			first[link.from] = answer;
	}
	free(first);
	free(sources);
	free(own);
}

/* Gives out lists of values: calls back for owner after owner. */
static void give_values(struct builder *builder, struct owned *owned,
			size_t count, bool is_source)
{
	struct project_value *values =
		ARENA_NEW_ARRAY(builder->arena, count, struct project_value);
	for (size_t i = 0; i < count; i++) {
		values[i] = (struct project_value){ owned[i].variable,
						    owned[i].value };
		const struct project_value **first =
			is_source ?
				&builder->sources.items[owned[i].owner].values :
				&builder->cases.items[owned[i].owner].values;
		uint32_t *number =
			is_source ? &builder->sources.items[owned[i].owner]
					     .value_count :
				    &builder->cases.items[owned[i].owner]
					     .value_count;
		if ((*number)++ == 0)
			*first = values + i;
	}
}

/* Adds to each case what its sources have and agree on. The line of an own
 * value is real; that of an inherited one is PROJECT_NONE, so it sorts behind
 * and gives way without a report. */
static void inherit(struct builder *builder, const struct owned *own,
		    size_t own_count, const struct owned *of_sources,
		    size_t source_count, struct read_links *sources,
		    struct owned **all, size_t *all_count)
{
	VECTOR(struct owned) found = { 0 };
	size_t *first =
		memory_allocate((builder->sources.count + 1) * sizeof *first);
	for (size_t i = 0; i < source_count; i++)
		first[of_sources[i].owner + 1]++;
	for (size_t i = 0; i < builder->sources.count; i++)
		first[i + 1] += first[i];
	for (size_t i = 0; i < sources->count; i++) {
		struct read_link link = sources->items[i];
		for (size_t j = first[link.to]; j < first[link.to + 1]; j++) {
			if (found.count >= READ_MOST_LINKS)
				break;
			*VECTOR_ADD(&found) = of_sources[j];
			VECTOR_LAST(&found)->owner = link.from;
			VECTOR_LAST(&found)->place.line = PROJECT_NONE;
		}
	}
	for (size_t i = 0; i < own_count; i++)
		*VECTOR_ADD(&found) = own[i];
	if (found.count)
		qsort(found.items, found.count, sizeof *found.items,
		      compare_owned);
	size_t kept = 0;
	for (size_t i = 0, next; i < found.count; i = next) {
		struct owned *one = &found.items[i];
		bool agrees = true;
		for (next = i + 1; next < found.count &&
				   found.items[next].owner == one->owner &&
				   found.items[next].variable == one->variable;
		     next++)
			agrees =
				agrees && found.items[next].value == one->value;
		if (agrees || one->place.line != PROJECT_NONE)
			found.items[kept++] = *one;
	}
	*all = found.items;
	*all_count = kept;
	free(first);
}

/* Turns sorted entries back into what their owners have. */
static struct owned *owned_of(const struct entry *entries, size_t count,
			      const struct read_values *list, size_t *found)
{
	struct owned *owned =
		memory_resize(NULL, list->count + 1, sizeof *owned);
	*found = 0;
	for (size_t i = 0; i < count; i++) {
		const struct read_value *value = entries[i].value;
		if (list->count && value >= list->items &&
		    value < list->items + list->count)
			owned[(*found)++] =
				(struct owned){ value->owner, value->variable,
						entries[i].index,
						value->place };
	}
	return owned;
}

void read_builder_sort_values(struct builder *builder)
{
	struct read_values *cases = &builder->case_values;
	struct read_values *sources = &builder->source_values;
	size_t count = cases->count + sources->count;
	size_t case_count, source_count, all_count;
	struct entry *entries = memory_resize(NULL, count + 1, sizeof *entries);
	struct owned *all;
	for (size_t i = 0; i < count; i++)
		entries[i].value = i < cases->count ?
					   &cases->items[i] :
					   &sources->items[i - cases->count];
	number_values(builder, entries, count);
	struct owned *of_cases = owned_of(entries, count, cases, &case_count);
	struct owned *of_sources =
		owned_of(entries, count, sources, &source_count);
	case_count = keep_first(builder, of_cases, case_count, false);
	source_count = keep_first(builder, of_sources, source_count, true);
	if (builder->options->consent)
		compare_answers(builder, of_cases, case_count, of_sources,
				source_count);
	give_values(builder, of_sources, source_count, true);
	inherit(builder, of_cases, case_count, of_sources, source_count,
		&builder->case_sources, &all, &all_count);
	give_values(builder, all, all_count, false);
	free(all);
	free(of_sources);
	free(of_cases);
	free(entries);
}
