/* libzip's functions, found once. */
#define ZIP_LIBRARY_HAS_NO_NAMES
#include "container/zip_library.h"

#include <pthread.h>

#include "base/library.h"

/* Written once, by whoever wants it first, and read from then on. */
static struct zip_library library;
static pthread_once_t is_loaded = PTHREAD_ONCE_INIT;

/* libzip 1.7 works out at its first zip_open_from_source() what a source must be
 * able to do, in two variables, the one after the other and without a lock: a
 * thread that comes between them is told that its new archive is read-only. So
 * it is called once before there are others. */
static void settle(void)
{
	zip_source_t *source =
		library.zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *archive = source ? library.zip_open_from_source(
					  source, ZIP_TRUNCATE, NULL) :
				  NULL;
	if (archive)
		library.zip_discard(archive);
	else
		library.zip_source_free(source);
}

static void load(void)
{
	const struct library_function functions[] = {
#define FUNCTION(NAME) { #NAME, &library.NAME },
		ZIP_LIBRARY_FUNCTIONS(FUNCTION)
#undef FUNCTION
	};
	library.is_there = library_load(LIBZIP_NAME, functions,
					sizeof functions / sizeof *functions);
	if (library.is_there)
		settle();
}

const struct zip_library *zip_library(void)
{
	pthread_once(&is_loaded, load);
	return &library;
}
