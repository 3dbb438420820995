/* Readers of coded data: what fixtures hold comes out as the model says it,
 * whatever program wrote them. */
#include "findings_fixture.h"
#include "read/read_text.h"
#include "unit/unit.h"

static struct str text_of(const struct project *project, uint32_t segment)
{
	return project->segments[segment].text;
}

#define ASSERT_STR(str, string) assert_true(str_equals_string((str), (string)))

static void test_project(void **state)
{
	struct fixture *fixture = *state;
	struct project *project =
		read_path(fixture, "tests/findings/small.qde");
	assert_non_null(project);
	expect(fixture, "small.qde:45 R019\n");
	assert_true(project->has_cases);
	assert_int_equal(project->case_count, 2);
	assert_int_equal(project->source_count, 3);
	assert_int_equal(project->code_count, 3);
	assert_int_equal(project->segment_count, 4);
	assert_int_equal(project->variable_count, 2);
	ASSERT_STR(project->codes[1].path, "Health > Access & care");
	assert_int_equal(project->codes[0].end, 2);
	assert_int_equal(project->codes[0].colour, 0xAA0011);
	assert_int_equal(project->codes[1].colour, PROJECT_NONE);
	assert_int_equal(project->codes[2].colour, 0x00FF00);
	assert_false(project->codes[0].is_codable);
	ASSERT_STR(text_of(project, 0), "world");
	ASSERT_STR(text_of(project, 1), "world");
	ASSERT_STR(text_of(project, 2), "gęślą");
	ASSERT_STR(text_of(project, 3), "");
	ASSERT_STR(project->segments[0].memo, "a memo");
	ASSERT_STR(project->coders[project->segments[0].coder], "Coder One");
	ASSERT_STR(project->sources[0].text,
		   "Hello world, hello.\nSecond line.\n");
	assert_true(project_case_has(project, 0, 0));
	assert_true(project_case_has(project, 0, 2));
	assert_true(project_case_has(project, 1, 0));
	assert_false(project_case_has(project, 1, 1));
	assert_true(project_case_has(project, 1, 2));
	project_free(project);
}

static struct str value_of(const struct project *project, uint32_t of_case,
			   const char *name)
{
	uint32_t variable = project_lookup_variable(project, str_from(name));
	uint32_t value = project_lookup_value(
		project->cases[of_case].values,
		project->cases[of_case].value_count, variable);
	return value == PROJECT_NONE ?
		       STR("none") :
		       project->variables[variable].values[value];
}

/* A case has its own values, and those of its sources. */
static void test_values(void **state)
{
	struct project *project = read_path(*state, "tests/findings/small.qde");
	ASSERT_STR(value_of(project, 0, "Area"), "Fife");
	ASSERT_STR(value_of(project, 1, "Area"), "Angus");
	ASSERT_STR(value_of(project, 0, "Consent"), "true");
	ASSERT_STR(value_of(project, 1, "Consent"), "none");
	assert_int_equal(project->variables[0].value_count, 2);
	ASSERT_STR(project->variables[0].values[0], "Angus");
	project_free(project);
}

/* The same text and selections, as four programs would count. */
static void check_offsets(struct fixture *fixture, const char *text,
			  size_t length, const char *offsets)
{
	struct buffer selections = BUFFER_INITIALISER;
	unsigned start, end;
	int taken, number = 0;
	for (; sscanf(offsets, "%u-%u %n", &start, &end, &taken) == 2;
	     offsets += taken)
		buffer_append_format(
			&selections,
			"<PlainTextSelection guid='s%d' startPosition='%u' "
			"endPosition='%u'><Coding guid='g'><CodeRef "
			"targetGUID='c'/></Coding></PlainTextSelection>",
			number++, start, end);
	struct project *project = read_project(
		fixture,
		"<CodeBook><Codes><Code guid='c' name='C'/></Codes>"
		"</CodeBook><Sources><TextSource guid='t' name='T' "
		"plainTextPath='internal://t.txt'>",
		buffer_str(&selections).bytes, "</TextSource></Sources>",
		(struct str){ text, length });
	assert_non_null(project);
	assert_int_equal(fixture->diagnostics.count, 0);
	assert_int_equal(project->segment_count, 3);
	ASSERT_STR(text_of(project, 0), "first");
	ASSERT_STR(text_of(project, 1), "second");
	ASSERT_STR(text_of(project, 2), "third line");
	project_free(project);
	buffer_release(&selections);
}

