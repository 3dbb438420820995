/* Which segments may be quoted, and what may be told of them. Private to
 * quote/quotation*.c: nothing else may see a text that consent was not
 * asked for. */
#ifndef EVERYREAD_QUOTE_QUOTATION_PRIVATE_H
#define EVERYREAD_QUOTE_QUOTATION_PRIVATE_H

#include "base/map.h"
#include "quote/names.h"
#include "quote/quotation.h"

struct quotations {
	struct arena *arena;
	const struct analysis *analysis;
	struct map ids; /* id → segment, the first with it */
	/* Segments with one id are one passage; without one, or where two
	 * passages have it, those of the same words in the same place. Of each
	 * segment: the passage's first, and its next. */
	uint32_t *first, *next;
	bool *has_consent; /* of each passage's first: everybody said yes */
	uint32_t *theme_of_code; /* that of the code, or the next above */
	/* Of each role's value: the first that has the same label in every
	 * language. Readers cannot tell them apart, so they count as one. */
	uint32_t *role_group;
	/* How many cases share a role and an area; the last of each is any. */
	uint32_t *shared;
	uint32_t roles, areas;
	/* What findings.yaml replaces, and the names of all cases. */
	struct names replacements, people;
	/* Of each replacement: it would bring a name back, so that its words
	 * are not printed. */
	bool *is_unsafe;
};

/* Whether everybody said yes who is heard in the passage, in any of its
 * segments. */
bool quotation_has_consent(const struct quotations *quotations,
			   const struct project_segment *segment);

/* The variable's value, of those who are heard in the segment if they agree,
 * else of its source; or NONE. */
uint32_t quotation_value(const struct project *project,
			 const struct project_segment *segment,
			 uint32_t variable);

/* Whether the counts of the area are shown: of all themes that the passage
 * is coded with, which are what a reader may take it to be about. */
bool quotation_is_area_shown(const struct quotations *quotations,
			     const struct project_segment *segment,
			     uint32_t area);

/* Fills replacements and people. */
void quotation_collect_names(struct quotations *quotations);

/* The words, of the segment, as they may be printed. */
const char *quotation_text(const struct quotations *quotations,
			   const struct project_segment *segment,
			   struct str words);

/* The segment, of which consent must be known, as it may be printed. */
struct quotation quotation_of(const struct quotations *quotations,
			      const struct project_segment *segment);

#endif
