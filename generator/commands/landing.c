/* The landing page and the links between a publication's files. */
#include "commands/landing.h"

#include "base/path.h"
#include "commands/context.h"
#include "commands/links.h"
#include "commands/outputs.h"
#include "commands/recordings.h"
#include "document/outline.h"

bool landing_exists(const struct publication *publication, size_t language)
{
	const struct publication_language *tag =
		&publication->languages[language];
	return tag->landing && tag->is_complete;
}

/* ---- Downloads --------------------------------------------------------- */

struct listing {
	const struct site *site;
	struct work *work;
	size_t page_language;
	const struct edition *current;
	struct value *list;
	struct value *cards, *other_cards; /* the same by edition */
};

static const char *find_own_name(struct arena *arena,
				 const struct overlay *folders, const char *tag)
{
	struct locale *locale;
	struct error error;
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	const char *name = tag;
	if (locale_open(arena, folders, tag, &ignored, &locale, &error)) {
		name = arena_copy_string(arena, locale_own_name(locale));
		locale_release(locale);
	}
	diagnostics_release(&ignored);
	return name;
}

void landing_initialise(struct site *site, struct arena *arena,
			const struct installation *installation,
			const struct publication *publication,
			const struct manifest *manifest)
{
	struct overlay folders =
		overlay_inside(arena, &installation->templates, "locales");
	size_t count = publication->language_count;
	*site = (struct site){ publication, manifest,
			       ARENA_NEW_ARRAY(arena, count, const char *) };
	for (size_t i = 0; i < count; i++)
		site->own_names[i] = find_own_name(
			arena, &folders, publication->languages[i].locale);
}

static void set_text(struct work *work, struct value *map, const char *key,
		     const char *text)
{
	value_map_set(&work->arena, map, key, context_text(&work->arena, text));
}

/* A title that is not there in the page's language stands in its own. */
static void set_title(const struct listing *listing, struct value *item,
		      const struct edition *edition, size_t language)
{
	const char *title = publication_localised_text(&edition->title,
						       listing->page_language);
	const struct publication_language *tag =
		&listing->site->publication->languages[language];
	set_text(listing->work, item, "title",
		 title ? title :
			 publication_localised_text(&edition->title, language));
	set_text(listing->work, item, "title-lang", title ? NULL : tag->locale);
}

static void set_numbers(const struct listing *listing, struct value *item,
			const struct manifest_file *file)
{
	struct work *work = listing->work;
	const struct output_traits *traits = &output_traits[file->output];
	bool is_paged = output_is_paged(file->output);
	set_text(work, item, "format",
		 locale_word(work->locale, traits->message));
	set_text(work, item, "media-type", traits->media_type);
	value_map_set(&work->arena, item, "is-paged",
		      value_new_boolean(&work->arena, is_paged));
	/* The size of a page cannot stand in the pages that it links to and
	 * that link back: while they are made it is not known. */
	bool is_known = !output_is_page(file->output) || !listing->current;
	set_text(work, item, "size",
		 is_known ? locale_file_size(work->locale, &work->arena,
					     file->size) :
			    NULL);
	set_text(work, item, "duration",
		 file->seconds ? locale_duration(work->locale, &work->arena,
						 file->seconds) :
				 NULL);
	value_map_set(
		&work->arena, item, "count",
		is_paged ? value_new_number(&work->arena, (double)file->pages) :
			   value_new_null(&work->arena));
}

/* What most readers want stands first; audio, too, for those who listen. */
static bool is_main(enum output output)
{
	return output == OUTPUT_HTML || output == OUTPUT_PDF ||
	       output == OUTPUT_PDF_LARGE || output == OUTPUT_AUDIO;
}

