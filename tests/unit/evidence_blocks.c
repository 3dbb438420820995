/* Charts, tables and quotations in documents. */
#include "evidence_fixture.h"

#include "chart/chart.h"
#include "unit/unit.h"

static const struct node *find(const struct fixture *fixture,
			       enum node_kind kind)
{
	const struct node *root = fixture->document.root;
	for (const struct node *node = root; node; node = node_next(root, node))
		if (node->kind == kind)
			return node;
	fail_msg("there is no %s", node_kind_name(kind));
	return NULL;
}

static const struct chart *chart_of(struct fixture *fixture, const char *text)
{
	expand(fixture, text);
	assert_int_equal(fixture->list.count, 0);
	return find(fixture, NODE_CHART)->chart.chart;
}

static void test_bars(void **state)
{
	struct fixture *fixture = *state;
	const struct chart *chart = chart_of(
		fixture, "# W\n\n::: {.chart #sky themes=\"snow sun rain\"}\n"
			 "What *all* saw\n:::\n");
	assert_int_equal(chart->kind, CHART_BAR);
	assert_int_equal(chart->row_count, 3);
	assert_int_equal(chart->series_count, 1);
	assert_null(chart->series[0].label);
	assert_string_equal(chart->rows[0].label, "Rain");
	assert_int_equal(chart->rows[0].cells[0].value, 100000);
	assert_string_equal(chart->rows[0].cells[0].text, "100%");
	assert_string_equal(chart->rows[1].cells[0].text, "50%");
	/* What is hidden comes last, and has neither value nor text. */
	assert_string_equal(chart->rows[2].label, "Snow");
	assert_false(chart->rows[2].cells[0].is_shown);
	assert_int_equal(chart->rows[2].cells[0].value, 0);
	assert_null(chart->rows[2].cells[0].text);
	assert_int_equal(chart->most, 100000);
	assert_string_equal(find(fixture, NODE_CHART)->chart.name, "Bar chart");
	const char *dump = buffer_str(&fixture->output).bytes;
	assert_has(dump, "figure 3:1 id=\"sky\"");
	assert_has(dump, "Highest: Rain, 100%. Lowest: Sun, 50%.");
	assert_has(dump, "1 number is not shown");
	assert_has(dump, "table 3:1 class=\"data\"");
	assert_lacks(dump, "\"3\"");
}

static void test_given_order(void **state)
{
	struct fixture *fixture = *state;
	const struct chart *chart = chart_of(
		fixture, "# W\n\n::: {.chart themes=\"snow, sun, rain\" "
			 "sort=given most=2 value=people}\nC\n:::\n");
	assert_int_equal(chart->row_count, 2);
	assert_string_equal(chart->rows[0].label, "Snow");
	assert_int_equal(chart->rows[1].cells[0].value, 20);
	assert_string_equal(chart->rows[1].cells[0].text, "20");
}

/* Easy Read has words of its own where the findings have them in its language,
 * and no description beside figures that say it all. */
static void test_easy_read(void **state)
{
	struct fixture *fixture = *state;
	const char *text = "# W\n\n::: {.chart kind=people themes=\"rain sun\" "
			   "data=none}\nC\n:::\n";
	fixture->profile = PROFILE_EASY_READ;
	const struct chart *chart = chart_of(fixture, text);
	assert_string_equal(chart->rows[0].label, "Wet");
	assert_string_equal(chart->rows[1].label, "Sun");
	assert_lacks(buffer_str(&fixture->output).bytes, "description");
	assert_string_equal(find(fixture, NODE_CHART)->chart.name,
			    "Wet: 10 out of 10. Sun: 5 out of 10.");
	speak(fixture, "pl");
	chart = chart_of(fixture, text);
	assert_string_equal(chart->rows[0].label, "Deszcz");
	speak(fixture, "en-GB");
	fixture->profile = PROFILE_STANDARD;
	chart = chart_of(fixture, text);
	assert_string_equal(chart->rows[0].label, "Rain");
	assert_has(buffer_str(&fixture->output).bytes, "description");
}

