/* template/: values, strictness, and where lines and indentation go. */
#define _POSIX_C_SOURCE 200809L
#include "unit/template_fixture.h"
#include "unit/unit.h"

/* Renders and expects; every call starts from an empty context. */
#define EXPECT(fixture, source, output) \
	fixture_expect((fixture), (source), (output), "")

static void test_numbers_and_null(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_initialise(&fixture);
	struct arena *arena = &fixture.arena;
	value_map_set(arena, fixture.context, "n",
		      value_new_number(arena, 1.21));
	value_map_set(arena, fixture.context, "big",
		      value_new_number(arena, 1200000));
	value_map_set(arena, fixture.context, "third",
		      value_new_number(arena, 1.0 / 3));
	value_map_set(arena, fixture.context, "zero",
		      value_new_number(arena, 0));
	value_map_set(arena, fixture.context, "null", value_new_null(arena));
	EXPECT(&fixture,
	       "{{{n}}} {{big}} {{third}} ({{null}}){{#zero}}!{{/zero}}"
	       "{{^zero}} none{{/zero}}",
	       "1.21 1200000 0.3333333333333333 () none");
	fixture_release(&fixture);
}

static bool print_polish(void *data, const struct value *value,
			 struct buffer *out)
{
	if (value->kind == VALUE_NUMBER) {
		buffer_append_format(out, "%d,%02d", (int)value->number,
				     (int)(value->number * 100) % 100);
		return true;
	}
	const struct value_printer again = { print_polish, data };
	for (size_t i = 0; i < value->list.count; i++) {
		if (i)
			buffer_append_string(out, " i ");
		if (!value_print(value->list.items[i], &again, out))
			return false;
	}
	return true;
}

static void print_date(void *data, struct buffer *out)
{
	buffer_append_string(out, data);
}

/* Numbers, lists and dates print themselves, and are escaped after that. */
static void test_printers(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_initialise(&fixture);
	struct arena *arena = &fixture.arena;
	char date[] = "1. maja 2026";
	struct value *list = value_new_list(arena);
	value_list_add(arena, list, value_new_text(arena, STR("a*")));
	value_list_add(arena, list, value_new_number(arena, 2.5));
	fixture.printer.print = print_polish;
	value_map_set(arena, fixture.context, "list", list);
	value_map_set(arena, fixture.context, "date",
		      value_new_printed(arena, print_date, date));
	EXPECT(&fixture, "{{list}}; {{{list}}}; {{date}}",
	       "a\\* i 2,50; a* i 2,50; 1\\. maja 2026");
	fixture_release(&fixture);
}

static void test_trusted_text(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_initialise(&fixture);
	struct arena *arena = &fixture.arena;
	value_map_set(arena, fixture.context, "markdown",
		      value_new_formatted(arena, STR("*a*"), VALUE_MARKDOWN));
	value_map_set(arena, fixture.context, "html",
		      value_new_formatted(arena, STR("<b>"), VALUE_HTML));
	EXPECT(&fixture, "{{markdown}} {{html}}", "*a* \\<b\\>");
	buffer_clear(&fixture.output);
	fixture.mode = TEMPLATE_HTML;
	EXPECT(&fixture, "{{markdown}} {{html}}", "*a* <b>");
	fixture_release(&fixture);
}

/* A message "{count} people" that finds its argument by name. */
static const struct value *message(void *data, struct str key,
				   struct value_scope *scope)
{
	(void)data;
	if (!str_equals(key, STR("people")))
		return NULL;
	const struct value *count = value_scope_lookup(scope, STR("box.count"));
	struct arena *arena = value_scope_arena(scope);
	if (!count) {
		diagnostics_add(value_scope_diagnostics(scope),
				DIAGNOSTIC_LOCALE_ARGUMENT,
				value_scope_place(scope), "no count");
		return value_new_text(arena, STR(""));
	}
	char *text = arena_format(arena, "%d people", (int)count->number);
	return value_new_text(arena, str_from(text));
}

static const char *const *message_names(void *data, size_t *count)
{
	static const char *const names[] = { "people" };
	(void)data;
	*count = 1;
	return names;
}

