/* Frames made by hand for tests of pdf/. */
#ifndef EVERYREAD_TESTS_PDF_FIXTURE_H
#define EVERYREAD_TESTS_PDF_FIXTURE_H

#include <stdlib.h>
#include <string.h>

#include <hb.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "text/font.h"
#include "frame/frame.h"
#include "pdf/pdf.h"
#include "pdf_reader.h"

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct font_set *fonts;
	struct document document;
	struct frames frames;
	struct structure_element *leaf; /* where text goes */
	enum pdf_standard standard;
	struct buffer out;
	struct pdf_reader reader;
};

static const char profile[] = "/usr/share/color/icc/sRGB.icc";

static struct structure_element *add_element(struct fixture *fixture,
					     struct structure_element *parent,
					     enum structure_role role)
{
	struct structure_element *element =
		ARENA_NEW(&fixture->arena, struct structure_element);
	element->role = role;
	element->index = fixture->frames.element_count++;
	element->parent = parent;
	if (parent && parent->last_child)
		parent->last_child->next = element;
	else if (parent)
		parent->first_child = element;
	if (parent)
		parent->last_child = element;
	return element;
}

/* A new element with a leaf, into which text goes from now on. */
static struct structure_element *
add_text_element(struct fixture *fixture, struct structure_element *parent,
		 enum structure_role role)
{
	struct structure_element *element = add_element(fixture, parent, role);
	fixture->leaf = add_element(fixture, element, ROLE_CONTENT);
	return element;
}

static struct page *add_page(struct fixture *fixture)
{
	struct page *page =
		vector_grow(fixture->frames.pages, fixture->frames.page_count,
			    &fixture->frames.page_capacity, sizeof *page);
	fixture->frames.pages = page;
	page += fixture->frames.page_count++;
	page->width = 595000;
	page->height = 842000;
	return page;
}

static struct frame_item *add_item(struct fixture *fixture,
				   enum frame_item_kind kind)
{
	struct page *page =
		&fixture->frames.pages[fixture->frames.page_count - 1];
	page->items = vector_grow(page->items, page->item_count,
				  &page->item_capacity, sizeof *page->items);
	struct frame_item *item = &page->items[page->item_count++];
	item->kind = kind;
	item->content = fixture->leaf;
	item->artifact = fixture->leaf ? ARTIFACT_NONE : ARTIFACT_HEADER;
	return item;
}

/* Shapes `text`, one run of one direction, and puts it at x, y. Returns where
 * it ends. */
static lu add_text(struct fixture *fixture, const char *text, lu x, lu y,
		   script_tag script, bool is_right_to_left)
{
	struct font_request request = { .script = script };
	const struct font_face *face =
		font_set_choose(fixture->fonts, &request);
	hb_buffer_t *buffer = hb_buffer_create();
	hb_buffer_add_utf8(buffer, text, -1, 0, -1);
	hb_buffer_guess_segment_properties(buffer);
	hb_buffer_set_direction(buffer, is_right_to_left ? HB_DIRECTION_RTL :
							   HB_DIRECTION_LTR);
	hb_shape(face->hb_font, buffer, NULL, 0);
	unsigned count;
	hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
	hb_glyph_position_t *positions =
		hb_buffer_get_glyph_positions(buffer, NULL);
	struct glyph *glyphs =
		ARENA_NEW_ARRAY(&fixture->arena, count + 1, struct glyph);
	lu size = 12000, width = 0;
	for (unsigned i = 0; i < count; i++) {
		glyphs[i] = (struct glyph){
			.id = infos[i].codepoint,
			.cluster = infos[i].cluster,
			.advance = font_face_scale(face, positions[i].x_advance,
						   size),
			.x_offset = font_face_scale(face, positions[i].x_offset,
						    size),
			.y_offset = font_face_scale(face, positions[i].y_offset,
						    size),
		};
		width += glyphs[i].advance;
	}
	hb_buffer_destroy(buffer);
	add_item(fixture, ITEM_GLYPHS)->run = (struct glyph_run){
		.face = face,
		.size = size,
		.x = x,
		.y = y,
		.width = width,
		.glyphs = glyphs,
		.count = count,
		.text = str_from(text),
		.is_right_to_left = is_right_to_left,
	};
	return x + width;
}

static lu add_latin(struct fixture *fixture, const char *text, lu x, lu y)
{
	return add_text(fixture, text, x, y, SCRIPT_TAG('L', 'a', 't', 'n'),
			false);
}

static inline struct link_area *
add_area(struct fixture *fixture, const struct structure_element *element, lu x,
	 lu y)
{
	struct page *page =
		&fixture->frames.pages[fixture->frames.page_count - 1];
	page->links = vector_grow(page->links, page->link_count,
				  &page->link_capacity, sizeof *page->links);
	struct link_area *area = &page->links[page->link_count++];
	area->element = element;
	area->box = (struct rectangle){ x, y, 50000, 14000 };
	return area;
}

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct error error = { "" };
	fixture->fonts = font_set_load(&fixture->arena, OVERLAY_OF("fonts"),
				       &fixture->diagnostics, &error);
	fixture->document = (struct document){
		.arena = &fixture->arena,
		.title = "A <title> & more",
		.language = "en-GB",
		.direction = DIRECTION_LTR,
	};
	fixture->frames.document = &fixture->document;
	fixture->frames.root = add_element(fixture, NULL, ROLE_DOCUMENT);
	add_page(fixture);
	*state = fixture;
	return fixture->fonts ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	for (size_t i = 0; i < fixture->frames.page_count; i++) {
		free(fixture->frames.pages[i].items);
		free(fixture->frames.pages[i].links);
	}
	free(fixture->frames.pages);
	free(fixture->frames.bookmarks);
	free(fixture->frames.destinations);
	font_set_release(fixture->fonts);
	diagnostics_release(&fixture->diagnostics);
	reader_release(&fixture->reader);
	buffer_release(&fixture->out);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

/* Writes and reads back. */
static void write_pdf(struct fixture *fixture)
{
	struct pdf_options options = { 1700000000, profile, "everyread",
				       fixture->standard };
	struct error error = { "" };
	bool ok = pdf_write(&fixture->frames, &options, &fixture->out, &error);
	assert_string_equal(error.message, "");
	assert_true(ok);
	reader_read(&fixture->reader, buffer_str(&fixture->out));
}

static void expect_object(struct fixture *fixture, const char *words)
{
	if (!count_of(&fixture->reader.objects, words))
		fail_msg("no object with '%s'", words);
}

#endif
