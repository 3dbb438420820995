/* Drawings in PDF: operators, resources, groups. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "svg/svg.h"
#include "pdf/drawing.h"
#include "pdf_reader.h"
#include "unit/unit.h"

struct fixture {
	struct arena arena;
	struct buffer out;
	struct pdf_reader reader;
};

/* Writes a file whose one page refers to the drawing. */
static void write_drawing(struct fixture *fixture,
			  const struct drawing *drawing)
{
	struct pdf_objects objects = { .document = NULL };
	struct error error;
	pdf_id page, contents;
	struct pdf_head head = { .version = "1.7" };
	assert_true(pdf_objects_open(&objects, &error));
	pdf_objects_add_page(&objects, 100000, 80000, &page, &contents);
	pdf_objects_set_stream(&objects, contents, STR(""), STR("q Q"), true);
	pdf_id id = pdf_drawing_write(&objects, drawing, NULL);
	pdf_objects_set_page_reference(&objects, 0, "Resources", id);
	assert_true(pdf_objects_write(&objects, &head, &fixture->out, &error));
	reader_read(&fixture->reader, buffer_str(&fixture->out));
	pdf_objects_close(&objects);
}

static void write_svg(struct fixture *fixture, const char *body)
{
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct svg_picture picture;
	*fixture = (struct fixture){ .arena = ARENA_INITIALISER };
	char *text = arena_format(&fixture->arena,
				  "<svg xmlns='http://www.w3.org/2000/svg' "
				  "viewBox='0 0 100 80'>%s</svg>",
				  body);
	assert_int_equal(svg_read(&fixture->arena, str_from(text), "a.svg",
				  NULL, &diagnostics, &picture),
			 SVG_DRAWN);
	write_drawing(fixture, picture.drawing);
	diagnostics_release(&diagnostics);
}

static void release(struct fixture *fixture)
{
	reader_release(&fixture->reader);
	buffer_release(&fixture->out);
	arena_release(&fixture->arena);
}

static bool has_object(const struct fixture *fixture, const char *text)
{
	return count_of(&fixture->reader.objects, text) == 1;
}

static void check_operators(const char *body, const char *wanted)
{
	struct fixture fixture;
	write_svg(&fixture, body);
	buffer_append_byte(&fixture.reader.forms, '\0');
	assert_string_equal(fixture.reader.forms.bytes, wanted);
	release(&fixture);
}

/* ---- Pictures of pixels ------------------------------------------------ */

static pdf_id write_image(void *context, const struct image *image)
{
	pdf_id id = pdf_objects_reserve(context);
	assert_null(image);
	pdf_objects_set_stream(context, id, STR("/Type/XObject"), STR("pixels"),
			       false);
	return id;
}

/* Upright, where y goes down. */
static void pictures(void **state)
{
	(void)state;
	struct arena arena = ARENA_INITIALISER;
	struct drawing_builder builder;
	struct drawing *drawing = drawing_new(&arena, 100000, 80000, &builder);
	const struct drawing_pixels pixels = { .width = 2, .height = 1 };
	drawing_add_picture(&builder, &pixels,
			    (struct drawing_matrix){ 20 * DRAWING_ONE, 0, 0,
						     10 * DRAWING_ONE, 5000,
						     6000 });
	drawing_finish(drawing);
	assert_false(drawing->has_opacity);
	struct pdf_objects objects = { .document = NULL };
	struct error error;
	pdf_id page, contents;
	struct pdf_head head = { .version = "1.7" };
	struct fixture fixture = { .arena = arena };
	const struct pdf_pictures how = { write_image, &objects };
	assert_true(pdf_objects_open(&objects, &error));
	pdf_objects_add_page(&objects, 100000, 80000, &page, &contents);
	pdf_objects_set_stream(&objects, contents, STR(""), STR("q Q"), true);
	pdf_id id = pdf_drawing_write(&objects, drawing, &how);
	pdf_objects_set_page_reference(&objects, 0, "Resources", id);
	assert_true(pdf_objects_write(&objects, &head, &fixture.out, &error));
	reader_read(&fixture.reader, buffer_str(&fixture.out));
	pdf_objects_close(&objects);
	buffer_append_byte(&fixture.reader.forms, '\0');
	assert_non_null(strstr(fixture.reader.forms.bytes,
			       "q 20 0 0 10 5 6 cm 1 0 0 -1 0 1 cm /I0 Do Q"));
	assert_int_equal(count_of(&fixture.reader.objects, "/XObject<</I0 "),
			 1);
	release(&fixture);
}

static void operators(void **state)
{
	(void)state;
	check_operators("<path d='M1 2L3.5 4C5 6 7 8 9 10Z' fill='red'/>",
			"1 0 0 rg 1 2 m 3.5 4 l 5 6 7 8 9 10 c h f\n");
	check_operators("<path d='M0 0h1' fill='#000' stroke='#fff' "
			"stroke-width='2' stroke-dasharray='3 1' "
			"fill-rule='evenodd'/>",
			"0 0 0 rg 1 1 1 RG 2 w 0 J 0 j 4 M [3 1 ]0 d "
			"0 0 m 1 0 l B*\n");
	/* what is set stays set; what changes is told */
	check_operators("<g stroke='#fff' fill='none'><path d='M0 0h1'/>"
			"<path d='M0 0h2' stroke-linecap='round'/></g>",
			"1 1 1 RG 1 w 0 J 0 j 4 M []0 d 0 0 m 1 0 l S\n"
			"1 J 0 0 m 2 0 l S\n");
	/* the state comes back after a group */
	check_operators("<clipPath id='c'><rect width='5' height='5'/>"
			"</clipPath><path d='M0 0h1' fill='red'/>"
			"<path d='M0 0h1' fill='blue' clip-path='url(#c)'/>"
			"<path d='M0 0h1' fill='red'/>",
			"1 0 0 rg 0 0 m 1 0 l f\n"
			"q 0 0 m 5 0 l 5 5 l 0 5 l h W n\n"
			"0 0 1 rg 0 0 m 1 0 l f\nQ\n0 0 m 1 0 l f\n");
	check_operators("<clipPath id='c'/><rect width='1' height='1' "
			"clip-path='url(#c)'/>",
			"q 0 0 0 0 re W n\n0 0 0 rg 0 0 m 1 0 l 1 1 l 0 1 l "
			"h f\nQ\n");
}

