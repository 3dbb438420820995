/* Records and findings from one build to the next. */
#define _XOPEN_SOURCE 700
#include "commands/memory.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/vector.h"
#include "commands/program.h"
#include "commands/targets.h"

/* The findings of a publication's folder. */
struct findings {
	char *folder, *language;
	struct arena arena;
	struct inputs inputs;
	struct diagnostics diagnostics;
	struct evidence *evidence;
	bool is_used; /* in this build */
};

/* The records of a folder of outputs. */
struct shelf {
	char *folder;
	struct records records;
};

struct known_digest {
	struct fingerprint bytes;
	struct digest digest;
	bool is_used; /* in this build */
};

struct memory {
	VECTOR(struct known_digest) digests;
	bool is_lasting, has_cache, has_program;
	struct fingerprint program;
	struct input_round *round;
	pthread_mutex_t mutex; /* of findings: these may be read side by side */
	VECTOR(struct findings *) findings;
	VECTOR(struct shelf *) shelves;
};

struct memory *memory_new(bool is_lasting, bool has_cache)
{
	struct memory *memory = memory_allocate(sizeof *memory);
	memory->is_lasting = is_lasting;
	memory->has_cache = has_cache;
	pthread_mutex_init(&memory->mutex, NULL);
	return memory;
}

static void free_findings(struct findings *findings)
{
	evidence_free(findings->evidence);
	inputs_release(&findings->inputs);
	diagnostics_release(&findings->diagnostics);
	arena_release(&findings->arena);
	free(findings->folder);
	free(findings->language);
	free(findings);
}

void memory_free(struct memory *memory)
{
	for (size_t i = 0; i < memory->shelves.count; i++) {
		records_release(&memory->shelves.items[i]->records);
		free(memory->shelves.items[i]->folder);
		free(memory->shelves.items[i]);
	}
	for (size_t i = 0; i < memory->findings.count; i++)
		free_findings(memory->findings.items[i]);
	VECTOR_RELEASE(&memory->shelves);
	VECTOR_RELEASE(&memory->findings);
	VECTOR_RELEASE(&memory->digests);
	input_round_free(memory->round);
	pthread_mutex_destroy(&memory->mutex);
	free(memory);
}

bool memory_is_lasting(const struct memory *memory)
{
	return memory->is_lasting;
}

struct fingerprint memory_program(struct memory *memory)
{
	if (!memory->has_program)
		memory->program = program_fingerprint();
	memory->has_program = true;
	return memory->program;
}

struct input_round *memory_begin(struct memory *memory)
{
	input_round_free(memory->round);
	memory->round = input_round_new();
	for (size_t i = 0; i < memory->findings.count; i++)
		memory->findings.items[i]->is_used = false;
	return memory->round;
}

/* ---- The cache --------------------------------------------------------- */

/* $XDG_CACHE_HOME/everyread, else ~/.cache/everyread; NULL where neither is
 * known (XDG Base Directory Specification). */
static const char *cache_folder(struct arena *arena)
{
	const char *cache = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");
	if (cache && cache[0] == '/')
		return path_join(arena, cache, "everyread");
	if (home && home[0] == '/')
		return path_join(arena, home, ".cache/everyread");
	return NULL;
}

const char *memory_audio_cache(const struct memory *memory, struct arena *arena)
{
	const char *cache = memory->has_cache ? cache_folder(arena) : NULL;
	return cache ? path_join(arena, cache, "audio") : NULL;
}

/* One file for each folder of outputs, wherever it stands. */
static const char *cache_file(struct arena *arena, const char *folder)
{
	const char *cache = cache_folder(arena);
	char *real = realpath(folder, NULL);
	const char *file = NULL;
	if (cache && real) {
		struct fingerprint name = fingerprint_of(str_from(real));
		file = arena_format(arena,
				    "%s/%016" PRIx64 "%016" PRIx64 ".records",
				    cache, name.high, name.low);
	}
	free(real);
	return file;
}

static void learn_digests(struct memory *memory, const struct records *records)
{
	for (size_t i = 0; i < records->count; i++)
		for (int j = 0; j < OUTPUT_COUNT; j++) {
			const struct artifact *artifact =
				&records->items[i]->artifacts[j];
			if (artifact->is_there && artifact->digest.hex[0])
				*VECTOR_ADD(&memory->digests) =
					(struct known_digest){ artifact->bytes,
							       artifact->digest,
							       true };
		}
}

static struct known_digest *find_digest(const struct memory *memory,
					struct fingerprint bytes)
{
	for (size_t i = 0; i < memory->digests.count; i++)
		if (fingerprint_equals(memory->digests.items[i].bytes, bytes))
			return &memory->digests.items[i];
	return NULL;
}

