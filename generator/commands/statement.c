/* What is known of a publication's accessibility → a page. */
#include "commands/statement.h"

#include <string.h>

#include "commands/context.h"
#include "commands/links.h"
#include "commands/outputs.h"
#include "commands/recordings.h"
#include "document/outline.h"

const char statement_name[] = "accessibility.html";

bool statement_exists(const struct publication *publication, size_t language)
{
	for (size_t i = 0; i < publication->edition_count; i++)
		if (publication_text(&publication->editions[i], language))
			return true;
	return false;
}

const char *statement_path(struct arena *arena,
			   const struct publication *publication,
			   size_t language)
{
	return arena_format(arena, "%s/%s",
			    publication->languages[language].folder,
			    statement_name);
}

/* ---- Values of the template --------------------------------------------- */

struct telling {
	struct work *work;
	const struct site *site;
	const struct accessibility *said;
	size_t language;
	struct value *context;
};

static void set_text(const struct telling *telling, struct value *map,
		     const char *key, const char *text)
{
	value_map_set(&telling->work->arena, map, key,
		      context_text(&telling->work->arena, text));
}

static void set_localised(const struct telling *telling, struct value *map,
			  const char *key, const struct localised *text)
{
	set_text(telling, map, key,
		 publication_localised_text(text, telling->language));
}

static void set_list(const struct telling *telling, const char *key,
		     struct value *list)
{
	struct arena *arena = &telling->work->arena;
	value_map_set(arena, telling->context, key, list);
	value_map_set(arena, telling->context,
		      arena_format(arena, "has-%s", key),
		      value_new_boolean(arena, list->list.count > 0));
}

static void add_status(const struct telling *telling)
{
	static const char *const names[ACCESSIBILITY_STATUS_COUNT] = {
		"is-not-assessed", "is-full", "is-partial", "is-none"
	};
	struct arena *arena = &telling->work->arena;
	for (size_t i = 0; i < ACCESSIBILITY_STATUS_COUNT; i++)
		value_map_set(
			arena, telling->context, names[i],
			value_new_boolean(arena, i == telling->said->status));
}

static void add_known(const struct telling *telling)
{
	static const char *const names[ACCESSIBILITY_REASON_COUNT] = {
		"non-compliance", "burden", "out-of-scope"
	};
	const struct accessibility *said = telling->said;
	struct arena *arena = &telling->work->arena;
	for (size_t i = 0; i < ACCESSIBILITY_REASON_COUNT; i++) {
		struct value *list = value_new_list(arena);
		for (size_t j = 0; j < said->known_count; j++) {
			const struct accessibility_known *known =
				&said->known[j];
			struct value *item = value_new_map(arena);
			if (known->reason != i)
				continue;
			set_localised(telling, item, "what", &known->what);
			set_localised(telling, item, "instead",
				      &known->instead);
			value_list_add(arena, list, item);
		}
		set_list(telling, names[i], list);
	}
	value_map_set(arena, telling->context, "is-nothing-known",
		      value_new_boolean(arena, said->known_count == 0));
}

static void add_tests(const struct telling *telling)
{
	const struct accessibility *said = telling->said;
	struct arena *arena = &telling->work->arena;
	struct value *list = value_new_list(arena);
	for (size_t i = 0; i < said->test_count; i++) {
		struct value *item = value_new_map(arena);
		set_text(telling, item, "tested", said->tests[i].date);
		set_localised(telling, item, "by", &said->tests[i].by);
		set_localised(telling, item, "method", &said->tests[i].method);
		set_localised(telling, item, "result", &said->tests[i].result);
		value_list_add(arena, list, item);
	}
	set_list(telling, "tests", list);
}

/* ---- What the program checked -------------------------------------------- */

static bool is_told(const struct telling *telling,
		    const struct manifest_file *file)
{
	const struct publication *publication = telling->site->publication;
	return !manifest_is_entry(file) &&
	       strcmp(file->language,
		      publication->languages[telling->language].folder) == 0;
}

/* A text's mistakes are told with each of its files, and counted once. */
static struct remarks count_edition(const struct telling *telling,
				    const char *edition)
{
	const struct manifest *manifest = telling->site->manifest;
	struct remarks most = { 0 };
	for (size_t i = 0; i < manifest->count; i++) {
		const struct manifest_file *file = &manifest->items[i];
		if (!is_told(telling, file) ||
		    strcmp(file->edition, edition) != 0)
			continue;
		for (int j = 0; j < REMARK_COUNT; j++)
			if (file->remarks.counts[j] > most.counts[j])
				most.counts[j] = file->remarks.counts[j];
	}
	return most;
}

static void add_checks(const struct telling *telling)
{
	const struct publication *publication = telling->site->publication;
	struct work *work = telling->work;
	struct arena *arena = &work->arena;
	struct remarks all = { 0 };
	struct value *list = value_new_list(arena);
	for (size_t i = 0; i < publication->edition_count; i++) {
		struct remarks one = count_edition(
			telling, publication->editions[i].identifier);
		for (int j = 0; j < REMARK_COUNT; j++)
			all.counts[j] += one.counts[j];
	}
	for (int i = 0; i < REMARK_COUNT; i++) {
		struct value *item = value_new_map(arena);
		const char *message = remark_message((enum remark)i);
		set_text(telling, item, "checked",
			 locale_word(work->locale, message));
		value_map_set(
			arena, item, "places",
			all.counts[i] ?
				value_new_number(arena, (double)all.counts[i]) :
				value_new_null(arena));
		value_list_add(arena, list, item);
	}
	set_list(telling, "checks", list);
}

