/* theme.yaml → struct theme. */
#include "theme/reader.h"

#include <string.h>

#include "base/file.h"

/* ---- Colours ----------------------------------------------------------- */

static void read_scheme(struct theme_reader *reader,
			const struct yaml_node *node, int scheme)
{
	yaml_check_keys(node, theme_colour_keys, COLOUR_COUNT,
			reader->diagnostics);
	for (int i = 0; i < COLOUR_COUNT; i++) {
		/* "# …" behind a key is a comment, which token_colour() tells. */
		const struct yaml_node *value =
			yaml_lookup(node, theme_colour_keys[i]);
		if (!value)
			(void)token_need(reader, node, theme_colour_keys[i]);
		reader->is_known[scheme][i] = token_colour(
			reader, value, &reader->theme->colours[scheme][i]);
		if (value)
			reader->places[scheme][i] = value->place;
	}
}

static void read_colours(struct theme_reader *reader,
			 const struct yaml_node *node)
{
	static const char *const keys[] = { "light", "dark" };
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, "colours", reader->diagnostics))
		return;
	yaml_check_keys(node, keys, SCHEME_COUNT, reader->diagnostics);
	for (int scheme = 0; scheme < SCHEME_COUNT; scheme++) {
		const struct yaml_node *value =
			token_need(reader, node, keys[scheme]);
		if (value && yaml_expect(value, YAML_MAPPING, keys[scheme],
					 reader->diagnostics))
			read_scheme(reader, value, scheme);
	}
}

/* ---- Page and space ---------------------------------------------------- */

static const struct paper {
	const char *name;
	lu width, height;
} papers[] = {
	{ "A4", LU_FROM_MILLIMETRES(210), LU_FROM_MILLIMETRES(297) },
	{ "A5", LU_FROM_MILLIMETRES(148), LU_FROM_MILLIMETRES(210) },
	{ "Letter", LU_FROM_POINTS(612), LU_FROM_POINTS(792) },
};

enum { PAPER_COUNT = sizeof papers / sizeof *papers };

static void read_paper(struct theme_reader *reader,
		       const struct yaml_node *node, struct theme_page *page)
{
	const char *names[PAPER_COUNT];
	if (!node ||
	    !yaml_expect(node, YAML_SCALAR, "size", reader->diagnostics))
		return;
	for (size_t i = 0; i < PAPER_COUNT; i++) {
		names[i] = papers[i].name;
		if (!str_equals_string(node->text, names[i]))
			continue;
		page->width = papers[i].width;
		page->height = papers[i].height;
		return;
	}
	const char *nearest = str_nearest(node->text, names, PAPER_COUNT);
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"unknown paper '%s'%s%s%s (allowed: A4, A5, Letter)",
			node->text.bytes, nearest ? ", did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
}

/* A token of a struct of lengths. */
struct length_token {
	const char *key;
	size_t offset;
};

static const struct length_token page_tokens[] = {
#define PAGE_LENGTH(field, key) { key, offsetof(struct theme_page, field) },
#include "theme/tokens.def"
};

static const struct length_token space_tokens[] = {
#define SPACE(field, key) { key, offsetof(struct theme_space, field) },
#include "theme/tokens.def"
};

enum {
	PAGE_TOKEN_COUNT = sizeof page_tokens / sizeof *page_tokens,
	SPACE_TOKEN_COUNT = sizeof space_tokens / sizeof *space_tokens,
	MOST_KEYS = 32
};

static void read_lengths(struct theme_reader *reader,
			 const struct yaml_node *node,
			 const struct length_token *tokens, size_t count,
			 const char *const *more, void *target, bool needs_all)
{
	const char *keys[MOST_KEYS];
	size_t key_count = 0;
	for (size_t i = 0; i < count; i++)
		keys[key_count++] = tokens[i].key;
	for (; *more; more++)
		keys[key_count++] = *more;
	yaml_check_keys(node, keys, key_count, reader->diagnostics);
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *value =
			needs_all ? token_need(reader, node, keys[i]) :
				    token_find(reader, node, keys[i]);
		token_length(reader, value, keys[i], 0, 600,
			     (lu *)((char *)target + tokens[i].offset));
	}
}

static const struct yaml_node *page_value(struct theme_reader *reader,
					  const struct yaml_node *node,
					  const char *key, bool needs_all)
{
	return needs_all ? token_need(reader, node, key) :
			   token_find(reader, node, key);
}

