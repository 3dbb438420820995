/* Requests about a place in a text. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "commands/lsp_server.h"
#include "lsp/message.h"

static const struct {
	const char *method;
	json_t *(*answer)(const struct lsp_question *question);
} questions[] = {
	{ "textDocument/completion", lsp_complete },
	{ "textDocument/hover", lsp_hover },
	{ "textDocument/definition", lsp_define },
};

enum { QUESTION_COUNT = sizeof questions / sizeof *questions };

bool lsp_read_position(const json_t *json, struct lsp_position *position)
{
	const json_t *line = json_object_get(json, "line");
	const json_t *column = json_object_get(json, "character");
	if (!json_is_integer(line) || !json_is_integer(column) ||
	    json_integer_value(line) < 0 || json_integer_value(column) < 0)
		return false;
	*position =
		(struct lsp_position){ (uint64_t)json_integer_value(line),
				       (uint64_t)json_integer_value(column) };
	return true;
}

const struct lsp_text *lsp_text_of(const struct lsp_server *server,
				   const json_t *params)
{
	const char *uri =
		lsp_string_at(json_object_get(params, "textDocument"), "uri");
	return uri ? lsp_texts_find(&server->texts, uri) : NULL;
}

static void answer(struct lsp_server *server, const json_t *message,
		   const json_t *model)
{
	const json_t *id = json_object_get(message, "id");
	const json_t *params = json_object_get(message, "params");
	const char *method = lsp_string_at(message, "method");
	struct lsp_question question = { .model = model,
					 .open = &server->texts,
					 .text = lsp_text_of(server, params),
					 .units = server->units };
	if (!question.text ||
	    !lsp_read_position(json_object_get(params, "position"),
			       &question.position)) {
		lsp_send(server, message_error(id, MESSAGE_INVALID_PARAMS,
					       "no open text, or no position"));
		return;
	}
	for (size_t i = 0; i < QUESTION_COUNT; i++)
		if (strcmp(questions[i].method, method) == 0)
			lsp_send(server,
				 message_response(
					 id, questions[i].answer(&question)));
}

/* Before there is a model, a question waits for it. */
void lsp_ask(struct lsp_server *server, json_t *message)
{
	const struct lsp_text *text =
		lsp_text_of(server, json_object_get(message, "params"));
	struct lsp_subject *subject =
		text ? lsp_subject_of(server, text->path) : NULL;
	if (!subject || subject->model ||
	    (!subject->is_stale && !server->child))
		answer(server, message, subject ? subject->model : NULL);
	else
		*VECTOR_ADD(&server->waiting) = (struct lsp_waiting){
			json_incref(message),
			memory_copy_text(subject->path, strlen(subject->path))
		};
}

void lsp_remove_waiting(struct lsp_server *server, size_t index)
{
	json_decref(server->waiting.items[index].message);
	free(server->waiting.items[index].path);
	memmove(server->waiting.items + index,
		server->waiting.items + index + 1,
		(--server->waiting.count - index) *
			sizeof *server->waiting.items);
}

void lsp_answer_waiting(struct lsp_server *server,
			const struct lsp_subject *subject)
{
	for (size_t i = 0; i < server->waiting.count;) {
		const struct lsp_waiting *waiting = &server->waiting.items[i];
		if (strcmp(waiting->path, subject->path) == 0) {
			answer(server, waiting->message, subject->model);
			lsp_remove_waiting(server, i);
		} else {
			i++;
		}
	}
}

void lsp_cancel(struct lsp_server *server, const json_t *params)
{
	const json_t *id = json_object_get(params, "id");
	for (size_t i = 0; id && i < server->waiting.count; i++) {
		const json_t *its =
			json_object_get(server->waiting.items[i].message, "id");
		if (!json_equal((json_t *)id, (json_t *)its))
			continue;
		lsp_send(server,
			 message_error(id, MESSAGE_CANCELLED, "cancelled"));
		lsp_remove_waiting(server, i);
		return;
	}
}

bool lsp_is_question(const char *method)
{
	for (size_t i = 0; i < QUESTION_COUNT; i++)
		if (strcmp(questions[i].method, method) == 0)
			return true;
	return false;
}
