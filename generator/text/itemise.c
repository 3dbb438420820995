/* Runs of one script and of one face. */
#include "text/itemise.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

/* ---- Characters -------------------------------------------------------- */

uint32_t itemise_code_point_at(struct str text, uint32_t offset)
{
	size_t at = offset;
	return str_decode(text, &at);
}

uint32_t itemise_code_point_before(struct str text, uint32_t offset)
{
	do {
		offset--;
	} while (offset > 0 && ((uint8_t)text.bytes[offset] & 0xC0) == 0x80);
	return itemise_code_point_at(text, offset);
}

/* ---- Scripts ----------------------------------------------------------- */

#define LATIN SCRIPT_TAG('L', 'a', 't', 'n')
#define HAN SCRIPT_TAG('H', 'a', 'n', 'i')

static void add_script(struct script_runs *runs, uint32_t end,
		       script_tag script)
{
	if (runs->count && VECTOR_LAST(runs)->script == script)
		VECTOR_LAST(runs)->end = end;
	else
		*VECTOR_ADD(runs) = (struct script_run){ end, script };
}

/* ASCII, Latin letters up to U+02FF, general punctuation: what most European
 * text consists of, and Latin throughout. */
static bool is_plain_latin(struct str text)
{
	for (size_t i = 0; (i = str_skip_ascii(text, i)) < text.length; i++) {
		uint8_t byte = (uint8_t)text.bytes[i];
		if (byte >= 0xC2 && byte <= 0xCB)
			i += 1;
		else if (byte == 0xE2 && i + 1 < text.length &&
			 (uint8_t)text.bytes[i + 1] == 0x80)
			i += 2;
		else
			return false;
	}
	return true;
}

static script_tag tag_of(UScriptCode code)
{
	const char *name = uscript_getShortName(code);
	return SCRIPT_TAG(name[0], name[1], name[2], name[3]);
}

static bool is_wide_script(script_tag script)
{
	return script == HAN || script == SCRIPT_TAG('H', 'i', 'r', 'a') ||
	       script == SCRIPT_TAG('K', 'a', 'n', 'a') ||
	       script == SCRIPT_TAG('B', 'o', 'p', 'o') ||
	       script == SCRIPT_TAG('H', 'a', 'n', 'g');
}

static uint32_t closing_partner(uint32_t code_point)
{
	if (code_point == 0x2018 || code_point == 0x201C)
		return code_point + 1;
	if (code_point == 0xAB)
		return 0xBB;
	if (u_getIntPropertyValue((UChar32)code_point,
				  UCHAR_BIDI_PAIRED_BRACKET_TYPE) == U_BPT_OPEN)
		return (uint32_t)u_getBidiPairedBracket((UChar32)code_point);
	return 0;
}

enum { DEEPEST_BRACKETS = 16 };

struct script_state {
	script_tag fallback;
	script_tag current; /* 0 before the first character with a script */
	UScriptCode code;   /* of `current` */
	struct {
		uint32_t closing;
		script_tag script; /* that it is set in */
		script_tag outer;  /* `current` and `code` around it */
		UScriptCode code;
	} open[DEEPEST_BRACKETS];
	int depth;
};

/* The script of a common character; 0: that of what follows. */
static script_tag resolve_common(struct script_state *state,
				 uint32_t code_point)
{
	for (int i = state->depth - 1; i >= 0; i--) {
		if (state->open[i].closing == code_point) {
			/* what follows goes on as before the bracket */
			state->depth = i;
			if (state->open[i].outer) {
				state->current = state->open[i].outer;
				state->code = state->open[i].code;
			}
			return state->open[i].script;
		}
	}
	script_tag script = state->current;
	if (code_point < 0x80) {
		if (is_wide_script(script ? script : state->fallback))
			script = LATIN;
	} else if (!is_wide_script(script)) {
		if (script_is_wide_mark(code_point) ||
		    (state->fallback == HAN &&
		     script_is_mark_of_either_width(code_point)))
			script = HAN;
	}
	uint32_t closing = closing_partner(code_point);
	if (closing && state->depth < DEEPEST_BRACKETS) {
		state->open[state->depth].closing = closing;
		state->open[state->depth].outer = state->current;
		state->open[state->depth].code = state->code;
		state->open[state->depth++].script = script;
	}
	return script;
}

static script_tag resolve(struct script_state *state, uint32_t code_point)
{
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode code = uscript_getScript((UChar32)code_point, &status);
	if (code == USCRIPT_INHERITED)
		return state->current;
	if (code == USCRIPT_COMMON || code == USCRIPT_UNKNOWN) {
		/* Script_Extensions: the kana's long mark, Arabic commas … */
		UScriptCode extensions[2];
		status = U_ZERO_ERROR;
		int32_t count = uscript_getScriptExtensions(
			(UChar32)code_point, extensions, 2, &status);
		if (state->current &&
		    uscript_hasScript((UChar32)code_point, state->code))
			return state->current;
		if (count == 1 && extensions[0] > USCRIPT_INHERITED &&
		    extensions[0] != USCRIPT_UNKNOWN)
			return tag_of(extensions[0]);
		return resolve_common(state, code_point);
	}
	state->code = code;
	return state->current = tag_of(code);
}

/* A bracket that opened before any letter takes the script of the first. */
static void settle_open_brackets(struct script_state *state, script_tag script)
{
	for (int i = 0; i < state->depth; i++)
		if (!state->open[i].script)
			state->open[i].script = script;
}

