/* Inside the font files alone: families as fonts.yaml gives them, and the
 * opening of one face. */
#ifndef EVERYREAD_TEXT_FONT_PRIVATE_H
#define EVERYREAD_TEXT_FONT_PRIVATE_H

#include <hb.h>

#include "text/font.h"

enum font_style {
	FONT_REGULAR,
	FONT_BOLD,
	FONT_ITALIC,
	FONT_BOLD_ITALIC,
	FONT_STYLE_COUNT
};

enum family_role { FAMILY_BODY, FAMILY_MONOSPACE, FAMILY_FALLBACK };

/* A file is opened when it is first needed. */
struct font_file {
	const char *path; /* NULL: the family has no such style */
	uint32_t collection_index;
	struct place place;     /* in fonts.yaml */
	bool is_missing;        /* was tried and reported */
	struct font_face *face; /* NULL: not opened */
};

struct font_family {
	const char *name;
	const char *package; /* Debian's */
	enum family_role role;
	script_tag *scripts;
	size_t script_count;
	const char **languages;
	size_t language_count;
	size_t lead; /* the more, the earlier it stands in a list of
	              * font_set_prefer(); 0: in none */
	struct font_file files[FONT_STYLE_COUNT];
};

/* What font_set_choose() answered. */
struct font_choice {
	struct font_request request;  /* `language` is a copy */
	const struct font_face *face; /* NULL: none yet */
};

struct font_set {
	struct arena *arena;
	struct overlay folders;
	struct diagnostics *diagnostics;
	struct font_family *families;
	size_t family_count;
	struct font_face **faces; /* by index */
	uint32_t face_count;
	hb_set_t *missing;            /* characters that no family has */
	struct font_choice latest[8]; /* a ring of what was asked for last */
	uint32_t latest_next;
};

/* Reads the families of all fonts.yaml into the set, the uppermost first; false
 * after an error, which is in the diagnostics or in `error`. */
bool font_set_read(struct font_set *set, struct error *error);

/* Opens a face from the file at `path` and fills in everything but index and
 * family. NULL where the file cannot be read or lacks a part that text needs:
 * `*reason` is then why. */
struct font_face *font_face_open(struct arena *arena, const char *path,
				 uint32_t collection_index,
				 const char **reason);
void font_face_close(struct font_face *face);

#endif
