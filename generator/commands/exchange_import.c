/* What comes back from a translator, held against what is there. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/path.h"
#include "base/vector.h"
#include "check/numbers.h"
#include "commands/exchange.h"
#include "commands/installation.h"
#include "commands/translation_put.h"
#include "commands/translation_words.h"
#include "locale/locale.h"
#include "translate/codes.h"

/* [characters] of a label in a chart; more is cut or set in lines. */
enum { LABEL_MOST = 40 };

struct importing {
	struct arena *arena;
	struct translation *translation;
	const struct exchange *exchange;
	const char *file;
	struct locale *source_locale, *target_locale;
	struct diagnostics *diagnostics;
	struct error *error;
	struct exchange_sum *sum;
	struct map items; /* identifier → struct exchange_item */
	VECTOR(struct translation_change) changes;
	/* Beside each change, and for what is said to hold unchanged. */
	VECTOR(struct accepted) accepted;
};

struct accepted {
	const struct pair *pair;
	size_t change; /* index; SIZE_MAX: the target holds as it is */
};

static struct place place_of(const struct importing *importing,
			     const struct exchange_unit *unit)
{
	return (struct place){ importing->file, unit->line, 0 };
}

/* ---- What is checked --------------------------------------------------- */

static void check_numbers(struct importing *importing, const struct pair *pair,
			  const struct exchange_unit *unit)
{
	struct buffer lacking = BUFFER_INITIALISER, extra = BUFFER_INITIALISER;
	if (!numbers_compare_texts(
		    codes_words(importing->arena, pair->source->text),
		    importing->source_locale,
		    codes_words(importing->arena, unit->target),
		    importing->target_locale, &lacking, &extra))
		diagnostics_add(importing->diagnostics,
				DIAGNOSTIC_EXCHANGE_NUMBERS,
				place_of(importing, unit),
				"the numbers are not the source's:%s%s%s%s",
				lacking.length ? " missing " : "",
				buffer_str(&lacking).bytes,
				extra.length ? " too many " : "",
				buffer_str(&extra).bytes);
	buffer_release(&lacking);
	buffer_release(&extra);
}

/* Somebody edited the text since the file was exported: neither is overwritten. */
static bool is_edited(struct importing *importing, const struct pair *pair,
		      const struct exchange_unit *unit)
{
	const char *now = pair->target ?
				  arena_format(importing->arena, "%016" PRIx64,
					       pair->target->hash) :
				  "";
	if (!unit->held || strcmp(unit->held, now) == 0)
		return false;
	diagnostics_add(importing->diagnostics, DIAGNOSTIC_EXCHANGE_EDITED,
			place_of(importing, unit),
			"the translation was changed since this was exported, "
			"at %s:%u: \"%s\"",
			pair->target ? pair->target->place.file :
				       pair->source->place.file,
			(unsigned)(pair->target ? pair->target->place.line :
						  pair->source->place.line),
			pair->target ? pair->target->text : "");
	return true;
}

/* Of a chart's row or column: a text for it alone, or a label of the findings. */
static bool is_short(const struct translation_part *part,
		     const struct pair *pair)
{
	return pair->source->kind == NODE_EVIDENCE ||
	       (part->yaml &&
		strcmp(path_name(part->yaml), "findings.yaml") == 0);
}

static void check_length(struct importing *importing,
			 const struct translation_part *part,
			 const struct pair *pair,
			 const struct exchange_unit *unit)
{
	size_t length = str_count_code_points(str_from(unit->target));
	if (is_short(part, pair) && length > LABEL_MOST &&
	    length > str_count_code_points(str_from(pair->source->text)))
		diagnostics_add(importing->diagnostics,
				DIAGNOSTIC_EXCHANGE_LENGTH,
				place_of(importing, unit),
				"a chart's label of %zu characters, where %d "
				"are the most",
				length, LABEL_MOST);
}

/* What readers would see of a message that is wrong is an error here. */
static bool check_message(struct importing *importing,
			  const struct translation_part *part,
			  const struct pair *pair,
			  const struct exchange_unit *unit)
{
	struct diagnostics told = DIAGNOSTICS_INITIALISER;
	bool is_right = locale_check_message(importing->target_locale,
					     translation_words_key(part, pair),
					     pair->source->text, unit->target,
					     place_of(importing, unit), &told);
	for (size_t i = 0; i < told.count; i++)
		diagnostics_add_as(importing->diagnostics, DIAGNOSTIC_ERROR,
				   told.items[i].code, told.items[i].place,
				   "%s", told.items[i].text);
	diagnostics_release(&told);
	return is_right;
}

