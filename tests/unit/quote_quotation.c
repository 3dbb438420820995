/* findings/quotation: consent of cases and sources, what is told of the
 * speaker, replacements, the choice; and a marked string in every text, name
 * and answer of those who did not consent, which nothing may give back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "quote/quotation.h"
#include "findings_model.h"
#include "unit/unit.h"

enum { AREA, CONSENT, PSEUDONYM, ROLE };
enum { ACCESS, WAITING, MONEY };
enum { NO, YES, NOT_SAID = -1 };

#define NONE PROJECT_NONE
#define PLACE ((struct place){ "chapter.md", 3, 7 })

struct fixture {
	struct model model;
	struct arena arena;
	struct diagnostics diagnostics;
	struct analysis *analysis;
	struct quotations *quotations;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct model *model = &fixture->model;
	model_init(model);
	model_variable(model, "Area", "Fife|Highland|Orkney|Zetland");
	model_variable(model, "Consent", "No|SECRET|Yes");
	model_variable(model, "Pseudonym", "Isla|Morag|SECRETNAME");
	model_variable(model, "Role", "Carer|Nurse");
	model_code(model, "Access", NONE);
	model_code(model, "Waiting", ACCESS);
	model_code(model, "Money", NONE);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	if (fixture->quotations)
		quotations_release(fixture->quotations);
	model_release(&fixture->model);
	arena_release(&fixture->arena);
	diagnostics_release(&fixture->diagnostics);
	free(fixture);
	return 0;
}

static uint32_t add(struct fixture *fixture, uint32_t area, uint32_t consent,
		    uint32_t pseudonym, uint32_t role)
{
	const uint32_t values[] = { area, consent, pseudonym, role };
	return model_case(&fixture->model, values);
}

/* Cases that make counts large enough to be shown. */
static void add_crowd(struct fixture *fixture, uint32_t area, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		model_give_code(&fixture->model,
				add(fixture, area, NONE, NONE, 0), WAITING);
}

static void finish_with(struct fixture *fixture, bool has_consent,
			const char *more)
{
	char text[512];
	snprintf(text, sizeof text,
		 "area: Area\n%spseudonym: Pseudonym\nrole: Role\n"
		 "disclosure: {protect-complements: false}\n"
		 "themes:\n"
		 "  - {id: access, code: Access}\n"
		 "  - {id: money, code: Money}\n%s",
		 has_consent ? "consent: {variable: Consent, yes: [Yes], no: "
			       "[No, SECRET]}\n" :
			       "",
		 more);
	struct settings *settings =
		settings_parse(&fixture->arena, str_from(text), "findings.yaml",
			       &fixture->model.project, &fixture->diagnostics);
	assert_int_equal(fixture->diagnostics.count, 0);
	fixture->analysis = analysis_new(&fixture->arena,
					 &fixture->model.project, settings);
	fixture->quotations =
		quotations_new(&fixture->arena, fixture->analysis);
}

static void finish(struct fixture *fixture, bool has_consent)
{
	finish_with(fixture, has_consent, "");
}

static bool find(struct fixture *fixture, const char *id,
		 struct quotation *quotation)
{
	return quotation_find(fixture->quotations, str_from(id), PLACE,
			      &fixture->diagnostics, quotation);
}

static void expect_diagnostic(struct fixture *fixture, const char *label,
			      const char *text)
{
	assert_int_equal(fixture->diagnostics.count, 1);
	const struct diagnostic *one = &fixture->diagnostics.items[0];
	assert_string_equal(diagnostic_code_label(one->code), label);
	assert_string_equal(one->text, text);
	assert_int_equal(one->place.line, 3);
	diagnostics_release(&fixture->diagnostics);
	memset(&fixture->diagnostics, 0, sizeof fixture->diagnostics);
}

