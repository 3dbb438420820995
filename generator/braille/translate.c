/* Words to cells, with liblouis. */
#include <liblouis.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/memory.h"
#include "braille/cells.h"
#include "document/localise.h"

/* Debian's liblouis is built for UCS-4. */
_Static_assert(sizeof(widechar) == 4, "a character of liblouis");

/* liblouis keeps its tables and buffers in variables of its own: one thread at a
 * time may be in it. */
static pthread_mutex_t louis = PTHREAD_MUTEX_INITIALIZER;

static const char fallback_table[] = "en-ueb-g1.ctb";

/* What it says on stderr concerns its tables, which are not the author's. */
static void ignore_message(logLevels level, const char *message)
{
	(void)level;
	(void)message;
}

struct chunk {
	struct table_memory *memory; /* of its table */
	VECTOR(widechar) text;
	VECTOR(formtype) forms;
};

static void fail(struct translator *translator, const char *table)
{
	if (!translator->has_failed)
		error_set(translator->error,
			  "cannot read the Braille table '%s': is "
			  "liblouis-data installed?",
			  table);
	translator->has_failed = true;
}

void translator_begin(struct translator *translator)
{
	const char *language = translator->document->language;
	pthread_mutex_lock(&louis);
	lou_registerLogCallback(ignore_message);
	pthread_mutex_unlock(&louis);
	if (!braille_table(language, translator->settings->grade))
		diagnostics_add(
			translator->diagnostics, DIAGNOSTIC_BRAILLE_TABLE,
			(struct place){ translator->document->root->place.file,
					0, 0 },
			"liblouis has no Braille table of six dots for '%s'; "
			"it is written as English",
			language);
}

void translator_end(struct translator *translator)
{
	map_release(&translator->told);
	for (size_t i = 0; i < translator->memories.count; i++)
		map_release(&translator->memories.items[i]->words);
	VECTOR_RELEASE(&translator->memories);
	arena_release(&translator->arena);
}

static const char *table_of(const struct translator *translator,
			    const char *language, bool is_literal)
{
	unsigned grade = is_literal ? 1 : translator->settings->grade;
	const char *table = braille_table(language, grade);
	if (!table)
		table = braille_table(translator->document->language, grade);
	return table ? table : fallback_table;
}

static struct table_memory *memory_of(struct translator *translator,
				      const char *table)
{
	for (size_t i = 0; i < translator->memories.count; i++)
		if (translator->memories.items[i]->table == table)
			return translator->memories.items[i];
	struct table_memory *memory =
		ARENA_NEW(&translator->arena, struct table_memory);
	memory->table = table;
	memory->is_by_words = braille_table_is_by_words(table);
	*VECTOR_ADD(&translator->memories) = memory;
	return memory;
}

/* Translates as much as there is room for: `*length` is then what was taken of
 * the text. Returns the number of patterns, or -1. */
static int call(const char *table, const widechar *text, int *length,
		const formtype *forms, widechar *out, int room, int mode)
{
	/* It is written to, as far as the output reaches. */
	formtype *copy = NULL;
	if (forms) {
		size_t size = (size_t)(*length > room ? *length : room) + 1;
		copy = memory_allocate(size * sizeof *copy);
		memcpy(copy, forms, (size_t)*length * sizeof *copy);
	}
	int count = room;
	int done = lou_translateString(table, text, length, out, &count, copy,
				       NULL, mode | dotsIO | ucBrl);
	free(copy);
	return done ? count : -1;
}

/* Appends the cells of `length` characters, from one call of liblouis. */
static void translate_whole(struct translator *translator, const char *table,
			    const widechar *text, const formtype *forms,
			    size_t length, struct buffer *cells)
{
	int room = (int)length * 4 + 64, count = -1;
	widechar *out = NULL;
	if (!length || translator->has_failed)
		return;
	for (;;) {
		int taken = (int)length;
		free(out);
		out = memory_allocate((size_t)room * sizeof *out);
		pthread_mutex_lock(&louis);
		count = call(table, text, &taken, forms, out, room, 0);
		pthread_mutex_unlock(&louis);
		if (count < 0 || taken == (int)length || room > 1 << 26)
			break;
		room *= 2;
	}
	if (count < 0)
		fail(translator, table);
	for (int i = 0; i < count; i++)
		buffer_append_byte(cells, (char)(out[i] & 0x3F));
	free(out);
}

