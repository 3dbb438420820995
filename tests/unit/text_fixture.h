/* What the tests of fonts, shaping and paragraphs share: a set of fonts from
 * the project's own fonts/ and paragraphs made with few words. Programs run in
 * the project's folder. */
#ifndef EVERYREAD_TESTS_LAYOUT_TEXT_H
#define EVERYREAD_TESTS_LAYOUT_TEXT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "text/paragraph.h"

struct bench {
	struct arena arena;
	struct diagnostics diagnostics;
	struct font_set *fonts;
	struct typesetter *typesetter;
	struct text_style style;
};

static inline struct bench *bench_new(void)
{
	struct bench *bench = calloc(1, sizeof *bench);
	struct error error = { "" };
	bench->fonts = font_set_load(&bench->arena, OVERLAY_OF("fonts"),
				     &bench->diagnostics, &error);
	if (!bench->fonts)
		fail_msg("%s", error.message);
	bench->typesetter = typesetter_new(&bench->arena, bench->fonts,
					   &bench->diagnostics, true);
	bench->style = (struct text_style){ .size = 10000, .leading = 15000 };
	return bench;
}

static inline void bench_free(struct bench *bench)
{
	typesetter_release(bench->typesetter);
	font_set_release(bench->fonts);
	diagnostics_release(&bench->diagnostics);
	arena_release(&bench->arena);
	free(bench);
}

static inline int bench_setup(void **state)
{
	*state = bench_new();
	return 0;
}

static inline int bench_teardown(void **state)
{
	bench_free(*state);
	return 0;
}

static inline bool is_rtl_language(const char *language)
{
	return strncmp(language, "ar", 2) == 0 ||
	       strncmp(language, "he", 2) == 0;
}

/* An input of one span; `span` is the caller's to change. */
static inline struct paragraph_input input_of(struct bench *bench,
					      struct inline_span *span,
					      const char *language,
					      const char *text)
{
	*span = (struct inline_span){
		.kind = INLINE_TEXT,
		.text = str_from(text),
		.style = &bench->style,
		.place = { "text.md", 3, 7 },
	};
	return (struct paragraph_input){
		.spans = span,
		.span_count = 1,
		.direction = is_rtl_language(language) ? DIRECTION_RTL :
							 DIRECTION_LTR,
		.language = language,
		.style = &bench->style,
	};
}

static inline struct paragraph *set_input(struct bench *bench,
					  const struct paragraph_input *input)
{
	return paragraph_new(bench->typesetter, &bench->arena, input);
}

static inline struct paragraph *set(struct bench *bench, const char *language,
				    const char *text)
{
	struct inline_span span;
	struct paragraph_input input = input_of(bench, &span, language, text);
	return set_input(bench, &input);
}

static inline struct paragraph_lines break_text(struct bench *bench,
						const char *language,
						const char *text, lu width)
{
	return paragraph_break(set(bench, language, text), &bench->arena,
			       width);
}

/* The text of a line as it is read. */
static inline struct str line_text(struct bench *bench,
				   const struct paragraph_line *line)
{
	struct buffer buffer = BUFFER_INITIALISER;
	for (uint32_t i = 0; i < line->item_count; i++)
		if (line->items[i].kind == LINE_GLYPHS)
			buffer_append_str(&buffer, line->items[i].run.text);
		else
			buffer_append_string(&buffer, "\xEF\xBF\xBC");
	struct str text = arena_copy_str(&bench->arena, buffer_str(&buffer));
	buffer_release(&buffer);
	return text;
}

/* All lines as they are read, each ended by a bar. */
static inline const char *lines_text(struct bench *bench,
				     const struct paragraph_lines *lines)
{
	struct buffer buffer = BUFFER_INITIALISER;
	for (uint32_t i = 0; i < lines->count; i++) {
		buffer_append_str(&buffer, line_text(bench, &lines->lines[i]));
		buffer_append_byte(&buffer, '|');
	}
	const char *text =
		arena_copy_str(&bench->arena, buffer_str(&buffer)).bytes;
	buffer_release(&buffer);
	return text;
}

/* The runs of a line from left to right, each in brackets, right-to-left ones
 * with a '<' in front. */
static inline const char *line_visual(struct bench *bench,
				      const struct paragraph_line *line)
{
	struct buffer buffer = BUFFER_INITIALISER;
	bool *is_done = calloc(line->item_count + 1, sizeof *is_done);
	for (uint32_t i = 0; i < line->item_count; i++) {
		uint32_t best = line->item_count;
		for (uint32_t k = 0; k < line->item_count; k++)
			if (!is_done[k] &&
			    (best == line->item_count ||
			     line->items[k].run.x < line->items[best].run.x))
				best = k;
		is_done[best] = true;
		const struct glyph_run *run = &line->items[best].run;
		buffer_append_format(&buffer, "%s[%.*s]",
				     run->is_right_to_left ? "<" : "",
				     (int)run->text.length, run->text.bytes);
	}
	free(is_done);
	const char *text =
		arena_copy_str(&bench->arena, buffer_str(&buffer)).bytes;
	buffer_release(&buffer);
	return text;
}

#endif
