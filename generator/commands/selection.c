/* Choosing editions, languages and formats. */
#include "commands/selection.h"

#include <string.h>

#include "base/buffer.h"
#include "base/str.h"
#include "base/vector.h"

enum { LONGEST_WORD = 64 };

struct words {
	const char **items;
	size_t count, capacity;
};

static bool is_among(const struct words *words, const char *word)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->items[i], word) == 0)
			return true;
	return false;
}

static void report(const struct arguments *arguments, const char *option,
		   const char *word, const struct words *words)
{
	const char *nearest =
		str_nearest(str_from(word), words->items, words->count);
	struct buffer all = BUFFER_INITIALISER;
	for (size_t i = 0; i < words->count; i++)
		buffer_append_format(&all, "%s%s", i ? ", " : "",
				     words->items[i]);
	arguments_wrong(arguments->command,
			"unknown %s '%s'%s%s%s (allowed: %s)", option, word,
			nearest ? ", did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "",
			buffer_str(&all).bytes);
	buffer_release(&all);
}

/* Each value of an option must be one of the words. */
static bool check(const struct arguments *arguments, const char *option,
		  const struct words *words)
{
	char word[LONGEST_WORD];
	size_t position = 0;
	while (arguments_next(arguments, option, &position, word,
			      sizeof word)) {
		if (is_among(words, word))
			continue;
		report(arguments, option, word, words);
		return false;
	}
	return true;
}

static void add_word(struct words *words, const char *word)
{
	if (!is_among(words, word))
		*VECTOR_ADD(words) = word;
}

static bool check_editions(const struct arguments *arguments,
			   struct publication *const *publications,
			   size_t count)
{
	struct words words = { 0 };
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < publications[i]->edition_count; j++)
			add_word(&words,
				 publications[i]->editions[j].identifier);
	bool is_right = check(arguments, "edition", &words);
	VECTOR_RELEASE(&words);
	return is_right;
}

static bool check_languages(const struct arguments *arguments,
			    struct publication *const *publications,
			    size_t count)
{
	struct words words = { 0 };
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < publications[i]->language_count; j++) {
			const struct publication_language *language =
				&publications[i]->languages[j];
			add_word(&words, language->folder);
			add_word(&words, language->locale);
		}
	}
	bool is_right = check(arguments, "lang", &words);
	VECTOR_RELEASE(&words);
	return is_right;
}

bool selection_read_standard(const struct arguments *arguments,
			     enum pdf_standard *standard)
{
	const char *names[] = { "ua-1", "ua-2" };
	const struct words words = { names, 2, 2 };
	char word[LONGEST_WORD];
	size_t position = 0;
	*standard = PDF_STANDARD_UA_1;
	if (!check(arguments, "pdf-standard", &words))
		return false;
	while (arguments_next(arguments, "pdf-standard", &position, word,
			      sizeof word))
		pdf_standard_parse(word, standard);
	return true;
}

static bool read_formats(struct selection *selection)
{
	const char *names[OUTPUT_COUNT];
	const struct words words = { names, OUTPUT_COUNT, OUTPUT_COUNT };
	char word[LONGEST_WORD];
	size_t position = 0;
	memcpy(names, output_names, sizeof names);
	if (!check(selection->arguments, "format", &words))
		return false;
	while (arguments_next(selection->arguments, "format", &position, word,
			      sizeof word))
		selection->formats |= output_bit(output_find(str_from(word)));
	if (!selection->formats)
		selection->formats = OUTPUT_ALL;
	return true;
}

bool selection_read(struct selection *selection,
		    const struct arguments *arguments,
		    struct publication *const *publications, size_t count)
{
	*selection = (struct selection){
		.arguments = arguments,
		.is_everything = !arguments_has(arguments, "edition") &&
				 !arguments_has(arguments, "lang") &&
				 !arguments_has(arguments, "format"),
	};
	return check_editions(arguments, publications, count) &&
	       check_languages(arguments, publications, count) &&
	       read_formats(selection);
}

bool selection_read_parts(struct selection *selection,
			  const struct arguments *arguments,
			  struct publication *const *publications, size_t count)
{
	*selection = (struct selection){ .arguments = arguments,
					 .formats = OUTPUT_ALL };
	return check_editions(arguments, publications, count) &&
	       check_languages(arguments, publications, count);
}

bool selection_has_edition(const struct selection *selection,
			   const struct edition *edition)
{
	char word[LONGEST_WORD];
	size_t position = 0;
	if (!arguments_has(selection->arguments, "edition"))
		return true;
	while (arguments_next(selection->arguments, "edition", &position, word,
			      sizeof word))
		if (strcmp(word, edition->identifier) == 0)
			return true;
	return false;
}

bool selection_has_language(const struct selection *selection,
			    const struct publication *publication,
			    size_t language)
{
	char word[LONGEST_WORD];
	size_t position = 0;
	if (!arguments_has(selection->arguments, "lang"))
		return true;
	while (arguments_next(selection->arguments, "lang", &position, word,
			      sizeof word))
		if (publication_find_language(publication, word) == language)
			return true;
	return false;
}
