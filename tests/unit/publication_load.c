/* publication/: publication.yaml with every kind of mistake, and texts that
 * are there, missing, empty, or outside the folder. */
#define _XOPEN_SOURCE 700
#include "unit/publication_fixture.h"
#include "unit/unit.h"

#define HEAD \
	"title: {en: Rain, pl: Deszcz}\n" \
	"publisher: Met\n" \
	"issued: 2026-02-28\n" \
	"languages: {en: en-GB, pl: }\n"

static void test_whole(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "publication.yaml",
	    HEAD "editions:\n"
		 "  - id: report\n"
		 "    title: {en: Report, pl: Raport}\n"
		 "    source: report\n"
		 "    contents: true\n"
		 "  - id: easy\n"
		 "    profile: easy-read\n"
		 "    title: Easy\n"
		 "    source: easy.md\n"
		 "    languages: [en]\n"
		 "    formats: [pdf]\n");
	put(fixture, "en/report/02-b.md", "# B\n");
	put(fixture, "en/report/01-a.md", "# A\n");
	put(fixture, "en/report/notes.txt", "not a chapter");
	put(fixture, "pl/report/01-a.md", "# A\n");
	put(fixture, "pl/report/2-be.md", "# B\n");
	put(fixture, "en/easy.md", "# Easy\n");
	struct publication *publication = load(fixture);
	assert_non_null(publication);
	expect_diagnostics(fixture, "");
	assert_int_equal(publication->language_count, 2);
	assert_string_equal(publication->languages[1].locale, "pl");
	assert_int_equal(publication_find_language(publication, "EN-gb"), 0);
	assert_int_equal(publication_find_language(publication, "ar"), 2);
	assert_string_equal(publication_localised_text(&publication->title, 1),
			    "Deszcz");
	assert_string_equal(
		publication_localised_text(&publication->publisher, 1), "Met");
	const struct edition *report = &publication->editions[0];
	assert_int_equal(report->text_count, 2);
	assert_int_equal(report->formats, OUTPUT_USUAL);
	assert_true(report->has_contents);
	assert_int_equal(report->texts[0].file_count, 2);
	assert_string_equal(path_name(report->texts[0].files[0].path),
			    "01-a.md");
	const struct edition *easy = &publication->editions[1];
	assert_int_equal(easy->profile, PROFILE_EASY_READ);
	assert_int_equal(easy->formats, output_bit(OUTPUT_PDF));
	assert_int_equal(easy->text_count, 1);
}

static void test_mistakes(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "publication.yaml",
	    "titel: Rain\n"
	    "title: {pl: Deszcz, de: Regen}\n"
	    "issued: 2026-02-29\n"
	    "identifier: Rain Report\n"
	    "languages: {en: en_GB, pl: }\n"
	    "licence: {name: CC BY, url: creativecommons.org}\n"
	    "editions:\n"
	    "  - id: report\n"
	    "    profile: easyread\n"
	    "    title: Report\n"
	    "    source: ../report.md\n"
	    "    formats: [pfd]\n"
	    "    contents: maybe\n"
	    "  - id: other\n"
	    "    title: Other\n"
	    "    source: other.md\n"
	    "    languages: [cz]\n"
	    "  - id: other\n"
	    "    title: Again\n"
	    "    source: other.md\n");
	put(fixture, "en/other.md", "# Other\n");
	put(fixture, "pl/other.md", "# Inny\n");
	assert_non_null(load(fixture));
	expect_diagnostics(
		fixture,
		"1:1 Y003 unknown key 'titel', did you mean 'title'? (allowed: "
		"identifier, title, subtitle, description, publisher, authors, "
		"issued, modified, identifiers, licence, contact, notice, "
		"languages, landing, editions, logo, cover-picture, "
		"collections, kind, address, earlier, later, related, "
		"stale-translations, braille, audio, "
		"accessibility, recordings)\n"
		"5:17 Y005 'en_GB' is not a language tag; write en-GB\n"
		"4:13 Y005 the identifier 'Rain Report' goes into file names: "
		"use only the letters a to z, digits and hyphens between them\n"
		"2:21 Y003 unknown key 'de' (allowed: en, pl)\n"
		"2:8 P006 'title' has no text in the source language 'en'\n"
		"1:1 Y004 'publisher' is missing\n"
		"3:9 Y005 '2026-02-29' is not a date; write year-month-day, "
		"such as 2026-11-30\n"
		"6:29 Y005 'url' must be an address that starts with https://, "
		"http:// or mailto:, not 'creativecommons.org'\n"
		"9:14 Y005 unknown profile 'easyread', did you mean "
		"'easy-read'? (allowed: standard, easy-read)\n"
		"11:13 P005 '../report.md' is outside the publication's "
		"folder\n"
		"13:15 Y005 expected true or false\n"
		"12:15 Y005 unknown format 'pfd', did you mean 'pdf'? "
		"(allowed: html, pdf, pdf-large, pdf-large-booklet, text, "
		"epub, markdown, docx, odt, data, brf, pef, ssml, audio, "
		"audio-chapters)\n"
		"17:17 Y005 unknown language 'cz' (allowed: en, pl)\n"
		"18:5 P008 there is already an edition 'other' at line 14\n");
}

