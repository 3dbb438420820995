/* Reading templates/locales/<tag>.yaml, and finding every mistake in it. */
#include <stdlib.h>
#include <string.h>

#include <unicode/uenum.h>
#include <unicode/ulocdata.h>

#include "base/file.h"
#include "base/overlay.h"
#include "base/path.h"
#include "base/yaml_table.h"
#include "locale/files.h"
#include "locale/locale_struct.h"

/* One language's messages while they are checked. */
struct loading {
	struct locale *locale;
	struct diagnostics *diagnostics;
	const struct yaml_node *root;
	const struct yaml_node *base; /* messages of the lowest file */
};

/* ---- One message ------------------------------------------------------- */

/* NULL, after a report, where the pattern is broken. */
static struct message *read_message(struct loading *loading,
				    const struct yaml_pair *pair)
{
	struct arena *arena = loading->locale->arena;
	const struct yaml_node *value = pair->value;
	if (yaml_is_null(value)) {
		diagnostics_add(
			loading->diagnostics, DIAGNOSTIC_LOCALE_MISSING_KEY,
			value->place,
			"the message '%s' has no text; where none is meant, "
			"write ''",
			pair->key.bytes);
		return NULL;
	}
	if (!yaml_expect(value, YAML_SCALAR, pair->key.bytes,
			 loading->diagnostics))
		return NULL;
	struct message *message = ARENA_NEW(arena, struct message);
	message->key = pair->key;
	message->place = value->place;
	struct pattern_error error;
	if (!pattern_parse(arena, value->text, &message->parts, &error)) {
		diagnostics_add(loading->diagnostics, DIAGNOSTIC_LOCALE_PATTERN,
				value->place,
				"the message '%s' is broken at byte %zu: %s",
				pair->key.bytes, error.offset + 1, error.text);
		return NULL;
	}
	message_set_word(message);
	locale_check_format_marks(message, loading->diagnostics);
	return message;
}

/* ---- Arguments, compared with English ---------------------------------- */

struct argument_search {
	struct str name;
	bool is_found;
};

static void find_argument(void *context, const struct pattern_part *part)
{
	struct argument_search *search = context;
	if (part->kind != PATTERN_TEXT && part->kind != PATTERN_COUNT_SIGN &&
	    str_equals(part->text, search->name))
		search->is_found = true;
}

static bool has_argument(const struct message *message, struct str name)
{
	struct argument_search search = { name, false };
	pattern_visit(message->parts, find_argument, &search);
	return search.is_found;
}

struct argument_check {
	struct loading *loading;
	const struct message *message, *other;
	bool is_english; /* visiting English: `other` must use it */
};

static void check_argument(void *context, const struct pattern_part *part)
{
	struct argument_check *check = context;
	if (part->kind == PATTERN_TEXT || part->kind == PATTERN_COUNT_SIGN ||
	    has_argument(check->other, part->text))
		return;
	if (check->is_english)
		diagnostics_add(check->loading->diagnostics,
				DIAGNOSTIC_LOCALE_UNUSED_ARGUMENT,
				check->other->place,
				"the message '%s' leaves out {%.*s}, which "
				"the English has",
				check->message->key.bytes,
				(int)part->text.length, part->text.bytes);
	else
		diagnostics_add(check->loading->diagnostics,
				DIAGNOSTIC_LOCALE_ARGUMENT,
				check->message->place,
				"the message '%s' uses {%.*s}, which the "
				"English does not have",
				check->message->key.bytes,
				(int)part->text.length, part->text.bytes);
}

static void check_arguments(struct loading *loading,
			    const struct message *message,
			    const struct message *english)
{
	struct argument_check check = { loading, message, english, false };
	pattern_visit(message->parts, check_argument, &check);
	check = (struct argument_check){ loading, english, message, true };
	pattern_visit(english->parts, check_argument, &check);
}

/* ---- Plural categories ------------------------------------------------- */

struct plural_check {
	struct loading *loading;
	const struct message *message;
};

static bool has_branch(const struct pattern_part *part, const char *word)
{
	const struct pattern_branch *branch = part->branches;
	for (; branch; branch = branch->next)
		if (str_equals_string(branch->selector, word))
			return true;
	return false;
}

static bool is_category(UEnumeration *categories, struct str word)
{
	UErrorCode status = U_ZERO_ERROR;
	uenum_reset(categories, &status);
	const char *category;
	while ((category = uenum_next(categories, NULL, &status)))
		if (str_equals_string(word, category))
			return true;
	return false;
}

