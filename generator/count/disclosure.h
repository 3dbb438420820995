/* Disclosure control: which counts of a publication may be shown, so that
 * nobody can be picked out of a small one.
 *
 * All counts of a publication are one set, whatever table or chart they stand
 * in, with what a reader knows of them: this cell is the sum of those, this
 * one counts some of the people that that one counts, and leaves a rest. A
 * count from 1 to least_shown - 1 is hidden; then as few others as can be
 * found, so that no hidden cell and no secret rest can be worked out.
 *
 * What is promised. A reader who sees every shown count, knows all sums and facts
 * that were added here, and that zeros are never hidden, can for every hidden
 * cell imagine another publication that agrees with all this, where the cell
 * has another value; for every small cell, one where it is not small; and for
 * every secret rest that is small, one where that is not. So no hidden cell can
 * be computed, and neither a cell nor a rest narrowed down to small values.
 * The promise is kept by construction: the other publication (a "witness") is
 * found, in whole numbers, for each of these cells and rests, and checked. It
 * holds for sums, differences, and percentages with their bases alike, as long
 * as outputs obey three rules:
 *
 * - cells hidden for being small and cells hidden to protect them look the
 *   same; how many are hidden may be told, which ones are small, or how many,
 *   not: "two are small" beside two gaps says that both are;
 * - a percentage is shown only where its count and its base both are, and is
 *   computed from the two as shown (disclosure_share());
 * - an order or a drawing never places a hidden cell by its value.
 *
 * Zeros are shown: nobody is there to be picked out, and a reader's knowing
 * that hidden cells are not zero is part of the promise. That all of a group
 * share something (a count equal to its base) is no secret either. How far apart
 * the values of a hidden cell can be is not promised beyond this: two small
 * counts that add up to a shown 10 are each from 1 to 9. Nor is it promised
 * against a reader who knows single people, or another release of the data
 * (count/releases.h compares two).
 *
 * Deterministic, and bounded in time: past a fixed amount of work, more is
 * hidden than need be, never less. */
#ifndef EVERYREAD_COUNT_DISCLOSURE_H
#define EVERYREAD_COUNT_DISCLOSURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "read/disclosure_rules.h"

/* A reference to a cell: 0, 1, 2 … in the order of their addition. */
typedef uint32_t disclosure_cell;

struct disclosure;

/* In the arena, with all that is added. */
struct disclosure *disclosure_new(struct arena *arena,
				  struct disclosure_rules rules);

/* Adds a count. A number that stands in several tables is one cell. */
disclosure_cell disclosure_add(struct disclosure *set, uint32_t count);

/* Adds a count that is printed nowhere but that relations could give away,
 * such as a base less its count. It is protected as a hidden one is. */
disclosure_cell disclosure_add_unpublished(struct disclosure *set,
					   uint32_t count);

/* Makes a cell that is no small one dearer to hide than others of its count,
 * `weight` times (1 to 10000; 1 unless set): a total than a cell. With 0 it
 * costs next to nothing. */
void disclosure_set_weight(struct disclosure *set, disclosure_cell cell,
			   uint32_t weight);

/* Relations. They must be true of the counts, which is asserted. */

/* total = the sum of the parts, as within a table: all cells that hang together
 * through sums are looked at at once */
void disclosure_add_sum(struct disclosure *set, disclosure_cell total,
			const disclosure_cell *parts, size_t count);

/* The same where it is so only by how the data are: the parts of a theme that
 * exclude one another, the districts of a region. */
void disclosure_add_fact(struct disclosure *set, disclosure_cell whole,
			 const disclosure_cell *parts, size_t count);

/* whole ≥ part: the one counts people among those of the other */
void disclosure_add_subset(struct disclosure *set, disclosure_cell part,
			   disclosure_cell whole);

/* whole ≤ the sum of the parts, which may overlap: everybody in the whole is
 * in one of them at least */
void disclosure_add_cover(struct disclosure *set, disclosure_cell whole,
			  const disclosure_cell *parts, size_t count);

/* whole ≥ the sum of the parts, none of whose people are counted twice. Where
 * is_secret, the rest, whole - parts, is protected like a hidden cell when it
 * is from 1 to least_shown - 1; a rest of 0 is no secret. */
void disclosure_add_rest(struct disclosure *set, disclosure_cell whole,
			 const disclosure_cell *parts, size_t count,
			 bool is_secret);

/* The same, as a fact about a cell of its own that is printed nowhere, so that
 * more can be said of the rest; it is protected only where is_secret. */
disclosure_cell disclosure_add_rest_cell(struct disclosure *set,
					 disclosure_cell whole,
					 const disclosure_cell *parts,
					 size_t count, bool is_secret);

/* The relations again, by number from 0: false past the last. Facts may only be
 * so by how the data are; sums are always. */
enum disclosure_sense {
	DISCLOSURE_EQUAL,    /* whole = the sum of the parts */
	DISCLOSURE_AT_MOST,  /* whole ≤ it */
	DISCLOSURE_AT_LEAST, /* whole ≥ it */
};
struct disclosure_known {
	enum disclosure_sense sense;
	bool is_fact;
	disclosure_cell whole;
	const disclosure_cell *parts; /* borrowed */
	size_t count;
};
bool disclosure_find_relation(const struct disclosure *set, size_t number,
			      struct disclosure_known *known);
size_t disclosure_cell_count(const struct disclosure *set);

/* Decides what is hidden. Call it once, when all is added. */
void disclosure_protect(struct disclosure *set);

/* After disclosure_protect(). */

/* False too for a cell that was added as unpublished. */
bool disclosure_is_shown(const struct disclosure *set, disclosure_cell cell);

/* The count as it may be printed: rounded; 0 where the cell is hidden. */
uint32_t disclosure_count(const struct disclosure *set, disclosure_cell cell);

/* Count by base, as these may be printed. False, and *share = 0, where either
 * is hidden or the base is zero. */
bool disclosure_share(const struct disclosure *set, disclosure_cell count,
		      disclosure_cell base, double *share);

/* How many published cells are hidden. Why they are is told to nobody: "two
 * because they are small" beside a table with two gaps says that both are. */
struct disclosure_report {
	size_t cells;  /* published, hidden or not */
	size_t hidden; /* of these */
};
struct disclosure_report disclosure_report(const struct disclosure *set);

/* The nearest multiple of the rules' rounding, half up; what is not zero does
 * not become zero. */
uint32_t disclosure_round(struct disclosure_rules rules, uint32_t count);

#endif