static void read_page(struct theme_reader *reader, const struct yaml_node *node,
		      struct theme_style *style, bool needs_all)
{
	static const char *const more[] = { "size", "picture-dpi", NULL };
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, "page", reader->diagnostics))
		return;
	struct theme_page *page = &style->page;
	read_lengths(reader, node, page_tokens, PAGE_TOKEN_COUNT, more, page,
		     needs_all);
	read_paper(reader, page_value(reader, node, more[0], needs_all), page);
	token_number(reader, page_value(reader, node, more[1], needs_all),
		     more[1], "", 72, 2400, &page->picture_dpi);
	/* Less would leave no room for any text. */
	lu across = page->width - page->margin_start - page->margin_end;
	lu down = page->width - page->margin_top - page->margin_bottom;
	if (page->width &&
	    (across < LU_FROM_POINTS(200) || down < LU_FROM_POINTS(200)))
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place,
				"the margins leave less than 200pt for text");
}

static void read_space(struct theme_reader *reader,
		       const struct yaml_node *node, struct theme_style *style,
		       bool needs_all)
{
	static const char *const more[] = { NULL };
	if (node &&
	    yaml_expect(node, YAML_MAPPING, "space", reader->diagnostics))
		read_lengths(reader, node, space_tokens, SPACE_TOKEN_COUNT,
			     more, &style->space, needs_all);
}

/* ---- Profiles ---------------------------------------------------------- */

static void scale_text(struct theme_style *style, int32_t scale)
{
	for (int role = 0; role < TEXT_ROLE_COUNT; role++) {
		struct theme_text *text = &style->text[role];
		text->size = lu_scale(text->size, scale, 1000);
		text->before = lu_scale(text->before, scale, 1000);
		text->after = lu_scale(text->after, scale, 1000);
	}
}

/* A size that could not be read stays unknown. */
static void raise_sizes(struct theme_style *style, lu least)
{
	for (int role = 0; role < TEXT_ROLE_COUNT; role++) {
		lu *size = &style->text[role].size;
		if (*size && *size < least)
			*size = least;
	}
}

/* The standard, scaled, with what the profile gives itself in that print. */
static void read_profile(struct theme_reader *reader,
			 const struct yaml_node *node, enum profile profile,
			 enum print_size print)
{
	static const char *const keys[] = { "scale", "least-size", "text",
					    "page", "space" };
	struct theme_style *style = &reader->theme->styles[profile][print];
	int32_t scale = 1000;
	lu least = 0;
	*style = reader->theme->styles[PROFILE_STANDARD][PRINT_REGULAR];
	yaml_check_keys(node, keys, sizeof keys / sizeof *keys,
			reader->diagnostics);
	token_ratio(reader, token_need(reader, node, "scale"), "scale", 0.5, 4,
		    &scale);
	token_length(reader, token_need(reader, node, "least-size"),
		     "least-size", 8, 24, &least);
	scale_text(style, scale);
	theme_read_text(reader, token_find(reader, node, "text"), style, false);
	read_page(reader, token_find(reader, node, "page"), style, false);
	read_space(reader, token_find(reader, node, "space"), style, false);
	raise_sizes(style, least);
}

/* What those sizes must at least be that have readers who need them. */
static void check_body(struct theme_reader *reader,
		       const struct yaml_node *node, enum profile profile,
		       enum print_size print)
{
	const struct profile_traits *traits = &profile_traits[profile];
	bool is_large = print == PRINT_LARGE;
	lu needed = is_large ? LU_FROM_POINTS(18) : traits->least_body;
	const struct theme_text *text =
		reader->theme->styles[profile][print].text;
	if (text[TEXT_BODY].size == 0)
		return; /* reported already */
	if (text[TEXT_BODY].size < needed)
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_THEME_SIZE,
				node->place, "body text is %gpt, %s needs %gpt",
				text[TEXT_BODY].size / 1000.0,
				is_large ? "large print" : traits->label,
				needed / 1000.0);
	if (!is_large)
		return;
	for (int role = 0; role < TEXT_ROLE_COUNT; role++)
		if (text[role].size < LU_FROM_POINTS(16))
			diagnostics_add(reader->diagnostics,
					DIAGNOSTIC_THEME_SIZE, node->place,
					"'%s' is %gpt, large print has no text "
					"under 16pt; set least-size: 16pt",
					theme_role_keys[role],
					text[role].size / 1000.0);
}

/* Regular print of all profiles, then large print. */
enum { DRESS_COUNT = PROFILE_COUNT * PRINT_SIZE_COUNT };

static enum profile profile_of_dress(int dress)
{
	return (enum profile)(dress % PROFILE_COUNT);
}

static enum print_size print_of_dress(int dress)
{
	return (enum print_size)(dress / PROFILE_COUNT);
}

