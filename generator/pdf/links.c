/* Links: one annotation for all the areas that a link has on a page (ISO
 * 32000-1, 12.5.6.5), so that a link over two lines is one link. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "pdf/syntax.h"
#include "pdf/writer.h"

/* [bytes] Percent-encoded it still fits into a string; longer ones are data,
 * not addresses. */
enum { LONGEST_ADDRESS = 8000 };

/* ---- Destinations ------------------------------------------------------ */

static struct str node_key(const struct node *const *node)
{
	return (struct str){ (const char *)node, sizeof *node };
}

static void index_destinations(struct pdf_writer *writer)
{
	const struct frames *frames = writer->frames;
	for (size_t i = 0; i < frames->destination_count; i++) {
		struct destination *destination = &frames->destinations[i];
		struct str key = node_key(&destination->node);
		if (!map_lookup(&writer->destinations, key))
			map_set(&writer->destinations, key, destination);
	}
}

const struct destination *
pdf_link_destination(struct pdf_writer *writer,
		     const struct pdf_annotation *annotation)
{
	const struct link_area *area = annotation->first->area;
	const struct document *document = writer->frames->document;
	const struct node *node = area->target;
	if (!node && area->note_number &&
	    area->note_number <= document->footnote_count)
		node = document->footnotes[area->note_number - 1];
	return node ? map_lookup(&writer->destinations, node_key(&node)) : NULL;
}

static void append_place(struct pdf_writer *writer, struct buffer *out,
			 pdf_id owner, uint32_t index,
			 const struct destination *destination)
{
	buffer_append_byte(out, '[');
	pdf_append_reference(out, owner);
	buffer_append_string(out, "/XYZ ");
	pdf_append_lu(out, destination->x);
	buffer_append_byte(out, ' ');
	pdf_append_lu(out,
		      writer->frames->pages[index].height - destination->y);
	buffer_append_string(out, " null]");
}

/* A structure destination (ISO 32000-2, 12.3.2.3) stands in an action beside
 * the place on the page, for readers that know only that. */
void pdf_append_destination(struct pdf_writer *writer, struct buffer *out,
			    const struct destination *destination)
{
	uint32_t index = destination->page;
	if (index >= writer->frames->page_count)
		index = 0;
	bool is_structural = writer->rules->has_structure_destinations;
	buffer_append_string(out, is_structural ? "/A<</S/GoTo/D" : "/Dest");
	append_place(writer, out, writer->pages[index], index, destination);
	if (!is_structural)
		return;
	const struct structure_element *element =
		pdf_target_element(writer, destination->node);
	buffer_append_string(out, "/SD");
	append_place(writer, out, writer->elements[element->index], index,
		     destination);
	buffer_append_string(out, ">>");
}

/* ---- Addresses --------------------------------------------------------- */

/* A URI action holds ASCII (7-bit): everything else, and what no URI may
 * hold, goes percent-encoded. A percent sign stays, lest an address that is
 * encoded already be encoded twice. */
static void append_uri(struct buffer *out, const char *uri)
{
	static const char digits[] = "0123456789ABCDEF";
	struct buffer plain = BUFFER_INITIALISER;
	for (const char *c = uri; *c; c++) {
		uint8_t byte = (uint8_t)*c;
		if (byte > ' ' && byte < 0x7F && !strchr("<>\"{}|\\^`", byte)) {
			buffer_append_byte(&plain, *c);
			continue;
		}
		buffer_append_byte(&plain, '%');
		buffer_append_byte(&plain, digits[byte >> 4]);
		buffer_append_byte(&plain, digits[byte & 15]);
	}
	pdf_append_string(out, buffer_str(&plain));
	buffer_release(&plain);
}

/* ---- Annotations ------------------------------------------------------- */

static struct rectangle unite(struct rectangle a, struct rectangle b)
{
	lu right =
		a.x + a.width > b.x + b.width ? a.x + a.width : b.x + b.width;
	lu bottom = a.y + a.height > b.y + b.height ? a.y + a.height :
						      b.y + b.height;
	lu x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
	return (struct rectangle){ x, y, right - x, bottom - y };
}

static void append_corner(struct buffer *out, lu x, lu y)
{
	buffer_append_byte(out, ' ');
	pdf_append_lu(out, x);
	buffer_append_byte(out, ' ');
	pdf_append_lu(out, y);
}

static void append_areas(struct buffer *out, const struct page *page,
			 const struct pdf_annotation *annotation)
{
	struct rectangle all = annotation->first->area->box;
	for (struct pdf_area *i = annotation->first; i; i = i->next)
		all = unite(all, i->area->box);
	buffer_append_string(out, "/Rect[");
	append_corner(out, all.x, page->height - all.y - all.height);
	append_corner(out, all.x + all.width, page->height - all.y);
	buffer_append_byte(out, ']');
	if (!annotation->first->next)
		return; /* the rectangle says it all */
	buffer_append_string(out, "/QuadPoints[");
	/* upper left, upper right, lower left, lower right: not the order
	 * of the standard, but that of its readers */
	for (struct pdf_area *i = annotation->first; i; i = i->next) {
		struct rectangle box = i->area->box;
		lu top = page->height - box.y, bottom = top - box.height;
		append_corner(out, box.x, top);
		append_corner(out, box.x + box.width, top);
		append_corner(out, box.x, bottom);
		append_corner(out, box.x + box.width, bottom);
	}
	buffer_append_byte(out, ']');
}

