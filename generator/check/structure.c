/* Structure: headings, alternatives, capitals, colours, languages. */
#include "check/check_private.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

static void warn(struct checking *checking, enum diagnostic_code code,
		 struct place place, const char *text)
{
	check_tell(checking, DIAGNOSTIC_WARNING, code, place, "%s", text);
}

/* ---- Headings ---------------------------------------------------------- */

/* "**What we found**" alone in a paragraph, with a text after it. */
static void check_emphasis(struct checking *checking, const struct node *node)
{
	const struct node *strong = node->first_child;
	struct buffer words = BUFFER_INITIALISER;
	if (!strong || strong->kind != NODE_STRONG || strong->next ||
	    !node->next || node->next->kind != NODE_PARAGRAPH ||
	    !node->parent || node->parent->kind == NODE_LIST_ITEM ||
	    node->parent->kind == NODE_EASY_READ_ROW ||
	    node->parent->kind == NODE_COVER)
		return;
	node_append_plain_text(strong, &words);
	struct str text = str_trim(buffer_str(&words));
	bool ends = text.length && strchr(".!?:;", text.bytes[text.length - 1]);
	if (text.length && text.length <= 80 && !ends)
		check_tell(checking, DIAGNOSTIC_WARNING,
			   DIAGNOSTIC_CHECK_EMPHASIS, node->place,
			   "this stands like a heading and is none: \"%.*s\"",
			   (int)text.length, text.bytes);
	buffer_release(&words);
}

/* ---- Alternatives ------------------------------------------------------ */

static bool begins(const char *text, const char *with)
{
	for (; *with; text++, with++)
		/* the end is no space, which it is but for a bit */
		if (!*text || (*text | 32) != (*with | 32))
			return false;
	return true;
}

static void check_alternative(struct checking *checking,
			      const struct node *image)
{
	static const char *const useless[] = {
		"image of",   "picture of", "photo of", "photograph of",
		"graphic of", "image:",     "picture:", "screenshot of",
	};
	static const char *const bare[] = { "image",   "picture", "photo",
					    "graphic", "chart",   "figure",
					    "logo",    "icon" };
	static const char *const endings[] = { ".png", ".jpg", ".jpeg", ".svg",
					       ".gif" };
	const char *text = image->image.alternative;
	if (!text || !*text)
		return;
	size_t length = strlen(text);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (length > 5 &&
		    begins(text + length - strlen(endings[i]), endings[i]) &&
		    !strchr(text, ' '))
			warn(checking, DIAGNOSTIC_CHECK_ALTERNATIVE,
			     image->place,
			     "a file's name is no alternative text");
	for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
		if (strlen(bare[i]) == length && begins(text, bare[i]))
			warn(checking, DIAGNOSTIC_CHECK_ALTERNATIVE,
			     image->place,
			     "this alternative text does not say what there is "
			     "to see");
	for (size_t i = 0; i < sizeof useless / sizeof *useless; i++)
		if (begins(text, useless[i]))
			check_tell(checking, DIAGNOSTIC_WARNING,
				   DIAGNOSTIC_CHECK_ALTERNATIVE, image->place,
				   "leave \"%s\" out: readers are told that it "
				   "is a picture",
				   useless[i]);
	size_t characters = 0;
	for (const char *at = text; *at; at++)
		characters += ((unsigned char)*at & 0xC0) != 0x80;
	if (characters > ALTERNATIVE_MOST)
		check_tell(checking, DIAGNOSTIC_WARNING,
			   DIAGNOSTIC_CHECK_ALTERNATIVE, image->place,
			   "an alternative text of %zu characters, where %d "
			   "are the most: put the rest into a description",
			   characters, ALTERNATIVE_MOST);
}

/* ---- Letters ----------------------------------------------------------- */

static UChar32 take(struct str text, int32_t *at)
{
	UChar32 character;
	U8_NEXT(text.bytes, *at, (int32_t)text.length, character);
	return character;
}

/* Three words of four capitals and more, in a row. */
static bool is_shouting(struct str text)
{
	size_t words = 0, capitals = 0;
	bool has_small = false;
	for (int32_t at = 0; at < (int32_t)text.length;) {
		UChar32 character = take(text, &at);
		if (u_isUAlphabetic(character)) {
			has_small |= !u_isUUppercase(character);
			capitals++;
			if (at < (int32_t)text.length)
				continue;
		}
		if (capitals && has_small)
			words = 0;
		else if (capitals >= 4)
			words++;
		if (words == 3)
			return true;
		capitals = 0;
		has_small = false;
	}
	return false;
}

/* ICU takes its time to say so. */
static void find_scripts(struct checking *checking, const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	if (checking->script_language &&
	    strcmp(checking->script_language, language) == 0)
		return;
	checking->script_language = language;
	checking->script_count =
		uscript_getCode(language, checking->scripts, 8, &status);
	if (U_FAILURE(status))
		checking->script_count = 0;
}

static bool is_of_language(struct checking *checking, UScriptCode script,
			   const char *language)
{
	/* Names stand in Latin letters everywhere, units in Greek ones. */
	if (script <= USCRIPT_INHERITED || script == USCRIPT_LATIN ||
	    script == USCRIPT_GREEK)
		return true;
	find_scripts(checking, language);
	for (int32_t i = 0; i < checking->script_count; i++)
		if (checking->scripts[i] == script)
			return true;
	return !checking->script_count;
}

