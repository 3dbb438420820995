/* How much room each picture has, on paper and on screens: as much as the
 * largest place where its file is shown. */
#include "document/finish.h"

#include "document/finish_walk.h"

/* Bounds what the tree alone tells; a table or a callout leaves less. */
static struct picture_room room_of(const struct finish *finish,
				   const struct node *image, bool is_on_paper)
{
	const struct outline_pictures *pictures = &finish->options->pictures;
	const struct node *paragraph = image->parent;
	const struct node *row = paragraph ? paragraph->parent : NULL;
	bool is_in_row =
		row && row->kind == NODE_EASY_READ_ROW && !paragraph->previous;
	struct picture_room room = { .width = pictures->measure,
				     .dpi = pictures->dpi };
	if (is_on_paper)
		room.height = pictures->highest;
	if (is_in_row && is_on_paper) {
		room.width = pictures->beside_words;
		room.is_wide = true;
	} else if (image->image.width_percent) {
		room.width =
			lu_scale(room.width, image->image.width_percent, 100);
		room.is_wide = true;
	} else if (image->image.width && image->image.width < room.width) {
		room.width = image->image.width;
		room.is_wide = true;
	}
	return room;
}

static void widen(struct picture_room *room, struct picture_room other)
{
	if (other.width > room->width)
		room->width = other.width;
	room->is_wide = room->is_wide || other.is_wide;
}

void document_set_picture_rooms(struct finish *finish)
{
	struct document *document = finish->document;
	struct map largest = MAP_INITIALISER;
	struct node *node = NULL;
	if (!finish->options->pictures.dpi)
		return;
	while ((node = finish_next(document, node))) {
		if (node->kind != NODE_IMAGE || !node->image.path)
			continue;
		struct str path = str_from(node->image.path);
		struct image_rooms *rooms = map_lookup(&largest, path);
		struct picture_room paper = room_of(finish, node, true);
		struct picture_room screen = room_of(finish, node, false);
		if (rooms) {
			widen(&rooms->paper, paper);
			widen(&rooms->screen, screen);
		} else {
			rooms = ARENA_NEW(document->arena, struct image_rooms);
			*rooms = (struct image_rooms){ paper, screen };
			map_set(&largest, path, rooms);
		}
		node->image.rooms = rooms;
	}
	map_release(&largest);
}
