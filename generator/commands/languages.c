/* Words and letters of a publication's languages. */
#include "commands/languages.h"

#include <string.h>

#include "base/buffer.h"
#include "base/path.h"
#include "commands/outputs.h"
#include "locale/locale.h"
#include "text/font.h"

/* Letters that a message names. */
enum { MOST_LETTERS = 12 };

struct look {
	struct arena *arena;
	const struct installation *installation;
	struct publication *publication;
	struct diagnostics *diagnostics;
	struct error *error;
	size_t language;
};

static const struct publication_language *tag_of(const struct look *look)
{
	return &look->publication->languages[look->language];
}

/* ---- Words ------------------------------------------------------------- */

static void report_wordless(const struct look *look,
			    const struct overlay *folders)
{
	const struct publication_language *tag = tag_of(look);
	const char *project = look->installation->homes.folders[LAYER_PROJECT];
	const char *folder =
		project ?
			path_tidy(look->arena, path_join(look->arena, project,
							 "templates/locales")) :
			overlay_base(folders);
	bool is_source = look->language == 0;
	diagnostics_add_as(look->diagnostics,
			   is_source ? DIAGNOSTIC_ERROR : DIAGNOSTIC_WARNING,
			   DIAGNOSTIC_PUBLICATION_WORDS, tag->place,
			   "'%s' %s: there are no interface words in it; copy "
			   "'%s/en-GB.yaml' to '%s/%s.yaml' and translate it",
			   tag->folder,
			   is_source ? "cannot be published" : "is left out",
			   overlay_base(folders), folder, tag->locale);
}

static void report_broken(const struct look *look, size_t count)
{
	const struct publication_language *tag = tag_of(look);
	diagnostics_add(look->diagnostics, DIAGNOSTIC_PUBLICATION_WORDS,
			tag->place,
			"'%s' is left out: its interface words have %zu "
			"%s, told above",
			tag->folder, count, count == 1 ? "error" : "errors");
}

static void report_draft(const struct look *look, const char *file)
{
	diagnostics_add(look->diagnostics, DIAGNOSTIC_LOCALE_DRAFT,
			(struct place){ file, 0, 0 },
			"the interface words in '%s' are a draft that nobody "
			"whose language it is has passed yet",
			tag_of(look)->locale);
}

/* Errors of the language's own files; those of the English one, which all are
 * compared with, leave its words as they are. */
static size_t own_errors(const struct diagnostics *own,
			 const struct locale *locale)
{
	bool is_english = strncmp(locale_tag(locale), "en", 2) == 0;
	size_t count = 0;
	for (size_t i = 0; i < own->count; i++) {
		const struct diagnostic *one = &own->items[i];
		bool is_reference =
			one->place.file &&
			strcmp(path_name(one->place.file), "en-GB.yaml") == 0;
		count += one->severity == DIAGNOSTIC_ERROR &&
			 (is_english || !is_reference);
	}
	return count;
}

/* False, with `error`, where the system failed; *is_fit: it can be
 * published. */
static bool has_words(struct look *look, bool *is_fit)
{
	struct overlay folders = overlay_inside(
		look->arena, &look->installation->templates, "locales");
	struct diagnostics own = DIAGNOSTICS_INITIALISER;
	struct locale *locale;
	if (!locale_open(look->arena, &folders, tag_of(look)->locale, &own,
			 &locale, look->error)) {
		diagnostics_release(&own);
		return false;
	}
	size_t errors = own_errors(&own, locale);
	bool has_file = !locale_words_language(locale);
	*is_fit = has_file && !errors;
	if (!has_file) {
		report_wordless(look, &folders);
		diagnostics_release(&own);
	} else {
		diagnostics_merge(look->diagnostics, &own);
		if (errors && look->language > 0)
			report_broken(look, errors);
	}
	if (has_file && locale_draft(locale))
		report_draft(look, locale_draft(locale));
	locale_release(locale);
	return true;
}

/* ---- Letters ----------------------------------------------------------- */

static bool wants_pages(const struct look *look)
{
	const struct publication *publication = look->publication;
	for (size_t i = 0; i < publication->edition_count; i++)
		for (int j = 0; j < OUTPUT_COUNT; j++)
			if (publication->editions[i]
				    .wants_language[look->language] &&
			    output_is_paged((enum output)j) &&
			    (publication->editions[i].formats &
			     output_bit((enum output)j)))
				return true;
	return false;
}

static void check_letters(struct look *look, struct font_set *fonts)
{
	struct buffer missing = BUFFER_INITIALISER;
	const struct publication_language *tag = tag_of(look);
	size_t count =
		font_set_lacks(fonts, tag->locale, MOST_LETTERS, &missing);
	if (count)
		diagnostics_add(look->diagnostics, DIAGNOSTIC_FONT_LANGUAGE,
				tag->place,
				"no font has %zu of the letters of '%s':%s%s",
				count, tag->locale, buffer_str(&missing).bytes,
				count > MOST_LETTERS ? " …" : "");
	buffer_release(&missing);
}

/* Where a text is set its characters are looked at one by one; here is told
 * what a language that is left out will need. */
static bool check_fonts(struct look *look)
{
	if (!look->installation->fonts.folders[LAYER_INSTALLED] ||
	    !wants_pages(look))
		return true;
	look->error->message[0] = '\0';
	struct font_set *fonts =
		font_set_load(look->arena, &look->installation->fonts,
			      look->diagnostics, look->error);
	if (!fonts)
		return look->error->message[0] == '\0';
	check_letters(look, fonts);
	font_set_release(fonts);
	return true;
}

/* ---- Languages --------------------------------------------------------- */

static bool has_editions(const struct look *look)
{
	for (size_t i = 0; i < look->publication->edition_count; i++)
		if (publication_text(&look->publication->editions[i],
				     look->language))
			return true;
	return false;
}

bool languages_check(struct arena *arena,
		     const struct installation *installation,
		     struct publication *publication,
		     struct diagnostics *diagnostics, struct error *error)
{
	struct look look = {
		.arena = arena,
		.installation = installation,
		.publication = publication,
		.diagnostics = diagnostics,
		.error = error,
	};
	for (; look.language < publication->language_count; look.language++) {
		bool is_fit = true;
		if (!tag_of(&look)->is_begun)
			continue;
		if (!has_words(&look, &is_fit))
			return false;
		if (!is_fit && look.language > 0)
			publication_leave_out(publication, look.language);
		if (!has_editions(&look) && !check_fonts(&look))
			return false;
	}
	return true;
}
