/* Answers over HTTP. */
#define _DEFAULT_SOURCE
#include "preview/server.h"

#include <arpa/inet.h>
#include <errno.h>

#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/vector.h"
#include "preview/http_library.h"
#include "preview/assets.h"
#include "preview/request.h"

enum {
	IDLE_SECONDS = 10, /* a client that neither sends nor takes */
	MOST_CONNECTIONS = 4000,
	SPARE_DESCRIPTORS = 64, /* for building beside it */
	NEWS_BLOCK = 1 << 14,
};

/* One who listens to the news. */
struct listener {
	struct server *server;
	struct MHD_Connection *connection;
	struct site_place place;
	struct buffer text; /* not sent yet, from `sent` on */
	size_t sent;
	bool is_waiting; /* the connection is suspended */
};

struct server {
	struct site_files *site;
	struct MHD_Daemon *daemon;
	uint16_t port;
	pthread_mutex_t lock; /* of what follows */
	VECTOR(struct listener *) listeners;
	bool is_stopping;
};

/* ---- Answers ----------------------------------------------------------- */

static void add_headers(struct MHD_Response *response, const char *media_type)
{
	static const char *const headers[][2] = {
		{ "Cache-Control", "no-store" },
		{ "X-Content-Type-Options", "nosniff" },
		{ "X-Frame-Options", "SAMEORIGIN" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Referrer-Policy", "same-origin" },
	};
	bool is_text = strncmp(media_type, "text/", 5) == 0;
	char type[64];
	snprintf(type, sizeof type, "%s%s", media_type,
		 is_text ? "; charset=utf-8" : "");
	MHD_add_response_header(response, "Content-Type", type);
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
		MHD_add_response_header(response, headers[i][0], headers[i][1]);
}

static enum MHD_Result send_response(struct MHD_Connection *connection,
				     unsigned status,
				     struct MHD_Response *response)
{
	enum MHD_Result result =
		response ? MHD_queue_response(connection, status, response) :
			   MHD_NO;
	if (response)
		MHD_destroy_response(response);
	return result;
}

/* Bytes that live as long as the program. */
static enum MHD_Result send_asset(struct MHD_Connection *connection,
				  const char *media_type, struct str bytes)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(
		bytes.length, (void *)(uintptr_t)bytes.bytes,
		MHD_RESPMEM_PERSISTENT);
	if (response)
		add_headers(response, media_type);
	return send_response(connection, MHD_HTTP_OK, response);
}

/* Nothing is there (yet): the page listens, and shows what comes. */
static enum MHD_Result send_refusal(struct MHD_Connection *connection,
				    unsigned status, const char *words)
{
	struct buffer page = BUFFER_INITIALISER;
	buffer_append_format(
		&page,
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		"<meta charset=\"utf-8\">\n<title>%s</title>\n"
		"<link rel=\"stylesheet\" href=\"/-/preview.css\">\n</head>\n"
		"<body>\n<main>\n<h1>%s</h1>\n"
		"<p><a href=\"/\">All publications</a></p>\n</main>\n%s"
		"</body>\n</html>\n",
		words, words,
		status == MHD_HTTP_NOT_FOUND ?
			"<script src=\"/-/preview.js\" defer></script>\n" :
			"");
	struct MHD_Response *response = MHD_create_response_from_buffer(
		page.length, page.bytes, MHD_RESPMEM_MUST_FREE);
	if (response)
		add_headers(response, "text/html");
	if (response && status == MHD_HTTP_METHOD_NOT_ALLOWED)
		MHD_add_response_header(response, "Allow", "GET, HEAD");
	if (response && status != MHD_HTTP_NOT_FOUND)
		MHD_add_response_header(response, "Connection", "close");
	return send_response(connection, status, response);
}

/* ---- Files ------------------------------------------------------------- */

struct holding {
	struct site_files *site;
	struct site_file *file;
};

static void let_go(void *data)
{
	struct holding *holding = data;
	site_let_go(holding->site, holding->file);
	free(holding);
}

static enum MHD_Result send_file(struct server *server,
				 struct MHD_Connection *connection,
				 struct site_file *file)
{
	struct holding *holding = memory_allocate(sizeof *holding);
	*holding = (struct holding){ server->site, file };
	struct MHD_Response *response =
		MHD_create_response_from_buffer_with_free_callback_cls(
			file->length, file->bytes, let_go, holding);
	if (!response) {
		let_go(holding);
		return MHD_NO;
	}
	add_headers(response, file->media_type);
	return send_response(connection, MHD_HTTP_OK, response);
}

