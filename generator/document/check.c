/* What authors should see to: warnings about what would leave readers out. */
#include "document/check.h"

#include <string.h>
#include <strings.h>
#include <unicode/uchar.h>

#include "document/finish.h"
#include "document/references.h"
#include "base/buffer.h"
#include "base/limits.h"

struct check {
	const struct document *document;
	const struct outline_options *options;
	struct diagnostics *diagnostics;
	uint8_t last_level; /* of the heading before; 0: none */
	const struct node *last_part;
};

static void warn(struct check *check, enum diagnostic_code code,
		 const struct node *node, const char *text)
{
	diagnostics_add_as(check->diagnostics, DIAGNOSTIC_WARNING, code,
			   node->place, "%s", text);
}

/* What becomes one string of a PDF: an error where one is made. */
static void check_length(struct check *check, const struct node *node,
			 const char *what, size_t length)
{
	const struct outline_options *options = check->options;
	if (length <= LONGEST_TEXT)
		return;
	diagnostics_add_as(check->diagnostics,
			   options->is_strict || options->claims_accessibility ?
				   DIAGNOSTIC_ERROR :
				   DIAGNOSTIC_WARNING,
			   DIAGNOSTIC_TEXT_TOO_LONG, node->place,
			   "%s of %zu bytes: %d fit into a PDF's", what, length,
			   LONGEST_TEXT);
}

static void check_words_length(struct check *check, const struct node *node,
			       const char *what)
{
	struct buffer words = BUFFER_INITIALISER;
	node_append_plain_text(node, &words);
	check_length(check, node, what, words.length);
	buffer_release(&words);
}

static void check_heading(struct check *check, const struct node *heading)
{
	check_words_length(check, heading, "heading");
	if (!finish_has_words(heading)) {
		warn(check, DIAGNOSTIC_HEADING_EMPTY, heading,
		     "heading without text");
		return;
	}
	const struct node *part = finish_part_of(heading);
	if (part != check->last_part)
		check->last_level = 0;
	if (check->last_level && heading->heading.level > check->last_level + 1)
		diagnostics_add(check->diagnostics, DIAGNOSTIC_HEADING_JUMP,
				heading->place,
				"heading jumps from level %u to level %u",
				check->last_level, heading->heading.level);
	check->last_level = heading->heading.level;
	check->last_part = part;
}

static bool is_vague(struct str words)
{
	static const char *const vague[] = { "click here", "here",
					     "link",       "more",
					     "read more",  "this link",
					     "this page" };
	for (size_t i = 0; i < sizeof vague / sizeof *vague; i++)
		if (words.length == strlen(vague[i]) &&
		    strncasecmp(words.bytes, vague[i], words.length) == 0)
			return true;
	return false;
}

static void check_link(struct check *check, const struct node *link)
{
	if (!str_trim(str_from(link->link.destination)).length) {
		warn(check, DIAGNOSTIC_LINK_EMPTY, link,
		     "link that leads nowhere");
		return;
	}
	if (document_is_reference(link))
		return;
	if (!finish_has_words(link)) {
		const struct node *image = finish_first_image(link);
		if (image && !image->image.is_decorative)
			return; /* told of the picture */
		warn(check, DIAGNOSTIC_LINK_EMPTY, link, "link without text");
		return;
	}
	check_words_length(check, link, "words of a link");
	if (strncmp(node_language(check->document, link), "en", 2) != 0)
		return;
	struct buffer words = BUFFER_INITIALISER;
	node_append_plain_text(link, &words);
	struct str text = str_trim(buffer_str(&words));
	if (is_vague(text))
		diagnostics_add(check->diagnostics, DIAGNOSTIC_LINK_VAGUE,
				link->place,
				"link text '%.*s' does not say where it leads",
				(int)text.length, text.bytes);
	buffer_release(&words);
}

static void check_table(struct check *check, const struct node *table)
{
	if (table->table.has_header_column)
		return;
	const struct node *row = table->first_child;
	for (; row; row = row->next) {
		if (row->kind != NODE_TABLE_ROW)
			continue;
		if (row->table_row.is_header && finish_has_words(row))
			return;
		for (const struct node *cell = row->first_child; cell;
		     cell = cell->next)
			if (cell->table_cell.heads != HEADS_NOTHING &&
			    finish_has_words(cell))
				return;
	}
	warn(check, DIAGNOSTIC_TABLE_HEADER, table,
	     "table without header cells");
}

