/* A check of a publication, and what it came across, as JSON. */
#define _XOPEN_SOURCE 700
#include "commands/lsp_model.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/yaml.h"
#include "commands/check.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "document/outline.h"
#include "template/template.h"

enum {
	DEEPEST_VALUE = 5,   /* maps within maps */
	MOST_VALUES = 20000, /* of a language */
	LONGEST_VALUE = 400  /* [bytes] that are shown */
};

/* ---- Common ------------------------------------------------------------ */

static json_t *text_of(const char *bytes)
{
	json_t *text = json_string(bytes ? bytes : "");
	return text ? text : json_string("");
}

static json_t *file_of(const char *path)
{
	char *real = path ? realpath(path, NULL) : NULL;
	json_t *file = text_of(real ? real : path);
	free(real);
	return file;
}

static json_t *place_of(struct place place)
{
	json_t *object = json_object();
	json_object_set_new(object, "file", file_of(place.file));
	json_object_set_new(object, "line", json_integer(place.line));
	json_object_set_new(object, "column", json_integer(place.column));
	return object;
}

/* The member that is an object, made where there is none. */
static json_t *member(json_t *object, const char *key)
{
	json_t *inner = json_object_get(object, key);
	if (!inner) {
		inner = json_object();
		json_object_set_new(object, key, inner);
	}
	return inner;
}

static void add_diagnostics(json_t *model, const struct diagnostics *all)
{
	json_t *list = json_array();
	for (size_t i = 0; i < all->count; i++) {
		const struct diagnostic *one = &all->items[i];
		json_t *object = place_of(one->place);
		json_object_set_new(
			object, "severity",
			text_of(diagnostic_severity_name(one->severity)));
		json_object_set_new(object, "code",
				    text_of(diagnostic_code_label(one->code)));
		json_object_set_new(object, "text", text_of(one->text));
		json_object_set_new(object, "help",
				    text_of(diagnostic_code_help(one->code)));
		json_array_append_new(list, object);
	}
	json_object_set_new(model, "diagnostics", list);
}

/* ---- Values ------------------------------------------------------------ */

struct walk {
	json_t *values;
	const struct value_printer *printer;
	struct value_scope *scope;
	const struct value *context;
};

static void add_value(struct walk *walk, const char *path,
		      const struct value *value, int depth);

static void add_inner(struct walk *walk, const char *path, const char *key,
		      const struct value *value, int depth)
{
	struct buffer inner = BUFFER_INITIALISER;
	if (path[0])
		buffer_append_format(&inner, "%s.", path);
	buffer_append_string(&inner, key);
	add_value(walk, buffer_str(&inner).bytes, value, depth + 1);
	buffer_release(&inner);
}

/* A message without its arguments says nothing: nothing is shown of it. */
static void add_dynamic(struct walk *walk, const char *path,
			const struct value_dynamic *dynamic, int depth)
{
	struct diagnostics *told = value_scope_diagnostics(walk->scope);
	size_t count = 0;
	const char *const *names =
		dynamic->names ? dynamic->names(dynamic->data, &count) : NULL;
	for (size_t i = 0; names && i < count; i++) {
		size_t before = told->count;
		const struct value *value = dynamic->lookup(
			dynamic->data, str_from(names[i]), walk->scope);
		add_inner(walk, path, names[i],
			  told->count == before ? value : NULL, depth);
	}
}

static json_t *print(const struct walk *walk, const struct value *value)
{
	struct buffer out = BUFFER_INITIALISER;
	json_t *text = NULL;
	if (value_print(value, walk->printer, &out)) {
		struct str whole = buffer_str(&out);
		size_t length = whole.length;
		while (length > LONGEST_VALUE ||
		       (length < whole.length &&
			((unsigned char)whole.bytes[length] & 0xC0) == 0x80))
			length--;
		text = json_pack("s%", whole.bytes, length);
	}
	buffer_release(&out);
	return text;
}

static void add_value(struct walk *walk, const char *path,
		      const struct value *value, int depth)
{
	json_t *text = NULL;
	if (json_object_size(walk->values) >= MOST_VALUES)
		return;
	if (value && value->kind == VALUE_MAP && depth < DEEPEST_VALUE)
		for (size_t i = 0; i < value->map.count; i++)
			add_inner(walk, path, value->map.entries[i].key.bytes,
				  value->map.entries[i].value, depth);
	if (value && value->kind == VALUE_DYNAMIC && depth < DEEPEST_VALUE)
		add_dynamic(walk, path, &value->dynamic, depth);
	if (!path[0])
		return;
	if (value && value->kind != VALUE_MAP && value->kind != VALUE_DYNAMIC)
		text = print(walk, value);
	if (!text && value)
		text = json_sprintf("(%s)", value_kind_name(value->kind));
	json_object_set_new(walk->values, path, text ? text : text_of(""));
}

