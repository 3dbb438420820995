/* dist/<publication>/manifest.json: what earlier runs built, with the numbers
 * that a file does not show from outside. A run that builds a part reads it,
 * so that the download pages tell the truth about the rest. */
#ifndef EVERYREAD_COMMANDS_MANIFEST_H
#define EVERYREAD_COMMANDS_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "publication/publication.h"

struct manifest_file {
	const char *edition;  /* its id */
	const char *language; /* folder of the language */
	enum output output;
	const char *path; /* within the publication's folder of dist/ */
	uint64_t bytes;
	uint64_t pages; /* 0: not a paged format */
	/* What tells the findings that it was made from (evidence_hash()); "":
	 * it takes nothing from any; NULL: the manifest does not say. */
	const char *findings;
	/* What stands for the words of the passages that it quotes. */
	const uint64_t *passages;
	size_t passage_count;
};

struct manifest {
	struct manifest_file *items;
	size_t count, capacity;
};

#define MANIFEST_INITIALISER \
	{ \
		0 \
	}

/* Reads the manifest in `folder`, without the files that are no longer there
 * or have another size. Where it is missing or damaged nothing was built as
 * far as we know: the manifest is empty. Texts are in the arena; release. */
void manifest_read(struct arena *arena, const char *folder,
		   struct manifest *manifest);

/* Sets the entry of the file's edition, language and output. */
void manifest_set(struct manifest *manifest, struct manifest_file file);

/* NULL where it was not built. */
const struct manifest_file *manifest_find(const struct manifest *manifest,
					  const char *edition,
					  const char *language,
					  enum output output);

/* Whether the publication still has this file's edition in its language and
 * format. */
bool manifest_is_published(const struct manifest_file *file,
			   const struct publication *publication);

bool manifest_write(const struct manifest *manifest, const char *folder,
		    struct error *error);

void manifest_release(struct manifest *manifest);

#endif
