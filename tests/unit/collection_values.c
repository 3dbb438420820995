/* collection/: lists of entries as templates see them, in several languages. */
#define _XOPEN_SOURCE 700
#include "unit/publication_fixture.h"

#include "collection/collection.h"
#include "template/template.h"
#include "unit/unit.h"

/* ---- What the tests read ------------------------------------------------- */

static void put_entry(struct fixture *fixture, const char *name,
		      const char *data)
{
	put(fixture, arena_format(&fixture->arena, "%s.md", name),
	    arena_format(&fixture->arena, "---\n%s---\nText of {{title}}.\n",
			 data));
}

static void put_publication(struct fixture *fixture, const char *language,
			    const char *lists)
{
	put(fixture, "publication.yaml",
	    arena_format(&fixture->arena,
			 "title: Tales\npublisher: Us\nissued: 2026-02-28\n"
			 "languages: {en: %s}\n"
			 "editions: [{id: b, title: B, source: b.md}]\n"
			 "collections:\n  tales:\n    schema: tales.yaml\n"
			 "    page: tale\n%s",
			 language, lists));
	put(fixture, "tales.yaml",
	    "fields:\n"
	    "  title: {type: text, label: Title}\n"
	    "  state: {type: choice, label: State,\n"
	    "          values: {open: Open, done: Done, all: All}}\n"
	    "  date: {type: date}\n"
	    "  people: {type: number}\n"
	    "  public: {type: flag}\n"
	    "  tags: {type: text, list: true}\n"
	    "  next: {type: reference, of: tales}\n"
	    "  area: {type: finding, of: area}\n"
	    "  steps: {type: record, list: true,\n"
	    "          fields: {what: {type: text}, state: {type: text}, when: "
	    "{type: date}}}\n");
	put(fixture, "en/b.md", "# B\n");
}

static const struct value *find(void *data, struct arena *arena, const char *of,
				const char *id)
{
	(void)data;
	struct value *map = value_new_map(arena);
	value_map_set(arena, map, "label",
		      value_new_text(arena, str_from(arena_format(
						    arena, "%s %s", of, id))));
	return map;
}

/* Areas are called the other way round than their ids are sorted. */
static const char *label(void *data, struct arena *arena, const char *of,
			 const char *id)
{
	(void)data, (void)of;
	return arena_format(arena, "%c", 'z' - id[0] + 'a');
}

static void expect(struct fixture *fixture, const char *template,
		   const char *expected)
{
	struct publication *publication = load(fixture);
	struct locale *locale;
	struct buffer output = BUFFER_INITIALISER;
	struct arena *arena = &fixture->arena;
	const struct collection_findings findings = { find, label, NULL };
	expect_diagnostics(fixture, "");
	assert_true(locale_open(arena, OVERLAY_OF("templates/locales"),
				publication->languages[0].locale,
				&fixture->diagnostics, &locale,
				&fixture->error));
	struct value *context = value_new_map(arena);
	collection_add_values(arena, publication, 0, locale, &findings,
			      context);
	const struct template_options options = {
		.mode = TEMPLATE_HTML,
		.context = context,
		.diagnostics = &fixture->diagnostics,
	};
	(void)template_render(template_parse(arena, "main", str_from(template),
					     1, &fixture->diagnostics),
			      &options, &output);
	expect_diagnostics(fixture, "");
	assert_string_equal(buffer_str(&output).bytes, expected);
	buffer_release(&output);
	locale_release(locale);
}

#define TITLES "{{#tales.all}}{{title}} {{/tales.all}}"

/* ---- Tests --------------------------------------------------------------- */

