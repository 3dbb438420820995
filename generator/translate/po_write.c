/* Writing PO (GNU gettext manual, 3). */
#include "translate/exchange.h"

#include <string.h>

#include "translate/codes.h"

/* A string, a line of its own for each of its lines. */
static void append_string(struct buffer *out, const char *before,
			  const char *keyword, const char *text)
{
	bool has_lines = strchr(text, '\n') != NULL;
	buffer_append_format(out, "%s%s \"", before, keyword);
	if (has_lines)
		buffer_append_format(out, "\"\n%s\"", before);
	for (const char *at = text; *at; at++) {
		if (*at == '\n') {
			buffer_append_string(out, "\\n");
			if (at[1])
				buffer_append_format(out, "\"\n%s\"", before);
		} else if (*at == '\t') {
			buffer_append_string(out, "\\t");
		} else {
			if (*at == '"' || *at == '\\')
				buffer_append_byte(out, '\\');
			buffer_append_byte(out, *at);
		}
	}
	buffer_append_string(out, "\"\n");
}

static void append_header(struct arena *arena, const struct exchange *exchange,
			  struct buffer *out)
{
	struct buffer header = BUFFER_INITIALISER;
	buffer_append_format(
		&header,
		"Project-Id-Version: %s\n"
		"Report-Msgid-Bugs-To: \n"
		"PO-Revision-Date: %s\n"
		"Last-Translator: \n"
		"Language-Team: %s\n"
		"Language: %s\n"
		"MIME-Version: 1.0\n"
		"Content-Type: text/plain; charset=UTF-8\n"
		"Content-Transfer-Encoding: 8bit\n"
		"X-Source-Language: %s\n",
		exchange->publication,
		exchange->date ?
			arena_format(arena, "%s 00:00+0000", exchange->date) :
			"YEAR-MO-DA HO:MI+ZONE",
		exchange->target, exchange->target, exchange->source);
	append_string(out, "", "msgid", "");
	append_string(out, "", "msgstr", buffer_str(&header).bytes);
	buffer_release(&header);
}

/* "#. {{findings.people}}: value of findings.people" */
static void append_codes(struct arena *arena, const struct exchange_unit *unit,
			 struct buffer *out)
{
	struct codes codes = exchange_codes(arena, unit, unit->source);
	for (size_t i = 0; i < codes.count; i++) {
		const struct code *code = &codes.items[i];
		bool is_told =
			code->kind != CODE_OPEN && code->kind != CODE_ALONE;
		for (size_t j = 0; j < i && !is_told; j++)
			is_told = codes.items[j].kind == code->kind &&
				  str_equals(codes.items[j].text, code->text);
		if (is_told ||
		    memchr(code->text.bytes, '\n', code->text.length))
			continue;
		buffer_append_format(out, "#. %.*s", (int)code->text.length,
				     code->text.bytes);
		if (code->kind == CODE_OPEN)
			buffer_append_format(
				out, " %.*s",
				(int)codes.items[code->partner].text.length,
				codes.items[code->partner].text.bytes);
		buffer_append_format(out, ": %s\n", code->meaning);
	}
}

static void append_unit(struct arena *arena, const struct exchange_part *part,
			const struct exchange_unit *unit, struct buffer *out)
{
	bool has_space = strchr(unit->place, ' ') != NULL;
	buffer_append_format(out, "\n#. %s: %s\n", part->name, unit->kind);
	append_codes(arena, unit, out);
	buffer_append_format(out, "#. held:%s%s\n", unit->held[0] ? " " : "",
			     unit->held);
	/* isolated, where it has spaces in it */
	buffer_append_format(out, "#: %s%s%s\n", has_space ? "\u2068" : "",
			     unit->place, has_space ? "\u2069" : "");
	if (unit->state == EXCHANGE_STALE)
		buffer_append_string(out, "#, fuzzy\n");
	if (unit->was)
		append_string(out, "#| ", "msgid", unit->was);
	/* The source's words say which it is, but where they stand twice: some
	 * tools lose contexts, and po4a does. */
	if (strchr(unit->identifier, '-'))
		append_string(out, "", "msgctxt", unit->identifier);
	append_string(out, "", "msgid", unit->source);
	append_string(out, "", "msgstr", unit->target ? unit->target : "");
}

void exchange_write_po(const struct exchange *exchange, struct buffer *out)
{
	struct arena arena = ARENA_INITIALISER;
	append_header(&arena, exchange, out);
	for (size_t i = 0; i < exchange->parts.count; i++) {
		const struct exchange_part *part = &exchange->parts.items[i];
		for (size_t j = 0; j < part->units.count; j++)
			append_unit(&arena, part, &part->units.items[j], out);
	}
	arena_release(&arena);
}
