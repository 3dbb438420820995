/* The steps from content to outputs. */
#include "commands/pipeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "commands/context.h"
#include "document/outline.h"
#include "chart/chart.h"
#include "html/html.h"
#include "text/font.h"
#include "pages/pages.h"
#include "markdown/markdown.h"
#include "pdf/pdf.h"
#include "template/template.h"

void pipeline_initialise(struct work *work,
			 const struct installation *installation,
			 bool is_strict)
{
	*work = (struct work){ .installation = installation,
			       .is_strict = is_strict };
	work->pictures = (struct pictures){ .arena = &work->arena,
					    .diagnostics = &work->diagnostics,
					    .is_lenient = !is_strict };
}

void pipeline_release(struct work *work)
{
	if (work->locale)
		locale_release(work->locale);
	source_map_release(&work->map);
	buffer_release(&work->markdown);
	buffer_release(&work->pdf.bytes);
	buffer_release(&work->large_pdf.bytes);
	buffer_release(&work->html);
	diagnostics_release(&work->diagnostics);
	arena_release(&work->arena);
}

bool pipeline_is_sound(const struct work *work)
{
	return !work->has_failed && work->diagnostics.error_count == 0;
}

bool pipeline_open_locale(struct work *work, const char *tag)
{
	const char *folder = path_join(
		&work->arena, work->installation->templates, "locales");
	if (!locale_open(&work->arena, folder, tag, &work->diagnostics,
			 &work->locale, &work->error))
		work->has_failed = true;
	return !work->has_failed;
}

/* ---- Template ---------------------------------------------------------- */

void pipeline_render_template(struct work *work, const char *name,
			      const struct source_file *files,
			      size_t file_count)
{
	struct context_loader loader = {
		.arena = &work->arena,
		.folder = path_join(&work->arena, work->installation->templates,
				    "editions"),
		.files = files,
		.file_count = file_count,
		.diagnostics = &work->diagnostics,
	};
	const struct template *template = context_load(&loader, str_from(name));
	if (!template) {
		work->has_failed = true;
		error_set(&work->error, "cannot read '%s/%s.md'", loader.folder,
			  name);
		return;
	}
	struct template_options options = {
		.mode = TEMPLATE_MARKDOWN,
		.context = work->context,
		.loader = { context_load, NULL, &loader },
		.printer = context_printer(work->locale),
		.map = &work->map,
		.diagnostics = &work->diagnostics,
	};
	template_render(template, &options, &work->markdown);
}

/* ---- Document ---------------------------------------------------------- */

static void set_words(struct work *work)
{
	struct locale *locale = work->locale;
	work->document.words = (struct document_words){
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
		.figure_data = locale_word(locale, "figure-data"),
		.task_open = locale_word(locale, "task-open"),
		.task_done = locale_word(locale, "task-done"),
		.quote_open = locale_word(locale, "quote-open"),
		.quote_close = locale_word(locale, "quote-close"),
		.skip_to_content = locale_word(locale, "skip-to-content"),
		.zero_digit = locale_zero_digit(locale),
		.list_separator = locale_word(locale, "list-separator"),
	};
}

void pipeline_add_evidence(struct work *work)
{
	evidence_add_values(work->evidence, &work->arena, work->locale,
			    work->context);
}

void pipeline_parse(struct work *work, const struct publication *publication,
		    const char *language)
{
	work->pictures.folder = publication->folder;
	struct markdown_options options = {
		.file = publication->file,
		.mode = MARKDOWN_BUILD,
		.source_map = &work->map,
		.find_image = pictures_find,
		.find_image_context = &work->pictures,
		.language = language,
	};
	markdown_parse(&work->arena, buffer_str(&work->markdown), &options,
		       &work->diagnostics, &work->document);
	set_words(work);
	evidence_expand(work->evidence, work->locale, &work->document, true,
			&work->diagnostics);
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
	with_name.file_name = path_name(options.file);
	evidence_expand(NULL, work->locale, &work->document, work->is_strict,
			&work->diagnostics);
	document_finish(&work->document, &with_name, &work->diagnostics);
	return true;
}

/* ---- PDF --------------------------------------------------------------- */

/* Days from 1970-01-01 to a date of the Gregorian calendar (after H. Hinnant,
 * "chrono-compatible low-level date algorithms"). */
static int64_t days_since_1970(int64_t year, int month, int day)
{
	year -= month <= 2;
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t year_of_era = year - era * 400;
	int64_t day_of_year =
		(153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 -
	       year_of_era / 100 + day_of_year - 719468;
}

static int64_t creation_time(const char *date)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	int year, month, day;
	if (epoch && epoch[0]) {
		long long seconds = strtoll(epoch, &end, 10);
		if (*end == '\0' && seconds >= 0)
			return seconds;
	}
	if (!date || sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3)
		return -1;
	return days_since_1970(year, month, day) * 86400;
}

/* `make fonts` links the profile beside the fonts. */
static const char *find_profile(struct work *work)
{
	static const char system_profile[] = "/usr/share/color/icc/sRGB.icc";
	const char *path =
		path_join(&work->arena, work->installation->fonts, "sRGB.icc");
	return file_exists(path) ? path : system_profile;
}

