/* Writing XLIFF 2.1 (OASIS Standard, 13 February 2018) and 1.2 (1 February
 * 2008). */
#include "translate/exchange.h"

#include <stdio.h>
#include <string.h>

#include <libxml/xmlwriter.h>

#include "translate/codes.h"

struct writing {
	const struct exchange *exchange;
	struct arena arena; /* of one unit */
	xmlTextWriterPtr xml;
	bool is_version_2;
};

/* ---- Elements ---------------------------------------------------------- */

static void start(struct writing *writing, const char *name)
{
	xmlTextWriterStartElement(writing->xml, BAD_CAST name);
}

static void end(struct writing *writing)
{
	xmlTextWriterEndElement(writing->xml);
}

static void attribute(struct writing *writing, const char *name,
		      const char *value)
{
	xmlTextWriterWriteAttribute(writing->xml, BAD_CAST name,
				    BAD_CAST value);
}

static void text(struct writing *writing, struct str words)
{
	const char *copy =
		arena_copy(&writing->arena, words.bytes, words.length);
	xmlTextWriterWriteString(writing->xml, BAD_CAST copy);
}

/* Begins a line: inside source and target there are none but the text's. */
static void line(struct writing *writing, unsigned depth)
{
	xmlTextWriterWriteRaw(writing->xml,
			      BAD_CAST arena_format(&writing->arena, "\n%*s",
						    (int)depth, ""));
}

static const char *number(struct writing *writing, const char *before,
			  size_t value)
{
	return arena_format(&writing->arena, "%s%zu", before, value);
}

/* ---- Codes ------------------------------------------------------------- */

/* The codes of a source, and of its target those that it has besides. Their
 * numbers, from 1, are the identifiers of inline elements. */
struct numbered {
	struct codes source, target;
	size_t *source_numbers, *target_numbers; /* by index; 0: words */
	size_t count;
};

/* A pair has one number; a code of the target that the source has, too, its. */
static void number_codes(struct writing *writing,
			 const struct exchange_unit *unit,
			 struct numbered *codes)
{
	*codes = (struct numbered){ 0 };
	codes->source = exchange_codes(&writing->arena, unit, unit->source);
	if (unit->target)
		codes->target =
			exchange_codes(&writing->arena, unit, unit->target);
	codes->source_numbers = ARENA_NEW_ARRAY(
		&writing->arena, codes->source.count + 1, size_t);
	codes->target_numbers = ARENA_NEW_ARRAY(
		&writing->arena, codes->target.count + 1, size_t);
	bool *is_used =
		ARENA_NEW_ARRAY(&writing->arena, codes->source.count + 1, bool);
	for (size_t i = 0; i < codes->source.count; i++) {
		const struct code *code = &codes->source.items[i];
		if (code->kind == CODE_CLOSE)
			codes->source_numbers[i] =
				codes->source_numbers[code->partner];
		else if (code->kind != CODE_WORDS)
			codes->source_numbers[i] = ++codes->count;
	}
	for (size_t i = 0; i < codes->target.count; i++) {
		const struct code *code = &codes->target.items[i];
		if (code->kind == CODE_CLOSE)
			codes->target_numbers[i] =
				codes->target_numbers[code->partner];
		if (code->kind == CODE_CLOSE || code->kind == CODE_WORDS)
			continue;
		for (size_t j = 0; j < codes->source.count; j++) {
			const struct code *same = &codes->source.items[j];
			bool is_same = same->kind == code->kind &&
				       !is_used[j] &&
				       str_equals(same->text, code->text);
			if (is_same && code->kind == CODE_OPEN)
				is_same = str_equals(
					codes->source.items[same->partner].text,
					codes->target.items[code->partner]
						.text);
			if (!is_same)
				continue;
			is_used[j] = true;
			codes->target_numbers[i] = codes->source_numbers[j];
			break;
		}
		if (!codes->target_numbers[i])
			codes->target_numbers[i] = ++codes->count;
	}
}

