/* The drawing of covers, chapters and title blocks. All of it is integers, so
 * that it is the same everywhere. */
#include "theme/contrast.h"
#include "theme/theme.h"

/* The golden angle, 137.5078 degrees, by which each dot is turned from the one
 * before it: sine and cosine in 1/2^30. */
enum { TURN_COSINE = -791743804, TURN_SINE = 725302181 };
static const int64_t unit = INT64_C(1) << 30;

static int64_t square_root(int64_t value)
{
	int64_t root = 0;
	for (int64_t bit = INT64_C(1) << 31; bit; bit >>= 1)
		if ((root + bit) * (root + bit) <= value)
			root += bit;
	return root;
}

/* Dots are large in the middle and smaller outside; by tone. */
static const int32_t radii[THEME_ART_TONES] = { 52, 48, 43, 37, 30, 22 };

void theme_art(struct theme_dot dots[THEME_ART_DOTS])
{
	int64_t x = unit, y = 0;
	for (int32_t i = 0; i < THEME_ART_DOTS; i++) {
		int64_t distance =
			square_root((int64_t)(i * 2 + 1) * THEME_ART_RADIUS *
				    THEME_ART_RADIUS / (THEME_ART_DOTS * 2)) *
			96 / 100;
		int32_t tone = i * THEME_ART_TONES / THEME_ART_DOTS;
		bool is_accent = i % 13 == 5 && tone < THEME_ART_TONES - 2;
		dots[i] = (struct theme_dot){
			.x = (int32_t)(x * distance / unit),
			.y = (int32_t)(y * distance / unit),
			.radius = radii[tone],
			.tone = (uint8_t)(is_accent ? THEME_ART_TONES : tone),
		};
		int64_t turned = (x * TURN_COSINE - y * TURN_SINE) / unit;
		y = (x * TURN_SINE + y * TURN_COSINE) / unit;
		x = turned;
	}
}

struct colour theme_art_colour(const struct theme *theme,
			       enum theme_scheme scheme, unsigned tone)
{
	const struct colour *colours = theme->colours[scheme];
	if (tone >= THEME_ART_TONES)
		return colours[COLOUR_ART_ACCENT];
	return theme_colour_mix(colours[COLOUR_ART_NEAR],
				colours[COLOUR_ART_FAR], (int)tone,
				THEME_ART_TONES - 1);
}

struct colour theme_opener_colour(const struct theme *theme, unsigned tone)
{
	const struct colour *colours = theme->colours[SCHEME_LIGHT];
	if (tone >= THEME_ART_TONES)
		tone = 1;
	return theme_colour_mix(colours[COLOUR_OPENER], colours[COLOUR_PAGE],
				(int)tone, THEME_ART_TONES);
}

/* A dot is a line of no length with round ends: one path a tone and size. */
static void append_tone(struct buffer *out, const struct theme_dot *dots,
			unsigned tone, int32_t radius)
{
	bool is_open = false;
	for (int i = 0; i < THEME_ART_DOTS; i++) {
		if (dots[i].tone != tone || dots[i].radius != radius)
			continue;
		if (!is_open)
			buffer_append_format(out,
					     "<path stroke=\"var(--art-%u)\" "
					     "stroke-width=\"%d\" d=\"",
					     tone + 1, (int)(radius * 2));
		is_open = true;
		buffer_append_format(out, "M%d %dh0", (int)dots[i].x,
				     (int)dots[i].y);
	}
	if (is_open)
		buffer_append_string(out, "\"/>");
}

void theme_append_art(struct buffer *out)
{
	struct theme_dot dots[THEME_ART_DOTS];
	theme_art(dots);
	buffer_append_string(out, "<svg class=\"art\" viewBox=\"-1000 -1000 "
				  "2000 2000\" width=\"320\" "
				  "height=\"320\" aria-hidden=\"true\" "
				  "focusable=\"false\" fill=\"none\" "
				  "stroke-linecap=\"round\"><g id=\"_art\">");
	for (unsigned tone = 0; tone <= THEME_ART_TONES; tone++)
		for (unsigned i = 0; i < THEME_ART_TONES; i++)
			append_tone(out, dots, tone, radii[i]);
	buffer_append_string(out, "</g></svg>");
}
