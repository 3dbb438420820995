/* The findings of a publication, read once. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/vector.h"
#include "evidence/evidence_private.h"
#include "quote/quotation.h"
#include "read/read.h"
#include "read/slug.h"

static const char *settings_path(struct arena *arena, const char *folder)
{
	return path_join(arena, folder, "findings/findings.yaml");
}

bool evidence_exists(struct arena *arena, const char *folder)
{
	return file_exists(settings_path(arena, folder));
}

/* ---- Names ------------------------------------------------------------- */

/* Values that would have one name are told apart by a number: the order of
 * values, and so the number, is that of their bytes. */
static const char *own_slug(struct arena *arena, struct map *taken,
			    struct str text)
{
	const char *slug = slug_of(arena, text);
	const char *own = *slug ? slug : "value";
	for (unsigned i = 2; map_lookup(taken, str_from(own)); i++)
		own = arena_format(arena, "%s-%u", slug, i);
	map_set(taken, str_from(own), (void *)own);
	return own;
}

static bool is_size_shown(const struct evidence *evidence, uint32_t dimension,
			  uint32_t value)
{
	struct cell cell = CELL_ALL;
	cell_narrow(&cell, dimension, value);
	struct analysis_count count = cell_count(evidence, &cell);
	return count.is_shown && count.count > 0;
}

static void name_values(struct evidence *evidence, struct arena *arena,
			uint32_t index)
{
	struct evidence_dimension *dimension = &evidence->dimensions[index];
	const struct project_variable *variable =
		&evidence->project->variables
			 [evidence->settings->dimensions[index].variable];
	struct map taken = MAP_INITIALISER;
	dimension->count = variable->value_count + 1;
	dimension->slugs =
		ARENA_NEW_ARRAY(arena, dimension->count, const char *);
	dimension->shown =
		ARENA_NEW_ARRAY(arena, dimension->count, const char *);
	map_set(&taken, STR(CELL_MISSING_NAME), dimension);
	for (uint32_t i = 0; i < variable->value_count; i++) {
		dimension->slugs[i] =
			own_slug(arena, &taken, variable->values[i]);
		if (is_size_shown(evidence, index, i))
			dimension->shown[dimension->shown_count++] =
				dimension->slugs[i];
	}
	dimension->slugs[variable->value_count] = CELL_MISSING_NAME;
	map_release(&taken);
}

static void name_all(struct evidence *evidence, struct arena *arena)
{
	const struct settings *settings = evidence->settings;
	evidence->theme_names =
		ARENA_NEW_ARRAY(arena, settings->theme_count, const char *);
	for (uint32_t i = 0; i < settings->theme_count; i++)
		evidence->theme_names[i] = settings->themes[i].id;
	evidence->dimension_names =
		ARENA_NEW_ARRAY(arena, settings->dimension_count, const char *);
	evidence->dimensions = ARENA_NEW_ARRAY(arena, settings->dimension_count,
					       struct evidence_dimension);
	for (uint32_t i = 0; i < settings->dimension_count; i++) {
		evidence->dimension_names[i] = settings->dimensions[i].id;
		name_values(evidence, arena, i);
	}
}

static void list_cell_names(struct evidence *evidence, struct arena *arena)
{
	static const char *const words[] = {
		"label",  "people",         "base",   "percent", "of-ten",
		"others", "others-percent", "hidden", "parts",   "first",
		"second", "third",          "last",   "of"
	};
	enum { WORDS = sizeof words / sizeof *words };
	uint32_t count = evidence->settings->dimension_count;
	evidence->cell_names =
		ARENA_NEW_ARRAY(arena, WORDS + count, const char *);
	memcpy(evidence->cell_names, words, sizeof words);
	for (uint32_t i = 0; i < count; i++)
		evidence->cell_names[WORDS + i] = evidence->dimension_names[i];
	evidence->cell_name_count = WORDS + count;
}

/* ---- The hierarchy ----------------------------------------------------- */

/* The next code above that is a theme. */
static void find_parents(struct evidence *evidence, struct arena *arena)
{
	const struct settings *settings = evidence->settings;
	const struct project *project = evidence->project;
	uint32_t *themes =
		ARENA_NEW_ARRAY(arena, project->code_count, uint32_t);
	for (uint32_t i = 0; i < settings->theme_count; i++)
		themes[settings->themes[i].code] = i + 1;
	evidence->parents =
		ARENA_NEW_ARRAY(arena, settings->theme_count, uint32_t);
	for (uint32_t i = 0; i < settings->theme_count; i++) {
		uint32_t code = project->codes[settings->themes[i].code].parent;
		while (code != PROJECT_NONE && !themes[code])
			code = project->codes[code].parent;
		evidence->parents[i] =
			code == PROJECT_NONE ? PROJECT_NONE : themes[code] - 1;
	}
}