/* In the flat list, and in its edition's card. */
static void add_download(const struct listing *listing, struct value *formats,
			 const struct edition *edition, size_t language,
			 const struct manifest_file *file, bool is_first)
{
	struct work *work = listing->work;
	const struct publication_language *tag =
		&listing->site->publication->languages[language];
	struct value *item = value_new_map(&work->arena);
	set_title(listing, item, edition, language);
	set_text(work, item, "language",
		 locale_language_name(work->locale, &work->arena, tag->folder));
	set_text(work, item, "own-name", listing->site->own_names[language]);
	set_text(work, item, "lang", tag->locale);
	set_numbers(listing, item, file);
	set_text(work, item, "href",
		 arena_format(&work->arena, "../%s", file->path));
	value_map_set(
		&work->arena, item, "is-current",
		value_new_boolean(&work->arena,
				  edition == listing->current &&
					  language == listing->page_language &&
					  output_is_page(file->output)));
	value_map_set(&work->arena, item, "is-main",
		      value_new_boolean(&work->arena, is_main(file->output)));
	value_map_set(&work->arena, item, "is-first",
		      value_new_boolean(&work->arena, is_first));
	value_list_add(&work->arena, listing->list, item);
	value_list_add(&work->arena, formats, item);
}

/* A card of none of the main formats shows what it has. */
static void sort_formats(struct work *work, struct value *card,
			 const struct value *formats)
{
	struct arena *arena = &work->arena;
	struct value *main = value_new_list(arena);
	struct value *more = value_new_list(arena);
	for (size_t i = 0; i < formats->list.count; i++) {
		const struct value *item = formats->list.items[i];
		bool is_first = value_map_lookup(item, STR("is-main"))->boolean;
		value_list_add(arena, is_first ? main : more, item);
	}
	if (!main->list.count) {
		struct value *all = more;
		more = main;
		main = all;
	}
	value_map_set(arena, card, "main-formats", main);
	value_map_set(arena, card, "more-formats", more);
	value_map_set(arena, card, "has-more-formats",
		      value_new_boolean(arena, more->list.count > 0));
}

/* An edition in a language, with its formats. Those of the page's language stand
 * first; others are folded. */
static void add_card(const struct listing *listing,
		     const struct edition *edition, size_t language,
		     struct value *formats)
{
	struct work *work = listing->work;
	const struct publication_language *tag =
		&listing->site->publication->languages[language];
	struct value *card = value_new_map(&work->arena);
	if (!formats->list.count)
		return;
	set_title(listing, card, edition, language);
	set_text(work, card, "own-name", listing->site->own_names[language]);
	set_text(work, card, "lang", tag->locale);
	/* in the language of the edition's title beside it */
	size_t said_in = publication_localised_text(&edition->title,
						    listing->page_language) ?
				 listing->page_language :
				 language;
	set_text(work, card, "publication-title",
		 publication_localised_text(&listing->site->publication->title,
					    said_in));
	value_map_set(&work->arena, card, "formats", formats);
	sort_formats(work, card, formats);
	value_list_add(&work->arena,
		       language == listing->page_language ?
			       listing->cards :
			       listing->other_cards,
		       card);
}

static void add_edition(const struct listing *listing,
			const struct edition *edition)
{
	for (size_t i = 0; i < edition->text_count; i++) {
		size_t language = edition->texts[i].language;
		const char *folder =
			listing->site->publication->languages[language].folder;
		struct value *formats = value_new_list(&listing->work->arena);
		bool is_first = true;
		for (int j = 0; j < OUTPUT_COUNT; j++) {
			enum output output = (enum output)j;
			const struct manifest_file *file = manifest_find(
				listing->site->manifest, edition->identifier,
				folder, output);
			if (!file || !(edition->formats & output_bit(output)))
				continue;
			add_download(listing, formats, edition, language, file,
				     is_first);
			is_first = false;
		}
		add_card(listing, edition, language, formats);
	}
}

static void add_downloads(const struct site *site, struct work *work,
			  struct value *context, size_t page_language,
			  const struct edition *current)
{
	struct arena *arena = &work->arena;
	struct listing listing = {
		.site = site,
		.work = work,
		.page_language = page_language,
		.current = current,
		.list = value_new_list(arena),
		.cards = value_new_list(arena),
		.other_cards = value_new_list(arena),
	};
	for (size_t i = 0; i < site->publication->edition_count; i++)
		add_edition(&listing, &site->publication->editions[i]);
	value_map_set(arena, context, "downloads", listing.list);
	value_map_set(arena, context, "cards", listing.cards);
	value_map_set(arena, context, "other-cards", listing.other_cards);
	value_map_set(
		arena, context, "has-other-cards",
		value_new_boolean(arena, listing.other_cards->list.count > 0));
}

