/* Drawings made by hand, as charts are, with texts; pictures from SVG files. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "image/image.h"
#include "svg/svg.h"
#include "unit/unit.h"

static struct drawing_colour red = { 255, 0, 0 };

/* A bar in a group that moves it, and a translucent circle. */
static struct drawing *make(struct arena *arena)
{
	struct drawing_builder builder, inner;
	struct drawing_pen pen = { .verbs = { .items = NULL } };
	struct drawing_matrix *matrix = ARENA_NEW(arena, struct drawing_matrix);
	struct drawing *drawing = drawing_new(arena, 100 * DRAWING_UNIT,
					      50 * DRAWING_UNIT, &builder);
	*matrix = drawing_identity;
	matrix->e = 5 * DRAWING_UNIT;
	drawing_add_group(&builder, &inner)->matrix = matrix;
	drawing_rectangle(&pen, 0, 0, 10500, 20000);
	struct drawing_shape *bar =
		drawing_add_shape(&inner, drawing_pen_finish(&pen, arena));
	bar->fill.kind = PAINT_COLOUR;
	bar->fill.colour = red;
	drawing_circle(&pen, 50000, 25000, 10000);
	struct drawing_shape *circle =
		drawing_add_shape(&builder, drawing_pen_finish(&pen, arena));
	circle->stroke.paint.kind = PAINT_COLOUR;
	circle->stroke.paint.opacity = 250;
	circle->stroke.width = 2500;
	drawing_finish(drawing);
	return drawing;
}

static void made_by_hand(void **state)
{
	struct arena arena = ARENA_INITIALISER;
	struct buffer out = BUFFER_INITIALISER;
	(void)state;
	struct drawing *drawing = make(&arena);
	assert_true(drawing->has_opacity);
	svg_write(drawing, "c1-", &out);
	assert_string_equal(
		out.bytes,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" "
		"height=\"50\" viewBox=\"0 0 100 50\" "
		"preserveAspectRatio=\"none\">"
		"<g transform=\"matrix(1 0 0 1 5 0)\">"
		"<path d=\"m0 0l10.5 0l0 20l-10.5 0z\" fill=\"#ff0000\"/></g>"
		"<path d=\"m60 25c0 5.522-4.478 10-10 10c-5.522 0-10-4.478-10"
		"-10c0-5.522 4.478-10 10-10c5.522 0 10 4.478 10 10z\" "
		"fill=\"none\" stroke=\"#000000\" stroke-opacity=\".25\" "
		"stroke-width=\"2.5\"/></svg>\n");
	buffer_release(&out);
	arena_release(&arena);
}

/* ---- Texts ------------------------------------------------------------- */

/* A shape between two texts, one of them right-to-left. */
static struct drawing *make_texts(struct arena *arena)
{
	struct drawing_builder builder;
	struct drawing_pen pen = { .verbs = { .items = NULL } };
	struct drawing_text text = { .x = 1000,
				     .y = 20500,
				     .anchor = ANCHOR_LEFT,
				     .size = 9500,
				     .text = "A \"<b>\" &\x01 c",
				     .language = "en" };
	struct drawing *drawing = drawing_new(arena, 100000, 50000, &builder);
	drawing_add_text(&builder, &text);
	drawing_rectangle(&pen, 0, 0, 10000, 10000);
	struct drawing_shape *shape =
		drawing_add_shape(&builder, drawing_pen_finish(&pen, arena));
	shape->fill.kind = PAINT_COLOUR;
	shape->fill.colour = red;
	text.anchor = ANCHOR_RIGHT;
	text.is_bold = text.is_right_to_left = true;
	text.colour = red;
	text.text = "شخص";
	text.language = "ar";
	drawing_add_text(&builder, &text);
	drawing_finish(drawing);
	return drawing;
}

static void texts_follow_each_other(void **state)
{
	struct arena arena = ARENA_INITIALISER;
	(void)state;
	struct drawing *drawing = make_texts(&arena);
	const struct drawing_text *text = drawing_next_text(drawing, NULL);
	assert_int_equal(text->y, 20500);
	text = drawing_next_text(drawing, text);
	assert_true(text->is_right_to_left);
	assert_null(drawing_next_text(drawing, text));
	assert_false(drawing->has_opacity);
	drawing = make(&arena);
	assert_null(drawing_next_text(drawing, NULL));
	arena_release(&arena);
}

