/* YAML between two lines of dashes at a file's start. */
#ifndef EVERYREAD_MARKDOWN_FRONT_MATTER_H
#define EVERYREAD_MARKDOWN_FRONT_MATTER_H

#include "markdown/reading.h"

/* Cuts front matter off `text`, sets what it says in the reading's document,
 * and counts its lines in lines_before. Keys that mean nothing here are left
 * alone; text without front matter stays whole. */
void front_matter_take(struct reading *reading, struct str *text);

#endif
