/* Page contents: each item of a page as operators, within marked content that
 * tells which structure element it belongs to, or as an artifact. */
#include <stdlib.h>

#include "image/image.h"
#include "pdf/stream.h"
#include "pdf/syntax.h"
#include "pdf/text.h"
#include "pdf/writer.h"

struct painter {
	struct pdf_writer *writer;
	struct pdf_stream stream;
	struct pdf_text text;
	uint32_t page;
	uint32_t place; /* of what is painted, among the pages that are read */
	uint32_t mark_count;                  /* on this page */
	bool is_marked;                       /* within marked content: */
	const struct structure_element *leaf; /* of this leaf, or */
	enum artifact_kind artifact;          /* this artifact */
};

static void end_mark(struct painter *painter)
{
	if (painter->is_marked)
		pdf_stream_end_mark(&painter->stream);
	painter->is_marked = false;
}

static const char *mark_tag(const struct pdf_writer *writer,
			    const struct structure_element *element)
{
	const char *name = pdf_role_of(writer->rules, element).name;
	return name ? name : "Span";
}

static void begin_mark(struct painter *painter, const struct frame_item *item)
{
	if (painter->is_marked && painter->leaf == item->content &&
	    painter->artifact == item->artifact)
		return;
	end_mark(painter);
	painter->is_marked = true;
	painter->leaf = item->content;
	painter->artifact = item->artifact;
	if (!item->content) {
		pdf_stream_begin_artifact(&painter->stream, item->artifact);
		return;
	}
	pdf_stream_begin_mark(&painter->stream,
			      mark_tag(painter->writer, item->content->parent));
}

static uint32_t add_mark(void *context)
{
	struct painter *painter = context;
	*VECTOR_ADD(&painter->writer->marks) =
		(struct pdf_mark){ painter->leaf, painter->page,
				   painter->mark_count, painter->place };
	return painter->mark_count++;
}

/* The number of items shown. */
static size_t show_runs(struct painter *painter, const struct page *page,
			size_t index)
{
	const struct frame_item *item = &page->items[index];
	const struct frame_item *end = page->items + page->item_count;
	const struct glyph_run *run = &item->run;
	if (!run->turn)
		return pdf_text_show(&painter->text, item, end);
	struct pdf_stream_state outside = pdf_stream_begin_turned(
		&painter->stream, run->turn, run->x, run->y);
	pdf_text_show(&painter->text, item, end);
	pdf_stream_end_turned(&painter->stream, &outside);
	return 1;
}

static bool paint_image(struct painter *painter, const struct frame_item *item,
			struct error *error)
{
	uint32_t number;
	if (!pdf_picture_number(painter->writer, item->image.image, &number,
				error))
		return false;
	pdf_stream_image(&painter->stream, number,
			 item->image.image->orientation, &item->image.box);
	return true;
}

/* Paints the item at *index and moves on, over all that was painted. */
static bool paint_item(struct painter *painter, const struct page *page,
		       size_t *index, struct error *error)
{
	const struct frame_item *item = &page->items[*index];
	begin_mark(painter, item);
	if (item->kind == ITEM_GLYPHS) {
		*index += show_runs(painter, page, *index);
		return true;
	}
	++*index;
	switch (item->kind) {
	case ITEM_GLYPHS:
		return true;
	case ITEM_RECTANGLE:
		pdf_stream_rectangle(&painter->stream, &item->rectangle.box,
				     item->rectangle.radius,
				     item->rectangle.colour);
		return true;
	case ITEM_LINE:
		pdf_stream_line(&painter->stream, item->line.x1, item->line.y1,
				item->line.x2, item->line.y2, item->line.width,
				item->line.colour);
		return true;
	case ITEM_IMAGE:
		return paint_image(painter, item, error);
	}
	return true;
}

static bool paint_items(struct painter *painter, const struct page *page,
			struct error *error)
{
	struct pdf_writer *writer = painter->writer;
	pdf_text_begin(&painter->text, &writer->fonts, &painter->stream, page,
		       writer->frames->document->direction == DIRECTION_RTL);
	for (size_t i = 0; i < page->item_count;)
		if (!paint_item(painter, page, &i, error))
			return false;
	end_mark(painter);
	pdf_text_end(&painter->text, page);
	pdf_stream_end_text(&painter->stream);
	return true;
}

/* A page that stands on a sheet. */
static bool paint_part(struct painter *painter, const struct page *sheet,
		       const struct page_part *part, struct error *error)
{
	struct page page = {
		.width = part->width,
		.height = part->height,
		.items = sheet->items + part->first_item,
		.item_count = part->end_item - part->first_item,
	};
	painter->place = part->number;
	struct pdf_stream_state outside =
		pdf_stream_begin_part(&painter->stream, part, sheet->height);
	if (!paint_items(painter, &page, error))
		return false;
	pdf_stream_end_turned(&painter->stream, &outside);
	return true;
}

static bool paint_page(struct painter *painter, uint32_t index,
		       struct error *error)
{
	struct pdf_writer *writer = painter->writer;
	const struct page *page = &writer->frames->pages[index];
	pdf_id contents;
	painter->page = painter->place = index;
	painter->mark_count = 0;
	pdf_stream_begin(&painter->stream, page->height);
	if (!page->parts && !paint_items(painter, page, error))
		return false;
	for (size_t i = 0; i < page->part_count; i++)
		if (!paint_part(painter, page, &page->parts[i], error))
			return false;
	pdf_objects_add_page(&writer->objects, page->width, page->height,
			     &writer->pages[index], &contents);
	pdf_objects_set_stream(&writer->objects, contents, STR(""),
			       buffer_str(&painter->stream.out), true);
	return true;
}

static void write_resources(struct pdf_writer *writer)
{
	pdf_id id = pdf_objects_reserve(&writer->objects);
	struct buffer fonts = BUFFER_INITIALISER;
	pdf_fonts_write(&writer->fonts, &writer->objects, &fonts);
	struct buffer *out = pdf_objects_begin(&writer->objects, id);
	buffer_append_string(out, "<</Font<<");
	buffer_append_str(out, buffer_str(&fonts));
	buffer_append_string(out, ">>/XObject<<");
	for (size_t i = 0; i < writer->pictures.count; i++) {
		buffer_append_format(out, "/I%zu ", i);
		pdf_append_reference(out, writer->pictures.items[i].id);
	}
	buffer_append_string(out, ">>>>");
	pdf_objects_end(&writer->objects);
	buffer_release(&fonts);
	for (size_t i = 0; i < writer->frames->page_count; i++)
		pdf_objects_set_page_reference(&writer->objects, i, "Resources",
					       id);
}

bool pdf_write_pages(struct pdf_writer *writer, struct error *error)
{
	struct painter painter = { .writer = writer };
	bool ok = true;
	painter.stream.add_mark = add_mark;
	painter.stream.context = &painter;
	writer->pages = ARENA_NEW_ARRAY(&writer->arena,
					writer->frames->page_count, pdf_id);
	for (uint32_t i = 0; ok && i < writer->frames->page_count; i++)
		ok = paint_page(&painter, i, error);
	pdf_stream_release(&painter.stream);
	pdf_text_release(&painter.text);
	if (ok)
		write_resources(writer);
	return ok;
}
