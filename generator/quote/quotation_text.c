/* Words of a passage as they may be printed: names and blanks taken out, what
 * findings.yaml replaces put in brackets; and what is told of the names. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/vector.h"
#include "quote/quotation_private.h"

#define ELLIPSIS "[\xE2\x80\xA6]"

enum { MOST_NAMES_TOLD = 100 }; /* of one passage */

/* ---- Blanks ------------------------------------------------------------ */

/* Control characters too: they are nothing to print. */
static bool is_space(char byte)
{
	return (unsigned char)byte <= ' ' || byte == 0x7F;
}

/* U+2000 to U+203F: dashes, quotation marks, spaces. */
static bool is_punctuation(struct str text)
{
	return str_starts_with(text, STR("\xE2\x80"));
}

/* Whether the text starts with a letter, as far as this matters here. */
static bool starts_with_word(struct str text)
{
	if (!text.length || is_punctuation(text))
		return false;
	char byte = text.bytes[0];
	return (unsigned char)byte >= 0x80 || byte == '_' ||
	       (byte >= '0' && byte <= '9') ||
	       ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

static struct str skip(struct str text, size_t length)
{
	return (struct str){ text.bytes + length, text.length - length };
}

/* Length of the run of `byte` at the start. */
static size_t run_of(struct str text, char byte)
{
	size_t length = 0;
	while (length < text.length && text.bytes[length] == byte)
		length++;
	return length;
}

static bool is_empty_bracket(struct str inside)
{
	static const char *const words[] = {
		"",        "...",        "\xE2\x80\xA6", "redacted",
		"removed", "anonymised", "REDACTED",     "Redacted"
	};
	struct str trimmed = str_trim(inside);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equals_string(trimmed, words[i]))
			return true;
	return false;
}

/* Length of the blank that a transcriber left at the start, or 0. */
static size_t blank_at(struct str text, bool is_at_word)
{
	if (text.bytes[0] == '[') {
		ptrdiff_t end = str_find_byte(text, ']');
		struct str inside = { text.bytes + 1,
				      end > 0 ? (size_t)end - 1 : 0 };
		return end > 0 && is_empty_bracket(inside) ? (size_t)end + 1 :
							     0;
	}
	size_t length = run_of(text, text.bytes[0]);
	bool is_blank = (text.bytes[0] == '_' && length >= 3) ||
			(text.bytes[0] == '*' && length >= 3) ||
			(text.bytes[0] == 'X' && length >= 3 && is_at_word);
	return is_blank && !starts_with_word(skip(text, length)) ? length : 0;
}

/* Length of the name of one of the passage's people at the start, or 0. */
static size_t name_at(const struct project *project,
		      const struct project_segment *segment, struct str text)
{
	for (uint32_t i = 0; i < segment->voices.count; i++) {
		struct str name = project->cases[segment->voices.items[i]].name;
		if (name.length >= 2 && str_starts_with(text, name) &&
		    !starts_with_word(skip(text, name.length)))
			return name.length;
	}
	return 0;
}

/* ---- What is looked for ------------------------------------------------ */

static bool has_name(const struct names *names, struct str words)
{
	struct name_text text = { 0 };
	struct name_match match;
	name_text_read(&text, words);
	bool has = names_find(names, &text, 0, &match);
	name_text_release(&text);
	return has;
}

void quotation_collect_names(struct quotations *quotations)
{
	const struct settings *settings = quotations->analysis->settings;
	quotations->replacements.arena = quotations->arena;
	quotations->people.arena = quotations->arena;
	for (uint32_t i = 0; i < settings->replacement_count; i++)
		names_add(&quotations->replacements,
			  settings->replacements[i].text, NAME_REPLACED, i);
	/* Nobody is quoted without it. */
	if (settings->consent != PROJECT_NONE)
		names_add_people(&quotations->people,
				 quotations->analysis->project, settings);
	quotations->is_unsafe = ARENA_NEW_ARRAY(
		quotations->arena, settings->replacement_count, bool);
	for (uint32_t i = 0; i < settings->replacement_count; i++) {
		struct str words = settings->replacements[i].words;
		quotations->is_unsafe[i] =
			has_name(&quotations->people, words) ||
			has_name(&quotations->replacements, words);
	}
}

/* A stretch of the words that something else is printed for. */
struct cut {
	size_t start, end;
	struct str instead;
};

/* What is in the words: cuts, in their order, and names of others. */
struct finds {
	struct name_text text;
	VECTOR(struct cut) cuts;
	VECTOR(struct name_match) others;
};

static void cut(struct finds *finds, const struct name_match *match,
		struct str instead)
{
	*VECTOR_ADD(&finds->cuts) =
		(struct cut){ match->start, match->end, instead };
	for (size_t i = 0; i < match->words; i++)
		finds->text.items[match->first + i].is_cut = true;
}

