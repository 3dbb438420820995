/* SVG → drawing → SVG: what is read, what is refused, with what words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "svg/svg.h"
#include "unit/unit.h"

#define HEAD "<svg xmlns=\"http://www.w3.org/2000/svg\" "
#define SQUARE HEAD "viewBox=\"0 0 100 100\">"

struct reading {
	struct arena arena;
	struct diagnostics diagnostics;
	struct svg_picture picture;
	enum svg_outcome outcome;
	struct buffer out;
};

static void read_svg(struct reading *reading, const char *text)
{
	*reading = (struct reading){ .outcome = SVG_BROKEN };
	reading->outcome =
		svg_read(&reading->arena, str_from(text), "a.svg", NULL,
			 &reading->diagnostics, &reading->picture);
	if (reading->outcome == SVG_DRAWN)
		svg_write(reading->picture.drawing, "p", &reading->out);
}

static void release(struct reading *reading)
{
	buffer_release(&reading->out);
	diagnostics_release(&reading->diagnostics);
	arena_release(&reading->arena);
}

/* What stands within 100 × 100 units becomes `wanted`, without a word. */
static void check(const char *body, const char *wanted)
{
	struct reading reading;
	char text[4096], whole[4096];
	snprintf(text, sizeof text, SQUARE "%s</svg>", body);
	snprintf(whole, sizeof whole,
		 HEAD "width=\"100\" height=\"100\" "
		      "viewBox=\"0 0 100 100\" preserveAspectRatio=\"none\">"
		      "%s</svg>\n",
		 wanted);
	read_svg(&reading, text);
	for (size_t i = 0; i < reading.diagnostics.count; i++)
		print_message("%s\n", reading.diagnostics.items[i].text);
	assert_int_equal(reading.diagnostics.count, 0);
	assert_int_equal(reading.outcome, SVG_DRAWN);
	assert_string_equal(reading.out.bytes, whole);
	release(&reading);
}

/* The file gives this outcome, and one diagnostic with these words. */
static void check_told(const char *text, enum svg_outcome outcome,
		       enum diagnostic_code code, uint32_t line,
		       const char *words)
{
	struct reading reading;
	read_svg(&reading, text);
	assert_int_equal(reading.outcome, outcome);
	assert_int_equal(reading.diagnostics.count, 1);
	assert_int_equal(reading.diagnostics.items[0].code, code);
	assert_int_equal(reading.diagnostics.items[0].place.line, line);
	if (!strstr(reading.diagnostics.items[0].text, words))
		fail_msg("'%s' does not say '%s'",
			 reading.diagnostics.items[0].text, words);
	release(&reading);
}

static void path_commands(void **state)
{
	(void)state;
	check("<path d='M10 10 20 20h5v-5H0V0z'/>",
	      "<path d=\"m10 10l10 10l5 0l0-5l-25 0l0-15z\" "
	      "fill=\"#000000\"/>");
	check("<path d='m1,2l3-4.5.5.5 1e1 0' fill='none' stroke='red'/>",
	      "<path d=\"m1 2l3-4.5l.5 .5l10 0\" fill=\"none\" "
	      "stroke=\"#ff0000\"/>");
	check("<path d='M0 0C1 2 3 4 5 6S9 8 10 10'/>",
	      "<path d=\"m0 0c1 2 3 4 5 6c2 2 4 2 5 4\" "
	      "fill=\"#000000\"/>");
	check("<path d='M0 0Q3 3 6 0t6 0'/>",
	      "<path d=\"m0 0c2 2 4 2 6 0c2-2 4-2 6 0\" "
	      "fill=\"#000000\"/>");
	check("<path d='M0 0h10zl5 5'/>",
	      "<path d=\"m0 0l10 0zm0 0l5 5\" fill=\"#000000\"/>");
	check("<path d='M10 0A10 10 0 01 20 10'/>",
	      "<path d=\"m10 0c5.523 0 10 4.477 10 10\" "
	      "fill=\"#000000\"/>");
	check("<path d='M0 0a0 5 0 1 1 4 4'/>",
	      "<path d=\"m0 0l4 4\" fill=\"#000000\"/>");
}

