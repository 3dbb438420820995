/* Words of people who consented to be quoted, and nobody else's: the only way
 * from a segment's text to an output.
 *
 * A passage may be quoted where nobody who is heard in it said no, and
 * everybody said yes: with a value of the consent variable that means yes, of
 * the case or, where the case has none, of the source. A source that says no
 * is never quoted, nor is what is given to nobody where the data have cases.
 * Answers that contradict each other are a no. Without a consent variable
 * nobody is quoted.
 *
 * What is told of the speaker is generic: the pseudonym, or else role and
 * area, each only where that tells nobody apart: at least `least_shown` cases
 * share what is told (roles with the same labels are one), the area's size is
 * shown, and so are the area's counts of the passage's themes, where they are
 * published. */
#ifndef EVERYREAD_QUOTE_QUOTATION_H
#define EVERYREAD_QUOTE_QUOTATION_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "count/analysis.h"

struct quotation {
	const char *id;    /* of the selection; "": none that is its own */
	uint32_t passage;  /* what tells it from others of the project */
	uint32_t source;   /* index into project.sources */
	struct place data; /* where it stands in the data */
	/* The passage on one line, without white space at its ends. What
	 * findings.yaml replaces is in brackets; names of those who are heard
	 * in it, and what stands for a
	 * name that was taken out (lines, rows of X, empty brackets,
	 * [redacted]), are "[…]"; other replacements in brackets stay. */
	const char *text;
	uint64_t words;        /* what stands for the text: its hash */
	const char *pseudonym; /* or NULL */
	/* Values of the role's and the area's variable, or PROJECT_NONE; never
	 * with a pseudonym. Names for print: quotation_role() and
	 * quotation_area(). */
	uint32_t role, area;
	const char *language; /* the language variable's value, or NULL */
	/* The themes that the passage itself is coded with, or the next above
	 * its codes, in ascending order. */
	const uint32_t *themes;
	uint32_t theme_count;
};

struct quotations;

/* In the arena; keeps the analysis. */
struct quotations *quotations_new(struct arena *arena,
				  const struct analysis *analysis);
/* Frees what is not the arena's. */
void quotations_release(struct quotations *quotations);

/* The same for somebody else, on another thread perhaps: what is asked of them
 * is in this arena. `quotations` must outlive them; they are not released. */
struct quotations *quotations_share(struct arena *arena,
				    const struct quotations *quotations);

/* The passage of an id; PROJECT_NONE where there is none, or more than one. */
uint32_t quotation_passage(const struct quotations *quotations, struct str id);

/* The passage that an author asks for by its id, at `place`. False with a
 * diagnostic where there is none, it has no text, two have the id, or there is
 * no consent. No diagnostic holds a word of it. */
bool quotation_find(struct quotations *quotations, struct str id,
		    struct place place, struct diagnostics *diagnostics,
		    struct quotation *quotation);

/* Warns of every name of somebody else in the passage's words, with its place
 * there. Names that findings.yaml replaces are none any more. */
void quotation_report_names(const struct quotations *quotations,
			    const struct quotation *quotation,
			    struct diagnostics *diagnostics);

/* Words of the passage's translation, which stand at `place`, with the same
 * names told and taken out. */
const char *quotation_translated_text(const struct quotations *quotations,
				      const struct quotation *quotation,
				      const char *words, struct place place,
				      struct diagnostics *diagnostics);

/* Tells which of findings.yaml's replacements bring a name back, and which
 * replace nothing in any passage that may be quoted, nor in any of `texts`, in
 * which translations of passages may stand. */
void quotations_check_replacements(const struct quotations *quotations,
				   const struct str *texts, size_t text_count,
				   struct diagnostics *diagnostics);

/* What the speaker's role, or area, is called in a language; NULL where it
 * is not told. */
const char *quotation_role(const struct quotations *quotations,
			   const struct quotation *quotation,
			   const char *language);
const char *quotation_area(const struct quotations *quotations,
			   const struct quotation *quotation,
			   const char *language);

/* Which passages of a theme to choose. Zero-initialised: any. */
struct quotation_wish {
	uint32_t least_length, most_length; /* [code points] 0: no bound */
	/* 1 + value of the area's variable; 0: any. Where the theme's count in
	 * the area is hidden, so is who spoke there: none is found. */
	uint32_t area;
	const char *language; /* the language variable's value; NULL: any */
	/* Passages that stand in the document already: none of them is chosen
	 * again. */
	const uint32_t *used;
	size_t used_count;
};

/* Up to `most` passages with the theme's code or one below it: from as many
 * people and areas as there are, those earlier in the data first; the same
 * for the same data. Passages without consent are passed over. Returns how
 * many. */
size_t quotation_select(struct quotations *quotations, uint32_t theme,
			const struct quotation_wish *wish, size_t most,
			struct quotation *chosen);

/* All passages that may be quoted, each once, in the order of the data, with
 * or without an id: those with the theme's code or one below it, or of any theme (PROJECT_NONE).
 * Returns how many; the list is the arena's. */
size_t quotation_list(struct quotations *quotations, uint32_t theme,
		      struct quotation **list);

#endif
