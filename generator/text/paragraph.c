/* From spans to one text: what the author wrote, without what cannot be set,
 * and who asks for which look. */
#include "text/paragraph_private.h"

#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

/* ---- Copying the text -------------------------------------------------- */

/* Printable ASCII without two spaces in a row. */
static bool is_plain(struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		uint8_t byte = (uint8_t)text.bytes[i];
		if (byte < ' ' || byte >= 0x7F ||
		    (byte == ' ' && i > 0 && text.bytes[i - 1] == ' '))
			return false;
	}
	return true;
}

/* More in a row than any author means. */
enum { MOST_SPACES = 1000 };

/* True where one more space or tab is kept: of several spaces one, and none
 * at a line's start; in code all. */
static bool accepts_space(struct typesetter *typesetter, bool is_preformatted)
{
	struct str text = buffer_str(typesetter->text);
	if (text.length == 0 || text.bytes[text.length - 1] != ' ')
		typesetter->space_count = 0;
	if (is_preformatted)
		return typesetter->space_count++ < MOST_SPACES;
	return text.length > 0 && text.bytes[text.length - 1] != ' ';
}

/* A forced line end is a space in the text, so that words stay apart when
 * they are copied; it is remembered by its offset. */
static void add_forced_break(struct typesetter *typesetter)
{
	buffer_append_byte(typesetter->text, ' ');
	*VECTOR_ADD(&typesetter->forced) = (uint32_t)typesetter->text->length;
}

static void copy_code_point(struct typesetter *typesetter, uint32_t code_point,
			    bool is_preformatted)
{
	struct buffer *text = typesetter->text;
	if (code_point == ' ' || code_point == '\t') {
		if (!accepts_space(typesetter, is_preformatted))
			return;
		if (code_point == '\t' && is_preformatted)
			*VECTOR_ADD(&typesetter->tabs) = (uint32_t)text->length;
		buffer_append_byte(text, ' ');
	} else if (code_point == '\n' || code_point == 0x2028 ||
		   code_point == 0x2029 || code_point == 0x85) {
		add_forced_break(typesetter);
	} else if (code_point < ' ' ||
		   (code_point >= 0x7F && code_point < 0xA0)) {
		return; /* a control has no shape and no meaning on paper */
	} else if ((code_point & 0xFFFE) == 0xFFFE ||
		   (code_point >= 0xFDD0 && code_point <= 0xFDEF)) {
		buffer_append_code_point(text, 0xFFFD); /* no character */
	} else {
		buffer_append_code_point(text, code_point);
	}
}

static void copy_text(struct typesetter *typesetter, struct str text,
		      bool is_preformatted)
{
	size_t offset = 0;
	if (is_plain(text)) {
		if (text.length && text.bytes[0] == ' ' &&
		    !accepts_space(typesetter, is_preformatted))
			offset = 1;
		buffer_append(typesetter->text, text.bytes + offset,
			      text.length - offset);
		return;
	}
	while (offset < text.length)
		copy_code_point(typesetter, str_decode(text, &offset),
				is_preformatted);
}

static void add_mark(struct typesetter *typesetter,
		     const struct inline_span *span)
{
	*VECTOR_ADD(&typesetter->marks) = (struct isolate_mark){
		.offset = (uint32_t)typesetter->text->length,
		.is_open = span->kind == INLINE_ISOLATE_OPEN,
		.direction = span->direction,
	};
}

static void add_span(struct typesetter *typesetter,
		     const struct inline_span *from, uint32_t index,
		     uint32_t start)
{
	struct text_span *span = VECTOR_ADD(&typesetter->spans);
	span->start = start;
	span->end = (uint32_t)typesetter->text->length;
	span->index = index;
	span->is_object = from->kind == INLINE_OBJECT;
	span->is_glued = from->is_glued;
	span->style = from->style;
	span->content = from->content;
	span->link = from->link;
	span->place = from->place;
	span->object = from->object;
	span->width = from->width;
	span->ascent = from->ascent;
	span->descent = from->descent;
}

static void copy_span(struct typesetter *typesetter,
		      const struct paragraph_input *input, uint32_t index)
{
	const struct inline_span *span = &input->spans[index];
	uint32_t start = (uint32_t)typesetter->text->length;
	switch (span->kind) {
	case INLINE_TEXT:
		copy_text(typesetter, span->text, input->is_preformatted);
		break;
	case INLINE_OBJECT:
		buffer_append_string(typesetter->text, "\xEF\xBF\xBC");
		break;
	case INLINE_BREAK:
		add_forced_break(typesetter);
		break;
	case INLINE_ISOLATE_OPEN:
	case INLINE_ISOLATE_CLOSE:
		add_mark(typesetter, span);
		return;
	}
	if (typesetter->text->length > start)
		add_span(typesetter, span, index, start);
}

