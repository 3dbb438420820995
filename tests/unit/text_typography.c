/* text/: what typographers of each script ask of a paragraph. */
#include "unit/text_fixture.h"

#include <stdio.h>

#include "text/line_break.h"
#include "text/paragraph_private.h"
#include "unit/unit.h"

#define POINTS(n) ((lu)((n)*1000))

/* What a full-width mark of 10 pt loses. */
enum { HALF = 4900 };

static lu width_of(struct bench *bench, const char *language, const char *text)
{
	return paragraph_measure(set(bench, language, text)).maximum;
}

/* ---- Chinese: marks ---------------------------------------------------- */

/* Widths in ems and halves lost; a line's edges count too. */
static void test_marks_that_touch_are_closed_up(void **state)
{
	static const struct {
		const char *language, *text;
		int ems, losses;
	} cases[] = {
		{ "zh-Hans", "中文", 2, 0 },
		{ "zh-Hans", "中，文", 3, 0 },
		{ "zh-Hans", "中，", 2, 1 },  /* at the end */
		{ "zh-Hans", "“中文", 3, 1 }, /* at the start */
		{ "zh-Hans", "中”，文", 4, 1 },
		{ "zh-Hans", "中。“文", 4, 1 }, /* once, not twice */
		{ "zh-Hans", "中（“文", 4, 1 },
		{ "zh-Hans", "中！”）。文", 6, 3 },
		{ "zh-Hans", "中——文", 4, 0 }, /* dashes keep their width */
		{ "zh-Hans", "中……文", 4, 0 },
		{ "zh-Hans", "中）——文", 5, 0 },
		{ "zh-Hans", "中·文", 3, 1 },    /* GB/T 15834 */
		{ "zh-Hant", "中。」文", 4, 0 }, /* they stand in the middle */
		{ "zh-Hant", "中」「文", 4, 1 },
		{ "ja", "か」、か", 4, 1 },
		{ "ja", "か・か", 3, 0 },
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		lu expected =
			cases[i].ems * POINTS(10) - cases[i].losses * HALF;
		lu actual = width_of(bench, cases[i].language, cases[i].text);
		if (actual != expected)
			fail_msg("%s: %d, not %d", cases[i].text, (int)actual,
				 (int)expected);
	}
}

/* The same where the marks differ in weight, or a run of text is long. */
static void test_marks_close_up_over_runs(void **state)
{
	struct bench *bench = *state;
	struct text_style bold = bench->style;
	bold.is_bold = true;
	struct inline_span spans[3];
	struct paragraph_input input =
		input_of(bench, &spans[0], "zh-Hans", "中（");
	input_of(bench, &spans[1], "zh-Hans", "“重”");
	input_of(bench, &spans[2], "zh-Hans", "）。中");
	spans[1].style = &bold;
	input.spans = spans;
	input.span_count = 3;
	struct paragraph *paragraph = set_input(bench, &input);
	assert_int_equal(paragraph_measure(paragraph).maximum,
			 POINTS(80) - 3 * HALF);
	struct paragraph_lines lines =
		paragraph_break(paragraph, &bench->arena, POINTS(200));
	const struct line_item *items = lines.lines[0].items;
	assert_int_equal(lines.lines[0].item_count, 3);
	assert_int_equal(items[1].run.x, POINTS(20) - HALF);
	assert_int_equal(items[2].run.x, POINTS(50) - 2 * HALF);

	struct buffer text = BUFFER_INITIALISER;
	for (int i = 0; i < 300; i++)
		buffer_append_string(&text, "中）。（");
	paragraph = set(bench, "zh-Hans", text.bytes);
	/* the last bracket, which opens, has no line's end to lose for */
	assert_int_equal(paragraph_measure(paragraph).maximum,
			 1200 * POINTS(10) - 600 * HALF);
	buffer_release(&text);
}

static const struct glyph *first_glyph(const struct paragraph_line *line)
{
	return &line->items[0].run.glyphs[0];
}