static void test_consent(void **state)
{
	struct fixture *fixture = *state;
	struct model *model = &fixture->model;
	struct quotation quotation;
	static const struct {
		const char *id;
		uint32_t of_case, of_source;
		bool is_quoted;
	} rows[] = {
		{ "yes", 2, NONE, true },
		{ "no", 0, NONE, false },
		{ "other", 1, NONE, false },
		{ "not-said", NONE, NONE, false },
		{ "source-yes", NONE, 2, true },
		{ "source-no", 2, 0, false },
		{ "case-no", 0, 2, false },
		{ "both", 2, 2, true },
	};
	for (size_t i = 0; i < 8; i++) {
		uint32_t one = add(fixture, 0, rows[i].of_case, NONE, NONE);
		model_segment(model, rows[i].id, one, MONEY, "Words.");
		struct project_value *value =
			ARENA_NEW(&model->arena, struct project_value);
		*value = (struct project_value){ CONSENT, rows[i].of_source };
		model->project.sources[one].values = value;
		model->project.sources[one].value_count =
			rows[i].of_source != NONE;
	}
	/* Two people in one passage: one said no. */
	struct project_segment *both =
		model_segment(model, "two", 0, MONEY, "Words.");
	((uint32_t *)both->cases.items)[1] = 1;
	both->cases.count = 2;
	both->voices = both->cases;
	finish(fixture, true);
	for (size_t i = 0; i < 8; i++) {
		bool is_found = find(fixture, rows[i].id, &quotation);
		assert_int_equal(is_found, rows[i].is_quoted);
		if (is_found)
			continue;
		char text[128];
		snprintf(text, sizeof text,
			 "there is no consent to quote the passage '%s'",
			 rows[i].id);
		expect_diagnostic(fixture, "R108", text);
	}
	assert_false(find(fixture, "two", &quotation));
	expect_diagnostic(fixture, "R108",
			  "there is no consent to quote the passage 'two'");
	assert_false(find(fixture, "three", &quotation));
	expect_diagnostic(fixture, "R107",
			  "no coded passage has the id 'three'");
}

static void test_no_consent_variable(void **state)
{
	struct fixture *fixture = *state;
	struct quotation quotation;
	struct quotation_wish wish = { 0 };
	model_segment(&fixture->model, "a", add(fixture, 0, 2, NONE, NONE),
		      MONEY, "Words.");
	finish(fixture, false);
	assert_false(find(fixture, "a", &quotation));
	assert_int_equal(
		quotation_select(fixture->quotations, 1, &wish, 1, &quotation),
		0);
}

static void test_text(void **state)
{
	struct fixture *fixture = *state;
	struct quotation quotation;
	static const char *const rows[][2] = {
		{ " It was\n\n slow. ", "It was slow." },
		{ "At [the hospital] I", "At [the hospital] I" },
		{ "At ____ and [], [redacted], XXXX.",
		  "At […] and […], […], […]." },
		{ "XXXL or __init", "XXXL or __init" },
		{ "She said “Case 0, come” to Case 01", "She said “[…], come” "
							"to Case 01" },
		{ "Case 0", "[…]" },
		{ "słowo [ … ] مرحبا", "słowo […] مرحبا" },
		{ "open [ and end \xE2\x80\xA6", "open [ and end …" },
	};
	uint32_t one = add(fixture, 0, 2, NONE, NONE);
	const char *ids[8];
	for (int i = 0; i < 8; i++) {
		ids[i] = arena_format(&fixture->arena, "t%d", i);
		model_segment(&fixture->model, ids[i], one, MONEY, rows[i][0]);
	}
	model_segment(&fixture->model, "blank", one, MONEY, " \n");
	finish(fixture, true);
	for (int i = 0; i < 8; i++) {
		assert_true(find(fixture, ids[i], &quotation));
		assert_string_equal(quotation.text, rows[i][1]);
	}
	assert_false(find(fixture, "blank", &quotation));
	expect_diagnostic(fixture, "R109", "the passage 'blank' has no text");
}

