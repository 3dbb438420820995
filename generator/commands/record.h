/* What a build knows of what it made: for each artifact what it was made from
 * and what was said of it, so that the next build need not make it again. A
 * record proves nothing by itself. An artifact is taken over only where all
 * inputs are as they were and the file in dist/ has the bytes that were made:
 * a record that is old, lost or damaged costs time and nothing else. */
#ifndef EVERYREAD_COMMANDS_RECORD_H
#define EVERYREAD_COMMANDS_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/inputs.h"
#include "commands/pipeline.h"
#include "evidence/evidence.h"
#include "publication/output.h"

/* An output, besides what its document was made from. */
struct artifact {
	bool is_there;
	struct inputs inputs;
	struct diagnostics diagnostics;
	struct fingerprint bytes;
	struct digest digest;        /* of the same bytes, where it is known */
	uint64_t length, page_count; /* length: [bytes] */
	uint64_t seconds;            /* that it can be listened to; 0: not */
	/* On which page what has an identifier begins; these live as long as
	 * the inputs. */
	struct {
		struct product_place *items;
		size_t count, capacity;
	} places;
};

/* An edition in one language, or a landing page. */
struct record {
	char *name; /* "full-report pl"; " pl" */
	struct inputs inputs;
	struct diagnostics diagnostics; /* of the document */
	struct evidence_use use;
	struct artifact artifacts[OUTPUT_COUNT];
	bool is_known;     /* its document would come to the same */
	bool has_document; /* the work has it */
	/* The same, alive in memory, where a build follows in the same process;
	 * or NULL. Owned. */
	struct work *work;
	struct build_home *home; /* what the work points into */
};

struct record *record_new(const char *name);
void record_free(struct record *record);
void artifact_release(struct artifact *artifact);
void artifact_add_place(struct artifact *artifact, const char *identifier,
			uint32_t page);

/* The records of a publication. */
struct records {
	struct record **items;
	size_t count, capacity;
};

/* Takes the record of that name out of the list; NULL where there is none. */
struct record *records_take(struct records *records, const char *name);
void records_add(struct records *records, struct record *record);
void records_release(struct records *records);

/* Reads a file of records. Where it is missing, damaged or of another version
 * of the program there are none. */
void records_read(const char *path, struct records *records);

/* Writes them whole or not at all; two that write at once do no harm. */
bool records_write(const char *path, const struct records *records,
		   struct error *error);

#endif
