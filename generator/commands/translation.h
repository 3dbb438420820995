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

struct yaml_node;

/* One edition; or, with edition NULL, the page of the downloads, the entries of a
 * collection, or the titles and labels of a YAML file. */
struct translation_part {
	const struct edition *edition;
	const struct collection *collection; /* or NULL */
	bool is_landing;
	const char *yaml; /* the file's path, or NULL */
	/* Of a locale's file (translation_words.h): those of the English one;
	 * else NULL. */
	const struct yaml_node *messages;
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

/* A YAML file with labels; `root` is NULL where it cannot be read. */
struct translation_file {
	const char *path;
	const struct yaml_node *root;
};

/* Those of a publication, read once for all its languages. Zero-initialised: not
 * read yet. All in the arena. Mistakes go into `diagnostics`, which is NULL where
 * those who read the files for what they say tell them. */
struct translation_files {
	struct translation_file *items;
	size_t count;
};

bool translation_read_files(struct arena *arena,
			    const struct publication *publication,
			    struct translation_files *files,
			    struct diagnostics *diagnostics,
			    struct error *error);

/* Reads and pairs all that the language has and should have; an edition that is
 * not made in the language is no part, nor is a file without labels. Mistakes of
 * the record are reported. `files` are the publication's, or are read.
 * False: `error`. Release in both cases. */
bool translation_read(struct arena *arena,
		      const struct publication *publication, size_t language,
		      struct translation_files *files,
		      struct translation *translation,
		      struct diagnostics *diagnostics, struct error *error);
void translation_release(struct translation *translation);

/* Writes the record; where nothing is stale any longer, the language is a
 * translation of the publication as it is dated now. */
bool translation_write_record(struct translation *translation,
			      struct error *error);

/* The edition's identifier, or the file's name, which an XML NMTOKEN can be. */
const char *translation_part_name(const struct translation *translation,
				  const struct translation_part *part);

/* Reports what is stale, missing or an untouched copy, where anybody keeps a
 * record of the language, unless `told` says what follows from it. Where readers are
 * told that an edition is stale, it is a note. */
void translation_report(const struct translation *translation,
			const struct diagnostics *told,
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