static void test_dynamic_map(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_initialise(&fixture);
	struct arena *arena = &fixture.arena;
	struct value_dynamic messages = { message, message_names, NULL };
	struct value *box = value_new_map(arena), *list = value_new_list(arena);
	for (int i = 1; i <= 2; i++) {
		struct value *item = value_new_map(arena);
		struct value *inner = value_new_map(arena);
		value_map_set(arena, inner, "count",
			      value_new_number(arena, i));
		value_map_set(arena, item, "box", inner);
		value_list_add(arena, list, item);
	}
	value_map_set(arena, box, "count", value_new_number(arena, 7));
	value_map_set(arena, fixture.context, "t",
		      value_new_dynamic(arena, &messages));
	value_map_set(arena, fixture.context, "list", list);
	fixture_expect(&fixture,
		       "{{#list}}{{t.people}}, {{/list}}\n"
		       "{{#t}}{{#list}}{{people}}; {{/list}}{{/t}}\n"
		       " {{t.peple}}{{t.people}}",
		       "1 people, 2 people, \n1 people; 2 people; \n ",
		       "main:3:2: error: T004: 't' has no 'peple'; did you "
		       "mean 'people'?\n"
		       "main:3:13: error: K003: no count\n");
	fixture_release(&fixture);
}

/* A dynamic map that looks itself up ends. */
static const struct value *ask_again(void *data, struct str key,
				     struct value_scope *scope)
{
	(void)data;
	return value_scope_lookup(scope, key);
}

static void test_dynamic_map_that_asks_itself(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_initialise(&fixture);
	struct value_dynamic again = { ask_again, NULL, NULL };
	value_map_set(&fixture.arena, fixture.context, "t",
		      value_new_dynamic(&fixture.arena, &again));
	fixture_expect(&fixture, "{{#t}}{{x}}{{/t}}", "",
		       "main:1:7: error: T004: 'x' has no value here\n");
	fixture_release(&fixture);
}

static void test_large_map(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_initialise(&fixture);
	for (int i = 0; i < 5000; i++) {
		char *key = arena_format(&fixture.arena, "key%d", i);
		fixture_set(&fixture, key, "old");
		fixture_set(&fixture, key, key);
	}
	assert_int_equal(fixture.context->map.count, 5000);
	EXPECT(&fixture, "{{key0}} {{key7}} {{key4999}}", "key0 key7 key4999");
	assert_null(value_map_lookup(fixture.context, STR("key5000")));
	fixture_release(&fixture);
}

static void test_unknown_names(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_initialise(&fixture);
	struct arena *arena = &fixture.arena;
	struct value *person = value_new_map(arena);
	value_map_set(arena, person, "name", value_new_text(arena, STR("Jo")));
	value_map_set(arena, fixture.context, "person", person);
	value_map_set(arena, fixture.context, "list", value_new_list(arena));
	value_map_set(arena, fixture.context, "yes",
		      value_new_boolean(arena, true));
	fixture_set(&fixture, "title", "T");
	fixture_expect(
		&fixture,
		"słowo {{titel}}\n{{#person}}{{nam}}{{/person}}\n"
		"{{person.nmae}} {{title.x}} {{zebra}}\n"
		"{{#absent}}{{unknown}}{{/absent}}{{^absent}}ok{{/absent}}\n"
		"{{person}}{{list}}{{yes}}\n",
		"słowo \n\n  \nok\n\n",
		"main:1:7: error: T004: 'titel' has no value here; did you "
		"mean 'title'?\n"
		"main:2:12: error: T004: 'nam' has no value here; did you "
		"mean 'name'?\n"
		"main:3:1: error: T004: 'person' has no 'nmae'; did you mean "
		"'name'?\n"
		"main:3:17: error: T004: 'title' is text, and has no 'x'\n"
		"main:3:29: error: T004: 'zebra' has no value here\n"
		"main:5:1: error: T005: 'person' is a map and cannot be "
		"printed as text\n"
		"main:5:11: error: T005: 'list' is a list and cannot be "
		"printed as text\n"
		"main:5:19: error: T005: 'yes' is yes or no and cannot be "
		"printed as text\n");
	fixture_release(&fixture);
}

