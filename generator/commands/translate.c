/* everyread translate: how far translations are, and what they were made from. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/visible.h"
#include "commands/commands.h"
#include "commands/exchange.h"
#include "commands/installation.h"
#include "commands/targets.h"
#include "commands/translation.h"
#include "commands/translation_words.h"

static const struct option options[] = {
	{ "lang", 0, "TAG", "only this language" },
	{ "edition", 0, "ID",
	  "accept: only this edition, or this file of labels" },
	{ "at", 0, "FILE:LINE", "accept: the segment that stands there holds" },
	{ "format", 0, "FORMAT",
	  "status: text, json or html; export: xliff, xliff-1.2 or po" },
	{ "output", 'o', "FOLDER",
	  "export: where the files go; otherwise here" },
	{ "strict", 0, NULL,
	  "status: something to translate counts as an error" },
	{ "interface", 0, NULL,
	  "the words of the pages instead: templates/locales/" },
	{ "content", 0, "FOLDER", "where the publications are" },
	{ "templates", 0, "FOLDER", "where the templates are" },
};

static const char details[] =
	"status tells, for each language and edition, how many segments are "
	"translated,\nstale (their source has changed since), untouched copies "
	"of "
	"the source, missing,\nor paired by their order alone and not recorded "
	"yet, and how many words are left.\n\n"
	"accept records what each segment was made from, in "
	"LANGUAGE/translation.yaml: of\nall that are not recorded yet, or, "
	"with "
	"--at, of a stale segment that still holds\nor a copy that is meant. "
	"From "
	"then on build warns of stale segments.\n\n"
	"export writes PUBLICATION.LANGUAGE.xlf or .po, which translators' "
	"tools open;\nimport takes such files back into the texts. What comes "
	"back is checked: if\nanything is wrong, nothing is written.\n\n"
	"With --interface all four are about the words of the pages "
	"themselves: messages of\ntemplates/locales/en-GB.yaml in other "
	"languages, with --lang also of one that has\nno file yet.\n";

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_HTML, FORMAT_COUNT };

static const char *const format_names[FORMAT_COUNT] = { "text", "json",
							"html" };

enum verb { VERB_STATUS, VERB_ACCEPT, VERB_EXPORT, VERB_IMPORT, VERB_COUNT };

static const char *const verb_names[VERB_COUNT] = { "status", "accept",
						    "export", "import" };

struct translating {
	const struct arguments *arguments;
	const struct arguments *files; /* to import */
	struct arena arena;
	struct targets targets;
	struct diagnostics diagnostics;
	struct error error;
	struct buffer out;
	enum format format;
	enum exchange_format exchange_format;
	enum verb verb;
	bool is_first, has_left;
	size_t accepted_count;
	size_t *at_hits; /* by --at: segments that stand there */
};

/* ---- Accepting --------------------------------------------------------- */

/* "pl/executive-summary.md:53", as messages have it or as its end. */
static bool is_at(const struct segment *segment, const char *where)
{
	const char *colon = strrchr(where, ':');
	size_t length = colon ? (size_t)(colon - where) : 0;
	size_t whole = strlen(segment->place.file);
	return length && length <= whole &&
	       strncmp(segment->place.file + whole - length, where, length) ==
		       0 &&
	       (length == whole ||
		segment->place.file[whole - length - 1] == '/') &&
	       strtoul(colon + 1, NULL, 10) == segment->place.line;
}

static bool is_asked_for(struct translating *translating,
			 const struct pair *pair)
{
	char where[1024];
	size_t position = 0;
	bool is_found = false;
	for (size_t i = 0; arguments_next(translating->arguments, "at",
					  &position, where, sizeof where);
	     i++)
		if (is_at(pair->target, where)) {
			translating->at_hits[i]++;
			is_found = true;
		}
	return is_found;
}

