/* Noting and comparing what is read. */
#define _XOPEN_SOURCE 700
#include "base/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/vector.h"

/* ---- Fingerprints ------------------------------------------------------ */

struct fingerprint fingerprint_of(struct str bytes)
{
	XXH128_hash_t hash = XXH3_128bits(bytes.bytes, bytes.length);
	return (struct fingerprint){ hash.high64, hash.low64 };
}

bool fingerprint_equals(struct fingerprint a, struct fingerprint b)
{
	return a.high == b.high && a.low == b.low;
}

void fingerprint_add(struct fingerprint *to, struct str bytes)
{
	struct fingerprint both[2] = { *to, fingerprint_of(bytes) };
	*to = fingerprint_of((struct str){ (const char *)both, sizeof both });
}

/* ---- The values of a round --------------------------------------------- */

struct input_round {
	pthread_mutex_t lock;
	struct inputs known;
};

struct input_round *input_round_new(void)
{
	struct input_round *round = memory_allocate(sizeof *round);
	pthread_mutex_init(&round->lock, NULL);
	return round;
}

void input_round_free(struct input_round *round)
{
	if (!round)
		return;
	inputs_release(&round->known);
	pthread_mutex_destroy(&round->lock);
	free(round);
}

/* Nothing to be read: no bytes have this value. */
static const struct fingerprint nothing = { 0, 0 };

/* Read in pieces and not mapped: who writes to the file meanwhile may cut it. */
static bool hash_file(int file, XXH3_state_t *state)
{
	static const size_t piece = 1 << 16;
	char *bytes = memory_allocate(piece);
	ssize_t count;
	XXH3_128bits_reset(state);
	while ((count = read(file, bytes, piece)) != 0) {
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			break;
		XXH3_128bits_update(state, bytes, (size_t)count);
	}
	free(bytes);
	return count == 0;
}

static struct fingerprint value_of_file(const char *path)
{
	struct stat status;
	struct fingerprint value = nothing;
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (file < 0)
		return nothing;
	XXH3_state_t *state = XXH3_createState();
	bool is_file = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
	if (is_file && status.st_size >= FILE_SIZE_LIMIT) {
		value = (struct fingerprint){ 2, (uint64_t)status.st_size };
	} else if (state && is_file && hash_file(file, state)) {
		XXH128_hash_t hash = XXH3_128bits_digest(state);
		value = (struct fingerprint){ hash.high64, hash.low64 };
	}
	XXH3_freeState(state);
	close(file);
	return value;
}

static struct fingerprint value_of_kind(const char *path)
{
	struct stat status;
	if (stat(path, &status) != 0)
		return lstat(path, &status) != 0 ?
			       nothing :
			       (struct fingerprint){ 1, 4 }; /* leads nowhere */
	return (struct fingerprint){ 1, S_ISREG(status.st_mode) ? 1 :
					S_ISDIR(status.st_mode) ? 2 :
								  3 };
}

static struct fingerprint value_of_folder(const char *path)
{
	struct arena arena = ARENA_INITIALISER;
	struct error ignored;
	const char **names;
	size_t count;
	struct fingerprint value = nothing;
	if (file_list_folder(&arena, path, &names, &count, &ignored)) {
		value.high = 1;
		for (size_t i = 0; i < count; i++)
			fingerprint_add(&value, str_from(names[i]));
	}
	arena_release(&arena);
	return value;
}

static struct fingerprint value_of_place(const char *path)
{
	char *real = realpath(path, NULL);
	struct fingerprint value =
		real ? fingerprint_of(str_from(real)) : nothing;
	free(real);
	return value;
}

static struct fingerprint value_of(enum input_kind kind, const char *path)
{
	switch (kind) {
	case INPUT_FILE:
		return value_of_file(path);
	case INPUT_KIND:
		return value_of_kind(path);
	case INPUT_FOLDER:
		return value_of_folder(path);
	case INPUT_PLACE:
		return value_of_place(path);
	case INPUT_FACT:
	case INPUT_KIND_COUNT:
		break;
	}
	return nothing;
}

