/* The steps from content to the document. */
#include "commands/pipeline.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"
#include "collection/collection.h"
#include "commands/context.h"
#include "commands/links.h"
#include "document/outline.h"
#include "markdown/markdown.h"
#include "template/template.h"
#include "translate/pseudo_text.h"

void pipeline_initialise(struct work *work,
			 const struct installation *installation,
			 bool is_strict)
{
	*work = (struct work){ .installation = installation,
			       .is_strict = is_strict,
			       .braille = BRAILLE_SETTINGS_USUAL };
	work->pictures = (struct pictures){ .arena = &work->arena,
					    .diagnostics = &work->diagnostics,
					    .is_lenient = !is_strict };
}

void pipeline_release(struct work *work)
{
	if (work->locale)
		locale_release(work->locale);
	evidence_use_release(&work->use);
	VECTOR_RELEASE(&work->chapters);
	source_map_release(&work->map);
	buffer_release(&work->markdown);
	for (int i = 0; i < OUTPUT_COUNT; i++)
		buffer_release(&work->products[i].bytes);
	diagnostics_release(&work->diagnostics);
	diagnostics_release(&work->unheard);
	arena_release(&work->arena);
}

bool pipeline_is_sound(const struct work *work)
{
	return !work->has_failed && !work->has_mistakes &&
	       work->diagnostics.error_count == 0;
}

bool pipeline_open_locale(struct work *work, const char *tag)
{
	struct overlay folders = overlay_inside(
		&work->arena, &work->installation->templates, "locales");
	if (!locale_open(&work->arena, &folders, tag, &work->diagnostics,
			 &work->locale, &work->error))
		work->has_failed = true;
	return !work->has_failed;
}

/* ---- Template ---------------------------------------------------------- */

void pipeline_render_template(struct work *work, const char *name,
			      const struct pipeline_texts *texts)
{
	struct context_loader loader = {
		.arena = &work->arena,
		.folders = overlay_inside(&work->arena,
					  &work->installation->templates,
					  "editions"),
		.files = texts->files,
		.file_count = texts->file_count,
		.publication = texts->publication,
		.language = texts->language,
		.entries = &work->entries,
		.diagnostics = &work->diagnostics,
	};
	const struct template *template = context_load(
		&loader, str_from(name), (struct place){ name, 0, 0 });
	if (!template) {
		work->has_failed = true;
		error_set(&work->error, "cannot read '%s/%s.md'",
			  overlay_base(&loader.folders), name);
		return;
	}
	struct template_options options = {
		.mode = TEMPLATE_MARKDOWN,
		.context = work->context,
		.loader = { context_load, NULL, &loader },
		.printer = context_printer(work->locale),
		.map = &work->map,
		.diagnostics = &work->diagnostics,
		.is_cut = &work->is_cut,
	};
	template_render(template, &options, &work->markdown);
}

/* ---- Document ---------------------------------------------------------- */

static void set_words(struct work *work)
{
	struct locale *locale = work->locale;
	work->document.words = (struct document_words){
		.language = locale_words_language(locale),
		.contents = locale_word(locale, "contents"),
		.figure = locale_phrase(locale, "figure"),
		.table = locale_phrase(locale, "table"),
		.note = locale_phrase(locale, "note"),
		.back_to_text = locale_phrase(locale, "back-to-text"),
		.page = locale_phrase(locale, "page"),
		.on_page = locale_phrase(locale, "on-page"),
		.notes = locale_word(locale, "notes"),
		.case_study = locale_word(locale, "case-study"),
		.invented = locale_word(locale, "invented"),
		.description = locale_word(locale, "description"),
		.picture = locale_word(locale, "picture"),
		.figure_data = locale_word(locale, "figure-data"),
		.data_chapter = locale_word(locale, "data-chapter"),
		.data_number = locale_phrase(locale, "data-number"),
		.data_link = locale_phrase(locale, "data-link"),
		.chart_link = locale_phrase(locale, "chart-link"),
		.task_open = locale_word(locale, "task-open"),
		.task_done = locale_word(locale, "task-done"),
		.quote_open = locale_word(locale, "quote-open"),
		.quote_close = locale_word(locale, "quote-close"),
		.source = locale_phrase(locale, "quotation-source"),
		.remark = locale_phrase(locale, "quotation-remark"),
		.colon = locale_word(locale, "colon"),
		.alert_note = locale_word(locale, "alert-note"),
		.alert_tip = locale_word(locale, "alert-tip"),
		.alert_important = locale_word(locale, "alert-important"),
		.alert_warning = locale_word(locale, "alert-warning"),
		.alert_caution = locale_word(locale, "alert-caution"),
		.key_finding = locale_word(locale, "key-finding"),
		.skip_to_content = locale_word(locale, "skip-to-content"),
		.zero_digit = locale_zero_digit(locale),
		.list_separator = locale_word(locale, "list-separator"),
		.hidden_mark = locale_word(locale, "hidden-mark"),
	};
}

