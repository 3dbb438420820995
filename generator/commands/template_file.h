/* Templates as they stand in files. */
#ifndef EVERYREAD_COMMANDS_TEMPLATE_FILE_H
#define EVERYREAD_COMMANDS_TEMPLATE_FILE_H

#include "base/diagnostic.h"
#include "base/error.h"
#include "base/overlay.h"

/* Reads `name` from the first folder that has it. What is no text, UTF-8 without
 * control characters, is reported, and stands in no output: it is then read as
 * empty. False: `error` is set, to "" where no folder has it. In the arena. */
bool template_file_read(struct arena *arena, const struct overlay *folders,
			const char *name, const char **path, struct str *text,
			struct diagnostics *diagnostics, struct error *error);

#endif