static void test_series(void **state)
{
	struct fixture *fixture = *state;
	const struct chart *chart = chart_of(
		fixture, "# W\n\n::: {.chart kind=dots rows=area theme=sky "
			 "columns=car}\nC\n:::\n");
	assert_int_equal(chart->kind, CHART_DOTS);
	assert_int_equal(chart->series_count, 2);
	assert_string_equal(chart->series[1].label, "Cars: Yes");
	assert_int_equal(chart->row_count, 3);
	/* A part of each theme, and the theme itself. */
	chart = chart_of(fixture, "# W\n\n::: {.chart themes=sky columns=parts}"
				  "\nC\n:::\n");
	assert_int_equal(chart->series_count, 3);
	assert_string_equal(chart->series[0].label, "All");
	assert_string_equal(chart->series[1].label, "Rain");
	assert_string_equal(chart->rows[0].cells[2].text, "50%");
	chart = chart_of(fixture, "# W\n\n::: {.chart themes=sky columns=parts "
				  "all=\"Looked up\"}\nC\n:::\n");
	assert_string_equal(chart->series[0].label, "Looked up");
}

static void test_right_to_left(void **state)
{
	struct fixture *fixture = *state;
	speak(fixture, "ar");
	expand(fixture, "# W\n\n::: {.chart under=sky}\nC\n:::\n");
	const struct chart *chart = find(fixture, NODE_CHART)->chart.chart;
	/* None of the themes has a label in Arabic. */
	for (size_t i = 0; i < fixture->list.count; i++)
		assert_int_equal(fixture->list.items[i].code,
				 DIAGNOSTIC_EVIDENCE_LABEL);
	assert_true(fixture->list.count >= 2);
	assert_true(chart->is_right_to_left);
	assert_string_equal(chart->language, "ar");
}

static void test_table(void **state)
{
	struct fixture *fixture = *state;
	const char *dump = expand(
		fixture, "# W\n\n::: {.findings-table theme=rain rows=area "
			 "total=true #t}\nBy *town*\n:::\n");
	assert_int_equal(fixture->list.count, 0);
	const struct node *table = find(fixture, NODE_TABLE);
	assert_int_equal(table->table.column_count, 4);
	assert_int_equal(table->table.row_count, 5);
	assert_true(table->table.has_header_column);
	assert_int_equal(table->table.alignments[3], ALIGNMENT_END);
	assert_string_equal(table->identifier, "t");
	assert_has(dump, "\"[c]\"");
	assert_int_equal(count_of(dump, "stands for a number"), 1);
	assert_has(dump, "\"40\"");
	/* The hamlet's one must not come out of the total, either. */
	assert_lacks(dump, "\"19\"");
	assert_int_equal(count_of(dump, "\"[c]\""), 6);
}

static void test_same_bytes(void **state)
{
	struct fixture *fixture = *state;
	static const char text[] = "# W\n\n::: {.chart under=sky}\nC\n:::\n\n"
				   "::: {.findings-table rows=area}\nC\n:::\n\n"
				   "::: {.quote theme=sky count=4}\n:::\n";
	char *first = strdup(expand(fixture, text));
	assert_string_equal(expand(fixture, text), first);
	free(first);
}

/* ---- Quotations -------------------------------------------------------- */

static void test_quotation(void **state)
{
	struct fixture *fixture = *state;
	const char *dump = expand(fixture, "# W\n\n::: {.quote id=sun-2 #q}\n"
					   ":::\n");
	assert_int_equal(fixture->list.count, 0);
	assert_has(dump, "quotation 3:1 id=\"q\" "
			 "source=\"Farmer, Upper Town\"\n");
	assert_has(dump, "\"Sun 2.\"");
}

/* Those who are asked for by id are not chosen for a theme, before or after. */
static void test_never_twice(void **state)
{
	struct fixture *fixture = *state;
	const char *dump =
		expand(fixture, "# W\n\n::: {.quote theme=sun count=3}\n:::\n\n"
				"::: {.quote id=sun-0}\n:::\n\n"
				"::: {.quote theme=sun count=3}\n:::\n\n"
				"::: {.quote theme=sun count=9}\n:::\n");
	/* Five in each town said yes. */
	assert_int_equal(count_of(dump, "  quotation "), 10);
	assert_int_equal(count_of(dump, "\"Sun 0.\""), 1);
	for (int i = 0; i < 40; i += 2) {
		char words[32];
		snprintf(words, sizeof words, "\"Sun %d.\"", i);
		assert_int_equal(count_of(dump, words), i % 20 < 10);
	}
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_FEW, 12, 19);
}

