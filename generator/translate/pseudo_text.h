/* Texts in a pseudo-language (base/pseudo.h): the words of their segments are
 * changed as a translator would change them, and everything else stays. */
#ifndef EVERYREAD_TRANSLATE_PSEUDO_TEXT_H
#define EVERYREAD_TRANSLATE_PSEUDO_TEXT_H

#include "base/arena.h"
#include "base/pseudo.h"
#include "base/str.h"

/* A Markdown text, in the arena; its lines are those of the source. Headings
 * keep the identifiers that their words gave them, so that links hold. */
struct str pseudo_translate_text(struct arena *arena, enum pseudo pseudo,
				 struct str text, const char *file,
				 const char *language);

/* Markdown within a line, in the arena. */
const char *pseudo_translate_line(struct arena *arena, enum pseudo pseudo,
				  const char *markdown);

#endif
