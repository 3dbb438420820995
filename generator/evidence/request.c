/* What a block asks for: its attributes, the names in them, its caption. */
#include <stdarg.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "evidence/evidence_private.h"

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

/* What was found; PROJECT_NONE, told, where it is nothing. */
static uint32_t found_or_told(struct request *request, uint32_t found,
			      const char *key, const char *what,
			      struct str name, const char *const *names,
			      size_t count)
{
	if (found != PROJECT_NONE)
		return found;
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
	return found_or_told(request,
			     settings_find_theme(evidence->settings, name), key,
			     "theme", name, evidence->theme_names,
			     evidence->settings->theme_count);
}

uint32_t request_dimension(struct request *request, const char *key,
			   struct str name)
{
	const struct evidence *evidence = request->expansion->evidence;
	return found_or_told(
		request, settings_find_dimension(evidence->settings, name), key,
		"group to count by", name, evidence->dimension_names,
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
	return found_or_told(request, PROJECT_NONE, key,
			     arena_format(request->expansion->arena,
					  "value of %s",
					  evidence->dimension_names[dimension]),
			     name, one->shown, one->shown_count);
}

/* ---- Nodes ------------------------------------------------------------- */

static bool is_paragraph(const struct node *node)
{
	return node && node->kind == NODE_PARAGRAPH;
}

/* The first of two paragraphs is the message, a title that says what is to be
 * seen; the second, on a line of its own, what is shown, and of whom. */
static void join_message(struct arena *arena, struct node *message,
			 struct node *caption)
{
	struct node *first = caption->first_child;
	struct node *line = node_new(arena, NODE_LINE_BREAK, caption->place);
	node_unlink(message);
	message->kind = NODE_SPAN;
	message->classes = "message";
	if (first)
		node_insert_before(first, message);
	else
		node_append(caption, message);
	if (message->next)
		node_insert_before(message->next, line);
}

struct node *request_caption(struct request *request)
{
	struct node *first = request->node->first_child;
	struct node *caption = first && first->next ? first->next : first;
	if (!is_paragraph(first) || !is_paragraph(caption) || caption->next) {
		request_mistake(request, DIAGNOSTIC_EVIDENCE_CAPTION, NULL,
				first ? "only a caption, one paragraph, or a "
					"title and a caption, two, may stand "
					"in here" :
					"without a caption nobody knows "
					"what this shows");
		return NULL;
	}
	if (caption != first)
		join_message(request->expansion->arena, first, caption);
	node_unlink(caption);
	caption->kind = NODE_CAPTION;
	return caption;
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
