/* Media overlays: EPUB 3.3, 9. A file of sound for each file of the text, and one
 * of SMIL that says what is heard when which block is shown. */
#include <inttypes.h>

#include "epub/writer.h"

static void append_clock(struct buffer *out, uint64_t milliseconds)
{
	buffer_append_format(out, "%" PRIu64 ".%03us", milliseconds / 1000,
			     (unsigned)(milliseconds % 1000));
}

/* Of what is played: pauses between clips are not. */
static uint64_t length_of(const struct epub_recording *recording)
{
	uint64_t length = 0;
	for (size_t i = 0; i < recording->clip_count; i++)
		length += recording->clips[i].end - recording->clips[i].begin;
	return length;
}

const char *epub_overlay_of(struct writer *writer, size_t piece)
{
	return writer->recordings && writer->recordings[piece].clip_count ?
		       arena_format(&writer->arena, "overlay-%zu", piece) :
		       NULL;
}

bool epub_speak(struct writer *writer)
{
	struct epub_narration *narration = writer->options->narration;
	writer->recordings = ARENA_NEW_ARRAY(
		&writer->arena, writer->split.count, struct epub_recording);
	if (!narration->speak(narration->data, &writer->split, &writer->marks,
			      writer->recordings))
		return false;
	narration->milliseconds = 0;
	for (size_t i = 0; i < writer->split.count; i++)
		narration->milliseconds += length_of(&writer->recordings[i]);
	return true;
}

void epub_release_recordings(struct writer *writer)
{
	for (size_t i = 0; writer->recordings && i < writer->split.count; i++)
		buffer_release(&writer->recordings[i].bytes);
}

static void append_clip(const struct writer *writer, const char *text,
			const char *sound, const struct epub_clip *clip,
			struct buffer *out)
{
	buffer_append_string(
		out, clip->is_note ? "<par epub:type=\"footnote\">" : "<par>");
	buffer_append_format(out, "<text src=\"../%s#", text);
	/* escaped where it was written */
	buffer_append_string(out, writer->marks.items[clip->mark].identifier);
	buffer_append_format(out, "\"/><audio src=\"../%s\" clipBegin=\"",
			     sound);
	append_clock(out, clip->begin);
	buffer_append_string(out, "\" clipEnd=\"");
	append_clock(out, clip->end);
	buffer_append_string(out, "\"/></par>\n");
}

static void append_overlay(const struct writer *writer, size_t piece,
			   const char *sound, struct buffer *out)
{
	const struct epub_recording *recording = &writer->recordings[piece];
	const char *text = writer->split.pieces[piece].file;
	buffer_append_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				  "<smil xmlns=\"http://www.w3.org/ns/SMIL\" "
				  "xmlns:epub=\"http://www.idpf.org/2007/ops\" "
				  "version=\"3.0\">\n<body>\n");
	for (size_t i = 0; i < recording->clip_count; i++)
		append_clip(writer, text, sound, &recording->clips[i], out);
	buffer_append_string(out, "</body>\n</smil>\n");
}

static void add_overlay(struct writer *writer, size_t piece)
{
	struct epub_recording *recording = &writer->recordings[piece];
	const struct epub_narration *narration = writer->options->narration;
	struct buffer text = BUFFER_INITIALISER;
	struct item sound = {
		.identifier = arena_format(&writer->arena, "sound-%zu", piece),
		.file = arena_format(&writer->arena, "audio/%zu.%s", piece,
				     narration->ending),
		.media_type = narration->media_type,
	};
	struct item overlay = {
		.identifier = epub_overlay_of(writer, piece),
		.file = arena_format(&writer->arena, "audio/%zu.smil", piece),
		.media_type = "application/smil+xml",
		.milliseconds = length_of(recording),
	};
	epub_add(writer, &sound, buffer_str(&recording->bytes),
		 CONTAINER_STORED);
	append_overlay(writer, piece, sound.file, &text);
	epub_add(writer, &overlay, buffer_str(&text), CONTAINER_DEFLATED);
	buffer_release(&text);
}

void epub_add_overlays(struct writer *writer)
{
	for (size_t i = 0; writer->recordings && i < writer->split.count; i++)
		if (writer->recordings[i].clip_count)
			add_overlay(writer, i);
}

void epub_append_sound(const struct writer *writer, struct buffer *out)
{
	const struct epub_narration *narration = writer->options->narration;
	if (!writer->recordings)
		return;
	for (size_t i = 0; i < writer->items.count; i++) {
		const struct item *item = &writer->items.items[i];
		if (!item->milliseconds)
			continue;
		buffer_append_format(out,
				     "<meta property=\"media:duration\" "
				     "refines=\"#%s\">",
				     item->identifier);
		append_clock(out, item->milliseconds);
		buffer_append_string(out, "</meta>\n");
	}
	buffer_append_string(out, "<meta property=\"media:duration\">");
	append_clock(out, narration->milliseconds);
	buffer_append_string(out, "</meta>\n");
	if (narration->narrator && *narration->narrator) {
		buffer_append_string(out, "<meta property=\"media:narrator\">");
		html_escape_text(out, str_from(narration->narrator));
		buffer_append_string(out, "</meta>\n");
	}
	buffer_append_string(out, "<meta property=\"media:active-class\">"
				  "-epub-media-overlay-active</meta>\n");
}
