/* How much room a picture has where it is shown: pixels beyond what print needs
 * there only make files larger. */
#ifndef EVERYREAD_BASE_PICTURE_ROOM_H
#define EVERYREAD_BASE_PICTURE_ROOM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/units.h"

/* All zero: as much as it wants. */
struct picture_room {
	lu width;     /* [lu] at most; 0: not bounded */
	lu height;    /* [lu] at most; 0: not bounded, as on screens */
	uint32_t dpi; /* pixels an inch that are kept; 0: all */
	bool is_wide; /* it is made as wide as `width`, though it is smaller
		       * itself */
};

#endif
