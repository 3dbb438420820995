/* text/: shaping against tests/shape/, and what may not change with how a
 * text is cut into words. */
#include "unit/text_fixture.h"

#include <stdio.h>

#include <hb.h>

#include "base/file.h"
#include "base/path.h"
#include "text/font_private.h"
#include "text/shape.h"
#include "unit/unit.h"

static const struct font_face *open_face(struct bench *bench, const char *name)
{
	char path[200];
	const char *mark = strchr(name, '#');
	int length = mark ? (int)(mark - name) : (int)strlen(name);
	snprintf(path, sizeof path, "fonts/%.*s", length, name);
	const char *reason;
	struct font_face *face = font_face_open(
		&bench->arena, path,
		mark ? (uint32_t)strtoul(mark + 1, NULL, 10) : 0, &reason);
	if (!face)
		fail_msg("cannot open '%s'", path);
	return face;
}

static void close_face(const struct font_face *face)
{
	font_face_close((struct font_face *)face);
}

/* ---- tests/shape/: font;options;text;[glyphs] -------------------------- */

static script_tag option_script(const char *options)
{
	const char *at = strstr(options, "script=");
	assert_non_null(at);
	return SCRIPT_TAG(at[7], at[8], at[9], at[10]);
}

static const char *option_language(struct bench *bench, const char *options)
{
	const char *at = strstr(options, "language=");
	assert_non_null(at);
	at += strlen("language=");
	return arena_copy(&bench->arena, at, strcspn(at, " "));
}

/* "[A=0+599|…]", as HarfBuzz's own tool prints it. */
static void print_shaped(const struct font_face *face,
			 const struct shaped *shaped, struct buffer *buffer)
{
	for (uint32_t i = 0; i < shaped->count; i++) {
		const struct glyph *glyph = &shaped->glyphs[i];
		char name[64];
		hb_font_glyph_to_string(face->hb_font, glyph->id, name,
					sizeof name);
		buffer_append_format(buffer, "%c%s=%u", i ? '|' : '[', name,
				     (unsigned)glyph->cluster);
		if (glyph->x_offset || glyph->y_offset)
			buffer_append_format(buffer, "@%d,%d",
					     (int)glyph->x_offset,
					     (int)glyph->y_offset);
		buffer_append_format(buffer, "+%d", (int)glyph->advance);
	}
	buffer_append_byte(buffer, ']');
}

static void run_case(struct bench *bench, const char *file, char *line)
{
	char *font = line, *options = strchr(font, ';');
	assert_non_null(options);
	*options++ = '\0';
	char *text = strchr(options, ';');
	assert_non_null(text);
	*text++ = '\0';
	char *expected = strrchr(text, ';');
	assert_non_null(expected);
	*expected++ = '\0';

	const struct font_face *face = open_face(bench, font);
	struct shaper *shaper = shaper_new();
	/* at an em of its own units, widths are font units */
	struct shape_request request = {
		.face = face,
		.size = face->units_per_em,
		.script = option_script(options),
		.language = option_language(bench, options),
		.is_right_to_left = strstr(options, "rtl") != NULL,
		.has_tabular_figures = strstr(options, "tabular") != NULL,
	};
	struct shape_context *context = shaper_context(shaper, &request);
	struct buffer actual = BUFFER_INITIALISER;
	print_shaped(face,
		     shape(shaper, context, &bench->arena, str_from(text), 0,
			   (uint32_t)strlen(text)),
		     &actual);
	if (strcmp(actual.bytes, expected) != 0)
		fail_msg("%s: %s: %s\n is %s\nnot %s", file, font, text,
			 actual.bytes, expected);
	buffer_release(&actual);
	shaper_release(shaper);
	close_face(face);
}

static void test_cases(void **state)
{
	struct bench *bench = *state;
	const char **names;
	size_t count;
	struct error error;
	int cases = 0;
	assert_true(file_list_folder(&bench->arena, "tests/shape", &names,
				     &count, &error));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(path_extension(names[i]), "tests") != 0)
			continue;
		struct str rest, line;
		char *path = path_join(&bench->arena, "tests/shape", names[i]);
		assert_true(file_read(&bench->arena, path, &rest, &error));
		while (str_next_line(&rest, &line)) {
			if (line.length == 0 || line.bytes[0] == '#')
				continue;
			run_case(bench, names[i],
				 arena_copy(&bench->arena, line.bytes,
					    line.length));
			cases++;
		}
	}
	assert_true(cases >= 30);
}

/* ---- Words ------------------------------------------------------------- */

