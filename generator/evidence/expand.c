/* From what a document asks of the findings to what they say. */
#include <stdarg.h>
#include <stdlib.h>
#include <unicode/uloc.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "evidence/evidence_private.h"
#include "quote/quotation.h"

/* ---- Attributes -------------------------------------------------------- */

static const struct evidence_attribute *find(const struct request *request,
					     const char *key)
{
	const struct node *node = request->node;
	for (uint32_t i = 0; i < node->evidence.attribute_count; i++)
		if (strcmp(node->evidence.attributes[i].key, key) == 0)
			return &node->evidence.attributes[i];
	return NULL;
}

const char *request_value(const struct request *request, const char *key)
{
	const struct evidence_attribute *attribute = find(request, key);
	return attribute ? attribute->value : NULL;
}

struct place request_place(const struct request *request, const char *key)
{
	const struct evidence_attribute *attribute =
		key ? find(request, key) : NULL;
	return attribute ? attribute->place : request->node->place;
}

void request_mistake(struct request *request, enum diagnostic_code code,
		     const char *key, const char *format, ...)
{
	struct buffer text = BUFFER_INITIALISER;
	char line[512];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	buffer_append_string(&text, line);
	diagnostics_add(request->expansion->diagnostics, code,
			request_place(request, key), "%s", text.bytes);
	buffer_release(&text);
	request->is_wrong = true;
}

int request_choice(struct request *request, const char *key,
		   const char *const *words, int fallback)
{
	const char *value = request_value(request, key);
	struct buffer all = BUFFER_INITIALISER;
	if (!value)
		return fallback;
	for (int i = 0; words[i]; i++) {
		if (strcmp(words[i], value) == 0) {
			buffer_release(&all);
			return i;
		}
		buffer_append_format(&all, "%s%s",
				     i == 0       ? "" :
				     words[i + 1] ? ", " :
						    " or ",
				     words[i]);
	}
	request_mistake(request, DIAGNOSTIC_EVIDENCE_QUERY, key,
			"%s must be %s, not '%s'", key, all.bytes, value);
	buffer_release(&all);
	return fallback;
}

uint32_t request_number(struct request *request, const char *key,
			uint32_t least, uint32_t most, uint32_t fallback)
{
	const char *value = request_value(request, key);
	char *end;
	if (!value)
		return fallback;
	unsigned long number = strtoul(value, &end, 10);
	if (end != value && !*end && *value != '-' && number >= least &&
	    number <= most)
		return (uint32_t)number;
	request_mistake(request, DIAGNOSTIC_EVIDENCE_QUERY, key,
			"%s must be a whole number from %u to %u, not '%s'",
			key, least, most, value);
	return fallback;
}

bool request_next_word(struct str *rest, struct str *word)
{
	size_t start = 0;
	while (start < rest->length && strchr(" ,\t", rest->bytes[start]))
		start++;
	size_t end = start;
	while (end < rest->length && !strchr(" ,\t", rest->bytes[end]))
		end++;
	*word = (struct str){ rest->bytes + start, end - start };
	*rest = (struct str){ rest->bytes + end, rest->length - end };
	return word->length > 0;
}

/* ---- Names ------------------------------------------------------------- */

