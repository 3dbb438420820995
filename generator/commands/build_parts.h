/* What the files of `everyread build` share. Private to these.
 *
 * build.c           begins and ends
 * build_plan.c      the jobs of a run
 * build_make.c      documents and their outputs
 * build_entries.c   pages of collections
 * build_keep.c      takes over what need not be made again
 * build_withhold.c  keeps back what must change together
 * build_write.c     writes
 * build_report.c    tells
 *
 * preview.c shows, build_step.c makes parts for Ninja. */
#ifndef EVERYREAD_COMMANDS_BUILD_PARTS_H
#define EVERYREAD_COMMANDS_BUILD_PARTS_H

#include "base/vector.h"
#include "base/buffer.h"
#include "base/inputs.h"
#include "commands/arguments.h"
#include "commands/build.h"
#include "commands/entries.h"
#include "commands/home.h"
#include "commands/memory.h"
#include "commands/pipeline.h"
#include "commands/progress.h"
#include "commands/selection.h"
#include "commands/targets.h"
#include "commands/together.h"
#include "publication/beside.h"
#include "publication/staging.h"

enum job_kind { JOB_EDITION, JOB_LANDING, JOB_STATEMENT };

/* An edition in one language, or a page of the publication's own (edition NULL). */
struct job {
	enum job_kind kind;
	struct target *target;
	const struct edition *edition;
	const struct edition_text *text;
	size_t language;
	unsigned formats; /* set of outputs, of an edition: those to make */
	const char *name; /* "people-at-the-centre-full-report-en" */
	struct record *record; /* of before, or new; the job's until the end */
	struct work *work;     /* the record's */
	struct inputs facts;   /* what its record is compared with */
	struct inputs links;   /* the one fact that pages depend on besides */
	struct buffer reason;  /* why its document is not that of before */
	struct buffer explanation;
	unsigned made;      /* set of outputs that were not taken over */
	size_t words;       /* of the text, for a release; 0: not counted */
	bool was_announced; /* others link to it */
	bool is_fit;        /* to be read, once all is made */
};

struct build {
	const struct arguments *arguments;
	const struct build_onlooker *onlooker; /* or NULL */
	struct memory *memory;
	struct input_round *round;
	struct build_home *home;
	struct inputs inputs; /* that the installed theme was made from */
	size_t most_jobs;     /* at once; 0: as many as there are cores */
	struct arena arena;
	struct installation installation;
	struct diagnostics theme_diagnostics;
	struct targets targets;
	struct beside *beside; /* NULL in a step, whose files are told */
	struct selection selection;
	enum pdf_standard pdf_standard;
	bool allows_commands;    /* of publications: --allow-commands */
	const char *audio_cache; /* or NULL: there is none */
	VECTOR(struct job) jobs; /* editions, then the other pages */
	size_t edition_count;    /* how many of them are editions */
	VECTOR(struct entry_job) entry_jobs;
	struct staging *staging; /* the output folder, once it is locked */
	struct progress progress;
	struct notes notes;
	struct error error; /* where has_failed */
	bool has_failed;
	bool is_strict, is_quiet, explains;
	bool is_release; /* which is strict, and whole */
	/* One step of a graph (step.h): what is told is told by the step that
	 * it belongs to, and nobody adds up. */
	bool is_step;
};

/* ---- build_plan.c ------------------------------------------------------ */

/* The jobs of all targets: editions, then landing pages and statements. */
void build_plan(struct build *build);

/* Gives each job its record, with what is left of the last build. */
void build_begin_jobs(struct build *build);

/* ---- build.c ----------------------------------------------------------- */

/* False after a usage mistake, which has been told. Release in both cases. */
bool build_begin(struct build *build, const struct arguments *arguments,
		 struct memory *memory);
void build_release(struct build *build);

/* Loads what is to be built: the targets, their themes and findings. */
enum exit_status build_prepare(struct build *build);

/* Reads what is in dist/, and what draws on findings that have changed. */
void build_begin_targets(struct build *build);

/* True where mistakes keep back what they are in. */
bool build_is_bad(const struct build *build,
		  const struct diagnostics *diagnostics);

