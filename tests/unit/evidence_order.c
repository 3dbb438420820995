/* In which order rows, columns and parts stand. */
#include "evidence_fixture.h"

#include "chart/chart.h"
#include "unit/unit.h"

struct group {
	const char *name;
	int people, sunny; /* of these, those who saw sun */
};

#define MOST 9

/* Replaces the fixture's findings: people of each place in a file where the
 * places come in the order given, and what findings.yaml says of it beyond the
 * least. */
static void use_places(struct fixture *fixture, const struct group *groups,
		       const char *settings)
{
	struct buffer csv = BUFFER_INITIALISER;
	struct buffer yaml = BUFFER_INITIALISER;
	buffer_append_string(&csv, "case,code,Place\n");
	for (int g = 0; groups[g].name; g++)
		for (int i = 0; i < groups[g].people; i++) {
			buffer_append_format(&csv, "p%d-%d,Rain,%s\n", g, i,
					     groups[g].name);
			if (i < groups[g].sunny)
				buffer_append_format(&csv, "p%d-%d,Sun,%s\n", g,
						     i, groups[g].name);
		}
	buffer_append_format(&yaml,
			     "project: data.csv\narea: Place\n"
			     "disclosure: {protect-complements: false}\n%s",
			     settings);
	put(fixture, "findings/data.csv", csv.bytes);
	put(fixture, "findings/findings.yaml", yaml.bytes);
	buffer_release(&csv);
	buffer_release(&yaml);
	evidence_free(fixture->evidence);
	load(fixture);
}

static const struct chart *chart_of(struct fixture *fixture, const char *what)
{
	char text[256];
	snprintf(text, sizeof text, "# W\n\n::: {.chart %s}\nC\n:::\n", what);
	expand(fixture, text);
	for (struct node *node = fixture->document.root; node;
	     node = node_next(fixture->document.root, node))
		if (node->kind == NODE_CHART)
			return node->chart.chart;
	fail_msg("there is no chart");
	return NULL;
}

static void assert_rows(const struct chart *chart, const char *const *labels)
{
	size_t i = 0;
	for (; labels[i] && i < chart->row_count; i++)
		assert_string_equal(chart->rows[i].label, labels[i]);
	assert_int_equal(chart->row_count, i);
	assert_null(labels[i]);
}

/* Each list stands as its language sorts it, and not as bytes do. */
static const struct {
	const char *language;
	const char *sorted[MOST];
} scripts[] = {
	{ "pl",
	  { "Lębork", "Lodowo", "Lublin", "Łódź", "Mława", "Zamość", "Źródła",
	    "Żary" } },
	{ "ar", { "إربد", "أسوان", "القاهرة", "بيروت", "تونس" } },
	{ "zh-Hans", { "安阳", "北京", "广州", "上海", "张家口" } },
	{ "en-GB",
	  { "5–17", "18–24", "100 and over", "apple", "Éire", "Zebra" } },
};

static void test_languages(void **state)
{
	struct fixture *fixture = *state;
	for (size_t s = 0; s < sizeof scripts / sizeof *scripts; s++) {
		struct group groups[MOST] = { 0 };
		size_t count = 0;
		while (scripts[s].sorted[count])
			count++;
		for (size_t i = 0; i < count; i++)
			groups[i] = (struct group){
				scripts[s].sorted[count - 1 - i], 20, 10
			};
		use_places(fixture, groups, "");
		speak(fixture, scripts[s].language);
		assert_rows(chart_of(fixture, "rows=area theme=sun "
					      "value=people"),
			    scripts[s].sorted);
		/* Those of one size, too; and columns as rows. */
		assert_rows(chart_of(fixture, "rows=area theme=sun "
					      "value=people sort=share"),
			    scripts[s].sorted);
		const struct chart *chart =
			chart_of(fixture, "themes=sun columns=area "
					  "value=people kind=dots");
		assert_int_equal(chart->series_count, count);
		for (size_t i = 0; i < count; i++)
			assert_string_equal(chart->series[i].label,
					    scripts[s].sorted[i]);
	}
}

/* One letter, two languages: ä is a letter after z in Swedish alone. */
static void test_same_labels(void **state)
{
	static const char *const german[] = { "Älv", "Zoo", NULL };
	static const char *const swedish[] = { "Zoo", "Älv", NULL };
	struct fixture *fixture = *state;
	use_places(fixture,
		   (struct group[]){ { "Zoo", 20, 10 },
				     { "Älv", 20, 10 },
				     { NULL, 0, 0 } },
		   "");
	speak(fixture, "pl");
	assert_rows(chart_of(fixture, "rows=area theme=sun"), german);
	speak(fixture, "sv");
	assert_rows(chart_of(fixture, "rows=area theme=sun"), swedish);
}

/* What findings.yaml names stands as it has it, in every language; what it
 * does not comes after. */
