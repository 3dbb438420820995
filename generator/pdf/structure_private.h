/* What the two files of pdf/structure share. */
#ifndef EVERYREAD_PDF_STRUCTURE_PRIVATE_H
#define EVERYREAD_PDF_STRUCTURE_PRIVATE_H

struct buffer;
struct pdf_writer;
struct structure_element;

/* The element after this one in reading order, or NULL. */
const struct structure_element *
pdf_next_element(const struct structure_element *root,
		 const struct structure_element *element);

/* references.c: when elements have their numbers. */
void pdf_find_references(struct pdf_writer *writer);

/* "/Ref[12 0 R]", or nothing. */
void pdf_append_references(struct pdf_writer *writer, struct buffer *out,
			   const struct structure_element *element);

/* "(n0000000012)": the identifier of a note or header cell. All have the same
 * length, so that their order is that of their elements. */
void pdf_append_identifier(struct buffer *out,
			   const struct structure_element *element);

/* "/A[<<…>>]", or nothing where the element has no attributes. */
void pdf_append_attributes(struct pdf_writer *writer, struct buffer *out,
			   const struct structure_element *element);

#endif
