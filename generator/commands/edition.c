/* An edition's way to its outputs. */
#include "commands/edition.h"

#include "commands/context.h"
#include "commands/links.h"
#include "commands/pseudo.h"
#include "commands/writing.h"
#include "document/outline.h"

static const char *template_name(struct work *work,
				 const struct edition *edition)
{
	const char *own =
		arena_format(&work->arena, "%s/edition", edition->identifier);
	const char *file = arena_format(&work->arena, "editions/%s.md", own);
	if (overlay_find(&work->arena, &work->installation->templates, file,
			 NULL))
		return own;
	return arena_format(&work->arena, "%s/edition",
			    profile_name(edition->profile));
}

static const char *first_identifier(const struct publication *publication)
{
	for (int kind = 0; kind < IDENTIFIER_KIND_COUNT; kind++)
		if (publication->identifiers[kind])
			return publication->identifiers[kind];
	return NULL;
}

static const char *join_authors(struct work *work,
				const struct publication *publication,
				size_t language)
{
	if (!publication->author_count)
		return publication_localised_text(&publication->publisher,
						  language);
	return locale_list(work->locale, &work->arena, publication->authors,
			   publication->author_count);
}

/* What the outputs' metadata say. */
static void describe(struct work *work, const struct publication *publication,
		     const struct edition *edition, size_t language)
{
	struct document *document = &work->document;
	const char *title =
		publication_localised_text(&publication->title, language);
	document->author = join_authors(work, publication, language);
	document->subtitle =
		publication_localised_text(&publication->subtitle, language);
	document->subject =
		publication_localised_text(&publication->description, language);
	document->rights =
		publication_localised_text(&publication->licence, language);
	document->identifier = first_identifier(publication);
	document->date = publication->issued;
	document->running_head = title;
	document->title = locale_message(
		work->locale, &work->arena, "edition-title",
		LOCALE_TEXT("title", title),
		LOCALE_TEXT("edition", publication_localised_text(
					       &edition->title, language)));
}

/* What readers would trip over. */
static void check(struct work *work, const struct publication *publication,
		  const struct edition_text *text)
{
	const struct silence_texts texts = { text, publication,
					     text->language };
	for (size_t i = 0; i < text->file_count; i++)
		silence_check(&text->files[i], &work->diagnostics);
	writing_check(work, &texts);
}

static void set_audio(struct work *work, const struct publication *publication,
		      size_t language)
{
	const struct publication_audio *audio = &publication->audio;
	const char *voice = publication_localised_text(&audio->voice, language);
	work->audio.settings = audio->is_given ? &audio->settings : NULL;
	work->audio.voice = voice ? voice : "";
}

void edition_make_document(struct work *work,
			   const struct publication *publication,
			   const struct edition *edition,
			   const struct edition_text *text)
{
	const char *tag = publication->languages[text->language].locale;
	if (!pipeline_open_locale(work, tag))
		return;
	work->context = context_of_publication(&work->arena, publication,
					       text->language, work->locale);
	context_add_edition(&work->arena, work->context, publication, edition,
			    text, work->locale);
	pipeline_add_data(work, publication, text->language);
	pipeline_render_template(
		work, template_name(work, edition),
		&(struct pipeline_texts){ publication, text->language,
					  text->files, text->file_count });
	if (work->has_failed)
		return;
	pipeline_parse(work, publication, edition->profile,
		       edition->writes_punctuation, tag);
	struct links_page page = {
		publication, edition, text->language, { 0 }
	};
	struct document_links links =
		links_of_page(&work->arena, &page, text->files,
			      text->file_count, &work->entries);
	links.absent = text->missing;
	links.absent_count = text->missing_count;
	struct outline_options outline = {
		.is_strict = true,
		.links = &links,
		.numbers_headings = edition->has_numbered_headings,
		.contents_depth = (uint8_t)edition->contents_depth,
		.data = edition->data,
		.pictures = pictures_on_paper(work->installation->theme,
					      edition->profile),
		.numbers_figures =
			profile_traits[edition->profile].numbers_figures,
	};
	work->braille = edition->braille;
	work->has_print = edition->formats & 1u << OUTPUT_PDF;
	set_audio(work, publication, text->language);
	work->document.notice = publication_localised_text(&publication->notice,
							   text->language);
	document_finish(&work->document, &outline, pipeline_diagnostics(work));
	describe(work, publication, edition, text->language);
	/* of half a text nothing is true */
	if (!work->is_cut)
		check(work, publication, text);
	pseudo_report_untouched(work, tag, &work->diagnostics);
}

void edition_set_shell(struct work *work, const struct site *site,
		       const struct edition *edition,
		       const struct edition_text *text)
{
	struct value *shell = context_of_publication(
		&work->arena, site->publication, text->language, work->locale);
	landing_add_links(site, work, shell, text->language, edition);
	value_map_set(&work->arena, shell, "edition-title",
		      context_text(&work->arena,
				   publication_localised_text(&edition->title,
							      text->language)));
	work->shell.name = "page";
	work->shell.data = "edition";
	work->shell.context = shell;
}