static void assert_same_in_words(struct bench *bench,
				 struct shape_context *context,
				 struct shaper *shaper, struct str text,
				 bool is_right_to_left)
{
	const struct shaped *whole = shape(shaper, context, &bench->arena, text,
					   0, (uint32_t)text.length);
	uint32_t start = 0, glyphs = 0;
	lu width = 0;
	for (uint32_t end = 1; end <= text.length; end++) {
		if (end < text.length &&
		    (text.bytes[end - 1] != ' ' || text.bytes[end] == ' '))
			continue;
		const struct shaped *word =
			shape(shaper, context, &bench->arena, text, start, end);
		for (uint32_t i = 0; i < word->count; i++) {
			uint32_t at = is_right_to_left ?
					      whole->count - glyphs -
						      word->count + i :
					      glyphs + i;
			assert_int_equal(word->glyphs[i].id,
					 whole->glyphs[at].id);
			assert_int_equal(word->glyphs[i].advance,
					 whole->glyphs[at].advance);
			assert_int_equal(word->glyphs[i].cluster + start,
					 whole->glyphs[at].cluster);
		}
		glyphs += word->count;
		width += word->width;
		start = end;
	}
	assert_int_equal(glyphs, whole->count);
	assert_int_equal(width, whole->width);
}

static void test_words_shape_as_in_their_sentence(void **state)
{
	static const struct {
		const char *font, *script, *language, *text;
		bool is_right_to_left;
	} cases[] = {
		{ "NotoSans-Regular.ttf", "Latn", "en",
		  "Two AVATARs took Vera to Yale, w. office affluent f. fin",
		  false },
		{ "NotoSans-Regular.ttf", "Latn", "pl",
		  "Zażółć gęślą jaźń w Łodzi i u Ważki", false },
		{ "NotoNaskhArabic-Regular.ttf", "Arab", "ar",
		  "الناس في المركز لا مُشَكَّلٌ إلى الأمام ", true },
		{ "NotoSansHebrew-Regular.ttf", "Hebr", "he", "שָׁלוֹם עולם לכולם",
		  true },
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct font_face *face = open_face(bench, cases[i].font);
		const char *script = cases[i].script;
		struct shaper *shaper = shaper_new();
		struct shape_request request = {
			.face = face,
			.size = 11000,
			.script = SCRIPT_TAG(script[0], script[1], script[2],
					     script[3]),
			.language = cases[i].language,
			.is_right_to_left = cases[i].is_right_to_left,
		};
		struct shape_context *context =
			shaper_context(shaper, &request);
		assert_same_in_words(bench, context, shaper,
				     str_from(cases[i].text),
				     cases[i].is_right_to_left);
		shaper_release(shaper);
		close_face(face);
	}
}

/* ---- Words that are shaped together ------------------------------------ */

static void assert_same_word(const struct shaped *a, const struct shaped *b,
			     const char *text)
{
	bool is_same = a->count == b->count && a->width == b->width &&
		       a->trailing == b->trailing;
	for (uint32_t i = 0; is_same && i < a->count; i++)
		is_same = memcmp(&a->glyphs[i], &b->glyphs[i],
				 sizeof a->glyphs[i]) == 0 &&
			  (i == 0 || a->is_unsafe[i] == b->is_unsafe[i]);
	if (!is_same)
		fail_msg("shaped otherwise beside other words: '%s'", text);
}

/* Cuts the text into words, has them shaped at two sizes, and compares each
 * with what it is when it is shaped alone. */
static void shape_together(struct bench *bench, struct shape_request *request,
			   struct str text)
{
	enum { MOST_WORDS = 200 };
	struct shape_word words[MOST_WORDS];
	size_t count = 0;
	uint32_t start = 0;
	for (uint32_t end = 1; end <= text.length && count < MOST_WORDS; end++)
		if (end == text.length ||
		    (text.bytes[end - 1] == ' ' && text.bytes[end] != ' ')) {
			words[count++] =
				(struct shape_word){ start, end, NULL };
			start = end;
		}
	struct shaper *shaper = shaper_new();
	for (lu size = 11000; size < 20000; size += 6500) {
		request->size = size;
		shape_words(shaper, shaper_context(shaper, request),
			    &bench->arena, text, words, count);
		for (size_t i = 0; i < count; i++) {
			struct shaper *alone = shaper_new();
			struct str word = { text.bytes + words[i].start,
					    words[i].end - words[i].start };
			assert_same_word(
				words[i].shaped,
				shape(alone, shaper_context(alone, request),
				      &bench->arena, text, words[i].start,
				      words[i].end),
				arena_copy_str(&bench->arena, word).bytes);
			shaper_release(alone);
		}
	}
	shaper_release(shaper);
}

