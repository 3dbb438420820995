/* `editions:` of publication.yaml. */
#include <stddef.h>
#include <string.h>

#include "publication/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void read_formats(const void *reader, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	unsigned *formats = to;
	if (!yaml_expect(node, YAML_SEQUENCE, yaml_field_what(field),
			 fields->diagnostics))
		return;
	*formats = 0;
	for (size_t i = 0; i < node->count; i++) {
		int index = fields_choice(fields, node->items[i], "format",
					  output_names, OUTPUT_COUNT);
		if (index >= 0)
			*formats |= output_bit((enum output)index);
	}
}

/* Behind DATA_PLACE's first, which nobody writes. */
static void read_data(const void *reader, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	const struct yaml_type *type = field->type;
	int index = fields_choice(reader, node, yaml_field_what(field),
				  type->words, type->word_count);
	if (index >= 0)
		*(enum data_place *)to = (enum data_place)(index + 1);
}

static void read_source(const void *reader, const struct yaml_node *node,
			const struct yaml_field *field, void *to)
{
	struct edition *edition = to;
	edition->source = fields_path(reader, node, yaml_field_what(field));
	edition->source_place = node->place;
}

static const char *const profile_words[] = {
#define PROFILE(id, name, ...) name,
#include "base/profiles.def"
};
static const char *const data_words[] = { DATA_PLACE_WORDS };

enum { DEEPEST = 6 }; /* levels of headings */

static const struct yaml_type profile_type = { .name = "who it is for",
					       .read = fields_read_choice,
					       .words = profile_words,
					       .word_count = PROFILE_COUNT },
			      source_type = { .name = "folder or file within "
						      "each language's folder",
					      .read = read_source },
			      depth_type = { .name = "levels of headings",
					     .read = fields_read_number,
					     .least = 1,
					     .most = DEEPEST },
			      formats_type = { .name = "list of outputs",
					       .read = read_formats,
					       .words = output_names,
					       .word_count = OUTPUT_COUNT,
					       .shape = YAML_LIST_OF },
			      data_type = { .name = "where the numbers of "
						    "charts stand",
					    .read = read_data,
					    .words = data_words,
					    .word_count = COUNT(data_words) };

#define AT(field) offsetof(struct edition, field)
static const struct yaml_field edition_fields[] = {
	{ "id", true, &field_identifier, AT(identifier), NULL },
	{ "profile", false, &profile_type, AT(profile), NULL },
	{ "title", true, &field_localised, AT(title), "edition title" },
	{ "source", true, &source_type, 0, NULL },
	{ "contents", false, &field_boolean, AT(has_contents), NULL },
	{ "toc-depth", false, &depth_type, AT(contents_depth), NULL },
	{ "smart-punctuation", false, &field_boolean, AT(writes_punctuation),
	  NULL },
	{ "lists", false, &field_boolean, AT(has_lists), NULL },
	{ "numbered-headings", false, &field_boolean, AT(has_numbered_headings),
	  NULL },
	{ "languages", false, &field_languages, AT(wants_language), NULL },
	{ "formats", false, &formats_type, AT(formats), NULL },
	{ "partial", false, &field_partial, AT(may_be_partial), NULL },
	{ "cover-picture", false, &field_picture, AT(cover_picture), NULL },
	{ "data", false, &data_type, AT(data), NULL },
	{ "braille", false, &field_braille, AT(braille), NULL },
};
#undef AT

const struct yaml_table edition_keys = YAML_TABLE("an edition", edition_fields);

/* False where it is no mapping. */
static bool read_edition(const struct fields *fields,
			 const struct yaml_node *node, struct edition *edition)
{
	edition->place = node->place;
	edition->profile = PROFILE_STANDARD;
	edition->formats = OUTPUT_USUAL;
	edition->writes_punctuation = true;
	edition->wants_language =
		fields_language_set(fields, NULL, "languages", true);
	edition->may_be_partial = fields_partial(fields, NULL);
	if (!fields_mapping(fields, node, &edition_keys, edition))
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
	if (!yaml_expect(node, YAML_SEQUENCE, "editions", fields->diagnostics))
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
