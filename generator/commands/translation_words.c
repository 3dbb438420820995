/* Messages as segments, and back into their files. */
#include "commands/translation_words.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/file.h"
#include "base/language.h"
#include "base/map.h"
#include "base/path.h"
#include "base/vector.h"
#include "base/yaml_table.h"
#include "commands/translation_entries.h"
#include "locale/locale.h"
#include "translate/codes.h"
#include "translate/exchange.h"

const char translation_words_name[] = "interface-words";
static const char reference[] = "en-GB";

/* ---- Languages --------------------------------------------------------- */

static const char *file_of(struct arena *arena, const char *folder,
			   const char *tag)
{
	return path_join(arena, folder, arena_format(arena, "%s.yaml", tag));
}

static const char *find_folder(struct arena *arena,
			       const struct overlay *templates)
{
	for (int i = 0; i < LAYER_COUNT; i++) {
		if (!templates->folders[i])
			continue;
		const char *folder =
			path_join(arena, templates->folders[i], "locales");
		if (file_exists(file_of(arena, folder, reference)))
			return folder;
	}
	return NULL;
}

static void add_language(struct publication *publication, const char *tag)
{
	for (size_t i = 0; i < publication->language_count; i++)
		if (strcmp(publication->languages[i].folder, tag) == 0)
			return;
	publication->languages[publication->language_count++] =
		(struct publication_language){ .folder = tag, .locale = tag };
}

static bool add_asked(struct arena *arena, struct publication *publication,
		      const char *asked, struct error *error)
{
	const char *instead = NULL;
	const char *tag = language_read_tag(arena, asked, &instead);
	if (!tag)
		return error_set(error, "'%s' is no language tag%s%s%s", asked,
				 instead ? "; did you mean '" : "",
				 instead ? instead : "", instead ? "'?" : "");
	add_language(publication, tag);
	return true;
}

const struct publication *translation_words_languages(
	struct arena *arena, const struct installation *installation,
	const char *const *more, size_t more_count, struct error *error)
{
	const char *folder = find_folder(arena, &installation->templates);
	const char **names;
	size_t count;
	if (!folder) {
		error_set(error, "no folder of templates has 'locales/%s.yaml'",
			  reference);
		return NULL;
	}
	if (!file_list_folder(arena, folder, &names, &count, error))
		return NULL;
	struct publication *publication = ARENA_NEW(arena, struct publication);
	publication->identifier = translation_words_name;
	publication->folder = folder;
	publication->languages = ARENA_NEW_ARRAY(arena, count + more_count + 1,
						 struct publication_language);
	add_language(publication, reference);
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(names[i]);
		const char *ignored;
		if (length > 5 && strcmp(names[i] + length - 5, ".yaml") == 0) {
			const char *tag =
				arena_copy(arena, names[i], length - 5);
			if (language_read_tag(arena, tag, &ignored))
				add_language(publication, tag);
		}
	}
	for (size_t i = 0; i < more_count; i++)
		if (!add_asked(arena, publication, more[i], error))
			return NULL;
	return publication;
}

/* ---- Reading ----------------------------------------------------------- */

/* NULL: there is no such file, or nothing to be read in it. */
static bool read_messages(struct arena *arena, const char *path,
			  const struct yaml_node **messages,
			  struct diagnostics *diagnostics, struct error *error)
{
	const struct yaml_node *root = NULL;
	*messages = NULL;
	if (file_exists(path) &&
	    !yaml_table_file(arena, path, &locale_file_table, &root,
			     diagnostics, error))
		return false;
	if (root)
		*messages = yaml_lookup(root, "messages");
	if (*messages &&
	    !yaml_expect(*messages, YAML_MAPPING, "messages", diagnostics))
		*messages = NULL;
	return true;
}

/* The spaces at a message's ends are not the translator's to keep. */
static struct segment *segment_of(struct arena *arena, const char *path,
				  const struct yaml_node *value, size_t index)
{
	if (!value || value->kind != YAML_SCALAR)
		return NULL;
	const char *text = exchange_words(arena, value->text);
	struct segment *segment = ARENA_NEW(arena, struct segment);
	if (!text[0])
		return NULL;
	*segment = (struct segment){
		.place = value->place,
		.kind = NODE_TITLE,
		.spot = (uint32_t)index,
		.text = text,
		.hash = map_hash_bytes(text, strlen(text)),
		.is_yaml = true,
	};
	segment->place.file = path;
	return segment;
}