/* Pseudonym; else role and area, where enough people share them. */
static void test_attribution(void **state)
{
	struct fixture *fixture = *state;
	struct model *model = &fixture->model;
	struct quotation quotation;
	add_crowd(fixture, 0, 60);
	add_crowd(fixture, 1, 20);
	add_crowd(fixture, 2, 1);
	add_crowd(fixture, 3, 12);  /* hidden to protect Orkney */
	for (int i = 0; i < 6; i++) /* neither theme */
		add(fixture, 0, 2, NONE, 0);
	model_segment(model, "pseudonym", add(fixture, 0, 2, 1, 0), WAITING,
		      "Words.");
	model_segment(model, "generic", add(fixture, 0, 2, NONE, 0), WAITING,
		      "Words.");
	model_segment(model, "rare-role", add(fixture, 0, 2, NONE, 1), WAITING,
		      "Words.");
	model_segment(model, "rare-area", add(fixture, 2, 2, NONE, 0), WAITING,
		      "Words.");
	model_segment(model, "rare-theme", add(fixture, 0, 2, NONE, 0), MONEY,
		      "Words.");
	finish(fixture, true);
	assert_true(find(fixture, "pseudonym", &quotation));
	assert_string_equal(quotation.pseudonym, "Morag");
	assert_int_equal(quotation.role, NONE);
	assert_int_equal(quotation.area, NONE);
	assert_true(find(fixture, "generic", &quotation));
	assert_null(quotation.pseudonym);
	assert_string_equal(
		quotation_role(fixture->quotations, &quotation, "en"), "Carer");
	assert_int_equal(quotation.area, 0);
	assert_true(find(fixture, "rare-role", &quotation));
	assert_int_equal(quotation.role, NONE);
	assert_int_equal(quotation.area, 0);
	assert_true(find(fixture, "rare-area", &quotation));
	assert_string_equal(
		quotation_role(fixture->quotations, &quotation, "en"), "Carer");
	assert_int_equal(quotation.area, NONE);
	assert_true(find(fixture, "rare-theme", &quotation));
	assert_int_equal(quotation.area, NONE);
}

static void expect_ids(struct fixture *fixture, uint32_t theme,
		       const struct quotation_wish *wish, size_t most,
		       const char *expected)
{
	struct quotation chosen[8];
	char ids[64] = "";
	size_t count = quotation_select(fixture->quotations, theme, wish, most,
					chosen);
	for (size_t i = 0; i < count; i++) {
		strcat(ids, chosen[i].id);
		strcat(ids, " ");
	}
	assert_string_equal(ids, expected);
}

static void test_selection(void **state)
{
	struct fixture *fixture = *state;
	struct model *model = &fixture->model;
	add_crowd(fixture, 1, 40);
	add_crowd(fixture, 3, 12);
	uint32_t one = add(fixture, 0, 2, NONE, NONE);
	uint32_t two = add(fixture, 0, 2, NONE, NONE);
	uint32_t three = add(fixture, 1, 2, NONE, NONE);
	uint32_t silent = add(fixture, 2, 0, NONE, NONE);
	model_segment(model, "s", silent, WAITING, "Unheard of.");
	model_segment(model, "a", one, WAITING, "The first.");
	model_segment(model, "a", one, ACCESS, "The first.");
	model_segment(model, "b", one, ACCESS, "The second, which is longer.");
	model_segment(model, "c", two, WAITING, "The third.");
	model_segment(model, "d", three, WAITING, "Słowo.");
	model_segment(model, "e", three, MONEY, "Of another theme.");
	finish(fixture, true);
	struct quotation_wish any = { 0 };
	expect_ids(fixture, 0, &any, 8, "a d c b ");
	expect_ids(fixture, 0, &any, 2, "a d ");
	expect_ids(fixture, 1, &any, 8, "e ");
	struct quotation_wish by_length = { .least_length = 7,
					    .most_length = 10 };
	expect_ids(fixture, 0, &by_length, 8, "a c ");
	struct quotation_wish by_area = { .area = 1 + 1 };
	expect_ids(fixture, 0, &by_area, 8, "d ");
	/* Two in Fife is a small count: who they are stays unsaid. */
	by_area.area = 1;
	expect_ids(fixture, 0, &by_area, 8, "");
	expect_ids(fixture, 0, &any, 0, "");
	const uint32_t used[] = {
		quotation_passage(fixture->quotations, STR("d")),
		quotation_passage(fixture->quotations, STR("a")),
		quotation_passage(fixture->quotations, STR("other")),
	};
	assert_int_equal(used[2], PROJECT_NONE);
	struct quotation_wish unused = { .used = used, .used_count = 3 };
	expect_ids(fixture, 0, &unused, 8, "b c ");
}

