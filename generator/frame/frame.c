/* What frames are made of. */
#include "frame/frame.h"

void frame_item_move(struct frame_item *item, lu x, lu y)
{
	switch (item->kind) {
	case ITEM_GLYPHS:
		item->run.x += x;
		item->run.y += y;
		break;
	case ITEM_RECTANGLE:
		item->rectangle.box.x += x;
		item->rectangle.box.y += y;
		break;
	case ITEM_LINE:
		item->line.x1 += x;
		item->line.x2 += x;
		item->line.y1 += y;
		item->line.y2 += y;
		break;
	case ITEM_IMAGE:
		item->image.box.x += x;
		item->image.box.y += y;
		break;
	}
}
