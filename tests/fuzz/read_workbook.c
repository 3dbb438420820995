/* Any bytes as a workbook (.xlsx) → project. */
#include "fuzz/read_files.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_bytes_as("a.xlsx", fuzz_text(data, size));
	return 0;
}
