/* One row in the table for each named div; what needs more has a function. */
#include "markdown/directives.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ATTRIBUTES = 16 };

struct directive {
	const char *name;
	enum node_kind kind;
	bool keeps_name;                         /* as a class, for the theme */
	const char *attributes[MOST_ATTRIBUTES]; /* beside lang and dir */
	enum evidence_kind evidence;             /* of a NODE_EVIDENCE */
};

/* What ::: {.chart} and {.findings-table} ask the findings. */
#define QUERY \
	"themes", "theme", "under", "compare", "rows", "columns", "value", \
		"where", "of", "sort", "most", "all"

static const struct directive directives[] = {
	{ .name = "chart",
	  .kind = NODE_EVIDENCE,
	  .attributes = { "kind", QUERY },
	  .evidence = EVIDENCE_CHART },
	{ .name = "map",
	  .kind = NODE_EVIDENCE,
	  .attributes = { "theme", "value", "where", "of" },
	  .evidence = EVIDENCE_MAP },
	{ .name = "findings-table",
	  .kind = NODE_EVIDENCE,
	  .attributes = { QUERY, "total" },
	  .evidence = EVIDENCE_TABLE },
	{ .name = "quote",
	  .kind = NODE_QUOTATION,
	  .attributes = { "source", "invented" } },
	{ .name = "callout",
	  .kind = NODE_CALLOUT,
	  .attributes = { "title", "kind" } },
	{ .name = "case-study",
	  .kind = NODE_CASE_STUDY,
	  .attributes = { "title", "invented" } },
	{ .name = "figure", .kind = NODE_FIGURE },
	{ .name = "description", .kind = NODE_DESCRIPTION },
	{ .name = "easy-read", .kind = NODE_EASY_READ_ROW },
	{ .name = "table",
	  .kind = NODE_DIVISION,
	  .attributes = { "caption", "header-column", "widths" } },
	{ .name = "cover", .kind = NODE_COVER },
	{ .name = "contents", .kind = NODE_CONTENTS, .attributes = { "of" } },
	{ .name = "chapter", .kind = NODE_CHAPTER },
	{ .name = "back-page", .kind = NODE_BACK_PAGE },
	{ .name = "page-break", .kind = NODE_DIVISION },
	{ .name = "title-block", .kind = NODE_DIVISION, .keeps_name = true },
	/* Parts of a cover or title block. */
	{ .name = "subtitle", .kind = NODE_DIVISION, .keeps_name = true },
	{ .name = "edition", .kind = NODE_DIVISION, .keeps_name = true },
	{ .name = "author", .kind = NODE_DIVISION, .keeps_name = true },
	{ .name = "date", .kind = NODE_DIVISION, .keeps_name = true },
	{ .name = "foot", .kind = NODE_DIVISION, .keeps_name = true },
};

enum { DIRECTIVE_COUNT = sizeof directives / sizeof *directives };

/* A quotation that the findings have, rather than the text. */
static const struct directive quote_of_findings = {
	"quote",
	NODE_EVIDENCE,
	false,
	{ "id", "theme", "count", "area", "shortest", "longest" },
	EVIDENCE_QUOTATION
};

static bool has_attribute(const struct fence *fence, const char *key)
{
	for (size_t i = 0; i < fence->attributes.count; i++)
		if (str_equals_string(fence->attributes.pairs[i].key, key))
			return true;
	return false;
}

static const struct directive *find_directive(const struct fence *fence)
{
	struct str name = fence->name;
	if (str_equals_string(name, "quote") &&
	    (has_attribute(fence, "id") || has_attribute(fence, "theme")))
		return &quote_of_findings;
	for (size_t i = 0; i < DIRECTIVE_COUNT; i++)
		if (str_equals_string(name, directives[i].name))
			return &directives[i];
	return NULL;
}