static void expect_list(struct fixture *fixture, uint32_t theme,
			const char *expected)
{
	struct quotation *list;
	struct buffer all = BUFFER_INITIALISER;
	size_t count = quotation_list(fixture->quotations, theme, &list);
	for (size_t i = 0; i < count; i++) {
		buffer_append_string(&all, list[i].id);
		for (uint32_t k = 0; k < list[i].theme_count; k++)
			buffer_append_format(&all, ",%u",
					     (unsigned)list[i].themes[k]);
		buffer_append_byte(&all, ' ');
	}
	assert_string_equal(buffer_str(&all).bytes, expected);
	buffer_release(&all);
}

/* Each passage once, with all its themes; a code that is no theme counts for
 * the next above it. */
static void test_list(void **state)
{
	struct fixture *fixture = *state;
	struct model *model = &fixture->model;
	uint32_t one = add(fixture, 0, 2, NONE, NONE);
	uint32_t silent = add(fixture, 1, 0, NONE, NONE);
	model_segment(model, "a", one, MONEY, "The first.");
	model_segment(model, "no", silent, MONEY, "Unheard of.");
	model_segment(model, "a", one, WAITING, "The first.");
	model_segment(model, "a", one, ACCESS, "The first.");
	model_segment(model, "blank", one, MONEY, " ");
	model_segment(model, "b", one, WAITING, "The second.");
	finish(fixture, true);
	expect_list(fixture, NONE, "a,0,1 b,0 ");
	expect_list(fixture, 0, "a,0,1 b,0 ");
	expect_list(fixture, 1, "a,0,1 ");
}

/* Where an area's counts of a theme are in no table, a speaker's area says
 * nothing about them; the area's own size still decides. */
static void test_area_without_table(void **state)
{
	struct fixture *fixture = *state;
	struct model *model = &fixture->model;
	struct quotation quotation;
	for (int i = 0; i < 20; i++)
		add(fixture, i % 2, 2, NONE, 0);
	add(fixture, 3, 2, NONE, 0);
	model_segment(model, "few", add(fixture, 0, 2, NONE, 0), MONEY,
		      "Words.");
	model_segment(model, "rare", add(fixture, 2, 2, NONE, 0), MONEY,
		      "Words.");
	finish_with(fixture, true,
		    "published-by: []\n"
		    "values: {role: {Carer: {en: A carer, pl: Opiekun}}, "
		    "area: {Fife: {en: Fife, ar: A}}}\n");
	assert_true(find(fixture, "few", &quotation));
	assert_int_equal(quotation.area, 0);
	assert_string_equal(
		quotation_area(fixture->quotations, &quotation, "ar"), "A");
	assert_string_equal(
		quotation_role(fixture->quotations, &quotation, "pl"),
		"Opiekun");
	assert_true(find(fixture, "rare", &quotation));
	assert_int_equal(quotation.area, NONE);
	assert_null(quotation_area(fixture->quotations, &quotation, "ar"));
}

/* ---- Names ------------------------------------------------------------- */

/* What is found in a passage of somebody else: the words printed, with every
 * name replaced by the text of its place. */
static void expect_names(struct fixture *fixture, const char *id,
			 const char *text, size_t names)
{
	struct quotation quotation;
	assert_true(find(fixture, id, &quotation));
	assert_string_equal(quotation.text, text);
	quotation_report_names(fixture->quotations, &quotation,
			       &fixture->diagnostics);
	if (fixture->diagnostics.count != names)
		print_message("%s\n", text);
	assert_int_equal(fixture->diagnostics.count, names);
	for (size_t i = 0; i < names; i++)
		assert_string_equal(diagnostic_code_label(
					    fixture->diagnostics.items[i].code),
				    "R118");
	diagnostics_release(&fixture->diagnostics);
	memset(&fixture->diagnostics, 0, sizeof fixture->diagnostics);
}

