/* svg/svg_text, svg_font, svg_css: texts of pictures as lines at a place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "svg/svg.h"
#include "unit/unit.h"

struct reading {
	struct arena arena;
	struct diagnostics diagnostics;
	struct svg_picture picture;
	enum svg_outcome outcome;
	const struct drawing_text *text; /* the first */
};

static void read_body(struct reading *reading, const char *body)
{
	char text[2048];
	int length = snprintf(text, sizeof text,
			      "<svg xmlns='http://www.w3.org/2000/svg' "
			      "width='100' height='100'>%s</svg>",
			      body);
	assert_in_range(length, 1, sizeof text - 1);
	*reading = (struct reading){ .outcome = SVG_DRAWN };
	reading->outcome =
		svg_read(&reading->arena, str_from(text), "a.svg", NULL,
			 &reading->diagnostics, &reading->picture);
	assert_int_not_equal(reading->outcome, SVG_BROKEN);
	reading->text = drawing_next_text(reading->picture.drawing, NULL);
}

static void release(struct reading *reading)
{
	arena_release(&reading->arena);
	diagnostics_release(&reading->diagnostics);
}

/* The lines of a picture, as "x,y words|more words", without a word told. */
static void check(const char *body, const char *wanted)
{
	struct reading reading;
	char found[1024] = "";
	size_t used = 0;
	read_body(&reading, body);
	for (const struct drawing_text *text = reading.text; text;
	     text = drawing_next_text(reading.picture.drawing, text)) {
		used += (size_t)snprintf(found + used, sizeof found - used,
					 "%s%d,%d %s", used ? "; " : "",
					 text->x / DRAWING_UNIT,
					 text->y / DRAWING_UNIT, text->text);
		for (size_t i = 0; i < text->more_count; i++)
			used += (size_t)snprintf(found + used,
						 sizeof found - used, "|%s",
						 text->more[i].text);
	}
	assert_string_equal(found, wanted);
	assert_int_equal(reading.outcome, SVG_DRAWN);
	assert_int_equal(reading.diagnostics.count, 0);
	release(&reading);
}

static void check_told(const char *body, const char *code, const char *words)
{
	struct reading reading;
	read_body(&reading, body);
	assert_int_equal(reading.diagnostics.count, 1);
	assert_string_equal(
		diagnostic_code_label(reading.diagnostics.items[0].code), code);
	assert_non_null(strstr(reading.diagnostics.items[0].text, words));
	release(&reading);
}

static void lines_begin_where_the_file_says(void **state)
{
	(void)state;
	check("<text x='5' y='20'>One</text>", "5,20 One");
	check("<text x='5' y='20'>One<tspan x='5' dy='1.5em'>two</tspan>"
	      "</text>",
	      "5,20 One; 5,44 two");
	check("<text><tspan x='5' y='20'>One</tspan><tspan x='7' y='30'>two"
	      "</tspan></text>",
	      "5,20 One; 7,30 two");
	check("<text x='50%' y='20' dx='2' dy='-3'>One</text>", "52,17 One");
	/* one line with what follows in another style */
	check("<text x='5' y='20'>One <tspan font-weight='bold'>two</tspan> "
	      "three</text>",
	      "5,20 One |two| three");
	/* words that have places, as programs write that place each letter */
	check("<text x='1 2 3 4 30 31 32' y='20'>One two</text>",
	      "1,20 One; 30,20 two");
}

static void space_is_white(void **state)
{
	(void)state;
	check("<text x='5' y='20'>\n  One\n   two  \n</text>", "5,20 One two");
	check("<text x='5' y='20' xml:space='preserve'>One  two</text>",
	      "5,20 One  two");
	check("<text x='5' y='20'> <tspan> </tspan>\n</text>", "");
}

static void what_is_not_seen_is_not_read(void **state)
{
	(void)state;
	check("<text x='5' y='20' display='none'>One</text>", "");
	check("<text x='5' y='20' visibility='hidden'>One</text>", "");
	check("<text x='5' y='20' fill='none'>One</text>", "");
	check("<g opacity='0.01'><text x='5' y='20'>One</text></g>", "");
	check("<text x='500' y='20'>One</text>", "");
	check("<clipPath id='c'><rect width='9' height='9'/></clipPath>"
	      "<g clip-path='url(#c)'><text x='5' y='90'>One</text></g>",
	      "");
	check("<defs><text x='5' y='20'>One</text></defs>", "");
	/* an outline under a text is that text */
	check("<text x='5' y='20' fill='none' stroke='white'>One</text>"
	      "<text x='5' y='20'>One</text>",
	      "5,20 One");
}