static bool check_unit(struct importing *importing,
		       const struct translation_part *part,
		       const struct pair *pair,
		       const struct exchange_unit *unit)
{
	struct place place = place_of(importing, unit);
	bool is_right = !is_edited(importing, pair, unit);
	is_right &= exchange_check_target(
		importing->arena, pair->source->text,
		pair->target ? pair->target->text : NULL, unit->target,
		part->messages != NULL, place, importing->diagnostics);
	if (part->messages)
		return check_message(importing, part, pair, unit) && is_right;
	check_numbers(importing, pair, unit);
	check_length(importing, part, pair, unit);
	return is_right;
}

/* ---- Taking ------------------------------------------------------------ */

/* Whether the tool says that this is done, which it was not. */
static bool is_done(const struct pair *pair, const struct exchange_unit *unit,
		    bool is_changed)
{
	if (unit->state == EXCHANGE_HELD)
		return is_changed || pair->state != PAIR_TRANSLATED;
	return unit->state == EXCHANGE_TRANSLATED &&
	       (is_changed || pair->state == PAIR_STALE);
}

/* As it was exported: nobody has worked on it, whatever was done to the text since,
 * and whichever of several segments of one source a tool kept that loses contexts. */
static bool is_untouched(struct importing *importing,
			 const struct exchange_unit *unit)
{
	return unit->held &&
	       strcmp(unit->held,
		      arena_format(importing->arena, "%016" PRIx64,
				   map_hash_bytes(unit->target,
						  strlen(unit->target)))) == 0;
}

static void take(struct importing *importing,
		 const struct translation_part *part, const struct pair *pair,
		 const struct exchange_unit *unit)
{
	const char *now = pair->target ? pair->target->text : "";
	bool is_changed = strcmp(now, unit->target) != 0;
	if (is_changed && is_untouched(importing, unit))
		return;
	if (is_changed && !check_unit(importing, part, pair, unit))
		return;
	if (is_changed)
		*VECTOR_ADD(&importing->changes) = (struct translation_change){
			.part = part,
			.pair = pair,
			.text = unit->target,
			.place = place_of(importing, unit),
		};
	if (is_done(pair, unit, is_changed))
		*VECTOR_ADD(&importing->accepted) = (struct accepted){
			pair,
			is_changed ? importing->changes.count - 1 : SIZE_MAX
		};
}

static void tell_gone(struct importing *importing,
		      const struct exchange_unit *unit, const char *why)
{
	diagnostics_add(importing->diagnostics, DIAGNOSTIC_EXCHANGE_GONE,
			place_of(importing, unit), "%s: \"%s\"", why,
			unit->source);
}

static void take_unit(struct importing *importing,
		      const struct exchange_unit *unit, struct map *met)
{
	const struct exchange_item *item =
		map_lookup(&importing->items, str_from(unit->identifier));
	importing->sum->units++;
	const struct exchange_unit *other =
		map_set(met, str_from(unit->identifier), (void *)unit);
	if (other &&
	    (!other->target != !unit->target ||
	     (unit->target && strcmp(other->target, unit->target) != 0))) {
		diagnostics_add(importing->diagnostics,
				DIAGNOSTIC_EXCHANGE_BROKEN,
				place_of(importing, unit),
				"this unit stands in the file twice, with "
				"two translations");
	}
	if (other)
		return;
	if (!item)
		tell_gone(importing, unit,
			  "no segment has this source any longer");
	else if (strcmp(item->pair->source->text, unit->source) != 0)
		tell_gone(importing, unit,
			  "the source was changed in the file, and its "
			  "translation is left out");
	else if (unit->target)
		take(importing, item->part, item->pair, unit);
}