static void test_marks_at_the_edges_of_lines(void **state)
{
	struct bench *bench = *state;
	/* three ems, and a half of the comma */
	struct paragraph_lines lines = break_text(
		bench, "zh-Hans", "一二三，《五六》七八。", POINTS(36));
	assert_string_equal(lines_text(bench, &lines),
			    "一二三，|《五六》|七八。|");
	assert_int_equal(lines.lines[0].width, POINTS(40) - HALF);
	assert_int_equal(lines.lines[0].items[0].run.width, POINTS(40) - HALF);
	assert_int_equal(lines.lines[0].x, 0);
	/* the bracket's ink stands where a letter's would */
	assert_int_equal(lines.lines[1].width, POINTS(40) - 2 * HALF);
	assert_int_equal(first_glyph(&lines.lines[1])->x_offset, -HALF);
	assert_int_equal(first_glyph(&lines.lines[1])->advance,
			 POINTS(10) - HALF);
	/* within a line it keeps its room */
	lines = break_text(bench, "zh-Hans", "一《五", POINTS(100));
	assert_int_equal(lines.lines[0].items[0].run.glyphs[1].x_offset, 0);
	assert_int_equal(lines.lines[0].width, POINTS(30));
	/* in a right-to-left paragraph its left is not the line's start */
	lines = break_text(bench, "ar", "《五》", POINTS(100));
	lu width = 0;
	for (uint32_t i = 0; i < lines.lines[0].item_count; i++)
		width += lines.lines[0].items[i].run.width;
	assert_int_equal(width, POINTS(30));
}

static void test_han_and_numbers_of_notes(void **state)
{
	struct bench *bench = *state;
	struct text_style raised = bench->style;
	raised.size = 6000;
	raised.baseline_shift = 4000;
	struct inline_span spans[2];
	struct paragraph_input input =
		input_of(bench, &spans[0], "zh-Hans", "中");
	input_of(bench, &spans[1], "zh-Hans", "1");
	spans[1].style = &raised;
	input.spans = spans;
	input.span_count = 2;
	lu note = paragraph_measure(set_input(bench, &input)).maximum;
	spans[1].style = &bench->style;
	lu number = paragraph_measure(set_input(bench, &input)).maximum;
	lu digit = width_of(bench, "zh-Hans", "1");
	assert_int_equal(number, POINTS(10) + 2500 + digit);
	assert_int_equal(note, POINTS(10) + digit * 6 / 10);
	/* and close to a stop that it follows */
	spans[0].text = STR("中。");
	spans[1].style = &raised;
	note = paragraph_measure(set_input(bench, &input)).maximum;
	assert_int_equal(note, POINTS(20) - HALF + digit * 6 / 10);
}

/* ---- Chinese: where lines end ------------------------------------------ */

/* The text with a bar wherever a line may end. */
static const char *breaks_of(struct bench *bench, struct line_breaker *breaker,
			     const char *language, const char *text)
{
	uint8_t flags[400];
	struct buffer buffer = BUFFER_INITIALISER;
	assert_true(strlen(text) < sizeof flags);
	line_break_find(breaker, str_from(text), language, flags);
	for (size_t i = 0; text[i]; i++) {
		if (flags[i])
			buffer_append_byte(&buffer, '|');
		buffer_append_byte(&buffer, (uint8_t)text[i]);
	}
	const char *copy =
		arena_copy_str(&bench->arena, buffer_str(&buffer)).bytes;
	buffer_release(&buffer);
	return copy;
}

static void test_lines_end_beside_han_quotations(void **state)
{
	static const char *const cases[][2] = {
		{ "说“好”然", "说|“好”|然" },
		{ "“联盟”）加", "“联|盟”）|加" },
		{ "（“我”（二", "（“我”|（二" },
		{ "‘你’，他", "‘你’，|他" },
		{ "邓·洛", "邓·|洛" },
		{ "是——的……吗", "是|——|的……|吗" },
		{ "约50%的人", "约|50%|的|人" },
	};
	struct bench *bench = *state;
	struct line_breaker *breaker = line_breaker_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
			breaks_of(bench, breaker, "zh-Hans", cases[i][0]),
			cases[i][1]);
	line_breaker_release(breaker);
}

