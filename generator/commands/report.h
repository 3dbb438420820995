/* How readable texts are, as a table and as JSON. */
#ifndef EVERYREAD_COMMANDS_REPORT_H
#define EVERYREAD_COMMANDS_REPORT_H

#include <stdio.h>

#include "base/vector.h"
#include "check/check.h"

/* How readable an edition is. */
struct reading {
	const char *publication, *edition, *language;
	const struct check_chapters *chapters;
	const char *folder; /* that JSON names chapters within; NULL: names are
			     * as messages have them */
};

struct readings {
	struct reading *items;
	size_t count, capacity;
};

/* A line each, and one for each chapter where there are several. */
void report_print(const struct readings *readings, FILE *stream);

struct json_t;

/* A list; the caller's. */
struct json_t *report_json(const struct readings *readings);

#endif
