/* What PDF/UA-1 and PDF/UA-2 say differently. */
#include "pdf/standard.h"

#include <string.h>

/* ---- Files ------------------------------------------------------------- */

/* PDF/A-2 refuses properties that it does not know unless the file describes
 * them: here that of PDF/UA. */
static const char extension_schema[] =
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaSchema:schema>PDF/UA Universal Accessibility Schema"
	"</pdfaSchema:schema>\n"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
	"</pdfaSchema:namespaceURI>\n"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
	"<pdfaSchema:property><rdf:Seq>"
	"<rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaProperty:name>part</pdfaProperty:name>\n"
	"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
	"<pdfaProperty:category>internal</pdfaProperty:category>\n"
	"<pdfaProperty:description>Part of ISO 14289 that the file keeps to"
	"</pdfaProperty:description>\n"
	"</rdf:li></rdf:Seq></pdfaSchema:property>\n"
	"</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

/* Well-Tagged PDF 1.0, 5.2: what is true of every file that keeps to PDF/UA-2 and
 * names all its text is declared, for accessibility and for reuse. */
static const char well_tagged[] =
	"<pdfd:declarations xmlns:pdfd=\"http://pdfa.org/declarations/\">"
	"<rdf:Bag>\n"
	"<rdf:li rdf:parseType=\"Resource\"><pdfd:conformsTo>"
	"http://pdfa.org/declarations/wtpdf#accessibility1.0"
	"</pdfd:conformsTo></rdf:li>\n"
	"<rdf:li rdf:parseType=\"Resource\"><pdfd:conformsTo>"
	"http://pdfa.org/declarations/wtpdf#reuse1.0"
	"</pdfd:conformsTo></rdf:li>\n"
	"</rdf:Bag></pdfd:declarations>\n";

static const char *const names[] = {
	[PDF_STANDARD_UA_1] = "ua-1", [PDF_STANDARD_UA_2] = "ua-2"
};

static const struct pdf_rules all_rules[] = {
	[PDF_STANDARD_UA_1] = {
		.version = "1.7",
		.identification = "<pdfaid:part>2</pdfaid:part>\n"
				  "<pdfaid:conformance>A</pdfaid:conformance>\n"
				  "<pdfuaid:part>1</pdfuaid:part>\n",
		.extensions = extension_schema,
		.has_information = true,
	},
	/* PDF/A-4 has no levels and wants no information dictionary (ISO
	 * 19005-4, 6.1.3 and 6.7.3). */
	[PDF_STANDARD_UA_2] = {
		.version = "2.0",
		.identification = "<pdfaid:part>4</pdfaid:part>\n"
				  "<pdfaid:rev>2020</pdfaid:rev>\n"
				  "<pdfuaid:part>2</pdfuaid:part>\n"
				  "<pdfuaid:rev>2024</pdfuaid:rev>\n",
		.extensions = well_tagged,
		.has_namespaces = true,
		.has_structure_destinations = true,
		.has_references = true,
		.names_plain_lists = true,
		/* A caption is the first or last child of what it captions
		 * (ISO 14289-2, 8.2.5.27); PDF 1.7's readers would keep it to
		 * themselves, as the figure has an alternative. */
		.captions_are_parts = true,
		.note_attributes = "<</O/FENote/NoteType/Footnote>>",
	},
};

bool pdf_standard_parse(const char *name, enum pdf_standard *standard)
{
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0) {
			*standard = i;
			return true;
		}
	return false;
}

const struct pdf_rules *pdf_rules_of(enum pdf_standard standard)
{
	return &all_rules[standard];
}

const char *pdf_namespace_name(enum pdf_namespace space)
{
	return space == PDF_NAMESPACE_2 ? "http://iso.org/pdf2/ssn" :
					  "http://iso.org/pdf/ssn";
}

/* ---- Structure types --------------------------------------------------- */

static const char *heading_name(const struct structure_element *element)
{
	static const char *const headings[] = { "H1", "H2", "H3",
						"H4", "H5", "H6" };
	return headings[element->level >= 1 && element->level <= 6 ?
				element->level - 1 :
				5];
}

static const char *const role_names[] = {
#define ROLE(KIND, NAME, ...) [ROLE_##KIND] = NAME,
#include "frame/roles.def"
};

/* The namespace that holds it in PDF 2.0. */
static const uint8_t role_namespaces[] = {
#define ROLE(KIND, NAME, PLACE, EMPTY, NAMESPACE) \
	[ROLE_##KIND] = PDF_NAMESPACE_##NAMESPACE,
#include "frame/roles.def"
};

/* The nearest ancestor that is no mere grouping: what may stand in a Div is
 * what may stand around it (ISO/TS 32005, table 4). */
static enum structure_role outer_role(const struct structure_element *element)
{
	const struct structure_element *outer = element->parent;
	while (outer && (outer->role == ROLE_DIVISION ||
			 outer->role == ROLE_NON_STRUCTURE))
		outer = outer->parent;
	return outer ? outer->role : ROLE_DOCUMENT;
}

static bool is_cell(enum structure_role role)
{
	return role == ROLE_TABLE_HEADER_CELL || role == ROLE_TABLE_DATA_CELL;
}

/* ISO/TS 32005, table 5, for what authors can nest. */
static bool is_misplaced(const struct structure_element *element)
{
	enum structure_role role = element->role;
	/* For these alone: looking out costs as much as they stand deep. */
	if (role != ROLE_ASIDE && role != ROLE_ARTICLE &&
	    role != ROLE_BLOCK_QUOTE && role != ROLE_HEADING)
		return false;
	enum structure_role outer = outer_role(element);
	if (role == ROLE_ASIDE)
		return outer == ROLE_ASIDE || outer == ROLE_BLOCK_QUOTE ||
		       is_cell(outer);
	if (role == ROLE_ARTICLE)
		return outer == ROLE_ARTICLE;
	return role == ROLE_BLOCK_QUOTE ? is_cell(outer) : outer == ROLE_NOTE;
}

static const char *name_2(const struct structure_element *element)
{
	if (element->role == ROLE_HEADING)
		return heading_name(element);
	if (element->role == ROLE_NOTE)
		return "FENote";
	/* A Reference holds no Link, and an entry of the contents holds one
	 * only in a paragraph. */
	if (element->role == ROLE_REFERENCE)
		return element->parent->role == ROLE_CONTENTS_ITEM ? "P" : NULL;
	return role_names[element->role];
}

static struct pdf_role role_2(const struct structure_element *element)
{
	if (is_misplaced(element))
		return (struct pdf_role){ element->role == ROLE_HEADING ? "P" :
									  "Div",
					  PDF_NAMESPACE_2 };
	return (struct pdf_role){ name_2(element),
				  role_namespaces[element->role] };
}

struct pdf_role pdf_role_of(const struct pdf_rules *rules,
			    const struct structure_element *element)
{
	if (rules->has_namespaces)
		return role_2(element);
	return (struct pdf_role){ element->role == ROLE_HEADING ?
					  heading_name(element) :
					  role_names[element->role],
				  PDF_NAMESPACE_NONE };
}
