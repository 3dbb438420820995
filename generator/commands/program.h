/* What the program itself is, with the libraries that bytes depend on. */
#ifndef EVERYREAD_COMMANDS_PROGRAM_H
#define EVERYREAD_COMMANDS_PROGRAM_H

#include "base/inputs.h"

/* Tells this program, with its libraries as they are loaded, from every other:
 * by their build IDs, or by their bytes where they have none. */
struct fingerprint program_fingerprint(void);

/* Adds the files of both, by absolute paths. */
void program_add_files(struct inputs *inputs);

#endif