/* In a list of a thousand, one mistake is one diagnostic. */
static void test_mistake_in_a_loop(void **state)
{
	(void)state;
	struct fixture fixture;
	fixture_initialise(&fixture);
	struct value *list = value_new_list(&fixture.arena);
	for (int i = 0; i < 2000; i++)
		value_list_add(&fixture.arena, list,
			       value_new_null(&fixture.arena));
	value_map_set(&fixture.arena, fixture.context, "list", list);
	fixture_expect(&fixture, "{{#list}}{{x}}{{>y}}{{/list}}{{z}}", "",
		       "main:1:10: error: T004: 'x' has no value here\n"
		       "main:1:15: error: T006: there is no template 'y'\n"
		       "main:1:30: error: T004: 'z' has no value here\n");
	fixture_release(&fixture);
}

static void test_missing_templates(void **state)
{
	(void)state;
	static const struct fixture_partial partials[] = {
		{ "cover", "C{{oops}}" },
		{ "report", "{{$title}}{{/title}}{{>inner}}" },
		{ "inner", "{{$body}}{{/body}}" },
		{ NULL, NULL }
	};
	struct fixture fixture;
	fixture_initialise(&fixture);
	fixture.partials = partials;
	fixture_set(&fixture, "name", "chapter");
	fixture_expect(
		&fixture,
		"{{>covr}}{{>cover}}\n{{>*name}}\n{{>*nothing}}\n"
		"{{<report}}{{$titel}}x{{/titel}}{{$body}}b{{/body}}"
		"{{/report}}\n{{<none}}{{/none}}",
		"C\nb",
		"main:1:1: error: T006: there is no template 'covr'; did you "
		"mean 'cover'?\n"
		"cover:1:2: error: T004: 'oops' has no value here\n"
		"main:2:1: error: T006: there is no template 'chapter'\n"
		"main:3:1: error: T004: 'nothing' has no value here\n"
		"main:4:12: error: T010: 'report' has no block 'titel'; did "
		"you mean 'title'?\n"
		"main:5:1: error: T006: there is no template 'none'\n");
	fixture_release(&fixture);
}

static void test_broken_templates(void **state)
{
	(void)state;
	static const struct {
		const char *source, *diagnostics;
	} cases[] = {
		{ "a\n {{name",
		  "main:2:2: error: T001: the tag that '{{' opens here is not "
		  "closed by '}}'\n" },
		{ "{{name} and {{null}}",
		  "main:1:1: error: T001: the tag that '{{' opens here is not "
		  "closed by '}}'\n" },
		{ "{{{null}} x {{null}}",
		  "main:1:1: error: T001: the tag that '{{' opens here is not "
		  "closed by '}}}'\n" },
		{ "{{! never ends",
		  "main:1:1: error: T001: the tag that '{{' opens here is not "
		  "closed by '}}'\n" },
		{ "{{}}", "main:1:1: error: T002: the name is missing in this "
			  "tag: ''\n" },
		{ "{{#two words}}{{/two words}}",
		  "main:1:1: error: T002: a name has no white space in it: "
		  "'two words'\n" },
		{ "{{a..b}}", "main:1:1: error: T002: a part is missing beside "
			      "a dot of the name: 'a..b'\n" },
		{ "{{=<% =}}",
		  "main:1:1: error: T002: new delimiters are two words of at "
		  "most 16 bytes without '=', as in {{=<% %>=}}\n" },
		{ "{{#a}}\n{{#b}}\n{{/a}}",
		  "main:2:1: error: T003: the section 'b' is opened here and "
		  "not closed: {{/b}} is missing before line 3, column 1\n" },
		{ "{{#a}}\n{{/b}}\n{{/a}}{{/c}}",
		  "main:2:1: error: T003: {{/b}} closes nothing: open is 'a' "
		  "of line 1, column 1\n"
		  "main:3:7: error: T003: {{/c}} closes nothing: no section "
		  "is open\n" },
		{ "x{{^a}}{{<p}}",
		  "main:1:8: error: T003: the section 'p' is opened here and "
		  "not closed: {{/p}} is missing before line 1, column 14\n"
		  "main:1:2: error: T003: the section 'a' is opened here and "
		  "not closed: {{/a}} is missing before line 1, column 14\n"
		  "main:1:8: error: T006: there is no template 'p'\n" },
		{ "{{<p1}}{{$a}}{{/a}}\n{{$a}}{{/a}} lost {{#x}}{{/x}}{{/p1}}",
		  "main:2:14: warning: T009: this is never shown: inside of "
		  "{{<p1}} only blocks count, as in {{$name}}…{{/name}}\n"
		  "main:2:1: error: T011: the block 'a' is given twice "
		  "here\n" },
	};
	static const struct fixture_partial partials[] = {
		{ "p1", "{{$a}}{{/a}}" }, { NULL, NULL }
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture fixture;
		fixture_initialise(&fixture);
		fixture.partials = partials;
		value_map_set(&fixture.arena, fixture.context, "null",
			      value_new_null(&fixture.arena));
		assert_false(fixture_render(&fixture, cases[i].source));
		char *printed = fixture_diagnostics(&fixture);
		assert_string_equal(printed, cases[i].diagnostics);
		free(printed);
		fixture_release(&fixture);
	}
}

