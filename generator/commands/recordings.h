/* What people recorded, as values of the pages that offer it. */
#ifndef EVERYREAD_COMMANDS_RECORDINGS_H
#define EVERYREAD_COMMANDS_RECORDINGS_H

#include "base/buffer.h"
#include "locale/locale.h"
#include "publication/publication.h"
#include "template/value.h"

/* Sets `recordings`, each with kind (in words), title, lang (what is signed or
 * spoken), href, duration, is-captioned, captions and transcript (addresses, or
 * null), and `has-recordings`: those of `edition` and of the whole publication,
 * or all where it is NULL. */
void recordings_add(struct arena *arena, struct value *context,
		    const struct publication *publication, size_t language,
		    const struct edition *edition, struct locale *locale);

/* `,\n  "recordings": […]` of the manifest; nothing where there are none. */
void recordings_print(struct buffer *json,
		      const struct publication *publication);

#endif
