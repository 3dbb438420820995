/* The way of a text: front matter, cleaning, cmark, document. */
#include "markdown/markdown.h"

#include "base/memory.h"
#include "base/vector.h"
#include "markdown/convert.h"
#include "markdown/front_matter.h"
#include "markdown/images.h"
#include "markdown/marks.h"
#include "markdown/punctuation.h"
#include "markdown/reading.h"
#include "markdown/unclosed.h"

static struct str without_byte_order_mark(struct str text)
{
	if (str_starts_with(text, STR("\xEF\xBB\xBF"))) {
		text.bytes += 3;
		text.length -= 3;
	}
	return text;
}

static void settle_language(struct reading *reading)
{
	struct document *document = reading->document;
	struct node given = { .place = { reading->options->file, 1, 0 } };
	const char *language = reading->options->language ?
				       reading->options->language :
				       document->language;
	if (language)
		attributes_set_language(reading, &given, language, NULL);
	document->language = given.language ? given.language : "en";
	if (document->direction == DIRECTION_INHERIT)
		document->direction =
			document_direction_of_language(document->language);
}

/* Blocks that nobody closed are found one behind the other at worst. */
enum { MENDING_LIMIT = 20 };

/* What is told of a text that turns out to be another once a block has been
 * mended would mislead. */
static void parse_mended(struct reading *reading, struct parsed *parsed)
{
	struct diagnostics *all = reading->diagnostics;
	for (int round = 0;; round++) {
		struct diagnostics found = DIAGNOSTICS_INITIALISER;
		bool nesting_is_reported = reading->nesting_is_reported;
		reading->diagnostics = &found;
		parse_text(reading, parsed);
		reading->diagnostics = all;
		if (round == MENDING_LIMIT ||
		    !unclosed_mend(reading, parsed->root)) {
			diagnostics_merge(all, &found);
			return;
		}
		diagnostics_release(&found);
		parse_release(parsed);
		reading->nesting_is_reported = nesting_is_reported;
	}
}

bool markdown_parse(struct arena *arena, struct str text,
		    const struct markdown_options *options,
		    struct diagnostics *diagnostics, struct document *document)
{
	size_t errors = diagnostics->error_count;
	memory_watch_begin();
	*document = (struct document){ .arena = arena,
				       .profile = options->profile };
	document->root = node_new(arena, NODE_DOCUMENT,
				  (struct place){ options->file, 1, 1 });
	struct reading reading = { .arena = arena,
				   .document = document,
				   .options = options,
				   .diagnostics = diagnostics,
				   .writes_punctuation =
					   options->writes_punctuation };
	reading_decode(&reading, &text);
	text = without_byte_order_mark(text);
	if (options->mode == MARKDOWN_RENDER)
		front_matter_take(&reading, &text);
	if (options->title)
		document->title = options->title;
	settle_language(&reading);
	reading_clean(&reading, text);
	struct parsed parsed;
	parse_mended(&reading, &parsed);
	convert(&reading, &parsed);
	parse_release(&parsed);
	reading_report_notes(&reading);
	reading_report_conflicts(&reading);
	marks_report(&reading);
	images_report_titles(&reading, document->root);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		images_report_titles(&reading, document->footnotes[i]);
	if (reading.writes_punctuation)
		punctuation_write(&reading);
	memory_watch_end();
	VECTOR_RELEASE(&reading.note_lines);
	VECTOR_RELEASE(&reading.code_lines);
	VECTOR_RELEASE(&reading.texts);
	VECTOR_RELEASE(&reading.definition_lines);
	VECTOR_RELEASE(&reading.lettered_lines);
	return diagnostics->error_count == errors;
}