static bool is_to_accept(struct translating *translating,
			 const struct pair *pair)
{
	if (!pair->source || !pair->target || pair->state == PAIR_TRANSLATED)
		return false;
	return arguments_has(translating->arguments, "at") ?
		       is_asked_for(translating, pair) :
		       pair->state == PAIR_UNRECORDED;
}

static void accept_part(struct translating *translating,
			struct translation *translation,
			const struct translation_part *part, bool is_stale)
{
	for (size_t i = 0; i < part->pairs.count; i++) {
		const struct pair *pair = &part->pairs.items[i];
		if ((pair->stale != NULL) != is_stale ||
		    !is_to_accept(translating, pair))
			continue;
		origins_set(&translation->record, pair->stale,
			    (struct origin){ pair->target->hash,
					     pair->source->hash,
					     pair->source->text });
		translating->accepted_count++;
	}
}

static bool is_selected(const struct translating *translating,
			const struct translation *translation,
			const struct translation_part *part)
{
	char word[64];
	size_t position = 0;
	if (!arguments_has(translating->arguments, "edition"))
		return true;
	while (arguments_next(translating->arguments, "edition", &position,
			      word, sizeof word))
		if (strcmp(translation_part_name(translation, part), word) == 0)
			return true;
	return false;
}

/* Nothing is written over a record that cannot be read. */
static bool accept(struct translating *translating,
		   struct translation *translation)
{
	if (translating->diagnostics.error_count)
		return true;
	size_t before = translating->accepted_count;
	/* Entries that are replaced first: what is added moves them. */
	for (size_t i = 0; i < 2 * translation->part_count; i++) {
		const struct translation_part *part =
			&translation->parts[i % translation->part_count];
		if (is_selected(translating, translation, part))
			accept_part(translating, translation, part,
				    i < translation->part_count);
	}
	return translating->accepted_count == before ||
	       translation_write_record(translation, &translating->error);
}

/* ---- Status ------------------------------------------------------------ */

static void tell(struct translating *translating,
		 const struct translation *translation)
{
	switch (translating->format) {
	case FORMAT_TEXT:
	case FORMAT_COUNT:
		translation_write_text(translation, &translating->out);
		break;
	case FORMAT_JSON:
		translation_write_json(translation, translating->is_first,
				       &translating->out);
		break;
	case FORMAT_HTML:
		translation_write_html(translation, &translating->out);
		break;
	}
	translating->is_first = false;
	for (size_t i = 0; i < translation->part_count; i++)
		translating->has_left |= translation->parts[i].words_left > 0;
}

static void begin_status(struct translating *translating)
{
	if (translating->format == FORMAT_JSON)
		buffer_append_string(&translating->out, "{\"translations\": [");
	else if (translating->format == FORMAT_HTML)
		translation_begin_html(&translating->out);
}

static void end_status(struct translating *translating)
{
	if (translating->format == FORMAT_JSON)
		buffer_append_string(&translating->out, "\n]}\n");
	else if (translating->format == FORMAT_HTML)
		translation_end_html(&translating->out);
}

/* ---- Exchange ---------------------------------------------------------- */

static bool export(struct translating *translating,
		   const struct translation *translation)
{
	const char *folder = arguments_value(translating->arguments, "output");
	const char *path;
	if (!exchange_export(&translating->arena, translation,
			     translating->exchange_format,
			     folder ? folder : ".", &path,
			     &translating->diagnostics, &translating->error))
		return false;
	visible_append(&translating->out, str_from(path));
	buffer_append_byte(&translating->out, '\n');
	return true;
}

static void tell_other(struct translating *translating, const char *file,
		       const char *what, const char *which)
{
	struct place place = { file, 0, 0 };
	if (which[0])
		diagnostics_add(&translating->diagnostics,
				DIAGNOSTIC_EXCHANGE_OTHER, place,
				"this file is of the %s '%s', which is not "
				"here",
				what, which);
	else
		diagnostics_add(&translating->diagnostics,
				DIAGNOSTIC_EXCHANGE_OTHER, place,
				"this file does not say of which %s it is",
				what);
}

