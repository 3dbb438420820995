/* A translation as a file of exchange. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "commands/exchange.h"
#include "commands/translation_words.h"

static const char *const names[] = { [EXCHANGE_XLIFF] = "xliff",
				     [EXCHANGE_XLIFF_1_2] = "xliff-1.2",
				     [EXCHANGE_PO] = "po" };

bool exchange_find_format(const char *name, enum exchange_format *format)
{
	*format = EXCHANGE_XLIFF;
	for (int i = 0; name && i < (int)(sizeof names / sizeof *names); i++)
		if (strcmp(name, names[i]) == 0) {
			*format = (enum exchange_format)i;
			return true;
		}
	return !name;
}

/* In the order of the source. */
static int compare_pairs(const void *a, const void *b)
{
	const struct pair *first = *(const struct pair *const *)a;
	const struct pair *second = *(const struct pair *const *)b;
	return (first->source > second->source) -
	       (first->source < second->source);
}

static enum exchange_state state_of(const struct pair *pair)
{
	switch (pair->state) {
	case PAIR_TRANSLATED:
		return EXCHANGE_HELD;
	case PAIR_UNRECORDED:
		return EXCHANGE_TRANSLATED;
	case PAIR_STALE:
		return EXCHANGE_STALE;
	case PAIR_COPY:
	case PAIR_MISSING:
	case PAIR_EXTRA:
	case PAIR_STATE_COUNT:
		break;
	}
	return EXCHANGE_MISSING;
}

/* XML has no place for most control characters. */
static bool is_sayable(const char *text)
{
	for (; text && *text; text++)
		if ((unsigned char)*text < 0x20 && !strchr("\t\n", *text))
			return false;
	return true;
}

static bool is_exchanged(const struct translation_part *part,
			 const struct pair *pair)
{
	return is_sayable(pair->source->text) &&
	       (part->yaml || pair->source->end) &&
	       (part->yaml || !pair->target || pair->target->end) &&
	       (!pair->target || is_sayable(pair->target->text));
}

static const char *kind_of(struct arena *arena,
			   const struct exchange_item *item)
{
	const char *yaml = item->part->yaml;
	if (item->part->messages)
		return arena_format(
			arena, "message %s",
			translation_words_key(item->part, item->pair));
	if (item->pair->source->is_yaml)
		return "data of an entry";
	return yaml && strcmp(path_name(yaml), "publication.yaml") != 0 ?
		       "label" :
		       segment_kind_name(item->pair->source);
}

/* A copy is for the translator to write anew, as what is missing is. */
static void add_unit(struct arena *arena, const struct exchange_item *item,
		     struct exchange *exchange)
{
	const struct pair *pair = item->pair;
	struct exchange_unit *unit = exchange_add_unit(exchange);
	*unit = (struct exchange_unit){
		.identifier = item->identifier,
		.kind = kind_of(arena, item),
		.is_message = item->part->messages != NULL,
		.place = arena_format(arena, "%s:%u", pair->source->place.file,
				      (unsigned)pair->source->place.line),
		.source = pair->source->text,
		.target = pair->target && pair->state != PAIR_COPY ?
				  pair->target->text :
				  NULL,
		.was = pair->state == PAIR_STALE ? pair->stale->was : NULL,
		.held = pair->target ? arena_format(arena, "%016" PRIx64,
						    pair->target->hash) :
				       "",
		.state = state_of(pair),
	};
}

struct exchange_items exchange_list(struct arena *arena,
				    const struct translation *translation)
{
	struct exchange_items list = { 0 };
	for (size_t i = 0; i < translation->part_count; i++)
		list.count += translation->parts[i].pairs.count;
	list.items =
		ARENA_NEW_ARRAY(arena, list.count + 1, struct exchange_item);
	list.count = 0;
	for (size_t i = 0; i < translation->part_count; i++) {
		const struct translation_part *part = &translation->parts[i];
		const struct pair **sorted = ARENA_NEW_ARRAY(
			arena, part->pairs.count + 1, const struct pair *);
		size_t count = 0;
		for (size_t j = 0; j < part->pairs.count; j++)
			if (part->pairs.items[j].source)
				sorted[count++] = &part->pairs.items[j];
		/* titles and labels are in their order */
		if (!part->yaml)
			qsort(sorted, count, sizeof *sorted, compare_pairs);
		for (size_t j = 0; j < count; j++) {
			uint64_t hash = sorted[j]->source->hash;
			size_t nth = 1;
			for (size_t k = 0; k < list.count; k++)
				nth += list.items[k].pair->source->hash == hash;
			list.items[list.count++] = (struct exchange_item){
				exchange_identifier(arena, hash, nth), part,
				sorted[j]
			};
		}
	}
	return list;
}

/* The items of one part, from `at` on; returns where the next one's are. */
static size_t add_part(struct arena *arena,
		       const struct translation *translation,
		       const struct exchange_items *list, size_t at,
		       struct exchange *exchange,
		       struct diagnostics *diagnostics)
{
	const struct translation_part *part = list->items[at].part;
	size_t left_out = 0;
	struct place place = { 0 };
	exchange_add_part(exchange, translation_part_name(translation, part));
	for (; at < list->count && list->items[at].part == part; at++) {
		const struct exchange_item *item = &list->items[at];
		if (is_exchanged(part, item->pair))
			add_unit(arena, item, exchange);
		else if (!left_out++)
			place = item->pair->source->place;
	}
	if (left_out)
		diagnostics_add(diagnostics, DIAGNOSTIC_EXCHANGE_PLACE, place,
				"%zu %s of this text, this the first, %s not "
				"exchanged: raw HTML, a YAML anchor or control "
				"characters",
				left_out,
				left_out == 1 ? "segment" : "segments",
				left_out == 1 ? "is" : "are");
	return at;
}

bool exchange_export(struct arena *arena, const struct translation *translation,
		     enum exchange_format format, const char *folder,
		     const char **path, struct diagnostics *diagnostics,
		     struct error *error)
{
	const struct publication *publication = translation->publication;
	const struct publication_language *tag =
		&publication->languages[translation->language];
	struct exchange exchange = {
		.publication = publication->identifier,
		.source = publication->languages[0].locale,
		.target = tag->locale,
		.date = publication->modified ? publication->modified :
						publication->issued,
	};
	struct buffer out = BUFFER_INITIALISER;
	struct exchange_items list = exchange_list(arena, translation);
	for (size_t at = 0; at < list.count;)
		at = add_part(arena, translation, &list, at, &exchange,
			      diagnostics);
	exchange_write(&exchange, format, &out);
	*path = path_join(arena, folder,
			  arena_format(arena, "%s.%s.%s",
				       publication->identifier, tag->folder,
				       format == EXCHANGE_PO ? "po" : "xlf"));
	bool is_written =
		file_make_folders(folder, error) &&
		file_write_atomically(*path, out.bytes, out.length, error);
	buffer_release(&out);
	exchange_release(&exchange);
	return is_written;
}
