/* What a message may do with its arguments: their names and kinds come from
 * the program (arguments.def), or from English where the program does not know
 * the message. */
#include <string.h>

#include "locale/locale_struct.h"

static const struct {
	const char *message, *name;
	enum argument_kind kind;
} known[] = {
#define ARGUMENT(message, name, kind) { message, name, ARGUMENT_##kind },
#include "locale/arguments.def"
#undef ARGUMENT
};

enum { KNOWN_COUNT = sizeof known / sizeof *known };

/* ---- Kinds ------------------------------------------------------------- */

static bool is_known_message(struct str key)
{
	for (size_t i = 0; i < KNOWN_COUNT; i++)
		if (str_equals_string(key, known[i].message))
			return true;
	return false;
}

enum argument_kind locale_known_argument(struct str key, struct str name)
{
	for (size_t i = 0; i < KNOWN_COUNT; i++)
		if (str_equals_string(key, known[i].message) &&
		    str_equals_string(name, known[i].name))
			return known[i].kind;
	return ARGUMENT_UNKNOWN;
}

/* What an argument must be to be used like this; UNKNOWN: anything will do. */
static enum argument_kind kind_of_use(enum pattern_kind use)
{
	switch (use) {
	case PATTERN_NUMBER:
	case PATTERN_INTEGER:
	case PATTERN_PERCENT:
	case PATTERN_PLURAL:
	case PATTERN_ORDINAL:
		return ARGUMENT_NUMBER;
	case PATTERN_DATE:
		return ARGUMENT_DATE;
	case PATTERN_SELECT:
		return ARGUMENT_TEXT;
	case PATTERN_TEXT:
	case PATTERN_ARGUMENT:
	case PATTERN_COUNT_SIGN:
		break;
	}
	return ARGUMENT_UNKNOWN;
}

struct use_search {
	struct str name;
	enum argument_kind kind; /* of the first use that tells */
};

static void look_at_use(void *context, const struct pattern_part *part)
{
	struct use_search *search = context;
	if (search->kind == ARGUMENT_UNKNOWN &&
	    kind_of_use(part->kind) != ARGUMENT_UNKNOWN &&
	    str_equals(part->text, search->name))
		search->kind = kind_of_use(part->kind);
}

static enum argument_kind kind_by_use(const struct message *message,
				      struct str name)
{
	struct use_search search = { name, ARGUMENT_UNKNOWN };
	pattern_visit(message->parts, look_at_use, &search);
	return search.kind == ARGUMENT_UNKNOWN ? ARGUMENT_TEXT : search.kind;
}

/* ---- Checks ------------------------------------------------------------ */

struct kind_check {
	struct diagnostics *diagnostics;
	const struct message *message;
	const struct message *english; /* the message itself in en-GB.yaml */
	bool is_right;
};

static const char *use_name(enum pattern_kind use)
{
	switch (use) {
	case PATTERN_NUMBER:
	case PATTERN_INTEGER:
	case PATTERN_PERCENT:
		return "a number";
	case PATTERN_PLURAL:
		return "a plural";
	case PATTERN_ORDINAL:
		return "an ordinal number";
	case PATTERN_DATE:
		return "a date";
	case PATTERN_SELECT:
		return "a choice";
	case PATTERN_TEXT:
	case PATTERN_ARGUMENT:
	case PATTERN_COUNT_SIGN:
		break;
	}
	return "text";
}

static const char *kind_name(enum argument_kind kind)
{
	switch (kind) {
	case ARGUMENT_NUMBER:
		return "a number";
	case ARGUMENT_DATE:
		return "a date";
	case ARGUMENT_GAP:
		return "put in later, as it is";
	case ARGUMENT_TEXT:
	case ARGUMENT_UNKNOWN:
		break;
	}
	return "a text";
}

static void check_kind(void *context, const struct pattern_part *part)
{
	struct kind_check *check = context;
	struct str key = check->message->key;
	if (part->kind == PATTERN_TEXT || part->kind == PATTERN_COUNT_SIGN)
		return;
	enum argument_kind kind = locale_known_argument(key, part->text);
	if (kind == ARGUMENT_UNKNOWN && is_known_message(key)) {
		/* In a translation the comparison with English says so. */
		if (check->message == check->english)
			diagnostics_add(check->diagnostics,
					DIAGNOSTIC_LOCALE_ARGUMENT,
					check->message->place,
					"the message '%s' uses {%.*s}, which "
					"the program does not give",
					key.bytes, (int)part->text.length,
					part->text.bytes);
		return;
	}
	if (kind == ARGUMENT_UNKNOWN)
		kind = kind_by_use(check->english, part->text);
	enum argument_kind needed = kind_of_use(part->kind);
	if (needed == ARGUMENT_UNKNOWN || needed == kind)
		return;
	check->is_right = false;
	diagnostics_add(check->diagnostics, DIAGNOSTIC_LOCALE_ARGUMENT_KIND,
			check->message->place,
			"the message '%s' uses {%.*s} as %s, but it is %s",
			key.bytes, (int)part->text.length, part->text.bytes,
			use_name(part->kind), kind_name(kind));
}

bool locale_check_argument_kinds(const struct message *message,
				 const struct message *english,
				 struct diagnostics *diagnostics)
{
	struct kind_check check = { diagnostics, message, english, true };
	pattern_visit(message->parts, check_kind, &check);
	return check.is_right;
}

/* ---- Marks of another time --------------------------------------------- */

/* "%s", "%d", "%1$s": where programs of other kinds, and this one's first
 * translations, put their arguments. Length in bytes, or 0. */
static size_t format_mark(struct str text, size_t at)
{
	size_t end = at + 1;
	while (end < text.length && text.bytes[end] >= '0' &&
	       text.bytes[end] <= '9')
		end++;
	if (end > at + 1 && end < text.length && text.bytes[end] == '$')
		end++;
	else if (end > at + 1)
		return 0; /* "100 %2" is no mark */
	if (end >= text.length || !strchr("sdinu@", text.bytes[end]))
		return 0;
	char after = end + 1 < text.length ? text.bytes[end + 1] : ' ';
	bool is_word = (after >= 'a' && after <= 'z') ||
		       (after >= 'A' && after <= 'Z') ||
		       (unsigned char)after >= 0x80;
	return is_word ? 0 : end + 1 - at;
}

struct mark_check {
	struct diagnostics *diagnostics;
	const struct message *message;
};

static void find_marks(void *context, const struct pattern_part *part)
{
	const struct mark_check *check = context;
	if (part->kind != PATTERN_TEXT)
		return;
	for (size_t at = 0; at < part->text.length; at++) {
		size_t length = part->text.bytes[at] == '%' ?
					format_mark(part->text, at) :
					0;
		if (length == 0)
			continue;
		diagnostics_add(check->diagnostics,
				DIAGNOSTIC_LOCALE_FORMAT_MARK,
				check->message->place,
				"the message '%s' holds '%.*s', which readers "
				"will see: an argument is its name in braces",
				check->message->key.bytes, (int)length,
				part->text.bytes + at);
		return;
	}
}

void locale_check_format_marks(const struct message *message,
			       struct diagnostics *diagnostics)
{
	struct mark_check check = { diagnostics, message };
	pattern_visit(message->parts, find_marks, &check);
}
