/* A document as Braille: BRF, which embossers and displays take (lines of
 * Braille ASCII, a form feed after each page), and PEF 2008-1 (Portable Embosser
 * Format, XML with Unicode's Braille patterns).
 *
 * What is told, and in what order, told/ says. liblouis translates it, with the
 * table of each language: Unified English Braille in grade 1 or 2, Arabic,
 * Polish, Chinese (the common scheme of 2018) and others (tables.c). Words in
 * letters that the language is not written in are written with the table of a
 * language that is, whether their language is marked or not.
 *
 * - Six dots. Lines break at spaces; longer words where a line is full.
 * - Headings of the first two levels are centred between empty lines, others
 *   begin in cell 5 or 7; paragraphs in cell 3, what runs over in cell 1. Items
 *   and cells of tables hang, boxes are set in.
 * - Each part begins a page. The last line of a page has its number at the
 *   right end, and lists of contents tell these numbers after guide dots.
 * - What the table has no sign for is a full cell, and told to the author. */
#ifndef EVERYREAD_BRAILLE_BRAILLE_H
#define EVERYREAD_BRAILLE_BRAILLE_H

#include <stdbool.h>

#include "base/braille_settings.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "document/document.h"

/* Append the finished document to `out`. False where the system fails: a table
 * of liblouis is not there. */
bool braille_write_brf(const struct document *document,
		       const struct braille_settings *settings,
		       struct diagnostics *diagnostics, struct buffer *out,
		       struct error *error);
bool braille_write_pef(const struct document *document,
		       const struct braille_settings *settings,
		       struct diagnostics *diagnostics, struct buffer *out,
		       struct error *error);

/* Appends what was translated with which table, for developers and tests: a
 * line a piece, "table TAB patterns TAB words", and an empty one between
 * items. What there is no sign for has the table "none". */
bool braille_dump(const struct document *document,
		  const struct braille_settings *settings,
		  struct diagnostics *diagnostics, struct buffer *out,
		  struct error *error);

/* The list of tables for a BCP 47 language; NULL: liblouis has none of six
 * dots. */
const char *braille_table(const char *language, unsigned grade);

#endif
