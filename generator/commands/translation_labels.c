/* Labels, each a mapping from languages to texts, wherever they stand in a file. */
#include "commands/translation_labels.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"
#include "evidence/evidence.h"

/* ---- Files ------------------------------------------------------------- */

static bool is_listed(const struct translation_files *files, const char *path)
{
	for (size_t i = 0; i < files->count; i++)
		if (strcmp(files->items[i].path, path) == 0)
			return true;
	return false;
}

static bool add_file(struct arena *arena, struct translation_files *files,
		     const char *path, struct diagnostics *diagnostics,
		     struct error *error)
{
	struct diagnostics found = DIAGNOSTICS_INITIALISER;
	struct str text;
	if (is_listed(files, path) || !file_exists(path))
		return true;
	if (!file_read(arena, path, &text, error))
		return false;
	files->items[files->count++] =
		(struct translation_file){ path, yaml_parse(arena, text, path,
							    1, &found) };
	if (diagnostics)
		diagnostics_merge(diagnostics, &found);
	diagnostics_release(&found);
	return true;
}

bool translation_read_files(struct arena *arena,
			    const struct publication *publication,
			    struct translation_files *files,
			    struct diagnostics *diagnostics,
			    struct error *error)
{
	if (files->items)
		return true;
	files->items = ARENA_NEW_ARRAY(arena, publication->collection_count + 1,
				       struct translation_file);
	if (!add_file(arena, files,
		      path_join(arena, publication->folder,
				"findings/findings.yaml"),
		      diagnostics, error))
		return false;
	for (size_t i = 0; i < publication->collection_count; i++) {
		const struct schema *schema =
			publication->collections[i].schema;
		if (schema &&
		    !add_file(arena, files, schema->file, diagnostics, error))
			return false;
	}
	return true;
}

/* ---- Labels ------------------------------------------------------------ */

struct label {
	const struct segment *source, *target; /* target: or NULL */
	bool is_name;
};

struct labelling {
	struct arena *arena;
	const struct translation *translation;
	const char *file;
	VECTOR(struct label) labels;
};

bool translation_is_language(const struct publication *publication,
			     size_t language, struct str key)
{
	const struct publication_language *tag =
		&publication->languages[language];
	return str_equals_string(key, tag->folder) ||
	       str_equals_string(key, tag->locale);
}

static bool is_any_language(const struct publication *publication,
			    struct str key)
{
	for (size_t i = 0; i < publication->language_count; i++)
		if (translation_is_language(publication, i, key))
			return true;
	return false;
}

static const struct yaml_node *text_in(const struct labelling *labelling,
				       const struct yaml_node *label,
				       size_t language)
{
	const struct publication *publication =
		labelling->translation->publication;
	for (size_t i = 0; i < label->count; i++)
		if (translation_is_language(publication, language,
					    label->pairs[i].key))
			return label->pairs[i].value;
	return NULL;
}

static bool is_label(const struct labelling *labelling,
		     const struct yaml_node *node)
{
	for (size_t i = 0; i < node->count; i++)
		if (!is_any_language(labelling->translation->publication,
				     node->pairs[i].key) ||
		    node->pairs[i].value->kind != YAML_SCALAR)
			return false;
	return node->count && text_in(labelling, node, 0);
}

static struct segment *segment_of(const struct labelling *labelling,
				  const struct yaml_node *text, size_t language)
{
	struct segments one = { 0 };
	struct segment *kept = NULL;
	struct place place;
	if (!text)
		return NULL;
	place = text->place;
	place.file = labelling->file;
	segments_add_text(
		labelling->arena,
		arena_copy(labelling->arena, text->text.bytes,
			   text->text.length),
		place,
		labelling->translation->publication->languages[language].locale,
		&one);
	if (one.count)
		kept = arena_copy_array(labelling->arena, one.items, 1,
					sizeof *kept);
	segments_release(&one);
	return kept;
}

/* What only Easy Read says needs no words where there is none. */
static bool is_wanted(const struct labelling *labelling, struct str key)
{
	const struct translation *translation = labelling->translation;
	const struct publication *publication = translation->publication;
	if (!str_equals_string(key, "easy-label"))
		return true;
	for (size_t i = 0; i < publication->edition_count; i++)
		if (publication->editions[i].profile == PROFILE_EASY_READ &&
		    publication->editions[i]
			    .wants_language[translation->language])
			return true;
	return false;
}

static void add_labels(struct labelling *labelling,
		       const struct yaml_node *node, bool is_name)
{
	size_t language = labelling->translation->language;
	if (node->kind == YAML_MAPPING && is_label(labelling, node)) {
		const struct segment *source =
			segment_of(labelling, text_in(labelling, node, 0), 0);
		if (source)
			*VECTOR_ADD(&labelling->labels) = (struct label){
				.source = source,
				.target = segment_of(
					labelling,
					text_in(labelling, node, language),
					language),
				.is_name = is_name,
			};
		return;
	}
	for (size_t i = 0; i < node->count; i++) {
		if (node->kind != YAML_MAPPING)
			add_labels(labelling, node->items[i], is_name);
		else if (is_wanted(labelling, node->pairs[i].key))
			add_labels(labelling, node->pairs[i].value, is_name);
	}
}

/* ---- Pairs ------------------------------------------------------------- */

/* A name is often the same in two languages, and somebody wrote it down twice:
 * that is no copy which was left untouched. */
static struct pair pair_of(const struct labelling *labelling,
			   const struct label *label,
			   const struct segments *all)
{
	struct pair pair = { .state = PAIR_MISSING, .source = label->source };
	if (label->target)
		pair = pair_two(label->source, label->target,
				&labelling->translation->record, all);
	if (pair.state == PAIR_COPY && label->is_name)
		pair.state = PAIR_UNRECORDED;
	return pair;
}

void translation_pair_labels(struct arena *arena,
			     const struct translation *translation,
			     const struct translation_file *file,
			     const struct segments *others, struct pairs *pairs)
{
	struct labelling labelling = { .arena = arena,
				       .translation = translation,
				       .file = file->path };
	const struct yaml_node *root = file->root;
	struct segments all = { 0 };
	/* What values are called, and what stands in tiles, are names. */
	for (size_t i = 0;
	     root && root->kind == YAML_MAPPING && i < root->count; i++)
		add_labels(
			&labelling, root->pairs[i].value,
			str_equals_string(root->pairs[i].key, "values") ||
				str_equals_string(root->pairs[i].key, "map"));
	for (size_t i = 0; i < others->count; i++)
		*VECTOR_ADD(&all) = others->items[i];
	for (size_t i = 0; i < labelling.labels.count; i++)
		*VECTOR_ADD(&all) = *labelling.labels.items[i].source;
	for (size_t i = 0; i < labelling.labels.count; i++)
		*VECTOR_ADD(pairs) =
			pair_of(&labelling, &labelling.labels.items[i], &all);
	VECTOR_RELEASE(&labelling.labels);
	segments_release(&all);
}
