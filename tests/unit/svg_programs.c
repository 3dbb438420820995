/* SVG as programs write it that authors' charts and drawings come from: each is
 * drawn as lines and areas, with its words as text, and is told nothing but what
 * is left out. The pictures are written for this test in each program's manner. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "svg/svg.h"
#include "unit/unit.h"

#define HEAD \
	"<svg xmlns=\"http://www.w3.org/2000/svg\" " \
	"xmlns:xlink=\"http://www.w3.org/1999/xlink\" "

struct sample {
	const char *program, *text;
	const char *words[4]; /* texts, in order */
	const char *written;  /* what svg_write() has of it; or NULL */
	const char *told;     /* the code of the one diagnostic; or NULL */
};

static const struct sample samples[] = {
	{ "matplotlib: hatched bars, clip path, style with tick marks",
	  HEAD "width=\"144pt\" height=\"144pt\" viewBox=\"0 0 144 144\">"
	       "<defs><style type=\"text/css\">*{stroke-linejoin: round; "
	       "stroke-linecap: butt}</style></defs><g id=\"figure_1\">"
	       "<g id=\"patch_3\"><path d=\"M 20 120 L 40 120 L 40 60 L 20 60 z"
	       "\" clip-path=\"url(#p1)\" style=\"fill: url(#h1); stroke: "
	       "#000000; stroke-linejoin: miter\"/></g><g id=\"xtick_1\"><defs>"
	       "<path id=\"m1\" d=\"M 0 0 L 0 3.5\" style=\"stroke: #000000; "
	       "stroke-width: 0.8\"/></defs><use xlink:href=\"#m1\" x=\"30\" "
	       "y=\"120\" style=\"stroke: #000000; stroke-width: 0.8\"/>"
	       "<text style=\"font: 10px 'DejaVu Sans', sans-serif; "
	       "text-anchor: middle\" x=\"30\" y=\"134\" "
	       "transform=\"rotate(-0 30 134)\">North</text></g></g><defs>"
	       "<clipPath id=\"p1\"><rect x=\"10\" y=\"10\" width=\"120\" "
	       "height=\"110\"/></clipPath><pattern id=\"h1\" "
	       "patternUnits=\"userSpaceOnUse\" x=\"0\" y=\"0\" width=\"72\" "
	       "height=\"72\"><rect x=\"0\" y=\"0\" width=\"73\" height=\"73\" "
	       "fill=\"#1f77b4\"/><path d=\"M -6 66 L 6 78 M -6 -6 L 78 78\" "
	       "style=\"fill: #000000; stroke: #000000; stroke-width: 1.0; "
	       "stroke-linecap: butt; stroke-linejoin: miter\"/></pattern>"
	       "</defs></svg>",
	  { "North" },
	  "#1f77b4",
	  NULL },
	{ "R svglite: rules by class, textLength",
	  HEAD "class='svglite' width='72.00pt' height='72.00pt' "
	       "viewBox='0 0 72.00 72.00'><defs><style type='text/css'>"
	       "<![CDATA[.svglite line, .svglite polyline, .svglite rect { "
	       "fill: none; stroke: #000000; stroke-linecap: round; "
	       "stroke-miterlimit: 10.00; } .svglite text { white-space: pre; }"
	       "]]></style></defs><rect width='100%' height='100%' style='"
	       "stroke: none; fill: #FFFFFF;'/><defs><clipPath "
	       "id='cpMA=='><rect x='0.00' y='0.00' width='72.00' "
	       "height='72.00' /></clipPath></defs><g clip-path='"
	       "url(#cpMA==)'><polyline points='5.00,60.00 60.00,10.00 ' "
	       "style='stroke-width: 1.07; stroke: #F8766D;' /><text x='36.00' "
	       "y='66.00' text-anchor='middle' style='font-size: 8.80px; fill: "
	       "#4D4D4D; font-family: \"Liberation Sans\";' "
	       "textLength='20.00px' lengthAdjust='spacingAndGlyphs'>Year"
	       "</text></g></svg>",
	  { "Year" },
	  "#f8766d",
	  "I012" },
	{ "D3: arc labels on paths, halo by paint-order, variables",
	  HEAD
	  "width=\"200\" height=\"200\" viewBox=\"-100 -100 200 200\" "
	  "style=\"max-width: 100%; height: auto; font: 10px sans-serif;\">"
	  "<style>.plot { --ground: white; }</style>"
	  "<path id=\"arc\" d=\"M-80 0 L80 0\" fill=\"none\"/>"
	  "<path fill=\"hsl(208, 46%, 49%)\" stroke=\"var(--ground)\" "
	  "paint-order=\"stroke\" stroke-width=\"3\" d=\"M0 0h50v50z\"/>"
	  "<text dy=\"-4\"><textPath href=\"#arc\" startOffset=\"50%\" "
	  "text-anchor=\"middle\">Advice</textPath></text></svg>",
	  { "Advice" },
	  "stroke=\"#ffffff\"",
	  "I013" },
	{ "Datawrapper: tspans with baselines, stroke as halo",
	  HEAD
	  "width=\"300\" height=\"100\"><g class=\"dw-chart\" "
	  "transform=\"translate(10, 10)\"><path d=\"M0,80L100,20\" "
	  "vector-effect=\"non-scaling-stroke\" fill=\"none\" "
	  "stroke=\"#15607a\" stroke-width=\"2.5\"/><text x=\"4\" y=\"20\" "
	  "style=\"dominant-baseline: central; paint-order: stroke; "
	  "stroke: rgb(255, 255, 255); stroke-width: 3px; fill: "
	  "rgb(51, 51, 51); font-family: Roboto, sans-serif; "
	  "font-size: 12px;\"><tspan x=\"4\" dy=\"0\">Women</tspan><tspan "
	  "x=\"4\" dy=\"1.2em\">2024</tspan></text></g></svg>",
	  { "Women", "2024" },
	  "#15607a",
	  NULL },
	{ "Excel: a clip path by path, nested groups",
	  HEAD "width=\"400\" height=\"240\" overflow=\"hidden\"><defs>"
	       "<clipPath id=\"clip0\"><rect x=\"0\" y=\"0\" width=\"400\" "
	       "height=\"240\"/></clipPath><clipPath id=\"clip1\"><path "
	       "d=\"M0 0 400 0 400 200 0 200Z\" fill-rule=\"evenodd\" "
	       "clip-rule=\"evenodd\"/></clipPath></defs><g clip-path=\""
	       "url(#clip0)\"><g clip-path=\"url(#clip1)\"><path "
	       "d=\"M20 180 60 180 60 90 20 90Z\" fill=\"#4472C4\" "
	       "fill-rule=\"evenodd\"/></g><text fill=\"#595959\" "
	       "font-family=\"Calibri,Calibri_MSFontService,sans-serif\" "
	       "font-weight=\"400\" font-size=\"12\" transform=\""
	       "translate(22 210)\">Q1</text></g></svg>",
	  { "Q1" },
	  "#4472c4",
	  NULL },
	{ "LibreOffice: text in tspans, a clip path of the page",
	  HEAD
	  "version=\"1.2\" width=\"50mm\" height=\"30mm\" viewBox=\""
	  "0 0 5000 3000\" preserveAspectRatio=\"xMidYMid\" "
	  "fill-rule=\"evenodd\" stroke-width=\"28.222\" "
	  "stroke-linejoin=\"round\" xml:space=\"preserve\"><defs "
	  "class=\"ClipPathGroup\"><clipPath id=\"presentation_clip_path\" "
	  "clipPathUnits=\"userSpaceOnUse\"><rect x=\"0\" y=\"0\" "
	  "width=\"5000\" height=\"3000\"/></clipPath></defs>"
	  "<g class=\"SlideGroup\"><g clip-path=\""
	  "url(#presentation_clip_path)\"><path fill=\"rgb(0,69,134)\" "
	  "stroke=\"none\" d=\"M 500,500 L 1500,500 1500,2500 500,2500 Z\""
	  "/><text class=\"SVGTextShape\"><tspan class=\"TextParagraph\">"
	  "<tspan class=\"TextPosition\" x=\"600\" y=\"2800\"><tspan "
	  "font-family=\"Liberation Sans, sans-serif\" "
	  "font-size=\"353px\" font-weight=\"400\" "
	  "fill=\"rgb(0,0,0)\" stroke=\"none\">Rain</tspan></tspan>"
	  "</tspan></text></g></g></svg>",
	  { "Rain" },
	  "#004586",
	  NULL },
	{ "Inkscape: its own elements, a mask that is a shape, a shadow",
	  HEAD "xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD\" "
	       "width=\"60mm\" height=\"40mm\" viewBox=\"0 0 60 40\">"
	       "<sodipodi:namedview id=\"n\"/><defs><mask "
	       "maskUnits=\"userSpaceOnUse\" id=\"mask1\"><rect "
	       "style=\"fill:#ffffff;stroke:none\" width=\"20\" height=\"20\" "
	       "x=\"5\" y=\"5\"/></mask><filter id=\"filter1\"><feFlood "
	       "result=\"flood\"/><feComposite in=\"flood\" "
	       "in2=\"SourceGraphic\" operator=\"in\"/><feGaussianBlur "
	       "stdDeviation=\"1\"/><feOffset dx=\"1\" dy=\"1\" "
	       "result=\"offset\"/><feComposite in=\"SourceGraphic\" "
	       "in2=\"offset\" operator=\"over\"/></filter></defs><g "
	       "mask=\"url(#mask1)\"><circle style=\"fill:#2ca089;"
	       "vector-effect:none;paint-order:markers fill stroke\" cx=\"15\" "
	       "cy=\"15\" r=\"12\"/></g><rect style=\"fill:#d45500;"
	       "filter:url(#filter1)\" x=\"30\" y=\"5\" width=\"20\" "
	       "height=\"20\"/><text xml:space=\"preserve\" style=\""
	       "font-size:4px;line-height:1.25;font-family:sans-serif;"
	       "-inkscape-font-specification:'sans-serif, Normal'\" x=\"8\" "
	       "y=\"35\"><tspan sodipodi:role=\"line\" x=\"8\" y=\"35\">Home"
	       "</tspan></text></svg>",
	  { "Home" },
	  "#2ca089",
	  "I016" },
	{ "Illustrator: classes, clip paths that use shapes, and two of them",
	  HEAD
	  "id=\"Layer_1\" viewBox=\"0 0 100 100\"><defs><style>.cls-1{"
	  "fill:none;}.cls-2{clip-path:url(#clippath);}.cls-3{fill:"
	  "#e5243b;}</style><clipPath id=\"clippath\"><path class=\"cls-1\""
	  " d=\"m10,10h30v30H10z\"/><path class=\"cls-1\" "
	  "d=\"m50,50v30h30v-30z\"/></clipPath></defs><g id=\"x\" "
	  "data-name=\"Layer 1\"><g class=\"cls-2\"><rect class=\"cls-3\" "
	  "width=\"100\" height=\"100\"/></g><text transform=\""
	  "translate(20 95)\" font-family=\"Helvetica, sans-serif\"><tspan "
	  "x=\"0\" y=\"0\">Goal</tspan></text></g></svg>",
	  { "Goal" },
	  "#e5243b",
	  NULL },
	{ "draw.io: colours for light and dark pages, drop-shadow()",
	  HEAD
	  "width=\"161px\" height=\"61px\" viewBox=\"-0.5 -0.5 161 61\" "
	  "style=\"background: transparent; background-color: transparent; "
	  "color-scheme: light dark;\"><defs/><g><g data-cell-id=\"a\"><g>"
	  "<rect x=\"0\" y=\"0\" width=\"120\" height=\"60\" rx=\"9\" "
	  "ry=\"9\" fill=\"#dae8fc\" stroke=\"#6c8ebf\" style=\"fill: "
	  "light-dark(rgb(218, 232, 252), rgb(29, 41, 59)); stroke: "
	  "light-dark(rgb(108, 142, 191), rgb(92, 121, 163)); filter: "
	  "drop-shadow(2px 3px 2px rgba(0, 0, 0, 0.25));\" "
	  "pointer-events=\"all\"/></g><g><text x=\"60\" y=\"34\" "
	  "fill=\"light-dark(#000000, #ffffff)\" "
	  "font-family=\"&quot;Helvetica&quot;, sans-serif\" "
	  "font-size=\"12px\" text-anchor=\"middle\">Start</text></g></g>"
	  "</g></svg>",
	  { "Start" },
	  "#dae8fc",
	  "I016" },
	{ "Mermaid: rules by identifier, class and attribute, markers, hsl()",
	  HEAD
	  "id=\"m0\" width=\"200\" viewBox=\"0 0 200 100\" "
	  "role=\"graphics-document document\"><style>#m0{font-family:"
	  "\"trebuchet ms\",verdana,arial,sans-serif;font-size:16px;fill:"
	  "#333;}@keyframes edge{from{stroke-dashoffset:0;}}#m0 .node rect,"
	  "#m0 .node circle{fill:#ECECFF;stroke:#9370DB;stroke-width:1px;}"
	  "#m0 .marker{fill:#333333;stroke:#333333;}#m0 [data-look=\"neo\"]"
	  ".node rect{stroke:hsl(259.6261682243, 59.7765363128%, "
	  "64.9019607843%);}#m0 :root{--mermaid-font-family:arial;}"
	  "</style><g><marker id=\"m0_end\" class=\"marker\" viewBox=\""
	  "0 0 10 10\" refX=\"5\" refY=\"5\" markerUnits=\"userSpaceOnUse\" "
	  "markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path "
	  "d=\"M 0 0 L 10 5 L 0 10 z\" style=\"stroke-width: 1; "
	  "stroke-dasharray: 1, 0;\"/></marker><path d=\"M60,50L120,50\" "
	  "class=\"edge\" style=\"fill:none;stroke:#333333\" "
	  "marker-end=\"url(#m0_end)\"/><g class=\"node default\" "
	  "data-look=\"neo\" transform=\"translate(30, 50)\"><rect "
	  "class=\"basic\" x=\"-20\" y=\"-15\" width=\"40\" height=\"30\"/>"
	  "<g class=\"label\"><text y=\"-10.1\" style=\"\"><tspan class=\""
	  "text-outer-tspan\" x=\"0\" y=\"-0.1em\" dy=\"1.1em\"><tspan "
	  "class=\"text-inner-tspan\">Ask</tspan></tspan></text></g></g></g>"
	  "</svg>",
	  { "Ask" },
	  "stroke=\"#9370db\"",
	  NULL },
};

