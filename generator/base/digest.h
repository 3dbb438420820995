/* SHA-256 (FIPS 180-4), as sha256sum prints it. */
#ifndef EVERYREAD_BASE_DIGEST_H
#define EVERYREAD_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

enum { DIGEST_LENGTH = 64 }; /* hexadecimal digits */

struct digest {
	char hex[DIGEST_LENGTH + 1]; /* lower case; "" where none is known */
};

struct digest digest_of(const void *bytes, size_t length);

/* Of a file's bytes. False where it cannot be read whole. */
bool digest_of_file(const char *path, struct digest *digest);

#endif
