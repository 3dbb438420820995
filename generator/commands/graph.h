/* What is to be done to build a project, as a graph of steps (build_step.h) for
 * Ninja. Written in pieces, so that an edit reads again what it may concern:
 *
 *     build.ninja             the rules, and one `subninja` a publication
 *     PARTS/project           what no step can see: the program, and the names
 *                             of templates and fonts that there are
 *     PARTS/NAME.ninja        a publication's steps
 *     PARTS/NAME.shape        its editions and languages, and the names of its
 *                             files
 *
 * Ninja writes them anew by itself. */
#ifndef EVERYREAD_COMMANDS_GRAPH_H
#define EVERYREAD_COMMANDS_GRAPH_H

#include <stdbool.h>

#include "commands/build_step.h"
#include "commands/parts.h"

/* The folders that each command of the graph is told. */
struct graph_folders {
	const char *content, *output, *parts, *project;
};

struct graph_folders graph_find_folders(struct arena *arena,
					const struct arguments *arguments);

/* PARTS/project, and its depfile (or NULL). */
bool graph_write_project(struct arena *arena, const struct arguments *arguments,
			 const struct graph_folders *folders,
			 const char *depfile, struct error *error);

/* PARTS/NAME.ninja and PARTS/NAME.shape of the publication that was loaded. One
 * that cannot be has one step, which says why. */
bool graph_write_publication(struct build *build, const struct step *step,
			     const char *folder);

/* Odd names (parts.h) of templates, fonts and a theme of a layer. */
void graph_find_odd_of_layer(struct arena *arena,
			     const struct installation *installation, int layer,
			     struct parts_names *names);

/* step.c: the same for the publication in that folder, which is loaded. */
enum exit_status step_write_graph(const struct arguments *arguments,
				  const struct step *step, const char *folder);

#endif
