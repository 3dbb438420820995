/* What data lack or have twice: codings that are nobody's, people who were
 * never coded, two passages of one id, names that are paths
 * or are not. */
#include "findings_fixture.h"
#include "unit/unit.h"

#define ASSERT_STR(str, string) assert_true(str_equals_string((str), (string)))

static struct project *read_table(struct fixture *fixture, const char *text)
{
	return read_bytes(fixture, "a.csv", text, strlen(text));
}

static const char *told(const struct fixture *fixture, size_t number)
{
	assert_true(number < fixture->diagnostics.count);
	return fixture->diagnostics.items[number].text;
}

static uint32_t count_of(const struct project *project, const char *path)
{
	uint32_t code = project_lookup_code(project, str_from(path)), count = 0;
	assert_int_not_equal(code, PROJECT_NONE);
	for (uint32_t i = 0; i < project->case_count; i++)
		count += project_case_has(project, i, code);
	return count;
}

/* ---- Nobody's ---------------------------------------------------------- */

#define SOURCE(id, codings) \
	"<TextSource guid='" id "'>" \
	"<PlainTextContent>damp</PlainTextContent>" codings "</TextSource>\n"
#define SELECTION(id) \
	"<PlainTextSelection guid='" id "' startPosition='0' " \
	"endPosition='4'><Coding guid='x'><CodeRef targetGUID='c'/></Coding>" \
	"</PlainTextSelection>"
#define CODE "<CodeBook><Codes><Code guid='c' name='C'/></Codes></CodeBook>"

static struct project *read_sources(struct fixture *fixture, const char *cases)
{
	return read_project(fixture, CODE, cases,
			    "\n<Sources>" SOURCE("s", SELECTION("1"))
				    SOURCE("t", SELECTION("2") SELECTION("3"))
					    SOURCE("u", "") "</Sources>",
			    STR(""));
}

static void test_unlinked(void **state)
{
	struct fixture *fixture = *state;
	struct project *project = read_sources(
		fixture, "<Cases><Case guid='p'><SourceRef targetGUID='s'/>"
			 "</Case></Cases>");
	expect(fixture, "!/project.qde:4 R019\n");
	assert_string_equal(told(fixture, 0),
			    "1 of 2 coded sources belongs to no case: 2 "
			    "codings on it count for nobody; this is the "
			    "first");
	assert_int_equal(count_of(project, "C"), 1);
	project_free(project);
	project = read_sources(fixture, "<Cases><Case guid='p'/></Cases>");
	expect(fixture, "!/project.qde:3 R019\n");
	assert_string_equal(told(fixture, 0),
			    "2 of 2 coded sources belong to no case: 3 codings "
			    "on them count for nobody; this is the first");
	project_free(project);
	/* All are linked; there are no cases, so sources stand for them. */
	project = read_sources(fixture,
			       "<Cases><Case guid='p'><SourceRef "
			       "targetGUID='s'/><SourceRef targetGUID='t'/>"
			       "</Case></Cases>");
	expect(fixture, "");
	project_free(project);
	project = read_sources(fixture, "");
	expect(fixture, "");
	assert_int_equal(count_of(project, "C"), 2);
	project_free(project);
}

/* A row without a case is nobody's, whosever its source is. */
static void test_rows_of_nobody(void **state)
{
	struct fixture *fixture = *state;
	struct project *project = read_table(fixture, "case,source,code,text\n"
						      "A,group,Damp,one\n"
						      "B,group,,\n"
						      ",group,Rent,two\n");
	expect(fixture, "a.csv:4 R019\n");
	assert_string_equal(told(fixture, 0),
			    "1 coding belongs to no case and counts for "
			    "nobody; this is the first");
	assert_int_equal(count_of(project, "Damp"), 1);
	assert_int_equal(count_of(project, "Rent"), 0);
	assert_true(project->segments[1].is_nobodys);
	assert_int_equal(project->segments[1].cases.count, 0);
	project_free(project);
}

/* ---- Who was never coded ----------------------------------------------- */

