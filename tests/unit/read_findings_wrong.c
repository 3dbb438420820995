/* Coded data that is damaged, hostile, or wrong: a diagnostic each, at its
 * place, in bounded time and memory. */
#include "findings_fixture.h"
#include "unit/unit.h"

#include <time.h>

#define CODE "<CodeBook><Codes><Code guid='c' name='C'/></Codes></CodeBook>"
#define TEXT "<TextSource guid='t' plainTextPath='internal://t.txt'>"

static void expect_none(struct fixture *fixture, struct project *project,
			const char *expected)
{
	assert_null(project);
	assert_int_equal(fixture->error.message[0], 0);
	expect(fixture, expected);
}

static void expect_some(struct fixture *fixture, struct project *project,
			const char *expected)
{
	assert_non_null(project);
	expect(fixture, expected);
	project_free(project);
}

static struct project *read_xml(struct fixture *fixture, const char *xml)
{
	return read_bytes(fixture, "a.qde", xml, strlen(xml));
}

static void test_no_xml(void **state)
{
	struct fixture *f = *state;
	expect_none(f, read_xml(f, ""), "a.qde:1 R005\n");
	expect_none(f, read_xml(f, "<Project>\n<Sources>"), "a.qde:2 R005\n");
	expect_none(f, read_xml(f, "<html/>"), "a.qde:1 R001\n");
	expect_none(f, read_xml(f, "<Project xmlns='urn:other'/>"),
		    "a.qde:1 R001\n");
	expect_none(f, read_xml(f, "<Project>\n\xE9</Project>"),
		    "a.qde:2 R006\n");
	expect_none(f, read_xml(f, "<Project>&x;</Project>"), "a.qde:1 R005\n");
	expect_none(f, read_path(f, "a.txt"), "a.txt:0 R001\n");
	assert_null(read_path(f, "none.qde"));
	assert_int_not_equal(f->error.message[0], 0);
	assert_null(read_path(f, "none.qdpx"));
	assert_int_not_equal(f->error.message[0], 0);
}

/* No document type: not for other files, not for a billion laughs. */
static void test_entities(void **state)
{
	struct fixture *f = *state;
	expect_none(f,
		    read_xml(f, "<?xml version='1.0'?>\n<!DOCTYPE Project "
				"[<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
				"<Project name='&x;'/>"),
		    "a.qde:2 R005\n");
	expect_none(f,
		    read_xml(f, "<!DOCTYPE Project SYSTEM "
				"'http://127.0.0.1:1/a.dtd'>\n<Project/>"),
		    "a.qde:1 R005\n");
	expect_none(f,
		    read_xml(f, "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
				"<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
				"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>"
				"<!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]>"
				"<Project name='&d;&d;&d;&d;'/>"),
		    "a.qde:1 R005\n");
}

static void test_deep(void **state)
{
	struct fixture *f = *state;
	struct buffer xml = BUFFER_INITIALISER;
	buffer_append_string(&xml, "<CodeBook><Codes>");
	for (int i = 0; i < 100000; i++)
		buffer_append_format(&xml, "<Code guid='%d' name='C'>", i);
	struct project *project = read_bytes(f, "a.qdc", xml.bytes, xml.length);
	assert_null(project);
	assert_int_equal(f->diagnostics.error_count, 1);
	buffer_release(&xml);
}

/* A million codes: told once, and quickly. */
static void test_many_codes(void **state)
{
	struct fixture *f = *state;
	struct buffer xml = BUFFER_INITIALISER;
	buffer_append_string(&xml, "<CodeBook><Codes>\n");
	for (int i = 0; i < 1000000; i++)
		buffer_append_format(&xml, "<Code guid='%d' name='C'/>\n", i);
	buffer_append_string(&xml, "</Codes></CodeBook>");
	clock_t start = clock();
	expect_none(f, read_bytes(f, "a.qdc", xml.bytes, xml.length),
		    "a.qdc:100002 R004\n");
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
	buffer_release(&xml);
}

static void test_archives(void **state)
{
	struct fixture *f = *state;
	const struct zipped none[] = { { "a.txt", STR("a") } };
	expect_none(f, read_bytes(f, "a.qdpx", "PK\3\4", 4), "a.qdpx:0 R002\n");
	expect_none(f, read_bytes(f, "a.qdpx", "", 0), "a.qdpx:0 R002\n");
	expect_none(f, read_zip(f, none, 1), "a.qdpx:0 R002\n");
}

