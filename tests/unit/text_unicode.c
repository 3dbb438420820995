/* text/: line breaking and bidi against ICU and against Unicode's own test
 * files (Debian's package unicode-data; without it these parts are skipped). */
#include "unit/text_fixture.h"

#include <stdio.h>

#include <unicode/uchar.h>

#include "base/file.h"
#include "text/itemise.h"
#include "text/line_break.h"
#include "unit/unit.h"

#define LINE_BREAK_TEST "/usr/share/unicode/auxiliary/LineBreakTest.txt"
#define BIDI_TEST "/usr/share/unicode/BidiCharacterTest.txt"

/* ---- The quick way to break is ICU's way ------------------------------- */

static const char *const bits[] = {
	"a", "b", "word", " ",  " ",  " ",      "  ", "1", "23", ",", ".",
	":", ";", "!",    "?",  "\"", "'",      "(",  ")", "[",  "]", "-",
	"-", "/", "%",    "$",  "+",  "€",      "£",  "—", "–",  "…", "\u00a0",
	"’", "“", "”",    "é",  "ł",  "س",      "ال", "ً",  "،",  "؟", "٣",
	"|", "#", "@",    "\\", "«",  "»",      "я",  "}", "{",  "́",  "*",
	"=", "&", "中",   "ש",  "‑",  "\u200b", "ไ",  "„", "‚",  "¿",
};

static size_t make_text(unsigned *seed, char *text)
{
	size_t length = 0;
	for (unsigned i = 0; i < *seed / 7 % 9 + 1; i++) {
		*seed = *seed * 1103515245 + 12345;
		const char *bit =
			bits[(*seed >> 8) % (sizeof bits / sizeof *bits)];
		memcpy(text + length, bit, strlen(bit));
		length += strlen(bit);
	}
	*seed = *seed * 1103515245 + 12345;
	return length;
}

static void test_quick_breaks_agree_with_icu(void **state)
{
	(void)state;
	static const char *const languages[] = { "en", "pl", "ar", "gd",
						 "de", "fi", "sv", "ru" };
	struct line_breaker *breaker = line_breaker_new();
	unsigned seed = 2020;
	int quick = 0;
	for (int i = 0; i < 60000; i++) {
		char bytes[400];
		uint8_t by_hand[400], by_icu[400];
		struct str text = { bytes, make_text(&seed, bytes) };
		if (!line_break_find_quickly(text, by_hand))
			continue;
		quick++;
		line_break_find_by_rules(breaker, text, languages[i % 8],
					 by_icu);
		if (memcmp(by_hand, by_icu, text.length) != 0)
			fail_msg("%s: '%.*s'", languages[i % 8],
				 (int)text.length, bytes);
	}
	assert_true(quick > 15000);
	line_breaker_release(breaker);
}

/* It would be of no use if common sentences were too hard for it. */
static void test_quick_breaks_know_common_text(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"In September 2020, the ALLIANCE (a charity) asked: “How?”",
		"A well-known one-to-one talk; 45% said £1,000 or more.",
		"Zażółć gęślą jaźń – tak, „cytat”",
		"الصحة والرعاية الاجتماعية، في 2020.",
	};
	uint8_t flags[200];
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!line_break_find_quickly(str_from(texts[i]), flags))
			fail_msg("%s", texts[i]);
	assert_true(line_break_find_quickly(STR("one-to-one a/b"), flags));
	static const uint8_t expected[] = { 0, 0, 0, 0, 1, 0, 0,
					    1, 0, 0, 0, 1, 0, 1 };
	assert_memory_equal(flags, expected, sizeof expected);
	assert_false(line_break_find_quickly(STR("中文"), flags));
}

/* ---- Unicode's files --------------------------------------------------- */

struct test_file {
	struct arena arena;
	struct str rest;
};

static bool open_file(struct test_file *file, const char *path)
{
	struct error error;
	memset(file, 0, sizeof *file);
	return file_exists(path) &&
	       file_read(&file->arena, path, &file->rest, &error);
}

/* The next line that is no comment, with a NUL at its end. */
static const char *next_case(struct test_file *file)
{
	struct str line;
	while (str_next_line(&file->rest, &line)) {
		ptrdiff_t comment = str_find_byte(line, '#');
		if (comment >= 0)
			line.length = (size_t)comment;
		line = str_trim(line);
		if (line.length)
			return arena_copy(&file->arena, line.bytes,
					  line.length);
	}
	return NULL;
}

/* ICU's own departures: numbers are kept whole by a regular expression
 * (LB25), so that a sign or mark which no digit follows, or a hyphen before
 * a letter, breaks otherwise than the pairs say. */