struct digest memory_digest(struct memory *memory, struct str bytes)
{
	struct fingerprint fingerprint = fingerprint_of(bytes);
	struct known_digest *known = find_digest(memory, fingerprint);
	if (!known) {
		known = VECTOR_ADD(&memory->digests);
		known->bytes = fingerprint;
		known->digest = digest_of(bytes.bytes, bytes.length);
	}
	known->is_used = true;
	return known->digest;
}

static void forget_digests(struct memory *memory)
{
	size_t kept = 0;
	for (size_t i = 0; i < memory->digests.count; i++) {
		struct known_digest known = memory->digests.items[i];
		if (known.is_used)
			memory->digests.items[kept++] = known;
	}
	memory->digests.count = kept;
	for (size_t i = 0; i < kept; i++)
		memory->digests.items[i].is_used = false;
}

void memory_end(struct memory *memory)
{
	size_t kept = 0;
	for (size_t i = 0; i < memory->findings.count; i++) {
		struct findings *findings = memory->findings.items[i];
		if (findings->is_used)
			memory->findings.items[kept++] = findings;
		else
			free_findings(findings);
	}
	memory->findings.count = kept;
	forget_digests(memory);
}

struct records *memory_records(struct memory *memory, const char *folder)
{
	for (size_t i = 0; i < memory->shelves.count; i++)
		if (strcmp(memory->shelves.items[i]->folder, folder) == 0)
			return &memory->shelves.items[i]->records;
	struct shelf *shelf = memory_allocate(sizeof *shelf);
	struct arena arena = ARENA_INITIALISER;
	shelf->folder = memory_copy_text(folder, strlen(folder));
	*VECTOR_ADD(&memory->shelves) = shelf;
	const char *file =
		memory->has_cache ? cache_file(&arena, folder) : NULL;
	if (file)
		records_read(file, &shelf->records);
	learn_digests(memory, &shelf->records);
	arena_release(&arena);
	return &shelf->records;
}

void memory_store(struct memory *memory, const char *folder)
{
	struct arena arena = ARENA_INITIALISER;
	struct error ignored;
	const char *file =
		memory->has_cache ? cache_file(&arena, folder) : NULL;
	if (file)
		records_write(file, memory_records(memory, folder), &ignored);
	arena_release(&arena);
}

/* ---- Findings ---------------------------------------------------------- */

static struct findings *find_findings(struct memory *memory, const char *folder,
				      const char *language)
{
	struct findings *found = NULL;
	pthread_mutex_lock(&memory->mutex);
	for (size_t i = 0; !found && i < memory->findings.count; i++) {
		struct findings *findings = memory->findings.items[i];
		if (strcmp(findings->folder, folder) == 0 &&
		    strcmp(findings->language, language) == 0 &&
		    !inputs_changed(&findings->inputs, memory->round, NULL))
			found = findings;
	}
	pthread_mutex_unlock(&memory->mutex);
	return found;
}

static void add_findings(struct memory *memory, struct findings *findings)
{
	pthread_mutex_lock(&memory->mutex);
	*VECTOR_ADD(&memory->findings) = findings;
	pthread_mutex_unlock(&memory->mutex);
}

static struct findings *read_findings(struct memory *memory,
				      const struct publication *publication,
				      const char *language, struct error *error)
{
	struct findings *findings = memory_allocate(sizeof *findings);
	const char *folder = publication->folder;
	findings->folder = memory_copy_text(folder, strlen(folder));
	findings->language = memory_copy_text(language, strlen(language));
	struct inputs *before = inputs_record(&findings->inputs, memory->round);
	bool is_right = targets_load_evidence(&findings->arena, publication,
					      &findings->evidence,
					      &findings->diagnostics, error);
	inputs_record(before, memory->round);
	if (is_right)
		return findings;
	free_findings(findings);
	return NULL;
}

bool memory_evidence(struct memory *memory,
		     const struct publication *publication,
		     struct evidence **evidence,
		     struct diagnostics *diagnostics, struct error *error)
{
	const char *language = publication->language_count ?
				       publication->languages[0].locale :
				       "";
	struct findings *findings =
		find_findings(memory, publication->folder, language);
	*evidence = NULL;
	error->message[0] = '\0';
	if (!findings) {
		findings = read_findings(memory, publication, language, error);
		if (!findings)
			return false;
		add_findings(memory, findings);
	}
	findings->is_used = true;
	*evidence = findings->evidence;
	diagnostics_copy(diagnostics, &findings->diagnostics);
	targets_check_evidence(publication, findings->evidence, diagnostics);
	return true;
}

void memory_add_findings(const struct memory *memory, struct inputs *inputs)
{
	for (size_t i = 0; i < memory->findings.count; i++)
		if (memory->findings.items[i]->is_used)
			inputs_add_all(inputs,
				       &memory->findings.items[i]->inputs);
}