static bool is_quotation_mark(uint32_t code_point)
{
	return code_point >= 0x2018 && code_point <= 0x201D;
}

/* Elsewhere lines may end where ICU says. */
static void test_chinese_breaks_are_otherwise_those_of_icu(void **state)
{
	static const char *const bits[] = {
		"中", "文", "，", "。", "“", "”",  "‘",  "’",  "（", "）",
		"·",  "a",  "12", "%",  " ", "——", "……", "！", "《", "》",
		"か", "ッ", "-",  "/",  "£", "①",  "한", "😀",
	};
	struct line_breaker *breaker = line_breaker_new();
	unsigned seed = 7, others = 0;
	(void)state;
	for (int round = 0; round < 20000; round++) {
		char bytes[200] = "";
		uint8_t ours[200], theirs[200];
		for (unsigned i = 0; i < 3 + seed / 64 % 9; i++) {
			seed = seed * 1103515245 + 12345;
			strcat(bytes, bits[(seed >> 8) %
					   (sizeof bits / sizeof *bits)]);
		}
		struct str text = str_from(bytes);
		const char *language = round % 3 ? "zh-Hans" : "ja";
		line_break_find(breaker, text, language, ours);
		line_break_find_by_rules(breaker, text, language, theirs);
		for (uint32_t at = 1; at < text.length; at++) {
			if (ours[at] == theirs[at])
				continue;
			others++;
			uint32_t last = itemise_code_point_before(text, at);
			uint32_t first = itemise_code_point_at(text, at);
			if (ours[at] ? !is_quotation_mark(last) &&
					       !is_quotation_mark(first) :
				       first != 0xB7)
				fail_msg("%s at %u", bytes, (unsigned)at);
			/* none after an opening or before a closing mark */
			if (ours[at])
				assert_true(last != 0x201C && last != 0x2018 &&
					    first != 0x201D && first != 0x2019);
		}
	}
	assert_true(others > 1000);
	line_breaker_release(breaker);
}

/* ---- What is kept together --------------------------------------------- */

/* The cost of ending a line at the bar. */
static int32_t penalty_of(struct bench *bench, const char *language,
			  const char *text, bool is_wide)
{
	char plain[200];
	const char *bar = strchr(text, '|');
	assert_non_null(bar);
	size_t before = (size_t)(bar - text);
	snprintf(plain, sizeof plain, "%.*s%s", (int)before, text, bar + 1);
	const struct paragraph *paragraph = set(bench, language, plain);
	for (uint32_t i = 0; i < paragraph->break_count; i++) {
		const struct break_point *point = &paragraph->breaks[i];
		if (point->offset == before)
			return is_wide ? point->wide_penalty : point->penalty;
	}
	fail_msg("no line may end there: %s", text);
	return 0;
}

enum { STRONG = 400000, WEAK = 100000 };

static void test_numbers_stay_with_what_they_count(void **state)
{
	static const char *const cases[][2] = {
		{ "en-GB", "walk 10 |km a day" },
		{ "en-GB", "it weighs (5 |kg)." },
		{ "en-GB", "about 10 |% of all" },
		{ "en-GB", "at 20 |°C," },
		{ "en-GB", "at 3 |pm on" },
		{ "en-GB", "at 3 |p.m. on" },
		{ "en-GB", "wait 15 |min." },
		{ "en-GB", "£ |5 each" },
		{ "en-GB", "5 |€ each" },
		{ "en-GB", "on 12 |March 2020" },
		{ "en-GB", "on 3 |Sept 2020" },
		{ "en-GB", "see Figure |3 and" },
		{ "en-GB", "see page |12." },
		{ "en-GB", "Tables |2 and" },
		{ "en-GB", "p. |12" },
		{ "en-GB", "by J. |Smith and" },
		{ "en-GB", "by J. |R. Smith" },
		{ "pl", "12 |000 osób" },
		{ "pl", "10 |% osób" },
		{ "pl", "10 |km dalej" },
		{ "pl", "5 |zł za" },
		{ "pl", "15 |września" },
		{ "pl", "w 2020 |r. było" },
		{ "pl", "godz. 5, 3 |godz. później" },
		{ "pl", "na s. |12" },
		{ "pl", "na rysunku |3" },
		{ "pl", "w tabeli |2" },
		{ "ar", "مسافة 10 |كم من" },
		{ "ar", "في 12 |مارس 2020" },
		{ "ar", "في ١٢ |مارس" },
		{ "ar", "انظر الشكل |3" },
		{ "ar", "نسبة 10 |% من" },
		{ "de", "am 3. |März" },
		{ "de", "10 |km" },
	};
	static const char *const labels[] = {
		"Figure ", "Table ", "Page ", "Rysunek ", "Tabela ", "الشكل ",
	};
	struct bench *bench = bench_new();
	(void)state;
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		typesetter_add_label(bench->typesetter, str_from(labels[i]));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (penalty_of(bench, cases[i][0], cases[i][1], false) < STRONG)
			fail_msg("%s: %s", cases[i][0], cases[i][1]);
	bench_free(bench);
}