static bool is_tailored_by_icu(struct str text)
{
	bool has_number_mark = false;
	size_t offset = 0;
	while (offset < text.length) {
		uint32_t code_point = str_decode(text, &offset);
		switch (u_getIntPropertyValue((UChar32)code_point,
					      UCHAR_LINE_BREAK)) {
		case U_LB_PREFIX_NUMERIC:
		case U_LB_POSTFIX_NUMERIC:
		case U_LB_INFIX_NUMERIC:
		case U_LB_BREAK_SYMBOLS:
		case U_LB_HYPHEN:
		case U_LB_NUMERIC:
			has_number_mark = true;
			break;
		default:
			break;
		}
	}
	return has_number_mark;
}

/* "× 0023 ÷ 0020 ÷" → text and flags. */
static struct str read_line_break_case(const char *line, char *bytes,
				       uint8_t *flags)
{
	struct buffer buffer = BUFFER_INITIALISER;
	memset(flags, 0, 200);
	while (*line) {
		bool is_break = strncmp(line, "÷", 2) == 0;
		line += 2;
		line += strspn(line, " ");
		if (!*line)
			break;
		flags[buffer.length] = is_break && buffer.length > 0;
		char *end;
		unsigned long value = strtoul(line, &end, 16);
		buffer_append_code_point(&buffer, (uint32_t)value);
		line = end + strspn(end, " ");
	}
	struct str text = { bytes, buffer.length };
	memcpy(bytes, buffer.bytes, buffer.length);
	buffer_release(&buffer);
	return text;
}

static bool has_forced_break(struct str text)
{
	size_t offset = 0;
	while (offset < text.length) {
		uint32_t c = str_decode(text, &offset);
		if ((c >= 0xA && c <= 0xD) || c == 0x85 || c == 0x2028 ||
		    c == 0x2029)
			return true;
	}
	return false;
}

static void test_unicode_line_breaks(void **state)
{
	(void)state;
	struct test_file file;
	if (!open_file(&file, LINE_BREAK_TEST))
		skip();
	struct line_breaker *breaker = line_breaker_new();
	const char *line;
	int run = 0, quick = 0;
	while ((line = next_case(&file))) {
		char bytes[200];
		uint8_t expected[200], flags[200];
		struct str text = read_line_break_case(line, bytes, expected);
		/* forced line ends are taken out before the search */
		if (has_forced_break(text))
			continue;
		if (line_break_find_quickly(text, flags)) {
			quick++;
			if (memcmp(flags, expected, text.length) != 0)
				fail_msg("by hand: %s", line);
		}
		if (is_tailored_by_icu(text))
			continue;
		run++;
		line_break_find_by_rules(breaker, text, "en", flags);
		if (memcmp(flags, expected, text.length) != 0)
			fail_msg("by ICU: %s", line);
	}
	assert_true(run > 2500);
	assert_true(quick > 200);
	line_breaker_release(breaker);
	arena_release(&file.arena);
}

struct bidi_case {
	struct str text;
	uint32_t offsets[200]; /* of each code point */
	int count;
	bool has_separator;
	int direction; /* 0 LTR, 1 RTL, 2 by the text */
	const char *levels;
};

/* "05D0 05D1;0;0;1 1;1 0": text, direction, its level, levels, order. */
static void read_bidi_case(const char *line, struct buffer *buffer,
			   struct bidi_case *c)
{
	memset(c, 0, sizeof *c);
	buffer_clear(buffer);
	while (*line != ';') {
		char *end;
		unsigned long value = strtoul(line, &end, 16);
		c->offsets[c->count++] = (uint32_t)buffer->length;
		buffer_append_code_point(buffer, (uint32_t)value);
		if (u_charDirection((UChar32)value) == U_BLOCK_SEPARATOR)
			c->has_separator = true;
		line = end + strspn(end, " ");
	}
	c->text = buffer_str(buffer);
	c->direction = line[1] - '0';
	c->levels = strchr(line + 3, ';') + 1;
}

static uint8_t level_at(const struct level_runs *runs, uint32_t offset)
{
	size_t i = 0;
	while (runs->items[i].end <= offset)
		i++;
	return runs->items[i].level;
}

/* What is painted from left to right is what the file says. Characters that
 * rule X9 removes ("x") have no place. */
static bool is_in_order(const struct bidi_case *c,
			const struct level_runs *runs)
{
	uint8_t levels[200];
	int32_t order[200], index[200], count = 0;
	const char *at = c->levels;
	for (int i = 0; i < c->count; i++) {
		if (*at != 'x') {
			levels[count] = level_at(runs, c->offsets[i]);
			index[count++] = i;
		}
		at += strcspn(at, " ;");
		at++;
	}
	itemise_bidi_order_visually(levels, count, order);
	for (int i = 0; i < count; i++) {
		char *end;
		if (strtol(at, &end, 10) != index[order[i]])
			return false;
		at = end;
	}
	return true;
}

