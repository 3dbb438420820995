/* layout/: paragraphs, from spans to positioned lines. */
#include "unit/text_fixture.h"
#include "unit/unit.h"

#include <stdio.h>

#include <unicode/uchar.h>

#define POINTS(n) ((lu)((n)*1000))

static const char english[] =
	"In the autumn of 2020, people in Scotland had lived through one "
	"lockdown and could see a winter of rules ahead. That was when the "
	"Health and Social Care Alliance asked them a plain question.";

static const char chinese[] =
	"2020年秋天，苏格兰的人们已经经历了一次封锁。“健康与社会关怀联盟”"
	"（ALLIANCE）问：这段时间怎么样，接下来应该发生什么？《人在中心》——"
	"这……是真的吗？他说：“是的！”共有1000人参加，占45%。";

static const char arabic[] =
	"الصحة والرعاية الاجتماعية في اسكتلندا (ALLIANCE) سألت 1,000 شخص "
	"بين 2019 و2020، وبلغت النسبة 45% من المشاركين (انظر الصفحة 12).";

/* ---- Lines ------------------------------------------------------------- */

static void test_lines(void **state)
{
	struct bench *bench = *state;
	struct paragraph_lines lines =
		break_text(bench, "en", english, POINTS(250));
	assert_string_equal(
		lines_text(bench, &lines),
		"In the autumn of 2020, people in Scotland had lived "
		"|through one lockdown and could see a winter of "
		"|rules ahead. That was when the Health and Social "
		"|Care Alliance asked them a plain question.|");
	assert_int_equal(lines.height, 4 * 15000);
	for (uint32_t i = 0; i < lines.count; i++) {
		const struct paragraph_line *line = &lines.lines[i];
		assert_int_equal(line->height, 15000);
		assert_int_equal(line->ascent + line->descent, 15000);
		assert_int_equal(line->x, 0);
		assert_int_equal(line->item_count, 1);
		assert_false(line->is_forced || line->is_overfull);
		/* the space at the end hangs */
		const struct line_item *item = &line->items[0];
		assert_int_equal(item->visible_width, line->width);
		assert_int_equal(item->run.width - item->visible_width,
				 i + 1 < lines.count ? 2600 : 0);
	}
}

/* Half of the leading that the face leaves free goes above, half below. */
static void test_baseline(void **state)
{
	struct bench *bench = *state;
	struct paragraph_lines lines =
		break_text(bench, "en", "x", POINTS(100));
	/* 15 pt - 10.69 - 2.93 = 1.38 */
	assert_int_equal(lines.lines[0].ascent, 10690 + 690);
	assert_int_equal(lines.lines[0].descent, 2930 + 690);
}

static void test_nothing_is_a_line(void **state)
{
	static const char *const texts[] = { "", " ", "   ", "\xC2\xAD" };
	struct bench *bench = *state;
	for (size_t i = 0; i < 4; i++) {
		struct paragraph *paragraph = set(bench, "en", texts[i]);
		struct paragraph_lines lines =
			paragraph_break(paragraph, &bench->arena, POINTS(100));
		assert_int_equal(lines.count, 1);
		assert_int_equal(lines.height, 15000);
		assert_int_equal(lines.lines[0].width, 0);
		assert_int_equal(paragraph_measure(paragraph).maximum, 0);
	}
	assert_true(paragraph_is_empty(set(bench, "en", "")));
	assert_true(paragraph_is_empty(set(bench, "en", " \n ")));
	assert_false(paragraph_is_empty(set(bench, "en", " x")));
}

static void test_alignment_and_indent(void **state)
{
	struct bench *bench = *state;
	static const char *const languages[] = { "en", "ar" };
	for (int rtl = 0; rtl < 2; rtl++) {
		struct inline_span span;
		struct paragraph_input input = input_of(
			bench, &span, languages[rtl],
			rtl ? "نعم نعم نعم نعم نعم نعم" : "one two three four");
		input.first_line_indent = POINTS(7);
		for (int i = 0; i < 3; i++) {
			input.alignment = (enum alignment)i;
			struct paragraph_lines lines =
				paragraph_break(set_input(bench, &input),
						&bench->arena, POINTS(60));
			assert_int_equal(lines.count, 2);
			const struct paragraph_line *a = &lines.lines[0];
			const struct paragraph_line *b = &lines.lines[1];
			lu free_a = POINTS(60 - 7) - a->width;
			lu free_b = POINTS(60) - b->width;
			lu start = rtl ? 0 : POINTS(7);
			bool at_left = input.alignment ==
				       (rtl ? ALIGNMENT_END : ALIGNMENT_START);
			lu part = input.alignment == ALIGNMENT_CENTRE ? 2 : 1;
			assert_int_equal(a->x,
					 start + (at_left ? 0 : free_a / part));
			assert_int_equal(b->x, at_left ? 0 : free_b / part);
		}
	}
}

static void test_forced_breaks(void **state)
{
	struct bench *bench = *state;
	struct paragraph *paragraph =
		set(bench, "en", "a \n b\n\nwide words here");
	struct paragraph_lines lines =
		paragraph_break(paragraph, &bench->arena, POINTS(500));
	assert_string_equal(lines_text(bench, &lines),
			    "a  |b | |wide words here|");
	assert_true(lines.lines[0].is_forced && lines.lines[2].is_forced);
	assert_false(lines.lines[3].is_forced);
	assert_int_equal(lines.lines[2].height, 15000);
	struct paragraph *last = set(bench, "en", "wide words here");
	assert_int_equal(paragraph_measure(paragraph).maximum,
			 paragraph_measure(last).maximum);
	/* one at the end begins no line of its own */
	lines = break_text(bench, "en", "a\n", POINTS(500));
	assert_int_equal(lines.count, 1);
}

