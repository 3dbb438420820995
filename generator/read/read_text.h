/* Texts of sources: their bytes made into UTF-8 with LF line ends, and offsets
 * into them found whatever the program that wrote them counts.
 *
 * The standard counts code points. Programs differ: where the file has CRLF,
 * some count one character for it (ATLAS.ti, QualCoder) and some two (NVivo);
 * NVivo counts UTF-16 units, so two for an emoji. Nothing in the file says
 * which; the selections do, since people select words. */
#ifndef EVERYREAD_READ_READ_TEXT_H
#define EVERYREAD_READ_READ_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* What an offset counts; a set of bits. */
enum {
	READ_COUNTS_CODE_POINTS = 0,
	READ_COUNTS_CRLF_TWICE = 1,
	READ_COUNTS_UTF16 = 2,
	READ_COUNTS_BOM = 4, /* the byte order mark is the first character */
	READ_COUNTINGS = 8   /* how many sets there are */
};

struct read_text {
	struct str utf8;      /* LF line ends, no byte order mark */
	uint32_t code_points; /* its length */
	bool has_bom;         /* a byte order mark stood before it */
	/* Code points before every 128th one's byte; NULL: all ASCII. */
	const uint32_t *bytes;
	/* Code points, ascending, that some count twice: line ends that were
	 * CRLF, and those beyond U+FFFF. */
	const uint32_t *crlf, *wide;
	uint32_t crlf_count, wide_count;
};

/* Makes a text of a file's bytes: in the encoding of that name, or where it
 * is NULL in UTF-8 or UTF-16, the latter also without a byte order mark where
 * its spaces and line ends show which it is. False where it is none of these;
 * *line is then where, 0 where that cannot be told. All in the arena, where
 * `bytes` is too (it is changed). */
bool read_text_decode(struct arena *arena, struct str bytes,
		      const char *encoding, struct read_text *text,
		      uint32_t *line);

/* The same of UTF-8 that is known to be well-formed. */
void read_text_index(struct arena *arena, struct str utf8,
		     struct read_text *text);

/* The code point at an offset as `counting` counts; UINT32_MAX behind the
 * text's end. */
uint32_t read_text_find(const struct read_text *text, uint32_t offset,
			int counting);

/* Bytes [start, end) in code points, both within the text. */
struct str read_text_slice(const struct read_text *text, uint32_t start,
			   uint32_t end);

/* Whether letters or digits are in the stretch, both ends within the text. */
bool read_text_has_word(const struct read_text *text, uint32_t start,
			uint32_t end);

/* How much a selection looks like one that a person made: whole words, whole
 * lines, beginning as its name does. Higher is better; offsets that lie
 * outside of the text are worse than any other, but one alone outweighs no
 * page of right ones. */
int read_text_score(const struct read_text *text, uint32_t start, uint32_t end,
		    struct str name, int counting);

#endif