static const struct value *walk_all(void *data, struct str key,
				    struct value_scope *scope)
{
	struct walk *walk = data;
	(void)key;
	walk->scope = scope;
	add_value(walk, "", walk->context, 0);
	return value_new_text(value_scope_arena(scope), STR(""));
}

/* Some values are made when a tag asks for them: this is rendered as a tag that
 * asks for all. */
static void add_values(json_t *values, struct work *work)
{
	static const char name[] = "everyread-all";
	struct arena *arena = &work->arena;
	struct value_printer printer = context_printer(work->locale);
	struct walk walk = { .values = values,
			     .printer = &printer,
			     .context = work->context };
	const struct value_dynamic dynamic = { walk_all, NULL, &walk };
	struct value *context = value_new_map(arena);
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct buffer out = BUFFER_INITIALISER;
	value_map_set(arena, context, name, value_new_dynamic(arena, &dynamic));
	for (size_t i = 0; i < work->context->map.count; i++)
		value_map_set_str(arena, context,
				  work->context->map.entries[i].key,
				  work->context->map.entries[i].value);
	const struct template *template = template_parse(
		arena, name, STR("{{everyread-all.x}}"), 1, &ignored);
	struct template_options options = { .mode = TEMPLATE_MARKDOWN,
					    .context = context,
					    .printer = printer,
					    .diagnostics = &ignored };
	template_render(template, &options, &out);
	buffer_release(&out);
	diagnostics_release(&ignored);
}

/* ---- Documents --------------------------------------------------------- */

static void append_words(const struct node *node, struct buffer *out)
{
	if (node->kind == NODE_TEXT)
		buffer_append_str(out, node->text.text);
	for (const struct node *child = node->first_child; child;
	     child = child->next)
		append_words(child, out);
}

static void add_id(json_t *ids, const struct node *node, const char *language)
{
	struct buffer title = BUFFER_INITIALISER;
	json_t *object = place_of(node->place);
	append_words(node, &title);
	if (title.length > LONGEST_VALUE)
		title.length = 0;
	json_object_set_new(object, "id", text_of(node->identifier));
	json_object_set_new(object, "title", text_of(buffer_str(&title).bytes));
	json_object_set_new(object, "language", text_of(language));
	json_array_append_new(ids, object);
	buffer_release(&title);
}

static void add_ids(json_t *ids, const struct node *node, const char *language)
{
	if (node->identifier && node->place.file)
		add_id(ids, node, language);
	for (const struct node *child = node->first_child; child;
	     child = child->next)
		add_ids(ids, child, language);
}

static const char *language_of(const struct checked *checked)
{
	return checked->target->publication->languages[checked->text->language]
		.folder;
}

static void add_checked(json_t *model, struct checked *checked)
{
	const char *language = language_of(checked);
	json_t *chapters = member(model, "chapters");
	json_t *files = json_object_get(chapters, language);
	json_t *values = json_object_get(member(model, "values"), language);
	if (!files) {
		files = json_array();
		json_object_set_new(chapters, language, files);
	}
	for (size_t i = 0; i < checked->text->file_count; i++) {
		json_t *file = file_of(checked->text->files[i].path);
		json_object_set_new(member(model, "texts"),
				    json_string_value(file), text_of(language));
		json_array_append_new(files, file);
	}
	if (checked->work.context && checked->work.locale && !values) {
		values = member(member(model, "values"), language);
		add_values(values, &checked->work);
	}
	if (checked->work.document.root)
		add_ids(json_object_get(model, "ids"),
			checked->work.document.root, language);
}

/* ---- Themes and words -------------------------------------------------- */

static const struct yaml_node *read_yaml(struct arena *arena, const char *path)
{
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct error error;
	struct str text;
	const struct yaml_node *root = NULL;
	if (file_exists(path) && file_read(arena, path, &text, &error))
		root = yaml_parse(arena, text, path, 1, &ignored);
	diagnostics_release(&ignored);
	return root && root->kind == YAML_MAPPING ? root : NULL;
}

