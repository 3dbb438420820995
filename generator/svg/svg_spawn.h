/* Between the program and the child that draws a picture for it. */
#ifndef EVERYREAD_SVG_SVG_SPAWN_H
#define EVERYREAD_SVG_SVG_SPAWN_H

#include <stdint.h>

/* The child's first argument; width and height follow. */
#define SVG_SPAWN_NAME "--draw-svg"

/* The child's first byte: a PNG follows, or what went wrong. */
enum { SVG_SPAWN_DONE = 'P', SVG_SPAWN_FAILED = 'E' };

/* Draws what comes from the standard input, answers at the standard output,
 * and ends the process. */
_Noreturn void svg_spawn_work(uint32_t width, uint32_t height);

#endif
