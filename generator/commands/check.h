/* What `everyread check` does, for the language server, too. */
#ifndef EVERYREAD_COMMANDS_CHECK_H
#define EVERYREAD_COMMANDS_CHECK_H

#include "base/vector.h"
#include "commands/edition.h"
#include "commands/entries.h"
#include "commands/memory.h"
#include "commands/selection.h"
#include "commands/targets.h"

/* An edition in one language. */
struct checked {
	const struct target *target;
	const struct edition *edition;
	const struct edition_text *text;
	struct work work;
};

/* What is found out of a publication before its texts are read. */
struct check_before {
	struct arena arena;
	struct diagnostics glossary;
	struct error of_findings, of_languages; /* "": they did not fail */
};

struct check_run {
	const struct arguments *arguments;
	struct arena arena;
	struct installation installation;
	struct memory *memory; /* of findings */
	struct input_round *round;
	struct targets targets;
	struct selection selection;
	struct error error;
	struct beside *beside;       /* of all targets */
	struct check_before *before; /* of each target */
	struct checked *items;
	size_t count;
	VECTOR(struct entry_job) entry_jobs;
};

/* Checks what the command line says; release in all cases. STATUS_USAGE has been
 * told; STATUS_SYSTEM: run->error, or that of an item's work. */
enum exit_status check_all(struct check_run *run,
			   const struct arguments *arguments);

/* All that was found, sorted; they leave the run. */
void check_gather(struct check_run *run, struct diagnostics *all);

void check_release(struct check_run *run);

#endif