static void test_spaces_collapse(void **state)
{
	struct bench *bench = *state;
	struct inline_span spans[4];
	static const char *const texts[] = { "  one ", "  ", " two\t", "\tx" };
	struct paragraph_input input = { 0 };
	for (int i = 0; i < 4; i++)
		input = input_of(bench, &spans[i], "en", texts[i]);
	input.spans = spans;
	input.span_count = 4;
	struct paragraph_lines lines = paragraph_break(
		set_input(bench, &input), &bench->arena, POINTS(500));
	assert_string_equal(lines_text(bench, &lines), "one two x|");
}

static void test_controls_are_left_out(void **state)
{
	struct bench *bench = *state;
	struct paragraph_lines lines = break_text(bench, "en",
						  "a\x07"
						  "b\x1B[0m\xC2\x80"
						  "c\r\nd\xC3(",
						  POINTS(500));
	assert_string_equal(lines_text(bench, &lines),
			    "ab[0mc |d\xEF\xBF\xBD(|");
}

/* ---- Which set of ends ------------------------------------------------- */

/* Squares of what lines but the last leave free, in thousandths. */
static int64_t sum_of_squares(const struct paragraph_lines *lines, lu width)
{
	int64_t sum = 0;
	for (uint32_t i = 0; i + 1 < lines->count; i++) {
		int64_t slack =
			(width - lines->lines[i].width) * INT64_C(1000) / width;
		sum += slack * slack;
	}
	return sum;
}

static void test_ends_are_at_least_as_good_as_greedy_ones(void **state)
{
	struct bench *bench = *state;
	int better = 0;
	for (lu width = POINTS(90); width < POINTS(400); width += 7000) {
		struct inline_span span;
		struct paragraph_input input =
			input_of(bench, &span, "en", english);
		struct paragraph_lines best = paragraph_break(
			set_input(bench, &input), &bench->arena, width);
		input.is_preformatted = true; /* greedy */
		struct paragraph_lines greedy = paragraph_break(
			set_input(bench, &input), &bench->arena, width);
		if (best.count == greedy.count) {
			/* a lone short last word may cost a little */
			int64_t a = sum_of_squares(&best, width);
			int64_t b = sum_of_squares(&greedy, width);
			assert_true(a <= b + 200000);
			better += a < b;
		}
	}
	assert_true(better > 10);
}

/* Every way to break a short text, word widths measured one by one. */
static int64_t least_cost(struct bench *bench, const char *const *words,
			  int count, lu width)
{
	lu space = 2600, widths[16];
	for (int i = 0; i < count; i++)
		widths[i] =
			paragraph_measure(set(bench, "en", words[i])).maximum;
	int64_t best = INT64_MAX;
	for (unsigned breaks = 0; breaks < 1u << (count - 1); breaks++) {
		int64_t cost = 0;
		lu line = 0;
		for (int i = 0; i < count; i++) {
			line += (line ? space : 0) + widths[i];
			if (line > width)
				cost = INT64_MAX / 2;
			if (i + 1 == count || !(breaks >> i & 1))
				continue;
			int64_t slack = (width - line) * INT64_C(1000) / width;
			cost += slack * slack + 2500;
			line = 0;
		}
		if (cost < best)
			best = cost;
	}
	return best;
}

static void test_ends_are_the_best_of_all(void **state)
{
	static const char *const words[] = {
		"Timing", "shapes", "what",    "people",
		"say.",   "Over",   "these",   "four",
		"months", "rules",  "changed", "incomprehensibly.",
	};
	struct bench *bench = *state;
	struct buffer text = BUFFER_INITIALISER;
	for (int i = 0; i < 12; i++)
		buffer_append_format(&text, "%s%s", i ? " " : "", words[i]);
	for (lu width = POINTS(100); width < POINTS(260); width += 4000) {
		struct paragraph_lines lines =
			break_text(bench, "en", text.bytes, width);
		assert_int_equal(sum_of_squares(&lines, width) +
					 2500 * (int64_t)(lines.count - 1),
				 least_cost(bench, words, 12, width));
	}
	buffer_release(&text);
}

static void test_no_short_word_alone_at_the_end(void **state)
{
	struct bench *bench = *state;
	const char *text = "Some words that fill a line and so on to it";
	lu maximum = paragraph_measure(set(bench, "en", text)).maximum;
	struct paragraph_lines lines =
		break_text(bench, "en", text, maximum - 1);
	assert_int_equal(lines.count, 2);
	assert_true(line_text(bench, &lines.lines[1]).length > 3);
}

