/* Ref: which element a link leads to, and which links lead to a note (ISO
 * 32000-2, 14.7.2 and 14.8.4.7.3), and the elements that structure
 * destinations name. */
#include "base/memory.h"
#include "document/document.h"
#include "pdf/structure_private.h"
#include "pdf/syntax.h"
#include "pdf/writer.h"

static struct str node_key(const struct node *const *node)
{
	return (struct str){ (const char *)node, sizeof *node };
}

/* What is written of an element: where it is left out, what it holds. */
static const struct structure_element *
written_element(const struct pdf_writer *writer,
		const struct structure_element *element)
{
	while (element && !writer->elements[element->index])
		element = element->first_child;
	return element;
}

static void index_targets(struct pdf_writer *writer)
{
	const struct structure_element *root = writer->frames->root;
	for (const struct structure_element *element = root; element;
	     element = pdf_next_element(root, element)) {
		if (!element->node)
			continue;
		const struct structure_element *target =
			written_element(writer, element);
		struct str key = node_key(&element->node);
		if (target && !map_lookup(&writer->targets, key))
			map_set(&writer->targets, key, (void *)target);
	}
}

const struct structure_element *pdf_target_element(struct pdf_writer *writer,
						   const struct node *node)
{
	for (; node; node = node->parent) {
		const struct structure_element *element =
			map_lookup(&writer->targets, node_key(&node));
		if (element)
			return element;
	}
	return writer->frames->root;
}

/* A link has one target, however many annotations it is made of. */
static void add_reference(struct pdf_writer *writer,
			  const struct structure_element *link,
			  const struct structure_element *target)
{
	if (writer->reference_of[link->index] || !writer->elements[link->index])
		return;
	*VECTOR_ADD(&writer->references) =
		(struct pdf_reference){ .from = link, .to = target };
	uint32_t number = (uint32_t)writer->references.count;
	writer->reference_of[link->index] = number;
	if (target->role != ROLE_NOTE)
		return;
	uint32_t *place = &writer->referring_to[target->index];
	while (*place)
		place = &writer->references.items[*place - 1].next;
	*place = number;
}

void pdf_find_references(struct pdf_writer *writer)
{
	uint32_t count = writer->frames->element_count + 1;
	writer->reference_of = ARENA_NEW_ARRAY(&writer->arena, count, uint32_t);
	writer->referring_to = ARENA_NEW_ARRAY(&writer->arena, count, uint32_t);
	index_targets(writer);
	for (size_t i = 0; i < writer->annotations.count; i++) {
		const struct pdf_annotation *annotation =
			&writer->annotations.items[i];
		const struct destination *destination =
			pdf_link_destination(writer, annotation);
		if (destination)
			add_reference(
				writer, annotation->element,
				pdf_target_element(writer, destination->node));
	}
}

/* The link that an element is or begins with. */
static uint32_t own_reference(const struct pdf_writer *writer,
			      const struct structure_element *element)
{
	if (element->role != ROLE_LINK && element->role != ROLE_CONTENTS_ITEM)
		return 0;
	while (element && element->role != ROLE_LINK)
		element = element->first_child;
	return element ? writer->reference_of[element->index] : 0;
}

static void append_element(struct pdf_writer *writer, struct buffer *out,
			   const struct structure_element *element)
{
	buffer_append_byte(out, ' ');
	pdf_append_reference(out, writer->elements[element->index]);
}

void pdf_append_references(struct pdf_writer *writer, struct buffer *out,
			   const struct structure_element *element)
{
	uint32_t own = own_reference(writer, element);
	uint32_t referring = writer->referring_to[element->index];
	if (!own && !referring)
		return;
	buffer_append_string(out, "/Ref[");
	if (own)
		append_element(writer, out,
			       writer->references.items[own - 1].to);
	for (; referring;
	     referring = writer->references.items[referring - 1].next)
		append_element(writer, out,
			       writer->references.items[referring - 1].from);
	buffer_append_byte(out, ']');
}
