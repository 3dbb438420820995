/* Diagnostics: authors' mistakes as data. They are collected while the work
 * goes on, so that one run reports all of them, and printed as
 *
 *     file:line:column: error|warning|note: CODE: text
 */
#ifndef EVERYREAD_BASE_DIAGNOSTIC_H
#define EVERYREAD_BASE_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/str.h"

/* A note is to be known, and nothing to mend: --strict does not count it. */
enum diagnostic_severity {
	DIAGNOSTIC_NOTE,
	DIAGNOSTIC_WARNING,
	DIAGNOSTIC_ERROR,
	DIAGNOSTIC_SEVERITY_COUNT
};

enum diagnostic_code {
#define DIAGNOSTIC(name, code, severity, help) DIAGNOSTIC_##name,
#include "base/diagnostic_codes.def"
#undef DIAGNOSTIC
	DIAGNOSTIC_CODE_COUNT
};

/* A place in a file that an author can open. `file` lives at least as long
 * as the diagnostics (an arena of the job, or a literal). */
struct place {
	const char *file;
	uint32_t line;   /* from 1; 0: the file as a whole */
	uint32_t column; /* from 1, in code points; 0: the line as a whole */
};

struct diagnostic {
	enum diagnostic_code code;
	enum diagnostic_severity severity;
	struct place place;
	const char *text;     /* owned by the list's arena */
	const char *language; /* which it is about alone, or NULL */
	size_t order;         /* diagnostics_sort()'s own */
};

/* A file that stands within another. */
struct diagnostic_included {
	const char *file;
	struct place by;
};

/* Not shared between threads: give each job its own and merge them. */
struct diagnostics {
	struct arena arena;
	struct diagnostic *items;
	size_t count, capacity;
	size_t error_count, warning_count, note_count;
	const char *language; /* of those that are added from now on */
	struct {
		struct diagnostic_included *items;
		size_t count, capacity;
	} included;
};

#define DIAGNOSTICS_INITIALISER \
	{ \
		0 \
	}

/* Adds a diagnostic with its code's own severity. A second one of the same
 * code, place and text is dropped. The text is lower case, without a full
 * stop, says what is wrong and, where it can, what would be right. */
void diagnostics_add(struct diagnostics *list, enum diagnostic_code code,
		     struct place place, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The same with another severity than the code's own: what is an error in a
 * build may be a warning where a single file is rendered. */
void diagnostics_add_as(struct diagnostics *list,
			enum diagnostic_severity severity,
			enum diagnostic_code code, struct place place,
			const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* From now on what is told of `file` says, too, that it stands at `by`. */
void diagnostics_note_included(struct diagnostics *list, const char *file,
			       struct place by);

/* Whether one with the code and place is told already, of this language (NULL:
 * of any) or of all. */
bool diagnostics_tell(const struct diagnostics *list, enum diagnostic_code code,
		      struct place place, const char *language);

/* Adds all of `from` to `to`, in order, as diagnostics_add() does. */
void diagnostics_copy(struct diagnostics *to, const struct diagnostics *from);

/* Moves all of `from` to the end of `to`, in order; `from` is released. */
void diagnostics_merge(struct diagnostics *to, struct diagnostics *from);

/* Takes out those that are about a language that is not wanted. */
void diagnostics_keep_languages(struct diagnostics *list,
				bool (*is_wanted)(const void *context,
						  const char *language),
				const void *context);

/* Notes, warnings, errors, each by file, line and column, and those of one place
 * as they came: what stands last on the screen is what to mend first. */
void diagnostics_sort(struct diagnostics *list);

/* Prints all, in their order; each is one line, whatever it
 * quotes (base/visible.h). */
void diagnostics_print(const struct diagnostics *list, FILE *stream);

void diagnostics_release(struct diagnostics *list);

/* "error", "warning", "note". */
const char *diagnostic_severity_name(enum diagnostic_severity severity);

/* The stable code ("M001") and the advice of a diagnostic code. */
const char *diagnostic_code_label(enum diagnostic_code code);
const char *diagnostic_code_help(enum diagnostic_code code);

/* The place of byte `offset` of `text`: lines end at LF, columns count code
 * points. For occasional use: it walks from the start. */
struct place diagnostic_place_of_offset(const char *file, struct str text,
					size_t offset);

#endif