static void tell_sum(struct translating *translating, const char *file,
		     const struct exchange_sum *sum)
{
	visible_append(&translating->out, str_from(file));
	buffer_append_format(&translating->out,
			     ": %zu units, %zu changed, %zu accepted, %zu "
			     "%s written\n",
			     sum->units, sum->changed, sum->accepted,
			     sum->files, sum->files == 1 ? "file" : "files");
}

static bool is_interface(const struct publication *publication)
{
	return strcmp(publication->identifier, translation_words_name) == 0;
}

static bool read(struct translating *translating,
		 const struct publication *publication, size_t language,
		 struct translation_files *files,
		 struct translation *translation)
{
	return is_interface(publication) ?
		       translation_words_read(&translating->arena, publication,
					      language, translation,
					      &translating->diagnostics,
					      &translating->error) :
		       translation_read(&translating->arena, publication,
					language, files, translation,
					&translating->diagnostics,
					&translating->error);
}

static bool find_installation(struct translating *translating,
			      struct installation *installation)
{
	struct targets_folders folders;
	targets_find_folders(&translating->arena, translating->arguments,
			     &folders);
	struct installation_options where =
		targets_options(translating->arguments, folders.project);
	return installation_find(&translating->arena, &where, installation,
				 &translating->error);
}

static bool import_into(struct translating *translating, const char *file,
			const struct publication *publication, size_t language,
			const struct exchange *exchange)
{
	struct translation translation;
	struct installation installation;
	struct exchange_sum sum = { 0 };
	struct translation_files files = { 0 };
	bool is_right =
		read(translating, publication, language, &files,
		     &translation) &&
		find_installation(translating, &installation) &&
		exchange_import(&translating->arena, &translation,
				&installation, exchange, file, &sum,
				&translating->diagnostics, &translating->error);
	translation_release(&translation);
	if (is_right)
		tell_sum(translating, file, &sum);
	return is_right;
}

static bool import_words(struct translating *translating, const char *file,
			 const char *tag, const struct exchange *exchange)
{
	struct installation installation;
	if (!find_installation(translating, &installation))
		return false;
	const struct publication *words =
		translation_words_languages(&translating->arena, &installation,
					    &tag, 1, &translating->error);
	size_t language = words ? publication_find_language(words, tag) : 0;
	if (words && language && language < words->language_count)
		return import_into(translating, file, words, language,
				   exchange);
	tell_other(translating, file, "language", tag);
	return true;
}

static bool import_exchange(struct translating *translating, const char *file,
			    const struct exchange *exchange)
{
	const struct targets *targets = &translating->targets;
	const char *name = exchange->publication ? exchange->publication : "";
	const char *tag = exchange->target ? exchange->target : "";
	if (strcmp(name, translation_words_name) == 0)
		return import_words(translating, file, tag, exchange);
	for (size_t i = 0; i < targets->count; i++) {
		const struct publication *publication =
			targets->items[i].publication;
		if (strcmp(publication->identifier, name) != 0)
			continue;
		size_t language = publication_find_language(publication, tag);
		if (language && language < publication->language_count)
			return import_into(translating, file, publication,
					   language, exchange);
		tell_other(translating, file, "language", tag);
		return true;
	}
	tell_other(translating, file, "publication", name);
	return true;
}

/* A file that is wrong keeps those after it from being taken. */
static bool import_files(struct translating *translating,
			 const struct arguments *files)
{
	for (size_t i = 0; i < files->operand_count; i++) {
		const char *file = files->operands[i];
		struct exchange exchange;
		struct str text;
		if (translating->diagnostics.error_count)
			break;
		if (!file_read(&translating->arena, file, &text,
			       &translating->error))
			return false;
		bool is_right =
			!exchange_read(&translating->arena, text, file,
				       &exchange, &translating->diagnostics) ||
			import_exchange(translating, file, &exchange);
		exchange_release(&exchange);
		if (!is_right)
			return false;
	}
	return true;
}