static void test_declared(void **state)
{
	static const char *const english[] = { "Zoo", "May", "Ark", "Bay",
					       NULL };
	static const char *const polish[] = { "Zoo", "Łąka", "Ark", "Bay",
					      NULL };
	struct fixture *fixture = *state;
	use_places(fixture,
		   (struct group[]){ { "Bay", 20, 12 },
				     { "Ark", 20, 10 },
				     { "May", 20, 15 },
				     { "Zoo", 20, 10 },
				     { NULL, 0, 0 } },
		   "values:\n  area:\n    Zoo:\n"
		   "    May: {en: May, pl: Łąka}\n");
	assert_rows(chart_of(fixture, "rows=area theme=sun"), english);
	speak(fixture, "pl");
	assert_rows(chart_of(fixture, "rows=area theme=sun"), polish);
	/* A number goes before it where it is asked for. */
	assert_string_equal(
		chart_of(fixture, "rows=area theme=sun sort=share most=3")
			->rows[2]
			.label,
		"Zoo");
}

/* Two hidden numbers change places: nothing else does. */
static void test_hidden(void **state)
{
	struct fixture *fixture = *state;
	for (int i = 0; i < 4; i++) {
		int first = i % 2 ? 4 : 1;
		use_places(fixture,
			   (struct group[]){ { "Żary", 20, 5 - first },
					     { "Zamość", 20, 8 },
					     { "Łódź", 20, first },
					     { "Lublin", 20, 19 },
					     { "Żuk", 20, 0 },
					     { NULL, 0, 0 } },
			   i < 2 ? "" : "values: {area: {Żary: }}\n");
		speak(fixture, "pl");
		const struct chart *chart =
			chart_of(fixture, "rows=area theme=sun value=people "
					  "sort=share");
		const char *const rows[] = {
			"Lublin",
			/* Nobody is no secret, and no hidden number. */
			"Żuk",
			i < 2 ? "Łódź" : "Żary",
			/* Hidden to keep the two from being small. */
			i < 2 ? "Zamość" : "Łódź",
			i < 2 ? "Żary" : "Zamość",
			NULL,
		};
		assert_rows(chart, rows);
		for (int row = 0; row < 5; row++)
			assert_int_equal(chart->rows[row].cells[0].is_shown,
					 row < 2);
	}
}

/* Without themes: the codes stand as their names do, whoever came first; with
 * it, as it lists them. */
static void test_themes(void **state)
{
	static const char csv[] = "case,code\n";
	static const char *const codes[] = { "Sky > Zorza", "Sky > Łuna",
					     "Sky > Mgła",  "Sky > Lód",
					     "Sea > Łuna",  "Sea > Fala" };
	static const char *const sorted[] = { "Lód", "Łuna", "Mgła", "Zorza",
					      NULL };
	static const char *const listed[] = { "Zorza", "Mgła", "Lód", NULL };
	struct fixture *fixture = *state;
	struct buffer data = BUFFER_INITIALISER;
	buffer_append_string(&data, csv);
	for (int i = 0; i < 20; i++)
		for (size_t j = 0; j < sizeof codes / sizeof *codes; j++)
			buffer_append_format(&data, "p%d,%s\n", i, codes[j]);
	put(fixture, "findings/data.csv", data.bytes);
	buffer_release(&data);
	put(fixture, "findings/findings.yaml", "project: data.csv\n");
	evidence_free(fixture->evidence);
	load(fixture);
	speak(fixture, "pl");
	assert_rows(chart_of(fixture, "under=sky sort=given"), sorted);
	assert_rows(chart_of(fixture, "under=sky sort=share"), sorted);
	assert_string_equal(print(fixture, "{{#theme.sky.parts}}{{label}} "
					   "{{/theme.sky.parts}}"),
			    "Lód Łuna Mgła Zorza ");
	/* Parts of several themes are one list. */
	const struct chart *chart =
		chart_of(fixture, "kind=dots themes=\"sky sea\" columns=parts");
	static const char *const parts[] = { "Fala", "Lód", "Łuna", "Mgła",
					     "Zorza" };
	assert_int_equal(chart->series_count, 6);
	for (int i = 0; i < 5; i++)
		assert_string_equal(chart->series[i + 1].label, parts[i]);
	put(fixture, "findings/findings.yaml",
	    "project: data.csv\nthemes:\n  - {id: sky, code: Sky}\n"
	    "  - {id: dawn, code: Sky > Zorza}\n"
	    "  - {id: fog, code: Sky > Mgła}\n"
	    "  - {id: ice, code: Sky > Lód}\n");
	evidence_free(fixture->evidence);
	load(fixture);
	assert_rows(chart_of(fixture, "under=sky"), listed);
	assert_string_equal(print(fixture, "{{#theme.sky.parts}}{{label}} "
					   "{{/theme.sky.parts}}"),
			    "Zorza Mgła Lód ");
}

/* What the language does not tell apart stands as in the data; its place goes
 * before what it is called. */
static void test_ties(void **state)
{
	struct fixture *fixture = *state;
	struct locale *locale = fixture->locale;
	struct evidence_ordered items[] = {
		{ 3, 1, "a", locale },          { 1, 1, "coop", locale },
		{ 2, 1, "co\u00ADop", locale }, { 0, 1, "co\u00ADop", locale },
		{ 4, 0, "z", locale },
	};
	static const uint32_t order[] = { 4, 3, 0, 1, 2 };
	evidence_sort(items, 5);
	for (int i = 0; i < 5; i++)
		assert_int_equal(items[i].item, order[i]);
}

static const struct CMUnitTest tests[] = {
	UNIT(test_languages), UNIT(test_same_labels), UNIT(test_declared),
	UNIT(test_hidden),    UNIT(test_themes),      UNIT(test_ties),
};
UNIT_FILE(tests, NULL, NULL)
