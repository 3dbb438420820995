/* Lists of contents, of figures and of tables. */
#include "told/teller.h"

static void add_entry(struct teller *teller, const struct node *target,
		      uint8_t level)
{
	struct told_item *item = told_add(teller, TOLD_ENTRY, target);
	item->level = level;
	item->target = target;
}

static void tell_headings(struct teller *teller)
{
	const struct document *document = teller->document;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		if (!node_is_listed(document, heading))
			continue;
		add_entry(teller, heading, heading->heading.depth);
		if (heading->heading.number) {
			told_add_text(teller, heading, heading->heading.number);
			told_add_text(teller, heading, " ");
		}
		told_add_inlines(teller, heading, true);
		told_drop_empty(teller);
	}
}

static void tell_captions(struct teller *teller, struct node *const *nodes,
			  uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		add_entry(teller, nodes[i], 0);
		told_add_text(teller, nodes[i], node_label(nodes[i]));
		told_add_text(teller, nodes[i],
			      node_short_caption(teller->document, nodes[i]));
	}
}

void told_tell_entries(struct teller *teller, const struct node *contents)
{
	const struct document *document = teller->document;
	teller->has_space = true;
	switch (contents->contents.of) {
	case CONTENTS_OF_HEADINGS:
		tell_headings(teller);
		break;
	case CONTENTS_OF_FIGURES:
		tell_captions(teller, document->figures,
			      document->figure_count);
		break;
	case CONTENTS_OF_TABLES:
		tell_captions(teller, document->tables, document->table_count);
		break;
	}
}
