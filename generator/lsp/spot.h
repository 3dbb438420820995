/* What stands at a place of a text, for whoever asks there. Read from its line
 * alone, so that a text that is half written can be asked about. */
#ifndef EVERYREAD_LSP_SPOT_H
#define EVERYREAD_LSP_SPOT_H

#include "base/str.h"

enum lsp_spot_kind {
	SPOT_NOTHING,
	SPOT_VALUE,     /* {{theme.access|}} */
	SPOT_DIRECTIVE, /* ::: {.cal| */
	SPOT_ATTRIBUTE, /* ::: {.callout ki| */
	SPOT_SETTING,   /* ::: {.chart themes="care acc|" */
	SPOT_CLASS,     /* [words]{.te| */
	SPOT_LINK,      /* [words](02-next.md#det| */
	SPOT_REFERENCE, /* @fig-acc| */
	SPOT_NOTE       /* [^1| */
};

struct lsp_spot {
	enum lsp_spot_kind kind;
	/* The word that the place is in, without what stands around it: before
	 * the place as far as it was written, and whole. Offsets of bytes. */
	size_t start, end;
	struct str written;              /* from start to the place */
	struct str whole;                /* from start to end */
	struct str directive, attribute; /* where it stands in one */
};

struct lsp_spot lsp_spot_at(struct str text, size_t offset);

#endif