void itemise_scripts(struct str text, script_tag fallback,
		     struct script_runs *runs)
{
	runs->count = 0;
	if (fallback == LATIN && is_plain_latin(text)) {
		add_script(runs, (uint32_t)text.length, LATIN);
		return;
	}
	struct script_state state = { .fallback = fallback };
	bool is_pending = false; /* characters wait for a script */
	size_t offset = 0;
	while (offset < text.length) {
		size_t start = offset;
		uint32_t code_point = str_decode(text, &offset);
		script_tag script = resolve(&state, code_point);
		if (!script) {
			is_pending = true;
			continue;
		}
		if (is_pending) {
			script_tag first = script;
			if (!state.current && fallback != HAN)
				first = fallback;
			add_script(runs, (uint32_t)start, first);
			settle_open_brackets(&state, first);
			is_pending = false;
		}
		add_script(runs, (uint32_t)offset, script);
	}
	if (is_pending)
		add_script(runs, (uint32_t)text.length, fallback);
}

/* ---- Faces ------------------------------------------------------------- */

enum { LONGEST_CLUSTER = 32 };

static bool extends_cluster(uint32_t before, uint32_t code_point)
{
	if (code_point < 0x300)
		return false;
	if (before == 0x200D) /* zero-width joiner: emoji sequences */
		return u_hasBinaryProperty((UChar32)code_point,
					   UCHAR_EXTENDED_PICTOGRAPHIC);
	if (u_hasBinaryProperty((UChar32)code_point, UCHAR_GRAPHEME_EXTEND) ||
	    u_hasBinaryProperty((UChar32)code_point, UCHAR_EMOJI_MODIFIER))
		return true;
	int8_t type = u_charType((UChar32)code_point);
	return code_point == 0x200D || type == U_COMBINING_SPACING_MARK;
}

/* Reads the cluster at *offset. One that is longer than any reader would see
 * as one letter is taken in parts. */
static size_t read_cluster(struct str text, uint32_t *offset, uint32_t end,
			   uint32_t code_points[LONGEST_CLUSTER])
{
	size_t at = *offset, count = 0;
	code_points[count++] = str_decode(text, &at);
	while (at < end && count < LONGEST_CLUSTER) {
		size_t next = at;
		uint32_t code_point = str_decode(text, &next);
		if (!extends_cluster(code_points[count - 1], code_point))
			break;
		code_points[count++] = code_point;
		at = next;
	}
	*offset = (uint32_t)at;
	return count;
}

static void add_face(struct face_runs *runs, uint32_t end,
		     const struct font_face *face, bool is_replaced)
{
	if (runs->count && VECTOR_LAST(runs)->face == face &&
	    VECTOR_LAST(runs)->is_replaced == is_replaced)
		VECTOR_LAST(runs)->end = end;
	else
		*VECTOR_ADD(runs) = (struct face_run){ end, face, is_replaced };
}

/* The face that shows the replacement character, best with the cluster's
 * first character, so that only a mark that nothing has is replaced. */
static const struct font_face *
choose_for_replacement(struct font_set *fonts,
		       const struct font_request *request, uint32_t base)
{
	uint32_t const wanted[] = { base, 0xFFFD };
	const struct font_face *face =
		font_set_choose_for(fonts, request, wanted, 2);
	if (!face)
		face = font_set_choose_for(fonts, request, &wanted[1], 1);
	return face ? face : font_set_choose(fonts, request);
}

static bool is_covered(const struct font_face *face,
		       const uint32_t *code_points, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!font_face_covers(face, code_points[i]))
			return false;
	return true;
}

/* The end of the ASCII that starts at `offset` and that `face` has. The last
 * character is left out where a mark may follow it. */
static uint32_t skip_ascii(const struct font_face *face, struct str text,
			   uint32_t offset, uint32_t end)
{
	uint32_t start = offset;
	while (offset < end && (uint8_t)text.bytes[offset] < 0x80 &&
	       font_face_has_latin(face, (uint8_t)text.bytes[offset]))
		offset++;
	if (offset > start && offset < end &&
	    (uint8_t)text.bytes[offset] >= 0x80)
		offset--;
	return offset;
}

void itemise_faces(struct font_set *fonts, const struct font_request *request,
		   struct str text, uint32_t start, uint32_t end,
		   struct face_runs *runs)
{
	runs->count = 0;
	const struct font_face *usual = font_set_choose(fonts, request);
	uint32_t code_points[LONGEST_CLUSTER];
	uint32_t offset = start;
	while (offset < end) {
		uint32_t plain = skip_ascii(usual, text, offset, end);
		if (plain > offset) {
			add_face(runs, offset = plain, usual, false);
			continue;
		}
		size_t count = read_cluster(text, &offset, end, code_points);
		/* A space goes with what it follows: no run of its own. */
		if (code_points[0] == ' ' && count == 1 && runs->count &&
		    !VECTOR_LAST(runs)->is_replaced &&
		    font_face_covers(VECTOR_LAST(runs)->face, ' ')) {
			VECTOR_LAST(runs)->end = offset;
			continue;
		}
		const struct font_face *face = usual;
		if (!is_covered(face, code_points, count))
			face = font_set_choose_for(fonts, request, code_points,
						   count);
		if (face)
			add_face(runs, offset, face, false);
		else
			add_face(runs, offset,
				 choose_for_replacement(fonts, request,
							code_points[0]),
				 true);
	}
}