/* A document names languages as XML does, and a font of some kind. */
static void texts_written(void **state)
{
	struct arena arena = ARENA_INITIALISER;
	struct buffer out = BUFFER_INITIALISER;
	(void)state;
	svg_write(make_texts(&arena), "p", &out);
	assert_string_equal(
		out.bytes,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" "
		"height=\"50\" viewBox=\"0 0 100 50\" "
		"preserveAspectRatio=\"none\" font-family=\"sans-serif\">"
		"<text x=\"1\" y=\"20.5\" font-size=\"9.5\" "
		"fill=\"#000000\" xml:lang=\"en\">"
		"A &quot;&lt;b&gt;&quot; &amp;  c</text>"
		"<path d=\"m0 0l10 0l0 10l-10 0z\" fill=\"#ff0000\"/>"
		"<text x=\"1\" y=\"20.5\" font-size=\"9.5\" "
		"font-weight=\"700\" fill=\"#ff0000\" direction=\"rtl\" "
		"xml:lang=\"ar\">شخص</text></svg>\n");
	buffer_release(&out);
	arena_release(&arena);
}

/* What the whole says of language and direction, no part says again. */
static void written_inline(void **state)
{
	struct arena arena = ARENA_INITIALISER;
	struct buffer out = BUFFER_INITIALISER;
	struct svg_names names = { .title = "Title <1>",
				   .description = "It \"says\" & so",
				   .language = "ar",
				   .is_right_to_left = true };
	(void)state;
	svg_write_inline(make_texts(&arena), &names, "c7-", &out);
	assert_string_equal(
		out.bytes,
		"<svg width=\"100\" height=\"50\" viewBox=\"0 0 100 50\" "
		"role=\"img\" aria-labelledby=\"c7-title c7-desc\" "
		"lang=\"ar\" direction=\"rtl\">"
		"<title id=\"c7-title\">Title &lt;1&gt;</title>"
		"<desc id=\"c7-desc\">It &quot;says&quot; &amp; so</desc>"
		"<text x=\"1\" y=\"20.5\" font-size=\"9.5\" "
		"fill=\"#000000\" direction=\"ltr\" lang=\"en\">"
		"A &quot;&lt;b&gt;&quot; &amp;  c</text>"
		"<path d=\"m0 0l10 0l0 10l-10 0z\" fill=\"#ff0000\"/>"
		"<text x=\"1\" y=\"20.5\" font-size=\"9.5\" "
		"font-weight=\"700\" fill=\"#ff0000\">"
		"شخص</text></svg>");
	buffer_clear(&out);
	names.description = NULL;
	svg_write_inline(make(&arena), &names, "c7-", &out);
	assert_int_equal(str_find(buffer_str(&out), STR("desc")), -1);
	assert_true(str_find(buffer_str(&out),
			     STR("aria-labelledby=\"c7-title\"")) > 0);
	buffer_release(&out);
	arena_release(&arena);
}

/* Clips of both have names of their own. */
static void written_for_light_and_dark(void **state)
{
	struct arena arena = ARENA_INITIALISER;
	struct buffer out = BUFFER_INITIALISER;
	struct svg_names names = { .title = "T", .language = "en" };
	struct drawing_builder builder, inner;
	struct drawing_path nothing = { .verb_count = 0 };
	(void)state;
	struct drawing *drawing = drawing_new(&arena, 9000, 9000, &builder);
	drawing_add_group(&builder, &inner)->clip = &nothing;
	names.dark = drawing;
	svg_write_inline(drawing, &names, "p", &out);
	assert_non_null(strstr(
		out.bytes,
		"<title id=\"ptitle\">T</title><defs>"
		"<clipPath id=\"p1\"><path d=\"\"/></clipPath>"
		"<clipPath id=\"p2\"><path d=\"\"/></clipPath></defs>"
		"<g class=\"on-light\"><g clip-path=\"url(#p1)\"></g></g>"
		"<g class=\"on-dark\" display=\"none\">"
		"<g clip-path=\"url(#p2)\"></g></g></svg>"));
	buffer_release(&out);
	arena_release(&arena);
}

/* Sides are the canvas's; start and end are the text's. */
static void anchors(void **state)
{
	static const char *const wanted[2][3] = {
		{ NULL, "\"middle\"", "\"end\"" },
		{ "\"end\"", "\"middle\"", NULL },
	};
	struct arena arena = ARENA_INITIALISER;
	(void)state;
	for (unsigned i = 0; i < 6; i++) {
		struct drawing_builder builder;
		struct buffer out = BUFFER_INITIALISER;
		const char *anchor = wanted[i / 3][i % 3];
		struct drawing *drawing =
			drawing_new(&arena, 100000, 50000, &builder);
		struct drawing_text text = {
			.anchor = (enum drawing_anchor)(i % 3),
			.size = 9500,
			.text = "1",
			.language = "en",
			.is_right_to_left = i / 3,
		};
		drawing_add_text(&builder, &text);
		svg_write(drawing, "p", &out);
		ptrdiff_t at = str_find(buffer_str(&out), STR("text-anchor="));
		if (anchor)
			assert_memory_equal(out.bytes + at + 12, anchor,
					    strlen(anchor));
		else
			assert_int_equal(at, -1);
		buffer_release(&out);
	}
	arena_release(&arena);
}

