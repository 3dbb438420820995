/* `editions:` of publication.yaml, and pictures with what they say. */
#include <stddef.h>
#include <string.h>

#include "publication/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

void fields_picture(const struct fields *fields, const struct yaml_node *node,
		    const char *what, const struct localised *alternative,
		    struct publication_picture *picture)
{
	static const char *const keys[] = { "file", "alt" };
	if (!node)
		return;
	picture->place = node->place;
	if (node->kind == YAML_SCALAR && alternative) {
		picture->path = fields_path(fields, node, what);
		picture->alternative = *alternative;
		return;
	}
	if (!yaml_expect(node, YAML_MAPPING, what, fields->diagnostics))
		return;
	yaml_check_keys(node, keys, COUNT(keys), fields->diagnostics);
	const struct yaml_node *file = fields_find(fields, node, "file", true);
	const struct yaml_node *alt = yaml_lookup(node, "alt");
	picture->path = fields_path(fields, file, "file");
	if (file)
		picture->place = file->place;
	if (alt && alt->kind == YAML_SCALAR && alt->is_quoted &&
	    !str_trim(alt->text).length)
		return; /* decoration, as in HTML */
	if (yaml_is_null(alt) && alternative)
		picture->alternative = *alternative;
	else
		fields_localised_freely(
			fields, fields_find(fields, node, "alt", true),
			arena_format(fields->arena, "%s alt", what),
			&picture->alternative);
}

static void read_formats(const struct fields *fields,
			 const struct yaml_node *node, const char *what,
			 void *to)
{
	unsigned *formats = to;
	if (!yaml_expect(node, YAML_SEQUENCE, what, fields->diagnostics))
		return;
	*formats = 0;
	for (size_t i = 0; i < node->count; i++) {
		int index = fields_choice(fields, node->items[i], "format",
					  output_names, OUTPUT_COUNT);
		if (index >= 0)
			*formats |= output_bit((enum output)index);
	}
}

static void read_profile(const struct fields *fields,
			 const struct yaml_node *node, const char *what,
			 void *to)
{
	const char *names[PROFILE_COUNT];
	for (int i = 0; i < PROFILE_COUNT; i++)
		names[i] = profile_name((enum profile)i);
	int index = fields_choice(fields, node, what, names, PROFILE_COUNT);
	if (index >= 0)
		*(enum profile *)to = (enum profile)index;
}

static void read_data(const struct fields *fields, const struct yaml_node *node,
		      const char *what, void *to)
{
	static const char *const words[] = { DATA_PLACE_WORDS };
	int index = fields_choice(fields, node, what, words, COUNT(words));
	if (index >= 0)
		*(enum data_place *)to = (enum data_place)(index + 1);
}

static void read_source(const struct fields *fields,
			const struct yaml_node *node, const char *what,
			void *to)
{
	struct edition *edition = to;
	edition->source = fields_path(fields, node, what);
	edition->source_place = node->place;
}

static void read_depth(const struct fields *fields,
		       const struct yaml_node *node, const char *what, void *to)
{
	enum { DEEPEST = 6 }; /* levels of headings */
	(void)what;
	*(unsigned *)to =
		(unsigned)yaml_number(node, 0, 1, DEEPEST, fields->diagnostics);
}

static void read_cover(const struct fields *fields,
		       const struct yaml_node *node, const char *what, void *to)
{
	fields_picture(fields, node, what, NULL, to);
}

static void read_braille(const struct fields *fields,
			 const struct yaml_node *node, const char *what,
			 void *to)
{
	(void)what;
	fields_braille(fields, node, to);
}

static void read_wanted(const struct fields *fields,
			const struct yaml_node *node, const char *what,
			void *to)
{
	*(bool **)to = fields_language_set(fields, node, what, true);
}

static void read_partial(const struct fields *fields,
			 const struct yaml_node *node, const char *what,
			 void *to)
{
	(void)what;
	*(bool **)to = fields_partial(fields, node);
}

/* False where it is no mapping. */
static bool read_edition(const struct fields *fields,
			 const struct yaml_node *node, struct edition *edition)
{
#define AT(field) offsetof(struct edition, field)
	static const struct field table[] = {
		{ "id", true, field_identifier, AT(identifier), NULL },
		{ "profile", false, read_profile, AT(profile), NULL },
		{ "title", true, field_localised, AT(title), "edition title" },
		{ "source", true, read_source, 0, NULL },
		{ "contents", false, field_boolean, AT(has_contents), NULL },
		{ "toc-depth", false, read_depth, AT(contents_depth), NULL },
		{ "smart-punctuation", false, field_boolean,
		  AT(writes_punctuation), NULL },
		{ "lists", false, field_boolean, AT(has_lists), NULL },
		{ "numbered-headings", false, field_boolean,
		  AT(has_numbered_headings), NULL },
		{ "languages", false, read_wanted, AT(wants_language), NULL },
		{ "formats", false, read_formats, AT(formats), NULL },
		{ "partial", false, read_partial, AT(may_be_partial), NULL },
		{ "cover-picture", false, read_cover, AT(cover_picture), NULL },
		{ "data", false, read_data, AT(data), NULL },
		{ "braille", false, read_braille, AT(braille), NULL },
	};
#undef AT
	edition->place = node->place;
	edition->profile = PROFILE_STANDARD;
	edition->formats = OUTPUT_USUAL;
	edition->writes_punctuation = true;
	edition->wants_language =
		fields_language_set(fields, NULL, "languages", true);
	edition->may_be_partial = fields_partial(fields, NULL);
	if (!fields_mapping(fields, node, "an edition", table, COUNT(table),
			    edition))
		return false;
	fields_stand_in(&edition->title, edition->identifier);
	return true;
}

/* Two editions of one name would write the same files. */
static bool is_double(const struct fields *fields,
		      const struct publication *publication,
		      const struct edition *edition)
{
	for (size_t i = 0; i < publication->edition_count; i++) {
		if (strcmp(publication->editions[i].identifier,
			   edition->identifier) != 0)
			continue;
		diagnostics_add(fields->diagnostics,
				DIAGNOSTIC_PUBLICATION_DOUBLE_EDITION,
				edition->place,
				"there is already an edition '%s' at line %u",
				edition->identifier,
				(unsigned)publication->editions[i].place.line);
		return true;
	}
	return false;
}

void editions_read(const struct fields *fields, const struct yaml_node *node,
		   struct publication *publication)
{
	if (!node ||
	    !yaml_expect(node, YAML_SEQUENCE, "editions", fields->diagnostics))
		return;
	publication->editions =
		ARENA_NEW_ARRAY(fields->arena, node->count, struct edition);
	for (size_t i = 0; i < node->count; i++) {
		struct edition edition = { .braille = publication->braille };
		if (read_edition(fields, node->items[i], &edition) &&
		    edition.identifier && edition.source &&
		    !is_double(fields, publication, &edition))
			publication->editions[publication->edition_count++] =
				edition;
		else
			publication->lacks_editions = true;
	}
}