static const struct {
	const char *text;
	size_t names;
} name_rows[] = {
	/* Whole words, with a capital where they are one. */
	{ "Rose came, ROSE; rose smith, Rose’s.", 4 },
	{ "Rosemary, primrose, a rose, Smithson, smith.", 0 },
	{ "Rose\nSmith and Smith, Rose", 3 },
	{ "I saw Al there.", 1 },
	{ "Al came. AL, et al. and al", 0 },
	{ "The Case, a case, the carer, Case 11 or 1", 0 },
	{ "Case 9 and p0007", 2 },
	{ "Carer", 0 },
	/* Endings, where the language is plain. */
	{ "Byłam u Anny i z Markiem", 2 },
	{ "Anny, Anno, Annie and Annette", 0 },
	{ "Роман, Романом, роман, романы, Романтика", 2 },
	/* Prefixes. */
	{ "وفاطمة ولفاطمه بالفاطمة فَاطِمة", 4 },
	{ "فاطمتي والفا", 0 },
	/* No spaces, and a dot between. */
	{ "我和王小明去看医生", 1 },
	{ "王小 明天 小明", 0 },
	{ "玛丽·史密斯说", 1 },
	{ "Ｒｏｓｅ Smith", 1 },
	{ "Morag", 1 },
};

enum { NAME_ROWS = sizeof name_rows / sizeof *name_rows };

static void test_names(void **state)
{
	static const char *const names[] = {
		"Rose Smith", "Al",          "P0007", "Carer 12",
		"Anna",       "Marek",       "Роман", "فاطمة",
		"王小明",     "玛丽·史密斯", "Carer",
	};
	struct fixture *fixture = *state;
	struct project *project = &fixture->model.project;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		project->cases[add(fixture, 0, 0, i ? NONE : 1, NONE)].name =
			str_from(names[i]);
	uint32_t one = add(fixture, 0, 2, NONE, NONE);
	project->cases[one].name = STR("Morvena");
	project->cases[add(fixture, 0, 2, NONE, NONE)].name = STR("Case 9");
	for (size_t i = 0; i < NAME_ROWS; i++)
		model_segment(&fixture->model,
			      arena_format(&fixture->arena, "n%zu", i), one,
			      MONEY, name_rows[i].text);
	struct project_segment *own = model_segment(
		&fixture->model, "own", one, MONEY, "I am MORVENA. Ask Rose.");
	own->start = 100;
	own->end = 123;
	finish(fixture, true);
	for (size_t i = 0; i < NAME_ROWS; i++) {
		struct quotation quotation;
		const char *id = arena_format(&fixture->arena, "n%zu", i);
		assert_true(find(fixture, id, &quotation));
		expect_names(fixture, id, quotation.text, name_rows[i].names);
	}
	struct quotation quotation;
	assert_true(find(fixture, "own", &quotation));
	assert_string_equal(quotation.text, "I am […]. Ask Rose.");
	quotation_report_names(fixture->quotations, &quotation,
			       &fixture->diagnostics);
	assert_string_equal(fixture->diagnostics.items[0].text,
			    "a passage that is quoted has a part of the name "
			    "of somebody else in the data: characters 118 to "
			    "122 of its source, counted from 0");
}

/* One id, other words: which of them is meant nobody can know. The same words
 * with two codes are one passage. */
