/* How a publication is read aloud: which commands do it. They come from
 * publication.yaml and run only where the person who builds allows it. */
#ifndef EVERYREAD_BASE_AUDIO_SETTINGS_H
#define EVERYREAD_BASE_AUDIO_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"

/* A program and its arguments, with {input}, {output}, {language} and {voice}
 * in them. No shell reads it. */
struct audio_command {
	const char **words;
	size_t count; /* 0: not given */
	struct place place;
};

enum audio_kind { AUDIO_OPUS, AUDIO_MP3, AUDIO_M4A, AUDIO_KIND_COUNT };

struct audio_settings {
	struct audio_command speak;  /* a text file → a WAV file */
	struct audio_command encode; /* a WAV file → a file of the kind */
	enum audio_kind kind;
	bool takes_ssml;  /* otherwise plain text */
	unsigned seconds; /* that one call may take */
};

enum { AUDIO_SECONDS = 60, AUDIO_MOST_SECONDS = 3600 };

#define AUDIO_KIND_WORDS "opus", "mp3", "m4a"

#endif
