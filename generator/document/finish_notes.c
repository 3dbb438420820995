/* Finishing: footnotes in order of first use. */
#include "base/vector.h"
#include "document/finish.h"

struct notes {
	VECTOR(struct node *) footnotes;  /* in order of first use */
	VECTOR(struct node *) references; /* in the order of the text */
};

static void collect_references(struct notes *notes, struct node *root)
{
	const struct node *node = root;
	while ((node = node_next(root, node))) {
		if (node->kind != NODE_FOOTNOTE_REFERENCE)
			continue;
		struct node *footnote = node->footnote_reference.footnote;
		if (!footnote->footnote.number) {
			*VECTOR_ADD(&notes->footnotes) = footnote;
			footnote->footnote.number =
				(uint32_t)notes->footnotes.count;
		}
		footnote->footnote.reference_count++;
		*VECTOR_ADD(&notes->references) = (struct node *)node;
	}
}

static void list_references(struct arena *arena, struct notes *notes)
{
	for (size_t i = 0; i < notes->footnotes.count; i++) {
		struct node *footnote = notes->footnotes.items[i];
		footnote->footnote.references = ARENA_NEW_ARRAY(
			arena, footnote->footnote.reference_count,
			struct node *);
		footnote->footnote.reference_count = 0;
	}
	for (size_t i = 0; i < notes->references.count; i++) {
		struct node *reference = notes->references.items[i];
		struct node *footnote = reference->footnote_reference.footnote;
		uint32_t index = footnote->footnote.reference_count++;
		footnote->footnote.references[index] = reference;
		reference->footnote_reference.index = index;
	}
}

void document_finish_footnotes(struct document *document)
{
	struct notes notes = { 0 };
	for (uint32_t i = 0; i < document->footnote_count; i++)
		document->footnotes[i]->footnote.number = 0;
	collect_references(&notes, document->root);
	for (size_t i = 0; i < notes.footnotes.count; i++)
		collect_references(&notes, notes.footnotes.items[i]);
	list_references(document->arena, &notes);
	/* Every used footnote was in the list before: it has room. */
	document->footnote_count = (uint32_t)notes.footnotes.count;
	for (size_t i = 0; i < notes.footnotes.count; i++)
		document->footnotes[i] = notes.footnotes.items[i];
	VECTOR_RELEASE(&notes.footnotes);
	VECTOR_RELEASE(&notes.references);
}
