/* A chapter: its pieces spoken one after the other, joined, and packed. */
#include <string.h>

#include "audio/private.h"
#include "base/inputs.h"

enum {
	LARGEST_CHAPTER = 1 << 30 /* [bytes] of samples: file_read()'s bound */
};

static const struct {
	const char *ending, *media_type;
} kinds[AUDIO_KIND_COUNT] = {
	[AUDIO_OPUS] = { "opus", "audio/ogg; codecs=opus" },
	[AUDIO_MP3] = { "mp3", "audio/mpeg" },
	[AUDIO_M4A] = { "m4a", "audio/mp4" },
};

const char *audio_ending(enum audio_kind kind)
{
	return kinds[kind].ending;
}

const char *audio_media_type(enum audio_kind kind)
{
	return kinds[kind].media_type;
}

static bool has_at(struct str bytes, size_t offset, struct str sign)
{
	return bytes.length >= offset + sign.length &&
	       memcmp(bytes.bytes + offset, sign.bytes, sign.length) == 0;
}

bool audio_is_of_kind(struct str bytes, enum audio_kind kind)
{
	switch (kind) {
	case AUDIO_OPUS: /* RFC 7845, 3 */
		return has_at(bytes, 0, STR("OggS")) &&
		       has_at(bytes, 28, STR("OpusHead"));
	case AUDIO_MP3: /* a tag, or the first frame of MPEG audio, layer III */
		return has_at(bytes, 0, STR("ID3")) ||
		       (bytes.length > 2 &&
			(unsigned char)bytes.bytes[0] == 0xFF &&
			((unsigned char)bytes.bytes[1] & 0xE6) == 0xE2);
	case AUDIO_M4A: /* ISO/IEC 14496-12, 4.3 */
		return has_at(bytes, 4, STR("ftyp"));
	case AUDIO_KIND_COUNT:
		break;
	}
	return false;
}

/* ---- Joining ------------------------------------------------------------- */

struct recording {
	const struct audio_job *job;
	struct audio_folder folder;
	struct wave_format format; /* of the first piece; all have it */
	struct buffer samples;
	struct diagnostics *diagnostics;
};

static bool report(struct recording *recording, struct place place,
		   const struct audio_command *command,
		   const struct error *error)
{
	diagnostics_add(recording->diagnostics, DIAGNOSTIC_AUDIO_COMMAND, place,
			"this cannot be read aloud: '%s' %s", command->words[0],
			error->message);
	return false;
}

/* Whole samples of silence. */
static void append_silence(struct recording *recording, uint32_t milliseconds)
{
	const struct wave_format *format = &recording->format;
	size_t block = (size_t)format->channels * (format->bits / 8u);
	size_t length = (size_t)format->rate * milliseconds / 1000 * block;
	char *place = buffer_reserve(&recording->samples, length + 1);
	/* of 8 bits they are counted from the middle */
	memset(place, format->bits == 8 ? 0x80 : 0, length);
	recording->samples.length += length;
}

static uint64_t milliseconds(const struct recording *recording)
{
	return (uint64_t)recording->samples.length * 1000 /
	       wave_byte_rate(&recording->format);
}

static bool is_same(const struct wave_format *a, const struct wave_format *b)
{
	return a->channels == b->channels && a->bits == b->bits &&
	       a->rate == b->rate;
}

/* Adds what was spoken, if it goes with what there is. */
static bool join(struct recording *recording, struct audio_piece *piece,
		 struct str file, struct error *error)
{
	struct wave_format format;
	struct str samples;
	if (!wave_read(file, &format, &samples, error))
		return false;
	if (!recording->format.rate)
		recording->format = format;
	if (!is_same(&format, &recording->format))
		return error_set(error,
				 "wrote a WAV file of another rate, width or "
				 "number of channels than before");
	append_silence(recording, piece->pause);
	if (recording->samples.length + samples.length > LARGEST_CHAPTER)
		return error_set(error, "made more than 1 GiB of one chapter");
	piece->begin = milliseconds(recording);
	buffer_append_str(&recording->samples, samples);
	piece->end = milliseconds(recording);
	return true;
}

static bool speak(struct recording *recording, struct audio_piece *piece)
{
	const struct audio_settings *settings = recording->job->settings;
	struct arena arena = ARENA_INITIALISER;
	struct error error;
	struct str file;
	bool done = audio_run(&arena, recording->job, &settings->speak,
			      &recording->folder,
			      settings->takes_ssml ? "text.ssml" : "text.txt",
			      piece->text, "spoken.wav", &file, &error) &&
		    join(recording, piece, file, &error);
	if (!done)
		report(recording, piece->place, &settings->speak, &error);
	arena_release(&arena);
	return done;
}

static bool pack(struct recording *recording, struct buffer *out)
{
	const struct audio_settings *settings = recording->job->settings;
	struct arena arena = ARENA_INITIALISER;
	struct buffer wave = BUFFER_INITIALISER;
	struct error error;
	struct str file;
	const char *name =
		arena_format(&arena, "packed.%s", audio_ending(settings->kind));
	wave_append_head(&wave, &recording->format, recording->samples.length);
	buffer_append_str(&wave, buffer_str(&recording->samples));
	bool done = audio_run(&arena, recording->job, &settings->encode,
			      &recording->folder, "chapter.wav",
			      buffer_str(&wave), name, &file, &error);
	if (done && !audio_is_of_kind(file, settings->kind))
		done = error_set(&error, "wrote a file that is not of kind %s",
				 audio_ending(settings->kind));
	if (done)
		buffer_append_str(out, file);
	else
		report(recording, settings->encode.place, &settings->encode,
		       &error);
	buffer_release(&wave);
	arena_release(&arena);
	return done;
}

static bool make(struct recording *recording, struct audio_piece *pieces,
		 size_t count, struct buffer *out)
{
	struct error error;
	if (!audio_folder_open(&recording->folder, &error))
		return report(recording, recording->job->settings->speak.place,
			      &recording->job->settings->speak, &error);
	bool done = true;
	for (size_t i = 0; done && i < count; i++)
		done = speak(recording, &pieces[i]);
	if (done)
		done = pack(recording, out);
	audio_folder_close(&recording->folder);
	return done;
}

static enum audio_outcome record(const struct audio_job *job,
				 struct audio_piece *pieces, size_t count,
				 struct buffer *out,
				 struct diagnostics *diagnostics)
{
	struct recording recording = { .job = job, .diagnostics = diagnostics };
	struct buffer bytes = BUFFER_INITIALISER;
	if (audio_cache_read(job, pieces, count, out))
		return AUDIO_RECORDED;
	if (!job->is_allowed)
		return AUDIO_NOT_ALLOWED;
	bool done = make(&recording, pieces, count, &bytes);
	if (done) {
		audio_cache_write(job, pieces, count, buffer_str(&bytes));
		buffer_append_str(out, buffer_str(&bytes));
	}
	buffer_release(&bytes);
	buffer_release(&recording.samples);
	return done ? AUDIO_RECORDED : AUDIO_FAILED;
}

/* Neither the cache nor the folder of a call is what a build is made from. */
enum audio_outcome audio_record(const struct audio_job *job,
				struct audio_piece *pieces, size_t count,
				struct buffer *out,
				struct diagnostics *diagnostics)
{
	struct inputs *before = inputs_record(NULL, NULL);
	enum audio_outcome outcome =
		record(job, pieces, count, out, diagnostics);
	inputs_record(before, before ? before->round : NULL);
	return outcome;
}
