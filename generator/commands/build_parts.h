/* What the files of `everyread build` share: build.c plans and makes,
 * build_write.c writes, preview.c shows. Private to these. */
#ifndef EVERYREAD_COMMANDS_BUILD_PARTS_H
#define EVERYREAD_COMMANDS_BUILD_PARTS_H

#include "base/vector.h"
#include "commands/arguments.h"
#include "commands/pipeline.h"
#include "commands/progress.h"
#include "commands/selection.h"
#include "commands/targets.h"
#include "commands/together.h"
#include "publication/staging.h"

/* An edition in one language, or a landing page (edition NULL). */
struct job {
	struct target *target;
	const struct edition *edition;
	const struct edition_text *text;
	size_t language;
	unsigned formats; /* set of outputs, of an edition: those to make */
	struct work work;
	const char *name;   /* "people-at-the-centre-full-report-en" */
	bool was_announced; /* others link to it */
	bool is_fit;        /* to be read, once all is made */
};

struct build {
	const struct arguments *arguments;
	struct arena arena;
	struct installation installation;
	struct diagnostics theme_diagnostics;
	struct targets targets;
	struct selection selection;
	enum pdf_standard pdf_standard;
	VECTOR(struct job) jobs; /* editions, then landing pages */
	size_t edition_count;    /* how many of them are editions */
	struct staging *staging; /* the output folder, once it is locked */
	struct progress progress;
	struct notes notes;
	struct error error; /* where has_failed */
	bool has_failed;
	bool is_strict;
};

/* ---- build.c ----------------------------------------------------------- */

/* True where mistakes keep back what they are in. */
bool build_is_bad(const struct build *build,
		  const struct diagnostics *diagnostics);

/* True where the job is done and may take its place in dist/. */
bool build_may_write(const struct build *build, const struct job *job);

const char *build_language_folder(const struct job *job);

/* "en/people-at-the-centre-full-report-en-large-print.pdf". */
const char *build_path(struct arena *arena, const struct job *job,
		       enum output output);

/* ---- build_write.c ----------------------------------------------------- */

/* Locks the output folder. False: build->error. */
bool build_open_output(struct build *build);

/* Switches over what was made, one publication after the other. */
void build_write(struct build *build);

#endif
