/* What --edition, --lang, --format and --pdf-standard ask for. */
#ifndef EVERYREAD_COMMANDS_SELECTION_H
#define EVERYREAD_COMMANDS_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "commands/arguments.h"
#include "pdf/pdf.h"
#include "publication/publication.h"

struct selection {
	const struct arguments *arguments;
	unsigned formats;   /* set of outputs */
	bool is_everything; /* none of the options was given */
};

/* Reads the options. A word that none of the publications knows is a usage
 * mistake, said with the nearest that they do; then false. */
bool selection_read(struct selection *selection,
		    const struct arguments *arguments,
		    struct publication *const *publications, size_t count);

/* The same for a command that has no --format of outputs: all of them. */
bool selection_read_parts(struct selection *selection,
			  const struct arguments *arguments,
			  struct publication *const *publications,
			  size_t count);

/* The same of --pdf-standard, which is PDF/UA-1 where it is not given. */
bool selection_read_standard(const struct arguments *arguments,
			     enum pdf_standard *standard);

bool selection_has_edition(const struct selection *selection,
			   const struct edition *edition);
bool selection_has_language(const struct selection *selection,
			    const struct publication *publication,
			    size_t language);

#endif