static void add_themes(json_t *model, struct arena *arena,
		       const struct publication *publication)
{
	const struct yaml_node *root =
		read_yaml(arena, path_join(arena, publication->folder,
					   "findings/findings.yaml"));
	const struct yaml_node *themes =
		root ? yaml_lookup(root, "themes") : NULL;
	for (size_t i = 0;
	     themes && themes->kind == YAML_SEQUENCE && i < themes->count;
	     i++) {
		const struct yaml_node *theme = themes->items[i];
		const struct yaml_node *id = theme->kind == YAML_MAPPING ?
						     yaml_lookup(theme, "id") :
						     NULL;
		const struct yaml_node *label =
			id ? yaml_lookup(theme, "label") : NULL;
		if (!id || id->kind != YAML_SCALAR)
			continue;
		if (label && label->kind == YAML_MAPPING && label->count)
			label = label->pairs[0].value;
		json_t *object = place_of(id->place);
		json_object_set_new(
			object, "label",
			text_of(label && label->kind == YAML_SCALAR ?
					label->text.bytes :
					""));
		json_object_set_new(member(model, "themes"), id->text.bytes,
				    object);
	}
}

/* The nearest layer's words stand over those of others. */
static void add_words(json_t *words, struct arena *arena,
		      const struct installation *installation, const char *tag)
{
	for (int i = LAYER_COUNT; i-- > 0;) {
		const char *folder = installation->templates.folders[i];
		const struct yaml_node *root =
			folder ? read_yaml(arena,
					   arena_format(arena,
							"%s/locales/%s.yaml",
							folder, tag)) :
				 NULL;
		const struct yaml_node *messages =
			root ? yaml_lookup(root, "messages") : NULL;
		for (size_t j = 0; messages && messages->kind == YAML_MAPPING &&
				   j < messages->count;
		     j++) {
			const struct yaml_pair *pair = &messages->pairs[j];
			const char *key = arena_copy(arena, pair->key.bytes,
						     pair->key.length);
			json_object_set_new(words, key,
					    place_of(pair->key_place));
		}
	}
}

/* ---- Models ------------------------------------------------------------ */

static json_t *new_model(void)
{
	json_t *model = json_object();
	json_object_set_new(model, "ids", json_array());
	return model;
}

/* Entries' texts are in their language, too. */
static void add_entries(json_t *model, const struct publication *publication)
{
	for (size_t i = 0; i < publication->collection_count; i++)
		for (size_t j = 0; j < publication->language_count; j++) {
			const struct collection_text *text =
				&publication->collections[i].texts[j];
			for (size_t k = 0; k < text->count; k++) {
				json_t *file =
					file_of(text->entries[k].file->path);
				json_object_set_new(
					member(model, "texts"),
					json_string_value(file),
					text_of(publication->languages[j]
							.folder));
				json_decref(file);
			}
		}
}

static void add_run(json_t *model, struct check_run *run)
{
	for (size_t i = 0; i < run->targets.count; i++) {
		const struct target *target = &run->targets.items[i];
		const struct publication *publication = target->publication;
		add_themes(model, &run->arena, publication);
		add_entries(model, publication);
		for (size_t j = 0; j < publication->language_count; j++)
			add_words(member(member(model, "words"),
					 publication->languages[j].folder),
				  &run->arena, &target->installation,
				  publication->languages[j].locale);
	}
	for (size_t i = 0; i < run->count; i++)
		add_checked(model, &run->items[i]);
}

json_t *lsp_model_of_publication(const char *folder)
{
	struct arena arena = ARENA_INITIALISER;
	struct given_option given = { "content", path_folder(&arena, folder) };
	const struct arguments arguments = { .command = &command_check,
					     .operands = &folder,
					     .operand_count = 1,
					     .given = &given,
					     .given_count = 1 };
	struct check_run run;
	struct diagnostics all = DIAGNOSTICS_INITIALISER;
	json_t *model = new_model();
	enum exit_status status = check_all(&run, &arguments);
	if (status == STATUS_CLEAN)
		add_run(model, &run);
	else if (run.error.message[0])
		json_object_set_new(model, "failure",
				    text_of(run.error.message));
	check_gather(&run, &all);
	add_diagnostics(model, &all);
	diagnostics_release(&all);
	check_release(&run);
	arena_release(&arena);
	return model;
}

json_t *lsp_model_of_file(const char *file)
{
	const struct arguments arguments = { .command = &command_check };
	const struct installation_options where =
		targets_options(&arguments, NULL);
	const struct outline_options outline = { .numbers_figures = true };
	struct installation installation;
	struct work work;
	json_t *model = new_model();
	pipeline_initialise(&work, &installation, false);
	if (installation_find(&work.arena, &where, &installation,
			      &work.error) &&
	    installation_load_theme(&work.arena, &installation,
				    &work.diagnostics, &work.error) &&
	    pipeline_read_file(&work, file, NULL, NULL, &outline) &&
	    work.document.root)
		add_ids(json_object_get(model, "ids"), work.document.root, "");
	diagnostics_sort(&work.diagnostics);
	add_diagnostics(model, &work.diagnostics);
	pipeline_release(&work);
	return model;
}
