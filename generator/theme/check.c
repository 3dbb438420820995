/* Contrast of the colours that meet on a page (WCAG 2.2, 1.4.3 and 1.4.11). */
#include "theme/contrast.h"
#include "theme/reader.h"

#include <stdio.h>

/* Hundredths of the ratio that is needed. */
enum need { NEED_MARK = 300, NEED_LARGE_TEXT = 301, NEED_TEXT = 450 };

static double ratio_of(enum need need)
{
	return need == NEED_TEXT ? 4.5 : 3.0;
}

static const char *name_of(enum need need)
{
	return need == NEED_TEXT       ? "text" :
	       need == NEED_LARGE_TEXT ? "large text" :
					 "a mark";
}

struct pair {
	const char *what;
	enum theme_colour foreground, background;
	enum need need;
};

static const struct pair pairs[] = {
#define PAIR(what, foreground, background, need) \
	{ what, COLOUR_##foreground, COLOUR_##background, need },
#include "theme/tokens.def"
};

/* What two colours must have between them: the most that anything asks for
 * which stands in the one on the other. */
struct demand {
	const char *what; /* asks for it first */
	enum need need;   /* 0: they do not meet */
	unsigned others;
};

struct demands {
	struct demand of[COLOUR_COUNT][COLOUR_COUNT]; /* [front][back] */
};

/* The sets of colours that a role's text stands on. */
static const uint64_t grounds_of_roles[TEXT_ROLE_COUNT] = {
#define ROLE(name, key, grounds) grounds,
#include "theme/tokens.def"
};

enum { LONGEST_COLOUR = 8 };

static const char *write_colour(struct colour colour, char text[LONGEST_COLOUR])
{
	snprintf(text, LONGEST_COLOUR, "#%02x%02x%02x", colour.red,
		 colour.green, colour.blue);
	return text;
}

static const char *scheme_name(int scheme)
{
	return scheme == SCHEME_DARK ? "dark" : "light";
}

static const char *write_users(const struct theme_reader *reader,
			       const struct demand *demand)
{
	if (!demand->others)
		return demand->what;
	return arena_format(reader->arena, "%s and %u more", demand->what,
			    demand->others);
}

/* Where to change one of the two: in the file that lies over the others, if it
 * has either. */
static struct place place_of(const struct theme_reader *reader, int scheme,
			     int first, int second)
{
	const struct theme_colour_token *tokens = reader->colours->of[scheme];
	bool is_second = tokens[first].place.file != reader->top &&
			 tokens[second].place.file == reader->top;
	return tokens[is_second ? second : first].place;
}

static void report(const struct theme_reader *reader, int scheme, int front,
		   int back, const struct demand *demand)
{
	const struct theme_colour_token *tokens = reader->colours->of[scheme];
	struct colour foreground = tokens[front].value;
	struct colour background = tokens[back].value;
	struct colour repaired;
	double needed = ratio_of(demand->need);
	/* Cut, not rounded: 4.499 is not 4.5. */
	double found =
		(int)(contrast_ratio(foreground, background) * 100) / 100.0;
	char first[LONGEST_COLOUR], second[LONGEST_COLOUR];
	char third[LONGEST_COLOUR];
	bool can_be =
		contrast_repair(foreground, background, needed, &repaired);
	diagnostics_add(
		reader->diagnostics, DIAGNOSTIC_THEME_CONTRAST,
		place_of(reader, scheme, front, back),
		"%s: '%s' (%s) on '%s' (%s) has a contrast of %.2f:1 "
		"in the %s colours, %s needs %g:1%s%s%s",
		write_users(reader, demand), theme_colour_keys[front],
		write_colour(foreground, first), theme_colour_keys[back],
		write_colour(background, second), found, scheme_name(scheme),
		name_of(demand->need), needed, can_be ? "; '" : "",
		can_be ? write_colour(repaired, third) : "",
		can_be ? "' would do" : "");
}

static void demand(struct demands *demands, const struct pair *pair)
{
	struct demand *demand =
		&demands->of[pair->foreground][pair->background];
	demand->others += demand->need != 0;
	if (demand->need >= pair->need)
		return;
	demand->need = pair->need;
	demand->what = pair->what;
}

/* Text of 18 points, or of 14 in bold, counts as large: where it is so in
 * every profile. */
static bool is_large(const struct theme *theme, int role)
{
	for (int i = 0; i < PROFILE_COUNT * PRINT_SIZE_COUNT; i++) {
		const struct theme_text *text =
			&theme->styles[i / PRINT_SIZE_COUNT]
				      [i % PRINT_SIZE_COUNT]
					      .text[role];
		if (text->size <
		    (text->is_bold ? LU_FROM_POINTS(14) : LU_FROM_POINTS(18)))
			return false;
	}
	return true;
}

static void demand_for_role(struct demands *demands, const struct theme *theme,
			    int role)
{
	enum need need = is_large(theme, role) ? NEED_LARGE_TEXT : NEED_TEXT;
	for (int ground = 0; ground < COLOUR_COUNT; ground++)
		if (grounds_of_roles[role] >> ground & 1)
			demand(demands,
			       &(struct pair){ theme_role_keys[role],
					       theme->styles[PROFILE_STANDARD]
							    [PRINT_REGULAR]
								    .text[role]
								    .colour,
					       (enum theme_colour)ground,
					       need });
}

/* On a map's tiles and in bars numbers stand in the ink or in the page's colour, whichever
 * reads better. */
static void demand_for_numbers(struct demands *demands,
			       const struct colour colours[COLOUR_COUNT])
{
	for (int i = COLOUR_CHART_SERIES_1; i <= COLOUR_CHART_SHADE_5; i++) {
		double page = contrast_ratio(colours[COLOUR_PAGE], colours[i]);
		double ink =
			contrast_ratio(colours[COLOUR_CHART_INK], colours[i]);
		struct pair pair = { "a number in a chart", COLOUR_CHART_INK,
				     (enum theme_colour)i, NEED_TEXT };
		if (page > ink)
			pair.foreground = COLOUR_PAGE;
		demand(demands, &pair);
	}
}

/* What a text is that could not be read is told; how it would look is not. */
static bool is_known(const struct theme *theme, int role)
{
	for (int i = 0; i < PROFILE_COUNT * PRINT_SIZE_COUNT; i++)
		if (!theme->styles[i / PRINT_SIZE_COUNT][i % PRINT_SIZE_COUNT]
			     .text[role]
			     .size)
			return false;
	return true;
}

static void check_contrast(const struct theme_reader *reader,
			   const struct theme *theme, int scheme)
{
	const struct theme_colour_token *tokens = reader->colours->of[scheme];
	const struct colour *colours = theme->colours[scheme];
	struct demands demands = { 0 };
	for (int role = 0; role < TEXT_ROLE_COUNT; role++)
		if (is_known(theme, role))
			demand_for_role(&demands, theme, role);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		demand(&demands, &pairs[i]);
	demand_for_numbers(&demands, colours);
	for (int front = 0; front < COLOUR_COUNT; front++) {
		for (int back = 0; back < COLOUR_COUNT; back++) {
			const struct demand *asked = &demands.of[front][back];
			if (asked->need && tokens[front].is_known &&
			    tokens[back].is_known &&
			    contrast_ratio(colours[front], colours[back]) <
				    ratio_of(asked->need))
				report(reader, scheme, front, back, asked);
		}
	}
}

/* Who sees no hues tells series apart by their lightness. */
static void check_series(const struct theme_reader *reader,
			 const struct theme *theme, int scheme)
{
	static const double least = 5;
	const struct theme_colour_token *tokens = reader->colours->of[scheme];
	const struct colour *colours = theme->colours[scheme];
	for (int i = COLOUR_CHART_SERIES_1; i <= COLOUR_CHART_SERIES_6; i++) {
		for (int j = COLOUR_CHART_SERIES_1; j < i; j++) {
			double difference = contrast_lightness(colours[i]) -
					    contrast_lightness(colours[j]);
			if (!tokens[i].is_known || !tokens[j].is_known ||
			    difference >= least || difference <= -least)
				continue;
			diagnostics_add(
				reader->diagnostics, DIAGNOSTIC_THEME_LIGHTNESS,
				place_of(reader, scheme, i, j),
				"'%s' is as light as '%s' (%.0f and %.0f of "
				"100) in the %s colours; make them differ by "
				"%g at least",
				theme_colour_keys[i], theme_colour_keys[j],
				contrast_lightness(colours[i]),
				contrast_lightness(colours[j]),
				scheme_name(scheme), least);
		}
	}
}

void theme_check_colours(const struct theme_reader *reader,
			 const struct theme *theme)
{
	for (int scheme = 0; scheme < SCHEME_COUNT; scheme++) {
		check_contrast(reader, theme, scheme);
		check_series(reader, theme, scheme);
	}
}