static void test_lines_and_indentation(void **state)
{
	(void)state;
	static const struct fixture_partial partials[] = {
		{ "list", "- {{x}}\n\n  {{>deep}}\n- end\n" },
		{ "deep", "{{#yes}}\none\n{{/yes}}\n\ntwo\n" },
		{ "page", "A\n  {{$body}}\n  default\n  {{/body}}\nZ\n" },
		{ "inline", "<{{$x}}d{{/x}}>" },
		{ "crlf", "a\r\n\r\nb\r\n" },
		{ NULL, NULL }
	};
	static const struct {
		const char *source, *output;
	} cases[] = {
		/* Nested indentation; empty lines stay empty. */
		{ "  {{>list}}\nafter\n",
		  "  - X\n\n    one\n\n    two\n  - end\nafter\n" },
		{ "\t{{>crlf}}\r\n.", "\ta\r\n\r\n\tb\r\n." },
		/* A block's default, and what replaces it. */
		{ "{{>page}}", "A\n  default\nZ\n" },
		{ "{{<page}}\n{{$body}}\n      one\n        two\n\n   three\n"
		  "{{/body}}\n{{/page}}\n.",
		  "A\n  one\n    two\n\n  three\nZ\n." },
		{ " {{<page}}{{$body}}\n{{>deep}}\n{{/body}}{{/page}}",
		  " A\n   one\n\n   two\n Z\n" },
		/* An empty argument leaves nothing. */
		{ "{{<page}}{{$body}}\n{{/body}}{{/page}}", "A\nZ\n" },
		/* A block in an argument is the passing template's own. */
		{ "{{<inline}}{{$x}}[{{$x}}own{{/x}}]{{/x}}{{/inline}}",
		  "<[own]>" },
		/* Within a line. */
		{ "  a {{<inline}}{{$x}}1{{/x}}{{/inline}} b\n",
		  "  a <1> b\n" },
		{ "{{<inline}}\n  {{$x}}\n    1\n  {{/x}}\n{{/inline}} b",
		  "<1\n> b" },
		/* Sections in lines of their own, repeated. */
		{ "|\n  {{#items}}\n  {{.}}\n  {{/items}}\n|",
		  "|\n  1\n  2\n|" },
		{ "{{#items}}{{.}}{{/items}}", "12" },
		{ "\xEF\xBB\xBF{{#yes}}\nx\n{{/yes}}\n", "x\n" },
		{ "{{=<% %>=}}\n{{<%x%>}} <%={{ }}=%>{{x}}", "{{X}} X" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture fixture;
		fixture_initialise(&fixture);
		fixture.partials = partials;
		struct arena *arena = &fixture.arena;
		struct value *items = value_new_list(arena);
		value_list_add(arena, items, value_new_number(arena, 1));
		value_list_add(arena, items, value_new_number(arena, 2));
		value_map_set(arena, fixture.context, "items", items);
		value_map_set(arena, fixture.context, "yes",
			      value_new_boolean(arena, true));
		fixture_set(&fixture, "x", "X");
		EXPECT(&fixture, cases[i].source, cases[i].output);
		fixture_release(&fixture);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_numbers_and_null),
	cmocka_unit_test(test_printers),
	cmocka_unit_test(test_trusted_text),
	cmocka_unit_test(test_dynamic_map),
	cmocka_unit_test(test_dynamic_map_that_asks_itself),
	cmocka_unit_test(test_large_map),
	cmocka_unit_test(test_unknown_names),
	cmocka_unit_test(test_mistake_in_a_loop),
	cmocka_unit_test(test_missing_templates),
	cmocka_unit_test(test_broken_templates),
	cmocka_unit_test(test_lines_and_indentation),
};
UNIT_FILE(tests, NULL, NULL)