static void test_words_shaped_together_are_as_alone(void **state)
{
	static const struct {
		const char *font, *script, *language;
		const char *bits[16];
	} cases[] = {
		{ "NotoSans-Regular.ttf",
		  "Latn",
		  "en",
		  { "AV", "To", "w.", "office ", " ", "T", "\u0301", "f", "i ",
		    "1⁄2", "\u200D", "\u00AD", "Ł", "ij\u0301 ", "- ", "“" } },
		{ "NotoSansDevanagari-Regular.ttf",
		  "Deva",
		  "hi",
		  { "नम", "स्ते ", "कि", "\u093F", "र्", "क्ष ", " ", "्", "\u200D",
		    "\u200C", "ॐ ", "त्र", "ं", "ः ", "। ", "हिन्दी " } },
		{ "NotoSansThai-Regular.ttf",
		  "Thai",
		  "th",
		  { "ไทย", "ก", "\u0E33", "่", "้ ", "เ", "แ ", " ", "ำ ", "ก่ำ",
		    "ป็", "ญุ ", "ฐู", "๑", "ๆ ", "ฯ" } },
		/* signs that reach over a space */
		{ "NotoSansTamil-Regular.ttf",
		  "Taml",
		  "ta",
		  { "\U00011301 ", "²", "³ ", "\U00011303 ", "தமிழ் ", "கொ",
		    "க்ஷ ", " ", "்", "ா ", "ி", "ஶ்ரீ ", "௧", "² ", "\U00011301",
		    "ப " } },
		{ "NotoSansMyanmar-Regular.ttf",
		  "Mymr",
		  "my",
		  { "မြန်", "မာ ", "က", "္", "ျ", "ြ", "ေ", " ", "်", "့ ", "း",
		    "၊ ", "င်္", "ဿ", "ှ", "ို " } },
		{ "NotoSansHebrew-Regular.ttf",
		  "Hebr",
		  "he",
		  { "שלום ", "ש", "\u05C1", "ָ", "לו ", " ", "מ", "־", "ם ", "א",
		    "ב", "ג ", "״", "ט", "ע ", "ץ" } },
		{ "NotoNaskhArabic-Regular.ttf",
		  "Arab",
		  "ar",
		  { "سلام ", "لا", "ب", "ً", "الله ", " ", "م", "ـ", "ة ", "و",
		    "\u200D", "\u200C", "ك", "ل", "ى ", "ء" } },
	};
	struct bench *bench = *state;
	unsigned seed = 11;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *script = cases[i].script;
		struct shape_request request = {
			.face = open_face(bench, cases[i].font),
			.script = SCRIPT_TAG(script[0], script[1], script[2],
					     script[3]),
			.language = cases[i].language,
			.is_right_to_left = i >= 5,
		};
		struct buffer text = BUFFER_INITIALISER;
		for (int round = 0; round < 60; round++) {
			buffer_clear(&text);
			for (int k = 0; k < 60; k++) {
				seed = seed * 1103515245 + 12345;
				buffer_append_string(
					&text, cases[i].bits[(seed >> 8) % 16]);
			}
			shape_together(bench, &request, buffer_str(&text));
		}
		buffer_release(&text);
		close_face(request.face);
	}
}

static void test_words_are_remembered(void **state)
{
	struct bench *bench = *state;
	const struct font_face *face = open_face(bench, "NotoSans-Regular.ttf");
	struct shaper *shaper = shaper_new();
	struct shape_request request = {
		.face = face,
		.size = 20000,
		.script = SCRIPT_TAG('L', 'a', 't', 'n'),
		.language = "en",
	};
	struct shape_context *large = shaper_context(shaper, &request);
	request.size = 10000;
	struct shape_context *small = shaper_context(shaper, &request);
	assert_ptr_not_equal(large, small);
	request.size = 20000;
	request.has_tabular_figures = true;
	assert_ptr_not_equal(large, shaper_context(shaper, &request));
	request.has_tabular_figures = false;
	assert_ptr_equal(large, shaper_context(shaper, &request));
	struct str text = STR("one two one ");
	const struct shaped *first =
		shape(shaper, large, &bench->arena, text, 0, 4);
	const struct shaped *again =
		shape(shaper, large, &bench->arena, text, 8, 12);
	assert_ptr_equal(first, again);
	const struct shaped *other =
		shape(shaper, small, &bench->arena, text, 0, 4);
	assert_ptr_not_equal(first, other);
	assert_int_equal(other->width * 2, first->width);
	assert_int_equal(first->trailing, 5200); /* the space: 260 of 1000 */
	shaper_release(shaper);
	close_face(face);
}