/* ---- Words ----------------------------------------------------------------- */

/* liblouis tries every rule of a table at every letter, so words are asked for
 * once. A table's rules look past a word for what begins or ends beside it:
 * capitals, figures, emphasis, marks of other kinds. So a word is remembered
 * where it and both of its neighbours are plain: small letters, the first one
 * perhaps large, and one mark of punctuation at the end. */
static bool is_plain(const widechar *word, const formtype *forms, size_t length)
{
	size_t letters = 0;
	for (size_t i = 0; i < length; i++)
		if (forms[i])
			return false;
	if (length > 1 && word[length - 1] < 0x80 &&
	    strchr(",.;:?!", (int)word[length - 1]))
		length--;
	for (; letters < length && u_isalpha((UChar32)word[letters]); letters++)
		if (u_isupper((UChar32)word[letters]) &&
		    (letters || length == 1))
			return false;
	return letters == length && length > 0;
}

/* The cells of a plain word. */
static struct str remembered(struct translator *translator,
			     struct table_memory *memory, const widechar *word,
			     size_t length)
{
	struct str key = { (const char *)word, length * sizeof *word };
	struct str *known = map_lookup(&memory->words, key);
	if (known)
		return *known;
	struct buffer cells = BUFFER_INITIALISER;
	translate_whole(translator, memory->table, word, NULL, length, &cells);
	known = ARENA_NEW(&translator->arena, struct str);
	*known = arena_copy_str(&translator->arena, buffer_str(&cells));
	map_set(&memory->words, arena_copy_str(&translator->arena, key), known);
	buffer_release(&cells);
	return *known;
}

/* Where the word that begins at `at` ends: at a space, or at the chunk's end. */
static size_t word_end(const struct chunk *chunk, size_t at)
{
	while (at < chunk->text.count && chunk->text.items[at] != ' ')
		at++;
	return at;
}

static void translate_part(struct translator *translator,
			   const struct chunk *chunk, size_t from, size_t to,
			   struct buffer *cells)
{
	const widechar *text = chunk->text.items + from;
	if (to - from == 1 && *text == ' ')
		buffer_append_byte(cells, CELL_SPACE);
	else
		translate_whole(translator, chunk->memory->table, text,
				chunk->forms.items + from, to - from, cells);
}

static void translate_by_words(struct translator *translator,
			       const struct chunk *chunk, struct buffer *cells)
{
	const widechar *text = chunk->text.items;
	const formtype *forms = chunk->forms.items;
	size_t asked = 0; /* from here on, nothing is translated */
	bool was_plain = false;
	size_t end = word_end(chunk, 0);
	bool plain = is_plain(text, forms, end);
	for (size_t at = 0; at < chunk->text.count;) {
		size_t next = end < chunk->text.count ? end + 1 : end;
		size_t next_end = word_end(chunk, next);
		bool next_plain =
			is_plain(text + next, forms + next, next_end - next);
		if (was_plain && plain && next_plain) {
			translate_part(translator, chunk, asked, at, cells);
			buffer_append_str(cells,
					  remembered(translator, chunk->memory,
						     text + at, end - at));
			asked = end;
		}
		was_plain = plain;
		plain = next_plain;
		at = next;
		end = next_end;
	}
	translate_part(translator, chunk, asked, chunk->text.count, cells);
}