static const char *key_of_dress(int dress)
{
	return profile_traits[profile_of_dress(dress)]
		.theme_keys[print_of_dress(dress)];
}

static void read_profiles(struct theme_reader *reader,
			  const struct yaml_node *node)
{
	const char *keys[DRESS_COUNT - 1];
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, "profiles", reader->diagnostics))
		return;
	/* The first is what all others are scaled from. */
	for (int i = 1; i < DRESS_COUNT; i++)
		keys[i - 1] = key_of_dress(i);
	yaml_check_keys(node, keys, DRESS_COUNT - 1, reader->diagnostics);
	for (int i = 1; i < DRESS_COUNT; i++) {
		const struct yaml_node *value =
			token_need(reader, node, keys[i - 1]);
		if (!value || !yaml_expect(value, YAML_MAPPING, keys[i - 1],
					   reader->diagnostics))
			continue;
		read_profile(reader, value, profile_of_dress(i),
			     print_of_dress(i));
		check_body(reader, value, profile_of_dress(i),
			   print_of_dress(i));
	}
}

/* ---- Scripts and screens ----------------------------------------------- */

static void read_script(struct theme_reader *reader,
			const struct yaml_pair *pair)
{
	static const char *const keys[] = { "languages", "size", "line-height",
					    "italics", "fonts" };
	struct theme *theme = reader->theme;
	const struct yaml_node *node = pair->value;
	if (!yaml_expect(node, YAML_MAPPING, pair->key.bytes,
			 reader->diagnostics))
		return;
	yaml_check_keys(node, keys, sizeof keys / sizeof *keys,
			reader->diagnostics);
	struct theme_script *script = &theme->scripts[theme->script_count++];
	*script = (struct theme_script){ .name = pair->key.bytes,
					 .size = 1000,
					 .line_height = 1000 };
	if (theme->script_count > 1)
		token_texts(reader, token_need(reader, node, "languages"),
			    "languages", &script->languages,
			    &script->language_count);
	token_ratio(reader, token_find(reader, node, "size"), "size", 0.5, 2,
		    &script->size);
	token_ratio(reader, token_find(reader, node, "line-height"),
		    "line-height", 0.5, 2, &script->line_height);
	script->has_italics = yaml_boolean(token_find(reader, node, "italics"),
					   true, reader->diagnostics);
	token_texts(reader, token_need(reader, node, "fonts"), "fonts",
		    &script->fonts, &script->font_count);
}

static void read_scripts(struct theme_reader *reader,
			 const struct yaml_node *node)
{
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, "scripts", reader->diagnostics))
		return;
	reader->theme->scripts = ARENA_NEW_ARRAY(reader->arena, node->count,
						 struct theme_script);
	for (size_t i = 0; i < node->count; i++)
		read_script(reader, &node->pairs[i]);
}

static void read_screen(struct theme_reader *reader,
			const struct yaml_node *node)
{
	static const char *const keys[] = { "point", "spacing", "measure" };
	struct theme_screen *screen = &reader->theme->screen;
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, "screen", reader->diagnostics))
		return;
	yaml_check_keys(node, keys, sizeof keys / sizeof *keys,
			reader->diagnostics);
	token_number(reader, token_need(reader, node, "point"), "point", "px",
		     1, 4, &screen->point);
	token_ratio(reader, token_need(reader, node, "spacing"), "spacing", 0.5,
		    4, &screen->spacing);
	token_number(reader, token_need(reader, node, "measure"), "measure",
		     "em", 15, 60, &screen->measure);
}

/* ---- The whole --------------------------------------------------------- */

static void read_theme(struct theme_reader *reader,
		       const struct yaml_node *root)
{
	static const char *const keys[] = { "colours",    "text",    "page",
					    "space",      "screen",  "scripts",
					    "code-fonts", "profiles" };
	struct theme *theme = reader->theme;
	struct theme_style *standard =
		&theme->styles[PROFILE_STANDARD][PRINT_REGULAR];
	yaml_check_keys(root, keys, sizeof keys / sizeof *keys,
			reader->diagnostics);
	const struct yaml_node *text = token_need(reader, root, "text");
	for (int role = 0; role < TEXT_ROLE_COUNT; role++)
		standard->text[role].colour = COLOUR_INK;
	read_colours(reader, token_need(reader, root, "colours"));
	theme_read_text(reader, text, standard, true);
	read_page(reader, token_need(reader, root, "page"), standard, true);
	read_space(reader, token_need(reader, root, "space"), standard, true);
	read_screen(reader, token_need(reader, root, "screen"));
	read_scripts(reader, token_need(reader, root, "scripts"));
	token_texts(reader, token_need(reader, root, "code-fonts"),
		    "code-fonts", &theme->code_fonts, &theme->code_font_count);
	read_profiles(reader, token_need(reader, root, "profiles"));
	if (text)
		check_body(reader, text, PROFILE_STANDARD, PRINT_REGULAR);
}

