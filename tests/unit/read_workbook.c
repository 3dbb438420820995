/* Tables in workbooks, and the layouts that programs export. */
#include "findings_fixture.h"
#include "unit/unit.h"

#define ASSERT_STR(str, string) assert_true(str_equals_string((str), (string)))

#define TYPES \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATION(id, type, target) \
	"<Relationship Id='" id "' Type='" TYPES "/" type "' Target='" target \
	"'/>"
#define MAIN "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"

static struct project *read_parts(struct fixture *fixture,
				  const struct zipped *files, size_t count,
				  const struct read_options *options)
{
	const char *path =
		path_join(&fixture->arena, fixture->folder, "a.xlsx");
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(zip);
	for (size_t i = 0; i < count; i++)
		assert_true(zip_file_add(
				    zip, files[i].name,
				    zip_source_buffer(zip, files[i].bytes.bytes,
						      files[i].bytes.length, 0),
				    0) >= 0);
	assert_int_equal(zip_close(zip), 0);
	diagnostics_release(&fixture->diagnostics);
	return findings_read(path, options, &fixture->diagnostics,
			     &fixture->error);
}

/* A workbook with two sheets, of these cells; `other` may be NULL, and the
 * second sheet is hidden where `is_hidden`. */
struct book {
	const char *properties, *strings, *styles, *sheet, *other;
	bool is_hidden;
	struct read_options options;
};

static struct project *read_book(struct fixture *fixture,
				 const struct book *book)
{
	struct arena *arena = &fixture->arena;
	const char *workbook = arena_format(
		arena,
		"<workbook " MAIN " xmlns:r='" TYPES "'>%s<sheets>"
		"<sheet name='One' sheetId='1' r:id='r1'/>%s</sheets>"
		"</workbook>",
		book->properties ? book->properties : "",
		!book->other    ? "" :
		book->is_hidden ? "<sheet name='Two' sheetId='2' "
				  "state='hidden' r:id='r2'/>" :
				  "<sheet name='Two' sheetId='2' r:id='r2'/>");
	const char *strings = arena_format(arena, "<sst " MAIN ">%s</sst>",
					   book->strings ? book->strings : "");
	const char *styles =
		arena_format(arena, "<styleSheet " MAIN ">%s</styleSheet>",
			     book->styles ? book->styles : "");
	const char *sheets[2] = { book->sheet, book->other };
	for (int i = 0; i < 2; i++)
		sheets[i] = arena_format(arena,
					 "<worksheet " MAIN
					 "><sheetData>%s</sheetData>"
					 "</worksheet>",
					 sheets[i] ? sheets[i] : "");
	const struct zipped files[] = {
		{ "_rels/.rels",
		  STR("<Relationships>" RELATION(
			  "r1", "officeDocument",
			  "xl/workbook.xml") "</Relationships>") },
		{ "xl/workbook.xml", str_from(workbook) },
		{ "xl/_rels/workbook.xml.rels",
		  STR("<Relationships>" RELATION(
			  "r1", "worksheet",
			  "worksheets/s1.xml") RELATION("r2", "worksheet",
							"/xl/worksheets/s2.xml")
			      RELATION("r3", "sharedStrings",
				       "sharedStrings.xml")
				      RELATION(
					      "r4", "styles",
					      "styles.xml") "</"
							    "Relationships>") },
		{ "xl/worksheets/s1.xml", str_from(sheets[0]) },
		{ "xl/worksheets/s2.xml", str_from(sheets[1]) },
		{ "xl/sharedStrings.xml", str_from(strings) },
		{ "xl/styles.xml", str_from(styles) },
	};
	return read_parts(fixture, files, sizeof files / sizeof *files,
			  &book->options);
}

#define CELL(text) "<c t='inlineStr'><is><t>" text "</t></is></c>"
#define NUMBER(style, text) "<c s='" style "'><v>" text "</v></c>"

