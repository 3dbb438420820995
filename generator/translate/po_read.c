/* Reading PO, as gettext, po4a, the Translate Toolkit and editors write it. */
#include "translate/exchange.h"

#include <string.h>

#include "base/map.h"

enum field { FIELD_CONTEXT, FIELD_SOURCE, FIELD_TARGET, FIELD_COUNT };

struct entry {
	bool is_begun, is_fuzzy, is_plural;
	bool has[FIELD_COUNT];
	struct buffer fields[FIELD_COUNT];
	const char *held;
	uint32_t line;
};

struct reading {
	struct arena *arena;
	const char *file;
	struct exchange *exchange;
	struct diagnostics *diagnostics;
	struct entry entry;
	struct buffer *current; /* that a line in quotation marks goes on */
	uint32_t line;
	bool has_header;
	bool is_other; /* no PO at all */
};

static void mistake(struct reading *reading, uint32_t line, const char *what)
{
	diagnostics_add(reading->diagnostics, DIAGNOSTIC_EXCHANGE_BROKEN,
			(struct place){ reading->file, line, 1 }, "%s", what);
}

/* ---- Entries ----------------------------------------------------------- */

static const char *header_value(struct reading *reading, const char *key)
{
	struct str rest = buffer_str(&reading->entry.fields[FIELD_TARGET]);
	struct str line;
	while (str_next_line(&rest, &line)) {
		if (!str_starts_with(line, str_from(key)))
			continue;
		line.bytes += strlen(key);
		line.length -= strlen(key);
		line = str_trim(line);
		return arena_copy(reading->arena, line.bytes, line.length);
	}
	return NULL;
}

static void take_header(struct reading *reading)
{
	const char *type = header_value(reading, "Content-Type:");
	reading->has_header = true;
	reading->exchange->publication =
		header_value(reading, "Project-Id-Version:");
	reading->exchange->target = header_value(reading, "Language:");
	reading->exchange->source = header_value(reading, "X-Source-Language:");
	if (type && strstr(type, "charset=") &&
	    !strstr(type, "charset=UTF-8") && !strstr(type, "charset=utf-8") &&
	    !strstr(type, "charset=CHARSET"))
		mistake(reading, reading->entry.line,
			"only UTF-8 is read: msgconv --to-code=UTF-8 converts");
}

static const char *words_of(struct reading *reading, enum field field)
{
	return exchange_words(reading->arena,
			      buffer_str(&reading->entry.fields[field]));
}

static void take_unit(struct reading *reading)
{
	struct entry *entry = &reading->entry;
	struct exchange_unit unit = {
		.identifier = words_of(reading, FIELD_CONTEXT),
		.source = words_of(reading, FIELD_SOURCE),
		.target = words_of(reading, FIELD_TARGET),
		.held = entry->held,
		.state = entry->is_fuzzy ? EXCHANGE_STALE : EXCHANGE_TRANSLATED,
		.line = entry->line,
	};
	if (!entry->has[FIELD_CONTEXT])
		unit.identifier = exchange_identifier(
			reading->arena,
			map_hash_bytes(unit.source, strlen(unit.source)), 1);
	if (!unit.target[0]) {
		unit.target = NULL;
		unit.state = EXCHANGE_MISSING;
	}
	exchange_check_lines(buffer_str(&entry->fields[FIELD_TARGET]),
			     (struct place){ reading->file, entry->line, 1 },
			     reading->diagnostics);
	if (entry->is_plural)
		mistake(reading, entry->line,
			"plural forms are not in the file as it was exported");
	else
		*exchange_add_unit(reading->exchange) = unit;
}

static void finish_entry(struct reading *reading)
{
	struct entry *entry = &reading->entry;
	if (entry->has[FIELD_SOURCE] && !entry->has[FIELD_TARGET] &&
	    !entry->is_plural)
		mistake(reading, entry->line, "msgstr is missing");
	else if (entry->has[FIELD_SOURCE] && !entry->has[FIELD_CONTEXT] &&
		 !entry->fields[FIELD_SOURCE].length && !reading->has_header)
		take_header(reading);
	else if (entry->has[FIELD_SOURCE])
		take_unit(reading);
	for (int i = 0; i < FIELD_COUNT; i++)
		buffer_release(&entry->fields[i]);
	*entry = (struct entry){ 0 };
	reading->current = NULL;
}

/* ---- Lines ------------------------------------------------------------- */