/* A zip that is cut off anywhere, or has any byte changed, is told of or read
 * right. */
static void test_damaged_archive(void **state)
{
	struct fixture *f = *state;
	const struct zipped files[] = {
		{ "project.qde",
		  STR("<Project name='N'>" CODE "<Sources>" TEXT
		      "<PlainTextSelection guid='1' startPosition='0' "
		      "endPosition='4'><Coding guid='x'><CodeRef "
		      "targetGUID='c'/></Coding></PlainTextSelection>"
		      "</TextSource></Sources></Project>") },
		{ "sources/t.txt", STR("Text.") },
	};
	struct str zip;
	project_free(read_zip(f, files, 2));
	assert_true(file_read(&f->arena,
			      path_join(&f->arena, f->folder, "a.qdpx"), &zip,
			      &f->error));
	for (size_t i = 0; i < zip.length; i++) {
		struct project *project = read_bytes(f, "b.qdpx", zip.bytes, i);
		assert_true(!project && f->diagnostics.error_count +
						(f->error.message[0] != 0));
	}
	char *copy = arena_copy(&f->arena, zip.bytes, zip.length);
	for (size_t i = 0; i < zip.length; i++) {
		copy[i] ^= 0x55;
		struct project *project =
			read_bytes(f, "b.qdpx", copy, zip.length);
		assert_true(project || f->diagnostics.error_count ||
			    f->error.message[0]);
		project_free(project);
		copy[i] ^= 0x55;
	}
}

/* Zeros pack a thousandfold: the project's own, and a source's. */
static void test_bombs(void **state)
{
	struct fixture *f = *state;
	size_t length = 40 << 20;
	char *zeros = memory_allocate(length);
	const struct zipped project[] = { { "a.qde", { zeros, length } } };
	expect_none(f, read_zip(f, project, 1), "!/a.qde:0 R003\n");
	expect_some(f,
		    read_project(f, "<Sources>", TEXT,
				 "</TextSource></Sources>",
				 (struct str){ zeros, length }),
		    "!/sources/t.txt:0 R003\n");
	free(zeros);
}

/* One empty file that the archive's directory names forty thousand times. */
static void test_many_files(void **state)
{
	enum { COUNT = 40000, LOCAL = 31, CENTRAL = 47 };
	static const char local[LOCAL] = "PK\3\4\x14";
	static const char central[CENTRAL] = "PK\1\2\x14\0\x14";
	char end[22] = "PK\5\6";
	struct fixture *f = *state;
	struct buffer zip = BUFFER_INITIALISER;
	for (int i = 0; i <= COUNT; i++) {
		char *header = buffer_reserve(&zip, CENTRAL);
		size_t length = i ? CENTRAL : LOCAL;
		memcpy(header, i ? central : local, length);
		header[i ? 28 : 26] = 1;
		header[length - 1] = 'a';
		zip.length += length;
	}
	uint32_t numbers[] = { COUNT | (uint32_t)COUNT << 16, COUNT * CENTRAL,
			       LOCAL };
	memcpy(end + 8, numbers, sizeof numbers);
	buffer_append(&zip, end, sizeof end);
	expect_none(f, read_bytes(f, "a.qdpx", zip.bytes, zip.length),
		    "a.qdpx:0 R003\n");
	buffer_release(&zip);
}

/* A source's path leads nowhere but to the project's own files. */
static void test_paths(void **state)
{
	struct fixture *f = *state;
	expect_some(f,
		    read_xml(f, "<Project basePath='/etc'><Sources>\n"
				"<TextSource guid='1' plainTextPath="
				"'internal://../../etc/passwd'/>\n"
				"<TextSource guid='2' plainTextPath="
				"'internal:///etc/passwd'/>\n"
				"<TextSource guid='3' plainTextPath="
				"'relative://passwd'/>\n"
				"<TextSource guid='4' plainTextPath="
				"'file:///etc/passwd'/>\n"
				"<TextSource guid='5' plainTextPath="
				"'internal://a\\b'/>\n"
				"</Sources></Project>"),
		    "a.qde:2 R007\na.qde:3 R008\na.qde:4 R008\n"
		    "a.qde:5 R008\na.qde:6 R007\n");
}