static void check_categories(struct plural_check *check,
			     const struct pattern_part *part,
			     UEnumeration *categories)
{
	struct diagnostics *diagnostics = check->loading->diagnostics;
	const char *category, *tag = check->loading->locale->tag;
	UErrorCode status = U_ZERO_ERROR;
	while ((category = uenum_next(categories, NULL, &status)))
		if (!has_branch(part, category))
			diagnostics_add(
				diagnostics, DIAGNOSTIC_LOCALE_PLURAL,
				check->message->place,
				"the message '%s' lacks the plural category "
				"'%s' of the language '%s'",
				check->message->key.bytes, category, tag);
	const struct pattern_branch *branch = part->branches;
	for (; branch; branch = branch->next)
		if (!branch->is_exact &&
		    !is_category(categories, branch->selector))
			diagnostics_add(
				diagnostics, DIAGNOSTIC_LOCALE_PLURAL,
				check->message->place,
				"the message '%s' has a text for '%.*s', "
				"which is no plural category of the language "
				"'%s'",
				check->message->key.bytes,
				(int)branch->selector.length,
				branch->selector.bytes, tag);
}

static void check_plural(void *context, const struct pattern_part *part)
{
	struct plural_check *check = context;
	if (part->kind != PATTERN_PLURAL && part->kind != PATTERN_ORDINAL)
		return;
	UPluralType type = part->kind == PATTERN_ORDINAL ?
				   UPLURAL_TYPE_ORDINAL :
				   UPLURAL_TYPE_CARDINAL;
	UErrorCode status = U_ZERO_ERROR;
	UEnumeration *categories = uplrules_getKeywords(
		locale_plural_rules(check->loading->locale, type), &status);
	locale_expect_success(status);
	check_categories(check, part, categories);
	uenum_close(categories);
}

static void check_plurals(struct loading *loading,
			  const struct message *message)
{
	struct plural_check check = { loading, message };
	pattern_visit(message->parts, check_plural, &check);
}

bool locale_check_message(struct locale *locale, const char *key,
			  const char *english, const char *text,
			  struct place place, struct diagnostics *diagnostics)
{
	struct loading loading = { .locale = locale,
				   .diagnostics = diagnostics };
	struct message source = { .key = str_from(key), .place = place };
	struct message message = source;
	size_t count = diagnostics->count;
	struct pattern_error error;
	if (!pattern_parse(locale->arena, str_from(english), &source.parts,
			   &error))
		return true; /* told where the English is read */
	if (!pattern_parse(locale->arena, str_from(text), &message.parts,
			   &error)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_LOCALE_PATTERN, place,
				"the message '%s' is broken at byte %zu: %s",
				key, error.offset + 1, error.text);
		return false;
	}
	locale_check_format_marks(&message, diagnostics);
	check_arguments(&loading, &message, &source);
	check_plurals(&loading, &message);
	locale_check_argument_kinds(&message, &source, diagnostics);
	return diagnostics->count == count;
}

/* ---- Whole files ------------------------------------------------------- */

