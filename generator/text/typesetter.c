/* What the paragraphs of a job share. */
#include "text/paragraph_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

struct typesetter *typesetter_new(struct arena *arena, struct font_set *fonts,
				  struct diagnostics *diagnostics,
				  bool is_lenient)
{
	struct typesetter *typesetter = memory_allocate(sizeof *typesetter);
	typesetter->arena = arena;
	typesetter->fonts = fonts;
	typesetter->diagnostics = diagnostics;
	typesetter->is_lenient = is_lenient;
	typesetter->shaper = shaper_new();
	typesetter->line_breaker = line_breaker_new();
	typesetter->bidi = itemise_bidi_new();
	typesetter->text = memory_allocate(sizeof *typesetter->text);
	return typesetter;
}

void typesetter_release(struct typesetter *typesetter)
{
	if (!typesetter)
		return;
	shaper_release(typesetter->shaper);
	arena_release(&typesetter->lines);
	line_breaker_release(typesetter->line_breaker);
	itemise_bidi_release(typesetter->bidi);
	buffer_release(typesetter->text);
	free(typesetter->text);
	for (size_t i = 0; i < typesetter->languages.count; i++)
		paragraph_terms_release(typesetter->languages.items[i].terms);
	VECTOR_RELEASE(&typesetter->languages);
	VECTOR_RELEASE(&typesetter->labels);
	VECTOR_RELEASE(&typesetter->scripts);
	VECTOR_RELEASE(&typesetter->levels);
	VECTOR_RELEASE(&typesetter->faces);
	VECTOR_RELEASE(&typesetter->spans);
	VECTOR_RELEASE(&typesetter->marks);
	VECTOR_RELEASE(&typesetter->forced);
	VECTOR_RELEASE(&typesetter->tabs);
	VECTOR_RELEASE(&typesetter->runs);
	VECTOR_RELEASE(&typesetter->units);
	VECTOR_RELEASE(&typesetter->words);
	VECTOR_RELEASE(&typesetter->breaks);
	VECTOR_RELEASE(&typesetter->points);
	VECTOR_RELEASE(&typesetter->choices);
	VECTOR_RELEASE(&typesetter->ends);
	VECTOR_RELEASE(&typesetter->pieces);
	free(typesetter->flags);
	free(typesetter->levels_of_pieces);
	free(typesetter->order_of_pieces);
	free(typesetter);
}

struct font_set *typesetter_fonts(const struct typesetter *typesetter)
{
	return typesetter->fonts;
}

void typesetter_add_label(struct typesetter *typesetter, struct str label)
{
	label = str_trim(label);
	ptrdiff_t space = str_find_byte(label, ' ');
	if (space >= 0)
		label.length = (size_t)space;
	if (label.length)
		*VECTOR_ADD(&typesetter->labels) = label;
}

static struct language_facts *find_language(struct typesetter *typesetter,
					    const char *language)
{
	for (size_t i = 0; i < typesetter->languages.count; i++)
		if (strcmp(typesetter->languages.items[i].language, language) ==
		    0)
			return &typesetter->languages.items[i];
	struct language_facts *facts = VECTOR_ADD(&typesetter->languages);
	facts->language = arena_copy_string(typesetter->arena, language);
	facts->script = font_script_of_language(language);
	return facts;
}

script_tag typesetter_script(struct typesetter *typesetter,
			     const char *language)
{
	return find_language(typesetter, language)->script;
}

struct terms *typesetter_terms(struct typesetter *typesetter,
			       const char *language)
{
	struct language_facts *facts = find_language(typesetter, language);
	if (!facts->terms)
		facts->terms =
			paragraph_terms_read(typesetter->arena, language);
	return facts->terms;
}

uint8_t *typesetter_flags(struct typesetter *typesetter, size_t count)
{
	if (count > typesetter->flag_capacity) {
		typesetter->flag_capacity = count * 2;
		typesetter->flags = memory_resize(typesetter->flags,
						  typesetter->flag_capacity, 1);
	}
	return typesetter->flags;
}
