/* A colour of sRGB (IEC 61966-2-1), without transparency. */
#ifndef EVERYREAD_BASE_COLOUR_H
#define EVERYREAD_BASE_COLOUR_H

#include <stdint.h>

struct colour {
	uint8_t red, green, blue;
};

#endif
