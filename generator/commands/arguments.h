/* The command line: what a command takes, and what it was given. Options may
 * stand before, between and after operands, as --name value, --name=value,
 * -o value or -ovalue; "--" ends them. */
#ifndef EVERYREAD_COMMANDS_ARGUMENTS_H
#define EVERYREAD_COMMANDS_ARGUMENTS_H

#include <stdbool.h>
#include <stddef.h>

struct arguments;

enum exit_status {
	STATUS_CLEAN = 0,
	STATUS_FINDINGS = 1, /* authors' mistakes: errors; under --strict
			      * warnings too */
	STATUS_USAGE = 2,    /* the command line is wrong */
	STATUS_SYSTEM = 3    /* a file cannot be read or written */
};

struct option {
	const char *name;  /* "output", for --output */
	char letter;       /* 'o', for -o; 0: none */
	const char *value; /* what the value is, in capitals; NULL: a flag;
			    * "[VALUE]": only behind '=', or none at all */
	const char *help;
};

struct command {
	const char *name;
	const char *operands;     /* "[PUBLICATION…]" */
	const char *summary;      /* one line */
	const char *details;      /* more lines for its own --help, or NULL */
	void (*print_more)(void); /* at the end of its --help; or NULL */
	size_t most_operands;     /* the least is the command's to say */
	const struct option *options;
	size_t option_count;
	enum exit_status (*run)(const struct arguments *arguments);
};

struct arguments {
	const struct command *command;
	const char **operands;
	size_t operand_count;
	struct given_option {
		const char *name, *value;
	} * given;
	size_t given_count;
	bool wants_help;
};

/* Reads what follows the command's name. A mistake is written to stderr, with
 * the nearest option that there is; then false is returned. Release in both
 * cases. */
bool arguments_parse(struct arguments *arguments, const struct command *command,
		     int count, char **words);
void arguments_release(struct arguments *arguments);

/* The value given last, or NULL. */
const char *arguments_value(const struct arguments *arguments,
			    const char *name);
bool arguments_has(const struct arguments *arguments, const char *name);

/* The values of an option given several times, or with commas, one after the
 * other: start with *position 0. Writes the next into `value` (of `size`
 * bytes; longer ones are cut); false after the last. */
bool arguments_next(const struct arguments *arguments, const char *name,
		    size_t *position, char *value, size_t size);

/* Writes "everyread COMMAND: MESSAGE" and where to find help; returns
 * STATUS_USAGE. */
enum exit_status arguments_wrong(const struct command *command,
				 const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Writes the command's own help to stdout. */
void arguments_print_help(const struct command *command);

/* False, told, where --lang is given and is no language tag. */
bool arguments_has_language(const struct arguments *arguments);

#endif
