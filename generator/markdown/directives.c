/* The named divs of document/kinds.def; what needs more has a function. */
#include "markdown/directives.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"

enum { MOST_ATTRIBUTES = 16 };

struct attribute_row {
	const char *key;  /* NULL after the last */
	bool is_required; /* one of these, or the row is not meant */
};

struct directive {
	const char *name;
	enum node_kind kind;
	bool keeps_name; /* as a class, for the theme */
	bool begins_page;
	enum evidence_kind evidence; /* of a NODE_EVIDENCE */
	void (*shape)(struct reading *reading, struct node *division,
		      const struct fence *fence);         /* or NULL */
	struct attribute_row attributes[MOST_ATTRIBUTES]; /* but the general */
};

#define PLAIN .keeps_name = false
#define NAMED .keeps_name = true
#define BREAKS .begins_page = true
#define ASKS(KIND) .evidence = EVIDENCE_##KIND
#define SHAPED(FUNCTION) .shape = directive_shape_##FUNCTION

static const struct directive directives[] = {
#define ATTRIBUTE(KEY, HELP) { KEY, false },
#define WHEN(KEY, HELP) { KEY, true },
#define DIRECTIVE(NAME, KIND, HOW, HELP, ...) \
	{ NAME, NODE_##KIND, HOW, \
	  .attributes = { __VA_ARGS__{ NULL, false } } },
#include "document/kinds.def"
};

enum { DIRECTIVE_COUNT = sizeof directives / sizeof *directives };

static bool has_attribute(const struct fence *fence, const char *key)
{
	for (size_t i = 0; i < fence->attributes.count; i++)
		if (str_equals_string(fence->attributes.pairs[i].key, key))
			return true;
	return false;
}

/* Of several rows of one name, each but the last requires an attribute. */
static bool is_meant(const struct directive *directive,
		     const struct fence *fence)
{
	bool requires = false;
	const struct attribute_row *row = directive->attributes;
	for (; row->key; row++) {
		if (row->is_required && has_attribute(fence, row->key))
			return true;
		requires |= row->is_required;
	}
	return !requires;
}

static const struct directive *find_directive(const struct fence *fence)
{
	for (size_t i = 0; i < DIRECTIVE_COUNT; i++)
		if (str_equals_string(fence->name, directives[i].name) &&
		    is_meant(&directives[i], fence))
			return &directives[i];
	return NULL;
}

/* What other tools call their boxes. Markdown has five, of which a text of any
 * publication may use the sign. */
static const struct box {
	const char *name;
	enum alert_kind alert;
	enum callout_kind kind;
} boxes[] = {
	{ "note", ALERT_NOTE, CALLOUT_NOTE },
	{ "info", ALERT_NOTE, CALLOUT_NOTE },
	{ "tip", ALERT_TIP, CALLOUT_NOTE },
	{ "hint", ALERT_TIP, CALLOUT_NOTE },
	{ "important", ALERT_IMPORTANT, CALLOUT_KEY_FINDING },
	{ "warning", ALERT_WARNING, CALLOUT_WARNING },
	{ "attention", ALERT_WARNING, CALLOUT_WARNING },
	{ "caution", ALERT_CAUTION, CALLOUT_WARNING },
	{ "danger", ALERT_CAUTION, CALLOUT_WARNING },
};

/* Quarto's "callout-note", too. */
static const struct box *find_box(struct str name)
{
	struct str prefix = STR("callout-");
	if (str_starts_with(name, prefix)) {
		name.bytes += prefix.length;
		name.length -= prefix.length;
	}
	for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
		if (name.length == strlen(boxes[i].name) &&
		    strncasecmp(name.bytes, boxes[i].name, name.length) == 0)
			return &boxes[i];
	return NULL;
}

static const char *sign_of(enum alert_kind alert)
{
	switch (alert) {
	case ALERT_NOTE:
		return "NOTE";
	case ALERT_TIP:
		return "TIP";
	case ALERT_IMPORTANT:
		return "IMPORTANT";
	case ALERT_WARNING:
		return "WARNING";
	case ALERT_CAUTION:
		return "CAUTION";
	case ALERT_NONE:
		break;
	}
	return "";
}

