/* Digests, by Nettle. */
#include "base/digest.h"

#include <nettle/sha2.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"

struct digest digest_of(const void *bytes, size_t length)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t raw[SHA256_DIGEST_SIZE];
	struct sha256_ctx context;
	struct digest digest;
	sha256_init(&context);
	sha256_update(&context, length, bytes);
	sha256_digest(&context, sizeof raw, raw);
	for (size_t i = 0; i < sizeof raw; i++) {
		digest.hex[2 * i] = digits[raw[i] >> 4];
		digest.hex[2 * i + 1] = digits[raw[i] & 15];
	}
	digest.hex[DIGEST_LENGTH] = '\0';
	return digest;
}

bool digest_of_file(const char *path, struct digest *digest)
{
	struct arena arena = ARENA_INITIALISER;
	struct error ignored;
	struct str bytes;
	bool is_read = file_read(&arena, path, &bytes, &ignored);
	*digest = is_read ? digest_of(bytes.bytes, bytes.length) :
			    (struct digest){ "" };
	arena_release(&arena);
	return is_read;
}
