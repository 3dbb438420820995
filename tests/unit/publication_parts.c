/* publication/: parts of a publication whose readers take something of their own
 * that no output may need. */
#define _XOPEN_SOURCE 700
#include "unit/publication_fixture.h"
#include "unit/unit.h"

#define HEAD \
	"title: Rain\n" \
	"publisher: {en: Met, pl: Pogoda}\n" \
	"issued: 2026-02-28\n" \
	"languages: {en: en-GB, pl: }\n"

#define EDITIONS "editions: [{id: report, title: Report, source: report.md}]\n"

static void put_texts(struct fixture *fixture)
{
	put(fixture, "en/report.md", "# Rain\n");
	put(fixture, "pl/report.md", "# Deszcz\n");
}

static const struct publication *load_with(struct fixture *fixture,
					   const char *lines)
{
	put(fixture, "publication.yaml",
	    arena_format(&fixture->arena, HEAD "%s", lines));
	put_texts(fixture);
	return load(fixture);
}

/* A logo says who publishes where nothing else is given, and nothing where that
 * is what is written. */
static void test_what_a_logo_says(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *line, *english, *polish;
	} cases[] = {
		{ "logo: logo.svg\n", "Met", "Pogoda" },
		{ "logo: {file: logo.svg}\n", "Met", "Pogoda" },
		{ "logo: {file: logo.svg, alt: {en: A, pl: B}}\n", "A", "B" },
		{ "logo: {file: logo.svg, alt: ''}\n", NULL, NULL },
	};
	put(fixture, "logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct publication *publication = load_with(
			fixture, arena_format(&fixture->arena, "%s" EDITIONS,
					      cases[i].line));
		const char *texts[] = { cases[i].english, cases[i].polish };
		expect_diagnostics(fixture, "");
		assert_string_equal(publication->logo.path, "logo.svg");
		assert_int_equal(publication->logo.place.line, 5);
		for (size_t j = 0; j < 2; j++) {
			const char *text = publication_localised_text(
				&publication->logo.alternative, j);
			if (texts[j])
				assert_string_equal(text, texts[j]);
			else
				assert_null(text);
		}
	}
}

static void test_pictures_that_are_not_there(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "there.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
	(void)load_with(fixture,
			"logo: {file: there.svg, alt: A}\n"
			"cover-picture: {file: gone.svg, alt: B}\n" EDITIONS);
	assert_int_equal(fixture->diagnostics.count, 1);
	const struct diagnostic *one = &fixture->diagnostics.items[0];
	assert_int_equal(one->code, DIAGNOSTIC_PUBLICATION_NO_SOURCE);
	assert_int_equal(one->place.line, 6);
	assert_non_null(strstr(one->text, "gone.svg"));
}

static void test_accessibility(void **state)
{
	struct fixture *fixture = *state;
	const struct publication *publication = load_with(
		fixture, EDITIONS "accessibility:\n"
				  "  contact: {name: Ann, email: a@b.example}\n"
				  "  tested: [{by: Ann, date: 2026-03-01, "
				  "method: By hand, result: Good}]\n"
				  "  known: [Films]\n"
				  "  enforcement: The office\n");
	expect_diagnostics(fixture, "");
	const struct accessibility *accessibility = &publication->accessibility;
	assert_true(accessibility->is_given);
	assert_int_equal(accessibility->place.line, 7);
	assert_int_equal(accessibility->place.column, 3);
	assert_int_equal(accessibility->known_count, 1);
}

/* Who names an edition that has a mistake makes none. */
static void test_editions_that_cannot_be_read(void **state)
{
	struct fixture *fixture = *state;
#define RECORDING(edition) \
	"recordings:\n" \
	"  - {kind: audio, title: A, language: en, length: 4:05,\n" \
	"     url: 'https://example.org/', edition: " edition "}\n"
	(void)load_with(fixture, RECORDING("other") EDITIONS);
	expect_diagnostics(fixture,
			   "6:5 Y005 this recording is of 'other', and there "
			   "is no such edition\n");
	diagnostics_release(&fixture->diagnostics);
	(void)load_with(
		fixture,
		RECORDING("other") "editions:\n"
				   "  - {id: report, title: Report, source: "
				   "report.md}\n"
				   "  - {id: other, title: Other}\n");
	expect_diagnostics(fixture, "10:5 Y004 'source' is missing\n");
	diagnostics_release(&fixture->diagnostics);
	(void)load_with(fixture, RECORDING("other") "editions: []\n");
	expect_diagnostics(fixture, "8:11 Y004 'editions' is empty\n");
	diagnostics_release(&fixture->diagnostics);
	(void)load_with(fixture, RECORDING("report") EDITIONS);
	expect_diagnostics(fixture, "");
}

/* A title that a language lacks leaves the language out, as other words do. */
static void test_titles_of_recordings(void **state)
{
	struct fixture *fixture = *state;
	const struct publication *publication =
		load_with(fixture, EDITIONS "recordings:\n"
					    "  - kind: audio\n"
					    "    title: {en: A}\n"
					    "    language: en\n"
					    "    length: 4:05\n"
					    "    url: https://example.org/\n"
					    "    edition: report\n");
	expect_diagnostics(fixture,
			   "8:12 P007 'pl' is left out: the recording title "
			   "has no text in it; add a line 'pl: …'\n");
	assert_false(publication->languages[1].is_complete);
}