static void shapes(void **state)
{
	(void)state;
	check("<rect x='1' y='2' width='3' height='4'/>",
	      "<path d=\"m1 2l3 0l0 4l-3 0z\" fill=\"#000000\"/>");
	check("<rect width='0' height='4'/><circle r='0'/>", "");
	check("<line x1='1' x2='9' stroke='#0f0' stroke-width='2'/>",
	      "<path d=\"m1 0l8 0\" fill=\"none\" stroke=\"#00ff00\" "
	      "stroke-width=\"2\"/>");
	check("<polygon points='0,0 10,0 10,10'/>",
	      "<path d=\"m0 0l10 0l0 10z\" fill=\"#000000\"/>");
	check("<circle cx='50%' cy='1in' r='10'/>",
	      "<path d=\"m60 96c0 5.523-4.477 10-10 10c-5.523 0-10-4.477-10-10"
	      "c0-5.523 4.477-10 10-10c5.523 0 10 4.477 10 10z\" "
	      "fill=\"#000000\"/>");
}

static void styles(void **state)
{
	(void)state;
	check("<g fill='red' style='stroke: blue'><path d='M0 0h1' "
	      "stroke='none'/></g>",
	      "<path d=\"m0 0l1 0\" fill=\"#ff0000\"/>");
	check("<style>.a{fill:#123}path{fill:red}</style>"
	      "<path class='b a' d='M0 0h1'/>",
	      "<path d=\"m0 0l1 0\" fill=\"#112233\"/>");
	check("<g color='teal'><path d='M0 0h1' fill='currentColor' "
	      "fill-opacity='50%'/></g>",
	      "<path d=\"m0 0l1 0\" fill=\"#008080\" "
	      "fill-opacity=\".5\"/>");
	check("<path d='M0 0h1' stroke='black' fill='rgb(1,2,3)' "
	      "stroke-dasharray='1 2 3' stroke-linecap='round' "
	      "stroke-linejoin='bevel'/>",
	      "<path d=\"m0 0l1 0\" fill=\"#010203\" stroke=\"#000000\" "
	      "stroke-linecap=\"round\" stroke-linejoin=\"bevel\" "
	      "stroke-dasharray=\"1 2 3 1 2 3\"/>");
	check("<path d='M0 0h1' opacity='.5'/>"
	      "<path d='M0 0h1' opacity='.5' stroke='red'/>"
	      "<path d='M0 0h1' display='none'/>",
	      "<path d=\"m0 0l1 0\" fill=\"#000000\" fill-opacity=\".5\"/>"
	      "<g opacity=\".5\"><path d=\"m0 0l1 0\" fill=\"#000000\" "
	      "stroke=\"#ff0000\"/></g>");
}

static void transforms(void **state)
{
	(void)state;
	check("<g transform='translate(10,20) scale(2)'><path d='M1 1h2' "
	      "stroke='red' fill='none' stroke-width='3'/></g>",
	      "<path d=\"m12 22l4 0\" fill=\"none\" stroke=\"#ff0000\" "
	      "stroke-width=\"6\"/>");
	check("<path transform='rotate(90)' d='M1 0h2'/>",
	      "<path d=\"m0 1l0 2\" fill=\"#000000\"/>");
	check("<path transform='scale(4 1)' d='M1 1h2' stroke='red' "
	      "fill='none'/>",
	      "<g transform=\"matrix(2 0 0 .5 0 0)\"><path d=\"m2 2l4 0\" "
	      "fill=\"none\" stroke=\"#ff0000\" stroke-width=\"2\"/></g>");
}