/* The value of the only case. */
static struct str value_of(const struct project *project, const char *name)
{
	uint32_t variable = project_lookup_variable(project, str_from(name));
	assert_int_not_equal(variable, PROJECT_NONE);
	uint32_t value =
		project_lookup_value(project->cases[0].values,
				     project->cases[0].value_count, variable);
	return value == PROJECT_NONE ?
		       STR("none") :
		       project->variables[variable].values[value];
}

/* Shared, rich and inline texts, phonetic readings, escapes, and gaps. */
static void test_texts(void **state)
{
	struct book book = {
		.strings = "<si><t>case</t></si><si><r><t>co</t></r><r><rPr/>"
			   "<t>de</t></r></si><si><t xml:space='preserve'> "
			   "Ann </t></si><si><t>東京</t><rPh sb='0' eb='2'>"
			   "<t>とうきょう</t></rPh></si>"
			   "<si><t>one_x000D_\ntwo_x005F_x000D_</t></si>",
		.sheet =
			"<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' "
			"t='s'><v>1</v></c><c r='D2' t='inlineStr'><is><t>"
			"text</t></is></c><c r='E2' t='str'><f>1</f><v>District"
			"</v></c></row>"
			"<row r='5'><c r='A5' t='s'><v>2</v></c><c r='B5' "
			"t='s'><v>3</v></c><c r='D5' t='s'><v>4</v></c></row>",
	};
	struct project *project = read_book(*state, &book);
	expect(*state, "");
	assert_non_null(project);
	assert_int_equal(project->segment_count, 1);
	ASSERT_STR(project->cases[0].name, "Ann");
	ASSERT_STR(project->codes[0].name, "東京");
	ASSERT_STR(project->segments[0].text, "one\ntwo_x000D_");
	ASSERT_STR(value_of(project, "District"), "none");
	assert_int_equal(project->segments[0].place.line, 5);
	assert_non_null(strstr(project->segments[0].place.file, "a.xlsx!/One"));
	project_free(project);
}

/* Numbers, dates and truths as text; days from 1900, with its 29 February that
 * never was, and from 1904. */
static void test_numbers(void **state)
{
	static const char *const names[] = { "int",   "float", "day",   "first",
					     "last",  "time",  "stamp", "own",
					     "money", "big",   "truth", "iso" };
	static const char *const values[2][12] = {
		{ "7", "45.3", "2024-03-01", "1900-02-28", "1900-03-01",
		  "10:30", "2024-03-01T10:30:05", "2024-03-01", "45352",
		  "123456789012345", "TRUE", "2024-03-01" },
		{ "7", "45.3", "2028-03-02", "1904-02-29", "1904-03-02",
		  "10:30", "2028-03-02T10:30:05", "2028-03-02", "45352",
		  "123456789012345", "TRUE", "2024-03-01" },
	};
	struct book book = {
		.styles = "<numFmts><numFmt numFmtId='164' formatCode='[$-409]"
			  "d\\-mmm\\-yy'/><numFmt numFmtId='165' formatCode='"
			  "[Red]0.00 &quot;dollars, dry&quot;'/></numFmts>"
			  "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
			  "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/>"
			  "<xf numFmtId='20'/><xf numFmtId='22'/>"
			  "<xf numFmtId='164'/><xf numFmtId='165'/></cellXfs>",
		.sheet = "<row>" CELL("case") CELL("code") CELL("int") CELL(
			"float") CELL("day") CELL("first") CELL("last") CELL("t"
									     "i"
									     "m"
									     "e")
			CELL("stamp") CELL("own") CELL("money") CELL("big") CELL(
				"truth") CELL("iso") "</row><row>" CELL("A")
				CELL("b") NUMBER("0", "7") NUMBER(
					"0",
					"45."
					"29999999999999"
					"7") NUMBER("1", "45"
							 "35"
							 "2") NUMBER("1", "59")
					NUMBER("1", "61") NUMBER(
						"2",
						"0.4375") NUMBER("3",
								 "45352."
								 "437557870369")
						NUMBER("4", "45352") NUMBER(
							"5", "45352")
							NUMBER("0",
							       "12345678901234"
							       "5") "<c "
								    "t='b'><v>"
								    "1</v></"
								    "c><c "
								    "t='d'><v>"
								    "2024-03-"
								    "01</v></c>"
								    "</row>",
	};
	for (int i = 0; i < 2; i++) {
		book.properties = i ? "<workbookPr date1904='1'/>" : NULL;
		struct project *project = read_book(*state, &book);
		expect(*state, "");
		for (size_t j = 0; j < 12; j++)
			assert_string_equal(
				arena_copy(&project->arena,
					   value_of(project, names[j]).bytes,
					   value_of(project, names[j]).length),
				values[i][j]);
		project_free(project);
	}
}

