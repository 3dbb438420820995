/* What pictures and links refer to. */
#ifndef EVERYREAD_MARKDOWN_IMAGES_H
#define EVERYREAD_MARKDOWN_IMAGES_H

#include "markdown/reading.h"

/* Finds the file of a NODE_IMAGE; reports where there is none. */
void images_find(struct reading *reading, struct node *image);

/* False, with a warning, for links that run a script or open a local file. */
bool images_link_is_allowed(struct reading *reading, const char *target,
			    struct place place);

#endif
