/* Files of parts, facts and dependencies. */
#include "commands/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"

const char *parts_folder(struct arena *arena, const struct arguments *arguments,
			 const char *project)
{
	const char *given = arguments_value(arguments, "parts");
	if (given)
		return given;
	return strcmp(project, ".") == 0 ?
		       ".everyread-parts" :
		       path_join(arena, project, ".everyread-parts");
}

const char *parts_name(const struct publication *publication)
{
	return path_name(publication->folder);
}

const char *parts_path(struct arena *arena, const char *parts, const char *name,
		       const char *path)
{
	return path_join(arena, path_join(arena, parts, name), path);
}

const char *parts_facts_path(struct arena *arena, const char *parts,
			     const char *name, const char *path)
{
	return arena_format(arena, "%s.facts",
			    parts_path(arena, parts, name, path));
}

/* ---- Writing and reading ----------------------------------------------- */

static bool has_bytes(const char *path, const struct buffer *bytes)
{
	struct arena arena = ARENA_INITIALISER;
	struct str there;
	struct error ignored;
	struct inputs *before = inputs_record(NULL, NULL);
	bool is_same = file_is_regular(path) &&
		       file_read(&arena, path, &there, &ignored) &&
		       str_equals(there, buffer_str(bytes));
	inputs_record(before, before ? before->round : NULL);
	arena_release(&arena);
	return is_same;
}

bool parts_write(const char *path, const struct buffer *bytes,
		 struct error *error)
{
	return has_bytes(path, bytes) ||
	       file_write_atomically(path, bytes->bytes, bytes->length, error);
}

bool parts_write_facts(const char *path, struct manifest *manifest,
		       const struct publication *publication,
		       struct error *error)
{
	struct buffer json = BUFFER_INITIALISER;
	manifest_print(manifest, publication, &json);
	bool done = parts_write(path, &json, error);
	buffer_release(&json);
	return done;
}

bool parts_read_facts(struct arena *arena, const char *path,
		      struct manifest *facts, struct error *error)
{
	bool is_read = manifest_read_file(arena, path, facts);
	if (!is_read)
		error_set(error,
			  "'%s' is missing or damaged: it is made by a step "
			  "before this one",
			  path);
	return is_read;
}

/* ---- Dependencies ------------------------------------------------------ */

static bool is_below(const char *path, const char *folder)
{
	size_t length = strlen(folder);
	if (strcmp(folder, ".") == 0)
		return path_stays_inside(str_from(path));
	return strncmp(path, folder, length) == 0 &&
	       (path[length] == '/' || path[length] == '\0');
}

static bool is_below_one(const char *path, const char *const *folders,
			 size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (folders[i] && is_below(path, folders[i]))
			return true;
	return false;
}

static bool is_wanted(const struct input *input,
		      const struct parts_made_from *from)
{
	bool is_there = input->value.high || input->value.low;
	/* What stands at a place may be a folder; the names in it are another
	 * input. */
	bool is_kind =
		input->kind == INPUT_FILE ||
		(input->kind == INPUT_FOLDER && from->has_folders) ||
		((input->kind == INPUT_KIND || input->kind == INPUT_PLACE) &&
		 is_there && !file_is_folder(input->name));
	return is_there && is_kind &&
	       !is_below_one(input->name, from->but, from->but_count);
}

static bool is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c >= 0x80 ||
	       strchr("+,/_:.~()}{%=@[]!- #$", c);
}

bool parts_is_odd(const char *name)
{
	size_t length = strlen(name);
	for (size_t i = 0; i < length; i++)
		if (!is_plain((unsigned char)name[i]))
			return true;
	return length && name[length - 1] == ':';
}

void parts_find_odd(struct arena *arena, const char *folder,
		    struct parts_names *names)
{
	const char **inner;
	size_t count;
	struct error ignored;
	if (!folder ||
	    !file_list_folder(arena, folder, &inner, &count, &ignored))
		return;
	if (parts_is_odd(folder))
		*VECTOR_ADD(names) = folder;
	for (size_t i = 0; i < count; i++) {
		const char *path = path_join(arena, folder, inner[i]);
		if (file_is_folder(path))
			parts_find_odd(arena, path, names);
		else if (parts_is_odd(path))
			*VECTOR_ADD(names) = path;
	}
}

static bool append_name(struct buffer *out, const char *name,
			const struct parts_made_from *from, struct error *error)
{
	if (parts_is_odd(name))
		return is_below_one(name, from->known, from->known_count) ||
		       error_set(error,
				 "'%s' has a character in its name that lists "
				 "of dependencies cannot hold: rename it",
				 name);
	buffer_append_string(out, " \\\n ");
	for (; *name; name++) {
		if (*name == '$')
			buffer_append_byte(out, '$');
		if (*name == ' ' || *name == '#')
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, *name);
	}
	return true;
}

static int compare_names(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	return strcmp(*x, *y);
}

static void find_names(const struct parts_made_from *from,
		       struct parts_names *names)
{
	struct inputs *before = inputs_record(NULL, NULL);
	for (size_t i = 0; i < from->inputs->count; i++)
		if (is_wanted(&from->inputs->items[i], from))
			*VECTOR_ADD(names) = from->inputs->items[i].name;
	inputs_record(before, before ? before->round : NULL);
	if (names->count)
		qsort(names->items, names->count, sizeof *names->items,
		      compare_names);
}

bool parts_write_depfile(const char *path, const struct parts_made_from *from,
			 struct error *error)
{
	struct buffer out = BUFFER_INITIALISER;
	struct parts_names names = { 0 };
	bool done = true;
	find_names(from, &names);
	/* Whose they are, Ninja knows. */
	buffer_append_string(&out, "made:");
	for (size_t i = 0; done && i < names.count; i++)
		if (!i || strcmp(names.items[i], names.items[i - 1]) != 0)
			done = append_name(&out, names.items[i], from, error);
	buffer_append_byte(&out, '\n');
	done = done &&
	       file_write_atomically(path, out.bytes, out.length, error);
	VECTOR_RELEASE(&names);
	buffer_release(&out);
	return done;
}
