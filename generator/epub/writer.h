/* What the files of epub/ share: the state of one publication. */
#ifndef EVERYREAD_EPUB_WRITER_H
#define EVERYREAD_EPUB_WRITER_H

#include "base/arena.h"
#include "base/vector.h"
#include "container/container.h"
#include "epub/epub.h"

/* A file of the publication, as the package lists it. */
struct item {
	const char *identifier;
	const char *file; /* below EPUB/ */
	const char *media_type;
	const char *properties; /* "nav", "svg", or NULL */
	bool is_in_spine;
	const char *overlay;   /* the item with its sound, or NULL */
	uint64_t milliseconds; /* of an overlay; 0: it is none */
};

struct picture {
	const char *path; /* of the file that it was made from */
	const char *file;
};

struct writer {
	const struct document *document;
	const struct epub_options *options;
	struct arena arena;
	struct container container;
	struct html_options html;
	struct html_split split;
	VECTOR(struct item) items;
	VECTOR(struct picture) pictures;
	VECTOR(struct html_page_break) pages;
	struct buffer style; /* the style sheet with its fonts */
	struct html_marks marks;
	struct epub_recording *recordings; /* by piece; NULL: none */
};

/* Adds a part and lists it. */
void epub_add(struct writer *writer, const struct item *item, struct str bytes,
	      enum container_method method);

/* True where the text asks for a list of its contents. */
bool epub_wants_contents(const struct document *document);

/* package.c: metadata, manifest, spine. */
void epub_append_package(struct writer *writer, struct buffer *out);

/* pages.c: where the pages of print begin. */
void epub_find_pages(struct writer *writer);

/* fonts.c: adds subsets of the fonts that the text's scripts need, and says so
 * at the head of the style sheet. */
bool epub_add_fonts(struct writer *writer, struct error *error);

/* overlay.c: has the text spoken, once it is rendered; false where it may not be
 * written. Then the recordings and their overlays are added. */
bool epub_speak(struct writer *writer);
void epub_add_overlays(struct writer *writer);
/* The overlay of a piece, or NULL. */
const char *epub_overlay_of(struct writer *writer, size_t piece);
void epub_release_recordings(struct writer *writer);
/* What the package says of the sound. */
void epub_append_sound(const struct writer *writer, struct buffer *out);

/* xhtml.c */
void epub_append_head(const struct writer *writer, const char *title,
		      struct buffer *out);
void epub_append_foot(struct buffer *out);
void epub_append_navigation(struct writer *writer, struct buffer *out);

#endif