static void test_consent(void **state)
{
	struct fixture *fixture = *state;
	const char *dump =
		expand(fixture, "# W\n\n::: {.quote id=sun-1}\n:::\n");
	assert_mistake(fixture, DIAGNOSTIC_QUOTATION_CONSENT, 3, 16);
	assert_lacks(dump, "Sun 1");
	dump = expand(fixture, "# W\n\n::: {.quote theme=sky count=100}\n"
			       ":::\n");
	for (int i = 1; i < 40; i += 2) {
		char words[32];
		snprintf(words, sizeof words, " %d.\"", i);
		assert_lacks(dump, words);
	}
}

static void test_translation(void **state)
{
	struct fixture *fixture = *state;
	expand(fixture, "# W\n\n::: {.quote id=sun-2}\nMore words.\n:::\n");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_TRANSLATION, 3, 16);
	speak(fixture, "pl");
	const char *dump = expand(fixture, "# W\n\n::: {.quote id=sun-2}\n"
					   "Słońce.\n\nI deszcz.\n:::\n");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_LABEL, 3, 1);
	assert_has(dump, "source=\"Farmer, Miasto Górne (tłumaczenie)\"");
	assert_has(dump, "I deszcz.");
	assert_lacks(dump, "Sun 2.");
	expand(fixture, "# W\n\n::: {.quote id=sun-2}\n:::\n");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_TRANSLATION, 3, 16);
	/* Nor without consent, translated or not. */
	expand(fixture, "# W\n\n::: {.quote id=sun-1}\nSłońce.\n:::\n");
	assert_mistake(fixture, DIAGNOSTIC_QUOTATION_CONSENT, 3, 16);
}

static void test_languages(void **state)
{
	static const struct {
		const char *a, *b;
		bool is_same;
	} pairs[] = {
		{ "en", "en-GB", true },      { "en-GB", "en-US", true },
		{ "zh-Hans", "zh-CN", true }, { "zh-Hans", "zh-Hant", false },
		{ "zh-TW", "zh-Hant", true }, { "pl", "en", false },
		{ "gd", "ga", false },        { "sr-Latn", "sr", false },
		{ "ar", "ar-EG", true }
	};
	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_int_equal(
			evidence_is_same_language(pairs[i].a, pairs[i].b),
			pairs[i].is_same);
}

/* A source may say what language it is in: each edition has its own. */
static void test_source_languages(void **state)
{
	struct fixture *fixture = *state;
	struct buffer csv = BUFFER_INITIALISER;
	evidence_free(fixture->evidence);
	buffer_append_string(&csv, "source,code,text,id,Tongue,Town,Car,"
				   "Consent,Role\n");
	for (int i = 0; i < 30; i++)
		buffer_append_format(&csv,
				     "s%d,Sky > Sun,Words %d.,w-%d,%s,T,y,yes,"
				     "r\n",
				     i, i, i,
				     i < 20  ? "Polish" :
				     i < 25  ? "en-GB" :
				     i == 25 ? "" :
					       "of the hills");
	buffer_append_string(&csv, "s,Sky > Rain,,,Polish,T,y,yes,r\n"
				   "s,Snow,,,Polish,T,y,yes,r\n");
	put(fixture, "findings/data.csv", csv.bytes);
	buffer_release(&csv);
	put(fixture, "findings/findings.yaml",
	    "project: data.csv\n"
	    "language: Tongue\n"
	    "consent: {variable: Consent, yes: ['yes']}\n"
	    "themes: [{id: sun, code: Sun}]\n");
	load(fixture);
	/* What is no language, or not said, is the publication's own. */
	const char *dump = expand(fixture, "# W\n\n::: {.quote theme=sun "
					   "count=20}\n:::\n");
	assert_int_equal(count_of(dump, "  quotation "), 10);
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_FEW, 3, 19);
	speak(fixture, "pl");
	dump = expand(fixture, "# W\n\n::: {.quote theme=sun count=20}\n"
			       ":::\n\n::: {.quote id=w-26}\nSłowa.\n:::\n");
	assert_int_equal(fixture->list.count, 0);
	assert_int_equal(count_of(dump, "  quotation "), 21);
	assert_has(dump, "\"Words 19.\"");
	assert_lacks(dump, "Words 20.");
	speak(fixture, "ar");
	dump = expand(fixture, "# W\n\n::: {.quote theme=sun}\n:::\n");
	assert_int_equal(count_of(dump, "  quotation "), 0);
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_FEW, 3, 19);
}

/* ---- Mistakes ---------------------------------------------------------- */

