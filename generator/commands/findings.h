/* What `everyread findings` read, for the parts of it that print. */
#ifndef EVERYREAD_COMMANDS_FINDINGS_H
#define EVERYREAD_COMMANDS_FINDINGS_H

#include "base/diagnostic.h"
#include "base/error.h"
#include "count/analysis.h"
#include "read/settings.h"

struct findings_work {
	struct arena arena;
	struct diagnostics diagnostics;
	struct error error;
	const char *file; /* the data's */
	struct project *project;
	struct settings *settings;
	struct analysis *analysis;
	uint32_t *order; /* themes, the most frequent first */
};

/* findings_report.c: prints what was read as "text", "csv" or "json". */
void findings_print_report(struct findings_work *work, const char *format);

/* findings_quotations.c: whether there is a theme with that id; NULL is all of them. */
bool findings_has_theme(const struct findings_work *work, const char *theme);

/* Prints the list of what may be quoted, of that theme or of all. */
void findings_print_quotations(struct findings_work *work, const char *theme,
			       const char *format);

/* findings_compare.c: warns where these findings and the tables of an earlier
 * release tell together what either hides. */
void findings_compare(struct findings_work *work, const char *path);

#endif