static void test_ambiguous_ids(void **state)
{
	struct fixture *fixture = *state;
	struct project *project = &fixture->model.project;
	struct quotation quotation;
	uint32_t one = add(fixture, 0, 2, NONE, NONE);
	static const char *const words[] = { "It rains.", "It rains.",
					     "It pours." };
	for (uint32_t i = 0; i < 3; i++) {
		model_segment(&fixture->model, "a", one, i ? MONEY : ACCESS,
			      words[i]);
		project->segments[i].is_ambiguous = true;
		project->segments[i].start = i == 2 ? 20 : 0;
		project->segments[i].end = i == 2 ? 29 : 9;
		project->segments[i].place.line = 10 + i;
	}
	finish(fixture, true);
	assert_int_equal(quotation_passage(fixture->quotations, STR("a")),
			 NONE);
	assert_false(find(fixture, "a", &quotation));
	expect_diagnostic(fixture, "R114",
			  "two passages have the id 'a', on lines 10 and 12 of "
			  "the data");
}

/* In every text; what is left of a name is told. */
static void test_replacements(void **state)
{
	struct fixture *fixture = *state;
	struct project *project = &fixture->model.project;
	struct quotation quotation;
	project->cases[add(fixture, 0, 0, NONE, NONE)].name = STR("Rose Smith");
	project->cases[add(fixture, 0, 0, NONE, NONE)].name = STR("فاطمة");
	uint32_t one = add(fixture, 0, 2, NONE, NONE);
	model_segment(&fixture->model, "a", one, MONEY,
		      "  Rose Smith, rosemary; THE GARDENER and وفاطمة.");
	model_segment(&fixture->model, "no", add(fixture, 0, 0, NONE, NONE),
		      MONEY, "Only here.");
	finish_with(fixture, true,
		    "replacements:\n"
		    "  Rose: '[a friend]'\n"
		    "  the gardener:\n"
		    "  فاطمة: صديقة\n");
	expect_names(fixture, "a",
		     "[a friend] Smith, rosemary; […] and و[صديقة].", 1);
	assert_true(find(fixture, "a", &quotation));
	assert_string_equal(
		quotation_translated_text(fixture->quotations, &quotation,
					  "Przyszła Rose Nowak.", PLACE,
					  &fixture->diagnostics),
		"Przyszła [a friend] Nowak.");
	assert_int_equal(fixture->diagnostics.count, 0);
	quotations_check_replacements(fixture->quotations, NULL, 0,
				      &fixture->diagnostics);
	assert_int_equal(fixture->diagnostics.count, 0);
}

/* What only the translation of a passage has is needed, too. */
static void test_replacements_of_translations(void **state)
{
	struct fixture *fixture = *state;
	static const struct str texts[] = {
		{ "Róża.", sizeof "Róża." - 1 },
		{ "::: {.quote id=a}\nPowiedziała to Joasia.\n:::", 46 },
	};
	model_segment(&fixture->model, "a", add(fixture, 0, 2, NONE, NONE),
		      MONEY, "Joan said so.");
	finish_with(fixture, true,
		    "replacements:\n"
		    "  Joan: a friend\n"
		    "  Joasia: koleżanka\n"
		    "  Asia: koleżanka\n");
	quotations_check_replacements(fixture->quotations, texts, 2,
				      &fixture->diagnostics);
	assert_int_equal(fixture->diagnostics.count, 1);
	assert_string_equal(
		diagnostic_code_label(fixture->diagnostics.items[0].code),
		"R119");
	assert_int_equal(fixture->diagnostics.items[0].place.line, 12);
	quotations_check_replacements(fixture->quotations, texts, 1,
				      &fixture->diagnostics);
	/* What was told already is not told again. */
	assert_int_equal(fixture->diagnostics.count, 2);
}

static void test_wrong_replacements(void **state)
{
	struct fixture *fixture = *state;
	fixture->model.project.cases[add(fixture, 0, 0, NONE, NONE)].name =
		STR("Rose Smith");
	model_segment(&fixture->model, "no", add(fixture, 0, 0, NONE, NONE),
		      MONEY, "Only here.");
	finish_with(fixture, true,
		    "replacements:\n"
		    "  - Only: nothing\n"
		    "  - Ann: Smith's daughter\n"
		    "  - Joan: the gardener\n"
		    "  - the gardener\n");
	quotations_check_replacements(fixture->quotations, NULL, 0,
				      &fixture->diagnostics);
	static const struct {
		const char *label;
		uint32_t line;
	} expected[] = {
		{ "R119", 10 }, { "R120", 11 }, { "R120", 12 }, { "R119", 13 }
	};
	assert_int_equal(fixture->diagnostics.count, 4);
	for (size_t i = 0; i < 4; i++) {
		const struct diagnostic *told = &fixture->diagnostics.items[i];
		assert_string_equal(diagnostic_code_label(told->code),
				    expected[i].label);
		assert_int_equal(told->place.line, expected[i].line);
	}
}