static void test_base(void **state)
{
	struct fixture *fixture = *state;
	static const char table[] = "case,code\nA,Damp\nB,Damp\nC,Rent\n";
	struct project *project = read_table(fixture, table);
	expect(fixture, "");
	assert_true(project->lacks_uncoded);
	assert_int_equal(project->case_count, 3);
	project_free(project);
	fixture->options.base = 10;
	project = read_table(fixture, table);
	expect(fixture, "");
	assert_false(project->lacks_uncoded);
	assert_int_equal(project->case_count, 10);
	assert_int_equal(count_of(project, "Damp"), 2);
	assert_true(project->cases[9].is_added);
	assert_false(project->cases[2].is_added);
	project_free(project);
	fixture->options.base = 3;
	project = read_table(fixture, table);
	expect(fixture, "");
	project_free(project);
	fixture->options.base = 2;
	fixture->options.base_place = (struct place){ "findings.yaml", 7, 3 };
	project = read_table(fixture, table);
	expect(fixture, "findings.yaml:7 R020\n");
	assert_int_equal(project->case_count, 3);
	project_free(project);
	fixture->options.base = 0;
	/* A row without a code: the table lists people, so all may be there. */
	project = read_table(fixture, "case,code\nA,Damp\nB,\n");
	expect(fixture, "");
	assert_false(project->lacks_uncoded);
	project_free(project);
}

static uint32_t people_of(const struct project *project, uint32_t variable,
			  const char *value)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < project->case_count; i++) {
		uint32_t index = project_lookup_value(
			project->cases[i].values, project->cases[i].value_count,
			variable);
		count += value ? index != PROJECT_NONE &&
					 str_equals_string(
						 project->variables[variable]
							 .values[index],
						 value) :
				 index == PROJECT_NONE;
	}
	return count;
}

/* Some were coded of two districts, nobody of the third. */
static void test_base_of_groups(void **state)
{
	struct fixture *fixture = *state;
	static const char table[] = "case,code,Place\nA,Damp,North\n"
				    "B,Damp,South\nC,Rent,South\n";
	struct read_base_group groups[] = {
		{ { { STR("North"), { "f.yaml", 2, 1 } } }, 5 },
		{ { { STR("South"), { "f.yaml", 3, 1 } } }, 2 },
		{ { { STR("Islands"), { "f.yaml", 4, 1 } } }, 3 },
	};
	fixture->options.base_variable_count = 1;
	fixture->options.base_variables[0] =
		(struct read_name){ STR("Place"), { "f.yaml", 1, 1 } };
	fixture->options.base_groups = groups;
	fixture->options.base_group_count = 3;
	fixture->options.base = 12;
	struct project *project = read_table(fixture, table);
	expect(fixture, "");
	assert_false(project->lacks_uncoded);
	assert_int_equal(project->case_count, 12);
	assert_int_equal(people_of(project, 0, "North"), 5);
	assert_int_equal(people_of(project, 0, "South"), 2);
	assert_int_equal(people_of(project, 0, "Islands"), 3);
	assert_int_equal(people_of(project, 0, NULL), 2);
	assert_int_equal(count_of(project, "Damp"), 2);
	project_free(project);
	/* Too few, a slip, and no such variable. */
	groups[1].people = 1;
	groups[2].values[0].text = STR("Nort");
	fixture->options.base = 0;
	project = read_table(fixture, table);
	expect(fixture, "f.yaml:3 R020\nf.yaml:4 R102\n");
	assert_int_equal(project->case_count, 7);
	project_free(project);
	fixture->options.base_variables[0].text = STR("Plaice");
	project = read_table(fixture, table);
	expect(fixture, "f.yaml:1 R100\n");
	assert_int_equal(project->case_count, 3);
	project_free(project);
}

/* ---- Ids --------------------------------------------------------------- */

