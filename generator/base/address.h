/* Where links may lead: one list for every output, asked once, where a link
 * enters the tree. */
#ifndef EVERYREAD_BASE_ADDRESS_H
#define EVERYREAD_BASE_ADDRESS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* NULL where a link may lead there: to an http, https or ftp address with a
 * host, a mailto, tel, sms or geo address, or one relative to the page.
 * Otherwise why not, for a message. Schemes are read as browsers read them,
 * who pass over white space and control characters, and sooner seen than not:
 * all before a colon counts as one. "//host", in whichever slashes, is none of
 * these: without a page around it, as in a PDF, it is another machine's share. */
const char *address_refusal(struct str address);

/* True where the address says of which kind it is, as "https:" does, or names
 * another machine: where it is not that of a file beside the page. */
bool address_has_scheme(struct str address);

/* The address as one says it aloud: "example.org/x" of "https://example.org/x",
 * "me@example.org" of "mailto:me@example.org". Whatever has none of the schemes
 * that links may have, or white space within, stays as it is. Bytes of
 * `address`. */
struct str address_without_scheme(struct str address);

/* What the address of a file looks like it lacks: "https://" for
 * "www.example.org" and "example.org/x", "mailto:" for "me@example.org", "tel:"
 * for "0131-555-0123". NULL where it may well be a file's: "notes.md". */
const char *address_missing_scheme(struct str address);

/* "a%20b" → "a b", in the arena; what is no such sign, or NUL, stays
 * (RFC 3986, 2.1). */
const char *address_decode(struct arena *arena, const char *text);

#endif
