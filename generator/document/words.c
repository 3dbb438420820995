/* What outputs say in the language's words, put into the tree. */
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "document/finish.h"
#include "document/localise.h"

/* ---- Our words as nodes ------------------------------------------------ */

static struct node *put_first(struct document *document, struct node *parent,
			      enum node_kind kind)
{
	struct node *node = node_new(document->arena, kind, parent->place);
	if (parent->first_child)
		node_insert_before(parent->first_child, node);
	else
		node_append(parent, node);
	return node;
}

static struct node *put_last(struct document *document, struct node *parent,
			     enum node_kind kind)
{
	struct node *node = node_new(document->arena, kind, parent->place);
	node_append(parent, node);
	return node;
}

void finish_mark_words(const struct document *document, struct node *node)
{
	const char *language = node_words_language(document, node);
	if (!language)
		return;
	enum direction direction = document_direction_of_language(language);
	if (direction != node_direction(document, node))
		node->direction = direction;
	node->language = language;
}

static void append_text(struct document *document, struct node *parent,
			const char *text)
{
	put_last(document, parent, NODE_TEXT)->text.text = str_from(text);
}

/* Puts into a block that stands in its place our words, then the author's. Each
 * may be NULL. */
static void say(struct document *document, struct node *block,
		const char *words, const char *own)
{
	if (!own)
		finish_mark_words(document, block);
	/* One text where nothing parts them: it is shaped as one. */
	if (own && words && !node_words_language(document, block)) {
		append_text(document, block,
			    arena_format(document->arena, "%s%s", words, own));
		return;
	}
	if (words && own) {
		struct node *ours = put_last(document, block, NODE_SPAN);
		finish_mark_words(document, ours);
		append_text(document, ours, words);
	} else if (words) {
		append_text(document, block, words);
	}
	if (own)
		append_text(document, block, own);
}

/* ---- Callouts ---------------------------------------------------------- */

/* What is said about a callout of this kind, or NULL. */
static const char *word_of_callout(const struct document_words *words,
				   const struct node *callout)
{
	switch (callout->callout.alert) {
	case ALERT_NOTE:
		return words->alert_note;
	case ALERT_TIP:
		return words->alert_tip;
	case ALERT_IMPORTANT:
		return words->alert_important;
	case ALERT_WARNING:
		return words->alert_warning;
	case ALERT_CAUTION:
		return words->alert_caution;
	case ALERT_NONE:
		break;
	}
	switch (callout->callout.kind) {
	case CALLOUT_KEY_FINDING:
		return words->key_finding;
	case CALLOUT_WARNING:
		return words->alert_warning;
	case CALLOUT_NOTE:
		break;
	}
	return NULL;
}

/* "Warning: …" */
static void add_callout_title(struct document *document, struct node *callout)
{
	const char *word = word_of_callout(&document->words, callout);
	const char *own = callout->callout.title;
	bool has_own = own && *own;
	bool has_word = word && *word;
	/* As its author wrote it. */
	if (has_own && has_word && strncasecmp(own, word, strlen(word)) == 0)
		has_word = false;
	callout->callout.title = NULL;
	if (!has_word && !has_own)
		return;
	struct node *title = put_first(document, callout, NODE_TITLE);
	if (has_word && has_own)
		word = arena_format(document->arena, "%s%s", word,
				    document->words.colon);
	say(document, title, has_word ? word : NULL, has_own ? own : NULL);
}

/* ---- Case studies and lists of contents -------------------------------- */

static bool is_said(const char *text)
{
	return text && *text;
}

/* Its title is a heading of its own, one level below the one that it stands
 * under (`above`; 0 before the first, where none may be): headings after it do
 * not count it. */
