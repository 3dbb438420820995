/* layout/: fonts.yaml and the choice of faces. */
#define _DEFAULT_SOURCE 1 /* mkdtemp */
#include "unit/text_fixture.h"

#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "unit/unit.h"

#define TAG(s) SCRIPT_TAG((s)[0], (s)[1], (s)[2], (s)[3])

static const struct font_face *choose(struct bench *bench, const char *script,
				      const char *language, bool is_bold,
				      bool is_italic)
{
	struct font_request request = {
		.script = TAG(script),
		.language = language,
		.is_bold = is_bold,
		.is_italic = is_italic,
	};
	return font_set_choose(bench->fonts, &request);
}

static void test_families_by_script_and_language(void **state)
{
	static const char *const cases[][3] = {
		{ "Latn", "en", "Noto Sans" },
		{ "Cyrl", "ru", "Noto Sans" },
		{ "Arab", "ar", "Noto Naskh Arabic" },
		{ "Hani", "zh-Hans", "Noto Sans CJK SC" },
		{ "Hani", "zh", "Noto Sans CJK SC" },
		{ "Hani", "en", "Noto Sans CJK SC" },
		{ "Hani", "zh-Hant", "Noto Sans CJK TC" },
		{ "Hani", "zh-Hant-HK", "Noto Sans CJK HK" },
		{ "Hani", "zh-Hant-MY", "Noto Sans CJK TC" },
		{ "Hani", "ja", "Noto Sans CJK JP" },
		{ "Hira", "zh", "Noto Sans CJK JP" },
		{ "Hang", "ko-KR", "Noto Sans CJK KR" },
		{ "Deva", "hi", "Noto Sans Devanagari" },
		{ "Xsux", "akk", "Noto Sans" }, /* none has it */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
			choose(*state, cases[i][0], cases[i][1], false, false)
				->family,
			cases[i][2]);
}

static void test_preferred_families(void **state)
{
	static const char *const names[] = { "Nothing", "Noto Sans CJK JP",
					     "Noto Sans CJK KR" };
	struct bench *bench = *state;
	font_set_prefer(bench->fonts, names, 3);
	assert_string_equal(choose(bench, "Hani", "en", false, false)->family,
			    "Noto Sans CJK JP");
	/* the closer language still decides first */
	assert_string_equal(choose(bench, "Hani", "zh", false, false)->family,
			    "Noto Sans CJK SC");
	assert_string_equal(choose(bench, "Latn", "en", false, false)->family,
			    "Noto Sans");
}

static void test_styles(void **state)
{
	assert_string_equal(
		choose(*state, "Latn", "en", true, true)->postscript_name,
		"NotoSans-BoldItalic");
	const struct font_face *italic =
		choose(*state, "Latn", "en", false, true);
	assert_true(italic->is_italic);
	assert_false(italic->is_bold);
	assert_int_equal(italic->italic_angle, -12000);
	/* no italic: emphasis is bold */
	const struct font_face *arabic =
		choose(*state, "Arab", "ar", false, true);
	assert_string_equal(arabic->postscript_name, "NotoNaskhArabic-Bold");
	const struct font_face *han =
		choose(*state, "Hani", "zh-Hans", false, true);
	assert_string_equal(han->postscript_name, "NotoSansCJKsc-Bold");
	struct font_request mono = { .role = FONT_MONOSPACE,
				     .script = TAG("Latn"),
				     .language = "en" };
	const struct font_face *face =
		font_set_choose(((struct bench *)*state)->fonts, &mono);
	assert_string_equal(face->family, "Noto Sans Mono");
	assert_true(face->is_monospace);
	mono.script = TAG("Arab");
	face = font_set_choose(((struct bench *)*state)->fonts, &mono);
	assert_string_equal(face->family, "Noto Naskh Arabic");
}