static const struct value *find_finding(void *data, struct arena *arena,
					const char *of, const char *id)
{
	const struct work *work = data;
	return evidence_value_of(work->context, arena, of, id);
}

static const char *label_finding(void *data, struct arena *arena,
				 const char *of, const char *id)
{
	struct work *work = data;
	(void)arena;
	return evidence_label_of(work->context, of, id, &work->diagnostics);
}

void pipeline_add_data(struct work *work, const struct publication *publication,
		       size_t language)
{
	const struct collection_findings findings = { find_finding,
						      label_finding, work };
	evidence_add_values(work->evidence, &work->arena, work->locale,
			    &work->use, work->context);
	collection_add_values(&work->arena, publication, language, work->locale,
			      &findings, work->context);
}

struct diagnostics *pipeline_diagnostics(struct work *work)
{
	return work->is_cut ? &work->unheard : &work->diagnostics;
}

void pipeline_parse(struct work *work, const struct publication *publication,
		    enum profile profile, bool writes_punctuation,
		    const char *language)
{
	work->pictures.folder = publication->folder;
	struct markdown_options options = {
		.file = publication->file,
		.mode = MARKDOWN_BUILD,
		.source_map = &work->map,
		.writes_punctuation = writes_punctuation,
		.profile = profile,
		.find_image = pictures_find,
		.find_image_context = &work->pictures,
		.language = language,
	};
	markdown_parse(&work->arena, buffer_str(&work->markdown), &options,
		       pipeline_diagnostics(work), &work->document);
	set_words(work);
	evidence_expand(work->evidence, work->locale, &work->document, true,
			&work->use, pipeline_diagnostics(work));
}

/* Standard input, whole. */
static bool read_input(struct arena *arena, struct str *text,
		       struct error *error)
{
	struct buffer buffer = BUFFER_INITIALISER;
	size_t count;
	do {
		char *room = buffer_reserve(&buffer, 1 << 16);
		count = fread(room, 1, 1 << 16, stdin);
		buffer.length += count;
	} while (count);
	bool is_read = !ferror(stdin);
	if (is_read)
		*text = arena_copy_str(arena, buffer_str(&buffer));
	else
		error_set(error, "cannot read standard input");
	buffer_release(&buffer);
	return is_read;
}

bool pipeline_read_file(struct work *work, const char *file,
			const char *language, const char *title,
			const struct outline_options *outline)
{
	struct str text;
	struct outline_options with_name = *outline;
	bool is_input = strcmp(file, "-") == 0;
	if (is_input ? !read_input(&work->arena, &text, &work->error) :
		       !file_read(&work->arena, file, &text, &work->error)) {
		work->has_failed = true;
		return false;
	}
	if (is_input)
		work->pictures.text_folder = ".";
	if (pseudo_of(language))
		text = pseudo_translate_text(&work->arena, pseudo_of(language),
					     text, file, "en");
	struct markdown_options options = {
		.file = is_input ? "standard input" : file,
		.mode = MARKDOWN_RENDER,
		.find_image = pictures_find,
		.find_image_context = &work->pictures,
		.language = language,
		.title = title,
	};
	markdown_parse(&work->arena, text, &options, &work->diagnostics,
		       &work->document);
	if (!pipeline_open_locale(work, work->document.language))
		return false;
	set_words(work);
	if (work->document.date)
		work->document.date_words = locale_date(
			work->locale, &work->arena, work->document.date);
	struct document_links links = links_of_file(&options.file);
	with_name.file_name = path_name(options.file);
	with_name.links = &links;
	with_name.pictures = pictures_on_paper(work->installation->theme,
					       work->document.profile);
	evidence_expand(NULL, work->locale, &work->document, work->is_strict,
			NULL, &work->diagnostics);
	document_finish(&work->document, &with_name, &work->diagnostics);
	return true;
}