static void test_offsets(void **state)
{
	static const char crlf[] = "The first line\r\n\r\na second, too\r\n"
				   "and a third line\r\n";
	static const char bom[] = "\xEF\xBB\xBFThe first line\n\na second, too"
				  "\nand a third line\n";
	static const char wide[] = "\xF0\x9F\x98\x80 first\r\n\xF0\x9F\x98\x80"
				   " second\r\n\xF0\x9F\x98\x80 third line";
	/* LF counted once; CRLF counted twice. */
	check_offsets(*state, crlf, sizeof crlf - 1, "4-9 18-24 36-46");
	check_offsets(*state, crlf, sizeof crlf - 1, "4-9 20-26 39-49");
	check_offsets(*state, bom, sizeof bom - 1, "4-9 18-24 36-46");
	/* The byte order mark counted as a character. */
	check_offsets(*state, bom, sizeof bom - 1, "5-10 19-25 37-47");
	/* Code points and UTF-16, with CRLF once and twice. */
	check_offsets(*state, wide, sizeof wide - 1, "2-7 10-16 19-29");
	check_offsets(*state, wide, sizeof wide - 1, "2-7 11-17 21-31");
	check_offsets(*state, wide, sizeof wide - 1, "3-8 12-18 22-32");
	check_offsets(*state, wide, sizeof wide - 1, "3-8 13-19 24-34");
}

/* In a script without spaces nothing shows what CRLF counts: say so, and do as
 * findings.yaml says. */
static void test_offsets_in_doubt(void **state)
{
	struct fixture *fixture = *state;
	static const char text[] = "我们说\r\n他们也这样说过\r\n";
	static const char parts[] =
		"<CodeBook><Codes><Code guid='c' name='C'/></Codes></CodeBook>"
		"<Sources><TextSource guid='t' name='T' "
		"plainTextPath='internal://t.txt'><PlainTextSelection "
		"guid='s' startPosition='6' endPosition='8'><Coding "
		"guid='g'><CodeRef targetGUID='c'/></Coding>"
		"</PlainTextSelection></TextSource></Sources>";
	struct read_options options = { .has_offsets = true };
	struct project *project = read_project(
		fixture, parts, "", "", (struct str){ text, sizeof text - 1 });
	expect(fixture, "!/project.qde:0 R040\n");
	assert_int_equal(project->segment_count, 1);
	project_free(project);
	for (int i = 0; i < 2; i++) {
		options.offsets = i ? READ_COUNTS_CRLF_TWICE : 0;
		diagnostics_release(&fixture->diagnostics);
		project = findings_read(
			path_join(&fixture->arena, fixture->folder, "a.qdpx"),
			&options, &fixture->diagnostics, &fixture->error);
		expect(fixture, "");
		ASSERT_STR(text_of(project, 0), i ? "们也" : "也这");
		project_free(project);
	}
}

/* One selection that lies outside of its text costs its words, nothing else,
 * and does not change how the others are read. */
