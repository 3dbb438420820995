/* Pseudo-languages on the command line: --lang en-XA,ar-XB. */
#ifndef EVERYREAD_COMMANDS_PSEUDO_H
#define EVERYREAD_COMMANDS_PSEUDO_H

#include "commands/arguments.h"
#include "commands/pipeline.h"
#include "publication/publication.h"

/* Those that --lang names. */
struct publication_pseudo pseudo_asked(const struct arguments *arguments);

/* Tells, at its place, of each text in the finished document that did not go
 * through a translation: what stands in a template, in data or in the program. */
void pseudo_report_untouched(const struct work *work, const char *tag,
			     struct diagnostics *diagnostics);

#endif