static void references(void **state)
{
	(void)state;
	check("<defs><path id='a' d='M0 0h1'/></defs>"
	      "<use href='#a' x='5' fill='red'/>",
	      "<path d=\"m5 0l1 0\" fill=\"#ff0000\"/>");
	check("<linearGradient id='a'><stop stop-color='red'/>"
	      "<stop offset='1' stop-color='blue'/></linearGradient>"
	      "<rect width='10' height='20' fill='url(#a)'/>",
	      "<defs><linearGradient id=\"p1\" "
	      "gradientUnits=\"userSpaceOnUse\" x1=\"0\" y1=\"0\" x2=\"1\" "
	      "y2=\"0\" gradientTransform=\"matrix(10 0 0 20 0 0)\">"
	      "<stop offset=\"0\" stop-color=\"#ff0000\"/>"
	      "<stop offset=\"1\" stop-color=\"#0000ff\"/>"
	      "</linearGradient></defs>"
	      "<path d=\"m0 0l10 0l0 20l-10 0z\" fill=\"url(#p1)\"/>");
	check("<clipPath id='c'><path d='M0 0h9v9z' clip-rule='evenodd'/>"
	      "</clipPath><path d='M0 0h1' clip-path='url(#c)'/>",
	      "<defs><clipPath id=\"p1\"><path d=\"m0 0l9 0l0 9z\" "
	      "clip-rule=\"evenodd\"/></clipPath></defs>"
	      "<g clip-path=\"url(#p1)\"><path d=\"m0 0l1 0\" "
	      "fill=\"#000000\"/></g>");
}

/* Two overlapping shapes of which one is mirrored still make their union. */
static void clips_unite(void **state)
{
	(void)state;
	check("<clipPath id='c'><rect width='9' height='9'/>"
	      "<rect width='9' height='9' transform='scale(-1 1)' x='-9'/>"
	      "</clipPath><path d='M0 0h1' clip-path='url(#c)'/>",
	      "<defs><clipPath id=\"p1\"><path d=\"m0 0l9 0l0 9l-9 0z"
	      "m9 9l-9 0l0-9l9 0z\"/></clipPath></defs>"
	      "<g clip-path=\"url(#p1)\"><path d=\"m0 0l1 0\" "
	      "fill=\"#000000\"/></g>");
}

static void check_size(const char *attributes, double width, double height)
{
	struct reading reading;
	char text[256];
	snprintf(text, sizeof text, HEAD "%s/>", attributes);
	read_svg(&reading, text);
	assert_int_equal(reading.outcome, SVG_DRAWN);
	assert_true(reading.picture.width == width);
	assert_true(reading.picture.height == height);
	release(&reading);
}

static void sizes(void **state)
{
	(void)state;
	check_size("viewBox='0 0 30 20'", 30, 20);
	check_size("viewBox='0 0 30 20' width='60'", 60, 40);
	check_size("viewBox='0 0 30 20' width='100%' height='100%'", 30, 20);
	check_size("width='1in' height='72pt'", 96, 96);
}

/* Small units keep their precision: a thousandth of the drawing's unit is
 * never seen. */
static void small_units(void **state)
{
	struct reading reading;
	(void)state;
	read_svg(&reading, HEAD "viewBox='0 0 1 1'><path d='M0 0h.00123'/>"
				"</svg>");
	assert_int_equal(reading.picture.drawing->width, 100 * DRAWING_UNIT);
	assert_non_null(strstr(reading.out.bytes, "m0 0l.123 0"));
	release(&reading);
}

/* ---- Pictures of pixels ------------------------------------------------ */

/* Takes "PNG" (UE5H) for a file of 20 × 10 pixels, and nothing else. */
static const struct drawing_pixels *read_pixels(void *context, struct str file,
						struct place place)
{
	static const struct drawing_pixels pixels = { .file = { "PNG", 3 },
						      .media_type = "image/png",
						      .width = 20,
						      .height = 10 };
	unsigned *count = context;
	(void)place;
	++*count;
	return str_equals(file, STR("PNG")) ? &pixels : NULL;
}

#define DATA "href='data:image/png;base64,UE\n 5H'"
#define SHOWN(MATRIX) \
	"<image width=\"1\" height=\"1\" preserveAspectRatio=\"none\" " \
	"transform=\"matrix(" MATRIX ")\" " \
	"href=\"data:image/png;base64,UE5H\"/>"

static void check_pixels(const char *body, const char *wanted,
			 unsigned wanted_count)
{
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct buffer out = BUFFER_INITIALISER;
	struct svg_picture picture;
	unsigned count = 0;
	const struct svg_pictures pictures = { read_pixels, &count };
	char *text = arena_format(&arena, SQUARE "%s</svg>", body);
	assert_int_equal(svg_read(&arena, str_from(text), "a.svg", &pictures,
				  &diagnostics, &picture),
			 SVG_DRAWN);
	assert_int_equal(diagnostics.count, 0);
	svg_write(picture.drawing, "p", &out);
	buffer_append_byte(&out, '\0');
	if (!strstr(out.bytes, wanted))
		print_message("%s\n", out.bytes);
	assert_non_null(strstr(out.bytes, wanted));
	assert_int_equal(count, wanted_count);
	buffer_release(&out);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
}