static void test_other_words_may_part(void **state)
{
	static const char *const cases[][2] = {
		{ "en-GB", "over these |months" },
		{ "en-GB", "of 1,024 |people" },
		{ "en-GB", "12 |in all" },        /* no inches */
		{ "en-GB", "in 2020 |100 came" }, /* no group of three */
		{ "en-GB", "45 |March weeks" },   /* no day */
		{ "en-GB", "Scotland. |The" },
		{ "en-GB", "called |1,024 people" },
		{ "en-GB", "paragon |3" }, /* no page */
		{ "en-GB", "figment |3" }, /* no figure */
		{ "pl", "5 |w domu" },
		{ "pl", "było |12 osób" },
		{ "ar", "من |1,000 شخص" },
		{ "zh-Hans", "有|457 人" },
	};
	struct bench *bench = bench_new();
	(void)state;
	typesetter_add_label(bench->typesetter, STR("Page "));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (penalty_of(bench, cases[i][0], cases[i][1], false) > WEAK)
			fail_msg("%s: %s", cases[i][0], cases[i][1]);
	bench_free(bench);
}

/* Breaks that are poor, each compared with one that is not. */
static void test_poor_breaks_cost_a_little(void **state)
{
	static const char *const cases[][3] = {
		{ "en-GB", "they said |– and left", "they said – |and left" },
		{ "en-GB", "they said|—and left", "they said—|and left" },
		{ "en-GB", "a well-|known word", "a well-known |word" },
		{ "en-GB", "gone. It |is late", "gone it |is late" },
		{ "en-GB", "here is a |good one", "here is a good |one" },
		{ "en-GB", "10 |weeks on", "10 weeks |on" },
		{ "pl", "powiedział |– i wyszedł", "powiedział – |i wyszedł" },
		{ "zh-Hans", "于 2020|年9月", "于|2020年9月" },
		{ "zh-Hans", "第|3版", "见|第3版" },
	};
	struct bench *bench = *state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int32_t poor =
			penalty_of(bench, cases[i][0], cases[i][1], false);
		int32_t good =
			penalty_of(bench, cases[i][0], cases[i][2], false);
		if (poor <= good)
			fail_msg("%s: %d, %d", cases[i][1], (int)poor,
				 (int)good);
	}
	assert_true(penalty_of(bench, "pl", "byli w |domu", true) > STRONG);
	assert_true(penalty_of(bench, "pl", "byli („w |domu", true) > STRONG);
	assert_int_equal(penalty_of(bench, "pl", "są dw |domy", true), 0);
	assert_int_equal(penalty_of(bench, "en", "so w |is", true), 0);
}

static void test_no_line_ends_within_a_join(void **state)
{
	struct bench *bench = *state;
	const char *text = "People walked 10 km on 12 March with J. Smith, and "
			   "paid £ 5 or 10 % of it at 3 pm in Glasgow town.";
	static const char *const torn[] = {
		"10 |km", "12 |March", "J. |Smith", "£ |5", "10 |%", "3 |pm",
	};
	for (lu width = POINTS(80); width < POINTS(400); width += 1700) {
		struct paragraph_lines lines =
			break_text(bench, "en-GB", text, width);
		const char *broken = lines_text(bench, &lines);
		for (size_t i = 0; i < sizeof torn / sizeof *torn; i++)
			if (strstr(broken, torn[i]))
				fail_msg("at %d: %s", (int)width, broken);
	}
}