static bool has_letters(struct arena *arena, const char *text)
{
	struct codes codes = codes_read_message(arena, str_from(text));
	for (size_t i = 0; i < codes.count; i++)
		for (size_t at = 0; codes.items[i].kind == CODE_WORDS &&
				    at < codes.items[i].text.length;)
			if (u_isalpha((UChar32)str_decode(codes.items[i].text,
							  &at)))
				return true;
	return false;
}

static void add_pair(struct arena *arena, struct translation *translation,
		     struct translation_part *part,
		     const struct segment *source, const struct segment *target,
		     const struct segments *all)
{
	struct pair pair = { .state = PAIR_MISSING, .source = source };
	if (target)
		pair = pair_two(source, target, &translation->record, all);
	/* "{format}, {size}" is the same in many languages */
	if (pair.state == PAIR_COPY && !has_letters(arena, source->text))
		pair.state = PAIR_UNRECORDED;
	*VECTOR_ADD(&part->pairs) = pair;
}

static void pair_messages(struct arena *arena, struct translation *translation,
			  struct translation_part *part, const char *english,
			  const struct yaml_node *ours,
			  const struct yaml_node *theirs)
{
	struct segments all = { 0 };
	part->messages = ours;
	const struct segment **sources =
		ARENA_NEW_ARRAY(arena, ours->count, const struct segment *);
	for (size_t i = 0; i < ours->count; i++) {
		sources[i] =
			segment_of(arena, english, ours->pairs[i].value, i);
		if (sources[i])
			*VECTOR_ADD(&all) = *sources[i];
	}
	for (size_t i = 0; i < ours->count; i++)
		if (sources[i])
			add_pair(arena, translation, part, sources[i],
				 theirs ?
					 segment_of(arena, part->yaml,
						    yaml_lookup(
							    theirs,
							    ours->pairs[i]
								    .key.bytes),
						    i) :
					 NULL,
				 &all);
	segments_release(&all);
}

static void count(struct translation_part *part)
{
	VECTOR(const struct segment *) left = { 0 };
	for (size_t i = 0; i < part->pairs.count; i++) {
		const struct pair *pair = &part->pairs.items[i];
		part->counts[pair->state]++;
		if (pair->state == PAIR_MISSING || pair->state == PAIR_STALE ||
		    pair->state == PAIR_COPY)
			*VECTOR_ADD(&left) = pair->source;
	}
	part->words_left =
		segments_count_words(left.items, left.count, reference);
	VECTOR_RELEASE(&left);
}

bool translation_words_read(struct arena *arena,
			    const struct publication *publication,
			    size_t language, struct translation *translation,
			    struct diagnostics *diagnostics,
			    struct error *error)
{
	const char *tag = publication->languages[language].folder;
	const char *english = file_of(arena, publication->folder, reference);
	const struct yaml_node *ours, *theirs;
	*translation = (struct translation){ .publication = publication,
					     .language = language };
	translation->parts = ARENA_NEW(arena, struct translation_part);
	struct translation_part *part = translation->parts;
	part->yaml = file_of(arena, publication->folder, tag);
	if (!origins_read(arena, path_join(arena, publication->folder, tag),
			  &translation->record, diagnostics, error) ||
	    !read_messages(arena, english, &ours, diagnostics, error) ||
	    !read_messages(arena, part->yaml, &theirs, diagnostics, error))
		return false;
	translation->part_count = 1;
	if (ours)
		pair_messages(arena, translation, part, english, ours, theirs);
	count(part);
	return true;
}

const char *translation_words_key(const struct translation_part *part,
				  const struct pair *pair)
{
	return part->messages->pairs[pair->source->spot].key.bytes;
}

/* ---- Writing ----------------------------------------------------------- */

const char *translation_words_begin(struct arena *arena, const char *tag)
{
	return arena_format(arena,
			    "# Interface words in '%s'.\n"
			    "status: draft\nreviewed-by:\nreviewed:\n"
			    "messages:\n",
			    tag);
}

/* The text between the spaces that stand around the value. */
static const char *with_spaces(struct arena *arena, struct str value,
			       const char *text)
{
	size_t first = 0, last = value.length;
	while (first < value.length && value.bytes[first] == ' ')
		first++;
	while (last > first && value.bytes[last - 1] == ' ')
		last--;
	return arena_format(arena, "%.*s%s%.*s", (int)first, value.bytes, text,
			    (int)(value.length - last), value.bytes + last);
}

