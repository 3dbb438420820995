/* Where each page goes on which side of which sheet. */
#include "frame/fold.h"

#include <string.h>

enum { PAGES_PER_SHEET = 4, NO_PAGE = -1 };

struct folding {
	struct arena *arena;
	const struct fold_options *options;
	const struct page *pages;
	size_t page_count, back_count;
	lu width, height; /* of half a sheet */
	struct page *sides;
	size_t side_count;
	uint32_t *side_of; /* by page: its side, */
	uint32_t *part_of; /* and which of its parts it is there */
};

/* ---- Places ------------------------------------------------------------ */

static const struct page_part *part_of(const struct folding *folding,
				       uint32_t page)
{
	return &folding->sides[folding->side_of[page]]
			.parts[folding->part_of[page]];
}

static struct rectangle on_sheet(const struct page_part *part,
				 struct rectangle box)
{
	if (!part->is_turned)
		return (struct rectangle){ part->x + box.x, part->y + box.y,
					   box.width, box.height };
	return (struct rectangle){ part->x + box.y,
				   part->y + part->width - box.x - box.width,
				   box.height, box.width };
}

static void move_destination(const struct folding *folding,
			     struct destination *destination)
{
	uint32_t page = destination->page;
	struct rectangle place = on_sheet(
		part_of(folding, page),
		(struct rectangle){ destination->x, destination->y, 0, 0 });
	destination->page = folding->side_of[page];
	destination->x = place.x;
	destination->y = place.y;
}

static void move_structure(const struct folding *folding,
			   struct structure_element *root)
{
	struct structure_element *element = root;
	while (element) {
		bool is_figure = element->role == ROLE_FIGURE;
		uint32_t page = is_figure ? element->bounds_page : 0;
		if (is_figure && page < folding->page_count) {
			element->bounds = on_sheet(part_of(folding, page),
						   element->bounds);
			element->bounds_page = folding->side_of[page];
		}
		if (element->first_child) {
			element = element->first_child;
			continue;
		}
		while (element != root && !element->next)
			element = element->parent;
		element = element == root ? NULL : element->next;
	}
}

/* ---- Sides ------------------------------------------------------------- */

/* What goes beyond the page's edges goes as far beyond when the page has moved. */
static void widen_ground(struct frame_item *item, lu gutter)
{
	if (item->kind != ITEM_RECTANGLE || item->rectangle.radius ||
	    item->artifact != ARTIFACT_BACKGROUND)
		return;
	item->rectangle.box.x -= gutter;
	item->rectangle.box.width += 2 * gutter;
}

static void copy_content(const struct folding *folding, struct page *side,
			 const struct page *page, struct page_part *part)
{
	part->first_item = side->item_count;
	if (page->item_count)
		memcpy(side->items + side->item_count, page->items,
		       page->item_count * sizeof *page->items);
	side->item_count += page->item_count;
	part->end_item = side->item_count;
	for (size_t i = part->first_item; i < part->end_item; i++)
		widen_ground(&side->items[i], folding->options->gutter);
	for (size_t i = 0; i < page->link_count; i++) {
		struct link_area *area = &side->links[side->link_count++];
		*area = page->links[i];
		area->box = on_sheet(part, area->box);
	}
}

static void add_part(const struct folding *folding, uint32_t number,
		     uint32_t page, bool is_left)
{
	enum { BLEED = LU_PER_POINT * 9 }; /* beyond the sheet's own edges */
	struct page *side = &folding->sides[number];
	const struct page *from = &folding->pages[page];
	struct page_part *part = &side->parts[side->part_count];
	lu gutter = folding->options->gutter;
	*part = (struct page_part){
		.number = page,
		.width = from->width,
		.height = from->height,
		.x = is_left ? -gutter : folding->width + gutter,
		.is_turned = from->width > from->height &&
			     from->width > folding->width,
		.clip = { is_left ? -BLEED : folding->width, -BLEED,
			  folding->width + BLEED, folding->height + 2 * BLEED },
	};
	folding->side_of[page] = number;
	folding->part_of[page] = (uint32_t)side->part_count++;
	copy_content(folding, side, from, part);
}

