/* Reading a translation beside its source. */
#include "commands/translation.h"

#include <string.h>

#include "base/path.h"
#include "base/vector.h"
#include "commands/translation_entries.h"
#include "commands/translation_labels.h"
#include "translate/segments.h"

struct comparing {
	struct arena *arena;
	struct translation *translation;
	const struct publication_language *source_tag, *target_tag;
};

static void read_file(const struct comparing *comparing,
		      const struct publication_language *tag,
		      const struct source_file *file, size_t chapter,
		      struct segments *segments)
{
	segments_read(comparing->arena, file->text, file->path, tag->locale,
		      (uint32_t)chapter, segments);
}

/* The pairs point into the arrays: these live in the arena. */
static void keep(struct arena *arena, struct segments *segments)
{
	struct segment *kept = arena_copy_array(arena, segments->items,
						segments->count, sizeof *kept);
	size_t count = segments->count;
	segments_release(segments);
	segments->items = kept;
	segments->count = count;
}

static void pair_texts(const struct comparing *comparing,
		       struct segments *source, struct segments *target,
		       struct pairs *pairs)
{
	keep(comparing->arena, source);
	keep(comparing->arena, target);
	pair_segments(comparing->arena, source, target,
		      &comparing->translation->record, pairs);
}

/* The chapter of the source that a file is; else one that the source has not. */
static size_t chapter_of(const struct edition_text *source,
			 const struct edition_text *target, size_t index)
{
	const struct source_file *chapter =
		source->file_count == 1 && target->file_count == 1 ?
			source->files :
			publication_chapter(target, &target->files[index],
					    source);
	return chapter ? (size_t)(chapter - source->files) :
			 source->file_count + index;
}

/* The text stays a draft until its chapters are all there, and counts. */
static void pair_edition(const struct comparing *comparing,
			 struct translation_part *part)
{
	const struct edition *edition = part->edition;
	const struct edition_text *source = publication_text(edition, 0);
	const struct edition_text *target =
		publication_draft(edition, comparing->translation->language);
	struct segments ours = { 0 }, theirs = { 0 };
	for (size_t i = 0; i < source->file_count; i++)
		read_file(comparing, comparing->source_tag, &source->files[i],
			  i, &ours);
	for (size_t i = 0; target && i < target->file_count; i++)
		read_file(comparing, comparing->target_tag, &target->files[i],
			  chapter_of(source, target, i), &theirs);
	pair_texts(comparing, &ours, &theirs, &part->pairs);
}

/* The texts of the pages that offer the downloads. */
static void pair_landing(const struct comparing *comparing, struct pairs *pairs)
{
	struct segments ours = { 0 }, theirs = { 0 };
	read_file(comparing, comparing->source_tag,
		  comparing->source_tag->landing, 0, &ours);
	if (comparing->target_tag->landing)
		read_file(comparing, comparing->target_tag,
			  comparing->target_tag->landing, 0, &theirs);
	pair_texts(comparing, &ours, &theirs, pairs);
}

static const char *text_in(const struct localised *text, size_t language)
{
	return text->texts ? text->texts[language] : NULL;
}

/* One text of publication.yaml that each language has its own of. */
static void pair_title(const struct comparing *comparing,
		       const struct localised *text, struct pairs *pairs)
{
	const char *source = text_in(text, 0);
	const char *target = text_in(text, comparing->translation->language);
	struct segments *both =
		ARENA_NEW_ARRAY(comparing->arena, 2, struct segments);
	if (!source)
		return;
	segments_add_text(comparing->arena, source, text->place,
			  comparing->source_tag->locale, &both[0]);
	if (target)
		segments_add_text(comparing->arena, target, text->place,
				  comparing->target_tag->locale, &both[1]);
	struct segment *kept =
		ARENA_NEW_ARRAY(comparing->arena, 2, struct segment);
	for (int i = 0; i < 2; i++) {
		if (both[i].count)
			kept[i] = both[i].items[0];
		segments_release(&both[i]);
	}
	if (!kept[0].text)
		return;
	*VECTOR_ADD(pairs) =
		kept[1].text ? pair_two(&kept[0], &kept[1],
					&comparing->translation->record, NULL) :
			       (struct pair){ .state = PAIR_MISSING,
					      .source = &kept[0] };
}

