/* A document that is read aloud by the commands of its publication: as a book,
 * an EPUB with media overlays, or as a file of sound for each of its chapters,
 * for those who want to hear and nothing else. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "audio/audio.h"
#include "commands/outputs.h"
#include "container/container.h"
#include "epub/epub.h"
#include "speech/speech.h"
#include "text/font.h"
#include "told/told.h"

enum { /* [ms] */
       PAUSE_BEFORE_HEADING = 900,
       PAUSE_BEFORE_BLOCK = 500,
       PAUSE_WITHIN = 250
};

/* One item that is told, and the block that is shown while it is heard. */
struct line {
	const struct told_item *item;
	size_t mark;
	size_t piece; /* the file of the text */
	bool is_note;
};

/* Files of sound, and the two that list them. */
struct chapters {
	struct container container;
	json_t *order;       /* for programs */
	struct buffer songs; /* for players */
	uint64_t length;     /* [ms] */
	unsigned count;
};

struct narrator {
	struct work *work;
	struct chapters *chapters; /* wanted instead of a book, or NULL */
	struct arena arena;
	struct told told;
	struct html_mark **order; /* marks by node, to be found */
	struct line *lines;
	size_t line_count;
};

/* ---- Where it is shown --------------------------------------------------- */

static int compare_marks(const void *a, const void *b)
{
	const struct html_mark *const *x = a, *const *y = b;
	return (*x)->node < (*y)->node ? -1 : (*x)->node > (*y)->node;
}

static void sort_marks(struct narrator *narrator,
		       const struct html_marks *marks)
{
	narrator->order = ARENA_NEW_ARRAY(&narrator->arena, marks->count + 1,
					  struct html_mark *);
	for (size_t i = 0; i < marks->count; i++)
		narrator->order[i] = &marks->items[i];
	qsort(narrator->order, marks->count, sizeof *narrator->order,
	      compare_marks);
}

/* The block itself or the nearest around it that has an element; `count` where
 * there is none. */
static size_t mark_of(const struct narrator *narrator,
		      const struct html_marks *marks, const struct node *node)
{
	for (; node; node = node->parent) {
		struct html_mark wanted = { node, NULL }, *key = &wanted;
		struct html_mark **found =
			bsearch(&key, narrator->order, marks->count,
				sizeof *narrator->order, compare_marks);
		if (found)
			return (size_t)(*found - marks->items);
	}
	return marks->count;
}

static bool is_below(const struct node *node, enum node_kind kind)
{
	while (node && node->kind != kind)
		node = node->parent;
	return node;
}

static size_t find_piece(const struct html_split *split,
			 const struct node *node)
{
	const char *file = html_file_of(split, node);
	size_t piece = 0;
	while (piece + 1 < split->count && split->pieces[piece].file != file)
		piece++;
	return piece;
}

/* Lists of contents are not read out: players have them to choose from. What
 * has no element in the text, as the word over the notes has, is not read
 * either. */
static void collect_lines(struct narrator *narrator,
			  const struct html_split *split,
			  const struct html_marks *marks)
{
	const struct told *told = &narrator->told;
	narrator->lines = ARENA_NEW_ARRAY(&narrator->arena,
					  told->items.count + 1, struct line);
	for (size_t i = 0; i < told->items.count; i++) {
		const struct told_item *item = &told->items.items[i];
		size_t mark = mark_of(narrator, marks, item->node);
		if (item->role == TOLD_RULE || item->role == TOLD_ENTRY ||
		    mark == marks->count || is_below(item->node, NODE_CONTENTS))
			continue;
		narrator->lines[narrator->line_count++] = (struct line){
			.item = item,
			.mark = mark,
			.piece = find_piece(split, item->node),
			.is_note = is_below(item->node, NODE_FOOTNOTE),
		};
	}
}

/* ---- What is said -------------------------------------------------------- */

static void write_text(const struct narrator *narrator,
		       const struct told_item *item, struct buffer *out)
{
	if (narrator->work->audio.settings->takes_ssml)
		speech_write_item(&narrator->told, item, out);
	else
		speech_write_words(&narrator->told, item, out);
}

static bool has_words(const struct narrator *narrator,
		      const struct told_item *item)
{
	struct buffer words = BUFFER_INITIALISER;
	speech_write_words(&narrator->told, item, &words);
	bool has = str_trim(buffer_str(&words)).length > 0;
	buffer_release(&words);
	return has;
}

static uint32_t pause_before(const struct told_item *item)
{
	if (item->role == TOLD_HEADING)
		return PAUSE_BEFORE_HEADING;
	return item->has_space ? PAUSE_BEFORE_BLOCK : PAUSE_WITHIN;
}

