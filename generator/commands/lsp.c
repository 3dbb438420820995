/* everyread lsp: a language server (Language Server Protocol 3.17) on standard
 * input and output.
 *
 * It keeps the texts as the editor has them, and answers from a model of each
 * publication. A model is made by a child, which checks the publication with
 * those texts in the place of the files: what comes in meanwhile ends it and
 * begins another, and whatever happens to it, the server goes on. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/vector.h"
#include "commands/commands.h"
#include "commands/lsp_model.h"
#include "lsp/answer.h"
#include "lsp/message.h"
#include "lsp/texts.h"

enum {
	PAUSE = 120,        /* [ms] without a keystroke, before it is checked */
	HIGHEST_SEARCH = 32 /* folders above a file */
};

static const struct option options[] = {
	{ "stdio", 0, NULL, "speak on standard input and output, as always" },
};

/* A publication, or a file that is in none. */
struct subject {
	char *path; /* absolute */
	bool is_publication;
	json_t *model;     /* or NULL: not yet */
	json_t *published; /* the files whose mistakes the editor shows */
	bool is_stale;
	int64_t due; /* [ms] when it is to be checked */
};

struct waiting {
	json_t *message;
	char *path; /* of the subject that it waits for */
};

struct server {
	struct buffer received;
	struct lsp_texts texts;
	enum lsp_units units;
	VECTOR(struct subject) subjects;
	VECTOR(struct waiting) waiting;
	pid_t child; /* 0: none */
	int pipe;
	char *child_path;     /* of its subject */
	struct buffer result; /* what it has written */
	bool is_initialised, is_shut_down, is_over;
};

static int64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void send(struct server *server, json_t *message)
{
	if (!message_send(STDOUT_FILENO, message))
		server->is_over = true;
}

static const char *string_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* ---- Subjects ---------------------------------------------------------- */

static struct subject *find_subject(struct server *server, const char *path)
{
	for (size_t i = 0; i < server->subjects.count; i++)
		if (strcmp(server->subjects.items[i].path, path) == 0)
			return &server->subjects.items[i];
	return NULL;
}

/* The folder above the file that has a publication.yaml; NULL: none. */
static const char *publication_of(struct arena *arena, const char *file)
{
	const char *folder = path_folder(arena, file);
	for (int i = 0; i < HIGHEST_SEARCH; i++) {
		if (file_is_regular(
			    path_join(arena, folder, "publication.yaml")))
			return folder;
		if (strcmp(folder, "/") == 0)
			break;
		folder = path_folder(arena, folder);
	}
	return NULL;
}

/* A text of no publication is read as it is rendered; a template is none. */
static bool is_single(const char *file)
{
	return strcmp(path_extension(file), "md") == 0 &&
	       !strstr(file, "/templates/");
}

/* NULL: none of its own. */
static struct subject *subject_of(struct server *server, const char *file)
{
	struct arena arena = ARENA_INITIALISER;
	const char *folder = publication_of(&arena, file);
	const char *path = folder ? folder : is_single(file) ? file : NULL;
	struct subject *subject = path ? find_subject(server, path) : NULL;
	if (path && !subject) {
		subject = VECTOR_ADD(&server->subjects);
		*subject = (struct subject){
			.path = memory_copy_text(path, strlen(path)),
			.is_publication = folder != NULL,
			.published = json_object(),
		};
	}
	arena_release(&arena);
	return subject;
}

/* ---- The child --------------------------------------------------------- */

static void end_child(struct server *server)
{
	if (!server->child)
		return;
	kill(server->child, SIGKILL);
	close(server->pipe);
	while (waitpid(server->child, NULL, 0) < 0 && errno == EINTR)
		;
	free(server->child_path);
	server->child_path = NULL;
	server->child = 0;
	buffer_clear(&server->result);
}

/* What is told on standard output is no message of ours. */
static void be_child(const struct server *server, const struct subject *subject,
		     int out)
{
	struct unsaved_file *files =
		memory_resize(NULL, server->texts.count + 1, sizeof *files);
	for (size_t i = 0; i < server->texts.count; i++) {
		const struct lsp_text *text = &server->texts.items[i];
		const char *real = realpath(text->path, NULL);
		files[i] =
			(struct unsaved_file){ real ? real : text->path,
					       { text->bytes, text->length } };
	}
	file_set_unsaved(files, server->texts.count);
	dup2(STDERR_FILENO, STDOUT_FILENO);
	signal(SIGPIPE, SIG_DFL);
	json_t *model = subject->is_publication ?
				lsp_model_of_publication(subject->path) :
				lsp_model_of_file(subject->path);
	FILE *stream = fdopen(out, "w");
	bool done = stream && json_dumpf(model, stream, JSON_COMPACT) == 0 &&
		    fclose(stream) == 0;
	_exit(done ? 0 : 1);
}

