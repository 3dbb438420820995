/* What the files of `everyread lsp` share: lsp.c speaks, lsp_subjects.c keeps
 * publications and has them checked, lsp_questions.c answers, lsp_notices.c takes
 * in what the editor changes. Private to these. */
#ifndef EVERYREAD_COMMANDS_LSP_SERVER_H
#define EVERYREAD_COMMANDS_LSP_SERVER_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "lsp/answer.h"
#include "lsp/texts.h"

/* A publication, or a file that is in none. */
struct lsp_subject {
	char *path; /* absolute */
	bool is_publication;
	json_t *model;     /* or NULL: not yet */
	json_t *published; /* the files whose mistakes the editor shows */
	bool is_stale;
	int64_t due; /* [ms] when it is to be checked */
};

struct lsp_waiting {
	json_t *message;
	char *path; /* of the subject that it waits for */
};

/* All that the server holds. */
struct lsp_server {
	struct buffer received;
	struct lsp_texts texts;
	enum lsp_units units;
	VECTOR(struct lsp_subject) subjects;
	VECTOR(struct lsp_waiting) waiting;
	pid_t child; /* 0: none */
	int pipe;
	char *child_path;     /* of its subject */
	struct buffer result; /* what it has written */
	bool is_initialised, is_shut_down, is_over;
};

/* A message to the editor, which it takes over; the server ends where nobody
 * reads. */
void lsp_send(struct lsp_server *server, json_t *message);

/* NULL: none, or no string. */
const char *lsp_string_at(const json_t *object, const char *key);

/* ---- lsp_subjects.c ---------------------------------------------------- */

/* By its path; NULL: not known. */
struct lsp_subject *lsp_find_subject(struct lsp_server *server,
				     const char *path);

/* That a file is of, known from now on; NULL: none of its own. Valid until
 * another is asked for. */
struct lsp_subject *lsp_subject_of(struct lsp_server *server, const char *file);

/* To be checked after a pause [ms]; a check of it that runs is ended. */
void lsp_mark_stale(struct lsp_server *server, struct lsp_subject *subject,
		    int64_t pause);

/* Has the one checked that waits longest, if it is time and no other is. */
void lsp_start_next(struct lsp_server *server);

/* [ms] until something is to be begun; -1: nothing is. */
int lsp_pause_left(const struct lsp_server *server);

/* Without its result. Nothing where there is none. */
void lsp_end_child(struct lsp_server *server);

/* Tells the editor what is wrong in files that have mistakes, that had some, and
 * those that are open. */
void lsp_publish(struct lsp_server *server, struct lsp_subject *subject);

/* ---- lsp_questions.c --------------------------------------------------- */

/* Whether a method asks about a place in a text. */
bool lsp_is_question(const char *method);

/* Answers, once there is a model. */
void lsp_ask(struct lsp_server *server, json_t *message);

/* The questions that waited for the subject's model. */
void lsp_answer_waiting(struct lsp_server *server,
			const struct lsp_subject *subject);

/* Forgets one of those that wait. */
void lsp_remove_waiting(struct lsp_server *server, size_t index);

/* Takes a question back: the notification `$/cancelRequest`. */
void lsp_cancel(struct lsp_server *server, const json_t *params);

/* False if it is none. */
bool lsp_read_position(const json_t *json, struct lsp_position *position);

/* The open text that parameters name; NULL: none. */
const struct lsp_text *lsp_text_of(const struct lsp_server *server,
				   const json_t *params);

/* ---- lsp_notices.c ----------------------------------------------------- */

/* What asks for no answer; what is not known is passed over, as the protocol
 * wants. */
void lsp_take_notification(struct lsp_server *server, const json_t *message,
			   const char *method);

#endif