/* What a sheet can have and a table has not is told, once. */
static void test_oddities(void **state)
{
	struct book book = {
		.sheet = "<row>" CELL("case") CELL("code") CELL(
			"x") "</row><row hidden='1'>" CELL("A")
			CELL("b") "<c t='e'><v>#N/A</v></c></row><row>" CELL(
				"B") CELL("b") "<c><f>1+1</f></c></row>",
	};
	struct project *project = read_book(*state, &book);
	expect(*state, "!/One:2 R042\n!/One:3 R042\n!/One:0 R042\n");
	assert_int_equal(project->case_count, 2);
	project_free(project);
	/* A cell beside the table is none of its columns. */
	book.sheet = "<row>" CELL("case") CELL("code") "</row><row>" CELL("A")
		CELL("b") CELL(" ") "</row><row>" CELL("A") CELL("b")
			CELL("note") "</row>";
	project = read_book(*state, &book);
	expect(*state, "!/One:3 R017\n");
	project_free(project);
}

/* A title above the table: the sheet is found, and the line of its columns
 * told; a sheet of titles alone is none. */
static void test_titles(void **state)
{
	static const char titles[] = "<row>" CELL(
		"Survey") "</row><row r='3'>" CELL("of towns") "</row>";
	const char *table = arena_format(
		&((struct fixture *)*state)->arena,
		"%s<row r='5'>" CELL("case")
			CELL("code") "</row>"
				     "<row>" CELL("A") CELL("b") "</row>",
		titles);
	struct book book = { .sheet = titles, .other = table };
	assert_null(read_book(*state, &book));
	expect(*state, "!/Two:5 R016\n");
	book.other = NULL;
	assert_null(read_book(*state, &book));
	expect(*state, "!/One:1 R016\n");
}

/* The rows below the first of some that share a cell have no value of it. */
static void test_merged(void **state)
{
	struct book book = {
		.sheet = "<row>" CELL("case") CELL("code") CELL(
			"x") "</row><row>" CELL("A") CELL("b")
			CELL("N") "</row><row><c r='A3'/><c r='B3' "
				  "t='inlineStr'><is><t>d</t></is></c>"
				  "</row><row>" CELL("B")
					  CELL("b") "</row></sheetData>"
						    "<mergeCells><mergeCell "
						    "ref='A2:A3'/><mergeCell "
						    "ref='C2:C4'/></mergeCells>"
						    "<sheetData>",
	};
	struct project *project = read_book(*state, &book);
	expect(*state, "!/One:3 R017\n!/One:0 R042\n");
	assert_int_equal(project->case_count, 2);
	ASSERT_STR(value_of(project, "x"), "N");
	project_free(project);
}