static void test_one_bad_offset(void **state)
{
	struct fixture *fixture = *state;
	static const char text[] = "The first line\r\nand a second, too\r\n";
	struct project *project = read_project(
		fixture,
		"<CodeBook><Codes><Code guid='c' name='C'/></Codes></CodeBook>"
		"<Sources><TextSource guid='t' name='T' "
		"plainTextPath='internal://t.txt'>"
		"<PlainTextSelection guid='s1' startPosition='4' "
		"endPosition='14'><Coding guid='g'><CodeRef targetGUID='c'/>"
		"</Coding></PlainTextSelection>"
		"<PlainTextSelection guid='s2' startPosition='21' "
		"endPosition='27'><Coding guid='g'><CodeRef targetGUID='c'/>"
		"</Coding></PlainTextSelection>",
		"<PlainTextSelection guid='s4' startPosition='15' "
		"endPosition='27'><Coding guid='g'><CodeRef targetGUID='c'/>"
		"</Coding></PlainTextSelection>",
		"<PlainTextSelection guid='s3' startPosition='30' "
		"endPosition='34'><Coding guid='g'><CodeRef targetGUID='c'/>"
		"</Coding></PlainTextSelection></TextSource></Sources>",
		(struct str){ text, sizeof text - 1 });
	expect(fixture, "!/project.qde:2 R012\n");
	assert_int_equal(fixture->diagnostics.error_count, 0);
	assert_int_equal(project->segment_count, 4);
	ASSERT_STR(text_of(project, 1), "second");
	ASSERT_STR(text_of(project, 3), "");
	assert_true(project_case_has(project, 0, 0));
	project_free(project);
}

/* Groups of documents, as MAXQDA and ATLAS.ti export them: each a variable, or
 * several one where findings.yaml says so. */
static void test_sets(void **state)
{
	struct fixture *fixture = *state;
	static const char parts[] =
		"<Cases><Case guid='k' name='K'><SourceRef targetGUID='a'/>"
		"</Case><Case guid='l' name='L'><SourceRef targetGUID='b'/>"
		"</Case></Cases><Sources><TextSource guid='a' name='A'/>"
		"<TextSource guid='b' name='B'/></Sources><Sets>"
		"<Set guid='1' name='North'><Description>x</Description>"
		"<MemberCode targetGUID='c'/><MemberSource targetGUID='a'/>"
		"</Set>\n<Set guid='2' name='South'><MemberSource "
		"targetGUID='{B}'/></Set><Set guid='3' name='Codes'>"
		"<MemberCode targetGUID='c'/></Set><Set guid='4' name='People'>"
		"<MemberSource targetGUID='l'/></Set></Sets>";
	const struct read_name names[] = { { STR("North"), { 0 } },
					   { STR("South"), { 0 } },
					   { STR("East"), { "y", 7, 1 } } };
	const struct read_set_variable sets[] = {
		{ { STR("Region"), { 0 } }, names, 2 }
	};
	const struct read_set_variable wrong[] = {
		{ { STR("Region"), { 0 } }, names, 3 }
	};
	const struct read_set_variable again[] = {
		{ { STR("North"), { "y", 8, 1 } }, names, 2 }
	};
	struct read_options options = { .sets = sets, .set_count = 1 };
	struct project *project =
		read_project(fixture, parts, "", "", STR("x"));
	expect(fixture, "");
	assert_int_equal(project->variable_count, 3);
	ASSERT_STR(value_of(project, 0, "North"), "true");
	ASSERT_STR(value_of(project, 1, "North"), "false");
	ASSERT_STR(value_of(project, 1, "South"), "true");
	ASSERT_STR(value_of(project, 1, "People"), "true");
	ASSERT_STR(value_of(project, 0, "People"), "false");
	project_free(project);
	const char *path =
		path_join(&fixture->arena, fixture->folder, "a.qdpx");
	project = findings_read(path, &options, &fixture->diagnostics,
				&fixture->error);
	expect(fixture, "");
	ASSERT_STR(value_of(project, 0, "Region"), "North");
	ASSERT_STR(value_of(project, 1, "Region"), "South");
	project_free(project);
	options.sets = wrong;
	project_free(findings_read(path, &options, &fixture->diagnostics,
				   &fixture->error));
	expect(fixture, "y:7 R100\n");
	/* A name that another has names neither. */
	diagnostics_release(&fixture->diagnostics);
	options.sets = again;
	project_free(findings_read(path, &options, &fixture->diagnostics,
				   &fixture->error));
	expect(fixture, "y:8 R103\n");
	diagnostics_release(&fixture->diagnostics);
	options = (struct read_options){ .answers = names + 2,
					 .answer_count = 1,
					 .sheet = { STR("S"), { "y", 9, 1 } } };
	project_free(findings_read(path, &options, &fixture->diagnostics,
				   &fixture->error));
	expect(fixture, "y:7 R100\ny:9 R100\n");
	project = read_project(fixture,
			       "<Sets><Set guid='1' name='N'><MemberSource "
			       "targetGUID='z'/></Set></Sets>",
			       "", "", STR("x"));
	expect(fixture, "!/project.qde:2 R009\n");
	project_free(project);
}

