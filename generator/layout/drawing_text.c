#include "layout/drawing_text.h"

#include "image/image.h"

struct setting {
	struct flow *flow;
	const struct structure_element *content;
	lu width, height;                      /* of the box … */
	int32_t drawing_width, drawing_height; /* … for so many units */
	const char *language;
	struct place place;
	VECTOR(struct frame_item) items;
};

static lu scaled(const struct setting *setting, int64_t length)
{
	int64_t twice = 2 * length * setting->width / setting->drawing_width;
	return (lu)((twice + (twice < 0 ? -1 : 1)) / 2);
}

/* Pictures may be shown in other proportions by a rounding alone. */
static lu scaled_down(const struct setting *setting, int64_t length)
{
	return (lu)(length * setting->height / setting->drawing_height);
}

/* ---- One line ---------------------------------------------------------- */

static void set_span(const struct setting *setting,
		     const struct drawing_span *from, const char *text,
		     struct text_style *style, struct inline_span *span)
{
	*style = setting->flow->style->block[TEXT_TABLE].text;
	style->size = scaled(setting, from->size);
	if (style->size < 1)
		style->size = 1;
	style->leading = style->size;
	style->role = from->is_code ? FONT_MONOSPACE : style->role;
	style->is_bold = from->is_bold;
	style->is_italic = from->is_italic;
	style->baseline_shift = scaled(setting, from->rise);
	style->colour = (struct colour){ from->colour.red, from->colour.green,
					 from->colour.blue };
	*span = (struct inline_span){
		.kind = INLINE_TEXT,
		.text = str_from(text),
		.style = style,
		.content = setting->content,
		.place = setting->place,
	};
}

/* The text and what it goes on with. The space at its end keeps labels apart
 * where they are copied. */
static size_t make_spans(const struct setting *setting,
			 const struct drawing_text *text,
			 struct text_style *styles, struct inline_span *spans)
{
	struct drawing_span first = { .size = text->size,
				      .is_bold = text->is_bold,
				      .is_italic = text->is_italic,
				      .is_code = text->is_code,
				      .colour = text->colour };
	size_t count = text->more_count + 1;
	for (size_t i = 0; i < count; i++) {
		const char *words = i ? text->more[i - 1].text : text->text;
		if (i + 1 == count)
			words = arena_format(setting->flow->arena, "%s ",
					     words);
		set_span(setting, i ? &text->more[i - 1] : &first, words,
			 &styles[i], &spans[i]);
	}
	return count;
}

static struct paragraph_line *set_line(const struct setting *setting,
				       const struct drawing_text *text)
{
	struct flow *flow = setting->flow;
	struct arena scratch = ARENA_INITIALISER;
	size_t count = text->more_count + 1;
	/* lines point to styles */
	struct text_style *styles =
		ARENA_NEW_ARRAY(flow->arena, count, struct text_style);
	struct inline_span *spans =
		ARENA_NEW_ARRAY(&scratch, count, struct inline_span);
	struct paragraph_input input = {
		.spans = spans,
		.span_count = make_spans(setting, text, styles, spans),
		.direction =
			text->is_right_to_left ? DIRECTION_RTL : DIRECTION_LTR,
		.language =
			*text->language ? text->language : setting->language,
		.style = &styles[0],
	};
	struct paragraph *paragraph =
		paragraph_new(flow->typesetter, &scratch, &input);
	struct paragraph_lines lines = paragraph_break(
		paragraph, flow->arena, flow->style->page_width * 20);
	arena_release(&scratch);
	return &lines.lines[0];
}

/* ---- Its place --------------------------------------------------------- */

static int32_t clamp(int64_t value)
{
	const int64_t most = INT32_MAX;
	return (int32_t)(value > most ? most : value < -most ? -most : value);
}

/* How the line is turned and pressed to its length; NULL: it stands as it
 * is. */
static const struct glyph_turn *turn_of(const struct setting *setting,
					const struct drawing_text *text,
					lu width)
{
	const int64_t one = DRAWING_ONE;
	struct drawing_turn turn = { DRAWING_ONE, 0, 0, DRAWING_ONE };
	lu length = scaled(setting, text->length);
	if (text->turn)
		turn = *text->turn;
	/* No more than a third: beyond that the file expects other letters,
	 * and what is legible is better than what fits. */
	int64_t press = length > 0 && width > 0 ? one * length / width : one;
	press = press < one * 2 / 3 ? one * 2 / 3 :
		press > one * 4 / 3 ? one * 4 / 3 :
				      press;
	if (!text->turn && press == one)
		return NULL;
	struct glyph_turn *result =
		ARENA_NEW(setting->flow->arena, struct glyph_turn);
	*result = (struct glyph_turn){ clamp(turn.a * press / one),
				       clamp(turn.b * press / one), turn.c,
				       turn.d };
	return result;
}

/* Where a point of the line is that stands at `along` from its place. */
static void add_run(struct setting *setting, const struct line_item *from,
		    const struct glyph_turn *turn, lu x, lu y, int64_t along)
{
	const int64_t one = DRAWING_ONE;
	struct frame_item *item = VECTOR_ADD(&setting->items);
	int64_t across = from->run.y;
	item->kind = ITEM_GLYPHS;
	item->content = setting->content;
	item->artifact = setting->content ? ARTIFACT_NONE : ARTIFACT_LAYOUT;
	item->run = from->run;
	item->run.turn = turn;
	item->run.x =
		x +
		(lu)(turn ? (turn->a * along + turn->c * across) / one : along);
	item->run.y =
		y + (lu)(turn ? (turn->b * along + turn->d * across) / one :
				across);
}

static void set_text(struct setting *setting, const struct drawing_text *text)
{
	const struct paragraph_line *line = set_line(setting, text);
	const struct glyph_turn *turn = turn_of(setting, text, line->width);
	lu x = scaled(setting, text->x), y = scaled_down(setting, text->y);
	lu start = -line->x;
	if (text->anchor == ANCHOR_MIDDLE)
		start -= line->width / 2;
	else if (text->anchor == ANCHOR_RIGHT)
		start -= line->width;
	for (uint32_t i = 0; i < line->item_count; i++)
		if (line->items[i].kind == LINE_GLYPHS)
			add_run(setting, &line->items[i], turn, x, y,
				(int64_t)start + line->items[i].run.x);
}

struct drawing_words drawing_words_set(struct flow *flow,
				       const struct drawing *drawing, lu width,
				       lu height,
				       const struct structure_element *content,
				       const char *language, struct place place)
{
	struct setting setting = { .flow = flow,
				   .content = content,
				   .width = width,
				   .height = height,
				   .drawing_width = drawing->width,
				   .drawing_height = drawing->height,
				   .language = language,
				   .place = place };
	for (const struct drawing_text *text = drawing_next_text(drawing, NULL);
	     text; text = drawing_next_text(drawing, text))
		set_text(&setting, text);
	struct drawing_words words = { .count = setting.items.count };
	words.items =
		arena_copy_array(flow->arena, setting.items.items, words.count,
				 sizeof *setting.items.items);
	VECTOR_RELEASE(&setting.items);
	return words;
}

void drawing_words_place(struct flow *flow, const struct drawing_words *words,
			 lu x, lu y)
{
	for (size_t i = 0; i < words->count; i++) {
		struct frame_item *item = flow_place_item(flow, ITEM_GLYPHS);
		*item = words->items[i];
		item->run.x += x;
		item->run.y += y;
	}
}
