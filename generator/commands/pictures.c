/* Pictures by the names that texts give them. */
#define _XOPEN_SOURCE 700
#include "commands/pictures.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"
#include "image/image.h"

static bool has_scheme(const char *source)
{
	size_t length = strspn(source, "abcdefghijklmnopqrstuvwxyz"
				       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "0123456789+-.");
	return (length > 1 && source[length] == ':') ||
	       strncmp(source, "//", 2) == 0;
}

/* Tries to read the picture, for those who would rather know now. */
static bool is_picture(const struct pictures *pictures, const char *path,
		       struct place place, const char **reason)
{
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics mistakes = DIAGNOSTICS_INITIALISER;
	bool is_one = image_load(&arena, path, NULL, place, &mistakes) != NULL;
	/* the last is the one that ended it */
	if (!is_one)
		*reason = mistakes.count ?
				  arena_copy_string(
					  pictures->arena,
					  VECTOR_LAST(&mistakes)->text) :
				  "it cannot be read";
	diagnostics_release(&mistakes);
	arena_release(&arena);
	return is_one;
}

static const char *check(const struct pictures *pictures, const char *path,
			 struct place place, const char **reason)
{
	if (file_is_folder(path)) {
		*reason = "it is a folder";
		return NULL;
	}
	if (pictures->folder && !file_is_inside(path, pictures->folder)) {
		*reason = "it is outside the publication's folder";
		return NULL;
	}
	if (pictures->is_lenient && !is_picture(pictures, path, place, reason))
		return NULL;
	return path;
}

/* The name in `names` that is meant, if it is clear: but for capitals, or the
 * nearest. */
static const char *name_meant(const char *name, const char *const *names,
			      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(names[i], name) == 0)
			return names[i];
	return str_nearest(str_from(name), names, count);
}

/* Why there is no file of that name, and which there is. */
static const char *no_such_file(const struct pictures *pictures,
				const char *folder, const char *source)
{
	struct arena *arena = pictures->arena;
	struct error error;
	const char **names;
	size_t count;
	if (strchr(source, '\\')) {
		char *copy = arena_copy_string(arena, source);
		for (char *at = copy; *at; at++)
			*at = *at == '\\' ? '/' : *at;
		if (file_exists(path_join(arena, folder, copy)))
			return arena_format(arena,
					    "no such file, did you mean '%s'? "
					    "Folders end with / in texts",
					    copy);
	}
	const char *slash = strrchr(source, '/');
	const char *name = slash ? slash + 1 : source;
	const char *inside =
		path_join(arena, folder,
			  arena_copy(arena, source, (size_t)(name - source)));
	if (!file_is_folder(inside) ||
	    !file_list_folder(arena, inside, &names, &count, &error))
		return "no such file";
	const char *meant = name_meant(name, names, count);
	return meant ? arena_format(arena,
				    "no such file, did you mean '%.*s%s'?",
				    (int)(name - source), source, meant) :
		       "no such file";
}

const char *pictures_find(void *data, const char *source, struct place place,
			  const char **reason)
{
	struct pictures *pictures = data;
	if (image_qr_text(source))
		return source;
	if (has_scheme(source)) {
		*reason = "only pictures in files are shown, nothing is "
			  "loaded from elsewhere";
		return NULL;
	}
	const char *beside = pictures->text_folder ?
				     pictures->text_folder :
				     path_folder(pictures->arena, place.file);
	const char *path = path_join(pictures->arena, beside, source);
	if (file_exists(path))
		return check(pictures, path, place, reason);
	if (pictures->folder) {
		path = path_join(pictures->arena, pictures->folder, source);
		if (file_exists(path))
			return check(pictures, path, place, reason);
	}
	*reason = no_such_file(pictures, beside, source);
	return NULL;
}

static uint32_t css_pixels(lu length)
{
	int64_t pixels = ((int64_t)length * 4 + LU_PER_POINT * 3 / 2) /
			 (LU_PER_POINT * 3);
	return pixels < 1 ? 1 : (uint32_t)pixels;
}

bool pictures_load(void *data, const struct node *node,
		   struct html_image *result)
{
	struct pictures *pictures = data;
	const struct image_rooms *rooms = node->image.rooms;
	const struct image *image =
		image_load(pictures->arena, node->image.path,
			   rooms ? &rooms->screen : NULL, node->place,
			   pictures->diagnostics);
	if (!image)
		return false;
	*result = (struct html_image){
		.bytes = image->file,
		.media_type = image->media_type,
		.width = image->width,
		.height = image->height,
		.words = image->words,
		.words_stand_on = STR(""),
	};
	if (image->is_svg) {
		/* as it says itself, however many pixels it was made of; 96
		 * CSS pixels are 72 points */
		result->width = css_pixels(image_width_lu(image));
		result->height = css_pixels(image_height_lu(image));
	}
	if (image->words && !image->drawing)
		result->words_stand_on = image->file;
	return true;
}

struct outline_pictures pictures_on_paper(const struct theme *theme,
					  enum profile profile)
{
	if (!theme)
		return (struct outline_pictures){ .dpi = 0 };
	const struct theme_style *style =
		&theme->styles[profile][PRINT_REGULAR];
	const struct theme_page *page = &style->page;
	return (struct outline_pictures){
		.measure = page->width - page->margin_start - page->margin_end,
		.highest =
			page->height - page->margin_top - page->margin_bottom,
		.beside_words = style->space.picture_width,
		.dpi = (uint32_t)page->picture_dpi / 1000,
	};
}