/* What an editor offers of a mapping's keys, and of those of what is inside. */
static size_t check_keys(const struct yaml_table *table, size_t depth)
{
	size_t count = table->count;
	assert_true(depth < 8);
	for (size_t i = 0; i < table->count; i++) {
		const struct yaml_field *field = &table->fields[i];
		const struct yaml_type *type = field->type;
		assert_true(type->name && *type->name);
		assert_int_equal(type->word_count > 0, type->words != NULL);
		for (size_t j = 0; j < type->word_count; j++)
			assert_true(*type->words[j]);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(field->key,
						table->fields[j].key);
		if (type->inside)
			count += check_keys(type->inside, depth + 1);
	}
	return count;
}

static void test_keys(void **state)
{
	(void)state;
	assert_true(check_keys(&publication_keys, 0) > 80);
}

static void test_braille(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "publication.yaml",
	    "title: Rain\n"
	    "publisher: Met\n"
	    "issued: 2026-02-28\n"
	    "languages: {en: en-GB}\n"
	    "braille: {grade: 2, columns: 32}\n"
	    "editions:\n"
	    "  - {id: report, title: Report, source: report.md}\n"
	    "  - id: easy\n"
	    "    title: Easy\n"
	    "    source: report.md\n"
	    "    braille: {grade: 1, lines: 9, columns: 30.5, cells: 3}\n");
	put(fixture, "en/report.md", "# Rain\n");
	const struct publication *publication = load(fixture);
	assert_non_null(publication);
	const struct braille_settings *one = &publication->editions[0].braille,
				      *two = &publication->editions[1].braille;
	assert_int_equal(one->grade, 2);
	assert_int_equal(one->columns, 32);
	assert_int_equal(one->lines, BRAILLE_LINES);
	assert_int_equal(two->grade, 1);
	assert_int_equal(two->columns, 32);
	assert_int_equal(two->lines, BRAILLE_LINES);
	expect_diagnostics(
		fixture,
		"11:50 Y003 unknown key 'cells' (allowed: grade, columns, "
		"lines)\n"
		"11:44 Y005 columns must be a whole number from 20 to 100\n"
		"11:32 Y005 expected a number from 10 to 100\n");
}

static void test_translations(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "publication.yaml",
	    "title: {en: Rain}\n"
	    "publisher: Met\n"
	    "issued: 2026-02-28\n"
	    "languages: {en: en-GB, pl: , ar: }\n"
	    "landing: landing.md\n"
	    "editions:\n"
	    "  - id: report\n"
	    "    title: {en: Report}\n"
	    "    source: report.md\n");
	put(fixture, "en/report.md", "# Rain\n");
	put(fixture, "en/landing.md", "# Rain\n");
	put(fixture, "pl/report.md", "# Deszcz\n");
	put(fixture, "gd/report.md", "# Uisge\n");
	struct publication *publication = load(fixture);
	assert_non_null(publication);
	expect_diagnostics(
		fixture,
		"9:13 P001 edition 'report' is left out in 'ar': add the "
		"translation 'ar/report.md'\n"
		"1:8 P007 'pl' is left out: the title has no text in it; add "
		"a line 'pl: …'\n"
		"4:24 P001 there is no landing page in 'pl': add "
		"'pl/landing.md'\n"
		"8:12 P007 edition 'report' is left out in 'pl': its title "
		"has no text in it; add a line 'pl: …'\n"
		"0:0 P009 the folder 'gd' holds a translation that is not "
		"built: add it to 'languages'\n");
	assert_int_equal(fixture->diagnostics.error_count, 0);
	assert_int_equal(publication->editions[0].text_count, 1);
	assert_int_equal(publication->editions[0].texts[0].language, 0);
	assert_non_null(publication->languages[0].landing);
	assert_null(publication->languages[1].landing);
}