static void report_unknown_key(struct loading *loading,
			       const struct yaml_pair *pair)
{
	const char *nearest = str_nearest(pair->key, loading->locale->keys,
					  loading->locale->key_count);
	diagnostics_add(loading->diagnostics, DIAGNOSTIC_LOCALE_UNKNOWN_KEY,
			pair->key_place, "%s.yaml has no message '%s'%s%s%s",
			LOCALE_REFERENCE, pair->key.bytes,
			nearest ? "; did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
}

/* A project may have messages of its own, for templates of its own; a key that
 * is like one that there is is none. */
static bool is_misspelt(struct loading *loading, const struct yaml_pair *pair)
{
	const struct locale *locale = loading->locale;
	const struct yaml_node *base = loading->base;
	return !yaml_lookup(base, pair->key.bytes) &&
	       str_nearest(pair->key, locale->keys, locale->key_count);
}

static void take_reference(struct loading *loading,
			   const struct yaml_node *messages)
{
	struct locale *locale = loading->locale;
	/* In another language English's plurals are not its own to check. */
	bool is_english = locale_is_english(locale->tag);
	locale->keys =
		ARENA_NEW_ARRAY(locale->arena, messages->count, const char *);
	for (size_t i = 0; i < messages->count; i++) {
		if (is_misspelt(loading, &messages->pairs[i])) {
			report_unknown_key(loading, &messages->pairs[i]);
			continue;
		}
		struct message *message =
			read_message(loading, &messages->pairs[i]);
		if (!message || !locale_check_argument_kinds(
					message, message, loading->diagnostics))
			continue;
		if (is_english)
			check_plurals(loading, message);
		map_set(&locale->messages, message->key, message);
		locale->keys[locale->key_count++] = message->key.bytes;
	}
}

/* Puts the translations in the place of the English messages. */
static void take_translation(struct loading *loading,
			     const struct yaml_node *messages)
{
	struct locale *locale = loading->locale;
	for (size_t i = 0; i < messages->count; i++) {
		const struct yaml_pair *pair = &messages->pairs[i];
		const struct message *english =
			map_lookup(&locale->messages, pair->key);
		if (!english) {
			report_unknown_key(loading, pair);
			continue;
		}
		struct message *message = read_message(loading, pair);
		if (!message)
			continue;
		check_arguments(loading, message, english);
		check_plurals(loading, message);
		if (locale_check_argument_kinds(message, english,
						loading->diagnostics))
			map_set(&locale->messages, message->key, message);
	}
	for (size_t i = 0; i < locale->key_count; i++)
		if (!yaml_lookup(messages, locale->keys[i]))
			diagnostics_add(
				loading->diagnostics,
				DIAGNOSTIC_LOCALE_MISSING_KEY, messages->place,
				"the message '%s' is missing", locale->keys[i]);
}

/* A text of the heading, or NULL: absent, empty or no text. A draft has places
 * for who will read it, and when; others have what stands there. */
static const struct yaml_node *find_text(const struct loading *loading,
					 const struct yaml_node *root,
					 const char *key)
{
	const struct yaml_node *node = yaml_lookup(root, key);
	bool is_place = str_starts_with(str_from(key), STR("reviewed"));
	if (yaml_is_null(node) && !is_place)
		yaml_tell_blank(node, key, loading->diagnostics);
	if (yaml_is_null(node) ||
	    !yaml_expect(node, YAML_SCALAR, key, loading->diagnostics))
		return NULL;
	return str_trim(node->text).length ? node : NULL;
}

/* Who passed the words, and when. */
static void take_status(struct loading *loading, const struct yaml_node *root)
{
	const struct yaml_node *status = find_text(loading, root, "status");
	size_t errors = loading->diagnostics->error_count;
	const struct yaml_node *reader =
		find_text(loading, root, "reviewed-by");
	/* What is wrong is somebody all the same, and told. */
	bool has_reader = reader || loading->diagnostics->error_count > errors;
	const struct yaml_node *day = find_text(loading, root, "reviewed");
	struct date date;
	bool is_draft = status && str_equals_string(status->text, "draft");
	if (status && !is_draft && !str_equals_string(status->text, "reviewed"))
		diagnostics_add(loading->diagnostics, DIAGNOSTIC_YAML_VALUE,
				status->place,
				"'status' is 'draft' or 'reviewed'");
	else if (status && !is_draft && !has_reader)
		diagnostics_add(
			loading->diagnostics, DIAGNOSTIC_YAML_MISSING_KEY,
			status->place,
			"'reviewed-by' is missing: who has passed these "
			"words?");
	if (day &&
	    !(date_parse(day->text.bytes, &date) && date.precision == DATE_DAY))
		diagnostics_add(loading->diagnostics, DIAGNOSTIC_YAML_VALUE,
				day->place,
				"'reviewed' is a date, such as 2026-11-30");
	if (is_draft && !has_reader)
		loading->locale->draft = status->place.file;
}

static void take_heading(struct loading *loading, const struct yaml_node *root)
{
	struct locale *locale = loading->locale;
	const struct yaml_node *name = find_text(loading, root, "name");
	if (name)
		locale->own_name = name->text.bytes;
	take_status(loading, root);
	const struct yaml_node *digits = find_text(loading, root, "digits");
	if (!digits)
		return;
	if (!str_equals(digits->text, STR("latn")))
		diagnostics_add(loading->diagnostics, DIAGNOSTIC_YAML_VALUE,
				digits->place,
				"'digits' is 'latn' or left out");
	/* The file of a parent does not decide: ar-EG writes other digits
	 * than ar. */
	else if (strcmp(path_name(digits->place.file),
			arena_format(locale->arena, "%s.yaml", locale->tag)) ==
		 0)
		locale->zero_digit = "0";
}

static const struct yaml_type name_type = { .name = "text" },
			      digits_type = { .name = "latn" },
			      status_type = { .name = "draft or reviewed" },
			      day_type = { .name = "date (year-month-day)" },
			      messages_type = { .name = "messages" };

/* All are read when the files lie over each other. */
static const struct yaml_field file_fields[] = {
	{ "name", false, &name_type, 0, NULL },
	{ "digits", false, &digits_type, 0, NULL },
	{ "status", false, &status_type, 0, NULL },
	{ "reviewed-by", false, &name_type, 0, NULL },
	{ "reviewed", false, &day_type, 0, NULL },
	{ "messages", true, &messages_type, 0, NULL },
};

const struct yaml_table locale_file_table = YAML_TABLE("locale", file_fields);

/* Lays the file over `root`. False, with *error, where it cannot be read at
 * all; a mistake in it is a diagnostic and leaves what lies below. */
static bool lay_over(struct loading *loading, const char *path,
		     const struct yaml_node **root, struct error *error)
{
	struct arena *arena = loading->locale->arena;
	struct diagnostics *diagnostics = loading->diagnostics;
	const struct yaml_node *layer;
	if (!yaml_table_file(arena, path, &locale_file_table, &layer,
			     diagnostics, error))
		return false;
	if (!layer)
		return true;
	const struct yaml_node *messages = yaml_lookup(layer, "messages");
	if (!messages && !*root)
		diagnostics_add(diagnostics, DIAGNOSTIC_YAML_MISSING_KEY,
				layer->place, "the key 'messages' is missing");
	if (messages &&
	    !yaml_expect(messages, YAML_MAPPING, "messages", diagnostics))
		return true;
	*root = yaml_overlay(arena, *root, layer);
	return true;
}

/* The files of a tag, the lowest first: those of the tag or its nearest
 * parent, in each folder. */
struct files {
	const char *paths[LAYER_COUNT];
	size_t count;
};

static struct files find_files(struct arena *arena,
			       const struct overlay *folders, const char *tag)
{
	struct files files = { .count = 0 };
	for (int i = LAYER_COUNT; i-- > 0;) {
		const char *path =
			folders->folders[i] ?
				locale_find_file(arena, folders->folders[i],
						 tag) :
				NULL;
		if (path)
			files.paths[files.count++] = path;
	}
	return files;
}

static bool read_files(struct loading *loading, const struct files *files,
		       const struct yaml_node **root, struct error *error)
{
	*root = NULL;
	for (size_t i = 0; i < files->count; i++) {
		if (!lay_over(loading, files->paths[i], root, error))
			return false;
		if (i == 0)
			loading->base = yaml_lookup(*root, "messages");
	}
	return true;
}

/* Quotation marks are no words: those of the language, from CLDR. */
static void take_quotation_mark(struct locale *locale, const char *key,
				ULocaleDataDelimiterType type)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar mark[16];
	ULocaleData *data = ulocdata_open(locale->icu_id, &status);
	int32_t length = ulocdata_getDelimiter(data, type, mark, 16, &status);
	ulocdata_close(data);
	const struct message *english =
		map_lookup(&locale->messages, str_from(key));
	if (U_FAILURE(status) || !english)
		return;
	struct message *message = ARENA_NEW(locale->arena, struct message);
	*message = *english;
	message->word = locale_utf8(locale->arena, mark, length);
	map_set(&locale->messages, message->key, message);
}