static void pair_titles(const struct comparing *comparing, struct pairs *pairs)
{
	const struct publication *publication =
		comparing->translation->publication;
	const struct localised *const texts[] = {
		&publication->title,
		&publication->subtitle,
		&publication->description,
		&publication->publisher,
		&publication->notice,
		&publication->licence,
		&publication->contact.name,
		&publication->contact.address,
		&publication->kind,
		&publication->logo.alternative,
		&publication->cover_picture.alternative,
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		pair_title(comparing, texts[i], pairs);
	const struct localised *text;
	const char *ignored;
	for (size_t i = 0; (text = accessibility_text(
				    &publication->accessibility, i, &ignored));
	     i++)
		pair_title(comparing, text, pairs);
	for (size_t i = 0; i < publication->edition_count; i++) {
		const struct edition *edition = &publication->editions[i];
		if (!edition->wants_language[comparing->translation->language])
			continue;
		pair_title(comparing, &edition->title, pairs);
		pair_title(comparing, &edition->cover_picture.alternative,
			   pairs);
	}
}

static void count(const struct comparing *comparing,
		  struct translation_part *part)
{
	VECTOR(const struct segment *) left = { 0 };
	for (size_t i = 0; i < part->pairs.count; i++) {
		const struct pair *pair = &part->pairs.items[i];
		part->counts[pair->state]++;
		if (pair->state == PAIR_MISSING || pair->state == PAIR_STALE ||
		    pair->state == PAIR_COPY)
			*VECTOR_ADD(&left) = pair->source;
	}
	part->words_left = segments_count_words(left.items, left.count,
						comparing->source_tag->locale);
	VECTOR_RELEASE(&left);
}

/* The source's segments of all parts that are there. */
static void gather_sources(const struct translation *translation,
			   struct segments *all)
{
	for (size_t i = 0; i < translation->part_count; i++) {
		const struct pairs *pairs = &translation->parts[i].pairs;
		for (size_t j = 0; j < pairs->count; j++)
			if (pairs->items[j].source)
				*VECTOR_ADD(all) = *pairs->items[j].source;
	}
}

static void add_entries(const struct comparing *comparing)
{
	struct translation *translation = comparing->translation;
	const struct publication *publication = translation->publication;
	for (size_t i = 0; i < publication->collection_count; i++) {
		const struct collection *collection =
			&publication->collections[i];
		if (!collection->wants_language[translation->language] ||
		    !collection->texts[0].count)
			continue;
		struct translation_part *part =
			&translation->parts[translation->part_count++];
		part->collection = collection;
		translation_pair_entries(comparing->arena, translation,
					 collection, &part->pairs);
		count(comparing, part);
	}
}

/* Files of labels stand behind the titles. */
static void add_labels(const struct comparing *comparing,
		       const struct translation_files *files)
{
	struct translation *translation = comparing->translation;
	struct segments others = { 0 };
	size_t at = 1;
	gather_sources(translation, &others);
	for (size_t i = 0; i < files->count; i++) {
		struct translation_part part = { .yaml = files->items[i].path };
		translation_pair_labels(comparing->arena, translation,
					&files->items[i], &others, &part.pairs);
		if (!part.pairs.count) {
			pairs_release(&part.pairs);
			continue;
		}
		count(comparing, &part);
		memmove(&translation->parts[at + 1], &translation->parts[at],
			(translation->part_count - at) * sizeof part);
		translation->parts[at++] = part;
		translation->part_count++;
	}
	segments_release(&others);
}

bool translation_read(struct arena *arena,
		      const struct publication *publication, size_t language,
		      struct translation_files *files,
		      struct translation *translation,
		      struct diagnostics *diagnostics, struct error *error)
{
	const struct publication_language *tag =
		&publication->languages[language];
	*translation = (struct translation){
		.publication = publication,
		.language = language,
	};
	if (!translation_read_files(arena, publication, files, NULL, error))
		return false;
	translation->parts = ARENA_NEW_ARRAY(
		arena,
		publication->edition_count + publication->collection_count + 2 +
			files->count,
		struct translation_part);
	if (!origins_read(arena,
			  path_join(arena, publication->folder, tag->folder),
			  &translation->record, diagnostics, error))
		return false;
	struct comparing comparing = { arena, translation,
				       &publication->languages[0], tag };
	pair_titles(&comparing, &translation->parts[0].pairs);
	translation->parts[0].yaml = publication->file;
	count(&comparing, &translation->parts[translation->part_count++]);
	if (publication->languages[0].landing) {
		struct translation_part *part =
			&translation->parts[translation->part_count++];
		part->is_landing = true;
		pair_landing(&comparing, &part->pairs);
		count(&comparing, part);
	}
	for (size_t i = 0; i < publication->edition_count; i++) {
		const struct edition *edition = &publication->editions[i];
		if (!edition->wants_language[language] ||
		    !publication_text(edition, 0))
			continue;
		struct translation_part *part =
			&translation->parts[translation->part_count++];
		part->edition = edition;
		pair_edition(&comparing, part);
		count(&comparing, part);
	}
	add_entries(&comparing);
	add_labels(&comparing, files);
	return true;
}

void translation_release(struct translation *translation)
{
	for (size_t i = 0; i < translation->part_count; i++)
		pairs_release(&translation->parts[i].pairs);
	origins_release(&translation->record);
}

/* ---- The record -------------------------------------------------------- */

static bool is_stale(const struct translation *translation,
		     const struct pair *pair)
{
	return pair->state == PAIR_STALE &&
	       !origins_has(&translation->record, pair->target->hash,
			    pair->source->hash);
}

bool translation_write_record(struct translation *translation,
			      struct error *error)
{
	const struct publication *publication = translation->publication;
	bool has_stale = false;
	for (size_t i = 0; i < translation->part_count; i++)
		for (size_t j = 0; j < translation->parts[i].pairs.count; j++)
			has_stale |=
				is_stale(translation,
					 &translation->parts[i].pairs.items[j]);
	if (!has_stale)
		translation->record.of = publication->modified ?
						 publication->modified :
						 publication->issued;
	return origins_write(&translation->record, error);
}

const char *translation_version(const struct translation *translation,
				const struct translation_part *part)
{
	return translation->publication->tells_stale && part->edition &&
			       part->counts[PAIR_STALE] ?
		       translation->record.of :
		       NULL;
}

/* ---- Reports ----------------------------------------------------------- */

static void report_pair(const struct translation *translation,
			const struct translation_part *part,
			const struct pair *pair, const struct diagnostics *told,
			struct diagnostics *diagnostics)
{
	const char *tag =
		translation->publication->languages[translation->language]
			.folder;
	if (pair->state == PAIR_STALE)
		diagnostics_add_as(diagnostics,
				   translation_version(translation, part) ?
					   DIAGNOSTIC_NOTE :
					   DIAGNOSTIC_WARNING,
				   DIAGNOSTIC_TRANSLATION_STALE,
				   pair->target->place,
				   "the source has changed since this was "
				   "translated, at %s:%u: it was \"%s\" and is "
				   "\"%s\"",
				   pair->source->place.file,
				   (unsigned)pair->source->place.line,
				   pair->stale->was, pair->source->text);
	else if (pair->state == PAIR_MISSING &&
		 !diagnostics_tell(told, DIAGNOSTIC_PUBLICATION_UNTRANSLATED,
				   pair->source->place, tag))
		diagnostics_add(diagnostics, DIAGNOSTIC_TRANSLATION_MISSING,
				pair->source->place,
				"this is not translated in '%s': \"%s\"", tag,
				pair->source->text);
	else if (pair->state == PAIR_COPY)
		diagnostics_add(
			diagnostics, DIAGNOSTIC_TRANSLATION_COPY,
			pair->target->place,
			"this stands as in the source, at %s:%u: \"%s\"",
			pair->source->place.file,
			(unsigned)pair->source->place.line, pair->target->text);
}

/* A label that is missing is told where an edition shows it (E020, E021). */
static bool is_told_where_shown(const struct translation_part *part,
				const struct pair *pair)
{
	return pair->state == PAIR_MISSING && part->yaml &&
	       strcmp(path_name(part->yaml), "publication.yaml") != 0;
}

/* So is an entry that is not there at all (N005 at its collection). */
static bool is_of_missing_entry(const struct translation *translation,
				const struct translation_part *part,
				const struct pair *pair)
{
	return pair->state == PAIR_MISSING && part->collection &&
	       !translation_entry(part->collection, translation->language,
				  pair->source->chapter);
}

void translation_report(const struct translation *translation,
			const struct diagnostics *told,
			struct diagnostics *diagnostics)
{
	if (!translation->record.is_there)
		return;
	for (size_t i = 0; i < translation->part_count; i++) {
		const struct translation_part *part = &translation->parts[i];
		const struct edition_text *text =
			part->edition ?
				publication_text(part->edition,
						 translation->language) :
				NULL;
		/* What is left out, or says that it is a part, is told. */
		if (part->edition && (!text || text->missing_count))
			continue;
		for (size_t j = 0; j < part->pairs.count; j++)
			if (!is_told_where_shown(part, &part->pairs.items[j]) &&
			    !is_of_missing_entry(translation, part,
						 &part->pairs.items[j]))
				report_pair(translation, part,
					    &part->pairs.items[j], told,
					    diagnostics);
	}
}
