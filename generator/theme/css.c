/* The theme as custom properties of CSS. */
#include "theme/reader.h"

#include <string.h>

/* [1/1000] as a decimal number without trailing zeros. */
static void append_thousandths(struct buffer *out, int64_t value)
{
	int64_t rest = value % 1000;
	buffer_append_integer(out, value / 1000);
	if (!rest)
		return;
	char digits[4] = { (char)('0' + rest / 100),
			   (char)('0' + rest / 10 % 10),
			   (char)('0' + rest % 10), '\0' };
	for (int last = 2; digits[last] == '0'; last--)
		digits[last] = '\0';
	buffer_append_byte(out, '.');
	buffer_append_string(out, digits);
}

/* These run some four hundred times a page: without printf. */
static void append_all(struct buffer *out, const char *const *strings)
{
	for (; *strings; strings++)
		buffer_append_string(out, *strings);
}

#define APPEND(out, ...) \
	append_all(out, (const char *const[]){ __VA_ARGS__, NULL })

static void append_number(struct buffer *out, const char *key, const char *part,
			  int64_t thousandths, const char *unit)
{
	APPEND(out, "--", key, part, ": ");
	append_thousandths(out, thousandths);
	APPEND(out, unit, "; ");
}

static void append_colour(struct buffer *out, const char *key,
			  struct colour colour)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t parts[] = { colour.red, colour.green, colour.blue };
	APPEND(out, "--", key, ": #");
	for (int i = 0; i < 3; i++) {
		buffer_append_byte(out, digits[parts[i] >> 4]);
		buffer_append_byte(out, digits[parts[i] & 15]);
	}
	buffer_append_string(out, "; ");
}

static void append_colours(struct buffer *out, const struct theme *theme,
			   enum theme_scheme scheme)
{
	for (int i = 0; i < COLOUR_COUNT; i++)
		append_colour(out, theme_colour_keys[i],
			      theme->colours[scheme][i]);
	for (unsigned tone = 0; tone <= THEME_ART_TONES; tone++) {
		char key[] = { 'a', 'r', 't', '-', (char)('1' + tone), '\0' };
		append_colour(out, key, theme_art_colour(theme, scheme, tone));
	}
}

/* ---- Lengths ----------------------------------------------------------- */

struct css {
	const struct theme *theme;
	const struct theme_style *style;
	const struct theme_script *script;
	struct buffer *out;
};

/* A length on paper as [1/1000 rem] of the screen, 16 pixels to the rem. */
static int64_t rem_of(const struct css *css, lu length)
{
	return ((int64_t)length * css->theme->screen.point + 8000) / 16000;
}

static void append_role(const struct css *css, int role)
{
	const struct theme_text *text = &css->style->text[role];
	const char *key = theme_role_keys[role];
	struct buffer *out = css->out;
	int32_t spacing = css->theme->screen.spacing;
	append_number(
		out, key, "-size",
		rem_of(css, lu_scale(text->size, css->script->size, 1000)),
		"rem");
	append_number(
		out, key, "-line",
		lu_scale(text->line_height, css->script->line_height, 1000),
		"");
	append_number(out, key, "-before",
		      rem_of(css, lu_scale(text->before, spacing, 1000)),
		      "rem");
	append_number(out, key, "-after",
		      rem_of(css, lu_scale(text->after, spacing, 1000)), "rem");
	APPEND(out, "--", key,
	       text->is_bold ? "-weight: 700; --" : "-weight: 400; --", key,
	       "-colour: var(--", theme_colour_keys[text->colour], ");\n");
}

/* Pages alone have running heads, and tables that must fit. */
static bool is_on_screens(int role)
{
	return role != TEXT_FURNITURE && role != TEXT_TABLE_SMALL &&
	       role != TEXT_TABLE_SMALLEST;
}

static void append_space(const struct css *css)
{
	const struct theme_space *space = &css->style->space;
#define SPACE(field, key) \
	append_number(css->out, key, "", rem_of(css, space->field), "rem");
#include "theme/tokens.def"
	append_number(css->out, "measure", "", css->theme->screen.measure,
		      "em");
	append_number(css->out, "print-size", "",
		      css->style->text[TEXT_BODY].size, "pt");
	buffer_append_byte(css->out, '\n');
}

/* ---- Fonts ------------------------------------------------------------- */

/* Families with a space or a digit in their names need quotes; generic ones
 * may have none. */
static void append_fonts(struct buffer *out, const char *const *fonts,
			 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *quote =
			strpbrk(fonts[i], " 0123456789") ? "\"" : "";
		buffer_append_string(out, i ? ", " : "");
		buffer_append_string(out, quote);
		for (const char *at = fonts[i]; *at; at++)
			if (!strchr("\"\\<>&;{}\n", *at))
				buffer_append_byte(out, *at);
		buffer_append_string(out, quote);
	}
}

