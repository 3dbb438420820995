/* A document as a web page, in a shell of templates/html/. */
#include <string.h>

#include "base/path.h"
#include "chart/chart.h"
#include "commands/context.h"
#include "commands/outputs.h"
#include "commands/structured.h"
#include "commands/template_file.h"
#include "html/html.h"
#include "template/template.h"

struct shell_loader {
	struct work *work;
	struct overlay folders;
	struct error error; /* of the template that was asked for last */
};

static const struct template *load_shell(void *data, struct str name,
					 struct place tag)
{
	(void)tag;
	struct shell_loader *loader = data;
	struct arena *arena = &loader->work->arena;
	struct diagnostics *diagnostics = &loader->work->diagnostics;
	struct str text;
	const char *path;
	if (!path_stays_inside(name))
		return NULL;
	const char *file = arena_copy(arena, name.bytes, name.length);
	if (!path_extension(file)[0]) /* "style.css" says what it is */
		file = arena_format(arena, "%s.html", file);
	if (!template_file_read(arena, &loader->folders, file, &path, &text,
				diagnostics, &loader->error))
		return NULL;
	return template_parse(arena, path, text, 1, diagnostics);
}

static void render_shell(struct work *work, struct buffer *out)
{
	const char *shell = work->shell.name;
	struct shell_loader loader = {
		.work = work,
		.folders = overlay_inside(
			&work->arena, &work->installation->templates, "html")
	};
	const struct template *template = load_shell(
		&loader, str_from(shell), (struct place){ shell, 0, 0 });
	if (!template) {
		work->has_failed = true;
		work->error = loader.error;
		if (!work->error.message[0])
			error_set(&work->error, "cannot read '%s/%s.html'",
				  overlay_base(&loader.folders), shell);
		return;
	}
	struct template_options options = {
		.mode = TEMPLATE_HTML,
		.context = work->shell.context,
		.loader = { load_shell, NULL, &loader },
		.printer = context_printer(work->locale),
		.diagnostics = &work->diagnostics,
	};
	size_t start = out->length;
	template_render(template, &options, out);
	struct str page = { out->bytes + start, out->length - start };
	if (str_trim(page).length == 0 && !work->diagnostics.error_count)
		diagnostics_add(&work->diagnostics,
				DIAGNOSTIC_TEMPLATE_EMPTY_PAGE,
				(struct place){ template_file(template), 1, 1 },
				"pages that this template makes are empty");
}

static bool is_made_for(const struct page_theme *made,
			const struct document *document)
{
	return made->language && made->profile == document->profile &&
	       strcmp(made->language, document->language) == 0;
}

static void make_theme(const struct work *work, struct page_theme *made)
{
	const struct document *document = &work->document;
	struct buffer text = BUFFER_INITIALISER;
	made->profile = document->profile;
	made->language = arena_copy_string(made->arena, document->language);
	theme_append_css(work->installation->theme, document->profile,
			 document->language, &text);
	made->css = arena_copy_str(made->arena, buffer_str(&text));
	buffer_clear(&text);
	theme_append_art(&text);
	made->art = arena_copy_str(made->arena, buffer_str(&text));
	buffer_release(&text);
}

/* The theme's part of the style sheet, and its drawing. */
static void set_theme(struct work *work, struct value *context)
{
	struct page_theme own = { .arena = &work->arena };
	struct page_theme *theme = work->page_theme ? work->page_theme : &own;
	if (!is_made_for(theme, &work->document))
		make_theme(work, theme);
	value_map_set(
		&work->arena, context, "theme-css",
		value_new_formatted(&work->arena, theme->css, VALUE_HTML));
	value_map_set(
		&work->arena, context, "theme-art",
		value_new_formatted(&work->arena, theme->art, VALUE_HTML));
}

/* What the page says to programs. */
static void set_data(struct work *work, struct value *context)
{
	struct buffer json = BUFFER_INITIALISER;
	if (work->shell.data &&
	    structured_write(work, work->shell.data, context, &json))
		value_map_set(
			&work->arena, context, "structured-data",
			value_new_formatted(
				&work->arena,
				arena_copy_str(&work->arena, buffer_str(&json)),
				VALUE_HTML));
	buffer_release(&json);
}

void html_output_write(struct work *work, struct buffer *out)
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
	};
	struct html_parts parts = HTML_PARTS_INITIALISER;
	html_render(&work->document, &options, &parts);
	html_page_context(&work->arena, &work->document, &options, &parts,
			  work->shell.context);
	set_theme(work, work->shell.context);
	set_data(work, work->shell.context);
	render_shell(work, out);
	html_parts_release(&parts);
}

void html_output_write_shell(struct work *work, struct buffer *out)
{
	set_theme(work, work->shell.context);
	render_shell(work, out);
}
