/* The order of finishing. */
#include "document/finish.h"

#include <assert.h>

#include "document/abbreviations.h"
#include "document/check.h"
#include "document/localise.h"
#include "document/references.h"
#include "document/values.h"

void document_finish(struct document *document,
		     const struct outline_options *options,
		     struct diagnostics *diagnostics)
{
	struct finish finish = {
		.document = document,
		.options = options,
		.diagnostics = diagnostics,
		.severity = options->is_strict ? DIAGNOSTIC_ERROR :
						 DIAGNOSTIC_WARNING,
	};
	document_finish_texts(&finish);
	document_join_lines(document);
	document_find_references(document);
	document_set_directions(document);
	/* Footnotes first: the walks below follow their numbers. */
	document_finish_footnotes(document);
	document_mark_abbreviations(document);
	document_check_authoring(document, options, diagnostics);
	document_finish_mending(document);
	document_finish_data(&finish);
	document_finish_tables_and_figures(&finish);
	document_drop_empty_lists(document);
	document_finish_outline(&finish);
	document_finish_identifiers(&finish);
	document_finish_links(&finish);
	document_finish_lists(&finish);
	document_finish_data_links(&finish);
	document_add_words(document);
	document_fill_references(&finish);
	document_isolate_values(document);
	document_set_picture_rooms(&finish);
	map_release(&finish.identifiers);
	map_release(&finish.names);
#ifndef NDEBUG
	char message[256];
	if (!document_check_invariants(document, message, sizeof message)) {
		fprintf(stderr, "%s\n", message);
		assert(!"the document keeps its invariants");
	}
#endif
}
