/* Where the pages of print begin: before the first block that begins on each.
 * A page that begins within a block, and on which none begins that a mark may
 * stand before, is marked at the next that does. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "epub/writer.h"

struct finder {
	struct writer *writer;
	bool *is_known; /* by index of the element: it has begun */
	size_t page;    /* first that has no mark yet */
	int64_t last;   /* index of the element marked last: a figure that was
			 * moved is not gone back to */
};

static void mark(struct finder *finder, const struct frames *frames,
		 size_t page, const struct node *node)
{
	for (; finder->page <= page; finder->page++) {
		const char *label = frames->pages[finder->page].label;
		if (label && *label)
			*VECTOR_ADD(&finder->writer->pages) =
				(struct html_page_break){ node, label };
	}
}

/* The outermost block that begins with this content, or NULL. */
static const struct node *beginning(struct finder *finder,
				    const struct structure_element *element)
{
	const struct structure_element *block = NULL;
	for (; element && !finder->is_known[element->index];
	     element = element->parent) {
		finder->is_known[element->index] = true;
		if (element->node && html_may_break_before(element->node))
			block = element;
	}
	if (!block || (int64_t)block->index <= finder->last)
		return NULL;
	finder->last = block->index;
	return block->node;
}

void epub_find_pages(struct writer *writer)
{
	const struct frames *frames = writer->options->pages;
	if (!frames)
		return;
	struct finder finder = {
		.writer = writer,
		.is_known = memory_allocate(frames->element_count + 1),
		.last = -1,
	};
	memset(finder.is_known, 0, frames->element_count + 1);
	for (size_t p = 0; p < frames->page_count; p++) {
		const struct page *page = &frames->pages[p];
		for (size_t i = 0; i < page->item_count; i++) {
			const struct frame_item *item = &page->items[i];
			const struct node *node =
				item->content ?
					beginning(&finder, item->content) :
					NULL;
			if (node)
				mark(&finder, frames, p, node);
		}
	}
	free(finder.is_known);
}