/* The lines of a piece, in the order of its text: notes come last there. */
static size_t take_pieces(struct narrator *narrator, size_t piece,
			  struct audio_piece *pieces, struct epub_clip *clips)
{
	size_t count = 0;
	for (int notes = 0; notes < 2; notes++)
		for (size_t i = 0; i < narrator->line_count; i++) {
			const struct line *line = &narrator->lines[i];
			struct buffer text = BUFFER_INITIALISER;
			if (line->piece != piece ||
			    line->is_note != (notes == 1) ||
			    !has_words(narrator, line->item))
				continue;
			write_text(narrator, line->item, &text);
			clips[count] =
				(struct epub_clip){ .mark = line->mark,
						    .is_note = line->is_note };
			pieces[count++] = (struct audio_piece){
				.text = arena_copy_str(&narrator->arena,
						       buffer_str(&text)),
				.pause = pause_before(line->item),
				.place = line->item->node->place,
			};
			buffer_release(&text);
		}
	return count;
}

/* Clips that follow one another on one block are one: a table's cell of two
 * lines, say. */
static size_t join_clips(struct epub_clip *clips, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (kept && clips[kept - 1].mark == clips[i].mark)
			clips[kept - 1].end = clips[i].end;
		else
			clips[kept++] = clips[i];
	return kept;
}

static bool tell_not_allowed(struct work *work)
{
	const struct audio_command *command = &work->audio.settings->speak;
	diagnostics_add(&work->diagnostics, DIAGNOSTIC_AUDIO_NOT_ALLOWED,
			command->place,
			"the audio book is not made: '%s' may not be run "
			"without --allow-commands",
			command->words[0]);
	return false;
}

static bool speak_piece(struct narrator *narrator, size_t piece,
			struct epub_recording *recording)
{
	struct work *work = narrator->work;
	size_t most = narrator->line_count + 1;
	struct audio_piece *pieces =
		ARENA_NEW_ARRAY(&narrator->arena, most, struct audio_piece);
	recording->clips =
		ARENA_NEW_ARRAY(&narrator->arena, most, struct epub_clip);
	const struct audio_job job = {
		.settings = work->audio.settings,
		.language = work->document.language,
		.voice = work->audio.voice,
		.cache = work->audio.cache,
		.is_allowed = work->audio.is_allowed,
	};
	size_t count = take_pieces(narrator, piece, pieces, recording->clips);
	if (!count)
		return true;
	enum audio_outcome outcome = audio_record(
		&job, pieces, count, &recording->bytes, &work->diagnostics);
	if (outcome == AUDIO_NOT_ALLOWED)
		return tell_not_allowed(work);
	for (size_t i = 0; i < count; i++) {
		recording->clips[i].begin = pieces[i].begin;
		recording->clips[i].end = pieces[i].end;
	}
	recording->clip_count = join_clips(recording->clips, count);
	return outcome == AUDIO_RECORDED;
}

/* ---- Chapters ------------------------------------------------------------ */

static const char *title_of(struct narrator *narrator,
			    const struct html_piece *piece)
{
	struct buffer words = BUFFER_INITIALISER;
	if (piece->heading)
		node_append_plain_text(piece->heading, &words);
	struct str title = str_trim(buffer_str(&words));
	char *copy = title.length ?
			     arena_copy(&narrator->arena, title.bytes,
					title.length) :
			     arena_copy(&narrator->arena,
					narrator->work->document.title,
					strlen(narrator->work->document.title));
	buffer_release(&words);
	for (char *at = copy; *at; at++)
		if (*at == '\n') /* a playlist is of lines */
			*at = ' ';
	return copy;
}

/* Milliseconds as ISO 8601 has durations. */
static const char *iso_duration(struct narrator *narrator, uint64_t length)
{
	return arena_format(&narrator->arena, "PT%" PRIu64 ".%03uS",
			    length / 1000, (unsigned)(length % 1000));
}

static void add_chapter(struct narrator *narrator,
			const struct html_piece *piece,
			const struct epub_recording *recording)
{
	struct chapters *chapters = narrator->chapters;
	enum audio_kind kind = narrator->work->audio.settings->kind;
	if (!recording->clip_count)
		return;
	uint64_t length = recording->clips[recording->clip_count - 1].end;
	const char *title = title_of(narrator, piece);
	const char *file = arena_format(&narrator->arena, "%02u.%s",
					++chapters->count, audio_ending(kind));
	container_add(&chapters->container, file, buffer_str(&recording->bytes),
		      CONTAINER_STORED);
	chapters->length += length;
	buffer_append_format(&chapters->songs, "#EXTINF:%" PRIu64 ",%s\n%s\n",
			     (length + 500) / 1000, title, file);
	json_array_append_new(
		chapters->order,
		json_pack("{s:s, s:s, s:s, s:s, s:s}", "type", "LinkedResource",
			  "url", file, "encodingFormat", audio_media_type(kind),
			  "name", title, "duration",
			  iso_duration(narrator, length)));
}

