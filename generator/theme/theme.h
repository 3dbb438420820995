/* The theme: templates/theme.yaml, from which both the page layout and the
 * style sheet of HTML take colours, type, space and the page's geometry.
 *
 * It is loaded once for a run and const from then on, so that all jobs share
 * it. What there is to set stands in tokens.def, and what each token means
 * in theme.yaml itself.
 *
 * Loading checks everything, in one run: unknown and missing tokens, units,
 * and the contrast of every pair of colours that meets on a page, in light
 * and dark (WCAG 2.2: 1.4.3 Contrast (Minimum), 1.4.11 Non-text Contrast). */
#ifndef EVERYREAD_THEME_THEME_H
#define EVERYREAD_THEME_THEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/colour.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "base/profile.h"
#include "base/units.h"

enum theme_colour {
#define COLOUR(name, key) COLOUR_##name,
#include "theme/tokens.def"
	COLOUR_COUNT
};

enum {
	CHART_SERIES_COUNT = COLOUR_CHART_SERIES_6 - COLOUR_CHART_SERIES_1 + 1,
	CHART_SHADE_COUNT = COLOUR_CHART_SHADE_5 - COLOUR_CHART_SHADE_1 + 1
};

/* Paper is always light. */
enum theme_scheme { SCHEME_LIGHT, SCHEME_DARK, SCHEME_COUNT };

/* The roles that text plays. */
enum text_role {
#define ROLE(name, key, grounds) TEXT_##name,
#include "theme/tokens.def"
	TEXT_ROLE_COUNT
};

struct theme_text {
	lu size;             /* [lu] em */
	int32_t line_height; /* [1/1000 of the size] for Latin letters */
	lu before, after;    /* [lu] space; neighbours collapse */
	bool is_bold;
	enum theme_colour colour;
};

struct theme_page {
	lu width, height;    /* [lu] */
	int32_t picture_dpi; /* [1/1000] pixels an inch that outputs hold of
			      * pictures */
#define PAGE_LENGTH(field, key) lu field;
#include "theme/tokens.def"
};

struct theme_space {
#define SPACE(field, key) lu field;
#include "theme/tokens.def"
};

struct theme_style {
	struct theme_text text[TEXT_ROLE_COUNT];
	struct theme_page page;
	struct theme_space space;
};

/* What languages of a script change. The first is that of all languages that
 * no other names. */
struct theme_script {
	const char *name;
	const char **languages; /* BCP 47; "zh" holds for "zh-Hans", too */
	size_t language_count;
	int32_t size;        /* [1/1000] times the sizes */
	int32_t line_height; /* [1/1000] times the line heights */
	bool has_italics;    /* else emphasis is bold */
	const char **fonts;  /* families, the best first. On paper those that
			      * fonts.yaml has, on screens those that are there
			      */
	size_t font_count;
};

struct theme_screen {
	int32_t point;   /* [1/1000 CSS px] what a point of paper is */
	int32_t spacing; /* [1/1000] times the space around blocks */
	int32_t measure; /* [1/1000 em] longest line */
};

struct theme {
	struct colour colours[SCHEME_COUNT][COLOUR_COUNT];
	struct theme_style styles[PROFILE_COUNT][PRINT_SIZE_COUNT];
	struct theme_script *scripts;
	size_t script_count; /* at least 1 */
	const char **code_fonts;
	size_t code_font_count;
	struct theme_screen screen;
};

/* Reads the file. NULL where it cannot be read (`error`, with error->message
 * set; else empty) or tokens are wrong or missing (reported). A theme whose
 * only mistake is its contrast is returned: what else is wrong with a
 * publication can then be told in the same run. */
const struct theme *theme_load(struct arena *arena, const char *path,
			       struct diagnostics *diagnostics,
			       struct error *error);

/* The same of `count` files, each laid over those before it: it holds only what
 * it has otherwise, and a list takes the place of the list below it. The first
 * is whole. What is wrong between two colours is told in the last, where it
 * has either. */
const struct theme *theme_load_layers(struct arena *arena,
				      const char *const *paths, size_t count,
				      struct diagnostics *diagnostics,
				      struct error *error);

/* The script that a language's texts are set in. Never NULL. */
const struct theme_script *theme_script_of(const struct theme *theme,
					   const char *language);

static inline struct colour theme_colour(const struct theme *theme,
					 enum theme_colour colour)
{
	return theme->colours[SCHEME_LIGHT][colour];
}

/* ---- HTML -------------------------------------------------------------- */

/* Appends what goes before templates/html/style.css: custom properties for a
 * document of this profile and language, dark ones too, and the rules that
 * scripts need. Each colour is --KEY; each role of text --KEY-size, -line,
 * -before, -after, -weight and -colour; each length of space --KEY. */
void theme_append_css(const struct theme *theme, enum profile profile,
		      const char *language, struct buffer *out);

/* ---- The drawing ------------------------------------------------------- */

/* The drawing of covers: dots that gather around a centre as seeds do in a
 * sunflower, lighter towards the middle. One circle of radius THEME_ART_RADIUS
 * about 0, 0 holds it. */
enum { THEME_ART_RADIUS = 1000, THEME_ART_DOTS = 150, THEME_ART_TONES = 6 };

struct theme_dot {
	int32_t x, y, radius;
	uint8_t tone; /* from 0, in the middle; THEME_ART_TONES: the accent */
};

/* The dots, the same on every machine. */
void theme_art(struct theme_dot dots[THEME_ART_DOTS]);

/* The colour of a tone. */
struct colour theme_art_colour(const struct theme *theme,
			       enum theme_scheme scheme, unsigned tone);

/* That of a chapter's beginning, which fades into the page. */
struct colour theme_opener_colour(const struct theme *theme, unsigned tone);

/* The drawing as an SVG element in the colours --art-1 to --art-7, hidden from
 * assistive technology. */
void theme_append_art(struct buffer *out);

#endif