static void start_child(struct server *server, struct subject *subject)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) != 0)
		return;
	pid_t child = fork();
	if (child == 0)
		be_child(server, subject, ends[1]);
	close(ends[1]);
	if (child < 0) {
		close(ends[0]);
		return;
	}
	subject->is_stale = false;
	server->child = child;
	server->pipe = ends[0];
	server->child_path =
		memory_copy_text(subject->path, strlen(subject->path));
}

static void mark_stale(struct server *server, struct subject *subject,
		       int64_t pause)
{
	subject->is_stale = true;
	subject->due = now() + pause;
	if (server->child && strcmp(server->child_path, subject->path) == 0)
		end_child(server);
}

/* The one that waits longest, if it is time. */
static void start_next(struct server *server)
{
	struct subject *next = NULL;
	for (size_t i = 0; i < server->subjects.count; i++) {
		struct subject *subject = &server->subjects.items[i];
		if (subject->is_stale && (!next || subject->due < next->due))
			next = subject;
	}
	if (next && !server->child && next->due <= now())
		start_child(server, next);
}

/* [ms] until something is to be begun; -1: nothing is. */
static int pause_left(const struct server *server)
{
	int64_t left = -1, time = now();
	for (size_t i = 0; i < server->subjects.count; i++) {
		const struct subject *subject = &server->subjects.items[i];
		int64_t due = subject->due > time ? subject->due - time : 0;
		if (subject->is_stale && (left < 0 || due < left))
			left = due;
	}
	return server->child ? -1 : (int)left;
}

/* ---- Diagnostics ------------------------------------------------------- */

static void publish_file(struct server *server, const struct subject *subject,
			 const char *file)
{
	struct arena arena = ARENA_INITIALISER;
	const struct lsp_text *open = lsp_texts_find_path(&server->texts, file);
	struct str text = STR("");
	struct error ignored;
	if (open)
		text = (struct str){ open->bytes, open->length };
	else if (!file_read(&arena, file, &text, &ignored))
		text = STR("");
	json_t *params = json_pack(
		"{s:s, s:o}", "uri",
		open ? open->uri : lsp_uri_of_path(&arena, file), "diagnostics",
		lsp_diagnose(subject->model, file, text, server->units));
	if (open)
		json_object_set_new(params, "version",
				    json_integer(open->version));
	send(server,
	     message_notification("textDocument/publishDiagnostics", params));
	arena_release(&arena);
}

static bool is_of(const struct subject *subject, const char *file)
{
	size_t length = strlen(subject->path);
	return strncmp(file, subject->path, length) == 0 &&
	       (file[length] == '/' || file[length] == '\0');
}

/* Files that have mistakes, that had some, and those that are open. */
static void publish(struct server *server, struct subject *subject)
{
	json_t *files = json_object(), *one, *nothing;
	const char *file;
	size_t index;
	json_array_foreach(json_object_get(subject->model, "diagnostics"),
			   index, one)
	{
		file = string_at(one, "file");
		if (file && file[0] == '/')
			json_object_set_new(files, file, json_true());
	}
	json_object_foreach(files, file, nothing)
		publish_file(server, subject, file);
	json_object_foreach(subject->published, file,
			    nothing) if (!json_object_get(files, file))
		publish_file(server, subject, file);
	for (size_t i = 0; i < server->texts.count; i++) {
		file = server->texts.items[i].path;
		if (is_of(subject, file) && !json_object_get(files, file) &&
		    !json_object_get(subject->published, file))
			publish_file(server, subject, file);
	}
	json_decref(subject->published);
	subject->published = files;
}

/* ---- Requests about a place -------------------------------------------- */

static const struct {
	const char *method;
	json_t *(*answer)(const struct lsp_question *question);
} questions[] = {
	{ "textDocument/completion", lsp_complete },
	{ "textDocument/hover", lsp_hover },
	{ "textDocument/definition", lsp_define },
};

enum { QUESTION_COUNT = sizeof questions / sizeof *questions };

static bool read_position(const json_t *json, struct lsp_position *position)
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

static const struct lsp_text *text_of(const struct server *server,
				      const json_t *params)
{
	const char *uri =
		string_at(json_object_get(params, "textDocument"), "uri");
	return uri ? lsp_texts_find(&server->texts, uri) : NULL;
}

