/* What an editor may send: bytes that should be messages, and texts with questions
 * about each place of them. */
#include <assert.h>

#include "fuzz.h"
#include "lsp/answer.h"
#include "lsp/message.h"

enum { LONGEST_TEXT = 2000 /* [bytes] */, MOST_PLACES = 40 };

static void take_messages(const uint8_t *data, size_t size)
{
	struct buffer received = BUFFER_INITIALISER;
	json_t *message;
	buffer_append(&received, data, size);
	while (message_take(&received, &message) != MESSAGE_NONE)
		json_decref(message);
	buffer_release(&received);
}

static json_t *new_model(void)
{
	return json_pack(
		"{s:{s:s}, s:{s:{s:s}}, s:{s:{s:s, s:i, s:i}}, "
		"s:[{s:s, s:s, s:i, s:i, s:s, s:s}], s:[{s:s, s:i, s:i, s:s}]}",
		"texts", "/none", "en", "values", "en", "title", "Rain",
		"themes", "care", "file", "/none", "line", 3, "column", 9,
		"ids", "id", "a", "file", "/none", "line", 1, "column", 2,
		"title", "A", "language", "en", "diagnostics", "file", "/none",
		"line", 2, "column", 5, "text", "t");
}

static void ask(const struct lsp_question *question)
{
	json_decref(lsp_complete(question));
	json_decref(lsp_hover(question));
	json_decref(lsp_define(question));
}

/* A place is within the text, and leads back to itself where a character begins. */
static void check_places(const struct lsp_question *question, size_t offset)
{
	struct str text = { question->text->bytes, question->text->length };
	struct lsp_position at = lsp_position_of(text, question->units, offset);
	size_t back = lsp_offset(text, question->units, at);
	(void)back; /* without assertions */
	assert(back <= text.length);
	/* What comes as JSON is UTF-8. */
	assert(!str_is_utf8(text, &offset) ||
	       lsp_offset(text, question->units,
			  lsp_position_of(text, question->units, back)) ==
		       back);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct lsp_texts texts = { 0 };
	char bytes[LONGEST_TEXT + 1];
	take_messages(data, size);
	if (size > LONGEST_TEXT)
		size = LONGEST_TEXT;
	if (size)
		memcpy(bytes, data, size);
	bytes[size] = '\0';
	lsp_texts_open(&texts, "file:///none", "/none", bytes, 1);
	struct lsp_text *text = lsp_texts_find(&texts, "file:///none");
	json_t *model = new_model();
	/* Each place, or so many of a long text. */
	size_t step = 1 + text->length / MOST_PLACES;
	for (size_t i = size % step; i <= text->length; i += step) {
		struct lsp_question question = {
			.model = i % 2 ? model : NULL,
			.open = &texts,
			.text = text,
			.units = (enum lsp_units)(i % 3),
		};
		struct str all = { text->bytes, text->length };
		question.position = lsp_position_of(all, question.units, i);
		check_places(&question, i);
		ask(&question);
	}
	json_decref(lsp_diagnose(model, "/none",
				 (struct str){ text->bytes, text->length },
				 LSP_UTF_16));
	lsp_text_change(text, LSP_UTF_16, (struct lsp_position){ 0, size % 7 },
			(struct lsp_position){ size % 3, size % 5 }, "é");
	json_decref(model);
	lsp_texts_release(&texts);
	return 0;
}
