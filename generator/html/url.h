/* Link targets, as they are written. Which there may be, base/address.h says. */
#ifndef EVERYREAD_HTML_URL_H
#define EVERYREAD_HTML_URL_H

#include "base/buffer.h"
#include "base/str.h"

/* Appends the URL as an attribute's value: what a URL may not hold is
 * percent-encoded, letters beyond ASCII stand as they are. */
void url_write(struct buffer *out, struct str url);

#endif
