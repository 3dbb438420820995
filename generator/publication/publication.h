/* A publication: one folder of content/ that holds a publication.yaml. Read,
 * checked, and with its texts found, so that what is left to do is to build
 * `editions × texts × formats`.
 *
 * Every mistake is a diagnostic at its line and column. What is missing in a
 * translation is a warning, and the translation is left out: it has no
 * edition_text, so nothing can build or offer it, and nothing ever stands in
 * English in its place. What is missing in the source language is an error.
 *
 * All memory belongs to the arena given to publication_load(). */
#ifndef EVERYREAD_PUBLICATION_PUBLICATION_H
#define EVERYREAD_PUBLICATION_PUBLICATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/audio_settings.h"
#include "base/braille_settings.h"
#include "base/data_place.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "base/profile.h"
#include "base/pseudo.h"
#include "base/str.h"
#include "publication/accessibility.h"
#include "publication/recordings.h"
#include "publication/collection.h"
#include "publication/localised.h"
#include "publication/output.h"

/* A file of content, read. */
struct source_file {
	const char *path;
	struct str text;     /* well-formed UTF-8 or not: markdown/ says */
	uint32_t first_line; /* of the file, where the text begins; 0 is 1 */
	struct str whole;    /* of an entry: the file, with the data above its
			      * text; else empty */
};

struct publication_language {
	const char *folder; /* "en": the folder, and the tag in file names */
	const char *locale; /* "en-GB": BCP 47, decides words and formats */
	struct place place;
	enum pseudo pseudo;          /* its texts are the source's, changed */
	bool is_begun;               /* its folder is there */
	bool is_complete;            /* has all the texts of publication.yaml */
	struct source_file *landing; /* or NULL: no landing page */
};

/* An edition in one language whose text is there. */
struct edition_text {
	size_t language;           /* index into publication.languages */
	struct source_file *files; /* chapters, sorted by name; at least one */
	size_t file_count;
	/* Chapters of the source language that are not there in this one: their
	 * files' names. Where there are any, the edition says so. */
	const char **missing;
	size_t missing_count;
	/* ISO 8601 date of the version of the source that it is a translation of,
	 * where readers are to be told; else NULL. */
	const char *version;
};

/* A picture of the publication itself, and what it says. */
struct publication_picture {
	const char *path; /* within the publication's folder; NULL: none */
	struct place place;
	struct localised alternative; /* empty: it is decoration */
};

/* How the texts are read aloud, and by which voice in each language. */
struct publication_audio {
	bool is_given;
	struct audio_settings settings;
	struct localised voice;
};

struct edition {
	const char *identifier; /* "full-report" */
	struct place place;
	enum profile profile;
	struct localised title;
	const char *source; /* "full-report" or "easy-read.md", within a
			     * language's folder */
	struct place source_place;
	bool has_contents, has_numbered_headings;
	unsigned contents_depth; /* levels that contents show; 0: all */
	bool writes_punctuation; /* quotation marks and dashes as the language
				  * has them, where straight ones are typed */
	bool has_lists;          /* of its figures and tables */
	enum data_place data;    /* where the numbers of charts stand */
	struct braille_settings braille;
	struct publication_picture cover_picture; /* of its own */
	unsigned formats;                         /* set of outputs */
	bool *wants_language;                     /* by language index */
	bool *may_be_partial;       /* by language index: is published with
				     * chapters missing */
	struct edition_text *texts; /* in the order of the languages */
	size_t text_count;
	/* Texts that are there and are not published, since something is
	 * missing. */
	struct edition_text *left_out;
	size_t left_out_count;
};

enum identifier_kind {
	IDENTIFIER_ISBN,
	IDENTIFIER_ISSN,
	IDENTIFIER_DOI,
	IDENTIFIER_REPORT_NUMBER,
	IDENTIFIER_KIND_COUNT
};

/* Another publication, by the name of its folder beside this one. */
struct publication_relation {
	const char *name; /* NULL: none */
	struct place place;
};

struct publication_pseudo;

