/* The way from content to outputs, for one edition in one language:
 *
 *     content → template → Markdown → document → HTML
 *                                             └→ layout → PDF
 *
 * Each step needs the ones before it and reports into work.diagnostics. Works
 * are independent: each may run on a thread of its own. */
#ifndef EVERYREAD_COMMANDS_PIPELINE_H
#define EVERYREAD_COMMANDS_PIPELINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "commands/installation.h"
#include "commands/pictures.h"
#include "document/document.h"
#include "evidence/evidence.h"
#include "locale/locale.h"
#include "pdf/pdf.h"
#include "publication/publication.h"
#include "template/source_map.h"
#include "template/value.h"

struct work {
	const struct installation *installation;
	bool is_strict;                  /* a build: mistakes are errors; render
			 * mostly warns */
	const struct evidence *evidence; /* of the publication; NULL: it has
					  * no findings. Not owned */
	enum pdf_standard pdf_standard;
	/* The steps' own. */
	struct arena arena;
	struct diagnostics diagnostics;
	struct error error; /* where has_failed */
	bool has_failed;    /* of the system, not the author */
	struct locale *locale;
	struct value *context;  /* of templates */
	struct buffer markdown; /* the template's output … */
	struct source_map map;  /* … and where its lines came from */
	struct pictures pictures;
	struct document document;
	struct buffer html;
	struct printed {
		struct buffer bytes;
		uint64_t page_count;
	} pdf, large_pdf;
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

/* Evaluates templates/editions/<name>.md over `files`, which it includes as
 * content/0, content/1 … */
void pipeline_render_template(struct work *work, const char *name,
			      const struct source_file *files,
			      size_t file_count);

/* Adds what the findings say to work.context, before the template. */
void pipeline_add_evidence(struct work *work);

/* work.markdown, the words of the locale and what the findings say become
 * work.document, not yet finished: the caller adds what it knows. */
void pipeline_parse(struct work *work, const struct publication *publication,
		    const char *language);

/* A Markdown file with no publication around it ("-": standard input) becomes
 * work.document, finished. No template is evaluated. `language` and `title`
 * overrule the front matter's where not NULL. False: the system failed. */
struct outline_options;
bool pipeline_read_file(struct work *work, const char *file,
			const char *language, const char *title,
			const struct outline_options *outline);

/* The finished document as a PDF in work.pdf, or in large print in
 * work.large_pdf. Its date of creation is what SOURCE_DATE_EPOCH says, else the
 * document's date, else none. */
void pipeline_make_pdf(struct work *work);
void pipeline_make_large_pdf(struct work *work);

/* The finished document as HTML in work.html, in the shell
 * templates/html/<shell>.html. What `shell_context` holds is added to what the
 * shell knows. */
void pipeline_make_html(struct work *work, const char *shell,
			struct value *shell_context);

#endif