/* True where the job is done without a mistake that keeps it back. */
bool build_is_sound(const struct build *build, const struct job *job);

/* True where the job is done and may take its place in dist/. */
bool build_may_write(const struct build *build, const struct job *job);

const char *build_language_folder(const struct job *job);

/* ---- build_make.c ------------------------------------------------------ */

/* Makes all jobs, what is kept left out. */
void build_make_all(struct build *build);

/* Each makes what it says, whatever there was before. A page's shell is
 * set, and what it links to announced. */
void build_make_document(struct build *build, struct job *job);
void build_make_output(struct build *build, struct job *job,
		       enum output output);
void build_make_own_page(struct build *build, struct job *job);

/* Puts an output of this run into the manifest, as it will be in dist/. */
void build_announce(struct job *job, enum output output);

/* "en/people-at-the-centre-full-report-en-large-print.pdf". */
const char *build_path(struct arena *arena, const struct job *job,
		       enum output output);

/* ---- build_withhold.c -------------------------------------------------- */

/* Where the findings of a target have changed and not all that draws on them,
 * editions, landing pages and entries, can be written, none of it is, and the
 * files of the old ones stay: target->is_withheld, noted. Of what is not made yet
 * nothing is known. True where it is so of one more target. */
bool build_withhold(struct build *build);

/* ---- build_entries.c --------------------------------------------------- */

/* The pages of entries that were asked for, once the targets have a site. */
void build_plan_entries(struct build *build);
void build_make_entries(struct build *build);

/* Whether all of the target's may be written: they are, or none. */
bool build_entries_are_sound(const struct build *build,
			     const struct target *target);

/* Whether one of them, as made, draws on the findings. */
bool build_entries_draw(const struct build *build, const struct target *target);

/* Puts an entry's page into the manifest. */
void build_announce_entry(struct build *build, struct target *target,
			  const struct entry_job *job,
			  const struct entry_page *page, const char *path);

/* Puts them into the set and the manifest, and takes away those of entries that
 * are gone. */
void build_write_entries(struct build *build, struct target *target,
			 struct staged_set *set);

/* ---- build_keep.c ------------------------------------------------------ */

/* Sets the job's facts: what its outputs depend on that is in no file, and the
 * files that were read before the job. */
void keep_set_facts(struct build *build, struct job *job);

/* What pages show of other files: of the manifest as it is announced. */
void keep_set_links(struct job *job);

/* Gives the job its record and work: those of before where its document would
 * come to the same, else new ones. */
void keep_begin(struct build *build, struct job *job);

/* A fresh work in the place of the job's: nothing of before can be used. */
void keep_renew(struct build *build, struct job *job);

/* True where the output is that of before: its bytes are in the work's product.
 * Else it is explained why not. */
bool keep_output(struct build *build, struct job *job, enum output output);

/* Between the two, what this thread reads is noted in `inputs`; then what was
 * told goes to `diagnostics`. */
void keep_record(struct build *build, struct inputs *inputs);
void keep_recorded(struct job *job, struct diagnostics *diagnostics);

/* After keep_recorded(): what a document, or an output, was made from besides
 * what was noted, and what it has become. */
void keep_document(struct job *job);
void keep_artifact(struct job *job, enum output output);

/* How many mistakes the job's document and wanted outputs have. */
size_t keep_error_count(const struct job *job);
size_t keep_warning_count(const struct job *job);
void keep_tell(const struct job *job, struct diagnostics *diagnostics);

/* Gives the records back to the memory, which stores them. */
void keep_end(struct build *build);

/* ---- build_write.c ----------------------------------------------------- */

/* Locks the output folder. False: build->error. */
bool build_open_output(struct build *build);

/* Switches over what was made of one publication. */
void build_write_one(struct build *build, struct target *target);

/* The same for all, one after the other, and the page of all publications. */
void build_write(struct build *build);

/* ---- build_report.c ---------------------------------------------------- */

/* Prints everything once, in an order that no thread decides; says how the run
 * ended. */
enum exit_status build_report(struct build *build);

#endif
