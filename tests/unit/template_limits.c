/* template/: hostile and clumsy input ends, in time and with a diagnostic. */
#define _POSIX_C_SOURCE 200809L
#include "unit/template_fixture.h"
#include "unit/unit.h"

#include <time.h>

enum { MANY = 40 * 1000 };

/* [s] of processor time for one case of MANY: a walk that is quadratic in the
 * input takes many times that. Sanitizers take their share of it. */
static const double case_limit = 5;

static double seconds_since(clock_t start)
{
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* The same text many times. */
static void append_many(struct buffer *buffer, const char *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_append_string(buffer, text);
}

static const struct fixture_partial partials[] = {
	{ "page", "{{$a}}A{{/a}}" },
	{ "self", "x{{>self}}" },
	{ "two", "{{>two}}{{>two}}" },
	{ "wide", "{{#list}}{{#list}}{{#list}}{{#list}}{{#list}}{{/list}}"
		  "{{/list}}{{/list}}{{/list}}{{/list}}" },
	{ NULL, NULL }
};

static void set_context(struct fixture *fixture)
{
	struct arena *arena = &fixture->arena;
	struct value *list = value_new_list(arena);
	for (int i = 0; i < 100; i++)
		value_list_add(arena, list, value_new_map(arena));
	value_map_set(arena, fixture->context, "list", list);
	value_map_set(arena, fixture->context, "yes",
		      value_new_boolean(arena, true));
	value_map_set(arena, fixture->context, "map", value_new_map(arena));
	fixture_set(fixture, "x", "text");
	fixture->partials = partials;
}

/* One piece MANY times, with `middle` in the middle and `closing` MANY times
 * after it. Either it renders to `output`, or (NULL) it is reported. */
struct pile {
	const char *opening, *middle, *closing;
	const char *output;
};

static void check_pile(const struct pile *pile)
{
	struct fixture fixture;
	struct buffer source = BUFFER_INITIALISER;
	fixture_initialise(&fixture);
	set_context(&fixture);
	append_many(&source, pile->opening, MANY);
	buffer_append_string(&source, pile->middle);
	append_many(&source, pile->closing, MANY);
	clock_t start = clock();
	bool is_clean = fixture_render_str(&fixture, buffer_str(&source));
	double seconds = seconds_since(start);
	if (is_clean != (pile->output != NULL) ||
	    is_clean != (fixture.list.error_count == 0))
		fail_msg("%s…%s…: %zu errors, the first: %s", pile->opening,
			 pile->middle, fixture.list.error_count,
			 fixture.list.count ? fixture.list.items[0].text : "");
	if (pile->output && *pile->output)
		assert_string_equal(fixture_text(&fixture), pile->output);
	assert_in_range(fixture.list.count, 0, 4000);
	if (seconds > case_limit)
		fail_msg("%s…%s… took %.1f s", pile->opening, pile->middle,
			 seconds);
	buffer_release(&source);
	fixture_release(&fixture);
}

static void test_piles(void **state)
{
	(void)state;
	static const struct pile piles[] = {
		/* Nesting. */
		{ "{{#yes}}", "{{x}}", "{{/yes}}", "text" },
		{ "{{#yes}}\n", "{{x}}\n", "{{/yes}}\n", "text\n" },
		{ "{{^no}}", "{{x}}", "{{/no}}", "text" },
		{ "{{#no}}", "{{x}}", "{{/no}}", "" },
		{ "{{#map}}", "{{x}}", "{{/map}}", "text" },
		{ "{{$b}}", "{{x}}", "{{/b}}", "text" },
		{ "{{<page}}{{$a}}", "{{x}}", "{{/a}}{{/page}}", NULL },
		{ "{{#list}}", "{{x}}", "{{/list}}", NULL },
		/* Sections that are not closed, or not open. */
		{ "{{#yes}}", "", "", NULL },
		{ "{{#a}}", "", "{{/b}}", NULL },
		{ "{{#a}}{{#b}}", "", "{{/a}}", NULL },
		{ "{{/a}}", "", "", NULL },
		{ "{{<page}}{{$a}}", "", "", NULL },
		/* Tags that are not closed. */
		{ "{{", "", "", NULL },
		{ "{{{", "", "", NULL },
		{ "{{{", "x", "}}", NULL },
		{ "{{x ", "", "}}", NULL },
		{ "{{x ", "}}", "", NULL },
		{ "{{{x}} ", "}}}", "", NULL },
		{ "{{=", "", "", NULL },
		{ "{{= a b", "=}}", "", NULL },
		{ "{{!", "", "", NULL },
		{ "{{! x }}", "{{x}}", "{", NULL },
		/* Mistakes, all in one line. */
		{ "{{unknown}}", "", "", NULL },
		{ "{{x.y}}", "", "", NULL },
		{ "{{>none}}", "", "", NULL },
		{ "{{a b}}", "", "", NULL },
		{ "{{<page}}{{$b}}{{/b}}{{/page}}", "", "", NULL },
		{ "{{<page}}lost{{/page}}", "", "", "" },
		/* White space that tags look back and forward over. */
		{ "   {{! x }}   ", "\n", "   {{#yes}}  {{/yes}}", "" },
		{ " ", "{{x}}", "\n", "" },
		{ "{{$b}}\n", "\n\n\n", "{{/b}}\n", "" },
		{ "{{<page}}\n\n{{$a}}\n\n\n{{/a}}\n{{/page}}\n", "", "", "" },
		/* Changing delimiters. */
		{ "{{=<% %>=}}<%={{ }}=%>", "{{x}}", "", "text" },
		{ "{{=| |=}}|x||={{ }}=|", "", "", "" },
	};
	for (size_t i = 0; i < sizeof piles / sizeof *piles; i++)
		check_pile(&piles[i]);
}

static void append_arguments(struct buffer *source, const char *prefix)
{
	for (int i = 0; i < MANY; i++)
		buffer_append_format(source, "{{$%s%d}}{{/%s%d}}", prefix, i,
				     prefix, i);
}

/* A parent with many blocks, overridden by many; and by as many others. */
static void test_many_blocks(void **state)
{
	(void)state;
	struct fixture fixture;
	struct buffer source = BUFFER_INITIALISER, page = BUFFER_INITIALISER;
	append_arguments(&page, "b");
	for (int is_other = 0; is_other < 2; is_other++) {
		fixture_initialise(&fixture);
		const struct fixture_partial many[] = { { "page", page.bytes },
							{ NULL, NULL } };
		fixture.partials = many;
		buffer_clear(&source);
		buffer_append_string(&source, "{{<page}}");
		append_arguments(&source, is_other ? "c" : "b");
		buffer_append_string(&source, "{{/page}}");
		clock_t start = clock();
		bool is_clean =
			fixture_render_str(&fixture, buffer_str(&source));
		assert_int_equal(is_clean, !is_other);
		assert_true(seconds_since(start) < case_limit);
		fixture_release(&fixture);
	}
	buffer_release(&source);
	buffer_release(&page);
}

static void expect_stop(const char *source, const char *diagnostics)
{
	struct fixture fixture;
	fixture_initialise(&fixture);
	set_context(&fixture);
	clock_t start = clock();
	assert_false(fixture_render(&fixture, source));
	assert_true(seconds_since(start) < 20);
	char *printed = fixture_diagnostics(&fixture);
	assert_string_equal(printed, diagnostics);
	free(printed);
	fixture_release(&fixture);
}

static void test_recursion(void **state)
{
	(void)state;
	expect_stop("a\n{{>self}}",
		    "self:1:2: error: T007: templates include one another "
		    "more than 64 deep here: does 'self' include itself?\n");
	expect_stop("{{>two}}",
		    "two:1:1: error: T007: templates include one another more "
		    "than 64 deep here: does 'two' include itself?\n");
	expect_stop("{{>wide}}",
		    "wide:1:37: error: T008: the template does more than "
		    "20000000 steps, and has not come to an end here\n");
}

/* Maps within maps, each a section: deeper than any report. */
static void test_context_depth(void **state)
{
	(void)state;
	struct fixture fixture;
	struct buffer source = BUFFER_INITIALISER;
	fixture_initialise(&fixture);
	struct value *inner = fixture.context;
	for (int i = 0; i < 2000; i++) {
		struct value *next = value_new_map(&fixture.arena);
		value_map_set(&fixture.arena, inner, "m", next);
		inner = next;
	}
	append_many(&source, "{{#m}}", 2000);
	append_many(&source, "{{/m}}", 2000);
	assert_false(fixture_render_str(&fixture, buffer_str(&source)));
	assert_int_equal(fixture.list.count, 1);
	assert_int_equal(fixture.list.items[0].code, DIAGNOSTIC_TEMPLATE_DEPTH);
	buffer_release(&source);
	fixture_release(&fixture);
}

static void test_output_size(void **state)
{
	(void)state;
	struct fixture fixture;
	size_t const length = 8 * 1024 * 1024;
	char *bytes = memory_allocate(length);
	memset(bytes, 'x', length);
	fixture_initialise(&fixture);
	set_context(&fixture);
	value_map_set(
		&fixture.arena, fixture.context, "x",
		value_new_text(&fixture.arena, (struct str){ bytes, length }));
	buffer_reserve(&fixture.output, TEMPLATE_SIZE_LIMIT);
	assert_false(fixture_render(&fixture, "{{#list}}{{{x}}}{{/list}}"));
	assert_int_equal(fixture.output.length, TEMPLATE_SIZE_LIMIT);
	assert_string_equal(fixture.list.items[0].text,
			    "the output grows beyond 256 MiB here");
	free(bytes);
	fixture_release(&fixture);
}

/* A chapter without tags costs little more than copying it. */
static void test_plain_content(void **state)
{
	(void)state;
	struct buffer source = BUFFER_INITIALISER;
	append_many(&source,
		    "People understood why services had closed. {.note} What "
		    "troubled them was\nhow hard it became to find out.\n\n",
		    2800);
	clock_t start = clock();
	for (int i = 0; i < 100; i++) {
		struct fixture fixture;
		fixture_initialise(&fixture);
		assert_true(fixture_render_str(&fixture, buffer_str(&source)));
		assert_int_equal(fixture.output.length, source.length);
		assert_memory_equal(fixture.output.bytes, source.bytes,
				    source.length);
		assert_int_equal(fixture.map.count, 1);
		fixture_release(&fixture);
	}
	double seconds = seconds_since(start);
	print_message("%zu bytes without tags: %.2f ms\n", source.length,
		      seconds * 10);
	assert_true(seconds < case_limit);
	buffer_release(&source);
}

static uint32_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (uint32_t)(*seed >> 32);
}