static void test_references(void **state)
{
	struct fixture *f = *state;
	expect_some(f,
		    read_project(f,
				 CODE
				 "\n<Cases><Case guid='p'>\n"
				 "<CodeRef targetGUID='z'/>\n<VariableValue>"
				 "<VariableRef targetGUID='z'/><TextValue>1"
				 "</TextValue></VariableValue>\n"
				 "<SourceRef targetGUID='z'/>\n"
				 "<SelectionRef targetGUID='z'/>\n"
				 "</Case></Cases><Sources>\n",
				 TEXT,
				 "<Coding guid='x'>\n<CodeRef targetGUID='z'/>"
				 "</Coding></TextSource></Sources>",
				 STR("text")),
		    "!/project.qde:10 R009\n!/project.qde:4 R009\n"
		    "!/project.qde:6 R009\n!/project.qde:7 R009\n"
		    "!/project.qde:5 R009\n");
}

static void test_identifiers(void **state)
{
	struct fixture *f = *state;
	struct project *project = read_xml(
		f, "<Project><CodeBook><Codes><Code guid='A' name='A'>\n"
		   "<Code guid='{a}' name='cycle'/>\n</Code>"
		   "<Code guid='a' name='double'/>\n<Code name='none'/>\n"
		   "<Code guid='b'/></Codes></CodeBook><Variables>"
		   "<Variable guid='v' name='V'/>\n<Variable guid='v' "
		   "name='V'/></Variables><Cases><Case guid='p'/>\n"
		   "<Case guid='p'/></Cases><Sources>"
		   "<TextSource guid='t'/>\n<TextSource guid='t'/></Sources>"
		   "</Project>");
	assert_int_equal(project->code_count, 2);
	expect_some(f, project,
		    "a.qde:2 R010\na.qde:3 R011\na.qde:4 R013\na.qde:5 R013\n"
		    "a.qde:6 R011\na.qde:7 R011\na.qde:8 R011\n");
}

static struct project *read_selection(struct fixture *f, const char *attributes)
{
	return read_project(
		f, CODE "<Sources>" TEXT "<PlainTextSelection guid='s' ",
		attributes,
		"><Coding guid='x'><CodeRef targetGUID='c'/></Coding>"
		"</PlainTextSelection></TextSource></Sources>",
		STR("four"));
}

/* The segment counts, but has no text. */
static void test_offsets(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *attributes, *expected;
	} cases[] = {
		{ "startPosition='0' endPosition='4'", "" },
		{ "startPosition='4' endPosition='4'", "" },
		{ "startPosition='0' endPosition='5'",
		  "!/project.qde:2 R012\n" },
		{ "startPosition='3' endPosition='2'",
		  "!/project.qde:2 R012\n" },
		{ "startPosition='-1' endPosition='2'",
		  "!/project.qde:2 R012\n" },
		{ "startPosition='0' endPosition='99999999999'",
		  "!/project.qde:2 R012\n" },
		{ "startPosition='0' endPosition='99999999999999999999'",
		  "!/project.qde:2 R012\n" },
		{ "startPosition='a' endPosition='2'",
		  "!/project.qde:2 R012\n" },
		{ "startPosition='0'", "!/project.qde:2 R012\n" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct project *project =
			read_selection(f, cases[i].attributes);
		assert_int_equal(project->segment_count, 1);
		assert_true(!cases[i].expected[0] ||
			    project->segments[0].text.length == 0);
		expect_some(f, project, cases[i].expected);
	}
}

/* Twenty of a kind are told, the others counted. */
static void test_many_mistakes(void **state)
{
	struct fixture *f = *state;
	struct buffer xml = BUFFER_INITIALISER;
	buffer_append_string(&xml, "<Project><Cases>");
	for (int i = 0; i < 50000; i++)
		buffer_append_string(&xml, "<Case guid='p'/>\n");
	buffer_append_string(&xml, "</Cases></Project>");
	struct project *project = read_bytes(f, "a.qde", xml.bytes, xml.length);
	assert_int_equal(project->case_count, 50000);
	assert_int_equal(f->diagnostics.count, 21);
	assert_string_equal(f->diagnostics.items[20].text,
			    "49979 more of this kind");
	project_free(project);
	buffer_release(&xml);
}

static struct project *read_table(struct fixture *fixture, const char *text)
{
	return read_bytes(fixture, "a.csv", text, strlen(text));
}