static const char *label_of(const struct folding *folding, int64_t left,
			    int64_t right)
{
	const char *first = left == NO_PAGE ? NULL : folding->pages[left].label;
	const char *second =
		right == NO_PAGE ? NULL : folding->pages[right].label;
	bool has_first = first && *first, has_second = second && *second;
	return has_first && has_second ?
		       arena_format(folding->arena, "%s, %s", first, second) :
	       has_first ? first :
			   second;
}

static void make_side(const struct folding *folding, uint32_t number,
		      int64_t left, int64_t right)
{
	struct page *side = &folding->sides[number];
	const int64_t pages[] = { left, right };
	for (size_t i = 0; i < 2; i++) {
		if (pages[i] == NO_PAGE)
			continue;
		side->item_capacity += folding->pages[pages[i]].item_count;
		side->link_capacity += folding->pages[pages[i]].link_count;
	}
	side->width = 2 * folding->width;
	side->height = folding->height;
	side->label = label_of(folding, left, right);
	side->items = ARENA_NEW_ARRAY(folding->arena, side->item_capacity + 1,
				      struct frame_item);
	side->links = ARENA_NEW_ARRAY(folding->arena, side->link_capacity + 1,
				      struct link_area);
	side->parts = ARENA_NEW_ARRAY(folding->arena, 2, struct page_part);
	for (size_t i = 0; i < 2; i++)
		if (pages[i] != NO_PAGE)
			add_part(folding, number, (uint32_t)pages[i], i == 0);
}

static bool is_of_back_page(const struct page *page)
{
	const struct structure_element *element = NULL;
	for (size_t i = 0; i < page->item_count && !element; i++)
		element = page->items[i].content;
	while (element && !element->node)
		element = element->parent;
	const struct node *node = element ? element->node : NULL;
	while (node && node->kind != NODE_BACK_PAGE)
		node = node->parent;
	return node;
}

static size_t count_back_pages(const struct frames *frames)
{
	size_t count = 0;
	while (count < frames->page_count &&
	       is_of_back_page(&frames->pages[frames->page_count - 1 - count]))
		count++;
	return count;
}

/* The page at a place of the booklet: where pages are missing for whole sheets,
 * empty ones stand at the end, but before the back. */
static int64_t page_at(const struct folding *folding, size_t place)
{
	size_t places = folding->side_count * 2, count = folding->page_count;
	size_t back = folding->back_count;
	if (place >= places - back)
		return (int64_t)(count - (places - place));
	return place < count - back ? (int64_t)place : NO_PAGE;
}

static void make_sides(const struct folding *folding)
{
	size_t last = folding->side_count * 2 - 1;
	for (size_t i = 0; i < folding->side_count; i++) {
		/* Of a sheet's front the earlier page is at the right. */
		int64_t early = page_at(folding, i),
			late = page_at(folding, last - i);
		bool is_late_left =
			(i % 2 == 0) != folding->options->is_right_to_left;
		make_side(folding, (uint32_t)i, is_late_left ? late : early,
			  is_late_left ? early : late);
	}
}

void frames_fold(struct arena *arena, struct frames *frames,
		 const struct fold_options *options)
{
	size_t count = frames->page_count;
	struct folding folding = {
		.arena = arena,
		.options = options,
		.pages = frames->pages,
		.page_count = count,
		.back_count = count_back_pages(frames),
		.side_count =
			(count + PAGES_PER_SHEET - 1) / PAGES_PER_SHEET * 2,
		.side_of = ARENA_NEW_ARRAY(arena, count + 1, uint32_t),
		.part_of = ARENA_NEW_ARRAY(arena, count + 1, uint32_t),
	};
	/* The first is never a turned one, but it may be alone. */
	bool is_wide = frames->pages[0].width > frames->pages[0].height;
	folding.width =
		is_wide ? frames->pages[0].height : frames->pages[0].width;
	folding.height =
		is_wide ? frames->pages[0].width : frames->pages[0].height;
	folding.sides = ARENA_NEW_ARRAY(arena, folding.side_count, struct page);
	make_sides(&folding);
	move_structure(&folding, frames->root);
	for (size_t i = 0; i < frames->destination_count; i++)
		move_destination(&folding, &frames->destinations[i]);
	for (size_t i = 0; i < frames->bookmark_count; i++)
		move_destination(&folding, &frames->bookmarks[i].destination);
	frames->pages = folding.sides;
	frames->page_count = frames->page_capacity = folding.side_count;
}
