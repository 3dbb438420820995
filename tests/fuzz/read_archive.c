/* Any bytes as a zip archive (.qdpx) → project. */
#include "fuzz/read_files.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_bytes_as("a.qdpx", fuzz_text(data, size));
	return 0;
}