/* ---- Languages --------------------------------------------------------- */

static bool is_wanted(const struct translating *translating,
		      const struct publication *publication, size_t language)
{
	char word[64];
	size_t position = 0;
	if (!arguments_has(translating->arguments, "lang"))
		return true;
	while (arguments_next(translating->arguments, "lang", &position, word,
			      sizeof word))
		if (publication_find_language(publication, word) == language)
			return true;
	return false;
}

static bool translate_language(struct translating *translating,
			       const struct publication *publication,
			       size_t language, struct translation_files *files)
{
	struct translation translation;
	bool is_read =
		read(translating, publication, language, files, &translation);
	if (is_read && translating->verb == VERB_ACCEPT)
		is_read = accept(translating, &translation);
	else if (is_read && translating->verb == VERB_EXPORT)
		is_read = export(translating, &translation);
	else if (is_read)
		tell(translating, &translation);
	translation_release(&translation);
	return is_read;
}

/* Those that are asked for, with a file or without. */
static bool translate_interface(struct translating *translating)
{
	struct installation installation;
	const struct arguments *arguments = translating->arguments;
	const char **asked = ARENA_NEW_ARRAY(
		&translating->arena, arguments->given_count + 64, const char *);
	char word[64];
	size_t position = 0, count = 0;
	while (count < arguments->given_count + 64 &&
	       arguments_next(arguments, "lang", &position, word, sizeof word))
		asked[count++] = arena_copy_string(&translating->arena, word);
	if (!find_installation(translating, &installation))
		return false;
	const struct publication *words =
		translation_words_languages(&translating->arena, &installation,
					    asked, count, &translating->error);
	for (size_t i = 1; words && i < words->language_count; i++)
		if (is_wanted(translating, words, i) &&
		    !translate_language(translating, words, i, NULL))
			return false;
	return words != NULL;
}

static bool translate_all(struct translating *translating)
{
	if (arguments_has(translating->arguments, "interface"))
		return translate_interface(translating);
	for (size_t i = 0; i < translating->targets.count; i++) {
		const struct publication *publication =
			translating->targets.items[i].publication;
		struct translation_files files = { 0 };
		if (!translation_read_files(&translating->arena, publication,
					    &files, &translating->diagnostics,
					    &translating->error))
			return false;
		for (size_t j = 1; j < publication->language_count; j++)
			if (is_wanted(translating, publication, j) &&
			    !translate_language(translating, publication, j,
						&files))
				return false;
	}
	return true;
}

/* A line where nothing to accept stands is a mistake of whoever typed it. */
static void check_at(struct translating *translating)
{
	char where[1024];
	size_t position = 0;
	for (size_t i = 0; arguments_next(translating->arguments, "at",
					  &position, where, sizeof where);
	     i++)
		if (!translating->at_hits[i])
			diagnostics_add(
				&translating->diagnostics,
				DIAGNOSTIC_TRANSLATION_AT, (struct place){ 0 },
				"no segment to accept begins at '%s'", where);
}

/* ---- The command ------------------------------------------------------- */

static void print_out(const struct translating *translating)
{
	struct str text = buffer_str(&translating->out);
	struct buffer shown = BUFFER_INITIALISER;
	switch (translating->format) {
	case FORMAT_TEXT:
	case FORMAT_COUNT:
		visible_append_lines(&shown, text);
		break;
	case FORMAT_JSON:
		visible_append_json(&shown, text);
		break;
	case FORMAT_HTML:
		visible_print_data(stdout, text);
		break;
	}
	if (shown.length)
		fwrite(shown.bytes, 1, shown.length, stdout);
	buffer_release(&shown);
}