static void test_utf16(void **state)
{
	static const char text[] = "\xFF\xFEz\0a\0\xFC\x01\0";
	static const char utf16[] = "\xFF\xFEt\0h\0e\0 \0f\0i\0r\0s\0t\0\n\0"
				    "s\0e\0c\0o\0n\0d\0\n\0t\0h\0i\0r\0d\0 \0"
				    "l\0i\0n\0e\0";
	check_offsets(*state, utf16, sizeof utf16 - 1, "4-9 10-16 17-27");
	struct project *project =
		read_project(*state,
			     "<Sources><TextSource guid='t' "
			     "plainTextPath='internal://t.txt'/></Sources>",
			     "", "", (struct str){ text, 7 });
	expect(*state, "!/sources/t.txt:0 R006\n");
	project_free(project);
}

/* A project in UTF-16, as its byte order mark says. */
static void test_utf16_project(void **state)
{
	struct fixture *fixture = *state;
	static const char xml[] =
		"<CodeBook xmlns='urn:QDA-XML:codebook:1:0'><Codes><Code "
		"guid='A' name='One'/></Codes><Sets/></CodeBook>";
	struct buffer wide = BUFFER_INITIALISER;
	buffer_append(&wide, "\xFF\xFE", 2);
	for (size_t i = 0; xml[i]; i++) {
		buffer_append_byte(&wide, xml[i]);
		buffer_append_byte(&wide, '\0');
	}
	struct project *project =
		read_bytes(fixture, "a.qdc", wide.bytes, wide.length);
	assert_non_null(project);
	assert_int_equal(fixture->diagnostics.count, 0);
	assert_int_equal(project->code_count, 1);
	assert_int_equal(project->case_count, 0);
	assert_false(project->has_texts);
	project_free(project);
	buffer_release(&wide);
}

/* NVivo codes with cases: what lies in the stretch is the case's. */
static void test_cases_as_codes(void **state)
{
	struct fixture *fixture = *state;
	struct project *project = read_project(
		fixture,
		"<CodeBook><Codes><Code guid='c' name='C'/></Codes></CodeBook>"
		"<Cases><Case guid='p' name='P'/><Case guid='q' name='Q'/>"
		"</Cases><Sources><TextSource guid='t' "
		"plainTextPath='internal://t.txt'>",
		"<PlainTextSelection guid='1' startPosition='0' "
		"endPosition='5'><Coding guid='x'><CodeRef targetGUID='P'/>"
		"</Coding></PlainTextSelection>"
		"<PlainTextSelection guid='2' startPosition='6' "
		"endPosition='11'><Coding guid='x'><CodeRef targetGUID='q'/>"
		"</Coding></PlainTextSelection>",
		"<PlainTextSelection guid='3' startPosition='6' "
		"endPosition='9'><Coding guid='x'><CodeRef targetGUID='c'/>"
		"</Coding></PlainTextSelection></TextSource></Sources>",
		STR("alpha beta gamma"));
	assert_int_equal(fixture->diagnostics.count, 0);
	assert_int_equal(project->segment_count, 1);
	assert_int_equal(project->segments[0].cases.count, 1);
	assert_int_equal(project->segments[0].cases.items[0], 1);
	assert_false(project_case_has(project, 0, 0));
	assert_true(project_case_has(project, 1, 0));
	project_free(project);
}

/* Parts of a PDF, with the copy of their text; of its text; of a recording's
 * transcript; of the recording. A case that one selection is of. */
