/* Comparing texts with a glossary. */
#include "translate/glossary.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/str.h"
#include "base/yaml_table.h"

/* ---- Letters ----------------------------------------------------------- */

/* A text as it is compared: small letters without marks, one space for all that is
 * no letter; one at either end. */
struct glossary_letters {
	UChar32 *items;
	size_t count;
};

static bool is_letter(UChar32 character)
{
	return u_isalnum(character) || character == '*';
}

static struct glossary_letters fold(const char *text)
{
	struct str all = str_from(text);
	struct glossary_letters folded = {
		.items = memory_resize(NULL, all.length + 2, sizeof(UChar32))
	};
	folded.items[folded.count++] = ' ';
	for (size_t at = 0; at < all.length;) {
		UChar32 character = (UChar32)str_decode(all, &at);
		int8_t type = u_charType(character);
		if (type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR)
			continue;
		if (is_letter(character))
			folded.items[folded.count++] =
				u_foldCase(character, U_FOLD_CASE_DEFAULT);
		else if (folded.items[folded.count - 1] != ' ')
			folded.items[folded.count++] = ' ';
	}
	if (folded.items[folded.count - 1] != ' ')
		folded.items[folded.count++] = ' ';
	return folded;
}

static bool has_no_spaces(const struct glossary_letters *words)
{
	for (size_t i = 0; i < words->count; i++) {
		UErrorCode status = U_ZERO_ERROR;
		switch ((int)uscript_getScript(words->items[i], &status)) {
		case USCRIPT_HAN:
		case USCRIPT_HIRAGANA:
		case USCRIPT_KATAKANA:
		case USCRIPT_THAI:
		case USCRIPT_LAO:
		case USCRIPT_KHMER:
		case USCRIPT_MYANMAR:
			return true;
		}
	}
	return false;
}

/* Whether the words stand at `at`; a star takes letters as far as it must. */
static bool stands_at(const struct glossary_letters *text, size_t at,
		      const struct glossary_letters *words, size_t from,
		      size_t end)
{
	for (; from < end; from++, at++) {
		if (words->items[from] == '*') {
			for (;; at++) {
				if (stands_at(text, at, words, from + 1, end))
					return true;
				if (at >= text->count || text->items[at] == ' ')
					return false;
			}
		}
		if (at >= text->count || text->items[at] != words->items[from])
			return false;
	}
	return true;
}

static bool has(const struct glossary_letters *in,
		const struct glossary_letters *wanted)
{
	bool is_inside = has_no_spaces(wanted);
	/* the spaces at either end are the words' boundaries */
	size_t from = is_inside, end = wanted->count - is_inside;
	for (size_t at = 0; at < in->count && wanted->count > 2; at++)
		if (stands_at(in, at, wanted, from, end))
			return true;
	return false;
}

bool glossary_has(const char *text, const char *words)
{
	struct glossary_letters in = fold(text), wanted = fold(words);
	bool is_there = has(&in, &wanted);
	free(in.items);
	free(wanted.items);
	return is_there;
}

/* ---- The file ---------------------------------------------------------- */

/* What stands nowhere but between stars would be found everywhere. */
static bool check_words(const struct yaml_node *node,
			struct diagnostics *diagnostics)
{
	struct glossary_letters words = fold(node->text.bytes);
	bool has_letters = false, is_broken = false;
	for (size_t i = 0; i < words.count; i++) {
		bool is_star = words.items[i] == '*';
		has_letters |= u_isalnum(words.items[i]);
		is_broken |= is_star && words.items[i - 1] != ' ' &&
			     words.items[i + 1] != ' ';
	}
	free(words.items);
	if (has_letters && !is_broken)
		return true;
	diagnostics_add(diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"'%s' has to have letters, and a star only at a word's "
			"beginning or end",
			node->text.bytes);
	return false;
}

struct glossary_reader {
	struct arena *arena;
	struct diagnostics *diagnostics;
};

static void read_words(const void *with, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	const struct glossary_reader *reader = with;
	struct arena *arena = reader->arena;
	struct glossary_words *words = to;
	bool is_list = node->kind == YAML_SEQUENCE;
	size_t count = is_list ? node->count : 1;
	words->items = ARENA_NEW_ARRAY(arena, count + 1, const char *);
	words->letters =
		ARENA_NEW_ARRAY(arena, count + 1, struct glossary_letters);
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *one = is_list ? node->items[i] : node;
		if (!yaml_expect(one, YAML_SCALAR, field->key,
				 reader->diagnostics) ||
		    !check_words(one, reader->diagnostics))
			continue;
		struct glossary_letters letters = fold(one->text.bytes);
		words->letters[words->count] = (struct glossary_letters){
			arena_copy_array(arena, letters.items, letters.count,
					 sizeof *letters.items),
			letters.count
		};
		words->items[words->count++] = one->text.bytes;
		free(letters.items);
	}
}

