/* Whose words a passage holds: everybody whose stretch of the text it touches,
 * however far back that began; and answers about consent that contradict each
 * other. */
#include "findings_fixture.h"

#include "read/settings.h"
#include "unit/unit.h"

#define CODE "<CodeBook><Codes><Code guid='c' name='C'/></Codes></CodeBook>"

/* "a0-5 c2-9": selections from one position to another, coded with the case,
 * or the code, of that guid. */
static struct project *read_spans(struct fixture *fixture, const char *cases,
				  const char *spans, const char *text)
{
	struct buffer xml = BUFFER_INITIALISER;
	char guid;
	int start, end, taken, number = 0;
	for (; sscanf(spans, " %c%d-%d%n", &guid, &start, &end, &taken) == 3;
	     spans += taken)
		buffer_append_format(
			&xml,
			"<PlainTextSelection guid='s%d' startPosition='%d' "
			"endPosition='%d'><Coding guid='x'><CodeRef "
			"targetGUID='%c'/></Coding></PlainTextSelection>",
			number++, start, end, guid);
	struct project *project = read_project(
		fixture, CODE,
		arena_format(&fixture->arena,
			     "<Cases>%s</Cases><Sources><TextSource guid='t' "
			     "plainTextPath='internal://t.txt'>",
			     cases),
		arena_format(&fixture->arena, "%s</TextSource></Sources>",
			     xml.bytes),
		str_from(text));
	buffer_release(&xml);
	assert_non_null(project);
	return project;
}

/* Checks the last segment: whose it is, who is heard, whether somebody unknown
 * is; each case by the letter of its guid. */
static void check(struct fixture *fixture, const char *cases, const char *spans,
		  const char *text, const char *expected)
{
	struct project *project = read_spans(fixture, cases, spans, text);
	struct buffer all = BUFFER_INITIALISER;
	const struct project_segment *one =
		&project->segments[project->segment_count - 1];
	for (uint32_t i = 0; i < one->cases.count; i++)
		buffer_append_str(&all, project->cases[one->cases.items[i]].id);
	buffer_append_byte(&all, '/');
	for (uint32_t i = 0; i < one->voices.count; i++)
		buffer_append_str(&all,
				  project->cases[one->voices.items[i]].id);
	buffer_append_string(&all, one->has_unknown_voice ? "?" : "");
	assert_string_equal(all.bytes, expected);
	buffer_release(&all);
	project_free(project);
}

#define AB "<Case guid='a'/><Case guid='b'/>"
#define TEXT "alpha beta gamma delta"

static void test_touching(void **state)
{
	check(*state, AB, "a0-10 b11-22 c6-16", TEXT, "a/ab");
	check(*state, AB, "a0-10 b11-22 c0-10", TEXT, "a/a");
	/* Up to the stretch, and from its end, is not in it. */
	check(*state, AB, "a0-10 b11-22 c0-11", TEXT, "a/a");
	check(*state, AB, "a0-10 b10-22 c10-16", TEXT, "b/b");
	check(*state, AB, "a0-10 b11-22 c0-12", TEXT, "a/ab");
	/* Nested, crossing, and one that holds the other. */
	check(*state, AB, "a0-22 b6-10 c11-16", TEXT, "a/a");
	check(*state, AB, "a0-22 b6-10 c0-16", TEXT, "a/ab");
	check(*state, AB, "a0-16 b6-22 c7-9", TEXT, "ab/ab");
	check(*state, AB, "a0-16 b6-22 c17-22", TEXT, "b/b");
	check(*state, AB, "b6-10 a0-22 c7-9", TEXT, "ab/ab");
}

/* Words between stretches are nobody's; spaces and marks are nothing. */
static void test_nobody(void **state)
{
	check(*state, AB, "a0-5 b11-22 c0-16", TEXT, "a/ab?");
	check(*state, AB, "a0-5 b11-22 c6-10", TEXT, "/?");
	check(*state, AB, "a0-10 c0-22", TEXT, "a/a?");
	check(*state, AB, "a0-6 b8-12 c0-12", "alpha, -beta", "a/ab");
	/* In a source of one person they are hers, of a group nobody's. */
	check(*state,
	      "<Case guid='a'><SourceRef targetGUID='t'/></Case>"
	      "<Case guid='b'/>",
	      "b6-10 c0-5", TEXT, "a/a");
	check(*state,
	      "<Case guid='a'><SourceRef targetGUID='t'/></Case>"
	      "<Case guid='b'/>",
	      "b6-10 c0-10", TEXT, "a/ab");
	check(*state,
	      "<Case guid='a'><SourceRef targetGUID='t'/></Case>"
	      "<Case guid='b'><SourceRef targetGUID='t'/></Case>",
	      "b6-10 c0-5", TEXT, "ab/ab?");
	/* Nobody is told apart: it is everybody's. */
	check(*state,
	      "<Case guid='a'><SourceRef targetGUID='t'/></Case>"
	      "<Case guid='b'><SourceRef targetGUID='t'/></Case>",
	      "c0-5", TEXT, "ab/ab");
}

