/* dist/<publication>/manifest.json: what earlier runs built, with the numbers
 * that a file does not show from outside. A run that builds a part reads it,
 * so that the download pages tell the truth about the rest. */
#ifndef EVERYREAD_COMMANDS_MANIFEST_H
#define EVERYREAD_COMMANDS_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "commands/remarks.h"
#include "publication/publication.h"

struct memory;

/* What an earlier run's file is now. */
enum manifest_state {
	MANIFEST_AS_MADE,
	MANIFEST_DIFFERS, /* somebody signed it, say, or it was not written */
	MANIFEST_MISSING
};

struct manifest_file {
	const char *edition;  /* its id; of an entry's page "stories/ann", of
			       * a collection's data "stories/" */
	const char *language; /* folder of the language */
	enum output output;
	const char *path; /* within the publication's folder of dist/ */
	uint64_t bytes;
	uint64_t pages;       /* 0: not a paged format */
	uint64_t seconds;     /* that it can be listened to; 0: not */
	uint64_t words;       /* of the edition's text; 0: not known */
	const char *standard; /* that it claims to keep, or NULL */
	struct digest digest; /* of its bytes, as they were made */
	enum manifest_state state;
	uint64_t size;          /* [bytes] as it stands in dist/ */
	bool is_withdrawn;      /* it quotes what may not be quoted any more */
	struct remarks remarks; /* what is to be mended in it */
	/* What tells the findings that it was made from (evidence_hash()); "":
	 * it takes nothing from any; NULL: the manifest does not say. */
	const char *findings;
	/* What stands for the words of the passages that it quotes. */
	const uint64_t *passages;
	size_t passage_count;
};

/* A language in which there is something to read, and where it begins. */
struct manifest_language {
	const char *language;  /* its folder */
	const char *locale;    /* BCP 47 */
	const char *name;      /* the language's, in itself */
	const char *title;     /* the publication's, in it */
	const char *path;      /* within the publication's folder */
	const char *statement; /* the accessibility statement's; "": none */
};

struct manifest {
	struct manifest_file *items;
	size_t count, capacity;
	/* The source language first; in the arena. */
	struct manifest_language *languages;
	size_t language_count;
	/* More members of the JSON, as it is printed (commands/release.h), or
	 * NULL. Not read back. */
	const char *release;
};

#define MANIFEST_INITIALISER \
	{ \
		0 \
	}

/* How much the manifest says. */
enum manifest_reading {
	MANIFEST_READ,
	MANIFEST_ABSENT, /* nothing was built yet, as far as it says */
	MANIFEST_DAMAGED /* what it says of is not known */
};

/* Reads the manifest in `folder`, and looks what its files are now; the memory
 * knows most of their digests. NULL: without a look. Texts are in the arena; release. */
enum manifest_reading manifest_read(struct arena *arena, const char *folder,
				    struct memory *memory,
				    struct manifest *manifest);

/* The manifest of an earlier release, wherever it is; its files may be gone.
 * False where it cannot be read. */
bool manifest_read_file(struct arena *arena, const char *path,
			struct manifest *manifest);

/* The languages alone, without a look at the files; 0: there are none, or no
 * manifest. In the arena. */
size_t manifest_read_languages(struct arena *arena, const char *folder,
			       struct manifest_language **languages);

/* The entries of `from`, those left out that are missing
 * or withdrawn. Release. */
void manifest_copy(struct manifest *manifest, const struct manifest *from);

/* Sets the entry of the file's edition, language and output. */
void manifest_set(struct manifest *manifest, struct manifest_file file);

/* Takes the entry out, where there is one. */
void manifest_remove(struct manifest *manifest, const char *edition,
		     const char *language, enum output output);

/* Whether it is the page of an entry, or the data of a collection. */
bool manifest_is_entry(const struct manifest_file *file);

/* NULL where it was not built. */
struct manifest_file *manifest_find(const struct manifest *manifest,
				    const char *edition, const char *language,
				    enum output output);

/* Whether the publication still has this file's edition in its language and
 * format. */
bool manifest_is_published(const struct manifest_file *file,
			   const struct publication *publication);

/* The file's bytes, as JSON: in the order of the publication, whatever order
 * they were set in, so that parts that are built one after the other come to
 * the same as the whole. */
void manifest_print(struct manifest *manifest,
		    const struct publication *publication, struct buffer *json);

/* A JSON string (RFC 8259). */
void manifest_print_text(struct buffer *json, const char *text);

extern const char manifest_name[]; /* "manifest.json" */

void manifest_release(struct manifest *manifest);

#endif