static void add_case_study_words(struct document *document, struct node *story,
				 uint8_t above)
{
	const char *own = story->case_study.title;
	story->case_study.title = NULL;
	if (is_said(own)) {
		struct node *title = put_first(document, story, NODE_TITLE);
		title->title.level = (uint8_t)(above ? above + (above < 6) : 0);
		say(document, title, NULL, own);
	}
	say(document, put_first(document, story, NODE_KICKER),
	    document->words.case_study, NULL);
	if (story->case_study.is_invented)
		say(document, put_last(document, story, NODE_REMARK),
		    document->words.invented, NULL);
}

/* Key numbers, too, are headings one level below that. */
static void level_key_numbers(struct node *numbers, uint8_t above)
{
	for (struct node *title = numbers->first_child; title;
	     title = title->next)
		title->title.level = (uint8_t)(above ? above + (above < 6) : 0);
}

/* Over contents to which nobody wrote a heading. */
static void add_contents_title(struct document *document, struct node *contents,
			       uint8_t above)
{
	if (contents->first_child ||
	    contents->contents.of != CONTENTS_OF_HEADINGS)
		return;
	struct node *title = put_first(document, contents, NODE_TITLE);
	title->title.level = above ? 2 : 0;
	say(document, title, document->words.contents, NULL);
}

static void add_notes_title(struct document *document)
{
	if (!document->footnote_count)
		return;
	struct node *title =
		node_new(document->arena, NODE_TITLE, document->root->place);
	title->title.level = 2;
	say(document, title, document->words.notes, NULL);
	document->notes_title = title;
}

/* What can be hidden is opened by a word. */
static void add_summary(struct document *document, struct node *details)
{
	struct node *first = details->first_child;
	if (!first || first->kind != NODE_PARAGRAPH)
		first = put_first(document, details, NODE_PARAGRAPH);
	if (!finish_has_words(first))
		say(document, first, document->words.description, NULL);
}

static void name_task(const struct document *document, struct node *item)
{
	const struct document_words *words = &document->words;
	switch (item->list_item.task) {
	case TASK_NONE:
		break;
	case TASK_OPEN:
		item->list_item.task_name = words->task_open;
		break;
	case TASK_DONE:
		item->list_item.task_name = words->task_done;
		break;
	}
}

/* The cover repeats what stands over every output. */
static void find_notice(const struct document *document, struct node *cover)
{
	struct node *node = cover;
	while ((node = node_next(cover, node))) {
		struct buffer words = BUFFER_INITIALISER;
		if (node->kind != NODE_PARAGRAPH)
			continue;
		node_append_plain_text(node, &words);
		node->paragraph.is_notice =
			str_equals(str_trim(buffer_str(&words)),
				   str_trim(str_from(document->notice)));
		buffer_release(&words);
	}
}

/* ---- Figures, tables, notes -------------------------------------------- */

static struct part_label part_label(const struct document *document,
				    const struct node *figure,
				    const char *words)
{
	const char *colon = document->words.colon;
	bool is_named =
		figure && figure->kind == NODE_FIGURE && figure->figure.name;
	return (struct part_label){
		.words = words,
		.which = is_named ? arena_format(document->arena, "%s%s", colon,
						 figure->figure.name) :
				    NULL,
		.lead = arena_format(document->arena, "%s%s", words, colon),
	};
}

static void add_name(struct document *document, struct node *node,
		     const struct phrase *phrase, const char **number,
		     const char **name)
{
	struct node *caption = (struct node *)node_caption(node);
	if (!*number)
		return;
	*name = phrase_fill(document->arena, phrase, *number);
	if (caption)
		caption->caption.label = arena_format(
			document->arena, "%s%s", *name, document->words.colon);
}

static void name_note(struct document *document, struct node *note)
{
	const struct document_words *words = &document->words;
	const char *number = document_number(document, note->footnote.number);
	note->footnote.name =
		phrase_fill(document->arena, &words->note, number);
	uint32_t count = note->footnote.reference_count;
	for (uint32_t i = 0; i < count; i++) {
		const char *which = number;
		if (count > 1)
			which = arena_format(document->arena, "%s.%s", number,
					     document_number(document, i + 1));
		note->footnote.references[i]->footnote_reference.back =
			phrase_fill(document->arena, &words->back_to_text,
				    which);
	}
}

