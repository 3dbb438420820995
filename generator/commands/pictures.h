/* Finds and loads the pictures of a document, once for all its outputs. */
#ifndef EVERYREAD_COMMANDS_PICTURES_H
#define EVERYREAD_COMMANDS_PICTURES_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "document/document.h"
#include "document/outline.h"
#include "html/html.h"
#include "theme/theme.h"

struct pictures {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const char *folder; /* the publication's: pictures are looked for beside
			     * the text, then here, and nowhere outside it;
			     * NULL: beside the text alone, wherever they are */
	const char *text_folder; /* where the text's own place has no file */
	bool is_lenient;         /* a file that is no picture is as good as
				  * none: the text shows what stands for it */
};

/* markdown_find_image */
const char *pictures_find(void *pictures, const char *source,
			  struct place place, const char **reason);

/* html_options.load_image */
bool pictures_load(void *pictures, const struct node *node,
		   struct html_image *result);

/* What pictures have room in on the pages of a profile; nothing is known
 * without a theme (NULL). */
struct outline_pictures pictures_on_paper(const struct theme *theme,
					  enum profile profile);

#endif