static void append_random(struct buffer *buffer, uint64_t *seed)
{
	static const char *const pieces[] = { "{{",
					      "}}",
					      "{{{",
					      "}}}",
					      "{{#a}}",
					      "{{/a}}",
					      "{{^a}}",
					      "{{/b}}",
					      "{{$a}}",
					      "{{$b}}",
					      "{{<page}}",
					      "{{/page}}",
					      "{{<rand}}",
					      "{{/rand}}",
					      "{{>rand}}",
					      "{{>page}}",
					      "{{>*x}}",
					      "{{x}}",
					      "{{.}}",
					      "{{{x}}}",
					      "{{&a.b}}",
					      "{{#list}}",
					      "{{/list}}",
					      "{{#map}}",
					      "{{/map}}",
					      "{{! c }}",
					      "{{!\n}}",
					      "{{=<% %>=}}",
					      "<%={{ }}=%>",
					      "<%x%>",
					      "\n",
					      "\r\n",
					      "  ",
					      "\t",
					      "text",
					      "ż",
					      "\xFF",
					      "\n\n",
					      " {{/}} ",
					      "{{#}}",
					      "=" };
	uint32_t count = next_random(seed) % 40;
	for (uint32_t i = 0; i < count; i++)
		buffer_append_string(buffer,
				     pieces[next_random(seed) %
					    (sizeof pieces / sizeof *pieces)]);
}

