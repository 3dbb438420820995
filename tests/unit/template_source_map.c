/* template/: output lines lead back to the author's lines. */
#define _POSIX_C_SOURCE 200809L
#include "unit/template_fixture.h"
#include "unit/unit.h"

static void expect_place(const struct fixture *fixture, uint32_t line,
			 uint32_t column, const char *file,
			 uint32_t source_line, uint32_t source_column)
{
	struct place place = source_map_lookup(&fixture->map, line, column);
	if (!place.file || strcmp(place.file, file) != 0 ||
	    place.line != source_line || place.column != source_column)
		fail_msg("%u:%u leads to %s:%u:%u, not %s:%u:%u", line, column,
			 place.file ? place.file : "nowhere", place.line,
			 place.column, file, source_line, source_column);
}

static void test_empty_map(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_initialise(&fixture);
	fixture_render(&fixture, "");
	assert_null(source_map_lookup(&fixture.map, 1, 1).file);
	fixture_release(&fixture);
}

static void test_places(void **state)
{
	(void)state;
	static const struct fixture_partial partials[] = {
		{ "chapter.md", "# One\n\nsłowo {{x}} b\n{{! gone }}\nlast\n" },
		{ "inline.md", "in\nline" },
		{ NULL, NULL }
	};
	struct fixture fixture;
	fixture_initialise(&fixture);
	fixture.partials = partials;
	fixture_set(&fixture, "x", "XX");
	fixture_render(&fixture, "{{! first }}\n"
				 "---\n"
				 "  {{>chapter.md}}\n"
				 "end {{>inline.md}} of it\n");
	assert_string_equal(fixture_text(&fixture), "---\n"
						    "  # One\n"
						    "\n"
						    "  słowo XX b\n"
						    "  last\n"
						    "end in\n"
						    "line of it\n");
	expect_place(&fixture, 1, 1, "main", 2, 1);
	expect_place(&fixture, 1, 0, "main", 2, 0);
	/* Into the indentation, then the text. */
	expect_place(&fixture, 2, 1, "chapter.md", 1, 1);
	expect_place(&fixture, 2, 2, "chapter.md", 1, 1);
	expect_place(&fixture, 2, 5, "chapter.md", 1, 3);
	expect_place(&fixture, 3, 1, "chapter.md", 2, 1);
	expect_place(&fixture, 4, 0, "chapter.md", 3, 0);
	/* Columns of the output are bytes, those of places code points. */
	expect_place(&fixture, 4, 8, "chapter.md", 3, 5);
	/* The value is where its tag is; text after it is exact. */
	expect_place(&fixture, 4, 10, "chapter.md", 3, 7);
	expect_place(&fixture, 4, 11, "chapter.md", 3, 7);
	expect_place(&fixture, 4, 13, "chapter.md", 3, 13);
	expect_place(&fixture, 5, 3, "chapter.md", 5, 1);
	expect_place(&fixture, 6, 1, "main", 4, 1);
	expect_place(&fixture, 6, 6, "inline.md", 1, 2);
	expect_place(&fixture, 7, 1, "inline.md", 2, 1);
	expect_place(&fixture, 7, 5, "main", 4, 19);
	/* Past the end: the last place. */
	expect_place(&fixture, 99, 7, "main", 5, 1);
	fixture_release(&fixture);
}

/* A text whose lines stand in a file of their own. */
static void test_placed_value(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_initialise(&fixture);
	struct value *text =
		value_new_text(&fixture.arena, STR("one\ntwo\n\nthree"));
	text->place = (struct place){ "publication.yaml", 10, 5 };
	value_map_set(&fixture.arena, fixture.context, "about", text);
	fixture_set(&fixture, "plain", "a\nb");
	fixture_render(&fixture, "x\n\n{{{about}}} y\n{{{plain}}}\n");
	expect_place(&fixture, 1, 1, "main", 1, 1);
	expect_place(&fixture, 3, 1, "publication.yaml", 10, 0);
	expect_place(&fixture, 4, 2, "publication.yaml", 11, 0);
	expect_place(&fixture, 6, 0, "publication.yaml", 13, 0);
	expect_place(&fixture, 6, 7, "main", 3, 13);
	/* Without a place, every line leads to the tag. */
	expect_place(&fixture, 7, 1, "main", 4, 1);
	expect_place(&fixture, 8, 1, "main", 4, 1);
	fixture_release(&fixture);
}

/* Front matter was cut off: the template begins further down in its file. */
static void test_first_line(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_initialise(&fixture);
	struct template_options options = { .context = fixture.context,
					    .map = &fixture.map,
					    .diagnostics = &fixture.list };
	const struct template *template = template_parse(
		&fixture.arena, "a.md", STR("a\nb{{x}}\n"), 5, &fixture.list);
	assert_false(template_render(template, &options, &fixture.output));
	assert_int_equal(fixture.list.items[0].place.line, 6);
	assert_int_equal(fixture.list.items[0].place.column, 2);
	expect_place(&fixture, 2, 1, "a.md", 6, 1);
	fixture_release(&fixture);
}

/* In a generated edition every line knows where it came from: lines carry
 * their own place as text. */
static void test_every_line(void **state)
{
	(void)state;
	struct fixture fixture;
	struct buffer source = BUFFER_INITIALISER;
	fixture_initialise(&fixture);
	struct value *list = value_new_list(&fixture.arena);
	for (int i = 0; i < 50; i++)
		value_list_add(&fixture.arena, list,
			       value_new_number(&fixture.arena, i));
	value_map_set(&fixture.arena, fixture.context, "list", list);
	for (int i = 1; i <= 300; i++) {
		if (i % 10 == 1)
			buffer_append_string(&source, "{{#list}}\n");
		else if (i % 10 == 0)
			buffer_append_string(&source, "{{/list}}\n");
		else if (i % 10 == 5)
			buffer_append_format(&source, "%d {{.}} {{.}}\n", i);
		else
			buffer_append_format(&source, "%d text\n", i);
	}
	assert_true(fixture_render_str(&fixture, buffer_str(&source)));
	struct str rest = buffer_str(&fixture.output), line;
	uint32_t number = 0;
	while (str_next_line(&rest, &line)) {
		uint32_t expected = (uint32_t)strtoul(line.bytes, NULL, 10);
		expect_place(&fixture, ++number, 1, "main", expected, 1);
		expect_place(&fixture, number, 0, "main", expected, 0);
	}
	assert_int_equal(number, 30 * 50 * 8);
	buffer_release(&source);
	fixture_release(&fixture);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_empty_map),    cmocka_unit_test(test_places),
	cmocka_unit_test(test_placed_value), cmocka_unit_test(test_first_line),
	cmocka_unit_test(test_every_line),
};
UNIT_FILE(tests, NULL, NULL)