struct publication {
	const struct publication_pseudo
		*pseudo;        /* that made its texts, or NULL */
	const char *folder;     /* "content/people-at-the-centre" */
	const char *file;       /* its publication.yaml */
	const char *identifier; /* "people-at-the-centre" */
	struct localised title, subtitle, description, publisher;
	struct localised notice; /* stands on every cover and page shell */
	const char **authors;
	size_t author_count;
	const char *issued;   /* ISO 8601 date, never NULL */
	const char *modified; /* or NULL */
	bool tells_stale; /* readers of a translation whose source has changed
			       * are told of which version it is */
	const char *identifiers[IDENTIFIER_KIND_COUNT]; /* NULL: has none */
	struct localised licence;
	const char *licence_url; /* or NULL */
	struct publication_contact contact;
	struct accessibility accessibility;
	struct recordings recordings;
	struct publication_picture logo, cover_picture;
	struct braille_settings braille; /* of editions that say nothing */
	struct publication_audio audio;
	struct localised kind; /* "Viewpoint"; not given: it names none */
	/* Where the folder of all publications will be, with a slash at its
	 * end; or NULL. */
	const char *address;
	struct publication_relation earlier, later; /* in the same series */
	struct publication_relation *related;
	size_t related_count;
	struct publication_language *languages; /* [0]: the source language */
	size_t language_count;
	const char *landing; /* file within a language's folder, or NULL */
	struct edition *editions;
	size_t edition_count;
	bool lacks_editions; /* some cannot be read, which is told */
	/* Its languages or editions have mistakes, or keys without values, which
	 * are told: what follows from these alone is not. */
	bool has_mistakes, has_blanks;
	struct collection *collections;
	size_t collection_count;
	struct beside *beside; /* that keeps those it names (beside.h); NULL:
				* they are read for each who asks */
};

/* Pseudo-languages that are wanted besides those of publication.yaml, and who
 * makes their texts: all that the source language has, nothing left out. */
struct publication_pseudo {
	enum pseudo kinds[PSEUDO_COUNT];
	size_t count;
	/* A text in Markdown; and one within a line. */
	struct str (*translate_text)(struct arena *arena, enum pseudo pseudo,
				     struct str text, const char *file,
				     const char *language);
	const char *(*translate_line)(struct arena *arena, enum pseudo pseudo,
				      const char *markdown);
};

/* The keys of publication.yaml. */
extern const struct yaml_table publication_keys;

/* Reads FOLDER/publication.yaml and every text that it asks for. NULL where
 * the publication cannot be told at all: the file does not parse (reported),
 * or a file cannot be read (`error`, with error->message set; else empty).
 * Otherwise what is right is returned, whatever else was reported. `pseudo` may
 * be NULL; what it points to is asked until the return. */
struct publication *publication_load(struct arena *arena, const char *folder,
				     const struct publication_pseudo *pseudo,
				     struct diagnostics *diagnostics,
				     struct error *error);

/* Names of the folders of `content` that hold a publication.yaml, sorted. */
bool publication_list(struct arena *arena, const char *content,
		      const char ***names, size_t *count, struct error *error);

/* Takes a language out of all editions, and its landing page: it lacks what the
 * texts alone do not tell, such as words. */
void publication_leave_out(struct publication *publication, size_t language);

/* Reads a text that others include: `name` within the language's folder, or
 * else within the publication's. NULL where it is of no use, which is reported
 * at `tag` or in the text; `error` where the system failed. */
const struct source_file *
publication_read_included(struct arena *arena,
			  const struct publication *publication,
			  size_t language, struct str name, struct place tag,
			  struct diagnostics *diagnostics, struct error *error);

/* Says of which version of the source an edition is a translation. */
void publication_set_version(struct publication *publication,
			     const struct edition *edition, size_t language,
			     const char *version);

/* How the edition stands in the language, or NULL. */
const struct edition_text *publication_text(const struct edition *edition,
					    size_t language);

/* The same, also where it is left out. */
const struct edition_text *publication_draft(const struct edition *edition,
					     size_t language);

/* The file of `other` that is the same chapter as `file` of `text`, or NULL: by
 * its name, else by the number that it begins with. */
const struct source_file *publication_chapter(const struct edition_text *text,
					      const struct source_file *file,
					      const struct edition_text *other);

/* Index of the language whose folder or locale tag this is, in ASCII letters
 * of any case; language_count where there is none. */
size_t publication_find_language(const struct publication *publication,
				 const char *tag);

/* "isbn", "report-number": the key in publication.yaml. */
const char *publication_identifier_kind_name(enum identifier_kind kind);

#endif