#define PARTS \
	"title: Rain\npublisher: Met\nissued: 2026-02-28\n" \
	"languages: {en: , pl: , cy: , ro: }\n" \
	"editions:\n  - {id: r, title: R, source: r, "

/* Chapters are those of the source by name or by number. */
static void test_chapters(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "publication.yaml", PARTS "partial: [cy, ro]}\n");
	put(fixture, "en/r/00-preface.md", "# P\n");
	put(fixture, "en/r/01-a.md", "# A\n");
	put(fixture, "en/r/10-b.md", "# B\n");
	put(fixture, "en/r/annex.md", "# C\n");
	/* as many files, one of them another */
	put(fixture, "pl/r/0-wstep.md", "# P\n");
	put(fixture, "pl/r/1-a.md", "# A\n");
	put(fixture, "pl/r/11-b.md", "# B\n");
	put(fixture, "pl/r/annex.md", "# C\n");
	put(fixture, "cy/r/010-b.md", "# B\n");
	put(fixture, "cy/r/01-a.md", "# A\n");
	/* two of one number are neither's */
	put(fixture, "ro/r/01-b.md", "# B\n");
	put(fixture, "ro/r/01-c.md", "# B\n");
	struct publication *publication = load(fixture);
	assert_non_null(publication);
	expect_diagnostics(
		fixture,
		"0:0 P013 no chapter in 'en' has this name or number; is it "
		"'10-b.md'?\n"
		"0:0 P013 no chapter in 'en' has this name or number; is it "
		"'01-a.md'?\n"
		"0:0 P013 no chapter in 'en' has this name or number; is it "
		"'01-a.md'?\n"
		"6:31 P012 edition 'r' is left out in 'ro': 4 of its 4 "
		"chapters "
		"are missing in 'ro/r': 00-preface.md, 01-a.md, 10-b.md, "
		"annex.md; with 'partial: true' it says what it lacks and is "
		"published\n"
		"6:31 P012 edition 'r' is published in part in 'cy': 2 of its "
		"4 "
		"chapters are missing in 'cy/r': 00-preface.md, annex.md\n"
		"6:31 P012 edition 'r' is left out in 'pl': 1 of its 4 "
		"chapters "
		"is missing in 'pl/r': 10-b.md; with 'partial: true' it says "
		"what it lacks and is published\n");
	assert_int_equal(fixture->diagnostics.note_count, 1);
	const struct edition *edition = &publication->editions[0];
	assert_non_null(publication_text(edition, 0));
	assert_null(publication_text(edition, 1));
	assert_int_equal(publication_text(edition, 2)->missing_count, 2);
	assert_null(publication_text(edition, 3));
	publication_leave_out(publication, 2);
	assert_null(publication_text(edition, 2));
	assert_non_null(publication_text(edition, 0));
}

/* Hundreds of names are counted, not cut in silence. */
static void test_many_chapters_missing(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "publication.yaml", PARTS "languages: [en, pl]}\n");
	for (int i = 0; i < 300; i++)
		put(fixture,
		    arena_format(&fixture->arena, "en/r/%03d-chapter.md", i),
		    "# A\n");
	put(fixture, "pl/r/299-rozdzial.md", "# A\n");
	assert_non_null(load(fixture));
	assert_int_equal(fixture->diagnostics.count, 1);
	const char *text = fixture->diagnostics.items[0].text;
	assert_non_null(strstr(text, "299 of its 300 chapters are missing"));
	assert_non_null(strstr(text, "000-chapter.md, 001-chapter.md, "));
	assert_non_null(strstr(text, " more; with 'partial: true'"));
}

