/* Counting words. */
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "plain/plain.h"

size_t plain_count_words(struct str text, const char *language)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t count = 0;
	UText *open =
		utext_openUTF8(NULL, text.bytes, (int64_t)text.length, &status);
	UBreakIterator *words =
		ubrk_open(UBRK_WORD, language, NULL, 0, &status);
	ubrk_setUText(words, open, &status);
	if (U_SUCCESS(status))
		while (ubrk_next(words) != UBRK_DONE)
			count += ubrk_getRuleStatus(words) >=
				 UBRK_WORD_NONE_LIMIT;
	ubrk_close(words);
	utext_close(open);
	return count;
}
