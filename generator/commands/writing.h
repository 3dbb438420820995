/* The rules of check/ held against a publication's texts and data. */
#ifndef EVERYREAD_COMMANDS_WRITING_H
#define EVERYREAD_COMMANDS_WRITING_H

#include "commands/pipeline.h"
#include "commands/silence.h"

/* Checks work.document, which was made of these texts. */
void writing_check(struct work *work, const struct silence_texts *texts);

/* Checks the words in the data of the publication's entries. */
void writing_check_data(const struct publication *publication,
			struct diagnostics *diagnostics);

#endif