static void switches(void **state)
{
	(void)state;
	check("<switch><foreignObject requiredFeatures="
	      "'http://www.w3.org/TR/SVG11/feature#Extensibility'/>"
	      "<text x='5' y='20'>One</text></switch>",
	      "5,20 One");
	check("<switch><g requiredFeatures="
	      "'http://www.w3.org/TR/SVG11/feature#Extensibility'/>"
	      "<text x='5' y='20'>Not supported</text></switch>",
	      "");
	check_told("<foreignObject><p>Words</p></foreignObject>", "I013",
		   "'Words'");
}

static void style(void **state)
{
	struct reading reading;
	(void)state;
	read_body(&reading,
		  "<text x='5' y='20' style=\"font: italic bold 12px/1.5 'A', "
		  "sans-serif; text-anchor: end; fill: red\" opacity='.5'>O"
		  "</text>");
	assert_int_equal(reading.text->size, 12000);
	assert_true(reading.text->is_bold && reading.text->is_italic);
	assert_int_equal(reading.text->anchor, ANCHOR_RIGHT);
	assert_int_equal(reading.text->colour.green, 128); /* on white */
	assert_null(reading.text->turn);
	release(&reading);
	read_body(&reading, "<text y='20' direction='rtl' xml:lang='ar' "
			    "font-family='DejaVu Sans Mono, monospace'>O"
			    "<tspan dy='-2' font-size='50%'>2</tspan></text>");
	assert_int_equal(reading.text->anchor, ANCHOR_RIGHT);
	assert_true(reading.text->is_right_to_left && reading.text->is_code);
	assert_string_equal(reading.text->language, "ar");
	assert_int_equal(reading.text->more[0].rise, 2000);
	assert_int_equal(reading.text->more[0].size, 8000);
	release(&reading);
}

static void turns(void **state)
{
	struct reading reading;
	(void)state;
	read_body(&reading, "<text transform='translate(10,50) rotate(-90) "
			    "scale(2)' font-size='5' textLength='12'>O</text>");
	assert_int_equal(reading.text->x, 10000);
	assert_int_equal(reading.text->y, 50000);
	assert_int_equal(reading.text->size, 10000);
	assert_int_equal(reading.text->length, 24000);
	assert_int_equal(reading.text->turn->a, 0);
	assert_int_equal(reading.text->turn->b, -DRAWING_ONE);
	assert_int_equal(reading.text->turn->c, DRAWING_ONE);
	release(&reading);
}

static void fonts_are_told(void **state)
{
	(void)state;
	check("<text y='20' font-family='Arial, sans-serif'>O</text>",
	      "0,20 O");
	check_told("<text y='20' font-family='Wingdings'>O</text><text y='40' "
		   "font-family='Wingdings'>O</text>",
		   "I012", "'Wingdings'");
}

/* A text stays a text where the rest cannot be drawn. */
static void texts_of_what_is_not_drawn(void **state)
{
	struct reading reading;
	(void)state;
	read_body(&reading, "<g filter='url(#f)'><rect width='9' height='9'/>"
			    "<text x='5' y='20'>One</text></g>");
	assert_int_equal(reading.outcome, SVG_UNSUPPORTED);
	assert_int_equal(reading.picture.drawing->root.first->kind,
			 DRAWING_TEXT);
	assert_string_equal(reading.text->text, "One");
	release(&reading);
}

static void fill_is(const char *styles, const char *body, unsigned red)
{
	struct reading reading;
	char text[1024];
	snprintf(text, sizeof text, "<style>%s</style>%s", styles, body);
	read_body(&reading, text);
	assert_int_equal(reading.outcome, SVG_DRAWN);
	assert_int_equal(reading.text->colour.red, red);
	assert_int_equal(reading.diagnostics.count, 0);
	release(&reading);
}

static void selectors_within_each_other(void **state)
{
	static const char body[] = "<g id='g' class='a'><g class='b'><text "
				   "class='c' y='20'>O</text></g></g>";
	(void)state;
	fill_is(".a text {fill:#100}", body, 0x11);
	fill_is("#g .b > .c {fill:#100}", body, 0x11);
	fill_is(".a > .c {fill:#100}", body, 0);
	fill_is(".c .a {fill:#100}", body, 0);
	fill_is("text{fill:#200} .a text,.x{fill:#100}", body, 0x11);
	fill_is(".a text{fill:#100!important} #g .c{fill:#200}", body, 0x11);
	fill_is("@media print{.c{fill:#200}}@import 'x';.c{fill:#100}", body,
		0x11);
	fill_is(".c:hover{fill:#200} .c{fill:#100}", body, 0x11);
	fill_is("@font-face{", body, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(lines_begin_where_the_file_says),
	cmocka_unit_test(space_is_white),
	cmocka_unit_test(what_is_not_seen_is_not_read),
	cmocka_unit_test(switches),
	cmocka_unit_test(style),
	cmocka_unit_test(turns),
	cmocka_unit_test(fonts_are_told),
	cmocka_unit_test(texts_of_what_is_not_drawn),
	cmocka_unit_test(selectors_within_each_other),
};
UNIT_FILE(tests, NULL, NULL)
