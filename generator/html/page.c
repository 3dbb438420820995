/* What the page shell asks of a document. */
#include "html/writer.h"
#include "template/value.h"

static void set_text(struct arena *arena, struct value *context,
		     const char *key, const char *text)
{
	if (text)
		value_map_set(arena, context, key,
			      value_new_text(arena, str_from(text)));
}

static void set_html(struct arena *arena, struct value *context,
		     const char *key, const struct buffer *markup)
{
	value_map_set(
		arena, context, key,
		value_new_formatted(arena, buffer_str(markup), VALUE_HTML));
}

static void set_words_attributes(struct arena *arena,
				 const struct document *document,
				 const struct html_options *options,
				 struct value *context)
{
	struct buffer markup = BUFFER_INITIALISER;
	struct writer writer = { .document = document,
				 .options = options,
				 .out = &markup };
	html_emit_words_language(&writer, NULL);
	struct str text = arena_copy_str(arena, buffer_str(&markup));
	value_map_set(arena, context, "words-attributes",
		      value_new_formatted(arena, text, VALUE_HTML));
	buffer_release(&markup);
}

static void set_presence(struct arena *arena, struct value *context,
			 const struct document *document, const char *key,
			 enum node_kind kind)
{
	const struct node *child = document->root->first_child;
	while (child && child->kind != kind)
		child = child->next;
	value_map_set(arena, context, key,
		      value_new_boolean(arena, child != NULL));
}

/* Author and date stand in the text itself: they are told once. */
static bool has_byline(const struct document *document)
{
	const struct node *node = document->root;
	for (; node; node = node_next(document->root, node))
		if (node->kind == NODE_PARAGRAPH &&
		    (node_has_class(node, "author") ||
		     node_has_class(node, "date")))
			return true;
	return false;
}

/* A section over a list repeats what is in it; what stands around the list
 * asks whether there is one. */
static void set_filled(struct arena *arena, struct value *context,
		       const char *key, const char *list)
{
	const struct value *value = value_map_lookup(context, str_from(list));
	bool is_filled = value && value_is_true(value);
	value_map_set(arena, context, key, value_new_boolean(arena, is_filled));
}

void html_page_context(struct arena *arena, const struct document *document,
		       const struct html_options *options,
		       const struct html_parts *parts, struct value *context)
{
	set_text(arena, context, "language", document->language);
	set_text(arena, context, "direction",
		 document->direction == DIRECTION_RTL ? "rtl" : "ltr");
	set_text(arena, context, "edition", profile_name(document->profile));
	set_text(arena, context, "title", document->title);
	set_text(arena, context, "subtitle", document->subtitle);
	set_text(arena, context, "author", document->author);
	set_text(arena, context, "subject", document->subject);
	set_text(arena, context, "keywords", document->keywords);
	set_text(arena, context, "rights", document->rights);
	set_text(arena, context, "identifier", document->identifier);
	set_text(arena, context, "date", document->date);
	set_text(arena, context, "notice", document->notice);
	set_words_attributes(arena, document, options, context);
	set_presence(arena, context, document, "has-cover", NODE_COVER);
	set_presence(arena, context, document, "has-back-page", NODE_BACK_PAGE);
	value_map_set(arena, context, "has-byline",
		      value_new_boolean(arena, has_byline(document)));
	set_filled(arena, context, "has-downloads", "downloads");
	set_filled(arena, context, "has-alternates", "alternates");
	set_html(arena, context, "title-block", &parts->title);
	set_html(arena, context, "contents", &parts->contents);
	set_html(arena, context, "text", &parts->body);
	set_html(arena, context, "notes", &parts->notes);
}