static void unit_square(void **state)
{
	struct fixture fixture;
	(void)state;
	write_svg(&fixture, "<path d='M0 0h1'/>");
	assert_true(has_object(&fixture, "/BBox[0 0 100 80 ]"));
	assert_true(has_object(&fixture, "/Matrix[0.01 0 0 -0.0125 0 1]") ||
		    has_object(&fixture, "/Matrix[.01 0 0 -.0125 0 1]"));
	assert_int_equal(count_of(&fixture.reader.objects, "/Group"), 0);
	assert_int_equal(count_of(&fixture.reader.objects, "/ExtGState"), 0);
	release(&fixture);
}

/* A translucent fill under a translucent stroke: two operators. */
static void opacity(void **state)
{
	struct fixture fixture;
	(void)state;
	write_svg(&fixture, "<path d='M0 0h1' fill-opacity='.5' "
			    "stroke='red' stroke-opacity='.25'/>");
	assert_true(has_object(&fixture, "/Group<</S/Transparency"
					 "/CS/DeviceRGB>>"));
	assert_int_equal(count_of(&fixture.reader.objects, "<</ca "), 1);
	assert_int_equal(count_of(&fixture.reader.objects, "<</CA "), 1);
	assert_int_equal(count_of(&fixture.reader.forms, "/f500 gs"), 1);
	assert_int_equal(count_of(&fixture.reader.forms, "/s250 gs"), 1);
	assert_int_equal(count_of(&fixture.reader.forms, "f\n"), 1);
	assert_int_equal(count_of(&fixture.reader.forms, "S\n"), 1);
	release(&fixture);
}

/* A translucent group is a form of its own, whose inside is opaque. */
static void groups(void **state)
{
	struct fixture fixture;
	(void)state;
	write_svg(&fixture, "<g opacity='.5'><path d='M0 0h1'/>"
			    "<path d='M0 0h2'/></g>");
	assert_int_equal(
		count_of(&fixture.reader.objects, "/Group<</S/Transparency"),
		2);
	assert_int_equal(count_of(&fixture.reader.forms, " gs"), 1);
	assert_int_equal(count_of(&fixture.reader.forms, "/f500 gs /X0 Do\n"),
			 1);
	assert_true(has_object(&fixture, "/XObject<</X0 "));
	release(&fixture);
}

static void gradients(void **state)
{
	struct fixture fixture;
	(void)state;
	write_svg(&fixture,
		  "<linearGradient id='a'><stop stop-color='#fff'/>"
		  "<stop offset='.5' stop-color='red'/>"
		  "<stop offset='.5' stop-color='#000'/></linearGradient>"
		  "<radialGradient id='b' href='#a' fx='.75'/>"
		  "<rect width='10' height='20' fill='url(#a)' "
		  "stroke='url(#b)'/>");
	assert_int_equal(count_of(&fixture.reader.forms,
				  "/Pattern cs/P0 scn /Pattern CS/P1 SCN "),
			 1);
	assert_true(has_object(&fixture, "/Matrix[10 0 0 20 0 0 ]"));
	assert_true(has_object(&fixture, "/ShadingType 2"));
	assert_true(has_object(&fixture, "/ShadingType 3"));
	/* two segments: none where two stops are at one place */
	assert_int_equal(count_of(&fixture.reader.objects, "/FunctionType 2"),
			 4);
	assert_int_equal(count_of(&fixture.reader.objects, "/Encode[0 1 0 1 ]"),
			 2);
	release(&fixture);
}

/* Texts are set by layout: forms hold no fonts. */
static void no_texts(void **state)
{
	struct fixture fixture = { .arena = ARENA_INITIALISER };
	struct drawing_builder builder;
	struct drawing_pen pen = { .verbs = { .items = NULL } };
	(void)state;
	struct drawing *drawing =
		drawing_new(&fixture.arena, 100000, 80000, &builder);
	drawing_rectangle(&pen, 0, 0, 1000, 2000);
	drawing_add_shape(&builder, drawing_pen_finish(&pen, &fixture.arena))
		->fill.kind = PAINT_COLOUR;
	drawing_add_text(&builder, &(struct drawing_text){ .size = 9000,
							   .text = "words",
							   .language = "en" });
	drawing_finish(drawing);
	write_drawing(&fixture, drawing);
	buffer_append_byte(&fixture.reader.forms, '\0');
	assert_string_equal(fixture.reader.forms.bytes,
			    "0 0 0 rg 0 0 m 1 0 l 1 2 l 0 2 l h f\n");
	assert_int_equal(count_of(&fixture.reader.objects, "words"), 0);
	release(&fixture);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(operators),   cmocka_unit_test(pictures),
	cmocka_unit_test(unit_square), cmocka_unit_test(opacity),
	cmocka_unit_test(groups),      cmocka_unit_test(gradients),
	cmocka_unit_test(no_texts),
};
UNIT_FILE(tests, NULL, NULL)