static void pixels(void **state)
{
	(void)state;
	/* As large as it is, as large as is said, and as one side says. */
	check_pixels("<image " DATA "/>", SHOWN("20 0 0 10 0 0"), 1);
	check_pixels("<image x='5' y='6' width='40' height='30' "
		     "preserveAspectRatio='none' " DATA "/>",
		     SHOWN("40 0 0 30 5 6"), 1);
	check_pixels("<image height='30' " DATA "/>", SHOWN("60 0 0 30 0 0"),
		     1);
	/* Its proportions stay: all of it in the middle, or some of it. */
	check_pixels("<image width='40' height='40' " DATA "/>",
		     SHOWN("40 0 0 20 0 10"), 1);
	check_pixels("<image width='40' height='40' "
		     "preserveAspectRatio='xMinYMax meet' " DATA "/>",
		     SHOWN("40 0 0 20 0 20"), 1);
	check_pixels("<image x='10' width='40' height='40' "
		     "preserveAspectRatio='xMidYMid slice' " DATA "/>",
		     "<g clip-path=\"url(#p1)\">" SHOWN("80 0 0 40 -10 0"), 1);
	/* Where it stands, upside down, and as often as it is used. */
	check_pixels("<g transform='scale(1 -1) translate(0 -50)'>"
		     "<image width='20' height='10' " DATA "/></g>",
		     SHOWN("20 0 0 -10 0 50"), 1);
	check_pixels("<image id='i' " DATA "/><use href='#i' x='30'/>",
		     SHOWN("20 0 0 10 0 0") SHOWN("20 0 0 10 30 0"), 1);
	/* What fades and what is clipped. */
	check_pixels("<image opacity='.5' " DATA "/>", "<g opacity=\".5\">", 1);
	check_pixels("<clipPath id='c'><path d='M0 0h9v9z'/></clipPath>"
		     "<image clip-path='url(#c)' " DATA "/>",
		     "clip-path=\"url(#p1)\">" SHOWN("20 0 0 10 0 0"), 1);
	/* Nothing. */
	check_pixels("<image width='0' height='9' " DATA "/>", "</svg>", 1);
	check_pixels("<image display='none' " DATA "/>", "</svg>", 0);
	check_pixels("<image/>", "</svg>", 0);
}