/* ---- Alternates -------------------------------------------------------- */

static void add_alternate(const struct site *site, struct work *work,
			  struct value *list, size_t language, const char *path)
{
	struct value *item = value_new_map(&work->arena);
	set_text(work, item, "lang",
		 site->publication->languages[language].locale);
	set_text(work, item, "own-name", site->own_names[language]);
	set_text(work, item, "href", arena_format(&work->arena, "../%s", path));
	value_list_add(&work->arena, list, item);
}

static struct value *edition_alternates(const struct site *site,
					struct work *work,
					const struct edition *edition)
{
	struct value *list = value_new_list(&work->arena);
	for (size_t i = 0; i < edition->text_count; i++) {
		size_t language = edition->texts[i].language;
		const struct manifest_file *file = manifest_find(
			site->manifest, edition->identifier,
			site->publication->languages[language].folder,
			OUTPUT_HTML);
		if (file)
			add_alternate(site, work, list, language, file->path);
	}
	return list;
}

static struct value *landing_alternates(const struct site *site,
					struct work *work)
{
	const struct publication *publication = site->publication;
	struct value *list = value_new_list(&work->arena);
	for (size_t i = 0; i < publication->language_count; i++)
		if (landing_exists(publication, i))
			add_alternate(
				site, work, list, i,
				arena_format(&work->arena, "%s/index.html",
					     publication->languages[i].folder));
	return list;
}

void landing_add_links(const struct site *site, struct work *work,
		       struct value *shell_context, size_t language,
		       const struct edition *edition)
{
	struct arena *arena = &work->arena;
	struct value *alternates =
		edition ? edition_alternates(site, work, edition) :
			  landing_alternates(site, work);
	if (alternates->list.count < 2)
		alternates = value_new_null(arena);
	value_map_set(arena, shell_context, "alternates", alternates);
	add_downloads(site, work, shell_context, language, edition);
	recordings_add(arena, shell_context, site->publication, language,
		       edition, work->locale);
	bool has_landing =
		edition && landing_exists(site->publication, language);
	set_text(work, shell_context, "landing",
		 has_landing ? "index.html" : NULL);
}

/* ---- The page ---------------------------------------------------------- */

void landing_make(struct work *work, const struct site *site, size_t language)
{
	const struct publication *publication = site->publication;
	const struct publication_language *tag =
		&publication->languages[language];
	struct arena *arena = &work->arena;
	if (!pipeline_open_locale(work, tag->locale))
		return;
	work->context = context_of_publication(arena, publication, language,
					       work->locale);
	pipeline_add_data(work, publication, language);
	pipeline_render_template(work, "landing",
				 &(struct pipeline_texts){ publication,
							   language,
							   tag->landing, 1 });
	if (work->has_failed)
		return;
	pipeline_parse(work, publication, PROFILE_STANDARD, true, tag->locale);
	struct document *document = &work->document;
	document->notice =
		publication_localised_text(&publication->notice, language);
	document->subject =
		publication_localised_text(&publication->description, language);
	document->date = publication->issued;
	struct links_page page = { publication, NULL, language, { 0 } };
	struct document_links links =
		links_of_page(arena, &page, tag->landing, 1, &work->entries);
	struct outline_options options = {
		.is_strict = true,
		.links = &links,
		.pictures = pictures_on_paper(work->installation->theme,
					      document->profile),
	};
	document_finish(document, &options, pipeline_diagnostics(work));
	struct value *shell = context_of_publication(arena, publication,
						     language, work->locale);
	landing_add_links(site, work, shell, language, NULL);
	/* which borrow the drawing of the page's title block */
	value_map_set(arena, shell, "has-thumbnails",
		      value_new_boolean(arena, true));
	work->shell.name = "landing";
	work->shell.data = "landing";
	work->shell.context = shell;
	output_make(work, OUTPUT_HTML);
}
