/* The set of faces: which one a text is set in. */
#include "text/font_private.h"

#include <string.h>

#include <hb.h>
#include <unicode/uscript.h>

#include "base/file.h"
#include "base/path.h"

/* ---- Opening ----------------------------------------------------------- */

/* The file or link in the fonts folders, or the path itself where there is
 * none. */
static const char *find_file(const struct font_set *set,
			     const struct font_file *file)
{
	const char *near = overlay_find(set->arena, &set->folders,
					path_name(file->path), NULL);
	const char *folder = path_folder(set->arena, file->place.file);
	return near ? near : path_join(set->arena, folder, file->path);
}

/* `path`: the file that was opened, a link perhaps to that of fonts.yaml. */
static void report_missing(const struct font_set *set,
			   const struct font_family *family,
			   const struct font_file *file, const char *path,
			   const char *reason)
{
	if (file_exists(path) && !file_leads_nowhere(path))
		diagnostics_add(set->diagnostics, DIAGNOSTIC_FONT_UNREADABLE,
				file->place,
				"face %u of '%s' cannot be used: %s",
				(unsigned)file->collection_index, path, reason);
	else if (family->package)
		diagnostics_add(set->diagnostics, DIAGNOSTIC_FONT_MISSING,
				file->place,
				"font file '%s' is missing: install the "
				"Debian package %s",
				file->path, family->package);
	else
		diagnostics_add(set->diagnostics, DIAGNOSTIC_FONT_MISSING,
				file->place,
				"font file '%s' is missing: put it beside "
				"fonts.yaml",
				file->path);
}

static struct font_face *open_file(struct font_set *set,
				   struct font_family *family,
				   struct font_file *file)
{
	if (file->face || file->is_missing || !file->path)
		return file->face;
	const char *path = find_file(set, file), *reason;
	struct font_face *face = font_face_open(
		set->arena, path, file->collection_index, &reason);
	if (!face) {
		file->is_missing = true;
		report_missing(set, family, file, path, reason);
		return NULL;
	}
	face->index = set->face_count;
	face->family = family->name;
	set->faces[set->face_count++] = face;
	file->face = face;
	return face;
}

/* The nearest style that the family has; emphasis without an italic is
 * bold. */
static enum font_style style_of(const struct font_family *family, bool is_bold,
				bool is_italic)
{
	if (is_italic && is_bold && family->files[FONT_BOLD_ITALIC].path)
		return FONT_BOLD_ITALIC;
	if (is_italic && !is_bold && family->files[FONT_ITALIC].path)
		return FONT_ITALIC;
	if ((is_bold || is_italic) && family->files[FONT_BOLD].path)
		return FONT_BOLD;
	return FONT_REGULAR;
}

static struct font_face *open_family(struct font_set *set,
				     struct font_family *family,
				     const struct font_request *request)
{
	enum font_style style =
		style_of(family, request->is_bold, request->is_italic);
	struct font_face *face = open_file(set, family, &family->files[style]);
	if (!face && style != FONT_REGULAR)
		face = open_file(set, family, &family->files[FONT_REGULAR]);
	return face;
}

struct font_set *font_set_load(struct arena *arena,
			       const struct overlay *folders,
			       struct diagnostics *diagnostics,
			       struct error *error)
{
	struct font_set *set = ARENA_NEW(arena, struct font_set);
	set->arena = arena;
	for (int i = 0; i < LAYER_COUNT; i++)
		if (folders->folders[i])
			set->folders.folders[i] =
				arena_copy_string(arena, folders->folders[i]);
	set->diagnostics = diagnostics;
	if (!font_set_read(set, error))
		return NULL;
	set->missing = hb_set_create();
	set->faces =
		ARENA_NEW_ARRAY(arena, set->family_count * FONT_STYLE_COUNT,
				struct font_face *);
	/* Every choice ends at the first face, so it must be there. What is
	 * wrong with a file that is there, a diagnostic says. */
	struct font_family *first = &set->families[0];
	if (!open_file(set, first, &first->files[FONT_REGULAR])) {
		error_set(error, "cannot use font file '%s'%s%s",
			  find_file(set, &first->files[0]),
			  first->package ? ": install the Debian package " : "",
			  first->package ? first->package : "");
		font_set_release(set);
		return NULL;
	}
	return set;
}

void font_set_release(struct font_set *set)
{
	if (!set)
		return;
	for (uint32_t i = 0; i < set->face_count; i++)
		font_face_close(set->faces[i]);
	set->face_count = 0;
	hb_set_destroy(set->missing);
	set->missing = NULL;
}

uint32_t font_set_face_count(const struct font_set *set)
{
	return set->face_count;
}

const struct font_face *font_set_face(const struct font_set *set,
				      uint32_t index)
{
	return set->faces[index];
}

/* ---- Choosing ---------------------------------------------------------- */

static bool has_script(const struct font_family *family, script_tag script)
{
	for (size_t i = 0; i < family->script_count; i++)
		if (family->scripts[i] == script)
			return true;
	return false;
}

void font_set_prefer(struct font_set *set, const char *const *names,
		     size_t count)
{
	for (size_t i = 0; i < set->family_count; i++) {
		struct font_family *family = &set->families[i];
		for (size_t j = 0; j < count; j++)
			if (strcmp(family->name, names[j]) == 0 &&
			    family->lead < SIZE_MAX - j)
				family->lead = SIZE_MAX - j;
	}
}

