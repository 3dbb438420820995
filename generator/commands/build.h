/* Building as a whole, for the commands that do it once or again and again. */
#ifndef EVERYREAD_COMMANDS_BUILD_H
#define EVERYREAD_COMMANDS_BUILD_H

#include "base/diagnostic.h"
#include "commands/arguments.h"

struct build; /* commands/build_parts.h */

/* Who looks on, and is called on the thread that builds. */
struct build_onlooker {
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
		{ "lang", 0, "TAG", "only this language" }, \
		{ "format", 0, "FORMAT", "only this format, of those below" }, \
		{ "pdf-standard", 0, "NAME", \
		  "ua-1 (PDF 1.7, the default) or ua-2 (PDF 2.0)" }, \
		{ "output", 'o', "FOLDER", "where to, otherwise dist" }, \
		{ "strict", 0, NULL, "warnings count as errors" }, \
		{ "content", 0, "FOLDER", "where the publications are" }, \
		{ "templates", 0, "FOLDER", "where the templates are" }, \
	{ \
		"fonts", 0, "FOLDER", "where fonts.yaml is" \
	}

/* Builds what the command line says, once, and tells it on stderr. The onlooker
 * may be NULL. */
enum exit_status build_run(const struct arguments *arguments,
			   const struct build_onlooker *onlooker);

#endif