static void test_last_lines_are_not_short(void **state)
{
	struct bench *bench = *state;
	const char *text = "So the people said what they had to say and so on "
			   "to it";
	lu maximum = width_of(bench, "en", text);
	for (lu short_by = 1; short_by < POINTS(15); short_by += 500) {
		struct paragraph_lines lines =
			break_text(bench, "en", text, maximum - short_by);
		assert_int_equal(lines.count, 2);
		assert_true(lines.lines[1].width >= POINTS(30));
	}
	struct paragraph_lines lines =
		break_text(bench, "zh-Hans",
			   "把照护者当作专家在作出决定之前先征求他们的意见。",
			   POINTS(226));
	assert_int_equal(lines.count, 2);
	assert_true(lines.lines[1].width > POINTS(30));
	/* the head of a narrow column */
	lines = break_text(bench, "zh-Hans", "健康不平等动态档案", POINTS(45));
	assert_string_equal(lines_text(bench, &lines), "健康不平|等动态|档案|");
}

static void test_titles_are_balanced(void **state)
{
	struct bench *bench = *state;
	struct inline_span span;
	struct paragraph_input input = input_of(
		bench, &span, "en",
		"Health, wellbeing and the pandemic: what people told us");
	lu maximum = paragraph_measure(set_input(bench, &input)).maximum;
	for (int is_title = 0; is_title < 2; is_title++) {
		input.is_title = is_title;
		struct paragraph_lines lines =
			paragraph_break(set_input(bench, &input), &bench->arena,
					maximum * 7 / 10);
		assert_int_equal(lines.count, 2);
		lu difference = lines.lines[0].width - lines.lines[1].width;
		if (is_title)
			assert_true(difference < POINTS(30) &&
				    difference > -POINTS(30));
		else
			assert_true(difference > POINTS(60));
	}
}

/* ---- Arabic: sizes ----------------------------------------------------- */

static void test_scripts_look_alike_in_size(void **state)
{
	struct bench *bench = *state;
	struct paragraph_lines lines = break_text(
		bench, "ar", "سألت ALLIANCE عن 2020 و٢٠٢٠ شخص", POINTS(400));
	const struct paragraph_line *line = &lines.lines[0];
	assert_int_equal(line->item_count, 7);
	for (uint32_t i = 0; i < line->item_count; i++) {
		const struct glyph_run *run = &line->items[i].run;
		char first = run->text.bytes[0];
		bool is_latin = first == 'A' || first == '2';
		assert_int_equal(run->y, 0);
		if (is_latin)
			assert_true(run->size > 8300 && run->size < 9000);
		else
			assert_int_equal(run->size, 10000);
	}
	/* capitals lower than alef, small letters higher than heh */
	const struct glyph_run *latin = &line->items[1].run;
	assert_true(font_face_scale(latin->face, latin->face->cap_height,
				    latin->size) < 6710);
	assert_true(font_face_scale(latin->face, latin->face->x_height,
				    latin->size) > 4080);
	assert_int_equal(line->height, 15000);

	/* the other way round, and at the same ratio */
	lines = break_text(bench, "en", "the word سلام means", POINTS(400));
	lu arabic = lines.lines[0].items[1].run.size;
	assert_true(arabic > 11000 && arabic < 12000);
	assert_int_equal(lines.lines[0].items[0].run.size, 10000);
	assert_int_equal((arabic * (int64_t)latin->size + 5000) / 100000, 1000);
	/* not elsewhere */
	lines = break_text(bench, "zh-Hans", "中 word 文", POINTS(400));
	for (uint32_t i = 0; i < lines.lines[0].item_count; i++)
		assert_int_equal(lines.lines[0].items[i].run.size, 10000);
}

