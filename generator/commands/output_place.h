/* Where outputs may go: not among what they are made from. */
#ifndef EVERYREAD_COMMANDS_OUTPUT_PLACE_H
#define EVERYREAD_COMMANDS_OUTPUT_PLACE_H

#include "commands/targets.h"

/* What is wrong with the folder that -o names, to be told as a mistake on the
 * command line; NULL: nothing. It may not be the root of the file system, the
 * folder of publications, or within a publication; and no publication's outputs
 * may take the place of a folder that something is read from. */
const char *output_place_mistake(struct arena *arena,
				 const struct targets *targets);

/* True where `output` is the file that `source` is. */
bool output_is_source(const char *output, const char *source);

#endif
