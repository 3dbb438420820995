/* Evidence: what a publication's coded data say, where its texts ask for it.
 * It joins the findings, with their disclosure control and consent, to the
 * templates (values) and to the document (charts, tables, quotations), in the
 * words and numbers of an edition's language.
 *
 * What authors write is told in README.md and everyread.1:
 *
 *     {{theme.access.people}}, {{theme.access.area.fife.percent}}
 *     ::: {.chart kind=bar under=access}
 *     ::: {.map theme=access}
 *     ::: {.findings-table themes="access money" columns=activity}
 *     ::: {.quote id=GUID}, ::: {.quote theme=access count=2}
 *
 * A value of a dimension is named by its slug: lower case, apostrophes
 * dropped, what is neither letter nor digit one hyphen ("65 or over" →
 * "65-or-over").
 *
 * Nothing passes that the findings hide: a hidden number is a diagnostic where
 * one was asked for by name, and a mark in a table or chart. Diagnostics hold
 * names of themes and groups, never words, pseudonyms or hidden counts. */
#ifndef EVERYREAD_EVIDENCE_EVIDENCE_H
#define EVERYREAD_EVIDENCE_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "document/document.h"
#include "locale/locale.h"
#include "template/value.h"

/* The findings of one publication: read, checked, counted and protected.
 * Const once loaded, and then shared by threads. */
struct evidence;

/* Whether the folder of a publication has findings: findings/findings.yaml. */
bool evidence_exists(struct arena *arena, const char *folder);

/* Reads FOLDER/findings/findings.yaml and the data that it names. `language`
 * is that of the words in the data where a source does not say another: the
 * publication's first. The memory is the arena's, but for what evidence_free()
 * gives back. After mistakes, which are reported, the rest can be used, so that
 * one run finds all of them; where nothing could be read, what is asked of the
 * evidence is nothing, silently. NULL only where the system failed
 * (error->message; set it to "" before). */
struct evidence *evidence_load(struct arena *arena, const char *folder,
			       const char *language,
			       struct diagnostics *diagnostics,
			       struct error *error);

/* NULL is allowed. */
void evidence_free(struct evidence *evidence);

/* Tells what is wrong with findings.yaml's replacements; in `texts` translations
 * of quotations may stand, which need some of them. */
void evidence_check_replacements(const struct evidence *evidence,
				 struct arena *arena, const struct str *texts,
				 size_t text_count,
				 struct diagnostics *diagnostics);

/* What a document takes from the findings, for whoever must know which files
 * change with them. Zero-initialised: nothing. */
struct evidence_use {
	bool is_used; /* a number was asked for, a chart, a table, words */
	/* What stands for the words of each passage that is quoted. It tells
	 * nobody more than those words do. */
	struct {
		uint64_t *items;
		size_t count, capacity;
	} passages;
};

void evidence_use_release(struct evidence_use *use);

/* What tells these findings from others: hexadecimal digits, the same for the
 * same findings.yaml and the same data; "" where they could not be read. */
const char *evidence_hash(const struct evidence *evidence);

/* What stands for the words of every passage that may be quoted, in ascending
 * order; they live as long as the evidence. False where that is not known: nothing could be read,
 * or what findings.yaml says of consent is wrong. */
bool evidence_quotable(const struct evidence *evidence,
		       const uint64_t **passages, size_t *count);

/* Adds `findings`, `theme` and `group` to a template's context; all three make
 * their values when they are asked for. The locale and the evidence must
 * outlive the context. NULL adds none of the three: a template may ask whether
 * there are findings ({{#findings}}…{{/findings}}). `rounding` is always there,
 * false or with the `number` that counts are rounded to. */
void evidence_add_values(const struct evidence *evidence, struct arena *arena,
			 struct locale *locale, struct evidence_use *use,
			 struct value *context);

/* Whether there is a theme `id`, where `of` is "theme", or a value of that slug
 * in the dimension `of`. Of findings that could not be read, everything is. */
bool evidence_knows(const struct evidence *evidence, const char *of,
		    const char *id);

/* All ids that there are of it; NULL where nobody knows what `of` is. */
const char *const *evidence_names_of(const struct evidence *evidence,
				     const char *of, size_t *count);

/* The same as {{theme.ID}} or {{group.DIMENSION.ID}} of a context that
 * evidence_add_values() made; NULL where there is none. */
const struct value *evidence_value_of(const struct value *context,
				      struct arena *arena, const char *of,
				      const char *id);

/* What it is called in the context's language, or NULL; words of another language
 * are reported where findings.yaml has it. */
const char *evidence_label_of(const struct value *context, const char *of,
			      const char *id, struct diagnostics *diagnostics);

/* Puts what the data say in the place of each NODE_EVIDENCE of a parsed
 * document that is not finished yet (document_finish()). Where one cannot be
 * had, a diagnostic tells why and its children stay, in a division. With NULL
 * for the evidence that is so for all of them: an error where `is_strict`,
 * else a warning. No NODE_EVIDENCE is left.
 *
 * No passage is quoted twice in a document; the same data and text give the
 * same nodes. The evidence and the locale must live as long as the document.
 */
void evidence_expand(const struct evidence *evidence, struct locale *locale,
		     struct document *document, bool is_strict,
		     struct evidence_use *use, struct diagnostics *diagnostics);

#endif