static bool has_languages(const struct evidence *evidence)
{
	const struct project *project = evidence->project;
	uint32_t variable = evidence->settings->language;
	for (uint32_t i = 0;
	     variable != PROJECT_NONE && i < project->source_count; i++)
		if (project_lookup_value(project->sources[i].values,
					 project->sources[i].value_count,
					 variable) != PROJECT_NONE)
			return true;
	return false;
}

/* ---- What tells them from others --------------------------------------- */

static bool hash_file(const char *path, uint64_t *hash, struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	struct str bytes;
	bool is_read = file_read(&arena, path, &bytes, error);
	if (is_read)
		*hash = map_hash_bytes(bytes.bytes, bytes.length);
	arena_release(&arena);
	return is_read;
}

static bool hash_all(struct evidence *evidence, struct arena *arena,
		     const char *yaml, const char *data, struct error *error)
{
	uint64_t settings, project;
	if (!hash_file(yaml, &settings, error) ||
	    !hash_file(data, &project, error))
		return false;
	evidence->hash = arena_format(arena, "%016" PRIx64 "%016" PRIx64,
				      settings, project);
	return true;
}

const char *evidence_hash(const struct evidence *evidence)
{
	return evidence && evidence->hash && !evidence->is_broken ?
		       evidence->hash :
		       "";
}

static int compare_words(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

static void find_quotable(const struct evidence *evidence,
			  struct quotable *quotable)
{
	struct arena arena = ARENA_INITIALISER;
	struct quotation *list;
	size_t count =
		quotation_list(quotations_share(&arena, evidence->quotations),
			       PROJECT_NONE, &list);
	uint64_t *words = ARENA_NEW_ARRAY(&quotable->arena, count, uint64_t);
	for (size_t i = 0; i < count; i++)
		words[i] = list[i].words;
	if (count)
		qsort(words, count, sizeof *words, compare_words);
	arena_release(&arena);
	quotable->passages = words;
	quotable->count = count;
	quotable->is_known = true;
}

bool evidence_quotable(const struct evidence *evidence,
		       const uint64_t **passages, size_t *count)
{
	struct quotable *quotable = evidence->quotable;
	if (evidence->is_broken || evidence->settings->has_wrong_consent)
		return false;
	pthread_mutex_lock(&quotable->mutex);
	if (!quotable->is_known)
		find_quotable(evidence, quotable);
	pthread_mutex_unlock(&quotable->mutex);
	*passages = quotable->passages;
	*count = quotable->count;
	return true;
}

void evidence_use_release(struct evidence_use *use)
{
	VECTOR_RELEASE(&use->passages);
}

void evidence_check_replacements(const struct evidence *evidence,
				 struct arena *arena, const struct str *texts,
				 size_t text_count,
				 struct diagnostics *diagnostics)
{
	if (evidence->is_broken || !evidence->settings->replacement_count)
		return;
	quotations_check_replacements(
		quotations_share(arena, evidence->quotations), texts,
		text_count, diagnostics);
}

/* ---- Loading ----------------------------------------------------------- */

static bool read_all(struct evidence *evidence, struct arena *arena,
		     const char *folder, struct diagnostics *diagnostics,
		     struct error *error)
{
	const char *yaml = settings_path(arena, folder);
	struct read_options options;
	const char *path = settings_project_path(arena, yaml, &options,
						 diagnostics, error);
	if (!path || !hash_all(evidence, arena, yaml, path, error))
		return false;
	evidence->project = findings_read(path, &options, diagnostics, error);
	if (evidence->project)
		evidence->settings =
			settings_load(arena, yaml, path, evidence->project,
				      diagnostics, error);
	return evidence->settings != NULL;
}

struct evidence *evidence_load(struct arena *arena, const char *folder,
			       const char *language,
			       struct diagnostics *diagnostics,
			       struct error *error)
{
	struct evidence *evidence = ARENA_NEW(arena, struct evidence);
	evidence->language = language;
	if (!read_all(evidence, arena, folder, diagnostics, error)) {
		evidence->is_broken = true;
		if (!error->message[0])
			return evidence;
		project_free(evidence->project);
		return NULL;
	}
	const struct settings *settings = evidence->settings;
	evidence->quotable = memory_allocate(sizeof *evidence->quotable);
	pthread_mutex_init(&evidence->quotable->mutex, NULL);
	evidence->analysis = analysis_new(arena, evidence->project, settings);
	evidence->has_languages = has_languages(evidence);
	find_parents(evidence, arena);
	name_all(evidence, arena);
	list_cell_names(evidence, arena);
	evidence->quotations = quotations_new(arena, evidence->analysis);
	return evidence;
}

void evidence_free(struct evidence *evidence)
{
	if (!evidence)
		return;
	if (evidence->quotations)
		quotations_release(evidence->quotations);
	if (evidence->quotable) {
		pthread_mutex_destroy(&evidence->quotable->mutex);
		arena_release(&evidence->quotable->arena);
		free(evidence->quotable);
	}
	project_free(evidence->project);
}