static void answer(struct server *server, const json_t *message,
		   const json_t *model)
{
	const json_t *id = json_object_get(message, "id");
	const json_t *params = json_object_get(message, "params");
	const char *method = string_at(message, "method");
	struct lsp_question question = { .model = model,
					 .open = &server->texts,
					 .text = text_of(server, params),
					 .units = server->units };
	if (!question.text ||
	    !read_position(json_object_get(params, "position"),
			   &question.position)) {
		send(server, message_error(id, MESSAGE_INVALID_PARAMS,
					   "no open text, or no position"));
		return;
	}
	for (size_t i = 0; i < QUESTION_COUNT; i++)
		if (strcmp(questions[i].method, method) == 0)
			send(server, message_response(id, questions[i].answer(
								  &question)));
}

/* Before there is a model, a question waits for it. */
static void ask(struct server *server, json_t *message)
{
	const struct lsp_text *text =
		text_of(server, json_object_get(message, "params"));
	struct subject *subject = text ? subject_of(server, text->path) : NULL;
	if (!subject || subject->model ||
	    (!subject->is_stale && !server->child))
		answer(server, message, subject ? subject->model : NULL);
	else
		*VECTOR_ADD(&server->waiting) = (struct waiting){
			json_incref(message),
			memory_copy_text(subject->path, strlen(subject->path))
		};
}

static void remove_waiting(struct server *server, size_t index)
{
	json_decref(server->waiting.items[index].message);
	free(server->waiting.items[index].path);
	memmove(server->waiting.items + index,
		server->waiting.items + index + 1,
		(--server->waiting.count - index) *
			sizeof *server->waiting.items);
}

static void answer_waiting(struct server *server, const struct subject *subject)
{
	for (size_t i = 0; i < server->waiting.count;) {
		const struct waiting *waiting = &server->waiting.items[i];
		if (strcmp(waiting->path, subject->path) == 0) {
			answer(server, waiting->message, subject->model);
			remove_waiting(server, i);
		} else {
			i++;
		}
	}
}

static void cancel(struct server *server, const json_t *params)
{
	const json_t *id = json_object_get(params, "id");
	for (size_t i = 0; id && i < server->waiting.count; i++) {
		const json_t *its =
			json_object_get(server->waiting.items[i].message, "id");
		if (!json_equal((json_t *)id, (json_t *)its))
			continue;
		send(server, message_error(id, MESSAGE_CANCELLED, "cancelled"));
		remove_waiting(server, i);
		return;
	}
}

/* The child has written all; what is no JSON leaves the model as it was. */
static void end_of_child(struct server *server)
{
	struct subject *subject = find_subject(server, server->child_path);
	json_t *model = server->result.length ?
				json_loadb(server->result.bytes,
					   server->result.length, 0, NULL) :
				NULL;
	end_child(server);
	if (!subject) {
		json_decref(model);
		return;
	}
	if (model) {
		json_decref(subject->model);
		subject->model = model;
		publish(server, subject);
	} else {
		send(server,
		     message_notification(
			     "window/logMessage",
			     json_pack("{s:i, s:s}", "type", 1, "message",
				       "everyread: the check ended without a "
				       "result")));
	}
	answer_waiting(server, subject);
}

/* ---- Notifications about texts ----------------------------------------- */

/* Where the text is in no publication, all that are open may draw on it. */
static void changed(struct server *server, const char *path, int64_t pause)
{
	struct subject *own = subject_of(server, path);
	if (own) {
		mark_stale(server, own, pause);
		return;
	}
	for (size_t i = 0; i < server->subjects.count; i++)
		mark_stale(server, &server->subjects.items[i], pause);
}

static void did_open(struct server *server, const json_t *params)
{
	const json_t *text = json_object_get(params, "textDocument");
	const char *uri = string_at(text, "uri");
	const char *bytes = string_at(text, "text");
	struct arena arena = ARENA_INITIALISER;
	const char *path = uri ? lsp_path_of_uri(&arena, uri) : NULL;
	/* Mistakes are told of files as they are, wherever links lead. */
	char *real = path ? realpath(path, NULL) : NULL;
	if (path && bytes) {
		path = real ? real : path;
		lsp_texts_open(
			&server->texts, uri, path, bytes,
			json_integer_value(json_object_get(text, "version")));
		changed(server, path, 0);
	}
	free(real);
	arena_release(&arena);
}

static void change(struct server *server, struct lsp_text *text,
		   const json_t *change)
{
	const json_t *range = json_object_get(change, "range");
	const char *with = string_at(change, "text");
	struct lsp_position from, to;
	if (!with)
		return;
	if (!range)
		lsp_text_set(text, with);
	else if (read_position(json_object_get(range, "start"), &from) &&
		 read_position(json_object_get(range, "end"), &to))
		lsp_text_change(text, server->units, from, to, with);
}

