/* Tables as programs save them: in other encodings, with other separators,
 * and what findings.yaml says of it. */
#include "findings_fixture.h"

#include "read/settings.h"
#include "unit/unit.h"

#define ASSERT_STR(str, string) assert_true(str_equals_string((str), (string)))

/* Writes findings.yaml and reads what it names. */
static struct project *read_as(struct fixture *fixture, const char *yaml)
{
	const char *path =
		path_join(&fixture->arena, fixture->folder, "findings.yaml");
	struct read_options options;
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs(yaml, file);
	assert_int_equal(fclose(file), 0);
	diagnostics_release(&fixture->diagnostics);
	fixture->error.message[0] = '\0';
	const char *project =
		settings_project_path(&fixture->arena, path, &options,
				      &fixture->diagnostics, &fixture->error);
	if (!project)
		return NULL;
	return findings_read(project, &options, &fixture->diagnostics,
			     &fixture->error);
}

static void write_file(struct fixture *fixture, const char *name,
		       const void *bytes, size_t length)
{
	FILE *file =
		fopen(path_join(&fixture->arena, fixture->folder, name), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

/* The same two rows, however they are written. */
static void check_rows(struct fixture *fixture, struct project *project)
{
	expect(fixture, "");
	assert_non_null(project);
	assert_int_equal(project->case_count, 2);
	assert_int_equal(project->segment_count, 2);
	ASSERT_STR(project->codes[0].name, "Müll");
	ASSERT_STR(project->segments[0].text, "Grüße");
	ASSERT_STR(project->segments[1].text, "ok");
	assert_int_equal(project->segments[1].place.line -
				 project->segments[0].place.line,
			 1);
	project_free(project);
}

static const char rows[] = "Case;Code;Text\r\nP1;Müll;Grüße\r\nP2;Müll;ok\r\n";
static const char latin[] = "Case;Code;Text\r\nP1;M\xFCll;Gr\xFC\xDF"
			    "e\r\nP2;M\xFCll;ok\r\n";

/* The text in UTF-16, with a byte order mark or without. */
static size_t to_utf16(const char *text, bool is_little, bool has_mark,
		       char *out)
{
	size_t length = 0;
	struct str rest = str_from(text);
	for (size_t at = 0; at < rest.length || has_mark;) {
		uint32_t unit = has_mark ? 0xFEFF : str_decode(rest, &at);
		has_mark = false;
		out[length + !is_little] = (char)(unit & 0xFF);
		out[length + is_little] = (char)(unit >> 8);
		length += 2;
	}
	return length;
}

static void test_encodings(void **state)
{
	struct fixture *f = *state;
	char wide[1024];
	check_rows(f, read_bytes(f, "a.csv", rows, sizeof rows - 1));
	for (int i = 0; i < 4; i++) {
		size_t length = to_utf16(rows, i & 1, i & 2, wide);
		check_rows(f, read_bytes(f, "a.csv", wide, length));
	}
	assert_null(read_bytes(f, "a.csv", latin, sizeof latin - 1));
	expect(f, "a.csv:2 R006\n");
	assert_non_null(strstr(f->diagnostics.items[0].text, "windows-1252"));
	write_file(f, "a.csv", latin, sizeof latin - 1);
	check_rows(f, read_as(f, "project: a.csv\n"
				 "reading: {encoding: windows-1252}\n"));
	/* An ń of Polish Excel would be an ñ elsewhere: the setting decides. */
	write_file(f, "a.csv", "case,code\nA,ko\xF1\n", 16);
	struct project *project = read_as(
		f, "project: a.csv\nreading: {encoding: windows-1250}\n");
	ASSERT_STR(project->codes[0].name, "koń");
	project_free(project);
	write_file(f, "a.csv", "case,code\nA,\xE9\n", 14);
	assert_null(read_as(f, "project: a.csv\n"
			       "reading: {encoding: utf-8}\n"));
	expect(f, "a.csv:0 R006\n");
	assert_null(read_bytes(f, "a.csv", "c\0a\0\xE9", 5));
	expect(f, "a.csv:1 R006\n");
}

/* Chinese in UTF-16 has few units that look like ASCII: line ends and commas
 * are enough. */
static void test_unmarked_han(void **state)
{
	char wide[256];
	struct fixture *f = *state;
	for (int is_little = 0; is_little < 2; is_little++) {
		size_t length = to_utf16("case,code\n张三,等候时间\n",
					 is_little, false, wide);
		struct project *project = read_bytes(f, "a.csv", wide, length);
		expect(f, "");
		ASSERT_STR(project->codes[0].name, "等候时间");
		project_free(project);
	}
}

static void test_separators(void **state)
{
	static const char *const lines[] = { "sep=;\r\n", "\"sep=;\"\r\n",
					     "SEP=;\n", "\xEF\xBB\xBFsep=;\n" };
	struct fixture *f = *state;
	char text[256];
	for (size_t i = 0; i < 4; i++) {
		snprintf(text, sizeof text, "%s%s", lines[i], rows);
		struct project *project =
			read_bytes(f, "a.csv", text, strlen(text));
		assert_int_equal(project->segments[0].place.line, 3);
		check_rows(f, project);
	}
	/* A tab is not trimmed away; nor does a header with more commas than
	 * semicolons mislead. */
	struct project *project =
		read_bytes(f, "a.csv", "sep=\t\ncase\tcode\nA\tb, c, d\n", 26);
	ASSERT_STR(project->codes[0].name, "b, c, d");
	project_free(project);
	static const char commas[] =
		"sep=;\ncase;code;of us, them, others, all\n"
		"A;b;c\n";
	project = read_bytes(f, "a.csv", commas, sizeof commas - 1);
	ASSERT_STR(project->variables[0].name, "of us, them, others, all");
	project_free(project);
	write_file(f, "a.csv", commas + 6, sizeof commas - 7);
	project = read_as(f, "project: a.csv\nreading: {separator: \";\"}\n");
	ASSERT_STR(project->variables[0].name, "of us, them, others, all");
	project_free(project);
}

static void test_tabs(void **state)
{
	struct fixture *f = *state;
	static const char tabs[] = "case\tcode\ttext\nA\tPipes\t5\" pipe, "
				   "she said \"no\"\nB\tPipes\t\"two\nlines, "
				   "and a \"\"quote\"\"\"\n";
	struct project *project = read_bytes(f, "a.tsv", tabs, sizeof tabs - 1);
	expect(f, "");
	ASSERT_STR(project->segments[0].text, "5\" pipe, she said \"no\"");
	ASSERT_STR(project->segments[1].text, "two\nlines, and a \"quote\"");
	project_free(project);
	/* One column with a comma is no table of two. */
	assert_null(read_bytes(f, "a.tsv", "case,code\nA,b\n", 14));
	expect(f, "a.tsv:1 R016\n");
	assert_null(read_bytes(f, "a.tsv", "case\tcode\nA\t\"b\n", 15));
	expect(f, "a.tsv:2 R018\n");
}

static void test_blank_rows(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "case;code;\nA;b;\n;;\n;;\n";
	struct project *project = read_bytes(f, "a.csv", text, sizeof text - 1);
	expect(f, "");
	assert_int_equal(project->case_count, 1);
	project_free(project);
}

static void test_settings(void **state)
{
	struct fixture *f = *state;
	write_file(f, "a.csv", "case,code\nA,b\n", 14);
	struct project *project = read_as(f, "project: a.csv\n"
					     "reading:\n"
					     "  encodng: utf-8\n"
					     "  encoding: klingon\n"
					     "  separator: x\n"
					     "  offsets: [lines]\n"
					     "  sets: [a]\n"
					     "  decimal-comma: perhaps\n"
					     "  code-separator: 123456789\n");
	expect(f, "findings.yaml:3 Y003\nfindings.yaml:4 Y005\n"
		  "findings.yaml:5 Y005\nfindings.yaml:8 Y005\n"
		  "findings.yaml:9 Y005\nfindings.yaml:6 Y005\n"
		  "findings.yaml:7 Y002\n");
	project_free(project);
}

static const struct CMUnitTest tests[] = {
	UNIT(test_encodings), UNIT(test_unmarked_han), UNIT(test_separators),
	UNIT(test_tabs),      UNIT(test_blank_rows),   UNIT(test_settings),
};
UNIT_FILE(tests, NULL, NULL)