static void test_code_keeps_its_size(void **state)
{
	struct bench *bench = *state;
	struct text_style mono = bench->style;
	mono.role = FONT_MONOSPACE;
	struct inline_span span;
	struct paragraph_input input =
		input_of(bench, &span, "ar", "if (x) return");
	span.style = input.style = &mono;
	input.direction = DIRECTION_LTR;
	input.is_preformatted = true;
	struct paragraph_lines lines = paragraph_break(
		set_input(bench, &input), &bench->arena, POINTS(400));
	assert_int_equal(lines.lines[0].items[0].run.size, 10000);
}

static void test_figures_of_tables_line_up(void **state)
{
	struct bench *bench = *state;
	struct text_style tabular = bench->style;
	tabular.has_tabular_figures = true;
	/* Arabic-Indic digits have widths of their own */
	assert_int_not_equal(width_of(bench, "ar", "٠٠٠"),
			     width_of(bench, "ar", "٢٢٢"));
	lu widths[2];
	for (int i = 0; i < 2; i++) {
		struct inline_span span;
		struct paragraph_input input =
			input_of(bench, &span, "ar", i ? "٢٢٢" : "٠٠٠");
		span.style = &tabular;
		widths[i] = paragraph_measure(set_input(bench, &input)).maximum;
	}
	assert_int_equal(widths[0], widths[1]);
}

/* ---- What holds of every paragraph ------------------------------------- */

static const char *const english_words[] = {
	"people",    "asked",     "a",    "I",          "the",
	"and",       "10",        "km",   "well-known", "support,",
	"lockdown.", "It",        "–",    "J.",         "Smith",
	"£",         "5",         "(see", "Figure",     "3)",
	"“care”",    "community", "12",   "March",      "2020,",
};
static const char *const polish_words[] = {
	"w",  "i", "osoby", "zapytano", "domu,",   "rodziną", "10",     "000",
	"zł", "–", "„tak”", "roku.",    "Szkocji", "z",       "opieki", "o",
};
static const char *const arabic_words[] = {
	"سألت",  "الناس", "عن", "الرعاية،", "ALLIANCE", "1,000", "شخص", "(انظر",
	"الشكل", "3)",    "في", "2020.",    "«نعم»",    "45%",   "و",
};
static const char *const chinese_words[] = {
	"人们", "说：", "“",      "是的", "！”", "（",       "）",
	"，",   "。",   "《书》", "2020", "年",  "ALLIANCE", "——",
	"……",   "照护", "·",      "45%",  "和 ",
};

struct vocabulary {
	const char *language;
	const char *const *words;
	size_t count;
	const char *gap;
};

#define VOCABULARY(language, words, gap) \
	{ \
		language, words, sizeof words / sizeof *words, gap \
	}

static const struct vocabulary vocabularies[] = {
	VOCABULARY("en-GB", english_words, " "),
	VOCABULARY("pl", polish_words, " "),
	VOCABULARY("ar", arabic_words, " "),
	VOCABULARY("zh-Hans", chinese_words, ""),
};

static void make_text(const struct vocabulary *vocabulary, unsigned *seed,
		      char *text)
{
	unsigned count = 5 + *seed / 256 % 60;
	text[0] = '\0';
	for (unsigned i = 0; i < count; i++) {
		*seed = *seed * 1103515245 + 12345;
		if (i)
			strcat(text, vocabulary->gap);
		strcat(text,
		       vocabulary->words[(*seed >> 8) % vocabulary->count]);
	}
}

/* Never less than one line in greedy order; never dearer. */
static void check_costs(struct paragraph *paragraph, lu width)
{
	struct line_ends best = paragraph_choose_ends(paragraph, width);
	int64_t cost = best.cost;
	paragraph->is_preformatted = true; /* greedy */
	struct line_ends greedy = paragraph_choose_ends(paragraph, width);
	paragraph->is_preformatted = false;
	assert_true(cost <= greedy.cost);
	assert_true(cost < 1000000000);
}

static bool is_in(uint32_t code_point, const char *list)
{
	struct str rest = str_from(list);
	for (size_t offset = 0; offset < rest.length;)
		if (str_decode(rest, &offset) == code_point)
			return true;
	return false;
}