static void test_measures(void **state)
{
	const struct font_face *sans =
		choose(*state, "Latn", "en", false, false);
	assert_int_equal(sans->units_per_em, 1000);
	assert_int_equal(sans->ascender, 1069);
	assert_int_equal(sans->descender, -293);
	assert_int_equal(sans->cap_height, 714);
	assert_int_equal(sans->x_height, 536);
	assert_int_equal(sans->weight, 400);
	assert_true(sans->x_minimum < 0 && sans->x_maximum > 1000);
	assert_true(sans->y_minimum < 0 && sans->y_maximum > 1000);
	assert_false(sans->is_cff || sans->is_monospace || sans->is_serif);
	assert_int_equal(font_face_scale(sans, 1069, 12000), 12828);
	const struct font_face *han = choose(*state, "Hani", "zh", true, false);
	assert_true(han->is_cff);
	assert_int_equal(han->collection_index, 2);
	assert_int_equal(han->weight, 700);
	/* not in the file: from the shape of a letter */
	const struct font_face *naskh =
		choose(*state, "Arab", "ar", false, false);
	assert_true(naskh->cap_height > 0 && naskh->x_height > 0);
}

static void test_faces_open_once_and_late(void **state)
{
	struct bench *bench = *state;
	struct bench *fresh = bench_new();
	assert_int_equal(font_set_face_count(fresh->fonts), 1);
	const struct font_face *a = choose(fresh, "Arab", "ar", false, false);
	const struct font_face *b = choose(fresh, "Arab", "fa", false, false);
	assert_ptr_equal(a, b);
	assert_int_equal(font_set_face_count(fresh->fonts), 2);
	assert_ptr_equal(font_set_face(fresh->fonts, a->index), a);
	bench_free(fresh);
	assert_int_equal(bench->diagnostics.count, 0);
}

static void test_coverage(void **state)
{
	const struct font_face *sans =
		choose(*state, "Latn", "en", false, false);
	assert_true(font_face_covers(sans, 'A'));
	assert_true(font_face_covers(sans, 0x0142));
	assert_true(font_face_covers(sans, 0x00AD)); /* never seen */
	assert_true(font_face_covers(sans, 0xFE0F));
	assert_true(font_face_covers(sans, 0x202F));
	assert_true(font_face_covers(sans, 0xFFFD));
	assert_false(font_face_covers(sans, 0x4E2D));
	assert_false(font_face_covers(sans, 0xE000));
	assert_false(font_face_covers(sans, 7));
}

static void test_fallback(void **state)
{
	static const struct {
		uint32_t code_points[4];
		size_t count;
		const char *family; /* NULL: none */
	} cases[] = {
		{ { 'a', 0x0301 }, 2, "Noto Sans" },
		{ { 0x2713 }, 1, "Noto Sans Symbols2" },
		{ { 0x2192 }, 1, "Noto Sans Symbols" },
		{ { 0x2211 }, 1, "Noto Sans Math" },
		{ { 0x1F600 }, 1, "Symbola" },
		{ { 0x1F469, 0x200D, 0x1F467 }, 3, "Symbola" },
		{ { 0x304C }, 1, "Noto Sans CJK SC" },
		{ { 0xE000 }, 1, NULL },
		{ { 0x10FFFD }, 1, NULL },
	};
	struct bench *bench = *state;
	struct font_request request = { .script = TAG("Latn"),
					.language = "en" };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct font_face *face = font_set_choose_for(
			bench->fonts, &request, cases[i].code_points,
			cases[i].count);
		if (cases[i].family)
			assert_string_equal(face->family, cases[i].family);
		else
			assert_null(face);
	}
}

static void test_scripts_of_languages(void **state)
{
	(void)state;
	assert_int_equal(font_script_of_language("pl"), TAG("Latn"));
	assert_int_equal(font_script_of_language("ar-EG"), TAG("Arab"));
	assert_int_equal(font_script_of_language("zh-Hans"), TAG("Hani"));
	assert_int_equal(font_script_of_language("zh-Hant-HK"), TAG("Hani"));
	assert_int_equal(font_script_of_language("ja"), TAG("Hani"));
	assert_int_equal(font_script_of_language("ko"), TAG("Hang"));
	assert_int_equal(font_script_of_language("sr-Latn"), TAG("Latn"));
	assert_int_equal(font_script_of_language("sr"), TAG("Cyrl"));
	assert_int_equal(font_script_of_language("xx-nonsense"), TAG("Latn"));
}

/* ---- Mistakes in fonts.yaml -------------------------------------------- */

struct folder {
	struct arena arena;
	struct diagnostics diagnostics;
	struct error error;
	char path[64];
	struct font_set *set;
};