static enum exit_status finish(struct translating *translating,
			       enum exit_status status)
{
	diagnostics_print(&translating->diagnostics, stderr);
	if (status == STATUS_SYSTEM)
		error_print(&translating->error, stderr);
	if (status != STATUS_CLEAN)
		return status;
	print_out(translating);
	if (translating->verb == VERB_ACCEPT)
		printf("%zu %s accepted\n", translating->accepted_count,
		       translating->accepted_count == 1 ? "segment" :
							  "segments");
	bool is_strict = arguments_has(translating->arguments, "strict");
	return translating->diagnostics.error_count ||
			       (is_strict && translating->has_left) ?
		       STATUS_FINDINGS :
		       STATUS_CLEAN;
}

static enum exit_status work(struct translating *translating)
{
	bool is_interface = arguments_has(translating->arguments, "interface");
	enum exit_status status =
		is_interface ? STATUS_CLEAN :
			       targets_load(&translating->arena,
					    translating->arguments, NULL,
					    &translating->targets,
					    &translating->error);
	if (status != STATUS_CLEAN)
		return status;
	if (!translating->targets.count)
		diagnostics_merge(&translating->diagnostics,
				  &translating->targets.diagnostics);
	translating->at_hits = ARENA_NEW_ARRAY(
		&translating->arena, translating->arguments->given_count + 1024,
		size_t);
	if (translating->verb == VERB_STATUS)
		begin_status(translating);
	bool is_right = translating->verb == VERB_IMPORT ?
				import_files(translating, translating->files) :
				translate_all(translating);
	if (!is_right)
		return STATUS_SYSTEM;
	if (translating->verb == VERB_STATUS)
		end_status(translating);
	if (translating->verb == VERB_ACCEPT)
		check_at(translating);
	return STATUS_CLEAN;
}

static bool read_format(struct translating *translating)
{
	const char *name = arguments_value(translating->arguments, "format");
	if (translating->verb == VERB_EXPORT)
		return exchange_find_format(name,
					    &translating->exchange_format);
	for (int i = 0; name && i < FORMAT_COUNT; i++)
		if (strcmp(name, format_names[i]) == 0) {
			translating->format = (enum format)i;
			return true;
		}
	return !name;
}

static enum verb find_verb(const struct arguments *arguments)
{
	int verb = VERB_COUNT;
	for (int i = 0; arguments->operand_count && i < VERB_COUNT; i++)
		if (strcmp(arguments->operands[0], verb_names[i]) == 0)
			verb = i;
	return (enum verb)verb;
}

static void release(struct translating *translating)
{
	buffer_release(&translating->out);
	diagnostics_release(&translating->diagnostics);
	targets_release(&translating->targets);
	arena_release(&translating->arena);
}

static enum exit_status run(const struct arguments *arguments)
{
	enum verb verb = find_verb(arguments);
	if (verb == VERB_COUNT)
		return arguments_wrong(arguments->command,
				       "say what to do: status, accept, export "
				       "or import");
	/* What follows the verb are publications, as for build; or files, which
	 * name theirs. */
	struct arguments rest = *arguments, files;
	rest.operands++;
	rest.operand_count--;
	files = rest;
	if (verb == VERB_IMPORT)
		rest.operand_count = 0;
	struct translating translating = { .arguments = &rest,
					   .files = &files,
					   .verb = verb,
					   .is_first = true };
	if (verb == VERB_IMPORT && !files.operand_count)
		return arguments_wrong(arguments->command,
				       "name the files to import");
	if (!read_format(&translating))
		return arguments_wrong(
			arguments->command, "unknown format '%s' (allowed: %s)",
			arguments_value(arguments, "format"),
			verb == VERB_EXPORT ? "xliff, xliff-1.2, po" :
					      "text, json, html");
	enum exit_status status = finish(&translating, work(&translating));
	release(&translating);
	return status;
}

const struct command command_translate = {
	.name = "translate",
	.operands = "status|accept|export|import [PUBLICATION|FILE…]",
	.summary = "Tell how far translations are, and take them to "
		   "translators and back",
	.details = details,
	.most_operands = 1000,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run,
};
