/* theme/: the theme that is shipped, themes with every kind of mistake, and
 * what one changed token changes. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "theme/contrast.h"
#include "theme/theme.h"
#include "unit/unit.h"

static const char shipped[] = "templates/theme.yaml";

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct error error;
	struct str text; /* of the theme that is shipped */
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	*state = fixture;
	return file_read(&fixture->arena, shipped, &fixture->text,
			 &fixture->error) ?
		       0 :
		       -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	diagnostics_release(&fixture->diagnostics);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

/* Loads the shipped theme with the first `from` replaced by `to`. */
static const struct theme *load_with(struct fixture *fixture, const char *from,
				     const char *to)
{
	char path[] = "/tmp/theme.XXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	close(file);
	const char *at = strstr(fixture->text.bytes, from);
	assert_non_null(at);
	struct buffer text = BUFFER_INITIALISER;
	buffer_append(&text, fixture->text.bytes,
		      (size_t)(at - fixture->text.bytes));
	buffer_append_string(&text, to);
	buffer_append_string(&text, at + strlen(from));
	assert_true(file_write_atomically(path, text.bytes, text.length,
					  &fixture->error));
	buffer_release(&text);
	const struct theme *theme = theme_load(
		&fixture->arena, path, &fixture->diagnostics, &fixture->error);
	unlink(path);
	return theme;
}

static void assert_reported(const struct fixture *fixture,
			    enum diagnostic_code code, const char *text)
{
	for (size_t i = 0; i < fixture->diagnostics.count; i++) {
		const struct diagnostic *item = &fixture->diagnostics.items[i];
		if (item->code == code && strstr(item->text, text)) {
			assert_true(item->place.line > 0);
			assert_true(item->place.column > 0);
			return;
		}
	}
	diagnostics_print(&fixture->diagnostics, stderr);
	fail_msg("nothing says '%s'", text);
}

static void test_shipped_theme_is_right(void **state)
{
	struct fixture *fixture = *state;
	const struct theme *theme =
		theme_load(&fixture->arena, shipped, &fixture->diagnostics,
			   &fixture->error);
	diagnostics_print(&fixture->diagnostics, stderr);
	assert_non_null(theme);
	assert_int_equal(fixture->diagnostics.count, 0);
	const struct theme_style(*styles)[PRINT_SIZE_COUNT] = theme->styles;
	const struct theme_text *body =
		&styles[PROFILE_STANDARD][PRINT_REGULAR].text[TEXT_BODY];
	assert_int_equal(body->size, 12000);
	body = &styles[PROFILE_EASY_READ][PRINT_REGULAR].text[TEXT_BODY];
	assert_true(body->size >= 16000);
	for (int i = 0; i < PROFILE_COUNT; i++) {
		const struct theme_text *large = styles[i][PRINT_LARGE].text;
		assert_true(large[TEXT_BODY].size >= 18000);
		for (int role = 0; role < TEXT_ROLE_COUNT; role++)
			assert_true(large[role].size >= 16000);
	}
}