static void write_inline_2(struct writing *writing, const struct code *code,
			   size_t id)
{
	switch (code->kind) {
	case CODE_OPEN:
		start(writing, "pc");
		attribute(writing, "id", number(writing, "", id));
		attribute(writing, "dataRefStart", number(writing, "d", id));
		attribute(writing, "dataRefEnd", number(writing, "e", id));
		attribute(writing, "dispStart", code->meaning);
		break;
	case CODE_CLOSE:
		end(writing);
		break;
	case CODE_ALONE:
		start(writing, "ph");
		attribute(writing, "id", number(writing, "", id));
		attribute(writing, "dataRef", number(writing, "d", id));
		attribute(writing, "disp", code->meaning);
		end(writing);
		break;
	case CODE_WORDS:
		text(writing, code->text);
		break;
	}
}

static void write_inline_1(struct writing *writing, const struct code *code,
			   size_t id)
{
	static const char *const names[] = { [CODE_OPEN] = "bpt",
					     [CODE_CLOSE] = "ept",
					     [CODE_ALONE] = "ph",
					     [CODE_WORDS] = "" };
	if (code->kind == CODE_WORDS) {
		text(writing, code->text);
		return;
	}
	start(writing, names[code->kind]);
	attribute(writing, "id", number(writing, "", id));
	text(writing, code->text);
	end(writing);
}

static void write_words(struct writing *writing, unsigned depth,
			const char *name, const struct codes *codes,
			const size_t *numbers, const char *state)
{
	line(writing, depth);
	start(writing, name);
	if (state)
		attribute(writing, "state", state);
	for (size_t i = 0; i < codes->count; i++) {
		if (writing->is_version_2)
			write_inline_2(writing, &codes->items[i], numbers[i]);
		else
			write_inline_1(writing, &codes->items[i], numbers[i]);
	}
	end(writing);
}

static void write_data(struct writing *writing, const struct codes *codes,
		       const size_t *numbers, bool *is_written)
{
	for (size_t i = 0; i < codes->count; i++) {
		const struct code *code = &codes->items[i];
		if (code->kind == CODE_WORDS || code->kind == CODE_CLOSE ||
		    is_written[numbers[i]])
			continue;
		is_written[numbers[i]] = true;
		line(writing, 4);
		start(writing, "data");
		attribute(writing, "id", number(writing, "d", numbers[i]));
		text(writing, code->text);
		end(writing);
		if (code->kind != CODE_OPEN)
			continue;
		line(writing, 4);
		start(writing, "data");
		attribute(writing, "id", number(writing, "e", numbers[i]));
		text(writing, codes->items[code->partner].text);
		end(writing);
	}
}

/* ---- Units, 2.1 -------------------------------------------------------- */

static void write_note(struct writing *writing, const char *category,
		       const char *words)
{
	if (!words || (!words[0] && strcmp(category, "held") != 0))
		return;
	line(writing, 4);
	start(writing, "note");
	attribute(writing, "category", category);
	text(writing, str_from(words));
	end(writing);
}

static void write_unit_2(struct writing *writing,
			 const struct exchange_unit *unit)
{
	static const char *const states[] = { [EXCHANGE_MISSING] = "initial",
					      [EXCHANGE_STALE] = "initial",
					      [EXCHANGE_TRANSLATED] =
						      "translated",
					      [EXCHANGE_HELD] = "reviewed" };
	struct numbered codes;
	number_codes(writing, unit, &codes);
	line(writing, 2);
	start(writing, "unit");
	attribute(writing, "id", unit->identifier);
	line(writing, 3);
	start(writing, "notes");
	write_note(writing, "kind", unit->kind);
	write_note(writing, "place", unit->place);
	write_note(writing, "was", unit->was);
	write_note(writing, "held", unit->held);
	line(writing, 3);
	end(writing);
	if (codes.count) {
		bool *is_written =
			ARENA_NEW_ARRAY(&writing->arena, codes.count + 1, bool);
		line(writing, 3);
		start(writing, "originalData");
		write_data(writing, &codes.source, codes.source_numbers,
			   is_written);
		write_data(writing, &codes.target, codes.target_numbers,
			   is_written);
		line(writing, 3);
		end(writing);
	}
	line(writing, 3);
	start(writing, "segment");
	attribute(writing, "state", states[unit->state]);
	write_words(writing, 4, "source", &codes.source, codes.source_numbers,
		    NULL);
	if (unit->target)
		write_words(writing, 4, "target", &codes.target,
			    codes.target_numbers, NULL);
	line(writing, 3);
	end(writing);
	line(writing, 2);
	end(writing);
}

