/* What outlives a build: the records of what was made, in files of the cache,
 * and in a process that builds again and again (serve, watch) also documents,
 * outputs and findings as they stand in memory. */
#ifndef EVERYREAD_COMMANDS_MEMORY_H
#define EVERYREAD_COMMANDS_MEMORY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/digest.h"
#include "base/inputs.h"
#include "commands/record.h"
#include "evidence/evidence.h"
#include "publication/publication.h"

struct memory;

/* With `is_lasting`, what is alive is kept from build to build. Without a
 * cache, nothing is read from files or written to any. */
struct memory *memory_new(bool is_lasting, bool has_cache);
void memory_free(struct memory *memory);

bool memory_is_lasting(const struct memory *memory);

/* The program's fingerprint, found out once. */
struct fingerprint memory_program(struct memory *memory);

/* Begins a build; its values of inputs. */
struct input_round *memory_begin(struct memory *memory);

/* The folder where what was spoken is kept; NULL: nowhere. In the arena. */
const char *memory_audio_cache(const struct memory *memory,
			       struct arena *arena);

/* Ends it. Findings that are no longer used are freed; records that were not
 * taken stay. */
void memory_end(struct memory *memory);

/* The records of the publication whose outputs are in `folder`: those in memory,
 * or else in the cache. They are the memory's. */
struct records *memory_records(struct memory *memory, const char *folder);

/* Writes them to the cache, where there is one and they can be written: a build
 * loses nothing without them. */
void memory_store(struct memory *memory, const char *folder);

/* The SHA-256 of bytes, reckoned once for each: fingerprints are quicker by far,
 * and of most files the digest is known. */
struct digest memory_digest(struct memory *memory, struct str bytes);

/* The publication's findings, as targets_load_evidence() gives them, or those
 * of the last build where all that they were read from is as it was. They are
 * the memory's. Threads may ask for those of different publications. */
bool memory_evidence(struct memory *memory,
		     const struct publication *publication,
		     struct evidence **evidence,
		     struct diagnostics *diagnostics, struct error *error);

/* Adds what the findings of this round were read from. */
void memory_add_findings(const struct memory *memory, struct inputs *inputs);

#endif
