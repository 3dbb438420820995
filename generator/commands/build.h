/* Building as a whole, for the commands that do it once or again and again. */
#ifndef EVERYREAD_COMMANDS_BUILD_H
#define EVERYREAD_COMMANDS_BUILD_H

#include "base/diagnostic.h"
#include "commands/arguments.h"
#include "publication/output.h"

struct build; /* commands/build_parts.h */
struct job;
struct memory;

/* Who looks on, and is called on the thread that builds. */
struct build_onlooker {
	/* A page of the job is made, with what it links to as it was before:
	 * the true one follows; or its PDF. On any thread. */
	void (*early)(void *data, const struct job *job, enum output output);
	/* All outputs are made, none is written yet. */
	void (*made)(void *data, const struct build *build);
	/* What authors have to mend, or the system could not do; after the
	 * build, or instead of it (then it has no jobs). */
	void (*told)(void *data, const struct build *build,
		     const struct diagnostics *diagnostics);
	void *data;
};

/* The options of build, serve and watch. */
#define BUILD_OPTIONS \
	{ "edition", 0, "ID", "only this edition" }, \
		{ "lang", 0, "TAG", \
		  "only this language; or en-XA, ar-XB (see the manual)" }, \
		{ "format", 0, "FORMAT", "only this format, of those below" }, \
		{ "pdf-standard", 0, "NAME", \
		  "ua-1 (PDF 1.7, the default) or ua-2 (PDF 2.0)" }, \
		{ "output", 'o', "FOLDER", "where to, otherwise dist" }, \
		{ "strict", 0, NULL, "warnings count as errors" }, \
		{ "allow-commands", 0, NULL, \
		  "run the commands that publications name (audio:)" }, \
		{ "explain", 0, NULL, \
		  "say of each file why it was made, or not" }, \
		{ "jobs", 0, "NUMBER", \
		  "work on so many editions at once at most" }, \
		{ "quiet", 0, NULL, "say nothing but mistakes" }, \
		{ "no-cache", 0, NULL, \
		  "make everything, and remember nothing" }, \
		{ "content", 0, "FOLDER", "where the publications are" }, \
		{ "templates", 0, "FOLDER", "where the templates are" }, \
	{ \
		"fonts", 0, "FOLDER", "where fonts.yaml is" \
	}

/* Builds what the command line says, once, and tells it on stderr. What is as
 * before is taken over from the memory. The onlooker may be NULL. */
enum exit_status build_run(const struct arguments *arguments,
			   struct memory *memory,
			   const struct build_onlooker *onlooker);

#endif
