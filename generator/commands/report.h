/* What check tells, as text, JSON or SARIF. */
#ifndef EVERYREAD_COMMANDS_REPORT_H
#define EVERYREAD_COMMANDS_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diagnostic.h"
#include "base/vector.h"
#include "check/check.h"

enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_SARIF };

/* How readable an edition is. */
struct reading {
	const char *publication, *edition, *language;
	struct check_measures measures;
};

struct report {
	struct diagnostics diagnostics;
	VECTOR(struct reading) readings;
};

/* By name; NULL is text. False where there is none of that name. */
bool report_find_format(const char *name, enum report_format *format);

/* Diagnostics of text go to standard error, as build's do. SARIF is version
 * 2.1.0 (OASIS), which code hosts show beside the lines. */
void report_write(const struct report *report, enum report_format format,
		  FILE *stream);

void report_release(struct report *report);

#endif