static enum MHD_Result send_path(struct server *server,
				 struct MHD_Connection *connection,
				 const char *path)
{
	struct site_file *file = site_get(server->site, path);
	if (file)
		return send_file(server, connection, file);
	return send_refusal(connection, MHD_HTTP_NOT_FOUND,
			    "There is no such page");
}

/* ---- News -------------------------------------------------------------- */

/* What libmicrohttpd asks for when it can send: on its thread. */
static ssize_t read_news(void *data, uint64_t position, char *out, size_t size)
{
	struct listener *listener = data;
	struct server *server = listener->server;
	(void)position;
	if (listener->sent == listener->text.length) {
		buffer_clear(&listener->text);
		listener->sent = 0;
		pthread_mutex_lock(&server->lock);
		bool has_news = site_hear(server->site, &listener->place,
					  &listener->text);
		bool is_stopping = server->is_stopping;
		if (!has_news && !is_stopping) {
			listener->is_waiting = true;
			MHD_suspend_connection(listener->connection);
		}
		pthread_mutex_unlock(&server->lock);
		if (!has_news)
			return is_stopping ? MHD_CONTENT_READER_END_OF_STREAM :
					     0;
	}
	size_t left = listener->text.length - listener->sent;
	size_t length = left < size ? left : size;
	memcpy(out, listener->text.bytes + listener->sent, length);
	listener->sent += length;
	return (ssize_t)length;
}

static void forget_listener(void *data)
{
	struct listener *listener = data;
	struct server *server = listener->server;
	pthread_mutex_lock(&server->lock);
	for (size_t i = 0; i < server->listeners.count; i++)
		if (server->listeners.items[i] == listener) {
			server->listeners.items[i] =
				*VECTOR_LAST(&server->listeners);
			server->listeners.count--;
			break;
		}
	pthread_mutex_unlock(&server->lock);
	buffer_release(&listener->text);
	free(listener);
}

static enum MHD_Result send_news(struct server *server,
				 struct MHD_Connection *connection)
{
	struct listener *listener = memory_allocate(sizeof *listener);
	*listener = (struct listener){ .server = server,
				       .connection = connection,
				       .place = site_now(server->site) };
	/* Whoever comes back may have missed something. */
	buffer_append_string(&listener->text,
			     "retry: 500\nevent: missed\ndata: {}\n\n");
	pthread_mutex_lock(&server->lock);
	*VECTOR_ADD(&server->listeners) = listener;
	pthread_mutex_unlock(&server->lock);
	struct MHD_Response *response = MHD_create_response_from_callback(
		MHD_SIZE_UNKNOWN, NEWS_BLOCK, read_news, listener,
		forget_listener);
	if (!response) {
		forget_listener(listener);
		return MHD_NO;
	}
	add_headers(response, "text/event-stream");
	return send_response(connection, MHD_HTTP_OK, response);
}

static void wake_all(void *data)
{
	struct server *server = data;
	pthread_mutex_lock(&server->lock);
	for (size_t i = 0; i < server->listeners.count; i++) {
		struct listener *listener = server->listeners.items[i];
		if (listener->is_waiting)
			MHD_resume_connection(listener->connection);
		listener->is_waiting = false;
	}
	pthread_mutex_unlock(&server->lock);
}

/* ---- Requests ---------------------------------------------------------- */

struct hosts {
	const char *value;
	size_t count;
};

static enum MHD_Result take_host(void *data, enum MHD_ValueKind kind,
				 const char *name, const char *value)
{
	struct hosts *hosts = data;
	(void)kind;
	if (strcasecmp(name, MHD_HTTP_HEADER_HOST) == 0) {
		hosts->value = value;
		hosts->count++;
	}
	return MHD_YES;
}

static bool is_for_us(const struct server *server,
		      struct MHD_Connection *connection)
{
	struct hosts hosts = { 0 };
	MHD_get_connection_values(connection, MHD_HEADER_KIND, take_host,
				  &hosts);
	return hosts.count == 1 &&
	       request_host_is_ours(hosts.value, server->port);
}

