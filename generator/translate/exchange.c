/* What the formats of exchange share. */
#include "translate/exchange.h"

#include "base/encoding.h"

#include <inttypes.h>
#include <string.h>

#include "translate/codes.h"

const char *exchange_identifier(struct arena *arena, uint64_t hash, size_t nth)
{
	return nth > 1 ? arena_format(arena, "u%016" PRIx64 "-%zu", hash, nth) :
			 arena_format(arena, "u%016" PRIx64, hash);
}

struct exchange_part *exchange_add_part(struct exchange *exchange,
					const char *name)
{
	struct exchange_part *part = VECTOR_ADD(&exchange->parts);
	part->name = name;
	return part;
}

struct exchange_unit *exchange_add_unit(struct exchange *exchange)
{
	if (!exchange->parts.count)
		exchange_add_part(exchange, "");
	return VECTOR_ADD(&VECTOR_LAST(&exchange->parts)->units);
}

void exchange_release(struct exchange *exchange)
{
	for (size_t i = 0; i < exchange->parts.count; i++)
		VECTOR_RELEASE(&exchange->parts.items[i].units);
	VECTOR_RELEASE(&exchange->parts);
}

void exchange_write(const struct exchange *exchange,
		    enum exchange_format format, struct buffer *out)
{
	switch (format) {
	case EXCHANGE_XLIFF:
	case EXCHANGE_XLIFF_1_2:
		exchange_write_xliff(exchange, format == EXCHANGE_XLIFF, out);
		break;
	case EXCHANGE_PO:
		exchange_write_po(exchange, out);
		break;
	}
}

/* A merge that was not finished is told as what it is. */
static bool has_conflict(struct str text, const char *file,
			 struct diagnostics *diagnostics)
{
	struct str line;
	for (uint32_t number = 1; str_next_line(&text, &line); number++) {
		if (!str_starts_with(line, STR("<<<<<<< ")) &&
		    !str_starts_with(line, STR(">>>>>>> ")))
			continue;
		diagnostics_add(diagnostics, DIAGNOSTIC_MERGE_CONFLICT,
				(struct place){ file, number, 1 },
				"a merge conflict that is not resolved");
		return true;
	}
	return false;
}

bool exchange_read(struct arena *arena, struct str text, const char *file,
		   struct exchange *exchange, struct diagnostics *diagnostics)
{
	struct str begin = text;
	size_t broken = 0;
	bool is_utf_16 = str_starts_with(text, STR("\xFF\xFE")) ||
			 str_starts_with(text, STR("\xFE\xFF"));
	*exchange = (struct exchange){ 0 };
	/* As some tools write it; libxml2 reads it by itself. */
	if (is_utf_16)
		begin = encoding_from_utf_16(arena, text);
	if (str_starts_with(begin, STR("\xEF\xBB\xBF"))) {
		begin.bytes += 3;
		begin.length -= 3;
	}
	if (has_conflict(begin, file, diagnostics))
		return false;
	begin = str_trim(begin);
	if (begin.length && begin.bytes[0] == '<')
		return exchange_read_xliff(arena, text, file, exchange,
					   diagnostics);
	if (is_utf_16)
		text = begin;
	if (!str_is_utf8(text, &broken)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_EXCHANGE_BROKEN,
				diagnostic_place_of_offset(file, text, broken),
				"this is neither XLIFF nor UTF-8, as PO has to "
				"be; export it as one of them");
		return false;
	}
	return exchange_read_po(arena, text, file, exchange, diagnostics);
}

/* ---- Words of a file ----------------------------------------------------- */

const char *exchange_words(struct arena *arena, struct str text)
{
	struct buffer out = BUFFER_INITIALISER;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.bytes[i];
		char last = out.length ? out.bytes[out.length - 1] : ' ';
		bool is_break =
			byte == '\n' && last == '\\' &&
			(out.length < 2 || out.bytes[out.length - 2] != '\\');
		if (is_break || !strchr(" \t\r\n", byte))
			buffer_append_byte(&out, byte);
		else if (last != ' ' && last != '\n')
			buffer_append_byte(&out, ' ');
	}
	struct str trimmed = str_trim(buffer_str(&out));
	const char *copy = arena_copy(arena, trimmed.bytes, trimmed.length);
	buffer_release(&out);
	return copy;
}

/* ---- Codes of a target ------------------------------------------------- */

static size_t count_code(const struct codes *codes, const struct code *code)
{
	size_t count = 0;
	for (size_t i = 0; codes && i < codes->count; i++)
		count += codes->items[i].kind == code->kind &&
			 str_equals(codes->items[i].text, code->text);
	return count;
}

/* "[Citizens' Panel]{lang=en}": names that stay as they are. */
static bool marks_language(const struct codes *codes, const struct code *code)
{
	if (code->kind == CODE_OPEN)
		code = &codes->items[code->partner];
	return code->kind == CODE_CLOSE &&
	       str_starts_with(code->text, STR("]{lang="));
}

static bool is_first(const struct codes *codes, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (codes->items[i].kind == codes->items[index].kind &&
		    str_equals(codes->items[i].text, codes->items[index].text))
			return false;
	return true;
}

/* Codes of `codes` whose number in the target is out of what source and current
 * target have. */
