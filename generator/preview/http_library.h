/* libmicrohttpd, which is loaded when a server starts. */
#ifndef EVERYREAD_PREVIEW_HTTP_LIBRARY_H
#define EVERYREAD_PREVIEW_HTTP_LIBRARY_H

#include <stdbool.h>
#include <microhttpd.h>

/* What is called of it. */
#define HTTP_LIBRARY_FUNCTIONS(X) \
	X(MHD_add_response_header) \
	X(MHD_create_response_from_buffer) \
	X(MHD_create_response_from_buffer_with_free_callback_cls) \
	X(MHD_create_response_from_callback) \
	X(MHD_destroy_response) \
	X(MHD_get_connection_values) \
	X(MHD_get_daemon_info) \
	X(MHD_lookup_connection_value) \
	X(MHD_queue_response) \
	X(MHD_resume_connection) \
	X(MHD_start_daemon) \
	X(MHD_stop_daemon) \
	X(MHD_suspend_connection)

struct http_library {
	bool is_there;
#define FIELD(NAME) __typeof__(NAME) *NAME;
	HTTP_LIBRARY_FUNCTIONS(FIELD)
#undef FIELD
};

/* Loads it where that was not done yet, from any thread. Nothing else may be
 * called where it is not there. */
const struct http_library *http_library(void);

/* Its functions by their own names. */
#ifndef HTTP_LIBRARY_HAS_NO_NAMES
#define MHD_add_response_header (http_library()->MHD_add_response_header)
#define MHD_create_response_from_buffer \
	(http_library()->MHD_create_response_from_buffer)
#define MHD_create_response_from_buffer_with_free_callback_cls \
	(http_library()->MHD_create_response_from_buffer_with_free_callback_cls)
#define MHD_create_response_from_callback \
	(http_library()->MHD_create_response_from_callback)
#define MHD_destroy_response (http_library()->MHD_destroy_response)
#define MHD_get_connection_values (http_library()->MHD_get_connection_values)
#define MHD_get_daemon_info (http_library()->MHD_get_daemon_info)
#define MHD_lookup_connection_value \
	(http_library()->MHD_lookup_connection_value)
#define MHD_queue_response (http_library()->MHD_queue_response)
#define MHD_resume_connection (http_library()->MHD_resume_connection)
#define MHD_start_daemon (http_library()->MHD_start_daemon)
#define MHD_stop_daemon (http_library()->MHD_stop_daemon)
#define MHD_suspend_connection (http_library()->MHD_suspend_connection)
#endif

#endif
