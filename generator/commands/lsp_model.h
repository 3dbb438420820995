/* What the language server knows of a publication: found out by a process of its
 * own, which may be ended at any time, and handed over as JSON:
 *
 *     diagnostics   file, line, column, severity, code, text, help
 *     values        of each language what {{…}} has: path → what it says
 *     themes        id → file, line, column, label
 *     words         of each language a word of its locale → file, line, column
 *     ids           id, file, line, column, title, language
 *     chapters      of each language the files of its texts
 *     texts         file → language
 *
 * Lines and columns are those of diagnostics, files absolute. */
#ifndef EVERYREAD_COMMANDS_LSP_MODEL_H
#define EVERYREAD_COMMANDS_LSP_MODEL_H

#include <jansson.h>

/* Of a publication, by its folder. */
json_t *lsp_model_of_publication(const char *folder);

/* Of a Markdown file that is in none. */
json_t *lsp_model_of_file(const char *file);

#endif