/* What a list asks of its entries, as values of their fields. */
static void test_lists_of_collections(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "tales.yaml",
	    "fields:\n"
	    "  title: {type: text, required: true}\n"
	    "  state: {type: choice, values: {open: Open, done: Done}}\n"
	    "  begun: {type: date}\n"
	    "  people: {type: number}\n"
	    "  public: {type: flag}\n");
	put(fixture, "en/tales/ann.md",
	    "---\ntitle: Ann\npublic: false\n---\n\nWords.\n");
	put(fixture, "en/tales/bo.md",
	    "---\ntitle: Bo\npublic: true\n---\n\nWords.\n");
	const struct publication *publication = load_with(
		fixture, EDITIONS "collections:\n"
				  "  tales:\n"
				  "    schema: tales.yaml\n"
				  "    languages: [en]\n"
				  "    lists:\n"
				  "      some:\n"
				  "        sort: [-begun, title]\n"
				  "        where:\n"
				  "          state: [done, open]\n"
				  "          people: {from: 2, to: 5.5}\n"
				  "          public: true\n");
	expect_diagnostics(fixture, "");
	const struct collection *tales = &publication->collections[0];
	const struct collection_list *list = &tales->lists[0];
	assert_int_equal(list->sort_count, 2);
	assert_int_equal(list->sort[0].field, 2);
	assert_true(list->sort[0].is_descending);
	assert_int_equal(list->sort[1].field, 0);
	assert_false(list->sort[1].is_descending);
	assert_int_equal(list->filter_count, 3);
	assert_int_equal(list->filters[0].value_count, 2);
	assert_int_equal(list->filters[0].values[0].choice, 1);
	assert_int_equal(list->filters[0].values[1].choice, 0);
	assert_true(list->filters[1].has_least && list->filters[1].has_most);
	assert_int_equal((int)(list->filters[1].least.number * 10), 20);
	assert_int_equal((int)(list->filters[1].most.number * 10), 55);
	assert_int_equal(list->filters[2].value_count, 1);
	assert_true(list->filters[2].values[0].flag);
	/* A flag that is false is given all the same. */
	for (size_t i = 0; i < 2; i++) {
		const struct field_data *flag =
			&tales->texts[0].entries[i].data[4];
		assert_int_equal(flag->count, 1);
		assert_int_equal(flag->items[0].flag, i == 1);
	}
}

static void test_lists_with_mistakes(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "tales.yaml",
	    "fields:\n"
	    "  title: {type: text, required: true}\n"
	    "  steps: {type: record, fields: {what: {type: text}}}\n");
	put(fixture, "en/tales/ann.md", "---\ntitle: Ann\n---\n\nWords.\n");
	const struct publication *publication = load_with(
		fixture, EDITIONS "collections:\n"
				  "  tales:\n"
				  "    schema: tales.yaml\n"
				  "    languages: [en]\n"
				  "    sort: [titel, steps, -title]\n");
	assert_int_equal(fixture->diagnostics.count, 2);
	assert_int_equal(fixture->diagnostics.items[0].place.column, 12);
	assert_non_null(strstr(fixture->diagnostics.items[0].text, "title"));
	assert_int_equal(fixture->diagnostics.items[1].place.column, 19);
	const struct collection_list *all = &publication->collections[0].all;
	assert_int_equal(all->sort_count, 1);
	assert_int_equal(all->sort[0].field, 0);
	assert_true(all->sort[0].is_descending);
}

/* What is near is looked for in the language's folder, and in the publication's. */
static void test_suggests_included(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *name, *expected;
	} cases[] = {
		{ "shared/contcat.md", "did you mean 'shared/contact.md'?" },
		{ "lcience.md", "did you mean 'licence.md'?" },
		{ "both/thnks.md", "did you mean 'both/thanks.md'?" },
	};
	put(fixture, "en/shared/contact.md", "Write.\n");
	put(fixture, "licence.md", "Free.\n");
	put(fixture, "both/thanks.md", "Thanks.\n");
	put(fixture, "en/both/_zzzzzzzzzz.md", "Else.\n");
	const struct publication *publication = load_with(fixture, EDITIONS);
	diagnostics_release(&fixture->diagnostics);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_null(publication_read_included(
			&fixture->arena, publication, 0,
			str_from(cases[i].name), (struct place){ "a.md", 1, 1 },
			&fixture->diagnostics, &fixture->error));
		assert_int_equal(fixture->diagnostics.count, i + 1);
		assert_non_null(strstr(fixture->diagnostics.items[i].text,
				       cases[i].expected));
	}
	assert_null(publication_read_included(
		&fixture->arena, publication, 0, STR("nothing-like-it-at-all"),
		(struct place){ "a.md", 1, 1 }, &fixture->diagnostics,
		&fixture->error));
	assert_null(strstr(fixture->diagnostics.items[3].text, "did you mean"));
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_what_a_logo_says),
	TEST(test_pictures_that_are_not_there),
	TEST(test_accessibility),
	TEST(test_editions_that_cannot_be_read),
	TEST(test_titles_of_recordings),
	TEST(test_lists_of_collections),
	TEST(test_lists_with_mistakes),
	TEST(test_suggests_included),
};
UNIT_FILE(tests, NULL, NULL)
