/* The publications that a build is about. */
#ifndef EVERYREAD_COMMANDS_TARGETS_H
#define EVERYREAD_COMMANDS_TARGETS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "commands/arguments.h"
#include "commands/installation.h"
#include "commands/landing.h"
#include "commands/manifest.h"
#include "base/inputs.h"
#include "evidence/evidence.h"
#include "publication/publication.h"

struct memory;

/* A publication and where it goes. */
struct target {
	struct publication *publication;
	struct evidence *evidence;      /* NULL: it has no findings */
	struct diagnostics diagnostics; /* of publication.yaml and its texts */
	/* Of its languages: what is wrong takes them out, and keeps the others
	 * from being written under --strict alone. */
	struct diagnostics language_diagnostics;
	struct installation installation; /* with the publication's theme */
	const char *folder;               /* "dist/people-at-the-centre" */
	/* Of each language: how it stands against its source, where somebody
	 * keeps a record of it; else NULL. */
	struct translation **translations;
	struct inputs inputs;     /* that its theme was made from */
	struct manifest earlier;  /* what was in dist/ */
	struct manifest manifest; /* what is to be in it */
	struct site site;
	const char *findings; /* what tells those of this run; "": none */
	bool has_changed;     /* files in dist/ are of other findings */
	bool is_anew;         /* nobody knows what is in dist/ */
	bool is_changed;      /* some of its files may not stay */
	bool is_withheld; /* what draws on the new ones is not written, since
			       * not all of it can be */
	bool is_written;  /* some file of an edition was */
	bool is_short;    /* some edition had a mistake */
	bool has_failed;  /* a file could not be written */
	bool is_switched; /* its folder in dist/ is as this run made it */
};

struct targets {
	struct memory *memory; /* whose the evidence is; NULL: nobody asks for
				* any */
	struct target *items;
	size_t count;
	const char *content;            /* the folder of publications */
	const char *project;            /* the folder that holds it */
	const char *output;             /* "dist" */
	struct diagnostics diagnostics; /* of publications too broken to be a
					 * target */
};

/* Finds and reads the publications that the command line names, or else all
 * of content/; with their findings, unless `memory` is NULL. STATUS_USAGE after a mistake on the command line, which has
 * been written; STATUS_SYSTEM with `error`. Release in all cases. */
enum exit_status targets_load(struct arena *arena,
			      const struct arguments *arguments,
			      struct memory *memory, struct targets *targets,
			      struct error *error);
void targets_release(struct targets *targets);

/* The folder of publications: that of --content, or `content` in the current
 * folder or the nearest above that has it. */
const char *targets_content(struct arena *arena,
			    const struct arguments *arguments);

/* The folder of a publication given by name or path; NULL after a usage mistake,
 * which has been written. */
const char *targets_find(struct arena *arena, const struct command *command,
			 const char *content, const char *name);

/* What the command line says of where things are, for a project's folder. */
struct installation_options targets_options(const struct arguments *arguments,
					    const char *project);

/* The folder that holds the content/ of a publication's folder. */
const char *targets_project_of(struct arena *arena, const char *folder);

/* Gives each its installation (recorded in its inputs, as the round has them), with what the publication has itself over that
 * of the project, and the theme of both. What is wrong with a theme is told in
 * its diagnostics. False with `error`. */
bool targets_enter(struct arena *arena, const struct arguments *arguments,
		   struct targets *targets,
		   const struct installation *installation,
		   struct input_round *round, struct error *error);

/* The folders that targets_load() looks into, whether they are there or not. */
struct targets_folders {
	const char *content, *project, *output;
	const char **publications; /* named ones: these may stand elsewhere */
	size_t publication_count;
};

void targets_find_folders(struct arena *arena,
			  const struct arguments *arguments,
			  struct targets_folders *folders);

/* The publication's findings, counted once and then read by all jobs; NULL
 * where it has none. To be freed with evidence_free(). False with `error`. */
bool targets_load_evidence(struct arena *arena,
			   const struct publication *publication,
			   struct evidence **evidence,
			   struct diagnostics *diagnostics,
			   struct error *error);

/* Compares what findings.yaml says of words with the texts: these change more
 * often than the findings. NULL is none. */
void targets_check_evidence(const struct publication *publication,
			    const struct evidence *evidence,
			    struct diagnostics *diagnostics);

/* Takes languages out that lack words, and says what they lack (languages.h);
 * after targets_enter(). False with `error`. */
bool targets_find_languages(struct arena *arena, struct targets *targets,
			    struct error *error);

/* Holds what is left of one target against the records that are kept of its
 * translations, and tells what is stale; after targets_find_languages(). What it
 * allocates is in the arena. False with `error`. */
bool targets_check_translations(struct arena *arena, struct target *target,
				struct error *error);

/* Both, for all. */
bool targets_check_languages(struct arena *arena, struct targets *targets,
			     struct error *error);

#endif
