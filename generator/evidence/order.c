/* The order in which values and themes stand where no number decides it: as
 * findings.yaml has them, then by what readers of the language see them called.
 * Never the order of the data, which is that of bytes or of who was coded
 * first. */
#include <stdlib.h>

#include "evidence/evidence_private.h"

/* Texts that the language does not tell apart stand as in the data, so that
 * the same input always gives the same output. */
static int compare(const void *left, const void *right)
{
	const struct evidence_ordered *a = left, *b = right;
	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	int order = locale_compare(a->locale, a->label, b->label);
	if (order)
		return order;
	return a->item < b->item ? -1 : a->item > b->item;
}

void evidence_sort(struct evidence_ordered *items, size_t count)
{
	if (count)
		qsort(items, count, sizeof *items, compare);
}

uint32_t evidence_dimension_values(const struct evidence *evidence,
				   struct arena *arena, struct locale *locale,
				   uint32_t dimension, const uint32_t **values)
{
	const struct settings_dimension *one =
		&evidence->settings->dimensions[dimension];
	uint32_t count =
		evidence->project->variables[one->variable].value_count;
	struct evidence_ordered *items =
		ARENA_NEW_ARRAY(arena, count, struct evidence_ordered);
	uint32_t *sorted = ARENA_NEW_ARRAY(arena, count, uint32_t);
	for (uint32_t i = 0; i < count; i++)
		items[i] = (struct evidence_ordered){
			.item = i,
			.place = one->places[i],
			.label = evidence_value_label(evidence, locale,
						      dimension, i),
			.locale = locale,
		};
	evidence_sort(items, count);
	for (uint32_t i = 0; i < count; i++)
		sorted[i] = items[i].item;
	*values = sorted;
	return count;
}

uint32_t evidence_theme_children(const struct evidence *evidence,
				 struct arena *arena, struct locale *locale,
				 uint32_t theme, const uint32_t **children)
{
	const struct settings *settings = evidence->settings;
	struct evidence_ordered *items = ARENA_NEW_ARRAY(
		arena, settings->theme_count, struct evidence_ordered);
	uint32_t count = 0;
	for (uint32_t i = 0; i < settings->theme_count; i++)
		if (evidence->parents[i] == theme)
			items[count++] = (struct evidence_ordered){
				.item = i,
				.place = settings->has_theme_list ? i : 0,
				.label = evidence_theme_label(
					evidence, i, locale_tag(locale)),
				.locale = locale,
			};
	evidence_sort(items, count);
	uint32_t *sorted = ARENA_NEW_ARRAY(arena, count, uint32_t);
	for (uint32_t i = 0; i < count; i++)
		sorted[i] = items[i].item;
	*children = sorted;
	return count;
}