static void test_sheets(void **state)
{
	struct book book = {
		.sheet = "<row>" CELL("About this project") "</row>",
		.other = "<row>" CELL("case")
			CELL("code") "</row><row>" CELL("A") CELL("b") "</row>",
	};
	struct project *project = read_book(*state, &book);
	expect(*state, "");
	assert_int_equal(project->segment_count, 1);
	project_free(project);
	book.is_hidden = true;
	assert_null(read_book(*state, &book));
	expect(*state, "!/One:1 R016\n");
	book.options.sheet.text = STR("Two");
	project = read_book(*state, &book);
	expect(*state, "");
	project_free(project);
	book.options.sheet =
		(struct read_name){ STR("Three"), { "findings.yaml", 3, 5 } };
	assert_null(read_book(*state, &book));
	expect(*state, "findings.yaml:3 R043\n");
	book = (struct book){ .sheet = book.other, .other = book.other };
	assert_null(read_book(*state, &book));
	expect(*state, "a.xlsx:0 R043\n");
	book = (struct book){ .sheet = "" };
	assert_null(read_book(*state, &book));
	expect(*state, "!/One:0 R016\n");
}

static void test_damage(void **state)
{
	static const struct zipped nothing[] = { { "a.txt", STR("x") } };
	static const struct zipped main_only[] = {
		{ "_rels/.rels", STR("<Relationships/>") }
	};
	struct fixture *f = *state;
	struct book book = {
		.sheet = "<row>" CELL("case") CELL(
			"code") "</row><row><c r='A2' t='s'><v>9</v></c></row>"
	};
	assert_null(read_parts(f, nothing, 1, NULL));
	expect(f, "a.xlsx:0 R002\n");
	assert_null(read_parts(f, main_only, 1, NULL));
	expect(f, "a.xlsx:0 R002\n");
	struct project *project = read_book(f, &book);
	expect(f, "!/One:2 R009\n");
	project_free(project);
	book.sheet =
		"<row r='3'>" CELL("case") CELL("code") "</row><row r='2'/>";
	assert_null(read_book(f, &book));
	expect(f, "!/One:3 R003\n");
	book.sheet = "<row><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>";
	assert_null(read_book(f, &book));
	expect(f, "!/One:1 R003\n");
	book.sheet = "<row><c r='XFE1'><v>1</v></c></row>";
	assert_null(read_book(f, &book));
	expect(f, "!/One:1 R003\n");
	book.sheet = "<row r='1048577'/>";
	assert_null(read_book(f, &book));
	expect(f, "!/One:0 R003\n");
	book.sheet = "<row></sheetData>";
	assert_null(read_book(f, &book));
	expect(f, "!/One:1 R005\n");
	assert_null(read_bytes(f, "a.xlsx", "\xD0\xCF\x11\xE0 old", 8));
	expect(f, "a.xlsx:0 R002\n");
	assert_non_null(strstr(f->diagnostics.items[0].text, "password"));
	assert_null(read_path(f, "none.xlsx"));
	assert_int_not_equal(f->error.message[0], 0);
}

/* ---- Layouts ----------------------------------------------------------- */

static struct project *read_table(struct fixture *fixture, const char *text)
{
	return read_bytes(fixture, "a.tsv", text, strlen(text));
}

static void expect_codes(const struct project *project, const char *paths)
{
	struct buffer all = BUFFER_INITIALISER;
	for (uint32_t i = 0; i < project->code_count; i++)
		buffer_append_format(&all, "%.*s\n",
				     (int)project->codes[i].path.length,
				     project->codes[i].path.bytes);
	assert_string_equal(all.length ? all.bytes : "", paths);
	buffer_release(&all);
}