static size_t count_lines(const char *text)
{
	size_t count = 1;
	for (; *text; text++)
		count += *text == '\n';
	return count;
}

/* Whatever comes in: it ends, and every place lies within a file. */
static void test_random_templates(void **state)
{
	(void)state;
	uint64_t seed = 4711;
	for (int round = 0; round < 20000; round++) {
		struct fixture fixture;
		struct buffer source = BUFFER_INITIALISER;
		struct buffer random = BUFFER_INITIALISER;
		buffer_append_string(&source, " ");
		buffer_append_string(&random, " ");
		append_random(&source, &seed);
		append_random(&random, &seed);
		const struct fixture_partial some[] = {
			{ "page",
			  "P\n  {{$a}}\n    d\n  {{/a}}\n{{$b}}{{/b}}" },
			{ "rand", random.bytes },
			{ NULL, NULL }
		};
		fixture_initialise(&fixture);
		set_context(&fixture);
		fixture.partials = some;
		struct value *short_list = value_new_list(&fixture.arena);
		value_list_add(&fixture.arena, short_list,
			       value_new_number(&fixture.arena, 1));
		value_list_add(&fixture.arena, short_list, fixture.context);
		value_map_set(&fixture.arena, fixture.context, "list",
			      short_list);
		bool is_clean =
			fixture_render_str(&fixture, buffer_str(&source));
		assert_int_equal(is_clean, fixture.list.error_count == 0);
		size_t most = count_lines(source.bytes);
		if (most < count_lines(random.bytes))
			most = count_lines(random.bytes);
		if (most < 6)
			most = 6;
		size_t lines = count_lines(fixture_text(&fixture));
		for (uint32_t line = 1; line <= lines && line < 50; line++) {
			struct place place = source_map_lookup(
				&fixture.map, line, next_random(&seed) % 20);
			assert_in_range(place.line, fixture.map.count ? 1 : 0,
					most);
		}
		for (size_t i = 0; i < fixture.list.count; i++)
			assert_in_range(fixture.list.items[i].place.line, 1,
					most);
		buffer_release(&source);
		buffer_release(&random);
		fixture_release(&fixture);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_piles),
	cmocka_unit_test(test_many_blocks),
	cmocka_unit_test(test_recursion),
	cmocka_unit_test(test_context_depth),
	cmocka_unit_test(test_output_size),
	cmocka_unit_test(test_plain_content),
	cmocka_unit_test(test_random_templates),
};
UNIT_FILE(tests, NULL, NULL)
