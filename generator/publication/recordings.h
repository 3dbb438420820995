/* What people recorded: videos in a sign language, films, readings. They are
 * made and kept elsewhere; publication.yaml says where, and whatever those need
 * to know who decide by it: `recordings:`. */
#ifndef EVERYREAD_PUBLICATION_RECORDINGS_H
#define EVERYREAD_PUBLICATION_RECORDINGS_H

#include <stddef.h>

#include "base/diagnostic.h"
#include "base/yaml_table.h"
#include "publication/localised.h"

enum recording_kind {
	RECORDING_SIGN_LANGUAGE, /* a video */
	RECORDING_VIDEO,
	RECORDING_AUDIO,
	RECORDING_KIND_COUNT
};

struct recording {
	struct place place;
	enum recording_kind kind;
	struct localised title;
	const char *language; /* tag of what is signed or spoken: "bfi" */
	const char *edition;  /* whose text it tells, or NULL */
	const char *url;
	unsigned seconds;       /* its length; 0: not known, which was told */
	const char *captions;   /* where they are, or NULL */
	const char *transcript; /* likewise */
	bool has_captions;      /* in the video itself, or there */
};

struct recordings {
	struct recording *items; /* each has title, language, url and length */
	size_t count;
};

/* "sign-language", by kind. */
extern const char *const recording_kind_words[RECORDING_KIND_COUNT];

/* Reads `recordings:` into struct recordings. */
extern const struct yaml_type field_recordings;

#endif
