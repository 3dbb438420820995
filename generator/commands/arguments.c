/* Reading the command line, and the help that is made from the same tables. */
#include "commands/arguments.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/language.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/str.h"
#include "base/visible.h"

enum { MOST_OPTIONS = 32 };

enum exit_status arguments_wrong(const struct command *command,
				 const char *format, ...)
{
	va_list values;
	struct error error;
	va_start(values, format);
	error_format_message(error.message, sizeof error.message, format,
			     values);
	va_end(values);
	fprintf(stderr, "everyread %s: ", command->name);
	visible_print(stderr, str_from(error.message));
	fprintf(stderr, "\nSee 'everyread %s --help'.\n", command->name);
	return STATUS_USAGE;
}

static const struct option *find_long(const struct command *command,
				      struct str name)
{
	for (size_t i = 0; i < command->option_count; i++)
		if (str_equals_string(name, command->options[i].name))
			return &command->options[i];
	return NULL;
}

static const struct option *find_short(const struct command *command,
				       char letter)
{
	for (size_t i = 0; i < command->option_count; i++)
		if (letter && command->options[i].letter == letter)
			return &command->options[i];
	return NULL;
}

static bool unknown_option(const struct command *command, struct str name)
{
	const char *names[MOST_OPTIONS];
	size_t count = 0;
	for (; count < command->option_count && count < MOST_OPTIONS; count++)
		names[count] = command->options[count].name;
	const char *nearest = str_nearest(name, names, count);
	if (nearest)
		arguments_wrong(command,
				"unknown option '--%.*s', did you mean '--%s'?",
				(int)name.length, name.bytes, nearest);
	else
		arguments_wrong(command, "unknown option '--%.*s'",
				(int)name.length, name.bytes);
	return false;
}

/* Takes the option's value from behind its name or from the next word. */
static bool take(struct arguments *arguments, const struct option *option,
		 const char *attached, int *index, int count, char **words)
{
	const struct command *command = arguments->command;
	const char *value = attached;
	if (!option->value && attached) {
		arguments_wrong(command, "option '--%s' takes no value",
				option->name);
		return false;
	}
	if (option->value && option->value[0] != '[' && !attached) {
		if (*index + 1 >= count) {
			arguments_wrong(command, "option '--%s' needs a value",
					option->name);
			return false;
		}
		value = words[++*index];
	}
	if (value && !value[0]) {
		arguments_wrong(command,
				"option '--%s' needs a value that is not empty",
				option->name);
		return false;
	}
	arguments->given[arguments->given_count++] =
		(struct given_option){ option->name, value };
	return true;
}

static bool take_long(struct arguments *arguments, const char *word, int *index,
		      int count, char **words)
{
	const char *equals = strchr(word, '=');
	struct str name = { word,
			    equals ? (size_t)(equals - word) : strlen(word) };
	if (str_equals(name, STR("help"))) {
		arguments->wants_help = true;
		return true;
	}
	const struct option *option = find_long(arguments->command, name);
	if (!option)
		return unknown_option(arguments->command, name);
	return take(arguments, option, equals ? equals + 1 : NULL, index, count,
		    words);
}

static bool take_short(struct arguments *arguments, const char *word,
		       int *index, int count, char **words)
{
	if (word[0] == 'h') {
		arguments->wants_help = true;
		return true;
	}
	const struct option *option = find_short(arguments->command, word[0]);
	if (!option) {
		arguments_wrong(arguments->command, "unknown option '-%s'",
				word);
		return false;
	}
	return take(arguments, option, word[1] ? word + 1 : NULL, index, count,
		    words);
}

static bool take_operand(struct arguments *arguments, const char *word)
{
	if (arguments->operand_count == arguments->command->most_operands) {
		arguments_wrong(arguments->command, "'%s' is one word too many",
				word);
		return false;
	}
	arguments->operands[arguments->operand_count++] = word;
	return true;
}

bool arguments_parse(struct arguments *arguments, const struct command *command,
		     int count, char **words)
{
	bool is_right = true, has_options = true;
	*arguments = (struct arguments){ .command = command };
	arguments->operands = memory_allocate(((size_t)count + 1) *
					      sizeof *arguments->operands);
	arguments->given =
		memory_allocate(((size_t)count + 1) * sizeof *arguments->given);
	for (int i = 0; i < count && is_right; i++) {
		const char *word = words[i];
		if (!has_options || word[0] != '-' || word[1] == '\0')
			is_right = take_operand(arguments, word);
		else if (strcmp(word, "--") == 0)
			has_options = false;
		else if (word[1] == '-')
			is_right = take_long(arguments, word + 2, &i, count,
					     words);
		else
			is_right = take_short(arguments, word + 1, &i, count,
					      words);
	}
	return is_right;
}

void arguments_release(struct arguments *arguments)
{
	free(arguments->operands);
	free(arguments->given);
}

const char *arguments_value(const struct arguments *arguments, const char *name)
{
	for (size_t i = arguments->given_count; i-- > 0;)
		if (strcmp(arguments->given[i].name, name) == 0)
			return arguments->given[i].value;
	return NULL;
}

bool arguments_has(const struct arguments *arguments, const char *name)
{
	for (size_t i = 0; i < arguments->given_count; i++)
		if (strcmp(arguments->given[i].name, name) == 0)
			return true;
	return false;
}

bool arguments_next(const struct arguments *arguments, const char *name,
		    size_t *position, char *value, size_t size)
{
	size_t seen = 0;
	for (size_t i = 0; i < arguments->given_count; i++) {
		if (strcmp(arguments->given[i].name, name) != 0)
			continue;
		const char *at = arguments->given[i].value;
		while (*at) {
			size_t length = strcspn(at, ",");
			if (length && seen++ == *position) {
				snprintf(value, size, "%.*s", (int)length, at);
				++*position;
				return true;
			}
			at += length;
			at += *at == ',';
		}
	}
	return false;
}

void arguments_print_help(const struct command *command)
{
	printf("Usage: everyread %s%s%s [OPTION…]\n\n%s.\n", command->name,
	       command->operands[0] ? " " : "", command->operands,
	       command->summary);
	if (command->details)
		printf("\n%s", command->details);
	printf("\nOptions:\n");
	for (size_t i = 0; i < command->option_count; i++) {
		const struct option *option = &command->options[i];
		const char *value = option->value ? option->value : "";
		bool is_optional = value[0] == '[';
		char left[64];
		snprintf(left, sizeof left, "%s%c%s--%s%s%s",
			 option->letter ? "-" : " ",
			 option->letter ? option->letter : ' ',
			 option->letter ? ", " : "  ", option->name,
			 is_optional ? "[=" :
			 value[0]    ? " " :
				       "",
			 value + is_optional);
		printf("  %-26s %s\n", left, option->help);
	}
	printf("  %-26s %s\n", "-h, --help", "this help");
	if (command->print_more)
		command->print_more();
}

bool arguments_has_language(const struct arguments *arguments)
{
	const char *given = arguments_value(arguments, "lang"), *instead;
	struct arena arena = ARENA_INITIALISER;
	bool is_right = !given || language_read_tag(&arena, given, &instead);
	if (!is_right)
		arguments_wrong(
			arguments->command,
			"--lang: '%s' is not a language tag; write '%s'", given,
			instead ? instead : "en, ar or zh-Hans");
	arena_release(&arena);
	return is_right;
}