/* Where ICU itself departs from the file: rules N0 for marks after a closing
 * bracket and for more than 63 brackets, X9 before an isolate. */
static bool is_known_departure(const char *line)
{
	static const char *const beginnings[] = {
		"202E 0061 202A 0062 202C 2066",
		"202D 0661 202B 0662 202C 2068",
		"0061 0028 0062 0029 0331",
		"0061 0028 0332 0062 0029 0333",
		"05D0 0028 05D1 0029 0331",
		"05D0 0028 0332 05D1 0029 0333",
		"0661 0028 0662 0029 0331",
		"0661 0028 0332 0662 0029 0333",
		"0041 200F 005B",
		"0061 0028 0028 0028 0028",
	};
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (strncmp(line, beginnings[i], strlen(beginnings[i])) == 0)
			return true;
	return false;
}

static void test_unicode_bidi(void **state)
{
	(void)state;
	struct test_file file;
	if (!open_file(&file, BIDI_TEST))
		skip();
	struct bidi *bidi = itemise_bidi_new();
	struct level_runs runs = { 0 };
	struct buffer buffer = BUFFER_INITIALISER;
	const char *line;
	int run = 0, departures = 0;
	while ((line = next_case(&file))) {
		struct bidi_case c;
		read_bidi_case(line, &buffer, &c);
		/* a paragraph is one, and its direction is given */
		if (c.has_separator || c.direction == 2)
			continue;
		run++;
		itemise_bidi_find_levels(bidi, c.text,
					 c.direction ? DIRECTION_RTL :
						       DIRECTION_LTR,
					 NULL, 0, &runs);
		if (!is_in_order(&c, &runs)) {
			departures++;
			if (!is_known_departure(line))
				fail_msg("%s", line);
		}
		if (!itemise_bidi_is_needed(c.text) && c.direction == 0)
			for (size_t i = 0; i < runs.count; i++)
				assert_int_equal(runs.items[i].level % 2, 0);
	}
	assert_true(run > 50000);
	assert_true(departures <= 12);
	VECTOR_RELEASE(&runs);
	buffer_release(&buffer);
	itemise_bidi_release(bidi);
	arena_release(&file.arena);
}

/* ---- Scripts ----------------------------------------------------------- */

static void assert_scripts(const char *text, const char *fallback,
			   const char *expected)
{
	struct script_runs runs = { 0 };
	struct buffer actual = BUFFER_INITIALISER;
	itemise_scripts(
		str_from(text),
		SCRIPT_TAG(fallback[0], fallback[1], fallback[2], fallback[3]),
		&runs);
	uint32_t start = 0;
	for (size_t i = 0; i < runs.count; i++) {
		script_tag tag = runs.items[i].script;
		buffer_append_format(
			&actual, "%c%c:%.*s|", tag >> 24, tag >> 16 & 0xFF,
			(int)(runs.items[i].end - start), text + start);
		start = runs.items[i].end;
	}
	assert_int_equal(start, strlen(text));
	assert_string_equal(actual.bytes, expected);
	buffer_release(&actual);
	VECTOR_RELEASE(&runs);
}

static void test_scripts(void **state)
{
	(void)state;
	assert_scripts("a – b “c” 1", "Latn", "La:a – b “c” 1|");
	assert_scripts("naïve я!", "Latn", "La:naïve |Cy:я!|");
	assert_scripts("12, ١٢؟", "Arab", "Ar:12, ١٢؟|");
	assert_scripts("سأل (ABC) قال", "Arab", "Ar:سأل (|La:ABC|Ar:) قال|");
	assert_scripts("2020年，“Go 是”。", "Hani",
		       "La:2020|Ha:年，“|La:Go |Ha:是”。|");
	assert_scripts("中文, 10%", "Hani", "Ha:中文|La:, 10%|");
	assert_scripts("（A）——", "Hani", "Ha:（|La:A|Ha:）——|");
	assert_scripts("カー", "Hani", "Ka:カー|");
	assert_scripts("a。", "Latn", "La:a|Ha:。|");
	assert_scripts("e\u0301 и\u0306", "Latn", "La:e\u0301 |Cy:и\u0306|");
	assert_scripts("…", "Arab", "Ar:…|");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_quick_breaks_agree_with_icu),
	cmocka_unit_test(test_quick_breaks_know_common_text),
	cmocka_unit_test(test_unicode_line_breaks),
	cmocka_unit_test(test_unicode_bidi),
	cmocka_unit_test(test_scripts),
};
UNIT_FILE(tests, NULL, NULL)
