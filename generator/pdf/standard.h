/* The one place that knows which standard a file keeps to. All else asks the
 * rules here for what they say, never for their name.
 *
 * PDF/UA-1 with PDF/A-2a is PDF 1.7; PDF/UA-2 with PDF/A-4 is PDF 2.0, whose
 * structure types live in namespaces (ISO 32000-2, 14.7.4.2) and must nest as
 * ISO/TS 32005 has it. */
#ifndef EVERYREAD_PDF_STANDARD_H
#define EVERYREAD_PDF_STANDARD_H

#include <stdbool.h>

#include "frame/frame.h"
#include "pdf/pdf.h"

struct pdf_rules {
	const char *version;        /* of PDF */
	const char *identification; /* properties of the XMP packet */
	const char *extensions;     /* what describes or adds to them */
	bool has_information;       /* the information dictionary */
	bool has_namespaces;        /* else role maps */
	bool has_structure_destinations;
	bool has_references;         /* Ref: links to targets, notes to links */
	bool names_plain_lists;      /* those with bullets of no known kind */
	bool captions_are_parts;     /* of figures; else they stand beside */
	const char *note_attributes; /* or NULL */
};

enum pdf_namespace {
	PDF_NAMESPACE_NONE,
	PDF_NAMESPACE_1,
	PDF_NAMESPACE_2,
	PDF_NAMESPACE_COUNT
};

/* A structure type. Without a name the element is left out and its children
 * stand in its place. */
struct pdf_role {
	const char *name;
	enum pdf_namespace space;
};

const struct pdf_rules *pdf_rules_of(enum pdf_standard standard);

struct pdf_role pdf_role_of(const struct pdf_rules *rules,
			    const struct structure_element *element);

/* The namespace's name (ISO 32000-2, 14.8.6). */
const char *pdf_namespace_name(enum pdf_namespace space);

#endif