/* What would have to be read before it can be thrown away. */
static bool has_body(struct MHD_Connection *connection)
{
	const char *length = MHD_lookup_connection_value(
		connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
	return (length && strcmp(length, "0") != 0) ||
	       MHD_lookup_connection_value(connection, MHD_HEADER_KIND,
					   MHD_HTTP_HEADER_TRANSFER_ENCODING);
}

static enum MHD_Result send_own(struct server *server,
				struct MHD_Connection *connection,
				const char *path)
{
	if (strcmp(path, "/-/events") == 0)
		return send_news(server, connection);
	if (strcmp(path, "/-/preview.js") == 0)
		return send_asset(connection, "text/javascript",
				  assets_script());
	if (strcmp(path, "/-/preview.css") == 0)
		return send_asset(connection, "text/css", assets_style());
	if (strcmp(path, "/-/beside") == 0)
		return send_asset(connection, "text/html", assets_beside());
	if (strcmp(path, "/-/beside.js") == 0)
		return send_asset(connection, "text/javascript",
				  assets_beside_code());
	return send_path(server, connection, path);
}

static enum MHD_Result answer(void *data, struct MHD_Connection *connection,
			      const char *target, const char *method,
			      const char *version, const char *upload,
			      size_t *upload_size, void **state)
{
	static const char begun;
	struct server *server = data;
	(void)version, (void)upload, (void)upload_size;
	if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 &&
	    strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
		return send_refusal(connection, MHD_HTTP_METHOD_NOT_ALLOWED,
				    "This preview can only be read");
	if (has_body(connection))
		return send_refusal(connection, MHD_HTTP_BAD_REQUEST,
				    "This preview can only be read");
	if (!*state) { /* the headers are there */
		*state = (void *)(uintptr_t)&begun;
		return MHD_YES;
	}
	if (!is_for_us(server, connection))
		return send_refusal(connection, MHD_HTTP_MISDIRECTED_REQUEST,
				    "This preview answers to 127.0.0.1 and "
				    "localhost only");
	struct arena arena = ARENA_INITIALISER;
	const char *path = request_path(&arena, target);
	enum MHD_Result result =
		path ? send_own(server, connection, path) :
		       send_refusal(connection, MHD_HTTP_BAD_REQUEST,
				    "This is not an address of a page");
	arena_release(&arena);
	return result;
}

/* Targets stay as they were sent: request_path() decodes them. */
static size_t leave_escaped(void *data, struct MHD_Connection *connection,
			    char *text)
{
	(void)data, (void)connection;
	return strlen(text);
}

/* ---- Starting and stopping --------------------------------------------- */

static unsigned connection_limit(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return 256;
	if (limit.rlim_cur < limit.rlim_max) {
		limit.rlim_cur = limit.rlim_max < MOST_CONNECTIONS * 2 ?
					 limit.rlim_max :
					 MOST_CONNECTIONS * 2;
		setrlimit(RLIMIT_NOFILE, &limit);
		getrlimit(RLIMIT_NOFILE, &limit);
	}
	if (limit.rlim_cur < SPARE_DESCRIPTORS * 2)
		return SPARE_DESCRIPTORS / 2;
	return limit.rlim_cur - SPARE_DESCRIPTORS < MOST_CONNECTIONS ?
		       (unsigned)(limit.rlim_cur - SPARE_DESCRIPTORS) :
		       MOST_CONNECTIONS;
}

static bool start(struct server *server, const struct sockaddr_in *address)
{
	server->daemon = MHD_start_daemon(
		MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0,
		NULL, NULL, answer, server, MHD_OPTION_SOCK_ADDR, address,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
		MHD_OPTION_CONNECTION_LIMIT, connection_limit(),
		MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
		MHD_OPTION_END);
	return server->daemon != NULL;
}

struct server *server_start(struct site_files *site, uint16_t port,
			    struct error *error)
{
	if (!http_library()->is_there) {
		error_set(error, "cannot serve: libmicrohttpd is not there");
		return NULL;
	}
	struct sockaddr_in address = { .sin_family = AF_INET,
				       .sin_port = htons(port) };
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	struct server *server = memory_allocate(sizeof *server);
	server->site = site;
	pthread_mutex_init(&server->lock, NULL);
	errno = 0;
	if (!start(server, &address)) {
		error_set(error, "cannot listen on 127.0.0.1:%u: %s",
			  (unsigned)port,
			  errno ? strerror(errno) : "the port is not free");
		pthread_mutex_destroy(&server->lock);
		free(server);
		return NULL;
	}
	const union MHD_DaemonInfo *info =
		MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
	server->port = info && info->port ? info->port : port;
	site_on_news(site, wake_all, server);
	return server;
}

uint16_t server_port(const struct server *server)
{
	return server->port;
}

void server_stop(struct server *server)
{
	site_on_news(server->site, NULL, NULL);
	pthread_mutex_lock(&server->lock);
	server->is_stopping = true;
	pthread_mutex_unlock(&server->lock);
	wake_all(server);
	MHD_stop_daemon(server->daemon);
	VECTOR_RELEASE(&server->listeners);
	pthread_mutex_destroy(&server->lock);
	free(server);
}
