/* everyread lsp: a language server (Language Server Protocol 3.17) on standard
 * input and output.
 *
 * It keeps the texts as the editor has them, and answers from a model of each
 * publication. A model is made by a child, which checks the publication with
 * those texts in the place of the files: what comes in meanwhile ends it and
 * begins another, and whatever happens to it, the server goes on. */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/commands.h"
#include "commands/lsp_server.h"
#include "lsp/message.h"

static const struct option options[] = {
	{ "stdio", 0, NULL, "speak on standard input and output, as always" },
};

void lsp_send(struct lsp_server *server, json_t *message)
{
	if (!message_send(STDOUT_FILENO, message))
		server->is_over = true;
}

const char *lsp_string_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* The first encoding of the client's that we know; UTF-16 where it names none.
 */
static const char *agree_on_units(struct lsp_server *server,
				  const json_t *params)
{
	static const char *const names[] = { "utf-8", "utf-16", "utf-32" };
	const json_t *list = json_object_get(
		json_object_get(json_object_get(params, "capabilities"),
				"general"),
		"positionEncodings");
	size_t index;
	const json_t *one;
	server->units = LSP_UTF_16;
	json_array_foreach(list, index,
			   one) for (size_t i = 0;
				     i < sizeof names / sizeof *names;
				     i++) if (json_is_string(one) &&
					      strcmp(json_string_value(one),
						     names[i]) == 0)
	{
		server->units = (enum lsp_units)i;
		return names[i];
	}
	return names[LSP_UTF_16];
}

static json_t *initialise(struct lsp_server *server, const json_t *params)
{
	const char *units = agree_on_units(server, params);
	server->is_initialised = true;
	return json_pack(
		"{s:{s:s, s:{s:b, s:i, s:{s:b}}, s:{s:[s,s,s,s,s,s,s,s]}, "
		"s:b, s:b}, s:{s:s, s:s}}",
		"capabilities", "positionEncoding", units, "textDocumentSync",
		"openClose", 1, "change", 2, "save", "includeText", 0,
		"completionProvider", "triggerCharacters", "{", ".", "#", "(",
		"=", "^", "@", "\"", "hoverProvider", 1, "definitionProvider",
		1, "serverInfo", "name", "everyread", "version",
		EVERYREAD_VERSION);
}

static void take_request(struct lsp_server *server, json_t *message,
			 const char *method)
{
	const json_t *id = json_object_get(message, "id");
	const json_t *params = json_object_get(message, "params");
	if (strcmp(method, "initialize") == 0 && !server->is_initialised) {
		lsp_send(server,
			 message_response(id, initialise(server, params)));
	} else if (!server->is_initialised) {
		lsp_send(server, message_error(id, MESSAGE_NOT_INITIALISED,
					       "initialize comes first"));
	} else if (server->is_shut_down || strcmp(method, "initialize") == 0) {
		lsp_send(server,
			 message_error(id, MESSAGE_INVALID_REQUEST, "not now"));
	} else if (strcmp(method, "shutdown") == 0) {
		server->is_shut_down = true;
		lsp_end_child(server);
		lsp_send(server, message_response(id, NULL));
	} else if (lsp_is_question(method)) {
		lsp_ask(server, message);
	} else {
		lsp_send(server, message_error(id, MESSAGE_METHOD_NOT_FOUND,
					       "no such method here"));
	}
}

static void take(struct lsp_server *server, json_t *message)
{
	const char *method = lsp_string_at(message, "method");
	const json_t *id = json_object_get(message, "id");
	bool is_answer = json_object_get(message, "result") ||
			 json_object_get(message, "error");
	if (method && id)
		take_request(server, message, method);
	else if (method)
		lsp_take_notification(server, message, method);
	else if (!is_answer)
		lsp_send(server, message_error(id, MESSAGE_INVALID_REQUEST,
					       "no request of JSON-RPC 2.0"));
}

static void take_all(struct lsp_server *server)
{
	json_t *message;
	enum message_state state;
	while (!server->is_over &&
	       (state = message_take(&server->received, &message)) !=
		       MESSAGE_NONE) {
		if (state == MESSAGE_WHOLE)
			take(server, message);
		else
			lsp_send(server,
				 message_error(NULL, MESSAGE_PARSE_ERROR,
					       "not understood"));
		json_decref(message);
	}
}

/* False at the end. */
static bool read_some(int descriptor, struct buffer *into)
{
	char *room = buffer_reserve(into, 1 << 16);
	ssize_t count = read(descriptor, room, 1 << 16);
	if (count > 0)
		into->length += (size_t)count;
	return count > 0 || (count < 0 && errno == EINTR);
}

/* The child has written all; what is no JSON leaves the model as it was. */
static void end_of_child(struct lsp_server *server)
{
	struct lsp_subject *subject =
		lsp_find_subject(server, server->child_path);
	json_t *model = server->result.length ?
				json_loadb(server->result.bytes,
					   server->result.length, 0, NULL) :
				NULL;
	lsp_end_child(server);
	if (!subject) {
		json_decref(model);
		return;
	}
	if (model) {
		json_decref(subject->model);
		subject->model = model;
		lsp_publish(server, subject);
	} else {
		lsp_send(server,
			 message_notification(
				 "window/logMessage",
				 json_pack(
					 "{s:i, s:s}", "type", 1, "message",
					 "everyread: the check ended without a "
					 "result")));
	}
	lsp_answer_waiting(server, subject);
}

static void serve(struct lsp_server *server)
{
	while (!server->is_over) {
		lsp_start_next(server);
		struct pollfd waits[2] = {
			{ STDIN_FILENO, POLLIN, 0 },
			{ server->child ? server->pipe : -1, POLLIN, 0 },
		};
		if (poll(waits, 2, lsp_pause_left(server)) < 0 &&
		    errno != EINTR)
			break;
		if (waits[0].revents) {
			server->is_over =
				!read_some(STDIN_FILENO, &server->received);
			take_all(server);
		} else if (waits[1].revents &&
			   !read_some(server->pipe, &server->result)) {
			end_of_child(server);
		}
	}
}

static void release(struct lsp_server *server)
{
	lsp_end_child(server);
	while (server->waiting.count)
		lsp_remove_waiting(server, 0);
	VECTOR_RELEASE(&server->waiting);
	for (size_t i = 0; i < server->subjects.count; i++) {
		free(server->subjects.items[i].path);
		json_decref(server->subjects.items[i].model);
		json_decref(server->subjects.items[i].published);
	}
	VECTOR_RELEASE(&server->subjects);
	lsp_texts_release(&server->texts);
	buffer_release(&server->received);
	buffer_release(&server->result);
}

/* As the protocol asks: 1 where nobody said that it is over. */
static enum exit_status run(const struct arguments *arguments)
{
	struct lsp_server server = { .units = LSP_UTF_16 };
	(void)arguments;
	signal(SIGPIPE, SIG_IGN);
	serve(&server);
	release(&server);
	return server.is_shut_down ? STATUS_CLEAN : STATUS_FINDINGS;
}

const struct command command_lsp = {
	.name = "lsp",
	.operands = "",
	.summary = "Tell an editor of mistakes, and what could stand here",
	.details = "A language server on standard input and output, for "
		   "editors to start. It has the\nmistakes that 'check' has, "
		   "in texts that are not saved yet, completes blocks,\n"
		   "attributes, values and links, shows values, and goes to "
		   "where things are defined.\n",
	.most_operands = 0,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run,
};