static void report_unknown(struct reading *reading, struct str name,
			   struct place place)
{
	const struct box *box = find_box(name);
	if (box) {
		reading_mistake(reading, DIAGNOSTIC_BLOCK_UNKNOWN, place,
				"unknown block '%.*s'; write '> [!%s]', with "
				"'> ' before each line of its text",
				(int)name.length, name.bytes,
				sign_of(box->alert));
		return;
	}
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

/* "key, note or warning" */
static void append_choices(struct buffer *out,
			   const struct field_choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_append_format(out, "%s%s",
				     i == 0         ? "" :
				     i + 1 == count ? " or " :
						      ", ",
				     choices[i].name);
}

static unsigned choice_of(struct opening *opening,
			  const struct node_field *field)
{
	size_t count;
	const struct field_choice *choices = field_choices(field->set, &count);
	const char *value = text_of(opening, field->key);
	if (!value)
		return 0;
	for (size_t i = 0; i < count; i++)
		if (strcmp(value, choices[i].name) == 0)
			return choices[i].value;
	struct buffer allowed = BUFFER_INITIALISER;
	append_choices(&allowed, choices, count);
	report_value(opening, field->key, allowed.bytes, value);
	buffer_release(&allowed);
	return 0;
}

/* Attributes have the types of the fields that they go to; where a kind has no
 * field of the name, somebody else reads it. */
static void fill_field(struct opening *opening, struct node *node,
		       const struct node_field *field)
{
	void *value = (char *)node + field->offset;
	switch (field->type) {
	case FIELD_WORDS:
	case FIELD_NAME:
		*(const char **)value = text_of(opening, field->key);
		break;
	case FIELD_FLAG:
		*(bool *)value = flag_of(opening, field->key);
		break;
	case FIELD_ONE_OF:
		*(unsigned *)value = choice_of(opening, field);
		break;
	case FIELD_TEXT:
	case FIELD_NUMBER:
	case FIELD_LEVEL:
	case FIELD_OWN:
		break;
	}
}

static void fill(struct opening *opening, const struct directive *directive,
		 struct node *node)
{
	const struct attribute_row *row = directive->attributes;
	for (; row->key; row++) {
		const struct node_field *field =
			node_kind_field(node->kind, row->key);
		if (field)
			fill_field(opening, node, field);
	}
}

/* ---- Evidence ------------------------------------------------------------ */

static size_t count_attributes(const struct directive *directive)
{
	size_t count = 0;
	while (directive->attributes[count].key)
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
		const char *key = directive->attributes[i].key;
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

/* As "> [!NOTE]" does. */
static void open_box(struct opening *opening, struct builder *builder,
		     const struct box *box)
{
	const struct fence *fence = opening->fence;
	struct node *node = builder_open(builder, NODE_CALLOUT, FRAME_MARKDOWN,
					 opening->place);
	builder_top(builder)->data = fence;
	if (!node || node->kind != NODE_CALLOUT)
		return;
	attributes_apply(opening->reading, &fence->attributes, 1, node);
	node->callout.alert = box->alert;
	node->callout.kind = box->kind;
	node->callout.title = text_of(opening, "title");
	if (fence->title.length)
		node->callout.title =
			arena_copy(opening->reading->arena, fence->title.bytes,
				   fence->title.length);
}

/* A division with a class is a division in Pandoc, too; a name without braces is
 * meant to be more. */
static void open_unknown(struct opening *opening, struct builder *builder)
{
	const struct fence *fence = opening->fence;
	if (fence->name.length &&
	    (fence->is_bare || reading_is_build(opening->reading)))
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

/* "a description stands inside of a figure" */
static void check_place(struct opening *opening, struct builder *builder,
			enum node_kind kind)
{
	enum node_kind place;
	if (node_kind_is_bound(kind, &place) &&
	    !node_kind_may_hold(builder_top(builder)->node->kind, kind))
		reading_mistake(opening->reading, DIAGNOSTIC_BLOCK_CONTENT,
				opening->place, "a %s stands inside of a %s",
				node_kind_name(kind), node_kind_name(place));
}

static void check_attributes(struct opening *opening,
			     const struct directive *directive)
{
	const char *keys[MOST_ATTRIBUTES];
	size_t count = count_attributes(directive);
	for (size_t i = 0; i < count; i++)
		keys[i] = directive->attributes[i].key;
	attributes_check(opening->reading, &opening->fence->attributes,
			 directive->name, keys, count, opening->place);
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
	const struct box *box = find_box(fence->name);
	if (!directive) {
		if (box && !reading_is_build(builder->reading))
			open_box(&opening, builder, box);
		else
			open_unknown(&opening, builder);
		return;
	}
	check_attributes(&opening, directive);
	check_place(&opening, builder, directive->kind);
	if (directive->begins_page)
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
		fill(&opening, directive, node);
	if (fence->title.length)
		add_title(&opening, builder);
}

bool directive_shape(struct reading *reading, struct node *division,
		     const struct fence *fence)
{
	const struct directive *directive = find_directive(fence);
	if (!directive || !directive->shape)
		return false;
	directive->shape(reading, division, fence);
	return true;
}

/* ---- Tables -------------------------------------------------------------- */

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
	static const char *const known[] = {
#define CLASS(NAME, HELP) NAME,
#include "document/kinds.def"
	};
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
