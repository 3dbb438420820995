/* Texts as sound, by commands that the publication names: one speaks a piece of
 * text into a WAV file, another packs a chapter into a file that players take.
 *
 * Each piece is spoken on its own, so that its length is that of its samples
 * and no command need tell where it is; pieces and the pauses between them are
 * joined here. A command runs without a shell, with nothing on its input, and is
 * ended, with all that it started, when its time is up. What it wrote is looked
 * at before it is believed: a WAV file must be one, a packed file begin as its
 * kind does.
 *
 * A chapter that was made before, from the same pieces by the same commands, is
 * taken from the cache. */
#ifndef EVERYREAD_AUDIO_AUDIO_H
#define EVERYREAD_AUDIO_AUDIO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/audio_settings.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/str.h"

/* A piece of text that is spoken at once. */
struct audio_piece {
	struct str text;
	uint32_t pause; /* [ms] before it */
	struct place place;
	uint64_t begin, end; /* [ms] of the chapter; set by audio_record() */
};

struct audio_job {
	const struct audio_settings *settings;
	const char *language; /* BCP 47 */
	const char *voice;    /* "" where none is given */
	const char *cache;    /* a folder, or NULL: none */
	bool is_allowed;      /* to run commands; otherwise the cache must do */
};

enum audio_outcome {
	AUDIO_RECORDED,
	AUDIO_FAILED,     /* reported */
	AUDIO_NOT_ALLOWED /* not in the cache, and commands may not run */
};

/* Speaks and packs one chapter: appends the file to `out`. The first piece that
 * cannot be spoken ends it. */
enum audio_outcome audio_record(const struct audio_job *job,
				struct audio_piece *pieces, size_t count,
				struct buffer *out,
				struct diagnostics *diagnostics);

const char *audio_ending(enum audio_kind kind);
const char *audio_media_type(enum audio_kind kind);

#endif
