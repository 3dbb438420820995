/* everyread: the program. Picks the command and says what there is. */
#include <errno.h>
#include <libxml/parser.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uclean.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/str.h"
#include "commands/arguments.h"
#include "commands/commands.h"
#include "commands/outputs.h"
#include "svg/svg.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct command *const commands[] = {
	&command_new,    &command_build,     &command_serve,   &command_watch,
	&command_render, &command_findings,  &command_explain, &command_verify,
	&command_dump,   &command_translate, &command_check,   &command_graph,
	&command_step,   &command_lsp,
};

static void print_help(void)
{
	printf("Usage: everyread COMMAND [ARGUMENT…]\n\n"
	       "Turns Markdown into accessible publications.\n\n"
	       "Commands:\n");
	for (size_t i = 0; i < COUNT(commands); i++)
		printf("  %-8s %s\n", commands[i]->name, commands[i]->summary);
	output_print_names();
	printf("\n'everyread COMMAND --help' says what a command takes.\n"
	       "'everyread --version' prints the version.\n"
	       "The manual page everyread(1) lists all diagnostics.\n");
}

static enum exit_status unknown_command(const char *name)
{
	const char *names[COUNT(commands)];
	for (size_t i = 0; i < COUNT(commands); i++)
		names[i] = commands[i]->name;
	const char *nearest =
		str_nearest(str_from(name), names, COUNT(commands));
	struct error error;
	error_set(&error, "unknown command '%s'%s%s%s", name,
		  nearest ? ", did you mean '" : "", nearest ? nearest : "",
		  nearest ? "'?" : "");
	error_print(&error, stderr);
	fprintf(stderr, "See 'everyread --help'.\n");
	return STATUS_USAGE;
}

static enum exit_status run(const struct command *command, int count,
			    char **words)
{
	struct arguments arguments;
	enum exit_status status = STATUS_USAGE;
	if (arguments_parse(&arguments, command, count, words)) {
		if (arguments.wants_help) {
			arguments_print_help(command);
			status = STATUS_CLEAN;
		} else {
			status = command->run(&arguments);
		}
	}
	arguments_release(&arguments);
	return status;
}

static enum exit_status run_words(int count, char **words)
{
	if (count < 2) {
		fprintf(stderr, "everyread: no command given\n"
				"See 'everyread --help'.\n");
		return STATUS_USAGE;
	}
	if (strcmp(words[1], "--help") == 0 || strcmp(words[1], "-h") == 0) {
		print_help();
		return STATUS_CLEAN;
	}
	if (strcmp(words[1], "--version") == 0) {
		printf("everyread %s\n", EVERYREAD_VERSION);
		return STATUS_CLEAN;
	}
	for (size_t i = 0; i < COUNT(commands); i++)
		if (strcmp(words[1], commands[i]->name) == 0)
			return run(commands[i], count - 2, words + 2);
	return unknown_command(words[1]);
}

/* What was printed stands in buffers until now; a full disk shows when they
 * are written, or showed before. */
static bool is_printed(void)
{
	struct error error;
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return true;
	error_set(&error, "cannot write to standard output%s%s",
		  errno ? ": " : "", errno ? strerror(errno) : "");
	error_print(&error, stderr);
	return false;
}

/* Where they are refused memory, ICU ends by a signal in places, and libxml2
 * leaves out a text: theirs is memory that cannot fail, too. */
static void *allocate(size_t size)
{
	return memory_resize(NULL, 1, size);
}

static void *resize(void *block, size_t size)
{
	return memory_resize(block, 1, size);
}

static char *copy(const char *text)
{
	return memory_copy_text(text, strlen(text));
}

static void *allocate_for_icu(const void *context, size_t size)
{
	(void)context;
	return allocate(size);
}

static void *resize_for_icu(const void *context, void *block, size_t size)
{
	(void)context;
	return resize(block, size);
}

static void free_for_icu(const void *context, void *block)
{
	(void)context;
	free(block);
}

/* What initialises itself at its first use may do so in two jobs at once:
 * libxml2 says that this is the program's to do before it has threads. */
static void initialise_libraries(void)
{
	UErrorCode status = U_ZERO_ERROR;
#ifdef M_ARENA_MAX
	/* A thread's heap of glibc's that is full says ENOMEM before the memory
	 * is had from another, and memory_watch_end() would believe it. */
	mallopt(M_ARENA_MAX, 1);
#endif
	xmlMemSetup(free, allocate, resize, copy);
	xmlInitParser();
	u_setMemoryFunctions(NULL, allocate_for_icu, resize_for_icu,
			     free_for_icu, &status);
	u_init(&status); /* fails where ICU has no data, which is told later */
}

int main(int count, char **words)
{
	svg_spawned(count, words);
	initialise_libraries();
	enum exit_status status = run_words(count, words);
	bool is_told = status == STATUS_SYSTEM;
	return is_told || is_printed() ? status : STATUS_SYSTEM;
}
