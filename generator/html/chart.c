/* Charts, as inline SVG: one drawing for phones and screens. */
#include "figure/chart.h"

#include "figure/svg.h"
#include "html/writer.h"

/* [1/1000 CSS px] A little more than the narrowest page's column, so that on
 * a phone nothing shrinks to where it cannot be read; the style sheet lets it
 * grow until its letters are as large as the text's. */
enum { CHART_WIDTH = 360000, CHART_TEXT_SIZE = 14000 };

void emit_chart(struct writer *writer, const struct node *node)
{
	struct arena arena = ARENA_INITIALISER;
	const struct document *document = writer->document;
	const struct chart *chart = node->chart.chart;
	struct chart_style style =
		chart_style_default(CHART_WIDTH, CHART_TEXT_SIZE);
	struct drawing *drawing = chart_draw(&arena, chart, &style,
					     &chart_measure_estimate);
	struct svg_names names = {
		.title = node->chart.name,
		.language = chart->language ? chart->language :
					      document->language,
		.is_right_to_left = chart->is_right_to_left,
	};
	char *prefix = arena_format(&arena, "_chart-%u", ++writer->chart_count);
	emit(writer, "<div class=\"chart\">");
	svg_write_inline(drawing, &names, prefix, writer->out);
	emit(writer, "</div>\n");
	arena_release(&arena);
}