static void did_change(struct server *server, const json_t *params)
{
	const json_t *document = json_object_get(params, "textDocument");
	struct lsp_text *text = (struct lsp_text *)text_of(server, params);
	size_t index;
	const json_t *one;
	if (!text)
		return;
	json_array_foreach(json_object_get(params, "contentChanges"), index,
			   one) change(server, text, one);
	text->version =
		json_integer_value(json_object_get(document, "version"));
	changed(server, text->path, PAUSE);
}

static void did_save(struct server *server, const json_t *params)
{
	const struct lsp_text *text = text_of(server, params);
	if (text)
		changed(server, text->path, 0);
}

static void did_close(struct server *server, const json_t *params)
{
	const struct lsp_text *text = text_of(server, params);
	char *path;
	if (!text)
		return;
	path = memory_copy_text(text->path, strlen(text->path));
	lsp_texts_close(&server->texts, text->uri);
	changed(server, path, 0);
	free(path);
}

static void did_change_files(struct server *server, const json_t *params)
{
	(void)params;
	for (size_t i = 0; i < server->subjects.count; i++)
		mark_stale(server, &server->subjects.items[i], PAUSE);
}

static const struct {
	const char *method;
	void (*run)(struct server *server, const json_t *params);
} notifications[] = {
	{ "textDocument/didOpen", did_open },
	{ "textDocument/didChange", did_change },
	{ "textDocument/didSave", did_save },
	{ "textDocument/didClose", did_close },
	{ "workspace/didChangeWatchedFiles", did_change_files },
	{ "$/cancelRequest", cancel },
};

/* ---- The server itself ------------------------------------------------- */

/* The first encoding of the client's that we know; UTF-16 where it names none.
 */
static const char *agree_on_units(struct server *server, const json_t *params)
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

static json_t *initialise(struct server *server, const json_t *params)
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

static bool is_question(const char *method)
{
	for (size_t i = 0; i < QUESTION_COUNT; i++)
		if (strcmp(questions[i].method, method) == 0)
			return true;
	return false;
}

static void take_request(struct server *server, json_t *message,
			 const char *method)
{
	const json_t *id = json_object_get(message, "id");
	const json_t *params = json_object_get(message, "params");
	if (strcmp(method, "initialize") == 0 && !server->is_initialised) {
		send(server, message_response(id, initialise(server, params)));
	} else if (!server->is_initialised) {
		send(server, message_error(id, MESSAGE_NOT_INITIALISED,
					   "initialize comes first"));
	} else if (server->is_shut_down || strcmp(method, "initialize") == 0) {
		send(server,
		     message_error(id, MESSAGE_INVALID_REQUEST, "not now"));
	} else if (strcmp(method, "shutdown") == 0) {
		server->is_shut_down = true;
		end_child(server);
		send(server, message_response(id, NULL));
	} else if (is_question(method)) {
		ask(server, message);
	} else {
		send(server, message_error(id, MESSAGE_METHOD_NOT_FOUND,
					   "no such method here"));
	}
}

static void take_notification(struct server *server, const json_t *message,
			      const char *method)
{
	if (strcmp(method, "exit") == 0)
		server->is_over = true;
	if (!server->is_initialised || server->is_shut_down)
		return;
	for (size_t i = 0; i < sizeof notifications / sizeof *notifications;
	     i++)
		if (strcmp(notifications[i].method, method) == 0)
			notifications[i].run(
				server, json_object_get(message, "params"));
}

static void take(struct server *server, json_t *message)
{
	const char *method = string_at(message, "method");
	const json_t *id = json_object_get(message, "id");
	bool is_answer = json_object_get(message, "result") ||
			 json_object_get(message, "error");
	if (method && id)
		take_request(server, message, method);
	else if (method)
		take_notification(server, message, method);
	else if (!is_answer)
		send(server, message_error(id, MESSAGE_INVALID_REQUEST,
					   "no request of JSON-RPC 2.0"));
}

static void take_all(struct server *server)
{
	json_t *message;
	enum message_state state;
	while (!server->is_over &&
	       (state = message_take(&server->received, &message)) !=
		       MESSAGE_NONE) {
		if (state == MESSAGE_WHOLE)
			take(server, message);
		else
			send(server, message_error(NULL, MESSAGE_PARSE_ERROR,
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

static void serve(struct server *server)
{
	while (!server->is_over) {
		start_next(server);
		struct pollfd waits[2] = {
			{ STDIN_FILENO, POLLIN, 0 },
			{ server->child ? server->pipe : -1, POLLIN, 0 },
		};
		if (poll(waits, 2, pause_left(server)) < 0 && errno != EINTR)
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

static void release(struct server *server)
{
	end_child(server);
	while (server->waiting.count)
		remove_waiting(server, 0);
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
	struct server server = { .units = LSP_UTF_16 };
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