/* A prefix before each language's selector: [lang|="ar"], [lang|="fa"]. */
static void append_languages(struct buffer *out,
			     const struct theme_script *script,
			     const char *open, const char *close)
{
	for (size_t i = 0; i < script->language_count; i++) {
		buffer_append_format(out, "%s%s", i ? ", " : "", open);
		for (const char *at = script->languages[i]; *at; at++)
			if ((*at | 0x20) >= 'a' ?
				    (*at | 0x20) <= 'z' :
				    strchr("-0123456789", *at) != NULL)
				buffer_append_byte(out, *at);
		buffer_append_string(out, close);
	}
}

/* Letters of some scripts are small for their size, and set larger; Latin letters
 * and digits among them are scaled back, as on paper (text/face: by what the eye
 * sees). Of local fonts, so that nothing is loaded. Bold and italic cuts have
 * names of their own; where one is not there, the font that follows is taken. */
#define LATIN_AMONG "Everyread Latin among others"
#define LATIN_PASSAGE "Everyread Latin passage"

static void append_local(struct buffer *out, const char *name, const char *cut)
{
	buffer_append_string(out, "local(\"");
	for (const char *at = name; *at; at++)
		if (!strchr("\"\\<>&;{}\n", *at))
			buffer_append_byte(out, *at);
	APPEND(out, cut, "\")");
}

/* A font's whole name is asked for; that of a regular cut is its family's, or has
 * "Regular" behind it. */
static void append_local_fonts(struct buffer *out,
			       const struct theme_script *script,
			       const char *cut)
{
	const char *before = "src: ";
	for (size_t i = 0; i < script->font_count; i++) {
		const char *name = script->fonts[i];
		/* generic families are no fonts: system-ui, sans-serif */
		if (name[0] < 'A' || name[0] > 'Z')
			continue;
		APPEND(out, before);
		append_local(out, name, cut);
		if (!*cut) {
			buffer_append_string(out, ", ");
			append_local(out, name, " Regular");
		}
		before = ", ";
	}
	buffer_append_string(out, "; ");
}

static void append_scaled_latin(struct buffer *out,
				const struct theme_script *latin, int64_t size)
{
	static const struct {
		const char *cut, *descriptors;
	} cuts[] = { { "", "font-weight: 400; " },
		     { " Bold", "font-weight: 700; " },
		     { " Italic", "font-weight: 400; font-style: italic; " } };
	static const struct {
		const char *family, *range;
	} uses[] = { { LATIN_AMONG,
		       "unicode-range: U+25, U+30-39, U+41-5A, U+61-7A, U+AA, "
		       "U+BA, U+C0-D6, U+D8-F6, U+F8-24F, U+1E00-1EFF; " },
		     { LATIN_PASSAGE, "" } };
	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
		for (size_t j = 0; j < sizeof cuts / sizeof *cuts; j++) {
			APPEND(out, "@font-face { font-family: \"",
			       uses[i].family, "\"; ", cuts[j].descriptors,
			       uses[i].range);
			append_local_fonts(out, latin, cuts[j].cut);
			buffer_append_format(out, "size-adjust: %d.%d%%; }\n",
					     (int)(100000 / size),
					     (int)(1000000 / size % 10));
		}
}

/* A passage in another language takes the faces of its script; where a script
 * has no italics emphasis is weight. */
static void append_script(struct buffer *out, const struct theme_script *script,
			  const char *first)
{
	if (script->language_count)
		append_languages(out, script, "[lang|=\"", "\"]");
	else
		buffer_append_string(out, "[lang]");
	buffer_append_string(out, " { font-family: ");
	if (first)
		APPEND(out, "\"", first, "\", ");
	append_fonts(out, script->fonts, script->font_count);
	buffer_append_string(out, "; }\n");
	if (script->has_italics || !script->language_count)
		return;
	append_languages(out, script, ":lang(", ") em");
	buffer_append_string(out,
			     " { font-style: normal; font-weight: 700; }\n");
}

void theme_append_css(const struct theme *theme, enum profile profile,
		      const char *language, struct buffer *out)
{
	struct css css = { theme, &theme->styles[profile][PRINT_REGULAR],
			   theme_script_of(theme, language), out };
	buffer_append_string(out, ":root {\n");
	append_colours(out, theme, SCHEME_LIGHT);
	buffer_append_byte(out, '\n');
	for (int role = 0; role < TEXT_ROLE_COUNT; role++)
		if (is_on_screens(role))
			append_role(&css, role);
	append_space(&css);
	buffer_append_string(out, "--code-fonts: ");
	append_fonts(out, theme->code_fonts, theme->code_font_count);
	buffer_append_string(
		out, ";\n}\n@media screen and (prefers-color-scheme: dark) {\n"
		     ":root { ");
	append_colours(out, theme, SCHEME_DARK);
	buffer_append_string(out, "}\n}\n");
	const struct theme_script *latin = &theme->scripts[0];
	bool scales = css.script != latin && css.script->size != latin->size;
	if (scales)
		append_scaled_latin(out, latin,
				    (int64_t)css.script->size * 1000 /
					    latin->size);
	for (size_t i = 0; i < theme->script_count; i++)
		append_script(out, &theme->scripts[i],
			      !scales                          ? NULL :
			      &theme->scripts[i] == css.script ? LATIN_AMONG :
			      i == 0                           ? LATIN_PASSAGE :
								 NULL);
}
