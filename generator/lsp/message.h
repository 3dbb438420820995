/* Messages of the Language Server Protocol (3.17, "Base Protocol"): JSON-RPC 2.0
 * with a header that says how long each is. */
#ifndef EVERYREAD_LSP_MESSAGE_H
#define EVERYREAD_LSP_MESSAGE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buffer.h"

/* JSON-RPC's and the protocol's codes of errors. */
enum {
	MESSAGE_PARSE_ERROR = -32700,
	MESSAGE_INVALID_REQUEST = -32600,
	MESSAGE_METHOD_NOT_FOUND = -32601,
	MESSAGE_INVALID_PARAMS = -32602,
	MESSAGE_NOT_INITIALISED = -32002,
	MESSAGE_CANCELLED = -32800
};

enum message_state {
	MESSAGE_NONE,  /* more bytes are needed */
	MESSAGE_WHOLE, /* `*message` is the caller's */
	MESSAGE_BROKEN /* a header or JSON that cannot be read: skipped */
};

/* Takes the next message out of what was received. */
enum message_state message_take(struct buffer *received, json_t **message);

/* Writes the message to the descriptor, whole; takes it. False where nobody reads
 * any more. */
bool message_send(int descriptor, json_t *message);

/* What answers a request, and what an error does. `id` is borrowed, `result` is
 * taken. */
json_t *message_response(const json_t *id, json_t *result);
json_t *message_error(const json_t *id, int code, const char *text);
json_t *message_notification(const char *method, json_t *params);

#endif