/* Items stand side by side and their glyphs sum up to the line's width. */
static void check_sums(const struct paragraph_line *line)
{
	lu sum = 0;
	for (uint32_t i = 0; i < line->item_count; i++) {
		const struct glyph_run *run = &line->items[i].run;
		lu width = 0;
		for (uint32_t k = 0; k < run->count; k++)
			width += run->glyphs[k].advance;
		assert_int_equal(width, run->width);
		sum += line->items[i].visible_width;
	}
	assert_int_equal(sum, line->width);
}

static void check_line(struct bench *bench, const char *language,
		       const struct paragraph_line *line, lu width,
		       const struct paragraph_line *previous, bool is_last)
{
	struct str text = line_text(bench, line);
	check_sums(line);
	assert_true(line->width <= width);
	assert_false(line->is_overfull);
	text.length -= shape_trailing_space_length(text);
	if (text.length == 0)
		return;
	uint32_t first = itemise_code_point_at(text, 0);
	uint32_t last = itemise_code_point_before(text, (uint32_t)text.length);
	/* after a space they may */
	struct str above = previous ? line_text(bench, previous) : STR(" ");
	bool is_free =
		above.length == 0 ||
		(above.bytes[above.length - 1] == ' ' && language[0] == 'z');
	if (!is_free && (is_in(first, "，。！：；）》”’、·…%,.)»،") ||
			 (first == 0x2014 && language[0] != 'z')))
		fail_msg("%s starts: %.*s", language, (int)text.length,
			 text.bytes);
	if (!is_last && is_in(last, "（“《‘(«„"))
		fail_msg("%s ends: %.*s", language, (int)text.length,
			 text.bytes);
}

static void test_random_paragraphs(void **state)
{
	struct bench *bench = *state;
	unsigned seed = 2026;
	for (int round = 0; round < 2000; round++) {
		const struct vocabulary *vocabulary = &vocabularies[round % 4];
		char text[2000];
		make_text(vocabulary, &seed, text);
		struct paragraph *paragraph =
			set(bench, vocabulary->language, text);
		seed = seed * 1103515245 + 12345;
		lu least = paragraph_measure(paragraph).minimum;
		lu width = least + (lu)(seed >> 8) % POINTS(300);
		check_costs(paragraph, width);
		struct paragraph_lines lines =
			paragraph_break(paragraph, &bench->arena, width);
		for (uint32_t i = 0; i < lines.count; i++)
			check_line(bench, vocabulary->language, &lines.lines[i],
				   width, i ? &lines.lines[i - 1] : NULL,
				   i + 1 == lines.count);
		/* nothing is lost, and no space is made another */
		struct buffer all = BUFFER_INITIALISER;
		for (uint32_t i = 0; i < lines.count; i++)
			buffer_append_str(&all,
					  line_text(bench, &lines.lines[i]));
		assert_string_equal(all.bytes, text);
		buffer_release(&all);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_marks_that_touch_are_closed_up),
	cmocka_unit_test(test_marks_close_up_over_runs),
	cmocka_unit_test(test_marks_at_the_edges_of_lines),
	cmocka_unit_test(test_han_and_numbers_of_notes),
	cmocka_unit_test(test_lines_end_beside_han_quotations),
	cmocka_unit_test(test_chinese_breaks_are_otherwise_those_of_icu),
	cmocka_unit_test(test_numbers_stay_with_what_they_count),
	cmocka_unit_test(test_other_words_may_part),
	cmocka_unit_test(test_poor_breaks_cost_a_little),
	cmocka_unit_test(test_no_line_ends_within_a_join),
	cmocka_unit_test(test_last_lines_are_not_short),
	cmocka_unit_test(test_titles_are_balanced),
	cmocka_unit_test(test_scripts_look_alike_in_size),
	cmocka_unit_test(test_code_keeps_its_size),
	cmocka_unit_test(test_figures_of_tables_line_up),
	cmocka_unit_test(test_random_paragraphs),
};
UNIT_FILE(tests, bench_setup, bench_teardown)