/* A stretch that a case names itself, and one that cannot be found. */
static void test_selections(void **state)
{
	struct fixture *fixture = *state;
	check(fixture,
	      "<Case guid='a'/><Case guid='b'><SelectionRef targetGUID='s1'/>"
	      "</Case>",
	      "a0-10 c11-16 c6-16", TEXT, "a/ab");
	check(fixture, AB, "a0-10 b11-99 c0-10", TEXT, "a/ab");
	expect(fixture, "!/project.qde:2 R012\n");
}

/* One that began long before, behind many that ended. */
static void test_far_back(void **state)
{
	struct buffer spans = BUFFER_INITIALISER, text = BUFFER_INITIALISER;
	buffer_append_string(&spans, "b0-6000 ");
	for (int i = 0; i < 500; i++) {
		buffer_append_format(&spans, "a%d-%d ", 10 * i + 1, 10 * i + 9);
		buffer_append_string(&text, "some words");
	}
	for (int i = 0; i < 100; i++)
		buffer_append_string(&text, "some words");
	buffer_append_string(&spans, "c4991-4999");
	check(*state, AB, spans.bytes, text.bytes, "ab/ab");
	buffer_release(&spans);
	buffer_release(&text);
}

/* ---- Contradictions ---------------------------------------------------- */

static const struct settings *settings_of(struct fixture *fixture,
					  const struct project *project)
{
	return settings_parse(&fixture->arena,
			      STR("consent: {variable: consent, yes: [Yes]}\n"),
			      "findings.yaml", project, &fixture->diagnostics);
}

static struct project *read_answers(struct fixture *fixture, const char *table)
{
	fixture->options.consent = "consent";
	return read_bytes(fixture, "a.csv", table, strlen(table));
}

static void test_two_answers(void **state)
{
	struct fixture *fixture = *state;
	struct project *project =
		read_answers(fixture, "case,code,consent\nA,x,Yes\nA,x,No\n"
				      "B,x,Yes\nB,,Yes\nC,x,No\nC,x,no\n"
				      "D,x,maybe\nE,x,\n");
	const struct settings *settings = settings_of(fixture, project);
	expect(fixture, "a.csv:8 R115\na.csv:3 R116\n");
	assert_string_equal(fixture->diagnostics.items[1].text,
			    "consent is another here than on line 2, of the "
			    "same case: no is what counts");
	assert_true(settings->refusing_cases[0]);
	assert_false(settings->refusing_cases[1]);
	project_free(project);
	/* Another variable that differs is told as before. */
	project =
		read_answers(fixture, "case,code,area\nA,x,Fife\nA,x,Angus\n");
	expect(fixture, "a.csv:3 R014\n");
	project_free(project);
}

#define ANSWER(text) \
	"<VariableValue><VariableRef targetGUID='v'/><TextValue>" text \
	"</TextValue></VariableValue>"

/* What a case says and what its sources say. */
static void check_answers(struct fixture *fixture, const char *of_case,
			  const char *of_one, const char *of_two,
			  const char *expected, bool is_refused)
{
	fixture->options.consent = "consent";
	struct project *project = read_project(
		fixture,
		CODE "<Variables><Variable guid='v' name='consent'/>"
		     "</Variables>",
		arena_format(&fixture->arena,
			     "<Cases><Case guid='a'>%s<SourceRef "
			     "targetGUID='1'/><SourceRef targetGUID='2'/>"
			     "</Case></Cases>\n",
			     of_case),
		arena_format(&fixture->arena,
			     "<Sources><TextSource guid='1'>%s</TextSource>\n"
			     "<TextSource guid='2'>%s</TextSource></Sources>",
			     of_one, of_two),
		STR(""));
	const struct settings *settings = settings_of(fixture, project);
	expect(fixture, expected);
	assert_int_equal(settings->refusing_cases &&
				 settings->refusing_cases[0],
			 is_refused);
	project_free(project);
}

static void test_answers_of_sources(void **state)
{
	check_answers(*state, "", ANSWER("Yes"), ANSWER("No"),
		      "!/project.qde:4 R116\n", true);
	check_answers(*state, ANSWER("Yes"), ANSWER("Yes"), ANSWER("No"),
		      "!/project.qde:4 R116\n", false);
	check_answers(*state, ANSWER("Yes"), ANSWER("Yes"), "", "", false);
	check_answers(*state, ANSWER("No"), ANSWER("Yes"), "",
		      "!/project.qde:3 R116\n", false);
	check_answers(*state, "", ANSWER("Yes") ANSWER("No"), "",
		      "!/project.qde:3 R116\n", false);
}

static const struct CMUnitTest tests[] = {
	UNIT(test_touching),    UNIT(test_nobody),
	UNIT(test_selections),  UNIT(test_far_back),
	UNIT(test_two_answers), UNIT(test_answers_of_sources),
};
UNIT_FILE(tests, NULL, NULL)