static void matrices(void **state)
{
	(void)state;
	struct drawing_matrix turn = {
		0, DRAWING_ONE, -DRAWING_ONE, 0, 1000, 0
	};
	struct drawing_matrix move = drawing_identity;
	move.e = 3000;
	struct drawing_matrix both = drawing_matrix_multiply(turn, move);
	assert_int_equal(both.e, 1000);
	assert_int_equal(both.f, 3000);
	both = drawing_matrix_multiply(move, turn);
	assert_int_equal(both.e, 4000);
	assert_int_equal(both.b, DRAWING_ONE);
}

struct file {
	char path[64];
	struct arena arena;
	struct diagnostics diagnostics;
	struct image *image;
};

static void load(struct file *file, const char *text)
{
	struct error error;
	strcpy(file->path, "/tmp/everyread-figure-XXXXXX");
	int descriptor = mkstemp(file->path);
	assert_true(descriptor >= 0);
	close(descriptor);
	assert_true(
		file_write_atomically(file->path, text, strlen(text), &error));
	file->arena = (struct arena)ARENA_INITIALISER;
	file->diagnostics = (struct diagnostics)DIAGNOSTICS_INITIALISER;
	file->image =
		image_load(&file->arena, file->path, NULL,
			   (struct place){ "a.md", 1, 1 }, &file->diagnostics);
}

static void unload(struct file *file)
{
	unlink(file->path);
	diagnostics_release(&file->diagnostics);
	arena_release(&file->arena);
}

#define HEAD "<svg xmlns='http://www.w3.org/2000/svg' "

/* What is embedded was written by us: nothing else of the file is in it. */
static void loaded_as_drawing(void **state)
{
	struct file file;
	(void)state;
	load(&file, "\xEF\xBB\xBF<?xml version='1.0'?>" HEAD
		    "width='48' height='96' onload='alert(1)'>"
		    "<!-- secret --><metadata>secret</metadata>"
		    "<path onclick='alert(1)' d='M0 0h9v9'/></svg>");
	assert_non_null(file.image);
	assert_int_equal(file.diagnostics.count, 0);
	assert_int_equal(file.image->kind, IMAGE_DRAWING);
	assert_string_equal(file.image->media_type, "image/svg+xml");
	assert_int_equal(image_width_lu(file.image), 36000);
	assert_int_equal(image_height_lu(file.image), 72000);
	assert_int_equal(file.image->width, 48);
	assert_int_equal(str_find(file.image->file, STR("alert")), -1);
	assert_int_equal(str_find(file.image->file, STR("secret")), -1);
	assert_true(str_find(file.image->file, STR("l9 0")) > 0);
	unload(&file);
}

/* An image of the same size, three hundred pixels to the inch. */
static void loaded_as_image(void **state)
{
	struct file file;
	struct image_stream stream;
	struct error error;
	(void)state;
	load(&file, HEAD "width='48' height='96'><filter id='f'>"
			 "<feGaussianBlur stdDeviation='2'/></filter>"
			 "<circle r='20' filter='url(#f)'/></svg>");
	assert_non_null(file.image);
	assert_int_equal(file.diagnostics.count, 1);
	assert_int_equal(file.diagnostics.items[0].code,
			 DIAGNOSTIC_SVG_UNSUPPORTED);
	assert_int_equal(file.image->kind, IMAGE_PNG);
	assert_null(file.image->drawing);
	assert_int_equal(file.image->width, 150);
	assert_int_equal(file.image->height, 300);
	assert_in_range(image_height_lu(file.image), 71990, 72010);
	assert_true(image_encode(file.image, &file.arena, &stream, &error));
	unload(&file);
}

static void broken(void **state)
{
	struct file file;
	(void)state;
	load(&file, HEAD "width='48' height='96'><g>");
	assert_null(file.image);
	assert_int_equal(file.diagnostics.count, 1);
	assert_string_equal(file.diagnostics.items[0].place.file, file.path);
	unload(&file);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(made_by_hand),
	cmocka_unit_test(texts_follow_each_other),
	cmocka_unit_test(texts_written),
	cmocka_unit_test(written_inline),
	cmocka_unit_test(written_for_light_and_dark),
	cmocka_unit_test(anchors),
	cmocka_unit_test(matrices),
	cmocka_unit_test(loaded_as_drawing),
	cmocka_unit_test(loaded_as_image),
	cmocka_unit_test(broken),
};
UNIT_FILE(tests, NULL, NULL)
