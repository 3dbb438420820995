/* What a request asks for, and whether it may: RFC 9110 and RFC 3986, as far as
 * a preview for one reader on one machine needs them. */
#ifndef EVERYREAD_PREVIEW_REQUEST_H
#define EVERYREAD_PREVIEW_REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Whether a Host header names this server: 127.0.0.1 or localhost, with its
 * port. A page elsewhere whose name leads here (DNS rebinding) says its own
 * name. NULL is nobody's. */
bool request_host_is_ours(const char *host, uint16_t port);

/* The path of a request target, decoded: "/a/%C5%82.html" → "/a/ł.html". NULL
 * where it is none that a site can have: it does not begin with a slash, an
 * escape is broken, a part is "." or "..", or it holds control characters, a
 * backslash or what is not UTF-8. `target` has no query. */
const char *request_path(struct arena *arena, const char *target);

#endif