static void test_collation(void **state)
{
	static const struct {
		const char *language, *titles[5], *expected;
	} cases[] = {
		{ "en-GB",
		  { "Zoe", "ann", "Survey 10", "Survey 9", "Éva" },
		  "ann Éva Survey 9 Survey 10 Zoe " },
		{ "pl",
		  { "Zoe", "Łucja", "Lucyna", "Ćma", "Czas" },
		  "Czas Ćma Lucyna Łucja Zoe " },
		{ "zh-Hans",
		  { "中", "阿", "波", "安", "北" },
		  "阿 安 北 波 中 " },
		{ "ar",
		  { "ياسر", "باب", "أحمد", "تاج", "ثابت" },
		  "أحمد باب تاج ثابت ياسر " },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		put_publication(fixture, cases[i].language,
				"    sort: title\n");
		for (int j = 0; j < 5; j++)
			put_entry(
				fixture,
				arena_format(&fixture->arena, "en/tales/%d", j),
				arena_format(&fixture->arena, "title: %s\n",
					     cases[i].titles[j]));
		expect(fixture, TITLES, cases[i].expected);
	}
}

static void put_five(struct fixture *fixture, const char *lists)
{
	put_publication(fixture, "en-GB", lists);
	put_entry(fixture, "en/tales/a",
		  "title: A\nstate: done\ndate: 2026-03-01\npeople: 9\n"
		  "tags: [bus, care]\narea: a\nnext: b\n"
		  "steps: [{what: W, when: 2026-04}, {what: V}]\n");
	put_entry(fixture, "en/tales/b",
		  "title: B\nstate: open\ndate: 2025-12\npeople: 10\n"
		  "public: true\ntags: [bus]\narea: c\n");
	put_entry(fixture, "en/tales/c",
		  "title: C\nstate: open\ndate: 2026\npeople: -1\n"
		  "public: false\narea: b\nnext: a\n");
	put_entry(fixture, "en/tales/d", "title: D\n");
	put_entry(fixture, "en/tales/e",
		  "title: E\nstate: open\ndate: 2026-02\n"
		  "tags: [care, care]\narea: a\n");
}

static void test_order(void **state)
{
	static const char *const cases[][2] = {
		{ "people", "C A B D E " }, { "-people", "B A C D E " },
		{ "-date", "A E C B D " },  { "date", "B C E A D " },
		{ "state", "B C E A D " },  { "[state, -title]", "E C B A D " },
		{ "public", "B C A D E " }, { "-id", "E D C B A " },
		{ "next", "C A B D E " },   { "area", "B C A E D " },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		put_five(fixture, arena_format(&fixture->arena,
					       "    sort: %s\n", cases[i][0]));
		expect(fixture, TITLES, cases[i][1]);
	}
}

static void test_filters(void **state)
{
	static const char *const cases[][2] = {
		{ "{state: open}", "3: B C E " },
		{ "{state: [done, all]}", "1: A " },
		{ "{state: open, tags: care}", "1: E " },
		{ "{date: 2026}", "3: A C E " },
		{ "{date: {from: 2026-02, to: 2026-02}}", "2: C E " },
		{ "{people: {from: 9}}", "2: A B " },
		{ "{people: 10}", "1: B " },
		{ "{public: false}", "1: C " },
		{ "{next: a}", "1: C " },
		{ "{area: [a]}", "2: A E " },
		{ "{state: }", "4: A B C E " },
		{ "{state: all}", "0: none" },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		put_five(fixture,
			 arena_format(&fixture->arena,
				      "    lists: {some: {where: %s}}\n",
				      cases[i][0]));
		expect(fixture,
		       "{{tales.counts.some}}: {{#tales.some}}{{title}} "
		       "{{/tales.some}}{{^tales.some}}none{{/tales.some}}",
		       cases[i][1]);
	}
}