static void take_all(struct importing *importing)
{
	struct map met = MAP_INITIALISER;
	size_t unfinished = 0, segments = importing->items.count;
	for (size_t i = 0; i < importing->exchange->parts.count; i++) {
		const struct exchange_part *part =
			&importing->exchange->parts.items[i];
		for (size_t j = 0; j < part->units.count; j++) {
			take_unit(importing, &part->units.items[j], &met);
			unfinished += part->units.items[j].state <
				      EXCHANGE_TRANSLATED;
		}
	}
	if (unfinished)
		diagnostics_add(
			importing->diagnostics, DIAGNOSTIC_EXCHANGE_SKIPPED,
			(struct place){ importing->file, 0, 0 },
			"%zu %s not said to be done (fuzzy, initial or "
			"empty)",
			unfinished, unfinished == 1 ? "unit is" : "units are");
	if (met.count < segments)
		diagnostics_add(importing->diagnostics,
				DIAGNOSTIC_EXCHANGE_SKIPPED,
				(struct place){ importing->file, 0, 0 },
				"%zu of the publication's segments %s not in "
				"the file",
				segments - met.count,
				segments - met.count == 1 ? "is" : "are");
	map_release(&met);
}

/* ---- The record -------------------------------------------------------- */

static const struct origin *old_origin(const struct origins *record,
				       const struct pair *pair)
{
	const struct origin *entry = NULL;
	while (pair->target &&
	       (entry = origins_next(record, pair->target->hash, entry)))
		if (entry->source == pair->source->hash ||
		    (pair->stale && entry->source == pair->stale->source))
			return entry;
	return NULL;
}

static void record(struct importing *importing)
{
	struct origins *origins = &importing->translation->record;
	size_t *stale = ARENA_NEW_ARRAY(importing->arena,
					importing->accepted.count + 1, size_t);
	/* Added entries move the others: those to be replaced by index. */
	for (size_t i = 0; i < importing->accepted.count; i++) {
		const struct origin *old =
			old_origin(origins, importing->accepted.items[i].pair);
		stale[i] = old ? (size_t)(old - origins->items) : SIZE_MAX;
	}
	for (size_t i = 0; i < importing->accepted.count; i++) {
		const struct accepted *one = &importing->accepted.items[i];
		const char *text =
			one->change == SIZE_MAX ?
				one->pair->target->text :
				importing->changes.items[one->change].written;
		if (!text)
			continue;
		origins_set(origins,
			    stale[i] == SIZE_MAX ? NULL :
						   &origins->items[stale[i]],
			    (struct origin){ map_hash_bytes(text, strlen(text)),
					     one->pair->source->hash,
					     one->pair->source->text });
		importing->sum->accepted++;
	}
}

/* ---- The import -------------------------------------------------------- */

static bool open_locales(struct importing *importing,
			 const struct installation *installation)
{
	const struct publication *publication =
		importing->translation->publication;
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct overlay folders = overlay_inside(
		importing->arena, &installation->templates, "locales");
	bool is_open =
		locale_open(importing->arena, &folders,
			    publication->languages[0].locale, &ignored,
			    &importing->source_locale, importing->error) &&
		locale_open(
			importing->arena, &folders,
			publication->languages[importing->translation->language]
				.locale,
			&ignored, &importing->target_locale, importing->error);
	diagnostics_release(&ignored);
	return is_open;
}

static bool put(struct importing *importing)
{
	if (!translation_put(importing->arena, importing->translation,
			     importing->changes.items, importing->changes.count,
			     &importing->sum->files, importing->diagnostics,
			     importing->error))
		return false;
	if (importing->diagnostics->error_count)
		return true;
	for (size_t i = 0; i < importing->changes.count; i++)
		importing->sum->changed +=
			importing->changes.items[i].written != NULL;
	record(importing);
	return !importing->sum->accepted ||
	       translation_write_record(importing->translation,
					importing->error);
}

bool exchange_import(struct arena *arena, struct translation *translation,
		     const struct installation *installation,
		     const struct exchange *exchange, const char *file,
		     struct exchange_sum *sum, struct diagnostics *diagnostics,
		     struct error *error)
{
	struct importing importing = { .arena = arena,
				       .translation = translation,
				       .exchange = exchange,
				       .file = file,
				       .diagnostics = diagnostics,
				       .error = error,
				       .sum = sum };
	struct exchange_items list = exchange_list(arena, translation);
	for (size_t i = 0; i < list.count; i++)
		map_set(&importing.items, str_from(list.items[i].identifier),
			&list.items[i]);
	bool is_right = open_locales(&importing, installation);
	if (is_right)
		take_all(&importing);
	if (is_right && !diagnostics->error_count)
		is_right = put(&importing);
	if (importing.source_locale)
		locale_release(importing.source_locale);
	if (importing.target_locale)
		locale_release(importing.target_locale);
	map_release(&importing.items);
	VECTOR_RELEASE(&importing.changes);
	VECTOR_RELEASE(&importing.accepted);
	return is_right;
}
