/* What the files that write OpenDocument share. */
#ifndef EVERYREAD_OFFICE_ODT_H
#define EVERYREAD_OFFICE_ODT_H

#include "office/writer.h"

/* A list, or an item of it, that stands around what is being written. */
struct odt_level {
	const struct office_list *list;
	const char *identifier; /* of the list, xml:id */
	bool is_open;           /* its elements are; a table closes them all */
	bool is_item;           /* an item has begun, and is due or open */
	bool has_begun, item_has_begun;
	const struct node *item;
};

struct odt {
	struct buffer text;
	struct buffer automatic; /* styles */
	struct map known;        /* automatic styles by their properties */
	uint32_t paragraph_styles, language_styles, table_count, picture_count;
	uint32_t counted_notes, list_count;
	VECTOR(struct odt_level) levels;
	bool is_begun;      /* the first paragraph has the first page's style */
	bool follows_space; /* a space now would be taken for none */
	bool is_heading;
	struct office_table table;
	const char *table_name;
	bool is_in_head;
};

extern const struct office_format odt_format;

/* odt_text.c */
void odt_emit(struct writer *writer, const char *markup);
void odt_emit_integer(struct writer *writer, int64_t value);
void odt_emit_attribute(struct writer *writer, const char *name,
			const char *value);
/* ` name="12.345pt"` */
void odt_append_length(struct buffer *out, const char *name, lu length);
/* "Heading_20_2" for "Heading 2". */
void odt_append_name(struct buffer *out, const char *name);
/* fo:text-align: of lines that run from right to left, or from left to right. */
const char *odt_alignment(enum alignment alignment, bool is_right_to_left);
/* Lists do not hold tables: what is open ends. */
void odt_close_lists(struct writer *writer);

/* odt_table.c */
void odt_begin_table(struct writer *writer, const struct office_table *table);
void odt_end_table(struct writer *writer);
void odt_begin_row(struct writer *writer, const struct node *row);
void odt_end_row(struct writer *writer);
void odt_begin_cell(struct writer *writer, const struct node *cell);
void odt_end_cell(struct writer *writer);
void odt_covered(struct writer *writer, const struct node *cell, uint32_t down,
		 uint32_t right);
void odt_picture(struct writer *writer, const struct office_shown *shown);

/* odt_style.c */
void odt_append_styles(struct writer *writer, struct buffer *out);
/* Those of cells, which LibreOffice takes from automatic styles alone. */
void odt_append_cells(const struct writer *writer, struct buffer *out);
void odt_append_fonts(const struct writer *writer, struct buffer *out);
/* fo:language and its kin. */
void odt_append_language(struct writer *writer, const char *tag,
			 struct buffer *out);
/* Ground, bar and padding of a box. */
void odt_append_box(const struct writer *writer, enum office_box box,
		    bool is_right_to_left, struct buffer *out);

#define ODT_XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define ODT_NAMESPACES \
	" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"" \
	" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"" \
	" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"" \
	" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"" \
	" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"" \
	" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:" \
	"xsl-fo-compatible:1.0\"" \
	" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:" \
	"svg-compatible:1.0\"" \
	" xmlns:xlink=\"http://www.w3.org/1999/xlink\"" \
	" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"" \
	" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\"" \
	" xmlns:loext=\"urn:org:documentfoundation:names:experimental:" \
	"office:xmlns:loext:1.0\" office:version=\"1.3\""

#endif