static void check_image(struct check *check, const struct node *image)
{
	/* What cannot be shown makes no claim false. */
	bool is_false =
		check->options->is_strict ||
		(check->options->claims_accessibility && image->image.path);
	check_length(check, image, "alternative text",
		     strlen(image->image.alternative));
	if (!*image->image.alternative && !image->image.is_decorative)
		diagnostics_add_as(check->diagnostics,
				   is_false ? DIAGNOSTIC_ERROR :
					      DIAGNOSTIC_WARNING,
				   DIAGNOSTIC_IMAGE_ALTERNATIVE, image->place,
				   "picture '%s' without alternative text",
				   image->image.source);
}

/* ---- Emoji --------------------------------------------------------------- */

static bool is_emoji(uint32_t c)
{
	return u_hasBinaryProperty((UChar32)c, UCHAR_EXTENDED_PICTOGRAPHIC) ||
	       u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI_MODIFIER);
}

/* True where `c`, between two characters (0: none), joins, varies or colours
 * nothing: an emoji that was cut in two (UTS #51, 2.2 to 2.4). */
static bool is_piece_of_emoji(uint32_t before, uint32_t c, uint32_t after)
{
	enum { JOINER = 0x200D, SELECTOR = 0xFE0F };
	if (c == SELECTOR)
		return !u_hasBinaryProperty((UChar32)before, UCHAR_EMOJI);
	if (c == JOINER && (is_emoji(after) || is_emoji(before)))
		return !is_emoji(after) ||
		       !(is_emoji(before) || before == SELECTOR);
	if (c == JOINER && before == SELECTOR)
		return !is_emoji(after);
	return u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI_MODIFIER) &&
	       before != SELECTOR && before != 0 &&
	       !u_hasBinaryProperty((UChar32)before, UCHAR_EMOJI_MODIFIER_BASE);
}

static void check_text(struct check *check, const struct node *node)
{
	struct str text = node->text.text;
	uint32_t before = 0;
	size_t at = str_skip_ascii(text, 0);
	if (at == text.length)
		return;
	if (at > 0)
		before = (uint32_t)text.bytes[at - 1];
	while (at < text.length) {
		size_t start = at;
		uint32_t c = str_decode(text, &at);
		size_t next = at;
		uint32_t after = at < text.length ? str_decode(text, &next) : 0;
		if (c >= 0x200D && is_piece_of_emoji(before, c, after)) {
			struct place place = node->place;
			place.column += (uint32_t)start;
			diagnostics_add(check->diagnostics,
					DIAGNOSTIC_EMOJI_IN_PIECES, place,
					"an emoji in pieces: U+%04X belongs to "
					"nothing beside it",
					c);
			return;
		}
		before = c;
	}
}

static void check_span(struct check *check, const struct node *span)
{
	if (span->span.expansion)
		check_length(check, span, "what an abbreviation stands for",
			     strlen(span->span.expansion));
}

static void check_quotation(struct check *check, const struct node *quotation)
{
	if (!quotation->quotation.source)
		warn(check, DIAGNOSTIC_QUOTATION_SOURCE, quotation,
		     "quotation without its source");
}

static void check_case_study(struct check *check, const struct node *story)
{
	if (!story->case_study.title)
		warn(check, DIAGNOSTIC_CASE_STUDY_TITLE, story,
		     "case study without a title");
}

/* Kinds with which something may be wrong although the tree is right. */
static void (*const checks[NODE_KIND_COUNT])(struct check *,
					     const struct node *) = {
	[NODE_HEADING] = check_heading,
	[NODE_LINK] = check_link,
	[NODE_SPAN] = check_span,
	[NODE_TABLE] = check_table,
	[NODE_IMAGE] = check_image,
	[NODE_TEXT] = check_text,
	[NODE_QUOTATION] = check_quotation,
	[NODE_CASE_STUDY] = check_case_study,
};

void document_check_authoring(const struct document *document,
			      const struct outline_options *options,
			      struct diagnostics *diagnostics)
{
	struct check check = { .document = document,
			       .options = options,
			       .diagnostics = diagnostics };
	const struct node *node = NULL;
	while ((node = finish_next(document, node)))
		if (checks[node->kind])
			checks[node->kind](&check, node);
}
