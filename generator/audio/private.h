/* What the files of audio/ share. */
#ifndef EVERYREAD_AUDIO_PRIVATE_H
#define EVERYREAD_AUDIO_PRIVATE_H

#include "audio/audio.h"
#include "base/error.h"

/* ---- run.c --------------------------------------------------------------- */

/* A folder of its own for the files of one chapter. */
struct audio_folder {
	char path[64];
};

bool audio_folder_open(struct audio_folder *folder, struct error *error);
void audio_folder_close(struct audio_folder *folder);

/* Runs the command on `input` and reads what it wrote; the arena's. False: the
 * message says what the command did instead. */
bool audio_run(struct arena *arena, const struct audio_job *job,
	       const struct audio_command *command,
	       const struct audio_folder *folder, const char *input_name,
	       struct str input, const char *output_name, struct str *output,
	       struct error *error);

/* ---- wave.c -------------------------------------------------------------- */

/* How sound is kept in a WAV file (RIFF, 1991): whole samples, not compressed. */
struct wave_format {
	uint16_t channels, bits;
	uint32_t rate; /* [samples/s] */
};

/* The bytes of the samples in a file; false where it is none, with what is
 * wrong. */
bool wave_read(struct str file, struct wave_format *format, struct str *samples,
	       struct error *error);

/* The head of a file with so many bytes of samples. */
void wave_append_head(struct buffer *out, const struct wave_format *format,
		      size_t length);

/* [bytes] of a second. */
uint32_t wave_byte_rate(const struct wave_format *format);

/* ---- cache.c ------------------------------------------------------------- */

/* What tells this chapter from every other. */
struct fingerprint audio_key(const struct audio_job *job,
			     const struct audio_piece *pieces, size_t count);

/* False where the cache has it not, or damaged. */
bool audio_cache_read(const struct audio_job *job, struct audio_piece *pieces,
		      size_t count, struct buffer *out);
void audio_cache_write(const struct audio_job *job,
		       const struct audio_piece *pieces, size_t count,
		       struct str bytes);

/* True where the bytes begin as those of the kind do. */
bool audio_is_of_kind(struct str bytes, enum audio_kind kind);

#endif
