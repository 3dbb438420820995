/* Diagnostics for people, and for machines: --diagnostics=FORMAT.
 *
 *     text    lines on standard error
 *     json    an object on standard output
 *     sarif   SARIF 2.1.0 (OASIS Standard) on standard output
 *     github  workflow commands of a hosted runner on standard output, which
 *             shows them at their lines */
#ifndef EVERYREAD_COMMANDS_TOLD_H
#define EVERYREAD_COMMANDS_TOLD_H

#include "base/diagnostic.h"
#include "base/error.h"
#include "commands/arguments.h"

#define TOLD_OPTION \
	{ \
		"diagnostics", 0, "FORMAT", \
			"how mistakes are told: text, json, sarif, github" \
	}

/* False after a usage mistake, which has been written. */
bool told_check(const struct arguments *arguments);

/* Writes all in the format that the command line asks for, in their order.
 * `failure`: what the system could not do, or NULL. */
void told_print(const struct arguments *arguments,
		const struct diagnostics *diagnostics, enum exit_status status,
		const struct error *failure);

struct json_t;

/* Writes an object onto standard output, with what a terminal would obey as
 * JSON's own escapes; `flags`: as json_dumps() has them. Takes the object. */
void told_print_json(struct json_t *document, size_t flags);

/* The same; the JSON object has `value` under `key`, too. Takes the value. */
void told_print_with(const struct arguments *arguments,
		     const struct diagnostics *diagnostics,
		     enum exit_status status, const struct error *failure,
		     const char *key, struct json_t *value);

/* Whether standard output is the mistakes'. */
bool told_fills_output(const struct arguments *arguments);

#endif