/* A part of a publication's own theme that says nothing changes nothing, and is
 * told; so is an empty part of a part. Of other parts their readers tell it. */
static const struct yaml_node *without_blanks(struct arena *arena,
					      const struct yaml_node *layer,
					      bool is_part,
					      struct diagnostics *diagnostics)
{
	struct yaml_node *copy =
		arena_copy_array(arena, layer, 1, sizeof *copy);
	copy->pairs =
		ARENA_NEW_ARRAY(arena, layer->count + 1, struct yaml_pair);
	copy->count = 0;
	for (size_t i = 0; i < layer->count; i++) {
		struct yaml_pair pair = layer->pairs[i];
		bool is_blank =
			(!is_part && yaml_is_null(pair.value)) ||
			(pair.value->kind != YAML_SCALAR && !pair.value->count);
		if (is_blank) {
			yaml_tell_blank(pair.value, pair.key.bytes,
					diagnostics);
			continue;
		}
		if (pair.value->kind == YAML_MAPPING)
			pair.value = without_blanks(arena, pair.value, true,
						    diagnostics);
		copy->pairs[copy->count++] = pair;
	}
	return copy;
}

/* Lays the file over `root`. False where it has no theme to tell. */
static bool read_layer(struct arena *arena, const char *path,
		       const struct yaml_node **root,
		       struct diagnostics *diagnostics, struct error *error)
{
	struct str text;
	if (!file_read(arena, path, &text, error))
		return false;
	error->message[0] = '\0';
	size_t errors = diagnostics->error_count;
	const struct yaml_node *layer =
		yaml_parse(arena, text, path, 1, diagnostics);
	if (!layer && diagnostics->error_count == errors) {
		if (*root) /* has nothing otherwise */
			return true;
		diagnostics_add(diagnostics, DIAGNOSTIC_YAML_TYPE,
				(struct place){ path, 1, 1 },
				"the theme is empty");
	}
	if (!layer ||
	    !yaml_expect(layer, YAML_MAPPING, "the theme", diagnostics))
		return false;
	*root = yaml_overlay(
		arena, *root,
		*root ? without_blanks(arena, layer, false, diagnostics) :
			layer);
	return true;
}

const struct theme *theme_load(struct arena *arena, const char *path,
			       struct diagnostics *diagnostics,
			       struct error *error)
{
	return theme_load_layers(arena, &path, 1, diagnostics, error);
}

const struct theme *theme_load_layers(struct arena *arena,
				      const char *const *paths, size_t count,
				      struct diagnostics *diagnostics,
				      struct error *error)
{
	const struct yaml_node *root = NULL;
	struct theme_reader *reader = ARENA_NEW(arena, struct theme_reader);
	for (size_t i = 0; i < count; i++) {
		reader->top = arena_copy_string(arena, paths[i]);
		if (!read_layer(arena, reader->top, &root, diagnostics, error))
			return NULL;
	}
	reader->arena = arena;
	reader->diagnostics = diagnostics;
	reader->theme = ARENA_NEW(arena, struct theme);
	size_t errors = diagnostics->error_count;
	read_theme(reader, root);
	bool is_whole = diagnostics->error_count == errors;
	theme_check_colours(reader);
	return is_whole ? reader->theme : NULL;
}

/* ---- Scripts of languages ---------------------------------------------- */

/* The length of the longest tag of the script that is the language or its
 * beginning up to a hyphen; 0 for none. */
static size_t match(const struct theme_script *script, const char *language)
{
	size_t best = 0;
	for (size_t i = 0; i < script->language_count; i++) {
		const char *tag = script->languages[i];
		size_t length = strlen(tag);
		if (strncmp(tag, language, length) == 0 &&
		    (language[length] == '\0' || language[length] == '-') &&
		    length > best)
			best = length;
	}
	return best;
}

const struct theme_script *theme_script_of(const struct theme *theme,
					   const char *language)
{
	const struct theme_script *found = &theme->scripts[0];
	size_t best = 0;
	for (size_t i = 1; i < theme->script_count; i++) {
		size_t length = match(&theme->scripts[i], language);
		if (length <= best)
			continue;
		best = length;
		found = &theme->scripts[i];
	}
	return found;
}
