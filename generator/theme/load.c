/* theme.yaml → struct theme. */
#include "theme/reader.h"

#include <string.h>

#include "base/file.h"

/* ---- Colours ----------------------------------------------------------- */

static const struct yaml_type colour_type = {
	.name = "colour, such as '#0b5563'",
	.read = theme_read_colour,
	/* "# …" behind a key is a comment */
	.takes_blank = true
};

static const struct yaml_field scheme_fields[] = {
#define COLOUR(name, key) \
	{ key, true, &colour_type, \
	  COLOUR_##name * sizeof(struct theme_colour_token), NULL },
#include "theme/tokens.def"
};

static const struct yaml_table light_table = YAML_TABLE("light", scheme_fields),
			       dark_table = YAML_TABLE("dark", scheme_fields);

static const struct yaml_type light_type = { .name = "colours on paper",
					     .read = theme_read_inside,
					     .inside = &light_table },
			      dark_type = { .name = "colours of dark screens",
					    .read = theme_read_inside,
					    .inside = &dark_table };

static const struct yaml_field schemes_fields[] = {
	{ "light", true, &light_type,
	  offsetof(struct theme_colour_tokens, of[SCHEME_LIGHT]), NULL },
	{ "dark", true, &dark_type,
	  offsetof(struct theme_colour_tokens, of[SCHEME_DARK]), NULL },
};

static const struct yaml_table schemes_table =
	YAML_TABLE("colours", schemes_fields);

static void read_colours(const void *with, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct theme_reader *reader = with;
	struct theme *theme = to;
	(void)field;
	(void)yaml_table_mapping(&schemes_table, reader, node, reader->colours,
				 reader->diagnostics);
	for (int scheme = 0; scheme < SCHEME_COUNT; scheme++)
		for (int i = 0; i < COLOUR_COUNT; i++)
			theme->colours[scheme][i] =
				reader->colours->of[scheme][i].value;
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

static const char *const paper_names[] = { "A4", "A5", "Letter" };

static void read_paper(const void *with, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	const struct theme_reader *reader = with;
	struct theme_page *page = to;
	int index = yaml_choice(node, "paper", field->type->words,
				field->type->word_count, reader->diagnostics);
	if (index < 0)
		return;
	page->width = papers[index].width;
	page->height = papers[index].height;
}

static const struct yaml_type paper_type = { .name = "paper",
					     .read = read_paper,
					     .words = paper_names,
					     .word_count = COUNT(paper_names) },
			      resolution_type = { .name = "pixels an inch",
						  .read = theme_read_ratio,
						  .least = 72,
						  .most = 2400 },
			      length_type = {
				      .name = "length, such as 12pt or 4mm",
				      .read = theme_read_length,
				      .least = 0,
				      .most = 600
			      };

static const struct yaml_field page_fields[] = {
#define PAGE_LENGTH(field, key) \
	{ key, true, &length_type, offsetof(struct theme_page, field), NULL },
#include "theme/tokens.def"
	{ "size", true, &paper_type, 0, NULL },
	{ "picture-dpi", true, &resolution_type,
	  offsetof(struct theme_page, picture_dpi), NULL },
};

static const struct yaml_field space_fields[] = {
#define SPACE(field, key) \
	{ key, true, &length_type, offsetof(struct theme_space, field), NULL },
#include "theme/tokens.def"
};

static const struct yaml_table page_table = YAML_TABLE("page", page_fields),
			       page_layer = YAML_LAYER("page", page_fields),
			       space_table = YAML_TABLE("space", space_fields),
			       space_layer = YAML_LAYER("space", space_fields);

static void read_page(const void *with, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	const struct theme_reader *reader = with;
	const struct theme_page *page = to;
	if (!yaml_table_mapping(field->type->inside, reader, node, to,
				reader->diagnostics))
		return;
	/* Less would leave no room for any text. */
	lu across = page->width - page->margin_start - page->margin_end;
	lu down = page->height - page->margin_top - page->margin_bottom;
	if (page->width &&
	    (across < LU_FROM_POINTS(200) || down < LU_FROM_POINTS(200)))
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place,
				"the margins leave less than 200pt for text");
}

static const struct yaml_type page_type = { .name = "paper and margins",
					    .read = read_page,
					    .inside = &page_table },
			      page_part = { .name = "paper and margins",
					    .read = read_page,
					    .inside = &page_layer },
			      space_type = { .name = "lengths",
					     .read = theme_read_inside,
					     .inside = &space_table },
			      space_part = { .name = "lengths",
					     .read = theme_read_inside,
					     .inside = &space_layer };

/* ---- Profiles ---------------------------------------------------------- */

/* A profile in one print, while it is read. */
struct dress {
	struct theme_style style;
	lu least; /* size of text */
};

static void read_scale(const void *with, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	struct theme_style *style = to;
	int32_t scale = 1000;
	theme_read_ratio(with, node, field, &scale);
	for (int role = 0; role < TEXT_ROLE_COUNT; role++) {
		struct theme_text *text = &style->text[role];
		text->size = lu_scale(text->size, scale, 1000);
		text->before = lu_scale(text->before, scale, 1000);
		text->after = lu_scale(text->after, scale, 1000);
	}
}

static const struct yaml_type scale_type = { .name = "number without a unit",
					     .read = read_scale,
					     .least = 0.5,
					     .most = 4 },
			      least_size_type = {
				      .name = "length, such as 16pt",
				      .read = theme_read_length,
				      .least = 8,
				      .most = 24
			      };

/* In this order: what a profile gives itself is not scaled. */
static const struct yaml_field dress_fields[] = {
	{ "scale", true, &scale_type, offsetof(struct dress, style), NULL },
	{ "least-size", true, &least_size_type, offsetof(struct dress, least),
	  NULL },
	{ "text", false, &theme_text_part, offsetof(struct dress, style.text),
	  NULL },
	{ "page", false, &page_part, offsetof(struct dress, style.page), NULL },
	{ "space", false, &space_part, offsetof(struct dress, style.space),
	  NULL },
};

/* A size that could not be read stays unknown. */
static void raise_sizes(struct theme_style *style, lu least)
{
	for (int role = 0; role < TEXT_ROLE_COUNT; role++) {
		lu *size = &style->text[role].size;
		if (*size && *size < least)
			*size = least;
	}
}

/* What those sizes must at least be that have readers who need them. */
static void check_body(const struct theme_reader *reader,
		       const struct yaml_node *node, const struct theme *theme,
		       enum profile profile, enum print_size print)
{
	const struct profile_traits *traits = &profile_traits[profile];
	bool is_large = print == PRINT_LARGE;
	lu needed = is_large ? LU_FROM_POINTS(18) : traits->least_body;
	const struct theme_text *text = theme->styles[profile][print].text;
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

/* The standard, scaled, with what the profile gives itself in that print. */
static void read_profile(const struct theme_reader *reader,
			 const struct yaml_node *node, struct theme *theme,
			 enum profile profile, enum print_size print)
{
	const struct yaml_table table = YAML_TABLE(
		profile_traits[profile].theme_keys[print], dress_fields);
	struct dress dress = {
		.style = theme->styles[PROFILE_STANDARD][PRINT_REGULAR]
	};
	if (!yaml_table_mapping(&table, reader, node, &dress,
				reader->diagnostics))
		return;
	raise_sizes(&dress.style, dress.least);
	theme->styles[profile][print] = dress.style;
	check_body(reader, node, theme, profile, print);
}

/* Regular print of all profiles, then large print: the first is what all others
 * are scaled from. */
enum { DRESS_COUNT = PROFILE_COUNT * PRINT_SIZE_COUNT };

static void read_profiles(const void *with, const struct yaml_node *node,
			  const struct yaml_field *field, void *to)
{
	static const struct yaml_table inside = YAML_TABLE(NULL, dress_fields);
	static const struct yaml_type type = { .name = "profile in one print",
					       .inside = &inside };
	const struct theme_reader *reader = with;
	struct yaml_field rows[DRESS_COUNT - 1];
	for (int i = 1; i < DRESS_COUNT; i++)
		rows[i - 1] = (struct yaml_field){
			profile_traits[i % PROFILE_COUNT]
				.theme_keys[i / PROFILE_COUNT],
			true, &type, 0, NULL
		};
	const struct yaml_table table = YAML_TABLE(field->key, rows);
	if (!yaml_table_mapping(&table, reader, node, to, reader->diagnostics))
		return;
	for (int i = 1; i < DRESS_COUNT; i++)
		read_profile(reader,
			     yaml_find(node, rows[i - 1].key, true,
				       reader->diagnostics),
			     to, (enum profile)(i % PROFILE_COUNT),
			     (enum print_size)(i / PROFILE_COUNT));
}

/* ---- Scripts and screens ----------------------------------------------- */

static void read_languages(const void *with, const struct yaml_node *node,
			   const struct yaml_field *field, void *to)
{
	struct theme_script *script = to;
	(void)theme_texts(with, node, field->key, &script->languages,
			  &script->language_count);
}

static void read_fonts(const void *with, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	struct theme_script *script = to;
	(void)theme_texts(with, node, field->key, &script->fonts,
			  &script->font_count);
}

static void read_code_fonts(const void *with, const struct yaml_node *node,
			    const struct yaml_field *field, void *to)
{
	struct theme *theme = to;
	(void)theme_texts(with, node, field->key, &theme->code_fonts,
			  &theme->code_font_count);
}

static void read_boolean(const void *with, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct theme_reader *reader = with;
	bool *value = to;
	(void)field;
	*value = yaml_boolean(node, *value, reader->diagnostics);
}

static const struct yaml_type
	ratio_type = { .name = "number without a unit",
		       .read = theme_read_ratio,
		       .least = 0.5,
		       .most = 2 },
	italics_type = { .name = "true or false", .read = read_boolean },
	languages_type = { .name = "list of languages",
			   .read = read_languages },
	all_languages_type = { .name = "all languages that "
				       "no other names" },
	fonts_type = { .name = "list of families", .read = read_fonts };

#define SCRIPT_FIELDS(needs_languages, languages) \
	{ \
		{ "languages", needs_languages, languages, 0, NULL }, \
			{ "size", false, &ratio_type, \
			  offsetof(struct theme_script, size), NULL }, \
			{ "line-height", false, &ratio_type, \
			  offsetof(struct theme_script, line_height), NULL }, \
			{ "italics", false, &italics_type, \
			  offsetof(struct theme_script, has_italics), NULL }, \
		{ \
			"fonts", true, &fonts_type, 0, NULL \
		} \
	}

static const struct yaml_field first_script_fields[] =
	SCRIPT_FIELDS(false, &all_languages_type),
			       script_fields[] =
				       SCRIPT_FIELDS(true, &languages_type);

static void read_scripts(const void *with, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct theme_reader *reader = with;
	struct theme *theme = to;
	if (!yaml_expect(node, YAML_MAPPING, field->key, reader->diagnostics))
		return;
	theme->scripts = ARENA_NEW_ARRAY(reader->arena, node->count,
					 struct theme_script);
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_pair *pair = &node->pairs[i];
		struct theme_script script = { .name = pair->key.bytes,
					       .size = 1000,
					       .line_height = 1000,
					       .has_italics = true };
		const struct yaml_table first = YAML_TABLE(script.name,
							   first_script_fields),
					other = YAML_TABLE(script.name,
							   script_fields);
		if (yaml_table_mapping(theme->script_count ? &other : &first,
				       reader, pair->value, &script,
				       reader->diagnostics))
			theme->scripts[theme->script_count++] = script;
	}
}

static const struct yaml_type
	point_type = { .name = "CSS pixels, such as 1.4px",
		       .read = theme_read_pixels,
		       .least = 1,
		       .most = 4 },
	spacing_type = { .name = "number without a unit",
			 .read = theme_read_ratio,
			 .least = 0.5,
			 .most = 4 },
	measure_type = { .name = "width in em, such as 38em",
			 .read = theme_read_ems,
			 .least = 15,
			 .most = 60 };

static const struct yaml_field screen_fields[] = {
	{ "point", true, &point_type, offsetof(struct theme_screen, point),
	  NULL },
	{ "spacing", true, &spacing_type,
	  offsetof(struct theme_screen, spacing), NULL },
	{ "measure", true, &measure_type,
	  offsetof(struct theme_screen, measure), NULL },
};

static const struct yaml_table screen_table =
	YAML_TABLE("screen", screen_fields);

/* ---- The whole --------------------------------------------------------- */

static const struct yaml_type
	colours_type = { .name = "colours, light and dark",
			 .read = read_colours,
			 .inside = &schemes_table },
	screen_type = { .name = "how screens show it",
			.read = theme_read_inside,
			.inside = &screen_table },
	scripts_type = { .name = "scripts of languages", .read = read_scripts },
	code_fonts_type = { .name = "list of families",
			    .read = read_code_fonts },
	profiles_type = { .name = "profiles", .read = read_profiles };

#define STANDARD(part) \
	offsetof(struct theme, styles[PROFILE_STANDARD][PRINT_REGULAR].part)

/* Profiles come last: they lie over what stands before them. */
static const struct yaml_field theme_fields[] = {
	{ "colours", true, &colours_type, 0, NULL },
	{ "text", true, &theme_text_type, STANDARD(text), NULL },
	{ "page", true, &page_type, STANDARD(page), NULL },
	{ "space", true, &space_type, STANDARD(space), NULL },
	{ "screen", true, &screen_type, offsetof(struct theme, screen), NULL },
	{ "scripts", true, &scripts_type, 0, NULL },
	{ "code-fonts", true, &code_fonts_type, 0, NULL },
	{ "profiles", true, &profiles_type, 0, NULL },
};

static const struct yaml_table theme_table =
	YAML_TABLE("the theme", theme_fields);

static void read_theme(const struct theme_reader *reader,
		       const struct yaml_node *root, struct theme *theme)
{
	struct theme_style *standard =
		&theme->styles[PROFILE_STANDARD][PRINT_REGULAR];
	for (int role = 0; role < TEXT_ROLE_COUNT; role++)
		standard->text[role].colour = COLOUR_INK;
	(void)yaml_table_mapping(&theme_table, reader, root, theme,
				 reader->diagnostics);
	const struct yaml_node *text = yaml_lookup(root, "text");
	if (text)
		check_body(reader, text, theme, PROFILE_STANDARD,
			   PRINT_REGULAR);
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
	struct theme_reader reader = {
		.arena = arena,
		.diagnostics = diagnostics,
		.colours = ARENA_NEW(arena, struct theme_colour_tokens),
	};
	for (size_t i = 0; i < count; i++) {
		reader.top = arena_copy_string(arena, paths[i]);
		if (!read_layer(arena, reader.top, &root, diagnostics, error))
			return NULL;
	}
	struct theme *theme = ARENA_NEW(arena, struct theme);
	size_t errors = diagnostics->error_count;
	read_theme(&reader, root, theme);
	bool is_whole = diagnostics->error_count == errors;
	theme_check_colours(&reader, theme);
	return is_whole ? theme : NULL;
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