static void write_version_2(struct writing *writing)
{
	const struct exchange *exchange = writing->exchange;
	start(writing, "xliff");
	attribute(writing, "xmlns", "urn:oasis:names:tc:xliff:document:2.0");
	attribute(writing, "version", "2.1");
	attribute(writing, "srcLang", exchange->source);
	attribute(writing, "trgLang", exchange->target);
	for (size_t i = 0; i < exchange->parts.count; i++) {
		const struct exchange_part *part = &exchange->parts.items[i];
		if (!part->units.count)
			continue; /* a file has a unit */
		line(writing, 1);
		start(writing, "file");
		attribute(writing, "id", number(writing, "f", i + 1));
		attribute(writing, "original",
			  arena_format(&writing->arena, "%s/%s",
				       exchange->publication, part->name));
		for (size_t j = 0; j < part->units.count; j++)
			write_unit_2(writing, &part->units.items[j]);
		line(writing, 1);
		end(writing);
	}
	line(writing, 0);
	end(writing);
}

/* ---- Units, 1.2 -------------------------------------------------------- */

static void write_note_1(struct writing *writing, const char *from,
			 const char *words)
{
	if (!words || (!words[0] && strcmp(from, "held") != 0))
		return;
	line(writing, 4);
	start(writing, "note");
	attribute(writing, "from", from);
	text(writing, str_from(words));
	end(writing);
}

static void write_unit_1(struct writing *writing,
			 const struct exchange_unit *unit)
{
	static const char *const states[] = {
		[EXCHANGE_MISSING] = "needs-translation",
		[EXCHANGE_STALE] = "needs-review-translation",
		[EXCHANGE_TRANSLATED] = "translated",
		[EXCHANGE_HELD] = "signed-off"
	};
	struct numbered codes;
	number_codes(writing, unit, &codes);
	line(writing, 3);
	start(writing, "trans-unit");
	attribute(writing, "id", unit->identifier);
	attribute(writing, "approved",
		  unit->state == EXCHANGE_HELD ? "yes" : "no");
	write_words(writing, 4, "source", &codes.source, codes.source_numbers,
		    NULL);
	if (unit->target)
		write_words(writing, 4, "target", &codes.target,
			    codes.target_numbers, states[unit->state]);
	write_note_1(writing, "kind", unit->kind);
	write_note_1(writing, "place", unit->place);
	write_note_1(writing, "was", unit->was);
	write_note_1(writing, "held", unit->held);
	line(writing, 3);
	end(writing);
}

static void write_file_1(struct writing *writing,
			 const struct exchange_part *part)
{
	const struct exchange *exchange = writing->exchange;
	line(writing, 1);
	start(writing, "file");
	attribute(writing, "original",
		  arena_format(&writing->arena, "%s/%s", exchange->publication,
			       part->name));
	attribute(writing, "source-language", exchange->source);
	attribute(writing, "target-language", exchange->target);
	attribute(writing, "datatype", "x-markdown");
	line(writing, 2);
	start(writing, "body");
	for (size_t i = 0; i < part->units.count; i++)
		write_unit_1(writing, &part->units.items[i]);
	line(writing, 2);
	end(writing);
	line(writing, 1);
	end(writing);
}

static void write_version_1(struct writing *writing)
{
	start(writing, "xliff");
	attribute(writing, "xmlns", "urn:oasis:names:tc:xliff:document:1.2");
	attribute(writing, "version", "1.2");
	for (size_t i = 0; i < writing->exchange->parts.count; i++)
		write_file_1(writing, &writing->exchange->parts.items[i]);
	line(writing, 0);
	end(writing);
}

void exchange_write_xliff(const struct exchange *exchange, bool is_version_2,
			  struct buffer *out)
{
	xmlBufferPtr bytes = xmlBufferCreate();
	struct writing writing = { .exchange = exchange,
				   .is_version_2 = is_version_2,
				   .xml = xmlNewTextWriterMemory(bytes, 0) };
	xmlTextWriterStartDocument(writing.xml, NULL, "UTF-8", NULL);
	if (is_version_2)
		write_version_2(&writing);
	else
		write_version_1(&writing);
	xmlTextWriterEndDocument(writing.xml);
	xmlFreeTextWriter(writing.xml);
	buffer_append(out, xmlBufferContent(bytes),
		      (size_t)xmlBufferLength(bytes));
	xmlBufferFree(bytes);
	arena_release(&writing.arena);
}