static void test_polish_letters_stay_with_their_word(void **state)
{
	struct bench *bench = *state;
	const char *text = "Zapytano o to osoby w domu i w pracy, a także u "
			   "lekarza oraz z rodziną i ze znajomymi (a nie z "
			   "innymi) o tym, czy i jak żyją w tym czasie.";
	int narrow = 0;
	for (lu width = POINTS(100); width < POINTS(500); width += 3000) {
		struct paragraph_lines lines =
			break_text(bench, "pl", text, width);
		for (uint32_t i = 0; i + 1 < lines.count; i++) {
			struct str line = line_text(bench, &lines.lines[i]);
			bool is_lone = line.length > 2 &&
				       line.bytes[line.length - 3] == ' ';
			if (width > POINTS(200))
				assert_false(is_lone);
			else
				narrow += is_lone;
		}
	}
	assert_true(narrow > 0); /* allowed where lines are short … */
	struct inline_span span;
	struct paragraph_input input = input_of(bench, &span, "pl", text);
	input.is_title = true; /* … but not in titles */
	struct paragraph *title = set_input(bench, &input);
	for (lu width = POINTS(100); width < POINTS(200); width += 3000) {
		struct paragraph_lines lines =
			paragraph_break(title, &bench->arena, width);
		for (uint32_t i = 0; i + 1 < lines.count; i++) {
			struct str line = line_text(bench, &lines.lines[i]);
			assert_true(line.bytes[line.length - 3] != ' ');
		}
	}
}

static uint32_t first_of(struct str text)
{
	size_t offset = 0;
	return str_decode(text, &offset);
}

static uint32_t last_of(struct str text)
{
	size_t offset = 0;
	uint32_t code_point = 0;
	while (offset < text.length)
		code_point = str_decode(text, &offset);
	return code_point;
}

static bool is_among(uint32_t code_point, const char *list)
{
	struct str rest = str_from(list);
	size_t offset = 0;
	while (offset < rest.length)
		if (str_decode(rest, &offset) == code_point)
			return true;
	return false;
}

static void test_kinsoku(void **state)
{
	struct bench *bench = *state;
	for (lu width = POINTS(60); width < POINTS(400); width += 2500) {
		struct paragraph_lines lines =
			break_text(bench, "zh-Hans", chinese, width);
		for (uint32_t i = 0; i < lines.count; i++) {
			struct str line = line_text(bench, &lines.lines[i]);
			if (i > 0 &&
			    is_among(first_of(line), "，。！？：、；）”》…%"))
				fail_msg("starts: %.*s", (int)line.length,
					 line.bytes);
			if (i + 1 < lines.count &&
			    is_among(last_of(line), "（“《"))
				fail_msg("ends: %.*s", (int)line.length,
					 line.bytes);
		}
	}
}

/* Small kana and the long mark do not start a line: the strict rules. */
static void test_kinsoku_of_kana(void **state)
{
	struct bench *bench = *state;
	const char *text = "ちょっときゃりーぱみゅぱみゅのファッションショー";
	for (lu width = POINTS(30); width < POINTS(200); width += 2500) {
		struct paragraph_lines lines =
			break_text(bench, "ja", text, width);
		assert_true(lines.count > 1);
		for (uint32_t i = 0; i < lines.count; i++)
			assert_false(is_among(
				first_of(line_text(bench, &lines.lines[i])),
				"ょっゃゅァッョー"));
	}
}

static void test_numbers_keep_their_units(void **state)
{
	struct bench *bench = *state;
	for (lu width = POINTS(20); width < POINTS(120); width += 1000) {
		struct paragraph_lines lines = break_text(
			bench, "en", "walk 10\u00a0km or £1,000.50", width);
		for (uint32_t i = 0; i < lines.count; i++) {
			struct str line = line_text(bench, &lines.lines[i]);
			if (!lines.lines[i].is_overfull && width > POINTS(50))
				assert_true(last_of(line) != 0xA0 &&
					    first_of(line) != 'k');
		}
	}
}

/* ---- Widths ------------------------------------------------------------ */

static void test_widths(void **state)
{
	struct bench *bench = *state;
	struct paragraph *paragraph = set(bench, "en", english);
	struct paragraph_widths widths = paragraph_measure(paragraph);
	struct paragraph_lines one =
		paragraph_break(paragraph, &bench->arena, widths.maximum);
	assert_int_equal(one.count, 1);
	assert_int_equal(one.lines[0].width, widths.maximum);
	assert_int_equal(
		paragraph_break(paragraph, &bench->arena, widths.maximum - 1)
			.count,
		2);
	/* at the least width no word is torn */
	struct paragraph_lines least =
		paragraph_break(paragraph, &bench->arena, widths.minimum);
	lu widest = 0;
	for (uint32_t i = 0; i < least.count; i++) {
		assert_false(least.lines[i].is_overfull);
		if (least.lines[i].width > widest)
			widest = least.lines[i].width;
		struct str line = line_text(bench, &least.lines[i]);
		assert_true(i + 1 == least.count ||
			    line.bytes[line.length - 1] == ' ');
	}
	assert_int_equal(widest, widths.minimum);
	assert_int_equal(
		widths.minimum,
		paragraph_measure(set(bench, "en", "lockdown")).minimum);
}

