/* How a translation stands against its source, edition by edition. */
#ifndef EVERYREAD_COMMANDS_TRANSLATION_H
#define EVERYREAD_COMMANDS_TRANSLATION_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "publication/publication.h"
#include "translate/pair.h"
#include "translate/origins.h"

/* One edition; or, with edition NULL, the page of the downloads or the titles of
 * publication.yaml. */
struct translation_part {
	const struct edition *edition;
	bool is_landing;
	struct pairs pairs;
	size_t counts[PAIR_STATE_COUNT];
	size_t words_left; /* of the source: missing, stale or a copy */
};

struct translation {
	const struct publication *publication;
	size_t language;
	struct origins record;
	struct translation_part *parts;
	size_t part_count;
};

/* Reads and pairs all that the language has and should have; an edition that is
 * not made in the language is no part. Mistakes of the record are reported.
 * False: `error`. Release in both cases. */
bool translation_read(struct arena *arena,
		      const struct publication *publication, size_t language,
		      struct translation *translation,
		      struct diagnostics *diagnostics, struct error *error);
void translation_release(struct translation *translation);

/* Writes the record; where nothing is stale any longer, the language is a
 * translation of the publication as it is dated now. */
bool translation_write_record(struct translation *translation,
			      struct error *error);

/* The edition's identifier, or the file's name. */
const char *translation_part_name(const struct translation *translation,
				  const struct translation_part *part);

/* Reports what is stale, missing or an untouched copy, where anybody keeps a
 * record of the language. Where readers are told that an edition is stale, it is
 * a note. */
void translation_report(const struct translation *translation,
			struct diagnostics *diagnostics);

/* The date of the version that readers are to be told the edition is a translation
 * of, or NULL: it is of the present one, or the publisher does not want it told,
 * or nobody knows. */
const char *translation_version(const struct translation *translation,
				const struct translation_part *part);

/* The whole state for people to read, for programs, and as a page that has
 * the source as it was, as it is, and the translation side by side. */
void translation_write_text(const struct translation *translation,
			    struct buffer *out);
void translation_write_json(const struct translation *translation,
			    bool is_first, struct buffer *out);
void translation_begin_html(struct buffer *out);
void translation_end_html(struct buffer *out);
void translation_write_html(const struct translation *translation,
			    struct buffer *out);

#endif
