/* Pictures that drawings cannot show, as images: what the child of svg_spawn.c
 * does. librsvg and what it brings (GLib, Pango, cairo) is loaded here alone,
 * at run time, and nothing is asked of the system once a picture's first byte
 * is read. */
#define _GNU_SOURCE
#include <errno.h>
#include <librsvg/rsvg.h>
#include <sched.h>
#include <seccomp.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/library.h"
#include "svg/svg.h"
#include "svg/svg_spawn.h"

struct library {
	__typeof__(rsvg_handle_new_from_data) *open;
	__typeof__(rsvg_handle_render_document) *render;
	__typeof__(rsvg_handle_set_stylesheet) *set_style;
	__typeof__(g_object_unref) *close;
	__typeof__(g_error_free) *free_error;
	__typeof__(cairo_image_surface_create) *create;
	__typeof__(cairo_create) *begin;
	__typeof__(cairo_destroy) *end;
	__typeof__(cairo_surface_write_to_png_stream) *write;
	__typeof__(cairo_surface_status) *status;
	__typeof__(cairo_surface_destroy) *destroy;
};

static bool load(struct library *library, struct error *error)
{
	const struct library_function functions[] = {
		{ "rsvg_handle_new_from_data", &library->open },
		{ "rsvg_handle_render_document", &library->render },
		{ "rsvg_handle_set_stylesheet", &library->set_style },
		{ "g_object_unref", &library->close },
		{ "g_error_free", &library->free_error },
		{ "cairo_image_surface_create", &library->create },
		{ "cairo_create", &library->begin },
		{ "cairo_destroy", &library->end },
		{ "cairo_surface_write_to_png_stream", &library->write },
		{ "cairo_surface_status", &library->status },
		{ "cairo_surface_destroy", &library->destroy },
	};
	return library_load("librsvg-2.so.2", functions,
			    sizeof functions / sizeof *functions) ||
	       error_set(error,
			 "needs librsvg 2.48 or later, which is not there");
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

/* Without a base, nothing is read from other files. Texts are set over the
 * picture, in the publication's fonts (drawing.h). */
static bool draw(const struct library *library, struct str file, uint32_t width,
		 uint32_t height, struct buffer *out, struct error *error)
{
	static const char style[] = "text { display: none !important }";
	GError *cause = NULL;
	RsvgHandle *picture =
		library->open((const guint8 *)file.bytes, file.length, &cause);
	if (!picture)
		return fail(library, cause, error);
	bool is_done =
		library->set_style(picture, (const guint8 *)style,
				   sizeof style - 1, &cause) ?
			render(library, picture, width, height, out, error) :
			fail(library, cause, error);
	library->close(picture);
	return is_done;
}

/* ---- Limits ------------------------------------------------------------ */

static bool limit(int resource, rlim_t most, struct error *error)
{
	struct rlimit bounds = { most, most };
	return setrlimit((__rlimit_resource_t)resource, &bounds) == 0 ||
	       error_set(error, "cannot be drawn within limits: %s",
			 strerror(errno));
}

/* Sanitizers take address space by the terabyte, and ask the system for more than
 * a program that is shut in may. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

static bool set_limits(struct error *error)
{
	return limit(RLIMIT_CPU, SVG_MOST_SECONDS, error) &&
	       limit(RLIMIT_CORE, 0, error) && limit(RLIMIT_FSIZE, 0, error) &&
	       (IS_SANITIZED || limit(RLIMIT_AS, SVG_MOST_MEMORY, error));
}

/* From here on: computing, memory, and the two ends of the connection that are
 * open. Nothing is opened, found, connected to, started or asked. */
static bool enter_seclusion(struct error *error)
{
	static const int allowed[] = {
		SCMP_SYS(read),          SCMP_SYS(write),
		SCMP_SYS(close),         SCMP_SYS(mmap),
		SCMP_SYS(munmap),        SCMP_SYS(mprotect),
		SCMP_SYS(mremap),        SCMP_SYS(madvise),
		SCMP_SYS(brk),           SCMP_SYS(futex),
		SCMP_SYS(exit),          SCMP_SYS(exit_group),
		SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask),
		SCMP_SYS(rt_sigreturn),  SCMP_SYS(sigaltstack),
		SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),
		SCMP_SYS(sched_yield),   SCMP_SYS(gettid),
		SCMP_SYS(getpid),        SCMP_SYS(restart_syscall),
		SCMP_SYS(tgkill),        SCMP_SYS(set_robust_list),
		SCMP_SYS(rseq),
	};
	if (IS_SANITIZED)
		return true;
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool is_done = filter != NULL;
	for (size_t i = 0; is_done && i < sizeof allowed / sizeof *allowed; i++)
		is_done = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i],
					   0) == 0;
	/* librsvg filters in a thread of its own. What clone3() is asked for
	 * cannot be seen here: the C library then uses clone(). */
	is_done = is_done &&
		  seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
				   SCMP_SYS(clone3), 0) == 0 &&
		  seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
				   SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD,
					   CLONE_THREAD)) == 0;
	is_done = is_done && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
		  seccomp_load(filter) == 0;
	seccomp_release(filter);
	return is_done || error_set(error, "cannot be drawn: this system has "
					   "no way to shut a program in");
}

/* ---- The child --------------------------------------------------------- */

static bool read_all(struct buffer *in)
{
	ssize_t count;
	do {
		char *place = buffer_reserve(in, 65536);
		count = read(STDIN_FILENO, place, 65536);
		if (count > 0)
			in->length += (size_t)count;
	} while (count > 0 && in->length <= SVG_MOST_BYTES);
	return count == 0;
}

static bool write_all(struct str bytes)
{
	while (bytes.length) {
		ssize_t count = write(STDOUT_FILENO, bytes.bytes, bytes.length);
		if (count < 0)
			return false;
		bytes.bytes += count;
		bytes.length -= (size_t)count;
	}
	return true;
}

void svg_spawn_work(uint32_t width, uint32_t height)
{
	struct library library = { .open = NULL };
	struct buffer in = BUFFER_INITIALISER, out = BUFFER_INITIALISER;
	struct error error;
	buffer_append_byte(&out, SVG_SPAWN_DONE);
	if (!load(&library, &error) || !set_limits(&error) ||
	    !enter_seclusion(&error) ||
	    (!read_all(&in) && !error_set(&error, "cannot be read")) ||
	    !draw(&library, buffer_str(&in), width, height, &out, &error)) {
		buffer_clear(&out);
		buffer_append_byte(&out, SVG_SPAWN_FAILED);
		buffer_append_string(&out, error.message);
	}
	/* at once: what libraries do when a program ends is not allowed here */
	_exit(write_all(buffer_str(&out)) ? 0 : 1);
}