static const char *contents_of(const struct link_area *area)
{
	if (area->element->alternative && *area->element->alternative)
		return area->element->alternative;
	if (area->uri && *area->uri)
		return area->uri;
	return "Link";
}

static void write_annotation(struct pdf_writer *writer,
			     const struct pdf_annotation *annotation)
{
	const struct page *page = &writer->frames->pages[annotation->page];
	const struct link_area *area = annotation->first->area;
	const struct destination *destination =
		pdf_link_destination(writer, annotation);
	struct buffer *out =
		pdf_objects_begin(&writer->objects, annotation->id);
	/* flag 4: printed */
	buffer_append_string(out, "<</Type/Annot/Subtype/Link/F 4"
				  "/Border[0 0 0]/StructParent ");
	buffer_append_integer(out, annotation->parent_key);
	append_areas(out, page, annotation);
	buffer_append_string(out, "/Contents");
	pdf_append_text(out, contents_of(area));
	if (destination) {
		pdf_append_destination(writer, out, destination);
	} else if (area->uri && strlen(area->uri) <= LONGEST_ADDRESS) {
		buffer_append_string(out, "/A<</S/URI/URI");
		append_uri(out, area->uri);
		buffer_append_string(out, ">>");
	}
	buffer_append_string(out, ">>");
	pdf_objects_end(&writer->objects);
}

/* ---- Which areas are one annotation ------------------------------------- */

static void add_area(struct pdf_writer *writer,
		     struct pdf_annotation *annotation,
		     const struct link_area *area)
{
	struct pdf_area *link = ARENA_NEW(&writer->arena, struct pdf_area);
	link->area = area;
	*annotation->last = link;
	annotation->last = &link->next;
}

/* The annotation of an element on a page; `newest` holds by element index the
 * number, from 1, of its newest one. */
static size_t find_annotation(struct pdf_writer *writer, uint32_t *newest,
			      const struct structure_element *element,
			      uint32_t page)
{
	uint32_t known = newest[element->index];
	if (known && writer->annotations.items[known - 1].page == page)
		return known - 1;
	size_t index = writer->annotations.count;
	*VECTOR_ADD(&writer->annotations) = (struct pdf_annotation){
		.element = element,
		.page = page,
		.id = pdf_objects_reserve(&writer->objects),
		.parent_key = (uint32_t)(writer->frames->page_count + index),
	};
	newest[element->index] = (uint32_t)index + 1;
	return index;
}

static void find_areas(struct pdf_writer *writer)
{
	const struct frames *frames = writer->frames;
	uint32_t *newest =
		memory_allocate((frames->element_count + 1) * sizeof *newest);
	for (uint32_t p = 0; p < frames->page_count; p++) {
		const struct page *page = &frames->pages[p];
		size_t first = writer->annotations.count;
		for (size_t i = 0; i < page->link_count; i++)
			find_annotation(writer, newest, page->links[i].element,
					p);
		/* the list is at rest now: its elements have addresses */
		for (size_t i = first; i < writer->annotations.count; i++)
			writer->annotations.items[i].last =
				&writer->annotations.items[i].first;
		for (size_t i = 0; i < page->link_count; i++) {
			uint32_t number = newest[page->links[i].element->index];
			add_area(writer, &writer->annotations.items[number - 1],
				 &page->links[i]);
		}
	}
	free(newest);
}

static void write_page_annotations(struct pdf_writer *writer, size_t first,
				   size_t count)
{
	pdf_id id = pdf_objects_reserve(&writer->objects);
	struct buffer *out = pdf_objects_begin(&writer->objects, id);
	buffer_append_byte(out, '[');
	for (size_t i = first; i < first + count; i++) {
		if (i > first)
			buffer_append_byte(out, ' ');
		pdf_append_reference(out, writer->annotations.items[i].id);
	}
	buffer_append_byte(out, ']');
	pdf_objects_end(&writer->objects);
	uint32_t page = writer->annotations.items[first].page;
	pdf_objects_set_page_reference(&writer->objects, page, "Annots", id);
}

void pdf_find_links(struct pdf_writer *writer)
{
	index_destinations(writer);
	find_areas(writer);
}

void pdf_write_links(struct pdf_writer *writer)
{
	size_t count = writer->annotations.count;
	for (size_t first = 0, next; first < count; first = next) {
		uint32_t page = writer->annotations.items[first].page;
		for (next = first; next < count &&
				   writer->annotations.items[next].page == page;
		     next++)
			write_annotation(writer,
					 &writer->annotations.items[next]);
		write_page_annotations(writer, first, next - first);
	}
}