/* Three letters of a script that the language is not written in. */
static void check_script(struct checking *checking, const struct node *node)
{
	const char *language = node_language(checking->document, node);
	struct str text = node_text(node);
	size_t foreign = 0;
	for (int32_t at = 0; at < (int32_t)text.length;) {
		UChar32 character = take(text, &at);
		UErrorCode status = U_ZERO_ERROR;
		UScriptCode script = uscript_getScript(character, &status);
		if (!u_isUAlphabetic(character))
			continue;
		foreign = is_of_language(checking, script, language) ?
				  0 :
				  foreign + 1;
		if (foreign < 3)
			continue;
		check_tell(checking, DIAGNOSTIC_WARNING,
			   DIAGNOSTIC_CHECK_LANGUAGE, node->place,
			   "words in %s letters in a text in '%s': mark their "
			   "language, as [words]{lang=…}",
			   uscript_getName(script), language);
		return;
	}
}

/* ---- Colours ----------------------------------------------------------- */

/* "the red bars": who does not see colours is told nothing else. */
static void check_colour(struct checking *checking, const struct node *node)
{
	static const char *const colours[] = { "red ",    "green ",  "blue ",
					       "yellow ", "orange ", "purple ",
					       "grey " };
	static const char *const things[] = { "bars", "bar ",  "line",
					      "dots", "areas", "sections",
					      "text", "cells", "rows" };
	struct buffer words = BUFFER_INITIALISER;
	node_append_plain_text(node, &words);
	const char *text = buffer_str(&words).bytes;
	for (const char *at = text; *at; at++)
		for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
			if (!begins(at, colours[i]) ||
			    (at > text && at[-1] != ' '))
				continue;
			const char *thing = at + strlen(colours[i]);
			for (size_t j = 0; j < sizeof things / sizeof *things;
			     j++)
				if (begins(thing, things[j]))
					check_tell(checking, DIAGNOSTIC_WARNING,
						   DIAGNOSTIC_CHECK_COLOUR,
						   node->place,
						   "\"%s%s\" is known by its "
						   "colour alone: name it, too",
						   colours[i], things[j]);
		}
	buffer_release(&words);
}

/* ---- Tables -------------------------------------------------------------- */

/* Words in a cell that are a text of their own, not something to look up. */
enum { LAYOUT_WORDS = 40 };

/* Han, Kana and what else stands without spaces: two letters make a word. */
static bool is_without_spaces(uint32_t character)
{
	return (character >= 0x0E00 && character <= 0x0EFF) ||
	       (character >= 0x1000 && character <= 0x109F) ||
	       (character >= 0x1780 && character <= 0x17FF) ||
	       (character >= 0x3041 && character <= 0x9FFF) ||
	       (character >= 0x20000 && character <= 0x3FFFF);
}

static size_t count_words(const struct node *node)
{
	struct buffer words = BUFFER_INITIALISER;
	size_t count = 0, letters = 0;
	bool is_in_word = false;
	node_append_plain_text(node, &words);
	struct str text = buffer_str(&words);
	for (size_t i = 0; i < text.length;) {
		uint32_t character = str_decode(text, &i);
		bool is_alone = is_without_spaces(character);
		bool is_space = character == ' ' || character == '\n';
		letters += is_alone;
		count += !is_space && !is_alone && !is_in_word;
		is_in_word = !is_space && !is_alone;
	}
	buffer_release(&words);
	return count + letters / 2;
}

/* A row of texts, each of which reads on downwards. */
static bool is_row_of_texts(const struct node *row)
{
	size_t texts = 0;
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next)
		texts += count_words(cell) >= LAYOUT_WORDS;
	return texts >= 2;
}

/* A table that only places things beside or below each other. */
static void check_layout(struct checking *checking, const struct node *table)
{
	const struct node *body = NULL;
	size_t rows = 0;
	if (table->table.chart)
		return;
	for (const struct node *row = table->first_child; row; row = row->next)
		if (row->kind == NODE_TABLE_ROW && !row->table_row.is_header) {
			body = row;
			rows++;
		}
	if (table->table.column_count == 1 && rows <= 1)
		check_tell(checking, DIAGNOSTIC_NOTE, DIAGNOSTIC_CHECK_LAYOUT,
			   table->place,
			   "a table of one cell is a box: ::: {.callout} makes "
			   "one, and nobody hears a table around it");
	else if (rows == 1 && is_row_of_texts(body))
		check_tell(checking, DIAGNOSTIC_NOTE, DIAGNOSTIC_CHECK_LAYOUT,
			   table->place,
			   "a table of one row with long texts beside each "
			   "other: headings with a text below each are read in "
			   "their order");
}

void check_structure(struct checking *checking, const struct node *node)
{
	if (node->kind == NODE_TABLE)
		check_layout(checking, node);
	if (node->kind == NODE_IMAGE && !node->image.is_decorative)
		check_alternative(checking, node);
	else if (node->kind == NODE_TEXT)
		check_script(checking, node);
	if (node->kind == NODE_TEXT && is_shouting(node_text(node)))
		warn(checking, DIAGNOSTIC_CHECK_CAPITALS, node->place,
		     "words in capitals alone are hard to read, and screen "
		     "readers spell them");
	if (node->kind != NODE_PARAGRAPH)
		return;
	check_emphasis(checking, node);
	if (check_is_english(node_language(checking->document, node)))
		check_colour(checking, node);
}