/* ---- Numbers of lists -------------------------------------------------- */

/* a … z, aa … az, ba … */
static const char *in_letters(const struct document *document, int32_t number,
			      char first)
{
	char text[16];
	size_t at = sizeof text;
	text[--at] = '\0';
	for (; number > 0 && at > 0; number = (number - 1) / 26)
		text[--at] = (char)(first + (number - 1) % 26);
	return arena_copy(document->arena, text + at, sizeof text - 1 - at);
}

static const char *in_roman(const struct document *document, int32_t number,
			    bool is_upper)
{
	static const struct {
		int32_t value;
		const char *lower, *upper;
	} digits[] = { { 1000, "m", "M" }, { 900, "cm", "CM" },
		       { 500, "d", "D" },  { 400, "cd", "CD" },
		       { 100, "c", "C" },  { 90, "xc", "XC" },
		       { 50, "l", "L" },   { 40, "xl", "XL" },
		       { 10, "x", "X" },   { 9, "ix", "IX" },
		       { 5, "v", "V" },    { 4, "iv", "IV" },
		       { 1, "i", "I" } };
	struct buffer text = BUFFER_INITIALISER;
	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
		for (; number >= digits[i].value; number -= digits[i].value)
			buffer_append_string(&text, is_upper ? digits[i].upper :
							       digits[i].lower);
	const char *kept =
		arena_copy_str(document->arena, buffer_str(&text)).bytes;
	buffer_release(&text);
	return kept;
}

const char *document_item_number(const struct document *document,
				 const struct node *item)
{
	enum { LARGEST_ROMAN = 3999 };
	int32_t number = item->list_item.number;
	enum numbering numbering = item->parent->list.numbering;
	bool is_roman = numbering == NUMBERING_LOWER_ROMAN ||
			numbering == NUMBERING_UPPER_ROMAN;
	if (number <= 0 || (is_roman && number > LARGEST_ROMAN))
		numbering = NUMBERING_DIGITS;
	switch (numbering) {
	case NUMBERING_LOWER_LETTERS:
		return in_letters(document, number, 'a');
	case NUMBERING_UPPER_LETTERS:
		return in_letters(document, number, 'A');
	case NUMBERING_LOWER_ROMAN:
	case NUMBERING_UPPER_ROMAN:
		return in_roman(document, number,
				numbering == NUMBERING_UPPER_ROMAN);
	case NUMBERING_DIGITS:
		break;
	}
	return document_number(document, number > 0 ? (uint32_t)number : 0);
}

/* ---- Quotations -------------------------------------------------------- */

static bool is_words(const struct node *node)
{
	return node && node->kind == NODE_PARAGRAPH &&
	       !(node->first_child && !node->first_child->next &&
		 node->first_child->kind == NODE_IMAGE);
}

/* A mark before `next`, or at the end of the paragraph. */
static void add_mark(struct document *document, struct node *paragraph,
		     struct node *next, const char *mark)
{
	if (!mark || !*mark || !paragraph->first_child)
		return;
	struct node *text =
		node_new(document->arena, NODE_TEXT, paragraph->place);
	text->text.text = str_from(mark);
	if (next)
		node_insert_before(next, text);
	else
		node_append(paragraph, text);
}

/* "— Carer, Highland (invented …)": source and honesty in one line. */
static void add_credit(struct document *document, struct node *quotation)
{
	const struct document_words *words = &document->words;
	const char *credit = quotation->quotation.credit;
	const char *remark = NULL;
	if (quotation->quotation.is_invented)
		remark = phrase_fill(document->arena, &words->remark,
				     words->invented);
	if (remark && !credit) {
		struct str text = str_trim(str_from(remark));
		remark = arena_copy(document->arena, text.bytes, text.length);
	}
	if (!credit && !remark)
		return;
	struct node *line = put_last(document, quotation, NODE_CREDIT);
	if (credit) {
		struct node *source = put_last(document, line, NODE_SPAN);
		source->classes = "source";
		append_text(document, source, credit);
	}
	if (!remark)
		return;
	struct node *honest = line;
	if (credit && node_words_language(document, line))
		honest = put_last(document, line, NODE_SPAN);
	if (!credit || honest != line)
		finish_mark_words(document, honest);
	append_text(document, honest, remark);
}