static void test_parts(void **state)
{
	struct fixture *fixture = *state;
	static const char coding[] =
		"<Coding guid='x'><CodeRef targetGUID='c'/></Coding>";
	struct buffer sources = BUFFER_INITIALISER;
	buffer_append_format(
		&sources,
		"<PDFSource guid='p'><PDFSelection guid='1'><Representation>"
		"<PlainTextContent>copy</PlainTextContent></Representation>%s"
		"</PDFSelection><Representation "
		"plainTextPath='internal://t.txt'><PlainTextSelection "
		"guid='2' startPosition='0' endPosition='5'>%s"
		"</PlainTextSelection></Representation></PDFSource>"
		"<AudioSource guid='a'><Transcript "
		"plainTextPath='internal://t.txt'><SyncPoint guid='y' "
		"position='6'/><SyncPoint guid='z' position='10'/>"
		"<TranscriptSelection guid='3' fromSyncPoint='y' "
		"toSyncPoint='z'>%s</TranscriptSelection></Transcript>"
		"<AudioSelection guid='4' begin='0' end='1'>%s"
		"</AudioSelection></AudioSource>",
		coding, coding, coding, coding);
	struct project *project = read_project(
		fixture,
		"<CodeBook><Codes><Code guid='c' name='C'/></Codes></CodeBook>"
		"<Cases><Case guid='k'><SourceRef targetGUID='p'/></Case>"
		"<Case guid='l'><SelectionRef targetGUID='2'/></Case></Cases>"
		"<Sources>",
		buffer_str(&sources).bytes, "</Sources>", STR("alpha beta"));
	assert_non_null(project);
	expect(fixture, "!/project.qde:2 R019\n");
	assert_int_equal(project->segment_count, 4);
	ASSERT_STR(text_of(project, 0), "copy");
	ASSERT_STR(text_of(project, 1), "alpha");
	ASSERT_STR(text_of(project, 2), "beta");
	ASSERT_STR(text_of(project, 3), "");
	ASSERT_STR(project->sources[0].text, "alpha beta");
	assert_int_equal(project->segments[0].cases.items[0], 0);
	assert_int_equal(project->segments[1].cases.count, 1);
	assert_int_equal(project->segments[1].cases.items[0], 1);
	assert_int_equal(project->segments[2].cases.count, 0);
	assert_true(project_case_has(project, 1, 0));
	project_free(project);
	buffer_release(&sources);
}

/* The project's name in the zip, its folder, what macOS adds, the case of
 * "Sources": programs differ in all of them. */
static void test_archive_names(void **state)
{
	struct fixture *fixture = *state;
	static const char xml[] =
		"\xEF\xBB\xBF<?xml version='1.0'?><Project "
		"xmlns='urn:QDA-XML:project:1.0' name='N'><Sources><TextSource "
		"guid='t' plainTextPath='internal://T.TXT'/></Sources>"
		"</Project>";
	const struct zipped files[] = {
		{ "__MACOSX/N/._N.qde", STR("junk") },
		{ "N/N.qde", STR("") },
		{ "N/Sources/t.txt", STR("text") },
	};
	struct zipped copy[3];
	memcpy(copy, files, sizeof files);
	copy[1].bytes = str_from(xml);
	struct project *project = read_zip(fixture, copy, 3);
	assert_non_null(project);
	assert_int_equal(fixture->diagnostics.count, 0);
	ASSERT_STR(project->sources[0].text, "text");
	assert_false(project->has_cases);
	assert_int_equal(project->case_count, 1);
	assert_true(project->cases[0].stands_for_source);
	project_free(project);
}

/* How programs write where a text is. */
static void test_paths(void **state)
{
	static const char *const paths[][2] = {
		{ "internal://my text.txt", "sources/my text.txt" },
		{ "internal:///my%20text.txt", "Sources/my text.txt" },
		{ "Internal:/100%.txt", "sources/100%.txt" },
		{ "internal:\\a.txt", "sources/a.txt" },
		{ "internal://Sources/a.txt", "Sources/a.txt" },
		{ "relative:///a.txt", "sources/a.txt" },
		{ "a.txt", "sources/a.txt" },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct zipped files[] = {
			{ "project.qde",
			  str_from(arena_format(
				  &fixture->arena,
				  "<Project><Sources><TextSource guid='S' "
				  "name='s' plainTextPath='%s'/></Sources>"
				  "</Project>",
				  paths[i][0])) },
			{ paths[i][1], STR("text") },
		};
		struct project *project = read_zip(fixture, files, 2);
		expect(fixture, "");
		ASSERT_STR(project->sources[0].text, "text");
		project_free(project);
	}
}

