/* What a build did besides writing what it was asked for, in words. */
#ifndef EVERYREAD_COMMANDS_NOTES_H
#define EVERYREAD_COMMANDS_NOTES_H

#include "base/vector.h"

/* Release with VECTOR_RELEASE(); the words are in an arena. */
struct notes {
	const char **items;
	size_t count, capacity;
};

#endif