static void test_scripts_by_language(void **state)
{
	struct fixture *fixture = *state;
	const struct theme *theme =
		theme_load(&fixture->arena, shipped, &fixture->diagnostics,
			   &fixture->error);
	static const char *const cases[][2] = {
		{ "en-GB", "latin" },
		{ "pl", "latin" },
		{ "ar", "arabic" },
		{ "ar-EG", "arabic" },
		{ "arn", "latin" },
		{ "zh-Hans", "han-simplified" },
		{ "zh-Hant", "han-traditional" },
		{ "zh", "han-simplified" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(theme_script_of(theme, cases[i][0])->name,
				    cases[i][1]);
	assert_false(theme_script_of(theme, "zh-Hans")->has_italics);
	assert_true(theme_script_of(theme, "gd")->has_italics);
}

/* The values of WCAG's own definition, and of well-known pairs. */
static void test_contrast(void **state)
{
	(void)state;
	const struct colour white = { 255, 255, 255 }, black = { 0, 0, 0 };
	const struct colour grey = { 0x76, 0x76, 0x76 };
	const struct colour light = { 0x77, 0x77, 0x77 };
	assert_true(contrast_ratio(white, black) > 20.999);
	assert_true(contrast_ratio(white, white) < 1.001);
	assert_true(contrast_ratio(grey, white) >= 4.5);
	assert_true(contrast_ratio(light, white) < 4.5);
	assert_true(contrast_lightness(white) > 99.9);
	assert_true(contrast_lightness(black) < 0.1);
	struct colour repaired;
	assert_true(contrast_repair(light, white, 4.5, &repaired));
	assert_int_equal(repaired.red, 0x76);
	assert_true(contrast_repair((struct colour){ 0x20, 0x20, 0x20 }, black,
				    3, &repaired));
	assert_true(contrast_ratio(repaired, black) >= 3);
	assert_false(contrast_repair(light, grey, 20, &repaired));
}

static void test_low_contrast_is_an_error(void **state)
{
	struct fixture *fixture = *state;
	const struct theme *theme =
		load_with(fixture, "quiet: '#4a5863'", "quiet: '#98a4ad'");
	assert_non_null(theme); /* the rest can still be checked */
	assert_true(fixture->diagnostics.error_count > 0);
	assert_reported(fixture, DIAGNOSTIC_THEME_CONTRAST,
			"cover-detail and 7 more: 'quiet' (#98a4ad) on 'page' "
			"(#ffffff) has a contrast of 2.54:1 in the light "
			"colours, text needs 4.5:1; '#6f787e' would do");
}

/* Large titles and marks need less, but need it. */
static void test_large_text_needs_three(void **state)
{
	struct fixture *fixture = *state;
	load_with(fixture, "accent: '#c2410c'", "accent: '#d9622a'");
	assert_int_equal(fixture->diagnostics.error_count, 0);
	load_with(fixture, "accent: '#c2410c'", "accent: '#f0b080'");
	assert_reported(fixture, DIAGNOSTIC_THEME_CONTRAST, "a mark needs 3:1");
	load_with(fixture, "art-accent: '#f2884b'", "art-accent: '#7a4a30'");
	assert_reported(fixture, DIAGNOSTIC_THEME_CONTRAST,
			"large text needs 3:1");
}

static void test_series_differ_in_lightness(void **state)
{
	struct fixture *fixture = *state;
	load_with(fixture, "chart-series-2: '#c2410c'",
		  "chart-series-2: '#8a2020'");
	assert_reported(fixture, DIAGNOSTIC_THEME_LIGHTNESS,
			"'chart-series-2' is as light as 'chart-series-1'");
}

static void test_mistakes_in_tokens(void **state)
{
	struct fixture *fixture = *state;
	assert_null(load_with(fixture, "ink: '#1d2a33'",
			      "inc: '#1d2a33'\n    band: '123456'\n    "
			      "link: #0b4f8a\n    heading: teal\n    "
			      "code: '#12345g'\n    rule: '#12'\n#"));
	assert_reported(fixture, DIAGNOSTIC_YAML_UNKNOWN_KEY,
			"unknown key 'inc', did you mean 'ink'?");
	assert_reported(fixture, DIAGNOSTIC_THEME_COLOUR,
			"'123456' is no colour, did you mean '#123456'?");
	assert_reported(fixture, DIAGNOSTIC_THEME_COLOUR,
			"the colour is empty; write it in quotes");
	assert_reported(fixture, DIAGNOSTIC_THEME_COLOUR,
			"'teal' is no colour");
	assert_reported(fixture, DIAGNOSTIC_THEME_COLOUR,
			"'#12345g' is no colour");
	assert_reported(fixture, DIAGNOSTIC_THEME_COLOUR, "'#12' is no colour");
}

static void test_mistakes_in_units(void **state)
{
	static const struct {
		const char *from, *to;
		enum diagnostic_code code;
		const char *text;
	} cases[] = {
		{ "body: { size: 12pt", "body: { size: 12px",
		  DIAGNOSTIC_THEME_UNIT,
		  "'size' cannot be '12px'; write '12pt' or '12mm'" },
		{ "body: { size: 12pt", "body: { size: 12",
		  DIAGNOSTIC_THEME_UNIT, "write '12pt'" },
		{ "body: { size: 12pt", "body: { size: twelve",
		  DIAGNOSTIC_THEME_UNIT, "cannot be 'twelve'" },
		{ "body: { size: 12pt", "body: { size: 1e3pt",
		  DIAGNOSTIC_THEME_UNIT, "cannot be '1e3pt'" },
		{ "body: { size: 12pt", "body: { size: 900pt",
		  DIAGNOSTIC_YAML_VALUE, "must be from 6pt to 144pt" },
		{ "line-height: 1.5,", "line-height: 18pt,",
		  DIAGNOSTIC_THEME_UNIT, "a number without a unit" },
		{ "weight: bold", "weight: blod", DIAGNOSTIC_YAML_VALUE,
		  "did you mean 'bold'?" },
		{ "colour: on-band", "colour: on-bend", DIAGNOSTIC_YAML_VALUE,
		  "did you mean 'on-band'?" },
		{ "size: A4", "size: A3", DIAGNOSTIC_YAML_VALUE,
		  "unknown paper 'A3'" },
		{ "margin-start: 25mm", "margin-start: 190mm",
		  DIAGNOSTIC_YAML_VALUE, "less than 200pt for text" },
		{ "point: 1.417px", "point: 1.417", DIAGNOSTIC_THEME_UNIT,
		  "write '1.417px'" },
		{ "profiles:", "profile:", DIAGNOSTIC_YAML_UNKNOWN_KEY,
		  "did you mean 'profiles'?" },
		{ "scale: 1.5", "scale: 1.2", DIAGNOSTIC_THEME_SIZE,
		  "body text is 16pt, large print needs 18pt" },
		{ "least-size: 16pt", "least-size: 12pt", DIAGNOSTIC_THEME_SIZE,
		  "large print has no text under 16pt" },
		{ "body: { size: 12pt", "body: { size: 11pt",
		  DIAGNOSTIC_THEME_SIZE, "every edition needs 12pt" },
		{ "scripts:", "scripts: {}\nscript:",
		  DIAGNOSTIC_YAML_MISSING_KEY, "'scripts' is empty" },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		diagnostics_release(&fixture->diagnostics);
		assert_null(load_with(fixture, cases[i].from, cases[i].to));
		assert_reported(fixture, cases[i].code, cases[i].text);
	}
}

/* Across and down are measured each by its own side of the paper. */
static void test_room_within_margins(void **state)
{
	struct fixture *fixture = *state;
	assert_non_null(
		load_with(fixture, "margin-top: 23mm", "margin-top: 120mm"));
	assert_null(
		load_with(fixture, "margin-top: 23mm", "margin-top: 211mm"));
	assert_reported(fixture, DIAGNOSTIC_YAML_VALUE,
			"less than 200pt for text");
}

/* Whatever stands in the file, it ends well, and is told. */
static void test_other_shapes(void **state)
{
	static const char *const texts[] = {
		"",
		"text",
		"[]",
		"colours: 1\ntext: []\npage: x",
		"colours: {light: [], dark: {page: {}}}",
		"profiles: {large-print: {text: {body: 12pt}}}",
		"scripts: {latin: [], arabic: {languages: {}}}",
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		char path[] = "/tmp/theme.XXXXXX";
		size_t told = fixture->diagnostics.count;
		close(mkstemp(path));
		assert_true(file_write_atomically(
			path, texts[i], strlen(texts[i]), &fixture->error));
		assert_null(theme_load(&fixture->arena, path,
				       &fixture->diagnostics, &fixture->error));
		assert_true(fixture->diagnostics.count > told);
		unlink(path);
	}
	assert_null(theme_load(&fixture->arena, "/nonexistent/theme.yaml",
			       &fixture->diagnostics, &fixture->error));
	assert_string_not_equal(fixture->error.message, "");
}

/* What a layer has is its own, what it has not is that of the layer below; a
 * list is never mixed. */
static void test_layers(void **state)
{
	static const char upper[] = "colours: {light: {heading: '#3a2f7d'}}\n"
				    "scripts: {latin: {fonts: [Other]}}\n"
				    "text: {body: {size: 15pt}}\n";
	struct fixture *fixture = *state;
	const struct theme *below =
		theme_load(&fixture->arena, shipped, &fixture->diagnostics,
			   &fixture->error);
	char path[] = "/tmp/theme.XXXXXX";
	close(mkstemp(path));
	assert_true(file_write_atomically(path, upper, strlen(upper),
					  &fixture->error));
	const char *paths[] = { shipped, path };
	const struct theme *theme =
		theme_load_layers(&fixture->arena, paths, 2,
				  &fixture->diagnostics, &fixture->error);
	assert_non_null(theme);
	assert_int_equal(fixture->diagnostics.count, 0);
	const struct colour *light = theme->colours[SCHEME_LIGHT];
	assert_int_equal(light[COLOUR_HEADING].red, 0x3a);
	assert_memory_equal(&light[COLOUR_INK],
			    &below->colours[SCHEME_LIGHT][COLOUR_INK],
			    sizeof(struct colour));
	assert_memory_equal(theme->colours[SCHEME_DARK],
			    below->colours[SCHEME_DARK],
			    sizeof theme->colours[SCHEME_DARK]);
	assert_int_equal(theme->script_count, below->script_count);
	assert_int_equal(theme->scripts[0].font_count, 1);
	assert_string_equal(theme->scripts[0].fonts[0], "Other");
	const struct theme_text *text =
		theme->styles[PROFILE_STANDARD][PRINT_REGULAR].text;
	assert_int_equal(text[TEXT_BODY].size, 15000);
	assert_int_equal(text[TEXT_BODY].line_height,
			 below->styles[PROFILE_STANDARD][PRINT_REGULAR]
				 .text[TEXT_BODY]
				 .line_height);
	/* Nothing is otherwise in an empty one. */
	assert_true(
		file_write_atomically(path, "# none\n", 7, &fixture->error));
	theme = theme_load_layers(&fixture->arena, paths, 2,
				  &fixture->diagnostics, &fixture->error);
	assert_non_null(theme);
	assert_memory_equal(theme->colours[SCHEME_LIGHT],
			    below->colours[SCHEME_LIGHT],
			    sizeof theme->colours[SCHEME_LIGHT]);
	assert_int_equal(fixture->diagnostics.count, 0);
	/* What is wrong is told in the layer that has it. */
	assert_true(file_write_atomically(
		path, "colours: {light: {callout: '#222222'}}", 38,
		&fixture->error));
	assert_non_null(theme_load_layers(&fixture->arena, paths, 2,
					  &fixture->diagnostics,
					  &fixture->error));
	unlink(path);
	assert_true(fixture->diagnostics.error_count > 0);
	for (size_t i = 0; i < fixture->diagnostics.count; i++) {
		const struct place *place =
			&fixture->diagnostics.items[i].place;
		assert_string_equal(place->file, path);
		assert_int_equal(place->line, 1);
		assert_int_equal(place->column, 28);
	}
}

static void test_css_follows_tokens(void **state)
{
	struct fixture *fixture = *state;
	struct buffer css = BUFFER_INITIALISER;
	const struct theme *theme = load_with(
		fixture, "heading-2: { size: 20pt", "heading-2: { size: 24pt");
	theme_append_css(theme, PROFILE_STANDARD, "en", &css);
	/* 24 points of 1.417 px, of which 16 are a rem. */
	assert_non_null(strstr(css.bytes, "--heading-2-size: 2.126rem;"));
	assert_non_null(strstr(css.bytes, "--ink: #1d2a33;"));
	assert_null(strstr(css.bytes, "--furniture-size"));
	buffer_clear(&css);
	theme_append_css(theme, PROFILE_EASY_READ, "ar", &css);
	assert_non_null(strstr(css.bytes, "--print-size: 16pt;"));
	assert_non_null(strstr(css.bytes, "--body-line: 1.798;"));
	/* Latin letters among larger ones are as large as among themselves. */
	assert_non_null(strstr(css.bytes,
			       "src: local(\"Noto Sans\"), local(\"Noto Sans "
			       "Regular\"), local(\"Segoe UI\")"));
	assert_non_null(strstr(css.bytes, "local(\"Noto Sans Bold\")"));
	assert_non_null(strstr(css.bytes, "size-adjust: 86.2%; }"));
	assert_null(strstr(css.bytes, "local(\"system-ui\")"));
	assert_non_null(strstr(css.bytes,
			       "[lang|=\"ug\"] { font-family: \"Everyread "
			       "Latin among others\", \"Noto Naskh Arabic\""));
	assert_non_null(
		strstr(css.bytes,
		       "[lang] { font-family: \"Everyread Latin passage\", "));
	buffer_clear(&css);
	theme_append_css(theme, PROFILE_STANDARD, "zh-Hans", &css);
	assert_null(strstr(css.bytes, "size-adjust"));
	buffer_release(&css);
}

static void test_art(void **state)
{
	(void)state;
	struct theme_dot dots[THEME_ART_DOTS];
	struct buffer svg = BUFFER_INITIALISER;
	theme_art(dots);
	for (int i = 0; i < THEME_ART_DOTS; i++) {
		int64_t x = dots[i].x, y = dots[i].y;
		int64_t room = THEME_ART_RADIUS - dots[i].radius;
		assert_true(x * x + y * y <= room * room);
		assert_true(dots[i].tone <= THEME_ART_TONES);
	}
	theme_append_art(&svg);
	assert_non_null(strstr(svg.bytes, "aria-hidden=\"true\""));
	assert_non_null(strstr(svg.bytes, "var(--art-7)"));
	buffer_release(&svg);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_shipped_theme_is_right, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_scripts_by_language, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_contrast, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_layers, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_low_contrast_is_an_error, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_large_text_needs_three, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_series_differ_in_lightness, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_mistakes_in_tokens, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_mistakes_in_units, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_room_within_margins, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_other_shapes, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_css_follows_tokens, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_art, set_up, tear_down),
};
UNIT_FILE(tests, NULL, NULL)
