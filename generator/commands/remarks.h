/* What automatic checks of accessibility found in a file that is published all the
 * same: its warnings. Where there are errors nothing is published. */
#ifndef EVERYREAD_COMMANDS_REMARKS_H
#define EVERYREAD_COMMANDS_REMARKS_H

#include <stdint.h>

#include "base/diagnostic.h"

/* Rules of one kind, as a reader of the accessibility statement is told of them:
 * those that every build checks. What `check` alone looks for is not among them,
 * since nobody may have run it. */
enum remark {
	REMARK_ALTERNATIVES, /* texts instead of pictures */
	REMARK_HEADINGS,
	REMARK_TABLES,
	REMARK_LINKS,
	REMARK_CONTRAST,
	REMARK_CHARACTERS, /* without a font */
	REMARK_COUNT
};

struct remarks {
	uint32_t counts[REMARK_COUNT];
};

/* "alternatives": in manifests and templates. */
const char *remark_name(enum remark remark);

/* The message of the locale that names what is checked. */
const char *remark_message(enum remark remark);

/* Adds what the diagnostics tell. */
void remarks_count(const struct diagnostics *diagnostics,
		   struct remarks *remarks);

#endif
