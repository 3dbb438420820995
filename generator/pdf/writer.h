/* One PDF being written: what the steps of pdf.c share. */
#ifndef EVERYREAD_PDF_WRITER_H
#define EVERYREAD_PDF_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/vector.h"
#include "frame/frame.h"
#include "pdf/fonts.h"
#include "pdf/objects.h"
#include "pdf/pdf.h"
#include "pdf/standard.h"

/* A stretch of marked content: which element's, on which page. */
struct pdf_mark {
	const struct structure_element *leaf; /* ROLE_CONTENT */
	uint32_t page;                        /* from 0 */
	uint32_t mcid;                        /* within the page, from 0 */
	uint32_t place; /* of the page among those that are read */
};

struct pdf_area {
	const struct link_area *area;
	struct pdf_area *next;
};

/* An annotation: all areas that a link has on one page. */
struct pdf_annotation {
	const struct structure_element *element;
	uint32_t page;
	struct pdf_area *first, **last;
	pdf_id id;
	uint32_t parent_key; /* in the parent tree */
};

/* That a link leads to an element. */
struct pdf_reference {
	const struct structure_element *from, *to;
	uint32_t next; /* of those that lead to the same note, from 1; or 0 */
};

struct pdf_picture {
	const struct image *image;
	pdf_id id;
};

struct pdf_writer {
	const struct frames *frames;
	const struct pdf_options *options;
	const struct pdf_rules *rules;
	struct arena arena;
	struct pdf_objects objects;
	struct pdf_fonts fonts;
	pdf_id *pages;                 /* by page */
	VECTOR(struct pdf_mark) marks; /* in order of pages and reading */
	VECTOR(struct pdf_annotation) annotations; /* in order of pages */
	VECTOR(struct pdf_picture) pictures;
	pdf_id *elements;        /* by element index; 0: left out */
	struct map destinations; /* node address → destination */
	pdf_id namespaces[PDF_NAMESPACE_COUNT];
	/* where the rules have references; by element index, from 1, 0: none */
	struct map targets; /* node address → element */
	VECTOR(struct pdf_reference) references;
	uint32_t *reference_of, *referring_to;
};

/* content.c: paints all pages; fills pages, marks and pictures. */
bool pdf_write_pages(struct pdf_writer *writer, struct error *error);

/* picture.c: the number of the image's resource; the picture is written when
 * it is first used. False where it is damaged. */
bool pdf_picture_number(struct pdf_writer *writer, const struct image *image,
			uint32_t *number, struct error *error);

/* links.c: annotations are found before the structure, which refers to them,
 * and written after it, as they refer to elements. */
void pdf_find_links(struct pdf_writer *writer);
void pdf_write_links(struct pdf_writer *writer);
/* NULL where the link leads out of the document. */
const struct destination *
pdf_link_destination(struct pdf_writer *writer,
		     const struct pdf_annotation *annotation);
/* "/Dest[12 0 R/XYZ x y null]", or an action with a structure destination. */
void pdf_append_destination(struct pdf_writer *writer, struct buffer *out,
			    const struct destination *destination);

/* structure.c */
void pdf_write_structure(struct pdf_writer *writer);

/* references.c: the element that shows a node, or what it stands in; after
 * pdf_find_references(). */
const struct structure_element *pdf_target_element(struct pdf_writer *writer,
						   const struct node *node);

/* outline.c: bookmarks and page labels. */
void pdf_write_outline(struct pdf_writer *writer);
void pdf_write_page_labels(struct pdf_writer *writer);

/* metadata.c: catalog, information, XMP, output intent. */
bool pdf_write_metadata(struct pdf_writer *writer, struct error *error);

#endif
