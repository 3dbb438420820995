/* Documents from Markdown, written as files of word processors. */
#ifndef EVERYREAD_TESTS_OFFICE_FIXTURE_H
#define EVERYREAD_TESTS_OFFICE_FIXTURE_H

#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "base/overlay.h"
#include "document/outline.h"
#include "markdown/markdown.h"
#include "office/office.h"
#include "text/font.h"
#include "theme/theme.h"
#include "words_fixture.h"

static const int64_t noon = 1795262400; /* 2026-11-21 12:00 UTC */

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct document document;
	struct office_options options;
	struct buffer file;
};

static inline int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct error error = { "" };
	fixture->options = (struct office_options){
		.theme = theme_load(&fixture->arena, "templates/theme.yaml",
				    &fixture->diagnostics, &error),
		.fonts = font_set_load(&fixture->arena, OVERLAY_OF("fonts"),
				       &fixture->diagnostics, &error),
		.diagnostics = &fixture->diagnostics,
		.time = noon,
	};
	*state = fixture;
	return fixture->options.theme && fixture->options.fonts ? 0 : -1;
}

static inline int tear_down(void **state)
{
	struct fixture *fixture = *state;
	buffer_release(&fixture->file);
	font_set_release(fixture->options.fonts);
	diagnostics_release(&fixture->diagnostics);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static const char *found_picture(void *data, const char *source,
				 struct place place, const char **reason)
{
	(void)place;
	(void)reason;
	return arena_format(data, "tests/tags/%s", source);
}

static inline void parse(struct fixture *fixture, const char *language,
			 const char *source)
{
	struct markdown_options options = { .file = "test.md",
					    .mode = MARKDOWN_RENDER,
					    .language = language,
					    .find_image = found_picture,
					    .find_image_context =
						    &fixture->arena };
	struct outline_options outline = { .numbers_figures = true };
	markdown_parse(&fixture->arena, str_from(source), &options,
		       &fixture->diagnostics, &fixture->document);
	fixture->document.words = fixture_words;
	document_finish(&fixture->document, &outline, &fixture->diagnostics);
}

typedef bool office_writer(const struct document *document,
			   const struct office_options *options,
			   struct buffer *out, struct error *error);

static inline void write_as(struct fixture *fixture, office_writer *writer)
{
	struct error error;
	buffer_clear(&fixture->file);
	assert_true(writer(&fixture->document, &fixture->options,
			   &fixture->file, &error));
}

static inline zip_t *open_file(struct fixture *fixture)
{
	zip_error_t error;
	zip_error_init(&error);
	zip_source_t *source = zip_source_buffer_create(
		fixture->file.bytes, fixture->file.length, 0, &error);
	zip_t *archive = zip_open_from_source(source, ZIP_RDONLY, &error);
	assert_non_null(archive);
	return archive;
}

/* A part's text, in the arena; NULL where there is none of that name. */
static const char *part_of(struct fixture *fixture, const char *name)
{
	zip_stat_t stat;
	zip_t *archive = open_file(fixture);
	char *text = NULL;
	if (zip_stat(archive, name, 0, &stat) == 0) {
		zip_file_t *file = zip_fopen(archive, name, 0);
		text = arena_allocate(&fixture->arena, stat.size + 1);
		assert_int_equal(zip_fread(file, text, stat.size), stat.size);
		zip_fclose(file);
	}
	zip_close(archive);
	return text;
}

static inline void assert_has(const char *text, const char *wanted)
{
	if (!strstr(text, wanted))
		fail_msg("no %s in\n%s", wanted, text);
}

static inline void assert_lacks(const char *text, const char *unwanted)
{
	if (strstr(text, unwanted))
		fail_msg("%s in\n%s", unwanted, text);
}

static inline unsigned count_of(const char *text, const char *wanted)
{
	unsigned count = 0;
	while ((text = strstr(text, wanted))) {
		text += strlen(wanted);
		count++;
	}
	return count;
}

#endif