/* Which of the project's people the name is of. */
static bool is_heard(const struct name *name, struct project_list voices)
{
	for (const struct name_owner *one = name->owners; one; one = one->next)
		if (project_list_has(voices, one->number))
			return true;
	return false;
}

static int compare_cuts(const void *a, const void *b)
{
	const struct cut *x = a, *y = b;
	return x->start < y->start ? -1 : x->start > y->start;
}

/* What is replaced comes before the names: what is left of one is told. */
static void find_all(const struct quotations *quotations,
		     struct project_list voices, struct str words,
		     struct finds *finds)
{
	const struct settings *settings = quotations->analysis->settings;
	struct name_match match;
	name_text_read(&finds->text, words);
	for (size_t at = 0;
	     names_find(&quotations->replacements, &finds->text, at, &match);
	     at = match.first + match.words) {
		uint32_t number = match.name->owners->number;
		cut(finds, &match,
		    quotations->is_unsafe[number] ?
			    STR(ELLIPSIS) :
			    settings->replacements[number].words);
	}
	for (size_t at = 0;
	     names_find(&quotations->people, &finds->text, at, &match);
	     at = match.first + match.words) {
		if (is_heard(match.name, voices))
			cut(finds, &match, STR(ELLIPSIS));
		else
			*VECTOR_ADD(&finds->others) = match;
	}
	if (finds->cuts.count)
		qsort(finds->cuts.items, finds->cuts.count,
		      sizeof *finds->cuts.items, compare_cuts);
}

static void finds_release(struct finds *finds)
{
	name_text_release(&finds->text);
	VECTOR_RELEASE(&finds->cuts);
	VECTOR_RELEASE(&finds->others);
}

/* ---- The words --------------------------------------------------------- */

/* The cut that starts where `rest` does; those before it are passed over. */
static const struct cut *cut_at(const struct finds *finds, size_t *next,
				struct str rest)
{
	size_t at = finds->text.text.length - rest.length;
	while (*next < finds->cuts.count && finds->cuts.items[*next].start < at)
		++*next;
	return *next < finds->cuts.count &&
			       finds->cuts.items[*next].start == at ?
		       &finds->cuts.items[*next] :
		       NULL;
}

/* Up to where the next cut starts, what a blank may take. */
static size_t removed_at(const struct quotations *quotations,
			 const struct project_segment *segment, struct str rest,
			 bool is_at_word)
{
	size_t length = is_at_word ? name_at(quotations->analysis->project,
					     segment, rest) :
				     0;
	return length ? length : blank_at(rest, is_at_word);
}

static size_t copy_byte(struct buffer *out, struct str rest)
{
	if (is_punctuation(rest)) {
		size_t length = rest.length < 3 ? rest.length : 3;
		buffer_append(out, rest.bytes, length);
		return length;
	}
	if (!is_space(rest.bytes[0]))
		buffer_append_byte(out, rest.bytes[0]);
	else if (out->length && out->bytes[out->length - 1] != ' ')
		buffer_append_byte(out, ' ');
	return 1;
}

const char *quotation_text(const struct quotations *quotations,
			   const struct project_segment *segment,
			   struct str words)
{
	struct buffer out = BUFFER_INITIALISER;
	struct finds finds = { 0 };
	struct str rest = words;
	bool is_at_word = true;
	size_t next = 0;
	find_all(quotations, segment->voices, words, &finds);
	while (rest.length) {
		const struct cut *one = cut_at(&finds, &next, rest);
		size_t length =
			one ? one->end - one->start :
			      removed_at(quotations, segment, rest, is_at_word);
		bool is_removed = length > 0;
		is_at_word = is_removed || !starts_with_word(rest);
		if (one)
			buffer_append_str(&out, one->instead);
		else if (is_removed)
			buffer_append_string(&out, ELLIPSIS);
		else
			length = copy_byte(&out, rest);
		rest = skip(rest, length);
	}
	struct str all = str_trim(buffer_str(&out));
	const char *text = arena_copy(quotations->arena, all.bytes, all.length);
	buffer_release(&out);
	finds_release(&finds);
	return text;
}

/* ---- What is told ------------------------------------------------------ */

/* The name itself is for no log. */
static const char *kind_of(const struct name *name)
{
	enum name_kind kind = name->owners->kind;
	for (const struct name_owner *one = name->owners; one; one = one->next)
		if (one->kind < kind)
			kind = one->kind;
	switch (kind) {
	case NAME_OF_CASE:
		return "the name of somebody else in the data";
	case NAME_PART:
		return "a part of the name of somebody else in the data";
	case NAME_PSEUDONYM:
		return "the pseudonym of somebody else in the data";
	case NAME_OF_VARIABLE:
		return "a name, from a variable, of somebody else in the data";
	case NAME_REPLACED:
		break;
	}
	return "a name";
}

