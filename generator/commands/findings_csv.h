/* A cell of CSV. */
#ifndef EVERYREAD_COMMANDS_FINDINGS_CSV_H
#define EVERYREAD_COMMANDS_FINDINGS_CSV_H

#include "base/str.h"

/* Prints the text, in quotation marks where it needs them. */
void findings_csv_print_cell(struct str text);

#endif
