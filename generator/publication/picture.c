/* Pictures of a publication, with what they say. */
#include <stddef.h>

#include "publication/fields.h"

static void read_file(const void *reader, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	struct publication_picture *picture = to;
	picture->path = fields_path(reader, node, yaml_field_what(field));
	picture->place = node->place;
}

/* What it says: whether it must say something depends on whose it is. */
static const struct yaml_type
	file_type = { .name = "path within the publication's folder",
		      .read = read_file },
	alternative_type = { .name = "text, or one for each language" };

static const struct yaml_field picture_fields[] = {
	{ "file", true, &file_type, 0, NULL },
	{ "alt", true, &alternative_type, 0, NULL },
};

static const struct yaml_table picture_table =
	YAML_TABLE("a picture", picture_fields);

/* A file alone says `alternative`, where that is not NULL. */
static void read_picture(const struct fields *fields,
			 const struct yaml_node *node, const char *what,
			 const struct localised *alternative,
			 struct publication_picture *picture)
{
	picture->place = node->place;
	if (node->kind == YAML_SCALAR && alternative) {
		picture->path = fields_path(fields, node, what);
		picture->alternative = *alternative;
		return;
	}
	const struct yaml_table table = YAML_TABLE(what, picture_fields);
	if (!fields_mapping(fields, node, &table, picture))
		return;
	const struct yaml_node *alt = yaml_lookup(node, "alt");
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

static void read_any(const void *reader, const struct yaml_node *node,
		     const struct yaml_field *field, void *to)
{
	read_picture(reader, node, yaml_field_what(field), NULL, to);
}

/* It says who publishes, where nothing else is given. */
static void read_logo(const void *reader, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	struct publication *publication = to;
	read_picture(reader, node, yaml_field_what(field),
		     &publication->publisher, &publication->logo);
}

const struct yaml_type field_picture = { .name = "picture and what it says",
					 .read = read_any,
					 .inside = &picture_table },
		       field_logo = { .name = "picture, or its path alone",
				      .read = read_logo,
				      .inside = &picture_table };