/* Pieces of a word keep the forms that their neighbours ask for. */
static void test_joined_letters_see_their_neighbours(void **state)
{
	struct bench *bench = *state;
	const struct font_face *face =
		open_face(bench, "NotoNaskhArabic-Regular.ttf");
	struct shaper *shaper = shaper_new();
	struct shape_request request = {
		.face = face,
		.size = 10000,
		.script = SCRIPT_TAG('A', 'r', 'a', 'b'),
		.language = "ar",
		.is_right_to_left = true,
	};
	struct shape_context *context = shaper_context(shaper, &request);
	struct str text = STR("ببب");
	const struct shaped *middle =
		shape(shaper, context, &bench->arena, text, 2, 4);
	const struct shaped *alone =
		shape(shaper, context, &bench->arena, STR("ب"), 0, 2);
	const struct shaped *whole =
		shape(shaper, context, &bench->arena, text, 0, 6);
	assert_int_not_equal(middle->width, alone->width);
	lu sum = middle->width;
	sum += shape(shaper, context, &bench->arena, text, 0, 2)->width;
	sum += shape(shaper, context, &bench->arena, text, 4, 6)->width;
	assert_int_equal(sum, whole->width);
	shaper_release(shaper);
	close_face(face);
}

/* ---- Missing glyphs ---------------------------------------------------- */

static void test_notdef_never_comes_out(void **state)
{
	static const char *const fonts[] = {
		"NotoSans-Regular.ttf",     "NotoSansHebrew-Regular.ttf",
		"NotoNaskhArabic-Bold.ttf", "NotoSansCJK-Regular.ttc#2",
		"Symbola_hint.ttf",         "NotoSansSymbols2-Regular.ttf",
	};
	struct bench *bench = *state;
	struct str text = STR("a(中)\xEE\x80\x80ب😀\xF3\xA0\x84\x80ក្រ ");
	for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) {
		const struct font_face *face = open_face(bench, fonts[i]);
		struct shaper *shaper = shaper_new();
		for (int k = 0; k < 4; k++) {
			struct shape_request request = {
				.face = face,
				.size = 10000,
				.script = SCRIPT_TAG('L', 'a', 't', 'n'),
				.language = "en",
				.is_right_to_left = k & 1,
				.replaces = k & 2,
			};
			struct shape_context *context =
				shaper_context(shaper, &request);
			const struct shaped *shaped =
				shape(shaper, context, &bench->arena, text, 0,
				      (uint32_t)text.length);
			assert_true(shaped->count > 5);
			for (uint32_t g = 0; g < shaped->count; g++)
				assert_int_not_equal(shaped->glyphs[g].id, 0);
		}
		shaper_release(shaper);
		close_face(face);
	}
}

/* ---- Cutting ----------------------------------------------------------- */

static void test_slices(void **state)
{
	struct bench *bench = *state;
	const struct font_face *face = open_face(bench, "NotoSans-Regular.ttf");
	struct shaper *shaper = shaper_new();
	struct shape_request request = {
		.face = face,
		.size = 10000,
		.script = SCRIPT_TAG('L', 'a', 't', 'n'),
		.language = "en",
	};
	struct shape_context *context = shaper_context(shaper, &request);
	struct str text = STR("no office");
	const struct shaped *shaped =
		shape(shaper, context, &bench->arena, text, 0, 9);
	const struct glyph *first;
	uint32_t count;
	assert_true(shaped_slice(shaped, false, 0, 3, 9, &first, &count));
	assert_ptr_equal(first, shaped->glyphs);
	assert_int_equal(count, 3);
	assert_true(shaped_slice(shaped, false, 3, 9, 9, &first, &count));
	assert_int_equal(first[0].cluster, 3);
	assert_int_equal(count, 4); /* "ffi" is one glyph */
	assert_false(shaped_slice(shaped, false, 0, 5, 9, &first, &count));
	struct shaped_cursor cursor = { 0 };
	assert_true(shaped_cursor_move(&cursor, shaped, false, 3));
	assert_int_equal(cursor.width, shaped->glyphs[0].advance +
					       shaped->glyphs[1].advance +
					       shaped->glyphs[2].advance);
	assert_false(shaped_cursor_move(&cursor, shaped, false, 5));
	assert_true(shaped_cursor_move(&cursor, shaped, false, 9));
	assert_int_equal(cursor.width, shaped->width);
	shaper_release(shaper);
	close_face(face);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_cases),
	cmocka_unit_test(test_words_shape_as_in_their_sentence),
	cmocka_unit_test(test_words_shaped_together_are_as_alone),
	cmocka_unit_test(test_words_are_remembered),
	cmocka_unit_test(test_joined_letters_see_their_neighbours),
	cmocka_unit_test(test_notdef_never_comes_out),
	cmocka_unit_test(test_slices),
};
UNIT_FILE(tests, bench_setup, bench_teardown)
