/* What a piece of work reads, noted as it is read, so that the next run can
 * tell whether it would come to the same: what files hold, what stands at a
 * path, what is in a folder. All that is read goes by base/file.h or says so
 * with inputs_note(); nothing is told by time stamps.
 *
 * The values are those of a round: each is found out once, before anybody has
 * read what it is about. What changes while the work goes on is therefore noted
 * as it was, and seen to be otherwise by the next round. */
#ifndef EVERYREAD_BASE_INPUTS_H
#define EVERYREAD_BASE_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"

/* 128 bits of XXH3: tells bytes from others, not from those of an enemy. */
struct fingerprint {
	uint64_t high, low;
};

struct fingerprint fingerprint_of(struct str bytes);
bool fingerprint_equals(struct fingerprint a, struct fingerprint b);

/* `to` becomes what tells both, in this order. */
void fingerprint_add(struct fingerprint *to, struct str bytes);

enum input_kind {
	INPUT_FILE,   /* the bytes; or that there is no file to be read */
	INPUT_KIND,   /* whether there is a file, a folder or nothing */
	INPUT_FOLDER, /* the names in it */
	INPUT_PLACE,  /* where it is, with symbolic links followed */
	INPUT_FACT,   /* something that is no file: "options" */
	INPUT_KIND_COUNT
};

struct input {
	enum input_kind kind;
	const char *name; /* path, or the name of a fact */
	struct fingerprint value;
};

/* The values of one round. Threads may share it. */
struct input_round;

struct input_round *input_round_new(void);
void input_round_free(struct input_round *round);

/* Of anything but a fact. */
struct fingerprint input_round_value(struct input_round *round,
				     enum input_kind kind, const char *path);

struct inputs;

/* Adds all that was asked for in the round. */
void input_round_add_to(struct input_round *round, struct inputs *inputs);

/* A list of inputs, each once. Zero-initialised: empty; release. */
struct inputs {
	struct arena arena;
	struct input *items;
	size_t count, capacity;
	struct map by_name;
	struct input_round *round; /* while it is recorded */
};

void inputs_add(struct inputs *inputs, enum input_kind kind, const char *name,
		struct fingerprint value);
/* The same, in the place of a value that is there already. */
void inputs_set(struct inputs *inputs, enum input_kind kind, const char *name,
		struct fingerprint value);
void inputs_add_all(struct inputs *inputs, const struct inputs *others);
void inputs_release(struct inputs *inputs);

/* From now on what this thread reads is noted in the list (NULL: nowhere); the
 * list that was there before is returned. */
struct inputs *inputs_record(struct inputs *inputs, struct input_round *round);

/* Notes what is about to be read, where this thread records. */
void inputs_note(enum input_kind kind, const char *path);

/* Notes a fact that was made use of, where this thread records. */
void inputs_note_fact(const char *name, struct fingerprint value);

/* NULL where all of it is as it was; else the first that is not. Facts are
 * those in `facts`; one that is not there has changed. */
const struct input *inputs_changed(const struct inputs *inputs,
				   struct input_round *round,
				   const struct inputs *facts);

#endif