/* As Python's csv module writes it: CRLF after rows, LF in cells, quotation
 * marks where they are needed. A codebook has codes alone. */
static void test_taguette_bytes(void **state)
{
	static const char highlights[] =
		"id,document,tag,content\r\n"
		"7,\"a, b.docx\",care,\"One\n\n\"\"two\"\"\"\r\n"
		"8,c.docx,,no tag\r\n";
	static const char codebook[] =
		"tag,description,number of highlights,number of documents\r\n"
		"care,\"What, and\nhow\",3,2\r\n"
		"work,,0,0\r\n";
	struct fixture *fixture = *state;
	struct project *project =
		read_bytes(fixture, "a.csv", highlights, sizeof highlights - 1);
	expect(fixture, "");
	assert_int_equal(project->segment_count, 1);
	assert_int_equal(project->source_count, 2);
	ASSERT_STR(project->sources[0].name, "a, b.docx");
	ASSERT_STR(text_of(project, 0), "One\n\n\"two\"");
	project_free(project);
	project = read_bytes(fixture, "b.csv", codebook, sizeof codebook - 1);
	expect(fixture, "");
	assert_int_equal(project->code_count, 2);
	assert_int_equal(project->source_count + project->case_count, 0);
	project_free(project);
}

static void test_taguette(void **state)
{
	struct project *project =
		read_path(*state, "tests/findings/taguette.csv");
	assert_int_equal(project->source_count, 2);
	assert_int_equal(project->code_count, 2);
	assert_int_equal(project->segment_count, 3);
	assert_false(project->has_cases);
	ASSERT_STR(text_of(project, 0), "They said \"no\".\nTwice.");
	ASSERT_STR(project->segments[1].id, "1");
	assert_int_equal(project->segments[2].place.line, 6);
	project_free(project);
}

/* Rows without all categories, and one segment of two cases. */
static void test_qualcoder(void **state)
{
	struct fixture *fixture = *state;
	struct project *project =
		read_path(fixture, "tests/findings/qualcoder.csv");
	expect(fixture, "");
	assert_int_equal(project->segment_count, 3);
	ASSERT_STR(project->codes[2].path, "Health > Access > GP");
	ASSERT_STR(project->codes[4].path, "Money > Pay");
	assert_int_equal(project->segments[0].cases.count, 2);
	ASSERT_STR(value_of(project, 0, "Area"), "Fife");
	ASSERT_STR(value_of(project, 1, "Area"), "Angus");
	ASSERT_STR(text_of(project, 2), "");
	project_free(project);
}

static void test_plain(void **state)
{
	struct fixture *fixture = *state;
	struct project *project =
		read_path(fixture, "tests/findings/plain.csv");
	assert_int_equal(fixture->diagnostics.count, 0);
	assert_int_equal(project->case_count, 3);
	assert_int_equal(project->code_count, 4);
	assert_int_equal(project->segment_count, 3);
	assert_true(project_case_has(project, 0, 0));
	assert_int_equal(project->cases[1].codes.count, 0);
	ASSERT_STR(value_of(project, 1, "Area"), "Angus");
	ASSERT_STR(text_of(project, 2), "Long, long hours");
	project_free(project);
}

static const struct CMUnitTest tests[] = {
	UNIT(test_project),        UNIT(test_values),
	UNIT(test_offsets),        UNIT(test_offsets_in_doubt),
	UNIT(test_one_bad_offset), UNIT(test_sets),
	UNIT(test_utf16),          UNIT(test_utf16_project),
	UNIT(test_cases_as_codes), UNIT(test_archive_names),
	UNIT(test_taguette),       UNIT(test_qualcoder),
	UNIT(test_plain),          UNIT(test_parts),
	UNIT(test_paths),          UNIT(test_taguette_bytes),
};
UNIT_FILE(tests, NULL, NULL)