static void go_without_file(struct locale *locale,
			    const struct overlay *folders,
			    struct diagnostics *diagnostics)
{
	locale->words_language = LOCALE_REFERENCE;
	take_quotation_mark(locale, "quote-open", ULOCDATA_QUOTATION_START);
	take_quotation_mark(locale, "quote-close", ULOCDATA_QUOTATION_END);
	const char *path =
		path_join(locale->arena, overlay_base(folders),
			  arena_format(locale->arena, "%s.yaml", locale->tag));
	diagnostics_add(diagnostics, DIAGNOSTIC_LOCALE_MISSING,
			(struct place){ path, 0, 0 },
			"no %s.yaml in '%s': interface words are English",
			locale->tag, overlay_base(folders));
}

/* What all languages are compared with; false with *error. */
static bool load_reference(struct loading *loading,
			   const struct overlay *folders,
			   const struct yaml_node **root, struct error *error)
{
	struct arena *arena = loading->locale->arena;
	struct files files = find_files(arena, folders, LOCALE_REFERENCE);
	if (!files.count)
		return error_set(
			error, "cannot open '%s'",
			locale_reference_file(arena, overlay_base(folders)));
	if (!read_files(loading, &files, root, error))
		return false;
	const struct yaml_node *messages = yaml_lookup(*root, "messages");
	if (messages)
		take_reference(loading, messages);
	return true;
}

/* ---- All of them -------------------------------------------------------- */

bool locale_load(struct locale *locale, const struct overlay *folders,
		 struct diagnostics *diagnostics, struct error *error)
{
	struct loading loading = { .locale = locale,
				   .diagnostics = diagnostics };
	const struct yaml_node *english = NULL, *root = NULL;
	if (!load_reference(&loading, folders, &english, error))
		return false;
	struct files files = find_files(locale->arena, folders, locale->tag);
	if (!files.count) {
		go_without_file(locale, folders, diagnostics);
		return true;
	}
	bool is_reference = true;
	for (size_t i = 0; i < files.count; i++)
		is_reference &= strcmp(path_name(files.paths[i]),
				       LOCALE_REFERENCE ".yaml") == 0;
	if (is_reference) {
		take_heading(&loading, english);
		if (locale->pseudo)
			locale_change_messages(locale);
		return true;
	}
	if (!read_files(&loading, &files, &root, error))
		return false;
	const struct yaml_node *messages = yaml_lookup(root, "messages");
	if (messages)
		take_translation(&loading, messages);
	take_heading(&loading, root);
	return true;
}
