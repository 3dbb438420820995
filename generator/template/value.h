/* What templates know: the values of the context.
 *
 * Values are built once in an arena, then only read; a value may stand in
 * several lists, maps and contexts. Text is borrowed: its bytes must live as
 * long as the value. Keys are copied.
 *
 *     struct value *context = value_new_map(arena);
 *     value_map_set(arena, context, "title", value_new_text(arena, title));
 *     value_map_set(arena, context, "t", value_new_dynamic(arena, &messages));
 */
#ifndef EVERYREAD_TEMPLATE_VALUE_H
#define EVERYREAD_TEMPLATE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/str.h"

enum value_kind {
	VALUE_NULL, /* known, and empty: prints nothing, and is no mistake */
	VALUE_BOOLEAN,
	VALUE_NUMBER,
	VALUE_TEXT,
	VALUE_PRINTED, /* prints itself: a date, a share in per cent */
	VALUE_LIST,
	VALUE_MAP,
	VALUE_DYNAMIC /* a map whose values are made when they are asked for */
};

/* What a text is written in. `{{x}}` escapes plain text for the place where
 * it stands, and leaves a text alone that is in that place's own format. */
enum value_format { VALUE_PLAIN, VALUE_MARKDOWN, VALUE_HTML };

struct value;
struct value_index;
struct value_scope;

struct value_entry {
	struct str key; /* also NUL-terminated */
	uint64_t hash;  /* map_hash_bytes() of the key */
	const struct value *value;
};

/* A map that is code, such as the messages of a language: `{{t.contents}}`
 * asks the map `t` for "contents". */
struct value_dynamic {
	/* The value of `key`, or NULL where there is none, which the
	 * template engine reports. What the value needs beyond `data` (the
	 * arguments of a message) is looked up in the scope of the tag. A
	 * value made here lives in value_scope_arena() or longer. */
	const struct value *(*lookup)(void *data, struct str key,
				      struct value_scope *scope);
	/* All keys, for "did you mean"; NULL where they are not known. */
	const char *const *(*names)(void *data, size_t *count);
	void *data;
};

struct value {
	enum value_kind kind;
	enum value_format format; /* of a text */
	union {
		bool boolean;
		double number;
		struct str text;
		struct {
			void (*print)(void *data, struct buffer *out);
			void *data;
			/* What a message takes in its place, such as a
			 * date in ISO 8601; or NULL. */
			const char *argument;
		} printed;
		struct {
			const struct value **items;
			size_t count, capacity;
		} list;
		struct {
			struct value_entry *entries; /* in order of addition */
			size_t count, capacity;
			struct value_index *index;
		} map;
		struct value_dynamic dynamic;
	};
	/* Where the text's first line stands in an author's file, so that
	 * output lines lead back there; file NULL where it is not known. */
	struct place place;
};

struct value *value_new_null(struct arena *arena);
struct value *value_new_boolean(struct arena *arena, bool boolean);
struct value *value_new_number(struct arena *arena, double number);
struct value *value_new_text(struct arena *arena, struct str text);
/* Text that is Markdown or HTML already. */
struct value *value_new_formatted(struct arena *arena, struct str text,
				  enum value_format format);
struct value *value_new_printed(struct arena *arena,
				void (*print)(void *data, struct buffer *out),
				void *data);
struct value *value_new_list(struct arena *arena);
struct value *value_new_map(struct arena *arena);
struct value *value_new_dynamic(struct arena *arena,
				const struct value_dynamic *dynamic);

void value_list_add(struct arena *arena, struct value *list,
		    const struct value *item);

/* Sets or replaces the value of a key. */
void value_map_set(struct arena *arena, struct value *map, const char *key,
		   const struct value *value);
void value_map_set_str(struct arena *arena, struct value *map, struct str key,
		       const struct value *value);

/* The value of a key of a map (not of a dynamic one), or NULL. */
const struct value *value_map_lookup(const struct value *map, struct str key);
/* The same with the key's map_hash_bytes(). */
const struct value *value_map_lookup_hashed(const struct value *map,
					    struct str key, uint64_t hash);

/* What a section asks: null, false, 0, the empty text and the empty list are
 * not true, everything else is. */
bool value_is_true(const struct value *value);

/* How numbers and lists become text in the edition's language. `print`
 * returns false for a value that it does not know how to print; for the
 * items of a list it may call value_print(). */
struct value_printer {
	bool (*print)(void *data, const struct value *value,
		      struct buffer *out);
	void *data;
};

/* Appends the value as plain text. False, with nothing appended, where it has
 * none: booleans, maps, and lists without a printer. Without a printer
 * (NULL, or one without `print`) a number prints as a plain decimal. */
bool value_print(const struct value *value, const struct value_printer *printer,
		 struct buffer *out);

/* "a list", "text": what a message calls a value of this kind. */
const char *value_kind_name(enum value_kind kind);

/* The names that are visible where a tag stands, for dynamic maps. The name
 * may be dotted; NULL where it has no value there. */
const struct value *value_scope_lookup(struct value_scope *scope,
				       struct str name);
/* Lives until the rendering ends. */
struct arena *value_scope_arena(struct value_scope *scope);
/* For a lookup's own diagnostics: where the tag stands, and the list. Having
 * reported, a lookup returns a value (an empty text), not NULL. */
struct place value_scope_place(const struct value_scope *scope);
struct diagnostics *value_scope_diagnostics(struct value_scope *scope);

#endif