/* "table TAB patterns TAB words", for braille_dump(). */
static void trace(const struct translator *translator,
		  const struct chunk *chunk, struct str cells)
{
	struct buffer *out = translator->trace;
	buffer_append_format(out, "%s\t", chunk->memory->table);
	for (size_t i = 0; i < cells.length; i++)
		buffer_append_code_point(out,
					 0x2800u + (cells.bytes[i] & 0x3Fu));
	buffer_append_byte(out, '\t');
	for (size_t i = 0; i < chunk->text.count; i++)
		buffer_append_code_point(out, chunk->text.items[i]);
	buffer_append_byte(out, '\n');
}

static void translate_chunk(struct translator *translator, struct chunk *chunk,
			    struct buffer *cells)
{
	size_t before = cells->length;
	if (!chunk->text.count || translator->has_failed)
		return;
	if (chunk->memory->is_by_words && !translator->takes_whole)
		translate_by_words(translator, chunk, cells);
	else
		translate_part(translator, chunk, 0, chunk->text.count, cells);
	if (!translator->has_failed && translator->trace)
		trace(translator, chunk,
		      (struct str){ cells->bytes + before,
				    cells->length - before });
	chunk->text.count = chunk->forms.count = 0;
}

/* ---- Signs ----------------------------------------------------------------- */

static bool ask_for_sign(struct translator *translator, const char *table,
			 uint32_t c)
{
	widechar text[1] = { c }, out[64];
	int length = 1;
	pthread_mutex_lock(&louis);
	int count = call(table, text, &length, NULL, out, 64, noUndefined);
	pthread_mutex_unlock(&louis);
	if (count < 0)
		fail(translator, table);
	return count > 0;
}

static bool has_sign(struct translator *translator, struct table_memory *memory,
		     uint32_t c)
{
	enum { UNKNOWN, YES, NO };
	unsigned char **row = &memory->signs[c / 256];
	if (!*row)
		*row = ARENA_NEW_ARRAY(&translator->arena, 256, unsigned char);
	unsigned char *known = &(*row)[c % 256];
	if (*known == UNKNOWN)
		*known = ask_for_sign(translator, memory->table, c) ? YES : NO;
	return *known == YES;
}

/* What says the same where a table has no sign. */
static const char *substitute(uint32_t c)
{
	static const struct {
		uint32_t c;
		const char *same;
	} all[] = {
		{ 0x2010, "-" },  { 0x2011, "-" },  { 0x2012, "-" },
		{ 0x2013, "-" },  { 0x2014, "-" },  { 0x2015, "-" },
		{ 0x2018, "'" },  { 0x2019, "'" },  { 0x201A, "," },
		{ 0x201C, "\"" }, { 0x201D, "\"" }, { 0x201E, "\"" },
		{ 0x00AB, "\"" }, { 0x00BB, "\"" }, { 0x2026, "..." },
		{ 0x2022, "-" },  { 0x2212, "-" },  { 0x00D7, "x" },
		{ 0x066A, "%" },  { 0x2039, "'" },  { 0x203A, "'" },
		{ 0x3001, "," },  { 0x3002, "." },  { 0x00B7, "." },
		{ 0x300A, "\"" }, { 0x300B, "\"" }, { 0x060C, "," },
		{ 0x061B, ";" },  { 0x061F, "?" },  { 0x06D4, "." },
		{ '.', "۔" },     { ',', "،" },     { ';', "؛" },
		{ '?', "؟" },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].c == c)
			return all[i].same;
	return NULL;
}

static void add_character(struct chunk *chunk, uint32_t c, formtype form)
{
	*VECTOR_ADD(&chunk->text) = c;
	*VECTOR_ADD(&chunk->forms) = form;
}

/* All of its parts, or nothing. */
static bool add_parts(struct translator *translator, struct chunk *chunk,
		      const uint32_t *parts, size_t count, formtype form)
{
	for (size_t i = 0; i < count; i++)
		if (!has_sign(translator, chunk->memory, parts[i]))
			return false;
	for (size_t i = 0; i < count; i++)
		add_character(chunk, parts[i], form);
	return count > 0;
}