static uint32_t report_unknown(struct request *request, const char *key,
			       const char *what, struct str name,
			       const char *const *names, size_t count)
{
	const char *nearest = str_nearest(name, names, count);
	request_mistake(request, DIAGNOSTIC_EVIDENCE_UNKNOWN, key,
			"there is no %s '%.*s'%s%s%s", what, (int)name.length,
			name.bytes, nearest ? "; did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
	return PROJECT_NONE;
}

uint32_t request_theme(struct request *request, const char *key,
		       struct str name)
{
	const struct evidence *evidence = request->expansion->evidence;
	uint32_t theme = settings_find_theme(evidence->settings, name);
	return theme != PROJECT_NONE ?
		       theme :
		       report_unknown(request, key, "theme", name,
				      evidence->theme_names,
				      evidence->settings->theme_count);
}

uint32_t request_dimension(struct request *request, const char *key,
			   struct str name)
{
	const struct evidence *evidence = request->expansion->evidence;
	uint32_t dimension = settings_find_dimension(evidence->settings, name);
	return dimension != PROJECT_NONE ?
		       dimension :
		       report_unknown(request, key, "group to count by", name,
				      evidence->dimension_names,
				      evidence->settings->dimension_count);
}

uint32_t request_slug(struct request *request, const char *key,
		      uint32_t dimension, struct str name)
{
	const struct evidence *evidence = request->expansion->evidence;
	const struct evidence_dimension *one = &evidence->dimensions[dimension];
	for (uint32_t i = 0; i < one->count; i++)
		if (str_equals_string(name, one->slugs[i]))
			return i == one->count - 1 ? CELL_MISSING : i;
	return report_unknown(
		request, key,
		arena_format(request->expansion->arena, "value of %s",
			     evidence->dimension_names[dimension]),
		name, one->shown, one->shown_count);
}

static const char *full_tag(const char *tag, char *out, int32_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	char locale[ULOC_FULLNAME_CAPACITY];
	uloc_forLanguageTag(tag, locale, sizeof locale, NULL, &status);
	uloc_addLikelySubtags(locale, out, size, &status);
	return U_SUCCESS(status) ? out : tag;
}

bool evidence_is_same_language(const char *a, const char *b)
{
	char full[2][ULOC_FULLNAME_CAPACITY];
	char part[2][ULOC_FULLNAME_CAPACITY];
	full_tag(a, full[0], sizeof full[0]);
	full_tag(b, full[1], sizeof full[1]);
	for (int i = 0; i < 2; i++) {
		UErrorCode status = U_ZERO_ERROR;
		int32_t length =
			uloc_getLanguage(full[i], part[i], 16, &status);
		part[i][length++] = '_';
		uloc_getScript(full[i], part[i] + length, 16, &status);
		if (U_FAILURE(status))
			return false;
	}
	return strcmp(part[0], part[1]) == 0;
}

/* ---- Captions ---------------------------------------------------------- */

struct node *request_caption(struct request *request)
{
	struct node *caption = request->node->first_child;
	if (!caption || caption->kind != NODE_PARAGRAPH ||
	    caption != request->node->last_child) {
		request_mistake(request, DIAGNOSTIC_EVIDENCE_CAPTION, NULL,
				caption ? "only a caption, one paragraph, may "
					  "stand in here" :
					  "without a caption nobody knows "
					  "what this shows");
		return NULL;
	}
	node_unlink(caption);
	caption->kind = NODE_CAPTION;
	return caption;
}

/* ---- Replacing --------------------------------------------------------- */

static bool make(struct request *request)
{
	switch (request->node->evidence.kind) {
	case EVIDENCE_QUOTATION:
		return evidence_quotation_make(request);
	case EVIDENCE_TABLE:
		return table_make(request);
	case EVIDENCE_CHART:
	case EVIDENCE_MAP:
		break;
	}
	return chart_make(request);
}

/* What its author wrote inside is still checked and shown. */
static void give_up(struct node *node)
{
	node->kind = NODE_DIVISION;
	for (struct node *child = node->first_child; child; child = child->next)
		if (child->kind == NODE_CAPTION)
			child->kind = NODE_PARAGRAPH;
	if (!node->first_child)
		node_unlink(node);
}

/* The first of what is made has the author's anchor and classes. */
static void expand_one(struct request *request)
{
	struct node *node = request->node, *before = node->previous;
	struct node *parent = node->parent;
	if (!make(request)) {
		give_up(node);
		return;
	}
	struct node *first = before ? before->next : parent->first_child;
	first->identifier = node->identifier;
	if (node->classes)
		first->classes = node->classes;
	node_unlink(node);
}

struct node *evidence_node_with_text(struct expansion *expansion,
				     enum node_kind kind, const char *text,
				     struct place place)
{
	struct node *node = node_new(expansion->arena, kind, place);
	struct node *words = node_new(expansion->arena, NODE_TEXT, place);
	words->text.text = str_from(text);
	node_append(node, words);
	return node;
}

/* ---- The document ------------------------------------------------------ */

struct nodes {
	struct node **items;
	size_t count, capacity;
};

static void collect(struct nodes *nodes, struct node *root)
{
	for (struct node *node = root; node; node = node_next(root, node))
		if (node->kind == NODE_EVIDENCE)
			*VECTOR_ADD(nodes) = node;
}

/* One mistake for each: each has a place where something is missing. */
static void expand_none(const struct nodes *nodes, bool is_strict,
			struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < nodes->count; i++) {
		if (diagnostics)
			diagnostics_add_as(
				diagnostics,
				is_strict ? DIAGNOSTIC_ERROR :
					    DIAGNOSTIC_WARNING,
				DIAGNOSTIC_EVIDENCE_MISSING,
				nodes->items[i]->place,
				"this needs a publication with findings");
		give_up(nodes->items[i]);
	}
}

static void expand_all(struct expansion *expansion, const struct nodes *nodes)
{
	for (size_t i = 0; i < nodes->count; i++) {
		struct request request = { .expansion = expansion,
					   .node = nodes->items[i] };
		if (nodes->items[i]->evidence.kind == EVIDENCE_QUOTATION)
			evidence_quotation_reserve(&request);
	}
	for (size_t i = 0; i < nodes->count; i++) {
		struct request request = { .expansion = expansion,
					   .node = nodes->items[i] };
		expand_one(&request);
	}
	if (expansion->quotations)
		quotations_release(expansion->quotations);
	VECTOR_RELEASE(&expansion->quoted);
}

void evidence_expand(const struct evidence *evidence, struct locale *locale,
		     struct document *document, bool is_strict,
		     struct evidence_use *use, struct diagnostics *diagnostics)
{
	struct nodes nodes = { 0 };
	collect(&nodes, document->root);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		collect(&nodes, document->footnotes[i]);
	struct expansion expansion = {
		.evidence = evidence,
		.locale = locale,
		.document = document,
		.arena = document->arena,
		.diagnostics = diagnostics,
		.use = use,
		.language = document->language,
	};
	if (use && nodes.count)
		use->is_used = true;
	if (!evidence)
		expand_none(&nodes, is_strict, diagnostics);
	else if (evidence->is_broken)
		expand_none(&nodes, is_strict, NULL);
	else if (nodes.count)
		expand_all(&expansion, &nodes);
	VECTOR_RELEASE(&nodes);
}
