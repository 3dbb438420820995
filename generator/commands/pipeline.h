/* The way from content to the document, for one edition in one language:
 *
 *     content → template → Markdown → document → outputs
 *
 * Each step needs the ones before it and reports into work.diagnostics. What
 * comes after the document stands in commands/outputs.h. Works are independent:
 * each may run on a thread of its own. */
#ifndef EVERYREAD_COMMANDS_PIPELINE_H
#define EVERYREAD_COMMANDS_PIPELINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "check/check.h"
#include "commands/context.h"
#include "commands/installation.h"
#include "commands/pictures.h"
#include "document/document.h"
#include "evidence/evidence.h"
#include "locale/locale.h"
#include "pdf/pdf.h"
#include "publication/output.h"
#include "publication/publication.h"
#include "template/source_map.h"
#include "template/value.h"

/* On which of its pages, from 1, what has this identifier begins. */
struct product_place {
	const char *identifier;
	uint32_t page;
};

/* What a theme gives pages of one language and profile: the same for all of
 * them, however many there are. */
struct page_theme {
	struct arena *arena;
	enum profile profile;
	const char *language; /* NULL: not made yet */
	struct str css, art;
};

struct work {
	const struct installation *installation;
	bool is_strict;                  /* a build: mistakes are errors; render
			 * mostly warns */
	const struct evidence *evidence; /* of the publication; NULL: it has
					  * no findings. Not owned */
	enum pdf_standard pdf_standard;
	struct braille_settings braille;
	bool has_print; /* readers have the PDF, too, whose pages an EPUB names */
	struct work_audio {
		const struct audio_settings *settings; /* or NULL */
		const char *voice;                     /* "": none is named */
		const char *cache; /* a folder, or NULL; the build's */
		bool is_allowed;   /* to run commands */
	} audio;
	bool tells_style;               /* plain language, too (check/) */
	struct check_chapters chapters; /* of the document */
	struct evidence_use use;        /* what the document takes from it */
	/* The steps' own. */
	struct arena arena;
	struct diagnostics diagnostics;
	bool is_cut; /* the template ended early, which is told: */
	struct diagnostics unheard; /* what follows from the missing rest */
	struct error error;         /* where has_failed */
	bool has_failed;            /* of the system, not the author */
	bool has_mistakes; /* in steps whose diagnostics were taken away */
	struct locale *locale;
	struct value *context;          /* of templates */
	struct context_entries entries; /* whose texts the template took */
	struct buffer markdown;         /* the template's output … */
	struct source_map map;          /* … and where its lines came from */
	struct pictures pictures;
	struct document document;
	const struct frames *pages; /* in regular print, once laid out */
	/* Around a page: templates/html/<name>.html, and what it knows besides
	 * the document. The caller sets it before it asks for a page. */
	struct {
		const char *name;
		/* templates/data/<data>.yaml, the same for programs; or
		 * NULL. */
		const char *data;
		struct value *context;
	} shell;
	struct page_theme *page_theme; /* that many works share, one after the
					* other; or NULL */
	struct product {
		struct buffer bytes;
		uint64_t page_count;          /* 0: not paged */
		uint64_t seconds;             /* 0: makes no sound */
		struct product_place *places; /* in the arena of the work */
		size_t place_count;
	} products[OUTPUT_COUNT]; /* empty: not made */
};

void pipeline_initialise(struct work *work,
			 const struct installation *installation,
			 bool is_strict);
void pipeline_release(struct work *work);

/* True while neither the system nor an author's error stands in the way of
 * publishing. */
bool pipeline_is_sound(const struct work *work);

/* Opens the language's words and numbers. */
bool pipeline_open_locale(struct work *work, const char *tag);

/* The texts that a template includes: `files` as content/0, content/1 …, and
 * those of the publication's entries in a language. */
struct pipeline_texts {
	const struct publication *publication;
	size_t language;
	const struct source_file *files;
	size_t file_count;
};

/* Evaluates templates/editions/<name>.md. */
void pipeline_render_template(struct work *work, const char *name,
			      const struct pipeline_texts *texts);

/* Adds what the findings say to work.context, and the collections of the
 * publication, before the template. */
void pipeline_add_data(struct work *work, const struct publication *publication,
		       size_t language);

/* Where mistakes in the document go. */
struct diagnostics *pipeline_diagnostics(struct work *work);

/* work.markdown, the words of the locale and what the findings say become
 * work.document, not yet finished: the caller adds what it knows. */
void pipeline_parse(struct work *work, const struct publication *publication,
		    enum profile profile, bool writes_punctuation,
		    const char *language);

/* A Markdown file with no publication around it ("-": standard input) becomes
 * work.document, finished. No template is evaluated. `language` and `title`
 * overrule the front matter's where not NULL. False: the system failed. */
struct outline_options;
bool pipeline_read_file(struct work *work, const char *file,
			const char *language, const char *title,
			const struct outline_options *outline);

#endif
