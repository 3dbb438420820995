/* Pictures that drawings cannot show, as images. librsvg and what it brings
 * (GLib, Pango, cairo) is loaded here alone, at run time. */
#include <dlfcn.h>
#include <librsvg/rsvg.h>
#include <math.h>

#include "base/buffer.h"
#include "svg/svg.h"

struct library {
	__typeof__(rsvg_handle_new_from_data) *open;
	__typeof__(rsvg_handle_render_document) *render;
	__typeof__(g_object_unref) *close;
	__typeof__(g_error_free) *free_error;
	__typeof__(cairo_image_surface_create) *create;
	__typeof__(cairo_create) *begin;
	__typeof__(cairo_destroy) *end;
	__typeof__(cairo_surface_write_to_png_stream) *write;
	__typeof__(cairo_surface_status) *status;
	__typeof__(cairo_surface_destroy) *destroy;
};

/* ISO C has no way to make a function of what dlsym() gives. */
static bool find(void *handle, const char *name, void *function)
{
	void *found = dlsym(handle, name);
	memcpy(function, &found, sizeof found);
	return found != NULL;
}

/* It stays loaded: GLib cannot be unloaded. */
static bool load(struct library *library, struct error *error)
{
	void *handle = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
	if (!handle)
		return error_set(error, "needs librsvg, which is not there");
	if (!find(handle, "rsvg_handle_new_from_data", &library->open) ||
	    !find(handle, "rsvg_handle_render_document", &library->render) ||
	    !find(handle, "g_object_unref", &library->close) ||
	    !find(handle, "g_error_free", &library->free_error) ||
	    !find(handle, "cairo_image_surface_create", &library->create) ||
	    !find(handle, "cairo_create", &library->begin) ||
	    !find(handle, "cairo_destroy", &library->end) ||
	    !find(handle, "cairo_surface_write_to_png_stream",
		  &library->write) ||
	    !find(handle, "cairo_surface_status", &library->status) ||
	    !find(handle, "cairo_surface_destroy", &library->destroy))
		return error_set(error, "needs librsvg 2.46 or later");
	return true;
}

static cairo_status_t append(void *out, const unsigned char *bytes,
			     unsigned length)
{
	buffer_append(out, bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

static bool fail(const struct library *library, GError *cause,
		 struct error *error)
{
	error_set(error, "cannot be drawn by librsvg: %s",
		  cause ? cause->message : "it gives no reason");
	if (cause)
		library->free_error(cause);
	return false;
}

static bool render(const struct library *library, RsvgHandle *picture,
		   uint32_t width, uint32_t height, struct buffer *out,
		   struct error *error)
{
	RsvgRectangle all = { 0, 0, width, height };
	GError *cause = NULL;
	cairo_surface_t *surface =
		library->create(CAIRO_FORMAT_ARGB32, (int)width, (int)height);
	cairo_t *cairo = library->begin(surface);
	bool is_done = library->render(picture, cairo, &all, &cause);
	library->end(cairo);
	is_done = is_done && library->status(surface) == CAIRO_STATUS_SUCCESS &&
		  library->write(surface, append, out) == CAIRO_STATUS_SUCCESS;
	library->destroy(surface);
	return is_done || fail(library, cause, error);
}

bool svg_render(struct arena *arena, struct str file, uint32_t width,
		uint32_t height, struct str *png, struct error *error)
{
	struct library library = { .open = NULL };
	struct buffer out = BUFFER_INITIALISER;
	GError *cause = NULL;
	if (!load(&library, error))
		return false;
	/* Without a base, nothing is read from other files. */
	RsvgHandle *picture =
		library.open((const guint8 *)file.bytes, file.length, &cause);
	if (!picture)
		return fail(&library, cause, error);
	bool is_done = render(&library, picture, width, height, &out, error);
	library.close(picture);
	if (is_done)
		*png = arena_copy_str(arena, buffer_str(&out));
	buffer_release(&out);
	return is_done;
}