/* ---- Heights ----------------------------------------------------------- */

/* What a style asks of its line above and below the baseline. The face of
 * the paragraph's own language decides, not a fallback's, so that lines keep
 * an even distance whatever stands in them. Returns that face. */
static const struct font_face *
measure_style(struct typesetter *typesetter, const struct text_style *style,
	      script_tag script, const char *language, lu *ascent, lu *descent)
{
	struct font_request request = {
		.role = style->role,
		.is_bold = style->is_bold,
		.is_italic = style->is_italic,
		.script = script,
		.language = language,
	};
	const struct font_face *face =
		font_set_choose(typesetter->fonts, &request);
	*ascent = font_face_scale(face, face->ascender, style->size);
	*descent = -font_face_scale(face, face->descender, style->size);
	lu lead = style->leading - *ascent - *descent;
	lu above = lead / 2;
	*ascent += above;
	*descent += lead - above;
	return face;
}

static void measure_spans(struct paragraph *paragraph)
{
	struct typesetter *typesetter = paragraph->typesetter;
	script_tag script = typesetter_script(typesetter, paragraph->language);
	paragraph->is_arabic = script == SCRIPT_TAG('A', 'r', 'a', 'b');
	paragraph->face = measure_style(typesetter, paragraph->style, script,
					paragraph->language, &paragraph->ascent,
					&paragraph->descent);
	const struct text_style *known = NULL;
	lu ascent = 0, descent = 0;
	for (uint32_t i = 0; i < paragraph->span_count; i++) {
		struct text_span *span = &paragraph->spans[i];
		if (span->is_object)
			continue;
		if (!span->style)
			span->style = paragraph->style;
		if (span->style != known) {
			known = span->style;
			measure_style(typesetter, known, script,
				      paragraph->language, &ascent, &descent);
		}
		bool is_shifted = known->baseline_shift != 0;
		span->ascent = is_shifted ? paragraph->ascent : ascent;
		span->descent = is_shifted ? paragraph->descent : descent;
	}
}

/* ---- Paragraphs -------------------------------------------------------- */

static void copy_spans(struct paragraph *paragraph,
		       const struct paragraph_input *input)
{
	struct typesetter *typesetter = paragraph->typesetter;
	buffer_clear(typesetter->text);
	typesetter->spans.count = typesetter->marks.count = 0;
	typesetter->forced.count = typesetter->tabs.count = 0;
	for (uint32_t i = 0; i < input->span_count; i++)
		copy_span(typesetter, input, i);
	paragraph->text =
		arena_copy_str(paragraph->arena, buffer_str(typesetter->text));
	paragraph->span_count = (uint32_t)typesetter->spans.count;
	paragraph->spans = arena_copy_array(
		paragraph->arena, typesetter->spans.items,
		typesetter->spans.count, sizeof *typesetter->spans.items);
}

struct paragraph *paragraph_new(struct typesetter *typesetter,
				struct arena *arena,
				const struct paragraph_input *input)
{
	memory_watch_begin();
	struct paragraph *paragraph = ARENA_NEW(arena, struct paragraph);
	paragraph->typesetter = typesetter;
	paragraph->arena = arena;
	paragraph->direction = input->direction;
	paragraph->alignment = input->alignment;
	paragraph->language = arena_copy_string(arena, input->language);
	paragraph->style = input->style;
	paragraph->first_line_indent = input->first_line_indent;
	paragraph->is_preformatted = input->is_preformatted;
	paragraph->is_title = input->is_title;
	copy_spans(paragraph, input);
	measure_spans(paragraph);
	paragraph_find_units(paragraph);
	memory_watch_end();
	return paragraph;
}

struct paragraph_widths paragraph_measure(const struct paragraph *paragraph)
{
	return paragraph->widths;
}

bool paragraph_is_empty(const struct paragraph *paragraph)
{
	for (uint32_t i = 0; i < paragraph->unit_count; i++) {
		const struct unit *unit = &paragraph->units[i];
		struct str text = { paragraph->text.bytes + unit->start,
				    unit->end - unit->start };
		if (!unit->shaped ||
		    shape_trailing_space_length(text) < text.length)
			return false;
	}
	return true;
}

/* ---- Line ends of the source ------------------------------------------- */
