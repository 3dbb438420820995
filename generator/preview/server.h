/* A web server for one reader on one machine (libmicrohttpd): the files of a
 * site and its news. It listens on 127.0.0.1 alone, answers GET and HEAD to
 * those who call it by its own name, and opens no file. */
#ifndef EVERYREAD_PREVIEW_SERVER_H
#define EVERYREAD_PREVIEW_SERVER_H

#include <stdint.h>

#include "base/error.h"
#include "preview/site.h"

struct server;

/* Starts to answer, on threads of its own. Port 0: one that is free. NULL with
 * `error`. The site must outlive the server. */
struct server *server_start(struct site_files *site, uint16_t port,
			    struct error *error);

uint16_t server_port(const struct server *server);

/* Ends every connection and frees the server. */
void server_stop(struct server *server);

#endif