/* The standards that files declare, each once. */
static void add_standards(const struct telling *telling)
{
	const struct manifest *manifest = telling->site->manifest;
	const char *standard = NULL;
	for (size_t i = 0; i < manifest->count && !standard; i++)
		if (is_told(telling, &manifest->items[i]))
			standard = manifest->items[i].standard;
	set_text(telling, telling->context, "standard", standard);
}

static void add_dates(const struct telling *telling)
{
	const struct publication *publication = telling->site->publication;
	const struct accessibility *said = telling->said;
	struct value *context = telling->context;
	const char *version = publication->modified ? publication->modified :
						      publication->issued;
	set_text(telling, context, "version", version);
	set_text(telling, context, "prepared",
		 said->prepared ? said->prepared : version);
	set_text(telling, context, "reviewed", said->reviewed);
	set_text(telling, context, "review", said->next_review);
}

static void add_values(const struct telling *telling)
{
	struct value *context = telling->context;
	add_status(telling);
	add_known(telling);
	add_tests(telling);
	add_checks(telling);
	add_standards(telling);
	add_dates(telling);
	recordings_add(&telling->work->arena, context,
		       telling->site->publication, telling->language, NULL,
		       telling->work->locale);
	set_text(telling, context, "program", "Everyread " EVERYREAD_VERSION);
	set_localised(telling, context, "enforcement",
		      &telling->said->enforcement);
	set_text(telling, context, "enforcement-url",
		 telling->said->enforcement_url);
	context_add_contact(&telling->work->arena, context,
			    telling->site->publication, telling->language);
}

/* ---- The page ------------------------------------------------------------ */

static void finish(struct work *work, const struct publication *publication,
		   size_t language)
{
	struct document *document = &work->document;
	document->notice =
		publication_localised_text(&publication->notice, language);
	document->date = publication->issued;
	struct links_page page = { publication, NULL, language, { 0 } };
	struct document_links links =
		links_of_page(&work->arena, &page, NULL, 0, &work->entries);
	struct outline_options options = { .is_strict = true, .links = &links };
	document_finish(document, &options, &work->diagnostics);
}

/* The same in other languages, and the way back; none to itself. */
static void add_links(struct work *work, const struct site *site,
		      size_t language, struct value *shell)
{
	const struct publication *publication = site->publication;
	struct arena *arena = &work->arena;
	struct value *list = value_new_list(arena);
	for (size_t i = 0; i < publication->language_count; i++) {
		struct value *item = value_new_map(arena);
		if (!statement_exists(publication, i))
			continue;
		value_map_set(
			arena, item, "lang",
			context_text(arena, publication->languages[i].locale));
		value_map_set(arena, item, "own-name",
			      context_text(arena, site->own_names[i]));
		value_map_set(
			arena, item, "href",
			context_text(
				arena,
				arena_format(arena, "../%s",
					     statement_path(arena, publication,
							    i))));
		value_list_add(arena, list, item);
	}
	value_map_set(arena, shell, "alternates",
		      list->list.count > 1 ? list : value_new_null(arena));
	value_map_set(
		arena, shell, "landing",
		context_text(arena, landing_exists(publication, language) ?
					    "index.html" :
					    NULL));
	value_map_set(arena, shell, "statement", value_new_null(arena));
}

void statement_make(struct work *work, const struct site *site, size_t language)
{
	const struct publication *publication = site->publication;
	const char *tag = publication->languages[language].locale;
	struct arena *arena = &work->arena;
	if (!pipeline_open_locale(work, tag))
		return;
	work->context = context_of_publication(arena, publication, language,
					       work->locale);
	landing_add_links(site, work, work->context, language, NULL);
	const struct telling telling = {
		.work = work,
		.site = site,
		.said = &publication->accessibility,
		.language = language,
		.context = work->context,
	};
	add_values(&telling);
	pipeline_render_template(
		work, "accessibility",
		&(struct pipeline_texts){ publication, language, NULL, 0 });
	if (work->has_failed)
		return;
	pipeline_parse(work, publication, PROFILE_STANDARD, true, tag);
	finish(work, publication, language);
	struct value *shell = context_of_publication(arena, publication,
						     language, work->locale);
	add_links(work, site, language, shell);
	work->shell.name = "accessibility";
	work->shell.data = NULL;
	work->shell.context = shell;
	output_make(work, OUTPUT_HTML);
}

/* ---- What is left to say -------------------------------------------------- */

/* NULL: all is said. */
static const char *find_unsaid(const struct publication *publication,
			       const char **second)
{
	const struct accessibility *said = &publication->accessibility;
	bool has_contact = said->contact.name.is_given ||
			   publication->contact.name.is_given;
	const char *enforcement =
		said->enforcement.is_given ?
			NULL :
			"the accessibility statement does not say whom readers "
			"can turn to who get no answer: add enforcement:";
	*second = has_contact ? NULL : enforcement;
	return has_contact ? enforcement :
			     "the accessibility statement names nobody to "
			     "write to: add contact: with name: and email:";
}

void statement_tell(const struct publication *publication, bool tells_silence,
		    struct diagnostics *diagnostics)
{
	const struct accessibility *said = &publication->accessibility;
	const char *second, *first = find_unsaid(publication, &second);
	if (!said->is_given && tells_silence)
		diagnostics_add_as(
			diagnostics, DIAGNOSTIC_NOTE,
			DIAGNOSTIC_PUBLICATION_UNSAID,
			(struct place){ publication->file, 0, 0 },
			"nobody has said what readers are to be told of its "
			"accessibility: add accessibility:, with contact:, "
			"tested:, known: and enforcement:");
	if (said->is_given && first)
		diagnostics_add(diagnostics, DIAGNOSTIC_PUBLICATION_UNSAID,
				said->place, "%s", first);
	if (said->is_given && second)
		diagnostics_add(diagnostics, DIAGNOSTIC_PUBLICATION_UNSAID,
				said->place, "%s", second);
}
