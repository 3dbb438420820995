/* Bookmarks and page labels (ISO 32000-1, 12.3.3 and 12.4.2). */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "pdf/syntax.h"
#include "pdf/writer.h"

/* A bookmark's place in the tree: indices from 1, 0 none. */
struct entry {
	pdf_id id;
	uint32_t parent, previous, next, first, last;
	uint32_t child_count;
};

/* Entry 0 is the root. A bookmark hangs under the last one before it that
 * has a lower level. */
static void make_tree(const struct frames *frames, struct entry *entries)
{
	uint32_t open[8] = { 0 }; /* by depth, the newest entry */
	uint8_t levels[8] = { 0 };
	unsigned depth = 0;
	for (uint32_t i = 1; i <= frames->bookmark_count; i++) {
		uint8_t level = frames->bookmarks[i - 1].level;
		while (depth > 0 && (levels[depth] >= level || depth == 7))
			depth--;
		uint32_t parent = open[depth];
		struct entry *entry = &entries[i];
		entry->parent = parent;
		entry->previous = entries[parent].last;
		if (entry->previous)
			entries[entry->previous].next = i;
		else
			entries[parent].first = i;
		entries[parent].last = i;
		entries[parent].child_count++;
		depth++;
		open[depth] = i;
		levels[depth] = level;
	}
}

static void append_link(struct buffer *out, const char *key,
			const struct entry *entries, uint32_t index)
{
	if (!index)
		return;
	buffer_append_string(out, key);
	pdf_append_reference(out, entries[index].id);
}

static void write_bookmark(struct pdf_writer *writer,
			   const struct entry *entries, uint32_t index)
{
	const struct bookmark *bookmark = &writer->frames->bookmarks[index - 1];
	const struct entry *entry = &entries[index];
	const struct structure_element *element = bookmark->destination.element;
	struct buffer *out = pdf_objects_begin(&writer->objects, entry->id);
	buffer_append_string(out, "<</Title");
	pdf_append_text(out, bookmark->text);
	buffer_append_string(out, "/Parent ");
	pdf_append_reference(out, entries[entry->parent].id);
	append_link(out, "/Prev ", entries, entry->previous);
	append_link(out, "/Next ", entries, entry->next);
	append_link(out, "/First ", entries, entry->first);
	append_link(out, "/Last ", entries, entry->last);
	if (entry->child_count) /* negative: closed */
		buffer_append_format(out, "/Count -%u", entry->child_count);
	pdf_append_destination(writer, out, &bookmark->destination);
	if (!writer->rules->has_structure_destinations && element &&
	    writer->elements[element->index]) {
		buffer_append_string(out, "/SE ");
		pdf_append_reference(out, writer->elements[element->index]);
	}
	buffer_append_string(out, ">>");
	pdf_objects_end(&writer->objects);
}

void pdf_write_outline(struct pdf_writer *writer)
{
	size_t count = writer->frames->bookmark_count;
	if (!count)
		return;
	struct entry *entries = memory_allocate((count + 1) * sizeof *entries);
	for (size_t i = 0; i <= count; i++)
		entries[i].id = pdf_objects_reserve(&writer->objects);
	make_tree(writer->frames, entries);
	for (uint32_t i = 1; i <= count; i++)
		write_bookmark(writer, entries, i);
	struct buffer *out = pdf_objects_begin(&writer->objects, entries[0].id);
	buffer_append_string(out, "<</Type/Outlines");
	append_link(out, "/First ", entries, entries[0].first);
	append_link(out, "/Last ", entries, entries[0].last);
	buffer_append_format(out, "/Count %u>>", entries[0].child_count);
	pdf_objects_end(&writer->objects);
	pdf_objects_set_reference(&writer->objects, PDF_CATALOG, "Outlines",
				  entries[0].id);
	pdf_objects_set_name(&writer->objects, PDF_CATALOG, "PageMode",
			     "UseOutlines");
	free(entries);
}

/* ---- Page labels ------------------------------------------------------- */

/* A label is a prefix and a decimal number, which viewers count on from. */
static uint32_t split_label(const char *label, size_t *prefix_length)
{
	size_t length = strlen(label);
	*prefix_length = length;
	while (*prefix_length > 0 && label[*prefix_length - 1] >= '0' &&
	       label[*prefix_length - 1] <= '9' && length - *prefix_length < 9)
		--*prefix_length;
	/* "007" is not the number 7 */
	while (*prefix_length < length && label[*prefix_length] == '0')
		++*prefix_length;
	uint32_t number = 0;
	for (const char *c = label + *prefix_length; *c; c++)
		number = number * 10 + (uint32_t)(*c - '0');
	return number;
}

static void append_label(struct buffer *out, size_t page, struct str prefix,
			 uint32_t number)
{
	buffer_append_format(out, "%zu<<", page);
	if (prefix.length) {
		buffer_append_string(out, "/P");
		pdf_append_text_str(out, prefix);
	}
	if (number)
		buffer_append_format(out, "/S/D/St %u", number);
	buffer_append_string(out, ">>");
}

void pdf_write_page_labels(struct pdf_writer *writer)
{
	const struct frames *frames = writer->frames;
	pdf_id id = pdf_objects_reserve(&writer->objects);
	struct buffer *out = pdf_objects_begin(&writer->objects, id);
	struct str last_prefix = STR("");
	uint32_t expected = 0;
	buffer_append_string(out, "<</Nums[");
	for (size_t i = 0; i < frames->page_count; i++) {
		const char *label = frames->pages[i].label;
		size_t length;
		if (!label)
			label = "";
		uint32_t number = split_label(label, &length);
		struct str prefix = { label, length };
		if (i == 0 || !number || number != expected ||
		    !str_equals(prefix, last_prefix))
			append_label(out, i, prefix, number);
		last_prefix = prefix;
		expected = number ? number + 1 : 0;
	}
	buffer_append_string(out, "]>>");
	pdf_objects_end(&writer->objects);
	pdf_objects_set_reference(&writer->objects, PDF_CATALOG, "PageLabels",
				  id);
}