static const struct yaml_type words_type = { .name = "text, or a list of them",
					     .read = read_words,
					     .takes_blank = true },
			      note_type = { .name = "text for translators" };

static const struct yaml_field term_fields[] = {
	{ "source", false, &words_type, offsetof(struct glossary_term, source),
	  NULL },
	{ "term", false, &words_type, offsetof(struct glossary_term, term),
	  NULL },
	{ "not", false, &words_type, offsetof(struct glossary_term, wrong),
	  NULL },
	{ "note", false, &note_type, 0, NULL },
};

static const struct yaml_table term_table = YAML_TABLE("a term", term_fields);

static const struct yaml_type terms_type = { .name = "list of terms",
					     .inside = &term_table,
					     .shape = YAML_LIST_OF };

static const struct yaml_field glossary_fields[] = {
	{ "terms", false, &terms_type, 0, NULL },
};

static const struct yaml_table glossary_table =
	YAML_TABLE("glossary.yaml", glossary_fields);

static void read_term(const struct glossary_reader *reader,
		      const struct yaml_node *entry, struct glossary *glossary)
{
	struct glossary_term term = { 0 };
	if (!yaml_table_mapping(&term_table, reader, entry, &term,
				reader->diagnostics))
		return;
	if (term.term.count || term.wrong.count)
		glossary->terms[glossary->count++] = term;
	else
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
				entry->place,
				"an entry has a 'term', or words 'not' to use");
}

bool glossary_read(struct arena *arena, const char *folder,
		   struct glossary *glossary, struct diagnostics *diagnostics,
		   struct error *error)
{
	const struct glossary_reader reader = { arena, diagnostics };
	const char *path = path_join(arena, folder, "glossary.yaml");
	const struct yaml_node *root;
	*glossary = (struct glossary){ 0 };
	if (!file_exists(path))
		return true;
	if (!yaml_table_file(arena, path, &glossary_table, &root, diagnostics,
			     error))
		return false;
	if (!root)
		return true;
	const struct yaml_node *list = yaml_lookup(root, "terms");
	if (yaml_is_null(list) ||
	    !yaml_expect(list, YAML_SEQUENCE, "terms", diagnostics))
		return true;
	glossary->terms =
		ARENA_NEW_ARRAY(arena, list->count + 1, struct glossary_term);
	for (size_t i = 0; i < list->count; i++)
		read_term(&reader, list->items[i], glossary);
	return true;
}

/* ---- Checking ---------------------------------------------------------- */

/* The first of the words that the text has, or NULL. */
static const char *found(const struct glossary_words *words,
			 const struct glossary_letters *text)
{
	for (size_t i = 0; i < words->count; i++)
		if (has(text, &words->letters[i]))
			return words->items[i];
	return NULL;
}

/* `source` has no letters where the text is no translation. */
static void check_term(const struct glossary_term *term,
		       const struct glossary_letters *source,
		       const struct glossary_letters *text, struct place place,
		       struct diagnostics *diagnostics)
{
	const char *meant = NULL;
	const char *wanted = term->term.count ? term->term.items[0] : NULL;
	if (term->source.count) {
		meant = found(&term->source, source);
		if (!meant)
			return;
	}
	const char *wrong = found(&term->wrong, text);
	if (wrong)
		diagnostics_add(diagnostics, DIAGNOSTIC_CHECK_GLOSSARY, place,
				"the glossary says not to use \"%s\"%s%s%s%s%s",
				wrong, meant ? " for \"" : "",
				meant ? meant : "", meant ? "\"" : "",
				wanted ? ", but " : "", wanted ? wanted : "");
	else if (meant && wanted && !found(&term->term, text))
		diagnostics_add_as(diagnostics, DIAGNOSTIC_NOTE,
				   DIAGNOSTIC_CHECK_GLOSSARY, place,
				   "the source has \"%s\" here, and the "
				   "glossary's word for it, \"%s\", is not in "
				   "the translation",
				   meant, wanted);
}

void glossary_check(const struct glossary *glossary, const char *source,
		    const char *text, struct place place,
		    struct diagnostics *diagnostics)
{
	struct glossary_letters of_source = { 0 }, of_text = fold(text);
	if (source)
		of_source = fold(source);
	for (size_t i = 0; i < glossary->count; i++)
		check_term(&glossary->terms[i], &of_source, &of_text, place,
			   diagnostics);
	free(of_source.items);
	free(of_text.items);
}