static void write_pdf(struct work *work, const struct frames *frames,
		      struct printed *printed)
{
	struct pdf_options options = {
		.creation_time = creation_time(work->document.date),
		.profile_path = find_profile(work),
		.producer = "everyread " EVERYREAD_VERSION,
		.standard = work->pdf_standard,
	};
	printed->page_count = frames->page_count;
	if (!pdf_write(frames, &options, &printed->bytes, &work->error))
		work->has_failed = true;
}

/* The large print says in its title what it is. */
static const char *large_title(struct work *work)
{
	return locale_message(work->locale, &work->arena, "large-print-title",
			      LOCALE_TEXT("title", work->document.title));
}

static void lay_out(struct work *work, struct font_set *fonts, bool is_large)
{
	struct layout_options options = {
		.theme = work->installation->theme,
		.is_strict = work->is_strict,
		.print = is_large ? PRINT_LARGE : PRINT_REGULAR,
	};
	struct document document = work->document;
	if (is_large)
		document.title = large_title(work);
	struct frames *frames = pages_set_document(
		&work->arena, &document, fonts, &options, &work->diagnostics);
	if (frames && pipeline_is_sound(work))
		write_pdf(work, frames,
			  is_large ? &work->large_pdf : &work->pdf);
}

static void make_pdf(struct work *work, bool is_large)
{
	if (!work->installation->fonts) {
		work->has_failed = true;
		error_set(&work->error, "cannot find fonts/fonts.yaml; name "
					"its folder with --fonts");
		return;
	}
	work->error.message[0] = '\0';
	struct font_set *fonts =
		font_set_load(&work->arena, work->installation->fonts,
			      &work->diagnostics, &work->error);
	if (fonts) {
		lay_out(work, fonts, is_large);
		font_set_release(fonts);
	} else if (work->error.message[0]) {
		work->has_failed = true;
	}
}

void pipeline_make_pdf(struct work *work)
{
	make_pdf(work, false);
}

void pipeline_make_large_pdf(struct work *work)
{
	make_pdf(work, true);
}

/* ---- HTML -------------------------------------------------------------- */

struct shell_loader {
	struct work *work;
	const char *folder;
};

static const struct template *load_shell(void *data, struct str name)
{
	struct shell_loader *loader = data;
	struct arena *arena = &loader->work->arena;
	struct error error;
	struct str text;
	if (!path_stays_inside(name))
		return NULL;
	const char *file = arena_copy(arena, name.bytes, name.length);
	if (!path_extension(file)[0]) /* "style.css" says what it is */
		file = arena_format(arena, "%s.html", file);
	const char *path = path_join(arena, loader->folder, file);
	if (!file_read(arena, path, &text, &error))
		return NULL;
	return template_parse(arena, path, text, 1, &loader->work->diagnostics);
}

static void render_shell(struct work *work, const char *shell,
			 const struct value *context)
{
	struct shell_loader loader = {
		work,
		path_join(&work->arena, work->installation->templates, "html")
	};
	const struct template *template = load_shell(&loader, str_from(shell));
	if (!template) {
		work->has_failed = true;
		error_set(&work->error, "cannot read '%s/%s.html'",
			  loader.folder, shell);
		return;
	}
	struct template_options options = {
		.mode = TEMPLATE_HTML,
		.context = context,
		.loader = { load_shell, NULL, &loader },
		.printer = context_printer(work->locale),
		.diagnostics = &work->diagnostics,
	};
	template_render(template, &options, &work->html);
}

/* The theme's part of the style sheet, and its drawing. */
static void set_theme(struct work *work, struct value *context)
{
	const struct theme *theme = work->installation->theme;
	const struct document *document = &work->document;
	struct buffer text = BUFFER_INITIALISER;
	theme_append_css(theme, document->profile, document->language, &text);
	value_map_set(&work->arena, context, "theme-css",
		      value_new_formatted(
			      &work->arena,
			      arena_copy_str(&work->arena, buffer_str(&text)),
			      VALUE_HTML));
	buffer_clear(&text);
	theme_append_art(&text);
	value_map_set(&work->arena, context, "theme-art",
		      value_new_formatted(
			      &work->arena,
			      arena_copy_str(&work->arena, buffer_str(&text)),
			      VALUE_HTML));
	buffer_release(&text);
}

void pipeline_make_html(struct work *work, const char *shell,
			struct value *shell_context)
{
	const struct theme *theme = work->installation->theme;
	struct chart_style light, dark;
	chart_style_set_colours(&light, theme, SCHEME_LIGHT);
	chart_style_set_colours(&dark, theme, SCHEME_DARK);
	struct html_options options = {
		.load_image = pictures_load,
		.data = &work->pictures,
		.chart_light = &light,
		.chart_dark = &dark,
		.words_language = locale_words_language(work->locale),
	};
	struct html_parts parts = HTML_PARTS_INITIALISER;
	html_render(&work->document, &options, &parts);
	html_page_context(&work->arena, &work->document, &options, &parts,
			  shell_context);
	set_theme(work, shell_context);
	render_shell(work, shell, shell_context);
	html_parts_release(&parts);
}