/* Seen at a line's end alone, within the measure, and told as what it is. */
static void test_soft_hyphens(void **state)
{
	struct bench *bench = *state;
	const char *text = "Konstan\u00adtyno\u00adpolitan";
	struct paragraph_lines one = break_text(bench, "pl", text, 200000);
	assert_int_equal(one.count, 1);
	lu whole = one.lines[0].width;
	assert_int_equal(whole,
			 break_text(bench, "pl", "Konstantynopolitan", 200000)
				 .lines[0]
				 .width);
	lu part = break_text(bench, "pl", "Konstan-", 200000).lines[0].width;
	struct paragraph_lines two = break_text(bench, "pl", text, part);
	assert_string_equal(lines_text(bench, &two),
			    "Konstan\u00ad|tyno\u00ad|politan|");
	assert_int_equal(two.lines[0].width, part);
	const struct glyph_run *run = &two.lines[0].items[0].run;
	assert_int_equal(two.lines[0].item_count, 1);
	assert_int_equal(run->glyphs[run->count - 1].cluster,
			 strlen("Konstan"));
	/* A unit less, and the hyphen has no room. */
	struct paragraph_lines torn = break_text(bench, "pl", text, part - 1);
	assert_true(torn.lines[0].width < part);
}

static void test_long_words_break_last(void **state)
{
	struct bench *bench = *state;
	const char *text = "see https://example.org/one_two_three?four=five "
			   "and Donaudampfschifffahrtsgesellschaft.";
	struct paragraph_lines lines =
		break_text(bench, "en", text, POINTS(100));
	assert_string_equal(lines_text(bench, &lines),
			    "see |https://example.org/|one_two_three?"
			    "|four=five and |Donaudampfschifffa|"
			    "hrtsgesellschaft.|");
	/* however narrow: one cluster a line, never torn, nothing lost */
	lines = break_text(bench, "en", "e\u0301\u0323x👩‍👧y", 1);
	assert_string_equal(lines_text(bench, &lines),
			    "e\u0301\u0323|x|👩‍👧|y|");
	assert_true(lines.lines[0].is_overfull);
	lines = break_text(bench, "ar", "الاجتماعية", POINTS(20));
	assert_true(lines.count > 1);
}

static void test_preformatted(void **state)
{
	struct bench *bench = *state;
	struct text_style mono = bench->style;
	mono.role = FONT_MONOSPACE;
	struct inline_span span;
	struct paragraph_input input =
		input_of(bench, &span, "en", "if (x)\n\treturn  y;\n  a\tb\n");
	span.style = input.style = &mono;
	input.is_preformatted = true;
	struct paragraph_lines lines = paragraph_break(
		set_input(bench, &input), &bench->arena, POINTS(400));
	assert_string_equal(lines_text(bench, &lines),
			    "if (x) | return  y; |  a b |");
	/* each letter is 6 pt wide; tabs reach to column 8 */
	assert_int_equal(lines.lines[1].width, POINTS(6 * (8 + 10)));
	assert_int_equal(lines.lines[2].width, POINTS(6 * (8 + 1)));
	assert_string_equal(lines.lines[1].items[0].run.face->family,
			    "Noto Sans Mono");
	/* all spaces hang at a line's end, tabs too */
	span.text = STR("abc \t\tz");
	lines = paragraph_break(set_input(bench, &input), &bench->arena,
				POINTS(20));
	assert_string_equal(lines_text(bench, &lines), "abc   |z|");
	assert_int_equal(lines.lines[0].width, POINTS(18));
}

/* ---- Spans ------------------------------------------------------------- */

static void test_spans_keep_their_leaf_and_link(void **state)
{
	struct bench *bench = *state;
	struct text_style bold = bench->style;
	bold.is_bold = true;
	bold.colour = (struct colour){ 1, 2, 3 };
	struct structure_element leaves[2] = { 0 };
	int link;
	struct inline_span spans[4];
	struct paragraph_input input =
		input_of(bench, &spans[0], "en", "plain ");
	input_of(bench, &spans[1], "en", "bold, ");
	input_of(bench, &spans[2], "en", "link");
	input_of(bench, &spans[3], "en", "ed twice");
	spans[0].content = &leaves[0];
	spans[1].content = &leaves[0];
	spans[1].style = &bold;
	spans[2].content = spans[3].content = &leaves[1];
	spans[2].link = spans[3].link = &link;
	input.spans = spans;
	input.span_count = 4;
	struct paragraph_lines lines = paragraph_break(
		set_input(bench, &input), &bench->arena, POINTS(400));
	assert_int_equal(lines.count, 1);
	const struct paragraph_line *line = &lines.lines[0];
	/* spans that differ in nothing make one run, over a word too */
	assert_int_equal(line->item_count, 3);
	assert_string_equal(line_visual(bench, line),
			    "[plain ][bold, ][linked twice]");
	assert_ptr_equal(line->items[0].content, &leaves[0]);
	assert_ptr_equal(line->items[2].content, &leaves[1]);
	assert_ptr_equal(line->items[2].link, &link);
	assert_null(line->items[1].link);
	assert_int_equal(line->items[2].span, 2);
	assert_true(line->items[1].run.face->is_bold);
	assert_int_equal(line->items[1].run.colour.green, 2);
	/* no line ends at a span's border within a word */
	lines = paragraph_break(set_input(bench, &input), &bench->arena,
				POINTS(65));
	assert_string_equal(lines_text(bench, &lines),
			    "plain bold, |linked twice|");
}

