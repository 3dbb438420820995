/* Publications and single texts that the editor has files of; each has a model,
 * which a child makes (lsp.c). */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
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
#include "commands/lsp_model.h"
#include "commands/lsp_server.h"
#include "lsp/message.h"

enum { HIGHEST_SEARCH = 32 /* folders above a file */ };

static int64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

struct lsp_subject *lsp_find_subject(struct lsp_server *server,
				     const char *path)
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
struct lsp_subject *lsp_subject_of(struct lsp_server *server, const char *file)
{
	struct arena arena = ARENA_INITIALISER;
	const char *folder = publication_of(&arena, file);
	const char *path = folder ? folder : is_single(file) ? file : NULL;
	struct lsp_subject *subject =
		path ? lsp_find_subject(server, path) : NULL;
	if (path && !subject) {
		subject = VECTOR_ADD(&server->subjects);
		*subject = (struct lsp_subject){
			.path = memory_copy_text(path, strlen(path)),
			.is_publication = folder != NULL,
			.published = json_object(),
		};
	}
	arena_release(&arena);
	return subject;
}

/* ---- The child --------------------------------------------------------- */

void lsp_end_child(struct lsp_server *server)
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
static void be_child(const struct lsp_server *server,
		     const struct lsp_subject *subject, int out)
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

static void start_child(struct lsp_server *server, struct lsp_subject *subject)
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

void lsp_mark_stale(struct lsp_server *server, struct lsp_subject *subject,
		    int64_t pause)
{
	subject->is_stale = true;
	subject->due = now() + pause;
	if (server->child && strcmp(server->child_path, subject->path) == 0)
		lsp_end_child(server);
}

/* The one that waits longest, if it is time. */
void lsp_start_next(struct lsp_server *server)
{
	struct lsp_subject *next = NULL;
	for (size_t i = 0; i < server->subjects.count; i++) {
		struct lsp_subject *subject = &server->subjects.items[i];
		if (subject->is_stale && (!next || subject->due < next->due))
			next = subject;
	}
	if (next && !server->child && next->due <= now())
		start_child(server, next);
}

/* [ms] until something is to be begun; -1: nothing is. */
int lsp_pause_left(const struct lsp_server *server)
{
	int64_t left = -1, time = now();
	for (size_t i = 0; i < server->subjects.count; i++) {
		const struct lsp_subject *subject = &server->subjects.items[i];
		int64_t due = subject->due > time ? subject->due - time : 0;
		if (subject->is_stale && (left < 0 || due < left))
			left = due;
	}
	return server->child ? -1 : (int)left;
}

/* ---- Diagnostics ------------------------------------------------------- */

static void publish_file(struct lsp_server *server,
			 const struct lsp_subject *subject, const char *file)
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
	lsp_send(server, message_notification("textDocument/publishDiagnostics",
					      params));
	arena_release(&arena);
}

static bool is_of(const struct lsp_subject *subject, const char *file)
{
	size_t length = strlen(subject->path);
	return strncmp(file, subject->path, length) == 0 &&
	       (file[length] == '/' || file[length] == '\0');
}

/* Files that have mistakes, that had some, and those that are open. */
void lsp_publish(struct lsp_server *server, struct lsp_subject *subject)
{
	json_t *files = json_object(), *one, *nothing;
	const char *file;
	size_t index;
	json_array_foreach(json_object_get(subject->model, "diagnostics"),
			   index, one)
	{
		file = lsp_string_at(one, "file");
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