static void test_texts_that_nothing_takes(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "publication.yaml",
	    PARTS "languages: [en, pl]}\n"
		  "  - {id: s, title: S, source: s.md, languages: [en]}\n"
		  "  - {id: t, title: T, source: deep/t.md, languages: [en]}\n"
		  "landing: landing.md\n");
	put(fixture, "en/r/01-a.md", "# A\n");
	put(fixture, "en/r/old/01-a.md", "# A\n");
	put(fixture, "en/s.md", "# S\n");
	put(fixture, "en/s.md.orig", "# S\n");
	put(fixture, "en/summary.md", "# S\n");
	put(fixture, "en/deep/t.md", "# T\n");
	put(fixture, "en/deep/u.md", "# U\n");
	put(fixture, "en/landing.md", "# L\n");
	put(fixture, "en/README.md", "for us\n");
	put(fixture, "en/_draft.md", "for us\n");
	put(fixture, "en/_notes/a.md", "for us\n");
	put(fixture, "pl/r/01-a.md", "# A\n");
	put(fixture, "pl/s.md", "# S\n");
	put(fixture, "pl/landing.md", "# L\n");
	assert_non_null(load(fixture));
	expect_diagnostics(
		fixture,
		"0:0 P014 no edition takes this text: name it as an edition's "
		"source, or begin its name with '_'\n"
		"0:0 P014 no edition takes this text: name it as an edition's "
		"source, or begin its name with '_'\n"
		"0:0 P014 no edition takes this text: name it as an edition's "
		"source, or begin its name with '_'\n"
		"0:0 P014 edition 's', whose text this is, is not made in "
		"'pl': "
		"add 'pl' to its languages\n");
	assert_string_equal(path_name(fixture->diagnostics.items[0].place.file),
			    "u.md");
	assert_string_equal(path_name(fixture->diagnostics.items[2].place.file),
			    "summary.md");
}

static void test_texts(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "publication.yaml",
	    HEAD "editions:\n"
		 "  - {id: a, title: A, source: a.md, languages: [en]}\n"
		 "  - {id: b, title: B, source: b.md, languages: [en]}\n"
		 "  - {id: c, title: C, source: c, languages: [en]}\n"
		 "  - {id: d, title: D, source: d.md, languages: [en]}\n"
		 "  - {id: e, title: E, source: e.md, languages: [pl],\n"
		 "     profile: easy-read}\n");
	put(fixture, "en/b.md", "\xEF\xBB\xBF \n\n");
	put(fixture, "en/c/notes.txt", "not a chapter");
	put(fixture, "pl/e.md", "# E\n");
	assert_int_equal(
		symlink("/etc/passwd",
			path_join(&fixture->arena, fixture->folder, "en/d.md")),
		0);
	struct publication *publication = load(fixture);
	assert_non_null(publication);
	expect_diagnostics(
		fixture,
		"6:31 P002 edition 'a' has no text: 'en/a.md' does not "
		"exist\n"
		"0:0 P004 this file is empty\n"
		"0:0 P004 this folder holds no chapter: add files such as "
		"01-introduction.md\n"
		"0:0 P005 this file leads outside the publication's folder\n"
		"10:5 P003 edition 'e' is Easy Read, which stands beside a "
		"standard edition and never instead of one: there is none in "
		"'pl'\n");
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(publication->editions[i].text_count, 0);
}

static void test_broken_yaml(void **state)
{
	struct fixture *fixture = *state;
	put(fixture, "publication.yaml", "title: [Rain\nissued: 2026\n");
	assert_null(load(fixture));
	assert_int_equal(fixture->diagnostics.count, 1);
	assert_int_equal(fixture->diagnostics.items[0].code,
			 DIAGNOSTIC_YAML_SYNTAX);
	assert_int_equal(fixture->diagnostics.items[0].place.line, 2);
	assert_string_equal(fixture->error.message, "");
}

static void test_no_file(void **state)
{
	struct fixture *fixture = *state;
	assert_null(load(fixture));
	assert_int_equal(fixture->diagnostics.count, 0);
	assert_non_null(strstr(fixture->error.message, "publication.yaml"));
}

static void test_list(void **state)
{
	struct fixture *fixture = *state;
	const char **names;
	size_t count;
	put(fixture, "b/publication.yaml", "title: B\n");
	put(fixture, "a/publication.yaml", "title: A\n");
	put(fixture, "c/notes.md", "no publication");
	assert_true(publication_list(&fixture->arena, fixture->folder, &names,
				     &count, &fixture->error));
	assert_int_equal(count, 2);
	assert_string_equal(names[0], "a");
	assert_string_equal(names[1], "b");
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_whole),
	TEST(test_mistakes),
	TEST(test_keys),
	TEST(test_translations),
	TEST(test_chapters),
	TEST(test_many_chapters_missing),
	TEST(test_texts_that_nothing_takes),
	TEST(test_texts),
	TEST(test_braille),
	TEST(test_broken_yaml),
	TEST(test_no_file),
	TEST(test_list),
};
UNIT_FILE(tests, NULL, NULL)