static void report_unknown(struct reading *reading, struct str name,
			   struct place place)
{
	const char *names[DIRECTIVE_COUNT];
	for (size_t i = 0; i < DIRECTIVE_COUNT; i++)
		names[i] = directives[i].name;
	const char *nearest = str_nearest(name, names, DIRECTIVE_COUNT);
	reading_mistake(reading, DIAGNOSTIC_BLOCK_UNKNOWN, place,
			nearest ? "unknown block '%.*s'; did you mean '%s'?" :
				  "unknown block '%.*s'",
			(int)name.length, name.bytes, nearest);
}

/* ---- Values -------------------------------------------------------------- */

struct opening {
	struct reading *reading;
	const struct fence *fence;
	struct place place;
};

static const char *text_of(struct opening *opening, const char *key)
{
	const char *value = attributes_value(opening->reading,
					     &opening->fence->attributes, key);
	return value && *value ? value : NULL;
}

static void report_value(struct opening *opening, const char *key,
			 const char *allowed, const char *value)
{
	reading_mistake(opening->reading, DIAGNOSTIC_ATTRIBUTE_VALUE,
			opening->place, "%s must be %s, not '%s'", key, allowed,
			value);
}

static bool flag_of(struct opening *opening, const char *key)
{
	const char *value = text_of(opening, key);
	if (!value || strcmp(value, "false") == 0)
		return false;
	if (strcmp(value, "true") != 0)
		report_value(opening, key, "true or false", value);
	return true;
}

static enum callout_kind callout_kind_of(struct opening *opening)
{
	static const struct {
		const char *name;
		enum callout_kind kind;
	} kinds[] = { { "note", CALLOUT_NOTE },
		      { "key", CALLOUT_KEY_FINDING },
		      { "warning", CALLOUT_WARNING } };
	const char *value = text_of(opening, "kind");
	if (!value)
		return CALLOUT_NOTE;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(value, kinds[i].name) == 0)
			return kinds[i].kind;
	report_value(opening, "kind", "key, note or warning", value);
	return CALLOUT_NOTE;
}

static enum contents_of contents_of(struct opening *opening)
{
	const char *value = text_of(opening, "of");
	if (value && strcmp(value, "figures") == 0)
		return CONTENTS_OF_FIGURES;
	if (value && strcmp(value, "tables") == 0)
		return CONTENTS_OF_TABLES;
	if (value && strcmp(value, "headings") != 0)
		report_value(opening, "of", "headings, figures or tables",
			     value);
	return CONTENTS_OF_HEADINGS;
}

static void fill(struct opening *opening, struct node *node)
{
	switch (node->kind) {
	case NODE_QUOTATION:
		node->quotation.source = text_of(opening, "source");
		node->quotation.is_invented = flag_of(opening, "invented");
		break;
	case NODE_CONTENTS:
		node->contents.of = contents_of(opening);
		break;
	case NODE_CALLOUT:
		node->callout.title = text_of(opening, "title");
		node->callout.kind = callout_kind_of(opening);
		break;
	case NODE_CASE_STUDY:
		node->case_study.title = text_of(opening, "title");
		node->case_study.is_invented = flag_of(opening, "invented");
		break;
	default:
		break;
	}
}

/* ---- Evidence ------------------------------------------------------------ */

static size_t count_attributes(const struct directive *directive)
{
	size_t count = 0;
	while (count < MOST_ATTRIBUTES && directive->attributes[count])
		count++;
	return count;
}

/* What is asked for, each with its place: evidence/ tells what is wrong with
 * it, for it alone knows the data. The first of two of a key counts. */
