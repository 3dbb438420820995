/* Comparing numbers. */
#include "check/numbers.h"

#include <math.h>

#include "base/vector.h"

struct number {
	double value;
	const char *text; /* as written */
	struct place place;
	bool is_spelt; /* in words, which need not mean it */
};

/* What a heading stands over; the first of them, what stands before any, and the
 * last, the footnotes, have none. */
struct section {
	const struct node *heading;
	struct place place; /* of its first words */
	VECTOR(struct number) numbers;
	struct buffer words; /* all of them */
};

struct sections {
	struct arena *arena;
	VECTOR(struct section) list;
	size_t current; /* that what comes next belongs to */
	struct locale *locale;
};

/* ---- Gathering --------------------------------------------------------- */

static void add_number(struct sections *sections, struct place place,
		       struct str text, const struct locale_found_number *found,
		       bool is_spelt)
{
	struct section *section = &sections->list.items[sections->current];
	if (found->value <= NUMBERS_LEAST &&
	    found->value == floor(found->value))
		return;
	*VECTOR_ADD(&section->numbers) =
		(struct number){ found->value,
				 arena_copy(sections->arena,
					    text.bytes + found->offset,
					    found->length),
				 place, is_spelt };
}

static void add_numbers(struct sections *sections, struct place place,
			struct str text)
{
	struct locale_found_number found;
	struct section *section = &sections->list.items[sections->current];
	size_t offset = 0;
	while (locale_next_number(sections->locale, text, &offset, &found))
		add_number(sections, place, text, &found, false);
	offset = 0;
	while (locale_next_spelt_number(text, &offset, &found))
		add_number(sections, place, text, &found, true);
	buffer_append_str(&section->words, text);
	buffer_append_byte(&section->words, '\n');
}

/* The words of a block without those of blocks in it. */
static void add_block(struct sections *sections, const struct node *block)
{
	struct buffer text = BUFFER_INITIALISER;
	for (const struct node *node = block->first_child; node;
	     node = node->next)
		if (node_is_inline(node) && node->kind != NODE_CODE)
			node_append_plain_text(node, &text);
	struct section *section = &sections->list.items[sections->current];
	if (!section->place.file)
		section->place = block->place;
	add_numbers(sections, block->place, buffer_str(&text));
	buffer_release(&text);
}

/* "2019." at a line's start begins a list, and readers are told the number. */
static void add_marker(struct sections *sections, const struct node *list)
{
	struct section *section = &sections->list.items[sections->current];
	if (list->list.is_ordered && list->list.start > NUMBERS_LEAST)
		*VECTOR_ADD(&section->numbers) =
			(struct number){ list->list.start,
					 arena_format(sections->arena, "%d",
						      (int)list->list.start),
					 list->place, false };
}

static void add_section(struct sections *sections, const struct node *heading)
{
	sections->current = sections->list.count;
	*VECTOR_ADD(&sections->list) = (struct section){ .heading = heading };
}

static bool is_left_out(const struct node *node)
{
	return node->kind == NODE_COVER || node->kind == NODE_CONTENTS ||
	       node->kind == NODE_BACK_PAGE || node->kind == NODE_CODE_BLOCK;
}

static void gather_tree(struct sections *sections, const struct node *root)
{
	const struct node *node = root;
	while (node) {
		if (is_left_out(node)) {
			node = node_next_after(root, node);
			continue;
		}
		if (node->kind == NODE_HEADING && node->heading.in_contents)
			add_section(sections, node);
		if (node->kind == NODE_LIST)
			add_marker(sections, node);
		if (node_is_block(node) && node->first_child &&
		    node_is_inline(node->first_child))
			add_block(sections, node);
		node = node_next(root, node);
	}
}

static void gather(struct sections *sections, const struct document *document)
{
	add_section(sections, NULL);
	gather_tree(sections, document->root);
	add_section(sections, NULL);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		gather_tree(sections, document->footnotes[i]);
}

static void release(struct sections *sections)
{
	for (size_t i = 0; i < sections->list.count; i++) {
		VECTOR_RELEASE(&sections->list.items[i].numbers);
		buffer_release(&sections->list.items[i].words);
	}
	VECTOR_RELEASE(&sections->list);
}

/* ---- Comparing --------------------------------------------------------- */

static bool is_close(double a, double b)
{
	return fabs(a - b) <= 1e-9 * fabs(a);
}

/* "1.5 million" is 1,500,000, and 150万. */
static bool is_same(double a, double b)
{
	return is_close(a, b) || is_close(a * 1e3, b) || is_close(a * 1e6, b) ||
	       is_close(a * 1e9, b) || is_close(a, b * 1e3) ||
	       is_close(a, b * 1e6) || is_close(a, b * 1e9);
}

/* In digits or in words. */
static bool has(const struct section *section, const struct locale *locale,
		double value)
{
	for (size_t i = 0; i < section->numbers.count; i++)
		if (is_same(section->numbers.items[i].value, value))
			return true;
	return locale_spells_number(locale, buffer_str(&section->words), value);
}