static void check_texts(const struct sample *sample,
			const struct drawing *drawing)
{
	const struct drawing_text *text = NULL;
	for (size_t i = 0; i < 4 && sample->words[i]; i++) {
		text = drawing_next_text(drawing, text);
		if (!text || strcmp(text->text, sample->words[i]) != 0)
			fail_msg("%s: '%s' instead of '%s'", sample->program,
				 text ? text->text : "", sample->words[i]);
	}
	assert_null(drawing_next_text(drawing, text));
}

static void check_sample(const struct sample *sample)
{
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct buffer out = BUFFER_INITIALISER;
	struct svg_picture picture;
	enum svg_outcome outcome =
		svg_read(&arena, str_from(sample->text), "a.svg", NULL,
			 &diagnostics, &picture);
	for (size_t i = 0; i < diagnostics.count; i++) {
		const struct diagnostic *one = &diagnostics.items[i];
		const char *code = diagnostic_code_label(one->code);
		if (!sample->told || strcmp(sample->told, code) != 0)
			fail_msg("%s: %s %s", sample->program, code, one->text);
	}
	assert_int_equal(outcome, SVG_DRAWN);
	assert_int_equal(diagnostics.count, sample->told ? 1 : 0);
	check_texts(sample, picture.drawing);
	svg_write(picture.drawing, "p", &out);
	if (!strstr(out.bytes, sample->written))
		fail_msg("%s: no %s in %s", sample->program, sample->written,
			 out.bytes);
	buffer_release(&out);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
}

static void programs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		check_sample(&samples[i]);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(programs),
};
UNIT_FILE(tests, NULL, NULL)
