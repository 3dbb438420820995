/* Which chapters a translation has, and which it lacks. */
#include "publication/chapters.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/path.h"

/* The most bytes of names that a message lists. */
enum { MOST_NAMES = 1200 };

/* The digits that a name begins with, without zeros before them; empty where
 * there are none. */
static struct str number_of(const char *name)
{
	const char *first = name + strspn(name, "0");
	struct str number = { first, strspn(first, "0123456789") };
	if (!number.length && first > name)
		number = (struct str){ first - 1, 1 }; /* chapter 0 */
	return number;
}

static const char *name_of(const struct source_file *file)
{
	return path_name(file->path);
}

static bool has_number(const struct source_file *file, struct str number)
{
	return str_equals(number_of(name_of(file)), number);
}

/* The one chapter of this number; NULL where there are none or several. */
static const struct source_file *only_of_number(const struct edition_text *text,
						struct str number)
{
	const struct source_file *found = NULL;
	for (size_t i = 0; i < text->file_count; i++) {
		if (!has_number(&text->files[i], number))
			continue;
		if (found)
			return NULL;
		found = &text->files[i];
	}
	return found;
}

static const struct source_file *find_name(const struct edition_text *text,
					   const char *name)
{
	for (size_t i = 0; i < text->file_count; i++)
		if (strcmp(name_of(&text->files[i]), name) == 0)
			return &text->files[i];
	return NULL;
}

const struct source_file *publication_chapter(const struct edition_text *text,
					      const struct source_file *file,
					      const struct edition_text *other)
{
	const struct source_file *found = find_name(other, name_of(file));
	struct str number = number_of(name_of(file));
	if (found || !number.length || !only_of_number(text, number))
		return found;
	found = only_of_number(other, number);
	/* A chapter that has its name on both sides is no other one's. */
	return found && !find_name(text, name_of(found)) ? found : NULL;
}

static void compare(struct arena *arena, const struct publication *publication,
		    struct edition_text *text,
		    const struct edition_text *source,
		    struct diagnostics *diagnostics)
{
	text->missing =
		ARENA_NEW_ARRAY(arena, source->file_count, const char *);
	for (size_t i = 0; i < source->file_count; i++)
		if (!publication_chapter(source, &source->files[i], text))
			text->missing[text->missing_count++] =
				name_of(&source->files[i]);
	for (size_t i = 0; i < text->file_count; i++) {
		if (publication_chapter(text, &text->files[i], source))
			continue;
		const char *nearest =
			str_nearest(str_from(name_of(&text->files[i])),
				    text->missing, text->missing_count);
		diagnostics_add(
			diagnostics, DIAGNOSTIC_PUBLICATION_CHAPTER,
			(struct place){ text->files[i].path, 0, 0 },
			"no chapter in '%s' has this name or number%s%s%s",
			publication->languages[source->language].folder,
			nearest ? "; is it '" : "", nearest ? nearest : "",
			nearest ? "'?" : "");
	}
}

void chapters_compare(struct arena *arena,
		      const struct publication *publication,
		      struct edition *edition, struct diagnostics *diagnostics)
{
	const struct edition_text *source = publication_text(edition, 0);
	bool is_folder = strcmp(path_extension(edition->source), "md") != 0;
	for (size_t i = 0; source && is_folder && i < edition->text_count; i++)
		if (edition->texts[i].language != 0)
			compare(arena, publication, &edition->texts[i], source,
				diagnostics);
}

/* "01-rain.md, 02-snow.md and 12 more" */
static void list_names(struct buffer *names, const struct edition_text *text)
{
	size_t listed = 0;
	while (listed < text->missing_count && names->length < MOST_NAMES) {
		buffer_append_format(names, "%s%s", listed ? ", " : "",
				     text->missing[listed]);
		listed++;
	}
	if (listed < text->missing_count)
		buffer_append_format(names, " and %zu more",
				     text->missing_count - listed);
}

bool chapters_are_enough(const struct publication *publication,
			 const struct edition *edition,
			 const struct edition_text *text,
			 struct diagnostics *diagnostics)
{
	if (!text->missing_count)
		return true;
	const struct edition_text *source = publication_text(edition, 0);
	const char *folder = publication->languages[text->language].folder;
	bool is_partial = edition->may_be_partial[text->language] &&
			  text->missing_count < source->file_count;
	struct buffer names = BUFFER_INITIALISER;
	list_names(&names, text);
	diagnostics_add_as(
		diagnostics, is_partial ? DIAGNOSTIC_NOTE : DIAGNOSTIC_WARNING,
		DIAGNOSTIC_PUBLICATION_INCOMPLETE, edition->source_place,
		"edition '%s' %s in '%s': %zu of its %zu chapters %s missing "
		"in "
		"'%s/%s/%s': %s%s",
		edition->identifier,
		is_partial ? "is published in part" : "is left out", folder,
		text->missing_count, source->file_count,
		text->missing_count == 1 ? "is" : "are", publication->folder,
		folder, edition->source, buffer_str(&names).bytes,
		is_partial ?
			"" :
			"; with 'partial: true' it says what it lacks and is "
			"published");
	buffer_release(&names);
	return is_partial;
}
