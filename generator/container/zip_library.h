/* libzip, which is loaded when the first ZIP file is read or written. */
#ifndef EVERYREAD_CONTAINER_ZIP_LIBRARY_H
#define EVERYREAD_CONTAINER_ZIP_LIBRARY_H

#include <stdbool.h>
#include <zip.h>

/* What is called of it. */
#define ZIP_LIBRARY_FUNCTIONS(X) \
	X(zip_close) \
	X(zip_discard) \
	X(zip_error_fini) \
	X(zip_error_init) \
	X(zip_error_strerror) \
	X(zip_fclose) \
	X(zip_file_add) \
	X(zip_file_set_dostime) \
	X(zip_file_set_external_attributes) \
	X(zip_fopen_index) \
	X(zip_fread) \
	X(zip_get_name) \
	X(zip_get_num_entries) \
	X(zip_libzip_version) \
	X(zip_open) \
	X(zip_open_from_source) \
	X(zip_set_file_compression) \
	X(zip_source_buffer) \
	X(zip_source_buffer_create) \
	X(zip_source_close) \
	X(zip_source_free) \
	X(zip_source_keep) \
	X(zip_source_open) \
	X(zip_source_read) \
	X(zip_source_stat) \
	X(zip_stat) \
	X(zip_stat_index) \
	X(zip_strerror)

struct zip_library {
	bool is_there;
#define FIELD(NAME) __typeof__(NAME) *NAME;
	ZIP_LIBRARY_FUNCTIONS(FIELD)
#undef FIELD
};

/* Loads it where that was not done yet, from any thread. Nothing else may be
 * called where it is not there. */
const struct zip_library *zip_library(void);

/* Its functions by their own names. */
#ifndef ZIP_LIBRARY_HAS_NO_NAMES
#define zip_close (zip_library()->zip_close)
#define zip_discard (zip_library()->zip_discard)
#define zip_error_fini (zip_library()->zip_error_fini)
#define zip_error_init (zip_library()->zip_error_init)
#define zip_error_strerror (zip_library()->zip_error_strerror)
#define zip_fclose (zip_library()->zip_fclose)
#define zip_file_add (zip_library()->zip_file_add)
#define zip_file_set_dostime (zip_library()->zip_file_set_dostime)
#define zip_file_set_external_attributes \
	(zip_library()->zip_file_set_external_attributes)
#define zip_fopen_index (zip_library()->zip_fopen_index)
#define zip_fread (zip_library()->zip_fread)
#define zip_get_name (zip_library()->zip_get_name)
#define zip_get_num_entries (zip_library()->zip_get_num_entries)
#define zip_libzip_version (zip_library()->zip_libzip_version)
#define zip_open (zip_library()->zip_open)
#define zip_open_from_source (zip_library()->zip_open_from_source)
#define zip_set_file_compression (zip_library()->zip_set_file_compression)
#define zip_source_buffer (zip_library()->zip_source_buffer)
#define zip_source_buffer_create (zip_library()->zip_source_buffer_create)
#define zip_source_close (zip_library()->zip_source_close)
#define zip_source_free (zip_library()->zip_source_free)
#define zip_source_keep (zip_library()->zip_source_keep)
#define zip_source_open (zip_library()->zip_source_open)
#define zip_source_read (zip_library()->zip_source_read)
#define zip_source_stat (zip_library()->zip_source_stat)
#define zip_stat (zip_library()->zip_stat)
#define zip_stat_index (zip_library()->zip_stat_index)
#define zip_strerror (zip_library()->zip_strerror)
#endif

#endif
