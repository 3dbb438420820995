/* What the files that write Office Open XML share. */
#ifndef EVERYREAD_OFFICE_DOCX_H
#define EVERYREAD_OFFICE_DOCX_H

#include "office/writer.h"

/* What a part of the package leads to, by "rId" and its place from 1. */
struct relationship {
	const char *type; /* the last word of its name: "image" */
	const char *target;
	bool is_external;
};

/* word/document.xml or word/footnotes.xml, with the relationships of each. */
struct docx_part {
	struct buffer text;
	VECTOR(struct relationship) relationships;
	struct map known; /* relationship numbers by target */
};

struct docx_note {
	const struct node *note;
	bool is_own; /* its mark, which Word does not count */
};

struct docx {
	struct docx_part body, notes;
	struct docx_part *part;           /* that is being written */
	VECTOR(struct docx_note) waiting; /* as they are referred to */
	VECTOR(const struct office_list *) lists;
	uint32_t picture_count, bookmark_count, counted_notes;
	const struct docx_note *due_mark; /* before a note's first words */
	unsigned first, last; /* levels of the contents whose field is due */
	bool contents_are_due, contents_are_open, entry_is_open;
	struct office_table table; /* that is open */
};

extern const struct office_format docx_format;

/* docx_text.c */
void docx_emit(struct writer *writer, const char *markup);
void docx_emit_integer(struct writer *writer, int64_t value);
/* ` w:name="value"` */
void docx_emit_attribute(struct writer *writer, const char *name,
			 const char *value);
/* The number of the relationship, which is added where it is new. */
size_t docx_relate(struct writer *writer, struct docx_part *part,
		   const char *type, const char *target, bool is_external);
void docx_append_relationships(const struct docx_part *part,
			       struct buffer *out);
/* Notes that were referred to, into their part. */
void docx_write_notes(struct writer *writer);

/* docx_table.c */
void docx_begin_table(struct writer *writer, const struct office_table *table);
void docx_end_table(struct writer *writer);
void docx_begin_row(struct writer *writer, const struct node *row);
void docx_end_row(struct writer *writer);
void docx_begin_cell(struct writer *writer, const struct node *cell);
void docx_end_cell(struct writer *writer);
void docx_covered(struct writer *writer, const struct node *cell, uint32_t down,
		  uint32_t right);

/* docx_picture.c */
void docx_picture(struct writer *writer, const struct office_shown *shown);

/* docx_style.c: word/styles.xml, numbering.xml, fontTable.xml, theme1.xml */
void docx_append_styles(struct writer *writer, struct buffer *out);
void docx_append_numbering(struct writer *writer, struct buffer *out);
void docx_append_fonts(struct writer *writer, struct buffer *out);
void docx_append_theme(struct writer *writer, struct buffer *out);
/* The borders and the ground of a box, within w:pPr. */
void docx_append_box(const struct writer *writer, enum office_box box,
		     bool is_right_to_left, struct buffer *out);

/* What puts a paragraph beside those that follow it, within w:pPr. */
void docx_append_frame(const struct writer *writer, bool is_right_to_left,
		       struct buffer *out);

/* [twentieths of a point] */
static inline int64_t docx_twips(lu length)
{
	return (int64_t)length * 20 / LU_PER_POINT;
}

#define DOCX_W \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/" \
	"main\""
#define DOCX_R \
	"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/" \
	"relationships\""
#define DOCX_XML \
	"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

#endif
