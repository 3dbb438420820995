/* The commands, one file each. */
#ifndef EVERYREAD_COMMANDS_COMMANDS_H
#define EVERYREAD_COMMANDS_COMMANDS_H

#include "commands/arguments.h"

extern const struct command command_new;
extern const struct command command_build;
extern const struct command command_serve;
extern const struct command command_watch;
extern const struct command command_render;
extern const struct command command_findings;
extern const struct command command_explain;
extern const struct command command_dump;
extern const struct command command_verify;
extern const struct command command_translate;
extern const struct command command_check;
extern const struct command command_graph;
extern const struct command command_step;
extern const struct command command_lsp;

#endif