static void unsupported(void **state)
{
	(void)state;
	static const struct {
		const char *body, *words;
	} cases[] = {
		{ "\n<image href='data:image/gif;base64,R0lGODdh'/>",
		  "<image>" },
		{ "\n<script>alert(1)</script>", "<script>" },
		{ "\n<path d='M0 0' filter='url(#f)'/>", "'filter'" },
		{ "<mask id='m'>\n<rect width='9' height='9' fill='#888'/>"
		  "</mask><path d='M0 0h9' mask='url(#m)'/>",
		  "a mask that is more than a white shape" },
		{ "<clipPath id='c'><path d='M0 0h9v9zM2 2h3v3z'/>\n"
		  "<path d='M0 0h9'/></clipPath>"
		  "<path d='M0 0h9' clip-path='url(#c)'/>",
		  "several paths with holes" },
		{ "\n<pattern id='p' width='.001' height='.001'><path d='M0 "
		  "0'/>"
		  "</pattern><path d='M0 0h9v9z' fill='url(#p)'/>",
		  "more than 4000 tiles" },
		{ "\n<path d='M0 0h9' style='filter:blur(2px)'/>", "'filter'" },
		{ "\n<g style='transform:rotate(9deg);transform-origin:50% "
		  "50%'/>",
		  "'transform-origin'" },
		{ "\n<use href='other.svg#a'/>", "another file" },
		{ "\n<path d='M0 0h9e20'/>", "too large" },
		{ "\n<style>a + b {fill:red}</style>", "selector 'a + b'" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[512];
		snprintf(text, sizeof text, SQUARE "%s</svg>", cases[i].body);
		check_told(text, SVG_UNSUPPORTED, DIAGNOSTIC_SVG_UNSUPPORTED, 2,
			   cases[i].words);
	}
}

static void patterns(void **state)
{
	(void)state;
	/* two tiles across and one down, each clipped, within the shape; a part
	 * of the third is seen */
	check("<pattern id='p' patternUnits='userSpaceOnUse' width='10' "
	      "height='20'><path d='M0 0h5v5z' fill='red'/></pattern>"
	      "<rect width='15' height='20' fill='url(#p)'/>",
	      "<defs><clipPath id=\"p1\"><path d=\"m0 0l15 0l0 20l-15 0z\"/>"
	      "</clipPath><clipPath id=\"p2\"><path "
	      "d=\"m0 0l10 0l0 20l-10 0z\"/></clipPath><clipPath id=\"p3\">"
	      "<path d=\"m10 0l10 0l0 20l-10 0z\"/></clipPath>"
	      "</defs><g clip-path=\"url(#p1)\"><g clip-path=\"url(#p2)\">"
	      "<path d=\"m0 0l5 0l0 5z\" fill=\"#ff0000\"/></g>"
	      "<g clip-path=\"url(#p3)\"><path d=\"m10 0l5 0l0 5z\" "
	      "fill=\"#ff0000\"/></g></g>");
	/* a pattern of itself ends */
	struct reading reading;
	read_svg(&reading, SQUARE
		 "<pattern id='p' width='.5' height='.5'><rect width='9' "
		 "height='9' fill='url(#p)'/></pattern>"
		 "<rect width='9' height='9' fill='url(#p)'/></svg>");
	assert_int_equal(reading.outcome, SVG_UNSUPPORTED);
	release(&reading);
}

static void masks_and_clip_paths(void **state)
{
	(void)state;
	static const char clipped[] =
		"<defs><clipPath id=\"p1\"><path d=\"m1 1l3 0l0 3l-3 0z\"/>"
		"</clipPath></defs><g clip-path=\"url(#p1)\">"
		"<path d=\"m0 0l9 0l0 9z\" fill=\"#000000\"/></g>";
	check("<mask id='m' style='mask-type:alpha'><rect x='1' y='1' "
	      "width='3' height='3'/></mask>"
	      "<path d='M0 0h9v9z' mask='url(#m)'/>",
	      clipped);
	check("<mask id='m' fill='white'><rect x='1' y='1' width='3' "
	      "height='3'/></mask><path d='M0 0h9v9z' mask='url(#m)'/>",
	      clipped);
	/* two that turn different ways are one area */
	check("<clipPath id='c'><path d='M0 0h4v4h-4z'/>"
	      "<path d='M9 0h-4v4h4z'/></clipPath>"
	      "<path d='M0 0h9v9z' clip-path='url(#c)'/>",
	      "<defs><clipPath id=\"p1\"><path d=\"m0 0l4 0l0 4l-4 0zm9 4l-4 "
	      "0l0-4"
	      "l4 0z\"/></clipPath></defs><g clip-path=\"url(#p1)\">"
	      "<path d=\"m0 0l9 0l0 9z\" fill=\"#000000\"/></g>");
	/* what both show */
	check("<clipPath id='a'><rect width='4' height='4'/></clipPath>"
	      "<clipPath id='b' clip-path='url(#a)'><rect width='9' "
	      "height='2'/></clipPath>"
	      "<path d='M0 0h9v9z' clip-path='url(#b)'/>",
	      "<defs><clipPath id=\"p1\"><path d=\"m0 0l4 0l0 4l-4 0z\"/>"
	      "</clipPath><clipPath id=\"p2\"><path "
	      "d=\"m0 0l9 0l0 2l-9 0z\"/></clipPath></defs><g "
	      "clip-path=\"url(#p1)\"><g clip-path=\"url(#p2)\"><path "
	      "d=\"m0 0l9 0l0 9z\" fill=\"#000000\"/></g></g>");
}

static void style_sheets_of_today(void **state)
{
	(void)state;
	check("<style>.a{--b:#00f;fill:var(--b)}[data-x='1']{stroke:red}"
	      "path[d^=M0][d*=v9]{stroke-width:3}</style>"
	      "<path class='a' data-x='1' d='M0 0h9v9z'/>",
	      "<path d=\"m0 0l9 0l0 9z\" fill=\"#0000ff\" "
	      "stroke=\"#ff0000\" stroke-width=\"3\"/>");
	check("<path d='M0 0h9v9z' fill='var(--none, light-dark(lime, red))'/>",
	      "<path d=\"m0 0l9 0l0 9z\" fill=\"#00ff00\"/>");
	check("<path d='M0 0h9v9z' fill='hsl(240deg 100% 50% / 1)'/>",
	      "<path d=\"m0 0l9 0l0 9z\" fill=\"#0000ff\"/>");
	check("<path d='M0 0h9v9z' fill='hsla(-120, 100%, 25%, 1)'/>",
	      "<path d=\"m0 0l9 0l0 9z\" fill=\"#000080\"/>");
	check("<path d='M0 0h9' style='transform:translate(1px, 2px)'/>",
	      "<path d=\"m1 2l9 0\" fill=\"#000000\"/>");
	check("<path d='M0 0h9' transform='rotate(90)' "
	      "transform-origin='10 0'/>",
	      "<path d=\"m10-10l0 9\" fill=\"#000000\"/>");
	check("<path d='M0 0h9v9z' stroke='red' paint-order='stroke'/>",
	      "<path d=\"m0 0l9 0l0 9z\" fill=\"none\" stroke=\"#ff0000\"/>"
	      "<path d=\"m0 0l9 0l0 9z\" fill=\"#000000\"/>");
	check("<g transform='scale(2, 4)'><path d='M0 0h9' stroke='red' "
	      "fill='none' vector-effect='non-scaling-stroke'/></g>",
	      "<path d=\"m0 0l18 0\" fill=\"none\" stroke=\"#ff0000\"/>");
}

static void shadows(void **state)
{
	(void)state;
	check_told(SQUARE "\n<path d='M0 0h9' "
			  "style='filter:drop-shadow(1px 2px 3px "
			  "rgb(0 0 0 / 20%))'/><path d='M0 0h9' "
			  "style='filter:drop-shadow(0 0 1px red)'/></svg>",
		   SVG_DRAWN, DIAGNOSTIC_SVG_SHADOW, 2, "shadows");
	check_told(SQUARE "<filter id='f'><feGaussianBlur/><feMerge>"
			  "<feMergeNode/><feMergeNode in='SourceGraphic'/>"
			  "</feMerge></filter>\n<path d='M0 0h9' "
			  "filter='url(#f)'/></svg>",
		   SVG_DRAWN, DIAGNOSTIC_SVG_SHADOW, 2, "shadows");
	check_told(SQUARE "<filter id='f'><feGaussianBlur/></filter>\n"
			  "<path d='M0 0h9' filter='url(#f)'/></svg>",
		   SVG_UNSUPPORTED, DIAGNOSTIC_SVG_UNSUPPORTED, 2, "'filter'");
}

static void markers(void **state)
{
	(void)state;
	/* at the end, along the line, twice as large as it says: the line's
	 * width; its point at the line's end */
	check("<marker id='m' orient='auto' refX='2' overflow='visible'>"
	      "<path d='M0-1 2 0 0 1z' fill='context-stroke'/></marker>"
	      "<path d='M50 10v40' stroke='red' stroke-width='2' "
	      "marker-end='url(#m)'/>",
	      "<path d=\"m50 10l0 40\" fill=\"#000000\" stroke=\"#ff0000\" "
	      "stroke-width=\"2\"/><path d=\"m52 46l-2 4l-2-4z\" "
	      "fill=\"#ff0000\"/>");
	/* at the start turned around, in the middle between two ways */
	check("<marker id='m' orient='auto-start-reverse' "
	      "markerUnits='userSpaceOnUse' overflow='visible'>"
	      "<path d='M0 0h5'/></marker>"
	      "<path d='M10 10h30v30' fill='none' "
	      "style='marker-start:url(#m);marker-end:url(#m)'/>",
	      "<path d=\"m10 10l-5 0\" fill=\"#000000\"/>"
	      "<path d=\"m40 40l0 5\" fill=\"#000000\"/>");
	check("<path d='M0 0h5' marker-end='none'/>",
	      "<path d=\"m0 0l5 0\" fill=\"#000000\"/>");
}

static void broken(void **state)
{
	(void)state;
	check_told(SQUARE "\n<g></svg>", SVG_BROKEN, DIAGNOSTIC_SVG_BROKEN, 2,
		   "no sound XML");
	check_told("<html/>", SVG_BROKEN, DIAGNOSTIC_SVG_BROKEN, 1,
		   "does not begin with <svg>");
	check_told(HEAD "/>", SVG_BROKEN, DIAGNOSTIC_SVG_BROKEN, 1,
		   "has no size");
	check_told(HEAD "width='0' height='5'/>", SVG_BROKEN,
		   DIAGNOSTIC_SVG_BROKEN, 1, "has no size");
	check_told(HEAD "width='1e9' height='5'/>", SVG_BROKEN,
		   DIAGNOSTIC_SVG_BROKEN, 1, "more than 100000 pixels");
	check_told("<!DOCTYPE svg [<!ENTITY a '&b;'>]>" SQUARE "&a;</svg>",
		   SVG_BROKEN, DIAGNOSTIC_SVG_BROKEN, 0, "entities");
	check_told("<!DOCTYPE svg [<!ENTITY a SYSTEM '/etc/passwd'>]>" SQUARE
		   "&a;</svg>",
		   SVG_BROKEN, DIAGNOSTIC_SVG_BROKEN, 0, "entities");
	check_told("<!DOCTYPE svg [<!ENTITY % a 'b'>]>" SQUARE "</svg>",
		   SVG_BROKEN, DIAGNOSTIC_SVG_BROKEN, 0, "entities");
	check_told("<?xml version='1.0' encoding='UTF-7'?>"
		   "<!DOCTYPE svg [<!ENTITY a 'b'>]>" SQUARE "</svg>",
		   SVG_BROKEN, DIAGNOSTIC_SVG_BROKEN, 0, "entities");
	/* Illustrator's: a fill that cannot be read shows what it stands for. */
	check_told("<!DOCTYPE svg [<!ENTITY ns \"odd\">]>" SQUARE
		   "\n<rect width='1' height='1' fill='&ns;'/></svg>",
		   SVG_DRAWN, DIAGNOSTIC_SVG_VALUE, 2, "'odd'");
	check_told(SQUARE "\n<g id='a'>\n<use href='#a'/></g></svg>",
		   SVG_BROKEN, DIAGNOSTIC_SVG_BROKEN, 3, "shows itself");
}

static void values(void **state)
{
	(void)state;
	check_told(SQUARE "\n<path d='M0 0h1 x'/></svg>", SVG_DRAWN,
		   DIAGNOSTIC_SVG_VALUE, 2, "'d' of <path>");
	check_told(SQUARE "\n<circle r='NaN'/></svg>", SVG_DRAWN,
		   DIAGNOSTIC_SVG_VALUE, 2, "'r' of <circle>");
	check_told(SQUARE "\n<circle r='1' fill='reddish'/></svg>", SVG_DRAWN,
		   DIAGNOSTIC_SVG_VALUE, 2, "'reddish'");
	check_told(SQUARE "\n<g transform='turn(3)'/></svg>", SVG_DRAWN,
		   DIAGNOSTIC_SVG_VALUE, 2, "'transform'");
	check_told(SQUARE "\n<use href='#no'/></svg>", SVG_DRAWN,
		   DIAGNOSTIC_SVG_REFERENCE, 2, "'no'");
}

/* Each <g> shows the one before it ten times: a bomb of 10^9 elements. */
static void bomb(void **state)
{
	struct buffer text = BUFFER_INITIALISER;
	(void)state;
	buffer_append_string(&text, SQUARE "<g id='g0'/>");
	for (unsigned i = 1; i < 10; i++) {
		buffer_append_format(&text, "<g id='g%u'>", i);
		for (unsigned j = 0; j < 10; j++)
			buffer_append_format(&text, "<use href='#g%u'/>",
					     i - 1);
		buffer_append_string(&text, "</g>");
	}
	buffer_append_string(&text, "</svg>");
	check_told(text.bytes, SVG_BROKEN, DIAGNOSTIC_SVG_BROKEN, 1,
		   "more than 200000 elements");
	buffer_release(&text);
}

/* A long path that is shown over and over. */
static void repeated_work(void **state)
{
	struct buffer text = BUFFER_INITIALISER;
	(void)state;
	buffer_append_string(&text, SQUARE "<path id='a' d='M0 0");
	for (unsigned i = 0; i < 100000; i++)
		buffer_append_string(&text, "h1         ");
	buffer_append_string(&text, "'/>");
	for (unsigned i = 0; i < 1000; i++)
		buffer_append_string(&text, "<use href='#a'/>");
	buffer_append_string(&text, "</svg>");
	check_told(text.bytes, SVG_BROKEN, DIAGNOSTIC_SVG_BROKEN, 1,
		   "repeats too much");
	buffer_release(&text);
}

/* Depth is refused by libxml2 or by us, but never overflows the stack. */
static void depth(void **state)
{
	struct reading reading;
	struct buffer text = BUFFER_INITIALISER;
	(void)state;
	for (unsigned deep = 150; deep < 100000; deep *= 25) {
		buffer_clear(&text);
		buffer_append_string(&text, SQUARE);
		for (unsigned i = 0; i < deep; i++)
			buffer_append_string(&text, "<g opacity='.5'>");
		for (unsigned i = 0; i < deep; i++)
			buffer_append_string(&text, "</g>");
		buffer_append_string(&text, "</svg>");
		read_svg(&reading, text.bytes);
		assert_int_not_equal(reading.outcome, SVG_DRAWN);
		assert_int_equal(reading.diagnostics.count, 1);
		release(&reading);
	}
	buffer_release(&text);
}

/* ---- Drawing by a child ------------------------------------------------ */

static bool render(const char *text, uint32_t size, struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	struct str png;
	bool is_done =
		svg_render(&arena, str_from(text), size, size, &png, error);
	if (is_done)
		assert_memory_equal(png.bytes, "\x89PNG", 4);
	arena_release(&arena);
	return is_done;
}

static void test_child_draws(void **state)
{
	struct error error;
	(void)state;
	assert_true(render("<svg xmlns='http://www.w3.org/2000/svg' width='9' "
			   "height='9'><filter id='f'><feGaussianBlur "
			   "stdDeviation='1'/></filter><rect width='9' "
			   "height='9' filter='url(#f)'/></svg>",
			   9, &error));
}

static void test_child_says_what_is_wrong(void **state)
{
	struct error error;
	(void)state;
	assert_false(render("<svg", 9, &error));
	assert_non_null(strstr(error.message, "librsvg"));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/* A gigabyte of layers on each other. */
static void test_child_has_no_more_than_its_memory(void **state)
{
	struct error error;
	struct buffer text = BUFFER_INITIALISER;
	(void)state;
	buffer_append_string(&text, "<svg xmlns='http://www.w3.org/2000/svg'>");
	for (int i = 0; i < 60; i++)
		buffer_append_string(&text, "<g opacity='.5'>");
	buffer_append_string(&text, "<rect width='1' height='1'/>");
	for (int i = 0; i < 60; i++)
		buffer_append_string(&text, "</g>");
	buffer_append_string(&text, "</svg>");
	assert_false(render(text.bytes, 4000, &error));
	buffer_release(&text);
}
#endif

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(path_commands),
	cmocka_unit_test(shapes),
	cmocka_unit_test(styles),
	cmocka_unit_test(transforms),
	cmocka_unit_test(references),
	cmocka_unit_test(clips_unite),
	cmocka_unit_test(sizes),
	cmocka_unit_test(small_units),
	cmocka_unit_test(pixels),
	cmocka_unit_test(unsupported),
	cmocka_unit_test(patterns),
	cmocka_unit_test(masks_and_clip_paths),
	cmocka_unit_test(style_sheets_of_today),
	cmocka_unit_test(shadows),
	cmocka_unit_test(broken),
	cmocka_unit_test(markers),
	cmocka_unit_test(values),
	cmocka_unit_test(bomb),
	cmocka_unit_test(repeated_work),
	cmocka_unit_test(depth),
	cmocka_unit_test(test_child_draws),
	cmocka_unit_test(test_child_says_what_is_wrong),
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	cmocka_unit_test(test_child_has_no_more_than_its_memory),
#endif
};
UNIT_FILE(tests, NULL, NULL)
