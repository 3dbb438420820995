/* HarfBuzz, and the memory of shaped words. */
#include "text/shape_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/typography.h"

enum {
	LONGEST_REMEMBERED = 64, /* [bytes] longer pieces seldom come again */
	LONGEST_BATCH = 2048     /* [bytes] of words that are shaped together */
};

struct shaper *shaper_new(void)
{
	struct shaper *shaper = memory_allocate(sizeof *shaper);
	shaper->buffer = hb_buffer_create();
	hb_buffer_set_flags(shaper->buffer,
			    HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	return shaper;
}

void shaper_release(struct shaper *shaper)
{
	for (size_t i = 0; i < shaper->contexts.count; i++) {
		map_release(&shaper->contexts.items[i]->words);
		VECTOR_RELEASE(&shaper->contexts.items[i]->marks);
	}
	VECTOR_RELEASE(&shaper->contexts);
	VECTOR_RELEASE(&shaper->new_words);
	buffer_release(&shaper->batch);
	hb_buffer_destroy(shaper->buffer);
	arena_release(&shaper->arena);
	free(shaper);
}

/* ---- Contexts ---------------------------------------------------------- */

static bool is_joining_script(script_tag script)
{
	static const char scripts[][5] = {
		"Arab", "Syrc", "Nkoo", "Mong", "Mand", "Mani",
		"Phag", "Adlm", "Rohg", "Sogd", "Chrs", "Ougr",
	};
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (script == SCRIPT_TAG(scripts[i][0], scripts[i][1],
					 scripts[i][2], scripts[i][3]))
			return true;
	return false;
}

static bool is_same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static hb_codepoint_t find_replacement(const struct font_face *face)
{
	if (font_face_covers(face, 0xFFFD))
		return 0xFFFD;
	return font_face_covers(face, '?') ? '?' : ' ';
}

static bool is_wide_script(script_tag script)
{
	return script == SCRIPT_TAG('H', 'a', 'n', 'i') ||
	       script == SCRIPT_TAG('H', 'i', 'r', 'a') ||
	       script == SCRIPT_TAG('K', 'a', 'n', 'a') ||
	       script == SCRIPT_TAG('B', 'o', 'p', 'o');
}

static bool is_same_request(const struct shape_request *a,
			    const struct shape_request *b)
{
	return a->face == b->face && a->size == b->size &&
	       a->script == b->script &&
	       a->is_right_to_left == b->is_right_to_left &&
	       a->replaces == b->replaces &&
	       a->has_tabular_figures == b->has_tabular_figures &&
	       is_same_text(a->language, b->language);
}

static struct shape_context *new_context(struct shaper *shaper,
					 const struct shape_request *request)
{
	struct shape_context *context =
		ARENA_NEW(&shaper->arena, struct shape_context);
	const char *language = request->language;
	context->request = *request;
	context->joins = is_joining_script(request->script);
	context->is_wide = is_wide_script(request->script);
	context->has_narrow_dot = context->is_wide && language &&
				  typography_of(language)->has_narrow_dot;
	context->replacement = find_replacement(request->face);
	if (language) {
		context->request.language =
			arena_copy_string(&shaper->arena, language);
		context->hb_language = hb_language_from_string(language, -1);
	}
	*VECTOR_ADD(&shaper->contexts) = context;
	return context;
}

/* Letters that join, and punctuation that closes up, see their neighbours. */
static bool can_be_scaled(const struct shape_context *context)
{
	return !context->joins && !context->is_wide &&
	       !context->request.is_right_to_left;
}

struct shape_context *shaper_context(struct shaper *shaper,
				     const struct shape_request *request)
{
	struct shape_context *context = shaper->latest;
	for (size_t i = 0; i <= shaper->contexts.count; i++) {
		if (context && is_same_request(&context->request, request))
			return shaper->latest = context;
		if (i < shaper->contexts.count)
			context = shaper->contexts.items[i];
	}
	context = new_context(shaper, request);
	if (can_be_scaled(context)) {
		struct shape_request units = *request;
		units.size = request->face->units_per_em;
		context->units = units.size == request->size ?
					 context :
					 shaper_context(shaper, &units);
	}
	return shaper->latest = context;
}

/* ---- Shaping ----------------------------------------------------------- */

uint32_t shape_trailing_space_length(struct str text)
{
	size_t length = text.length;
	while (length > 0 && text.bytes[length - 1] == ' ')
		length--;
	return (uint32_t)(text.length - length);
}

static void fill_buffer(struct shaper *shaper,
			const struct shape_context *context, struct str text,
			uint32_t start, uint32_t end)
{
	hb_buffer_t *buffer = shaper->buffer;
	hb_buffer_clear_contents(buffer);
	hb_buffer_set_script(buffer, (hb_script_t)context->request.script);
	hb_buffer_set_direction(buffer, context->request.is_right_to_left ?
						HB_DIRECTION_RTL :
						HB_DIRECTION_LTR);
	hb_buffer_set_language(buffer, context->hb_language);
	/* Only what joins needs to see its neighbours, and without them the
	 * result is the same wherever the word stands. */
	if (context->joins)
		hb_buffer_add_utf8(buffer, text.bytes, (int)text.length, start,
				   (int)(end - start));
	else
		hb_buffer_add_utf8(buffer, text.bytes + start,
				   (int)(end - start), 0, (int)(end - start));
	if (!context->request.replaces)
		return;
	unsigned count;
	hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
	for (unsigned i = 0; i < count; i++)
		if (!font_face_covers(context->request.face,
				      infos[i].codepoint))
			infos[i].codepoint = context->replacement;
}

/* A glyph 0 that came out all the same; PDF/UA-1, 7.21.8 forbids it. */
static void avoid_notdef(const struct shape_context *context,
			 hb_glyph_info_t *info, hb_glyph_position_t *position)
{
	hb_font_t *font = context->request.face->hb_font;
	hb_codepoint_t glyph = 0;
	if (!hb_font_get_nominal_glyph(font, context->replacement, &glyph) ||
	    glyph == 0)
		glyph = 1 % context->request.face->glyph_count;
	info->codepoint = glyph;
	position->x_advance = hb_font_get_glyph_h_advance(font, glyph);
}

/* A stretch of what HarfBuzz gave. */
struct shaped_part {
	hb_glyph_info_t *infos;
	hb_glyph_position_t *positions;
	unsigned count;
};

static struct shaped_part all_of(hb_buffer_t *buffer)
{
	struct shaped_part part;
	part.infos = hb_buffer_get_glyph_infos(buffer, &part.count);
	part.positions = hb_buffer_get_glyph_positions(buffer, NULL);
	return part;
}

static struct glyph *copy_glyphs(const struct shape_context *context,
				 struct shaped_part part, struct arena *arena,
				 uint32_t first_byte, uint32_t visible_length,
				 struct shaped *shaped)
{
	unsigned count = part.count;
	hb_glyph_info_t *infos = part.infos;
	hb_glyph_position_t *positions = part.positions;
	struct glyph *glyphs = ARENA_NEW_ARRAY(arena, count, struct glyph);
	uint8_t *is_unsafe = ARENA_NEW_ARRAY(arena, count, uint8_t);
	const struct font_face *face = context->request.face;
	for (unsigned i = 0; i < count; i++) {
		if (infos[i].codepoint == 0)
			avoid_notdef(context, &infos[i], &positions[i]);
		hb_glyph_position_t *at = &positions[i];
		struct glyph *glyph = &glyphs[i];
		glyph->id = infos[i].codepoint;
		glyph->cluster = infos[i].cluster - first_byte;
		glyph->advance = font_face_scale(face, at->x_advance,
						 context->request.size);
		glyph->x_offset = font_face_scale(face, at->x_offset,
						  context->request.size);
		glyph->y_offset = font_face_scale(face, at->y_offset,
						  context->request.size);
		is_unsafe[i] = (hb_glyph_info_get_glyph_flags(&infos[i]) &
				HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
		shaped->width += glyph->advance;
		if (glyph->cluster >= visible_length)
			shaped->trailing += glyph->advance;
	}
	shaped->glyphs = glyphs;
	shaped->is_unsafe = is_unsafe;
	shaped->count = count;
	return glyphs;
}

/* ---- Pieces ------------------------------------------------------------- */

static void shape_buffer(const struct shape_context *context,
			 hb_buffer_t *buffer)
{
	static const hb_feature_t tabular = { HB_TAG('t', 'n', 'u', 'm'), 1,
					      HB_FEATURE_GLOBAL_START,
					      HB_FEATURE_GLOBAL_END };
	hb_shape(context->request.face->hb_font, buffer, &tabular,
		 context->request.has_tabular_figures);
}

static void shape_alone(struct shaper *shaper, struct shape_context *context,
			struct arena *arena, struct str text, uint32_t start,
			uint32_t end, struct shaped *shaped)
{
	struct str piece = { text.bytes + start, end - start };
	fill_buffer(shaper, context, text, start, end);
	shape_buffer(context, shaper->buffer);
	struct glyph *glyphs = copy_glyphs(
		context, all_of(shaper->buffer), arena,
		context->joins ? start : 0,
		(uint32_t)piece.length - shape_trailing_space_length(piece),
		shaped);
	if (context->is_wide && !context->request.is_right_to_left)
		shape_close_up_marks(shaper, context, piece, glyphs, shaped);
}

/* True where it pays to remember the piece, and where what is beside it cannot
 * change it. */
static bool is_remembered(const struct shape_context *context, struct str text,
			  uint32_t start, uint32_t end)
{
	if (end - start > LONGEST_REMEMBERED)
		return false;
	if (!context->joins)
		return true;
	return (start == 0 || text.bytes[start - 1] == ' ') &&
	       (end == text.length || text.bytes[end] == ' ' ||
		text.bytes[end - 1] == ' ');
}

/* What is remembered of the piece. Where that is nothing, room for it, and
 * *is_new. */
static struct shaped *remember(struct shaper *shaper,
			       struct shape_context *context, struct str piece,
			       bool *is_new)
{
	struct shaped *shaped = map_lookup(&context->words, piece);
	*is_new = !shaped;
	if (shaped)
		return shaped;
	shaped = ARENA_NEW(&shaper->arena, struct shaped);
	map_set(&context->words, arena_copy_str(&shaper->arena, piece), shaped);
	return shaped;
}

const struct shaped *shape(struct shaper *shaper, struct shape_context *context,
			   struct arena *arena, struct str text, uint32_t start,
			   uint32_t end)
{
	struct str piece = { text.bytes + start, end - start };
	bool is_new = true;
	bool is_kept = is_remembered(context, text, start, end);
	struct shaped *shaped =
		is_kept ? remember(shaper, context, piece, &is_new) :
			  ARENA_NEW(arena, struct shaped);
	if (is_new)
		shape_alone(shaper, context, is_kept ? &shaper->arena : arena,
			    text, start, end, shaped);
	return shaped;
}

/* ---- Words together ---------------------------------------------------- */

/* Moves *at, the end of the word before, to that of the word which ends at
 * `end` of `length`: false where HarfBuzz says that the two sides of a border
 * would be shaped otherwise alone. */
static bool find_word(const struct shaped_part *all, uint32_t end,
		      size_t length, unsigned *at)
{
	while (*at < all->count && all->infos[*at].cluster < end)
		(*at)++;
	if (*at == all->count)
		return end == length;
	return all->infos[*at].cluster == end &&
	       !(hb_glyph_info_get_glyph_flags(&all->infos[*at]) &
		 HB_GLYPH_FLAG_UNSAFE_TO_BREAK);
}

/* Shapes all that is new as one text, where HarfBuzz does much once a text.
 * Words that cannot be had from it go to the front of new_words; their
 * number. */
static size_t shape_batch(struct shaper *shaper, struct shape_context *context)
{
	struct str text = buffer_str(&shaper->batch);
	fill_buffer(shaper, context, text, 0, (uint32_t)text.length);
	shape_buffer(context, shaper->buffer);
	struct shaped_part all = all_of(shaper->buffer);
	size_t left = 0;
	uint32_t start = 0;
	unsigned at = 0;
	bool begins_well = true;
	for (size_t i = 0; i < shaper->new_words.count; i++) {
		struct new_word word = shaper->new_words.items[i];
		uint32_t length = (uint32_t)word.text.length;
		unsigned first = at;
		bool ends_well =
			find_word(&all, start + length, text.length, &at);
		struct shaped_part part = { all.infos + first,
					    all.positions + first, at - first };
		if (begins_well && ends_well) {
			length -= shape_trailing_space_length(word.text);
			copy_glyphs(context, part, &shaper->arena, start,
				    length, word.units);
		} else {
			shaper->new_words.items[i] =
				shaper->new_words.items[left];
			shaper->new_words.items[left++] = word;
		}
		begins_well = ends_well;
		start += (uint32_t)word.text.length;
	}
	return left;
}

/* The same word at the size of `context`. */
static void scale_word(const struct shape_context *context, struct arena *arena,
		       const struct new_word *word)
{
	const struct shaped *units = word->units;
	const struct font_face *face = context->request.face;
	lu size = context->request.size;
	struct shaped *shaped = word->shaped;
	uint32_t visible = (uint32_t)word->text.length -
			   shape_trailing_space_length(word->text);
	struct glyph *glyphs =
		ARENA_NEW_ARRAY(arena, units->count, struct glyph);
	for (uint32_t i = 0; i < units->count; i++) {
		const struct glyph *from = &units->glyphs[i];
		glyphs[i] = (struct glyph){
			.id = from->id,
			.cluster = from->cluster,
			.advance = font_face_scale(face, from->advance, size),
			.x_offset = font_face_scale(face, from->x_offset, size),
			.y_offset = font_face_scale(face, from->y_offset, size),
		};
		shaped->width += glyphs[i].advance;
		if (from->cluster >= visible)
			shaped->trailing += glyphs[i].advance;
	}
	shaped->glyphs = glyphs;
	shaped->is_unsafe = units->is_unsafe;
	shaped->count = units->count;
}

static void shape_new_words(struct shaper *shaper,
			    struct shape_context *context)
{
	size_t left = shaper->new_words.count;
	if (left > 1)
		left = shape_batch(shaper, context->units);
	for (size_t i = 0; i < left; i++) {
		struct new_word *word = &shaper->new_words.items[i];
		shape_alone(shaper, context->units, &shaper->arena, word->text,
			    0, (uint32_t)word->text.length, word->units);
	}
	for (size_t i = 0;
	     context != context->units && i < shaper->new_words.count; i++)
		scale_word(context, &shaper->arena,
			   &shaper->new_words.items[i]);
	shaper->new_words.count = 0;
	buffer_clear(&shaper->batch);
}

/* What is remembered of the word, or will be when shape_new_words() is
 * done. */
static const struct shaped *find_or_add(struct shaper *shaper,
					struct shape_context *context,
					struct str word)
{
	bool is_new, is_new_in_units = true;
	struct shaped *shaped = remember(shaper, context, word, &is_new);
	if (!is_new)
		return shaped;
	struct new_word added = { word, shaped, shaped };
	if (context != context->units)
		added.units = remember(shaper, context->units, word,
				       &is_new_in_units);
	if (!is_new_in_units) {
		scale_word(context, &shaper->arena, &added);
		return shaped;
	}
	*VECTOR_ADD(&shaper->new_words) = added;
	buffer_append_str(&shaper->batch, word);
	/* a word is parted from the next by its space */
	if (shaper->batch.length > LONGEST_BATCH ||
	    word.bytes[word.length - 1] != ' ')
		shape_new_words(shaper, context);
	return shaped;
}

void shape_words(struct shaper *shaper, struct shape_context *context,
		 struct arena *arena, struct str text, struct shape_word *words,
		 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t start = words[i].start, end = words[i].end;
		struct str word = { text.bytes + start, end - start };
		if (context->units && word.length <= LONGEST_REMEMBERED)
			words[i].shaped = find_or_add(shaper, context, word);
		else
			words[i].shaped =
				shape(shaper, context, arena, text, start, end);
	}
	if (shaper->new_words.count)
		shape_new_words(shaper, context);
}

/* ---- Cutting ----------------------------------------------------------- */

/* The glyph, counted in logical order, that begins the cluster at `byte`;
 * `count` for the end; false where no cluster begins there or the glyphs do
 * not allow the cut. */
static bool find_cut(const struct shaped *shaped, bool is_right_to_left,
		     uint32_t byte, uint32_t length, uint32_t *index)
{
	uint32_t low = 0, high = shaped->count;
	*index = high;
	if (byte >= length)
		return true;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		uint32_t at =
			is_right_to_left ? shaped->count - 1 - middle : middle;
		if (shaped->glyphs[at].cluster < byte)
			low = middle + 1;
		else
			high = middle;
	}
	*index = low;
	if (low == shaped->count)
		return byte == 0;
	uint32_t at = is_right_to_left ? shaped->count - 1 - low : low;
	return byte == 0 ||
	       (shaped->glyphs[at].cluster == byte && !shaped->is_unsafe[at]);
}

bool shaped_slice(const struct shaped *shaped, bool is_right_to_left,
		  uint32_t from, uint32_t to, uint32_t length,
		  const struct glyph **first, uint32_t *count)
{
	uint32_t low, high;
	if (!find_cut(shaped, is_right_to_left, from, length, &low) ||
	    !find_cut(shaped, is_right_to_left, to, length, &high))
		return false;
	*count = high - low;
	*first = shaped->glyphs +
		 (is_right_to_left ? shaped->count - high : low);
	return true;
}

bool shaped_cursor_move(struct shaped_cursor *cursor,
			const struct shaped *shaped, bool is_right_to_left,
			uint32_t byte)
{
	for (; cursor->index < shaped->count; cursor->index++) {
		uint32_t at = is_right_to_left ?
				      shaped->count - 1 - cursor->index :
				      cursor->index;
		const struct glyph *glyph = &shaped->glyphs[at];
		if (glyph->cluster >= byte)
			return glyph->cluster == byte && !shaped->is_unsafe[at];
		cursor->width += glyph->advance;
	}
	return true;
}