static void append_quoted(struct reading *reading, struct str text)
{
	text = str_trim(text);
	if (text.length < 2 || text.bytes[0] != '"' ||
	    text.bytes[text.length - 1] != '"') {
		mistake(reading, reading->line,
			"a text that does not begin and end with \"");
		return;
	}
	for (size_t i = 1; i + 1 < text.length; i++) {
		char byte = text.bytes[i];
		if (byte == '"') {
			mistake(reading, reading->line,
				"a \" inside a text is written \\\"");
			return;
		}
		if (byte != '\\') {
			buffer_append_byte(reading->current, byte);
			continue;
		}
		byte = text.bytes[++i];
		if (i + 1 >= text.length || !strchr("nt\"\\", byte)) {
			mistake(reading, reading->line,
				"of the signs behind \\, n, t, \" and \\ are "
				"read");
			return;
		}
		buffer_append_byte(reading->current, byte == 'n' ? '\n' :
						     byte == 't' ? '\t' :
								   byte);
	}
}

static void read_comment(struct reading *reading, struct str line)
{
	if (str_starts_with(line, STR("#,")))
		reading->entry.is_fuzzy |= str_find(line, STR("fuzzy")) >= 0;
	else if (str_starts_with(line, STR("#. held:"))) {
		struct str held = str_trim(
			(struct str){ line.bytes + 8, line.length - 8 });
		reading->entry.held =
			arena_copy(reading->arena, held.bytes, held.length);
	}
}

/* Whether the line begins a field; `rest` is then what follows its keyword. */
static bool begins(struct str line, const char *keyword, struct str *rest)
{
	size_t length = strlen(keyword);
	if (!str_starts_with(line, str_from(keyword)) ||
	    line.length <= length || !strchr(" \t\"", line.bytes[length]))
		return false;
	*rest = (struct str){ line.bytes + length, line.length - length };
	return true;
}

static void start_field(struct reading *reading, enum field field)
{
	struct entry *entry = &reading->entry;
	if (entry->has[field])
		mistake(reading, reading->line, "the same keyword twice");
	entry->has[field] = true;
	reading->current = &entry->fields[field];
}

static void read_line(struct reading *reading, struct str line)
{
	static const char *const keywords[FIELD_COUNT] = { "msgctxt", "msgid",
							   "msgstr" };
	struct str rest;
	line = str_trim(line);
	bool is_comment = line.length && line.bytes[0] == '#';
	bool begins_entry = !line.length || is_comment ||
			    begins(line, "msgctxt", &rest) ||
			    (begins(line, "msgid", &rest) &&
			     reading->entry.has[FIELD_SOURCE]);
	if (begins_entry && reading->entry.has[FIELD_TARGET])
		finish_entry(reading);
	if (!line.length)
		return;
	if (!reading->entry.is_begun)
		reading->entry.line = reading->line;
	reading->entry.is_begun = true;
	if (is_comment) {
		read_comment(reading, line);
		return;
	}
	if (line.bytes[0] == '"' && reading->current) {
		append_quoted(reading, line);
		return;
	}
	if (str_starts_with(line, STR("msgid_plural")) ||
	    str_starts_with(line, STR("msgstr["))) {
		reading->entry.is_plural = true;
		return;
	}
	for (int i = 0; i < FIELD_COUNT; i++)
		if (begins(line, keywords[i], &rest)) {
			start_field(reading, (enum field)i);
			append_quoted(reading, rest);
			return;
		}
	/* Before the first entry it is another kind of file. */
	reading->is_other |=
		!reading->has_header && !reading->entry.has[FIELD_SOURCE];
	if (!reading->is_other)
		mistake(reading, reading->line, "this is no line of PO");
}

bool exchange_read_po(struct arena *arena, struct str text, const char *file,
		      struct exchange *exchange,
		      struct diagnostics *diagnostics)
{
	struct reading reading = { .arena = arena,
				   .file = file,
				   .exchange = exchange,
				   .diagnostics = diagnostics };
	size_t errors = diagnostics->error_count;
	struct str rest = text, line;
	if (str_starts_with(rest, STR("\xEF\xBB\xBF"))) {
		rest.bytes += 3;
		rest.length -= 3;
	}
	while (str_next_line(&rest, &line)) {
		reading.line++;
		read_line(&reading, line);
		/* What is no PO at all is told once. */
		if (reading.is_other || diagnostics->error_count > errors + 20)
			break;
	}
	finish_entry(&reading);
	if (!reading.has_header && diagnostics->error_count == errors)
		mistake(&reading, 1,
			"this is neither XLIFF nor PO: the header of PO is "
			"missing; name the file that the translator's tool "
			"exported");
	return diagnostics->error_count == errors;
}
