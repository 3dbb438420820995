/* Charts, as inline SVG: one drawing for phones and one for wide screens, each
 * in two dresses, for light pages and for dark ones. The style sheet shows one
 * of each; without it, the phone's. */
#include "chart/chart.h"

#include <string.h>

#include "svg/svg.h"
#include "html/writer.h"

/* [1/1000 CSS px] As wide as the narrowest page's column, so that on a phone
 * nothing shrinks to where it cannot be read; and as a wide page's figures. The
 * style sheet lets both grow until their letters are as large as the text's. */
static const struct form {
	const char *class;
	int32_t width, text_size;
	bool is_hidden;
} forms[] = {
	{ "narrow", 288000, 14000, false },
	{ "wide", 720000, 16000, true },
};

static struct drawing *draw(struct arena *arena, const struct chart *chart,
			    const struct form *form,
			    const struct chart_style *colours)
{
	struct chart_style style =
		chart_style_default(form->width, form->text_size);
	style.ink = colours->ink;
	style.quiet = colours->quiet;
	style.grid = colours->grid;
	style.page = colours->page;
	style.colour_count = colours->colour_count;
	memcpy(style.series, colours->series, sizeof style.series);
	memcpy(style.shades, colours->shades, sizeof style.shades);
	return chart_draw(arena, chart, &style, &chart_measure_estimate);
}

static void emit_form(struct writer *writer, const struct node *node,
		      const struct form *form, struct arena *arena)
{
	const struct document *document = writer->document;
	const struct html_options *options = writer->options;
	const struct chart *chart = node->chart.chart;
	struct svg_names names = {
		.title = node->chart.name,
		.language =
			chart->language ? chart->language : document->language,
		.is_right_to_left = chart->is_right_to_left,
		.class = form->class,
		.is_hidden = form->is_hidden,
		.is_xml = options->is_xml,
		.dark = options->chart_dark ?
				draw(arena, chart, form, options->chart_dark) :
				NULL,
	};
	char *prefix = arena_format(arena, "_chart-%u%s", writer->chart_count,
				    form->is_hidden ? "w" : "");
	svg_write_inline(draw(arena, chart, form, options->chart_light), &names,
			 prefix, writer->out);
}

void html_emit_chart(struct writer *writer, const struct node *node)
{
	struct arena arena = ARENA_INITIALISER;
	writer->chart_count++;
	html_emit(writer, "<div class=\"chart\">");
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (!forms[i].is_hidden || !writer->options->is_xml)
			emit_form(writer, node, &forms[i], &arena);
	html_emit(writer, "</div>\n");
	arena_release(&arena);
}