static bool check_codes(const struct codes *codes, const struct codes *other,
			const struct codes *target, struct place place,
			struct diagnostics *diagnostics)
{
	bool is_right = true;
	for (size_t i = 0; i < codes->count; i++) {
		const struct code *code = &codes->items[i];
		if (code->kind == CODE_WORDS || !is_first(codes, i))
			continue;
		size_t least = count_code(codes, code), most = least;
		size_t others = other ? count_code(other, code) : least;
		size_t has = count_code(target, code);
		if (others < least)
			least = others;
		if (others > most)
			most = others;
		if (has >= least &&
		    (has <= most || marks_language(codes, code)))
			continue;
		is_right = false;
		diagnostics_add(diagnostics, DIAGNOSTIC_EXCHANGE_CODE, place,
				"%.*s (%s) stands there %zu %s, not %zu",
				(int)code->text.length, code->text.bytes,
				code->meaning, has, has == 1 ? "time" : "times",
				has < least ? least : most);
	}
	return is_right;
}

/* Codes that neither has. */
static bool check_strange(const struct codes *source,
			  const struct codes *current,
			  const struct codes *target, struct place place,
			  struct diagnostics *diagnostics)
{
	bool is_right = true;
	for (size_t i = 0; i < target->count; i++) {
		const struct code *code = &target->items[i];
		if (code->kind == CODE_WORDS || !is_first(target, i) ||
		    count_code(source, code) || count_code(current, code) ||
		    marks_language(target, code))
			continue;
		/* of a pair, once */
		if (code->kind == CODE_CLOSE &&
		    !count_code(source, &target->items[code->partner]))
			continue;
		is_right = false;
		diagnostics_add(diagnostics, DIAGNOSTIC_EXCHANGE_CODE, place,
				"%.*s would be read as markup (%s), which the "
				"source has not",
				(int)code->text.length, code->text.bytes,
				code->meaning);
	}
	return is_right;
}

/* ---- Signs of a target ------------------------------------------------- */

void exchange_check_lines(struct str text, struct place place,
			  struct diagnostics *diagnostics)
{
	struct str line, rest = str_trim(text);
	while (str_next_line(&rest, &line))
		if (!str_trim(line).length) {
			diagnostics_add_as(
				diagnostics, DIAGNOSTIC_WARNING,
				DIAGNOSTIC_EXCHANGE_UNREADABLE, place,
				"a blank line becomes a space: one segment is "
				"one paragraph");
			return;
		}
}

/* Controls but the line break of ours; and what turns a text around for as long as
 * it goes on, which isolates and marks (U+2066 to U+2069, U+200E, U+200F) do not. */
static bool is_misplaced(uint32_t character)
{
	return (character < 0x20 && character != '\n' && character != '\t') ||
	       (character >= 0x7F && character < 0xA0) ||
	       (character >= 0x202A && character <= 0x202E) ||
	       (character & 0xFFFE) == 0xFFFE;
}

static bool check_signs(const char *source, const char *current,
			const char *target, struct place place,
			struct diagnostics *diagnostics)
{
	struct str text = str_from(target);
	bool is_right = true;
	for (size_t at = 0, first; at < text.length && is_right;) {
		first = at;
		uint32_t character = str_decode(text, &at);
		struct str sign = { text.bytes + first, at - first };
		is_right = !is_misplaced(character) ||
			   str_find(str_from(source), sign) >= 0 ||
			   (current && str_find(str_from(current), sign) >= 0);
		if (!is_right)
			diagnostics_add(diagnostics,
					DIAGNOSTIC_EXCHANGE_UNREADABLE, place,
					"the control character U+%04X has no "
					"place in a text",
					(unsigned)character);
	}
	return is_right;
}

/* "{{" that nothing ends would end the whole text in a build. */
static bool check_open_tags(const struct codes *source,
			    const struct codes *current,
			    const struct codes *target, struct place place,
			    struct diagnostics *diagnostics)
{
	const struct codes *const all[] = { source, current, target };
	bool is_in[3] = { false };
	for (size_t i = 0; i < 3; i++)
		for (size_t j = 0; all[i] && j < all[i]->count; j++)
			is_in[i] |=
				all[i]->items[j].kind == CODE_WORDS &&
				str_find(all[i]->items[j].text, STR("{{")) >= 0;
	if (!is_in[2] || is_in[0] || is_in[1])
		return true;
	diagnostics_add(diagnostics, DIAGNOSTIC_EXCHANGE_UNREADABLE, place,
			"\"{{\" begins a template tag, and nothing ends it");
	return false;
}

static struct codes read_codes(struct arena *arena, const char *text,
			       bool is_message)
{
	return is_message ? codes_read_message(arena, str_from(text)) :
			    codes_read(arena, str_from(text));
}

struct codes exchange_codes(struct arena *arena,
			    const struct exchange_unit *unit, const char *text)
{
	return read_codes(arena, text, unit->is_message);
}

bool exchange_check_target(struct arena *arena, const char *source,
			   const char *current, const char *target,
			   bool is_message, struct place place,
			   struct diagnostics *diagnostics)
{
	struct codes ours = read_codes(arena, source, is_message);
	struct codes theirs = read_codes(arena, target, is_message);
	struct codes now = { 0 };
	if (current)
		now = read_codes(arena, current, is_message);
	const struct codes *held = current ? &now : NULL;
	bool has_all = check_codes(&ours, held, &theirs, place, diagnostics);
	if (held)
		has_all &=
			check_codes(held, &ours, &theirs, place, diagnostics);
	has_all &= check_signs(source, current, target, place, diagnostics);
	has_all &= is_message ||
		   check_open_tags(&ours, held, &theirs, place, diagnostics);
	return check_strange(&ours, held, &theirs, place, diagnostics) &&
	       has_all;
}