/* How well the family's languages suit: the length of the longest that is
 * `language` or its beginning up to a hyphen, 0 for none. */
static size_t language_match(const struct font_family *family,
			     const char *language)
{
	size_t best = 0;
	for (size_t i = 0; language && i < family->language_count; i++) {
		const char *own = family->languages[i];
		size_t length = strlen(own);
		if (strncmp(own, language, length) == 0 &&
		    (language[length] == '\0' || language[length] == '-') &&
		    length > best)
			best = length;
	}
	return best;
}

static struct font_family *find_family(struct font_set *set,
				       const struct font_request *request,
				       enum family_role role)
{
	struct font_family *best = NULL;
	size_t best_match = 0;
	for (size_t i = 0; i < set->family_count; i++) {
		struct font_family *family = &set->families[i];
		if (family->role != role ||
		    !has_script(family, request->script))
			continue;
		size_t match = language_match(family, request->language);
		if (!best || match > best_match ||
		    (match == best_match && family->lead > best->lead)) {
			best = family;
			best_match = match;
		}
	}
	return best;
}

static const struct font_face *choose(struct font_set *set,
				      const struct font_request *request)
{
	struct font_family *family = NULL;
	const struct font_face *face = NULL;
	if (request->role == FONT_MONOSPACE)
		family = find_family(set, request, FAMILY_MONOSPACE);
	if (family)
		face = open_family(set, family, request);
	if (!face) {
		family = find_family(set, request, FAMILY_BODY);
		face = family ? open_family(set, family, request) : NULL;
	}
	if (!face)
		face = open_family(set, &set->families[0], request);
	return face;
}

static bool is_same_language(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Texts ask for the same few faces again and again. */
const struct font_face *font_set_choose(struct font_set *set,
					const struct font_request *request)
{
	size_t size = sizeof set->latest / sizeof *set->latest;
	for (size_t i = 0; i < size && set->latest[i].face; i++) {
		const struct font_request *known = &set->latest[i].request;
		if (known->script == request->script &&
		    known->role == request->role &&
		    known->is_bold == request->is_bold &&
		    known->is_italic == request->is_italic &&
		    is_same_language(known->language, request->language))
			return set->latest[i].face;
	}
	struct font_choice *choice = &set->latest[set->latest_next++ % size];
	choice->request = *request;
	if (request->language)
		choice->request.language =
			arena_copy_string(set->arena, request->language);
	return choice->face = choose(set, request);
}

/* A whole cluster: each character, or what two of them compose to. */
static bool covers_all(const struct font_face *face,
		       const uint32_t *code_points, size_t count)
{
	size_t covered = 0;
	while (covered < count && font_face_covers(face, code_points[covered]))
		covered++;
	if (covered == count)
		return true;
	hb_codepoint_t composed;
	return count == 2 &&
	       hb_unicode_compose(hb_unicode_funcs_get_default(),
				  code_points[0], code_points[1], &composed) &&
	       font_face_covers(face, composed);
}

static const struct font_face *
search_families(struct font_set *set, const struct font_request *request,
		const uint32_t *code_points, size_t count, bool same_role)
{
	enum family_role wanted = request->role == FONT_MONOSPACE ?
					  FAMILY_MONOSPACE :
					  FAMILY_BODY;
	for (size_t i = 0; i < set->family_count; i++) {
		struct font_family *family = &set->families[i];
		bool suits = family->role == wanted ||
			     family->role == FAMILY_FALLBACK;
		if (suits != same_role)
			continue;
		const struct font_face *face =
			open_family(set, family, request);
		if (face && covers_all(face, code_points, count))
			return face;
		/* the regular face of a family may have more than its bold */
		face = open_file(set, family, &family->files[FONT_REGULAR]);
		if (face && covers_all(face, code_points, count))
			return face;
	}
	return NULL;
}

const struct font_face *font_set_choose_for(struct font_set *set,
					    const struct font_request *request,
					    const uint32_t *code_points,
					    size_t count)
{
	const struct font_face *face = font_set_choose(set, request);
	if (covers_all(face, code_points, count))
		return face;
	if (hb_set_has(set->missing, code_points[0]))
		return NULL;
	face = search_families(set, request, code_points, count, true);
	if (!face)
		face = search_families(set, request, code_points, count, false);
	if (!face && count == 1)
		hb_set_add(set->missing, code_points[0]);
	return face;
}

script_tag font_script_of_language(const char *language)
{
	UScriptCode codes[8];
	UErrorCode status = U_ZERO_ERROR;
	int32_t count = uscript_getCode(language, codes, 8, &status);
	if (U_FAILURE(status) || count < 1)
		return SCRIPT_TAG('L', 'a', 't', 'n');
	bool has_han = false;
	for (int32_t i = 0; i < count; i++) {
		if (codes[i] == USCRIPT_HANGUL || codes[i] == USCRIPT_KOREAN)
			return SCRIPT_TAG('H', 'a', 'n', 'g');
		has_han |= codes[i] == USCRIPT_HAN ||
			   codes[i] == USCRIPT_SIMPLIFIED_HAN ||
			   codes[i] == USCRIPT_TRADITIONAL_HAN;
	}
	if (has_han)
		return SCRIPT_TAG('H', 'a', 'n', 'i');
	const char *name = uscript_getShortName(codes[0]);
	return SCRIPT_TAG(name[0], name[1], name[2], name[3]);
}
