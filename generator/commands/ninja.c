/* Ninja's syntax, and the shell's. */
#include "commands/ninja.h"

#include <string.h>

/* What ends a name there, whatever stands before it. */
static bool is_writable(struct ninja *ninja, const char *name)
{
	if (!strpbrk(name, "\n\r|"))
		return true;
	if (!ninja->has_failed)
		error_set(ninja->error,
			  "'%s' has a character in its name that Ninja's files "
			  "cannot hold: rename it",
			  name);
	ninja->has_failed = true;
	return false;
}

void ninja_name(struct ninja *ninja, const char *name)
{
	if (!is_writable(ninja, name))
		return;
	buffer_append_byte(&ninja->text, ' ');
	for (; *name; name++) {
		if (strchr("$ :", *name))
			buffer_append_byte(&ninja->text, '$');
		buffer_append_byte(&ninja->text, *name);
	}
}

static void append_value(struct ninja *ninja, const char *value)
{
	for (; *value; value++) {
		if (*value == '$')
			buffer_append_byte(&ninja->text, '$');
		buffer_append_byte(&ninja->text, *value);
	}
	buffer_append_byte(&ninja->text, '\n');
}

void ninja_set_global(struct ninja *ninja, const char *key, const char *value)
{
	if (strpbrk(value, "\n\r")) {
		is_writable(ninja, value);
		return;
	}
	buffer_append_format(&ninja->text, "%s = ", key);
	append_value(ninja, value);
}

void ninja_set(struct ninja *ninja, const char *key, const char *value)
{
	buffer_append_string(&ninja->text, "  ");
	ninja_set_global(ninja, key, value);
}

void ninja_lines(struct ninja *ninja, const char *lines)
{
	buffer_append_string(&ninja->text, lines);
}

void ninja_quote(struct buffer *command, const char *word)
{
	buffer_append_string(command, " '");
	for (; *word; word++)
		if (*word == '\'')
			buffer_append_string(command, "'\\''");
		else
			buffer_append_byte(command, *word);
	buffer_append_byte(command, '\'');
}
