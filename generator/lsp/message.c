/* Headers, JSON, and what goes back. */
#define _XOPEN_SOURCE 700
#include "lsp/message.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum {
	LARGEST_HEADER = 1 << 14,
	LARGEST_MESSAGE = 1 << 27 /* [bytes]; what says more is no message */
};

static void drop(struct buffer *received, size_t count)
{
	memmove(received->bytes, received->bytes + count,
		received->length - count);
	received->length -= count;
}

/* Where the header ends, behind its empty line; 0: not yet. */
static size_t header_length(const struct buffer *received)
{
	for (size_t i = 3; i < received->length; i++)
		if (memcmp(received->bytes + i - 3, "\r\n\r\n", 4) == 0)
			return i + 1;
	return 0;
}

/* The value of Content-Length; false where there is none that can be. */
static bool read_length(const char *header, size_t length, size_t *value)
{
	static const char name[] = "content-length:";
	for (size_t at = 0; at + sizeof name < length; at++) {
		bool is_start = at == 0 || header[at - 1] == '\n';
		if (!is_start ||
		    strncasecmp(header + at, name, sizeof name - 1) != 0)
			continue;
		at += sizeof name - 1;
		while (header[at] == ' ' || header[at] == '\t')
			at++;
		*value = 0;
		if (header[at] < '0' || header[at] > '9')
			return false;
		for (; header[at] >= '0' && header[at] <= '9'; at++) {
			*value = *value * 10 + (size_t)(header[at] - '0');
			if (*value > LARGEST_MESSAGE)
				return false;
		}
		return header[at] == '\r' || header[at] == ' ';
	}
	return false;
}

enum message_state message_take(struct buffer *received, json_t **message)
{
	size_t header = header_length(received), length;
	*message = NULL;
	if (!header) {
		if (received->length <= LARGEST_HEADER)
			return MESSAGE_NONE;
		buffer_clear(received);
		return MESSAGE_BROKEN;
	}
	if (!read_length(received->bytes, header, &length)) {
		drop(received, header);
		return MESSAGE_BROKEN;
	}
	if (received->length - header < length)
		return MESSAGE_NONE;
	/* No key twice, no NUL: such a text is nobody's. */
	*message = json_loadb(received->bytes + header, length,
			      JSON_REJECT_DUPLICATES, NULL);
	drop(received, header + length);
	return *message ? MESSAGE_WHOLE : MESSAGE_BROKEN;
}

static bool write_all(int descriptor, const char *bytes, size_t length)
{
	while (length) {
		ssize_t count = write(descriptor, bytes, length);
		if (count < 0 && errno == EAGAIN)
			poll(&(struct pollfd){ descriptor, POLLOUT, 0 }, 1, -1);
		if (count < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (count <= 0)
			return false;
		bytes += count;
		length -= (size_t)count;
	}
	return true;
}

bool message_send(int descriptor, json_t *message)
{
	struct buffer out = BUFFER_INITIALISER;
	char *text = json_dumps(message, JSON_COMPACT);
	json_decref(message);
	if (!text)
		return true;
	buffer_append_format(&out, "Content-Length: %zu\r\n\r\n", strlen(text));
	buffer_append_string(&out, text);
	free(text);
	bool done = write_all(descriptor, out.bytes, out.length);
	buffer_release(&out);
	return done;
}

static json_t *new_message(void)
{
	return json_pack("{s:s}", "jsonrpc", "2.0");
}

static json_t *with_id(const json_t *id)
{
	json_t *message = new_message();
	json_object_set_new(message, "id",
			    id ? json_deep_copy(id) : json_null());
	return message;
}

json_t *message_response(const json_t *id, json_t *result)
{
	json_t *message = with_id(id);
	json_object_set_new(message, "result", result ? result : json_null());
	return message;
}

json_t *message_error(const json_t *id, int code, const char *text)
{
	json_t *message = with_id(id);
	json_object_set_new(
		message, "error",
		json_pack("{s:i, s:s}", "code", code, "message", text));
	return message;
}

json_t *message_notification(const char *method, json_t *params)
{
	json_t *message = new_message();
	json_object_set_new(message, "method", json_string(method));
	json_object_set_new(message, "params", params);
	return message;
}