static void test_superscript_and_glue(void **state)
{
	struct bench *bench = *state;
	struct text_style raised = bench->style;
	raised.size = 6000;
	raised.leading = 40000;
	raised.baseline_shift = 4000;
	struct inline_span spans[2];
	struct paragraph_input input =
		input_of(bench, &spans[0], "en", "word!");
	input_of(bench, &spans[1], "en", "x");
	spans[1].style = &raised;
	input.spans = spans;
	input.span_count = 2;
	for (int glued = 0; glued < 2; glued++) {
		spans[1].is_glued = glued;
		struct paragraph *paragraph = set_input(bench, &input);
		struct paragraph_lines lines =
			paragraph_break(paragraph, &bench->arena, POINTS(400));
		assert_int_equal(lines.height, 15000);
		assert_int_equal(lines.lines[0].items[1].run.y, -4000);
		assert_int_equal(lines.lines[0].items[0].run.y, 0);
		struct paragraph_widths widths = paragraph_measure(paragraph);
		if (glued)
			assert_int_equal(widths.minimum, widths.maximum);
		else
			assert_true(widths.minimum < widths.maximum);
	}
}

static void test_objects(void **state)
{
	struct bench *bench = *state;
	int picture;
	struct inline_span spans[3];
	struct paragraph_input input =
		input_of(bench, &spans[0], "en", "before");
	input_of(bench, &spans[2], "en", ", after it");
	spans[1] = (struct inline_span){
		.kind = INLINE_OBJECT,
		.object = &picture,
		.width = 20000,
		.ascent = 30000,
		.descent = 1000,
	};
	input.spans = spans;
	input.span_count = 3;
	struct paragraph_lines lines = paragraph_break(
		set_input(bench, &input), &bench->arena, POINTS(400));
	const struct paragraph_line *line = &lines.lines[0];
	assert_int_equal(line->item_count, 3);
	const struct line_item *item = &line->items[1];
	assert_int_equal(item->kind, LINE_OBJECT);
	assert_ptr_equal(item->object, &picture);
	assert_int_equal(item->box.x, line->items[0].run.width);
	assert_int_equal(item->box.y, -30000);
	assert_int_equal(item->box.width, 20000);
	assert_int_equal(item->box.height, 31000);
	assert_int_equal(line->items[2].run.x,
			 line->items[0].run.width + 20000);
	assert_int_equal(line->ascent, 30000);
	/* the comma does not begin a line */
	lines = paragraph_break(set_input(bench, &input), &bench->arena,
				POINTS(45));
	assert_string_equal(lines_text(bench, &lines),
			    "before|\xEF\xBF\xBC, |after it|");
}

/* ---- Directions -------------------------------------------------------- */

static void test_arabic_with_latin_and_numbers(void **state)
{
	struct bench *bench = *state;
	struct paragraph_lines lines = break_text(
		bench, "ar", "سألت ALLIANCE عن 1,000 شخص", POINTS(400));
	assert_string_equal(line_visual(bench, &lines.lines[0]),
			    "<[ شخص][1,000]<[ عن ][ALLIANCE]<[سألت ]");
	const struct paragraph_line *line = &lines.lines[0];
	assert_int_equal(line->x + line->width, POINTS(400));
	/* items are in the order of reading */
	assert_string_equal(line_text(bench, line).bytes,
			    "سألت ALLIANCE عن 1,000 شخص");
	assert_int_equal(line->items[0].run.x + line->items[0].run.width,
			 POINTS(400));
	lines = break_text(bench, "en", "the word سلام عليكم means",
			   POINTS(400));
	assert_string_equal(line_visual(bench, &lines.lines[0]),
			    "[the word ]<[سلام عليكم][ means]");
}

/* Spaces at a line's end hang at the paragraph's end edge, UAX #9, L1. */
static void test_spaces_hang_at_the_end_edge(void **state)
{
	struct bench *bench = *state;
	struct paragraph_lines lines =
		break_text(bench, "ar", "نعم Latin words نعم", POINTS(50));
	assert_string_equal(lines_text(bench, &lines), "نعم Latin |words نعم|");
	const struct paragraph_line *line = &lines.lines[0];
	assert_string_equal(line_visual(bench, line), "<[ ][Latin]<[نعم ]");
	const struct line_item *space = &line->items[2];
	assert_int_equal(space->visible_width, 0);
	assert_int_equal(space->run.x + space->run.width, line->x);
	assert_int_equal(line->x + line->width, POINTS(50));
}

static void test_isolates(void **state)
{
	struct bench *bench = *state;
	struct inline_span spans[5];
	struct paragraph_input input = input_of(bench, &spans[0], "ar", "لغة ");
	spans[1] = (struct inline_span){ .kind = INLINE_ISOLATE_OPEN,
					 .direction = DIRECTION_LTR };
	input_of(bench, &spans[2], "ar", "C++");
	spans[3] = (struct inline_span){ .kind = INLINE_ISOLATE_CLOSE };
	input_of(bench, &spans[4], "ar", " قديمة");
	input.spans = spans;
	input.span_count = 5;
	struct paragraph_lines lines = paragraph_break(
		set_input(bench, &input), &bench->arena, POINTS(400));
	assert_string_equal(line_visual(bench, &lines.lines[0]),
			    "<[ قديمة][C++]<[لغة ]");
	/* without them the marks would change sides */
	lines = break_text(bench, "ar", "لغة C++ قديمة", POINTS(400));
	assert_string_equal(line_visual(bench, &lines.lines[0]),
			    "<[قديمة]<[++ ][C]<[لغة ]");
	/* an isolate of the other direction in a left-to-right paragraph */
	spans[1].direction = DIRECTION_RTL;
	spans[2].text = STR("1 2");
	spans[0].text = spans[4].text = STR(" x ");
	input.direction = DIRECTION_LTR;
	lines = paragraph_break(set_input(bench, &input), &bench->arena,
				POINTS(400));
	assert_string_equal(line_visual(bench, &lines.lines[0]),
			    "[x ][2]<[ ][1][ x ]");
}