static void test_mistakes(void **state)
{
	struct fixture *fixture = *state;
	/* The bar stands before what is wrong; without one, all of it is. */
	static const struct {
		const char *opening;
		enum diagnostic_code code;
	} cases[] = {
		{ "chart themes=|sum", DIAGNOSTIC_EVIDENCE_UNKNOWN },
		{ "chart themes='sun'  where='|car=maybe'",
		  DIAGNOSTIC_EVIDENCE_UNKNOWN },
		{ "chart themes=rain where=|car", DIAGNOSTIC_EVIDENCE_QUERY },
		{ "chart themes=rain where='|car=yes car=no'",
		  DIAGNOSTIC_EVIDENCE_QUERY },
		{ "chart", DIAGNOSTIC_EVIDENCE_QUERY },
		{ "chart rows=car columns=|car theme=sky",
		  DIAGNOSTIC_EVIDENCE_QUERY },
		{ "chart rows=car themes='|sky sun'",
		  DIAGNOSTIC_EVIDENCE_QUERY },
		{ "chart theme=sun kind=|pie", DIAGNOSTIC_EVIDENCE_QUERY },
		{ "chart theme=sun value=|both", DIAGNOSTIC_EVIDENCE_QUERY },
		{ "chart under=|snow", DIAGNOSTIC_EVIDENCE_QUERY },
		{ "chart compare=|sky", DIAGNOSTIC_EVIDENCE_QUERY },
		{ "chart rows=car theme=sun", DIAGNOSTIC_EVIDENCE_UNPUBLISHED },
		{ "chart theme=snow", DIAGNOSTIC_EVIDENCE_EMPTY },
		{ "chart theme=sky of=sun", DIAGNOSTIC_EVIDENCE_WITHIN },
		{ "chart kind=|stacked themes=sky columns=parts",
		  DIAGNOSTIC_EVIDENCE_QUERY },
		{ "findings-table themes=sun most=|two",
		  DIAGNOSTIC_EVIDENCE_QUERY },
		{ "chart themes=sun all=|Everybody",
		  DIAGNOSTIC_EVIDENCE_QUERY },
		{ "map theme=sun", DIAGNOSTIC_EVIDENCE_QUERY },
		{ "quote theme=|sun", DIAGNOSTIC_EVIDENCE_TRANSLATION },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *opening = cases[i].opening;
		size_t before = strcspn(opening, "|");
		const char *after = opening + before + (opening[before] != 0);
		const char *text = arena_format(
			&fixture->arena, "# W\n\n::: {.%.*s%s}\nCaption\n:::\n",
			(int)before, opening, after);
		assert_has(expand(fixture, text), "Caption");
		assert_mistake(fixture, cases[i].code, 3,
			       opening[before] ? (uint32_t)before + 7 : 1);
	}
}

static void test_captions(void **state)
{
	struct fixture *fixture = *state;
	expand(fixture, "# W\n\n::: {.chart under=sky}\n:::\n");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_CAPTION, 3, 1);
	const char *dump = expand(
		fixture, "# W\n\n::: {.chart under=sky}\nOne\n\nTwo\n:::\n");
	assert_has(dump, "caption");
	assert_has(dump, "message");
	assert_has(dump, "line-break");
	expand(fixture,
	       "# W\n\n::: {.chart under=sky}\nOne\n\nTwo\n\nThree\n:::\n");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_CAPTION, 3, 1);
	expand(fixture, "# W\n\n::: {.chart under=sky}\n- One\n:::\n");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_CAPTION, 3, 1);
}

static void test_without_findings(void **state)
{
	struct fixture *fixture = *state;
	evidence_free(fixture->evidence);
	fixture->evidence = NULL;
	const char *dump = expand(
		fixture, "# W\n\n::: {.chart under=sky}\nCaption\n:::\n");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_MISSING, 3, 1);
	assert_has(dump, "Caption");
}

static const struct CMUnitTest tests[] = {
	UNIT(test_bars),
	UNIT(test_given_order),
	UNIT(test_easy_read),
	UNIT(test_series),
	UNIT(test_right_to_left),
	UNIT(test_table),
	UNIT(test_same_bytes),
	UNIT(test_quotation),
	UNIT(test_never_twice),
	UNIT(test_consent),
	UNIT(test_translation),
	UNIT(test_languages),
	UNIT(test_source_languages),
	UNIT(test_mistakes),
	UNIT(test_captions),
	UNIT(test_without_findings),
};
UNIT_FILE(tests, NULL, NULL)
