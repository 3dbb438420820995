/* ZIP files, by libzip. */
#include "container/container.h"

#include <assert.h>
#include <string.h>
#include "container/zip_library.h"

#include "base/date.h"

void container_add(struct container *container, const char *name,
		   struct str bytes, enum container_method method)
{
	for (size_t i = 0; i < container->parts.count; i++)
		assert(strcmp(container->parts.items[i].name, name) != 0);
	*VECTOR_ADD(&container->parts) = (struct container_part){
		.name = arena_copy_string(container->arena, name),
		.bytes = arena_copy_str(container->arena, bytes),
		.method = method,
	};
}

void container_release(struct container *container)
{
	VECTOR_RELEASE(&container->parts);
}

const char *container_ending(const char *media_type)
{
	static const char *const endings[][2] = { { "image/png", "png" },
						  { "image/jpeg", "jpg" },
						  { "image/svg+xml", "svg" } };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (media_type && strcmp(media_type, endings[i][0]) == 0)
			return endings[i][1];
	return "bin";
}

/* ---- Writing ----------------------------------------------------------- */

/* MS-DOS date and time, in UTC: bits for year - 1980, month, day; hour, minute,
 * two seconds. */
static void dos_time(int64_t seconds, uint16_t *date, uint16_t *time)
{
	struct date day = date_from_days(seconds > 0 ? seconds / 86400 : 0);
	*date = (1 << 5) + 1;
	*time = 0;
	if (day.year < 1980 || day.year > 2107)
		return;
	int64_t rest = seconds % 86400;
	*date = (uint16_t)((day.year - 1980) << 9 | day.month << 5 | day.day);
	*time = (uint16_t)(rest / 3600 << 11 | rest / 60 % 60 << 5 |
			   rest % 60 / 2);
}

static bool fail(struct error *error, const char *what)
{
	error_set(error, "cannot write a ZIP file: %s", what);
	return false;
}

static bool add_part(zip_t *archive, const struct container_part *part,
		     uint16_t date, uint16_t time, struct error *error)
{
	zip_source_t *source = zip_source_buffer(archive, part->bytes.bytes,
						 part->bytes.length, 0);
	if (!source)
		return fail(error, zip_strerror(archive));
	zip_int64_t index =
		zip_file_add(archive, part->name, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		zip_source_free(source);
		return fail(error, zip_strerror(archive));
	}
	zip_int32_t method = part->method == CONTAINER_STORED ? ZIP_CM_STORE :
								ZIP_CM_DEFLATE;
	if (zip_set_file_compression(archive, (zip_uint64_t)index, method, 9) <
		    0 ||
	    zip_file_set_dostime(archive, (zip_uint64_t)index, time, date, 0) <
		    0)
		return fail(error, zip_strerror(archive));
	return true;
}

static bool read_back(zip_source_t *source, struct buffer *out,
		      struct error *error)
{
	zip_stat_t stat;
	if (zip_source_stat(source, &stat) < 0 ||
	    !(stat.valid & ZIP_STAT_SIZE) || zip_source_open(source) < 0)
		return fail(error, "its bytes are not there");
	char *room = buffer_reserve(out, stat.size);
	zip_int64_t count = zip_source_read(source, room, stat.size);
	zip_source_close(source);
	if (count < 0 || (zip_uint64_t)count != stat.size)
		return fail(error, "its bytes cannot be read");
	out->length += stat.size;
	return true;
}

static bool add_parts(zip_t *archive, const struct container *container,
		      int64_t time, struct error *error)
{
	uint16_t dos_date, dos_clock;
	dos_time(time, &dos_date, &dos_clock);
	for (size_t i = 0; i < container->parts.count; i++)
		if (!add_part(archive, &container->parts.items[i], dos_date,
			      dos_clock, error))
			return false;
	return true;
}

bool container_write(const struct container *container, int64_t time,
		     struct buffer *out, struct error *error)
{
	zip_error_t reason;
	if (!zip_library()->is_there)
		return fail(error, "libzip is not there");
	zip_error_init(&reason);
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &reason);
	zip_t *archive =
		source ? zip_open_from_source(source, ZIP_TRUNCATE, &reason) :
			 NULL;
	if (!archive) {
		fail(error, zip_error_strerror(&reason));
		zip_source_free(source);
		zip_error_fini(&reason);
		return false;
	}
	zip_error_fini(&reason);
	zip_source_keep(source);
	bool is_written = add_parts(archive, container, time, error);
	if (is_written && zip_close(archive) < 0)
		is_written = fail(error, zip_strerror(archive));
	else if (is_written)
		archive = NULL;
	if (archive)
		zip_discard(archive);
	is_written = is_written && read_back(source, out, error);
	zip_source_free(source);
	return is_written;
}
