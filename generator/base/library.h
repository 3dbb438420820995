/* Libraries that are loaded when they are first wanted: each costs a program
 * that starts the addresses of all that it, and what it brings, refers to. */
#ifndef EVERYREAD_BASE_LIBRARY_H
#define EVERYREAD_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

struct library_function {
	const char *name;
	void *address; /* of the pointer to a function that is set */
};

/* Loads the library of that name (its SONAME, looked for as the system does)
 * and sets the pointers to its functions. False where it, or one of them, is
 * not there. Call it once a library: it stays loaded. */
bool library_load(const char *name, const struct library_function *functions,
		  size_t count);

#endif