static void add_marks(struct document *document, struct node *quotation)
{
	const struct document_words *words = &document->words;
	struct node *first = quotation->first_child;
	struct node *last = quotation->last_child;
	if (is_words(first))
		add_mark(document, first, first->first_child,
			 words->quote_open);
	if (is_words(last))
		add_mark(document, last, NULL, words->quote_close);
	if (quotation->quotation.source)
		quotation->quotation.credit =
			phrase_fill(document->arena, &words->source,
				    quotation->quotation.source);
	add_credit(document, quotation);
}

static void add_figure_words(struct document *document, struct node *figure)
{
	add_name(document, figure, &document->words.figure,
		 &figure->figure.number, &figure->figure.name);
	figure->figure.data =
		part_label(document, figure, document->words.figure_data);
	struct node *chart = figure->first_child;
	if (chart && chart->kind == NODE_CAPTION)
		chart = chart->next;
	if (chart && chart->kind == NODE_CHART && figure->figure.name &&
	    !chart->chart.name_says_all)
		chart->chart.name = arena_format(
			document->arena, "%s%s%s", chart->chart.name,
			document->words.colon, figure->figure.name);
}

static void add_words_to(struct document *document, struct node *node,
			 uint8_t level_above)
{
	switch (node->kind) {
	case NODE_CALLOUT:
		add_callout_title(document, node);
		break;
	case NODE_CASE_STUDY:
		add_case_study_words(document, node, level_above);
		break;
	case NODE_CONTENTS:
		add_contents_title(document, node, level_above);
		break;
	case NODE_KEY_NUMBERS:
		level_key_numbers(node, level_above);
		break;
	case NODE_DETAILS:
		add_summary(document, node);
		break;
	case NODE_COVER:
		if (document->notice)
			find_notice(document, node);
		break;
	case NODE_LIST_ITEM:
		name_task(document, node);
		break;
	case NODE_FIGURE:
		add_figure_words(document, node);
		break;
	case NODE_DESCRIPTION:
		node->description.label = part_label(
			document, node->parent, document->words.description);
		break;
	case NODE_TABLE:
		add_name(document, node, &document->words.table,
			 &node->table.number, &node->table.name);
		break;
	case NODE_FOOTNOTE:
		name_note(document, node);
		break;
	case NODE_QUOTATION:
		add_marks(document, node);
		break;
	case NODE_DOCUMENT:
	case NODE_CHAPTER:
	case NODE_BACK_PAGE:
	case NODE_DIVISION:
	case NODE_LIST:
	case NODE_BLOCK_QUOTE:
	case NODE_EASY_READ_ROW:
	case NODE_TIMELINE:
	case NODE_EVENT:
	case NODE_TABLE_ROW:
	case NODE_EVIDENCE:
	case NODE_HEADING:
	case NODE_PARAGRAPH:
	case NODE_TERM:
	case NODE_CAPTION:
	case NODE_EVENT_DATE:
	case NODE_TABLE_CELL:
	case NODE_KICKER:
	case NODE_TITLE:
	case NODE_CREDIT:
	case NODE_REMARK:
	case NODE_CODE_BLOCK:
	case NODE_THEMATIC_BREAK:
	case NODE_PAGE_BREAK:
	case NODE_CHART:
#define INLINE(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		break; /* say what their authors wrote */
	}
}

void document_add_words(struct document *document)
{
	struct node *node = NULL;
	uint8_t level = 0; /* of the newest heading */
	while ((node = finish_next(document, node))) {
		if (node->kind == NODE_HEADING)
			level = node->heading.level;
		add_words_to(document, node, level);
	}
	add_notes_title(document);
}