static bool add_substitute(struct translator *translator, struct chunk *chunk,
			   uint32_t c, formtype form)
{
	enum { MOST = 32 };
	uint32_t parts[MOST];
	size_t count = 0;
	const struct str same = str_from(substitute(c));
	for (size_t offset = 0; offset < same.length;)
		parts[count++] = str_decode(same, &offset);
	if (count)
		return add_parts(translator, chunk, parts, count, form);
	int digit = u_charDigitValue((UChar32)c);
	if (digit >= 0) {
		parts[0] = (uint32_t)('0' + digit);
		return add_parts(translator, chunk, parts, 1, form);
	}
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKDInstance(&status);
	UChar units[MOST];
	int32_t length = U_SUCCESS(status) ?
				 unorm2_getDecomposition(nfkc, (UChar32)c,
							 units, MOST, &status) :
				 -1;
	if (U_FAILURE(status) || length <= 0)
		return false;
	for (int32_t i = 0; i < length && count < MOST;) {
		UChar32 part;
		U16_NEXT(units, i, length, part);
		parts[count++] = (uint32_t)part;
	}
	return add_parts(translator, chunk, parts, count, form);
}

static void tell_lack(struct translator *translator, const struct told_run *run,
		      uint32_t c)
{
	struct buffer sign = BUFFER_INITIALISER;
	bool has_table = braille_table(run->language, 1);
	const char *key = has_table ? arena_format(&translator->arena,
						   "told %u", (unsigned)c) :
				      arena_format(&translator->arena,
						   "told %s", run->language);
	static char told;
	if (map_set(&translator->told, str_from(key), &told))
		return; /* once is enough */
	if (!has_table) {
		diagnostics_add(translator->diagnostics,
				DIAGNOSTIC_BRAILLE_SIGN, run->place,
				"liblouis has no Braille table of six dots for "
				"'%s': these letters are full cells; say them "
				"in words of another language",
				run->language);
		return;
	}
	buffer_append_code_point(&sign, c);
	diagnostics_add(translator->diagnostics, DIAGNOSTIC_BRAILLE_SIGN,
			run->place,
			"Braille of the language '%s' has no sign for '%s' "
			"(U+%04X); say it in words",
			run->language, sign.bytes, (unsigned)c);
	buffer_release(&sign);
}

/* ---- Runs -------------------------------------------------------------------- */

struct writing {
	struct translator *translator;
	struct chunk chunk;
	struct buffer *cells;
	bool keeps_space; /* code */
};

static void use_table(struct writing *writing, const char *table)
{
	const struct table_memory *memory = writing->chunk.memory;
	if (memory && memory->table == table)
		return;
	translate_chunk(writing->translator, &writing->chunk, writing->cells);
	writing->chunk.memory = memory_of(writing->translator, table);
}

static bool ends_in_space(const struct writing *writing)
{
	const struct chunk *chunk = &writing->chunk;
	const struct buffer *cells = writing->cells;
	if (chunk->text.count)
		return *VECTOR_LAST(&chunk->text) == ' ';
	return !cells->length || cells->bytes[cells->length - 1] == 0 ||
	       (unsigned char)cells->bytes[cells->length - 1] == CELL_LINE_END;
}

static formtype form_of(const char *table, unsigned style)
{
	formtype form = 0;
	if (!(style & (TOLD_EMPHASIS | TOLD_STRONG)))
		return 0;
	pthread_mutex_lock(&louis);
	if (style & TOLD_EMPHASIS)
		form |= lou_getTypeformForEmphClass(table, "italic");
	if (style & TOLD_STRONG)
		form |= lou_getTypeformForEmphClass(table, "bold");
	pthread_mutex_unlock(&louis);
	return form;
}

