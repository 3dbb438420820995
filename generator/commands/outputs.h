/* How each output is made, from the table in publication/outputs.def. */
#ifndef EVERYREAD_COMMANDS_OUTPUTS_H
#define EVERYREAD_COMMANDS_OUTPUTS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/profile.h"
#include "chart/chart.h"
#include "commands/pipeline.h"
#include "epub/epub.h"
#include "frame/frame.h"
#include "publication/output.h"

struct output_traits {
	const char *name;         /* "pdf-large" */
	const char *suffix;       /* of a file's name: "-large-print", or "" */
	const char *ending;       /* "pdf" */
	const char *other_ending; /* "htm", or NULL */
	const char *media_type;
	const char *message; /* of the locale: its name for readers */
	const char *what;    /* in English, for --help */
	enum print_size print;
	/* What makes it: one of them, the others are NULL. Bytes are appended.
	 * Mistakes go into work->diagnostics; where the system fails,
	 * work->has_failed. */
	void (*frames)(struct work *work, const struct frames *frames,
		       struct buffer *out);
	void (*document)(const struct document *document, struct buffer *out);
	void (*work)(struct work *work, struct buffer *out);
	void (*page)(struct work *work, struct buffer *out);
};

extern const struct output_traits output_traits[OUTPUT_COUNT];

/* Pages have a number of pages; the rest is as long as it is. */
static inline bool output_is_paged(enum output output)
{
	return output_traits[output].frames;
}

/* It links to the other outputs, so that they are made first. */
static inline bool output_is_page(enum output output)
{
	return output_traits[output].page;
}

/* The output with that ending, in letters of any case, and print;
 * OUTPUT_COUNT where there is none. */
enum output output_find_ending(const char *ending, enum print_size print);

/* Makes the output of the finished document in work->products. */
void output_make(struct work *work, enum output output);

/* The document's pages in regular print, which are laid out once; NULL after an
 * error. Their fonts may be closed: read what is where, not how it looks. */
const struct frames *output_pages(struct work *work);

/* The fonts, which the caller releases; NULL after an error. */
struct font_set *output_open_fonts(struct work *work);

/* Seconds since 1970 that files say they were made at: what SOURCE_DATE_EPOCH
 * says, else the document's date, else -1. */
int64_t output_time(const struct work *work);

/* Appends ".html, .pdf or .txt": the endings of the outputs in that print. */
void output_append_endings(enum print_size print, struct buffer *out);

/* Write to stdout what there is: names for --format, or endings of files. */
void output_print_names(void);
void output_print_endings(void);

/* ---- Writers ----------------------------------------------------------- */

/* output_html.c: the page, in the shell that work->shell names. */
void html_output_write(struct work *work, struct buffer *out);

/* The page of work->shell without a document: work->document has its language
 * and profile alone. */
void html_output_write_shell(struct work *work, struct buffer *out);

/* output_epub.c */
void epub_output_write(struct work *work, struct buffer *out);

/* output_audio.c */
void audio_output_write(struct work *work, struct buffer *out);
void chapters_output_write(struct work *work, struct buffer *out);

/* output_epub.c: what both books share. */
bool epub_output_begin(struct work *work, struct chart_style *light,
		       struct epub_options *options);

/* output_office.c */
void docx_output_write(struct work *work, struct buffer *out);
void odt_output_write(struct work *work, struct buffer *out);

/* output_data.c */
void data_output_write(struct work *work, struct buffer *out);

/* output_braille.c */
void brf_output_write(struct work *work, struct buffer *out);
void pef_output_write(struct work *work, struct buffer *out);

/* output_pdf.c: the colour profile that PDFs hold. */
const char *pdf_output_profile(struct arena *arena,
			       const struct installation *installation);

/* output_pdf.c: its date of creation is what SOURCE_DATE_EPOCH says, else the
 * document's date, else none. */
/* Its pages on sheets to fold. */
void booklet_output_write(struct work *work, const struct frames *frames,
			  struct buffer *out);
void pdf_output_write(struct work *work, const struct frames *frames,
		      struct buffer *out);

#endif