static void test_brackets_are_mirrored(void **state)
{
	struct bench *bench = *state;
	struct paragraph_lines rtl =
		break_text(bench, "he", "(א)", POINTS(100));
	struct paragraph_lines ltr = break_text(bench, "en", "()", POINTS(100));
	const struct paragraph_line *line = &rtl.lines[0];
	assert_int_equal(line->item_count, 3);
	/* read first, stands rightmost, looks like ")" */
	assert_int_equal(line->items[0].run.glyphs[0].id,
			 ltr.lines[0].items[0].run.glyphs[1].id);
	assert_true(line->items[0].run.x > line->items[2].run.x);
}

/* ---- Scripts and faces ------------------------------------------------- */

static void test_han_stands_off_from_latin(void **state)
{
	struct bench *bench = *state;
	lu han = paragraph_measure(set(bench, "zh-Hans", "中")).maximum;
	lu latin = paragraph_measure(set(bench, "zh-Hans", "a1")).maximum;
	assert_int_equal(han, 10000);
	assert_int_equal(
		paragraph_measure(set(bench, "zh-Hans", "中a1")).maximum,
		han + latin + 2500);
	assert_int_equal(
		paragraph_measure(set(bench, "zh-Hans", "a1中a1")).maximum,
		han + 2 * latin + 5000);
	/* not where there is a space or a mark, nor at a line's end */
	lu space = paragraph_measure(set(bench, "en", "a a")).maximum -
		   2 * paragraph_measure(set(bench, "en", "a")).maximum;
	assert_int_equal(
		paragraph_measure(set(bench, "zh-Hans", "中 a1")).maximum,
		han + space + latin);
	assert_int_equal(
		paragraph_measure(set(bench, "zh-Hans", "，a1")).maximum,
		han + latin);
	struct paragraph_lines lines =
		break_text(bench, "zh-Hans", "中a1", POINTS(20));
	assert_int_equal(lines.count, 2);
	assert_int_equal(lines.lines[0].width, han);
	assert_int_equal(lines.lines[0].items[0].run.width, han);
}

static void test_emphasis_without_italic_is_bold(void **state)
{
	struct bench *bench = *state;
	struct text_style emphasis = bench->style;
	emphasis.is_italic = true;
	struct inline_span span;
	struct paragraph_input input =
		input_of(bench, &span, "zh-Hans", "强调 word");
	span.style = &emphasis;
	struct paragraph_lines lines = paragraph_break(
		set_input(bench, &input), &bench->arena, POINTS(400));
	const struct line_item *items = lines.lines[0].items;
	assert_string_equal(items[0].run.face->postscript_name,
			    "NotoSansCJKsc-Bold");
	assert_string_equal(items[1].run.face->postscript_name,
			    "NotoSans-Italic");
}

static void test_characters_without_font(void **state)
{
	(void)state;
	for (int lenient = 0; lenient < 2; lenient++) {
		struct bench *bench = bench_new();
		typesetter_release(bench->typesetter);
		bench->typesetter =
			typesetter_new(&bench->arena, bench->fonts,
				       &bench->diagnostics, lenient);
		struct paragraph_lines lines =
			break_text(bench, "en", "a\xEE\x80\x80z \xEE\x80\x80 x",
				   POINTS(100));
		assert_int_equal(bench->diagnostics.count, 1);
		const struct diagnostic *item = bench->diagnostics.items;
		assert_string_equal(item->text,
				    "no font has the character '\xEE\x80\x80' "
				    "(U+E000)");
		assert_string_equal(item->place.file, "text.md");
		assert_int_equal(item->place.line, 3);
		assert_int_equal(item->place.column, 7);
		assert_int_equal(bench->diagnostics.error_count, !lenient);
		/* it is read as what it is, and seen as U+FFFD */
		assert_string_equal(lines_text(bench, &lines),
				    "a\xEE\x80\x80z \xEE\x80\x80 x|");
		struct paragraph_lines shown =
			break_text(bench, "en", "\xEF\xBF\xBD", POINTS(100));
		assert_int_equal(lines.lines[0].items[0].run.glyphs[1].id,
				 shown.lines[0].items[0].run.glyphs[0].id);
		bench_free(bench);
	}
}

static void test_invisible_characters(void **state)
{
	struct bench *bench = *state;
	const char *text = "so\u00ADft zw\u200Cnj \uFEFFbom 葛\U000E0100 "
			   "❤\uFE0F w\u2060j \u200Em";
	struct paragraph_lines lines =
		break_text(bench, "en", text, POINTS(400));
	assert_string_equal(lines_text(bench, &lines),
			    arena_format(&bench->arena, "%s|", text));
	assert_int_equal(bench->diagnostics.count, 0);
}

/* ---- What holds of every text ------------------------------------------ */

