/* Data for programs: what templates/data/NAME.yaml makes of a context, as JSON.
 *
 * The template is YAML, whose texts stand in double quotes: "{{title}}" is
 * escaped for them. What is in quotes becomes a string, all else a number, true,
 * false or a string; what comes to nothing (an empty text, list or mapping) is
 * left out, so that no template need ask what is given. */
#ifndef EVERYREAD_COMMANDS_STRUCTURED_H
#define EVERYREAD_COMMANDS_STRUCTURED_H

#include "commands/pipeline.h"

/* Appends JSON (RFC 8259) that may stand in HTML's <script>, in one line. False,
 * with nothing appended, where there is no such template or it is wrong, which is
 * reported in work->diagnostics. */
bool structured_write(struct work *work, const char *name,
		      const struct value *context, struct buffer *json);

#endif
