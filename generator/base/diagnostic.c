/* Collecting and printing authors' mistakes. */
#include "base/diagnostic.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/vector.h"
#include "base/visible.h"

enum {
	ERROR = DIAGNOSTIC_ERROR,
	WARNING = DIAGNOSTIC_WARNING,
	NOTE = DIAGNOSTIC_NOTE
};

static const struct {
	const char *label;
	enum diagnostic_severity severity;
	const char *help;
} codes[] = {
#define DIAGNOSTIC(name, code, severity, help) \
	{ code, (enum diagnostic_severity)severity, help },
#include "base/diagnostic_codes.def"
#undef DIAGNOSTIC
};

const char *diagnostic_severity_name(enum diagnostic_severity severity)
{
	static const char *const names[DIAGNOSTIC_SEVERITY_COUNT] = {
		[DIAGNOSTIC_NOTE] = "note",
		[DIAGNOSTIC_WARNING] = "warning",
		[DIAGNOSTIC_ERROR] = "error",
	};
	return names[severity];
}

const char *diagnostic_code_label(enum diagnostic_code code)
{
	return codes[code].label;
}

const char *diagnostic_code_help(enum diagnostic_code code)
{
	return codes[code].help;
}

static bool same_file(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool contains(const struct diagnostics *list,
		     const struct diagnostic *wanted)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct diagnostic *one = &list->items[i];
		if (one->code == wanted->code &&
		    one->place.line == wanted->place.line &&
		    one->place.column == wanted->place.column &&
		    same_file(one->place.file, wanted->place.file) &&
		    strcmp(one->text, wanted->text) == 0)
			return true;
	}
	return false;
}

static void count(struct diagnostics *list, const struct diagnostic *one)
{
	size_t *const counts[DIAGNOSTIC_SEVERITY_COUNT] = {
		[DIAGNOSTIC_NOTE] = &list->note_count,
		[DIAGNOSTIC_WARNING] = &list->warning_count,
		[DIAGNOSTIC_ERROR] = &list->error_count,
	};
	++*counts[one->severity];
}

static void add(struct diagnostics *list, struct diagnostic diagnostic)
{
	/* Looking for a double costs the square of the count: past a
	 * thousand mistakes nobody reads them, and a double does no harm. */
	if (list->count < 1000 && contains(list, &diagnostic))
		return;
	*VECTOR_ADD(list) = diagnostic;
	count(list, &diagnostic);
}

void diagnostics_note_included(struct diagnostics *list, const char *file,
			       struct place by)
{
	by.file = arena_copy_string(&list->arena, by.file ? by.file : "");
	*VECTOR_ADD(&list->included) = (struct diagnostic_included){
		arena_copy_string(&list->arena, file), by
	};
}

/* The text, and where the file stands that it is about. */
static const char *with_including(struct diagnostics *list, struct place place,
				  const char *text)
{
	for (size_t i = 0; place.file && i < list->included.count; i++) {
		const struct diagnostic_included *one =
			&list->included.items[i];
		if (same_file(one->file, place.file))
			return arena_format(&list->arena,
					    "%s (included at %s:%u)", text,
					    one->by.file, one->by.line);
	}
	return arena_copy_string(&list->arena, text);
}

__attribute__((format(printf, 5, 0))) static void
add_formatted(struct diagnostics *list, enum diagnostic_severity severity,
	      enum diagnostic_code code, struct place place, const char *format,
	      va_list arguments)
{
	char text[2048];
	error_format_message(text, sizeof text, format, arguments);
	if (place.file)
		place.file = arena_copy_string(&list->arena, place.file);
	add(list,
	    (struct diagnostic){ .code = code,
				 .severity = severity,
				 .place = place,
				 .text = with_including(list, place, text),
				 .language = list->language });
}

void diagnostics_add(struct diagnostics *list, enum diagnostic_code code,
		     struct place place, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_formatted(list, codes[code].severity, code, place, format,
		      arguments);
	va_end(arguments);
}