static void test_maxqda(void **state)
{
	static const char *const headers[] = {
		"Color\tComment\tDocument group\tDocument name\tCode\t"
		"Beginning\tEnd\tWeight score\tSegment\tCreated by\tCreated\t"
		"Document group\tDocument name\tDistrict\n",
		"Farbe\tKommentar\tDokumentgruppe\tDokumentname\tCode\tAnfang\t"
		"Ende\tGewicht\tSegment\tErstellt von\tErstellt am\t"
		"Dokumentname\tDokumentname\tDistrict\n"
	};
	for (int i = 0; i < 2; i++) {
		const char *text = arena_format(
			&((struct fixture *)*state)->arena,
			"%s\tmemo\tRound 1\tInterview 1\tHealth > Access\t3\t3"
			"\t0\tToo far\tann\t2024\tRound 1\tInterview 1\tNorth\n"
			"\t\tRound 1\tInterview 2\tHealth\\Cost\t3\t3\t0\tDear"
			"\tann\t2024\tRound 1\tInterview 2\tSouth\n",
			headers[i]);
		struct project *project = read_table(*state, text);
		expect(*state, i ? "" : "a.tsv:1 R011\n");
		expect_codes(project,
			     "Health\nHealth > Access\nHealth > Cost\n");
		assert_int_equal(project->source_count, 2);
		ASSERT_STR(project->segments[0].text, "Too far");
		ASSERT_STR(project->segments[0].memo, "memo");
		ASSERT_STR(project->coders[0], "ann");
		ASSERT_STR(value_of(project, "District"), "North");
		ASSERT_STR(value_of(project,
				    i ? "Dokumentgruppe" : "Document group"),
			   "Round 1");
		project_free(project);
	}
}

/* How many characters were coded is no district; one beside it is. */
static void test_maxqda_area(void **state)
{
	static const char *const texts[] = {
		"Document name\tCode\tSegment\tArea\tCoverage %\tArea\n"
		"Interview 1\tCost\tDear\t120\t1.5\tNorth\n"
		"Interview 1\tCost\tToo dear\t140\t1.8\tNorth\n",
		"Dokumentname\tCode\tSegment\tFläche\tAbdeckungsgrad %\t"
		"Area\nInterview 1\tCost\tDear\t120\t1,5\tNorth\n",
	};
	for (int i = 0; i < 2; i++) {
		struct project *project = read_table(*state, texts[i]);
		expect(*state, "");
		assert_int_equal(project->variable_count, 1);
		ASSERT_STR(value_of(project, "Area"), "North");
		project_free(project);
	}
}

static void test_atlas(void **state)
{
	static const char text[] =
		"ID\tDocument\tDocument Groups\tQuotation Name\t"
		"Quotation Content\tCodes\tComment\tShoe size\n"
		"1:1\tInterview 1\tNorth\tToo far\tToo far away\t"
		"\"Access: far\nCost\"\tmemo\t9\n"
		"1:2\tInterview 1\tNorth\tx\tNobody asked\t\t\t\n"
		"2:1\tInterview 2\tSouth\tx\tDear\tCost\t\t\n";
	struct project *project = read_table(*state, text);
	expect(*state, "a.tsv:1 R044\n");
	assert_non_null(
		strstr(((struct fixture *)*state)->diagnostics.items[0].text,
		       "1 columns are not read: 'Shoe size'"));
	expect_codes(project, "Access: far\nCost\n");
	assert_int_equal(project->segment_count, 3);
	ASSERT_STR(project->segments[0].id, "1:1");
	ASSERT_STR(project->segments[1].id, "1:1");
	assert_int_equal(project->source_count, 2);
	assert_true(project_case_has(project, 0, 1));
	ASSERT_STR(value_of(project, "Document Groups"), "North");
	project_free(project);
}

static void test_dedoose(void **state)
{
	static const char text[] =
		"Media Title\tExcerpt Range\tExcerpt Creator\tExcerpt Copy\t"
		"Codes Applied Combined\tCode: Health Applied\t"
		"Code: Health Weight\tCode: Health\\Access Applied\t"
		"Code: Nobody Applied\tDistrict\n"
		"Interview 1\t1-9\tann\tToo far\tHealth, Access\tTrue\t1\t"
		"True\tFalse\tNorth\n"
		"Interview 2\t1-9\tann\tWell\tHealth\tTrue\t0\tFalse\tFalse\t"
		"South\n"
		"Interview 3\t1-9\tann\tHm\t\t\t\t\tperhaps\tSouth\n";
	struct project *project = read_table(*state, text);
	expect(*state, "a.tsv:4 R017\n");
	expect_codes(project, "Health\nHealth > Access\nNobody\n");
	assert_int_equal(project->segment_count, 3);
	assert_int_equal(project->source_count, 3);
	assert_true(project_case_has(project, 0, 1));
	assert_false(project_case_has(project, 1, 1));
	assert_int_equal(project->variable_count, 1);
	project_free(project);
}