static size_t end_of_value(struct str yaml, const struct yaml_node *value)
{
	size_t first = translation_offset(yaml, value->place);
	size_t end = translation_offset(yaml, value->end);
	while (end > first && strchr(" \t\r\n", yaml.bytes[end - 1]))
		end--;
	return end;
}

/* Behind the last of the messages before it that the file has; else behind the
 * key of them all. SIZE_MAX: these are written in braces. */
static size_t place_for(struct str yaml, const struct yaml_node *root,
			const struct translation_change *change)
{
	const struct yaml_node *messages = yaml_lookup(root, "messages");
	const struct yaml_pair *english = change->part->messages->pairs;
	size_t end = SIZE_MAX;
	if (messages && messages->kind == YAML_MAPPING) {
		if (yaml.bytes[translation_offset(yaml, messages->place)] ==
		    '{')
			return SIZE_MAX;
		for (uint32_t i = change->pair->source->spot;
		     i-- > 0 && end == SIZE_MAX;) {
			const struct yaml_node *before =
				yaml_lookup(messages, english[i].key.bytes);
			if (before)
				end = end_of_value(yaml, before);
		}
	}
	for (size_t i = 0; end == SIZE_MAX && i < root->count; i++)
		if (str_equals_string(root->pairs[i].key, "messages"))
			end = translation_offset(yaml,
						 root->pairs[i].key_place);
	while (end < yaml.length && yaml.bytes[end] != '\n')
		end++;
	return end;
}

static const char *inserted(struct arena *arena, struct str yaml,
			    const struct yaml_node *root,
			    const struct translation_change *change,
			    const char *text)
{
	const struct yaml_node *messages = yaml_lookup(root, "messages");
	size_t at = place_for(yaml, root, change);
	int indent = 2;
	if (at == SIZE_MAX)
		return NULL;
	if (messages && messages->kind == YAML_MAPPING && messages->count)
		indent = (int)messages->pairs[0].key_place.column - 1;
	return arena_format(arena, "%.*s\n%*s%s: %s%s", (int)at, yaml.bytes,
			    indent, "",
			    translation_words_key(change->part, change->pair),
			    translation_quoted(arena, text), yaml.bytes + at);
}

static const struct yaml_node *find_message(const struct yaml_node *root,
					    const char *key)
{
	const struct yaml_node *messages =
		root ? yaml_lookup(root, "messages") : NULL;
	return messages && messages->kind == YAML_MAPPING ?
		       yaml_lookup(messages, key) :
		       NULL;
}

static bool is_proved(struct arena *arena, const char *yaml,
		      const struct translation_change *change, const char *key,
		      const char *text)
{
	struct diagnostics mistakes = DIAGNOSTICS_INITIALISER;
	const struct yaml_node *root = yaml_parse(
		arena, str_from(yaml), change->part->yaml, 1, &mistakes);
	const struct yaml_node *there = find_message(root, key);
	bool is_right = there && !mistakes.error_count &&
			str_equals_string(there->text, text);
	diagnostics_release(&mistakes);
	return is_right;
}

const char *translation_words_put(struct arena *arena, const char *yaml,
				  const struct translation_change *change,
				  struct diagnostics *diagnostics)
{
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	const char *key = translation_words_key(change->part, change->pair);
	struct str bytes = str_from(yaml);
	const struct yaml_node *root =
		yaml_parse(arena, bytes, change->part->yaml, 1, &ignored);
	const struct yaml_node *there = find_message(root, key);
	const char *text = change->text, *result = NULL;
	diagnostics_release(&ignored);
	if (there && there->kind == YAML_SCALAR) {
		text = with_spaces(arena, there->text, text);
		size_t first = translation_offset(bytes, there->place);
		result = arena_format(arena, "%.*s%s%s", (int)first, yaml,
				      translation_quoted(arena, text),
				      yaml + end_of_value(bytes, there));
	} else if (root && root->kind == YAML_MAPPING && !there) {
		text = with_spaces(arena,
				   change->part->messages
					   ->pairs[change->pair->source->spot]
					   .value->text,
				   text);
		result = inserted(arena, bytes, root, change, text);
	}
	if (result && is_proved(arena, result, change, key, text))
		return result;
	diagnostics_add(diagnostics, DIAGNOSTIC_EXCHANGE_PLACE, change->place,
			"write this into '%s' yourself: %s: %s",
			change->part->yaml, key,
			translation_quoted(arena, text));
	return NULL;
}