static void load(struct folder *folder, const char *yaml)
{
	memset(folder, 0, sizeof *folder);
	strcpy(folder->path, "/tmp/everyread-fonts-XXXXXX");
	assert_non_null(mkdtemp(folder->path));
	char *file = path_join(&folder->arena, folder->path, "fonts.yaml");
	assert_true(file_write_atomically(file, yaml, strlen(yaml),
					  &folder->error));
	folder->set = font_set_load(&folder->arena, OVERLAY_OF(folder->path),
				    &folder->diagnostics, &folder->error);
	assert_int_equal(unlink(file), 0);
	assert_int_equal(rmdir(folder->path), 0);
}

static void unload(struct folder *folder)
{
	font_set_release(folder->set);
	diagnostics_release(&folder->diagnostics);
	arena_release(&folder->arena);
}

#define SANS "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"

static void test_mistakes_have_places(void **state)
{
	(void)state;
	static const struct {
		const char *yaml;
		uint32_t line;
		const char *words;
	} cases[] = {
		{ "families:\n  - name: A\n    package: b\n    licence: c\n"
		  "    scripts: [Latin]\n    regular: " SANS "\n",
		  5, "'Latin' is no ISO 15924 script code" },
		{ "families:\n  - name: A\n    package: b\n    licence: c\n"
		  "    role: title\n    regular: " SANS "\n",
		  5, "unknown role 'title'" },
		{ "families:\n  - name: A\n    package: b\n    licence: c\n", 2,
		  "no 'regular'" },
		{ "families:\n  - name: A\n    package: b\n    licence: c\n"
		  "    regular: x.ttc#two\n",
		  5, "number of a face" },
		{ "families:\n  - name: A\n    package: b\n    licence: c\n"
		  "    regular: " SANS "\n    weight: 400\n",
		  6, "unknown key 'weight'" },
		{ "families: none\n", 1, "'families' must be a list" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct folder folder;
		load(&folder, cases[i].yaml);
		assert_null(folder.set);
		assert_int_equal(folder.diagnostics.count, 1);
		const struct diagnostic *item = &folder.diagnostics.items[0];
		assert_int_equal(item->place.line, cases[i].line);
		if (!strstr(item->text, cases[i].words))
			fail_msg("%s", item->text);
		unload(&folder);
	}
}

static void test_missing_files_name_their_package(void **state)
{
	(void)state;
	struct folder folder;
	load(&folder, "families:\n  - name: A\n    package: fonts-a\n"
		      "    licence: c\n    regular: /nowhere/A.ttf\n");
	assert_null(folder.set);
	assert_non_null(strstr(folder.error.message,
			       "install the Debian package fonts-a"));
	unload(&folder);

	load(&folder, "families:\n  - name: A\n    package: b\n"
		      "    licence: c\n    scripts: [Latn]\n"
		      "    regular: " SANS "\n"
		      "  - name: B\n    package: fonts-b\n    licence: c\n"
		      "    scripts: [Arab]\n    regular: /nowhere/B.ttf\n");
	assert_non_null(folder.set);
	assert_int_equal(folder.diagnostics.count, 0);
	struct font_request arabic = { .script = TAG("Arab") };
	for (int i = 0; i < 2; i++) /* reported once, text goes on */
		assert_string_equal(
			font_set_choose(folder.set, &arabic)->family, "A");
	assert_int_equal(folder.diagnostics.count, 1);
	const struct diagnostic *item = &folder.diagnostics.items[0];
	assert_string_equal(diagnostic_code_label(item->code), "F001");
	assert_int_equal(item->place.line, 11);
	assert_non_null(strstr(item->text, "fonts-b"));
	unload(&folder);
}

static void test_files_that_are_no_fonts(void **state)
{
	(void)state;
	struct folder folder;
	load(&folder, "families:\n  - name: A\n    package: b\n"
		      "    licence: c\n    scripts: [Latn]\n"
		      "    regular: " SANS "\n    bold: " SANS "#7\n"
		      "    italic: /etc/passwd\n");
	assert_non_null(folder.set);
	struct font_request request = { .script = TAG("Latn"),
					.is_bold = true };
	assert_false(font_set_choose(folder.set, &request)->is_bold);
	request = (struct font_request){ .script = TAG("Latn"),
					 .is_italic = true };
	assert_false(font_set_choose(folder.set, &request)->is_italic);
	assert_int_equal(folder.diagnostics.count, 2);
	assert_int_equal(folder.diagnostics.items[0].place.line, 7);
	assert_string_equal(
		diagnostic_code_label(folder.diagnostics.items[1].code),
		"F002");
	unload(&folder);
}

/* Writes SANS to `path` with one table under another name. */
static void write_without(const char *table, const char *path)
{
	struct arena arena = ARENA_INITIALISER;
	struct error error;
	struct str font;
	assert_true(file_read(&arena, SANS, &font, &error));
	char *bytes = arena_allocate(&arena, font.length);
	memcpy(bytes, font.bytes, font.length);
	unsigned count = (unsigned char)bytes[5];
	for (unsigned i = 0; i < count; i++)
		if (memcmp(bytes + 12 + 16 * i, table, 4) == 0)
			memcpy(bytes + 12 + 16 * i, "none", 4);
	assert_true(file_write_atomically(path, bytes, font.length, &error));
	arena_release(&arena);
}

/* A set whose only face lacks a table, beside fonts.yaml as a link would be:
 * the message names that file and not its origin. */
static void expect_refused(const char *table, const char *words)
{
	struct folder folder = { .path = "/tmp/everyread-fonts-XXXXXX" };
	static const char yaml[] = "families:\n  - name: A\n    package: b\n"
				   "    licence: c\n    regular: " SANS "\n";
	assert_non_null(mkdtemp(folder.path));
	char *file = path_join(&folder.arena, folder.path, "fonts.yaml");
	char *face = path_join(&folder.arena, folder.path, path_name(SANS));
	assert_true(
		file_write_atomically(file, yaml, strlen(yaml), &folder.error));
	write_without(table, face);
	folder.set = font_set_load(&folder.arena, OVERLAY_OF(folder.path),
				   &folder.diagnostics, &folder.error);
	unlink(face);
	unlink(file);
	rmdir(folder.path);
	assert_null(folder.set);
	const char *message = folder.diagnostics.count ?
				      folder.diagnostics.items[0].text :
				      folder.error.message;
	if (!strstr(message, words) || !strstr(message, face))
		fail_msg("%s: %s", table, message);
	unload(&folder);
}

/* Such a face would give wrong advances or empty glyphs, quietly. */
static void test_faces_that_lack_a_table(void **state)
{
	(void)state;
	expect_refused("glyf", "no outlines");
	expect_refused("loca", "no outlines");
	expect_refused("hhea", "'hhea'");
	expect_refused("hmtx", "'hmtx'");
	expect_refused("cmap", "'cmap'");
	expect_refused("head", "'head'");
}

static void expect_lacking(struct folder *folder, const char *language,
			   size_t count, const char *letters)
{
	struct buffer lacking = BUFFER_INITIALISER;
	assert_int_equal(font_set_lacks(folder->set, language, 3, &lacking),
			 count);
	assert_string_equal(buffer_str(&lacking).bytes, letters);
	buffer_release(&lacking);
}

/* A set that knows Latin alone lacks what other languages are written with,
 * and so it is told. */
static void test_letters_of_languages(void **state)
{
	(void)state;
	struct folder folder;
	load(&folder, "families:\n  - name: A\n    package: b\n"
		      "    licence: c\n    regular: " SANS "\n");
	assert_non_null(folder.set);
	expect_lacking(&folder, "pl", 0, "");
	expect_lacking(&folder, "cy", 0, "");
	expect_lacking(&folder, "vi", 0, "");
	expect_lacking(&folder, "uk", 0, ""); /* Noto Sans has Cyrillic */
	expect_lacking(&folder, "xx", 0, "");
	expect_lacking(&folder, "he", 27, " א ב ג");
	/* CLDR does not know it: the script's letters */
	expect_lacking(&folder, "nqo", 36, " ߊ ߋ ߌ");
	unload(&folder);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_families_by_script_and_language),
	cmocka_unit_test(test_preferred_families),
	cmocka_unit_test(test_styles),
	cmocka_unit_test(test_measures),
	cmocka_unit_test(test_faces_open_once_and_late),
	cmocka_unit_test(test_coverage),
	cmocka_unit_test(test_fallback),
	cmocka_unit_test(test_scripts_of_languages),
	cmocka_unit_test(test_mistakes_have_places),
	cmocka_unit_test(test_missing_files_name_their_package),
	cmocka_unit_test(test_files_that_are_no_fonts),
	cmocka_unit_test(test_faces_that_lack_a_table),
	cmocka_unit_test(test_letters_of_languages),
};
UNIT_FILE(tests, bench_setup, bench_teardown)