/* ---- Nothing of those who did not consent ------------------------------ */

static size_t marks;

static void search(const char *text)
{
	if (text && strstr(text, "SECRET"))
		marks++;
}

static void search_quotation(struct fixture *fixture,
			     const struct quotation *quotation)
{
	search(quotation->id);
	search(quotation->text);
	search(quotation->pseudonym);
	search(quotation_role(fixture->quotations, quotation, "en"));
	search(quotation_area(fixture->quotations, quotation, "en"));
	search(quotation->language);
}

static void add_marked(struct fixture *fixture, uint64_t *seed)
{
	struct model *model = &fixture->model;
	for (int i = 0; i < 300; i++) {
		*seed = *seed * 6364136223846793005u + 1442695040888963407u;
		uint32_t bits = (uint32_t)(*seed >> 33);
		bool is_given = bits % 3 == 0;
		uint32_t no = bits % 3 == 1 ? NONE : bits / 8 % 2;
		uint32_t one = add(fixture, bits / 16 % 3, is_given ? 2 : no,
				   is_given ? bits / 64 % 2 : 2, 0);
		if (!is_given)
			model->project.cases[one].name = STR("SECRET name");
		for (uint32_t code = 0; code < 3; code++)
			model_segment(model,
				      arena_format(&model->arena, "%d-%u", i,
						   (unsigned)code),
				      one, code,
				      is_given ? "May be read." :
						 "SECRET words.");
	}
}

static void test_nothing_leaks(void **state)
{
	struct fixture *fixture = *state;
	struct model *model = &fixture->model;
	struct quotation chosen[1000];
	struct quotation_wish wish = { 0 };
	uint64_t seed = 12;
	size_t given = 0;
	add_marked(fixture, &seed);
	finish(fixture, true);
	marks = 0;
	search("a SECRET that is found");
	assert_int_equal(marks, 1);
	marks = 0;
	for (uint32_t i = 0; i < model->project.segment_count; i++) {
		const char *id = model->project.segments[i].id.bytes;
		if (find(fixture, id, &chosen[0])) {
			search_quotation(fixture, &chosen[0]);
			given++;
		}
	}
	assert_true(given > 200);
	assert_true(given < 500);
	assert_int_equal(fixture->diagnostics.count, 900 - given);
	for (size_t i = 0; i < fixture->diagnostics.count; i++)
		search(fixture->diagnostics.items[i].text);
	struct quotation *list;
	size_t all = quotation_list(fixture->quotations, NONE, &list);
	assert_int_equal(all, given);
	for (size_t i = 0; i < all; i++)
		search_quotation(fixture, &list[i]);
	for (uint32_t theme = 0; theme < 2; theme++) {
		size_t count = quotation_select(fixture->quotations, theme,
						&wish, 1000, chosen);
		assert_true(count > 0);
		for (size_t i = 0; i < count; i++)
			search_quotation(fixture, &chosen[i]);
	}
	assert_int_equal(marks, 0);
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_consent),
	TEST(test_no_consent_variable),
	TEST(test_text),
	TEST(test_attribution),
	TEST(test_list),
	TEST(test_area_without_table),
	TEST(test_selection),
	TEST(test_nothing_leaks),
	TEST(test_names),
	TEST(test_ambiguous_ids),
	TEST(test_replacements),
	TEST(test_replacements_of_translations),
	TEST(test_wrong_replacements),
};
UNIT_FILE(tests, NULL, NULL)
