/* How Braille is set: a publication says it, and each of its editions may. */
#ifndef EVERYREAD_BASE_BRAILLE_SETTINGS_H
#define EVERYREAD_BASE_BRAILLE_SETTINGS_H

struct braille_settings {
	unsigned columns; /* cells in a line */
	unsigned lines;   /* on a page, with that of its number */
	unsigned grade;   /* 1: uncontracted; 2: contracted where there is such
			   * a table */
};

enum {
	BRAILLE_COLUMNS = 40,
	BRAILLE_LINES = 25,
	BRAILLE_FEWEST_COLUMNS = 20,
	BRAILLE_FEWEST_LINES = 10,
	BRAILLE_MOST = 100 /* of both */
};

/* What most embossers take. */
#define BRAILLE_SETTINGS_USUAL \
	{ \
		.columns = BRAILLE_COLUMNS, .lines = BRAILLE_LINES, .grade = 1 \
	}

#endif