/* ---- Lists ------------------------------------------------------------- */

/* The kind as a digit, and the name. */
static struct str key_of(struct arena *arena, enum input_kind kind,
			 const char *name)
{
	return str_from(arena_format(arena, "%d%s", (int)kind, name));
}

static struct input *find(const struct inputs *inputs, enum input_kind kind,
			  const char *name)
{
	struct arena arena = ARENA_INITIALISER;
	/* The map holds numbers from 1: the items move. */
	size_t number = (size_t)(uintptr_t)map_lookup(
		&inputs->by_name, key_of(&arena, kind, name));
	arena_release(&arena);
	return number ? &inputs->items[number - 1] : NULL;
}

void inputs_add(struct inputs *inputs, enum input_kind kind, const char *name,
		struct fingerprint value)
{
	if (find(inputs, kind, name))
		return;
	struct str key = key_of(&inputs->arena, kind, name);
	*VECTOR_ADD(inputs) = (struct input){ kind, key.bytes + 1, value };
	map_set(&inputs->by_name, key, (void *)(uintptr_t)inputs->count);
}

void inputs_set(struct inputs *inputs, enum input_kind kind, const char *name,
		struct fingerprint value)
{
	inputs_add(inputs, kind, name, value);
	find(inputs, kind, name)->value = value;
}

void inputs_add_all(struct inputs *inputs, const struct inputs *others)
{
	for (size_t i = 0; i < others->count; i++)
		inputs_add(inputs, others->items[i].kind, others->items[i].name,
			   others->items[i].value);
}

void inputs_release(struct inputs *inputs)
{
	VECTOR_RELEASE(inputs);
	map_release(&inputs->by_name);
	arena_release(&inputs->arena);
	inputs->round = NULL;
}

struct fingerprint input_round_value(struct input_round *round,
				     enum input_kind kind, const char *path)
{
	pthread_mutex_lock(&round->lock);
	struct input *known = find(&round->known, kind, path);
	struct fingerprint value = known ? known->value : nothing;
	if (!known) {
		struct inputs *recorded = inputs_record(NULL, NULL);
		value = value_of(kind, path);
		inputs_add(&round->known, kind, path, value);
		inputs_record(recorded, recorded ? recorded->round : NULL);
	}
	pthread_mutex_unlock(&round->lock);
	return value;
}

void input_round_add_to(struct input_round *round, struct inputs *inputs)
{
	pthread_mutex_lock(&round->lock);
	inputs_add_all(inputs, &round->known);
	pthread_mutex_unlock(&round->lock);
}

/* ---- Recording --------------------------------------------------------- */

/* A thread's, and only while a piece of work runs on it: what is read many
 * calls deep need not be handed up through all of them. */
static _Thread_local struct inputs *recording;

struct inputs *inputs_record(struct inputs *inputs, struct input_round *round)
{
	struct inputs *before = recording;
	recording = inputs;
	if (inputs)
		inputs->round = round;
	return before;
}

void inputs_note(enum input_kind kind, const char *path)
{
	if (recording)
		inputs_add(recording, kind, path,
			   input_round_value(recording->round, kind, path));
}

void inputs_note_fact(const char *name, struct fingerprint value)
{
	if (recording)
		inputs_add(recording, INPUT_FACT, name, value);
}

const struct input *inputs_changed(const struct inputs *inputs,
				   struct input_round *round,
				   const struct inputs *facts)
{
	for (size_t i = 0; i < inputs->count; i++) {
		const struct input *input = &inputs->items[i];
		const struct input *now =
			input->kind == INPUT_FACT && facts ?
				find(facts, INPUT_FACT, input->name) :
				NULL;
		struct fingerprint value =
			input->kind != INPUT_FACT ?
				input_round_value(round, input->kind,
						  input->name) :
			now ? now->value :
			      nothing;
		if (!fingerprint_equals(value, input->value))
			return input;
	}
	return NULL;
}
