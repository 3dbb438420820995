/* What a release was made from: files by their digests, fonts by their names. */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"
#include "base/yaml.h"
#include "commands/manifest.h"
#include "commands/release_parts.h"

struct input {
	const char *name, *path;
};

struct inputs {
	struct arena *arena;
	struct input *items;
	size_t count, capacity;
	struct error *error;
};

static void add_file(struct inputs *inputs, const char *name, const char *path)
{
	*VECTOR_ADD(inputs) = (struct input){ name, path };
}

/* The folder's files, and those of its folders; hidden ones are no input. */
static bool add_folder(struct inputs *inputs, const char *name,
		       const char *path)
{
	const char **names;
	size_t count;
	if (!file_list_folder(inputs->arena, path, &names, &count,
			      inputs->error))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *inner = path_join(inputs->arena, path, names[i]);
		const char *inner_name =
			path_join(inputs->arena, name, names[i]);
		if (file_is_folder(inner)) {
			if (!add_folder(inputs, inner_name, inner))
				return false;
		} else if (file_is_regular(inner)) {
			add_file(inputs, inner_name, inner);
		}
	}
	return true;
}

/* What lies above takes the place of what lies below, or is laid over it; both
 * are inputs. */
static bool add_overlay(struct inputs *inputs, const char *name,
			const struct overlay *overlay)
{
	for (int i = LAYER_COUNT; i-- > 0;) {
		const char *folder = overlay->folders[i];
		const char *inner =
			i == LAYER_INSTALLED ?
				name :
				arena_format(inputs->arena, "%s.%s", name,
					     layer_name((enum layer)i));
		if (folder && file_is_folder(folder) &&
		    !add_folder(inputs, inner, folder))
			return false;
	}
	return true;
}

static int compare_inputs(const void *a, const void *b)
{
	const struct input *x = a, *y = b;
	return strcmp(x->name, y->name);
}

/* The names of files with what people said may be theirs: all of them together
 * are one input. */
static const char private_name[] = "content/findings";

static bool is_private(const struct input *input)
{
	return strncmp(input->name, private_name, sizeof private_name - 1) ==
		       0 &&
	       input->name[sizeof private_name - 1] == '/';
}

static void print_input(struct buffer *json, const char *name,
			struct digest digest)
{
	buffer_append_string(json, json->bytes[json->length - 1] == '{' ?
					   "\n      " :
					   ",\n      ");
	manifest_print_text(json, name);
	buffer_append_format(json, ": \"%s\"", digest.hex);
}

static bool print_inputs(const struct inputs *inputs, struct buffer *json,
			 struct error *error)
{
	struct buffer together = BUFFER_INITIALISER;
	bool done = true;
	for (size_t i = 0; done && i < inputs->count; i++) {
		const struct input *input = &inputs->items[i];
		struct digest digest;
		done = digest_of_file(input->path, &digest) ||
		       error_set(error, "cannot read '%s'", input->path);
		if (done && is_private(input))
			buffer_append_string(&together, digest.hex);
		else if (done)
			print_input(json, input->name, digest);
	}
	if (together.length)
		print_input(json, private_name,
			    digest_of(together.bytes, together.length));
	buffer_release(&together);
	return done;
}

bool release_print_inputs(struct arena *arena,
			  const struct installation *installation,
			  const char *folder, struct buffer *json,
			  struct error *error)
{
	struct inputs inputs = { .arena = arena, .error = error };
	bool done =
		add_folder(&inputs, "content", folder) &&
		add_overlay(&inputs, "templates", &installation->templates) &&
		add_overlay(&inputs, "fonts", &installation->fonts);
	if (done && inputs.count)
		qsort(inputs.items, inputs.count, sizeof *inputs.items,
		      compare_inputs);
	done = done && print_inputs(&inputs, json, error);
	VECTOR_RELEASE(&inputs);
	return done;
}

/* ---- Parts with licences ----------------------------------------------- */

static void print_part(struct buffer *json, const char *type, const char *name,
		       const char *version, const char *licence)
{
	buffer_append_format(json,
			     ",\n    {\"type\": \"%s\", \"name\": ", type);
	manifest_print_text(json, name);
	if (version) {
		buffer_append_string(json, ", \"version\": ");
		manifest_print_text(json, version);
	}
	buffer_append_string(json, ", \"licenses\": [");
	buffer_append_string(json, strstr(licence, " AND ") ||
						   strstr(licence, " OR ") ?
					   "{\"expression\": " :
					   "{\"license\": {\"name\": ");
	manifest_print_text(json, licence);
	buffer_append_string(json, strstr(licence, " AND ") ||
						   strstr(licence, " OR ") ?
					   "}" :
					   "}}");
	buffer_append_string(json, "]");
}

static const char *text_of(const struct yaml_node *node, const char *key,
			   const char *fallback)
{
	const struct yaml_node *value = yaml_lookup(node, key);
	return value && value->kind == YAML_SCALAR ? value->text.bytes :
						     fallback;
}

/* The families of fonts.yaml, which says whose they are. */
static bool print_fonts(struct arena *arena,
			const struct installation *installation,
			struct buffer *json, struct error *error)
{
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct str text;
	const char *path =
		overlay_find(arena, &installation->fonts, "fonts.yaml", NULL);
	if (!path || !file_read(arena, path, &text, error))
		return !path;
	const struct yaml_node *families = yaml_lookup(
		yaml_parse(arena, text, path, 1, &ignored), "families");
	diagnostics_release(&ignored);
	for (size_t i = 0;
	     families && families->kind == YAML_SEQUENCE && i < families->count;
	     i++) {
		const struct yaml_node *family = families->items[i];
		const char *package = text_of(family, "package", "");
		print_part(json, "data", text_of(family, "name", "?"), NULL,
			   text_of(family, "licence", "NOASSERTION"));
		buffer_append_string(json, ", \"description\": ");
		manifest_print_text(json,
				    arena_format(arena, "font; %s", package));
		buffer_append_byte(json, '}');
	}
	return true;
}

bool release_print_parts(struct arena *arena,
			 const struct installation *installation,
			 const char *publication, const char *profile,
			 struct buffer *json, struct error *error)
{
	const struct library *libraries;
	struct digest digest;
	size_t count = release_libraries(arena, &libraries);
	buffer_append_string(json,
			     "{\n  \"bomFormat\": \"CycloneDX\",\n"
			     "  \"specVersion\": \"1.5\",\n  \"version\": 1,\n"
			     "  \"metadata\": {\"component\": {\"type\": "
			     "\"data\", \"name\": ");
	manifest_print_text(json, publication);
	buffer_append_string(
		json, "}},\n  \"components\": [\n    {\"type\": "
		      "\"application\", \"name\": \"everyread\", \"version\": "
		      "\"" EVERYREAD_VERSION "\", \"licenses\": [{\"license\": "
		      "{\"id\": \"MIT\"}}]}");
	for (size_t i = 0; i < count; i++) {
		print_part(json, "library", libraries[i].name,
			   libraries[i].version, libraries[i].licence);
		buffer_append_byte(json, '}');
	}
	if (!print_fonts(arena, installation, json, error))
		return false;
	if (digest_of_file(profile, &digest)) {
		print_part(json, "data", path_name(profile), NULL,
			   "LicenseRef-icc-profiles-free");
		buffer_append_format(json,
				     ", \"hashes\": [{\"alg\": \"SHA-256\", "
				     "\"content\": \"%s\"}]}",
				     digest.hex);
	}
	buffer_append_string(json, "\n  ]\n}\n");
	return true;
}
