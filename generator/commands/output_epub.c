/* A document as an EPUB publication. */
#include "base/file.h"
#include "base/overlay.h"
#include "chart/chart.h"
#include "commands/outputs.h"
#include "commands/template_file.h"
#include "epub/epub.h"
#include "text/font.h"

/* The style sheet: templates/epub/style.css. */
static bool read_style(struct work *work, struct str *style)
{
	const char *path;
	if (template_file_read(&work->arena, &work->installation->templates,
			       "epub/style.css", &path, style,
			       &work->diagnostics, &work->error))
		return true;
	if (!path)
		error_set(&work->error, "cannot read '%s/epub/style.css'",
			  overlay_base(&work->installation->templates));
	work->has_failed = true;
	return false;
}

/* EPUB 3.3, 3.4: a book's links lead into it, or to a whole address. */
static void tell_links(struct work *work)
{
	const struct document *document = &work->document;
	const struct node *first = NULL;
	unsigned count = 0;
	for (const struct node *node = document->root; node;
	     node = node_next(document->root, node)) {
		if (node->kind != NODE_LINK || !node_link_leads_out(node))
			continue;
		first = first ? first : node;
		count++;
	}
	if (first)
		diagnostics_add(
			&work->diagnostics, DIAGNOSTIC_EPUB_LINK, first->place,
			"%u links to files beside the publication, '%s' "
			"first: an EPUB has nothing beside it; their "
			"words stay, without the link",
			count, first->link.destination);
}

bool epub_output_begin(struct work *work, struct chart_style *light,
		       struct epub_options *options)
{
	chart_style_set_colours(light, work->installation->theme, SCHEME_LIGHT);
	*options = (struct epub_options){
		.html = {
			.load_image = pictures_load,
			.data = &work->pictures,
			.chart_light = light,
		},
		.accessibility_summary =
			locale_word(work->locale, "accessibility-summary"),
		.pages = work->has_print ? output_pages(work) : NULL,
		.time = output_time(work),
	};
	if ((work->has_print && !options->pages) ||
	    !read_style(work, &options->style))
		return false;
	tell_links(work);
	options->fonts = output_open_fonts(work);
	return options->fonts;
}

void epub_output_write(struct work *work, struct buffer *out)
{
	struct chart_style light;
	struct epub_options options;
	if (!epub_output_begin(work, &light, &options))
		return;
	if (!epub_write(&work->document, &options, out, &work->error))
		work->has_failed = true;
	font_set_release(options.fonts);
}