static void check_run(const struct line_item *item)
{
	const struct glyph_run *run = &item->run;
	lu width = 0;
	uint32_t last = run->is_right_to_left ? UINT32_MAX : 0;
	assert_true(run->count > 0 && run->text.length > 0);
	for (uint32_t i = 0; i < run->count; i++) {
		const struct glyph *glyph = &run->glyphs[i];
		assert_int_not_equal(glyph->id, 0);
		assert_true(glyph->id < run->face->glyph_count);
		assert_true(glyph->cluster < run->text.length);
		assert_true(run->is_right_to_left ? glyph->cluster <= last :
						    glyph->cluster >= last);
		last = glyph->cluster;
		width += glyph->advance;
	}
	assert_int_equal(width, run->width);
	assert_true(item->visible_width >= 0 &&
		    item->visible_width <= run->width);
}

/* Runs stand side by side without gaps or overlaps. */
static void check_line(const struct paragraph_line *line, lu width)
{
	lu left = INT32_MAX, right = INT32_MIN, sum = 0;
	for (uint32_t i = 0; i < line->item_count; i++) {
		const struct glyph_run *run = &line->items[i].run;
		check_run(&line->items[i]);
		if (run->x < left)
			left = run->x;
		if (run->x + run->width > right)
			right = run->x + run->width;
		sum += run->width;
		for (uint32_t k = 0; k < i; k++) {
			const struct glyph_run *other = &line->items[k].run;
			assert_true(run->x + run->width <= other->x ||
				    other->x + other->width <= run->x);
		}
	}
	if (line->item_count)
		assert_int_equal(right - left, sum);
	assert_true(line->width <= width || line->is_overfull);
}

static const char *const bits[] = {
	"a",      "word ",        "office ", " ",      "-",
	"/",      "1,000 ",       "(",       ")",      "“",
	"”",      "e\u0301",      "中",      "文字",   "，",
	"。",     "（",           "か",      "ー",     "한국",
	"سلام ",  "لا",           "ب",       "ً",       "١٢",
	"שלום ",  "नमस्ते",         "ไทย",     "😀",      "👩‍👧",
	"\u00AD", "\u200B",       "\u200C",  "\u200F", "\u2067",
	"\u2069", "\xEE\x80\x80", "\u00A0",  "—",      "…",
	"→",      "🇬🇧",           "བོད",      "\uFEFF", "\U000E0100",
	"%",      "\u0301",       "ﷺ",       "\u2028",
};

/* The text of all lines, but for what is never seen: where only that is left
 * of a run it has no glyph and no item. */