static size_t count_before(struct str words, size_t offset)
{
	return str_count_code_points((struct str){ words.bytes, offset });
}

void quotation_report_names(const struct quotations *quotations,
			    const struct quotation *quotation,
			    struct diagnostics *diagnostics)
{
	const struct project_segment *segment =
		&quotations->analysis->project->segments[quotation->passage];
	struct finds finds = { 0 };
	bool has_offset = segment->end > segment->start;
	find_all(quotations, segment->voices, segment->text, &finds);
	for (size_t i = 0; i < finds.others.count && i < MOST_NAMES_TOLD; i++) {
		const struct name_match *one = &finds.others.items[i];
		size_t start = count_before(segment->text, one->start);
		size_t end = count_before(segment->text, one->end);
		size_t base = has_offset ? segment->start : 0;
		diagnostics_add(diagnostics, DIAGNOSTIC_QUOTATION_NAME,
				segment->place,
				"a passage that is quoted has %s: characters "
				"%zu to %zu of %s, counted from 0",
				kind_of(one->name), base + start, base + end,
				has_offset ? "its source" : "the excerpt");
	}
	finds_release(&finds);
}

const char *quotation_translated_text(const struct quotations *quotations,
				      const struct quotation *quotation,
				      const char *words, struct place place,
				      struct diagnostics *diagnostics)
{
	const struct project_segment *segment =
		&quotations->analysis->project->segments[quotation->passage];
	struct buffer out = BUFFER_INITIALISER;
	struct finds finds = { 0 };
	size_t at = 0;
	find_all(quotations, segment->voices, str_from(words), &finds);
	for (size_t i = 0; i < finds.cuts.count; i++) {
		const struct cut *one = &finds.cuts.items[i];
		buffer_append(&out, words + at, one->start - at);
		buffer_append_str(&out, one->instead);
		at = one->end;
	}
	buffer_append_string(&out, words + at);
	for (size_t i = 0; i < finds.others.count; i++)
		diagnostics_add(diagnostics, DIAGNOSTIC_QUOTATION_NAME, place,
				"the translated words have %s: from character "
				"%zu on",
				kind_of(finds.others.items[i].name),
				count_before(str_from(words),
					     finds.others.items[i].start));
	const char *text =
		finds.cuts.count ?
			arena_copy(quotations->arena, out.bytes, out.length) :
			words;
	buffer_release(&out);
	finds_release(&finds);
	return text;
}

/* ---- What findings.yaml replaces --------------------------------------- */

static void mark_used_in(const struct quotations *quotations, struct str words,
			 bool *is_used)
{
	struct name_text text = { 0 };
	struct name_match match;
	name_text_read(&text, words);
	for (size_t at = 0;
	     names_find(&quotations->replacements, &text, at, &match);
	     at = match.first + match.words)
		is_used[match.name->owners->number] = true;
	name_text_release(&text);
}

/* Which replacements some passage needs that may be quoted. */
static void mark_used(const struct quotations *quotations, bool *is_used)
{
	const struct project *project = quotations->analysis->project;
	for (uint32_t i = 0; i < project->segment_count; i++) {
		const struct project_segment *segment = &project->segments[i];
		if (quotations->first[i] == i &&
		    quotation_has_consent(quotations, segment))
			mark_used_in(quotations, segment->text, is_used);
	}
}

void quotations_check_replacements(const struct quotations *quotations,
				   const struct str *texts, size_t text_count,
				   struct diagnostics *diagnostics)
{
	const struct settings *settings = quotations->analysis->settings;
	if (!settings->replacement_count)
		return;
	bool *is_used = memory_allocate(settings->replacement_count);
	mark_used(quotations, is_used);
	for (size_t i = 0; i < text_count; i++)
		mark_used_in(quotations, texts[i], is_used);
	for (uint32_t i = 0; i < settings->replacement_count; i++) {
		const struct settings_replacement *one =
			&settings->replacements[i];
		if (quotations->is_unsafe[i])
			diagnostics_add(diagnostics,
					DIAGNOSTIC_SETTINGS_NAME_AGAIN,
					one->place,
					"what is put instead has a name in it, "
					"or what is replaced itself");
		else if (!is_used[i])
			diagnostics_add(diagnostics, DIAGNOSTIC_SETTINGS_UNUSED,
					one->place,
					"this replaces nothing: no passage of "
					"the data that may be quoted has it, "
					"nor a text of the publication");
	}
	free(is_used);
}