void diagnostics_add_as(struct diagnostics *list,
			enum diagnostic_severity severity,
			enum diagnostic_code code, struct place place,
			const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_formatted(list, severity, code, place, format, arguments);
	va_end(arguments);
}

void diagnostics_copy(struct diagnostics *to, const struct diagnostics *from)
{
	for (size_t i = 0; i < from->count; i++) {
		struct diagnostic one = from->items[i];
		if (one.place.file)
			one.place.file =
				arena_copy_string(&to->arena, one.place.file);
		one.text = arena_copy_string(&to->arena, one.text);
		if (one.language)
			one.language =
				arena_copy_string(&to->arena, one.language);
		add(to, one);
	}
}

void diagnostics_merge(struct diagnostics *to, struct diagnostics *from)
{
	diagnostics_copy(to, from);
	diagnostics_release(from);
}

static bool is_same_file(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool diagnostics_tell(const struct diagnostics *list, enum diagnostic_code code,
		      struct place place, const char *language)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct diagnostic *one = &list->items[i];
		if (one->code == code && one->place.line == place.line &&
		    one->place.column == place.column &&
		    is_same_file(one->place.file, place.file) &&
		    (!language || !one->language ||
		     strcmp(one->language, language) == 0))
			return true;
	}
	return false;
}

void diagnostics_keep_languages(struct diagnostics *list,
				bool (*is_wanted)(const void *context,
						  const char *language),
				const void *context)
{
	size_t kept = 0;
	list->error_count = list->warning_count = list->note_count = 0;
	for (size_t i = 0; i < list->count; i++) {
		struct diagnostic one = list->items[i];
		if (one.language && !is_wanted(context, one.language))
			continue;
		list->items[kept++] = one;
		count(list, &one);
	}
	list->count = kept;
}

static int compare_numbers(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

static int compare(const void *a, const void *b)
{
	const struct diagnostic *x = a, *y = b;
	if (x->severity != y->severity)
		return x->severity < y->severity ? -1 : 1;
	int order = strcmp(x->place.file ? x->place.file : "",
			   y->place.file ? y->place.file : "");
	if (!order)
		order = compare_numbers(x->place.line, y->place.line);
	if (!order)
		order = compare_numbers(x->place.column, y->place.column);
	return order ? order : x->order < y->order ? -1 : 1;
}

void diagnostics_sort(struct diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++)
		list->items[i].order = i;
	if (list->count)
		qsort(list->items, list->count, sizeof *list->items, compare);
}

void diagnostics_print(const struct diagnostics *list, FILE *stream)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct diagnostic *one = &list->items[i];
		visible_print(stream,
			      str_from(one->place.file ? one->place.file :
							 "everyread"));
		if (one->place.line)
			fprintf(stream, ":%u", (unsigned)one->place.line);
		if (one->place.line && one->place.column)
			fprintf(stream, ":%u", (unsigned)one->place.column);
		fprintf(stream,
			": %s: %s: ", diagnostic_severity_name(one->severity),
			codes[one->code].label);
		visible_print(stream, str_from(one->text));
		fputc('\n', stream);
	}
}

void diagnostics_release(struct diagnostics *list)
{
	free(list->items);
	VECTOR_RELEASE(&list->included);
	arena_release(&list->arena);
	*list = (struct diagnostics)DIAGNOSTICS_INITIALISER;
}

struct place diagnostic_place_of_offset(const char *file, struct str text,
					size_t offset)
{
	struct place place = { file, 1, 1 };
	for (size_t i = 0; i < offset && i < text.length; i++) {
		if (text.bytes[i] == '\n') {
			place.line++;
			place.column = 1;
		} else if (((unsigned char)text.bytes[i] & 0xC0) != 0x80) {
			place.column++;
		}
	}
	return place;
}