/* epub_narration.speak; where chapters are wanted, no book is to be written. */
static bool speak(void *data, const struct html_split *split,
		  const struct html_marks *marks,
		  struct epub_recording *recordings)
{
	struct narrator *narrator = data;
	sort_marks(narrator, marks);
	collect_lines(narrator, split, marks);
	bool done = true;
	for (size_t i = 0; done && i < split->count; i++)
		done = speak_piece(narrator, i, &recordings[i]);
	if (!narrator->chapters)
		return done;
	for (size_t i = 0; done && i < split->count; i++)
		add_chapter(narrator, &split->pieces[i], &recordings[i]);
	if (!done)
		narrator->chapters->count = 0;
	return false;
}

/* ---- The book ------------------------------------------------------------ */

static void narrate(struct narrator *narrator, struct epub_options *options,
		    struct epub_narration *narration, struct buffer *out)
{
	struct work *work = narrator->work;
	const struct audio_settings *settings = work->audio.settings;
	*narration = (struct epub_narration){
		.speak = speak,
		.data = narrator,
		.media_type = audio_media_type(settings->kind),
		.ending = audio_ending(settings->kind),
		.narrator = work->audio.voice,
	};
	told_begin(&narrator->told, &work->document);
	options->narration = narration;
	if (!epub_write(&work->document, options, out, &work->error))
		work->has_failed = true;
	told_release(&narrator->told);
}

static void write_book(struct work *work, struct epub_options *options,
		       struct buffer *out)
{
	struct narrator narrator = { .work = work };
	struct epub_narration narration;
	narrate(&narrator, options, &narration, out);
	if (out->length)
		work->products[OUTPUT_AUDIO].seconds =
			(narration.milliseconds + 500) / 1000;
	arena_release(&narrator.arena);
}

/* ---- The chapters' lists -------------------------------------------------- */

/* W3C Audiobooks (2020), of what the publication says of itself. */
static void add_manifest(struct narrator *narrator)
{
	struct chapters *chapters = narrator->chapters;
	const struct work *work = narrator->work;
	const char *direction =
		work->document.direction == DIRECTION_RTL ? "rtl" : "ltr";
	json_t *manifest = json_pack(
		"{s:[s,s,{s:s,s:s}], s:s, s:s, s:s, s:s, s:s, s:s, s:O}",
		"@context", "https://schema.org",
		"https://www.w3.org/ns/pub-context", "language",
		work->document.language, "direction", direction, "conformsTo",
		"https://www.w3.org/TR/audiobooks/", "type", "Audiobook",
		"name", work->document.title, "inLanguage",
		work->document.language, "readingProgression", direction,
		"duration", iso_duration(narrator, chapters->length),
		"readingOrder", chapters->order);
	if (work->audio.voice && work->audio.voice[0])
		json_object_set_new(manifest, "readBy",
				    json_string(work->audio.voice));
	char *text = json_dumps(manifest, JSON_INDENT(2));
	container_add(&chapters->container, "publication.json", str_from(text),
		      CONTAINER_DEFLATED);
	free(text);
	json_decref(manifest);
}

static void add_songs(struct narrator *narrator)
{
	struct chapters *chapters = narrator->chapters;
	struct buffer list = BUFFER_INITIALISER;
	buffer_append_string(&list, "#EXTM3U\n#EXTENC:UTF-8\n");
	buffer_append_str(&list, buffer_str(&chapters->songs));
	container_add(&chapters->container, "chapters.m3u8", buffer_str(&list),
		      CONTAINER_DEFLATED);
	buffer_release(&list);
}

static void write_chapters(struct work *work, struct epub_options *options,
			   struct buffer *out)
{
	struct narrator narrator = { .work = work };
	struct chapters chapters = {
		.container = CONTAINER_INITIALISER(&narrator.arena),
		.order = json_array(),
	};
	struct epub_narration narration;
	narrator.chapters = &chapters;
	narrate(&narrator, options, &narration, out);
	if (chapters.count) {
		add_manifest(&narrator);
		add_songs(&narrator);
		if (!container_write(&chapters.container, output_time(work),
				     out, &work->error))
			work->has_failed = true;
		work->products[OUTPUT_AUDIO_CHAPTERS].seconds =
			(chapters.length + 500) / 1000;
	}
	container_release(&chapters.container);
	buffer_release(&chapters.songs);
	json_decref(chapters.order);
	arena_release(&narrator.arena);
}

/* ---- Both ----------------------------------------------------------------- */

static void write_with(struct work *work,
		       void (*write)(struct work *work,
				     struct epub_options *options,
				     struct buffer *out),
		       struct buffer *out)
{
	struct chart_style light;
	struct epub_options options;
	if (!work->audio.settings) {
		diagnostics_add(
			&work->diagnostics, DIAGNOSTIC_AUDIO_SETTINGS,
			(struct place){ work->document.root->place.file, 0, 0 },
			"an audio book is asked for, and nothing says who "
			"reads it: publication.yaml has no audio:");
		return;
	}
	if (!epub_output_begin(work, &light, &options))
		return;
	write(work, &options, out);
	font_set_release(options.fonts);
}

void audio_output_write(struct work *work, struct buffer *out)
{
	write_with(work, write_book, out);
}

void chapters_output_write(struct work *work, struct buffer *out)
{
	write_with(work, write_chapters, out);
}