static void test_groups(void **state)
{
	static const char *const cases[][2] = {
		{ "{group: state}", "Open g-open 3:BCE; Done g-done 1:A; "
				    "Not stated g-none 1:D; " },
		{ "{group: state, first: 2, sort: -title}",
		  "Open g-open 3:EC; Done g-done 1:A; Not stated g-none "
		  "1:D; " },
		{ "{group: date, sort: -date}",
		  "2026 g-2026 3:AEC; 2025 g-2025 "
		  "1:B; Not stated g-none 1:D; " },
		{ "{group: date}", "2025 g-2025 1:B; 2026 g-2026 3:ACE; "
				   "Not stated g-none 1:D; " },
		{ "{group: tags, where: {tags: }}",
		  "bus g-bus 2:AB; care g-care 2:AE; " },
		{ "{group: area, where: {area: }}",
		  "x g-c 1:B; y g-b 1:C; z g-a 2:AE; " },
		{ "{group: next, where: {next: }}", "A g-a 1:C; B g-b 1:A; " },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		put_five(fixture,
			 arena_format(&fixture->arena, "    lists: {g: %s}\n",
				      cases[i][0]));
		expect(fixture,
		       "{{#tales.g}}{{label}} {{anchor}} {{count}}:"
		       "{{#entries}}{{title}}{{/entries}}; {{/tales.g}}",
		       cases[i][1]);
	}
	put_five(fixture, "    lists: {g: {group: [state, area]}}\n");
	expect(fixture,
	       "{{#tales.g}}{{label}}({{#groups}}{{#value}}{{label}} "
	       "{{/value}}{{count}} "
	       "{{#entries}}{{title}}{{/entries}};{{/groups}}) {{/tales.g}}",
	       "Open(area c 1 B;area b 1 C;area a 1 E;) Done(area a 1 A;) "
	       "Not stated(1 D;) ");
}

static void test_fields(void **state)
{
	struct fixture *fixture = *state;
	put_five(fixture, "    lists: {one: {where: {title: A}}}\n");
	expect(fixture,
	       "{{tales.count}} {{tales.labels.state}}: "
	       "{{#tales.one}}{{id}} {{href}} {{state.label}} {{state.id}} "
	       "{{#state.is-done}}done{{/state.is-done}}"
	       "{{#state.is-open}}open{{/state.is-open}} {{date}} {{date-iso}} "
	       "{{date-year}} {{people}} {{tags-list}} {{tags-count}} "
	       "{{#tags}}<{{.}}>{{/tags}} {{next.title}} {{next.href}} "
	       "{{area.label}} {{area-id}} {{steps-count}} "
	       "{{#steps}}{{what}}={{when}} {{/steps}}"
	       "{{^public}}not public{{/public}}{{/tales.one}}",
	       "5 State: a tales-a.html Done done done 1 March 2026 2026-03-01 "
	       "2026 9 bus and care 2 <bus><care> B tales-b.html "
	       "area a a 2 W=April 2026 V= not public");
}

/* Entries that refer to one another in a circle are no endless value. */
static void test_circle(void **state)
{
	struct fixture *fixture = *state;
	put_publication(fixture, "en-GB", "");
	put_entry(fixture, "en/tales/a", "title: A\nnext: b\n");
	put_entry(fixture, "en/tales/b", "title: B\nnext: a\n");
	expect(fixture, "{{#tales.all}}{{next.next.next.title}}{{/tales.all}}",
	       "BA");
}

static bool exists(void *data, const char *of, const char *id)
{
	(void)data, (void)of;
	return strcmp(id, "fife") == 0;
}

static const char *const *names(void *data, const char *of, size_t *count)
{
	static const char *const all[] = { "fife" };
	(void)data, (void)of;
	*count = 1;
	return all;
}

static void test_findings(void **state)
{
	struct fixture *fixture = *state;
	const struct collection_known known = { exists, names, NULL };
	put_publication(fixture, "en-GB", "");
	put_entry(fixture, "en/tales/a", "area: fife\n");
	put_entry(fixture, "en/tales/b", "title: B\narea: fief\n");
	collection_check_findings(load(fixture), &known, &fixture->diagnostics);
	expect_diagnostics(fixture,
			   "3:7 E004 the findings have no area 'fief'; "
			   "did you mean 'fife'?\n");
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_collation), TEST(test_order),  TEST(test_filters),
	TEST(test_groups),    TEST(test_fields), TEST(test_circle),
	TEST(test_findings),
};
UNIT_FILE(tests, NULL, NULL)
