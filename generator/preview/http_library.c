/* libmicrohttpd's functions, found once. */
#define HTTP_LIBRARY_HAS_NO_NAMES
#include "preview/http_library.h"

#include <pthread.h>

#include "base/library.h"

/* Written once, by whoever wants it first, and read from then on. */
static struct http_library library;
static pthread_once_t is_loaded = PTHREAD_ONCE_INIT;

static void load(void)
{
	const struct library_function functions[] = {
#define FUNCTION(NAME) { #NAME, &library.NAME },
		HTTP_LIBRARY_FUNCTIONS(FUNCTION)
#undef FUNCTION
	};
	library.is_there = library_load(LIBMICROHTTPD_NAME, functions,
					sizeof functions / sizeof *functions);
}

const struct http_library *http_library(void)
{
	pthread_once(&is_loaded, load);
	return &library;
}