static void fill_evidence(struct opening *opening,
			  const struct directive *directive, struct node *node)
{
	struct arena *arena = opening->reading->arena;
	const struct fence *fence = opening->fence;
	struct evidence_attribute *attributes = ARENA_NEW_ARRAY(
		arena, count_attributes(directive), struct evidence_attribute);
	uint32_t count = 0;
	for (size_t i = 0; i < count_attributes(directive); i++) {
		const char *key = directive->attributes[i];
		size_t at = 0;
		while (at < fence->attributes.count &&
		       !str_equals_string(fence->attributes.pairs[at].key, key))
			at++;
		if (at == fence->attributes.count)
			continue;
		const char *value = fence->attributes.pairs[at].value.bytes;
		attributes[count++] = (struct evidence_attribute){
			.key = key,
			.value = attributes_value(opening->reading,
						  &fence->attributes, key),
			.place = reading_place(
				opening->reading, fence->line,
				fence->column + (int)(value - fence->start)),
		};
	}
	node->evidence.kind = directive->evidence;
	node->evidence.attributes = attributes;
	node->evidence.attribute_count = count;
}

/* ---- Opening ------------------------------------------------------------- */

/* "::: tip A title": other tools' way to name a box. */
static void add_title(struct opening *opening, struct builder *builder)
{
	size_t frames = builder->frames.count;
	builder_open(builder, NODE_PARAGRAPH, FRAME_MARKDOWN, opening->place);
	builder_open(builder, NODE_STRONG, FRAME_MARKDOWN, opening->place);
	builder_add_text(builder, opening->fence->title, opening->place);
	builder_close_to(builder, frames);
}

static void open_unknown(struct opening *opening, struct builder *builder)
{
	const struct fence *fence = opening->fence;
	if (fence->name.length && reading_is_build(opening->reading))
		report_unknown(opening->reading, fence->name, opening->place);
	if (!fence->name.length)
		attributes_check(opening->reading, &fence->attributes,
				 "a division", NULL, 0, opening->place);
	struct node *node = builder_open(builder, NODE_DIVISION, FRAME_MARKDOWN,
					 opening->place);
	builder_top(builder)->data = fence;
	if (node) {
		attributes_apply(opening->reading, &fence->attributes, 0, node);
		if (!node->classes && fence->name.length)
			node->classes = arena_copy(opening->reading->arena,
						   fence->name.bytes,
						   fence->name.length);
	}
	if (fence->title.length)
		add_title(opening, builder);
}

static void check_place_of_description(struct opening *opening,
				       struct builder *builder)
{
	if (builder_top(builder)->node->kind != NODE_FIGURE)
		reading_mistake(opening->reading, DIAGNOSTIC_BLOCK_CONTENT,
				opening->place,
				"a description stands inside of a figure");
}

static bool is_named(const struct directive *directive, const char *name)
{
	return strcmp(directive->name, name) == 0;
}

void directive_open(struct builder *builder, const struct fence *fence)
{
	struct opening opening = {
		.reading = builder->reading,
		.fence = fence,
		.place = reading_place(builder->reading, fence->line,
				       fence->column),
	};
	const struct directive *directive = find_directive(fence);
	if (!directive) {
		open_unknown(&opening, builder);
		return;
	}
	attributes_check(builder->reading, &fence->attributes, directive->name,
			 directive->attributes, count_attributes(directive),
			 opening.place);
	if (directive->kind == NODE_DESCRIPTION)
		check_place_of_description(&opening, builder);
	if (is_named(directive, "page-break"))
		builder_add(builder, NODE_PAGE_BREAK, opening.place);
	struct node *node = builder_open(builder, directive->kind,
					 FRAME_MARKDOWN, opening.place);
	builder_top(builder)->data = fence;
	if (!node)
		return;
	attributes_apply(builder->reading, &fence->attributes,
			 directive->keeps_name ? 0 : 1, node);
	if (directive->keeps_name && !node->classes)
		node->classes = directive->name;
	if (node->kind == NODE_EVIDENCE)
		fill_evidence(&opening, directive, node);
	else if (node->kind == directive->kind)
		fill(&opening, node);
	if (fence->title.length)
		add_title(&opening, builder);
}

/* ---- Tables -------------------------------------------------------------- */

