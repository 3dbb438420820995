/* Link targets: which are let through, and how they are written. */
#ifndef EVERYREAD_HTML_URL_H
#define EVERYREAD_HTML_URL_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/str.h"

/* False for javascript:, vbscript: and data:, however they are spelt, and for
 * an http address without a host, which leads nowhere. */
bool url_is_allowed(struct str url);

/* Appends the URL as an attribute's value: what a URL may not hold is
 * percent-encoded, letters beyond ASCII stand as they are. */
void url_write(struct buffer *out, struct str url);

#endif