static void test_same_ids(void **state)
{
	struct fixture *fixture = *state;
	struct project *project = read_table(fixture, "case,code,text,id\n"
						      "A,Damp,words of A,1\n"
						      "B,Rent,words of B,1\n"
						      "C,Damp,words of C,1\n"
						      "C,Rent,words of C,2\n"
						      "C,Damp,words of C,2\n"
						      "D,Damp,words of C,2\n"
						      "E,Damp,,2\nF,,,\n");
	expect(fixture, "a.csv:3 R021\na.csv:4 R021\n");
	assert_string_equal(told(fixture, 1),
			    "another passage than on line 2 has the same id "
			    "'1'");
	assert_int_equal(project->segment_count, 5);
	ASSERT_STR(project->segments[2].text, "words of C");
	assert_int_equal(project->segments[2].cases.count, 1);
	/* One segment of three cases: of the last the words are not told. */
	assert_int_equal(project->segments[4].cases.count, 3);
	for (int i = 0; i < 5; i++)
		assert_int_equal(project->segments[i].is_ambiguous, i < 3);
	assert_int_equal(count_of(project, "Damp"), 4);
	project_free(project);
}

/* Line numbers of interviews: the same words are not the same passage. */
static void test_ids_that_restart(void **state)
{
	struct fixture *fixture = *state;
	struct project *project =
		read_table(fixture, "case,source,code,text,id\n"
				    "A,one,Damp,Yes,1\nB,two,Damp,Yes,1\n"
				    "C,three,,,\n");
	expect(fixture, "a.csv:3 R021\n");
	assert_int_equal(project->segment_count, 2);
	assert_true(project->segments[0].is_ambiguous);
	project_free(project);
	/* The same passage of two people, in one source. */
	project = read_table(fixture, "case,source,code,text,id\n"
				      "A,one,Damp,Yes,1\nB,one,Damp,Yes,1\n"
				      "C,one,,,\n");
	expect(fixture, "");
	assert_int_equal(project->segment_count, 1);
	assert_int_equal(project->segments[0].cases.count, 2);
	project_free(project);
}

static void test_two_selections(void **state)
{
	struct fixture *fixture = *state;
	struct project *project = read_project(
		fixture, CODE, "<Sources>" SOURCE("s", SELECTION("1")),
		SOURCE("t", SELECTION("1")) "</Sources>", STR(""));
	expect(fixture, "!/project.qde:3 R015\n");
	assert_string_equal(told(fixture, 0),
			    "the selection on line 2 has the same guid 1");
	assert_true(project->segments[0].is_ambiguous);
	assert_true(project->segments[1].is_ambiguous);
	project_free(project);
}

/* ---- Paths ------------------------------------------------------------- */

static void check_path(struct fixture *fixture, const char *separator,
		       const char *written, const char *path)
{
	fixture->options.code_separator = separator;
	struct project *project = read_table(
		fixture, arena_format(&fixture->arena, "case,code\nA,%s\nB,\n",
				      written));
	expect(fixture, "");
	uint32_t last = project->code_count - 1;
	ASSERT_STR(project->codes[last].path, path);
	ASSERT_STR(project->codes[last].id, path);
	project_free(project);
}

static void test_separators(void **state)
{
	check_path(*state, NULL, "Work/life balance", "Work/life balance");
	check_path(*state, NULL, "Work > Life", "Work > Life");
	check_path(*state, NULL, "Work>Life/other", "Work > Life/other");
	check_path(*state, "/", "Work/Life", "Work > Life");
	check_path(*state, "/", "Under >2 weeks/GP", "Under >2 weeks > GP");
	check_path(*state, " / ", "Work/life / Balance", "Work/life > Balance");
	check_path(*state, "::", "Work::Life:3", "Work > Life:3");
	check_path(*state, ".", "Work.Life", "Work > Life");
	check_path(*state, "", "Waited > 2 weeks", "Waited > 2 weeks");
}

static const struct CMUnitTest tests[] = {
	UNIT(test_unlinked),
	UNIT(test_rows_of_nobody),
	UNIT(test_base),
	UNIT(test_base_of_groups),
	UNIT(test_same_ids),
	UNIT(test_separators),
	UNIT(test_ids_that_restart),
	UNIT(test_two_selections),
};
UNIT_FILE(tests, NULL, NULL)