static void test_tables(void **state)
{
	struct fixture *f = *state;
	expect_none(f, read_table(f, ""), "a.csv:0 R016\n");
	expect_none(f, read_table(f, "name,value\n1,2\n"), "a.csv:1 R016\n");
	expect_none(f, read_table(f, "case,code\nA,\"B\nC,D\n"),
		    "a.csv:2 R018\n");
	expect_none(f, read_table(f, "case,code\nA,B\"C\"\n"),
		    "a.csv:2 R018\n");
	expect_none(f, read_table(f, "case,code\nA,B\nC,\xE9\n"),
		    "a.csv:3 R006\n");
	expect_some(f,
		    read_table(f, "case,code,text\nA,B,\"1\n2\n\"\nA\n"
				  "A,B,C,D\n,B,C\n"),
		    "a.csv:5 R017\na.csv:6 R017\na.csv:7 R017\n");
	expect_some(f, read_table(f, "case,code,Area,Area\nA,B,1,1\nC,,,\n"),
		    "a.csv:1 R011\n");
	expect_some(f, read_table(f, "case,code,Area\nA,B,1\nA,C,2\nB,,\n"),
		    "a.csv:3 R014\n");
}

/* Bytes of every fixture changed at random, always in the same way: nothing
 * crashes, and what is not read is told of. */
static void test_random_changes(void **state)
{
	static const char *const names[] = { "tests/findings/small.qde",
					     "tests/findings/taguette.csv",
					     "tests/findings/qualcoder.csv",
					     "tests/findings/plain.csv" };
	static const char pieces[] = "<>&\"',;/\n\r\0\xFF\xC3='0-{}";
	struct fixture *f = *state;
	uint64_t random = 20200323;
	for (size_t i = 0; i < 4000; i++) {
		struct arena arena = ARENA_INITIALISER;
		struct str bytes;
		const char *name = names[i % 4];
		assert_true(file_read(&arena, name, &bytes, &f->error));
		char *text = (char *)bytes.bytes;
		for (int change = 0; change < 1 + (int)(i % 5); change++) {
			random = random * 6364136223846793005u + 1;
			size_t at = (size_t)(random >> 33) % bytes.length;
			size_t from = (size_t)(random >> 20) % bytes.length;
			if (random >> 63)
				text[at] = pieces[(random >> 50) %
						  (sizeof pieces - 1)];
			else
				memmove(text + at, text + from,
					bytes.length - (at > from ? at : from));
		}
		struct project *project =
			read_bytes(f, path_name(name), text, bytes.length);
		assert_true(project || f->diagnostics.error_count);
		for (uint32_t j = 0; project && j < project->segment_count; j++)
			assert_true(str_is_utf8(project->segments[j].text,
						&(size_t){ 0 }));
		project_free(project);
		arena_release(&arena);
	}
}

/* A .qdpx by its other ending; one project in each archive, and no archive in
 * another. */
static void test_which_project(void **state)
{
	struct fixture *f = *state;
	static const char xml[] = "<Project xmlns='urn:QDA-XML:project:1.0'/>";
	const struct zipped files[] = {
		{ "__MACOSX/a.qde", STR("x") },
		{ "inner/.a.qde", STR("x") },
		{ "inner/a.qde", { xml, sizeof xml - 1 } },
		{ "old/b.QDE", { xml, sizeof xml - 1 } },
	};
	const struct zipped nested[] = { { "project.qdpx", STR("x") } };
	expect_some(f, read_zip(f, files, 3), "");
	const char *path = path_join(&f->arena, f->folder, "a.qdpx");
	const char *other = path_join(&f->arena, f->folder, "a.zip");
	assert_int_equal(rename(path, other), 0);
	expect_some(f, read_path(f, other), "");
	expect_none(f, read_zip(f, files, 4), "a.qdpx:0 R041\n");
	expect_none(f, read_zip(f, nested, 1), "a.qdpx:0 R002\n");
	assert_non_null(strstr(f->diagnostics.items[0].text, "project.qdpx"));
}

static const struct CMUnitTest tests[] = {
	UNIT(test_no_xml),          UNIT(test_which_project),
	UNIT(test_entities),        UNIT(test_deep),
	UNIT(test_many_codes),      UNIT(test_archives),
	UNIT(test_damaged_archive), UNIT(test_bombs),
	UNIT(test_many_files),      UNIT(test_paths),
	UNIT(test_references),      UNIT(test_identifiers),
	UNIT(test_offsets),         UNIT(test_many_mistakes),
	UNIT(test_tables),          UNIT(test_random_changes),
};
UNIT_FILE(tests, NULL, NULL)
