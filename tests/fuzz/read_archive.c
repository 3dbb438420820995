/* Any bytes as a zip archive (.qdpx), or as the project in a folder where they
 * are none → project. */
#include "fuzz/read_files.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool is_zip = size > 1 && data[0] == 'P' && data[1] == 'K';
	read_bytes_as(is_zip ? "a.qdpx" : "a.qde", fuzz_text(data, size));
	return 0;
}