/* Those of `section` that `other`, in the language of `locale`, has not, each
 * once; the first's place. */
static size_t list_missing(const struct section *section,
			   const struct section *other,
			   const struct locale *locale, struct buffer *list,
			   struct place *place)
{
	size_t count = 0;
	for (size_t i = 0; i < section->numbers.count; i++) {
		const struct number *number = &section->numbers.items[i];
		bool is_told = number->is_spelt;
		for (size_t j = 0; j < i && !is_told; j++)
			is_told = !section->numbers.items[j].is_spelt &&
				  is_close(section->numbers.items[j].value,
					   number->value);
		if (is_told || has(other, locale, number->value))
			continue;
		if (!count++)
			*place = number->place;
		buffer_append_format(list, "%s%s", count > 1 ? ", " : "",
				     number->text);
	}
	return count;
}

static void compare(const struct sections *sources,
		    const struct sections *targets, size_t index,
		    struct place whole, struct diagnostics *diagnostics)
{
	const struct section *source = &sources->list.items[index];
	const struct section *target = &targets->list.items[index];
	struct buffer extra = BUFFER_INITIALISER, lacking = BUFFER_INITIALISER;
	struct place place = target->place.file ? target->place : whole;
	struct place there = source->place;
	size_t extras =
		list_missing(target, source, sources->locale, &extra, &place);
	size_t lacks =
		list_missing(source, target, targets->locale, &lacking, &there);
	if (extras && lacks)
		diagnostics_add(diagnostics, DIAGNOSTIC_NUMBERS_DIFFER, place,
				"this section gives %s, where the source, at "
				"%s:%u, gives %s",
				buffer_str(&extra).bytes, there.file,
				(unsigned)there.line,
				buffer_str(&lacking).bytes);
	else if (extras)
		diagnostics_add(diagnostics, DIAGNOSTIC_NUMBERS_DIFFER, place,
				"this section gives %s, which that of the "
				"source does not",
				buffer_str(&extra).bytes);
	else if (lacks)
		diagnostics_add(diagnostics, DIAGNOSTIC_NUMBERS_DIFFER, place,
				"this section does not give %s, which the "
				"source does, at %s:%u",
				buffer_str(&lacking).bytes, there.file,
				(unsigned)there.line);
	buffer_release(&extra);
	buffer_release(&lacking);
}

static bool is_alike(const struct sections *a, const struct sections *b)
{
	if (a->list.count != b->list.count)
		return false;
	/* between what stands before the first heading and the notes */
	for (size_t i = 1; i + 1 < a->list.count; i++)
		if (a->list.items[i].heading->heading.level !=
		    b->list.items[i].heading->heading.level)
			return false;
	return true;
}

static void join(struct sections *sections)
{
	struct section *first = &sections->list.items[0];
	for (size_t i = 1; i < sections->list.count; i++) {
		struct section *section = &sections->list.items[i];
		for (size_t j = 0; j < section->numbers.count; j++)
			*VECTOR_ADD(&first->numbers) =
				section->numbers.items[j];
		if (!first->place.file)
			first->place = section->place;
		buffer_append_str(&first->words, buffer_str(&section->words));
		VECTOR_RELEASE(&section->numbers);
		buffer_release(&section->words);
	}
	sections->list.count = 1;
}

void numbers_compare(const struct document *source,
		     struct locale *source_locale,
		     const struct document *target,
		     struct locale *target_locale,
		     struct diagnostics *diagnostics)
{
	struct arena arena = ARENA_INITIALISER;
	struct sections ours = { .arena = &arena, .locale = source_locale };
	struct sections theirs = { .arena = &arena, .locale = target_locale };
	gather(&ours, source);
	gather(&theirs, target);
	if (!is_alike(&ours, &theirs)) {
		join(&ours);
		join(&theirs);
	}
	for (size_t i = 0; i < ours.list.count; i++)
		compare(&ours, &theirs, i, target->root->place, diagnostics);
	release(&ours);
	release(&theirs);
	arena_release(&arena);
}

bool numbers_compare_texts(const char *source, struct locale *source_locale,
			   const char *target, struct locale *target_locale,
			   struct buffer *lacking, struct buffer *extra)
{
	struct arena arena = ARENA_INITIALISER;
	struct sections ours = { .arena = &arena, .locale = source_locale };
	struct sections theirs = { .arena = &arena, .locale = target_locale };
	struct place place = { 0 };
	add_section(&ours, NULL);
	add_section(&theirs, NULL);
	add_numbers(&ours, place, str_from(source));
	add_numbers(&theirs, place, str_from(target));
	const struct section *one = &ours.list.items[0];
	const struct section *other = &theirs.list.items[0];
	size_t count =
		list_missing(one, other, target_locale, lacking, &place) +
		list_missing(other, one, source_locale, extra, &place);
	release(&ours);
	release(&theirs);
	arena_release(&arena);
	return !count;
}
