/* What pictures and links refer to. */
#ifndef EVERYREAD_MARKDOWN_IMAGES_H
#define EVERYREAD_MARKDOWN_IMAGES_H

#include "markdown/reading.h"

/* Sets how wide the picture is shown: "50%", "200", "200px", "8cm", "80mm",
 * "3in", "60pt". `text` may be NULL; a wrong one is reported. */
void images_set_width(struct reading *reading, struct node *image,
		      const char *text);

/* Finds the file of a NODE_IMAGE; reports where there is none. */
void images_find(struct reading *reading, struct node *image);

/* False, with a warning, for links that no output may have (base/address.h). */
bool images_link_is_allowed(struct reading *reading, const char *target,
			    struct place place);

/* Tells of each title of a link or picture within `root`, which no output
 * shows, unless the words say the same. */
void images_report_titles(struct reading *reading, const struct node *root);

#endif