static const char *seen_text(struct bench *bench,
			     const struct paragraph_lines *lines)
{
	struct buffer buffer = BUFFER_INITIALISER;
	buffer_append_string(&buffer, "");
	for (uint32_t i = 0; i < lines->count; i++) {
		struct str line = line_text(bench, &lines->lines[i]);
		size_t offset = 0;
		while (offset < line.length) {
			uint32_t c = str_decode(line, &offset);
			if (!u_hasBinaryProperty(
				    (UChar32)c,
				    UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
				buffer_append_code_point(&buffer, c);
		}
	}
	const char *text =
		arena_copy_str(&bench->arena, buffer_str(&buffer)).bytes;
	buffer_release(&buffer);
	return text;
}

static void test_any_text(void **state)
{
	struct bench *bench = *state;
	static const char *const languages[] = { "en", "ar", "zh-Hans", "pl",
						 "ja" };
	unsigned seed = 47;
	for (int round = 0; round < 1500; round++) {
		char text[800];
		size_t length = 0;
		for (unsigned i = 0; i < 3 + seed % 37; i++) {
			seed = seed * 1103515245 + 12345;
			const char *bit = bits[(seed >> 8) %
					       (sizeof bits / sizeof *bits)];
			strcpy(text + length, bit);
			length += strlen(bit);
		}
		seed = seed * 1103515245 + 12345;
		lu width = (lu)(seed >> 8) % POINTS(200) + 1;
		const char *language = languages[round % 5];
		struct paragraph *paragraph = set(bench, language, text);
		struct paragraph_lines lines =
			paragraph_break(paragraph, &bench->arena, width);
		assert_true(lines.count > 0);
		for (uint32_t i = 0; i < lines.count; i++)
			check_line(&lines.lines[i], width);
		/* whatever the width, the same text in the same order */
		struct paragraph_lines wide = paragraph_break(
			paragraph, &bench->arena, POINTS(100000));
		const char *a = seen_text(bench, &lines);
		const char *b = seen_text(bench, &wide);
		if (strcmp(a, b) != 0)
			fail_msg("%s\n%s\n%s", text, a, b);
	}
}

static void append_lines(struct buffer *buffer,
			 const struct paragraph_lines *lines)
{
	for (uint32_t i = 0; i < lines->count; i++) {
		const struct paragraph_line *line = &lines->lines[i];
		for (uint32_t k = 0; k < line->item_count; k++) {
			const struct glyph_run *run = &line->items[k].run;
			buffer_append_format(
				buffer, "%s %d:", run->face->postscript_name,
				(int)run->x);
			buffer_append(buffer, run->glyphs,
				      run->count * sizeof *run->glyphs);
		}
	}
}

/* What was set before, and remembered, does not show. */
static void test_results_do_not_depend_on_the_past(void **state)
{
	(void)state;
	static const char *const texts[] = { english, arabic, chinese };
	static const char *const languages[] = { "en", "ar", "zh-Hans" };
	struct buffer results[2] = { BUFFER_INITIALISER, BUFFER_INITIALISER };
	for (int run = 0; run < 2; run++) {
		struct bench *bench = bench_new();
		if (run == 1)
			for (int i = 2; i >= 0; i--)
				break_text(bench, "pl", texts[i], 70000);
		for (int i = 0; i < 3; i++) {
			struct paragraph_lines lines = break_text(
				bench, languages[i], texts[i], POINTS(140));
			append_lines(&results[run], &lines);
		}
		bench_free(bench);
	}
	assert_int_equal(results[0].length, results[1].length);
	assert_memory_equal(results[0].bytes, results[1].bytes,
			    results[0].length);
	buffer_release(&results[0]);
	buffer_release(&results[1]);
}

/* Lines keep nothing of the paragraph: its arena may go. */
static void test_lines_outlive_their_paragraph(void **state)
{
	struct bench *bench = *state;
	struct arena scratch = ARENA_INITIALISER;
	struct inline_span span;
	char *text = arena_copy_string(&scratch, arabic);
	struct paragraph_input input = input_of(bench, &span, "ar", text);
	struct paragraph *paragraph =
		paragraph_new(bench->typesetter, &scratch, &input);
	struct paragraph_lines lines =
		paragraph_break(paragraph, &bench->arena, POINTS(90));
	arena_release(&scratch);
	for (uint32_t i = 0; i < lines.count; i++)
		check_line(&lines.lines[i], POINTS(90));
	struct buffer all = BUFFER_INITIALISER;
	for (uint32_t i = 0; i < lines.count; i++)
		buffer_append_str(&all, line_text(bench, &lines.lines[i]));
	assert_string_equal(all.bytes, arabic);
	buffer_release(&all);
}

/* Nothing has run over 32 bits. */
static void check_hostile_line(const struct paragraph_line *line)
{
	assert_true(line->width >= 0);
	assert_true(line->width <= POINTS(4000) || line->is_overfull);
	assert_true(line->width < POINTS(300000));
	for (uint32_t i = 0; i < line->item_count; i++) {
		const struct glyph_run *run = &line->items[i].run;
		assert_true(run->width >= 0 && run->width < POINTS(300000));
	}
}

/* Text that no author means takes time in proportion, and ends. */
static void test_hostile_text(void **state)
{
	static const char *const parts[] = {
		"x", "a-",      "\u0301", "\u200B",       " ",  "中", "ب",
		"(", "\u2067a", "ا b ",   "\xEE\x80\x80", "\t", "\n",
	};
	struct bench *bench = *state;
	struct text_style huge = bench->style;
	huge.size = POINTS(100);
	for (size_t i = 0; i < 2 * sizeof parts / sizeof *parts; i++) {
		struct arena scratch = ARENA_INITIALISER;
		struct buffer text = BUFFER_INITIALISER;
		while (text.length < 100000)
			buffer_append_string(&text, parts[i / 2]);
		struct inline_span span;
		struct paragraph_input input =
			input_of(bench, &span, "en", text.bytes);
		span.style = &huge;
		input.is_preformatted = i % 2;
		struct paragraph *paragraph =
			paragraph_new(bench->typesetter, &scratch, &input);
		struct paragraph_lines lines =
			paragraph_break(paragraph, &scratch, POINTS(4000));
		assert_true(lines.count > 0);
		for (uint32_t k = 0; k < lines.count; k++)
			check_hostile_line(&lines.lines[k]);
		buffer_release(&text);
		arena_release(&scratch);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_lines),
	cmocka_unit_test(test_baseline),
	cmocka_unit_test(test_nothing_is_a_line),
	cmocka_unit_test(test_alignment_and_indent),
	cmocka_unit_test(test_forced_breaks),
	cmocka_unit_test(test_spaces_collapse),
	cmocka_unit_test(test_controls_are_left_out),
	cmocka_unit_test(test_ends_are_at_least_as_good_as_greedy_ones),
	cmocka_unit_test(test_ends_are_the_best_of_all),
	cmocka_unit_test(test_no_short_word_alone_at_the_end),
	cmocka_unit_test(test_polish_letters_stay_with_their_word),
	cmocka_unit_test(test_kinsoku),
	cmocka_unit_test(test_kinsoku_of_kana),
	cmocka_unit_test(test_numbers_keep_their_units),
	cmocka_unit_test(test_widths),
	cmocka_unit_test(test_soft_hyphens),
	cmocka_unit_test(test_long_words_break_last),
	cmocka_unit_test(test_preformatted),
	cmocka_unit_test(test_spans_keep_their_leaf_and_link),
	cmocka_unit_test(test_superscript_and_glue),
	cmocka_unit_test(test_objects),
	cmocka_unit_test(test_arabic_with_latin_and_numbers),
	cmocka_unit_test(test_spaces_hang_at_the_end_edge),
	cmocka_unit_test(test_isolates),
	cmocka_unit_test(test_brackets_are_mirrored),
	cmocka_unit_test(test_han_stands_off_from_latin),
	cmocka_unit_test(test_emphasis_without_italic_is_bold),
	cmocka_unit_test(test_characters_without_font),
	cmocka_unit_test(test_invisible_characters),
	cmocka_unit_test(test_any_text),
	cmocka_unit_test(test_results_do_not_depend_on_the_past),
	cmocka_unit_test(test_lines_outlive_their_paragraph),
	cmocka_unit_test(test_hostile_text),
};
UNIT_FILE(tests, bench_setup, bench_teardown)
