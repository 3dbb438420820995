/* The names of outputs. */
#include "publication/output.h"

#include <limits.h>

const char *const output_names[OUTPUT_COUNT] = {
#define OUTPUT(id, name, ...) [OUTPUT_##id] = name,
#include "publication/outputs.def"
};

_Static_assert(OUTPUT_COUNT < sizeof(unsigned) * CHAR_BIT, "a set of outputs");

enum output output_find(struct str name)
{
	for (int i = 0; i < OUTPUT_COUNT; i++)
		if (str_equals_string(name, output_names[i]))
			return (enum output)i;
	return OUTPUT_COUNT;
}
