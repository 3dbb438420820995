/* Notifications: what the editor opens, changes and closes. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "commands/lsp_server.h"

enum { PAUSE = 120 /* [ms] without a keystroke, before it is checked */ };

/* Where the text is in no publication, all that are open may draw on it. */
static void changed(struct lsp_server *server, const char *path, int64_t pause)
{
	struct lsp_subject *own = lsp_subject_of(server, path);
	if (own) {
		lsp_mark_stale(server, own, pause);
		return;
	}
	for (size_t i = 0; i < server->subjects.count; i++)
		lsp_mark_stale(server, &server->subjects.items[i], pause);
}

static void did_open(struct lsp_server *server, const json_t *params)
{
	const json_t *text = json_object_get(params, "textDocument");
	const char *uri = lsp_string_at(text, "uri");
	const char *bytes = lsp_string_at(text, "text");
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

static void change(struct lsp_server *server, struct lsp_text *text,
		   const json_t *change)
{
	const json_t *range = json_object_get(change, "range");
	const char *with = lsp_string_at(change, "text");
	struct lsp_position from, to;
	if (!with)
		return;
	if (!range)
		lsp_text_set(text, with);
	else if (lsp_read_position(json_object_get(range, "start"), &from) &&
		 lsp_read_position(json_object_get(range, "end"), &to))
		lsp_text_change(text, server->units, from, to, with);
}

static void did_change(struct lsp_server *server, const json_t *params)
{
	const json_t *document = json_object_get(params, "textDocument");
	struct lsp_text *text = (struct lsp_text *)lsp_text_of(server, params);
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

static void did_save(struct lsp_server *server, const json_t *params)
{
	const struct lsp_text *text = lsp_text_of(server, params);
	if (text)
		changed(server, text->path, 0);
}

static void did_close(struct lsp_server *server, const json_t *params)
{
	const struct lsp_text *text = lsp_text_of(server, params);
	char *path;
	if (!text)
		return;
	path = memory_copy_text(text->path, strlen(text->path));
	lsp_texts_close(&server->texts, text->uri);
	changed(server, path, 0);
	free(path);
}

static void did_change_files(struct lsp_server *server, const json_t *params)
{
	(void)params;
	for (size_t i = 0; i < server->subjects.count; i++)
		lsp_mark_stale(server, &server->subjects.items[i], PAUSE);
}

static const struct {
	const char *method;
	void (*run)(struct lsp_server *server, const json_t *params);
} notifications[] = {
	{ "textDocument/didOpen", did_open },
	{ "textDocument/didChange", did_change },
	{ "textDocument/didSave", did_save },
	{ "textDocument/didClose", did_close },
	{ "workspace/didChangeWatchedFiles", did_change_files },
	{ "$/cancelRequest", lsp_cancel },
};

void lsp_take_notification(struct lsp_server *server, const json_t *message,
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
