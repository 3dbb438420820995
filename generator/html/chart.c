/* Charts, as inline SVG: one drawing for phones and screens, in two dresses,
 * for light pages and for dark ones. */
#include "chart/chart.h"

#include <string.h>

#include "svg/svg.h"
#include "html/writer.h"

/* [1/1000 CSS px] A little more than the narrowest page's column, so that on
 * a phone nothing shrinks to where it cannot be read; the style sheet lets it
 * grow until its letters are as large as the text's. */
enum { CHART_WIDTH = 360000, CHART_TEXT_SIZE = 14000 };

static struct drawing *draw(struct arena *arena, const struct chart *chart,
			    const struct chart_style *colours)
{
	struct chart_style style =
		chart_style_default(CHART_WIDTH, CHART_TEXT_SIZE);
	style.ink = colours->ink;
	style.quiet = colours->quiet;
	style.grid = colours->grid;
	style.page = colours->page;
	style.colour_count = colours->colour_count;
	memcpy(style.series, colours->series, sizeof style.series);
	memcpy(style.shades, colours->shades, sizeof style.shades);
	return chart_draw(arena, chart, &style, &chart_measure_estimate);
}

void html_emit_chart(struct writer *writer, const struct node *node)
{
	struct arena arena = ARENA_INITIALISER;
	const struct document *document = writer->document;
	const struct html_options *options = writer->options;
	const struct chart *chart = node->chart.chart;
	struct svg_names names = {
		.title = node->chart.name,
		.language =
			chart->language ? chart->language : document->language,
		.is_right_to_left = chart->is_right_to_left,
		.is_xml = options->is_xml,
		.dark = options->chart_dark ?
				draw(&arena, chart, options->chart_dark) :
				NULL,
	};
	char *prefix = arena_format(&arena, "_chart-%u", ++writer->chart_count);
	html_emit(writer, "<div class=\"chart\">");
	svg_write_inline(draw(&arena, chart, options->chart_light), &names,
			 prefix, writer->out);
	html_emit(writer, "</div>\n");
	arena_release(&arena);
}
