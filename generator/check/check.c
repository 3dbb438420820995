/* Walking a document through the rules. */
#include "check/check_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void tell(struct checking *checking, enum diagnostic_severity severity,
		 enum diagnostic_code code, struct place place,
		 const char *text)
{
	const struct check_options *options = checking->options;
	if (options->is_silenced &&
	    options->is_silenced(options->context, place, code))
		return;
	diagnostics_add_as(checking->diagnostics, severity, code, place, "%s",
			   text);
}

void check_tell(struct checking *checking, enum diagnostic_severity severity,
		enum diagnostic_code code, struct place place,
		const char *format, ...)
{
	char text[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	tell(checking, severity, code, place, text);
}

void check_tell_style(struct checking *checking, enum diagnostic_code code,
		      struct place place, const char *format, ...)
{
	char text[1024];
	va_list arguments;
	if (!checking->is_easy && !checking->options->tells_style)
		return;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	tell(checking, checking->is_easy ? DIAGNOSTIC_WARNING : DIAGNOSTIC_NOTE,
	     code, place, text);
}

bool check_is_english(const char *language)
{
	return strcmp(language, "en") == 0 || strncmp(language, "en-", 3) == 0;
}

/* What templates put there is the templates' to answer for. */
static bool is_left_out(const struct node *node)
{
	return node->kind == NODE_COVER || node->kind == NODE_CONTENTS ||
	       node->kind == NODE_BACK_PAGE || node->kind == NODE_CODE_BLOCK;
}

/* Others' words are not ours to make plain. */
static bool is_quoted(const struct node *node)
{
	for (; node; node = node->parent)
		if (node->kind == NODE_QUOTATION ||
		    node->kind == NODE_BLOCK_QUOTE)
			return true;
	return false;
}

static bool is_prose(const struct node *node)
{
	return (node->kind == NODE_PARAGRAPH || node->kind == NODE_CAPTION) &&
	       !is_quoted(node);
}

/* A text may come from many files, in turn. */
static void enter_chapter(struct checking *checking, const char *file)
{
	struct check_chapters *chapters = checking->chapters;
	if (!file ||
	    (checking->chapter && strcmp(checking->chapter->file, file) == 0))
		return;
	for (size_t i = 0; i < chapters->count; i++)
		if (strcmp(chapters->items[i].file, file) == 0) {
			checking->chapter = &chapters->items[i];
			return;
		}
	checking->chapter = VECTOR_ADD(chapters);
	checking->chapter->file = file;
}

/* Outside Easy Read one such sentence is nothing to tell, and many are. */
static void check_passives(struct checking *checking)
{
	for (size_t i = 0; !checking->is_easy && i < checking->chapters->count;
	     i++) {
		const struct check_chapter *chapter =
			&checking->chapters->items[i];
		size_t sentences = chapter->measures.sentences;
		if (sentences < PASSIVE_SENTENCES ||
		    100 * chapter->measures.passives <=
			    PASSIVE_MOST * sentences)
			continue;
		check_tell_style(
			checking, DIAGNOSTIC_CHECK_PASSIVE, chapter->passive,
			"%zu of the %zu sentences in this file, from "
			"here on, are in the passive voice, where %d%% "
			"are the most",
			chapter->measures.passives, sentences, PASSIVE_MOST);
	}
}

static void check_tree(struct checking *checking, const struct node *root)
{
	const struct node *node = root;
	while (node) {
		if (is_left_out(node)) {
			node = node_next_after(root, node);
			continue;
		}
		check_stumbles(checking, node);
		if (checking->is_easy || checking->options->tells_style)
			check_structure(checking, node);
		if (is_prose(node)) {
			enter_chapter(checking, node->place.file);
			check_sentences(checking, node);
		}
		node = node_next(root, node);
	}
}

struct check_measures check_sum(const struct check_chapters *chapters)
{
	struct check_measures sum = { 0 };
	for (size_t i = 0; i < chapters->count; i++) {
		const struct check_measures *one = &chapters->items[i].measures;
		sum.sentences += one->sentences;
		sum.words += one->words;
		sum.letters += one->letters;
		sum.passives += one->passives;
		if (one->longest > sum.longest)
			sum.longest = one->longest;
	}
	return sum;
}

void check_document(const struct document *document,
		    const struct check_options *options,
		    struct check_chapters *chapters,
		    struct diagnostics *diagnostics)
{
	struct checking checking = {
		.document = document,
		.options = options,
		.chapters = chapters,
		.diagnostics = diagnostics,
		.is_easy = document->profile == PROFILE_EASY_READ,
	};
	check_tree(&checking, document->root);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		check_tree(&checking, document->footnotes[i]);
	if (checking.is_easy) {
		check_terms(&checking);
		check_pictures(&checking);
	}
	check_passives(&checking);
	check_sentences_end(&checking);
	VECTOR_RELEASE(&checking.acronyms);
	buffer_release(&checking.all);
	map_release(&checking.paragraphs);
	arena_release(&checking.arena);
}