static void test_quirkos(void **state)
{
	static const char text[] = "Quirk\tParent\tSource\tText\tAge\n"
				   "Access\tHealth\tInterview 1\tToo far\t40\n"
				   "Cost\t\tInterview 2\tDear\t50\n";
	struct project *project = read_table(*state, text);
	expect(*state, "");
	expect_codes(project, "Health\nHealth > Access\nCost\n");
	ASSERT_STR(value_of(project, "Age"), "40");
	project_free(project);
}

/* Paths where they are asked for; what findings.yaml says goes before what a
 * layout has. */
static void test_code_separators(void **state)
{
	struct fixture *f = *state;
	static const char dots[] = "id\tdocument\ttag\tcontent\n"
				   "1\ta\thealth.access\tx\n"
				   "2\ta\thealth.cost.fares\ty\n";
	static const char slash[] = "case\tcode\nA\tWork/life > balance\n";
	struct read_options options = { .code_separator = "." };
	const char *path = path_join(&f->arena, f->folder, "a.tsv");
	struct project *project = read_table(f, dots);
	expect_codes(project, "health.access\nhealth.cost.fares\n");
	project_free(project);
	project = findings_read(path, &options, &f->diagnostics, &f->error);
	expect_codes(project, "health\nhealth > access\nhealth > cost\n"
			      "health > cost > fares\n");
	project_free(project);
	project_free(read_table(f, slash));
	options.code_separator = "";
	project = findings_read(path, &options, &f->diagnostics, &f->error);
	expect_codes(project, "Work/life > balance\n");
	project_free(project);
}

/* A row for each person and a column for each question: answers are codes. */
static void test_answers(void **state)
{
	struct fixture *f = *state;
	static const char text[] =
		"case\tDistrict\tHow far?\tWhy?\tcode\ttext\n"
		"A\tN\tFar\tBus;Cost;\tCost\tIt is dear\n"
		"B\tN\tNear\t\t\t\n";
	const struct read_name answers[] = {
		{ STR("How far?"), { "findings.yaml", 3, 1 } },
		{ STR("Why?"), { "findings.yaml", 4, 1 } },
		{ STR("Who?"), { "findings.yaml", 5, 1 } },
	};
	struct read_options options = { .answers = answers, .answer_count = 2 };
	project_free(read_table(f, text));
	const char *path = path_join(&f->arena, f->folder, "a.tsv");
	struct project *project =
		findings_read(path, &options, &f->diagnostics, &f->error);
	expect(f, "");
	expect_codes(project,
		     "Cost\nHow far?\nHow far? > Far\nHow far? > Near\n"
		     "Why?\nWhy? > Bus\nWhy? > Cost\n");
	assert_int_equal(project->case_count, 2);
	assert_int_equal(project->segment_count, 5);
	ASSERT_STR(project->segments[0].text, "It is dear");
	assert_int_equal(project->segments[1].text.length, 0);
	ASSERT_STR(value_of(project, "How far?"), "Far");
	project_free(project);
	options.answer_count = 3;
	project_free(findings_read(path, &options, &f->diagnostics, &f->error));
	expect(f, "findings.yaml:5 R100\n");
}

static const struct CMUnitTest tests[] = {
	UNIT(test_texts),           UNIT(test_numbers), UNIT(test_oddities),
	UNIT(test_sheets),          UNIT(test_damage),  UNIT(test_maxqda),
	UNIT(test_maxqda_area),     UNIT(test_merged),  UNIT(test_titles),
	UNIT(test_atlas),           UNIT(test_dedoose), UNIT(test_quirkos),
	UNIT(test_code_separators), UNIT(test_answers),
};
UNIT_FILE(tests, NULL, NULL)
