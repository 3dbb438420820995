/* libzip's functions, found once. */
#define ZIP_LIBRARY_HAS_NO_NAMES
#include "container/zip_library.h"

#include <pthread.h>

#include "base/library.h"

/* Written once, by whoever wants it first, and read from then on. */
static struct zip_library library;
static pthread_once_t is_loaded = PTHREAD_ONCE_INIT;

static void load(void)
{
	const struct library_function functions[] = {
#define FUNCTION(NAME) { #NAME, &library.NAME },
		ZIP_LIBRARY_FUNCTIONS(FUNCTION)
#undef FUNCTION
	};
	library.is_there = library_load(LIBZIP_NAME, functions,
					sizeof functions / sizeof *functions);
}

const struct zip_library *zip_library(void)
{
	pthread_once(&is_loaded, load);
	return &library;
}