bool directive_is_table(const struct fence *fence)
{
	return str_equals_string(fence->name, "table");
}

/* "2 1 1": one whole number for each column. */
static void set_widths(struct opening *opening, struct node *table)
{
	const char *value = text_of(opening, "widths");
	if (!value)
		return;
	uint32_t count = 0, columns = table->table.column_count;
	uint32_t *widths =
		ARENA_NEW_ARRAY(opening->reading->arena, columns, uint32_t);
	for (const char *at = value; *at; at += strspn(at, " ,")) {
		char *end;
		long width = strtol(at, &end, 10);
		if (end == at || width < 1 || width > 1000 ||
		    count == columns) {
			count = 0;
			break;
		}
		widths[count++] = (uint32_t)width;
		at = end;
	}
	if (count == columns)
		table->table.widths = widths;
	else
		reading_mistake(opening->reading, DIAGNOSTIC_ATTRIBUTE_VALUE,
				opening->place,
				"widths must be %u numbers, one for each "
				"column, not '%s'",
				columns, value);
}

static struct node *caption_from_text(struct opening *opening,
				      const char *words)
{
	struct arena *arena = opening->reading->arena;
	struct node *caption = node_new(arena, NODE_CAPTION, opening->place);
	struct node *text = node_new(arena, NODE_TEXT, opening->place);
	text->text.text = str_from(words);
	node_append(caption, text);
	return caption;
}

/* The caption is the attribute's, or a paragraph just before the table. */
static void set_caption(struct opening *opening, struct node *table)
{
	const char *words = text_of(opening, "caption");
	struct node *before = table->previous;
	struct node *caption = NULL;
	if (table->first_child && table->first_child->kind == NODE_CAPTION)
		return;
	if (words) {
		caption = caption_from_text(opening, words);
	} else if (before && before->kind == NODE_PARAGRAPH) {
		caption = before;
		node_unlink(caption);
		caption->kind = NODE_CAPTION;
	}
	if (caption)
		node_insert_before(table->first_child, caption);
}

void directive_shape_table(struct reading *reading, struct node *division,
			   const struct fence *fence)
{
	struct opening opening = { reading, fence, division->place };
	struct node *table = division->first_child;
	while (table && table->kind != NODE_TABLE)
		table = table->next;
	if (!table) {
		reading_mistake(reading, DIAGNOSTIC_BLOCK_CONTENT,
				division->place, "table block without a table");
		if (!division->first_child)
			node_unlink(division);
		return;
	}
	set_caption(&opening, table);
	set_widths(&opening, table);
	table->table.has_header_column = flag_of(&opening, "header-column");
	table->identifier = division->identifier;
	table->classes = division->classes;
	table->language = division->language;
	table->direction = division->direction;
	node_replace_with_children(division);
}

/* ---- Spans --------------------------------------------------------------- */

void directive_apply_span(struct reading *reading, struct node *span,
			  const struct attributes *attributes)
{
	static const char *const known[] = { "term",  "underline",  "mark",
					     "small", "unnumbered", "unlisted",
					     "page" };
	enum { KNOWN_COUNT = sizeof known / sizeof *known };
	attributes_apply(reading, attributes, 0, span);
	if (!reading_is_build(reading))
		return;
	attributes_check(reading, attributes, "a span", NULL, 0, span->place);
	for (size_t i = 0; i < attributes->class_count; i++) {
		struct str name = attributes->classes[i];
		bool is_known = false;
		for (size_t j = 0; j < KNOWN_COUNT; j++)
			is_known |= str_equals_string(name, known[j]);
		const char *nearest = str_nearest(name, known, KNOWN_COUNT);
		if (!is_known)
			reading_mistake(
				reading, DIAGNOSTIC_SPAN_UNKNOWN, span->place,
				nearest ? "unknown class '%.*s'; did you mean "
					  "'%s'?" :
					  "unknown class '%.*s'",
				(int)name.length, name.bytes, nearest);
	}
}