static void write_character(struct writing *writing, const struct told_run *run,
			    uint32_t c, formtype form)
{
	struct translator *translator = writing->translator;
	struct chunk *chunk = &writing->chunk;
	if (c == '\n') {
		translate_chunk(translator, chunk, writing->cells);
		buffer_append_byte(writing->cells, (char)CELL_LINE_END);
		return;
	}
	if (u_isUWhiteSpace((UChar32)c)) {
		if (writing->keeps_space || !ends_in_space(writing))
			add_character(chunk, ' ', 0);
		return;
	}
	/* Marks of direction, soft hyphens, joiners. */
	if (u_charType((UChar32)c) == U_FORMAT_CHAR ||
	    (c >= 0xFE00 && c <= 0xFE0F))
		return;
	if (has_sign(translator, chunk->memory, c)) {
		add_character(chunk, c, form);
		return;
	}
	if (translator->has_failed ||
	    add_substitute(translator, chunk, c, form))
		return;
	tell_lack(translator, run, c);
	translate_chunk(translator, chunk, writing->cells);
	buffer_append_byte(writing->cells, CELL_FULL);
	if (translator->trace) {
		buffer_append_string(translator->trace, "none\t⠿\t");
		buffer_append_code_point(translator->trace, c);
		buffer_append_byte(translator->trace, '\n');
	}
}

static void write_text(struct writing *writing, const struct told_run *run,
		       struct str text, formtype form)
{
	size_t offset = 0;
	while (offset < text.length)
		write_character(writing, run, str_decode(text, &offset), form);
}

/* Marks stand around what `run` continues and what continues it: `is_last`, none
 * does. */
static void write_run(struct writing *writing, const struct told_run *run,
		      bool is_last)
{
	static const struct {
		unsigned style;
		const char *before, *after;
	} marks[] = {
		{ TOLD_PICTURE, "[", "]" },  { TOLD_NOTE, "[", "]" },
		{ TOLD_ADDRESS, " <", ">" }, { TOLD_TAKEN_BACK, "~~", "~~" },
		{ TOLD_RAISED, "^", "" },    { TOLD_LOWERED, "_", "" },
	};
	bool is_literal = run->style & (TOLD_LITERAL | TOLD_ADDRESS);
	use_table(writing,
		  table_of(writing->translator, run->language, is_literal));
	formtype form = form_of(writing->chunk.memory->table, run->style);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (!run->continues && (run->style & marks[i].style))
			write_text(writing, run, str_from(marks[i].before), 0);
	write_text(writing, run, run->text, form);
	for (size_t i = sizeof marks / sizeof *marks; i-- > 0;)
		if (is_last && (run->style & marks[i].style))
			write_text(writing, run, str_from(marks[i].after), 0);
}

void translate_item(struct translator *translator, const struct told *told,
		    const struct told_item *item, struct buffer *cells)
{
	struct writing writing = { .translator = translator,
				   .cells = cells,
				   .keeps_space = item->role == TOLD_CODE };
	if (item->label) {
		struct told_run label = {
			.text = str_from(item->label),
			.language =
				node_language(translator->document, item->node),
			.place = item->node->place,
		};
		write_run(&writing, &label, true);
		write_text(&writing, &label, STR(" "), 0);
	}
	for (size_t i = 0; i < item->run_count; i++) {
		const struct told_run *run =
			&told->runs.items[item->first_run + i];
		write_run(&writing, run,
			  i + 1 == item->run_count || !run[1].continues);
	}
	translate_chunk(translator, &writing.chunk, cells);
	VECTOR_RELEASE(&writing.chunk.text);
	VECTOR_RELEASE(&writing.chunk.forms);
}

void translate_number(struct translator *translator, uint32_t number,
		      struct buffer *cells)
{
	struct writing writing = { .translator = translator, .cells = cells };
	struct told_run run = {
		.language = translator->document->language,
		.text = str_from(arena_format(&translator->arena, "%u",
					      (unsigned)number)),
	};
	write_run(&writing, &run, true);
	translate_chunk(translator, &writing.chunk, cells);
	VECTOR_RELEASE(&writing.chunk.text);
	VECTOR_RELEASE(&writing.chunk.forms);
}
